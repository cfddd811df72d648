/* SPDX-License-Identifier: MIT */
/* read_page() as a whole: what is established, what is unknown, hostile bodies. */
#include "reading_test.h"
#include "core/limits.h"
#include "crawler/read.h"
#include <time.h>

static struct page_facts *read_text(void **state, str body, const char *type)
{
    return read_page(
        *state, &(struct read_input){ .body = body, .content_type = str_from(type), .address = STR(PAGE_ADDRESS) });
}

static void an_article_is_read_whole(void **state)
{
    struct page_facts *p = read_text(
        state,
        STR("<html><head><title>关于某事的通知</title><meta name=SiteName content=山亭区人民政府><meta name=PubDate "
            "content='2026-06-02 "
            "09:00'></head><body><div class=pos>当前位置：<a href=/>首页</a> &gt; <a href=/zwgk/>政务公开</a></div>"
            "<h1>关于某事的通知</h1><div>发布日期：2026-06-01</div><div "
            "class=TRS_Editor><p>各镇街、区直各部门：现将有关事项通知如下，"
            "请认真贯彻执行，并将执行情况及时报告区政府办公室。</p><p>附件：<a "
            "href=./P020260601.pdf>1.汇总表</a></p></div>"
            "<div class=foot>主办单位：山亭区人民政府 鲁ICP备12345678号 网站标识码：3704060001</div></body></html>"),
        "text/html; charset=utf-8");
    assert_true((p->known & (KNOWN_TREE | KNOWN_ROWS | KNOWN_BODY | KNOWN_FOOTER)) ==
                (KNOWN_TREE | KNOWN_ROWS | KNOWN_BODY | KNOWN_FOOTER));
    assert_str(p->address, PAGE_ADDRESS);
    assert_str(p->title, "关于某事的通知");
    assert_str(p->heading, "关于某事的通知");
    assert_str(p->charset, "utf-8");
    assert_int_equal(p->limit_hit.len, 0);
    assert_int_equal(p->crumbs.count, 2);
    assert_str(day_to_iso(*state, p->published), "2026-06-01");
    assert_int_equal(p->published_source, DATE_LABELLED);
    assert_int_equal(p->links.count, 3);
    assert_int_equal(p->links.items[2].region, REGION_CONTENT);
    assert_str(p->links.items[2].label, "附件");
    assert_true(str_has(p->footer_text, STR("3704060001")));
}

static void other_charsets_are_decoded(void **state)
{
    struct page_facts *p =
        read_text(state, STR("<meta charset=gb2312><title>\xc9\xbd\xcd\xa4</title><p>\xc9\xbd\xcd\xa4\xc7\xf8"), "");
    assert_str(p->title, "山亭");
    assert_str(p->charset, "gb18030");
    assert_true(p->known & KNOWN_TREE);
}

static void a_page_with_an_island_is_a_page(void **state)
{
    const char *island = "<datastore><totalrecord>1</totalrecord><recordset><record><![CDATA[<li><a href='/a.html'>"
                         "一条消息的标题</a><span>2026-06-01</span></li>]]></record></recordset></datastore>";
    str page = str_fmt(*state, "<title>要闻</title><div>当前位置</div><script type='text/xml'>%s</script>", island);
    str answer = str_fmt(*state, "\xEF\xBB\xBF<?xml version='1.0'?>\n%s", island);
    struct read_input in = { .body = page, .address = STR(PAGE_ADDRESS) };
    struct page_facts *p = read_answer(*state, &in);
    assert_str(p->title, "要闻");
    assert_int_equal(p->rows.count, 1);
    in.body = answer;
    p = read_answer(*state, &in);
    assert_false(p->known & KNOWN_TREE);
    assert_int_equal(p->rows.count, 1);
}

static str repeat(void **state, const char *what, size_t bytes)
{
    size_t len = strlen(what), times = bytes / len;
    char *p = arena_new(*state, char, times *len);
    for (size_t i = 0; i < times; i++)
        memcpy(p + i * len, what, len);
    return (str){ p, times * len };
}

static void what_could_not_be_read_is_unknown(void **state)
{
    struct page_facts *p = read_text(state, repeat(state, "<span>", 1800000), "");
    assert_str(p->limit_hit, "too-tangled");
    assert_int_equal(p->known, 0);
    assert_false(day_known(p->published));
    p = read_text(state, repeat(state, "<p>政务公开</p>\n", LIMIT_HTML_LEN + 100), "text/html; charset=utf-8");
    assert_true(p->limit_hit.len > 0);
    assert_int_equal(p->known & (KNOWN_TREE | KNOWN_ROWS), 0);
}

static void a_cut_page_keeps_what_was_there(void **state)
{
    str long_text = repeat(state, "0123456789", LIMIT_HTML_LEN + 10);
    str parts[] = { STR("<title>t</title><a href=/x>y</a>"), long_text };
    struct page_facts *p = read_text(state, str_join(*state, parts, 2, (str){ 0 }), "text/html; charset=utf-8");
    assert_str(p->limit_hit, "html-length");
    assert_str(p->title, "t");
    assert_int_equal(p->links.count, 1);
    assert_int_equal(p->known & (KNOWN_TREE | KNOWN_ROWS), 0);
}

