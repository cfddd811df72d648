/* SPDX-License-Identifier: MIT */
/* Links whose words name another column or article of the site than the one they open. */
#include "wrong_target.h"
#include "address.h"
#include "core/arena.h"
#include "core/text.h"
#include "link_told.h"
#include "names.h"
#include "strmap.h"

#define SEVERAL (NONE - 1) /* a name that stands for more than one thing */

enum { LEAST_COLUMN = 4, LEAST_TITLE = 8 };

struct wrong_link { /* all links that open one address under a wrong name */
    uint32_t target, promised;
    str text;
    const struct link_row *first;
    struct places places;
};

struct wrong_check {
    struct judge *j;
    struct strmap columns;  /* comparable name → column, or SEVERAL */
    struct strmap articles; /* comparable title → resource, or SEVERAL */
    struct strmap by_target;
    struct {
        struct wrong_link *items;
        size_t count, room;
    } wrong;
};

static const struct page_facts *page_of(const struct judge *j, uint32_t r)
{
    const struct resource_fact *f = &j->site->resources[r];
    return f->own && f->outcome == OUTCOME_OK && f->wall.len == 0 ? f->page : NULL;
}

static str own_title(const struct page_facts *p)
{
    str tag = page_tag(p, "ArticleTitle", NULL);
    return tag.len && !name_is_placeholder(tag) ? tag : p->heading;
}

static void put_once(struct strmap *map, str name, uint32_t value)
{
    uint32_t there = strmap_put(map, name, value);
    if (there != value)
        strmap_set(map, name, SEVERAL);
}

static bool same_item(struct judge *j, uint32_t x, uint32_t y)
{
    return str_eq(address_item_key(j->arena, j->site->resources[x].address),
                  address_item_key(j->arena, j->site->resources[y].address));
}

static void learn_names(struct wrong_check *w)
{
    struct judge *j = w->j;
    for (uint32_t i = 0; i < j->columns->count; i++)
        put_once(&w->columns, text_core(j->arena, j->columns->items[i].name), i);
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct page_facts *p = j->columns->of_resource[i] == NONE ? page_of(j, i) : NULL;
        str title = p ? text_core(j->arena, own_title(p)) : STR("");
        if (text_chars(title) < LEAST_TITLE)
            continue;
        uint32_t there = strmap_get(&w->articles, title);
        if (there == NONE || there == SEVERAL || !same_item(j, there, i))
            put_once(&w->articles, title, i);
    }
}

/* Not like any name the page gives itself. */
static bool unlike(struct judge *j, str wanted, str name, double limit)
{
    str core = text_core(j->arena, name);
    if (core.len == 0)
        return true;
    return !str_has(core, wanted) && !str_has(wanted, core) && text_similarity(j->arena, wanted, core) < limit;
}

static bool unlike_page(struct judge *j, str wanted, const struct page_facts *p, double limit)
{
    str names[] = { page_tag(p, "ColumnName", NULL), page_tag(p, "ArticleTitle", NULL), p->heading,
                    name_first_part(p->title), p->crumbs.count ? p->crumbs.items[p->crumbs.count - 1].text : STR("") };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (!unlike(j, wanted, names[i], limit))
            return false;
    }
    return true;
}

/* What a title puts in 《》, last; empty if nothing. */
static str quoted(struct judge *j, str title)
{
    size_t open = str_find_last(title, STR("《"));
    str rest = open == SIZE_MAX ? STR("") : str_slice(title, open + 3, title.len);
    size_t close = str_find(rest, STR("》"));
    return close == SIZE_MAX ? STR("") : text_core(j->arena, str_slice(rest, 0, close));
}

/* Titles of files are alike but for the name in 《》: two names of which neither holds the other are two files. */
static bool names_another_file(struct judge *j, str said, const struct page_facts *p)
{
    str wanted = quoted(j, said), own = quoted(j, own_title(p));
    return text_chars(wanted) >= LEAST_COLUMN && text_chars(own) >= LEAST_COLUMN && !str_has(wanted, own) &&
           !str_has(own, wanted);
}

