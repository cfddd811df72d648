/* SPDX-License-Identifier: MIT */
/* robots.txt before anything else of a host, and the sitemaps it names. It is also the canary of the connection. */
#include "crawl_internal.h"
#include "crawler/wall.h"
#include "crawler/sitemap.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROBOTS_HOPS = 5, ROBOTS_TRIES = 3, ROBOTS_TRIES_CUT = 6, SITEMAP_DEPTH = 3 };

static void ask_sitemap(struct host *h, str address, int hops);

struct sitemap_ctx {
    struct host *host;
    int hops;
    uint32_t count;
};

static void on_sitemap_address(void *ctx, str loc, bool is_sitemap)
{
    struct sitemap_ctx *s = ctx;
    struct crawl *c = s->host->crawl;
    if (++s->count > LIMIT_SITEMAP_URLS)
        return;
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_ref ref = url_resolve(&c->scratch, (str){ 0 }, loc);
    bool fine = ref.problem == LINK_FINE && scope_has(&c->scope, url_host_key(&c->scratch, ref.address));
    if (fine && is_sitemap && s->hops < 3)
        ask_sitemap(s->host, ref.address, s->hops + 1);
    else if (fine && !is_sitemap)
        found_put(c, &(struct found){ .address = ref.address, .kind = LINK_SITEMAP, .depth = SITEMAP_DEPTH });
    arena_release(&c->scratch, mark);
}

static void on_sitemap(struct job *j, struct fetch_reply *reply)
{
    struct sitemap_ctx s = { .host = j->host, .hops = j->hops };
    if (reply->outcome == OUTCOME_OK && reply->status == 200)
        sitemap_read(reply->body, on_sitemap_address, &s);
}

static void ask_sitemap(struct host *h, str address, int hops)
{
    struct crawl *c = h->crawl;
    if (h->sitemaps >= LIMIT_SITEMAPS || c->stop || !host_allows(h, address))
        return;
    struct host *where = host_of(c, address);
    if (where != h)
        return;
    h->sitemaps++;
    struct job *j = job_new(c, h, str_cstr(&c->arena, address));
    j->request.body_max = LIMIT_SITEMAP_LEN;
    j->hops = hops;
    j->done = on_sitemap;
    job_errand(j);
}

static void ask_sitemaps(struct host *h, const struct origin *o, str robots_address)
{
    struct crawl *c = h->crawl;
    if (h->sitemaps_asked || !h->fact.own)
        return;
    h->sitemaps_asked = true;
    size_t count = 0;
    const str *named = o->robots ? robots_sitemaps(o->robots, &count) : NULL;
    struct arena_mark mark = arena_mark(&c->scratch);
    for (size_t i = 0; i < count; i++) {
        struct url_ref ref = url_resolve(&c->scratch, robots_address, named[i]);
        if (ref.problem == LINK_FINE)
            ask_sitemap(h, ref.address, 0);
    }
    if (!count)
        ask_sitemap(h, url_resolve(&c->scratch, robots_address, STR("/sitemap.xml")).address, 0);
    arena_release(&c->scratch, mark);
}

static void robots_known(struct host *h, struct origin *o, const char *word, const char *url)
{
    o->state = ROBOTS_READY;
    if (!h->fact.robots.len || str_eq(h->fact.robots, STR("absent")))
        h->fact.robots = str_from(word);
    if (o->robots && !h->fact.own)
        polite_slow(&h->polite, robots_crawl_delay(o->robots));
    if (!o->nothing)
        ask_sitemaps(h, o, str_from(url));
    if (h->good_id && !h->missing_asked && host_origin(h, h->good_address) == o)
        probe_missing(h); /* of an interrupted run */
}

/* A server that fails to give it is asked again; then RFC 9309 section 2.3.1.4 counts for our own hosts: nothing is
 * allowed. */
