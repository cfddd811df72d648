/* SPDX-License-Identifier: MIT */
/* Copies are known by address and content both: the address alone proves nothing, since an error may stand at one of
 * two addresses only; nor does the content, since templates without text are all alike. */
#include "rules/copies.h"
#include "address.h"
#include "core/arena.h"
#include "core/limits.h"
#include "strmap.h"

enum { ENOUGH_CHARS = 50, ENOUGH_ROWS = 2, MARKED = 1 << 20, OTHER_HOST = 1 << 19, OTHER_SCHEME = 1 << 18 };

struct folding {
    struct arena *arena;
    struct site_facts *site;
    uint32_t *to; /* per resource: whose copy it is, or itself */
};

/* Parameters that say who sent the visitor, or how the same page is to look. */
static bool is_tracker(str parameter)
{
    static const str names[] = { STR_INIT("from"),        STR_INIT("print"),       STR_INIT("isappinstalled"),
                                 STR_INIT("spm"),         STR_INIT("share"),       STR_INIT("sharefrom"),
                                 STR_INIT("share_from"),  STR_INIT("wxfrom"),      STR_INIT("fromsource"),
                                 STR_INIT("utm_source"),  STR_INIT("utm_medium"),  STR_INIT("utm_campaign"),
                                 STR_INIT("utm_content"), STR_INIT("utm_term"),    STR_INIT("nsukey"),
                                 STR_INIT("jsessionid"),  STR_INIT("phpsessid"),   STR_INIT("timestamp"),
                                 STR_INIT("_t"),          STR_INIT("tdsourcetag"), STR_INIT("device") };
    return str_is_any_nocase(str_slice(parameter, 0, str_find(parameter, STR("="))), names, ARRAY_LEN(names));
}

/* The query without them; empty, or beginning with '?'. */
static str plain_query(struct arena *a, str address)
{
    size_t mark = str_find(address, STR("?"));
    str rest = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len), one, kept = { 0 };
    while (rest.len && str_cut(&rest, '&', &one))
        if (one.len && !is_tracker(one))
            kept = str_fmt(a, "%.*s%c%.*s", STR_ARG(kept), kept.len ? '&' : '?', STR_ARG(one));
    return kept;
}

static str without_session(str path)
{
    size_t at = str_find_nocase(path, STR(";jsessionid="));
    return str_slice(path, 0, at);
}

static bool is_phone_word(str word)
{
    static const str words[] = { STR_INIT("m"),     STR_INIT("wap"), STR_INIT("mobile"),
                                 STR_INIT("phone"), STR_INIT("3g"),  STR_INIT("mob") };
    return str_is_any_nocase(word, words, ARRAY_LEN(words));
}

static str first_label(str host)
{
    return str_slice(host, 0, str_find(host, STR(".")));
}

/* The first folder of a path: "m" of /m/zwgk/. */
static str first_folder(str path)
{
    str rest = str_slice(path, 1, path.len);
    size_t slash = str_find(rest, STR("/"));
    return slash == SIZE_MAX ? (str){ 0 } : str_slice(rest, 0, slash);
}

/* How much of an address is let go of: what never chooses a page; the copy for phones; a query that chooses none
 * either, and the case of letters. */
enum looseness { STRICT, PHONES, LOOSE, LOOSENESS_COUNT_ };

static str strict_key(struct arena *a, str address)
{
    size_t query = str_find(address, STR("?"));
    str plain = without_session(str_slice(address, 0, query));
    return str_fmt(a, "%.*s%.*s", STR_ARG(address_canon(a, plain)), STR_ARG(plain_query(a, address)));
}

static str key_of(struct arena *a, str address, enum looseness how)
{
    str plain = strict_key(a, address);
    if (how == STRICT)
        return plain;
    size_t slash = str_find(plain, STR("/"));
    str host = str_slice(plain, 0, slash), path = str_slice(plain, slash, plain.len);
    if (is_phone_word(first_label(host)))
        host = str_slice(host, first_label(host).len + 1, host.len);
    if (path.len && is_phone_word(first_folder(path)))
        path = str_slice(path, first_folder(path).len + 1, path.len);
    str key = str_fmt(a, "%.*s%.*s", STR_ARG(host), STR_ARG(path));
    if (how != LOOSE)
        return key;
    return str_lower(a, address_query_names_page(address) ? key : str_slice(key, 0, str_find(key, STR("?"))));
}

static uint64_t hash_of_rows(const struct page_facts *p)
{
    uint64_t hash = p->rows.count;
    for (size_t i = 0; i < p->rows.count; i++)
        hash = hash_mix(hash_mix(hash, str_hash(p->rows.items[i].title)), (uint64_t)p->rows.items[i].date.n);
    return hash;
}

/* What an article or a list says, whatever stands around it. */
static uint64_t hash_of_content(const struct page_facts *p)
{
    uint64_t hash = str_hash(p->heading.len ? p->heading : p->title);
    hash = hash_mix(hash, (uint64_t)p->published.n);
    hash = hash_mix(hash, p->body.chars);
    hash = hash_mix(hash, p->body.images + p->body.files);
    return hash_mix(hash, hash_of_rows(p));
}

