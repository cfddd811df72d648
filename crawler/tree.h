/* SPDX-License-Identifier: MIT */
/* A parsed page as a flat array in document order, so that every walk is a loop. Only tree.c knows Gumbo. Page arena.
 * The subtree of node i is nodes[i] … nodes[nodes[i].end - 1]; node 0 is the document. */
#ifndef CRAWLER_TREE_H
#define CRAWLER_TREE_H
#include "core/words.h"
#include <stdint.h>
#include <string.h>

enum node_kind { NODE_DOCUMENT, NODE_ELEMENT, NODE_TEXT, NODE_COMMENT };

struct attr {
    str name;  /* lower case */
    str value; /* entities decoded once, by the parser */
};

struct node {
    enum node_kind kind;
    uint32_t parent;  /* index; 0's parent is 0 */
    uint32_t end;     /* one past the last node of its subtree */
    uint16_t depth;
    uint16_t nth;     /* position among the siblings of the same tag, from 1 */
    unsigned flags;   /* what HTML says of the tag: enum tag_flag in tags.h */
    uint32_t block;   /* nearest block element, the node itself included */
    str tag;          /* lower case; elements only, also unknown ones */
    str text;         /* text of NODE_TEXT (also the raw text of script, style, textarea), comment text */
    const struct attr *attrs;
    uint32_t attr_count;
    /* Filled by layout_mark() before anything else looks at the tree; inherited from ancestors. */
    enum region region;
    enum hiding hiding; /* why the node is hidden from visitors; HIDING_NONE: shown */
    uint32_t hider;     /* the element that hides it, or 0 */
};

struct tree {
    struct node *nodes;
    uint32_t count;
    const char *limit_hit; /* ceiling that was hit ("too-tangled", "too-many-nodes"), or NULL; then count is 0 */
};

/* UTF-8 text in, read as by a browser with scripts: <noscript> becomes a <noframes> of raw text. Bounded by the tangle pre-scan, LIMIT_NODES and LIMIT_TREE_DEPTH. */
struct tree *tree_parse(struct arena *a, str html);
struct tree *tree_parse_fragment(struct arena *a, str html); /* rows out of a CDATA island */

str node_attr(const struct node *n, const char *name);      /* empty if absent */
bool node_has_attr(const struct node *n, const char *name);
/* Here for speed: the readers ask it of every node, and the length of a literal is known when compiling. */
static inline bool node_is(const struct node *n, const char *tag)
{
    size_t len = strlen(tag);
    return n->tag.len == len && !memcmp(n->tag.ptr, tag, len);
}
bool node_has_class(const struct node *n, const char *word); /* a whole word of the class attribute, without case */
/* Class and id contain one of the words as substring, without case: "foot" finds "page-footer". */
bool node_hints(const struct node *n, const char *const *words, size_t count);
/* One part of class or id is one of the words: "nav" finds "top-nav", "navList", "nav2", not "canvas" nor "navigate". */
bool node_is_named(const struct node *n, const char *const *words, size_t count);
/* Text of a subtree as a visitor reads it: squeezed, block elements apart by a blank, without script, style, template and, if
 * `shown_only`, without hidden parts. */
str tree_text(struct arena *a, const struct tree *t, uint32_t i, bool shown_only);
str tree_place(struct arena *a, const struct tree *t, uint32_t i); /* short path for people: "div#nav>ul>li[3]>a" */

#endif
