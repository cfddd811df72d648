/* SPDX-License-Identifier: MIT */
/* site.* and ipv6.*: home page, tags, footer, certificate, addresses; and what of them cannot be known from here. */
#include "site_builder.h"

static void tag_page(struct builder *b, uint32_t p)
{
    tag(b, p, "SiteName", "测试区人民政府");
    tag(b, p, "SiteDomain", "www.ceshi.gov.cn");
    tag(b, p, "SiteIDCode", "3704060001");
}

static uint32_t tagged_article(struct builder *b, int i)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/a/202601/t20260101_%d.html", i));
    uint32_t p = article(b, address, "会议召开", "2026-11-01");
    tag_page(b, p);
    return p;
}

static void whole_tags(struct builder *b, uint32_t p)
{
    tag(b, p, "PubDate", "2026-11-01 10:20");
    tag(b, p, "ContentSource", "区财政局");
}

static void tags_that_are_wrong(void **state)
{
    struct builder *b = *state;
    tag_page(b, 0);
    for (int i = 0; i < 8; i++)
        whole_tags(b, tagged_article(b, i));
    uint32_t none = tagged_article(b, 20); /* no PubDate, no ContentSource */
    uint32_t empty = tagged_article(b, 21);
    tag(b, empty, "PubDate", "昨天");
    tag(b, empty, "ContentSource", "");
    uint32_t other = article(b, SITE "/a/202601/t20260101_22.html", "会议召开", "2026-11-01");
    tag(b, other, "SiteName", "${siteName}");
    tag(b, other, "SiteDomain", "ceshi.gov.cn"); /* without www. it is the same domain */
    tag(b, other, "SiteIDCode", "3704060009");
    whole_tags(b, other);
    uint32_t col = page(b, SITE "/c/");
    tag_page(b, col);
    tag(b, col, "ColumnName", "财政信息");
    tag(b, col, "ColumnDescription", "说明");
    tag(b, col, "ColumnKeywords", "财政");
    tag(b, col, "ColumnType", "栏目类别");
    (void)none;
    run(b, "site.tags");
    assert_int_equal(findings(b, "site.tags"), 5);
    assert_true(evidence_has(found(b, "site.tags", "PubDate"), "\"missing\":1,\"unparsable\":1"));
    assert_true(evidence_has(found(b, "site.tags", "ContentSource"), "\"empty\":1"));
    assert_true(evidence_has(found(b, "site.tags", "SiteName"), "placeholder"));
    assert_true(evidence_has(found(b, "site.tags", "SiteIDCode"), "contradiction"));
    assert_int_equal(found(b, "site.tags", "ColumnType")->where_count, 1);
}

static void pages_that_need_no_tags(void **state)
{
    struct builder *b = *state;
    tag_page(b, 0);
    for (int i = 0; i < 8; i++)
        whole_tags(b, tagged_article(b, i));
    uint32_t gone = page(b, SITE "/404.html");
    b->pages[gone].title = STR("404 页面不存在");
    uint32_t frame = article(b, SITE "/frame/t20260101_30.html", "", "2026-11-01");
    link_row(b, 0, frame, "")->kind = LINK_FRAME;
    uint32_t jump = page(b, SITE "/jump.html");
    b->pages[jump].visible_chars = 5;
    uint32_t sub = page(b, "http://fwdt.ceshi.gov.cn/"); /* another system without any tag */
    (void)sub;
    uint32_t second = column(b, SITE "/c/index_1.html", "财政信息"), first = column(b, SITE "/c/", "财政信息");
    tag_page(b, first);
    tag(b, first, "ColumnDescription", "说明");
    tag(b, first, "ColumnKeywords", "财政");
    tag(b, first, "ColumnType", "信息公开");
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/c/index_1.html");
    b->pages[second].page_number = 2;
    run(b, "site.tags");
    assert_int_equal(findings(b, "site.tags"), 0);
}

static void home_row(struct builder *b, const char *date)
{
    if (b->pages[0].lists.count == 0)
        list_start(b, 0);
    row(b, 0, "要闻",
        str_cstr(&b->arena, str_fmt(&b->arena, SITE "/n/202611/content_%zu.html", b->pages[0].rows.count)), date);
}

static void home_on_both_sides_of_two_weeks(void **state)
{
    struct builder *b = *state;
    home_row(b, "2026-11-05");
    home_row(b, "2026-11-04");
    home_row(b, "2026-10-04");
    run(b, "site.home-stale");
    assert_true(evidence_has(found(b, "site.home-stale", SITE "/"), "\"newest\":\"2026-11-05\""));
    home_row(b, "2026-11-06");
    b->out.findings.count = 0;
    run(b, "site.home-stale");
    assert_int_equal(findings(b, "site.home-stale"), 0);
}

