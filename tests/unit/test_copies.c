/* SPDX-License-Identifier: MIT */
/* Which addresses are one page, and which only look like it. */
#include "site_builder.h"
#include "rules/copies.h"

static void fold(struct builder *b)
{
    judge_ready(b);
    copies_fold(&b->site, &b->arena);
    b->judge.columns = columns_build(&b->arena, &b->site, b->book, b->judge.profile, b->judge.as_of);
}

static bool is_copy(const struct builder *b, uint32_t copy, uint32_t of)
{
    const struct resource_fact *r = &b->resources[copy];
    return !r->page && r->outcome == OUTCOME_REDIRECT && r->redirect_to == of && b->resources[of].page;
}

/* An article of the same words at the address. */
static uint32_t told(struct builder *b, const char *address)
{
    return article(b, address, "关于印发管理办法的通知", "2026-06-09");
}

static void schemes_and_www_are_one_page(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    uint32_t tls = told(b, "https://www.ceshi.gov.cn/a.html");
    uint32_t bare = told(b, "http://ceshi.gov.cn/a.html");
    uint32_t own = told(b, SITE "/a.html");
    uint32_t link = b->site.link_count;
    link_row(b, 0, tls, "通知");
    fold(b);
    assert_true(is_copy(b, tls, own));
    assert_true(is_copy(b, bare, own));
    assert_int_equal(b->links[link].target, own);
}

static void home_stays_what_was_asked_for(void **state)
{
    struct builder *b = *state;
    b->site.run.home = STR(SITE "/index.html");
    uint32_t slash = page(b, SITE "/"), home = page(b, SITE "/index.html");
    fold(b);
    assert_true(is_copy(b, slash, home));
}

static void what_differs_is_two_pages(void **state)
{
    struct builder *b = *state;
    uint32_t plain = told(b, SITE "/a.html"), tls = told(b, "https://www.ceshi.gov.cn/a.html");
    *arena_push(&b->arena, &b->pages[tls].hidden) = (struct hidden_fact){ .outside_links = 3 };
    uint32_t gone = resource(b, "https://www.ceshi.gov.cn/b.html", OUTCOME_STATUS, 404), good = told(b, SITE "/b.html");
    fold(b);
    assert_non_null(b->resources[plain].page);
    assert_non_null(b->resources[tls].page);
    assert_int_equal(b->resources[gone].outcome, OUTCOME_STATUS);
    assert_non_null(b->resources[good].page);
}

static void phones_printers_and_trackers(void **state)
{
    struct builder *b = *state;
    uint32_t own = told(b, SITE "/zwgk/a.html");
    b->pages[own].visible_chars = 900;
    const uint32_t copies[] = {
        told(b, SITE "/m/zwgk/a.html"),
        told(b, "http://m.ceshi.gov.cn/zwgk/a.html"),
        told(b, SITE "/zwgk/a.html?print=1"),
        told(b, SITE "/zwgk/a.html?from=timeline"),
        told(b, SITE "/zwgk/a.html?pageNum=2"),
        told(b, SITE "/ZWGK/a.html"),
        told(b, SITE "/zwgk/a.html;jsessionid=A1B2"),
    };
    fold(b);
    for (size_t i = 0; i < ARRAY_LEN(copies); i++)
        assert_true(is_copy(b, copies[i], own));
}

/* Templates without text are alike whatever they should have said: only the address tells them apart. */
static void emptied_pages_stay_apart(void **state)
{
    struct builder *b = *state;
    uint32_t one = told(b, SITE "/show.jsp?id=1"), two = told(b, SITE "/show.jsp?id=2");
    uint32_t shared = told(b, SITE "/show.jsp?id=1&from=timeline");
    uint32_t sorry = told(b, SITE "/show.jsp?id=8"), too = told(b, SITE "/show.jsp?id=9"); /* the same long excuse */
    b->pages[one].body.chars = b->pages[two].body.chars = b->pages[shared].body.chars = 0;
    fold(b);
    assert_non_null(b->resources[sorry].page);
    assert_non_null(b->resources[too].page);
    assert_non_null(b->resources[one].page);
    assert_non_null(b->resources[two].page);
    assert_true(is_copy(b, shared, one));
}

static void one_fault_is_told_once(void **state)
{
    struct builder *b = *state;
    uint32_t home = page(b, SITE "/"), other = page(b, SITE "/other.html");
    uint32_t tls = resource(b, "https://www.ceshi.gov.cn/x.html", OUTCOME_STATUS, 404);
    uint32_t own = resource(b, SITE "/x.html", OUTCOME_STATUS, 404);
    link_row(b, home, tls, "指南");
    link_row(b, home, own, "指南");
    link_row(b, other, own, "办事指南");
    uint32_t only = resource(b, "https://www.ceshi.gov.cn/y.html", OUTCOME_STATUS, 404);
    link_row(b, home, only, "年报");
    link_row(b, home, resource(b, SITE "/y.html", OUTCOME_OK, 200), "年报");
    link_row(b, home, resource(b, "https://www.far.com.cn/", OUTCOME_STATUS, 404), "协会");
    link_row(b, home, resource(b, "http://far.com.cn/", OUTCOME_STATUS, 404), "协会");
    fold(b);
    run(b, "link.broken");
    const struct finding *f = found(b, "link.broken", SITE "/x.html");
    assert_non_null(f);
    assert_int_equal(f->where_len, 2);
    assert_int_equal(f->where_count, 2);
    assert_non_null(found(b, "link.broken", "https://www.ceshi.gov.cn/y.html"));
    assert_int_equal(findings(b, "link.broken"), 4);
}

static uint32_t busy(struct builder *b, int n)
{
    uint32_t p = page(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zwgk/c%d/", n)));
    b->pages[p].title = STR("系统繁忙");
    b->pages[p].visible_text = STR("系统繁忙，请稍后再试。");
    b->pages[p].visible_chars = 11;
    b->resources[p].body_hash = 7;
    return p;
}

static void one_answer_for_everything_is_a_wall(void **state)
{
    struct builder *b = *state;
    uint32_t home = page(b, SITE "/"), good = told(b, SITE "/a.html"), first = busy(b, 0);
    for (int i = 1; i < 12; i++)
        busy(b, i);
    uint32_t lost = 0;
    for (int i = 20; i < 40; i++) {
        lost = busy(b, i);
        b->pages[lost].visible_text = STR("您访问的页面不存在。");
    }
    fold(b);
    echoes_silence(&b->site, &b->arena);
    assert_int_equal(b->resources[first].outcome, OUTCOME_WALL);
    assert_null(b->resources[first].page);
    assert_non_null(b->resources[home].page);
    assert_non_null(b->resources[good].page);
    assert_non_null(b->resources[lost].page);
}

static void a_few_alike_are_pages(void **state)
{
    struct builder *b = *state;
    uint32_t first = busy(b, 0);
    for (int i = 1; i < 11; i++)
        busy(b, i);
    for (int i = 11; i < 40; i++)
        b->pages[busy(b, i)].js = JS_LIST;
    for (int i = 40; i < 60; i++) /* the same to read, but with pictures or hidden words of their own */
        b->resources[busy(b, i)].body_hash = (uint64_t)i;
    fold(b);
    echoes_silence(&b->site, &b->arena);
    assert_non_null(b->resources[first].page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(schemes_and_www_are_one_page, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(home_stays_what_was_asked_for, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(what_differs_is_two_pages, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(phones_printers_and_trackers, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(emptied_pages_stay_apart, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(one_answer_for_everything_is_a_wall, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(a_few_alike_are_pages, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(one_fault_is_told_once, builder_start, builder_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
