/* SPDX-License-Identifier: MIT */
/* index.html: the runs so far with a trend, and the way to the reports beside it. */
#include "core/arena.h"
#include "files.h"
#include "formats.h"
#include "html.h"

static void write_files(struct html *h)
{
    static const struct {
        const char *format, *file, *words;
    } files[] = {
        { "html", "report.html", "完整报告" },
        { "xlsx", "report.xlsx", "整改台账（Excel 表格）" },
        { "csv", "report.csv", "问题清单（CSV 数据表）" },
        { "json", "report.json", "全部数据（JSON，供其他程序使用）" },
    };
    html_section(h, "files", "最近一次的报告");
    out_raw(&h->out, "<ul>");
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        if (report_files_wanted(h->model->formats, files[i].format))
            out_fmt(&h->out, "<li><a href=\"%s\">%s</a></li>", files[i].file, files[i].words);
    out_raw(&h->out, "</ul>\n</section>\n");
}

/* Each department's own page beside this one. */
static void write_departments(struct html *h)
{
    static const char *const headings[] = { "部门", "问题", "新增", "错误" };
    if (!h->view->department_count)
        return;
    html_section(h, "departments", "各部门的报告");
    html_table(h, "各部门的问题数", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < h->view->department_count; i++) {
        const struct department_group *d = &h->view->departments[i];
        out_raw(&h->out, "<tr><th scope=\"row\">");
        if (d->name.len) {
            out_raw(&h->out, "<a href=\"departments/");
            out_percent(&h->out, report_department_file(h->arena, d->name));
            out_raw(&h->out, "\">");
        }
        html_department(h, d->name);
        out_raw(&h->out, d->name.len ? "</a></th>" : "</th>");
        html_number(h, d->tally.all);
        html_number(h, d->tally.fresh);
        html_number(h, d->tally.severity[SEVERITY_ERROR]);
        out_raw(&h->out, "</tr>\n");
    }
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}

bool report_index(FILE *file, const struct report_model *m, struct arena *a)
{
    struct html h = { .model = m, .view = view_make(m, (str){ 0 }, a), .arena = a, .index = true };
    str site = m->site_name.len ? m->site_name : m->v->run.site;
    out_init(&h.out, file);
    html_start(&h, str_fmt(a, "%.*s 历次检查", STR_ARG(site)));
    html_verdict(&h);
    out_raw(&h.out, "<main id=\"main\">\n");
    write_files(&h);
    html_trend(&h);
    write_departments(&h);
    out_raw(&h.out, "</main>\n");
    html_end(&h);
    return out_ok(&h.out);
}
