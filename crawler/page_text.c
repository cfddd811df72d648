/* SPDX-License-Identifier: MIT */
/* The page's heading, its visible text and its footer. */
#include "body.h"
#include "core/arena.h"
#include "core/text.h"
#include "labels.h"
#include "literals.h"

enum { TEXT_CHARS = 3000, FOOTER_CLIMB = 6, FOOTER_MAX = 1500, HEADING_MAX = 200, TITLE_LEAST = 6 };

static bool is_outside(const struct node *n)
{
    return n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CRUMB ||
           n->region == REGION_HEAD || n->region == REGION_CONTENT || n->hiding != HIDING_NONE;
}

static bool is_title_class(const struct node *n)
{
    static const char *const words[] = {
        "article-title", "article_title", "arti_title",   "title",        "tit",        "bt",        "wzbt",
        "xl_title",      "info-title",    "newstitle",    "news_title",   "contitle",   "con_title", "con-title",
        "content_title", "content-title", "contenttitle", "zw-title",     "zw_title",   "zwtitle",   "biaoti",
        "art_title",     "arttitle",      "detail-title", "detail_title", "show_title", "wz_title",  "conth1",
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (node_has_class(n, words[i]) || str_eq_nocase(node_attr(n, "id"), str_from(words[i])))
            return true;
    }
    return false;
}

enum heading_rank { HEADING_NONE, HEADING_CLASS, HEADING_H2, HEADING_H1, HEADING_UCAP };

static enum heading_rank heading_rank(const struct node *n)
{
    if (node_is(n, "ucaptitle"))
        return HEADING_UCAP;
    if (node_is(n, "h1"))
        return HEADING_H1;
    if (node_is(n, "h2"))
        return HEADING_H2;
    bool block = node_is(n, "p") || node_is(n, "div") || node_is(n, "td") || node_is(n, "span") || node_is(n, "h3");
    return block && is_title_class(n) ? HEADING_CLASS : HEADING_NONE;
}

/* The name of a site or of a part of it, in a heading of the page's head. */
static bool names_a_site(str text)
{
    static const str ends[] = { STR_INIT("人民政府"), STR_INIT("政府网"), STR_INIT("网站"), STR_INIT("门户") };
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        if (str_ends(text, ends[i]))
            return true;
    }
    return false;
}

/* The name of the column the article stands in, above it. */
static bool is_upper_crumb(const struct page_facts *page, str text)
{
    for (size_t i = 0; i < page->crumbs.count; i++) {
        if (page->crumbs.items[i].address.len && str_eq(page->crumbs.items[i].text, text))
            return true;
    }
    return false;
}

static const str title_borders[] = { STR_INIT("-"),  STR_INIT("_"),       STR_INIT("|"), STR_INIT(">"),  STR_INIT("/"),
                                     STR_INIT(" "),  STR_INIT("—"),       STR_INIT("–"), STR_INIT("｜"), STR_INIT("＿"),
                                     STR_INIT("－"), STR_INIT("·"),       STR_INIT("("), STR_INIT("（"), STR_INIT("["),
                                     STR_INIT("【"), STR_INIT("\xC2\xA0") };

