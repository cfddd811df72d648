/* SPDX-License-Identifier: MIT */
/* What is measured of our own hosts beside the crawl: both families apart, https, the home page again and again, name
 * servers. */
#ifndef CRAWLER_CRAWL_FAMILY_H
#define CRAWLER_CRAWL_FAMILY_H
#include "crawl_internal.h"

struct page_pair { /* one page over both families: where they differ, both are asked again in turn */
    struct host *host;
    const char *url;
    uint32_t id;
    uint64_t said[LIMIT_IPV6_ROUNDS][2]; /* hash of what it said over IPv4, IPv6; 0: not known */
    int round, asked;                    /* of the turns; questions of this round that are answered */
};

/* crawl_family.c */
bool family_here_has_v6(struct crawl *c);
void family_https(struct host *h);
void family_home(struct host *h, int family);
void family_pages(struct crawl *c);
struct job *family_job(struct host *h, str address, const char *kind, int family); /* on a connection of its own */
enum outcome family_outcome(const struct job *j, const struct fetch_reply *reply); /* walls told apart */

/* crawl_home.c */
void home_measure(struct crawl *c);
bool home_remember(struct crawl *c); /* one more visit in the history; true where there is none to tell */

#endif
