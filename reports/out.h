/* SPDX-License-Identifier: MIT */
/* Writing text that came from the network into HTML and CSV. Errors are sticky: after the first one every call does
 * nothing. */
#ifndef REPORTS_OUT_H
#define REPORTS_OUT_H
#include "core/str.h"
#include <stdio.h>

struct out {
    FILE *file;
    bool failed;
    int number; /* errno of the first error */
};

void out_init(struct out *o, FILE *file);
bool out_ok(struct out *o); /* flushes; errno is that of the first error */

/* Our own words, as they are. `out_fmt` is for numbers and anchors of ours, never for text of a portal. */
void out_bytes(struct out *o, const char *bytes, size_t len);
void out_raw(struct out *o, const char *html);
void out_fmt(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Escaped for element text and quoted attributes alike. Bytes that are no UTF-8, control and text-direction characters
 * become U+FFFD, white space a blank. `clip`: at most so many characters, then "…"; 0: all. */
void out_text(struct out *o, str s);
void out_clip(struct out *o, str s, size_t clip);
/* The same for plain text: nothing is escaped, and one text stays on one line. */
void out_plain(struct out *o, str s, size_t clip);
/* A link if the address is http or https and not monstrous, else its text. */
void out_percent(struct out *o, str s); /* a file name as part of an address */
void out_link(struct out *o, str address, str words, size_t clip);

/* One quoted CSV cell; a leading = + - @ tab or return gets an apostrophe so that no spreadsheet takes it for a
 * formula. */
void out_csv(struct out *o, str s);

#endif
