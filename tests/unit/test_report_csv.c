/* SPDX-License-Identifier: MIT */
/* report.csv: a line a finding, readable by spreadsheets, and no cell that a spreadsheet would run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include "formats.h"
#include "out.h"
#include "report_sample.h"

static str cell(struct arena *a, str s)
{
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    struct out o;
    out_init(&o, file);
    out_csv(&o, s);
    assert_true(out_ok(&o));
    fclose(file);
    str written = str_dup(a, (str){ text, len });
    free(text);
    return written;
}

static void test_cells(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } rows[] = {
        { "", "\"\"" },
        { "区财政局", "\"区财政局\"" },
        { "说“\"好\"”,\n行", "\"说“\"\"好\"\"”,\n行\"" },
        { "=1+1", "\"'=1+1\"" },
        { "+86", "\"'+86\"" },
        { "-1", "\"'-1\"" },
        { "@SUM(A1)", "\"'@SUM(A1)\"" },
        { "\t=1", "\"'\t=1\"" },
        { "  =1", "\"'  =1\"" },
        { "＝1", "\"'＝1\"" },
        { "1=1", "\"1=1\"" },
        { "2026-11-20", "\"2026-11-20\"" },
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        str got = cell(&a, str_from(rows[i].in));
        if (!str_eq(got, str_from(rows[i].out)))
            fail_msg("%s became %.*s, not %s", rows[i].in, STR_ARG(got), rows[i].out);
    }
    arena_done(&a);
}

/* Records and cells of RFC 4180. */
static size_t count_records(str text, size_t cells_each)
{
    size_t records = 0, cells = 1;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        quoted = quoted != (c == '"');
        cells += !quoted && c == ',';
        if (quoted || c != '\r')
            continue;
        assert_int_equal(text.ptr[++i], '\n');
        assert_int_equal(cells, cells_each);
        records++;
        cells = 1;
    }
    assert_false(quoted);
    return records;
}

static void test_file(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 9);
    sample_hostile(&a, v);
    struct report_model m = sample_model(&a, v);
    str text = sample_written(report_csv, &m, &a);
    assert_true(str_starts(text, STR("\xEF\xBB\xBF序号,部门,")));
    assert_int_equal(count_records(text, 17), 1 + v->findings.count);
    assert_true(str_has(text, STR("\"'=HYPERLINK(\"\"http")));
    assert_false(str_has(text, STR(",\"=")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cells), cmocka_unit_test(test_file) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
