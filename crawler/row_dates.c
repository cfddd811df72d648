/* SPDX-License-Identifier: MIT */
/* The date of a list row: beside the title, in a cell's title attribute, split over tags, written by a script, without
 * a year. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "labels.h"
#include "literals.h"
#include "rows.h"
#include <stdlib.h>

enum {
    ROW_TEXTS = 24, /* texts of one row that are looked at */
    ROW_TEXT_LEN = 600,
    ROW_CLIMB = 8,
    YEAR_LATER = 45,     /* days a text may wait between upload and publication */
    YEAR_SLACK = 7,      /* days two rows may stand in the wrong order */
    SENTENCE_CHARS = 30, /* around a date: what the item is about, not when it came */
    WORDS_CHARS = 4,     /* around a date: more than a bracket */
    YEAR_NEAR = 200,     /* days between a row's date and the day in its address that still look like the same event */
};

/* Of a date, by the label before it; in a sentence it may be any day. */
enum worth { WORTH_NOTHING, WORTH_SENTENCE, WORTH_WRITTEN, WORTH_PLAIN, WORTH_PUBLISHED };

struct best {
    enum worth worth;
    struct row_dates date;
};

bool row_year_month(str text, int *year, int *month)
{
    text = label_trim(text);
    size_t i = 0;
    int64_t y, m;
    while (ascii_digit_at(text, i))
        i++;
    if (i != 4 || !str_to_int(str_slice(text, 0, 4), &y) || y < 1990 || y > 2100)
        return false;
    static const str separators[] = { STR_INIT("-"), STR_INIT("/"), STR_INIT("."), STR_INIT("年") };
    str rest = { 0 };
    for (size_t k = 0; k < ARRAY_LEN(separators) && rest.len == 0; k++) {
        str tail = str_slice(text, 4, text.len);
        if (str_starts(tail, separators[k]))
            rest = label_trim(str_slice(tail, separators[k].len, tail.len));
    }
    if (str_ends(rest, STR("月")))
        rest.len -= 3;
    if (rest.len == 0 || rest.len > 2 || rest.ptr[0] == '-' || !str_to_int(rest, &m) || m < 1 || m > 12)
        return false;
    *year = (int)y;
    *month = (int)m;
    return true;
}

static bool is_small_number(str text, int min, int max, int *out)
{
    static const str words[] = { STR_INIT("日"), STR_INIT("月"), STR_INIT("年") };
    int64_t n;
    text = label_trim(text);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_ends(text, words[i]))
            text = label_trim(str_slice(text, 0, text.len - 3));
    }
    if (text.len == 0 || text.len > 4 || !str_to_int(text, &n) || n < min || n > max)
        return false;
    *out = (int)n;
    return true;
}

bool row_day_of_month(str text, int *dom)
{
    text = label_trim(text);
    return text.len <= 5 && str_ends(text, STR("日")) && is_small_number(text, 1, 31, dom);
}

/* <em>2026-11</em><span>09</span>, <b>11-09</b><i>2026</i>, <p>09</p><p>11月</p>: texts that make a date only together.
 */
static bool date_of_parts(struct arena *a, const str *texts, size_t count, struct row_dates *out)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i > 1 ? i - 2 : 0; k < count && k <= i + 2; k++) {
            int year, month, dom;
            struct date_found f;
            bool made = false;
            if (k == i)
                continue;
            if (row_year_month(texts[i], &year, &month) && is_small_number(texts[k], 1, 31, &dom))
                made = true;
            else if (is_small_number(texts[i], 1990, 2100, &year) && date_find(texts[k], 0, &f) && f.month) {
                month = f.month;
                dom = f.dom;
                made = true;
            }
            day d = made ? day_make(year, month, dom) : DAY_NONE;
            if (day_known(d)) {
                *out = (struct row_dates){ .date = d,
                                           .raw = str_fmt(a, "%.*s %.*s", STR_ARG(texts[i < k ? i : k]),
                                                          STR_ARG(texts[i < k ? k : i])) };
                return true;
            }
        }
    }
    return false;
}

