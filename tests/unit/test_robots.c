/* SPDX-License-Identifier: MIT */
/* robots.txt: what RFC 9309 says, and what real files look like. */
#include "crawler/robots.h"
#include "core/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct robots_case {
    const char *body, *path;
    bool allow;
};

static void decides(void **state)
{
    (void)state;
    static const struct robots_case cases[] = {
        { "", "/a", true },
        { "User-agent: *\nDisallow:\n", "/a", true },
        { "User-agent: *\nDisallow: /\n", "/a", false },
        { "User-agent: *\nDisallow: /\n", "/", false },
        { "User-agent: *\nDisallow: /\n", "", false },
        { "User-agent: *\nDisallow: /\n", "/robots.txt", true },
        { "\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a/b", false },
        { "User-agent: *\rDisallow: /a\r", "/a", false },
        { "user-AGENT : * # all\nDISALLOW:/a # folder\n", "/abc", false },
        { "User-agent: *\nDisallow: /a\n", "/b/a", true },
        /* the longest match wins, allow wins a tie */
        { "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true },
        { "User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false },
        { "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true },
        { "User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true },
        /* special characters */
        { "User-agent: *\nDisallow: /*.jsp$\n", "/x/a.jsp", false },
        { "User-agent: *\nDisallow: /*.jsp$\n", "/x/a.jsp?b=1", true },
        { "User-agent: *\nDisallow: /*.jsp\n", "/x/a.jsp?b=1", false },
        { "User-agent: *\nDisallow: /*?\n", "/x?y", false },
        { "User-agent: *\nDisallow: /*?\n", "/x", true },
        { "User-agent: *\nDisallow: /a*b*c$\n", "/abbcbc", false },
        { "User-agent: *\nDisallow: /a*b*c$\n", "/abbcb", true },
        { "User-agent: *\nDisallow: /a$\n", "/a", false },
        { "User-agent: *\nDisallow: /a$\n", "/ab", true },
        { "User-agent: *\nDisallow: *\n", "/ab", false },
        { "User-agent: *\nDisallow: /a$b\n", "/a$bc", false },
        { "User-agent: *\nDisallow: /a%2Ab\n", "/a*b", false },
        { "User-agent: *\nDisallow: /a%2Ab\n", "/axb", true },
        /* percent sequences */
        { "User-agent: *\nDisallow: /a%3cd.html\n", "/a%3Cd.html", false },
        { "User-agent: *\nDisallow: /%7ejoe/\n", "/~joe/x", false },
        { "User-agent: *\nDisallow: /a%2fb\n", "/a/b", true },
        { "User-agent: *\nDisallow: /专题/\n", "/%E4%B8%93%E9%A2%98/1.html", false },
        /* groups */
        { "User-agent: other\nDisallow: /\n", "/a", true },
        { "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n", "/a", true },
        { "User-agent: Audit\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", "/b", true },
        { "User-agent: *\nDisallow: /\n\nUser-agent: audit/1.0\nDisallow: /a\n", "/b", true },
        { "User-agent: audit\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: AUDIT\nDisallow: /c\n", "/c",
          false },
        { "User-agent: audit\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: AUDIT\nDisallow: /c\n", "/a",
          false },
        { "User-agent: audit\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: AUDIT\nDisallow: /c\n", "/b",
          true },
        { "User-agent: other\nUser-agent: audit\n\nDisallow: /a\n", "/a", false },
        { "User-agent: audit\n\nUser-agent: *\nDisallow: /\n", "/a", false },
        { "User-agent: audit\nCrawl-delay: 1\nUser-agent: *\nDisallow: /\n", "/a", true },
        { "User-agent: auditor\nDisallow: /\n", "/a", true },
        { "User-agent: audit\nSitemap: http://x.cn/s.xml\nDisallow: /a\n", "/a", false },
        /* before any group, and rubbish */
        { "Disallow: /\n", "/a", true },
        { "<html><body>404</body></html>", "/a", true },
        { "User-agent: *\nDisallow /a\nNoindex: /b\nDisallow: a\n", "/a", true },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a);
        const struct robots *r = robots_parse(&a, str_from(cases[i].body), STR("audit"));
        if (robots_allow(r, str_from(cases[i].path)) != cases[i].allow)
            fail_msg("'%s' and %s", cases[i].body, cases[i].path);
        arena_done(&a);
    }
    assert_true(robots_allow(NULL, STR("/a")));
}

static void knows_sitemaps_and_delay(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const struct robots *r = robots_parse(&a,
                                          STR("Sitemap: http://x.cn/a.xml\nUser-agent: *\nCrawl-delay: 0.5\n"
                                              "sitemap : /b.xml\nUser-agent: audit\nCrawl-delay: 2\n"),
                                          STR("audit"));
    size_t count;
    const str *maps = robots_sitemaps(r, &count);
    assert_int_equal(count, 2);
    assert_true(str_eq(maps[0], STR("http://x.cn/a.xml")));
    assert_true(str_eq(maps[1], STR("/b.xml")));
    assert_true(robots_crawl_delay(r) > 1.99 && robots_crawl_delay(r) < 2.01);
    r = robots_parse(&a, STR("User-agent: *\nCrawl-delay: 0.5\n"), STR("audit"));
    assert_true(robots_crawl_delay(r) > 0.49 && robots_crawl_delay(r) < 0.51);
    r = robots_parse(&a, STR("User-agent: *\nCrawl-delay: 99999999999999999999\n"), STR("audit"));
    assert_true(robots_crawl_delay(r) <= 3600);
    r = robots_parse(&a, STR("User-agent: *\nCrawl-delay: soon\n"), STR("audit"));
    assert_true(robots_crawl_delay(r) < 0.01);
    assert_true(robots_crawl_delay(NULL) < 0.01);
    assert_null(robots_sitemaps(NULL, &count));
    assert_int_equal(count, 0);
    arena_done(&a);
}

static void hostile_patterns_end(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    size_t len = 100000;
    char *body = arena_new(&a, char, len);
    memset(body, '*', len);
    memcpy(body, "User-agent: *\nDisallow: /", 25);
    for (size_t i = 26; i < len; i += 2)
        body[i] = i % 1500 < 2 ? '\n' : 'a';
    char *path = arena_new(&a, char, 4000);
    memset(path, 'a', 4000);
    path[0] = '/';
    const struct robots *r = robots_parse(&a, (str){ body, len }, STR("audit"));
    robots_allow(r, (str){ path, 4000 });
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides),
        cmocka_unit_test(knows_sitemaps_and_delay),
        cmocka_unit_test(hostile_patterns_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
