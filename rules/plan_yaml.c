/* SPDX-License-Identifier: MIT */
/* Plan files:
 *
 *   id: shanting-2022
 *   title: 2022年山亭区政务公开工作要点
 *   number: 山政办发〔2022〕2号     # optional, as are issuer, date (YYYY-MM-DD), site (host suffix), area_code, source
 *   clauses:
 *     - {id: "29", title: …, text: …, units: [区政府各部门], source: …, not_automatic: why a crawl cannot judge it}
 *     - {id: "2.1", title: …, text: …, no_demand: that it only tells how things were; no rule is bound to it}
 *     - {id: conac, title: …, text: …, judged_by: [site.footer], subjects: [conac]}  # where the words fit more rules
 * than # judge the clause; judged_by: [none] if none does indicators:
 *     - {no: "4", name: …, units: [区直各部门], limit: {kind: within, workdays: 3}, clause: "29", names: [synonyms]}
 *
 * limit.kind is a word of LIMIT_KINDS in words.def; month belongs to yearly, days or workdays to within. */
#include "plan_yaml.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/yaml.h"
#include <cyaml/cyaml.h>

struct yaml_limit {
    enum plan_limit_kind kind;
    int month, days, workdays;
};

struct yaml_clause {
    char *id, *title, *text, *source, *not_automatic, *no_demand;
    char **units, **judged_by, **subjects;
    unsigned units_count, judged_by_count, subjects_count;
};

struct yaml_indicator {
    char *no, *name, *clause;
    char **units, **names;
    unsigned units_count, names_count;
    struct yaml_limit limit;
};

struct yaml_plan {
    char *id, *title, *number, *issuer, *date, *site, *area_code, *source;
    struct yaml_clause *clauses;
    struct yaml_indicator *indicators;
    unsigned clauses_count, indicators_count;
};

enum { NEEDED = CYAML_FLAG_POINTER, OPTIONAL = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL };

#define TEXT(type, field, flags, min) CYAML_FIELD_STRING_PTR(#field, (flags), type, field, (min), CYAML_UNLIMITED)
#define LIST(type, field, entry)      CYAML_FIELD_SEQUENCE(#field, OPTIONAL, type, field, &(entry), 0, CYAML_UNLIMITED)
#define NUMBER(field)                 CYAML_FIELD_INT(#field, CYAML_FLAG_OPTIONAL, struct yaml_limit, field)

static const cyaml_strval_t kinds[] = {
#define LIMIT_KINDS(constant, word) { .str = (word), .val = (constant) },
#include "core/words.def"
};

static const cyaml_schema_value_t text_value = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED) };

static const cyaml_schema_field_t limit_fields[] = {
    CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct yaml_limit, kind, kinds, PLAN_LIMIT_COUNT_),
    NUMBER(month),
    NUMBER(days),
    NUMBER(workdays),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t clause_fields[] = {
    TEXT(struct yaml_clause, id, NEEDED, 1),
    TEXT(struct yaml_clause, title, NEEDED, 1),
    TEXT(struct yaml_clause, text, OPTIONAL, 0),
    TEXT(struct yaml_clause, source, OPTIONAL, 0),
    TEXT(struct yaml_clause, not_automatic, OPTIONAL, 0),
    TEXT(struct yaml_clause, no_demand, OPTIONAL, 1),
    LIST(struct yaml_clause, units, text_value),
    LIST(struct yaml_clause, judged_by, text_value),
    LIST(struct yaml_clause, subjects, text_value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t clause_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_clause, clause_fields),
};

static const cyaml_schema_field_t indicator_fields[] = {
    TEXT(struct yaml_indicator, no, NEEDED, 1),
    TEXT(struct yaml_indicator, name, NEEDED, 1),
    TEXT(struct yaml_indicator, clause, OPTIONAL, 0),
    LIST(struct yaml_indicator, units, text_value),
    LIST(struct yaml_indicator, names, text_value),
    CYAML_FIELD_MAPPING("limit", CYAML_FLAG_DEFAULT, struct yaml_indicator, limit, limit_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t indicator_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_indicator, indicator_fields),
};

