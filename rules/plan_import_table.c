/* SPDX-License-Identifier: MIT */
/* The annex timetable → indicators. Converted tables come as cells in lines: a row's number, its name in pieces, and a
 * unit and a limit where the merged cell was printed. Rows are cut at the running numbers; in each the cells that are a
 * unit or a limit as a whole are taken out, the rest is the name; merged cells are then spread over their rows. */
#include "plan_import.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"

enum {
    CELL_PIECES = 5, /* pieces one cell may be broken into */
    CELL_CHARS = 60,
    ROW_PIECES = 60, /* what follows is no row any more */
};

struct row {
    str name;
    struct units units; /* of the cell printed in this row; count 0: none was */
    struct plan_limit limit;
    bool has_limit;
};

struct table {
    struct lines pieces;  /* of the row being read */
    struct lines heading; /* lines before the first row; they come again on every page */
    struct {
        struct row *items;
        size_t count, room;
    } rows;
};

static str bare_run(const struct importer *im, const struct lines *p, size_t from, size_t count)
{
    return text_bare(im->arena, import_join(im->arena, p->items + from, count));
}

static void remove_run(struct lines *p, size_t from, size_t count)
{
    for (size_t i = from; i + count < p->count; i++)
        p->items[i] = p->items[i + count];
    p->count -= count;
}

static bool is_cell(const struct importer *im, enum import_pattern kind, str cell)
{
    struct pattern_match m;
    struct plan_limit limit;
    return text_chars(cell) <= CELL_CHARS && import_find(im, kind, cell, 0, &m) &&
           (kind != IMPORT_CELL_LIMIT || limit_reader_parse(im->limits, im->arena, cell, &limit));
}

/* Pieces of the longest run from `from` that is a cell of this kind as a whole; 0: none is. */
static size_t cell_pieces(const struct importer *im, enum import_pattern kind, const struct lines *p, size_t from,
                          size_t most)
{
    size_t found = 0;
    for (size_t count = 1; count <= most && from + count <= p->count; count++) {
        struct arena_mark mark = arena_mark(im->arena);
        if (is_cell(im, kind, bare_run(im, p, from, count)))
            found = count;
        arena_release(im->arena, mark);
    }
    return found;
}

static str take_run(const struct importer *im, struct lines *p, size_t from, size_t count)
{
    str cell = bare_run(im, p, from, count);
    remove_run(p, from, count);
    return cell;
}

static bool ends_in_one_of(str piece, const str *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_ends(piece, ends[i]))
            return true;
    }
    return false;
}

/* The last run that is a limit; what it counts from (文件出台后, 每年) may stand in a piece before it. */
static str take_limit(const struct importer *im, struct lines *p)
{
    static const str before[] = { STR_INIT("后"), STR_INIT("起"), STR_INIT("每年"), STR_INIT("年度") };
    for (size_t from = p->count; from-- > 1;) {
        size_t count = cell_pieces(im, IMPORT_CELL_LIMIT, p, from, CELL_PIECES);
        if (count == 0)
            continue;
        bool more = from > 1 && ends_in_one_of(p->items[from - 1], before, ARRAY_LEN(before));
        return take_run(im, p, more ? from - 1 : from, more ? count + 1 : count);
    }
    return (str){ 0 };
}

/* The last run that is a unit: 区… may be broken into pieces, a name without such a beginning stands in one. */
static str take_unit(const struct importer *im, struct lines *p, enum import_pattern kind, size_t most)
{
    static const str goes_on[] = { STR_INIT("、"), STR_INIT("，"), STR_INIT(",") };
    for (size_t from = p->count; from-- > 1;) {
        bool inside = ends_in_one_of(p->items[from - 1], goes_on, ARRAY_LEN(goes_on));
        size_t count = inside ? 0 : cell_pieces(im, kind, p, from, most);
        if (count)
            return take_run(im, p, from, count);
    }
    return (str){ 0 };
}

static void end_row(struct importer *im, struct table *t)
{
    if (t->rows.count == 0)
        return;
    struct row *row = &t->rows.items[t->rows.count - 1];
    str limit = take_limit(im, &t->pieces);
    row->has_limit = limit.len && limit_reader_parse(im->limits, im->arena, limit, &row->limit);
    str unit = take_unit(im, &t->pieces, IMPORT_CELL_UNIT, CELL_PIECES);
    if (unit.len == 0)
        unit = take_unit(im, &t->pieces, IMPORT_CELL_BARE_UNIT, 1);
    if (unit.len)
        import_units(im, unit, &row->units);
    row->name = import_join(im->arena, t->pieces.items, t->pieces.count);
    t->pieces.count = 0;
}

static void start_row(struct importer *im, struct table *t)
{
    end_row(im, t);
    t->pieces.count = 0;
    arena_push(im->arena, &t->rows);
}

static bool is_next_number(const struct table *t, str digits)
{
    return plan_number(digits) == (int)t->rows.count + 1 && text_chars(digits) <= 3;
}

