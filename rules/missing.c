/* SPDX-License-Identifier: MIT */
/* Addresses and the folders that were asked for what cannot exist. */
#include "missing.h"
#include "address.h"
#include "core/arena.h"

uint32_t missing_of_host(const struct site_facts *site, uint32_t host)
{
    uint32_t low = 0, high = site->missing_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (site->missing[middle].host < host)
            low = middle + 1;
        else
            high = middle;
    }
    return low < site->missing_count && site->missing[low].host == host ? low : site->missing_count;
}

static bool same_kind(const struct missing_fact *m, str address)
{
    str file = address_file(address), ext = address_ext(address);
    if (!file.len || str_eq(m->ext, STR("/")))
        return !file.len && str_eq(m->ext, STR("/"));
    return ext.len ? str_eq_nocase(ext, m->ext) : str_eq(m->ext, STR("-"));
}

/* The folder itself, or its default file. */
static bool is_front(struct arena *a, const struct missing_fact *m, str address)
{
    struct arena_mark mark = arena_mark(a);
    str canon = address_canon(a, address);
    size_t path = str_find(canon, STR("/"));
    bool front = path != SIZE_MAX && str_eq(str_slice(canon, path, canon.len), m->folder);
    arena_release(a, mark);
    return front;
}

bool missing_covers(struct arena *a, const struct missing_fact *m, str address)
{
    return str_starts(address_path(address), m->folder) && same_kind(m, address) && !is_front(a, m, address);
}
