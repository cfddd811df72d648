/* SPDX-License-Identifier: MIT */
/* Samples of list markup and the rows that a reader must see in them. */
#ifndef TESTS_ROW_SAMPLES_H
#define TESTS_ROW_SAMPLES_H

#include "page_sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define COLUMN "http://x.gov.cn/zwgk/tz/"

struct row_sample {
    const char *name, *html;
    const char *rows; /* of the main list: "title|address below the column|date;…", NULL: none */
};

static inline str rows_of(struct arena *a, const struct page_facts *p)
{
    str out = STR("");
    for (size_t i = 0; i < p->rows.count; i++) {
        const struct row_fact *row = &p->rows.items[i];
        if (!p->lists.items[row->list].main)
            continue;
        str column = STR(COLUMN), where = row->address;
        if (str_starts(where, column))
            where = str_slice(where, column.len, where.len);
        str date = day_known(row->date) ? day_to_iso(a, row->date) : STR("");
        out = str_fmt(a, "%.*s%.*s|%.*s|%.*s;", STR_ARG(out), STR_ARG(row->title), STR_ARG(where), STR_ARG(date));
    }
    return out;
}

static inline void expect_rows(const struct row_sample *samples, size_t count)
{
    struct arena a;
    arena_init(&a);
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        str got = rows_of(&a, sample_read(&a, COLUMN, samples[i].html));
        if (str_eq(got, str_from(samples[i].rows)))
            continue;
        wrong++;
        print_error("%s:\n  %.*s\n  instead of\n  %s\n", samples[i].name, STR_ARG(got),
                    samples[i].rows ? samples[i].rows : "nothing");
    }
    arena_done(&a);
    assert_int_equal(wrong, 0);
}

#endif
