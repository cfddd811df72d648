/* SPDX-License-Identifier: MIT */
/* docx, xlsx and OFD: zip archives of XML files. libarchive unpacks, expat reads; entries, size, ratio and depth are
 * bounded. */
#include "attachment.h"
#include "core/fail.h"
#include "core/limits.h"
#include <archive.h>
#include <archive_entry.h>
#include <expat.h>
#include <string.h>

enum { CHUNK = 16 << 10, RATIO_FROM = 1 << 20 };

/* Which entries of which kind of document hold text, in which elements, and which elements end a line. */
struct part {
    str kind, start, end; /* of the entry's path */
    str text, within;     /* text element; an element it has to stand in, or empty */
    str line, blank;      /* ends a line; stands for white space */
};
static const struct part parts[] = {
    { STR_INIT("docx"), STR_INIT("word/document.xml"), STR_INIT("document.xml"), STR_INIT("t"), STR_INIT(""),
      STR_INIT("p"), STR_INIT("tab") },
    { STR_INIT("xlsx"), STR_INIT("xl/sharedStrings.xml"), STR_INIT("sharedStrings.xml"), STR_INIT("t"), STR_INIT("si"),
      STR_INIT("si"), STR_INIT("") },
    { STR_INIT("xlsx"), STR_INIT("xl/worksheets/"), STR_INIT(".xml"), STR_INIT("t"), STR_INIT("is"), STR_INIT("is"),
      STR_INIT("") },
    { STR_INIT("ofd"), STR_INIT("Doc_"), STR_INIT("/Content.xml"), STR_INIT("TextCode"), STR_INIT(""),
      STR_INIT("TextObject"), STR_INIT("") },
};

struct xml_text { /* one entry on its way through expat */
    XML_Parser parser;
    const struct part *part;
    struct buf *out;
    uint32_t depth, text_depth, within_depth; /* of the open elements; 0: not in one */
    bool refused;
};

struct unpacking {
    struct archive *archive;
    struct buf *out;
    size_t packed, unpacked; /* bytes */
    str kind, why;
};

static str local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return str_from(colon ? colon + 1 : name);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    (void)attributes;
    struct xml_text *x = data;
    str local = local_name(name);
    if (++x->depth > LIMIT_XML_DEPTH) {
        x->refused = true;
        XML_StopParser(x->parser, XML_FALSE);
        return;
    }
    if (x->part->within.len && !x->within_depth && str_eq(local, x->part->within))
        x->within_depth = x->depth;
    if (!x->text_depth && str_eq(local, x->part->text) && (!x->part->within.len || x->within_depth))
        x->text_depth = x->depth;
    else if (x->part->blank.len && str_eq(local, x->part->blank))
        buf_add_char(x->out, ' ');
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct xml_text *x = data;
    if (str_eq(local_name(name), x->part->line))
        buf_add_char(x->out, '\n');
    if (x->depth == x->text_depth)
        x->text_depth = 0;
    if (x->depth == x->within_depth)
        x->within_depth = 0;
    x->depth--;
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct xml_text *x = data;
    if (x->text_depth)
        buf_add(x->out, (str){ text, (size_t)len });
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int inner)
{
    (void)name, (void)system, (void)public, (void)inner;
    struct xml_text *x = data;
    x->refused = true;
    XML_StopParser(x->parser, XML_FALSE);
}

/* False: the archive unpacks to more than any honest document does. */
static bool within_bounds(struct unpacking *u, size_t more)
{
    u->unpacked += more;
    if (u->unpacked <= LIMIT_ZIP_BYTES && (u->unpacked <= RATIO_FROM || u->unpacked / LIMIT_ZIP_RATIO <= u->packed))
        return true;
    u->why = STR("archive-limits");
    return false;
}

static bool read_xml(struct unpacking *u, struct xml_text *x)
{
    for (;;) {
        void *chunk = XML_GetBuffer(x->parser, CHUNK);
        if (!chunk)
            fail_no_memory();
        la_ssize_t len = archive_read_data(u->archive, chunk, CHUNK);
        if (len < 0)
            return false;
        if (!within_bounds(u, (size_t)len))
            return false;
        if (XML_ParseBuffer(x->parser, (int)len, len == 0) != XML_STATUS_OK)
            return false;
        if (len == 0 || x->out->full)
            return !x->refused;
    }
}

static bool read_part(struct unpacking *u, const struct part *part)
{
    struct xml_text x = { .parser = XML_ParserCreate(NULL), .part = part, .out = u->out };
    if (!x.parser)
        fail_no_memory();
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, on_start, on_end);
    XML_SetCharacterDataHandler(x.parser, on_text);
    XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
    bool read = read_xml(u, &x);
    XML_ParserFree(x.parser);
    if (!read && !u->why.len)
        u->why = STR("damaged");
    buf_add_char(u->out, '\n');
    return read;
}

static bool pass_over(struct unpacking *u)
{
    bool passed = archive_read_data_skip(u->archive) >= ARCHIVE_WARN;
    if (!passed)
        u->why = STR("damaged");
    return passed;
}

static const struct part *part_of(str path)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (str_starts(path, parts[i].start) && str_ends(path, parts[i].end))
            return &parts[i];
    }
    return NULL;
}

static bool read_entries(struct unpacking *u)
{
    struct archive_entry *entry = NULL;
    for (int count = 0;; count++) {
        int code = archive_read_next_header(u->archive, &entry);
        if (code == ARCHIVE_EOF)
            return true;
        if (code < ARCHIVE_WARN || count >= LIMIT_ZIP_ENTRIES) {
            u->why = code < ARCHIVE_WARN ? STR("damaged") : STR("archive-limits");
            return false;
        }
        str path = str_from(archive_entry_pathname(entry));
        const struct part *part = part_of(path);
        if (part && archive_entry_is_encrypted(entry)) {
            u->why = STR("encrypted");
            return false;
        }
        if (part)
            u->kind = part->kind;
        if (part ? !read_part(u, part) : !pass_over(u))
            return false;
        if (u->out->full)
            return true;
    }
}

str attachment_zip_text(str body, struct buf *text, str *why)
{
    struct unpacking u = { .archive = archive_read_new(), .out = text, .packed = body.len };
    if (!u.archive)
        fail_no_memory();
    archive_read_support_format_zip_seekable(u.archive);
    bool opened = archive_read_open_memory(u.archive, body.ptr, body.len) == ARCHIVE_OK;
    bool read = opened && read_entries(&u);
    archive_read_free(u.archive);
    if (read && u.kind.len)
        return u.kind;
    *why = !opened ? STR("damaged") : u.why.len ? u.why : STR("not-a-document");
    return (str){ 0 };
}
