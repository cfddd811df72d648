/* SPDX-License-Identifier: MIT */
/* What the crawl wrote, read back: addresses to resume with, and all facts of a run for the checks. */
#include "snapshot_db.h"
#include "core/arena.h"
#include "core/json.h"
#include "core/limits.h"
#include <string.h>

/* A word the program no longer knows reads as the first of its list. */
#define TAKE_WORD(q, list) known_word(words_##list##_from(query_take_str(q, NULL)))

static unsigned known_word(int value)
{
    return value < 0 ? 0 : (unsigned)value;
}

static uint32_t index_of(uint32_t id)
{
    return id ? id - 1 : NONE;
}

static bool damaged(struct snapshot *s, const char *what, struct fail *f)
{
    return fail_set(f, FAIL_MACHINE, "%s: is damaged (%s); start a fresh run", s->path, what);
}

bool snapshot_each_url(struct snapshot *s, snapshot_url_fn fn, void *ctx, struct fail *f)
{
    struct query q = query_of(s, SQL_URL_SEEN, f);
    while (query_next(&q, f)) {
        struct url_seen seen = { .id = query_take_id(&q) };
        seen.row.address = query_take_str(&q, NULL);
        seen.row.host = query_take_str(&q, NULL);
        seen.row.own = query_take_int(&q) != 0;
        seen.row.role = query_take_int(&q) ? URL_READ : URL_CHECK;
        seen.row.refusal = TAKE_WORD(&q, refusal);
        seen.row.depth = (uint32_t)query_take_int(&q);
        seen.settled = query_take_int(&q) != 0;
        seen.tries = query_take_id(&q);
        seen.outcome = TAKE_WORD(&q, outcome);
        seen.status = (int)query_take_int(&q);
        seen.host_held_until = query_take_int(&q);
        if (!fn(ctx, &seen)) {
            query_end(&q);
            break;
        }
    }
    return f->code == FAIL_NONE;
}

/* --- one table after the other --- */

static uint32_t count_of(struct snapshot *s, enum sql which, struct fail *f)
{
    struct query q = query_of(s, which, f);
    uint32_t count = query_next(&q, f) ? query_take_id(&q) : 0;
    query_end(&q);
    return count;
}

bool snapshot_load_run(struct snapshot *s, int64_t id, struct run_fact *run, struct arena *a, struct fail *f)
{
    struct query q = query_of(s, SQL_RUN_GET, f);
    query_int(&q, id);
    if (!query_next(&q, f))
        return fail_set(f, FAIL_USAGE, "%s: holds no run %lld", s->path, (long long)id);
    run->id = query_take_int(&q);
    run->site = query_take_str(&q, a);
    run->home = query_take_str(&q, a);
    run->started = query_take_str(&q, a);
    run->finished = query_take_str(&q, a);
    run->complete = query_take_int(&q) != 0;
    run->incomplete_because = query_take_str(&q, a);
    run->no_ipv6_here = query_take_int(&q) != 0;
    run->bytes = query_take_int(&q);
    run->seconds = query_take_real(&q);
    if (str_eq(query_take_str(&q, NULL), STR("crawling")))
        run->incomplete_because = STR("interrupted");
    run->options = query_take_str(&q, a);
    query_end(&q);
    return true;
}

static void take_host(struct query *q, struct host_fact *h, struct arena *a)
{
    h->name = query_take_str(q, a);
    h->own = query_take_int(q) != 0;
    h->a = TAKE_WORD(q, dns_state);
    h->aaaa = TAKE_WORD(q, dns_state);
    h->a_list = query_take_str(q, a);
    h->aaaa_list = query_take_str(q, a);
    h->aaaa_mapped = query_take_int(q) != 0;
    h->wall = query_take_str(q, a);
    h->outage = query_take_str(q, a);
    h->v4 = TAKE_WORD(q, outcome);
    h->v6 = TAKE_WORD(q, outcome);
    h->v4_status = (int)query_take_int(q);
    h->v6_status = (int)query_take_int(q);
    h->https = TAKE_WORD(q, outcome);
    h->tls_problem = query_take_str(q, a);
    h->tls_until = query_take_day(q);
    h->probed = query_take_int(q) != 0;
    h->missing_status = (int)query_take_int(q);
    h->missing_redirect = query_take_str(q, a);
    h->missing_title = query_take_str(q, a);
    h->robots = query_take_str(q, a);
}

