/* SPDX-License-Identifier: MIT */
/* Links of every kind, their labels, and placeholders that do and do not work. */
#include "reading_test.h"
#include "core/limits.h"
#include <stdio.h>

static struct reading *read_links(void **state, const char *html)
{
    struct reading *r = reading_of(state, html);
    layout_mark(r);
    head_read(r);
    links_read(r);
    return r;
}

/* "kind path" of every link, parted by blanks; hosts other than the page's are written out, bad ones as kind!problem.
 */
static const char *list_links(void **state, const struct reading *r)
{
    static char line[4000];
    const char home[] = "http://www.shanting.gov.cn";
    line[0] = '\0';
    for (size_t i = 0; i < r->page->links.count; i++) {
        const struct link_fact *l = &r->page->links.items[i];
        size_t len = strlen(line);
        const char *address = str_cstr(*state, l->address);
        if (!strncmp(address, home, strlen(home)))
            address += strlen(home);
        (void)snprintf(line + len, sizeof line - len, "%s%s%s%s", len ? " " : "",
                       str_cstr(*state, words_link_kind(l->kind)), l->problem == LINK_FINE ? ":" : "!",
                       l->problem == LINK_FINE ? address : str_cstr(*state, words_link_problem(l->problem)));
    }
    return line;
}

static const struct {
    const char *html, *links;
} kinds[] = {
    { "<a href=' ./t.html '>x</a><A HREF=http://a.cn>y</A>", "a:/zwgk/t.html a:http://a.cn/" },
    { "<a href='x.html#b'>x</a><a name=b></a><a>c</a>", "a:/zwgk/x.html" },
    { "<map><area href=/m.html alt=M></map>", "area:/m.html" },
    { "<img src=a.jpg srcset='b.jpg 1x, /c.jpg 2x' OLDSRC=W02.jpg><img src=''><img src='data:image/png;base64,xx'>",
      "image:/zwgk/a.jpg image:/zwgk/b.jpg image:/c.jpg" },
    { "<video poster=p.jpg src=v.mp4><source src=''><source src=w.mp4></video><input type=image src=i.png><input "
      "src=no.png>",
      "media:/zwgk/v.mp4 image:/zwgk/p.jpg media:/zwgk/w.mp4 image:/zwgk/i.png" },
    { "<body background=bg.gif><div style='background:url(\"d.png\")'><style>@import 'e.css'; .a{background:url( f.png "
      ")} "
      "/* url(no.png) */ @font-face{src:url(g.woff2)}</style>",
      "image:/zwgk/bg.gif image:/zwgk/d.png style:/zwgk/e.css image:/zwgk/f.png" },
    { "<link rel=stylesheet href=/a.css><link rel='shortcut icon' href=/f.ico><link rel=canonical href=/c><link "
      "rel=dns-prefetch "
      "href=//d.cn><link rel='alternate stylesheet' href=/e.css>",
      "style:/a.css image:/f.ico" },
    { "<script src=a.js></script><iframe src=/f.html></iframe><iframe src=about:blank></iframe><embed "
      "src=a.pdf><object "
      "data=b.pdf></object>",
      "script:/zwgk/a.js frame:/f.html object:/zwgk/a.pdf object:/zwgk/b.pdf" },
    { "<iframe src='/pdf/viewer.html?file=%2Fd%2Fx.pdf&a=1'></iframe>",
      "frame:/pdf/viewer.html?file=%2Fd%2Fx.pdf&a=1 object:/d/x.pdf" },
    { "<form action=/s><input></form><form action=''></form><form action='javascript:;'></form>", "form:/s" },
    { "<select onchange=\"if(this.value!='0')window.open(this.value)\"><option value=0>选<option "
      "value=http://a.gov.cn>a"
      "<option value=index_2.html>2</select><select><option value=/no>n<option value='https://b.cn/'>b</select>",
      "option:http://a.gov.cn/ option:/zwgk/index_2.html option:https://b.cn/" },
    { "<meta http-equiv=Refresh content='0; URL=\"/n.html\"'><meta http-equiv=refresh content=30>", "refresh:/n.html" },
    { "<img class=lazy src=/i.png data-src=/l.jpg><img data-original='/{{x}}.jpg'><img src=/k.png data-src=k2>",
      "image:/i.png image:/l.jpg image:/k.png" },
    { "<noscript><a href=/n>x</a><img src=/y></NOSCRIPT><textarea><a href=/t>x</a></textarea><!-- <a href=/c>x</a> -->"
      "<script>var s='<a href=\"/s\">x</a>';</script><template><a href=/p>x</a></template>",
      "" },
    { "<a href='#' onclick=\"window.open('/o.html')\">x</a><a href=\"javascript:window.open('p.html','_blank')\">x</a>"
      "<a onclick=\"location.href='q.html'\">x</a><div onclick='jumpToDetail(\"./202605/t1.html\")'>x</div>"
      "<a href=\"javascript:openUrl('http://b.cn/')\">x</a><td onclick=\"down3('x.PDF')\">",
      "onclick:/o.html onclick:/zwgk/p.html onclick:/zwgk/q.html onclick:/zwgk/202605/t1.html onclick:http://b.cn/" },
    { "<a href=\"javascript:Link('3609220011')\">x</a><a href=# onclick=\"window.open('/x?id='+id)\">x</a>"
      "<a href=# onclick=\"this.setHomePage('http://www.shanting.gov.cn/')\">设为首页</a>"
      "<a href=\"javascript:window.opener=null;window.open('','_self');window.close();\">关闭</a>",
      "a!script-only a!placeholder a!placeholder a!script-only" },
    { "<a href=mailto:a@b.cn>x</a><a href='file:///C:/x.doc'>x</a><a href='http//x.cn'>x</a><a "
      "href=http://localhost/>x</a>",
      "a!other-scheme a!local-address a!malformed a!local-address" },
    { "<base href=/b/><a href=c.html>x</a>", "a:/b/c.html" },
    { "<a href='?a=b&regionCode=1&copy=2'>x</a>", "a:/zwgk/index.html?a=b&regionCode=1&copy=2" },
};

