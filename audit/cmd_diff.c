/* SPDX-License-Identifier: MIT */
/* `audit diff`: what is new, gone and changed between two judged runs, for people or as JSON. */
#include "job.h"
#include "say.h"
#include "core/ascii.h"
#include "core/json.h"
#include "core/snapshot.h"
#include "reports/run_diff.h"
#include <stdlib.h>

enum { SUBJECT_LEN = 400 };

static void print_finding(const char *mark, const struct finding *f)
{
    char subject[SUBJECT_LEN], department[SUBJECT_LEN];
    say_plain(subject, sizeof subject, f->subject);
    say_plain(department, sizeof department, f->department.len ? f->department : STR("-"));
    printf("%s  %.*s\t%s\t%s\n", mark, STR_ARG(f->rule), subject, department);
}

static void print_change(const struct changed_field *c)
{
    char from[SUBJECT_LEN], to[SUBJECT_LEN];
    say_plain(from, sizeof from, c->from.len ? c->from : STR("-"));
    say_plain(to, sizeof to, c->to.len ? c->to : STR("-"));
    printf("     %s: %s -> %s\n", c->name, from, to);
}

static void print_text(const struct run_diff *d, struct arena *a)
{
    static const char *const marks[GONE_COUNT_] = { "-", "w", "?" };
    static const char *const means[GONE_COUNT_] = { "fixed", "waived", "not seen again" };
    size_t by[GONE_COUNT_] = { 0 };
    for (size_t i = 0; i < d->gone_count; i++)
        by[d->gone[i].how]++;
    str from = day_to_iso(a, d->from->as_of), to = day_to_iso(a, d->to->as_of);
    printf("run %lld (%.*s) to run %lld (%.*s): %zu new", (long long)d->from->run.id, STR_ARG(from),
           (long long)d->to->run.id, STR_ARG(to), d->fresh_count);
    for (size_t i = 0; i < GONE_COUNT_; i++)
        printf(", %zu %s", by[i], means[i]);
    printf(", %zu changed\n", d->changed_count);
    for (size_t i = 0; i < d->fresh_count; i++)
        print_finding("+", d->fresh[i]);
    for (size_t how = 0; how < GONE_COUNT_; how++)
        for (size_t i = 0; i < d->gone_count; i++)
            if (d->gone[i].how == (enum gone)how)
                print_finding(marks[how], d->gone[i].finding);
    for (size_t i = 0; i < d->changed_count; i++) {
        print_finding("~", d->changed[i].finding);
        for (size_t k = 0; k < d->changed[i].count; k++)
            print_change(&d->changed[i].fields[k]);
    }
}

/* --- JSON --- */

static void json_finding(struct json_writer *w, const struct finding *f)
{
    json_str(w, "id", f->id);
    json_str(w, "rule", f->rule);
    json_str(w, "subject", f->subject);
    json_str_or_null(w, "department", f->department);
    json_str(w, "message", f->message);
}

static void json_run(struct json_writer *w, const char *key, const struct verdicts *v, struct arena *a)
{
    json_object(w, key);
    json_int(w, "run", v->run.id);
    json_str(w, "as_of", day_to_iso(a, v->as_of));
    json_bool(w, "complete", v->run.complete);
    json_int(w, "findings", (int64_t)v->findings.count);
    json_end_object(w);
}

static void json_gone(struct json_writer *w, const struct run_diff *d, enum gone how)
{
    json_array(w, gone_words[how]);
    for (size_t i = 0; i < d->gone_count; i++) {
        if (d->gone[i].how != how)
            continue;
        json_object(w, NULL);
        json_finding(w, d->gone[i].finding);
        json_end_object(w);
    }
    json_end_array(w);
}

static void json_changed(struct json_writer *w, const struct run_diff *d)
{
    json_array(w, "changed");
    for (size_t i = 0; i < d->changed_count; i++) {
        const struct changed_finding *c = &d->changed[i];
        json_object(w, NULL);
        json_finding(w, c->finding);
        json_object(w, "changes");
        for (size_t k = 0; k < c->count; k++) {
            json_object(w, c->fields[k].name);
            json_str_or_null(w, "from", c->fields[k].from);
            json_str_or_null(w, "to", c->fields[k].to);
            json_end_object(w);
        }
        json_end_object(w);
        json_end_object(w);
    }
    json_end_array(w);
}

static void print_json(const struct run_diff *d, struct arena *a)
{
    struct json_writer w;
    json_to_file(&w, stdout, true);
    json_object(&w, NULL);
    json_str(&w, "schema", STR("audit-diff/1"));
    json_str(&w, "site", d->to->run.site);
    json_run(&w, "from", d->from, a);
    json_run(&w, "to", d->to, a);
    json_array(&w, "new");
    for (size_t i = 0; i < d->fresh_count; i++) {
        json_object(&w, NULL);
        json_finding(&w, d->fresh[i]);
        json_str(&w, "state", d->fresh[i]->state);
        json_end_object(&w);
    }
    json_end_array(&w);
    for (size_t how = 0; how < GONE_COUNT_; how++)
        json_gone(&w, d, (enum gone)how);
    json_changed(&w, d);
    json_end_object(&w);
    putchar('\n');
}

/* --- the command --- */

static bool run_number(str word, int64_t *run, struct fail *f)
{
    *run = 0;
    for (size_t i = 0; i < word.len && i < 15; i++) {
        if (!ascii_is_digit(word.ptr[i]))
            return fail_set(f, FAIL_USAGE, "'%.*s' is no run; give its number, as the reports tell it", STR_ARG(word));
        *run = *run * 10 + (word.ptr[i] - '0');
    }
    if (*run < 1 || word.len > 15)
        return fail_set(f, FAIL_USAGE, "'%.*s' is no run; give its number, as the reports tell it", STR_ARG(word));
    return true;
}

/* Takes the operands out of the options: two runs, or none for the last two. */
static bool take_runs(struct options *o, int64_t *from, int64_t *to, struct fail *f)
{
    size_t count = o->operands.count;
    *from = *to = 0;
    o->operands.count = 0;
    if (!count)
        return true;
    if (count != 2)
        return fail_set(f, FAIL_USAGE, "diff compares two runs; give both, or none for the last two");
    return run_number(o->operands.items[0], from, f) && run_number(o->operands.items[1], to, f);
}

int cmd_diff(struct job *j, struct fail *f)
{
    int64_t from, to;
    struct run_diff d;
    if (!take_runs(&j->o, &from, &to, f) || !job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, false, f);
    if (!s)
        return FAIL_MACHINE;
    bool ok = run_diff_make(&d, s, from, to, &j->arena, f);
    snapshot_close(s);
    if (ok && j->o.json)
        print_json(&d, &j->arena);
    else if (ok)
        print_text(&d, &j->arena);
    return ok ? EXIT_COMPLETE : FAIL_MACHINE;
}
