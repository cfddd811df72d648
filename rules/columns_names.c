/* SPDX-License-Identifier: MIT */
/* What columns are called, under which column they stand, and whose they are. */
#include "column_build.h"
#include "address.h"
#include "core/text.h"
#include "names.h"

enum { MAX_NAMES = 24, MAX_DEPTH = 16 };

static void add_name(struct column_build *b, struct column *c, str name)
{
    str clean = str_trim(name);
    if (clean.len == 0 || name_is_placeholder(clean) || text_chars(clean) > 40 || c->name_count >= MAX_NAMES)
        return;
    str core = text_core(b->arena, clean);
    for (size_t i = 0; i < c->name_count; i++) {
        if (str_eq(text_core(b->arena, c->names[i]), core))
            return;
    }
    if (!c->names)
        c->names = arena_new(b->arena, str, MAX_NAMES);
    str *list = (str *)(uintptr_t)c->names; /* made here, const for everybody else */
    list[c->name_count++] = str_dup(b->arena, clean);
}

static bool says_more(str text)
{
    return name_has_any(text, STR("更多|查看|详情|详细|点击|进入|More|more|MORE|>>|下一页|上一页|尾页|末页|首页|返回"));
}

/* Crumbs without 列表 or 正文 at the end, which name no column. */
static size_t count_crumbs(const struct page_facts *p)
{
    size_t count = p->crumbs.count;
    while (count && name_is_page_kind(p->crumbs.items[count - 1].text))
        count--;
    return count;
}

/* The last crumb names the column when it opens the column or opens nothing. */
static str last_crumb(const struct column_build *b, const struct column *c, const struct page_facts *p)
{
    size_t count = count_crumbs(p);
    if (count == 0)
        return STR("");
    const struct crumb_fact *last = &p->crumbs.items[count - 1];
    if (last->address.len == 0)
        return count > 1 ? last->text : STR("");
    bool own = str_eq(address_canon(b->arena, last->address), address_canon(b->arena, c->address));
    return own ? last->text : STR("");
}

static bool is_site_name(const struct page_facts *p, str name)
{
    str site = page_tag(p, "SiteName", NULL);
    return site.len > 0 && str_eq(site, name);
}

static void own_names(struct column_build *b, struct column *c)
{
    const struct page_facts *p = build_page(b, c->resource);
    if (!p)
        return;
    add_name(b, c, page_tag(p, "ColumnName", NULL));
    add_name(b, c, last_crumb(b, c, p));
    if (!is_site_name(p, p->heading))
        add_name(b, c, p->heading);
    str title = name_first_part(p->title);
    if (!is_site_name(p, title) && !name_is_home(title))
        add_name(b, c, title);
}

static void link_names(struct column_build *b)
{
    for (uint32_t i = 0; i < b->site->link_count; i++) {
        const struct link_row *l = &b->site->links[i];
        if (l->target == NONE || l->kind != LINK_ANCHOR || l->region == REGION_CONTENT || says_more(l->text) ||
            l->fragment.len) /* 跳到主要内容 names a part of the page */
            continue;
        uint32_t to = site_follow(b->site, l->target, NULL);
        uint32_t column = to == NONE ? NONE : b->of_resource[to];
        /* A list's second page is opened by a number, which is no name. */
        if (column != NONE && b->lead[to] == to && text_chars(l->text) >= 2)
            add_name(b, &b->columns.items[column], l->text);
    }
}

static uint32_t by_address(const struct column_build *b, str address)
{
    uint32_t r = site_find(b->site, address);
    r = r == NONE ? NONE : site_follow(b->site, r, NULL);
    if (r != NONE && b->of_resource[r] != NONE)
        return b->of_resource[r];
    return strmap_get(&b->by_canon, address_canon(b->arena, address));
}

static uint32_t parent_by_crumbs(const struct column_build *b, uint32_t column)
{
    const struct page_facts *p = build_page(b, b->columns.items[column].resource);
    for (size_t k = p ? p->crumbs.count : 0; k > 0; k--) {
        str address = p->crumbs.items[k - 1].address;
        uint32_t up = address.len ? by_address(b, address) : NONE;
        if (up != NONE && up != column)
            return up;
    }
    return NONE;
}

