/* SPDX-License-Identifier: MIT */
/* The queue of a crawl: known addresses, order, later and last. */
#include "frontier.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static uint32_t add(struct frontier *f, const char *address, uint32_t host, uint32_t depth)
{
    return frontier_add(
        f, &(struct entry){ .address = str_from(address), .queue = host, .depth = depth, .id = frontier_count(f) + 1 });
}

struct bench {
    struct arena arena;
    struct frontier *f;
};

static int set_up(void **state)
{
    static struct bench b;
    arena_init(&b.arena);
    b.f = frontier_new(&b.arena);
    *state = &b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    frontier_free(b->f);
    arena_done(&b->arena);
    return 0;
}

static void test_known_addresses(void **state)
{
    struct bench *b = *state;
    struct arena scratch;
    arena_init(&scratch);
    for (uint32_t i = 0; i < 20000; i++)
        add(b->f, str_cstr(&scratch, str_fmt(&scratch, "http://h/%u", i)), 0, 0);
    struct entry *early = frontier_entry(b->f, 3);
    for (uint32_t i = 0; i < 20000; i += 7)
        assert_int_equal(frontier_find(b->f, str_fmt(&scratch, "http://h/%u", i)), i);
    assert_int_equal(frontier_find(b->f, STR("http://h/20000")), NONE);
    assert_int_equal(frontier_find(b->f, STR("http://h/")), NONE);
    assert_ptr_equal(early, frontier_entry(b->f, 3));
    assert_true(str_eq(early->address, STR("http://h/3")));
    arena_done(&scratch);
}

static void test_breadth_first_by_host(void **state)
{
    struct bench *b = *state;
    uint32_t deep = add(b->f, "http://a/deep", 0, 3), other = add(b->f, "http://b/", 7, 9),
             home = add(b->f, "http://a/", 0, 0), second = add(b->f, "http://a/2", 0, 1),
             first = add(b->f, "http://a/1", 0, 1);
    frontier_push(b->f, deep);
    frontier_push(b->f, other);
    frontier_push(b->f, first);
    frontier_push(b->f, home);
    frontier_push(b->f, second);
    assert_int_equal(frontier_counts(b->f).queued, 5);
    assert_int_equal(frontier_peek(b->f, 0), home);
    assert_int_equal(frontier_pop(b->f, 0), home);
    assert_int_equal(frontier_pop(b->f, 0), second); /* found earlier */
    assert_int_equal(frontier_pop(b->f, 0), first);
    assert_int_equal(frontier_pop(b->f, 0), deep);
    assert_int_equal(frontier_pop(b->f, 0), NONE);
    assert_int_equal(frontier_pop(b->f, 3), NONE);
    assert_int_equal(frontier_pop(b->f, 99), NONE);
    assert_int_equal(frontier_pop(b->f, 7), other);
    assert_int_equal(frontier_entry(b->f, other)->state, ENTRY_ASKED);
}

static void test_later_and_last(void **state)
{
    struct bench *b = *state;
    uint32_t x = add(b->f, "http://a/x", 0, 0), y = add(b->f, "http://a/y", 0, 0), z = add(b->f, "http://a/z", 0, 0);
    frontier_later(b->f, x, 500);
    frontier_later(b->f, y, 300);
    frontier_last(b->f, z);
    frontier_entry(b->f, z)->asked_ms = 900;
    assert_int_equal(frontier_wake(b->f, 299), 300);
    assert_int_equal(frontier_queued(b->f, 0), 0);
    assert_int_equal(frontier_wake(b->f, 300), 500);
    assert_int_equal(frontier_pop(b->f, 0), y);
    assert_true(frontier_wake(b->f, 501) == UINT64_MAX);
    assert_int_equal(frontier_pop(b->f, 0), x);
    assert_int_equal(frontier_counts(b->f).last, 1);
    assert_true(frontier_wake_last(b->f, 1000, 3000));
    assert_false(frontier_wake_last(b->f, 1000, 3000));
    assert_int_equal(frontier_wake(b->f, 1000), 3900); /* some time after its former request */
    frontier_wake(b->f, 3900);
    assert_int_equal(frontier_pop(b->f, 0), z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_known_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_breadth_first_by_host, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_later_and_last, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
