/* SPDX-License-Identifier: MIT */
/* Scripts: redirects of shells, written links, scripts that treat search engines apart. */
#include "reading_test.h"

static struct reading *read_scripts(void **state, const char *html, uint32_t visible)
{
    struct reading *r = reading_of(state, html);
    r->page->visible_chars = visible;
    layout_mark(r);
    head_read(r);
    scripts_read(r);
    return r;
}

static const struct {
    const char *html, *to; /* path, or "" */
} jumps[] = {
    { "<script>window.location.href=\"/index.html\";</script>", "/index.html" },
    { "<script>location.replace('/a/')</script>", "/a/" },
    { "<script>top.location = 'b.html'\nfoo()</script>", "/zwgk/b.html" },
    { "<script>setTimeout(\"location.href='/c.html'\", 3000);</script>", "/c.html" },
    { "<script>setTimeout(function(){ location.href = '/d.html' }, 10)</script>", "/d.html" },
    { "<script>window.onload=function(){self.location='/e.html';}</script>", "/e.html" },
    { "<body onload=\"location.href='/f.html'\">", "/f.html" },
    { "<script>if(/Mobile/i.test(navigator.userAgent)){window.location.href=\"/2017mobile\"}</script>", "" },
    { "<script>if(isMobile)\n location.href='/m'</script>", "" },
    { "<script>if(a){b()} else location.href='/m'</script>", "" },
    { "<script>isMobile && (location.href='/m')</script>", "" },
    { "<script>function go(){location.href='/m'}</script>", "" },
    { "<script>location.href='/x/'+id;</script>", "" },
    { "<script>location.href=location.pathname+location.search</script>", "" },
    { "<script>var s=\"location.href='/m'\"; // location.href='/n'</script>", "" },
    { "<script>if(location.href=='/m'){}</script>", "" },
};

static void shells_jump(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(jumps); i++) {
        struct reading *r = read_scripts(state, jumps[i].html, 10);
        size_t count = r->page->links.count;
        if ((count == 1) != (jumps[i].to[0] != '\0'))
            fail_msg("%s: %zu links", jumps[i].html, count);
        if (!count)
            continue;
        assert_int_equal(r->page->links.items[0].kind, LINK_LOCATION);
        assert_str(r->page->links.items[0].address,
                   str_cstr(*state, str_fmt(*state, "http://www.shanting.gov.cn%s", jumps[i].to)));
    }
}

static void full_pages_do_not_jump(void **state)
{
    assert_int_equal(read_scripts(state, "<script>location.href='/a'</script>", 5000)->page->links.count, 0);
}

static void written_links_count_if_literal(void **state)
{
    struct reading *r =
        read_scripts(state,
                     "<script>document.write('<a href=\"/w.html\" title=\\'t\\'>友情'+'链接</a>');"
                     "document.write(\"<a href=\\\"index\"+\"_\"+nextPage+\".\"+\"html\\\">下一页</a>\");"
                     "if(n>1) document.write('<a href=\"/if.html\">尾页</a>');"
                     "function f(){document.write('<a href=/f.html>f</a>')}"
                     "document.write('<a href=\"#\">x</a>');"
                     "document.writeln(\"<script src='/s.js'><\\/script>\");</script>",
                     5000);
    assert_int_equal(r->page->links.count, 2);
    assert_str(r->page->links.items[0].address, "http://www.shanting.gov.cn/w.html");
    assert_str(r->page->links.items[0].text, "友情链接");
    assert_str(r->page->links.items[0].title, "t");
    assert_int_equal(r->page->links.items[1].kind, LINK_SCRIPT);
}

/* The entry of the national register of names, as every portal is told to put it. */
static void written_links_may_be_coded(void **state)
{
    struct reading *r = read_scripts(
        state,
        "<script>document.write(unescape(\"%3Cspan id='_x' %3E%3C/span%3E%3Cscript src='http://dcs.x.cn/js/12/CA1.js' "
        "type='text/javascript'%3E%3C/script%3E\"));document.write(unescape('%3Ca "
        "href=/z.html%3E%u4E3B%u529E%3C/a%3E'));"
        "document.write(unescape('%3Cscript src=' + base + '/h.js%3E%3C/script%3E'))</script>",
        5000);
    assert_int_equal(r->page->links.count, 2);
    assert_str(r->page->links.items[0].address, "http://dcs.x.cn/js/12/CA1.js");
    assert_int_equal(r->page->links.items[0].kind, LINK_SCRIPT);
    assert_str(r->page->links.items[1].text, "主办");
}

static const struct {
    const char *html;
    bool told, crawler, referrer, title;
    const char *to;
} suspicious[] = {
    { "<script>if(navigator.userAgent.toLocaleLowerCase().indexOf(\"baidu\") == -1){document.title "
      "=\"泾县新闻网\"}</script>",
      true, true, false, true, "" },
    { "<script>var r='\\x64\\x6f\\x63';var "
      "b=document['\\x72\\x65\\x66\\x65\\x72\\x72\\x65\\x72'];if(b.indexOf('\\x62\\x61\\x69\\x64\\x75')>0)"
      "{window['\\x6c\\x6f\\x63\\x61\\x74\\x69\\x6f\\x6e']['href']='\\x68\\x74\\x74\\x70://www.yxkj55.com/';}</script>",
      true, false, true, false, "http://www.yxkj55.com/" },
    { "<script>if(/spider/i.test(navigator.userAgent)){location.href='http://x.cn/'}</script>", true, true, false,
      false, "http://x.cn/" },
    { "<script>var u=navigator.userAgent;if(/mobile/.test(u))location.href='/m/'</script>", false, false, false, false,
      "" },
    { "<script>var hm=document.createElement('script');hm.src='//hm.baidu.com/hm.js?1';var "
      "u=navigator.userAgent;</script>",
      false, false, false, false, "" },
    { "<script>log(document.referrer)</script>", false, false, false, false, "" },
    { "<script type='text/template'>navigator.userAgent 'baidu' document.title=1</script>", false, false, false, false,
      "" },
};

static void scripts_that_ask_who_comes_are_facts(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(suspicious); i++) {
        struct reading *r = read_scripts(state, suspicious[i].html, 5000);
        if ((r->page->scripts.count == 1) != suspicious[i].told)
            fail_msg("%s", suspicious[i].html);
        if (!suspicious[i].told)
            continue;
        const struct script_fact *f = &r->page->scripts.items[0];
        assert_int_equal(f->asks_crawler, suspicious[i].crawler);
        assert_int_equal(f->asks_referrer, suspicious[i].referrer);
        assert_int_equal(f->sets_title, suspicious[i].title);
        assert_str(f->jumps_to, suspicious[i].to);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(shells_jump),
        on_arena(full_pages_do_not_jump),
        on_arena(written_links_count_if_literal),
        on_arena(written_links_may_be_coded),
        on_arena(scripts_that_ask_who_comes_are_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
