/* SPDX-License-Identifier: MIT */
/* The period a title speaks of: 2026年10月财政收支简报 serves October, whenever it was published. */
#ifndef RULES_SUBJECT_PERIOD_H
#define RULES_SUBJECT_PERIOD_H
#include "core/arena.h"
#include "core/day.h"

struct subject_period {
    day first, last;
};

/* False if the title names none; a full date is none. Without a year the latest such month not after publication. */
bool subject_period_of(struct arena *a, str title, day published, struct subject_period *out);

/* The months [0, 12) before and with `as_of`'s that items serve: the last one is as_of's own. */
enum { SUBJECT_MONTHS = 12 };
int subject_month_index(day as_of, day d); /* 0 … 11, or -1 outside */

#endif
