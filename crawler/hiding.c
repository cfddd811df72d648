/* SPDX-License-Identifier: MIT */
/* Hiding by style attributes, by simple rules of inline sheets, by the hidden attribute and by one-pixel marquees. */
#include "hiding.h"
#include "core/arena.h"
#include "core/text.h"
#include "crawler/url.h"
#include "css.h"
#include "tags.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_RULES = 200, MOST_BLOCKS = 500, HIDDEN_TEXT_CHARS = 200 };

struct hide_rule { /* for ".word" and "#word", with or without a tag before */
    str tag;
    char sign;
    str word;
    enum hiding hiding;
    bool sizes_text;
};

struct hide_rules {
    struct hide_rule *items;
    size_t count, room;
};

/* Only selectors of one class or one id: what a longer one matches is not known without a whole style engine. */
static bool simple_selector(str selector, struct hide_rule *out)
{
    selector = str_trim(selector);
    size_t sign = 0;
    while (sign < selector.len && selector.ptr[sign] != '.' && selector.ptr[sign] != '#')
        sign++;
    out->tag = str_slice(selector, 0, sign);
    out->word = str_slice(selector, sign + 1, selector.len);
    if (sign >= selector.len || !out->word.len)
        return false;
    out->sign = selector.ptr[sign];
    for (size_t i = 0; i < selector.len; i++)
        if (i != sign && strchr(" \t\r\n\f>+~:.#[*", selector.ptr[i]))
            return false;
    return true;
}

static bool same_target(const struct hide_rule *x, const struct hide_rule *y)
{
    return x->sign == y->sign && str_eq(x->word, y->word) && str_eq_nocase(x->tag, y->tag);
}

static void add_rule(struct arena *a, struct hide_rules *rules, struct hide_rule rule, bool shows)
{
    for (size_t i = 0; i < rules->count; i++)
        if (same_target(&rules->items[i], &rule)) {
            if (rule.hiding != HIDING_NONE || shows)
                rules->items[i].hiding = rule.hiding;
            rules->items[i].sizes_text |= rule.sizes_text;
            return;
        }
    if ((rule.hiding != HIDING_NONE || rule.sizes_text) && rules->count < MOST_RULES)
        *arena_push(a, rules) = rule;
}

static void read_sheet(struct arena *a, struct hide_rules *rules, str sheet)
{
    str selectors, declarations, selector;
    for (size_t at = 0; css_next_rule(sheet, &at, &selectors, &declarations);) {
        struct css_effect effect = css_effect(declarations);
        struct hide_rule rule = { .hiding = effect.hiding, .sizes_text = effect.sizes_text };
        if (effect.hiding == HIDING_NONE && !effect.shows && !effect.sizes_text)
            continue;
        while (str_cut(&selectors, ',', &selector))
            if (simple_selector(selector, &rule))
                add_rule(a, rules, rule, effect.shows);
    }
}

static struct hide_rules read_sheets(struct arena *a, const struct tree *t)
{
    struct hide_rules rules = { 0 };
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        str media = node_attr(n, "media");
        if (!node_is(n, "style") ||
            (media.len && !str_has_nocase(media, STR("all")) && !str_has_nocase(media, STR("screen"))))
            continue;
        for (uint32_t k = i + 1; k < n->end; k++)
            if (t->nodes[k].kind == NODE_TEXT)
                read_sheet(a, &rules, t->nodes[k].text);
    }
    return rules;
}

/* Small text of a container is a trick to close gaps between its items, which are sized elsewhere. */
static bool holds_text_itself(const struct tree *t, uint32_t i)
{
    for (uint32_t k = i + 1; k < t->nodes[i].end; k = t->nodes[k].end)
        if (node_is(&t->nodes[k], "a") || (t->nodes[k].kind == NODE_TEXT && str_trim(t->nodes[k].text).len))
            return true;
    return false;
}

