/* SPDX-License-Identifier: MIT */
/* The figures that an evaluation of interpretations asks for, counted again from the table of policy files. */
#ifndef REPORTS_RECOUNT_H
#define REPORTS_RECOUNT_H
#include "reports/report.h"

enum { RECOUNT_FORMS = 16 };

struct recount {
    size_t files, explained, several; /* several: files with a form that is more than text */
    size_t interpretations;           /* each once, however many files it explains */
    struct {
        str name;
        size_t count;
    } forms[RECOUNT_FORMS]; /* of the interpretations, most frequent first; one of two forms counts in both */
    size_t form_count;
};

/* `only`: files of that department alone; empty: all. */
struct recount recount_policies(struct arena *a, const struct verdicts *v, str only);

#endif
