/* SPDX-License-Identifier: MIT */
/* A calendar without an end beside articles that look like its days: the days are left off after a while, the articles
 * are read to the last. */
#include "crawl_bench.h"
#include "core/limits.h"

enum { ARTICLES = 500, A_LIST = 25, FIRST_DAY = 20000, FAR_DAY = 123456, KEPT = 8192 };
enum { LATE_DAY = FIRST_DAY + 6 * 365 }; /* known to the calendar, and left off by then */

enum mood { MOOD_CALENDAR, MOOD_HALL };

static char *kept[KEPT]; /* answers live until the server stops */
static int kept_count;

static struct tiny_reply say(const char *body)
{
    char *text = NULL;
    if (kept_count == KEPT || asprintf(&text, "%s%s</body></html>", HTML, body) < 0)
        abort();
    kept[kept_count++] = text;
    return (struct tiny_reply){ .text = text };
}

static int forget(void **state)
{
    while (kept_count)
        free(kept[--kept_count]);
    return tear_down(state);
}

/* A word of its own for every article; without digits. */
static const char *word_of(int n, char *word)
{
    for (int i = 0; i < 4; i++, n /= 20)
        word[i] = (char)('a' + n % 20);
    word[4] = '\0';
    return word;
}

static struct tiny_reply list(const char *of, int page)
{
    char body[4096] = "", word[5];
    for (int i = 0; i < A_LIST; i++) {
        int n = page * A_LIST + i;
        snprintf(body + strlen(body), sizeof body - strlen(body), "<a href=\"/%s?id=%d\">%s %d</a>", of, n,
                 word_of(n, word), n);
    }
    if ((page + 1) * A_LIST < ARTICLES)
        snprintf(body + strlen(body), sizeof body - strlen(body), "<a href=\"/list/%s?page=%d\">next</a>", of,
                 page + 1);
    return say(body);
}

static struct tiny_reply calendar(int n)
{
    char body[1024];
    snprintf(body, sizeof body,
             "<p>day %d: nothing is planned</p><a href=\"/cal?day=%d\">before</a><a href=\"/cal?day=%d\">after</a>"
             "<a href=\"/cal?day=%d\">next week</a><a href=\"/cal?day=%d\">next month</a><a href=\"/cal?day=%d\">next "
             "year</a>",
             n, n - 1, n + 1, n + 7, n + 30, n + 365);
    return say(body);
}

/* show: all different. air: all alike but for the numbers in them, one leading to the next. */
static struct tiny_reply article(bool air, int n)
{
    char body[1024], word[5];
    const char *of = air ? "air" : "show";
    snprintf(body, sizeof body, "<p>%s %d</p><a href=\"/%s?id=%d\">before</a><a href=\"/%s?id=%d\">after</a>",
             air ? "particles in the air" : word_of(n, word), n, of, n ? n - 1 : 0, of,
             n + 1 < ARTICLES ? n + 1 : ARTICLES - 1);
    if (!air && (n == 7 || n == ARTICLES - 1))
        snprintf(body + strlen(body), sizeof body - strlen(body), "<a href=\"/cal?day=%d\">on that day</a>",
                 n == 7 ? FAR_DAY : LATE_DAY);
    return say(body);
}

/* One page for every address below it. */
static struct tiny_reply hall(void)
{
    return say(
        "<p>welcome to the hall</p><a href=\"a/\">a</a><a href=\"b/\">b</a><a href=\"c/\">c</a><a href=\"d/\">d</a>");
}

