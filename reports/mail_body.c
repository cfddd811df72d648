/* SPDX-License-Identifier: MIT */
/* A letter from its first line to its last, once for both bodies; how each thing looks is the style's. */
#include "mail_body.h"
#include "core/arena.h"
#include "mail_words.h"
#include "out.h"

enum { FORMER_LINES = 12, TROUBLE_LINES = 20 };

struct writing {
    struct out out;
    const struct mail_style *style;
    const struct mail_book *book;
    const struct mail_letter *letter;
    const struct mail_attachments *with;
    struct arena *arena;
};

static void write_lines(struct writing *w, const struct mail_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        w->style->line(&w->out, lines->items[i]);
}

static void write_list(struct writing *w, str heading, const struct mail_list *list, size_t all, const char *unit)
{
    if (!all)
        return;
    w->style->heading(&w->out, heading);
    str more = all > list->count ? str_fmt(w->arena, "另有 %zu %s", all - list->count, unit) : (str){ 0 };
    w->style->list(&w->out, list, more);
}

static void write_formers(struct writing *w, const char *heading, const struct mail_faults *faults)
{
    struct mail_list list = { 0 };
    for (size_t i = 0; i < faults->count && i < FORMER_LINES; i++)
        *arena_push(w->arena, &list) = mail_former(&faults->items[i], w->arena);
    write_list(w, str_fmt(w->arena, "%s（%zu）", heading, faults->count), &list, faults->count, "项");
}

/* Mails of departments that did not arrive. */
static void write_troubles(struct writing *w, str heading, const struct outbox_rows *rows)
{
    struct mail_list list = { 0 };
    size_t all = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct outbox_row *row = &rows->items[i];
        if (row->state == OUTBOX_SENT || !row->department.len)
            continue;
        if (all++ < TROUBLE_LINES)
            *arena_push(w->arena, &list) = mail_trouble(row, w->arena);
    }
    write_list(w, heading, &list, all, "封");
}

static void write_items(struct writing *w)
{
    const struct mail_letter *l = w->letter;
    size_t shown = 0, most = l->department.len ? MAIL_ITEMS : MAIL_SUMMARY_ITEMS;
    if (l->view->count)
        w->style->heading(&w->out, l->view->count > most ? STR("最要紧的问题") : STR("问题"));
    for (; shown < l->view->count && shown < most && w->style->has_room(&w->out); shown++) {
        struct mail_item item = mail_item_of(w->book, l->order[shown], !l->department.len, w->arena);
        w->style->item(&w->out, shown + 1, &item);
    }
    if (l->view->count > shown)
        w->style->strong(&w->out, str_fmt(w->arena, "其余 %zu 项见%s。", l->view->count - shown,
                                          w->with->count ? "附件" : "完整报告"));
}

static void write_attachments(struct writing *w)
{
    str names = { 0 };
    for (size_t i = 0; i < w->with->count; i++)
        names = str_fmt(w->arena, "%.*s%s%.*s", STR_ARG(names), i ? "、" : "附件：", STR_ARG(w->with->items[i].name));
    if (names.len)
        w->style->line(&w->out, names);
    if (w->with->too_big)
        w->style->line(&w->out, STR("有附件因太大没有附上，请向政务公开办公室索取完整报告。"));
}

bool mail_body(FILE *file, const struct mail_style *style, const struct mail_book *b, const struct mail_letter *l,
               const struct mail_attachments *with, struct arena *a)
{
    struct writing w = { .style = style, .book = b, .letter = l, .with = with, .arena = a };
    struct mail_lines opening = mail_opening(b, l, a), closing = mail_closing(b, l, a);
    out_init(&w.out, file);
    style->start(&w.out, l);
    write_lines(&w, &opening);
    style->numbers(&w.out, l);
    if (!l->department.len) {
        write_troubles(&w, STR("没有送达的邮件"), &b->sent);
        write_troubles(&w, STR("上一次检查没有送达的邮件"), &b->lost);
        style->heading(&w.out, STR("各部门"));
        style->departments(&w.out, b, a);
    }
    write_items(&w);
    write_formers(&w, "已整改", &l->fixed);
    write_formers(&w, "待复核", &l->recheck);
    style->gap(&w.out);
    write_attachments(&w);
    write_lines(&w, &closing);
    style->end(&w.out);
    return out_ok(&w.out);
}
