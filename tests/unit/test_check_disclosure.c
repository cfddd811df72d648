/* SPDX-License-Identifier: MIT */
/* disclosure.* and the matching of indicators: periods of CONTRACT section 4 on their edges, names, units, pins, loose
 * items. */
#include "disclosure.h"
#include "site_builder.h"

static struct plan_indicator indicators[8];
static struct plan plan;
static const str office = STR_INIT("区财政局"), everybody = STR_INIT("区直各部门");

static void indicator(struct builder *b, size_t at, const char *name, const str *unit, enum plan_limit_kind kind,
                      int month)
{
    indicators[at] = (struct plan_indicator){ .no = str_fmt(&b->arena, "%zu", at + 1),
                                              .name = text_of(name),
                                              .units = unit,
                                              .unit_count = 1,
                                              .limit = { .kind = kind, .month = month } };
    plan = (struct plan){ .id = STR("ceshi"), .indicators = indicators, .indicator_count = at + 1 };
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
}

static uint32_t dated(struct builder *b, const char *address, const char *name, const char *date)
{
    uint32_t c = column(b, address, name);
    row(b, c, name, str_cstr(&b->arena, str_fmt(&b->arena, "%sx/t20250101_%u.html", address, c)), date);
    return c;
}

static void judge_disclosure(struct builder *b)
{
    run(b, "disclosure.missing");
    run(b, "disclosure.overdue");
    run(b, "disclosure.late");
}

static void first_day_of_the_previous_period_is_in_time(void **state)
{
    struct builder *b = *state; /* as of Friday 2026-11-20 */
    static const struct {
        const char *name;
        enum plan_limit_kind kind;
        const char *good, *bad;
    } periods[] = { { "值班日报", PLAN_LIMIT_DAILY, "2026-11-19", "2026-11-18" },
                    { "粮油周报", PLAN_LIMIT_WEEKLY, "2026-11-09", "2026-11-08" },
                    { "财政月报", PLAN_LIMIT_MONTHLY, "2026-10-01", "2026-09-30" },
                    { "水质季报", PLAN_LIMIT_QUARTERLY, "2026-07-01", "2026-06-30" },
                    { "审计半年报", PLAN_LIMIT_HALF_YEARLY, "2026-01-01", "2025-12-31" },
                    { "领导之声", PLAN_LIMIT_IMMEDIATE, "2025-11-20", "2025-11-19" } };
    for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
        indicator(b, i, periods[i].name, &office, periods[i].kind, 0);
        dated(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/p%zu/", i)), periods[i].name, periods[i].good);
    }
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 0);
    for (size_t i = 0; i < ARRAY_LEN(periods); i++)
        b->pages[i + 1].rows.items[0].date = iso(periods[i].bad);
    b->judge.matching = NULL;
    judge_ready(b);
    judge_disclosure(b);
    assert_int_equal(findings(b, "disclosure.overdue"), ARRAY_LEN(periods));
    assert_true(evidence_has(found(b, "disclosure.overdue", "ceshi/3"), "\"due\":\"2026-10-01\""));
}

static void yearly_by_the_end_of_a_month(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "年度决算报告", &office, PLAN_LIMIT_YEARLY, 10);
    indicator(b, 1, "年度预算报告", &office, PLAN_LIMIT_YEARLY, 3);
    indicator(b, 2, "证明事项实施清单", &office, PLAN_LIMIT_YEARLY, 8);
    indicator(b, 3, "年终考核结果", &office, PLAN_LIMIT_YEARLY, 12);
    dated(b, SITE "/js/", "年度决算报告", "2026-10-31"); /* the last day */
    uint32_t late = dated(b, SITE "/ys/", "年度预算报告", "2026-04-09");
    row(b, late, "去年的", SITE "/ys/x/t20250101_900.html", "2025-03-09");
    dated(b, SITE "/zm/", "证明事项实施清单", "2025-12-31");
    dated(b, SITE "/kh/", "年终考核结果", "2025-01-05"); /* December is not over: last year counts */
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 2);
    assert_non_null(found(b, "disclosure.late", "ceshi/2"));
    assert_non_null(found(b, "disclosure.overdue", "ceshi/3"));
    assert_int_equal(found(b, "disclosure.late", "ceshi/2")->severity, SEVERITY_NOTICE);
}

