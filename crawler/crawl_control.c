/* SPDX-License-Identifier: MIT */
/* Before anything failed is tried for the last time, its host is asked for something that was well: a host that now
 * fails there too has turned against us or is down, and one that answers 404 to everything shows us nothing. Neither
 * says anything about an address. */
#include "crawl_internal.h"
#include "core/log.h"

enum { CONTROL_TRIES = 3, CONTROL_GAP_MS = 4000 };

static const char nothing_for_us[] = "所有地址都答“不存在”";

static void ask(struct host *h, const char *url, int tries);

static bool is_well(const struct fetch_reply *r)
{
    return r->outcome == OUTCOME_OK || r->outcome == OUTCOME_REDIRECT;
}

/* Also a home page that is not there: 404-for-everything is what some portals show to strangers. */
static bool is_refusal(const struct fetch_reply *r)
{
    return r->outcome == OUTCOME_STATUS && (r->status == 403 || r->status == 404 || r->status == 410);
}

static bool is_answer(const struct fetch_reply *r)
{
    return r->outcome == OUTCOME_STATUS;
}

/* Where requests get lost, a host that never answered well may have done so to a request that was lost. */
static bool is_shaky(const struct crawl *c)
{
    return c->recovered * CRAWL_SHAKY_SHARE > c->checked;
}

static void on_control(struct job *j, struct fetch_reply *reply)
{
    struct host *h = j->host;
    bool known_well = h->well_address.len > 0;
    if (is_well(reply))
        return;
    if (j->tries + 1 < CONTROL_TRIES && (known_well || !is_answer(reply))) {
        ask(h, j->url, j->tries + 1);
        return;
    }
    if (!known_well) {
        h->shows_nothing = is_refusal(reply);
        if (!h->shows_nothing && is_shaky(j->crawl))
            h->turned = reply->outcome;
        return;
    }
    h->turned = reply->outcome;
    polite_narrow(&h->polite, 1);
    log_warn("crawl", "%s was well and now fails everywhere (%.*s): nothing is said about its addresses", h->name,
             STR_ARG(words_outcome(reply->outcome)));
}

static void ask(struct host *h, const char *url, int tries)
{
    struct crawl *c = h->crawl;
    struct job *j = job_new(c, h, url);
    j->request.body_max = LIMIT_PEEK_LEN;
    j->request.cut_is_fine = true;
    j->request.browser_headers = true;
    j->tries = tries;
    j->not_before = tries ? crawl_now(c) + crawl_wait(c, (uint64_t)CONTROL_GAP_MS << (tries - 1)) : 0;
    j->done = on_control;
    job_errand(j);
}

static void control_host(struct crawl *c, struct host *h, str failing)
{
    struct arena_mark mark = arena_mark(&c->scratch);
    str address = h->well_address.len ? h->well_address : url_resolve(&c->scratch, failing, STR("/")).address;
    h->control_asked = true;
    if (host_allows(h, address))
        ask(h, str_cstr(&c->arena, address), 0);
    arena_release(&c->scratch, mark);
}

/* A name that fails needs no control, nor does a host that never took a connection: its port itself was asked. */
static bool needs_control(const struct host *h, const struct entry *e)
{
    bool name = e->outcome == OUTCOME_NO_HOST || e->outcome == OUTCOME_DNS_ERROR;
    bool never = outcome_is_connection(e->outcome) && !h->well_address.len;
    return !h->control_asked && e->state == ENTRY_LAST && !name && !never && h->name_state == NAME_FOUND;
}

bool control_hosts(struct crawl *c)
{
    uint32_t count = frontier_count(c->frontier);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *e = frontier_entry(c->frontier, i);
        struct host *h = c->hosts.items[e->host];
        if (!needs_control(h, e))
            continue;
        control_host(c, h, e->address);
        any = true;
    }
    return any && c->errands;
}

void control_finish(struct host *h)
{
    if (h->turned != OUTCOME_PENDING)
        h->fact.outage = words_outcome(h->turned);
    if (h->shows_nothing && !h->well_address.len)
        h->fact.wall = str_from(nothing_for_us);
}
