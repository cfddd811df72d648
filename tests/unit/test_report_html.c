/* SPDX-License-Identifier: MIT */
/* report.html: tells everything, escapes everything, is the same for the same verdicts, and stays small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "core/str.h"
#include "formats.h"
#include "report_sample.h"

static void check_has(str page, const char *words)
{
    if (!str_has(page, str_from(words)))
        fail_msg("the page does not say: %s", words);
}

static void check_lacks(str page, const char *words)
{
    if (str_has(page, str_from(words)))
        fail_msg("the page says: %s", words);
}

/* Our elements are all closed, in order. */
static void check_balanced(str page)
{
    static const char *const single[] = { "meta", "br", "!DOCTYPE", "rect", "input" };
    str open[64];
    size_t depth = 0;
    for (size_t i = 0; i < page.len; i++) {
        if (page.ptr[i] != '<')
            continue;
        bool closing = page.ptr[i + 1] == '/';
        size_t from = i + 1 + closing, to = from;
        while (to < page.len && !strchr(" >/\n", page.ptr[to]))
            to++;
        str name = str_slice(page, from, to);
        bool skip = false;
        for (size_t k = 0; k < ARRAY_LEN(single); k++)
            skip = skip || str_eq(name, str_from(single[k]));
        if (skip)
            continue;
        if (!closing) {
            assert_true(depth < ARRAY_LEN(open));
            open[depth++] = name;
        } else if (!depth || !str_eq(open[--depth], name)) {
            fail_msg("</%.*s> at byte %zu closes nothing", STR_ARG(name), i);
        }
    }
    assert_int_equal(depth, 0);
}

static size_t count_of(str page, str what)
{
    size_t n = 0;
    for (size_t at; (at = str_find(page, what)) != SIZE_MAX; n++)
        page = str_slice(page, at + what.len, page.len);
    return n;
}

static void write_for_eyes(str page, const char *variable)
{
    const char *path = getenv(variable);
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fwrite(page.ptr, 1, page.len, file);
        fclose(file);
    }
}

static void test_tells(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 9);
    v->run.options = STR("{\"rate\":2.5,\"concurrency\":3,\"max_pages\":0,\"max_time\":5400,\"external\":true}");
    struct report_model m = sample_model(&a, v);
    str page = sample_written(report_html, &m, &a);
    write_for_eyes(page, "AUDIT_SAMPLE_HTML");
    check_balanced(page);
    check_has(page, "<html lang=\"zh-CN\">");
    assert_int_equal(count_of(page, STR("<h1")), 1);
    check_has(page,
              "发现 <b>13</b> 个问题：错误 11 个、不规范 1 个、提示 1 个，涉及 3 个部门，其中 2 个问题没有定到部门。");
    check_has(page, "首页 &gt; 政务公开 &gt; 财政预决算");
    check_has(page, "等共 53 个页面");
    check_has(page, "链接类型：附件；访问结果：服务器返回错误状态；状态码：404；尝试次数：4");
    check_lacks(page, "出错信息"); /* null is not evidence */
    check_has(page, "2026年政务公开工作要点 第29条 完善日常工作机制：<q>消除空链、断链、错链");
    check_has(page, "已持续 2 周");
    check_has(page, "<h3>2026年政务公开工作要点</h3>");
    check_has(page, "网站防护拦截");
    check_has(page, "www.example.com");
    check_has(page, "✖ 不通过");
    check_has(page, "— 不能自动判定");
    check_has(page, "培训和会议在网站上没有固定痕迹");
    check_has(page, "公开迟于时限");
    check_has(page, "aria-label=\"近12个月共 21 条，3 个月没有\"");
    check_has(page, "<title>2026年8月：9 条</title>"); /* the sample's ninth month */
    check_has(page, "<title>2025年12月：1 条</title>");
    check_has(page, "待复核");
    check_has(page, "站外链接没有检查。");
    check_has(page, "<dt>访问频率</dt><dd>每台主机每秒最多 2.5 次，同时 3 个连接</dd>");
    check_has(page, "<dt>时间上限</dt><dd>5400 秒</dd>");
    check_lacks(page, "页数上限"); /* none was set */
    check_lacks(page, "本次检查没有做完");
    assert_int_equal(count_of(page, STR("<script")), 1); /* the filters, whose hash the page allows */
    check_lacks(page, "src=");
    assert_true(count_of(page, STR("<th")) == count_of(page, STR("<th scope=")) + count_of(page, STR("<thead")));
    arena_done(&a);
}

