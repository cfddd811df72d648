/* SPDX-License-Identifier: MIT */
/* The portal's home page asked several times over each family, the name servers of its domain, and what is remembered
 * of this look at it. */
#include "crawl_family.h"
#include "core/arena.h"
#include "core/domain.h"

enum { HOME_GAP_MS = 500 };

/* --- tries --- */

static void on_try(struct job *j, struct fetch_reply *reply);

static bool may_ask(const struct host *h, int family)
{
    return family == 6 ? !h->crawl->run->no_ipv6_here && h->addresses.v6_count > 0 : h->addresses.v4_count > 0;
}

/* IPv4 and IPv6 in turn, so that both meet the same server at the same time. */
static void ask_home(struct host *h, int number)
{
    struct crawl *c = h->crawl;
    for (; number < 2 * LIMIT_HOME_TRIES && !c->stop_all; number++) {
        int family = number % 2 ? 6 : 4;
        if (!may_ask(h, family))
            continue;
        struct job *j = family_job(h, c->run->home, "home", family);
        j->tries = number;
        j->done = on_try;
        j->not_before = number < 2 ? 0 : crawl_now(c) + crawl_wait(c, HOME_GAP_MS);
        job_errand(j);
        return;
    }
}

static void on_try(struct job *j, struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct home_try row = { .family = j->request.family,
                            .outcome = family_outcome(j, reply),
                            .status = reply->status,
                            .connect_ms = reply->connect_ms,
                            .first_ms = reply->first_ms,
                            .total_ms = reply->total_ms };
    if (crawl_store(c))
        crawl_check(c, snapshot_put_home_try(c->snapshot, &row, c->fail));
    if (row.first_ms && row.outcome == OUTCOME_OK && (!c->home_first_ms || row.first_ms < c->home_first_ms))
        c->home_first_ms = row.first_ms;
    ask_home(j->host, j->tries + 1);
}

/* --- name servers --- */

struct server_question {
    struct crawl *crawl;
    str domain, name;
};

static void put_server(struct crawl *c, const struct server_fact *row)
{
    if (!c->failed && crawl_store(c))
        crawl_check(c, snapshot_put_server(c->snapshot, row, c->fail));
    c->errands--;
    crawl_kick(c);
}

static void on_server_name(void *ctx, const struct resolved *r)
{
    const struct server_question *q = ctx;
    put_server(q->crawl, &(struct server_fact){ .domain = q->domain,
                                                .name = q->name,
                                                .state = DNS_FOUND,
                                                .a = r->a,
                                                .aaaa = r->aaaa,
                                                .aaaa_odd = r->aaaa == DNS_FOUND && !r->v6_count });
}

static void on_servers(void *ctx, const struct name_servers *servers)
{
    const struct server_question *q = ctx;
    struct crawl *c = q->crawl;
    for (int i = 0; i < servers->count; i++) {
        struct server_question *each = arena_new(&c->arena, struct server_question, 1);
        *each = (struct server_question){ c, q->domain, str_dup(&c->arena, str_from(servers->names[i])) };
        c->errands++;
        resolver_ask(c->resolver, str_cstr(&c->arena, each->name), on_server_name, each);
    }
    if (servers->count) {
        c->errands--;
        crawl_kick(c);
    } else {
        put_server(c, &(struct server_fact){ .domain = q->domain, .state = servers->state });
    }
}

static void ask_servers(struct host *h)
{
    struct crawl *c = h->crawl;
    if (host_is_literal(h))
        return;
    struct server_question *q = arena_new(&c->arena, struct server_question, 1);
    *q = (struct server_question){ .crawl = c, .domain = domain_registrable(&c->arena, str_from(h->name)) };
    c->errands++;
    resolver_ask_servers(c->resolver, q->domain, on_servers, q);
}

void home_measure(struct crawl *c)
{
    struct host *h = host_of(c, c->run->home.len ? c->run->home : c->candidates.items[0]);
    if (!crawl_store(c))
        return;
    crawl_check(c, snapshot_drop_reach(c->snapshot, c->fail));
    ask_servers(h);
    if (c->run->home.len && host_allows(h, c->run->home))
        ask_home(h, 0);
}

/* --- the visit --- */

/* Of a home page that never opened: what the first of its addresses did, being asked more than once; but what says
 * nothing of the site, of whichever address, goes first. */
static enum outcome why_closed(const struct crawl *c, int *status)
{
    enum outcome why = OUTCOME_PENDING;
    for (size_t i = 0; i < c->candidates.count; i++) {
        uint32_t number = frontier_find(c->frontier, c->candidates.items[i]);
        const struct entry *e = number == NONE ? NULL : frontier_entry(c->frontier, number);
        if (!e || e->tries < 2 || e->outcome == OUTCOME_REDIRECT)
            continue;
        bool unsure = e->outcome == OUTCOME_WALL || e->outcome == OUTCOME_DNS_ERROR || e->outcome == OUTCOME_NO_ROUTE;
        if (why == OUTCOME_PENDING || unsure) {
            why = e->outcome;
            *status = e->outcome == OUTCOME_STATUS ? e->said_status : 0;
        }
    }
    return why;
}

/* An interrupted run that saw nothing is no visit. */
bool home_remember(struct crawl *c)
{
    struct visit_fact visit = { .at = c->o->now, .source = c->o->home_only ? STR("probe") : STR("run") };
    const struct host *h = host_of(c, c->run->home.len ? c->run->home : c->candidates.items[0]);
    visit.outcome = c->run->home.len ? OUTCOME_OK : why_closed(c, &visit.status);
    visit.v6 = h && !c->run->no_ipv6_here ? h->fact.v6 : OUTCOME_PENDING;
    visit.first_ms = c->home_first_ms;
    if (visit.outcome == OUTCOME_PENDING)
        return true;
    return crawl_store(c) && snapshot_put_visit(c->snapshot, &visit, c->fail);
}