static const cyaml_schema_field_t plan_fields[] = {
    TEXT(struct yaml_plan, id, NEEDED, 1),
    TEXT(struct yaml_plan, title, NEEDED, 1),
    TEXT(struct yaml_plan, number, OPTIONAL, 0),
    TEXT(struct yaml_plan, issuer, OPTIONAL, 0),
    TEXT(struct yaml_plan, date, OPTIONAL, 0),
    TEXT(struct yaml_plan, site, OPTIONAL, 0),
    TEXT(struct yaml_plan, area_code, OPTIONAL, 0),
    TEXT(struct yaml_plan, source, OPTIONAL, 0),
    CYAML_FIELD_SEQUENCE("clauses", CYAML_FLAG_POINTER, struct yaml_plan, clauses, &clause_value, 1, CYAML_UNLIMITED),
    LIST(struct yaml_plan, indicators, indicator_value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t plan_value = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_plan,
                                                                     plan_fields) };

static str copy(struct arena *a, const char *text)
{
    return str_dup(a, str_from(text));
}

static const str *copy_list(struct arena *a, char *const *texts, unsigned count)
{
    str *list = arena_new(a, str, count);
    for (unsigned i = 0; i < count; i++)
        list[i] = copy(a, texts[i]);
    return list;
}

static const struct plan_clause *copy_clauses(struct arena *a, const struct yaml_plan *y)
{
    struct plan_clause *clauses = arena_new(a, struct plan_clause, y->clauses_count);
    for (unsigned i = 0; i < y->clauses_count; i++) {
        const struct yaml_clause *from = &y->clauses[i];
        clauses[i] = (struct plan_clause){
            .id = copy(a, from->id),
            .title = copy(a, from->title),
            .text = copy(a, from->text),
            .units = copy_list(a, from->units, from->units_count),
            .unit_count = from->units_count,
            .source = copy(a, from->source),
            .not_automatic = copy(a, from->no_demand ? from->no_demand : from->not_automatic),
            .no_demand = from->no_demand != NULL,
            .judged_by = copy_list(a, from->judged_by, from->judged_by_count),
            .judged_by_count = from->judged_by_count,
            .subjects = copy_list(a, from->subjects, from->subjects_count),
            .subject_count = from->subjects_count,
        };
    }
    return clauses;
}

static const struct plan_indicator *copy_indicators(struct arena *a, const struct yaml_plan *y)
{
    struct plan_indicator *indicators = arena_new(a, struct plan_indicator, y->indicators_count);
    for (unsigned i = 0; i < y->indicators_count; i++) {
        const struct yaml_indicator *from = &y->indicators[i];
        indicators[i] = (struct plan_indicator){
            .no = copy(a, from->no),
            .name = copy(a, from->name),
            .units = copy_list(a, from->units, from->units_count),
            .unit_count = from->units_count,
            .limit = { from->limit.kind, from->limit.month, from->limit.days, from->limit.workdays },
            .clause = copy(a, from->clause),
            .names = copy_list(a, from->names, from->names_count),
            .name_count = from->names_count,
        };
    }
    return indicators;
}

static struct plan *copy_plan(struct arena *a, const struct yaml_plan *y)
{
    struct plan *p = arena_new(a, struct plan, 1);
    *p = (struct plan){
        .id = copy(a, y->id),
        .title = copy(a, y->title),
        .number = copy(a, y->number),
        .issuer = copy(a, y->issuer),
        .date = copy(a, y->date),
        .site = copy(a, y->site),
        .area_code = copy(a, y->area_code),
        .source = copy(a, y->source),
        .clauses = copy_clauses(a, y),
        .clause_count = y->clauses_count,
        .indicators = copy_indicators(a, y),
        .indicator_count = y->indicators_count,
    };
    return p;
}

static const struct plan_clause *clause_by_id(const struct plan *p, str id, size_t before)
{
    for (size_t i = 0; i < before; i++) {
        if (str_eq(p->clauses[i].id, id))
            return &p->clauses[i];
    }
    return NULL;
}

static bool limit_is_right(const struct plan_limit *l)
{
    bool within = l->kind == PLAN_LIMIT_WITHIN, yearly = l->kind == PLAN_LIMIT_YEARLY;
    if (l->month < 0 || l->month > 12 || (l->month && !yearly))
        return false;
    return within ? (l->days > 0) != (l->workdays > 0) : l->days == 0 && l->workdays == 0;
}

