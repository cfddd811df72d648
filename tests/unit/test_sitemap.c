/* SPDX-License-Identifier: MIT */
/* Sitemaps: addresses and indexes, torn files, entity bombs. */
#include "crawler/sitemap.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static void on_loc(void *ctx, str loc, bool is_sitemap)
{
    struct buf *seen = ctx;
    buf_fmt(seen, "%s%.*s\n", is_sitemap ? "S " : "", STR_ARG(loc));
}

struct sitemap_case {
    const char *body, *seen;
    bool whole;
};

static void reads(void **state)
{
    (void)state;
    static const struct sitemap_case cases[] = {
        { HEAD "<urlset" NAMESPACE "><url><loc>http://x.cn/a</loc><lastmod>2026-01-01</lastmod></url>"
               "<url><loc> http://x.cn/b?c=1&amp;d=2\n</loc></url></urlset>",
          "http://x.cn/a\nhttp://x.cn/b?c=1&d=2\n", true },
        { "\xef\xbb\xbf\n" HEAD "<urlset><url><loc><![CDATA[http://x.cn/专题]]></loc></url></urlset>",
          "http://x.cn/专题\n", true },
        { HEAD "<sitemapindex" NAMESPACE "><sitemap><loc>http://x.cn/1.xml</loc></sitemap></sitemapindex>",
          "S http://x.cn/1.xml\n", true },
        { "<sm:urlset xmlns:sm='a'><sm:url><sm:loc>http://x.cn/a</sm:loc></sm:url></sm:urlset>", "http://x.cn/a\n",
          true },
        /* pictures of a page are no pages */
        { "<urlset "
          "xmlns:image='i'><url><loc>http://x.cn/a</loc><image:image><image:loc>http://x.cn/p.jpg</image:loc></"
          "image:image>"
          "</url></urlset>",
          "http://x.cn/a\n", true },
        { "<urlset><loc>http://x.cn/loose</loc><url><loc></loc></url></urlset>", "", true },
        { "<rss><channel><link>http://x.cn/</link></channel></rss>", "", true },
        /* what came before the fault counts */
        { "<urlset><url><loc>http://x.cn/a</loc></url><url><loc>http://x.cn/b", "http://x.cn/a\n", false },
        { "<urlset><url><loc>http://x.cn/a?b=1&c=2</loc></url></urlset>", "", false },
        { "<!DOCTYPE html><html><body><a href=x>404</a></body></html>", "", false },
        { "<html><body><p>404<br></body></html>", "", false },
        { "http://x.cn/a\nhttp://x.cn/b\n", "", false },
        { "", "", false },
        { "<?xml version='1.0'?><!DOCTYPE u [<!ENTITY a 'aaaa'><!ENTITY b "
          "'&a;&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>",
          "", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf seen;
        buf_init(&seen, 10000);
        bool whole = sitemap_read(str_from(cases[i].body), on_loc, &seen);
        if (whole != cases[i].whole || !str_eq(buf_str(&seen), str_from(cases[i].seen)))
            fail_msg("%s: %d '%.*s'", cases[i].body, whole, STR_ARG(buf_str(&seen)));
        buf_done(&seen);
    }
}

static void reads_gbk(void **state)
{
    (void)state;
    struct buf seen;
    buf_init(&seen, 1000);
    assert_true(
        sitemap_read(STR("<?xml version='1.0' "
                         "encoding='gb2312'?><urlset><url><loc>http://x.cn/\xd6\xd0\xce\xc4</loc></url></urlset>"),
                     on_loc, &seen));
    assert_true(str_eq(buf_str(&seen), STR("http://x.cn/中文\n")));
    buf_done(&seen);
}

static void on_count(void *ctx, str loc, bool is_sitemap)
{
    (void)is_sitemap;
    assert_true(loc.len <= LIMIT_URL_LEN);
    ++*(int *)ctx;
}

static void is_bounded(void **state)
{
    (void)state;
    struct buf body;
    buf_init(&body, LIMIT_SITEMAP_LEN);
    buf_add(&body, STR("<urlset><url><loc>"));
    for (int i = 0; i < LIMIT_URL_LEN; i++)
        buf_add(&body, STR("aa"));
    buf_add(&body, STR("</loc></url>"));
    int count = 0;
    for (int i = 0; i < LIMIT_SITEMAP_URLS + 10; i++)
        buf_add(&body, STR("<url><loc>http://x.cn/</loc></url>"));
    assert_true(sitemap_read(buf_str(&body), on_count, &count));
    assert_int_equal(count, LIMIT_SITEMAP_URLS); /* the overlong one is left out */
    buf_clear(&body);
    while (!body.full)
        buf_add(&body, STR("<url>"));
    count = 0;
    assert_false(sitemap_read(buf_str(&body), on_count, &count));
    assert_int_equal(count, 0);
    buf_done(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(reads_gbk),
        cmocka_unit_test(is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
