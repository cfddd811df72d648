/* SPDX-License-Identifier: MIT */
/* What was not seen. Who says that something is nowhere on the portal must have been let in everywhere it could be. */
#include "judging.h"
#include "address.h"
#include "core/limits.h"
#include "core/text.h"

enum { ENOUGH_UNSEEN = 3, UNSEEN_SHARE = 10 };

/* What portals call the places under which all their columns stand. A closed mail box, search page or service hall
 * hides none. */
static bool names_a_hub(const struct judge *j, const struct link_row *l)
{
    static const str hubs[] = {
        STR_INIT("公开"),         STR_INIT("政务公开"),         STR_INIT("政府信息公开"),     STR_INIT("信息公开"),
        STR_INIT("政务公开专栏"), STR_INIT("政府信息公开专栏"), STR_INIT("政府信息公开平台"), STR_INIT("信息公开专栏"),
        STR_INIT("公开目录"),     STR_INIT("信息公开目录"),     STR_INIT("政府信息公开目录"), STR_INIT("主动公开目录"),
        STR_INIT("主动公开"),     STR_INIT("主动公开内容"),     STR_INIT("法定主动公开内容"), STR_INIT("公开内容"),
        STR_INIT("部门"),         STR_INIT("政府部门"),         STR_INIT("部门信息公开"),     STR_INIT("部门公开"),
        STR_INIT("政策"),         STR_INIT("政策文件"),         STR_INIT("政府文件"),         STR_INIT("政策公开"),
    };
    str words = text_core(j->arena, l->text);
    return str_is_any(words, hubs, ARRAY_LEN(hubs));
}

static str host_reason(const struct judge *j, const struct resource_fact *r)
{
    const struct host_fact *h = r->host < j->site->host_count ? &j->site->hosts[r->host] : NULL;
    if (!h || r->outcome == OUTCOME_OK || r->outcome == OUTCOME_REDIRECT)
        return (str){ 0 };
    return h->wall.len ? STR("wall") : h->outage.len ? STR("timeout") : (str){ 0 };
}

/* Why nobody knows what stands at this address of ours; empty if it is known, be it that nothing does. */
static str unseen_because(const struct judge *j, const struct resource_fact *r)
{
    if (r->refusal == REFUSAL_ROBOTS)
        return STR("robots");
    if (r->refusal == REFUSAL_HOST_WALLED || r->outcome == OUTCOME_WALL)
        return STR("wall");
    if (r->refusal == REFUSAL_BUDGET)
        return STR("budget");
    if (r->refusal == REFUSAL_CEILING)
        return STR("limit");
    if (r->outcome == OUTCOME_DNS_ERROR)
        return STR("dns-error");
    if (r->outcome == OUTCOME_NO_ROUTE)
        return STR("no-route");
    if (r->outcome == OUTCOME_BAD_REPLY || (r->outcome == OUTCOME_STATUS && (r->status == 429 || r->status == 503)))
        return STR("timeout");
    return host_reason(j, r);
}

str judge_links_unseen(const struct judge *j, const struct page_facts *page)
{
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        bool article = l->region == REGION_CONTENT || l->region == REGION_RELATED;
        uint32_t to = article && l->address.len ? site_find(j->site, l->address) : NONE;
        to = to == NONE ? NONE : site_follow(j->site, to, NULL);
        if (to == NONE || !j->site->resources[to].own || address_is_file(j->site->resources[to].address))
            continue;
        str because = unseen_because(j, &j->site->resources[to]);
        if (because.len)
            return because;
    }
    return (str){ 0 };
}

static bool may_hold_columns(const struct resource_fact *r)
{
    return r->own && address_is_list(r->address);
}

static size_t places_seen(const struct judge *j)
{
    size_t seen = 0;
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        seen += may_hold_columns(&j->site->resources[i]) && j->site->resources[i].outcome == OUTCOME_OK;
    return seen;
}

/* One place that is named as a hub, or a good part of the portal under any names, may hold what is missed everywhere
 * else. */
static str find_blind(struct judge *j)
{
    size_t unseen = 0;
    str why = { 0 };
    bool *counted = arena_new(j->arena, bool, (size_t)j->site->resource_count + 1);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        uint32_t to = l->target == NONE ? NONE : site_follow(j->site, l->target, NULL);
        if (to == NONE || counted[to] || l->kind != LINK_ANCHOR || l->hiding != HIDING_NONE ||
            !may_hold_columns(&j->site->resources[to]))
            continue;
        str because = unseen_because(j, &j->site->resources[to]);
        if (!because.len)
            continue;
        if (names_a_hub(j, l))
            return because;
        counted[to] = true;
        unseen++;
        why = because;
    }
    bool much = unseen >= ENOUGH_UNSEEN && unseen * UNSEEN_SHARE >= unseen + places_seen(j);
    return much ? why : (str){ 0 };
}

/* A link of this page and of few others: the menu of the whole portal stands everywhere. */
static bool stands_here(const struct link_row *l, uint32_t page)
{
    for (uint32_t i = 0; i < l->place_count && l->page_count <= LIMIT_PLACES; i++)
        if (l->places[i].page == page)
            return true;
    return false;
}

str judge_unseen_below(const struct judge *j, uint32_t page)
{
    str address = j->site->resources[page].address;
    str folder = address_folder(address), host = address_host(address);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        uint32_t to = l->target == NONE ? NONE : site_follow(j->site, l->target, NULL);
        const struct resource_fact *r = to == NONE ? NULL : &j->site->resources[to];
        if (!r || l->kind != LINK_ANCHOR || !r->own || !str_eq(address_host(r->address), host) ||
            !(stands_here(l, page) || (folder.len > 1 && str_starts(address_path(r->address), folder))) ||
            str_eq(address_path(r->address), folder))
            continue;
        str because = unseen_because(j, r);
        if (because.len)
            return because;
    }
    return (str){ 0 };
}

str judge_blind(struct judge *j)
{
    if (!j->site->run.complete)
        return judge_cut_short(j);
    if (!j->blind_known)
        j->blind = find_blind(j);
    j->blind_known = true;
    return j->blind;
}

str judge_blind_words(struct judge *j)
{
    return j->site->run.complete ? STR("网站有的部分没有看到，不能断定没有") : STR("抓取没有完成");
}
