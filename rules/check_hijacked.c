/* SPDX-License-Identifier: MIT */
/* link.hijacked: outside links whose site has changed hands: gambling, porn, parking pages, scripts that jump by
 * referrer, and hosts that only look like those of a government. */
#include "address.h"
#include "dark.h"
#include "families.h"
#include "link_told.h"
#include "core/arena.h"
#include "core/domain.h"
#include "core/text.h"

enum { PARKING_CHARS = 400, PARKING_ONLY = 150, SHOWN_CHARS = 80 };

struct hijack_check {
    struct judge *j;
    const struct rule *rule;
    struct dark dark;
    const struct pattern *parking;
    struct link_index index;
};

struct hijack { /* empty word: none */
    str word, what, found;
};

static str owner_of(struct judge *j, str address)
{
    str host = address_host(address);
    return domain_registrable(j->arena, str_slice(host, 0, str_find(host, STR(":"))));
}

/* beian.miit.gov.cn.example.com belongs to example.com. */
static bool looks_like_government(struct judge *j, str address)
{
    str host = address_host(address), owner = owner_of(j, address);
    return str_has(host, STR(".gov.cn.")) && !domain_within(owner, STR("gov.cn"));
}

/* A page on the trade in domains names no domain; a parking page names its own. */
static bool speaks_of_itself(const struct hijack_check *h, const struct page_facts *p)
{
    static const str words[] = { STR_INIT("此域名"),    STR_INIT("该域名"),      STR_INIT("本域名"),
                                 STR_INIT("这个域名"),  STR_INIT("域名已过期"),  STR_INIT("域名已到期"),
                                 STR_INIT("domain is"), STR_INIT("this domain"), STR_INIT("domain may"),
                                 STR_INIT("sedo"),      STR_INIT("parking") };
    str lower = text_lower(h->j->arena, p->visible_text), owner = owner_of(h->j, p->address);
    return str_has_any(lower, words, ARRAY_LEN(words)) || str_has(lower, owner) ||
           str_has(text_lower(h->j->arena, p->title), owner);
}

static bool parks(const struct hijack_check *h, const struct page_facts *p)
{
    struct judge *j = h->j;
    if (!h->parking || p->visible_chars > PARKING_CHARS)
        return false;
    struct arena_mark mark = arena_mark(j->arena);
    bool named = pattern_matches(h->parking, text_bare(j->arena, p->title)) ||
                 pattern_matches(h->parking, text_bare(j->arena, p->heading));
    bool told = pattern_matches(h->parking, text_bare(j->arena, p->visible_text)) && speaks_of_itself(h, p);
    arena_release(j->arena, mark);
    return named || (told && p->visible_chars <= PARKING_ONLY);
}

static str jump_of(const struct hijack_check *h, const struct page_facts *p)
{
    for (size_t i = 0; i < p->scripts.count; i++) {
        const struct script_fact *s = &p->scripts.items[i];
        bool away = s->jumps_to.len && !str_eq(owner_of(h->j, s->jumps_to), owner_of(h->j, p->address));
        if (away && (s->asks_referrer || s->asks_crawler) && !dark_trusts(h->j, &h->dark, address_host(s->jumps_to)))
            return s->jumps_to;
    }
    return STR("");
}

static struct hijack hijack_of(const struct hijack_check *h, const struct resource_fact *r,
                               const struct resource_fact *end)
{
    const struct page_facts *p = end->page;
    str found = STR("");
    if (looks_like_government(h->j, r->address))
        return (struct hijack){ STR("look-alike"), STR("网址貌似政府网站，其实属于别人的域名"),
                                owner_of(h->j, r->address) };
    if (!p || !(p->known & KNOWN_TREE) || dark_trusts(h->j, &h->dark, address_host(end->address)))
        return (struct hijack){ 0 };
    if (dark_page(h->j, &h->dark, p, &found))
        return (struct hijack){ STR("gambling-porn"), STR("对方网站已经变成博彩色情网站"), found };
    if (parks(h, p))
        return (struct hijack){ STR("parking"), STR("对方的域名已经过期，成了待售的停放页"), p->title };
    found = jump_of(h, p);
    if (found.len)
        return (struct hijack){ STR("jump-script"), STR("对方网站里有脚本按来源把访客转到别的网站"), found };
    return (struct hijack){ 0 };
}

static bool seen_by_visitors(const struct hijack_check *h, uint32_t target)
{
    for (uint32_t k = h->index.start[target]; k < h->index.start[target + 1]; k++) {
        const struct link_row *l = &h->j->site->links[h->index.rows[k]];
        if (link_opens(l) && l->hiding == HIDING_NONE)
            return true;
    }
    return false;
}

static void judge_target(struct hijack_check *h, uint32_t target)
{
    struct judge *j = h->j;
    const struct resource_fact *r = &j->site->resources[target];
    /* A hidden link is link.hidden, wherever it leads. */
    if ((r->outcome != OUTCOME_OK && r->outcome != OUTCOME_REDIRECT) || !seen_by_visitors(h, target))
        return;
    bool loop = false;
    uint32_t at = site_follow(j->site, target, &loop);
    const struct resource_fact *end = loop || at == NONE ? NULL : &j->site->resources[at];
    if (!end || end->own || end->outcome != OUTCOME_OK || end->wall.len)
        return;
    struct hijack x = hijack_of(h, r, end);
    if (!x.word.len) {
        if (end->page)
            check_pass(j, h->rule, r->address);
        return;
    }
    struct told told = told_links(j, h->index, target);
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", x.word);
    evidence_str(&e, "what", x.what);
    evidence_str(&e, "found", text_clip(x.found, SHOWN_CHARS));
    if (end != r)
        evidence_str(&e, "redirected_to", end->address);
    evidence_tried(j, &e, end);
    told_fail(j, h->rule, r->address, &told, &e);
}

void check_link_hijacked(struct judge *j, const struct rule *rule)
{
    struct hijack_check h = { .j = j,
                              .rule = rule,
                              .dark = dark_of(j),
                              .parking = rule_param_pattern(rule, "parking_pattern"),
                              .index = link_index_make(j->arena, j->site) };
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_target(&h, i);
}
