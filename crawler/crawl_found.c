/* SPDX-License-Identifier: MIT */
/* An address is found: what role it has, whether it may be asked at all, and its row in the snapshot. */
#include "crawl_internal.h"
#include "crawler/read.h"
#include <stdlib.h>

enum { EQUAL_SEGMENTS = 3, SEGMENTS_MAX = 40 };

/* /a/b/b/b/b/: relative links that grow at every step. */
static bool repeats_segments(str path)
{
    str rest = path, segment, last = { 0 };
    int equal = 0, count = 0;
    while (str_cut(&rest, '/', &segment)) {
        equal = segment.len && str_eq(segment, last) ? equal + 1 : 0;
        last = segment;
        if (equal >= EQUAL_SEGMENTS || ++count > SEGMENTS_MAX)
            return true;
    }
    return false;
}

static bool is_skipped(const struct crawl *c, str address)
{
    for (size_t i = 0; i < c->skip_count; i++)
        if (pattern_matches(c->skip[i], address))
            return true;
    return false;
}

static enum refusal refusal_of(struct crawl *c, struct host *h, const struct found *found, bool bred)
{
    enum refusal endless = bred ? endless_refusal(h, found->address) : REFUSAL_NONE;
    if (!h->fact.own && !c->o->external)
        return REFUSAL_EXTERNAL_OFF;
    if (c->o->home_only && found->depth > 0)
        return REFUSAL_BUDGET;
    if (url_is_action(found->address))
        return REFUSAL_ACTION;
    if (is_skipped(c, found->address))
        return REFUSAL_SKIPPED;
    if (repeats_segments(str_slice(found->address, 8, str_find(found->address, STR("?")))))
        return REFUSAL_TRAP;
    if (endless != REFUSAL_NONE)
        return endless;
    if (endless_queries(h, found->address))
        return REFUSAL_CEILING;
    if (c->o->max_depth && found->depth > c->o->max_depth && h->fact.own) {
        crawl_stop(c, "max-depth", false);
        return REFUSAL_BUDGET;
    }
    return REFUSAL_NONE;
}

static uint32_t put_row(struct crawl *c, const struct entry *e, const struct host *h, enum refusal refusal)
{
    if (!crawl_store(c))
        return 0;
    uint32_t id = snapshot_put_url(c->snapshot,
                                   &(struct url_row){ .address = e->address,
                                                      .host = h->fact.name,
                                                      .own = e->own,
                                                      .role = e->role,
                                                      .refusal = refusal,
                                                      .depth = e->depth },
                                   c->fail);
    crawl_check(c, id != 0);
    return id;
}

/* Somebody else links to it, so that it is not its own kind's alone any more. */
static void take_up(struct crawl *c, uint32_t number)
{
    struct entry *e = frontier_entry(c->frontier, number);
    endless_count(c->hosts.items[e->host], e->address, -1);
    e->bred = false;
    if (!e->left_off || !crawl_store(c))
        return;
    e->left_off = false;
    crawl_check(c, snapshot_refuse_url(c->snapshot, e->id, REFUSAL_NONE, c->fail));
    frontier_push(c->frontier, number);
    crawl_kick(c);
}

/* Known already: a shorter way to it, or a reason to read it, still counts. */
static uint32_t met_again(struct crawl *c, uint32_t number, const struct found *found, enum url_role role)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool nearer = found->depth < e->depth, stronger = role == URL_READ && e->role == URL_CHECK;
    if (e->bred && !endless_is_bred(e->address, found->page))
        take_up(c, number);
    if (!nearer && !stronger)
        return number;
    if (nearer)
        e->depth = found->depth;
    if (stronger) {
        e->role = URL_READ;
        e->head_first = false;
    }
    put_row(c, e, c->hosts.items[e->host], REFUSAL_NONE);
    bool only_checked = stronger && e->state == ENTRY_SETTLED && e->tries && e->outcome == OUTCOME_OK;
    if (only_checked) {
        e->tries = 0;
        frontier_push(c->frontier, number);
    }
    return number;
}

/* What people open themselves is asked for by GET at once: HEAD does not show that it is empty, or not there. */
static bool is_own_file(const struct host *h, enum link_kind kind)
{
    return h->fact.own && kind != LINK_IMAGE && kind != LINK_SCRIPT && kind != LINK_STYLE;
}

uint32_t found_put(struct crawl *c, const struct found *found)
{
    struct host *h = host_of(c, found->address);
    if (!h || found->address.len > LIMIT_URL_LEN)
        return NONE;
    enum url_role role = url_is_page(found->address, found->kind) ? URL_READ : URL_CHECK;
    if (found->kind == LINK_SCRIPT && h->fact.own && script_may_write(found->address))
        role = URL_READ;
    if (found->whatever_kind)
        role = found->role;
    uint32_t number = frontier_find(c->frontier, found->address);
    if (number != NONE)
        return met_again(c, number, found, role);
    bool bred = h->fact.own && endless_is_bred(found->address, found->page);
    if (bred)
        endless_count(h, found->address, 1);
    if (frontier_count(c->frontier) >= (c->o->most_addresses ? c->o->most_addresses : LIMIT_ADDRESSES)) {
        crawl_stop(c, "max-addresses", true);
        return NONE;
    }
    enum refusal refusal = refusal_of(c, h, found, bred);
    struct entry e = { .address = found->address,
                       .host = h->number,
                       .queue = host_queue(h, found->address),
                       .depth = found->depth,
                       .role = role,
                       .own = h->fact.own,
                       .finder = found->page,
                       .bred = bred,
                       .left_off = bred && (refusal == REFUSAL_ENDLESS || refusal == REFUSAL_CEILING),
                       .hops = found->hops,
                       .attachment = role == URL_CHECK && is_own_file(h, found->kind) && !found->whatever_kind,
                       .head_first = role == URL_CHECK && !is_own_file(h, found->kind) };
    e.id = put_row(c, &e, h, refusal);
    if (!e.id)
        return NONE;
    number = frontier_add(c->frontier, &e);
    if (refusal == REFUSAL_NONE)
        frontier_push(c->frontier, number);
    else
        frontier_entry(c->frontier, number)->state = ENTRY_SETTLED;
    crawl_kick(c);
    return number;
}

void entry_refuse(struct crawl *c, uint32_t number, enum refusal why)
{
    struct entry *e = frontier_entry(c->frontier, number);
    e->state = ENTRY_SETTLED;
    if (crawl_store(c))
        crawl_check(c, snapshot_refuse_url(c->snapshot, e->id, why, c->fail));
    if (number == c->watched)
        start_settled(c, number, OUTCOME_PENDING, NONE, true);
}
