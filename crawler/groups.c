/* SPDX-License-Identifier: MIT */
/* Finds repeated blocks, innermost first: siblings of one kind, each with a link and (mostly) a date. */
#include "groups.h"
#include "core/arena.h"
#include "labels.h"
#include "literals.h"

enum {
    GROUP_ROW_CHARS = 600, /* more text than this is no row */
    GROUP_ROW_LINKS = 8,
    GROUP_LINK_CHARS = 5,  /* average title of rows without dates */
    GROUP_LOOSE_CHARS = 8, /* the same for rows in p and div */
    GROUP_ABSORBED = 3,    /* links of one dated row that look like a list of their own */
    GROUP_DATE_TEXT = 400,
    ROWS_SURE = 4, /* rows of which the last may lack its date */
};

struct kind {
    const char *tag;
    bool row; /* made for rows: even one with a date is a list */
};

static const struct kind kinds[] = { { "li", true },       { "tr", true },     { "dl", true },   { "dt", true },
                                     { "dd", true },       { "p", false },     { "div", false }, { "td", false },
                                     { "a", false },       { "table", false }, { "ul", false },  { "section", false },
                                     { "article", false }, { "h2", false },    { "h3", false },  { "h4", false },
                                     { "h5", false },      { "span", false } };

struct finder {
    const struct reading *r;
    struct groups g;
    uint32_t *only;   /* index of the only group in a node's subtree, meaningful when inside is 1 */
    uint32_t *titled; /* running sum of links that can be an item */
    uint32_t *framed; /* running sum of nodes of breadcrumb and footer: what holds them is half a page, no row */
    bool monthly;     /* months stand over rows that know their day only */
};

static bool text_has_date(const struct finder *f, uint32_t i)
{
    const struct reading *r = f->r;
    const struct node *n = &r->tree->nodes[i];
    struct date_found found;
    struct row_dates d;
    int year, month, dom;
    if (n->kind == NODE_ELEMENT)
        return row_attribute_date(n, &d);
    bool script = n->kind == NODE_TEXT && node_is(&r->tree->nodes[n->parent], "script");
    str text = script ? literals_written(r->arena, n->text) : node_is_prose(r->tree, i) ? n->text : (str){ 0 };
    return text.len && text.len < GROUP_DATE_TEXT && !row_is_clock(text) &&
           (date_find(text, 0, &found) || row_year_month(text, &year, &month) ||
            (f->monthly && row_day_of_month(text, &dom)));
}

static bool has_month_headings(const struct reading *r)
{
    int year, month;
    for (uint32_t i = 0; i < r->tree->count; i++) {
        if (node_is_prose(r->tree, i) && row_year_month(r->tree->nodes[i].text, &year, &month))
            return true;
    }
    return false;
}

static bool may_be_item(const struct node *n)
{
    if (n->kind != NODE_ELEMENT)
        return false;
    return node_is(n, "a") ? node_attr(n, "href").len || node_attr(n, "onclick").len
                           : str_has(node_attr(n, "onclick"), STR(".htm"));
}

static bool is_framework(const struct node *n)
{
    return n->region == REGION_NAV || n->region == REGION_FOOTER || n->region == REGION_CRUMB ||
           n->region == REGION_HEAD || n->region == REGION_CONTENT;
}

static bool is_dated(const struct finder *f, uint32_t i)
{
    const struct tree *t = f->r->tree;
    if (weight(f->g.dated, t, i))
        return true;
    uint32_t next = t->nodes[i].end, end = t->nodes[t->nodes[i].parent].end;
    while (next < end && t->nodes[next].kind != NODE_ELEMENT)
        next++;
    return node_is(&t->nodes[i], "dt") && next < end && node_is(&t->nodes[next], "dd") && weight(f->g.dated, t, next);
}

