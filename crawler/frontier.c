/* SPDX-License-Identifier: MIT */
/* A hash set of addresses and binary heaps over their numbers: one a queue by depth, one by due time. */
#include "frontier.h"
#include "core/fail.h"
#include "core/site_facts.h"
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4096, FIRST_TABLE = 1024 };

struct heap {
    uint32_t *items; /* numbers; malloc, because it grows and shrinks all the time */
    uint32_t count, room;
};

struct slot {
    uint32_t tag;    /* upper half of the hash */
    uint32_t number; /* plus one; 0: free */
};

struct frontier {
    struct arena *arena;
    struct {
        struct entry **items;
        size_t count, room;
    } chunks;
    uint32_t count;
    struct slot *table;
    uint32_t table_size;
    struct heap *queues;
    uint32_t queue_count;
    struct heap due, last;
    uint32_t queued;
};

typedef bool (*before_fn)(const struct entry *x, const struct entry *y);

static void *more(void *items, size_t size, size_t count)
{
    void *p = realloc(items, size * count);
    if (!p)
        fail_no_memory();
    return p;
}

struct frontier *frontier_new(struct arena *a)
{
    struct frontier *f = arena_new(a, struct frontier, 1);
    f->arena = a;
    f->table_size = FIRST_TABLE;
    f->table = more(NULL, sizeof *f->table, f->table_size);
    memset(f->table, 0, sizeof *f->table * f->table_size);
    return f;
}

void frontier_free(struct frontier *f)
{
    if (!f)
        return;
    for (uint32_t i = 0; i < f->queue_count; i++)
        free(f->queues[i].items);
    free(f->queues);
    free(f->due.items);
    free(f->last.items);
    free(f->table);
}

struct entry *frontier_entry(const struct frontier *f, uint32_t number)
{
    return &f->chunks.items[number / CHUNK][number % CHUNK];
}

uint32_t frontier_count(const struct frontier *f)
{
    return f->count;
}

static struct slot *find_slot(const struct frontier *f, str address, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & (f->table_size - 1), tag = (uint32_t)(hash >> 32);
    for (;; at = (at + 1) & (f->table_size - 1)) {
        struct slot *s = &f->table[at];
        if (!s->number || (s->tag == tag && str_eq(frontier_entry(f, s->number - 1)->address, address)))
            return s;
    }
}

uint32_t frontier_find(const struct frontier *f, str address)
{
    uint32_t number = find_slot(f, address, str_hash(address))->number;
    return number ? number - 1 : NONE;
}

static void grow_table(struct frontier *f)
{
    free(f->table);
    f->table_size *= 2;
    f->table = more(NULL, sizeof *f->table, f->table_size);
    memset(f->table, 0, sizeof *f->table * f->table_size);
    for (uint32_t i = 0; i < f->count; i++) {
        uint64_t hash = str_hash(frontier_entry(f, i)->address);
        *find_slot(f, frontier_entry(f, i)->address, hash) = (struct slot){ (uint32_t)(hash >> 32), i + 1 };
    }
}

uint32_t frontier_add(struct frontier *f, const struct entry *e)
{
    if (f->count + 1 > f->table_size / 4 * 3)
        grow_table(f);
    if (f->count / CHUNK >= f->chunks.count)
        *arena_push(f->arena, &f->chunks) = arena_new(f->arena, struct entry, CHUNK);
    uint32_t number = f->count++;
    struct entry *own = frontier_entry(f, number);
    *own = *e;
    own->address = (str){ str_cstr(f->arena, e->address), e->address.len };
    own->state = ENTRY_IDLE;
    uint64_t hash = str_hash(own->address);
    *find_slot(f, own->address, hash) = (struct slot){ (uint32_t)(hash >> 32), number + 1 };
    return number;
}

static bool shallower(const struct entry *x, const struct entry *y)
{
    return x->depth < y->depth || (x->depth == y->depth && x->id < y->id);
}

static bool sooner(const struct entry *x, const struct entry *y)
{
    return x->due_ms < y->due_ms || (x->due_ms == y->due_ms && x->id < y->id);
}

