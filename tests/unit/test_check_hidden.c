/* SPDX-License-Identifier: MIT */
/* link.hidden and link.hijacked: what is planted by strangers, and the tabs, menus, news and lotteries that only look
 * so. */
#include "site_builder.h"

#define NEWS SITE "/xw/202611/t20261101_1.html"

static struct link_row *hidden(struct builder *b, uint32_t from, const char *address, const char *text, enum hiding how,
                               enum region region)
{
    struct link_row *l = link_row(b, from, resource(b, address, OUTCOME_OK, 200), text);
    l->hiding = how;
    l->region = region;
    return l;
}

static void strangers_hidden_in_articles_are_accused(void **state)
{
    struct builder *b = *state;
    uint32_t from = article(b, NEWS, "停水通知", "2026-11-01");
    hidden(b, from, "http://www.nbjiashi.com/", "电视机推车", HIDING_DISPLAY, REGION_CONTENT);
    hidden(b, from, "http://www.hfsuojia.com/", "仓储货架", HIDING_INDENT, REGION_UNKNOWN);
    hidden(b, 0, "http://www.bjxiyi.com/", "洗衣设备", HIDING_MARQUEE, REGION_UNKNOWN);
    hidden(b, 0, "http://www.szdianlan.com/", "电缆批发", HIDING_OFFSCREEN, REGION_FOOTER);
    hidden(b, 0, "http://www.boqi-demo.com/", "新葡京娱乐城", HIDING_DISPLAY, REGION_LIST);
    run(b, "link.hidden");
    assert_int_equal(findings(b, "link.hidden"), 5);
    const struct finding *f = found(b, "link.hidden", "http://www.nbjiashi.com/");
    assert_true(evidence_has(f, "display:none"));
    assert_true(evidence_has(f, "\"region\":\"content\""));
    assert_true(str_has(f->message, STR("电视机推车")));
}

static void menus_tabs_and_layers_are_not(void **state)
{
    struct builder *b = *state;
    hidden(b, 0, "http://www.gov.cn/", "中国政府网", HIDING_DISPLAY, REGION_NAV);
    hidden(b, 0, "http://weibo.com/u/5001", "官方微博", HIDING_DISPLAY, REGION_UNKNOWN);
    hidden(b, 0, SITE "/zwgk/", "政务公开", HIDING_DISPLAY, REGION_UNKNOWN);
    hidden(b, 0, "http://www.partner-demo.com/a", "合作媒体", HIDING_DISPLAY, REGION_UNKNOWN);
    link_row(b, 0, resource(b, "http://news.partner-demo.com/", OUTCOME_OK, 200), "合作媒体");
    hidden(b, 0, "http://www.daily-demo.com/", "日报", HIDING_DISPLAY, REGION_LIST);
    hidden(b, article(b, NEWS, "停水通知", "2026-11-01"), "http://v.qq.com/x/1.html", "视频", HIDING_SIZE,
           REGION_CONTENT);
    run(b, "link.hidden");
    assert_int_equal(findings(b, "link.hidden"), 0);
    assert_true(unverified(b, "http://www.daily-demo.com/", "hidden-block"));
    assert_int_equal(b->out.unverified.count, 1);
}

static void rewritten_heads_are_accused(void **state)
{
    struct builder *b = *state;
    uint32_t p = article(b, NEWS, "土地征收工作推进情况", "2026-11-01");
    b->pages[p].title = STR("江苏快3走势图_澳门新葡京娱乐城_真人百家乐");
    uint32_t q = article(b, SITE "/xw/202611/t20261102_2.html", "河道保洁", "2026-11-01");
    b->pages[q].title = STR("河道保洁");
    tag(b, q, "keywords", "快3走势,百家乐,老虎機");
    uint32_t r = article(b, SITE "/xw/202611/t20261103_3.html", "停电通知", "2026-11-01");
    b->pages[r].title = STR("停电通知");
    *arena_push(&b->arena, &b->pages[r].scripts) =
        (struct script_fact){ .asks_referrer = true, .jumps_to = STR("http://www.yxkj-demo.com/") };
    run(b, "link.hidden");
    assert_int_equal(findings(b, "link.hidden"), 3);
    assert_true(evidence_has(found(b, "link.hidden", NEWS), "poisoned"));
    assert_true(evidence_has(found(b, "link.hidden", SITE "/xw/202611/t20261103_3.html"), "yxkj-demo"));
}

/* Without a heading of its own, as home pages are. */
static void a_home_page_that_was_replaced_is_accused(void **state)
{
    struct builder *b = *state;
    b->pages[0].title = STR("新葡京官网_新葡京网站_百家乐");
    b->pages[0].visible_text = STR("首页 通知公告 违法和不良信息举报");
    run(b, "link.hidden");
    assert_true(evidence_has(found(b, "link.hidden", SITE "/"), "poisoned"));
}

