/* SPDX-License-Identifier: MIT */
/* Header fields: encoded-words within their limits and never inside a character, and no way to add a field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "core/arena.h"
#include "core/text.h"
#include "mail_header.h"
#include "reports/mail.h"

static int from_base64(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static size_t decode_base64(char *out, str in)
{
    size_t len = 0;
    for (size_t i = 0; i + 4 <= in.len; i += 4) {
        unsigned v = 0;
        size_t pads = 0;
        for (size_t k = 0; k < 4; k++) {
            int d = from_base64(in.ptr[i + k]);
            pads += in.ptr[i + k] == '=';
            v = v << 6 | (unsigned)(d < 0 ? 0 : d);
        }
        for (size_t k = 0; k < 3 - pads; k++)
            out[len++] = (char)(v >> (16 - 8 * k));
    }
    return len;
}

/* Reads a field of encoded-words back, checking each line and each word on the way. */
static str decoded(struct arena *a, str field, const char *name)
{
    char *out = arena_new(a, char, field.len + 1);
    size_t len = 0;
    str rest = str_slice(field, strlen(name) + 2, field.len), line;
    size_t column = strlen(name) + 2;
    assert_true(str_starts(field, str_from(name)));
    assert_true(str_ends(rest, STR("\r\n")));
    while (str_cut(&rest, '\n', &line)) {
        if (!line.len)
            continue;
        assert_true(line.ptr[line.len - 1] == '\r');
        line.len--;
        assert_true(column + line.len <= 76);
        if (column == 0) {
            assert_true(line.ptr[0] == ' '); /* a line that does not begin so is another field */
            line = str_slice(line, 1, line.len);
        }
        column = 0;
        assert_true(line.len <= 75 && str_starts(line, STR("=?UTF-8?B?")) && str_ends(line, STR("?=")));
        size_t n = decode_base64(out + len, str_slice(line, 10, line.len - 2));
        assert_true(n > 0 && n <= 45);
        assert_true(text_is_utf8((str){ out + len, n })); /* whole characters in every word */
        len += n;
    }
    return (str){ out, len };
}

static str field_of(struct arena *a, const char *name, str text)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    mail_field_text(&b, name, text);
    str out = str_dup(a, buf_str(&b));
    buf_done(&b);
    return out;
}

static void test_words(void **state)
{
    (void)state;
    static const char *const units[] = { "财", "é", "𠮷", "a财", "𠮷财é1" };
    struct arena a;
    arena_init(&a);
    for (size_t u = 0; u < ARRAY_LEN(units); u++)
        for (size_t n = 1; n < 60; n++) {
            struct buf b;
            buf_init(&b, 1 << 16);
            for (size_t i = 0; i < n; i++)
                buf_add(&b, str_from(units[u]));
            str text = str_dup(&a, buf_str(&b));
            buf_done(&b);
            assert_true(str_eq(decoded(&a, field_of(&a, "Subject", text), "Subject"), text));
            assert_true(str_eq(decoded(&a, field_of(&a, "X", text), "X"), text));
        }
    arena_done(&a);
}

