/* SPDX-License-Identifier: MIT */
/* site.https, site.domain, site.slow, site.pubdate: notices of the house, judged where a profile enables them. */
#include "address.h"
#include "core/arena.h"
#include "core/text.h"
#include "families.h"
#include "ipv6_pages.h"
#include "link_index.h"
#include <stdlib.h>

static uint32_t home_resource(const struct judge *j)
{
    uint32_t home = j->site->run.home.len ? site_find(j->site, j->site->run.home) : NONE;
    uint32_t end = home == NONE ? NONE : site_follow(j->site, home, NULL);
    return end == NONE ? home : end;
}

static bool answers(enum outcome o)
{
    return o == OUTCOME_OK || o == OUTCOME_REDIRECT;
}

static void fail_with(struct judge *j, const struct rule *rule, str subject, struct evidence *e)
{
    struct fault f = { .subject = subject, .column = NONE, .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- site.https --- */

/* What is wrong with https on a host; empty: nothing, or not known. `known` tells them apart. */
static str https_problem(const struct judge *j, const struct host_fact *h, bool *known)
{
    *known = true;
    if (h->https == OUTCOME_REFUSED || h->https == OUTCOME_TIMEOUT || h->https == OUTCOME_RESET)
        return STR("没有提供 https");
    if (!answers(h->https)) {
        *known = h->https == OUTCOME_STATUS || h->https == OUTCOME_TLS; /* offered: site.certificate judges it */
        return STR("");
    }
    uint32_t plain = site_find(j->site, str_fmt(j->arena, "http://%.*s/", STR_ARG(h->name)));
    uint32_t end = plain == NONE ? NONE : site_follow(j->site, plain, NULL);
    if (end == NONE || !answers(j->site->resources[plain].outcome)) {
        *known = false;
        return STR("");
    }
    bool led = str_starts(j->site->resources[end].address, STR("https://"));
    return led ? STR("") : STR("http 网址没有转到 https");
}

void check_site_https(struct judge *j, const struct rule *rule)
{
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        bool known = false;
        if (!h->own || !(answers(h->v4) || answers(h->v6)) || str_has(h->name, STR(":")))
            continue;
        str problem = https_problem(j, h, &known);
        if (!known) {
            check_unverified(j, rule, h->name, STR("not-fetched"), STR("没有可用的 https 测量结果"));
        } else if (problem.len == 0) {
            check_pass(j, rule, h->name);
        } else {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "problem", problem);
            fail_with(j, rule, h->name, &e);
        }
    }
}

/* --- site.domain --- */

static bool is_government_name(str host)
{
    return str_ends(host, STR(".gov.cn")) || str_ends(host, STR(".xn--zfr164b")) || str_ends(host, STR(".政务"));
}

/* The name under which all of a portal's hosts stand: X.gov.cn; else the last two labels. */
static str main_domain(str host)
{
    size_t labels = str_ends(host, STR(".gov.cn")) ? 3 : 2;
    for (size_t i = host.len; i > 0; i--) {
        if (host.ptr[i - 1] == '.' && --labels == 0)
            return str_slice(host, i, host.len);
    }
    return host;
}

static bool has_letters(str host)
{
    for (size_t i = 0; i < host.len; i++) {
        if ((host.ptr[i] >= 'a' && host.ptr[i] <= 'z') || (unsigned char)host.ptr[i] >= 0x80)
            return !str_has(host, STR(":"));
    }
    return false;
}

void check_site_domain(struct judge *j, const struct rule *rule)
{
    uint32_t home = home_resource(j);
    str host = home == NONE ? (str){ 0 } : address_host(j->site->resources[home].address);
    if (!has_letters(host))
        return;
    str others[8];
    size_t count = 0;
    for (uint32_t i = 0; i < j->site->host_count && count < ARRAY_LEN(others); i++) {
        const struct host_fact *h = &j->site->hosts[i];
        if (h->own && has_letters(h->name) && (answers(h->v4) || answers(h->v6)) &&
            !str_eq(main_domain(h->name), main_domain(host)))
            others[count++] = h->name;
    }
    if (count == 0 && is_government_name(host)) {
        check_pass(j, rule, host);
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "problem", is_government_name(host) ? STR("使用了多个主域名") : STR("域名不以 .gov.cn 结尾"));
    evidence_list(&e, "others", others, count);
    fail_with(j, rule, host, &e);
}

/* --- site.slow --- */

/* The page alone, on a connection of its own, without images and scripts: as this crawl names itself, over either
 * family and scheme. Of all such requests the fastest counts. */
void check_site_slow(struct judge *j, const struct rule *rule)
{
    int64_t limit = rule_param_int(rule, "ms", 3000), best = INT64_MAX, times = 0;
    uint32_t home = home_resource(j);
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        if (p->resource != home || p->outcome != OUTCOME_OK || str_eq(p->kind, STR("missing")) ||
            str_eq(p->kind, STR("spider")))
            continue;
        times++;
        best = p->ms < best ? p->ms : best;
    }
    for (uint32_t i = 0; i < j->site->home_try_count; i++) {
        const struct home_try *t = &j->site->home_tries[i];
        if (t->outcome != OUTCOME_OK)
            continue;
        times++;
        best = t->total_ms < best ? t->total_ms : best;
    }
    if (home == NONE || times == 0) {
        check_unverified(j, rule, j->site->run.site, STR("not-fetched"), STR("没有测到首页的打开时间"));
        return;
    }
    if (best <= limit) {
        check_pass(j, rule, j->site->resources[home].address);
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_int(&e, "ms", best);
    evidence_int(&e, "limit_ms", limit);
    evidence_int(&e, "tries", times);
    fail_with(j, rule, j->site->resources[home].address, &e);
}

/* --- site.pubdate --- */

static day pubdate_of(const struct page_facts *p)
{
    for (size_t i = 0; i < p->dates.count; i++) {
        if (p->dates.items[i].source == DATE_PUBDATE)
            return p->dates.items[i].value;
    }
    return DAY_NONE;
}

void check_site_pubdate(struct judge *j, const struct rule *rule)
{
    struct places places = { 0 };
    int days = (int)rule_param_int(rule, "days", 1), future = 0, apart = 0;
    str example = { 0 };
    bool judged = false;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        const struct page_facts *p = r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
        day tag = p ? pubdate_of(p) : DAY_NONE;
        if (!day_known(tag))
            continue;
        bool seen = p->published_source == DATE_LABELLED && day_known(p->published);
        bool late = tag.n - j->as_of.n > days, differs = seen && abs(tag.n - p->published.n) > days;
        judged = true;
        future += late;
        apart += differs && !late;
        if (!late && !differs)
            continue;
        if (example.len == 0)
            example = str_trim(page_tag(p, "PubDate", NULL));
        places_add_page(j->arena, &places, i);
    }
    if (judged && places.count == 0)
        check_pass(j, rule, STR("PubDate"));
    if (places.count == 0)
        return;
    struct evidence e;
    evidence_start(&e);
    evidence_int(&e, "apart", apart);
    evidence_int(&e, "future", future);
    evidence_str(&e, "example", text_clip(example, 60));
    check_fail_at(j, rule, STR("PubDate"), &places, evidence_end(&e, j->arena));
}