static void home_without_dates_is_unknown(void **state)
{
    struct builder *b = *state;
    home_row(b, "");
    run(b, "site.home-stale");
    assert_int_equal(findings(b, "site.home-stale"), 0);
    assert_int_equal(b->out.unverified.count, 1);
}

static void home_articles_count(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 3; i++)
        home_row(b, "2026-01-01");
    link_row(b, 0, article(b, SITE "/n/202611/t20261101_5.html", "图片新闻", "2026-11-18"), "图片新闻");
    run(b, "site.home-stale");
    assert_int_equal(findings(b, "site.home-stale"), 0);
}

static void unreachable(void **state)
{
    struct builder *b = *state;
    b->resources[0].outcome = OUTCOME_TIMEOUT;
    b->resources[0].tries = 3;
    run(b, "site.unreachable");
    assert_int_equal(findings(b, "site.unreachable"), 1);
    b->out.findings.count = 0;
    b->resources[0].outcome = OUTCOME_WALL;
    run(b, "site.unreachable");
    b->resources[0].outcome = OUTCOME_OK;
    run(b, "site.unreachable");
    assert_int_equal(findings(b, "site.unreachable"), 0);
    assert_true(unverified(b, SITE "/", "wall"));
}

static struct host_fact *host(struct builder *b, const char *home)
{
    return &b->hosts[b->resources[page(b, home)].host];
}

static void ipv6_of_own_hosts(void **state)
{
    struct builder *b = *state;
    host(b, "http://none.ceshi.gov.cn/")->aaaa = DNS_NODATA;
    host(b, "http://error.ceshi.gov.cn/")->aaaa = DNS_ERROR;
    host(b, "http://dead.ceshi.gov.cn/")->v6 = OUTCOME_TIMEOUT;
    struct host_fact *both = host(b, "http://both.ceshi.gov.cn/");
    both->v4 = both->v6 = OUTCOME_TIMEOUT;
    host(b, "http://www.other.gov.cn/")->aaaa = DNS_NODATA;
    run(b, "ipv6.no-aaaa");
    run(b, "ipv6.unreachable");
    assert_int_equal(b->out.findings.count, 2);
    assert_non_null(found(b, "ipv6.no-aaaa", "none.ceshi.gov.cn"));
    assert_non_null(found(b, "ipv6.unreachable", "dead.ceshi.gov.cn"));
    assert_true(unverified(b, "error.ceshi.gov.cn", "dns-error"));
}

static void ipv6_without_ipv6_here(void **state)
{
    struct builder *b = *state;
    b->site.run.no_ipv6_here = true;
    host(b, "http://dead.ceshi.gov.cn/")->v6 = OUTCOME_NO_ROUTE;
    run(b, "ipv6.unreachable");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "dead.ceshi.gov.cn", "no-ipv6-here"));
}

static void bare_ipv4_links(void **state)
{
    struct builder *b = *state;
    link_row(b, 0, resource(b, "http://60.210.8.50/gis/map.html", OUTCOME_OK, 200), "地图");
    uint32_t inner = resource(b, "http://192.168.1.5/a", OUTCOME_PENDING, 0);
    b->resources[inner].refusal = REFUSAL_PRIVATE;
    link_row(b, 0, inner, "内网");
    link_row(b, 0, resource(b, "http://1.2.3.4.com.cn/", OUTCOME_OK, 200), "域名");
    run(b, "ipv6.literal");
    assert_int_equal(findings(b, "ipv6.literal"), 1);
    assert_non_null(found(b, "ipv6.literal", "http://60.210.8.50/gis/map.html"));
}

static void certificates(void **state)
{
    struct builder *b = *state;
    struct host_fact *old = host(b, "http://old.ceshi.gov.cn/"), *near_end = host(b, "http://near.ceshi.gov.cn/");
    struct host_fact *fine = host(b, "http://fine.ceshi.gov.cn/"), *off = host(b, "http://off.ceshi.gov.cn/");
    *old = (struct host_fact){ .name = old->name,
                               .own = true,
                               .https = OUTCOME_TLS,
                               .tls_problem = STR("expired"),
                               .tls_until = iso("2026-01-01") };
    near_end->https = fine->https = OUTCOME_OK;
    near_end->tls_until = iso("2026-12-20");
    fine->tls_until = iso("2026-12-21");
    off->https = OUTCOME_REFUSED;
    run(b, "site.certificate");
    assert_int_equal(findings(b, "site.certificate"), 2);
    assert_null(found(b, "site.certificate", "fine.ceshi.gov.cn"));
}

