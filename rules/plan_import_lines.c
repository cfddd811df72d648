/* SPDX-License-Identifier: MIT */
/* Official text → cleaned lines: converters' debris, page numbers and printers' lines go, blanks inside Chinese go. */
#include "plan_import.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

enum {
    WRAP_MOST = 50,       /* characters; nine of ten lines shorter than this: the text is wrapped at a fixed width */
    WRAP_MANY_LINES = 30, /* fewer lines say nothing about the width */
};

static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f;
}

static bool is_latin(uint32_t c)
{
    return c > 0x20 && c < 0x7f;
}

str import_tighten(struct arena *a, str text)
{
    char *bytes = arena_new(a, char, text.len + 1);
    size_t len = 0;
    uint32_t before = 0, c = 0;
    bool blank = false;
    while (text.len) {
        str one = text_next(&text, &c);
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        if (blank && len && ascii_is_alnum(before) && ascii_is_alnum(c))
            bytes[len++] = ' ';
        memcpy(bytes + len, one.ptr, one.len);
        len += one.len;
        before = c;
        blank = false;
    }
    return (str){ bytes, len };
}

static bool ends_latin(str s)
{
    return s.len && is_latin((unsigned char)s.ptr[s.len - 1]);
}

str import_join(struct arena *a, const str *pieces, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += pieces[i].len + 1;
    char *bytes = arena_new(a, char, len + 1), *at = bytes;
    for (size_t i = 0; i < count; i++) {
        bool words = i && ends_latin(pieces[i - 1]) && pieces[i].len && is_latin((unsigned char)pieces[i].ptr[0]);
        if (words)
            *at++ = ' ';
        if (pieces[i].len)
            at = mempcpy(at, pieces[i].ptr, pieces[i].len);
    }
    return import_tighten(a, (str){ bytes, (size_t)(at - bytes) });
}

/* The line without debris; blanks of every kind become one, at the ends none. */
static str clean_line(const struct importer *im, str line)
{
    struct pattern_match m;
    struct lines kept = { 0 };
    size_t from = 0;
    while (import_find(im, IMPORT_DEBRIS, line, from, &m) && m.end > m.start) {
        *arena_push(im->arena, &kept) = str_slice(line, from, m.start);
        from = m.end;
    }
    if (kept.count) {
        *arena_push(im->arena, &kept) = str_slice(line, from, line.len);
        line = str_join(im->arena, kept.items, kept.count, (str){ 0 });
    }
    return text_squeeze(im->arena, line);
}

static int compare_sizes(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

static size_t wrap_width(const struct importer *im)
{
    size_t count = im->lines.count;
    if (count < WRAP_MANY_LINES)
        return 0;
    size_t *lengths = arena_new(im->arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        lengths[i] = text_chars(im->lines.items[i]);
    qsort(lengths, count, sizeof *lengths, compare_sizes);
    size_t width = lengths[count - 1 - count / 10];
    return width <= WRAP_MOST ? width : 0;
}

void import_lines(struct importer *im, str text)
{
    str line;
    while (str_cut(&text, '\n', &line)) {
        struct pattern_match m;
        str clean = clean_line(im, line);
        if (clean.len && !import_find(im, IMPORT_NOISE, clean, 0, &m))
            *arena_push(im->arena, &im->lines) = clean;
    }
    im->wrap = wrap_width(im);
    im->unwrapped = im->wrap == 0 && im->lines.count >= WRAP_MANY_LINES;
}
