/* SPDX-License-Identifier: MIT */
/* `audit report`: writes the reports of the latest judgement again. */
#include "job.h"
#include "say.h"
#include "core/snapshot.h"

int cmd_report(struct job *j, struct fail *f)
{
    str written = { 0 };
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, false, f);
    if (!s)
        return FAIL_MACHINE;
    struct verdicts *v = snapshot_load_verdicts(s, 0, &j->arena, f);
    bool ok = v && job_report(j, s, &written, f);
    snapshot_close(s);
    if (ok && !j->o.quiet)
        say_written(stdout, written);
    return ok ? job_status(j, v) : FAIL_MACHINE;
}
