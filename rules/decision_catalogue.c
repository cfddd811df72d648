/* SPDX-License-Identifier: MIT */
/* Catalogues of major decisions and the matters in them: rows of a table, or a numbered list in the text of the page or
 * of a file attached to it. */
#include "attachment.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "decision.h"
#include "names.h"

enum { MOST_ROWS = 100, NAME_CHARS = 80, LEAST_CHARS = 4, LEAST_LISTED = 2, TOKENS = 4096 };

/* --- which articles --- */

static int year_of(struct arena *a, const struct decision_item *x)
{
    str title = text_nfkc(a, x->title);
    for (size_t i = 0; i + 4 <= title.len; i++) {
        int64_t year;
        bool alone = ascii_digits_at(title, i) == 4 && (i == 0 || !ascii_digit_at(title, i - 1));
        if (alone && str_to_int(str_slice(title, i, i + 4), &year) && year >= 2008 && year <= 2100)
            return (int)year;
    }
    return day_known(x->date) ? day_parts(x->date).year : 0;
}

/* 枣庄市2026年…目录 on the portal of 山亭区: another government's, whose matters stand elsewhere. */
static bool is_foreign(const struct decisions *all, str title)
{
    static const str levels[] = { STR_INIT("省"), STR_INIT("市"), STR_INIT("县"),
                                  STR_INIT("区"), STR_INIT("旗"), STR_INIT("州") };
    size_t year = str_find(title, STR("20"));
    str head = str_slice(title, 0, year == SIZE_MAX ? 0 : year);
    if (str_starts(head, STR("关于")) || !all->area.len || str_has(title, all->area))
        return false;
    bool region = name_has_any(head, STR("人民政府|国务院"));
    for (size_t i = 0; i < ARRAY_LEN(levels); i++)
        region |= head.len > 6 && str_ends(head, levels[i]);
    return region;
}

/* Of two catalogues of one year by the same issuer the later one holds, unless it only adds to the first. */
static bool replaces(const struct decisions *all, const struct decision_catalogue *old, const struct decision_item *x)
{
    const struct decision_item *y = &all->all.items[old->item];
    size_t a = str_find(x->title, STR("20")), b = str_find(y->title, STR("20"));
    str one = str_slice(x->title, 0, a == SIZE_MAX ? 0 : a), other = str_slice(y->title, 0, b == SIZE_MAX ? 0 : b);
    bool adds = name_has_any(x->title, STR("增补|补充|追加")) || name_has_any(y->title, STR("增补|补充|追加"));
    return str_eq(one, other) && !adds;
}

static void take_catalogue(struct judge *j, struct decisions *all, uint32_t item)
{
    const struct decision_item *x = &all->all.items[item];
    int year = decision_is_catalogue(x->title) ? year_of(j->arena, x) : 0, now = day_parts(j->as_of).year;
    if (year < now - 1 || year > now || is_foreign(all, x->title))
        return;
    for (size_t i = 0; i < all->catalogues.count; i++) {
        struct decision_catalogue *c = &all->catalogues.items[i];
        if (c->year != year || !replaces(all, c, x))
            continue;
        if (day_compare(x->date, all->all.items[c->item].date) > 0)
            c->item = item;
        return;
    }
    *arena_push(j->arena, &all->catalogues) = (struct decision_catalogue){ .item = item, .year = year };
}

/* --- a matter's name --- */

static void add_row(struct judge *j, struct decisions *all, uint32_t catalogue, str name)
{
    name = text_squeeze(j->arena, name);
    size_t chars = text_chars(text_core(j->arena, name));
    if (chars < LEAST_CHARS || chars > NAME_CHARS || all->rows.count >= MOST_ROWS)
        return;
    struct title_cores cores = decision_cores(j->arena, all->area, name);
    for (size_t i = 0; i < all->rows.count; i++) {
        const struct decision_row *r = &all->rows.items[i];
        bool same_year = all->catalogues.items[r->catalogue].year == all->catalogues.items[catalogue].year;
        if (same_year && cores.count && r->cores.count && str_eq(cores.items[0], r->cores.items[0]))
            return; /* a unit's catalogue repeats the government's */
    }
    *arena_push(j->arena, &all->rows) = (struct decision_row){ .name = name, .cores = cores, .catalogue = catalogue };
}

/* --- tables --- */

