/* SPDX-License-Identifier: MIT */
/* The findings, by department and rule: a card of five lines each (where, what, why, proof, do), then shorter lines. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/json.h"
#include "html.h"
#include "words_zh.h"
#include <inttypes.h>
#include <string.h>

enum {
    SHOWN_PAGES = 3,
    SHOWN_VALUES = 12,
    PAPER_CARDS = 800, /* findings printed; of more, each group shows its first ones */
    PAPER_LEAST = 3,   /* of a group, however many groups there are */
};

/* What all findings of a group have in common is told once, above them. */
struct common {
    bool clauses, remedy;
};

static void line_start(struct html *h, const char *css, const char *name)
{
    out_fmt(&h->out, "<div class=\"%s\"><dt>%s</dt><dd>", css, name);
}

static void line_end(struct html *h)
{
    out_raw(&h->out, "</dd></div>\n");
}

/* Where: the column path, then the pages that show the fault. */
static void write_where(struct html *h, const struct finding *f)
{
    struct out *o = &h->out;
    str column = f->column_path.len ? f->column_path : f->column_name;
    if (!column.len && !f->where_len)
        return;
    line_start(h, "where", "位置");
    if (column.len) {
        out_raw(o, "<span class=\"path\">");
        out_link(o, f->column_url, column, 160);
        out_raw(o, "</span>");
    }
    for (size_t i = 0; i < f->where_len && i < SHOWN_PAGES; i++) {
        if (column.len || i)
            out_raw(o, "<br>");
        out_link(o, f->where[i], (str){ 0 }, 160);
    }
    size_t shown = f->where_len < SHOWN_PAGES ? f->where_len : SHOWN_PAGES;
    if (f->where_count > (int64_t)shown && shown)
        out_fmt(o, "<br><span class=\"dim\">等共 %" PRId64 " 个页面</span>", f->where_count);
    line_end(h);
}

/* The subject is told once: not again when the place or the reason is the subject. */
static bool is_told(const struct finding *f)
{
    for (size_t i = 0; i < f->where_len && i < SHOWN_PAGES; i++)
        if (str_eq(f->where[i], f->subject))
            return true;
    return str_eq(f->subject, f->indicator) || str_eq(f->subject, f->column_url);
}

static bool is_web_address(str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://"));
}

static void write_what(struct html *h, const struct finding *f)
{
    line_start(h, "what", "问题");
    out_clip(&h->out, f->message, 400);
    bool written = !is_web_address(f->subject);
    if (f->subject.len && !is_told(f) &&
        (!written || (str_starts(f->rule, STR("link.")) && !str_has(f->message, f->subject)))) {
        out_raw(&h->out, written ? "<br><span class=\"dim\">网页中写的是</span> " : "<br>");
        out_link(&h->out, f->subject, (str){ 0 }, 200);
    }
    line_end(h);
}

/* The words of the clause, from the beginning of a sentence when one begins early enough, without its title again. */
static str quote_of(const struct clause_ref *c)
{
    str quote = c->quote;
    size_t end = str_find(quote, STR("。"));
    bool early = end != SIZE_MAX && end < quote.len / 2;
    return early ? str_slice(quote, end + strlen("。"), quote.len) : quote;
}

static str item_no(str indicator)
{
    size_t slash = str_find(indicator, STR("/"));
    return slash == SIZE_MAX ? indicator : str_slice(indicator, slash + 1, indicator.len);
}

static void write_clauses(struct html *h, const struct finding *f)
{
    struct out *o = &h->out;
    for (size_t i = 0; i < f->clause_count && i < SHOWN_PAGES; i++) {
        const struct clause_ref *c = &f->clauses[i];
        out_raw(o, i ? "<br>" : "");
        out_clip(o, model_clause(h->model, c, h->arena), 120);
        str quote = quote_of(c);
        if (quote.len && !str_has(c->title, quote)) {
            out_raw(o, "：<q>");
            out_clip(o, quote, 120);
            out_raw(o, "</q>");
        }
    }
    if (f->clause_count > SHOWN_PAGES)
        out_fmt(o, "<br><span class=\"dim\">另有 %zu 条</span>", f->clause_count - SHOWN_PAGES);
}

