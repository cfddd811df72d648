/* SPDX-License-Identifier: MIT */
/* The plan read backwards: what became of every clause and of every timed indicator. */
#include "core/arena.h"
#include "html.h"
#include "words_zh.h"
#include <inttypes.h>

static void write_result(struct html *h, const struct zh_result *r)
{
    out_fmt(&h->out, "<td><span class=\"result %s\">%s %s</span></td>", r->css, r->sign, r->word_zh);
}

/* Findings of the page that rest on the clause; `rule`: only of that one. `first` gets the first of them. */
static int64_t count_bound(const struct html *h, const struct clause_result *c, str rule, const struct finding **first)
{
    int64_t n = 0;
    for (size_t i = 0; i < h->view->count; i++) {
        const struct finding *f = h->view->order[i];
        if (rule.len && !str_eq(f->rule, rule))
            continue;
        bool bound = false;
        for (size_t k = 0; k < f->clause_count && !bound; k++)
            bound = str_eq(f->clauses[k].clause, c->clause) && str_eq(f->clauses[k].plan, c->plan);
        if (bound && !n && first)
            *first = f;
        n += bound;
    }
    return n;
}

static void write_broken_rules(struct html *h, const struct clause_result *c)
{
    struct out *o = &h->out;
    size_t shown = 0;
    for (size_t i = 0; i < c->rule_count; i++) {
        const struct finding *first = NULL;
        int64_t n = count_bound(h, c, c->rules[i], &first);
        if (!n)
            continue;
        out_raw(o, shown++ ? "<br><a href=\"#f-" : "<a href=\"#f-");
        out_text(o, first->id);
        out_raw(o, "\">");
        out_clip(o, html_rule_title(h, c->rules[i]), 40);
        out_fmt(o, "</a> %" PRId64 " 个", n);
    }
    if (!shown && h->only.len)
        out_raw(o, "<span class=\"dim\">本部门没有问题，其他部门有。</span>");
}

/* What the result rests on: the faults, or why there is none, or what was looked for. */
static void write_grounds(struct html *h, const struct clause_result *c)
{
    struct out *o = &h->out;
    bool fails = str_eq(c->result, STR("fail"));
    if (fails)
        write_broken_rules(h, c);
    if (c->why.len) {
        out_raw(o, fails ? "<br>" : "");
        out_clip(o, c->why, 160);
    }
    if (fails || !c->rule_count)
        return;
    out_raw(o, c->why.len ? "<br><span class=\"dim\">检查项：" : "<span class=\"dim\">检查项：");
    for (size_t i = 0; i < c->rule_count; i++) {
        out_raw(o, i ? "、" : "");
        out_clip(o, html_rule_title(h, c->rules[i]), 40);
    }
    out_raw(o, str_eq(c->result, STR("pass")) ? "；没有发现问题</span>" : "</span>");
}

static void write_clause(struct html *h, const struct clause_result *c)
{
    struct out *o = &h->out;
    out_raw(o, "<tr><th scope=\"row\">");
    out_clip(o, c->clause, 20);
    out_raw(o, "</th>");
    write_result(h, zh_clause_result(c->result));
    out_raw(o, "<td>");
    if (c->title.len) {
        out_raw(o, "<b>");
        out_clip(o, c->title, 60);
        out_raw(o, "</b> ");
    }
    out_raw(o, "<span class=\"dim text\">");
    out_clip(o, c->text, 90);
    out_raw(o, "</span></td>");
    html_cell(h, c->units, 60);
    html_number(h, h->only.len ? count_bound(h, c, (str){ 0 }, NULL) : c->findings);
    out_raw(o, "<td>");
    write_grounds(h, c);
    out_raw(o, "</td></tr>\n");
}

/* A department's page tells the clauses that name it, and those that its faults break. */
static bool clause_concerns(const struct html *h, const struct clause_result *c)
{
    return !h->only.len || str_has(c->units, h->only) || count_bound(h, c, (str){ 0 }, NULL) > 0;
}

static bool plan_concerns(const struct html *h, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (clause_concerns(h, &h->model->v->clauses.items[i]))
            return true;
    return false;
}

bool html_has_clauses(const struct html *h)
{
    return plan_concerns(h, 0, h->model->v->clauses.count);
}

