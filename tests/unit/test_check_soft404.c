/* SPDX-License-Identifier: MIT */
/* link.soft-404: not-found pages that answer well and emptied templates; short pages, media, and articles about 404
 * that only look so. */
#include "site_builder.h"
#include <stdio.h>
#include <string.h>

#define LOST "抱歉，您访问的页面不存在或已删除！ 返回首页"

static uint32_t told(struct builder *b, const char *address, const char *title, const char *text)
{
    uint32_t p = page(b, address);
    b->pages[p].title = text_of(title);
    b->pages[p].visible_text = text_of(text);
    b->pages[p].visible_chars = (uint32_t)text_chars(text_of(text));
    link_row(b, 0, p, "办事指南");
    return p;
}

static void probe_missing(struct builder *b, uint32_t of, const char *title, const char *text)
{
    static struct probe_fact probe;
    struct page_facts *facts = arena_new(&b->arena, struct page_facts, 1);
    facts->known = KNOWN_TREE;
    facts->title = text_of(title);
    facts->visible_text = text_of(text);
    facts->visible_chars = (uint32_t)text_chars(text_of(text));
    probe = (struct probe_fact){
        .resource = of, .kind = STR("missing"), .outcome = OUTCOME_OK, .status = 200, .page = facts
    };
    b->site.probes = &probe;
    b->site.probe_count = 1;
    b->hosts[b->resources[of].host].probed = true;
    b->hosts[b->resources[of].host].missing_status = 200;
}

static struct missing_fact folders[8];

/* What a folder answers for a made-up address; put in the order of the hosts. */
static void folder_lacks(struct builder *b, const char *folder, const char *ext, const char *title, const char *text)
{
    struct page_facts *facts = arena_new(&b->arena, struct page_facts, 1);
    facts->known = KNOWN_TREE;
    facts->title = text_of(title);
    facts->visible_text = text_of(text);
    facts->visible_chars = (uint32_t)text_chars(text_of(text));
    folders[b->site.missing_count] = (struct missing_fact){
        .folder = text_of(folder), .ext = text_of(ext), .outcome = OUTCOME_OK, .status = 200, .page = facts
    };
    b->site.missing_count++;
    b->site.missing = folders;
}

static void a_page_that_says_so_is_false(void **state)
{
    struct builder *b = *state;
    told(b, SITE "/zt/a.html", "测试区人民政府", LOST);
    told(b, "http://partner.com.cn/x.html", "提示信息", "提示：该信息不存在，5秒后返回首页。");
    told(b, SITE "/files/P020260412.doc", "提示信息", "对不起，您要下载的文件不存在或已被删除！ 返回首页");
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 3);
    const struct finding *f = found(b, "link.soft-404", SITE "/zt/a.html");
    assert_true(evidence_has(f, "\"reason\":\"error-text\""));
    assert_true(evidence_has(f, "办事指南"));
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/files/P020260412.doc"), "不是文件"));
}

static void ways_of_saying_so(void **state)
{
    struct builder *b = *state;
    static const char *const texts[] = { "很抱歉，您要访问的页面已失联", "该信息已不存在，请返回。",
                                         "您要查看的内容已下架",         "此文章已经删除",
                                         "页面走丢了，去首页看看吧",     "没有找到相关页面",
                                         "The page cannot be found" };
    static const char *const others[] = { "网站升级中，暂停服务。", "该栏目正在建设中", "没有找到相关文章" };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        told(b, str_fmt(&b->arena, SITE "/zt/%zu.html", i).ptr, "测试区人民政府", texts[i]);
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        told(b, str_fmt(&b->arena, SITE "/bm/%zu.html", i).ptr, "测试区人民政府", others[i]);
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), ARRAY_LEN(texts));
}

static void a_redirect_to_the_error_page_is_false(void **state)
{
    struct builder *b = *state;
    uint32_t from = resource(b, SITE "/zt/old.html", OUTCOME_REDIRECT, 302), to = page(b, SITE "/404.html");
    b->pages[to].title = STR("测试区人民政府");
    b->pages[to].visible_text = STR(LOST);
    b->pages[to].visible_chars = 21;
    b->resources[from].redirect_to = to;
    link_row(b, 0, from, "旧专题");
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_non_null(found(b, "link.soft-404", SITE "/zt/old.html"));
}

static void long_text(char *out, size_t size, const char *tail)
{
    out[0] = '\0';
    for (size_t len = 0; len + 200 < size; len = strlen(out))
        snprintf(out + len, size - len, "第%zu栏导航文字，", len);
    snprintf(out + strlen(out), size - strlen(out), "%s", tail);
}