static void later_corrections_are_not_late(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "年度预算报告", &office, PLAN_LIMIT_YEARLY, 3);
    uint32_t c = dated(b, SITE "/ys/", "年度预算报告", "2026-06-09");
    row(b, c, "原件", SITE "/ys/x/t20250101_901.html", "2026-03-31");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 0);
}

static void missing_and_what_is_not(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "国资国企履行社会责任情况", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 1, "空气质量情况通报", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 2, "财政收支简报", &office, PLAN_LIMIT_MONTHLY, 0);
    uint32_t c = dated(b, SITE "/zh/", "综合信息", "2026-11-01");
    row(b, c, "2026年10月空气质量情况通报", SITE "/zh/x/t20250101_950.html", "2026-11-03");
    uint32_t script = column(b, SITE "/sz/", "财政收支情况");
    b->pages[script].js = JS_LIST;
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 1);
    assert_non_null(found(b, "disclosure.missing", "ceshi/1"));
    assert_true(unverified(b, "ceshi/3", "javascript-list"));
    disclosure_report(&b->judge);
    assert_string_equal(str_cstr(&b->arena, b->out.indicators.items[0].result), "missing");
    assert_string_equal(str_cstr(&b->arena, b->out.indicators.items[1].result), "pass");
    assert_string_equal(str_cstr(&b->arena, b->out.indicators.items[2].result), "unverified");
    assert_true(b->out.indicators.items[2].matched_by.len > 0);
}

static void names_that_are_near_but_other(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "医疗救助", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/a/", "临时救助", "2026-11-01");
    dated(b, SITE "/b/", "医疗服务监督", "2026-11-01");
    dated(b, SITE "/c/", "社会救助", "2026-11-01");
    judge_disclosure(b);
    assert_non_null(found(b, "disclosure.missing", "ceshi/1"));
}

/* A name that is only alike may acquit, never accuse. */
static void likeness_only_acquits(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "财政专项资金监管使用情况", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/a/", "财政专项资金使用监督", "2025-11-01");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "ceshi/1", "unclear-match"));
}

/* An indicator kept by a column of columns is judged by what stands below it. */
static void parent_columns_count_with_their_children(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "扶贫救助信息", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 1, "安全生产信息", &office, PLAN_LIMIT_MONTHLY, 0);
    column(b, SITE "/jz/", "扶贫救助");
    dated(b, SITE "/jz/a/", "临时救助", "2025-01-01");
    dated(b, SITE "/jz/b/", "城乡低保", "2026-11-01");
    column(b, SITE "/aq/", "安全生产");
    dated(b, SITE "/aq/a/", "事故调查", "2026-08-01");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 1);
    assert_true(evidence_has(found(b, "disclosure.overdue", "ceshi/2"), "2026-08-01"));
}

static void every_unit_is_judged(void **state)
{
    struct builder *b = *state;
    static const char *const units[] = { "区财政局", "区民政局", "区教体局", "区人社局" };
    indicator(b, 0, "单位工作动态", &everybody, PLAN_LIMIT_WEEKLY, 0);
    column(b, SITE "/bm/", "区直部门");
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        column(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/bm/u%zu/", i)), units[i]);
        dated(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/bm/u%zu/dt/", i)), i == 3 ? "机关党建" : "工作动态",
              i == 1 ? "2026-10-01" : "2026-11-18");
    }
    judge_disclosure(b);
    const struct finding *late = found(b, "disclosure.overdue", "ceshi/1"),
                         *lacks = found(b, "disclosure.missing", "ceshi/1");
    assert_null(late); /* the unit without the column weighs more: one finding an indicator */
    assert_true(evidence_has(lacks, "区人社局"));
    assert_string_equal(str_cstr(&b->arena, lacks->department), "区人社局");
}

