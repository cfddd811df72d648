/* SPDX-License-Identifier: MIT */
/* Time limits in words. When words name several periods, the longest counts, so that nobody is accused too early. */
#include "plan_limit.h"
#include "core/arena.h"
#include "core/pattern.h"
#include "core/text.h"

#define NUMBER           "(?<n>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})"
#define NOT_AFTER_NUMBER "(?<![0-9一二三四五六七八九十两第.])"
#define WITHIN           "(?:之内|以内|内)"

enum unit { UNIT_NONE, UNIT_WORKDAYS, UNIT_DAYS, UNIT_WEEKS, UNIT_HOURS, UNIT_MONTH_END, UNIT_YEAR_END };

struct phrase {
    enum plan_limit_kind kind;
    enum unit unit; /* what the number counts */
    const char *pattern;
};

/* In order; the first that meets counts. Words are in NFKC and without blanks. */
static const struct phrase phrases[] = {
    { PLAN_LIMIT_WITHIN, UNIT_WORKDAYS, NOT_AFTER_NUMBER NUMBER "个?工作[日天]" WITHIN },
    { PLAN_LIMIT_WITHIN, UNIT_DAYS, NOT_AFTER_NUMBER "(?<![月号])" NUMBER "个?(?:自然日|日历日|日|天)" WITHIN },
    { PLAN_LIMIT_WITHIN, UNIT_WEEKS, NOT_AFTER_NUMBER NUMBER "个?(?:周|星期)" WITHIN },
    { PLAN_LIMIT_WITHIN, UNIT_HOURS, NOT_AFTER_NUMBER NUMBER "个?小时" WITHIN },
    { PLAN_LIMIT_YEARLY, UNIT_MONTH_END,
      NOT_AFTER_NUMBER "(?<!每)" NUMBER "月份?(?<d>底|末|(?:3[01]|[12]?[0-9])[日号])?(?:之前|以前|前)" },
    { PLAN_LIMIT_YEARLY, UNIT_YEAR_END, "(?<!半)年(?:底|末)(?:之前|以前|前)|(?<!半)年内" },
    { PLAN_LIMIT_HALF_YEARLY, UNIT_NONE, "半年|学期|每[6六]个月|[6六]个月[一1]次" },
    { PLAN_LIMIT_YEARLY, UNIT_NONE, "每年|年度|学年|[一1]年[一1]次|按年|逐年" },
    { PLAN_LIMIT_QUARTERLY, UNIT_NONE, "每个?季|[一1]个?季度?[一1]次|按季|逐季|季度(?:公开|更新|发布|$)" },
    { PLAN_LIMIT_MONTHLY, UNIT_NONE, "每个?月|次月|[一1]个?月[一1]次|按月|逐月|月度" },
    { PLAN_LIMIT_WEEKLY, UNIT_NONE, "每个?(?:周|星期)|[一1]个?(?:周|星期)[一1]次|按周|逐周" },
    { PLAN_LIMIT_DAILY, UNIT_NONE, "每个?(?:工作)?日|每天|[一1][日天][一1]次|按日|逐日" },
    { PLAN_LIMIT_IMMEDIATE, UNIT_NONE,
      "即时|及时|实时|随时|立即|第一时间|长期公开|动态(?:公开|更新|调整)|^动态$|^长期$" },
};

struct limit_reader {
    struct pattern *patterns[ARRAY_LEN(phrases)];
};

struct limit_reader *limit_reader_new(struct arena *a)
{
    struct limit_reader *r = arena_new(a, struct limit_reader, 1);
    struct fail f = { 0 };
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        r->patterns[i] = pattern_compile(str_from(phrases[i].pattern), "plan_limit.c", &f);
    return r;
}

void limit_reader_free(struct limit_reader *r)
{
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        pattern_free(r->patterns[i]);
}

