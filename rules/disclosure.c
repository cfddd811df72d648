/* SPDX-License-Identifier: MIT */
/* Periods of CONTRACT section 4 over the columns or items that serve an indicator. */
#include "disclosure.h"
#include "judging.h"
#include "menu.h"
#include "subject_period.h"
#include "core/arena.h"
#include "core/text.h"

static int last_month(const struct plan_limit *limit)
{
    return limit->month >= 1 && limit->month <= 12 ? limit->month : 12;
}

/* The first day that still counts as in time: an indicator is overdue when its newest item is older. */
static day disclosure_due(const struct plan_limit *limit, day as_of)
{
    int year = day_parts(as_of).year;
    switch (limit->kind) {
    case PLAN_LIMIT_DAILY:
        return day_previous_workday(as_of);
    case PLAN_LIMIT_WEEKLY:
        return day_add(day_week_start(as_of), -7);
    case PLAN_LIMIT_MONTHLY:
        return day_month_start(day_add(day_month_start(as_of), -1));
    case PLAN_LIMIT_QUARTERLY:
        return day_quarter_start(day_add(day_quarter_start(as_of), -1));
    case PLAN_LIMIT_HALF_YEARLY:
        return day_half_start(day_add(day_half_start(as_of), -1));
    case PLAN_LIMIT_YEARLY:
        if (day_compare(as_of, day_month_end(year, last_month(limit))) > 0)
            return day_make(year, 1, 1);
        return day_make(year - 1, 1, 1);
    case PLAN_LIMIT_IMMEDIATE:
    case PLAN_LIMIT_WITHIN:
    case PLAN_LIMIT_COUNT_:
        break;
    }
    return day_add(as_of, -365);
}

/* What is known of one column, or of loose items. */
struct supply {
    uint32_t column;
    str unit;
    day newest, first_of_year;
    day served; /* the newest day an item serves: its own, or the first of the later period that its title speaks of */
    unsigned months; /* bit per month of the last twelve: some item serves it */
    day oldest;
    size_t items, undated;
    bool text;                  /* a page of text that never grows */
    bool parent, unknown_below; /* a column of columns, and one of them could not be read */
    str unsure;                 /* why nothing may be said; empty if it may */
};

enum { NARROW_CHARS = 6, AHEAD_DAYS = 62 }; /* a title that speaks of a later time is no notice of far away plans */

static void take_month(struct supply *s, day as_of, day d)
{
    int month = subject_month_index(as_of, d);
    if (month >= 0)
        s->months |= 1u << month;
}

/* An item serves the months its title speaks of; without such words the month it was published in and the one before.
 */
static void take_subject(const struct judge *j, struct supply *s, const struct item *it)
{
    struct subject_period p;
    struct arena_mark mark = arena_mark(j->arena);
    bool said = subject_period_of(j->arena, it->title, it->date, &p);
    arena_release(j->arena, mark);
    day served = it->date;
    if (said && day_compare(p.first, it->date) > 0 && p.first.n - it->date.n <= AHEAD_DAYS)
        served = p.first;
    if (day_compare(served, s->served) > 0)
        s->served = served;
    if (!said) {
        take_month(s, j->as_of, it->date);
        take_month(s, j->as_of, day_add(day_month_start(it->date), -1));
    }
    for (day d = p.first; said && day_compare(d, p.last) <= 0;
         d = day_add(day_month_end(day_parts(d).year, day_parts(d).month), 1))
        take_month(s, j->as_of, d);
}

static void take_item(const struct judge *j, struct supply *s, const struct item *it)
{
    int year = day_parts(j->as_of).year;
    s->items++;
    if (!day_known(it->date)) {
        s->undated++;
        return;
    }
    if (day_compare(it->date, j->as_of) > 0)
        return;
    take_subject(j, s, it);
    if (!day_known(s->oldest) || day_compare(it->date, s->oldest) < 0)
        s->oldest = it->date;
    if (day_compare(it->date, s->newest) > 0)
        s->newest = it->date;
    if (day_parts(it->date).year == year &&
        (!day_known(s->first_of_year) || day_compare(it->date, s->first_of_year) < 0))
        s->first_of_year = it->date;
}

/* Items of the columns below a parent column; a list among them that is not known makes the whole unknown. */
static void take_below(const struct judge *j, struct supply *s)
{
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        uint32_t up = c->parent;
        for (size_t hops = 0; up != NONE && up != s->column && hops < 16; hops++)
            up = j->columns->items[up].parent;
        if (up != s->column || !c->leaf || i == s->column)
            continue;
        for (size_t k = 0; k < c->item_count; k++)
            take_item(j, s, &c->items[k]);
        s->unknown_below |= (c->by_script && !c->says_empty) || (c->item_count && !day_known(c->newest_bound));
    }
}

