/* SPDX-License-Identifier: MIT */
/* Title, page tags, language, base. */
#include "reading_test.h"

static void title_is_decoded_and_the_pages_own(void **state)
{
    struct reading *r =
        reading_of(state, "<html lang=zh-CN><head><svg><title>icon</title></svg>"
                          "<title>&#x6c5f;&#x82cf;&#x5feb;&#x0033;\n 走势</title></head><title>later</title>");
    head_read(r);
    assert_str(r->page->title, "江苏快3 走势");
    assert_str(r->page->lang, "zh-CN");
}

static void tags_keep_order_and_repeats(void **state)
{
    struct reading *r =
        reading_of(state, "<meta name='SiteName' content=' 邯郸市人民政府 '><META NAME=keywords CONTENT='a，b'>"
                          "<meta charset=utf-8><meta property=og:title content=t><meta name=SiteName content=''>"
                          "<meta http-equiv=refresh content='0; url=x'>");
    head_read(r);
    assert_int_equal(r->page->tags.count, 4);
    assert_str(r->page->tags.items[0].name, "SiteName");
    assert_str(r->page->tags.items[0].content, "邯郸市人民政府");
    assert_str(r->page->tags.items[1].name, "keywords");
    assert_str(r->page->tags.items[2].name, "og:title");
    assert_int_equal(r->page->tags.items[3].content.len, 0);
}

static void base_moves_the_links(void **state)
{
    struct reading *r = reading_of(state, "<base target=_blank><base href='/xxgk/'><base href='/other/'>");
    head_read(r);
    assert_str(r->base, "http://www.shanting.gov.cn/xxgk/");
    r = reading_of(state, "<base href='javascript:'><p>x");
    head_read(r);
    assert_str(r->base, PAGE_ADDRESS);
}

static void long_values_end_between_characters(void **state)
{
    char html[6000] = "<title>a";
    for (int i = 0; i < 1500; i++)
        strncat(html, "字", sizeof html - strlen(html) - 1);
    struct reading *r = reading_of(state, html);
    head_read(r);
    assert_int_equal(r->page->title.len, 1 + 341 * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(title_is_decoded_and_the_pages_own),
        on_arena(tags_keep_order_and_repeats),
        on_arena(base_moves_the_links),
        on_arena(long_values_end_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
