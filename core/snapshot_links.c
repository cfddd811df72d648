/* SPDX-License-Identifier: MIT */
/* Distinct links: a page has some two hundred, nearly all of them seen before, so counts wait in a bounded cache until
 * commit. */
#include "snapshot_db.h"
#include "core/limits.h"
#include <stdlib.h>

enum { WAYS = 4, SETS = 1 << 15 };

struct link_slot { /* one distinct link met lately */
    uint64_t key;
    int64_t worst;      /* rank of its last place, once all places are taken */
    uint32_t id;        /* 0: empty */
    uint32_t last_page; /* counted already */
    uint32_t pages;     /* all together */
    uint32_t pending;   /* of them not yet in the database */
    uint32_t used;      /* turn it was last met in */
};

struct link_cache {
    struct link_slot slots[SETS][WAYS];
    uint32_t page, turn; /* page whose links are being put, and how many pages came before */
    int64_t rank;        /* of that page */
};

static struct link_cache *cache_of(struct snapshot *s)
{
    if (!s->links)
        s->links = calloc(1, sizeof *s->links);
    if (!s->links)
        fail_no_memory();
    return s->links;
}

/* Short addresses first, then by hash: the same pages are kept in whatever order they come. */
static int64_t page_rank(str address)
{
    uint64_t len = address.len < 0x7FFF ? address.len : 0x7FFF;
    return (int64_t)(len << 48 | str_hash(address) >> 16);
}

static bool turn_to_page(struct snapshot *s, uint32_t page, struct fail *f)
{
    struct link_cache *c = cache_of(s);
    if (c->page == page)
        return true;
    struct query q = query_of(s, SQL_URL_ADDRESS, f);
    query_int(&q, page);
    if (!query_next(&q, f))
        return fail_set(f, FAIL_MACHINE, "%s: links of a page that is not there (%u)", s->path, page);
    c->rank = page_rank(query_take_str(&q, NULL));
    query_end(&q);
    c->page = page;
    c->turn++;
    return true;
}

static void add_number(struct buf *b, uint32_t n)
{
    buf_add(b, (str){ (const char *)&n, sizeof n });
}

/* Everything that makes a link another link than the next one. */
static uint64_t link_key(struct buf *b, uint32_t target, const struct link_fact *link)
{
    const str texts[] = { target ? (str){ 0 } : link->href, link->fragment, link->text, link->label };
    buf_clear(b);
    add_number(b, target);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        add_number(b, (uint32_t)texts[i].len);
        buf_add(b, texts[i]);
    }
    add_number(b, (uint32_t)link->kind << 24 | (uint32_t)link->problem << 16 | (uint32_t)link->region << 8 |
                      (uint32_t)link->hiding);
    add_number(b, link->works);
    return str_hash(buf_str(b));
}

static bool flush_slot(struct snapshot *s, struct link_slot *slot, struct fail *f)
{
    if (!slot->pending)
        return true;
    struct query q = query_of(s, SQL_LINK_MORE, f);
    query_int(&q, slot->pending);
    query_int(&q, slot->last_page);
    query_int(&q, slot->id);
    slot->pending = 0;
    return query_run(&q, f);
}

bool snapshot_flush_links(struct snapshot *s, struct fail *f)
{
    for (size_t i = 0; s->links && i < SETS; i++) {
        for (size_t way = 0; way < WAYS; way++) {
            if (!flush_slot(s, &s->links->slots[i][way], f))
                return false;
        }
    }
    return true;
}

/* The slot that holds the key, or the one of its set that was not met for longest. */
static struct link_slot *slot_for(struct link_cache *c, uint64_t key)
{
    struct link_slot *set = c->slots[key % SETS], *oldest = set;
    for (size_t way = 0; way < WAYS; way++) {
        if (set[way].id && set[way].key == key)
            return &set[way];
        if (!set[way].id || (oldest->id && set[way].used < oldest->used))
            oldest = &set[way];
    }
    return oldest;
}

