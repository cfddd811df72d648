/* SPDX-License-Identifier: MIT */
/* Cookies stay with their host, are replaced, deleted and bounded. */
#include "arena_test.h"
#include "jar.h"
#include <string.h>

static void test_cookies_come_back_to_their_host(void **state)
{
    struct arena *a = *state;
    struct jar *j = jar_new(a);
    assert_null(jar_header(j, a, STR("a.test")));
    assert_false(jar_take(j, STR("a.test"), STR("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n")));
    assert_true(jar_take(j, STR("a.test"),
                         STR("HTTP/1.1 200 OK\r\nSet-Cookie: x=1; Path=/; HttpOnly\r\nset-cookie:y = 2\r\n\r\n")));
    assert_string_equal(jar_header(j, a, STR("a.test")), "x=1; y=2");
    assert_null(jar_header(j, a, STR("b.test")));
    jar_take(j, STR("a.test"), STR("Set-Cookie: y=3\r\n"));
    assert_string_equal(jar_header(j, a, STR("a.test")), "x=1; y=3");
    jar_take(j, STR("a.test"), STR("Set-Cookie: x=; Max-Age=0\r\n"));
    assert_string_equal(jar_header(j, a, STR("a.test")), "y=3");
}

static void test_bad_cookies_are_not_kept(void **state)
{
    struct arena *a = *state;
    struct jar *j = jar_new(a);
    jar_take(j, STR("h"),
             STR("Set-Cookie: nothing\r\nSet-Cookie: =value\r\nSet-Cookie: a\x01=b\r\nSet-Cookie: c=d\x7f\r\n"));
    assert_null(jar_header(j, a, STR("h")));
}

static void test_jar_is_bounded(void **state)
{
    struct arena *a = *state;
    struct jar *j = jar_new(a);
    for (int i = 0; i < 500; i++)
        jar_take(j, STR("many"), str_fmt(a, "Set-Cookie: c%d=%d\r\n", i, i));
    for (int i = 0; i < 40; i++)
        jar_take(j, STR("long"), str_fmt(a, "Set-Cookie: c%d=%0500d\r\n", i, i));
    assert_in_range(strlen(jar_header(j, a, STR("many"))), 50, 50 * 10);
    assert_in_range(strlen(jar_header(j, a, STR("long"))), 500, 4096 + 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(test_cookies_come_back_to_their_host),
        on_arena(test_bad_cookies_are_not_kept),
        on_arena(test_jar_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
