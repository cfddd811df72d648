/* SPDX-License-Identifier: MIT */
/* What an answer makes of its address: settled, to be read, to be asked again soon, later or last. */
#include "crawl_internal.h"
#include "core/log.h"
#include "crawler/wall.h"
#include <string.h>

enum { WALL_SPACE_MS = 6000, NOW_MS = 200, SELF_TURNS = 2, PUT_OFF_MOST = 60, PUT_OFF_LONG = 10, PUT_OFF_MS = 600000 };

static bool is_html(str type)
{
    bool office = str_has_nocase(type, STR("openxmlformats")); /* docx, xlsx: zip archives for all their name says */
    return !type.len || str_has_nocase(type, STR("html")) || (str_has_nocase(type, STR("xml")) && !office);
}

static uint32_t seconds_into_run(const struct crawl *c)
{
    return (uint32_t)(c->run_age_s + (int64_t)((crawl_now(c) - c->start_ms) / 1000));
}

static struct fetch_row row_of(const struct entry *e, const struct job *j, const struct fetch_reply *r)
{
    return (struct fetch_row){
        .url = e->id,
        .at_s = seconds_into_run(j->crawl),
        .method = j->request.head ? "HEAD" : "GET",
        .outcome = r->outcome,
        .status = r->status,
        .redirect_raw = r->location,
        .content_type = r->content_type,
        .error = str_from(r->error),
        .remote = str_from(r->remote),
        .length = r->length,
        .body_hash = r->body.len && !r->cut ? str_hash(r->body) : 0,
        .tls_problem = str_from(r->tls_problem),
        .connect_ms = r->connect_ms,
        .first_ms = r->first_ms,
        .total_ms = r->total_ms,
    };
}

static uint32_t seconds_in(const struct crawl *c)
{
    return (uint32_t)((crawl_now(c) - c->start_ms) / 1000);
}

void settle_put(struct crawl *c, const struct fetch_row *row)
{
    struct fetch_row timed = *row;
    timed.at_s = seconds_in(c);
    if (crawl_store(c))
        crawl_check(c, snapshot_put_fetch(c->snapshot, &timed, c->fail));
}

void settle_done(struct crawl *c, uint32_t number, enum outcome outcome)
{
    struct entry *e = frontier_entry(c->frontier, number);
    e->state = ENTRY_SETTLED;
    e->outcome = outcome;
    c->checked++;
    c->failures += outcome != OUTCOME_OK && outcome != OUTCOME_REDIRECT;
    struct host *h = c->hosts.items[e->host];
    if (outcome == OUTCOME_OK && !h->well_address.len)
        h->well_address = e->address;
    host_learned(h, outcome, NULL);
}

/* The http twin of an https address that fails: whether the same page is there without TLS is a fact the rules ask for.
 */
static void ask_http_twin(struct crawl *c, const struct entry *e)
{
    if (!str_starts(e->address, STR("https://")))
        return;
    struct host *h = c->hosts.items[e->host];
    if (str_has(h->fact.name, STR(":")))
        return;
    struct arena_mark mark = arena_mark(&c->scratch);
    str twin = str_fmt(&c->scratch, "http://%.*s", STR_ARG(str_slice(e->address, 8, e->address.len)));
    found_put(c, &(struct found){ .address = twin, .depth = e->depth, .whatever_kind = true, .role = e->role });
    arena_release(&c->scratch, mark);
}

/* What a lost packet or a busy server can do, too. */
static bool is_passing(enum outcome outcome, int status)
{
    return (outcome == OUTCOME_STATUS && status >= 500) || outcome == OUTCOME_TRUNCATED ||
           outcome_is_connection(outcome);
}

/* Tries that ended alike; a lost request neither confirms nor contradicts what another one was told. */
static int tries_that_agree(struct entry *e, const struct fetch_row *row)
{
    if (outcome_is_connection(row->outcome))
        return ++e->lost;
    bool same = e->said && e->said_outcome == row->outcome && e->said_status == row->status;
    e->said = same ? (uint8_t)(e->said + 1) : 1;
    e->said_outcome = row->outcome;
    e->said_status = (uint16_t)row->status;
    return e->said;
}

