/* SPDX-License-Identifier: MIT */
/* Edge days of every period: the last lawful day and the one after it, across moved holidays, the year's end, the leap
 * day and the ends of months; then subject periods and skipped months. */
#include "disclosure.h"
#include "subject_period.h"
#include "site_builder.h"

static struct plan_indicator indicator;
static struct plan plan;
static const str office = STR_INIT("区财政局");

static void order(struct builder *b, enum plan_limit_kind kind, int month)
{
    indicator = (struct plan_indicator){ .no = STR("1"),
                                         .name = STR("财政收支简报"),
                                         .units = &office,
                                         .unit_count = 1,
                                         .limit = { .kind = kind, .month = month } };
    plan = (struct plan){ .id = STR("ceshi"), .indicators = &indicator, .indicator_count = 1 };
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
}

static enum disclosure judged(struct builder *b, struct disclosure_state *state)
{
    b->judge.matching = NULL;
    judge_ready(b);
    disclosure_judge(&b->judge, &match_of(&b->judge)->items[0], state);
    return state->result;
}

static const struct {
    enum plan_limit_kind kind;
    int month;
    const char *as_of, *good, *bad;
} edges[] = {
    { PLAN_LIMIT_DAILY, 0, "2026-02-24", "2026-02-14",
      "2026-02-13" }, /* the Saturday before Spring Festival is worked */
    { PLAN_LIMIT_DAILY, 0, "2026-10-08", "2026-09-30", "2026-09-29" },
    { PLAN_LIMIT_DAILY, 0, "2026-09-21", "2026-09-20", "2026-09-19" }, /* a worked Sunday */
    { PLAN_LIMIT_DAILY, 0, "2026-01-05", "2026-01-04", "2026-01-03" },
    { PLAN_LIMIT_DAILY, 0, "2026-01-04", "2025-12-31", "2025-12-30" }, /* over the year's end */
    { PLAN_LIMIT_DAILY, 0, "2024-03-01", "2024-02-29", "2024-02-28" },
    { PLAN_LIMIT_DAILY, 0, "2027-03-01", "2027-02-26", "2027-02-25" }, /* outside the table: Monday to Friday */
    { PLAN_LIMIT_WEEKLY, 0, "2026-01-01", "2025-12-22", "2025-12-21" },
    { PLAN_LIMIT_WEEKLY, 0, "2026-11-16", "2026-11-09", "2026-11-08" },
    { PLAN_LIMIT_WEEKLY, 0, "2026-11-15", "2026-11-02", "2026-11-01" },
    { PLAN_LIMIT_WEEKLY, 0, "2024-03-04", "2024-02-26", "2024-02-25" },
    { PLAN_LIMIT_MONTHLY, 0, "2026-01-01", "2025-12-01", "2025-11-30" },
    { PLAN_LIMIT_MONTHLY, 0, "2026-01-31", "2025-12-01", "2025-11-30" },
    { PLAN_LIMIT_MONTHLY, 0, "2026-02-01", "2026-01-01", "2025-12-31" },
    { PLAN_LIMIT_MONTHLY, 0, "2024-03-31", "2024-02-01", "2024-01-31" },
    { PLAN_LIMIT_MONTHLY, 0, "2024-04-01", "2024-03-01", "2024-02-29" },
    { PLAN_LIMIT_QUARTERLY, 0, "2026-01-01", "2025-10-01", "2025-09-30" },
    { PLAN_LIMIT_QUARTERLY, 0, "2026-03-31", "2025-10-01", "2025-09-30" },
    { PLAN_LIMIT_QUARTERLY, 0, "2026-04-01", "2026-01-01", "2025-12-31" },
    { PLAN_LIMIT_HALF_YEARLY, 0, "2026-06-30", "2025-07-01", "2025-06-30" },
    { PLAN_LIMIT_HALF_YEARLY, 0, "2026-07-01", "2026-01-01", "2025-12-31" },
    { PLAN_LIMIT_YEARLY, 3, "2026-03-31", "2025-01-01", "2024-12-31" }, /* March is not over on its last day */
    { PLAN_LIMIT_YEARLY, 3, "2026-04-01", "2026-01-01", "2025-12-31" },
    { PLAN_LIMIT_YEARLY, 2, "2024-02-29", "2023-01-01", "2022-12-31" },
    { PLAN_LIMIT_YEARLY, 2, "2024-03-01", "2024-02-29", "2023-12-31" },
    { PLAN_LIMIT_YEARLY, 12, "2026-12-31", "2025-01-01", "2024-12-31" },
    { PLAN_LIMIT_YEARLY, 0, "2026-12-31", "2025-01-01", "2024-12-31" },
    { PLAN_LIMIT_IMMEDIATE, 0, "2026-11-20", "2025-11-20", "2025-11-19" },
    { PLAN_LIMIT_IMMEDIATE, 0, "2025-02-28", "2024-02-29", "2024-02-28" },
    { PLAN_LIMIT_WITHIN, 0, "2024-12-31", "2024-01-01", "2023-12-31" },
};

