/* SPDX-License-Identifier: MIT */
/* What is no finding: former ones, waived ones, what could not be judged and why, and how the check was made. */
#include "core/arena.h"
#include "core/json.h"
#include "html.h"
#include "words_zh.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void write_former(struct html *h, const char *caption, const struct fixed_finding *items, size_t count)
{
    static const char *const headings[] = { "类型", "对象", "首次发现", "最后一次发现" };
    size_t mine = html_count_mine(h, items, count), shown = 0;
    if (!mine)
        return;
    html_table(h, caption, headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < count && shown < HTML_LIST; i++) {
        if (!html_is_mine(h, items[i].id))
            continue;
        shown++;
        out_raw(&h->out, "<tr>");
        html_cell(h, html_rule_title(h, items[i].rule), 40);
        out_raw(&h->out, "<td>");
        out_link(&h->out, items[i].subject, (str){ 0 }, 120);
        out_raw(&h->out, "</td>");
        html_cell(h, day_to_iso(h->arena, items[i].first_seen), 0);
        html_cell(h, day_to_iso(h->arena, items[i].last_seen), 0);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out, "</tbody></table></div>\n");
    html_more(h, mine - shown, "report.json");
    html_unprinted(h, shown);
}

static void write_waived(struct html *h)
{
    static const char *const headings[] = { "类型", "对象", "理由", "责任人", "豁免到" };
    const struct verdicts *v = h->model->v;
    size_t shown = v->waived.count < HTML_LIST ? v->waived.count : HTML_LIST;
    if (!shown)
        return;
    html_table(h, "已豁免的问题", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < shown; i++) {
        const struct waived_finding *w = &v->waived.items[i];
        out_raw(&h->out, "<tr>");
        html_cell(h, html_rule_title(h, w->rule), 40);
        html_cell(h, w->subject, 120);
        html_cell(h, w->reason, 200);
        html_cell(h, w->owner, 60);
        html_cell(h, day_to_iso(h->arena, w->until), 0);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out, "</tbody></table></div>\n");
    html_more(h, v->waived.count - shown, "report.json");
    html_unprinted(h, shown);
}

void html_past(struct html *h)
{
    const struct verdicts *v = h->model->v;
    size_t fixed = html_count_mine(h, v->fixed.items, v->fixed.count);
    size_t recheck = html_count_mine(h, v->recheck.items, v->recheck.count);
    html_section(h, "past", h->only.len ? "整改情况" : "整改与豁免");
    if (!fixed && !recheck && (h->only.len || !v->waived.count))
        out_raw(&h->out,
                h->only.len ? "<p>没有已整改或待复核的问题。</p>\n" : "<p>没有已整改、待复核或豁免的问题。</p>\n");
    if (recheck)
        out_raw(
            &h->out,
            "<p "
            "class=\"dim\">“待复核”是上次发现、这次没有走到或没有条件判定的问题：既不算已整改，也不算仍然存在。</p>\n");
    write_former(h, "已整改（这次访问并确认正常）", v->fixed.items, v->fixed.count);
    write_former(h, "待复核（这次没有走到或没有条件判定）", v->recheck.items, v->recheck.count);
    if (!h->only.len)
        write_waived(h);
    out_raw(&h->out, "</section>\n");
}

/* --- unverified --- */

