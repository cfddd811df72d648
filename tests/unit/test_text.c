/* SPDX-License-Identifier: MIT */
/* Comparable text, similarity and patterns. */
#include "core/arena.h"
#include "core/pattern.h"
#include "core/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;

static void assert_str(str got, const char *want)
{
    assert_string_equal(str_cstr(&arena, got), want);
}

static void nfkc_unifies_width_circles_and_radicals(void **state)
{
    (void)state;
    assert_str(text_nfkc(&arena, STR("（２０２６）１号 ①％")), "(2026)1号 1%");
    assert_str(text_nfkc(&arena, STR("⻚⺠\xE2\x80\x8B号")), "页民号");
}

static void white_space_of_every_kind_is_squeezed(void **state)
{
    (void)state;
    assert_str(text_squeeze(&arena, STR(" \xE3\x80\x80 索\xC2\xA0\n 引 号 ")), "索 引 号");
    assert_str(text_bare(&arena, STR("索\xC2\xA0引\xE3\x80\x80号：ABC")), "索引号:abc");
    assert_str(text_core(&arena, STR("《关于“双减”的通知》（2026）")), "关于双减的通知2026");
}

static void clipping_never_cuts_a_character(void **state)
{
    (void)state;
    assert_str(text_clip(STR("政务公开"), 2), "政务");
    assert_int_equal(text_chars(STR("a政务")), 3);
    assert_false(text_is_utf8(STR("\xED\xA0\x80")));
    assert_false(text_is_utf8(STR("\xC0\x80")));
}

static void similarity_tells_names_apart(void **state)
{
    (void)state;
    assert_true(text_similarity(&arena, STR("财政预决算"), STR("财政预决算")) == 1.0);
    assert_true(text_similarity(&arena, STR("重大建设项目"), STR("重大项目建设")) > 0.5);
    assert_true(text_similarity(&arena, STR("政府债务"), STR("市政建设")) < 0.3);
    assert_true(text_similarity(&arena, STR(""), STR("x")) == 0.0);
}

static void shingles_measure_what_was_copied(void **state)
{
    (void)state;
    struct shingles whole =
        text_shingles(&arena, STR("为规范民宿发展，保护当事人合法权益，结合本区实际，制定本办法。"));
    struct shingles part = text_shingles(&arena, STR("保护当事人合法权益，结合本区实际"));
    struct shingles other = text_shingles(&arena, STR("今年以来全区经济运行总体平稳"));
    assert_true(shingles_contained(part, whole) == 1.0);
    assert_true(shingles_contained(whole, part) < 0.7);
    assert_true(shingles_jaccard(whole, other) == 0.0);
    assert_true(shingles_contained((struct shingles){ 0 }, whole) == 0.0);
}

static void patterns_find_groups_by_name(void **state)
{
    (void)state;
    struct fail f = { 0 };
    struct pattern *p = pattern_compile(STR("(?<year>20\\d\\d)年(?<rest>.*)"), "test", &f);
    struct pattern_match m;
    assert_non_null(p);
    assert_true(pattern_find(p, STR("在2026年底"), 0, &m));
    assert_str(pattern_named(p, &m, "year"), "2026");
    assert_str(m.group[2], "底");
    assert_int_equal(m.start, 3);
    assert_false(pattern_matches(p, STR("\xFF 2026年")));
    pattern_free(p);
}

static void a_wrong_pattern_says_where(void **state)
{
    (void)state;
    struct fail f = { 0 };
    assert_null(pattern_compile(STR("断链(|错链"), "links.yaml:7: clause", &f));
    assert_int_equal(f.code, FAIL_USAGE);
    assert_non_null(strstr(f.text, "links.yaml:7: clause"));
    assert_non_null(strstr(f.text, "byte"));
}

static void a_bomb_ends_at_the_limit(void **state)
{
    (void)state;
    struct fail f = { 0 };
    char text[40];
    memset(text, 'a', sizeof text);
    struct pattern *p = pattern_compile(STR("^(a+)+[bc]x?$|^(a|aa)+d$"), "test", &f);
    struct pattern_match m;
    assert_non_null(p);
    assert_false(pattern_find(p, (str){ text, sizeof text }, 0, &m));
    assert_true(m.limit_hit);
    pattern_free(p);
}

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nfkc_unifies_width_circles_and_radicals),
        cmocka_unit_test(white_space_of_every_kind_is_squeezed),
        cmocka_unit_test(clipping_never_cuts_a_character),
        cmocka_unit_test(similarity_tells_names_apart),
        cmocka_unit_test(shingles_measure_what_was_copied),
        cmocka_unit_test(patterns_find_groups_by_name),
        cmocka_unit_test(a_wrong_pattern_says_where),
        cmocka_unit_test(a_bomb_ends_at_the_limit),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