/* Nobody is accused of an unknown authority by a machine that knows none at all. */
static void untrusted_chains(void **state)
{
    struct builder *b = *state;
    struct host_fact *own_signed = host(b, "http://self.ceshi.gov.cn/");
    own_signed->https = OUTCOME_TLS;
    own_signed->tls_problem = STR("untrusted");
    own_signed->tls_until = iso("2030-01-01");
    run(b, "site.certificate");
    assert_int_equal(findings(b, "site.certificate"), 0);
    assert_true(unverified(b, "self.ceshi.gov.cn", "tls"));
    resource(b, "https://www.gov.cn/", OUTCOME_OK, 200);
    run(b, "site.certificate");
    assert_non_null(found(b, "site.certificate", "self.ceshi.gov.cn"));
}

/* --- notices of the house --- */

static void https_notices(void **state)
{
    struct builder *b = *state;
    struct host_fact *none = host(b, "http://none.ceshi.gov.cn/"), *plain = host(b, "http://plain.ceshi.gov.cn/");
    struct host_fact *led = host(b, "http://led.ceshi.gov.cn/");
    b->hosts[0].https = OUTCOME_PENDING;
    none->https = OUTCOME_REFUSED;
    plain->https = led->https = OUTCOME_OK;
    uint32_t from = resource(b, "http://led.ceshi.gov.cn/", OUTCOME_OK, 200);
    b->resources[from].outcome = OUTCOME_REDIRECT;
    b->resources[from].redirect_to = resource(b, "https://led.ceshi.gov.cn/", OUTCOME_OK, 200);
    run(b, "site.https");
    assert_int_equal(findings(b, "site.https"), 2);
    assert_true(evidence_has(found(b, "site.https", "none.ceshi.gov.cn"), "没有提供"));
    assert_true(evidence_has(found(b, "site.https", "plain.ceshi.gov.cn"), "没有转到"));
    assert_true(unverified(b, "www.ceshi.gov.cn", "not-fetched"));
}

static void domain_notices(void **state)
{
    struct builder *b = *state;
    run(b, "site.domain");
    assert_int_equal(findings(b, "site.domain"), 0);
    struct host_fact *other = host(b, "http://www.lingyi.gov.cn/");
    other->own = true;
    run(b, "site.domain");
    assert_true(evidence_has(found(b, "site.domain", "www.ceshi.gov.cn"), "www.lingyi.gov.cn"));
}

static void slow_notices(void **state)
{
    struct builder *b = *state;
    struct probe_fact probes[] = { { .kind = STR_INIT("v4"), .outcome = OUTCOME_OK, .ms = 3001 },
                                   { .kind = STR_INIT("v6"), .outcome = OUTCOME_OK, .ms = 9000 } };
    b->site.probes = probes;
    b->site.probe_count = 2;
    run(b, "site.slow");
    assert_true(evidence_has(found(b, "site.slow", SITE "/"), "3001"));
    b->out.findings.count = 0;
    probes[1].ms = 3000;
    run(b, "site.slow");
    assert_int_equal(findings(b, "site.slow"), 0);
}

/* One fast answer among the tries of the home page is enough; what the search engines' crawler is shown is no measure.
 */
static void the_fastest_counts(void **state)
{
    struct builder *b = *state;
    struct probe_fact probes[] = { { .resource = 0, .kind = STR("v4"), .outcome = OUTCOME_OK, .ms = 3001 },
                                   { .resource = 0, .kind = STR("spider"), .outcome = OUTCOME_OK, .ms = 20 } };
    struct home_try tries[] = { { .family = 4, .outcome = OUTCOME_OK, .total_ms = 4000 },
                                { .family = 6, .outcome = OUTCOME_TIMEOUT, .total_ms = 10 } };
    b->site.probes = probes;
    b->site.probe_count = 2;
    b->site.home_tries = tries;
    b->site.home_try_count = 2;
    run(b, "site.slow");
    assert_true(evidence_has(found(b, "site.slow", SITE "/"), "3001"));
    b->out.findings.count = 0;
    tries[0].total_ms = 3000;
    run(b, "site.slow");
    assert_int_equal(b->out.findings.count, 0);
}

static void pubdate(struct builder *b, uint32_t p, const char *date)
{
    *arena_push(&b->arena, &b->pages[p].dates) = (struct date_fact){ .value = iso(date), .source = DATE_PUBDATE };
    tag(b, p, "PubDate", date);
}

static void pubdate_notices(void **state)
{
    struct builder *b = *state;
    pubdate(b, article(b, SITE "/a/t20261101_1.html", "一", "2026-11-01"), "2026-11-02");
    run(b, "site.pubdate");
    assert_int_equal(findings(b, "site.pubdate"), 0);
    pubdate(b, article(b, SITE "/a/t20261101_2.html", "二", "2026-11-01"), "2026-11-03");
    pubdate(b, article(b, SITE "/a/t20261101_3.html", "三", ""), "2026-11-22");
    b->judge.columns = NULL; /* there are more pages now */
    run(b, "site.pubdate");
    const struct finding *f = found(b, "site.pubdate", "PubDate");
    assert_non_null(f);
    assert_int_equal(f->where_count, 2);
}

