/* SPDX-License-Identifier: MIT */
/* What a policy file or an interpretation says, on its page or in the file attached to it, and what its text tells of
 * itself: its number, when it was signed, until when it holds. */
#include "attachment.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "names.h"
#include "policy_pairs.h"

enum {
    HEAD_BYTES = 450,
    TAIL_BYTES = 300,
    NUMBER_BYTES = 120,
    VALID_BYTES = 40,
    SENTENCE_BYTES = 150,
    START_BYTES = 60
};

str policy_text(struct judge *j, const struct paper *x, str *why)
{
    *why = STR("");
    return x->resource == NONE ? STR("") : attachment_text(j, x->resource, why);
}

str policy_body(struct judge *j, const struct paper *x)
{
    str why;
    return policy_text(j, x, &why);
}

/* The first bytes that are whole characters. */
static str first_bytes(str text, size_t len)
{
    while (len < text.len && len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return str_slice(text, 0, len);
}

/* --- titles --- */

/* 关于印发《X》的通知: what stands before and behind the name. */
static str before_name(str title, str *inside, str *behind)
{
    size_t open = str_find(title, STR("《")), close = str_find_last(title, STR("》"));
    *inside = *behind = STR("");
    if (open == SIZE_MAX || close == SIZE_MAX || close < open)
        return title;
    *inside = str_slice(title, open + 3, close);
    *behind = str_slice(title, close + 3, title.len);
    return str_slice(title, 0, open);
}

static bool ends_as(str title, const str *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_ends(title, ends[i]))
            return true;
    }
    return false;
}

bool policy_is_called(str title)
{
    static const str kinds[] = { STR_INIT("通知"), STR_INIT("意见"), STR_INIT("公告"), STR_INIT("通告"),
                                 STR_INIT("决定"), STR_INIT("办法"), STR_INIT("规定"), STR_INIT("方案"),
                                 STR_INIT("细则"), STR_INIT("措施"), STR_INIT("规划"), STR_INIT("计划"),
                                 STR_INIT("规程"), STR_INIT("制度"), STR_INIT("规范"), STR_INIT("命令"),
                                 STR_INIT("预案"), STR_INIT("）"),   STR_INIT(")") };
    return ends_as(title, kinds, ARRAY_LEN(kinds));
}

bool policy_title_may_be(str title, bool numbered)
{
    static const str never =
        STR_INIT("转发|任免|任职|免职|任命|解读|图解|一图读懂|问答|预算|决算|批复|答复|建议的|提案|"
                 "公示|年报|年度报告|工作总结|简报|名单|会议纪要|废止|失效部分|清理结果|征求意见|草案|"
                 "招聘|中标|成交|采购公告|起草说明|情况说明|的说明|领导小组|组成人员|放假|表彰|表扬|"
                 "新闻发布|发布会|我区出台|我县出台|我市出台");
    /* 《2026年财政预算》 is a budget, 《预算绩效管理办法》 is a policy. */
    static const str papers[] = { STR_INIT("预算"), STR_INIT("决算"), STR_INIT("报告"), STR_INIT("名单"),
                                  STR_INIT("年报"), STR_INIT("纪要"), STR_INIT("简报") };
    str inside, behind, before = before_name(title, &inside, &behind);
    /* What has no number of its own must at least be called like a document. */
    if (!numbered && !policy_is_called(title) && !str_has(title, STR("关于")))
        return false;
    if (str_has(title, STR("已废止")))
        return true;
    return !name_has_any(before, never) && !name_has_any(behind, never) &&
           !ends_as(inside, papers, ARRAY_LEN(papers)) && !name_has_any(inside, STR("征求意见稿|草案|送审稿|解读"));
}

/* --- numbers --- */

/* The head of a document: what stands before its salutation, its first sentence or its first reference to another. */
static str head_of(str text)
{
    static const str stops[] = { STR_INIT("："),   STR_INIT("。"),   STR_INIT("，"),   STR_INIT("；"),
                                 STR_INIT("根据"), STR_INIT("按照"), STR_INIT("依据"), STR_INIT("贯彻"),
                                 STR_INIT("落实"), STR_INIT("转发") };
    str head = text;
    for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
        size_t at = str_find(head, stops[i]);
        if (at != SIZE_MAX)
            head = str_slice(head, 0, at);
    }
    return head;
}

