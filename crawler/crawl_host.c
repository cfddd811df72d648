/* SPDX-License-Identifier: MIT */
/* The hosts of a crawl: their names are resolved once, their robots.txt read first, and what they are like is
 * remembered. */
#include "crawl_internal.h"
#include "core/log.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_HOSTS = 256, EXTERNAL_CONCURRENCY = 2, OUTAGE_HOLDS = 6, OUTAGE_HOLD_MAX_MS = 60000 };

static uint32_t *host_slot(const struct crawl *c, str key)
{
    uint32_t at = (uint32_t)str_hash(key) & (c->host_table_size - 1);
    for (;; at = (at + 1) & (c->host_table_size - 1)) {
        uint32_t *slot = &c->host_table[at];
        if (!*slot || str_eq(c->hosts.items[*slot - 1]->fact.name, key))
            return slot;
    }
}

static void grow_hosts(struct crawl *c)
{
    c->host_table_size = c->host_table_size ? c->host_table_size * 2 : FIRST_HOSTS;
    c->host_table = arena_new(&c->arena, uint32_t, c->host_table_size);
    for (uint32_t i = 0; i < c->hosts.count; i++)
        *host_slot(c, c->hosts.items[i]->fact.name) = i + 1;
}

static struct host *host_make(struct crawl *c, str key, str name)
{
    struct host *h = arena_new(&c->arena, struct host, 1);
    h->crawl = c;
    h->number = (uint32_t)c->hosts.count;
    h->fact =
        (struct host_fact){ .name = str_dup(&c->arena, key), .own = scope_has(&c->scope, key), .tls_until = DAY_NONE };
    h->turned = OUTCOME_PENDING;
    h->name = str_cstr(&c->arena, name);
    h->errands_end = &h->errands;
    int concurrency =
        h->fact.own || c->o->concurrency < EXTERNAL_CONCURRENCY ? c->o->concurrency : EXTERNAL_CONCURRENCY;
    polite_init(&h->polite, c->o->rate, concurrency);
    *arena_push(&c->arena, &c->hosts) = h;
    return h;
}

struct host *host_of(struct crawl *c, str address)
{
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_parts parts;
    struct host *h = NULL;
    if (url_split(&c->scratch, address, &parts)) {
        str key = url_host_key(&c->scratch, address);
        if (c->hosts.count + 1 > c->host_table_size / 2)
            grow_hosts(c);
        uint32_t *slot = host_slot(c, key);
        h = *slot ? c->hosts.items[*slot - 1] : host_make(c, key, parts.host);
        *slot = h->number + 1;
    }
    arena_release(&c->scratch, mark);
    return h;
}

bool host_is_literal(const struct host *h)
{
    struct in6_addr bytes;
    return inet_pton(AF_INET, h->name, &bytes) == 1 || inet_pton(AF_INET6, h->name, &bytes) == 1;
}

