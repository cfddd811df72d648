/* SPDX-License-Identifier: MIT */
/* report.json, schema "audit-report/1" (docs/report.schema.json). Unknown is null, never a made-up value. */
#include "core/json.h"
#include "core/arena.h"
#include "formats.h"
#include "model.h"
#include "recount.h"

static void write_day(struct json_writer *w, struct arena *a, const char *key, day d)
{
    json_str_or_null(w, key, day_to_iso(a, d));
}

static void write_strings(struct json_writer *w, const char *key, const str *items, size_t count)
{
    json_array(w, key);
    for (size_t i = 0; i < count; i++)
        json_str(w, NULL, items[i]);
    json_end_array(w);
}

static void write_run(struct json_writer *w, const struct run_fact *run)
{
    json_object(w, "run");
    json_int(w, "id", run->id);
    json_str_or_null(w, "started", run->started);
    json_str_or_null(w, "finished", run->finished);
    json_bool(w, "complete", run->complete);
    json_str_or_null(w, "incomplete_because", run->incomplete_because);
    json_end_object(w);
}

static void write_stats(struct json_writer *w, const struct stats *s)
{
    json_object(w, "stats");
    json_int(w, "pages", s->pages);
    json_int(w, "columns", s->columns);
    json_int(w, "articles", s->articles);
    json_int(w, "policies", s->policies);
    json_int(w, "links", s->links);
    json_int(w, "links_checked", s->links_checked);
    json_int(w, "hosts", s->hosts);
    json_int(w, "bytes", s->bytes);
    json_real(w, "seconds", s->seconds);
    json_end_object(w);
}

static void write_column(struct json_writer *w, const struct finding *f)
{
    if (!f->column_name.len && !f->column_path.len && !f->column_url.len) {
        json_null(w, "column");
        return;
    }
    json_object(w, "column");
    json_str_or_null(w, "name", f->column_name);
    json_str_or_null(w, "path", f->column_path);
    json_str_or_null(w, "url", f->column_url);
    json_end_object(w);
}

