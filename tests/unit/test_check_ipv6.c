/* SPDX-License-Identifier: MIT */
/* ipv6.differs and ipv6.links over small sites: what differs, what only looks so, and what cannot be judged. */
#include "site_builder.h"
#include "ipv6_pages.h"
#include "ipv6_table.h"
#include "core/limits.h"

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

static void turn(struct builder *b, struct probes *p, uint32_t c, int round, struct page_facts *four,
                 struct page_facts *six)
{
    probe(b, p, c, str_fmt(&b->arena, "v4-%d", round).ptr, OUTCOME_OK, four);
    probe(b, p, c, str_fmt(&b->arena, "v6-%d", round).ptr, OUTCOME_OK, six);
}

/* Asked again in turn: once like this, the other times like that. */
static void again(struct builder *b, struct probes *p, uint32_t c, struct page_facts *four, struct page_facts *six,
                  struct page_facts *last_four, struct page_facts *last_six)
{
    for (int round = 2; round <= LIMIT_IPV6_ROUNDS; round++)
        turn(b, p, c, round, round == 2 ? four : last_four, round == 2 ? six : last_six);
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

/* … and the same again both times. */
static uint32_t steadily(struct builder *b, struct probes *p, const char *address, struct page_facts *four,
                         struct page_facts *six)
{
    uint32_t c = both(b, p, address, four, six);
    again(b, p, c, four, six, four, six);
    return c;
}

static void other_pages_differ(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    steadily(b, &p, SITE "/a/", reading(b, "工作动态", body_of(b, 0, "")),
             reading(b, "站点维护", STR("系统正在维护，请稍后")));
    steadily(b, &p, SITE "/b/", reading(b, "部门动态", body_of(b, 0, "")),
             reading(b, "部门动态", body_of(b, 2, "旧的内容")));
    steadily(b, &p, SITE "/c/", reading(b, "通知公告", body_of(b, 0, "")), reading(b, "测试页面", body_of(b, 0, "")));
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 3);
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/a/"), "标题和正文不同"));
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/b/"), "正文不同"));
    assert_true(evidence_has(found(b, "ipv6.differs", SITE "/c/"), "标题不同"));
}

/* The crawl itself fell back to IPv6 once, and so read what IPv6 shows: a fault all the same. */
static void the_crawls_own_reading_excuses_nobody(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    uint32_t c = steadily(b, &p, SITE "/a/", reading(b, "工作动态", body_of(b, 0, "")),
                          reading(b, "备用服务器", STR("这是备用服务器的默认页面，尚未部署网站内容")));
    b->pages[c].title = STR("备用服务器");
    b->pages[c].visible_text = STR("这是备用服务器的默认页面，尚未部署网站内容");
    run(b, "ipv6.differs");
    assert_non_null(found(b, "ipv6.differs", SITE "/a/"));
}

/* One difference, not measured again, or gone when it was: nobody is accused. */
static void a_difference_is_measured_again(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    struct page_facts *old = reading(b, "工作动态", body_of(b, 0, "")),
                      *other = reading(b, "工作动态", body_of(b, 2, "别的"));
    struct page_facts *third =
        reading(b, "工作动态", STR("每次打开都随机显示的一句话，与前后两次都不一样的另一种内容"));
    both(b, &p, SITE "/once/", old, other);
    again(b, &p, both(b, &p, SITE "/changed/", old, other), other, other, other, other);
    again(b, &p, both(b, &p, SITE "/four/", old, other), old, other, third, other);
    again(b, &p, both(b, &p, SITE "/late/", old, other), old, other, other, other);
    uint32_t lost = both(b, &p, SITE "/lost/", old, other);
    again(b, &p, lost, old, other, old, other);
    p.items[p.count - 1].outcome = OUTCOME_TIMEOUT;
    again(b, &p, both(b, &p, SITE "/six/", old, other), old, other, old, third); /* whatever IPv6 shows, it is not it */
    run(b, "ipv6.differs");
    assert_true(unverified(b, SITE "/once/", "not-fetched"));
    assert_true(unverified(b, SITE "/four/", "unstable"));
    assert_true(unverified(b, SITE "/late/", "unstable"));
    assert_true(unverified(b, SITE "/lost/", "not-fetched"));
    assert_non_null(found(b, "ipv6.differs", SITE "/six/"));
    assert_int_equal(findings(b, "ipv6.differs"), 1);
    assert_int_equal(b->out.healthy.count, 1);
}

