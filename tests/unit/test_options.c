/* SPDX-License-Identifier: MIT */
/* The command line: every kind of option, good and bad, and what the help says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "options.h"

struct line {
    struct arena arena;
    struct options o;
    struct fail fail;
};

enum { MOST_WORDS = 20 };

static bool parse(struct line *l, unsigned command, const char *words)
{
    static char text[512];
    static char *argv[MOST_WORDS];
    int argc = 0;
    *l = (struct line){ 0 };
    arena_init(&l->arena);
    snprintf(text, sizeof text, "%s", words);
    char *rest = text, *word;
    while ((word = strsep(&rest, " ")) && argc < MOST_WORDS)
        argv[argc++] = word;
    return options_parse(&l->o, command, *words ? argc : 0, argv, &l->arena, &l->fail);
}

static void test_good(void **state)
{
    (void)state;
    struct line l;
    assert_true(
        parse(&l, ON_AUDIT,
              "--site=shanting.gov.cn --plan a.txt --plan national --as-of 2026-11-20 --rate 0.5 --max-time 90m "
              "--external no"));
    assert_true(str_eq(l.o.site, STR("shanting.gov.cn")));
    assert_int_equal(l.o.plans.count, 2);
    assert_true(str_eq(l.o.plans.items[1], STR("national")));
    assert_int_equal(day_compare(l.o.as_of, day_make(2026, 11, 20)), 0);
    assert_true(l.o.rate > 0.49 && l.o.rate < 0.51);
    assert_int_equal(l.o.max_time_s, 5400);
    assert_int_equal(l.o.external, EXTERNAL_NO);
    assert_true(options_given(&l.o, "rate") && !options_given(&l.o, "concurrency"));
    arena_done(&l.arena);
    assert_true(parse(&l, ON_INSPECT, "--url http://x/ -- --odd-name"));
    assert_int_equal(l.o.operands.count, 1);
    assert_true(str_eq(l.o.operands.items[0], STR("--odd-name")));
    arena_done(&l.arena);
    assert_true(parse(&l, ON_AUDIT, "--fail-on warning --format json,csv --rate 0 --resume --progress no"));
    assert_int_equal(l.o.fail_on, FAIL_ON_WARNING);
    assert_int_equal(l.o.progress, PROGRESS_NO);
    assert_true(l.o.resume && l.o.rate == 0 && options_given(&l.o, "rate"));
    arena_done(&l.arena);
}

static void test_defaults(void **state)
{
    (void)state;
    struct line l;
    assert_true(parse(&l, ON_AUDIT, ""));
    assert_false(day_known(l.o.as_of));
    assert_true(l.o.rate == 4 && l.o.concurrency == 4 && l.o.external == EXTERNAL_YES && l.o.fail_on == FAIL_ON_NEVER);
    assert_int_equal(l.o.max_pages, 0);
    arena_done(&l.arena);
}

static void test_bad(void **state)
{
    (void)state;
    static const struct {
        unsigned command;
        const char *words, *says;
    } rows[] = {
        { ON_AUDIT, "--sit x", "unknown option '--sit'; did you mean '--site'?" },
        { ON_AUDIT, "--max-page 3", "did you mean '--max-pages'?" },
        { ON_AUDIT, "--foo", "unknown option '--foo'" },
        { ON_AUDIT, "--zzzzzzzz", "'audit --help' lists the options" },
        { ON_AUDIT, "-x", "unknown option '-x'" },
        { ON_AUDIT, "--site", "option '--site' needs its HOST[:PORT]|URL" },
        { ON_AUDIT, "--site --quiet", "option '--site' needs its HOST[:PORT]|URL" },
        { ON_AUDIT, "--site=", "must be 1 to 300 bytes long" },
        { ON_AUDIT, "--as-of 2026-02-30", "'2026-02-30' is no day; give YYYY-MM-DD" },
        { ON_AUDIT, "--rate fast", "'fast' must be a number from 0 to 100000" },
        { ON_AUDIT, "--rate -1", "must be a number" },
        { ON_AUDIT, "--rate nan", "must be a number" },
        { ON_AUDIT, "--rate 0x10", "must be a number" },
        { ON_AUDIT, "--concurrency 0", "must be a whole number from 1 to 256" },
        { ON_AUDIT, "--concurrency 2.5", "must be a whole number" },
        { ON_AUDIT, "--max-pages 99999999999999999999", "must be a whole number" },
        { ON_AUDIT, "--max-time soon", "is no duration; give such as 90s, 30m, 6h or 1d" },
        { ON_AUDIT, "--external maybe", "'maybe' is not allowed; give yes|no" },
        { ON_AUDIT, "--format html,pdf", "'pdf' is not allowed; give some of html,json,csv,xlsx" },
        { ON_AUDIT, "--format=", "is not allowed" },
        { ON_AUDIT, "--fresh=yes", "option '--fresh' takes no value" },
        { ON_AUDIT, "--resume --fresh", "exclude each other" },
        { ON_AUDIT, "--quiet --verbose", "exclude each other" },
        { ON_REPORT, "--rate 3", "option '--rate' means nothing to this command" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct line l;
        bool ok = parse(&l, rows[i].command, rows[i].words);
        if (ok || l.fail.code != FAIL_USAGE || !strstr(l.fail.text, rows[i].says))
            fail_msg("%s: said '%s', not '%s'", rows[i].words, l.fail.text, rows[i].says);
        arena_done(&l.arena);
    }
}

static void test_durations(void **state)
{
    (void)state;
    assert_int_equal(options_duration(STR("45")), 45);
    assert_int_equal(options_duration(STR("90s")), 90);
    assert_int_equal(options_duration(STR("30m")), 1800);
    assert_int_equal(options_duration(STR("6h")), 21600);
    assert_int_equal(options_duration(STR("1d")), 86400);
    assert_int_equal(options_duration(STR("")), -1);
    assert_int_equal(options_duration(STR("h")), -1);
    assert_int_equal(options_duration(STR("-5m")), -1);
    assert_int_equal(options_duration(STR("9223372036854775807d")), -1);
}

static void test_help(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    options_print_help(file, ON_REPORT);
    fclose(file);
    assert_non_null(strstr(text, "--format html,json,csv,xlsx"));
    assert_non_null(strstr(text, "--site HOST[:PORT]|URL"));
    assert_non_null(strstr(text, "(required)"));
    assert_null(strstr(text, "--rate"));
    assert_null(strstr(text, "How to crawl"));
    free(text);
}

/* The manual and the table tell of the same options. */
static void test_manual(void **state)
{
    (void)state;
    static char manual[100000], line[1000];
    FILE *file = fopen(SOURCE_DIR "/man/audit.1", "r");
    assert_non_null(file);
    manual[fread(manual, 1, sizeof manual - 1, file)] = '\0';
    fclose(file);
    file = fopen(SOURCE_DIR "/audit/options.def", "r");
    assert_non_null(file);
    size_t seen = 0;
    while (fgets(line, sizeof line, file)) {
        char field[64], name[64], item[80];
        if (sscanf(line, "OPTION(%63[^,], \"%63[^\"]\"", field, name) != 2)
            continue;
        snprintf(item, sizeof item, ".It Fl -%s", name);
        seen++;
        if (!strstr(manual, item))
            fail_msg("audit.1 does not tell of --%s", name);
    }
    fclose(file);
    assert_in_range(seen, 20, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),      cmocka_unit_test(test_defaults), cmocka_unit_test(test_bad),
        cmocka_unit_test(test_durations), cmocka_unit_test(test_help),     cmocka_unit_test(test_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
