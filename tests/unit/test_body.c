/* SPDX-License-Identifier: MIT */
/* The article's container, its counts, the page's texts, and blocks of related items. */
#include "page_sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define ARTICLE "http://x.gov.cn/a/202605/t20260502_1.html"

struct sample {
    const char *html;
    const char *container; /* "" if there must be none */
    uint32_t chars, images, files, media, frames;
};

#define TITLE "<h1>停水通知</h1><p>发布时间：2026-05-02 来源：水务局</p>"

static const struct sample samples[] = {
    { TITLE "<div class='view TRS_UEDITOR trs_paper_default'><p>因管道检修停水。</p></div>", ".TRS_UEDITOR", 8, 0, 0, 0,
      0 },
    { TITLE "<div class=TRS_Editor><p>因管道 检修停水。</p><img src=W0202605.jpg><img src=icon_pdf.gif></div>",
      ".TRS_Editor", 8, 1, 0, 0, 0 },
    { TITLE "<div id=Zoom>见附件。<a href='P0202605.pdf'>附件</a><a href=b.xlsx>表</a></div>", "#zoom", 7, 0, 2, 0, 0 },
    { TITLE "<div id=zoomcon><ucapcontent><p>全文。</p></ucapcontent></div>", "ucapcontent", 3, 0, 0, 0, 0 },
    { TITLE "<div id=vsb_content_501><div class=v_news_content>全文在此。</div></div>", "#vsb_content", 5, 0, 0, 0, 0 },
    { TITLE "<div class=wp_articlecontent><video src=a.mp4></video><iframe src=b.pdf></iframe></div>",
      ".wp_articlecontent", 0, 0, 0, 1, 1 },
    { TITLE "<div class=TRS_Editor></div>", ".TRS_Editor", 0, 0, 0, 0, 0 },
    { TITLE "<div class=TRS_Editor></div><div id=Zoom><p>正文其实在这里。</p></div>", "#zoom", 8, 0, 0, 0, 0 },
    { TITLE "<div class=content><p>正文在一个普通的容器里。</p></div>", ".content", 12, 0, 0, 0, 0 },
    { "<div class=content>" TITLE "<div id=vsb_content><p>&nbsp;</p></div></div>", "#vsb_content", 0, 0, 0, 0, 0 },
    { "<div class=content>" TITLE "<div id=vsb_content></div><img src=W0202605.jpg></div>", ".content", 25, 1, 0, 0,
      0 },
    { TITLE "<div class=TRS_Editor style='display:none'><p>由脚本展开的正文。</p></div>", ".TRS_Editor", 9, 0, 0, 0,
      0 },
    { "<div class=content><ul><li><a href=a1.html>甲通知</a></li><li><a href=a2.html>乙通知</a></li><li><a "
      "href=a3.html>丙通知</a></li></ul></div>",
      "", 0, 0, 0, 0, 0 },
    { "<div class=content>首页</div>", "", 0, 0, 0, 0, 0 },
    { "<table><tr><td>" TITLE
      "</td></tr><tr><td class=content id=content><p>因检修停水。</p><table><tr><td>三日<td>河东"
      "</table></td></tr></table>",
      "#content", 10, 0, 0, 0, 0 },
    { "<table><tr><td>" TITLE "</td></tr><tr><td class=content id=content>&nbsp;</td></tr></table>", "#content", 0, 0,
      0, 0, 0 },
    { TITLE "<div id=NewsContent><p>因检修停水。</p></div>", "#NewsContent", 6, 0, 0, 0, 0 },
    { TITLE "<div class='box detail-content'><p><img src=W0202605.jpg></p></div>", ".detail-content", 0, 1, 0, 0, 0 },
    { "<div class=footer><div class=content>主办单位：某区</div></div>", "", 0, 0, 0, 0, 0 },
};

static void test_containers(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const struct sample *s = &samples[i];
        struct body_fact b = sample_read(&a, ARTICLE, s->html)->body;
        bool same = str_eq(b.container, str_from(s->container)) && b.chars == s->chars && b.images == s->images &&
                    b.files == s->files && b.media == s->media && b.frames == s->frames;
        if (!same)
            fail_msg("%s: \"%.*s\" %u %u %u %u %u", s->html, STR_ARG(b.container), b.chars, b.images, b.files, b.media,
                     b.frames);
    }
    arena_done(&a);
}

