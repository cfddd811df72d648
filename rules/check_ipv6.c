/* SPDX-License-Identifier: MIT */
/* ipv6.*: own hosts without AAAA, with AAAA that does not answer, and links that carry a bare IPv4 address. */
#include "address.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "families.h"
#include "link_index.h"
#include "say.h"

/* Hosts that this run really used: at least one address of theirs was asked and belongs to the portal. */
static bool host_in_use(const struct judge *j, uint32_t host)
{
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        if (r->host == host && r->own && r->outcome != OUTCOME_PENDING && r->outcome != OUTCOME_NO_HOST)
            return true;
    }
    return false;
}

/* An own host with a name: an address written in digits cannot have a record. */
static bool is_named(str host)
{
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (c != '.' && c != ':' && !ascii_is_digit(c))
            return host.ptr[0] != '[';
    }
    return false;
}

static void fail_host(struct judge *j, const struct rule *rule, str host, struct evidence *e)
{
    struct fault f = { .subject = host, .column = NONE, .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

void check_ipv6_no_aaaa(struct judge *j, const struct rule *rule)
{
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        if (!h->own || !is_named(h->name) || !host_in_use(j, i))
            continue;
        if (h->aaaa == DNS_FOUND && !h->aaaa_mapped) {
            check_pass(j, rule, h->name);
        } else if (h->aaaa == DNS_ERROR || h->aaaa == DNS_UNKNOWN) {
            check_unverified(j, rule, h->name, STR("dns-error"), STR("没有问到 AAAA 记录"));
        } else if (h->a == DNS_FOUND || h->aaaa_mapped) {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "a", h->a_list);
            evidence_str(&e, "aaaa", h->aaaa_mapped ? h->aaaa_list : STR(""));
            fail_host(j, rule, h->name, &e);
        }
    }
}

static bool fails(enum outcome o)
{
    return o == OUTCOME_REFUSED || o == OUTCOME_TIMEOUT || o == OUTCOME_RESET || o == OUTCOME_NO_ROUTE ||
           o == OUTCOME_STATUS || o == OUTCOME_TRUNCATED || o == OUTCOME_EMPTY || o == OUTCOME_BAD_REPLY;
}

static bool answers(enum outcome o)
{
    return o == OUTCOME_OK || o == OUTCOME_REDIRECT;
}

void check_ipv6_unreachable(struct judge *j, const struct rule *rule)
{
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        if (!h->own || h->aaaa != DNS_FOUND || h->aaaa_mapped)
            continue;
        if (j->site->run.no_ipv6_here) {
            check_unverified(j, rule, h->name, STR("no-ipv6-here"), STR("本机没有 IPv6"));
        } else if (h->v6 == OUTCOME_PENDING || h->v6 == OUTCOME_WALL || h->v4 == OUTCOME_PENDING || !answers(h->v4)) {
            if (answers(h->v6))
                check_pass(j, rule, h->name);
            else
                check_unverified(j, rule, h->name, h->v6 == OUTCOME_WALL ? STR("wall") : STR("timeout"),
                                 STR("没有可比较的 IPv4、IPv6 结果"));
        } else if (fails(h->v6)) {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "aaaa", h->aaaa_list);
            evidence_str(&e, "outcome", words_outcome(h->v6));
            evidence_str(&e, "what", say_outcome(j->arena, h->v6, h->v6_status));
            if (h->v6_status)
                evidence_int(&e, "status", h->v6_status);
            evidence_str(&e, "v4", words_outcome(h->v4));
            fail_host(j, rule, h->name, &e);
        } else {
            check_pass(j, rule, h->name);
        }
    }
}

/* --- ipv6.literal --- */

static bool is_ipv4(str host)
{
    int dots = 0, digits = 0;
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (c == ':')
            break;
        if (c == '.') {
            if (digits == 0)
                return false;
            dots++;
            digits = 0;
        } else if (ascii_is_digit(c)) {
            digits++;
        } else {
            return false;
        }
    }
    return dots == 3 && digits > 0;
}

void check_ipv6_literal(struct judge *j, const struct rule *rule)
{
    struct link_index index = link_index_make(j->arena, j->site);
    str home = address_host(j->site->run.home);
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        str host = address_host(r->address);
        if (!is_ipv4(host) || r->refusal == REFUSAL_PRIVATE || str_eq(host, home))
            continue;
        struct places places = { 0 };
        str text = STR("");
        enum link_kind kind = LINK_ANCHOR;
        for (uint32_t k = index.start[i]; k < index.start[i + 1]; k++) {
            const struct link_row *l = &j->site->links[index.rows[k]];
            if (l->problem != LINK_FINE || l->kind == LINK_FORM || l->kind == LINK_SITEMAP)
                continue;
            text = text.len ? text : l->text;
            kind = l->kind;
            places_add(j->arena, &places, l);
        }
        if (places.count == 0)
            continue;
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "host", host);
        evidence_str(&e, "label", say_link(j->arena, kind, text, r->address));
        evidence_str(&e, "text", text);
        check_fail_at(j, rule, r->address, &places, evidence_end(&e, j->arena));
    }
}
