/* SPDX-License-Identifier: MIT */
/* Rulebooks: loading, mistakes told with file and line, and the self-tests of every rule that ships. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/arena.h"
#include "rules/rulebook.h"

static struct arena arena;
static char folder[64]; /* a data folder of our own */

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    snprintf(folder, sizeof folder, "/tmp/audit-rulebook-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return mkdir(str_fmt(&arena, "%s/rulebooks", folder).ptr, 0700);
}

static const char *path_of(const char *name)
{
    return str_fmt(&arena, "%s/rulebooks/%s", folder, name).ptr;
}

static int teardown(void **state)
{
    (void)state;
    unlink(path_of("a.yaml"));
    unlink(path_of("b.yaml"));
    rmdir(str_fmt(&arena, "%s/rulebooks", folder).ptr);
    rmdir(folder);
    arena_done(&arena);
    return 0;
}

static void write_book(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static const char example[] = "rules:\n"
                              "  - id: link.broken\n"
                              "    title: 断链\n"
                              "    check: link.broken\n"
                              "    severity: error\n"
                              "    clause: '断链|打不开的链接'\n"
                              "    message: '链接 {subject} 打不开'\n"
                              "    remedy: 更换链接。\n"
                              "    params: [{name: tries, value: 3}, {name: kind, value: page}]\n"
                              "    tests: {match: [杜绝断链], nomatch: [链接方式]}\n"
                              "  - id: site.home-stale\n"
                              "    title: 首页不更新\n"
                              "    check: site.home-stale\n"
                              "    severity: warning\n"
                              "    message: 首页不更新\n"
                              "    remedy: 更新。\n"
                              "topics:\n"
                              "  - {name: 政策解读, names: '^政策解读$', clause: '解读'}\n"
                              "  - {name: 年报, names: '年报'}\n"
                              "classes:\n"
                              "  - {name: 动态要闻, names: '要闻|动态', days: 14, source: 示例}\n"
                              "synonyms:\n"
                              "  - words: [区教体局, 区教育和体育局]\n";

static void opt_in_rules_need_a_profile(void **state)
{
    (void)state;
    struct fail f = { 0 };
    static const char rule[] =
        "  - {id: %s, title: t, check: link.broken, severity: notice, message: m, remedy: r%s}\n";
    char book[600];
    int n = snprintf(book, sizeof book, "rules:\n");
    n += snprintf(book + n, sizeof book - (size_t)n, rule, "link.one", "");
    n += snprintf(book + n, sizeof book - (size_t)n, rule, "extra.two", ", opt_in: true");
    snprintf(book + n, sizeof book - (size_t)n, rule, "extra.three", ", opt_in: true");
    write_book("a.yaml", book);
    static const struct {
        str words[2];
        size_t count, rules;
    } cases[] = { { { STR_INIT("") }, 0, 1 },        { { STR_INIT("extra.two") }, 1, 2 },
                  { { STR_INIT("extra.*") }, 1, 3 }, { { STR_INIT("extra.t") }, 1, 1 },
                  { { STR_INIT("link.*") }, 1, 1 },  { { STR_INIT("extra.two"), STR_INIT("extra.three") }, 2, 3 } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rulebook *b = rulebook_load(&arena, folder, &f);
        if (!b)
            fail_msg("%s", f.text);
        rulebook_enable(b, cases[i].words, cases[i].count);
        assert_int_equal(b->rule_count, cases[i].rules);
        assert_non_null(rulebook_find(b, STR("link.one")));
        rulebook_free(b);
    }
}

static void loads_the_example(void **state)
{
    (void)state;
    struct fail f = { 0 };
    write_book("a.yaml", example);
    struct rulebook *b = rulebook_load(&arena, folder, &f);
    if (!b)
        fail_msg("%s", f.text);
    assert_int_equal(b->rule_count, 2);
    const struct rule *r = rulebook_find(b, STR("link.broken"));
    assert_int_equal(r->severity, SEVERITY_ERROR);
    assert_true(pattern_matches(r->clause, STR("杜绝断链")));
    assert_false(pattern_matches(r->clause, STR("链接")));
    assert_int_equal(rule_param_int(r, "tries", 9), 3);
    assert_int_equal(rule_param_int(r, "absent", 9), 9);
    assert_int_equal(rule_param_int(r, "kind", 9), 9);
    assert_true(str_eq(rule_param_str(r, "kind", STR("x")), STR("page")));
    assert_int_equal(r->match_count, 1);
    assert_null(rulebook_find(b, STR("site.home-stale"))->clause);
    assert_null(rulebook_find(b, STR("link")));
    assert_int_equal(b->topic_count, 2);
    assert_null(b->topics[1].clause);
    assert_int_equal(b->classes[0].days, 14);
    assert_int_equal(b->synonyms[0].count, 2);
    rulebook_free(b);
}

#define RULE(id, more)                                                                                                 \
    "  - id: " id "\n    title: 甲\n    check: c\n    severity: error\n    message: 甲\n    remedy: 乙\n" more

static void tells_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says[3];
    } mistakes[] = {
        { "rules:\n" RULE("x", "    claus: y\n"), { "claus", "a.yaml:", "clause" } },
        { "rules:\n  - id: x\n    title: 甲\n    check: c\n    severity: urgent\n    message: 甲\n    remedy: 乙\n",
          { "urgent", "a.yaml:5", "warning" } },
        { "rules:\n" RULE("x", "    clause: '甲(乙'\n"), { "clause", "a.yaml:8", "x" } },
        { "rules:\n" RULE("x", "") RULE("x", ""), { "'x' is there already", "a.yaml:", "id" } },
        { "rules:\n" RULE("'a b'", ""), { "'a b'", "a.yaml:2", "letters" } },
        { "rules:\n  - {id: x, title: 甲}\n", { "a.yaml", "check", "" } },
        { "topics:\n  - {name: 甲, names: '[乙'}\n", { "names", "a.yaml:2", "甲" } },
    };
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        struct fail f = { 0 };
        write_book("a.yaml", mistakes[i].text);
        assert_null(rulebook_load(&arena, folder, &f));
        assert_int_equal(f.code, FAIL_USAGE);
        for (size_t k = 0; k < 3; k++) {
            if (!strstr(f.text, mistakes[i].says[k]))
                fail_msg("mistake %zu: '%s' does not say '%s'", i, f.text, mistakes[i].says[k]);
        }
    }
}

