/* SPDX-License-Identifier: MIT */
/* Which pages are list pages, and which of them make up one column; names and items are found in columns_names.c and
 * _items.c. */
#include "column_build.h"
#include "address.h"
#include "core/limits.h"

const struct page_facts *build_page(const struct column_build *b, uint32_t resource)
{
    if (resource == NONE || resource >= b->site->resource_count)
        return NULL;
    const struct resource_fact *r = &b->site->resources[resource];
    return r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
}

static bool build_is_article(const struct page_facts *p)
{
    if (page_tag(p, "ArticleTitle", NULL).len > 0)
        return true;
    if (address_is_article(p->address))
        return true;
    return (p->known & KNOWN_BODY) && p->published_source == DATE_LABELLED && p->pager == PAGER_NONE;
}

static bool looks_like_list(const struct page_facts *p)
{
    for (size_t l = 0; l < p->lists.count; l++) {
        const struct list_fact *list = &p->lists.items[l];
        uint32_t dated = 0;
        for (uint32_t i = list->first; list->main && i < list->first + list->count && i < p->rows.count; i++)
            dated += p->rows.items[i].date_raw.len > 0 || day_known(p->rows.items[i].date);
        if (dated >= 2)
            return !build_is_article(p);
    }
    return false;
}

/* Opens a column: breadcrumbs name it, it is a home page, or it is a list itself. */
bool build_opens_column(const struct column_build *b, str address)
{
    if (address.len == 0 || address_is_article(address))
        return false;
    str canon = address_canon(b->arena, address);
    if (strmap_get(&b->crumb_targets, canon) != NONE || strmap_get(&b->main_homes, canon) != NONE)
        return true;
    uint32_t to = site_find(b->site, address);
    const struct page_facts *p = to == NONE ? NULL : build_page(b, site_follow(b->site, to, NULL));
    return p && looks_like_list(p);
}

/* A list whose rows open columns is a menu, whatever its form. */
bool build_list_counts(const struct column_build *b, const struct page_facts *p, const struct list_fact *l)
{
    if (!l->main || l->count == 0)
        return false;
    uint32_t menu = 0, dated = 0;
    for (uint32_t i = l->first; i < l->first + l->count && i < p->rows.count; i++) {
        const struct row_fact *row = &p->rows.items[i];
        dated += day_known(row->date) || row->date_raw.len > 0;
        menu += build_opens_column(b, row->address);
    }
    return dated * 2 >= l->count || menu * 2 < l->count;
}

static bool build_has_list(const struct column_build *b, const struct page_facts *p)
{
    for (size_t i = 0; i < p->lists.count; i++) {
        if (build_list_counts(b, p, &p->lists.items[i]))
            return true;
    }
    return false;
}

static bool is_home(const struct column_build *b, str canon)
{
    return strmap_get(&b->main_homes, canon) != NONE;
}

static void find_homes(struct column_build *b)
{
    strmap_put(&b->main_homes, address_canon(b->arena, b->site->run.home), 0);
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct resource_fact *r = &b->site->resources[i];
        if (r->own && address_is_root(r->address))
            strmap_put(&b->main_homes, address_canon(b->arena, r->address), i);
    }
}

/* A breadcrumb names columns; a page's own crumb (its title) names itself and proves nothing. */
static void find_crumb_targets(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct page_facts *p = build_page(b, i);
        for (size_t k = 0; p && k < p->crumbs.count; k++) {
            str address = p->crumbs.items[k].address;
            uint32_t target = address.len ? site_find(b->site, address) : NONE;
            if (target == NONE || target == i)
                continue;
            target = site_follow(b->site, target, NULL);
            if (target != NONE && target != i)
                strmap_put(&b->crumb_targets, address_canon(b->arena, b->site->resources[target].address), target);
            strmap_put(&b->crumb_targets, address_canon(b->arena, address), target);
        }
    }
}

