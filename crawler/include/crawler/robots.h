/* SPDX-License-Identifier: MIT */
/* robots.txt by RFC 9309. */
#ifndef CRAWLER_ROBOTS_H
#define CRAWLER_ROBOTS_H
#include "core/str.h"

struct robots; /* lives in the arena it was parsed into */

/* Rules for the group of product token `agent`, else of "*". Longest match wins, allow on a tie; * and $ as in section 2.2.3. */
const struct robots *robots_parse(struct arena *a, str body, str agent);
bool robots_allow(const struct robots *r, str path_and_query); /* NULL robots: everything is allowed */
const str *robots_sitemaps(const struct robots *r, size_t *count);
double robots_crawl_delay(const struct robots *r); /* seconds; 0 none. Not in the RFC, obeyed as courtesy */

#endif
