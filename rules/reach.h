/* SPDX-License-Identifier: MIT */
/* How often the home page opened on the as-of day and the whole days before it, over runs and probes. */
#ifndef RULES_REACH_H
#define RULES_REACH_H
#include "core/site_facts.h"

struct reach {
    int64_t visits, failed;  /* spaced ones that say something of the site */
    int64_t least;           /* of the whole day with the fewest */
    int64_t runs, probes;    /* how many of the visits came from which */
};
struct reach reach_of(const struct site_facts *site, day as_of, int days, int gap_minutes);

#endif
