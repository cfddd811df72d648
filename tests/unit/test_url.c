/* SPDX-License-Identifier: MIT */
/* Addresses: what browsers repair is repaired, what nobody can repair is named. */
#include "crawler/url.h"
#include "core/arena.h"
#include "core/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define BASE STR("http://www.x.gov.cn/zwgk/bmwj/index.html?a=1")

static void expect_str(const char *what, str got, const char *want)
{
    if (!str_eq(got, str_from(want)))
        fail_msg("%s: got '%.*s', want '%s'", what, STR_ARG(got), want);
}

static const struct resolve_case {
    const char *href, *address;
} resolve_cases[] = {
    { "a.html", "http://www.x.gov.cn/zwgk/bmwj/a.html" },
    { "./202606/t20260623_1.html", "http://www.x.gov.cn/zwgk/bmwj/202606/t20260623_1.html" },
    { "../", "http://www.x.gov.cn/zwgk/" },
    { "..", "http://www.x.gov.cn/zwgk/" },
    { ".", "http://www.x.gov.cn/zwgk/bmwj/" },
    { "../../../../a", "http://www.x.gov.cn/a" },
    { "/", "http://www.x.gov.cn/" },
    { "/a//b/", "http://www.x.gov.cn/a//b/" },
    { "/a//..", "http://www.x.gov.cn/a/" },
    { "/a/./b/../c", "http://www.x.gov.cn/a/c" },
    { "?page=2", "http://www.x.gov.cn/zwgk/bmwj/index.html?page=2" },
    { "?", "http://www.x.gov.cn/zwgk/bmwj/index.html?" },
    { "#top", "http://www.x.gov.cn/zwgk/bmwj/index.html?a=1" },
    { "//y.gov.cn/z", "http://y.gov.cn/z" },
    { "///y.gov.cn/z", "http://y.gov.cn/z" },
    { "HTTP://WWW.Y.GOV.CN", "http://www.y.gov.cn/" },
    { "http://www.y.gov.cn:80/A", "http://www.y.gov.cn/A" },
    { "https://www.y.gov.cn:443", "https://www.y.gov.cn/" },
    { "https://www.y.gov.cn:80/", "https://www.y.gov.cn:80/" },
    { "http://www.y.gov.cn:08080/", "http://www.y.gov.cn:8080/" },
    { "http://www.y.gov.cn:/a", "http://www.y.gov.cn/a" },
    { "http://user:pass@y.gov.cn/a", "http://y.gov.cn/a" },
    { "http:///www.y.gov.cn/a", "http://www.y.gov.cn/a" },
    { "http://www.y.gov.cn?a=/../b", "http://www.y.gov.cn/?a=/../b" },
    { "http://www.y.gov.cn/a/../b#c?d", "http://www.y.gov.cn/b" },
    { "http:\\\\www.y.gov.cn\\a\\b.html", "http://www.y.gov.cn/a/b.html" },
    { "..\\x\\y.html?p=\\q", "http://www.x.gov.cn/zwgk/x/y.html?p=\\q" },
    { "  \t\n a.html \r\n", "http://www.x.gov.cn/zwgk/bmwj/a.html" },
    { "\xe3\x80\x80\xc2\xa0"
      "a.html\xe2\x80\x8b\xef\xbb\xbf",
      "http://www.x.gov.cn/zwgk/bmwj/a.html" },
    { "http://www.y.gov.cn/a\n  \tb.html", "http://www.y.gov.cn/a%20%20b.html" },
    { "a b.pdf", "http://www.x.gov.cn/zwgk/bmwj/a%20b.pdf" },
    { "附件1.doc", "http://www.x.gov.cn/zwgk/bmwj/%E9%99%84%E4%BB%B61.doc" },
    { "/s?n=附 件", "http://www.x.gov.cn/s?n=%E9%99%84%20%E4%BB%B6" },
    { "/%e9%99%84%E4%bb%B6/%zz%", "http://www.x.gov.cn/%e9%99%84%E4%bb%B6/%zz%" },
    { "附件：名单.doc", "http://www.x.gov.cn/zwgk/bmwj/%E9%99%84%E4%BB%B6%EF%BC%9A%E5%90%8D%E5%8D%95.doc" },
    { "/l?a=b&regionCode=1&copy=2&amp;x=3", "http://www.x.gov.cn/l?a=b&regionCode=1&copy=2&amp;x=3" },
    { "www.y.gov.cn/x", "http://www.x.gov.cn/zwgk/bmwj/www.y.gov.cn/x" },
    { "http/x.html", "http://www.x.gov.cn/zwgk/bmwj/http/x.html" },
    { "https.html", "http://www.x.gov.cn/zwgk/bmwj/https.html" },
    { "/goto?u=http//x", "http://www.x.gov.cn/goto?u=http//x" },
    { "http://\xe4\xb8\xad\xe5\x9b\xbd.cn/", "http://xn--fiqs8s.cn/" },
    { "http://www.\xe2\x80\x8by.gov.cn/", "http://www.y.gov.cn/" },
    { "http://a_b.y.gov.cn/", "http://a_b.y.gov.cn/" },
    { "http://124.128.226.237:8371/a", "http://124.128.226.237:8371/a" },
    { "http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a" },
    { "..\\..\\c.html", "http://www.x.gov.cn/c.html" },
    { "javascript.html", "http://www.x.gov.cn/zwgk/bmwj/javascript.html" },
};

