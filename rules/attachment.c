/* SPDX-License-Identifier: MIT */
/* What a page says, be it on the page or in the file that it links to instead. */
#include "attachment.h"
#include "address.h"
#include "core/arena.h"
#include "core/snapshot.h"
#include "core/text.h"

enum { PAGE_CHARS = 100 }; /* the crawl reads files of pages with less text than this */

static str text_of(struct judge *j, const struct page_facts *page)
{
    if (page->body_text.len)
        return page->body_text;
    return j->snapshot ? snapshot_body_text(j->snapshot, j->arena, page->address) : STR("");
}

static const struct resource_fact *file_of(struct judge *j, const struct link_fact *l)
{
    bool stands = l->problem == LINK_FINE && l->region == REGION_CONTENT && l->hiding == HIDING_NONE;
    if (!stands || !address_is_file(l->address))
        return NULL;
    uint32_t r = site_find(j->site, l->address);
    r = r == NONE ? NONE : site_follow(j->site, r, NULL);
    return r == NONE ? NULL : &j->site->resources[r];
}

str attachment_text(struct judge *j, uint32_t resource, str *why)
{
    const struct page_facts *page = j->site->resources[resource].page;
    str unheard, *reason = why ? why : &unheard;
    *reason = STR("");
    if (!page)
        return STR("");
    str own = text_of(j, page);
    if (text_chars(own) >= PAGE_CHARS)
        return own;
    for (size_t i = 0; i < page->links.count; i++) {
        const struct resource_fact *file = file_of(j, &page->links.items[i]);
        if (!file)
            continue;
        str text = file->attachment && (file->attachment->known & KNOWN_BODY) ? text_of(j, file->attachment) : STR("");
        if (text.len) {
            *reason = STR("");
            return text;
        }
        if (!reason->len)
            *reason = file->attachment ? file->attachment->limit_hit : STR("not-read");
    }
    if (!reason->len && (page->body.images || page->body.frames || page->body.media))
        *reason = STR("no-text");
    return own;
}
