/* SPDX-License-Identifier: MIT */
/* IPv4 and IPv6 asked apart, on connections of their own; and https of our own hosts with its certificate. */
#include "crawl_family.h"
#include "crawler/wall.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FAMILY_TRIES = 3, FAMILY_GAP_MS = 1000, FAMILY_HOPS = 5 };

/* A datagram socket sends nothing when it is connected: only the way is looked up. */
static bool has_way_to(const char *address)
{
    struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(80) };
    if (inet_pton(AF_INET6, address, &to.sin6_addr) != 1)
        return false;
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    bool way = connect(fd, (const struct sockaddr *)&to, sizeof to) == 0;
    close(fd);
    return way;
}

bool family_here_has_v6(struct crawl *c)
{
    if (has_way_to("2001:4860:4860::8888"))
        return true;
    for (size_t i = 0; i < c->hosts.count; i++)
        if (c->hosts.items[i]->fact.own && c->hosts.items[i]->addresses.v6_count &&
            has_way_to(c->hosts.items[i]->addresses.v6[0]))
            return true;
    return false;
}

struct job *family_job(struct host *h, str address, const char *kind, int family)
{
    struct crawl *c = h->crawl;
    struct job *j = job_new(c, h, str_cstr(&c->arena, address));
    j->request.body_max = LIMIT_HTML_LEN;
    j->request.cut_is_fine = true;
    j->request.family = family;
    j->kind = kind;
    j->other = true;
    return j;
}

/* "Come back later": the host is held meanwhile, see polite_end(). */
static bool is_put_off(const struct fetch_reply *r)
{
    return r->status == 429 || r->status == 503;
}

static bool is_answer(const struct fetch_reply *r)
{
    if (is_put_off(r))
        return false;
    return r->outcome == OUTCOME_OK || r->outcome == OUTCOME_REDIRECT ||
           (r->outcome == OUTCOME_STATUS && r->status < 500);
}

/* True if the same question, or the one it was redirected to, was asked once more. */
static bool asked_on(struct job *j, const struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    str address = str_from(j->url);
    int hops = j->hops, tries = j->tries;
    struct arena_mark mark = arena_mark(&c->scratch);
    bool again = false;
    if (reply->outcome == OUTCOME_REDIRECT && hops < FAMILY_HOPS) {
        struct url_ref ref = url_resolve(&c->scratch, address, reply->location);
        again = ref.problem == LINK_FINE && host_of(c, ref.address) == j->host && host_allows(j->host, ref.address);
        address = ref.address;
        hops++;
    } else if (!is_answer(reply) && tries + 1 < (is_put_off(reply) ? CRAWL_WAITS : FAMILY_TRIES)) {
        again = true;
        tries++;
    }
    if (again) {
        struct job *next = family_job(j->host, address, j->kind, j->request.family);
        next->id = j->id;
        next->pair = j->pair;
        next->done = j->done;
        next->hops = hops;
        next->tries = tries;
        next->not_before = tries > j->tries ? crawl_now(c) + FAMILY_GAP_MS : 0;
        job_errand(next);
    }
    arena_release(&c->scratch, mark);
    return again;
}

/* What the answer is when walls are told apart from pages, as in the crawl itself. */
enum outcome family_outcome(const struct job *j, const struct fetch_reply *reply)
{
    if (!reply->status)
        return reply->outcome;
    str wall = wall_recognise(&(struct wall_input){ .status = reply->status,
                                                    .headers = reply->headers,
                                                    .body = str_slice(reply->body, 0, LIMIT_PEEK_LEN),
                                                    .address = str_from(j->url),
                                                    .redirect = reply->location });
    return wall.len ? OUTCOME_WALL : reply->outcome;
}

/* --- again, in turn --- */

/* Two servers that answer by turns would be told apart by a strict order: whose turn is first follows no pattern
 * (Thue-Morse). */
static int family_due(const struct page_pair *p)
{
    bool six_first = __builtin_popcount((unsigned)p->round) & 1;
    return (p->asked == 0) == six_first ? 6 : 4;
}

/* One text over both families: they do not show different pages, whatever else they show. */
static bool met_itself(const struct page_pair *p)
{
    for (int i = 1; i <= p->round; i++) {
        for (int k = 1; k <= p->round; k++) {
            if (p->said[i][0] && p->said[i][0] == p->said[k][1])
                return true;
        }
    }
    return false;
}

static void on_turn(struct job *j, struct fetch_reply *reply);