static void test_paragraphs_without_a_name(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *text = "全区各供水单位要提前做好检修准备，公布停水时间和范围，保障学校医院等重点单位用水，检修结束后及"
                       "时恢复供水并检测水质。";
    str html = str_fmt(&a,
                       "<body><div class=top><a href=/>首页</a></div><h1>停水通知</h1><div class=xx1>时间：2026-05-02 "
                       "来源：水务局</div>"
                       "<div class=xx2><p>%s</p><p>%s</p></div></body>",
                       text, text);
    struct page_facts *p = sample_read(&a, ARTICLE, html.ptr);
    assert_true(str_eq(p->body.container, STR("paragraphs")));
    assert_true(p->body.chars > 100 && p->body.chars < 130);
    assert_true(p->known & KNOWN_BODY);
    assert_true(str_starts(p->body_text, STR("全区各供水单位")));
    assert_true(str_eq(p->heading, STR("停水通知")));
    str plain =
        str_fmt(&a,
                "<body><div><a href=/>首页</a></div><h1>停水通知</h1><div>时间：2026-05-02 <a href=/sw/>水务局"
                "</a></div><div><p>%s<a href=b.html>详见通告</a></p><p>%s</p></div><div><a href=/>关闭</a></div>",
                text, text);
    p = sample_read(&a, ARTICLE, plain.ptr);
    assert_true(str_starts(p->body_text, STR("全区各供水单位")));
    arena_done(&a);
}

struct headed {
    const char *title, *head; /* before the text */
    const char *heading;
};

#define CRUMBS "<div class=crumb><a href=/>首页</a>&gt;<a href=/tz/>通知公告</a></div>"
#define HOUSE  "山城区人民政府"

static const struct headed headed[] = {
    { "关于停水的通知", "<h3>关于停水的通知</h3>", "关于停水的通知" },
    { "关于停水的通知_" HOUSE, "<p align=center><font size=5>关于停水<br>的通知</font></p>", "关于停水的通知" },
    { "关于停水的通知-" HOUSE, "<h1>关于停水的通知<small>（2026-05-02）</small></h1>", "关于停水的通知" },
    { HOUSE " - 关于做好全区停水检修工作的通知", "<h1>" HOUSE "</h1><p><b>关于做好全区停水检修工作的通知</b></p>",
      "关于做好全区停水检修工作的通知" },
    { "关于停水的通知_" HOUSE, "<h1>" HOUSE "</h1><div class=x>关于停水的通知</div>", "关于停水的通知" },
    { HOUSE, "<h1>" HOUSE "</h1><div id=biaoti>关于停水的通知</div>", "关于停水的通知" },
    { HOUSE, CRUMBS "<h2>通知公告</h2><div class=bt>关于停水的通知</div>", "关于停水的通知" },
    { "关于停水", "<h1>关于停水的通知</h1>", "关于停水的通知" },
    { "关于停水的通知", "<p><a href=/a/1.html>关于停水的通知</a></p>", "" },
    { "转发通知-市科技局办公室综合科", "<h1>关于转发通知的通知</h1><p>市科技局办公室综合科</p>", "关于转发通知的通知" },
};

static void test_headings(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *text = "全区各供水单位要提前做好检修准备，公布停水时间和范围，保障学校医院等重点单位用水，检修结束后及"
                       "时恢复供水并检测水质。";
    for (size_t i = 0; i < ARRAY_LEN(headed); i++) {
        str html =
            str_fmt(&a, "<title>%s</title><body>%s<div>时间：2026-05-02</div><div id=zoom><p>%s</p><p>%s</p></div>",
                    headed[i].title, headed[i].head, text, text);
        str got = sample_read(&a, ARTICLE, html.ptr)->heading;
        if (!str_eq(got, str_from(headed[i].heading)))
            fail_msg("%s, %s: %.*s", headed[i].title, headed[i].head, STR_ARG(got));
    }
    arena_done(&a);
}

/* A template without known names: where full articles have their text, and which boxes of an emptied one stand empty.
 */
static void test_boxes_without_a_name(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *text = "全区各供水单位要提前做好检修准备，公布停水时间和范围，保障学校医院等重点单位用水，检修结束后及"
                       "时恢复供水并检测水质。";
    const char *tag = "<meta name=ArticleTitle content=停水通知>";
    str full = str_fmt(&a, "%s<h1>停水通知</h1><div class=nr7><p>%s</p><p>%s</p></div>", tag, text, text);
    assert_true(str_eq(sample_read(&a, ARTICLE, full.ptr)->body.box, STR("div.nr7")));
    str emptied =
        str_fmt(&a, "%s<h1>停水通知</h1><div class='nr7 '><p> </p></div><div id=share><img src=/s.png></div>", tag);
    struct page_facts *p = sample_read(&a, ARTICLE, emptied.ptr);
    assert_false(p->known & KNOWN_BODY);
    assert_int_equal(p->empty_boxes.count, 1);
    assert_true(str_eq(p->empty_boxes.items[0], STR("div.nr7")));
    str filled = str_fmt(&a,
                         "%s<h1>停水通知</h1><div class=nr7></div><script>$.get('/a',function(d){$('.nr7').html(d)})"
                         "</script>",
                         tag);
    assert_int_equal(sample_read(&a, ARTICLE, filled.ptr)->empty_boxes.count, 0);
    str column = str_fmt(&a, "<ul><li><a href=a1.html>%s</a></li></ul><div class=nr7></div>", text);
    assert_int_equal(sample_read(&a, ARTICLE, column.ptr)->empty_boxes.count, 0);
    arena_done(&a);
}

