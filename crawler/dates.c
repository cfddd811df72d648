/* SPDX-License-Identifier: MIT */
/* The first date in a text, in any form people write it, told from telephone numbers, versions and document numbers. */
#include "core/ascii.h"
#include "core/text.h"
#include "reading.h"

enum {
    DATE_YEAR_MIN = 1900,
    DATE_YEAR_MAX = 2100,
    DATE_GAP_MAX = 64, /* white space tolerated inside a date: templates break lines there */
};

enum separator { SEPARATOR_NONE, SEPARATOR_DASH, SEPARATOR_SLASH, SEPARATOR_DOT, SEPARATOR_YEAR, SEPARATOR_MONTH };

struct cursor {
    str text;
    size_t at;
};

struct number {
    int value, digits;
    bool chinese;
};

static uint32_t char_at(struct cursor c, size_t *len)
{
    str rest = str_slice(c.text, c.at, c.text.len);
    uint32_t code = 0;
    str one = text_next(&rest, &code);
    *len = one.len;
    return one.len ? code : 0;
}

static uint32_t char_before(str text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 4) {
        start--;
        if (((unsigned char)text.ptr[start] & 0xC0) != 0x80)
            break;
    }
    size_t len;
    return start < at ? char_at((struct cursor){ text, start }, &len) : 0;
}

static int digit_of(uint32_t c)
{
    if (ascii_is_digit(c))
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static int chinese_digit_of(uint32_t c)
{
    static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };
    for (int i = 0; i < (int)ARRAY_LEN(digits); i++) {
        if (digits[i] == c)
            return i;
    }
    /* zero is also written as a circle, a full-width O and the formal character */
    return c == 0x25CB || c == 0xFF2F || c == 0x96F6 ? 0 : -1;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200D) ||
           c == 0xFEFF;
}

static bool is_letter(uint32_t c)
{
    return ascii_is_letter(c) || c == '_';
}

