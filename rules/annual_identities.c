/* SPDX-License-Identifier: MIT */
/* What must agree in an annual report: the identity printed in the form, the sums, and the carry-over between years. */
#include "annual.h"
#include "core/arena.h"
#include <inttypes.h>

static bool in_form(enum annual_form form, size_t row)
{
    return form == ANNUAL_2021 || (row != ROW_OTHER + 1 && row != ROW_OTHER_LAST);
}

static void add(struct arena *a, struct annual_faults *all, const char *id, str text)
{
    *arena_push(a, all) = (struct annual_fault){ str_from(id), text };
}

/* T3-A: 新收 and 结转 are what was done and what is carried on. */
static void judge_balance(struct arena *a, const struct annual_figures *n, struct annual_faults *all)
{
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++) {
        int64_t in = n->people[ROW_NEW][c] + n->people[ROW_CARRIED][c];
        int64_t out = n->people[ROW_DONE][c] + n->people[ROW_NEXT][c];
        all->judged++;
        if (in != out)
            add(a, all, "T3-A",
                str_fmt(a, "“%.*s”列：本年新收加上年结转是%" PRId64 "，办理总计加结转下年度是%" PRId64,
                        STR_ARG(annual_people_names[c]), in, out));
    }
}

/* T3-B: the results of a column sum up. */
static void judge_results(struct arena *a, const struct annual_figures *n, struct annual_faults *all)
{
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++) {
        int64_t sum = 0;
        for (size_t row = ROW_GIVEN; row < ROW_DONE; row++)
            sum += in_form(n->form, row) ? n->people[row][c] : 0;
        all->judged++;
        if (sum != n->people[ROW_DONE][c])
            add(a, all, "T3-B",
                str_fmt(a, "“%.*s”列：各项办理结果合计%" PRId64 "，总计写作%" PRId64, STR_ARG(annual_people_names[c]),
                        sum, n->people[ROW_DONE][c]));
    }
}

/* T3-C: the people of a row sum up. */
static void judge_people(struct arena *a, const struct annual_figures *n, struct annual_faults *all)
{
    for (size_t row = 0; row < ANNUAL_ROWS; row++) {
        int64_t sum = 0;
        if (!in_form(n->form, row))
            continue;
        for (size_t c = 0; c < ANNUAL_SUM; c++)
            sum += n->people[row][c];
        all->judged++;
        if (sum != n->people[row][ANNUAL_SUM])
            add(a, all, "T3-C",
                str_fmt(a, "“%.*s”行：各类申请人合计%" PRId64 "，总计写作%" PRId64, STR_ARG(annual_row_names[row]), sum,
                        n->people[row][ANNUAL_SUM]));
    }
}

/* T4-A: the outcomes of reviews and lawsuits sum up. */
static void judge_cases(struct arena *a, const struct annual_figures *n, struct annual_faults *all)
{
    static const str names[ANNUAL_CASES] = { STR_INIT("行政复议"), STR_INIT("未经复议直接起诉"),
                                             STR_INIT("复议后起诉") };
    for (size_t k = 0; k < ANNUAL_CASES; k++) {
        int64_t sum = 0;
        for (size_t i = 0; i + 1 < ANNUAL_OUTCOMES; i++)
            sum += n->cases[k][i];
        all->judged++;
        if (sum != n->cases[k][ANNUAL_OUTCOMES - 1])
            add(a, all, "T4-A",
                str_fmt(a, "“%.*s”：各项结果合计%" PRId64 "，总计写作%" PRId64, STR_ARG(names[k]), sum,
                        n->cases[k][ANNUAL_OUTCOMES - 1]));
    }
}

/* what a year carried over is what the next received. */
static void judge_years(struct arena *a, const struct annual_figures *now, const struct annual_figures *before,
                        struct annual_faults *all)
{
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++) {
        int64_t left = before->people[ROW_NEXT][c], taken = now->people[ROW_CARRIED][c];
        all->judged++;
        if (left != taken)
            add(a, all, "X-1",
                str_fmt(a, "“%.*s”列：上年结转写作%" PRId64 "，上一年度报告的结转下年度是%" PRId64,
                        STR_ARG(annual_people_names[c]), taken, left));
    }
}

struct annual_faults annual_judge(struct arena *a, const struct annual_figures *now,
                                  const struct annual_figures *before)
{
    struct annual_faults all = { 0 };
    if (now->has_people) {
        judge_balance(a, now, &all);
        judge_results(a, now, &all);
        judge_people(a, now, &all);
    }
    if (now->has_cases)
        judge_cases(a, now, &all);
    if (now->has_people && before && before->has_people)
        judge_years(a, now, before, &all);
    return all;
}
