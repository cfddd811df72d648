/* SPDX-License-Identifier: MIT */
/* From when to when comments are asked for, as notices write it: 2026年3月1日至3月31日, 2026-03-01至2026-03-31,
 * 于3月31日前. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "decision.h"
#include "names.h"

enum { LABEL_BYTES = 120, BETWEEN_BYTES = 48, AFTER_BYTES = 24 };

static int digits(str s, size_t *at, int most)
{
    int n = 0, count = 0;
    for (; ascii_digit_at(s, *at) && count < most; (*at)++, count++)
        n = n * 10 + (s.ptr[*at] - '0');
    return count ? n : -1;
}

/* One of the words at this place; passes over it. */
static bool pass(str s, size_t *at, const str *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(str_slice(s, *at, s.len), words[i])) {
            *at += words[i].len;
            return true;
        }
    }
    return false;
}

static const str year_marks[] = { STR_INIT("年"), STR_INIT("-"), STR_INIT("/"), STR_INIT(".") };
static const str month_marks[] = { STR_INIT("月"), STR_INIT("-"), STR_INIT("/"), STR_INIT(".") };
static const str day_marks[] = { STR_INIT("日"), STR_INIT("号") };

/* A date that begins here; without a year it takes that of `before`, or the next one when it would lie before it. */
static bool read_date(str s, size_t *at, day before, day *out)
{
    size_t from = *at;
    int year = digits(s, at, 4), month, dom;
    bool yearless = year >= 1 && year <= 12 && day_known(before) && str_starts(str_slice(s, *at, s.len), STR("月"));
    if (yearless) {
        month = year;
        year = day_parts(before).year;
    } else {
        month = year >= 2000 && pass(s, at, year_marks, ARRAY_LEN(year_marks)) ? digits(s, at, 2) : -1;
    }
    dom = month > 0 && pass(s, at, month_marks, ARRAY_LEN(month_marks)) ? digits(s, at, 2) : -1;
    *out = dom > 0 ? day_make(year, month, dom) : DAY_NONE;
    if (yearless && day_known(*out) && day_compare(*out, before) < 0)
        *out = day_make(year + 1, month, dom);
    if (!day_known(*out)) {
        *at = from;
        return false;
    }
    pass(s, at, day_marks, ARRAY_LEN(day_marks));
    return true;
}

static bool speaks_of_comments(str s, size_t at)
{
    str before = str_slice(s, at > LABEL_BYTES ? at - LABEL_BYTES : 0, at);
    return name_has_any(before, STR("征求|征集|意见|期限|公示|反馈|截止"));
}

/* 8:30, 17时 */
static bool pass_hour(str s, size_t *at)
{
    static const str marks[] = { STR_INIT(":"), STR_INIT("时"), STR_INIT("点"), STR_INIT("分") };
    size_t next = *at;
    if (digits(s, &next, 2) < 0 || !pass(s, &next, marks, ARRAY_LEN(marks)))
        return false;
    digits(s, &next, 2);
    *at = next;
    return true;
}

/* What may stand between two days of a span: 起, (星期一), 8时, and one word for "until". */
static bool read_until(str s, size_t *at)
{
    static const str fillers[] = { STR_INIT("起"),   STR_INIT("开始"), STR_INIT("("),  STR_INIT(")"),  STR_INIT("星期"),
                                   STR_INIT("周"),   STR_INIT("一"),   STR_INIT("二"), STR_INIT("三"), STR_INIT("四"),
                                   STR_INIT("五"),   STR_INIT("六"),   STR_INIT("日"), STR_INIT("天"), STR_INIT("上午"),
                                   STR_INIT("下午"), STR_INIT("时"),   STR_INIT(","),  STR_INIT(":"),  STR_INIT("00") };
    static const str untils[] = { STR_INIT("至"), STR_INIT("到"), STR_INIT("-"), STR_INIT("—"),
                                  STR_INIT("–"),  STR_INIT("~"),  STR_INIT("止") };
    size_t from = *at;
    bool until = false;
    while (*at - from < BETWEEN_BYTES) {
        if (pass(s, at, untils, ARRAY_LEN(untils)))
            until = true;
        else if (!pass(s, at, fillers, ARRAY_LEN(fillers)) && !pass_hour(s, at))
            break;
    }
    return until;
}

/* 3月1日至31日: the last day of a span may leave out its month. */
static bool read_end(str s, size_t *at, day start, day *out)
{
    if (read_date(s, at, start, out))
        return true;
    struct day_parts p = day_parts(start);
    size_t next = *at;
    int dom = digits(s, &next, 2);
    *out = dom > p.day && pass(s, &next, day_marks, ARRAY_LEN(day_marks)) ? day_make(p.year, p.month, dom) : DAY_NONE;
    if (day_known(*out))
        *at = next;
    return day_known(*out);
}

static bool is_last_day(str s, size_t start, size_t end)
{
    str before = str_slice(s, start > AFTER_BYTES ? start - AFTER_BYTES : 0, start);
    str after = str_slice(s, end, end + AFTER_BYTES);
    bool deadline = str_starts(after, STR("前")) || str_starts(after, STR("之前")) || str_starts(after, STR("以前"));
    return deadline || name_has_any(before, STR("截止|截至|结束时间|结束日期"));
}

struct windows {
    struct comment_window spans, ends; /* first of each form */
    size_t span_count, end_count;      /* different ones */
};

static void note(struct comment_window *first, size_t *count, struct comment_window w)
{
    if (!*count)
        *first = w;
    if (!*count || day_compare(first->start, w.start) || day_compare(first->end, w.end))
        ++*count;
}

static size_t read_at(str s, size_t at, day published, struct windows *w)
{
    size_t from = at, next;
    day start, end;
    if (!read_date(s, &at, DAY_NONE, &start))
        return at;
    next = at;
    bool labelled = speaks_of_comments(s, from);
    if (labelled && read_until(s, &next) && read_end(s, &next, start, &end) && day_compare(end, start) >= 0) {
        note(&w->spans, &w->span_count, (struct comment_window){ start, end });
        return next;
    }
    labelled = labelled || speaks_of_comments(s, at + AFTER_BYTES < s.len ? at + AFTER_BYTES : s.len);
    if (labelled && day_known(published) && day_compare(start, published) >= 0 && is_last_day(s, from, at))
        note(&w->ends, &w->end_count, (struct comment_window){ published, start });
    return at;
}

bool comment_window(struct arena *a, str text, day published, struct comment_window *out, bool *several)
{
    str s = text_bare(a, text);
    struct windows w = { .span_count = 0 };
    for (size_t at = 0; at < s.len;) {
        bool digit = ascii_is_digit(s.ptr[at]);
        size_t next = digit ? read_at(s, at, published, &w) : at + 1;
        while (next == at && ascii_digit_at(s, at)) /* a number that is no date */
            next = ++at;
        at = next;
    }
    *several = w.span_count > 1 || (!w.span_count && w.end_count > 1);
    *out = w.span_count ? w.spans : w.ends;
    return !*several && (w.span_count || w.end_count);
}
