/* SPDX-License-Identifier: MIT */
/* column.incomplete and disclosure.count: only what a local plan's clause asks for, and never what was not read. */
#include "site_builder.h"

static struct plan_clause clauses[4];
static struct plan local, national;

static void plan_says(struct builder *b, const char *id, const char *text)
{
    clauses[0] = (struct plan_clause){ .id = STR("1"), .title = STR("公开"), .text = text_of(text) };
    local = (struct plan){ .id = text_of(id), .clauses = clauses, .clause_count = 1 };
    national = (struct plan){ .id = STR("national") };
    b->plans[0] = &local;
    b->judge.plan_count = 1;
    b->judge.national = &national;
}

#define DUTIES   "每个单位都要公开机构职能、机构设置、办公地址和时间、联系方式、负责人"
#define WHOLE    "主要职责是管理财政收支。办公地址：府前路12号。办公时间：工作日9:00-17:00。电话：0632-8811000。局长王某。"
#define ELEMENTS "column.incomplete"

static uint32_t duties(struct builder *b, const char *text)
{
    uint32_t c = column(b, SITE "/bm/czj/jgzn/", "机构职能");
    uint32_t a = article(b, SITE "/bm/czj/jgzn/202601/t20260110_1.html", "区财政局机构职能", "2026-01-10");
    b->pages[a].body_text = text_of(text);
    row(b, c, "区财政局机构职能", SITE "/bm/czj/jgzn/202601/t20260110_1.html", "2026-01-10");
    return a;
}

static void lacking_elements_are_told(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", DUTIES);
    duties(b, "主要职责是管理财政收支。电话：0632-8811000。局长王某。");
    run(b, ELEMENTS);
    const struct finding *f = found(b, ELEMENTS, SITE "/bm/czj/jgzn/");
    assert_true(evidence_has(f, "[\"办公地址\",\"办公时间\"]"));
    assert_int_equal(f->clause_count, 1);
}

static void whole_pages_pass(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", DUTIES);
    duties(b, WHOLE);
    run(b, ELEMENTS);
    assert_int_equal(b->out.findings.count + b->out.unverified.count, 0);
}

/* No clause of a local plan asks for it: nothing is judged. */
static void only_a_local_clause_asks(void **state)
{
    struct builder *b = *state;
    duties(b, "没有内容的一页。");
    plan_says(b, "national", DUTIES);
    run(b, ELEMENTS);
    plan_says(b, "ceshi", "推进城市更新");
    run(b, ELEMENTS);
    assert_int_equal(b->out.findings.count + b->out.unverified.count, 0);
}

static void what_was_not_read_is_unverified(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", DUTIES);
    uint32_t a = duties(b, "详见附件。");
    b->pages[a].body.files = 1;
    run(b, ELEMENTS);
    assert_int_equal(findings(b, ELEMENTS), 0);
    assert_true(unverified(b, SITE "/bm/czj/jgzn/", "attachment-only"));
}

static void neighbours_hold_a_part(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", DUTIES);
    uint32_t up = column(b, SITE "/bm/czj/", "区财政局");
    (void)up;
    duties(b, "主要职责是管理财政收支。办公地址：府前路12号，办公时间：工作日。局长王某。");
    uint32_t contact = column(b, SITE "/bm/czj/lxfs/", "联系方式");
    b->pages[contact].known |= KNOWN_BODY;
    b->pages[contact].body.chars = 100;
    run(b, ELEMENTS);
    assert_int_equal(findings(b, ELEMENTS), 0);
}

static void consultations_one_by_one(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", "重大行政决策作出前发布草案、征求意见");
    uint32_t c = column(b, SITE "/zjdc/", "征集调查");
    static const struct {
        const char *file, *title, *date, *text;
    } items[] = {
        { SITE "/zjdc/202610/t20261010_1.html", "关于停车办法公开征求意见的公告", "2026-10-10",
          "现将征求意见稿及起草说明公布，请于2026年11月10日前将意见发至邮箱。" },
        { SITE "/zjdc/202610/t20261010_2.html", "关于供热办法公开征求意见的公告", "2026-10-10", "欢迎大家提出意见。" },
        { SITE "/zjdc/202610/t20261010_3.html", "关于供水办法征求意见结果的反馈", "2026-10-10", "共收到三条。" },
        { SITE "/zjdc/202410/t20241010_4.html", "关于旧办法公开征求意见的公告", "2024-10-10", "欢迎。" },
    };
    for (size_t i = 0; i < ARRAY_LEN(items); i++) {
        uint32_t a = article(b, items[i].file, items[i].title, items[i].date);
        b->pages[a].body_text = text_of(items[i].text);
        row(b, c, items[i].title, items[i].file, items[i].date);
    }
    run(b, ELEMENTS);
    assert_int_equal(findings(b, ELEMENTS), 1);
    assert_true(evidence_has(found(b, ELEMENTS, items[1].file), "期限"));
}

static void counts_by_the_clause(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", "全年开放的公共数据集不少于3项");
    uint32_t c = column(b, SITE "/sjkf/", "公共数据开放");
    row(b, c, "数据集一", SITE "/sjkf/x/1.html", "2026-01-01");
    row(b, c, "数据集二", SITE "/sjkf/x/2.html", "2026-01-02");
    run(b, "disclosure.count");
    const struct finding *f = found(b, "disclosure.count", "开放数据集");
    assert_true(evidence_has(f, "\"required\":3") && evidence_has(f, "\"found\":2"));
    b->out.findings.count = 0;
    row(b, c, "数据集三", SITE "/sjkf/x/3.html", "2026-01-03");
    judge_ready(b);
    run(b, "disclosure.count");
    assert_int_equal(b->out.findings.count, 0);
}

