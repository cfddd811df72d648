/* SPDX-License-Identifier: MIT */
/* The home page: the site as it was written, then its twins with and without www. and over the other scheme; the first
 * that answers with a page is home. */
#include "crawl_internal.h"

static void add_candidate(struct crawl *c, str address)
{
    for (size_t i = 0; i < c->candidates.count; i++)
        if (str_eq(c->candidates.items[i], address))
            return;
    *arena_push(&c->arena, &c->candidates) = str_dup(&c->arena, address);
}

static void add_twins(struct crawl *c, const struct url_parts *parts)
{
    static const char *const schemes[] = { "http", "https" };
    bool tls_first = str_eq(parts->scheme, STR("https"));
    bool www = str_starts(parts->host, STR("www."));
    str bare = www ? str_slice(parts->host, 4, parts->host.len) : parts->host;
    for (size_t i = 0; i < 2; i++) {
        const char *scheme = schemes[tls_first ? 1 - i : i];
        add_candidate(c, str_fmt(&c->arena, "%s://%s%.*s/", scheme, www ? "www." : "", STR_ARG(bare)));
        add_candidate(c, str_fmt(&c->arena, "%s://%s%.*s/", scheme, www ? "" : "www.", STR_ARG(bare)));
    }
}

/* HOST alone is mostly meant as www.HOST: that is where portals live, and their bare names often redirect or do not
 * answer. */
bool start_prepare(struct crawl *c)
{
    const struct site_profile *profile = c->o->profile;
    struct url_parts parts;
    str home = { 0 };
    if (!scope_from_site(&c->arena, c->o->site, &c->scope, &home) || !url_split(&c->arena, home, &parts))
        return fail_set(c->fail, FAIL_USAGE, "'%.*s' is no host name and no http address", STR_ARG(c->o->site));
    c->scope.extra = profile->hosts;
    c->scope.extra_count = profile->host_count;
    bool written = str_has(c->o->site, STR("://"));
    if (!written && !c->scope.exact && !str_starts(parts.host, STR("www.")))
        add_candidate(c, str_fmt(&c->arena, "http://www.%.*s/", STR_ARG(parts.host)));
    add_candidate(c, home);
    if (!c->scope.exact)
        add_twins(c, &parts);
    else if (!written && !str_has(url_host_key(&c->arena, home), STR(":")))
        add_candidate(c, str_fmt(&c->arena, "https://%.*s/", STR_ARG(parts.host)));
    c->user_agent = str_cstr(&c->arena, str_fmt(&c->arena, "audit/%.*s (government portal self-check; +http://%.*s/)",
                                                STR_ARG(c->o->version.len ? c->o->version : STR(AUDIT_VERSION)),
                                                STR_ARG(url_host_key(&c->arena, c->candidates.items[0]))));
    c->spider_agent =
        str_cstr(&c->arena, str_fmt(&c->arena, "Mozilla/5.0 (compatible; Baiduspider/2.0; %s)", c->user_agent));
    return true;
}

void start_next(struct crawl *c)
{
    c->watched = NONE;
    while (c->candidate < c->candidates.count && c->watched == NONE) {
        str address = c->candidates.items[c->candidate++];
        c->watched = found_put(c, &(struct found){ .address = address, .whatever_kind = true, .role = URL_READ });
        if (c->watched == NONE)
            continue;
        struct entry *e = frontier_entry(c->frontier, c->watched);
        e->candidate = true;
        if (e->state == ENTRY_SETTLED && e->outcome == OUTCOME_OK && e->tries)
            start_settled(c, c->watched, OUTCOME_OK, NONE, true); /* of the interrupted run */
        else if (e->state == ENTRY_SETTLED || e->state == ENTRY_IDLE)
            frontier_push(c->frontier, c->watched);
    }
}

static bool became_home(struct crawl *c, uint32_t number)
{
    const struct entry *e = frontier_entry(c->frontier, number);
    if (!e->own)
        return false;
    c->run->home = e->address;
    c->watched = NONE;
    c->candidate = c->candidates.count;
    return true;
}

/* A server that stumbles is there, and may be back at the second try: it is not left for its twin at once. */
static bool may_come_back(const struct entry *e, enum outcome outcome)
{
    bool server = outcome == OUTCOME_STATUS && e->said_status >= 500;
    return server || outcome == OUTCOME_RESET || outcome == OUTCOME_TRUNCATED;
}

/* The watched one, and those that failed before it and are tried again: none of them is given up for its twin. */
bool start_awaits(const struct crawl *c, uint32_t number)
{
    return number == c->watched || (!c->run->home.len && frontier_entry(c->frontier, number)->candidate);
}

/* What has become of the watched address. A candidate that fails in another way is tried again in its turn, while the
 * next one is asked. */
void start_settled(struct crawl *c, uint32_t number, enum outcome outcome, uint32_t redirect_to, bool final)
{
    if (c->run->home.len || (outcome == OUTCOME_OK && became_home(c, number)))
        return;
    if (!final && may_come_back(frontier_entry(c->frontier, number), outcome))
        return;
    if (outcome == OUTCOME_REDIRECT && redirect_to != NONE && frontier_entry(c->frontier, redirect_to)->own) {
        struct entry *to = frontier_entry(c->frontier, redirect_to);
        to->candidate = true;
        c->watched = redirect_to;
        if (to->state == ENTRY_SETTLED && to->tries && to->outcome == OUTCOME_OK)
            became_home(c, redirect_to);
        else if (to->state != ENTRY_SETTLED)
            return;
        if (c->run->home.len)
            return;
    }
    if (c->candidate < c->candidates.count)
        start_next(c);
    else if (final)
        c->watched = NONE;
}