/* The one group inside `i` belongs to a row rather than being a list: it is all of it, or a few links beside a date. */
static bool absorbs(const struct finder *f, uint32_t i)
{
    const struct tree *t = f->r->tree;
    if (f->g.inside[i] != 1)
        return f->g.inside[i] == 0;
    const struct group *in = &f->g.items[f->only[i]];
    if (in->count == 1) {
        struct row_span s = in->spans[0];
        return f->g.w.all[s.to] - f->g.w.all[s.from] == weight(f->g.w.all, t, i);
    }
    return in->dated == 0 && in->count <= GROUP_ABSORBED && weight(f->g.dated, t, i);
}

static bool is_rowish(const struct finder *f, uint32_t i)
{
    const struct tree *t = f->r->tree;
    uint32_t links = weight(f->titled, t, i);
    return !is_framework(&t->nodes[i]) && links > 0 && links <= GROUP_ROW_LINKS && !weight(f->framed, t, i) &&
           weight(f->g.w.all, t, i) <= GROUP_ROW_CHARS && absorbs(f, i);
}

/* Where the dates of rows stand: inside, or in the blocks between one row and the next. */
enum beside { DATE_INSIDE, DATE_BEHIND, DATE_BEFORE };

/* What was counted of the rows of one kind below a parent. */
struct tally {
    uint32_t rows, dated, chars;
    uint32_t alike; /* rows whose class begins like the first one's */
    enum beside beside;
};

/* Siblings of one tag that hold unlike things, such as a page's head and foot, are no rows: undated ones must be alike
 * by class. */
static bool accepts(const struct kind *k, const struct finder *f, uint32_t parent, const struct tally *c)
{
    uint32_t rows = c->rows, dated = c->dated;
    bool loose = !k->row;
    str tag = str_from(k->tag);
    if (str_eq(tag, STR("td")) || str_eq(tag, STR("a")) || str_eq(tag, STR("span")))
        return rows >= 2 && dated >= 2 && dated * 2 >= rows;
    if (rows == 1)
        return k->row && dated == 1 && f->g.inside[parent] <= 1;
    if (rows >= 2 && dated * 2 >= rows)
        return true;
    if (loose && c->alike * 2 <= rows)
        return false;
    return rows >= 2 && c->chars >= rows * (loose ? GROUP_LOOSE_CHARS : GROUP_LINK_CHARS);
}

static bool is_row(const struct finder *f, uint32_t i, const struct kind *k)
{
    return node_is(&f->r->tree->nodes[i], k->tag) && is_rowish(f, i);
}

str group_class(const struct node *n)
{
    str names = str_trim(node_attr(n, "class"));
    size_t blank = str_find(names, STR(" "));
    return blank == SIZE_MAX ? names : str_slice(names, 0, blank);
}

/* A block between rows that holds a date and no list of its own. */
static bool is_date_block(const struct finder *f, uint32_t i)
{
    const struct tree *t = f->r->tree;
    return t->nodes[i].kind == NODE_ELEMENT && weight(f->g.dated, t, i) && f->g.inside[i] == 0 &&
           weight(f->titled, t, i) <= 1 && weight(f->g.w.all, t, i) <= GROUP_ROW_CHARS && !weight(f->framed, t, i);
}

/* A row of dl reaches to the next dt, one whose date stands behind it to the block that holds it. */
static uint32_t span_end(const struct finder *f, uint32_t i, const struct kind *k, enum beside beside)
{
    const struct tree *t = f->r->tree;
    uint32_t end = t->nodes[i].end, last = t->nodes[t->nodes[i].parent].end;
    bool dt = node_is(&t->nodes[i], "dt");
    while (dt && end < last && !node_is(&t->nodes[end], "dt"))
        end = t->nodes[end].end;
    for (uint32_t c = end; !dt && beside == DATE_BEHIND && c < last && !is_row(f, c, k); c = t->nodes[c].end) {
        if (is_date_block(f, c))
            return t->nodes[c].end;
    }
    return end;
}

/* Page parts follow each other too: only what is made for rows, headings, paragraphs and boxes of one class have their
 * dates beside them. */