static struct supply supply_of_column(const struct judge *j, const struct served *served)
{
    const struct column *c = &j->columns->items[served->column];
    struct supply s = { .column = served->column,
                        .unit = served->unit,
                        .newest = DAY_NONE,
                        .first_of_year = DAY_NONE,
                        .served = DAY_NONE,
                        .oldest = DAY_NONE };
    for (size_t i = 0; i < c->item_count; i++)
        take_item(j, &s, &c->items[i]);
    s.text = c->single && c->leaf;
    s.parent = !c->leaf;
    if (s.parent)
        take_below(j, &s);
    if (c->by_script && !c->says_empty)
        s.unsure = STR("javascript-list");
    else if (s.items == 0 && !c->single && !c->complete)
        s.unsure = STR("unreadable-list");
    else if (s.items == 0 && !c->leaf)
        s.unsure = STR("parent-column");
    return s;
}

static struct supply supply_of_items(const struct judge *j, const struct matched *m)
{
    struct supply s = {
        .column = NONE, .newest = DAY_NONE, .first_of_year = DAY_NONE, .served = DAY_NONE, .oldest = DAY_NONE
    };
    for (size_t i = 0; i < m->item_count; i++)
        take_item(j, &s, m->items[i]);
    return s;
}

static bool order_unknown(const struct judge *j, const struct supply *s)
{
    if (s->parent)
        return s->unknown_below;
    return s->column != NONE && !day_known(j->columns->items[s->column].newest_bound);
}

/* Months between the first item and the newest one that nothing serves, when everything was seen; the
 * month that is not over is none. */
static unsigned months_skipped(const struct judge *j, const struct supply *s)
{
    bool whole = s->column != NONE && j->columns->items[s->column].complete && s->undated == 0 && !s->parent;
    if (!whole || !day_known(s->newest))
        return 0;
    int first = subject_month_index(j->as_of, s->oldest), last = subject_month_index(j->as_of, s->newest);
    unsigned gaps = 0;
    for (int m = first < 0 ? 0 : first; m < last && m < SUBJECT_MONTHS - 1; m++)
        gaps |= s->months & 1u << m ? 0 : 1u << m;
    return gaps;
}

static enum disclosure judge_supply(const struct judge *j, const struct matched *m, const struct supply *s,
                                    struct disclosure_state *out)
{
    const struct plan_limit *limit = &m->indicator->limit;
    bool periodic = limit->kind != PLAN_LIMIT_IMMEDIATE && limit->kind != PLAN_LIMIT_WITHIN;
    out->due = disclosure_due(limit, j->as_of);
    out->newest = s->newest;
    out->gaps = limit->kind == PLAN_LIMIT_MONTHLY ? months_skipped(j, s) : 0;
    out->reason = s->unsure;
    if (s->unsure.len)
        return DISCLOSURE_UNVERIFIED;
    if (s->text && !periodic)
        return DISCLOSURE_PASS;
    if (s->text) {
        out->reason = STR("text-page");
        return DISCLOSURE_UNVERIFIED;
    }
    if (s->items == 0)
        return DISCLOSURE_EMPTY;
    if (!day_known(s->newest)) {
        out->reason = STR("undated");
        return DISCLOSURE_UNVERIFIED;
    }
    if (day_compare(s->served, out->due) < 0) {
        bool wrong_dates = s->column != NONE && j->columns->items[s->column].ahead > 0;
        out->reason = order_unknown(j, s) ? STR("unreadable-list") : wrong_dates ? STR("future-date") : STR("");
        return out->reason.len ? DISCLOSURE_UNVERIFIED : DISCLOSURE_OVERDUE;
    }
    if (limit->kind != PLAN_LIMIT_YEARLY || s->parent || !day_known(s->first_of_year))
        return DISCLOSURE_PASS;
    day last = day_month_end(day_parts(j->as_of).year, last_month(limit));
    /* An earlier item may stand on a page that was not read, or carry no date. */
    if (day_compare(s->first_of_year, last) > 0 && s->undated == 0 &&
        (s->column == NONE || j->columns->items[s->column].complete)) {
        out->due = last;
        return DISCLOSURE_LATE;
    }
    return DISCLOSURE_PASS;
}

/* The worse of two: a failure before an unknown, an unknown before a pass. */
static int badness(enum disclosure d)
{
    static const int order[] = { [DISCLOSURE_PASS] = 0, [DISCLOSURE_UNVERIFIED] = 1, [DISCLOSURE_EMPTY] = 3,
                                 [DISCLOSURE_LATE] = 2, [DISCLOSURE_OVERDUE] = 4,    [DISCLOSURE_MISSING] = 5 };
    return order[d];
}

