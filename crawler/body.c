/* SPDX-License-Identifier: MIT */
/* Finds the container of an article's own text and counts what is in it. */
#include "body.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "literals.h"
#include "rows.h"
#include <string.h>

enum {
    BODY_MIN_CHARS = 60,   /* of a container known by nothing but its paragraphs */
    BODY_PAGE_CHARS = 200, /* the same on a page that does not look like an article: a guide, a department's duties */
    BODY_LINE_CHARS = 12,  /* shorter texts are labels, not paragraphs */
    BODY_MAX_LINKED = 70,  /* percent of the text in links that make it a list */
    BODY_LIST_LINKS = 3,
    HEAD_ONLY_CHARS = 100, /* of an article: title, date, source */
    INNER_SHARE = 60,      /* percent of an ordinary box that make the one inside it the text's */
};

enum how { BY_CLASS, BY_ID, BY_ID_START, BY_TAG };

struct container {
    const char *word;
    enum how how;
    bool sure; /* nothing but an article's text is ever marked so */
};

/* Earlier ones are preferred. */
static const struct container containers[] = {
#define CONTAINER(word, how, sure) { word, how, sure },
#include "body_containers.def"
#undef CONTAINER
};

static bool is_container(const struct node *n, const struct container *c)
{
    str id = node_attr(n, "id"), word = str_from(c->word);
    switch (c->how) {
    case BY_CLASS:
        return node_has_class(n, c->word);
    case BY_ID:
        return str_eq_nocase(id, word);
    case BY_ID_START:
        return str_starts_nocase(id, word);
    case BY_TAG:
        return node_is(n, c->word);
    }
    return false;
}

bool body_is_framework(const struct node *n)
{
    return n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CRUMB ||
           n->region == REGION_HEAD;
}

static bool is_file_link(const struct reading *r, str href)
{
    static const char *const exts[] = { "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar",
                                        "7z",  "wps", "et",   "ofd", "txt",  "csv", "tif",  "ceb" };
    str ext = url_file_ext(reading_resolve(r, href).address);
    for (size_t i = 0; i < ARRAY_LEN(exts); i++) {
        if (str_eq(ext, str_from(exts[i])))
            return true;
    }
    return str_has_nocase(href, STR("downfile")) || str_has_nocase(href, STR("download"));
}

static bool is_list_like(const struct body_search *s, uint32_t i)
{
    const struct tree *t = s->r->tree;
    uint32_t all = weight(s->w.all, t, i), linked = weight(s->w.linked, t, i), pages = 0;
    if (weight(s->w.links, t, i) < BODY_LIST_LINKS || linked * 100 < all * BODY_MAX_LINKED)
        return false;
    for (uint32_t k = i; k < t->nodes[i].end; k++) {
        if (node_is(&t->nodes[k], "a"))
            pages += !is_file_link(s->r, node_attr(&t->nodes[k], "href"));
    }
    return pages >= BODY_LIST_LINKS;
}

static bool has_picture(const struct tree *t, uint32_t i)
{
    for (uint32_t k = i; k < t->nodes[i].end; k++) {
        const struct node *n = &t->nodes[k];
        if (node_is(n, "img") || node_is(n, "video") || node_is(n, "audio") || node_is(n, "embed") ||
            node_is(n, "object") || node_is(n, "iframe") || (node_is(n, "a") && node_attr(n, "href").len))
            return true;
    }
    return false;
}

struct choice {
    uint32_t full, empty; /* nodes; 0: none */
};

static void weigh_choice(const struct body_search *s, uint32_t i, struct choice *c)
{
    const struct tree *t = s->r->tree;
    if (weight(s->w.all, t, i) == 0 && !has_picture(t, i))
        c->empty = c->empty ? c->empty : i;
    else if (!c->full || weight(s->w.all, t, i) > weight(s->w.all, t, c->full))
        c->full = i;
}

