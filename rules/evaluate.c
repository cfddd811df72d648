/* SPDX-License-Identifier: MIT */
/* Loads facts, plans and rules, runs every rule, and sums up what was found. */
#include "rules/evaluate.h"
#include "rules/copies.h"
#include "rules/waiver.h"
#include "ceilings.h"
#include "disclosure.h"
#include "families.h"
#include "ipv6_table.h"
#include "judging.h"
#include "national.h"
#include "strmap.h"
#include "core/snapshot.h"
#include "policy_pairs.h"
#include <stdlib.h>

enum { MAX_PLANS = 16, MAX_NOTES = 8 };

struct evaluation {
    struct snapshot *snapshot;
    const struct evaluate_options *o;
    struct arena *arena;
    struct fail *f;
    struct site_facts *site;
    struct rulebook *book;
    const struct plan *plans[MAX_PLANS + 1];
    size_t plan_count;
    const struct plan *national;
    struct verdicts *out;
    struct judge judge;
    bool *passed; /* beside the rules of the book: a clause passes only by rules that found something to judge */
};

/* --- plans --- */

static bool add_plan(struct evaluation *v, str name)
{
    if (v->plan_count == MAX_PLANS)
        return fail_set(v->f, FAIL_USAGE, "--plan: more than %d plans", MAX_PLANS);
    struct plan *p = plan_load(v->arena, v->o->data_dir, name, v->f);
    if (p)
        v->plans[v->plan_count++] = p;
    return p != NULL;
}

static bool add_plans(struct evaluation *v, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!add_plan(v, names[i]))
            return false;
    }
    return true;
}

static bool load_plans(struct evaluation *v)
{
    const struct site_profile *profile = v->o->profile;
    str *ids = NULL;
    v->national = plan_load(v->arena, v->o->data_dir, STR("national"), v->f);
    if (!v->national)
        return false;
    if (v->o->plan_count)
        return add_plans(v, v->o->plans, v->o->plan_count);
    if (profile && profile->plan_count)
        return add_plans(v, profile->plans, profile->plan_count);
    size_t count = plan_builtin_for(v->arena, v->o->data_dir, v->site->run.site, &ids, v->f);
    if (v->f->code != FAIL_NONE)
        return false;
    return count ? add_plans(v, ids, count) : add_plan(v, STR("national"));
}

/* Each as id《title》, so that reports can name what they quote; `national` last, as rules fall back to it. */
static str plan_names(const struct evaluation *v)
{
    str names[MAX_PLANS + 1];
    size_t count = 0;
    bool has_national = false;
    for (size_t i = 0; i < v->plan_count; i++) {
        has_national = has_national || str_eq(v->plans[i]->id, v->national->id);
        names[count++] = str_fmt(v->arena, "%.*s《%.*s》", STR_ARG(v->plans[i]->id), STR_ARG(v->plans[i]->title));
    }
    if (!has_national)
        names[count++] = str_fmt(v->arena, "%.*s《%.*s》", STR_ARG(v->national->id), STR_ARG(v->national->title));
    return str_join(v->arena, names, count, STR(" "));
}

/* --- waivers --- */

static const struct profile_waiver *waiver_of(const struct evaluation *v, const struct finding *f)
{
    const struct site_profile *profile = v->o->profile;
    for (size_t i = 0; profile && i < profile->waiver_count; i++) {
        const struct profile_waiver *w = &profile->waivers[i];
        if (waiver_fits(w, f->rule, f->subject) && day_known(w->until) && day_compare(v->o->as_of, w->until) <= 0)
            return w;
    }
    return NULL;
}

static void take_waivers(struct evaluation *v)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->out->findings.count; i++) {
        const struct finding *f = &v->out->findings.items[i];
        const struct profile_waiver *w = waiver_of(v, f);
        if (w) {
            *arena_push(v->arena, &v->out->waived) =
                (struct waived_finding){ f->id, f->rule, f->subject, w->reason, w->owner, w->until };
            continue;
        }
        v->out->findings.items[kept++] = *f;
    }
    v->out->findings.count = kept;
}

/* --- sums --- */

static int by_rule_and_subject(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int rule = str_compare(x->rule, y->rule);
    return rule ? rule : str_compare(x->subject, y->subject);
}

static int unverified_order(const void *a, const void *b)
{
    const struct unverified *x = a, *y = b;
    int rule = str_compare(x->rule, y->rule);
    return rule ? rule : str_compare(x->subject, y->subject);
}

struct bound_rules { /* rules bound to one clause */
    str *items;
    size_t count, room;
};

static bool has_passed(const struct evaluation *v, str rule)
{
    for (size_t i = 0; i < v->book->rule_count; i++) {
        if (str_eq(v->book->rules[i].id, rule))
            return v->passed[i];
    }
    return false;
}

static int64_t findings_of_clause(const struct evaluation *v, str plan, str clause)
{
    int64_t n = 0;
    for (size_t i = 0; i < v->out->findings.count; i++) {
        const struct finding *f = &v->out->findings.items[i];
        for (size_t k = 0; k < f->clause_count; k++)
            n += str_eq(f->clauses[k].plan, plan) && str_eq(f->clauses[k].clause, clause);
    }
    return n;
}

