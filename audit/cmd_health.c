/* SPDX-License-Identifier: MIT */
/* `audit health`: one line for monitoring, of the latest run: is it judged, complete, recent, and were its mails
 * delivered? */
#include "job.h"
#include "core/json.h"
#include "core/snapshot.h"
#include <inttypes.h>

struct health {
    const struct verdicts *v; /* of the latest judged run; NULL: none */
    int64_t latest;           /* run, judged or not */
    int64_t fresh, age_days;  /* age: -1 if it never ended */
    int64_t mail[4];          /* by enum outbox_state */
};

static bool look(struct health *h, struct job *j, struct fail *f)
{
    struct run_summary *runs = NULL;
    struct outbox_rows rows = { 0 };
    if (!snapshot_exists(j->state_dir))
        return true;
    struct snapshot *s = snapshot_open(j->state_dir, false, f);
    if (!s)
        return false;
    h->latest = snapshot_run_latest(s, f);
    if (f->code == FAIL_NONE && snapshot_run_history(s, &j->arena, &runs, f))
        h->v = snapshot_load_verdicts(s, 0, &j->arena, f);
    bool ok = f->code == FAIL_NONE && (!h->v || snapshot_outbox_load(s, h->v->run.id, &rows, &j->arena, f));
    for (size_t i = 0; ok && i < rows.count; i++)
        h->mail[rows.items[i].state]++;
    snapshot_close(s);
    return ok;
}

static void count(struct health *h, int64_t now)
{
    day ended = h->v ? day_from_iso(str_slice(h->v->run.finished, 0, 10)) : DAY_NONE;
    h->age_days = day_known(ended) ? day_from_unix(now).n - ended.n : -1;
    for (size_t i = 0; h->v && i < h->v->findings.count; i++)
        h->fresh += str_eq(h->v->findings.items[i].state, STR("new"));
}

/* The first thing that is wrong, worst first; empty: nothing. */
static str what_is_wrong(const struct health *h, const struct job *j, struct arena *a)
{
    if (!h->latest)
        return STR("never run");
    if (!h->v || h->latest != h->v->run.id)
        return STR("the latest run is not judged");
    if (!h->v->run.complete)
        return str_fmt(a, "incomplete: %.*s", STR_ARG(h->v->run.incomplete_because));
    if (h->age_days < 0 || h->age_days * 86400 > j->o.max_age_s)
        return str_fmt(a, "the latest run is %lld days old", (long long)h->age_days);
    if (h->mail[OUTBOX_QUEUED] + h->mail[OUTBOX_DEFERRED])
        return STR("mail waits");
    return h->mail[OUTBOX_FAILED] ? STR("mail was refused") : (str){ 0 };
}

static void print_json(const struct health *h, const struct job *j, str wrong)
{
    struct json_writer w;
    json_to_file(&w, stdout, true);
    json_object(&w, NULL);
    json_str(&w, "schema", STR("audit-health/1"));
    json_str(&w, "site", j->host);
    json_bool(&w, "well", !wrong.len);
    json_str_or_null(&w, "because", wrong);
    json_int(&w, "run", h->latest);
    json_str_or_null(&w, "finished", h->v ? h->v->run.finished : (str){ 0 });
    json_int(&w, "findings", h->v ? (int64_t)h->v->findings.count : 0);
    json_int(&w, "new", h->fresh);
    json_int(&w, "unverified", h->v ? (int64_t)h->v->unverified.count : 0);
    json_int(&w, "mail_sent", h->mail[OUTBOX_SENT]);
    json_int(&w, "mail_waiting", h->mail[OUTBOX_QUEUED] + h->mail[OUTBOX_DEFERRED]);
    json_int(&w, "mail_refused", h->mail[OUTBOX_FAILED]);
    json_end_object(&w);
    putchar('\n');
}

static void print_line(const struct health *h, const struct job *j, str wrong)
{
    printf("%s %.*s", wrong.len ? "BAD" : "OK", STR_ARG(j->host));
    if (wrong.len)
        printf(" (%.*s)", STR_ARG(wrong));
    printf(": run=%" PRId64, h->latest);
    if (h->v)
        printf(" finished=%.*s findings=%zu new=%" PRId64 " unverified=%zu mail-sent=%" PRId64 " mail-waiting=%" PRId64
               " mail-refused=%" PRId64,
               STR_ARG(h->v->run.finished.len ? h->v->run.finished : STR("-")), h->v->findings.count, h->fresh,
               h->v->unverified.count, h->mail[OUTBOX_SENT], h->mail[OUTBOX_QUEUED] + h->mail[OUTBOX_DEFERRED],
               h->mail[OUTBOX_FAILED]);
    putchar('\n');
}

int cmd_health(struct job *j, struct fail *f)
{
    struct health h = { .v = NULL };
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    if (!look(&h, j, f))
        return FAIL_MACHINE;
    count(&h, j->now);
    str wrong = what_is_wrong(&h, j, &j->arena);
    if (j->o.json)
        print_json(&h, j, wrong);
    else
        print_line(&h, j, wrong);
    return wrong.len ? EXIT_INCOMPLETE : EXIT_COMPLETE;
}