/* 打印, 关闭, 返回列表: what every article of a template ends with. */
static bool is_tool(const struct reading *r, uint32_t i)
{
    str href = str_trim(node_attr(&r->tree->nodes[i], "href")), text = label_trim(row_link_text(r, i));
    return str_starts_nocase(href, STR("javascript:")) || str_starts(href, STR("#")) || row_is_function(text) ||
           str_starts(text, STR("返回"));
}

static bool has_more_than_tools(const struct reading *r, uint32_t i)
{
    for (uint32_t k = i; k < r->tree->nodes[i].end; k++) {
        const struct node *n = &r->tree->nodes[k];
        bool link = node_is(n, "a") && node_attr(n, "href").len;
        if (node_is(n, "img") || node_is(n, "video") || node_is(n, "audio") || node_is(n, "embed") ||
            node_is(n, "object") || node_is(n, "iframe") || (link && !is_tool(r, k)))
            return true;
    }
    return false;
}

/* The text's own container, empty, within one that holds but the title and its date: the article was emptied. */
static size_t emptied_inside(const struct body_search *s, const struct choice *choices, size_t best)
{
    const struct tree *t = s->r->tree;
    uint32_t full = choices[best].full;
    if (!full || containers[best].sure || weight(s->w.all, t, full) > HEAD_ONLY_CHARS ||
        has_more_than_tools(s->r, full))
        return SIZE_MAX;
    for (size_t c = 0; c < ARRAY_LEN(containers); c++) {
        uint32_t empty = choices[c].full ? 0 : choices[c].empty;
        if (empty > full && empty < t->nodes[full].end)
            return c;
    }
    return SIZE_MAX;
}

/* Around the text stand title, date and tools: of two ordinary boxes the inner one is the text's if it holds most, or
 * all files and pictures of an article that has few words. */
static size_t most_inside(const struct body_search *s, const struct choice *choices, size_t best)
{
    const struct tree *t = s->r->tree;
    uint32_t outer = choices[best].full, around;
    for (size_t c = 0; outer && !containers[best].sure && c < ARRAY_LEN(containers); c++) {
        uint32_t inner = choices[c].full;
        if (inner <= outer || inner >= t->nodes[outer].end)
            continue;
        around = weight(s->w.all, t, outer) - weight(s->w.all, t, inner);
        if (weight(s->w.all, t, inner) * 100 >= weight(s->w.all, t, outer) * INNER_SHARE ||
            (around <= HEAD_ONLY_CHARS && has_picture(t, inner)))
            return c;
    }
    return best;
}

static void weigh_choices(const struct body_search *s, bool article, struct choice *choices)
{
    const struct tree *t = s->r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_ELEMENT || body_is_framework(n))
            continue;
        for (size_t c = 0; c < ARRAY_LEN(containers); c++) {
            bool possible = (n->attr_count || containers[c].how == BY_TAG) && (containers[c].sure || article);
            if (possible && is_container(n, &containers[c]) && !is_list_like(s, i))
                weigh_choice(s, i, &choices[c]);
        }
    }
}

/* Full before empty, a sure word before an ordinary one; SIZE_MAX: none. */
static size_t first_choice(const struct choice *choices)
{
    size_t empty = SIZE_MAX, ordinary = SIZE_MAX;
    for (size_t c = 0; c < ARRAY_LEN(containers); c++) {
        if (choices[c].full)
            return c;
        if (choices[c].empty && containers[c].sure && empty == SIZE_MAX)
            empty = c;
        if (choices[c].empty && ordinary == SIZE_MAX)
            ordinary = c;
    }
    return empty == SIZE_MAX ? ordinary : empty;
}

