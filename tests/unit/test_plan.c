/* SPDX-License-Identifier: MIT */
/* Plans: the built-in ones, YAML with its mistakes, and how a name or file is found. */
#include "arena_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "plan_yaml.h"
#include "rules/rulebook.h"

#define DATA SOURCE_DIR "/rules"

static const char *const names[] = { "shanting-2022", "mudan-2021", "zhoucun-2018", "national" };

static struct plan *load(const char *name)
{
    struct fail f = { 0 };
    struct plan *p = plan_load(&arena, DATA, str_from(name), &f);
    if (!p)
        fail_msg("%s", f.text);
    return p;
}

static struct rulebook *load_book(void)
{
    struct fail f = { 0 };
    struct rulebook *book = rulebook_load(&arena, DATA, &f);
    if (!book)
        fail_msg("%s", f.text);
    return book;
}

static void builtin_plans_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *id, *number, *date;
        size_t clauses, indicators;
    } plans[] = {
        { "shanting-2022", "山政办发〔2022〕2号", "2022-06-01", 29, 44 },
        { "mudan-2021", "菏区政办发〔2021〕5号", "2021-06-11", 22, 0 },
        { "zhoucun-2018", "周政办字〔2018〕89号", "2018-08-17", 46, 22 },
    };
    for (size_t i = 0; i < ARRAY_LEN(plans); i++) {
        const struct plan *p = load(plans[i].id);
        assert_true(str_eq(p->id, str_from(plans[i].id)));
        assert_true(str_eq(p->number, str_from(plans[i].number)));
        assert_true(str_eq(p->date, str_from(plans[i].date)));
        assert_int_equal(p->clause_count, plans[i].clauses);
        assert_int_equal(p->indicator_count, plans[i].indicators);
        for (size_t k = 0; k < p->indicator_count; k++)
            assert_true(p->indicators[k].unit_count > 0);
    }
    assert_true(load("national")->clause_count > 50);
}

static void national_clauses_name_their_source(void **state)
{
    (void)state;
    const struct plan *p = load("national");
    for (size_t i = 0; i < p->clause_count; i++) {
        if (p->clauses[i].source.len == 0)
            fail_msg("clause %s has no source", p->clauses[i].id.ptr);
    }
}

/* A clause without a rule says why a crawl cannot judge it. */
static void every_clause_is_bound_or_says_why(void **state)
{
    (void)state;
    struct rulebook *book = load_book();
    size_t told = 0;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct plan *p = load(names[i]);
        const struct clause_rules *rules = bind_plan_rules(&arena, book, p);
        for (size_t c = 0; c < p->clause_count; c++) {
            if (rules[c].count == 0 && p->clauses[c].not_automatic.len == 0)
                fail_msg("%s/%s has no rule and does not say why", names[i], p->clauses[c].id.ptr);
            told += p->clauses[c].no_demand;
            if (rules[c].count && p->clauses[c].no_demand)
                fail_msg("%s/%s demands nothing, yet has rules", names[i], p->clauses[c].id.ptr);
        }
    }
    assert_int_equal(told, 19); /* what the evaluation of 2017 said of 周村 */
    rulebook_free(book);
}

/* A clause whose words fit more rules than judge it names those that do, and there are such rules. */
static void judges_are_rules(void **state)
{
    (void)state;
    struct rulebook *book = load_book();
    size_t named = 0;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct plan *p = load(names[i]);
        for (size_t c = 0; c < p->clause_count; c++) {
            const struct plan_clause *clause = &p->clauses[c];
            for (size_t k = 0; k < clause->judged_by_count; k++) {
                bool known = str_eq(clause->judged_by[k], STR("none")) && clause->judged_by_count == 1;
                for (size_t r = 0; r < book->rule_count; r++)
                    known = known || str_eq(book->rules[r].id, clause->judged_by[k]);
                if (!known)
                    fail_msg("%s/%s: no rule %s", names[i], clause->id.ptr, clause->judged_by[k].ptr);
                named++;
            }
        }
    }
    assert_true(named > 20);
    rulebook_free(book);
}

/* Whatever plan is loaded, every rule finds a clause at least in the national plan. */
static void every_rule_finds_a_clause(void **state)
{
    (void)state;
    struct rulebook *book = load_book();
    const struct plan *national = load("national");
    for (size_t i = 0; i < book->rule_count; i++) {
        struct bound_clause *bound;
        if (book->rules[i].clause && bind_rule(&arena, &book->rules[i], NULL, 0, national, &bound) == 0)
            fail_msg("%s is bound to no clause of the national plan", book->rules[i].id.ptr);
    }
    rulebook_free(book);
}

