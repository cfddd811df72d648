/* SPDX-License-Identifier: MIT */
/* `audit send`: mails the latest judgement to the departments and the operators, or writes the mails as files. */
#include "job.h"
#include "say.h"
#include "core/limits.h"
#include "core/snapshot.h"
#include "reports/mail.h"
#include <inttypes.h>
#include <time.h>

/* Now, in Asia/Shanghai. */
static str now_iso(struct job *j)
{
    enum { SHANGHAI_S = 8 * 3600 };
    struct tm tm;
    time_t there = (time_t)(time(NULL) + SHANGHAI_S);
    if (!gmtime_r(&there, &tm))
        return (str){ 0 };
    return str_fmt(&j->arena, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                   tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static int say_held_back(const struct mail_outcome *out)
{
    char because[200];
    say_plain(because, sizeof because, out->because);
    (void)fprintf(stderr,
                  "audit: nothing was mailed: the run is incomplete (%s); 'audit send --mail-incomplete' mails it all "
                  "the same\n",
                  because);
    return EXIT_INCOMPLETE;
}

static void say_trouble(const struct outbox_row *row)
{
    char department[100], recipient[200], said[300], code[24] = "";
    say_plain(department, sizeof department, row->department.len ? row->department : STR("summary"));
    say_plain(recipient, sizeof recipient, row->recipient);
    say_plain(said, sizeof said, row->said.len ? row->said : STR("the server could not be used"));
    if (row->code)
        (void)snprintf(code, sizeof code, "%" PRId64 " ", row->code);
    (void)fprintf(stderr, "audit: mail to %s (%s) %s: %s%s\n", recipient, department,
                  row->state == OUTBOX_FAILED ? "was refused" : "waits, 'audit send' tries again", code, said);
}

static int mail_files(struct job *j, struct snapshot *s, const struct mail_options *o, struct fail *f)
{
    struct mail_outcome out;
    struct buf names;
    buf_init(&names, LIMIT_WRITTEN_LEN);
    bool ok = mail_write(s, o, j->o.mail_dry_run, &names, &out, &j->arena, f);
    if (ok && !out.held_back && !j->o.quiet)
        say_written(stdout, buf_str(&names));
    buf_done(&names);
    return !ok ? FAIL_MACHINE : out.held_back ? say_held_back(&out) : EXIT_COMPLETE;
}

static int mail_out(struct job *j, struct snapshot *s, const struct mail_options *o, struct fail *f)
{
    struct mail_outcome out;
    if (!mail_send(s, o, &out, &j->arena, f))
        return FAIL_MACHINE;
    if (out.held_back)
        return say_held_back(&out);
    for (size_t i = 0; i < out.troubles.count; i++)
        say_trouble(&out.troubles.items[i]);
    if (!j->o.quiet)
        printf("Mail       %" PRId64 " sent, %" PRId64 " sent before, %zu not delivered\n", out.sent, out.sent_before,
               out.troubles.count);
    return out.troubles.count ? FAIL_MACHINE : EXIT_COMPLETE;
}

int job_mail(struct job *j, struct snapshot *s, struct fail *f)
{
    struct mail_options o = { .profile = j->profile, .now = now_iso(j), .incomplete_too = j->o.mail_incomplete };
    return j->o.mail_dry_run.len ? mail_files(j, s, &o, f) : mail_out(j, s, &o, f);
}

int cmd_send(struct job *j, struct fail *f)
{
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, !j->o.mail_dry_run.len, f);
    if (!s)
        return FAIL_MACHINE;
    int status = job_mail(j, s, f);
    snapshot_close(s);
    return status;
}
