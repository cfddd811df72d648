/* SPDX-License-Identifier: MIT */
/* Name servers and tries of the home page, which are facts of a run; and the visits of the home page, which outlive
 * runs. */
#include "snapshot_db.h"
#include "core/arena.h"
#include "core/limits.h"

enum { DAY_S = 86400 };

static enum dns_state take_dns_state(struct query *q)
{
    int state = words_dns_state_from(query_take_str(q, NULL));
    return state < 0 ? DNS_UNKNOWN : (enum dns_state)state;
}

static enum outcome take_outcome(struct query *q)
{
    int outcome = words_outcome_from(query_take_str(q, NULL));
    return outcome < 0 ? OUTCOME_PENDING : (enum outcome)outcome;
}

/* --- writing --- */

static bool drop(struct snapshot *s, enum sql which, struct fail *f)
{
    struct query q = query_of(s, which, f);
    return query_run(&q, f);
}

bool snapshot_drop_reach(struct snapshot *s, struct fail *f)
{
    return drop(s, SQL_SERVER_DROP, f) && drop(s, SQL_HOME_TRY_DROP, f);
}

bool snapshot_put_server(struct snapshot *s, const struct server_fact *server, struct fail *f)
{
    struct query q = query_of(s, SQL_SERVER_PUT, f);
    query_str(&q, server->domain);
    query_str(&q, server->name);
    query_str(&q, words_dns_state(server->state));
    query_str(&q, words_dns_state(server->a));
    query_str(&q, words_dns_state(server->aaaa));
    query_int(&q, server->aaaa_odd);
    return query_run(&q, f);
}

bool snapshot_put_home_try(struct snapshot *s, const struct home_try *t, struct fail *f)
{
    struct query q = query_of(s, SQL_HOME_TRY_PUT, f);
    query_int(&q, t->family);
    query_str(&q, words_outcome(t->outcome));
    query_int(&q, t->status);
    query_int(&q, t->connect_ms);
    query_int(&q, t->first_ms);
    query_int(&q, t->total_ms);
    return query_run(&q, f);
}

bool snapshot_put_visit(struct snapshot *s, const struct visit_fact *visit, struct fail *f)
{
    struct query prune = query_of(s, SQL_VISIT_PRUNE, f);
    query_int(&prune, visit->at - (int64_t)LIMIT_VISIT_DAYS * DAY_S);
    if (!query_run(&prune, f))
        return false;
    struct query q = query_of(s, SQL_VISIT_PUT, f);
    query_int(&q, visit->at);
    query_str(&q, visit->source);
    query_str(&q, words_outcome(visit->outcome));
    query_int(&q, visit->status);
    query_str(&q, visit->v6 == OUTCOME_PENDING ? (str){ 0 } : words_outcome(visit->v6));
    query_int(&q, visit->first_ms);
    return query_run(&q, f);
}

bool snapshot_add_visit(const char *dir, const struct visit_fact *visit, struct fail *f)
{
    struct snapshot *s = snapshot_open_beside(dir, f);
    bool ok = s && snapshot_begin(s, f) && snapshot_put_visit(s, visit, f) && snapshot_commit(s, f);
    snapshot_close(s);
    return ok;
}

/* --- reading --- */

size_t snapshot_visits(struct snapshot *s, struct arena *a, const struct visit_fact **out, struct fail *f)
{
    struct {
        struct visit_fact *items;
        size_t count, room;
    } visits = { 0 };
    *out = NULL;
    struct query q = query_of(s, SQL_VISIT_ALL, f);
    while (query_next(&q, f)) {
        struct visit_fact *v = arena_push(a, &visits);
        v->at = query_take_int(&q);
        v->source = query_take_str(&q, a);
        v->outcome = take_outcome(&q);
        v->status = (int)query_take_int(&q);
        v->v6 = take_outcome(&q);
        v->first_ms = (uint32_t)query_take_int(&q);
    }
    *out = visits.items;
    return f->code == FAIL_NONE ? visits.count : 0;
}

static void load_servers(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    struct {
        struct server_fact *items;
        size_t count, room;
    } servers = { 0 };
    struct query q = query_of(s, SQL_SERVER_ALL, f);
    while (query_next(&q, f)) {
        struct server_fact *server = arena_push(a, &servers);
        server->domain = query_take_str(&q, a);
        server->name = query_take_str(&q, a);
        server->state = take_dns_state(&q);
        server->a = take_dns_state(&q);
        server->aaaa = take_dns_state(&q);
        server->aaaa_odd = query_take_int(&q) != 0;
    }
    site->servers = servers.items;
    site->server_count = (uint32_t)servers.count;
}

static void load_home_tries(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    struct {
        struct home_try *items;
        size_t count, room;
    } tries = { 0 };
    struct query q = query_of(s, SQL_HOME_TRY_ALL, f);
    while (query_next(&q, f)) {
        struct home_try *t = arena_push(a, &tries);
        t->family = (int)query_take_int(&q);
        t->outcome = take_outcome(&q);
        t->status = (int)query_take_int(&q);
        t->connect_ms = (uint32_t)query_take_int(&q);
        t->first_ms = (uint32_t)query_take_int(&q);
        t->total_ms = (uint32_t)query_take_int(&q);
    }
    site->home_tries = tries.items;
    site->home_try_count = (uint32_t)tries.count;
}

bool snapshot_load_reach(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    load_servers(s, site, a, f);
    load_home_tries(s, site, a, f);
    site->visit_count = (uint32_t)snapshot_visits(s, a, &site->visits, f);
    return f->code == FAIL_NONE;
}
