/* SPDX-License-Identifier: MIT */
/* Files by their first bytes. */
#include "core/file_kind.h"
#include "core/arena.h"
#include "core/json.h"
#include "core/limits.h"
#include <assert.h>
#include <string.h>

struct magic {
    enum file_kind kind;
    size_t before; /* bytes that may stand in front */
    str bytes;
};

static const struct magic magics[] = {
#define MAGIC(kind, before, bytes) { kind, before, STR_INIT(bytes) },
#include "file_kind.def"
};

struct promise {
    str what, exts;
    const char *fits; /* a letter a kind, from FILE_UNKNOWN on */
};

static const struct promise promises[] = {
#define PROMISE(what, exts, fits) { STR_INIT(what), STR_INIT(exts), fits },
#include "file_kind.def"
};
#define PROMISE(what, exts, fits) static_assert(sizeof(fits) == FILE_KIND_COUNT_, what ": a letter a kind");
#include "file_kind.def"

static bool has_magic(str start, const struct magic *m)
{
    if (!m->before)
        return str_starts(start, m->bytes);
    return str_find(str_slice(start, 0, m->before + m->bytes.len), m->bytes) != SIZE_MAX;
}

/* Marks that do not stand in front, or say nothing alone. */
static enum file_kind by_shape(str s)
{
    if (s.len > 12 && str_starts(s, STR("RIFF")))
        return str_eq(str_slice(s, 8, 12), STR("WEBP")) ? FILE_IMAGE : FILE_MEDIA;
    if (s.len > 12 && str_eq(str_slice(s, 4, 8), STR("ftyp")))
        return str_starts(str_slice(s, 8, 12), STR("avi")) || str_starts(str_slice(s, 8, 12), STR("hei")) ? FILE_IMAGE
                                                                                                          : FILE_MEDIA;
    if (s.len > 26 && str_starts(s, STR("BM")) && memchr(s.ptr, '\0', 26))
        return FILE_IMAGE;
    if (s.len > 262 && str_eq(str_slice(s, 257, 262), STR("ustar")))
        return FILE_ARCHIVE;
    return FILE_UNKNOWN;
}

static bool is_wide_text(str s)
{
    return str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF"));
}

/* No byte that texts in any of our charsets do without. */
static bool is_text(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c < 0x20 && !strchr("\t\n\r\f\x1B", c)) || c == 0x7F || !c)
            return false;
    }
    return s.len > 0;
}

static bool is_json(str s)
{
    if (!str_starts(s, STR("{")) && !str_starts(s, STR("[")))
        return false;
    struct arena scratch;
    struct fail unheard = { 0 };
    arena_init(&scratch);
    bool json = json_parse(&scratch, s, "file", &unheard) != NULL;
    arena_done(&scratch);
    return json;
}

static bool is_markup(str s, bool *html)
{
    static const str tags[] = { STR_INIT("<!doctype html"),
                                STR_INIT("<html"),
                                STR_INIT("<head"),
                                STR_INIT("<body"),
                                STR_INIT("<meta"),
                                STR_INIT("<title"),
                                STR_INIT("<script"),
                                STR_INIT("<style"),
                                STR_INIT("<table"),
                                STR_INIT("<div"),
                                STR_INIT("<p>"),
                                STR_INIT("<h1"),
                                STR_INIT("<h2"),
                                STR_INIT("<h3"),
                                STR_INIT("<center"),
                                STR_INIT("<font") };
    bool comment = str_starts(s, STR("<!--")), xml = str_starts_nocase(s, STR("<?xml"));
    *html = (comment || xml) && (str_has_nocase(s, STR("<html")) || str_has_nocase(s, STR("<!doctype html")));
    for (size_t i = 0; i < ARRAY_LEN(tags) && !*html; i++)
        *html = str_starts_nocase(s, tags[i]);
    return *html || xml;
}

enum file_kind file_kind_of(str start, bool whole)
{
    str s = str_slice(start, 0, LIMIT_MAGIC_LEN);
    whole = whole && s.len == start.len;
    for (size_t i = 0; i < ARRAY_LEN(magics); i++)
        if (has_magic(s, &magics[i]))
            return magics[i].kind;
    enum file_kind kind = by_shape(s);
    if (is_wide_text(s) || kind != FILE_UNKNOWN)
        return kind != FILE_UNKNOWN ? kind : FILE_TEXT;
    if (!is_text(s))
        return FILE_UNKNOWN;
    if (str_starts(s, STR("\xEF\xBB\xBF")))
        s = str_slice(s, 3, s.len);
    s = str_trim(s);
    bool html = false;
    if (is_markup(s, &html))
        return html ? FILE_HTML : FILE_XML;
    return whole && is_json(s) ? FILE_JSON : FILE_TEXT;
}

static const struct promise *promise_of(str ext)
{
    for (size_t i = 0; i < ARRAY_LEN(promises) && ext.len; i++) {
        str rest = promises[i].exts, one;
        while (str_cut(&rest, ' ', &one))
            if (str_eq(one, ext))
                return &promises[i];
    }
    return NULL;
}

bool file_kind_promised(str ext)
{
    return promise_of(ext) != NULL;
}

/* The browser goes by the type, not by the name: a picture that says so is shown. */
static bool shown_by_type(enum file_kind kind, str type)
{
    static const struct shown {
        enum file_kind kind;
        str type;
    } shown[] = {
        { FILE_PDF, STR_INIT("application/pdf") },
        { FILE_HTML, STR_INIT("html") },
        { FILE_IMAGE, STR_INIT("image/") },
        { FILE_MEDIA, STR_INIT("video/") },
        { FILE_MEDIA, STR_INIT("audio/") },
        { FILE_TEXT, STR_INIT("text/plain") },
        { FILE_XML, STR_INIT("xml") },
    };
    for (size_t i = 0; i < ARRAY_LEN(shown); i++)
        if (shown[i].kind == kind && str_has_nocase(type, shown[i].type))
            return true;
    return false;
}

enum file_fit file_kind_fit(str ext, enum file_kind kind, str content_type)
{
    const struct promise *p = promise_of(ext);
    char letter = p && kind >= FILE_UNKNOWN && kind < FILE_KIND_COUNT_ ? p->fits[kind - FILE_UNKNOWN] : '?';
    if (letter == '.')
        return FIT_OPENS;
    return letter == 'x' && !shown_by_type(kind, content_type) ? FIT_NEVER : FIT_UNKNOWN;
}
