/* SPDX-License-Identifier: MIT */
/* Queries: parameters bound and columns taken in order, and the database's errors as lines for the operator. */
#include "snapshot_db.h"
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
#define STATEMENT(name, text) [SQL_##name] = (text),
#include "snapshot_sql.def"
#undef STATEMENT
};

bool snapshot_fail(struct snapshot *s, struct fail *f)
{
    int code = sqlite3_errcode(s->db) & 0xFF, number = sqlite3_system_errno(s->db);
    char words[128];
    switch (code) {
    case SQLITE_NOMEM:
        fail_no_memory();
    case SQLITE_NOTADB:
        return fail_set(f, FAIL_USAGE, "%s: is no snapshot (not an SQLite database)", s->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_set(f, FAIL_USAGE, "%s: another program holds it; wait for it or use another --state", s->path);
    case SQLITE_FULL:
        return fail_set(f, FAIL_MACHINE, "%s: the disk is full; what was committed is kept", s->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return fail_set(f, FAIL_MACHINE, "%s: cannot be %s", s->path, s->write ? "written" : "opened");
    case SQLITE_CORRUPT:
        return fail_set(f, FAIL_MACHINE, "%s: is damaged; move it away and start a fresh run", s->path);
    case SQLITE_IOERR:
        return fail_set(f, FAIL_MACHINE, "%s: the disk failed: %s; what was committed is kept", s->path,
                        number ? strerror_r(number, words, sizeof words) : sqlite3_errmsg(s->db));
    default:
        return fail_set(f, FAIL_MACHINE, "%s: %s", s->path, sqlite3_errmsg(s->db));
    }
}

bool snapshot_exec(struct snapshot *s, const char *sql, struct fail *f)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || snapshot_fail(s, f);
}

struct query query_of(struct snapshot *s, enum sql which, struct fail *f)
{
    sqlite3_stmt **st = &s->statements[which];
    if (!*st && sqlite3_prepare_v3(s->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, st, NULL) != SQLITE_OK)
        snapshot_fail(s, f);
    return (struct query){ .s = s, .st = *st };
}

struct query query_text(struct snapshot *s, const char *sql, struct fail *f)
{
    struct query q = { .s = s, .owned = true };
    if (sqlite3_prepare_v2(s->db, sql, -1, &q.st, NULL) != SQLITE_OK)
        snapshot_fail(s, f);
    return q;
}

void query_int(struct query *q, int64_t value)
{
    q->at++;
    if (q->st)
        sqlite3_bind_int64(q->st, q->at, value);
}

void query_id(struct query *q, uint32_t id)
{
    if (id)
        query_int(q, id);
    else
        query_str(q, (str){ 0 });
}

void query_real(struct query *q, double value)
{
    q->at++;
    if (q->st)
        sqlite3_bind_double(q->st, q->at, value);
}

void query_str(struct query *q, str value)
{
    q->at++;
    if (!q->st)
        return;
    if (value.len)
        sqlite3_bind_text64(q->st, q->at, value.ptr, value.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(q->st, q->at);
}

void query_day(struct query *q, day value)
{
    char text[24];
    struct day_parts p = day_known(value) ? day_parts(value) : (struct day_parts){ 0 };
    int len = day_known(value) ? snprintf(text, sizeof text, "%04d-%02d-%02d", p.year, p.month, p.day) : 0;
    q->at++;
    if (!q->st)
        return;
    if (len > 0)
        sqlite3_bind_text(q->st, q->at, text, len, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(q->st, q->at);
}

bool query_run(struct query *q, struct fail *f)
{
    if (!q->st)
        return false;
    bool ok = sqlite3_step(q->st) == SQLITE_DONE || snapshot_fail(q->s, f);
    sqlite3_reset(q->st);
    q->at = 0;
    return ok;
}

bool query_next(struct query *q, struct fail *f)
{
    if (!q->st)
        return false;
    int code = sqlite3_step(q->st);
    q->at = 0;
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        snapshot_fail(q->s, f);
    query_end(q);
    return false;
}

void query_end(struct query *q)
{
    if (q->owned)
        sqlite3_finalize(q->st);
    else
        sqlite3_reset(q->st);
    q->st = NULL;
}

int64_t query_take_int(struct query *q)
{
    return sqlite3_column_int64(q->st, q->at++);
}

uint32_t query_take_id(struct query *q)
{
    int64_t id = query_take_int(q);
    return id > 0 && id < UINT32_MAX ? (uint32_t)id : 0;
}

double query_take_real(struct query *q)
{
    return sqlite3_column_double(q->st, q->at++);
}

str query_take_str(struct query *q, struct arena *a)
{
    const char *text = (const char *)sqlite3_column_text(q->st, q->at);
    str value = { text, text ? (size_t)sqlite3_column_bytes(q->st, q->at) : 0 };
    q->at++;
    if (!value.len)
        return (str){ 0 };
    return a ? str_dup(a, value) : value;
}

day query_take_day(struct query *q)
{
    str text = query_take_str(q, NULL);
    return text.len ? day_from_iso(text) : DAY_NONE;
}
