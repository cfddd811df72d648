/* SPDX-License-Identifier: MIT */
/* Putting a message together. All parts are base64, so no line is long, none begins with a dot, and no boundary can
 * stand inside a part. */
#include "mail_message.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "formats.h"
#include "mail_file.h"
#include "mail_header.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- attachments --- */

typedef bool (*body_fn)(FILE *file, const struct mail_book *b, const struct mail_letter *l,
                        const struct mail_attachments *with, struct arena *a);

static void keep_department(struct verdicts *v, str name, struct arena *a)
{
    const struct department_result *from = v->departments.items;
    size_t count = v->departments.count;
    v->departments.items = arena_new(a, struct department_result, count);
    v->departments.count = v->departments.room = 0;
    for (size_t i = 0; i < count; i++)
        if (str_eq(from[i].name, name))
            v->departments.items[v->departments.count++] = from[i];
}

/* The same run as if there were only this department. */
static const struct report_model *model_of(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    struct report_model *m = arena_new(a, struct report_model, 1);
    *m = *b->model;
    if (!l->department.len)
        return m;
    struct verdicts *v = arena_new(a, struct verdicts, 1);
    *v = *b->model->v;
    v->findings.items = arena_new(a, struct finding, l->view->count);
    v->findings.count = v->findings.room = l->view->count;
    for (size_t i = 0; i < l->view->count; i++)
        v->findings.items[i] = *l->view->order[i];
    v->fixed.items = l->fixed.items;
    v->fixed.count = l->fixed.count;
    v->recheck.items = l->recheck.items;
    v->recheck.count = l->recheck.count;
    keep_department(v, l->department, a);
    m->v = v;
    return m;
}

static bool write_xlsx(FILE *file, const struct mail_book *b, const struct mail_letter *l,
                       const struct mail_attachments *with, struct arena *a)
{
    (void)with;
    return report_xlsx(file, model_of(b, l, a), a);
}

static bool write_page(FILE *file, const struct mail_book *b, const struct mail_letter *l,
                       const struct mail_attachments *with, struct arena *a)
{
    (void)with;
    return l->department.len ? report_html_department(file, b->model, l->department, a)
                             : report_html(file, b->model, a);
}

static bool write_text(FILE *file, const struct mail_book *b, const struct mail_letter *l,
                       const struct mail_attachments *with, struct arena *a)
{
    return mail_body(file, &mail_style_text, b, l, with, a);
}

static bool write_html(FILE *file, const struct mail_book *b, const struct mail_letter *l,
                       const struct mail_attachments *with, struct arena *a)
{
    return mail_body(file, &mail_style_html, b, l, with, a);
}

/* What `write` writes, in the arena. */
static bool written(body_fn write, const struct mail_book *b, const struct mail_letter *l,
                    const struct mail_attachments *with, str *out, struct arena *a, struct fail *f)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&bytes, &len);
    if (!file)
        fail_no_memory();
    bool ok = write(file, b, l, with, a);
    ok = fclose(file) == 0 && ok;
    if (ok)
        *out = str_dup(a, (str){ bytes, len });
    free(bytes);
    return ok || fail_errno(f, FAIL_MACHINE, "a mail cannot be put together");
}

static const struct {
    body_fn write;
    const char *type, *front, *end, *words;
} kinds[] = {
    { write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "findings", "xlsx", "整改台账" },
    { write_page, "text/html; charset=utf-8", "report", "html", "检查报告" },
};

static bool attach(struct mail_attachments *to, size_t kind, const struct mail_book *b, const struct mail_letter *l,
                   struct arena *a, struct fail *f)
{
    struct mail_attachment one = { .type = kinds[kind].type };
    if (!written(kinds[kind].write, b, l, NULL, &one.bytes, a, f))
        return false;
    if (one.bytes.len > LIMIT_MAIL_ATTACHMENT) {
        to->too_big = true;
        return true;
    }
    str who = mail_file_word(l->department.len ? l->department : b->place, a);
    str mark = l->department.len ? str_fmt(a, "-%08x", (unsigned)str_hash(l->department)) : (str){ 0 };
    one.ascii = str_fmt(a, "%s-%dW%02d%.*s.%s", kinds[kind].front, b->year, b->week, STR_ARG(mark), kinds[kind].end);
    one.name = str_fmt(a, "%.*s%s-%d年第%d周.%s", STR_ARG(who), kinds[kind].words, b->year, b->week, kinds[kind].end);
    to->items[to->count++] = one;
    return true;
}

/* A mail that says all is mended needs no ledger. */
static bool attach_all(struct mail_attachments *to, const struct mail_book *b, const struct mail_letter *l,
                       struct arena *a, struct fail *f)
{
    const struct profile_mail *m = &b->profile->mail;
    if (!l->view->count && l->department.len)
        return true;
    return (!m->attach_xlsx || attach(to, 0, b, l, a, f)) && (!m->attach_html || attach(to, 1, b, l, a, f));
}

/* --- parts --- */

static void part_open(struct buf *out, const char *boundary, const char *type)
{
    buf_fmt(out, "--%s\r\nContent-Type: %s", boundary, type);
}

