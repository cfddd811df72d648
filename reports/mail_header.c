/* SPDX-License-Identifier: MIT */
/* RFC 5322 fields, RFC 2047 encoded-words, RFC 2231 file names, base64. */
#include "mail_header.h"
#include "reports/mail.h"
#include "core/ascii.h"
#include "core/day.h"
#include "core/text.h"
#include <string.h>

enum {
    LINE = 76,       /* RFC 2047: the longest line with an encoded-word */
    WORD_BYTES = 45, /* of text in one word: 60 characters of base64, 15 hanzi */
    WORD_FRAME = 12, /* =?UTF-8?B? and ?= */
    PLAIN = 60,      /* ASCII up to here stays as it is */
    FILE_NAME_CHARS = 60,
    LOCAL_PART = 64,
    DOMAIN = 255,
    DOMAIN_LABEL = 63,
};

/* --- addresses --- */

static bool is_atom(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) && (!s.ptr[i] || !strchr("!#$%&'*+-/=?^_`{|}~", s.ptr[i])))
            return false;
    return s.len > 0;
}

static bool is_label(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) && s.ptr[i] != '-')
            return false;
    return s.len > 0 && s.len <= DOMAIN_LABEL && s.ptr[0] != '-' && s.ptr[s.len - 1] != '-';
}

static bool are_all(str dotted, bool (*is_part)(str))
{
    str rest = dotted, part;
    if (!dotted.len || dotted.ptr[dotted.len - 1] == '.')
        return false;
    while (str_cut(&rest, '.', &part))
        if (!is_part(part))
            return false;
    return true;
}

bool mail_address_ok(str address)
{
    size_t at = str_find(address, STR("@"));
    if (at == SIZE_MAX || at > LOCAL_PART || address.len - at - 1 > DOMAIN)
        return false;
    return are_all(str_slice(address, 0, at), is_atom) && are_all(str_slice(address, at + 1, address.len), is_label);
}

/* --- base64 --- */

static void base64_triple(struct buf *b, const unsigned char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned v = (unsigned)bytes[0] << 16 | (len > 1 ? (unsigned)bytes[1] << 8 : 0) | (len > 2 ? bytes[2] : 0);
    const char four[] = { digits[v >> 18], digits[v >> 12 & 63], len > 1 ? digits[v >> 6 & 63] : '=',
                          len > 2 ? digits[v & 63] : '=' };
    buf_add(b, (str){ four, sizeof four });
}

static void base64_run(struct buf *b, str bytes)
{
    for (size_t i = 0; i < bytes.len; i += 3)
        base64_triple(b, (const unsigned char *)bytes.ptr + i, bytes.len - i < 3 ? bytes.len - i : 3);
}

void mail_base64(struct buf *b, str bytes)
{
    enum { LINE_BYTES = LINE / 4 * 3 };
    for (size_t i = 0; i < bytes.len; i += LINE_BYTES) {
        base64_run(b, str_slice(bytes, i, i + LINE_BYTES));
        buf_add(b, STR("\r\n"));
    }
}

/* --- texts --- */

