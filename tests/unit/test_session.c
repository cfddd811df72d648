/* SPDX-License-Identifier: MIT */
/* Sessions in addresses: known names at once, others when they show what they are, keys of content never. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/arena.h"
#include "session.h"

#define ORIGIN "http://www.ceshi.gov.cn/"

struct bench {
    struct arena arena;
    struct sessions *sessions;
};

static int start(void **state)
{
    static struct bench b;
    arena_init(&b.arena);
    b.sessions = sessions_new(&b.arena);
    *state = &b;
    return 0;
}

static int end(void **state)
{
    struct bench *b = *state;
    arena_done(&b->arena);
    return 0;
}

static void dropped(struct bench *b, const char *address, const char *rest)
{
    str left = session_drop(sessions_names(b->sessions), &b->arena, str_from(address));
    assert_string_equal(str_cstr(&b->arena, left), rest);
}

static void known_names_go_at_once(void **state)
{
    dropped(*state, ORIGIN "a.jsp;jsessionid=0A1B2C3D", ORIGIN "a.jsp");
    dropped(*state, ORIGIN "a.jsp;jsessionid=0A1B!12?id=4", ORIGIN "a.jsp?id=4");
    dropped(*state, ORIGIN "a.php?PHPSESSID=abc&id=4", ORIGIN "a.php?id=4");
    dropped(*state, ORIGIN "a.php?id=4&JSESSIONID=abc", ORIGIN "a.php?id=4");
    dropped(*state, ORIGIN "a.php?PHPSESSID=abc", ORIGIN "a.php");
    dropped(*state, ORIGIN "a.php?sid=0123456789abcdef", ORIGIN "a.php?sid=0123456789abcdef");
    dropped(*state, ORIGIN "a.html", ORIGIN "a.html");
}

/* A page with ten links; `fmt` takes the number of the link and the value. */
static struct page_facts *page_of(struct bench *b, const char *value, bool own_values)
{
    struct page_facts *p = arena_new(&b->arena, struct page_facts, 1);
    for (int i = 0; i < 10; i++)
        *arena_push(&b->arena, &p->links) =
            (struct link_fact){ .address = str_fmt(&b->arena, ORIGIN "%d.html?sid=%s%s", i, value,
                                                   own_values && i ? "x" : "") };
    *arena_push(&b->arena, &p->rows) =
        (struct row_fact){ .address = str_fmt(&b->arena, ORIGIN "r.html?sid=%s", value) };
    *arena_push(&b->arena, &p->next_pages) = str_fmt(&b->arena, ORIGIN "n.html?sid=%s", value);
    return p;
}

static const char *const values[] = { "0123456789abcdef", "1123456789abcdef", "2123456789abcdef", "3123456789abcdef",
                                      "4123456789abcdef" };

static void a_new_value_on_every_page_is_a_session(void **state)
{
    struct bench *b = *state;
    struct page_facts *last = NULL;
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        last = page_of(b, values[i], false);
        sessions_clean(b->sessions, &b->arena, STR(ORIGIN), last);
    }
    assert_true(str_eq(last->links.items[3].address, STR(ORIGIN "3.html")));
    assert_true(str_eq(last->rows.items[0].address, STR(ORIGIN "r.html")));
    assert_true(str_eq(last->next_pages.items[0], STR(ORIGIN "n.html")));
    dropped(b, ORIGIN "z.html?id=1&sid=7777777777777777", ORIGIN "z.html?id=1");
}

static void one_value_for_the_whole_site_stays(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        sessions_clean(b->sessions, &b->arena, STR(ORIGIN), page_of(b, values[0], false));
    dropped(b, ORIGIN "3.html?sid=0123456789abcdef", ORIGIN "3.html?sid=0123456789abcdef");
}

static void values_that_differ_between_links_stay(void **state)
{
    struct bench *b = *state;
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        sessions_clean(b->sessions, &b->arena, STR(ORIGIN), page_of(b, values[i], true));
    dropped(b, ORIGIN "3.html?sid=0123456789abcdef", ORIGIN "3.html?sid=0123456789abcdef");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(known_names_go_at_once, start, end),
        cmocka_unit_test_setup_teardown(a_new_value_on_every_page_is_a_session, start, end),
        cmocka_unit_test_setup_teardown(one_value_for_the_whole_site_stays, start, end),
        cmocka_unit_test_setup_teardown(values_that_differ_between_links_stay, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
