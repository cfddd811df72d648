/* SPDX-License-Identifier: MIT */
/* JSON written and read back: escapes, bad UTF-8, sticky errors, depth. */
#include "core/arena.h"
#include "core/json.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void check_text(struct buf *b, const char *text)
{
    assert_string_equal(b->bytes ? b->bytes : "", text);
    buf_done(b);
}

static void write_sample(struct json_writer *w)
{
    json_object(w, NULL);
    json_str(w, "name", STR("区财政局"));
    json_array(w, "list");
    json_int(w, NULL, -7);
    json_real(w, NULL, 0.1);
    json_null(w, NULL);
    json_end_array(w);
    json_array(w, "empty");
    json_end_array(w);
    json_object(w, "inner");
    json_bool(w, "yes", true);
    json_str_or_null(w, "none", (str){ 0 });
    json_raw(w, "raw", STR("{\"x\":1}"));
    json_end_object(w);
    json_end_object(w);
}

static void test_compact(void **state)
{
    (void)state;
    struct buf b;
    struct json_writer w;
    buf_init(&b, 1000);
    json_to_buf(&w, &b, false);
    write_sample(&w);
    assert_true(json_ok(&w));
    check_text(&b, "{\"name\":\"区财政局\",\"list\":[-7,0.1,null],\"empty\":[],"
                   "\"inner\":{\"yes\":true,\"none\":null,\"raw\":{\"x\":1}}}");
}

static void test_pretty(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    struct json_writer w;
    json_to_file(&w, file, true);
    write_sample(&w);
    assert_true(json_ok(&w));
    fclose(file);
    assert_string_equal(
        text, "{\n  \"name\": \"区财政局\",\n  \"list\": [\n    -7,\n    0.1,\n    null\n  ],\n  \"empty\": [],\n"
              "  \"inner\": {\n    \"yes\": true,\n    \"none\": null,\n    \"raw\": {\"x\":1}\n  }\n}");
    free(text);
}

static void check_string(str value, const char *json)
{
    struct buf b;
    struct json_writer w;
    buf_init(&b, 1000);
    json_to_buf(&w, &b, false);
    json_str(&w, NULL, value);
    assert_true(json_ok(&w));
    check_text(&b, json);
}

static void test_strings(void **state)
{
    (void)state;
    check_string((str){ 0 }, "\"\"");
    check_string(STR("a\"b\\c\n\r\t"), "\"a\\\"b\\\\c\\n\\r\\t\"");
    check_string(STR("\0\x01\x1f\x7f"), "\"\\u0000\\u0001\\u001f\\u007f\"");
    check_string(STR("é中😀"), "\"é中😀\"");
    check_string(STR("a\xff"
                     "b"),
                 "\"a\xEF\xBF\xBD"
                 "b\"");
    check_string(STR("\xE4\xB8"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                 /* cut off */
    check_string(STR("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                 /* overlong */
    check_string(STR("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); /* surrogate */
    check_string(STR("\xF4\x90\x80\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void test_numbers(void **state)
{
    (void)state;
    struct buf b;
    struct json_writer w;
    buf_init(&b, 1000);
    json_to_buf(&w, &b, false);
    json_array(&w, NULL);
    json_int(&w, NULL, INT64_MIN);
    json_int(&w, NULL, INT64_MAX);
    json_real(&w, NULL, 1.0 / 3);
    json_real(&w, NULL, (double)INFINITY);
    json_real(&w, NULL, 2.5);
    json_end_array(&w);
    check_text(&b, "[-9223372036854775808,9223372036854775807,0.33333333333333331,null,2.5]");
}

static void test_sticky(void **state)
{
    (void)state;
    struct buf b;
    struct json_writer w;
    buf_init(&b, 10);
    json_to_buf(&w, &b, false);
    json_array(&w, NULL);
    json_str(&w, NULL, STR("longer than ten"));
    assert_false(json_ok(&w));
    size_t len = b.len;
    json_int(&w, NULL, 1);
    json_end_array(&w);
    assert_int_equal(b.len, len);
    assert_false(json_ok(&w));
    buf_done(&b);

    FILE *full = fopen("/dev/full", "w");
    if (!full)
        return;
    setvbuf(full, NULL, _IONBF, 0);
    json_to_file(&w, full, false);
    json_int(&w, NULL, 1);
    assert_false(json_ok(&w));
    fclose(full);
}

static void test_read(void **state)
{
    (void)state;
    struct arena a;
    struct fail f = { 0 };
    arena_init(&a);
    const struct json_value *v = json_parse(&a,
                                            STR("{\"s\":\"中\\u0000x\",\"n\":12,\"r\":1.5,\"t\":true,\"z\":null,"
                                                "\"l\":[1,[2,3],{\"k\":\"v\"}],\"whole\":4.0}"),
                                            "test", &f);
    assert_non_null(v);
    assert_int_equal(v->type, JSON_OBJECT);
    assert_int_equal(v->count, 7);
    assert_true(str_eq(json_get_str(v, "s"), STR("中\0x")));
    assert_int_equal(json_get_int(v, "n", -1), 12);
    assert_int_equal(json_get_int(v, "absent", -1), -1);
    assert_int_equal(json_get_int(v, "s", -1), -1);
    assert_int_equal(json_get_int(v, "whole", -1), 4);
    assert_true(json_get(v, "r")->number == 1.5);
    assert_true(json_get_bool(v, "t", false));
    assert_true(json_get_bool(v, "absent", true));
    assert_int_equal(json_get(v, "z")->type, JSON_NULL);
    assert_int_equal(json_get_str(v, "n").len, 0);
    const struct json_value *list = json_get(v, "l");
    assert_int_equal(list->count, 3);
    assert_int_equal(list->first->integer, 1);
    assert_int_equal(list->first->next->first->next->integer, 3);
    assert_true(str_eq(json_get_str(list->first->next->next, "k"), STR("v")));
    assert_null(list->first->next->next->next);
    assert_null(json_get(NULL, "k"));
    arena_done(&a);
}

static void test_read_bad(void **state)
{
    (void)state;
    static const char *const bad[] = { "", "{", "{\"a\":}", "[1,]", "\"\xff\"", "{} x" };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct arena a;
        struct fail f = { 0 };
        arena_init(&a);
        assert_null(json_parse(&a, str_from(bad[i]), "some.json", &f));
        assert_int_equal(f.code, FAIL_USAGE);
        assert_non_null(strstr(f.text, "some.json:"));
        arena_done(&a);
    }
}

static void test_deep(void **state)
{
    (void)state;
    struct arena a;
    struct fail f = { 0 };
    arena_init(&a);
    struct buf b;
    buf_init(&b, 4u << 20);
    for (int i = 0; i < 2000; i++)
        buf_add_char(&b, '[');
    for (int i = 0; i < 2000; i++)
        buf_add_char(&b, ']');
    assert_non_null(json_parse(&a, buf_str(&b), "deep", &f));
    buf_clear(&b);
    for (int i = 0; i < 1000000; i++)
        buf_add_char(&b, '[');
    assert_null(json_parse(&a, buf_str(&b), "deep", &f));
    buf_done(&b);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compact),  cmocka_unit_test(test_pretty), cmocka_unit_test(test_strings),
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_sticky), cmocka_unit_test(test_read),
        cmocka_unit_test(test_read_bad), cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