/* Names of two governments differ in the place alone; a longer or shorter form of one name is the same. */
static void names_of_another_place(void **state)
{
    struct builder *b = *state;
    static const struct {
        const char *name;
        bool other;
    } samples[] = { { "山东省测试区人民政府", false },
                    { "测试区人民政府门户网站", false },
                    { "中国·测试", false },
                    { "测验区人民政府", true } };
    tag_page(b, 0);
    for (int i = 0; i < 8; i++)
        whole_tags(b, tagged_article(b, i));
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        uint32_t p = article(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/a/202601/t20260101_9%zu.html", i)),
                             "会议召开", "2026-11-01");
        tag(b, p, "SiteName", samples[i].name);
        tag(b, p, "SiteDomain", "www.ceshi.gov.cn");
        tag(b, p, "SiteIDCode", "3704060001");
        whole_tags(b, p);
    }
    run(b, "site.tags");
    assert_int_equal(findings(b, "site.tags"), 1);
    assert_int_equal(found(b, "site.tags", "SiteName")->where_count, 1);
}

static void tags_written_twice(void **state)
{
    struct builder *b = *state;
    tag_page(b, 0);
    tag_page(b, 0);
    tag(b, 0, "ColumnType", "公告");
    tag(b, 0, "ColumnType", "通知");
    run(b, "site.tags");
    assert_null(found(b, "site.tags", "SiteName"));
    tag(b, 0, "SiteName", "另一区人民政府");
    run(b, "site.tags");
    assert_true(evidence_has(found(b, "site.tags", "SiteName"), "contradiction"));
    assert_null(found(b, "site.tags", "SiteIDCode"));
}

static void domain_with_a_scheme(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteName", "测试区人民政府");
    tag(b, 0, "SiteIDCode", "3704060001");
    tag(b, 0, "SiteDomain", "http://www.ceshi.gov.cn/");
    run(b, "site.tags");
    assert_true(evidence_has(found(b, "site.tags", "SiteDomain"), "\"scheme\":1"));
    assert_int_equal(findings(b, "site.tags"), 1);
}

/* All spellings that are no standard's are one notice; search engines' own lower-case tags are none. */
static void tag_names_in_other_letters(void **state)
{
    struct builder *b = *state;
    tag_page(b, 0);
    tag(b, 0, "keywords", "测试区");
    tag(b, 0, "description", "测试区人民政府网站");
    run(b, "site.tag-case");
    assert_int_equal(findings(b, "site.tag-case"), 0);
    assert_int_equal(b->out.healthy.count, 1);
    uint32_t one = article(b, SITE "/a/t20261101_1.html", "一", "2026-11-01"),
             both = article(b, SITE "/a/t20261101_2.html", "二", "2026-11-01");
    tag(b, one, "sitename", "测试区人民政府");
    tag(b, one, "PUBDATE", "2026-11-01");
    tag(b, both, "SiteName", "测试区人民政府");
    tag(b, both, "sitename", "测试区人民政府");
    run(b, "site.tag-case");
    assert_int_equal(findings(b, "site.tag-case"), 1);
    assert_int_equal(found(b, "site.tag-case", "tags")->where_count, 1);
    assert_true(evidence_has(found(b, "site.tag-case", "tags"), "sitename"));
}

static void codes_of_wrong_form(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteName", "测试区人民政府");
    tag(b, 0, "SiteDomain", "www.ceshi.gov.cn");
    tag(b, 0, "SiteIDCode", "28");
    run(b, "site.tags");
    assert_true(evidence_has(found(b, "site.tags", "SiteIDCode"), "格式不对"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(tags_that_are_wrong),
        SITE_TEST(pages_that_need_no_tags),
        SITE_TEST(home_on_both_sides_of_two_weeks),
        SITE_TEST(home_without_dates_is_unknown),
        SITE_TEST(home_articles_count),
        SITE_TEST(unreachable),
        SITE_TEST(ipv6_of_own_hosts),
        SITE_TEST(ipv6_without_ipv6_here),
        SITE_TEST(bare_ipv4_links),
        SITE_TEST(certificates),
        SITE_TEST(untrusted_chains),
        SITE_TEST(https_notices),
        SITE_TEST(domain_notices),
        SITE_TEST(slow_notices),
        SITE_TEST(the_fastest_counts),
        SITE_TEST(pubdate_notices),
        SITE_TEST(names_of_another_place),
        SITE_TEST(tags_written_twice),
        SITE_TEST(codes_of_wrong_form),
        SITE_TEST(domain_with_a_scheme),
        SITE_TEST(tag_names_in_other_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
