/* SPDX-License-Identifier: MIT */
/* A mistake in a YAML file is told with file, line and field, and with what is allowed. */
#include "core/yaml.h"
#include <cyaml/cyaml.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

struct entry {
    char *id;
    int level;
};
struct file {
    struct entry *rules;
    unsigned rules_count;
};
static const cyaml_strval_t levels[] = { { "low", 0 }, { "high", 1 } };
static const cyaml_schema_field_t entry_fields[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct entry, id, 1, CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("level", CYAML_FLAG_DEFAULT, struct entry, level, levels, 2),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t entry_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry,
                                                                       entry_fields) };
static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER, struct file, rules, &entry_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields) };

static void good_text_is_loaded(void **state)
{
    (void)state;
    struct fail f = { 0 };
    struct file *v = yaml_load_text("x.yaml", STR("rules:\n  - id: '\\d+《年》'\n    level: high\n"), &schema, &f);
    assert_non_null(v);
    assert_int_equal(v->rules_count, 1);
    assert_string_equal(v->rules[0].id, "\\d+《年》");
    assert_int_equal(v->rules[0].level, 1);
    yaml_free(&schema, v);
}

static void assert_told(const char *text, const char *const *words, size_t count)
{
    struct fail f = { 0 };
    assert_null(yaml_load_text("x.yaml", str_from(text), &schema, &f));
    assert_int_equal(f.code, FAIL_USAGE);
    for (size_t i = 0; i < count; i++) {
        if (!strstr(f.text, words[i]))
            fail_msg("'%s' is not in: %s", words[i], f.text);
    }
    assert_null(strchr(f.text, '\n'));
}

static void mistakes_are_told_with_line_and_field(void **state)
{
    (void)state;
    const char *unknown[] = { "x.yaml:4:", "lvl", "id, level" };
    assert_told("rules:\n  - id: a\n    level: low\n    lvl: low\n", unknown, 3);
    const char *later[] = { "x.yaml:7:",
                            "lvl" }; /* the key's own line, not that of a value or a comment that has its name */
    assert_told("rules:\n  - id: a lvl\n    level: low\n\n  - id: 'lvl'\n    # lvl: x\n    \"lvl\" : low\n", later, 2);
    const char *flow[] = { "x.yaml:3:", "lvl" };
    assert_told("rules:\n  - {id: a, level: low,\n     lvl: low}\n", flow, 2);
    const char *top[] = { "x.yaml:1:", "rulez" };
    assert_told("rulez:\n  - id: a\n", top, 2);
    const char *bad[] = { "x.yaml:3", "level", "urgent", "low, high" };
    assert_told("rules:\n  - id: a\n    level: urgent\n", bad, 4);
    const char *missing[] = { "x.yaml", "level" };
    assert_told("rules:\n  - id: a\n", missing, 2);
    const char *syntax[] = { "x.yaml" };
    assert_told("rules: [\n", syntax, 1);
    assert_told("", syntax, 1);
    const char *charset[] = { "x.yaml", "UTF-8" };
    assert_told("rules: \xB9\xAB", charset, 2);
}

static void a_missing_file_is_named(void **state)
{
    (void)state;
    struct fail f = { 0 };
    assert_null(yaml_load("/nonexistent/shanting.yaml", &schema, &f));
    assert_non_null(strstr(f.text, "/nonexistent/shanting.yaml: No such file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_text_is_loaded),
        cmocka_unit_test(mistakes_are_told_with_line_and_field),
        cmocka_unit_test(a_missing_file_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
