/* SPDX-License-Identifier: MIT */
/* From the snapshot to mails that are written or sent. */
#include "reports/mail.h"
#include "core/arena.h"
#include "core/limits.h"
#include "core/log.h"
#include "mail_file.h"
#include "mail_message.h"
#include "mail_smtp.h"

struct mailing {
    struct snapshot *snapshot;
    const struct mail_options *o;
    struct mail_outcome *out;
    struct report_model model;
    struct mail_book book;
    struct buf message;
    struct arena *arena; /* run: what is released after each letter is behind a mark */
    struct fail *fail;
};

/* --- what all mails need --- */

static bool has_section(const struct site_profile *p, struct fail *f)
{
    return p->mail.given || fail_set(f, FAIL_USAGE,
                                     "mail needs a profile with a 'mail' section that has 'from' and 'operators', see "
                                     "audit-profile(5)");
}

bool mail_ready(const struct site_profile *p, struct fail *f)
{
    struct smtp *smtp = has_section(p, f) ? smtp_open(&p->mail, f) : NULL;
    smtp_close(smtp);
    return smtp != NULL;
}

static bool prepare(struct mailing *m)
{
    struct run_summary *runs = NULL;
    struct former_department *formers = NULL;
    struct fail *f = m->fail;
    *m->out = (struct mail_outcome){ 0 };
    if (!has_section(m->o->profile, f))
        return false;
    const struct verdicts *v = snapshot_load_verdicts(m->snapshot, 0, m->arena, f);
    if (!v)
        return false;
    m->model = (struct report_model){ .v = v, .site_name = m->o->profile->name, .deadline = m->o->profile->deadline };
    m->model.run_count = snapshot_run_history(m->snapshot, m->arena, &runs, f);
    m->model.runs = runs;
    m->model.former_count = snapshot_former_departments(m->snapshot, v->run.id, m->arena, &formers, f);
    m->model.formers = formers;
    m->out->held_back = !v->run.complete && !m->o->incomplete_too;
    m->out->because = v->run.incomplete_because;
    return f->code == FAIL_NONE && mail_book_make(&m->book, m->snapshot, &m->model, m->o->profile, m->arena, f);
}

static struct outbox_row row_of(const struct mailing *m, const struct mail_letter *l, str recipient, struct arena *a)
{
    return (struct outbox_row){ .run = m->model.v->run.id,
                                .department = l->department,
                                .recipient = recipient,
                                .message_id = mail_message_id(&m->book, l, recipient, a) };
}

static bool compose(struct mailing *m, const struct mail_content *content, const struct outbox_row *row)
{
    str *thread;
    size_t count = snapshot_outbox_thread(m->snapshot, row, m->arena, &thread, m->fail);
    buf_clear(&m->message);
    mail_message(&m->message, content, row->message_id, thread, count, m->arena);
    if (m->message.full)
        return fail_set(m->fail, FAIL_MACHINE, "a mail is longer than %u bytes", LIMIT_MAIL);
    return m->fail->code == FAIL_NONE;
}

/* --- files --- */

static bool write_letter(struct mailing *m, const struct mail_letter *l, str dir, struct buf *written)
{
    struct mail_content content;
    struct arena_mark mark = arena_mark(m->arena);
    const str *recipients;
    size_t count = mail_recipients(l, m->arena, &recipients);
    bool ok = mail_content_make(&content, &m->book, l, m->arena, m->fail);
    for (size_t i = 0; ok && i < count; i++) {
        struct outbox_row row = row_of(m, l, recipients[i], m->arena);
        str name = mail_file_of(l->department.len ? l->department : STR("汇总"), recipients[i], m->arena);
        ok = compose(m, &content, &row) && mail_file_write(dir, name, buf_str(&m->message), written, m->arena, m->fail);
    }
    arena_release(m->arena, mark);
    return ok;
}

bool mail_write(struct snapshot *s, const struct mail_options *o, str dir, struct buf *written,
                struct mail_outcome *out, struct arena *a, struct fail *f)
{
    struct mailing m = { .snapshot = s, .o = o, .out = out, .arena = a, .fail = f };
    if (!prepare(&m))
        return false;
    if (out->held_back)
        return true;
    buf_init(&m.message, LIMIT_MAIL);
    bool ok = mail_file_folder(dir, a, f);
    for (size_t i = 0; ok && i < m.book.count; i++)
        if (m.book.letters[i].due)
            ok = write_letter(&m, &m.book.letters[i], dir, written);
    ok = ok && write_letter(&m, &m.book.summary, dir, written);
    buf_done(&m.message);
    return ok;
}

/* --- sending --- */

struct sending {
    struct mailing m;
    struct smtp *smtp;
    int unusable; /* times in a row that the server did not even take the sender */
};

enum { UNUSABLE_AT_MOST = 2 };

static struct outbox_row *find_row(struct outbox_rows *rows, str department, str recipient)
{
    for (size_t i = 0; i < rows->count; i++)
        if (str_eq(rows->items[i].department, department) && str_eq(rows->items[i].recipient, recipient))
            return &rows->items[i];
    return NULL;
}

