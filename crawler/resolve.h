/* SPDX-License-Identifier: MIT */
/* Names to addresses by c-ares on the crawl's loop, so that "no AAAA", "no such host" and "our resolver failed" stay apart. */
#ifndef CRAWLER_RESOLVE_H
#define CRAWLER_RESOLVE_H
#include "core/fail.h"
#include "core/limits.h"
#include "core/words.h"

struct uv_loop_s;
struct resolver;

struct resolved {
    enum dns_state a, aaaa;
    char v4[LIMIT_DNS_ADDRESSES][16];
    char v6[LIMIT_DNS_ADDRESSES][46];
    int v4_count, v6_count; /* usable ones: mapped and otherwise odd AAAA are dropped and counted apart */
    int v6_odd;
    char error[128];        /* of DNS_ERROR: the library's words */
};
typedef void (*resolved_fn)(void *ctx, const struct resolved *r);

struct name_servers { /* of one domain */
    enum dns_state state;
    char names[LIMIT_NAME_SERVERS][256]; /* lower case, terminated */
    int count;
};
typedef void (*name_servers_fn)(void *ctx, const struct name_servers *servers);

/* server: ADDR[:PORT] or empty for the system's (then /etc/hosts counts too). */
struct resolver *resolver_new(struct uv_loop_s *loop, str server, struct fail *f) MUST_CHECK;
void resolver_free(struct resolver *r); /* pending questions are dropped; handles close on the loop */
/* Asks A and AAAA once; both answers come in one callback, later, never from inside this call. IP literals are answered as themselves. */
void resolver_ask(struct resolver *r, const char *host, resolved_fn fn, void *ctx);
/* Asks NS once, in the same way; the system's files know nothing of it. */
void resolver_ask_servers(struct resolver *r, str domain, name_servers_fn fn, void *ctx);

#endif
