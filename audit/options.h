/* SPDX-License-Identifier: MIT */
/* What was asked on the command line. One table (options.def) is parsed, validated and printed as help. */
#ifndef AUDIT_OPTIONS_H
#define AUDIT_OPTIONS_H
#include "core/arena.h"
#include "core/day.h"
#include "core/fail.h"
#include <stdio.h>

enum on_command {
    ON_AUDIT = 1 << 0,
    ON_CRAWL = 1 << 1,
    ON_CHECK = 1 << 2,
    ON_REPORT = 1 << 3,
    ON_SEND = 1 << 4,
    ON_INSPECT = 1 << 5,
    ON_COLUMNS = 1 << 6,
    ON_DIFF = 1 << 7,
    ON_WAIVERS = 1 << 8,
    ON_PROBE = 1 << 9,
    ON_PRUNE = 1 << 10,
    ON_HEALTH = 1 << 11,
    ON_CRAWLING = ON_AUDIT | ON_CRAWL,
    ON_ALL = ON_AUDIT | ON_CRAWL | ON_CHECK | ON_REPORT | ON_SEND | ON_COLUMNS | ON_DIFF | ON_WAIVERS | ON_PROBE |
             ON_PRUNE | ON_HEALTH,
};

enum external_links { EXTERNAL_YES, EXTERNAL_NO };
enum fail_on { FAIL_ON_ERROR, FAIL_ON_WARNING, FAIL_ON_NOTICE, FAIL_ON_NEVER };
enum progress_mode { PROGRESS_AUTO, PROGRESS_YES, PROGRESS_NO };

struct text_list {
    str *items;
    size_t count, room;
};

struct options {
    str site, profile, out, state, formats, dns, mail_dry_run, log, url;
    struct text_list plans;
    struct text_list operands; /* what is no option, after the command */
    day as_of;                 /* DAY_NONE: not given */
    double rate;
    int64_t concurrency, max_pages, max_depth, max_time_s, keep, max_age_s;
    int64_t external, fail_on, progress; /* index into the allowed words */
    bool resume, fresh, mail, mail_incomplete, json, quiet, verbose;
    bool help;
    uint64_t given; /* bit per row of options.def, see options_given() */
};

/* argv: what follows the command. Strings of the result look into argv. False with one line that says what would be
 * right. */
bool options_parse(struct options *o, unsigned command, int argc, char *const *argv, struct arena *a,
                   struct fail *f) MUST_CHECK;
bool options_given(const struct options *o, const char *name);
void options_print_help(FILE *out, unsigned command);          /* only the options that the command takes */
str options_nearest(str word, const str *words, size_t count); /* for "did you mean"; empty if none is near */

/* Times written as 90s, 30m, 6h, 1d or plain seconds; -1 if it is none. */
int64_t options_duration(str text);

#endif