/* Every mail stands in the outbox before the first is sent. */
static bool queue_letter(struct mailing *m, const struct mail_letter *l)
{
    const str *recipients;
    size_t count = mail_recipients(l, m->arena, &recipients);
    for (size_t i = 0; i < count; i++) {
        struct outbox_row row = row_of(m, l, recipients[i], m->arena);
        if (!snapshot_outbox_queue(m->snapshot, &row, m->fail))
            return false;
    }
    return true;
}

static bool queue_all(struct mailing *m)
{
    struct fail *f = m->fail;
    if (!snapshot_outbox_give_up(m->snapshot, m->model.v->run.id, STR("a later run was mailed"), f))
        return false;
    bool ok = queue_letter(m, &m->book.summary);
    for (size_t i = 0; ok && i < m->book.count; i++)
        ok = !m->book.letters[i].due || queue_letter(m, &m->book.letters[i]);
    m->book.sent = (struct outbox_rows){ 0 };
    m->book.lost = (struct outbox_rows){ 0 };
    return ok && snapshot_outbox_load(m->snapshot, m->model.v->run.id, &m->book.sent, m->arena, f) &&
           snapshot_outbox_lost(m->snapshot, m->model.v->run.id, &m->book.lost, m->arena, f);
}

static bool is_waiting(const struct outbox_row *row)
{
    return row && (row->state == OUTBOX_QUEUED || row->state == OUTBOX_DEFERRED);
}

static bool send_one(struct sending *s, const struct mail_content *content, struct outbox_row *row)
{
    struct mailing *m = &s->m;
    struct smtp_result result;
    if (!compose(m, content, row))
        return false;
    smtp_send(s->smtp, row->recipient, buf_str(&m->message), &result);
    s->unusable = result.unusable ? s->unusable + 1 : 0;
    m->out->sent += result.state == OUTBOX_SENT;
    row->state = result.state;
    row->code = result.code;
    row->said = str_from(result.said);
    row->at = m->o->now;
    log_info("mail", "%.*s: %s %d", STR_ARG(row->recipient), result.said, result.code);
    bool ok = snapshot_outbox_mark(m->snapshot, row, m->fail);
    row->said = (str){ 0 }; /* it lived on the stack; the outbox is read again at the end */
    return ok;
}

static bool send_letter(struct sending *s, const struct mail_letter *l)
{
    struct mailing *m = &s->m;
    struct mail_content content = { 0 };
    struct arena_mark mark = arena_mark(m->arena);
    const str *recipients;
    size_t count = mail_recipients(l, m->arena, &recipients);
    bool ok = true;
    for (size_t i = 0; ok && i < count && s->unusable < UNUSABLE_AT_MOST; i++) {
        struct outbox_row *row = find_row(&m->book.sent, l->department, recipients[i]);
        if (!is_waiting(row))
            continue;
        if (!content.letter)
            ok = mail_content_make(&content, &m->book, l, m->arena, m->fail);
        ok = ok && send_one(s, &content, row);
    }
    arena_release(m->arena, mark);
    return ok;
}

static bool reload(struct mailing *m)
{
    m->book.sent = (struct outbox_rows){ 0 };
    return snapshot_outbox_load(m->snapshot, m->model.v->run.id, &m->book.sent, m->arena, m->fail);
}

/* The summary goes last: it tells how the others went. */
static bool send_all(struct sending *s)
{
    bool ok = true;
    for (size_t i = 0; ok && i < s->m.book.count; i++)
        if (s->m.book.letters[i].due)
            ok = send_letter(s, &s->m.book.letters[i]);
    return ok && reload(&s->m) && send_letter(s, &s->m.book.summary) && reload(&s->m);
}

static void collect(struct mailing *m, const struct mail_letter *l)
{
    const str *recipients;
    size_t count = l->due ? mail_recipients(l, m->arena, &recipients) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct outbox_row *row = find_row(&m->book.sent, l->department, recipients[i]);
        if (row && row->state != OUTBOX_SENT)
            *arena_push(m->arena, &m->out->troubles) = *row;
        else
            m->out->sent_before++;
    }
}

static bool send_out(struct sending *s)
{
    struct mailing *m = &s->m;
    s->smtp = smtp_open(&m->o->profile->mail, m->fail);
    bool ok = s->smtp && queue_all(m) && send_all(s);
    smtp_close(s->smtp);
    for (size_t i = 0; ok && i < m->book.count; i++)
        collect(m, &m->book.letters[i]);
    if (ok)
        collect(m, &m->book.summary);
    m->out->sent_before -= m->out->sent;
    return ok;
}

bool mail_send(struct snapshot *s, const struct mail_options *o, struct mail_outcome *out, struct arena *a,
               struct fail *f)
{
    struct sending sending = { .m = { .snapshot = s, .o = o, .out = out, .arena = a, .fail = f } };
    if (!prepare(&sending.m))
        return false;
    if (out->held_back)
        return true;
    buf_init(&sending.m.message, LIMIT_MAIL);
    bool ok = send_out(&sending);
    buf_done(&sending.m.message);
    return ok;
}
