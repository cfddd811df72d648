/* SPDX-License-Identifier: MIT */
/* The national inspection indicators (国办秘函〔2019〕19号) as far as a crawl can see them: never the official result. */
#ifndef RULES_NATIONAL_H
#define RULES_NATIONAL_H
#include "rules/check.h"

void national_table(struct judge *j); /* fills verdicts.national; after the rules have run */
/* Every item's measure is one of ours. */
bool national_known(const struct rulebook *b, struct fail *f) MUST_CHECK;

#endif
