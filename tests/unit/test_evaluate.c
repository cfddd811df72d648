/* SPDX-License-Identifier: MIT */
/* From a snapshot to stored verdicts: plans by default, order, ids, departments, waivers, clause and indicator results.
 */
#include "rules/evaluate.h"
#include "snapshot_fixture.h"

static uint32_t put_url(struct fixture *x, struct snapshot *s, const char *address, enum outcome outcome, int status,
                        uint32_t tries)
{
    struct url_row row = {
        .address = str_from(address), .host = STR("www.ceshi.gov.cn"), .own = true, .role = URL_READ
    };
    uint32_t id = snapshot_put_url(s, &row, &x->fail);
    assert_works(x, id > 0);
    for (uint32_t i = 0; i < tries; i++) {
        struct fetch_row fetch = {
            .url = id, .method = "GET", .outcome = outcome, .status = status, .final = i + 1 == tries
        };
        assert_works(x, snapshot_put_fetch(s, &fetch, &x->fail));
    }
    return id;
}

static void put_page(struct fixture *x, struct snapshot *s, uint32_t id, const char *address, struct page_facts *p)
{
    p->address = str_from(address);
    p->known |= KNOWN_TREE | KNOWN_ROWS;
    assert_works(x, snapshot_put_page(s, id, p, &x->fail));
}

static void put_link(struct fixture *x, struct snapshot *s, uint32_t page, uint32_t target, const char *text)
{
    struct link_fact link = { .address = STR("http://www.ceshi.gov.cn/gone.html"),
                              .href = STR("/gone.html"),
                              .text = str_from(text),
                              .region = REGION_CONTENT,
                              .works = true };
    assert_works(x, snapshot_put_link(s, page, target, &link, &x->fail));
}

/* A home page with two dead links and a column that fell silent. */
static void crawl_until(struct fixture *x, struct snapshot *s, bool complete)
{
    struct run_start start = { STR("www.ceshi.gov.cn"), STR("2026-11-20T02:00:00+08:00"), STR("1"), STR("{}") };
    int64_t run = snapshot_run_start(s, &start, &x->fail);
    assert_works(x, run > 0 && snapshot_begin(s, &x->fail));
    uint32_t home = put_url(x, s, "http://www.ceshi.gov.cn/", OUTCOME_OK, 200, 1);
    uint32_t gone = put_url(x, s, "http://www.ceshi.gov.cn/gone.html", OUTCOME_STATUS, 404, 3);
    uint32_t lost = put_url(x, s, "http://www.ceshi.gov.cn/a.html", OUTCOME_STATUS, 410, 3);
    struct page_facts p = { .published = DAY_NONE };
    put_page(x, s, home, "http://www.ceshi.gov.cn/", &p);
    put_link(x, s, home, gone, "办事指南");
    put_link(x, s, home, lost, "旧闻");
    struct run_fact end = { .id = run,
                            .site = start.site,
                            .home = STR("http://www.ceshi.gov.cn/"),
                            .started = start.started,
                            .finished = STR("2026-11-20T02:10:00+08:00"),
                            .complete = complete,
                            .incomplete_because = complete ? STR("") : STR("interrupted") };
    assert_works(x, snapshot_commit(s, &x->fail) && snapshot_run_finish(s, &end, &x->fail));
}

static void crawl(struct fixture *x, struct snapshot *s)
{
    crawl_until(x, s, true);
}

static struct verdicts *judge(struct fixture *x, struct snapshot *s, const struct evaluate_options *more)
{
    struct evaluate_options o = { .data_dir = SOURCE_DIR "/rules",
                                  .as_of = day_from_iso(STR("2026-11-20")),
                                  .version = STR("1") };
    if (more) {
        o.profile = more->profile;
        o.plans = more->plans;
        o.plan_count = more->plan_count;
    }
    return evaluate(s, &o, &x->arena, &x->fail);
}

static size_t of_rule(const struct verdicts *v, const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < v->findings.count; i++)
        n += str_eq(v->findings.items[i].rule, str_from(rule));
    return n;
}

