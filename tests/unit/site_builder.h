/* SPDX-License-Identifier: MIT */
/* Small sites made by hand, for tests of columns and checks: pages, rows, links, hosts; then the verdicts of one rule.
 */
#ifndef TESTS_SITE_BUILDER_H
#define TESTS_SITE_BUILDER_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/arena.h"
#include "core/text.h"
#include "families.h"
#include "match.h"
#include <stdlib.h>

enum { BUILDER_MAX = 1200 };
#define SITE "http://www.ceshi.gov.cn"

struct builder {
    struct arena arena;
    struct resource_fact resources[BUILDER_MAX];
    struct page_facts pages[BUILDER_MAX];
    struct link_row links[BUILDER_MAX];
    struct host_fact hosts[40];
    struct site_facts site;
    struct verdicts out;
    struct judge judge;
    struct rulebook *book;
    const struct plan *plans[4];
};

#define text_of(s) str_from(s)

#define iso(s) (*(s) ? day_from_iso(str_from(s)) : DAY_NONE)

static inline uint32_t host_of(struct builder *b, str address)
{
    size_t from = str_find(address, STR("://")) + 3, to = from;
    while (to < address.len && address.ptr[to] != '/')
        to++;
    str name = str_slice(address, from, to);
    uint32_t at = site_host(&b->site, name);
    if (at != NONE)
        return at;
    b->hosts[b->site.host_count] = (struct host_fact){ .name = str_dup(&b->arena, name),
                                                       .own = str_ends(name, STR("ceshi.gov.cn")),
                                                       .a = DNS_FOUND,
                                                       .aaaa = DNS_FOUND,
                                                       .v4 = OUTCOME_OK,
                                                       .v6 = OUTCOME_OK };
    return b->site.host_count++;
}

static inline uint32_t resource(struct builder *b, const char *address, enum outcome outcome, int status)
{
    for (uint32_t i = 0; i < b->site.resource_count; i++) {
        if (str_eq(b->resources[i].address, text_of(address)))
            return i;
    }
    assert_true(b->site.resource_count < BUILDER_MAX);
    struct resource_fact *r = &b->resources[b->site.resource_count];
    *r = (struct resource_fact){ .address = str_dup(&b->arena, text_of(address)),
                                 .outcome = outcome,
                                 .status = status,
                                 .redirect_to = NONE,
                                 .tries = outcome == OUTCOME_OK ? 1 : 3,
                                 .length = -1 };
    r->host = host_of(b, r->address);
    r->own = b->hosts[r->host].own;
    return b->site.resource_count++;
}

static inline uint32_t page(struct builder *b, const char *address)
{
    uint32_t i = resource(b, address, OUTCOME_OK, 200);
    b->pages[i] = (struct page_facts){ .address = b->resources[i].address,
                                       .known = KNOWN_TREE | KNOWN_ROWS,
                                       .published = DAY_NONE,
                                       .visible_chars = 300 };
    b->resources[i].page = &b->pages[i];
    return i;
}

static inline void tag(struct builder *b, uint32_t p, const char *name, const char *content)
{
    *arena_push(&b->arena, &b->pages[p].tags) = (struct tag_fact){ text_of(name), text_of(content) };
}

static inline void crumb(struct builder *b, uint32_t p, const char *text, const char *address)
{
    *arena_push(&b->arena, &b->pages[p].crumbs) = (struct crumb_fact){ text_of(text), text_of(address) };
}

static inline void meta(struct builder *b, uint32_t p, enum meta_field field, const char *value)
{
    *arena_push(&b->arena, &b->pages[p].metadata) = (struct meta_fact){ field, STR("标签"), text_of(value) };
}

static inline void list_start(struct builder *b, uint32_t p)
{
    *arena_push(&b->arena, &b->pages[p].lists) =
        (struct list_fact){ .region = REGION_LIST, .main = true, .first = (uint32_t)b->pages[p].rows.count };
}

static inline void row(struct builder *b, uint32_t p, const char *title, const char *address, const char *date)
{
    *arena_push(&b->arena, &b->pages[p].rows) = (struct row_fact){
        text_of(title), text_of(address), text_of(date), iso(date), false, (uint32_t)b->pages[p].lists.count - 1
    };
    b->pages[p].lists.items[b->pages[p].lists.count - 1].count++;
}

/* A column page with breadcrumb, tag and an empty main list. */
static inline uint32_t column(struct builder *b, const char *address, const char *name)
{
    uint32_t p = page(b, address);
    tag(b, p, "ColumnName", name);
    crumb(b, p, "首页", SITE "/");
    crumb(b, p, name, address);
    list_start(b, p);
    return p;
}

