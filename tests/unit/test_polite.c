/* SPDX-License-Identifier: MIT */
/* Manners towards a host, with made-up times. */
#include "polite.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void test_never_more_than_the_rate(void **state)
{
    (void)state;
    static const double rates[] = { 0.5, 3, 4, 7, 60, 400, 1000 };
    for (size_t k = 0; k < sizeof rates / sizeof *rates; k++) {
        struct polite p;
        uint64_t at = 0, times[3000];
        size_t n = 0;
        polite_init(&p, rates[k], 100);
        for (uint64_t now = 5; now < 3005; now++)
            while (n < 3000 && polite_may(&p, now, &at)) {
                polite_start(&p, now);
                polite_end(&p, now, 200, -1);
                times[n++] = now;
            }
        assert_in_range(n, (size_t)(rates[k] * 2.8), (size_t)(rates[k] * 3) + 1);
        size_t most = (size_t)(rates[k] < 1 ? 1 : rates[k]);
        for (size_t i = most; i < n; i++)
            assert_true(times[i] - times[i - most] >= 999);
    }
}

static void test_no_saving_up(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0;
    polite_init(&p, 4, 10);
    polite_start(&p, 0);
    assert_true(polite_may(&p, 60000, &at));
    polite_start(&p, 60000);
    assert_false(polite_may(&p, 60001, &at));
    assert_int_equal(at, 60255);
}

static void test_connections(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0;
    polite_init(&p, 0, 2);
    polite_start(&p, 0);
    polite_start(&p, 0);
    assert_false(polite_may(&p, 0, &at));
    assert_true(at == UINT64_MAX);
    polite_end(&p, 1, 404, -1);
    assert_true(polite_may(&p, 1, &at));
}

static void test_retry_after_holds_the_host(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0;
    polite_init(&p, 0, 4);
    polite_start(&p, 0);
    polite_end(&p, 1000, 429, 5);
    assert_false(polite_may(&p, 5999, &at));
    assert_true(polite_may(&p, at, &at));
    polite_start(&p, 7000);
    polite_end(&p, 7000, 503, 1000000);
    polite_may(&p, 7000, &at);
    assert_in_range(at, 607000, 608000);
}

static void test_a_hold_of_another_day(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0;
    polite_init(&p, 0, 4);
    polite_hold(&p, 1000, -1700000000); /* there was none, or it is long over */
    assert_true(polite_may(&p, 1000, &at));
    polite_hold(&p, 1000, 90);
    assert_false(polite_may(&p, 90000, &at));
    polite_hold(&p, 1000, 1700000000); /* the clock was set back */
    polite_may(&p, 1000, &at);
    assert_in_range(at, 601000, 602000);
}

static void test_back_off_doubles_and_recovers(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0, now = 0, held[8];
    polite_init(&p, 0, 8);
    for (int i = 0; i < 8; i++) {
        polite_start(&p, now);
        polite_end(&p, now, 503, -1);
        polite_may(&p, now, &at);
        held[i] = (at - now) / 1000;
        now = at;
    }
    assert_int_equal(held[0], 1);
    assert_int_equal(held[1], 2);
    assert_int_equal(held[2], 4);
    assert_int_equal(held[7], 60);
    assert_int_equal(p.limit, 1);
    for (int i = 0; i < 200; i++) {
        polite_start(&p, now);
        polite_end(&p, now, 200, -1);
    }
    assert_int_equal(p.limit, 8);
    polite_start(&p, now);
    polite_end(&p, now, 500, -1); /* a plain failure is no wish to be left alone */
    assert_true(polite_may(&p, now, &at));
}

/* Towards the end of a crawl only dead links are asked again: their 404 is a host at ease. */
static void test_a_404_ends_the_back_off(void **state)
{
    (void)state;
    static const struct answer_case {
        int status, held_s;
    } cases[] = { { 200, 1 }, { 302, 1 }, { 404, 1 }, { 410, 1 }, { 500, 4 }, { 403, 4 }, { 0, 4 } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct polite p;
        uint64_t at = 0;
        polite_init(&p, 0, 4);
        for (int k = 0; k < 4; k++)
            polite_start(&p, 0);
        polite_end(&p, 0, 503, -1);
        polite_end(&p, 0, 503, -1);
        polite_end(&p, 5000, cases[i].status, -1);
        polite_end(&p, 5000, 503, -1);
        polite_may(&p, 5000, &at);
        if ((int)(at - 5000) / 1000 != cases[i].held_s)
            fail_msg("%d: held for %d ms", cases[i].status, (int)(at - 5000));
    }
}

static void test_crawl_delay(void **state)
{
    (void)state;
    struct polite p;
    uint64_t at = 0;
    polite_init(&p, 4, 4);
    polite_slow(&p, 0.1); /* never faster than asked for */
    polite_start(&p, 0);
    polite_may(&p, 0, &at);
    assert_int_equal(at, 255);
    polite_slow(&p, 3600);
    polite_start(&p, 1000);
    polite_may(&p, 1000, &at);
    assert_int_equal(at, 11000);
}

static void test_tally(void **state)
{
    (void)state;
    struct host_tally t = { 0 };
    for (int i = 0; i < 5; i++)
        tally_add(&t, OUTCOME_TIMEOUT, NULL);
    assert_true(tally_is_outage(&t, 5));
    assert_false(tally_is_walled(&t, 1));
    tally_add(&t, OUTCOME_REFUSED, NULL);
    assert_false(tally_is_outage(&t, 5));
    t = (struct host_tally){ 0 };
    tally_add(&t, OUTCOME_WALL, "ruishu");
    assert_true(tally_is_walled(&t, 1));
    assert_string_equal(t.wall, "ruishu");
    assert_false(tally_is_walled(&t, 5));
    tally_add(&t, OUTCOME_STATUS, NULL); /* a 404 is an answer */
    assert_false(tally_is_walled(&t, 1));
    t = (struct host_tally){ 0 };
    for (int i = 0; i < 5; i++)
        tally_add(&t, OUTCOME_RESET, NULL);
    tally_add(&t, OUTCOME_OK, NULL);
    assert_false(tally_is_outage(&t, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_more_than_the_rate),
        cmocka_unit_test(test_no_saving_up),
        cmocka_unit_test(test_connections),
        cmocka_unit_test(test_retry_after_holds_the_host),
        cmocka_unit_test(test_a_hold_of_another_day),
        cmocka_unit_test(test_back_off_doubles_and_recovers),
        cmocka_unit_test(test_a_404_ends_the_back_off),
        cmocka_unit_test(test_crawl_delay),
        cmocka_unit_test(test_tally),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
