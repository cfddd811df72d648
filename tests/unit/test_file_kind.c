/* SPDX-License-Identifier: MIT */
/* Files by their first bytes: what each kind looks like, and which names it opens under. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/file_kind.h"
#include "core/limits.h"
#include <stdlib.h>
#include <string.h>

static void expect_kind(str bytes, bool whole, enum file_kind kind)
{
    enum file_kind seen = file_kind_of(bytes, whole);
    if (seen != kind)
        fail_msg("%.*s is %.*s, not %.*s", STR_ARG(bytes), STR_ARG(words_file_kind(seen)),
                 STR_ARG(words_file_kind(kind)));
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct kind_case {
        str bytes;
        enum file_kind kind;
    } cases[] = {
        { STR_INIT("%PDF-1.7\n"), FILE_PDF },
        { STR_INIT("\xEF\xBB\xBF%PDF-1.4\n"), FILE_PDF },
        { STR_INIT("\0\0\0\n\n%PDF-1.4"), FILE_PDF },
        { STR_INIT("%!PS-Adobe-3.0"), FILE_POSTSCRIPT },
        { STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), FILE_OLE },
        { STR_INIT("PK\x03\x04\x14\0"), FILE_ZIP },
        { STR_INIT("PK\x05\x06\0\0"), FILE_ZIP },
        { STR_INIT("Rar!\x1A\x07\x01\0"), FILE_ARCHIVE },
        { STR_INIT("7z\xBC\xAF\x27\x1C\0\x04"), FILE_ARCHIVE },
        { STR_INIT("{\\rtf1\\ansi"), FILE_RTF },
        { STR_INIT("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">"), FILE_HTML },
        { STR_INIT("\xEF\xBB\xBF\r\n<!DOCTYPE html>"), FILE_HTML },
        { STR_INIT("<!-- saved --><HTML>"), FILE_HTML },
        { STR_INIT("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC"), FILE_HTML },
        { STR_INIT("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"), FILE_XML },
        { STR_INIT("{\"code\":500,\"msg\":\"\xE6\x96\x87\xE4\xBB\xB6\xE4\xB8\x8D\xE5\xAD\x98\xE5\x9C\xA8\"}\n"),
          FILE_JSON },
        { STR_INIT("[]"), FILE_JSON },
        { STR_INIT("{not json"), FILE_TEXT },
        { STR_INIT("File not found"), FILE_TEXT },
        { STR_INIT("\xCE\xC4\xBC\xFE\xB2\xBB\xB4\xE6\xD4\xDA"), FILE_TEXT }, /* GB 2312 */
        { STR_INIT("\xFF\xFE"
                   "a\0b\0"),
          FILE_TEXT },
        { STR_INIT("MIME-Version: 1.0\r\n"), FILE_TEXT },
        { STR_INIT("\x89PNG\r\n\x1A\n\0"), FILE_IMAGE },
        { STR_INIT("\xFF\xD8\xFF\xE0\0\x10JFIF"), FILE_IMAGE },
        { STR_INIT("RIFF\0\0\0\0WEBPVP8 "), FILE_IMAGE },
        { STR_INIT("RIFF\0\0\0\0AVI LIST"), FILE_MEDIA },
        { STR_INIT("\0\0\0\x18"
                   "ftypmp42\0\0"),
          FILE_MEDIA },
        { STR_INIT("\0\0\0\x1C"
                   "ftypavif\0\0"),
          FILE_IMAGE },
        { STR_INIT("MZ\x90\0\x03"), FILE_PROGRAM },
        { STR_INIT("b\x14#e\0\0E-SafeNet"), FILE_UNKNOWN },
        { STR_INIT("\0\0\0\0"), FILE_UNKNOWN },
        { STR_INIT(""), FILE_UNKNOWN },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_kind(cases[i].bytes, true, cases[i].kind);
    expect_kind(STR("{\"code\":500}"), false, FILE_TEXT); /* its end was not seen */
}

static void test_a_mark_far_down(void **state)
{
    (void)state;
    static char body[LIMIT_MAGIC_LEN * 2];
    memset(body, 0, sizeof body);
    memcpy(body + 1000, "%PDF-1.5", 8);
    expect_kind((str){ body, sizeof body }, false, FILE_PDF);
    memset(body, 0, sizeof body);
    memcpy(body + 3000, "%PDF-1.5", 8); /* no reader looks so far */
    expect_kind((str){ body, sizeof body }, false, FILE_UNKNOWN);
    memset(body, ' ', sizeof body);
    memcpy(body, "[1,2]", 5);
    body[sizeof body - 1] = 'x'; /* JSON as far as it was looked at */
    expect_kind((str){ body, sizeof body }, true, FILE_TEXT);
}