static bool load_hosts(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    site->host_count = count_of(s, SQL_HOST_COUNT, f);
    struct host_fact *hosts = arena_new(a, struct host_fact, site->host_count);
    struct query q = query_of(s, SQL_HOST_ALL, f);
    for (uint32_t i = 0; query_next(&q, f); i++) {
        if (i >= site->host_count || query_take_id(&q) != i + 1) {
            query_end(&q);
            return damaged(s, "host", f);
        }
        take_host(&q, &hosts[i], a);
    }
    site->hosts = hosts;
    return f->code == FAIL_NONE;
}

static void take_resource(struct query *q, struct resource_fact *r, struct arena *a)
{
    r->address = query_take_str(q, a);
    r->host = index_of(query_take_id(q));
    r->own = query_take_int(q) != 0;
    r->refusal = TAKE_WORD(q, refusal);
    r->depth = (uint32_t)query_take_int(q);
    r->tries = query_take_id(q);
    r->outcome = TAKE_WORD(q, outcome);
    r->status = (int)query_take_int(q);
    r->redirect_to = index_of(query_take_id(q));
    r->redirect_raw = query_take_str(q, a);
    r->content_type = query_take_str(q, a);
    r->error = query_take_str(q, a);
    r->wall = query_take_str(q, a);
    r->length = query_take_int(q);
    r->body_hash = (uint64_t)query_take_int(q);
    r->file_kind = TAKE_WORD(q, file_kind);
    r->tls_problem = query_take_str(q, a);
}

static bool load_resources(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    site->resource_count = count_of(s, SQL_URL_COUNT, f);
    struct resource_fact *resources = arena_new(a, struct resource_fact, site->resource_count);
    struct query q = query_of(s, SQL_URL_ALL, f);
    for (uint32_t i = 0; query_next(&q, f); i++) {
        bool good = i < site->resource_count && query_take_id(&q) == i + 1;
        if (good)
            take_resource(&q, &resources[i], a);
        if (!good || resources[i].host >= site->host_count) {
            query_end(&q);
            return damaged(s, "url", f);
        }
    }
    site->resources = resources;
    return f->code == FAIL_NONE;
}

/* "HEAD 404": the status where there was one, else the word for what happened. */
static void add_try(struct buf *b, str method, enum outcome outcome, int status)
{
    bool answered = outcome == OUTCOME_OK || outcome == OUTCOME_STATUS || outcome == OUTCOME_REDIRECT;
    if (b->len)
        buf_add(b, STR(", "));
    buf_add(b, method);
    if (answered && status)
        buf_fmt(b, " %d", status);
    else
        buf_fmt(b, " %.*s", STR_ARG(words_outcome(outcome)));
}

static bool load_methods(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    struct resource_fact *resources =
        (struct resource_fact *)(uintptr_t)site->resources; /* just made by load_resources */
    struct query q = query_of(s, SQL_FETCH_ALL, f);
    uint32_t at = NONE;
    struct buf b;
    buf_init(&b, LIMIT_TITLE_LEN);
    while (query_next(&q, f)) {
        uint32_t index = index_of(query_take_id(&q));
        if (index != at && at < site->resource_count)
            resources[at].methods = str_dup(a, buf_str(&b));
        bool first = index != at;
        if (first)
            buf_clear(&b);
        at = index;
        str method = query_take_str(&q, NULL);
        enum outcome outcome = TAKE_WORD(&q, outcome);
        add_try(&b, method, outcome, (int)query_take_int(&q));
        uint32_t at_s = (uint32_t)query_take_int(&q);
        if (at < site->resource_count) {
            resources[at].first_s = first ? at_s : resources[at].first_s;
            resources[at].last_s = at_s;
        }
    }
    if (at < site->resource_count)
        resources[at].methods = str_dup(a, buf_str(&b));
    buf_done(&b);
    return f->code == FAIL_NONE;
}

