/* SPDX-License-Identifier: MIT */
/* Search and filters above the findings: hidden until the little script at the end of the page wakes them. */
#include "html.h"
#include "style.h"
#include "words_zh.h"

static void write_select(struct html *h, const char *id, const char *label)
{
    out_fmt(&h->out, "<label>%s <select id=\"filter-%s\"><option value=\"\">全部</option>", label, id);
}

static void write_option(struct html *h, str word)
{
    out_raw(&h->out, "<option>");
    out_text(&h->out, word);
    out_raw(&h->out, "</option>");
}

void html_filter(struct html *h)
{
    static const char *const states[] = { "new", "persisting", "reopened" };
    struct out *o = &h->out;
    out_raw(o, "<div id=\"filter\" class=\"filter\" role=\"search\" aria-label=\"筛选问题\" hidden>\n"
               "<label>搜索 <input id=\"filter-words\" type=\"search\" placeholder=\"栏目、标题、网址\"></label>\n");
    write_select(h, "severity", "级别");
    for (int s = SEVERITY_COUNT_ - 1; s >= 0; s--)
        write_option(h, zh_severity((enum severity)s));
    out_raw(o, "</select></label>\n");
    write_select(h, "state", "状态");
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        write_option(h, zh_state(str_from(states[i])));
    out_raw(o, "</select></label>\n");
    write_select(h, "dep", "部门");
    out_raw(o, "</select></label>\n");
    write_select(h, "rule", "类型");
    out_raw(o, "</select></label>\n<button type=\"button\" id=\"filter-clear\">清除</button>\n"
               "<p id=\"filter-said\" role=\"status\"></p>\n</div>\n");
}

void html_row_data(struct html *h, const struct finding *f)
{
    out_raw(&h->out, " id=\"f-");
    out_text(&h->out, f->id);
    out_raw(&h->out, "\" data-severity=\"");
    out_text(&h->out, zh_severity(f->severity));
    out_raw(&h->out, "\" data-state=\"");
    out_text(&h->out, zh_state(f->state));
    out_raw(&h->out, "\"");
}

void html_script(struct html *h)
{
    out_raw(&h->out, "<script>");
    out_bytes(&h->out, (const char *)report_script, report_script_len);
    out_raw(&h->out, "</script>\n");
}
