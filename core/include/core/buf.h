/* SPDX-License-Identifier: MIT */
/* A growing byte buffer that cannot be made without its ceiling (core/limits.h names them all). */
#ifndef CORE_BUF_H
#define CORE_BUF_H
#include "core/str.h"

struct buf {
    char *bytes; /* owned; always terminated once anything was added */
    size_t len, room, max;
    bool full; /* sticky: an addition was refused because of max */
};

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory; `full` is lowered */

/* False when the ceiling is hit; then as much as fits was added and `full` is set. */
bool buf_add(struct buf *b, str s);
bool buf_add_char(struct buf *b, char c);
bool buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str buf_str(const struct buf *b); /* lives until the next change */

#endif
