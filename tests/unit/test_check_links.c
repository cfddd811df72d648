/* SPDX-License-Identifier: MIT */
/* link.broken, link.mislinked, link.fragment: what is said of each kind of failure, and of what only looks like one. */
#include "site_builder.h"
#include "ceilings.h"

static uint32_t linked(struct builder *b, const char *address, enum outcome outcome, int status)
{
    uint32_t r = resource(b, address, outcome, status);
    link_row(b, 0, r, "办事指南");
    return r;
}

static uint32_t site_find_late(const struct builder *b, const char *address)
{
    for (uint32_t i = 0; i < b->site.resource_count; i++)
        if (str_eq(b->resources[i].address, str_from(address)))
            return i;
    fail_msg("%s is not there", address);
    return NONE;
}

static void certain_failures_are_broken(void **state)
{
    struct builder *b = *state;
    linked(b, SITE "/gone.html", OUTCOME_STATUS, 404);
    linked(b, SITE "/file.pdf", OUTCOME_STATUS, 410);
    linked(b, "http://nowhere.com.cn/", OUTCOME_NO_HOST, 0);
    linked(b, "http://refused.com.cn/x", OUTCOME_REFUSED, 0);
    linked(b, SITE "/silent.html", OUTCOME_TIMEOUT, 0);
    linked(b, SITE "/cut.html", OUTCOME_TRUNCATED, 200);
    linked(b, SITE "/loop.html", OUTCOME_REDIRECT_LOOP, 302);
    b->site.run.started = STR("2026-11-20T23:59:50+08:00");
    b->resources[1].first_s = 2;
    b->resources[1].last_s = 75;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 7);
    assert_true(evidence_has(found(b, "link.broken", SITE "/gone.html"), "\"first_tried\":\"2026-11-20 23:59:52\""));
    assert_true(evidence_has(found(b, "link.broken", SITE "/gone.html"), "\"last_tried\":\"2026-11-21 00:01:05\""));
    const struct finding *f = found(b, "link.broken", SITE "/gone.html");
    assert_true(evidence_has(f, "\"kind\":\"page\""));
    assert_true(evidence_has(f, "\"status\":404"));
    assert_true(evidence_has(f, "\"tries\":3"));
    assert_true(str_has(f->message, STR("办事指南")) && str_has(f->message, STR("服务器答 404（找不到）")));
    assert_true(str_has(found(b, "link.broken", SITE "/file.pdf")->message, STR("服务器答 410（已撤下）")));
    assert_true(evidence_has(found(b, "link.broken", SITE "/file.pdf"), "attachment"));
    assert_true(evidence_has(found(b, "link.broken", "http://nowhere.com.cn/"), "external"));
}

static void walls_and_doubts_are_unverified(void **state)
{
    struct builder *b = *state;
    b->resources[linked(b, SITE "/wall.html", OUTCOME_WALL, 412)].wall = STR("瑞数");
    linked(b, "http://shy.com.cn/a", OUTCOME_STATUS, 403);
    linked(b, "http://busy.com.cn/a", OUTCOME_STATUS, 503);
    linked(b, "http://dns.com.cn/", OUTCOME_DNS_ERROR, 0);
    b->resources[linked(b, SITE "/drips.html", OUTCOME_TIMEOUT, 200)].body_hash = 7;
    linked(b, "https://tls.com.cn/", OUTCOME_TLS, 0);
    b->resources[linked(b, SITE "/once.html", OUTCOME_STATUS, 404)].tries = 2;
    b->resources[linked(b, SITE "/robots.html", OUTCOME_PENDING, 0)].refusal = REFUSAL_ROBOTS;
    b->resources[linked(b, SITE "/login.jsp", OUTCOME_PENDING, 0)].refusal = REFUSAL_ACTION;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
    assert_true(unverified(b, SITE "/wall.html", "wall"));
    assert_true(unverified(b, "http://shy.com.cn/a", "wall"));
    assert_true(unverified(b, SITE "/robots.html", "robots"));
    assert_true(unverified(b, SITE "/once.html", "timeout"));
    assert_true(unverified(b, SITE "/drips.html", "timeout"));
    assert_false(unverified(b, SITE "/login.jsp", "robots"));
}