/* One request after the other is answered. */
static void ask_turn(struct page_pair *p)
{
    struct crawl *c = p->host->crawl;
    if (p->asked == 2 && met_itself(p))
        return;
    if (p->asked == 2) {
        p->round++;
        p->asked = 0;
    }
    if (p->round == LIMIT_IPV6_ROUNDS || c->stop_all)
        return;
    int family = family_due(p);
    str kind = str_fmt(&c->arena, "v%d-%d", family, p->round + 1);
    struct job *j = family_job(p->host, str_from(p->url), kind.ptr, family);
    j->id = p->id;
    j->pair = p;
    j->done = on_turn;
    job_errand(j);
}

static void learn_pair(struct job *j, const struct page_facts *page)
{
    struct page_pair *p = j->pair;
    uint64_t *said = p->said[p->round];
    said[j->request.family == 6] = steady_hash(page);
    if (p->round || !said[0] || !said[1] || said[0] == said[1] || j->crawl->differing == LIMIT_IPV6_DIFFERING)
        return;
    j->crawl->differing++;
    p->round = 1;
    ask_turn(p);
}

static void put_read(struct job *j, const struct fetch_reply *reply)
{
    struct arena page_arena;
    arena_init(&page_arena);
    struct page_facts *page = probe_read(j->crawl, &page_arena, j->url, reply);
    enum outcome outcome = family_outcome(j, reply);
    probe_put(j, outcome, reply->status, reply->total_ms, page);
    if (j->pair && page && outcome == OUTCOME_OK)
        learn_pair(j, page);
    arena_done(&page_arena);
}

static void on_turn(struct job *j, struct fetch_reply *reply)
{
    if (asked_on(j, reply))
        return;
    put_read(j, reply);
    j->pair->asked++;
    ask_turn(j->pair);
}

static struct page_pair *pair_new(struct host *h, str address, uint32_t id)
{
    struct arena *a = &h->crawl->arena;
    struct page_pair *p = arena_new(a, struct page_pair, 1);
    *p = (struct page_pair){ .host = h, .url = str_cstr(a, address), .id = id };
    return p;
}

/* --- home pages --- */

static void on_home(struct job *j, struct fetch_reply *reply)
{
    struct host_fact *fact = &j->host->fact;
    bool six = j->request.family == 6;
    if (asked_on(j, reply))
        return;
    if (six) {
        fact->v6 = family_outcome(j, reply);
        fact->v6_status = reply->status;
    } else {
        fact->v4 = family_outcome(j, reply);
        fact->v4_status = reply->status;
    }
    put_read(j, reply);
}

static str home_address(const struct host *h)
{
    struct crawl *c = h->crawl;
    if (c->run->home.len && host_of(c, c->run->home) == h)
        return c->run->home;
    if (!c->run->home.len && host_of(c, c->candidates.items[0]) == h)
        return c->candidates.items[0];
    bool tls = h->https.state == ROBOTS_READY && h->http.state != ROBOTS_READY;
    return str_fmt(&c->arena, "%s://%.*s/", tls ? "https" : "http", STR_ARG(h->fact.name));
}

/* The snapshot's row of a host's home page; if the crawl never met it, it is one that will not be asked. */
static uint32_t home_id(struct host *h, str address)
{
    struct crawl *c = h->crawl;
    uint32_t number = frontier_find(c->frontier, address);
    if (number != NONE)
        return frontier_entry(c->frontier, number)->id;
    if (h->good_id)
        return h->good_id;
    struct url_row row = {
        .address = address, .host = h->fact.name, .own = true, .role = URL_CHECK, .refusal = REFUSAL_BUDGET
    };
    if (!crawl_store(c))
        return 0;
    uint32_t id = snapshot_put_url(c->snapshot, &row, c->fail);
    crawl_check(c, id != 0);
    return id;
}

void family_home(struct host *h, int family)
{
    str address = home_address(h);
    if (!host_allows(h, address) || (family == 4 && !h->addresses.v4_count))
        return;
    struct job *j = family_job(h, address, family == 6 ? "v6" : "v4", family);
    j->id = home_id(h, address);
    j->done = on_home;
    if (!h->home_pair)
        h->home_pair = pair_new(h, address, j->id);
    j->pair = h->home_pair;
    job_errand(j);
}

static void on_certificate(struct job *j, struct fetch_reply *reply)
{
    if (reply->tls_until)
        j->host->fact.tls_until = day_from_unix(reply->tls_until);
}

static void ask_certificate(struct host *h, str address)
{
    struct job *j = family_job(h, address, "https", 0);
    j->request.head = true;
    j->request.body_max = 0;
    j->request.certificate = true;
    j->request.any_certificate = true;
    j->done = on_certificate;
    job_errand(j);
}