static void resolves(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(resolve_cases); i++) {
        struct url_ref ref = url_resolve(&a, BASE, str_from(resolve_cases[i].href));
        if (ref.problem != LINK_FINE)
            fail_msg("'%s' has the problem %.*s", resolve_cases[i].href, STR_ARG(words_link_problem(ref.problem)));
        expect_str(resolve_cases[i].href, ref.address, resolve_cases[i].address);
        struct url_ref again = url_resolve(&a, (str){ 0 }, ref.address);
        expect_str("an address in normal form stays", again.address, resolve_cases[i].address);
    }
    arena_done(&a);
}

static const char *const placeholders[] = {
    "",
    "   ",
    "\xe3\x80\x80",
    "#",
    " # ",
    "##",
    "javascript:",
    "javascript:;",
    "JavaScript:void(0)",
    "javascript:void(0);",
    "javascript: void( 0 ) ;",
    "java\nscript:void();",
    "javascript:void%200",
    "javascript:void(0)\xef\xbc\x9b",
};

static const char *const script_only[] = {
    "javascript:window.print()",
    "javascript:history.back(-1);",
    "javascript:scrollTo(0,0);",
    "javascript:window.open('http://www.y.gov.cn/')",
    "javascript:void(window.open('a.html'))",
};

static const char *const other_schemes[] = {
    "mailto:a@x.gov.cn",          "tel:0632-8811111",           "sms:12345",
    "data:image/png;base64,AAAA", "blob:http://www.x.gov.cn/1", "about:blank",
    "ftp://ftp.x.gov.cn/a",       "weixin://dl/chat",           "thunder://QUFodHRw",
    "openapp.jdmobile://virtual",
};

static const char *const local[] = {
    "file:///C:/Users/a/1.doc",  "FILE://D|/x.doc",
    "C:\\Users\\a\\1.doc",       "D:/x/1.doc",
    "\\\\server\\share\\1.doc",  "localhost:8080/x",
    "http://localhost/x",        "http://localhost:8080/x",
    "http://LOCALHOST./",        "http://pc.local/",
    "http://10.1.2.3/x",         "http://172.16.0.1/",
    "http://172.31.255.255/",    "http://192.168.1.20:8080/a.doc",
    "//192.168.1.20/a.doc",      "http://127.0.0.1/",
    "http://169.254.1.1/",       "http://[::1]/",
    "http://[fd12::1]/",         "http://[fe80::1]/",
    "http://[::ffff:10.0.0.1]/",
};

