/* SPDX-License-Identifier: MIT */
/* Walks the tags of a page with a small stack of open elements, and estimates what they would cost the parser. Where
 * the parser's own rules are finer than these, the estimate is too high rather than too low. */
#include "tangle.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "tags.h"
#include <string.h>

struct open_tag {
    uint64_t name; /* hash; 0: taken out of the middle of the stack */
    unsigned flags;
};

struct tangle {
    str html;
    size_t at;
    struct open_tag *open;
    size_t depth;
    size_t formatting; /* formatting elements on the stack */
    size_t foreign;    /* svg and math on the stack */
    size_t selects;
    size_t work;
    size_t attrs; /* of the tag at hand */
};

static void skip_to(struct tangle *t, char c)
{
    const char *p = t->at < t->html.len ? memchr(t->html.ptr + t->at, c, t->html.len - t->at) : NULL;
    t->at = p ? (size_t)(p - t->html.ptr) + 1 : t->html.len;
}

static void skip_comment(struct tangle *t) /* at "<!--" */
{
    str h = t->html;
    for (t->at += 2; t->at + 2 < h.len; t->at++) {
        if (h.ptr[t->at] != '-' || h.ptr[t->at + 1] != '-')
            continue;
        bool bang = h.ptr[t->at + 2] == '!' && t->at + 3 < h.len && h.ptr[t->at + 3] == '>';
        if (h.ptr[t->at + 2] == '>' || bang) {
            t->at += bang ? 4 : 3;
            return;
        }
    }
    t->at = h.len;
}

static void skip_value(struct tangle *t)
{
    str h = t->html;
    while (t->at < h.len && ascii_is_html_space(h.ptr[t->at]))
        t->at++;
    if (t->at < h.len && (h.ptr[t->at] == '"' || h.ptr[t->at] == '\'')) {
        t->at++;
        skip_to(t, h.ptr[t->at - 1]);
        return;
    }
    while (t->at < h.len && !ascii_is_html_space(h.ptr[t->at]) && h.ptr[t->at] != '>')
        t->at++;
}

/* From behind the name of a tag to behind its '>'. */
static void skip_attrs(struct tangle *t)
{
    str h = t->html;
    t->attrs = 0;
    while (t->at < h.len) {
        char c = h.ptr[t->at];
        if (ascii_is_html_space(c) || c == '/') {
            t->at++;
        } else if (c == '>') {
            t->at++;
            return;
        } else {
            t->attrs++;
            do
                c = ++t->at < h.len ? h.ptr[t->at] : '>';
            while (!ascii_is_html_space(c) && c != '/' && c != '>' && c != '=');
            while (t->at < h.len && ascii_is_html_space(h.ptr[t->at]))
                t->at++;
            if (t->at < h.len && h.ptr[t->at] == '=') {
                t->at++;
                skip_value(t);
            }
        }
    }
}

static void skip_raw(struct tangle *t, str name)
{
    str h = t->html;
    size_t end = name.len + 2;
    while (t->at < h.len) {
        skip_to(t, '<');
        size_t from = t->at - 1;
        if (t->at >= h.len || h.ptr[t->at] != '/' || from + end >= h.len)
            continue;
        char after = h.ptr[from + end];
        if (str_eq_nocase(str_slice(h, from + 2, from + end), name) &&
            (ascii_is_html_space(after) || after == '/' || after == '>')) {
            t->at = from;
            return;
        }
    }
}

static void count(struct tangle *t, const struct open_tag *tag, int by)
{
    size_t n = (size_t)by; /* wraps round: adding (size_t)-1 takes one away */
    if (tag->flags & TAG_FORMATTING)
        t->formatting += n;
    if (tag->flags & TAG_FOREIGN)
        t->foreign += n;
    if (tag->name == str_hash(STR("select")))
        t->selects += n;
}

static void take_out(struct tangle *t, size_t i)
{
    count(t, &t->open[i], -1);
    t->open[i] = (struct open_tag){ 0 };
    while (t->depth && !t->open[t->depth - 1].name)
        t->depth--;
}

/* Formatting closed in this way only is reopened by the parser again and again: LIMIT_TREE_BYTES bounds that. */
static void close_down_to(struct tangle *t, size_t i)
{
    while (t->depth > i)
        count(t, &t->open[--t->depth], -1);
}

