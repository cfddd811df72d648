/* SPDX-License-Identifier: MIT */
/* A counting sort of link rows by target. */
#include "link_index.h"
#include "core/arena.h"

struct link_index link_index_make(struct arena *a, const struct site_facts *site)
{
    uint32_t n = site->resource_count;
    uint32_t *start = arena_new(a, uint32_t, n + 2), *rows = arena_new(a, uint32_t, site->link_count + 1);
    for (uint32_t i = 0; i < site->link_count; i++) {
        if (site->links[i].target < n)
            start[site->links[i].target + 2]++;
    }
    for (uint32_t i = 2; i <= n + 1; i++)
        start[i] += start[i - 1];
    for (uint32_t i = 0; i < site->link_count; i++) {
        if (site->links[i].target < n)
            rows[start[site->links[i].target + 1]++] = i;
    }
    return (struct link_index){ start, rows };
}

void places_add_page(struct arena *a, struct places *p, uint32_t page)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i] == page)
            return;
    }
    p->items = arena_grow(a, p->items, sizeof *p->items, p->count, &p->room);
    p->items[p->count++] = page;
    if ((int64_t)p->count > p->total)
        p->total = (int64_t)p->count;
}

void places_add(struct arena *a, struct places *p, const struct link_row *row)
{
    for (uint32_t i = 0; i < row->place_count; i++)
        places_add_page(a, p, row->places[i].page);
    if ((int64_t)row->page_count > p->total)
        p->total = row->page_count;
}

/* A column for the finding: that of the only page, else NONE. */
static uint32_t places_column(const struct judge *j, const struct places *p)
{
    if (p->total != 1 || p->count != 1)
        return NONE;
    uint32_t page = p->items[0];
    return j->columns->of_resource[page] != NONE ? j->columns->of_resource[page] : j->columns->home_of[page];
}

void check_fail_at(struct judge *j, const struct rule *rule, str subject, const struct places *p, str evidence)
{
    struct fault fault = { .subject = subject,
                           .where = p->items,
                           .where_len = p->count,
                           .where_count = p->total,
                           .column = places_column(j, p),
                           .evidence = evidence };
    check_fail(j, rule, &fault);
}
