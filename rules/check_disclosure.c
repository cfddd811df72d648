/* SPDX-License-Identifier: MIT */
/* disclosure.*: indicators of the plans' timetables that are missing, overdue or late, and the timetable of the report.
 */
#include "core/arena.h"
#include "disclosure.h"
#include "families.h"
#include "judging.h"
#include "subject_period.h"

/* Orders other indicators of its plan: what it says of periods is said of those. */
static bool orders_others(const struct matched *m, const struct bound_clause *b)
{
    for (size_t i = 0; b->plan == m->plan && i < m->plan->indicator_count; i++) {
        if (str_eq(m->plan->indicators[i].clause, b->clause->id))
            return true;
    }
    return false;
}

/* The clause that orders the indicator, then the rule's other clauses. */
static size_t clauses_of(struct judge *j, const struct rule *rule, const struct matched *m,
                         const struct bound_clause **out)
{
    const struct bound_clause *bound = NULL;
    size_t count = judge_bound(j, rule, &bound), n = 0;
    struct bound_clause *all = arena_new(j->arena, struct bound_clause, count + 1);
    for (size_t i = 0; i < m->plan->clause_count; i++) {
        const struct plan_clause *c = &m->plan->clauses[i];
        if (str_eq(c->id, m->indicator->clause))
            all[n++] = (struct bound_clause){ m->plan, c, m->indicator->name };
    }
    for (size_t i = 0; i < count; i++) {
        if (n && all[0].clause == bound[i].clause)
            all[0].quote = bound[i].quote;
        else if (!orders_others(m, &bound[i]))
            all[n++] = bound[i];
    }
    *out = all;
    return n;
}

static void accuse(struct judge *j, const struct rule *rule, const struct matched *m, const struct disclosure_state *s)
{
    const struct column *c = s->column == NONE ? NULL : &j->columns->items[s->column];
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "name", m->indicator->name);
    evidence_str(&e, "limit", plan_limit_text(j->arena, &m->indicator->limit));
    evidence_str(&e, "column", c ? c->address : STR(""));
    evidence_str(&e, "matched_by", m->how);
    evidence_day(&e, "newest", s->newest);
    evidence_day(&e, "due", s->due);
    evidence_list(&e, "units", s->units, s->unit_count);
    str gaps[SUBJECT_MONTHS];
    size_t gap_count = disclosure_gaps(j, s->gaps, gaps);
    if (gap_count)
        evidence_list(&e, "gaps", gaps, gap_count);
    struct fault f = {
        .subject = m->id, .column = s->column, .indicator = m->id, .evidence = evidence_end(&e, j->arena)
    };
    f.clause_count = clauses_of(j, rule, m, &f.clauses);
    if (s->unit_count == 1)
        f.department = s->units[0];
    if (c) {
        f.where = &c->resource;
        f.where_len = 1;
    }
    check_fail(j, rule, &f);
}

size_t disclosure_gaps(const struct judge *j, unsigned gaps, str *words)
{
    struct day_parts p = day_parts(j->as_of);
    size_t n = 0;
    for (int m = 0; m < SUBJECT_MONTHS; m++) {
        int month = p.year * 12 + p.month - 1 - (SUBJECT_MONTHS - 1 - m);
        if (gaps & 1u << m)
            words[n++] = str_fmt(j->arena, "%d年%d月", month / 12, month % 12 + 1);
    }
    return n;
}

static void judge_all(struct judge *j, const struct rule *rule, enum disclosure wanted)
{
    const struct matching *all = match_of(j);
    for (size_t i = 0; i < all->count; i++) {
        const struct matched *m = &all->items[i];
        struct disclosure_state s;
        if (m->by_policy)
            continue;
        disclosure_judge(j, m, &s);
        if (s.result == wanted)
            accuse(j, rule, m, &s);
        else if (s.result == DISCLOSURE_UNVERIFIED)
            check_unverified(j, rule, m->id, s.reason, m->indicator->name);
        else
            check_pass(j, rule, m->id);
    }
}

void check_disclosure_missing(struct judge *j, const struct rule *rule)
{
    judge_all(j, rule, DISCLOSURE_MISSING);
}

void check_disclosure_overdue(struct judge *j, const struct rule *rule)
{
    judge_all(j, rule, DISCLOSURE_OVERDUE);
}

void check_disclosure_late(struct judge *j, const struct rule *rule)
{
    judge_all(j, rule, DISCLOSURE_LATE);
}

/* --- the timetable --- */

static str result_word(enum disclosure d)
{
    static const str words[] = { [DISCLOSURE_PASS] = STR_INIT("pass"),
                                 [DISCLOSURE_MISSING] = STR_INIT("missing"),
                                 [DISCLOSURE_OVERDUE] = STR_INIT("overdue"),
                                 [DISCLOSURE_LATE] = STR_INIT("late"),
                                 [DISCLOSURE_UNVERIFIED] = STR_INIT("unverified"),
                                 [DISCLOSURE_EMPTY] = STR_INIT("missing") };
    return words[d];
}