static void find_opened(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        if (l->target == NONE || l->kind != LINK_ANCHOR || l->region != REGION_NAV)
            continue;
        uint32_t target = site_follow(b->site, l->target, NULL);
        if (target != NONE)
            strmap_put(&b->opened, address_canon(b->arena, b->site->resources[target].address), target);
    }
}

static void put_opened(struct column_build *b, struct strmap *map, str address)
{
    uint32_t target = address.len ? site_find(b->site, address) : NONE;
    target = target == NONE ? NONE : site_follow(b->site, target, NULL);
    if (target != NONE)
        strmap_put(map, address_canon(b->arena, b->site->resources[target].address), target);
}

/* What stands in a menu among columns, or behind the 更多 of a box, is a column, even if it is empty and says nothing.
 */
static void find_menus(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct page_facts *p = build_page(b, i);
        for (size_t l = 0; p && l < p->lists.count; l++) {
            const struct list_fact *list = &p->lists.items[l];
            uint32_t columns = 0, end = list->first + list->count;
            put_opened(b, &b->in_menus, list->more);
            for (uint32_t k = list->first; k < end && k < p->rows.count; k++)
                columns += build_opens_column(b, p->rows.items[k].address);
            for (uint32_t k = list->first; columns * 2 >= list->count && k < end && k < p->rows.count; k++)
                put_opened(b, &b->in_menus, p->rows.items[k].address);
        }
    }
}

static uint64_t page_number(const struct site_facts *site, uint32_t resource)
{
    const struct page_facts *p = site->resources[resource].page;
    return p ? p->page_number : 0;
}

/* Earlier pages of a list come first: page number, else the shorter address. */
static uint64_t page_rank(const struct site_facts *site, uint32_t resource, bool numbered)
{
    const struct resource_fact *r = &site->resources[resource];
    uint64_t number = numbered ? page_number(site, resource) : 0;
    uint64_t length = r->address.len < 4096 ? r->address.len : 4095;
    if (number == 0)
        number = address_is_list(r->address) && address_file(r->address).len == 0 ? 1 : 2;
    return number << 44 | length << 32 | resource;
}

/* By their numbers when both tell theirs: a last page may keep silent. */
static bool page_before(const struct site_facts *site, uint32_t a, uint32_t b)
{
    bool numbered = page_number(site, a) && page_number(site, b);
    return page_rank(site, a, numbered) < page_rank(site, b, numbered);
}

/* A list in a frame of its own is the list of the one page that shows the frame. */
static void chain_frames(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        if (l->kind != LINK_FRAME || l->target == NONE || l->page_count != 1 || l->place_count != 1)
            continue;
        uint32_t shown = site_follow(b->site, l->target, NULL), outer = l->places[0].page;
        const struct page_facts *p = build_page(b, shown), *q = build_page(b, outer);
        if (!p || !q || shown == outer || p->crumbs.count || !q->crumbs.count || b->lead[shown] != shown)
            continue;
        if (build_has_list(b, p) && !build_has_list(b, q))
            b->lead[shown] = outer;
    }
}

static void chain_next_pages(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->resource_count; i++)
        b->lead[i] = i;
    chain_frames(b);
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct page_facts *p = build_page(b, i);
        for (size_t k = 0; p && k < p->next_pages.count; k++) {
            uint32_t next = site_find(b->site, p->next_pages.items[k]);
            if (next == NONE || next == i || !page_before(b->site, i, next))
                continue;
            if (page_before(b->site, i, b->lead[next]))
                b->lead[next] = i;
        }
    }
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        uint32_t at = i;
        for (int hops = 0; b->lead[at] != at && hops < LIMIT_PAGER_PAGES; hops++)
            at = b->lead[at];
        b->lead[i] = at;
    }
}

