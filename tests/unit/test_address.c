/* SPDX-License-Identifier: MIT */
/* What an address says by its shape: home page, article, list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "address.h"

#define HOST "http://www.x.gov.cn"

static const struct {
    const char *address;
    bool root, article, list;
} samples[] = {
    { HOST "/", true, false, true },
    { HOST "/index.html", true, false, true },
    { HOST "/index.html?v=20261102", true, false, true },
    { HOST "/index.html?id=3", true, false, true }, /* a page at rest does not read its query */
    { HOST "/index.php", true, false, true },
    { HOST "/default.aspx", true, false, true },
    { HOST "/?from=singlemessage&isappinstalled=0", true, false, true },
    { HOST "/index.jsp?t=1700000000", true, false, true },
    { HOST "/index.php?", true, false, true },
    { HOST "/index.php?m=content&c=index&a=lists&catid=6", false, false, true },
    { HOST "/index.php?m=content&c=index&a=show&catid=6&id=12", false, true, false },
    { HOST "/index.php?c=article&a=detail&id=12", false, true, false },
    { HOST "/?p=123", false, false, false },
    { HOST "/?m=content&c=index&a=lists&catid=6", false, false, true },
    { HOST "/index.php?s=/Home/Article/lists/category/tzgg.html", false, false, true },
    { HOST "/default.aspx?tabid=12", false, false, false },
    { HOST "/shownews.asp?id=12", false, true, false },
    { HOST "/zwgk/news_view.jsp?newsid=12&lb=3", false, true, false },
    { HOST "/plus/view.php?aid=12", false, true, false },
    { HOST "/plus/list.php?tid=12", false, false, true },
    { HOST "/newslist.asp?id=12", false, false, true },
    { HOST "/show.asp", false, false, false },
    { HOST "/2026/1102/c1234a5678/page.htm", false, true, false },
    { HOST "/1234/list.htm", false, false, true },
    { HOST "/1234/list2.htm", false, false, true },
    { HOST "/Item/3300012.aspx", false, true, false },
    { HOST "/Category_12/Index.aspx", false, false, true },
    { HOST "/show/12.html", false, true, false },
    { HOST "/content/article/123456", false, true, false },
    { HOST "/info/1034/16886.htm", false, true, false },
    { HOST "/zwgk/node_301.htm", false, false, true },
    { HOST "/zwgk/2026-11/02/content_3300012.htm", false, true, false },
};

static void shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        str a = str_from(samples[i].address);
        if (address_is_root(a) != samples[i].root || address_is_article(a) != samples[i].article ||
            address_is_list(a) != samples[i].list)
            fail_msg("%s: root %d article %d list %d", samples[i].address, address_is_root(a), address_is_article(a),
                     address_is_list(a));
    }
}

static void attachments_are_neither(void **state)
{
    (void)state;
    assert_false(address_is_list(STR(HOST "/plus/download.jsp?id=12")));
    assert_true(address_is_file(STR(HOST "/plus/download.jsp?id=12")));
}

static void column_numbers(void **state)
{
    (void)state;
    static const char *const twins[][2] = {
        { HOST "/col/col1201/index.html", HOST "/art/2026/11/2/art_1201_300.html" },
        { HOST "/col/col1201/index.html", HOST "/col/col1201/art/2026/art_0a1b.html" },
        { HOST "/1169/list.htm", HOST "/2026/1018/c1169a300507/page.htm" },
        { HOST "/1169/list2.htm", HOST "/2026/1018/c1169a300507/page.htm" },
        { HOST "/index.php?a=lists&catid=6", HOST "/index.php?a=show&catid=6&id=12" },
    };
    for (size_t i = 0; i < ARRAY_LEN(twins); i++) {
        str column = address_column_number(str_from(twins[i][0])),
            article = address_column_number(str_from(twins[i][1]));
        assert_true(column.len > 0);
        assert_true(str_eq(column, article));
    }
    assert_int_equal(address_column_number(STR(HOST "/2026/1102/")).len, 0);
    assert_int_equal(address_column_number(STR(HOST "/zwgk/202611/t20261102_12.html")).len, 0);
    assert_int_equal(address_column_number(STR(HOST "/")).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(shapes), cmocka_unit_test(column_numbers),
                                        cmocka_unit_test(attachments_are_neither) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
