/* SPDX-License-Identifier: MIT */
/* ipv6.differs, ipv6.links: home pages and columns compared over both families, and the share of inner pages that IPv6
 * reaches. */
#include "address.h"
#include "core/arena.h"
#include "families.h"
#include "ipv6_pages.h"
#include "judging.h"
#include "core/limits.h"

static str home_subject(const struct judge *j)
{
    str home = j->site->run.home;
    return home.len ? home : str_fmt(j->arena, "http://%.*s/", STR_ARG(j->site->run.site));
}

/* True if IPv6 could be measured at all; else said to be unverified. */
static bool measured(struct judge *j, const struct rule *rule)
{
    if (j->site->run.no_ipv6_here)
        check_unverified(j, rule, home_subject(j), STR("no-ipv6-here"), STR("本机没有 IPv6"));
    return !j->site->run.no_ipv6_here;
}

struct thresholds {
    double same, other; /* shares of common shingles: alike from here on; another page below */
    size_t slack;       /* so many shingles may differ: a new item, a changing line */
};

static bool differ(const struct thresholds *t, const struct sameness *s)
{
    return !s->title || s->text < t->other || (s->text < t->same && s->differ > t->slack);
}

static const struct page_facts *page_of(const struct judge *j, uint32_t resource, const char *kind)
{
    const struct probe_fact *p = probe_of(j->site, resource, kind);
    return p && p->outcome == OUTCOME_OK && p->status == 200 ? p->page : NULL;
}

enum told { TOLD_ALIKE, TOLD_DIFFERENT, TOLD_UNREAD };

static enum told compare_two(struct judge *j, const struct thresholds *t, const struct page_facts *x,
                             const struct page_facts *y, struct sameness *out)
{
    *out = x && y ? pages_compare(j->arena, x, y) : (struct sameness){ 0 };
    return !out->known ? TOLD_UNREAD : differ(t, out) ? TOLD_DIFFERENT : TOLD_ALIKE;
}

static void accuse(struct judge *j, const struct rule *rule, uint32_t resource, const struct sameness *s,
                   const struct page_facts *four, const struct page_facts *six)
{
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "what", s->title ? STR("正文不同") : s->text >= 0.9 ? STR("标题不同") : STR("标题和正文不同"));
    evidence_str(&e, "title_v4", four->title);
    evidence_str(&e, "title_v6", six->title);
    evidence_int(&e, "alike", (int64_t)(s->text * 100));
    uint32_t column = j->columns->of_resource[resource];
    struct fault f = { .subject = j->site->resources[resource].address,
                       .where = &resource,
                       .where_len = 1,
                       .column = column,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

static const struct page_facts *page_of_round(const struct judge *j, uint32_t resource, int family, int round)
{
    return page_of(j, resource, str_fmt(j->arena, "v%d-%d", family, round).ptr);
}

/* What the turns say together: different only if every one of them shows it and IPv4 never shows another page than at
 * first, which by chance alone one page in tens of thousands would do. */
static enum told compare_rounds(struct judge *j, const struct thresholds *t, uint32_t resource, bool *unstable)
{
    const struct page_facts *first = page_of_round(j, resource, 4, 2);
    enum told all = TOLD_DIFFERENT;
    struct sameness s;
    for (int round = 2; round <= LIMIT_IPV6_ROUNDS; round++) {
        const struct page_facts *four = page_of_round(j, resource, 4, round);
        const struct page_facts *six = page_of_round(j, resource, 6, round);
        enum told told = compare_two(j, t, four, six, &s);
        if (told == TOLD_ALIKE && round == 2)
            return TOLD_ALIKE;
        *unstable = told == TOLD_ALIKE || compare_two(j, t, first, four, &s) == TOLD_DIFFERENT;
        if (*unstable)
            return TOLD_UNREAD;
        all = told == TOLD_UNREAD ? TOLD_UNREAD : all;
    }
    return all;
}

/* Both were asked again in turn. */
static void compare_again(struct judge *j, const struct rule *rule, const struct thresholds *t, uint32_t resource)
{
    str address = j->site->resources[resource].address;
    const struct page_facts *four = page_of_round(j, resource, 4, LIMIT_IPV6_ROUNDS);
    const struct page_facts *six = page_of_round(j, resource, 6, LIMIT_IPV6_ROUNDS);
    bool unstable = false;
    enum told told = compare_rounds(j, t, resource, &unstable);
    struct sameness s;
    if (told == TOLD_ALIKE)
        check_pass(j, rule, address);
    else if (unstable)
        check_unverified(j, rule, address, STR("unstable"), STR("页面自身在变，几次看到的内容不同"));
    else if (told == TOLD_UNREAD || compare_two(j, t, four, six, &s) != TOLD_DIFFERENT)
        check_unverified(j, rule, address, STR("not-fetched"), STR("内容有不同，没有能轮流再量"));
    else
        accuse(j, rule, resource, &s, four, six);
}

/* Without a reading over IPv4 of about the same moment there is nothing to compare with. */
static void compare(struct judge *j, const struct rule *rule, const struct thresholds *t, uint32_t resource)
{
    const struct resource_fact *r = &j->site->resources[resource];
    const struct page_facts *six = page_of(j, resource, "v6"), *four = page_of(j, resource, "v4");
    bool asked = probe_of(j->site, resource, "v4") != NULL;
    if (!six || (asked && !four))
        return;
    if (!four && r->outcome == OUTCOME_OK && r->status == 200 && r->wall.len == 0)
        four = r->page; /* the crawl's own: it may excuse, not accuse */
    struct sameness s;
    if (!four)
        return;
    switch (compare_two(j, t, four, six, &s)) {
    case TOLD_ALIKE:
        check_pass(j, rule, r->address);
        return;
    case TOLD_UNREAD:
        check_unverified(j, rule, r->address, STR("javascript"), STR("页面内容由脚本生成，不能比较"));
        return;
    case TOLD_DIFFERENT:
        compare_again(j, rule, t, resource);
    }
}

/* The home pages of own hosts, and first pages of columns. */
static bool is_judged(const struct judge *j, uint32_t resource)
{
    const struct resource_fact *r = &j->site->resources[resource];
    uint32_t column = j->columns->of_resource[resource];
    if (!r->own)
        return false;
    if (address_is_root(r->address) || str_eq(r->address, j->site->run.home))
        return true;
    return column != NONE && j->columns->items[column].resource == resource;
}

void check_ipv6_differs(struct judge *j, const struct rule *rule)
{
    struct thresholds t = { (double)rule_param_int(rule, "same", 90) / 100,
                            (double)rule_param_int(rule, "other", 50) / 100,
                            (size_t)rule_param_int(rule, "slack", 60) };
    if (!measured(j, rule))
        return;
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        if (str_eq(p->kind, STR("v6")) && is_judged(j, p->resource))
            compare(j, rule, &t, p->resource);
    }
}

