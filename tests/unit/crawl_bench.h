/* SPDX-License-Identifier: MIT */
/* A crawl of what a tiny server of the test answers, and questions about what was asked and kept. The test brings
 * answer(). */
#ifndef TESTS_CRAWL_BENCH_H
#define TESTS_CRAWL_BENCH_H
#include "core/arena.h"
#include "core/site_facts.h"
#include "crawler/crawl.h"
#include "polite.h"
#include "tiny_server.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <unistd.h>
#include <cmocka.h>

#define HTML                                                                                                           \
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: "                                        \
    "close\r\n\r\n<html><head><title>t</title></head><body>"
#define NOT_FOUND                                                                                                      \
    "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>404</title>no</html>"
#define OOPS "HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"

struct page {
    const char *path, *text;
};

static struct tiny_reply answer(void *ctx, const struct tiny_request *r); /* ctx: the bench's mood */

struct bench {
    int mood;
    struct tiny_server server;
    struct arena arena;
    char folder[64], site[64];
    struct site_profile profile;
    struct crawl_options options;
    struct run_fact run;
    const struct site_facts *facts;
    int stop_after; /* requests; a signal is sent then */
};

static inline int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    tiny_start(&b->server, answer, &b->mood);
    arena_init(&b->arena);
    snprintf(b->folder, sizeof b->folder, "/tmp/test_crawl.XXXXXX");
    snprintf(b->site, sizeof b->site, "127.0.0.1:%d", b->server.port);
    b->options = (struct crawl_options){ .site = str_from(b->site),
                                         .profile = &b->profile,
                                         .concurrency = 4,
                                         .external = true,
                                         .version = STR("9"),
                                         .patience = 0.05,
                                         .now = 1795161600 };
    *state = b;
    return mkdtemp(b->folder) ? 0 : -1;
}

static inline int tear_down(void **state)
{
    struct bench *b = *state;
    char command[200];
    tiny_stop(&b->server);
    tiny_forget(&b->server);
    arena_done(&b->arena);
    static const char *const files[] = { "snapshot.db", "snapshot.db-wal", "snapshot.db-shm",
                                         "lock",        "snapshot.lock",   "snapshot.db-lock" };
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        snprintf(command, sizeof command, "%s/%s", b->folder, files[i]);
        unlink(command);
    }
    rmdir(b->folder);
    free(b);
    return 0;
}

static inline void on_progress(void *ctx, const struct crawl_progress *p)
{
    struct bench *b = ctx;
    if (b->stop_after && p->checked >= b->stop_after) {
        b->stop_after = 0;
        raise(SIGTERM);
    }
}

static inline void crawl(struct bench *b)
{
    struct fail f = { 0 };
    struct snapshot *s = snapshot_open(b->folder, true, &f);
    assert_non_null(s);
    if (!crawl_run(s, &b->options, on_progress, b, &b->run, &b->arena, &f))
        fail_msg("crawl: %s", f.text);
    b->facts = snapshot_load_site(s, b->run.id, &b->arena, &f);
    if (!b->facts)
        fail_msg("load: %s", f.text);
    snapshot_close(s);
}

static inline const struct resource_fact *at(struct bench *b, const char *path)
{
    uint32_t i = site_find(b->facts, str_fmt(&b->arena, "http://%s%s", b->site, path));
    if (i == NONE)
        fail_msg("%s is not in the snapshot", path);
    return &b->facts->resources[i];
}

static inline void assert_outcome(struct bench *b, const char *path, enum outcome outcome, uint32_t tries)
{
    const struct resource_fact *r = at(b, path);
    if (r->outcome != outcome || r->tries != tries)
        fail_msg("%s: %.*s after %u tries (%.*s), not %.*s after %u", path, STR_ARG(words_outcome(r->outcome)),
                 r->tries, STR_ARG(r->methods), STR_ARG(words_outcome(outcome)), tries);
}

static inline void assert_asked(struct bench *b, const char *line, int times)
{
    int n = tiny_times(&b->server, line);
    if (n != times)
        fail_msg("%s: asked %d times, not %d", line, n, times);
}

#endif
