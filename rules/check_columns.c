/* SPDX-License-Identifier: MIT */
/* column.*: empty, silent, undated and missing columns. What a script brings, or what was not read to its end, is
 * unverified. */
#include "address.h"
#include "families.h"
#include "judging.h"
#include "match.h"
#include "menu.h"
#include "names.h"
#include "core/text.h"

static void fail_column(struct judge *j, const struct rule *rule, uint32_t column, struct evidence *e)
{
    const struct column *c = &j->columns->items[column];
    struct fault f = { .subject = c->address,
                       .where = &c->resource,
                       .where_len = 1,
                       .where_count = 1,
                       .column = column,
                       .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

static const struct page_facts *first_page(const struct judge *j, const struct column *c)
{
    return j->site->resources[c->resource].page;
}

void check_column_empty(struct judge *j, const struct rule *rule)
{
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        const struct page_facts *p = first_page(j, c);
        if (!c->leaf || c->single)
            continue;
        if (c->item_count > 0) {
            check_pass(j, rule, c->address);
            continue;
        }
        if (!c->says_empty && c->by_script) {
            check_unverified(j, rule, c->address, STR("javascript-list"), c->why);
            continue;
        }
        if (!c->says_empty && (!p || !(p->known & KNOWN_ROWS) || !c->complete)) {
            check_unverified(j, rule, c->address, STR("unreadable-list"),
                             c->why.len ? c->why : STR("没有读到全部分页"));
            continue;
        }
        str unseen = c->says_empty ? (str){ 0 } : judge_unseen_below(j, c->resource);
        if (unseen.len) { /* it may be the way to columns that were not read */
            check_unverified(j, rule, c->address, unseen, STR("下级网页没有看到"));
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "path", c->path);
        evidence_int(&e, "items", 0);
        evidence_str(&e, "says_empty", c->says_empty ? STR("是") : STR("否"));
        fail_column(j, rule, i, &e);
    }
}

/* --- column.stale --- */

struct period {
    int days;    /* 0: never stale */
    bool months; /* six months, not days */
    str why;
};

static bool profile_period(const struct judge *j, const struct column *c, struct period *out)
{
    for (size_t i = 0; j->profile && i < j->profile->period_count; i++) {
        const struct profile_period *p = &j->profile->periods[i];
        if (!str_eq(p->column, c->name) && !str_eq(p->column, c->address))
            continue;
        *out = (struct period){ p->days, false, STR("站点配置") };
        return true;
    }
    return false;
}

/* A class of the rulebook by the column's own name; its links' words are no proof of what it is. */
static struct period period_of(const struct judge *j, const struct rule *rule, const struct column *c)
{
    struct period p = { (int)rule_param_int(rule, "days", 365), false, STR("一般栏目") };
    if (profile_period(j, c, &p))
        return p;
    for (size_t i = 0; i < j->book->class_count; i++) {
        const struct column_class *k = &j->book->classes[i];
        if (k->names && pattern_matches(k->names, c->name))
            return (struct period){ k->days, k->days == 184, k->name };
    }
    return p;
}

/* Six months reach back to the same day of the month; the longest half year has 184 days, and the later bound accuses
 * too early. */
static day oldest_allowed(const struct judge *j, struct period p)
{
    day by_days = day_add(j->as_of, -p.days);
    if (!p.months)
        return by_days;
    day same_day = day_add_months(j->as_of, -6);
    return day_compare(same_day, by_days) < 0 ? same_day : by_days;
}

static bool mostly_undated(const struct column *c)
{
    return c->undated * 2 > c->item_count;
}

static void judge_stale(struct judge *j, const struct rule *rule, uint32_t column)
{
    const struct column *c = &j->columns->items[column];
    struct period p = period_of(j, rule, c);
    if (p.days <= 0 || !day_known(c->newest))
        return;
    day limit = oldest_allowed(j, p);
    if (day_compare(c->newest, limit) >= 0) {
        check_pass(j, rule, c->address);
        return;
    }
    if (!day_known(c->newest_bound) || c->undated * 4 > c->item_count || c->ahead) {
        check_unverified(j, rule, c->address, STR("unreadable-list"),
                         STR("条目没有读全、次序不明或日期有误，不能断定最新日期"));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "path", c->path);
    evidence_day(&e, "newest", c->newest);
    evidence_int(&e, "days", j->as_of.n - c->newest.n);
    evidence_int(&e, "limit_days", p.days);
    evidence_str(&e, "class", p.why);
    evidence_int(&e, "items", (int64_t)c->item_count);
    fail_column(j, rule, column, &e);
}

void check_column_stale(struct judge *j, const struct rule *rule)
{
    const struct matching *m = match_of(j);
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (!c->leaf || c->single || m->serves[i] || c->item_count == 0 || mostly_undated(c))
            continue;
        if (c->by_script)
            check_unverified(j, rule, c->address, STR("javascript-list"), c->why);
        else
            judge_stale(j, rule, i);
    }
}

