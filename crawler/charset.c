/* SPDX-License-Identifier: MIT */
/* Page bytes to UTF-8. Declarations are believed only as far as the bytes agree; gb2312 and gbk are read as GB18030. */
#include "crawler/charset.h"
#include "core/arena.h"
#include "core/text.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

enum {
    META_SEARCH_LEN = 4096,
    GUESS_LEN = 64 << 10,
    COUNT_FIRST_LEN = 1 << 20,
    SLICE_LEN = 1024,
    NAME_LEN_MAX = 40,
    METAS_MAX = 4
};

#define REPLACEMENT "\xef\xbf\xbd"

/* Names as declared, what we call the charset, what iconv calls it. `weak`: never fails, so agreeing proves nothing. */
static const struct charset {
    str alias, name;
    const char *codec;
    bool weak;
} charsets[] = {
    { STR_INIT("utf-8"), STR_INIT("utf-8"), NULL, false },
    { STR_INIT("utf8"), STR_INIT("utf-8"), NULL, false },
    { STR_INIT("gb18030"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("gb2312"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("gbk"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("gb_2312-80"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("gb2312-80"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("x-gbk"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("cp936"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("euc-cn"), STR_INIT("gb18030"), "GB18030", false },
    { STR_INIT("big5"), STR_INIT("big5"), "BIG5-HKSCS", false },
    { STR_INIT("big5-hkscs"), STR_INIT("big5"), "BIG5-HKSCS", false },
    { STR_INIT("utf-16le"), STR_INIT("utf-16le"), "UTF-16LE", false },
    { STR_INIT("utf-16be"), STR_INIT("utf-16be"), "UTF-16BE", false },
    { STR_INIT("shift_jis"), STR_INIT("shift_jis"), "CP932", false },
    { STR_INIT("euc-jp"), STR_INIT("euc-jp"), "EUC-JP", false },
    { STR_INIT("euc-kr"), STR_INIT("euc-kr"), "CP949", false },
    { STR_INIT("iso-8859-1"), STR_INIT("windows-1252"), "CP1252", true },
    { STR_INIT("latin1"), STR_INIT("windows-1252"), "CP1252", true },
    { STR_INIT("windows-1252"), STR_INIT("windows-1252"), "CP1252", true },
    { STR_INIT("us-ascii"), STR_INIT("windows-1252"), "CP1252", true },
};

enum { UTF8_ROW = 0, GB_ROW = 2 };

static const struct charset *charset_named(str alias)
{
    for (size_t i = 0; i < ARRAY_LEN(charsets); i++)
        if (str_eq_nocase(alias, charsets[i].alias))
            return &charsets[i];
    return NULL;
}

/* The value behind `key` ("charset=") in a header or tag, quotes and ends cut; empty if there is none. */
static str value_behind(str text, str key)
{
    size_t at = str_find_nocase(text, key);
    if (at == SIZE_MAX)
        return (str){ 0 };
    str rest = str_trim(str_slice(text, at + key.len, text.len));
    if (!str_starts(rest, STR("=")))
        return (str){ 0 };
    rest = str_trim(str_slice(rest, 1, rest.len));
    while (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
        rest = str_slice(rest, 1, rest.len);
    size_t end = 0;
    while (end < rest.len && end < NAME_LEN_MAX && rest.ptr[end] > ' ' && !strchr("\"';,/>", rest.ptr[end]))
        end++;
    return str_slice(rest, 0, end);
}

struct declarations {
    str header;
    str metas[METAS_MAX]; /* distinct ones, in page order; the XML declaration counts as one */
    size_t count;
};

static void add_meta(struct declarations *d, str name)
{
    for (size_t i = 0; i < d->count; i++)
        if (str_eq_nocase(d->metas[i], name))
            return;
    if (name.len && d->count < METAS_MAX)
        d->metas[d->count++] = name;
}

static void find_metas(struct declarations *d, str body)
{
    str rest = str_slice(body, 0, META_SEARCH_LEN);
    if (str_starts_nocase(str_trim(rest), STR("<?xml")))
        add_meta(d, value_behind(str_slice(rest, 0, str_find(rest, STR("?>"))), STR("encoding")));
    for (size_t at = str_find(rest, STR("<")); at != SIZE_MAX; at = str_find(rest, STR("<"))) {
        rest = str_slice(rest, at, rest.len);
        bool comment = str_starts(rest, STR("<!--"));
        size_t end = str_find(rest, comment ? STR("-->") : STR(">"));
        str tag = str_slice(rest, 0, end);
        if (!comment && str_starts_nocase(tag, STR("<meta")))
            add_meta(d, value_behind(tag, STR("charset")));
        rest = str_slice(rest, tag.len ? tag.len : 1, rest.len);
    }
}

/* What a body is as UTF-8: characters by length, and bytes that fit nowhere. A character cut by the end is no fault. */
struct utf8_census {
    size_t two, more, bad, nul;
};

static struct utf8_census take_census(str body)
{
    struct utf8_census census = { 0 };
    str rest = body;
    while (rest.len) {
        const char *at = rest.ptr, *end = rest.ptr + rest.len;
        for (; at < end && (unsigned char)*at < 0x80; at++)
            census.nul += *at == 0;
        rest = (str){ at, (size_t)(end - at) };
        if (rest.len == 0)
            break;
        uint32_t c;
        str one = text_next(&rest, &c);
        census.two += one.len == 2;
        census.more += one.len > 2;
        census.bad += one.len == 1;
    }
    /* The bytes of a last character that was cut were counted one by one. */
    for (size_t cut = 1; cut <= 3 && cut <= body.len && census.bad >= cut; cut++) {
        unsigned char lead = (unsigned char)body.ptr[body.len - cut];
        if (lead >= 0xc0) {
            size_t due = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            census.bad -= due > cut ? cut : 0;
            break;
        }
    }
    return census;
}

/* UTF-8 with NUL and misfits replaced; the input itself if there is nothing to replace. */
static str scrub(struct arena *a, str text)
{
    struct utf8_census census = take_census(text);
    if (census.nul == 0 && text_is_utf8(text))
        return text;
    size_t misfits = census.nul + census.bad + 3;
    char *out = arena_new(a, char, text.len + misfits * 2 + 1);
    size_t len = 0;
    while (text.len) {
        uint32_t c;
        str one = text_next(&text, &c);
        if (c == 0 || (c == 0xfffd && one.len == 1))
            one = STR(REPLACEMENT);
        memcpy(out + len, one.ptr, one.len);
        len += one.len;
    }
    return (str){ out, len };
}

/* One pass of iconv. `out` NULL: only counts. */
struct conversion {
    char *out;
    size_t len;    /* bytes of UTF-8 */
    size_t errors; /* bytes that fit nowhere; a character cut by the end is none */
};

static void put(struct conversion *c, const char *bytes, size_t len)
{
    if (c->out)
        memcpy(c->out + c->len, bytes, len);
    c->len += len;
}

static bool convert(const char *codec_name, str body, struct conversion *c)
{
    iconv_t codec = iconv_open("UTF-8", codec_name);
    if (codec == (iconv_t)-1)
        return false;
    char scratch[8192];
    char *from = (char *)(uintptr_t)body.ptr; /* iconv() reads only */
    size_t left = body.len;
    while (left) {
        /* In slices: address checkers look at all that is offered, once a call. */
        size_t slice = left < SLICE_LEN ? left : SLICE_LEN, offered = slice;
        char *to = scratch;
        size_t room = sizeof scratch;
        size_t done = iconv(codec, &from, &slice, &to, &room);
        int why = done == (size_t)-1 ? errno : 0;
        put(c, scratch, sizeof scratch - room);
        left -= offered - slice;
        if (why == 0 || why == E2BIG || (why == EINVAL && slice < left))
            continue;
        put(c, REPLACEMENT, 3);
        if (why == EINVAL)
            break;
        c->errors++;
        from++;
        left--;
        iconv(codec, NULL, NULL, NULL, NULL);
    }
    iconv_close(codec);
    return true;
}

static bool decodes(const char *codec, str body)
{
    struct conversion c = { 0 };
    return convert(codec, body, &c) && c.errors == 0;
}

static str decode(struct arena *a, const char *codec, str body)
{
    struct conversion count = { .len = body.len * 3 }; /* no byte of any charset here becomes more than three */
    if (body.len > COUNT_FIRST_LEN) {
        count.len = 0;
        if (codec && !convert(codec, body, &count))
            codec = NULL;
    }
    struct conversion c = { .out = codec ? arena_new(a, char, count.len + 1) : NULL };
    if (!codec || !convert(codec, body, &c))
        return scrub(a, body);
    str text = { c.out, c.len };
    return memchr(c.out, 0, c.len) ? scrub(a, text) : text;
}

static bool is_gb(const struct charset *c)
{
    return c && str_eq(c->name, charsets[GB_ROW].name);
}

/* Does the body read as UTF-8 whatever is declared? Short GBK words can pass for two-byte UTF-8 by accident. */
static bool is_surely_utf8(const struct utf8_census *census, bool says_gb)
{
    return census->bad == 0 &&
           (says_gb ? census->more > 0 && census->more >= census->two : census->more + census->two > 0);
}

/* A page in UTF-8 with a few torn characters (cut titles) is still one. */
static bool is_mostly_utf8(const struct utf8_census *census)
{
    return census->more >= 20 && census->more > census->bad * 20;
}

static const struct charset *by_guess(str body, const char **codec, char name[NAME_LEN_MAX])
{
    uchardet_t guesser = uchardet_new();
    name[0] = '\0';
    if (uchardet_handle_data(guesser, body.ptr, body.len < GUESS_LEN ? body.len : GUESS_LEN) == 0) {
        uchardet_data_end(guesser);
        str guess = str_from(uchardet_get_charset(guesser));
        if (guess.len < NAME_LEN_MAX)
            memcpy(name, guess.ptr, guess.len + 1);
    }
    uchardet_delete(guesser);
    *codec = name[0] ? name : charsets[GB_ROW].codec;
    return charset_named(str_from(name));
}

/* The first declaration that the bytes do not contradict; weak ones only if `weak`. */
static const struct charset *by_declaration(const struct declarations *d, str body, bool weak)
{
    for (size_t i = 0; i <= d->count; i++) {
        const struct charset *c = charset_named(i == 0 ? d->header : d->metas[i - 1]);
        if (c && c->codec && c->weak == weak && (weak || decodes(c->codec, body)))
            return c;
    }
    return NULL;
}

/* What is declared of a body that is plain ASCII: the first name we know. */
static const struct charset *first_known(const struct declarations *d)
{
    for (size_t i = 0; i <= d->count; i++) {
        const struct charset *c = charset_named(i == 0 ? d->header : d->metas[i - 1]);
        if (c && !str_starts(c->name, STR("utf-16")))
            return c;
    }
    return &charsets[UTF8_ROW];
}

static bool says_gb(const struct declarations *d)
{
    for (size_t i = 0; i <= d->count; i++)
        if (is_gb(charset_named(i == 0 ? d->header : d->metas[i - 1])))
            return true;
    return false;
}

static struct charset_result with_charset(struct arena *a, const struct charset *c, str body)
{
    return (struct charset_result){ .text = decode(a, c->codec, body), .used = c->name };
}

static size_t ascii_len(str s)
{
    size_t i = 0;
    while (i < s.len && (unsigned char)s.ptr[i] < 0x80 && s.ptr[i])
        i++;
    return i;
}

static struct charset_result choose(struct arena *a, const struct declarations *d, str body)
{
    size_t plain = ascii_len(body);
    if (plain == body.len)
        return (struct charset_result){ .text = body, .used = first_known(d)->name };
    if (!says_gb(d) && text_is_utf8(body) && !memchr(body.ptr + plain, 0, body.len - plain))
        return (struct charset_result){ .text = body, .used = charsets[UTF8_ROW].name };
    const struct charset *utf8 = &charsets[UTF8_ROW], *gb = &charsets[GB_ROW], *c;
    struct utf8_census census = take_census(body);
    if (census.two + census.more + census.bad == 0)
        return (struct charset_result){ .text = scrub(a, body), .used = first_known(d)->name };
    if (is_surely_utf8(&census, says_gb(d)))
        return with_charset(a, utf8, body);
    if (is_mostly_utf8(&census))
        return with_charset(a, utf8, body);
    if ((c = by_declaration(d, body, false)))
        return with_charset(a, c, body);
    if (census.bad == 0)
        return with_charset(a, utf8, body);
    if (says_gb(d) || decodes(gb->codec, body))
        return with_charset(a, gb, body);
    if ((c = by_declaration(d, body, true)))
        return with_charset(a, c, body);
    char name[NAME_LEN_MAX];
    const char *codec;
    c = by_guess(body, &codec, name);
    if (c)
        return with_charset(a, c, body);
    struct conversion trial = { 0 };
    if (!convert(codec, (str){ 0 }, &trial))
        return with_charset(a, gb, body);
    return (struct charset_result){ .text = decode(a, codec, body), .used = str_lower(a, str_from(codec)) };
}

static bool by_bom(struct arena *a, str body, struct charset_result *out)
{
    static const struct {
        str bom, name;
    } boms[] = { { STR_INIT("\xef\xbb\xbf"), STR_INIT("utf-8") },
                 { STR_INIT("\xff\xfe"), STR_INIT("utf-16le") },
                 { STR_INIT("\xfe\xff"), STR_INIT("utf-16be") } };
    for (size_t i = 0; i < ARRAY_LEN(boms); i++)
        if (str_starts(body, boms[i].bom)) {
            *out = with_charset(a, charset_named(boms[i].name), str_slice(body, boms[i].bom.len, body.len));
            return true;
        }
    return false;
}

/* "header/meta,meta" when one of them named something else than what was used. */
static str wrong_declarations(struct arena *a, const struct declarations *d, str used)
{
    bool wrong = false;
    for (size_t i = 0; i <= d->count; i++) {
        str name = i == 0 ? d->header : d->metas[i - 1];
        const struct charset *c = charset_named(name);
        wrong |= name.len && !(c && str_eq(c->name, used));
    }
    if (!wrong)
        return (str){ 0 };
    str metas = str_lower(a, str_join(a, d->metas, d->count, STR(",")));
    return scrub(a, str_fmt(a, "%.*s/%.*s", STR_ARG(str_lower(a, d->header)), STR_ARG(metas)));
}

struct charset_result charset_decode(struct arena *a, str body, str content_type)
{
    struct declarations d = { .header = value_behind(content_type, STR("charset")) };
    find_metas(&d, body);
    struct charset_result out;
    if (!by_bom(a, body, &out))
        out = choose(a, &d, body);
    out.declared = wrong_declarations(a, &d, out.used);
    return out;
}
