/* SPDX-License-Identifier: MIT */
/* Annual reports for tests: tables written as HTML of either form, read by the crawler's own reader. */
#ifndef TESTS_ANNUAL_SAMPLE_H
#define TESTS_ANNUAL_SAMPLE_H
#include "annual.h"
#include "core/arena.h"
#include "core/buf.h"
#include "crawler/read.h"
#include <stdio.h>
#include <string.h>

enum sample_oddity {
    SAMPLE_PLAIN,
    SAMPLE_TYPED,   /* full-width digits, NBSP, blanks and bars for nothing, remarks, figures in labels */
    SAMPLE_SHIFTED, /* an empty cell before the figures of one row */
    SAMPLE_NO_HEADER,
    SAMPLE_ROW_MISSING,
    SAMPLE_ROW_TWICE,
    SAMPLE_WORDS,  /* a figure in words */
    SAMPLE_BLANK,  /* no figure at all */
    SAMPLE_MERGED, /* two figures in one wide cell */
};

struct sample {
    enum annual_form form;
    enum sample_oddity oddity;
    int64_t people[ANNUAL_ROWS][ANNUAL_PEOPLE];
    int64_t cases[ANNUAL_CASES][ANNUAL_OUTCOMES];
};

static inline struct sample sample_good(enum annual_form form)
{
    struct sample s = { .form = form };
    for (size_t c = 0; c < ANNUAL_SUM; c++) {
        int64_t done = 0;
        for (size_t row = ROW_GIVEN; row < ROW_DONE; row++) {
            bool there = form == ANNUAL_2021 || (row != ROW_OTHER + 1 && row != ROW_OTHER_LAST);
            s.people[row][c] = there ? (int64_t)((row * 7 + c * 3) % 4) : 0;
            done += s.people[row][c];
        }
        s.people[ROW_DONE][c] = done;
        s.people[ROW_NEXT][c] = (int64_t)c % 3;
        s.people[ROW_CARRIED][c] = c == 0 ? 5 : 1;
        s.people[ROW_NEW][c] = done + s.people[ROW_NEXT][c] - s.people[ROW_CARRIED][c];
    }
    for (size_t row = 0; row < ANNUAL_ROWS; row++)
        for (size_t c = 0; c < ANNUAL_SUM; c++)
            s.people[row][ANNUAL_SUM] += s.people[row][c];
    for (size_t k = 0; k < ANNUAL_CASES; k++)
        for (size_t i = 0; i < ANNUAL_OUTCOMES; i++)
            s.cases[k][i] = i + 1 < ANNUAL_OUTCOMES ? (int64_t)(k + i) : (int64_t)(4 * k + 6);
    return s;
}

static inline void sample_figure(struct buf *b, const struct sample *s, int64_t n, size_t turn)
{
    static const char *const wide[] = { "０", "１", "２", "３", "４", "５", "６", "７", "８", "９" };
    static const char *const nothing[] = { "", "/", "&nbsp;", "—", "０" };
    if (s->oddity == SAMPLE_BLANK)
        buf_fmt(b, "<td>&nbsp;</td>");
    else if (s->oddity != SAMPLE_TYPED)
        buf_fmt(b, "<td>%d</td>", (int)n);
    else if (n == 0)
        buf_fmt(b, "<td><p>%s</p></td>", nothing[turn % 5]);
    else if (n < 10)
        buf_fmt(b, turn % 3 ? "<td>&nbsp;<span>%s</span>\n</td>" : "<td>%s(裁定撤诉)</td>", wide[n]);
    else
        buf_fmt(b, "<td>　%d　</td>", (int)n);
}

static inline void sample_row(struct buf *b, const struct sample *s, size_t row, const char *before, const char *label)
{
    if (s->oddity == SAMPLE_ROW_MISSING && row == ROW_REFUSED)
        return;
    buf_fmt(b, "<tr>%s%s", before, label);
    if (s->oddity == SAMPLE_SHIFTED && row == ROW_PARTLY)
        buf_fmt(b, "<td></td>");
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++) {
        if (s->oddity == SAMPLE_WORDS && row == ROW_NEXT && c == 2)
            buf_fmt(b, "<td>三件</td>");
        else if (s->oddity == SAMPLE_MERGED && row == ROW_GIVEN && c == 1)
            buf_fmt(b, "<td colspan=2>0</td>");
        else if (!(s->oddity == SAMPLE_MERGED && row == ROW_GIVEN && c == 2))
            sample_figure(b, s, s->people[row][c], row + c);
    }
    buf_fmt(b, "</tr>\n");
}