/* Indicators that the clause orders and that could not be judged, while none of them passed. */
static bool only_unsure_indicators(const struct evaluation *v, const struct plan *plan, const struct plan_clause *c)
{
    size_t unsure = 0, fine = 0;
    for (size_t i = 0; i < plan->indicator_count; i++) {
        if (!str_eq(plan->indicators[i].clause, c->id))
            continue;
        for (size_t k = 0; k < v->out->indicators.count; k++) {
            const struct indicator_result *r = &v->out->indicators.items[k];
            if (!str_eq(r->plan, plan->id) || !str_eq(r->no, plan->indicators[i].no))
                continue;
            unsure += str_eq(r->result, STR("unverified"));
            fine += str_eq(r->result, STR("pass"));
        }
    }
    return unsure > 0 && fine == 0;
}

static str clause_word(const struct evaluation *v, const struct plan *plan, const struct plan_clause *c,
                       const struct clause_result *r)
{
    if (r->rule_count == 0)
        return STR("not-automatic");
    if (r->findings > 0)
        return STR("fail");
    if (c->not_automatic.len) /* what the rules see of it is well; the rest nobody has looked at */
        return STR("not-automatic");
    bool passed = false;
    for (size_t i = 0; i < r->rule_count; i++)
        passed |= has_passed(v, r->rules[i]);
    bool known = v->site->run.complete && passed && !only_unsure_indicators(v, plan, c);
    return known ? STR("pass") : STR("unverified");
}

static void add_clause(struct evaluation *v, const struct plan *plan, const struct plan_clause *c,
                       const struct bound_rules *rules)
{
    struct clause_result *r = arena_push(v->arena, &v->out->clauses);
    *r = (struct clause_result){ .plan = plan->id,
                                 .clause = c->id,
                                 .title = judge_clause_title(v->arena, c),
                                 .text = c->text,
                                 .units = str_join(v->arena, c->units, c->unit_count, STR("、")),
                                 .rules = rules->items,
                                 .rule_count = rules->count };
    r->findings = findings_of_clause(v, plan->id, c->id);
    r->result = clause_word(v, plan, c, r);
    if (str_eq(r->result, STR("not-automatic")))
        r->why = c->not_automatic.len ? c->not_automatic : STR("没有规则与本条对应，需要人工检查。");
}

static void sum_clauses(struct evaluation *v, const struct plan *plan)
{
    struct clause_rules *bound = bind_plan_rules(v->arena, v->book, plan);
    for (size_t i = 0; i < plan->clause_count; i++) {
        struct bound_rules ids = { 0 };
        for (size_t k = 0; k < bound[i].count; k++)
            *arena_push(v->arena, &ids) = bound[i].items[k]->id;
        add_clause(v, plan, &plan->clauses[i], &ids);
    }
}

static void sum_departments(struct evaluation *v)
{
    struct strmap seen;
    strmap_init(&seen, v->arena);
    for (size_t i = 0; i < v->out->findings.count; i++) {
        str name = v->out->findings.items[i].department;
        uint32_t at = strmap_put(&seen, name, (uint32_t)v->out->departments.count);
        if (at == v->out->departments.count)
            arena_push(v->arena, &v->out->departments)->name = name;
        v->out->departments.items[at].findings++;
    }
}

static void sum_stats(struct evaluation *v)
{
    struct stats *s = &v->out->stats;
    for (uint32_t i = 0; i < v->site->resource_count; i++) {
        const struct resource_fact *r = &v->site->resources[i];
        bool page = r->own && r->page && r->outcome == OUTCOME_OK;
        s->pages += page;
        s->links_checked += r->outcome != OUTCOME_PENDING && r->refusal == REFUSAL_NONE;
        s->articles += page && v->judge.columns->of_resource[i] == NONE &&
                       (page_tag(r->page, "ArticleTitle", NULL).len > 0 || r->page->published_source == DATE_LABELLED);
    }
    s->columns = (int64_t)v->judge.columns->count;
    s->policies = (int64_t)policies_of(&v->judge)->judged;
    s->links = v->site->link_count;
    s->hosts = v->site->host_count;
    s->bytes = v->site->run.bytes;
    s->seconds = v->site->run.seconds;
}

static void sum_hosts(struct evaluation *v)
{
    for (uint32_t i = 0; i < v->site->host_count; i++) {
        const struct host_fact *h = &v->site->hosts[i];
        *arena_push(v->arena, &v->out->hosts) = (struct host_result){ h->name,
                                                                      h->own,
                                                                      words_dns_state(h->a),
                                                                      words_dns_state(h->aaaa),
                                                                      words_outcome(h->v4),
                                                                      words_outcome(h->v6),
                                                                      h->wall };
    }
}

