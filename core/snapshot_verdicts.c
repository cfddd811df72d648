/* SPDX-License-Identifier: MIT */
/* Verdicts of one run to the snapshot and back: one table row per column serves both ways. */
#include "snapshot_db.h"
#include "snapshot_history.h"
#include "core/arena.h"
#include "core/json.h"
#include <assert.h>
#include <string.h>

enum field_kind { FIELD_STR, FIELD_DAY, FIELD_INT, FIELD_LONG, FIELD_BOOL, FIELD_SEVERITY, FIELD_TEXTS, FIELD_CLAUSES };

struct field {
    const char *column;
    enum field_kind kind;
    size_t offset;
    size_t count; /* offset of the number of items: FIELD_TEXTS, FIELD_CLAUSES */
    bool shared;  /* stands in the table `wording`, the column holds its id */
};

struct list { /* one list of struct verdicts is one table */
    const char *table;
    const struct field *fields;
    size_t field_count;
    size_t item_size;
    size_t offset; /* in struct verdicts */
};

struct any_list { /* how every {items, count, room} of struct verdicts lies in memory */
    void *items;
    size_t count, room;
};
static_assert(sizeof(struct any_list) == sizeof(((struct verdicts *)0)->findings), "lists are read through any_list");

/* clang-format off */
#define TEXT(type, name)   { #name, FIELD_STR, offsetof(struct type, name), 0, false }
#define SHARED(type, name) { #name, FIELD_STR, offsetof(struct type, name), 0, true }
#define DAY(type, name)    { #name, FIELD_DAY, offsetof(struct type, name), 0, false }
#define INT(type, name)    { #name, FIELD_INT, offsetof(struct type, name), 0, false }
#define LONG(type, name)   { #name, FIELD_LONG, offsetof(struct type, name), 0, false }
#define FLAG(type, name)   { #name, FIELD_BOOL, offsetof(struct type, name), 0, false }

static const struct field finding_fields[] = {
    TEXT(finding, id), TEXT(finding, rule), SHARED(finding, rule_title),
    { "severity", FIELD_SEVERITY, offsetof(struct finding, severity), 0, false },
    TEXT(finding, state), DAY(finding, first_seen), INT(finding, weeks), TEXT(finding, subject),
    { "pages", FIELD_TEXTS, offsetof(struct finding, where), offsetof(struct finding, where_len), true },
    LONG(finding, where_count), SHARED(finding, column_name), SHARED(finding, column_path), SHARED(finding, column_url),
    TEXT(finding, indicator), TEXT(finding, department),
    { "clauses", FIELD_CLAUSES, offsetof(struct finding, clauses), offsetof(struct finding, clause_count), true },
    SHARED(finding, message), SHARED(finding, remedy), TEXT(finding, evidence),
};
static const struct field fixed_fields[] = { /* of recheck too */
    TEXT(fixed_finding, id), TEXT(fixed_finding, rule), TEXT(fixed_finding, subject), DAY(fixed_finding, first_seen),
    DAY(fixed_finding, last_seen),
};
static const struct field waived_fields[] = {
    TEXT(waived_finding, id), TEXT(waived_finding, rule), TEXT(waived_finding, subject), TEXT(waived_finding, reason),
    TEXT(waived_finding, owner), DAY(waived_finding, until),
};
static const struct field unverified_fields[] = {
    TEXT(unverified, rule), SHARED(unverified, subject), TEXT(unverified, reason), SHARED(unverified, detail),
};
static const struct field clause_fields[] = {
    TEXT(clause_result, plan), TEXT(clause_result, clause), SHARED(clause_result, title), SHARED(clause_result, text),
    SHARED(clause_result, units), TEXT(clause_result, result), SHARED(clause_result, why),
    { "rules", FIELD_TEXTS, offsetof(struct clause_result, rules), offsetof(struct clause_result, rule_count), true },
    LONG(clause_result, findings),
};
static const struct field indicator_fields[] = {
    TEXT(indicator_result, plan), TEXT(indicator_result, no), SHARED(indicator_result, name), SHARED(indicator_result, unit),
    TEXT(indicator_result, limit), SHARED(indicator_result, limit_text), SHARED(indicator_result, column),
    SHARED(indicator_result, column_name),
    SHARED(indicator_result, matched_by), DAY(indicator_result, newest), TEXT(indicator_result, result),
    TEXT(indicator_result, detail), TEXT(indicator_result, months),
};
static const struct field department_fields[] = {
    TEXT(department_result, name), LONG(department_result, findings), LONG(department_result, new_findings),
    LONG(department_result, fixed),
};
static const struct field host_fields[] = {
    TEXT(host_result, name), FLAG(host_result, own), TEXT(host_result, a), TEXT(host_result, aaaa), TEXT(host_result, v4),
    TEXT(host_result, v6), TEXT(host_result, wall),
};
static const struct field ipv6_fields[] = {
    TEXT(ipv6_result, indicator), TEXT(ipv6_result, value), TEXT(ipv6_result, source), TEXT(ipv6_result, threshold),
    TEXT(ipv6_result, verdict),
};

