/* SPDX-License-Identifier: MIT */
/* The other pages of a list, from everything that may tell of them. */
#include "pager.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"

void pager_add(struct reading *r, str href)
{
    struct page_facts *page = r->page;
    if (page->next_pages.count >= LIMIT_PAGER_PAGES) {
        page->limit_hit = page->limit_hit.len ? page->limit_hit : STR("too-many-pages");
        return;
    }
    struct url_ref ref = reading_resolve(r, href);
    if (ref.problem != LINK_FINE || str_eq(ref.address, page->address))
        return;
    for (size_t i = 0; i < page->next_pages.count; i++) {
        if (str_eq(page->next_pages.items[i], ref.address))
            return;
    }
    *arena_push(r->arena, &page->next_pages) = ref.address;
}

bool pager_has_main_rows(const struct page_facts *page)
{
    for (size_t i = 0; i < page->lists.count; i++) {
        if (page->lists.items[i].main && page->lists.items[i].count)
            return true;
    }
    return false;
}

int64_t pager_number(str text, str word, str unit)
{
    for (size_t at = 0; at < text.len;) {
        size_t hit = str_find(str_slice(text, at, text.len), word);
        if (hit == SIZE_MAX)
            return -1;
        at = label_skip_blanks(text, at + hit + word.len);
        size_t end = at;
        while (ascii_digit_at(text, end))
            end++;
        int64_t n;
        bool fits = end > at && end - at < 9 && str_to_int(str_slice(text, at, end), &n);
        if (fits && str_starts(str_slice(text, label_skip_blanks(text, end), text.len), unit))
            return n;
    }
    return -1;
}

void pager_read(struct reading *r)
{
    if (r->tree->count == 0)
        return;
    for (uint32_t i = 1; i < r->tree->count; i++) {
        const struct node *n = &r->tree->nodes[i];
        if (n->kind == NODE_TEXT && str_has_nocase(n->text, STR("<datastore")))
            (void)datastore_rows(r, n->text);
    }
    if (!r->body) {
        pager_scripts(r);
        pager_links(r);
    }
    pager_marks(r);
}
