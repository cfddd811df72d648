/* SPDX-License-Identifier: MIT */
/* Matters of a year's catalogue of major decisions: which catalogues count, and how they are read. */
#include "decision_site.h"

static void expect_rows(struct builder *b, const char *const *names)
{
    judge_ready(b);
    const struct decisions *all = decisions_of(&b->judge);
    size_t count = 0;
    while (names[count])
        count++;
    for (size_t i = 0; i < all->rows.count && i < count; i++) {
        if (!str_eq(all->rows.items[i].name, text_of(names[i])))
            fail_msg("row %zu is %.*s, not %s", i, STR_ARG(all->rows.items[i].name), names[i]);
    }
    assert_int_equal(all->rows.count, count);
}

/* --- rows --- */

static void rows_of_a_table(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t p = put(b, a.catalogue, CATALOGUE, "2026-04-01", "");
    cell(b, p, 0, 0, 1, 4, "2026年度重大行政决策事项目录");
    cell(b, p, 1, 0, 1, 1, "类别");
    cell(b, p, 1, 1, 1, 1, "决策事项");
    cell(b, p, 1, 2, 1, 1, "承办单位");
    cell(b, p, 1, 3, 1, 1, "完成时间");
    cell(b, p, 2, 0, 2, 1, "公共服务");
    cell(b, p, 2, 1, 1, 1, "制定《测试区供热管理办法》");
    cell(b, p, 2, 2, 1, 1, "区住房城乡建设局");
    cell(b, p, 3, 1, 2, 1, "老旧小区改造");
    cell(b, p, 3, 2, 1, 1, "区住房城乡建设局");
    cell(b, p, 4, 2, 1, 1, "区财政局");
    cell(b, p, 5, 0, 1, 4, "以上事项可以调整");
    cell(b, p, 6, 1, 1, 1, "决策事项");
    cell(b, p, 7, 1, 1, 1, "—");
    cell(b, p, 8, 1, 1, 1, "体育公园建设");
    expect_rows(b, (const char *const[]){ "制定《测试区供热管理办法》", "老旧小区改造", "体育公园建设", NULL });
}

static void rows_of_a_text(void **state)
{
    static const struct {
        const char *text, *first, *second;
    } cases[] = {
        { "现公布如下： 1.制定《测试区供热管理办法》（承办单位：区住建局） 2.体育公园建设（承办单位：区教体局）",
          "制定《测试区供热管理办法》", "体育公园建设" },
        { "序号 事项名称 承办单位 1 测试区供热管理办法 区住房城乡建设局 6月底前 2 体育公园建设 区教育和体育局 第四季度",
          "测试区供热管理办法", "体育公园建设" },
        { "一、测试区供热管理办法。承办单位：区住建局。 二、体育公园建设。承办单位：区教体局。", "测试区供热管理办法",
          "体育公园建设" },
        { "（一）测试区供热管理办法；责任单位：区住建局 （二）体育公园建设；", "测试区供热管理办法", "体育公园建设" },
        { "１、制定《测试区供热 管理办法》 责任单位：区住建局 ２、体育公园建设", "制定《测试区供热管理办法》",
          "体育公园建设" },
        { "1 测试区供热管理办法 《山东省供热条例》 区住建局 2 体育公园建设 《体育法》 区教体局", "测试区供热管理办法",
          "体育公园建设" },
        { "序号 1 2 3 事项 测试区供热管理办法 体育公园建设 绿道建设", NULL, NULL }, /* column by column */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        put(b, a.catalogue, CATALOGUE, "2026-04-01", cases[i].text);
        expect_rows(b, (const char *const[]){ cases[i].first, cases[i].second, NULL });
        builder_end(&fresh);
    }
    (void)state;
}

static void rows_of_a_file(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t p = put(b, a.catalogue, "关于公布2026年度重大行政决策事项目录的通知", "2026-04-01", TEXT TEXT);
    attach(b, p, "序号 事项 承办单位 1 测试区供热管理办法 区住房城乡建设局 2 体育公园建设 区教育和体育局", "");
    expect_rows(b, (const char *const[]){ "测试区供热管理办法", "体育公园建设", NULL });
}

static void catalogues_that_cannot_be_read(void **state)
{
    static const struct {
        const char *text, *why, *said;
        int images;
    } cases[] = { { "", "no-text", "no-text", 0 },
                  { "", "old-format", "old-format", 0 },
                  { "只有一段说明文字，没有列出事项，请向主管部门查询。", "", "unreadable-list", 0 },
                  { "", NULL, "no-text", 1 } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        uint32_t p = put(b, a.catalogue, CATALOGUE, "2026-04-01", "目录见附件。");
        b->pages[p].body.images = (uint32_t)cases[i].images;
        if (cases[i].why)
            attach(b, p, cases[i].text, cases[i].why);
        run(b, "decision.incomplete");
        assert_int_equal(b->out.findings.count, 0);
        if (!unverified(b, at(b, p), cases[i].said))
            fail_msg("case %zu is not said to be %s", i, cases[i].said);
        builder_end(&fresh);
    }
    (void)state;
}

/* A column that is one page: of which year it tells nobody knows. */
static void a_catalogue_that_is_a_column(void **state)
{
    struct builder *b = *state;
    area(b);
    uint32_t p = page(b, SITE "/zdjc/ml.html");
    tag(b, p, "ColumnName", "重大行政决策事项清单");
    crumb(b, p, "首页", SITE "/");
    crumb(b, p, "重大行政决策事项清单", SITE "/zdjc/ml.html");
    b->pages[p].known |= KNOWN_BODY;
    b->pages[p].body.chars = 300;
    b->pages[p].body_text = STR("1.测试区供热管理办法 2.体育公园建设 " TEXT);
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/zdjc/ml.html", "text-page"));
}

/* What is called so and is none, whose is not ours, and which of several holds. */
static void which_catalogues_count(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const others[] = { "测试区绿道规划", NULL }, *const old[] = { "测试区旧事办法", NULL },
                             *const later[] = { "测试区供热管理办法", "体育公园建设", NULL },
                             *const unit[] = { "测试区供热管理办法", "学校食堂改造", NULL };
    put_catalogue(b, a, "枣庄市2026年度重大行政决策事项目录", "2026-02-01", others);
    put_catalogue(b, a, "关于征集2026年度重大行政决策事项目录建议的公告", "2026-01-05", others);
    put_catalogue(b, a, "测试区重大行政决策事项目录编制办法", "2026-01-06", others);
    put_catalogue(b, a, "测试区人民政府2023年度重大行政决策事项目录", "2023-03-01", old);
    put_catalogue(b, a, CATALOGUE, "2026-04-01", old);
    put_catalogue(b, a, CATALOGUE "（调整）", "2026-08-01", later);
    put_catalogue(b, a, "测试区教育和体育局2026年度重大行政决策事项目录", "2026-05-01", unit);
    expect_rows(b, (const char *const[]){ "测试区供热管理办法", "体育公园建设", "学校食堂改造", NULL });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(rows_of_a_table),
        SITE_TEST(rows_of_a_text),
        SITE_TEST(rows_of_a_file),
        SITE_TEST(catalogues_that_cannot_be_read),
        SITE_TEST(a_catalogue_that_is_a_column),
        SITE_TEST(which_catalogues_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
