/* SPDX-License-Identifier: MIT */
/* Page facts: JSON both ways, tags and metadata by name. */
#include "core/arena.h"
#include "core/json.h"
#include "core/page_facts.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static str write_page(struct arena *a, const struct page_facts *p, bool whole)
{
    struct buf b;
    struct json_writer w;
    buf_init(&b, 1u << 20);
    json_to_buf(&w, &b, false);
    page_facts_write(&w, p, whole);
    assert_true(json_ok(&w));
    str text = str_dup(a, buf_str(&b));
    buf_done(&b);
    return text;
}

static struct page_facts *read_page(struct arena *a, str text)
{
    struct fail f = { 0 };
    const struct json_value *json = json_parse(a, text, "page", &f);
    assert_non_null(json);
    return page_facts_read(a, json);
}

static void add_links(struct arena *a, struct page_facts *p)
{
    static const enum region regions[] = { REGION_NAV,    REGION_CONTENT, REGION_RELATED, REGION_CRUMB,
                                           REGION_FOOTER, REGION_LIST,    REGION_HEAD };
    for (size_t i = 0; i < ARRAY_LEN(regions); i++) {
        *arena_push(a, &p->links) = (struct link_fact){ .address = STR("http://a.gov.cn/x"),
                                                        .href = STR("x"),
                                                        .text = words_region(regions[i]),
                                                        .region = regions[i],
                                                        .kind = LINK_AREA,
                                                        .hiding = HIDING_SIZE,
                                                        .works = true };
    }
}

static struct page_facts *sample(struct arena *a)
{
    struct page_facts *p = arena_new(a, struct page_facts, 1);
    *p = (struct page_facts){
        .address = STR("http://a.gov.cn/"),
        .known = KNOWN_TREE | KNOWN_FOOTER,
        .js = JS_MORE | JS_SAYS_EMPTY,
        .js_why = STR("jpaas"),
        .title = STR("首页 \"引号\""),
        .visible_chars = 123,
        .body_text = STR("正文"),
        .body = { .chars = 5, .images = 1, .container = STR(".TRS_Editor") },
        .footer_text = STR("鲁ICP备1号"),
        .published = day_make(2022, 6, 1),
        .published_source = DATE_PUBDATE,
        .pager = PAGER_TRS,
        .page_count = 9,
    };
    *arena_push(a, &p->tags) = (struct tag_fact){ STR("SiteName"), STR("甲") };
    *arena_push(a, &p->tags) = (struct tag_fact){ STR("sitename"), STR("乙") };
    *arena_push(a, &p->tags) = (struct tag_fact){ STR("PubDate"), (str){ 0 } };
    *arena_push(a, &p->crumbs) = (struct crumb_fact){ STR("首页"), STR("http://a.gov.cn/") };
    *arena_push(a, &p->dates) =
        (struct date_fact){ day_make(2021, 12, 31), DATE_LABELLED, STR("发布时间"), STR("2021-12-31") };
    *arena_push(a, &p->metadata) = (struct meta_fact){ META_NUMBER, STR("文号"), STR("〔2022〕1号") };
    *arena_push(a, &p->metadata) = (struct meta_fact){ META_NUMBER, STR("文号"), STR("second") };
    *arena_push(a, &p->lists) =
        (struct list_fact){ .heading = STR("动态"), .region = REGION_LIST, .main = true, .count = 2 };
    *arena_push(a, &p->rows) = (struct row_fact){ .title = STR("甲"), .date = day_make(2022, 1, 2), .yearless = true };
    *arena_push(a, &p->rows) = (struct row_fact){ .title = STR("乙"), .date = DAY_NONE, .list = 3 };
    *arena_push(a, &p->next_pages) = STR("http://a.gov.cn/index_1.html");
    *arena_push(a, &p->ids) = STR("top");
    *arena_push(a, &p->hidden) = (struct hidden_fact){ HIDING_INDENT, STR("彩票"), 4, STR("div#x") };
    *arena_push(a, &p->scripts) = (struct script_fact){ .asks_referrer = true,
                                                        .jumps_to = STR("http://evil.example/"),
                                                        .place = STR("body>script") };
    add_links(a, p);
    return p;
}

