/* SPDX-License-Identifier: MIT */
/* link.broken: addresses that certainly fail. What could be a wall, a robots rule, or our own network is unverified. */
#include "address.h"
#include "families.h"
#include "link_told.h"
#include "say.h"
#include "core/arena.h"
#include "core/text.h"

enum { SAMPLE_UNVERIFIED = 50, SAMPLE_ROBOTS = 200 };

struct broken_check {
    struct judge *j;
    const struct rule *rule;
    struct link_index index;
    int64_t min_tries;
    int64_t budget_left_out, robots_left_out;
    const uint32_t *listed_by; /* per resource: a page that has it as a next page of its list, or NONE */
    bool *host_good;           /* per host: at least one address answered well */
};

static bool kind_opens(enum link_kind kind)
{
    return kind != LINK_FORM && kind != LINK_SITEMAP;
}

static bool is_action_free(const struct link_row *l)
{
    return l->problem == LINK_FINE && kind_opens(l->kind);
}

static str kind_word(const struct link_row *l, const struct resource_fact *r)
{
    switch (l->kind) {
    case LINK_IMAGE:
        return STR("image");
    case LINK_SCRIPT:
        return STR("script");
    case LINK_STYLE:
        return STR("style");
    case LINK_FRAME:
        return STR("frame");
    case LINK_ANCHOR:
    case LINK_AREA:
    case LINK_OPTION:
    case LINK_ONCLICK:
    case LINK_REFRESH:
    case LINK_LOCATION:
    case LINK_PAGER:
    case LINK_MEDIA:
    case LINK_OBJECT:
    case LINK_FORM:
    case LINK_SITEMAP:
    case LINK_KIND_COUNT_:
        break;
    }
    if (!r->own)
        return STR("external");
    if (address_is_file(r->address) || l->kind == LINK_MEDIA || l->kind == LINK_OBJECT)
        return STR("attachment");
    return STR("page");
}

/* What is said of a failed address. */
enum verdict { VERDICT_FINE, VERDICT_BROKEN, VERDICT_UNSURE };

struct judged {
    enum verdict verdict;
    str reason, detail; /* of an unsure one */
};

static struct judged unsure(str reason, str detail)
{
    return (struct judged){ VERDICT_UNSURE, reason, detail };
}

static struct judged judge_status(const struct resource_fact *r)
{
    switch (r->status) {
    case 401:
    case 407:
        return unsure(STR("wall"), STR("要求登录"));
    case 429:
    case 503:
        return unsure(STR("timeout"), STR("服务器说暂时不能回答"));
    case 403:
    case 405:
    case 412:
    case 451:
    case 521:
    case 512:
        /* Without a known wall an own host means what it says; an outside one may mean us only. */
        return r->own && (r->status == 403 || r->status == 451) ? (struct judged){ .verdict = VERDICT_BROKEN }
                                                                : unsure(STR("wall"), STR("疑似防护墙拒绝访问"));
    default:
        return (struct judged){ .verdict = r->status >= 400 ? VERDICT_BROKEN : VERDICT_FINE };
    }
}

/* https failed: it is broken only if the same address over http fails too. Own hosts are judged by site.certificate. */
static struct judged judge_tls(struct broken_check *b, const struct resource_fact *r)
{
    if (!str_starts(r->address, STR("https://")))
        return unsure(STR("tls"), r->error);
    str http = str_fmt(b->j->arena, "http://%.*s", STR_ARG(str_slice(r->address, 8, r->address.len)));
    uint32_t twin = site_find(b->j->site, http);
    if (twin == NONE && r->outcome != OUTCOME_TLS)
        return (struct judged){ .verdict = VERDICT_BROKEN };
    if (twin == NONE)
        return unsure(STR("tls"), r->error.len ? r->error : STR("安全连接失败，没有查过 http"));
    twin = site_follow(b->j->site, twin, NULL);
    const struct resource_fact *t = twin == NONE ? NULL : &b->j->site->resources[twin];
    if (!t || t->outcome == OUTCOME_TLS || t->outcome == OUTCOME_REFUSED || t->outcome == OUTCOME_TIMEOUT ||
        t->outcome == OUTCOME_RESET || (t->outcome == OUTCOME_STATUS && t->status == 404))
        return (struct judged){ .verdict = VERDICT_BROKEN };
    if (t->outcome != OUTCOME_OK)
        return unsure(STR("tls"), STR("安全连接失败，http 的结果不能确定"));
    return r->own ? (struct judged){ .verdict = VERDICT_FINE } : unsure(STR("tls"), STR("https 打不开，http 可以打开"));
}

