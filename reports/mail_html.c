/* SPDX-License-Identifier: MIT */
/* How the HTML of a letter looks: tables with attributes and inline styles only, one table a section, nothing from
 * outside; Outlook lays out no more than that, and breaks long tables. */
#include "core/arena.h"
#include "mail_body.h"
#include "mail_words.h"
#include "out.h"
#include <inttypes.h>

enum {
    ROWS = 60,
    CLIP = 200,
    ADDRESS_CLIP = 120,
    LONGEST_LINK = 400,
    TAIL_BYTES = 30000, /* kept free below the findings, and for the longest of them */
};

#define TABLE                                                                                                          \
    "<table width=\"100%\" cellpadding=\"5\" cellspacing=\"0\" border=\"1\" bordercolor=\"#c8ccd0\" "                  \
    "style=\"border-collapse:collapse;font-size:14px;font-family:'Microsoft YaHei','PingFang SC',sans-serif\">\n"

/* Wide screens get 680 pixels, phones their own width; Outlook knows no max-width and takes the width of its window. */
static void write_start(struct out *o, const struct mail_letter *l)
{
    out_raw(o, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width\"><title>");
    out_text(o, l->subject);
    out_raw(o, "</title></head>\n<body bgcolor=\"#ffffff\" text=\"#222222\" style=\"margin:0\">\n"
               "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n"
               "<table width=\"100%\" cellpadding=\"8\" cellspacing=\"0\" border=\"0\" style=\"max-width:680px\"><tr>"
               "<td style=\"font-size:14px;line-height:1.6;text-align:left;word-break:break-word;"
               "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif\">\n"
               "<h1 style=\"font-size:18px;margin:0 0 10px 0\">");
    out_text(o, l->subject);
    out_raw(o, "</h1>\n");
}

static void write_line(struct out *o, str text)
{
    out_raw(o, "<p style=\"margin:0 0 8px 0\">");
    out_clip(o, text, CLIP + 100);
    out_raw(o, "</p>\n");
}

static void write_strong(struct out *o, str text)
{
    out_raw(o, "<p style=\"margin:0 0 8px 0\"><b>");
    out_clip(o, text, CLIP);
    out_raw(o, "</b></p>\n");
}

static void write_heading(struct out *o, str words)
{
    out_raw(o, "<h2 style=\"font-size:16px;margin:16px 0 6px 0\">");
    out_text(o, words);
    out_raw(o, "</h2>\n");
}

/* --- the four numbers --- */

static void write_number(struct out *o, const char *name, int64_t n, const char *color)
{
    out_fmt(o,
            "<td width=\"25%%\" align=\"center\" bgcolor=\"#f4f6f8\"><font color=\"%s\" size=\"5\"><b>%" PRId64
            "</b></font><br>%s</td>\n",
            color, n, name);
}

static void write_numbers(struct out *o, const struct mail_letter *l)
{
    const struct tally *t = &l->view->tally;
    out_raw(o, TABLE "<tr>\n");
    write_number(o, "新增", t->fresh + t->reopened, t->fresh + t->reopened ? "#a8071a" : "#333333");
    write_number(o, "待整改共", t->all, "#333333");
    write_number(o, "已整改", (int64_t)l->fixed.count, "#1a6b2f");
    write_number(o, "待复核", (int64_t)l->recheck.count, "#333333");
    out_raw(o, "</tr></table>\n");
    if (t->reopened)
        out_fmt(o, "<p style=\"margin:4px 0 8px 0\">新增中有 %" PRId64 " 个是整改后重新出现的。</p>\n", t->reopened);
}

static void write_address(struct out *o, str address)
{
    if (address.len <= LONGEST_LINK)
        out_link(o, address, (str){ 0 }, ADDRESS_CLIP);
    else
        out_clip(o, address, ADDRESS_CLIP);
}

static void write_item(struct out *o, size_t number, const struct mail_item *item)
{
    static const char *const colors[SEVERITY_COUNT_] = {
        [SEVERITY_NOTICE] = "#eef3f8", [SEVERITY_WARNING] = "#fff4d6", [SEVERITY_ERROR] = "#fdeaea"
    };
    out_raw(o, TABLE);
    out_fmt(o, "<tr><td colspan=\"2\" bgcolor=\"%s\"><b>%zu. ", colors[item->severity], number);
    out_clip(o, item->title, 80);
    out_raw(o, "</b> &nbsp; ");
    out_text(o, item->tag);
    out_raw(o, "</td></tr>\n");
    for (size_t i = 0; i < item->field_count; i++) {
        out_fmt(o, "<tr><td width=\"52\" valign=\"top\" bgcolor=\"#f4f6f8\">%s</td><td>", item->fields[i].label);
        if (item->fields[i].address)
            write_address(o, item->fields[i].text);
        else
            out_clip(o, item->fields[i].text, CLIP);
        out_raw(o, "</td></tr>\n");
    }
    out_raw(o, "</table><br>\n");
}

static bool has_room(struct out *o)
{
    return out_ok(o) && ftello(o->file) < MAIL_HTML_BYTES - TAIL_BYTES;
}

static void write_departments(struct out *o, const struct mail_book *b, struct arena *a)
{
    out_raw(o, TABLE "<tr bgcolor=\"#e7eef3\"><th align=\"left\" scope=\"col\">部门</th><th scope=\"col\">新增</th>"
                     "<th scope=\"col\">共</th><th scope=\"col\">已整改</th><th scope=\"col\">待复核</th>"
                     "<th align=\"left\" scope=\"col\">邮件</th></tr>\n");
    for (size_t i = 0; i < b->count && i < ROWS; i++) {
        const struct mail_letter *l = &b->letters[i];
        out_raw(o, "<tr><td>");
        out_clip(o, l->department, 60);
        out_fmt(o,
                "</td><td align=\"right\">%" PRId64 "</td><td align=\"right\">%zu</td><td align=\"right\">%zu</td>"
                "<td align=\"right\">%zu</td><td>",
                l->view->tally.fresh, l->view->count, l->fixed.count, l->recheck.count);
        out_text(o, mail_delivery(b, l, a));
        out_raw(o, "</td></tr>\n");
    }
    if (b->count > ROWS)
        out_fmt(o, "<tr><td colspan=\"6\">另有 %zu 个部门，见附件。</td></tr>\n", b->count - ROWS);
    out_raw(o, "</table>\n");
}

static void write_list(struct out *o, const struct mail_list *list, str more)
{
    out_raw(o, TABLE);
    for (size_t i = 0; i < list->count; i++) {
        out_raw(o, "<tr><td>");
        out_clip(o, list->items[i], ADDRESS_CLIP);
        out_raw(o, "</td></tr>\n");
    }
    if (more.len) {
        out_raw(o, "<tr><td>");
        out_text(o, more);
        out_raw(o, "</td></tr>\n");
    }
    out_raw(o, "</table>\n");
}

static void write_gap(struct out *o)
{
    out_raw(o, "<hr>\n");
}

static void write_end(struct out *o)
{
    out_raw(o, "</td></tr></table>\n</td></tr></table>\n</body></html>\n");
}

const struct mail_style mail_style_html = {
    .start = write_start,
    .line = write_line,
    .strong = write_strong,
    .heading = write_heading,
    .numbers = write_numbers,
    .departments = write_departments,
    .has_room = has_room,
    .item = write_item,
    .list = write_list,
    .gap = write_gap,
    .end = write_end,
};
