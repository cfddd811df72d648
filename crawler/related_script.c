/* SPDX-License-Identifier: MIT */
/* Articles whose related items (相关解读, 关联稿件) are not in the HTML: a labelled block that is empty but for a
 * script or a frame, a widget named after them, a script that loads them. */
#include "body.h"
#include "labels.h"
#include "pager.h"

enum { CLIMB = 4, LEAST_ID = 2, LABELS_MAX = 20, IDS_MAX = 8 }; /* the last two bound the work on a hostile page */

static bool is_link(const struct node *n)
{
    return node_is(n, "a") && node_has_attr(n, "href");
}

static bool is_frame(const struct node *n)
{
    return (node_is(n, "iframe") || node_is(n, "frame")) && node_attr(n, "src").len;
}

/* Some loading script of the page names this id: $('#xgjd').html(…). */
static bool is_filled(const struct tree *t, str id)
{
    for (uint32_t i = 1; id.len >= LEAST_ID && i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script") && str_has(n->text, id) &&
            pager_is_loader(n->text))
            return true;
    }
    return false;
}

static str bringer(const struct tree *t, uint32_t i, int *ids)
{
    const struct node *n = &t->nodes[i];
    str mark = pager_mark_of(t, i);
    if (mark.len)
        return mark;
    if (n->kind == NODE_ELEMENT && is_frame(n))
        return STR("frame");
    str id = n->kind == NODE_ELEMENT ? node_attr(n, "id") : STR("");
    return id.len && (*ids)++ < IDS_MAX && is_filled(t, id) ? STR("script loads into the page") : STR("");
}

/* What stands behind a label, up to the next heading or label; a link there means that the HTML has the items. */
static str behind_label(const struct tree *t, uint32_t label)
{
    uint32_t at = label;
    for (int climb = 0; climb < CLIMB && t->nodes[at].end == t->nodes[t->nodes[at].parent].end; climb++)
        at = t->nodes[at].parent;
    uint32_t end = t->nodes[t->nodes[at].parent].end;
    str found = { 0 };
    int ids = 0;
    for (uint32_t i = t->nodes[at].end; i < end; i++) {
        const struct node *n = &t->nodes[i];
        bool heading = node_is(n, "h2") || node_is(n, "h3") || node_is(n, "h4");
        if (is_link(n))
            return (str){ 0 };
        if (heading || n->region == REGION_FOOTER || (node_is_prose(t, i) && related_is_label(n->text)))
            break;
        found = found.len ? found : bringer(t, i, &ids);
    }
    return found;
}

static bool speaks_of_related(str text)
{
    static const str words[] = { STR_INIT("相关解读"), STR_INIT("政策解读"), STR_INIT("解读链接"),
                                 STR_INIT("关联稿件"), STR_INIT("关联文件"), STR_INIT("相关文件"),
                                 STR_INIT("相关稿件"), STR_INIT("相关文章"), STR_INIT("xgjd"),
                                 STR_INIT("zcjd"),     STR_INIT("xgwj"),     STR_INIT("relatedDoc"),
                                 STR_INIT("getRelat") };
    return str_has_any(text, words, ARRAY_LEN(words));
}

/* A widget or a loading script that says itself what it brings. */
static str named_bringer(const struct tree *t, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    if (n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script"))
        return pager_is_loader(n->text) && speaks_of_related(n->text) ? STR("script loads into the page") : STR("");
    bool widget = n->kind == NODE_ELEMENT && node_has_attr(n, "querydata");
    return widget && speaks_of_related(node_attr(n, "querydata")) ? pager_mark_of(t, i) : STR("");
}

void related_scripts(struct reading *r)
{
    const struct tree *t = r->tree;
    str why = { 0 };
    int labels = 0;
    for (uint32_t i = 1; r->body && i < t->count && !why.len; i++) {
        why = named_bringer(t, i);
        bool label = !why.len && node_is_prose(t, i) && t->nodes[i].region != REGION_NAV &&
                     t->nodes[i].region != REGION_CRUMB && related_is_label(t->nodes[i].text);
        if (label && labels++ < LABELS_MAX)
            why = behind_label(t, i);
    }
    if (!why.len)
        return;
    r->page->js |= JS_RELATED;
    r->page->js_why = r->page->js_why.len ? r->page->js_why : why;
}
