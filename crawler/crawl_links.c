/* SPDX-License-Identifier: MIT */
/* The links of one page of ours go to the snapshot, their targets to the frontier. */
#include "crawl_internal.h"

static bool is_followed(enum link_kind kind)
{
    return kind != LINK_FORM; /* forms are never submitted */
}

static uint32_t target_of(struct crawl *c, const struct entry *page, const struct link_fact *link)
{
    if (link->problem != LINK_FINE || !link->address.len)
        return 0;
    uint32_t number = is_followed(link->kind) ? found_put(c, &(struct found){ .address = link->address,
                                                                              .page = page,
                                                                              .kind = link->kind,
                                                                              .depth = page->depth + 1 })
                                              : frontier_find(c->frontier, link->address);
    return number == NONE ? 0 : frontier_entry(c->frontier, number)->id;
}

static void put_link(struct crawl *c, const struct entry *page, const struct link_fact *link)
{
    uint32_t target = target_of(c, page, link);
    if (!c->failed && crawl_store(c))
        crawl_check(c, snapshot_put_link(c->snapshot, page->id, target, link, c->fail));
}

/* Rows that stand in an island of data and in no <a> of the page. */
static void follow_rows(struct crawl *c, const struct entry *page, const struct page_facts *facts)
{
    for (size_t i = 0; i < facts->rows.count && !c->failed; i++) {
        const struct row_fact *row = &facts->rows.items[i];
        if (!row->address.len || (facts->links.count && frontier_find(c->frontier, row->address) != NONE))
            continue;
        struct link_fact link = {
            .address = row->address, .href = row->address, .text = row->title, .region = REGION_LIST
        };
        put_link(c, page, &link);
    }
}

static bool is_list(const struct page_facts *page)
{
    bool rows = false, article = page_tag(page, "ArticleTitle", NULL).len > 0;
    for (size_t i = 0; i < page->lists.count; i++)
        rows = rows || (page->lists.items[i].main && page->lists.items[i].count > 0);
    return !article && page->page_number <= 1 && (rows || page_tag(page, "ColumnName", NULL).len > 0);
}

void links_follow(struct crawl *c, uint32_t number, const struct page_facts *page)
{
    struct entry *e = frontier_entry(c->frontier, number);
    e->lists = is_list(page);
    for (size_t i = 0; i < page->links.count && !c->failed; i++)
        put_link(c, e, &page->links.items[i]);
    attachment_want(c, page);
    follow_rows(c, e, page);
    for (size_t i = 0; i < page->next_pages.count && !c->failed; i++)
        found_put(c, &(struct found){
                         .address = page->next_pages.items[i], .page = e, .kind = LINK_PAGER, .depth = e->depth });
}