static void test_what_a_script_fills_is_unknown(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p =
        sample_read(&a, ARTICLE, TITLE "<div id=zoom><script>load('/api/doc/1','#zoom')</script></div>");
    assert_false(p->known & KNOWN_BODY);
    p = sample_read(&a, ARTICLE, TITLE "<div id=zoom></div>");
    assert_true(p->known & KNOWN_BODY);
    assert_int_equal(p->body.chars, 0);
    assert_false(p->body.ordinary);
    p = sample_read(&a, ARTICLE,
                    TITLE "<div id=zoom></div><script>$.get('/api/doc/1',function(d){$('#zoom').html(d)})"
                          "</script>");
    assert_false(p->known & KNOWN_BODY);
    p = sample_read(&a, ARTICLE, TITLE "<div id=zoom></div><script>function big(){zoom.style.fontSize=9}</script>");
    assert_true(p->known & KNOWN_BODY);
    arena_done(&a);
}

/* An empty box of an ordinary name is said to be one, and hides no list. */
static void test_ordinary_boxes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(&a, ARTICLE, TITLE "<table><tr><td id=content></td></tr></table>");
    assert_true((p->known & KNOWN_BODY) && p->body.ordinary);
    p = sample_read(&a, ARTICLE, TITLE "<table><tr><td id=content>今晚停水。</td></tr></table>");
    assert_true((p->known & KNOWN_BODY) && p->body.ordinary && p->body.chars == 5);
    p = sample_read(&a, ARTICLE,
                    "<meta name=ArticleTitle content=停水><table><tr><td><a href=/><img "
                    "alt=某区人民政府></a></td></tr></table>" TITLE
                    "<table><tr><td id=content></td></tr></table><table><tr><td><a href=/ba>鲁公网安备 "
                    "123号</a></td></tr></table>");
    assert_true((p->known & KNOWN_BODY) && p->body.ordinary && p->body.chars == 0);
    for (size_t i = 0; i < p->lists.count; i++)
        assert_false(p->lists.items[i].main);
    p = sample_read(&a, "http://x.gov.cn/a/", TITLE "<table><tr><td id=content></td></tr></table>");
    assert_false(p->known & KNOWN_BODY);
    arena_done(&a);
}

/* Title, date, tools and an empty text in one box: the text is empty. A picture, or a link that leads on, is content.
 */
static void test_text_box_inside_a_box(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
#define BOX(text, more)                                                                                                \
    "<body><div class=article><h1>停水通知</h1><p>发布时间：2026-05-02 来源：水务局</p>" text                          \
    "<p><a href='javascript:window.print()'>打印</a> <a href='../'>返回列表</a></p>" more "</div></body>"
    struct page_facts *p = sample_read(&a, ARTICLE, BOX("<div class=wp_articlecontent><p>&nbsp;</p></div>", ""));
    assert_true(str_eq(p->body.container, STR(".wp_articlecontent")) && p->body.chars == 0 && !p->body.ordinary);
    p = sample_read(&a, ARTICLE, BOX("<div class=content> </div>", ""));
    assert_true(str_eq(p->body.container, STR(".content")) && p->body.chars == 0 && p->body.ordinary);
    p = sample_read(&a, ARTICLE, BOX("<div class=content> </div>", "<a href='a.html'>停水区域名单</a>"));
    assert_true(p->body.chars > 0);
    p = sample_read(
        &a, ARTICLE,
        BOX("<div class=content>今晚二十二时至次日六时，河东片区因管道检修停止供水，请提前储水。请相互转告，检修"
            "提前结束的提前恢复供水，给您带来的不便请谅解，咨询电话见水务局网站，水质恢复后请先排放"
            "片刻再使用。</div>",
            ""));
    assert_true(str_eq(p->body.container, STR(".content")) && str_starts(p->body_text, STR("今晚")));
    arena_done(&a);
}

static void test_footer(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p =
        sample_read(&a, ARTICLE,
                    "<body><div id=a><p>一段很长的正文文字，与页脚没有关系，只是放在这里。</p></div><div "
                    "id=b><p>主办单位：某区人民政府</p>"
                    "<p>鲁ICP备05029117号-1 网站标识码3704060001</p></div></body>");
    assert_true(p->known & KNOWN_FOOTER);
    assert_true(str_has(p->footer_text, STR("主办单位")) && str_has(p->footer_text, STR("3704060001")));
    p = sample_read(&a, ARTICLE, "<body><p>没有页脚</p></body>");
    assert_false(p->known & KNOWN_FOOTER);
    arena_done(&a);
}