static void robots_unreachable(struct job *j, struct origin *o, int tries)
{
    struct host *h = j->host;
    if (++o->tries < tries) {
        o->state = ROBOTS_UNKNOWN;
        uint64_t until = crawl_now(j->crawl) + crawl_wait(j->crawl, CRAWL_ASK_AGAIN_MS);
        if (h->polite.held_until < until)
            h->polite.held_until = until;
        return;
    }
    o->nothing = h->fact.own;
    robots_known(h, o, "unreachable", j->url);
}

static void on_robots(struct job *j, struct fetch_reply *reply);

static bool follow_robots(struct job *j, const struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_ref ref = url_resolve(&c->scratch, str_from(j->url), reply->location);
    bool follow = ref.problem == LINK_FINE && j->hops < ROBOTS_HOPS && host_of(c, ref.address) == j->host;
    if (follow) {
        struct job *next = job_new(c, j->host, str_cstr(&c->arena, ref.address));
        next->request.body_max = LIMIT_ROBOTS_LEN;
        next->hops = j->hops + 1;
        next->id = j->id;
        next->done = on_robots;
        job_errand(next);
    }
    arena_release(&c->scratch, mark);
    return follow;
}

static void robots_found(struct job *j, struct origin *o, str body)
{
    o->robots = robots_parse(&j->crawl->arena, body, STR("audit"));
    bool closed = !robots_allow(o->robots, STR("/"));
    robots_known(j->host, o, closed ? "disallows-all" : "ok", j->url);
}

/* A connection that was not made says the same of every address of this host that waits. */
static void robots_no_connection(struct job *j, struct origin *o, const struct fetch_reply *reply)
{
    struct host *h = j->host;
    int held = o->outages;
    o->state = ROBOTS_UNKNOWN;
    host_note_connection(h, o, reply);
    if (o->outages > held)
        return; /* it was fine before: waits, and is asked again */
    o->state = ROBOTS_DOWN;
    o->asked_ms = crawl_now(j->crawl);
    o->outcome = reply->outcome;
    snprintf(o->error, sizeof o->error, "%s", reply->error);
    snprintf(o->tls_problem, sizeof o->tls_problem, "%s", reply->tls_problem);
}

/* A guard that challenges everybody says nothing of what robots may do, and its status is not the server's own. */
static bool robots_walled(const struct job *j, const struct fetch_reply *reply)
{
    return wall_recognise(&(struct wall_input){ .status = reply->status,
                                                .headers = reply->headers,
                                                .body = reply->body,
                                                .address = str_from(j->url),
                                                .redirect = reply->location })
               .len > 0;
}

static void on_robots(struct job *j, struct fetch_reply *reply)
{
    struct origin *o = j->id ? &j->host->https : &j->host->http;
    if (!reply->connected && reply->outcome != OUTCOME_OK) {
        robots_no_connection(j, o, reply);
        return;
    }
    host_note_connection(j->host, o, reply);
    if (reply->outcome == OUTCOME_REDIRECT && follow_robots(j, reply))
        return;
    bool text = !str_has_nocase(reply->content_type, STR("html"));
    if (reply->outcome == OUTCOME_OK && text)
        robots_found(j, o, reply->body);
    else if (robots_walled(j, reply))
        robots_known(j->host, o, "walled", j->url);
    else if (reply->status == 429 || reply->status >= 500 || !reply->status || reply->outcome == OUTCOME_TRUNCATED)
        robots_unreachable(j, o, reply->status ? ROBOTS_TRIES : ROBOTS_TRIES_CUT);
    else
        robots_known(j->host, o, "absent", j->url);
}

void robots_ask(struct host *h, struct origin *o, bool tls)
{
    struct crawl *c = h->crawl;
    str key = h->fact.name;
    o->state = ROBOTS_ASKING;
    struct job *j = job_new(
        c, h, str_cstr(&c->arena, str_fmt(&c->arena, "%s://%.*s/robots.txt", tls ? "https" : "http", STR_ARG(key))));
    j->request.body_max = LIMIT_ROBOTS_LEN;
    j->request.cut_is_fine = true;
    j->id = tls;
    j->done = on_robots;
    job_errand(j);
}
