/* SPDX-License-Identifier: MIT */
/* c-ares on the crawl's loop. Callbacks only note answers; a timer hands finished questions out, so that nobody is
 * called back from inside a call of his own. */
#include "resolve_answer.h"
#include "core/arena.h"
#include <ares.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { TRY_MS = 3000, TRIES = 2, TICK_MS = 250, ASKED_AT_ONCE = 64, HOST_LEN_MAX = 255 };

/* One question: waiting, then asked (both families open, or the name servers), then ready. */
struct question {
    struct question *next;
    struct resolver *resolver;
    resolved_fn fn;
    name_servers_fn servers_fn; /* instead of fn: asks for the name servers */
    void *ctx;
    int open; /* answers still due */
    struct resolved result;
    struct name_servers servers;
    char host[HOST_LEN_MAX + 1];
};

struct queue {
    struct question *first, **last;
};

struct resolver {
    uv_loop_t *loop;
    ares_channel channel;
    uv_timer_t tick; /* lets c-ares see its timeouts while questions are asked */
    uv_timer_t ready_timer;
    int handles;     /* timers not yet closed; the last one frees the resolver */
    bool ending;     /* resolver_free() was called */
    bool laboratory; /* a server was named: its private IPv6 addresses are meant */
    int asked;
    struct queue waiting, ready;
    struct watch *watches;
};

/* A socket of c-ares as the loop sees it; freed when its handle has closed. */
struct watch {
    uv_poll_t poll;
    struct resolver *resolver;
    struct watch *next;
    ares_socket_t socket;
};

static void queue_init(struct queue *q)
{
    q->first = NULL;
    q->last = &q->first;
}

static void queue_put(struct queue *q, struct question *item)
{
    item->next = NULL;
    *q->last = item;
    q->last = &item->next;
}

static struct question *queue_take(struct queue *q)
{
    struct question *item = q->first;
    if (item) {
        q->first = item->next;
        if (!q->first)
            q->last = &q->first;
    }
    return item;
}

static void *zeroed(size_t size)
{
    void *memory = calloc(1, size);
    if (!memory)
        fail_no_memory();
    return memory;
}

/* --- what an answer means --- */

/* Some balancers say NXDOMAIN for the family they do not serve; a name that has an address lives. */
static void settle(struct resolved *result)
{
    if (result->a == DNS_FOUND && result->aaaa == DNS_NXDOMAIN)
        result->aaaa = DNS_NODATA;
    if (result->aaaa == DNS_FOUND && result->a == DNS_NXDOMAIN)
        result->a = DNS_NODATA;
}

static int read_a(struct question *q, const unsigned char *reply, int len)
{
    return answer_read_a(&q->result, reply, len);
}

static int read_aaaa(struct question *q, const unsigned char *reply, int len)
{
    return answer_read_aaaa(&q->result, q->resolver->laboratory, reply, len);
}

static int read_servers(struct question *q, const unsigned char *reply, int len)
{
    return answer_read_servers(&q->servers, reply, len);
}

/* --- from question to answer --- */

static void on_ready(uv_timer_t *timer);

static void make_ready(struct question *q)
{
    queue_put(&q->resolver->ready, q);
    uv_timer_start(&q->resolver->ready_timer, on_ready, 0, 0);
}

/* One of the two answers came; `read` takes the addresses out of a good one. */
static void on_answer(struct question *q, int status, const unsigned char *reply, int len, enum dns_state *state,
                      int (*read)(struct question *, const unsigned char *, int))
{
    struct resolver *r = q->resolver;
    if (r->ending) {
        if (--q->open == 0)
            free(q);
        return;
    }
    if (status == ARES_SUCCESS)
        status = read(q, reply, len);
    *state = answer_state(status);
    if (*state == DNS_ERROR)
        snprintf(q->result.error, sizeof q->result.error, "%s", ares_strerror(status));
    if (--q->open > 0)
        return;
    if (!q->servers_fn)
        settle(&q->result);
    if (--r->asked == 0)
        uv_timer_stop(&r->tick);
    make_ready(q);
}

static void on_a(void *ctx, int status, int timeouts, unsigned char *reply, int len)
{
    (void)timeouts;
    struct question *q = ctx;
    on_answer(q, status, reply, len, &q->result.a, read_a);
}

static void on_aaaa(void *ctx, int status, int timeouts, unsigned char *reply, int len)
{
    (void)timeouts;
    struct question *q = ctx;
    on_answer(q, status, reply, len, &q->result.aaaa, read_aaaa);
}

static void on_servers(void *ctx, int status, int timeouts, unsigned char *reply, int len)
{
    (void)timeouts;
    struct question *q = ctx;
    on_answer(q, status, reply, len, &q->servers.state, read_servers);
}