/* The best container: full before empty, then the earlier word, then the fuller one, then the outer one. */
static uint32_t known_container(const struct body_search *s, bool article, str *name, bool *ordinary)
{
    struct choice choices[ARRAY_LEN(containers)] = { 0 };
    weigh_choices(s, article, choices);
    size_t best = first_choice(choices);
    if (best == SIZE_MAX)
        return 0;
    best = most_inside(s, choices, best);
    size_t inside = emptied_inside(s, choices, best);
    if (inside != SIZE_MAX) {
        choices[inside].full = 0;
        best = inside;
    }
    const char *sign = containers[best].how == BY_CLASS ? "." : containers[best].how == BY_TAG ? "" : "#";
    *name = str_fmt(s->r->arena, "%s%s", sign, containers[best].word);
    *ordinary = !containers[best].sure;
    return choices[best].full ? choices[best].full : choices[best].empty;
}

/* Elements that only dress up text: the paragraphs' own container is further out. */
static bool is_dress(const struct node *n)
{
    static const char *const tags[] = { "p", "span",    "font", "b",  "strong", "em",     "u",
                                        "i", "section", "h2",   "h3", "h4",     "center", "o:p" };
    for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
        if (node_is(n, tags[i]))
            return true;
    }
    return false;
}

/* A block with a link beside blocks of its kind with links and text: a row with a summary, no article. Templates
 * without classes have breadcrumb, tools and footer in blocks of the same kind. */
static bool is_one_of_many(const struct body_search *s, uint32_t i)
{
    const struct tree *t = s->r->tree;
    uint32_t up = t->nodes[i].parent, alike = 0;
    uint32_t own = weight(s->w.all, t, i) - weight(s->w.linked, t, i);
    if (weight(s->w.links, t, i) == 0)
        return false;
    for (uint32_t k = up + 1; k < t->nodes[up].end; k = t->nodes[k].end) {
        bool same = t->nodes[k].kind == NODE_ELEMENT && str_eq(t->nodes[k].tag, t->nodes[i].tag) &&
                    str_eq(node_attr(&t->nodes[k], "class"), node_attr(&t->nodes[i], "class"));
        bool row = same && !body_is_framework(&t->nodes[k]) && weight(s->w.links, t, k) > 0;
        alike += k != i && row && (weight(s->w.all, t, k) - weight(s->w.linked, t, k)) * 4 >= own;
    }
    return alike > 0;
}

/* Headings that are links, one after another in one block: titles of a list, and the text below them their summaries.
 */
static bool holds_linked_headings(const struct body_search *s, uint32_t i)
{
    static const char *const tags[] = { "h2", "h3", "h4", "h5", "dt" };
    const struct tree *t = s->r->tree;
    uint32_t linked = 0, plain = 0;
    for (uint32_t k = i + 1; k < t->nodes[i].end; k = t->nodes[k].end) {
        bool heading = false;
        for (size_t w = 0; w < ARRAY_LEN(tags); w++)
            heading = heading || node_is(&t->nodes[k], tags[w]);
        uint32_t all = heading ? weight(s->w.all, t, k) : 0, links = heading ? weight(s->w.linked, t, k) : 0;
        linked += all && links * 5 >= all * 4;
        plain += all && links * 5 < all * 4;
    }
    return linked > 1 && linked > plain;
}

/* 2026-11-06 17:32:17: the date of a row, not a line of text. */
static bool is_bare_date(str text)
{
    size_t others = 0;
    text = label_trim(text);
    for (size_t i = 0; i < text.len; i++)
        others += !ascii_is_digit(text.ptr[i]) && !strchr(" -:/.[]()", text.ptr[i]);
    return others == 0;
}

