/* SPDX-License-Identifier: MIT */
/* What the two halves of the fetcher share: the loop side (fetch.c) and the side of one transfer (fetch_transfer.c). */
#ifndef CRAWLER_FETCH_INTERNAL_H
#define CRAWLER_FETCH_INTERNAL_H
#include "core/buf.h"
#include "fetch.h"
#include "jar.h"
#include <curl/curl.h>
#include <uv.h>

enum { TRANSFERS_KEPT = 64, FIRST_BYTE_MS = 15000, CONNECT_MS = 10000, WHOLE_MS = 60000 };

struct transfer {
    struct fetch_reply reply; /* first: a reply is its transfer */
    struct fetcher *fetcher;
    struct transfer *next, **at; /* in the list of active, dead or spare ones */
    CURL *easy;
    struct curl_slist *resolve, *fields;
    struct arena arena; /* strings of one request */
    struct buf head, body;
    char words[CURL_ERROR_SIZE];
    const char *host;
    void *ctx;
    size_t body_max;
    uint64_t started_ms;
    bool head_seen, body_seen, cut_is_fine, any_type, certificate;
};

struct fetcher {
    uv_loop_t *loop;
    CURLM *multi;
    uv_timer_t timer, watch; /* curl's own; ours for the first byte */
    struct transfer *active, *dead, *spare;
    size_t spare_count;
    int closing;
    fetched_fn fn;
    struct arena arena;
    struct jar *jar;
};

bool transfer_prepare(struct transfer *t, const struct fetch_request *r); /* false: nothing to connect to */
void transfer_conclude(struct transfer *t, CURLcode code);                /* fills the reply */
void transfer_clear(struct transfer *t);                                  /* ready for the next request */
bool transfer_waits_too_long(const struct transfer *t, uint64_t now_ms);

#endif