static const struct cell_fact *cell_at(const struct page_facts *p, uint32_t table, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < p->cells.count; i++) {
        const struct cell_fact *c = &p->cells.items[i];
        if (c->table == table && c->row <= row && row < c->row + c->rows && c->column <= column &&
            column < c->column + c->columns)
            return c;
    }
    return NULL;
}

/* The cell over the names, of a row that also heads another column. */
static const struct cell_fact *head_cell(struct arena *a, const struct page_facts *p)
{
    static const str others = STR_INIT("序号|单位|部门|时间|依据|类别|备注|主体");
    const struct cell_fact *name = NULL;
    for (size_t i = 0; i < p->cells.count; i++) {
        const struct cell_fact *c = &p->cells.items[i];
        str core = text_core(a, c->text);
        if (text_chars(core) > 12 || !name_has_any(core, STR("名称|事项|项目|决策")) || name_has_any(core, others))
            continue;
        for (size_t k = 0; k < p->cells.count && !name; k++) {
            const struct cell_fact *beside = &p->cells.items[k];
            bool same_row = beside->table == c->table && beside->row == c->row && beside != c;
            if (same_row && text_chars(beside->text) <= 12 && name_has_any(beside->text, others))
                name = c;
        }
        if (name)
            break;
    }
    return name;
}

static size_t read_table(struct judge *j, struct decisions *all, uint32_t catalogue, const struct page_facts *p)
{
    const struct cell_fact *head = head_cell(j->arena, p);
    size_t before = all->rows.count;
    uint32_t last = 0;
    for (size_t i = 0; head && i < p->cells.count; i++)
        last = p->cells.items[i].table == head->table && p->cells.items[i].row > last ? p->cells.items[i].row : last;
    for (uint32_t row = head ? head->row + head->rows : 1; head && row <= last; row++) {
        const struct cell_fact *c = cell_at(p, head->table, row, head->column);
        /* A cell over the whole row is a heading among the rows; one from above was read there. */
        if (c && c->row == row && c->columns <= head->columns && !str_eq(c->text, head->text))
            add_row(j, all, catalogue, c->text);
    }
    return all->rows.count - before;
}

/* --- numbered lists --- */

enum style { STYLE_DOT, STYLE_BARE, STYLE_PAREN, STYLE_CHINESE, STYLE_CHINESE_PAREN, STYLES };

static str chinese_number(struct arena *a, int n)
{
    static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    if (n < 10)
        return str_from(digits[n]);
    return str_fmt(a, "%s十%s", n < 20 ? "" : digits[n / 10], digits[n % 10]);
}

/* The token without the number it begins with; ptr NULL: it does not begin so. */
static str after_number(struct arena *a, str token, enum style style, int n)
{
    static const str dots[] = { STR_INIT("."), STR_INIT("、"), STR_INIT(")"), STR_INIT(",") };
    str digits = str_fmt(a, "%d", n), chinese = n < 100 ? chinese_number(a, n) : STR("");
    str number = style == STYLE_DOT || style == STYLE_BARE ? digits
                 : style == STYLE_PAREN                    ? str_fmt(a, "(%.*s)", STR_ARG(digits))
                 : style == STYLE_CHINESE                  ? str_fmt(a, "%.*s、", STR_ARG(chinese))
                                                           : str_fmt(a, "(%.*s)", STR_ARG(chinese));
    if (!str_starts(token, number))
        return (str){ 0 };
    str rest = str_slice(token, number.len, token.len);
    if (style == STYLE_BARE)
        return rest.len ? (str){ 0 } : STR("");
    if (style != STYLE_DOT)
        return rest.len ? rest : STR("");
    for (size_t i = 0; i < ARRAY_LEN(dots); i++) {
        if (str_starts(rest, dots[i]))
            return rest.len > dots[i].len ? str_slice(rest, dots[i].len, rest.len) : STR("");
    }
    return (str){ 0 };
}

struct words { /* a text cut at its blanks: paragraphs and cells begin behind one */
    str items[TOKENS];
    size_t count;
};

static size_t count_numbers(struct arena *a, const struct words *w, enum style style)
{
    size_t n = 0;
    for (size_t i = 0; i < w->count && n < MOST_ROWS; i++) {
        struct arena_mark mark = arena_mark(a);
        n += after_number(a, w->items[i], style, (int)n + 1).ptr != NULL;
        arena_release(a, mark);
    }
    return n;
}