/* One entry a kind of address, with how many of them; pages that were cut short are named. */
static void ceilings_are_told(void **state)
{
    struct builder *b = *state;
    for (int n = 0; n < 5; n++) {
        str date = str_fmt(&b->arena, SITE "/cal?day=%d", n), month = str_fmt(&b->arena, SITE "/months/%d.html", n);
        linked(b, date.ptr, n < 2 ? OUTCOME_OK : OUTCOME_PENDING, n < 2 ? 200 : 0);
        b->resources[b->site.resource_count - 1].refusal = n < 2 ? REFUSAL_NONE : REFUSAL_ENDLESS;
        b->resources[linked(b, month.ptr, OUTCOME_PENDING, 0)].refusal = REFUSAL_CEILING;
    }
    b->pages[page(b, SITE "/many.html")].limit_hit = STR("links");
    b->pages[page(b, SITE "/long.html")].limit_hit = STR("html-length");
    b->pages[page(b, SITE "/ids.html")].limit_hit = STR("ids");
    b->pages[page(b, SITE "/hall/a/b/")].limit_hit = STR("endless");
    b->pages[page(b, SITE "/hall/a/c/")].limit_hit = STR("endless");
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
    assert_true(unverified(b, SITE "/cal", "endless"));
    assert_true(unverified(b, SITE "/months/", "limit"));
    assert_true(unverified(b, SITE "/many.html", "limit"));
    assert_true(unverified(b, SITE "/long.html", "limit"));
    assert_true(unverified(b, SITE "/hall/a/b/", "endless"));
    assert_int_equal(b->out.unverified.count, 5);
    for (size_t i = 0; i < b->out.unverified.count; i++)
        if (str_eq(b->out.unverified.items[i].reason, STR("endless")))
            assert_true(str_has(b->out.unverified.items[i].detail, STR("看了 2 个，另有 3 个没有看")) ||
                        str_has(b->out.unverified.items[i].detail, STR("共 2 个")));
    assert_true(str_has(ceilings_note(&b->judge, &b->arena), STR("有 8 个网址没有访问")));
    assert_true(str_has(ceilings_note(&b->judge, &b->arena), STR("有 2 个页面和上两级页面完全一样")));
}

/* 503 at every try to one address among many that answer is that address; to several it may be for us alone. */
static void one_busy_address_is_broken(void **state)
{
    struct builder *b = *state;
    for (int i = 0; i < 110; i++)
        resource(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/x/%d.html", i)), OUTCOME_OK, 200);
    linked(b, SITE "/busy1.html", OUTCOME_STATUS, 503);
    linked(b, SITE "/busy2.html", OUTCOME_STATUS, 503);
    linked(b, SITE "/later.html", OUTCOME_STATUS, 429);
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
    assert_true(unverified(b, SITE "/busy1.html", "timeout"));
    b->resources[site_find_late(b, SITE "/busy2.html")].outcome = OUTCOME_OK;
    b->resources[site_find_late(b, SITE "/later.html")].outcome = OUTCOME_OK;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 1);
    assert_non_null(found(b, "link.broken", SITE "/busy1.html"));
}

/* A download program answers with data: perhaps an error, which nobody can read off its status. */
static void data_in_place_of_a_file_is_unverified(void **state)
{
    struct builder *b = *state;
    uint32_t file = resource(b, SITE "/api/file?id=89", OUTCOME_OK, 200),
             data = resource(b, SITE "/d.json", OUTCOME_OK, 200);
    b->resources[file].content_type = b->resources[data].content_type = STR("application/json");
    link_row(b, 0, file, "附件：汇总表.xlsx");
    link_row(b, 0, data, "数据接口");
    run(b, "link.broken");
    assert_true(unverified(b, SITE "/api/file?id=89", "doubtful-file"));
    assert_int_equal(b->out.unverified.count, 1);
}

