/* SPDX-License-Identifier: MIT */
/* A small table from strings to numbers, by their 64-bit hashes, in an arena. */
#ifndef RULES_STRMAP_H
#define RULES_STRMAP_H
#include "core/arena.h"
#include "core/site_facts.h"

struct strmap {
    struct arena *arena;
    uint64_t *hashes; /* 0: free place */
    uint32_t *values;
    size_t size, used;
};

void strmap_init(struct strmap *m, struct arena *a);
/* The value of `key`, or NONE. */
uint32_t strmap_get(const struct strmap *m, str key);
/* Puts `value` unless the key is there already; gives the value that is there now. */
uint32_t strmap_put(struct strmap *m, str key, uint32_t value);
void strmap_set(struct strmap *m, str key, uint32_t value); /* replaces */

#endif
