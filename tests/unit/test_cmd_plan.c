/* SPDX-License-Identifier: MIT */
/* `audit plan` and `audit explain`: what they print, their errors and exit statuses. */
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
#include "cmd_explain.h"
#include "cmd_plan.h"
#include "text_file.h"
#include "core/arena.h"
#include "core/json.h"

enum { MOST_OUTPUT = 1 << 20, MOST_WORDS = 8 };

static struct arena arena;
static char folder[64];
static str said, complained; /* what the last command printed */

static const char *in_folder(const char *name)
{
    return str_fmt(&arena, "%s/%s", folder, name).ptr;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static const char *const files[] = {
    "plans/local.yaml", "plans/national.yaml", "rulebooks/a.yaml", "next.txt", "out", "err"
};

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    snprintf(folder, sizeof folder, "/tmp/audit-cmd-plan-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(mkdir(in_folder("plans"), 0700), 0);
    assert_int_equal(mkdir(in_folder("rulebooks"), 0700), 0);
    write_file("plans/local.yaml",
               "id: local\ntitle: 要点\ndate: 2023-05-09\nclauses:\n"
               "  - {id: \"1\", title: 维护, text: 杜绝断链, units: [甲局]}\n"
               "  - {id: \"2\", title: 考核, text: 定期考核, not_automatic: 考核不在网页上。}\n"
               "indicators:\n"
               "  - {no: \"1\", name: 月报, units: [乙局], limit: {kind: yearly, month: 3}, clause: \"2\"}\n");
    write_file("plans/national.yaml",
               "id: national\ntitle: 全国\nclauses:\n  - {id: \"n\", title: 首页, text: 首页要更新}\n");
    write_file("rulebooks/a.yaml",
               "rules:\n"
               "  - {id: link.broken, title: 断链, check: link.broken, severity: error, clause: '断链', message: 甲, "
               "remedy: 乙,"
               " about: 打不开的链接, source: 某文件, params: [{name: tries, value: 3}]}\n"
               "  - {id: site.home-stale, title: 首页不更新, check: site.home-stale, severity: warning, clause: '首页',"
               " message: 甲, remedy: 乙}\n");
    write_file("next.txt", "一、公开规划。把规划放到网上，杜绝断链。（责任单位：丙局）\n二、考核。定期考核。\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        unlink(in_folder(files[i]));
    rmdir(in_folder("plans"));
    rmdir(in_folder("rulebooks"));
    rmdir(folder);
    arena_done(&arena);
    return 0;
}

/* Runs a command with what it prints caught in files. */
static int run(int (*command)(int, char **, const char *), const char *line)
{
    char *argv[MOST_WORDS + 1] = { NULL };
    int argc = 0, keep_out = dup(1), keep_err = dup(2);
    str rest = str_from(line), word;
    struct fail f = { 0 };
    while (str_cut(&rest, ' ', &word) && argc < MOST_WORDS)
        argv[argc++] = str_cstr(&arena, word);
    fflush(stdout);
    assert_non_null(freopen(in_folder("out"), "w", stdout));
    assert_non_null(freopen(in_folder("err"), "w", stderr));
    int status = command(argc, argv, folder);
    fflush(stdout);
    fflush(stderr);
    dup2(keep_out, 1);
    dup2(keep_err, 2);
    close(keep_out);
    close(keep_err);
    said = text_file_read(&arena, in_folder("out"), MOST_OUTPUT, &f);
    complained = text_file_read(&arena, in_folder("err"), MOST_OUTPUT, &f);
    assert_int_equal(f.code, FAIL_NONE);
    return status;
}

static void says(const char *words)
{
    if (!str_has(said, str_from(words)))
        fail_msg("'%s' is not in:\n%.*s", words, STR_ARG(said));
}

static void shows_bound_and_unbound_clauses(void **state)
{
    (void)state;
    assert_int_equal(run(cmd_plan, "plan show local"), 0);
    says("2 clauses, 1 with rules, 1 without; 1 indicators");
    says("1  维护\n    units: 甲局\n    rules: link.broken\n");
    says("2  考核\n    no rule: 考核不在网页上。\n");
    says("1  月报  [3月底前]  乙局\n");
    assert_int_equal(complained.len, 0);
}

static void prints_json_as_promised(void **state)
{
    (void)state;
    struct fail f = { 0 };
    assert_int_equal(run(cmd_plan, "plan show --json local"), 0);
    const struct json_value *plan = json_parse(&arena, said, "out", &f);
    assert_non_null(plan);
    static const char *const keys[] = { "id", "title", "number", "issuer", "date", "clauses", "indicators" };
    assert_int_equal(plan->count, ARRAY_LEN(keys));
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        assert_non_null(json_get(plan, keys[i]));
    assert_int_equal(json_get(plan, "number")->type, JSON_NULL);
    const struct json_value *clause = json_get(plan, "clauses")->first;
    assert_true(str_eq(json_get_str(clause, "text"), STR("杜绝断链")));
    assert_true(str_eq(json_get(clause, "units")->first->string, STR("甲局")));
    assert_true(str_eq(json_get(clause, "rules")->first->string, STR("link.broken")));
    assert_int_equal(json_get(clause->next, "rules")->count, 0);
    const struct json_value *row = json_get(plan, "indicators")->first, *limit = json_get(row, "limit");
    assert_true(str_eq(json_get_str(limit, "kind"), STR("yearly")));
    assert_int_equal(json_get_int(limit, "month", 0), 3);
    assert_int_equal(json_get(limit, "days")->type, JSON_NULL);
    assert_int_equal(json_get(limit, "workdays")->type, JSON_NULL);
}

static void imports_and_shows_a_text(void **state)
{
    (void)state;
    assert_int_equal(run(cmd_plan, str_fmt(&arena, "plan import %s --id next-2024", in_folder("next.txt")).ptr), 0);
    says("id: \"next-2024\"\n");
    says("units: [\"丙局\"]");
    write_file("plans/local.yaml", str_cstr(&arena, said)); /* what was printed is a plan */
    assert_int_equal(run(cmd_plan, "plan show local"), 0);
    says("next-2024");
    says("1  公开规划\n    units: 丙局\n    rules: link.broken\n");
}

static void explains_rules(void **state)
{
    (void)state;
    assert_int_equal(run(cmd_explain, "explain"), 0);
    says("link.broken");
    says("site.home-stale");
    assert_int_equal(run(cmd_explain, "explain link.broken --plan local"), 0);
    says("打不开的链接");
    says("tries = 3");
    says("某文件");
    says("local/1 维护 「杜绝断链」");
    assert_int_equal(run(cmd_explain, "explain site.home-stale --plan local"), 0);
    says("national/n 首页"); /* no loaded plan mentions it */
}

static void tells_wrong_use(void **state)
{
    (void)state;
    static const struct {
        int (*command)(int, char **, const char *);
        const char *line, *says;
    } wrong[] = {
        { cmd_plan, "plan", "usage" },
        { cmd_plan, "plan export x", "'export'" },
        { cmd_plan, "plan show", "usage" },
        { cmd_plan, "plan show local national", "'national' is too much" },
        { cmd_plan, "plan show local --yaml", "'--yaml'" },
        { cmd_plan, "plan show nowhere", "built in are: local, national" },
        { cmd_plan, "plan import /nowhere.txt", "/nowhere.txt" },
        { cmd_plan, "plan import next.txt --id", "'--id'" },
        { cmd_explain, "explain link.broke", "did you mean 'link.broken'" },
        { cmd_explain, "explain a b", "'b' is too much" },
        { cmd_explain, "explain --all", "'--all'" },
        { cmd_explain, "explain link.broken --plan nowhere", "plan 'nowhere'" },
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_int_equal(run(wrong[i].command, wrong[i].line), 2);
        assert_true(str_starts(complained, STR("audit: ")));
        assert_int_equal(said.len, 0);
        if (!str_has(complained, str_from(wrong[i].says)) || str_find(complained, STR("\n")) != complained.len - 1)
            fail_msg("%s: %.*s", wrong[i].line, STR_ARG(complained));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shows_bound_and_unbound_clauses, setup, teardown),
        cmocka_unit_test_setup_teardown(prints_json_as_promised, setup, teardown),
        cmocka_unit_test_setup_teardown(imports_and_shows_a_text, setup, teardown),
        cmocka_unit_test_setup_teardown(explains_rules, setup, teardown),
        cmocka_unit_test_setup_teardown(tells_wrong_use, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
