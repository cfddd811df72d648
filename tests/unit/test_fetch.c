/* SPDX-License-Identifier: MIT */
/* The fetcher against a server that answers well, badly, cut short, and not at all. */
#include "fetch.h"
#include "tiny_server.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct got {
    struct fetch_reply reply;
    char *body, headers[512], location[256];
    size_t len;
    int calls;
};

static void on_fetched(void *ctx, struct fetch_reply *r)
{
    struct got *g = ctx;
    g->calls++;
    g->reply = *r;
    snprintf(g->headers, sizeof g->headers, "%.*s", STR_ARG(r->headers));
    snprintf(g->location, sizeof g->location, "%.*s", STR_ARG(r->location));
    g->body = fetch_take_body(r, &g->len);
}

static const char endless_head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

static struct tiny_reply answer(void *ctx, const struct tiny_request *r)
{
    (void)ctx;
    static char big[300000];
    if (!strcmp(r->path, "/ok"))
        return (struct tiny_reply){
            .text = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
        };
    if (!strcmp(r->path, "/gone"))
        return (struct tiny_reply){ .text = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno" };
    if (!strcmp(r->path, "/away"))
        return (struct tiny_reply){ .text = "HTTP/1.1 302 Found\r\nLocation: /ok?a=b\r\nContent-Length: 0\r\n\r\n" };
    if (!strcmp(r->path, "/nowhere"))
        return (struct tiny_reply){ .text = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n" };
    if (!strcmp(r->path, "/short"))
        return (struct tiny_reply){ .text = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello" };
    if (!strcmp(r->path, "/empty"))
        return (struct tiny_reply){ .text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" };
    if (!strcmp(r->path, "/reset"))
        return (struct tiny_reply){ .reset = true };
    if (!strcmp(r->path, "/noise"))
        return (struct tiny_reply){ .text = "SSH-2.0-OpenSSH_9.2\r\n\r\n" };
    if (!strcmp(r->path, "/wait"))
        return (struct tiny_reply){ .text = "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 1\r\n\r\nx" };
    if (!strcmp(r->path, "/cookie"))
        return (struct tiny_reply){
            .text = strstr(r->head, "Cookie: CT6T=9f3")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nknown"
                        : "HTTP/1.1 302 Found\r\nLocation: /cookie\r\nSet-Cookie: CT6T=9f3; Path=/\r\n\r\n"
        };
    if (!strcmp(r->path, "/long-line") || !strcmp(r->path, "/long-head")) {
        memset(big, 'x', sizeof big - 1);
        memcpy(big, endless_head, sizeof endless_head - 3);
        for (size_t i = sizeof endless_head + 1000; r->path[6] == 'h' && i < sizeof big - 10; i += 1000)
            memcpy(big + i, "\r\nX: ", 5);
        return (struct tiny_reply){ .text = big };
    }
    if (!strcmp(r->path, "/continues")) { /* for ever: libcurl gives up at 300 KB */
        static char many[400000];
        for (size_t i = 0; i + 26 < sizeof many; i += 25)
            memcpy(many + i, "HTTP/1.1 100 Continue\r\n\r\n", 26);
        return (struct tiny_reply){ .text = many };
    }
    if (!strcmp(r->path, "/big")) {
        memset(big, 'x', sizeof big - 1);
        memcpy(big, endless_head, sizeof endless_head - 1);
        return (struct tiny_reply){ .text = big };
    }
    return (struct tiny_reply){ .text = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n" };
}

struct bench {
    struct tiny_server server;
    uv_loop_t loop;
    struct fetcher *fetcher;
    struct resolved home;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    struct fail f = { 0 };
    tiny_start(&b->server, answer, NULL);
    uv_loop_init(&b->loop);
    b->fetcher = fetcher_new(&b->loop, on_fetched, &f);
    b->home = (struct resolved){ .a = DNS_FOUND, .v4_count = 1 };
    snprintf(b->home.v4[0], sizeof b->home.v4[0], "127.0.0.1");
    *state = b;
    return b->fetcher ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    fetcher_free(b->fetcher);
    uv_run(&b->loop, UV_RUN_DEFAULT);
    int closed = uv_loop_close(&b->loop);
    tiny_stop(&b->server);
    tiny_forget(&b->server);
    free(b);
    return closed;
}

static void ask_as(struct bench *b, const char *path, struct fetch_request r, struct got *g)
{
    char url[300];
    *g = (struct got){ 0 };
    snprintf(url, sizeof url, "http://portal.test:%d%s", b->server.port, path);
    r.url = url;
    r.host = "portal.test";
    r.ctx = g;
    if (!r.addresses)
        r.addresses = &b->home;
    fetcher_start(b->fetcher, &r);
    assert_int_equal(g->calls, 0); /* never from inside the call */
    while (!g->calls)
        uv_run(&b->loop, UV_RUN_ONCE);
    free(g->body);
}

static void ask(struct bench *b, const char *path, struct got *g)
{
    ask_as(b, path, (struct fetch_request){ .body_max = 1000 }, g);
}

static void test_good_answer(void **state)
{
    struct got g;
    ask(*state, "/ok", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_OK);
    assert_int_equal(g.reply.status, 200);
    assert_int_equal(g.len, 5);
    assert_int_equal(g.reply.length, 5);
    assert_false(g.reply.cut);
    assert_true(g.reply.connected);
    assert_string_equal(g.reply.remote, "127.0.0.1");
    assert_int_equal(g.reply.retry_after_s, -1);
    ask_as(*state, "/ok", (struct fetch_request){ .head = true }, &g);
    assert_int_equal(g.reply.outcome, OUTCOME_OK);
    assert_int_equal(g.len, 0);
}

static void test_bad_answers_are_named(void **state)
{
    static const struct {
        const char *path;
        enum outcome outcome;
        int status;
    } rows[] = { { "/gone", OUTCOME_STATUS, 404 },     { "/nowhere", OUTCOME_BAD_REPLY, 302 },
                 { "/short", OUTCOME_TRUNCATED, 200 }, { "/empty", OUTCOME_EMPTY, 200 },
                 { "/reset", OUTCOME_RESET, 0 },       { "/noise", OUTCOME_BAD_REPLY, 0 } };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct got g;
        ask(*state, rows[i].path, &g);
        assert_int_equal(g.reply.outcome, rows[i].outcome);
        assert_int_equal(g.reply.status, rows[i].status);
    }
}

static void test_redirect_is_told_not_followed(void **state)
{
    struct bench *b = *state;
    struct got g;
    ask(b, "/away", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_REDIRECT);
    assert_string_equal(g.location, "/ok?a=b");
    assert_int_equal(b->server.count, 1);
}

static void test_body_ceiling(void **state)
{
    struct got g;
    ask(*state, "/big", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_OK);
    assert_true(g.reply.cut);
    assert_true(g.reply.cut_hurts);
    assert_int_equal(g.len, 1000);
    ask_as(*state, "/big", (struct fetch_request){ .body_max = 1000, .cut_is_fine = true }, &g);
    assert_true(g.reply.cut);
    assert_false(g.reply.cut_hurts);
}

/* libcurl calls a header line that is too long to keep "out of memory". */
static void test_header_without_end(void **state)
{
    struct got g;
    ask(*state, "/long-line", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_BAD_REPLY);
    ask(*state, "/long-head", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_BAD_REPLY);
    ask(*state, "/continues", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_BAD_REPLY);
    ask(*state, "/ok", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_OK);
}

static void test_retry_after(void **state)
{
    struct got g;
    ask(*state, "/wait", &g);
    assert_int_equal(g.reply.status, 503);
    assert_int_equal(g.reply.retry_after_s, 7);
}

static void test_cookie_comes_back(void **state)
{
    struct got g;
    ask(*state, "/cookie", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_REDIRECT);
    assert_true(g.reply.set_cookie);
    ask(*state, "/cookie", &g);
    assert_int_equal(g.reply.outcome, OUTCOME_OK);
}

static void test_refused_and_no_address(void **state)
{
    struct bench *b = *state;
    struct got g;
    struct resolved none = { 0 }, other = { .a = DNS_FOUND, .v4_count = 1 };
    snprintf(other.v4[0], sizeof other.v4[0], "127.0.0.77"); /* nobody listens there */
    ask_as(b, "/ok", (struct fetch_request){ .body_max = 9, .addresses = &none }, &g);
    assert_int_equal(g.reply.outcome, OUTCOME_NO_HOST);
    ask_as(b, "/ok", (struct fetch_request){ .body_max = 9, .family = 6 }, &g);
    assert_int_equal(g.reply.outcome, OUTCOME_NO_HOST);
    ask_as(b, "/ok", (struct fetch_request){ .body_max = 9, .addresses = &other, .family = 4 }, &g);
    assert_int_equal(g.reply.outcome, OUTCOME_REFUSED);
    assert_false(g.reply.connected);
    assert_int_equal(b->server.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_answers_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_redirect_is_told_not_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_body_ceiling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_header_without_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_retry_after, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cookie_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_and_no_address, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
