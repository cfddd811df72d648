/* SPDX-License-Identifier: MIT */
/* Input: Content-Type, line end, body of a page. */
#include "core/buf.h"
#include "core/fail.h"
#include "core/json.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/read.h"
#include "fuzz.h"

static void check_links(const struct page_facts *page)
{
    PROMISE(page->links.count <= LIMIT_PAGE_LINKS);
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        PROMISE(l->problem != LINK_FINE || l->address.len);
        PROMISE(l->address.len <= LIMIT_URL_LEN);
        PROMISE(text_is_utf8(l->text));
    }
}

static void check_lists(const struct page_facts *page)
{
    PROMISE(page->rows.count <= LIMIT_PAGE_ROWS);
    for (size_t i = 0; i < page->lists.count; i++) {
        const struct list_fact *l = &page->lists.items[i];
        PROMISE(l->first <= page->rows.count && l->count <= page->rows.count - l->first);
    }
    for (size_t i = 0; i < page->next_pages.count; i++)
        PROMISE(str_starts(page->next_pages.items[i], STR("http")));
    PROMISE(page->next_pages.count <= LIMIT_PAGER_PAGES);
}

/* The facts go to the snapshot and come back. */
static void check_json(struct arena *a, const struct page_facts *page)
{
    struct buf out;
    buf_init(&out, 256u << 20);
    struct json_writer w;
    json_to_buf(&w, &out, false);
    page_facts_write(&w, page, true);
    PROMISE(json_ok(&w));
    struct fail f = { 0 };
    const struct json_value *json = json_parse(a, buf_str(&out), "facts", &f);
    PROMISE(json);
    const struct page_facts *again = page_facts_read(a, json);
    PROMISE(again && again->rows.count == page->rows.count);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str body = fuzz_input(data, len), type = fuzz_line(&body);
    struct arena a;
    arena_init(&a);
    struct read_input in = { .body = body,
                             .content_type = type,
                             .address = STR("http://www.x.gov.cn/zwgk/202606/t20260623_1.html") };
    const struct page_facts *page = read_page(&a, &in);
    PROMISE(page);
    PROMISE(text_is_utf8(page->title));
    check_links(page);
    check_lists(page);
    check_json(&a, page);
    arena_done(&a);
    return 0;
}