static bool names_a_house(str head)
{
    static const str ends[] = { STR_INIT("局"), STR_INIT("厅"), STR_INIT("委"),  STR_INIT("会"),
                                STR_INIT("办"), STR_INIT("网"), STR_INIT("政府") };
    bool trimmed = true;
    while (trimmed) {
        trimmed = false;
        head = label_trim(head);
        for (size_t i = 0; i < ARRAY_LEN(title_borders); i++) {
            if (str_ends(head, title_borders[i])) {
                head.len -= title_borders[i].len;
                trimmed = true;
            }
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        if (str_ends(head, ends[i]))
            return true;
    }
    return names_a_site(head);
}

static str without_blanks(struct arena *a, str text)
{
    char *out = arena_new(a, char, text.len + 1);
    size_t len = 0;
    uint32_t c;
    for (str one; (one = text_next(&text, &c)).len;) {
        for (size_t i = 0; i < one.len && !label_is_blank(c); i++)
            out[len++] = one.ptr[i];
    }
    return (str){ out, len };
}

/* The part of the page's title that is this text but for white space; empty if there is none. Behind the
 * house's name may stand the article's. */
static str part_of_title(str title, str bare)
{
    for (size_t at = 0, next = 0; bare.len && at < title.len; at = next) {
        size_t end;
        if (label_at(title, at, bare, &end)) {
            bool whole = label_trim(str_slice(title, end, title.len)).len == 0;
            for (size_t i = 0; i < ARRAY_LEN(title_borders) && !whole; i++)
                whole = str_starts(str_slice(title, end, title.len), title_borders[i]);
            if (whole && (at == 0 || names_a_house(str_slice(title, 0, at))))
                return label_trim(str_slice(title, at, end));
        }
        for (next = title.len; at < title.len && next == title.len; at++) {
            for (size_t i = 0; i < ARRAY_LEN(title_borders); i++) {
                if (str_starts(str_slice(title, at, title.len), title_borders[i]))
                    next = at + title_borders[i].len;
            }
        }
    }
    return (str){ 0 };
}

/* What stands before the text or at its beginning, is no link, and is what the page's title says too: the longest. */
static str heading_as_titled(const struct body_search *s)
{
    const struct tree *t = s->r->tree;
    str best = { 0 };
    for (uint32_t i = 1; s->r->body && i < t->nodes[s->r->body].end; i++) {
        const struct node *n = &t->nodes[i];
        bool around = n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CRUMB ||
                      n->region == REGION_HEAD || n->hiding != HIDING_NONE;
        uint32_t chars = s->w.shown[n->kind == NODE_ELEMENT ? n->end : i + 1] - s->w.shown[i];
        if (around || chars < TITLE_LEAST || chars > HEADING_MAX || weight(s->w.linked, t, i) ||
            !(n->kind == NODE_ELEMENT || node_is_prose(t, i)))
            continue;
        str text = n->kind == NODE_ELEMENT ? tree_text(s->r->arena, t, i, true) : label_trim(n->text);
        str found = part_of_title(s->r->page->title, without_blanks(s->r->arena, text));
        if (found.len > best.len && !names_a_site(found))
            best = found;
    }
    return best;
}

/* Without a body only h1 says for certain what the page is about; with one, the last title before it does. */
static str heading_of(const struct body_search *s)
{
    const struct tree *t = s->r->tree;
    enum heading_rank best = HEADING_NONE;
    str heading = { 0 };
    uint32_t body = s->r->body ? s->r->body : t->count;
    str titled = heading_as_titled(s);
    if (titled.len)
        return titled;
    for (uint32_t i = 1; i < t->count; i++) {
        enum heading_rank rank = t->nodes[i].kind == NODE_ELEMENT ? heading_rank(&t->nodes[i]) : HEADING_NONE;
        if (rank == HEADING_NONE || is_outside(&t->nodes[i]) || rank < best || (rank < HEADING_H1 && body == t->count))
            continue;
        bool behind = i > body;
        uint32_t chars = weight(s->w.shown, t, i);
        if (chars == 0 || chars > HEADING_MAX || (behind && best != HEADING_NONE) || (rank == best && body == t->count))
            continue;
        str text = tree_text(s->r->arena, t, i, true);
        if (s->r->body && (names_a_site(text) || is_upper_crumb(s->r->page, text)))
            continue;
        heading = text;
        best = rank;
    }
    if (best < HEADING_H1 && s->r->body) /* the title may stand in the container itself */
        for (uint32_t i = body; i < t->nodes[body].end; i++) {
            uint32_t chars = weight(s->w.shown, t, i);
            if ((node_is(&t->nodes[i], "h1") || node_is(&t->nodes[i], "ucaptitle")) && chars > 0 &&
                chars <= HEADING_MAX)
                return tree_text(s->r->arena, t, i, true);
        }
    return heading;
}

static bool has_footer_word(str text)
{
    static const str words[] = { STR_INIT("主办单位"), STR_INIT("ICP备"), STR_INIT("网站标识码"),
                                 STR_INIT("公网安备") };
    return str_has_any(text, words, ARRAY_LEN(words));
}

/* Without a marked footer: the block around the last text that only a footer has. */
static str footer_by_words(const struct body_search *s)
{
    const struct tree *t = s->r->tree;
    uint32_t at = 0;
    for (uint32_t i = t->count; i-- > 1 && at == 0;) {
        bool prose = node_is_prose(t, i) && t->nodes[i].region != REGION_CONTENT;
        at = prose && has_footer_word(t->nodes[i].text) ? i : 0;
    }
    for (int climb = 0; at && climb < FOOTER_CLIMB; climb++) {
        uint32_t up = t->nodes[at].parent;
        if (up == 0 || node_is(&t->nodes[up], "body") || weight(s->w.all, t, up) > FOOTER_MAX ||
            (s->r->body && up <= s->r->body && s->r->body < t->nodes[up].end))
            break;
        at = up;
    }
    return at ? tree_text(s->r->arena, t, at, false) : (str){ 0 };
}

static str footer_of(const struct body_search *s)
{
    const struct tree *t = s->r->tree;
    str parts[16];
    size_t count = 0;
    for (uint32_t i = 1; i < t->count && count < ARRAY_LEN(parts);) {
        if (t->nodes[i].region != REGION_FOOTER) {
            i++;
            continue;
        }
        if (t->nodes[i].kind == NODE_ELEMENT || node_is_prose(t, i)) {
            str text = t->nodes[i].kind == NODE_TEXT ? t->nodes[i].text : tree_text(s->r->arena, t, i, false);
            if (label_trim(text).len)
                parts[count++] = text;
        }
        i = t->nodes[i].end;
    }
    str marked = str_join(s->r->arena, parts, count, STR(" "));
    if (has_footer_word(marked))
        return marked;
    str found = footer_by_words(s);
    return found.len ? str_join(s->r->arena, (str[]){ marked, found }, 2, STR(" ")) : marked;
}

/* What a visitor reads and cannot click, menus and the like left out. */
static uint32_t prose_of(const struct body_search *s)
{
    const struct tree *t = s->r->tree;
    uint32_t chars = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        bool around = n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CRUMB ||
                      n->region == REGION_HEAD;
        uint32_t linked = s->w.linked[i + 1] - s->w.linked[i];
        if (n->kind == NODE_TEXT && !around)
            chars += linked ? 0 : s->w.shown[i + 1] - s->w.shown[i];
    }
    return chars;
}