static enum worth worth_of(str before)
{
    static const str published[] = { STR_INIT("发布"), STR_INIT("公开日"), STR_INIT("公开时"), STR_INIT("上网") };
    static const str written[] = { STR_INIT("成文"), STR_INIT("生成"), STR_INIT("印发"),
                                   STR_INIT("有效"), STR_INIT("施行"), STR_INIT("废止"),
                                   STR_INIT("失效"), STR_INIT("截止"), STR_INIT("实施") };
    str tail = str_slice(before, before.len > 24 ? before.len - 24 : 0, before.len);
    for (size_t i = 0; i < ARRAY_LEN(published); i++) {
        if (str_has(tail, published[i]))
            return WORTH_PUBLISHED;
    }
    for (size_t i = 0; i < ARRAY_LEN(written); i++) {
        if (str_has(tail, written[i]))
            return WORTH_WRITTEN;
    }
    return WORTH_PLAIN;
}

/* A line that says more than the day: words around it that name no day. */
static bool is_sentence(str text, const struct date_found *f, size_t chars)
{
    str head = label_trim(str_slice(text, 0, f->start));
    bool named = str_has(head, STR("日期")) || str_has(head, STR("时间"));
    return !named && text_chars(head) + text_chars(label_trim(str_slice(text, f->end, text.len))) > chars;
}

/* 今天是2026年5月1日 星期五: the clock in the page's head. Some lists name the day of the week too. */
bool row_is_clock(str text)
{
    static const str words[] = { STR_INIT("今天"), STR_INIT("今日"), STR_INIT("现在"),
                                 STR_INIT("欢迎"), STR_INIT("农历"), STR_INIT("您好") };
    return str_has(text, STR("星期")) && str_has_any(text, words, ARRAY_LEN(words));
}

static void consider(struct best *b, str text, str before)
{
    struct date_found f;
    if (row_is_clock(text))
        return;
    for (size_t at = 0, n = 0; n < 8 && date_find(text, at, &f); at = f.end, n++) {
        str head = f.start ? str_slice(text, 0, f.start) : before;
        enum worth worth = worth_of(head);
        if (worth != WORTH_PUBLISHED && is_sentence(text, &f, SENTENCE_CHARS))
            continue;
        if (worth == WORTH_PLAIN && is_sentence(text, &f, WORDS_CHARS))
            worth = WORTH_SENTENCE;
        bool whole = !day_known(b->date.date) && day_known(f.value) && worth >= b->worth;
        if (worth > b->worth || whole) {
            b->worth = worth;
            b->date = (struct row_dates){
                .raw = label_trim(str_slice(text, f.start, f.end)), .date = f.value, .month = f.month, .dom = f.dom
            };
        }
    }
}

static uint32_t cell_of(const struct tree *t, uint32_t i)
{
    for (int climb = 0; i && climb < ROW_CLIMB; climb++, i = t->nodes[i].parent) {
        if (node_is(&t->nodes[i], "td") || node_is(&t->nodes[i], "th"))
            return t->nodes[i].nth;
    }
    return 0;
}

/* Nothing but brackets, white space and a clock time stands around the date. */
static bool is_padding(str text)
{
    uint32_t c;
    static const uint32_t allowed[] = { '[',    ']',    '(',    ')',    ':',    '/',    '|', 0xFF08,
                                        0xFF09, 0x3010, 0x3011, 0xFF1A, 0x3014, 0x3015, 0xB7 };
    while (text_next(&text, &c).len) {
        bool fits = label_is_blank(c) || ascii_is_digit(c);
        for (size_t i = 0; i < ARRAY_LEN(allowed) && !fits; i++)
            fits = c == allowed[i];
        if (!fits)
            return false;
    }
    return true;
}

/* 发布时间：, 日期: before a date name it and add nothing. */
static str without_label(str text)
{
    static const str labels[] = { STR_INIT("发布日期"), STR_INIT("发布时间"), STR_INIT("公开日期"),
                                  STR_INIT("更新时间"), STR_INIT("更新日期"), STR_INIT("日期"),
                                  STR_INIT("时间") };
    text = label_trim(text);
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        size_t end;
        if (label_at(text, 0, labels[i], &end) && label_colon(text, &end))
            return label_trim(str_slice(text, end, text.len));
    }
    return text;
}

bool row_is_only_date(str text)
{
    struct date_found f;
    text = without_label(text);
    return text.len && text.len <= 60 && date_find(text, 0, &f) && is_padding(str_slice(text, 0, f.start)) &&
           is_padding(str_slice(text, f.end, text.len));
}

str row_script_text(const struct reading *r, str code)
{
    str written = literals_written(r->arena, code), value;
    size_t at = 0, before;
    struct date_found f;
    while (!date_find(written, 0, &f) && literal_next(r->arena, code, &at, &value, &before)) {
        if (row_is_only_date(value))
            return value;
    }
    return written;
}