static void test_whole(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const struct page_facts *p = sample(&a);
    str text = write_page(&a, p, true);
    const struct page_facts *q = read_page(&a, text);
    assert_true(str_eq(text, write_page(&a, q, true)));
    assert_true(str_eq(q->title, p->title));
    assert_true(str_eq(q->body_text, p->body_text));
    assert_true(str_eq(q->body.container, p->body.container));
    assert_int_equal(q->body.chars, 5);
    assert_int_equal(q->known, p->known);
    assert_int_equal(q->js, p->js);
    assert_int_equal(q->published.n, p->published.n);
    assert_int_equal(q->published_source, DATE_PUBDATE);
    assert_int_equal(q->pager, PAGER_TRS);
    assert_int_equal(q->links.count, 7);
    assert_int_equal(q->links.items[0].region, REGION_NAV);
    assert_int_equal(q->links.items[0].kind, LINK_AREA);
    assert_int_equal(q->links.items[0].hiding, HIDING_SIZE);
    assert_true(q->links.items[0].works);
    assert_int_equal(q->rows.count, 2);
    assert_true(q->rows.items[0].yearless);
    assert_int_equal(q->rows.items[1].date.n, DAY_NONE.n);
    assert_int_equal(q->rows.items[1].list, 3);
    assert_true(q->lists.items[0].main);
    assert_int_equal(q->dates.items[0].source, DATE_LABELLED);
    assert_true(str_eq(q->crumbs.items[0].text, STR("首页")));
    assert_true(str_eq(q->next_pages.items[0], STR("http://a.gov.cn/index_1.html")));
    assert_true(str_eq(q->ids.items[0], STR("top")));
    assert_int_equal(q->hidden.items[0].outside_links, 4);
    assert_true(q->scripts.items[0].asks_referrer);
    assert_false(q->scripts.items[0].asks_crawler);
    assert_true(str_eq(q->scripts.items[0].place, STR("body>script")));
    assert_true(str_eq(q->hidden.items[0].place, STR("div#x")));
    arena_done(&a);
}

static void test_snapshot_form(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str text = write_page(&a, sample(&a), false);
    const struct page_facts *q = read_page(&a, text);
    assert_int_equal(q->links.count, 3);
    assert_int_equal(q->links.items[0].region, REGION_CONTENT);
    assert_int_equal(q->links.items[1].region, REGION_RELATED);
    assert_int_equal(q->links.items[2].region, REGION_CRUMB);
    assert_int_equal(q->body_text.len, 0);
    assert_int_equal(q->tags.count, 3);
    assert_int_equal(q->rows.count, 2);
    assert_true(str_eq(q->footer_text, STR("鲁ICP备1号")));
    assert_false(str_has(text, STR("null")));
    assert_false(str_has(text, STR("limit_hit")));
    arena_done(&a);
}

static void test_unknown(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts empty = { .published = DAY_NONE };
    assert_true(str_eq(write_page(&a, &empty, false), STR("{}")));
    assert_true(str_has(write_page(&a, &empty, true), STR("\"published\":null")));
    const struct page_facts *p = read_page(&a, STR("{}"));
    assert_int_equal(p->published.n, DAY_NONE.n);
    assert_int_equal(p->known, 0);
    assert_int_equal(p->rows.count, 0);
    p = read_page(&a,
                  STR("{\"pager\":\"no such\",\"page_count\":-4,\"title\":7,\"new\":[1],\"published\":\"2022-13-01\","
                      "\"known\":[\"rows\",\"else\"],\"rows\":[{}]}"));
    assert_int_equal(p->pager, PAGER_NONE);
    assert_int_equal(p->page_count, 0);
    assert_int_equal(p->title.len, 0);
    assert_int_equal(p->known, KNOWN_ROWS);
    assert_int_equal(p->published.n, DAY_NONE.n);
    assert_int_equal(p->rows.items[0].date.n, DAY_NONE.n);
    arena_done(&a);
}

static void test_names(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const struct page_facts *p = sample(&a);
    bool seen = false;
    assert_true(str_eq(page_tag(p, "SITENAME", &seen), STR("甲")));
    assert_true(seen);
    assert_int_equal(page_tag(p, "pubdate", &seen).len, 0);
    assert_true(seen);
    assert_int_equal(page_tag(p, "Site", &seen).len, 0);
    assert_false(seen);
    assert_true(str_eq(page_tag(p, "SiteName", NULL), STR("甲")));
    assert_true(str_eq(page_meta(p, META_NUMBER), STR("〔2022〕1号")));
    assert_int_equal(page_meta(p, META_INDEX).len, 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_snapshot_form),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
