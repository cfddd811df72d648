/* SPDX-License-Identifier: MIT */
/* What columns hold: items of all their pages, each once, with the date CONTRACT section 4 gives them. */
#include "column_build.h"
#include "address.h"
#include "core/ascii.h"
#include "core/text.h"
#include "names.h"

struct item_list {
    struct item *items;
    size_t count, room;
};

/* A row date without a year: the latest day not after the as-of day, so that nothing is called older than it may be. */
static day day_of_yearless(str raw, day as_of)
{
    int numbers[2] = { 0, 0 }, count = 0;
    for (size_t i = 0; i < raw.len && count < 2;) {
        size_t digits = 0;
        while (ascii_digit_at(raw, i + digits) && digits < 3)
            digits++;
        if (digits == 0) {
            i++;
            continue;
        }
        if (digits > 2)
            return DAY_NONE;
        for (size_t k = 0; k < digits; k++)
            numbers[count] = numbers[count] * 10 + (raw.ptr[i + k] - '0');
        count++;
        i += digits;
    }
    int year = day_parts(as_of).year;
    for (int back = 0; count == 2 && back < 5; back++) {
        day d = day_make(year - back, numbers[0], numbers[1]);
        if (day_known(d) && day_compare(d, as_of) <= 0)
            return d;
    }
    return DAY_NONE;
}

static day row_day(const struct column_build *b, const struct row_fact *row)
{
    if (!row->yearless && day_known(row->date))
        return row->date;
    day guess = row->date_raw.len ? day_of_yearless(row->date_raw, b->as_of) : DAY_NONE;
    /* Neighbours may have told the year; without an article the later of both readings accuses nobody wrongly. */
    return day_compare(guess, row->date) > 0 ? guess : row->date;
}

static void date_item(const struct column_build *b, struct item *it, const struct row_fact *row)
{
    const struct page_facts *p = NULL;
    it->date = DAY_NONE;
    it->source = DATE_NOWHERE;
    if (it->resource != NONE) {
        uint32_t end = site_follow(b->site, it->resource, NULL);
        p = end == NONE || b->of_resource[end] != NONE ? NULL : b->site->resources[end].page;
    }
    bool said =
        p && day_known(p->published) && (p->published_source == DATE_LABELLED || p->published_source == DATE_PUBDATE);
    day of_row = row_day(b, row);
    if (said) {
        it->date = p->published;
        it->source = p->published_source;
    } else if (day_known(of_row)) {
        it->date = of_row;
        it->source = DATE_ROW;
    } else if (it->address.len && !address_is_file(it->address)) {
        /* An attachment's name carries the moment of its upload, which is no publication date. */
        it->date = p && day_known(p->published) ? p->published : address_date(it->address);
        it->source = day_known(it->date) ? DATE_ADDRESS : DATE_NOWHERE;
    }
}

static bool is_item(const struct column_build *b, const struct column *c, const struct row_fact *row)
{
    if (row->title.len == 0 || name_has_any(row->title, STR("下一页|上一页|尾页|末页")))
        return false;
    if (row->address.len == 0)
        return true;
    str canon = address_canon(b->arena, row->address);
    return !str_eq(canon, address_canon(b->arena, c->address)) && strmap_get(&b->main_homes, canon) == NONE;
}

struct gathering { /* items of one column */
    struct column_build *build;
    struct column *column;
    struct strmap seen;
    struct item_list list;
};

static void add_row(struct gathering *g, const struct row_fact *row)
{
    struct column_build *b = g->build;
    if (!is_item(b, g->column, row))
        return;
    str key = row->address.len ? address_item_key(b->arena, row->address) : row->title;
    if (strmap_get(&g->seen, key) != NONE)
        return;
    strmap_put(&g->seen, key, (uint32_t)g->list.count);
    struct item *it = arena_push(b->arena, &g->list);
    *it = (struct item){ .title = row->title, .address = row->address, .resource = NONE };
    if (row->address.len)
        it->resource = site_find(b->site, row->address);
    date_item(b, it, row);
}

static void add_rows(struct gathering *g, const struct page_facts *p)
{
    for (size_t l = 0; l < p->lists.count; l++) {
        const struct list_fact *list = &p->lists.items[l];
        if (!build_list_counts(g->build, p, list))
            continue;
        for (uint32_t i = list->first; i < list->first + list->count && i < p->rows.count; i++)
            add_row(g, &p->rows.items[i]);
    }
}

/* --- rows outside the main list --- */

enum {
    RARE_PAGES = 2,
    RARE_LINKS = 3,   /* the column, the column above it, the home page */
    FEW_LINKS = 12,   /* links of every kind that one item has: neighbours and related blocks too */
    TEXT_CHARS = 100, /* a page of text; links in it are no items */
};

