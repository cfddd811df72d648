/* SPDX-License-Identifier: MIT */
/* report.json against docs/report.schema.json: the part of JSON Schema that file uses, checked by a small walker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include "core/json.h"
#include "formats.h"
#include "report_sample.h"

static bool is_type(const struct json_value *v, str type)
{
    switch (v->type) {
    case JSON_NULL:
        return str_eq(type, STR("null"));
    case JSON_BOOL:
        return str_eq(type, STR("boolean"));
    case JSON_NUMBER:
        return str_eq(type, STR("number")) || (str_eq(type, STR("integer")) && v->number == (double)v->integer);
    case JSON_STRING:
        return str_eq(type, STR("string"));
    case JSON_ARRAY:
        return str_eq(type, STR("array"));
    case JSON_OBJECT:
        return str_eq(type, STR("object"));
    }
    return false;
}

static bool equal(const struct json_value *x, const struct json_value *y)
{
    return x->type == y->type && (x->type == JSON_NULL || (x->type == JSON_STRING && str_eq(x->string, y->string)));
}

/* One word of the schema over one value. */
static bool obeys_value(const struct json_value *schema, const struct json_value *v)
{
    const struct json_value *type = json_get(schema, "type"), *among = json_get(schema, "enum"),
                            *is = json_get(schema, "const");
    bool ok = !type && !among && !is;
    if (type && type->type == JSON_STRING)
        ok = is_type(v, type->string);
    for (const struct json_value *t = type && type->type == JSON_ARRAY ? type->first : NULL; t; t = t->next)
        ok = ok || is_type(v, t->string);
    for (const struct json_value *w = among ? among->first : NULL; w; w = w->next)
        ok = ok || equal(w, v);
    return ok || (is && equal(is, v));
}

static bool obeys_members(const struct json_value *schema, const struct json_value *v)
{
    const struct json_value *properties = json_get(schema, "properties"), *required = json_get(schema, "required");
    char key[64];
    for (const struct json_value *r = required ? required->first : NULL; r; r = r->next) {
        snprintf(key, sizeof key, "%.*s", STR_ARG(r->string));
        if (!json_get(v, key))
            return false;
    }
    for (const struct json_value *m = properties ? v->first : NULL; m; m = m->next) {
        snprintf(key, sizeof key, "%.*s", STR_ARG(m->key));
        if (!json_get(properties, key))
            return false;
    }
    return true;
}

struct pair {
    const struct json_value *schema, *value;
};

/* The first value that breaks the schema, or NULL. A list of pairs instead of recursion. */
static const struct json_value *breaks(const struct json_value *schema, const struct json_value *value, struct arena *a)
{
    struct {
        struct pair *items;
        size_t count, room;
    } todo = { 0 };
    *arena_push(a, &todo) = (struct pair){ schema, value };
    while (todo.count) {
        struct pair p = todo.items[--todo.count];
        const struct json_value *items = json_get(p.schema, "items"), *properties = json_get(p.schema, "properties");
        if (!obeys_value(p.schema, p.value))
            return p.value;
        if (p.value->type == JSON_OBJECT && !obeys_members(p.schema, p.value))
            return p.value;
        for (const struct json_value *c = p.value->first; c; c = c->next) {
            char key[64];
            snprintf(key, sizeof key, "%.*s", STR_ARG(c->key));
            const struct json_value *sub = p.value->type == JSON_ARRAY ? items
                                           : properties                ? json_get(properties, key)
                                                                       : NULL;
            if (sub)
                *arena_push(a, &todo) = (struct pair){ sub, c };
        }
    }
    return NULL;
}

static str read_whole(struct arena *a, const char *path)
{
    static char bytes[100000];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return str_dup(a, (str){ bytes, len });
}

struct loaded {
    struct arena arena;
    const struct json_value *schema, *report;
};

