/* SPDX-License-Identifier: MIT */
/* Figures of annual reports: cells as people write them, tables in both forms, each identity broken alone. */

#include "arena_test.h"
#include "annual.h"
#include "annual_sample.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cells_count(void **state)
{
    static const struct {
        const char *cell;
        int64_t count;
    } cases[] = { { "12", 12 },     { "１２", 12 },
                  { " ０ ", 0 },    { "", 0 },
                  { "/", 0 },       { "—", 0 },
                  { "－", 0 },      { "1(裁定撤诉)", 1 },
                  { "3（件）", 3 }, { "5件", 5 },
                  { "1.5", -1 },    { "约5", -1 },
                  { "-3", -1 },     { "\xC2\xA0\xE3\x80\x80", 0 },
                  { "8 1", 81 },    { "(无)", -1 },
                  { "1）", -1 },    { "12345678901", -1 } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (annual_count(*state, str_from(cases[i].cell)) != cases[i].count)
            fail_msg("'%s'", cases[i].cell);
    }
}

static void good_tables_keep_every_identity(void **state)
{
    for (int form = ANNUAL_2019; form <= ANNUAL_2021; form++) {
        struct sample s = sample_good((enum annual_form)form);
        struct annual_figures f = sample_read(*state, &s);
        assert_true(f.has_people && f.has_cases && f.why.len == 0);
        assert_int_equal(f.form, form);
        struct annual_faults all = annual_judge(*state, &f, NULL);
        assert_int_equal(all.judged, form == ANNUAL_2021 ? 42 : 40);
        assert_int_equal(all.count, 0);
    }
}

/* Adds one to a figure of the table of requests; gives the ids of the identities that no longer hold, joined. */
static const char *broken_by(void **state, enum annual_form form, size_t row, size_t column, size_t row2,
                             size_t column2)
{
    struct sample s = sample_good(form);
    s.people[row][column]++;
    if (row2 < ANNUAL_ROWS)
        s.people[row2][column2]++;
    struct annual_figures f = sample_read(*state, &s);
    struct annual_faults all = annual_judge(*state, &f, NULL);
    str ids[50];
    for (size_t i = 0; i < all.count; i++)
        ids[i] = all.items[i].id;
    return str_cstr(*state, str_join(*state, ids, all.count, STR(" ")));
}

static void one_change_breaks_its_identities(void **state)
{
    const size_t none = ANNUAL_ROWS;
    for (int form = ANNUAL_2019; form <= ANNUAL_2021; form++) {
        enum annual_form at = (enum annual_form)form;
        for (size_t column = 0; column < ANNUAL_SUM; column++) {
            assert_string_equal(broken_by(state, at, ROW_NEW, column, ROW_NEW, ANNUAL_SUM), "T3-A T3-A");
            /* a result and its own sum: the column's results no longer sum up, nor does the last column */
            assert_string_equal(broken_by(state, at, ROW_KEPT + column, column, ROW_KEPT + column, ANNUAL_SUM),
                                "T3-B T3-B");
            assert_string_equal(broken_by(state, at, ROW_NEW, column, ROW_NEXT, column), "T3-C T3-C");
            assert_string_equal(broken_by(state, at, ROW_NEW, column, none, 0), "T3-A T3-C");
        }
        for (size_t row = 0; row < ANNUAL_ROWS; row++) {
            if (at == ANNUAL_2019 && (row == ROW_OTHER + 1 || row == ROW_OTHER_LAST))
                continue;
            assert_true(strstr(broken_by(state, at, row, ANNUAL_SUM, none, 0), "T3-C") != NULL);
        }
    }
    for (size_t k = 0; k < ANNUAL_CASES; k++) {
        for (size_t i = 0; i < ANNUAL_OUTCOMES; i++) {
            struct sample s = sample_good(ANNUAL_2021);
            s.cases[k][i]++;
            struct annual_figures f = sample_read(*state, &s);
            struct annual_faults all = annual_judge(*state, &f, NULL);
            assert_int_equal(all.count, 1);
            assert_true(str_eq(all.items[0].id, STR("T4-A")));
        }
    }
}

static void years_hang_together(void **state)
{
    struct sample now = sample_good(ANNUAL_2021), before = sample_good(ANNUAL_2021);
    for (size_t c = 0; c < ANNUAL_PEOPLE; c++)
        before.people[ROW_NEXT][c] = now.people[ROW_CARRIED][c];
    struct annual_figures x = sample_read(*state, &now), y = sample_read(*state, &before);
    assert_int_equal(annual_judge(*state, &x, &y).judged, 49);
    y.people[ROW_NEXT][3]++;
    struct annual_faults all = annual_judge(*state, &x, &y);
    size_t broken = 0;
    for (size_t i = 0; i < all.count; i++)
        broken += str_eq(all.items[i].id, STR("X-1"));
    assert_int_equal(broken, 1);
}

/* What cannot be read for sure is not judged: no identity, and a reason. */
static void strange_tables_are_not_judged(void **state)
{
    static const enum sample_oddity oddities[] = { SAMPLE_SHIFTED,   SAMPLE_NO_HEADER, SAMPLE_ROW_MISSING,
                                                   SAMPLE_ROW_TWICE, SAMPLE_WORDS,     SAMPLE_BLANK,
                                                   SAMPLE_MERGED };
    for (size_t i = 0; i < ARRAY_LEN(oddities); i++) {
        struct sample s = sample_good(ANNUAL_2021);
        s.oddity = oddities[i];
        struct annual_figures f = sample_read(*state, &s);
        if (f.has_people || f.why.len == 0)
            fail_msg("oddity %zu was read", i);
    }
    struct page_facts none = { 0 };
    struct annual_figures f = annual_from_cells(*state, &none);
    assert_true(!f.has_people && f.why.len == 0);
}

static void figures_as_people_type_them(void **state)
{
    struct sample s = sample_good(ANNUAL_2021);
    s.oddity = SAMPLE_TYPED;
    struct annual_figures f = sample_read(*state, &s);
    assert_true(f.has_people && f.has_cases);
    assert_int_equal(annual_judge(*state, &f, NULL).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(cells_count),
        on_arena(good_tables_keep_every_identity),
        on_arena(one_change_breaks_its_identities),
        on_arena(years_hang_together),
        on_arena(strange_tables_are_not_judged),
        on_arena(figures_as_people_type_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
