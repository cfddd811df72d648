/* SPDX-License-Identifier: MIT */
/* site.unreachable, site.home-stale, site.certificate: whether the portal answers, lives, and is safe to open. */
#include "address.h"
#include "core/arena.h"
#include "core/text.h"
#include "families.h"
#include "home.h"
#include "say.h"

static str home_address(const struct judge *j)
{
    str home = j->site->run.home;
    return home.len ? home : str_fmt(j->arena, "http://%.*s/", STR_ARG(j->site->run.site));
}

void check_site_unreachable(struct judge *j, const struct rule *rule)
{
    uint32_t home = home_find(j->site);
    const struct resource_fact *r = home == NONE ? NULL : &j->site->resources[home];
    str subject = home_address(j);
    if (!r && j->site->resource_count > 0)
        r = &j->site->resources[0]; /* nothing answered: the first address asked is the home that was tried */
    if (!r || r->outcome == OUTCOME_PENDING) {
        check_unverified(j, rule, subject, STR("budget"), STR("没有访问到首页就结束了"));
        return;
    }
    switch (r->outcome) {
    case OUTCOME_OK:
    case OUTCOME_REDIRECT:
        check_pass(j, rule, subject);
        return;
    case OUTCOME_WALL:
        check_unverified(j, rule, subject, STR("wall"), r->wall);
        return;
    case OUTCOME_DNS_ERROR:
    case OUTCOME_NO_ROUTE:
    case OUTCOME_TLS:
    case OUTCOME_BAD_REPLY:
        check_unverified(j, rule, subject, words_outcome(r->outcome), r->error);
        return;
    case OUTCOME_STATUS:
    case OUTCOME_NO_HOST:
    case OUTCOME_REFUSED:
    case OUTCOME_TIMEOUT:
    case OUTCOME_RESET:
    case OUTCOME_TRUNCATED:
    case OUTCOME_REDIRECT_LOOP:
    case OUTCOME_EMPTY:
    case OUTCOME_WRONG_TYPE:
    case OUTCOME_PENDING:
    case OUTCOME_COUNT_:
        break;
    }
    if (r->outcome == OUTCOME_STATUS &&
        (r->status == 401 || r->status == 403 || r->status == 405 || r->status == 412 || r->status == 429)) {
        check_unverified(j, rule, subject, STR("wall"), str_fmt(j->arena, "首页答 %d", r->status));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "outcome", words_outcome(r->outcome));
    evidence_str(&e, "what", say_outcome(j->arena, r->outcome, r->status));
    if (r->status)
        evidence_int(&e, "status", r->status);
    evidence_int(&e, "tries", r->tries);
    struct fault f = { .subject = subject, .column = NONE, .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- site.home-stale --- */

static void take_day(const struct judge *j, day d, day *newest)
{
    if (day_known(d) && day_compare(d, j->as_of) <= 0 && day_compare(d, *newest) > 0)
        *newest = d;
}

/* A yearless date is read as the latest day it can be. */
static day row_day(const struct judge *j, const struct row_fact *row)
{
    if (!day_known(row->date) || !row->yearless)
        return row->date;
    struct day_parts p = day_parts(row->date);
    for (int back = 0; back < 4; back++) {
        day d = day_make(day_parts(j->as_of).year - back, p.month, p.day);
        if (day_known(d) && day_compare(d, j->as_of) <= 0)
            return d;
    }
    return DAY_NONE;
}

/* Dates of rows on the home page and of the articles that the home page links to; `unknown` counts linked articles not
 * dated. */
static day newest_of_home(const struct judge *j, uint32_t home, const struct page_facts *p, size_t *dated,
                          size_t *unknown)
{
    day newest = DAY_NONE;
    for (size_t i = 0; i < p->rows.count; i++) {
        day d = row_day(j, &p->rows.items[i]);
        *dated += day_known(d);
        take_day(j, d, &newest);
    }
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        bool here = false;
        for (uint32_t k = 0; l->target != NONE && k < l->place_count && !here; k++)
            here = l->places[k].page == home;
        uint32_t end = here ? site_follow(j->site, l->target, NULL) : NONE;
        if (end == NONE || j->columns->of_resource[end] != NONE)
            continue;
        const struct page_facts *q = j->site->resources[end].page;
        bool article = address_is_article(j->site->resources[end].address) || (q && day_known(q->published));
        day d = q ? q->published : address_date(j->site->resources[end].address);
        if (!article)
            continue;
        *dated += day_known(d);
        *unknown += !day_known(d);
        take_day(j, d, &newest);
    }
    return newest;
}

void check_site_home_stale(struct judge *j, const struct rule *rule)
{
    uint32_t home = home_find(j->site);
    const struct resource_fact *r = home == NONE ? NULL : &j->site->resources[home];
    const struct page_facts *p = r && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
    str subject = home_address(j);
    if (!p || !(p->known & KNOWN_TREE)) {
        check_unverified(j, rule, subject, STR("unreadable"), STR("没有读到首页"));
        return;
    }
    size_t dated = 0, unknown = 0;
    day newest = newest_of_home(j, home, p, &dated, &unknown);
    int days = (int)rule_param_int(rule, "days", 14);
    if (!day_known(newest)) {
        check_unverified(j, rule, subject, p->js ? STR("javascript-list") : STR("undated"),
                         STR("首页上没有可知日期的信息"));
        return;
    }
    if (j->as_of.n - newest.n <= days) {
        check_pass(j, rule, subject);
        return;
    }
    if ((p->js & (JS_LIST | JS_SHELL | JS_RELATED)) || dated < 3 || unknown > dated) {
        check_unverified(j, rule, subject, STR("javascript-list"), STR("首页部分内容读不到日期"));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_day(&e, "newest", newest);
    evidence_int(&e, "days", j->as_of.n - newest.n);
    evidence_int(&e, "limit_days", days);
    struct fault f = { .subject = subject,
                       .where = &home,
                       .where_len = 1,
                       .where_count = 1,
                       .column = NONE,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- site.certificate --- */

/* Some other host's certificate was found good: the list of authorities on this machine is there. */
static bool trust_works(const struct judge *j, str besides)
{
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        bool answered = r->outcome == OUTCOME_OK || r->outcome == OUTCOME_REDIRECT || r->outcome == OUTCOME_STATUS;
        if (answered && str_starts(r->address, STR("https://")) && !str_eq(address_host(r->address), besides))
            return true;
    }
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        if (h->own && !str_eq(h->name, besides) && (h->https == OUTCOME_OK || h->https == OUTCOME_REDIRECT))
            return true;
    }
    return false;
}

void check_site_certificate(struct judge *j, const struct rule *rule)
{
    int days = (int)rule_param_int(rule, "days", 30);
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        bool offered = h->https == OUTCOME_OK || h->https == OUTCOME_REDIRECT || h->https == OUTCOME_STATUS ||
                       h->https == OUTCOME_TLS;
        if (!h->own || !offered)
            continue;
        str problem = STR("");
        if (str_eq(h->tls_problem, STR("expired")))
            problem = STR("证书已过期");
        else if (str_eq(h->tls_problem, STR("wrong-host")))
            problem = STR("证书不是发给这个域名的");
        else if (str_eq(h->tls_problem, STR("untrusted")) && trust_works(j, h->name))
            problem = STR("证书链不受信任");
        else if (h->tls_problem.len == 0 && day_known(h->tls_until) && h->tls_until.n - j->as_of.n <= days)
            problem = h->tls_until.n < j->as_of.n ? STR("证书已过期") : STR("证书即将到期");
        if (problem.len == 0) {
            if (h->tls_problem.len)
                check_unverified(j, rule, h->name, STR("tls"), h->tls_problem);
            else
                check_pass(j, rule, h->name);
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "problem", problem);
        evidence_day(&e, "until", h->tls_until);
        struct fault f = { .subject = h->name, .column = NONE, .evidence = evidence_end(&e, j->arena) };
        check_fail(j, rule, &f);
    }
}