static bool is_column_page(const struct column_build *b, uint32_t i)
{
    const struct page_facts *p = build_page(b, i);
    if (!p || !(p->known & KNOWN_TREE) || str_has(p->address, STR("dataproxy.jsp")))
        return false;
    str canon = address_canon(b->arena, p->address);
    if (is_home(b, canon) || address_is_file(p->address))
        return false;
    if (strmap_get(&b->crumb_targets, canon) != NONE)
        return true;
    if (build_is_article(p))
        return false;
    if (page_tag(p, "ColumnName", NULL).len > 0 || p->pager != PAGER_NONE || build_has_list(b, p))
        return true;
    if (strmap_get(&b->in_menus, canon) != NONE)
        return true;
    bool opened = strmap_get(&b->opened, canon) != NONE;
    if (p->js & (JS_LIST | JS_SAYS_EMPTY | JS_SHELL))
        return opened || p->crumbs.count > 0 || address_is_list(p->address);
    return opened && address_is_list(p->address);
}

static uint32_t column_at(struct column_build *b, uint32_t lead)
{
    str canon = address_canon(b->arena, b->site->resources[lead].address);
    uint32_t column = strmap_get(&b->by_canon, canon);
    if (column != NONE)
        return column;
    column = (uint32_t)b->columns.count;
    strmap_put(&b->by_canon, canon, column);
    struct column *c = arena_push(b->arena, &b->columns);
    *c = (struct column){ .address = b->site->resources[lead].address,
                          .resource = lead,
                          .parent = NONE,
                          .newest = DAY_NONE,
                          .newest_bound = DAY_NONE,
                          .leaf = true };
    return column;
}

/* Keeps the pages of a list in their own order. */
static void add_page(struct column_build *b, struct group *g, uint32_t resource)
{
    g->pages = arena_grow(b->arena, g->pages, sizeof *g->pages, g->count, &g->room);
    size_t at = g->count++;
    for (; at > 0 && page_before(b->site, resource, g->pages[at - 1]); at--)
        g->pages[at] = g->pages[at - 1];
    g->pages[at] = resource;
}

static void gather_pages(struct column_build *b)
{
    uint32_t count = b->site->resource_count;
    for (uint32_t i = 0; i < count; i++) {
        if (b->lead[i] == i && is_column_page(b, i))
            b->of_resource[i] = column_at(b, i);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (b->lead[i] != i && b->of_resource[b->lead[i]] != NONE && build_page(b, i))
            b->of_resource[i] = b->of_resource[b->lead[i]];
    }
    b->groups = arena_new(b->arena, struct group, b->columns.count + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (b->of_resource[i] == NONE)
            continue;
        add_page(b, &b->groups[b->of_resource[i]], i);
    }
}

static uint32_t *none_array(struct arena *a, uint32_t count)
{
    uint32_t *array = arena_new(a, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++)
        array[i] = NONE;
    return array;
}

struct columns *columns_build(struct arena *a, const struct site_facts *site, const struct rulebook *book,
                              const struct site_profile *profile, day as_of)
{
    struct column_build b = { .arena = a, .site = site, .book = book, .profile = profile, .as_of = as_of };
    strmap_init(&b.by_canon, a);
    strmap_init(&b.crumb_targets, a);
    strmap_init(&b.opened, a);
    strmap_init(&b.in_menus, a);
    strmap_init(&b.main_homes, a);
    b.lead = arena_new(a, uint32_t, site->resource_count + 1);
    b.of_resource = none_array(a, site->resource_count);
    b.home_of = none_array(a, site->resource_count);
    find_homes(&b);
    find_crumb_targets(&b);
    find_opened(&b);
    find_menus(&b);
    chain_next_pages(&b);
    gather_pages(&b);
    build_names(&b);
    build_items(&b);
    build_sayings(&b);
    build_single(&b);
    build_templates(&b);
    build_homes(&b);
    struct columns *out = arena_new(a, struct columns, 1);
    *out = (struct columns){ b.columns.items, b.columns.count, b.of_resource, b.home_of };
    return out;
}
