/* SPDX-License-Identifier: MIT */
/* The three steps: crawl, check, report. */
#include "job.h"
#include "progress.h"
#include "core/buf.h"
#include "core/limits.h"
#include "crawler/crawl.h"
#include "reports/report.h"
#include "rules/evaluate.h"
#include <limits.h>
#include <unistd.h>

/* NULL: it cannot be told, and no child can be made of it. */
static const char *own_program(struct arena *a)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    return len > 0 && (size_t)len < sizeof path ? str_cstr(a, (str){ path, (size_t)len }) : NULL;
}

bool job_crawl(struct job *j, struct snapshot *s, struct run_fact *run, struct fail *f)
{
    const struct options *o = &j->o;
    struct progress progress;
    struct crawl_options c = {
        .site = o->site,
        .profile = j->profile,
        .dns = o->dns,
        .rate = o->rate,
        .concurrency = (int)o->concurrency,
        .max_pages = o->max_pages,
        .max_depth = o->max_depth,
        .max_time_s = o->max_time_s,
        .external = o->external == EXTERNAL_YES,
        .home_only = j->home_only,
        .resume = o->resume,
        .fresh = o->fresh,
        .version = STR(AUDIT_VERSION),
        .program = own_program(&j->arena),
        .now = j->now,
    };
    progress_start(&progress, (enum progress_mode)o->progress, o->quiet);
    bool ok = crawl_run(s, &c, progress_show, &progress, run, &j->arena, f);
    progress_end(&progress);
    return ok;
}

struct verdicts *job_check(struct job *j, struct snapshot *s, struct fail *f)
{
    return evaluate(s,
                    &(struct evaluate_options){ .data_dir = j->data_dir,
                                                .profile = j->profile,
                                                .plans = j->plans,
                                                .plan_count = j->plan_count,
                                                .as_of = j->as_of,
                                                .version = STR(AUDIT_VERSION) },
                    &j->arena, f);
}

bool job_report(struct job *j, struct snapshot *s, str *written, struct fail *f)
{
    struct buf names;
    buf_init(&names, LIMIT_WRITTEN_LEN);
    const struct report_options o = { j->o.formats, j->profile->name, j->profile->deadline };
    bool ok = report_write(s, 0, j->out_dir, &o, &names, f);
    *written = str_dup(&j->arena, buf_str(&names));
    buf_done(&names);
    return ok;
}

int job_status(const struct job *j, const struct verdicts *v)
{
    static const enum severity least[] = {
        [FAIL_ON_ERROR] = SEVERITY_ERROR, [FAIL_ON_WARNING] = SEVERITY_WARNING, [FAIL_ON_NOTICE] = SEVERITY_NOTICE
    };
    if (!v->run.complete)
        return EXIT_INCOMPLETE;
    if (j->o.fail_on == FAIL_ON_NEVER)
        return EXIT_COMPLETE;
    for (size_t i = 0; i < v->findings.count; i++)
        if (v->findings.items[i].severity >= least[j->o.fail_on])
            return EXIT_FAIL_ON;
    return EXIT_COMPLETE;
}
