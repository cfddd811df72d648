/* SPDX-License-Identifier: MIT */
/* XML sitemaps by expat. A document type is refused, so that no entity but the five can be. */
#include "crawler/sitemap.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/limits.h"
#include "crawler/charset.h"
#include <expat.h>
#include <string.h>

struct reader {
    XML_Parser parser;
    sitemap_fn fn;
    void *ctx;
    struct buf loc;
    int depth, entry_depth; /* entry_depth: of the open <url> or <sitemap>; 0: none */
    bool entry_is_sitemap, in_loc, refused;
    int count;
};

/* Without the prefix: "sm:url" is a url. */
static str local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return str_from(colon ? colon + 1 : name);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    (void)attributes;
    struct reader *r = data;
    str local = local_name(name);
    r->depth++;
    if (r->entry_depth == 0 && (str_eq(local, STR("url")) || str_eq(local, STR("sitemap")))) {
        r->entry_depth = r->depth;
        r->entry_is_sitemap = str_eq(local, STR("sitemap"));
    } else if (r->entry_depth && r->depth == r->entry_depth + 1 && str_eq(local, STR("loc"))) {
        r->in_loc = true;
        buf_clear(&r->loc);
    }
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    (void)name;
    struct reader *r = data;
    if (r->in_loc && r->depth == r->entry_depth + 1) {
        str loc = str_trim(buf_str(&r->loc));
        r->in_loc = false;
        if (loc.len && !r->loc.full) {
            r->fn(r->ctx, loc, r->entry_is_sitemap);
            if (++r->count >= LIMIT_SITEMAP_URLS)
                XML_StopParser(r->parser, XML_FALSE);
        }
    }
    if (r->depth == r->entry_depth)
        r->entry_depth = 0;
    r->depth--;
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct reader *r = data;
    if (r->in_loc)
        buf_add(&r->loc, (str){ text, (size_t)len });
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int inner)
{
    (void)name, (void)system, (void)public, (void)inner;
    struct reader *r = data;
    r->refused = true;
    XML_StopParser(r->parser, XML_FALSE);
}

bool sitemap_read(str body, sitemap_fn fn, void *ctx)
{
    struct arena scratch;
    arena_init(&scratch);
    str text = str_trim(charset_decode(&scratch, str_slice(body, 0, LIMIT_SITEMAP_LEN), (str){ 0 }).text);
    struct reader r = { .parser = XML_ParserCreate("UTF-8"), .fn = fn, .ctx = ctx };
    if (!r.parser)
        fail_no_memory();
    buf_init(&r.loc, LIMIT_URL_LEN);
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    bool whole = text.len && XML_Parse(r.parser, text.ptr, (int)text.len, 1) == XML_STATUS_OK;
    bool enough = r.count >= LIMIT_SITEMAP_URLS;
    XML_ParserFree(r.parser);
    buf_done(&r.loc);
    arena_done(&scratch);
    return !r.refused && (whole || enough);
}
