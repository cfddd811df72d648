/* SPDX-License-Identifier: MIT */
/* The home page behind doors that only send on: redirects, <meta refresh>, location by a script. */
#include "home.h"

enum { DOORS = 3, DOOR_CHARS = 60 };

/* The own page that this one sends every visitor to, or NONE. */
static uint32_t sent_to(const struct site_facts *site, uint32_t page)
{
    const struct page_facts *p = site->resources[page].page;
    if (!p || p->visible_chars > DOOR_CHARS)
        return NONE;
    for (uint32_t i = 0; i < site->link_count; i++) {
        const struct link_row *l = &site->links[i];
        if ((l->kind != LINK_REFRESH && l->kind != LINK_LOCATION) || l->target == NONE)
            continue;
        for (uint32_t k = 0; k < l->place_count; k++) {
            uint32_t end = l->places[k].page == page ? site_follow(site, l->target, NULL) : NONE;
            if (end != NONE && end != page && site->resources[end].own && site->resources[end].page)
                return end;
        }
    }
    return NONE;
}

uint32_t home_find(const struct site_facts *site)
{
    uint32_t home = site->run.home.len ? site_find(site, site->run.home) : NONE;
    uint32_t end = home == NONE ? NONE : site_follow(site, home, NULL);
    if (end == NONE)
        return home;
    for (int door = 0; door < DOORS; door++) {
        uint32_t next = sent_to(site, end);
        if (next == NONE)
            break;
        end = next;
    }
    return end;
}