str policy_number_in_head(struct judge *j, uint32_t resource)
{
    char copy[NUMBER_BYTES];
    struct arena_mark mark = arena_mark(j->arena);
    str text = first_bytes(attachment_text(j, resource, NULL), HEAD_BYTES);
    str number = policy_number(j->arena, head_of(text_squeeze(j->arena, text)));
    size_t len = number.len <= sizeof copy ? number.len : 0;
    for (size_t i = 0; i < len; i++)
        copy[i] = number.ptr[i];
    arena_release(j->arena, mark); /* the text may be long; only the number is kept */
    return str_dup(j->arena, (str){ copy, len });
}

bool policy_text_has_number(struct arena *a, str text, str organ)
{
    for (str number; (number = policy_number_next(a, &text)).len;) {
        if (!organ.len || str_has(number, organ))
            return true;
    }
    return false;
}

/* --- days --- */

static int read_number(str s, size_t *at)
{
    int n = 0, digits = 0;
    while (*at < s.len && s.ptr[*at] == ' ')
        (*at)++;
    for (; ascii_digit_at(s, *at) && digits < 4; (*at)++, digits++)
        n = n * 10 + (s.ptr[*at] - '0');
    return digits ? n : -1;
}

static bool skip_mark(str s, size_t *at, str marks)
{
    str mark;
    while (*at < s.len && s.ptr[*at] == ' ')
        (*at)++;
    while (str_cut(&marks, '|', &mark)) {
        if (str_starts(str_slice(s, *at, s.len), mark)) {
            *at += mark.len;
            return true;
        }
    }
    return false;
}

/* 2026年10月11日, 2026-10-11 at the start of a text; *end is where it ends. */
static day leading_day(str s, size_t *end)
{
    size_t at = 0;
    int year = read_number(s, &at);
    if (year < 1990 || !skip_mark(s, &at, STR("年|-|/|.")))
        return DAY_NONE;
    int month = read_number(s, &at);
    if (month < 1 || !skip_mark(s, &at, STR("月|-|/|.")))
        return DAY_NONE;
    int dom = read_number(s, &at);
    *end = at;
    return dom < 1 ? DAY_NONE : day_make(year, month, dom);
}

/* A day that stands for itself, not 自2026年3月1日起施行 nor 有效期至2026年3月1日. */
static bool is_signature(str s, size_t from, size_t end)
{
    static const str before[] = { STR_INIT("自"), STR_INIT("从"), STR_INIT("至"),
                                  STR_INIT("到"), STR_INIT("于"), STR_INIT("在") };
    str left = str_trim(str_slice(s, 0, from)), right = str_slice(s, end, s.len);
    for (size_t i = 0; i < ARRAY_LEN(before); i++) {
        if (str_ends(left, before[i]))
            return false;
    }
    return !str_starts(right, STR("日起")) && !str_starts(right, STR("日前")) && !str_starts(right, STR("日至"));
}

bool policy_text_is_signed(struct arena *a, str text)
{
    size_t from = text.len > TAIL_BYTES ? text.len - TAIL_BYTES : 0;
    while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    str s = text_nfkc(a, str_slice(text, from, text.len));
    if (name_has_any(s, STR("二〇一|二〇二|二○一|二○二|二零一|二零二")))
        return true;
    for (size_t i = 0; i < s.len; i++) {
        size_t length = 0;
        if (!ascii_digit_at(s, i) || (i && ascii_digit_at(s, i - 1)))
            continue;
        if (day_known(leading_day(str_slice(s, i, s.len), &length)) && is_signature(s, i, i + length))
            return true;
    }
    return false;
}

/* Takes one of the words from the end of *s, and blanks and commas around it. */
static bool drop_end(str *s, str words)
{
    static const str between[] = { STR_INIT("，"), STR_INIT(","), STR_INIT("、"), STR_INIT("；"), STR_INIT(";") };
    str word;
    *s = str_trim(*s);
    for (size_t i = 0; i < ARRAY_LEN(between); i++) {
        if (str_ends(*s, between[i]))
            *s = str_trim(str_slice(*s, 0, s->len - between[i].len));
    }
    while (str_cut(&words, '|', &word)) {
        if (str_ends(*s, word)) {
            *s = str_trim(str_slice(*s, 0, s->len - word.len));
            return true;
        }
    }
    return false;
}