static bool related(const struct judge *j, uint32_t x, uint32_t y)
{
    for (uint32_t at = x, hops = 0; at != NONE && hops < 16; at = j->columns->items[at].parent, hops++) {
        if (at == y)
            return true;
    }
    for (uint32_t at = y, hops = 0; at != NONE && hops < 16; at = j->columns->items[at].parent, hops++) {
        if (at == x)
            return true;
    }
    return false;
}

/* The resource that the words promise, when the page opened is certainly another; else NONE. */
static uint32_t promised_elsewhere(struct wrong_check *w, const struct link_row *l, str wanted)
{
    struct judge *j = w->j;
    uint32_t column = j->columns->of_resource[l->target];
    const struct page_facts *p = page_of(j, l->target);
    if (column != NONE) {
        uint32_t other = strmap_get(&w->columns, wanted);
        bool known = other != NONE && other != SEVERAL && other != column && !related(j, other, column);
        bool named = page_tag(p, "ColumnName", NULL).len > 0 || p->crumbs.count > 1;
        return known && named && text_chars(wanted) >= LEAST_COLUMN && unlike_page(j, wanted, p, WRONG_ALIKE)
                   ? j->columns->items[other].resource
                   : NONE;
    }
    uint32_t other = strmap_get(&w->articles, wanted);
    bool known = other != NONE && other != SEVERAL && !same_item(j, other, l->target);
    bool titled = text_chars(own_title(p)) >= LEAST_COLUMN;
    /* A column's name in the words of an article says nothing of which article it is. */
    bool apart = unlike_page(j, wanted, p, WRONG_TITLE) || names_another_file(j, l->text, p);
    return known && titled && text_chars(wanted) >= LEAST_TITLE && apart ? other : NONE;
}

static void judge_link(struct wrong_check *w, const struct link_row *l)
{
    struct judge *j = w->j;
    bool plain = l->kind == LINK_ANCHOR && l->target != NONE && l->problem == LINK_FINE && l->hiding == HIDING_NONE;
    const struct page_facts *p = plain ? page_of(j, l->target) : NULL;
    if (!p || !(p->known & KNOWN_TREE) || l->text.len == 0 || address_is_root(p->address))
        return;
    struct arena_mark mark = arena_mark(j->arena);
    uint32_t promised = promised_elsewhere(w, l, text_core(j->arena, l->text));
    arena_release(j->arena, mark);
    if (promised == NONE)
        return;
    str key = j->site->resources[l->target].address;
    uint32_t at = strmap_put(&w->by_target, key, (uint32_t)w->wrong.count);
    if (at == w->wrong.count)
        *arena_push(j->arena, &w->wrong) =
            (struct wrong_link){ .target = l->target, .promised = promised, .text = l->text, .first = l };
    places_add(j->arena, &w->wrong.items[at].places, l);
}

static void accuse(struct judge *j, const struct rule *rule, const struct wrong_link *x)
{
    const struct page_facts *p = page_of(j, x->target);
    uint32_t column = j->columns->of_resource[x->target];
    str opened = column != NONE ? j->columns->items[column].name : own_title(p);
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", STR("wrong-target"));
    evidence_str(&e, "what", str_fmt(j->arena, "打开的却是“%.*s”", STR_ARG(text_clip(opened, 60))));
    evidence_str(&e, "text", text_clip(x->text, 60));
    evidence_str(&e, "region", words_region(x->first->region));
    evidence_place(&e, x->first);
    evidence_tried(j, &e, &j->site->resources[x->target]);
    evidence_str(&e, "opened", opened);
    evidence_str(&e, "promised", j->site->resources[x->promised].address);
    check_fail_at(j, rule, j->site->resources[x->target].address, &x->places, evidence_end(&e, j->arena));
}

void wrong_targets(struct judge *j, const struct rule *rule)
{
    struct wrong_check w = { .j = j };
    strmap_init(&w.columns, j->arena);
    strmap_init(&w.articles, j->arena);
    strmap_init(&w.by_target, j->arena);
    learn_names(&w);
    for (uint32_t i = 0; i < j->site->link_count; i++)
        judge_link(&w, &j->site->links[i]);
    for (size_t i = 0; i < w.wrong.count; i++)
        accuse(j, rule, &w.wrong.items[i]);
}
