/* SPDX-License-Identifier: MIT */
/* `audit prune`: makes the snapshot smaller; what history and trend need is kept of every run. */
#include "job.h"
#include "core/snapshot.h"
#include <inttypes.h>
#include <sys/stat.h>

static double megabytes(struct job *j)
{
    struct stat st;
    str path = str_fmt(&j->arena, "%s/snapshot.db", j->state_dir);
    return stat(str_cstr(&j->arena, path), &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

int cmd_prune(struct job *j, struct fail *f)
{
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    if (!j->o.keep) {
        fail_set(f, FAIL_USAGE, "option '--keep N' is missing: how many of the latest judged runs stay whole");
        return FAIL_USAGE;
    }
    double before = megabytes(j);
    struct snapshot *s = snapshot_open(j->state_dir, true, f);
    if (!s)
        return FAIL_MACHINE;
    int64_t runs = snapshot_prune(s, j->o.keep, &j->arena, f);
    snapshot_close(s);
    if (runs >= 0 && !j->o.quiet)
        printf("Pruned     %" PRId64 " runs, %.1f MB before, %.1f MB now\n", runs, before, megabytes(j));
    return runs >= 0 ? EXIT_COMPLETE : FAIL_MACHINE;
}
