/* SPDX-License-Identifier: MIT */
/* Sorting and counting findings for the writers. */
#include "model.h"
#include "core/arena.h"
#include "words_zh.h"
#include <stdlib.h>
#include <string.h>

struct ranked {
    const struct finding *finding;
    int64_t department_size; /* findings of its department */
};

bool model_is_grave(str rule)
{
    static const str grave[] = { STR_INIT("link.hidden"), STR_INIT("link.hijacked"), STR_INIT("site.unreachable"),
                                 STR_INIT("site.home-stale") };
    for (size_t i = 0; i < ARRAY_LEN(grave); i++)
        if (str_eq(rule, grave[i]))
            return true;
    return false;
}

static int compare_tail(const struct finding *x, const struct finding *y)
{
    int d = str_compare(x->column_path, y->column_path);
    d = d ? d : str_compare(x->subject, y->subject);
    return d ? d : str_compare(x->id, y->id);
}

static int compare_ranked(const void *px, const void *py)
{
    const struct ranked *x = px, *y = py;
    const struct finding *f = x->finding, *g = y->finding;
    if (x->department_size != y->department_size)
        return x->department_size > y->department_size ? -1 : 1;
    int d = str_compare(f->department, g->department);
    if (!d && f->severity != g->severity)
        d = f->severity > g->severity ? -1 : 1;
    d = d ? d : model_is_grave(g->rule) - model_is_grave(f->rule);
    d = d ? d : str_compare(f->rule, g->rule);
    return d ? d : compare_tail(f, g);
}

static void tally_add(struct tally *t, const struct finding *f)
{
    t->all++;
    t->severity[f->severity]++;
    t->fresh += str_eq(f->state, STR("new"));
    t->reopened += str_eq(f->state, STR("reopened"));
    t->persisting += str_eq(f->state, STR("persisting"));
}

static int compare_department(const void *px, const void *py)
{
    const struct ranked *x = px, *y = py;
    return str_compare(x->finding->department, y->finding->department);
}

/* Gives every finding the size of its department, so that one sort puts all in order. */
static void rank(struct ranked *r, size_t count)
{
    qsort(r, count, sizeof *r, compare_department);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_department(&r[i], &r[end]) == 0; end++)
            ;
        for (size_t k = i; k < end; k++)
            r[k].department_size = (int64_t)(end - i);
    }
    qsort(r, count, sizeof *r, compare_ranked);
}

struct rule_list {
    struct rule_group *items;
    size_t count, room;
};

struct department_list {
    struct department_group *items;
    size_t count, room;
};

static void group_rules(struct department_group *d, const struct view *v, struct arena *a)
{
    struct rule_list rules = { 0 };
    for (size_t i = d->first; i < d->first + d->count; i++) {
        const struct finding *f = v->order[i];
        if (!rules.count || !str_eq(rules.items[rules.count - 1].rule, f->rule) ||
            rules.items[rules.count - 1].severity != f->severity)
            *arena_push(a, &rules) = (struct rule_group){ .rule = f->rule,
                                                          .title = f->rule_title.len ? f->rule_title : zh_rule(f->rule),
                                                          .severity = f->severity,
                                                          .first = i };
        rules.items[rules.count - 1].count++;
        rules.items[rules.count - 1].fresh += str_eq(f->state, STR("new"));
        tally_add(&d->tally, f);
    }
    d->rules = rules.items;
    d->rule_count = rules.count;
}

static struct department_group *group_departments(struct view *v, struct arena *a)
{
    struct department_list list = { 0 };
    for (size_t i = 0; i < v->count; i++) {
        str name = v->order[i]->department;
        if (!list.count || !str_eq(list.items[list.count - 1].name, name))
            *arena_push(a, &list) = (struct department_group){ .name = name, .first = i };
        list.items[list.count - 1].count++;
    }
    for (size_t i = 0; i < list.count; i++)
        group_rules(&list.items[i], v, a);
    v->departments = list.items;
    v->department_count = list.count;
    return list.items;
}

static int compare_totals(const void *px, const void *py)
{
    const struct rule_total *x = px, *y = py;
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (model_is_grave(x->rule) != model_is_grave(y->rule))
        return model_is_grave(x->rule) ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return str_compare(x->rule, y->rule);
}

static void total_rules(struct view *v, struct arena *a)
{
    struct {
        struct rule_total *items;
        size_t count, room;
    } list = { 0 };
    for (size_t d = 0; d < v->department_count; d++)
        for (size_t r = 0; r < v->departments[d].rule_count; r++) {
            const struct rule_group *g = &v->departments[d].rules[r];
            size_t i = 0;
            while (i < list.count && !(str_eq(list.items[i].rule, g->rule) && list.items[i].severity == g->severity))
                i++;
            if (i == list.count)
                *arena_push(a, &list) = (struct rule_total){ g->rule, g->title, g->severity, 0, 0 };
            list.items[i].count += (int64_t)g->count;
            list.items[i].fresh += g->fresh;
        }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_totals);
    v->rules = list.items;
    v->rule_count = list.count;
}

