/* SPDX-License-Identifier: MIT */
/* How often a column is updated: the median of the days between its newest days of publication. */
#include "rules/columns.h"
#include "core/arena.h"
#include <stdlib.h>

enum { RHYTHM_DAYS = 24, RHYTHM_LEAST = 3 }; /* newest days looked at; fewer tell no rhythm */

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