static struct judged judge_outcome(struct broken_check *b, const struct resource_fact *r)
{
    static const struct judged broken = { .verdict = VERDICT_BROKEN };
    switch (r->outcome) {
    case OUTCOME_OK:
    case OUTCOME_REDIRECT:
        return (struct judged){ .verdict = VERDICT_FINE };
    case OUTCOME_STATUS:
        return judge_status(r);
    case OUTCOME_NO_HOST:
    case OUTCOME_TRUNCATED:
    case OUTCOME_REDIRECT_LOOP:
        return broken;
    case OUTCOME_REFUSED:
    case OUTCOME_TIMEOUT:
    case OUTCOME_RESET:
        return str_starts(r->address, STR("https://")) ? judge_tls(b, r) : broken;
    case OUTCOME_EMPTY:
        return r->status == 204 ? (struct judged){ .verdict = VERDICT_FINE } : broken;
    case OUTCOME_TLS:
        return judge_tls(b, r);
    case OUTCOME_WALL:
        return unsure(STR("wall"), r->wall);
    case OUTCOME_DNS_ERROR:
        return unsure(STR("dns-error"), STR("域名服务器没有给出结论"));
    case OUTCOME_NO_ROUTE:
        return unsure(STR("no-route"), STR("本机到不了这个网络"));
    case OUTCOME_BAD_REPLY:
        return unsure(STR("bad-reply"), r->error.len ? r->error : STR("应答不是完好的 HTTP"));
    case OUTCOME_PENDING:
    case OUTCOME_COUNT_:
        break;
    }
    return unsure(STR("budget"), STR("没有查到就结束了"));
}

/* A host that is walled, or that broke down after it had answered, is one entry. True: nothing more is to be said. */
static bool told_by_host(struct broken_check *b, const struct resource_fact *r)
{
    if (r->host >= b->j->site->host_count || r->outcome == OUTCOME_OK)
        return false;
    const struct host_fact *h = &b->j->site->hosts[r->host];
    bool wall = h->wall.len > 0, outage = h->outage.len > 0 && b->host_good[r->host];
    if (!wall && !outage)
        return false;
    check_unverified(b->j, b->rule, h->name, wall ? STR("wall") : STR("timeout"), wall ? h->wall : h->outage);
    return true;
}

static bool told_by_refusal(struct broken_check *b, const struct resource_fact *r)
{
    if (r->refusal == REFUSAL_NONE)
        return false;
    if (r->refusal == REFUSAL_ROBOTS) {
        if (b->robots_left_out++ < SAMPLE_ROBOTS)
            check_unverified(b->j, b->rule, r->address, STR("robots"), STR("robots.txt 不许访问"));
    } else if (r->refusal == REFUSAL_HOST_WALLED && r->host < b->j->site->host_count) {
        const struct host_fact *h = &b->j->site->hosts[r->host];
        check_unverified(b->j, b->rule, h->name, STR("wall"), h->wall);
    } else if (r->refusal == REFUSAL_BUDGET && b->budget_left_out++ < SAMPLE_UNVERIFIED) {
        check_unverified(b->j, b->rule, r->address, STR("budget"), STR("限额用完，没有访问"));
    }
    return true; /* what is never asked by rule (private, action, scheme, trap …) is nobody's fault */
}