static void the_page_of_a_made_up_address_is_false(void **state)
{
    struct builder *b = *state;
    char lost[6000], other[6000];
    long_text(lost, sizeof lost, "没有您要的东西。");
    long_text(other, sizeof other,
              "全区重点项目建设推进会议在区政府召开，会议通报了项目进展情况，部署了下一步工作，各部门参加。"
              "会后区领导到现场调研，看望慰问了一线建设者，并就安全生产提出要求。");
    uint32_t p = told(b, SITE "/zt/a.html", "测试区人民政府", lost);
    told(b, SITE "/zt/b.html", "测试区人民政府", other);
    probe_missing(b, p, "测试区人民政府", lost);
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/zt/a.html"), "same-page"));
}

/* Sites that serve one page for everything: applications, and home pages in place of what is missing. */
static void what_is_served_for_everything_is_not_told_here(void **state)
{
    struct builder *b = *state;
    char home[6000];
    long_text(home, sizeof home, "欢迎访问。");
    uint32_t p = told(b, SITE "/zt/a.html", "测试区人民政府", home);
    b->pages[0].title = STR("测试区人民政府");
    b->pages[0].visible_text = text_of(home);
    b->pages[0].visible_chars = b->pages[p].visible_chars;
    probe_missing(b, p, "测试区人民政府", home);
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 0);
}

/* An application below /sub/ with a not-found page of its own, in none of our words. */
static void a_folder_has_its_own_missing_page(void **state)
{
    struct builder *b = *state;
    char lost[3000], other[3000];
    long_text(lost, sizeof lost, "没有您要的东西。");
    long_text(other, sizeof other,
              "办理时限：五个工作日。办理地点：政务服务大厅三楼。所需材料：身份证、户口本、申请表、近期照片两张，"
              "委托他人的另需委托书。收费标准：不收费。咨询电话见大厅公告。");
    told(b, SITE "/sub/gone.jsp", "办事平台", lost);
    told(b, SITE "/sub/there.jsp", "办事平台", other);
    told(b, SITE "/sub/gone.html", "办事平台", lost); /* of another kind */
    told(b, SITE "/zt/gone.jsp", "办事平台", lost);   /* in another folder */
    folder_lacks(b, "/sub/", "jsp", "办事平台", lost);
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/sub/gone.jsp"), "同一目录"));
}

/* An application that shows the same whatever it is asked for, or its front page, says nothing of an address. */
static void a_folder_that_answers_everything_alike_is_no_proof(void **state)
{
    struct builder *b = *state;
    char same[3000], front[3000], other[3000];
    long_text(same, sizeof same, "请选择事项。");
    long_text(front, sizeof front, "欢迎使用。");
    long_text(other, sizeof other,
              "办理时限：五个工作日。办理地点：政务服务大厅三楼。所需材料：身份证、户口本、申请表、近期照片两张，"
              "委托他人的另需委托书。收费标准：不收费。咨询电话见大厅公告。");
    told(b, SITE "/app/a.jsp", "办事平台", same);
    told(b, SITE "/app/b.jsp", "办事平台", same);
    folder_lacks(b, "/app/", "jsp", "办事平台", same);
    told(b, SITE "/fw/index.jsp", "服务平台", front);
    told(b, SITE "/fw/", "服务平台", front);
    told(b, SITE "/fw/x.jsp", "服务平台", front);
    told(b, SITE "/fw/y.jsp", "服务平台", other);
    folder_lacks(b, "/fw/", "jsp", "服务平台", front);
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 0);
}

/* A web page under the name of a PDF may be a preview: people look. */
static void a_page_for_a_file_is_looked_at(void **state)
{
    struct builder *b = *state;
    b->resources[told(b, SITE "/files/P020260412.pdf", "预览", "申报指南全文预览，共三页。")].file_kind = FILE_HTML;
    b->resources[told(b, SITE "/files/P020260413.doc", "预览", "申报指南全文预览，共三页。")].file_kind = FILE_HTML;
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 0);
    assert_true(unverified(b, SITE "/files/P020260412.pdf", "doubtful-file"));
    assert_int_equal(b->out.unverified.count, 1);
}

static uint32_t written(struct builder *b, const char *address, uint32_t body, uint32_t around)
{
    uint32_t p = article(b, address, "山城街道抓实水利建设", "2026-11-19");
    b->pages[p].body.chars = body;
    b->pages[p].visible_chars = body + around;
    link_row(b, 0, p, "山城街道抓实水利建设");
    return p;
}