static const char *const malformed[] = {
    "http//www.y.gov.cn",
    "https//www.y.gov.cn",
    "http:/www.y.gov.cn",
    "http:www.y.gov.cn",
    "http;//www.y.gov.cn",
    "http ://www.y.gov.cn",
    "http\xef\xbc\x9a//www.y.gov.cn",
    "http:\xef\xbc\x8f\xef\xbc\x8fwww.y.gov.cn",
    "http://",
    "//",
    "http:///",
    "https://http://www.y.gov.cn/",
    "http://https//www.y.gov.cn/",
    "http:// www.y.gov.cn/",
    "http://www.y .gov.cn/",
    "http://www\xe3\x80\x82y\xe3\x80\x82"
    "cn/",
    "http://www.y.gov.cn\xef\xbc\x9a"
    "8080/",
    "http://www\xef\xbc\x8ey.cn/",
    "http://www,y.gov.cn/",
    "http://www..y.gov.cn/",
    "http://.y.gov.cn/",
    "http://www.y.gov.cn:80a/",
    "http://www.y.gov.cn:99999/",
    "http://1.2.3.256/",
    "http://[1::2::3]/",
    "http://www.y%20.gov.cn/",
    "htp://www.y.gov.cn/",
    "htttp://www.y.gov.cn/",
    "www.y.gov.cn:8080/x",
};

#define HREFS(list) list, ARRAY_LEN(list)

static const struct {
    enum link_problem problem;
    const char *const *hrefs;
    size_t count;
} problems[] = {
    { LINK_PLACEHOLDER, HREFS(placeholders) },   { LINK_SCRIPT_ONLY, HREFS(script_only) },
    { LINK_OTHER_SCHEME, HREFS(other_schemes) }, { LINK_LOCAL, HREFS(local) },
    { LINK_MALFORMED, HREFS(malformed) },
};

static void names_problems(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(problems); i++) {
        for (size_t k = 0; k < problems[i].count; k++) {
            const char *href = problems[i].hrefs[k];
            struct url_ref ref = url_resolve(&a, BASE, str_from(href));
            if (ref.problem != problems[i].problem)
                fail_msg("'%s': got %.*s, want %.*s", href, STR_ARG(words_link_problem(ref.problem)),
                         STR_ARG(words_link_problem(problems[i].problem)));
        }
    }
    arena_done(&a);
}

static void public_addresses_are_not_local(void **state)
{
    (void)state;
    static const char *const decoys[] = { "http://172.32.0.1/",       "http://11.0.0.1/", "http://192.169.0.1/",
                                          "http://localhost.gov.cn/", "http://local/",    "http://[2408::1]/",
                                          "http://10.gov.cn/" };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(decoys); i++)
        assert_int_equal(url_resolve(&a, BASE, str_from(decoys[i])).problem, LINK_FINE);
    arena_done(&a);
}

static void local_web_addresses_stay_askable(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    expect_str("kept", url_resolve(&a, BASE, STR("http://127.0.0.1:8081/a/../b")).address, "http://127.0.0.1:8081/b");
    /* A portal in a laboratory links to itself without fault, to another private host with one. */
    str lab = STR("http://127.0.0.1:8081/");
    assert_int_equal(url_resolve(&a, lab, STR("a.html")).problem, LINK_FINE);
    assert_int_equal(url_resolve(&a, lab, STR("http://192.168.0.1/")).problem, LINK_LOCAL);
    arena_done(&a);
}

static void keeps_fragments_apart(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct url_ref ref = url_resolve(&a, BASE, STR("a.html#第一章"));
    expect_str("fragment", ref.fragment, "第一章");
    expect_str("address", ref.address, "http://www.x.gov.cn/zwgk/bmwj/a.html");
    assert_int_equal(url_resolve(&a, BASE, STR("#f")).problem, LINK_FINE);
    arena_done(&a);
}

