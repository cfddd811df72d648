/* SPDX-License-Identifier: MIT */
/* The link rows of a site sorted by what they point to, and the pages that show them. */
#ifndef RULES_LINK_INDEX_H
#define RULES_LINK_INDEX_H
#include "rules/check.h"

struct link_index {
    const uint32_t *start; /* resource → first of its rows in `rows`; start[count] ends the last */
    const uint32_t *rows;  /* indices of link rows with a target */
};

struct link_index link_index_make(struct arena *a, const struct site_facts *site);

struct places { /* distinct pages */
    uint32_t *items;
    size_t count, room;
    int64_t total; /* pages in all: more than count when only the first were remembered */
};
/* Adds the pages of one link row. */
void places_add(struct arena *a, struct places *p, const struct link_row *row);
void places_add_page(struct arena *a, struct places *p, uint32_t page);
/* A finding that is seen on all of them. */
void check_fail_at(struct judge *j, const struct rule *rule, str subject, const struct places *p, str evidence);

#endif
