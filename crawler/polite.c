/* SPDX-License-Identifier: MIT */
/* Spacing, holding and backing off; all arithmetic, so that it can be tested with made-up times. */
#include "polite.h"
#include "core/limits.h"

enum { BACKOFF_MAX_S = 60, GOOD_TO_GROW = 20, DELAY_MAX_S = 10 };

/* The way to the host is not always equally long: a little more room keeps its own clock from counting one too many. */
static const double SLACK = 1.02;

void polite_init(struct polite *p, double rate, int concurrency)
{
    int most = concurrency > 0 ? concurrency : 1;
    *p = (struct polite){ .spacing_ms = rate > 0 ? SLACK * 1000.0 / rate : 0, .most = most, .limit = most };
}

void polite_slow(struct polite *p, double seconds)
{
    double ms = (seconds > DELAY_MAX_S ? DELAY_MAX_S : seconds) * 1000.0;
    if (ms > p->spacing_ms)
        p->spacing_ms = ms;
}

void polite_narrow(struct polite *p, int connections)
{
    if (p->limit > connections)
        p->limit = connections;
    p->good = 0;
}

bool polite_may(const struct polite *p, uint64_t now_ms, uint64_t *at)
{
    *at = UINT64_MAX;
    if (p->open >= p->limit)
        return false;
    uint64_t next = (uint64_t)p->next_ms + ((double)(uint64_t)p->next_ms < p->next_ms);
    *at = next > p->held_until ? next : p->held_until;
    return now_ms >= *at;
}

void polite_start(struct polite *p, uint64_t now_ms)
{
    double from = (double)now_ms;
    /* A part of a millisecond that the clock cannot show is carried on; time not used is not saved up for a burst. */
    if (p->next_ms > from - 1.0 && p->next_ms < from)
        from = p->next_ms;
    p->next_ms = from + p->spacing_ms;
    p->open++;
}

void polite_hold(struct polite *p, uint64_t now_ms, int64_t seconds)
{
    if (seconds < 0)
        return;
    if (seconds > LIMIT_RETRY_AFTER_S)
        seconds = LIMIT_RETRY_AFTER_S;
    uint64_t until = now_ms + (uint64_t)seconds * 1000 + 50; /* our clock may be a little ahead of theirs */
    if (until > p->held_until)
        p->held_until = until;
}

static void hold(struct polite *p, uint64_t now_ms, int retry_after_s)
{
    int seconds = retry_after_s;
    if (seconds < 0) {
        p->backoff_s = p->backoff_s ? p->backoff_s * 2 : 1;
        if (p->backoff_s > BACKOFF_MAX_S)
            p->backoff_s = BACKOFF_MAX_S;
        seconds = p->backoff_s;
        p->limit = p->limit > 1 ? p->limit / 2 : 1;
        p->good = 0;
    }
    polite_hold(p, now_ms, seconds);
}

void polite_end(struct polite *p, uint64_t now_ms, int status, int retry_after_s)
{
    p->open--;
    if (status == 429 || status == 503) {
        hold(p, now_ms, retry_after_s);
        return;
    }
    bool served = status >= 200 && status < 400;
    if (served || status == 404 || status == 410) /* an answer given in peace, whatever it says */
        p->backoff_s = 0;
    if (served && p->limit < p->most && ++p->good >= GOOD_TO_GROW) {
        p->limit++;
        p->good = 0;
    }
}

bool outcome_is_connection(enum outcome outcome)
{
    return outcome == OUTCOME_REFUSED || outcome == OUTCOME_TIMEOUT || outcome == OUTCOME_RESET ||
           outcome == OUTCOME_TLS || outcome == OUTCOME_NO_ROUTE;
}

void tally_add(struct host_tally *t, enum outcome outcome, const char *wall)
{
    if (outcome == OUTCOME_WALL) {
        t->walled++;
        t->wall = wall;
    } else if (outcome_is_connection(outcome)) {
        t->mixed = t->mixed || (t->failed && t->shape != outcome);
        t->shape = outcome;
        t->failed++;
    } else if (outcome != OUTCOME_NO_HOST && outcome != OUTCOME_DNS_ERROR) {
        t->good++;
    }
}

bool tally_is_walled(const struct host_tally *t, uint32_t enough)
{
    return !t->good && t->walled >= enough;
}

bool tally_is_outage(const struct host_tally *t, uint32_t enough)
{
    return !t->good && !t->walled && !t->mixed && t->failed >= enough;
}
