/* SPDX-License-Identifier: MIT */
/* column.empty, column.stale, column.undated, column.missing: edge days, kinds of columns, and lists that cannot be
 * known. */
#include "site_builder.h"

static uint32_t dated(struct builder *b, const char *address, const char *name, const char *newest)
{
    uint32_t c = column(b, address, name);
    row(b, c, "条目", str_cstr(&b->arena, str_fmt(&b->arena, "%s202501/t20250101_%u.html", address, c)), newest);
    return c;
}

/* A column above one page of text: the page is what it holds. */
static void a_column_over_a_page_is_not_empty(void **state)
{
    struct builder *b = *state;
    uint32_t full = column(b, SITE "/a/", "公告"), above = column(b, SITE "/zjyh/", "走进"),
             text = page(b, SITE "/zjyh/qqgk.htm");
    row(b, full, "甲", SITE "/a/t20261110_1.html", "2026-11-10");
    crumb(b, text, "首页", SITE "/");
    crumb(b, text, "走进", SITE "/zjyh/");
    crumb(b, text, "区情概况", "");
    link_row(b, above, text, "更多");
    column(b, SITE "/none/", "双拥");
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
}

/* A map of the site lists nothing of its own; a menu of siblings stands beside every one of them. */
static void a_map_is_not_empty(void **state)
{
    struct builder *b = *state;
    static const char *const names[] = { "规划", "计划", "总结", "通报", "公告", "采购" };
    uint32_t map = column(b, SITE "/map/", "网站地图"), empty = column(b, SITE "/none/", "双拥"), all[ARRAY_LEN(names)];
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/c%zu/", i));
        all[i] = column(b, address, names[i]);
        row(b, all[i], "甲", str_cstr(&b->arena, str_fmt(&b->arena, "%st20261110_1.html", address)), "2026-11-10");
        link_row(b, map, all[i], names[i]);
        link_row(b, empty, all[i], names[i])->page_count = ARRAY_LEN(names) + 1;
    }
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
}

/* 推荐阅读: 暂无内容 stands beside every list and every text of the template. */
static void words_of_a_side_box_say_nothing(void **state)
{
    struct builder *b = *state;
    uint32_t full = dated(b, SITE "/full/", "公共法律服务", "2026-11-01"), none = column(b, SITE "/none/", "信用监管");
    uint32_t text = column(b, SITE "/text/", "公开指南");
    b->pages[full].js = JS_EMPTY_WORDS;
    b->pages[none].js = b->pages[text].js = JS_EMPTY_WORDS | JS_SAYS_EMPTY;
    b->pages[text].known |= KNOWN_BODY;
    b->pages[text].body.chars = 400;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
}

static void empty_columns(void **state)
{
    struct builder *b = *state;
    dated(b, SITE "/full/", "公共法律服务", "2026-11-01");
    column(b, SITE "/none/", "退役军人");
    uint32_t says = column(b, SITE "/says/", "信用监管");
    b->pages[says].js = JS_SAYS_EMPTY | JS_LIST;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 2);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
    assert_non_null(found(b, "column.empty", SITE "/says/"));
    assert_true(str_has(found(b, "column.empty", SITE "/none/")->message, STR("退役军人")));
}

/* A page that leads on to pages nobody has seen may be the way to columns. */
static void ways_to_unseen_pages_are_not_empty(void **state)
{
    struct builder *b = *state;
    dated(b, SITE "/full/", "公共法律服务", "2026-11-01");
    uint32_t hub = column(b, SITE "/hub/", "走进云河");
    column(b, SITE "/none/", "退役军人");
    uint32_t left = resource(b, SITE "/hub/lsyg/", OUTCOME_PENDING, 0);
    b->resources[left].refusal = REFUSAL_BUDGET;
    link_row(b, hub, left, "历史沿革");
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
    assert_true(unverified(b, SITE "/hub/", "budget"));
}

