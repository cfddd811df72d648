/* SPDX-License-Identifier: MIT */
/* One crawl: the loop with its timers and signals, the batches of the snapshot, the beginning and the end. */
#include "crawl_family.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 250, BATCH_MS = 1000 };

uint64_t crawl_now(const struct crawl *c)
{
    return uv_now(&c->loop);
}

uint64_t crawl_wait(const struct crawl *c, uint64_t ms)
{
    return c->o->patience > 0 ? (uint64_t)((double)ms * c->o->patience) : ms;
}

void crawl_check(struct crawl *c, bool written)
{
    if (!written)
        c->failed = true;
}

bool crawl_store(struct crawl *c)
{
    if (c->failed || c->batch)
        return !c->failed;
    crawl_check(c, snapshot_begin(c->snapshot, c->fail));
    c->batch = !c->failed;
    c->batch_ms = crawl_now(c);
    c->batch_pages = 0;
    return c->batch;
}

void crawl_commit(struct crawl *c)
{
    if (c->batch && !c->failed)
        crawl_check(c, snapshot_commit(c->snapshot, c->fail));
    c->batch = false;
    c->batch_pages = 0;
}

void crawl_stop(struct crawl *c, const char *why, bool all)
{
    if (!c->stop || (all && !c->stop_all))
        c->stop = why;
    if (all && !c->stop_all) {
        c->stop_all = true;
        c->stop_ms = crawl_now(c);
    }
}

static void on_wake(uv_timer_t *timer)
{
    struct crawl *c = timer->data;
    c->kicked = false;
    crawl_pump(c);
}

void crawl_kick(struct crawl *c)
{
    c->kicked = true;
    uv_timer_start(&c->wake, on_wake, 0, 0);
}

void crawl_wake_at(struct crawl *c, uint64_t at_ms)
{
    uint64_t now = crawl_now(c);
    if (!c->kicked)
        uv_timer_start(&c->wake, on_wake, at_ms > now ? at_ms - now : 1, 0);
}

static const char *phase_word(const struct crawl *c, struct frontier_counts left)
{
    if (c->phase != PHASE_CRAWL)
        return "measuring IPv6";
    return left.queued || !(left.later + left.last) ? "crawling" : "retrying";
}

static void tell(struct crawl *c)
{
    struct frontier_counts left = frontier_counts(c->frontier);
    double seconds = (double)(crawl_now(c) - c->start_ms) / 1000.0;
    if (!c->progress)
        return;
    c->progress(c->progress_ctx,
                &(struct crawl_progress){ .pages = c->pages,
                                          .checked = c->checked,
                                          .queued = (int64_t)left.queued + left.later + left.last,
                                          .failed = c->failures,
                                          .bytes = c->bytes,
                                          .seconds = seconds,
                                          .pages_per_second = seconds > 0 ? (double)c->pages / seconds : 0,
                                          .current = str_from(c->current),
                                          .phase = phase_word(c, left) });
}

static void on_tick(uv_timer_t *timer)
{
    struct crawl *c = timer->data;
    uint64_t now = crawl_now(c);
    tell(c);
    if (c->batch && now - c->batch_ms >= BATCH_MS)
        crawl_commit(c);
    if (c->o->max_time_s && now - c->start_ms >= (uint64_t)c->o->max_time_s * 1000)
        crawl_stop(c, "max-time", true);
    crawl_kick(c);
}

static void on_signal(uv_signal_t *signal, int number)
{
    (void)number;
    struct crawl *c = signal->data;
    if (c->hurry) { /* asked twice */
        c->phase = PHASE_OVER;
        uv_stop(&c->loop);
        return;
    }
    crawl_stop(c, "interrupted", true);
    c->stop = "interrupted";
    c->stop_ms = crawl_now(c);
    c->hurry = true;
    crawl_kick(c);
}

static bool compile_skips(struct crawl *c)
{
    const struct site_profile *p = c->o->profile;
    c->skip = arena_new(&c->arena, struct pattern *, p->skip_count + 1);
    for (; c->skip_count < p->skip_count; c->skip_count++) {
        c->skip[c->skip_count] = pattern_compile(p->skip[c->skip_count], "profile: skip", c->fail);
        if (!c->skip[c->skip_count])
            return false;
    }
    return true;
}

static bool open_loop(struct crawl *c)
{
    if (uv_loop_init(&c->loop))
        return fail_set(c->fail, FAIL_MACHINE, "libuv cannot be started");
    uv_timer_init(&c->loop, &c->wake);
    uv_timer_init(&c->loop, &c->tick);
    uv_signal_init(&c->loop, &c->sigint);
    uv_signal_init(&c->loop, &c->sigterm);
    c->wake.data = c->tick.data = c->sigint.data = c->sigterm.data = c;
    uv_signal_start(&c->sigint, on_signal, SIGINT);
    uv_signal_start(&c->sigterm, on_signal, SIGTERM);
    c->fetcher = fetcher_new(&c->loop, crawl_on_fetched, c->fail);
    c->resolver = resolver_new(&c->loop, c->o->dns, c->fail);
    return c->fetcher && c->resolver;
}