static inline void sample_people(struct buf *b, const struct sample *s)
{
    static const struct {
        size_t from, count;
        const char *name;
    } groups[] = { { ROW_KEPT, 8, "（三）不予公开" },
                   { ROW_LACKED, 3, "（四）无法提供" },
                   { ROW_REFUSED, 5, "（五）不予处理" },
                   { ROW_OTHER, 3, "（六）其他处理" } };
    bool later = s->form == ANNUAL_2021;
    buf_fmt(
        b,
        "<table><tr><td rowspan=3 colspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>"
        "<td colspan=7>申请人情况</td></tr>");
    if (s->oddity != SAMPLE_NO_HEADER)
        buf_fmt(
            b,
            "<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总<br>计</td></tr>"
            "<tr><td>商业企业</td><td>科研<br>机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>");
    sample_row(b, s, ROW_NEW, "", "<td colspan=3>一、本年新收政府信息公开申请数量</td>");
    sample_row(b, s, ROW_CARRIED, "", "<td colspan=3>二、上年结转政府信息公开申请数量</td>");
    char before[300];
    snprintf(before, sizeof before, "<td rowspan=%d>三、本年度办理结果</td>", later ? 22 : 20);
    sample_row(b, s, ROW_GIVEN, before, "<td colspan=2>（一）予以公开</td>");
    sample_row(b, s, ROW_PARTLY, "", "<td colspan=2>（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td>");
    for (size_t g = 0; g < 4; g++) {
        if (g == 3 && !later) {
            sample_row(b, s, ROW_OTHER, "", "<td colspan=2>（六）其他处理</td>");
            break;
        }
        for (size_t i = 0; i < groups[g].count; i++) {
            char label[300];
            const char *name = annual_row_names[groups[g].from + i].ptr;
            if (g == 3)
                name = i == 0 ? "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
                       : i == 1 ? name
                                : "其他";
            before[0] = '\0';
            if (i == 0)
                snprintf(before, sizeof before, "<td rowspan=%zu>%s</td>", groups[g].count, groups[g].name);
            snprintf(label, sizeof label, "<td>%zu.%s</td>", i + 1, name);
            sample_row(b, s, groups[g].from + i, before, label);
        }
    }
    sample_row(b, s, ROW_DONE, "", "<td colspan=2>（七）总计</td>");
    if (s->oddity == SAMPLE_ROW_TWICE)
        sample_row(b, s, ROW_DONE, "", "<td colspan=3>（七）总计</td>");
    sample_row(b, s, ROW_NEXT, "", "<td colspan=3>四、结转下年度继续办理</td>");
    buf_fmt(b, "</table>");
}

static inline void sample_cases(struct buf *b, const struct sample *s)
{
    buf_fmt(b, "<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr><tr>");
    for (size_t i = 0; i < ANNUAL_OUTCOMES; i++)
        buf_fmt(b, "<td rowspan=2>%s</td>", annual_outcome_names[i].ptr);
    buf_fmt(b, "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>");
    for (size_t i = 0; i < 2 * (size_t)ANNUAL_OUTCOMES; i++)
        buf_fmt(b, "<td>%s</td>", annual_outcome_names[i % ANNUAL_OUTCOMES].ptr);
    buf_fmt(b, "</tr><tr>");
    for (size_t k = 0; k < ANNUAL_CASES; k++)
        for (size_t i = 0; i < ANNUAL_OUTCOMES; i++)
            sample_figure(b, s, s->cases[k][i], k + i);
    buf_fmt(b, "</tr></table>");
}

static inline struct page_facts *sample_page(struct arena *a, const struct sample *s, const char *title)
{
    struct buf b;
    buf_init(&b, 1u << 20);
    buf_fmt(&b, "<html><head><meta charset=utf-8><title>%s</title></head><body><h1>%s</h1><div class=content>", title,
            title);
    sample_people(&b, s);
    sample_cases(&b, s);
    buf_fmt(&b, "</div></body></html>");
    struct page_facts *p = read_page(a, &(struct read_input){ .body = str_dup(a, buf_str(&b)),
                                                              .address = STR("http://www.ceshi.gov.cn/nb/2025.html") });
    buf_done(&b);
    return p;
}

/* The same tables as a converted document has them: one cell after another. */
static inline str sample_text(struct arena *a, const struct sample *s)
{
    const struct page_facts *p = sample_page(a, s, "测试区2025年政府信息公开工作年度报告");
    str *cells = arena_new(a, str, p->cells.count);
    for (size_t i = 0; i < p->cells.count; i++)
        cells[i] = p->cells.items[i].text;
    return str_join(a, cells, p->cells.count, STR(" "));
}

static inline struct annual_figures sample_read(struct arena *a, const struct sample *s)
{
    return annual_from_cells(a, sample_page(a, s, "测试区2025年政府信息公开工作年度报告"));
}

#endif