static uint32_t parent_by_folder(const struct column_build *b, uint32_t column)
{
    str address = b->columns.items[column].address, host = address_host(address), folder = address_folder(address);
    while (folder.len > 1) {
        str above = str_fmt(b->arena, "http://%.*s%.*s", STR_ARG(host), STR_ARG(folder));
        uint32_t up = strmap_get(&b->by_canon, address_canon(b->arena, above));
        if (up != NONE && up != column)
            return up;
        str shorter = str_slice(folder, 0, folder.len - 1);
        folder = str_slice(shorter, 0, str_find_last(shorter, STR("/")) + 1);
    }
    return NONE;
}

/* Never a ring: a parent is taken only if the column is not above it. */
static bool stands_above(const struct column_build *b, uint32_t column, uint32_t below)
{
    for (size_t hops = 0; below != NONE && hops <= b->columns.count; hops++) {
        if (below == column)
            return true;
        below = b->columns.items[below].parent;
    }
    return false;
}

static void find_parents(struct column_build *b)
{
    for (uint32_t i = 0; i < b->columns.count; i++) {
        uint32_t up = parent_by_crumbs(b, i);
        if (up == NONE)
            up = parent_by_folder(b, i);
        if (up == NONE || stands_above(b, i, up))
            continue;
        b->columns.items[i].parent = up;
        b->columns.items[up].leaf = false;
    }
}

/* --- boxes: a page that previews other columns, or lists them, stands above them --- */

enum { BOX_FEW = 3, BOX_SHARE = 10 };

struct opened_columns { /* what the lists of one page open, each column once */
    uint32_t *items;
    size_t count, room;
};

static void add_opened(struct column_build *b, struct opened_columns *o, uint32_t self, str address)
{
    uint32_t to = address.len ? by_address(b, address) : NONE;
    if (to == NONE || to == self)
        return;
    for (size_t i = 0; i < o->count; i++) {
        if (o->items[i] == to)
            return;
    }
    *arena_push(b->arena, o) = to;
}

/* Rows that are columns make a menu of children, unless the page itself is among them: then it is a menu of siblings.
 */
static void add_menu(struct column_build *b, struct opened_columns *o, uint32_t self, const struct page_facts *p,
                     const struct list_fact *l)
{
    uint32_t columns = 0;
    for (uint32_t i = l->first; i < l->first + l->count && i < p->rows.count; i++) {
        uint32_t to = p->rows.items[i].address.len ? by_address(b, p->rows.items[i].address) : NONE;
        if (to == self)
            return;
        columns += to != NONE;
    }
    for (uint32_t i = l->first; columns * 5 >= l->count * 4 && i < l->first + l->count && i < p->rows.count; i++)
        add_opened(b, o, self, p->rows.items[i].address);
}

static struct opened_columns columns_opened_by(struct column_build *b, uint32_t column)
{
    struct opened_columns o = { 0 };
    const struct page_facts *p = build_page(b, b->columns.items[column].resource);
    for (size_t l = 0; p && l < p->lists.count; l++) {
        add_opened(b, &o, column, p->lists.items[l].more);
        if (p->lists.items[l].count > 0)
            add_menu(b, &o, column, p, &p->lists.items[l]);
    }
    return o;
}

/* Boxes that stand on many pages are side boxes of the template and tell nothing. */
static void find_box_parents(struct column_build *b)
{
    size_t count = b->columns.count;
    struct opened_columns *opened = arena_new(b->arena, struct opened_columns, count + 1);
    uint32_t *pages = arena_new(b->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        opened[i] = columns_opened_by(b, i);
        for (size_t k = 0; k < opened[i].count; k++)
            pages[opened[i].items[k]]++;
    }
    for (uint32_t i = 0; i < count; i++) {
        for (size_t k = 0; k < opened[i].count; k++) {
            uint32_t child = opened[i].items[k];
            if (pages[child] > BOX_FEW && pages[child] * BOX_SHARE > count)
                continue;
            b->columns.items[i].leaf = false;
            if (b->columns.items[child].parent == NONE && !stands_above(b, child, i))
                b->columns.items[child].parent = i;
        }
    }
}

