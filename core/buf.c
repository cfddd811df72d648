/* SPDX-License-Identifier: MIT */
/* Growing byte buffers with a ceiling. */
#include "core/buf.h"
#include "core/fail.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){ .max = max };
}

void buf_done(struct buf *b)
{
    free(b->bytes);
    *b = (struct buf){ .max = b->max };
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->full = false;
    if (b->bytes)
        b->bytes[0] = '\0';
}

static void make_room(struct buf *b, size_t need)
{
    if (need < b->room)
        return;
    size_t room = b->room ? b->room : 256;
    while (room <= need)
        room *= 2;
    char *bytes = realloc(b->bytes, room);
    if (!bytes)
        fail_no_memory();
    b->bytes = bytes;
    b->room = room;
}

bool buf_add(struct buf *b, str s)
{
    size_t left = b->max - b->len;
    if (s.len > left) {
        s.len = left;
        b->full = true;
    }
    make_room(b, b->len + s.len);
    if (s.len)
        memcpy(b->bytes + b->len, s.ptr, s.len);
    b->len += s.len;
    b->bytes[b->len] = '\0';
    return !b->full;
}

bool buf_add_char(struct buf *b, char c)
{
    return buf_add(b, (str){ &c, 1 });
}

bool buf_fmt(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char small[512];
    size_t len = n > 0 ? (size_t)n : 0;
    char *text = len < sizeof small ? small : malloc(len + 1);
    if (!text)
        fail_no_memory();
    vsnprintf(text, len + 1, fmt, again);
    va_end(again);
    bool ok = buf_add(b, (str){ text, len });
    if (text != small)
        free(text);
    return ok;
}

str buf_str(const struct buf *b)
{
    return (str){ b->bytes, b->len };
}
