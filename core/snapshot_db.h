/* SPDX-License-Identifier: MIT */
/* What the snapshot's files share: the open database, and queries whose parameters and columns are taken in order. */
#ifndef CORE_SNAPSHOT_DB_H
#define CORE_SNAPSHOT_DB_H
#include "core/buf.h"
#include "core/snapshot.h"
#include <sqlite3.h>

enum { SCHEMA_VERSION = 12 }; /* of schema.sql */

enum sql {
#define STATEMENT(name, text) SQL_##name,
#include "snapshot_sql.def"
#undef STATEMENT
    SQL_COUNT_
};

struct url_cache;  /* snapshot_urls.c */
struct link_cache; /* snapshot_links.c */

struct snapshot { /* used by one thread at a time */
    sqlite3 *db;
    char *path; /* of the database file */
    int lock;   /* file descriptor that holds the writer's lock, or -1 */
    bool write, batch, old; /* old: of a schema before this program's */
    sqlite3_stmt *statements[SQL_COUNT_]; /* prepared when first used */
    struct buf text;                      /* scratch for JSON and keys */
    struct url_cache *urls;
    struct link_cache *links;
};

/* The last error of the database as one line for the operator. Always false. */
bool snapshot_fail(struct snapshot *s, struct fail *f);
bool snapshot_exec(struct snapshot *s, const char *sql, struct fail *f) MUST_CHECK;
bool snapshot_upgrade(struct snapshot *s, int64_t version, struct fail *f) MUST_CHECK;
bool snapshot_flush_links(struct snapshot *s, struct fail *f) MUST_CHECK;    /* pending counts to the database */
struct snapshot *snapshot_open_beside(const char *dir, struct fail *f) MUST_CHECK; /* to write a row or two, without the lock */
bool snapshot_load_reach(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f) MUST_CHECK;
uint32_t snapshot_find_url(struct snapshot *s, str address, struct fail *f); /* 0: not there */

bool snapshot_load_run(struct snapshot *s, int64_t id, struct run_fact *run, struct arena *a,
                       struct fail *f) MUST_CHECK;

/* Transactions of the snapshot's own, where the caller has opened none. */
bool snapshot_enter(struct snapshot *s, bool *mine, struct fail *f) MUST_CHECK;
bool snapshot_leave(struct snapshot *s, bool mine, bool good, struct fail *f) MUST_CHECK;

struct query {
    struct snapshot *s;
    sqlite3_stmt *st; /* NULL if it could not be prepared; then everything is a no-op */
    int at;           /* parameters bound, or columns taken */
    bool owned;       /* not one of s->statements: ends with query_end */
};
struct query query_of(struct snapshot *s, enum sql which, struct fail *f);
struct query query_text(struct snapshot *s, const char *sql, struct fail *f); /* needs query_end */
void query_int(struct query *q, int64_t value);
void query_id(struct query *q, uint32_t id); /* 0: NULL */
void query_real(struct query *q, double value);
void query_str(struct query *q, str value); /* empty: NULL; must live until the query has run */
void query_day(struct query *q, day value);
bool query_run(struct query *q, struct fail *f) MUST_CHECK; /* a statement without rows; may be bound anew then */
bool query_next(struct query *q, struct fail *f);           /* false at the end and on failure, which sets f */
void query_end(struct query *q);                            /* needed when rows are left or the query is owned */
int64_t query_take_int(struct query *q);
uint32_t query_take_id(struct query *q); /* NULL: 0 */
double query_take_real(struct query *q);
str query_take_str(struct query *q, struct arena *a); /* a NULL: lives until the next row */
day query_take_day(struct query *q);

#endif
