/* SPDX-License-Identifier: MIT */
/* Verdicts of one run to the snapshot and back: one table row per column serves both ways. */
#include "snapshot_db.h"
#include "snapshot_history.h"
#include "snapshot_lists.h"
#include "core/arena.h"
#include "core/json.h"
#include <assert.h>
#include <string.h>

struct any_list { /* how every {items, count, room} of struct verdicts lies in memory */
    void *items;
    size_t count, room;
};
static_assert(sizeof(struct any_list) == sizeof(((struct verdicts *)0)->findings), "lists are read through any_list");

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
    for (size_t i = 0; ok && i < verdict_list_count; i++)
        ok = drop_list(s, &verdict_lists[i], v->run.id, f) && put_list(s, &verdict_lists[i], v, a, f);
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
    for (size_t i = 0; i < verdict_list_count && f->code == FAIL_NONE; i++)
        load_list(s, &verdict_lists[i], v, a, f);
    return f->code == FAIL_NONE ? v : NULL;
}
