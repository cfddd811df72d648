/* SPDX-License-Identifier: MIT */
/* Questions to a flat tree: attributes, classes, text as visitors read it, places for people. */
#include "tree.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "tags.h"
#include <string.h>

static const struct attr *find_attr(const struct node *n, const char *name)
{
    str wanted = str_from(name);
    for (uint32_t i = 0; i < n->attr_count; i++)
        if (str_eq(n->attrs[i].name, wanted))
            return &n->attrs[i];
    return NULL;
}

str node_attr(const struct node *n, const char *name)
{
    const struct attr *found = find_attr(n, name);
    return found ? found->value : (str){ 0 };
}

bool node_has_attr(const struct node *n, const char *name)
{
    return find_attr(n, name) != NULL;
}

bool node_has_class(const struct node *n, const char *word)
{
    str rest = node_attr(n, "class"), wanted = str_from(word);
    for (size_t i = 0, from = 0; i <= rest.len; i++) {
        if (i < rest.len && !ascii_is_html_space(rest.ptr[i]))
            continue;
        if (str_eq_nocase(str_slice(rest, from, i), wanted) && wanted.len)
            return true;
        from = i + 1;
    }
    return false;
}

bool node_hints(const struct node *n, const char *const *words, size_t count)
{
    str class = node_attr(n, "class"), id = node_attr(n, "id");
    if (!class.len && !id.len)
        return false;
    for (size_t i = 0; i < count; i++)
        if (str_has_nocase(class, str_from(words[i])) || str_has_nocase(id, str_from(words[i])))
            return true;
    return false;
}

/* One part of a class or id is the word: "nav", "top-nav", "navList", "nav2", but not "canvas" or "unavailable". */
static bool has_part(str names, str word)
{
    for (size_t from = 0; from < names.len;) {
        size_t at = str_find_nocase(str_slice(names, from, names.len), word);
        if (at == SIZE_MAX)
            return false;
        at += from;
        char before = at ? names.ptr[at - 1] : ' ', first = names.ptr[at];
        size_t end = at + word.len;
        char after = end < names.len ? names.ptr[end] : ' ';
        bool starts = !ascii_is_letter(before) || (first >= 'A' && first <= 'Z' && before >= 'a');
        bool ends = !(after >= 'a' && after <= 'z');
        if (starts && ends)
            return true;
        from = at + 1;
    }
    return false;
}

bool node_is_named(const struct node *n, const char *const *words, size_t count)
{
    str class = node_attr(n, "class"), id = node_attr(n, "id");
    for (size_t i = 0; (class.len || id.len) && i < count; i++)
        if (has_part(class, str_from(words[i])) || has_part(id, str_from(words[i])))
            return true;
    return false;
}

/* Length of the white space at p: ASCII, NBSP, U+3000; 0 if it is something else. */
static size_t space_len(const char *p, size_t left)
{
    if (ascii_is_html_space(*p))
        return 1;
    if (left >= 2 && p[0] == '\xC2' && p[1] == '\xA0')
        return 2;
    return left >= 3 && p[0] == '\xE3' && p[1] == '\x80' && p[2] == '\x80' ? 3 : 0;
}

struct writing {
    char *out; /* long enough for everything */
    size_t len;
    bool gap; /* a blank is due before the next letter */
};

static void write_text(struct writing *w, str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t blank = space_len(text.ptr + i, text.len - i);
        if (blank) {
            w->gap = true;
            i += blank;
            continue;
        }
        if (w->gap && w->len)
            w->out[w->len++] = ' ';
        w->gap = false;
        w->out[w->len++] = text.ptr[i++];
    }
}

/* Nobody reads it: other than i itself, which was asked for. */
static bool is_left_out(const struct node *n, bool shown_only)
{
    return n->kind == NODE_COMMENT || (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN)) ||
           (shown_only && n->hiding != HIDING_NONE);
}

static size_t most_bytes(const struct tree *t, uint32_t i)
{
    size_t bytes = 0;
    for (uint32_t k = i; k < t->nodes[i].end; k++)
        if (t->nodes[k].kind == NODE_TEXT)
            bytes += t->nodes[k].text.len + 1;
    return bytes;
}

str tree_text(struct arena *a, const struct tree *t, uint32_t i, bool shown_only)
{
    if (i >= t->count)
        return (str){ 0 };
    size_t bytes = most_bytes(t, i);
    if (!bytes)
        return (str){ 0 };
    struct writing w = { .out = arena_new(a, char, bytes) };
    uint32_t end = t->nodes[i].end;
    uint32_t block = 0; /* of the text before */
    for (uint32_t k = i; k < end; k++) {
        const struct node *n = &t->nodes[k];
        if (is_left_out(n, shown_only) && k != i) {
            w.gap |= (n->flags & TAG_BLOCK) != 0;
            k = n->end - 1;
            continue;
        }
        w.gap |= n->block != block;
        block = n->block;
        if (n->kind == NODE_TEXT)
            write_text(&w, n->text);
    }
    return (str){ w.out, w.len };
}

enum { PLACE_STEPS = 6, LONGEST_STEP = 64 };

static size_t put(char *out, str s)
{
    s = str_slice(s, 0, LONGEST_STEP);
    if (s.len)
        memcpy(out, s.ptr, s.len);
    return s.len;
}

/* "div#id", "li[3]" or "a"; at most two LONGEST_STEP and a little. */
static size_t put_step(char *out, const struct node *n)
{
    str id = node_attr(n, "id");
    size_t len = put(out, n->tag);
    if (id.len) {
        out[len++] = '#';
        return len + put(out + len, id);
    }
    if (n->nth < 2)
        return len;
    char digits[8];
    size_t count = 0;
    for (unsigned rest = n->nth; rest; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    out[len++] = '[';
    while (count)
        out[len++] = digits[--count];
    out[len++] = ']';
    return len;
}

str tree_place(struct arena *a, const struct tree *t, uint32_t i)
{
    uint32_t steps[PLACE_STEPS];
    size_t count = 0, len = 0;
    char out[PLACE_STEPS * (2 * LONGEST_STEP + 12)];
    for (uint32_t k = i; k && count < PLACE_STEPS; k = t->nodes[k].parent) {
        if (t->nodes[k].kind != NODE_ELEMENT)
            continue;
        steps[count++] = k;
        if (node_attr(&t->nodes[k], "id").len)
            break;
    }
    while (count) {
        len += put_step(out + len, &t->nodes[steps[--count]]);
        if (count)
            out[len++] = '>';
    }
    return str_dup(a, (str){ out, len });
}
