/* SPDX-License-Identifier: MIT */
/* Pruning: of old runs only what history and trend need is left. */
#include "snapshot_db.h"
#include "snapshot_lists.h"
#include "core/arena.h"

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
    for (size_t i = 0; i < verdict_list_count; i++)
        for (size_t k = 0; k < verdict_lists[i].field_count; k++)
            if (verdict_lists[i].fields[k].shared)
                sql = str_fmt(a, "%.*s UNION SELECT CAST(\"%s\" AS INTEGER) FROM %s WHERE \"%s\" IS NOT NULL",
                              STR_ARG(sql), verdict_lists[i].fields[k].column, verdict_lists[i].table,
                              verdict_lists[i].fields[k].column);
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
    for (size_t i = 0; ok && i < verdict_list_count; i++)
        ok = prune_list(s, &verdict_lists[i], from, a, f);
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