static void columns_that_only_look_empty(void **state)
{
    struct builder *b = *state;
    dated(b, SITE "/full/", "公共法律服务", "2026-11-01");
    uint32_t script = column(b, SITE "/script/", "脚本栏目");
    b->pages[script].js = JS_LIST;
    uint32_t text = column(b, SITE "/text/", "区情概况");
    b->pages[text].known |= KNOWN_BODY;
    b->pages[text].body.chars = 800;
    uint32_t loose = column(b, SITE "/loose/", "没有认出正文的一页");
    b->pages[loose].visible_chars = 1500;
    uint32_t parent = column(b, SITE "/parent/", "政务公开");
    dated(b, SITE "/parent/child/", "会议公开", "2026-11-01");
    uint32_t later = column(b, SITE "/later/", "条目在第二页"), second = page(b, SITE "/later/index_1.html");
    *arena_push(&b->arena, &b->pages[later].next_pages) = STR(SITE "/later/index_1.html");
    list_start(b, second);
    row(b, second, "条目", SITE "/later/202611/t20261101_77.html", "2026-11-01");
    uint32_t half = column(b, SITE "/half/", "没有读完");
    b->pages[half].known = KNOWN_TREE;
    (void)parent;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 0);
    assert_true(unverified(b, SITE "/script/", "javascript-list"));
    assert_true(unverified(b, SITE "/half/", "unreadable-list"));
}

/* A page of a few sentences in a template that gives long lists more room than it has words; the column beside it has
 * none. */
static void a_short_text_is_no_empty_column(void **state)
{
    struct builder *b = *state;
    uint32_t full = dated(b, SITE "/full/", "公共法律服务", "2026-11-01");
    uint32_t text = column(b, SITE "/leaders/", "县政府班子"), none = column(b, SITE "/none/", "退役军人");
    uint32_t picture = column(b, SITE "/chart/", "内设科室");
    b->pages[full].visible_chars = 900;
    b->pages[full].prose_chars = 40;
    b->pages[text].visible_chars = 500;
    b->pages[text].prose_chars = 120;
    b->pages[none].visible_chars = 420;
    b->pages[none].prose_chars = 44;
    b->pages[picture].prose_chars = 38;
    b->pages[picture].visible_chars = 420;
    uint32_t image = resource(b, SITE "/chart/W020260101.png", OUTCOME_OK, 200);
    link_row(b, picture, image, "")->kind = LINK_IMAGE;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/none/"));
}

static void stale_on_both_sides_of_the_limit(void **state)
{
    struct builder *b = *state;
    dated(b, SITE "/a/", "今日要闻", "2026-11-06"); /* 14 days: in time */
    dated(b, SITE "/b/", "镇街动态", "2026-11-05"); /* 15 days */
    dated(b, SITE "/c/", "通知公告", "2026-05-20"); /* the same day six months before */
    dated(b, SITE "/d/", "公示公告", "2026-05-18");
    dated(b, SITE "/e/", "乡村振兴", "2025-11-20"); /* 365 days */
    dated(b, SITE "/f/", "双减工作", "2025-11-19");
    dated(b, SITE "/g/", "办事指南", "2019-01-01"); /* does not age */
    dated(b, SITE "/j/", "旅游景点", "2019-01-01");
    dated(b, SITE "/h/", "失效文件", "2016-03-05");
    dated(b, SITE "/i/", "主题教育专题", "2020-01-16");
    run(b, "column.stale");
    assert_int_equal(findings(b, "column.stale"), 3);
    assert_true(evidence_has(found(b, "column.stale", SITE "/b/"), "\"newest\":\"2026-11-05\""));
    assert_non_null(found(b, "column.stale", SITE "/d/"));
    assert_non_null(found(b, "column.stale", SITE "/f/"));
}

static void stale_is_not_said_of_what_is_not_known(void **state)
{
    struct builder *b = *state;
    uint32_t script = dated(b, SITE "/a/", "脚本动态", "2020-01-01");
    b->pages[script].js = JS_LIST;
    uint32_t cut = dated(b, SITE "/b/", "分页没有读到的动态", "2020-01-01");
    *arena_push(&b->arena, &b->pages[cut].next_pages) = STR(SITE "/b/index_1.html");
    column(b, SITE "/c/", "空白动态");
    run(b, "column.stale");
    assert_int_equal(findings(b, "column.stale"), 0);
    assert_true(unverified(b, SITE "/a/", "javascript-list"));
    assert_true(unverified(b, SITE "/b/", "unreadable-list"));
}

