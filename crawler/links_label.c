/* SPDX-License-Identifier: MIT */
/* Under which heading a link stands: the heading of its block, or the words with a colon right before it. */
#include "core/arena.h"
#include "core/text.h"
#include "links.h"
#include "tags.h"
#include <string.h>

enum { LONGEST_LABEL_BYTES = 75, MORE_BYTES = 20, MOST_CLIMB = 4 };

struct heading {
    str text;
    uint32_t from, end; /* behind the heading, to the end of the block it heads */
};

struct labels {
    struct reading *r;
    struct {
        struct heading *items;
        size_t count, room;
    } open;
    str inline_label; /* "附件" of "附件：<a>" */
    uint32_t inline_block;
    uint32_t skip_until; /* texts inside of links are no labels */
};

/* Words that name blocks of things that belong to the text. */
static const char *const related_words[] = { "解读", "图解", "读懂",     "关联",     "相关", "附件", "原文",
                                             "问答", "链接", "延伸阅读", "推荐阅读", "下载", "文件" };
static const char *const title_words[] = { "title", "tit", "hd", "bt", "biaoti", "caption", "heading" };

static bool is_related(str label)
{
    static const char *const unrelated[] = { "友情", "热点", "网站链接", "政策文件", "规范性文件", "政府文件" };
    for (size_t i = 0; i < ARRAY_LEN(unrelated); i++)
        if (str_has(label, str_from(unrelated[i])))
            return false;
    for (size_t i = 0; i < ARRAY_LEN(related_words); i++)
        if (str_has(label, str_from(related_words[i])))
            return true;
    return false;
}

struct labels *labels_start(struct reading *r)
{
    struct labels *l = arena_new(r->arena, struct labels, 1);
    l->r = r;
    return l;
}

static uint32_t bytes_in(const struct reading *r, uint32_t i)
{
    return r->text_before[r->tree->nodes[i].end] - r->text_before[i];
}

/* On a page without blocks a heading reaches over the next block that says something. */
static void open_over_next(struct labels *l, uint32_t below, uint32_t from, str text)
{
    const struct tree *t = l->r->tree;
    uint32_t end = t->nodes[t->nodes[below].parent].end;
    for (uint32_t i = t->nodes[below].end; i < end; i = t->nodes[i].end) {
        if (!bytes_in(l->r, i))
            continue;
        bool list = node_is(&t->nodes[i], "ul") || node_is(&t->nodes[i], "ol") || node_is(&t->nodes[i], "table");
        if (list)
            *arena_push(l->r->arena, &l->open) = (struct heading){ .text = text, .from = from, .end = t->nodes[i].end };
        return;
    }
}

/* The smallest block that holds appreciably more than the heading itself. */
static void open_heading(struct labels *l, uint32_t i, str text)
{
    const struct tree *t = l->r->tree;
    uint32_t own = bytes_in(l->r, i), up = i;
    for (int climb = 0; climb < MOST_CLIMB; climb++) {
        uint32_t below = up;
        up = t->nodes[up].parent;
        if (up && node_is(&t->nodes[up], "body"))
            open_over_next(l, below, t->nodes[i].end, text);
        if (!up || node_is(&t->nodes[up], "body"))
            return;
        if (bytes_in(l->r, up) > own + MORE_BYTES)
            break;
    }
    if (bytes_in(l->r, up) > own + MORE_BYTES)
        *arena_push(l->r->arena, &l->open) =
            (struct heading){ .text = text, .from = t->nodes[i].end, .end = t->nodes[up].end };
}

static str without_frame(str s)
{
    static const char *const frame[] = { "：", ":", "【", "】", "[", "]", ">", "|", "·", "、" };
    for (size_t i = 0; i < ARRAY_LEN(frame); i++) {
        str f = str_from(frame[i]);
        if (!str_starts(s, f) && !str_ends(s, f))
            continue;
        s = str_trim(str_starts(s, f) ? str_slice(s, f.len, s.len) : str_slice(s, 0, s.len - f.len));
        i = SIZE_MAX; /* from the start again */
    }
    return s;
}

