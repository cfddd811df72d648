/* SPDX-License-Identifier: MIT */
/* Calendar days and working days. */
#include "core/day.h"
#include <stdlib.h>

struct exception {
    int32_t n;
    bool work;
};

enum { SHANGHAI_OFFSET_S = 8 * 3600, DAY_S = 86400 };

/* Days since 1970-01-01 of a proleptic Gregorian date, by counting 400-year eras from 1 March. */
#define YEAR_OF(y, m)     ((y) - ((m) <= 2))
#define DAY_OF_YEAR(m, d) ((153 * ((m) + ((m) > 2 ? -3 : 9)) + 2) / 5 + (d)-1)
#define DAYS_FROM_CIVIL(y, m, d)                                                                                       \
    (YEAR_OF(y, m) * 365 + YEAR_OF(y, m) / 4 - YEAR_OF(y, m) / 100 + YEAR_OF(y, m) / 400 + DAY_OF_YEAR(m, d) - 719468)

static const struct exception exceptions[] = {
#define OFF(y, m, d)  { DAYS_FROM_CIVIL(y, m, d), false },
#define WORK(y, m, d) { DAYS_FROM_CIVIL(y, m, d), true },
#include "workdays.def"
#undef OFF
#undef WORK
};

bool day_known(day d)
{
    return d.n != INT32_MIN;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

day day_make(int year, int month, int dom)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || dom < 1 || dom > month_length(year, month))
        return DAY_NONE;
    return (day){ DAYS_FROM_CIVIL(year, month, dom) };
}

struct day_parts day_parts(day d)
{
    int z = d.n + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct day_parts){ yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1 };
}

int day_weekday(day d)
{
    int w = (d.n + 3) % 7; /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

day day_add(day d, int days)
{
    return day_known(d) ? (day){ d.n + days } : d;
}

int day_compare(day a, day b)
{
    return (a.n > b.n) - (a.n < b.n);
}

day day_from_unix(int64_t seconds)
{
    int64_t local = seconds + SHANGHAI_OFFSET_S;
    int64_t n = local / DAY_S - (local % DAY_S < 0);
    return n > INT32_MIN && n < INT32_MAX ? (day){ (int32_t)n } : DAY_NONE;
}

day day_from_iso(str s)
{
    int64_t y = 0, m = 0, d = 0;
    if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-' || s.ptr[5] == '-' || s.ptr[8] == '-' || s.ptr[0] == '-' ||
        !str_to_int(str_slice(s, 0, 4), &y) || !str_to_int(str_slice(s, 5, 7), &m) ||
        !str_to_int(str_slice(s, 8, 10), &d))
        return DAY_NONE;
    return day_make((int)y, (int)m, (int)d);
}

str day_to_iso(struct arena *a, day d)
{
    if (!day_known(d))
        return (str){ 0 };
    struct day_parts p = day_parts(d);
    return str_fmt(a, "%04d-%02d-%02d", p.year, p.month, p.day);
}

day day_week_start(day d)
{
    return day_add(d, 1 - day_weekday(d));
}

day day_month_start(day d)
{
    return day_add(d, 1 - day_parts(d).day);
}

day day_month_end(int year, int month)
{
    return month >= 1 && month <= 12 ? day_make(year, month, month_length(year, month)) : DAY_NONE;
}

day day_add_months(day d, int months)
{
    struct day_parts p = day_parts(d);
    int month = p.year * 12 + p.month - 1 + months;
    day same = day_make(month / 12, month % 12 + 1, p.day);
    return day_known(same) ? same : day_month_end(month / 12, month % 12 + 1);
}

day day_quarter_start(day d)
{
    struct day_parts p = day_parts(d);
    return day_make(p.year, (p.month - 1) / 3 * 3 + 1, 1);
}

day day_half_start(day d)
{
    struct day_parts p = day_parts(d);
    return day_make(p.year, p.month <= 6 ? 1 : 7, 1);
}

static int compare_exceptions(const void *x, const void *y)
{
    const struct exception *a = x, *b = y;
    return (a->n > b->n) - (a->n < b->n);
}

bool day_is_workday(day d)
{
    struct exception key = { .n = d.n };
    const struct exception *found = bsearch(&key, exceptions, ARRAY_LEN(exceptions), sizeof key, compare_exceptions);
    return found ? found->work : day_weekday(d) <= 5;
}

bool day_in_table(day d)
{
    return day_compare(d, day_make(WORKDAYS_FROM, 1, 1)) >= 0 && day_compare(d, day_make(WORKDAYS_TO, 12, 31)) <= 0;
}

day day_add_workdays(day d, int n)
{
    for (int left = n; left > 0;) {
        d = day_add(d, 1);
        left -= day_is_workday(d);
    }
    return d;
}

day day_previous_workday(day d)
{
    do {
        d = day_add(d, -1);
    } while (!day_is_workday(d));
    return d;
}

int day_workdays_between(day from, day to)
{
    int count = 0;
    for (day d = day_add(from, 1); day_compare(d, to) <= 0; d = day_add(d, 1))
        count += day_is_workday(d);
    return count;
}