static void take(struct disclosure_state *all, const struct disclosure_state *one, const struct supply *s)
{
    bool fails = one->result == DISCLOSURE_OVERDUE || one->result == DISCLOSURE_LATE || one->result == DISCLOSURE_EMPTY;
    if (all->column == NONE || badness(one->result) > badness(all->result) ||
        (badness(one->result) == badness(all->result) && fails && day_compare(one->newest, all->newest) < 0)) {
        if (badness(one->result) > badness(all->result))
            all->unit_count = 0;
        all->result = one->result;
        all->column = s->column;
        all->newest = one->newest;
        all->due = one->due;
        all->reason = one->reason;
        all->gaps = one->gaps;
    }
    if (fails && one->result == all->result && s->unit.len && all->unit_count < MATCH_UNITS)
        all->units[all->unit_count++] = s->unit;
}

static void judge_missing(struct judge *j, struct disclosure_state *out)
{
    out->reason = judge_blind(j);
    if (!out->reason.len && menu_doubt(j).len)
        out->reason = STR("javascript-list");
    out->result = out->reason.len ? DISCLOSURE_UNVERIFIED : DISCLOSURE_MISSING;
}

static void judge_supplies(struct judge *j, const struct matched *m, struct disclosure_state *out)
{
    *out = (struct disclosure_state){ .result = DISCLOSURE_PASS, .column = NONE, .newest = DAY_NONE, .due = DAY_NONE };
    for (size_t i = 0; i < m->column_count; i++) {
        struct supply s = supply_of_column(j, &m->columns[i]);
        struct disclosure_state one = { .column = NONE, .newest = DAY_NONE, .due = DAY_NONE };
        one.result = judge_supply(j, m, &s, &one);
        take(out, &one, &s);
    }
    if (m->column_count == 0 && m->item_count > 0) {
        struct supply s = supply_of_items(j, m);
        out->result = judge_supply(j, m, &s, out);
    } else if (m->column_count == 0) {
        judge_missing(j, out);
    }
    if (m->lacking_count && badness(DISCLOSURE_MISSING) > badness(out->result)) {
        out->result = DISCLOSURE_MISSING;
        out->column = NONE;
        out->unit_count = 0;
        for (size_t i = 0; i < m->lacking_count && i < MATCH_UNITS; i++)
            out->units[out->unit_count++] = m->lacking[i];
    }
}

static bool is_failure(enum disclosure d)
{
    return d != DISCLOSURE_PASS && d != DISCLOSURE_UNVERIFIED;
}

/* What one more column says of the indicator. */
static struct disclosure_state judge_column(const struct judge *j, const struct matched *m, uint32_t column)
{
    struct disclosure_state one = { .column = column, .newest = DAY_NONE, .due = DAY_NONE };
    struct supply s = supply_of_column(j, &(struct served){ column, STR("") });
    one.result = judge_supply(j, m, &s, &one);
    return one;
}

/* Another column of the same name that is in time acquits; one that is not known leaves it open. */
static void ask_others(const struct judge *j, const struct matched *m, struct disclosure_state *out)
{
    for (size_t i = 0; i < m->also_count && is_failure(out->result); i++) {
        struct disclosure_state one = judge_column(j, m, m->also[i]);
        if (!is_failure(one.result))
            *out = one;
    }
}

/* Parts of what a broad name means: that there are some forbids to say that there is nothing, and one in time forbids
 * to say that nothing is. */
static bool parts_forbid(const struct judge *j, const struct matched *m, const struct disclosure_state *out)
{
    if (out->result == DISCLOSURE_MISSING || out->result == DISCLOSURE_EMPTY)
        return m->part_count > 0;
    /* A column of that very name, and a name of more words than the broad one, is what was meant. */
    if (m->exact && text_chars(m->indicator->name) >= NARROW_CHARS)
        return false;
    for (size_t i = 0; i < m->part_count; i++) {
        if (!is_failure(judge_column(j, m, m->parts[i]).result))
            return true;
    }
    return false;
}

void disclosure_judge(struct judge *j, const struct matched *m, struct disclosure_state *out)
{
    judge_supplies(j, m, out);
    ask_others(j, m, out);
    if (is_failure(out->result) && (m->doubt || parts_forbid(j, m, out))) {
        out->result = DISCLOSURE_UNVERIFIED;
        out->reason = STR("unclear-match");
    } else if (is_failure(out->result) && !m->pinned &&
               judge_blind(j).len) { /* a fitter column may stand where we were not let in */
        out->result = DISCLOSURE_UNVERIFIED;
        out->reason = judge_blind(j);
    }
}
