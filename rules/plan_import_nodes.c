/* SPDX-License-Identifier: MIT */
/* Lines → numbered paragraphs. A mark at the start of a line counts only when its number is the next one and the text
 * before it has ended, so that a line broken before "三、" or "1." by chance starts nothing. */
#include "plan_import.h"
#include "core/arena.h"
#include "core/text.h"
#include <stdlib.h>

enum {
    KIND_FIRST = IMPORT_CHAPTER,
    KIND_COUNT = IMPORT_BRACKET_DIGIT - IMPORT_CHAPTER + 1,
    CLOSING_LINES = 20, /* lines a bracket with units may run over */
    BARE_HEADING = 12,  /* characters of a heading without a number */
    MARK_CHARS = 12,    /* longer than any mark */
    NUMBER_GAP = 2,     /* a plan may skip a number */
};

struct marks {                /* the last number of each kind */
    int here[KIND_COUNT];     /* under the present parent; 0: none yet */
    int whole[KIND_COUNT];    /* in the whole document */
    bool runs_on[KIND_COUNT]; /* went on counting under a new parent */
    size_t open[KIND_COUNT];  /* node of that kind that is open; SIZE_MAX: none */
};

static struct node *last_node(struct importer *im)
{
    return im->nodes.count ? &im->nodes.items[im->nodes.count - 1] : NULL;
}

static bool ends_sentence(str text)
{
    static const str ends[] = { STR_INIT("。"), STR_INIT("；"), STR_INIT("："), STR_INIT("）"), STR_INIT("！"),
                                STR_INIT("？"), STR_INIT(")"),  STR_INIT(";"),  STR_INIT(":"),  STR_INIT(".") };
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        if (str_ends(text, ends[i]))
            return true;
    }
    return false;
}

/* A short line without any stop, not broken by the width: a heading that carries no number. */
static bool is_bare_heading(const struct importer *im, str line)
{
    size_t chars = text_chars(line);
    return chars <= BARE_HEADING && (im->wrap == 0 || chars + BARE_HEADING < im->wrap) && !str_has(line, STR("，")) &&
           !str_has(line, STR("。")) && !str_has(line, STR("、"));
}

/* Whether a new paragraph may begin after what was read so far. */
static bool may_begin(struct importer *im)
{
    const struct node *n = last_node(im);
    if (!n || n->closed || n->pieces.count == 0)
        return true;
    str last = n->pieces.items[n->pieces.count - 1];
    if (ends_sentence(last) || is_bare_heading(im, last))
        return true;
    if (str_ends(last, STR("，")) || str_ends(last, STR("、")))
        return false;
    if (im->unwrapped) /* someone forgot the full stop */
        return true;
    for (size_t i = 0; i < n->pieces.count; i++) { /* a heading has no full stop */
        if (str_has(n->pieces.items[i], STR("。")))
            return false;
    }
    return true;
}

static bool is_next(const struct marks *marks, int kind, int number)
{
    int last = marks->here[kind];
    if (number == last + 1)
        return true;
    if (last == 0)
        return number == marks->whole[kind] + 1;
    return number > last && number <= last + NUMBER_GAP;
}

static void note_mark(struct marks *marks, int kind, int number, size_t node)
{
    if (marks->here[kind] == 0 && number > 1)
        marks->runs_on[kind] = true;
    marks->here[kind] = marks->whole[kind] = number;
    marks->open[kind] = node;
    for (int deeper = kind + 1; deeper < KIND_COUNT; deeper++) {
        marks->here[deeper] = 0;
        marks->open[deeper] = SIZE_MAX;
    }
}

static size_t parent_of(const struct marks *marks, int kind)
{
    for (int k = kind - 1; k >= 0; k--) {
        if (marks->open[k] != SIZE_MAX)
            return marks->open[k];
    }
    return SIZE_MAX;
}

static struct node *start_node(struct importer *im, struct marks *marks, int kind, int number)
{
    size_t parent = parent_of(marks, kind);
    if (parent != SIZE_MAX)
        im->nodes.items[parent].has_children = true;
    note_mark(marks, kind, number, im->nodes.count);
    struct node *n = arena_push(im->arena, &im->nodes);
    *n = (struct node){ .kind = (enum import_pattern)(KIND_FIRST + kind), .number = number, .parent = parent };
    return n;
}

