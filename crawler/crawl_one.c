/* SPDX-License-Identifier: MIT */
/* One address for `audit inspect`: robots.txt first, then the page, through its redirects. */
#include "crawl_internal.h"
#include "crawler/read.h"
#include <stdlib.h>
#include <string.h>

enum { ONE_HOPS = 5 };

struct one {
    uv_loop_t loop;
    struct fetcher *fetcher;
    struct resolver *resolver;
    struct resolved addresses;
    bool answered;
    struct fetch_reply reply; /* strings copied into the arena */
    struct arena *arena;
};

static void on_name(void *ctx, const struct resolved *r)
{
    struct one *one = ctx;
    one->addresses = *r;
    one->answered = true;
}

static void on_answer(void *ctx, struct fetch_reply *reply)
{
    struct one *one = ctx;
    one->reply = *reply;
    one->reply.body = str_dup(one->arena, reply->body);
    one->reply.content_type = str_dup(one->arena, reply->content_type);
    one->reply.location = str_dup(one->arena, reply->location);
    one->answered = true;
}

static void wait_for(struct one *one)
{
    while (!one->answered && uv_run(&one->loop, UV_RUN_ONCE))
        continue;
    one->answered = false;
}

static bool get(struct one *one, str address, size_t body_max, struct fail *f)
{
    struct url_parts parts;
    if (!url_split(one->arena, address, &parts))
        return fail_set(f, FAIL_USAGE, "'%.*s' is no http address", STR_ARG(address));
    const char *host = str_cstr(one->arena, parts.host);
    resolver_ask(one->resolver, host, on_name, one);
    wait_for(one);
    if (!one->addresses.v4_count && !one->addresses.v6_count)
        return fail_set(f, FAIL_INCOMPLETE, "%s: no such host", host);
    fetcher_start(one->fetcher, &(struct fetch_request){ .url = str_cstr(one->arena, address),
                                                         .host = host,
                                                         .addresses = &one->addresses,
                                                         .body_max = body_max,
                                                         .cut_is_fine = true,
                                                         .ctx = one });
    wait_for(one);
    return true;
}

static bool is_allowed(struct one *one, str address, struct fail *f)
{
    struct url_ref ref = url_resolve(one->arena, address, STR("/robots.txt"));
    if (!get(one, ref.address, LIMIT_ROBOTS_LEN, f))
        return false;
    bool text = one->reply.outcome == OUTCOME_OK && !str_has_nocase(one->reply.content_type, STR("html"));
    const struct robots *rules = text ? robots_parse(one->arena, one->reply.body, STR("audit")) : NULL;
    size_t at = str_find(str_slice(address, 8, address.len), STR("/"));
    str path = at == SIZE_MAX ? STR("/") : str_slice(address, at + 8, address.len);
    if (!robots_allow(rules, path))
        return fail_set(f, FAIL_INCOMPLETE, "%.*s: robots.txt does not allow it", STR_ARG(address));
    return true;
}

static struct page_facts *facts_of_answer(struct one *one, str address, struct fail *f)
{
    const struct fetch_reply *r = &one->reply;
    if (r->outcome != OUTCOME_OK && !(r->outcome == OUTCOME_STATUS && r->body.len)) {
        fail_set(f, FAIL_INCOMPLETE, "%.*s: %.*s %d %s", STR_ARG(address), STR_ARG(words_outcome(r->outcome)),
                 r->status, r->error);
        return NULL;
    }
    struct read_input in = { .body = r->body, .content_type = r->content_type, .address = address };
    return read_any(one->arena, &in, r->cut);
}

static struct page_facts *fetch_through(struct one *one, str address, struct fail *f)
{
    for (int hop = 0; hop <= ONE_HOPS; hop++) {
        if (!is_allowed(one, address, f) || !get(one, address, LIMIT_HTML_LEN, f))
            return NULL;
        if (one->reply.outcome != OUTCOME_REDIRECT)
            return facts_of_answer(one, address, f);
        struct url_ref ref = url_resolve(one->arena, address, one->reply.location);
        if (ref.problem != LINK_FINE)
            break;
        address = ref.address;
    }
    fail_set(f, FAIL_INCOMPLETE, "%.*s: redirected too often or to nowhere", STR_ARG(address));
    return NULL;
}

struct page_facts *crawl_fetch_one(str url, str dns, struct arena *a, struct fail *f)
{
    struct page_facts *page = NULL;
    struct one *one = arena_new(a, struct one, 1);
    one->arena = a;
    struct url_ref ref = url_resolve(a, (str){ 0 }, url);
    if (ref.problem != LINK_FINE && ref.problem != LINK_LOCAL) {
        fail_set(f, FAIL_USAGE, "'%.*s' is no http address", STR_ARG(url));
        return NULL;
    }
    if (uv_loop_init(&one->loop)) {
        fail_set(f, FAIL_MACHINE, "libuv cannot be started");
        return NULL;
    }
    one->fetcher = fetcher_new(&one->loop, on_answer, f);
    one->resolver = resolver_new(&one->loop, dns, f);
    if (one->fetcher && one->resolver)
        page = fetch_through(one, ref.address, f);
    fetcher_free(one->fetcher);
    if (one->resolver)
        resolver_free(one->resolver);
    uv_run(&one->loop, UV_RUN_DEFAULT);
    uv_loop_close(&one->loop);
    return page;
}