static void load(struct loaded *l, const struct verdicts *v)
{
    struct fail f = { 0 };
    l->schema = json_parse(&l->arena, read_whole(&l->arena, SOURCE_DIR "/docs/report.schema.json"), "schema", &f);
    struct report_model m = sample_model(&l->arena, v);
    l->report = json_parse(&l->arena, sample_written(report_json, &m, &l->arena), "report.json", &f);
    if (f.code)
        fail_msg("%s", f.text);
    assert_non_null(l->schema);
    assert_non_null(l->report);
}

static void check_valid(struct loaded *l)
{
    const struct json_value *bad = breaks(l->schema, l->report, &l->arena);
    if (bad)
        fail_msg("breaks the schema at '%.*s'", STR_ARG(bad->key));
}

static void test_schema(void **state)
{
    (void)state;
    struct loaded l = { 0 };
    arena_init(&l.arena);
    struct verdicts *v = sample_verdicts(&l.arena, 9);
    sample_hostile(&l.arena, v);
    load(&l, v);
    check_valid(&l);
    assert_int_equal(json_get(l.report, "findings")->count, v->findings.count);
    assert_int_equal(json_get(l.report, "clauses")->count, 29);
    assert_int_equal(json_get(l.report, "indicators")->count, 12);
    arena_done(&l.arena);
}

static void test_schema_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "{}",
        "{\"schema\":\"audit-report/2\"}",
        "[]",
    };
    struct loaded l = { 0 };
    arena_init(&l.arena);
    load(&l, sample_verdicts(&l.arena, 1));
    struct fail f = { 0 };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const struct json_value *v = json_parse(&l.arena, str_from(bad[i]), "bad", &f);
        assert_non_null(v);
        assert_non_null(breaks(l.schema, v, &l.arena));
    }
    /* A severity that does not exist, deep inside. */
    struct json_value *severity =
        (struct json_value *)(uintptr_t)json_get(json_get(l.report, "findings")->first, "severity");
    severity->string = STR("fatal");
    assert_ptr_equal(breaks(l.schema, l.report, &l.arena), severity);
    arena_done(&l.arena);
}

static void test_values(void **state)
{
    (void)state;
    struct loaded l = { 0 };
    arena_init(&l.arena);
    load(&l, sample_verdicts(&l.arena, 4));
    assert_true(str_eq(json_get_str(l.report, "as_of"), STR("2026-11-20")));
    const struct json_value *broken = NULL;
    for (const struct json_value *f = json_get(l.report, "findings")->first; f; f = f->next)
        if (str_eq(json_get_str(f, "subject"), STR("http://www.shanting.gov.cn/zwgk/fj/3.doc")))
            broken = f;
    assert_non_null(broken);
    assert_int_equal(json_get(broken, "department")->type, JSON_NULL); /* could not be named: null, never "" */
    assert_int_equal(json_get(broken, "indicator")->type, JSON_NULL);
    assert_int_equal(json_get_int(broken, "where_count", 0), 53);
    assert_int_equal(json_get_int(json_get(broken, "evidence"), "status", 0), 404);
    assert_true(str_eq(json_get_str(json_get(broken, "clauses")->first, "clause"), STR("29")));
    assert_int_equal(json_get(json_get(l.report, "run"), "incomplete_because")->type, JSON_NULL);
    const struct json_value *third = json_get(l.report, "indicators")->first->next->next;
    assert_int_equal(json_get(third, "newest")->type, JSON_NULL);
    const struct json_value *figures = json_get(l.report, "policy_figures"), *form = json_get(figures, "forms")->first;
    assert_int_equal(json_get_int(figures, "files", 0), 2);
    assert_int_equal(json_get_int(figures, "interpreted", 0), 2);
    assert_int_equal(json_get_int(figures, "interpretations", 0), 3);
    assert_int_equal(json_get_int(figures, "more_than_text", 0), 2);
    assert_int_equal(json_get(figures, "forms")->count, 3);
    assert_true(str_eq(json_get_str(form, "form"), STR("图解")));
    assert_int_equal(json_get_int(form, "interpretations", 0), 2);
    assert_true(str_eq(json_get_str(form->next->next, "form"), STR("文字")));
    arena_done(&l.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_schema), cmocka_unit_test(test_schema_refuses),
                                        cmocka_unit_test(test_values) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
