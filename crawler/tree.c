/* SPDX-License-Identifier: MIT */
/* The one file that knows Gumbo: parses in the page arena and copies the tree into a flat array, without recursion.
 * Gumbo's own tree is never destroyed (that recurses); it ends with the arena. */
#include "tree.h"
#include "core/arena.h"
#include "core/limits.h"
#include "tags.h"
#include "tangle.h"
#include <gumbo.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kitchen { /* where Gumbo gets its memory */
    struct arena *arena;
    size_t taken;
    jmp_buf too_much;
};

/* libgumbo 0.10.1 is built with its assertions, and hostile markup fails some (<select> inside of <svg>): without this,
 * one page would end the whole audit. The linker lets libgumbo find this function before the C library's. */
static _Thread_local struct kitchen *cooking; /* of the parse that runs on this thread */

_Noreturn void __assert_fail(const char *assertion, const char *file, unsigned line, const char *function);
__attribute__((visibility("default"))) _Noreturn void __assert_fail(const char *assertion, const char *file,
                                                                    unsigned line, const char *function)
{
    if (cooking)
        longjmp(cooking->too_much, 1);
    (void)fprintf(stderr, "%s:%u: %s: assertion '%s' failed\n", file, line, function, assertion);
    abort();
}

static void *on_alloc(void *userdata, size_t size)
{
    struct kitchen *k = userdata;
    k->taken += size;
    if (k->taken > LIMIT_TREE_BYTES)
        longjmp(k->too_much, 1); /* nothing to clean up: all of Gumbo's memory is the arena's */
    return arena_alloc(k->arena, size, alignof(max_align_t), 1);
}

static void on_free(void *userdata, void *memory)
{
    (void)userdata;
    (void)memory;
}

/* NULL when the page wants more memory than LIMIT_TREE_BYTES, or fails an assertion. */
static const GumboOutput *parse(struct arena *a, str html, GumboTag context)
{
    struct kitchen k = { .arena = a };
    if (setjmp(k.too_much)) {
        cooking = NULL;
        return NULL;
    }
    cooking = &k;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = on_alloc;
    options.deallocator = on_free;
    options.userdata = &k;
    options.max_errors = 0; /* the default keeps every error: 2 GB for 96 KB of bad HTML */
    options.fragment_context = context;
    const GumboOutput *output = gumbo_parse_with_options(&options, html.len ? html.ptr : "", html.len);
    cooking = NULL;
    return output;
}

struct flattening {
    struct arena *arena;
    bool keep; /* the parser's memory is given back: what is wanted of it is copied */
    struct tree *tree;
    size_t room;
    uint16_t *slots; /* one for each node: which counter of siblings it uses */
    size_t slot_room;
    size_t depth;
};

enum { SLOTS = 1024 }; /* one for each tag Gumbo knows, the rest shared by unknown names */

static str tag_name(struct arena *a, const GumboElement *e)
{
    if (e->tag != GUMBO_TAG_UNKNOWN)
        return str_from(gumbo_normalized_tagname(e->tag));
    GumboStringPiece piece = e->original_tag;
    gumbo_tag_from_original_text(&piece);
    return str_lower(a, (str){ piece.data, piece.length });
}

static bool has_capitals(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
            return true;
    return false;
}

static str kept(const struct flattening *f, const char *text)
{
    str s = str_from(text);
    return f->keep ? str_dup(f->arena, s) : s;
}

static void copy_attrs(const struct flattening *f, struct node *n, const GumboVector *v)
{
    struct arena *a = f->arena;
    struct attr *attrs = v->length ? arena_new(a, struct attr, v->length) : NULL;
    for (unsigned i = 0; i < v->length; i++) {
        const GumboAttribute *from = v->data[i];
        str name = kept(f, from->name);
        attrs[i].name = has_capitals(name) ? str_lower(a, name) : name; /* Gumbo respells some in SVG */
        attrs[i].value = kept(f, from->value);
    }
    n->attrs = attrs;
    n->attr_count = v->length;
}

static enum node_kind kind_of(const GumboNode *g)
{
    switch (g->type) {
    case GUMBO_NODE_DOCUMENT:
        return NODE_DOCUMENT;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return NODE_ELEMENT;
    case GUMBO_NODE_COMMENT:
        return NODE_COMMENT;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        break;
    }
    return NODE_TEXT;
}

static void add_node(struct flattening *f, const GumboNode *g, uint32_t parent)
{
    struct tree *t = f->tree;
    t->nodes = arena_grow(f->arena, t->nodes, sizeof *t->nodes, t->count, &f->room);
    f->slots = arena_grow(f->arena, f->slots, sizeof *f->slots, t->count, &f->slot_room);
    struct node *n = &t->nodes[t->count];
    *n = (struct node){
        .kind = kind_of(g), .parent = parent, .end = t->count + 1, .depth = (uint16_t)f->depth, .nth = 1
    };
    n->block = t->nodes[parent].block;
    f->slots[t->count++] = 0;
    if (n->kind == NODE_ELEMENT) {
        const GumboElement *e = &g->v.element;
        n->tag = tag_name(f->arena, e);
        n->flags = tag_flags(n->tag);
        if (n->flags & TAG_BLOCK)
            n->block = t->count - 1;
        copy_attrs(f, n, &e->attributes);
        size_t slot =
            e->tag == GUMBO_TAG_UNKNOWN ? GUMBO_TAG_LAST + str_hash(n->tag) % (SLOTS - GUMBO_TAG_LAST) : e->tag;
        f->slots[t->count - 1] = (uint16_t)slot;
    } else if (n->kind != NODE_DOCUMENT) {
        n->text = kept(f, g->v.text.text);
    }
}