static void write_why(struct html *h, const struct finding *f, bool told)
{
    struct out *o = &h->out;
    bool clauses = f->clause_count && !told;
    if (!clauses && !f->indicator.len)
        return;
    line_start(h, "why", "依据");
    if (clauses)
        write_clauses(h, f);
    if (f->indicator.len) {
        out_raw(o, clauses ? "<br>定时公开事项第 " : "定时公开事项第 ");
        out_clip(o, item_no(f->indicator), 60);
        out_raw(o, " 项");
    }
    line_end(h);
}

static void write_scalar(struct html *h, str key, const struct json_value *v)
{
    struct out *o = &h->out;
    switch (v->type) {
    case JSON_STRING:
        if (is_web_address(v->string))
            out_link(o, v->string, (str){ 0 }, 120);
        else
            out_clip(o, zh_evidence_value(key, v->string), 120);
        break;
    case JSON_NUMBER:
        if (v->number == (double)v->integer)
            out_fmt(o, "%" PRId64, v->integer);
        else
            out_fmt(o, "%.3g", v->number);
        break;
    case JSON_BOOL:
        out_raw(o, v->truth ? "是" : "否");
        break;
    case JSON_NULL:
        out_raw(o, "未知");
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        out_fmt(o, "%zu 项", v->count);
        break;
    }
}

/* Lists and objects one level deep; deeper ones are counted. */
static void write_value(struct html *h, const struct json_value *v)
{
    if (v->type != JSON_ARRAY && v->type != JSON_OBJECT) {
        write_scalar(h, v->key, v);
        return;
    }
    size_t n = 0;
    for (const struct json_value *c = v->first; c && n < SHOWN_VALUES; c = c->next, n++) {
        out_raw(&h->out, n ? "、" : "");
        if (v->type == JSON_OBJECT) {
            out_clip(&h->out, zh_evidence_key(c->key), 30);
            out_raw(&h->out, " ");
        }
        write_scalar(h, v->type == JSON_OBJECT ? c->key : v->key, c);
    }
    if (v->count > n)
        out_fmt(&h->out, " 等 %zu 项", v->count);
}

static bool is_place(const struct finding *f, str address)
{
    for (size_t i = 0; i < f->where_len && i < SHOWN_PAGES; i++)
        if (str_eq(f->where[i], address))
            return true;
    return str_eq(f->column_url, address) || str_eq(f->subject, address);
}

static bool all_told(const struct finding *f, const struct json_value *list)
{
    for (const struct json_value *c = list->first; c; c = c->next)
        if (c->type != JSON_STRING || !str_has(f->message, c->string))
            return false;
    return true;
}

/* Not proof: what stands in the card already, empty lists, and words of libraries in English, which report.json has. */
static bool is_noise(const struct finding *f, const struct json_value *c)
{
    static const char *const left_out[] = { "label", "error", "says_empty" };
    for (size_t i = 0; i < ARRAY_LEN(left_out); i++)
        if (str_eq(c->key, str_from(left_out[i])))
            return true;
    if (c->type == JSON_NULL || ((c->type == JSON_ARRAY || c->type == JSON_OBJECT) && !c->count))
        return true;
    if (c->type == JSON_ARRAY)
        return all_told(f, c);
    if (c->type != JSON_STRING)
        return false;
    bool told = str_has(f->message, c->string) || (is_web_address(c->string) && is_place(f, c->string));
    if (str_eq(c->key, STR("methods")) && !ascii_has_digit(c->string)) /* no answer at all: outcome and tries say so */
        return true;
    bool vague = str_eq(c->key, STR("region")) && str_eq(c->string, STR("unknown"));
    return told || vague || !c->string.len || str_eq(c->string, f->column_path);
}

/* link.mislinked tells one text twice: alone and as a list. */
static bool is_repeated(const struct json_value *e, const struct json_value *c)
{
    if (!str_eq(c->key, STR("texts")) || c->type != JSON_ARRAY || c->count != 1 || c->first->type != JSON_STRING)
        return false;
    return str_eq(json_get_str(e, "text"), c->first->string);
}

static str key_words(const struct finding *f, str key)
{
    bool latest = str_eq(key, STR("due")) && !str_eq(f->rule, STR("disclosure.overdue"));
    return latest ? STR("最迟应在") : zh_evidence_key(key);
}

