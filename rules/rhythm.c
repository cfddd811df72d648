/* SPDX-License-Identifier: MIT */
/* What the days of a column's items tell: how often it is updated, by the median of the days between its newest ones,
 * and down to which day its list was seen. */
#include "rules/columns.h"
#include "core/arena.h"
#include <stdlib.h>

enum { RHYTHM_DAYS = 24, RHYTHM_LEAST = 3 }; /* newest days looked at; fewer tell no rhythm */
enum { LAST_ITEMS = 3 };

static int newest_first(const void *a, const void *b)
{
    return day_compare(*(const day *)b, *(const day *)a);
}

static int shortest_first(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

int column_rhythm(struct arena *a, const struct column *c, day as_of)
{
    struct arena_mark mark = arena_mark(a);
    day *days = arena_new(a, day, c->item_count + 1);
    size_t count = 0, gap_count = 0;
    for (size_t i = 0; i < c->item_count; i++) {
        if (day_known(c->items[i].date) && day_compare(c->items[i].date, as_of) <= 0)
            days[count++] = c->items[i].date;
    }
    if (count)
        qsort(days, count, sizeof *days, newest_first);
    int gaps[RHYTHM_DAYS];
    for (size_t i = 1; i < count && gap_count < RHYTHM_DAYS; i++) {
        if (days[i].n != days[i - 1].n)
            gaps[gap_count++] = days[i - 1].n - days[i].n;
    }
    arena_release(a, mark);
    if (gap_count + 1 < RHYTHM_LEAST)
        return 0;
    qsort(gaps, gap_count, sizeof *gaps, shortest_first);
    return gaps[gap_count / 2];
}

/* A pinned item may be older than its place. */
day column_left_at(const struct column *c)
{
    day newest = DAY_NONE;
    for (size_t i = c->item_count > LAST_ITEMS ? c->item_count - LAST_ITEMS : 0; i < c->item_count; i++) {
        if (!day_known(c->items[i].date))
            return DAY_NONE;
        if (!day_known(newest) || day_compare(c->items[i].date, newest) > 0)
            newest = c->items[i].date;
    }
    return day_known(c->newest_bound) ? newest : DAY_NONE;
}
