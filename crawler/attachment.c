/* SPDX-License-Identifier: MIT */
/* A file's first bytes say what reads it; what was read becomes one squeezed text. */
#include "attachment.h"
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/read.h"
#include "crawler/url.h"

enum { LEAST_CHARS = 20, SHORT_LINE = 16 };

static const char *const pdftotext[] = { CHILD_LIMITS, "pdftotext", "-enc", "UTF-8", "-q", "/dev/stdin", "-", NULL };
static const struct child_reader house_reader = { pdftotext, LIMIT_CHILD_WALL_MS };

static const str ole_magic = STR_INIT("\xD0\xCF\x11\xE0");
static const str pdf_magic = STR_INIT("%PDF-");
static const str zip_magic = STR_INIT("PK\x03\x04");

bool attachment_is_readable(str address)
{
    static const str kinds[] = { STR_INIT("pdf"), STR_INIT("docx"), STR_INIT("xlsx"), STR_INIT("ofd"),
                                 STR_INIT("doc"), STR_INIT("xls"),  STR_INIT("wps") };
    str ext = url_file_ext(address);
    return str_is_any(ext, kinds, ARRAY_LEN(kinds));
}

/* Lines of a printed page are broken where the paper ends, not where a word does: between two characters that are no
 * ASCII a break is none, unless the line is too short to have reached the margin. */
static str join_lines(struct arena *a, str text)
{
    struct buf b;
    buf_init(&b, LIMIT_BODY_TEXT);
    for (str line; str_cut(&text, '\n', &line);) {
        line = text_squeeze(a, line);
        bool wide = line.len && ((unsigned char)line.ptr[line.len - 1] & 0x80) && text_chars(line) >= SHORT_LINE;
        bool next_wide = text.len && ((unsigned char)text.ptr[0] & 0x80);
        buf_add(&b, line);
        if (!(wide && next_wide))
            buf_add_char(&b, ' ');
    }
    str joined = text_squeeze(a, buf_str(&b));
    buf_done(&b);
    return joined;
}

static str whole_characters(str s)
{
    size_t len = s.len;
    while (len && ((unsigned char)s.ptr[len - 1] & 0xC0) == 0x80)
        len--;
    if (len && ((unsigned char)s.ptr[len - 1] & 0x80)) {
        str rest = str_slice(s, len - 1, s.len);
        if (!text_is_utf8(rest))
            return str_slice(s, 0, len - 1);
    }
    return s;
}

static uint32_t count_visible(struct arena *a, str text)
{
    struct arena_mark mark = arena_mark(a);
    size_t chars = text_chars(text_bare(a, text));
    arena_release(a, mark);
    return (uint32_t)chars;
}

static void take_text(struct arena *a, struct page_facts *page, const struct buf *text)
{
    str whole = whole_characters(buf_str(text));
    if (!text_is_utf8(whole)) {
        page->limit_hit = STR("damaged");
        return;
    }
    bool paper = str_eq(page->attachment, STR("pdf")) || str_eq(page->attachment, STR("ofd"));
    str joined = paper ? join_lines(a, whole) : text_squeeze(a, whole);
    page->body.chars = count_visible(a, joined);
    if (page->body.chars < LEAST_CHARS) {
        page->limit_hit = STR("no-text");
        return;
    }
    page->body_text = joined;
    page->known = KNOWN_BODY;
}

struct page_facts *attachment_read(struct arena *a, const struct attachment_input *in)
{
    struct page_facts *page = arena_new(a, struct page_facts, 1);
    struct buf text;
    str why = STR("other-format");
    page->address = in->address;
    page->published = DAY_NONE;
    page->attachment = url_file_ext(in->address).len ? str_dup(a, url_file_ext(in->address)) : STR("file");
    buf_init(&text, LIMIT_BODY_TEXT);
    bool read = false;
    if (in->cut) {
        why = STR("too-large");
    } else if (str_has(str_slice(in->body, 0, 1024), pdf_magic)) {
        page->attachment = STR("pdf");
        read = child_read(in->reader ? in->reader : &house_reader, in->body, &text, &why);
    } else if (str_starts(in->body, zip_magic)) {
        str kind = in->program ? attachment_office_text(in->body, in->program, &text, &why)
                               : attachment_zip_text(in->body, &text, &why);
        read = kind.len > 0;
        page->attachment = read ? kind : page->attachment;
    } else if (str_starts(in->body, ole_magic)) {
        why = STR("old-format");
    }
    if (read)
        take_text(a, page, &text);
    else
        page->limit_hit = why;
    page->body.container = page->attachment;
    buf_done(&text);
    return page;
}

struct page_facts *read_any(struct arena *a, const struct read_input *in, bool cut)
{
    static const str *const magics[] = { &pdf_magic, &zip_magic, &ole_magic };
    for (size_t i = 0; i < ARRAY_LEN(magics); i++) {
        if (str_starts(in->body, *magics[i]))
            return attachment_read(a,
                                   &(struct attachment_input){ .body = in->body, .address = in->address, .cut = cut });
    }
    return read_answer(a, in);
}