static void write_finding_clauses(struct json_writer *w, const struct finding *f)
{
    json_array(w, "clauses");
    for (size_t i = 0; i < f->clause_count; i++) {
        const struct clause_ref *c = &f->clauses[i];
        json_object(w, NULL);
        json_str(w, "plan", c->plan);
        json_str(w, "clause", c->clause);
        json_str_or_null(w, "title", c->title);
        json_str_or_null(w, "quote", c->quote);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_finding(struct json_writer *w, const struct finding *f, struct arena *a)
{
    json_object(w, NULL);
    json_str(w, "id", f->id);
    json_str(w, "rule", f->rule);
    json_str(w, "severity", words_severity(f->severity));
    json_str_or_null(w, "state", f->state);
    write_day(w, a, "first_seen", f->first_seen);
    json_int(w, "weeks", f->weeks);
    json_str(w, "subject", f->subject);
    write_strings(w, "where", f->where, f->where_len);
    json_int(w, "where_count", f->where_count);
    write_column(w, f);
    json_str_or_null(w, "indicator", f->indicator);
    json_str_or_null(w, "department", f->department);
    write_finding_clauses(w, f);
    json_str(w, "message", f->message);
    json_raw(w, "evidence", f->evidence.len ? f->evidence : STR("{}"));
    json_str(w, "remedy", f->remedy);
    json_end_object(w);
}

static void write_findings(struct json_writer *w, const struct report_model *m, struct arena *a)
{
    const struct view *v = view_make(m, (str){ 0 }, a);
    json_array(w, "findings");
    for (size_t i = 0; i < v->count; i++) {
        struct arena_mark mark = arena_mark(a);
        write_finding(w, v->order[i], a);
        arena_release(a, mark);
    }
    json_end_array(w);
}

static void write_past(struct json_writer *w, const struct verdicts *v, struct arena *a)
{
    json_array(w, "fixed");
    for (size_t i = 0; i < v->fixed.count; i++) {
        const struct fixed_finding *f = &v->fixed.items[i];
        json_object(w, NULL);
        json_str(w, "id", f->id);
        json_str(w, "rule", f->rule);
        json_str(w, "subject", f->subject);
        write_day(w, a, "first_seen", f->first_seen);
        write_day(w, a, "last_seen", f->last_seen);
        json_end_object(w);
    }
    json_end_array(w);
    json_array(w, "recheck");
    for (size_t i = 0; i < v->recheck.count; i++) {
        json_object(w, NULL);
        json_str(w, "id", v->recheck.items[i].id);
        json_str(w, "rule", v->recheck.items[i].rule);
        json_str(w, "subject", v->recheck.items[i].subject);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_waived(struct json_writer *w, const struct verdicts *v, struct arena *a)
{
    json_array(w, "waived");
    for (size_t i = 0; i < v->waived.count; i++) {
        const struct waived_finding *f = &v->waived.items[i];
        json_object(w, NULL);
        json_str(w, "id", f->id);
        json_str(w, "reason", f->reason);
        json_str_or_null(w, "owner", f->owner);
        write_day(w, a, "until", f->until);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_unverified(struct json_writer *w, const struct verdicts *v)
{
    json_array(w, "unverified");
    for (size_t i = 0; i < v->unverified.count; i++) {
        const struct unverified *u = &v->unverified.items[i];
        json_object(w, NULL);
        json_str(w, "rule", u->rule);
        json_str(w, "subject", u->subject);
        json_str(w, "reason", u->reason);
        json_str_or_null(w, "detail", u->detail);
        json_end_object(w);
    }
    json_end_array(w);
}

/* What was not covered, limits that were hit: one sentence each. */
static void write_notes(struct json_writer *w, const struct verdicts *v)
{
    str rest = v->notes, line;
    json_array(w, "notes");
    while (str_cut(&rest, '\n', &line)) {
        if (str_trim(line).len)
            json_str(w, NULL, line);
    }
    json_end_array(w);
}

static void write_clauses(struct json_writer *w, const struct verdicts *v)
{
    json_array(w, "clauses");
    for (size_t i = 0; i < v->clauses.count; i++) {
        const struct clause_result *c = &v->clauses.items[i];
        json_object(w, NULL);
        json_str(w, "plan", c->plan);
        json_str(w, "clause", c->clause);
        json_str_or_null(w, "title", c->title);
        json_str(w, "result", c->result);
        write_strings(w, "rules", c->rules, c->rule_count);
        json_int(w, "findings", c->findings);
        json_end_object(w);
    }
    json_end_array(w);
}

/* Items a month, oldest first; null when nothing is known of them. */
static void write_months(struct json_writer *w, str months)
{
    if (months.len == 0) {
        json_null(w, "months");
        return;
    }
    str count;
    json_array(w, "months");
    while (str_cut(&months, ' ', &count)) {
        int64_t n = 0;
        (void)str_to_int(count, &n);
        json_int(w, NULL, n);
    }
    json_end_array(w);
}

static void write_indicators(struct json_writer *w, const struct verdicts *v, struct arena *a)
{
    json_array(w, "indicators");
    for (size_t i = 0; i < v->indicators.count; i++) {
        const struct indicator_result *n = &v->indicators.items[i];
        json_object(w, NULL);
        json_str(w, "plan", n->plan);
        json_str(w, "no", n->no);
        json_str(w, "name", n->name);
        json_str_or_null(w, "unit", n->unit);
        json_str_or_null(w, "limit", n->limit);
        json_str_or_null(w, "column", n->column);
        write_day(w, a, "newest", n->newest);
        json_str(w, "result", n->result);
        write_months(w, n->months);
        json_end_object(w);
    }
    json_end_array(w);
}

/* Rows of one file stand together. */
static void write_policies(struct json_writer *w, const struct verdicts *v, struct arena *a)
{
    json_array(w, "policies");
    for (size_t i = 0, end; i < v->policies.count; i = end) {
        const struct policy_row *p = &v->policies.items[i];
        json_object(w, NULL);
        json_str(w, "address", p->address);
        json_str(w, "title", p->title);
        json_str_or_null(w, "number", p->number);
        json_str_or_null(w, "department", p->department);
        write_day(w, a, "published", p->published);
        json_array(w, "interpretations");
        for (end = i; end < v->policies.count && str_eq(v->policies.items[end].address, p->address); end++) {
            const struct policy_row *r = &v->policies.items[end];
            if (!r->form.len)
                continue;
            json_object(w, NULL);
            json_str_or_null(w, "address", r->interpretation);
            json_str(w, "title", r->interpretation_title);
            json_str(w, "form", r->form);
            json_bool(w, "more_than_text", r->several);
            write_day(w, a, "published", r->interpreted);
            if (r->workdays >= 0)
                json_int(w, "workdays", r->workdays);
            else
                json_null(w, "workdays");
            json_end_object(w);
        }
        json_end_array(w);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_figures(struct json_writer *w, const struct verdicts *v, struct arena *a)
{
    struct recount r = recount_policies(a, v, (str){ 0 });
    json_object(w, "policy_figures");
    json_int(w, "files", (int64_t)r.files);
    json_int(w, "interpreted", (int64_t)r.explained);
    json_int(w, "interpretations", (int64_t)r.interpretations);
    json_int(w, "more_than_text", (int64_t)r.several);
    if (r.files)
        json_real(w, "share", (double)r.several / (double)r.files);
    else
        json_null(w, "share");
    json_array(w, "forms");
    for (size_t i = 0; i < r.form_count; i++) {
        json_object(w, NULL);
        json_str(w, "form", r.forms[i].name);
        json_int(w, "interpretations", (int64_t)r.forms[i].count);
        json_end_object(w);
    }
    json_end_array(w);
    json_end_object(w);
}

static void write_departments(struct json_writer *w, const struct verdicts *v)
{
    json_array(w, "departments");
    for (size_t i = 0; i < v->departments.count; i++) {
        const struct department_result *d = &v->departments.items[i];
        json_object(w, NULL);
        json_str(w, "name", d->name);
        json_int(w, "findings", d->findings);
        json_int(w, "new", d->new_findings);
        json_int(w, "fixed", d->fixed);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_ipv6(struct json_writer *w, const struct verdicts *v)
{
    json_array(w, "ipv6");
    for (size_t i = 0; i < v->ipv6.count; i++) {
        const struct ipv6_result *r = &v->ipv6.items[i];
        json_object(w, NULL);
        json_str(w, "indicator", r->indicator);
        json_str(w, "value", r->value);
        json_str(w, "source", r->source);
        json_str(w, "threshold", r->threshold);
        json_str(w, "verdict", r->verdict);
        json_end_object(w);
    }
    json_end_array(w);
}

/* Points are null where none are known; seen_points is not the official result. */
static void write_national(struct json_writer *w, const struct verdicts *v)
{
    json_object(w, "national");
    json_int(w, "seen_points", model_seen_points(v));
    json_bool(w, "official", false);
    json_array(w, "items");
    for (size_t i = 0; i < v->national.count; i++) {
        const struct national_result *r = &v->national.items[i];
        json_object(w, NULL);
        json_str(w, "part", r->part);
        json_str(w, "item", r->item);
        json_str(w, "condition", r->condition);
        if (r->points)
            json_int(w, "points", r->points);
        else
            json_null(w, "points");
        json_str(w, "tag", r->tag);
        json_str(w, "source", r->source);
        json_bool(w, "judged", str_eq(r->verdict, STR("pass")) || str_eq(r->verdict, STR("fail")));
        json_str(w, "verdict", r->verdict);
        json_str_or_null(w, "value", r->value);
        json_str_or_null(w, "why", r->why);
        json_end_object(w);
    }
    json_end_array(w);
    json_end_object(w);
}

bool report_json(FILE *file, const struct report_model *m, struct arena *a)
{
    const struct verdicts *v = m->v;
    struct json_writer w;
    json_to_file(&w, file, true);
    json_object(&w, NULL);
    json_str(&w, "schema", STR("audit-report/1"));
    json_str(&w, "site", v->run.site);
    write_day(&w, a, "as_of", v->as_of);
    write_run(&w, &v->run);
    write_stats(&w, &v->stats);
    write_findings(&w, m, a);
    write_past(&w, v, a);
    write_waived(&w, v, a);
    write_unverified(&w, v);
    write_notes(&w, v);
    write_clauses(&w, v);
    write_indicators(&w, v, a);
    write_policies(&w, v, a);
    write_figures(&w, v, a);
    write_departments(&w, v);
    write_ipv6(&w, v);
    write_national(&w, v);
    json_end_object(&w);
    return json_ok(&w) && fputc('\n', file) != EOF && fflush(file) == 0;
}