static bool check_indicator(const char *path, const struct plan *p, size_t i, struct fail *f)
{
    const struct plan_indicator *n = &p->indicators[i];
    if (n->clause.len && !clause_by_id(p, n->clause, p->clause_count))
        return fail_set(f, FAIL_USAGE, "%s: field 'clause' of indicator %s: no clause '%s' in this plan", path,
                        n->no.ptr, n->clause.ptr);
    if (!limit_is_right(&n->limit))
        return fail_set(
            f, FAIL_USAGE,
            "%s: field 'limit' of indicator %s: month (1-12) belongs to yearly, one of days and workdays to within",
            path, n->no.ptr);
    for (size_t k = 0; k < i; k++) {
        if (str_eq(p->indicators[k].no, n->no))
            return fail_set(f, FAIL_USAGE, "%s: field 'no': indicator '%s' is there twice", path, n->no.ptr);
    }
    return true;
}

static bool check_plan(const char *path, const struct plan *p, struct fail *f)
{
    if (p->date.len && !day_known(day_from_iso(p->date)))
        return fail_set(f, FAIL_USAGE, "%s: field 'date': '%s', allowed: YYYY-MM-DD", path, p->date.ptr);
    for (size_t i = 0; i < p->clause_count; i++) {
        if (clause_by_id(p, p->clauses[i].id, i))
            return fail_set(f, FAIL_USAGE, "%s: field 'id': clause '%s' is there twice", path, p->clauses[i].id.ptr);
    }
    for (size_t i = 0; i < p->indicator_count; i++) {
        if (!check_indicator(path, p, i, f))
            return false;
    }
    return true;
}

struct plan *plan_from_yaml(struct arena *a, const char *path, str text, struct fail *f)
{
    struct yaml_plan *y = yaml_load_text(path, text, &plan_value, f);
    if (!y)
        return NULL;
    struct plan *p = copy_plan(a, y);
    yaml_free(&plan_value, y);
    return check_plan(path, p, f) ? p : NULL;
}

static void write_field(struct buf *out, struct arena *a, const char *before, const char *key, str value)
{
    if (value.len)
        buf_fmt(out, "%s%s: %s\n", before, key, yaml_quote(a, value).ptr);
}

static void write_list(struct buf *out, struct arena *a, const char *key, const str *items, size_t count)
{
    if (count == 0)
        return;
    buf_fmt(out, "    %s: [", key);
    for (size_t i = 0; i < count; i++)
        buf_fmt(out, "%s%s", i ? ", " : "", yaml_quote(a, items[i]).ptr);
    buf_add(out, STR("]\n"));
}

static void write_clause(struct buf *out, struct arena *a, const struct plan_clause *c)
{
    write_field(out, a, "  - ", "id", c->id);
    write_field(out, a, "    ", "title", c->title);
    write_field(out, a, "    ", "text", c->text);
    write_list(out, a, "units", c->units, c->unit_count);
    write_list(out, a, "judged_by", c->judged_by, c->judged_by_count);
    write_list(out, a, "subjects", c->subjects, c->subject_count);
    write_field(out, a, "    ", "source", c->source);
    write_field(out, a, "    ", c->no_demand ? "no_demand" : "not_automatic", c->not_automatic);
}

static void write_indicator(struct buf *out, struct arena *a, const struct plan_indicator *n)
{
    write_field(out, a, "  - ", "no", n->no);
    write_field(out, a, "    ", "name", n->name);
    write_list(out, a, "units", n->units, n->unit_count);
    buf_fmt(out, "    limit: {kind: %.*s", STR_ARG(words_plan_limit_kind(n->limit.kind)));
    if (n->limit.month)
        buf_fmt(out, ", month: %d", n->limit.month);
    if (n->limit.days)
        buf_fmt(out, ", days: %d", n->limit.days);
    if (n->limit.workdays)
        buf_fmt(out, ", workdays: %d", n->limit.workdays);
    buf_add(out, STR("}\n"));
    write_field(out, a, "    ", "clause", n->clause);
    write_list(out, a, "names", n->names, n->name_count);
}

void plan_write_yaml(const struct plan *p, struct buf *out, struct arena *a)
{
    write_field(out, a, "", "id", p->id);
    write_field(out, a, "", "title", p->title);
    write_field(out, a, "", "number", p->number);
    write_field(out, a, "", "issuer", p->issuer);
    write_field(out, a, "", "date", p->date);
    write_field(out, a, "", "site", p->site);
    write_field(out, a, "", "area_code", p->area_code);
    write_field(out, a, "", "source", p->source);
    buf_add(out, STR("clauses:\n"));
    for (size_t i = 0; i < p->clause_count; i++)
        write_clause(out, a, &p->clauses[i]);
    if (p->indicator_count)
        buf_add(out, STR("indicators:\n"));
    for (size_t i = 0; i < p->indicator_count; i++)
        write_indicator(out, a, &p->indicators[i]);
}
