/* SPDX-License-Identifier: MIT */
/* The HTML of a letter: tables with attributes and inline styles only, one table a section, nothing from outside;
 * Outlook lays out no more than that, and breaks long tables. */
#include "core/arena.h"
#include "mail_body.h"
#include "mail_words.h"
#include "out.h"
#include <inttypes.h>

enum {
    FORMER_LINES = 12,
    TROUBLE_ROWS = 20,
    ROWS = 60,
    CLIP = 200,
    ADDRESS_CLIP = 120,
    LONGEST_LINK = 400,
    TAIL_BYTES = 30000, /* kept free below the findings, and for the longest of them */
};

#define TABLE                                                                                                          \
    "<table width=\"100%\" cellpadding=\"5\" cellspacing=\"0\" border=\"1\" bordercolor=\"#c8ccd0\" "                  \
    "style=\"border-collapse:collapse;font-size:14px;font-family:'Microsoft YaHei','PingFang SC',sans-serif\">\n"

static void write_line(struct out *o, str text)
{
    out_raw(o, "<p style=\"margin:0 0 8px 0\">");
    out_clip(o, text, CLIP + 100);
    out_raw(o, "</p>\n");
}

static void write_lines(struct out *o, const struct mail_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        write_line(o, lines->items[i]);
}

static void write_heading(struct out *o, const char *words)
{
    out_fmt(o, "<h2 style=\"font-size:16px;margin:16px 0 6px 0\">%s</h2>\n", words);
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

/* --- findings --- */

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

static void write_items(struct out *o, const struct mail_book *b, const struct mail_letter *l,
                        const struct mail_attachments *with, struct arena *a)
{
    size_t shown = 0;
    if (l->view->count)
        write_heading(o, l->view->count > MAIL_ITEMS ? "最要紧的问题" : "问题");
    for (; shown < l->view->count && shown < MAIL_ITEMS && has_room(o); shown++) {
        struct mail_item item = mail_item_of(b, l->order[shown], !l->department.len, a);
        write_item(o, shown + 1, &item);
    }
    if (l->view->count > shown)
        out_fmt(o, "<p style=\"margin:0 0 8px 0\"><b>其余 %zu 项见%s。</b></p>\n", l->view->count - shown,
                with->count ? "附件" : "完整报告");
}

/* --- lists --- */

static void write_formers(struct out *o, const char *heading, const struct mail_faults *list, struct arena *a)
{
    if (!list->count)
        return;
    write_heading(o, heading);
    out_raw(o, TABLE);
    for (size_t i = 0; i < list->count && i < FORMER_LINES; i++) {
        out_raw(o, "<tr><td>");
        out_clip(o, mail_former(&list->items[i], a), ADDRESS_CLIP);
        out_raw(o, "</td></tr>\n");
    }
    if (list->count > FORMER_LINES)
        out_fmt(o, "<tr><td>另有 %zu 项</td></tr>\n", list->count - FORMER_LINES);
    out_raw(o, "</table>\n");
}

static void write_departments(struct out *o, const struct mail_book *b, struct arena *a)
{
    write_heading(o, "各部门");
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

static void write_troubles(struct out *o, const char *heading, const struct outbox_rows *rows, struct arena *a)
{
    size_t told = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].state == OUTBOX_SENT || !rows->items[i].department.len)
            continue;
        if (!told++) {
            write_heading(o, heading);
            out_raw(o, TABLE);
        }
        if (told > TROUBLE_ROWS)
            continue;
        out_raw(o, "<tr><td>");
        out_clip(o, mail_trouble(&rows->items[i], a), ADDRESS_CLIP);
        out_raw(o, "</td></tr>\n");
    }
    if (told > TROUBLE_ROWS)
        out_fmt(o, "<tr><td>另有 %zu 封</td></tr>\n", told - TROUBLE_ROWS);
    out_raw(o, told ? "</table>\n" : "");
}

static void write_attachments(struct out *o, const struct mail_attachments *with)
{
    for (size_t i = 0; i < with->count; i++) {
        out_raw(o, i ? "、" : "<p style=\"margin:12px 0 8px 0\">附件：");
        out_text(o, with->items[i].name);
    }
    out_raw(o, with->count ? "</p>\n" : "");
    if (with->too_big)
        write_line(o, STR("有附件因太大没有附上，请向政务公开办公室索取完整报告。"));
}

/* --- the whole --- */

static void write_start(struct out *o, const struct mail_letter *l)
{
    out_raw(o, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
    out_text(o, l->subject);
    out_raw(o, "</title></head>\n<body bgcolor=\"#ffffff\" text=\"#222222\">\n"
               "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n"
               "<table width=\"680\" cellpadding=\"8\" cellspacing=\"0\" border=\"0\"><tr><td style=\"font-size:14px;"
               "line-height:1.6;font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif\">\n"
               "<h1 style=\"font-size:18px;margin:0 0 10px 0\">");
    out_text(o, l->subject);
    out_raw(o, "</h1>\n");
}

bool mail_html(FILE *file, const struct mail_book *b, const struct mail_letter *l, const struct mail_attachments *with,
               struct arena *a)
{
    struct out o;
    struct mail_lines opening = mail_opening(b, l, a), closing = mail_closing(b, l, a);
    out_init(&o, file);
    write_start(&o, l);
    write_lines(&o, &opening);
    write_numbers(&o, l);
    if (!l->department.len) {
        write_troubles(&o, "没有送达的邮件", &b->sent, a);
        write_troubles(&o, "上一次检查没有送达的邮件", &b->lost, a);
        write_departments(&o, b, a);
    }
    write_items(&o, b, l, with, a);
    write_formers(&o, "已整改", &l->fixed, a);
    write_formers(&o, "待复核", &l->recheck, a);
    write_attachments(&o, with);
    out_raw(&o, "<hr>\n");
    write_lines(&o, &closing);
    out_raw(&o, "</td></tr></table>\n</td></tr></table>\n</body></html>\n");
    return out_ok(&o);
}
