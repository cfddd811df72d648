/* SPDX-License-Identifier: MIT */
/* The national inspection indicators, as far as the crawl saw them, and the points that it could see. */
#include "html.h"
#include "words_zh.h"

static const struct {
    const char *part, *heading;
} parts[] = { { "veto", "单项否决" }, { "deduction", "扣分指标" } };

static const struct zh_result *word_of(str verdict)
{
    static const struct zh_result hint = { "hint", "提示", "!", "late" };
    static const struct zh_result none = { "not-judged", "抓取不能判断", "—", "none" };
    static const struct zh_result well = { "pass", "未见问题", "✔", "pass" };
    static const struct zh_result veto = { "fail", "有问题", "✖", "fail" };
    if (str_eq(verdict, STR("hint")))
        return &hint;
    if (str_eq(verdict, STR("not-judged")))
        return &none;
    if (str_eq(verdict, STR("pass")))
        return &well; /* nothing was seen: inspectors may see more */
    return str_eq(verdict, STR("fail")) ? &veto : zh_clause_result(verdict);
}

static void write_row(struct html *h, const struct national_result *r)
{
    const struct zh_result *said = word_of(r->verdict);
    bool counts = str_eq(r->verdict, STR("fail")) && r->points > 0;
    out_raw(&h->out, "<tr><th scope=\"row\">");
    out_clip(&h->out, r->item, 40);
    out_raw(&h->out, "</th>");
    html_cell(h, r->condition, 120);
    html_cell(h, r->value.len ? r->value : r->why, 160);
    out_fmt(&h->out, "<td><span class=\"result %s\">%s %s</span>", said->css, said->sign, said->word_zh);
    if (counts)
        out_fmt(&h->out, " −%lld", (long long)r->points);
    if (r->value.len && r->why.len) {
        out_raw(&h->out, "<br><small>");
        out_clip(&h->out, r->why, 160);
        out_raw(&h->out, "</small>");
    }
    out_raw(&h->out, "</td>");
    html_cell(h, str_eq(r->tag, STR("M")) ? STR("未见官方原文，分值未核实") : r->source, 80);
    out_raw(&h->out, "</tr>\n");
}

static void write_sum(struct html *h)
{
    const struct verdicts *v = h->model->v;
    size_t vetoes = 0, judged = 0;
    for (size_t i = 0; i < v->national.count; i++) {
        const struct national_result *r = &v->national.items[i];
        vetoes += str_eq(r->verdict, STR("fail")) && str_eq(r->part, STR("veto"));
        judged += str_eq(r->verdict, STR("fail")) || str_eq(r->verdict, STR("pass"));
    }
    out_fmt(&h->out,
            "<p>本次抓取可见的扣分：<strong>%lld</strong> 分；可见的单项否决情形：<strong>%zu</strong> 项；%zu "
            "项指标中 %zu "
            "项有结论。这不是官方检查结果：只列抓取能看到的部分，分值没有核实的项目只作提示，不计分。</p>\n",
            (long long)model_seen_points(v), vetoes, v->national.count, judged);
}

bool html_has_national(const struct html *h)
{
    return h->model->v->national.count > 0;
}

void html_national(struct html *h)
{
    static const char *const headings[] = { "指标", "情形", "本次所见", "结论", "依据" };
    const struct verdicts *v = h->model->v;
    if (!html_has_national(h) || h->only.len)
        return;
    html_section(h, "national", "全国政府网站检查指标（本次可见部分）");
    write_sum(h);
    for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
        html_table(h, parts[k].heading, headings, ARRAY_LEN(headings));
        for (size_t i = 0; i < v->national.count; i++) {
            if (str_eq(v->national.items[i].part, str_from(parts[k].part)))
                write_row(h, &v->national.items[i]);
        }
        out_raw(&h->out, "</tbody></table></div>\n");
    }
    out_raw(&h->out, "</section>\n");
}
