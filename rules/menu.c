/* SPDX-License-Identifier: MIT */
/* A menu is known by its work, not by its name: the same links to columns on most pages, or on the home page's
 * navigation, or in a part that pages load (a frame, a script file that writes it). */
#include "menu.h"
#include "address.h"
#include "home.h"
#include "names.h"
#include "strmap.h"

enum { MENU_LINKS = 4, MENU_PAGES = 3, MENU_SHARE = 2 /* one of so many pages shows it */ };

struct menu_search {
    const struct site_facts *site;
    uint32_t home, host;
    struct strmap shown; /* target → pages that show a link to it */
    uint32_t page_count; /* of the main host */
    uint32_t links;      /* distinct own columns that some menu opens */
    bool brought;        /* scripts or unread frames may bring more */
};

static const struct page_facts *host_page(const struct menu_search *m, uint32_t r)
{
    const struct resource_fact *f = r < m->site->resource_count ? &m->site->resources[r] : NULL;
    return f && f->host == m->host && f->outcome == OUTCOME_OK ? f->page : NULL;
}

/* A script file or a part of a page: nothing but its links is known. */
static bool is_part(const struct menu_search *m, uint32_t r)
{
    const struct resource_fact *f = &m->site->resources[r];
    return f->own && f->page && !(f->page->known & KNOWN_TREE) && f->page->limit_hit.len == 0;
}

static bool may_be_menu(enum region region)
{
    return region != REGION_CRUMB && region != REGION_FOOTER && region != REGION_CONTENT && region != REGION_RELATED;
}

/* The column or page of ours that a link opens, or NONE. */
static uint32_t opened_by(const struct menu_search *m, const struct link_row *l)
{
    bool plain = (l->kind == LINK_ANCHOR || l->kind == LINK_ONCLICK || l->kind == LINK_AREA) && l->target != NONE;
    uint32_t end = plain && may_be_menu(l->region) ? site_follow(m->site, l->target, NULL) : NONE;
    if (end == NONE || end == m->home || !m->site->resources[end].own)
        return NONE;
    str address = m->site->resources[end].address;
    return address_is_article(address) || address_is_file(address) || address_is_root(address) ? NONE : end;
}

static uint32_t first_place(const struct link_row *l)
{
    return l->place_count ? l->places[0].page : NONE;
}

/* A home page of frames shows what its frames show. */
static bool stands_on_home(const struct menu_search *m, const struct link_row *l, const struct strmap *frames)
{
    for (uint32_t k = 0; k < l->place_count; k++) {
        uint32_t at = l->places[k].page;
        bool nav = l->region == REGION_NAV && at == m->home;
        if (nav || strmap_get(frames, m->site->resources[at].address) != NONE)
            return true;
    }
    return false;
}

static bool is_on_home(const struct menu_search *m, const struct link_row *l)
{
    for (uint32_t k = 0; k < l->place_count; k++) {
        if (l->places[k].page == m->home)
            return true;
    }
    return false;
}

/* Frames of the home page; those that were not read may hold anything. */
static void find_frames(struct menu_search *m, struct strmap *frames)
{
    for (uint32_t i = 0; i < m->site->link_count; i++) {
        const struct link_row *l = &m->site->links[i];
        if (l->kind != LINK_FRAME || l->target == NONE || !is_on_home(m, l))
            continue;
        uint32_t end = site_follow(m->site, l->target, NULL);
        const struct page_facts *p = end == NONE ? NULL : m->site->resources[end].page;
        if (p && m->site->resources[end].own)
            strmap_put(frames, m->site->resources[end].address, end);
        m->brought |= !p;
    }
}

static void count_pages(struct menu_search *m)
{
    for (uint32_t i = 0; i < m->site->resource_count; i++) {
        const struct page_facts *p = host_page(m, i);
        m->page_count += p && (p->known & KNOWN_TREE);
        m->brought |= p && (p->js & (JS_WRITES | JS_SHELL));
    }
}

/* How many pages show each target; what a part or the home page's navigation shows counts for all. */
static void count_shown(struct menu_search *m, const struct strmap *frames)
{
    for (uint32_t i = 0; i < m->site->link_count; i++) {
        const struct link_row *l = &m->site->links[i];
        uint32_t at = first_place(l), end = opened_by(m, l);
        m->brought |= l->kind == LINK_SCRIPT && at != NONE && host_page(m, at);
        if (end == NONE || at == NONE || l->hiding != HIDING_NONE)
            continue;
        uint32_t pages = is_part(m, at) || stands_on_home(m, l, frames) ? m->page_count + MENU_PAGES : l->page_count;
        str key = m->site->resources[end].address;
        uint32_t before = strmap_get(&m->shown, key), least = m->page_count / MENU_SHARE;
        before = before == NONE ? 0 : before;
        if (least < MENU_PAGES)
            least = MENU_PAGES;
        m->links += before < least && before + pages >= least;
        strmap_set(&m->shown, key, before + pages);
    }
}

static bool menu_unseen(const struct judge *j)
{
    struct menu_search m = { .site = j->site, .home = home_find(j->site) };
    struct strmap frames;
    if (m.home == NONE)
        return false; /* other rules speak of a site that was not met */
    m.host = j->site->resources[m.home].host;
    strmap_init(&m.shown, j->arena);
    strmap_init(&frames, j->arena);
    count_pages(&m);
    find_frames(&m, &frames);
    count_shown(&m, &frames);
    return m.links < MENU_LINKS && m.brought;
}

/* A platform with columns of its own that only a browser sees: a shell, or a page of that name whose list and tree come
 * by script. */
static bool is_catalogue(const struct judge *j, const struct column *c)
{
    const struct page_facts *p = j->site->resources[c->resource].page;
    if (!c->by_script || c->says_empty || c->item_count || !p)
        return false;
    if (p->js & JS_SHELL)
        return true;
    for (size_t k = 0; k < c->name_count; k++) {
        if (name_has_any(c->names[k], STR("信息公开|政务公开|公开目录|主动公开|公开平台|公开专栏")))
            return true;
    }
    return false;
}

str menu_doubt(struct judge *j)
{
    if (j->menu_asked)
        return j->menu_doubt;
    j->menu_asked = true;
    if (menu_unseen(j))
        j->menu_doubt = STR("导航由脚本或框架生成，没有读到，不能断定没有这个栏目");
    for (size_t i = 0; j->menu_doubt.len == 0 && i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (is_catalogue(j, c))
            j->menu_doubt = str_fmt(j->arena, "“%.*s”的内容由脚本生成，这个栏目可能在里面：%.*s", STR_ARG(c->name),
                                    STR_ARG(c->address));
    }
    return j->menu_doubt;
}