static void one_unit_behind(void **state)
{
    struct builder *b = *state;
    static const char *const units[] = { "区财政局", "区民政局", "区教体局" };
    indicator(b, 0, "单位工作动态", &everybody, PLAN_LIMIT_WEEKLY, 0);
    column(b, SITE "/bm/", "区直部门");
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        column(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/bm/u%zu/", i)), units[i]);
        dated(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/bm/u%zu/dt/", i)), "工作动态",
              i == 1 ? "2026-10-01" : "2026-11-18");
    }
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 1);
    assert_true(evidence_has(found(b, "disclosure.overdue", "ceshi/1"), "[\"区民政局\"]"));
    run(b, "column.stale"); /* the same fault is not told twice */
    assert_int_equal(findings(b, "column.stale"), 0);
}

static void a_pin_of_the_profile_wins(void **state)
{
    struct builder *b = *state;
    struct profile_pin pin = { STR("ceshi/1"), STR(SITE "/odd/") };
    struct site_profile profile = { .pins = &pin, .pin_count = 1 };
    b->judge.profile = &profile;
    indicator(b, 0, "财政收支简报", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/sz/", "财政收支简报", "2026-11-01");
    dated(b, SITE "/odd/", "另一个名字", "2026-08-01");
    judge_disclosure(b);
    assert_true(evidence_has(found(b, "disclosure.overdue", "ceshi/1"), "/odd/"));
}

/* 重大项目进度 is 重大建设项目 and 重大建设项目进度表: the one that is in time acquits. */
static void another_column_of_the_name_acquits(void **state)
{
    struct builder *b = *state;
    static const str units[] = { STR_INIT("区发改局"), STR_INIT("区财政局") };
    static const str names[] = { STR_INIT("重大建设项目") };
    indicator(b, 0, "重大项目进度", units, PLAN_LIMIT_WEEKLY, 0);
    indicators[0].unit_count = 2;
    indicators[0].names = names;
    indicators[0].name_count = 1;
    dated(b, SITE "/a/", "重大建设项目", "2026-11-08");
    uint32_t other = dated(b, SITE "/b/", "重大建设项目进度表", "2026-11-08");
    judge_disclosure(b);
    assert_int_equal(findings(b, "disclosure.overdue"), 1);
    b->out.findings.count = 0;
    b->pages[other].rows.items[0].date = iso("2026-11-09");
    b->judge.matching = NULL;
    judge_ready(b);
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 0);
}

/* An item dated after the day it was seen is there all the same: its date is wrong, not the column overdue. Judged as
 * of an earlier day, what came later is none yet. */
static void dates_that_have_not_come_prove_nothing(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "养老保险", &office, PLAN_LIMIT_MONTHLY, 0);
    uint32_t c = dated(b, SITE "/a/", "养老保险", "2026-11-30");
    row(b, c, "养老保险", SITE "/a/x/2.html", "2026-09-30");
    b->site.run.started = STR("2026-11-20T02:00:00+08:00");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "ceshi/1", "future-date"));
    b->site.run.started = STR("2026-12-01T02:00:00+08:00");
    b->judge.matching = NULL;
    judge_ready(b);
    judge_disclosure(b);
    assert_non_null(found(b, "disclosure.overdue", "ceshi/1"));
}

/* 重大行政决策 holds all sorts of news of decisions, and is no 重大行政决策目录. */
static void a_column_that_contains_the_name_acquits_nobody(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "重大事项决策目录", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/a/", "重大行政决策目录", "2025-03-01");
    dated(b, SITE "/b/", "重大行政决策", "2026-11-08");
    judge_disclosure(b);
    assert_non_null(found(b, "disclosure.overdue", "ceshi/1"));
}

