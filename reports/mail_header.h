/* SPDX-License-Identifier: MIT */
/* Header fields of a mail. Whatever a text holds, it cannot end its field: control characters never get in. */
#ifndef REPORTS_MAIL_HEADER_H
#define REPORTS_MAIL_HEADER_H
#include "core/buf.h"

/* "Name: text", as RFC 2047 encoded-words unless it is short plain ASCII. */
void mail_field_text(struct buf *b, const char *name, str text);
/* "Name: words <address>", folded between the two. `words` may be empty. */
void mail_field_address(struct buf *b, const char *name, str words, str address);
/* "Name: a,\r\n b", one address a line. */
void mail_field_addresses(struct buf *b, const char *name, const str *addresses, size_t count);
/* "Name: value", for values of our own making: dates, ids, types. Unsafe characters are left out all the same. */
void mail_field(struct buf *b, const char *name, str value);
/* ; filename="ascii"; filename*=UTF-8''name, each on a line of its own (RFC 2231). */
void mail_file_name(struct buf *b, str ascii, str name);

void mail_base64(struct buf *b, str bytes); /* lines of 76 characters, CRLF */

/* 2026-11-20T02:41:10+08:00 as Fri, 20 Nov 2026 02:41:10 +0800; empty if it is no such time. */
str mail_date(struct arena *a, str iso);

#endif
