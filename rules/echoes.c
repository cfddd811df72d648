/* SPDX-License-Identifier: MIT */
/* A guard may answer every address alike, with 200 and the home page, or with "busy": what so many addresses of a host
 * say byte for byte, none of them says. The site's own not-found page is another matter, see link.soft-404. */
#include "rules/copies.h"
#include "core/arena.h"
#include "core/text.h"
#include "strmap.h"

enum { ECHOES = 12, CHARS_MIN = 8 };

static const char echo_wall[] = "所有地址都答同一个网页";

static uint64_t words_of(const struct page_facts *p)
{
    uint64_t hash = hash_mix(str_hash(p->title), str_hash(p->visible_text));
    hash = hash_mix(hash_mix(hash, p->visible_chars), p->rows.count);
    for (size_t i = 0; i < p->tags.count; i++)
        hash = hash_mix(hash, str_hash(p->tags.items[i].content));
    return hash;
}

/* Words of not-found pages: such a page is judged as what it is. */
static bool says_not_found(const struct page_facts *p)
{
    static const str words[] = { STR_INIT("不存在"),   STR_INIT("删除"), STR_INIT("找不到"), STR_INIT("没有找到"),
                                 STR_INIT("无法找到"), STR_INIT("404"),  STR_INIT("下线"),   STR_INIT("Not Found"),
                                 STR_INIT("出错"),     STR_INIT("错误"), STR_INIT("失效"),   STR_INIT("未找到") };
    return str_has_any(p->title, words, ARRAY_LEN(words)) || str_has_any(p->visible_text, words, ARRAY_LEN(words));
}

/* Pages that scripts or frames fill are alike by nature. */
static bool may_echo(const struct resource_fact *r)
{
    const struct page_facts *p = r->page;
    return r->own && p && r->body_hash && r->outcome == OUTCOME_OK && (p->known & KNOWN_TREE) &&
           !(p->js & (JS_SHELL | JS_LIST)) && !p->body.frames && !p->scripts.count && !p->limit_hit.len &&
           p->visible_chars >= CHARS_MIN;
}

static str key_of(struct arena *a, uint32_t host, const struct page_facts *p)
{
    return str_fmt(a, "%u %llx", host, (unsigned long long)words_of(p));
}

/* What the host answered for an address that cannot exist, while it was well. */
static void find_not_found_pages(const struct site_facts *site, struct strmap *known, struct arena *a)
{
    for (uint32_t i = 0; i < site->probe_count; i++) {
        const struct probe_fact *p = &site->probes[i];
        if (str_eq(p->kind, STR("missing")) && p->page && p->resource < site->resource_count)
            strmap_set(known, key_of(a, site->resources[p->resource].host, p->page), 0);
    }
}

static void silence(struct resource_fact *r)
{
    r->page = NULL;
    r->outcome = OUTCOME_WALL;
    r->wall = str_from(echo_wall);
}

void echoes_silence(struct site_facts *site, struct arena *a)
{
    struct resource_fact *r = (struct resource_fact *)(uintptr_t)site->resources;
    str *keys = arena_new(a, str, (size_t)site->resource_count + 1);
    struct strmap counts, known;
    strmap_init(&counts, a);
    strmap_init(&known, a);
    find_not_found_pages(site, &known, a);
    for (uint32_t i = 0; i < site->resource_count; i++) {
        if (!may_echo(&r[i]) || says_not_found(r[i].page))
            continue;
        str words = key_of(a, r[i].host, r[i].page);
        if (strmap_get(&known, words) != NONE)
            continue;
        keys[i] = str_fmt(a, "%.*s %llx", STR_ARG(words), (unsigned long long)r[i].body_hash);
        uint32_t so_far = strmap_get(&counts, keys[i]);
        strmap_set(&counts, keys[i], so_far == NONE ? 1 : so_far + 1);
    }
    for (uint32_t i = 0; i < site->resource_count; i++)
        if (keys[i].len && strmap_get(&counts, keys[i]) >= ECHOES && !str_eq(r[i].address, site->run.home))
            silence(&r[i]);
}
