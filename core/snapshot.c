/* SPDX-License-Identifier: MIT */
/* The snapshot's file: opening, the writer's lock, transactions, runs. */
#include "snapshot_db.h"
#include "schema_sql.h"
#include "core/arena.h"
#include "core/limits.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x41554454, /* "AUDT" */ BUSY_MS = 5000, BESIDE_MS = 30000 };

/* --- opening --- */

static char *path_in(const char *dir, const char *name)
{
    size_t room = strlen(dir) + strlen(name) + 2;
    char *path = malloc(room);
    if (!path)
        fail_no_memory();
    snprintf(path, room, "%s/%s", dir, name);
    return path;
}

/* mkdir -p; each parent that is there already is fine. */
static bool make_dir(const char *dir, struct fail *f)
{
    char *path = path_in(dir, "");
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int made = mkdir(path, 0777);
        *slash = '/';
        if (made != 0 && errno != EEXIST) {
            fail_errno(f, errno == ENOTDIR ? FAIL_USAGE : FAIL_MACHINE, "%s: the state directory cannot be made", dir);
            break;
        }
    }
    struct stat st;
    if (f->code == FAIL_NONE && stat(dir, &st) == 0 && !S_ISDIR(st.st_mode))
        fail_set(f, FAIL_USAGE, "%s: is not a directory; --state names a directory", dir);
    free(path);
    return f->code == FAIL_NONE;
}

static bool say_who_writes(int lock, const char *dir, struct fail *f)
{
    char pid[24] = { 0 };
    ssize_t n = pread(lock, pid, sizeof pid - 1, 0);
    pid[n > 0 ? strcspn(pid, "\n") : 0] = '\0';
    return fail_set(f, FAIL_USAGE, "another audit is writing %s (pid %s); wait for it or use another --state", dir,
                    pid[0] ? pid : "unknown");
}

static bool hold_lock(int lock, const char *path, const char *dir, struct fail *f)
{
    if (lock < 0)
        return fail_errno(f, FAIL_MACHINE, "%s: cannot be written", path);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? say_who_writes(lock, dir, f)
                                    : fail_errno(f, FAIL_MACHINE, "%s: cannot be locked", path);
    return (ftruncate(lock, 0) == 0 && dprintf(lock, "%ld\n", (long)getpid()) > 0) ||
           fail_errno(f, FAIL_MACHINE, "%s: cannot be written", path);
}

/* The kernel lets go of the lock when its holder dies, however it dies. */
static bool take_lock(struct snapshot *s, const char *dir, struct fail *f)
{
    char *path = path_in(dir, "lock");
    s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    bool ok = hold_lock(s->lock, path, dir, f);
    free(path);
    return ok;
}

static int64_t pragma_int(struct snapshot *s, const char *sql, struct fail *f)
{
    struct query q = query_text(s, sql, f);
    int64_t value = query_next(&q, f) ? query_take_int(&q) : 0;
    query_end(&q);
    return value;
}

