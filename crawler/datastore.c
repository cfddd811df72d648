/* SPDX-License-Identifier: MIT */
/* Hanweb's XML islands and dataproxy answers: rows in CDATA, the numbers, and where the next group is. */
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/charset.h"
#include "crawler/url.h"
#include "labels.h"
#include "pager.h"
#include "rows.h"
#include <stdio.h>
#include <string.h>

/* Content of the next <name>…</name> from *at on, CDATA marks taken off. */
static bool next_element(str xml, str name, size_t *at, str *content)
{
    char open[32], close[32];
    int n = snprintf(open, sizeof open, "<%.*s", STR_ARG(name)),
        m = snprintf(close, sizeof close, "</%.*s>", STR_ARG(name));
    if (n <= 0 || m <= 0 || (size_t)n >= sizeof open || (size_t)m >= sizeof close)
        return false;
    while (*at < xml.len) {
        size_t hit = str_find_nocase(str_slice(xml, *at, xml.len), (str){ open, (size_t)n });
        if (hit == SIZE_MAX)
            return false;
        size_t start = *at + hit + (size_t)n;
        *at = start;
        if (start >= xml.len || (xml.ptr[start] != '>' && xml.ptr[start] != ' '))
            continue; /* <recordset> is no <record> */
        size_t gt = str_find(str_slice(xml, start, xml.len), STR(">"));
        size_t end = str_find_nocase(str_slice(xml, start, xml.len), (str){ close, (size_t)m });
        if (gt == SIZE_MAX || end == SIZE_MAX || end <= gt)
            return false;
        *content = str_trim(str_slice(xml, start + gt + 1, start + end));
        *at = start + end + (size_t)m;
        if (str_starts(*content, STR("<![CDATA[")))
            *content = str_slice(*content, 9, content->len);
        if (str_ends(*content, STR("]]>")))
            content->len -= 3;
        return true;
    }
    return false;
}

static int64_t number_of(str xml, str name)
{
    size_t at = 0;
    str content;
    int64_t n;
    return next_element(xml, name, &at, &content) && str_to_int(label_trim(content), &n) && n >= 0 && n <= INT32_MAX
               ? n
               : -1;
}

static bool read_record(const struct reading *r, str html, struct row_found *row)
{
    struct reading part = *r;
    part.tree = tree_parse_fragment(r->arena, html);
    return part.tree->count && row_read(&part, (struct row_span){ 0, part.tree->count }, 0, row);
}

static size_t read_records(const struct reading *r, str xml, struct row_found **rows)
{
    struct {
        struct row_found *items;
        size_t count, room;
    } all = { 0 };
    size_t at = 0;
    str html;
    while (all.count < LIMIT_PAGE_ROWS && next_element(xml, STR("record"), &at, &html)) {
        struct row_found row;
        if (read_record(r, html, &row))
            *arena_push(r->arena, &all) = row;
    }
    *rows = all.items;
    return all.count;
}

static void add_rows(struct reading *r, struct row_found *rows, size_t count)
{
    struct page_facts *page = r->page;
    rows_resolve_years(rows, count);
    struct list_fact list = { .region = REGION_LIST, .main = !r->body, .first = (uint32_t)page->rows.count };
    for (size_t i = 0; i < page->lists.count && count; i++) {
        list.main = list.main &&
                    !(page->lists.items[i].main && page->pager == PAGER_DATASTORE); /* the first island is the list */
        if (page->pager != PAGER_DATASTORE)
            page->lists.items[i].main = false;
    }
    for (size_t i = 0; i < count && page->rows.count < LIMIT_PAGE_ROWS; i++)
        *arena_push(r->arena, &page->rows) =
            (struct row_fact){ rows[i].title, rows[i].address,  text_squeeze(r->arena, rows[i].date_raw),
                               rows[i].date,  rows[i].yearless, (uint32_t)page->lists.count };
    list.count = (uint32_t)page->rows.count - list.first;
    if (list.count)
        *arena_push(r->arena, &page->lists) = list;
}

/* Slash before the first dataproxy.jsp that stands in a folder other than ".", or SIZE_MAX. */
static size_t path_in_markup(str markup)
{
    for (size_t at = 0; at < markup.len;) {
        size_t hit = str_find(str_slice(markup, at, markup.len), STR("/dataproxy.jsp"));
        if (hit == SIZE_MAX)
            return SIZE_MAX;
        if (at + hit > 0 && markup.ptr[at + hit - 1] != '.')
            return at + hit;
        at += hit + 1;
    }
    return SIZE_MAX;
}

/* "./dataproxy.jsp?…" stands beside the script that asks it: the page's scripts name the whole path. */
static str proxy_address(const struct reading *r, str href)
{
    str file = STR("dataproxy.jsp");
    str bare = str_starts(href, STR("./")) ? str_slice(href, 2, href.len) : href;
    size_t hit = str_starts(bare, file) ? path_in_markup(r->markup) : SIZE_MAX;
    if (hit == SIZE_MAX)
        return href;
    size_t from = hit;
    while (from > 0 && hit - from < 200 && !strchr("\"'`=( <>\n", r->markup.ptr[from - 1]))
        from--;
    return str_fmt(r->arena, "%.*s%.*s", STR_ARG(str_slice(r->markup, from, hit + 1)), STR_ARG(bare));
}

static void add_next_group(struct reading *r, str xml)
{
    str link;
    size_t at = 0;
    if (!next_element(xml, STR("nextgroup"), &at, &link))
        return;
    struct tree *t = tree_parse_fragment(r->arena, link);
    for (uint32_t i = 0; i < t->count; i++) {
        str href = node_is(&t->nodes[i], "a") ? label_trim(node_attr(&t->nodes[i], "href")) : (str){ 0 };
        if (href.len)
            pager_add(r, proxy_address(r, href));
    }
}

bool datastore_rows(struct reading *r, str xml)
{
    if (!str_has_nocase(xml, STR("<datastore")))
        return false;
    struct page_facts *page = r->page;
    struct row_found *rows;
    size_t count = read_records(r, xml, &rows);
    int64_t total = number_of(xml, STR("totalrecord")), pages = number_of(xml, STR("totalpage"));
    add_rows(r, rows, count);
    page->pager = PAGER_DATASTORE;
    if (pages > 0)
        page->page_count = (uint32_t)pages;
    if (total > 0)
        page->item_count = (uint32_t)total;
    if (total == 0 && count == 0 && !pager_has_main_rows(page))
        page->js |= JS_SAYS_EMPTY;
    if (count || r->tree) /* an answer without records ends the chain, whatever it names next */
        add_next_group(r, xml);
    return true;
}

struct page_facts *read_datastore(struct arena *a, const struct read_input *in)
{
    struct page_facts *page = arena_new(a, struct page_facts, 1);
    struct charset_result text = charset_decode(a, in->body, in->content_type);
    page->address = in->address;
    page->charset = text.used;
    page->published = DAY_NONE;
    struct reading r = {
        .arena = a, .page = page, .base = in->address, .sessions = &in->sessions, .markup = text.text
    };
    if (datastore_rows(&r, text.text))
        page->known |= KNOWN_ROWS;
    return page;
}
