/* SPDX-License-Identifier: MIT */
/* `audit waivers`: the waivers of the profile, what each of them covers, and what is wrong with it. */
#include "job.h"
#include "say.h"
#include "core/json.h"
#include "core/snapshot.h"
#include "rules/rulebook.h"
#include "rules/waiver.h"

enum { TEXT_LEN = 300 };

struct waiver_state {
    const struct profile_waiver *waiver;
    bool unknown_rule, no_reason, no_owner, ended, unmatched;
    int64_t covers; /* findings of the latest judged run; -1: nothing is judged yet */
};

static bool known_rule(const struct rulebook *book, str pattern)
{
    for (size_t i = 0; i < book->rule_count; i++)
        if (waiver_pattern_fits(pattern, book->rules[i].id))
            return true;
    return false;
}

/* An ended waiver covers nothing; what it would cover stands among the findings again. */
static int64_t count_covered(const struct profile_waiver *w, const struct verdicts *v)
{
    int64_t n = 0;
    for (size_t i = 0; i < v->waived.count; i++)
        n += waiver_fits(w, v->waived.items[i].rule, v->waived.items[i].subject);
    for (size_t i = 0; i < v->findings.count; i++)
        n += waiver_fits(w, v->findings.items[i].rule, v->findings.items[i].subject);
    return n;
}

static struct waiver_state look_at(const struct job *j, const struct rulebook *book, const struct verdicts *v,
                                   const struct profile_waiver *w)
{
    struct waiver_state s = { .waiver = w,
                              .unknown_rule = !known_rule(book, w->rule),
                              .no_reason = !str_trim(w->reason).len,
                              .no_owner = !str_trim(w->owner).len,
                              .ended = day_compare(w->until, j->as_of) < 0,
                              .covers = v ? count_covered(w, v) : -1 };
    s.unmatched = s.covers == 0;
    return s;
}

static const struct {
    const char *word, *text;
    size_t offset;
} problems[] = {
    { "no-reason", "no reason is given", offsetof(struct waiver_state, no_reason) },
    { "unknown-rule", "no rule of that name", offsetof(struct waiver_state, unknown_rule) },
    { "ended", "ended: its findings count again", offsetof(struct waiver_state, ended) },
    { "unmatched", "fits no finding of the latest run", offsetof(struct waiver_state, unmatched) },
    { "no-owner", "nobody is named as its owner", offsetof(struct waiver_state, no_owner) },
};

static bool has_problem(const struct waiver_state *s, size_t which)
{
    return *(const bool *)(const void *)((const char *)s + problems[which].offset);
}

static void print_one(const struct waiver_state *s, struct arena *a)
{
    char rule[TEXT_LEN], subject[TEXT_LEN], reason[TEXT_LEN], owner[TEXT_LEN];
    str until = day_to_iso(a, s->waiver->until);
    say_plain(rule, sizeof rule, s->waiver->rule);
    say_plain(subject, sizeof subject, s->waiver->subject);
    say_plain(reason, sizeof reason, s->waiver->reason);
    say_plain(owner, sizeof owner, s->waiver->owner.len ? s->waiver->owner : STR("-"));
    printf("%s\t%s\tuntil %.*s\t%s\t%s\t", rule, subject, STR_ARG(until), owner, reason);
    if (s->covers >= 0)
        printf("covers %lld\n", (long long)s->covers);
    else
        puts("covers ?");
    for (size_t i = 0; i < ARRAY_LEN(problems); i++)
        if (has_problem(s, i))
            printf("    %s\n", problems[i].text);
}

static void json_one(struct json_writer *w, const struct waiver_state *s, struct arena *a)
{
    json_object(w, NULL);
    json_str(w, "rule", s->waiver->rule);
    json_str(w, "subject", s->waiver->subject);
    json_str_or_null(w, "reason", s->waiver->reason);
    json_str_or_null(w, "owner", s->waiver->owner);
    json_str(w, "until", day_to_iso(a, s->waiver->until));
    if (s->covers >= 0)
        json_int(w, "covers", s->covers);
    else
        json_null(w, "covers");
    json_array(w, "problems");
    for (size_t i = 0; i < ARRAY_LEN(problems); i++)
        if (has_problem(s, i))
            json_str(w, NULL, str_from(problems[i].word));
    json_end_array(w);
    json_end_object(w);
}

static void print_all(struct job *j, const struct rulebook *book, const struct verdicts *v)
{
    struct json_writer w;
    size_t wrong = 0;
    if (j->o.json) {
        json_to_file(&w, stdout, true);
        json_array(&w, NULL);
    }
    for (size_t i = 0; i < j->profile->waiver_count; i++) {
        struct waiver_state s = look_at(j, book, v, &j->profile->waivers[i]);
        bool any = false;
        for (size_t k = 0; k < ARRAY_LEN(problems); k++)
            any = any || has_problem(&s, k);
        wrong += any;
        if (j->o.json)
            json_one(&w, &s, &j->arena);
        else
            print_one(&s, &j->arena);
    }
    if (j->o.json) {
        json_end_array(&w);
        putchar('\n');
    } else {
        printf("%zu waivers, %zu to look at\n", j->profile->waiver_count, wrong);
    }
}

/* The latest verdicts, if anything was judged here: the waivers of a new profile can be looked at before. */
static bool load_latest(struct job *j, const struct verdicts **v, struct fail *f)
{
    struct run_summary *runs = NULL;
    *v = NULL;
    if (!snapshot_exists(j->state_dir))
        return true;
    struct snapshot *s = snapshot_open(j->state_dir, false, f);
    if (!s)
        return false;
    if (snapshot_run_history(s, &j->arena, &runs, f))
        *v = snapshot_load_verdicts(s, 0, &j->arena, f);
    snapshot_close(s);
    return f->code == FAIL_NONE;
}

int cmd_waivers(struct job *j, struct fail *f)
{
    const struct verdicts *v;
    if (!job_prepare(j, f) || !load_latest(j, &v, f))
        return FAIL_USAGE;
    struct rulebook *book = rulebook_load(&j->arena, j->data_dir, f);
    if (!book)
        return FAIL_USAGE;
    print_all(j, book, v);
    rulebook_free(book);
    return EXIT_COMPLETE;
}
