/* SPDX-License-Identifier: MIT */
/* Two runs side by side, by the ids of their findings. */
#include "reports/run_diff.h"
#include "core/arena.h"
#include <stdlib.h>

const char *const gone_words[GONE_COUNT_] = { "fixed", "waived", "recheck" };

struct by_id { /* findings of one run */
    const struct finding **items;
    size_t count;
};

static int compare_ids(const void *px, const void *py)
{
    const struct finding *const *x = px, *const *y = py;
    return str_compare((*x)->id, (*y)->id);
}

static struct by_id sort_findings(const struct verdicts *v, struct arena *a)
{
    struct by_id list = { arena_new(a, const struct finding *, v->findings.count), v->findings.count };
    for (size_t i = 0; i < list.count; i++)
        list.items[i] = &v->findings.items[i];
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_ids);
    return list;
}

/* --- which runs --- */

static bool is_judged(const struct run_summary *runs, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (runs[i].id == id)
            return true;
    return false;
}

static bool choose_runs(const struct run_summary *runs, size_t count, int64_t *from, int64_t *to, struct fail *f)
{
    if (!*from && !*to) {
        if (count < 2)
            return fail_set(f, FAIL_USAGE, "%s judged so far; two are needed to compare",
                            count ? "only one run is" : "no run is");
        *from = runs[count - 2].id;
        *to = runs[count - 1].id;
    }
    const int64_t asked[] = { *from, *to };
    for (size_t i = 0; i < ARRAY_LEN(asked); i++)
        if (!is_judged(runs, count, asked[i]))
            return fail_set(f, FAIL_USAGE, "run %lld is not judged; the judged runs are %lld to %lld",
                            (long long)asked[i], (long long)(count ? runs[0].id : 0),
                            (long long)(count ? runs[count - 1].id : 0));
    if (*from > *to)
        return fail_set(f, FAIL_USAGE, "run %lld is later than run %lld; give the earlier one first", (long long)*from,
                        (long long)*to);
    return true;
}

/* --- what became of those that are gone --- */

static void mark_gone(struct run_diff *d, str id, enum gone how)
{
    size_t from = 0, to = d->gone_count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(d->gone[middle].finding->id, id);
        if (order == 0) {
            d->gone[middle].how = how;
            return;
        }
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
}

/* A run between the two may have seen it fixed or waived; what a later run says outdoes it. */
static void follow(struct run_diff *d, const struct verdicts *v)
{
    for (size_t i = 0; i < v->fixed.count; i++)
        mark_gone(d, v->fixed.items[i].id, GONE_FIXED);
    for (size_t i = 0; i < v->waived.count; i++)
        mark_gone(d, v->waived.items[i].id, GONE_WAIVED);
    for (size_t i = 0; i < v->recheck.count; i++)
        mark_gone(d, v->recheck.items[i].id, GONE_RECHECK);
    for (size_t i = 0; i < v->findings.count; i++) /* open again for a while */
        mark_gone(d, v->findings.items[i].id, GONE_RECHECK);
}

static bool follow_runs(struct run_diff *d, struct snapshot *s, const struct run_summary *runs, size_t count,
                        struct arena *a, struct fail *f)
{
    for (size_t i = 0; i < count && d->gone_count; i++) {
        if (runs[i].id <= d->from->run.id || runs[i].id >= d->to->run.id)
            continue;
        struct arena_mark mark = arena_mark(a);
        const struct verdicts *v = snapshot_load_verdicts(s, runs[i].id, a, f);
        if (!v)
            return false;
        follow(d, v);
        arena_release(a, mark);
    }
    follow(d, d->to);
    return true;
}

/* --- the comparison --- */

static void add_change(struct changed_finding *c, const char *name, str from, str to)
{
    if (!str_eq(from, to))
        c->fields[c->count++] = (struct changed_field){ name, from, to };
}

static void compare(struct run_diff *d, const struct finding *x, const struct finding *y, struct arena *a)
{
    struct changed_finding c = { .finding = y };
    add_change(&c, "severity", words_severity(x->severity), words_severity(y->severity));
    add_change(&c, "department", x->department, y->department);
    add_change(&c, "column", x->column_path, y->column_path);
    add_change(&c, "message", x->message, y->message);
    if (x->where_count != y->where_count)
        add_change(&c, "where_count", str_fmt(a, "%lld", (long long)x->where_count),
                   str_fmt(a, "%lld", (long long)y->where_count));
    if (c.count)
        d->changed[d->changed_count++] = c;
}

static void walk(struct run_diff *d, struct arena *a)
{
    struct by_id x = sort_findings(d->from, a), y = sort_findings(d->to, a);
    d->fresh = arena_new(a, const struct finding *, y.count);
    d->gone = arena_new(a, struct gone_finding, x.count);
    d->changed = arena_new(a, struct changed_finding, x.count);
    for (size_t i = 0, k = 0; i < x.count || k < y.count;) {
        int order = i == x.count ? 1 : k == y.count ? -1 : str_compare(x.items[i]->id, y.items[k]->id);
        if (order < 0)
            d->gone[d->gone_count++] = (struct gone_finding){ x.items[i++], GONE_RECHECK };
        else if (order > 0)
            d->fresh[d->fresh_count++] = y.items[k++];
        else
            compare(d, x.items[i++], y.items[k++], a);
    }
}

bool run_diff_make(struct run_diff *d, struct snapshot *s, int64_t from, int64_t to, struct arena *a, struct fail *f)
{
    struct run_summary *runs = NULL;
    size_t count = snapshot_run_history(s, a, &runs, f);
    *d = (struct run_diff){ 0 };
    if (f->code != FAIL_NONE || !choose_runs(runs, count, &from, &to, f))
        return false;
    d->from = snapshot_load_verdicts(s, from, a, f);
    d->to = d->from ? snapshot_load_verdicts(s, to, a, f) : NULL;
    if (!d->to)
        return false;
    walk(d, a);
    return follow_runs(d, s, runs, count, a, f);
}