static str first_text(const struct judge *j, struct link_index index, uint32_t target)
{
    if (index.start[target] == index.start[target + 1])
        return STR("下一页");
    for (uint32_t k = index.start[target]; k < index.start[target + 1]; k++) {
        const struct link_row *l = &j->site->links[index.rows[k]];
        if (l->text.len)
            return text_clip(l->text, 60);
        if (l->title.len)
            return text_clip(l->title, 60);
    }
    return STR("");
}

static str link_region(const struct judge *j, struct link_index index, uint32_t target)
{
    if (index.start[target] == index.start[target + 1])
        return words_region(REGION_LIST);
    const struct link_row *l = &j->site->links[index.rows[index.start[target]]];
    return words_region(l->region);
}

static void accuse(struct broken_check *b, uint32_t target, uint32_t end, bool loop, const struct places *places)
{
    struct judge *j = b->j;
    const struct resource_fact *r = &j->site->resources[target], *last = &j->site->resources[end];
    bool rows = b->index.start[target] < b->index.start[target + 1];
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "kind", rows ? kind_word(&j->site->links[b->index.rows[b->index.start[target]]], r) : STR("page"));
    evidence_str(&e, "outcome", loop ? STR("redirect-loop") : words_outcome(last->outcome));
    if (last->status)
        evidence_int(&e, "status", last->status);
    else
        evidence_str(&e, "status", STR(""));
    evidence_int(&e, "tries", last->tries);
    evidence_str(&e, "text", first_text(j, b->index, target));
    evidence_str(&e, "region", link_region(j, b->index, target));
    if (rows)
        evidence_place(&e, &j->site->links[b->index.rows[b->index.start[target]]]);
    evidence_str(&e, "methods", last->methods);
    if (last->last_s) {
        evidence_str(&e, "first_tried", say_moment(j->arena, j->site->run.started, last->first_s));
        evidence_str(&e, "last_tried", say_moment(j->arena, j->site->run.started, last->last_s));
    }
    if (end != target)
        evidence_str(&e, "redirected_to", last->address);
    if (last->error.len)
        evidence_str(&e, "error", last->error);
    str what = loop ? STR("重定向循环") : say_outcome(j->arena, last->outcome, last->status);
    enum link_kind kind = rows ? j->site->links[b->index.rows[b->index.start[target]]].kind : LINK_PAGER;
    evidence_str(&e, "label", say_link(j->arena, kind, first_text(j, b->index, target), r->address));
    evidence_str(&e, "what", what);
    struct fault fault = { .subject = r->address,
                           .where = places->items,
                           .where_len = places->count,
                           .where_count = places->total,
                           .column = places_column(j, places),
                           .evidence = evidence_end(&e, j->arena) };
    check_fail(j, b->rule, &fault);
}

/* Pages that open the address by a link of any visibility; false when nothing that loads or opens points there. */
static bool gather_places(struct broken_check *b, uint32_t target, struct places *places)
{
    bool any = b->listed_by[target] != NONE;
    if (any)
        places_add_page(b->j->arena, places, b->listed_by[target]);
    for (uint32_t k = b->index.start[target]; k < b->index.start[target + 1]; k++) {
        const struct link_row *l = &b->j->site->links[b->index.rows[k]];
        if (!is_action_free(l))
            continue;
        any = true;
        places_add(b->j->arena, places, l);
    }
    return any;
}