/* What a reader would stumble over: numbers that do not add up, ids that are no clause numbers, words of programs. */
static void test_adds_up(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 9);
    struct clause_ref *national = arena_new(&a, struct clause_ref, 1);
    *national = (struct clause_ref){ STR("national"), STR("ipv6.aaaa"), STR("域名解析（网信办）"), STR("域名解析") };
    struct finding *f = sample_finding(&a, v, "link.hidden", "暗链", SEVERITY_ERROR, "区财政局");
    f->clauses = national;
    f->message = STR("网页里藏着链接，缺少文号。");
    f->evidence = STR("{\"hiding\":\"off-screen\",\"lacks\":[\"文号\"]}");
    *arena_push(&a, &v->departments) = (struct department_result){ STR("已改完的局"), 0, 0, 4 };
    struct fixed_finding mended = v->fixed.items[0];
    for (int i = 0; i < 6; i++)
        *arena_push(&a, &v->fixed) = mended;
    *arena_push(&a, &v->policies) = (struct policy_row){ .address = STR("http://www.shanting.gov.cn/zcwj/new.html"),
                                                         .title = STR("新发的通知"),
                                                         .published = day_make(2026, 11, 18) };
    *arena_push(&a, &v->indicators) = (struct indicator_result){
        .plan = STR("sample-2026"), .no = STR("13"), .limit = STR("within"), .result = STR("overdue")
    };
    struct report_model m = sample_model(&a, v);
    str page = sample_written(report_html, &m, &a);
    str duties = str_slice(page, str_find(page, STR("<section id=\"duties\"")), page.len);
    duties = str_slice(duties, 0, str_find(duties, STR("</section>")));
    check_has(duties, "已改完的局</th><td class=\"n\">0</td><td class=\"n\">0</td><td class=\"n\">4</td>");
    check_has(duties,
              "未定部门</a></th><td class=\"n\">2</td><td class=\"n\">0</td><td class=\"n\">1</td>"); /* 7 - 2 - 4 */
    assert_true(str_find(duties, STR(">暗链</a>")) < str_find(duties, STR(">断链</a>")));
    check_has(page, "<dd>域名解析（网信办）</dd>");
    check_lacks(page, "ipv6.aaaa");
    check_has(page, "<dd>隐藏方式：移到屏幕之外</dd>");
    assert_int_equal(count_of(page, STR("没有找到解读（发布未满三个工作日）")), 1);
    assert_int_equal(count_of(page, STR("没有找到解读")), 2);
    check_has(page, "✖ 没有全部按时公开");
    check_has(page, "<td>防护：知道创宇 加速乐</td>");
    arena_done(&a);
}

static void test_incomplete_is_said(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 0);
    v->run.complete = false;
    v->run.incomplete_because = STR("网站无法访问");
    struct report_model m = sample_model(&a, v);
    check_has(sample_written(report_html, &m, &a), "本次检查没有做完</b>：网站无法访问");
    arena_done(&a);
}

/* Nothing found in a run that was cut short is no clean bill. */
static void test_nothing_looked_at(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts v = { .run = { .site = STR("x.gov.cn"), .incomplete_because = STR("interrupted") },
                          .as_of = day_make(2026, 11, 20) };
    struct report_model m = { .v = &v };
    str page = sample_written(report_html, &m, &a);
    check_has(page, "不能视为合格");
    check_lacks(page, "能够判定的项目中没有发现问题");
    check_lacks(page, "verdict pass");
    arena_done(&a);
}

/* What the site says of itself: a table with what was read, the conclusions in words. */
static void test_identity(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 0);
    *arena_push(&a, &v->identity) = (struct identity_result){ STR("网站标识码"), STR("3799010001<b>"), STR("fail") };
    *arena_push(&a, &v->identity) = (struct identity_result){ STR("站点地图"), { 0 }, STR("pass") };
    *arena_push(&a, &v->identity) = (struct identity_result){ STR("联系方式"), { 0 }, STR("unverified") };
    struct report_model m = sample_model(&a, v);
    str page = sample_written(report_html, &m, &a);
    check_balanced(page);
    check_has(page, "网站标识码</th><td>3799010001&lt;b&gt;</td><td><span class=\"result fail\">✖ 不通过");
    check_has(page, "站点地图</th><td>有</td><td><span class=\"result pass\">✔ 通过");
    check_has(page, "联系方式</th><td><span class=\"dim\">—</span></td><td><span class=\"result unsure\">? 无法判定");
    arena_done(&a);
}

/* What is no row of twelve counts is unknown, not empty. */
static void test_months_unknown(void **state)
{
    (void)state;
    static const char *const bad[] = { "", "1 2 3", "1 2 3 4 5 6 7 8 9 10 11 x", "1 2 3 4 5 6 7 8 9 10 11 -3" };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct verdicts *v = sample_verdicts(&a, 0);
        for (size_t k = 0; k < v->indicators.count; k++)
            v->indicators.items[k].months = str_from(bad[i]);
        struct report_model m = sample_model(&a, v);
        check_lacks(sample_written(report_html, &m, &a), "近12个月共");
    }
    arena_done(&a);
}

static void test_nothing_found(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts v = { .run = { .site = STR("x.gov.cn"), .complete = true }, .as_of = day_make(2026, 11, 20) };
    struct report_model m = { .v = &v };
    str page = sample_written(report_html, &m, &a);
    check_balanced(page);
    check_has(page, "能够判定的项目中没有发现问题");
    check_has(page, "x.gov.cn");
    arena_done(&a);
}

