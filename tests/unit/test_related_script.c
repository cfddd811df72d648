/* SPDX-License-Identifier: MIT */
/* Articles whose related items come by script or frame only, and what only looks so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/arena.h"
#include "crawler/read.h"
#include "reading.h"

#define HEAD                                                                                                                           \
    "<html><head><meta charset=utf-8><meta name=ArticleTitle content='通知'><title>通知</title></head><body>"                      \
    "<div class=wrap><h1>关于印发办法的通知</h1><div class=info>发布时间：2026-03-02</div><div class=TRS_Editor>"        \
    "<p>各镇人民政府：现将办法印发给你们，请认真贯彻落实，确保各项工作按期完成。</p><p>第一条 " \
    "为了规范管理，制定本办法，由主管部门解释。</p></div>"
#define TAIL "</div><div class=footer>主办单位：测试区人民政府</div></body></html>"

static const struct {
    const char *html;
    bool by_script;
} samples[] = {
    { "<div class=xgwj><h4>相关解读</h4><ul "
      "id=xgjd></ul></div><script>$.getJSON('/r',function(d){$('#xgjd').html(d)})</script>",
      true },
    { "<div class=xgwj><h4><span>相关解读：</span></h4><script src='/cms/script/unitbuild.js' url='/api' "
      "queryData='{}'></script></div>",
      true },
    { "<div class=xgwj><h4>政策解读</h4><iframe src='/relate/1.html'></iframe></div>", true },
    { "<div class=r><script src='/s/unitbuild.js' url='/x' queryData=\"{'tagId':'相关文章'}\"></script></div>", true },
    { "<script>$.ajax({url:'/api/relate',success:function(d){$('.box').append('<h4>相关解读</h4>'+d)}})</script>",
      true },
    { "<div class=xgwj><h4>相关解读</h4><div "
      "id=box></div></div><script>fetch('/a').then(function(t){document.getElementById('box').innerHTML=t})</script>",
      true },
    /* decoys */
    { "<div class=xgwj><h4>相关解读</h4><ul><li><a href='/zcjd/1.html'>《办法》解读</a></li></ul></div>"
      "<script>$.ajax({url:'/count',success:function(d){$('#hits').html(d)}})</script>",
      false },
    { "<div class=rel><h3><span>关联稿件：</span></h3><ul></ul></div>", false },
    { "<div class=rel><h3>关联稿件：</h3><ul id=list></ul></div><script>$.get('/count?id=1')</script>", false },
    { "<div class=rel><h3>关联稿件：</h3><ul></ul><h3>热点推荐</h3><div><script src='/s/unitbuild.js' url='/x' "
      "queryData='{}'></script></div></div>",
      false },
    { "<div class=r><script src='/s/unitbuild.js' url='/x' queryData=\"{'tagId':'热点推荐'}\"></script></div>", false },
    { "<script>$.ajax({url:'/api/hot',success:function(d){$('.hot').append(d)}})</script>", false },
    { "<script>function showRelated(){ document.title='相关解读'; }</script>", false },
    { "", false },
};

static void related_items_by_script(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        str html = str_fmt(&a, HEAD "%s" TAIL, samples[i].html);
        struct page_facts *p = read_page(
            &a, &(struct read_input){ .body = html, .address = STR("http://x.gov.cn/zcwj/202603/t20260302_1.html") });
        assert_true(p->known & KNOWN_BODY);
        if ((bool)(p->js & JS_RELATED) != samples[i].by_script)
            fail_msg("%s: %.*s", samples[i].html, STR_ARG(p->js_why));
    }
    arena_done(&a);
}

/* Lists are another matter: a column's page is not asked. */
static void no_article_no_mark(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = read_page(
        &a,
        &(struct read_input){
            .body = STR(
                "<html><body><h2>政策解读</h2><ul><li><a href='/a/1.html'>河道办法解读</a><span>2026-03-02</span></li>"
                "<li><a href='/a/2.html'>养犬办法解读</a><span>2026-03-01</span></li></ul><h4>相关解读</h4>"
                "<script src='/s/unitbuild.js'></script></body></html>"),
            .address = STR("http://x.gov.cn/zcjd/") });
    assert_false(p->js & JS_RELATED);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(related_items_by_script),
                                        cmocka_unit_test(no_article_no_mark) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