/* Behind one name stand two servers, one of them with an old page, and chance says who answers: over either family. */
static void chance_accuses_nobody(void **state)
{
    struct builder *b = *state;
    struct page_facts *texts[] = { reading(b, "工作动态", body_of(b, 0, "")),
                                   reading(b, "工作动态", body_of(b, 2, "旧的")) };
    uint64_t dice = 20261120;
    size_t runs = 4000, accused = 0, told = 0;
    uint32_t c = column(b, SITE "/a/", "工作动态");
    row(b, c, "第一条", SITE "/a/1.html", "2026-11-10");
    judge_ready(b);
    struct verdicts nothing = b->out;
    struct judge fresh = b->judge;
    struct arena_mark mark = arena_mark(&b->arena);
    for (size_t n = 0; n < runs; n++, b->out = nothing, b->judge = fresh) {
        struct page_facts *by[2 * LIMIT_IPV6_ROUNDS];
        struct probes p = { 0 };
        arena_release(&b->arena, mark);
        for (size_t i = 0; i < ARRAY_LEN(by); i++) {
            dice = dice * 6364136223846793005u + 1442695040888963407u;
            by[i] = texts[dice >> 63];
        }
        probe(b, &p, c, "v4", OUTCOME_OK, by[0]);
        probe(b, &p, c, "v6", OUTCOME_OK, by[1]);
        for (int round = 2; round <= LIMIT_IPV6_ROUNDS; round++)
            turn(b, &p, c, round, by[2 * round - 2], by[2 * round - 1]);
        run(b, "ipv6.differs");
        accused += b->out.findings.count;
        told += unverified(b, SITE "/a/", "unstable");
    }
    assert_int_equal(accused, 0);
    assert_in_range(told, runs / 8, runs);
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

static void unread_pages_are_unverified(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    struct page_facts *shell = reading(b, "部门动态", STR("正在加载，请稍候，页面即将显示"));
    shell->js = JS_SHELL;
    both(b, &p, SITE "/b/", reading(b, "部门动态", body_of(b, 0, "")), shell);
    run(b, "ipv6.differs");
    assert_int_equal(findings(b, "ipv6.differs"), 0);
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

/* The first pages of a crawl that was cut short are no sample of the portal's. */
static void a_crawl_cut_short_accuses_nobody(void **state)
{
    struct builder *b = *state;
    struct probes p = { 0 };
    level(b, &p, 1, 4, 16, OUTCOME_STATUS);
    b->site.run.complete = false;
    b->site.run.incomplete_because = STR("max-pages");
    run(b, "ipv6.links");
    assert_int_equal(findings(b, "ipv6.links"), 0);
    assert_true(unverified(b, SITE "/", "max-pages"));
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

static const struct ipv6_result *row_of(struct builder *b, const char *indicator)
{
    b->out.ipv6.count = 0;
    ipv6_table(&b->judge);
    for (size_t i = 0; i < b->out.ipv6.count; i++) {
        if (str_eq(b->out.ipv6.items[i].indicator, text_of(indicator)))
            return &b->out.ipv6.items[i];
    }
    fail_msg("no indicator %s", indicator);
    return NULL;
}

#define row_says(b, indicator, word, part)                                                                             \
    do {                                                                                                               \
        const struct ipv6_result *r_ = row_of(b, indicator);                                                           \
        if (!str_eq(r_->verdict, text_of(word)) || !str_has(r_->value, text_of(part)))                                 \
            fail_msg("%s: %.*s, %.*s", indicator, STR_ARG(r_->verdict), STR_ARG(r_->value));                           \
    } while (0)

static void name_servers(void **state)
{
    struct builder *b = *state;
    struct server_fact servers[2] = {
        { .domain = STR("ceshi.gov.cn"), .name = STR("ns1.ceshi.gov.cn"), .state = DNS_FOUND, .aaaa = DNS_NODATA },
        { .domain = STR("ceshi.gov.cn"), .name = STR("ns2.ceshi.gov.cn"), .state = DNS_FOUND, .aaaa = DNS_NODATA },
    };
    judge_ready(b);
    b->site.servers = servers;
    b->site.server_count = 2;
    row_says(b, "域名授权体系", "fail", "2 台域名服务器中 0 台");
    servers[1].aaaa = DNS_FOUND;
    row_says(b, "域名授权体系", "pass", "2 台域名服务器中 1 台");
    servers[1].aaaa_odd = true; /* mapped: nobody can ask it */
    row_says(b, "域名授权体系", "fail", "0 台");
    servers[1].aaaa = DNS_ERROR;
    row_says(b, "域名授权体系", "unverified", "有的没有问到");
    b->site.server_count = 1;
    servers[0] = (struct server_fact){ .domain = STR("ceshi.gov.cn"), .state = DNS_ERROR };
    row_says(b, "域名授权体系", "unverified", "没有问到 ceshi.gov.cn");
}

static void windows_outside(void **state)
{
    struct builder *b = *state;
    judge_ready(b);
    row_says(b, "外链天窗", "info", "没有站外域名");
    uint32_t outside = resource(b, "http://www.other.com/", OUTCOME_OK, 200),
             image = resource(b, "http://cdn.img.com/a.png", OUTCOME_OK, 200);
    link_row(b, 0, outside, "别处");
    link_row(b, 0, image, "")->kind = LINK_IMAGE;
    link_row(b, 0, resource(b, "http://cdn.img.com/b.js", OUTCOME_OK, 200), "")->kind = LINK_SCRIPT;
    link_row(b, 0, resource(b, SITE "/own.png", OUTCOME_OK, 200), "")->kind = LINK_IMAGE;
    row_says(b, "外链天窗", "info", "1 个站外域名中 0 个没有 AAAA 记录");
    b->hosts[b->resources[image].host].aaaa = DNS_NODATA;
    row_says(b, "资源天窗", "info", "1 个站外域名中 1 个没有 AAAA 记录，涉及 2 个图片、脚本等资源：cdn.img.com");
    b->hosts[b->resources[outside].host].aaaa = DNS_ERROR;
    row_says(b, "外链天窗", "unverified", "没有站外域名");
}

static void tries_of_home(void **state)
{
    struct builder *b = *state;
    struct home_try tries[2 * LIMIT_HOME_TRIES];
    for (size_t i = 0; i < ARRAY_LEN(tries); i++)
        tries[i] = (struct home_try){ .family = i % 2 ? 6 : 4,
                                      .outcome = OUTCOME_OK,
                                      .connect_ms = i % 2 ? 30 : 10,
                                      .first_ms = i % 2 ? 100 + (uint32_t)i : 50,
                                      .total_ms = 200 };
    judge_ready(b);
    row_says(b, "首页访问成功率", "unverified", "未测");
    row_says(b, "时延比", "unverified", "未测");
    b->site.home_tries = tries;
    b->site.home_try_count = ARRAY_LEN(tries);
    row_says(b, "首页访问成功率", "pass", "IPv6 5 次中 5 次成功，IPv4 5 次中 5 次");
    row_says(b, "时延比", "info",
             "连接 30 毫秒，是 IPv4（10 毫秒）的 3.0 倍；首字节 105 毫秒，是 IPv4（50 毫秒）的 2.1 倍");
    tries[1].outcome = OUTCOME_TIMEOUT; /* one lost in passing proves nothing */
    row_says(b, "首页访问成功率", "unverified", "5 次中 4 次");
    tries[3].outcome = tries[5].outcome = OUTCOME_TIMEOUT;
    row_says(b, "首页访问成功率", "fail", "5 次中 2 次");
    for (size_t i = 1; i < ARRAY_LEN(tries); i += 2)
        tries[i].outcome = OUTCOME_WALL;
    row_says(b, "首页访问成功率", "unverified", "未测");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(other_pages_differ),
        SITE_TEST(what_changes_by_itself_is_the_same),
        SITE_TEST(the_crawls_own_reading_excuses_nobody),
        SITE_TEST(a_difference_is_measured_again),
        SITE_TEST(chance_accuses_nobody),
        SITE_TEST(unread_pages_are_unverified),
        SITE_TEST(walls_failures_and_articles_are_not_compared),
        SITE_TEST(share_below_and_at_the_line),
        SITE_TEST(a_sample_near_the_line_accuses_nobody),
        SITE_TEST(a_crawl_cut_short_accuses_nobody),
        SITE_TEST(walls_do_not_lower_the_share),
        SITE_TEST(without_ipv6_nothing_is_accused),
        SITE_TEST(home_without_ipv6_is_another_rule),
        SITE_TEST(table_of_indicators),
        SITE_TEST(name_servers),
        SITE_TEST(tries_of_home),
        SITE_TEST(windows_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
