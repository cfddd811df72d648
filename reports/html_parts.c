/* SPDX-License-Identifier: MIT */
/* The frame of a page and the small things its parts share. */
#include "html.h"
#include "core/arena.h"
#include "style.h"
#include "words_zh.h"
#include <inttypes.h>

void html_start(struct html *h, str title)
{
    struct out *o = &h->out;
    out_raw(o, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n" HTML_MARK "\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
               "img-src data:; base-uri 'none'; form-action 'none'");
    if (h->scripted)
        out_fmt(o, "; script-src 'sha256-%s'", report_script_sha256);
    out_raw(o, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<meta name=\"robots\" content=\"noindex\">\n<title>");
    out_text(o, title);
    out_raw(o, "</title>\n<style>\n");
    out_bytes(o, (const char *)report_style, report_style_len);
    out_raw(o, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">跳到正文</a>\n");
}

void html_end(struct html *h)
{
    if (h->scripted)
        html_script(h);
    out_raw(&h->out, "</body>\n</html>\n");
}

void html_section(struct html *h, const char *id, const char *heading)
{
    out_fmt(&h->out, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">%s</h2>\n", id, id, id, heading);
}

void html_table(struct html *h, const char *caption, const char *const *headings, size_t count)
{
    out_fmt(&h->out,
            "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>\n<caption>%s</caption>\n"
            "<thead><tr>",
            count > 4 ? " wide" : "", caption, caption);
    for (size_t i = 0; i < count; i++)
        out_fmt(&h->out, "<th scope=\"col\">%s</th>", headings[i]);
    out_raw(&h->out, "</tr></thead>\n<tbody>\n");
}

void html_cell(struct html *h, str text, size_t clip)
{
    out_raw(&h->out, "<td>");
    if (text.len)
        out_clip(&h->out, text, clip);
    else
        out_raw(&h->out, "<span class=\"dim\">—</span>");
    out_raw(&h->out, "</td>");
}

void html_number(struct html *h, int64_t n)
{
    out_fmt(&h->out, "<td class=\"n\">%" PRId64 "</td>", n);
}

void html_more(struct html *h, size_t left, const char *file)
{
    if (left)
        out_fmt(&h->out, "<p class=\"more\">另有 %zu 条，见 %s。</p>\n", left, file);
}

void html_unprinted(struct html *h, size_t rows)
{
    if (rows > HTML_PAPER)
        out_fmt(&h->out, "<p class=\"paper\">以上只印出前 %d 行，其余 %zu 行见电子版。</p>\n", HTML_PAPER,
                rows - HTML_PAPER);
}

void html_department(struct html *h, str name)
{
    if (name.len)
        out_clip(&h->out, name, 60);
    else
        out_raw(&h->out, "未定部门");
}

bool html_is_mine(const struct html *h, str id)
{
    const struct report_model *m = h->model;
    if (!h->only.len)
        return true;
    for (size_t i = 0; i < m->former_count; i++)
        if (str_eq(m->formers[i].id, id))
            return str_eq(m->formers[i].department, h->only);
    return false;
}

size_t html_count_mine(const struct html *h, const struct fixed_finding *items, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += html_is_mine(h, items[i].id);
    return n;
}

str html_rule_title(const struct html *h, str rule)
{
    for (size_t i = 0; i < h->view->rule_count; i++)
        if (str_eq(h->view->rules[i].rule, rule))
            return h->view->rules[i].title;
    return zh_rule(rule);
}