static bool is_chinese(uint32_t c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

static enum separator separator_of(uint32_t c)
{
    switch (c) {
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFF0D:
        return SEPARATOR_DASH;
    case '/':
    case 0xFF0F:
        return SEPARATOR_SLASH;
    case '.':
    case 0xFF0E:
        return SEPARATOR_DOT;
    case 0x5E74: /* 年 */
        return SEPARATOR_YEAR;
    case 0x6708: /* 月 */
        return SEPARATOR_MONTH;
    default:
        return SEPARATOR_NONE;
    }
}

static void skip_blanks(struct cursor *c)
{
    size_t len;
    for (int n = 0; n < DATE_GAP_MAX && is_blank(char_at(*c, &len)); n++)
        c->at += len;
}

/* A separator with the white space around it; a dash may be doubled. The cursor stays where it is if there is none. */
static enum separator take_separator(struct cursor *c)
{
    struct cursor ahead = *c;
    skip_blanks(&ahead);
    size_t len;
    enum separator kind = separator_of(char_at(ahead, &len));
    if (kind == SEPARATOR_NONE)
        return kind;
    ahead.at += len;
    if (kind == SEPARATOR_DASH && separator_of(char_at(ahead, &len)) == SEPARATOR_DASH)
        ahead.at += len;
    skip_blanks(&ahead);
    *c = ahead;
    return kind;
}

static struct number take_arabic(struct cursor *c)
{
    struct number n = { 0 };
    size_t len;
    for (int d; (d = digit_of(char_at(*c, &len))) >= 0; c->at += len) {
        n.value = n.digits < 8 ? n.value * 10 + d : n.value;
        n.digits++;
    }
    return n;
}

/* 一 … 三十一, or the four digits of a year written one by one. */
static struct number take_chinese(struct cursor *c)
{
    struct number n = { .chinese = true };
    bool ten_seen = false;
    size_t len;
    for (; n.digits < 5; n.digits++) {
        uint32_t code = char_at(*c, &len);
        int d = chinese_digit_of(code);
        bool ten = code == 0x5341;
        if (d < 0 && !ten)
            break;
        if (ten)
            n.value = n.value ? n.value * 10 : 10;
        else
            n.value = ten_seen ? n.value + d : n.value * 10 + d;
        ten_seen = ten_seen || ten;
        c->at += len;
    }
    return n;
}

static struct number take_number(struct cursor *c)
{
    size_t len;
    uint32_t code = char_at(*c, &len);
    return chinese_digit_of(code) >= 0 || code == 0x5341 ? take_chinese(c) : take_arabic(c);
}

/* What stands directly before `at` shows that the number belongs to something longer: a version, a code, an address,
 * money. */
static bool is_tail_of_something(str text, size_t at)
{
    uint32_t before = char_before(text, at);
    if (digit_of(before) >= 0 || is_letter(before) || before == '$' || before == 0xA5 || before == 0xFFE5)
        return true;
    enum separator kind = separator_of(before);
    if (kind == SEPARATOR_NONE || kind == SEPARATOR_YEAR || kind == SEPARATOR_MONTH)
        return false;
    size_t back = at - (before < 0x80 ? 1 : 3);
    uint32_t earlier = char_before(text, back);
    return digit_of(earlier) >= 0 || is_letter(earlier);
}

/* What follows shows the same. A range of two whole dates is no such case. */
static bool is_head_of_something(struct cursor c, enum separator kind)
{
    size_t len;
    uint32_t next = char_at(c, &len);
    if (digit_of(next) >= 0 || is_letter(next))
        return next != 'T' && next != 't';
    if (next == '%' || next == 0xFF05 || next == 0x2103)
        return true;
    if (kind == SEPARATOR_YEAR || kind == SEPARATOR_MONTH || separator_of(next) != kind)
        return false;
    if (kind == SEPARATOR_SLASH)
        return true; /* folders of an address */
    c.at += len;
    struct number after = take_arabic(&c);
    return after.digits > 0 && !(kind == SEPARATOR_DASH && after.digits == 4);
}

static bool is_closed_by(struct cursor c, uint32_t wanted)
{
    size_t len;
    skip_blanks(&c);
    return char_at(c, &len) == wanted;
}

static void take_day_word(struct cursor *c)
{
    struct cursor ahead = *c;
    size_t len;
    skip_blanks(&ahead);
    uint32_t code = char_at(ahead, &len);
    if (code == 0x65E5 || code == 0x53F7) { /* 日 号 */
        ahead.at += len;
        *c = ahead;
    }
}

/* Nothing but brackets, white space and a clock time stands around text[start, end). */
static bool is_alone(str text, size_t start, size_t end)
{
    for (struct cursor c = { text, 0 }; c.at < text.len;) {
        if (c.at == start) {
            c.at = end;
            continue;
        }
        size_t len;
        uint32_t code = char_at(c, &len);
        bool clock = c.at >= end && (digit_of(code) >= 0 || code == ':' || code == 0xFF1A);
        bool bracket = code == '[' || code == ']' || code == '(' || code == ')' || code == 0xFF08 || code == 0xFF09 ||
                       code == 0x3010 || code == 0x3011 || code == 0x3014 || code == 0x3015;
        if (!clock && !bracket && !is_blank(code))
            return false;
        c.at += len ? len : 1;
    }
    return true;
}

static bool is_after_label(str text, size_t at)
{
    str head = str_trim(str_slice(text, 0, at));
    static const str colons[] = { STR_INIT("："), STR_INIT(":") };
    for (size_t i = 0; i < ARRAY_LEN(colons); i++) {
        if (str_ends(head, colons[i]))
            head.len -= colons[i].len;
    }
    return str_ends(head, STR("日期")) || str_ends(head, STR("时间"));
}

static bool found(struct date_found *out, day value, size_t start, size_t end)
{
    *out = (struct date_found){ .value = value, .start = start, .end = end };
    return day_known(value);
}

/* 20260831: digits alone say too little, so only where nothing but a date can stand. */
static bool read_compact(struct cursor c, size_t start, struct number n, struct date_found *out)
{
    if (!is_alone(c.text, start, c.at) && !is_after_label(c.text, start))
        return false;
    int year = n.value / 10000; /* of 14 digits the value holds the first eight */
    if (year < 1990 || year > DATE_YEAR_MAX)
        return false;
    return found(out, day_make(year, n.value / 100 % 100, n.value % 100), start, c.at);
}

/* Neither Chinese words nor digits touch it: "第10-12号" and "共07-11项" are no days. */
static bool stands_apart(str text, size_t start, struct cursor end)
{
    size_t len;
    uint32_t next = char_at(end, &len);
    return !is_chinese(char_before(text, start)) && !is_chinese(next) && next != ':';
}

static bool read_rest_of_full(struct cursor c, size_t start, struct number year, struct date_found *out)
{
    enum separator first = take_separator(&c);
    struct number month = take_number(&c);
    enum separator second = take_separator(&c);
    if (first == SEPARATOR_NONE || first == SEPARATOR_MONTH || month.digits == 0 ||
        (month.digits > 2 && !month.chinese))
        return false;
    struct number dom = take_number(&c);
    if (dom.digits == 0 || (dom.digits > 2 && !dom.chinese) || dom.digits > 3)
        return false;
    if (second != SEPARATOR_MONTH && (second != first || first == SEPARATOR_YEAR))
        return false;
    if (year.digits == 2) { /* 26-07-01, [26.07.01]: only complete, only apart */
        bool written = first == SEPARATOR_DASH || first == SEPARATOR_SLASH ||
                       (first == SEPARATOR_DOT && is_alone(c.text, start, c.at)); /* 2.10.12 is a version */
        if (!written || month.digits != 2 || dom.digits != 2 || year.value > 49 || !stands_apart(c.text, start, c))
            return false;
        year.value += 2000;
    }
    if (dom.chinese && !is_closed_by(c, 0x65E5) && c.at < c.text.len)
        return false;
    if (is_head_of_something(c, second))
        return false;
    if (second == SEPARATOR_MONTH || first == SEPARATOR_DASH)
        take_day_word(&c);
    return found(out, day_make(year.value, month.value, dom.value), start, c.at);
}

static bool read_full(struct cursor c, struct date_found *out)
{
    size_t start = c.at;
    struct number year = take_number(&c);
    if (!year.chinese && (year.digits == 8 || year.digits == 14))
        return read_compact(c, start, year, out);
    bool four = year.digits == 4 && year.value >= DATE_YEAR_MIN && year.value <= DATE_YEAR_MAX;
    if (!four && (year.chinese || year.digits != 2))
        return false;
    return read_rest_of_full(c, start, year, out);
}

/* 09-03, 08/31, 9月3日. A month and a day without a year. */
static bool read_yearless(struct cursor c, struct date_found *out)
{
    size_t start = c.at;
    struct number month = take_arabic(&c);
    enum separator kind = take_separator(&c);
    struct number dom = take_arabic(&c);
    if (month.digits == 0 || month.digits > 2 || dom.digits == 0 || dom.digits > 2 || kind == SEPARATOR_YEAR)
        return false;
    if (!day_known(day_make(2024, month.value, dom.value))) /* a leap year: 29 February may be meant */
        return false;
    if (kind == SEPARATOR_MONTH) {
        struct cursor before = c;
        take_day_word(&c);
        if (c.at == before.at && !is_alone(c.text, start, c.at))
            return false;
        struct cursor head = { c.text, start };
        while (head.at > 0 && is_blank(char_before(c.text, head.at)))
            head.at--;
        if (char_before(c.text, head.at) == 0x5E74)
            return false;
    } else {
        bool alone = is_alone(c.text, start, c.at);
        bool plain = kind == SEPARATOR_DASH || kind == SEPARATOR_SLASH;
        if (month.digits != 2 || dom.digits != 2 || (!plain && !alone) || kind == SEPARATOR_NONE)
            return false;
        if (is_head_of_something(c, kind) || !stands_apart(c.text, start, c))
            return false;
    }
    *out = (struct date_found){ DAY_NONE, month.value, dom.value, start, c.at };
    return true;
}

/* A number may begin here: an ASCII or full-width digit, or the first character of a Chinese year. */
static bool may_begin(str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 0x80)
        return ascii_is_digit(c);
    if (c == 0xEF || c == 0xE4) {
        str rest = str_slice(text, at, text.len);
        size_t len;
        return c == 0xE4 ? str_starts(rest, STR("一")) || str_starts(rest, STR("二"))
                         : digit_of(char_at((struct cursor){ text, at }, &len)) >= 0;
    }
    return false;
}

bool date_find(str text, size_t from, struct date_found *out)
{
    for (size_t at = from; at < text.len;) {
        if (!may_begin(text, at)) {
            at++;
            continue;
        }
        struct cursor c = { text, at };
        bool arabic = (unsigned char)text.ptr[at] != 0xE4;
        if (!arabic || !is_tail_of_something(text, at)) {
            if (read_full(c, out) || (arabic && read_yearless(c, out)))
                return true;
        }
        if (arabic)
            take_arabic(&c); /* never begin inside a number */
        at = c.at > at ? c.at : at + 3;
    }
    *out = (struct date_found){ .value = DAY_NONE };
    return false;
}
