/* SPDX-License-Identifier: MIT */
/* Binding rules to clauses: which, what is quoted, and the fall back to the national plan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "core/arena.h"
#include "rules/rulebook.h"

static struct arena arena;
static struct pattern *pattern;
static struct bound_clause *bound;

#define CLAUSE(number, name, words)                                                                                    \
    {                                                                                                                  \
        .id = STR_INIT(number), .title = STR_INIT(name), .text = STR_INIT(words)                                       \
    }

static const struct plan_clause local_clauses[] = {
    CLAUSE("1", "加强维护",
           "定期检查各个栏目，确保内容更新，杜绝错\n链、断链（含附件）和内容混杂，接受社会各界监督，不断提高水平。"),
    CLAUSE("2", "公开规划", "把规划放到网上。"),
    CLAUSE("3", "再说断链", "发现断链及时处理。"),
};
static const struct plan_clause national_clauses[] = {
    CLAUSE("a", "可用性", "首页链接打不开的扣分，断链也是。"),
    CLAUSE("b", "标签", "页面标签要规范，Ｓｉｔｅ　Ｎａｍｅ。"),
};
static const struct plan local = { .id = STR_INIT("local"), .clauses = local_clauses, .clause_count = 3 };
static const struct plan national = { .id = STR_INIT("national"), .clauses = national_clauses, .clause_count = 2 };
static const struct plan *const only_local[] = { &local };
static const struct plan *const both[] = { &local, &national };

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pattern_free(pattern);
    pattern = NULL;
    arena_done(&arena);
    return 0;
}

static struct rule rule_of(const char *source)
{
    struct fail f = { 0 };
    pattern = pattern_compile(str_from(source), "test", &f);
    assert_non_null(pattern);
    return (struct rule){ .clause = pattern };
}

static void binds_every_clause(void **state)
{
    (void)state;
    struct rule r = rule_of("断链");
    assert_int_equal(bind_rule(&arena, &r, both, 2, &national, &bound), 3);
    assert_ptr_equal(bound[0].clause, &local_clauses[0]);
    assert_ptr_equal(bound[1].clause, &local_clauses[2]);
    assert_ptr_equal(bound[2].plan, &national);
}

static void falls_back_to_national(void **state)
{
    (void)state;
    struct rule r = rule_of("打不开|标签");
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, &national, &bound), 2);
    assert_ptr_equal(bound[0].plan, &national);
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, NULL, &bound), 0);
}

static void stays_local_when_it_can(void **state)
{
    (void)state;
    struct rule r = rule_of("断链");
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, &national, &bound), 2);
    assert_ptr_equal(bound[1].plan, &local);
}

static void folds_and_quotes(void **state)
{
    (void)state;
    struct rule r = rule_of("错链、断链\\(");
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, &national, &bound), 1);
    if (!str_eq(
            bound[0].quote,
            STR("定期检查各个栏目，确保内容更新，杜绝错链、断链（含附件）和内容混杂，接受社会各界监督，不断提高水平")))
        fail_msg("quote: %.*s", STR_ARG(bound[0].quote));
    pattern_free(pattern);
    r = rule_of("Site Name");
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, &national, &bound), 1);
}

static void title_counts(void **state)
{
    (void)state;
    struct rule r = rule_of("^公开规划。把");
    assert_int_equal(bind_rule(&arena, &r, only_local, 1, &national, &bound), 1);
}

/* What only tells how things were is no clause to be held against anybody, whatever its words. */
static void what_demands_nothing_binds_nothing(void **state)
{
    (void)state;
    struct plan_clause clauses[ARRAY_LEN(local_clauses)] = { local_clauses[0], local_clauses[1], local_clauses[2] };
    struct plan told = { .id = STR_INIT("told"), .clauses = clauses, .clause_count = ARRAY_LEN(clauses) };
    const struct plan *const plans[] = { &told };
    struct rule r = rule_of("断链");
    clauses[0].no_demand = true;
    assert_int_equal(bind_rule(&arena, &r, plans, 1, &national, &bound), 1);
    assert_ptr_equal(bound[0].clause, &clauses[2]);
    clauses[2].no_demand = true;
    assert_int_equal(bind_rule(&arena, &r, plans, 1, &national, &bound), 1);
    assert_ptr_equal(bound[0].plan, &national);
}

