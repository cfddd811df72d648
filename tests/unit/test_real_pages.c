/* SPDX-License-Identifier: MIT */
/* Pages saved from real portals, where they are at hand (AUDIT_SHARED, or ../shared beside the sources). */
#include "reading_test.h"
#include "crawler/read.h"
#include <stdio.h>

static char folder[1024];

static struct page_facts *read_file(void **state, const char *name, const char *address)
{
    str path = str_fmt(*state, "%s/%s", folder, name);
    FILE *file = fopen(str_cstr(*state, path), "rb");
    assert_non_null(file);
    size_t room = 1 << 20;
    char *bytes = arena_new(*state, char, room);
    size_t len = fread(bytes, 1, room, file);
    (void)fclose(file);
    return read_page(*state, &(struct read_input){ .body = { bytes, len }, .address = str_from(address) });
}

static const struct link_fact *link_to(const struct page_facts *p, const char *address)
{
    for (size_t i = 0; i < p->links.count; i++)
        if (str_eq(p->links.items[i].address, str_from(address)))
            return &p->links.items[i];
    return NULL;
}

static size_t dead_placeholders(const struct page_facts *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->links.count; i++)
        count += !p->links.items[i].works;
    return count;
}

static void a_trs_list(void **state)
{
    struct page_facts *p =
        read_file(state, "handan-trs-list.html", "http://hdzfxxgk.hd.gov.cn/zfwj/jinqixxgk/index.html");
    bool seen;
    assert_str(page_tag(p, "SiteIDCode", &seen), "1304000009");
    assert_str(page_tag(p, "columntype", &seen), "信息公开，政策文件");
    assert_int_equal(p->crumbs.count, 3);
    assert_str(p->crumbs.items[2].text, "近期信息公开");
    assert_str(p->crumbs.items[1].address, "http://hdzfxxgk.hd.gov.cn/zfwj/");
    const struct link_fact *friend = link_to(p, "http://www.moe.gov.cn/");
    assert_non_null(friend);
    assert_int_equal(friend->kind, LINK_OPTION);
    assert_int_equal(dead_placeholders(p), 0);
    assert_true(str_has(p->footer_text, STR("1304000009")));
    assert_int_equal(p->page_count, 56);
}

static void a_ucap_article(void **state)
{
    struct page_facts *p =
        read_file(state, "wanzai-ucap-article.html",
                  "http://www.wanzai.gov.cn/wzxrmzf/tjgb/201705/9c059bf058ef4db8b3c8f920e22186fe.shtml");
    bool seen;
    assert_str(page_tag(p, "SiteName", &seen), "万载县人民政府");
    assert_int_equal(page_tag(p, "ContentSource", &seen).len, 0);
    assert_true(seen);
    assert_true(p->crumbs.count >= 5);
    assert_str(p->crumbs.items[4].text, "统计公报");
    assert_str(p->heading, "万载县2015年国民经济和社会发展统计公报");
    assert_str(day_to_iso(*state, p->published), "2017-05-15");
    assert_int_equal(dead_placeholders(p), 0);
    assert_int_equal(p->scripts.count, 0);
    assert_non_null(link_to(p, "https://beian.miit.gov.cn.ipv6.iname.damddos.com/"));
}

static void a_single_page_column(void **state)
{
    struct page_facts *p = read_file(state, "handan-trs-guide.html", "http://hdzfxxgk.hd.gov.cn/zfxxgkzn/index.html");
    assert_true(p->known & KNOWN_TREE);
    assert_int_equal(p->crumbs.count, 0);
    assert_int_equal(dead_placeholders(p), 0);
}

int main(void)
{
    const char *shared = getenv("AUDIT_SHARED");
    (void)snprintf(folder, sizeof folder, "%s/pages", shared ? shared : SOURCE_DIR "/../shared");
    FILE *readme = fopen(folder, "rb");
    if (!readme) {
        printf("skipped: no real pages in %s\n", folder);
        return 77;
    }
    (void)fclose(readme);
    const struct CMUnitTest tests[] = { on_arena(a_trs_list), on_arena(a_ucap_article),
                                        on_arena(a_single_page_column) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
