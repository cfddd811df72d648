/* SPDX-License-Identifier: MIT */
/* Two views of one page, each measured twice. */
#include "cloak.h"
#include "address.h"
#include "core/arena.h"
#include "core/domain.h"
#include "core/text.h"

enum { LEAST_CHARS = 100, LEAST_STRANGERS = 3, MOST_SHOWN = 20 };

/* Percent of shingles in common: two looks at one page share most, two pages of one site their menus at least. */
enum { SAME_PAGE = 50, OTHER_PAGE = 5, OTHER_TITLE = 30 };

struct views {
    const struct page_facts *visitor[2], *engine[2];
};

const struct page_facts *cloak_view(const struct judge *j, uint32_t page, const char *kind)
{
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        if (p->resource == page && str_eq(p->kind, str_from(kind)) && p->outcome == OUTCOME_OK)
            return p->page;
    }
    return NULL;
}

static bool is_readable(const struct page_facts *p)
{
    return p && (p->known & KNOWN_TREE) && !p->limit_hit.len && p->visible_chars >= LEAST_CHARS &&
           !(p->js & JS_SHELL) && p->title.len;
}

static double text_in_common(struct arena *a, const struct page_facts *x, const struct page_facts *y)
{
    struct arena_mark mark = arena_mark(a);
    double share = 100 * shingles_jaccard(text_shingles(a, x->visible_text), text_shingles(a, y->visible_text));
    arena_release(a, mark);
    return share;
}

static bool same_page(struct arena *a, const struct page_facts *const *twice)
{
    return str_eq(twice[0]->title, twice[1]->title) && text_in_common(a, twice[0], twice[1]) >= SAME_PAGE;
}

static bool other_page(struct arena *a, const struct page_facts *x, const struct page_facts *y)
{
    struct arena_mark mark = arena_mark(a);
    str mine = text_core(a, x->title), other = text_core(a, y->title);
    bool apart = !str_has(mine, other) && !str_has(other, mine) && 100 * text_similarity(a, mine, other) < OTHER_TITLE;
    arena_release(a, mark);
    return apart && text_in_common(a, x, y) < OTHER_PAGE;
}

static bool differ(struct arena *a, const struct views *v)
{
    for (size_t i = 0; i < 2; i++)
        if (!is_readable(v->visitor[i]) || !is_readable(v->engine[i]))
            return false;
    return same_page(a, v->visitor) && same_page(a, v->engine) && other_page(a, v->visitor[0], v->engine[0]);
}

static str owner_of(struct judge *j, str address)
{
    str host = address_host(address);
    return domain_registrable(j->arena, str_slice(host, 0, str_find(host, STR(":"))));
}

/* The link of the first look stands on the second, too. */
static bool stands_on(const struct page_facts *p, str address)
{
    for (size_t i = 0; i < p->links.count; i++)
        if (str_eq(p->links.items[i].address, address))
            return true;
    return false;
}

static bool is_stranger(struct judge *j, const struct dark *dark, const struct strmap *shown, const struct views *v,
                        const struct link_fact *l)
{
    if (l->problem != LINK_FINE || l->kind != LINK_ANCHOR || !stands_on(v->engine[1], l->address))
        return false;
    str owner = owner_of(j, l->address);
    return !str_eq(owner, owner_of(j, v->visitor[0]->address)) && !dark_trusts(j, dark, address_host(l->address)) &&
           strmap_get(shown, owner) == NONE;
}

bool cloak_links(struct judge *j, const struct dark *dark, const struct strmap *shown, uint32_t page, const str **links,
                 size_t *count)
{
    struct views v = { { j->site->resources[page].page, cloak_view(j, page, "v4") },
                       { cloak_view(j, page, "spider"), cloak_view(j, page, "spider-again") } };
    if (!v.engine[0] || !differ(j->arena, &v))
        return false;
    struct strmap owners;
    strmap_init(&owners, j->arena);
    str *found = arena_new(j->arena, str, MOST_SHOWN);
    size_t owner_count = 0;
    *count = 0;
    for (size_t i = 0; i < v.engine[0]->links.count; i++) {
        const struct link_fact *l = &v.engine[0]->links.items[i];
        if (!is_stranger(j, dark, shown, &v, l))
            continue;
        owner_count += strmap_put(&owners, owner_of(j, l->address), (uint32_t)i) == i;
        if (*count < MOST_SHOWN)
            found[(*count)++] = l->address;
    }
    *links = found;
    return owner_count >= LEAST_STRANGERS;
}
