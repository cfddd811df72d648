/* SPDX-License-Identifier: MIT */
/* Pages asked over one family apart: how far two readings of one page agree, and what share of a level answers. */
#ifndef RULES_IPV6_PAGES_H
#define RULES_IPV6_PAGES_H
#include "rules/check.h"

struct sameness {
    bool title;    /* the same after NFKC, without digits and blanks */
    double text;   /* share of common shingles, 0…1 */
    size_t differ; /* shingles that only one of both has */
    bool known;    /* both could be read as pages with words of their own */
};
struct sameness pages_compare(struct arena *a, const struct page_facts *x, const struct page_facts *y);

struct level_share { /* pages of one level that answer over IPv6 */
    int most;    /* percent that a sample still allows; percent itself where all pages were asked */
    int64_t asked, good;
    int percent; /* cut down; -1: none was asked */
};
/* The highest share, in percent, that what was seen of a sample still allows: Wilson's 95 % bound. asked > 0. */
int ipv6_most_percent(int64_t good, int64_t asked);
struct level_share ipv6_level(const struct judge *j, uint32_t depth);
/* Probe of that kind, or NULL. */
const struct probe_fact *probe_of(const struct site_facts *site, uint32_t resource, const char *kind);

#endif