static void emptied_templates_are_false(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 4; i++)
        written(b, str_fmt(&b->arena, SITE "/xw/202611/t20261101_%d.html", 100 + i).ptr, 400, 190);
    written(b, SITE "/xw/202611/t20261119_1.html", 0, 196);
    b->pages[written(b, SITE "/xw/202611/t20261119_2.html", 0, 196)].body.images = 1;
    b->pages[written(b, SITE "/xw/202611/t20261119_3.html", 0, 196)].body.media = 1;
    b->pages[written(b, SITE "/xw/202611/t20261119_4.html", 0, 196)].body.files = 1;
    b->pages[written(b, SITE "/xw/202611/t20261119_5.html", 0, 196)].body.frames = 1;
    b->pages[written(b, SITE "/xw/202611/t20261119_6.html", 0, 196)].known &= ~(uint32_t)KNOWN_BODY;
    written(b, SITE "/xw/202611/t20261119_7.html", 12, 196); /* 全文如下 …: short but whole */
    written(b, SITE "/xw/202611/t20261119_8.html", 0, 900);  /* its text stands elsewhere on the page */
    b->pages[written(b, SITE "/xw/202611/t20261119_9.html", 0, 196)].js = JS_SHELL;
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/xw/202611/t20261119_1.html"), "emptied"));
}

/* <td id=content>: a box of an ordinary name is the text's own where three other articles have theirs in it. */
static void an_ordinary_box_is_emptied_only_where_others_hold_text(void **state)
{
    struct builder *b = *state;
    const char *boxes[] = { "#content", ".content" };
    for (int i = 0; i < 4; i++) {
        struct body_fact *body =
            &b->pages[written(b, str_fmt(&b->arena, SITE "/xw/show_%d.html", 1100 + i).ptr, 400, 190)].body;
        body->container = STR("#content");
        body->ordinary = true;
    }
    for (int i = 0; i < 2; i++) {
        uint32_t p = written(b, str_fmt(&b->arena, SITE "/xw/show_%d.html", 1200 + i).ptr, 0, 196);
        b->pages[p].body.container = text_of(boxes[i]);
        b->pages[p].body.ordinary = true;
        tag(b, p, "ArticleTitle", "山城街道抓实水利建设");
    }
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/xw/show_1200.html"), "emptied"));
}

/* A template that bears no known name: emptied where the box of four other articles stands empty, and no other box. */
static void a_box_without_a_known_name_is_learnt(void **state)
{
    struct builder *b = *state;
    static const char *const empty[] = { "div.nr7", "div.ad", NULL };
    for (int i = 0; i < 4; i++) {
        struct body_fact *body =
            &b->pages[written(b, str_fmt(&b->arena, SITE "/xw/show_%d.html", 1100 + i).ptr, 400, 190)].body;
        body->container = STR("paragraphs");
        body->box = STR("div.nr7");
    }
    for (size_t i = 0; i < ARRAY_LEN(empty); i++) {
        uint32_t p = written(b, str_fmt(&b->arena, SITE "/xw/show_%zu.html", 1200 + i).ptr, 0, 196);
        b->pages[p].body.container = STR("");
        b->pages[p].known &= ~(uint32_t)KNOWN_BODY;
        if (empty[i])
            *arena_push(&b->arena, &b->pages[p].empty_boxes) = text_of(empty[i]);
        tag(b, p, "ArticleTitle", "山城街道抓实水利建设");
    }
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_true(evidence_has(found(b, "link.soft-404", SITE "/xw/show_1200.html"), "emptied"));
}

/* <article> holds the title and the line below it as well: nothing else, and the text is gone. */
static void a_title_and_its_line_are_no_text(void **state)
{
    struct builder *b = *state;
    static const struct {
        const char *text;
        bool emptied;
    } samples[] = {
        { "山城街道抓实水利建设 发布时间：2026-08-29 08:30来源：区应急局浏览：-- 打印 微博", true },
        { "山城街道抓实水利建设 发布时间：2026-08-29 本周六停水一天。 打印", false },
        { "山城街道抓实水利建设 发布时间：2026-08-29 来源：区应急局 详见附表 打印，请留意", false },
        { "发布时间：2026-08-29 来源：区应急局", false }, /* without its title: not the template that is known */
    };
    for (int i = 0; i < 4; i++) {
        struct body_fact *body =
            &b->pages[written(b, str_fmt(&b->arena, SITE "/xw/show_%d.html", 1100 + i).ptr, 400, 190)].body;
        body->container = STR("article");
        body->ordinary = true;
    }
    uint32_t pages[ARRAY_LEN(samples)];
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        uint32_t p = pages[i] = written(b, str_fmt(&b->arena, SITE "/xw/show_%zu.html", 1200 + i).ptr, 0, 196);
        b->pages[p].body.container = STR("article");
        b->pages[p].body.ordinary = true;
        b->pages[p].heading = STR("山城街道抓实水利建设");
        b->pages[p].body_text = text_of(samples[i].text);
        b->pages[p].body.chars = (uint32_t)text_chars(text_of(samples[i].text));
        tag(b, p, "ArticleTitle", "山城街道抓实水利建设");
    }
    run(b, "link.soft-404");
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        if ((found(b, "link.soft-404", b->resources[pages[i]].address.ptr) != NULL) != samples[i].emptied)
            fail_msg("%s", samples[i].text);
}