/* A page of nothing but <script>alert("该信息不存在");history.back();</script> shows what it says in a box. */
static str alerted(const struct body_search *s)
{
    static const str call = STR_INIT("alert(");
    const struct tree *t = s->r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        bool script = n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script");
        size_t hit = script ? str_find(n->text, call) : SIZE_MAX, at = hit + call.len, before;
        str said;
        if (hit != SIZE_MAX && literal_next(s->r->arena, n->text, &at, &said, &before) && label_trim(said).len)
            return label_trim(said);
    }
    return (str){ 0 };
}

void page_text_read(struct body_search *s)
{
    struct page_facts *page = s->r->page;
    struct tree *t = s->r->tree;
    page->visible_chars = s->w.shown[t->count];
    page->prose_chars = prose_of(s);
    page->visible_text = text_clip(tree_text(s->r->arena, t, 0, true), TEXT_CHARS);
    if (page->visible_chars == 0 && (page->visible_text = text_clip(alerted(s), TEXT_CHARS)).len)
        page->visible_chars = (uint32_t)text_chars(page->visible_text);
    page->heading = heading_of(s);
    page->footer_text = text_clip(label_trim(footer_of(s)), TEXT_CHARS);
    if (page->footer_text.len)
        page->known |= KNOWN_FOOTER;
}