/* Only a year that is over can have fallen short, and this year's count acquits for the last. */
static void open_days_are_counted_by_calendar_years(void **state)
{
    static const struct {
        const char *as_of, *days[3];
        int found; /* -1: no finding */
    } samples[] = {
        { "2026-11-20", { "2025-03-01", "2025-12-31" }, -1 },               /* 2026 is not over */
        { "2026-11-20", { "2025-03-01", "2024-12-31" }, 1 },                /* 2025 was one short */
        { "2026-11-20", { "2026-03-01", "2026-05-01", "2024-12-31" }, -1 }, /* two already this year */
        { "2026-11-20", { "2025-03-01", "2026-01-31" }, -1 },               /* held in December, told in January */
        { "2026-11-20", { "2025-03-01", "2026-02-01" }, 1 },
        { "2026-12-30", { "2025-03-01", "2025-04-01", "2026-04-01" }, -1 },
        { "2026-12-31", { "2025-03-01", "2025-04-01", "2026-04-01" }, 1 }, /* that day 2026 is over */
        { "2026-12-31", { "2026-03-01", "2026-12-31" }, -1 },
        { "2027-01-01", { "2026-03-01", "2025-12-31" }, 1 },
        { "2026-11-20", { "2025-03-01", "2026-11-21", "2026-11-22" }, 1 }, /* tomorrow is not yet */
    };
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        void *fresh = NULL;
        builder_start(&fresh);
        struct builder *b = fresh;
        plan_says(b, "ceshi", "每年办政府开放日活动不少于两次");
        b->judge.as_of = iso(samples[i].as_of);
        uint32_t c = column(b, SITE "/kfr/", "政府开放日");
        for (int k = 0; k < 3 && samples[i].days[k]; k++)
            row(b, c, str_fmt(&b->arena, "第%d次", k + 1).ptr, str_fmt(&b->arena, SITE "/kfr/x/%d.html", k).ptr,
                samples[i].days[k]);
        run(b, "disclosure.count");
        const struct finding *f = found(b, "disclosure.count", "政府开放日");
        if ((f != NULL) != (samples[i].found >= 0))
            fail_msg("sample %zu: %s", i, f ? "accused" : "not accused");
        assert_true(!f || evidence_has(f, str_fmt(&b->arena, "\"found\":%d", samples[i].found).ptr));
        builder_end(&fresh);
    }
    (void)state;
}

/* What no clause asked for yet cannot have been missed; what stands in other columns counts by its title, once. */
static void open_days_before_the_plan_and_elsewhere(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", "每年办政府开放日活动不少于两次");
    local.date = STR("2026-03-01");
    uint32_t c = column(b, SITE "/kfr/", "政府开放日");
    row(b, c, "第一次", SITE "/kfr/x/1.html", "2025-03-01");
    run(b, "disclosure.count");
    assert_true(unverified(b, "政府开放日", "year-not-over"));
    local.date = STR("2025-03-01");
    uint32_t news = column(b, SITE "/dt/", "工作动态");
    row(b, news, "第一次", SITE "/kfr/x/1.html", "2025-03-01");
    row(b, news, "邀请群众参加活动", SITE "/dt/x/2.html", "2025-04-01");
    judge_ready(b);
    run(b, "disclosure.count");
    const struct finding *f = found(b, "disclosure.count", "政府开放日");
    assert_true(evidence_has(f, "\"year\":2025") && evidence_has(f, "\"found\":1") &&
                evidence_has(f, "\"found_since\":0"));
    b->out.findings.count = 0;
    row(b, news, "区财政局举办政府开放日", SITE "/dt/x/3.html", "2025-05-01");
    judge_ready(b);
    run(b, "disclosure.count");
    assert_int_equal(b->out.findings.count, 0);
}

static void counts_of_what_is_unseen(void **state)
{
    struct builder *b = *state;
    plan_says(b, "ceshi", "全年开放的公共数据集不少于15项，每年办政府开放日活动不少于两次");
    uint32_t c = column(b, SITE "/kfr/", "政府开放日");
    row(b, c, "开放日活动", SITE "/kfr/x/1.html", "2026-05-01");
    row(b, c, "去年的开放日", SITE "/kfr/x/2.html", "2025-11-19");
    run(b, "disclosure.count");
    assert_true(unverified(b, "开放数据集", "no-column"));
    assert_true(evidence_has(found(b, "disclosure.count", "政府开放日"), "\"found\":1"));
    b->out.findings.count = 0;
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/kfr/index_1.html");
    judge_ready(b);
    run(b, "disclosure.count");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "政府开放日", "unreadable-list"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(lacking_elements_are_told),
        SITE_TEST(whole_pages_pass),
        SITE_TEST(only_a_local_clause_asks),
        SITE_TEST(what_was_not_read_is_unverified),
        SITE_TEST(neighbours_hold_a_part),
        SITE_TEST(consultations_one_by_one),
        SITE_TEST(counts_by_the_clause),
        SITE_TEST(counts_of_what_is_unseen),
        SITE_TEST(open_days_are_counted_by_calendar_years),
        SITE_TEST(open_days_before_the_plan_and_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