/* Facts from their JSON; NULL where there is none. The JSON tree lives in `scratch`, which is reset. */
static struct page_facts *take_page(struct query *q, struct arena *scratch, struct arena *a, struct fail *f)
{
    str text = query_take_str(q, NULL);
    if (!text.len)
        return NULL;
    arena_reset(scratch);
    struct fail unheard = { 0 }; /* whoever broke our own JSON: the line for the operator is that the file is damaged */
    const struct json_value *json = json_parse(scratch, text, "page", &unheard);
    if (!json)
        damaged(q->s, unheard.text, f);
    return json ? page_facts_read(a, json) : NULL;
}

bool snapshot_each_brief_page(struct snapshot *s, uint32_t chars, snapshot_page_fn fn, void *ctx, struct fail *f)
{
    struct query q = query_of(s, SQL_PAGE_BRIEF, f);
    struct arena scratch, arena;
    arena_init(&scratch);
    arena_init(&arena);
    query_int(&q, chars);
    while (query_next(&q, f)) {
        str address = query_take_str(&q, &arena);
        const struct page_facts *page = take_page(&q, &scratch, &arena, f);
        if (!page)
            break;
        fn(ctx, address, page);
        arena_reset(&arena);
    }
    query_end(&q);
    arena_done(&arena);
    arena_done(&scratch);
    return f->code == FAIL_NONE;
}

static bool load_pages(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    struct resource_fact *resources = (struct resource_fact *)(uintptr_t)site->resources;
    struct query q = query_of(s, SQL_PAGE_ALL, f);
    struct arena scratch;
    arena_init(&scratch);
    while (query_next(&q, f)) {
        uint32_t index = index_of(query_take_id(&q));
        const struct page_facts *page = take_page(&q, &scratch, a, f);
        if (index < site->resource_count && page && page->attachment.len)
            resources[index].attachment = page;
        else if (index < site->resource_count)
            resources[index].page = page;
        if (f->code != FAIL_NONE)
            break;
    }
    query_end(&q);
    arena_done(&scratch);
    return f->code == FAIL_NONE;
}

static void take_link(struct query *q, struct link_row *l, struct arena *a)
{
    l->target = index_of(query_take_id(q));
    l->href = query_take_str(q, a);
    l->fragment = query_take_str(q, a);
    l->text = query_take_str(q, a);
    l->title = query_take_str(q, a);
    l->label = query_take_str(q, a);
    l->kind = TAKE_WORD(q, link_kind);
    l->problem = TAKE_WORD(q, link_problem);
    l->region = TAKE_WORD(q, region);
    l->hiding = TAKE_WORD(q, hiding);
    l->works = query_take_int(q) != 0;
    l->page_count = query_take_id(q);
}

static bool load_links(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    site->link_count = count_of(s, SQL_LINK_COUNT, f);
    struct link_row *links = arena_new(a, struct link_row, site->link_count);
    struct query q = query_of(s, SQL_LINK_ALL, f);
    for (uint32_t i = 0; query_next(&q, f); i++) {
        bool good = i < site->link_count && query_take_id(&q) == i + 1;
        if (good)
            take_link(&q, &links[i], a);
        if (!good || (links[i].target != NONE && links[i].target >= site->resource_count)) {
            query_end(&q);
            return damaged(s, "link", f);
        }
    }
    site->links = links;
    return f->code == FAIL_NONE;
}

static bool load_places(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    struct link_row *links = (struct link_row *)(uintptr_t)site->links;
    uint32_t count = count_of(s, SQL_PLACE_COUNT, f);
    struct place_fact *places = arena_new(a, struct place_fact, count);
    struct query q = query_of(s, SQL_PLACE_ALL, f);
    for (uint32_t i = 0; i < count && query_next(&q, f); i++) {
        uint32_t link = index_of(query_take_id(&q));
        places[i].page = index_of(query_take_id(&q));
        places[i].where = query_take_str(&q, a);
        if (link >= site->link_count || places[i].page >= site->resource_count) {
            query_end(&q);
            return damaged(s, "place", f);
        }
        if (links[link].place_count++ == 0)
            links[link].places = &places[i];
    }
    query_end(&q);
    return f->code == FAIL_NONE;
}