static enum region region_of(struct arena *a, const char *html, const char *href)
{
    struct reading r = { .arena = a,
                         .tree = tree_parse(a, str_from(html)),
                         .page = arena_new(a, struct page_facts, 1) };
    r.page->address = r.base = STR(ARTICLE);
    layout_mark(&r);
    head_read(&r);
    body_find(&r);
    for (uint32_t i = 0; i < r.tree->count; i++) {
        if (node_is(&r.tree->nodes[i], "a") && str_eq(node_attr(&r.tree->nodes[i], "href"), str_from(href)))
            return r.tree->nodes[i].region;
    }
    return REGION_COUNT_;
}

static void test_related_blocks(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *html = "<body>" TITLE "<div class=TRS_Editor><p>正文<a href=in.html>文中链接</a></p></div>"
                       "<div class=rel><h3><span>相关解读：</span></h3><ul><li><a "
                       "href=jd.html>图解</a></li></ul><h3>今日天气</h3><p><a href=tq.html>晴</a></p></div>"
                       "<p>【政策原文】<a href=yw.html>办法</a></p><div><a href=zcjd/>政策解读</a></div></body>";
    assert_int_equal(region_of(&a, html, "in.html"), REGION_CONTENT);
    assert_int_equal(region_of(&a, html, "jd.html"), REGION_RELATED);
    assert_int_equal(region_of(&a, html, "yw.html"), REGION_RELATED);
    assert_int_not_equal(region_of(&a, html, "tq.html"), REGION_RELATED);
    assert_int_not_equal(region_of(&a, html, "zcjd/"), REGION_RELATED);
    const char *empty =
        "<body>" TITLE
        "<div class=TRS_Editor><p>正文</p></div><div><div class=rel><h3><span>关联稿件：</span></h3><ul></ul></div>"
        "<div class=nav2><span>上一篇：</span><a href=prev.html>供暖通知</a></div></div></body>";
    assert_int_not_equal(region_of(&a, empty, "prev.html"), REGION_RELATED);
    const char *column = "<body><h2>政策解读</h2><ul><li><a href=a1.html>办法解读</a> 2026-05-01</li></ul></body>";
    assert_int_not_equal(region_of(&a, column, "a1.html"), REGION_RELATED);
    arena_done(&a);
}

/* A page of one matter that gathers its papers by links is an article; the same links on a column's page are its list.
 */
static void test_an_article_of_links(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *html = "<meta name=ArticleTitle content='供水条例决策事项'>" TITLE
                       "<div class=TRS_Editor><p><a href=a1.html>决策草案</a></p><p><a href=a2.html>草案解读</a></p>"
                       "<p><a href=a3.html>决策背景</a></p><p><a href=a4.html>决策结果</a></p></div>";
    struct page_facts *p = sample_read(&a, ARTICLE, html);
    assert_true((p->known & KNOWN_BODY) && p->body.chars == 16);
    assert_int_equal(region_of(&a, html, "a3.html"), REGION_CONTENT);
    const char *plain = "<meta name=ArticleTitle content='供水条例决策事项'>" TITLE
                        "<div class=content><p><a href=a1.html>决策草案</a></p><p><a href=a2.html>草案解读</a></p>"
                        "<p><a href=a3.html>决策背景</a></p></div>";
    assert_int_equal(sample_read(&a, ARTICLE, plain)->body.chars, 12);
    const char *rows =
        "<meta name=ArticleTitle content='供水条例决策事项'>" TITLE
        "<div class=content><ul><li><a href=a1.html>甲镇动态</a></li><li><a href=a2.html>乙镇动态</a></li>"
        "<li><a href=a3.html>丙镇动态</a></li></ul></div>";
    assert_false(sample_read(&a, ARTICLE, rows)->known & KNOWN_BODY);
    assert_false(sample_read(&a, "http://x.gov.cn/zwgk/zdjc/", html)->known & KNOWN_BODY);
    assert_false(sample_read(&a, ARTICLE, strchr(html, '>') + 1)->known & KNOWN_BODY);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_containers),
        cmocka_unit_test(test_paragraphs_without_a_name),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_boxes_without_a_name),
        cmocka_unit_test(test_what_a_script_fills_is_unknown),
        cmocka_unit_test(test_ordinary_boxes),
        cmocka_unit_test(test_text_box_inside_a_box),
        cmocka_unit_test(test_footer),
        cmocka_unit_test(test_related_blocks),
        cmocka_unit_test(test_an_article_of_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
