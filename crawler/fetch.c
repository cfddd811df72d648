/* SPDX-License-Identifier: MIT */
/* libcurl's multi interface on libuv polls and one timer. Callbacks only translate; what a transfer is stands in
 * fetch_transfer.c. */
#include "fetch_internal.h"
#include <stdlib.h>

enum { WATCH_MS = 250, CACHED_CONNECTIONS = 128 };

struct watched_socket {
    uv_poll_t poll;
    curl_socket_t fd;
    struct fetcher *fetcher;
};

static void put_in(struct transfer **list, struct transfer *t)
{
    t->next = *list;
    if (t->next)
        t->next->at = &t->next;
    t->at = list;
    *list = t;
}

static void take_out(struct transfer *t)
{
    *t->at = t->next;
    if (t->next)
        t->next->at = t->at;
    t->next = NULL;
    t->at = NULL;
}

/* NULL: the list is empty. */
static struct transfer *take_first(struct transfer **list)
{
    struct transfer *t = *list;
    if (!t)
        return NULL;
    *list = t->next;
    if (t->next)
        t->next->at = list;
    t->next = NULL;
    t->at = NULL;
    return t;
}

static void discard(struct transfer *t)
{
    transfer_clear(t);
    arena_done(&t->arena);
    buf_done(&t->head);
    curl_easy_cleanup(t->easy);
    free(t);
}

static void put_back(struct transfer *t)
{
    struct fetcher *f = t->fetcher;
    if (f->spare_count >= TRANSFERS_KEPT) {
        discard(t);
        return;
    }
    transfer_clear(t);
    put_in(&f->spare, t);
    f->spare_count++;
}

/* A transfer that is in no list any more. The handle leaves curl first, so that the caller may start the next request
 * from inside its callback. */
static void tell(struct transfer *t, CURLcode code)
{
    struct fetcher *f = t->fetcher;
    transfer_conclude(t, code);
    curl_multi_remove_handle(f->multi, t->easy);
    f->fn(t->ctx, &t->reply);
    put_back(t);
    if (!f->active && !f->dead)
        uv_timer_stop(&f->watch);
}

static void finish(struct transfer *t, CURLcode code)
{
    take_out(t);
    tell(t, code);
}

static void collect(struct fetcher *f)
{
    int left = 0;
    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left));) {
        if (m->msg != CURLMSG_DONE)
            continue;
        struct transfer *t = NULL;
        CURLcode code = m->data.result; /* m is gone after the handle is removed */
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        finish(t, code);
    }
}

static void on_socket_event(uv_poll_t *poll, int status, int events)
{
    const struct watched_socket *s = poll->data;
    struct fetcher *f = s->fetcher;
    int flags = 0, running = 0;
    if (status < 0)
        flags = CURL_CSELECT_ERR;
    if (events & UV_READABLE)
        flags |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE)
        flags |= CURL_CSELECT_OUT;
    curl_multi_socket_action(f->multi, s->fd, flags, &running);
    collect(f);
}

