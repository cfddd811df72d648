/* SPDX-License-Identifier: MIT */
/* What other writers, wrong files and a full or closed disk do to a snapshot: one clear line, nothing lost. */
#include "snapshot_samples.h"
#include <sys/resource.h>
#include <signal.h>

static void test_second_writer(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    pid_t child = fork();
    if (child == 0) {
        char pid[32];
        struct fail f = { 0 };
        struct snapshot *second = snapshot_open(x->dir, true, &f);
        snprintf(pid, sizeof pid, "(pid %ld)", (long)getppid());
        bool right = !second && f.code == FAIL_USAGE && strstr(f.text, "another audit is writing") &&
                     strstr(f.text, pid) && strstr(f.text, x->dir) && !strchr(f.text, '\n');
        struct fail g = { 0 };
        struct snapshot *reader = snapshot_open(x->dir, false, &g);
        _exit(right && reader ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    snapshot_close(s);
    s = open_writer(x); /* free again */
    snapshot_close(s);
}

static void expect_refusal(struct fixture *x, const char *dir, bool write, enum fail_code code, const char *words)
{
    x->fail = (struct fail){ 0 };
    assert_null(snapshot_open(dir, write, &x->fail));
    if (x->fail.code != code || !strstr(x->fail.text, words))
        fail_msg("%d %s", x->fail.code, x->fail.text);
    x->fail = (struct fail){ 0 };
}

static void test_wrong_files(void **state)
{
    struct fixture *x = *state;
    char path[128];
    expect_refusal(x, x->dir, false, FAIL_USAGE, "no snapshot yet");
    snprintf(path, sizeof path, "%s/snapshot.db", x->dir);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("this is no database\n", file);
    fclose(file);
    expect_refusal(x, x->dir, true, FAIL_USAGE, "not an SQLite database");
    expect_refusal(x, x->dir, false, FAIL_USAGE, "not an SQLite database");
    expect_refusal(x, path, true, FAIL_USAGE, "not a directory");
    unlink(path);
    change_database(x, "CREATE TABLE cookies (id)");
    expect_refusal(x, x->dir, true, FAIL_USAGE, "another program's database");
    unlink(path);
    snapshot_close(open_writer(x));
    change_database(x, "PRAGMA user_version = 99");
    expect_refusal(x, x->dir, true, FAIL_USAGE, "newer audit (schema 99");
    expect_refusal(x, x->dir, false, FAIL_USAGE, "newer audit");
}

/* Runs `body` in a child that is not root, for root may write anywhere. */
static int as_nobody(struct fixture *x, bool (*body)(struct fixture *x))
{
    pid_t child = fork();
    if (child == 0) {
        if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        _exit(body(x) ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    return status;
}

static bool writing_fails(struct fixture *x)
{
    struct snapshot *s = snapshot_open(x->dir, true, &x->fail);
    return !s && x->fail.code == FAIL_MACHINE && strstr(x->fail.text, "cannot be written") &&
           strstr(x->fail.text, x->dir);
}

static bool reading_works(struct fixture *x)
{
    struct snapshot *s = snapshot_open(x->dir, false, &x->fail);
    bool works = s && snapshot_run_latest(s, &x->fail) == 1;
    if (!works)
        fprintf(stderr, "%s\n", x->fail.text);
    snapshot_close(s);
    return works;
}

static void test_read_only_dir(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    snapshot_close(s);
    chmod(x->dir, 0555);
    assert_int_equal(as_nobody(x, writing_fails), 0);
    assert_int_equal(as_nobody(x, reading_works), 0);
}

static bool cannot_be_made(struct fixture *x)
{
    char dir[128];
    snprintf(dir, sizeof dir, "%s/state", x->dir);
    struct snapshot *s = snapshot_open(dir, true, &x->fail);
    return !s && x->fail.code == FAIL_MACHINE && strstr(x->fail.text, "cannot be made");
}

static void test_dir_made(void **state)
{
    struct fixture *x = *state;
    char deep[128], command[160];
    chmod(x->dir, 0555);
    assert_int_equal(as_nobody(x, cannot_be_made), 0);
    chmod(x->dir, 0755);
    snprintf(deep, sizeof deep, "%s/a/b", x->dir);
    struct snapshot *s = snapshot_open(deep, true, &x->fail);
    assert_works(x, s);
    snapshot_close(s);
    static const char *const left[] = { "a/b/snapshot.db", "a/b/lock", "a/b", "a" };
    for (size_t i = 0; i < ARRAY_LEN(left); i++) {
        snprintf(command, sizeof command, "%s/%s", x->dir, left[i]);
        assert_int_equal(remove(command), 0);
    }
}

/* A file that may not grow stands for a full disk. */
static bool full_disk_is_told(struct fixture *x)
{
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    write_small_site(x, s);
    struct rlimit limit = { 400000, 400000 };
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    bool ok = snapshot_begin(s, &x->fail);
    for (int i = 0; ok && i < 100000; i++) {
        char address[64];
        snprintf(address, sizeof address, "http://a.gov.cn/%d", i);
        struct url_row row = { str_from(address), STR("a.gov.cn"), true, URL_CHECK, REFUSAL_NONE, 1 };
        ok = snapshot_put_url(s, &row, &x->fail) > 0;
        if (ok && i % 1000 == 999)
            ok = snapshot_commit(s, &x->fail) && snapshot_begin(s, &x->fail);
    }
    fprintf(stderr, "%s\n", x->fail.text);
    return !ok && x->fail.code == FAIL_MACHINE && strstr(x->fail.text, "what was committed is kept") &&
           !strchr(x->fail.text, '\n');
}

static void test_disk_full(void **state)
{
    struct fixture *x = *state;
    pid_t child = fork();
    if (child == 0)
        _exit(full_disk_is_told(x) ? 0 : 1);
    int status = 1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    struct snapshot *s = open_writer(x);
    const struct site_facts *site = load(x, s);
    assert_true(site_find(site, STR("http://a.gov.cn/gone")) != NONE);
    assert_int_equal((site->resource_count - 2) % 1000, 0); /* whole batches only */
    snapshot_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { TEST(test_second_writer), TEST(test_wrong_files), TEST(test_read_only_dir),
                                        TEST(test_dir_made), TEST(test_disk_full) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
