/* SPDX-License-Identifier: MIT */
/* Reports: verdicts of the snapshot, told to people and programs. They read nothing else and judge nothing.
 * Each report is written whole (temporary file, rename) or not at all; equal verdicts give equal bytes. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H
#include "core/buf.h"
#include "core/snapshot.h"
#include <stdio.h>

struct report_model {
    const struct verdicts *v;
    const struct run_summary *runs; /* oldest first */
    size_t run_count;
    str site_name;  /* what people call the portal */
    int deadline;   /* working days to mend a fault; 0: none is named */
    str formats;    /* comma list of what is written beside each other; empty: all */
    const struct former_department *formers; /* whose the fixed and recheck findings were, by id; none: unknown */
    size_t former_count;
};

typedef bool (*report_fn)(FILE *out, const struct report_model *m, struct arena *a);

struct report_format {
    const char *format; /* as in --format */
    const char *file;   /* below --out */
    report_fn write;
};
extern const struct report_format report_formats[];
extern const size_t report_format_count;

struct report_options {
    str formats;   /* comma list; empty: all */
    str site_name; /* what people call the portal */
    int deadline;  /* of struct report_model */
};
/* Files are named in `written` (newline separated) for the operator. */
bool report_write(struct snapshot *s, int64_t run, str out_dir, const struct report_options *o, struct buf *written, struct fail *f) MUST_CHECK;

#endif