static void judge_target(struct broken_check *b, uint32_t target)
{
    const struct site_facts *site = b->j->site;
    const struct resource_fact *r = &site->resources[target];
    struct places places = { 0 };
    if (!gather_places(b, target, &places) || told_by_refusal(b, r))
        return;
    bool loop = r->outcome == OUTCOME_REDIRECT_LOOP;
    uint32_t end = r->outcome == OUTCOME_REDIRECT ? site_follow(site, target, &loop) : target;
    if (end == NONE)
        end = target;
    const struct resource_fact *last = &site->resources[end];
    if (!loop && end != target && last->refusal != REFUSAL_NONE)
        return; /* where it leads may not be asked: nothing is known */
    if (!loop && (told_by_host(b, last)))
        return;
    struct judged v = loop ? (struct judged){ .verdict = VERDICT_BROKEN } : judge_outcome(b, last);
    loop |= last->outcome == OUTCOME_REDIRECT_LOOP; /* every turn of it was a try */
    /* A host that is refused or silent has been tried by other addresses too; the count is the address's own all the
     * same. */
    if (v.verdict == VERDICT_BROKEN && !loop && (int64_t)last->tries < b->min_tries)
        v = unsure(STR("timeout"), STR("尝试次数不够，不下结论"));
    if (v.verdict == VERDICT_BROKEN)
        accuse(b, target, end, loop, &places);
    else if (v.verdict == VERDICT_UNSURE)
        check_unverified(b->j, b->rule, r->address, v.reason, v.detail);
    else
        check_pass(b->j, b->rule, r->address);
}

/* index.html of a folder, which later pages list too. */
static bool is_first_page(const struct judge *j, str address)
{
    return str_ends(address_canon(j->arena, address), STR("/"));
}

static bool answered(const struct judge *j, str address)
{
    uint32_t r = site_find(j->site, address);
    return r != NONE && j->site->resources[r].outcome == OUTCOME_OK;
}

/* Some lists count their second page as index_2: then index_1 alone is not there, and nothing is broken. */
static bool counts_from_two(const struct judge *j, const struct page_facts *p)
{
    size_t missing = 0, first = 0;
    for (size_t k = 0; k < p->next_pages.count; k++) {
        str next = p->next_pages.items[k];
        if (is_first_page(j, next) || answered(j, next))
            continue;
        missing++;
        first += str_has(address_file(next), STR("_1."));
    }
    return missing == 1 && first == 1 && p->pager == PAGER_TRS;
}

/* Next pages are links that a script opens; the first page that lists them tells where. Their addresses were made from
 * a count and a pattern: only where another page made in the same way answered is the pattern known to be right. */
static const uint32_t *next_page_lists(struct judge *j)
{
    uint32_t *by = arena_new(j->arena, uint32_t, j->site->resource_count + 1);
    for (uint32_t i = 0; i <= j->site->resource_count; i++)
        by[i] = NONE;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        bool proved = false;
        for (size_t k = 0; r->own && r->page && k < r->page->next_pages.count; k++) {
            str next_page = r->page->next_pages.items[k];
            proved |= !is_first_page(j, next_page) && answered(j, next_page);
        }
        proved = proved && !counts_from_two(j, r->page);
        for (size_t k = 0; proved && k < r->page->next_pages.count; k++) {
            uint32_t next = site_find(j->site, r->page->next_pages.items[k]);
            if (next != NONE && !is_first_page(j, r->page->next_pages.items[k]) && next != i && by[next] == NONE)
                by[next] = i;
        }
    }
    return by;
}

void check_link_broken(struct judge *j, const struct rule *rule)
{
    struct broken_check b = {
        .j = j, .rule = rule, .index = link_index_make(j->arena, j->site), .min_tries = rule_param_int(rule, "tries", 3)
    };
    b.host_good = arena_new(j->arena, bool, j->site->host_count + 1);
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        if (r->host < j->site->host_count && r->outcome == OUTCOME_OK)
            b.host_good[r->host] = true;
    }
    b.listed_by = next_page_lists(j);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_target(&b, i);
    if (b.budget_left_out > SAMPLE_UNVERIFIED)
        check_unverified(j, rule, j->site->run.site, STR("budget"),
                         str_fmt(j->arena, "限额用完，共有 %lld 个链接没有访问", (long long)b.budget_left_out));
    if (b.robots_left_out > SAMPLE_ROBOTS)
        check_unverified(j, rule, j->site->run.home, STR("robots"),
                         str_fmt(j->arena, "robots.txt 不许访问的链接共有 %lld 个", (long long)b.robots_left_out));
}