static void walled_host_is_one_entry(void **state)
{
    struct builder *b = *state;
    uint32_t r = linked(b, "http://walled.gov.cn/a", OUTCOME_WALL, 521);
    linked(b, "http://walled.gov.cn/b", OUTCOME_WALL, 521);
    b->hosts[b->resources[r].host].wall = STR("加速乐");
    run(b, "link.broken");
    assert_int_equal(b->out.unverified.count, 1);
    assert_true(unverified(b, "walled.gov.cn", "wall"));
}

/* 404 for everything, and then its home page could not be asked for: who knows what it shows to others. */
static void a_host_that_cannot_be_asked_again_is_unverified(void **state)
{
    struct builder *b = *state;
    uint32_t r = linked(b, "http://gone.com.cn/a", OUTCOME_STATUS, 404);
    b->hosts[b->resources[r].host].outage = STR("reset");
    r = linked(b, "http://down.com.cn/a", OUTCOME_REFUSED, 0);
    b->hosts[b->resources[r].host].outage = STR("refused");
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 1);
    assert_non_null(found(b, "link.broken", "http://down.com.cn/a"));
    assert_true(unverified(b, "gone.com.cn", "timeout"));
}

static void tls_is_broken_only_when_http_fails_too(void **state)
{
    struct builder *b = *state;
    linked(b, "https://a.com.cn/x", OUTCOME_TLS, 0);
    resource(b, "http://a.com.cn/x", OUTCOME_REFUSED, 0);
    linked(b, "https://b.com.cn/x", OUTCOME_TLS, 0);
    resource(b, "http://b.com.cn/x", OUTCOME_OK, 200);
    b->resources[site_find_late(b, "https://a.com.cn/x")].tls_problem = STR("expired");
    b->resources[site_find_late(b, "https://b.com.cn/x")].tls_problem = STR("wrong-host");
    run(b, "link.broken");
    const struct finding *f = found(b, "link.broken", "https://a.com.cn/x");
    assert_int_equal(findings(b, "link.broken"), 1);
    assert_true(evidence_has(f, "\"certificate\":\"expired\"") && evidence_has(f, "\"http\":\"连接被拒绝\""));
    assert_true(str_has(f->message, STR("证书已过期")) && str_has(f->message, STR("http 也打不开")));
    assert_true(unverified(b, "https://b.com.cn/x", "tls"));
    assert_true(str_has(b->out.unverified.items[0].detail, STR("证书是别的域名的，http 可以打开")));
}

/* An own file whose bytes certainly open under no name like its own; others may, and are left to people. */
static void files_are_told_by_their_bytes(void **state)
{
    struct builder *b = *state;
    b->resources[linked(b, SITE "/a.pdf", OUTCOME_WRONG_TYPE, 200)].file_kind = FILE_JSON;
    b->resources[linked(b, SITE "/down.jsp?filename=b.docx&x=1", OUTCOME_WRONG_TYPE, 200)].file_kind = FILE_IMAGE;
    b->resources[linked(b, SITE "/ok.pdf", OUTCOME_OK, 200)].file_kind = FILE_PDF;
    b->resources[linked(b, SITE "/ok.doc", OUTCOME_OK, 200)].file_kind = FILE_HTML;
    b->resources[linked(b, SITE "/secret.pdf", OUTCOME_OK, 200)].file_kind = FILE_UNKNOWN;
    linked(b, SITE "/unseen.pdf", OUTCOME_OK, 200);
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 2);
    const struct finding *f = found(b, "link.broken", SITE "/a.pdf");
    assert_true(evidence_has(f, "\"outcome\":\"status\"") && evidence_has(f, "\"kind\":\"attachment\""));
    assert_true(str_has(f->message, STR("名称是 pdf，下载到的却是程序间传递的数据")));
    assert_true(str_has(found(b, "link.broken", SITE "/down.jsp?filename=b.docx&x=1")->message, STR("名称是 docx")));
    assert_true(unverified(b, SITE "/secret.pdf", "doubtful-file"));
    assert_int_equal(b->out.unverified.count, 1);
}

