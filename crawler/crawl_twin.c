/* SPDX-License-Identifier: MIT */
/* A portal that answers over http and https, with and without www., has up to four addresses for each page. The page is
 * read at the one that is like the home page's first; where another says the same, its links are not followed once
 * more. */
#include "crawl_twin.h"

enum { TWINS = 4, WAIT_MS = 2000 };

static bool starts_with_www(str host)
{
    return str_starts(host, STR("www."));
}

/* How unlike the home page's: 0 to 3. */
static int rank_of(bool tls, bool www, str home)
{
    bool home_tls = str_starts(home, STR("https:"));
    bool home_www = starts_with_www(str_slice(home, home_tls ? 8 : 7, home.len));
    return (tls != home_tls) + 2 * (www != home_www);
}

struct twins {
    uint32_t numbers[TWINS]; /* by rank; NONE: not known, or the address itself */
    int own;                 /* rank of the address itself */
};

/* The same path on the other origins. */
static struct twins twins_of(struct crawl *c, const struct entry *e)
{
    struct twins t = { .numbers = { NONE, NONE, NONE, NONE }, .own = 0 };
    bool tls = str_starts(e->address, STR("https:"));
    str rest = str_slice(e->address, tls ? 8 : 7, e->address.len);
    bool www = starts_with_www(rest);
    str bare = www ? str_slice(rest, 4, rest.len) : rest;
    struct arena_mark mark = arena_mark(&c->scratch);
    t.own = rank_of(tls, www, c->run->home);
    for (int i = 0; i < TWINS; i++) {
        bool other_tls = i & 1, other_www = i & 2;
        if (other_tls == tls && other_www == www)
            continue;
        str address =
            str_fmt(&c->scratch, "%s://%s%.*s", other_tls ? "https" : "http", other_www ? "www." : "", STR_ARG(bare));
        t.numbers[rank_of(other_tls, other_www, c->run->home)] = frontier_find(c->frontier, address);
    }
    arena_release(&c->scratch, mark);
    return t;
}

static bool is_own_page(const struct entry *e)
{
    return e->own && e->role == URL_READ;
}

/* One that comes first is still to be read. */
static bool is_awaited(const struct entry *t)
{
    return is_own_page(t) && (t->state == ENTRY_QUEUED || t->state == ENTRY_ASKED || t->state == ENTRY_LATER);
}

bool twin_waits(struct crawl *c, uint32_t number)
{
    const struct entry *e = frontier_entry(c->frontier, number);
    if (!c->run->home.len || !is_own_page(e) || e->tries || e->hops)
        return false;
    struct twins t = twins_of(c, e);
    for (int i = 0; i < t.own; i++) {
        if (t.numbers[i] == NONE || !is_awaited(frontier_entry(c->frontier, t.numbers[i])))
            continue;
        frontier_pop(c->frontier, e->queue);
        frontier_later(c->frontier, number, crawl_now(c) + WAIT_MS);
        return true;
    }
    return false;
}

static uint64_t mix(uint64_t hash, str text)
{
    return hash_mix(hash, str_hash(text));
}

/* Without scheme and www., so that pages which write their links in full are alike too. */
static str plain(str address)
{
    str rest = str_slice(address, str_starts(address, STR("https:")) ? 8 : 7, address.len);
    return starts_with_www(rest) ? str_slice(rest, 4, rest.len) : rest;
}

static uint64_t what_it_says(const struct page_facts *page)
{
    uint64_t hash = page->links.count + 1;
    hash = mix(mix(hash, page->title), page->heading);
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        hash = mix(mix(hash, l->address.len ? plain(l->address) : l->href), l->text);
    }
    for (size_t i = 0; i < page->rows.count; i++)
        hash = mix(hash, page->rows.items[i].title);
    return hash | 1;
}

bool twin_was_read(struct crawl *c, uint32_t number, const struct page_facts *page)
{
    struct entry *e = frontier_entry(c->frontier, number);
    if (!c->run->home.len || page->limit_hit.len)
        return false;
    struct twins t = twins_of(c, e);
    e->says = what_it_says(page);
    for (int i = 0; i < TWINS && !e->copy; i++)
        e->copy = t.numbers[i] != NONE && frontier_entry(c->frontier, t.numbers[i])->says == e->says;
    return e->copy;
}