/* Begins a node if the line starts with the next mark of some kind; *rest gets what follows the mark. */
static bool try_mark(struct importer *im, struct marks *marks, str line, str *rest)
{
    struct pattern_match m;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        enum import_pattern which = (enum import_pattern)(KIND_FIRST + kind);
        if (!import_find(im, which, line, 0, &m))
            continue;
        int number = plan_number(pattern_named(im->patterns[which], &m, "n"));
        if (number == 0 || !is_next(marks, kind, number) || !may_begin(im))
            return false;
        *rest = str_slice(line, m.end, line.len);
        start_node(im, marks, kind, number);
        return true;
    }
    return false;
}

static bool is_closed(struct importer *im, const struct node *n)
{
    str last = n->pieces.items[n->pieces.count - 1];
    if (!str_ends(last, STR("）")) && !str_ends(last, STR(")")) && !str_ends(last, STR("。")))
        return false;
    size_t from = n->pieces.count > CLOSING_LINES ? n->pieces.count - CLOSING_LINES : 0;
    struct pattern_match m;
    struct arena_mark mark = arena_mark(im->arena);
    str tail = import_join(im->arena, n->pieces.items + from, n->pieces.count - from);
    bool closed = import_find(im, IMPORT_CLOSED, tail, 0, &m);
    arena_release(im->arena, mark);
    return closed;
}

static void add_piece(struct importer *im, struct node *n, str piece)
{
    if (n->closed || piece.len == 0)
        return;
    *arena_push(im->arena, &n->pieces) = piece;
    n->closed = is_closed(im, n);
}

/* Where in the piece the next number of the same bracketed kind begins after a sentence; *m is its mark. */
static str find_inline(struct importer *im, const struct node *n, str piece, struct pattern_match *m)
{
    uint32_t c = 0;
    while (piece.len) {
        text_next(&piece, &c);
        if (c != U'。' && c != U'；' && c != ';')
            continue;
        if (import_find(im, n->kind, text_clip(piece, MARK_CHARS), 0, m) &&
            plan_number(pattern_named(im->patterns[n->kind], m, "n")) == n->number + 1)
            return piece;
    }
    return (str){ 0 };
}

/* (2), (3)… inside a paragraph whose own mark was (1): they are numbered paragraphs too. */
static void split_inline(struct importer *im, struct marks *marks)
{
    for (;;) {
        struct node *n = last_node(im);
        if (!n || n->pieces.count == 0 || (n->kind != IMPORT_BRACKET_DIGIT && n->kind != IMPORT_BRACKET))
            return;
        struct pattern_match m;
        str *piece = &n->pieces.items[n->pieces.count - 1], begin = find_inline(im, n, *piece, &m);
        if (begin.len == 0)
            return;
        *piece = str_slice(*piece, 0, (size_t)(begin.ptr - piece->ptr));
        n->closed = false;
        n->shares_tail = true;
        int kind = (int)n->kind - KIND_FIRST, number = n->number + 1;
        add_piece(im, start_node(im, marks, kind, number), str_slice(begin, m.end, begin.len));
    }
}

static void read_line(struct importer *im, struct marks *marks, size_t i)
{
    struct pattern_match m;
    str line = im->lines.items[i], rest = line;
    if (try_mark(im, marks, line, &rest)) {
        if (im->nodes.count == 1)
            im->body_start = i;
        add_piece(im, last_node(im), rest);
    } else if (im->nodes.count && import_find(im, IMPORT_CLOSER, line, 0, &m)) {
        last_node(im)->closed = true;
    } else if (im->nodes.count) {
        add_piece(im, last_node(im), line);
    }
    split_inline(im, marks);
}

void import_nodes(struct importer *im)
{
    struct marks marks = { 0 };
    struct pattern_match m;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        marks.open[kind] = SIZE_MAX;
    im->body_start = im->body_end = im->lines.count;
    for (size_t i = 0; i < im->lines.count; i++) {
        if (im->nodes.count && import_find(im, IMPORT_ANNEX, im->lines.items[i], 0, &m)) {
            im->body_end = i;
            break;
        }
        read_line(im, &marks, i);
    }
    for (size_t i = 0; i < im->nodes.count; i++) {
        struct node *n = &im->nodes.items[i];
        n->runs_on = marks.runs_on[n->kind - KIND_FIRST];
    }
}
