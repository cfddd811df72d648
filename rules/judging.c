/* SPDX-License-Identifier: MIT */
/* Binds a finding to its clauses and fills the sentences that people read. */
#include "judging.h"
#include "core/arena.h"

enum { SENTENCE_LEN = 4096, LIST_SHOWN = 8 };

size_t judge_bound(struct judge *j, const struct rule *rule, const struct bound_clause **out)
{
    if (j->bound_rule != rule)
        j->bound_count = bind_rule(j->arena, rule, j->plans, j->plan_count, j->national, &j->bound);
    j->bound_rule = rule;
    *out = j->bound;
    return j->bound_count;
}

str judge_clause_title(struct arena *a, const struct plan_clause *c)
{
    return c->source.len ? str_fmt(a, "%.*s（%.*s）", STR_ARG(c->title), STR_ARG(c->source)) : c->title;
}

void judge_bind(struct judge *j, const struct rule *rule, const struct fault *fault, struct finding *f)
{
    size_t count = fault->clause_count;
    const struct bound_clause *from = fault->clauses;
    if (!from)
        count = judge_bound(j, rule, &from);
    struct clause_ref *refs = arena_new(j->arena, struct clause_ref, count + 1);
    f->clauses = refs;
    f->clause_count = 0;
    for (size_t i = 0; i < count; i++)
        if (plan_clause_concerns(from[i].clause, f->subject))
            refs[f->clause_count++] =
                (struct clause_ref){ from[i].plan->id, from[i].clause->id, judge_clause_title(j->arena, from[i].clause),
                                     from[i].quote };
}

str judge_cut_short(const struct judge *j)
{
    return j->site->run.incomplete_because.len ? j->site->run.incomplete_because : STR("budget");
}

static void add_value(struct buf *out, const struct json_value *v)
{
    if (v->type == JSON_STRING)
        buf_add(out, v->string);
    else if (v->type == JSON_NUMBER)
        buf_fmt(out, "%lld", (long long)v->integer);
    else if (v->type == JSON_BOOL)
        buf_add(out, v->truth ? STR("是") : STR("否"));
}

static void add_evidence(struct buf *out, const struct json_value *evidence, str name)
{
    const struct json_value *v = evidence ? evidence->first : NULL;
    while (v && !str_eq(v->key, name))
        v = v->next;
    if (!v || v->type == JSON_NULL) {
        buf_add(out, STR("未知"));
        return;
    }
    if (v->type != JSON_ARRAY) {
        add_value(out, v);
        return;
    }
    size_t n = 0;
    for (const struct json_value *e = v->first; e && n < LIST_SHOWN; e = e->next, n++) {
        if (n)
            buf_add(out, STR("、"));
        add_value(out, e);
    }
    if (v->count > LIST_SHOWN)
        buf_fmt(out, "等%zu个", v->count);
}

static void add_member(struct buf *out, const struct json_value *evidence, const struct finding *f, str name)
{
    if (str_eq(name, STR("subject")))
        buf_add(out, f->subject);
    else if (str_eq(name, STR("column")))
        buf_add(out, f->column_name.len ? f->column_name : f->subject);
    else if (str_eq(name, STR("where_count")))
        buf_fmt(out, "%lld", (long long)f->where_count);
    else
        add_evidence(out, evidence, name);
}

str judge_fill(struct judge *j, str template, const struct finding *f)
{
    struct fail ignored = { 0 };
    const struct json_value *evidence = json_parse(j->arena, f->evidence, "evidence", &ignored);
    struct buf out;
    buf_init(&out, SENTENCE_LEN);
    for (size_t i = 0; i < template.len;) {
        str rest = str_slice(template, i, template.len);
        size_t close = rest.ptr[0] == '{' ? str_find(rest, STR("}")) : SIZE_MAX;
        if (close == SIZE_MAX) {
            buf_add_char(&out, rest.ptr[0]);
            i++;
            continue;
        }
        add_member(&out, evidence, f, str_slice(rest, 1, close));
        i += close + 1;
    }
    str text = str_dup(j->arena, buf_str(&out));
    buf_done(&out);
    return text;
}
