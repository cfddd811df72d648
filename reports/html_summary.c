/* SPDX-License-Identifier: MIT */
/* The first screen: the verdict in one sentence, the numbers, how it went before, what each department must do. */
#include "core/arena.h"
#include "html.h"
#include "words_zh.h"
#include <inttypes.h>

static void write_sentence(struct html *h)
{
    const struct tally *t = &h->view->tally;
    struct out *o = &h->out;
    bool whole = h->model->v->run.complete;
    out_fmt(o, "<p class=\"verdict %s\">", t->severity[SEVERITY_ERROR] ? "fail" : t->all || !whole ? "late" : "pass");
    if (!t->all && !whole) {
        out_raw(o, "<span class=\"sign\" aria-hidden=\"true\">?</span> 检查没有做完，已经检查的部分没有发现问题，"
                   "不能视为合格。</p>\n");
        return;
    }
    if (!t->all) {
        out_raw(o, "<span class=\"sign\" aria-hidden=\"true\">✔</span> 能够判定的项目中没有发现问题。</p>\n");
        return;
    }
    out_fmt(o,
            "<span class=\"sign\" aria-hidden=\"true\">✖</span> 发现 <b>%" PRId64 "</b> 个问题：错误 %" PRId64
            " 个、不规范 %" PRId64 " 个、提示 %" PRId64 " 个",
            t->all, t->severity[SEVERITY_ERROR], t->severity[SEVERITY_WARNING], t->severity[SEVERITY_NOTICE]);
    if (!h->only.len)
        out_fmt(o, "，涉及 %zu 个部门", h->view->named_count);
    for (size_t i = 0; i < h->view->department_count && !h->only.len; i++)
        if (!h->view->departments[i].name.len)
            out_fmt(o, "，其中 %zu 个问题没有定到部门", h->view->departments[i].count);
    out_raw(o, "。</p>\n");
}

static void write_incomplete(struct html *h)
{
    const struct run_fact *run = &h->model->v->run;
    if (run->complete)
        return;
    out_raw(&h->out, "<p class=\"warn\" role=\"note\"><b>本次检查没有做完</b>");
    if (run->incomplete_because.len) {
        out_raw(&h->out, "：");
        out_clip(&h->out, zh_incomplete(run->incomplete_because), 200);
    }
    out_raw(&h->out, "。没有走到的页面不在结论之内。</p>\n");
}

static void write_tile(struct html *h, const char *name, int64_t n, const char *css)
{
    out_fmt(&h->out, "<div class=\"%s\"><dt>%s</dt><dd>%" PRId64 "</dd></div>\n", css, name, n);
}

static void write_numbers(struct html *h)
{
    const struct verdicts *v = h->model->v;
    const struct tally *t = &h->view->tally;
    out_raw(&h->out, "<dl class=\"tiles\">\n");
    write_tile(h, "新增", t->fresh, "");
    write_tile(h, "持续", t->persisting, "");
    if (t->reopened)
        write_tile(h, "重新出现", t->reopened, "");
    write_tile(h, "已整改", (int64_t)html_count_mine(h, v->fixed.items, v->fixed.count), "good");
    write_tile(h, "待复核", (int64_t)html_count_mine(h, v->recheck.items, v->recheck.count), "");
    if (!h->only.len) {
        write_tile(h, "无法判定", (int64_t)v->unverified.count, "");
        if (v->waived.count)
            write_tile(h, "已豁免", (int64_t)v->waived.count, "");
    }
    out_raw(&h->out, "</dl>\n");
}

