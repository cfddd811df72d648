/* SPDX-License-Identifier: MIT */
/* Which part of the page a node stands in: head, navigation, breadcrumb, footer. Lists and content are found by later
 * parts. */
#include "core/arena.h"
#include "core/ascii.h"
#include "hiding.h"
#include "tags.h"
#include <string.h>

/* Sums over the nodes before each node, so that a subtree is measured by one subtraction. */
struct measures {
    uint32_t *bytes; /* of text */
    uint32_t *dates; /* of things that look like 2026-06-01 */
};

/* Four digits of a year of our time with a date separator behind them. */
static bool has_date(str text)
{
    for (size_t i = 0; i + 5 < text.len; i++) {
        if (text.ptr[i] != '2' || text.ptr[i + 1] != '0')
            continue;
        char c = text.ptr[i + 4];
        bool digits = text.ptr[i + 2] >= '0' && text.ptr[i + 2] <= '3' && ascii_is_digit(text.ptr[i + 3]);
        if (digits && (c == '-' || c == '/' || c == '.') && ascii_is_digit(text.ptr[i + 5]))
            return true;
    }
    return false;
}

static struct measures measure(struct arena *a, const struct tree *t)
{
    struct measures m = { .bytes = arena_new(a, uint32_t, t->count + 1),
                          .dates = arena_new(a, uint32_t, t->count + 1) };
    uint32_t unseen_end = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN) && n->end > unseen_end)
            unseen_end = n->end;
        str text = n->kind == NODE_TEXT && i >= unseen_end ? str_trim(n->text) : (str){ 0 };
        m.bytes[i + 1] = m.bytes[i] + (uint32_t)text.len;
        m.dates[i + 1] = m.dates[i] + has_date(text);
    }
    return m;
}

static const char *const nav_words[] = { "nav",     "navs",   "navi",    "navbar",  "navigation",
                                         "menu",    "menus",  "submenu", "daohang", "dh",
                                         "mainnav", "topnav", "subnav",  "leftnav", "sidenav" };
static const char *const foot_words[] = { "foot",    "footer",     "foots",    "footbox", "bottom", "copyright",
                                          "banquan", "copyrights", "footlink", "dibu",    "btm" };

struct marking {
    struct reading *r;
    struct measures m;
    uint32_t crumb;
};

enum { ROWS_SEEN = 4, FOOTER_BYTES = 2400 }; /* a footer that fills most of an empty page is still this small */

/* What the law makes footers say. */
static bool says_footer(str text)
{
    static const str words[] = { STR_INIT("网站标识码"), STR_INIT("ICP备"), STR_INIT("公网安备"), STR_INIT("主办单位"),
                                 STR_INIT("版权所有") };
    return str_has_any(text, words, ARRAY_LEN(words));
}

static bool says_footer_inside(const struct tree *t, uint32_t i)
{
    for (uint32_t c = i; c < t->nodes[i].end; c++) {
        if (t->nodes[c].kind == NODE_TEXT && says_footer(t->nodes[c].text))
            return true;
    }
    return false;
}

static bool is_plain_footer(const struct marking *k, uint32_t i)
{
    const struct tree *t = k->r->tree;
    uint32_t end = t->nodes[i].end;
    if (k->m.bytes[end] - k->m.bytes[i] > FOOTER_BYTES || k->m.dates[end] != k->m.dates[i])
        return false;
    return says_footer_inside(t, i);
}

static bool has_child_like(const struct tree *t, uint32_t parent, const struct node *n)
{
    for (uint32_t c = parent + 1; c < t->nodes[parent].end; c = t->nodes[c].end) {
        if (t->nodes[c].kind == NODE_ELEMENT && str_eq(t->nodes[c].tag, n->tag) &&
            str_eq(node_attr(&t->nodes[c], "class"), node_attr(n, "class")))
            return true;
    }
    return false;
}

/* The lower part of a row, among rows that have one too. */
static bool is_part_of_row(const struct tree *t, uint32_t i)
{
    uint32_t row = t->nodes[i].parent, up = row ? t->nodes[row].parent : 0, steps = 0;
    for (uint32_t c = up + 1; up && c < t->nodes[up].end && steps < ROWS_SEEN; c = t->nodes[c].end) {
        if (c == row || t->nodes[c].kind != NODE_ELEMENT)
            continue;
        steps++;
        if (has_child_like(t, c, &t->nodes[i]))
            return true;
    }
    return false;
}

/* A part is named after its job, but themes name all sorts of boxes so: what holds most of the page, or dated rows, is
 * no part; only a footer may be most of a page that holds nothing. */
static bool may_be_part(const struct marking *k, uint32_t i, enum region region)
{
    const struct tree *t = k->r->tree;
    const struct node *n = &t->nodes[i];
    uint64_t bytes = k->m.bytes[n->end] - k->m.bytes[i], all = k->m.bytes[t->count];
    if (node_is(n, "body") || node_is(n, "html"))
        return false;
    return bytes * 2 <= all || bytes <= 150 || (region == REGION_FOOTER && is_plain_footer(k, i));
}

