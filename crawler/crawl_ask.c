/* SPDX-License-Identifier: MIT */
/* Who is asked next: hosts in turn, errands before addresses, each as its manners allow; and what comes when all is
 * done. */
#include "crawl_twin.h"
#include <string.h>

enum { HURRY_MS = 3000, KEEP_HOLD_MS = 1000 };

struct job *job_new(struct crawl *c, struct host *h, const char *url)
{
    struct job *j = c->spare_jobs;
    if (j)
        c->spare_jobs = j->next;
    else
        j = arena_new(&c->arena, struct job, 1);
    *j = (struct job){ .crawl = c, .host = h, .url = url, .entry = NONE };
    return j;
}

static void job_drop(struct job *j)
{
    j->next = j->crawl->spare_jobs;
    j->crawl->spare_jobs = j;
}

void job_errand(struct job *j)
{
    j->next = NULL;
    *j->host->errands_end = j;
    j->host->errands_end = &j->next;
    j->crawl->errands++;
    crawl_kick(j->crawl);
}

/* The crawl itself goes by IPv4 where there is one: IPv6 is measured apart, and must not change what is read. Only
 * where IPv4 never took a connection is IPv6 tried: a passing failure must not bring another server's page. */
static void choose_addresses(struct job *j, struct resolved *picked)
{
    *picked = j->host->addresses;
    bool failing = j->entry != NONE && frontier_entry(j->crawl->frontier, j->entry)->tries > 0;
    if (!j->request.family && picked->v4_count && !(failing && j->host->down_streak && !j->host->v4_works))
        picked->v6_count = 0;
}

static void start(struct job *j)
{
    struct crawl *c = j->crawl;
    struct resolved picked;
    choose_addresses(j, &picked);
    polite_start(&j->host->polite, crawl_now(c));
    j->request.url = j->url;
    j->request.host = j->host->name;
    j->request.addresses = &picked;
    if (!j->request.user_agent)
        j->request.user_agent = c->user_agent;
    j->request.ctx = j;
    c->open++;
    c->current = j->url;
    fetcher_start(j->other ? c->other : c->fetcher, &j->request);
}

/* How long the host wants to be left alone stands in the snapshot: whoever resumes the run keeps to it. */
static void keep_hold(struct host *h)
{
    struct crawl *c = h->crawl;
    uint64_t now = crawl_now(c);
    if (h->polite.held_until <= now || h->polite.held_until < h->hold_kept + KEEP_HOLD_MS || !crawl_store(c))
        return;
    int64_t until = c->o->now + (int64_t)((h->polite.held_until - c->start_ms + 999) / 1000);
    h->hold_kept = h->polite.held_until;
    crawl_check(c, snapshot_hold_host(c->snapshot, h->fact.name, until, c->fail));
}

void crawl_on_fetched(void *ctx, struct fetch_reply *reply)
{
    struct job *j = ctx;
    struct crawl *c = j->crawl;
    c->open--;
    c->bytes += (int64_t)(reply->headers.len + reply->body.len);
    polite_end(&j->host->polite, crawl_now(c), reply->status, reply->retry_after_s);
    if (!c->failed)
        keep_hold(j->host);
    if (j->entry == NONE)
        c->errands--;
    if (!c->failed)
        j->done(j, reply);
    job_drop(j);
    crawl_kick(c);
}

static void job_start_entry(struct crawl *c, uint32_t number)
{
    struct entry *e = frontier_entry(c->frontier, number);
    struct host *h = c->hosts.items[e->host];
    struct job *j = job_new(c, h, e->address.ptr);
    bool own_page = e->own && e->role == URL_READ;
    j->entry = number;
    j->done = settle_reply;
    j->request.head = e->role == URL_CHECK && e->head_first;
    j->request.body_max = own_page ? LIMIT_HTML_LEN : e->whole ? LIMIT_ATTACHMENT : LIMIT_PEEK_LEN;
    j->request.cut_is_fine = !own_page;
    j->request.any_type = e->whole;
    j->request.browser_headers = e->tries + 1 >= CRAWL_TRIES;
    if (e->tries && !e->twin_told && e->outcome == OUTCOME_STATUS && !j->request.head) {
        str twin = url_gbk_twin(&c->arena, e->address); /* old servers keep such names in GBK */
        if (twin.len)
            j->url = str_cstr(&c->arena, twin);
        e->twin_told = true; /* unless the answer says nothing */
    }
    start(j);
}