static void on_tick(uv_timer_t *timer)
{
    struct resolver *r = timer->data;
    ares_process_fd(r->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

static void ask_waiting(struct resolver *r)
{
    while (r->asked < ASKED_AT_ONCE && r->waiting.first) {
        struct question *q = queue_take(&r->waiting);
        if (r->asked++ == 0)
            uv_timer_start(&r->tick, on_tick, TICK_MS, TICK_MS);
        q->open = q->servers_fn ? 1 : 2; /* before the first call, which may answer at once */
        if (q->servers_fn) {
            ares_query(r->channel, q->host, 1, 2, on_servers, q);
            continue;
        }
        ares_query(r->channel, q->host, 1, 1, on_a, q);
        ares_query(r->channel, q->host, 1, 28, on_aaaa, q);
    }
}

static void on_ready(uv_timer_t *timer)
{
    struct resolver *r = timer->data;
    struct queue batch = r->ready;
    if (!batch.first)
        return;
    queue_init(&r->ready);
    while (batch.first && !r->ending) {
        struct question *q = batch.first;
        batch.first = q->next;
        if (q->servers_fn)
            q->servers_fn(q->ctx, &q->servers);
        else
            q->fn(q->ctx, &q->result);
        free(q);
    }
    for (struct question *q = batch.first; q; q = batch.first) { /* the resolver ended while answering */
        batch.first = q->next;
        free(q);
    }
    if (!r->ending)
        ask_waiting(r);
}

static bool answer_literal(struct question *q)
{
    unsigned char ip[16];
    if (inet_pton(AF_INET, q->host, ip) == 1) {
        q->result.a = DNS_FOUND;
        answer_add_v4(&q->result, ip);
        return true;
    }
    if (inet_pton(AF_INET6, q->host, ip) != 1)
        return false;
    q->result.aaaa = DNS_FOUND;
    answer_add_v6(&q->result, ip, true);
    return true;
}

/* /etc/hosts: what it names is found; the family it does not name is unknown, for the file is no evidence of absence.
 */
static bool answer_by_file(struct question *q)
{
    struct hostent *found = NULL;
    ares_channel channel = q->resolver->channel;
    if (ares_gethostbyname_file(channel, q->host, AF_INET, &found) == ARES_SUCCESS) {
        for (char **ip = found->h_addr_list; *ip; ip++)
            answer_add_v4(&q->result, *ip);
        q->result.a = DNS_FOUND;
        ares_free_hostent(found);
    }
    if (ares_gethostbyname_file(channel, q->host, AF_INET6, &found) == ARES_SUCCESS) {
        for (char **ip = found->h_addr_list; *ip; ip++)
            answer_add_v6(&q->result, *ip, true);
        q->result.aaaa = DNS_FOUND;
        ares_free_hostent(found);
    }
    return q->result.a == DNS_FOUND || q->result.aaaa == DNS_FOUND;
}

void resolver_ask(struct resolver *r, const char *host, resolved_fn fn, void *ctx)
{
    struct question *q = zeroed(sizeof *q);
    *q = (struct question){ .resolver = r, .fn = fn, .ctx = ctx };
    str name = str_from(host);
    if (name.len > 2 && name.ptr[0] == '[' && name.ptr[name.len - 1] == ']')
        name = str_slice(name, 1, name.len - 1);
    if (name.len == 0 || name.len > HOST_LEN_MAX) {
        q->result.a = q->result.aaaa = DNS_NXDOMAIN; /* no name can be so long */
        make_ready(q);
        return;
    }
    memcpy(q->host, name.ptr, name.len);
    bool by_file = !r->laboratory || str_eq_nocase(name, STR("localhost"));
    if (answer_literal(q) || (by_file && answer_by_file(q))) {
        make_ready(q);
        return;
    }
    queue_put(&r->waiting, q);
    ask_waiting(r);
}

void resolver_ask_servers(struct resolver *r, str domain, name_servers_fn fn, void *ctx)
{
    struct question *q = zeroed(sizeof *q);
    *q = (struct question){ .resolver = r, .servers_fn = fn, .ctx = ctx };
    if (domain.len == 0 || domain.len > HOST_LEN_MAX) {
        q->servers.state = DNS_NXDOMAIN;
        make_ready(q);
        return;
    }
    memcpy(q->host, domain.ptr, domain.len);
    queue_put(&r->waiting, q);
    ask_waiting(r);
}

/* --- the loop --- */

static void on_socket_event(uv_poll_t *poll, int status, int events)
{
    struct watch *w = poll->data;
    bool read = status < 0 || (events & UV_READABLE), write = status < 0 || (events & UV_WRITABLE);
    ares_process_fd(w->resolver->channel, read ? w->socket : ARES_SOCKET_BAD, write ? w->socket : ARES_SOCKET_BAD);
}

static void on_watch_closed(uv_handle_t *handle)
{
    free(handle->data);
}

static struct watch *watch_of(struct resolver *r, ares_socket_t socket)
{
    struct watch *w = r->watches;
    while (w && w->socket != socket)
        w = w->next;
    return w;
}

static void unwatch(struct resolver *r, struct watch *w)
{
    struct watch **at = &r->watches;
    while (*at != w)
        at = &(*at)->next;
    *at = w->next;
    uv_poll_stop(&w->poll);
    uv_close((uv_handle_t *)&w->poll, on_watch_closed);
}

/* c-ares says what it wants of a socket; neither: it is about to close it. */
static void on_socket_state(void *ctx, ares_socket_t socket, int readable, int writable)
{
    struct resolver *r = ctx;
    struct watch *w = watch_of(r, socket);
    if (!readable && !writable) {
        if (w)
            unwatch(r, w);
        return;
    }
    if (!w) {
        w = zeroed(sizeof *w);
        if (uv_poll_init_socket(r->loop, &w->poll, socket) < 0) {
            free(w); /* the tick's timeouts end the question */
            return;
        }
        w->poll.data = w;
        w->resolver = r;
        w->socket = socket;
        w->next = r->watches;
        r->watches = w;
    }
    uv_poll_start(&w->poll, (readable ? UV_READABLE : 0) | (writable ? UV_WRITABLE : 0), on_socket_event);
}

static bool is_ip(str text, int family)
{
    char copy[INET6_ADDRSTRLEN + 1];
    unsigned char ip[16];
    snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
    return text.len < sizeof copy && inet_pton(family, copy, ip) == 1;
}

/* ADDR, ADDR:PORT, [ADDR]:PORT; c-ares itself takes much that is none of these. */
static bool is_server(str text)
{
    if (is_ip(text, AF_INET6))
        return true;
    int family = AF_INET;
    size_t end = str_find(text, STR(":"));
    str port = str_slice(text, end == SIZE_MAX ? text.len : end, text.len), ip = str_slice(text, 0, end);
    if (str_starts(text, STR("["))) {
        end = str_find(text, STR("]"));
        family = AF_INET6;
        ip = str_slice(text, 1, end);
        port = str_slice(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        if (end == SIZE_MAX)
            return false;
    }
    int64_t number = 53;
    if (port.len && (port.ptr[0] != ':' || !str_to_int(str_slice(port, 1, port.len), &number)))
        return false;
    return is_ip(ip, family) && number > 0 && number < 65536;
}

static bool open_channel(struct resolver *r, str server, struct fail *f)
{
    struct ares_options options = { .flags = ARES_FLAG_NOSEARCH,
                                    .timeout = TRY_MS,
                                    .tries = TRIES,
                                    .sock_state_cb = on_socket_state,
                                    .sock_state_cb_data = r };
    int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;
    int status = ares_init_options(&r->channel, &options, mask);
    if (status != ARES_SUCCESS)
        return fail_set(f, FAIL_MACHINE, "DNS: %s", ares_strerror(status));
    if (server.len == 0)
        return true;
    struct arena scratch;
    arena_init(&scratch);
    bool bare = str_starts(server, STR("[")) && str_ends(server, STR("]")); /* which c-ares takes only with a port */
    str written = server;
    server = bare ? str_slice(server, 1, server.len - 1) : server;
    status = is_server(written) ? ares_set_servers_ports_csv(r->channel, str_cstr(&scratch, server)) : ARES_EBADSTR;
    arena_done(&scratch);
    if (status == ARES_SUCCESS)
        return true;
    ares_destroy(r->channel);
    return fail_set(
        f, FAIL_USAGE,
        "--dns '%.*s': want the IP address of a server, such as 114.114.114.114, 127.0.0.1:5353 or [::1]:53",
        STR_ARG(server));
}

struct resolver *resolver_new(struct uv_loop_s *loop, str server, struct fail *f)
{
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS) {
        fail_set(f, FAIL_MACHINE, "DNS: c-ares does not start");
        return NULL;
    }
    struct resolver *r = zeroed(sizeof *r);
    r->loop = loop;
    r->laboratory = server.len > 0;
    queue_init(&r->waiting);
    queue_init(&r->ready);
    if (!open_channel(r, server, f)) {
        free(r);
        ares_library_cleanup();
        return NULL;
    }
    uv_timer_init(loop, &r->tick);
    uv_timer_init(loop, &r->ready_timer);
    r->tick.data = r->ready_timer.data = r;
    r->handles = 2;
    return r;
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct resolver *r = handle->data;
    if (--r->handles == 0)
        free(r);
}

static void queue_drop(struct queue *q)
{
    for (struct question *item = queue_take(q); item; item = queue_take(q))
        free(item);
}

void resolver_free(struct resolver *r)
{
    if (!r)
        return;
    r->ending = true;
    ares_destroy(r->channel); /* answers every open question, closes every socket */
    ares_library_cleanup();
    queue_drop(&r->waiting);
    queue_drop(&r->ready);
    while (r->watches)
        unwatch(r, r->watches);
    uv_close((uv_handle_t *)&r->tick, on_timer_closed);
    uv_close((uv_handle_t *)&r->ready_timer, on_timer_closed);
}