/* "每月公开42": the next row's number stuck to a cell. */
static bool split_glued(const struct importer *im, const struct table *t, str piece, str *cell)
{
    struct pattern_match m;
    const struct pattern *glued = im->patterns[IMPORT_GLUED];
    if (!import_find(im, IMPORT_GLUED, piece, 0, &m) || !is_next_number(t, pattern_named(glued, &m, "n")))
        return false;
    *cell = pattern_named(glued, &m, "cell");
    str bare = text_bare(im->arena, *cell);
    return import_find(im, IMPORT_CELL_LIMIT, bare, 0, &m) || import_find(im, IMPORT_CELL_BARE_UNIT, bare, 0, &m);
}

static bool is_digits(str s)
{
    uint32_t c = 0;
    bool any = s.len > 0;
    while (s.len && any) {
        text_next(&s, &c);
        any = ascii_is_digit(c) || (c >= U'０' && c <= U'９');
    }
    return any;
}

static void read_piece(struct importer *im, struct table *t, str piece, bool first_of_line)
{
    str cell;
    if (is_digits(piece) && is_next_number(t, piece) && (first_of_line || t->rows.count)) {
        start_row(im, t);
    } else if (t->rows.count && split_glued(im, t, piece, &cell)) {
        *arena_push(im->arena, &t->pieces) = cell;
        start_row(im, t);
    } else if (t->rows.count && t->pieces.count < ROW_PIECES) {
        *arena_push(im->arena, &t->pieces) = piece;
    }
}

static bool is_heading_again(const struct table *t, str line)
{
    for (size_t i = 0; t->rows.count && i < t->heading.count; i++) {
        if (str_eq(t->heading.items[i], line))
            return true;
    }
    return false;
}

static void read_row_line(struct importer *im, struct table *t, str line)
{
    if (is_heading_again(t, line))
        return;
    str rest = line, piece;
    bool first = true;
    while (str_cut(&rest, ' ', &piece)) {
        if (piece.len)
            read_piece(im, t, piece, first);
        first = false;
    }
    if (t->rows.count == 0)
        *arena_push(im->arena, &t->heading) = line;
}

/* A merged cell is printed once: in its first row, or in the middle of its rows. It is the middle when the first row
 * has none; then each block reaches as far below its cell as above it. */
static size_t block_end(size_t start, size_t printed, size_t next_printed, size_t count, bool centred)
{
    if (next_printed == count)
        return count;
    size_t end = centred ? printed + (printed - start) + 1 : next_printed;
    return end > next_printed ? next_printed : end;
}

static size_t next_with(const struct table *t, size_t from, bool units)
{
    while (from < t->rows.count && !(units ? t->rows.items[from].units.count > 0 : t->rows.items[from].has_limit))
        from++;
    return from;
}

static void spread(struct table *t, bool units)
{
    size_t count = t->rows.count, printed = next_with(t, 0, units), start = 0;
    bool centred = printed > 0;
    while (printed < count) {
        const struct row from = t->rows.items[printed];
        size_t next = next_with(t, printed + 1, units);
        size_t end = block_end(start, printed, next, count, centred);
        for (size_t i = start; i < end; i++) {
            struct row *to = &t->rows.items[i];
            if (units) {
                to->units = from.units;
            } else {
                to->limit = from.limit;
                to->has_limit = true;
            }
        }
        start = end;
        printed = next;
    }
}

static str clause_of_annex(const struct importer *im)
{
    struct pattern_match m;
    for (size_t i = im->clauses.count; i-- > 0;) {
        if (import_find(im, IMPORT_SEE_ANNEX, im->clauses.items[i].text, 0, &m))
            return im->clauses.items[i].id;
    }
    return (str){ 0 };
}

static void add_rows(struct importer *im, const struct table *t)
{
    str clause = clause_of_annex(im);
    for (size_t i = 0; i < t->rows.count; i++) {
        const struct row *row = &t->rows.items[i];
        if (row->name.len == 0 || !row->has_limit)
            continue;
        *arena_push(im->arena, &im->indicators) = (struct plan_indicator){
            .no = str_fmt(im->arena, "%zu", i + 1),
            .name = row->name,
            .units = row->units.items,
            .unit_count = row->units.count,
            .limit = row->limit,
            .clause = clause,
        };
    }
}

void import_table(struct importer *im)
{
    struct table t = { 0 };
    struct pattern_match m;
    for (size_t i = im->body_end; i < im->lines.count; i++) {
        if (t.rows.count && import_find(im, IMPORT_ANNEX, im->lines.items[i], 0, &m))
            break; /* another annex */
        read_row_line(im, &t, im->lines.items[i]);
    }
    end_row(im, &t);
    if (next_with(&t, 0, false) == t.rows.count)
        return;
    spread(&t, true);
    spread(&t, false);
    add_rows(im, &t);
}