static bool errand_starts(struct host *h)
{
    struct crawl *c = h->crawl;
    struct job *j = h->errands;
    enum host_ready ready = host_name_ready(h);
    if (ready == HOST_BUSY || j->not_before > crawl_now(c))
        return false;
    h->errands = j->next;
    if (!h->errands)
        h->errands_end = &h->errands;
    if (ready == HOST_READY && !h->forbidden) {
        start(j);
        return true;
    }
    struct fetch_reply nobody = { .length = -1, .retry_after_s = -1 };
    nobody.outcome = host_down(h, &h->http).outcome;
    c->errands--;
    j->done(j, &nobody);
    job_drop(j);
    return true;
}

/* Found before it was known what a session is here: it has an address without one. */
static bool has_old_session(const struct host *h, const struct entry *e)
{
    struct crawl *c = h->crawl;
    if (!h->sessions || !e->depth || e->hops || e->tries || e->role != URL_READ)
        return false;
    struct arena_mark mark = arena_mark(&c->scratch);
    bool old = !str_eq(session_drop(sessions_names(h->sessions), &c->scratch, e->address), e->address);
    arena_release(&c->scratch, mark);
    return old;
}

static void ask_without_session(const struct host *h, const struct entry *e)
{
    struct crawl *c = h->crawl;
    struct arena_mark mark = arena_mark(&c->scratch);
    str plain = session_drop(sessions_names(h->sessions), &c->scratch, e->address);
    found_put(c, &(struct found){ .address = plain, .depth = e->depth, .whatever_kind = true, .role = URL_READ });
    arena_release(&c->scratch, mark);
}

/* What is decided without asking: true if the entry is settled. */
static bool entry_is_refused(struct host *h, uint32_t number, const struct entry *e)
{
    struct crawl *c = h->crawl;
    enum refusal why = REFUSAL_NONE;
    if (has_old_session(h, e))
        why = REFUSAL_TRAP;
    else if (h->forbidden)
        why = REFUSAL_PRIVATE;
    else if (h->fact.wall.len)
        why = REFUSAL_HOST_WALLED;
    else if (!host_allows(h, e->address))
        why = REFUSAL_ROBOTS;
    else if (e->bred && !e->tries)
        why = endless_refusal(h, e->address);
    if (why == REFUSAL_NONE && e->own && e->role == URL_READ && !e->tries && c->o->max_pages &&
        c->pages_begun >= c->o->max_pages)
        why = REFUSAL_BUDGET;
    if (why == REFUSAL_BUDGET)
        crawl_stop(c, "max-pages", false);
    if (why == REFUSAL_NONE)
        return false;
    frontier_pop(c->frontier, e->queue);
    entry_refuse(c, number, why);
    frontier_entry(c->frontier, number)->left_off = why == REFUSAL_ENDLESS || why == REFUSAL_CEILING;
    if (why == REFUSAL_TRAP)
        ask_without_session(h, e);
    return true;
}

