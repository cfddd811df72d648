/* SPDX-License-Identifier: MIT */
/* One piece of work on one site: what was asked, with every default filled in. Lives in the job's own arena (run). */
#ifndef AUDIT_JOB_H
#define AUDIT_JOB_H
#include "options.h"
#include "core/finding.h"
#include "core/site_profile.h"

struct snapshot;

struct job {
    struct arena arena;
    struct options o;
    const char *data_dir;
    str host; /* as given, lower case, with its port if it has one of its own */
    const char *state_dir;
    str out_dir;
    struct site_profile *profile;
    const str *plans; /* the command line's, else the profile's */
    size_t plan_count;
    day as_of;
    bool home_only; /* the crawl sees nothing else */
    int64_t now; /* seconds since 1970, asked once */
};

enum exit_status { EXIT_COMPLETE = 0, EXIT_FAIL_ON = 1, EXIT_INCOMPLETE = 3 };

/* The data folder: $AUDIT_DATA, else the installed one, else the source's. */
const char *job_data_dir(void);

/* Fills in host, folders, profile and day from the options. */
bool job_prepare(struct job *j, struct fail *f) MUST_CHECK;
/* Plans and rulebooks are read before a long crawl begins, so that a mistake in them is told at once. */
bool job_check_rules(struct job *j, struct fail *f) MUST_CHECK;

/* The steps, on an open snapshot. */
bool job_crawl(struct job *j, struct snapshot *s, struct run_fact *run, struct fail *f) MUST_CHECK;
struct verdicts *job_check(struct job *j, struct snapshot *s, struct fail *f) MUST_CHECK;
bool job_report(struct job *j, struct snapshot *s, str *written, struct fail *f) MUST_CHECK;
/* Mails as --mail or --mail-dry-run ask: exit status of the mailing alone, told on stdout and stderr. */
int job_mail(struct job *j, struct snapshot *s, struct fail *f);
int job_status(const struct job *j, const struct verdicts *v);

/* Commands on a site: the exit status, meaningless when `f` is set. */
typedef int (*command_fn)(struct job *j, struct fail *f);
int cmd_audit(struct job *j, struct fail *f);
int cmd_crawl(struct job *j, struct fail *f);
int cmd_check(struct job *j, struct fail *f);
int cmd_report(struct job *j, struct fail *f);
int cmd_send(struct job *j, struct fail *f);
int cmd_inspect(struct job *j, struct fail *f);
int cmd_columns(struct job *j, struct fail *f);
int cmd_diff(struct job *j, struct fail *f);
int cmd_waivers(struct job *j, struct fail *f);
int cmd_probe(struct job *j, struct fail *f);
int cmd_prune(struct job *j, struct fail *f);
int cmd_health(struct job *j, struct fail *f);

/* Commands with words of their own: argv[0] is the command. They print their own failures. */
typedef int (*plain_fn)(int argc, char **argv, const char *data_dir);

#endif
