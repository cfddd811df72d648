/* SPDX-License-Identifier: MIT */
/* The plain text of a letter. */
#include "core/arena.h"
#include "mail_body.h"
#include "mail_words.h"
#include "out.h"

enum { FORMER_LINES = 15, ROWS = 100, CLIP = 300, ADDRESS_CLIP = 1000 };

static void write_lines(struct out *o, const struct mail_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        out_plain(o, lines->items[i], CLIP);
        out_raw(o, "\r\n");
    }
}

static void write_item(struct out *o, size_t number, const struct mail_item *item)
{
    out_fmt(o, "\r\n%zu. [", number);
    out_plain(o, item->tag, 0);
    out_raw(o, "] ");
    out_plain(o, item->title, 80);
    out_raw(o, "\r\n");
    for (size_t i = 0; i < item->field_count; i++) {
        out_fmt(o, "   %s：", item->fields[i].label);
        out_plain(o, item->fields[i].text, item->fields[i].address ? ADDRESS_CLIP : CLIP);
        out_raw(o, "\r\n");
    }
}

static void write_items(struct out *o, const struct mail_book *b, const struct mail_letter *l,
                        const struct mail_attachments *with, struct arena *a)
{
    size_t shown = l->view->count < MAIL_ITEMS ? l->view->count : MAIL_ITEMS;
    for (size_t i = 0; i < shown; i++) {
        struct mail_item item = mail_item_of(b, l->order[i], !l->department.len, a);
        write_item(o, i + 1, &item);
    }
    if (l->view->count > shown)
        out_fmt(o, "\r\n其余 %zu 项见%s。\r\n", l->view->count - shown, with->count ? "附件" : "完整报告");
}

static void write_formers(struct out *o, const char *heading, const struct mail_faults *list, struct arena *a)
{
    if (!list->count)
        return;
    out_fmt(o, "\r\n%s（%zu）\r\n", heading, list->count);
    for (size_t i = 0; i < list->count && i < FORMER_LINES; i++) {
        out_raw(o, "- ");
        out_plain(o, mail_former(&list->items[i], a), CLIP);
        out_raw(o, "\r\n");
    }
    if (list->count > FORMER_LINES)
        out_fmt(o, "- 另有 %zu 项\r\n", list->count - FORMER_LINES);
}

static void write_departments(struct out *o, const struct mail_book *b, struct arena *a)
{
    out_raw(o, "\r\n各部门（新增/共/已整改/待复核，邮件）\r\n");
    for (size_t i = 0; i < b->count && i < ROWS; i++) {
        const struct mail_letter *l = &b->letters[i];
        out_raw(o, "- ");
        out_plain(o, l->department, 60);
        out_fmt(o, "：%lld/%zu/%zu/%zu，", (long long)l->view->tally.fresh, l->view->count, l->fixed.count,
                l->recheck.count);
        out_plain(o, mail_delivery(b, l, a), 0);
        out_raw(o, "\r\n");
    }
    if (b->count > ROWS)
        out_fmt(o, "- 另有 %zu 个部门\r\n", b->count - ROWS);
}

static void write_troubles(struct out *o, const char *heading, const struct outbox_rows *rows, struct arena *a)
{
    size_t told = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].state == OUTBOX_SENT || !rows->items[i].department.len)
            continue;
        if (!told++)
            out_fmt(o, "\r\n%s\r\n", heading);
        if (told > ROWS)
            continue;
        out_raw(o, "- ");
        out_plain(o, mail_trouble(&rows->items[i], a), CLIP);
        out_raw(o, "\r\n");
    }
    if (told > ROWS)
        out_fmt(o, "- 另有 %zu 封\r\n", told - ROWS);
}

static void write_attachments(struct out *o, const struct mail_attachments *with)
{
    for (size_t i = 0; i < with->count; i++) {
        out_raw(o, i ? "、" : "\r\n附件：");
        out_plain(o, with->items[i].name, 0);
    }
    out_raw(o, with->count ? "\r\n" : "");
    if (with->too_big)
        out_raw(o, "\r\n有附件因太大没有附上，请向政务公开办公室索取完整报告。\r\n");
}

bool mail_text(FILE *file, const struct mail_book *b, const struct mail_letter *l, const struct mail_attachments *with,
               struct arena *a)
{
    struct out o;
    struct mail_lines opening = mail_opening(b, l, a), closing = mail_closing(b, l, a);
    out_init(&o, file);
    write_lines(&o, &opening);
    if (!l->department.len) {
        write_troubles(&o, "没有送达的邮件", &b->sent, a);
        write_troubles(&o, "上一次检查没有送达的邮件", &b->lost, a);
        write_departments(&o, b, a);
    }
    write_items(&o, b, l, with, a);
    write_formers(&o, "已整改", &l->fixed, a);
    write_formers(&o, "待复核", &l->recheck, a);
    write_attachments(&o, with);
    out_raw(&o, "\r\n");
    write_lines(&o, &closing);
    return out_ok(&o);
}