static const struct field national_fields[] = {
    TEXT(national_result, part), SHARED(national_result, item), SHARED(national_result, condition), LONG(national_result, points),
    TEXT(national_result, tag), SHARED(national_result, source), TEXT(national_result, verdict), TEXT(national_result, value),
    SHARED(national_result, why),
};

static const struct field policy_fields[] = {
    SHARED(policy_row, address), SHARED(policy_row, title), TEXT(policy_row, number), TEXT(policy_row, department),
    DAY(policy_row, published), SHARED(policy_row, interpretation), SHARED(policy_row, interpretation_title),
    TEXT(policy_row, form), FLAG(policy_row, several), DAY(policy_row, interpreted), INT(policy_row, workdays),
};

#define LIST(table, fields, type, member) \
    { #table, fields, ARRAY_LEN(fields), sizeof(struct type), offsetof(struct verdicts, member) }
static const struct list lists[] = {
    LIST(finding, finding_fields, finding, findings),
    LIST(fixed, fixed_fields, fixed_finding, fixed),
    LIST(recheck, fixed_fields, fixed_finding, recheck),
    LIST(waived, waived_fields, waived_finding, waived),
    LIST(unverified, unverified_fields, unverified, unverified),
    LIST(clause_result, clause_fields, clause_result, clauses),
    LIST(indicator_result, indicator_fields, indicator_result, indicators),
    LIST(department_result, department_fields, department_result, departments),
    LIST(host_result, host_fields, host_result, hosts),
    LIST(ipv6_result, ipv6_fields, ipv6_result, ipv6),
    LIST(national_result, national_fields, national_result, national),
    LIST(policy_row, policy_fields, policy_row, policies),
};
/* clang-format on */

/* The columns by name, to write them; or what stands in them, to read it. */
static str columns_of(const struct list *l, bool read, struct arena *a)
{
    str text = { 0 };
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *field = &l->fields[i];
        str column = str_fmt(a, "%s.\"%s\"", l->table, field->column);
        if (!read)
            column = str_fmt(a, "\"%s\"", field->column);
        else if (field->shared)
            column = str_fmt(a, "(SELECT w.text FROM wording w WHERE w.id = %.*s)", STR_ARG(column));
        text = str_fmt(a, "%.*s%s%.*s", STR_ARG(text), i ? ", " : "", STR_ARG(column));
    }
    return text;
}

/* --- writing --- */

static str texts_json(const str *texts, size_t count, struct buf *b, struct arena *a)
{
    struct json_writer w;
    buf_clear(b);
    json_to_buf(&w, b, false);
    json_array(&w, NULL);
    for (size_t i = 0; i < count; i++)
        json_str(&w, NULL, texts[i]);
    json_end_array(&w);
    return str_dup(a, buf_str(b));
}

static str clauses_json(const struct clause_ref *clauses, size_t count, struct buf *b, struct arena *a)
{
    struct json_writer w;
    buf_clear(b);
    json_to_buf(&w, b, false);
    json_array(&w, NULL);
    for (size_t i = 0; i < count; i++) {
        json_object(&w, NULL);
        json_str(&w, "plan", clauses[i].plan);
        json_str(&w, "clause", clauses[i].clause);
        json_str(&w, "title", clauses[i].title);
        json_str(&w, "quote", clauses[i].quote);
        json_end_object(&w);
    }
    json_end_array(&w);
    return str_dup(a, buf_str(b));
}

/* The id of a text in `wording`, where it is written when it was never said before; 0 if it is empty. */
static uint32_t wording_of(struct snapshot *s, str text, struct fail *f)
{
    if (!text.len)
        return 0;
    struct query q = query_of(s, SQL_WORDING_FIND, f);
    query_str(&q, text);
    bool known = query_next(&q, f);
    uint32_t id = known ? query_take_id(&q) : 0;
    query_end(&q);
    if (known || f->code != FAIL_NONE)
        return id;
    q = query_of(s, SQL_WORDING_PUT, f);
    query_str(&q, text);
    return query_run(&q, f) ? (uint32_t)sqlite3_last_insert_rowid(s->db) : 0;
}

