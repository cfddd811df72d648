/* SPDX-License-Identifier: MIT */
/* Numbered paragraphs → clauses with id, title, text and responsible units; 更新时限 → indicators. */
#include "plan_import.h"
#include "core/arena.h"
#include "core/text.h"

enum {
    ID_PARTS = 8,
    HEADING_CHARS = 40, /* a longer first line is no heading */
    WRAP_SLACK = 3,     /* a line this much shorter than full was not broken by the width */
    TITLE_CHARS = 80,
    NAME_CHARS = 24, /* an indicator is named by its paragraph's title up to this, else by the heading above */
};

static void add_unit(const struct importer *im, str name, struct units *out)
{
    name = import_tighten(im->arena, name);
    if (str_ends(name, STR("等")))
        name.len -= STR("等").len;
    if (name.len == 0)
        return;
    for (size_t i = 0; i < out->count; i++) {
        if (str_eq(out->items[i], name))
            return;
    }
    *arena_push(im->arena, out) = name;
}

void import_units(const struct importer *im, str words, struct units *out)
{
    struct pattern_match m;
    size_t from = 0, at = 0;
    while (at < words.len && import_find(im, IMPORT_UNIT_BREAK, words, at, &m) && m.end > m.start) {
        add_unit(im, str_slice(words, from, m.start), out);
        from = at = m.end;
    }
    add_unit(im, str_slice(words, from, words.len), out);
}

/* Cuts "牵头单位：A、B；责任单位：C，更新时限：一月一次" at its labels. */
static void read_bracket(const struct importer *im, str body, struct units *units, str *limit)
{
    const struct pattern *label = im->patterns[IMPORT_LABEL];
    struct pattern_match now, next;
    bool more = import_find(im, IMPORT_LABEL, body, 0, &now);
    while (more) {
        more = import_find(im, IMPORT_LABEL, body, now.end, &next);
        str value = str_slice(body, now.end, more ? next.start : body.len);
        if (pattern_named(label, &now, "limit").len)
            *limit = import_tighten(im->arena, value);
        else
            import_units(im, value, units);
        now = next;
    }
}

/* Takes the brackets with responsible units out of the text and reads them. */
static void take_units(struct importer *im, struct node *n)
{
    struct lines kept = { 0 };
    struct units units = { 0 };
    struct pattern_match m;
    size_t from = 0;
    while (import_find(im, IMPORT_UNITS, n->text, from, &m)) {
        *arena_push(im->arena, &kept) = str_slice(n->text, from, m.start);
        read_bracket(im, pattern_named(im->patterns[IMPORT_UNITS], &m, "body"), &units, &n->limit_words);
        from = m.end;
    }
    str rest = str_slice(n->text, from, n->text.len);
    if (import_find(im, IMPORT_UNITS_TAIL, rest, 0, &m)) {
        read_bracket(im, pattern_named(im->patterns[IMPORT_UNITS_TAIL], &m, "body"), &units, &n->limit_words);
        rest = str_slice(rest, 0, m.start);
    }
    *arena_push(im->arena, &kept) = rest;
    n->text = str_join(im->arena, kept.items, kept.count, (str){ 0 });
    n->units = units.items;
    n->unit_count = units.count;
}

static bool cut_end(str *s, str end)
{
    bool there = str_ends(*s, end);
    if (there)
        s->len -= end.len;
    return there;
}

static str strip_stops(str s)
{
    while (cut_end(&s, STR("。")) || cut_end(&s, STR("：")) || cut_end(&s, STR("；")) || cut_end(&s, STR(":")))
        ;
    return s;
}

static bool first_line_is_heading(const struct importer *im, const struct node *n)
{
    if (n->pieces.count < 2 || str_has(n->pieces.items[0], STR("。")))
        return false;
    if (str_ends(n->pieces.items[0], STR("，")) || str_ends(n->pieces.items[0], STR("、")))
        return false;
    size_t full = im->wrap ? im->wrap - WRAP_SLACK : HEADING_CHARS;
    return text_chars(n->pieces.items[0]) <= full;
}

static void read_words(struct importer *im, struct node *n)
{
    bool heading = first_line_is_heading(im, n);
    const str *body = heading ? n->pieces.items + 1 : n->pieces.items;
    n->text = import_join(im->arena, body, n->pieces.count - (heading ? 1 : 0));
    take_units(im, n);
    size_t stop = str_find(n->text, STR("。"));
    str title = heading ? import_tighten(im->arena, n->pieces.items[0]) : str_slice(n->text, 0, stop);
    n->title = text_clip(strip_stops(title), TITLE_CHARS);
}

static void make_id(struct importer *im, struct node *n)
{
    str parts[ID_PARTS];
    size_t count = 0;
    for (const struct node *at = n;; at = &im->nodes.items[at->parent]) {
        if (count < ID_PARTS)
            parts[count++] = str_fmt(im->arena, "%d", at->number);
        if (at->runs_on || at->parent == SIZE_MAX)
            break;
    }
    for (size_t i = 0; i < count / 2; i++) {
        str swap = parts[i];
        parts[i] = parts[count - 1 - i];
        parts[count - 1 - i] = swap;
    }
    n->id = str_join(im->arena, parts, count, STR("."));
}

/* Paragraphs written in one line share the units and the limit at its end. */
static void share_tails(struct importer *im)
{
    for (size_t i = im->nodes.count; i-- > 1;) {
        struct node *earlier = &im->nodes.items[i - 1], *later = &im->nodes.items[i];
        if (!earlier->shares_tail || earlier->unit_count)
            continue;
        earlier->units = later->units;
        earlier->unit_count = later->unit_count;
        earlier->limit_words = later->limit_words;
    }
}

static str indicator_name(const struct importer *im, const struct node *n)
{
    if (text_chars(n->title) <= NAME_CHARS || n->parent == SIZE_MAX)
        return n->title;
    str above = im->nodes.items[n->parent].title;
    return above.len && text_chars(above) <= NAME_CHARS ? above : n->title;
}

static void add_indicator(struct importer *im, const struct node *n)
{
    struct plan_limit limit;
    if (n->limit_words.len && limit_reader_parse(im->limits, im->arena, n->limit_words, &limit))
        *arena_push(im->arena, &im->indicators) = (struct plan_indicator){
            .no = n->id,
            .name = indicator_name(im, n),
            .units = n->units,
            .unit_count = n->unit_count,
            .limit = limit,
            .clause = n->id,
        };
}

static bool id_is_taken(const struct importer *im, str id)
{
    for (size_t i = 0; i < im->clauses.count; i++) {
        if (str_eq(im->clauses.items[i].id, id))
            return true;
    }
    return false;
}

void import_clauses(struct importer *im)
{
    for (size_t i = 0; i < im->nodes.count; i++) {
        make_id(im, &im->nodes.items[i]);
        read_words(im, &im->nodes.items[i]);
    }
    share_tails(im);
    for (size_t i = 0; i < im->nodes.count; i++) {
        const struct node *n = &im->nodes.items[i];
        if (n->has_children || n->title.len == 0 || id_is_taken(im, n->id))
            continue;
        *arena_push(im->arena, &im->clauses) = (struct plan_clause){
            .id = n->id, .title = n->title, .text = n->text, .units = n->units, .unit_count = n->unit_count
        };
        add_indicator(im, n);
    }
}
