/* SPDX-License-Identifier: MIT */
/* Questions beside the crawl: the home page as a search engine is shown it, and the stages of the IPv6 measuring. */
#include "crawl_family.h"
#include "crawler/read.h"
#include <string.h>

enum { SPIDER_HOPS = 3, AGAIN_MS = 5000 };

/* Inline, on the loop: there are few probes and their bodies are short. */
struct page_facts *probe_read(struct crawl *c, struct arena *a, const char *url, const struct fetch_reply *reply)
{
    (void)c;
    bool html = !reply->content_type.len || str_has_nocase(reply->content_type, STR("html"));
    if (reply->outcome != OUTCOME_OK && reply->outcome != OUTCOME_STATUS)
        return NULL;
    if (!html || !reply->body.len)
        return NULL;
    return read_page(
        a, &(struct read_input){ .body = reply->body, .content_type = reply->content_type, .address = str_from(url) });
}

void probe_put(struct job *j, enum outcome outcome, int status, uint32_t ms, const struct page_facts *page)
{
    struct crawl *c = j->crawl;
    struct probe_row row = {
        .url = j->id, .kind = j->kind, .outcome = outcome, .status = status, .ms = ms, .page = page
    };
    row.with_links = j->request.referrer != NULL; /* what search engines are shown has no links of its own elsewhere */
    if (crawl_store(c))
        crawl_check(c, snapshot_put_probe(c->snapshot, &row, c->fail));
}

/* --- the home page as a search engine's crawler is shown it --- */

static void on_spider(struct job *j, struct fetch_reply *reply);

static const char first_look[] = "spider", second_look[] = "spider-again";

static void ask_spider(struct host *h, str address, const struct job *before)
{
    struct job *j = job_new(h->crawl, h, str_cstr(&h->crawl->arena, address));
    j->request.body_max = LIMIT_HTML_LEN;
    j->request.cut_is_fine = true;
    j->request.user_agent = h->crawl->spider_agent;
    j->request.referrer = "https://www.baidu.com/";
    j->request.browser_headers = true;
    j->kind = before->kind;
    j->id = before->id;
    j->hops = before->hops;
    j->not_before = before->not_before;
    j->done = on_spider;
    job_errand(j);
}

static void on_spider(struct job *j, struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_ref ref = { .problem = LINK_PLACEHOLDER };
    if (reply->outcome == OUTCOME_REDIRECT && j->hops < SPIDER_HOPS)
        ref = url_resolve(&c->scratch, str_from(j->url), reply->location);
    bool follow = ref.problem == LINK_FINE && host_of(c, ref.address) == j->host && host_allows(j->host, ref.address);
    j->hops++;
    if (follow)
        ask_spider(j->host, ref.address, j);
    arena_release(&c->scratch, mark);
    if (follow)
        return;
    struct arena page_arena;
    arena_init(&page_arena);
    enum outcome outcome = family_outcome(j, reply);
    probe_put(j, outcome, reply->status, reply->total_ms, probe_read(c, &page_arena, j->url, reply));
    arena_done(&page_arena);
    if (outcome != OUTCOME_OK || j->kind != first_look)
        return;
    struct job again = { .kind = second_look, .id = j->id, .not_before = crawl_now(c) + crawl_wait(c, AGAIN_MS) };
    ask_spider(j->host, c->run->home, &again);
}

/* Of the portal's home page alone, and once more after a while: whoever broke in shows search engines what visitors are
 * not to see. */
static void probe_spider(struct host *h)
{
    struct crawl *c = h->crawl;
    uint32_t number = c->run->home.len ? frontier_find(c->frontier, c->run->home) : NONE;
    if (number != NONE && host_of(c, c->run->home) == h && host_allows(h, c->run->home))
        ask_spider(h, c->run->home, &(struct job){ .kind = first_look, .id = frontier_entry(c->frontier, number)->id });
}

/* First all home pages over both families and https; then, once it is known who can be reached over IPv6, the pages. */
bool probe_families(struct crawl *c)
{
    static const char sampled_by[] = "measuring IPv6";
    c->current = sampled_by;
    if (c->sampled || c->stop_all)
        return false;
    if (c->run->no_ipv6_here || c->other) {
        c->sampled = true;
        family_pages(c);
        return c->errands > 0;
    }
    c->other = fetcher_new(&c->loop, crawl_on_fetched, c->fail);
    if (!c->other) {
        c->failed = true;
        return false;
    }
    c->run->no_ipv6_here = !family_here_has_v6(c);
    missing_folders(c);
    home_measure(c);
    for (size_t i = 0; i < c->hosts.count; i++) {
        struct host *h = c->hosts.items[i];
        if (!h->fact.own || h->name_state != NAME_FOUND || h->forbidden)
            continue;
        family_home(h, 4);
        probe_spider(h);
        if (!c->run->no_ipv6_here && h->addresses.v6_count)
            family_home(h, 6);
        if (!str_has(h->fact.name, STR(":")) && !host_is_literal(h))
            family_https(h);
    }
    return true;
}
