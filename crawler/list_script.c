/* SPDX-License-Identifier: MIT */
/* Lists whose rows a script writes out of literals: the literals are read as the markup they become. */
#include "core/arena.h"
#include "core/limits.h"
#include "list_view.h"
#include "literals.h"

static void add_row(struct arena *a, struct list_view *v, const struct row_found *row, uint32_t script)
{
    size_t room = v->room;
    v->rows = arena_grow(a, v->rows, sizeof *v->rows, v->count, &room);
    v->spans = arena_grow(a, v->spans, sizeof *v->spans, v->count, &v->room);
    v->rows[v->count] = *row;
    v->spans[v->count++] = (struct row_span){ script, script + 1 };
}

static bool is_dated(const struct row_found *row)
{
    return day_known(row->date) || row->month;
}

/* One script may write the whole list, or one row. */
static void read_script(const struct reading *r, uint32_t script, str markup, struct list_view *v)
{
    struct reading part = *r;
    struct row_found row;
    part.tree = tree_parse_fragment(r->arena, markup);
    if (part.tree->count == 0)
        return;
    struct groups g = groups_find(&part);
    size_t before = v->count;
    for (size_t i = g.count; i-- > 0;) {
        for (size_t k = 0; k < g.items[i].count && !g.items[i].dissolved && v->count < LIMIT_PAGE_ROWS; k++) {
            if (row_read(&part, g.items[i].spans[k], 0, &row) && is_dated(&row))
                add_row(r->arena, v, &row, script);
        }
    }
    if (v->count == before && row_read(&part, (struct row_span){ 0, part.tree->count }, 0, &row) && is_dated(&row))
        add_row(r->arena, v, &row, script);
}

bool list_script_read(const struct reading *r, struct list_view *v)
{
    const struct tree *t = r->tree;
    *v = (struct list_view){ 0 };
    for (uint32_t i = 1; i < t->count && v->count < LIMIT_PAGE_ROWS; i++) {
        const struct node *n = &t->nodes[i];
        bool skip = n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CONTENT ||
                    n->region == REGION_HEAD;
        if (n->kind != NODE_TEXT || skip || !node_is(&t->nodes[n->parent], "script"))
            continue;
        str markup = literals_written(r->arena, n->text);
        if (str_has_nocase(markup, STR("<a ")) && str_has_nocase(markup, STR("href")))
            read_script(r, i, markup, v);
    }
    return v->count > 0;
}