static int compare_unverified(const void *px, const void *py)
{
    const struct unverified *x = px, *y = py;
    int d = str_compare(x->reason, y->reason);
    d = d ? d : str_compare(x->rule, y->rule);
    return d ? d : str_compare(x->subject, y->subject);
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* The mark of a script, the name of a protection: what kind of word it is stands before it. */
static str detail_words(const struct unverified *u, struct arena *a)
{
    if (str_eq(u->reason, STR("wall")) && u->detail.len)
        return str_fmt(a, "防护：%.*s", STR_ARG(zh_wall(u->detail)));
    if (str_eq(u->reason, STR("javascript-list")) && u->detail.len && is_ascii(u->detail))
        return str_fmt(a, "脚本：%.*s", STR_ARG(u->detail));
    return u->detail;
}

static void write_reason(struct html *h, const struct unverified *u, size_t count)
{
    static const char *const headings[] = { "检查项", "对象", "说明" };
    size_t shown = count < HTML_LIST ? count : HTML_LIST;
    out_raw(&h->out, "<h3>");
    out_clip(&h->out, zh_reason(u->reason), 60);
    out_fmt(&h->out, " <span class=\"count\">%zu</span></h3>\n<p class=\"dim\">", count);
    out_text(&h->out, zh_reason_means(u->reason));
    out_raw(&h->out, "</p>\n");
    html_table(h, "无法判定的对象", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < shown; i++) {
        out_raw(&h->out, "<tr>");
        html_cell(h, html_rule_title(h, u[i].rule), 40);
        out_raw(&h->out, "<td>");
        out_link(&h->out, u[i].subject, (str){ 0 }, 120);
        out_raw(&h->out, "</td>");
        html_cell(h, detail_words(&u[i], h->arena), 160);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out, "</tbody></table></div>\n");
    html_more(h, count - shown, "report.json");
    html_unprinted(h, shown);
}

void html_unverified(struct html *h)
{
    const struct verdicts *v = h->model->v;
    size_t count = v->unverified.count;
    html_section(h, "unverified", "无法判定");
    if (!count) {
        out_raw(&h->out, "<p>没有无法判定的项目。</p>\n</section>\n");
        return;
    }
    out_raw(&h->out, "<p>下列各项没有条件下结论，不计为问题，也不能视为合格。</p>\n");
    struct unverified *sorted = arena_new(h->arena, struct unverified, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = v->unverified.items[i];
    qsort(sorted, count, sizeof *sorted, compare_unverified);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && str_eq(sorted[end].reason, sorted[i].reason); end++)
            ;
        write_reason(h, &sorted[i], end - i);
    }
    out_raw(&h->out, "</section>\n");
}

/* --- coverage --- */

static void write_fact(struct html *h, const char *name, str value)
{
    out_fmt(&h->out, "<div><dt>%s</dt><dd>", name);
    out_clip(&h->out, value, 300);
    out_raw(&h->out, "</dd></div>\n");
}

static void write_count(struct html *h, const char *name, int64_t n)
{
    out_fmt(&h->out, "<div><dt>%s</dt><dd>%" PRId64 "</dd></div>\n", name, n);
}

/* How hard the portal was asked, and the budgets that were set. */
static void write_limits(struct html *h)
{
    static const struct {
        const char *key, *name, *unit;
    } budgets[] = { { "max_pages", "页数上限", "页" },
                    { "max_depth", "层级上限", "层" },
                    { "max_time", "时间上限", "秒" } };
    struct fail fail = { 0 };
    str text = h->model->v->run.options;
    const struct json_value *asked = text.len ? json_parse(h->arena, text, "options", &fail) : NULL;
    if (!asked || asked->type != JSON_OBJECT)
        return;
    const struct json_value *rate = json_get(asked, "rate"), *together = json_get(asked, "concurrency");
    const struct json_value *outside = json_get(asked, "external");
    if (rate && rate->number > 0 && together)
        write_fact(
            h, "访问频率",
            str_fmt(h->arena, "每台主机每秒最多 %g 次，同时 %lld 个连接", rate->number, (long long)together->integer));
    else if (rate && together)
        write_fact(h, "访问频率", str_fmt(h->arena, "不限，同时 %lld 个连接", (long long)together->integer));
    for (size_t i = 0; i < ARRAY_LEN(budgets); i++) {
        const struct json_value *most = json_get(asked, budgets[i].key);
        if (most && most->integer > 0)
            write_fact(h, budgets[i].name, str_fmt(h->arena, "%lld %s", (long long)most->integer, budgets[i].unit));
    }
    if (outside && outside->type == JSON_BOOL)
        write_fact(h, "站外链接", outside->truth ? STR("检查") : STR("不检查"));
}

static void write_facts(struct html *h)
{
    const struct verdicts *v = h->model->v;
    const struct stats *s = &v->stats;
    out_raw(&h->out, "<dl class=\"facts\">\n");
    write_fact(h, "网站", v->run.site);
    write_fact(h, "开始", model_clock(v->run.started, h->arena));
    write_fact(h, "结束", v->run.finished.len ? model_clock(v->run.finished, h->arena) : STR("未结束"));
    write_fact(h, "判定截至", day_to_iso(h->arena, v->as_of));
    write_fact(h, "依据", model_plan_titles(h->model, h->arena));
    write_count(h, "读取页面", s->pages);
    write_count(h, "栏目", s->columns);
    write_count(h, "文章", s->articles);
    write_count(h, "政策文件", s->policies);
    write_count(h, "链接", s->links);
    write_count(h, "已核实链接", s->links_checked);
    write_count(h, "域名", s->hosts);
    out_fmt(&h->out, "<div><dt>下载</dt><dd>%.1f MB，用时 %.0f 秒</dd></div>\n", (double)s->bytes / 1e6, s->seconds);
    write_limits(h);
    write_fact(h, "程序版本", str_fmt(h->arena, "audit %.*s", STR_ARG(v->version)));
    out_raw(&h->out, "</dl>\n");
}