static void ids_are_unique_over_files(void **state)
{
    (void)state;
    struct fail f = { 0 };
    write_book("a.yaml", "rules:\n" RULE("x", ""));
    write_book("b.yaml", "rules:\n" RULE("y", "") RULE("x", ""));
    assert_null(rulebook_load(&arena, folder, &f));
    assert_non_null(strstr(f.text, "b.yaml:"));
}

static void missing_folder_is_told(void **state)
{
    (void)state;
    struct fail f = { 0 };
    assert_null(rulebook_load(&arena, "/nowhere", &f));
    assert_non_null(strstr(f.text, "/nowhere/rulebooks"));
}

static void check_self_tests(const struct rule *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        if (!r->clause || !pattern_matches(r->clause, bind_text(&arena, r->match[i])))
            fail_msg("%.*s: clause pattern does not match '%.*s'", STR_ARG(r->id), STR_ARG(r->match[i]));
    }
    for (size_t i = 0; i < r->nomatch_count; i++) {
        if (r->clause && pattern_matches(r->clause, bind_text(&arena, r->nomatch[i])))
            fail_msg("%.*s: clause pattern matches '%.*s'", STR_ARG(r->id), STR_ARG(r->nomatch[i]));
    }
}

/* Every rule that ships passes its own tests. */
static void real_rules_pass_their_tests(void **state)
{
    (void)state;
    struct fail f = { 0 };
    size_t tested = 0;
    struct rulebook *b = rulebook_load(&arena, SOURCE_DIR "/rules", &f);
    if (!b)
        fail_msg("%s", f.text);
    for (size_t i = 0; i < b->rule_count; i++) {
        tested += b->rules[i].match_count + b->rules[i].nomatch_count;
        check_self_tests(&b->rules[i]);
    }
    assert_true(tested > 0);
    rulebook_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(loads_the_example, setup, teardown),
        cmocka_unit_test_setup_teardown(opt_in_rules_need_a_profile, setup, teardown),
        cmocka_unit_test_setup_teardown(tells_mistakes, setup, teardown),
        cmocka_unit_test_setup_teardown(ids_are_unique_over_files, setup, teardown),
        cmocka_unit_test_setup_teardown(missing_folder_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(real_rules_pass_their_tests, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
