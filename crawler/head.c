/* SPDX-License-Identifier: MIT */
/* What the page says of itself for machines: title, page tags, language, base address. */
#include "core/arena.h"
#include "crawler/url.h"
#include "reading.h"
#include <string.h>

enum { MOST_TAGS = 500 };

static bool is_in_svg(const struct tree *t, uint32_t i)
{
    for (uint32_t k = t->nodes[i].parent, steps = 0; k && steps < 64; k = t->nodes[k].parent, steps++)
        if (node_is(&t->nodes[k], "svg"))
            return true;
    return false;
}

static void read_tag(struct reading *r, const struct node *n)
{
    str name = str_trim(node_attr(n, "name"));
    if (!name.len)
        name = str_trim(node_attr(n, "property"));
    if (name.len && r->page->tags.count < MOST_TAGS)
        *arena_push(r->arena, &r->page->tags) =
            (struct tag_fact){ .name = reading_clip(r->arena, name),
                               .content = reading_clip(r->arena, node_attr(n, "content")) };
}

static void read_base(struct reading *r, const struct node *n)
{
    str href = str_trim(node_attr(n, "href"));
    struct url_ref ref = href.len ? reading_resolve(r, href) : (struct url_ref){ .problem = LINK_PLACEHOLDER };
    if (ref.problem == LINK_FINE)
        r->base = ref.address;
}

void head_read(struct reading *r)
{
    const struct tree *t = r->tree;
    bool titled = false, based = false;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_ELEMENT)
            continue;
        if (node_is(n, "meta")) {
            read_tag(r, n);
        } else if (node_is(n, "title") && !titled && !is_in_svg(t, i)) {
            r->page->title = reading_clip(r->arena, tree_text(r->arena, t, i, false));
            titled = true;
        } else if (node_is(n, "base") && !based && node_has_attr(n, "href")) {
            read_base(r, n);
            based = true;
        } else if (node_is(n, "html") && !r->page->lang.len) {
            r->page->lang = str_trim(node_attr(n, "lang"));
        }
    }
}
