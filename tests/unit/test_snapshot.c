/* SPDX-License-Identifier: MIT */
/* The snapshot: what is written is read back, a kill takes only the open batch, one writer at a time, bad files are
 * told apart. */
#include "snapshot_samples.h"
#include <signal.h>

static void check_small_site(struct fixture *x, struct snapshot *s)
{
    const struct site_facts *site = load(x, s);
    uint32_t home = site_find(site, STR("http://a.gov.cn/")), gone = site_find(site, STR("http://a.gov.cn/gone"));
    assert_int_equal(site->resource_count, 2);
    const struct resource_fact *r = &site->resources[home];
    assert_true(r->outcome == OUTCOME_OK && r->status == 200 && r->length == 9 && r->own && r->tries == 1);
    assert_true(r->body_hash == UINT64_MAX);
    assert_true(str_eq(r->content_type, STR("text/html")));
    assert_true(str_eq(r->page->title, STR("首页")));
    assert_int_equal(r->page->published.n, day_make(2022, 6, 1).n);
    r = &site->resources[gone];
    assert_true(r->outcome == OUTCOME_STATUS && r->status == 410 && r->tries == 3 && r->depth == 1);
    assert_true(r->file_kind == FILE_JSON && str_eq(r->tls_problem, STR("expired")));
    assert_true(str_eq(r->methods, STR("HEAD 404, GET timeout, GET 410")));
    assert_true(r->page == NULL && r->redirect_to == NONE && r->length == 0);
    assert_int_equal(site->link_count, 2);
    const struct link_row *l = &site->links[0];
    assert_true(l->target == gone && l->region == REGION_NAV && l->page_count == 1 && l->place_count == 1);
    assert_true(str_eq(l->text, STR("财政")));
    assert_int_equal(l->places[0].page, home);
    assert_true(str_eq(l->places[0].where, STR("div>a")));
    assert_true(site->links[1].target == NONE && site->links[1].problem == LINK_PLACEHOLDER);
    assert_int_equal(site->host_count, 1);
    const struct host_fact *h = &site->hosts[site->resources[home].host];
    assert_true(h->aaaa == DNS_NODATA && h->v4 == OUTCOME_OK && h->v6 == OUTCOME_PENDING && h->probed);
    assert_int_equal(h->tls_until.n, day_make(2027, 1, 1).n);
    assert_int_equal(site->probe_count, 1);
    assert_true(site->probes[0].resource == home && site->probes[0].ms == 12);
    assert_true(str_eq(site->probes[0].title, STR("首页")) && str_eq(site->probes[0].kind, STR("v6")));
    assert_int_equal(site->missing_count, 1);
    const struct missing_fact *m = &site->missing[0];
    assert_true(m->host == site->resources[home].host && m->outcome == OUTCOME_OK && m->status == 200);
    assert_true(str_eq(m->folder, STR("/sub/")) && str_eq(m->ext, STR("jsp")) && str_eq(m->page->title, STR("首页")));
    assert_true(str_eq(m->redirect, STR("http://a.gov.cn/e")));
    assert_true(str_eq(snapshot_body_text(s, &x->arena, STR("http://a.gov.cn/")), STR("正文")));
    assert_int_equal(snapshot_body_text(s, &x->arena, STR("http://a.gov.cn/gone")).len, 0);
    assert_int_equal(snapshot_body_text(s, &x->arena, STR("http://nowhere/")).len, 0);
}

static void test_round_trip(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    int64_t run = start_run(x, s);
    write_small_site(x, s);
    check_small_site(x, s);
    struct run_fact end = { .id = run,
                            .home = STR("http://a.gov.cn/"),
                            .finished = STR("f"),
                            .complete = true,
                            .bytes = 77,
                            .seconds = 1.5,
                            .no_ipv6_here = true };
    assert_works(x, snapshot_run_finish(s, &end, &x->fail));
    snapshot_close(s);
    s = snapshot_open(x->dir, false, &x->fail);
    assert_works(x, s);
    check_small_site(x, s);
    const struct run_fact *got = &load(x, s)->run;
    assert_true(got->complete && got->bytes == 77 && got->seconds == 1.5 && got->no_ipv6_here && got->id == run);
    assert_true(str_eq(got->home, end.home) && str_eq(got->site, STR("a.gov.cn")));
    snapshot_close(s);
}