static bool load_probes(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    site->probe_count = count_of(s, SQL_PROBE_COUNT, f);
    struct probe_fact *probes = arena_new(a, struct probe_fact, site->probe_count);
    struct query q = query_of(s, SQL_PROBE_ALL, f);
    struct arena scratch;
    arena_init(&scratch);
    for (uint32_t i = 0; i < site->probe_count && query_next(&q, f); i++) {
        probes[i].resource = index_of(query_take_id(&q));
        probes[i].kind = query_take_str(&q, a);
        probes[i].outcome = TAKE_WORD(&q, outcome);
        probes[i].status = (int)query_take_int(&q);
        probes[i].ms = query_take_id(&q);
        probes[i].page = take_page(&q, &scratch, a, f);
        probes[i].title = probes[i].page ? probes[i].page->title : (str){ 0 };
        if (probes[i].resource >= site->resource_count)
            damaged(s, "probe", f);
        if (f->code != FAIL_NONE)
            break;
    }
    query_end(&q);
    arena_done(&scratch);
    site->probes = probes;
    return f->code == FAIL_NONE;
}

static bool load_missing(struct snapshot *s, struct site_facts *site, struct arena *a, struct fail *f)
{
    uint32_t count = count_of(s, SQL_MISSING_COUNT, f);
    struct missing_fact *missing = arena_new(a, struct missing_fact, count);
    struct query q = query_of(s, SQL_MISSING_ALL, f);
    struct arena scratch;
    arena_init(&scratch);
    for (; site->missing_count < count && query_next(&q, f); site->missing_count++) {
        struct missing_fact *m = &missing[site->missing_count];
        m->host = index_of(query_take_id(&q));
        m->folder = query_take_str(&q, a);
        m->ext = query_take_str(&q, a);
        m->outcome = TAKE_WORD(&q, outcome);
        m->status = (int)query_take_int(&q);
        m->redirect = query_take_str(&q, a);
        m->page = take_page(&q, &scratch, a, f);
        if (m->host >= site->host_count)
            damaged(s, "missing", f);
        if (f->code != FAIL_NONE)
            break;
    }
    query_end(&q);
    arena_done(&scratch);
    site->missing = missing;
    return f->code == FAIL_NONE;
}

static bool load_all(struct snapshot *s, int64_t run, struct site_facts *site, struct arena *a, struct fail *f)
{
    return snapshot_load_run(s, run, &site->run, a, f) && load_hosts(s, site, a, f) && load_resources(s, site, a, f) &&
           load_methods(s, site, a, f) && load_pages(s, site, a, f) && load_links(s, site, a, f) &&
           load_places(s, site, a, f) && load_probes(s, site, a, f) && load_missing(s, site, a, f) &&
           snapshot_load_reach(s, site, a, f);
}

struct site_facts *snapshot_load_site(struct snapshot *s, int64_t run, struct arena *a, struct fail *f)
{
    struct site_facts *site = arena_new(a, struct site_facts, 1);
    bool mine = sqlite3_get_autocommit(s->db) != 0; /* one view of all tables, whoever is writing meanwhile */
    if (mine && !snapshot_exec(s, "BEGIN", f))
        return NULL;
    int64_t latest = snapshot_run_latest(s, f);
    if (f->code == FAIL_NONE && latest == 0)
        fail_set(f, FAIL_USAGE, "%s: holds no run yet; crawl first", s->path);
    else if (f->code == FAIL_NONE && run != latest)
        fail_set(f, FAIL_USAGE, "%s: the facts of run %lld are gone; the latest run is %lld", s->path, (long long)run,
                 (long long)latest);
    bool ok = f->code == FAIL_NONE && load_all(s, run, site, a, f);
    if (mine)
        ok = snapshot_exec(s, "COMMIT", f) && ok;
    if (!ok)
        return NULL;
    site_index(site, a);
    return site;
}

str snapshot_body_text(struct snapshot *s, struct arena *a, str address)
{
    struct fail f = { 0 };
    struct query q = query_of(s, SQL_BODY_GET, &f);
    query_int(&q, snapshot_find_url(s, address, &f));
    str text = query_next(&q, &f) ? query_take_str(&q, a) : (str){ 0 };
    query_end(&q);
    return text;
}
