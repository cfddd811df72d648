/* SPDX-License-Identifier: MIT */
/* The two bodies of a letter: the same facts as plain text and as HTML that old mail programs can show. */
#ifndef REPORTS_MAIL_BODY_H
#define REPORTS_MAIL_BODY_H
#include "mail_letter.h"

struct out;
struct mail_item;

struct mail_attachment {
    str bytes;
    const char *type; /* media type */
    str ascii, name;  /* file names: for old programs, and as people call it */
};

struct mail_attachments {
    struct mail_attachment items[2];
    size_t count;
    bool too_big; /* one was left out for its size */
};

struct mail_list {
    str *items;
    size_t count, room;
};

struct mail_style { /* how a body writes each thing; all texts are as people read them, not escaped */
    void (*start)(struct out *o, const struct mail_letter *l);
    void (*line)(struct out *o, str text);
    void (*strong)(struct out *o, str text); /* a line that must be seen */
    void (*heading)(struct out *o, str words);
    void (*numbers)(struct out *o, const struct mail_letter *l);
    void (*departments)(struct out *o, const struct mail_book *b, struct arena *a);
    bool (*has_room)(struct out *o); /* for another finding */
    void (*item)(struct out *o, size_t number, const struct mail_item *item);
    void (*list)(struct out *o, const struct mail_list *list, str more); /* more: its last line, if not empty */
    void (*gap)(struct out *o);                                          /* before what closes the letter */
    void (*end)(struct out *o);
};
extern const struct mail_style mail_style_text, mail_style_html;

bool mail_body(FILE *file, const struct mail_style *style, const struct mail_book *b, const struct mail_letter *l,
               const struct mail_attachments *with, struct arena *a);

#endif
