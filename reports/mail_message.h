/* SPDX-License-Identifier: MIT */
/* A letter as the bytes of an RFC 5322 message: multipart/mixed(multipart/alternative(text, html), attachments).
 * libcurl's own MIME writer draws random boundaries and writes file names raw; these bytes are the same each time. */
#ifndef REPORTS_MAIL_MESSAGE_H
#define REPORTS_MAIL_MESSAGE_H
#include "mail_body.h"

/* Everything behind the header fields, and the attachments in it: made once a letter. Report arena. */
struct mail_content {
    const struct mail_book *book;
    const struct mail_letter *letter;
    str bytes;
    char boundary[40];
};
bool mail_content_make(struct mail_content *c, const struct mail_book *b, const struct mail_letter *l, struct arena *a,
                       struct fail *f) MUST_CHECK;

/* The message to one recipient. `thread`: Message-IDs it got before, oldest first. */
void mail_message(struct buf *out, const struct mail_content *c, str message_id, const str *thread, size_t thread_count,
                  struct arena *a);

str mail_message_id(const struct mail_book *b, const struct mail_letter *l, str recipient, struct arena *a);

#endif
