/* SPDX-License-Identifier: MIT */
/* link.hidden: links to strangers that visitors do not see, heads of own pages rewritten for search engines, and
 * scripts that send away who comes from one. Hiding alone proves nothing: tabs, menus and layers are hidden until they
 * are used. */
#include "address.h"
#include "dark.h"
#include "families.h"
#include "link_told.h"
#include "strmap.h"
#include "core/arena.h"
#include "core/domain.h"
#include "core/text.h"

enum { FEW_PAGES = 2, HIDDEN_TEXT_HITS = 3, SHOWN_CHARS = 80 };

struct hidden_link { /* all hidden links to one address */
    uint32_t target;
    bool certain;
    struct told told;
};

struct hidden_check {
    struct judge *j;
    const struct rule *rule;
    struct dark dark;
    struct strmap shown;     /* registrable names that own pages link to for all to see */
    struct strmap by_target; /* address → number of its hidden_link */
    struct {
        struct hidden_link *items;
        size_t count, room;
    } links;
};

static str owner_of(struct judge *j, str address)
{
    str host = address_host(address);
    return domain_registrable(j->arena, str_slice(host, 0, str_find(host, STR(":"))));
}

static bool leaves(const struct hidden_check *h, const struct link_row *l)
{
    bool link = l->kind == LINK_ANCHOR || l->kind == LINK_AREA || l->kind == LINK_OPTION;
    return link && l->problem == LINK_FINE && l->target != NONE && !h->j->site->resources[l->target].own;
}

static void learn_shown(struct hidden_check *h)
{
    struct judge *j = h->j;
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (leaves(h, l) && l->hiding == HIDING_NONE)
            strmap_put(&h->shown, owner_of(j, j->site->resources[l->target].address), 1);
    }
}

/* Ways of hiding that no menu, tab or layer makes use of. */
static bool is_trick(const struct link_row *l)
{
    return l->hiding == HIDING_MARQUEE || l->hiding == HIDING_COLOUR || l->hiding == HIDING_OFFSCREEN ||
           (l->hiding == HIDING_SIZE && l->text.len);
}

/* On one or two articles only: no part of the template, which menus and layers are. */
static bool in_articles_only(const struct hidden_check *h, const struct link_row *l)
{
    if (l->page_count > FEW_PAGES || l->place_count == 0)
        return false;
    for (uint32_t i = 0; i < l->place_count; i++) {
        uint32_t page = l->places[i].page;
        str address = h->j->site->resources[page].address;
        if (h->j->columns->of_resource[page] != NONE || address_is_root(address) || address_is_list(address))
            return false;
    }
    return true;
}

static bool is_dark(const struct hidden_check *h, const struct link_row *l)
{
    const struct judge *j = h->j;
    const struct page_facts *p = j->site->resources[l->target].page;
    if (dark_hits(j, &h->dark, l->text, 1) || (p && dark_page(j, &h->dark, p, NULL)))
        return true;
    const struct page_facts *on = l->place_count ? j->site->resources[l->places[0].page].page : NULL;
    for (size_t i = 0; on && i < on->hidden.count; i++) {
        const struct hidden_fact *block = &on->hidden.items[i];
        if (block->outside_links && l->text.len && str_has(block->text, l->text) &&
            dark_hits(j, &h->dark, block->text, 2) >= 2)
            return true;
    }
    return false;
}

static void gather(struct hidden_check *h)
{
    struct judge *j = h->j;
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (!leaves(h, l) || l->kind == LINK_OPTION || l->hiding == HIDING_NONE)
            continue;
        str address = j->site->resources[l->target].address, owner = owner_of(j, address);
        if (dark_trusts(j, &h->dark, address_host(address)) || strmap_get(&h->shown, owner) != NONE)
            continue;
        bool menu = l->region == REGION_NAV || l->region == REGION_CRUMB || l->region == REGION_LIST;
        uint32_t at = strmap_put(&h->by_target, address, (uint32_t)h->links.count);
        if (at == h->links.count)
            arena_push(j->arena, &h->links)->target = l->target;
        struct hidden_link *x = &h->links.items[at];
        x->certain |=
            is_dark(h, l) || (!menu && (is_trick(l) || l->region == REGION_CONTENT || in_articles_only(h, l)));
        x->told.first = x->told.first ? x->told.first : l;
        places_add(j->arena, &x->told.places, l);
    }
}

