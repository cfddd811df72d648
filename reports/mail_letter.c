/* SPDX-License-Identifier: MIT */
/* From verdicts to letters: departments with something to do, those that have done everything, and the summary. */
#include "mail_letter.h"
#include "core/arena.h"
#include "core/text.h"
#include "mail_words.h"
#include <stdlib.h>

/* --- order --- */

enum { KIND_TURN = 3 }; /* of one kind so many in a row: twenty dead links tell less than some of everything */

struct ranked {
    const struct finding *finding;
    size_t place; /* in the view */
    size_t turn;
};

static int state_rank(str state)
{
    return str_eq(state, STR("new")) ? 0 : str_eq(state, STR("reopened")) ? 1 : 2;
}

static int compare_ranked(const void *px, const void *py)
{
    const struct ranked *x = px, *y = py;
    if (x->finding->severity != y->finding->severity)
        return x->finding->severity > y->finding->severity ? -1 : 1;
    int d = model_is_grave(y->finding->rule) - model_is_grave(x->finding->rule);
    d = d ? d : state_rank(x->finding->state) - state_rank(y->finding->state);
    d = d ? d : (x->turn > y->turn) - (x->turn < y->turn);
    return d ? d : (x->place > y->place) - (x->place < y->place);
}

/* Which turn a kind has come to; new and old ones are counted apart. */
static void take_turns(struct ranked *ranked, const struct view *v, struct arena *a)
{
    size_t *seen = arena_new(a, size_t, 3 * v->rule_count);
    for (size_t i = 0; i < v->count; i++) {
        const struct finding *f = ranked[i].finding;
        size_t kind = 0;
        while (kind < v->rule_count &&
               !(str_eq(v->rules[kind].rule, f->rule) && v->rules[kind].severity == f->severity))
            kind++;
        ranked[i].turn = kind < v->rule_count ? seen[3 * kind + (size_t)state_rank(f->state)]++ / KIND_TURN : 0;
    }
}

static const struct finding **urgent_first(const struct view *v, struct arena *a)
{
    const struct finding **out = arena_new(a, const struct finding *, v->count);
    struct ranked *ranked = arena_new(a, struct ranked, v->count);
    for (size_t i = 0; i < v->count; i++)
        ranked[i] = (struct ranked){ .finding = v->order[i], .place = i };
    take_turns(ranked, v, a);
    if (v->count)
        qsort(ranked, v->count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < v->count; i++)
        out[i] = ranked[i].finding;
    return out;
}

/* --- recipients --- */

static const struct profile_department *profile_department_of(const struct site_profile *p, str name)
{
    for (size_t i = 0; i < p->department_count; i++)
        if (str_eq(p->departments[i].name, name))
            return &p->departments[i];
    for (size_t i = 0; i < p->department_count; i++)
        for (size_t k = 0; k < p->departments[i].alias_count; k++)
            if (str_eq(p->departments[i].aliases[k], name))
                return &p->departments[i];
    return NULL;
}

static void address_letter(struct mail_letter *l, const struct site_profile *p)
{
    const struct profile_department *d = profile_department_of(p, l->department);
    const struct profile_department *office = profile_department_of(p, p->office);
    if (d && d->to_count) {
        l->to = d->to;
        l->to_count = d->to_count;
        l->cc = d->cc;
        l->cc_count = d->cc_count;
        return;
    }
    l->forwarded = true;
    l->to = office && office->to_count ? office->to : p->mail.operators;
    l->to_count = office && office->to_count ? office->to_count : p->mail.operator_count;
}

static bool has_address(const str *list, size_t count, str address)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(list[i], address))
            return true;
    return false;
}

size_t mail_recipients(const struct mail_letter *l, struct arena *a, const str **out)
{
    str *list = arena_new(a, str, l->to_count + l->cc_count);
    size_t count = 0;
    for (size_t i = 0; i < l->to_count + l->cc_count; i++) {
        str address = i < l->to_count ? l->to[i] : l->cc[i - l->to_count];
        if (!has_address(list, count, address))
            list[count++] = address;
    }
    *out = list;
    return count;
}

/* --- letters --- */

static struct mail_letter *letter_of(struct mail_book *b, str department)
{
    for (size_t i = 0; i < b->count; i++)
        if (str_eq(b->letters[i].department, department))
            return &b->letters[i];
    return NULL;
}