/* Where no file at all is one, it may be us who are not given any. */
static void a_host_without_any_file_is_unverified(void **state)
{
    struct builder *b = *state;
    static const char *const files[] = { SITE "/a.pdf", SITE "/b.pdf", SITE "/c.pdf" };
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        b->resources[linked(b, files[i], OUTCOME_WRONG_TYPE, 200)].file_kind = FILE_JSON;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
    assert_true(unverified(b, SITE "/b.pdf", "wall"));
}

static void redirects_are_followed(void **state)
{
    struct builder *b = *state;
    uint32_t to = resource(b, SITE "/new.html", OUTCOME_STATUS, 404),
             from = linked(b, SITE "/jump.html", OUTCOME_REDIRECT, 302);
    b->resources[from].redirect_to = to;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 1);
    assert_true(evidence_has(found(b, "link.broken", SITE "/jump.html"), "/new.html"));
}

static void forms_and_sitemaps_are_no_links(void **state)
{
    struct builder *b = *state;
    uint32_t r = resource(b, SITE "/search", OUTCOME_STATUS, 404);
    link_row(b, 0, r, "搜索")->kind = LINK_FORM;
    link_row(b, 0, r, "")->kind = LINK_SITEMAP;
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
}

/* Next pages that a script opens: broken only where the pattern of their addresses is proved by another page. */
static void next_pages_are_links(void **state)
{
    struct builder *b = *state;
    uint32_t proved = column(b, SITE "/a/", "甲栏"), guessed = column(b, SITE "/b/", "乙栏");
    *arena_push(&b->arena, &b->pages[proved].next_pages) = STR(SITE "/a/index_1.html");
    *arena_push(&b->arena, &b->pages[proved].next_pages) = STR(SITE "/a/index_2.html");
    *arena_push(&b->arena, &b->pages[guessed].next_pages) = STR(SITE "/b/index_1.html");
    page(b, SITE "/a/index_1.html");
    resource(b, SITE "/a/index_2.html", OUTCOME_STATUS, 404);
    resource(b, SITE "/b/index_1.html", OUTCOME_STATUS, 404);
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 1);
    assert_non_null(found(b, "link.broken", SITE "/a/index_2.html"));
}

/* createPageHTML(4, 0, …) on a site whose second page is index_2: index_1 is nobody's link. */
static void lists_may_count_from_two(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/a/", "甲栏");
    b->pages[c].pager = PAGER_TRS;
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/a/index_1.shtml");
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/a/index_2.shtml");
    *arena_push(&b->arena, &b->pages[c].next_pages) = STR(SITE "/a/index_3.shtml");
    resource(b, SITE "/a/index_1.shtml", OUTCOME_STATUS, 404);
    page(b, SITE "/a/index_2.shtml");
    page(b, SITE "/a/index_3.shtml");
    run(b, "link.broken");
    assert_int_equal(findings(b, "link.broken"), 0);
}

static struct link_row *bad(struct builder *b, const char *href, const char *text, enum link_problem problem)
{
    struct link_row *l = link_row(b, 0, NONE, text);
    l->href = text_of(href);
    l->problem = problem;
    l->works = false;
    return l;
}

static void hrefs_that_lead_nowhere(void **state)
{
    struct builder *b = *state;
    bad(b, "#", "惠企政策直达", LINK_PLACEHOLDER);
    bad(b, "#", "网上调查", LINK_PLACEHOLDER);
    bad(b, "http://localhost:8080/a", "管理", LINK_LOCAL);
    bad(b, "http//www.moe.gov.cn/", "教育部", LINK_MALFORMED);
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 3);
    const struct finding *f = found(b, "link.mislinked", "#");
    assert_true(evidence_has(f, "\"reason\":\"placeholder\""));
    assert_true(evidence_has(f, "网上调查"));
    assert_true(evidence_has(found(b, "link.mislinked", "http://localhost:8080/a"), "local-address"));
    assert_true(evidence_has(found(b, "link.mislinked", "http//www.moe.gov.cn/"), "malformed"));
}