static bool is_unwanted(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* The next character as it may stand in a header: a blank for what would end the field or turn the text around. */
static str next_char(str *rest)
{
    uint32_t c;
    str bytes = text_next(rest, &c);
    if (c == 0xfffd)
        return STR("\xEF\xBF\xBD");
    return is_unwanted(c) ? STR(" ") : bytes;
}

static bool is_plain(str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
            return false;
    return text.len <= PLAIN && !str_has(text, STR("=?"));
}

/* Encoded-words from column `column` on: folded by CRLF SP, no character cut in two. Gives the column they end at. */
static size_t encoded_words(struct buf *b, str text, size_t column)
{
    while (text.len) {
        size_t room = (LINE - column - WORD_FRAME) / 4 * 3, len = 0;
        char word[WORD_BYTES];
        room = room < WORD_BYTES ? room : WORD_BYTES;
        for (str rest = text; rest.len; text = rest) {
            str c = next_char(&rest);
            if (len + c.len > room)
                break;
            memcpy(word + len, c.ptr, c.len);
            len += c.len;
        }
        buf_add(b, STR("=?UTF-8?B?"));
        base64_run(b, (str){ word, len });
        buf_add(b, text.len ? STR("?=\r\n ") : STR("?="));
        column = text.len ? 1 : column + WORD_FRAME + (len + 2) / 3 * 4;
    }
    return column;
}

void mail_field_text(struct buf *b, const char *name, str text)
{
    buf_fmt(b, "%s: ", name);
    if (is_plain(text))
        buf_add(b, text);
    else
        encoded_words(b, text, strlen(name) + 2);
    buf_add(b, STR("\r\n"));
}

void mail_field_address(struct buf *b, const char *name, str words, str address)
{
    buf_fmt(b, "%s: ", name);
    if (words.len) {
        encoded_words(b, words, strlen(name) + 2);
        buf_add(b, STR("\r\n "));
    }
    buf_fmt(b, "<%.*s>\r\n", STR_ARG(mail_address_ok(address) ? address : STR("invalid@invalid")));
}

void mail_field_addresses(struct buf *b, const char *name, const str *addresses, size_t count)
{
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        if (!mail_address_ok(addresses[i]))
            continue;
        if (written++)
            buf_add(b, STR(",\r\n "));
        else
            buf_fmt(b, "%s: ", name);
        buf_add(b, addresses[i]);
    }
    if (written)
        buf_add(b, STR("\r\n"));
}

void mail_field(struct buf *b, const char *name, str value)
{
    buf_fmt(b, "%s: ", name);
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] >= 0x20 && value.ptr[i] < 0x7f)
            buf_add_char(b, value.ptr[i]);
    buf_add(b, STR("\r\n"));
}

/* --- file names --- */

static void file_name_char(struct buf *b, str c)
{
    for (size_t i = 0; i < c.len; i++) {
        unsigned char byte = (unsigned char)c.ptr[i];
        if (ascii_is_alnum(c.ptr[i]) || byte == '.' || byte == '-' || byte == '_')
            buf_add_char(b, c.ptr[i]);
        else
            buf_fmt(b, "%%%02X", byte);
    }
}

void mail_file_name(struct buf *b, str ascii, str name)
{
    buf_add(b, STR(";\r\n filename=\""));
    for (size_t i = 0; i < ascii.len; i++)
        buf_add_char(b, ascii_is_alnum(ascii.ptr[i]) || (ascii.ptr[i] && strchr(".-_", ascii.ptr[i])) ? ascii.ptr[i]
                                                                                                      : '_');
    buf_add(b, STR("\";\r\n filename*=UTF-8''"));
    for (size_t n = 0; name.len && n < FILE_NAME_CHARS; n++) {
        str c = next_char(&name);
        file_name_char(b, c.len == 1 && c.ptr[0] && strchr("/\\:*?\"<>|", c.ptr[0]) ? STR("_") : c);
    }
    buf_add(b, STR("\r\n"));
}

/* --- dates --- */

static int digits(str s, size_t from, size_t to)
{
    int64_t n;
    return s.len >= to && str_to_int(str_slice(s, from, to), &n) && n >= 0 ? (int)n : -1;
}

str mail_date(struct arena *a, str iso)
{
    static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    day d = day_from_iso(str_slice(iso, 0, 10));
    int hour = digits(iso, 11, 13), minute = digits(iso, 14, 16), second = digits(iso, 17, 19);
    int zone = digits(iso, 20, 22), zone_minute = digits(iso, 23, 25);
    if (!day_known(d) || iso.len != 25 || hour < 0 || minute < 0 || second < 0 || zone < 0 || zone_minute < 0 ||
        (iso.ptr[19] != '+' && iso.ptr[19] != '-'))
        return (str){ 0 };
    struct day_parts p = day_parts(d);
    return str_fmt(a, "%s, %d %s %04d %02d:%02d:%02d %c%02d%02d", weekdays[day_weekday(d) - 1], p.day,
                   months[p.month - 1], p.year, hour, minute, second, iso.ptr[19], zone, zone_minute);
}
