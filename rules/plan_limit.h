/* SPDX-License-Identifier: MIT */
/* Reads words of a time limit; the patterns are compiled once for a whole plan. */
#ifndef RULES_PLAN_LIMIT_H
#define RULES_PLAN_LIMIT_H
#include "rules/plan.h"

struct limit_reader;

struct limit_reader *limit_reader_new(struct arena *a);
void limit_reader_free(struct limit_reader *r);
bool limit_reader_parse(const struct limit_reader *r, struct arena *a, str words, struct plan_limit *out);

/* 三, 十二, 二十九, 两, 12, １２ → the number; 0 if it is none or over 999. */
int plan_number(str digits);

#endif