/* 社会保险 with 养老保险 on the site is not missing, and whether the part is all cannot be told. */
static void parts_of_a_broad_name_leave_it_open(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "社会保险", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 1, "双公示", &office, PLAN_LIMIT_WITHIN, 0);
    indicator(b, 2, "空气质量", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/a/", "养老保险缴费", "2026-11-02");
    dated(b, SITE "/b/", "行政处罚", "2026-11-02");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 1);
    assert_non_null(found(b, "disclosure.missing", "ceshi/3"));
    assert_true(unverified(b, "ceshi/1", "unclear-match") && unverified(b, "ceshi/2", "unclear-match"));
}

/* 安全生产形势分析 has a column of that very name: 应急管理 in time does not make it so. */
static void the_very_name_is_no_broad_one(void **state)
{
    struct builder *b = *state;
    indicator(b, 0, "安全生产形势分析", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 1, "社会保险", &office, PLAN_LIMIT_MONTHLY, 0);
    dated(b, SITE "/a/", "安全生产形势分析", "2026-08-02");
    dated(b, SITE "/b/", "应急管理", "2026-11-02");
    dated(b, SITE "/c/", "社会保险", "2026-08-02");
    dated(b, SITE "/d/", "养老保险缴费", "2026-11-02");
    judge_disclosure(b);
    assert_int_equal(b->out.findings.count, 1);
    assert_non_null(found(b, "disclosure.overdue", "ceshi/1"));
    assert_true(unverified(b, "ceshi/2", "unclear-match"));
}

/* A clause that orders one indicator lends its words on periods to no other. */
static void clauses_of_other_indicators_are_not_cited(void **state)
{
    struct builder *b = *state;
    static struct plan_clause clauses[] = {
        { .id = STR_INIT("1"), .title = STR_INIT("空气"), .text = STR_INIT("公开空气质量。") },
        { .id = STR_INIT("2"), .title = STR_INIT("决策"), .text = STR_INIT("承办单位定期发布执行进展。") },
        { .id = STR_INIT("3"), .title = STR_INIT("机制"), .text = STR_INIT("落实定时公开机制。") },
    };
    indicator(b, 0, "空气质量", &office, PLAN_LIMIT_MONTHLY, 0);
    indicator(b, 1, "决策执行进展", &office, PLAN_LIMIT_MONTHLY, 0);
    indicators[0].clause = STR("1");
    indicators[1].clause = STR("2");
    plan.clauses = clauses;
    plan.clause_count = ARRAY_LEN(clauses);
    judge_disclosure(b);
    const struct finding *air = found(b, "disclosure.missing", "ceshi/1");
    assert_int_equal(air->clause_count, 2);
    assert_true(str_eq(air->clauses[0].clause, STR("1")) && str_eq(air->clauses[1].clause, STR("3")));
    const struct finding *decision = found(b, "disclosure.missing", "ceshi/2");
    assert_true(str_eq(decision->clauses[0].clause, STR("2")) && decision->clause_count == 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(another_column_of_the_name_acquits),
        SITE_TEST(a_column_that_contains_the_name_acquits_nobody),
        SITE_TEST(dates_that_have_not_come_prove_nothing),
        SITE_TEST(parts_of_a_broad_name_leave_it_open),
        SITE_TEST(the_very_name_is_no_broad_one),
        SITE_TEST(clauses_of_other_indicators_are_not_cited),
        SITE_TEST(first_day_of_the_previous_period_is_in_time),
        SITE_TEST(yearly_by_the_end_of_a_month),
        SITE_TEST(later_corrections_are_not_late),
        SITE_TEST(missing_and_what_is_not),
        SITE_TEST(names_that_are_near_but_other),
        SITE_TEST(likeness_only_acquits),
        SITE_TEST(parent_columns_count_with_their_children),
        SITE_TEST(every_unit_is_judged),
        SITE_TEST(one_unit_behind),
        SITE_TEST(a_pin_of_the_profile_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