static str text_of_node(const struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    if (n->kind == NODE_TEXT && node_is(&r->tree->nodes[n->parent], "script"))
        return row_script_text(r, n->text);
    return node_is_prose(r->tree, i) ? str_slice(n->text, 0, ROW_TEXT_LEN) : (str){ 0 };
}

static bool search_texts(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_dates *out)
{
    const struct tree *t = r->tree;
    struct best best = { .date = { .date = DAY_NONE } };
    struct date_found found;
    str texts[ROW_TEXTS], before = { 0 };
    size_t count = 0;
    uint32_t link_end = 0;
    for (uint32_t i = span.from; i < span.to && count < ROW_TEXTS; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "a") && n->end > link_end)
            link_end = n->end;
        str text = text_of_node(r, i);
        if (label_trim(text).len == 0)
            continue;
        texts[count++] = text;
        if ((i >= link_end || row_is_only_date(text)) && (!date_cell || cell_of(t, i) == date_cell))
            consider(&best, text, before);
        before = date_find(text, 0, &found) ? (str){ 0 } : text; /* its label is used up */
    }
    if ((!day_known(best.date.date) || best.worth == WORTH_SENTENCE) && date_of_parts(r->arena, texts, count, out))
        return true;
    *out = best.date;
    return best.worth != WORTH_NOTHING;
}

/* "标题：…\n发布日期：2026-05-02\n点击数：12": a line of its own, named after the date. */
static bool labelled_line(str text, struct row_dates *out)
{
    static const str labels[] = { STR_INIT("日期"), STR_INIT("时间") };
    str line;
    while (text.len && str_cut(&text, '\n', &line)) {
        struct date_found f;
        line = label_trim(line);
        for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
            size_t end = str_find(line, labels[i]);
            end = end == SIZE_MAX ? end : end + labels[i].len;
            if (end == SIZE_MAX || !label_colon(line, &end) || !date_find(line, end, &f) ||
                worth_of(str_slice(line, 0, end)) == WORTH_WRITTEN)
                continue;
            *out = (struct row_dates){
                .raw = str_slice(line, f.start, f.end), .date = f.value, .month = f.month, .dom = f.dom
            };
            return true;
        }
    }
    return false;
}

bool row_attribute_date(const struct node *n, struct row_dates *out)
{
    if (n->kind != NODE_ELEMENT || n->attr_count == 0)
        return false;
    str title = label_trim(node_attr(n, "title"));
    if (title.len && (row_title_date(&title, out) || labelled_line(title, out)))
        return true;
    str moment = node_is(n, "time") ? label_trim(node_attr(n, "datetime")) : (str){ 0 };
    for (uint32_t i = 0; moment.len == 0 && i < n->attr_count; i++) {
        bool data = str_starts(n->attrs[i].name, STR("data-")) && row_is_only_date(n->attrs[i].value);
        moment = data ? label_trim(n->attrs[i].value) : moment;
    }
    struct date_found f;
    if (moment.len == 0 || !date_find(moment, 0, &f) || !day_known(f.value))
        return false;
    *out =
        (struct row_dates){ .raw = str_slice(moment, f.start, f.end), .date = f.value, .month = f.month, .dom = f.dom };
    return true;
}

static bool search_attributes(const struct reading *r, struct row_span span, struct row_dates *out)
{
    for (uint32_t i = span.from; i < span.to; i++) {
        if (row_attribute_date(&r->tree->nodes[i], out))
            return true;
    }
    return false;
}

/* Words broken by tags or lines: "2026-" "01-" "23". */
static bool search_joined(const struct reading *r, struct row_span span, struct row_dates *out)
{
    const struct tree *t = r->tree;
    str parts[ROW_TEXTS];
    size_t count = 0;
    uint32_t link_end = 0;
    for (uint32_t i = span.from; i < span.to && count < ROW_TEXTS; i++) {
        if (node_is(&t->nodes[i], "a"))
            link_end = t->nodes[i].end;
        str text = i < link_end ? (str){ 0 } : label_trim(text_of_node(r, i));
        if (text.len && text_chars(text) <= SENTENCE_CHARS)
            parts[count++] = text;
    }
    struct best best = { .date = { .date = DAY_NONE } };
    consider(&best, str_join(r->arena, parts, count, (str){ 0 }), (str){ 0 });
    *out = best.date;
    return day_known(best.date.date);
}

