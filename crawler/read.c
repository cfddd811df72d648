/* SPDX-License-Identifier: MIT */
/* One page from bytes to facts: calls the reader's parts in order and says what was established. */
#include "crawler/read.h"
#include "core/arena.h"
#include "core/limits.h"
#include "crawler/charset.h"
#include "reading.h"

/* Each part reads what earlier ones found. */
static void (*const parts[])(struct reading *r) = {
    layout_mark, head_read,  crumbs_read, body_find,   metadata_read, dates_read,      scripts_read,
    links_read,  lists_read, pager_read,  tables_read, programs_read, related_scripts,
};

struct page_facts *read_page(struct arena *a, const struct read_input *in)
{
    struct page_facts *page = arena_new(a, struct page_facts, 1);
    struct charset_result decoded = charset_decode(a, in->body, in->content_type);
    bool cut = decoded.text.len > LIMIT_HTML_LEN;
    str text = str_slice(decoded.text, 0, LIMIT_HTML_LEN);
    page->address = in->address;
    page->charset = decoded.used;
    page->charset_declared = decoded.declared;
    page->published = DAY_NONE;
    struct reading r = { .arena = a,
                         .tree = tree_parse(a, text),
                         .page = page,
                         .base = in->address,
                         .sessions = &in->sessions,
                         .markup = text };
    page->limit_hit = str_from(r.tree->limit_hit);
    if (page->limit_hit.len)
        return page;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i](&r);
    if (cut) { /* what is there may be read, what is not there may stand behind the cut */
        page->limit_hit = STR("html-length");
        page->known &= ~(uint32_t)(KNOWN_ROWS | KNOWN_FOOTER);
    } else {
        page->known |= KNOWN_TREE;
    }
    return page;
}

static bool is_datastore(str body)
{
    if (str_starts(body, STR("\xEF\xBB\xBF")))
        body = str_slice(body, 3, body.len);
    body = str_trim(str_slice(body, 0, 2048));
    if (str_starts(body, STR("<?xml"))) {
        size_t end = str_find(body, STR("?>"));
        body = str_trim(str_slice(body, end == SIZE_MAX ? body.len : end + 2, body.len));
    }
    return str_starts_nocase(body, STR("<datastore"));
}

struct page_facts *read_answer(struct arena *a, const struct read_input *in)
{
    if (str_has_nocase(in->content_type, STR("javascript")))
        return read_script_file(a, in);
    if (is_datastore(in->body))
        return read_datastore(a, in);
    struct page_facts *page = read_page(a, in);
    bool whole = (page->known & KNOWN_TREE) && !page->limit_hit.len;
    return whole && !str_ends(in->address, STR("/")) && read_is_part(in->body, page->links.count) ? read_part(a, page)
                                                                                                  : page;
}
