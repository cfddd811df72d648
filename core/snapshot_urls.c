/* SPDX-License-Identifier: MIT */
/* Addresses and hosts of the crawl, with a bounded cache of the addresses asked for lately: every link of a page asks.
 */
#include "snapshot_db.h"
#include "core/arena.h"
#include <stdlib.h>

enum { URL_SLOTS = 1 << 17, HOST_SLOTS = 64 };

struct url_slot {
    uint64_t key;
    uint32_t id; /* 0: empty */
    uint32_t len, depth, role;
};

struct host_slot {
    uint64_t key;
    uint32_t id, len;
};

struct url_cache {
    struct url_slot urls[URL_SLOTS];
    struct host_slot hosts[HOST_SLOTS];
};

static struct url_cache *cache_of(struct snapshot *s)
{
    if (!s->urls)
        s->urls = calloc(1, sizeof *s->urls);
    if (!s->urls)
        fail_no_memory();
    return s->urls;
}

static uint32_t new_host(struct snapshot *s, str name, bool own, struct fail *f)
{
    struct query q = query_of(s, SQL_HOST_NEW, f);
    query_str(&q, name.len ? name : STR("?"));
    query_int(&q, own);
    return query_run(&q, f) ? (uint32_t)sqlite3_last_insert_rowid(s->db) : 0;
}

static uint32_t host_id(struct snapshot *s, str name, bool own, struct fail *f)
{
    uint64_t key = str_hash(name);
    struct host_slot *slot = &cache_of(s)->hosts[key % HOST_SLOTS];
    if (slot->id && slot->key == key && slot->len == name.len)
        return slot->id;
    struct query q = query_of(s, SQL_HOST_ID, f);
    query_str(&q, name.len ? name : STR("?"));
    uint32_t id = query_next(&q, f) ? query_take_id(&q) : 0;
    query_end(&q);
    if (!id && f->code == FAIL_NONE)
        id = new_host(s, name, own, f);
    *slot = (struct host_slot){ key, id, (uint32_t)name.len };
    return id;
}

static uint32_t new_url(struct snapshot *s, uint64_t key, const struct url_row *row, struct fail *f)
{
    uint32_t host = host_id(s, row->host, row->own, f);
    struct query q = query_of(s, SQL_URL_NEW, f);
    query_int(&q, (int64_t)key);
    query_str(&q, row->address);
    query_int(&q, host);
    query_int(&q, row->own);
    query_int(&q, row->role);
    query_str(&q, words_refusal(row->refusal));
    query_int(&q, row->depth);
    query_int(&q, row->refusal != REFUSAL_NONE);
    return host && query_run(&q, f) ? (uint32_t)sqlite3_last_insert_rowid(s->db) : 0;
}

/* Finds the address; two addresses with one hash stand on neighbouring keys. The key to use is left in *key. */
static bool find_url(struct snapshot *s, str address, uint64_t *key, struct url_slot *found, struct fail *f)
{
    for (;; ++*key) {
        struct query q = query_of(s, SQL_URL_FIND, f);
        query_int(&q, (int64_t)*key);
        if (!query_next(&q, f))
            return false;
        found->id = query_take_id(&q);
        bool same = str_eq(query_take_str(&q, NULL), address);
        found->depth = query_take_id(&q);
        found->role = query_take_id(&q);
        query_end(&q);
        if (same)
            return true;
    }
}

static bool raise_url(struct snapshot *s, struct url_slot *slot, const struct url_row *row, struct fail *f)
{
    if (row->depth >= slot->depth && (uint32_t)row->role <= slot->role)
        return true;
    struct query q = query_of(s, SQL_URL_RAISE, f);
    query_int(&q, row->depth);
    query_int(&q, row->role);
    query_int(&q, slot->id);
    if (!query_run(&q, f))
        return false;
    slot->depth = row->depth < slot->depth ? row->depth : slot->depth;
    slot->role = (uint32_t)row->role > slot->role ? (uint32_t)row->role : slot->role;
    return true;
}

uint32_t snapshot_put_url(struct snapshot *s, const struct url_row *row, struct fail *f)
{
    uint64_t hash = str_hash(row->address), key = hash;
    struct url_slot *slot = &cache_of(s)->urls[hash % URL_SLOTS];
    if (slot->id && slot->key == hash && slot->len == row->address.len)
        return raise_url(s, slot, row, f) ? slot->id : 0;
    struct url_slot found = { 0 };
    if (find_url(s, row->address, &key, &found, f)) {
        if (!raise_url(s, &found, row, f))
            return 0;
    } else if (f->code == FAIL_NONE) {
        found = (struct url_slot){ .id = new_url(s, key, row, f), .depth = row->depth, .role = row->role };
    }
    if (f->code != FAIL_NONE)
        return 0;
    found.key = hash;
    found.len = (uint32_t)row->address.len;
    *slot = found;
    return found.id;
}

uint32_t snapshot_find_url(struct snapshot *s, str address, struct fail *f)
{
    uint64_t key = str_hash(address);
    struct url_slot found = { 0 };
    return find_url(s, address, &key, &found, f) ? found.id : 0;
}

bool snapshot_refuse_url(struct snapshot *s, uint32_t url, enum refusal refusal, struct fail *f)
{
    struct query q = query_of(s, SQL_URL_REFUSE, f);
    query_str(&q, words_refusal(refusal));
    query_int(&q, url);
    return query_run(&q, f);
}

bool snapshot_hold_host(struct snapshot *s, str name, int64_t until, struct fail *f)
{
    struct query q = query_of(s, SQL_HOST_HOLD, f);
    query_int(&q, until);
    query_str(&q, name);
    return query_run(&q, f);
}

bool snapshot_put_host(struct snapshot *s, const struct host_fact *host, struct fail *f)
{
    struct query q = query_of(s, SQL_HOST_PUT, f);
    query_str(&q, host->name);
    query_int(&q, host->own);
    query_str(&q, words_dns_state(host->a));
    query_str(&q, words_dns_state(host->aaaa));
    query_str(&q, host->a_list);
    query_str(&q, host->aaaa_list);
    query_int(&q, host->aaaa_mapped);
    query_str(&q, host->wall);
    query_str(&q, host->outage);
    query_str(&q, words_outcome(host->v4));
    query_str(&q, words_outcome(host->v6));
    query_int(&q, host->v4_status);
    query_int(&q, host->v6_status);
    query_str(&q, words_outcome(host->https));
    query_str(&q, host->tls_problem);
    query_day(&q, host->tls_until);
    query_int(&q, host->probed);
    query_int(&q, host->missing_status);
    query_str(&q, host->missing_redirect);
    query_str(&q, host->missing_title);
    query_str(&q, host->robots);
    return query_run(&q, f);
}
