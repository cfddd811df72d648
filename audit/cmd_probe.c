/* SPDX-License-Identifier: MIT */
/* `audit probe`: the quick look without a crawl, for the first meeting with a portal. Uses a snapshot of its own that
 * is gone afterwards; judges only what the home page and its host can show. With --state the visit is added to the
 * history there, for the reachability of the week. */
#include "job.h"
#include "say.h"
#include "core/json.h"
#include "core/snapshot.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROBE_TIME_S = 55 };

struct probe {
    const struct site_facts *site;
    const struct verdicts *v;
    const struct page_facts *home; /* NULL: not read */
    const struct host_fact *host;  /* of the home page; NULL: never met */
};

static str temporary_dir(struct job *j, struct fail *f)
{
    const char *base = getenv("TMPDIR");
    char *dir =
        str_cstr(&j->arena, str_fmt(&j->arena, "%s/audit-probe-XXXXXX", base && base[0] == '/' ? base : "/tmp"));
    if (!mkdtemp(dir)) {
        fail_errno(f, FAIL_MACHINE, "%s: cannot be made", dir);
        return (str){ 0 };
    }
    return str_from(dir);
}

static void remove_dir(struct arena *a, str dir)
{
    static const char *const names[] = { "snapshot.db", "snapshot.db-wal", "snapshot.db-shm", "snapshot.lock", "lock" };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        unlink(str_cstr(a, str_fmt(a, "%.*s/%s", STR_ARG(dir), names[i])));
    rmdir(str_cstr(a, dir));
}

/* What a home page alone can show. */
static bool is_told(str rule)
{
    static const char *const rules[] = { "ipv6.no-aaaa", "ipv6.unreachable", "ipv6.differs", "site." };
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        if (str_starts(rule, str_from(rules[i])))
            return true;
    }
    return false;
}

static void find_home(struct probe *p)
{
    uint32_t at = p->site->run.home.len ? site_find(p->site, p->site->run.home) : NONE;
    uint32_t end = at == NONE ? NONE : site_follow(p->site, at, NULL);
    if (end == NONE)
        end = at == NONE && p->site->resource_count ? 0 : at;
    if (end == NONE)
        return;
    const struct resource_fact *r = &p->site->resources[end];
    p->home = r->page;
    p->host = r->host < p->site->host_count ? &p->site->hosts[r->host] : NULL;
}

/* --- the facts, a row each: printed as lines or as members of one object --- */

struct sink {
    struct json_writer *json; /* NULL: lines */
};

static void tell(const struct sink *s, const char *key, str value)
{
    char text[400];
    if (s->json) {
        json_str_or_null(s->json, key, value);
        return;
    }
    say_plain(text, sizeof text, value.len ? value : STR("-"));
    printf("%-18s %s\n", key, text);
}

static str family_word(struct arena *a, enum outcome outcome, int status)
{
    str word = outcome == OUTCOME_PENDING ? (str){ 0 } : words_outcome(outcome);
    return status ? str_fmt(a, "%.*s %d", STR_ARG(word), status) : word;
}

static str records(struct arena *a, enum dns_state state, str list)
{
    return state == DNS_FOUND ? list : str_fmt(a, "(%.*s)", STR_ARG(words_dns_state(state)));
}

static void tell_host(const struct sink *s, const struct host_fact *h, bool no_ipv6, struct arena *a)
{
    tell(s, "a", records(a, h->a, h->a_list));
    tell(s, "aaaa", records(a, h->aaaa, h->aaaa_list));
    tell(s, "ipv4", family_word(a, h->v4, h->v4_status));
    tell(s, "ipv6", no_ipv6 ? STR("no-ipv6-here") : family_word(a, h->v6, h->v6_status));
    tell(s, "https", family_word(a, h->https, 0));
    tell(s, "certificate", h->tls_problem.len ? h->tls_problem : day_to_iso(a, h->tls_until));
    tell(s, "robots", h->robots);
    tell(s, "wall", h->wall);
    str to = h->missing_redirect.len ? h->missing_redirect : h->missing_title;
    str missing = h->probed ? str_fmt(a, "%d %.*s", h->missing_status, STR_ARG(to)) : (str){ 0 };
    tell(s, "not_found_page", str_trim(missing));
}

static void tell_servers(const struct sink *s, const struct site_facts *site, struct arena *a)
{
    str text = { 0 };
    for (uint32_t i = 0; i < site->server_count; i++) {
        const struct server_fact *n = &site->servers[i];
        bool six = n->aaaa == DNS_FOUND && !n->aaaa_odd;
        str state = six                                    ? STR("AAAA")
                    : n->aaaa == DNS_NODATA || n->aaaa_odd ? STR("no AAAA")
                                                           : words_dns_state(n->aaaa);
        if (n->name.len)
            text =
                str_fmt(a, "%.*s%s%.*s (%.*s)", STR_ARG(text), text.len ? ", " : "", STR_ARG(n->name), STR_ARG(state));
        else
            text = str_fmt(a, "(%.*s)", STR_ARG(words_dns_state(n->state)));
    }
    tell(s, "name_servers", text);
}