static void hrefs_that_are_meant_so(void **state)
{
    struct builder *b = *state;
    bad(b, "#", "返回顶部", LINK_PLACEHOLDER);
    bad(b, "javascript:void(0)", "办理", LINK_PLACEHOLDER)->works = true;
    bad(b, "#", "隐藏的菜单项", LINK_PLACEHOLDER)->hiding = HIDING_DISPLAY;
    bad(b, "", "政务公开", LINK_PLACEHOLDER)->region = REGION_CRUMB;
    bad(b, "javascript:window.print()", "打印", LINK_SCRIPT_ONLY);
    bad(b, "tel:0632", "电话咨询", LINK_OTHER_SCHEME);
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 0);
}

static uint32_t goes_home(struct builder *b, const char *address, const char *text)
{
    uint32_t r = resource(b, address, OUTCOME_REDIRECT, 302);
    b->resources[r].redirect_to = 0;
    link_row(b, 0, r, text);
    return r;
}

static void redirected_home(void **state)
{
    struct builder *b = *state;
    goes_home(b, SITE "/old2018/zcfg/index.html", "政策法规");
    goes_home(b, SITE "/default.jsp", "政务服务");
    goes_home(b, SITE "/home.do", "返回首页");
    goes_home(b, SITE "/wap", "手机版栏目");
    uint32_t door = resource(b, SITE "/xf/wsxf.html", OUTCOME_REDIRECT, 302);
    b->resources[door].redirect_to = resource(b, "http://xf.shengji.gov.cn/", OUTCOME_OK, 200);
    link_row(b, 0, door, "网上信访");
    uint32_t jump = page(b, SITE "/zt/2023/x.html"), moving = page(b, SITE "/zt/2022/x.html");
    b->pages[moving].visible_chars = 300; /* only some visitors' browsers are sent home from here */
    b->pages[jump].visible_chars = 0;
    link_row(b, jump, 0, "")->kind = LINK_REFRESH;
    link_row(b, moving, 0, "")->kind = LINK_LOCATION;
    link_row(b, 0, jump, "专题回顾");
    link_row(b, 0, moving, "专题展播");
    uint32_t moved = resource(b, SITE "/a", OUTCOME_REDIRECT, 301);
    b->resources[moved].redirect_to = column(b, SITE "/a/", "栏目");
    link_row(b, 0, moved, "栏目");
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 2);
    assert_true(evidence_has(found(b, "link.mislinked", SITE "/zt/2023/x.html"), "redirected-home"));
    assert_true(evidence_has(found(b, "link.mislinked", SITE "/old2018/zcfg/index.html"), "redirected-home"));
}

/* A name that is exactly another column's or document's, on a link that opens something else. */
static void wrong_targets_are_told(void **state)
{
    struct builder *b = *state;
    uint32_t debt = column(b, SITE "/zfzw/", "政府债务"), town = column(b, SITE "/szjs/", "市政建设");
    uint32_t river = article(b, SITE "/f/202601/t20260101_1.html", "关于印发《河道保洁管理办法》的通知", "2026-01-01");
    uint32_t other =
        article(b, SITE "/f/202601/t20260101_2.html", "关于印发《公租房分配若干措施》的通知", "2026-01-01");
    link_row(b, 0, town, "政府债务");
    link_row(b, 0, debt, "政府债务");
    link_row(b, 0, other, "关于印发《河道保洁管理办法》的通知");
    link_row(b, 0, river, "关于印发《河道保洁管理办法》的通知");
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 2);
    assert_true(evidence_has(found(b, "link.mislinked", SITE "/szjs/"), "\"reason\":\"wrong-target\""));
    assert_non_null(found(b, "link.mislinked", SITE "/f/202601/t20260101_2.html"));
}