static void pass_element(struct labels *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    bool is_heading = n->tag.len == 2 && n->tag.ptr[0] == 'h' && n->tag.ptr[1] >= '2' && n->tag.ptr[1] <= '6';
    if (!is_heading && (!n->attr_count || !node_is_named(n, title_words, ARRAY_LEN(title_words))))
        return;
    uint32_t bytes = bytes_in(l->r, i);
    if (!bytes || bytes > LONGEST_LABEL_BYTES)
        return;
    str text = without_frame(tree_text(l->r->arena, l->r->tree, i, false));
    if (text.len)
        open_heading(l, i, text);
}

static bool is_only_separator(str s)
{
    static const char *const separators[] = { "、", "，", ",", "；",       ";",           "|",
                                              "/",  "。", " ", "\xC2\xA0", "\xE3\x80\x80" };
    while (s.len) {
        size_t before = s.len;
        for (size_t i = 0; i < ARRAY_LEN(separators); i++)
            if (str_starts(s, str_from(separators[i])))
                s = str_slice(s, strlen(separators[i]), s.len);
        if (s.len == before)
            return false;
    }
    return true;
}

/* "…见下。政策解读：" gives 政策解读; empty if the text does not end with a colon. */
static str label_at_end(struct arena *a, str text)
{
    static const char *const breaks[] = { "。", "；", "，", "、", "）", ")", ";", " " };
    static const char *const blanks[] = { " ", "\xC2\xA0", "\xE3\x80\x80", "\n", "\t", "\r" };
    for (size_t i = 0; i < ARRAY_LEN(blanks); i++)
        if (str_ends(text, str_from(blanks[i]))) {
            text.len -= strlen(blanks[i]);
            i = SIZE_MAX; /* from the start again */
        }
    if (!str_ends(text, STR("：")) && !str_ends(text, STR(":")))
        return (str){ 0 };
    text = text_squeeze(a, text);
    text = str_slice(text, 0, text.len - (str_ends(text, STR(":")) ? 1 : 3));
    for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
        size_t at = str_find_last(text, str_from(breaks[i]));
        if (at != SIZE_MAX)
            text = str_slice(text, at + strlen(breaks[i]), text.len);
    }
    return text.len <= LONGEST_LABEL_BYTES ? without_frame(text) : (str){ 0 };
}

static void pass_text(struct labels *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    str text = str_trim(n->text);
    if (!text.len || i < l->skip_until)
        return;
    if (l->inline_block == n->block && is_only_separator(text))
        return;
    l->inline_label = text.len <= 4 * LONGEST_LABEL_BYTES ? label_at_end(l->r->arena, text) : (str){ 0 };
    l->inline_block = n->block;
    if (text.len > LONGEST_LABEL_BYTES / 2)
        return;
    str bare = without_frame(text_bare(l->r->arena, text));
    if (bare.len && bare.len <= 30 && is_related(bare))
        open_heading(l, i, bare);
}

void labels_pass(struct labels *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    if (n->kind == NODE_ELEMENT && (n->flags & TAG_UNSEEN))
        l->skip_until = n->end;
    if (i < l->skip_until || n->region == REGION_NAV || n->region == REGION_CRUMB || n->region == REGION_HEAD)
        return;
    if (node_is(n, "a"))
        l->skip_until = n->end;
    else if (n->kind == NODE_ELEMENT)
        pass_element(l, i);
    else if (n->kind == NODE_TEXT)
        pass_text(l, i);
}

str labels_of(struct labels *l, uint32_t i)
{
    while (l->open.count && l->open.items[l->open.count - 1].end <= i)
        l->open.count--;
    if (l->inline_label.len && l->inline_block == l->r->tree->nodes[i].block)
        return l->inline_label;
    for (size_t k = l->open.count; k-- > 0;)
        if (l->open.items[k].from <= i && l->open.items[k].end > i)
            return l->open.items[k].text;
    return (str){ 0 };
}
