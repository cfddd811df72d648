/* SPDX-License-Identifier: MIT */
/* One HTTP request by libcurl's multi interface on the crawl's libuv loop. Knows no scope, no robots, no politeness: it asks what
 * it is told and says what happened. Redirects are reported, never followed. */
#ifndef CRAWLER_FETCH_H
#define CRAWLER_FETCH_H
#include "core/fail.h"
#include "core/words.h"
#include "resolve.h"

struct uv_loop_s;
struct fetcher;

struct fetch_request {
    const char *url;
    const char *host;                 /* for the cookie jar: cookies stay with their host */
    const struct resolved *addresses; /* where to connect; copied */
    int family;                       /* 0: both as the system prefers, 4, 6 */
    bool head;
    size_t body_max;                  /* bytes of decoded body wanted; the transfer ends there (0: headers only). Of a body that
                                       * is no text at most LIMIT_MAGIC_LEN is taken */
    bool any_type;                    /* all of body_max is wanted, text or not */
    bool cut_is_fine;                 /* ending at body_max is what was wanted, not LIMIT_HTML_LEN being hit */
    const char *user_agent;           /* NULL: the house's own */
    const char *referrer;             /* NULL: none */
    bool browser_headers;             /* Accept, Accept-Language as browsers send them */
    bool certificate;                 /* ask for tls_until too: a connection of its own */
    bool any_certificate;             /* do not verify: only to look at a certificate that was found bad */
    void *ctx;
};

struct fetch_reply {
    enum outcome outcome; /* of this one request; walls are recognised by the caller */
    int status;
    str headers;          /* raw lines of the last response */
    str body;             /* decoded; moved out with fetch_take_body() */
    str content_type, location;
    str disposition;      /* Content-Disposition */
    int64_t length;       /* promised, -1 if not said */
    bool cut;             /* the body was longer than body_max */
    bool cut_hurts;       /* … and more of it was wanted */
    bool connected;       /* the host took the connection (and TLS), whatever came then */
    bool set_cookie;      /* the answer brought a cookie */
    int retry_after_s;    /* -1: not said */
    char remote[46];      /* address connected to */
    char error[160];      /* curl's words */
    char tls_problem[32]; /* "expired", "wrong-host", "untrusted", "other" when outcome is OUTCOME_TLS */
    int64_t tls_until;    /* unix time of the certificate's end; 0 unknown */
    uint32_t connect_ms, first_ms, total_ms;
};
typedef void (*fetched_fn)(void *ctx, struct fetch_reply *reply);

/* The reply and all it points to live during fn only; fn never runs inside fetcher_start(). */
struct fetcher *fetcher_new(struct uv_loop_s *loop, fetched_fn fn, struct fail *f) MUST_CHECK;
void fetcher_start(struct fetcher *f, const struct fetch_request *r);
char *fetch_take_body(struct fetch_reply *reply, size_t *len); /* caller frees */
void fetcher_free(struct fetcher *f); /* transfers under way end without a word; its handles close on the loop, so run it once more */

#endif