static str path_of_crumbs(const struct column_build *b, const struct column *c, const struct page_facts *p)
{
    str parts[MAX_DEPTH];
    size_t count = 0;
    for (size_t i = 0; i < count_crumbs(p) && count < MAX_DEPTH - 1; i++) {
        if (p->crumbs.items[i].text.len)
            parts[count++] = p->crumbs.items[i].text;
    }
    if (count == 0)
        return STR("");
    if (!str_eq(text_core(b->arena, parts[count - 1]), text_core(b->arena, c->name)))
        parts[count++] = c->name;
    return str_join(b->arena, parts, count, STR(" > "));
}

static str path_of_parents(const struct column_build *b, const struct column *c)
{
    str parts[MAX_DEPTH];
    size_t at = MAX_DEPTH;
    parts[--at] = c->name;
    for (uint32_t up = c->parent; up != NONE && at > 1; up = b->columns.items[up].parent)
        parts[--at] = b->columns.items[up].name;
    parts[--at] = STR("首页");
    return str_join(b->arena, parts + at, MAX_DEPTH - at, STR(" > "));
}

static void make_path(struct column_build *b, struct column *c)
{
    const struct page_facts *p = build_page(b, c->resource);
    str path = p ? path_of_crumbs(b, c, p) : STR("");
    c->path = path.len ? path : path_of_parents(b, c);
}

/* Breadcrumbs whose links are empty still say in words what stands above what. */
static void find_word_parents(struct column_build *b)
{
    struct strmap by_path;
    strmap_init(&by_path, b->arena);
    for (size_t i = 0; i < b->columns.count; i++)
        strmap_put(&by_path, b->columns.items[i].path, (uint32_t)i);
    for (size_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        const struct page_facts *p = build_page(b, c->resource);
        size_t cut = p && count_crumbs(p) > 2 ? str_find_last(c->path, STR(" > ")) : SIZE_MAX;
        uint32_t up = cut == SIZE_MAX ? NONE : strmap_get(&by_path, str_slice(c->path, 0, cut));
        if (up == NONE || up == i || stands_above(b, (uint32_t)i, up))
            continue;
        b->columns.items[up].leaf = false;
        if (c->parent == NONE)
            c->parent = up;
    }
}

static str unit_of_profile(const struct column_build *b, str address)
{
    for (size_t i = 0; b->profile && i < b->profile->department_count; i++) {
        const struct profile_department *d = &b->profile->departments[i];
        for (size_t k = 0; k < d->column_count; k++) {
            if (str_starts(address, d->columns[k]) || str_starts(address_path(address), d->columns[k]))
                return d->name;
        }
    }
    return STR("");
}

/* The unit whose subtree this is: the column itself or the nearest one above it that is named like a unit. */
static str unit_above(const struct column_build *b, uint32_t column)
{
    const struct column *all = b->columns.items;
    for (uint32_t at = column; at != NONE; at = all[at].parent) {
        uint32_t up = all[at].parent;
        bool among_units = up != NONE && unit_is_group(all[up].name) && !all[at].leaf;
        if (unit_is_name(all[at].name) || among_units)
            return all[at].name;
    }
    return STR("");
}

static str unit_of_crumbs(const struct column_build *b, const struct column *c)
{
    const struct page_facts *p = build_page(b, c->resource);
    for (size_t i = p ? p->crumbs.count : 0; i > 0; i--) {
        if (i < 2 && name_is_home(p->crumbs.items[i - 1].text))
            break;
        if (unit_is_name(p->crumbs.items[i - 1].text))
            return p->crumbs.items[i - 1].text;
    }
    return STR("");
}

static void find_units(struct column_build *b)
{
    for (uint32_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        c->unit = unit_of_profile(b, c->address);
        if (c->unit.len == 0)
            c->unit = unit_above(b, i);
        if (c->unit.len == 0)
            c->unit = unit_of_crumbs(b, c);
    }
}

void build_names(struct column_build *b)
{
    for (size_t i = 0; i < b->columns.count; i++)
        own_names(b, &b->columns.items[i]);
    link_names(b);
    for (size_t i = 0; i < b->columns.count; i++) {
        struct column *c = &b->columns.items[i];
        c->name = c->name_count ? c->names[0] : address_path(c->address);
    }
    find_parents(b);
    find_box_parents(b);
    for (size_t i = 0; i < b->columns.count; i++)
        make_path(b, &b->columns.items[i]);
    find_word_parents(b);
    find_units(b);
}