/* On a host that loses one request in five, three failures in a row are no proof. */
static int tries_due(const struct crawl *c, const struct entry *e, const struct fetch_row *row)
{
    bool shaky = c->hosts.items[e->host]->recovered > 0 || e->waits || c->recovered * CRAWL_SHAKY_SHARE > c->checked ||
                 (e->lost && e->said);
    return shaky && is_passing(row->outcome, row->status) ? CRAWL_TRIES_SHAKY : CRAWL_TRIES;
}

static void ask_again(struct crawl *c, uint32_t number, uint64_t after_ms)
{
    struct entry *e = frontier_entry(c->frontier, number);
    if (e->tries >= CRAWL_TRIES - 1)
        frontier_last(c->frontier, number);
    else
        frontier_later(c->frontier, number, crawl_now(c) + crawl_wait(c, after_ms));
}

static void failed(struct crawl *c, uint32_t number, struct fetch_row *row)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool gone = row->outcome == OUTCOME_STATUS && (row->status == 404 || row->status == 410);
    e->tries++;
    e->outcome = row->outcome;
    e->asked_ms = crawl_now(c);
    bool put_off = row->status == 429 && e->waits >= CRAWL_WAITS; /* it will not be told to us today */
    int agree = tries_that_agree(e, row);
    row->final = put_off || agree >= tries_due(c, e, row);
    if (!row->final && e->tries >= CRAWL_TRIES_MOST) {
        row->final = true;
        row->outcome = OUTCOME_BAD_REPLY;
        row->error = STR("每次的结果都不一样");
    }
    settle_put(c, row);
    log_debug("crawl", "%s: %.*s %d, try %d", e->address.ptr, STR_ARG(words_outcome(row->outcome)), row->status,
              e->tries);
    if (outcome_is_connection(row->outcome))
        ask_http_twin(c, e);
    if (row->final)
        settle_done(c, number, row->outcome);
    else
        ask_again(c, number, gone ? CRAWL_SOON_MS : CRAWL_LATER_MS);
    if (number == c->watched)
        start_settled(c, number, row->outcome, NONE, row->final);
}

void settle_down(struct crawl *c, uint32_t number, struct down why)
{
    const struct entry *e = frontier_entry(c->frontier, number);
    struct fetch_row row = { .url = e->id,
                             .at_s = seconds_into_run(c),
                             .method = "GET",
                             .outcome = why.outcome,
                             .error = str_from(why.error),
                             .tls_problem = str_from(why.tls_problem),
                             .length = -1 };
    failed(c, number, &row);
}

static void walled(struct crawl *c, uint32_t number, struct fetch_row *row, str wall)
{
    struct entry *e = frontier_entry(c->frontier, number);
    if (!e->tries++)
        host_learned(c->hosts.items[e->host], OUTCOME_WALL, wall.ptr);
    e->asked_ms = crawl_now(c);
    e->outcome = row->outcome = OUTCOME_WALL;
    row->wall = wall;
    row->final = e->tries >= CRAWL_WALL_TRIES;
    settle_put(c, row);
    if (row->final) {
        e->state = ENTRY_SETTLED;
        c->checked++;
    } else {
        frontier_later(c->frontier, number, e->asked_ms + crawl_wait(c, WALL_SPACE_MS));
    }
    if (number == c->watched)
        start_settled(c, number, OUTCOME_WALL, NONE, row->final);
}

/* The same address again: a cookie is to be brought back. Others turn for ever. */
static void turned(struct crawl *c, uint32_t number, struct fetch_row *row, bool set_cookie)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool again = ++e->turns <= (set_cookie ? LIMIT_REDIRECTS : SELF_TURNS);
    row->redirect_to = e->id;
    row->final = !again;
    if (!again)
        row->outcome = OUTCOME_REDIRECT_LOOP;
    settle_put(c, row);
    if (again)
        frontier_later(c->frontier, number, crawl_now(c));
    else
        settle_done(c, number, OUTCOME_REDIRECT_LOOP);
    if (!again && number == c->watched)
        start_settled(c, number, OUTCOME_REDIRECT_LOOP, NONE, true);
}