static void every_kind_is_found(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_string_equal(list_links(state, read_links(state, kinds[i].html)), kinds[i].links);
}

static void links_say_what_visitors_read(void **state)
{
    struct reading *r =
        read_links(state, "<div id=n><a href=x title=T> 政务 <b>公开</b><i style='display:none'>h</i></a>"
                          "<a href=y><img src=i.png alt=图></a></div><p style='display:none'><a href=z>暗</a>"
                          "<a href='w#f'>片</a>");
    const struct link_fact *l = r->page->links.items;
    assert_str(l[0].text, "政务 公开");
    assert_str(l[0].title, "T");
    assert_str(l[0].place, "div#n>a");
    assert_str(l[1].text, "图");
    assert_int_equal(l[3].hiding, HIDING_DISPLAY);
    assert_str(l[3].text, "暗");
    assert_str(l[4].fragment, "f");
    assert_int_equal(l[0].hiding, HIDING_NONE);
}

static const struct {
    const char *html;
    bool works;
} placeholders[] = {
    { "<p>请看<a href='#'>惠企政策直达</a></p>", false },
    { "<p><a href='javascript:;'>网上调查</a></p>", false },
    { "<p><a href=''>公告</a></p>", false },
    { "<p><a href='javascript:void(0)'><img src=a.png></a></p>", false },
    { "<ul><li><a href='#' class='item' onfocus='this.blur()'>部门动态</a><span>2026</span></li></ul>", false },
    { "<script>$('#other .btn').click(f); document.title='item';</script><p><a href=# class=item>办事指南</a>", false },
    { "<script>document.getElementById('zoom').style.fontSize='12px'</script><div id=zoom><p><a "
      "href=#>办事指南</a></div>",
      false },
    { "<p><a href=# onclick='return false'>办事指南</a>", false },
    { "<script src=/js/a.js></script><p><a href=# class=link>办事指南</a> <a href=/x class='link b'>x</a></p>", false },
    { "<p><a href=# class=calc>政策计算器</a> <a href=/x>x</a></p>", false },
    { "<script src=/js/a.js></script><p><a href=# class=calc>政策计算器</a> <a href=/x class=b>x</a></p>", true },
    { "<div data-v-7ba5bd90=''><p><a href='#'>智能问答</a></p></div>", false },
    { "<div data-v-7ba5bd90=''><a href=# data-v-7ba5bd90=''>更多部门</a></div>", true },
    { "<p><a href='#' onclick='f()'>办事指南</a></p>", true },
    { "<ul><li onmouseover='tab(1)'><a href='#'>要闻</a></li></ul>", true },
    { "<a href=# role=button>更多部门</a>", true },
    { "<a href=# data-toggle=modal>更多部门</a>", true },
    { "<a href='javascript:;' id=wx>关注</a>", true },
    { "<script>$('.item').on('click',f)</script><a href=# class='a item'>办事指南</a>", true },
    { "<script>$(\"#menu li a\").hover(f)</script><ul id=menu><li><a href=#>办事</a></li><li><a href=/b>b</a></ul>",
      true },
    { "<ul><li><a href=#>政务公开</a><ul><li><a href=/x>x</a></ul></ul>", true },
    { "<div class='news-tab'><span><a href=#>要闻</a></span></div>", true },
    { "<ul><li class=on><a href='javascript:;'>要闻</a><li><a href='javascript:;'>公告</a></ul>", true },
    { "<a href=#>返回顶部</a>", true },
    { "<a href='javascript:void(0)'>[ 大 ]</a>", true },
    { "<p><a href='javascript:void(0);'><span>第一页&nbsp;</span></a></p>", true },
    { "<p><a href='javascript:void(0)'>上月</a></p>", true },
    { "<a href='#'>2</a>", true },
    { "<div>您的位置：<a href=/>首页</a> &gt; <a href=''>工作动态</a></div>", true },
    { "<p style='display:none'><a href=#>办事指南</a>", true },
    { "<a href=#></a>", true },
    { "<a href='javascript:window.print()'>办事指南</a>", true },
};

