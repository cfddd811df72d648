/* SPDX-License-Identifier: MIT */
/* Months, quarters, half years and years in titles, in Arabic and Chinese numerals. */
#include "subject_period.h"
#include "plan_limit.h"
#include "core/ascii.h"
#include "core/text.h"

/* Moves past a number of at most `most` digits, Chinese or Arabic; 0 if there is none. 二〇二六 is read digit by digit.
 */
static int take_number(str *rest, size_t most)
{
    static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    str at = *rest, token = { at.ptr, 0 };
    int by_digit = 0;
    for (size_t n = 0; n < most && at.len; n++) {
        uint32_t code;
        str before = at, c = text_next(&at, &code);
        int digit = ascii_is_digit(code) ? (int)(code - '0') : str_eq(c, STR("〇")) || str_eq(c, STR("○")) ? 0 : -1;
        for (int k = 0; digit < 0 && k < (int)ARRAY_LEN(digits); k++)
            digit = str_eq(c, str_from(digits[k])) ? k : -1;
        if (digit < 0 && !str_eq(c, STR("十"))) {
            at = before;
            break;
        }
        by_digit = by_digit * 10 + (digit > 0 ? digit : 0);
        token.len += c.len;
    }
    if (token.len == 0)
        return 0;
    *rest = at;
    return str_has(token, STR("十")) ? plan_number(token) : by_digit;
}

static bool take(str *rest, str word)
{
    if (!str_starts(*rest, word))
        return false;
    *rest = str_slice(*rest, word.len, rest->len);
    return true;
}

static bool take_any(str *rest, const str *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (take(rest, words[i]))
            return true;
    }
    return false;
}

static bool months_of(int year, int from, int to, struct subject_period *out)
{
    if (year < 1990 || year > 2100 || from < 1 || to > 12 || from > to)
        return false;
    *out = (struct subject_period){ day_make(year, from, 1), day_month_end(year, to) };
    return true;
}

/* 10月, 10月份, 1-10月, 1至10月: the last month counts. A day behind it makes it a date. */
static bool take_month(str rest, int *month)
{
    static const str until[] = { STR_INIT("-"), STR_INIT("—"),  STR_INIT("–"),
                                 STR_INIT("~"), STR_INIT("至"), STR_INIT("到") };
    int n = take_number(&rest, 2);
    bool month_said = take(&rest, STR("月"));
    if (n && take_any(&rest, until, ARRAY_LEN(until))) {
        int last = take_number(&rest, 2);
        if (last < n || !take(&rest, STR("月")))
            return false;
        n = last;
    } else if (!month_said) {
        return false;
    }
    *month = n;
    (void)take(&rest, STR("份"));
    str behind = rest;
    bool dated = take_number(&behind, 3) > 0 && (take(&behind, STR("日")) || take(&behind, STR("号")));
    return n >= 1 && n <= 12 && !dated;
}

static bool take_quarter(str rest, int *quarter)
{
    (void)take(&rest, STR("第"));
    *quarter = take_number(&rest, 1);
    if (*quarter == 0 && take(&rest, STR("首")))
        *quarter = 1;
    (void)take(&rest, STR("个"));
    return *quarter >= 1 && *quarter <= 4 && str_starts(rest, STR("季"));
}

/* What stands behind 2026年. */
static bool within_year(str rest, int year, struct subject_period *out)
{
    int n;
    (void)take(&rest, STR("度"));
    if (str_starts(rest, STR("上半年")))
        return months_of(year, 1, 6, out);
    if (str_starts(rest, STR("下半年")))
        return months_of(year, 7, 12, out);
    if (take_quarter(rest, &n))
        return months_of(year, n * 3 - 2, n * 3, out);
    if (take_month(rest, &n))
        return months_of(year, n, n, out);
    str date = rest;
    if (take_number(&date, 2) && take(&date, STR("月")))
        return false; /* a date, not a period */
    return months_of(year, 1, 12, out);
}

static bool with_year(str title, struct subject_period *out)
{
    for (str rest = title; rest.len;) {
        str at = rest;
        uint32_t code;
        int year = take_number(&at, 4);
        if (year >= 1990 && year <= 2100 && take(&at, STR("年")))
            return within_year(at, year, out);
        if (year)
            rest = at;
        else
            (void)text_next(&rest, &code);
    }
    return false;
}

static bool month_alone(str title, day published, struct subject_period *out)
{
    if (!day_known(published))
        return false;
    struct day_parts p = day_parts(published);
    for (str rest = title; rest.len;) {
        uint32_t code;
        str at = rest;
        int month, n = take_number(&at, 2);
        if (n && str_starts(at, STR("月")) && take_month(rest, &month))
            return months_of(month <= p.month ? p.year : p.year - 1, month, month, out);
        if (n)
            rest = at;
        else
            (void)text_next(&rest, &code);
    }
    return false;
}

bool subject_period_of(struct arena *a, str title, day published, struct subject_period *out)
{
    str bare = text_bare(a, text_clip(title, 200));
    return with_year(bare, out) || month_alone(bare, published, out);
}

int subject_month_index(day as_of, day d)
{
    if (!day_known(d) || !day_known(as_of))
        return -1;
    struct day_parts x = day_parts(as_of), y = day_parts(d);
    int back = (x.year - y.year) * 12 + x.month - y.month;
    return back >= 0 && back < SUBJECT_MONTHS ? SUBJECT_MONTHS - 1 - back : -1;
}
