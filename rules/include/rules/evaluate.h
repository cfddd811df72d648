/* SPDX-License-Identifier: MIT */
/* Runs every rule of the rulebook over the facts of one run and gathers the verdicts. */
#ifndef RULES_EVALUATE_H
#define RULES_EVALUATE_H
#include "rules/check.h"

struct evaluate_options {
    const char *data_dir;
    const struct site_profile *profile;
    const str *plans; /* names or files; none: the built-in ones for the site, else national */
    size_t plan_count;
    day as_of;
    str version;
};

/* Loads the facts of the latest run, judges, and stores the verdicts. The verdicts live in `a`. */
struct verdicts *evaluate(struct snapshot *s, const struct evaluate_options *o, struct arena *a, struct fail *f) MUST_CHECK;

#endif
