/* SPDX-License-Identifier: MIT */
/* Lists whose rows a script writes out of literals: the literals are read as the markup they become. */
#include "core/arena.h"
#include "core/buf.h"
#include "core/limits.h"
#include "list_view.h"
#include "literals.h"

enum { ROW_MARKUP = 64 << 10, ROW_NODES = 400 };

static void add_row(struct arena *a, struct list_view *v, const struct row_found *row, struct row_span span)
{
    size_t room = v->room;
    v->rows = arena_grow(a, v->rows, sizeof *v->rows, v->count, &room);
    v->spans = arena_grow(a, v->spans, sizeof *v->spans, v->count, &v->room);
    v->rows[v->count] = *row;
    v->spans[v->count++] = span;
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
                add_row(r->arena, v, &row, (struct row_span){ script, script + 1 });
        }
    }
    if (v->count == before && row_read(&part, (struct row_span){ 0, part.tree->count }, 0, &row) && is_dated(&row))
        add_row(r->arena, v, &row, (struct row_span){ script, script + 1 });
}

/* --- rows of which scripts write parts: <li><script>write(link)</script><span><script>write(date)</script></span></li>
 */

static bool is_outside(const struct node *n)
{
    return n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CONTENT ||
           n->region == REGION_HEAD;
}

static bool is_row_element(const struct node *n)
{
    return node_is(n, "li") || node_is(n, "tr") || node_is(n, "dd") || node_is(n, "p") || node_is(n, "dl");
}

/* A row that scripts write into, and no rows within it. */
static bool is_written_row(const struct tree *t, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    bool written = false, link = false;
    if (!is_row_element(n) || is_outside(n) || n->end - i > ROW_NODES)
        return false;
    for (uint32_t k = i + 1; k < n->end; k++) {
        const struct node *in = &t->nodes[k];
        bool script = in->kind == NODE_TEXT && node_is(&t->nodes[in->parent], "script");
        if (is_row_element(in))
            return false;
        written = written || (script && str_has(in->text, STR("write")));
        link = link || node_is(in, "a") || (script && str_has(in->text, STR("href")));
    }
    return written && link;
}

static void open_tag(struct buf *out, const struct node *n)
{
    (void)buf_fmt(out, "<%.*s", STR_ARG(n->tag));
    for (uint32_t i = 0; i < n->attr_count; i++) {
        str quote = str_has(n->attrs[i].value, STR("\"")) ? STR("'") : STR("\"");
        (void)buf_fmt(out, " %.*s=%.*s%.*s%.*s", STR_ARG(n->attrs[i].name), STR_ARG(quote), STR_ARG(n->attrs[i].value),
                      STR_ARG(quote));
    }
    (void)buf_add(out, STR(">"));
}

/* The row's markup with what its scripts write in their places. */
static str row_markup(const struct reading *r, uint32_t row)
{
    const struct tree *t = r->tree;
    uint32_t open[ROW_NODES], depth = 0;
    struct buf out;
    buf_init(&out, ROW_MARKUP);
    for (uint32_t i = row + 1; i < t->nodes[row].end; i++) {
        const struct node *n = &t->nodes[i];
        for (; depth && i >= t->nodes[open[depth - 1]].end; depth--)
            (void)buf_fmt(&out, "</%.*s>", STR_ARG(t->nodes[open[depth - 1]].tag));
        bool script = node_is(&t->nodes[n->parent], "script");
        if (n->kind == NODE_TEXT)
            (void)buf_add(&out, script ? literals_written(r->arena, n->text) : n->text);
        if (n->kind != NODE_ELEMENT || node_is(n, "script") || depth >= ARRAY_LEN(open))
            continue;
        open_tag(&out, n);
        open[depth++] = i;
    }
    str markup = str_dup(r->arena, buf_str(&out));
    buf_done(&out);
    return markup;
}

/* Rows in the element's own parts; false if what the scripts write cannot be read. */
static bool read_written_row(const struct reading *r, uint32_t row, struct list_view *v)
{
    struct reading part = *r;
    struct row_found found;
    part.tree = tree_parse_fragment(r->arena, row_markup(r, row));
    if (part.tree->count == 0 || !row_read(&part, (struct row_span){ 0, part.tree->count }, 0, &found) ||
        !is_dated(&found))
        return false;
    add_row(r->arena, v, &found, (struct row_span){ row, r->tree->nodes[row].end });
    return true;
}

bool list_written_rows(const struct reading *r, struct list_view *v, size_t *unread)
{
    *v = (struct list_view){ 0 };
    *unread = 0;
    for (uint32_t i = 1; i < r->tree->count && v->count < LIMIT_PAGE_ROWS; i++) {
        if (is_written_row(r->tree, i))
            *unread += !read_written_row(r, i, v);
    }
    return v->count > 0;
}

bool list_script_read(const struct reading *r, struct list_view *v)
{
    const struct tree *t = r->tree;
    *v = (struct list_view){ 0 };
    for (uint32_t i = 1; i < t->count && v->count < LIMIT_PAGE_ROWS; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_TEXT || is_outside(n) || !node_is(&t->nodes[n->parent], "script"))
            continue;
        str markup = literals_written(r->arena, n->text);
        if (str_has_nocase(markup, STR("<a ")) && str_has_nocase(markup, STR("href")))
            read_script(r, i, markup, v);
    }
    return v->count > 0;
}