static void count_results(struct html *h, size_t from, size_t to)
{
    static const char *const words[] = { "pass", "fail", "unverified", "not-automatic" };
    const struct clause_result *c = h->model->v->clauses.items;
    out_raw(&h->out, "<p class=\"dim\">");
    for (size_t w = 0; w < ARRAY_LEN(words); w++) {
        size_t n = 0;
        for (size_t i = from; i < to; i++)
            n += clause_concerns(h, &c[i]) && zh_clause_result(c[i].result) == zh_clause_result(str_from(words[w]));
        const struct zh_result *r = zh_clause_result(str_from(words[w]));
        out_fmt(&h->out, "%s%s %s %zu 条", w ? "，" : "", r->sign, r->word_zh, n);
    }
    out_raw(&h->out, "。</p>\n");
}

void html_clauses(struct html *h)
{
    static const char *const headings[] = { "条款", "结论", "内容", "责任单位", "问题", "发现的问题或原因" };
    const struct verdicts *v = h->model->v;
    if (!html_has_clauses(h))
        return;
    html_section(h, "clauses", "逐条结论");
    for (size_t i = 0, end; i < v->clauses.count; i = end) {
        str plan = v->clauses.items[i].plan;
        for (end = i; end < v->clauses.count && str_eq(v->clauses.items[end].plan, plan); end++)
            ;
        if (!plan_concerns(h, i, end))
            continue;
        out_raw(&h->out, "<h3>");
        out_clip(&h->out, model_plan_title(h->model, plan, h->arena), 80);
        out_raw(&h->out, "</h3>\n");
        count_results(h, i, end);
        html_table(h, "每一条款的结论", headings, ARRAY_LEN(headings));
        for (size_t k = i; k < end; k++)
            if (clause_concerns(h, &v->clauses.items[k]))
                write_clause(h, &v->clauses.items[k]);
        out_raw(&h->out, "</tbody></table></div>\n");
    }
    out_raw(&h->out, "</section>\n");
}

static void write_indicator(struct html *h, const struct indicator_result *n)
{
    struct out *o = &h->out;
    out_raw(o, "<tr><th scope=\"row\">");
    out_clip(o, n->no, 20);
    out_raw(o, "</th>");
    html_cell(h, n->name, 80);
    const struct zh_result *r = zh_indicator_result(n->result);
    bool piecewise = str_eq(n->limit, STR("within")) && str_eq(n->result, STR("overdue"));
    out_fmt(o, "<td><span class=\"result %s\">%s %s</span>", r->css, r->sign,
            piecewise ? "没有全部按时公开" : r->word_zh);
    if (n->detail.len) {
        out_raw(o, "<br><span class=\"dim\">");
        out_clip(o, n->detail, 120);
        out_raw(o, "</span>");
    }
    out_raw(o, "</td>");
    html_cell(h, n->unit, 60);
    html_cell(h, n->limit_text.len ? n->limit_text : n->limit, 30);
    out_raw(o, "<td>");
    if (n->column.len)
        out_link(o, n->column, n->column_name, 70);
    else
        out_raw(o, "<span class=\"dim\">—</span>");
    if (n->matched_by.len) {
        out_raw(o, "<br><span class=\"dim how\">");
        out_clip(o, n->matched_by, 100);
        out_raw(o, "</span>");
    }
    out_raw(o, "</td>");
    out_raw(o, "<td class=\"n\">");
    out_text(o, day_known(n->newest) ? day_to_iso(h->arena, n->newest) : STR("—"));
    out_raw(o, "</td>");
    html_month_strip(h, n);
    out_raw(o, "</tr>\n");
}

static bool concerns(const struct html *h, const struct indicator_result *n)
{
    return !h->only.len || str_has(n->unit, h->only);
}

bool html_has_indicators(const struct html *h)
{
    for (size_t i = 0; i < h->model->v->indicators.count; i++)
        if (concerns(h, &h->model->v->indicators.items[i]))
            return true;
    return false;
}

void html_indicators(struct html *h)
{
    static const char *const headings[] = { "序号",     "事项",     "结论",     "责任单位",
                                            "公开时限", "对应栏目", "最新一条", "近12个月" };
    const struct verdicts *v = h->model->v;
    if (!html_has_indicators(h))
        return;
    html_section(h, "indicators", "定时公开");
    str plan = { 0 };
    for (size_t i = 0; i < v->indicators.count; i++) {
        const struct indicator_result *n = &v->indicators.items[i];
        if (!concerns(h, n))
            continue;
        if (!plan.ptr || !str_eq(plan, n->plan)) {
            out_raw(&h->out, plan.ptr ? "</tbody></table></div>\n<h3>" : "<h3>");
            out_clip(&h->out, model_plan_title(h->model, n->plan, h->arena), 80);
            out_raw(&h->out, "</h3>\n");
            html_table(h, "每一事项的公开情况", headings, ARRAY_LEN(headings));
            plan = n->plan;
        }
        write_indicator(h, n);
    }
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}
