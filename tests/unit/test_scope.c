/* SPDX-License-Identifier: MIT */
/* Scope: what belongs to the portal, what only looks like it. */
#include "crawler/url.h"
#include "core/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>

struct scope_case {
    const char *site, *host_key;
    bool in;
};

static void decides(void **state)
{
    (void)state;
    static const struct scope_case cases[] = {
        { "shanting.gov.cn", "shanting.gov.cn", true },
        { "shanting.gov.cn", "www.shanting.gov.cn", true },
        { "shanting.gov.cn", "a.b.shanting.gov.cn", true },
        { "www.shanting.gov.cn", "shanting.gov.cn", true },
        { "www.shanting.gov.cn", "zwgk.shanting.gov.cn", true },
        { "www.shanting.gov.cn", "zwgk.shanting.gov.cn:8080", true },
        { "https://WWW.Shanting.gov.cn/zwgk/", "jyj.shanting.gov.cn", true },
        { "shanting.gov.cn", "xshanting.gov.cn", false },
        { "shanting.gov.cn", "shanting.gov.cn.evil.com", false },
        { "shanting.gov.cn", "zaozhuang.gov.cn", false },
        { "shanting.gov.cn", "gov.cn", false },
        { "zwgk.shanting.gov.cn", "www.shanting.gov.cn", true },
        { "http://1.2.3.4:8080/", "1.2.3.4:8080", true },
        { "http://1.2.3.4:8080/", "1.2.3.4", false },
        { "http://1.2.3.4:8080/", "1.2.3.4:8081", false },
        { "1.2.3.4", "1.2.3.4", true },
        { "localhost:8081", "localhost:8081", true },
        { "localhost:8081", "localhost", false },
        { "www.x.gov.cn:8080", "www.x.gov.cn:8080", true },
        { "www.x.gov.cn:8080", "www.x.gov.cn", false },
        { "www.x.gov.cn:8080", "a.x.gov.cn", false },
        { "http://www.x.gov.cn:80/", "a.x.gov.cn", false },
        { "[::1]:8081", "[::1]:8081", true },
        { "::1", "[::1]", true },
        { "gov.cn", "www.gov.cn", true },
        { "gov.cn", "shanting.gov.cn", false },
        { "www.gov.cn", "gov.cn", true },
        { "www.gov.cn", "shanting.gov.cn", false },
        { "www.m", "www.m", true }, /* a suffix by the list's own oddity */
        { "shanting.gov.cn", "", false },
        { "1.2.3.4", "", false },
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scope s;
        str home;
        assert_true(scope_from_site(&a, str_from(cases[i].site), &s, &home));
        if (scope_has(&s, str_from(cases[i].host_key)) != cases[i].in)
            fail_msg("%s and %s", cases[i].site, cases[i].host_key);
    }
    arena_done(&a);
}

static void home_is_the_first_address(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "shanting.gov.cn", "http://shanting.gov.cn/" },
        { " www.shanting.gov.cn/zwgk ", "http://www.shanting.gov.cn/zwgk" },
        { "https://x.gov.cn", "https://x.gov.cn/" },
        { "1.2.3.4:8080", "http://1.2.3.4:8080/" },
        { "::1", "http://[::1]/" },
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scope s;
        str home;
        assert_true(scope_from_site(&a, str_from(cases[i][0]), &s, &home));
        if (!str_eq(home, str_from(cases[i][1])))
            fail_msg("%s: %.*s", cases[i][0], STR_ARG(home));
    }
    arena_done(&a);
}

static void refuses_what_is_no_site(void **state)
{
    (void)state;
    static const char *const bad[] = { "",
                                       " ",
                                       "ftp://x.gov.cn",
                                       "-x.gov.cn",
                                       "/etc",
                                       "x y.gov.cn",
                                       "http://",
                                       "x.gov.cn:port",
                                       "x..cn",
                                       "http//x.gov.cn",
                                       "mailto:a@b.cn",
                                       "#",
                                       "?a",
                                       "x.gov.cn:0",
                                       "\xe7\xbd\x91\xe3\x80\x82.cn" };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct scope s;
        str home;
        if (scope_from_site(&a, str_from(bad[i]), &s, &home))
            fail_msg("'%s' gave %.*s", bad[i], STR_ARG(home));
    }
    arena_done(&a);
}

static void extra_hosts_belong_too(void **state)
{
    (void)state;
    static const str extra[] = { STR_INIT("zfxxgk.zaozhuang.gov.cn"), STR_INIT("*.stmedia.cn"),
                                 STR_INIT("1.2.3.4:90") };
    struct arena a;
    arena_init(&a);
    struct scope s;
    assert_true(scope_from_site(&a, STR("shanting.gov.cn"), &s, NULL));
    s.extra = extra;
    s.extra_count = ARRAY_LEN(extra);
    assert_true(scope_has(&s, STR("zfxxgk.zaozhuang.gov.cn")));
    assert_true(scope_has(&s, STR("www.stmedia.cn")));
    assert_true(scope_has(&s, STR("1.2.3.4:90")));
    assert_false(scope_has(&s, STR("1.2.3.4")));
    assert_false(scope_has(&s, STR("www.zaozhuang.gov.cn")));
    arena_done(&a);
}

static void registrable_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "www.shanting.gov.cn", "shanting.gov.cn" },
        { "a.b.zaozhuang.gov.cn", "zaozhuang.gov.cn" },
        { "WWW.X.com", "x.com" },
        { "beian.miit.gov.cn.ipv6.iname.damddos.com", "damddos.com" },
        { "1.2.3.4", "1.2.3.4" },
        { "::1", "::1" },
        { "localhost", "localhost" },
        { "www.x.gov.cn.", "x.gov.cn" },
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str got = url_registrable(&a, str_from(cases[i][0]));
        if (!str_eq(got, str_from(cases[i][1])))
            fail_msg("%s: %.*s", cases[i][0], STR_ARG(got));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides),
        cmocka_unit_test(home_is_the_first_address),
        cmocka_unit_test(refuses_what_is_no_site),
        cmocka_unit_test(extra_hosts_belong_too),
        cmocka_unit_test(registrable_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
