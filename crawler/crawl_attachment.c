/* SPDX-License-Identifier: MIT */
/* Articles whose text stands in a file: such files are fetched whole instead of being looked at. */
#include "attachment.h"
#include "crawl_internal.h"
#include "core/log.h"

enum { PAGE_CHARS = 100 }; /* a text of so few is a line that names the file */

/* A letter, with what it is about annexed: the year's catalogue of decisions, a draft and its explanation. */
static bool is_letter(const struct page_facts *page)
{
    str title = page_tag(page, "ArticleTitle", NULL);
    title = title.len ? title : page->heading;
    bool catalogue = str_has(title, STR("决策")) && (str_has(title, STR("目录")) || str_has(title, STR("清单")));
    return catalogue || (str_has(title, STR("意见")) && (str_has(title, STR("征求")) || str_has(title, STR("征集"))));
}

static bool lacks_text(const struct page_facts *page)
{
    bool tagged = page_tag(page, "ArticleTitle", NULL).len > 0;
    bool dated = day_known(page->published) && page->published_source == DATE_LABELLED;
    return (page->known & KNOWN_BODY) && (page->body.chars < PAGE_CHARS || is_letter(page)) && (tagged || dated);
}

/* A file that was only looked at so far is asked again, as a whole. */
static void want(struct crawl *c, uint32_t number)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool seen = e->state == ENTRY_SETTLED && e->tries && e->outcome == OUTCOME_OK;
    bool fresh = (e->state == ENTRY_QUEUED || e->state == ENTRY_IDLE) && !e->tries;
    if (e->whole || !e->own || e->role != URL_CHECK || (!seen && !fresh))
        return;
    e->whole = true;
    e->head_first = false;
    c->attachments++;
    if (seen) {
        e->tries = 0;
        frontier_push(c->frontier, number);
        crawl_kick(c);
    }
}

void attachment_want(struct crawl *c, const struct page_facts *page)
{
    int wanted = 0;
    if (!lacks_text(page))
        return;
    for (size_t i = 0; i < page->links.count && wanted < LIMIT_PAGE_ATTACHMENTS; i++) {
        const struct link_fact *l = &page->links.items[i];
        if (l->problem != LINK_FINE || l->region != REGION_CONTENT || l->hiding != HIDING_NONE ||
            !attachment_is_readable(l->address) || c->attachments >= LIMIT_ATTACHMENTS)
            continue;
        uint32_t number = frontier_find(c->frontier, l->address);
        if (number == NONE)
            continue;
        want(c, number);
        wanted++;
    }
}

/* A resumed run knows addresses and tries; what was wanted of the files is found again in the pages that want it. */
static void on_brief_page(void *ctx, str address, const struct page_facts *page)
{
    struct crawl *c = ctx;
    uint32_t number = page->attachment.len ? frontier_find(c->frontier, address) : NONE;
    if (!page->attachment.len) {
        attachment_want(c, page);
    } else if (number != NONE) {
        frontier_entry(c->frontier, number)->whole = true; /* read before the break */
        c->attachments++;
    }
}

bool attachments_resume(struct crawl *c)
{
    return snapshot_each_brief_page(c->snapshot, PAGE_CHARS, on_brief_page, c, c->fail);
}

/* Fetching all of a large file may fail where looking at it does not: that never speaks against the address. Answers
 * whether the reply was such a failure; the address goes on as any other. */
bool attachment_gives_up(struct crawl *c, uint32_t number, const struct fetch_row *row)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool cut_short = row->outcome == OUTCOME_TIMEOUT || row->outcome == OUTCOME_TRUNCATED ||
                     row->outcome == OUTCOME_RESET || row->outcome == OUTCOME_BAD_REPLY;
    if (!e->whole || !cut_short)
        return false;
    log_debug("crawl", "%s: its text cannot be had", e->address.ptr);
    e->whole = false;
    e->head_first = true;
    e->asked_ms = crawl_now(c);
    settle_put(c, row);
    frontier_later(c->frontier, number, e->asked_ms + crawl_wait(c, CRAWL_LATER_MS));
    return true;
}
