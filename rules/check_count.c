/* SPDX-License-Identifier: MIT */
/* disclosure.count: a plan wants at least so many of a thing, such as two open days a year for each unit. A year is a
 * calendar year, and only one that is over can have fallen short. */
#include "families.h"
#include "address.h"
#include "kinds.h"
#include "names.h"
#include "match.h"
#include "plan_limit.h"
#include "judging.h"
#include "strmap.h"
#include "core/text.h"

/* What happened late in a year is told in the first weeks of the next. */
enum { LATE_MONTH = 1 };

struct counting {
    struct judge *j;
    const struct rule *rule;
    str kind, title;
    const struct pattern *columns;
    bool each_unit, a_year;
    int year; /* the last one that is over */
    int64_t required;
    const struct bound_clause *clauses;
    size_t clause_count;
    uint32_t column; /* one of them; NONE */
    bool unsure;     /* a list was not read to its end */
};

struct count {         /* of one unit, or of the whole site */
    int64_t then, now; /* in the year that is over; in the one that is not. Without years both are all there is */
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

/* The last year that ended by the as-of day. */
static int last_whole_year(day as_of)
{
    struct day_parts p = day_parts(as_of);
    return p.month == 12 && p.day == 31 ? p.year : p.year - 1;
}

/* No clause asked for it before its plan was issued. */
static bool was_asked_then(const struct counting *c)
{
    for (size_t i = 0; i < c->clause_count; i++) {
        day issued = day_from_iso(c->clauses[i].plan->date);
        if (!day_known(issued) || day_parts(issued).year <= c->year)
            return true;
    }
    return false;
}

static void add_item(const struct counting *c, const struct item *it, struct count *n)
{
    if (!c->a_year) {
        n->then++;
        n->now++;
        return;
    }
    if (!day_known(it->date) || day_compare(it->date, c->j->as_of) > 0)
        return;
    struct day_parts p = day_parts(it->date);
    n->then += p.year == c->year || (p.year == c->year + 1 && p.month <= LATE_MONTH);
    n->now += p.year == c->year + 1;
}

/* 区财政局, and 财政局 in a title. */
static bool names_unit(str title, str unit)
{
    static const str heads[] = { STR_INIT("区"), STR_INIT("县"), STR_INIT("市") };
    if (str_has(title, unit))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        if (str_starts(unit, heads[i]) && text_chars(unit) > 3 &&
            str_has(title, str_slice(unit, heads[i].len, unit.len)))
            return true;
    }
    return false;
}

/* An item is a unit's when its column is, or when title or source name it. */
static bool is_of_unit(const struct counting *c, const struct column *column, const struct item *it, str unit)
{
    struct judge *j = c->j;
    if (unit_same(names_of(j), column->unit, unit) || names_unit(it->title, unit))
        return true;
    uint32_t end = it->resource == NONE ? NONE : site_follow(j->site, it->resource, NULL);
    const struct page_facts *p = end == NONE ? NULL : j->site->resources[end].page;
    return p && unit_same(names_of(j), page_tag(p, "ContentSource", NULL), unit);
}

/* Items of the thing's own columns, and items elsewhere whose titles name the thing; each once. */
static struct count count_of(struct counting *c, str unit)
{
    struct count n = { 0 };
    struct strmap seen;
    struct arena_mark mark = arena_mark(c->j->arena);
    strmap_init(&seen, c->j->arena);
    for (uint32_t i = 0; i < c->j->columns->count; i++) {
        const struct column *column = &c->j->columns->items[i];
        bool own = column->leaf && pattern_matches(c->columns, column->name);
        if (own) {
            c->column = i;
            c->unsure |= column->by_script || !column->complete || (c->a_year && column->undated > 0) ||
                         (column->single && column->item_count == 0);
        }
        for (size_t k = 0; k < column->item_count; k++) {
            const struct item *it = &column->items[k];
            if (!own && !pattern_matches(c->columns, it->title))
                continue;
            if (unit.len && !is_of_unit(c, column, it, unit))
                continue;
            str key = it->address.len ? address_item_key(c->j->arena, it->address) : it->title;
            if (strmap_get(&seen, key) != NONE)
                continue;
            strmap_put(&seen, key, 1);
            add_item(c, it, &n);
        }
    }
    arena_release(c->j->arena, mark);
    return n;
}

static bool falls_short(const struct counting *c, struct count n)
{
    return n.then < c->required && n.now < c->required;
}

static void tell(struct counting *c, struct count found, const str *units, size_t unit_count)
{
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "name", c->title);
    evidence_int(&e, "required", c->required);
    evidence_int(&e, "found", found.then);
    evidence_str(&e, "span", c->a_year ? str_fmt(c->j->arena, "%d年全年", c->year) : STR("网站上"));
    if (c->a_year) {
        evidence_int(&e, "year", c->year);
        evidence_int(&e, "found_since", found.now);
    }
    evidence_list(&e, "units", units, unit_count);
    const struct column *column = &c->j->columns->items[c->column];
    struct fault f = { .subject = c->title,
                       .where = &column->resource,
                       .where_len = 1,
                       .column = c->column,
                       .clauses = c->clauses,
                       .clause_count = c->clause_count,
                       .evidence = evidence_end(&e, c->j->arena) };
    if (unit_count == 1)
        f.department = units[0];
    check_fail(c->j, c->rule, &f);
}

static void judge_count(struct counting *c)
{
    str units[MATCH_UNITS], short_of[MATCH_UNITS];
    size_t unit_count = c->each_unit ? match_site_units(c->j, units) : 0, short_count = 0;
    struct count all = count_of(c, STR("")), least = all;
    for (size_t i = 0; i < unit_count; i++) {
        struct count n = count_of(c, units[i]);
        if (!falls_short(c, n))
            continue;
        least = short_count == 0 || n.then < least.then ? n : least;
        short_of[short_count++] = units[i];
    }
    if (c->column == NONE) {
        check_unverified(c->j, c->rule, c->title, STR("no-column"), STR("本站没有找到这样的栏目，可能办在别的平台上"));
        return;
    }
    bool fails = unit_count ? short_count > 0 : falls_short(c, all);
    if (!fails)
        check_pass(c->j, c->rule, c->title);
    else if (c->a_year && !was_asked_then(c))
        check_unverified(c->j, c->rule, c->title, STR("year-not-over"),
                         STR("要点印发以来还没有过完一个整年，不能断定全年数量"));
    else if (c->unsure || judge_blind(c->j).len)
        check_unverified(c->j, c->rule, c->title, STR("unreadable-list"), STR("列表没有读全，不能断定数量"));
    else
        tell(c, least, short_of, short_count);
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
        c.each_unit = str_eq(kind_text(rule, c.kind, "each"), STR("unit"));
        c.a_year = str_eq(kind_text(rule, c.kind, "period"), STR("year"));
        c.year = last_whole_year(j->as_of);
        c.clause_count = kind_clauses(j, rule, c.kind, &clauses);
        c.clauses = clauses;
        c.required = c.clause_count ? required_by(&c) : 0;
        if (c.required > 0 && c.columns)
            judge_count(&c);
    }
}
