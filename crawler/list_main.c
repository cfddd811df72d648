/* SPDX-License-Identifier: MIT */
/* Which of the page's lists is the page's own: a column's items, not a side box, not a preview of another column. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "list_view.h"

enum {
    SCORE_ROWS = 20, /* rows that count */
    SCORE_OWN_FOLDER = 30,
    SCORE_HEADING = 20,
    SCORE_SIDE = -40,
    SCORE_PREVIEW = -25,
    SCORE_PAGER = 25,
    ITEM_DIGITS = 4,
    ITEM_HASH = 28,  /* letters of a file name that is a hash */
    TITLE_CHARS = 6, /* average title of items without dates */
};

static bool is_side_heading(str heading)
{
    static const str words[] = { STR_INIT("热门"), STR_INIT("热点"), STR_INIT("推荐"), STR_INIT("排行"),
                                 STR_INIT("相关"), STR_INIT("最新"), STR_INIT("猜你"), STR_INIT("快速"),
                                 STR_INIT("专题"), STR_INIT("友情"), STR_INIT("点击"), STR_INIT("本周") };
    return str_has_any(heading, words, ARRAY_LEN(words));
}

/* "http://x/a/b/index_2.html" → "http://x/a/b/" */
static str folder_of(str address)
{
    size_t slash = str_find_last(address, STR("/"));
    return slash == SIZE_MAX ? address : str_slice(address, 0, slash + 1);
}

static bool is_home(struct arena *a, str address)
{
    struct url_parts u;
    return url_split(a, address, &u) &&
           (str_eq(u.path, STR("/")) ||
            ((str_starts(u.path, STR("/index.")) || str_starts(u.path, STR("/default."))) && !u.query.len));
}

static bool has_digits(str s, size_t enough)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.len && digits < enough; i++)
        digits = ascii_is_digit(s.ptr[i]) ? digits + 1 : 0;
    return digits >= enough;
}

/* The number of a thing in a query: id=12, newsid=12, aid=12; a column has a number too, by names of its own. */
static bool query_numbers_item(str query)
{
    static const str columns[] = { STR_INIT("catid"),  STR_INIT("columnid"), STR_INIT("channelid"), STR_INIT("classid"),
                                   STR_INIT("typeid"), STR_INIT("nodeid"),   STR_INIT("cid"),       STR_INIT("tid"),
                                   STR_INIT("lmid"),   STR_INIT("pid"),      STR_INIT("siteid"),    STR_INIT("webid") };
    str pair;
    while (query.len && str_cut(&query, '&', &pair)) {
        size_t equal = str_find(pair, STR("="));
        str key = str_slice(pair, 0, equal),
            value = equal == SIZE_MAX ? (str){ 0 } : str_slice(pair, equal + 1, pair.len);
        bool column = false;
        for (size_t i = 0; i < ARRAY_LEN(columns); i++)
            column = column || str_eq_nocase(key, columns[i]);
        if (!column && (has_digits(value, ITEM_DIGITS) || value.len >= ITEM_HASH ||
                        (str_ends_nocase(key, STR("id")) && has_digits(value, 1))))
            return true;
    }
    return false;
}

/* Has a number long enough for an item's, or is a file: addresses of columns have neither. */
static bool is_item_like(str address)
{
    size_t mark = str_find(address, STR("?"));
    str path = str_slice(address, 0, mark),
        query = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len);
    size_t slash = str_find_last(path, STR("/"));
    str file = slash == SIZE_MAX ? path : str_slice(path, slash + 1, path.len);
    return has_digits(file, ITEM_DIGITS) || file.len >= ITEM_HASH || query_numbers_item(query) ||
           !url_is_page(address, LINK_ANCHOR);
}

static size_t rows_under(const struct list_view *v, str folder)
{
    size_t n = 0;
    for (size_t i = 0; i < v->count; i++)
        n += str_starts(v->rows[i].address, folder);
    return n;
}

static bool is_items(const struct list_view *v, str folder)
{
    if (v->dated)
        return true;
    size_t items = 0;
    for (size_t i = 0; i < v->count; i++) {
        str address = v->rows[i].address;
        bool own = folder.len && str_starts(address, folder) && !row_is_column_like(address);
        items += address.len && (own || is_item_like(address));
    }
    if (v->count == 1 && !(folder.len && rows_under(v, folder)) && url_is_page(v->rows[0].address, LINK_ANCHOR))
        return false;
    return v->title_chars >= v->count * TITLE_CHARS && items * 2 > v->count;
}

