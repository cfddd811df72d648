/* SPDX-License-Identifier: MIT */
/* Links that a page's own scripts write with document.write, as far as they stand there in plain text and always come.
 */
#include "core/buf.h"
#include "core/arena.h"
#include "crawler/url.h"
#include "links.h"
#include "literals.h"
#include "script_scan.h"
#include <string.h>

enum { MOST_WRITTEN = 64 * 1024 };

static const struct {
    const char *tag, *attr;
    enum link_kind kind;
} written[] = {
    { "a", "href", LINK_ANCHOR },
    { "img", "src", LINK_IMAGE },
    { "script", "src", LINK_SCRIPT },
    { "iframe", "src", LINK_FRAME },
};

/* The parser turns SCRIPT_VARIABLE, like every control character, into U+FFFD. */
static bool is_plain(str s)
{
    return s.len && !memchr(s.ptr, SCRIPT_VARIABLE, s.len) && !str_has(s, STR("\xEF\xBF\xBD"));
}

static void add_written(struct reading *r, uint32_t script, const struct tree *t, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    for (size_t k = 0; k < ARRAY_LEN(written); k++) {
        if (!node_is(n, written[k].tag) || !is_plain(node_attr(n, written[k].attr)))
            continue;
        str href = node_attr(n, written[k].attr);
        enum link_problem problem = reading_resolve(r, href).problem;
        if (problem != LINK_FINE && problem != LINK_LOCAL && problem != LINK_MALFORMED)
            return; /* whether such a link works is not told by a script read half */
        struct link_fact *link = links_add(r, written[k].kind, script, href, tree_text(r->arena, t, i, false));
        if (link && is_plain(node_attr(n, "title")))
            link->title = reading_clip(r->arena, node_attr(n, "title"));
    }
}

void links_written(struct reading *r, uint32_t script, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    struct buf markup;
    if (!str_has(code, STR("document.write")))
        return;
    buf_init(&markup, MOST_WRITTEN);
    while (script_next(&s, &act)) {
        bool writes =
            act.is_call && (str_eq(act.name, STR("document.write")) || str_eq(act.name, STR("document.writeln")));
        if (!writes || script_is_conditional(&s, &act))
            continue;
        size_t coded = literal_decoder(code, act.value);
        str piece = script_string(r->arena, code, coded ? coded : act.value);
        (void)buf_add(&markup, coded ? literal_decoded(r->arena, piece) : piece);
    }
    str html = str_dup(r->arena, buf_str(&markup));
    buf_done(&markup);
    if (!str_has(html, STR("<")))
        return;
    const struct tree *t = tree_parse_fragment(r->arena, html);
    for (uint32_t i = 1; i < t->count; i++)
        if (t->nodes[i].kind == NODE_ELEMENT)
            add_written(r, script, t, i);
}
