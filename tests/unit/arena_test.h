/* SPDX-License-Identifier: MIT */
/* One arena a test: `arena`, which *state points to as well. */
#ifndef TESTS_ARENA_TEST_H
#define TESTS_ARENA_TEST_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "core/arena.h"

#define on_arena(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static struct arena arena;

static inline int set_up(void **state)
{
    arena_init(&arena);
    *state = &arena;
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

#endif