static void add_letter(struct mail_book *b, str department)
{
    if (department.len && !letter_of(b, department))
        b->letters[b->count++].department = department;
}

static int compare_former(const void *key, const void *member)
{
    const struct fixed_finding *f = key;
    const struct former_department *d = member;
    return str_compare(f->id, d->id);
}

struct formers {
    struct former_department *items;
    size_t count;
};

static void add_former(struct mail_book *b, const struct formers *formers, const struct fixed_finding *f, bool fixed,
                       struct arena *a)
{
    const struct former_department *d =
        formers->count ? bsearch(f, formers->items, formers->count, sizeof *d, compare_former) : NULL;
    struct mail_letter *l = d ? letter_of(b, d->department) : NULL;
    if (l && fixed)
        *arena_push(a, &l->fixed) = *f;
    else if (l)
        *arena_push(a, &l->recheck) = *f;
}

static void name_departments(struct mail_book *b, const struct view *all, const struct formers *formers,
                             struct arena *a)
{
    const struct site_profile *p = b->profile;
    b->letters = arena_new(a, struct mail_letter, all->department_count + formers->count + p->department_count);
    for (size_t i = 0; i < all->department_count; i++)
        add_letter(b, all->departments[i].name);
    for (size_t i = 0; i < formers->count; i++)
        add_letter(b, formers->items[i].department);
    size_t named = b->count;
    for (size_t i = 0; i < p->department_count; i++) {
        bool known = false; /* by another of its names */
        for (size_t k = 0; k < named && !known; k++)
            known = profile_department_of(p, b->letters[k].department) == &p->departments[i];
        if (!known)
            add_letter(b, p->departments[i].name);
    }
}

/* Nothing open and something to be looked at again is no reason to say that all is well. */
static bool is_due(const struct mail_book *b, const struct mail_letter *l)
{
    if (l->view->count)
        return true;
    return !l->recheck.count && b->model->v->run.complete && (l->fixed.count || b->profile->mail.all_clear);
}

static void fill_letter(struct mail_book *b, struct mail_letter *l, struct arena *a)
{
    l->view = view_make(b->model, l->department, a);
    l->order = urgent_first(l->view, a);
    if (l->department.len)
        address_letter(l, b->profile);
    l->due = is_due(b, l);
    l->subject = mail_subject(b, l, a);
}

static void fill_summary(struct mail_book *b, struct arena *a)
{
    struct mail_letter *l = &b->summary;
    const struct verdicts *v = b->model->v;
    for (size_t i = 0; i < v->fixed.count; i++)
        *arena_push(a, &l->fixed) = v->fixed.items[i];
    for (size_t i = 0; i < v->recheck.count; i++)
        *arena_push(a, &l->recheck) = v->recheck.items[i];
    l->to = b->profile->mail.operators;
    l->to_count = b->profile->mail.operator_count;
    fill_letter(b, l, a);
    l->due = true;
}

bool mail_book_make(struct mail_book *b, struct snapshot *s, const struct report_model *m,
                    const struct site_profile *profile, struct arena *a, struct fail *f)
{
    const struct verdicts *v = m->v;
    struct formers formers = { 0 };
    *b = (struct mail_book){ .model = m, .profile = profile };
    formers.count = snapshot_former_departments(s, v->run.id, a, &formers.items, f);
    if (f->code != FAIL_NONE || !snapshot_outbox_lost(s, v->run.id, &b->lost, a, f) ||
        !snapshot_outbox_load(s, v->run.id, &b->sent, a, f))
        return false;
    b->place = mail_place(m->site_name.len ? m->site_name : v->run.site);
    mail_iso_week(v->as_of, &b->year, &b->week);
    name_departments(b, view_make(m, (str){ 0 }, a), &formers, a);
    for (size_t i = 0; i < v->fixed.count; i++)
        add_former(b, &formers, &v->fixed.items[i], true, a);
    for (size_t i = 0; i < v->recheck.count; i++)
        add_former(b, &formers, &v->recheck.items[i], false, a);
    for (size_t i = 0; i < b->count; i++)
        fill_letter(b, &b->letters[i], a);
    fill_summary(b, a);
    return true;
}
