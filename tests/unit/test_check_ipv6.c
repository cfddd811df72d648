/* SPDX-License-Identifier: MIT */
/* ipv6.differs and ipv6.links over small sites: what differs, what only looks so, and what cannot be judged. */
#include "site_builder.h"
#include "ipv6_pages.h"
#include "ipv6_table.h"

enum { PROBES = 400 };

struct probes {
    struct probe_fact items[PROBES];
    uint32_t count;
};

static const char *const news[] = {
    "区政府召开常务会议研究部署冬季安全生产和防火工作，听取各镇街情况汇报，审议了有关文件",
    "区财政局公布第三季度收支情况，教育、卫生、农业农村等民生支出占比进一步提高，结构更加优化",
    "我区组织开展秋季植树造林活动，机关干部和志愿者在翼云湖畔栽下松柏和海棠，绿化荒坡二百余亩",
    "区人社局举办专场招聘会，八十余家企业提供岗位两千多个，当场达成就业意向三百余人次",
};

static str body_of(struct builder *b, size_t from, const char *more)
{
    str parts[4] = { text_of(news[from % 4]), text_of(news[(from + 1) % 4]), text_of(news[(from + 2) % 4]),
                     text_of(more) };
    return str_join(&b->arena, parts, 4, STR(" "));
}

static struct page_facts *reading(struct builder *b, const char *title, str text)
{
    struct page_facts *p = arena_new(&b->arena, struct page_facts, 1);
    *p = (struct page_facts){
        .known = KNOWN_TREE, .title = text_of(title), .visible_text = text, .visible_chars = (uint32_t)text_chars(text)
    };
    return p;
}

static void probe(struct builder *b, struct probes *p, uint32_t resource, const char *kind, enum outcome outcome,
                  const struct page_facts *page)
{
    assert_true(p->count < PROBES);
    p->items[p->count++] = (struct probe_fact){ .resource = resource,
                                                .kind = text_of(kind),
                                                .outcome = outcome,
                                                .status = outcome == OUTCOME_OK ? 200 : 0,
                                                .page = page };
    b->site.probes = p->items;
    b->site.probe_count = p->count;
}

/* A column with one reading over each family; the crawl's own is that over IPv4. */
static uint32_t both(struct builder *b, struct probes *p, const char *address, struct page_facts *four,
                     struct page_facts *six)
{
    uint32_t c = column(b, address, "工作动态");
    row(b, c, "第一条", SITE "/a/1.html", "2026-11-10");
    b->pages[c].title = four->title;
    b->pages[c].visible_text = four->visible_text;
    b->pages[c].visible_chars = four->visible_chars;
    probe(b, p, c, "v4", OUTCOME_OK, four);
    probe(b, p, c, "v6", OUTCOME_OK, six);
    return c;
}

static void other_pages_differ(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    both(b, &p, SITE "/a/", reading(b, "工作动态", body_of(b, 0, "")),
         reading(b, "站点维护", STR("系统正在维护，请稍后")));
    both(b, &p, SITE "/b/", reading(b, "部门动态", body_of(b, 0, "")),
         reading(b, "部门动态", body_of(b, 2, "旧的内容")));
    both(b, &p, SITE "/c/", reading(b, "通知公告", body_of(b, 0, "")), reading(b, "测试页面", body_of(b, 0, "")));
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 3);
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/a/"), "标题和正文不同"));
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/b/"), "正文不同"));
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/c/"), "标题不同"));
}

static void what_changes_by_itself_is_the_same(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    both(b, &p, SITE "/a/",
         reading(b, "工作动态", body_of(b, 0, "您是第1234567位访问者 今天是2026年11月20日 18:01:02")),
         reading(b, "工作动态", body_of(b, 0, "您是第7654321位访问者 今天是2026年11月21日 09:59:59")));
    both(b, &p, SITE "/b/", reading(b, "部门动态", body_of(b, 0, "")),
         reading(b, "部门动态", body_of(b, 0, "您正在使用IPv6访问本站 token8f3a6b2c19de")));
    both(b, &p, SITE "/c/", reading(b, "通知公告", body_of(b, 0, "")),
         reading(b, "通知公告　", body_of(b, 0, "刚刚发布了一条新消息")));
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 0);
    assert_int_equal(b->out.healthy.count, 3);
}

static void unsteady_and_unread_pages_are_unverified(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    uint32_t c = both(b, &p, SITE "/a/", reading(b, "工作动态", body_of(b, 0, "")),
                      reading(b, "工作动态", body_of(b, 2, "别的")));
    b->pages[c].visible_text =
        STR("每次打开都随机显示的一句话，与前后两次都不一样的另一种内容"); /* the crawl saw a third text */
    struct page_facts *shell = reading(b, "部门动态", STR("正在加载，请稍候，页面即将显示"));
    shell->js = JS_SHELL;
    both(b, &p, SITE "/b/", reading(b, "部门动态", body_of(b, 0, "")), shell);
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 0);
    assert_true(unverified(b, SITE "/a/", "unstable"));
    assert_true(unverified(b, SITE "/b/", "javascript"));
}

static void walls_failures_and_articles_are_not_compared(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    uint32_t c = both(b, &p, SITE "/a/", reading(b, "工作动态", body_of(b, 0, "")),
                      reading(b, "拦截", STR("访问被拦截，请联系管理员")));
    p.items[1].outcome = OUTCOME_WALL;
    uint32_t a = article(b, SITE "/a/t20261110_1.html", "第一条", "2026-11-10");
    probe(b, &p, a, "v6", OUTCOME_OK, reading(b, "另一页", STR("完全不同的一页内容，和原来没有关系")));
    b->pages[a].visible_text = body_of(b, 1, "");
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 0);
    assert_int_not_equal(c, a);
}

