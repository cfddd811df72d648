/* SPDX-License-Identifier: MIT */
/* A small site written into a snapshot, for the tests of the snapshot. */
#ifndef TESTS_SNAPSHOT_SAMPLES_H
#define TESTS_SNAPSHOT_SAMPLES_H
#include "snapshot_fixture.h"

static inline uint32_t put_url(struct fixture *x, struct snapshot *s, const char *address, uint32_t depth)
{
    struct url_row row = { str_from(address), STR("a.gov.cn"), true, URL_READ, REFUSAL_NONE, depth };
    uint32_t id = snapshot_put_url(s, &row, &x->fail);
    assert_works(x, id > 0);
    return id;
}

static inline void put_fetch(struct fixture *x, struct snapshot *s, const struct fetch_row *row)
{
    assert_works(x, snapshot_put_fetch(s, row, &x->fail));
}

static inline struct link_fact link_to(const char *text, enum region region)
{
    return (struct link_fact){ .address = STR("http://a.gov.cn/t"),
                               .href = STR("t"),
                               .text = str_from(text),
                               .region = region,
                               .place = STR("div>a") };
}

static inline struct site_facts *load(struct fixture *x, struct snapshot *s)
{
    struct site_facts *site = snapshot_load_site(s, snapshot_run_latest(s, &x->fail), &x->arena, &x->fail);
    assert_works(x, site);
    return site;
}

static inline void begin(struct fixture *x, struct snapshot *s)
{
    assert_works(x, snapshot_begin(s, &x->fail));
}

static inline void commit(struct fixture *x, struct snapshot *s)
{
    assert_works(x, snapshot_commit(s, &x->fail));
}

static inline void write_small_site(struct fixture *x, struct snapshot *s)
{
    begin(x, s);
    uint32_t home = put_url(x, s, "http://a.gov.cn/", 0), gone = put_url(x, s, "http://a.gov.cn/gone", 1);
    put_fetch(x, s,
              &(struct fetch_row){ .url = home,
                                   .method = "GET",
                                   .outcome = OUTCOME_OK,
                                   .status = 200,
                                   .length = 9,
                                   .content_type = STR("text/html"),
                                   .body_hash = UINT64_MAX,
                                   .final = true });
    put_fetch(x, s, &(struct fetch_row){ .url = gone, .method = "HEAD", .outcome = OUTCOME_STATUS, .status = 404 });
    put_fetch(
        x, s,
        &(struct fetch_row){ .url = gone, .method = "GET", .outcome = OUTCOME_TIMEOUT, .error = STR("too slow") });
    put_fetch(x, s,
              &(struct fetch_row){ .url = gone,
                                   .method = "GET",
                                   .outcome = OUTCOME_STATUS,
                                   .status = 410,
                                   .final = true,
                                   .file_kind = FILE_JSON,
                                   .tls_problem = STR("expired") });
    struct page_facts page = { .address = STR("http://a.gov.cn/"),
                               .title = STR("首页"),
                               .known = KNOWN_TREE,
                               .published = day_make(2022, 6, 1),
                               .body_text = STR("正文") };
    assert_works(x, snapshot_put_page(s, home, &page, &x->fail));
    struct link_fact link = link_to("财政", REGION_NAV), empty = { .href = STR("#"), .problem = LINK_PLACEHOLDER };
    assert_works(x, snapshot_put_link(s, home, gone, &link, &x->fail));
    assert_works(x, snapshot_put_link(s, home, 0, &empty, &x->fail));
    struct host_fact host = { .name = STR("a.gov.cn"),
                              .own = true,
                              .a = DNS_FOUND,
                              .aaaa = DNS_NODATA,
                              .v4 = OUTCOME_OK,
                              .a_list = STR("192.0.2.1"),
                              .tls_until = day_make(2027, 1, 1),
                              .probed = true,
                              .missing_status = 404,
                              .robots = STR("ok") };
    assert_works(x, snapshot_put_host(s, &host, &x->fail));
    struct probe_row probe = { home, "v6", OUTCOME_OK, 200, 12, &page, false };
    assert_works(x, snapshot_put_probe(s, &probe, &x->fail));
    struct missing_row missing = { .host = STR("a.gov.cn"),
                                   .folder = STR("/sub/"),
                                   .ext = STR("jsp"),
                                   .outcome = OUTCOME_OK,
                                   .status = 200,
                                   .redirect = STR("http://a.gov.cn/e"),
                                   .page = &page };
    assert_works(x, snapshot_put_missing(s, &missing, &x->fail));
    commit(x, s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