static void long_addresses_have_an_end(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    size_t len = LIMIT_URL_LEN + 100;
    char *text = arena_new(&a, char, len);
    memset(text, 'a', len);
    assert_int_equal(url_resolve(&a, BASE, (str){ text, len }).problem, LINK_TOO_LONG);
    assert_int_equal(url_resolve(&a, BASE, (str){ text, LIMIT_URL_LEN }).problem, LINK_TOO_LONG);
    assert_int_equal(url_resolve(&a, BASE, (str){ text, 2000 }).problem, LINK_FINE);
    memcpy(text, "data:", 5);
    assert_int_equal(url_resolve(&a, BASE, (str){ text, len }).problem, LINK_OTHER_SCHEME);
    arena_done(&a);
}

static void nothing_resolves_against_no_web_base(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_int_equal(url_resolve(&a, STR("file:///tmp/a.html"), STR("b.html")).problem, LINK_OTHER_SCHEME);
    expect_str("absolute", url_resolve(&a, (str){ 0 }, STR("http://x.cn")).address, "http://x.cn/");
    arena_done(&a);
}

static void makes_gbk_twins(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    expect_str("path", url_gbk_twin(&a, STR("http://x.cn/%E9%99%84%e4%bb%b6%20a.doc")),
               "http://x.cn/%B8%BD%BC%FE%20a.doc");
    expect_str("query", url_gbk_twin(&a, STR("http://x.cn/d?filename=%E9%99%84")), "http://x.cn/d?filename=%B8%BD");
    expect_str("no Chinese", url_gbk_twin(&a, STR("http://x.cn/a%20b.doc")), "");
    expect_str("already GBK", url_gbk_twin(&a, STR("http://x.cn/%B8%BD.doc")), "");
    arena_done(&a);
}

static void splits(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct url_parts p;
    assert_true(url_split(&a, STR("https://[::1]:8443/a/b?c=d"), &p));
    expect_str("scheme", p.scheme, "https");
    expect_str("host", p.host, "::1");
    expect_str("port", p.port, "8443");
    expect_str("path", p.path, "/a/b");
    expect_str("query", p.query, "c=d");
    assert_true(url_split(&a, STR("http://x.cn"), &p));
    expect_str("default port", p.port, "80");
    expect_str("default path", p.path, "/");
    assert_false(url_split(&a, STR("mailto:a@x.cn"), &p));
    assert_false(url_split(&a, STR("http://"), &p));
    expect_str("key", url_host_key(&a, STR("http://www.x.cn:80/a")), "www.x.cn");
    expect_str("key", url_host_key(&a, STR("https://www.x.cn.:8443/a")), "www.x.cn:8443");
    expect_str("key", url_host_key(&a, STR("http://[::1]:81/a")), "[::1]:81");
    arena_done(&a);
}

struct name_case {
    const char *address;
    enum link_kind kind;
    bool page;
    const char *ext;
};

