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

bool attachment_is_file(const struct link_fact *l)
{
    bool stands = l->problem == LINK_FINE && l->region == REGION_CONTENT && l->hiding == HIDING_NONE;
    return stands && address_is_file(l->address);
}

static const struct resource_fact *file_of(struct judge *j, const struct link_fact *l)
{
    if (!attachment_is_file(l))
        return NULL;
    uint32_t r = site_find(j->site, l->address);
    r = r == NONE ? NONE : site_follow(j->site, r, NULL);
    return r == NONE ? NULL : &j->site->resources[r];
}

/* *why stays as it is when there is no file, or when the text was read. */
static str file_text(struct judge *j, const struct link_fact *l, str *why)
{
    const struct resource_fact *file = file_of(j, l);
    str text =
        file && file->attachment && (file->attachment->known & KNOWN_BODY) ? text_of(j, file->attachment) : STR("");
    if (file && !text.len && !why->len)
        *why = file->attachment ? file->attachment->limit_hit : STR("not-read");
    return text;
}

str attachment_own_text(struct judge *j, uint32_t resource)
{
    const struct page_facts *page = j->site->resources[resource].page;
    return page ? text_of(j, page) : STR("");
}

str attachment_files_text(struct judge *j, uint32_t resource, str *why)
{
    const struct page_facts *page = j->site->resources[resource].page;
    str all = STR("");
    *why = STR("");
    for (size_t i = 0; page && i < page->links.count; i++) {
        str text = file_text(j, &page->links.items[i], why);
        if (text.len)
            all = all.len ? str_fmt(j->arena, "%.*s %.*s", STR_ARG(all), STR_ARG(text)) : text;
    }
    return all;
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
        str text = file_text(j, &page->links.items[i], reason);
        if (text.len) {
            *reason = STR("");
            return text;
        }
    }
    if (!reason->len && (page->body.images || page->body.frames || page->body.media))
        *reason = STR("no-text");
    return own;
}