static void test_hostile(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 2);
    sample_hostile(&a, v);
    v->run.site = v->run.incomplete_because = v->notes = v->plans = STR(HOSTILE);
    v->run.complete = false;
    struct report_model m = sample_model(&a, v);
    m.site_name = STR(HOSTILE);
    const report_fn writers[] = { report_html, report_index };
    for (size_t i = 0; i < ARRAY_LEN(writers); i++) {
        str page = sample_written(writers[i], &m, &a);
        check_balanced(page);
        check_has(page, "&lt;script&gt;alert(1)");
        assert_int_equal(count_of(page, STR("<script")), writers[i] == report_html); /* our own */
        check_lacks(page, "<img");
        check_lacks(page, "<b>局");
        check_lacks(page, "href=\"javascript");
        check_lacks(page, "href=\"JAVASCRIPT");
        check_lacks(page, "\xE2\x80\xAE");
        check_lacks(page, "\xFF");
        check_lacks(page, "\x01");
        check_lacks(page, "\"onmouseover");
    }
    arena_done(&a);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 40), *w = sample_verdicts(&a, 40);
    for (size_t i = 0; i < w->findings.count / 2; i++) { /* the order in which checks ran does not matter */
        struct finding kept = w->findings.items[i];
        w->findings.items[i] = w->findings.items[w->findings.count - 1 - i];
        w->findings.items[w->findings.count - 1 - i] = kept;
    }
    struct report_model m = sample_model(&a, v), n = sample_model(&a, w);
    assert_true(str_eq(sample_written(report_html, &m, &a), sample_written(report_html, &n, &a)));
    arena_done(&a);
}

static void test_department_page(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct report_model m = sample_model(&a, sample_verdicts(&a, 9));
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    assert_true(report_html_department(file, &m, STR("区财政局"), &a));
    fclose(file);
    str page = { text, len };
    check_balanced(page);
    check_has(page, "发现 <b>4</b> 个问题");
    check_lacks(page, "区教育和体育局");
    free(text);
    arena_done(&a);
}

/* What a group has in common is told once, above it; what differs stays with each finding. */
static void test_common_once(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct verdicts *v = sample_verdicts(&a, 9);
    struct report_model m = sample_model(&a, v);
    str page = sample_written(report_html, &m, &a);
    size_t told = count_of(page, STR("<div class=\"do\">")), groups = count_of(page, STR("<div class=\"grp\""));
    assert_true(told == groups && groups < v->findings.count);
    for (size_t i = 0; i < v->findings.count; i++) /* each another remedy: each is told */
        v->findings.items[i].remedy = str_fmt(&a, "整改办法%zu。", i);
    page = sample_written(report_html, &m, &a);
    assert_int_equal(count_of(page, STR("<div class=\"do\">")), v->findings.count);
    arena_done(&a);
}

/* The index leads to what was written beside it, and nowhere else. */
static void test_index_leads(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct report_model m = sample_model(&a, sample_verdicts(&a, 3));
    str page = sample_written(report_index, &m, &a);
    check_balanced(page);
    check_has(page, "<a href=\"report.xlsx\">整改台账");
    check_has(page, "<a href=\"report.html#unverified\">");
    check_has(page, "<a href=\"departments/%E5%8C%BA%E8%B4%A2%E6%94%BF%E5%B1%80.html\">区财政局</a>");
    m.formats = STR("html,json");
    page = sample_written(report_index, &m, &a);
    check_has(page, "<a href=\"report.json\">");
    check_lacks(page, "report.xlsx");
    check_lacks(page, "report.csv");
    arena_done(&a);
}

static void test_ten_thousand(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct report_model m = sample_model(&a, sample_verdicts(&a, 10000));
    str page = sample_written(report_html, &m, &a);
    write_for_eyes(page, "AUDIT_SAMPLE_HTML_BIG");
    check_balanced(page);
    check_has(page, "发现 <b>10004</b> 个问题");
    assert_in_range(page.len, 2 << 20, 10 << 20);
    arena_done(&a);
}

static void test_full_disk(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct report_model m = sample_model(&a, sample_verdicts(&a, 9));
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    assert_false(report_html(full, &m, &a));
    assert_int_equal(errno, ENOSPC); /* the first error is the one that is told */
    fclose(full);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tells),
        cmocka_unit_test(test_adds_up),
        cmocka_unit_test(test_incomplete_is_said),
        cmocka_unit_test(test_nothing_looked_at),
        cmocka_unit_test(test_nothing_found),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_department_page),
        cmocka_unit_test(test_common_once),
        cmocka_unit_test(test_index_leads),
        cmocka_unit_test(test_ten_thousand),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_months_unknown),
        cmocka_unit_test(test_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