static void what_only_search_engines_see_is_accused(void **state)
{
    struct builder *b = *state;
    struct page_facts seen = { .known = KNOWN_TREE, .title = STR("新葡京娱乐城_百家乐"), .address = STR(SITE "/") };
    struct probe_fact probe = {
        .resource = 0, .kind = STR("spider"), .outcome = OUTCOME_OK, .status = 200, .page = &seen
    };
    b->pages[0].title = STR("测试区人民政府");
    b->site.probes = &probe;
    b->site.probe_count = 1;
    run(b, "link.hidden");
    assert_true(evidence_has(found(b, "link.hidden", SITE "/"), "cloaked"));
}

static struct page_facts views[3];
static struct probe_fact looks[3];

#define SOLD                                                                                                                                                                   \
    "各种规格轴承齿轮现货供应，欢迎来电洽谈，量大从优，当天发货，质量三包，全国联保，支持定制加工，价格面议，诚信经营" \
    "十五年，老客户推荐另有优惠，"                                                                                                                               \
    "厂家直销无中间商，产品通过质量体系认证，远销海内外，附近城市可送货上门，节假日照常营业，样品可寄。"
#define NEWS_TEXT                                                                                                                                                              \
    "区政府召开常务会议研究部署秋粮收购工作，区领导调研重点项目建设进展情况，政务服务中心开展延时服务，通知公告栏目发" \
    "布招考信息，"                                                                                                                                                       \
    "气象部门提醒做好降温防范，交通部门公布道路施工绕行路线，教育部门公布中小学放假安排，卫健部门开展义诊活动，财政信" \
    "息公开。"

/* The home page twice as a visitor sees it and twice as a search engine does. */
static void cloaked_home(struct builder *b, const char *title, const char *text, size_t strangers)
{
    static const char *const kinds[] = { "v4", "spider", "spider-again" };
    b->pages[0].title = STR("测试区人民政府");
    b->pages[0].visible_text = STR(NEWS_TEXT);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        views[i] = b->pages[0];
        looks[i] =
            (struct probe_fact){ .kind = str_from(kinds[i]), .outcome = OUTCOME_OK, .status = 200, .page = &views[i] };
        if (i == 0)
            continue;
        views[i].title = text_of(title);
        views[i].visible_text = text_of(text);
        for (size_t k = 0; k < strangers; k++)
            *arena_push(&b->arena, &views[i].links) =
                (struct link_fact){ .address = str_fmt(&b->arena, "http://www.goods%zu-demo.com/", k),
                                    .text = STR("轴承") };
    }
    b->site.probes = looks;
    b->site.probe_count = ARRAY_LEN(looks);
}

/* No word of gambling: another page for search engines, with links to strangers. */
static void links_that_only_search_engines_see_are_accused(void **state)
{
    struct builder *b = *state;
    cloaked_home(b, "轴承齿轮批发_厂家直销", SOLD, 4);
    run(b, "link.hidden");
    const struct finding *f = found(b, "link.hidden", SITE "/");
    assert_true(evidence_has(f, "\"reason\":\"cloaked\"") && evidence_has(f, "goods3-demo.com"));
    assert_int_equal(findings(b, "link.hidden"), 1);
}

static void other_views_of_a_home_page_are_not(void **state)
{
    struct builder *b = *state;
    static const struct view_case {
        const char *title, *text;
        size_t strangers;
    } cases[] = {
        { "测试区人民政府手机版", SOLD, 4 },             /* the site's own name */
        { "轴承齿轮批发_厂家直销", NEWS_TEXT, 4 },       /* the same text */
        { "轴承齿轮批发_厂家直销", SOLD, 2 },            /* hardly any strangers */
        { "请稍候", "正在检查您的浏览器，请稍候。", 0 }, /* a wall nobody knows */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        cloaked_home(b, cases[i].title, cases[i].text, cases[i].strangers);
        run(b, "link.hidden");
        if (findings(b, "link.hidden"))
            fail_msg("case %zu", i);
    }
    cloaked_home(b, "轴承齿轮批发_厂家直销", SOLD, 4);
    views[2].title = STR("测试区人民政府"); /* the second look was another */
    run(b, "link.hidden");
    cloaked_home(b, "轴承齿轮批发_厂家直销", SOLD, 4);
    b->site.probe_count = 2; /* there was none */
    run(b, "link.hidden");
    cloaked_home(b, "轴承齿轮批发_厂家直销", SOLD, 4);
    views[0].visible_text = STR(SOLD); /* visitors saw it, too */
    run(b, "link.hidden");
    cloaked_home(b, "轴承齿轮批发_厂家直销", SOLD, 4);
    for (size_t k = 0; k < 4; k++) /* partners that other pages of ours name */
        link_row(b, 0, page(b, str_fmt(&b->arena, "http://www.goods%zu-demo.com/a", k).ptr), "合作单位");
    site_index(&b->site, &b->arena);
    run(b, "link.hidden");
    assert_int_equal(findings(b, "link.hidden"), 0);
}

