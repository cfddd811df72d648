/* SPDX-License-Identifier: MIT */
/* Periods that titles speak of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "subject_period.h"

static const struct {
    const char *title, *published, *first, *last; /* first NULL: none */
} samples[] = {
    { "2026年10月财政收支简报", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "２０２６年１０月份财政收支简报", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "云河区2026年 2 月份城乡低保发放情况", "2026-03-09", "2026-02-01", "2026-02-28" },
    { "二〇二六年十月统计月报", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "二○二六年十二月份低保", "2027-01-09", "2026-12-01", "2026-12-31" },
    { "2026年1-10月主要经济指标", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "2026年1月—10月主要经济指标", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "2026年1至9月份主要经济指标", "2026-11-09", "2026-09-01", "2026-09-30" },
    { "2026年第三季度水质报告", "2026-10-09", "2026-07-01", "2026-09-30" },
    { "2026年4季度水质报告", "2027-01-09", "2026-10-01", "2026-12-31" },
    { "2026年一季度水质报告", "2026-04-09", "2026-01-01", "2026-03-31" },
    { "2026年首季度水质报告", "2026-04-09", "2026-01-01", "2026-03-31" },
    { "2026年上半年审计报告", "2026-08-09", "2026-01-01", "2026-06-30" },
    { "2026年度下半年审计报告", "2026-12-09", "2026-07-01", "2026-12-31" },
    { "2025年国民经济和社会发展统计公报", "2026-01-20", "2025-01-01", "2025-12-31" },
    { "关于2026年度财政预算的报告", "2025-12-30", "2026-01-01", "2026-12-31" },
    { "10月份空气质量通报", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "12月份空气质量通报", "2026-01-09", "2025-12-01", "2025-12-31" },
    { "十月空气质量通报", "2026-11-09", "2026-10-01", "2026-10-31" },
    { "11月低保公示", "2026-11-05", "2026-11-01", "2026-11-30" },
    { "2026年10月15日空气质量日报", "2026-10-16", NULL, NULL },
    { "10月15日停水通知", "2026-10-14", NULL, NULL },
    { "第13月会", "2026-10-14", NULL, NULL },
    { "云政发〔2026〕10号", "2026-10-14", NULL, NULL },
    { "工作动态（第12期）", "2026-10-14", NULL, NULL },
    { "3个月内办结", "2026-10-14", NULL, NULL },
    { "", "2026-10-14", NULL, NULL },
};

static void reads_each_title(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        struct subject_period p;
        bool got = subject_period_of(&a, str_from(samples[i].title), day_from_iso(str_from(samples[i].published)), &p);
        if (got != (samples[i].first != NULL))
            fail_msg("%s: %s", samples[i].title, got ? str_cstr(&a, day_to_iso(&a, p.first)) : "nothing");
        if (got && (p.first.n != day_from_iso(str_from(samples[i].first)).n ||
                    p.last.n != day_from_iso(str_from(samples[i].last)).n))
            fail_msg("%s: from %s to %s", samples[i].title, str_cstr(&a, day_to_iso(&a, p.first)),
                     str_cstr(&a, day_to_iso(&a, p.last)));
    }
    arena_done(&a);
}

static void months_are_counted_back(void **state)
{
    (void)state;
    day as_of = day_make(2026, 11, 20);
    assert_int_equal(subject_month_index(as_of, day_make(2026, 11, 1)), 11);
    assert_int_equal(subject_month_index(as_of, day_make(2026, 1, 31)), 1);
    assert_int_equal(subject_month_index(as_of, day_make(2025, 12, 1)), 0);
    assert_int_equal(subject_month_index(as_of, day_make(2025, 11, 30)), -1);
    assert_int_equal(subject_month_index(as_of, day_make(2026, 12, 1)), -1);
    assert_int_equal(subject_month_index(as_of, DAY_NONE), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_title),
        cmocka_unit_test(months_are_counted_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
