/* SPDX-License-Identifier: MIT */
/* column.mixed: strangers among a column's items, and what only looks like one. */
#include "site_builder.h"

#define DEBT   SITE "/zwgk/zfzw/"
#define SCHOOL SITE "/zwgk/ywjy/"

static uint32_t item(struct builder *b, uint32_t in, const char *home, const char *home_name, const char *file,
                     const char *title)
{
    const char *address = str_cstr(&b->arena, str_fmt(&b->arena, "%s%s", home, file));
    uint32_t a = article(b, address, title, "2026-09-30");
    tag(b, a, "ColumnName", home_name);
    crumb(b, a, "首页", SITE "/");
    crumb(b, a, home_name, home);
    row(b, in, title, address, "2026-09-30");
    return a;
}

/* A column with four items of its own. */
static uint32_t full_column(struct builder *b, const char *address, const char *name)
{
    static const char *const files[] = { "202609/t20260901_1.html", "202609/t20260902_2.html",
                                         "202609/t20260903_3.html", "202609/t20260904_4.html" };
    uint32_t p = column(b, address, name);
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        item(b, p, address, name, files[i], str_cstr(&b->arena, str_fmt(&b->arena, "%s情况第%zu期", name, i)));
    return p;
}

static const struct finding *mixed(struct builder *b, const char *address)
{
    run(b, "column.mixed");
    return found(b, "column.mixed", address);
}

static void a_stranger_is_told(void **state)
{
    struct builder *b = *state;
    uint32_t debt = full_column(b, DEBT, "政府债务");
    full_column(b, SCHOOL, "义务教育");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_9.html", "关于义务教育有关信息的公开");
    const struct finding *f = mixed(b, SCHOOL "202609/t20260930_9.html");
    assert_non_null(f);
    assert_true(evidence_has(f, "\"in\":\"政府债务\""));
    assert_true(evidence_has(f, "\"belongs_to\":\"义务教育\""));
    assert_int_equal(findings(b, "column.mixed"), 1);
}

/* Two items of its own give a column its character; one does not. */
static void small_columns(void **state)
{
    struct builder *b = *state;
    full_column(b, SCHOOL, "义务教育");
    uint32_t debt = column(b, DEBT, "政府债务"), norm = column(b, SITE "/zwgk/czzt/", "财政支出");
    item(b, debt, DEBT, "政府债务", "202608/t20260801_1.html", "政府债务余额");
    item(b, debt, DEBT, "政府债务", "202608/t20260802_2.html", "政府债务限额");
    item(b, norm, SITE "/zwgk/czzt/", "财政支出", "202608/t20260803_3.html", "财政支出进度");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_8.html", "义务教育学校名单");
    item(b, norm, SCHOOL, "义务教育", "202609/t20260930_9.html", "义务教育学区划分");
    assert_non_null(mixed(b, SCHOOL "202609/t20260930_8.html"));
    assert_int_equal(findings(b, "column.mixed"), 1);
}

/* Hanweb and VSB: the address tells nothing, tag and breadcrumb agree. */
static void addresses_may_be_silent(void **state)
{
    struct builder *b = *state;
    uint32_t debt = full_column(b, DEBT, "政府债务");
    full_column(b, SCHOOL, "义务教育");
    uint32_t a = article(b, SITE "/info/1034/16886.htm", "义务教育学校招生安排", "2026-09-30");
    tag(b, a, "ColumnName", "义务教育");
    crumb(b, a, "义务教育", SCHOOL);
    row(b, debt, "义务教育学校招生安排", SITE "/info/1034/16886.htm", "2026-09-30");
    assert_non_null(mixed(b, SITE "/info/1034/16886.htm"));
}

/* WebPlus and others write the last crumb without a link: its words name the column all the same. */
static void last_crumbs_may_be_words(void **state)
{
    struct builder *b = *state;
    static const char *const names[] = { "政府债务", "义务教育" }, *const addresses[] = { SITE "/11/list.htm",
                                                                                          SITE "/12/list.htm" };
    uint32_t columns[2];
    column(b, SITE "/10/list.htm", "政务公开");
    for (size_t c = 0; c < 2; c++) {
        columns[c] = column(b, addresses[c], names[c]);
        b->pages[columns[c]].crumbs.count = 1; /* the home page */
        crumb(b, columns[c], "政务公开", SITE "/10/list.htm");
        crumb(b, columns[c], names[c], "");
    }
    for (int n = 0; n < 7; n++) { /* the last is education's, and debt lists it */
        int home = n > 2;
        const char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/2026/0930/c%da%d/page.htm", 11 + home, n));
        const char *title = str_cstr(&b->arena, str_fmt(&b->arena, "%s情况第%d期", names[home], n));
        uint32_t a = article(b, address, title, "2026-09-30");
        tag(b, a, "ColumnName", names[home]);
        crumb(b, a, "首页", SITE "/");
        crumb(b, a, "政务公开", SITE "/10/list.htm");
        crumb(b, a, names[home], "");
        row(b, columns[n == 6 ? 0 : home], title, address, "2026-09-30");
    }
    assert_non_null(mixed(b, SITE "/2026/0930/c12a6/page.htm"));
    assert_int_equal(findings(b, "column.mixed"), 1);
}

