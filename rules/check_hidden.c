/* SPDX-License-Identifier: MIT */
/* link.hidden: links to strangers that visitors do not see, heads of own pages rewritten for search engines, and
 * scripts that send away who comes from one. Hiding alone proves nothing: tabs, menus and layers are hidden until they
 * are used. */
#include "address.h"
#include "cloak.h"
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

static const struct script_fact *jump_of(struct hidden_check *h, const struct page_facts *p)
{
    for (size_t i = 0; i < p->scripts.count; i++) {
        const struct script_fact *s = &p->scripts.items[i];
        bool asks = s->asks_crawler || s->asks_referrer;
        if (!asks || s->jumps_to.len == 0 || dark_trusts(h->j, &h->dark, address_host(s->jumps_to)) ||
            str_eq(owner_of(h->j, s->jumps_to), owner_of(h->j, p->address)))
            continue;
        return s;
    }
    return NULL;
}

static const struct hidden_fact *hides_words(struct hidden_check *h, const struct page_facts *p)
{
    for (size_t i = 0; i < p->hidden.count; i++) {
        str text = p->hidden.items[i].text;
        if (dark_hits(h->j, &h->dark, text, HIDDEN_TEXT_HITS) < HIDDEN_TEXT_HITS || dark_fights(h->j, &h->dark, text))
            continue;
        return &p->hidden.items[i];
    }
    return NULL;
}

struct page_fault {
    const char *reason, *what;
    str found, place; /* place: empty, or where in the page */
    const str *links; /* outside ones that only search engines see */
    size_t link_count;
};

static void say_page(struct hidden_check *h, uint32_t page, const struct page_fault *fault)
{
    struct told told = told_page(h->j, page);
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", str_from(fault->reason));
    evidence_str(&e, "what", str_from(fault->what));
    evidence_str(&e, "found", text_clip(fault->found, SHOWN_CHARS));
    if (fault->place.len)
        evidence_str(&e, "place", fault->place);
    if (fault->link_count)
        evidence_list(&e, "links", fault->links, fault->link_count);
    evidence_tried(h->j, &e, &h->j->site->resources[page]);
    told_fail(h->j, h->rule, h->j->site->resources[page].address, &told, &e);
}

/* Where the head carries the words that were found. */
static str place_in_head(const struct page_facts *p, str word)
{
    if (word.ptr == p->title.ptr)
        return STR("html>head>title");
    return word.ptr == page_tag(p, "keywords", NULL).ptr ? STR("html>head>meta[name=keywords]")
                                                         : STR("html>head>meta[name=description]");
}

/* What is wrong with the page itself; false: nothing. */
static bool page_fault(struct hidden_check *h, uint32_t page, struct page_fault *f)
{
    struct judge *j = h->j;
    const struct page_facts *p = j->site->resources[page].page;
    const struct page_facts *spider = cloak_view(j, page, "spider");
    const struct script_fact *jump;
    const struct hidden_fact *block;
    str word = STR("");
    if (dark_page(j, &h->dark, p, &word))
        *f = (struct page_fault){ "poisoned", "网页的标题、关键词或描述被改成了博彩色情词语",
                                  word,       place_in_head(p, word),
                                  NULL,       0 };
    else if (spider && dark_page(j, &h->dark, spider, &word))
        *f =
            (struct page_fault){ "cloaked", "网页给搜索引擎看的是博彩色情内容，给访客看的是另一样", word, STR(""), NULL,
                                 0 };
    else if ((jump = jump_of(h, p)))
        *f = (struct page_fault){ "jump-script",  "网页里有脚本把从搜索引擎来的访客转到别的网站",
                                  jump->jumps_to, jump->place,
                                  NULL,           0 };
    else if ((block = hides_words(h, p)))
        *f = (struct page_fault){ "hidden-text", "网页里藏着博彩色情文字", block->text, block->place, NULL, 0 };
    else
        return false;
    return true;
}

static void judge_page(struct hidden_check *h, uint32_t page)
{
    struct judge *j = h->j;
    const struct resource_fact *r = &j->site->resources[page];
    struct page_fault fault = { 0 };
    if (!r->own || r->outcome != OUTCOME_OK || r->wall.len || !r->page || !(r->page->known & KNOWN_TREE))
        return;
    bool wrong = page_fault(h, page, &fault);
    if (!wrong && cloak_links(j, &h->dark, &h->shown, page, &fault.links, &fault.link_count)) {
        fault.reason = "cloaked";
        fault.what = "网页给搜索引擎看的是另一个页面，里面有访客看不见的站外链接";
        fault.found = cloak_view(j, page, "spider")->title;
        wrong = true;
    }
    if (wrong)
        say_page(h, page, &fault);
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