static void news_lotteries_and_medicine_are_not(void **state)
{
    struct builder *b = *state;
    static const char *const titles[] = { "我区公安机关破获一起特大网络赌博案 涉百家乐、六合彩",
                                          "警惕“新葡京”“真人百家乐”等网络赌博陷阱",
                                          "福利彩票公益金使用情况公示",
                                          "加快3个重点项目建设",
                                          "加快三农工作步伐",
                                          "打击走私服装专项行动",
                                          "东亚博览会在我区举行",
                                          "关于开展药品安全整治的通知",
                                          "参加澳门特别行政区成立周年活动",
                                          "严打代开发票行为" };
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        uint32_t p =
            article(b, str_fmt(&b->arena, SITE "/xw/202611/t20261101_%zu.html", i + 10).ptr, titles[i], "2026-11-01");
        b->pages[p].title = str_fmt(&b->arena, "%s_测试区人民政府", titles[i]);
        b->pages[p].visible_text = text_of(titles[i]);
        tag(b, p, "keywords", titles[i]);
    }
    uint32_t odd = article(b, NEWS, "", "2026-11-01"); /* its heading was read as the name of the site */
    b->pages[odd].heading = STR("测试区人民政府");
    b->pages[odd].title = STR("澳门新葡京、百家乐特大网络赌博案宣判");
    run(b, "link.hidden");
    assert_int_equal(findings(b, "link.hidden"), 0);
}

static uint32_t outside(struct builder *b, const char *address, const char *title, const char *text)
{
    uint32_t p = page(b, address);
    b->pages[p].title = text_of(title);
    b->pages[p].visible_text = text_of(text);
    b->pages[p].visible_chars = (uint32_t)text_chars(text_of(text));
    link_row(b, 0, p, "合作网站");
    return p;
}

static void sites_that_changed_hands_are_accused(void **state)
{
    struct builder *b = *state;
    outside(b, "http://www.expired-demo.com/", "澳门新葡京官网_真人百家乐_娱乐城注册", "真人真钱百家乐，老虎机。");
    outside(b, "http://www.parked-demo.com/", "parked-demo.com 域名出售", "此域名可转让 This domain is for sale.");
    uint32_t p = outside(b, "http://www.talents-demo.com/", "人才交流在线", "人才交流信息，欢迎查询。");
    *arena_push(&b->arena, &b->pages[p].scripts) =
        (struct script_fact){ .asks_referrer = true, .jumps_to = STR("http://www.bet-demo.com/") };
    outside(b, "https://beian.miit.gov.cn.ipv6.iname.demo.com/", "备案", "备案查询");
    uint32_t from = resource(b, "http://old.moved-demo.com/", OUTCOME_REDIRECT, 302);
    b->resources[from].redirect_to = 1; /* the first of the above */
    link_row(b, 0, from, "老伙伴");
    run(b, "link.hijacked");
    assert_int_equal(findings(b, "link.hijacked"), 5);
    assert_true(evidence_has(found(b, "link.hijacked", "http://www.parked-demo.com/"), "parking"));
    assert_true(evidence_has(found(b, "link.hijacked", "http://www.talents-demo.com/"), "bet-demo"));
    assert_true(
        evidence_has(found(b, "link.hijacked", "https://beian.miit.gov.cn.ipv6.iname.demo.com/"), "look-alike"));
    assert_true(evidence_has(found(b, "link.hijacked", "http://old.moved-demo.com/"), "expired-demo"));
}

static void honest_sites_are_not(void **state)
{
    struct builder *b = *state;
    outside(b, "http://www.museum-demo.com/", "域名知识馆", "介绍互联网域名发展历史和域名注册、转让常识的科普网站。");
    outside(b, "http://www.law-demo.org.cn/", "域名争议解决中心", "受理域名转让和域名买卖争议，介绍到期后的程序。");
    outside(b, "http://www.cwl-demo.gov.cn/", "福利彩票公益金公示", "彩票公益金用于扶老、助残、救孤、济困。");
    outside(b, "http://www.news-demo.com/1.html", "警方捣毁百家乐、新葡京网络赌博团伙", "警方通报案件情况。");
    outside(b, "http://www.hospital-demo.com/", "便民医院预约", "欢迎访问便民医院。");
    uint32_t p = outside(b, "http://www.mobile-demo.com/", "手机站", "欢迎");
    *arena_push(&b->arena, &b->pages[p].scripts) =
        (struct script_fact){ .asks_crawler = true, .jumps_to = STR("http://m.mobile-demo.com/") };
    outside(b, "http://beian.miit.gov.cn/", "备案", "备案查询");
    run(b, "link.hijacked");
    assert_int_equal(findings(b, "link.hijacked"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(strangers_hidden_in_articles_are_accused),
        SITE_TEST(menus_tabs_and_layers_are_not),
        SITE_TEST(rewritten_heads_are_accused),
        SITE_TEST(a_home_page_that_was_replaced_is_accused),
        SITE_TEST(what_only_search_engines_see_is_accused),
        SITE_TEST(links_that_only_search_engines_see_are_accused),
        SITE_TEST(other_views_of_a_home_page_are_not),
        SITE_TEST(news_lotteries_and_medicine_are_not),
        SITE_TEST(sites_that_changed_hands_are_accused),
        SITE_TEST(honest_sites_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
