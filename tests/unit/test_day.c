/* SPDX-License-Identifier: MIT */
/* Calendar days and working days. */
#include "core/arena.h"
#include "core/day.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static day iso(const char *s)
{
    day d = day_from_iso(str_from(s));
    assert_true(day_known(d));
    return d;
}

static void assert_day(day got, const char *want)
{
    struct arena a;
    arena_init(&a);
    str text = day_to_iso(&a, got);
    assert_string_equal(str_cstr(&a, text), want);
    arena_done(&a);
}

static void days_count_from_1970_and_come_back(void **state)
{
    (void)state;
    assert_int_equal(iso("1970-01-01").n, 0);
    assert_int_equal(iso("2000-03-01").n, 11017);
    for (int n = -200000; n < 200000; n += 7) {
        struct day_parts p = day_parts((day){ n });
        assert_int_equal(day_make(p.year, p.month, p.day).n, n);
    }
}

static void days_that_do_not_exist_are_unknown(void **state)
{
    (void)state;
    const char *bad[] = { "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01",
                          "20260101",   "2026-01-0x", "-026-01-01", "2026/01/01", "" };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(day_known(day_from_iso(str_from(bad[i]))));
    assert_true(day_known(day_from_iso(STR("2024-02-29"))));
}

static void the_day_is_shanghais(void **state)
{
    (void)state;
    assert_day(day_from_unix(1795017599), "2026-11-18"); /* 2026-11-18T15:59:59Z, 23:59:59 in Shanghai */
    assert_day(day_from_unix(1795017600), "2026-11-19");
    assert_day(day_from_unix(-1), "1970-01-01");
}

static void weeks_months_quarters_and_halves_begin(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(iso("2026-11-20")), 5);
    assert_int_equal(day_weekday(iso("1969-12-31")), 3);
    assert_day(day_week_start(iso("2027-01-01")), "2026-12-28");
    assert_day(day_month_start(iso("2026-11-20")), "2026-11-01");
    assert_day(day_month_end(2024, 2), "2024-02-29");
    assert_day(day_quarter_start(iso("2026-12-31")), "2026-10-01");
    assert_day(day_half_start(iso("2026-06-30")), "2026-01-01");
}

static void working_days_follow_the_state_council(void **state)
{
    (void)state;
    assert_false(day_is_workday(iso("2026-10-01")));
    assert_true(day_is_workday(iso("2026-10-10")));  /* a Saturday made up */
    assert_false(day_is_workday(iso("2026-10-11"))); /* an ordinary Sunday */
    assert_day(day_add_workdays(iso("2026-09-30"), 3), "2026-10-10");
    assert_day(day_add_workdays(iso("2026-02-13"), 3), "2026-02-25");
    assert_day(day_add_workdays(iso("2026-11-20"), 0), "2026-11-20");
    assert_day(day_previous_workday(iso("2026-10-08")), "2026-09-30");
    assert_int_equal(day_workdays_between(iso("2026-09-30"), iso("2026-10-10")), 3);
    assert_int_equal(day_workdays_between(iso("2026-09-30"), iso("2026-09-30")), 0);
}

static void years_have_the_known_number_of_working_days(void **state)
{
    (void)state;
    const int want[] = { 250, 250, 249, 250, 249, 249, 251, 248, 248 };
    for (int year = 2018; year <= 2026; year++)
        assert_int_equal(day_workdays_between(day_make(year - 1, 12, 31), day_make(year, 12, 31)), want[year - 2018]);
    assert_true(day_in_table(iso("2018-01-01")));
    assert_false(day_in_table(iso("2017-12-31")));
    assert_false(day_in_table(iso("2027-01-01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970_and_come_back),
        cmocka_unit_test(days_that_do_not_exist_are_unknown),
        cmocka_unit_test(the_day_is_shanghais),
        cmocka_unit_test(weeks_months_quarters_and_halves_begin),
        cmocka_unit_test(working_days_follow_the_state_council),
        cmocka_unit_test(years_have_the_known_number_of_working_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