static inline uint32_t article(struct builder *b, const char *address, const char *title, const char *published)
{
    uint32_t p = page(b, address);
    tag(b, p, "ArticleTitle", title);
    b->pages[p].heading = text_of(title);
    b->pages[p].known |= KNOWN_BODY;
    b->pages[p].body.chars = 400;
    b->pages[p].published = iso(published);
    b->pages[p].published_source = day_known(b->pages[p].published) ? DATE_LABELLED : DATE_NOWHERE;
    return p;
}

static inline struct link_row *link_row(struct builder *b, uint32_t from, uint32_t to, const char *text)
{
    struct place_fact *place = arena_new(&b->arena, struct place_fact, 1);
    place->page = from;
    struct link_row *l = &b->links[b->site.link_count++];
    *l = (struct link_row){ .target = to,
                            .href = to == NONE ? STR("") : b->resources[to].address,
                            .text = text_of(text),
                            .kind = LINK_ANCHOR,
                            .region = REGION_LIST,
                            .works = true,
                            .page_count = 1,
                            .places = place,
                            .place_count = 1 };
    return l;
}

/* The same link as the page's own fact, which content and related regions keep. */
static inline void page_link(struct builder *b, uint32_t from, const char *address, const char *text, const char *label)
{
    *arena_push(&b->arena, &b->pages[from].links) =
        (struct link_fact){ .address = text_of(address),
                            .href = text_of(address),
                            .text = text_of(text),
                            .label = text_of(label),
                            .region = label[0] ? REGION_RELATED : REGION_CONTENT };
}

static inline void judge_ready(struct builder *b)
{
    b->site.resources = b->resources;
    b->site.links = b->links;
    b->site.hosts = b->hosts;
    site_index(&b->site, &b->arena);
    b->judge.columns = columns_build(&b->arena, &b->site, b->book, b->judge.profile, b->judge.as_of);
}

static inline void run(struct builder *b, const char *id)
{
    if (!b->judge.columns)
        judge_ready(b);
    const struct rule *rule = rulebook_find(b->book, text_of(id));
    assert_non_null(rule);
    check_fn check = check_by_name(rule->check);
    assert_non_null(check);
    check(&b->judge, rule);
}

static inline const struct finding *found(const struct builder *b, const char *rule, const char *subject)
{
    for (size_t i = 0; i < b->out.findings.count; i++) {
        if (str_eq(b->out.findings.items[i].rule, text_of(rule)) &&
            str_eq(b->out.findings.items[i].subject, text_of(subject)))
            return &b->out.findings.items[i];
    }
    return NULL;
}

static inline size_t findings(const struct builder *b, const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < b->out.findings.count; i++)
        n += str_eq(b->out.findings.items[i].rule, text_of(rule));
    return n;
}

static inline bool unverified(const struct builder *b, const char *subject, const char *reason)
{
    for (size_t i = 0; i < b->out.unverified.count; i++) {
        if (str_eq(b->out.unverified.items[i].subject, text_of(subject)) &&
            str_eq(b->out.unverified.items[i].reason, text_of(reason)))
            return true;
    }
    return false;
}

#define evidence_has(f, part) ((f) && str_has((f)->evidence, text_of(part)))

static inline int builder_start(void **state)
{
    struct builder *b = calloc(1, sizeof *b);
    struct fail f = { 0 };
    arena_init(&b->arena);
    b->site.hosts = b->hosts;
    b->site.resources = b->resources;
    b->site.links = b->links;
    b->site.run = (struct run_fact){ .site = STR("www.ceshi.gov.cn"), .home = STR(SITE "/"), .complete = true };
    b->book = rulebook_load(&b->arena, SOURCE_DIR "/rules", &f);
    if (!b->book)
        fail_msg("%s", f.text);
    b->judge = (struct judge){ .site = &b->site,
                               .book = b->book,
                               .plans = b->plans,
                               .as_of = iso("2026-11-20"),
                               .arena = &b->arena,
                               .out = &b->out };
    page(b, SITE "/");
    *state = b;
    return 0;
}

static inline int builder_end(void **state)
{
    struct builder *b = *state;
    rulebook_free(b->book);
    arena_done(&b->arena);
    free(b);
    return 0;
}

#define SITE_TEST(name) cmocka_unit_test_setup_teardown(name, builder_start, builder_end)

#endif
