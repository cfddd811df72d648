/* SPDX-License-Identifier: MIT */
/* Bodies are read on libuv's thread pool, one arena a task; what was read is written in the order in which it comes
 * back. */
#include "attachment.h"
#include "crawl_twin.h"
#include "crawler/read.h"
#include <stdlib.h>

struct read_task {
    uv_work_t work;
    struct crawl *crawl;
    struct read_task *next;
    struct read_order order;
    struct arena arena;
    struct read_input input;
    struct page_facts *page;
    char *body;
    bool cut; /* more of the body was wanted than the ceiling allows */
};

static struct read_task *task_new(struct crawl *c)
{
    struct read_task *t = c->read_spare;
    if (t) {
        c->read_spare = t->next;
        return t;
    }
    t = calloc(1, sizeof *t);
    if (!t)
        fail_no_memory();
    arena_init(&t->arena);
    t->crawl = c;
    return t;
}

static void task_drop(struct read_task *t)
{
    struct crawl *c = t->crawl;
    free(t->body);
    t->body = NULL;
    t->page = NULL;
    arena_reset(&t->arena);
    t->next = c->read_spare;
    c->read_spare = t;
}

/* On a thread of the pool: touches nothing but its task. */
static void read_body(uv_work_t *work)
{
    struct read_task *t = work->data;
    if (t->order.file) {
        t->page = attachment_read(&t->arena, &(struct attachment_input){ .body = t->input.body,
                                                                         .address = t->input.address,
                                                                         .cut = t->cut,
                                                                         .program = t->crawl->o->program });
        return;
    }
    t->page = read_answer(&t->arena, &t->input);
    if (t->cut && t->page && !t->page->limit_hit.len)
        t->page->limit_hit = STR("html-length");
}

static bool is_front_door(str address)
{
    return str_ends(address, STR("/")) || str_has(address, STR("/index."));
}

/* A page that may stand for its host when the host is asked for what cannot exist. */
static void note_good(struct crawl *c, const struct entry *e)
{
    struct host *h = c->hosts.items[e->host];
    if (!h->good_id || (is_front_door(e->address) && !is_front_door(h->good_address))) {
        h->good_id = e->id;
        h->good_address = e->address;
    }
    if (e->role == URL_READ && !h->missing_asked)
        probe_missing(h);
}

/* Pages that were read before it was known what a session is here: they are read again at addresses without one. */
static void forget_sessions(struct crawl *c, const struct host *h)
{
    uint32_t count = frontier_count(c->frontier);
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *e = frontier_entry(c->frontier, i);
        if (e->host != h->number || e->state != ENTRY_SETTLED || e->role != URL_READ || !e->depth || e->hops)
            continue;
        struct arena_mark mark = arena_mark(&c->scratch);
        str plain = session_drop(sessions_names(h->sessions), &c->scratch, e->address);
        if (!str_eq(plain, e->address)) {
            entry_refuse(c, i, REFUSAL_TRAP);
            found_put(c,
                      &(struct found){ .address = plain, .depth = e->depth, .whatever_kind = true, .role = URL_READ });
        }
        arena_release(&c->scratch, mark);
    }
}

/* Sessions in the addresses of our own pages, before anybody sees them. */
static void clean_page(struct crawl *c, const struct entry *e, struct read_task *t)
{
    struct host *h = c->hosts.items[e->host];
    size_t slash = str_find(str_slice(e->address, 8, e->address.len), STR("/"));
    if (!h->sessions)
        h->sessions = sessions_new(&c->arena);
    size_t known = sessions_names(h->sessions)->count;
    if (slash != SIZE_MAX)
        sessions_clean(h->sessions, &t->arena, str_slice(e->address, 0, slash + 9), t->page);
    if (sessions_names(h->sessions)->count > known)
        forget_sessions(c, h);
}