static void newest_first_is_enough_without_all_pages(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/a/", "部门动态");
    static const char *const days[] = { "2026-09-16", "2026-09-10", "2026-09-01",
                                        "2026-08-01", "2026-07-01", "2026-06-01" };
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        row(b, c, days[i], str_cstr(&b->arena, str_fmt(&b->arena, SITE "/a/x/t20260101_%zu.html", i)), days[i]);
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/a/index_1.html");
    run(b, "column.stale");
    assert_non_null(found(b, "column.stale", SITE "/a/"));
}

static void undated_columns(void **state)
{
    struct builder *b = *state;
    uint32_t files = column(b, SITE "/files/", "收费目录清单"), shown = column(b, SITE "/shown/", "区长信箱");
    uint32_t unread = column(b, SITE "/unread/", "外部条目");
    for (int i = 0; i < 4; i++) {
        row(b, files, str_cstr(&b->arena, str_fmt(&b->arena, "清单%d", i)),
            str_cstr(&b->arena, str_fmt(&b->arena, SITE "/files/P02026010112345678901%d.pdf", i)), "");
        char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/shown/info/10/%d.htm", 100 + i));
        article(b, address, "来信", "2026-11-01");
        row(b, shown, address, address, "");
        row(b, unread, str_cstr(&b->arena, str_fmt(&b->arena, "外部%d", i)),
            str_cstr(&b->arena, str_fmt(&b->arena, "http://other.gov.cn/x/%d.html", i)), "");
    }
    run(b, "column.undated");
    assert_int_equal(findings(b, "column.undated"), 1);
    assert_non_null(found(b, "column.undated", SITE "/files/"));
    assert_true(unverified(b, SITE "/unread/", "unreadable-list"));
}

static void program(struct builder *b, uint32_t p, const char *name)
{
    *arena_push(&b->arena, &b->pages[p].programs) = text_of(name);
}

/* An empty list is empty only where the same scripts leave another column's rows in the HTML. */
static void lists_that_any_script_may_fill(void **state)
{
    struct builder *b = *state;
    uint32_t full = dated(b, SITE "/full/", "工作动态", "2026-11-01");
    static const char *const menu_js = SITE "/js/menu.js", *const pager = "createPageHTML";
    program(b, full, menu_js);
    program(b, full, pager);
    static const struct {
        const char *address, *name;
        bool like, says;
    } samples[] = { { SITE "/a/", "甲", true, false },
                    { SITE "/b/", "乙", true, true },
                    { SITE "/c/", "丙", false, false },
                    { SITE "/d/", "丁", false, true } };
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        uint32_t p = column(b, samples[i].address, samples[i].name);
        program(b, p, menu_js);
        if (!samples[i].like)
            program(b, p, "loadList");
        b->pages[p].js |= samples[i].says ? JS_SAYS_EMPTY : 0;
    }
    uint32_t told = column(b, SITE "/e/", "戊"); /* its own machinery says 0 */
    program(b, told, "loadList");
    b->pages[told].js |= JS_SAYS_EMPTY;
    b->pages[told].pager = PAGER_DATASTORE;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 3);
    assert_non_null(found(b, "column.empty", SITE "/a/"));
    assert_non_null(found(b, "column.empty", SITE "/b/"));
    assert_non_null(found(b, "column.empty", SITE "/e/"));
    assert_true(unverified(b, SITE "/c/", "javascript-list"));
    assert_true(unverified(b, SITE "/d/", "javascript-list"));
}

static uint32_t undated_files(struct builder *b, const char *address, const char *name)
{
    uint32_t c = column(b, address, name);
    for (int i = 0; i < 4; i++)
        row(b, c, str_fmt(&b->arena, "清单%d", i).ptr,
            str_fmt(&b->arena, "%sP02026010112345678901%d.pdf", address, i).ptr, "");
    return c;
}

/* Rows without dates are undated only where the same scripts leave another column's dates in the HTML. */
static void dates_that_any_script_may_show(void **state)
{
    struct builder *b = *state;
    program(b, dated(b, SITE "/full/", "工作动态", "2026-11-01"), "createPageHTML");
    program(b, undated_files(b, SITE "/a/", "收费目录清单"), "createPageHTML");
    program(b, undated_files(b, SITE "/b/", "表格下载"), "showDates");
    undated_files(b, SITE "/c/", "资料下载");
    run(b, "column.undated");
    assert_int_equal(findings(b, "column.undated"), 2);
    assert_non_null(found(b, "column.undated", SITE "/a/"));
    assert_non_null(found(b, "column.undated", SITE "/c/"));
    assert_true(unverified(b, SITE "/b/", "javascript-list"));
}

