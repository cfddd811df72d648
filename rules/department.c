/* SPDX-License-Identifier: MIT */
/* Who must mend a fault (CONTRACT section 3): found from what is nearest to the fault, the portal's office last. */
#include "judging.h"
#include "match.h"
#include "names.h"

static str profile_name(struct judge *j, str unit)
{
    for (size_t i = 0; j->profile && i < j->profile->department_count; i++) {
        const struct profile_department *d = &j->profile->departments[i];
        if (unit_same(names_of(j), unit, d->name))
            return d->name;
        for (size_t k = 0; k < d->alias_count; k++) {
            if (unit_same(names_of(j), unit, d->aliases[k]))
                return d->name;
        }
    }
    return STR("");
}

/* The name plans use for the same unit, so that one unit is one department in the report. */
static str plan_name(struct judge *j, str unit)
{
    for (size_t p = 0; p < j->plan_count; p++) {
        const struct plan *plan = j->plans[p];
        for (size_t i = 0; i < plan->indicator_count; i++) {
            for (size_t k = 0; k < plan->indicators[i].unit_count; k++) {
                str name = plan->indicators[i].units[k];
                if (!unit_is_collective(name) && unit_same(names_of(j), unit, name))
                    return name;
            }
        }
    }
    for (size_t i = 0; i < j->columns->count; i++) {
        if (unit_same(names_of(j), unit, j->columns->items[i].unit))
            return j->columns->items[i].unit;
    }
    return STR("");
}

static str known_unit(struct judge *j, str unit)
{
    if (unit.len == 0 || unit_is_collective(unit))
        return STR("");
    str name = profile_name(j, unit);
    return name.len ? name : plan_name(j, unit);
}

static str indicator_unit(struct judge *j, str indicator)
{
    size_t slash = str_find(indicator, STR("/"));
    if (slash == SIZE_MAX)
        return STR("");
    str plan = str_slice(indicator, 0, slash), no = str_slice(indicator, slash + 1, indicator.len);
    for (size_t p = 0; p < j->plan_count; p++) {
        for (size_t i = 0; str_eq(j->plans[p]->id, plan) && i < j->plans[p]->indicator_count; i++) {
            const struct plan_indicator *x = &j->plans[p]->indicators[i];
            if (str_eq(x->no, no) && x->unit_count == 1 && !unit_is_collective(x->units[0])) {
                str known = known_unit(j, x->units[0]);
                return known.len ? known : x->units[0];
            }
        }
    }
    return STR("");
}

static str publisher(struct judge *j, const struct fault *fault, const struct finding *f)
{
    uint32_t page = site_find(j->site, f->subject);
    const struct page_facts *p = page != NONE ? j->site->resources[page].page : NULL;
    if (!p && fault->where_len == 1 && fault->where_count <= 1)
        p = j->site->resources[fault->where[0]].page;
    if (!p)
        return STR("");
    str unit = known_unit(j, page_meta(p, META_ISSUER));
    return unit.len ? unit : known_unit(j, page_tag(p, "ContentSource", NULL));
}

static str column_unit(struct judge *j, const struct fault *fault)
{
    uint32_t column = fault->column;
    if (column == NONE && fault->where_len == 1 && fault->where_count <= 1) {
        uint32_t page = fault->where[0];
        column = j->columns->of_resource[page] != NONE ? j->columns->of_resource[page] : j->columns->home_of[page];
    }
    if (column == NONE)
        return STR("");
    str unit = j->columns->items[column].unit, known = known_unit(j, unit);
    return known.len ? known : unit;
}

static str clause_unit(struct judge *j, const struct finding *f)
{
    for (size_t c = 0; c < f->clause_count; c++) {
        for (size_t p = 0; p < j->plan_count; p++) {
            if (!str_eq(j->plans[p]->id, f->clauses[c].plan))
                continue;
            for (size_t i = 0; i < j->plans[p]->clause_count; i++) {
                const struct plan_clause *x = &j->plans[p]->clauses[i];
                if (str_eq(x->id, f->clauses[c].clause) && x->unit_count == 1 && !unit_is_collective(x->units[0]))
                    return x->units[0];
            }
        }
    }
    return STR("");
}

str judge_department(struct judge *j, const struct fault *fault, const struct finding *f)
{
    if (fault->department.len)
        return fault->department;
    str found = indicator_unit(j, fault->indicator);
    if (found.len == 0)
        found = publisher(j, fault, f);
    if (found.len == 0)
        found = column_unit(j, fault);
    if (found.len == 0)
        found = clause_unit(j, f);
    if (found.len)
        return found;
    return j->profile && j->profile->office.len ? j->profile->office : STR("政务公开办公室");
}
