/* SPDX-License-Identifier: MIT */
/* Boxes of templates that bear no known name. A full article tells by its paragraphs in which one its text stands; an
 * article without text tells which of its boxes stand empty. What belongs together, the rules learn from many pages. */
#include "body.h"
#include "core/arena.h"
#include "labels.h"

enum { EMPTY_BOXES = 24 };

static str box_name(const struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    str class = label_trim(node_attr(n, "class")), id = label_trim(node_attr(n, "id"));
    if (!class.len && !id.len)
        return (str){ 0 };
    return class.len ? str_fmt(r->arena, "%.*s.%.*s", STR_ARG(n->tag), STR_ARG(class))
                     : str_fmt(r->arena, "%.*s#%.*s", STR_ARG(n->tag), STR_ARG(id));
}

static bool is_box(const struct node *n)
{
    static const str tags[] = { STR_INIT("div"), STR_INIT("td"), STR_INIT("section"), STR_INIT("article"),
                                STR_INIT("dd") };
    return n->kind == NODE_ELEMENT && n->hiding == HIDING_NONE && str_is_any(n->tag, tags, ARRAY_LEN(tags));
}

/* Nothing but elements that dress up text, and no text: no picture, frame, script, field or link either. */
static bool stands_empty(const struct body_search *s, uint32_t i)
{
    static const str dress[] = { STR_INIT("p"),    STR_INIT("br"),    STR_INIT("div"),    STR_INIT("span"),
                                 STR_INIT("font"), STR_INIT("b"),     STR_INIT("strong"), STR_INIT("style"),
                                 STR_INIT("o:p"),  STR_INIT("center") };
    const struct tree *t = s->r->tree;
    if (weight(s->w.all, t, i) || weight(s->w.links, t, i))
        return false;
    for (uint32_t k = i + 1; k < t->nodes[i].end; k++) {
        if (t->nodes[k].kind == NODE_ELEMENT && !str_is_any(t->nodes[k].tag, dress, ARRAY_LEN(dress)))
            return false;
    }
    return !body_is_filled(t, i);
}

void body_box_of(struct body_search *s, uint32_t body)
{
    s->r->page->body.box = box_name(s->r, body);
}

void body_boxes_empty(struct body_search *s)
{
    struct page_facts *page = s->r->page;
    const struct tree *t = s->r->tree;
    for (uint32_t i = 1; i < t->count && page->empty_boxes.count < EMPTY_BOXES; i++) {
        if (!is_box(&t->nodes[i]) || body_is_framework(&t->nodes[i]) || !stands_empty(s, i))
            continue;
        str name = box_name(s->r, i);
        if (name.len)
            *arena_push(s->r->arena, &page->empty_boxes) = name;
        i = t->nodes[i].end - 1;
    }
}
