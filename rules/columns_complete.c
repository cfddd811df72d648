/* SPDX-License-Identifier: MIT */
/* Whether all pages of a list were read. */
#include "column_build.h"

static bool rows_known(const struct column_build *b, str address)
{
    uint32_t r = site_find(b->site, address);
    r = r == NONE ? NONE : site_follow(b->site, r, NULL);
    const struct page_facts *p = build_page(b, r);
    return p && (p->known & KNOWN_ROWS);
}

/* The next page was asked for and its rows are known. The first one may have been read as the folder's own page. */
static bool next_is_known(const struct column_build *b, str address)
{
    size_t slash = str_find_last(address, STR("/"));
    bool first = slash != SIZE_MAX && str_starts(str_slice(address, slash + 1, address.len), STR("index."));
    return rows_known(b, address) || (first && rows_known(b, str_slice(address, 0, slash + 1)));
}

/* The first page's guess of TRS's index_1, on a site whose later pages prove that they count from index_2. */
static bool only_guessed(const struct column_build *b, const struct group *g, str address)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct page_facts *p = build_page(b, g->pages[i]);
        if (!p || p->pager != PAGER_TRS || p->page_number < 2)
            continue;
        bool named = str_eq(p->address, address);
        for (size_t k = 0; k < p->next_pages.count && !named; k++)
            named = str_eq(p->next_pages.items[k], address);
        if (!named)
            return true;
    }
    return false;
}

bool build_complete(const struct column_build *b, const struct group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct page_facts *p = build_page(b, g->pages[i]);
        if (!p)
            continue;
        if (!(p->known & KNOWN_ROWS) || (p->js & (JS_MORE | JS_LIST | JS_SHELL)) || p->pager == PAGER_SCRIPT)
            return false;
        for (size_t k = 0; k < p->next_pages.count; k++) {
            if (!next_is_known(b, p->next_pages.items[k]) && !only_guessed(b, g, p->next_pages.items[k]))
                return false;
        }
    }
    return true;
}