/* What behind a name is no longer the name: who does it, and when. */
static size_t name_end(str s)
{
    static const str marks[] = { STR_INIT("(承办"),    STR_INIT("(责任"),    STR_INIT("(牵头"),    STR_INIT("(实施"),
                                 STR_INIT("(区"),      STR_INIT("承办单位"), STR_INIT("责任单位"), STR_INIT("牵头单位"),
                                 STR_INIT("承办部门"), STR_INIT("责任部门"), STR_INIT("。"),       STR_INIT(";"),
                                 STR_INIT(":") };
    size_t end = s.len;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t at = str_find(s, marks[i]);
        end = at < end && at > 0 ? at : end;
    }
    return end;
}

static bool is_broken_off(str name)
{
    size_t open = str_find_last(name, STR("《")), close = str_find_last(name, STR("》"));
    return !name.len || (open != SIZE_MAX && (close == SIZE_MAX || close < open));
}

static void read_numbered(struct judge *j, struct decisions *all, uint32_t catalogue, const struct words *w,
                          enum style style)
{
    int n = 1;
    for (size_t i = 0; i < w->count && n <= MOST_ROWS; i++) {
        str name = after_number(j->arena, w->items[i], style, n);
        if (!name.ptr)
            continue;
        /* A cell is a word of its own; only what is plainly broken off goes on in the next. */
        for (size_t k = i + 1; k < w->count && is_broken_off(name); k++) {
            if (after_number(j->arena, w->items[k], style, n + 1).ptr || text_chars(name) > NAME_CHARS)
                break;
            name = str_fmt(j->arena, "%.*s%.*s", STR_ARG(name), STR_ARG(w->items[k]));
        }
        add_row(j, all, catalogue, str_slice(name, 0, name_end(name)));
        n++;
    }
}

static size_t read_list(struct judge *j, struct decisions *all, uint32_t catalogue, str text)
{
    struct words *w = arena_new(j->arena, struct words, 1);
    size_t before = all->rows.count, most = 0;
    enum style best = STYLES;
    text = text_nfkc(j->arena, text);
    for (str token; w->count < TOKENS && str_cut(&text, ' ', &token);) {
        if (token.len)
            w->items[w->count++] = token;
    }
    for (enum style s = 0; s < STYLES; s++) {
        size_t count = count_numbers(j->arena, w, s);
        if (count >= LEAST_LISTED && count > most) {
            most = count;
            best = s;
        }
    }
    if (best != STYLES)
        read_numbered(j, all, catalogue, w, best);
    /* A table that was printed column by column has its numbers and its names apart. */
    if ((all->rows.count - before) * 2 < most)
        all->rows.count = before;
    return all->rows.count - before;
}

/* --- one catalogue --- */

/* Links of its text that name none of its matters and are no files: 查看. */
static bool has_vague_links(struct judge *j, const struct decisions *all, uint32_t catalogue,
                            const struct page_facts *page)
{
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        bool named = l->region != REGION_CONTENT || l->problem != LINK_FINE || attachment_is_file(l);
        struct decision_item x = { .title = l->text, .matter = decision_matter(j->arena, l->text) };
        for (size_t k = 0; k < all->rows.count && !named; k++)
            named = all->rows.items[k].catalogue == catalogue &&
                    decision_about(j, all, &all->rows.items[k], &x) >= ABOUT_ALIKE;
        if (!named)
            return true;
    }
    return false;
}

static void read_catalogue(struct judge *j, struct decisions *all, uint32_t at)
{
    struct decision_catalogue *c = &all->catalogues.items[at];
    const struct decision_item *x = &all->all.items[c->item];
    str why = STR("");
    if (!x->page || !(x->page->known & KNOWN_TREE)) {
        c->unread = STR("not-read");
        return;
    }
    if (read_table(j, all, at, x->page) || read_list(j, all, at, attachment_own_text(j, x->resource)) ||
        read_list(j, all, at, attachment_files_text(j, x->resource, &why))) {
        c->vague = has_vague_links(j, all, at, x->page);
        return;
    }
    bool picture = x->page->body.images || x->page->body.frames || x->page->body.media;
    c->unread = why.len ? why : picture ? STR("no-text") : STR("unreadable-list");
}

void decision_read_catalogues(struct judge *j, struct decisions *all)
{
    for (uint32_t i = 0; i < all->all.count; i++)
        take_catalogue(j, all, i);
    for (uint32_t i = 0; i < all->catalogues.count; i++)
        read_catalogue(j, all, i);
}