/* On how many pages each row stands, whatever its list. */
static void count_rows(const struct column_build *b, struct strmap *pages)
{
    strmap_init(pages, b->arena);
    for (uint32_t i = 0; i < b->site->resource_count; i++) {
        const struct page_facts *p = build_page(b, i);
        for (size_t k = 0; p && k < p->rows.count; k++) {
            str address = p->rows.items[k].address;
            if (address.len == 0)
                continue;
            str key = address_item_key(b->arena, address);
            uint32_t before = strmap_get(pages, key);
            strmap_set(pages, key, before == NONE ? 1 : before + 1);
        }
    }
}

static bool may_hold_items(enum region region)
{
    return region != REGION_NAV && region != REGION_FOOTER && region != REGION_CRUMB && region != REGION_HEAD;
}

/* Outside the main list a row is an item when it is dated, or when its address is an article's, a file's, or lies
 * below the column: heads and feet of pages hold links too. */
static bool is_plausible(const struct column *c, const struct row_fact *row)
{
    str folder = address_folder(c->address);
    bool below = folder.len > 1 && str_eq(address_host(row->address), address_host(c->address)) &&
                 str_starts(address_path(row->address), folder) && !address_is_list(row->address);
    return day_known(row->date) || row->date_raw.len || below || address_is_article(row->address) ||
           address_is_file(row->address);
}

/* A leaf without a main list may hold its items in a list that was not taken for one: rows that hardly any other page
 * shows and that open no column are its own. */
static void add_rare_rows(struct gathering *g, const struct page_facts *p, const struct strmap *pages,
                          const uint32_t *links)
{
    for (size_t i = 0; i < p->rows.count; i++) {
        const struct row_fact *row = &p->rows.items[i];
        enum region region = row->list < p->lists.count ? p->lists.items[row->list].region : REGION_UNKNOWN;
        uint32_t target = row->address.len ? site_find(g->build->site, row->address) : NONE;
        if (row->address.len == 0 || !may_hold_items(region) || !is_plausible(g->column, row) ||
            build_opens_column(g->build, row->address) || (target != NONE && links[target] > FEW_LINKS))
            continue;
        if (strmap_get(pages, address_item_key(g->build->arena, row->address)) <= RARE_PAGES)
            add_row(g, row);
    }
}

/* Mostly newest first: nine of ten neighbours, so that a few pinned items do not hide the order. */
static bool in_order(const struct column *c)
{
    size_t pairs = 0, down = 0;
    for (size_t i = 1; i < c->item_count; i++) {
        if (!day_known(c->items[i - 1].date) || !day_known(c->items[i].date))
            continue;
        pairs++;
        down += day_compare(c->items[i - 1].date, c->items[i].date) >= 0;
    }
    return pairs >= 4 && down * 10 >= pairs * 9;
}

static void sum_dates(const struct column_build *b, struct column *c)
{
    day seen = day_from_iso(str_slice(b->site->run.started, 0, 10));
    c->newest = DAY_NONE;
    c->undated = c->ahead = 0;
    for (size_t i = 0; i < c->item_count; i++) {
        day d = c->items[i].date;
        c->undated += !day_known(d);
        c->ahead += day_known(seen) && day_compare(d, seen) > 0;
        if (day_known(d) && day_compare(d, b->as_of) <= 0 && day_compare(d, c->newest) > 0)
            c->newest = d;
    }
    c->newest_bound = c->complete || in_order(c) ? c->newest : DAY_NONE;
}

static void take_marks(struct column_build *b, struct column *c, const struct group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct page_facts *p = build_page(b, g->pages[i]);
        if (!p)
            continue;
        if (p->js & JS_SAYS_EMPTY)
            c->says_empty = true;
        if (p->js & (JS_LIST | JS_SHELL)) {
            c->by_script = true;
            c->why = p->js_why.len ? p->js_why : STR("列表由脚本生成");
        } else if (!(p->known & KNOWN_ROWS) && c->why.len == 0) {
            c->why = p->limit_hit.len ? p->limit_hit : STR("列表未能读出");
        }
    }
}

/* On how many pages links to each address stand, whatever their words and place: a footer is a footer though one page's
 * reading did not know it for one. */
static const uint32_t *count_links(const struct column_build *b)
{
    uint32_t *pages = arena_new(b->arena, uint32_t, b->site->resource_count + 1);
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        if (l->target < b->site->resource_count && pages[l->target] < UINT32_MAX - l->page_count)
            pages[l->target] += l->page_count;
    }
    return pages;
}

struct rare_link {
    uint32_t link, page;
};