static void hostile_bodies_end_soon(void **state)
{
    static const char *const bodies[] = {
        "<i>",
        "0123456789",
        "<a href=#>x</a>",
        "<div class='nav foot pos crumb'>首页</div>",
        "<h3>相关解读</h3>",
        "<p style='display:none'><a href=http://a.cn/>b</a></p>",
        "<style>.a{display:none}</style><b class=a>",
        "<script>if(a){b('c')+\"d\"</script>",
        "<script>document.write('<a href=/x>y</a>');</script>",
        "<li><a href=/t20260601_1.html>某某某某通知</a>2026-06-01</li>",
        "<tr><td>索引号：</td><td>1</td></tr>",
        "当前位置：",
        "\xff\xfe<\0",
        "<select onchange=x><option value=/a.html>b",
        "<div><p><span>",
    };
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        clock_t start = clock();
        struct page_facts *p = read_text(state, repeat(state, bodies[i], 1 << 20), "");
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_non_null(p);
        if (seconds > 8)
            fail_msg("%s: %.1f s", bodies[i], seconds);
        arena_reset(*state);
    }
}

static void empty_bodies_are_read(void **state)
{
    struct page_facts *p = read_text(state, (str){ 0 }, "");
    assert_true(p->known & KNOWN_TREE);
    assert_int_equal(p->links.count, 0);
    assert_int_equal(p->visible_chars, 0);
}

static void scripts_that_write_menus_are_read(void **state)
{
    str code = STR(
        "document.writeln(\"<div class=nav><a href=\\\"/zwgk/\\\">政务公开</a><a href='list.html'>动态</a></div>\");\n"
        "document.write('<script src=\"/tj.js\"></script>');\n"
        "if (navigator.userAgent.indexOf('Mobile') > 0) { document.write('<a href=\"/m/\">手机版</a>'); }");
    struct read_input in = { .body = code,
                             .content_type = STR("application/javascript"),
                             .address = STR("http://www.shanting.gov.cn/js/top.js") };
    struct page_facts *p = read_answer(*state, &in);
    assert_int_equal(p->known, 0);
    assert_int_equal(p->links.count, 2);
    assert_str(p->links.items[0].address, "http://www.shanting.gov.cn/zwgk/");
    assert_str(p->links.items[0].text, "政务公开");
    assert_int_equal(p->links.items[0].region, REGION_NAV);
    assert_true(script_may_write(in.address));
    assert_true(script_may_write(STR("http://x.cn/a/footer2.js?v=3")));
    assert_true(script_may_write(STR("http://x.cn/js/common.js")));
    assert_false(script_may_write(STR("http://x.cn/js/jquery.min.js")));
    assert_false(script_may_write(STR("http://x.cn/top/site.css")));
}

/* A menu that scripts load: what stands there in plain text is followed, and the piece itself is no page. */
static void pieces_that_scripts_load_are_followed(void **state)
{
    struct page_facts *p = read_text(
        state,
        STR("<html><head><title>甲</title><script>$(function(){$('#h').load('/inc/header.html #menu');});\n"
            "$.get(\"/inc/foot.html\",function(d){}); $.get('/api/list',function(d){}); $('#x').load(base+'/a.html');\n"
            "function later(){$('#l').load('/inc/later.html');}</script></head><body><p>一</p></body></html>"),
        "text/html; charset=utf-8");
    assert_true(p->js & JS_WRITES);
    assert_int_equal(p->links.count, 2);
    assert_int_equal(p->links.items[0].kind, LINK_FRAME);
    assert_true(str_ends(p->links.items[0].address, STR("/inc/header.html")));
    assert_true(str_ends(p->links.items[1].address, STR("/inc/foot.html")));
    struct read_input in = { .body = STR("<ul><li><a href='/zwgk/'>政务公开</a><li><a href='/xw/'>新闻</a><li><a "
                                         "href='bm/list.html'>部门</a></ul>"),
                             .content_type = STR("text/html; charset=utf-8"),
                             .address = STR("http://www.shanting.gov.cn/inc/header.html") };
    p = read_answer(*state, &in);
    assert_int_equal(p->known, 0);
    assert_int_equal(p->links.count, 2); /* the relative one is another on every page */
    assert_int_equal(p->links.items[0].region, REGION_NAV);
    in.body = STR("<title>部门</title><a href=/a/>一</a><a href=/b/>二</a><a href=/c/>三</a>");
    assert_true(read_answer(*state, &in)->known & KNOWN_TREE);
    in.body = STR("<script>alert('该信息不存在');history.back();</script>");
    p = read_answer(*state, &in);
    assert_true(p->known & KNOWN_TREE);
    assert_true(str_eq(p->visible_text, STR("该信息不存在"))); /* all that visitors see of it */
    assert_int_equal(p->visible_chars, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(an_article_is_read_whole),
        on_arena(other_charsets_are_decoded),
        on_arena(what_could_not_be_read_is_unknown),
        on_arena(a_cut_page_keeps_what_was_there),
        on_arena(a_page_with_an_island_is_a_page),
        on_arena(hostile_bodies_end_soon),
        on_arena(empty_bodies_are_read),
        on_arena(scripts_that_write_menus_are_read),
        on_arena(pieces_that_scripts_load_are_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