static int64_t worst_place(struct snapshot *s, uint32_t link, struct fail *f)
{
    struct query q = query_of(s, SQL_PLACE_WORST, f);
    query_int(&q, link);
    int64_t rank = query_next(&q, f) ? query_take_int(&q) : 0;
    query_end(&q);
    return rank;
}

static bool put_place(struct snapshot *s, struct link_slot *slot, str place, struct fail *f)
{
    const struct link_cache *c = s->links;
    bool full = slot->pages > LIMIT_PLACES; /* this page is counted already */
    if (full && c->rank >= slot->worst)
        return true;
    if (full) {
        struct query drop = query_of(s, SQL_PLACE_DROP, f);
        query_int(&drop, slot->id);
        query_int(&drop, slot->worst);
        if (!query_run(&drop, f))
            return false;
    }
    struct query q = query_of(s, SQL_PLACE_PUT, f);
    query_int(&q, slot->id);
    query_int(&q, c->rank);
    query_int(&q, c->page);
    query_str(&q, place);
    if (!query_run(&q, f))
        return false;
    if (slot->pages >= LIMIT_PLACES)
        slot->worst = worst_place(s, slot->id, f);
    return f->code == FAIL_NONE;
}

static bool find_link(struct snapshot *s, struct link_slot *slot, struct fail *f)
{
    struct query q = query_of(s, SQL_LINK_FIND, f);
    query_int(&q, (int64_t)slot->key);
    if (!query_next(&q, f))
        return false;
    slot->id = query_take_id(&q);
    slot->last_page = query_take_id(&q);
    slot->pages = query_take_id(&q);
    query_end(&q);
    if (slot->pages >= LIMIT_PLACES)
        slot->worst = worst_place(s, slot->id, f);
    return true;
}

static bool new_link(struct snapshot *s, struct link_slot *slot, uint32_t target, const struct link_fact *link,
                     struct fail *f)
{
    struct query q = query_of(s, SQL_LINK_NEW, f);
    query_int(&q, (int64_t)slot->key);
    query_id(&q, target);
    query_str(&q, link->href);
    query_str(&q, link->fragment);
    query_str(&q, link->text);
    query_str(&q, link->title);
    query_str(&q, link->label);
    query_str(&q, words_link_kind(link->kind));
    query_str(&q, words_link_problem(link->problem));
    query_str(&q, words_region(link->region));
    query_str(&q, words_hiding(link->hiding));
    query_int(&q, link->works);
    query_int(&q, s->links->page);
    if (!query_run(&q, f))
        return false;
    slot->id = (uint32_t)sqlite3_last_insert_rowid(s->db);
    slot->last_page = s->links->page;
    slot->pages = 1;
    return put_place(s, slot, link->place, f);
}

static bool count_page(struct snapshot *s, struct link_slot *slot, str place, struct fail *f)
{
    if (slot->last_page == s->links->page)
        return true; /* the same link twice on one page */
    slot->last_page = s->links->page;
    slot->pages++;
    slot->pending++;
    return put_place(s, slot, place, f) && (s->batch || flush_slot(s, slot, f));
}

bool snapshot_put_link(struct snapshot *s, uint32_t page, uint32_t target, const struct link_fact *link, struct fail *f)
{
    if (!turn_to_page(s, page, f))
        return false;
    uint64_t key = link_key(&s->text, target, link);
    struct link_slot *slot = slot_for(s->links, key);
    if (slot->id && slot->key == key) {
        slot->used = s->links->turn;
        return count_page(s, slot, link->place, f);
    }
    if (!flush_slot(s, slot, f))
        return false;
    *slot = (struct link_slot){ .key = key, .used = s->links->turn };
    if (find_link(s, slot, f))
        return count_page(s, slot, link->place, f);
    return f->code == FAIL_NONE && new_link(s, slot, target, link, f);
}