/* A topic that no clause asks for is dead text; a plan that asks for none was not bound to its columns. */
static void topics_and_plans_need_each_other(void **state)
{
    (void)state;
    struct rulebook *book = load_book();
    size_t asked[ARRAY_LEN(names)] = { 0 };
    for (size_t t = 0; t < book->topic_count; t++) {
        size_t all = 0;
        for (size_t i = 0; i < ARRAY_LEN(names); i++) {
            const struct plan *p = load(names[i]);
            struct bound_clause *bound;
            size_t count = bind_topic(&arena, &book->topics[t], &p, 1, &bound);
            asked[i] += count;
            all += count;
        }
        if (all == 0)
            fail_msg("no clause of any plan asks for the topic %s", book->topics[t].name.ptr);
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (asked[i] == 0)
            fail_msg("%s asks for no column", names[i]);
    }
    rulebook_free(book);
}

static void plans_belong_to_hosts(void **state)
{
    (void)state;
    struct fail f = { 0 };
    str *ids;
    assert_int_equal(plan_builtin_for(&arena, DATA, STR("www.shanting.gov.cn"), &ids, &f), 1);
    assert_true(str_eq(ids[0], STR("shanting-2022")));
    assert_int_equal(plan_builtin_for(&arena, DATA, STR("Shanting.gov.cn"), &ids, &f), 1);
    assert_int_equal(plan_builtin_for(&arena, DATA, STR("xshanting.gov.cn"), &ids, &f), 0);
    assert_int_equal(plan_builtin_for(&arena, DATA, STR("gov.cn"), &ids, &f), 0);
    assert_int_equal(f.code, FAIL_NONE);
}

static void unknown_plans_are_told(void **state)
{
    (void)state;
    struct fail f = { 0 };
    assert_null(plan_load(&arena, DATA, STR("shanting-1999"), &f));
    assert_int_equal(f.code, FAIL_USAGE);
    assert_non_null(strstr(f.text, "shanting-1999"));
    assert_non_null(strstr(f.text, "shanting-2022"));
    struct fail g = { 0 };
    assert_null(plan_load(&arena, DATA, STR("../rulebooks"), &g));
    assert_int_equal(g.code, FAIL_USAGE);
}

static void texts_are_imported_by_file(void **state)
{
    (void)state;
    char path[] = "/tmp/audit-plan-XXXXXX.txt";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    fputs("一、公开规划。把规划放到网上。（责任单位：区发改局）\n", file);
    fclose(file);
    const struct plan *p = load(path);
    assert_true(str_starts(p->id, STR("audit-plan-")));
    assert_false(str_has(p->id, STR(".txt")));
    assert_int_equal(p->clause_count, 1);
    unlink(path);
}

#define HEAD "id: x\ntitle: 甲\nclauses:\n  - {id: \"1\", title: 甲}\n"

static void tells_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } mistakes[] = {
        { "id: x\ntitle: 甲\n", "clauses" },
        { HEAD "  - {id: \"1\", title: 乙}\n", "clause '1' is there twice" },
        { "date: 2022-13-01\n" HEAD, "YYYY-MM-DD" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: dayly}}\n", "half-yearly" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: monthly, month: 3}}\n", "indicator 1" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: within}}\n", "indicator 1" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: yearly, month: 13}}\n", "indicator 1" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: daily}, clause: \"7\"}\n", "no clause '7'" },
        { HEAD "indicators:\n  - {no: \"1\", name: 甲, limit: {kind: daily}}\n  - {no: \"1\", name: 乙, limit: {kind: "
               "daily}}\n",
          "'1' is there twice" },
    };
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        struct fail f = { 0 };
        assert_null(plan_from_yaml(&arena, "p.yaml", str_from(mistakes[i].text), &f));
        if (!strstr(f.text, mistakes[i].says) || !strstr(f.text, "p.yaml"))
            fail_msg("mistake %zu: %s", i, f.text);
    }
    struct fail f = { 0 };
    assert_non_null(plan_from_yaml(&arena, "p.yaml", STR(HEAD), &f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(builtin_plans_are_whole),
        on_arena(national_clauses_name_their_source),
        on_arena(plans_belong_to_hosts),
        on_arena(topics_and_plans_need_each_other),
        on_arena(every_clause_is_bound_or_says_why),
        on_arena(judges_are_rules),
        on_arena(every_rule_finds_a_clause),
        on_arena(unknown_plans_are_told),
        on_arena(texts_are_imported_by_file),
        on_arena(tells_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