static void part_bytes(struct buf *out, str bytes)
{
    buf_add(out, STR("Content-Transfer-Encoding: base64\r\n\r\n"));
    mail_base64(out, bytes);
}

static void write_parts(struct buf *out, const char *outer, str text, str html, const struct mail_attachments *with)
{
    char inner[48];
    snprintf(inner, sizeof inner, "%s_alt", outer);
    part_open(out, outer, "multipart/alternative;\r\n boundary=\"");
    buf_fmt(out, "%s\"\r\n\r\n", inner);
    part_open(out, inner, "text/plain; charset=utf-8\r\n");
    part_bytes(out, text);
    part_open(out, inner, "text/html; charset=utf-8\r\n");
    part_bytes(out, html);
    buf_fmt(out, "--%s--\r\n", inner);
    for (size_t i = 0; i < with->count; i++) {
        const struct mail_attachment *one = &with->items[i];
        part_open(out, outer, one->type);
        buf_add(out, STR("\r\nContent-Disposition: attachment"));
        mail_file_name(out, one->ascii, one->name);
        part_bytes(out, one->bytes);
    }
    buf_fmt(out, "--%s--\r\n", outer);
}

bool mail_content_make(struct mail_content *c, const struct mail_book *b, const struct mail_letter *l, struct arena *a,
                       struct fail *f)
{
    struct mail_attachments with = { 0 };
    struct buf parts;
    str text = { 0 }, html = { 0 };
    *c = (struct mail_content){ .book = b, .letter = l };
    /* "=_" stands in no base64. */
    snprintf(c->boundary, sizeof c->boundary, "=_%" PRId64 "_%016" PRIx64, b->model->v->run.id,
             str_hash(l->department));
    if (!attach_all(&with, b, l, a, f) || !written(write_text, b, l, &with, &text, a, f) ||
        !written(write_html, b, l, &with, &html, a, f))
        return false;
    buf_init(&parts, LIMIT_MAIL);
    write_parts(&parts, c->boundary, text, html, &with);
    c->bytes = str_dup(a, buf_str(&parts));
    bool whole = !parts.full;
    buf_done(&parts);
    return whole || fail_set(f, FAIL_MACHINE, "a mail is longer than %u bytes", LIMIT_MAIL);
}

/* --- header --- */

static str hex_of(str s, struct arena *a)
{
    return str_fmt(a, "%016" PRIx64, str_hash(s));
}

/* The portal as the right side of an id: nothing but letters, digits and single dots. */
static const char *host_name(const struct run_fact *run, struct arena *a)
{
    char *host = str_cstr(a, run->site);
    for (char *c = host; *c; c++)
        if (!(ascii_is_digit(*c) || (*c >= 'a' && *c <= 'z') || (*c == '.' && c != host && c[1] && c[1] != '.')))
            *c = 'x';
    return *host ? host : "audit";
}

/* The digits of the run's start keep runs of a snapshot that was made anew apart from the former ones. */
str mail_message_id(const struct mail_book *b, const struct mail_letter *l, str recipient, struct arena *a)
{
    const struct run_fact *run = &b->model->v->run;
    char *started = str_cstr(a, run->started);
    size_t digits = 0;
    for (const char *c = started; *c && digits < 14; c++)
        if (ascii_is_digit(*c))
            started[digits++] = *c;
    return str_fmt(a, "<%" PRId64 ".%.*s.%.*s.%.*s@%s>", run->id, (int)digits, started,
                   STR_ARG(hex_of(l->department, a)), STR_ARG(hex_of(str_lower(a, recipient), a)), host_name(run, a));
}

static void write_thread(struct buf *out, const str *thread, size_t count)
{
    if (!count)
        return;
    mail_field(out, "In-Reply-To", thread[count - 1]);
    buf_add(out, STR("References:"));
    for (size_t i = 0; i < count; i++)
        buf_fmt(out, "%s %.*s", i ? "\r\n" : "", STR_ARG(thread[i]));
    buf_add(out, STR("\r\n"));
}

void mail_message(struct buf *out, const struct mail_content *c, str message_id, const str *thread, size_t thread_count,
                  struct arena *a)
{
    const struct mail_letter *l = c->letter;
    const struct run_fact *run = &c->book->model->v->run;
    const struct profile_mail *m = &c->book->profile->mail;
    mail_field_address(out, "From", str_fmt(a, "%.*s门户巡检", STR_ARG(c->book->place)), m->from);
    if (m->reply_to.len)
        mail_field_address(out, "Reply-To", (str){ 0 }, m->reply_to);
    mail_field_addresses(out, "To", l->to, l->to_count);
    mail_field_addresses(out, "Cc", l->cc, l->cc_count);
    mail_field_text(out, "Subject", l->subject);
    mail_field(out, "Date", mail_date(a, run->finished.len ? run->finished : run->started));
    mail_field(out, "Message-ID", message_id);
    write_thread(out, thread, thread_count);
    mail_field(out, "Auto-Submitted", STR("auto-generated"));
    mail_field(out, "List-Id", str_fmt(a, "<audit.%s>", host_name(run, a))); /* for the readers' filters */
    mail_field(out, "MIME-Version", STR("1.0"));
    buf_fmt(out, "Content-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n\r\n", c->boundary);
    buf_add(out, c->bytes);
}
