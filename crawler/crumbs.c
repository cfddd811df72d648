/* SPDX-License-Identifier: MIT */
/* The breadcrumb: found by its label (当前位置), by class names, or by its form (首页 > 公示公告), then cut into
 * crumbs. */
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "reading.h"
#include "tags.h"
#include <string.h>

enum {
    MOST_LINKS = 6,
    /* of a path; a menu has more */ LONGEST_BYTES = 900,
    MOST_NODES = 1000,
    MOST_CRUMBS = 20,
    LONGEST_CRUMB_CHARS = 80,
    LABEL_CLIMB = 5
};

static const char *const label_starts[] = { "当前位置",     "您的位置",   "你的位置",   "您现在",   "你现在",
                                            "您当前",       "你当前",     "您所在",     "你所在",   "当前所在",
                                            "所在位置",     "现在位置",   "现在的位置", "目前位置", "您的当前位置",
                                            "你的当前位置", "当前的位置", "位置：",     "位置:" };
static const char *const strong_hints[] = { "currchnlcls", "crumb", "dqwz", "weizhi", "mianbaoxie" };
static const char *const weak_hints[] = { "position", "location" };
static const char *const exact_hints[] = {
    "pos", "bread", "wz", "mbx", "place", "path", "site", "where", "local", "now"
};
static const char *const separators[] = { "&gt;", ">>", "->", "»", "›", "＞", "→", "｜", ">", "|", "》", "::" };

/* Bytes of the label in front of a breadcrumb, such as 您现在的位置是：; 0 if the text does not begin with one. */
static size_t label_len(str text)
{
    if (!str_has(str_slice(text, 0, 60), STR("位置")))
        return 0; /* nearly every text */
    for (size_t i = 0; i < ARRAY_LEN(label_starts); i++) {
        if (!str_starts(text, str_from(label_starts[i])))
            continue;
        str head = str_slice(text, 0, 60);
        size_t at = str_find(head, STR("位置"));
        if (at == SIZE_MAX)
            return 0;
        at += sizeof "位置" - 1;
        static const char *const more[] = { "是", "为", "在", "：", ":", "】", "]", " ", "\xC2\xA0", "\xE3\x80\x80" };
        for (size_t k = 0; k < ARRAY_LEN(more); k++)
            if (str_starts(str_slice(text, at, text.len), str_from(more[k]))) {
                at += strlen(more[k]);
                k = SIZE_MAX;
            }
        return at;
    }
    return 0;
}

static str skip_blanks(str s)
{
    for (;;) {
        s = str_trim(s);
        if (str_starts(s, STR("\xC2\xA0")))
            s = str_slice(s, 2, s.len);
        else if (str_starts(s, STR("\xE3\x80\x80")) || str_starts(s, STR("【")) || str_starts(s, STR("[")))
            s = str_slice(s, s.ptr[0] == '[' ? 1 : 3, s.len);
        else
            return s;
    }
}

/* Bytes of text in a subtree, counted no further than LONGEST_BYTES; `has_link` tells of an <a> in it. */
static size_t text_bytes(const struct tree *t, uint32_t i, bool *has_link)
{
    size_t bytes = 0;
    *has_link = false;
    if (t->nodes[i].end - i > MOST_NODES)
        return LONGEST_BYTES + 1;
    for (uint32_t k = i; k < t->nodes[i].end && bytes <= LONGEST_BYTES; k++) {
        const struct node *n = &t->nodes[k];
        if (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN))
            k = n->end - 1;
        else if (n->kind == NODE_TEXT)
            bytes += str_trim(n->text).len;
        *has_link |= node_is(n, "a");
    }
    return bytes;
}

/* From a text that begins with a label up to the block that holds the crumbs too; 0 if there is none. */
static uint32_t container_of_label(const struct tree *t, uint32_t text)
{
    str words = skip_blanks(t->nodes[text].text);
    size_t label = label_len(words);
    str rest = skip_blanks(str_slice(words, label, words.len));
    bool listed = str_has(rest, STR(">")) || str_has(rest, STR("/")) || str_has(rest, STR("»")) ||
                  str_has(rest, STR("›")) || str_has(str_slice(words, 0, label), STR("：")) ||
                  str_has(str_slice(words, 0, label), STR(":"));
    uint32_t i = t->nodes[text].block;
    for (int climb = 0; i && climb < LABEL_CLIMB; climb++) {
        bool has_link;
        size_t bytes = text_bytes(t, i, &has_link);
        if (bytes > LONGEST_BYTES || node_is(&t->nodes[i], "body"))
            return 0;
        if (has_link || (listed && bytes > label))
            return i;
        if (rest.len)
            return 0; /* a sentence */
        i = t->nodes[t->nodes[i].parent].block;
    }
    return 0;
}

