/* SPDX-License-Identifier: MIT */
/* What stands above a list: its heading and the link to all of its items. */
#include "core/text.h"
#include "labels.h"
#include "list_view.h"

enum { HEADING_CLIMB = 5, HEADING_CHARS = 30, HEADING_SIBLINGS = 6, MORE_NODES = 200, HEADING_LINKS = 3 };

static bool is_more(str text)
{
    text = label_trim(text);
    return str_has(text, STR("更多")) || str_has_nocase(text, STR("more")) || str_eq(text, STR(">>")) ||
           str_eq(text, STR("»")) || str_eq(text, STR("+")) || str_eq(text, STR("查看全部"));
}

static bool looks_like_heading(const struct node *n)
{
    static const char *const words[] = { "title", "tit", "hd", "head", "bt", "name", "lm", "column", "tab", "label" };
    static const char *const tags[] = { "h1", "h2", "h3", "h4", "h5", "dt", "strong", "b", "caption", "legend" };
    for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
        if (node_is(n, tags[i]))
            return true;
    }
    return node_hints(n, words, ARRAY_LEN(words));
}

static void take_links(const struct reading *r, struct list_view *v, uint32_t from, uint32_t to)
{
    str other = { 0 };
    for (uint32_t i = from; i < to; i++) {
        if (!node_is(&r->tree->nodes[i], "a") || r->tree->nodes[i].region == REGION_CRUMB)
            continue;
        str address = row_link_address(r, i);
        if (is_more(row_link_text(r, i)) || is_more(node_attr(&r->tree->nodes[i], "title")) ||
            str_has_nocase(node_attr(&r->tree->nodes[i], "class"), STR("more")))
            v->more = v->more.len ? v->more : address;
        else if (!other.len)
            other = address;
    }
    if (!v->more.len)
        v->more = other;
}

/* Text of a heading without its 更多. */
static str heading_text(const struct reading *r, uint32_t i)
{
    const struct tree *t = r->tree;
    str parts[8];
    size_t count = 0;
    for (uint32_t k = i; k < t->nodes[i].end && count < ARRAY_LEN(parts);) {
        bool more = t->nodes[k].region == REGION_CRUMB || (node_is(&t->nodes[k], "a") && is_more(row_link_text(r, k)));
        if (node_is_prose(t, k) && !more && !is_more(t->nodes[k].text) && label_trim(t->nodes[k].text).len)
            parts[count++] = t->nodes[k].text;
        k = more ? t->nodes[k].end : k + 1;
    }
    str text = label_trim(text_squeeze(r->arena, str_join(r->arena, parts, count, (str){ 0 })));
    while (str_ends(text, STR(">")) || str_ends(text, STR("：")) || str_ends(text, STR(":")))
        text = label_trim(str_slice(text, 0, text.len - (str_ends(text, STR("：")) ? 3 : 1)));
    return text;
}

/* Several links with names of their own are a menu beside the list, or tabs: the first of them is not the list's own.
 */
static bool is_menu(const struct reading *r, uint32_t i)
{
    const struct tree *t = r->tree;
    size_t named = 0;
    for (uint32_t k = i; k < t->nodes[i].end; k++) {
        if (node_is(&t->nodes[k], "a") && text_chars(row_link_text(r, k)) >= 2)
            named += !is_more(row_link_text(r, k)) && !str_has_nocase(node_attr(&t->nodes[k], "class"), STR("more"));
    }
    return named > 1;
}

static bool take_heading(const struct reading *r, const struct groups *g, struct list_view *v, uint32_t i)
{
    const struct tree *t = r->tree;
    uint32_t chars = weight(g->w.all, t, i);
    if (node_is(&t->nodes[i], "tr") || node_is(&t->nodes[i], "thead") || node_is(&t->nodes[i], "th"))
        return false;
    if (t->nodes[i].kind != NODE_ELEMENT || t->nodes[i].region == REGION_CRUMB || t->nodes[i].region == REGION_NAV ||
        chars < 2)
        return false;
    if (weight(g->w.links, t, i) > HEADING_LINKS || is_menu(r, i))
        return false;
    if (!looks_like_heading(&t->nodes[i]) && chars > HEADING_CHARS)
        return false;
    str text = heading_text(r, i);
    if (text_chars(text) < 2 || text_chars(text) > HEADING_CHARS || str_has(text, STR("。")))
        return false;
    struct date_found date;
    if (date_find(text, 0, &date) || str_starts(text, STR("【")) || str_has(text, STR("位置")) || row_is_function(text))
        return false;
    v->heading = text;
    take_links(r, v, i, t->nodes[i].end);
    return true;
}

/* Siblings before node `at`, nearest first, up to the list before. */
static bool heading_before(const struct reading *r, const struct groups *g, struct list_view *v, uint32_t at)
{
    const struct tree *t = r->tree;
    uint32_t before[HEADING_SIBLINGS] = { 0 };
    size_t count = 0;
    for (uint32_t i = t->nodes[at].parent + 1; i < at; i = t->nodes[i].end) {
        if (t->nodes[i].kind == NODE_ELEMENT && !node_is(&t->nodes[i], "script") && !node_is(&t->nodes[i], "style"))
            before[count++ % HEADING_SIBLINGS] = i;
    }
    for (size_t k = 0; k < count && k < HEADING_SIBLINGS; k++) {
        uint32_t i = before[(count - 1 - k) % HEADING_SIBLINGS];
        if (take_heading(r, g, v, i))
            return true;
        if (g->inside[i])
            return false;
    }
    return false;
}

/* A 更多 behind the rows. */
static void more_behind(const struct reading *r, const struct groups *g, struct list_view *v, uint32_t at)
{
    const struct tree *t = r->tree;
    uint32_t end = t->nodes[t->nodes[at].parent].end;
    for (uint32_t i = t->nodes[at].end; i < end && i < t->nodes[at].end + MORE_NODES && !g->inside[i];
         i = t->nodes[i].end) {
        for (uint32_t k = i; k < t->nodes[i].end && k < i + MORE_NODES && !v->more.len; k++) {
            if (node_is(&t->nodes[k], "a") && is_more(row_link_text(r, k)))
                v->more = row_link_address(r, k);
        }
    }
}

void list_heading_read(const struct reading *r, const struct groups *g, struct list_view *v)
{
    static const char *const side[] = { "side",  "hot",  "recommend", "tuijian", "rank",
                                        "aside", "xgyd", "rdtj",      "related" };
    const struct tree *t = r->tree;
    uint32_t at = v->spans[0].from;
    bool found = false;
    for (int climb = 0; at && climb < HEADING_CLIMB; climb++) {
        if (!found && heading_before(r, g, v, at))
            found = true;
        if (climb > 0 && !v->more.len)
            more_behind(r, g, v, at);
        uint32_t up = t->nodes[at].parent;
        if (up == 0 || node_is(&t->nodes[up], "body") || g->inside[up] > 1)
            break;
        at = up;
        v->side = v->side || node_hints(&t->nodes[at], side, ARRAY_LEN(side));
    }
}
