/* SPDX-License-Identifier: MIT */
/* What became of one indicator: shared by the three disclosure rules and the timetable of the report. */
#ifndef RULES_DISCLOSURE_H
#define RULES_DISCLOSURE_H
#include "match.h"

enum disclosure {
    DISCLOSURE_PASS,
    DISCLOSURE_MISSING,
    DISCLOSURE_OVERDUE,
    DISCLOSURE_LATE,
    DISCLOSURE_UNVERIFIED,
    DISCLOSURE_EMPTY
};

struct disclosure_state {
    enum disclosure result;
    uint32_t column;        /* the one to show: the worst; NONE */
    day newest, due;        /* due: newest must not be before it; late: the last lawful day */
    str reason, detail;     /* of an unverified one */
    unsigned gaps;          /* monthly: bit per month of the last twelve that was skipped (subject_period.h) */
    str units[MATCH_UNITS]; /* failing units */
    size_t unit_count;
};

void disclosure_judge(struct judge *j, const struct matched *m, struct disclosure_state *out);
/* "2026年3月", for each month that was skipped; returns how many. */
size_t disclosure_gaps(const struct judge *j, unsigned gaps, str *words);
void disclosure_report(struct judge *j); /* fills verdicts.indicators */

#endif
