/* SPDX-License-Identifier: MIT */
/* The two bodies of a letter: the same facts as plain text and as HTML that old mail programs can show. */
#ifndef REPORTS_MAIL_BODY_H
#define REPORTS_MAIL_BODY_H
#include "mail_letter.h"

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

bool mail_text(FILE *file, const struct mail_book *b, const struct mail_letter *l, const struct mail_attachments *with,
               struct arena *a);
bool mail_html(FILE *file, const struct mail_book *b, const struct mail_letter *l, const struct mail_attachments *with,
               struct arena *a);

#endif
