/* SPDX-License-Identifier: MIT */
/* Breadcrumbs in the forms portals write them, and what only looks like one. */
#include "reading_test.h"
#include <stdio.h>

static const struct {
    const char *html, *crumbs; /* text or text=path, parted by | */
} samples[] = {
    { "<table><tr><td class='pos'>您现在的位置是：<a href='../' class=CurrChnlCls>首页</a>&nbsp;&gt;&gt;&nbsp;<a "
      "href='./' "
      "class=CurrChnlCls>信息公开年报</a></table>",
      "首页=/|信息公开年报=/zwgk/" },
    { "<div><a href=/ class=CurrChnlCls>首页</a>-&gt;<a href=/a/ class=CurrChnlCls>政府文件</a>-&gt;</div>",
      "首页=/|政府文件=/a/" },
    { "<div class=dqwz><table><tr><td><span>当前位置：</span></td><td><a "
      "href=/index.html>首页</a></td><td><i>/</i><a>\n专题专栏\n"
      "</a></td></tr></table></div>",
      "首页=/index.html|专题专栏" },
    { "<p>首页  > 公示公告</p><p>正文", "首页|公示公告" },
    { "<div class='top'><span>您当前所在位置： </span><a href='/'>网站首页</a> &gt; <a href='/x/'>政务公开</a> > "
      "正文</div>",
      "网站首页=/|政务公开=/x/|正文" },
    { "<ul class=breadcrumb><li><a href=/>首页</a></li><li><a href=/x/>政策</a></li><li>关于A/B-C的《通知》</li></ul>",
      "首页=/|政策=/x/|关于A/B-C的《通知》" },
    { "<div>【当前位置】<a href=/>首页</a> » <a href='#'>机构</a></div>", "首页=/|机构" },
    { "<div class=tt><h2>政务公开</h2><span>当前位置：<a href=/>首页</a>&gt;<a href=/x/>政务公开</a></span></div>",
      "首页=/|政务公开=/x/" },
    { "<div class=weizhi>当前位置:首页 / 政务公开 / 指南</div>", "首页|政务公开|指南" },
    { "<div class=current-position>当前位置：<a href=/>首页</a>/<a href=/x/>政务公开</a>/失效文件</div>",
      "首页=/|政务公开=/x/|失效文件" },
    { "<div class=site><a href=/>首页</a><span class=arrow></span><a href=/x/>政务公开</a><span class=arrow></span><a "
      "href=/x/y/>通知</a></div>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<div class=site><a href=/>首页</a>&nbsp;-&nbsp;<a href=/x/>政务公开</a>&nbsp;-&nbsp;<a "
      "href=/x/y/>通知</a></div>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<table><tr><td background=bg.gif><b>→ <a href=/>网站首页</a> → <a href=/x/>政务公开</a> → 正文</b></table>",
      "网站首页=/|政务公开=/x/|正文" },
    { "<div class=crumbs>位置: <a href=/>首页</a> \\ <a href=/x/>政务公开</a> \\ <a href=/x/y/>通知</a></div>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<table><tr><td>您现在的位置：&nbsp;<a href=/>首页</a><font face=Webdings>4</font><a href=/x/>政务公开</a><font "
      "face=Webdings>4</font><a href=/x/y/>通知</a></table>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<div><a href=/>首页</a> / <a href=/x/>政务公开</a> / <a href=/x/y/>通知</a></div>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<nav aria-label=breadcrumb><a href=/>首页</a><i>|</i><a href=/x/>政务公开</a><i>|</i><a "
      "href=/x/y/>通知</a></nav>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    { "<div>所在位置：<a href=/>首页</a>：<a href=/x/>政务公开</a>：<a href=/x/y/>通知</a></div>",
      "首页=/|政务公开=/x/|通知=/x/y/" },
    /* no breadcrumbs */
    { "<div class=site><a href=/>首页</a><a href=/a/>新闻</a><a href=/b/>政务</a><a href=/c/>服务</a><a "
      "href=/d/>互动</a><a href=/e/>走进</a><a href=/f/>专题</a></div>",
      "" },
    { "<div><a href=/>首页</a> / <a href=/a/>新闻</a> / <a href=/b/>政务</a> / <a href=/c/>服务</a> / <a "
      "href=/d/>互动</a> / <a href=/e/>走进</a> / <a href=/f/>专题</a></div>",
      "" },
    { "<div><a href=/>首页</a> | <a href=/x/>新闻中心</a> | <a href=/y/>政务公开</a></div>", "" },
    { "<div class='nav position-relative'><a href=/>首页</a> <a href=/x>新闻</a><p>欢迎</p></div><ul><li>a</ul>", "" },
    { "<div class=nav><a href=/>首页</a> | <a href=/x/>新闻中心</a></div>", "" },
    { "<p>当前位置服务已经开通，请下载客户端查看详细的办事地点。</p>", "" },
    { "<div class=position>招聘职位：文员</div>", "" },
    { "<div style='display:none'>当前位置：<a href=/>首页</a></div>", "" },
};

static void crumbs_are_read(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        struct reading *r = reading_of(state, samples[i].html);
        layout_mark(r);
        crumbs_read(r);
        char line[1000] = "";
        for (size_t k = 0; k < r->page->crumbs.count; k++) {
            const struct crumb_fact *c = &r->page->crumbs.items[k];
            size_t len = strlen(line);
            const char *address =
                c->address.len ? str_cstr(*state, c->address) + strlen("http://www.shanting.gov.cn") : "";
            (void)snprintf(line + len, sizeof line - len, "%s%s%s%s", k ? "|" : "", str_cstr(*state, c->text),
                           *address ? "=" : "", address);
        }
        assert_string_equal(line, samples[i].crumbs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { on_arena(crumbs_are_read) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
