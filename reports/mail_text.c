/* SPDX-License-Identifier: MIT */
/* How the plain text of a letter looks. */
#include "core/arena.h"
#include "mail_body.h"
#include "mail_words.h"
#include "out.h"

enum { ROWS = 100, CLIP = 300, ADDRESS_CLIP = 1000 };

static void write_start(struct out *o, const struct mail_letter *l)
{
    (void)o; /* the subject stands above it in every mail program */
    (void)l;
}

static void write_line(struct out *o, str text)
{
    out_plain(o, text, CLIP);
    out_raw(o, "\r\n");
}

static void write_strong(struct out *o, str text)
{
    out_raw(o, "\r\n");
    write_line(o, text);
}

static void write_numbers(struct out *o, const struct mail_letter *l)
{
    (void)o; /* the sentences have said them */
    (void)l;
}

static void write_departments(struct out *o, const struct mail_book *b, struct arena *a)
{
    for (size_t i = 0; i < b->count && i < ROWS; i++) {
        const struct mail_letter *l = &b->letters[i];
        out_raw(o, "- ");
        out_plain(o, l->department, 60);
        out_fmt(o, "：共 %zu，新增 %lld，已整改 %zu，待复核 %zu；邮件", l->view->count, (long long)l->view->tally.fresh,
                l->fixed.count, l->recheck.count);
        out_plain(o, mail_delivery(b, l, a), 0);
        out_raw(o, "\r\n");
    }
    if (b->count > ROWS)
        out_fmt(o, "- 另有 %zu 个部门，见附件\r\n", b->count - ROWS);
}

static bool has_room(struct out *o)
{
    return out_ok(o);
}

static void write_item(struct out *o, size_t number, const struct mail_item *item)
{
    out_fmt(o, "%s%zu. [", number > 1 ? "\r\n" : "", number);
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

static void write_list(struct out *o, const struct mail_list *list, str more)
{
    for (size_t i = 0; i < list->count; i++) {
        out_raw(o, "- ");
        write_line(o, list->items[i]);
    }
    if (more.len) {
        out_raw(o, "- ");
        write_line(o, more);
    }
}

static void write_gap(struct out *o)
{
    out_raw(o, "\r\n");
}

static void write_end(struct out *o)
{
    (void)o;
}

const struct mail_style mail_style_text = {
    .start = write_start,
    .line = write_line,
    .strong = write_strong,
    .heading = write_strong,
    .numbers = write_numbers,
    .departments = write_departments,
    .has_room = has_room,
    .item = write_item,
    .list = write_list,
    .gap = write_gap,
    .end = write_end,
};
