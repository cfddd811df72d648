/* SPDX-License-Identifier: MIT */
/* Next pages by links, by jump boxes, and what the pager's words say of their number. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "pager.h"
#include "rows.h"
#include "script_scan.h"

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
    return str_is_any_nocase(text, words, ARRAY_LEN(words));
}

static const char *const block_words[] = { "pagination", "pager",     "paging",    "fenye",   "pagelist",
                                           "page_list",  "page-list", "pagebar",   "p_pages", "pagenum",
                                           "pages",      "turnpage",  "changepage" };

static bool is_pager_block(const struct tree *t, uint32_t i)
{
    for (int climb = 0; i && climb < PAGER_CLIMB; climb++, i = t->nodes[i].parent) {
        if (node_hints(&t->nodes[i], block_words, ARRAY_LEN(block_words)) || node_has_class(&t->nodes[i], "page"))
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

/* What a pager's buttons do that lead nowhere by themselves. */
struct dead {
    bool acts; /* they call something that is not understood */
    bool idle; /* they do nothing: switched off, or a script elsewhere makes them work */
};

static bool is_switched_off(const struct node *n)
{
    return node_has_attr(n, "disabled") || node_hints(n, (const char *const[]){ "disabled", "nolink" }, 2);
}

static bool has_data(const struct node *n)
{
    return node_has_attr(n, "data-page") || node_has_attr(n, "data-pageno") || node_has_attr(n, "data-index");
}

static void note_dead(const struct node *n, str code, struct dead *dead)
{
    bool acts = has_data(n) || (str_has(code, STR("(")) && !str_starts(str_trim(code), STR("void(")));
    if (is_switched_off(n))
        return;
    dead->acts |= acts;
    dead->idle |= !acts;
}

/* Where a pager's link or button leads; empty if nowhere that is understood. */
static str target_of(struct reading *r, uint32_t i, struct dead *dead)
{
    const struct node *n = &r->tree->nodes[i];
    str address = row_link_address(r, i), href = label_trim(node_attr(n, "href"));
    bool script = str_starts_nocase(href, STR("javascript:"));
    if (!address.len || script) {
        str code = script ? str_slice(href, sizeof "javascript:" - 1, href.len) : (str){ 0 };
        if (!str_has(code, STR("(")) || str_starts(str_trim(code), STR("void(")))
            code = node_attr(n, "onclick").len ? node_attr(n, "onclick") : code;
        str opened = script_opens(r->arena, code), called = opened.len ? opened : pager_called(r, code);
        if (!called.len && (script || code.len || (!href.len && has_data(n))))
            note_dead(n, code, dead);
        if (!called.len)
            return (str){ 0 };
        struct url_ref ref = reading_resolve(r, called);
        address = ref.problem == LINK_FINE ? ref.address : (str){ 0 };
    }
    return address.len && same_host(r, address) ? address : (str){ 0 };
}

/* The one number in a part of an address: 0 if there is none, -1 if there are several. */
static int64_t only_number(str part)
{
    int64_t number = 0;
    for (size_t i = 0, end; i < part.len; i = end + 1) {
        for (end = i; ascii_digit_at(part, end);)
            end++;
        if (end > i && (number || !str_to_int(str_slice(part, i, end), &number)))
            return -1;
    }
    return number;
}

/* A pager without any name: the link's address is this page's own but for one number, and that is the number its words
 * say ("2" → index_2.html, ?pageNum=2, or index_1.html counted from 0) or follows this page's own (">"). */
static bool counts_on(const struct reading *r, str text, str address)
{
    str own = r->page->address;
    size_t same = 0, tail = 0;
    while (same < own.len && same < address.len && own.ptr[same] == address.ptr[same])
        same++;
    bool inside = ascii_digit_at(own, same) || ascii_digit_at(address, same);
    while (inside && same && ascii_digit_at(own, same - 1))
        same--;
    while (tail + same < own.len && tail + same < address.len &&
           own.ptr[own.len - tail - 1] == address.ptr[address.len - tail - 1] &&
           !ascii_digit_at(own, own.len - tail - 1))
        tail++;
    str before = str_slice(own, same, own.len - tail), after = str_slice(address, same, address.len - tail);
    int64_t at = only_number(before), to = only_number(after), said;
    if (at < 0 || to < 1 || str_has(before, STR("/")) || str_has(after, STR("/")))
        return false;
    return str_to_int(label_trim(text), &said) ? said == to || said == to + 1 : to == at + 1 || (at == 0 && to == 2);
}

static void use_link(struct reading *r, uint32_t i, struct dead *dead)
{
    str address = target_of(r, i, dead);
    if (!address.len)
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
        struct url_ref ref = reading_resolve(r, value);
        if (ref.problem != LINK_FINE || !same_host(r, ref.address))
            continue;
        pager_add(r, ref.address);
        if (r->page->pager == PAGER_NONE || r->page->pager == PAGER_LINKS)
            r->page->pager = PAGER_SELECT;
    }
}

