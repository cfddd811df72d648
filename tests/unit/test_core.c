/* SPDX-License-Identifier: MIT */
/* The words everybody shares: str, arena, buf, fail, and the closed lists. */
#include "core/arena.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/words.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void strings_are_found_cut_and_trimmed(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("a/b/c"), STR("/")), 1);
    assert_int_equal(str_find_last(STR("a/b/c"), STR("/")), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd")), SIZE_MAX);
    assert_int_equal(str_find((str){ 0 }, STR("x")), SIZE_MAX);
    assert_true(str_has_nocase(STR("Content-TYPE"), STR("-type")));
    assert_true(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")));
    assert_true(str_ends_nocase(STR("x.HTML"), STR(".html")));
    assert_false(str_ends(STR("l"), STR(".html")));
    assert_int_equal(str_compare(STR("ab"), STR("abc")), -1);
}

static void cutting_gives_every_part_even_empty_ones(void **state)
{
    (void)state;
    str rest = STR("a,,b,"), part;
    const char *want[] = { "a", "", "b", "" };
    size_t n = 0;
    for (; str_cut(&rest, ',', &part); n++)
        assert_true(n < 4 && str_eq(part, str_from(want[n])));
    assert_int_equal(n, 4);
}

static void numbers_are_strict(void **state)
{
    (void)state;
    int64_t v = 0;
    assert_true(str_to_int(STR("-9223372036854775808"), &v));
    assert_true(v == INT64_MIN);
    const char *bad[] = { "", "-", "1 ", "+1", "0x1", "9223372036854775808", "１" };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(str_to_int(str_from(bad[i]), &v));
}

static void arenas_give_zeroed_aligned_memory_and_take_it_back(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t n = 1; n < 3000; n++) {
        char *c = arena_new(&a, char, n % 97 + 1);
        max_align_t *m = arena_new(&a, max_align_t, 1);
        assert_int_equal((uintptr_t)m % alignof(max_align_t), 0);
        assert_int_equal(c[0] | c[n % 97], 0);
        memset(c, 0xEE, n % 97 + 1);
        memset(m, 0xEE, sizeof *m);
    }
    struct arena_mark mark = arena_mark(&a);
    size_t used = a.used;
    arena_new(&a, char, 9u << 20);
    arena_release(&a, mark);
    assert_int_equal(a.used, used);
    arena_reset(&a);
    assert_int_equal(a.used, 0);
    assert_int_equal(arena_new(&a, char, 10)[3], 0);
    arena_done(&a);
}

static void arena_lists_grow_and_keep_their_elements(void **state)
{
    (void)state;
    struct arena a;
    struct {
        int *items;
        size_t count, room;
    } list = { 0 };
    arena_init(&a);
    for (int i = 0; i < 1000; i++)
        *arena_push(&a, &list) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i);
    arena_done(&a);
}

static void buffers_stop_at_their_ceiling(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 8);
    assert_true(buf_fmt(&b, "%d", 12345));
    assert_false(buf_add(&b, STR("6789")));
    assert_true(b.full);
    assert_true(str_eq(buf_str(&b), STR("12345678")));
    assert_false(buf_add_char(&b, 'x'));
    buf_clear(&b);
    assert_true(buf_add(&b, STR("x")));
    buf_done(&b);
}

static void the_first_failure_wins(void **state)
{
    (void)state;
    struct fail f = { 0 };
    errno = ENOSPC;
    assert_false(fail_errno(&f, FAIL_MACHINE, "write %s", "x.db"));
    assert_false(fail_set(&f, FAIL_USAGE, "later"));
    assert_int_equal(f.code, FAIL_MACHINE);
    assert_string_equal(f.text, "write x.db: No space left on device");
}

static void every_word_leads_back_to_its_constant(void **state)
{
    (void)state;
#define ROUND(list, COUNT)                                                                                             \
    for (int i = 0; i < (COUNT); i++)                                                                                  \
        assert_int_equal(words_##list##_from(words_##list((enum list)i)), i);
    ROUND(link_kind, LINK_KIND_COUNT_)
    ROUND(link_problem, LINK_PROBLEM_COUNT_)
    ROUND(region, REGION_COUNT_)
    ROUND(hiding, HIDING_COUNT_)
    ROUND(date_source, DATE_SOURCE_COUNT_)
    ROUND(meta_field, META_FIELD_COUNT_)
    ROUND(outcome, OUTCOME_COUNT_)
    ROUND(refusal, REFUSAL_COUNT_)
    ROUND(dns_state, DNS_STATE_COUNT_)
    ROUND(pager, PAGER_COUNT_)
    ROUND(severity, SEVERITY_COUNT_)
    ROUND(plan_limit_kind, PLAN_LIMIT_COUNT_)
#undef ROUND
    assert_int_equal(words_outcome_from(STR("fine")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_found_cut_and_trimmed),
        cmocka_unit_test(cutting_gives_every_part_even_empty_ones),
        cmocka_unit_test(numbers_are_strict),
        cmocka_unit_test(arenas_give_zeroed_aligned_memory_and_take_it_back),
        cmocka_unit_test(arena_lists_grow_and_keep_their_elements),
        cmocka_unit_test(buffers_stop_at_their_ceiling),
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(every_word_leads_back_to_its_constant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
