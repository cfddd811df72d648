/* SPDX-License-Identifier: MIT */
/* What the parts of the crawl (crawl_*.c) share. One thread, one loop; only crawl_read.c gives work to the thread pool.
 * Everything lives in the run arena unless it says otherwise. */
#ifndef CRAWLER_CRAWL_INTERNAL_H
#define CRAWLER_CRAWL_INTERNAL_H
#include "core/limits.h"
#include "core/pattern.h"
#include "core/site_facts.h"
#include "crawler/crawl.h"
#include "crawler/url.h"
#include "crawl_host.h"
#include "fetch.h"
#include "frontier.h"
#include <uv.h>

enum {
    CRAWL_OPEN_MAX = 64,        /* connections of the whole crawl */
    CRAWL_READS_MAX = 4,        /* bodies read at once */
    CRAWL_BODIES_WAITING = 32,  /* more than these: no new requests */
    CRAWL_TRIES = 3,            /* that agree, before an address is called broken */
    CRAWL_TRIES_SHAKY = 7,      /* … where others failed in passing */
    CRAWL_TRIES_MOST = 15,      /* then tries that do not agree prove nothing */
    CRAWL_SHAKY_SHARE = 20,     /* one in so many failed in passing, over all hosts: it is our own network */
    CRAWL_WALL_TRIES = 2,
    CRAWL_WAITS = 6,            /* times an address may tell us to come back later */
    CRAWL_SOON_MS = 1500,       /* second try of 404 and 410 */
    CRAWL_LATER_MS = 5000,      /* second try of other failures */
    CRAWL_LAST_GAP_MS = 3000,   /* before the last one */
    CRAWL_ASK_AGAIN_MS = 3000,  /* a failed name or connection is not asked for again sooner */
    CRAWL_HOST_ENOUGH = 5,      /* addresses that show what a whole host is like */
};

/* One request: for an address of the frontier, or an errand of the crawl's own (robots.txt, sitemaps, probes). */
struct job {
    struct crawl *crawl;
    struct host *host;
    struct job *next;
    const char *url; /* terminated */
    struct fetch_request request;
    void (*done)(struct job *job, struct fetch_reply *reply); /* the job goes back to the pool after it */
    uint32_t entry;  /* NONE: an errand */
    uint32_t id;     /* of the snapshot, for probes */
    const char *kind; /* of a probe */
    struct folder *folder; /* of crawl_missing.c */
    int hops, tries;
    uint64_t not_before; /* a probe that is asked again keeps its distance */
    bool other;      /* by the fetcher for one family */
    struct page_pair *pair; /* of a page asked over both families */
};

enum crawl_phase { PHASE_CRAWL, PHASE_FAMILIES, PHASE_OVER };

struct found { /* an address on its way into the frontier */
    str address;
    const struct entry *page; /* of ours that links to it; NULL: none does */
    enum link_kind kind;
    uint32_t depth;
    uint8_t hops;
    bool whatever_kind; /* role is given, not derived from the kind */
    enum url_role role;
};

struct read_task;

struct crawl {
    const struct crawl_options *o;
    struct snapshot *snapshot;
    struct fail *fail;
    bool failed; /* the machine: everything stops */
    crawl_progress_fn progress;
    void *progress_ctx;
    uv_loop_t loop;
    uv_timer_t wake, tick;
    uv_signal_t sigint, sigterm;
    struct fetcher *fetcher, *other;
    struct resolver *resolver;
    struct arena arena;   /* run */
    struct arena scratch; /* of one step; released by marks */
    const char *user_agent;
    const char *spider_agent; /* ours, in the clothes of a search engine's crawler: see crawl_probe.c */
    int64_t run_age_s;        /* of a resumed run, when this program started */
    struct scope scope;
    struct pattern **skip;
    size_t skip_count;
    bool site_is_private;
    char home_net[46]; /* address of the home page's host, when that is private */
    struct frontier *frontier;
    struct { struct host **items; size_t count, room; } hosts;
    uint32_t *host_table;
    uint32_t host_table_size, host_turn;
    struct job *spare_jobs;
    uint32_t open, errands; /* requests under way; errands waiting or under way */
    struct read_task *read_waiting, **read_waiting_end, *read_spare;
    uint32_t reading, waiting_bodies;
    size_t waiting_len; /* bytes of the waiting bodies */
    bool reading_long; /* of those, a page of LIMIT_LONG_PAGE or more */
    enum crawl_phase phase;
    const char *stop;     /* why the crawl ends early; NULL */
    bool stop_all;        /* … and nothing new is asked at all */
    bool hurry;           /* stopped by a signal: what is under way may be dropped */
    uint64_t start_ms, stop_ms, last_progress_ms;
    bool batch;           /* a transaction is open */
    uint32_t batch_pages;
    uint64_t batch_ms;
    struct { str *items; size_t count, room; } candidates; /* for the home page */
    size_t candidate;
    uint32_t watched; /* entry that may become the home page; NONE */
    struct run_fact *run;
    uint32_t attachments; /* files read for their text */
    uint32_t differing;   /* pages asked in turn because they differ over IPv6 */
    int64_t pages, pages_begun, checked, failures, bytes;
    int64_t recovered;     /* addresses that failed in passing and then answered */
    uint32_t home_first_ms; /* of the fastest answer of the home page; 0: none */
    const char *current;
    bool sampled; /* pages for IPv6 were chosen */
    bool kicked;  /* the wake timer is set to now */
};

