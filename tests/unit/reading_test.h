/* SPDX-License-Identifier: MIT */
/* What tests of the reader's parts share: one arena a test, a reading made from a literal. */
#ifndef READING_TEST_H
#define READING_TEST_H
#include "arena_test.h"
#include "reading.h"
#include <stdlib.h>
#include <string.h>

#define assert_str(s, text) assert_string_equal(str_cstr(*state, (s)), (text))
#define PAGE_ADDRESS        "http://www.shanting.gov.cn/zwgk/index.html"

/* A page whose tree is parsed and nothing else. */
static inline struct reading *reading_of(void **state, const char *html)
{
    struct arena *a = *state;
    struct reading *r = arena_new(a, struct reading, 1);
    *r = (struct reading){
        .arena = a, .page = arena_new(a, struct page_facts, 1), .base = STR(PAGE_ADDRESS), .markup = str_from(html)
    };
    r->page->address = STR(PAGE_ADDRESS);
    r->tree = tree_parse(a, str_from(html));
    assert_null(r->tree->limit_hit);
    return r;
}

/* First element with that id. */
static inline const struct node *by_id(const struct reading *r, const char *id)
{
    for (uint32_t i = 1; i < r->tree->count; i++)
        if (str_eq(node_attr(&r->tree->nodes[i], "id"), str_from(id)))
            return &r->tree->nodes[i];
    fail_msg("no element with id %s", id);
    return NULL;
}

#endif