void html_verdict(struct html *h)
{
    const struct verdicts *v = h->model->v;
    struct out *o = &h->out;
    out_raw(o, "<header class=\"top\">\n<p class=\"kicker\">政府网站与政务公开检查报告</p>\n<h1>");
    out_clip(o, h->model->site_name.len ? h->model->site_name : v->run.site, 80);
    if (h->only.len) {
        out_raw(o, " · ");
        out_clip(o, h->only, 60);
    }
    out_raw(o, "</h1>\n<p class=\"dim\">");
    out_link(o, v->run.home, v->run.site, 120);
    out_raw(o, " · 截至 <b>");
    out_text(o, day_to_iso(h->arena, v->as_of));
    out_fmt(o, "</b> · 第 %" PRId64 " 次检查</p>\n", v->run.id);
    write_incomplete(h);
    write_sentence(h);
    if (v->unverified.count && !h->only.len)
        out_fmt(o,
                "<p>另有 <a href=\"%s#unverified\">%zu 项无法判定</a>（网站防护、脚本加载等原因），不计为问题。</p>\n",
                h->index ? "report.html" : "", v->unverified.count);
    write_numbers(h);
    out_raw(o, "</header>\n");
}

/* --- trend --- */

enum { TREND_RUNS = 12, TREND_HEIGHT = 90, TREND_STEP = 48 };

static void write_bars(struct html *h, const struct run_summary *runs, size_t count, int64_t most)
{
    struct out *o = &h->out;
    out_fmt(o,
            "<svg class=\"trend\" role=\"img\" viewBox=\"0 0 %zu %d\" aria-labelledby=\"trend-t\"><title "
            "id=\"trend-t\">最近 %zu 次检查的问题数</title>\n",
            count * TREND_STEP, TREND_HEIGHT + 34, count);
    for (size_t i = 0; i < count; i++) {
        int64_t tall = most ? runs[i].findings * TREND_HEIGHT / most : 0;
        int64_t errors = most ? runs[i].errors * TREND_HEIGHT / most : 0;
        size_t x = i * TREND_STEP + 8;
        out_fmt(o, "<rect class=\"bar\" x=\"%zu\" y=\"%" PRId64 "\" width=\"32\" height=\"%" PRId64 "\"/>", x,
                TREND_HEIGHT + 14 - tall, tall);
        out_fmt(o, "<rect class=\"bar-e\" x=\"%zu\" y=\"%" PRId64 "\" width=\"32\" height=\"%" PRId64 "\"/>", x,
                TREND_HEIGHT + 14 - errors, errors);
        out_fmt(o, "<text x=\"%zu\" y=\"%" PRId64 "\">%" PRId64 "</text>", x + 16, TREND_HEIGHT + 10 - tall,
                runs[i].findings);
        str iso = day_to_iso(h->arena, runs[i].as_of);
        out_fmt(o, "<text x=\"%zu\" y=\"%d\">", x + 16, TREND_HEIGHT + 30);
        out_text(o, str_slice(iso, 5, iso.len));
        out_raw(o, "</text>\n");
    }
    out_raw(
        o,
        "</svg>\n<p class=\"dim key\" aria-hidden=\"true\"><svg viewBox=\"0 0 10 10\"><rect class=\"bar-e\" "
        "width=\"10\" "
        "height=\"10\"/></svg> 错误 <svg viewBox=\"0 0 10 10\"><rect class=\"bar\" width=\"10\" height=\"10\"/></svg> "
        "不规范和提示</p>\n");
}

void html_trend(struct html *h)
{
    static const char *const headings[] = { "截至", "问题", "其中错误", "新增", "已整改", "检查" };
    size_t all = h->model->run_count, from = all > TREND_RUNS ? all - TREND_RUNS : 0;
    const struct run_summary *runs = h->model->runs;
    int64_t most = 0;
    if (all < 2)
        return;
    for (size_t i = from; i < all; i++)
        most = runs[i].findings > most ? runs[i].findings : most;
    html_section(h, "trend", "历次检查");
    write_bars(h, runs + from, all - from, most);
    html_table(h, "历次检查的数字", headings, ARRAY_LEN(headings));
    for (size_t i = all; i > from; i--) {
        const struct run_summary *r = &runs[i - 1];
        out_raw(&h->out, "<tr><th scope=\"row\">");
        out_text(&h->out, day_to_iso(h->arena, r->as_of));
        out_raw(&h->out, "</th>");
        html_number(h, r->findings);
        html_number(h, r->errors);
        html_number(h, r->new_findings);
        html_number(h, r->fixed);
        html_cell(h, r->complete ? STR("完整") : STR("未做完"), 0);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out,
            "</tbody></table></div>\n<p class=\"dim\">两次之间问题数的变化，除新增和已整改的以外，还有重新出现、"
            "待复核和豁免的。</p>\n</section>\n");
}