/* The element whose own paragraphs hold most text. */
static uint32_t densest(const struct body_search *s, uint32_t least)
{
    const struct tree *t = s->r->tree;
    uint32_t *score = arena_new(s->r->arena, uint32_t, t->count), best = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        if (!node_is_prose(t, i) || body_is_framework(&t->nodes[i]) || t->nodes[i].hiding != HIDING_NONE)
            continue;
        uint32_t own = weight(s->w.all, t, i) - weight(s->w.linked, t, i);
        if (own < BODY_LINE_CHARS || is_bare_date(t->nodes[i].text))
            continue;
        uint32_t up = t->nodes[i].parent;
        while (is_dress(&t->nodes[up]) && t->nodes[up].parent)
            up = t->nodes[up].parent;
        score[up] += own;
        if (score[up] > score[best])
            best = up;
    }
    if (best && (is_one_of_many(s, best) || holds_linked_headings(s, best)))
        return 0;
    bool whole = node_is(&t->nodes[best], "body") || node_is(&t->nodes[best], "a") || node_is(&t->nodes[best], "li");
    return best && !whole && score[best] >= least && !is_list_like(s, best) ? best : 0;
}

/* The page says that it is an article: its title tag, or a labelled date beside a title. */
static bool looks_like_article(const struct body_search *s)
{
    if (label_trim(page_tag(s->r->page, "ArticleTitle", NULL)).len)
        return true;
    if (row_is_column_like(s->r->page->address))
        return false; /* labelled dates there are those of rows */
    static const str labels[] = { STR_INIT("发布时间"), STR_INIT("发布日期"), STR_INIT("来源"), STR_INIT("发稿时间"),
                                  STR_INIT("索引号"),   STR_INIT("日期"),     STR_INIT("时间"), STR_INIT("浏览次数") };
    const struct tree *t = s->r->tree;
    size_t hits = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        bool script = t->nodes[i].kind == NODE_TEXT && node_is(&t->nodes[t->nodes[i].parent], "script");
        if (body_is_framework(&t->nodes[i]) || !(script || node_is_prose(t, i)))
            continue;
        str text = script ? literals_written(s->r->arena, t->nodes[i].text) : label_trim(t->nodes[i].text);
        for (size_t k = 0; k < ARRAY_LEN(labels); k++) {
            size_t end;
            if (text.len < 400 && label_at(text, 0, labels[k], &end) && label_colon(text, &end))
                hits++;
        }
    }
    return hits > 0 && hits < 6; /* many labelled dates are the rows of a list */
}

static bool is_icon(const struct node *n)
{
    static const char *const words[] = { "icon",    "/ico",    "ico_",    "ico.",     "blank.",    "spacer",  "print",
                                         "doc.gif", "pdf.gif", "xls.gif", "word.gif", "excel.gif", "filetype" };
    str src = node_attr(n, "src");
    int64_t width;
    if (str_to_int(node_attr(n, "width"), &width) && width <= 32)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_has_nocase(src, str_from(words[i])))
            return true;
    }
    return src.len == 0 && !node_has_attr(n, "data-src");
}

static void count_parts(const struct body_search *s, uint32_t body, struct body_fact *out, bool *by_script)
{
    const struct tree *t = s->r->tree;
    for (uint32_t i = body; i < t->nodes[body].end; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script")) {
            out->chars += (uint32_t)text_chars(literals_written(s->r->arena, n->text));
            *by_script = *by_script || str_trim(n->text).len;
        }
        if (n->kind != NODE_ELEMENT)
            continue;
        out->images += node_is(n, "img") && !is_icon(n);
        out->files += node_is(n, "a") && is_file_link(s->r, node_attr(n, "href"));
        out->media += node_is(n, "video") || node_is(n, "audio") || node_is(n, "embed") || node_is(n, "object");
        out->frames += (node_is(n, "iframe") || node_is(n, "frame")) && node_attr(n, "src").len;
        *by_script = *by_script || (node_is(n, "script") && node_attr(n, "src").len);
    }
}

bool body_is_filled(const struct tree *t, uint32_t body)
{
    str names[] = { node_attr(&t->nodes[body], "id"), str_trim(node_attr(&t->nodes[body], "class")) };
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_TEXT || !node_is(&t->nodes[n->parent], "script") || !script_fetches(n->text))
            continue;
        for (size_t k = 0; k < ARRAY_LEN(names); k++) {
            if (names[k].len && str_has(n->text, names[k]))
                return true;
        }
    }
    return false;
}

