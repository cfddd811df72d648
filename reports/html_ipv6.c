/* SPDX-License-Identifier: MIT */
/* The tables of IPv6 indicators and of what the home page must say of itself. */
#include "html.h"
#include "words_zh.h"

static void write_verdict(struct html *h, str verdict)
{
    static const struct zh_result info = { "info", "仅供参考", "—", "none" };
    const struct zh_result *said = str_eq(verdict, STR("info")) ? &info : zh_clause_result(verdict);
    out_fmt(&h->out, "<td><span class=\"result %s\">%s %s</span></td></tr>\n", said->css, said->sign, said->word_zh);
}

static void write_row(struct html *h, const struct ipv6_result *r)
{
    out_raw(&h->out, "<tr><th scope=\"row\">");
    out_clip(&h->out, r->indicator, 40);
    out_raw(&h->out, "</th>");
    html_cell(h, r->value, 120);
    html_cell(h, r->threshold, 60);
    html_cell(h, r->source, 60);
    write_verdict(h, r->verdict);
}

void html_ipv6(struct html *h)
{
    static const char *const headings[] = { "指标", "测得", "要求", "依据", "结论" };
    const struct verdicts *v = h->model->v;
    if (!v->ipv6.count || h->only.len)
        return;
    html_section(h, "ipv6", "IPv6 指标");
    html_table(h, "IPv6 指标", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < v->ipv6.count; i++)
        write_row(h, &v->ipv6.items[i]);
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}

void html_identity(struct html *h)
{
    static const char *const headings[] = { "项目", "首页上的内容", "结论" };
    const struct verdicts *v = h->model->v;
    if (!v->identity.count || h->only.len)
        return;
    html_section(h, "identity", "网站标识");
    html_table(h, "首页和页脚应有的标识", headings, ARRAY_LEN(headings));
    for (size_t i = 0; i < v->identity.count; i++) {
        const struct identity_result *r = &v->identity.items[i];
        bool named = r->value.len || !str_eq(r->verdict, STR("pass"));
        out_raw(&h->out, "<tr><th scope=\"row\">");
        out_clip(&h->out, r->item, 40);
        out_raw(&h->out, "</th>");
        html_cell(h, named ? r->value : STR("有"), 120);
        write_verdict(h, r->verdict);
    }
    out_raw(&h->out, "</tbody></table></div>\n</section>\n");
}
