/* SPDX-License-Identifier: MIT */
/* Which column an article calls its own: by its breadcrumb, by the folder it lies in, by its ColumnName. */
#include "column_build.h"
#include "address.h"
#include "core/text.h"
#include "names.h"

#define SEVERAL (UINT32_MAX - 1)

enum { MOST_CRUMBS = 20 };

struct own_columns {
    struct column_build *build;
    struct strmap by_path; /* host and path in words → column, SEVERAL if more than one has it */
    struct strmap by_name; /* host and name → the same */
};

static void learn(struct own_columns *o, struct strmap *map, uint32_t column, str words)
{
    struct arena *a = o->build->arena;
    str host = address_host(o->build->columns.items[column].address);
    str key = str_fmt(a, "%.*s %.*s", STR_ARG(host), STR_ARG(words));
    if (strmap_put(map, key, column) != column)
        strmap_set(map, key, SEVERAL);
}

static uint32_t look_up(const struct own_columns *o, const struct strmap *map, str address, str words)
{
    str host = address_host(address);
    uint32_t column = strmap_get(map, str_fmt(o->build->arena, "%.*s %.*s", STR_ARG(host), STR_ARG(words)));
    return column == SEVERAL ? NONE : column;
}

static uint32_t column_of_address(const struct column_build *b, str address)
{
    uint32_t r = address.len ? site_find(b->site, address) : NONE;
    if (r != NONE)
        r = site_follow(b->site, r, NULL);
    if (r != NONE && b->of_resource[r] != NONE)
        return b->of_resource[r];
    return address.len ? strmap_get(&b->by_canon, address_canon(b->arena, address)) : NONE;
}

/* The words of the breadcrumb down to crumb `last`. */
static str path_down_to(const struct own_columns *o, const struct page_facts *p, size_t last)
{
    str parts[MOST_CRUMBS];
    size_t count = 0;
    for (size_t i = 0; i <= last && count < MOST_CRUMBS; i++)
        parts[count++] = p->crumbs.items[i].text;
    return str_join(o->build->arena, parts, count, STR(" > "));
}

/* The last crumb that is a column: by its link, or by its words when it has none. */
static uint32_t by_crumbs(const struct own_columns *o, const struct page_facts *p)
{
    for (size_t k = p->crumbs.count; k > 0; k--) {
        str address = p->crumbs.items[k - 1].address;
        uint32_t column = address.len ? column_of_address(o->build, address)
                          : k > 1     ? look_up(o, &o->by_path, p->address, path_down_to(o, p, k - 1))
                                      : NONE;
        if (column != NONE)
            return column;
    }
    return NONE;
}

static uint32_t by_folder(const struct column_build *b, str article)
{
    str host = address_host(article), folder = address_folder(article);
    while (folder.len > 1) {
        str address = str_fmt(b->arena, "http://%.*s%.*s", STR_ARG(host), STR_ARG(folder));
        uint32_t column = strmap_get(&b->by_canon, address_canon(b->arena, address));
        if (column != NONE)
            return column;
        str up = str_slice(folder, 0, folder.len - 1);
        folder = str_slice(up, 0, str_find_last(up, STR("/")) + 1);
    }
    return NONE;
}

static uint32_t by_tag(const struct own_columns *o, const struct page_facts *p)
{
    str tag = text_core(o->build->arena, page_tag(p, "ColumnName", NULL));
    if (p->crumbs.count > 1 || tag.len == 0 || name_is_placeholder(tag))
        return NONE;
    return look_up(o, &o->by_name, p->address, tag);
}

/* A page below the column that the column itself opens is what it holds, though it be no item of a list. */
static void find_held_pages(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        uint32_t end = l->target == NONE || l->kind != LINK_ANCHOR ? NONE : site_follow(b->site, l->target, NULL);
        uint32_t home = end == NONE ? NONE : b->home_of[end];
        if (home == NONE || b->columns.items[home].item_count)
            continue;
        for (uint32_t k = 0; k < l->place_count; k++) {
            if (l->places[k].page == b->columns.items[home].resource)
                b->columns.items[home].single = true;
        }
    }
}

void build_homes(struct column_build *b)
{
    struct own_columns o = { .build = b };
    strmap_init(&o.by_path, b->arena);
    strmap_init(&o.by_name, b->arena);
    for (uint32_t i = 0; i < b->columns.count; i++) {
        learn(&o, &o.by_path, i, b->columns.items[i].path);
        learn(&o, &o.by_name, i, text_core(b->arena, b->columns.items[i].name));
    }
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct page_facts *p = b->of_resource[i] == NONE ? build_page(b, i) : NULL;
        if (!p)
            continue;
        uint32_t home = by_crumbs(&o, p);
        if (home == NONE)
            home = by_folder(b, p->address);
        b->home_of[i] = home != NONE ? home : by_tag(&o, p);
    }
    find_held_pages(b);
}
