/* SPDX-License-Identifier: MIT */
/* A tiny HTTP server in a thread of the test, on a port of the system's choice: one function answers, every request is
 * logged. */
#ifndef TINY_SERVER_H
#define TINY_SERVER_H
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <uv.h>

struct tiny_reply {
    const char *text; /* whole answer, status line and all; terminated. Lives until the server stops */
    size_t len;       /* 0: strlen(text) */
    bool reset, hang; /* instead of an answer; reset with a text: after it */
};
struct tiny_request {
    const char *method, *path, *head; /* head: all header lines */
    int nth;                          /* of this method and path, from 1 */
};
typedef struct tiny_reply (*tiny_fn)(void *ctx, const struct tiny_request *r);

enum { TINY_LOG = 4096 };
struct tiny_server {
    uv_loop_t loop;
    uv_thread_t thread;
    uv_async_t stop;
    uv_tcp_t listener;
    int port;
    tiny_fn fn;
    void *ctx;
    char *log[TINY_LOG]; /* "GET /path" */
    uint64_t when[TINY_LOG];
    int count;
    int open, most_open; /* connections at once */
};
struct tiny_client {
    uv_tcp_t tcp;
    uv_write_t write;
    uv_shutdown_t shutdown;
    struct tiny_server *server;
    char in[16384];
    size_t len;
    bool reset_after, answered;
};

static inline void tiny_closed(uv_handle_t *h)
{
    struct tiny_client *c = h->data;
    c->server->open -= !c->answered;
    free(c);
}

static inline void tiny_end(struct tiny_client *c, bool reset)
{
    if (uv_is_closing((uv_handle_t *)&c->tcp))
        return;
    if (!reset || uv_tcp_close_reset(&c->tcp, tiny_closed))
        uv_close((uv_handle_t *)&c->tcp, tiny_closed);
}

static inline void tiny_written(uv_write_t *w, int status)
{
    struct tiny_client *c = w->data;
    if (status || c->reset_after) {
        tiny_end(c, c->reset_after);
        return;
    }
    /* Closing with something unread would reset the connection and might take the answer along: the client closes. */
    c->answered = true;
    c->server->open--;
    if (uv_shutdown(&c->shutdown, (uv_stream_t *)&c->tcp, NULL))
        tiny_end(c, false);
}

static inline int tiny_nth(struct tiny_server *s, const char *line)
{
    int nth = 1;
    for (int i = 0; i < s->count; i++)
        nth += !strcmp(s->log[i], line);
    if (s->count < TINY_LOG) {
        s->when[s->count] = uv_hrtime() / 1000000;
        s->log[s->count++] = strdup(line);
    }
    return nth;
}

static inline void tiny_answer(struct tiny_client *c)
{
    char method[16] = "", path[4096] = "", line[4200];
    if (sscanf(c->in, "%15s %4095s", method, path) != 2) {
        tiny_end(c, false);
        return;
    }
    snprintf(line, sizeof line, "%s %s", method, path);
    struct tiny_request r = { method, path, c->in, tiny_nth(c->server, line) };
    struct tiny_reply a = c->server->fn(c->server->ctx, &r);
    if (a.hang)
        return;
    if (!a.text) {
        tiny_end(c, a.reset);
        return;
    }
    size_t len = a.len ? a.len : strlen(a.text);
    const char *end = strstr(a.text, "\r\n\r\n");
    if (!strcmp(method, "HEAD") && end)
        len = (size_t)(end - a.text) + 4;
    c->reset_after = a.reset;
    c->write.data = c;
    char *text = (char *)(uintptr_t)a.text;
    uv_buf_t b = uv_buf_init(text, (unsigned)len);
    uv_write(&c->write, (uv_stream_t *)&c->tcp, &b, 1, tiny_written);
}

static inline void tiny_room(uv_handle_t *h, size_t wish, uv_buf_t *b)
{
    (void)wish;
    struct tiny_client *c = h->data;
    *b = uv_buf_init(c->in + c->len, (unsigned)(sizeof c->in - 1 - c->len));
}

static inline void tiny_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *b)
{
    (void)b;
    struct tiny_client *c = stream->data;
    if (n < 0) {
        tiny_end(c, false);
        return;
    }
    if (c->write.data) /* answered, or being answered: what else comes is not listened to */
        return;
    c->len += (size_t)n;
    c->in[c->len] = '\0';
    if (c->in[0] == 0x16) /* TLS: not here */
        tiny_end(c, false);
    else if (strstr(c->in, "\r\n\r\n"))
        tiny_answer(c);
    else if (c->len >= sizeof c->in - 1)
        tiny_end(c, false);
}

static inline void tiny_accept(uv_stream_t *listener, int status)
{
    struct tiny_server *s = listener->data;
    struct tiny_client *c = calloc(1, sizeof *c);
    if (status || !c)
        abort();
    c->server = s;
    c->tcp.data = c;
    uv_tcp_init(&s->loop, &c->tcp);
    if (++s->open > s->most_open)
        s->most_open = s->open;
    if (uv_accept(listener, (uv_stream_t *)&c->tcp))
        tiny_end(c, false);
    else
        uv_read_start((uv_stream_t *)&c->tcp, tiny_room, tiny_read);
}

static inline void tiny_close_each(uv_handle_t *h, void *ctx)
{
    struct tiny_server *s = ctx;
    if (uv_is_closing(h))
        return;
    bool ours = h == (uv_handle_t *)&s->stop || h == (uv_handle_t *)&s->listener;
    uv_close(h, ours ? NULL : tiny_closed);
}

static inline void tiny_on_stop(uv_async_t *async)
{
    uv_walk(async->loop, tiny_close_each, async->data);
}

static inline void tiny_run(void *ctx)
{
    struct tiny_server *s = ctx;
    uv_run(&s->loop, UV_RUN_DEFAULT);
}

static inline void tiny_start(struct tiny_server *s, tiny_fn fn, void *ctx)
{
    struct sockaddr_in a;
    int len = sizeof a;
    memset(s, 0, sizeof *s);
    s->fn = fn;
    s->ctx = ctx;
    uv_loop_init(&s->loop);
    uv_async_init(&s->loop, &s->stop, tiny_on_stop);
    uv_tcp_init(&s->loop, &s->listener);
    s->stop.data = s;
    s->listener.data = s;
    uv_ip4_addr("127.0.0.1", 0, &a);
    if (uv_tcp_bind(&s->listener, (const struct sockaddr *)&a, 0) ||
        uv_listen((uv_stream_t *)&s->listener, 128, tiny_accept))
        abort();
    uv_tcp_getsockname(&s->listener, (struct sockaddr *)&a, &len);
    s->port = ntohs(a.sin_port);
    uv_thread_create(&s->thread, tiny_run, s);
}

static inline void tiny_stop(struct tiny_server *s)
{
    uv_async_send(&s->stop);
    uv_thread_join(&s->thread);
    uv_loop_close(&s->loop);
}

static inline void tiny_forget(struct tiny_server *s) /* the log, when it was looked at */
{
    for (int i = 0; i < s->count; i++)
        free(s->log[i]);
    s->count = 0;
}

static inline int tiny_times(const struct tiny_server *s, const char *line)
{
    int n = 0;
    for (int i = 0; i < s->count; i++)
        n += !strcmp(s->log[i], line);
    return n;
}

#endif