static void write_page(struct crawl *c, struct read_task *t)
{
    uint32_t number = t->order.entry;
    struct entry *e = frontier_entry(c->frontier, number);
    if (!crawl_store(c))
        return;
    if (t->page && t->order.follow)
        clean_page(c, e, t);
    bool below = t->page && t->order.follow && endless_below(e, t->page);
    if (below && !t->page->limit_hit.len)
        t->page->limit_hit = STR("endless");
    crawl_check(c, snapshot_put_fetch(c->snapshot, &t->order.row, c->fail));
    if (t->page && !c->failed)
        crawl_check(c, snapshot_put_page(c->snapshot, e->id, t->page, c->fail));
    settle_done(c, number, OUTCOME_OK);
    c->pages += t->order.follow;
    if (t->page && t->order.follow)
        endless_learn(c->hosts.items[e->host], e->address, t->page);
    c->batch_pages++;
    if (t->page && t->order.follow && !c->failed && !twin_was_read(c, number, t->page) && !below)
        links_follow(c, number, t->page);
    if (!t->order.file)
        note_good(c, e);
    if (start_awaits(c, number))
        start_settled(c, number, OUTCOME_OK, NONE, true);
}

static void read_next(struct crawl *c);

/* Takes so much memory that only one of them is read at a time. */
static bool is_long(const struct read_task *t)
{
    return t->input.body.len >= LIMIT_LONG_PAGE;
}

static void on_read(uv_work_t *work, int status)
{
    struct read_task *t = work->data;
    struct crawl *c = t->crawl;
    c->reading--;
    c->reading_long = c->reading_long && !is_long(t);
    if (!status && !c->failed && c->phase != PHASE_OVER)
        write_page(c, t);
    task_drop(t);
    if (c->phase == PHASE_OVER)
        return;
    read_next(c);
    crawl_kick(c);
}

static void read_next(struct crawl *c)
{
    while (c->read_waiting && c->reading < CRAWL_READS_MAX) {
        struct read_task *t = c->read_waiting;
        if (is_long(t) && c->reading_long)
            return;
        c->reading_long = c->reading_long || is_long(t);
        c->read_waiting = t->next;
        if (!c->read_waiting)
            c->read_waiting_end = &c->read_waiting;
        c->waiting_bodies--;
        c->waiting_len -= t->input.body.len;
        c->reading++;
        t->work.data = t;
        if (uv_queue_work(&c->loop, &t->work, read_body, on_read)) {
            fail_set(c->fail, FAIL_MACHINE, "no thread to read pages on");
            c->failed = true;
            return;
        }
    }
}

/* The row's strings move along: they must outlive the reply. */
static void keep_row(struct read_task *t)
{
    struct fetch_row *row = &t->order.row;
    str *const kept[] = { &row->redirect_raw, &row->content_type, &row->error,
                          &row->wall,         &row->remote,       &row->tls_problem };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        *kept[i] = str_dup(&t->arena, *kept[i]);
}

void read_later(struct crawl *c, const struct read_order *order, struct fetch_reply *reply)
{
    struct read_task *t = task_new(c);
    size_t len = 0;
    t->order = *order;
    t->cut = order->file ? reply->cut : reply->cut_hurts;
    keep_row(t);
    t->body = fetch_take_body(reply, &len);
    t->input = (struct read_input){ .body = { t->body, len },
                                    .content_type = t->order.row.content_type,
                                    .address = frontier_entry(c->frontier, order->entry)->address };
    const struct host *h = c->hosts.items[frontier_entry(c->frontier, order->entry)->host];
    if (h->sessions)
        t->input.sessions = *sessions_names(h->sessions);
    t->next = NULL;
    *c->read_waiting_end = t;
    c->read_waiting_end = &t->next;
    c->waiting_bodies++;
    c->waiting_len += len;
    read_next(c);
}

static void free_list(struct read_task *t)
{
    while (t) {
        struct read_task *next = t->next;
        free(t->body);
        arena_done(&t->arena);
        free(t);
        t = next;
    }
}

void read_free(struct crawl *c)
{
    free_list(c->read_spare);
    free_list(c->read_waiting);
    c->read_spare = c->read_waiting = NULL;
}