static str separator_at(str s)
{
    for (size_t i = 0; i < ARRAY_LEN(separators); i++)
        if (str_starts(s, str_from(separators[i])))
            return str_slice(s, 0, strlen(separators[i]));
    if ((s.ptr[0] == '/' || s.ptr[0] == '-' || s.ptr[0] == '\\') && (s.len == 1 || s.ptr[1] == ' '))
        return str_slice(s, 0, 1);
    return (str){ 0 };
}

static bool is_home_word(str s)
{
    static const char *const words[] = { "首页", "网站首页", "主页", "首 页", "门户首页" };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

/* Links in a subtree: a path has a few, a menu has many. */
static uint32_t count_links(const struct tree *t, uint32_t i)
{
    uint32_t links = 0;
    for (uint32_t k = i; k < t->nodes[i].end; k++)
        links += node_is(&t->nodes[k], "a") && node_has_attr(&t->nodes[k], "href");
    return links;
}

static bool is_path_long(const struct tree *t, uint32_t i)
{
    uint32_t links = count_links(t, i);
    return links >= 2 && links <= MOST_LINKS;
}

/* Signs that menus use as well: they make a path only with few links. */
static bool starts_with_weak_separator(str s)
{
    static const char *const weak[] = { "/", "\\", "-", "—", "→", "：" };
    for (size_t i = 0; i < ARRAY_LEN(weak); i++) {
        if (str_starts(s, str_from(weak[i])))
            return true;
    }
    return false;
}

static str skip_separator(str s)
{
    str separator = s.len ? separator_at(s) : (str){ 0 };
    return separator.len ? skip_blanks(str_slice(s, separator.len, s.len)) : s;
}

/* "首页 > 公示公告" without label or class names. */
static bool reads_like_crumbs(struct arena *a, const struct tree *t, uint32_t block)
{
    bool has_link;
    if (text_bytes(t, block, &has_link) > LONGEST_BYTES)
        return false;
    str text = skip_separator(skip_blanks(tree_text(a, t, block, true)));
    if (!is_home_word(text))
        return false;
    str rest = str_trim(str_slice(text, str_find(text, STR("页")) + 3, text.len));
    if (rest.len && (rest.ptr[0] == '>' || str_starts(rest, STR("»")) || str_starts(rest, STR("›")) ||
                     str_starts(rest, STR("＞")) || str_starts(rest, STR("->"))))
        return true;
    return starts_with_weak_separator(skip_blanks(rest)) && is_path_long(t, block);
}

static bool is_named_so(const struct node *n)
{
    for (size_t i = 0; i < ARRAY_LEN(exact_hints); i++)
        if (node_has_class(n, exact_hints[i]) || str_eq_nocase(node_attr(n, "id"), str_from(exact_hints[i])))
            return true;
    return false;
}

static bool is_hinted(const struct node *n, bool *strong)
{
    *strong = node_hints(n, strong_hints, ARRAY_LEN(strong_hints));
    *strong = *strong || str_eq_nocase(node_attr(n, "aria-label"), STR("breadcrumb"));
    if (*strong || node_hints(n, weak_hints, ARRAY_LEN(weak_hints)))
        return true;
    return is_named_so(n);
}

/* Names of classes alone prove little ("position-relative"): the text must say 位置, or begin at the home page in
 * order. */
static uint32_t container_of_hint(struct arena *a, const struct tree *t, uint32_t i, bool strong)
{
    uint32_t block = t->nodes[i].block;
    bool has_link;
    if (node_is(&t->nodes[block], "body") || text_bytes(t, block, &has_link) > LONGEST_BYTES)
        return 0;
    str text = skip_blanks(tree_text(a, t, block, true));
    bool ordered =
        str_has(text, STR(">")) || str_has(text, STR("»")) || str_has(text, STR("/")) || str_has(text, STR("›"));
    bool says = str_has(str_slice(text, 0, 90), STR("位置")) && (ordered || has_link);
    ordered = (ordered && (strong || count_links(t, block) <= 2 * MOST_LINKS)) ||
              (is_named_so(&t->nodes[i]) && is_path_long(t, block));
    return says || (is_home_word(text) && (ordered || (strong && has_link))) ? block : 0;
}

uint32_t crumbs_find(const struct reading *r)
{
    const struct tree *t = r->tree;
    struct arena_mark mark = arena_mark(r->arena);
    uint32_t by_label = 0, by_hint = 0, by_form = 0;
    for (uint32_t i = 1; i < t->count && !by_label; i++) {
        const struct node *n = &t->nodes[i];
        if (n->hiding != HIDING_NONE || (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN))) {
            i = n->end - 1;
        } else if (n->kind == NODE_ELEMENT) {
            bool strong;
            if (!by_hint && n->attr_count && is_hinted(n, &strong))
                by_hint = container_of_hint(r->arena, t, i, strong);
        } else if (n->kind == NODE_TEXT) {
            str words = skip_blanks(n->text);
            if (label_len(words))
                by_label = container_of_label(t, i);
            else if (!by_form && is_home_word(skip_separator(words)) && reads_like_crumbs(r->arena, t, n->block))
                by_form = n->block;
        }
    }
    arena_release(r->arena, mark);
    return by_label ? by_label : by_hint ? by_hint : by_form;
}