static bool rule_fits(const struct hide_rule *rule, const struct node *n)
{
    if (rule->tag.len && !str_eq_nocase(rule->tag, n->tag))
        return false;
    if (rule->sign == '#')
        return str_eq(node_attr(n, "id"), rule->word);
    str rest = node_attr(n, "class");
    for (size_t at = str_find(rest, rule->word); at != SIZE_MAX; at = str_find(rest, rule->word)) {
        bool starts = !at || strchr(" \t\r\n", rest.ptr[at - 1]);
        bool ends = at + rule->word.len == rest.len || strchr(" \t\r\n", rest.ptr[at + rule->word.len]);
        if (starts && ends)
            return true;
        rest = str_slice(rest, at + rule->word.len, rest.len);
    }
    return false;
}

static bool is_hairline(str length)
{
    return length.len && (str_eq(str_trim(length), STR("0")) || str_eq(str_trim(length), STR("1")) ||
                          str_eq_nocase(str_trim(length), STR("1px")) || str_eq_nocase(str_trim(length), STR("0px")));
}

/* What the node's own markup does, not counting its ancestors. */
static struct css_effect own_effect(const struct tree *t, const struct hide_rules *rules, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    struct css_effect effect = { 0 };
    if (n->kind != NODE_ELEMENT || !n->attr_count || (n->flags & TAG_UNSEEN))
        return effect;
    if (node_has_attr(n, "hidden"))
        effect.hiding = HIDING_ATTRIBUTE;
    if (node_is(n, "marquee") && (is_hairline(node_attr(n, "height")) || is_hairline(node_attr(n, "width"))))
        effect.hiding = HIDING_MARQUEE;
    bool named = node_has_attr(n, "class") || node_has_attr(n, "id");
    for (size_t k = 0; named && k < rules->count; k++) {
        const struct hide_rule *rule = &rules->items[k];
        if (!rule_fits(rule, n))
            continue;
        effect.sizes_text |= rule->sizes_text;
        if (rule->hiding != HIDING_NONE && (rule->hiding != HIDING_SIZE || holds_text_itself(t, i)))
            effect.hiding = rule->hiding;
    }
    str style = node_attr(n, "style");
    if (style.len) {
        struct css_effect by_attr = css_effect(style);
        effect.sizes_text |= by_attr.sizes_text;
        if (by_attr.hiding != HIDING_NONE || by_attr.shows)
            effect.hiding = by_attr.hiding;
    }
    return effect;
}

static bool leaves_site(struct reading *r, str home, str href)
{
    if (!str_starts_nocase(href, STR("http")) && !str_starts(href, STR("//")))
        return false;
    struct url_ref ref = reading_resolve(r, href);
    struct url_parts parts;
    return ref.problem == LINK_FINE && url_split(r->arena, ref.address, &parts) &&
           !str_eq(url_registrable(r->arena, parts.host), home);
}

static void note_block(struct reading *r, uint32_t i, str home)
{
    const struct tree *t = r->tree;
    uint32_t outside = 0;
    for (uint32_t k = i; k < t->nodes[i].end; k++)
        if (node_is(&t->nodes[k], "a"))
            outside += leaves_site(r, home, str_trim(node_attr(&t->nodes[k], "href")));
    str text = text_clip(tree_text(r->arena, t, i, false), HIDDEN_TEXT_CHARS);
    if (!text.len && !outside)
        return;
    *arena_push(r->arena, &r->page->hidden) = (struct hidden_fact){
        .hiding = t->nodes[i].hiding, .text = text, .outside_links = outside, .place = tree_place(r->arena, t, i)
    };
}

void hiding_mark(struct reading *r)
{
    struct tree *t = r->tree;
    struct hide_rules rules = read_sheets(r->arena, t);
    struct url_parts parts;
    str home = url_split(r->arena, r->page->address, &parts) ? url_registrable(r->arena, parts.host) : (str){ 0 };
    for (uint32_t i = 1; i < t->count; i++) {
        struct node *n = &t->nodes[i];
        const struct node *up = &t->nodes[n->parent];
        struct css_effect own = own_effect(t, &rules, i);
        bool inherits = up->hiding != HIDING_NONE && !(up->hiding == HIDING_SIZE && own.sizes_text);
        n->hiding = inherits ? up->hiding : own.hiding;
        n->hider = inherits ? up->hider : own.hiding != HIDING_NONE ? i : 0;
        if (n->hider == i && r->page->hidden.count < MOST_BLOCKS)
            note_block(r, i, home);
    }
}