static void write_proof(struct html *h, const struct finding *f)
{
    struct fail fail = { 0 };
    const struct json_value *e = f->evidence.len ? json_parse(h->arena, f->evidence, "evidence", &fail) : NULL;
    if (!e || e->type != JSON_OBJECT || !e->first)
        return;
    size_t n = 0;
    for (const struct json_value *c = e->first; c; c = c->next)
        n += !is_noise(f, c) && !is_repeated(e, c);
    if (!n)
        return;
    line_start(h, "proof", "证据");
    n = 0;
    for (const struct json_value *c = e->first; c; c = c->next) {
        if (is_noise(f, c) || is_repeated(e, c))
            continue;
        out_raw(&h->out, n++ ? "；" : "");
        out_clip(&h->out, key_words(f, c->key), 30);
        out_raw(&h->out, "：");
        write_value(h, c);
    }
    line_end(h);
}

static void write_foot(struct html *h, const struct finding *f)
{
    struct out *o = &h->out;
    out_raw(o, "<p class=\"foot\">");
    if (day_known(f->first_seen)) {
        out_raw(o, "首次发现 <span class=\"day\">");
        out_text(o, day_to_iso(h->arena, f->first_seen));
        out_raw(o, "</span>");
        if (f->weeks > 0)
            out_fmt(o, "，已持续 %d 周", f->weeks);
    }
    day due = model_due(h->model, f);
    if (day_known(due)) {
        out_raw(o, "，整改期限 <span class=\"day\">");
        out_text(o, day_to_iso(h->arena, due));
        out_raw(o, day_compare(due, h->model->v->as_of) < 0 ? "</span>（已过）" : "</span>");
    }
    out_raw(o, "<span class=\"ids\">编号 <code>");
    out_text(o, f->id);
    out_raw(o, "</code> <code>");
    out_text(o, f->rule);
    out_raw(o, "</code></span></p>\n");
}

static void write_remedy(struct html *h, const struct finding *f)
{
    line_start(h, "do", "整改");
    out_clip(&h->out, f->remedy, 300);
    line_end(h);
}

static void write_card(struct html *h, const struct finding *f, struct common common, bool printed)
{
    struct out *o = &h->out;
    struct arena_mark mark = arena_mark(h->arena);
    out_fmt(o, "<article class=\"card s%d%s\"", (int)f->severity, printed ? "" : " unprinted");
    html_row_data(h, f);
    out_fmt(o, ">\n<p class=\"head\"><span class=\"sev s%d\">%s ", (int)f->severity, zh_severity_sign(f->severity));
    out_text(o, zh_severity(f->severity));
    out_raw(o, "</span> <b>");
    out_clip(o, f->rule_title.len ? f->rule_title : zh_rule(f->rule), 60);
    out_raw(o, "</b>");
    if (f->state.len) {
        out_raw(o, " <span class=\"state\">");
        out_text(o, zh_state(f->state));
        out_raw(o, "</span>");
    }
    out_raw(o, "</p>\n<dl>\n");
    write_where(h, f);
    write_what(h, f);
    write_why(h, f, common.clauses);
    write_proof(h, f);
    if (f->remedy.len && !common.remedy)
        write_remedy(h, f);
    out_raw(o, "</dl>\n");
    write_foot(h, f);
    out_raw(o, "</article>\n");
    arena_release(h->arena, mark);
}

static void write_lines(struct html *h, const struct rule_group *g, size_t from)
{
    static const char *const headings[] = { "栏目", "问题", "对象", "状态" };
    size_t left = g->count - from, room = HTML_LINES - h->lines, shown = left < room ? left : room;
    if (shown) {
        html_table(h, "同类问题的其余各处", headings, ARRAY_LEN(headings));
        for (size_t i = 0; i < shown; i++) {
            const struct finding *f = h->view->order[g->first + from + i];
            out_raw(&h->out, "<tr class=\"unprinted\"");
            html_row_data(h, f);
            out_raw(&h->out, ">");
            html_cell(h, f->column_path.len ? f->column_path : f->column_name, 40);
            html_cell(h, f->message, 80);
            out_raw(&h->out, "<td>");
            out_link(&h->out, f->subject, (str){ 0 }, 80);
            out_raw(&h->out, "</td>");
            html_cell(h, zh_state(f->state), 0);
            out_raw(&h->out, "</tr>\n");
        }
        out_raw(&h->out, "</tbody></table></div>\n");
    }
    h->lines += shown;
    html_more(h, left - shown, "report.csv");
}