static void on_https(struct job *j, struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct host_fact *fact = &j->host->fact;
    fact->https = reply->outcome;
    if (reply->outcome == OUTCOME_TLS)
        fact->tls_problem = str_dup(&c->arena, str_from(reply->tls_problem));
    on_certificate(j, reply);
    if (reply->outcome == OUTCOME_TLS)
        ask_certificate(j->host, str_from(j->url));
    put_read(j, reply);
}

void family_https(struct host *h)
{
    struct crawl *c = h->crawl;
    struct job *j = family_job(h, str_fmt(&c->arena, "https://%.*s/", STR_ARG(h->fact.name)), "https", 0);
    if (!host_allows(h, str_from(j->url)))
        return;
    j->request.certificate = true;
    j->id = home_id(h, home_address(h));
    j->done = on_https;
    job_errand(j);
}

/* --- pages --- */

static void on_page(struct job *j, struct fetch_reply *reply)
{
    if (!asked_on(j, reply))
        put_read(j, reply);
}

struct pick {
    uint64_t hash;
    uint32_t number;
};

static int compare_picks(const void *x, const void *y)
{
    const struct pick *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void ask_page(struct crawl *c, const struct entry *e, int family, struct page_pair *pair)
{
    struct host *h = c->hosts.items[e->host];
    struct job *j = family_job(h, e->address, family == 6 ? "v6" : "v4", family);
    j->id = e->id;
    j->pair = pair;
    j->done = on_page;
    bool answers = h->fact.v6 == OUTCOME_OK || h->fact.v6 == OUTCOME_REDIRECT || h->fact.v6 == OUTCOME_STATUS;
    if (answers && h->addresses.v6_count)
        job_errand(j);
    else
        probe_put(j, h->addresses.v6_count ? h->fact.v6 : OUTCOME_NO_HOST, 0, 0, NULL);
}

/* Read as one, or named like one; articles may lie below their column's folder. */
static bool is_column(const struct entry *e)
{
    static const char *const files[] = {
        "/", "/index.html", "/index.htm", "/index.shtml", "/list.html", "/list.shtml"
    };
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        if (str_ends(e->address, str_from(files[i])))
            return true;
    }
    return e->lists || (str_has(e->address, STR("/col/")) && !str_has(e->address, STR("/art")));
}

/* The home pages are asked before, over both families; that of a host without any IPv6 address only counts. */
static bool asked_before(struct crawl *c, const struct entry *e)
{
    struct host *h = c->hosts.items[e->host];
    return e->depth == 0 || (h->addresses.v6_count && str_eq(home_address(h), e->address));
}

/* Pages one and two clicks from home whose addresses hash lowest: by chance, and the same ones in every run. Columns
 * over both families, so that what they say can be compared. */
static void ask_picked(struct crawl *c, const struct pick *picks, size_t count)
{
    size_t level[3] = { 0 }, columns = 0;
    for (size_t i = 0; i < count && !c->failed; i++) {
        const struct entry *e = frontier_entry(c->frontier, picks[i].number);
        const struct host *h = c->hosts.items[e->host];
        bool sampled = e->depth <= 2 && level[e->depth]++ < LIMIT_IPV6_SAMPLE;
        bool column = is_column(e) && h->addresses.v6_count && h->addresses.v4_count && columns < LIMIT_IPV6_COLUMNS;
        columns += column;
        struct page_pair *pair = NULL;
        if (column && (h->fact.v6 == OUTCOME_OK || h->fact.v6 == OUTCOME_REDIRECT)) {
            pair = pair_new(c->hosts.items[e->host], e->address, e->id);
            ask_page(c, e, 4, pair);
        }
        if (sampled || column)
            ask_page(c, e, 6, pair);
    }
}

void family_pages(struct crawl *c)
{
    if (c->run->no_ipv6_here)
        return;
    uint32_t count = frontier_count(c->frontier);
    struct pick *picks = malloc(sizeof *picks * ((size_t)count + 1));
    size_t n = 0;
    if (!picks)
        fail_no_memory();
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *e = frontier_entry(c->frontier, i);
        bool good = e->own && e->role == URL_READ && e->state == ENTRY_SETTLED && e->outcome == OUTCOME_OK &&
                    e->tries && !e->copy;
        if (good && !asked_before(c, e))
            picks[n++] = (struct pick){ str_hash(e->address), i };
    }
    qsort(picks, n, sizeof *picks, compare_picks);
    ask_picked(c, picks, n);
    free(picks);
}