/* How often the home page opened, and the fastest first byte. */
static void tell_tries(const struct sink *s, const char *key, const struct site_facts *site, int family,
                       struct arena *a)
{
    uint32_t asked = 0, good = 0, best = UINT32_MAX;
    for (uint32_t i = 0; i < site->home_try_count; i++) {
        const struct home_try *t = &site->home_tries[i];
        bool opened = t->outcome == OUTCOME_OK || t->outcome == OUTCOME_REDIRECT;
        if (t->family != family)
            continue;
        asked++;
        good += opened;
        best = opened && t->first_ms < best ? t->first_ms : best;
    }
    str fastest = good ? str_fmt(a, ", first byte after %u ms", best) : (str){ 0 };
    tell(s, key, asked ? str_fmt(a, "%u of %u%.*s", good, asked, STR_ARG(fastest)) : (str){ 0 });
}

static void tell_page(const struct sink *s, const struct page_facts *p)
{
    static const char *const tags[] = { "SiteName", "SiteDomain", "SiteIDCode" };
    tell(s, "title", p->title);
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        tell(s, tags[i], page_tag(p, tags[i], NULL));
    tell(s, "footer", p->footer_text);
}

static void tell_facts(const struct sink *s, const struct probe *p, struct arena *a)
{
    tell(s, "site", p->site->run.site);
    tell(s, "home", p->site->run.home);
    if (p->host)
        tell_host(s, p->host, p->site->run.no_ipv6_here, a);
    tell_servers(s, p->site, a);
    tell_tries(s, "opened_over_ipv4", p->site, 4, a);
    tell_tries(s, "opened_over_ipv6", p->site, 6, a);
    if (p->home)
        tell_page(s, p->home);
}

/* --- what is wrong --- */

static void print_lines(const struct probe *p, struct arena *a)
{
    char text[600];
    struct sink s = { 0 };
    tell_facts(&s, p, a);
    for (size_t i = 0; i < p->v->findings.count; i++) {
        const struct finding *f = &p->v->findings.items[i];
        if (!is_told(f->rule))
            continue;
        say_plain(text, sizeof text, f->message);
        printf("%-8.*s %-18.*s %s\n", STR_ARG(words_severity(f->severity)), STR_ARG(f->rule), text);
    }
    for (size_t i = 0; i < p->v->unverified.count; i++) {
        const struct unverified *u = &p->v->unverified.items[i];
        if (!is_told(u->rule))
            continue;
        say_plain(text, sizeof text, u->subject);
        printf("%-8s %-18.*s %s: %.*s\n", "?", STR_ARG(u->rule), text, STR_ARG(u->reason));
    }
}

static void print_json(const struct probe *p, struct arena *a)
{
    struct json_writer w;
    struct sink s = { .json = &w };
    json_to_file(&w, stdout, true);
    json_object(&w, NULL);
    json_str(&w, "schema", STR("audit-probe/1"));
    tell_facts(&s, p, a);
    json_array(&w, "findings");
    for (size_t i = 0; i < p->v->findings.count; i++) {
        const struct finding *f = &p->v->findings.items[i];
        if (!is_told(f->rule))
            continue;
        json_object(&w, NULL);
        json_str(&w, "rule", f->rule);
        json_str(&w, "severity", words_severity(f->severity));
        json_str(&w, "subject", f->subject);
        json_str(&w, "message", f->message);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_array(&w, "unverified");
    for (size_t i = 0; i < p->v->unverified.count; i++) {
        const struct unverified *u = &p->v->unverified.items[i];
        if (!is_told(u->rule))
            continue;
        json_object(&w, NULL);
        json_str(&w, "rule", u->rule);
        json_str(&w, "subject", u->subject);
        json_str(&w, "reason", u->reason);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_end_object(&w);
    putchar('\n');
}

static bool look(struct job *j, struct snapshot *s, struct run_fact *run, bool silent, struct fail *f)
{
    if (!job_crawl(j, s, run, f))
        return false;
    struct probe p = { .v = job_check(j, s, f) };
    p.site = p.v ? snapshot_load_site(s, run->id, &j->arena, f) : NULL;
    if (!p.site)
        return false;
    find_home(&p);
    if (j->o.json)
        print_json(&p, &j->arena);
    else if (!silent)
        print_lines(&p, &j->arena);
    return true;
}

/* The visit that the crawl of the home page left in its own snapshot goes on record; none, where nothing was learnt. */
static bool remember(struct job *j, struct snapshot *s, struct fail *f)
{
    const struct visit_fact *visits = NULL;
    size_t count = snapshot_visits(s, &j->arena, &visits, f);
    if (f->code != FAIL_NONE)
        return false;
    return count == 0 || snapshot_add_visit(j->state_dir, &visits[count - 1], f);
}

int cmd_probe(struct job *j, struct fail *f)
{
    struct run_fact run = { 0 };
    if (!job_prepare(j, f) || !job_check_rules(j, f))
        return FAIL_USAGE;
    str dir = temporary_dir(j, f);
    if (!dir.len)
        return FAIL_MACHINE;
    j->home_only = true;
    j->o.external = EXTERNAL_NO;
    j->o.max_time_s = PROBE_TIME_S;
    bool silent = j->o.quiet;
    j->o.quiet = true; /* no progress bar */
    struct snapshot *s = snapshot_open(str_cstr(&j->arena, dir), true, f);
    bool ok = s && look(j, s, &run, silent, f);
    if (ok && options_given(&j->o, "state"))
        ok = remember(j, s, f);
    if (s)
        snapshot_close(s);
    remove_dir(&j->arena, dir);
    return ok && run.complete ? EXIT_COMPLETE : EXIT_INCOMPLETE;
}