static bool same_clauses(const struct finding *x, const struct finding *y)
{
    if (x->clause_count != y->clause_count)
        return false;
    for (size_t i = 0; i < x->clause_count; i++)
        if (!str_eq(x->clauses[i].clause, y->clauses[i].clause) || !str_eq(x->clauses[i].plan, y->clauses[i].plan) ||
            !str_eq(x->clauses[i].quote, y->clauses[i].quote))
            return false;
    return true;
}

static struct common common_of(const struct html *h, const struct rule_group *g)
{
    const struct finding *first = h->view->order[g->first];
    struct common c = { g->count > 1 && first->clause_count, g->count > 1 && first->remedy.len };
    for (size_t i = 1; i < g->count && (c.clauses || c.remedy); i++) {
        const struct finding *f = h->view->order[g->first + i];
        c.clauses = c.clauses && same_clauses(first, f);
        c.remedy = c.remedy && str_eq(first->remedy, f->remedy);
    }
    return c;
}

static void write_common(struct html *h, const struct rule_group *g, struct common c)
{
    const struct finding *first = h->view->order[g->first];
    if (!c.clauses && !c.remedy)
        return;
    out_raw(&h->out, "<dl class=\"common\">\n");
    if (c.clauses) {
        line_start(h, "why", "依据");
        write_clauses(h, first);
        line_end(h);
    }
    if (c.remedy)
        write_remedy(h, first);
    out_raw(&h->out, "</dl>\n");
}

/* How many of a group go on paper: all, unless nobody would carry the pile. */
static size_t paper_room(const struct view *v)
{
    size_t groups = 0;
    for (size_t i = 0; i < v->department_count; i++)
        groups += v->departments[i].rule_count;
    size_t each = groups ? PAPER_CARDS / groups : PAPER_CARDS;
    return v->count <= PAPER_CARDS ? SIZE_MAX : each > PAPER_LEAST ? each : PAPER_LEAST;
}

static void write_group(struct html *h, size_t department, size_t at)
{
    const struct rule_group *g = &h->view->departments[department].rules[at];
    out_raw(&h->out, "<div class=\"grp\" data-name=\"");
    out_clip(&h->out, g->title, 60);
    out_fmt(&h->out, "\">\n<h4 id=\"d%zu-%zu\">", department + 1, at + 1);
    out_clip(&h->out, g->title, 60);
    out_fmt(&h->out, " <span class=\"count\">%zu</span></h4>\n", g->count);
    struct common common = common_of(h, g);
    write_common(h, g, common);
    size_t cards = 0, printed = 0, room = paper_room(h->view);
    for (; cards < g->count && h->cards < HTML_CARDS; cards++, h->cards++) {
        bool is_printed = cards < room;
        write_card(h, h->view->order[g->first + cards], common, is_printed);
        printed += is_printed;
    }
    if (cards < g->count)
        write_lines(h, g, cards);
    if (printed < g->count)
        out_fmt(&h->out, "<p class=\"paper\">其余 %zu 个没有印出，见电子版或整改台账 report.xlsx。</p>\n",
                g->count - printed);
    out_raw(&h->out, "</div>\n");
}

void html_findings(struct html *h)
{
    html_section(h, "findings", "问题清单");
    if (!h->view->count)
        out_raw(&h->out, "<p>没有问题。</p>\n");
    else
        html_filter(h);
    if (h->view->count)
        out_raw(&h->out, "<p class=\"paper\">打印件只列位置、问题、依据和整改要求；核实的经过（证据）见电子版。</p>\n");
    for (size_t d = 0; d < h->view->department_count; d++) {
        const struct department_group *g = &h->view->departments[d];
        out_raw(&h->out, "<div class=\"dep\" data-name=\"");
        html_department(h, g->name);
        out_fmt(&h->out, "\">\n<h3 id=\"d%zu\">", d + 1);
        html_department(h, g->name);
        out_fmt(&h->out, " <span class=\"count\">%zu</span></h3>\n", g->count);
        for (size_t r = 0; r < g->rule_count; r++)
            write_group(h, d, r);
        out_raw(&h->out, "</div>\n");
    }
    out_raw(&h->out, "</section>\n");
}