static void test_url_twice(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    begin(x, s);
    struct url_row row = { STR("http://a.gov.cn/x"), STR("a.gov.cn"), true, URL_CHECK, REFUSAL_NONE, 5 };
    uint32_t id = snapshot_put_url(s, &row, &x->fail);
    row.depth = 9;
    assert_int_equal(snapshot_put_url(s, &row, &x->fail), id);
    commit(x, s);
    snapshot_close(s); /* and without the cache */
    s = open_writer(x);
    row.role = URL_READ;
    row.depth = 3;
    assert_int_equal(snapshot_put_url(s, &row, &x->fail), id);
    row.role = URL_CHECK;
    row.depth = 4;
    assert_int_equal(snapshot_put_url(s, &row, &x->fail), id);
    row.address = STR("http://a.gov.cn/y");
    assert_int_equal(snapshot_put_url(s, &row, &x->fail), id + 1);
    assert_works(x, snapshot_refuse_url(s, id + 1, REFUSAL_ROBOTS, &x->fail));
    const struct site_facts *site = load(x, s);
    assert_int_equal(site->resource_count, 2);
    assert_int_equal(site->resources[0].depth, 3);
    assert_int_equal(site->resources[1].refusal, REFUSAL_ROBOTS);
    snapshot_close(s);
}

/* Two addresses with one key must stay two; the clash is made by hand. */
static void test_key_clash(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    put_url(x, s, "http://a.gov.cn/first", 0);
    snapshot_close(s);
    char sql[128];
    snprintf(sql, sizeof sql, "UPDATE url SET key = %lld", (long long)str_hash(STR("http://a.gov.cn/other")));
    change_database(x, sql);
    s = open_writer(x);
    assert_int_equal(put_url(x, s, "http://a.gov.cn/other", 0), 2);
    assert_int_equal(put_url(x, s, "http://a.gov.cn/other", 0), 2);
    snapshot_close(s);
    s = open_writer(x);
    assert_int_equal(put_url(x, s, "http://a.gov.cn/other", 0), 2);
    snapshot_close(s);
}

static void test_settled(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    uint32_t id = put_url(x, s, "http://a.gov.cn/", 0);
    struct fetch_row ok = { .url = id, .method = "GET", .outcome = OUTCOME_OK, .status = 200, .final = true };
    struct fetch_row late = { .url = id, .method = "GET", .outcome = OUTCOME_TIMEOUT, .family = 6 };
    put_fetch(x, s, &ok);
    put_fetch(x, s, &late);
    const struct site_facts *site = load(x, s);
    assert_int_equal(site->resources[0].outcome, OUTCOME_OK);
    assert_int_equal(site->resources[0].tries, 1);
    late.final = true;
    put_fetch(x, s, &late);
    site = load(x, s);
    assert_int_equal(site->resources[0].outcome, OUTCOME_TIMEOUT);
    snapshot_close(s);
}

static bool count_url(void *ctx, const struct url_seen *url)
{
    struct url_seen *last = ctx;
    assert_true(url->id > last->id);
    assert_true(str_eq(url->row.host, STR("a.gov.cn")));
    *last = *url;
    return true;
}