static void test_what_opens(void **state)
{
    (void)state;
    static const struct fit_case {
        const char *ext;
        enum file_kind kind;
        const char *type;
        enum file_fit fit;
    } cases[] = {
        { "pdf", FILE_PDF, "application/pdf", FIT_OPENS },
        { "pdf", FILE_JSON, "application/json", FIT_NEVER },
        { "pdf", FILE_HTML, "application/pdf", FIT_NEVER },
        { "pdf", FILE_HTML, "text/html; charset=utf-8", FIT_UNKNOWN }, /* may be a preview */
        { "pdf", FILE_IMAGE, "application/pdf", FIT_NEVER },
        { "pdf", FILE_IMAGE, "image/jpeg", FIT_UNKNOWN },
        { "pdf", FILE_ZIP, "application/pdf", FIT_NEVER },
        { "pdf", FILE_UNKNOWN, "application/pdf", FIT_UNKNOWN },
        { "pdf", FILE_TEXT, "application/pdf", FIT_NEVER },
        { "pdf", FILE_TEXT, "text/plain", FIT_UNKNOWN },
        { "doc", FILE_OLE, "", FIT_OPENS },
        { "doc", FILE_RTF, "", FIT_OPENS },
        { "doc", FILE_HTML, "application/msword", FIT_OPENS },
        { "doc", FILE_ZIP, "", FIT_OPENS },
        { "doc", FILE_TEXT, "", FIT_OPENS },
        { "doc", FILE_XML, "", FIT_OPENS },
        { "doc", FILE_JSON, "application/msword", FIT_NEVER },
        { "doc", FILE_IMAGE, "application/msword", FIT_NEVER },
        { "xls", FILE_HTML, "", FIT_OPENS },
        { "xls", FILE_TEXT, "", FIT_OPENS },
        { "xls", FILE_XML, "", FIT_OPENS },
        { "wps", FILE_OLE, "", FIT_OPENS },
        { "docx", FILE_OLE, "", FIT_OPENS }, /* with a password */
        { "docx", FILE_ZIP, "", FIT_OPENS },
        { "docx", FILE_ARCHIVE, "", FIT_NEVER },
        { "docx", FILE_TEXT, "", FIT_UNKNOWN },
        { "zip", FILE_ARCHIVE, "", FIT_OPENS },
        { "rar", FILE_ZIP, "", FIT_OPENS },
        { "zip", FILE_OLE, "", FIT_NEVER },
        { "rar", FILE_PROGRAM, "", FIT_UNKNOWN }, /* unpacks itself */
        { "ofd", FILE_ZIP, "", FIT_OPENS },
        { "ofd", FILE_JSON, "", FIT_NEVER },
        { "jpg", FILE_IMAGE, "image/jpeg", FIT_OPENS },
        { "png", FILE_HTML, "image/png", FIT_NEVER },
        { "mp4", FILE_MEDIA, "video/mp4", FIT_OPENS },
        { "mp4", FILE_JSON, "video/mp4", FIT_NEVER },
        { "txt", FILE_OLE, "", FIT_UNKNOWN },
        { "", FILE_JSON, "", FIT_UNKNOWN },
        { "pdf", FILE_UNSEEN, "", FIT_UNKNOWN },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct fit_case *c = &cases[i];
        if (file_kind_fit(str_from(c->ext), c->kind, str_from(c->type)) != c->fit)
            fail_msg("%s that is %.*s (%s)", c->ext, STR_ARG(words_file_kind(c->kind)), c->type);
    }
    assert_true(file_kind_promised(STR("xlsx")) && !file_kind_promised(STR("csv")) && !file_kind_promised(STR("")));
}

/* The table says so many letters a row; every name and kind must find one. */
static void test_no_hole(void **state)
{
    (void)state;
    for (int kind = 0; kind < FILE_KIND_COUNT_; kind++) {
        enum file_fit fit = file_kind_fit(STR("et"), (enum file_kind)kind, (str){ 0 });
        assert_true(fit == FIT_UNKNOWN || fit == FIT_OPENS || fit == FIT_NEVER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_kinds), cmocka_unit_test(test_a_mark_far_down),
                                        cmocka_unit_test(test_what_opens), cmocka_unit_test(test_no_hole) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
