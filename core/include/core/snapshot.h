/* SPDX-License-Identifier: MIT */
/* The table between the rooms: one SQLite file a site with runs, facts, findings and history. Only snapshot*.c know
 * SQL. WAL mode, PRAGMA user_version = schema version. Facts belong to the latest run; starting a fresh run drops the
 * old facts and keeps runs, verdicts and history. One writer at a time: an open for writing holds a lock until it is
 * closed. */
#ifndef CORE_SNAPSHOT_H
#define CORE_SNAPSHOT_H
#include "core/fail.h"
#include "core/finding.h"

struct snapshot;

/* Opens DIR/snapshot.db (DIR is made if need be). A second writer, a directory that cannot be written, a newer schema:
 * one clear line, FAIL_USAGE for the second writer and wrong files, FAIL_MACHINE for disk trouble. NULL on failure. */
struct snapshot *snapshot_open(const char *dir, bool write, struct fail *f) MUST_CHECK;
bool snapshot_exists(const char *dir);   /* is there a file, whatever is in it? */
void snapshot_close(struct snapshot *s); /* commits nothing: an open batch is rolled back */

/* --- runs --- */
struct run_start {
    str site, started, version, options; /* options: JSON text of what was asked */
};
int64_t snapshot_run_start(struct snapshot *s, const struct run_start *run,
                           struct fail *f) MUST_CHECK; /* 0 on failure */
/* The interrupted run that can be resumed (crawl not finished, or cut short by a signal or a kill), or 0. `started`
 * gets its start. */
int64_t snapshot_run_open(struct snapshot *s, struct arena *a, str *started, struct fail *f);
int64_t snapshot_run_latest(struct snapshot *s, struct fail *f); /* latest run with facts, or 0 */
bool snapshot_run_finish(struct snapshot *s, const struct run_fact *run, struct fail *f) MUST_CHECK; /* crawl over */

/* --- crawl: everything between begin and commit lands together or not at all --- */
bool snapshot_begin(struct snapshot *s, struct fail *f) MUST_CHECK;
bool snapshot_commit(struct snapshot *s, struct fail *f) MUST_CHECK;

/* One address known to the crawl. Asked again with the same address it gives the same id and changes nothing but a
 * smaller depth or a stronger role. */
enum url_role { URL_CHECK, URL_READ }; /* only checked; fetched and read as a page */
struct url_row {
    str address, host;
    bool own;
    enum url_role role;
    enum refusal refusal;
    uint32_t depth;
};
uint32_t snapshot_put_url(struct snapshot *s, const struct url_row *row, struct fail *f); /* id > 0; 0 on failure */
/* A known address that will not be asked after all; it is settled then. */
bool snapshot_refuse_url(struct snapshot *s, uint32_t url, enum refusal refusal, struct fail *f) MUST_CHECK;

struct fetch_row { /* one request */
    uint32_t url;
    const char *method; /* "GET", "HEAD" */
    int family;         /* 0 either, 4, 6 */
    enum outcome outcome;
    int status;
    uint32_t redirect_to;                                /* url id or 0 */
    str redirect_raw, content_type, error, wall, remote; /* remote: address connected to */
    int64_t length;
    uint64_t body_hash;
    enum file_kind file_kind; /* of an own file, by its first bytes */
    str tls_problem;          /* "expired", "wrong-host", "untrusted", "other" with OUTCOME_TLS */
    uint32_t connect_ms, first_ms, total_ms;
    uint32_t at_s; /* seconds since the run started */
    bool final;    /* the url is settled: not asked again in this run */
};
bool snapshot_put_fetch(struct snapshot *s, const struct fetch_row *row, struct fail *f) MUST_CHECK;
bool snapshot_put_page(struct snapshot *s, uint32_t url, const struct page_facts *page, struct fail *f) MUST_CHECK;
/* One link seen on one page: counted on its distinct row; the LIMIT_PLACES pages with the shortest addresses are kept.
 * A page's links are put one after the other, so that one that stands there twice counts once. target 0: none. */
bool snapshot_put_link(struct snapshot *s, uint32_t page, uint32_t target, const struct link_fact *link,
                       struct fail *f) MUST_CHECK;
bool snapshot_put_host(struct snapshot *s, const struct host_fact *host, struct fail *f) MUST_CHECK; /* replaces */
/* A host asked to be left alone until then, in seconds since 1970: a resumed run keeps to it. */
bool snapshot_hold_host(struct snapshot *s, str name, int64_t until, struct fail *f) MUST_CHECK;
struct probe_row {
    uint32_t url;
    const char *kind;
    enum outcome outcome;
    int status;
    uint32_t ms;
    const struct page_facts *page; /* may be NULL */
    bool with_links;               /* all of the page's links are kept */
};
bool snapshot_put_probe(struct snapshot *s, const struct probe_row *row, struct fail *f) MUST_CHECK;
struct missing_row { /* see struct missing_fact */
    str host, folder, ext;
    enum outcome outcome;
    int status;
    str redirect;
    const struct page_facts *page; /* may be NULL */
};
bool snapshot_put_missing(struct snapshot *s, const struct missing_row *row, struct fail *f) MUST_CHECK;

