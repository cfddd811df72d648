/* SPDX-License-Identifier: MIT */
/* Dates that stand apart from their rows: the month in a heading over days, or all dates in a list of their own beside.
 */
#include "core/arena.h"
#include "core/text.h"
#include "labels.h"
#include "list_view.h"

enum { MONTH_NODES = 24, BESIDE_NODES = 4000 };

/* The text right above the rows, when it is a month. */
static bool month_above(const struct reading *r, const struct list_view *v, int *year, int *month)
{
    uint32_t at = v->spans[0].from;
    for (int steps = 0; at-- > 1 && steps < MONTH_NODES; steps++) {
        if (node_is_prose(r->tree, at) && label_trim(r->tree->nodes[at].text).len)
            return row_year_month(r->tree->nodes[at].text, year, month);
    }
    return false;
}

static bool day_in_row(const struct reading *r, struct row_span span, int *dom)
{
    for (uint32_t i = span.from; i < span.to; i++) {
        if (node_is_prose(r->tree, i) && row_day_of_month(r->tree->nodes[i].text, dom))
            return true;
    }
    return false;
}

static bool read_month(const struct reading *r, struct list_view *v)
{
    int year, month, dom;
    if (v->dated || !month_above(r, v, &year, &month))
        return false;
    for (size_t i = 0; i < v->count; i++) {
        if (!day_in_row(r, v->spans[i], &dom) || !day_known(day_make(year, month, dom)))
            continue;
        v->rows[i].date = day_make(year, month, dom);
        v->rows[i].date_raw = str_fmt(r->arena, "%d-%02d-%02d", year, month, dom);
        v->dated++;
    }
    if (v->dated)
        v->heading = (str){ 0 }; /* the month names no column */
    return v->dated > 0;
}

struct run { /* texts that are nothing but dates, one behind the other */
    str *items;
    size_t count, room;
};

/* Gathers the dates of [from, to); false at the first link, or at any other text. */
static bool gather_dates(const struct reading *r, uint32_t from, uint32_t to, size_t most, struct run *run)
{
    for (uint32_t i = from; i < to && i < from + BESIDE_NODES; i++) {
        const struct node *n = &r->tree->nodes[i];
        if (node_is(n, "a") || run->count > most)
            return false;
        if (!node_is_prose(r->tree, i) || label_trim(n->text).len == 0)
            continue;
        if (!row_is_only_date(n->text))
            return false;
        *arena_push(r->arena, run) = n->text;
    }
    return true;
}

/* The last dates before the rows: whatever stands before those dates is no date. */
static void gather_before(const struct reading *r, uint32_t from, uint32_t to, struct run *run)
{
    uint32_t start = to;
    while (start > from && to - start < BESIDE_NODES) {
        const struct node *n = &r->tree->nodes[start - 1];
        bool text = node_is_prose(r->tree, start - 1) && label_trim(n->text).len;
        if (node_is(n, "a") || (text && !row_is_only_date(n->text)))
            break;
        start--;
    }
    (void)gather_dates(r, start, to, SIZE_MAX - 1, run);
}

/* As many dates as titles, in the same order; any other number belongs to nobody knows whom. */
static void read_beside(const struct reading *r, struct list_view *v, uint32_t before)
{
    struct run run = { 0 };
    if (v->dated || v->count < 2)
        return;
    (void)gather_dates(r, v->spans[v->count - 1].to, r->tree->count, v->count, &run);
    if (run.count == 0)
        gather_before(r, before, v->spans[0].from, &run);
    if (run.count != v->count)
        return;
    for (size_t i = 0; i < v->count; i++) {
        struct date_found f;
        if (!date_find(run.items[i], 0, &f))
            continue;
        v->rows[i].date_raw = str_slice(run.items[i], f.start, f.end);
        v->rows[i].date = f.value;
        v->rows[i].month = f.month;
        v->rows[i].dom = f.dom;
        v->dated++;
    }
    rows_resolve_years(v->rows, v->count);
}

size_t list_dates_apart(const struct reading *r, struct list_view *views, size_t count)
{
    size_t kept = 0;
    bool monthly = false;
    for (size_t i = 0; i < count; i++) {
        bool month = views[i].group && read_month(r, &views[i]);
        if (views[i].group && !month)
            read_beside(r, &views[i], i ? views[i - 1].spans[views[i - 1].count - 1].to : 0);
        if (month && monthly)
            list_view_append(r->arena, &views[kept - 1], &views[i]);
        else
            views[kept++] = views[i];
        monthly = month;
    }
    return kept;
}
