/* SPDX-License-Identifier: MIT */
/* Whole crawls of a small portal on the loopback: what is asked, how often, and what is remembered. */
#include "crawl_bench.h"

static const char html_head[] = HTML;

static const struct page pages[] = {
    { "/robots.txt",
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /secret/\n" },
    { "/", HTML
      "<a href=\"/a.html\">a</a><a href=\"/b.html#x\">b</a><a href=\"/secret/x.html\">s</a><a href=\"/gone.html\">g</a>"
      "<img src=\"/pic.png\"><img src=\"/lost.png\"><a href=\"/loop1.html\">l</a><a href=\"/cookie.html\">c</a>"
      "<a href=\"/turn.html\">t</a><a href=\"/flaky.html\">f</a><a href=\"/later.html\">r</a><a href=\"/doc.pdf\">d</a>"
      "<a href=\"/user/logout.jsp\">out</a><form action=\"/send.html\"></form><a href=\"/x/x/x/x/x/x.html\">trap</a>"
      "<a href=\"/jump.html\">j</a><a href=\"/void.doc\">v</a><a href=\"/wall.html\">w</a>"
      "<a href=\"/ping.html\">p</a></body></html>" },
    { "/a.html", HTML "<a href=\"/\">home</a><a href=\"/deep.html\">deep</a></body></html>" },
    { "/b.html", HTML "<a href=\"/a.html\">a</a><a href=\"/b.html#y\">b</a></body></html>" },
    { "/deep.html", HTML "the end</body></html>" },
    { "/pic.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc" },
    { "/doc.pdf", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: "
                  "close\r\n\r\n<html><title>gone</title>deleted</html>" },
    { "/loop1.html", "HTTP/1.1 302 Found\r\nLocation: /loop2.html\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
    { "/loop2.html", "HTTP/1.1 302 Found\r\nLocation: /loop1.html\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
    { "/void.doc", "HTTP/1.1 200 OK\r\nContent-Type: application/msword\r\nConnection: close\r\nContent-Length: "
                   "0\r\n\r\n" },
    { "/jump.html",
      "HTTP/1.1 302 Found\r\nLocation: http://10.1.2.3/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
    { "/pong.html", "HTTP/1.1 302 Found\r\nLocation: /ping.html\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
    { "/turn.html", "HTTP/1.1 302 Found\r\nLocation: /turn.html\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
    { "/wall.html",
      "HTTP/1.1 412 No\r\nContent-Type: text/html\r\nSet-Cookie: FSSBBIl1UgzbN7NO=5a1; Path=/\r\nConnection: "
      "close\r\n\r\n"
      "<!DOCTYPE html><html><head><meta content=\"{qt7d\" r='m'><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
      "</script><script charset=\"iso-8859-1\" src=\"/8Tq/w3/a.7f3c21d.js\" "
      "r='m'></script></head><body></body></html>" },
};

enum mood { MOOD_HOLDS = -1, MOOD_FINE, MOOD_WALLED, MOOD_NO_ROBOTS, MOOD_CLOSED, MOOD_TLS_LINK, MOOD_PUTS_OFF };

static struct tiny_reply answer(void *ctx, const struct tiny_request *r)
{
    int mood = *(const int *)ctx;
    bool robots = !strcmp(r->path, "/robots.txt");
    if (mood == MOOD_WALLED)
        return (struct tiny_reply){ .text = pages[ARRAY_LEN(pages) - 1].text };
    if (mood == MOOD_TLS_LINK && !strcmp(r->path, "/")) {
        static char text[400];
        const char *host = strstr(r->head, "Host: ");
        int len = host ? (int)strcspn(host + 6, "\r") : 0;
        snprintf(text, sizeof text, "%s<a href=\"https://%.*s/a.html\">a</a><a href=\"/b.html\">b</a></body></html>",
                 html_head, len, host ? host + 6 : "");
        return (struct tiny_reply){ .text = text };
    }
    if (!strcmp(r->path, "/") && strstr(r->head, "Baiduspider") && strstr(r->head, "https://www.baidu.com/"))
        return (struct tiny_reply){ .text = HTML "for engines</body></html>" };
    if (mood == MOOD_PUTS_OFF && !robots && strcmp(r->path, "/"))
        return (struct tiny_reply){ .text = "HTTP/1.1 429 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n" };
    if (mood == MOOD_HOLDS && !strcmp(r->path, "/a.html") && r->nth == 1)
        return (struct tiny_reply){ .text = "HTTP/1.1 503 No\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n" };
    if (mood == MOOD_NO_ROBOTS && robots)
        return (struct tiny_reply){ .text = OOPS };
    if (mood == MOOD_CLOSED && robots)
        return (struct tiny_reply){
            .text = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /\n"
        };
    if (!strcmp(r->path, "/cookie.html"))
        return (struct tiny_reply){ .text = strstr(r->head, "CT6T=9f3")
                                                ? HTML "in</body></html>"
                                                : "HTTP/1.1 302 Found\r\nLocation: /cookie.html\r\n"
                                                  "Set-Cookie: CT6T=9f3; Path=/\r\nContent-Length: 0\r\n\r\n" };
    if (!strcmp(r->path, "/ping.html"))
        return (struct tiny_reply){ .text = strstr(r->head, "PASS=1") ? HTML "in</body></html>"
                                                                      : "HTTP/1.1 302 Found\r\nLocation: /pong.html\r\n"
                                                                        "Set-Cookie: PASS=1; Path=/\r\n"
                                                                        "Content-Length: 0\r\n\r\n" };
    if (!strcmp(r->path, "/flaky.html") && r->nth < 3)
        return (struct tiny_reply){ .text = OOPS };
    if (!strcmp(r->path, "/later.html") && r->nth == 1)
        return (struct tiny_reply){ .text = "HTTP/1.1 429 Slow down\r\nRetry-After: 1\r\nContent-Length: 1\r\n\r\nx" };
    if (!strcmp(r->path, "/flaky.html") || !strcmp(r->path, "/later.html"))
        return (struct tiny_reply){ .text = HTML "well</body></html>" };
    if (!strcmp(r->path, "/pic.png") && !strcmp(r->method, "HEAD"))
        return (struct tiny_reply){ .text = "HTTP/1.1 405 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" };
    for (size_t i = 0; i < ARRAY_LEN(pages); i++)
        if (!strcmp(r->path, pages[i].path))
            return (struct tiny_reply){ .text = pages[i].text };
    return (struct tiny_reply){ .text = NOT_FOUND };
}

static void test_a_portal(void **state)
{
    struct bench *b = *state;
    crawl(b);
    assert_true(b->run.complete);
    assert_true(str_eq(b->run.home, str_fmt(&b->arena, "http://%s/", b->site)));
    assert_asked(b, "GET /robots.txt", 1);
    assert_outcome(b, "/", OUTCOME_OK, 1);
    assert_outcome(b, "/deep.html", OUTCOME_OK, 1);
    assert_int_equal(at(b, "/deep.html")->depth, 2);
    assert_outcome(b, "/gone.html", OUTCOME_STATUS, 3);
    assert_asked(b, "GET /gone.html", 3);
    assert_outcome(b, "/lost.png", OUTCOME_STATUS, 3);
    assert_asked(b, "HEAD /lost.png", 1);
    assert_asked(b, "GET /lost.png", 2);
    assert_outcome(b, "/pic.png", OUTCOME_OK, 2);
    assert_outcome(b, "/void.doc", OUTCOME_EMPTY, 3);
    assert_outcome(b, "/flaky.html", OUTCOME_OK, 3);
    assert_outcome(b, "/later.html", OUTCOME_OK, 2);
    assert_outcome(b, "/cookie.html", OUTCOME_OK, 2);
    assert_outcome(b, "/turn.html", OUTCOME_REDIRECT_LOOP, 3);
    assert_outcome(b, "/ping.html", OUTCOME_OK, 2);
    assert_outcome(b, "/pong.html", OUTCOME_REDIRECT, 1);
    assert_outcome(b, "/wall.html", OUTCOME_WALL, 2);
    bool loop = false;
    site_follow(b->facts, site_find(b->facts, str_fmt(&b->arena, "http://%s/loop1.html", b->site)), &loop);
    assert_true(loop);
    assert_true(b->facts->host_count >= 1 && b->facts->hosts[0].probed && b->facts->hosts[0].missing_status == 404);
    assert_int_equal(b->facts->hosts[0].v4, OUTCOME_OK);
    assert_true(str_eq(b->facts->hosts[0].robots, STR("ok")));
}

/* The home page is asked twice as a search engine's crawler asks; nothing else is. */
static void test_the_view_of_a_search_engine(void **state)
{
    struct bench *b = *state;
    crawl(b);
    int seen = 0;
    for (uint32_t i = 0; i < b->facts->probe_count; i++) {
        const struct probe_fact *p = &b->facts->probes[i];
        if (!str_starts(p->kind, STR("spider")))
            continue;
        seen++;
        assert_true(str_eq(b->facts->resources[p->resource].address, b->facts->run.home));
        assert_non_null(p->page);
        assert_true(str_has(p->page->visible_text, STR("for engines")));
    }
    assert_int_equal(seen, 2); /* and once again */
    const struct page_facts *home = at(b, "/")->page;
    assert_false(str_has(home->visible_text, STR("for engines")));
}

static void test_what_is_never_asked(void **state)
{
    struct bench *b = *state;
    crawl(b);
    assert_int_equal(at(b, "/secret/x.html")->refusal, REFUSAL_ROBOTS);
    assert_int_equal(at(b, "/user/logout.jsp")->refusal, REFUSAL_ACTION);
    assert_int_equal(at(b, "/x/x/x/x/x/x.html")->refusal, REFUSAL_TRAP);
    static const char *const never[] = { "/secret/x.html", "/user/logout.jsp", "/x/x/x/x/x/x.html", "/send.html" };
    for (size_t i = 0; i < ARRAY_LEN(never); i++) {
        char line[100];
        snprintf(line, sizeof line, "GET %s", never[i]);
        assert_asked(b, line, 0);
        snprintf(line, sizeof line, "HEAD %s", never[i]);
        assert_asked(b, line, 0);
    }
    const struct resource_fact *jump = at(b, "/jump.html");
    assert_int_equal(jump->outcome, OUTCOME_REDIRECT);
    assert_true(str_has(jump->redirect_raw, STR("10.1.2.3")));
}

static void test_a_file_that_is_a_page(void **state)
{
    struct bench *b = *state;
    crawl(b);
    const struct resource_fact *doc = at(b, "/doc.pdf");
    assert_int_equal(doc->outcome, OUTCOME_OK);
    assert_non_null(doc->page);
    assert_true(str_eq(doc->page->title, STR("gone")));
}

static void test_nothing_is_left_open(void **state)
{
    struct bench *b = *state;
    crawl(b);
    for (uint32_t i = 0; i < b->facts->resource_count; i++) {
        const struct resource_fact *r = &b->facts->resources[i];
        if (r->outcome == OUTCOME_PENDING && r->refusal == REFUSAL_NONE)
            fail_msg("%.*s was never asked", STR_ARG(r->address));
    }
}

static void test_site_unreachable(void **state)
{
    struct bench *b = *state;
    b->options.site = STR("127.0.0.1:1");
    crawl(b);
    assert_false(b->run.complete);
    assert_true(str_eq(b->run.incomplete_because, STR("site-unreachable")));
    uint32_t home = site_find(b->facts, STR("http://127.0.0.1:1/"));
    assert_int_not_equal(home, NONE);
    assert_int_equal(b->facts->resources[home].outcome, OUTCOME_REFUSED);
    assert_int_equal(b->facts->resources[home].tries, 3);
}

static void test_site_walled(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_WALLED;
    crawl(b);
    assert_false(b->run.complete);
    assert_true(str_eq(b->run.incomplete_because, STR("site-walled")));
    assert_outcome(b, "/", OUTCOME_WALL, 2);
    assert_true(b->facts->hosts[0].wall.len > 0);
}

/* "Come back later" to everybody, for ever: it is believed after a while, and nobody is accused. */
static void test_put_off_for_ever(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_PUTS_OFF;
    crawl(b);
    assert_true(b->run.complete);
    assert_outcome(b, "/", OUTCOME_OK, 1);
    assert_true(str_has(b->facts->hosts[0].wall, STR("429")));
    uint32_t refused = 0;
    for (uint32_t i = 0; i < b->facts->resource_count; i++)
        refused += b->facts->resources[i].refusal == REFUSAL_HOST_WALLED;
    assert_true(refused > 5);
    assert_true(b->server.count < 120);
}

static void test_robots_unreachable_or_closed(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_NO_ROBOTS;
    crawl(b);
    assert_asked(b, "GET /robots.txt", 3);
    assert_asked(b, "GET /", 0);
    assert_true(str_eq(b->run.incomplete_because, STR("site-closed-by-robots")));
    assert_int_equal(at(b, "/")->refusal, REFUSAL_ROBOTS);
    assert_true(str_eq(b->facts->hosts[0].robots, STR("unreachable")));
    b->mood = MOOD_CLOSED;
    b->options.fresh = true;
    crawl(b);
    assert_asked(b, "GET /", 0);
    assert_true(str_eq(b->facts->hosts[0].robots, STR("disallows-all")));
}

/* TLS that does not work says nothing of the same host without TLS, and costs it no time. */
static void test_bad_tls_beside_good_http(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_TLS_LINK;
    crawl(b);
    assert_true(b->run.complete);
    uint32_t i = site_find(b->facts, str_fmt(&b->arena, "https://%s/a.html", b->site));
    assert_int_not_equal(i, NONE);
    assert_true(outcome_is_connection(b->facts->resources[i].outcome));
    assert_int_equal(b->facts->resources[i].tries, 3);
    assert_outcome(b, "/b.html", OUTCOME_OK, 1);
    assert_true(b->run.seconds < 4);
}

static void test_page_budget(void **state)
{
    struct bench *b = *state;
    b->options.max_pages = 2;
    crawl(b);
    assert_false(b->run.complete);
    assert_true(str_eq(b->run.incomplete_because, STR("max-pages")));
    assert_int_equal(at(b, "/flaky.html")->refusal, REFUSAL_BUDGET);
    assert_outcome(b, "/pic.png", OUTCOME_OK, 2);
}

static void test_depth_budget(void **state)
{
    struct bench *b = *state;
    b->options.max_depth = 1;
    crawl(b);
    assert_true(str_eq(b->run.incomplete_because, STR("max-depth")));
    assert_int_equal(at(b, "/deep.html")->refusal, REFUSAL_BUDGET);
    assert_outcome(b, "/a.html", OUTCOME_OK, 1);
}

/* What a run found, without times, in one text. */
static str summary(struct bench *b)
{
    str *lines = arena_new(&b->arena, str, b->facts->resource_count + 1);
    for (uint32_t i = 0; i < b->facts->resource_count; i++) {
        const struct resource_fact *r = &b->facts->resources[i];
        lines[i] = str_fmt(&b->arena, "%.*s %.*s %.*s %d %u", STR_ARG(r->address), STR_ARG(words_outcome(r->outcome)),
                           STR_ARG(words_refusal(r->refusal)), r->status, r->depth);
    }
    for (uint32_t i = 1; i < b->facts->resource_count; i++)
        for (uint32_t k = i; k && str_compare(lines[k], lines[k - 1]) < 0; k--) {
            str kept = lines[k];
            lines[k] = lines[k - 1];
            lines[k - 1] = kept;
        }
    return str_join(&b->arena, lines, b->facts->resource_count, STR("\n"));
}

static void test_concurrency_changes_nothing(void **state)
{
    struct bench *b = *state;
    b->options.concurrency = 1;
    crawl(b);
    assert_int_equal(b->server.most_open, 1);
    str one = summary(b);
    tiny_stop(&b->server);
    tiny_forget(&b->server);
    tiny_start(&b->server, answer, &b->mood);
    str old_site = str_dup(&b->arena, str_from(b->site));
    snprintf(b->site, sizeof b->site, "127.0.0.1:%d", b->server.port);
    b->options.concurrency = 8;
    b->options.fresh = true;
    crawl(b);
    str many = summary(b);
    assert_int_equal(one.len + (str_from(b->site).len - old_site.len) * b->facts->resource_count, many.len);
    for (uint32_t i = 0; i < b->facts->resource_count; i++) {
        str left = { 0 }, right = { 0 };
        assert_true(str_cut(&one, '\n', &left) && str_cut(&many, '\n', &right));
        left = str_slice(left, 7 + old_site.len, left.len);
        right = str_slice(right, 7 + str_from(b->site).len, right.len);
        if (!str_eq(left, right))
            fail_msg("%.*s / %.*s", STR_ARG(left), STR_ARG(right));
    }
}

static void test_interrupted_and_resumed(void **state)
{
    struct bench *b = *state;
    b->options.concurrency = 1;
    b->options.rate = 8;
    b->stop_after = 3;
    crawl(b);
    assert_false(b->run.complete);
    assert_true(str_eq(b->run.incomplete_because, STR("interrupted")));
    int64_t first = b->run.id;
    assert_asked(b, "GET /deep.html", 0);
    b->options.rate = 0;
    crawl(b);
    assert_int_equal(b->run.id, first);
    assert_true(b->run.complete);
    assert_outcome(b, "/gone.html", OUTCOME_STATUS, 3);
    assert_outcome(b, "/deep.html", OUTCOME_OK, 1);
    assert_asked(b, "GET /a.html", 1);
}

static uint64_t when(const struct bench *b, const char *line)
{
    for (int i = 0; i < b->server.count; i++)
        if (!strcmp(b->server.log[i], line))
            return b->server.when[i];
    fail_msg("%s: never asked", line);
    return 0;
}

/* Retry-After counts for who comes back in between, too; and no longer than LIMIT_RETRY_AFTER_S, whatever the clock
 * did. */
static void test_a_hold_outlives_an_interruption(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_HOLDS;
    b->options.concurrency = 1;
    b->stop_after = 1;
    crawl(b);
    assert_true(str_eq(b->run.incomplete_because, STR("interrupted")));
    assert_asked(b, "GET /a.html", 1);
    int before = b->server.count;
    uint64_t told = when(b, "GET /a.html");
    crawl(b);
    assert_true(b->run.complete);
    assert_outcome(b, "/a.html", OUTCOME_OK, 2);
    assert_true(b->server.when[before] >= told + 3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_portal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_view_of_a_search_engine, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_never_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_that_is_a_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_is_left_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_site_unreachable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_site_walled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_put_off_for_ever, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_robots_unreachable_or_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_tls_beside_good_http, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_page_budget, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_depth_budget, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_concurrency_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_interrupted_and_resumed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_hold_outlives_an_interruption, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
