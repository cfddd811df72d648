/* SPDX-License-Identifier: MIT */
/* Report files: all of them, in their places, whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/buf.h"
#include "files.h"
#include "report_sample.h"

struct desk {
    struct arena arena;
    char dir[64];
    struct report_model model;
    struct buf written;
    struct fail fail;
};

static void desk_open(struct desk *d)
{
    *d = (struct desk){ .dir = "/tmp/audit-test-XXXXXX" };
    arena_init(&d->arena);
    buf_init(&d->written, 1 << 16);
    assert_non_null(mkdtemp(d->dir));
    struct verdicts *v = sample_verdicts(&d->arena, 9);
    sample_hostile(&d->arena, v);
    d->model = sample_model(&d->arena, v);
}

static void desk_close(struct desk *d)
{
    const char *const subs[] = { "/out/departments", "/out", "" };
    for (size_t i = 0; i < ARRAY_LEN(subs); i++) {
        str path = str_fmt(&d->arena, "%s%s", d->dir, subs[i]);
        DIR *dir = opendir(str_cstr(&d->arena, path));
        for (struct dirent *e; dir && (e = readdir(dir));)
            unlink(str_cstr(&d->arena, str_fmt(&d->arena, "%.*s/%s", STR_ARG(path), e->d_name)));
        if (dir)
            closedir(dir);
        rmdir(str_cstr(&d->arena, path));
    }
    buf_done(&d->written);
    arena_done(&d->arena);
}

static bool write_all(struct desk *d, const char *sub, const char *formats)
{
    return report_files_write(&d->model, str_fmt(&d->arena, "%s/%s", d->dir, sub), str_from(formats), &d->written,
                              &d->arena, &d->fail);
}

static bool exists(struct desk *d, const char *name)
{
    return access(str_cstr(&d->arena, str_fmt(&d->arena, "%s/out/%s", d->dir, name)), R_OK) == 0;
}

static size_t count_files(struct desk *d, const char *sub)
{
    DIR *dir = opendir(str_cstr(&d->arena, str_fmt(&d->arena, "%s/%s", d->dir, sub)));
    size_t n = 0;
    for (struct dirent *e; dir && (e = readdir(dir));)
        n += e->d_type == DT_REG;
    if (dir)
        closedir(dir);
    return n;
}

static void test_all(void **state)
{
    (void)state;
    struct desk d;
    desk_open(&d);
    assert_true(write_all(&d, "out", ""));
    assert_true(exists(&d, "report.html") && exists(&d, "report.json") && exists(&d, "report.csv") &&
                exists(&d, "report.xlsx"));
    assert_true(exists(&d, "index.html") && exists(&d, "departments/区财政局.html"));
    assert_true(exists(&d, "departments/_._=区_b_局.html")); /* a name from a portal stays inside its folder */
    assert_int_equal(count_files(&d, "out"), 5);             /* no temporary file is left */
    assert_true(str_has(buf_str(&d.written), STR("/out/report.html\n")));
    desk_close(&d);
}

static void test_some(void **state)
{
    (void)state;
    struct desk d;
    desk_open(&d);
    assert_true(write_all(&d, "out", "json,csv"));
    assert_true(exists(&d, "report.json") && exists(&d, "report.csv"));
    assert_false(exists(&d, "report.html") || exists(&d, "report.xlsx") || exists(&d, "index.html"));
    desk_close(&d);
}

static void put_file(struct desk *d, const char *name, const char *words)
{
    FILE *file = fopen(str_cstr(&d->arena, str_fmt(&d->arena, "%s/out/departments/%s", d->dir, name)), "w");
    assert_non_null(file);
    fputs(words, file);
    fclose(file);
}

/* Last week's page of a department without findings goes; what is not ours stays. */
static void test_old_pages(void **state)
{
    (void)state;
    struct desk d;
    desk_open(&d);
    assert_true(write_all(&d, "out", "html"));
    put_file(&d, "某局.html", "<!DOCTYPE html>\n<meta name=\"generator\" content=\"audit\">\n");
    put_file(&d, "手写.html", "<!DOCTYPE html>\n<p>备忘</p>\n");
    buf_clear(&d.written);
    assert_true(write_all(&d, "out", "html"));
    assert_false(exists(&d, "departments/某局.html"));
    assert_true(exists(&d, "departments/手写.html") && exists(&d, "departments/区财政局.html"));
    desk_close(&d);
}

static void test_no_folder(void **state)
{
    (void)state;
    struct desk d;
    desk_open(&d);
    FILE *file = fopen(str_cstr(&d.arena, str_fmt(&d.arena, "%s/file", d.dir)), "w");
    fclose(file);
    assert_false(write_all(&d, "file/out", ""));
    assert_int_equal(d.fail.code, FAIL_MACHINE);
    desk_close(&d);
}

/* An old report stays as it was when the new one cannot be finished: a folder in its place makes the rename fail. */
static void test_whole_or_not(void **state)
{
    (void)state;
    struct desk d;
    desk_open(&d);
    assert_int_equal(mkdir(str_cstr(&d.arena, str_fmt(&d.arena, "%s/out", d.dir)), 0777), 0);
    assert_int_equal(mkdir(str_cstr(&d.arena, str_fmt(&d.arena, "%s/out/report.json", d.dir)), 0777), 0);
    assert_false(write_all(&d, "out", "json"));
    assert_int_equal(d.fail.code, FAIL_MACHINE);
    assert_true(str_has(str_from(d.fail.text), STR("report.json")));
    assert_int_equal(count_files(&d, "out"), 0);
    rmdir(str_cstr(&d.arena, str_fmt(&d.arena, "%s/out/report.json", d.dir)));
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_all), cmocka_unit_test(test_some),
                                        cmocka_unit_test(test_old_pages), cmocka_unit_test(test_no_folder),
                                        cmocka_unit_test(test_whole_or_not) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
