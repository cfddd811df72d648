/* SPDX-License-Identifier: MIT */
/* `audit --site HOST`: crawl, check, report, and say how it went. */
#include "job.h"
#include "say.h"
#include "core/snapshot.h"

static int run_all(struct job *j, struct snapshot *s, struct fail *f)
{
    struct run_fact run = { 0 };
    str written = { 0 };
    if (!job_crawl(j, s, &run, f))
        return FAIL_MACHINE;
    if (!j->o.quiet)
        say_crawl(stdout, &run);
    /* A run that was cut short is judged and told all the same: what it saw is true. */
    struct verdicts *v = job_check(j, s, f);
    if (!v || !job_report(j, s, &written, f))
        return FAIL_MACHINE;
    if (!j->o.quiet) {
        say_verdicts(stdout, v, &j->arena);
        say_written(stdout, written);
    }
    if (!v->run.complete)
        say_incomplete(stderr, &v->run);
    int status = job_status(j, v);
    int mailed = j->o.mail || j->o.mail_dry_run.len ? job_mail(j, s, f) : EXIT_COMPLETE;
    return mailed > status ? mailed : status;
}

int cmd_audit(struct job *j, struct fail *f)
{
    if (!job_prepare(j, f) || !job_check_rules(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, true, f);
    if (!s)
        return FAIL_MACHINE;
    int status = run_all(j, s, f);
    snapshot_close(s);
    return status;
}
