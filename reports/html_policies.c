/* SPDX-License-Identifier: MIT */
/* Policy files, their interpretations, in which forms and after how many working days. */
#include "core/arena.h"
#include "html.h"
#include <inttypes.h>
#include <stdlib.h>

struct recount { /* the figures that an evaluation asks for */
    size_t files, explained, several;
    size_t interpretations;
};

enum { MANY_FORMS = 16 };

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

static int by_interpretation(const void *a, const void *b)
{
    const struct policy_row *const *x = a, *const *y = b;
    return str_compare((*x)->interpretation, (*y)->interpretation);
}

/* One row an interpretation, however many files it explains. */
static size_t distinct_interpretations(const struct html *h, const struct policy_row ***out)
{
    const struct verdicts *v = h->model->v;
    const struct policy_row **rows = arena_new(h->arena, const struct policy_row *, v->policies.count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < v->policies.count; i++)
        if (concerns(h, &v->policies.items[i]) && v->policies.items[i].interpretation.len)
            rows[count++] = &v->policies.items[i];
    if (count)
        qsort(rows, count, sizeof *rows, by_interpretation);
    for (size_t i = 0; i < count; i++)
        if (!kept || !str_eq(rows[kept - 1]->interpretation, rows[i]->interpretation))
            rows[kept++] = rows[i];
    *out = rows;
    return kept;
}

/* Rows of one file stand together. */
static struct recount recount(const struct html *h)
{
    const struct verdicts *v = h->model->v;
    struct recount r = { 0 };
    for (size_t i = 0, end; i < v->policies.count; i = end) {
        bool explained = false, several = false;
        for (end = i; end < v->policies.count && str_eq(v->policies.items[end].address, v->policies.items[i].address);
             end++) {
            explained |= v->policies.items[end].form.len > 0;
            several |= v->policies.items[end].several;
        }
        if (!concerns(h, &v->policies.items[i]))
            continue;
        r.files++;
        r.explained += explained;
        r.several += several;
    }
    return r;
}

static void write_forms(struct html *h, const struct policy_row **rows, size_t count)
{
    struct {
        str name;
        size_t count;
    } forms[MANY_FORMS];
    size_t kinds = 0;
    for (size_t i = 0; i < count; i++) {
        str rest = rows[i]->form;
        while (rest.len) {
            size_t cut = str_find(rest, STR("、")), at = 0;
            str one = str_slice(rest, 0, cut == SIZE_MAX ? rest.len : cut);
            rest = cut == SIZE_MAX ? STR("") : str_slice(rest, cut + sizeof "、" - 1, rest.len);
            while (at < kinds && !str_eq(forms[at].name, one))
                at++;
            if (at == MANY_FORMS)
                continue;
            if (at == kinds) {
                forms[kinds].name = one;
                forms[kinds++].count = 0;
            }
            forms[at].count++;
        }
    }
    for (size_t i = 0; i < kinds; i++) {
        out_raw(&h->out, i ? "，" : "按形式：");
        out_text(&h->out, forms[i].name);
        out_fmt(&h->out, " %zu 份", forms[i].count);
    }
    out_raw(&h->out, kinds ? "。" : "");
}

static void write_summary(struct html *h)
{
    const struct policy_row **rows;
    struct recount r = recount(h);
    r.interpretations = distinct_interpretations(h, &rows);
    out_fmt(&h->out, "<p>政策文件 %zu 份，有解读的 %zu 份，解读 %zu 篇；有文字以外解读形式的文件 %zu 份", r.files,
            r.explained, r.interpretations, r.several);
    if (r.files)
        out_fmt(&h->out, "，占 %.1f%%", 100.0 * (double)r.several / (double)r.files);
    out_raw(&h->out, "。");
    write_forms(h, rows, r.interpretations);
    out_raw(&h->out, "</p>\n");
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

static void write_row(struct html *h, const struct policy_row *p, bool again)
{
    struct out *o = &h->out;
    out_raw(o, "<tr>");
    write_file(h, p, again);
    if (!p->form.len) {
        out_raw(o, "<td><span class=\"dim\">没有找到解读</span></td><td>—</td><td class=\"n\">—</td>"
                   "<td class=\"n\">—</td></tr>\n");
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
