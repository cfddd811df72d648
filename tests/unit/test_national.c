/* SPDX-License-Identifier: MIT */
/* The national indicators: both sides of every threshold, and what may not be said at all. */
#include "site_builder.h"
#include "core/day.h"
#include "national.h"
#include "reach.h"

enum { NOON = 1795147200, DAY_S = 86400, VISITS = 2000 }; /* 2026-11-20T12:00:00+08:00, the as-of day */

static const struct national_result *item(struct builder *b, const char *name)
{
    b->out.national.count = 0;
    judge_ready(b);
    national_table(&b->judge);
    for (size_t i = 0; i < b->out.national.count; i++) {
        if (str_eq(b->out.national.items[i].item, text_of(name)))
            return &b->out.national.items[i];
    }
    fail_msg("no item %s", name);
    return NULL;
}

#define says(b, name, word)                                                                                            \
    do {                                                                                                               \
        const struct national_result *r_ = item(b, name);                                                              \
        if (!str_eq(r_->verdict, text_of(word)))                                                                       \
            fail_msg("%s is %.*s, not %s: %.*s %.*s", name, STR_ARG(r_->verdict), word, STR_ARG(r_->value),            \
                     STR_ARG(r_->why));                                                                                \
    } while (0)

/* A column with two dated rows, the newest of that day. */
static uint32_t dated(struct builder *b, int n, const char *name, const char *newest)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/c%d/", n));
    uint32_t c = column(b, address, name);
    for (int i = 0; i < 2; i++)
        row(b, c, i ? "较早的一条" : "最新的一条", str_cstr(&b->arena, str_fmt(&b->arena, SITE "/c%d/%d.html", n, i)),
            i ? "2020-01-02" : newest);
    return c;
}

static void news_columns_at_five(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 4; i++)
        dated(b, i, "工作动态", "2026-11-05"); /* fifteen days */
    for (int i = 4; i < 9; i++)
        dated(b, i, "工作动态", "2026-11-06"); /* fourteen */
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "pass");
    dated(b, 9, "工作动态", "2026-11-05");
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "fail");
    assert_true(str_has(item(b, "栏目不更新（动态要闻、通知公告、政策文件）")->value, STR("5 个")));
}

/* A fifth that cannot be read is no fifth, and no acquittal either. */
static void what_cannot_be_read_is_unverified(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 4; i++)
        dated(b, i, "工作动态", "2026-11-05");
    dated(b, 4, "工作动态", "");
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "unverified");
}

/* 通知公告 and 政策文件 of the portal: a class is one, six months to the day, and one fresh column is enough. */
static void notices_and_files(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 3; i++)
        dated(b, i, "工作动态", "2026-11-05");
    dated(b, 3, "通知公告", "2026-05-19");
    dated(b, 4, "政策文件", "2026-05-20");
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "pass");
    says(b, "政策文件", "pass");
    b->pages[site_find(&b->site, STR(SITE "/c4/"))].rows.items[0].date = iso("2026-05-19");
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "fail");
    says(b, "政策文件", "fail");
    assert_int_equal(item(b, "政策文件")->points, 5);
    dated(b, 5, "规范性文件", "2026-11-01");
    says(b, "政策文件", "pass");
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "pass");
}

static void long_silent_at_ten(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 9; i++)
        dated(b, i, "惠民政策", "2025-11-19"); /* 366 days */
    dated(b, 20, "惠民政策", "2025-11-20");    /* 365 */
    dated(b, 21, "法律法规", "2012-01-01");    /* does not change with time */
    says(b, "栏目不更新（长期未更新）", "pass");
    dated(b, 9, "惠民政策", "2025-11-19");
    says(b, "栏目不更新（长期未更新）", "fail");
}

