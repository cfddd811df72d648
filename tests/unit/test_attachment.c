/* SPDX-License-Identifier: MIT */
/* Files whose text is read: what is in them comes out, what cannot be read says why, and no file takes more than its
 * share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "attachment.h"
#include "core/arena.h"
#include "core/limits.h"
#include "crawler/read.h"
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { FILE_MAX = 8 << 20 };

struct zip {
    struct archive *archive;
    char *bytes;
    size_t len;
};

static struct zip zip_start(void)
{
    struct zip z = { .archive = archive_write_new(), .bytes = malloc(FILE_MAX) };
    assert_non_null(z.bytes);
    archive_write_set_format_zip(z.archive);
    return z;
}

static void zip_open(struct zip *z)
{
    assert_int_equal(archive_write_open_memory(z->archive, z->bytes, FILE_MAX, &z->len), ARCHIVE_OK);
}

static void zip_add(struct zip *z, const char *path, str text)
{
    struct archive_entry *e = archive_entry_new();
    archive_entry_set_pathname(e, path);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_size(e, (la_int64_t)text.len);
    assert_int_equal(archive_write_header(z->archive, e), ARCHIVE_OK);
    assert_int_equal(archive_write_data(z->archive, text.ptr, text.len), (la_ssize_t)text.len);
    archive_entry_free(e);
}

static str zip_end(struct zip *z)
{
    archive_write_close(z->archive);
    archive_write_free(z->archive);
    return (str){ z->bytes, z->len };
}

static str zip_of(struct zip *z, const char *path, const char *text)
{
    *z = zip_start();
    zip_open(z);
    zip_add(z, "[Content_Types].xml", STR("<Types/>"));
    zip_add(z, path, str_from(text));
    return zip_end(z);
}

/* Here and in a child process: both must say the same. */
static struct page_facts *read_bytes(struct arena *a, str body, const char *address)
{
    struct attachment_input in = { .body = body, .address = str_from(address) };
    struct page_facts *here = attachment_read(a, &in);
    in.program = AUDIT_PROGRAM;
    struct page_facts *apart = attachment_read(a, &in);
    assert_true(str_eq(here->attachment, apart->attachment));
    assert_true(str_eq(here->limit_hit, apart->limit_hit));
    assert_true(str_eq(here->body_text, apart->body_text));
    assert_int_equal(here->known, apart->known);
    return apart;
}

#define assert_str(s, text) assert_true(str_eq((s), STR(text)))

#define DOCX_HEAD "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\"><w:body>"
#define DOCX_TAIL "</w:body></w:document>"

static void docx_paragraphs_runs_and_tabs(void **state)
{
    (void)state;
    struct arena a;
    struct zip z;
    arena_init(&a);
    str body =
        zip_of(&z, "word/document.xml",
               DOCX_HEAD "<w:p><w:r><w:t>测试区人民政府关于印发</w:t></w:r><w:r><w:t>《办法》的通知</w:t></w:r></w:p>"
                         "<w:p><w:r><w:t>文号</w:t><w:tab/><w:t>测政发〔2026〕3号</w:t>"
                         "<w:delText>删去的字</w:delText></w:r></w:p>" DOCX_TAIL);
    struct page_facts *p = read_bytes(&a, body, "http://x.gov.cn/a.docx");
    assert_str(p->attachment, "docx");
    assert_true(p->known & KNOWN_BODY);
    assert_str(p->body_text, "测试区人民政府关于印发《办法》的通知 文号 测政发〔2026〕3号");
    assert_str(p->limit_hit, "");
    free(z.bytes);
    arena_done(&a);
}

static void xlsx_shared_and_inline_strings(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct zip z = zip_start();
    zip_open(&z);
    zip_add(&z, "xl/sharedStrings.xml",
            STR("<sst><si><t>重大行政决策事项目录</t></si><si><r><t>承办</t></r><r><t>单位"
                "名称</t></r></si><t>不在条目里</t></sst>"));
    zip_add(&z, "xl/worksheets/sheet1.xml",
            STR("<worksheet><c t=\"inlineStr\"><is><t>区教育和体育局</t></is></c><v>7</v>"
                "</worksheet>"));
    struct page_facts *p = read_bytes(&a, zip_end(&z), "http://x.gov.cn/a.xlsx");
    assert_str(p->attachment, "xlsx");
    assert_str(p->body_text, "重大行政决策事项目录 承办单位名称 区教育和体育局");
    free(z.bytes);
    arena_done(&a);
}

static void ofd_lines_are_joined(void **state)
{
    (void)state;
    struct arena a;
    struct zip z;
    arena_init(&a);
    str body = zip_of(&z, "Doc_0/Pages/Page_0/Content.xml",
                      "<ofd:Page xmlns:ofd=\"urn:o\"><ofd:TextObject><ofd:TextCode "
                      "X=\"1\">为了规范本区重大行政决策程序提高决策质量保</"
                      "ofd:TextCode></ofd:TextObject><ofd:TextObject><ofd:TextCode>障公众参与</ofd:TextCode>"
                      "</ofd:TextObject></ofd:Page>");
    struct page_facts *p = read_bytes(&a, body, "http://x.gov.cn/a.ofd");
    assert_str(p->attachment, "ofd");
    assert_true(str_has(p->body_text, STR("提高决策质量保障公众参与")));
    free(z.bytes);
    arena_done(&a);
}