static void evidence_level(struct evidence *e, const char *share, const char *asked, const struct level_share *s)
{
    if (s->percent >= 0)
        evidence_int(e, share, s->percent);
    else
        evidence_str(e, share, STR(""));
    evidence_int(e, asked, s->asked);
}

/* A home page that IPv6 does not reach is ipv6.no-aaaa or ipv6.unreachable, once. */
static bool home_reached(const struct judge *j)
{
    uint32_t host = site_host(j->site, address_host(home_subject(j)));
    enum outcome v6 = host == NONE ? OUTCOME_PENDING : j->site->hosts[host].v6;
    return v6 == OUTCOME_OK || v6 == OUTCOME_REDIRECT;
}

void check_ipv6_links(struct judge *j, const struct rule *rule)
{
    int least = (int)rule_param_int(rule, "percent", 90);
    if (!measured(j, rule) || !home_reached(j))
        return;
    struct level_share two = ipv6_level(j, 1), three = ipv6_level(j, 2);
    if (two.percent < 0 && three.percent < 0) {
        check_unverified(j, rule, home_subject(j), STR("not-fetched"), STR("没有二级、三级页面的测量结果"));
        return;
    }
    bool low = (two.percent >= 0 && two.percent < least) || (three.percent >= 0 && three.percent < least);
    if (!low) {
        check_pass(j, rule, home_subject(j));
        return;
    }
    if ((two.percent < 0 || two.most >= least) && (three.percent < 0 || three.most >= least)) {
        check_unverified(j, rule, home_subject(j), STR("sample"), STR("抽样的比例低于要求，但在误差范围内"));
        return;
    }
    if (judge_blind(j).len) { /* the pages that were read are no sample of the portal's */
        check_unverified(j, rule, home_subject(j), judge_blind(j), judge_blind_words(j));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_level(&e, "level2", "asked2", &two);
    evidence_level(&e, "level3", "asked3", &three);
    evidence_int(&e, "least", least);
    evidence_int(&e, "sample", LIMIT_IPV6_SAMPLE);
    evidence_str(&e, "seed", STR("xxh3-lowest"));
    struct fault f = { .subject = home_subject(j), .column = NONE, .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}