static void blank_at_five(void **state)
{
    struct builder *b = *state;
    dated(b, 0, "公共法律服务", "2026-11-01");
    for (int i = 0; i < 4; i++)
        column(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/e%d/", i)), "惠民政策");
    says(b, "栏目不更新（空白）", "pass");
    uint32_t last = column(b, SITE "/e9/", "惠民政策");
    b->pages[last].js = JS_LIST;
    says(b, "栏目不更新（空白）", "unverified");
    b->pages[last].js = 0;
    says(b, "栏目不更新（空白）", "fail");
    b->site.run.complete = false; /* what was seen stays seen */
    says(b, "栏目不更新（空白）", "fail");
}

static void a_run_cut_short_acquits_nobody(void **state)
{
    struct builder *b = *state;
    dated(b, 0, "工作动态", "2026-11-20");
    b->site.run.complete = false;
    says(b, "栏目不更新（动态要闻、通知公告、政策文件）", "unverified");
    says(b, "栏目不更新（长期未更新）", "unverified");
}

/* 三个月, 两个月: the same day of the month is still in time. */
static void statistics_and_messages(void **state)
{
    struct builder *b = *state;
    says(b, "办事统计", "not-judged");
    says(b, "留言公开", "not-judged");
    uint32_t numbers = dated(b, 0, "办事统计", "2026-08-20"), letters = dated(b, 1, "留言选登", "2026-09-20");
    says(b, "办事统计", "pass");
    says(b, "留言公开", "pass");
    b->pages[numbers].rows.items[0].date = iso("2026-08-19");
    b->pages[letters].rows.items[0].date = iso("2026-09-19");
    says(b, "办事统计", "fail");
    says(b, "留言公开", "fail");
    assert_int_equal(item(b, "办事统计")->points, 2);
    assert_int_equal(item(b, "留言公开")->points, 3);
    b->pages[letters].js = JS_LIST;
    says(b, "留言公开", "unverified");
}

/* --- reachability --- */

struct visits {
    struct visit_fact items[VISITS];
    uint32_t count;
};

/* So many a day on the as-of day and the seven days before, the first `failed` of all of them being failures. */
static void visit(struct builder *b, struct visits *v, int a_day, int failed, enum outcome how)
{
    v->count = 0;
    for (int ago = 7; ago >= 0; ago--)
        for (int i = 0; i < a_day; i++) {
            bool fails = (int)v->count < failed;
            v->items[v->count] = (struct visit_fact){ .at = NOON - ago * DAY_S - 11 * 3600 + i * 1200,
                                                      .source = STR("probe"),
                                                      .outcome = fails ? how : OUTCOME_OK };
            v->count++;
        }
    b->site.visits = v->items;
    b->site.visit_count = v->count;
}

static void reach_at_five_percent(void **state)
{
    struct builder *b = *state;
    struct visits v;
    visit(b, &v, 20, 7, OUTCOME_TIMEOUT); /* of 160: 4.4 % */
    says(b, "站点无法访问", "pass");
    visit(b, &v, 20, 8, OUTCOME_TIMEOUT); /* 5 % */
    says(b, "站点无法访问", "fail");
    assert_true(str_has(item(b, "站点无法访问")->value, STR("访问 160 次，8 次打不开（5.0%）")));
    visit(b, &v, 19, 19, OUTCOME_REFUSED); /* too few a day to say anything */
    says(b, "站点无法访问", "unverified");
    visit(b, &v, 20, 0, OUTCOME_OK);
    b->site.visit_count -= 20; /* the as-of day itself is not over yet */
    says(b, "站点无法访问", "pass");
    b->site.visits += 1;
    b->site.visit_count -= 1;
    says(b, "站点无法访问", "unverified");
}

/* Walls, our own network and our own resolver say nothing; a guard's status is a wall. */
static void what_says_nothing_does_not_count(void **state)
{
    struct builder *b = *state;
    struct visits v;
    static const enum outcome silent[] = { OUTCOME_WALL, OUTCOME_DNS_ERROR, OUTCOME_NO_ROUTE, OUTCOME_TLS };
    for (size_t i = 0; i < ARRAY_LEN(silent); i++) {
        visit(b, &v, 30, 60, silent[i]);
        struct reach r = reach_of(&b->site, b->judge.as_of, 7, 10);
        assert_int_equal(r.failed, 0);
        assert_int_equal(r.visits, 180);
        assert_int_equal(r.least, 0);
    }
    visit(b, &v, 30, 60, OUTCOME_STATUS);
    for (int i = 0; i < 60; i++)
        v.items[i].status = i % 2 ? 403 : 500;
    struct reach r = reach_of(&b->site, b->judge.as_of, 7, 10);
    assert_int_equal(r.failed, 30);
    assert_int_equal(r.probes, 210);
}

/* Visits of one moment are one visit; those after the as-of day and older ones are none. */
static void visits_are_spaced(void **state)
{
    struct builder *b = *state;
    struct visit_fact v[] = {
        { .at = NOON - 8 * DAY_S - 12 * 3600 - 1, .outcome = OUTCOME_OK, .source = STR("run") },
        { .at = NOON - 7 * DAY_S - 12 * 3600, .outcome = OUTCOME_TIMEOUT, .source = STR("run") },
        { .at = NOON, .outcome = OUTCOME_OK, .source = STR("probe") },
        { .at = NOON + 599, .outcome = OUTCOME_TIMEOUT, .source = STR("probe") },
        { .at = NOON + 600, .outcome = OUTCOME_TIMEOUT, .source = STR("run") },
        { .at = NOON + 12 * 3600, .outcome = OUTCOME_TIMEOUT, .source = STR("probe") },
    };
    b->site.visits = v;
    b->site.visit_count = ARRAY_LEN(v);
    struct reach r = reach_of(&b->site, b->judge.as_of, 7, 10);
    assert_int_equal(r.visits, 3);
    assert_int_equal(r.failed, 2);
    assert_int_equal(r.runs, 2);
    assert_int_equal(r.least, 0);
}

/* --- what rules have said --- */

static void rules_and_hints(void **state)
{
    struct builder *b = *state;
    bool passed[200] = { false };
    b->judge.passed = passed;
    says(b, "首页不更新", "not-judged"); /* the rule has judged nothing */
    check_unverified(&b->judge, rulebook_find(b->book, STR("site.home-stale")), STR("x"), STR("undated"), STR(""));
    says(b, "首页不更新", "unverified");
    b->out.unverified.count = 0;
    for (size_t i = 0; i < b->book->rule_count; i++)
        passed[i] =
            str_eq(b->book->rules[i].id, STR("site.home-stale")) || str_eq(b->book->rules[i].id, STR("site.tags"));
    says(b, "首页不更新", "pass");
    says(b, "页面标签", "pass");
    says(b, "可用性", "not-judged");
    struct finding f = { .rule = STR("site.home-stale") };
    *arena_push(&b->arena, &b->out.findings) = f;
    says(b, "首页不更新", "fail");
    f = (struct finding){ .rule = STR("site.tags"), .subject = STR("PubDate") };
    *arena_push(&b->arena, &b->out.findings) = f;
    says(b, "页面标签", "hint"); /* its points are known from memory only */
    f = (struct finding){ .rule = STR("site.footer"), .subject = STR("report-error") };
    *arena_push(&b->arena, &b->out.findings) = f;
    says(b, "找错入口", "hint");
    says(b, "网站标识", "not-judged");
    f = (struct finding){ .rule = STR("link.hidden"), .subject = STR("http://x/") };
    says(b, "安全、泄密事故等严重问题", "not-judged");
    *arena_push(&b->arena, &b->out.findings) = f;
    says(b, "安全、泄密事故等严重问题", "hint"); /* a sign, for people to look at: never a veto by itself */
    *arena_push(&b->arena, &b->out.waived) = (struct waived_finding){ .rule = STR("policy.uninterpreted") };
    says(b, "解读比例", "hint"); /* inspectors know no waivers */
}

static void only_figures_read_somewhere_have_points(void **state)
{
    struct builder *b = *state;
    int vetoes = 0;
    assert_true(b->book->national_count > 20);
    for (size_t i = 0; i < b->book->national_count; i++) {
        const struct national_item *n = &b->book->national[i];
        assert_true(n->points == 0 || str_eq(n->tag, STR("S")));
        assert_true(n->measure.len > 0 || n->why.len > 0);
        assert_true(n->source.len > 0 && n->condition.len > 0);
        vetoes += str_eq(n->part, STR("veto"));
    }
    assert_int_equal(vetoes, 8); /* six items, the fourth in three parts */
}

static void months_before(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = { { "2026-11-20", -6, "2026-05-20" }, { "2026-08-31", -6, "2026-02-28" },
                  { "2024-08-31", -6, "2024-02-29" }, { "2026-01-31", -2, "2025-11-30" },
                  { "2026-03-15", -3, "2025-12-15" }, { "2025-12-31", 2, "2026-02-28" } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(day_add_months(iso(cases[i].from), cases[i].months).n, iso(cases[i].to).n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(news_columns_at_five),
        SITE_TEST(what_cannot_be_read_is_unverified),
        SITE_TEST(notices_and_files),
        SITE_TEST(long_silent_at_ten),
        SITE_TEST(blank_at_five),
        SITE_TEST(a_run_cut_short_acquits_nobody),
        SITE_TEST(statistics_and_messages),
        SITE_TEST(reach_at_five_percent),
        SITE_TEST(what_says_nothing_does_not_count),
        SITE_TEST(visits_are_spaced),
        SITE_TEST(rules_and_hints),
        SITE_TEST(only_figures_read_somewhere_have_points),
        cmocka_unit_test(months_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