static bool entry_starts(struct host *h, uint32_t queue)
{
    struct crawl *c = h->crawl;
    uint32_t number = frontier_peek(c->frontier, queue);
    if (number == NONE)
        return false;
    struct entry *e = frontier_entry(c->frontier, number);
    struct origin *o = host_origin(h, e->address);
    enum host_ready ready = host_ready(h, o, o == &h->https);
    if (ready == HOST_BUSY)
        return false;
    if (ready == HOST_DOWN) {
        frontier_pop(c->frontier, queue);
        settle_down(c, number, host_down(h, o));
        return true;
    }
    if (entry_is_refused(h, number, e) || twin_waits(c, number))
        return true;
    frontier_pop(c->frontier, queue);
    c->pages_begun += e->own && e->role == URL_READ && !e->tries;
    job_start_entry(c, number);
    return true;
}

static bool may_start(const struct crawl *c)
{
    return !c->failed && c->open < CRAWL_OPEN_MAX && c->waiting_bodies <= CRAWL_BODIES_WAITING &&
           c->waiting_len <= LIMIT_WAITING_LEN;
}

/* One step of one host. `next` is lowered to when it may be asked again. */
static bool host_steps(struct host *h, uint64_t now, uint64_t *next)
{
    struct crawl *c = h->crawl;
    uint64_t at = UINT64_MAX;
    uint32_t queue = h->number * 2;
    bool queued = !c->stop_all && frontier_queued(c->frontier, queue) + frontier_queued(c->frontier, queue + 1);
    if (!h->errands && !queued)
        return false;
    bool may = polite_may(&h->polite, now, &at);
    if (!may) {
        *next = at < *next ? at : *next;
        return false;
    }
    if (h->errands && errand_starts(h))
        return true;
    if (h->errands && h->errands->not_before < *next && h->errands->not_before > now)
        *next = h->errands->not_before;
    return queued && (entry_starts(h, queue) || entry_starts(h, queue + 1));
}

static uint64_t start_all(struct crawl *c, uint64_t now)
{
    uint64_t next = UINT64_MAX;
    for (bool any = true; any && may_start(c);) {
        any = false;
        next = UINT64_MAX;
        for (size_t i = 0; i < c->hosts.count && may_start(c); i++) {
            c->host_turn = (c->host_turn + 1) % (uint32_t)c->hosts.count;
            any = host_steps(c->hosts.items[c->host_turn], now, &next) || any;
        }
    }
    return next;
}

static void next_phase(struct crawl *c)
{
    if (c->phase == PHASE_CRAWL && !c->stop_all && control_hosts(c))
        return;
    if (c->phase == PHASE_CRAWL && !c->stop_all &&
        frontier_wake_last(c->frontier, crawl_now(c), crawl_wait(c, CRAWL_LAST_GAP_MS))) {
        crawl_kick(c);
        return;
    }
    if (c->phase == PHASE_CRAWL)
        c->phase = PHASE_FAMILIES;
    if (c->phase == PHASE_FAMILIES && (c->hurry || !probe_families(c)))
        c->phase = PHASE_OVER;
    if (c->phase == PHASE_OVER)
        uv_stop(&c->loop);
    else
        crawl_kick(c);
}

static bool all_done(const struct crawl *c)
{
    struct frontier_counts left = frontier_counts(c->frontier);
    bool quiet = !c->open && !c->reading && !c->read_waiting;
    if (c->hurry)
        return quiet || crawl_now(c) - c->stop_ms > HURRY_MS;
    return quiet && !c->errands && (c->stop_all || (!left.queued && !left.later));
}

void crawl_pump(struct crawl *c)
{
    if (c->failed) {
        uv_stop(&c->loop);
        return;
    }
    if (c->batch_pages >= LIMIT_BATCH)
        crawl_commit(c);
    uint64_t now = crawl_now(c);
    uint64_t due = c->stop_all ? UINT64_MAX : frontier_wake(c->frontier, now);
    uint64_t next = c->hurry ? UINT64_MAX : start_all(c, now);
    if (due < next)
        next = due;
    if (c->failed || all_done(c)) {
        if (c->failed)
            uv_stop(&c->loop);
        else
            next_phase(c);
        return;
    }
    if (next != UINT64_MAX)
        crawl_wake_at(c, next);
}