static void on_curl_time(uv_timer_t *timer)
{
    struct fetcher *f = timer->data;
    int running = 0;
    curl_multi_socket_action(f->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    collect(f);
}

static int on_timer_wish(CURLM *multi, long ms, void *ctx)
{
    (void)multi;
    struct fetcher *f = ctx;
    if (ms < 0)
        uv_timer_stop(&f->timer);
    else
        uv_timer_start(&f->timer, on_curl_time, (uint64_t)ms, 0);
    return 0;
}

static void on_socket_closed(uv_handle_t *handle)
{
    free(handle->data);
}

static struct watched_socket *watch_socket(struct fetcher *f, curl_socket_t fd)
{
    struct watched_socket *s = calloc(1, sizeof *s);
    if (!s)
        fail_no_memory();
    if (uv_poll_init_socket(f->loop, &s->poll, fd)) {
        free(s);
        return NULL;
    }
    s->poll.data = s;
    s->fd = fd;
    s->fetcher = f;
    curl_multi_assign(f->multi, fd, s);
    return s;
}

static int on_socket_wish(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
    (void)easy;
    struct fetcher *f = ctx;
    struct watched_socket *s = known;
    if (what == CURL_POLL_REMOVE) {
        if (!s)
            return 0;
        uv_poll_stop(&s->poll);
        curl_multi_assign(f->multi, fd, NULL);
        uv_close((uv_handle_t *)&s->poll, on_socket_closed);
        return 0;
    }
    if (!s && !(s = watch_socket(f, fd)))
        return -1;
    int events = (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
    return uv_poll_start(&s->poll, events, on_socket_event) ? -1 : 0;
}

/* tell() lets the caller change the list: the search begins anew each time. */
static struct transfer *overdue(const struct fetcher *f)
{
    struct transfer *t = f->active;
    while (t && !transfer_waits_too_long(t, uv_now(f->loop)))
        t = t->next;
    return t;
}

/* Ends what had nothing to connect to, and what waits too long for its first byte: curl has no such limit. */
static void on_watch(uv_timer_t *timer)
{
    struct fetcher *f = timer->data;
    for (struct transfer *t; (t = take_first(&f->dead));)
        tell(t, CURLE_COULDNT_RESOLVE_HOST);
    for (struct transfer *t; (t = overdue(f));)
        finish(t, CURLE_OPERATION_TIMEDOUT);
}

struct fetcher *fetcher_new(struct uv_loop_s *loop, fetched_fn fn, struct fail *fail)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        fail_set(fail, FAIL_MACHINE, "libcurl cannot be started");
        return NULL;
    }
    struct fetcher *f = calloc(1, sizeof *f);
    CURLM *multi = curl_multi_init();
    if (!f || !multi)
        fail_no_memory();
    *f = (struct fetcher){ .loop = loop, .multi = multi, .fn = fn };
    arena_init(&f->arena);
    f->jar = jar_new(&f->arena);
    uv_timer_init(loop, &f->timer);
    uv_timer_init(loop, &f->watch);
    f->timer.data = f->watch.data = f;
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket_wish);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, f);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer_wish);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, f);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)CACHED_CONNECTIONS);
    return f;
}

static struct transfer *spare_transfer(struct fetcher *f)
{
    struct transfer *t = take_first(&f->spare);
    if (t) {
        f->spare_count--;
        return t;
    }
    t = calloc(1, sizeof *t);
    if (!t || !(t->easy = curl_easy_init()))
        fail_no_memory();
    t->fetcher = f;
    arena_init(&t->arena);
    buf_init(&t->head, LIMIT_HEADER_LEN);
    return t;
}

void fetcher_start(struct fetcher *f, const struct fetch_request *r)
{
    struct transfer *t = spare_transfer(f);
    bool alive = transfer_prepare(t, r);
    put_in(alive ? &f->active : &f->dead, t);
    if (alive)
        curl_multi_add_handle(f->multi, t->easy);
    if (!alive)
        uv_timer_start(&f->watch, on_watch, 0, WATCH_MS);
    else if (!uv_is_active((uv_handle_t *)&f->watch))
        uv_timer_start(&f->watch, on_watch, WATCH_MS, WATCH_MS);
}

char *fetch_take_body(struct fetch_reply *reply, size_t *len)
{
    struct transfer *t = (struct transfer *)reply;
    char *bytes = t->body.bytes;
    *len = t->body.len;
    buf_init(&t->body, 0);
    reply->body = (str){ 0 };
    return bytes;
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct fetcher *f = handle->data;
    if (--f->closing)
        return;
    arena_done(&f->arena);
    free(f);
}

void fetcher_free(struct fetcher *f)
{
    if (!f)
        return;
    struct transfer **lists[] = { &f->active, &f->dead, &f->spare };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        for (struct transfer *t; (t = take_first(lists[i]));) {
            curl_multi_remove_handle(f->multi, t->easy); /* no harm where it was never added */
            discard(t);
        }
    }
    curl_multi_cleanup(f->multi);
    f->closing = 2;
    uv_timer_stop(&f->timer);
    uv_timer_stop(&f->watch);
    uv_close((uv_handle_t *)&f->timer, on_timer_closed);
    uv_close((uv_handle_t *)&f->watch, on_timer_closed);
    curl_global_cleanup();
}