static uint32_t redirect_target(struct crawl *c, const struct entry *e, str location)
{
    struct url_ref ref = url_resolve(&c->scratch, e->address, location);
    if (ref.problem != LINK_FINE || e->hops + 1 > LIMIT_REDIRECTS)
        return NONE;
    struct found found = {
        .address = ref.address, .kind = LINK_ANCHOR, .depth = e->depth, .hops = (uint8_t)(e->hops + 1)
    };
    if (e->role == URL_CHECK) {
        found.whatever_kind = true;
        found.role = URL_CHECK;
    }
    return found_put(c, &found);
}

/* http sends us to https with a cookie, and https back to http: who brings the cookie back is let in. */
static void ask_with_cookie(struct crawl *c, uint32_t target)
{
    struct entry *to = target == NONE ? NULL : frontier_entry(c->frontier, target);
    if (!to || to->state != ENTRY_SETTLED || to->outcome != OUTCOME_REDIRECT || !to->gave_cookie ||
        to->turns >= SELF_TURNS)
        return;
    to->turns++;
    to->gave_cookie = false;
    frontier_push(c->frontier, target);
}

static void redirected(struct crawl *c, uint32_t number, struct fetch_row *row, bool set_cookie)
{
    struct entry *e = frontier_entry(c->frontier, number);
    e->gave_cookie = set_cookie;
    struct arena_mark mark = arena_mark(&c->scratch);
    uint32_t target = redirect_target(c, e, row->redirect_raw);
    arena_release(&c->scratch, mark);
    if (target == number) {
        turned(c, number, row, set_cookie);
        return;
    }
    if (e->hops + 1 > LIMIT_REDIRECTS)
        row->outcome = OUTCOME_REDIRECT_LOOP;
    e->tries++;
    row->redirect_to = target == NONE ? 0 : frontier_entry(c->frontier, target)->id;
    row->final = true;
    settle_put(c, row);
    settle_done(c, number, row->outcome);
    ask_with_cookie(c, target);
    if (start_awaits(c, number))
        start_settled(c, number, row->outcome, target, true);
}

/* A host that tells every address to come back later, for so long, will not be read today. */
static void note_put_off(struct host *h, bool asks)
{
    struct crawl *c = h->crawl;
    if (!asks) {
        h->put_off = 0;
        h->let_in_ms = crawl_now(c);
        return;
    }
    bool long_enough = crawl_now(c) - h->let_in_ms >= crawl_wait(c, PUT_OFF_MS);
    if (++h->put_off < PUT_OFF_MOST && !(h->put_off >= PUT_OFF_LONG && long_enough))
        return;
    if (!h->gave_up)
        log_warn("crawl", "%s tells everybody to come back later: no more is asked", h->name);
    h->gave_up = true;
    h->fact.wall = STR("429 限制访问次数");
}

/* True when the answer was "come back later" and the address waits for that. */
static bool told_to_wait(struct crawl *c, uint32_t number, struct fetch_row *row, int retry_after_s)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool asks = row->status == 429 || (row->status == 503 && retry_after_s >= 0);
    note_put_off(c->hosts.items[e->host], asks);
    if (!asks || e->waits >= CRAWL_WAITS)
        return false;
    e->waits++;
    settle_put(c, row);
    e->asked_ms = crawl_now(c);
    frontier_later(c->frontier, number, e->asked_ms); /* the host is held, see polite_end() */
    return true;
}

/* The name in another charset was asked for, and nothing was learned of it: that was no try. */
static bool twin_untold(struct crawl *c, uint32_t number, const struct job *j, struct fetch_row *row)
{
    struct entry *e = frontier_entry(c->frontier, number);
    if (j->url == e->address.ptr || !is_passing(row->outcome, row->status) || e->waits >= CRAWL_WAITS)
        return false;
    e->waits++;
    e->twin_told = false;
    settle_put(c, row);
    e->asked_ms = crawl_now(c);
    frontier_later(c->frontier, number, e->asked_ms + crawl_wait(c, CRAWL_SOON_MS));
    return true;
}

