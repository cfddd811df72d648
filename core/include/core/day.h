/* SPDX-License-Identifier: MIT */
/* Calendar days of Asia/Shanghai and working days by the State Council's holiday arrangements (CONTRACT section 4). */
#ifndef CORE_DAY_H
#define CORE_DAY_H
#include "core/str.h"

typedef struct day {
    int32_t n; /* days since 1970-01-01; DAY_NONE.n when unknown */
} day;
#define DAY_NONE ((day){ INT32_MIN })

struct day_parts {
    int year, month, day; /* month and day from 1 */
};

bool day_known(day d);
day day_make(int year, int month, int dom); /* DAY_NONE if there is no such day */
struct day_parts day_parts(day d);
int day_weekday(day d); /* ISO: 1 Monday … 7 Sunday */
day day_add(day d, int days);
int day_compare(day a, day b); /* unknown sorts first */
day day_from_unix(int64_t seconds); /* the day it was in Asia/Shanghai */

day day_from_iso(str s);              /* strictly YYYY-MM-DD, else DAY_NONE */
str day_to_iso(struct arena *a, day d); /* empty when unknown */

day day_week_start(day d);    /* Monday of its ISO week */
day day_month_start(day d);
day day_month_end(int year, int month);
day day_add_months(day d, int months); /* the same day of that month, or its last one */
day day_quarter_start(day d);
day day_half_start(day d);

bool day_is_workday(day d);
bool day_in_table(day d);              /* false: Monday to Friday was assumed, the report says so */
day day_add_workdays(day d, int n);    /* the n-th working day after d; d itself is not counted */
day day_previous_workday(day d);       /* the last working day before d */
int day_workdays_between(day from, day to); /* working days after `from` up to and including `to`; 0 if to <= from */

#endif