static void verdicts_are_stored_in_order(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    crawl(x, s);
    struct verdicts *v = judge(x, s, NULL);
    assert_works(x, v != NULL);
    assert_int_equal(of_rule(v, "link.broken"), 2);
    for (size_t i = 1; i < v->findings.count; i++) {
        int rule = str_compare(v->findings.items[i - 1].rule, v->findings.items[i].rule);
        assert_true(rule < 0 ||
                    (rule == 0 && str_compare(v->findings.items[i - 1].subject, v->findings.items[i].subject) < 0));
    }
    struct verdicts *kept = snapshot_load_verdicts(s, 0, &x->arena, &x->fail);
    assert_works(x, kept != NULL);
    assert_int_equal(kept->findings.count, v->findings.count);
    const struct finding *f = NULL;
    for (size_t i = 0; i < kept->findings.count && !f; i++)
        f = str_eq(kept->findings.items[i].subject, STR("http://www.ceshi.gov.cn/gone.html")) ? &kept->findings.items[i]
                                                                                              : NULL;
    assert_non_null(f);
    assert_int_equal(f->id.len, 16);
    assert_true(str_has(f->message, STR("链接“办事指南”打不开")));
    assert_true(str_eq(f->department, STR("政务公开办公室")));
    assert_true(f->clause_count > 0); /* no local plan: the national one */
    assert_true(str_eq(f->clauses[0].plan, STR("national")));
    snapshot_close(s);
}

static void local_plans_come_first_and_are_summed_up(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    crawl(x, s);
    str plan = STR("shanting-2022");
    struct verdicts *v = judge(x, s, &(struct evaluate_options){ .plans = &plan, .plan_count = 1 });
    assert_works(x, v != NULL);
    assert_int_equal(v->clauses.count, 29);
    assert_int_equal(v->indicators.count, 44);
    const struct clause_result *last = &v->clauses.items[28];
    assert_true(str_eq(last->result, STR("fail")));
    assert_true(last->findings >= 2);
    assert_true(str_eq(v->indicators.items[34].result, STR("missing")));
    assert_true(str_eq(v->clauses.items[27].result, STR("not-automatic")));
    assert_true(v->clauses.items[27].why.len > 0);
    snapshot_close(s);
}

/* Half a crawl acquits nobody. */
static void cut_short_runs_pass_nothing(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    crawl_until(x, s, false);
    str plan = STR("shanting-2022");
    struct verdicts *v = judge(x, s, &(struct evaluate_options){ .plans = &plan, .plan_count = 1 });
    assert_works(x, v != NULL);
    for (size_t i = 0; i < v->clauses.count; i++)
        assert_false(str_eq(v->clauses.items[i].result, STR("pass")));
    assert_int_equal(of_rule(v, "disclosure.missing") + of_rule(v, "column.missing"), 0);
    for (size_t i = 0; i < v->unverified.count; i++)
        assert_false(str_eq(v->unverified.items[i].reason, STR("budget")));
    assert_true(str_has(v->notes, STR("没有完成")));
    snapshot_close(s);
}

static void waivers_have_an_end(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    crawl(x, s);
    struct profile_waiver waivers[] = {
        { STR("link.*"), STR("*/gone.html"), STR("正在迁移"), STR("区政府办公室"), day_from_iso(STR("2026-11-20")) },
        { STR("link.broken"), STR("*"), STR("过期的豁免"), STR("区政府办公室"), day_from_iso(STR("2026-11-19")) },
    };
    struct site_profile profile = { .waivers = waivers, .waiver_count = 2, .office = STR("区政务公开办") };
    struct verdicts *v = judge(x, s, &(struct evaluate_options){ .profile = &profile });
    assert_works(x, v != NULL);
    assert_int_equal(v->waived.count, 1);
    assert_true(str_eq(v->waived.items[0].reason, STR("正在迁移")));
    assert_int_equal(of_rule(v, "link.broken"), 1);
    assert_true(str_eq(v->findings.items[0].department, STR("区政务公开办")));
    snapshot_close(s);
}

static void nothing_crawled_is_told(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    assert_null(judge(x, s, NULL));
    assert_int_equal(x->fail.code, FAIL_USAGE);
    snapshot_close(s);
}

static void wrong_plan_is_told(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    crawl(x, s);
    str plan = STR("no-such-plan");
    assert_null(judge(x, s, &(struct evaluate_options){ .plans = &plan, .plan_count = 1 }));
    assert_int_equal(x->fail.code, FAIL_USAGE);
    assert_non_null(strstr(x->fail.text, "no-such-plan"));
    snapshot_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(verdicts_are_stored_in_order, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(local_plans_come_first_and_are_summed_up, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(cut_short_runs_pass_nothing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(waivers_have_an_end, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(nothing_crawled_is_told, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(wrong_plan_is_told, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