static str page_name(const struct reading *r)
{
    if (r->page->crumbs.count)
        return r->page->crumbs.items[r->page->crumbs.count - 1].text;
    return page_tag(r->page, "ColumnName", NULL);
}

static bool has_pager_behind(const struct reading *r, const struct list_view *v, const struct list_view *next)
{
    static const str words[] = {
        STR_INIT("createPageHTML"), STR_INIT("createPage("), STR_INIT("countPage"), STR_INIT("下一页"),
        STR_INIT("下页"),           STR_INIT("末页"),        STR_INIT("尾页")
    };
    const struct tree *t = r->tree;
    uint32_t from = v->spans[v->count - 1].to, to = next ? next->spans[0].from : t->count;
    for (uint32_t i = from; i < to; i++) {
        if (node_has_class(&t->nodes[i], "pagination") || node_has_class(&t->nodes[i], "page") ||
            node_has_class(&t->nodes[i], "pages"))
            return true;
        for (size_t k = 0; t->nodes[i].kind == NODE_TEXT && k < ARRAY_LEN(words); k++) {
            if (str_has(t->nodes[i].text, words[k]))
                return true;
        }
    }
    return false;
}

static bool leads_elsewhere(const struct reading *r, const struct list_view *v)
{
    return v->more.len && !str_eq(v->more, r->page->address) && !str_eq(v->more, folder_of(r->page->address));
}

/* First items of another column: that is where its heading leads and where its rows live. */
static bool is_preview(const struct reading *r, const struct list_view *v, size_t previews)
{
    if (!leads_elsewhere(r, v))
        return false;
    str folder = folder_of(v->more);
    struct url_parts u;
    bool deep = url_split(r->arena, folder, &u) && u.path.len > 1;
    bool other = deep && !str_starts(r->page->address, folder); /* not this column, nor one above it */
    return previews > 1 || (other && rows_under(v, folder) * 2 >= v->count);
}

/* The page's folder, empty if it is the whole site. */
static str own_folder(const struct reading *r)
{
    struct url_parts u;
    str folder = folder_of(r->page->address);
    return url_split(r->arena, folder, &u) && u.path.len > 1 ? folder : (str){ 0 };
}

static int score_of(const struct reading *r, const struct list_view *v, const struct list_view *next,
                    size_t dated_lists)
{
    int rows = (int)(v->count < SCORE_ROWS ? v->count : SCORE_ROWS);
    int dated = (int)(v->dated < SCORE_ROWS ? v->dated : SCORE_ROWS);
    int score = rows + dated;
    str folder = own_folder(r), name = page_name(r);
    if (folder.len && rows_under(v, folder) * 2 >= v->count)
        score += SCORE_OWN_FOLDER;
    if (name.len && v->heading.len && str_eq(text_core(r->arena, name), text_core(r->arena, v->heading)))
        score += SCORE_HEADING;
    if (v->side || is_side_heading(v->heading))
        score += SCORE_SIDE;
    if (leads_elsewhere(r, v) && dated_lists > 1)
        score += SCORE_PREVIEW;
    if (has_pager_behind(r, v, next))
        score += SCORE_PAGER;
    return score;
}

/* The best of the lists that may be the page's own; `dated`: only lists with dates. */
static size_t best_list(const struct reading *r, const struct list_view *views, size_t count, bool dated)
{
    size_t dated_lists = 0, previews = 0, best = SIZE_MAX;
    int best_score = 0;
    str folder = own_folder(r);
    for (size_t i = 0; i < count; i++) {
        dated_lists += views[i].dated > 0;
        previews += views[i].dated > 0 && leads_elsewhere(r, &views[i]);
    }
    for (size_t i = 0; i < count; i++) {
        enum region region = r->tree->nodes[views[i].spans[0].from].region;
        if (region == REGION_RELATED || (dated && !views[i].dated) || is_preview(r, &views[i], previews) ||
            !is_items(&views[i], folder))
            continue;
        int score = score_of(r, &views[i], i + 1 < count ? &views[i + 1] : NULL, dated_lists);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

size_t list_main(const struct reading *r, const struct list_view *views, size_t count)
{
    bool home = is_home(r->arena, r->page->address) && r->page->crumbs.count < 2;
    if (r->body || home)
        return SIZE_MAX;
    size_t best = best_list(r, views, count, true);
    return best == SIZE_MAX ? best_list(r, views, count, false) : best;
}