static void describe(struct body_search *s, uint32_t body, str name)
{
    struct page_facts *page = s->r->page;
    struct tree *t = s->r->tree;
    bool by_script = false, shown = weight(s->w.shown, t, body) > 0;
    page->body = (struct body_fact){ .container = name };
    page->body.chars = weight(shown ? s->w.shown : s->w.all, t, body);
    count_parts(s, body, &page->body, &by_script);
    bool empty = page->body.chars + page->body.images + page->body.files + page->body.media + page->body.frames == 0;
    by_script = by_script || (empty && body_is_filled(t, body));
    s->r->body = body;
    if (!empty || !by_script) /* what a script puts there is unknown, not absent */
        page->known |= KNOWN_BODY;
    str text = tree_text(s->r->arena, t, body, shown);
    if (text.len > LIMIT_BODY_TEXT) {
        text.len = LIMIT_BODY_TEXT;
        while (text.len && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
            text.len--;
    }
    page->body_text = text;
    for (uint32_t i = body; i < t->nodes[body].end; i++)
        t->nodes[i].region = REGION_CONTENT;
}

static bool has_rows(const struct tree *t, uint32_t i)
{
    static const char *const tags[] = { "li", "tr", "dd" };
    for (uint32_t k = i + 1; k < t->nodes[i].end; k++) {
        for (size_t n = 0; n < ARRAY_LEN(tags); n++) {
            if (node_is(&t->nodes[k], tags[n]))
                return true;
        }
    }
    return false;
}

/* An article whose text is nothing but links: it gathers what belongs to one matter. In a box of an ordinary name rows
 * may be any list. */
static uint32_t gathered(const struct body_search *s, str *name)
{
    const struct tree *t = s->r->tree;
    if (!label_trim(page_tag(s->r->page, "ArticleTitle", NULL)).len || row_is_column_like(s->r->page->address))
        return 0;
    for (size_t c = 0; c < ARRAY_LEN(containers); c++) {
        for (uint32_t i = 1; i < t->count; i++) {
            const struct node *n = &t->nodes[i];
            bool possible = n->kind == NODE_ELEMENT && !body_is_framework(n) && weight(s->w.links, t, i);
            if (!possible || !is_container(n, &containers[c]) || (!containers[c].sure && has_rows(t, i)))
                continue;
            *name = str_from(containers[c].word);
            return i;
        }
    }
    return 0;
}

void body_find(struct reading *r)
{
    if (r->tree->count == 0)
        return;
    struct body_search s = { r, weights_of(r->arena, r->tree) };
    bool article = looks_like_article(&s);
    str name = { 0 };
    bool guide = false, ordinary = false;
    uint32_t body = known_container(&s, article, &name, &ordinary);
    bool full = body && (weight(s.w.all, r->tree, body) || has_picture(r->tree, body));
    if (!full) {
        uint32_t dense = densest(&s, article ? BODY_MIN_CHARS : BODY_PAGE_CHARS);
        guide = dense && !article && !body;
        body = dense ? dense : body;
        name = dense ? STR("paragraphs") : name;
        ordinary = ordinary && !dense;
    }
    if (!body)
        body = gathered(&s, &name);
    if (body)
        describe(&s, body, name);
    if (body && str_eq(name, STR("paragraphs")))
        body_box_of(&s, body);
    else if (!body && article)
        body_boxes_empty(&s);
    r->page->body.ordinary = ordinary;
    page_text_read(&s);
    if (body)
        related_mark(&s);
    bool titled = label_trim(page_tag(r->page, "ArticleTitle", NULL)).len > 0;
    if (guide || (ordinary && !full && !titled)) /* beside which a list of the page's own may still stand */
        r->body = 0;
}
