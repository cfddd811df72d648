/* SPDX-License-Identifier: MIT */
/* Binds rules and topics to the clauses whose words they meet. */
#include "core/arena.h"
#include "core/text.h"
#include "rules/rulebook.h"
#include <string.h>

/* Characters quoted on each side of the words met: to the ends of their sentence if it is short, else of their
 * half-sentence, else so many. */
enum { QUOTE_AROUND = 20, QUOTE_AT_MOST = 45 };

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

/* Where a sentence (1) or half of one (2) ends. */
static int rank_of(uint32_t c)
{
    static const uint32_t ends[] = { 0x3002, ';', 0xff1b, 0xff01, 0xff1a, ':' }, halves[] = { 0xff0c, ',', 0x3001 };
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (ends[i] == c)
            return 1;
    for (size_t i = 0; i < ARRAY_LEN(halves); i++)
        if (halves[i] == c)
            return 2;
    return 0;
}

/* Characters from the last end of that rank in `before` to its end; -1: none near enough. */
static long back_to(str before, int rank)
{
    long since = 0;
    for (uint32_t c; before.len;) {
        text_next(&before, &c);
        int r = rank_of(c);
        since = r && r <= rank ? 0 : since + 1;
    }
    return since <= QUOTE_AT_MOST ? since : -1;
}

/* Characters of `after` before its first end of that rank; the text's own end is one. */
static long on_to(str after, int rank)
{
    long n = 0;
    for (uint32_t c; after.len && n <= QUOTE_AT_MOST; n++) {
        text_next(&after, &c);
        int r = rank_of(c);
        if (r && r <= rank)
            return n;
    }
    return n <= QUOTE_AT_MOST ? n : -1;
}

/* The words between two bytes of `text` with what makes them a sentence. */
static str quote_around(str text, size_t start, size_t end)
{
    long from = (long)text_chars(str_slice(text, 0, start)), to = (long)text_chars(str_slice(text, 0, end));
    str before = str_slice(text, 0, start), after = str_slice(text, end, text.len);
    long back = back_to(before, 1), on = on_to(after, 1);
    back = back >= 0 ? back : back_to(before, 2);
    on = on >= 0 ? on : on_to(after, 2);
    back = back >= 0 ? back : QUOTE_AROUND;
    on = on >= 0 ? on : QUOTE_AROUND;
    return str_slice(text, byte_of_char(text, (size_t)(from - back)), byte_of_char(text, (size_t)(to + on)));
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

/* Topics are judged by this one. */
#define TOPIC_RULE STR_INIT("column.missing")

static void bind_clause(struct arena *a, const struct pattern *pattern, str rule, const struct plan *plan,
                        const struct plan_clause *clause, struct bindings *out)
{
    if (!plan_clause_admits(clause, rule))
        return;
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

static void bind_plan(struct arena *a, const struct pattern *pattern, str rule, const struct plan *plan,
                      struct bindings *out)
{
    for (size_t i = 0; i < plan->clause_count; i++)
        bind_clause(a, pattern, rule, plan, &plan->clauses[i], out);
}

static struct bindings bind_all(struct arena *a, const struct pattern *pattern, str rule,
                                const struct plan *const *plans, size_t plan_count)
{
    struct bindings found = { 0 };
    for (size_t i = 0; pattern && i < plan_count; i++)
        bind_plan(a, pattern, rule, plans[i], &found);
    return found;
}

size_t bind_rule(struct arena *a, const struct rule *r, const struct plan *const *plans, size_t plan_count,
                 const struct plan *national, struct bound_clause **out)
{
    struct bindings found = bind_all(a, r->clause, r->id, plans, plan_count);
    if (found.count == 0 && national)
        found = bind_all(a, r->clause, r->id, &national, 1);
    *out = found.items;
    return found.count;
}

size_t bind_topic(struct arena *a, const struct topic *t, const struct plan *const *plans, size_t plan_count,
                  struct bound_clause **out)
{
    struct bindings found = bind_all(a, t->clause, (str)TOPIC_RULE, plans, plan_count);
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
    struct bindings found = bind_all(a, pattern, r->id, &plan, 1);
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
        if (str_starts(r->check, STR("disclosure.")) && !str_eq(r->check, STR("disclosure.count")))
            add_ordered(a, r, plan, lists);
        for (size_t t = 0; t < b->topic_count && str_eq(r->check, STR("column.missing")); t++)
            add_bound(a, b->topics[t].clause, r, plan, lists);
    }
    return lists;
}
