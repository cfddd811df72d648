/* SPDX-License-Identifier: MIT */
/* Memory by lifetime: run, page, report. Allocation never returns NULL; freeing is one reset. Not shared by threads. */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H
#include <stdalign.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    char *at, *end;             /* free part of the newest chunk */
    size_t used;                /* bytes handed out since the last reset, padding included */
};

struct arena_mark {
    struct arena_chunk *chunk;
    char *at;
    size_t used;
};

void arena_init(struct arena *a);  /* takes no memory yet */
void arena_reset(struct arena *a); /* all objects end; one chunk is kept for the next page */
void arena_done(struct arena *a);  /* all memory goes back */

/* Zeroed. When the machine has no memory left the program ends with one line and exit status 4. */
void *arena_alloc(struct arena *a, size_t size, size_t align, size_t count);
#define arena_new(a, type, n) ((type *)arena_alloc((a), sizeof(type), alignof(type), (n)))

/* Scratch: everything allocated after the mark ends at the release. */
struct arena_mark arena_mark(const struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);

/* Makes room for one more object in an arena array that doubles: `items` of `size` bytes, `*count` used of `*room`. */
void *arena_grow(struct arena *a, void *items, size_t size, size_t count, size_t *room);
/* Appends a zeroed element to {type *items; size_t count, room;} and gives its address. */
#define arena_push(a, list)                                                                                            \
    ((list)->items = arena_grow((a), (list)->items, sizeof *(list)->items, (list)->count, &(list)->room),             \
     &(list)->items[(list)->count++])

#endif