static bool may_have_dates_beside(const struct finder *f, uint32_t parent, const struct kind *k, const struct tally *c)
{
    static const char *const tags[] = { "p", "h2", "h3", "h4", "h5" };
    const struct tree *t = f->r->tree;
    for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
        if (str_eq(str_from(k->tag), str_from(tags[i])))
            return true;
    }
    if (!str_eq(str_from(k->tag), STR("div")))
        return k->row && !str_eq(str_from(k->tag), STR("dt"));
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        if (is_row(f, i, k))
            return group_class(&t->nodes[i]).len && c->alike == c->rows;
    }
    return false;
}

/* Rows without dates of their own, and in (nearly) every gap between them exactly the block that holds one. */
static void find_dates_beside(const struct finder *f, uint32_t parent, const struct kind *k, struct tally *c)
{
    const struct tree *t = f->r->tree;
    uint32_t gaps = 0, behind = 0, before = 0, rows = 0;
    bool dated = false;
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        if (is_row(f, i, k)) {
            before += dated;
            gaps += dated && rows > 0;
            dated = false;
            rows++;
        } else {
            dated |= is_date_block(f, i);
        }
    }
    behind = gaps + dated;
    if (rows < 2 || !may_have_dates_beside(f, parent, k, c))
        return;
    if (before >= rows && !dated)
        c->beside = DATE_BEFORE;
    else if (behind + (rows >= ROWS_SURE) >= rows && before == gaps)
        c->beside = DATE_BEHIND;
    if (c->beside != DATE_INSIDE)
        c->dated = rows;
}

/* Gives the number of inner groups that became parts of the new one's rows. */
static uint32_t add_group(struct finder *f, uint32_t parent, const struct kind *k, const struct tally *c)
{
    const struct tree *t = f->r->tree;
    struct group g = { .parent = parent, .tag = str_from(k->tag), .dated = c->dated };
    uint32_t dissolved = 0, date = 0;
    g.spans = arena_new(f->r->arena, struct row_span, c->rows);
    for (uint32_t i = parent + 1; i < t->nodes[parent].end && g.count < c->rows; i = t->nodes[i].end) {
        if (!is_row(f, i, k)) {
            date = !date && c->beside == DATE_BEFORE && is_date_block(f, i) ? i : date;
            continue;
        }
        if (f->g.inside[i] == 1)
            f->g.items[f->only[i]].dissolved = true;
        dissolved += f->g.inside[i];
        g.spans[g.count++] = (struct row_span){ date ? date : i, span_end(f, i, k, c->beside) };
        date = 0;
    }
    f->only[parent] = (uint32_t)f->g.count;
    *arena_push(f->r->arena, &f->g) = g;
    return dissolved;
}

/* A row that is a link holds its day in an element of its own; a date in the words of a link is one of its title. */
static bool link_holds_date(const struct finder *f, uint32_t link)
{
    const struct tree *t = f->r->tree;
    for (uint32_t i = link + 1; i < t->nodes[link].end; i++) {
        bool apart = t->nodes[i].kind == NODE_ELEMENT || t->nodes[i].parent != link;
        if (apart && f->g.dated[i + 1] > f->g.dated[i])
            return true;
    }
    return false;
}

static void count_kind(const struct finder *f, uint32_t parent, const struct kind *k, struct tally *c)
{
    const struct tree *t = f->r->tree;
    str first = { 0 };
    *c = (struct tally){ 0 };
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        if (!is_row(f, i, k))
            continue;
        str class = group_class(&t->nodes[i]);
        if (c->rows++ == 0)
            first = class;
        c->alike += str_eq(class, first);
        c->dated += node_is(&t->nodes[i], "a") ? link_holds_date(f, i) : is_dated(f, i);
        c->chars += weight(f->g.w.linked, t, i);
    }
    if (c->dated == 0)
        find_dates_beside(f, parent, k, c);
}

