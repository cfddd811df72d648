/* SPDX-License-Identifier: MIT */
/* The cells of data tables, with their places in the grid as HTML lays them out; only of annual reports, whose figures
 * must agree with each other, and of catalogues of decisions, whose rows are matters. */
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "reading.h"

enum { GRID_ROWS = 1000, GRID_COLUMNS = 100, CELL_CHARS = 100 };

struct grid {                    /* one table being laid out */
    uint32_t table, rows;        /* rows begun */
    uint32_t busy[GRID_COLUMNS]; /* of each column: first row that no cell from above reaches into */
};

static bool is_of_tables(const struct page_facts *p)
{
    static const str reports[] = { STR_INIT("年度报告"), STR_INIT("年报") };
    static const str catalogues[] = { STR_INIT("目录"), STR_INIT("清单"), STR_INIT("事项") };
    str names[] = { p->title, p->heading, page_tag(p, "ArticleTitle", NULL) };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (str_has(names[i], STR("公开")) && str_has_any(names[i], reports, ARRAY_LEN(reports)))
            return true;
        if (str_has(names[i], STR("决策")) && str_has_any(names[i], catalogues, ARRAY_LEN(catalogues)))
            return true;
    }
    return false;
}

static uint32_t span_of(const struct node *n, const char *name, uint32_t most)
{
    int64_t span = 1;
    if (!str_to_int(str_trim(node_attr(n, name)), &span) || span < 1)
        return 1;
    return span > most ? most : (uint32_t)span;
}

static void put_cell(struct reading *r, struct grid *g, uint32_t i, uint32_t *column)
{
    const struct node *n = &r->tree->nodes[i];
    uint32_t row = g->rows - 1, at = *column;
    while (at < GRID_COLUMNS && g->busy[at] > row)
        at++;
    uint32_t columns = span_of(n, "colspan", GRID_COLUMNS), rows = span_of(n, "rowspan", GRID_ROWS);
    *column = at + columns;
    if (at >= GRID_COLUMNS || r->page->cells.count >= LIMIT_TABLE_CELLS)
        return;
    for (uint32_t c = at; c < at + columns && c < GRID_COLUMNS; c++)
        g->busy[c] = row + rows;
    str text = text_clip(tree_text(r->arena, r->tree, i, true), CELL_CHARS);
    *arena_push(r->arena, &r->page->cells) = (struct cell_fact){
        .table = g->table, .row = row, .column = at, .rows = rows, .columns = columns, .text = text
    };
}

/* A table without tables inside: others are the page's layout. */
static void read_table(struct reading *r, struct grid *g, uint32_t table)
{
    const struct tree *t = r->tree;
    uint32_t column = 0;
    g->rows = 0;
    for (size_t c = 0; c < GRID_COLUMNS; c++)
        g->busy[c] = 0;
    for (uint32_t i = table + 1; i < t->nodes[table].end; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "tr")) {
            g->rows++;
            column = 0;
        } else if ((node_is(n, "td") || node_is(n, "th")) && g->rows > 0 && g->rows <= GRID_ROWS) {
            put_cell(r, g, i, &column);
            i = n->end - 1;
        }
    }
}

void tables_read(struct reading *r)
{
    const struct tree *t = r->tree;
    struct grid g = { 0 };
    uint32_t last = 0; /* the table met last */
    if (!is_of_tables(r->page))
        return;
    for (uint32_t i = 1; i <= t->count; i++) {
        bool over = i == t->count;
        if (!over && !node_is(&t->nodes[i], "table"))
            continue;
        if (last && t->nodes[last].end <= i && t->nodes[last].hiding == HIDING_NONE) {
            read_table(r, &g, last);
            g.table++;
        }
        last = over ? 0 : i;
    }
}
