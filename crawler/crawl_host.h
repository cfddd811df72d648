/* SPDX-License-Identifier: MIT */
/* A host of the crawl: its name, its two schemes, its manners, and what is known of it so far. Lives in the run arena. */
#ifndef CRAWLER_CRAWL_HOST_H
#define CRAWLER_CRAWL_HOST_H
#include "core/site_facts.h"
#include "crawler/robots.h"
#include "fetch.h"
#include "polite.h"
#include "session.h"

struct crawl;
struct host;
struct job;
struct page_pair; /* crawl_family.h */

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKING, ROBOTS_READY, ROBOTS_DOWN };

struct origin { /* one scheme of a host */
    enum robots_state state;
    const struct robots *robots;
    bool nothing;         /* robots.txt cannot be had: nothing is asked */
    bool connected;       /* a connection was made in this run */
    int tries, outages;
    uint64_t asked_ms;
    enum outcome outcome; /* of a connection that failed */
    char error[160], tls_problem[32];
};

struct down { /* why a host cannot be asked; the texts live as long as the host */
    enum outcome outcome;
    const char *error, *tls_problem;
};

enum name_state { NAME_UNKNOWN, NAME_ASKING, NAME_FOUND, NAME_FAILED };

struct forms { /* what is known of addresses that differ only in their numbers: crawl_endless.c */
    struct address_form *items;
    uint32_t count, room;
};

struct host {
    struct crawl *crawl;
    struct host_fact fact; /* name, own, and what the end of the crawl writes down */
    const char *name;      /* without the port, terminated */
    uint32_t number;
    enum name_state name_state;
    uint64_t name_ms;
    struct resolved addresses;
    bool forbidden;        /* resolves to a private address that is none of ours */
    struct polite polite;
    uint64_t hold_kept;    /* the hold that stands in the snapshot */
    struct host_tally tally;
    uint32_t down_streak;  /* connections failed one after the other */
    uint32_t put_off;      /* answers one after the other that said to come back later */
    uint64_t let_in_ms;    /* the last answer that did not */
    bool gave_up;          /* it says nothing else any more */
    struct origin http, https;
    struct job *errands, **errands_end;
    uint32_t good_id;      /* an address that gave a page */
    str good_address;
    bool missing_asked, sitemaps_asked;
    str well_address;      /* the first that answered well in this run, of any role */
    uint32_t recovered;    /* addresses that failed in passing and then answered */
    bool control_asked;
    bool v4_works;         /* took a connection over IPv4 in this run */
    struct page_pair *home_pair;
    bool shows_nothing;    /* even its home page is not there for us */
    enum outcome turned;   /* how it fails everywhere, having been well; PENDING: it does not */
    uint32_t sitemaps;     /* files read */
    struct forms forms;
    struct sessions *sessions; /* NULL until a page of it was read */
};

struct host *host_of(struct crawl *c, str address); /* made if new; NULL: no http(s) address */
enum host_ready { HOST_READY, HOST_BUSY, HOST_DOWN };
enum host_ready host_name_ready(struct host *h);
enum host_ready host_ready(struct host *h, struct origin *o, bool tls);
struct origin *host_origin(struct host *h, str address);
uint32_t host_queue(const struct host *h, str address); /* of the frontier: one a scheme */
struct down host_down(const struct host *h, const struct origin *o);
bool host_allows(struct host *h, str address); /* by robots.txt, once it is known */
void host_note_connection(struct host *h, struct origin *o, const struct fetch_reply *reply);
void host_learned(struct host *h, enum outcome outcome, const char *wall);
bool host_finish(struct host *h); /* writes its facts */
bool host_is_literal(const struct host *h);

#endif
