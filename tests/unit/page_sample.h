/* SPDX-License-Identifier: MIT */
/* Small pages for tests of the reader's later parts, read in the order read_page() goes. */
#ifndef TESTS_PAGE_SAMPLE_H
#define TESTS_PAGE_SAMPLE_H
#include "core/arena.h"
#include "reading.h"

static inline struct page_facts *sample_read(struct arena *a, const char *address, const char *html)
{
    struct reading *r = arena_new(a, struct reading, 1);
    *r = (struct reading){ .arena = a,
                           .tree = tree_parse(a, str_from(html)),
                           .page = arena_new(a, struct page_facts, 1),
                           .base = str_from(address),
                           .markup = str_from(html) };
    r->page->address = r->base;
    r->page->published = DAY_NONE;
    layout_mark(r);
    head_read(r);
    crumbs_read(r);
    body_find(r);
    metadata_read(r);
    dates_read(r);
    lists_read(r);
    pager_read(r);
    programs_read(r);
    return r->page;
}

#endif