/* Index of the open tag of that name, not looking through tags with one of the `barriers`; SIZE_MAX if there is none.
 */
static size_t find_open(struct tangle *t, uint64_t name, unsigned barriers)
{
    for (size_t i = t->depth; i-- > 0; t->work++) {
        if (t->open[i].name == name)
            return i;
        if (t->open[i].flags & barriers)
            break;
    }
    return SIZE_MAX;
}

static void on_start(struct tangle *t, str name, unsigned flags)
{
    struct open_tag tag = { .name = str_hash(name), .flags = flags };
    if (flags & (TAG_SOLE | TAG_ITEM)) {
        size_t i = find_open(t, tag.name, flags & TAG_SOLE ? TAG_SCOPE : TAG_GROUP);
        if (i != SIZE_MAX && (flags & TAG_ITEM))
            close_down_to(t, i);
        else if (i != SIZE_MAX)
            take_out(t, i);
    }
    if (flags & (TAG_VOID | TAG_ROOT))
        return;
    t->open[t->depth++] = tag;
    count(t, &tag, 1);
    bool raw = (flags & TAG_RAW) && !t->foreign && (!t->selects || str_eq(name, STR("script")));
    if (raw)
        skip_raw(t, name);
}

static void on_end(struct tangle *t, str name, unsigned flags)
{
    bool of_table = (flags & (TAG_SCOPE | TAG_GROUP | TAG_ITEM)) != 0;
    unsigned barriers = flags & TAG_FORMATTING ? TAG_SCOPE : flags & TAG_BLOCK ? TAG_SCOPE : TAG_BLOCK | TAG_SCOPE;
    size_t i = find_open(t, str_hash(name), of_table && !(flags & TAG_GROUP) ? TAG_GROUP : barriers);
    if (i == SIZE_MAX)
        return;
    if (flags & TAG_FORMATTING)
        take_out(t, i);
    else
        close_down_to(t, i);
}

static void on_tag(struct tangle *t)
{
    str h = t->html;
    bool is_end = h.ptr[t->at + 1] == '/';
    size_t from = t->at + (is_end ? 2 : 1), to = from;
    char lower[16];
    while (to < h.len && !ascii_is_html_space(h.ptr[to]) && h.ptr[to] != '/' && h.ptr[to] != '>') {
        if (to - from < sizeof lower)
            lower[to - from] = ascii_is_letter(h.ptr[to]) ? (char)(h.ptr[to] | 0x20) : h.ptr[to];
        to++;
    }
    str name = { lower, to - from < sizeof lower ? to - from : sizeof lower }; /* long names may meet: none is HTML's */
    t->at = to;
    skip_attrs(t);
    t->work += t->depth + 1;
    if (is_end)
        on_end(t, name, tag_flags(name));
    else
        on_start(t, name, tag_flags(name));
}

static void scan(struct tangle *t)
{
    str h = t->html;
    for (skip_to(t, '<'); t->at < h.len; skip_to(t, '<')) {
        char c = h.ptr[t->at];
        if (ascii_is_letter(c) || (c == '/' && t->at + 1 < h.len && ascii_is_letter(h.ptr[t->at + 1]))) {
            t->at--;
            on_tag(t);
        } else if (str_starts(str_slice(h, t->at, h.len), STR("!--"))) {
            t->at--;
            skip_comment(t);
        } else if (c == '!' || c == '?' || c == '/') {
            skip_to(t, '>');
        }
        if (t->depth > LIMIT_TREE_DEPTH || t->formatting > LIMIT_OPEN_FORMATTING || t->work > LIMIT_TREE_WORK ||
            t->attrs > LIMIT_TAG_ATTRS)
            return;
    }
    t->at = SIZE_MAX; /* seen to the end */
}

bool tangle_is_too_much(struct arena *a, str html)
{
    struct arena_mark mark = arena_mark(a);
    struct tangle t = { .html = html, .open = arena_new(a, struct open_tag, LIMIT_TREE_DEPTH + 2) };
    scan(&t);
    arena_release(a, mark);
    return t.at != SIZE_MAX;
}