struct rare_links { /* link rows of one column's pages that hardly any other page shows */
    struct rare_link *items;
    size_t count, room;
};

static struct rare_links *find_rare_links(const struct column_build *b, const uint32_t *pages)
{
    struct rare_links *all = arena_new(b->arena, struct rare_links, b->columns.count + 1);
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        bool plain = l->kind == LINK_ANCHOR && l->target != NONE && l->hiding == HIDING_NONE;
        bool rare = plain && may_hold_items(l->region) && l->page_count <= RARE_LINKS && pages[l->target] <= FEW_LINKS;
        for (uint32_t k = 0; rare && k < l->place_count; k++) {
            uint32_t column = b->of_resource[l->places[k].page];
            if (column != NONE)
                *arena_push(b->arena, &all[column]) = (struct rare_link){ i, l->places[k].page };
        }
    }
    return all;
}

/* A list of one undated item is no pattern, and no list to the reader: the page's own links are its items all the same.
 */
static void add_rare_links(struct gathering *g, const struct rare_links *links, uint32_t page)
{
    const struct site_facts *site = g->build->site;
    for (size_t i = 0; i < links->count; i++) {
        if (links->items[i].page != page)
            continue;
        const struct link_row *l = &site->links[links->items[i].link];
        uint32_t end = site_follow(site, l->target, NULL);
        str address = site->resources[l->target].address;
        bool column = end != NONE && g->build->of_resource[end] != NONE;
        if (column || text_chars(l->text) < 4 || build_opens_column(g->build, address))
            continue;
        struct row_fact row = { .title = l->title.len ? l->title : l->text, .address = address, .date = DAY_NONE };
        if (is_plausible(g->column, &row))
            add_row(g, &row);
    }
}

/* A further page, by the pager, that shows no list: the one row that was left for it is no pattern. */
static bool is_rest_of_list(const struct column_build *b, const struct page_facts *p, uint32_t page)
{
    if (b->lead[page] == page || !(p->known & KNOWN_ROWS))
        return false;
    for (size_t i = 0; i < p->lists.count; i++) {
        if (build_list_counts(b, p, &p->lists.items[i]))
            return false;
    }
    return true;
}

static void gather_items(struct column_build *b, uint32_t column, const struct strmap *pages, const uint32_t *linked,
                         const struct rare_links *links)
{
    struct column *c = &b->columns.items[column];
    const struct group *group = &b->groups[column];
    struct gathering g = { .build = b, .column = c };
    strmap_init(&g.seen, b->arena);
    for (size_t k = 0; k < group->count; k++) {
        const struct page_facts *p = build_page(b, group->pages[k]);
        if (!p)
            continue;
        add_rows(&g, p);
        if (is_rest_of_list(b, p, group->pages[k]))
            add_rare_links(&g, links, group->pages[k]);
    }
    const struct page_facts *first = build_page(b, c->resource);
    bool text = first && (first->known & KNOWN_BODY) && first->body.chars >= TEXT_CHARS;
    if (g.list.count == 0 && c->leaf && first && !text) {
        add_rare_rows(&g, first, pages, linked);
        add_rare_links(&g, links, c->resource);
    }
    c->items = g.list.items;
    c->item_count = g.list.count;
}

void build_items(struct column_build *b)
{
    struct strmap pages;
    count_rows(b, &pages);
    const uint32_t *linked = count_links(b);
    struct rare_links *links = find_rare_links(b, linked);
    for (uint32_t i = 0; i < b->columns.count; i++) {
        gather_items(b, i, &pages, linked, &links[i]);
        b->columns.items[i].complete = build_complete(b, &b->groups[i]);
        take_marks(b, &b->columns.items[i], &b->groups[i]);
        sum_dates(b, &b->columns.items[i]);
    }
}

/* --- pages of text --- */

/* Visible characters of a page that its own list does not explain. */
static uint32_t rest_of_page(const struct column_build *b, const struct page_facts *p)
{
    size_t rows = 0;
    for (size_t l = 0; l < p->lists.count; l++) {
        const struct list_fact *list = &p->lists.items[l];
        for (uint32_t i = list->first;
             build_list_counts(b, p, list) && i < list->first + list->count && i < p->rows.count; i++)
            rows += text_chars(p->rows.items[i].title) + text_chars(p->rows.items[i].date_raw);
    }
    return p->visible_chars > rows ? (uint32_t)(p->visible_chars - rows) : 0;
}

enum { TEMPLATE_SLACK = 80 }; /* characters by which two pages of one template differ: names, crumbs, counts */

/* Another column of the same template that holds items has as much other text: then this page has no text of its own.
 */
