/* SPDX-License-Identifier: MIT */
/* Time limits in words, each kind with the ways people write it, and words that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "core/arena.h"
#include "plan_limit.h"

struct sample {
    const char *words;
    enum plan_limit_kind kind;
    int month, days, workdays;
};

static const struct sample samples[] = {
    { "每月公开", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "一月一次", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "每 个 月", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "每月5日内公开", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "每月15日前", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "次月15日前", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "每学期公开", PLAN_LIMIT_HALF_YEARLY, 0, 0, 0 },
    { "每学年", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "每周公开", PLAN_LIMIT_WEEKLY, 0, 0, 0 },
    { "一周一次", PLAN_LIMIT_WEEKLY, 0, 0, 0 },
    { "每日更新", PLAN_LIMIT_DAILY, 0, 0, 0 },
    { "每个工作日", PLAN_LIMIT_DAILY, 0, 0, 0 },
    { "一季度一次", PLAN_LIMIT_QUARTERLY, 0, 0, 0 },
    { "每季度公开", PLAN_LIMIT_QUARTERLY, 0, 0, 0 },
    { "半年公开", PLAN_LIMIT_HALF_YEARLY, 0, 0, 0 },
    { "每半年", PLAN_LIMIT_HALF_YEARLY, 0, 0, 0 },
    { "一年一次", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "每年公开", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "年度公开", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "年度公开（1月底前完成）", PLAN_LIMIT_YEARLY, 1, 0, 0 },
    { "年度公开（１月底前\n完成）", PLAN_LIMIT_YEARLY, 1, 0, 0 },
    { "年度公开(10月底前完成)", PLAN_LIMIT_YEARLY, 10, 0, 0 },
    { "十二月底前", PLAN_LIMIT_YEARLY, 12, 0, 0 },
    { "每年3月31日前", PLAN_LIMIT_YEARLY, 3, 0, 0 },
    { "每年4月1日前", PLAN_LIMIT_YEARLY, 3, 0, 0 },
    { "年底前完成", PLAN_LIMIT_YEARLY, 12, 0, 0 },
    { "按月度、季度、年度公开", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "政策文件出台后3个工作日内公开", PLAN_LIMIT_WITHIN, 0, 0, 3 },
    { "政策文件出台后３个工\n作日内公开", PLAN_LIMIT_WITHIN, 0, 0, 3 },
    { "二十个工作日内", PLAN_LIMIT_WITHIN, 0, 0, 20 },
    { "信息形成5日内", PLAN_LIMIT_WITHIN, 0, 5, 0 },
    { "信息形成之日起20日内", PLAN_LIMIT_WITHIN, 0, 20, 0 },
    { "会后两日内", PLAN_LIMIT_WITHIN, 0, 2, 0 },
    { "会后一周内", PLAN_LIMIT_WITHIN, 0, 7, 0 },
    { "更新时限：会后两日内", PLAN_LIMIT_WITHIN, 0, 2, 0 },
    { "更新时限：一月一次", PLAN_LIMIT_MONTHLY, 0, 0, 0 },
    { "更新时限：一周一次", PLAN_LIMIT_WEEKLY, 0, 0, 0 },
    { "更新时限：一季度一次", PLAN_LIMIT_QUARTERLY, 0, 0, 0 },
    { "更新时限：一年一次", PLAN_LIMIT_YEARLY, 0, 0, 0 },
    { "做出决定七个工作日内及时公示", PLAN_LIMIT_WITHIN, 0, 0, 7 },
    { "决策文件出台后的10个工作日内", PLAN_LIMIT_WITHIN, 0, 0, 10 },
    { "在决策出台后１０个工作日内", PLAN_LIMIT_WITHIN, 0, 0, 10 },
    { "按半年公开", PLAN_LIMIT_HALF_YEARLY, 0, 0, 0 },
    { "2022年底前", PLAN_LIMIT_YEARLY, 12, 0, 0 },
    { "24小时内", PLAN_LIMIT_WITHIN, 0, 1, 0 },
    { "即时公开", PLAN_LIMIT_IMMEDIATE, 0, 0, 0 },
    { "及时更新", PLAN_LIMIT_IMMEDIATE, 0, 0, 0 },
    { "动态更新", PLAN_LIMIT_IMMEDIATE, 0, 0, 0 },
    { "实时", PLAN_LIMIT_IMMEDIATE, 0, 0, 0 },
};

static void reads_each_phrase(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const struct sample *s = &samples[i];
        struct plan_limit l;
        if (!plan_limit_parse(str_from(s->words), &l))
            fail_msg("not read: %s", s->words);
        if (l.kind != s->kind || l.month != s->month || l.days != s->days || l.workdays != s->workdays)
            fail_msg("%s: kind %d month %d days %d workdays %d", s->words, (int)l.kind, l.month, l.days, l.workdays);
    }
}

static void leaves_other_words(void **state)
{
    (void)state;
    static const char *const others[] = { "",         "单位工作动态", "13月底前", "第3工作日内参", "三五日",
                                          "统计月报", "工作日内参",   "公开时限", "0个工作日内",   "区民政局" };
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        struct plan_limit l;
        if (plan_limit_parse(str_from(others[i]), &l))
            fail_msg("read as a limit: %s (kind %d)", others[i], (int)l.kind);
    }
}

static void words_come_back(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        struct plan_limit l, again;
        assert_true(plan_limit_parse(str_from(samples[i].words), &l));
        assert_true(plan_limit_parse(plan_limit_text(&a, &l), &again));
        assert_memory_equal(&l, &again, sizeof l);
    }
    arena_done(&a);
}

static void reads_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *digits;
        int value;
    } numbers[] = {
        { "一", 1 },         { "十", 10 }, { "十二", 12 }, { "二十", 20 }, { "二十九", 29 }, { "两", 2 },
        { "一百零三", 103 }, { "42", 42 }, { "４２", 42 }, { "", 0 },      { "第", 0 },      { "9999", 0 }
    };
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        assert_int_equal(plan_number(str_from(numbers[i].digits)), numbers[i].value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_phrase),
        cmocka_unit_test(leaves_other_words),
        cmocka_unit_test(words_come_back),
        cmocka_unit_test(reads_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
