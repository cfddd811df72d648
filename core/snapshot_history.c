/* SPDX-License-Identifier: MIT */
/* The history of faults: folded anew from all that earlier runs said, so that there is no second truth to fall out of
 * step. */
#include "snapshot_history.h"
#include "snapshot_db.h"
#include "core/arena.h"
#include "core/ascii.h"
#include <stdlib.h>
#include <string.h>

enum former_state { FORMER_OPEN, FORMER_WAIVED, FORMER_FIXED };

struct former { /* one fault that an earlier run knew */
    str id, rule, subject, department;
    day first_seen, last_seen;
    enum former_state state; /* after the last run before this one */
    bool met;                /* found again, or waived, in this run */
};

struct formers {
    struct former *items; /* by id */
    size_t count, room;
};

static void fold(struct former *past, str word, str department, day as_of, struct arena *a)
{
    bool open = str_eq(word, STR("open"));
    if (open || str_eq(word, STR("waived"))) {
        past->state = open ? FORMER_OPEN : FORMER_WAIVED;
        if (!day_known(past->first_seen) || day_compare(as_of, past->first_seen) < 0)
            past->first_seen = as_of;
        past->last_seen = as_of;
    } else {
        past->state = str_eq(word, STR("fixed")) ? FORMER_FIXED : FORMER_OPEN;
    }
    if (open)
        past->department = str_dup(a, department);
}

static bool load_formers(struct snapshot *s, int64_t run, struct formers *formers, struct arena *a, struct fail *f)
{
    struct query q = query_of(s, SQL_SAYINGS_BEFORE, f);
    query_int(&q, run);
    while (query_next(&q, f)) {
        str id = query_take_str(&q, NULL), rule = query_take_str(&q, NULL), subject = query_take_str(&q, NULL);
        str department = query_take_str(&q, NULL), word = query_take_str(&q, NULL);
        struct former *past = formers->count ? &formers->items[formers->count - 1] : NULL;
        if (!past || !str_eq(past->id, id)) {
            past = arena_push(a, formers);
            past->id = str_dup(a, id);
            past->rule = str_dup(a, rule);
            past->subject = str_dup(a, subject);
            past->first_seen = past->last_seen = DAY_NONE;
        }
        fold(past, word, department, query_take_day(&q), a);
    }
    return f->code == FAIL_NONE;
}

static struct former *find_former(const struct formers *formers, str id)
{
    size_t from = 0, to = formers->count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(formers->items[middle].id, id);
        if (order == 0)
            return &formers->items[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static int whole_weeks(day from, day to)
{
    return day_known(from) && day_known(to) && to.n > from.n ? (to.n - from.n) / 7 : 0;
}

static void date_finding(struct finding *finding, struct former *past, day as_of)
{
    if (!past)
        finding->state = STR("new");
    else
        finding->state = past->state == FORMER_FIXED ? STR("reopened") : STR("persisting");
    bool earlier = past && day_known(past->first_seen) && day_compare(past->first_seen, as_of) < 0;
    finding->first_seen = earlier ? past->first_seen : as_of;
    finding->weeks = whole_weeks(finding->first_seen, as_of);
    if (past)
        past->met = true;
}

/* The number that an id writes in hex; false for what is no id of ours. */
static bool id_number(str id, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool digit = ascii_is_digit(c);
        if (!digit && (c < 'a' || c > 'f'))
            return false;
        *number = *number << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    return id.len > 0 && id.len <= 16;
}

static int compare_numbers(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static int compare_fixed(const void *x, const void *y)
{
    const struct fixed_finding *a = x, *b = y;
    int order = str_compare(a->rule, b->rule);
    return order ? order : str_compare(a->subject, b->subject);
}

static struct department_result *department_of(struct verdicts *v, str name, struct arena *a)
{
    for (size_t i = 0; i < v->departments.count; i++) {
        if (str_eq(v->departments.items[i].name, name))
            return &v->departments.items[i];
    }
    struct department_result *added = arena_push(a, &v->departments);
    added->name = name;
    return added;
}

/* A fault that is not met now is fixed only if its subject was judged and is well; else nobody knows. A waived one that
 * is not met was no open finding, so nobody is asked to look again. */
static void settle_formers(struct verdicts *v, const struct formers *formers, struct arena *a)
{
    uint64_t *healthy = arena_new(a, uint64_t, v->healthy.count);
    if (v->healthy.count) {
        memcpy(healthy, v->healthy.items, v->healthy.count * sizeof *healthy);
        qsort(healthy, v->healthy.count, sizeof *healthy, compare_numbers);
    }
    for (size_t i = 0; i < formers->count; i++) {
        const struct former *past = &formers->items[i];
        if (past->met || past->state == FORMER_FIXED)
            continue;
        uint64_t number;
        bool well = id_number(past->id, &number) && v->healthy.count &&
                    bsearch(&number, healthy, v->healthy.count, sizeof number, compare_numbers);
        struct fixed_finding row = { past->id, past->rule, past->subject, past->first_seen, past->last_seen };
        if (well)
            *arena_push(a, &v->fixed) = row;
        else if (past->state == FORMER_OPEN)
            *arena_push(a, &v->recheck) = row;
        if (well && past->department.len)
            department_of(v, past->department, a)->fixed++;
    }
    if (v->fixed.count)
        qsort(v->fixed.items, v->fixed.count, sizeof *v->fixed.items, compare_fixed);
    if (v->recheck.count)
        qsort(v->recheck.items, v->recheck.count, sizeof *v->recheck.items, compare_fixed);
}

static void count_new(struct verdicts *v, struct arena *a)
{
    for (size_t i = 0; i < v->findings.count; i++) {
        const struct finding *finding = &v->findings.items[i];
        if (finding->department.len && str_eq(finding->state, STR("new")))
            department_of(v, finding->department, a)->new_findings++;
    }
}

static void clear_earlier(struct verdicts *v)
{
    v->fixed.count = v->recheck.count = 0;
    for (size_t i = 0; i < v->departments.count; i++)
        v->departments.items[i].new_findings = v->departments.items[i].fixed = 0;
}

bool history_apply(struct snapshot *s, struct verdicts *v, struct arena *a, struct fail *f)
{
    struct formers formers = { 0 };
    if (!load_formers(s, v->run.id, &formers, a, f))
        return false;
    clear_earlier(v);
    for (size_t i = 0; i < v->findings.count; i++)
        date_finding(&v->findings.items[i], find_former(&formers, v->findings.items[i].id), v->as_of);
    for (size_t i = 0; i < v->waived.count; i++) {
        struct former *past = find_former(&formers, v->waived.items[i].id);
        if (past)
            past->met = true;
    }
    settle_formers(v, &formers, a);
    count_new(v, a);
    return true;
}

size_t snapshot_run_history(struct snapshot *s, struct arena *a, struct run_summary **out, struct fail *f)
{
    struct {
        struct run_summary *items;
        size_t count, room;
    } runs = { 0 };
    struct query q = query_of(s, SQL_HISTORY, f);
    while (query_next(&q, f)) {
        struct run_summary *r = arena_push(a, &runs);
        r->id = query_take_int(&q);
        r->started = query_take_str(&q, a);
        r->as_of = query_take_day(&q);
        r->complete = query_take_int(&q) != 0;
        r->findings = query_take_int(&q);
        r->new_findings = query_take_int(&q);
        r->fixed = query_take_int(&q);
        r->errors = query_take_int(&q);
    }
    *out = runs.items;
    return f->code == FAIL_NONE ? runs.count : 0;
}