/* --- column.undated --- */

/* A page whose rows open columns is a menu: columns have no date of publication. */
static bool is_menu(const struct judge *j, const struct column *c)
{
    size_t columns = 0;
    for (size_t k = 0; k < c->item_count; k++) {
        uint32_t end = c->items[k].resource == NONE ? NONE : site_follow(j->site, c->items[k].resource, NULL);
        columns += end != NONE && j->columns->of_resource[end] != NONE;
    }
    return columns * 2 >= c->item_count;
}

void check_column_undated(struct judge *j, const struct rule *rule)
{
    size_t least = (size_t)rule_param_int(rule, "items", 2);
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (!c->leaf || c->single || c->item_count < least)
            continue;
        if (is_menu(j, c))
            continue;
        if (!mostly_undated(c)) {
            check_pass(j, rule, c->address);
            continue;
        }
        size_t unseen = 0; /* items whose own pages could still carry a date */
        for (size_t k = 0; k < c->item_count; k++) {
            const struct item *it = &c->items[k];
            uint32_t end = it->resource == NONE ? NONE : site_follow(j->site, it->resource, NULL);
            bool read = end != NONE && j->site->resources[end].page;
            unseen += !day_known(it->date) && !read && it->address.len && !address_is_file(it->address);
        }
        if ((c->undated - unseen) * 2 <= c->item_count) {
            check_unverified(j, rule, c->address, STR("unreadable-list"), STR("列表没有日期，条目本身没有读到"));
            continue;
        }
        if (c->dates_by_script) {
            check_unverified(j, rule, c->address, STR("javascript-list"), STR("网页运行的脚本可能写出日期"));
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "path", c->path);
        evidence_int(&e, "items", (int64_t)c->item_count);
        evidence_int(&e, "undated", (int64_t)c->undated);
        fail_column(j, rule, i, &e);
    }
}

/* --- column.missing --- */

static bool column_is_named(const struct column *c, const struct topic *t)
{
    for (size_t k = 0; k < c->name_count; k++) {
        if (pattern_matches(t->names, c->names[k]))
            return true;
    }
    for (size_t k = 0; k < c->item_count; k++) {
        if (pattern_matches(t->names, c->items[k].title))
            return true;
    }
    return false;
}

static bool page_names(const struct page_facts *p, const struct topic *t)
{
    for (size_t k = 0; k < p->crumbs.count; k++) {
        if (pattern_matches(t->names, p->crumbs.items[k].text))
            return true;
    }
    for (size_t k = 0; k < p->lists.count; k++) {
        if (pattern_matches(t->names, p->lists.items[k].heading))
            return true;
    }
    return false;
}

static bool name_found(const struct judge *j, const struct topic *t)
{
    for (uint32_t i = 0; i < j->columns->count; i++) {
        if (column_is_named(&j->columns->items[i], t))
            return true;
    }
    /* Any link of that name counts: it may open another system of the portal. */
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (text_chars(l->text) <= 20 && l->text.len && pattern_matches(t->names, l->text))
            return true;
    }
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        if (r->own && r->page && page_names(r->page, t))
            return true;
    }
    return false;
}

static bool topic_pinned(const struct judge *j, const struct topic *t)
{
    for (size_t i = 0; j->profile && i < j->profile->pin_count; i++) {
        if (str_eq(j->profile->pins[i].what, t->name))
            return true;
    }
    return false;
}

void check_column_missing(struct judge *j, const struct rule *rule)
{
    for (size_t i = 0; i < j->book->topic_count; i++) {
        const struct topic *t = &j->book->topics[i];
        struct bound_clause *clauses = NULL;
        size_t count = bind_topic(j->arena, t, j->plans, j->plan_count, &clauses);
        if (count == 0)
            continue;
        if (topic_pinned(j, t) || name_found(j, t)) {
            check_pass(j, rule, t->name);
            continue;
        }
        if (judge_blind(j).len) {
            check_unverified(j, rule, t->name, judge_blind(j), judge_blind_words(j));
            continue;
        }
        if (menu_doubt(j).len) {
            check_unverified(j, rule, t->name, STR("javascript-list"), menu_doubt(j));
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "topic", t->name);
        evidence_int(&e, "columns", (int64_t)j->columns->count);
        struct fault f = { .subject = t->name,
                           .column = NONE,
                           .clauses = clauses,
                           .clause_count = count,
                           .evidence = evidence_end(&e, j->arena) };
        check_fail(j, rule, &f);
    }
}