static void sum_notes(struct evaluation *v)
{
    str notes[MAX_NOTES];
    size_t count = 0, left_out = 0, too_long = 0;
    for (uint32_t i = 0; i < v->site->resource_count; i++) {
        left_out += v->site->resources[i].refusal == REFUSAL_BUDGET;
        const struct page_facts *page = v->site->resources[i].page;
        too_long += page && page->limit_hit.len && !str_eq(page->limit_hit, STR("endless"));
    }
    if (!v->site->run.complete)
        notes[count++] = str_fmt(v->arena, "抓取没有完成（%.*s），没有看到的部分未作判断。",
                                 STR_ARG(v->site->run.incomplete_because));
    if (v->site->run.complete && judge_blind(&v->judge).len)
        notes[count++] = STR("网站有的部分没有看到（robots.txt 不许、防护墙或者打不开），不断定那里没有什么。");
    if (left_out)
        notes[count++] = str_fmt(v->arena, "因限额有 %zu 个网址没有访问。", left_out);
    if (ceilings_note(&v->judge, v->arena).len)
        notes[count++] = ceilings_note(&v->judge, v->arena);
    if (v->site->run.no_ipv6_here)
        notes[count++] = STR("本机没有 IPv6，IPv6 可达性未作判断。");
    if (!day_in_table(v->o->as_of))
        notes[count++] = STR("检查日不在国务院节假日安排表的年份内，工作日按周一至周五推算。");
    if (too_long)
        notes[count++] = str_fmt(v->arena, "有 %zu 个页面因过长或过于杂乱没有读完。", too_long);
    v->out->notes = str_join(v->arena, notes, count, STR("\n"));
}

/* --- the run --- */

static void run_rules(struct evaluation *v)
{
    v->passed = arena_new(v->arena, bool, v->book->rule_count + 1);
    for (size_t i = 0; i < v->book->rule_count; i++) {
        const struct rule *rule = &v->book->rules[i];
        size_t healthy = v->out->healthy.count;
        check_fn check = check_by_name(rule->check);
        if (check)
            check(&v->judge, rule);
        v->passed[i] = v->out->healthy.count > healthy;
    }
    v->judge.passed = v->passed;
}

static bool checks_known(struct evaluation *v)
{
    for (size_t i = 0; i < v->book->rule_count; i++) {
        const struct rule *rule = &v->book->rules[i];
        if (!check_by_name(rule->check)) {
            return fail_set(v->f, FAIL_USAGE, "rulebook: rule '%.*s': field 'check': '%.*s' is none of %.*s",
                            STR_ARG(rule->id), STR_ARG(rule->check), STR_ARG(check_names(v->arena)));
        }
    }
    return true;
}

static bool judge_all(struct evaluation *v)
{
    if (!checks_known(v) || !national_known(v->book, v->f) || !load_plans(v))
        return false;
    v->judge = (struct judge){ .site = v->site,
                               .book = v->book,
                               .plans = v->plans,
                               .plan_count = v->plan_count,
                               .national = v->national,
                               .profile = v->o->profile,
                               .snapshot = v->snapshot,
                               .as_of = v->o->as_of,
                               .arena = v->arena,
                               .out = v->out };
    copies_fold(v->site, v->arena);
    echoes_silence(v->site, v->arena);
    v->judge.columns = columns_build(v->arena, v->site, v->book, v->o->profile, v->o->as_of);
    run_rules(v);
    take_waivers(v);
    if (v->out->findings.count)
        qsort(v->out->findings.items, v->out->findings.count, sizeof *v->out->findings.items, by_rule_and_subject);
    if (v->out->unverified.count)
        qsort(v->out->unverified.items, v->out->unverified.count, sizeof *v->out->unverified.items, unverified_order);
    disclosure_report(&v->judge);
    ipv6_table(&v->judge);
    national_table(&v->judge);
    policy_report(&v->judge);
    for (size_t i = 0; i < v->plan_count; i++)
        sum_clauses(v, v->plans[i]);
    sum_departments(v);
    sum_stats(v);
    sum_hosts(v);
    sum_notes(v);
    v->out->plans = plan_names(v);
    return snapshot_put_verdicts(v->snapshot, v->out, v->arena, v->f);
}

struct verdicts *evaluate(struct snapshot *s, const struct evaluate_options *o, struct arena *a, struct fail *f)
{
    struct evaluation v = { .snapshot = s, .o = o, .arena = a, .f = f };
    int64_t run = snapshot_run_latest(s, f);
    if (run == 0) {
        fail_set(f, FAIL_USAGE, "nothing was crawled yet: run 'audit crawl' first");
        return NULL;
    }
    v.site = snapshot_load_site(s, run, a, f);
    v.book = v.site ? rulebook_load(a, o->data_dir, f) : NULL;
    if (!v.book)
        return NULL;
    rulebook_enable(v.book, o->profile ? o->profile->enable : NULL, o->profile ? o->profile->enable_count : 0);
    v.out = arena_new(a, struct verdicts, 1);
    v.out->run = v.site->run;
    v.out->as_of = o->as_of;
    v.out->version = o->version;
    bool done = judge_all(&v);
    rulebook_free(v.book);
    return done ? v.out : NULL;
}