static int chinese_digit(uint32_t c)
{
    static const uint32_t digits[] = { U'零', U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九' };
    for (int i = 0; i < (int)ARRAY_LEN(digits); i++) {
        if (digits[i] == c)
            return i;
    }
    if (c >= U'0' && c <= U'9')
        return (int)(c - U'0');
    if (c >= U'０' && c <= U'９')
        return (int)(c - U'０');
    return c == U'两' ? 2 : -1;
}

int plan_number(str digits)
{
    int total = 0, part = 0;
    uint32_t c = 0;
    if (digits.len == 0)
        return 0;
    while (digits.len && text_next(&digits, &c).len) {
        int digit = chinese_digit(c);
        if (c == U'十' || c == U'百') {
            total += (part ? part : 1) * (c == U'十' ? 10 : 100);
            part = 0;
        } else if (digit >= 0) {
            part = part * 10 + digit;
        } else {
            return 0;
        }
        if (total + part > 999)
            return 0;
    }
    return total + part;
}

static bool month_end(int month, str ended, struct plan_limit *out)
{
    if (month < 1 || month > 12)
        return false;
    bool first_day = str_eq(ended, STR("1日")) || str_eq(ended, STR("1号"));
    out->month = first_day && month > 1 ? month - 1 : month;
    return true;
}

/* Fills in the number that the phrase counts. */
static bool apply_number(enum unit unit, int n, str ended, struct plan_limit *out)
{
    if (unit == UNIT_NONE)
        return true;
    if (unit == UNIT_MONTH_END || unit == UNIT_YEAR_END)
        return month_end(unit == UNIT_YEAR_END ? 12 : n, ended, out);
    if (unit == UNIT_WORKDAYS)
        out->workdays = n;
    else
        out->days = unit == UNIT_WEEKS ? n * 7 : unit == UNIT_HOURS ? (n + 23) / 24 : n;
    return n > 0;
}

bool limit_reader_parse(const struct limit_reader *r, struct arena *a, str words, struct plan_limit *out)
{
    *out = (struct plan_limit){ 0 };
    str text = text_bare(a, text_clip(words, 200));
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
        struct pattern_match m;
        if (!pattern_find(r->patterns[i], text, 0, &m))
            continue;
        int n = plan_number(pattern_named(r->patterns[i], &m, "n"));
        *out = (struct plan_limit){ .kind = phrases[i].kind };
        str ended = phrases[i].unit == UNIT_MONTH_END ? pattern_named(r->patterns[i], &m, "d") : (str){ 0 };
        return apply_number(phrases[i].unit, n, ended, out);
    }
    return false;
}

bool plan_limit_parse(str words, struct plan_limit *out)
{
    struct arena a;
    arena_init(&a);
    struct limit_reader *r = limit_reader_new(&a);
    bool ok = limit_reader_parse(r, &a, words, out);
    limit_reader_free(r);
    arena_done(&a);
    return ok;
}

str plan_limit_text(struct arena *a, const struct plan_limit *l)
{
    static const char *const words[PLAN_LIMIT_COUNT_] = {
        [PLAN_LIMIT_IMMEDIATE] = "即时", [PLAN_LIMIT_DAILY] = "每日",       [PLAN_LIMIT_WEEKLY] = "每周",
        [PLAN_LIMIT_MONTHLY] = "每月",   [PLAN_LIMIT_QUARTERLY] = "每季度", [PLAN_LIMIT_HALF_YEARLY] = "每半年",
        [PLAN_LIMIT_YEARLY] = "每年",    [PLAN_LIMIT_WITHIN] = "",
    };
    if (l->kind == PLAN_LIMIT_YEARLY && l->month)
        return str_fmt(a, "%d月底前", l->month);
    if (l->kind == PLAN_LIMIT_WITHIN)
        return l->workdays ? str_fmt(a, "%d个工作日内", l->workdays) : str_fmt(a, "%d日内", l->days);
    return (size_t)l->kind < PLAN_LIMIT_COUNT_ ? str_from(words[l->kind]) : (str){ 0 };
}
