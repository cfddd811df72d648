/* SPDX-License-Identifier: MIT */
/* A crawl killed at any moment and gone on with ends with the facts of one that was never killed. */
#include "snapshot_fixture.h"
#include <signal.h>

enum { PAGES = 60, LINKS = 30, BATCH = 7, NEVER = -1 };

struct small_crawl {
    struct fixture *x;
    struct snapshot *s;
    int left; /* writes until it dies; NEVER */
    bool settled[PAGES];
};

static str page_address(struct fixture *x, int page)
{
    return str_fmt(&x->arena, "http://a.gov.cn/%d.html", page * page);
}

static void may_die(struct small_crawl *c)
{
    if (c->left != NEVER && c->left-- == 0)
        kill(getpid(), SIGKILL);
}

static uint32_t put_url(struct small_crawl *c, str address)
{
    may_die(c);
    struct url_row row = { address, STR("a.gov.cn"), true, URL_READ, REFUSAL_NONE, 1 };
    uint32_t id = snapshot_put_url(c->s, &row, &c->x->fail);
    assert_works(c->x, id);
    return id;
}

/* Links every page has, links every third has, and links of its own. */
static void put_links(struct small_crawl *c, uint32_t id, int page)
{
    for (int i = 0; i < LINKS; i++) {
        int target = i < 10 ? i : i < 20 ? (page % 3) * 10 + i : page;
        struct link_fact link = { .address = page_address(c->x, target),
                                  .region = REGION_NAV,
                                  .text = str_fmt(&c->x->arena, "第%d个，往%d", i, target) };
        uint32_t to = put_url(c, link.address);
        may_die(c);
        assert_works(c->x, snapshot_put_link(c->s, id, to, &link, &c->x->fail));
    }
}

static void put_page(struct small_crawl *c, int page)
{
    struct page_facts facts = { .address = page_address(c->x, page), .published = DAY_NONE, .known = KNOWN_TREE };
    uint32_t id = put_url(c, facts.address);
    struct fetch_row row = { .url = id, .method = "GET", .outcome = OUTCOME_OK, .status = 200, .final = true };
    may_die(c);
    assert_works(c->x, snapshot_put_fetch(c->s, &row, &c->x->fail));
    may_die(c);
    assert_works(c->x, snapshot_put_page(c->s, id, &facts, &c->x->fail));
    put_links(c, id, page);
}

static bool on_seen(void *ctx, const struct url_seen *seen)
{
    struct small_crawl *c = ctx;
    for (int page = 0; page < PAGES; page++) {
        if (seen->settled && str_eq(seen->row.address, page_address(c->x, page)))
            c->settled[page] = true;
    }
    return true;
}

/* What is left to do is done from the far end, so that pages come in another order than before the kill. */
static void crawl(struct fixture *x, int left, bool backwards)
{
    struct small_crawl c = { .x = x, .s = open_writer(x), .left = left };
    if (snapshot_run_open(c.s, &x->arena, NULL, &x->fail))
        assert_works(x, snapshot_each_url(c.s, on_seen, &c, &x->fail));
    else
        start_run(x, c.s);
    assert_works(x, snapshot_begin(c.s, &x->fail));
    for (int i = 0, written = 0; i < PAGES; i++) {
        int page = backwards ? PAGES - 1 - i : i;
        if (c.settled[page])
            continue;
        put_page(&c, page);
        if (++written % BATCH)
            continue;
        may_die(&c);
        assert_works(x, snapshot_commit(c.s, &x->fail));
        may_die(&c);
        assert_works(x, snapshot_begin(c.s, &x->fail));
    }
    assert_works(x, snapshot_commit(c.s, &x->fail));
    snapshot_close(c.s);
}

static int compare_lines(const void *x, const void *y)
{
    return str_compare(*(const str *)x, *(const str *)y);
}

/* One line a link and a page, in no order of the crawl's. */
static str facts_of(struct fixture *x)
{
    struct snapshot *s = open_writer(x);
    struct site_facts *site = snapshot_load_site(s, snapshot_run_latest(s, &x->fail), &x->arena, &x->fail);
    assert_works(x, site);
    size_t count = site->link_count + site->resource_count;
    str *lines = arena_new(&x->arena, str, count), *line = lines;
    for (uint32_t i = 0; i < site->link_count; i++, line++) {
        const struct link_row *l = &site->links[i];
        *line = str_fmt(&x->arena, "%.*s: %u:", STR_ARG(l->text), l->page_count);
        for (uint32_t k = 0; k < l->place_count; k++)
            *line =
                str_fmt(&x->arena, "%.*s %.*s", STR_ARG(*line), STR_ARG(site->resources[l->places[k].page].address));
    }
    for (uint32_t i = 0; i < site->resource_count; i++, line++) {
        const struct resource_fact *r = &site->resources[i];
        *line = str_fmt(&x->arena, "%.*s: %.*s, %u tries, page %d", STR_ARG(r->address), STR_ARG(r->methods), r->tries,
                        r->page != NULL);
    }
    qsort(lines, count, sizeof *lines, compare_lines);
    snapshot_close(s);
    return str_join(&x->arena, lines, count, STR("\n"));
}

static str killed_and_resumed(struct fixture *x, int left)
{
    pid_t child = fork();
    if (child == 0) {
        crawl(x, left, false);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    crawl(x, NEVER, true);
    return facts_of(x);
}

static void empty_dir(struct fixture *x)
{
    static const char *const names[] = { "snapshot.db", "snapshot.db-wal", "snapshot.db-shm" };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        unlink(str_fmt(&x->arena, "%s/%s", x->dir, names[i]).ptr);
}

static void test_killed(void **state)
{
    struct fixture *x = *state;
    static const int moments[] = { 0, 1, 2, 3, 40, 63, 64, 440, 441, 442, 443, 500, 1000, 1777, 2500, 3333, 3700 };
    crawl(x, NEVER, false);
    str whole = facts_of(x);
    assert_true(str_has(whole, STR("第0个，往0: 60: http://a.gov.cn/")));
    assert_true(str_has(whole, STR("http://a.gov.cn/3481.html: GET 200, 1 tries, page 1")));
    for (size_t i = 0; i < ARRAY_LEN(moments); i++) {
        empty_dir(x);
        str resumed = killed_and_resumed(x, moments[i]);
        if (!str_eq(resumed, whole))
            fail_msg("killed after %d writes:\n%.*s", moments[i], STR_ARG(resumed));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_killed, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
