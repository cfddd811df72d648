/* SPDX-License-Identifier: MIT */
/* Reports out of a snapshot: everything that was judged comes back, so an old report prints as it was. */
#include "snapshot_fixture.h"
#include <dirent.h>
#include "core/buf.h"
#include "formats.h"
#include "report_sample.h"

static const struct verdicts *put_sample(struct fixture *x, struct snapshot *s)
{
    struct verdicts *v = sample_verdicts(&x->arena, 9);
    sample_hostile(&x->arena, v);
    v->run.id = start_run(x, s);
    assert_works(x, snapshot_run_finish(s, &v->run, &x->fail));
    assert_works(x, snapshot_put_verdicts(s, v, &x->arena, &x->fail));
    return v;
}

static void check_same(struct fixture *x, const struct verdicts *put, const struct verdicts *got, report_fn write)
{
    struct report_model m = sample_model(&x->arena, put), n = sample_model(&x->arena, got);
    str before = sample_written(write, &m, &x->arena), after = sample_written(write, &n, &x->arena), one, other;
    assert_true(before.len > 1000);
    while (str_cut(&before, '\n', &one) && str_cut(&after, '\n', &other))
        if (!str_eq(one, other))
            fail_msg("judged: %.*s\nstored: %.*s", STR_ARG(one), STR_ARG(other));
    assert_int_equal(before.len, after.len);
}

static void test_comes_back(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    const struct verdicts *put = put_sample(x, s);
    const struct verdicts *got = snapshot_load_verdicts(s, 0, &x->arena, &x->fail);
    assert_works(x, got);
    /* The snapshot knows the site by the name with which the run was started. */
    struct verdicts *named = arena_new(&x->arena, struct verdicts, 1);
    *named = *put;
    named->run.site = got->run.site;
    named->run.started = got->run.started;
    check_same(x, named, got, report_csv);
    check_same(x, named, got, report_json);
    check_same(x, named, got, report_html);
    snapshot_close(s);
}

static void remove_all(struct fixture *x, const char *folder)
{
    str path = str_fmt(&x->arena, "%s/%s", x->dir, folder);
    DIR *dir = opendir(str_cstr(&x->arena, path));
    for (struct dirent *e; dir && (e = readdir(dir));)
        unlink(str_cstr(&x->arena, str_fmt(&x->arena, "%.*s/%s", STR_ARG(path), e->d_name)));
    if (dir)
        closedir(dir);
    rmdir(str_cstr(&x->arena, path));
}

static void test_written(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    struct buf written;
    buf_init(&written, LIMIT_WRITTEN_LEN);
    put_sample(x, s);
    str out = str_fmt(&x->arena, "%s/out", x->dir);
    assert_works(x, report_write(s, 0, out, &(struct report_options){ .site_name = STR("某区") }, &written, &x->fail));
    assert_true(str_has(buf_str(&written), STR("/out/report.html\n")));
    assert_true(str_has(buf_str(&written), STR("/out/index.html\n")));
    assert_false(
        report_write(s, 77, out, &(struct report_options){ 0 }, &written, &x->fail)); /* there is no such run */
    assert_true(x->fail.code != FAIL_NONE && *x->fail.text);
    buf_done(&written);
    snapshot_close(s);
    remove_all(x, "out/departments");
    remove_all(x, "out");
}

/* The ledger is a package, the same for the same verdicts; what is inside is looked at by other programs' readers. */
static void test_ledger(void **state)
{
    struct fixture *x = *state;
    struct verdicts *v = sample_verdicts(&x->arena, 9);
    sample_hostile(&x->arena, v);
    struct report_model m = sample_model(&x->arena, v);
    str one = sample_written(report_xlsx, &m, &x->arena), other = sample_written(report_xlsx, &m, &x->arena);
    assert_true(str_starts(one, STR("PK\x03\x04")));
    assert_true(str_eq(one, other));
    const char *path = getenv("AUDIT_SAMPLE_XLSX");
    FILE *file = path ? fopen(path, "wb") : NULL;
    if (file) {
        fwrite(one.ptr, 1, one.len, file);
        fclose(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_comes_back, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_ledger, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_written, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
