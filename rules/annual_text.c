/* SPDX-License-Identifier: MIT */
/* The figures of an annual report whose tables have become text: every cell a word of its own, in reading order. */
#include "annual.h"
#include "core/arena.h"
#include "core/text.h"

static bool is_figure(struct arena *a, str word)
{
    return annual_count(a, word) >= 0 && text_bare(a, word).len > 0;
}

/* The figures that follow at once, at most `room` + 1 of them counted. */
static size_t figures_after(struct arena *a, str rest, int64_t *out, size_t room)
{
    size_t count = 0;
    str squeezed = text_squeeze(a, rest), word;
    while (str_cut(&squeezed, ' ', &word) && is_figure(a, word)) {
        if (count < room)
            out[count] = annual_count(a, word);
        if (++count > room)
            break;
    }
    return count;
}

/* The words up to the next blank: the rest of a label. */
static str past_word(str s)
{
    static const str blanks[] = { STR_INIT(" "), STR_INIT("\n"), STR_INIT("\t"), STR_INIT("\xC2\xA0"),
                                  STR_INIT("\xE3\x80\x80") };
    size_t end = s.len;
    for (size_t i = 0; i < ARRAY_LEN(blanks); i++) {
        size_t at = str_find(s, blanks[i]);
        end = at < end ? at : end;
    }
    return str_slice(s, end, s.len);
}

enum { WINDOW = 600 }; /* characters in which a row's figures stand */

/* From *rest on, the first place where these words are followed by exactly `count` figures; moves *rest behind it. */
static bool row_after(struct arena *a, str *rest, str words, int64_t *out, size_t count)
{
    for (str s = *rest;;) {
        size_t at = str_find(s, words);
        if (at == SIZE_MAX)
            return false;
        s = past_word(str_slice(s, at + words.len, s.len));
        if (figures_after(a, text_clip(s, WINDOW), out, count) == count) {
            *rest = s;
            return true;
        }
    }
}

/* Labels are looked for as they are printed; the order of rows is that of the form. */
static const str marks[ANNUAL_ROWS] = {
    STR_INIT("本年新收"),     STR_INIT("上年结转"),     STR_INIT("予以公开"),     STR_INIT("部分公开"),
    STR_INIT("国家秘密"),     STR_INIT("法规禁止公开"), STR_INIT("一稳定"),       STR_INIT("第三方合法权益"),
    STR_INIT("三类内部事务"), STR_INIT("四类过程性"),   STR_INIT("行政执法案卷"), STR_INIT("行政查询事项"),
    STR_INIT("不掌握相关"),   STR_INIT("没有现成信息"), STR_INIT("仍不明确"),     STR_INIT("信访举报投诉"),
    STR_INIT("重复申请"),     STR_INIT("公开出版物"),   STR_INIT("反复申请"),     STR_INIT("重新出具"),
    STR_INIT("逾期不补正"),   STR_INIT("收费通知"),     STR_INIT("其他"),         STR_INIT("总计"),
    STR_INIT("结转下年度"),
};

static bool read_people(struct arena *a, str *rest, struct annual_figures *out)
{
    str s = *rest;
    out->form = ANNUAL_2021;
    for (size_t row = 0; row < ANNUAL_ROWS; row++) {
        if (out->form == ANNUAL_2019 && (row == ROW_OTHER + 1 || row == ROW_OTHER_LAST))
            continue;
        if (row_after(a, &s, marks[row], out->people[row], ANNUAL_PEOPLE))
            continue;
        if (row != ROW_OTHER || !row_after(a, &s, STR("其他处理"), out->people[row], ANNUAL_PEOPLE))
            return false;
        out->form = ANNUAL_2019;
    }
    *rest = s;
    return true;
}

struct annual_figures annual_from_text(struct arena *a, str text)
{
    struct annual_figures out = { 0 };
    str rest = text;
    out.has_people = read_people(a, &rest, &out);
    if (!out.has_people)
        return (struct annual_figures){ .why = str_has(text, marks[ROW_NEW]) ? STR("申请情况表读不成行列") : STR("") };
    size_t at = str_find(rest, STR("复议后起诉"));
    rest = at == SIZE_MAX ? STR("") : str_slice(rest, at, rest.len);
    out.has_cases = row_after(a, &rest, STR("总计"), out.cases[0], ANNUAL_CASES * ANNUAL_OUTCOMES);
    if (!out.has_cases)
        out.why = STR("复议诉讼表读不成行列");
    return out;
}
