/* SPDX-License-Identifier: MIT */
/* column.missing and disclosure.missing where the portal's menu was not seen: written by a script, in frames, or plain.
 */
#include "site_builder.h"

enum { PAGES = 6, MENU = 5 };

static struct plan_clause asked[] = {
    { .id = STR_INIT("1"), .title = STR_INIT("建议提案"), .text = STR_INIT("做好建议提案办理结果公开。") }
};
static struct plan_indicator timed[] = {
    { .no = STR_INIT("1"), .name = STR_INIT("空气质量情况通报"), .limit = { .kind = PLAN_LIMIT_MONTHLY } }
};
static struct plan plan = {
    .id = STR_INIT("ceshi"), .clauses = asked, .clause_count = 1, .indicators = timed, .indicator_count = 1
};

/* A home page, ordinary pages, and columns that nobody links to yet. */
static void start(struct builder *b, uint32_t pages[PAGES], uint32_t columns[MENU])
{
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
    for (int i = 0; i < PAGES; i++)
        pages[i] = article(b, str_fmt(&b->arena, SITE "/xw/202611/t2026110%d_1%d.html", i + 1, i).ptr, "推进会召开",
                           "2026-11-03");
    for (int i = 0; i < MENU; i++)
        columns[i] = page(b, str_fmt(&b->arena, SITE "/lm%d/", i).ptr);
}

static void load_script(struct builder *b, uint32_t from)
{
    uint32_t script = resource(b, SITE "/js/jquery.min.js", OUTCOME_OK, 200);
    link_row(b, from, script, "")->kind = LINK_SCRIPT;
}

static bool accused(struct builder *b)
{
    run(b, "column.missing");
    run(b, "disclosure.missing");
    size_t n = findings(b, "column.missing") + findings(b, "disclosure.missing");
    if (n == 0) {
        assert_true(unverified(b, "建议提案办理", "javascript-list"));
        assert_true(unverified(b, "ceshi/1", "javascript-list"));
    } else {
        assert_int_equal(n, 2);
    }
    return n > 0;
}

static void nothing_is_missing_from_a_menu_that_scripts_write(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    load_script(b, 0);
    for (int i = 0; i < PAGES; i++) { /* a box of articles on every page is no menu */
        struct link_row *l = link_row(b, 0, pages[i], "推进会召开");
        l->page_count = PAGES + 1;
    }
    assert_false(accused(b));
}

static void inline_scripts_write_menus_too(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    b->pages[0].js |= JS_WRITES;
    link_row(b, 0, columns[0], "新闻");
    assert_false(accused(b));
}

static void a_menu_on_most_pages_is_seen(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    load_script(b, 0);
    for (int i = 0; i < MENU; i++)
        link_row(b, 0, columns[i], "栏目")->page_count = PAGES + MENU;
    assert_true(accused(b));
}

static void the_navigation_of_the_home_page_is_seen(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    load_script(b, 0);
    for (int i = 0; i < MENU; i++)
        link_row(b, 0, columns[i], "栏目")->region = REGION_NAV;
    assert_true(accused(b));
}

static void a_menu_in_a_script_file_is_seen(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    load_script(b, 0);
    uint32_t script = page(b, SITE "/js/common.js");
    b->pages[script].known = 0;
    for (int i = 0; i < MENU; i++)
        link_row(b, script, columns[i], "栏目");
    assert_true(accused(b));
}

static void frames_show_menus(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    load_script(b, pages[0]);
    uint32_t top = page(b, SITE "/top.htm");
    link_row(b, 0, top, "")->kind = LINK_FRAME;
    for (int i = 0; i < MENU; i++)
        link_row(b, top, columns[i], "栏目");
    assert_true(accused(b));
}

static void frames_that_were_not_read_may_hold_the_menu(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    link_row(b, 0, resource(b, SITE "/top.htm", OUTCOME_TIMEOUT, 0), "")->kind = LINK_FRAME;
    assert_false(accused(b));
}

/* A menu is there, and a platform of disclosed information that only a browser sees. */
static void a_catalogue_by_script_may_hold_the_column(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    for (int i = 0; i < MENU; i++)
        link_row(b, 0, columns[i], "栏目")->region = REGION_NAV;
    uint32_t c = column(b, SITE "/sj/", "天气数据");
    b->pages[c].js |= JS_LIST;
    assert_true(accused(b));
    b->out.findings.count = 0;
    b->judge.menu_asked = false;
    b->judge.matching = NULL;
    c = column(b, SITE "/gkmlpt/index", "政府信息公开");
    b->pages[c].js |= JS_LIST;
    judge_ready(b);
    assert_false(accused(b));
}

static void a_plain_site_without_a_menu_is_judged(void **state)
{
    struct builder *b = *state;
    uint32_t pages[PAGES], columns[MENU];
    start(b, pages, columns);
    assert_true(accused(b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(nothing_is_missing_from_a_menu_that_scripts_write),
        SITE_TEST(inline_scripts_write_menus_too),
        SITE_TEST(a_menu_on_most_pages_is_seen),
        SITE_TEST(the_navigation_of_the_home_page_is_seen),
        SITE_TEST(a_menu_in_a_script_file_is_seen),
        SITE_TEST(frames_show_menus),
        SITE_TEST(frames_that_were_not_read_may_hold_the_menu),
        SITE_TEST(a_catalogue_by_script_may_hold_the_column),
        SITE_TEST(a_plain_site_without_a_menu_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
