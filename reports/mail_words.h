/* SPDX-License-Identifier: MIT */
/* What the mails say: subjects, sentences, and each finding as labelled lines, the same for plain text and HTML. */
#ifndef REPORTS_MAIL_WORDS_H
#define REPORTS_MAIL_WORDS_H
#include "mail_letter.h"

enum {
    MAIL_ITEMS = 20,         /* findings told in a mail; the rest is counted and attached */
    MAIL_SUMMARY_ITEMS = 10, /* in the summary, which tells the departments' numbers first */
    MAIL_HTML_BYTES = 90000, /* of the HTML body: longer ones are clipped by webmails, and unread */
    MAIL_FIELDS = 8,
    MAIL_LINES = 12,
};

struct mail_item {
    str tag;   /* 错误 · 新增 */
    str title; /* 断链 */
    struct {
        const char *label;
        str text;
        bool address;
    } fields[MAIL_FIELDS];
    size_t field_count;
    enum severity severity;
};

str mail_place(str site_name);
void mail_iso_week(day d, int *year, int *week);
str mail_subject(const struct mail_book *b, const struct mail_letter *l, struct arena *a);
struct mail_item mail_item_of(const struct mail_book *b, const struct finding *f, bool with_department,
                              struct arena *a);

/* The sentences above the findings, and those below them. */
struct mail_lines {
    str items[MAIL_LINES];
    size_t count;
};
struct mail_lines mail_opening(const struct mail_book *b, const struct mail_letter *l, struct arena *a);
struct mail_lines mail_closing(const struct mail_book *b, const struct mail_letter *l, struct arena *a);

/* A former finding in one line. */
str mail_former(const struct fixed_finding *f, struct arena *a);
/* What became of a mail that did not arrive, in one line. */
str mail_trouble(const struct outbox_row *row, struct arena *a);
/* How the department's mail went, in a few words, for the table of the summary. */
str mail_delivery(const struct mail_book *b, const struct mail_letter *l, struct arena *a);

#endif
