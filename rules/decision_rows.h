/* SPDX-License-Identifier: MIT */
/* decision.incomplete for the matters of a catalogue, whose papers may stand anywhere on the site. */
#ifndef RULES_DECISION_ROWS_H
#define RULES_DECISION_ROWS_H
#include "decision.h"

/* A page of the decisions' columns that gathers the papers of one; it is judged by itself. */
bool decision_is_hub(const struct decision_item *x);
void decision_judge_catalogues(struct judge *j, const struct rule *rule, const struct decisions *all);

#endif