static bool make_schema(struct snapshot *s, struct fail *f)
{
    char ids[96];
    snprintf(ids, sizeof ids, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
    return snapshot_exec(s, "BEGIN IMMEDIATE", f) && snapshot_exec(s, schema_sql, f) && snapshot_exec(s, ids, f) &&
           snapshot_exec(s, "COMMIT", f);
}

/* Ours, and of a schema this program knows; an empty file becomes one. */
static bool check_schema(struct snapshot *s, struct fail *f)
{
    int64_t tables = pragma_int(s, "SELECT count(*) FROM sqlite_master", f);
    int64_t version = pragma_int(s, "PRAGMA user_version", f);
    int64_t application = pragma_int(s, "PRAGMA application_id", f);
    if (f->code != FAIL_NONE)
        return false;
    if (tables == 0 && version == 0)
        return s->write ? make_schema(s, f) : fail_set(f, FAIL_USAGE, "%s: holds no run yet; crawl first", s->path);
    if (application != APPLICATION_ID)
        return fail_set(f, FAIL_USAGE, "%s: is another program's database; use another --state", s->path);
    if (version > SCHEMA_VERSION)
        return fail_set(f, FAIL_USAGE, "%s: was written by a newer audit (schema %lld, this program knows up to %d)",
                        s->path, (long long)version, SCHEMA_VERSION);
    s->old = version < SCHEMA_VERSION;
    if (s->old && !s->write)
        return fail_set(
            f, FAIL_USAGE,
            "%s: was written by an older audit (schema %lld, now %d); any command of a user who may write it "
            "brings it up to date",
            s->path, (long long)version, SCHEMA_VERSION);
    return version == SCHEMA_VERSION || snapshot_upgrade(s, version, f);
}

static bool open_database(struct snapshot *s, const char *name, int flags, struct fail *f)
{
    if (sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return s->db ? snapshot_fail(s, f) : fail_set(f, FAIL_MACHINE, "%s: cannot be opened", s->path);
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, BUSY_MS);
    return true;
}

static bool open_to_write(struct snapshot *s, struct fail *f)
{
    return open_database(s, s->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, f) && check_schema(s, f) &&
           snapshot_exec(s, "PRAGMA journal_mode = WAL", f) &&
           /* With WAL, NORMAL loses nothing to a kill; only a power cut may take back the last batches. */
           snapshot_exec(s,
                         "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;"
                         "PRAGMA journal_size_limit = 67108864",
                         f);
}

/* A WAL database in a directory that cannot be written can be read only as a file that nobody changes. */
static bool open_unchanging(struct snapshot *s, struct fail *f)
{
    struct buf uri;
    buf_init(&uri, LIMIT_URL_LEN);
    buf_add(&uri, STR("file:"));
    for (const char *c = s->path; *c; c++)
        buf_fmt(&uri, strchr("?#%", *c) ? "%%%02X" : "%c", *c);
    buf_add(&uri, STR("?immutable=1"));
    bool ok = open_database(s, uri.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, f) && check_schema(s, f);
    buf_done(&uri);
    return ok;
}

static bool open_to_read(struct snapshot *s, const char *dir, struct fail *f)
{
    if (access(s->path, F_OK) != 0)
        return fail_set(f, FAIL_USAGE, "%s: there is no snapshot yet; crawl first, or name another --state", s->path);
    if (open_database(s, s->path, SQLITE_OPEN_READONLY, f) && check_schema(s, f))
        return true;
    char *wal = path_in(dir, "snapshot.db-wal");
    bool unchanging = f->code == FAIL_MACHINE && access(dir, W_OK) != 0 && access(wal, F_OK) != 0;
    free(wal);
    if (!unchanging)
        return false;
    sqlite3_close(s->db);
    s->db = NULL;
    *f = (struct fail){ 0 };
    return open_unchanging(s, f);
}

static bool bring_up_to_date(const char *dir)
{
    struct fail f = { 0 };
    struct snapshot *s = snapshot_open(dir, true, &f);
    snapshot_close(s);
    return s != NULL;
}

bool snapshot_exists(const char *dir)
{
    char *path = path_in(dir, "snapshot.db");
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

static struct snapshot *make(const char *dir, bool write)
{
    struct snapshot *s = calloc(1, sizeof *s);
    if (!s)
        fail_no_memory();
    s->lock = -1;
    s->write = write;
    s->path = path_in(dir, "snapshot.db");
    buf_init(&s->text, LIMIT_PAGE_JSON);
    return s;
}

struct snapshot *snapshot_open(const char *dir, bool write, struct fail *f)
{
    struct snapshot *s = make(dir, write);
    bool ok = write ? make_dir(dir, f) && take_lock(s, dir, f) && open_to_write(s, f) : open_to_read(s, dir, f);
    if (ok)
        return s;
    bool again = !write && s->old && bring_up_to_date(dir); /* who only reads sees the schema of this program, too */
    snapshot_close(s);
    if (!again)
        return NULL;
    *f = (struct fail){ 0 };
    return snapshot_open(dir, false, f);
}

/* Ours and of this schema, or brought there under the lock, which is let go at once. */
static bool is_current(struct snapshot *s, struct fail *f)
{
    return pragma_int(s, "PRAGMA application_id", f) == APPLICATION_ID &&
           pragma_int(s, "PRAGMA user_version", f) == SCHEMA_VERSION;
}

struct snapshot *snapshot_open_beside(const char *dir, struct fail *f)
{
    for (int turn = 0; turn < 2; turn++) {
        struct snapshot *s = make(dir, true);
        bool there = access(s->path, F_OK) == 0;
        bool open = there && open_database(s, s->path, SQLITE_OPEN_READWRITE, f);
        if (open && is_current(s, f)) {
            sqlite3_busy_timeout(s->db, BESIDE_MS);
            return s;
        }
        snapshot_close(s);
        if (f->code != FAIL_NONE || turn)
            break;
        snapshot_close(snapshot_open(dir, true, f));
        if (f->code != FAIL_NONE)
            break;
    }
    if (f->code == FAIL_NONE)
        fail_set(f, FAIL_MACHINE, "%s: the snapshot cannot be brought up to date", dir);
    return NULL;
}

static void forget(struct snapshot *s)
{
    free(s->urls);
    free(s->links);
    s->urls = NULL;
    s->links = NULL;
}

void snapshot_close(struct snapshot *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < SQL_COUNT_; i++)
        sqlite3_finalize(s->statements[i]);
    sqlite3_close(s->db); /* rolls back what is open */
    if (s->lock >= 0)
        close(s->lock);
    forget(s);
    buf_done(&s->text);
    free(s->path);
    free(s);
}

/* --- transactions --- */

bool snapshot_begin(struct snapshot *s, struct fail *f)
{
    struct query q = query_of(s, SQL_BEGIN, f);
    s->batch = query_run(&q, f);
    return s->batch;
}

/* What the caches believe may have been rolled back. */
static void give_up_batch(struct snapshot *s)
{
    s->batch = false;
    forget(s);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL); /* the failure that led here is the one to tell */
}