/* "10.0.0.0/8": the first bits of both are the same. */
static bool in_network(str network, const char *address)
{
    unsigned char net[16], ip[16];
    char text[64];
    str rest = network, head;
    int64_t bits = 0;
    if (!str_cut(&rest, '/', &head) || head.len >= sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", STR_ARG(head));
    int family = strchr(text, ':') ? AF_INET6 : AF_INET;
    int64_t most = family == AF_INET ? 32 : 128;
    if (inet_pton(family, text, net) != 1 || inet_pton(family, address, ip) != 1)
        return false;
    if (!rest.ptr)
        bits = most;
    else if (!str_to_int(rest, &bits) || bits < 0 || bits > most)
        return false;
    size_t whole = (size_t)bits / 8, part = (size_t)bits % 8;
    if (memcmp(net, ip, whole) != 0)
        return false;
    return !part || (net[whole] >> (8 - part)) == (ip[whole] >> (8 - part));
}

/* Private addresses are asked only where the site itself lives, or where the profile says so. */
static bool address_allowed(struct host *h, const char *address)
{
    struct crawl *c = h->crawl;
    if (!url_is_private_address(str_from(address)))
        return true;
    for (size_t i = 0; i < c->o->profile->network_count; i++)
        if (in_network(c->o->profile->networks[i], address))
            return true;
    if (!c->site_is_private)
        return false;
    if (h->fact.own)
        return true;
    struct arena_mark mark = arena_mark(&c->scratch);
    str near = str_fmt(&c->scratch, "%s/%d", c->home_net, strchr(c->home_net, ':') ? 64 : 16);
    bool same = !host_is_literal(h) && in_network(near, address);
    arena_release(&c->scratch, mark);
    return same;
}

static void keep_allowed(struct host *h)
{
    struct resolved *r = &h->addresses;
    int v4 = 0, v6 = 0;
    for (int i = 0; i < r->v4_count; i++)
        if (address_allowed(h, r->v4[i]))
            memmove(r->v4[v4++], r->v4[i], sizeof r->v4[0]);
    for (int i = 0; i < r->v6_count; i++)
        if (address_allowed(h, r->v6[i]))
            memmove(r->v6[v6++], r->v6[i], sizeof r->v6[0]);
    bool any = r->v4_count + r->v6_count > 0;
    r->v4_count = v4;
    r->v6_count = v6;
    h->forbidden = any && v4 + v6 == 0;
}

static bool may_be_home(struct host *h)
{
    struct crawl *c = h->crawl;
    struct arena_mark mark = arena_mark(&c->scratch);
    bool home = c->run->home.len && str_eq(url_host_key(&c->scratch, c->run->home), h->fact.name);
    for (size_t i = 0; i < c->candidates.count && !home; i++)
        home = str_eq(url_host_key(&c->scratch, c->candidates.items[i]), h->fact.name);
    arena_release(&c->scratch, mark);
    return home;
}

/* Where the site itself lives may be asked, be it private. */
static void note_home(struct host *h)
{
    struct crawl *c = h->crawl;
    const char *address = h->addresses.v4_count   ? h->addresses.v4[0]
                          : h->addresses.v6_count ? h->addresses.v6[0]
                                                  : NULL;
    if (c->site_is_private || !address || !url_is_private_address(str_from(address)) || !may_be_home(h))
        return;
    c->site_is_private = true;
    snprintf(c->home_net, sizeof c->home_net, "%s", address);
}

static str address_list(struct arena *a, const char *first, size_t step, int count)
{
    str addresses[LIMIT_DNS_ADDRESSES];
    for (int i = 0; i < count; i++)
        addresses[i] = str_from(first + step * (size_t)i);
    return str_join(a, addresses, (size_t)count, STR(" "));
}

static void on_resolved(void *ctx, const struct resolved *r)
{
    struct host *h = ctx;
    struct crawl *c = h->crawl;
    h->addresses = *r;
    h->name_ms = crawl_now(c);
    h->fact.a = r->a;
    h->fact.aaaa = r->aaaa;
    h->fact.aaaa_mapped = r->aaaa == DNS_FOUND && !r->v6_count && r->v6_odd > 0;
    h->fact.a_list = address_list(&c->arena, r->v4[0], sizeof r->v4[0], r->v4_count);
    h->fact.aaaa_list = address_list(&c->arena, r->v6[0], sizeof r->v6[0], r->v6_count);
    note_home(h);
    keep_allowed(h);
    bool found = h->addresses.v4_count + h->addresses.v6_count > 0 || h->forbidden;
    h->name_state = found ? NAME_FOUND : NAME_FAILED;
    crawl_kick(c);
}

enum host_ready host_name_ready(struct host *h)
{
    uint64_t now = crawl_now(h->crawl);
    bool stale = h->name_state == NAME_FAILED && now - h->name_ms >= crawl_wait(h->crawl, CRAWL_ASK_AGAIN_MS);
    if (h->name_state == NAME_UNKNOWN || stale) {
        h->name_state = NAME_ASKING;
        resolver_ask(h->crawl->resolver, h->name, on_resolved, h);
    }
    if (h->name_state == NAME_ASKING)
        return HOST_BUSY;
    return h->name_state == NAME_FOUND ? HOST_READY : HOST_DOWN;
}

enum host_ready host_ready(struct host *h, struct origin *o, bool tls)
{
    enum host_ready name = host_name_ready(h);
    if (name != HOST_READY || h->forbidden)
        return name;
    bool stale =
        o->state == ROBOTS_DOWN && crawl_now(h->crawl) - o->asked_ms >= crawl_wait(h->crawl, CRAWL_ASK_AGAIN_MS);
    if (o->state == ROBOTS_UNKNOWN || stale)
        robots_ask(h, o, tls);
    if (o->state == ROBOTS_ASKING)
        return HOST_BUSY;
    return o->state == ROBOTS_READY ? HOST_READY : HOST_DOWN;
}

struct origin *host_origin(struct host *h, str address)
{
    return str_starts(address, STR("https:")) ? &h->https : &h->http;
}

uint32_t host_queue(const struct host *h, str address)
{
    return h->number * 2 + str_starts(address, STR("https:"));
}

struct down host_down(const struct host *h, const struct origin *o)
{
    if (h->name_state != NAME_FAILED)
        return (struct down){ o->outcome, o->error, o->tls_problem };
    const struct resolved *r = &h->addresses;
    bool unsure = r->a == DNS_ERROR || (r->aaaa == DNS_ERROR && r->a != DNS_NXDOMAIN);
    const char *error = unsure ? r->error : r->a == DNS_NXDOMAIN ? "NXDOMAIN" : "no address";
    return (struct down){ unsure ? OUTCOME_DNS_ERROR : OUTCOME_NO_HOST, error, "" };
}

bool host_allows(struct host *h, str address)
{
    const struct origin *o = host_origin(h, address);
    if (o->nothing)
        return false;
    size_t at = str_find(str_slice(address, 8, address.len), STR("/"));
    str path = at == SIZE_MAX ? STR("/") : str_slice(address, at + 8, address.len);
    return robots_allow(o->robots, path);
}

/* A port that was fine and then takes no connection is left alone for a while before its addresses are blamed. */
void host_note_connection(struct host *h, struct origin *o, const struct fetch_reply *reply)
{
    if (reply->connected) {
        h->v4_works = h->v4_works || (reply->remote[0] && !strchr(reply->remote, ':'));
        h->down_streak = 0;
        o->outages = 0;
        o->connected = true;
        return;
    }
    h->down_streak++;
    if (!h->tally.good)
        polite_narrow(&h->polite, 2);
    else if (h->down_streak >= CRAWL_HOST_ENOUGH && o->outages < OUTAGE_HOLDS && o->state == ROBOTS_READY)
        o->state = ROBOTS_UNKNOWN;
    if (o->connected && o->state != ROBOTS_READY && o->outages < OUTAGE_HOLDS) {
        uint64_t ms = crawl_wait(h->crawl, (uint64_t)CRAWL_LATER_MS << o->outages++);
        ms = ms < OUTAGE_HOLD_MAX_MS ? ms : OUTAGE_HOLD_MAX_MS;
        h->polite.held_until = crawl_now(h->crawl) + ms;
        log_warn("crawl", "%s takes no connections, waiting %d s", h->name, (int)(ms / 1000));
    }
}

void host_learned(struct host *h, enum outcome outcome, const char *wall)
{
    tally_add(&h->tally, outcome, wall);
    if (!h->fact.wall.len && tally_is_walled(&h->tally, CRAWL_HOST_ENOUGH))
        h->fact.wall = str_from(h->tally.wall);
    if (h->tally.good && !h->gave_up)
        h->fact.wall = (str){ 0 };
}

bool host_finish(struct host *h)
{
    struct crawl *c = h->crawl;
    if (tally_is_walled(&h->tally, 1))
        h->fact.wall = str_from(h->tally.wall);
    if (tally_is_outage(&h->tally, CRAWL_HOST_ENOUGH))
        h->fact.outage = words_outcome(h->tally.shape);
    control_finish(h);
    return snapshot_put_host(c->snapshot, &h->fact, c->fail);
}
