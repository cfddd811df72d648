/* SPDX-License-Identifier: MIT */
/* Open addressing, doubled at two thirds; old halves stay in the arena until the run ends. */
#include "strmap.h"

static uint64_t key_hash(str key)
{
    uint64_t h = str_hash(key);
    return h ? h : 1;
}

static size_t find_slot(const uint64_t *hashes, size_t size, uint64_t h)
{
    size_t i = (size_t)h & (size - 1);
    while (hashes[i] && hashes[i] != h)
        i = (i + 1) & (size - 1);
    return i;
}

void strmap_init(struct strmap *m, struct arena *a)
{
    *m = (struct strmap){ .arena = a, .size = 64 };
    m->hashes = arena_new(a, uint64_t, m->size);
    m->values = arena_new(a, uint32_t, m->size);
}

static void grow(struct strmap *m)
{
    size_t size = m->size * 2;
    uint64_t *hashes = arena_new(m->arena, uint64_t, size);
    uint32_t *values = arena_new(m->arena, uint32_t, size);
    for (size_t i = 0; i < m->size; i++) {
        if (!m->hashes[i])
            continue;
        size_t to = find_slot(hashes, size, m->hashes[i]);
        hashes[to] = m->hashes[i];
        values[to] = m->values[i];
    }
    m->hashes = hashes;
    m->values = values;
    m->size = size;
}

uint32_t strmap_get(const struct strmap *m, str key)
{
    uint64_t h = key_hash(key);
    size_t i = find_slot(m->hashes, m->size, h);
    return m->hashes[i] ? m->values[i] : NONE;
}

uint32_t strmap_put(struct strmap *m, str key, uint32_t value)
{
    uint64_t h = key_hash(key);
    size_t i = find_slot(m->hashes, m->size, h);
    if (m->hashes[i])
        return m->values[i];
    if (m->used * 3 >= m->size * 2) {
        grow(m);
        i = find_slot(m->hashes, m->size, h);
    }
    m->hashes[i] = h;
    m->values[i] = value;
    m->used++;
    return value;
}

void strmap_set(struct strmap *m, str key, uint32_t value)
{
    strmap_put(m, key, value);
    m->values[find_slot(m->hashes, m->size, key_hash(key))] = value;
}
