/* SPDX-License-Identifier: MIT */
/* Manners towards one host: even spacing, few connections, Retry-After, back-off, and what its answers add up to
 * (a wall, an outage). Knows no network and no clock: the caller says what time it is. */
#ifndef CRAWLER_POLITE_H
#define CRAWLER_POLITE_H
#include "core/words.h"

struct polite {
    double spacing_ms;    /* between two requests; 0: none */
    int most, limit, open; /* connections: asked for, allowed now, in use */
    double next_ms;       /* no request before */
    uint64_t held_until;  /* Retry-After or back-off */
    int backoff_s;        /* the last one; doubles */
    int good;             /* answers since the limit last grew */
};

void polite_init(struct polite *p, double rate, int concurrency); /* rate: requests a second, 0: no limit */
void polite_slow(struct polite *p, double seconds);               /* at least so long between requests (Crawl-delay) */
void polite_narrow(struct polite *p, int connections);            /* no more than these until answers are good */
/* May a request go out now? If not, *at is when to ask again (UINT64_MAX: when one of its connections ends). */
bool polite_may(const struct polite *p, uint64_t now_ms, uint64_t *at);
void polite_hold(struct polite *p, uint64_t now_ms, int64_t seconds); /* no longer than LIMIT_RETRY_AFTER_S */
void polite_start(struct polite *p, uint64_t now_ms);
/* retry_after_s: -1 if not said. status 0: no answer. */
void polite_end(struct polite *p, uint64_t now_ms, int status, int retry_after_s);

/* What the different addresses of a host answered so far. */
struct host_tally {
    uint32_t good, walled, failed; /* addresses: any real answer, a wall, a failure of the connection */
    const char *wall;              /* name of the last wall; static text */
    enum outcome shape;            /* of the connection failures, if all are alike */
    bool mixed;
};
void tally_add(struct host_tally *t, enum outcome outcome, const char *wall);
bool tally_is_walled(const struct host_tally *t, uint32_t enough);  /* nothing but walls, at least so many */
bool tally_is_outage(const struct host_tally *t, uint32_t enough);  /* nothing but one kind of failed connection */
bool outcome_is_connection(enum outcome outcome);                    /* refused, timeout, reset, … : says nothing of the one address */

#endif