/* Titles of files differ by what stands in 《》 alone; the bare name is the same file. */
static void files_are_told_apart_by_their_names(void **state)
{
    struct builder *b = *state;
    article(b, SITE "/f/202601/t20260101_1.html", "关于印发《云河区集市管理办法》的通知", "2026-01-01");
    uint32_t dock = article(b, SITE "/f/202601/t20260101_2.html", "关于印发《云河区码头管理办法》的通知", "2026-01-01");
    uint32_t told = article(b, SITE "/f/202601/t20260101_3.html", "云河区集市管理办法", "2026-01-01");
    link_row(b, 0, dock, "关于印发《云河区集市管理办法》的通知");
    link_row(b, 0, told, "关于印发《云河区集市管理办法》的通知");
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 1);
    assert_non_null(found(b, "link.mislinked", SITE "/f/202601/t20260101_2.html"));
}

static void other_words_are_no_wrong_target(void **state)
{
    struct builder *b = *state;
    uint32_t report = column(b, SITE "/nb/", "政府信息公开年报"), notice = column(b, SITE "/tzgg/", "通知公告");
    uint32_t parent = column(b, SITE "/jd/", "解读回应"), child = column(b, SITE "/jd/zcjd/", "政策解读");
    uint32_t unit = column(b, SITE "/bm/a/dt/", "工作动态"), second = column(b, SITE "/bm/b/dt/", "工作动态");
    uint32_t news = article(b, SITE "/f/202601/t20260101_1.html", "二〇二六年区政府工作报告全文", "2026-01-01");
    article(b, SITE "/f/202501/t20250101_9.html", "二〇二五年区政府工作报告全文", "2025-01-01");
    (void)child;
    (void)second;
    link_row(b, 0, report, "公开年报");                   /* short for it */
    link_row(b, 0, notice, "更多>>");                     /* no name at all */
    link_row(b, 0, notice, "重要事项");                   /* a name that no other column has */
    link_row(b, 0, parent, "政策解读");                   /* the column above it */
    link_row(b, 0, unit, "工作动态");                     /* a name of many columns */
    link_row(b, 0, news, "二〇二五年区政府工作报告全文"); /* too like to be sure */
    link_row(b, 0, unit, "通知公告")->hiding = HIDING_DISPLAY;
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 0);
}

/* A host that gives its home page for every address it does not know. */
static void home_for_what_is_missing(void **state)
{
    struct builder *b = *state;
    struct page_facts seen = {
        .known = KNOWN_TREE, .title = STR("测试区人民政府"), .visible_text = STR("首页 要闻 公告"), .visible_chars = 300
    };
    struct probe_fact probe = {
        .resource = 0, .kind = STR("missing"), .outcome = OUTCOME_OK, .status = 200, .page = &seen
    };
    uint32_t lost = page(b, SITE "/zt/2019.html"), fine = page(b, SITE "/zt/2020.html"), meant = page(b, SITE "/sy/");
    const uint32_t same[] = { 0, lost, meant };
    for (size_t i = 0; i < ARRAY_LEN(same); i++) {
        b->pages[same[i]].title = seen.title;
        b->pages[same[i]].visible_text = seen.visible_text;
    }
    b->pages[fine].title = seen.title;
    b->pages[fine].visible_text = STR("2020年专题");
    b->site.probes = &probe;
    b->site.probe_count = 1;
    link_row(b, 0, lost, "2019年专题");
    link_row(b, 0, fine, "2020年专题");
    link_row(b, 0, meant, "首页");
    run(b, "link.mislinked");
    assert_int_equal(findings(b, "link.mislinked"), 1);
    assert_true(evidence_has(found(b, "link.mislinked", SITE "/zt/2019.html"), "redirected-home"));
}