static void only_dead_placeholders_are_dead(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(placeholders); i++) {
        struct reading *r = read_links(state, placeholders[i].html);
        const struct link_fact *found = NULL;
        for (size_t k = 0; k < r->page->links.count; k++)
            if (r->page->links.items[k].problem == LINK_PLACEHOLDER ||
                r->page->links.items[k].problem == LINK_SCRIPT_ONLY)
                found = &r->page->links.items[k];
        assert_non_null(found);
        if (found->works != placeholders[i].works)
            fail_msg("%s: works %d", placeholders[i].html, found->works);
    }
}

static const struct {
    const char *html, *label;
} labels[] = {
    { "<p>正文在此。</p><p><strong>图解：</strong></p><ul><li><a href=/a.html>办法解读</a></li></ul><p>页脚</p>",
      "图解" },
    { "<p>正文在此。</p><p><strong>图解：</strong></p><p>另一段话。</p><ul><li><a href=/a.html>x</a></li></ul>", "" },
    { "<div class=box><h3><span>关联稿件：</span></h3><ul><li><a id=x "
      "href=a>图文解读：《某某公报》的解读</a></ul></div>",
      "关联稿件" },
    { "<div><div class='xg-title'><b>相关解读</b></div><div><p><a href=a>关于某某办法的政策解读</a></div></div>",
      "相关解读" },
    { "<div><p>正文正文正文正文正文正文正文正文正文正文</p><p>附件：<a href=a.pdf>1.某某表</a></p></div>", "附件" },
    { "<div><p>正文正文正文正文正文正文</p><p>政策解读：</p><p><a href=a>关于某某办法的解读</a></p></div>",
      "政策解读" },
    { "<p>见通知。政策原文：<b><a href=a>关于某某</a></b></p>", "政策原文" },
    { "<div><h3>通知公告</h3><ul><li><a href=a>关于召开某某会议的通知</a></li></ul></div>", "通知公告" },
    { "<div><div><h3>相关解读</h3><ul><li>某某某某某某某某某某某某</ul></div><p><a "
      "href=a>别处的链接，与上面无关</a></div>",
      "" },
    { "<nav><h3>政策解读</h3><ul><li><a href=a>文字解读文字解读文字解读</a></li></ul></nav>", "" },
    { "<div class=title><a href=a>关于某某办法的政策解读</a></div><p>2026</p>", "" },
};

static void labels_are_headings_of_the_block(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        struct reading *r = read_links(state, labels[i].html);
        assert_int_equal(r->page->links.count, 1);
        assert_str(r->page->links.items[0].label, labels[i].label);
    }
}

static void ids_are_what_fragments_reach(void **state)
{
    struct reading *r = read_links(state, "<p id=a><a name=b></a><a id=c name=c></a><input name=d><p id=''>");
    assert_int_equal(r->page->ids.count, 3);
    assert_str(r->page->ids.items[1], "b");
}

static void tabs_promise_no_anchors(void **state)
{
    struct reading *r = read_links(state, "<a href='#part2'>第二章</a><a href='#pane' data-toggle=tab>要闻</a>");
    assert_str(r->page->links.items[0].fragment, "part2");
    assert_str(r->page->links.items[1].fragment, "");
}

static void links_are_bounded(void **state)
{
    size_t times = LIMIT_PAGE_LINKS + 5;
    char *html = arena_new(*state, char, times * 14 + 1), *p = html;
    for (size_t i = 0; i < times; i++, p += 14)
        memcpy(p, "<a href=x></a>", 14);
    struct reading *r = read_links(state, html);
    assert_int_equal(r->page->links.count, LIMIT_PAGE_LINKS);
    assert_str(r->page->limit_hit, "links");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(every_kind_is_found),
        on_arena(links_say_what_visitors_read),
        on_arena(only_dead_placeholders_are_dead),
        on_arena(labels_are_headings_of_the_block),
        on_arena(ids_are_what_fragments_reach),
        on_arena(tabs_promise_no_anchors),
        on_arena(links_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