static bool heap_before(const struct frontier *f, const struct heap *h, uint32_t i, uint32_t j, before_fn before)
{
    return before(frontier_entry(f, h->items[i]), frontier_entry(f, h->items[j]));
}

static void heap_swap(struct heap *h, uint32_t i, uint32_t j)
{
    uint32_t kept = h->items[i];
    h->items[i] = h->items[j];
    h->items[j] = kept;
}

static void heap_put(const struct frontier *f, struct heap *h, uint32_t number, before_fn before)
{
    if (h->count == h->room) {
        h->room = h->room ? h->room * 2 : 16;
        h->items = more(h->items, sizeof *h->items, h->room);
    }
    uint32_t at = h->count++;
    h->items[at] = number;
    for (; at && heap_before(f, h, at, (at - 1) / 2, before); at = (at - 1) / 2)
        heap_swap(h, at, (at - 1) / 2);
}

static uint32_t heap_take(const struct frontier *f, struct heap *h, before_fn before)
{
    uint32_t number = h->items[0];
    h->items[0] = h->items[--h->count];
    for (uint32_t at = 0;;) {
        uint32_t child = at * 2 + 1;
        if (child + 1 < h->count && heap_before(f, h, child + 1, child, before))
            child++;
        if (child >= h->count || !heap_before(f, h, child, at, before))
            return number;
        heap_swap(h, at, child);
        at = child;
    }
}

static struct heap *queue_heap(struct frontier *f, uint32_t queue)
{
    if (queue >= f->queue_count) {
        uint32_t count = (queue + 1) * 2;
        f->queues = more(f->queues, sizeof *f->queues, count);
        memset(f->queues + f->queue_count, 0, sizeof *f->queues * (count - f->queue_count));
        f->queue_count = count;
    }
    return &f->queues[queue];
}

void frontier_push(struct frontier *f, uint32_t number)
{
    struct entry *e = frontier_entry(f, number);
    e->state = ENTRY_QUEUED;
    heap_put(f, queue_heap(f, e->queue), number, shallower);
    f->queued++;
}

uint32_t frontier_queued(const struct frontier *f, uint32_t queue)
{
    return queue < f->queue_count ? f->queues[queue].count : 0;
}

uint32_t frontier_peek(const struct frontier *f, uint32_t queue)
{
    return frontier_queued(f, queue) ? f->queues[queue].items[0] : NONE;
}

uint32_t frontier_pop(struct frontier *f, uint32_t queue)
{
    if (!frontier_queued(f, queue))
        return NONE;
    uint32_t number = heap_take(f, &f->queues[queue], shallower);
    frontier_entry(f, number)->state = ENTRY_ASKED;
    f->queued--;
    return number;
}

void frontier_later(struct frontier *f, uint32_t number, uint64_t due_ms)
{
    struct entry *e = frontier_entry(f, number);
    e->state = ENTRY_LATER;
    e->due_ms = due_ms;
    heap_put(f, &f->due, number, sooner);
}

void frontier_last(struct frontier *f, uint32_t number)
{
    frontier_entry(f, number)->state = ENTRY_LAST;
    heap_put(f, &f->last, number, shallower);
}

uint64_t frontier_wake(struct frontier *f, uint64_t now_ms)
{
    while (f->due.count) {
        const struct entry *e = frontier_entry(f, f->due.items[0]);
        if (e->due_ms > now_ms)
            return e->due_ms;
        frontier_push(f, heap_take(f, &f->due, sooner));
    }
    return UINT64_MAX;
}

bool frontier_wake_last(struct frontier *f, uint64_t now_ms, uint64_t gap_ms)
{
    bool any = f->last.count > 0;
    while (f->last.count) {
        uint32_t number = heap_take(f, &f->last, shallower);
        uint64_t due = frontier_entry(f, number)->asked_ms + gap_ms;
        frontier_later(f, number, due > now_ms ? due : now_ms);
    }
    return any;
}

struct frontier_counts frontier_counts(const struct frontier *f)
{
    return (struct frontier_counts){ .queued = f->queued, .later = f->due.count, .last = f->last.count };
}
