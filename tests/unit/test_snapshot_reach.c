/* SPDX-License-Identifier: MIT */
/* Name servers, tries and visits in the snapshot: facts go with their run, visits stay until they are old, and one more
 * is added beside a run that is writing. */
#include "snapshot_fixture.h"

enum { NOON = 1795147200 }; /* 2026-11-20T12:00:00+08:00 */

static struct visit_fact visit_at(int64_t at, const char *source, enum outcome outcome)
{
    return (struct visit_fact){ .at = at, .source = str_from(source), .outcome = outcome, .first_ms = 12 };
}

static size_t count_of(struct fixture *x, struct snapshot *s)
{
    const struct visit_fact *visits;
    size_t count = snapshot_visits(s, &x->arena, &visits, &x->fail);
    assert_works(x, x->fail.code == FAIL_NONE);
    return count;
}

static void test_facts(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    struct server_fact server = { .domain = STR("a.gov.cn"),
                                  .name = STR("ns1.a.gov.cn"),
                                  .state = DNS_FOUND,
                                  .a = DNS_FOUND,
                                  .aaaa = DNS_NODATA,
                                  .aaaa_odd = true };
    struct home_try t = { 6, OUTCOME_TIMEOUT, 0, 1, 2, 3 };
    struct visit_fact visit = visit_at(NOON, "run", OUTCOME_STATUS);
    visit.status = 503;
    visit.v6 = OUTCOME_OK;
    int64_t run = start_run(x, s);
    assert_works(x, snapshot_put_server(s, &server, &x->fail));
    assert_works(x, snapshot_put_home_try(s, &t, &x->fail));
    assert_works(x, snapshot_put_visit(s, &visit, &x->fail));
    const struct site_facts *site = snapshot_load_site(s, run, &x->arena, &x->fail);
    assert_works(x, site);
    assert_int_equal(site->server_count, 1);
    assert_true(str_eq(site->servers[0].name, server.name) && str_eq(site->servers[0].domain, server.domain));
    assert_true(site->servers[0].aaaa == DNS_NODATA && site->servers[0].a == DNS_FOUND && site->servers[0].aaaa_odd);
    assert_int_equal(site->home_try_count, 1);
    assert_memory_equal(&site->home_tries[0], &t, sizeof t);
    assert_int_equal(site->visit_count, 1);
    assert_true(site->visits[0].at == NOON && site->visits[0].outcome == OUTCOME_STATUS &&
                site->visits[0].status == 503);
    assert_true(site->visits[0].v6 == OUTCOME_OK && site->visits[0].first_ms == 12);
    run = start_run(x, s); /* the next run has facts of its own; the visits stay */
    site = snapshot_load_site(s, run, &x->arena, &x->fail);
    assert_works(x, site);
    assert_true(site->server_count == 0 && site->home_try_count == 0 && site->visit_count == 1);
    snapshot_close(s);
}

static void test_old_visits_go(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    const int64_t limit = (int64_t)LIMIT_VISIT_DAYS * 86400;
    struct visit_fact old = visit_at(NOON - limit - 1, "probe", OUTCOME_OK),
                      edge = visit_at(NOON - limit, "probe", OUTCOME_OK);
    struct visit_fact now = visit_at(NOON, "probe", OUTCOME_OK), run = visit_at(NOON, "run", OUTCOME_OK);
    assert_works(x, snapshot_put_visit(s, &old, &x->fail));
    assert_works(x, snapshot_put_visit(s, &edge, &x->fail));
    assert_int_equal(count_of(x, s), 2);
    assert_works(x, snapshot_put_visit(s, &now, &x->fail));
    assert_works(x, snapshot_put_visit(s, &run, &x->fail)); /* at the same second, by somebody else */
    assert_int_equal(count_of(x, s), 3);
    snapshot_close(s);
}

/* A crawl holds the lock; the probe's row goes in all the same, and the crawl goes on. */
static void test_beside_a_run(void **state)
{
    struct fixture *x = *state;
    struct visit_fact first = visit_at(NOON, "probe", OUTCOME_OK),
                      second = visit_at(NOON + 900, "probe", OUTCOME_TIMEOUT);
    assert_works(x, snapshot_add_visit(x->dir, &first, &x->fail)); /* there was no snapshot at all */
    struct snapshot *s = open_writer(x);
    assert_int_equal(snapshot_run_latest(s, &x->fail), 0);
    int64_t run = start_run(x, s);
    assert_works(x, snapshot_add_visit(x->dir, &second, &x->fail));
    struct home_try t = { 4, OUTCOME_OK, 200, 1, 2, 3 };
    assert_works(x, snapshot_begin(s, &x->fail));
    assert_works(x, snapshot_put_home_try(s, &t, &x->fail));
    assert_works(x, snapshot_commit(s, &x->fail));
    const struct site_facts *site = snapshot_load_site(s, run, &x->arena, &x->fail);
    assert_works(x, site);
    assert_int_equal(site->visit_count, 2);
    snapshot_close(s);
}

/* Somebody else's file, a newer one, a folder that cannot be made: one line each, and nothing is changed. */
static void test_refusals(void **state)
{
    struct fixture *x = *state;
    struct visit_fact v = visit_at(NOON, "probe", OUTCOME_OK);
    snapshot_close(open_writer(x));
    change_database(x, "PRAGMA user_version = 99");
    assert_false(snapshot_add_visit(x->dir, &v, &x->fail));
    assert_int_equal(x->fail.code, FAIL_USAGE);
    assert_non_null(strstr(x->fail.text, "newer"));
    x->fail = (struct fail){ 0 };
    assert_false(snapshot_add_visit("/proc/no/such", &v, &x->fail));
    assert_int_not_equal(x->fail.code, FAIL_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_facts, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_old_visits_go, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_beside_a_run, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_refusals, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