/* --- levels --- */

static void level(struct builder *b, struct probes *p, uint32_t depth, int good, int bad, enum outcome how)
{
    for (int i = 0; i < good + bad; i++) {
        uint32_t r = page(b, str_fmt(&b->arena, SITE "/d%u/p%d.html", depth, i).ptr);
        b->resources[r].depth = depth;
        probe(b, p, r, "v6", i < good ? OUTCOME_OK : how, NULL);
    }
}

static void share_below_and_at_the_line(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 9, 1, OUTCOME_STATUS);
    level(b, &p, 2, 10, 0, OUTCOME_STATUS);
    run(b, "ipv6.links");
    assert_int_equal(findings(b, "ipv6.links"), 0);
    level(b, &p, 2, 0, 0, OUTCOME_STATUS);
    probe(b, &p, page(b, SITE "/d2/more.html"), "v6", OUTCOME_NO_HOST, NULL);
    b->resources[b->site.resource_count - 1].depth = 2;
    probe(b, &p, page(b, SITE "/d2/less.html"), "v6", OUTCOME_STATUS, NULL);
    b->resources[b->site.resource_count - 1].depth = 2;
    run(b, "ipv6.links");
    const struct finding *f = found(b, "ipv6.links", SITE "/");
    assert_non_null(f);
    assert_true(evidence_has(f, "\"level2\":90") || evidence_has(f, "\"level2\": 90"));
    assert_true(evidence_has(f, "\"level3\":83") || evidence_has(f, "\"level3\": 83"));
}

/* Pages that were not asked over IPv6: what was asked is a sample of the level. */
static void not_asked(struct builder *b, uint32_t depth, int count)
{
    for (int i = 0; i < count; i++) {
        uint32_t r = page(b, str_fmt(&b->arena, SITE "/n%u/p%d.html", depth, i).ptr);
        b->resources[r].depth = depth;
    }
}

static void a_sample_near_the_line_accuses_nobody(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 2, 17, 3, OUTCOME_STATUS);
    not_asked(b, 2, 30);
    run(b, "ipv6.links");
    assert_int_equal(findings(b, "ipv6.links"), 0);
    level(b, &p, 1, 4, 16, OUTCOME_STATUS);
    not_asked(b, 1, 30);
    run(b, "ipv6.links");
    assert_non_null(found(b, "ipv6.links", SITE "/"));
}

static void walls_do_not_lower_the_share(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 5, 5, OUTCOME_WALL);
    run(b, "ipv6.links");
    assert_int_equal(findings(b, "ipv6.links"), 0);
}

static void without_ipv6_nothing_is_accused(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 0, 5, OUTCOME_NO_ROUTE);
    b->site.run.no_ipv6_here = true;
    run(b, "ipv6.links");
    run(b, "ipv6.differs");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/", "no-ipv6-here"));
    assert_int_equal(b->out.unverified.count, 2);
}

static void home_without_ipv6_is_another_rule(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 0, 5, OUTCOME_REFUSED);
    b->hosts[0].v6 = OUTCOME_REFUSED;
    run(b, "ipv6.links");
    assert_int_equal(b->out.findings.count, 0);
}

static str verdict(const struct builder *b, const char *indicator)
{
    for (size_t i = 0; i < b->out.ipv6.count; i++) {
        if (str_eq(b->out.ipv6.items[i].indicator, text_of(indicator)))
            return b->out.ipv6.items[i].verdict;
    }
    return STR("");
}

static void table_of_indicators(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 9, 1, OUTCOME_STATUS);
    level(b, &p, 2, 8, 2, OUTCOME_STATUS);
    judge_ready(b);
    ipv6_table(&b->judge);
    assert_true(str_eq(verdict(b, "域名解析"), STR("pass")));
    assert_true(str_eq(verdict(b, "首页可达"), STR("pass")));
    assert_true(str_eq(verdict(b, "二级链接通达率"), STR("pass")));
    assert_true(str_eq(verdict(b, "三级链接通达率"), STR("fail")));
    assert_true(str_eq(verdict(b, "内容一致性"), STR("unverified")));
    assert_true(str_eq(verdict(b, "域名授权体系"), STR("unverified")));
    b->out.ipv6.count = 0;
    b->site.run.no_ipv6_here = true;
    ipv6_table(&b->judge);
    assert_true(str_eq(verdict(b, "域名解析"), STR("pass")));
    assert_true(str_eq(verdict(b, "首页可达"), STR("unverified")));
    assert_true(str_eq(verdict(b, "三级链接通达率"), STR("unverified")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(other_pages_differ),
        SITE_TEST(what_changes_by_itself_is_the_same),
        SITE_TEST(unsteady_and_unread_pages_are_unverified),
        SITE_TEST(walls_failures_and_articles_are_not_compared),
        SITE_TEST(share_below_and_at_the_line),
        SITE_TEST(a_sample_near_the_line_accuses_nobody),
        SITE_TEST(walls_do_not_lower_the_share),
        SITE_TEST(without_ipv6_nothing_is_accused),
        SITE_TEST(home_without_ipv6_is_another_rule),
        SITE_TEST(table_of_indicators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
