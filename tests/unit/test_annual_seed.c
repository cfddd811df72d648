/* SPDX-License-Identifier: MIT */
/* The text of a real annual report keeps every identity of its form; altered copies break just the altered ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "annual.h"
#include "core/arena.h"
#include "core/limits.h"
#include "text_file.h"
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static str seed(struct arena *a)
{
    static const char *const places[] = { SOURCE_DIR "/../shared", SOURCE_DIR "/../../shared" };
    const char *set = getenv("AUDIT_SHARED");
    struct fail f = { 0 };
    str text = { 0 };
    for (size_t i = 0; i <= ARRAY_LEN(places) && !text.len; i++) {
        const char *place = i ? places[i - 1] : set ? set : "";
        glob_t found;
        if (glob(str_fmt(a, "%s/seeds/001*.txt", place).ptr, 0, NULL, &found) == 0) {
            text = text_file_read(a, found.gl_pathv[0], LIMIT_PLAN_TEXT_LEN, &f);
            globfree(&found);
        }
    }
    return text;
}

/* The n-th line that is only this figure after `mark`, replaced. */
static str altered(struct arena *a, str text, const char *mark, const char *from, const char *to)
{
    size_t at = str_find(text, str_from(mark));
    assert_true(at != SIZE_MAX);
    size_t figure = str_find(str_slice(text, at, text.len), str_from(from));
    assert_true(figure != SIZE_MAX);
    at += figure;
    return str_fmt(a, "%.*s%s%.*s", STR_ARG(str_slice(text, 0, at)), to,
                   STR_ARG(str_slice(text, at + strlen(from), text.len)));
}

static void a_real_report(void **state)
{
    struct arena *a = *state;
    str text = seed(a);
    struct annual_figures f = annual_from_text(a, text);
    assert_true(f.has_people && f.has_cases);
    assert_int_equal(f.form, ANNUAL_2019);
    struct annual_faults all = annual_judge(a, &f, NULL);
    assert_int_equal(all.judged, 40);
    assert_int_equal(all.count, 0);
    static const struct {
        const char *mark, *from, *to, *ids;
    } cases[] = {
        { "一、本年新收政府", "\t6", "\t7", "T3-A T3-C" }, { "7.属于行政执法案卷", "\t3", "\t4", "T3-B T3-C" },
        { "（七）总计", "\t２", "\t3", "T3-A T3-B T3-C" }, { "四、结转下年度", "\t０", "\t1", "T3-A T3-C" },
        { "复议后起诉\n", "\t2\n", "\t1\n", "T4-A" },      { "1(裁定撤诉)", "1", "2", "T4-A" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        f = annual_from_text(a, altered(a, text, cases[i].mark, cases[i].from, cases[i].to));
        assert_true(f.has_people && f.has_cases);
        all = annual_judge(a, &f, NULL);
        str ids[50];
        for (size_t k = 0; k < all.count; k++)
            ids[k] = all.items[k].id;
        assert_string_equal(str_cstr(a, str_join(a, ids, all.count, STR(" "))), cases[i].ids);
    }
    /* A figure lost: nothing is judged. */
    f = annual_from_text(a, altered(a, text, "一、本年新收政府", "\t6\n", "\n"));
    assert_false(f.has_people);
    assert_true(f.why.len > 0);
}

int main(void)
{
    struct arena arena;
    arena_init(&arena);
    if (!seed(&arena).len) {
        puts("skipped: the sample texts are not on this machine");
        arena_done(&arena);
        return 77;
    }
    const struct CMUnitTest tests[] = { cmocka_unit_test_prestate(a_real_report, &arena) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
