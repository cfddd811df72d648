/* SPDX-License-Identifier: MIT */
/* Charsets: contradicting declarations, wrong headers, torn characters. */
#include "arena_test.h"
#include "crawler/charset.h"
#include "core/text.h"
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static str encoded(const char *codec_name, const char *text)
{
    iconv_t codec = iconv_open(codec_name, "UTF-8");
    assert_true(codec != (iconv_t)-1);
    size_t left = strlen(text), room = left * 4 + 8;
    char *from = str_cstr(&arena, str_from(text)), *out = arena_new(&arena, char, room), *to = out;
    size_t all = room;
    assert_true(iconv(codec, &from, &left, &to, &room) != (size_t)-1);
    iconv_close(codec);
    return (str){ out, all - room };
}

static void expect_str(const char *what, str got, const char *want)
{
    if (!str_eq(got, str_from(want)))
        fail_msg("%s: got '%.*s', want '%s'", what, STR_ARG(got), want);
}

#define TEXT "<p>山亭区人民政府关于印发工作要点的通知</p>"

struct page_case {
    const char *codec, *page, *content_type, *used, *declared;
};

static void reads_pages(void **state)
{
    (void)state;
    static const struct page_case cases[] = {
        { "UTF-8", TEXT, "text/html; charset=utf-8", "utf-8", "" },
        { "UTF-8", TEXT, "", "utf-8", "" },
        { "GBK", TEXT, "", "gb18030", "" },
        { "GBK", TEXT, "text/html;charset=GBK", "gb18030", "" },
        { "GBK", "<meta charset=gb2312>" TEXT, "text/html", "gb18030", "" },
        { "GB18030", "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'>\xf0\xa0\x80\x80" TEXT, "",
          "gb18030", "" },
        /* the header says UTF-8, the body is GBK */
        { "GBK", TEXT, "text/html; charset=UTF-8", "gb18030", "utf-8/" },
        { "GBK", "<meta charset=\"gbk\">" TEXT, "text/html; charset=\"UTF-8\"", "gb18030", "utf-8/gbk" },
        /* two contradicting metas, the bytes are UTF-8 */
        { "UTF-8",
          "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><head><meta charset=\"utf-8\">" TEXT, "",
          "utf-8", "/gb2312,utf-8" },
        /* the header says gbk, the body is UTF-8, of even and of odd length */
        { "UTF-8", "<p>你好吗啊</p>", "text/html; charset=gbk", "utf-8", "gbk/" },
        { "UTF-8", TEXT, "text/html; charset=gbk", "utf-8", "gbk/" },
        /* bytes that are both: what is declared decides, else UTF-8 */
        { "GBK", "<p>联系</p>", "text/html; charset=gbk", "gb18030", "" },
        { "UTF-8", "<p>caf\xc3\xa9</p>", "text/html; charset=utf-8", "utf-8", "" },
        { "UTF-8", "<p>caf\xc3\xa9</p>", "", "utf-8", "" },
        /* servers that name ISO-8859-1 by default */
        { "GBK", TEXT, "text/html; charset=ISO-8859-1", "gb18030", "iso-8859-1/" },
        { "UTF-8", TEXT, "text/html; charset=ISO-8859-1", "utf-8", "iso-8859-1/" },
        { "CP1252", "<p>caf\xc3\xa9 cr\xc3\xa8me</p>", "text/html; charset=ISO-8859-1", "windows-1252", "" },
        { "BIG5", "<meta charset=big5><p>臺灣繁體中文網頁</p>", "", "big5", "" },
        { "GBK", "<?xml version='1.0' encoding='GBK'?>" TEXT, "text/xml", "gb18030", "" },
        { "UTF-8", "<!-- <meta charset=gbk> --><p>一</p>", "", "utf-8", "" },
        { "UTF-8", TEXT, "text/html; charset=uft-8", "utf-8", "uft-8/" },
        { "UTF-8", "<meta charset=gbk><p>plain</p>", "", "gb18030", "" },
        { "UTF-8", "", "", "utf-8", "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct page_case *c = &cases[i];
        struct charset_result r = charset_decode(&arena, encoded(c->codec, c->page), str_from(c->content_type));
        expect_str(c->page, r.text, c->page);
        expect_str(c->page, r.used, c->used);
        expect_str(c->page, r.declared, c->declared);
    }
}

static void marks_decide(void **state)
{
    (void)state;
    struct charset_result r = charset_decode(&arena, STR("\xef\xbb\xbf一"), STR("text/html; charset=gbk"));
    expect_str("text", r.text, "一");
    expect_str("used", r.used, "utf-8");
    expect_str("declared", r.declared, "gbk/");
    r = charset_decode(&arena, STR("\xff\xfe\x00\x4e<\x00"), (str){ 0 });
    expect_str("text", r.text, "一<");
    expect_str("used", r.used, "utf-16le");
    r = charset_decode(&arena, STR("\xfe\xff\x4e\x00"), (str){ 0 });
    expect_str("text", r.text, "一");
}

static void plain_utf8_is_not_copied(void **state)
{
    (void)state;
    str body = STR(TEXT);
    assert_ptr_equal(charset_decode(&arena, body, (str){ 0 }).text.ptr, body.ptr);
    str ascii = STR("<p>a</p>");
    assert_ptr_equal(charset_decode(&arena, ascii, (str){ 0 }).text.ptr, ascii.ptr);
}

static void misfits_are_replaced(void **state)
{
    (void)state;
    /* a cut title inside a page that is otherwise UTF-8 */
    str body = STR(TEXT TEXT "<i>\xe5\xb1</i>" TEXT);
    struct charset_result r = charset_decode(&arena, body, STR("text/html; charset=utf-8"));
    expect_str("used", r.used, "utf-8");
    expect_str("declared", r.declared, "");
    assert_true(str_has(r.text, STR("<i>\xef\xbf\xbd\xef\xbf\xbd</i>")));
    assert_true(text_is_utf8(r.text));
    /* the same in GBK */
    str gbk = encoded("GBK", TEXT TEXT);
    str parts[] = { gbk, STR("\xb5</b>\xff"), gbk };
    r = charset_decode(&arena, str_join(&arena, parts, 3, (str){ 0 }), STR("text/html; charset=gbk"));
    expect_str("used", r.used, "gb18030");
    assert_true(str_has(r.text, STR("\xef\xbf\xbd</b>\xef\xbf\xbd<p>山亭")));
    assert_true(text_is_utf8(r.text));
}

static void a_cut_last_character_is_no_fault(void **state)
{
    (void)state;
    str utf8 = STR(TEXT "山");
    struct charset_result r = charset_decode(&arena, str_slice(utf8, 0, utf8.len - 1), (str){ 0 });
    expect_str("used", r.used, "utf-8");
    assert_true(text_is_utf8(r.text));
    str gbk = encoded("GBK", TEXT "山");
    r = charset_decode(&arena, str_slice(gbk, 0, gbk.len - 1), STR("text/html; charset=gbk"));
    expect_str("used", r.used, "gb18030");
    expect_str("text", r.text, TEXT "\xef\xbf\xbd");
}

static void zero_bytes_are_replaced(void **state)
{
    (void)state;
    expect_str("ascii", charset_decode(&arena, STR("a\0b"), (str){ 0 }).text,
               "a\xef\xbf\xbd"
               "b");
    expect_str("utf-8", charset_decode(&arena, STR("\xe4\xb8\x80\0b"), (str){ 0 }).text,
               "一\xef\xbf\xbd"
               "b");
    str gbk = encoded("GBK", "中文网页");
    str parts[] = { gbk, STR("\0"), gbk };
    str text = charset_decode(&arena, str_join(&arena, parts, 3, (str){ 0 }), (str){ 0 }).text;
    expect_str("gbk", text, "中文网页\xef\xbf\xbd中文网页");
}

static void far_metas_are_not_seen(void **state)
{
    (void)state;
    char *page = arena_new(&arena, char, 6000);
    memset(page, ' ', 6000);
    memcpy(page + 5000, "<meta charset=gbk>", 18);
    expect_str("used", charset_decode(&arena, (str){ page, 6000 }, (str){ 0 }).used, "utf-8");
    memcpy(page + 3000, "<meta charset=gbk>", 18);
    expect_str("used", charset_decode(&arena, (str){ page, 6000 }, (str){ 0 }).used, "gb18030");
}

static void rubbish_becomes_text(void **state)
{
    (void)state;
    char *rubbish = arena_new(&arena, char, 3u << 20);
    uint32_t seed = 7;
    for (size_t i = 0; i < 3u << 20; i++) {
        seed = seed * 1664525u + 1013904223u;
        rubbish[i] = (char)(seed >> 24);
    }
    assert_true(text_is_utf8(charset_decode(&arena, (str){ rubbish, 3u << 20 }, (str){ 0 }).text));
    assert_true(text_is_utf8(charset_decode(&arena, (str){ rubbish, 5000 }, STR("text/html; charset=gbk")).text));
    memset(rubbish, 0xff, 3u << 20);
    assert_true(text_is_utf8(charset_decode(&arena, (str){ rubbish, 3u << 20 }, STR("text/html; charset=gbk")).text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(reads_pages),
        on_arena(marks_decide),
        on_arena(plain_utf8_is_not_copied),
        on_arena(misfits_are_replaced),
        on_arena(a_cut_last_character_is_no_fault),
        on_arena(zero_bytes_are_replaced),
        on_arena(far_metas_are_not_seen),
        on_arena(rubbish_becomes_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
