/* SPDX-License-Identifier: MIT */
/* What earlier runs said of the faults of this one. */
#ifndef CORE_SNAPSHOT_HISTORY_H
#define CORE_SNAPSHOT_HISTORY_H
#include "core/snapshot.h"

/* Sets state, first_seen and weeks of every finding, the lists fixed and recheck, and the departments' new and fixed,
 * from the runs before this one. What this run itself said when it was judged earlier plays no part. */
bool history_apply(struct snapshot *s, struct verdicts *v, struct arena *a, struct fail *f) MUST_CHECK;

#endif