/* Links side by side with dates between them, apart only by line breaks. */
static void add_loose_links(struct finder *f, uint32_t parent)
{
    const struct tree *t = f->r->tree;
    uint32_t links = 0, first_link = 0, first_date = 0, dates = 0, dated = 0;
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        if (node_is(&t->nodes[i], "a") && may_be_item(&t->nodes[i])) {
            links++;
            first_link = first_link ? first_link : i;
        } else if (weight(f->g.dated, t, i)) {
            dates++;
            first_date = first_date ? first_date : i;
        }
    }
    if (links < 2 || dates * 2 < links || dates > links + 1 || is_framework(&t->nodes[parent]))
        return;
    bool before = first_date < first_link;
    struct group g = {
        .parent = parent, .tag = STR("a"), .dated = dates, .spans = arena_new(f->r->arena, struct row_span, links)
    };
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        bool link = node_is(&t->nodes[i], "a") && may_be_item(&t->nodes[i]);
        bool opens = before ? !link && weight(f->g.dated, t, i) : link;
        if (opens && g.count < links)
            g.spans[g.count++] = (struct row_span){ i, t->nodes[i].end };
        else if (g.count)
            g.spans[g.count - 1].to = t->nodes[i].end;
    }
    for (size_t i = 0; i < g.count; i++)
        dated += f->g.dated[g.spans[i].to] > f->g.dated[g.spans[i].from];
    if (dated < 2)
        return; /* two links of one row, and its day */
    f->only[parent] = (uint32_t)f->g.count;
    *arena_push(f->r->arena, &f->g) = g;
    f->g.inside[parent]++;
}

static void visit(struct finder *f, uint32_t parent)
{
    const struct tree *t = f->r->tree;
    uint32_t inner = 0;
    for (uint32_t i = parent + 1; i < t->nodes[parent].end; i = t->nodes[i].end) {
        inner += f->g.inside[i];
        if (f->g.inside[i])
            f->only[parent] = f->only[i];
    }
    f->g.inside[parent] = inner;
    if (is_framework(&t->nodes[parent]) || weight(f->titled, t, parent) == 0)
        return;
    for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
        struct tally counts;
        count_kind(f, parent, &kinds[k], &counts);
        if (counts.rows == 0 || !accepts(&kinds[k], f, parent, &counts))
            continue;
        uint32_t dissolved = add_group(f, parent, &kinds[k], &counts);
        f->g.inside[parent] = f->g.inside[parent] + 1 - dissolved;
        if (kinds[k].row)
            break; /* dd behind dt, stray p in a list: parts of the same rows */
    }
    if (f->g.inside[parent] == 0)
        add_loose_links(f, parent);
}

struct groups groups_find(const struct reading *r)
{
    const struct tree *t = r->tree;
    struct finder f = { .r = r };
    f.g.w = weights_of(r->arena, t);
    f.g.inside = arena_new(r->arena, uint32_t, t->count + 1);
    f.g.dated = arena_new(r->arena, uint32_t, t->count + 1);
    f.only = arena_new(r->arena, uint32_t, t->count + 1);
    f.titled = arena_new(r->arena, uint32_t, t->count + 1);
    f.framed = arena_new(r->arena, uint32_t, t->count + 1);
    f.monthly = has_month_headings(r);
    for (uint32_t i = 0; i < t->count; i++) {
        bool framework = is_framework(&t->nodes[i]);
        f.g.dated[i + 1] = f.g.dated[i] + (!framework && text_has_date(&f, i));
        f.framed[i + 1] = f.framed[i] + (t->nodes[i].region == REGION_FOOTER || t->nodes[i].region == REGION_CRUMB);
        f.titled[i + 1] = f.titled[i] + (!framework && may_be_item(&t->nodes[i]));
    }
    for (uint32_t i = t->count; i-- > 1;) {
        if (t->nodes[i].kind == NODE_ELEMENT)
            visit(&f, i);
    }
    return f.g;
}
