/* SPDX-License-Identifier: MIT */
/* Next pages by links, by jump boxes, and what the pager's words say of their number. */
#include "core/arena.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "pager.h"
#include "rows.h"

enum { PAGER_CLIMB = 4, PAGER_TEXT = 400, PAGER_PAGES_MAX = 100000 };

static bool is_next_word(str text)
{
    static const str words[] = { STR_INIT("下一页"),   STR_INIT("下页"),   STR_INIT("后页"),
                                 STR_INIT("后一页"),   STR_INIT("尾页"),   STR_INIT("末页"),
                                 STR_INIT("最后一页"), STR_INIT("上一页"), STR_INIT("上页") };
    text = label_trim(text);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t end;
        if (label_at(text, 0, words[i], &end) && text.len - end <= 6)
            return true;
    }
    return false;
}

/* Words that mean a page only inside a pager. */
static bool is_pager_word(str text)
{
    static const str words[] = { STR_INIT("›"), STR_INIT("»"),    STR_INIT(">>"),
                                 STR_INIT(">"), STR_INIT("next"), STR_INIT("last") };
    text = label_trim(text);
    int64_t n;
    if (str_to_int(text, &n))
        return n > 0 && n < PAGER_PAGES_MAX;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_eq_nocase(text, words[i]))
            return true;
    }
    return false;
}

static bool is_pager_block(const struct tree *t, uint32_t i)
{
    static const char *const words[] = { "pagination", "pager",     "paging",    "fenye",   "pagelist",
                                         "page_list",  "page-list", "pagebar",   "p_pages", "pagenum",
                                         "pages",      "turnpage",  "changepage" };
    for (int climb = 0; i && climb < PAGER_CLIMB; climb++, i = t->nodes[i].parent) {
        if (node_hints(&t->nodes[i], words, ARRAY_LEN(words)) || node_has_class(&t->nodes[i], "page"))
            return true;
    }
    return false;
}

static bool same_host(const struct reading *r, str address)
{
    return str_eq_nocase(url_host_key(r->arena, address), url_host_key(r->arena, r->page->address));
}

/* The links beside a "下一页" are pages too. */
static void note_block(const struct tree *t, uint32_t link, uint32_t *from, uint32_t *to)
{
    uint32_t up = t->nodes[link].parent;
    if (node_is(&t->nodes[up], "li") || node_is(&t->nodes[up], "td") || node_is(&t->nodes[up], "span"))
        up = t->nodes[up].parent;
    *from = up;
    *to = t->nodes[up].end;
}

static void use_link(struct reading *r, uint32_t i, bool *dead)
{
    str address = row_link_address(r, i);
    str href = label_trim(node_attr(&r->tree->nodes[i], "href"));
    if (!address.len || str_starts_nocase(href, STR("javascript:"))) {
        *dead = *dead || str_starts_nocase(href, STR("javascript:")) || node_attr(&r->tree->nodes[i], "onclick").len;
        return;
    }
    if (!same_host(r, address))
        return;
    size_t before = r->page->next_pages.count;
    pager_add(r, address);
    if (r->page->next_pages.count > before && r->page->pager == PAGER_NONE)
        r->page->pager = PAGER_LINKS;
}

static void use_select(struct reading *r, uint32_t select)
{
    const struct tree *t = r->tree;
    for (uint32_t i = select; i < t->nodes[select].end; i++) {
        if (!node_is(&t->nodes[i], "option"))
            continue;
        str value = label_trim(node_attr(&t->nodes[i], "value")), text = label_trim(tree_text(r->arena, t, i, false));
        int64_t n;
        bool page = str_to_int(text, &n) || pager_number(text, STR("第"), STR("页")) > 0;
        bool address = str_has(value, STR(".")) || str_has(value, STR("/")) || str_has(value, STR("?"));
        if (!page || !address)
            continue;
        struct url_ref ref = url_resolve(r->arena, r->base, value);
        if (ref.problem != LINK_FINE || !same_host(r, ref.address))
            continue;
        pager_add(r, ref.address);
        if (r->page->pager == PAGER_NONE || r->page->pager == PAGER_LINKS)
            r->page->pager = PAGER_SELECT;
    }
}

/* "第 1/56 页", "共 56 页", "共623条" */
static void read_words(struct page_facts *page, str text)
{
    if (text.len > PAGER_TEXT || !str_has(text, STR("共")))
        return;
    int64_t pages = pager_number(text, STR("共"), STR("页")), items = pager_number(text, STR("共"), STR("条"));
    if (pages > 0 && pages < PAGER_PAGES_MAX && !page->page_count)
        page->page_count = (uint32_t)pages;
    if (items > 0 && items < INT32_MAX && !page->item_count)
        page->item_count = (uint32_t)items;
}

void pager_links(struct reading *r)
{
    const struct tree *t = r->tree;
    uint32_t from = 0, to = 0;
    bool dead = false;
    for (uint32_t i = 1; i < t->count; i++) {
        if (node_is(&t->nodes[i], "a") && is_next_word(row_link_text(r, i)))
            note_block(t, i, &from, &to);
    }
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is_prose(t, i))
            read_words(r->page, n->text);
        if (node_is(n, "select"))
            use_select(r, i);
        if (!node_is(n, "a") || n->region == REGION_CRUMB || n->region == REGION_FOOTER)
            continue;
        bool block = is_pager_block(t, i); /* <li class="page_nav"> is no menu */
        if (n->region == REGION_NAV && !block)
            continue;
        str text = row_link_text(r, i);
        bool inside = (i > from && i < to) || block;
        if (is_next_word(text) || (inside && is_pager_word(text)))
            use_link(r, i, &dead);
    }
    if (dead && r->page->next_pages.count == 0 && r->page->pager == PAGER_NONE)
        r->page->pager = PAGER_SCRIPT;
}