static void a_zip_bomb_is_stopped(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct zip z = zip_start();
    zip_open(&z);
    size_t len = 40 << 20;
    char *zeros = malloc(len);
    memset(zeros, ' ', len);
    memcpy(zeros, "<d>", 3);
    zip_add(&z, "word/document.xml", (str){ zeros, len });
    struct page_facts *p = read_bytes(&a, zip_end(&z), "http://x.gov.cn/bomb.docx");
    assert_false(p->known & KNOWN_BODY);
    assert_str(p->limit_hit, "archive-limits");
    free(zeros);
    free(z.bytes);
    arena_done(&a);
}

static void too_many_entries_too_deep_and_doctypes(void **state)
{
    (void)state;
    struct arena a;
    struct zip z = zip_start();
    arena_init(&a);
    zip_open(&z);
    for (int i = 0; i <= LIMIT_ZIP_ENTRIES; i++)
        zip_add(&z, str_cstr(&a, str_fmt(&a, "media/%d.png", i)), STR("x"));
    assert_str(read_bytes(&a, zip_end(&z), "http://x.gov.cn/a.docx")->limit_hit, "archive-limits");
    free(z.bytes);
    struct buf deep;
    buf_init(&deep, FILE_MAX);
    for (int i = 0; i < LIMIT_XML_DEPTH * 2; i++)
        buf_add(&deep, STR("<w:p>"));
    assert_str(read_bytes(&a, zip_of(&z, "word/document.xml", deep.bytes), "http://x.gov.cn/a.docx")->limit_hit,
               "damaged");
    free(z.bytes);
    str laughs =
        zip_of(&z, "word/document.xml",
               "<!DOCTYPE d [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\"><!ENTITY b \"&a;&a;&a;\">]><d><t>&b;</t></d>");
    assert_str(read_bytes(&a, laughs, "http://x.gov.cn/a.docx")->limit_hit, "damaged");
    free(z.bytes);
    buf_done(&deep);
    arena_done(&a);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    struct arena a;
    struct zip z;
    arena_init(&a);
    assert_str(read_bytes(&a, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....."), "http://x.gov.cn/a.doc")->limit_hit,
               "old-format");
    assert_str(read_bytes(&a, STR("Rar!\x1A\x07"), "http://x.gov.cn/a.pdf")->limit_hit, "other-format");
    assert_str(read_bytes(&a, STR("PK\x03\x04junk"), "http://x.gov.cn/a.docx")->limit_hit, "damaged");
    assert_str(read_bytes(&a, zip_of(&z, "photo.jpg", "xx"), "http://x.gov.cn/a.docx")->limit_hit, "not-a-document");
    free(z.bytes);
    str empty = zip_of(&z, "word/document.xml", DOCX_HEAD "<w:p/>" DOCX_TAIL);
    assert_str(read_bytes(&a, empty, "http://x.gov.cn/a.docx")->limit_hit, "no-text");
    free(z.bytes);
    struct page_facts *cut = attachment_read(&a, &(struct attachment_input){ .body = STR("%PDF-1.4"), .cut = true });
    assert_str(cut->limit_hit, "too-large");
    assert_false(cut->known & KNOWN_BODY);
    arena_done(&a);
}

/* --- PDF --- */

static const char pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 66>>stream\n"
    "BT /F1 12 Tf 20 100 Td (Catalogue of major decisions, 2026) Tj ET \n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

static void pdf_text_by_pdftotext(void **state)
{
    (void)state;
    if (access("/usr/bin/pdftotext", X_OK) || access("/usr/bin/prlimit", X_OK))
        skip();
    struct arena a;
    arena_init(&a);
    struct page_facts *p = read_bytes(&a, (str){ pdf, sizeof pdf - 1 }, "http://x.gov.cn/a.pdf");
    assert_str(p->attachment, "pdf");
    assert_str(p->body_text, "Catalogue of major decisions, 2026");
    p = read_bytes(&a, STR("%PDF-1.4 and nothing more"), "http://x.gov.cn/a.pdf");
    assert_str(p->limit_hit, "damaged");
    arena_done(&a);
}

static struct page_facts *read_by(struct arena *a, const char *const *command, int wall_ms)
{
    struct child_reader reader = { command, wall_ms };
    return attachment_read(a, &(struct attachment_input){
                                  .body = STR("%PDF-1.4\n"), .address = STR("http://x/a.pdf"), .reader = &reader });
}

static void a_reader_that_hangs_is_ended(void **state)
{
    (void)state;
    static const char *const sleeps[] = { "sh", "-c", "echo one; sleep 60 & sleep 60", NULL };
    static const char *const hides[] = { "sh", "-c", "echo one; exec >&-; sleep 60", NULL };
    struct arena a;
    arena_init(&a);
    uint64_t start = uv_hrtime();
    assert_str(read_by(&a, sleeps, 300)->limit_hit, "time");
    assert_str(read_by(&a, hides, 300)->limit_hit, "time");
    assert_true(uv_hrtime() - start < (uint64_t)10 * 1000000000);
    arena_done(&a);
}

static void readers_that_fail_or_never_end(void **state)
{
    (void)state;
    static const char *const fails[] = { "sh", "-c", "echo 这里已经写出了一些文字但是后来失败了; exit 3", NULL };
    static const char *const dies[] = { "sh", "-c", "kill -11 $$", NULL };
    static const char *const absent[] = { "prlimit", "--core=0", "no-such-reader-here", NULL };
    static const char *const nothing[] = { "no-such-wrapper-here", NULL };
    static const char *const endless[] = { "sh", "-c", "while :; do echo 很多很多文字没有尽头; done", NULL };
    static const char *const reads[] = { "sh", "-c",
                                         "cat /dev/stdin; echo 读到了上面的内容并且原样写了出来没有少一个字", NULL };
    struct arena a;
    arena_init(&a);
    assert_str(read_by(&a, fails, 5000)->limit_hit, "damaged");
    assert_str(read_by(&a, dies, 5000)->limit_hit, "damaged");
    assert_str(read_by(&a, absent, 5000)->limit_hit, "no-reader");
    assert_str(read_by(&a, nothing, 5000)->limit_hit, "no-reader");
    struct page_facts *p = read_by(&a, endless, 20000);
    assert_true(p->known & KNOWN_BODY);
    assert_true(p->body_text.len <= LIMIT_BODY_TEXT);
    assert_true(str_starts(read_by(&a, reads, 5000)->body_text, STR("%PDF-1.4 读到")));
    arena_done(&a);
}

static void a_child_that_is_not_there(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct attachment_input in = { .body = STR("PK\x03\x04 and more"), .address = STR("http://x/a.docx") };
    in.program = "/nowhere/audit";
    assert_str(attachment_read(&a, &in)->limit_hit, "no-reader");
    in.program = "/bin/echo"; /* a child that was taken over and answers what it likes */
    assert_str(attachment_read(&a, &in)->limit_hit, "damaged");
    arena_done(&a);
}

static void names_of_readable_files(void **state)
{
    (void)state;
    assert_true(attachment_is_readable(STR("http://x.gov.cn/P020260101.PDF")));
    assert_true(attachment_is_readable(STR("http://x.gov.cn/a.ofd")));
    assert_false(attachment_is_readable(STR("http://x.gov.cn/a.jpg")));
    assert_false(attachment_is_readable(STR("http://x.gov.cn/a.html")));
}

/* What `audit inspect` is given may be either. */
static void a_document_or_a_page(void **state)
{
    (void)state;
    struct arena a;
    struct zip z;
    arena_init(&a);
    str docx =
        zip_of(&z, "word/document.xml",
               DOCX_HEAD "<w:p><w:r><w:t>关于印发河道保洁管理办法的通知各镇人民政府</w:t></w:r></w:p>" DOCX_TAIL);
    struct page_facts *p =
        read_any(&a, &(struct read_input){ .body = docx, .address = STR("http://x.gov.cn/a") }, false);
    assert_str(p->attachment, "docx");
    assert_true(str_has(p->body_text, STR("河道保洁")));
    free(z.bytes);
    struct read_input old = { .body = STR("\xD0\xCF\x11\xE0\xA1\xB1"), .address = STR("http://x.gov.cn/a.doc") };
    assert_str(read_any(&a, &old, false)->limit_hit, "old-format");
    struct read_input cut = { .body = STR("%PDF-1.4"), .address = STR("http://x.gov.cn/a.pdf") };
    assert_str(read_any(&a, &cut, true)->limit_hit, "too-large");
    struct read_input page = { .body = STR("<html><title>下载 %PDF-1.4 文件</title></html>"),
                               .address = STR("http://x.gov.cn/a.pdf") };
    p = read_any(&a, &page, false);
    assert_true(p->attachment.len == 0 && str_has(p->title, STR("下载")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(docx_paragraphs_runs_and_tabs),
        cmocka_unit_test(xlsx_shared_and_inline_strings),
        cmocka_unit_test(ofd_lines_are_joined),
        cmocka_unit_test(a_zip_bomb_is_stopped),
        cmocka_unit_test(too_many_entries_too_deep_and_doctypes),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(pdf_text_by_pdftotext),
        cmocka_unit_test(a_reader_that_hangs_is_ended),
        cmocka_unit_test(readers_that_fail_or_never_end),
        cmocka_unit_test(a_child_that_is_not_there),
        cmocka_unit_test(names_of_readable_files),
        cmocka_unit_test(a_document_or_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