static void bind_text(struct query *q, const struct field *field, str text, struct fail *f)
{
    if (field->shared)
        query_id(q, wording_of(q->s, text, f));
    else
        query_str(q, text);
}

static void bind_field(struct query *q, const struct field *field, const char *item, struct arena *a, struct fail *f)
{
    const void *at = item + field->offset;
    size_t count = field->count ? *(const size_t *)(const void *)(item + field->count) : 0;
    switch (field->kind) {
    case FIELD_STR:
        bind_text(q, field, *(const str *)at, f);
        break;
    case FIELD_DAY:
        query_day(q, *(const day *)at);
        break;
    case FIELD_INT:
        query_int(q, *(const int *)at);
        break;
    case FIELD_LONG:
        query_int(q, *(const int64_t *)at);
        break;
    case FIELD_BOOL:
        query_int(q, *(const bool *)at);
        break;
    case FIELD_SEVERITY:
        query_str(q, words_severity(*(const enum severity *)at));
        break;
    case FIELD_TEXTS:
        bind_text(q, field, count ? texts_json(*(const str *const *)at, count, &q->s->text, a) : (str){ 0 }, f);
        break;
    case FIELD_CLAUSES:
        bind_text(q, field,
                  count ? clauses_json(*(const struct clause_ref *const *)at, count, &q->s->text, a) : (str){ 0 }, f);
        break;
    }
}

static bool drop_list(struct snapshot *s, const struct list *l, int64_t run, struct fail *f)
{
    char sql[64];
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE run = ?", l->table);
    struct query q = query_text(s, sql, f);
    query_int(&q, run);
    bool ok = query_run(&q, f);
    query_end(&q);
    return ok;
}

static bool put_list(struct snapshot *s, const struct list *l, const struct verdicts *v, struct arena *a,
                     struct fail *f)
{
    const struct any_list *items = (const void *)((const char *)v + l->offset);
    str marks = { 0 };
    for (size_t i = 0; i < l->field_count; i++)
        marks = str_fmt(a, "%.*s, ?", STR_ARG(marks));
    str sql = str_fmt(a, "INSERT INTO %s (run, n, %.*s) VALUES (?, ?%.*s)", l->table, STR_ARG(columns_of(l, false, a)),
                      STR_ARG(marks));
    struct query q = query_text(s, sql.ptr, f);
    for (size_t i = 0; i < items->count && f->code == FAIL_NONE; i++) {
        struct arena_mark mark = arena_mark(a);
        query_int(&q, v->run.id);
        query_int(&q, (int64_t)i);
        for (size_t k = 0; k < l->field_count; k++)
            bind_field(&q, &l->fields[k], (const char *)items->items + i * l->item_size, a, f);
        bool ok = query_run(&q, f);
        arena_release(a, mark);
        if (!ok)
            break;
    }
    query_end(&q);
    return f->code == FAIL_NONE;
}

static bool put_summary(struct snapshot *s, const struct verdicts *v, struct fail *f)
{
    struct query q = query_of(s, SQL_VERDICT_PUT, f);
    query_int(&q, v->run.id);
    query_day(&q, v->as_of);
    query_str(&q, v->version);
    query_str(&q, v->plans);
    query_str(&q, v->notes);
    query_int(&q, v->stats.pages);
    query_int(&q, v->stats.columns);
    query_int(&q, v->stats.articles);
    query_int(&q, v->stats.policies);
    query_int(&q, v->stats.links);
    query_int(&q, v->stats.links_checked);
    query_int(&q, v->stats.hosts);
    query_int(&q, v->stats.bytes);
    query_real(&q, v->stats.seconds);
    return query_run(&q, f);
}

bool snapshot_put_verdicts(struct snapshot *s, struct verdicts *v, struct arena *a, struct fail *f)
{
    bool mine;
    if (!snapshot_enter(s, &mine, f))
        return false;
    bool ok = history_apply(s, v, a, f) && put_summary(s, v, f);
    for (size_t i = 0; ok && i < ARRAY_LEN(lists); i++)
        ok = drop_list(s, &lists[i], v->run.id, f) && put_list(s, &lists[i], v, a, f);
    return snapshot_leave(s, mine, ok, f);
}