/* --- duties --- */

static void write_duty(struct html *h, size_t at)
{
    const struct department_group *d = &h->view->departments[at];
    struct out *o = &h->out;
    out_raw(o, "<tr><th scope=\"row\">");
    out_fmt(o, "<a href=\"#d%zu\">", at + 1);
    html_department(h, d->name);
    out_raw(o, "</a></th>");
    html_number(h, d->tally.all);
    html_number(h, d->tally.fresh);
    html_number(h, d->fixed);
    out_raw(o, "<td><ul class=\"plain todo\">");
    for (size_t r = 0; r < d->rule_count; r++) {
        const struct rule_group *g = &d->rules[r];
        out_fmt(o, "<li><a href=\"#d%zu-%zu\">", at + 1, r + 1);
        out_clip(o, g->title, 40);
        out_fmt(o, "</a> %zu 处", g->count);
        if (h->view->order[g->first]->remedy.len) {
            out_raw(o, "<span class=\"dim\">：");
            out_clip(o, h->view->order[g->first]->remedy, 60);
            out_raw(o, "</span>");
        }
        out_raw(o, "</li>");
    }
    out_raw(o, "</ul></td></tr>\n");
}

static void write_mended(struct html *h, const struct mended *m)
{
    out_raw(&h->out, "<tr><th scope=\"row\">");
    html_department(h, m->name);
    out_raw(&h->out, "</th>");
    html_number(h, 0);
    html_number(h, 0);
    html_number(h, m->fixed);
    out_raw(&h->out, "<td><span class=\"dim\">没有待整改的问题</span></td></tr>\n");
}

void html_duties(struct html *h)
{
    static const char *const headings[] = { "部门", "问题", "新增", "已整改", "要做的事" };
    html_section(h, "duties", "各部门要做的事");
    if (!h->view->department_count && !h->view->mended_count) {
        out_raw(&h->out, "<p>没有需要整改的问题。</p>\n</section>\n");
        return;
    }
    html_table(h, "各部门的问题数和整改事项", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < h->view->department_count; i++)
        write_duty(h, i);
    for (size_t i = 0; i < h->view->mended_count; i++)
        write_mended(h, &h->view->mended[i]);
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}

/* A department's page: where its findings of the kind begin, and what to do about them. Else no group is meant. */
static const struct rule_group *own_group(const struct html *h, str rule, size_t *at)
{
    const struct department_group *d = h->only.len && h->view->department_count ? h->view->departments : NULL;
    for (*at = 0; d && *at < d->rule_count; ++*at)
        if (str_eq(d->rules[*at].rule, rule))
            return &d->rules[*at];
    return NULL;
}

static void write_rule(struct html *h, const struct rule_total *r)
{
    struct out *o = &h->out;
    size_t at;
    const struct rule_group *own = own_group(h, r->rule, &at);
    out_raw(o, "<tr><th scope=\"row\">");
    if (own)
        out_fmt(o, "<a href=\"#d1-%zu\">", at + 1);
    out_clip(o, r->title, 60);
    out_fmt(o, "%s</th><td><span class=\"sev s%d\">%s ", own ? "</a>" : "", (int)r->severity,
            zh_severity_sign(r->severity));
    out_text(o, zh_severity(r->severity));
    out_raw(o, "</span></td>");
    html_number(h, r->count);
    html_number(h, r->fresh);
    if (own)
        html_cell(h, h->view->order[own->first]->remedy, 120);
    out_raw(o, "</tr>\n");
}

void html_rules(struct html *h)
{
    static const char *const headings[] = { "类型", "级别", "问题", "新增", "要做的事" };
    if (!h->view->rule_count)
        return;
    html_section(h, "rules", h->only.len ? "要做的事" : "按类型汇总");
    html_table(h, "各类问题的数量", headings, ARRAY_LEN(headings) - (h->only.len ? 0 : 1));
    for (size_t i = 0; i < h->view->rule_count; i++)
        write_rule(h, &h->view->rules[i]);
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}