static void answered(struct crawl *c, uint32_t number, struct fetch_row *row, struct fetch_reply *reply)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool bytes = reply->body.len && row->status != 304;
    bool script = e->own && e->role == URL_READ && str_has_nocase(row->content_type, STR("javascript"));
    bool file = e->whole && bytes && (!row->content_type.len || !is_html(row->content_type));
    bool read = !file && bytes && (script || is_html(row->content_type));
    bool recovered = e->tries && is_passing(e->outcome, 500);
    c->hosts.items[e->host]->recovered += recovered;
    c->recovered += recovered;
    e->tries++;
    e->outcome = OUTCOME_OK;
    row->final = true;
    row->at_s = seconds_in(c);
    if (read || file) {
        read_later(
            c,
            &(struct read_order){ .entry = number, .follow = e->own && e->role == URL_READ, .file = file, .row = *row },
            reply);
        return;
    }
    settle_put(c, row);
    settle_done(c, number, OUTCOME_OK);
    if (number == c->watched)
        start_settled(c, number, OUTCOME_BAD_REPLY, NONE, true);
}

/* HEAD only ever acquits: what it says against an address, GET has to say again. */
static void head_answered(struct crawl *c, uint32_t number, struct fetch_row *row)
{
    struct entry *e = frontier_entry(c->frontier, number);
    bool told = row->length != 0; /* a file of no bytes has to show itself */
    bool fine = row->outcome == OUTCOME_OK && told && !(row->content_type.len && is_html(row->content_type));
    e->head_first = false;
    e->asked_ms = crawl_now(c);
    e->outcome = row->outcome;
    row->final = fine;
    settle_put(c, row);
    if (fine) {
        e->tries++;
        settle_done(c, number, OUTCOME_OK);
        return;
    }
    bool counts = row->outcome != OUTCOME_OK && row->outcome != OUTCOME_REDIRECT;
    if (counts) {
        e->tries++;
        tries_that_agree(e, row);
    }
    frontier_later(c->frontier, number,
                   e->asked_ms + crawl_wait(c, outcome_is_connection(row->outcome) ? CRAWL_LATER_MS : NOW_MS));
}

static str wall_of(const struct entry *e, const struct fetch_reply *r)
{
    bool maybe = r->outcome == OUTCOME_OK || r->outcome == OUTCOME_STATUS || r->outcome == OUTCOME_REDIRECT ||
                 r->outcome == OUTCOME_EMPTY;
    if (!maybe)
        return (str){ 0 };
    return wall_recognise(&(struct wall_input){ .status = r->status,
                                                .headers = r->headers,
                                                .body = str_slice(r->body, 0, LIMIT_PEEK_LEN),
                                                .address = e->address,
                                                .redirect = r->location });
}

void settle_reply(struct job *job, struct fetch_reply *reply)
{
    struct crawl *c = job->crawl;
    const struct entry *e = frontier_entry(c->frontier, job->entry);
    struct fetch_row row = row_of(e, job, reply);
    host_note_connection(job->host, host_origin(job->host, e->address), reply);
    if (job->request.head) {
        head_answered(c, job->entry, &row);
        return;
    }
    str wall = wall_of(e, reply);
    if (wall.len)
        walled(c, job->entry, &row, wall);
    else if (attachment_gives_up(c, job->entry, &row) || told_to_wait(c, job->entry, &row, reply->retry_after_s) ||
             twin_untold(c, job->entry, job, &row))
        return;
    else if (reply->outcome == OUTCOME_REDIRECT)
        redirected(c, job->entry, &row, reply->set_cookie);
    else if (reply->outcome == OUTCOME_OK && !file_is_wrong(e, reply, &row))
        answered(c, job->entry, &row, reply);
    else
        failed(c, job->entry, &row);
}