static struct tiny_reply answer(void *ctx, const struct tiny_request *r)
{
    int n = 0, mood = *(const int *)ctx;
    if (mood == MOOD_HALL && !strcmp(r->path, "/"))
        return say("<a href=\"/index.php/\">hall</a><a href=\"/show?id=1\">news</a>");
    if (mood == MOOD_HALL && !strncmp(r->path, "/index.php/", 11))
        return hall();
    if (!strcmp(r->path, "/"))
        return say("<a href=\"/cal?day=20000\">calendar</a><a href=\"/list/show?page=0\">news</a>"
                   "<a href=\"/list/air?page=0\">air</a>");
    if (sscanf(r->path, "/cal?day=%d", &n) == 1)
        return calendar(n);
    if (sscanf(r->path, "/list/show?page=%d", &n) == 1)
        return list("show", n);
    if (sscanf(r->path, "/list/air?page=%d", &n) == 1)
        return list("air", n);
    if (sscanf(r->path, "/show?id=%d", &n) == 1)
        return article(false, n);
    if (sscanf(r->path, "/air?id=%d", &n) == 1)
        return article(true, n);
    return (struct tiny_reply){ .text = NOT_FOUND };
}

static int asked_of(const struct bench *b, const char *start)
{
    int n = 0;
    for (int i = 0; i < b->server.count; i++)
        n += !strncmp(b->server.log[i], start, strlen(start));
    return n;
}

static void test_a_calendar_ends(void **state)
{
    struct bench *b = *state;
    size_t endless = 0;
    crawl(b);
    assert_true(b->run.complete);
    assert_in_range(asked_of(b, "GET /cal?day="), LIMIT_SAME_PAGES, LIMIT_SAME_PAGES + 20);
    for (uint32_t i = 0; i < b->facts->resource_count; i++) {
        const struct resource_fact *r = &b->facts->resources[i];
        endless += r->refusal == REFUSAL_ENDLESS;
        assert_true(r->refusal != REFUSAL_ENDLESS || str_has(r->address, STR("/cal?day=")));
    }
    assert_true(endless > 0);
}

static void test_articles_are_read_to_the_last(void **state)
{
    struct bench *b = *state;
    crawl(b);
    for (int n = 0; n < ARTICLES; n++) {
        char line[40];
        snprintf(line, sizeof line, "GET /show?id=%d", n);
        assert_asked(b, line, 1);
        snprintf(line, sizeof line, "GET /air?id=%d", n);
        assert_asked(b, line, 1);
    }
}

/* A day that a page of another kind links to is a page like any other. */
static void test_what_others_link_to_is_asked(void **state)
{
    struct bench *b = *state;
    crawl(b);
    assert_outcome(b, "/cal?day=123456", OUTCOME_OK, 1);
    assert_outcome(b, "/cal?day=22190", OUTCOME_OK, 1);
    assert_int_equal(at(b, "/cal?day=22190")->refusal, REFUSAL_NONE);
}

static void test_one_page_for_every_address(void **state)
{
    struct bench *b = *state;
    b->mood = MOOD_HALL;
    crawl(b);
    assert_true(b->run.complete);
    assert_outcome(b, "/index.php/a/b/", OUTCOME_OK, 1);
    assert_true(str_eq(at(b, "/index.php/a/b/")->page->limit_hit, STR("endless")));
    assert_false(at(b, "/index.php/a/")->page->limit_hit.len);
    assert_asked(b, "GET /index.php/a/b/c/", 0);
    assert_outcome(b, "/show?id=2", OUTCOME_OK, 1);
}

static void test_no_more_addresses_than_that(void **state)
{
    struct bench *b = *state;
    b->options.most_addresses = 100;
    crawl(b);
    assert_false(b->run.complete);
    assert_true(str_eq(b->run.incomplete_because, STR("max-addresses")));
    assert_in_range(b->facts->resource_count, 90, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_calendar_ends, set_up, forget),
        cmocka_unit_test_setup_teardown(test_articles_are_read_to_the_last, set_up, forget),
        cmocka_unit_test_setup_teardown(test_one_page_for_every_address, set_up, forget),
        cmocka_unit_test_setup_teardown(test_no_more_addresses_than_that, set_up, forget),
        cmocka_unit_test_setup_teardown(test_what_others_link_to_is_asked, set_up, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