/* --- reading --- */

static const struct json_value *take_json(struct query *q, struct arena *a, struct fail *f)
{
    str text = query_take_str(q, NULL);
    return text.len ? json_parse(a, text, q->s->path, f) : NULL;
}

static size_t take_texts(struct query *q, const str **out, struct arena *a, struct fail *f)
{
    const struct json_value *json = take_json(q, a, f);
    size_t count = json ? json->count : 0, at = 0;
    str *texts = arena_new(a, str, count);
    for (const struct json_value *v = json ? json->first : NULL; v; v = v->next)
        texts[at++] = v->string;
    *out = texts;
    return count;
}

static size_t take_clauses(struct query *q, const struct clause_ref **out, struct arena *a, struct fail *f)
{
    const struct json_value *json = take_json(q, a, f);
    size_t count = json ? json->count : 0, at = 0;
    struct clause_ref *clauses = arena_new(a, struct clause_ref, count);
    for (const struct json_value *v = json ? json->first : NULL; v; v = v->next)
        clauses[at++] = (struct clause_ref){ json_get_str(v, "plan"), json_get_str(v, "clause"),
                                             json_get_str(v, "title"), json_get_str(v, "quote") };
    *out = clauses;
    return count;
}

static enum severity take_severity(struct query *q)
{
    int severity = words_severity_from(query_take_str(q, NULL));
    return severity < 0 ? SEVERITY_NOTICE : (enum severity)severity;
}

static void take_field(struct query *q, const struct field *field, char *item, struct arena *a, struct fail *f)
{
    void *at = item + field->offset;
    size_t *count = (size_t *)(void *)(item + field->count);
    switch (field->kind) {
    case FIELD_STR:
        *(str *)at = query_take_str(q, a);
        break;
    case FIELD_DAY:
        *(day *)at = query_take_day(q);
        break;
    case FIELD_INT:
        *(int *)at = (int)query_take_int(q);
        break;
    case FIELD_LONG:
        *(int64_t *)at = query_take_int(q);
        break;
    case FIELD_BOOL:
        *(bool *)at = query_take_int(q) != 0;
        break;
    case FIELD_SEVERITY:
        *(enum severity *)at = take_severity(q);
        break;
    case FIELD_TEXTS:
        *count = take_texts(q, at, a, f);
        break;
    case FIELD_CLAUSES:
        *count = take_clauses(q, at, a, f);
        break;
    }
}

static void load_list(struct snapshot *s, const struct list *l, struct verdicts *v, struct arena *a, struct fail *f)
{
    struct any_list *items = (void *)((char *)v + l->offset);
    str sql = str_fmt(a, "SELECT %.*s FROM %s WHERE run = ? ORDER BY n", STR_ARG(columns_of(l, true, a)), l->table);
    struct query q = query_text(s, sql.ptr, f);
    query_int(&q, v->run.id);
    while (query_next(&q, f)) {
        items->items = arena_grow(a, items->items, l->item_size, items->count, &items->room);
        char *item = (char *)items->items + items->count++ * l->item_size;
        memset(item, 0, l->item_size);
        for (size_t k = 0; k < l->field_count; k++)
            take_field(&q, &l->fields[k], item, a, f);
    }
    query_end(&q);
}

static void load_summary(struct snapshot *s, struct verdicts *v, struct arena *a, struct fail *f)
{
    struct query q = query_of(s, SQL_VERDICT_GET, f);
    query_int(&q, v->run.id);
    if (!query_next(&q, f)) {
        fail_set(f, FAIL_USAGE, "%s: run %lld is not judged yet; check first", s->path, (long long)v->run.id);
        return;
    }
    v->as_of = query_take_day(&q);
    v->version = query_take_str(&q, a);
    v->plans = query_take_str(&q, a);
    v->notes = query_take_str(&q, a);
    v->stats.pages = query_take_int(&q);
    v->stats.columns = query_take_int(&q);
    v->stats.articles = query_take_int(&q);
    v->stats.policies = query_take_int(&q);
    v->stats.links = query_take_int(&q);
    v->stats.links_checked = query_take_int(&q);
    v->stats.hosts = query_take_int(&q);
    v->stats.bytes = query_take_int(&q);
    v->stats.seconds = query_take_real(&q);
    if (query_take_int(&q))
        fail_set(f, FAIL_USAGE, "%s: run %lld was pruned: its numbers are kept, its findings are not told any more",
                 s->path, (long long)v->run.id);
    query_end(&q);
}

