/* SPDX-License-Identifier: MIT */
/* Failures of the machine or of the user: one line for the operator and an exit status (CONTRACT section 2).
 * A function that can fail takes a struct fail * last and returns false or NULL when it has set it. */
#ifndef CORE_FAIL_H
#define CORE_FAIL_H
#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum fail_code {
    FAIL_NONE = 0,
    FAIL_USAGE = 2,      /* wrong use or configuration */
    FAIL_INCOMPLETE = 3, /* the audit could not be finished */
    FAIL_MACHINE = 4,    /* disk, memory */
};

struct fail {
    enum fail_code code;
    char text[480]; /* one line, saying file, line, field and what would be right */
};

/* The first failure wins. Always returns false, so that `return fail_set(…)` reads well. */
bool fail_set(struct fail *f, enum fail_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The same with ": " and the words of errno behind it. */
bool fail_errno(struct fail *f, enum fail_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

_Noreturn void fail_no_memory(void); /* one line, exit status 4 */

#endif