/* A clause may name the rules that judge it, of those that its words meet. */
static void a_clause_names_its_judges(void **state)
{
    (void)state;
    static const str judges[] = { STR_INIT("link.broken"), STR_INIT("link.mislinked") },
                     column[] = { STR_INIT("column.missing") };
    struct plan_clause clauses[ARRAY_LEN(local_clauses)] = { local_clauses[0], local_clauses[1], local_clauses[2] };
    struct plan plan = { .id = STR_INIT("named"), .clauses = clauses, .clause_count = ARRAY_LEN(clauses) };
    const struct plan *const plans[] = { &plan };
    struct rule r = rule_of("断链|规划");
    struct topic topic = { .clause = r.clause };
    r.id = STR("link.hidden");
    assert_int_equal(bind_rule(&arena, &r, plans, 1, NULL, &bound), 3);
    clauses[0].judged_by = judges;
    clauses[0].judged_by_count = ARRAY_LEN(judges);
    clauses[2].judged_by = column;
    clauses[2].judged_by_count = 1;
    assert_int_equal(bind_rule(&arena, &r, plans, 1, NULL, &bound), 1);
    assert_ptr_equal(bound[0].clause, &clauses[1]);
    r.id = judges[1];
    assert_int_equal(bind_rule(&arena, &r, plans, 1, NULL, &bound), 2);
    assert_int_equal(bind_topic(&arena, &topic, plans, 1, &bound), 2);
    assert_ptr_equal(bound[1].clause, &clauses[2]);
    static const str subjects[] = { STR_INIT("conac") };
    assert_true(plan_clause_concerns(&clauses[0], STR("contact")));
    clauses[0].subjects = subjects;
    clauses[0].subject_count = 1;
    assert_true(plan_clause_concerns(&clauses[0], STR("conac")));
    assert_false(plan_clause_concerns(&clauses[0], STR("contact")));
}

static void no_pattern_binds_nothing(void **state)
{
    (void)state;
    struct rule r = { 0 };
    assert_int_equal(bind_rule(&arena, &r, both, 2, &national, &bound), 0);
}

static void topics_do_not_fall_back(void **state)
{
    (void)state;
    struct rule r = rule_of("规划");
    struct topic t = { .clause = r.clause };
    assert_int_equal(bind_topic(&arena, &t, only_local, 1, &bound), 1);
    pattern_free(pattern);
    r = rule_of("标签");
    t.clause = r.clause;
    assert_int_equal(bind_topic(&arena, &t, only_local, 1, &bound), 0);
}

/* A clause is judged by rules of its words, by topics it requires and by the indicators it orders, each rule once. */
static void rules_of_a_plan(void **state)
{
    (void)state;
    static const struct plan_indicator rows[] = { { .no = STR_INIT("1"), .clause = STR_INIT("1") },
                                                  { .no = STR_INIT("2"), .clause = STR_INIT("1") } };
    struct plan plan = local;
    struct rule r = rule_of("断链");
    struct rule rules[] = {
        { .id = STR_INIT("a"), .check = STR_INIT("link.broken"), .clause = r.clause },
        { .id = STR_INIT("b"), .check = STR_INIT("disclosure.late") },
        { .id = STR_INIT("c"), .check = STR_INIT("column.missing") },
        { .id = STR_INIT("d"), .check = STR_INIT("disclosure.count") },
    };
    struct fail f = { 0 };
    struct pattern *planning = pattern_compile(STR("规划"), "test", &f);
    struct topic topic = { .clause = planning };
    struct rulebook book = { .rules = rules, .rule_count = 4, .topics = &topic, .topic_count = 1 };
    plan.indicators = rows;
    plan.indicator_count = 2;
    const struct clause_rules *lists = bind_plan_rules(&arena, &book, &plan);
    assert_int_equal(lists[0].count, 2);
    assert_ptr_equal(lists[0].items[0], &rules[0]);
    assert_ptr_equal(lists[0].items[1], &rules[1]);
    assert_int_equal(lists[1].count, 1);
    assert_ptr_equal(lists[1].items[0], &rules[2]);
    assert_int_equal(lists[2].count, 1);
    pattern_free(planning);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(binds_every_clause, setup, teardown),
        cmocka_unit_test_setup_teardown(falls_back_to_national, setup, teardown),
        cmocka_unit_test_setup_teardown(a_clause_names_its_judges, setup, teardown),
        cmocka_unit_test_setup_teardown(stays_local_when_it_can, setup, teardown),
        cmocka_unit_test_setup_teardown(folds_and_quotes, setup, teardown),
        cmocka_unit_test_setup_teardown(title_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(what_demands_nothing_binds_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(no_pattern_binds_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(topics_do_not_fall_back, setup, teardown),
        cmocka_unit_test_setup_teardown(rules_of_a_plan, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