static int64_t latest_judged(struct snapshot *s, struct fail *f)
{
    struct query q = query_of(s, SQL_VERDICT_LATEST, f);
    int64_t run = query_next(&q, f) ? query_take_int(&q) : 0;
    query_end(&q);
    if (run == 0)
        fail_set(f, FAIL_USAGE, "%s: no run is judged yet; check first", s->path);
    return run;
}

struct verdicts *snapshot_load_verdicts(struct snapshot *s, int64_t run, struct arena *a, struct fail *f)
{
    struct verdicts *v = arena_new(a, struct verdicts, 1);
    if (run == 0)
        run = latest_judged(s, f);
    if (run == 0 || !snapshot_load_run(s, run, &v->run, a, f))
        return NULL;
    load_summary(s, v, a, f);
    for (size_t i = 0; i < ARRAY_LEN(lists) && f->code == FAIL_NONE; i++)
        load_list(s, &lists[i], v, a, f);
    return f->code == FAIL_NONE ? v : NULL;
}

/* --- pruning --- */

/* What the history goes by stays: which fault was said, of what, whose, how severe, in what state. */
static bool is_history(const struct list *l, const struct field *field)
{
    return l->offset == offsetof(struct verdicts, findings) && !field->shared &&
           !str_eq(str_from(field->column), STR("evidence"));
}

static bool is_told_for_ever(const struct list *l)
{
    static const size_t kept[] = { offsetof(struct verdicts, fixed), offsetof(struct verdicts, recheck),
                                   offsetof(struct verdicts, waived) };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        if (l->offset == kept[i])
            return true;
    return false;
}

static bool prune_list(struct snapshot *s, const struct list *l, int64_t from, struct arena *a, struct fail *f)
{
    str set = { 0 };
    if (is_told_for_ever(l))
        return true;
    for (size_t i = 0; i < l->field_count; i++)
        if (!is_history(l, &l->fields[i]))
            set = str_fmt(a, "%.*s%s\"%s\" = NULL", STR_ARG(set), set.len ? ", " : "", l->fields[i].column);
    bool whole = l->offset != offsetof(struct verdicts, findings);
    str sql = whole ? str_fmt(a, "DELETE FROM %s WHERE run < %lld", l->table, (long long)from)
                    : str_fmt(a, "UPDATE %s SET %.*s WHERE run < %lld", l->table, STR_ARG(set), (long long)from);
    return snapshot_exec(s, str_cstr(a, sql), f);
}

/* Texts that no row names any more. */
static bool drop_unsaid(struct snapshot *s, struct arena *a, struct fail *f)
{
    str sql = STR("DELETE FROM wording WHERE id NOT IN (SELECT 0");
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        for (size_t k = 0; k < lists[i].field_count; k++)
            if (lists[i].fields[k].shared)
                sql = str_fmt(a, "%.*s UNION SELECT CAST(\"%s\" AS INTEGER) FROM %s WHERE \"%s\" IS NOT NULL",
                              STR_ARG(sql), lists[i].fields[k].column, lists[i].table, lists[i].fields[k].column);
    return snapshot_exec(s, str_cstr(a, str_fmt(a, "%.*s)", STR_ARG(sql))), f);
}

static int64_t prune_before(struct snapshot *s, int64_t from, struct arena *a, struct fail *f)
{
    struct query q = query_of(s, SQL_VERDICT_PRUNE, f);
    query_int(&q, from);
    if (!query_run(&q, f))
        return -1;
    int64_t runs = sqlite3_changes(s->db);
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(lists); i++)
        ok = prune_list(s, &lists[i], from, a, f);
    return ok && drop_unsaid(s, a, f) ? runs : -1;
}

int64_t snapshot_prune(struct snapshot *s, int64_t keep, struct arena *a, struct fail *f)
{
    bool mine;
    struct query q = query_of(s, SQL_VERDICT_KEPT_FROM, f);
    query_int(&q, keep - 1);
    int64_t from = query_next(&q, f) ? query_take_int(&q) : 0; /* fewer runs than that: nothing to do */
    query_end(&q);
    if (f->code != FAIL_NONE || !snapshot_enter(s, &mine, f))
        return -1;
    int64_t runs = prune_before(s, from, a, f);
    return snapshot_leave(s, mine, runs >= 0, f) && snapshot_exec(s, "VACUUM", f) ? runs : -1;
}
