/* SPDX-License-Identifier: MIT */
/* disclosure.count: a plan wants at least so many of a thing, such as two open days a year for each unit. */
#include "families.h"
#include "kinds.h"
#include "names.h"
#include "match.h"
#include "plan_limit.h"
#include "judging.h"
#include "core/text.h"

enum { YEAR_DAYS = 365 };

struct counting {
    struct judge *j;
    const struct rule *rule;
    str kind, title;
    const struct pattern *columns, *titles;
    bool each_unit, a_year;
    int64_t required;
    const struct bound_clause *clauses;
    size_t clause_count;
    uint32_t column; /* one of them; NONE */
    bool unsure;     /* a list was not read to its end */
};

/* The largest number that a bound clause asks for. */
static int64_t required_by(const struct counting *c)
{
    const struct pattern *p = kind_pattern(c->rule, c->kind, "clause_pattern");
    int64_t most = 0;
    for (size_t i = 0; i < c->clause_count; i++) {
        struct pattern_match m;
        str text = bind_text(c->j->arena, c->clauses[i].clause->text);
        if (!pattern_find(p, text, 0, &m))
            continue;
        int n = plan_number(pattern_named(p, &m, "n"));
        most = n > most ? n : most;
    }
    return most;
}

static bool counts(const struct counting *c, const struct item *it)
{
    if (c->titles && !pattern_matches(c->titles, it->title))
        return false;
    return !c->a_year || (day_known(it->date) && it->date.n <= c->j->as_of.n && c->j->as_of.n - it->date.n < YEAR_DAYS);
}

/* An item is a unit's when its column is, or when title or source name it. */
static bool is_of_unit(const struct counting *c, const struct column *column, const struct item *it, str unit)
{
    struct judge *j = c->j;
    if (unit_same(names_of(j), column->unit, unit) || str_has(it->title, unit))
        return true;
    uint32_t end = it->resource == NONE ? NONE : site_follow(j->site, it->resource, NULL);
    const struct page_facts *p = end == NONE ? NULL : j->site->resources[end].page;
    return p && unit_same(names_of(j), page_tag(p, "ContentSource", NULL), unit);
}

static int64_t count_of(struct counting *c, str unit)
{
    int64_t n = 0;
    for (uint32_t i = 0; i < c->j->columns->count; i++) {
        const struct column *column = &c->j->columns->items[i];
        if (!column->leaf || !pattern_matches(c->columns, column->name))
            continue;
        c->column = i;
        c->unsure |= column->by_script || !column->complete || (c->a_year && column->undated > 0);
        for (size_t k = 0; k < column->item_count; k++)
            n += counts(c, &column->items[k]) && (unit.len == 0 || is_of_unit(c, column, &column->items[k], unit));
    }
    return n;
}

static void tell(struct counting *c, int64_t found, const str *units, size_t unit_count)
{
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "name", c->title);
    evidence_int(&e, "required", c->required);
    evidence_int(&e, "found", found);
    evidence_list(&e, "units", units, unit_count);
    const struct column *column = &c->j->columns->items[c->column];
    struct fault f = { .subject = c->title,
                       .where = &column->resource,
                       .where_len = 1,
                       .column = c->column,
                       .clauses = c->clauses,
                       .clause_count = c->clause_count,
                       .evidence = evidence_end(&e, c->j->arena) };
    check_fail(c->j, c->rule, &f);
}

/* Units with a subtree of their own on the site, each once. */
static size_t units_of(struct judge *j, str *units)
{
    size_t count = 0;
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        bool root = c->unit.len && !c->leaf && unit_same(names_of(j), c->unit, c->name);
        for (size_t k = 0; root && k < count; k++)
            root = !unit_same(names_of(j), units[k], c->unit);
        if (root && count < MATCH_UNITS)
            units[count++] = c->unit;
    }
    return count;
}

static void judge_count(struct counting *c)
{
    str units[MATCH_UNITS], short_of[MATCH_UNITS];
    size_t unit_count = c->each_unit ? units_of(c->j, units) : 0, short_count = 0;
    int64_t found = count_of(c, STR("")), least = found;
    for (size_t i = 0; i < unit_count; i++) {
        int64_t n = count_of(c, units[i]);
        least = n < least ? n : least;
        if (n < c->required)
            short_of[short_count++] = units[i];
    }
    if (c->column == NONE) {
        check_unverified(c->j, c->rule, c->title, STR("no-column"), STR("本站没有找到这样的栏目，可能办在别的平台上"));
        return;
    }
    bool fails = unit_count ? short_count > 0 : found < c->required;
    if (!fails)
        check_pass(c->j, c->rule, c->title);
    else if (c->unsure || judge_blind(c->j).len)
        check_unverified(c->j, c->rule, c->title, STR("unreadable-list"), STR("列表没有读全，不能断定数量"));
    else
        tell(c, unit_count ? least : found, short_of, short_count);
}

void check_disclosure_count(struct judge *j, const struct rule *rule)
{
    str kinds[KINDS_MAX];
    size_t count = kinds_of(rule, kinds);
    for (size_t i = 0; i < count; i++) {
        struct bound_clause *clauses = NULL;
        struct counting c = { .j = j, .rule = rule, .kind = kinds[i], .column = NONE };
        c.title = kind_text(rule, c.kind, "title");
        c.columns = kind_pattern(rule, c.kind, "columns_pattern");
        c.titles = kind_pattern(rule, c.kind, "titles_pattern");
        c.each_unit = str_eq(kind_text(rule, c.kind, "each"), STR("unit"));
        c.a_year = str_eq(kind_text(rule, c.kind, "period"), STR("year"));
        c.clause_count = kind_clauses(j, rule, c.kind, &clauses);
        c.clauses = clauses;
        c.required = c.clause_count ? required_by(&c) : 0;
        if (c.required > 0 && c.columns)
            judge_count(&c);
    }
}