static void one_sign_is_no_accusation(void **state)
{
    struct builder *b = *state;
    uint32_t debt = full_column(b, DEBT, "政府债务");
    full_column(b, SCHOOL, "义务教育");
    /* only the breadcrumb */
    uint32_t a = article(b, SITE "/info/1034/1.htm", "义务教育学校招生安排", "2026-09-30");
    crumb(b, a, "义务教育", SCHOOL);
    row(b, debt, "义务教育学校招生安排", SITE "/info/1034/1.htm", "2026-09-30");
    /* the tag says that it belongs here */
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_2.html", "义务教育学校收费");
    b->pages[b->site.resource_count - 1].tags.items[1].content = STR("政府债务");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
}

static void words_that_fit_are_no_stranger(void **state)
{
    struct builder *b = *state;
    uint32_t debt = full_column(b, DEBT, "政府债务");
    full_column(b, SCHOOL, "义务教育");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_1.html", "义务教育项目债务限额说明");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_2.html", "专项资金使用说明");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
}

static void kin_and_gathering_columns_share(void **state)
{
    struct builder *b = *state;
    uint32_t norm = full_column(b, SITE "/zwgk/gfxwj/", "行政规范性文件");
    full_column(b, SITE "/zwgk/bmwj/", "部门文件");
    item(b, norm, SITE "/zwgk/bmwj/", "部门文件", "202609/t20260930_1.html", "部门文件之一");
    uint32_t news = full_column(b, SITE "/xw/jr/", "今日要闻");
    full_column(b, SCHOOL, "义务教育");
    item(b, news, SCHOOL, "义务教育", "202609/t20260930_2.html", "义务教育学校开学");
    uint32_t school = full_column(b, SITE "/zwgk/jyxx/", "教育信息");
    item(b, school, SCHOOL, "义务教育", "202609/t20260930_3.html", "义务教育学校名单");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
}

/* Three of one column: somebody lists them here by intent. */
static void cross_lists_are_intended(void **state)
{
    struct builder *b = *state;
    uint32_t debt = full_column(b, DEBT, "政府债务");
    static const char *const more[] = { "202608/t20260801_1.html", "202608/t20260802_2.html", "202608/t20260803_3.html",
                                        "202608/t20260804_4.html", "202608/t20260805_5.html" };
    for (size_t i = 0; i < ARRAY_LEN(more); i++)
        item(b, debt, DEBT, "政府债务", more[i], "政府债务余额");
    full_column(b, SCHOOL, "义务教育");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_1.html", "义务教育学校名单之一");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_2.html", "义务教育学校名单之二");
    item(b, debt, SCHOOL, "义务教育", "202609/t20260930_3.html", "义务教育学校名单之三");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
}

static uint32_t report(struct builder *b, uint32_t in, const char *file, const char *title)
{
    return item(b, in, SITE "/zwgk/nb/", "政府信息公开年报", file, title);
}

static void reports_of_other_regions_are_strangers(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteName", "枣庄市山亭区人民政府");
    uint32_t nb = column(b, SITE "/zwgk/nb/", "政府信息公开年报");
    report(b, nb, "202601/t20260120_1.html", "山亭区2025年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_2.html", "枣庄市山亭区2024年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_3.html", "区财政局2025年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_4.html", "山城街道2025年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_5.html", "枣庄市2019年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_6.html", "内蒙古自治区人民政府2019年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_7.html", "翼云湖旅游景区2025年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_8.html", "2025年政府信息公开工作年度报告");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 2);
    assert_true(evidence_has(found(b, "column.mixed", SITE "/zwgk/nb/202601/t20260120_5.html"), "枣庄市"));
    assert_non_null(found(b, "column.mixed", SITE "/zwgk/nb/202601/t20260120_6.html"));
}

/* A city's column may show the reports of its counties; an unnamed portal knows no stranger. */
static void a_city_shows_its_counties(void **state)
{
    struct builder *b = *state;
    uint32_t nb = column(b, SITE "/zwgk/nb/", "政府信息公开年报");
    report(b, nb, "202601/t20260120_1.html", "山亭区2025年政府信息公开工作年度报告");
    report(b, nb, "202601/t20260120_2.html", "薛城区2025年政府信息公开工作年度报告");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
    tag(b, 0, "SiteName", "枣庄市人民政府");
    run(b, "column.mixed");
    assert_int_equal(findings(b, "column.mixed"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_stranger_is_told),
        SITE_TEST(small_columns),
        SITE_TEST(addresses_may_be_silent),
        SITE_TEST(last_crumbs_may_be_words),
        SITE_TEST(one_sign_is_no_accusation),
        SITE_TEST(words_that_fit_are_no_stranger),
        SITE_TEST(kin_and_gathering_columns_share),
        SITE_TEST(cross_lists_are_intended),
        SITE_TEST(reports_of_other_regions_are_strangers),
        SITE_TEST(a_city_shows_its_counties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