static const GumboVector *children_of(const GumboNode *g)
{
    if (g->type == GUMBO_NODE_DOCUMENT)
        return &g->v.document.children;
    return g->type == GUMBO_NODE_ELEMENT ? &g->v.element.children : NULL; /* content of <template> is not in the page */
}

/* No more than LIMIT_NODES and one. */
static size_t count_nodes(const GumboNode *g)
{
    size_t count = 1;
    while (count <= LIMIT_NODES) {
        const GumboVector *below = children_of(g);
        if (below && below->length) {
            g = below->data[0];
            count++;
            continue;
        }
        while (g->parent && g->index_within_parent + 1 >= children_of(g->parent)->length)
            g = g->parent;
        if (!g->parent)
            break;
        g = children_of(g->parent)->data[g->index_within_parent + 1];
        count++;
    }
    return count;
}

/* Steps to the next node in document order, closing what ends on the way; NULL after the last. */
static const GumboNode *step(struct flattening *f, const GumboNode *g, uint32_t *parent)
{
    struct node *nodes = f->tree->nodes;
    const GumboVector *below = children_of(g);
    if (below && below->length) {
        *parent = f->tree->count - 1;
        f->depth++;
        return below->data[0];
    }
    while (g->parent) {
        const GumboVector *beside = children_of(g->parent);
        if (g->index_within_parent + 1 < beside->length)
            return beside->data[g->index_within_parent + 1];
        nodes[*parent].end = f->tree->count;
        *parent = nodes[*parent].parent;
        f->depth--;
        g = g->parent;
    }
    return NULL;
}

struct tally {
    uint32_t parent, count;
};

static void number_siblings(struct flattening *f)
{
    struct tree *t = f->tree;
    struct tally *tallies = arena_new(f->arena, struct tally, SLOTS);
    for (uint32_t p = 0; p < t->count; p++) {
        for (uint32_t i = p + 1; i < t->nodes[p].end; i = t->nodes[i].end) {
            if (t->nodes[i].kind != NODE_ELEMENT)
                continue;
            struct tally *tally = &tallies[f->slots[i]];
            if (tally->parent != p)
                *tally = (struct tally){ .parent = p };
            tally->count++;
            t->nodes[i].nth = (uint16_t)(tally->count < UINT16_MAX ? tally->count : UINT16_MAX);
        }
    }
}

static void flatten(struct arena *a, struct tree *t, const GumboNode *g, bool keep)
{
    struct flattening f = { .arena = a, .keep = keep, .tree = t };
    uint32_t parent = 0;
    if (keep) { /* growing step by step would leave as much again behind */
        f.room = f.slot_room = count_nodes(g);
        t->nodes = arena_new(a, struct node, f.room);
        f.slots = arena_new(a, uint16_t, f.slot_room);
    }
    for (; g; g = step(&f, g, &parent)) {
        if (t->count >= LIMIT_NODES)
            t->limit_hit = "too-many-nodes";
        else if (f.depth > 2 * LIMIT_TREE_DEPTH)
            t->limit_hit = "too-tangled";
        if (t->limit_hit) {
            t->count = 0;
            return;
        }
        add_node(&f, g, parent);
    }
    if (f.slots)
        number_siblings(&f);
}

/* Visitors have scripts, so for them <noscript> is text. Gumbo would parse it (and end <head> at its first image), but
 * <noframes>, which is as long, it keeps as text. */
static str without_noscript(struct arena *a, str html)
{
    size_t at = str_find_nocase(html, STR("<noscript"));
    if (at == SIZE_MAX)
        return html;
    char *copy = arena_new(a, char, html.len);
    memcpy(copy, html.ptr, html.len);
    for (; at + sizeof "</noscript" - 1 <= html.len; at++) {
        const char *open = memchr(copy + at, '<', html.len - at);
        if (!open)
            break;
        at = (size_t)(open - copy);
        size_t name = at + (at + 1 < html.len && copy[at + 1] == '/' ? 2 : 1);
        if (str_starts_nocase(str_slice((str){ copy, html.len }, name, html.len), STR("noscript")))
            memcpy(copy + name, "noframes", sizeof "noframes" - 1);
    }
    return (str){ copy, html.len };
}

static struct tree *parse_flat(struct arena *a, str html, GumboTag context)
{
    struct tree *t = arena_new(a, struct tree, 1);
    html = without_noscript(a, html);
    bool apart = html.len >= LIMIT_LONG_PAGE;
    struct arena parsing;
    arena_init(&parsing);
    const GumboOutput *output = tangle_is_too_much(a, html) ? NULL : parse(apart ? &parsing : a, html, context);
    if (output)
        flatten(a, t, output->document, apart);
    else
        t->limit_hit = "too-tangled";
    arena_done(&parsing);
    return t;
}

struct tree *tree_parse(struct arena *a, str html)
{
    return parse_flat(a, html, GUMBO_TAG_LAST);
}

struct tree *tree_parse_fragment(struct arena *a, str html)
{
    str start = str_trim(html);
    GumboTag context = GUMBO_TAG_DIV;
    if (str_starts_nocase(start, STR("<tr")))
        context = GUMBO_TAG_TBODY;
    else if (str_starts_nocase(start, STR("<td")))
        context = GUMBO_TAG_TR;
    return parse_flat(a, html, context);
}
