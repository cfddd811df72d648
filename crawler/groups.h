/* SPDX-License-Identifier: MIT */
/* Groups of repeated blocks with links: what may be a list. Private to the lists. Page arena. */
#ifndef CRAWLER_GROUPS_H
#define CRAWLER_GROUPS_H
#include "rows.h"
#include "weights.h"

struct group {
    uint32_t parent; /* node whose children the rows are */
    str tag;
    struct row_span *spans;
    size_t count, dated;
    bool dissolved; /* its rows are parts of the rows of an outer group */
};

struct groups {
    struct group *items;
    size_t count, room;
    uint32_t *inside; /* groups in each node's subtree */
    struct weights w;
    uint32_t *dated; /* running sum of texts that hold a date */
};

struct groups groups_find(const struct reading *r);
/* The first of an element's classes: "row" of "row first". */
str group_class(const struct node *n);

#endif