/* "1/56" with nothing of a date around it. */
static void read_fraction(struct page_facts *page, str text)
{
    for (size_t at = 1; at + 1 < text.len; at++) {
        if (text.ptr[at] != '/')
            continue;
        size_t left = at, right = label_skip_blanks(text, at + 1), end;
        while (left > 0 && text.ptr[left - 1] == ' ')
            left--;
        size_t from = left;
        while (from > 0 && ascii_is_digit(text.ptr[from - 1]))
            from--;
        for (end = right; ascii_digit_at(text, end);)
            end++;
        int64_t number, count;
        bool date = (from > 0 && text.ptr[from - 1] == '/') || (end < text.len && text.ptr[end] == '/');
        if (date || !str_to_int(str_slice(text, from, left), &number) ||
            !str_to_int(str_slice(text, right, end), &count) || number < 1 || count < number ||
            count >= PAGER_PAGES_MAX)
            continue;
        page->page_number = page->page_number ? page->page_number : (uint32_t)number;
        page->page_count = page->page_count ? page->page_count : (uint32_t)count;
        return;
    }
}

/* "第 1/56 页", "第1页/共56页", "共623条" */
static void read_words(struct page_facts *page, str text, bool block)
{
    static const str units[] = { STR_INIT("条"), STR_INIT("记录"), STR_INIT("篇") };
    if (text.len > PAGER_TEXT || !(block || str_has(text, STR("共"))))
        return;
    block = block || (str_has(text, STR("第")) && str_has(text, STR("页")));
    int64_t pages = pager_number(text, STR("共"), STR("页")), items = -1;
    for (size_t i = 0; i < ARRAY_LEN(units) && items < 0; i++)
        items = pager_number(text, STR("共"), units[i]);
    if (pages > 0 && pages < PAGER_PAGES_MAX && !page->page_count)
        page->page_count = (uint32_t)pages;
    if (items > 0 && items < INT32_MAX && !page->item_count)
        page->item_count = (uint32_t)items;
    int64_t number = block ? pager_number(text, STR("第"), STR("页")) : -1;
    if (number > 0 && number < PAGER_PAGES_MAX && !page->page_number)
        page->page_number = (uint32_t)number;
    if (block)
        read_fraction(page, text);
}

/* A pager's words are often apart: 共 <b>3</b> 页. */
static bool is_pager_top(const struct tree *t, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    if (n->kind != NODE_ELEMENT || n->region == REGION_FOOTER || node_is(n, "body") || node_is(n, "a"))
        return false;
    return node_hints(n, block_words, ARRAY_LEN(block_words)) || node_has_class(n, "page");
}

static bool is_button(const struct node *n)
{
    return n->kind == NODE_ELEMENT && !node_is(n, "a") && node_attr(n, "onclick").len;
}

static str button_text(const struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    return node_is(n, "input") ? node_attr(n, "value") : row_link_text(r, i);
}

/* All of the list is here, or this is its last page: a button that leads nowhere is switched off. */
static bool is_last(const struct page_facts *page)
{
    return page->page_count == 1 || (page->page_count && page->page_number == page->page_count);
}

/* __doPostBack('Grid1','Page$2'): a page of a table that only a form can ask for. */
static bool turns_a_grid(const struct node *n)
{
    str href = node_attr(n, "href");
    return str_has(href, STR("__doPostBack(")) && str_has(href, STR("Page$"));
}

/* The block around the page's 下一页: [from, to), both 0 if there is none. */
static void find_next_block(const struct reading *r, uint32_t *from, uint32_t *to)
{
    const struct tree *t = r->tree;
    *from = *to = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        bool link = node_is(&t->nodes[i], "a");
        str text = link ? row_link_text(r, i) : is_button(&t->nodes[i]) ? button_text(r, i) : (str){ 0 };
        if (text.len && is_next_word(text))
            note_block(t, i, from, to);
    }
}

/* A link or button: `inside` the block around 下一页. */
static void take_link(struct reading *r, uint32_t i, bool inside, struct dead *dead)
{
    const struct node *n = &r->tree->nodes[i];
    bool block = is_pager_block(r->tree, i); /* <li class="page_nav"> is no menu */
    str text = button_text(r, i);
    if (!block && is_pager_word(text) && counts_on(r, text, target_of(r, i, &(struct dead){ 0 })))
        use_link(r, i, dead);
    if (n->region == REGION_NAV && !block)
        return;
    if (is_next_word(text) || ((inside || block) && is_pager_word(text)) || turns_a_grid(n))
        use_link(r, i, dead);
}

void pager_links(struct reading *r)
{
    const struct tree *t = r->tree;
    struct page_facts *page = r->page;
    uint32_t from, to;
    struct dead dead = { 0 };
    find_next_block(r, &from, &to);
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        bool top = (from && i == from) || is_pager_top(t, i);
        if (node_is_prose(t, i) || top)
            read_words(page, top ? tree_text(r->arena, t, i, false) : n->text, top);
        if (node_is(n, "select"))
            use_select(r, i);
        if ((node_is(n, "a") || is_button(n)) && n->region != REGION_CRUMB && n->region != REGION_FOOTER)
            take_link(r, i, i > from && i < to, &dead);
    }
    bool more = page->page_count > 1 && !is_last(page), hidden = dead.acts || (dead.idle && !is_last(page)) || more;
    if (hidden && page->next_pages.count == 0 && page->pager == PAGER_NONE)
        page->pager = PAGER_SCRIPT;
}
