/* SPDX-License-Identifier: MIT */
/* A new run, or the interrupted one with all the addresses it knew. */
#include "crawl_internal.h"

enum { RESUME_WITHIN_S = 86400, SHANGHAI_S = 8 * 3600 };

str resume_time(struct arena *a, int64_t seconds)
{
    struct day_parts d = day_parts(day_from_unix(seconds));
    int64_t of_day = ((seconds + SHANGHAI_S) % 86400 + 86400) % 86400;
    return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", d.year, d.month, d.day, (int)(of_day / 3600),
                   (int)(of_day / 60 % 60), (int)(of_day % 60));
}

static int64_t seconds_of(str time)
{
    int64_t hour = 0, minute = 0, second = 0;
    day d = day_from_iso(str_slice(time, 0, 10));
    if (!day_known(d) || time.len < 19)
        return 0;
    str_to_int(str_slice(time, 11, 13), &hour);
    str_to_int(str_slice(time, 14, 16), &minute);
    str_to_int(str_slice(time, 17, 19), &second);
    return (int64_t)d.n * 86400 + hour * 3600 + minute * 60 + second - SHANGHAI_S;
}

static bool on_known(void *ctx, const struct url_seen *seen)
{
    struct crawl *c = ctx;
    struct host *h = host_of(c, seen->row.address);
    if (!h)
        return true;
    struct entry e = { .address = seen->row.address,
                       .host = h->number,
                       .queue = host_queue(h, seen->row.address),
                       .depth = seen->row.depth,
                       .id = seen->id,
                       .own = h->fact.own,
                       .role = seen->row.role,
                       .tries = (uint8_t)(seen->tries > CRAWL_TRIES ? CRAWL_TRIES : seen->tries),
                       .outcome = seen->outcome,
                       .head_first = seen->row.role == URL_CHECK && !seen->tries };
    polite_hold(&h->polite, crawl_now(c), seen->host_held_until - c->o->now);
    bool settled = seen->settled || seen->row.refusal != REFUSAL_NONE;
    if (!settled && e.tries >= CRAWL_TRIES)
        e.tries = CRAWL_TRIES - 1;
    if (!settled && e.tries && outcome_is_connection(e.outcome)) {
        e.lost = 1;
    } else if (!settled && e.tries) { /* whether the tries before the last one agreed is not known any more */
        e.said = 1;
        e.said_outcome = e.outcome;
        e.said_status = (uint16_t)seen->status;
    }
    uint32_t number = frontier_add(c->frontier, &e);
    endless_queries(h, e.address);
    if (!settled) {
        if (seen->tries && seen->outcome == OUTCOME_WALL)
            host_learned(h, OUTCOME_WALL, "wall"); /* as at its first try */
        frontier_push(c->frontier, number);
        return true;
    }
    struct entry *kept = frontier_entry(c->frontier, number);
    kept->state = ENTRY_SETTLED;
    if (seen->row.refusal == REFUSAL_ENDLESS)
        endless_was_told(h, e.address);
    if (seen->settled && seen->tries)
        host_learned(h, seen->outcome, "wall");
    if (seen->settled && seen->outcome == OUTCOME_OK && e.role == URL_READ) {
        c->pages += e.own;
        c->pages_begun += e.own;
        h->good_id = seen->id;
        h->good_address = kept->address;
    }
    return true;
}

/* Facts of hosts are written at the end of a run, so an interrupted one has none of them. */
static void ask_hosts_again(struct crawl *c)
{
    for (size_t i = 0; i < c->hosts.count; i++) {
        struct host *h = c->hosts.items[i];
        bool tls = h->good_id && str_starts(h->good_address, STR("https:"));
        if (h->good_id || (h->fact.own && h->tally.failed))
            robots_ask(h, tls ? &h->https : &h->http, tls);
    }
}

static bool start_run(struct crawl *c)
{
    const struct crawl_options *o = c->o;
    struct run_start start = { .site = c->scope.host, .started = c->run->started, .version = o->version };
    start.options = str_fmt(
        &c->arena,
        "{\"rate\":%g,\"concurrency\":%d,\"max_pages\":%lld,\"max_depth\":%lld,\"max_time\":%lld,\"external\":%s}",
        o->rate, o->concurrency, (long long)o->max_pages, (long long)o->max_depth, (long long)o->max_time_s,
        o->external ? "true" : "false");
    c->run->id = snapshot_run_start(c->snapshot, &start, c->fail);
    return c->run->id != 0;
}

bool resume_run(struct crawl *c)
{
    const struct crawl_options *o = c->o;
    str started = { 0 };
    c->run->started = resume_time(&c->arena, o->now);
    int64_t open = o->fresh ? 0 : snapshot_run_open(c->snapshot, &c->arena, &started, c->fail);
    if (c->fail->code)
        return false;
    if (!open || (!o->resume && o->now - seconds_of(started) > RESUME_WITHIN_S))
        return start_run(c);
    c->run->id = open;
    c->run->started = started;
    c->run_age_s = o->now - seconds_of(started);
    if (!snapshot_each_url(c->snapshot, on_known, c, c->fail) || !attachments_resume(c))
        return false;
    ask_hosts_again(c);
    return true;
}