struct cutting {
    struct reading *r;
    char pending[LONGEST_BYTES + 1];
    size_t len;
};

static void add_crumb(struct reading *r, str text, str address)
{
    text = text_squeeze(r->arena, text);
    if (text.len && r->page->crumbs.count < MOST_CRUMBS)
        *arena_push(r->arena, &r->page->crumbs) =
            (struct crumb_fact){ .text = text_clip(text, LONGEST_CRUMB_CHARS), .address = address };
}

static void flush(struct cutting *c)
{
    str text = skip_blanks((str){ c->pending, c->len });
    text = skip_blanks(str_slice(text, label_len(text), text.len));
    if (text.len > 1 && text.ptr[0] == '/')
        text = skip_blanks(str_slice(text, 1, text.len)); /* <a>政务公开</a>/失效文件 */
    text = label_trim(text);
    if (text_chars(text) > 1) /* else a sign, or an arrow of a symbol font */
        add_crumb(c->r, str_dup(c->r->arena, text), (str){ 0 });
    c->len = 0;
}

static void take_text(struct cutting *c, str text)
{
    bool has_title = str_has(text, STR("《"));
    for (size_t i = 0; i < text.len;) {
        str separator = separator_at(str_slice(text, i, text.len));
        bool in_word = separator.len && (separator.ptr[0] == '/' || separator.ptr[0] == '-') && separator.len == 1 &&
                       i && text.ptr[i - 1] != ' ' && text.ptr[i - 1] != '\xA0';
        if (separator.len && !in_word && !(has_title && str_eq(separator, STR("》")))) {
            flush(c);
            i += separator.len;
        } else {
            if (c->len < LONGEST_BYTES)
                c->pending[c->len++] = text.ptr[i];
            i++;
        }
    }
}

static void take_link(struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    str text = tree_text(r->arena, r->tree, i, true), href = str_trim(node_attr(n, "href")), address = { 0 };
    if (!text.len)
        text = node_attr(n, "title");
    if (href.len) {
        struct url_ref ref = reading_resolve(r, href);
        if (ref.problem == LINK_FINE)
            address = ref.address;
    }
    size_t label = label_len(text);
    add_crumb(r, str_slice(text, label, text.len), address);
}

/* A path begins at the home page: what stands before it is a heading beside the path. */
static void drop_heading(struct page_facts *page)
{
    size_t home = 0;
    while (home < page->crumbs.count && !page->crumbs.items[home].address.len)
        home++;
    if (home == 0 || home == page->crumbs.count || !is_home_word(page->crumbs.items[home].text))
        return;
    page->crumbs.count -= home;
    memmove(page->crumbs.items, page->crumbs.items + home, page->crumbs.count * sizeof *page->crumbs.items);
}

void crumbs_read(struct reading *r)
{
    const struct tree *t = r->tree;
    struct cutting c = { .r = r };
    uint32_t top = 1; /* the one that layout_mark() asked crumbs_find() for */
    while (top < t->count && t->nodes[top].region != REGION_CRUMB)
        top++;
    uint32_t block = 0;
    for (uint32_t i = top; top < t->count && i < t->nodes[top].end; i++) {
        const struct node *n = &t->nodes[i];
        if (n->hiding != HIDING_NONE || (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN))) {
            i = n->end - 1;
            continue;
        }
        if (n->block != block)
            flush(&c);
        block = n->block;
        if (node_is(n, "a")) {
            flush(&c);
            take_link(r, i);
            i = n->end - 1;
        } else if (n->kind == NODE_TEXT) {
            take_text(&c, n->text);
        }
    }
    flush(&c);
    drop_heading(r->page);
}