static void the_last_lawful_day_and_the_day_after(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/jb/", "财政收支简报");
    row(b, c, "简报", SITE "/jb/x/a.html", "2026-01-01");
    for (size_t i = 0; i < ARRAY_LEN(edges); i++) {
        struct disclosure_state s;
        order(b, edges[i].kind, edges[i].month);
        b->judge.as_of = iso(edges[i].as_of);
        b->pages[c].rows.items[0].date = iso(edges[i].good);
        if (judged(b, &s) != DISCLOSURE_PASS)
            fail_msg("%s: %s is in time", edges[i].as_of, edges[i].good);
        b->pages[c].rows.items[0].date = iso(edges[i].bad);
        if (judged(b, &s) != DISCLOSURE_OVERDUE)
            fail_msg("%s: %s is overdue", edges[i].as_of, edges[i].bad);
    }
}

static void late_is_the_day_after_the_month(void **state)
{
    static const struct {
        int month;
        const char *as_of, *good, *late;
    } ends[] = { { 3, "2026-11-20", "2026-03-31", "2026-04-01" },
                 { 2, "2024-11-20", "2024-02-29", "2024-03-01" },
                 { 2, "2026-11-20", "2026-02-28", "2026-03-01" },
                 { 10, "2026-11-20", "2026-10-31", "2026-11-01" },
                 { 1, "2026-02-01", "2026-01-31", "2026-02-01" } };
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/jb/", "财政收支简报");
    row(b, c, "简报", SITE "/jb/x/a.html", "2026-01-01");
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        struct disclosure_state s;
        order(b, PLAN_LIMIT_YEARLY, ends[i].month);
        b->judge.as_of = iso(ends[i].as_of);
        b->pages[c].rows.items[0].date = iso(ends[i].good);
        assert_int_equal(judged(b, &s), DISCLOSURE_PASS);
        b->pages[c].rows.items[0].date = iso(ends[i].late);
        assert_int_equal(judged(b, &s), DISCLOSURE_LATE);
    }
}

static void months(struct builder *b, uint32_t c, const char *title, const char *date)
{
    row(b, c, title, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/jb/x/a%zu.html", b->pages[c].rows.count)), date);
}

/* Published at the end of September, it speaks of October: nobody may call it overdue. */
static void a_title_may_serve_a_later_month(void **state)
{
    struct builder *b = *state;
    struct disclosure_state s;
    uint32_t c = column(b, SITE "/jb/", "财政收支简报");
    order(b, PLAN_LIMIT_MONTHLY, 0);
    months(b, c, "2026年10月低保名单", "2026-09-28");
    assert_int_equal(judged(b, &s), DISCLOSURE_PASS);
    assert_int_equal(s.newest.n, iso("2026-09-28").n);
    b->pages[c].rows.items[0].title = STR("2026年9月低保名单");
    assert_int_equal(judged(b, &s), DISCLOSURE_OVERDUE);
    b->pages[c].rows.items[0].title = STR("关于2027年12月的远景");
    assert_int_equal(judged(b, &s), DISCLOSURE_OVERDUE);
}

static str gaps_of(struct builder *b, unsigned gaps)
{
    str words[SUBJECT_MONTHS];
    return str_join(&b->arena, words, disclosure_gaps(&b->judge, gaps, words), STR(" "));
}

static void skipped_months_are_told(void **state)
{
    struct builder *b = *state;
    struct disclosure_state s;
    uint32_t c = column(b, SITE "/jb/", "财政收支简报");
    order(b, PLAN_LIMIT_MONTHLY, 0);
    months(b, c, "2026年10月财政收支简报", "2026-11-09");
    months(b, c, "2026年9月财政收支简报", "2026-10-09");
    months(b, c, "2026年8月财政收支简报", "2026-09-09");
    months(b, c, "2026年5月财政收支简报", "2026-06-09");
    assert_int_equal(judged(b, &s), DISCLOSURE_PASS);
    assert_true(str_eq(gaps_of(b, s.gaps), STR("2026年6月 2026年7月")));
    /* one page was not seen: nobody knows */
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/jb/index_1.html");
    assert_int_equal(judged(b, &s), DISCLOSURE_PASS);
    assert_int_equal(s.gaps, 0);
    b->pages[c].next_pages.count = 0;
    /* an item without a period serves its month and the one before; a quarter serves all of its months */
    months(b, c, "财政收支简报", "2026-07-15");
    assert_int_equal(judged(b, &s), DISCLOSURE_PASS);
    assert_int_equal(s.gaps, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(the_last_lawful_day_and_the_day_after),
        SITE_TEST(late_is_the_day_after_the_month),
        SITE_TEST(a_title_may_serve_a_later_month),
        SITE_TEST(skipped_months_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
