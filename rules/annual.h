/* SPDX-License-Identifier: MIT */
/* The figures of an annual report on information disclosure: read from its tables or its text, and what must agree.
 * Run arena. */
#ifndef RULES_ANNUAL_H
#define RULES_ANNUAL_H
#include "core/page_facts.h"

enum annual_form { ANNUAL_UNKNOWN, ANNUAL_2019, ANNUAL_2021 }; /* reports of 2019 and 2020; from 2021 on */

enum annual_row {
    ROW_NEW,
    ROW_CARRIED,
    ROW_GIVEN,
    ROW_PARTLY,
    ROW_KEPT, /* eight reasons not to publish */
    ROW_LACKED = ROW_KEPT + 8,
    ROW_REFUSED = ROW_LACKED + 3,
    ROW_OTHER = ROW_REFUSED + 5, /* one row in the form of 2019 */
    ROW_OTHER_LAST = ROW_OTHER + 2,
    ROW_DONE,
    ROW_NEXT,
    ANNUAL_ROWS
};

enum { ANNUAL_PEOPLE = 7, ANNUAL_SUM = 6, ANNUAL_CASES = 3, ANNUAL_OUTCOMES = 5 };

struct annual_figures {
    enum annual_form form;
    int64_t people[ANNUAL_ROWS][ANNUAL_PEOPLE];   /* the table of requests; the last column is the sum */
    int64_t cases[ANNUAL_CASES][ANNUAL_OUTCOMES]; /* reviews and lawsuits; the last outcome is the sum */
    bool has_people, has_cases;
    str why; /* a table is there and could not be read: why, in Chinese; empty if none or all was read */
};

struct annual_fault {
    str id;   /* of the identity: T3-A, T3-B, T3-C, T4-A, X-1 */
    str text; /* in Chinese, with the figures */
};

struct annual_faults {
    struct annual_fault *items;
    size_t count, room;
    size_t judged; /* identities that were judged, kept ones too */
};

struct annual_figures annual_from_cells(struct arena *a, const struct page_facts *p);
/* For reports whose tables have become text, one cell after another; a row counts when all its figures are there. */
struct annual_figures annual_from_text(struct arena *a, str text);

/* What a cell counts: 12, １２, "1(裁定撤诉)"; blank, "/" and dashes are 0; -1 if it is no count. */
int64_t annual_count(struct arena *a, str cell);
extern const str annual_row_names[ANNUAL_ROWS], annual_people_names[ANNUAL_PEOPLE],
    annual_outcome_names[ANNUAL_OUTCOMES];

/* The identities of one report, and those with the report of the year before (NULL: none is known). */
struct annual_faults annual_judge(struct arena *a, const struct annual_figures *now,
                                  const struct annual_figures *before);

#endif
