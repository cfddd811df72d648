/* SPDX-License-Identifier: MIT */
/* Arenas; under ASan the unused bytes are poisoned and a red zone stands between two objects. */
#include "core/arena.h"
#include "core/fail.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { RED_ZONE = 16 };
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { RED_ZONE = 0 };
#endif

enum { FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* bytes of data */
    max_align_t data[];
};

void arena_init(struct arena *a)
{
    *a = (struct arena){ 0 };
}

static void use_chunk(struct arena *a, struct arena_chunk *c)
{
    a->chunks = c;
    a->at = (char *)c->data;
    a->end = a->at + c->size;
    POISON(a->at, c->size);
}

static void add_chunk(struct arena *a, size_t need)
{
    size_t size = a->chunks ? a->chunks->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (size < need)
        size = need;
    struct arena_chunk *c = malloc(sizeof *c + size);
    if (!c)
        fail_no_memory();
    c->older = a->chunks;
    c->size = size;
    use_chunk(a, c);
}

static void free_chunk(struct arena_chunk *c)
{
    UNPOISON(c->data, c->size);
    free(c);
}

void *arena_alloc(struct arena *a, size_t size, size_t align, size_t count)
{
    size_t bytes = 0, need = 0;
    if (__builtin_mul_overflow(size, count, &bytes) || __builtin_add_overflow(bytes, align + RED_ZONE, &need))
        fail_no_memory();
    size_t pad = a->at ? (size_t)(-(uintptr_t)a->at & (align - 1)) : 0;
    if (!a->at || need + pad > (size_t)(a->end - a->at)) {
        add_chunk(a, need);
        pad = (size_t)(-(uintptr_t)a->at & (align - 1));
    }
    char *p = a->at + pad;
    UNPOISON(p, bytes);
    memset(p, 0, bytes);
    a->at = p + bytes + RED_ZONE;
    a->used += pad + bytes;
    return p;
}

void arena_reset(struct arena *a)
{
    struct arena_chunk *kept = NULL;
    for (struct arena_chunk *c = a->chunks, *older; c; c = older) {
        older = c->older;
        if (!kept && c->size <= LARGEST_CHUNK)
            kept = c;
        else
            free_chunk(c);
    }
    *a = (struct arena){ 0 };
    if (kept) {
        kept->older = NULL;
        use_chunk(a, kept);
    }
}

void arena_done(struct arena *a)
{
    for (struct arena_chunk *c = a->chunks, *older; c; c = older) {
        older = c->older;
        free_chunk(c);
    }
    *a = (struct arena){ 0 };
}

struct arena_mark arena_mark(const struct arena *a)
{
    return (struct arena_mark){ a->chunks, a->at, a->used };
}

void arena_release(struct arena *a, struct arena_mark mark)
{
    while (a->chunks != mark.chunk) {
        struct arena_chunk *older = a->chunks->older;
        free_chunk(a->chunks);
        a->chunks = older;
    }
    a->at = mark.at;
    a->end = mark.chunk ? (char *)mark.chunk->data + mark.chunk->size : NULL;
    a->used = mark.used;
    if (a->at)
        POISON(a->at, (size_t)(a->end - a->at));
}

void *arena_grow(struct arena *a, void *items, size_t size, size_t count, size_t *room)
{
    if (count < *room)
        return items;
    size_t more = *room ? *room * 2 : 8;
    void *bigger = arena_alloc(a, size, alignof(max_align_t), more);
    if (count)
        memcpy(bigger, items, size * count);
    *room = more;
    return bigger;
}