static bool is_inside(const struct tree *t, uint32_t i, const char *const *names, size_t count)
{
    for (uint32_t k = t->nodes[i].parent, steps = 0; k && steps < 64; k = t->nodes[k].parent, steps++)
        for (size_t w = 0; w < count; w++)
            if (node_is(&t->nodes[k], names[w]))
                return true;
    return false;
}

static enum region region_by_tag(const struct tree *t, uint32_t i)
{
    static const char *const sections[] = { "article", "section", "main", "aside", "li" };
    const struct node *n = &t->nodes[i];
    if (node_is(n, "nav"))
        return REGION_NAV;
    if ((node_is(n, "header") || node_is(n, "footer")) && !is_inside(t, i, sections, ARRAY_LEN(sections)))
        return node_is(n, "header") ? REGION_NAV : REGION_FOOTER;
    return REGION_UNKNOWN;
}

static enum region own_region(const struct marking *k, uint32_t i)
{
    const struct tree *t = k->r->tree;
    const struct node *n = &t->nodes[i];
    if (n->kind != NODE_ELEMENT)
        return REGION_UNKNOWN;
    if (i == k->crumb)
        return REGION_CRUMB;
    if (node_is(n, "head"))
        return REGION_HEAD;
    enum region region = region_by_tag(t, i);
    if (region == REGION_UNKNOWN && n->attr_count && (n->flags & TAG_BLOCK)) {
        if (node_is_named(n, foot_words, ARRAY_LEN(foot_words)) && (uint64_t)i * 5 >= (uint64_t)t->count * 2)
            region = (k->m.dates[n->end] != k->m.dates[i] || is_part_of_row(t, i)) && !says_footer_inside(t, i)
                         ? REGION_UNKNOWN
                         : REGION_FOOTER;
        else if (node_is_named(n, nav_words, ARRAY_LEN(nav_words)))
            region = REGION_NAV;
    }
    if (region == REGION_NAV && k->m.dates[n->end] != k->m.dates[i])
        return REGION_UNKNOWN;
    return region != REGION_UNKNOWN && may_be_part(k, i, region) ? region : REGION_UNKNOWN;
}

/* A plain footer that begins with what the law makes it say: nothing of the page's own stands in it. */
static bool opens_as_footer(const struct marking *k, uint32_t i)
{
    const struct tree *t = k->r->tree;
    for (uint32_t c = i; c < t->nodes[i].end; c++) {
        if (t->nodes[c].kind == NODE_TEXT && k->m.bytes[c] != k->m.bytes[c + 1])
            return says_footer(t->nodes[c].text) && is_plain_footer(k, i);
    }
    return false;
}

/* The largest block around a text that is still a small part at the page's end; on a page that holds little of its own
 * a footer is no small part. */
static uint32_t footer_around(const struct marking *k, uint32_t i)
{
    const struct tree *t = k->r->tree;
    uint32_t best = 0;
    for (i = t->nodes[i].block; i; i = t->nodes[t->nodes[i].parent].block) {
        const struct node *n = &t->nodes[i];
        uint64_t bytes = k->m.bytes[n->end] - k->m.bytes[i], all = k->m.bytes[t->count];
        bool opens = opens_as_footer(k, i), small = bytes * 4 <= all || opens;
        bool late = (uint64_t)k->m.bytes[i] * (opens ? 4 : 2) >= all;
        if (node_is(n, "body") || !small || !late || k->m.dates[n->end] - k->m.dates[i] > 1)
            break;
        best = i;
    }
    return best;
}

/* Footers without a telling name are known by what the law makes them say. */
static void mark_footer_by_words(struct marking *k)
{
    struct tree *t = k->r->tree;
    for (uint32_t i = t->count; i-- > 1;) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_TEXT || n->region != REGION_UNKNOWN || k->m.bytes[i] == k->m.bytes[i + 1])
            continue;
        uint32_t top = says_footer(n->text) ? footer_around(k, i) : 0;
        for (uint32_t c = top; top && c < t->nodes[top].end; c++)
            if (t->nodes[c].region == REGION_UNKNOWN)
                t->nodes[c].region = REGION_FOOTER;
        if (top)
            return;
    }
}

void layout_mark(struct reading *r)
{
    struct tree *t = r->tree;
    hiding_mark(r);
    struct marking k = { .r = r, .m = measure(r->arena, t), .crumb = crumbs_find(r) };
    bool has_footer = false;
    r->text_before = k.m.bytes;
    for (uint32_t i = 1; i < t->count; i++) {
        struct node *n = &t->nodes[i];
        enum region above = t->nodes[n->parent].region;
        enum region own = above == REGION_UNKNOWN || i == k.crumb ? own_region(&k, i) : above;
        n->region = own;
        has_footer |= own == REGION_FOOTER;
    }
    if (!has_footer)
        mark_footer_by_words(&k);
}