/* 3年, 三年, 两年 at the start of a text; 0: it says no years. */
static int leading_years(str s)
{
    static const str numbers[] = { STR_INIT("一年"), STR_INIT("二年"), STR_INIT("三年"), STR_INIT("四年"),
                                   STR_INIT("五年"), STR_INIT("六年"), STR_INIT("七年"), STR_INIT("八年"),
                                   STR_INIT("九年"), STR_INIT("十年") };
    size_t at = 0;
    s = str_trim(s);
    while (skip_mark(s, &at, STR("限|为|是|：|:|暂定")))
        ;
    str rest = str_trim(str_slice(s, at, s.len));
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        if (str_starts(rest, numbers[i]))
            return (int)i + 1;
    }
    if (str_starts(rest, STR("两年")))
        return 2;
    at = 0;
    int years = read_number(rest, &at);
    return years > 0 && years <= 30 && skip_mark(rest, &at, STR("年")) ? years : 0;
}

/* The day that stands at the end of a text behind 自: …自2022年9月1日, …自印发之日. */
static day starting_day(str s, day issued)
{
    size_t from = str_find_last(s, STR("自")), end = 0;
    str text = from == SIZE_MAX || s.len - from > START_BYTES ? STR("") : str_trim(str_slice(s, from + 3, s.len));
    if (str_ends(text, STR("之日")))
        return name_has_any(text, STR("印发|发布|公布|发文")) ? issued : DAY_NONE;
    day d = leading_day(text, &end);
    return day_known(d) && str_eq(str_trim(str_slice(text, end, text.len)), STR("日")) ? d : DAY_NONE;
}

/* 本办法自2022年9月1日起施行，有效期3年. A licence's 有效期5年 stands behind no such words. */
static day end_of_years(struct judge *j, const struct paper *x, str body)
{
    static const str word = STR_INIT("有效期");
    size_t length;
    day written = leading_day(text_nfkc(j->arena, str_trim(page_meta(x->page, META_WRITTEN))), &length);
    for (size_t at; (at = str_find_last(body, word)) != SIZE_MAX; body = str_slice(body, 0, at)) {
        size_t begin = at > SENTENCE_BYTES ? at - SENTENCE_BYTES : 0;
        while (begin < at && ((unsigned char)body.ptr[begin] & 0xC0) == 0x80)
            begin++;
        str before = text_nfkc(j->arena, str_slice(body, begin, at));
        str behind = text_nfkc(j->arena, first_bytes(str_slice(body, at + word.len, body.len), VALID_BYTES));
        int years = leading_years(behind);
        if (!years || !drop_end(&before, STR("施行|实施|执行|试行|生效")) || !drop_end(&before, STR("起")))
            continue;
        day from = starting_day(before, day_known(written) ? written : x->date);
        struct day_parts p = day_known(from) ? day_parts(from) : (struct day_parts){ 0 };
        if (day_known(from))
            return day_make(p.year + years, p.month, p.month == 2 && p.day == 29 ? 28 : p.day);
    }
    return DAY_NONE;
}

day policy_valid_until(struct judge *j, const struct paper *x, str *why)
{
    static const str marks[] = { STR_INIT("有效期至"), STR_INIT("有效期限至"), STR_INIT("有效期到"),
                                 STR_INIT("有效期截至"), STR_INIT("有效期截止") };
    size_t end = 0;
    day d = leading_day(text_nfkc(j->arena, str_trim(page_meta(x->page, META_VALID_UNTIL))), &end);
    *why = STR("");
    if (day_known(d))
        return d;
    str body = policy_text(j, x, why);
    for (size_t i = 0; i < ARRAY_LEN(marks) && !day_known(d); i++) {
        size_t at = str_find_last(body, marks[i]);
        if (at == SIZE_MAX)
            continue;
        at += marks[i].len;
        d = leading_day(text_nfkc(j->arena, str_trim(first_bytes(str_slice(body, at, body.len), VALID_BYTES))), &end);
    }
    return day_known(d) ? d : end_of_years(j, x, body);
}
