/* SPDX-License-Identifier: MIT */
/* A state directory of its own for every test of the snapshot. */
#ifndef TESTS_SNAPSHOT_FIXTURE_H
#define TESTS_SNAPSHOT_FIXTURE_H
#include "core/arena.h"
#include "core/limits.h"
#include "core/snapshot.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    char dir[64];
    struct arena arena;
    struct fail fail;
};

static inline int fixture_setup(void **state)
{
    struct fixture *x = calloc(1, sizeof *x);
    snprintf(x->dir, sizeof x->dir, "/tmp/audit-snapshot-XXXXXX");
    assert_non_null(mkdtemp(x->dir));
    arena_init(&x->arena);
    *state = x;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    static const char *const names[] = { "snapshot.db", "snapshot.db-wal", "snapshot.db-shm", "snapshot.db-journal",
                                         "lock" };
    struct fixture *x = *state;
    char path[128];
    chmod(x->dir, 0700);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        snprintf(path, sizeof path, "%s/%s", x->dir, names[i]);
        unlink(path);
    }
    rmdir(x->dir);
    arena_done(&x->arena);
    free(x);
    return 0;
}

/* What failed stands in the message. */
#define assert_works(x, ok)                                                                                            \
    do {                                                                                                               \
        if (!(ok))                                                                                                     \
            fail_msg("%s: %s", #ok, (x)->fail.text);                                                                   \
    } while (0)

static inline struct snapshot *open_writer(struct fixture *x)
{
    struct snapshot *s = snapshot_open(x->dir, true, &x->fail);
    assert_works(x, s);
    return s;
}

static inline int64_t start_run(struct fixture *x, struct snapshot *s)
{
    int64_t run = snapshot_run_start(
        s, &(struct run_start){ STR("a.gov.cn"), STR("2026-11-20T02:00:00+08:00"), STR("0.1"), STR("{}") }, &x->fail);
    assert_works(x, run > 0);
    return run;
}

/* What another program, or the future, may have done to the file. */
static inline void change_database(struct fixture *x, const char *sql)
{
    char path[128];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/snapshot.db", x->dir);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

#endif