static void close_loop(struct crawl *c)
{
    c->phase = PHASE_OVER;
    uv_close((uv_handle_t *)&c->wake, NULL);
    uv_close((uv_handle_t *)&c->tick, NULL);
    uv_close((uv_handle_t *)&c->sigint, NULL);
    uv_close((uv_handle_t *)&c->sigterm, NULL);
    fetcher_free(c->fetcher);
    fetcher_free(c->other);
    if (c->resolver)
        resolver_free(c->resolver);
    uv_run(&c->loop, UV_RUN_DEFAULT);
    uv_loop_close(&c->loop);
}

/* What a budget left unasked is said; what an interruption left is for the next run. */
static void refuse_rest(struct crawl *c)
{
    if (!c->stop || c->hurry)
        return;
    uint32_t count = frontier_count(c->frontier);
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        const struct entry *e = frontier_entry(c->frontier, i);
        if (e->state != ENTRY_SETTLED && !e->tries)
            entry_refuse(c, i, REFUSAL_BUDGET);
    }
}

static const char *why_no_home(const struct crawl *c)
{
    bool walled = false, closed = false;
    for (size_t i = 0; i < c->hosts.count; i++) {
        const struct host *h = c->hosts.items[i];
        walled = walled || (h->fact.own && h->tally.walled && !h->tally.good);
        closed = closed ||
                 (h->fact.own && (h->http.nothing || h->https.nothing || str_eq(h->fact.robots, STR("disallows-all"))));
    }
    return walled ? "site-walled" : closed ? "site-closed-by-robots" : "site-unreachable";
}

static bool finish_run(struct crawl *c)
{
    struct run_fact *run = c->run;
    c->watched = NONE;
    refuse_rest(c);
    for (size_t i = 0; i < c->hosts.count && !c->failed && crawl_store(c); i++)
        crawl_check(c, host_finish(c->hosts.items[i]));
    crawl_check(c, c->failed || home_remember(c));
    crawl_commit(c);
    if (!run->home.len) {
        run->home = c->candidates.items[0];
        if (!c->stop)
            c->stop = why_no_home(c);
    }
    run->complete = !c->stop;
    run->incomplete_because = str_from(c->stop);
    run->bytes = c->bytes;
    run->seconds = (double)(crawl_now(c) - c->start_ms) / 1000.0;
    run->finished = resume_time(&c->arena, c->o->now + (int64_t)run->seconds);
    return !c->failed && snapshot_run_finish(c->snapshot, run, c->fail);
}

static bool crawl_all(struct crawl *c)
{
    c->frontier = frontier_new(&c->arena);
    c->read_waiting_end = &c->read_waiting;
    if (!start_prepare(c) || !compile_skips(c) || !open_loop(c))
        return false;
    c->run->site = c->scope.host;
    c->start_ms = crawl_now(c);
    if (!resume_run(c))
        return false;
    start_next(c);
    crawl_kick(c);
    uv_timer_start(&c->tick, on_tick, TICK_MS, TICK_MS);
    uv_run(&c->loop, UV_RUN_DEFAULT);
    tell(c);
    return !c->failed && finish_run(c);
}

/* The run's strings move to the caller's arena. */
static void give_run(struct run_fact *run, struct arena *a)
{
    str *const kept[] = { &run->site, &run->home, &run->started, &run->finished, &run->incomplete_because };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        *kept[i] = str_dup(a, *kept[i]);
}

bool crawl_run(struct snapshot *s, const struct crawl_options *o, crawl_progress_fn progress, void *ctx,
               struct run_fact *run, struct arena *a, struct fail *f)
{
    struct crawl *c = calloc(1, sizeof *c);
    if (!c)
        fail_no_memory();
    *run = (struct run_fact){ 0 };
    *c = (struct crawl){
        .o = o, .snapshot = s, .fail = f, .progress = progress, .progress_ctx = ctx, .run = run, .watched = NONE
    };
    arena_init(&c->arena);
    arena_init(&c->scratch);
    bool done = crawl_all(c);
    if (c->loop.data || c->wake.data)
        close_loop(c);
    give_run(run, a);
    for (size_t i = 0; i < c->skip_count; i++)
        pattern_free(c->skip[i]);
    read_free(c);
    frontier_free(c->frontier);
    arena_done(&c->scratch);
    arena_done(&c->arena);
    free(c);
    return done;
}
