/* SPDX-License-Identifier: MIT */
/* policy.form-ratio: whether enough files are interpreted in more than plain text; and the report's table of files and
 * interpretations. */
#include "core/arena.h"
#include "core/limits.h"
#include "families.h"
#include "judging.h"
#include "names.h"
#include "policy_forms.h"

enum { LEAST_FILES = 5, WITHIN_WORKDAYS = 3 };

/* --- the plan's figure --- */

struct figure { /* the share a clause asks for */
    int64_t percent;
    struct bound_clause clause;
};

static bool clause_figure(struct judge *j, const struct pattern *pattern, const struct plan *plan,
                          const struct plan_clause *c, struct figure *out)
{
    struct pattern_match m;
    str text = bind_text(j->arena, str_fmt(j->arena, "%.*s。%.*s", STR_ARG(c->title), STR_ARG(c->text)));
    int64_t percent = 0;
    if (!pattern_find(pattern, text, 0, &m) || !str_to_int(m.group[1], &percent) || percent < 1 || percent > 100)
        return false;
    *out = (struct figure){ percent, { plan, c, str_dup(j->arena, m.group[0]) } };
    return true;
}

/* The highest share that a clause of a loaded plan asks for. */
static bool find_figure(struct judge *j, const struct rule *rule, struct figure *best)
{
    struct fail f = { 0 };
    struct pattern *pattern = pattern_compile(rule_param_str(rule, "figure", STR("$^")), "figure", &f);
    *best = (struct figure){ 0 };
    for (size_t i = 0; pattern && i < j->plan_count; i++) {
        for (size_t k = 0; k < j->plans[i]->clause_count; k++) {
            struct figure one;
            if (clause_figure(j, pattern, j->plans[i], &j->plans[i]->clauses[k], &one) && one.percent > best->percent)
                *best = one;
        }
    }
    pattern_free(pattern);
    return best->percent > 0;
}

/* --- the share --- */

struct tally {
    int64_t files, several, at_best; /* at_best: with what could not be established */
    uint32_t plain[LIMIT_PLACES];    /* some files with plain text only, or nothing */
    size_t plain_count;
};

static bool counts_file(struct judge *j, const struct paper *x)
{
    return !x->repealed && day_known(x->date) && day_compare(day_add_workdays(x->date, WITHIN_WORKDAYS), j->as_of) < 0;
}

static void tally_file(struct judge *j, const struct policy_pairs *all, uint32_t policy, struct tally *t)
{
    const struct paper *x = &all->policies.items[policy];
    bool sure = false, maybe = (x->page->js & JS_RELATED) || policy_in_doubt(all, x);
    for (size_t i = 0; i < all->pairs.count; i++) {
        const struct pair *p = &all->pairs.items[i];
        if (p->policy != policy)
            continue;
        const struct paper *y = &all->interpretations.items[p->interpretation];
        bool several = (policy_forms(j, all, p) & ~(uint32_t)FORM_PLAIN) != 0;
        sure |= several && p->proof != PAIR_DOUBT;
        /* An interpretation that was not read, or holds a frame, may be a film. */
        maybe |= several || !y->page || y->page->body.frames || (y->page->js & JS_SHELL);
    }
    t->files++;
    t->several += sure;
    t->at_best += sure || maybe;
    if (!sure && t->plain_count < LIMIT_PLACES)
        t->plain[t->plain_count++] = x->resource;
}

static struct tally tally_of(struct judge *j, const struct policy_pairs *all)
{
    struct tally t = { 0 };
    for (uint32_t i = 0; i < all->judged; i++) {
        if (counts_file(j, &all->policies.items[i]))
            tally_file(j, all, i, &t);
    }
    return t;
}

static void fail_ratio(struct judge *j, const struct rule *rule, const struct tally *t, const struct figure *figure)
{
    struct evidence e;
    evidence_start(&e);
    evidence_int(&e, "files", t->files);
    evidence_int(&e, "several_forms", t->several);
    evidence_str(&e, "share", str_fmt(j->arena, "%.1f%%", 100.0 * (double)t->several / (double)t->files));
    evidence_str(&e, "expected", str_fmt(j->arena, "%d%%", (int)figure->percent));
    struct fault f = { .subject = j->site->run.home,
                       .where = t->plain,
                       .where_len = t->plain_count,
                       .where_count = t->files - t->several,
                       .column = NONE,
                       .clauses = &figure->clause,
                       .clause_count = 1,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

void check_policy_form_ratio(struct judge *j, const struct rule *rule)
{
    struct figure figure;
    if (!find_figure(j, rule, &figure))
        return;
    struct tally t = tally_of(j, policies_of(j));
    if (t.files < LEAST_FILES)
        return;
    if (t.several * 100 >= figure.percent * t.files)
        check_pass(j, rule, j->site->run.home);
    else if (judge_blind(j).len)
        check_unverified(j, rule, j->site->run.home, judge_blind(j), judge_blind_words(j));
    else if (t.at_best * 100 >= figure.percent * t.files)
        check_unverified(j, rule, j->site->run.home, STR("unclear-pair"), STR("有的解读没有读到或者不能确定形式"));
    else
        fail_ratio(j, rule, &t, &figure);
}

/* --- the table of the report --- */

static void add_row(struct judge *j, const struct policy_pairs *all, uint32_t policy, const struct pair *p)
{
    const struct paper *x = &all->policies.items[policy];
    struct fault owner = { .column =
                               j->columns->home_of[x->resource] != NONE ? j->columns->home_of[x->resource] : x->column,
                           .where = &x->resource,
                           .where_len = 1 };
    struct finding f = { 0 };
    struct policy_row *row = arena_push(j->arena, &j->out->policies);
    *row = (struct policy_row){ .address = x->address,
                                .title = x->title,
                                .number = x->number,
                                .published = x->date,
                                .department = judge_department(j, &owner, &f),
                                .interpreted = DAY_NONE,
                                .workdays = -1 };
    if (!p)
        return;
    const struct paper *y = &all->interpretations.items[p->interpretation];
    row->interpretation = y->address;
    row->interpretation_title = y->title;
    row->interpreted = y->date;
    uint32_t forms = policy_forms(j, all, p);
    row->form = policy_forms_text(j->arena, forms);
    row->several = (forms & ~(uint32_t)FORM_PLAIN) != 0;
    if (day_known(x->date) && day_known(y->date))
        row->workdays = day_compare(y->date, x->date) <= 0 ? 0 : day_workdays_between(x->date, y->date);
}

void policy_report(struct judge *j)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->policies.count; i++) {
        size_t before = j->out->policies.count;
        for (size_t k = 0; k < all->pairs.count; k++) {
            if (all->pairs.items[k].policy == i && all->pairs.items[k].proof != PAIR_DOUBT)
                add_row(j, all, i, &all->pairs.items[k]);
        }
        if (j->out->policies.count == before)
            add_row(j, all, i, NULL);
    }
}