/* A continuation line takes a word of 45 bytes, 15 hanzi. */
static void test_fifteen_hanzi(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str text = STR("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    str field = field_of(&a, "Subject", text);
    size_t fold = str_find(field, STR("\r\n "));
    str word = str_slice(field, fold + 3, field.len);
    assert_int_equal(str_find(word, STR("?=")) + 2, 72); /* 60 characters of base64 in their frame */
    arena_done(&a);
}

static void test_plain(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_true(str_eq(field_of(&a, "Subject", STR("Report 47")), STR("Subject: Report 47\r\n")));
    str looks_encoded = STR("=?UTF-8?B?eA==?=");
    assert_true(str_eq(decoded(&a, field_of(&a, "Subject", looks_encoded), "Subject"), looks_encoded));
    arena_done(&a);
}

static size_t count_of(str s, str what)
{
    size_t n = 0;
    for (size_t at; (at = str_find(s, what)) != SIZE_MAX; s = str_slice(s, at + what.len, s.len))
        n++;
    return n;
}

static void test_injection(void **state)
{
    (void)state;
    static const str hostile[] = { STR_INIT("a\r\nBcc: x@evil.example"),
                                   STR_INIT("a\nBcc: x@evil.example"),
                                   STR_INIT("局\r\n\r\n<script>"),
                                   STR_INIT("局\0\r\nX: y"),
                                   STR_INIT("\r"),
                                   STR_INIT("a\xE2\x80\xA8"
                                            "Bcc: x"),
                                   STR_INIT("\xC2\x85"
                                            "Bcc: x"),
                                   STR_INIT("\xFF\xFE\r\nBcc: x") };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
        str text = decoded(&a, field_of(&a, "Subject", hostile[i]), "Subject");
        for (size_t k = 0; k < text.len; k++)
            assert_true((unsigned char)text.ptr[k] >= 0x20);
        struct buf b;
        buf_init(&b, 1 << 16);
        mail_field_address(&b, "To", hostile[i], hostile[i]);
        assert_true(str_has(buf_str(&b), STR("<invalid@invalid>")) && !str_has(buf_str(&b), STR("Bcc")));
        buf_clear(&b);
        mail_field(&b, "Date", hostile[i]);
        assert_int_equal(count_of(buf_str(&b), STR("\r")), 1);
        assert_int_equal(count_of(buf_str(&b), STR("\n")), 1);
        buf_clear(&b);
        mail_file_name(&b, hostile[i], hostile[i]);
        assert_int_equal(count_of(buf_str(&b), STR("\r\n")), 3);
        assert_int_equal(count_of(buf_str(&b), STR("\n")), 3);
        assert_true(!str_has(buf_str(&b), STR("<script>")) && !str_has(buf_str(&b), STR(": ")));
        buf_clear(&b);
        mail_field_addresses(&b, "To", &hostile[i], 1);
        assert_int_equal(buf_str(&b).len, 0);
        buf_done(&b);
    }
    arena_done(&a);
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const good[] = { "a@b", "czj@example.gov.cn", "first.last+tag@mail-1.example.cn",
                                        "o'hara_x@x.cn" };
    static const char *const bad[] = { "",          "@",       "a@",
                                       "@b",        "a b@c",   "a@b@c",
                                       "a@b..c",    ".a@b",    "a.@b",
                                       "a..b@c",    "a@-b",    "a@b-",
                                       "<a@b>",     "a@b>",    "a@b\r\nRCPT TO:<x@y>",
                                       "a@b,c@d",   "\"a\"@b", "财政@b.cn",
                                       "a@财政.cn", "a@b.",    "a@[1.2.3.4]",
                                       "a@b ",      " a@b",    "a@b\n" };
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(mail_address_ok(str_from(good[i])));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(mail_address_ok(str_from(bad[i])));
    assert_false(mail_address_ok(STR("a\0b@c")));
    char longer[70] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b"; /* 65 */
    assert_false(mail_address_ok(str_from(longer)));
    assert_true(mail_address_ok(str_from(longer + 1)));
}

static void test_address_lists(void **state)
{
    (void)state;
    const str list[] = { STR("a@b"), STR("x y"), STR("c@d") };
    struct buf b;
    buf_init(&b, 1000);
    mail_field_addresses(&b, "Cc", list, 3);
    assert_true(str_eq(buf_str(&b), STR("Cc: a@b,\r\n c@d\r\n")));
    buf_done(&b);
}

static void test_file_names(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4000);
    mail_file_name(&b, STR("findings-2026W47-1f.xlsx"), STR("区/a.xlsx"));
    assert_true(str_eq(buf_str(&b),
                       STR(";\r\n filename=\"findings-2026W47-1f.xlsx\";\r\n filename*=UTF-8''%E5%8C%BA_a.xlsx\r\n")));
    buf_done(&b);
}

static void test_dates(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_true(str_eq(mail_date(&a, STR("2026-11-20T02:41:10+08:00")), STR("Fri, 20 Nov 2026 02:41:10 +0800")));
    assert_int_equal(mail_date(&a, STR("2026-11-20")).len, 0);
    assert_int_equal(mail_date(&a, STR("2026-13-20T02:41:10+08:00")).len, 0);
    assert_int_equal(mail_date(&a, STR("2026-11-20T02:41:10\r\n08:0")).len, 0);
    arena_done(&a);
}

static void test_base64(void **state)
{
    (void)state;
    struct buf b;
    char bytes[200], back[256];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37);
    buf_init(&b, 4000);
    for (size_t n = 0; n < sizeof bytes; n++) {
        buf_clear(&b);
        mail_base64(&b, (str){ bytes, n });
        str rest = buf_str(&b), line;
        size_t len = 0;
        while (str_cut(&rest, '\n', &line) && line.len) {
            assert_true(line.len <= 77 && line.ptr[line.len - 1] == '\r');
            len += decode_base64(back + len, str_slice(line, 0, line.len - 1));
        }
        assert_true(str_eq((str){ back, len }, (str){ bytes, n }));
    }
    buf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),      cmocka_unit_test(test_fifteen_hanzi), cmocka_unit_test(test_plain),
        cmocka_unit_test(test_injection),  cmocka_unit_test(test_addresses),     cmocka_unit_test(test_address_lists),
        cmocka_unit_test(test_file_names), cmocka_unit_test(test_dates),         cmocka_unit_test(test_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
