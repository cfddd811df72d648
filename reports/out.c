/* SPDX-License-Identifier: MIT */
/* Escaping by context, with sticky errors. */
#include "out.h"
#include "core/ascii.h"
#include "core/text.h"
#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { LONGEST_HREF = 2000 };

void out_init(struct out *o, FILE *file)
{
    *o = (struct out){ .file = file };
}

static void fail(struct out *o)
{
    o->failed = true;
    o->number = errno;
}

bool out_ok(struct out *o)
{
    if (!o->failed && (fflush(o->file) != 0 || ferror(o->file)))
        fail(o);
    if (o->failed)
        errno = o->number;
    return !o->failed;
}

void out_bytes(struct out *o, const char *bytes, size_t len)
{
    if (!o->failed && len && fwrite(bytes, 1, len, o->file) != len)
        fail(o);
}

void out_raw(struct out *o, const char *html)
{
    str s = str_from(html);
    out_bytes(o, s.ptr, s.len);
}

void out_fmt(struct out *o, const char *fmt, ...)
{
    if (o->failed)
        return;
    va_list args;
    va_start(args, fmt);
    if (vfprintf(o->file, fmt, args) < 0)
        fail(o);
    va_end(args);
}

/* C0, DEL, C1, and the characters that turn the direction of the text around them. */
static bool is_treacherous(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xfff9 && c <= 0xfffb);
}

typedef void put_char(struct out *o, str bytes, uint32_t c);

static void put_plain(struct out *o, str bytes, uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        out_raw(o, " ");
    else if (c == 0xfffd || is_treacherous(c))
        out_raw(o, "\xEF\xBF\xBD");
    else
        out_bytes(o, bytes.ptr, bytes.len);
}

static void put_escaped(struct out *o, str bytes, uint32_t c)
{
    static const char *const entities[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
    };
    if (c < ARRAY_LEN(entities) && entities[c])
        out_raw(o, entities[c]);
    else
        put_plain(o, bytes, c);
}

static void put_clipped(struct out *o, str s, size_t clip, put_char *put)
{
    uint32_t c;
    for (size_t n = 0; s.len; n++) {
        if (clip && n == clip) {
            out_raw(o, "…");
            return;
        }
        str bytes = text_next(&s, &c);
        put(o, bytes, c);
    }
}

void out_clip(struct out *o, str s, size_t clip)
{
    put_clipped(o, s, clip, put_escaped);
}

void out_text(struct out *o, str s)
{
    out_clip(o, s, 0);
}

void out_plain(struct out *o, str s, size_t clip)
{
    put_clipped(o, s, clip, put_plain);
}

static bool is_linkable(str address)
{
    return address.len <= LONGEST_HREF &&
           (str_starts_nocase(address, STR("http://")) || str_starts_nocase(address, STR("https://")));
}

void out_percent(struct out *o, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool plain = ascii_is_alnum(c) || strchr("-_.~", c);
        if (plain && c)
            out_bytes(o, s.ptr + i, 1);
        else
            out_fmt(o, "%%%02X", c);
    }
}

void out_link(struct out *o, str address, str words, size_t clip)
{
    bool link = is_linkable(address);
    if (link) {
        out_raw(o, "<a rel=\"noreferrer\" href=\"");
        out_text(o, address);
        out_raw(o, "\">");
    }
    out_clip(o, words.len ? words : address, clip);
    if (link)
        out_raw(o, "</a>");
}

void out_csv(struct out *o, str s)
{
    uint32_t c;
    out_bytes(o, "\"", 1);
    /* Blanks before the sign do not stop every spreadsheet. */
    str rest = s, first = { 0 };
    while (rest.len && (first = text_next(&rest, &c), c == ' ' || c == 0x3000 || c == 0xa0))
        first = (str){ 0 };
    bool wide = first.len == 3 && (c == 0xff1d || c == 0xff0b || c == 0xff0d || c == 0xff20); /* ＝＋－＠ */
    if (first.len && (wide || (first.len == 1 && str_has(STR("=+-@\t\r\n"), first))))
        out_bytes(o, "'", 1);
    while (s.len) {
        str bytes = text_next(&s, &c);
        if (c == '"')
            out_raw(o, "\"\"");
        else if (c == 0 || c == '\r' || c == 0xfffd)
            out_raw(o, c == '\r' ? " " : "\xEF\xBF\xBD");
        else
            out_bytes(o, bytes.ptr, bytes.len);
    }
    out_bytes(o, "\"", 1);
}
