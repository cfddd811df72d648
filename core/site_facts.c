/* SPDX-License-Identifier: MIT */
/* Look-ups over the facts of one run: by address, by host name, along redirects. */
#include "core/site_facts.h"
#include "core/arena.h"
#include "core/limits.h"

static uint32_t table_size_for(uint32_t count)
{
    uint32_t size = 16;
    while (size < count * 2 && size < 1u << 31)
        size *= 2;
    return size;
}

static uint32_t *empty_table(struct arena *a, uint32_t size)
{
    uint32_t *table = arena_new(a, uint32_t, size);
    for (uint32_t i = 0; i < size; i++)
        table[i] = NONE;
    return table;
}

static uint32_t first_slot(str key, uint32_t size)
{
    return (uint32_t)str_hash(key) & (size - 1);
}

void site_index(struct site_facts *site, struct arena *a)
{
    uint32_t size = table_size_for(site->resource_count);
    uint32_t *table = empty_table(a, size);
    for (uint32_t i = 0; i < site->resource_count; i++) {
        uint32_t slot = first_slot(site->resources[i].address, size);
        while (table[slot] != NONE)
            slot = (slot + 1) & (size - 1);
        table[slot] = i;
    }
    site->by_address = table;
    site->table_size = size;
}

uint32_t site_find(const struct site_facts *site, str address)
{
    if (site->table_size == 0)
        return NONE;
    uint32_t slot = first_slot(address, site->table_size);
    for (; site->by_address[slot] != NONE; slot = (slot + 1) & (site->table_size - 1)) {
        if (str_eq(site->resources[site->by_address[slot]].address, address))
            return site->by_address[slot];
    }
    return NONE;
}

uint32_t site_host(const struct site_facts *site, str name)
{
    for (uint32_t i = 0; i < site->host_count; i++) {
        if (str_eq(site->hosts[i].name, name))
            return i;
    }
    return NONE;
}

uint32_t site_follow(const struct site_facts *site, uint32_t resource, bool *loop)
{
    uint32_t at = resource;
    if (loop)
        *loop = false;
    for (int hops = 0; at < site->resource_count; hops++) {
        const struct resource_fact *r = &site->resources[at];
        if (r->outcome != OUTCOME_REDIRECT || r->redirect_to >= site->resource_count)
            return at;
        if (hops == LIMIT_REDIRECTS)
            break;
        at = r->redirect_to;
    }
    if (loop && at < site->resource_count)
        *loop = true;
    return at < site->resource_count ? at : NONE;
}