static struct department_group *group_of(struct department_group *groups, size_t count, str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(groups[i].name, name))
            return &groups[i];
    return NULL;
}

/* What was mended, so that the departments' numbers add up to the whole: by those with something open, by those with
 * nothing left, and by nobody known. */
static void share_fixed(struct view *v, const struct verdicts *all, struct department_group *groups, struct arena *a)
{
    struct mended *mended = arena_new(a, struct mended, all->departments.count + 1);
    int64_t nobodys = (int64_t)all->fixed.count;
    for (size_t i = 0; i < all->departments.count; i++) {
        const struct department_result *d = &all->departments.items[i];
        struct department_group *g = group_of(groups, v->department_count, d->name);
        nobodys -= d->name.len ? d->fixed : 0;
        if (g && d->name.len)
            g->fixed = d->fixed;
        else if (d->fixed && d->name.len)
            mended[v->mended_count++] = (struct mended){ d->name, d->fixed };
    }
    struct department_group *nameless = group_of(groups, v->department_count, STR(""));
    v->named_count = v->department_count - (nameless != NULL);
    if (nameless)
        nameless->fixed = nobodys > 0 ? nobodys : 0;
    else if (nobodys > 0)
        mended[v->mended_count++] = (struct mended){ STR(""), nobodys };
    v->mended = mended;
}

const struct view *view_make(const struct report_model *m, str only, struct arena *a)
{
    const struct verdicts *all = m->v;
    struct view *v = arena_new(a, struct view, 1);
    struct ranked *ranked = arena_new(a, struct ranked, all->findings.count);
    for (size_t i = 0; i < all->findings.count; i++)
        if (!only.len || str_eq(all->findings.items[i].department, only))
            ranked[v->count++].finding = &all->findings.items[i];
    rank(ranked, v->count);
    v->order = arena_new(a, const struct finding *, v->count);
    for (size_t i = 0; i < v->count; i++) {
        v->order[i] = ranked[i].finding;
        tally_add(&v->tally, v->order[i]);
    }
    share_fixed(v, all, group_departments(v, a), a);
    total_rules(v, a);
    return v;
}

int64_t model_seen_points(const struct verdicts *v)
{
    int64_t points = 0;
    for (size_t i = 0; i < v->national.count; i++)
        points += str_eq(v->national.items[i].verdict, STR("fail")) ? v->national.items[i].points : 0;
    return points;
}

str model_plan_title(const struct report_model *m, str plan, struct arena *a)
{
    str plans = m->v->plans, open = str_fmt(a, "%.*s《", STR_ARG(plan));
    for (size_t at; (at = str_find(plans, open)) != SIZE_MAX; plans = str_slice(plans, at + 1, plans.len)) {
        str title = str_slice(plans, at + open.len, plans.len);
        size_t end = str_find(title, STR("》 "));
        if (at && plans.ptr[at - 1] != ' ')
            continue;
        if (end == SIZE_MAX && str_ends(title, STR("》")))
            end = title.len - strlen("》");
        return end == SIZE_MAX || !end ? plan : str_slice(title, 0, end);
    }
    return plan;
}

/* The house's own plan gathers texts that have numbers of their own: its clause's title names the text. */
str model_clause(const struct report_model *m, const struct clause_ref *c, struct arena *a)
{
    if (str_eq(c->plan, STR("national")))
        return c->title;
    return str_fmt(a, "%.*s 第%.*s条 %.*s", STR_ARG(model_plan_title(m, c->plan, a)), STR_ARG(c->clause),
                   STR_ARG(c->title));
}

str model_plan_titles(const struct report_model *m, struct arena *a)
{
    str rest = m->v->plans, titles = { 0 };
    for (size_t from, to; (from = str_find(rest, STR("《"))) != SIZE_MAX; rest = str_slice(rest, to, rest.len)) {
        to = str_find(rest, STR("》 "));
        to = to == SIZE_MAX ? rest.len : to + strlen("》");
        titles = str_fmt(a, "%.*s%s%.*s", STR_ARG(titles), titles.len ? "、" : "", STR_ARG(str_slice(rest, from, to)));
    }
    return titles.len ? titles : m->v->plans;
}

day model_due(const struct report_model *m, const struct finding *f)
{
    return m->deadline && day_known(f->first_seen) ? day_add_workdays(f->first_seen, m->deadline) : DAY_NONE;
}

str model_clock(str rfc3339, struct arena *a)
{
    if (rfc3339.len < 16 || rfc3339.ptr[10] != 'T')
        return rfc3339;
    return str_fmt(a, "%.*s %.*s", STR_ARG(str_slice(rfc3339, 0, 10)), STR_ARG(str_slice(rfc3339, 11, 16)));
}