/* A page to write a letter on is no empty list; a search box that every page has makes no list full. */
static void forms_are_no_empty_lists(void **state)
{
    struct builder *b = *state;
    dated(b, SITE "/full/", "工作动态", "2026-11-01");
    uint32_t letter = column(b, SITE "/letter/", "区长信箱"), empty = column(b, SITE "/empty/", "空白");
    uint32_t action = resource(b, SITE "/send.do", OUTCOME_PENDING, 0),
             search = resource(b, SITE "/so", OUTCOME_PENDING, 0);
    link_row(b, letter, action, "")->kind = LINK_FORM;
    struct link_row *box = link_row(b, empty, search, "");
    box->kind = LINK_FORM;
    box->page_count = 400;
    run(b, "column.empty");
    assert_int_equal(findings(b, "column.empty"), 1);
    assert_non_null(found(b, "column.empty", SITE "/empty/"));
}

/* A page of links to columns has no dates, and none are wanted. */
static void menus_have_no_dates(void **state)
{
    struct builder *b = *state;
    uint32_t menu = column(b, SITE "/zt/", "专题汇总");
    static const char *const below[] = { SITE "/p/", SITE "/q/", SITE "/r/" };
    for (size_t i = 0; i < ARRAY_LEN(below); i++) {
        dated(b, below[i], below[i], "2026-11-01");
        row(b, menu, below[i], below[i], "");
    }
    run(b, "column.undated");
    assert_int_equal(findings(b, "column.undated"), 0);
}

static void missing_only_when_a_clause_asks(void **state)
{
    struct builder *b = *state;
    struct plan_clause clauses[] = {
        { .id = STR("1"), .title = STR("建议提案"), .text = STR("做好建议提案办理结果公开,更新完善权责清单。") }
    };
    struct plan plan = { .id = STR("ceshi"), .clauses = clauses, .clause_count = 1 };
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
    dated(b, SITE "/qd/", "权责清单", "2026-11-01");
    /* letters to the government are no motions of its congress */
    row(b, column(b, SITE "/lyzx/", "意见建议征集"), "建议增设公交站点", SITE "/lyzx/1.html", "2026-11-01");
    run(b, "column.missing");
    assert_int_equal(findings(b, "column.missing"), 1);
    const struct finding *f = found(b, "column.missing", "建议提案办理");
    assert_non_null(f);
    assert_int_equal(f->clause_count, 1);
}

static void missing_is_not_said_of_half_a_crawl(void **state)
{
    struct builder *b = *state;
    struct plan_clause clauses[] = {
        { .id = STR("1"), .title = STR("建议提案"), .text = STR("做好建议提案办理结果公开。") }
    };
    struct plan plan = { .id = STR("ceshi"), .clauses = clauses, .clause_count = 1 };
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
    b->site.run.complete = false;
    run(b, "column.missing");
    assert_int_equal(findings(b, "column.missing"), 0);
    assert_true(unverified(b, "建议提案办理", "budget"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_column_over_a_page_is_not_empty),
        SITE_TEST(a_map_is_not_empty),
        SITE_TEST(empty_columns),
        SITE_TEST(words_of_a_side_box_say_nothing),
        SITE_TEST(ways_to_unseen_pages_are_not_empty),
        SITE_TEST(columns_that_only_look_empty),
        SITE_TEST(a_short_text_is_no_empty_column),
        SITE_TEST(stale_on_both_sides_of_the_limit),
        SITE_TEST(stale_is_not_said_of_what_is_not_known),
        SITE_TEST(newest_first_is_enough_without_all_pages),
        SITE_TEST(undated_columns),
        SITE_TEST(lists_that_any_script_may_fill),
        SITE_TEST(dates_that_any_script_may_show),
        SITE_TEST(forms_are_no_empty_lists),
        SITE_TEST(menus_have_no_dates),
        SITE_TEST(missing_only_when_a_clause_asks),
        SITE_TEST(missing_is_not_said_of_half_a_crawl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
