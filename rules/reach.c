/* SPDX-License-Identifier: MIT */
/* Visits of the home page, counted. */
#include "reach.h"

enum { DAYS_MOST = 31 };

/* A wall, and whatever may be the fault of our own side, says nothing of the site. */
static bool says_something(const struct visit_fact *v)
{
    if (v->outcome == OUTCOME_STATUS)
        return v->status != 401 && v->status != 403 && v->status != 405 && v->status != 412 && v->status != 429;
    return v->outcome != OUTCOME_PENDING && v->outcome != OUTCOME_WALL && v->outcome != OUTCOME_DNS_ERROR &&
           v->outcome != OUTCOME_NO_ROUTE && v->outcome != OUTCOME_TLS && v->outcome != OUTCOME_BAD_REPLY;
}

static bool opened(const struct visit_fact *v)
{
    return v->outcome == OUTCOME_OK || v->outcome == OUTCOME_REDIRECT;
}

struct reach reach_of(const struct site_facts *site, day as_of, int days, int gap_minutes)
{
    int64_t of_day[DAYS_MOST + 1] = { 0 }, last = INT64_MIN / 2;
    struct reach r = { 0 };
    days = days < 1 ? 1 : days > DAYS_MOST ? DAYS_MOST : days;
    for (uint32_t i = 0; i < site->visit_count; i++) {
        const struct visit_fact *v = &site->visits[i];
        int ago = as_of.n - day_from_unix(v->at).n;
        if (ago < 0 || ago > days || !says_something(v) || v->at - last < (int64_t)gap_minutes * 60)
            continue;
        last = v->at;
        of_day[ago]++;
        r.visits++;
        r.failed += !opened(v);
        r.runs += str_eq(v->source, STR("run"));
        r.probes += !str_eq(v->source, STR("run"));
    }
    r.least = of_day[1]; /* the as-of day itself is not over yet */
    for (int i = 2; i <= days; i++)
        r.least = of_day[i] < r.least ? of_day[i] : r.least;
    return r;
}