static void anchors(void **state)
{
    struct builder *b = *state;
    uint32_t p = page(b, SITE "/zn.html");
    *arena_push(&b->arena, &b->pages[p].ids) = STR("sqfs");
    *arena_push(&b->arena, &b->pages[p].ids) = STR("目标");
    static const char *const fragments[] = { "sqfs", "sqtj", "top", "%E7%9B%AE%E6%A0%87", "/route", "" };
    for (size_t i = 0; i < ARRAY_LEN(fragments); i++)
        link_row(b, 0, p, "指南")->fragment = text_of(fragments[i]);
    uint32_t large = page(b, SITE "/long.html");
    b->pages[large].limit_hit = STR("too-tangled");
    link_row(b, 0, large, "目录")->fragment = STR("part2");
    uint32_t shell = page(b, SITE "/app.html");
    b->pages[shell].js = JS_SHELL;
    link_row(b, 0, shell, "办事大厅")->fragment = STR("hall");
    /* …#4146 names a column to the script of every page it stands on; gkmlpt's do on any. */
    for (int i = 0; i < 5; i++) {
        char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/post_%d.html", i));
        link_row(b, 0, page(b, address), "公文")->fragment = STR("4146");
    }
    link_row(b, 0, page(b, SITE "/gkmlpt/content/2/2519/post_9.html"), "公文")->fragment = STR("jd");
    run(b, "link.fragment");
    assert_int_equal(findings(b, "link.fragment"), 1);
    assert_non_null(found(b, "link.fragment", SITE "/zn.html#sqtj"));
    assert_true(unverified(b, SITE "/long.html#part2", "limit"));
}

/* Many pages show it: officers find it by the first that has a column, or on the home page; nobody's department by
 * that. */
static void places_are_told_by_columns(void **state)
{
    struct builder *b = *state;
    uint32_t list = column(b, SITE "/xw/", "要闻"), gone = resource(b, SITE "/gone.html", OUTCOME_STATUS, 404);
    uint32_t lone = page(b, SITE "/zt/a.html"), home = resource(b, SITE "/img.png", OUTCOME_STATUS, 404);
    row(b, list, "甲", SITE "/xw/202611/t20261110_1.html", "2026-11-10");
    struct place_fact *both = arena_new(&b->arena, struct place_fact, 2);
    both[0].page = lone;
    both[1].page = list;
    struct link_row *l = link_row(b, lone, gone, "旧专题");
    l->places = both;
    l->place_count = 2;
    l->page_count = 2;
    link_row(b, 0, home, "图");
    link_row(b, lone, resource(b, SITE "/lone.html", OUTCOME_STATUS, 404), "无栏目");
    run(b, "link.broken");
    assert_true(str_eq(found(b, "link.broken", SITE "/gone.html")->column_path, STR("首页 > 要闻")));
    assert_true(str_eq(found(b, "link.broken", SITE "/gone.html")->column_url, STR(SITE "/xw/")));
    assert_true(str_eq(found(b, "link.broken", SITE "/img.png")->column_path, STR("首页")));
    assert_int_equal(found(b, "link.broken", SITE "/lone.html")->column_path.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(certain_failures_are_broken),
        SITE_TEST(walls_and_doubts_are_unverified),
        SITE_TEST(ceilings_are_told),
        SITE_TEST(one_busy_address_is_broken),
        SITE_TEST(data_in_place_of_a_file_is_unverified),
        SITE_TEST(walled_host_is_one_entry),
        SITE_TEST(a_host_that_cannot_be_asked_again_is_unverified),
        SITE_TEST(tls_is_broken_only_when_http_fails_too),
        SITE_TEST(files_are_told_by_their_bytes),
        SITE_TEST(a_host_without_any_file_is_unverified),
        SITE_TEST(redirects_are_followed),
        SITE_TEST(forms_and_sitemaps_are_no_links),
        SITE_TEST(next_pages_are_links),
        SITE_TEST(lists_may_count_from_two),
        SITE_TEST(hrefs_that_lead_nowhere),
        SITE_TEST(hrefs_that_are_meant_so),
        SITE_TEST(redirected_home),
        SITE_TEST(home_for_what_is_missing),
        SITE_TEST(wrong_targets_are_told),
        SITE_TEST(files_are_told_apart_by_their_names),
        SITE_TEST(other_words_are_no_wrong_target),
        SITE_TEST(anchors),
        SITE_TEST(places_are_told_by_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
