/* SPDX-License-Identifier: MIT */
/* annual.*: figures that disagree, missing sections, late and missing reports; and what must not be accused. */
#include "site_builder.h"
#include "annual_sample.h"

static uint32_t report(struct builder *b, const char *id, const char *title, const char *published,
                       const struct sample *s)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/nb/202601/t20260101_%s.html", id));
    uint32_t a = article(b, address, title, published);
    if (s) {
        const struct page_facts *p = sample_page(&b->arena, s, title);
        b->pages[a].cells.items = p->cells.items;
        b->pages[a].cells.count = p->cells.count;
    }
    return a;
}

static const char *at(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static void figures_that_disagree(void **state)
{
    struct builder *b = *state;
    struct sample good = sample_good(ANNUAL_2021), bad = good, odd = good, old = sample_good(ANNUAL_2019),
                  before = good;
    bad.people[ROW_GIVEN][0]++;
    bad.people[ROW_GIVEN][ANNUAL_SUM]++;
    odd.oddity = SAMPLE_SHIFTED;
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++) { /* what 甲局 left over in 2024 is what it took on in 2025 */
        int64_t more = good.people[ROW_CARRIED][c] - before.people[ROW_NEXT][c];
        before.people[ROW_NEXT][c] += more;
        before.people[ROW_NEW][c] += more;
    }
    report(b, "1", "测试区甲局2025年政府信息公开工作年度报告", "2026-01-20", &good);
    report(b, "2", "测试区甲局2024年政府信息公开工作年度报告", "2025-01-20", &before);
    uint32_t wrong = report(b, "3", "测试区乙局2025年政府信息公开工作年度报告", "2026-01-20", &bad);
    uint32_t strange = report(b, "4", "测试区丙局2025年政府信息公开工作年度报告", "2026-01-20", &odd);
    report(b, "5", "测试区丁局2020年政府信息公开年报", "2021-01-20", &old);
    report(b, "6", "测试区戊局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    report(b, "7", "关于编制2025年政府信息公开工作年度报告的通知", "2026-01-02", &bad);
    run(b, "annual.arithmetic");
    assert_int_equal(findings(b, "annual.arithmetic"), 1);
    const struct finding *f = found(b, "annual.arithmetic", at(b, wrong));
    assert_true(evidence_has(f, "T3-B") && !evidence_has(f, "T3-A") && !evidence_has(f, "X-1"));
    assert_true(unverified(b, at(b, strange), "table-form"));
    assert_int_equal(b->out.unverified.count, 1);
}

static void carried_over_between_years(void **state)
{
    struct builder *b = *state;
    struct sample good = sample_good(ANNUAL_2021);
    uint32_t now = report(b, "1", "测试区甲局2025年政府信息公开工作年度报告", "2026-01-20", &good);
    report(b, "2", "测试区甲局2024年政府信息公开工作年度报告", "2025-01-20", &good);
    report(b, "3", "测试区乙局2024年政府信息公开工作年度报告", "2025-01-20", &good);
    run(b, "annual.arithmetic");
    assert_int_equal(findings(b, "annual.arithmetic"), 1);
    assert_true(evidence_has(found(b, "annual.arithmetic", at(b, now)), "X-1"));
}

#define OTHERS                                                                                                         \
    "一、总体情况二、主动公开政府信息情况三、收到和处理政府信息公开申请情况四、政府信息公开行政复议、行政诉讼情况"

static void six_sections(void **state)
{
    struct builder *b = *state;
    str padding = STR("全年工作平稳有序，各项任务按期完成，群众满意。");
    str parts[20];
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i] = padding;
    str text = str_join(&b->arena, parts, ARRAY_LEN(parts), STR(""));
    uint32_t whole = report(b, "1", "测试区甲局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    uint32_t lame = report(b, "2", "测试区乙局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    uint32_t old = report(b, "3", "测试区丙局2015年政府信息公开工作年度报告", "2016-01-20", NULL);
    uint32_t brief = report(b, "4", "测试区丁局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    b->pages[whole].body_text =
        str_fmt(&b->arena, OTHERS "五、存在的主要问题及改进情况六、其他需要报告的事项%.*s", STR_ARG(text));
    b->pages[lame].body_text = str_fmt(&b->arena, OTHERS "五、存在的主要问题及改进情况%.*s", STR_ARG(text));
    b->pages[old].body_text = text;
    b->pages[brief].body_text = str_fmt(&b->arena, "一、总体情况，全文见附件。%.*s", STR_ARG(text));
    b->pages[brief].body.files = 1;
    run(b, "annual.sections");
    assert_int_equal(findings(b, "annual.sections"), 1);
    assert_true(evidence_has(found(b, "annual.sections", at(b, lame)), "其他需要报告的事项"));
    assert_true(unverified(b, at(b, brief), "text-elsewhere"));
}

static void late_reports(void **state)
{
    struct builder *b = *state;
    uint32_t late = report(b, "1", "测试区财政局2025年政府信息公开工作年度报告", "2026-02-01", NULL);
    report(b, "2", "测试区民政局2025年政府信息公开工作年度报告", "2026-01-31", NULL);
    report(b, "3", "测试区人民政府2025年政府信息公开工作年度报告", "2026-03-31", NULL);
    uint32_t late2 = report(b, "4", "测试区人民政府2025年政府信息公开年报", "2026-04-01", NULL);
    report(b, "5", "测试区财政局2023年政府信息公开工作年度报告", "2026-05-01", NULL); /* moved here, not of last year */
    report(b, "6", "2025年政府信息公开工作年度报告", "2026-03-02", NULL);             /* of whom? the later limit */
    report(b, "7", "测试区水利局2025年政府信息公开工作年度报告", "", NULL);
    run(b, "annual.late");
    assert_int_equal(findings(b, "annual.late"), 2);
    assert_non_null(found(b, "annual.late", at(b, late)));
    assert_non_null(found(b, "annual.late", at(b, late2)));
}

static const struct plan *timetable(const char *indicator)
{
    static struct plan_indicator one;
    static struct plan plan;
    one = (struct plan_indicator){ .no = STR("5"), .name = str_from(indicator) };
    plan = (struct plan){ .id = STR("local"), .indicators = &one, .indicator_count = 1 };
    return &plan;
}

static void a_timetable_judges_instead(void **state)
{
    struct builder *b = *state;
    report(b, "1", "测试区财政局2025年政府信息公开工作年度报告", "2026-02-01", NULL);
    b->plans[0] = timetable("政务公开年报");
    b->judge.plan_count = 1;
    run(b, "annual.late");
    assert_int_equal(b->out.findings.count, 0);
    b->plans[0] = timetable("统计年报");
    run(b, "annual.late");
    assert_int_equal(findings(b, "annual.late"), 1);
}

static void missing_reports(void **state)
{
    struct builder *b = *state;
    static const struct {
        const char *name, *newest;
    } units[] = { { "jia", "2024年" }, { "yi", "2025年" } };
    char *addresses[2];
    for (size_t i = 0; i < 2; i++) {
        addresses[i] = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/%s/nb/", units[i].name));
        uint32_t c = column(b, addresses[i], "政府信息公开年报");
        for (int year = 2021; year < 2024; year++) {
            str title = str_fmt(&b->arena, "测试区%s%d年政府信息公开工作年度报告", units[i].name, year);
            str date = str_fmt(&b->arena, "%d-01-20", year + 1);
            row(b, c, str_cstr(&b->arena, title),
                str_cstr(&b->arena, str_fmt(&b->arena, SITE "/%s/nb/%d.html", units[i].name, year)),
                str_cstr(&b->arena, date));
        }
        row(b, c, str_cstr(&b->arena, str_fmt(&b->arena, "%s政府信息公开工作年度报告", units[i].newest)),
            str_cstr(&b->arena, str_fmt(&b->arena, SITE "/%s/nb/n.html", units[i].name)), "2025-01-20");
    }
    run(b, "annual.missing");
    assert_int_equal(findings(b, "annual.missing"), 1);
    assert_non_null(found(b, "annual.missing", addresses[0]));
    b->judge.as_of = iso("2026-03-31");
    run(b, "annual.missing");
    assert_int_equal(b->out.findings.count, 1); /* not due yet: nothing was added */
}

/* The report is a file: its tables have become text, and its sections stand there. */
static void reports_that_are_files(void **state)
{
    struct builder *b = *state;
    static struct page_facts read, old;
    str parts[20];
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i] = STR("全年工作平稳有序，各项任务按期完成，群众满意。");
    str padding = str_join(&b->arena, parts, ARRAY_LEN(parts), STR(""));
    struct sample s = sample_good(ANNUAL_2021);
    s.people[ROW_GIVEN][0]++;
    s.people[ROW_GIVEN][ANNUAL_SUM]++;
    uint32_t told = report(b, "1", "测试区甲局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    uint32_t dark = report(b, "2", "测试区乙局2025年政府信息公开工作年度报告", "2026-01-20", NULL);
    read = (struct page_facts){ .attachment = STR("docx"), .known = KNOWN_BODY };
    read.body_text = str_fmt(&b->arena, "%.*s" OTHERS "五、存在的主要问题%.*s", STR_ARG(sample_text(&b->arena, &s)),
                             STR_ARG(padding));
    old = (struct page_facts){ .attachment = STR("doc"), .limit_hit = STR("old-format") };
    b->resources[resource(b, SITE "/a.docx", OUTCOME_OK, 200)].attachment = &read;
    b->resources[resource(b, SITE "/b.doc", OUTCOME_OK, 200)].attachment = &old;
    page_link(b, told, SITE "/a.docx", "年度报告.docx", "");
    page_link(b, dark, SITE "/b.doc", "年度报告.doc", "");
    for (int i = 0; i < 2; i++)
        b->pages[i ? dark : told].body = (struct body_fact){ .chars = 10, .files = 1 };
    run(b, "annual.arithmetic");
    assert_int_equal(findings(b, "annual.arithmetic"), 1);
    assert_true(evidence_has(found(b, "annual.arithmetic", at(b, told)), "T3-B"));
    run(b, "annual.sections");
    assert_int_equal(findings(b, "annual.sections"), 1);
    assert_true(evidence_has(found(b, "annual.sections", at(b, told)), "其他需要报告的事项"));
    assert_true(unverified(b, at(b, dark), "old-format"));
    assert_int_equal(b->out.unverified.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(figures_that_disagree),  SITE_TEST(carried_over_between_years), SITE_TEST(six_sections),
        SITE_TEST(late_reports),           SITE_TEST(a_timetable_judges_instead), SITE_TEST(missing_reports),
        SITE_TEST(reports_that_are_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