static void write_notes(struct html *h)
{
    str rest = h->model->v->notes, line;
    if (!str_trim(rest).len)
        return;
    out_raw(&h->out, "<h3>没有检查到的范围</h3>\n<ul>\n");
    while (str_cut(&rest, '\n', &line)) {
        if (!str_trim(line).len)
            continue;
        out_raw(&h->out, "<li>");
        out_clip(&h->out, line, 300);
        out_raw(&h->out, "</li>\n");
    }
    out_raw(&h->out, "</ul>\n");
}

static void write_outside_hosts(struct html *h)
{
    const struct verdicts *v = h->model->v;
    size_t count = 0, shown = 0;
    for (size_t i = 0; i < v->hosts.count; i++)
        count += !v->hosts.items[i].own && str_eq(v->hosts.items[i].aaaa, STR("nodata"));
    if (!count)
        return;
    out_raw(&h->out, "<h3>没有 IPv6 地址的站外域名（天窗）</h3>\n<p "
                     "class=\"dim\">供参考，不计为本网站的问题。</p>\n<ul class=\"hosts\">\n");
    for (size_t i = 0; i < v->hosts.count && shown < HTML_LIST; i++) {
        const struct host_result *r = &v->hosts.items[i];
        if (r->own || !str_eq(r->aaaa, STR("nodata")))
            continue;
        shown++;
        out_raw(&h->out, "<li>");
        out_clip(&h->out, r->name, 80);
        out_raw(&h->out, "</li>\n");
    }
    out_raw(&h->out, "</ul>\n");
    html_more(h, count - shown, "快照数据库");
}

static void write_own_hosts(struct html *h)
{
    static const char *const headings[] = { "域名", "IPv4 地址", "IPv6 地址", "IPv4 首页", "IPv6 首页", "防护" };
    const struct verdicts *v = h->model->v;
    size_t own = 0, shown = 0;
    for (size_t i = 0; i < v->hosts.count; i++)
        own += v->hosts.items[i].own;
    if (!own)
        return;
    html_table(h, "本网站的域名", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < v->hosts.count && shown < HTML_LIST; i++) {
        const struct host_result *r = &v->hosts.items[i];
        if (!r->own)
            continue;
        shown++;
        out_raw(&h->out, "<tr><th scope=\"row\">");
        out_clip(&h->out, r->name, 80);
        out_raw(&h->out, "</th>");
        html_cell(h, zh_evidence_value(STR("a"), r->a), 60);
        html_cell(h, zh_evidence_value(STR("aaaa"), r->aaaa), 60);
        html_cell(h, zh_evidence_value(STR("v4"), r->v4), 60);
        html_cell(h, zh_evidence_value(STR("v6"), r->v6), 60);
        html_cell(h, zh_wall(r->wall), 60);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out, "</tbody></table></div>\n");
    html_more(h, own - shown, "快照数据库");
}

void html_coverage(struct html *h)
{
    html_section(h, "coverage", "检查范围与方法");
    write_facts(h);
    if (!h->only.len) {
        write_notes(h);
        write_own_hosts(h);
        write_outside_hosts(h);
    }
    out_raw(&h->out, "<h3>方法</h3>\n<ul>\n"
                     "<li>程序像访客一样逐页浏览网站，只读不写，遵守 robots.txt 和访问频率限制，不提交任何表单。</li>\n"
                     "<li>链接至少在不同时间尝试三次都失败，才说它断了；被防护拦截的一律列为“无法判定”。</li>\n"
                     "<li>同一处故障只计一个问题，不论有多少页面显示它。</li>\n"
                     "<li>日期一律按北京时间；工作日按国务院公布的放假安排计算。</li>\n"
                     "<li>“不能自动判定”的条款需要人工检查，本报告不作结论。</li>\n</ul>\n</section>\n");
}
