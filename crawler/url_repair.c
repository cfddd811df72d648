/* SPDX-License-Identifier: MIT */
/* Repairs written addresses as browsers do: ends, line ends, dot segments, bytes that may not stand bare. */
#include "url_internal.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include <iconv.h>
#include <string.h>

/* Characters outside ASCII that editors leave at the ends of an address and nobody sees. */
static const str unseen[] = {
    STR_INIT("\xc2\xa0"),     /* NBSP */
    STR_INIT("\xe3\x80\x80"), /* U+3000 */
    STR_INIT("\xe2\x80\x8b"), STR_INIT("\xe2\x80\x8c"), STR_INIT("\xe2\x80\x8d"), STR_INIT("\xe2\x80\x8e"),
    STR_INIT("\xe2\x80\x8f"), STR_INIT("\xe2\x81\xa0"), STR_INIT("\xef\xbb\xbf"),
};

static size_t unseen_at_front(str s)
{
    if (s.len && (unsigned char)s.ptr[0] <= 0x20)
        return 1;
    for (size_t i = 0; i < ARRAY_LEN(unseen); i++)
        if (str_starts(s, unseen[i]))
            return unseen[i].len;
    return 0;
}

static size_t unseen_at_back(str s)
{
    if (s.len && (unsigned char)s.ptr[s.len - 1] <= 0x20)
        return 1;
    for (size_t i = 0; i < ARRAY_LEN(unseen); i++)
        if (str_ends(s, unseen[i]))
            return unseen[i].len;
    return 0;
}

str url_repair_ends(str href)
{
    for (size_t n = unseen_at_front(href); n; n = unseen_at_front(href))
        href = str_slice(href, n, href.len);
    for (size_t n = unseen_at_back(href); n; n = unseen_at_back(href))
        href = str_slice(href, 0, href.len - n);
    return href;
}

static bool is_line_end(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

str url_repair_lines(struct arena *a, str href)
{
    size_t i = 0;
    while (i < href.len && !is_line_end(href.ptr[i]))
        i++;
    if (i == href.len)
        return href;
    char *out = arena_new(a, char, href.len);
    size_t len = 0;
    for (i = 0; i < href.len; i++)
        if (!is_line_end(href.ptr[i]))
            out[len++] = href.ptr[i];
    return (str){ out, len };
}

/* Puts one byte, percent-encoded if it may not stand bare. `special` are the ASCII characters to encode besides
 * controls. */
static size_t put_byte(char *out, char c, const char *special)
{
    static const char hex[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;
    if (byte > 0x20 && byte < 0x7f && !strchr(special, c)) {
        out[0] = c;
        return 1;
    }
    out[0] = '%';
    out[1] = hex[byte >> 4];
    out[2] = hex[byte & 15];
    return 3;
}

str url_repair_query(struct arena *a, str query)
{
    char *out = arena_new(a, char, query.len * 3 + 1);
    size_t len = 0;
    for (size_t i = 0; i < query.len; i++)
        len += put_byte(out + len, query.ptr[i], "\"'<>#");
    return (str){ out, len };
}

/* Cuts the last segment off a path under construction, but never its first slash. */
static size_t drop_segment(const char *path, size_t len)
{
    while (len > 0 && path[len - 1] != '/')
        len--;
    return len > 0 ? len - 1 : 0;
}

/* Backslashes turned as browsers do; copies only if there are any. */
static str turn_slashes(struct arena *a, str path)
{
    if (!path.len || !memchr(path.ptr, '\\', path.len))
        return path;
    char *out = arena_new(a, char, path.len);
    for (size_t i = 0; i < path.len; i++)
        out[i] = path.ptr[i] == '\\' ? '/' : path.ptr[i];
    return (str){ out, path.len };
}

str url_repair_path(struct arena *a, str path)
{
    char *out = arena_new(a, char, path.len * 3 + 2);
    size_t len = 0;
    path = turn_slashes(a, path);
    str rest = path, segment;
    if (rest.len && rest.ptr[0] == '/')
        rest = str_slice(rest, 1, rest.len);
    bool open = false; /* the path ends behind a slash that is still to be written */
    while (str_cut(&rest, '/', &segment)) {
        bool last = segment.ptr + segment.len == path.ptr + path.len;
        open = false;
        if (str_eq(segment, STR(".."))) {
            len = drop_segment(out, len);
            open = last;
        } else if (str_eq(segment, STR("."))) {
            open = last;
        } else {
            out[len++] = '/';
            for (size_t i = 0; i < segment.len; i++)
                len += put_byte(out + len, segment.ptr[i], "\"<>`{}?#");
        }
    }
    if (open || len == 0)
        out[len++] = '/';
    return (str){ out, len };
}

/* The bytes that a run of percent sequences at `from` stands for, ASCII ones left alone; their count. *end: behind the
 * run. */
static size_t decode_run(str s, size_t from, char *out, size_t *end)
{
    size_t len = 0, i = from;
    while (i + 2 < s.len && s.ptr[i] == '%' && ascii_hex_value(s.ptr[i + 1]) >= 8 &&
           ascii_hex_value(s.ptr[i + 2]) >= 0) {
        out[len++] = (char)(ascii_hex_value(s.ptr[i + 1]) * 16 + ascii_hex_value(s.ptr[i + 2]));
        i += 3;
    }
    *end = i;
    return len;
}

/* UTF-8 to GB18030; 0 when that cannot be. */
static size_t to_gbk(iconv_t codec, char *text, size_t len, char *out, size_t room)
{
    char *from = text, *to = out;
    size_t left = room;
    if (!text_is_utf8((str){ text, len }))
        return 0;
    if (iconv(codec, &from, &len, &to, &left) == (size_t)-1)
        return 0;
    return room - left;
}

str url_gbk_twin(struct arena *a, str address)
{
    iconv_t codec = iconv_open("GB18030", "UTF-8");
    if (codec == (iconv_t)-1)
        return (str){ 0 };
    size_t room = address.len * 2 + 1;
    char *out = arena_new(a, char, address.len * 6 + 1);
    char *utf8 = arena_new(a, char, address.len + 1), *gbk = arena_new(a, char, room);
    size_t len = 0;
    bool changed = false;
    for (size_t i = 0; i < address.len;) {
        size_t end, count = decode_run(address, i, utf8, &end);
        size_t gbk_len = count ? to_gbk(codec, utf8, count, gbk, room) : 0;
        for (size_t k = 0; k < gbk_len; k++)
            len += put_byte(out + len, gbk[k], "%`{|}\\^[]@~");
        changed |= gbk_len > 0;
        if (gbk_len == 0)
            end = i + (count ? count * 3 : 1);
        for (; gbk_len == 0 && i < end; i++)
            out[len++] = address.ptr[i];
        i = end;
    }
    iconv_close(codec);
    return changed ? (str){ out, len } : (str){ 0 };
}
