/* SPDX-License-Identifier: MIT */
/* PCRE2 with UTF, JIT and match limits. A pattern that hits a limit did not match, and says so. */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H
#include "core/fail.h"
#include "core/str.h"

struct pattern; /* owned by whoever compiled it; may be shared by threads */

enum { PATTERN_GROUPS = 32 };

struct pattern_match {
    int count;                  /* groups set, 0: no match */
    bool limit_hit;             /* a match limit ended the search: unknown, not "no" */
    size_t start, end;          /* bytes of the whole match */
    str group[PATTERN_GROUPS];  /* [0] the whole match; unset groups are empty with ptr NULL */
};

/* NULL with a failure naming `where` (file, line, field) and the byte at which the pattern is wrong. */
struct pattern *pattern_compile(str source, const char *where, struct fail *f) MUST_CHECK;
void pattern_free(struct pattern *p);

bool pattern_find(const struct pattern *p, str subject, size_t from, struct pattern_match *m); /* invalid UTF-8: no match */
bool pattern_matches(const struct pattern *p, str subject);
str pattern_named(const struct pattern *p, const struct pattern_match *m, const char *name); /* empty if unset */

#endif