bool snapshot_commit(struct snapshot *s, struct fail *f)
{
    if (sqlite3_get_autocommit(s->db)) { /* a failure inside the batch took all of it back */
        give_up_batch(s);
        return fail_set(f, FAIL_MACHINE, "%s: the last batch could not be written", s->path);
    }
    struct query q = query_of(s, SQL_COMMIT, f);
    bool ok = snapshot_flush_links(s, f) && query_run(&q, f);
    if (!ok)
        give_up_batch(s);
    s->batch = false;
    return ok;
}

bool snapshot_enter(struct snapshot *s, bool *mine, struct fail *f)
{
    *mine = !s->batch;
    return s->batch || snapshot_begin(s, f);
}

bool snapshot_leave(struct snapshot *s, bool mine, bool good, struct fail *f)
{
    if (!mine)
        return good;
    if (good)
        return snapshot_commit(s, f);
    give_up_batch(s);
    return false;
}

/* --- runs --- */

static int64_t start_run(struct snapshot *s, const struct run_start *run, struct fail *f)
{
    if (!snapshot_exec(s,
                       "DELETE FROM place; DELETE FROM link; DELETE FROM body; DELETE FROM page; DELETE FROM probe;"
                       "DELETE FROM missing; DELETE FROM fetch; DELETE FROM url; DELETE FROM host; "
                       "DELETE FROM name_server; DELETE FROM home_try;"
                       "UPDATE run SET state = 'over', because = 'interrupted' WHERE state = 'crawling'",
                       f))
        return 0;
    struct query q = query_of(s, SQL_RUN_START, f);
    query_str(&q, run->site);
    query_str(&q, run->started);
    query_str(&q, run->version);
    query_str(&q, run->options);
    return query_run(&q, f) ? sqlite3_last_insert_rowid(s->db) : 0;
}

int64_t snapshot_run_start(struct snapshot *s, const struct run_start *run, struct fail *f)
{
    bool mine;
    if (!snapshot_enter(s, &mine, f))
        return 0;
    forget(s);
    int64_t id = start_run(s, run, f);
    return snapshot_leave(s, mine, id > 0, f) ? id : 0;
}

int64_t snapshot_run_open(struct snapshot *s, struct arena *a, str *started, struct fail *f)
{
    struct query q = query_of(s, SQL_RUN_LATEST, f);
    if (!query_next(&q, f))
        return 0;
    int64_t id = query_take_int(&q);
    str when = query_take_str(&q, a);
    bool crawling = str_eq(query_take_str(&q, NULL), STR("crawling"));
    bool complete = query_take_int(&q) != 0;
    bool interrupted = str_starts(query_take_str(&q, NULL), STR("interrupted"));
    query_end(&q);
    if (!crawling && (complete || !interrupted))
        return 0;
    if (started)
        *started = when;
    return id;
}

int64_t snapshot_run_latest(struct snapshot *s, struct fail *f)
{
    struct query q = query_of(s, SQL_RUN_LATEST, f);
    if (!query_next(&q, f))
        return 0;
    int64_t id = query_take_int(&q);
    query_end(&q);
    return id;
}

bool snapshot_run_finish(struct snapshot *s, const struct run_fact *run, struct fail *f)
{
    struct query q = query_of(s, SQL_RUN_FINISH, f);
    query_str(&q, run->home);
    query_str(&q, run->finished);
    query_int(&q, run->complete);
    query_str(&q, run->incomplete_because);
    query_int(&q, run->no_ipv6_here);
    query_int(&q, run->bytes);
    query_real(&q, run->seconds);
    query_int(&q, run->id);
    return query_run(&q, f);
}
