/* SPDX-License-Identifier: MIT */
/* Look-ups over site facts: addresses, hosts, redirects that end and redirects that do not. */
#include "core/arena.h"
#include "core/limits.h"
#include "core/site_facts.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

enum { MANY = 1000 };

static void test_find(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct resource_fact *r = arena_new(&a, struct resource_fact, MANY);
    for (int i = 0; i < MANY; i++)
        r[i].address = str_fmt(&a, "http://a.gov.cn/%d", i);
    struct site_facts site = { .resources = r, .resource_count = MANY };
    assert_int_equal(site_find(&site, r[0].address), NONE); /* not indexed yet */
    site_index(&site, &a);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(site_find(&site, r[i].address), i);
    assert_int_equal(site_find(&site, STR("http://a.gov.cn/1000")), NONE);
    assert_int_equal(site_find(&site, (str){ 0 }), NONE);
    arena_done(&a);
}

static void test_host(void **state)
{
    (void)state;
    const struct host_fact hosts[] = { { .name = STR("a.gov.cn") }, { .name = STR("a.gov.cn:8080") } };
    const struct site_facts site = { .hosts = hosts, .host_count = 2 };
    assert_int_equal(site_host(&site, STR("a.gov.cn:8080")), 1);
    assert_int_equal(site_host(&site, STR("a.gov.cn")), 0);
    assert_int_equal(site_host(&site, STR("gov.cn")), NONE);
}

/* A chain of `length` redirects; the last goes to `last`. */
static struct site_facts chain(struct arena *a, uint32_t length, uint32_t last)
{
    struct resource_fact *r = arena_new(a, struct resource_fact, length + 1);
    for (uint32_t i = 0; i < length; i++)
        r[i] = (struct resource_fact){ .outcome = OUTCOME_REDIRECT, .redirect_to = i + 1 == length ? last : i + 1 };
    r[length] = (struct resource_fact){ .outcome = OUTCOME_OK, .redirect_to = NONE };
    return (struct site_facts){ .resources = r, .resource_count = length + 1 };
}

static void test_follow(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    bool loop = true;
    struct site_facts site = chain(&a, LIMIT_REDIRECTS, LIMIT_REDIRECTS);
    assert_int_equal(site_follow(&site, 0, &loop), LIMIT_REDIRECTS);
    assert_false(loop);
    site = chain(&a, LIMIT_REDIRECTS + 1, LIMIT_REDIRECTS + 1);
    site_follow(&site, 0, &loop);
    assert_true(loop);
    site = chain(&a, 2, 0);
    site_follow(&site, 0, &loop);
    assert_true(loop);
    site = chain(&a, 3, NONE); /* the target was never recorded */
    assert_int_equal(site_follow(&site, 0, &loop), 2);
    assert_false(loop);
    assert_int_equal(site_follow(&site, 3, NULL), 3);
    assert_int_equal(site_follow(&site, NONE, &loop), NONE);
    assert_false(loop);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_host),
        cmocka_unit_test(test_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