/* The site's menus around it do not make it another page; words in a link say nothing. */
static void a_few_words_between_menus_say_it(void **state)
{
    struct builder *b = *state;
    uint32_t lost = told(b, SITE "/zt/a.html", "测试区人民政府", "首页 政务公开 抱歉，您访问的页面走丢了~ 回到首页");
    uint32_t column_page = column(b, SITE "/zt/b/", "专题");
    b->pages[column_page].visible_text = STR("您访问的页面走丢了");
    link_row(b, 0, column_page, "专题");
    b->pages[lost].visible_chars = b->pages[column_page].visible_chars = 300;
    b->pages[lost].prose_chars = b->pages[column_page].prose_chars = 13;
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_non_null(found(b, "link.soft-404", SITE "/zt/a.html"));
}

static void words_of_a_link_say_nothing(void **state)
{
    struct builder *b = *state;
    uint32_t map = told(b, SITE "/zt/a.html", "测试区人民政府", "首页 关于整改“页面不存在”问题的通报 返回");
    b->pages[map].visible_chars = 300;
    b->pages[map].prose_chars = 13;
    link_row(b, map, page(b, SITE "/xw/1.html"), "关于整改“页面不存在”问题的通报");
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 0);
}

/* The few words that a host has for every made-up address: without a script there is nothing more to come. */
static void few_words_for_everything(void **state)
{
    struct builder *b = *state;
    uint32_t p = told(b, SITE "/d/88.html", "开放数据", "Oops!"), q = told(b, SITE "/d/89.html", "开放数据", "Loading");
    probe_missing(b, p, "开放数据", "Oops!");
    (void)q;
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 1);
    assert_non_null(found(b, "link.soft-404", SITE "/d/88.html"));
}

static void talk_of_404_is_no_404(void **state)
{
    struct builder *b = *state;
    uint32_t p = told(b, SITE "/xw/202611/t20261101_1.html", "关于部分网页出现“页面不存在”提示的说明",
                      "近日部分群众反映访问时出现404错误，页面不存在。现已修复。");
    tag(b, p, "ArticleTitle", "关于部分网页出现“页面不存在”提示的说明");
    uint32_t q = told(b, SITE "/wz/faq.html", "常见问题", "打开网页时提示页面不存在怎么办？请刷新后重试。");
    b->pages[q].visible_chars = 600;
    uint32_t w = told(b, SITE "/zt/wall.html", "提示信息", LOST);
    b->resources[w].wall = STR("瑞数");
    told(b, SITE "/zt/short.html", "停水通知", "今晚停水。");
    run(b, "link.soft-404");
    assert_int_equal(findings(b, "link.soft-404"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_page_that_says_so_is_false),
        SITE_TEST(ways_of_saying_so),
        SITE_TEST(a_redirect_to_the_error_page_is_false),
        SITE_TEST(the_page_of_a_made_up_address_is_false),
        SITE_TEST(what_is_served_for_everything_is_not_told_here),
        SITE_TEST(a_folder_has_its_own_missing_page),
        SITE_TEST(a_folder_that_answers_everything_alike_is_no_proof),
        SITE_TEST(a_page_for_a_file_is_looked_at),
        SITE_TEST(emptied_templates_are_false),
        SITE_TEST(an_ordinary_box_is_emptied_only_where_others_hold_text),
        SITE_TEST(a_box_without_a_known_name_is_learnt),
        SITE_TEST(a_title_and_its_line_are_no_text),
        SITE_TEST(a_few_words_between_menus_say_it),
        SITE_TEST(words_of_a_link_say_nothing),
        SITE_TEST(few_words_for_everything),
        SITE_TEST(talk_of_404_is_no_404),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