static void knows_pages_by_name(void **state)
{
    (void)state;
    static const struct name_case cases[] = {
        { "http://x.cn/", LINK_ANCHOR, true, "" },
        { "http://x.cn/a/b", LINK_ANCHOR, true, "" },
        { "http://x.cn/a.HTML", LINK_ANCHOR, true, "html" },
        { "http://x.cn/a.shtml?b=c.pdf", LINK_ANCHOR, true, "shtml" },
        { "http://x.cn/xxgk.do", LINK_FRAME, true, "do" },
        { "http://x.cn/a.PDF", LINK_ANCHOR, false, "pdf" },
        { "http://x.cn/a.wps", LINK_ANCHOR, false, "wps" },
        { "http://x.cn/a.zip#x", LINK_ANCHOR, false, "zip" },
        { "http://x.cn/downfile.jsp?classid=0&filename=1a2b.pdf", LINK_ANCHOR, false, "pdf" },
        { "http://x.cn/download.jsp?wbfileid=7", LINK_ANCHOR, true, "jsp" },
        { "http://x.cn/viewer.html?filename=a.pdf", LINK_FRAME, true, "html" },
        { "http://x.cn/v1.5/about", LINK_ANCHOR, true, "" },
        { "http://x.cn", LINK_ANCHOR, true, "" },
        { "http://x.cn/pic", LINK_IMAGE, false, "" },
        { "http://x.cn/a.html", LINK_SCRIPT, false, "html" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str address = str_from(cases[i].address);
        expect_str(cases[i].address, url_file_ext(address), cases[i].ext);
        if (url_is_page(address, cases[i].kind) != cases[i].page)
            fail_msg("%s", cases[i].address);
    }
}

static void actions_are_known(void **state)
{
    (void)state;
    static const char *const actions[] = {
        "http://x.cn/login",
        "http://x.cn/user/Login.jsp?x=1",
        "http://x.cn/logout.do",
        "http://x.cn/a/signin/",
        "http://x.cn/was5/web/search?channelid=1",
        "http://x.cn/was40/search?q=1",
        "http://x.cn/jsearchfront/search.do",
        "http://x.cn/register.html",
        "http://x.cn/news?method=delete&id=3",
        "http://x.cn/a.do?action=logout",
        "http://x.cn/a.do?method=deleteArticle",
        "http://x.cn/searchweb/",
        "http://x.cn/sousuo.html",
        "http://x.cn/userLogin.do",
        "http://x.cn/article_delete.jsp?id=4",
        "http://x.cn/login!input.action",
        "http://x.cn/sys/DeleteFile.aspx",
        "http://x.cn/a?method=toLogin",
        "http://x.cn/login;jsessionid=12",
        "http://x.cn/module/xxgk/search.jsp?action=delete",
        "http://x.cn/list?searchWord=a",
        "http://x.cn/captcha.jpg",
        "http://x.cn/admin/delete/5",
    };
    static const char *const decoys[] = {
        "http://x.cn/list.jsp?searchWord=&page=2",
        "http://x.cn/news/appLogin.html",
        "http://x.cn/undelete.do",
        "http://x.cn/registerList2.jsp",
        "http://x.cn/DELETED.jsp",
        "http://x.cn/research/",
        "http://x.cn/zwgk/kyjg/research.html",
        "http://x.cn/newlogin-notice.html",
        "http://x.cn/2026/searching-for-talent.html",
        "http://login.x.cn/",
        "http://x.cn/a?title=login",
        "http://x.cn/registered/",
        "http://x.cn/module/xxgk/search.jsp?standardXxgk=1&infotypeId=2",
        "http://x.cn/common/search/12ab?_isJson=true",
        "http://x.cn/a.html?action=show",
        "http://x.cn/undelete.html",
        "http://x.cn/zwgk/a.html#login",
        "http://x.cn/goto?u=http://y.cn/login",
    };
    for (size_t i = 0; i < ARRAY_LEN(actions); i++)
        if (!url_is_action(str_from(actions[i])))
            fail_msg("%s is an action", actions[i]);
    for (size_t i = 0; i < ARRAY_LEN(decoys); i++)
        if (url_is_action(str_from(decoys[i])))
            fail_msg("%s is no action", decoys[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves),
        cmocka_unit_test(names_problems),
        cmocka_unit_test(public_addresses_are_not_local),
        cmocka_unit_test(local_web_addresses_stay_askable),
        cmocka_unit_test(keeps_fragments_apart),
        cmocka_unit_test(long_addresses_have_an_end),
        cmocka_unit_test(nothing_resolves_against_no_web_base),
        cmocka_unit_test(makes_gbk_twins),
        cmocka_unit_test(splits),
        cmocka_unit_test(knows_pages_by_name),
        cmocka_unit_test(actions_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
