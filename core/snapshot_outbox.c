/* SPDX-License-Identifier: MIT */
/* The outbox: which mail of which run reached whom. */
#include "snapshot_db.h"
#include "core/arena.h"

static const char *const states[] = {
    [OUTBOX_QUEUED] = "queued", [OUTBOX_SENT] = "sent", [OUTBOX_DEFERRED] = "deferred", [OUTBOX_FAILED] = "failed"
};

static enum outbox_state state_from(str word)
{
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        if (str_eq(word, str_from(states[i])))
            return (enum outbox_state)i;
    return OUTBOX_FAILED; /* a word of nobody's: better not sent than sent twice */
}

bool snapshot_outbox_queue(struct snapshot *s, const struct outbox_row *row, struct fail *f)
{
    struct query q = query_of(s, SQL_OUTBOX_PUT, f);
    query_int(&q, row->run);
    query_str(&q, row->department);
    query_str(&q, row->recipient);
    query_str(&q, row->message_id);
    return query_run(&q, f);
}

bool snapshot_outbox_mark(struct snapshot *s, const struct outbox_row *row, struct fail *f)
{
    struct query q = query_of(s, SQL_OUTBOX_MARK, f);
    query_str(&q, str_from(states[row->state]));
    query_int(&q, row->code);
    query_str(&q, row->said);
    query_str(&q, row->at);
    query_int(&q, row->run);
    query_str(&q, row->department);
    query_str(&q, row->recipient);
    return query_run(&q, f);
}

bool snapshot_outbox_give_up(struct snapshot *s, int64_t run, str why, struct fail *f)
{
    struct query q = query_of(s, SQL_OUTBOX_DROP, f);
    query_str(&q, why);
    query_int(&q, run);
    return query_run(&q, f);
}

static bool load(struct snapshot *s, enum sql which, int64_t run, struct outbox_rows *out, struct arena *a,
                 struct fail *f)
{
    struct query q = query_of(s, which, f);
    query_int(&q, run);
    while (query_next(&q, f)) {
        struct outbox_row *row = arena_push(a, out);
        row->run = query_take_int(&q);
        row->department = query_take_str(&q, a);
        row->recipient = query_take_str(&q, a);
        row->message_id = query_take_str(&q, a);
        row->state = state_from(query_take_str(&q, NULL));
        row->attempts = query_take_int(&q);
        row->code = query_take_int(&q);
        row->said = query_take_str(&q, a);
        row->at = query_take_str(&q, a);
    }
    return f->code == FAIL_NONE;
}

bool snapshot_outbox_load(struct snapshot *s, int64_t run, struct outbox_rows *out, struct arena *a, struct fail *f)
{
    return load(s, SQL_OUTBOX_RUN, run, out, a, f);
}

bool snapshot_outbox_lost(struct snapshot *s, int64_t run, struct outbox_rows *out, struct arena *a, struct fail *f)
{
    return load(s, SQL_OUTBOX_LOST, run, out, a, f);
}

size_t snapshot_outbox_thread(struct snapshot *s, const struct outbox_row *row, struct arena *a, str **out,
                              struct fail *f)
{
    enum { LONGEST_THREAD = 8 };
    size_t count = 0;
    *out = arena_new(a, str, LONGEST_THREAD);
    struct query q = query_of(s, SQL_OUTBOX_THREAD, f);
    query_str(&q, row->department);
    query_str(&q, row->recipient);
    query_int(&q, row->run);
    while (count < LONGEST_THREAD && query_next(&q, f))
        (*out)[count++] = query_take_str(&q, a);
    query_end(&q);
    for (size_t i = 0; i < count / 2; i++) { /* they came newest first */
        str kept = (*out)[i];
        (*out)[i] = (*out)[count - 1 - i];
        (*out)[count - 1 - i] = kept;
    }
    return count;
}

size_t snapshot_former_departments(struct snapshot *s, int64_t run, struct arena *a, struct former_department **out,
                                   struct fail *f)
{
    struct {
        struct former_department *items;
        size_t count, room;
    } list = { 0 };
    struct query q = query_of(s, SQL_FORMER_DEPARTMENTS, f);
    query_int(&q, run);
    while (query_next(&q, f)) {
        str id = query_take_str(&q, NULL);
        bool same = list.count && str_eq(list.items[list.count - 1].id, id);
        struct former_department *row = same ? &list.items[list.count - 1] : arena_push(a, &list);
        if (!same)
            row->id = str_dup(a, id);
        row->department = query_take_str(&q, a); /* the last run's word stands */
    }
    *out = list.items;
    return list.count;
}