/* What is measured of the home page and of the domain's name servers. A resumed run measures anew: drop first. */
bool snapshot_drop_reach(struct snapshot *s, struct fail *f) MUST_CHECK;
bool snapshot_put_server(struct snapshot *s, const struct server_fact *server, struct fail *f) MUST_CHECK;
bool snapshot_put_home_try(struct snapshot *s, const struct home_try *t, struct fail *f) MUST_CHECK;
/* Into the history, from which visits LIMIT_VISIT_DAYS older than this one go. */
bool snapshot_put_visit(struct snapshot *s, const struct visit_fact *visit, struct fail *f) MUST_CHECK;
size_t snapshot_visits(struct snapshot *s, struct arena *a, const struct visit_fact **out,
                       struct fail *f); /* oldest first */
/* The same beside a run that may be writing DIR: no lock is held, only the row waits its turn. DIR is made if need be.
 */
bool snapshot_add_visit(const char *dir, const struct visit_fact *visit, struct fail *f) MUST_CHECK;

/* Resume: calls back for every address of the open run, in order of id. Its strings live until the callback returns. */
struct url_seen {
    uint32_t id;
    struct url_row row;
    bool settled;
    uint32_t tries;
    enum outcome outcome; /* of the last try */
    int status;
    int64_t host_held_until; /* see snapshot_hold_host(); 0: never */
};
typedef bool (*snapshot_url_fn)(void *ctx, const struct url_seen *url);
bool snapshot_each_url(struct snapshot *s, snapshot_url_fn fn, void *ctx, struct fail *f) MUST_CHECK;
/* Resume: pages whose own text has fewer characters than this or may be a letter to its annexes (of 决策 or 意见), and
 * files read for their text. The facts live until the callback returns. */
typedef void (*snapshot_page_fn)(void *ctx, str address, const struct page_facts *page);
bool snapshot_each_brief_page(struct snapshot *s, uint32_t chars, snapshot_page_fn fn, void *ctx,
                              struct fail *f) MUST_CHECK;

/* --- checks --- */
struct site_facts *snapshot_load_site(struct snapshot *s, int64_t run, struct arena *a,
                                      struct fail *f) MUST_CHECK;         /* indexed */
str snapshot_body_text(struct snapshot *s, struct arena *a, str address); /* empty if none was kept */

/* Stores the verdicts of a run, replacing earlier ones of the same run. Fills in state, first_seen, weeks, fixed and
 * recheck from the history: a former finding that is not there now is *fixed* if its id is among `healthy`, else to be
 * rechecked. */
bool snapshot_put_verdicts(struct snapshot *s, struct verdicts *v, struct arena *a, struct fail *f) MUST_CHECK;

/* Of all judged runs but the last `keep` only what history and trend need stays; the file gets smaller. The number of
 * runs pruned, -1 on failure. */
int64_t snapshot_prune(struct snapshot *s, int64_t keep, struct arena *a, struct fail *f);

/* --- reports --- */
struct verdicts *snapshot_load_verdicts(struct snapshot *s, int64_t run, struct arena *a,
                                        struct fail *f) MUST_CHECK; /* run 0: latest judged */
struct run_summary {
    int64_t id;
    str started;
    day as_of;
    bool complete;
    int64_t findings, new_findings, fixed, errors;
};
size_t snapshot_run_history(struct snapshot *s, struct arena *a, struct run_summary **out,
                            struct fail *f); /* judged runs, oldest first */

/* --- mails --- */
enum outbox_state { OUTBOX_QUEUED, OUTBOX_SENT, OUTBOX_DEFERRED, OUTBOX_FAILED };
struct outbox_row { /* one mail to one recipient */
    int64_t run;
    str department; /* empty: the summary */
    str recipient, message_id;
    enum outbox_state state;
    int64_t attempts, code; /* code: the server's last answer, 0 without one */
    str said, at;           /* what it said, and when */
};
struct outbox_rows {
    struct outbox_row *items;
    size_t count, room;
};
/* A row that is there already stays as it is: its Message-ID too. */
bool snapshot_outbox_queue(struct snapshot *s, const struct outbox_row *row, struct fail *f) MUST_CHECK;
/* The result of an attempt: state, code, said and at. A kill after this call does not lose it. */
bool snapshot_outbox_mark(struct snapshot *s, const struct outbox_row *row, struct fail *f) MUST_CHECK;
/* Mails of earlier runs that still wait are given up: they would tell old news. */
bool snapshot_outbox_give_up(struct snapshot *s, int64_t run, str why, struct fail *f) MUST_CHECK;
bool snapshot_outbox_load(struct snapshot *s, int64_t run, struct outbox_rows *out, struct arena *a,
                          struct fail *f) MUST_CHECK;
/* Of the last run before this one that was mailed: what did not arrive. */
bool snapshot_outbox_lost(struct snapshot *s, int64_t run, struct outbox_rows *out, struct arena *a,
                          struct fail *f) MUST_CHECK;
/* Message-IDs that this recipient got before, oldest first, at most eight. */
size_t snapshot_outbox_thread(struct snapshot *s, const struct outbox_row *row, struct arena *a, str **out,
                              struct fail *f);
/* To which department each fault fell that is fixed or to be rechecked in this run, when it was last a finding; by id.
 */
struct former_department {
    str id, department;
};
size_t snapshot_former_departments(struct snapshot *s, int64_t run, struct arena *a, struct former_department **out,
                                   struct fail *f);

#endif
