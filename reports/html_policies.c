/* SPDX-License-Identifier: MIT */
/* Policy files, their interpretations, in which forms and after how many working days. */
#include "core/arena.h"
#include "html.h"
#include "recount.h"
#include <inttypes.h>

static bool concerns(const struct html *h, const struct policy_row *p)
{
    return !h->only.len || str_eq(p->department, h->only);
}

bool html_has_policies(const struct html *h)
{
    for (size_t i = 0; i < h->model->v->policies.count; i++)
        if (concerns(h, &h->model->v->policies.items[i]))
            return true;
    return false;
}

static void write_summary(struct html *h)
{
    struct recount r = recount_policies(h->arena, h->model->v, h->only);
    out_fmt(&h->out, "<p>政策文件 %zu 份，有解读的 %zu 份，解读 %zu 篇；有文字以外解读形式的文件 %zu 份", r.files,
            r.explained, r.interpretations, r.several);
    if (r.files)
        out_fmt(&h->out, "，占 %.1f%%", 100.0 * (double)r.several / (double)r.files);
    out_raw(&h->out, "。");
    int64_t judged = h->model->v->stats.policies;
    if (!h->only.len && judged >= 0 && (size_t)judged < r.files)
        out_fmt(&h->out, "其中 %zu 份有文号和要素表，却不在政策文件栏目里，只计数，不作判断。",
                r.files - (size_t)judged);
    for (size_t i = 0; i < r.form_count; i++) {
        out_raw(&h->out, i ? "，" : "按形式（一篇可有几种）：");
        out_text(&h->out, r.forms[i].name);
        out_fmt(&h->out, " %zu 篇", r.forms[i].count);
    }
    out_raw(&h->out, r.form_count ? "。</p>\n" : "</p>\n");
}

static void write_day(struct html *h, day d)
{
    out_raw(&h->out, "<td class=\"n\">");
    out_text(&h->out, day_known(d) ? day_to_iso(h->arena, d) : STR("—"));
    out_raw(&h->out, "</td>");
}

static void write_file(struct html *h, const struct policy_row *p, bool again)
{
    out_raw(&h->out, "<td>");
    if (again) {
        out_raw(&h->out, "<span class=\"dim\">同上</span></td><td></td>");
        return;
    }
    out_link(&h->out, p->address, p->title, 80);
    if (p->number.len) {
        out_raw(&h->out, "<br><span class=\"dim\">");
        out_clip(&h->out, p->number, 40);
        out_raw(&h->out, "</span>");
    }
    out_raw(&h->out, "</td>");
    write_day(h, p->published);
}

/* The file still has time for an interpretation: no finding says that it has none. */
static bool is_young(const struct html *h, const struct policy_row *p)
{
    enum { TERM_WORKDAYS = 3 };
    return day_known(p->published) &&
           day_compare(h->model->v->as_of, day_add_workdays(p->published, TERM_WORKDAYS)) <= 0;
}

static void write_row(struct html *h, const struct policy_row *p, bool again)
{
    struct out *o = &h->out;
    out_raw(o, "<tr>");
    write_file(h, p, again);
    if (!p->form.len) {
        out_fmt(o,
                "<td><span class=\"dim\">%s</span></td><td>—</td><td class=\"n\">—</td>"
                "<td class=\"n\">—</td></tr>\n",
                is_young(h, p) ? "没有找到解读（发布未满三个工作日）" : "没有找到解读");
        return;
    }
    out_raw(o, "<td>");
    out_link(o, p->interpretation, p->interpretation_title, 80);
    out_raw(o, "</td>");
    html_cell(h, p->form, 40);
    write_day(h, p->interpreted);
    if (p->workdays >= 0)
        html_number(h, p->workdays);
    else
        out_raw(o, "<td class=\"n\">—</td>");
    out_raw(o, "</tr>\n");
}

void html_policies(struct html *h)
{
    static const char *const headings[] = { "政策文件", "发布", "解读", "形式", "解读发布", "相隔工作日" };
    const struct verdicts *v = h->model->v;
    size_t shown = 0, left = 0;
    str last = { 0 };
    if (!html_has_policies(h))
        return;
    html_section(h, "policies", "政策文件与解读");
    write_summary(h);
    html_table(h, "每份文件的解读", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < v->policies.count; i++) {
        const struct policy_row *p = &v->policies.items[i];
        if (!concerns(h, p))
            continue;
        if (shown == HTML_LIST) {
            left++;
            continue;
        }
        write_row(h, p, shown && str_eq(last, p->address));
        last = p->address;
        shown++;
    }
    out_raw(&h->out, "</tbody></table></div>\n");
    html_more(h, left, "report.json");
    html_unprinted(h, shown);
    out_raw(&h->out, "</section>\n");
}
