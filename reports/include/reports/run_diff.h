/* SPDX-License-Identifier: MIT */
/* What is new, gone and changed between two judged runs of a site. */
#ifndef REPORTS_RUN_DIFF_H
#define REPORTS_RUN_DIFF_H
#include "core/snapshot.h"

enum gone { GONE_FIXED, GONE_WAIVED, GONE_RECHECK, GONE_COUNT_ }; /* looked at and well; waived; not looked at again */

struct gone_finding {
    const struct finding *finding; /* as the earlier run told it */
    enum gone how;
};

struct changed_field {
    const char *name;
    str from, to;
};

enum { CHANGED_FIELDS = 5 };
struct changed_finding {
    const struct finding *finding; /* as the later run tells it */
    struct changed_field fields[CHANGED_FIELDS];
    size_t count;
};

struct run_diff {
    const struct verdicts *from, *to;
    const struct finding **fresh; /* not open in the earlier run */
    size_t fresh_count;
    struct gone_finding *gone;
    size_t gone_count;
    struct changed_finding *changed;
    size_t changed_count;
};

extern const char *const gone_words[GONE_COUNT_];

/* `from` and `to` are runs; 0 and 0: the last two judged ones. */
bool run_diff_make(struct run_diff *d, struct snapshot *s, int64_t from, int64_t to, struct arena *a,
                   struct fail *f) MUST_CHECK;

#endif