/* All of a page that is ever judged. */
static uint64_t hash_of_page(const struct page_facts *p)
{
    uint64_t hash = hash_mix(hash_of_content(p), str_hash(p->title));
    const uint64_t sums[] = { p->visible_chars,  p->prose_chars,  p->known,           p->js,        p->crumbs.count,
                              p->metadata.count, p->hidden.count, p->scripts.count,   p->ids.count, p->lists.count,
                              p->tags.count,     p->links.count,  p->next_pages.count };
    for (size_t i = 0; i < ARRAY_LEN(sums); i++)
        hash = hash_mix(hash, sums[i]);
    for (size_t i = 0; i < p->tags.count; i++)
        hash = hash_mix(hash, str_hash(p->tags.items[i].content));
    return hash;
}

static bool says_enough(const struct page_facts *p)
{
    return p->body.chars >= ENOUGH_CHARS || p->rows.count >= ENOUGH_ROWS;
}

uint32_t copies_oddness(const struct site_facts *site, str address)
{
    str home = site->run.home;
    if (str_eq(address, home))
        return 0;
    str host = address_host(address), path = address_path(address);
    bool marked = is_phone_word(first_label(host)) || is_phone_word(first_folder(path));
    bool tls = str_starts(address, STR("https:")), home_tls = str_starts(home, STR("https:"));
    uint32_t length = address.len < OTHER_SCHEME ? (uint32_t)address.len : OTHER_SCHEME - 1;
    return length + (marked ? MARKED : 0) + (str_eq(host, address_host(home)) ? 0 : OTHER_HOST) +
           (tls == home_tls ? 0 : OTHER_SCHEME);
}

static bool may_fold(const struct resource_fact *r)
{
    return r->own && r->page && r->refusal == REFUSAL_NONE && r->outcome == OUTCOME_OK && !r->wall.len &&
           !r->page->limit_hit.len && (r->page->known & KNOWN_TREE);
}

/* Under one key the least odd address stays, and the others are its copies. Over http and https a page has to be the
 * same in everything. */
static void put(struct folding *f, struct strmap *map, enum looseness how, uint32_t i)
{
    const struct resource_fact *r = f->site->resources;
    str key = key_of(f->arena, r[i].address, how);
    uint64_t content = how == STRICT ? hash_of_page(r[i].page) : hash_of_content(r[i].page);
    str whole = str_fmt(f->arena, "%.*s %llx", STR_ARG(key), (unsigned long long)content);
    uint32_t first = strmap_put(map, whole, i);
    bool twins =
        how != STRICT && str_eq(address_canon(f->arena, r[i].address), address_canon(f->arena, r[first].address));
    if (first == i || twins)
        return;
    bool better = copies_oddness(f->site, r[i].address) < copies_oddness(f->site, r[first].address);
    f->to[better ? first : i] = better ? i : first;
    if (better)
        strmap_set(map, whole, i);
}

static void find_copies(struct folding *f, enum looseness how)
{
    struct strmap map;
    strmap_init(&map, f->arena);
    for (uint32_t i = 0; i < f->site->resource_count; i++) {
        const struct resource_fact *r = &f->site->resources[i];
        if (f->to[i] != i || !may_fold(r) || (how == LOOSE && !says_enough(r->page)))
            continue;
        put(f, &map, how, i);
    }
}

static uint32_t end_of(const struct folding *f, uint32_t i)
{
    while (f->to[i] != i)
        i = f->to[i];
    return i;
}

/* A copy has no page of its own, and whoever looks it up is led on. */
static void rewrite(struct folding *f)
{
    struct resource_fact *r = (struct resource_fact *)(uintptr_t)f->site->resources;
    struct link_row *links = (struct link_row *)(uintptr_t)f->site->links;
    for (uint32_t i = 0; i < f->site->resource_count; i++) {
        if (r[i].refusal != REFUSAL_NONE)
            r[i].page = NULL; /* read, and then found to be no address of its own */
        if (f->to[i] == i)
            continue;
        r[i].page = NULL;
        r[i].outcome = OUTCOME_REDIRECT;
        r[i].redirect_to = end_of(f, i);
    }
    for (uint32_t i = 0; i < f->site->link_count; i++)
        if (links[i].target < f->site->resource_count)
            links[i].target = end_of(f, links[i].target);
}

void copies_fold(struct site_facts *site, struct arena *a)
{
    struct folding f = { .arena = a, .site = site };
    f.to = arena_new(a, uint32_t, (size_t)site->resource_count + 1);
    for (uint32_t i = 0; i < site->resource_count; i++)
        f.to[i] = i;
    for (enum looseness how = STRICT; how < LOOSENESS_COUNT_; how++)
        find_copies(&f, how);
    rewrite(&f);
}
