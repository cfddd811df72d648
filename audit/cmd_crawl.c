/* SPDX-License-Identifier: MIT */
/* `audit crawl`: the first step alone. */
#include "job.h"
#include "say.h"
#include "core/snapshot.h"

int cmd_crawl(struct job *j, struct fail *f)
{
    struct run_fact run = { 0 };
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, true, f);
    if (!s)
        return FAIL_MACHINE;
    bool ok = job_crawl(j, s, &run, f);
    snapshot_close(s);
    if (ok && !j->o.quiet)
        say_crawl(stdout, &run);
    if (ok && !run.complete)
        say_incomplete(stderr, &run);
    return ok && run.complete ? EXIT_COMPLETE : EXIT_INCOMPLETE;
}