static void say_link_hidden(struct hidden_check *h, const struct hidden_link *x)
{
    struct judge *j = h->j;
    const struct link_row *l = x->told.first;
    str address = j->site->resources[x->target].address;
    if (!x->certain) {
        check_unverified(j, h->rule, address, STR("hidden-block"),
                         STR("隐藏的板块里有站外链接，可能是脚本展开的菜单或浮层，请人工看一下"));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", STR("hidden-link"));
    evidence_str(&e, "what",
                 str_fmt(j->arena, "网页里藏着访客看不见的站外链接“%.*s”",
                         STR_ARG(text_clip(l->text.len ? l->text : address, 60))));
    evidence_str(&e, "hiding", words_hiding(l->hiding));
    told_fail(j, h->rule, address, &x->told, &e);
}

/* --- own pages --- */

static const char *jump_of(struct hidden_check *h, const struct page_facts *p)
{
    for (size_t i = 0; i < p->scripts.count; i++) {
        const struct script_fact *s = &p->scripts.items[i];
        bool asks = s->asks_crawler || s->asks_referrer;
        if (!asks || s->jumps_to.len == 0 || dark_trusts(h->j, &h->dark, address_host(s->jumps_to)) ||
            str_eq(owner_of(h->j, s->jumps_to), owner_of(h->j, p->address)))
            continue;
        return str_cstr(h->j->arena, s->jumps_to);
    }
    return NULL;
}

static bool hides_words(struct hidden_check *h, const struct page_facts *p, str *word)
{
    for (size_t i = 0; i < p->hidden.count; i++) {
        str text = p->hidden.items[i].text;
        if (dark_hits(h->j, &h->dark, text, HIDDEN_TEXT_HITS) < HIDDEN_TEXT_HITS || dark_fights(h->j, &h->dark, text))
            continue;
        *word = text;
        return true;
    }
    return false;
}

static void say_page(struct hidden_check *h, uint32_t page, const char *reason, const char *what, str found)
{
    struct told told = told_page(h->j, page);
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", str_from(reason));
    evidence_str(&e, "what", str_from(what));
    evidence_str(&e, "found", text_clip(found, SHOWN_CHARS));
    told_fail(h->j, h->rule, h->j->site->resources[page].address, &told, &e);
}

/* What search engines were shown of this page, if that was asked. */
static const struct page_facts *spider_view(const struct judge *j, uint32_t page)
{
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        if (p->resource == page && str_eq(p->kind, STR("spider")) && p->outcome == OUTCOME_OK)
            return p->page;
    }
    return NULL;
}

static void judge_page(struct hidden_check *h, uint32_t page)
{
    struct judge *j = h->j;
    const struct resource_fact *r = &j->site->resources[page];
    const struct page_facts *p = r->page, *spider = spider_view(j, page);
    const char *jump;
    str word = STR("");
    if (!r->own || r->outcome != OUTCOME_OK || r->wall.len || !p || !(p->known & KNOWN_TREE))
        return;
    if (dark_page(j, &h->dark, p, &word))
        say_page(h, page, "poisoned", "网页的标题、关键词或描述被改成了博彩色情词语", word);
    else if (spider && dark_page(j, &h->dark, spider, &word))
        say_page(h, page, "cloaked", "网页给搜索引擎看的是博彩色情内容，给访客看的是另一样", word);
    else if ((jump = jump_of(h, p)))
        say_page(h, page, "jump-script", "网页里有脚本把从搜索引擎来的访客转到别的网站", str_from(jump));
    else if (hides_words(h, p, &word))
        say_page(h, page, "hidden-text", "网页里藏着博彩色情文字", word);
    else
        check_pass(j, h->rule, r->address);
}

void check_link_hidden(struct judge *j, const struct rule *rule)
{
    struct hidden_check h = { .j = j, .rule = rule, .dark = dark_of(j) };
    strmap_init(&h.shown, j->arena);
    strmap_init(&h.by_target, j->arena);
    learn_shown(&h);
    gather(&h);
    for (size_t i = 0; i < h.links.count; i++)
        say_link_hidden(&h, &h.links.items[i]);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_page(&h, i);
}
