/* SPDX-License-Identifier: MIT */
/* Pages that were not read to their end, and addresses that were left off because there are too many of their kind. */
#include "ceilings.h"
#include "core/arena.h"
#include "core/limits.h"
#include "strmap.h"

enum { SAMPLE = 50 };

struct kind_of_address {
    str start;
    uint32_t seen, endless, left_off;
};

/* What addresses of one kind begin with: all before the query, or the folder. */
static str start_of(str address)
{
    size_t mark = str_find(address, STR("?"));
    if (mark != SIZE_MAX)
        return str_slice(address, 0, mark);
    size_t end = address.len;
    while (end && address.ptr[end - 1] != '/')
        end--;
    return str_slice(address, 0, end);
}

static bool is_left_off(const struct resource_fact *r)
{
    return r->refusal == REFUSAL_ENDLESS || r->refusal == REFUSAL_CEILING;
}

struct kinds_of_address {
    struct kind_of_address *items;
    size_t count, room;
};

static struct kinds_of_address kinds_left_off(struct judge *j)
{
    struct kinds_of_address kinds = { 0 };
    struct strmap map;
    strmap_init(&map, j->arena);
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        if (!is_left_off(r))
            continue;
        str start = start_of(r->address);
        uint32_t at = strmap_put(&map, start, (uint32_t)kinds.count);
        if (at == kinds.count)
            arena_push(j->arena, &kinds)->start = start;
        kinds.items[at].endless += r->refusal == REFUSAL_ENDLESS;
        kinds.items[at].left_off++;
    }
    for (uint32_t i = 0; kinds.count && i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        uint32_t at = r->outcome == OUTCOME_OK ? strmap_get(&map, start_of(r->address)) : NONE;
        if (at != NONE)
            kinds.items[at].seen++;
    }
    return kinds;
}

static void tell_kinds(struct judge *j, const struct rule *rule)
{
    struct kinds_of_address kinds = kinds_left_off(j);
    for (size_t i = 0; i < kinds.count && i < SAMPLE; i++) {
        const struct kind_of_address *k = &kinds.items[i];
        bool endless = k->endless == k->left_off;
        check_unverified(j, rule, k->start, endless ? STR("endless") : STR("limit"),
                         str_fmt(j->arena, "%s，看了 %u 个，另有 %u 个没有看",
                                 endless ? "这样的网址没有尽头，内容除数字外都一样" : "这样的网址超过一次检查的上限",
                                 k->seen, k->left_off));
    }
}

/* What was not read of the page, by the ceiling that it hit; NULL: nothing that holds links. */
static const char *unread_part(str limit)
{
    static const struct {
        const char *limit, *part;
    } parts[] = {
        { "links", "页面的链接太多，后面的没有看" },         { "html-length", "页面太长，后面的没有看" },
        { "too-tangled", "页面标签过于混乱，没有读" },       { "too-many-nodes", "页面元素太多，没有读" },
        { "too-many-facts", "页面内容太多，没有记下" },      { "too-many-pages", "列表的页数太多，后面的没有看" },
        { "too-many-rows", "列表的条目太多，后面的没有看" },
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (str_eq(limit, str_from(parts[i].limit)))
            return parts[i].part;
    return NULL;
}

static void tell_pages(struct judge *j, const struct rule *rule)
{
    size_t told = 0;
    for (uint32_t i = 0; i < j->site->resource_count && told < SAMPLE; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        const char *part = r->own && r->page ? unread_part(r->page->limit_hit) : NULL;
        if (!part)
            continue;
        told++;
        check_unverified(j, rule, r->address, STR("limit"), str_from(part));
    }
}

static size_t pages_below(const struct judge *j, const struct resource_fact **first)
{
    size_t count = 0;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        if (!r->page || !str_eq(r->page->limit_hit, STR("endless")))
            continue;
        *first = count++ ? *first : r;
    }
    return count;
}

/* One server answers with one page for every address below it: one entry, not one a page. */
static void tell_below(struct judge *j, const struct rule *rule)
{
    const struct resource_fact *first = NULL;
    size_t count = pages_below(j, &first);
    if (count)
        check_unverified(j, rule, first->address, STR("endless"),
                         str_fmt(j->arena,
                                 "和上两级页面完全一样，相对链接只会生出更多一样的页面，没有再跟；这样的页面共 %zu 个",
                                 count));
}

void ceilings_tell(struct judge *j, const struct rule *rule)
{
    tell_pages(j, rule);
    tell_below(j, rule);
    tell_kinds(j, rule);
}

str ceilings_note(const struct judge *j, struct arena *a)
{
    size_t endless = 0, many = 0;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        endless += j->site->resources[i].refusal == REFUSAL_ENDLESS;
        many += j->site->resources[i].refusal == REFUSAL_CEILING;
    }
    const struct resource_fact *first = NULL;
    size_t below = pages_below(j, &first);
    str left_off = { 0 }, same = { 0 };
    if (endless + many)
        left_off =
            str_fmt(a, "有 %zu 个网址没有访问：同一种网址没有尽头（例如日历）或者超过上限，逐种列在“无法判定”里。",
                    endless + many);
    if (below)
        same = str_fmt(a, "有 %zu 个页面和上两级页面完全一样，没有再跟它们的链接。", below);
    return str_fmt(a, "%.*s%.*s", STR_ARG(left_off), STR_ARG(same));
}
