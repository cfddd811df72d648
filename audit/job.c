/* SPDX-License-Identifier: MIT */
/* Filling in what was not asked: folders, profile, plans, day. */
#include "job.h"
#include "profile.h"
#include "core/log.h"
#include "crawler/url.h"
#include "reports/mail.h"
#include "rules/plan.h"
#include "rules/rulebook.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A program that was built and not installed uses the data it was built with, whatever is installed beside it. */
static bool runs_from_source(void)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    return len > 0 && str_starts((str){ path, (size_t)len }, STR(AUDIT_SOURCE_DIR "/"));
}

const char *job_data_dir(void)
{
    const char *given = getenv("AUDIT_DATA");
    if (given && *given)
        return given;
    if (runs_from_source())
        return AUDIT_SOURCE_DATA_DIR;
    return access(AUDIT_DATA_DIR "/rulebooks", R_OK) == 0 ? AUDIT_DATA_DIR : AUDIT_SOURCE_DATA_DIR;
}

static bool find_host(struct job *j, struct fail *f)
{
    struct scope scope;
    str home;
    if (!j->o.site.len)
        return fail_set(f, FAIL_USAGE, "option '--site' is required; give the portal's host name or address");
    if (!scope_from_site(&j->arena, j->o.site, &scope, &home))
        return fail_set(f, FAIL_USAGE,
                        "option '--site': '%.*s' is no web site; give HOST, HOST:PORT or an http(s) address",
                        STR_ARG(j->o.site));
    j->host = url_host_key(&j->arena, home);
    return true;
}

/* The host as a folder's name: without what file systems and shells do not like. */
static str folder_name(struct job *j)
{
    char *name = str_cstr(&j->arena, j->host);
    for (char *c = name; *c; c++)
        if (strchr(":[]/\\", *c))
            *c = '_';
    return str_from(name);
}

static bool find_folders(struct job *j, struct fail *f)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    struct arena *a = &j->arena;
    str name = folder_name(j), dir = j->o.state;
    if (!dir.len && state && state[0] == '/')
        dir = str_fmt(a, "%s/audit/%.*s", state, STR_ARG(name));
    else if (!dir.len && home && home[0] == '/')
        dir = str_fmt(a, "%s/.local/state/audit/%.*s", home, STR_ARG(name));
    if (!dir.len)
        return fail_set(f, FAIL_USAGE, "neither XDG_STATE_HOME nor HOME says where snapshots live; give --state DIR");
    j->state_dir = str_cstr(a, dir);
    j->out_dir = j->o.out.len ? j->o.out : str_fmt(a, "./audit-%.*s", STR_ARG(name));
    return true;
}

static bool find_profile(struct job *j, struct fail *f)
{
    str path = j->o.profile.len ? j->o.profile : profile_find(j->host, j->data_dir, &j->arena);
    if (!path.len) {
        j->profile = profile_none(&j->arena);
        return true;
    }
    log_info("profile", "reading %.*s", STR_ARG(path));
    j->profile = profile_load(str_cstr(&j->arena, path), &j->arena, f);
    return j->profile != NULL;
}

static void fill_in(struct job *j)
{
    j->plans = j->o.plans.count ? j->o.plans.items : j->profile->plans;
    j->plan_count = j->o.plans.count ? j->o.plans.count : j->profile->plan_count;
    if (!options_given(&j->o, "rate") && j->profile->rate > 0)
        j->o.rate = j->profile->rate;
    if (!options_given(&j->o, "concurrency") && j->profile->concurrency > 0)
        j->o.concurrency = j->profile->concurrency;
    j->now = (int64_t)time(NULL);
    j->as_of = day_known(j->o.as_of) ? j->o.as_of : day_from_unix(j->now);
}

bool job_prepare(struct job *j, struct fail *f)
{
    if (j->o.operands.count)
        return fail_set(f, FAIL_USAGE, "'%.*s' is not expected here; 'audit --help' tells how to use it",
                        STR_ARG(j->o.operands.items[0]));
    if (j->o.mail && j->o.mail_dry_run.len)
        return fail_set(f, FAIL_USAGE, "option '--mail' sends and '--mail-dry-run' does not; give one of them");
    if (!find_host(j, f) || !find_folders(j, f) || !find_profile(j, f))
        return false;
    if (j->o.mail && !mail_ready(j->profile, f))
        return false;
    if (j->o.mail_dry_run.len && !j->profile->mail.given)
        return fail_set(f, FAIL_USAGE,
                        "option '--mail-dry-run' needs a profile with a 'mail' section, see audit-profile(5)");
    fill_in(j);
    return true;
}

bool job_check_rules(struct job *j, struct fail *f)
{
    struct rulebook *book = rulebook_load(&j->arena, j->data_dir, f);
    rulebook_free(book);
    for (size_t i = 0; book && i < j->plan_count; i++)
        if (!plan_load(&j->arena, j->data_dir, j->plans[i], f))
            return false;
    return book != NULL;
}
