/* SPDX-License-Identifier: MIT */
/* report.html: one file for people, without outside resources, whole on screen, in mail and on A4, with or without
 * script. */
#include "core/arena.h"
#include "formats.h"
#include "html.h"

struct part { /* one section of the page */
    const char *id, *name;
    void (*write)(struct html *h);
    bool (*is_there)(const struct html *h); /* NULL: always */
};

static bool has_trend(const struct html *h)
{
    return h->model->run_count > 1;
}

static bool has_rules(const struct html *h)
{
    return h->view->rule_count > 0;
}

static bool has_identity(const struct html *h)
{
    return h->model->v->identity.count > 0;
}

static bool has_ipv6(const struct html *h)
{
    return h->model->v->ipv6.count > 0;
}

static const struct part whole[] = {
    { "duties", "各部门要做的事", html_duties, NULL },
    { "trend", "历次检查", html_trend, has_trend },
    { "rules", "按类型汇总", html_rules, has_rules },
    { "findings", "问题清单", html_findings, NULL },
    { "past", "整改与豁免", html_past, NULL },
    { "clauses", "逐条结论", html_clauses, html_has_clauses },
    { "indicators", "定时公开", html_indicators, html_has_indicators },
    { "policies", "政策文件与解读", html_policies, html_has_policies },
    { "national", "全国检查指标", html_national, html_has_national },
    { "ipv6", "IPv6 指标", html_ipv6, has_ipv6 },
    { "identity", "网站标识", html_identity, has_identity },
    { "unverified", "无法判定", html_unverified, NULL },
    { "coverage", "检查范围与方法", html_coverage, NULL },
};

/* A department reads first what it has to mend. */
static const struct part of_department[] = {
    { "rules", "要做的事", html_rules, has_rules },
    { "findings", "问题清单", html_findings, NULL },
    { "past", "整改情况", html_past, NULL },
    { "indicators", "定时公开", html_indicators, html_has_indicators },
    { "policies", "政策文件与解读", html_policies, html_has_policies },
    { "clauses", "逐条结论", html_clauses, html_has_clauses },
    { "coverage", "检查范围与方法", html_coverage, NULL },
};

static void write_contents(struct html *h, const struct part *parts, size_t count)
{
    out_raw(&h->out, "<nav aria-label=\"目录\"><ol>");
    for (size_t i = 0; i < count; i++)
        if (!parts[i].is_there || parts[i].is_there(h))
            out_fmt(&h->out, "<li><a href=\"#%s\">%s</a></li>", parts[i].id, parts[i].name);
    out_raw(&h->out, "</ol></nav>\n");
}

static str page_title(const struct html *h)
{
    str site = h->model->site_name.len ? h->model->site_name : h->model->v->run.site;
    str who = h->only.len ? str_fmt(h->arena, " · %.*s", STR_ARG(h->only)) : (str){ 0 };
    return str_fmt(h->arena, "%.*s 网站与政务公开检查报告%.*s", STR_ARG(site), STR_ARG(who));
}

static bool write_page(FILE *file, const struct report_model *m, str only, struct arena *a)
{
    struct html h = { .model = m, .view = view_make(m, only, a), .arena = a, .only = only };
    h.scripted = h.view->count > 0;
    out_init(&h.out, file);
    html_start(&h, page_title(&h));
    html_verdict(&h);
    const struct part *parts = only.len ? of_department : whole;
    size_t count = only.len ? ARRAY_LEN(of_department) : ARRAY_LEN(whole);
    write_contents(&h, parts, count);
    out_raw(&h.out, "<main id=\"main\">\n");
    for (size_t i = 0; i < count; i++)
        parts[i].write(&h);
    out_raw(&h.out, "</main>\n");
    html_end(&h);
    return out_ok(&h.out);
}

bool report_html(FILE *file, const struct report_model *m, struct arena *a)
{
    return write_page(file, m, (str){ 0 }, a);
}

bool report_html_department(FILE *file, const struct report_model *m, str department, struct arena *a)
{
    return write_page(file, m, department, a);
}
