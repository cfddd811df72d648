/* SPDX-License-Identifier: MIT */
/* `audit check`: judges the latest crawl again, by other plans or as of another day. */
#include "job.h"
#include "say.h"
#include "core/snapshot.h"

int cmd_check(struct job *j, struct fail *f)
{
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, true, f);
    if (!s)
        return FAIL_MACHINE;
    struct verdicts *v = job_check(j, s, f);
    snapshot_close(s);
    if (!v)
        return FAIL_MACHINE;
    if (!j->o.quiet)
        say_verdicts(stdout, v, &j->arena);
    return job_status(j, v);
}
