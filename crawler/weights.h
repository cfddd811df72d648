/* SPDX-License-Identifier: MIT */
/* How many characters every subtree of a page shows, counted once: any subtree is then a subtraction. Page arena. */
#ifndef CRAWLER_WEIGHTS_H
#define CRAWLER_WEIGHTS_H
#include "tree.h"

struct weights {      /* running sums, one longer than the tree */
    uint32_t *all;    /* characters of prose without white space, hidden or not */
    uint32_t *shown;  /* those a visitor sees */
    uint32_t *linked; /* those inside links */
    uint32_t *links;  /* links */
};

struct weights weights_of(struct arena *a, const struct tree *t);

static inline uint32_t weight(const uint32_t *sums, const struct tree *t, uint32_t i)
{
    return sums[t->nodes[i].end] - sums[i];
}

#endif
