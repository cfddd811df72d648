/* SPDX-License-Identifier: MIT */
/* The crawl: walks one portal and writes facts to the snapshot. It judges nothing: a 404, a wall, a robots refusal, a page too
 * large are facts with names. It must not know rules, plans or reports. */
#ifndef CRAWLER_CRAWL_H
#define CRAWLER_CRAWL_H
#include "core/site_profile.h"
#include "core/snapshot.h"

struct crawl_options {
    str site;             /* HOST[:PORT] or URL */
    const struct site_profile *profile; /* never NULL; may be all empty */
    str dns;              /* ADDR[:PORT]; empty: the system's */
    double rate;          /* requests a second per host; 0: no limit */
    int concurrency;      /* open connections per host */
    int64_t max_pages, max_depth, max_time_s; /* 0: none */
    bool external;        /* check links that leave the site */
    bool home_only;       /* nothing beyond the home page, what is measured of its host, and robots.txt */
    bool resume, fresh;   /* neither: resume if the last run was interrupted less than a day ago */
    str version;
    const char *program;  /* `audit` itself, which reads office files in a child process (READ_OFFICE_COMMAND); NULL: read here */
    uint32_t most_addresses; /* of the whole run; 0: LIMIT_ADDRESSES. Tests want fewer */
    double patience;      /* waits between two tries are multiplied by it; 0: as they are. Tests are in a hurry */
    int64_t now;          /* seconds since 1970: the program asks the clock, nobody else for dates */
};

struct crawl_progress { /* given about four times a second while crawling */
    int64_t pages, checked, queued, failed, bytes;
    double seconds, pages_per_second;
    str current; /* address being asked */
    const char *phase; /* "crawling", "checking links", "retrying", "measuring IPv6" */
};
typedef void (*crawl_progress_fn)(void *ctx, const struct crawl_progress *p);

/* Runs to the end or to SIGINT/SIGTERM. The run's facts say how it ended; false only when the machine or the user failed. */
bool crawl_run(struct snapshot *s, const struct crawl_options *o, crawl_progress_fn progress, void *ctx, struct run_fact *run,
               struct arena *a, struct fail *f) MUST_CHECK;

/* Fetches one address the same polite way, for `audit inspect URL`. */
struct page_facts *crawl_fetch_one(str url, str dns, struct arena *a, struct fail *f) MUST_CHECK;

#endif