static bool template_explains(const struct column_build *b, const uint32_t *rests, uint32_t column)
{
    const struct column *c = &b->columns.items[column];
    for (uint32_t i = 0; i < b->columns.count; i++) {
        const struct column *other = &b->columns.items[i];
        if (i == column || other->item_count == 0 || !other->leaf ||
            !str_eq(address_host(other->address), address_host(c->address)))
            continue;
        if (rests[i] + TEMPLATE_SLACK >= rests[column])
            return true;
    }
    return false;
}

enum { PROSE_SLACK = 30 }; /* two pages of one template differ by names and counts */

/* The least text outside links that a list page of this host shows: what its template brings. */
static uint32_t template_prose(const struct column_build *b, uint32_t column)
{
    const struct column *c = &b->columns.items[column];
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < b->columns.count; i++) {
        const struct column *other = &b->columns.items[i];
        const struct page_facts *p = build_page(b, other->resource);
        if (p && other->item_count && str_eq(address_host(other->address), address_host(c->address)) &&
            p->prose_chars < least)
            least = p->prose_chars;
    }
    return least;
}

/* Sentences, or a picture, a frame or a film that no other page shows: the page is not empty. */
static bool has_own_text(const struct column_build *b, uint32_t column, const struct page_facts *p)
{
    uint32_t around = template_prose(b, column);
    return around != UINT32_MAX && p->prose_chars > around + PROSE_SLACK;
}

/* A piece of markup that a script puts into the page: its links are known, its rows are not. */
static bool is_part(const struct column_build *b, const struct link_row *l)
{
    uint32_t end = l->kind == LINK_FRAME && l->target != NONE ? site_follow(b->site, l->target, NULL) : NONE;
    const struct page_facts *p = end == NONE ? NULL : b->site->resources[end].page;
    return p && !(p->known & KNOWN_TREE);
}

/* Per resource: it shows a picture, a frame or a film that hardly any other page shows, or a form that few do: a page
 * to write a letter on is no list. */
static bool *find_own_media(const struct column_build *b)
{
    bool *own = arena_new(b->arena, bool, b->site->resource_count + 1);
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        bool shows = l->kind == LINK_IMAGE || l->kind == LINK_FRAME || l->kind == LINK_MEDIA || l->kind == LINK_OBJECT;
        bool own_form = l->kind == LINK_FORM && l->page_count <= FEW_LINKS;
        for (uint32_t k = 0; ((shows && l->page_count == 1 && !is_part(b, l)) || own_form) && k < l->place_count; k++)
            own[l->places[k].page] = true;
    }
    return own;
}

enum { MAP_LINKS = 5, MAP_PAGES = 3 };

/* Links to other columns that hardly another page shows, per column: a map of the site has many. A menu of siblings
 * stands on as many pages as it has links. */
static const uint32_t *count_map_links(const struct column_build *b)
{
    uint32_t *links = arena_new(b->arena, uint32_t, b->columns.count + 1);
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        if (l->target == NONE || l->kind != LINK_ANCHOR || !may_hold_items(l->region) || l->page_count > MAP_PAGES)
            continue;
        uint32_t end = site_follow(b->site, l->target, NULL), to = end == NONE ? NONE : b->of_resource[end];
        for (uint32_t k = 0; to != NONE && k < l->place_count; k++) {
            uint32_t from = b->of_resource[l->places[k].page];
            if (from != NONE && from != to)
                links[from]++;
        }
    }
    return links;
}

/* A list's second page is one that a pager leads to, not the same page under www. and without. */
static bool has_next_page(const struct column_build *b, const struct group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        if (b->lead[g->pages[i]] != g->pages[i])
            return true;
    }
    return false;
}

void build_single(struct column_build *b)
{
    const bool *own_media = find_own_media(b);
    const uint32_t *map_links = count_map_links(b);
    uint32_t *rests = arena_new(b->arena, uint32_t, b->columns.count + 1);
    for (uint32_t i = 0; i < b->columns.count; i++) {
        const struct page_facts *p = build_page(b, b->columns.items[i].resource);
        rests[i] = p ? rest_of_page(b, p) : 0;
    }
    for (uint32_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        const struct page_facts *p = build_page(b, c->resource);
        if (!p || c->item_count > 0 || c->by_script || c->says_empty || has_next_page(b, &b->groups[i]))
            continue;
        bool body = (p->known & KNOWN_BODY) &&
                    (p->body.chars >= 20 || p->body.images || p->body.files || p->body.media || p->body.frames);
        if (body || map_links[i] >= MAP_LINKS || own_media[c->resource] || has_own_text(b, i, p) ||
            !template_explains(b, rests, i))
            c->single = true;
    }
}
