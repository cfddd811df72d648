/* SPDX-License-Identifier: MIT */
/* Lists that a script of any name fills: a column without rows is taken at its word only if another column of its host
 * shows rows in its HTML and runs all the scripts that this one runs. */
#include "column_build.h"
#include "address.h"

/* The machinery of the list tells the number of its items itself. */
static bool tells_its_count(const struct page_facts *p)
{
    return (p->js & JS_SAYS_EMPTY) && (p->pager == PAGER_JPAAS || p->pager == PAGER_DATASTORE);
}

/* Words such as 暂无内容 that stand beside the items of another column of the host too are a side box's: they say
 * nothing of the list. */
void build_sayings(struct column_build *b)
{
    struct strmap hosts;
    strmap_init(&hosts, b->arena);
    for (uint32_t i = 0; i < b->columns.count; i++) {
        const struct column *c = &b->columns.items[i];
        const struct page_facts *p = c->item_count ? build_page(b, c->resource) : NULL;
        if (p && (p->js & JS_EMPTY_WORDS))
            strmap_put(&hosts, address_host(c->address), i);
    }
    for (uint32_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        const struct page_facts *p = c->says_empty ? build_page(b, c->resource) : NULL;
        if (p && !tells_its_count(p) && strmap_get(&hosts, address_host(c->address)) != NONE)
            c->says_empty = false;
    }
}

static bool runs(const struct page_facts *p, str program)
{
    for (size_t i = 0; i < p->programs.count; i++) {
        if (str_eq(p->programs.items[i], program))
            return true;
    }
    return false;
}

static bool runs_all_of(const struct page_facts *p, const struct page_facts *q)
{
    for (size_t i = 0; i < q->programs.count; i++) {
        if (!runs(p, q->programs.items[i]))
            return false;
    }
    return true;
}

/* Its rows stand in the HTML of its first page; `dated`: with their dates. */
static bool shows_rows(const struct column_build *b, const struct column *c, bool dated)
{
    const struct page_facts *p = c->item_count && !c->by_script ? build_page(b, c->resource) : NULL;
    for (size_t i = 0; p && i < p->lists.count; i++) {
        const struct list_fact *l = &p->lists.items[i];
        uint32_t dates = 0;
        for (uint32_t k = l->first; k < l->first + l->count && k < p->rows.count; k++)
            dates += day_known(p->rows.items[k].date) || p->rows.items[k].date_raw.len > 0;
        if (build_list_counts(b, p, l) && (!dated || dates * 2 > l->count))
            return true;
    }
    return false;
}

static bool template_shows_rows(const struct column_build *b, const struct column *c, const struct page_facts *p,
                                bool dated)
{
    for (size_t i = 0; i < b->columns.count; i++) {
        const struct column *other = &b->columns.items[i];
        if (str_eq(address_host(other->address), address_host(c->address)) && shows_rows(b, other, dated) &&
            runs_all_of(build_page(b, other->resource), p))
            return true;
    }
    return false;
}

static void judge_empty(const struct column_build *b, struct column *c, const struct page_facts *p)
{
    if (c->single || tells_its_count(p) || template_shows_rows(b, c, p, false))
        return;
    c->by_script = true;
    c->says_empty = false; /* words that such a script would take away */
    c->why = STR("网页运行的脚本可能填入列表，同样网页里没有一个在源码中带条目");
}

void build_templates(struct column_build *b)
{
    for (size_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        const struct page_facts *p = build_page(b, c->resource);
        if (!p || c->by_script || p->programs.count == 0)
            continue;
        if (c->item_count == 0)
            judge_empty(b, c, p);
        else if (c->undated * 2 > c->item_count)
            c->dates_by_script = !template_shows_rows(b, c, p, true);
    }
}
