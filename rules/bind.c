/* SPDX-License-Identifier: MIT */
/* Binds rules and topics to the clauses whose words they meet. */
#include "core/arena.h"
#include "core/text.h"
#include "rules/rulebook.h"
#include <string.h>

enum { QUOTE_AROUND = 20 }; /* characters shown on each side of the words met */

struct bindings {
    struct bound_clause *items;
    size_t count, room;
};

static str without_breaks(struct arena *a, str text)
{
    char *bytes = arena_new(a, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\n' && text.ptr[i] != '\r')
            bytes[len++] = text.ptr[i];
    }
    return (str){ bytes, len };
}

str bind_text(struct arena *a, str text)
{
    return text_nfkc(a, without_breaks(a, text));
}

/* The byte at which character number `chars` begins. */
static size_t byte_of_char(str text, size_t chars)
{
    return text_clip(text, chars).len;
}

/* The words between two bytes of `text` with a little around them. */
static str quote_around(str text, size_t start, size_t end)
{
    size_t from = text_chars(str_slice(text, 0, start)), to = text_chars(str_slice(text, 0, end));
    from = from > QUOTE_AROUND ? from - QUOTE_AROUND : 0;
    return str_slice(text, byte_of_char(text, from), byte_of_char(text, to + QUOTE_AROUND));
}

/* Quotes the raw words when folding kept one character for each, which it does but for rare signs. */
static str quote_of(str raw, str folded, const struct pattern_match *m)
{
    if (text_chars(raw) != text_chars(folded))
        return quote_around(folded, m->start, m->end);
    size_t start = byte_of_char(raw, text_chars(str_slice(folded, 0, m->start)));
    size_t end = byte_of_char(raw, text_chars(str_slice(folded, 0, m->end)));
    return quote_around(raw, start, end);
}

static void bind_clause(struct arena *a, const struct pattern *pattern, const struct plan *plan,
                        const struct plan_clause *clause, struct bindings *out)
{
    struct arena_mark mark = arena_mark(a);
    str raw = without_breaks(a, str_fmt(a, "%.*s。%.*s", STR_ARG(clause->title), STR_ARG(clause->text)));
    str folded = text_nfkc(a, raw);
    struct pattern_match m;
    if (!pattern_find(pattern, folded, 0, &m)) {
        arena_release(a, mark);
        return;
    }
    *arena_push(a, out) = (struct bound_clause){ plan, clause, quote_of(raw, folded, &m) };
}

static void bind_plan(struct arena *a, const struct pattern *pattern, const struct plan *plan, struct bindings *out)
{
    for (size_t i = 0; i < plan->clause_count; i++)
        bind_clause(a, pattern, plan, &plan->clauses[i], out);
}

static struct bindings bind_all(struct arena *a, const struct pattern *pattern, const struct plan *const *plans,
                                size_t plan_count)
{
    struct bindings found = { 0 };
    for (size_t i = 0; pattern && i < plan_count; i++)
        bind_plan(a, pattern, plans[i], &found);
    return found;
}

size_t bind_rule(struct arena *a, const struct rule *r, const struct plan *const *plans, size_t plan_count,
                 const struct plan *national, struct bound_clause **out)
{
    struct bindings found = bind_all(a, r->clause, plans, plan_count);
    if (found.count == 0 && national)
        found = bind_all(a, r->clause, &national, 1);
    *out = found.items;
    return found.count;
}

size_t bind_topic(struct arena *a, const struct topic *t, const struct plan *const *plans, size_t plan_count,
                  struct bound_clause **out)
{
    struct bindings found = bind_all(a, t->clause, plans, plan_count);
    *out = found.items;
    return found.count;
}

static void add_once(struct arena *a, struct clause_rules *list, const struct rule *r)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == r)
            return;
    }
    *arena_push(a, list) = r;
}

static void add_bound(struct arena *a, const struct pattern *pattern, const struct rule *r, const struct plan *plan,
                      struct clause_rules *lists)
{
    struct bindings found = bind_all(a, pattern, &plan, 1);
    for (size_t i = 0; i < found.count; i++)
        add_once(a, &lists[found.items[i].clause - plan->clauses], r);
}

static void add_ordered(struct arena *a, const struct rule *r, const struct plan *plan, struct clause_rules *lists)
{
    for (size_t i = 0; i < plan->indicator_count; i++) {
        for (size_t c = 0; c < plan->clause_count; c++) {
            if (plan->indicators[i].clause.len && str_eq(plan->indicators[i].clause, plan->clauses[c].id))
                add_once(a, &lists[c], r);
        }
    }
}

struct clause_rules *bind_plan_rules(struct arena *a, const struct rulebook *b, const struct plan *plan)
{
    struct clause_rules *lists = arena_new(a, struct clause_rules, plan->clause_count + 1);
    for (size_t i = 0; i < b->rule_count; i++) {
        const struct rule *r = &b->rules[i];
        add_bound(a, r->clause, r, plan, lists);
        if (str_starts(r->check, STR("disclosure.")))
            add_ordered(a, r, plan, lists);
        for (size_t t = 0; t < b->topic_count && str_eq(r->check, STR("column.missing")); t++)
            add_bound(a, b->topics[t].clause, r, plan, lists);
    }
    return lists;
}