/* crawl.c */
uint64_t crawl_now(const struct crawl *c);
bool crawl_store(struct crawl *c); /* opens a batch if none is; false: the snapshot failed and the crawl stops */
void crawl_check(struct crawl *c, bool written);
void crawl_stop(struct crawl *c, const char *why, bool all);
void crawl_kick(struct crawl *c); /* something changed: look for work soon */
void crawl_wake_at(struct crawl *c, uint64_t at_ms);
uint64_t crawl_wait(const struct crawl *c, uint64_t ms); /* a wait between two tries, as long as the options want it */
void crawl_commit(struct crawl *c);

/* crawl_resume.c */
bool resume_run(struct crawl *c); /* chooses the run to go on with, or starts one; facts of an old one come into the frontier */
str resume_time(struct arena *a, int64_t seconds); /* RFC 3339, +08:00 */

/* crawl_robots.c */
void robots_ask(struct host *h, struct origin *o, bool tls);

/* crawl_ask.c */
struct job *job_new(struct crawl *c, struct host *h, const char *url);
void job_errand(struct job *j); /* waits its turn among the host's errands */
void crawl_pump(struct crawl *c); /* starts what may be started; decides what comes next when all is done */
void crawl_on_fetched(void *ctx, struct fetch_reply *reply);

/* crawl_found.c */
uint32_t found_put(struct crawl *c, const struct found *found); /* entry number, or NONE */
void entry_refuse(struct crawl *c, uint32_t number, enum refusal why);

/* crawl_endless.c */
uint64_t steady_hash(const struct page_facts *page); /* of what it says but for numbers; never 0 */
bool endless_is_bred(str address, const struct entry *page); /* the page that links to it is of its own form */
void endless_count(struct host *h, str address, int by); /* one more, or less, that only its own form links to */
enum refusal endless_refusal(const struct host *h, str address); /* of one that only its own form links to */
void endless_learn(struct host *h, str address, const struct page_facts *page);
/* Its links lead nowhere new: a server that shows one page for every address below it, while its links are relative. */
bool endless_below(struct entry *e, const struct page_facts *page);
void endless_was_told(struct host *h, str address); /* before the crawl was interrupted */
bool endless_queries(struct host *h, str address); /* counts it; true: more of its path than are asked */

/* crawl_settle.c */
void settle_put(struct crawl *c, const struct fetch_row *row); /* one request, into the snapshot */
void settle_reply(struct job *job, struct fetch_reply *reply);
void settle_down(struct crawl *c, uint32_t number, struct down why); /* its host cannot be reached */
void settle_done(struct crawl *c, uint32_t number, enum outcome outcome); /* after its last row is written */

/* crawl_read.c */
struct read_order {
    uint32_t entry;
    bool follow; /* links are recorded and followed */
    bool file;   /* no page, but a file whose text is wanted */
    struct fetch_row row;
};
void read_later(struct crawl *c, const struct read_order *order, struct fetch_reply *reply);
void read_free(struct crawl *c);

/* crawl_attachment.c */
void attachment_want(struct crawl *c, const struct page_facts *page); /* files that hold the text this page lacks */
bool attachments_resume(struct crawl *c);
bool attachment_gives_up(struct crawl *c, uint32_t number, const struct fetch_row *row);

/* crawl_file.c */
/* Names what an own file is by its first bytes; true if that is certainly none of what its name promises. */
bool file_is_wrong(const struct entry *e, const struct fetch_reply *reply, struct fetch_row *row);

/* crawl_links.c */
void links_follow(struct crawl *c, uint32_t number, const struct page_facts *page);

/* crawl_start.c */
bool start_prepare(struct crawl *c); /* scope and candidates; false: the site's name is no name */
void start_next(struct crawl *c);    /* asks the next candidate */
bool start_awaits(const struct crawl *c, uint32_t number); /* a page or a redirect there may be home */
void start_settled(struct crawl *c, uint32_t number, enum outcome outcome, uint32_t redirect_to, bool final);

/* crawl_missing.c */
void probe_missing(struct host *h);
void missing_folders(struct crawl *c);

/* crawl_probe.c */
bool probe_families(struct crawl *c); /* false: nothing more to ask */
struct page_facts *probe_read(struct crawl *c, struct arena *a, const char *url, const struct fetch_reply *reply);
void probe_put(struct job *j, enum outcome outcome, int status, uint32_t ms, const struct page_facts *page);

/* crawl_control.c */
bool control_hosts(struct crawl *c); /* true: something was asked, whose answer is to be waited for */
void control_finish(struct host *h);

#endif
