/* SPDX-License-Identifier: MIT */
/* index.html: the runs so far with a trend, and the way to the reports beside it. */
#include "core/arena.h"
#include "formats.h"
#include "html.h"

bool report_index(FILE *file, const struct report_model *m, struct arena *a)
{
    struct html h = { .model = m, .view = view_make(m, (str){ 0 }, a), .arena = a };
    str site = m->site_name.len ? m->site_name : m->v->run.site;
    out_init(&h.out, file);
    html_start(&h, str_fmt(a, "%.*s 历次检查", STR_ARG(site)));
    html_verdict(&h);
    out_raw(&h.out, "<main id=\"main\">\n<section id=\"duties\"><h2>最近一次的报告</h2>\n<ul>"
                    "<li><a href=\"report.html\">report.html</a> 全部内容</li>"
                    "<li><a href=\"report.xlsx\">report.xlsx</a> 整改台账</li>"
                    "<li><a href=\"report.csv\">report.csv</a> 数据表</li>"
                    "<li><a href=\"report.json\">report.json</a> 供程序使用</li></ul>\n</section>\n");
    html_trend(&h);
    out_raw(&h.out, "</main>\n");
    html_end(&h);
    return out_ok(&h.out);
}