/* A child writes a batch it commits and one it does not, and dies. */
static void die_while_writing(struct fixture *x)
{
    pid_t child = fork();
    if (child == 0) {
        struct snapshot *s = open_writer(x);
        start_run(x, s);
        write_small_site(x, s);
        begin(x, s);
        uint32_t lost = put_url(x, s, "http://a.gov.cn/lost", 2);
        struct link_fact link = link_to("财政", REGION_NAV);
        for (int i = 0; i < 5000; i++) { /* enough to spill into the file */
            char address[64];
            snprintf(address, sizeof address, "http://a.gov.cn/lost/%d", i);
            put_url(x, s, address, 3);
        }
        if (!snapshot_put_link(s, lost, 2, &link, &x->fail))
            _exit(1);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
}

static void test_kill(void **state)
{
    struct fixture *x = *state;
    die_while_writing(x);
    struct snapshot *s = open_writer(x);
    str started = { 0 };
    assert_int_equal(snapshot_run_open(s, &x->arena, &started, &x->fail), 1);
    assert_true(str_eq(started, STR("2026-11-20T02:00:00+08:00")));
    struct url_seen last = { 0 };
    assert_works(x, snapshot_each_url(s, count_url, &last, &x->fail));
    assert_int_equal(last.id, 2);
    assert_true(last.settled && last.tries == 3 && last.outcome == OUTCOME_STATUS && last.status == 410);
    assert_true(last.row.role == URL_READ && last.row.depth == 1);
    check_small_site(x, s);
    assert_false(load(x, s)->run.complete);
    assert_true(str_eq(load(x, s)->run.incomplete_because, STR("interrupted")));
    /* the lost page comes again and is counted once */
    begin(x, s);
    uint32_t again = put_url(x, s, "http://a.gov.cn/lost", 2);
    struct link_fact link = link_to("财政", REGION_NAV);
    assert_works(x, snapshot_put_link(s, again, 2, &link, &x->fail));
    commit(x, s);
    assert_int_equal(load(x, s)->links[0].page_count, 2);
    snapshot_close(s);
}

static void test_runs(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    assert_int_equal(snapshot_run_latest(s, &x->fail), 0);
    assert_int_equal(snapshot_run_open(s, &x->arena, NULL, &x->fail), 0);
    int64_t first = start_run(x, s);
    assert_int_equal(snapshot_run_open(s, &x->arena, NULL, &x->fail), first);
    struct run_fact end = { .id = first, .incomplete_because = STR("budget") };
    assert_works(x, snapshot_run_finish(s, &end, &x->fail));
    assert_int_equal(snapshot_run_open(s, &x->arena, NULL, &x->fail), 0);
    end.incomplete_because = STR("interrupted by a signal");
    assert_works(x, snapshot_run_finish(s, &end, &x->fail));
    assert_int_equal(snapshot_run_open(s, &x->arena, NULL, &x->fail), first);
    end = (struct run_fact){ .id = first, .complete = true };
    assert_works(x, snapshot_run_finish(s, &end, &x->fail));
    assert_int_equal(snapshot_run_open(s, &x->arena, NULL, &x->fail), 0);
    write_small_site(x, s);
    int64_t second = start_run(x, s);
    assert_true(second > first);
    assert_int_equal(load(x, s)->resource_count, 0);
    assert_null(snapshot_load_site(s, first, &x->arena, &x->fail));
    assert_int_equal(x->fail.code, FAIL_USAGE);
    x->fail = (struct fail){ 0 };
    write_small_site(x, s); /* caches know nothing of the first run */
    check_small_site(x, s);
    snapshot_close(s);
    change_database(x, "UPDATE page SET facts = substr(facts, 1, 20)");
    s = open_writer(x);
    assert_null(snapshot_load_site(s, second, &x->arena, &x->fail));
    assert_int_equal(x->fail.code, FAIL_MACHINE);
    assert_non_null(strstr(x->fail.text, "is damaged"));
    x->fail = (struct fail){ 0 };
    snapshot_close(s);
}

/* Pages arrive in an order of their own; counts and places do not depend on it. */
static const struct link_row *link_seen_on(struct fixture *x, struct snapshot *s, int pages, int step)
{
    start_run(x, s);
    begin(x, s);
    uint32_t target = put_url(x, s, "http://a.gov.cn/t", 1);
    struct link_fact link = link_to("导航", REGION_NAV);
    for (int i = 0; i < pages; i++) {
        char address[64];
        snprintf(address, sizeof address, "http://a.gov.cn/%d", (i * step) % pages);
        uint32_t page = put_url(x, s, address, 2);
        for (int twice = 0; twice < 2; twice++)
            assert_works(x, snapshot_put_link(s, page, target, &link, &x->fail));
        if (i % 7 == 6) {
            commit(x, s);
            begin(x, s);
        }
    }
    commit(x, s);
    const struct site_facts *site = load(x, s);
    assert_int_equal(site->link_count, 1);
    return &site->links[0];
}

static void test_places(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    enum { PAGES = 101 };
    str seen[2][LIMIT_PLACES] = { 0 };
    for (int round = 0; round < 2; round++) {
        const struct link_row *l = link_seen_on(x, s, PAGES, round ? 37 : 1);
        const struct site_facts *site = load(x, s);
        assert_int_equal(l->page_count, PAGES);
        assert_int_equal(l->place_count, LIMIT_PLACES);
        for (uint32_t i = 0; i < l->place_count; i++)
            seen[round][i] = site->resources[l->places[i].page].address;
    }
    for (size_t i = 0; i < LIMIT_PLACES; i++)
        assert_true(str_eq(seen[0][i], seen[1][i]));
    for (size_t i = 0; i < 10; i++) /* the ten of one digit are the shortest */
        assert_int_equal(seen[0][i].len, sizeof "http://a.gov.cn/1" - 1);
    snapshot_close(s);
}

static void test_distinct(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    uint32_t page = put_url(x, s, "http://a.gov.cn/", 0), other = put_url(x, s, "http://a.gov.cn/o", 0);
    struct link_fact base = link_to("财政", REGION_NAV);
    struct link_fact variants[8];
    for (size_t i = 0; i < ARRAY_LEN(variants); i++)
        variants[i] = base;
    variants[1].text = STR("预算");
    variants[2].region = REGION_CONTENT;
    variants[3].hiding = HIDING_DISPLAY;
    variants[4].kind = LINK_IMAGE;
    variants[5].fragment = STR("top");
    variants[6].label = STR("相关解读");
    variants[7].works = true;
    for (size_t i = 0; i < ARRAY_LEN(variants); i++)
        assert_works(x, snapshot_put_link(s, page, other, &variants[i], &x->fail));
    assert_works(x, snapshot_put_link(s, page, page, &base, &x->fail)); /* another target */
    base.href = STR("another way to write it");
    base.place = STR("elsewhere");
    assert_works(x, snapshot_put_link(s, page, other, &base, &x->fail)); /* the same link */
    struct link_fact bad[2] = { { .href = STR("#"), .problem = LINK_PLACEHOLDER },
                                { .href = STR("##"), .problem = LINK_PLACEHOLDER } };
    assert_works(x, snapshot_put_link(s, page, 0, &bad[0], &x->fail));
    assert_works(x, snapshot_put_link(s, page, 0, &bad[1], &x->fail));
    const struct site_facts *site = load(x, s);
    assert_int_equal(site->link_count, 11);
    for (uint32_t i = 0; i < site->link_count; i++)
        assert_int_equal(site->links[i].page_count, 1);
    snapshot_close(s);
}

/* More distinct links than the cache holds, twice over: counts stay right when slots are given away. */
static void test_many_links(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    enum { LINKS = 150000 };
    begin(x, s);
    uint32_t pages[2] = { put_url(x, s, "http://a.gov.cn/1", 0), put_url(x, s, "http://a.gov.cn/2", 0) };
    for (int p = 0; p < 2; p++) {
        for (int i = 0; i < LINKS; i++) {
            char text[32];
            snprintf(text, sizeof text, "link %d", i);
            struct link_fact link = link_to(text, REGION_LIST);
            assert_works(x, snapshot_put_link(s, pages[p], pages[0], &link, &x->fail));
        }
    }
    commit(x, s);
    const struct site_facts *site = load(x, s);
    assert_int_equal(site->link_count, LINKS);
    for (uint32_t i = 0; i < LINKS; i++)
        assert_true(site->links[i].page_count == 2 && site->links[i].place_count == 2);
    snapshot_close(s);
}

static void test_huge_page(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    start_run(x, s);
    uint32_t id = put_url(x, s, "http://a.gov.cn/", 0);
    struct page_facts page = {
        .address = STR("http://a.gov.cn/"), .title = STR("题"), .known = KNOWN_TREE, .published = DAY_NONE
    };
    char *text = calloc(1, LIMIT_PAGE_JSON + 1);
    memset(text, 'x', LIMIT_PAGE_JSON);
    page.visible_text = (str){ text, LIMIT_PAGE_JSON };
    assert_works(x, snapshot_put_page(s, id, &page, &x->fail));
    const struct page_facts *got = load(x, s)->resources[0].page;
    assert_true(str_eq(got->limit_hit, STR("too-many-facts")));
    assert_true(got->known == 0 && str_eq(got->title, STR("题")));
    free(text);
    snapshot_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_round_trip), TEST(test_url_twice), TEST(test_key_clash), TEST(test_settled),    TEST(test_kill),
        TEST(test_runs),       TEST(test_places),    TEST(test_distinct),  TEST(test_many_links), TEST(test_huge_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