bool row_date(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_dates *out)
{
    if (search_texts(r, span, date_cell, out) && day_known(out->date))
        return true;
    struct row_dates other = { .date = DAY_NONE };
    bool more = search_joined(r, span, &other) || search_attributes(r, span, &other) ||
                (date_cell && search_texts(r, span, 0, &other) && day_known(other.date));
    if (more && (day_known(other.date) || !out->month))
        *out = other;
    return day_known(out->date) || out->month;
}

bool row_title_date(str *title, struct row_dates *out)
{
    struct date_found f, last = { 0 };
    size_t at = 0;
    bool any = false;
    for (; date_find(*title, at, &f); at = f.end) {
        last = f;
        any = true;
    }
    if (!any)
        return false;
    static const str closers[] = { STR_INIT(")"), STR_INIT("）"), STR_INIT("]"), STR_INIT("】") };
    str tail = label_trim(str_slice(*title, last.end, title->len)), head = label_trim(str_slice(*title, 0, last.start));
    bool bracket = false, gap = head.len < last.start || last.start == 0;
    for (size_t i = 0; i < ARRAY_LEN(closers); i++)
        bracket = bracket || str_eq(tail, closers[i]);
    if ((tail.len && !bracket) || (!bracket && !gap))
        return false;
    static const str openers[] = { STR_INIT("("), STR_INIT("（"), STR_INIT("["), STR_INIT("【") };
    for (size_t i = 0; bracket && i < ARRAY_LEN(openers); i++) {
        if (str_ends(head, openers[i]))
            head = label_trim(str_slice(head, 0, head.len - openers[i].len));
    }
    *out = (struct row_dates){
        .raw = str_slice(*title, last.start, last.end), .date = last.value, .month = last.month, .dom = last.dom
    };
    if (head.len)
        *title = head;
    return true;
}

/* The latest such day up to `limit` … */
static day latest_until(int month, int dom, day limit)
{
    int year = day_parts(limit).year;
    for (int y = year; y > year - 5; y--) { /* 29 February may be four years away */
        day d = day_make(y, month, dom);
        if (day_known(d) && d.n <= limit.n)
            return d;
    }
    return DAY_NONE;
}

/* … and the earliest from `limit` on. */
static day earliest_from(int month, int dom, day limit)
{
    int year = day_parts(limit).year;
    for (int y = year; y < year + 5; y++) {
        day d = day_make(y, month, dom);
        if (day_known(d) && d.n >= limit.n)
            return d;
    }
    return DAY_NONE;
}

/* A day for rows whose address knows only the month: 202609/xx.html. */
static day month_of_address(str address)
{
    for (size_t i = 0; i + 8 <= address.len; i++) {
        int64_t value;
        if (address.ptr[i] != '/' || address.ptr[i + 7] != '/' || address.ptr[i + 1] == '-' ||
            !str_to_int(str_slice(address, i + 1, i + 7), &value))
            continue;
        if (value / 100 >= 1990 && value / 100 <= 2100)
            return day_make((int)(value / 100), (int)(value % 100), 15);
    }
    return DAY_NONE;
}

static void year_by_address(struct row_found *row)
{
    day hint = date_from_address(row->address);
    if (!day_known(hint))
        hint = month_of_address(row->address);
    day d = day_known(hint) ? latest_until(row->month, row->dom, day_add(hint, YEAR_LATER)) : DAY_NONE;
    if (day_known(d) && abs(d.n - hint.n) <= YEAR_NEAR) {
        row->date = d;
        row->yearless = true;
    }
}

static void years_by_neighbours(struct row_found *rows, size_t count, bool upwards)
{
    day known = DAY_NONE;
    for (size_t k = 0; k < count; k++) {
        struct row_found *row = &rows[upwards ? count - 1 - k : k];
        if (!day_known(row->date) && row->month && day_known(known)) {
            row->date = upwards ? earliest_from(row->month, row->dom, day_add(known, -YEAR_SLACK))
                                : latest_until(row->month, row->dom, day_add(known, YEAR_SLACK));
            row->yearless = day_known(row->date);
        }
        if (day_known(row->date))
            known = row->date;
    }
}

void rows_resolve_years(struct row_found *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!day_known(rows[i].date) && rows[i].month)
            year_by_address(&rows[i]);
    }
    years_by_neighbours(rows, count, false); /* lists run from new to old */
    years_by_neighbours(rows, count, true);
}