static str reason_words(str reason)
{
    static const struct {
        str reason, words;
    } table[] = { { STR_INIT("javascript-list"), STR_INIT("列表由脚本生成，读不到条目") },
                  { STR_INIT("unreadable-list"), STR_INIT("列表没有读全") },
                  { STR_INIT("parent-column"), STR_INIT("只找到上级栏目") },
                  { STR_INIT("text-page"), STR_INIT("栏目是一页文字，看不出更新日期") },
                  { STR_INIT("unclear-match"), STR_INIT("只找到名称相近的栏目或条目，不能断定") },
                  { STR_INIT("undated"), STR_INIT("条目没有日期") },
                  { STR_INIT("future-date"), STR_INIT("有条目的日期晚于检查当天，不能断定最新日期") },
                  { STR_INIT("budget"), STR_INIT("抓取没有完成") },
                  { STR_INIT("robots"), STR_INIT("robots.txt 不许访问的部分没有看到") },
                  { STR_INIT("wall"), STR_INIT("被防护墙挡住的部分没有看到") },
                  { STR_INIT("timeout"), STR_INIT("打不开的部分没有看到") } };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (str_eq(table[i].reason, reason))
            return table[i].words;
    }
    return reason;
}

/* 政策文件解读 is judged by policy.*: its row tells what those found. */
static void take_policy_result(const struct judge *j, struct indicator_result *r)
{
    r->result = STR("pass");
    r->detail = STR("按政策文件与解读逐件判断");
    for (size_t i = 0; i < j->out->findings.count; i++) {
        str rule = j->out->findings.items[i].rule;
        if (str_eq(rule, STR("policy.uninterpreted")))
            r->result = STR("overdue");
        else if (str_eq(rule, STR("policy.late")) && str_eq(r->result, STR("pass")))
            r->result = STR("late");
    }
}

/* How many items the indicator's columns published in each of the last twelve months, oldest first. */
static str months_of(const struct judge *j, const struct matched *m)
{
    unsigned counts[SUBJECT_MONTHS] = { 0 };
    size_t known = 0;
    for (size_t i = 0; i < m->column_count; i++) {
        const struct column *c = &j->columns->items[m->columns[i].column];
        for (size_t k = 0; k < c->item_count; k++) {
            int at = subject_month_index(j->as_of, c->items[k].date);
            if (at >= 0 && day_compare(c->items[k].date, j->as_of) <= 0)
                counts[at]++;
        }
        known += !c->by_script && !c->single;
    }
    for (size_t i = 0; m->column_count == 0 && i < m->item_count; i++) {
        int at = subject_month_index(j->as_of, m->items[i]->date);
        if (at >= 0 && day_compare(m->items[i]->date, j->as_of) <= 0)
            counts[at]++;
        known++;
    }
    str text = STR("");
    for (int n = 0; known && n < SUBJECT_MONTHS; n++)
        text = str_fmt(j->arena, "%.*s%s%u", STR_ARG(text), n ? " " : "", counts[n]);
    return text;
}

/* A month that was skipped is told even when the newest item is fresh. */
static void tell_gaps(const struct judge *j, const struct disclosure_state *s, struct indicator_result *r)
{
    str gaps[SUBJECT_MONTHS];
    size_t count = disclosure_gaps(j, s->gaps, gaps);
    if (count == 0)
        return;
    str text = str_fmt(j->arena, "缺少%.*s", STR_ARG(str_join(j->arena, gaps, count, STR("、"))));
    r->detail = r->detail.len ? str_fmt(j->arena, "%.*s；%.*s", STR_ARG(r->detail), STR_ARG(text)) : text;
}

void disclosure_report(struct judge *j)
{
    const struct matching *all = match_of(j);
    for (size_t i = 0; i < all->count; i++) {
        const struct matched *m = &all->items[i];
        struct disclosure_state s;
        disclosure_judge(j, m, &s);
        struct indicator_result *r = arena_push(j->arena, &j->out->indicators);
        *r = (struct indicator_result){ .plan = m->plan->id,
                                        .no = m->indicator->no,
                                        .name = m->indicator->name,
                                        .unit = str_join(j->arena, m->indicator->units, m->indicator->unit_count,
                                                         STR("、")),
                                        .limit = words_plan_limit_kind(m->indicator->limit.kind),
                                        .limit_text = plan_limit_text(j->arena, &m->indicator->limit),
                                        .matched_by = m->how,
                                        .newest = s.newest,
                                        .result = result_word(s.result) };
        uint32_t column = s.column != NONE ? s.column : m->column_count ? m->columns[0].column : NONE;
        if (column != NONE) {
            r->column = j->columns->items[column].address;
            r->column_name = j->columns->items[column].name;
        }
        if (s.result == DISCLOSURE_UNVERIFIED)
            r->detail = reason_words(s.reason);
        else if (s.result == DISCLOSURE_EMPTY)
            r->detail = STR("栏目是空的");
        else if (s.unit_count)
            r->detail = str_join(j->arena, s.units, s.unit_count, STR("、"));
        r->months = months_of(j, m);
        tell_gaps(j, &s, r);
        if (m->by_policy)
            take_policy_result(j, r);
    }
}
