/* SPDX-License-Identifier: MIT */
/* The lists of a page: repeated rows with title, link and date, each block with its heading. */
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "labels.h"
#include "list_view.h"

enum { LIST_MAX = 400, HEADER_CLIMB = 4, MENU_CHARS = 7, UNREAD_ROWS = 2 };

/* Which cell of a table's rows holds the day of publication, by the header row; 0 if it does not say. */
static uint32_t date_cell_of(const struct reading *r, const struct group *g)
{
    const struct tree *t = r->tree;
    uint32_t table = g->parent, cell = 0;
    if (!str_eq(g->tag, STR("tr")))
        return 0;
    for (int climb = 0; table && climb < HEADER_CLIMB && !node_is(&t->nodes[table], "table"); climb++)
        table = t->nodes[table].parent;
    for (uint32_t i = table; i < g->spans[0].from; i++) {
        if (!node_is(&t->nodes[i], "th") && !node_is(&t->nodes[i], "td"))
            continue;
        str text = text_bare(r->arena, tree_text(r->arena, t, i, false));
        if (text.len > 40 || !(str_has(text, STR("日期")) || str_has(text, STR("时间"))))
            continue;
        bool published = str_has(text, STR("发布")) || str_has(text, STR("公开")) || str_has(text, STR("上网"));
        if (published || cell == 0)
            cell = t->nodes[i].nth;
        if (published)
            break;
    }
    return cell;
}

static bool same_address(const struct list_view *v, const struct row_found *row)
{
    const struct row_found *last = v->count ? &v->rows[v->count - 1] : NULL;
    return last && row->address.len && str_eq(last->address, row->address) && str_eq(last->title, row->title);
}

static void read_rows(const struct reading *r, const struct group *g, struct list_view *v)
{
    uint32_t date_cell = date_cell_of(r, g);
    for (size_t i = 0; i < g->count; i++) {
        struct row_found row;
        if (!row_read(r, g->spans[i], date_cell, &row) || same_address(v, &row))
            continue;
        bool dated = day_known(row.date) || row.month;
        if (!dated && (row_is_home(r, row.address) || (g->dated && row_is_column_like(row.address))))
            continue; /* a way home among the items */
        v->rows[v->count] = row;
        v->spans[v->count++] = g->spans[i];
    }
}

/* Cells of a table's rows hold one list, row after row. */
static bool continues(const struct tree *t, const struct list_view *before, const struct group *g)
{
    const struct group *b = before->group;
    return str_eq(b->tag, g->tag) && (str_eq(g->tag, STR("td")) || str_eq(g->tag, STR("a"))) &&
           t->nodes[b->parent].parent == t->nodes[g->parent].parent;
}

void list_view_append(struct arena *a, struct list_view *to, const struct list_view *from)
{
    for (size_t i = 0; i < from->count; i++) {
        size_t room = to->room;
        to->rows = arena_grow(a, to->rows, sizeof *to->rows, to->count, &room);
        to->spans = arena_grow(a, to->spans, sizeof *to->spans, to->count, &to->room);
        to->rows[to->count] = from->rows[i];
        to->spans[to->count++] = from->spans[i];
    }
    to->dated += from->dated;
    to->title_chars += from->title_chars;
}

static void summarise(struct list_view *v)
{
    rows_resolve_years(v->rows, v->count);
    v->dated = v->title_chars = 0;
    for (size_t i = 0; i < v->count; i++) {
        v->dated += day_known(v->rows[i].date) || v->rows[i].month;
        v->title_chars += text_chars(v->rows[i].title);
    }
}

/* Short names without dates: links to columns, not items. */
static bool is_menu(const struct tree *t, const struct list_view *v)
{
    if (v->dated || t->nodes[v->spans[0].from].region == REGION_RELATED)
        return false;
    size_t columns = 0;
    for (size_t i = 0; i < v->count; i++)
        columns += row_is_column_like(v->rows[i].address);
    return v->title_chars < v->count * MENU_CHARS || columns * 2 > v->count;
}

static void record(struct reading *r, const struct list_view *v, bool main)
{
    struct page_facts *page = r->page;
    struct tree *t = r->tree;
    enum region own = t->nodes[v->spans[0].from].region;
    struct list_fact fact = {
        .heading = v->heading, .more = v->more, .main = main, .first = (uint32_t)page->rows.count
    };
    fact.region = own == REGION_UNKNOWN ? REGION_LIST : own;
    for (size_t i = 0; i < v->count && page->rows.count < LIMIT_PAGE_ROWS; i++) {
        const struct row_found *row = &v->rows[i];
        *arena_push(r->arena, &page->rows) =
            (struct row_fact){ row->title, row->address,  text_squeeze(r->arena, row->date_raw),
                               row->date,  row->yearless, (uint32_t)page->lists.count };
        for (uint32_t k = v->spans[i].from; k < v->spans[i].to; k++) {
            if (t->nodes[k].region == REGION_UNKNOWN)
                t->nodes[k].region = REGION_LIST;
        }
    }
    fact.count = (uint32_t)page->rows.count - fact.first;
    if (fact.count)
        *arena_push(r->arena, &page->lists) = fact;
    if (page->rows.count >= LIMIT_PAGE_ROWS && !page->limit_hit.len)
        page->limit_hit = STR("too-many-rows");
}

/* The page shows no list of its own: perhaps scripts write parts of its rows. Which list is the page's own then; rows
 * that cannot be read leave the list unknown, or not whole. */
static size_t read_written(struct reading *r, const struct groups *g, struct list_view *views, size_t *count)
{
    size_t unread;
    if (list_written_rows(r, &views[*count], &unread)) {
        summarise(&views[*count]);
        list_heading_read(r, g, &views[(*count)++]);
    }
    size_t main = list_main(r, views, *count);
    if (unread >= UNREAD_ROWS) {
        r->page->js |= main == SIZE_MAX ? JS_LIST : JS_MORE;
        r->page->js_why = STR("列表各行由脚本写出");
    }
    return main;
}

void lists_read(struct reading *r)
{
    if (r->tree->count == 0)
        return;
    struct groups g = groups_find(r);
    struct list_view *views = arena_new(r->arena, struct list_view, LIST_MAX);
    size_t count = 0;
    for (size_t i = g.count; i-- > 0 && count < LIST_MAX;) { /* found from the end of the page */
        const struct group *group = &g.items[i];
        if (group->dissolved || group->count == 0)
            continue;
        struct list_view v = { .group = group, .room = group->count };
        v.rows = arena_new(r->arena, struct row_found, group->count);
        v.spans = arena_new(r->arena, struct row_span, group->count);
        read_rows(r, group, &v);
        if (v.count && count && continues(r->tree, &views[count - 1], group))
            list_view_append(r->arena, &views[count - 1], &v);
        else if (v.count)
            views[count++] = v;
    }
    if (count < LIST_MAX && list_script_read(r, &views[count]))
        count++;
    for (size_t i = 0; i < count; i++) {
        summarise(&views[i]);
        list_heading_read(r, &g, &views[i]);
    }
    count = list_dates_apart(r, views, count);
    size_t main = list_main(r, views, count);
    if (main == SIZE_MAX && !r->body && count < LIST_MAX)
        main = read_written(r, &g, views, &count);
    count = list_join_pieces(r, views, count, &main);
    for (size_t i = 0; i < count; i++) {
        if (i == main || !is_menu(r->tree, &views[i]))
            record(r, &views[i], i == main);
    }
}
