/* SPDX-License-Identifier: MIT */
/* Dates in texts and addresses: the forms people write, and the numbers that only look like dates. */
#include "page_sample.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void expect(struct arena *a, const char *text, const char *wanted)
{
    struct date_found found;
    str got = STR("none");
    if (date_find(str_from(text), 0, &found)) {
        got = day_known(found.value) ? day_to_iso(a, found.value) : str_fmt(a, "--%02d-%02d", found.month, found.dom);
        assert_true(found.start < found.end && found.end <= str_from(text).len);
    } else {
        assert_false(day_known(found.value));
    }
    if (!str_eq(got, str_from(wanted)))
        fail_msg("\"%s\": %.*s instead of %s", text, STR_ARG(got), wanted);
}

static const char *const texts[][2] = {
    { "2026-07-01", "2026-07-01" },
    { "2026/07/01", "2026-07-01" },
    { "2026.7.1", "2026-07-01" },
    { "2026-7-1", "2026-07-01" },
    { "2026年07月01日", "2026-07-01" },
    { "2026年7月1日", "2026-07-01" },
    { "2022 年 6 月 1 日", "2022-06-01" },
    { "２０２６－０７－０１", "2026-07-01" },
    { "2021年２月20日", "2021-02-20" },
    { "２０２６年７月１日", "2026-07-01" },
    { "2026-\n 01-\n 23", "2026-01-23" },
    { "2026-\r\n\t01-\r\n\t23", "2026-01-23" },
    { "2017——04——12", "2017-04-12" },
    { "2017—04—12", "2017-04-12" },
    { "2017–04–12", "2017-04-12" },
    { "二〇二六年七月一日", "2026-07-01" },
    { "二○一九年十二月三十一日", "2019-12-31" },
    { "二〇二〇年十月二十日", "2020-10-20" },
    { "二零二一年十一月十一日", "2021-11-11" },
    { "二〇一八年二月十日", "2018-02-10" },
    { "[2026-08-31]", "2026-08-31" },
    { "[ 2026-09-03 ]", "2026-09-03" },
    { "(2018-04-20)", "2018-04-20" },
    { "（2018-04-20）", "2018-04-20" },
    { "【2018-04-20】", "2018-04-20" },
    { "20260831", "2026-08-31" },
    { "[20260831]", "2026-08-31" },
    { "发布日期：20260831", "2026-08-31" },
    { "20260831 10:22", "2026-08-31" },
    { "20260831102233", "2026-08-31" },
    { "2017-05-15 10:49:00", "2017-05-15" },
    { "2026-07-01T08:00:00+08:00", "2026-07-01" },
    { "2026年7月1日10:30", "2026-07-01" },
    { "发布时间：2026-07-01 09:15 来源：区府办", "2026-07-01" },
    { "关于供热的通告2026-07-01", "2026-07-01" },
    { "2026-07-01关于供热的通告", "2026-07-01" },
    { "2026-07-01至2026-07-31", "2026-07-01" },
    { "2026-07-01-2026-07-31", "2026-07-01" },
    { "2026-2030年规划 2026-03-04", "2026-03-04" },
    { "2024-02-29", "2024-02-29" },
    { "26-07-01", "2026-07-01" },
    { "[09-12-30]", "2009-12-30" },
    { "26/07/01", "2026-07-01" },
    { "[26.07.01]", "2026-07-01" },
    { "09-03", "--09-03" },
    { "11-19", "--11-19" },
    { "[11-19]", "--11-19" },
    { "(08/31)", "--08-31" },
    { "9月3日", "--09-03" },
    { "09月03日", "--09-03" },
    { "（9月3日）", "--09-03" },
    { "09.03", "--09-03" },
    { "12-30", "--12-30" },
    { "09-03 10:30", "--09-03" },
    { "02-29", "--02-29" },
    { "定于9月3日停水", "--09-03" },
    { "2026-07-01\xC2\xA0", "2026-07-01" },
    { "\xE2\x80\x8B"
      "2026-07-01",
      "2026-07-01" },
    { "2026年七月一日", "2026-07-01" },
    { "2026年7月1号", "2026-07-01" },
    { "2026 - 07 - 01", "2026-07-01" },
    { "2026/7/1 8:05:00", "2026-07-01" },
    { "2026．07．01", "2026-07-01" },
    { "2026-07-01（星期三）", "2026-07-01" },
};

static const char *const decoys[] = {
    "",
    "abc",
    "0632-8811000",
    "电话：0632-8811000",
    "2026-8811000",
    "12345-12-12345",
    "版本 2.3.1",
    "v2026.7.1",
    "10.12.1.1",
    "192.168.1.1",
    "山政发〔2026〕7号",
    "山政办发〔2026〕07号",
    "370406202607010012",
    "2026-2030年",
    "2026年",
    "2026年7月",
    "2026-07",
    "2026.07",
    "2026-13-01",
    "2026-02-30",
    "2025年2月29日",
    "2026年4月31日",
    "1234567",
    "20261345",
    "共20260831元",
    "13-40",
    "16-18岁",
    "第10-12号",
    "10-12月",
    "共07-11项",
    "1/56",
    "25:30",
    "2026年第7号",
    "3.15",
    "12.30万元",
    "￥12.30",
    "98.12%",
    "0.5",
    "1-12",
    "5-6",
    "37040600000001",
    "SDPR-2026-0010001",
    "11370406004567890X/2026-00012",
    "2026.07.01.3",
    "/2026/07/01/a.html",
    "系统版本 26.07.01",
    "t20260512_1",
    "一是抓落实",
    "二十大",
    "2101-01-01",
    "1899-12-31",
    "2026-7-123",
    "2026/7",
    "12-30%",
    "99-01-01",
    "1:09-03:10",
};

static void test_texts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        expect(&a, texts[i][0], texts[i][1]);
    for (size_t i = 0; i < ARRAY_LEN(decoys); i++)
        expect(&a, decoys[i], "none");
    arena_done(&a);
}

static void test_next_date_is_found_from_the_end(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str text = STR("成文日期：2026-06-01 发布日期：2026-06-26");
    struct date_found found;
    assert_true(date_find(text, 0, &found));
    assert_true(date_find(text, found.end, &found));
    assert_true(str_eq(day_to_iso(&a, found.value), STR("2026-06-26")));
    assert_false(date_find(text, found.end, &found));
    arena_done(&a);
}

static const char *const addresses[][2] = {
    { "http://x.gov.cn/art/2022/6/1/art_12_3456.html", "2022-06-01" },
    { "http://x.gov.cn/a/202605/t20260512_2282.html", "2026-05-12" },
    { "http://x.gov.cn/a/201811/t20181102_22.shtml", "2018-11-02" },
    { "http://x.gov.cn/a/202606/P020260601322559475097.pdf", "2026-06-01" },
    { "http://x.gov.cn/a/2026-09/03/content_123.html", "2026-09-03" },
    { "http://x.gov.cn/a/2026-09/03/c_123.html", "2026-09-03" },
    { "http://x.gov.cn/a/20260903/0123456789abcdef/c.shtml", "2026-09-03" },
    { "http://x.gov.cn/a/20260903/12345.html", "2026-09-03" },
    { "http://x.gov.cn/2026/09/03/ARTI12.shtml", "2026-09-03" },
    { "http://x.gov.cn/2026-09-03/12.html", "2026-09-03" },
    { "http://x.gov.cn/web/a/202609031234/index.html", "2026-09-03" },
    { "http://x.gov.cn/columns/aa/202609/03/bb.html", "2026-09-03" },
    { "http://x.edu.cn/2024/0101/c12a34567/page.htm", "2024-01-01" },
    { "http://x.gov.cn/202209/xx.html", "none" },
    { "http://x.gov.cn/col/col120107/index.html", "none" },
    { "http://x.gov.cn/a/20261345/12345.html", "none" },
    { "http://x.gov.cn/a/18891201/12345.html", "none" },
    { "http://x.gov.cn/a/index.html?d=20260903", "none" },
    { "http://x.gov.cn/20260903.com/", "none" },
    { "http://x.gov.cn/info/1034/16886.htm", "none" },
    { "http://x.gov.cn/2026/09/a.html", "none" },
    { "http://20260903.gov.cn/a.html", "none" },
    { "", "none" },
};

static void test_addresses(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
        day d = date_from_address(str_from(addresses[i][0]));
        str got = day_known(d) ? day_to_iso(&a, d) : STR("none");
        if (!str_eq(got, str_from(addresses[i][1])))
            fail_msg("%s: %.*s instead of %s", addresses[i][0], STR_ARG(got), addresses[i][1]);
    }
    arena_done(&a);
}

struct page_sample {
    const char *head_and_body, *address, *published;
    enum date_source source;
};

#define PLAIN "http://x.gov.cn/a/b1.html"
#define TEXT  "<div class=TRS_Editor><p>定于2020年1月2日召开会议，有效期至2030年1月1日。</p></div>"

static const struct page_sample pages[] = {
    { "<h1>通知</h1><p>发布时间：2026-05-02 09:15</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>通知</h1><span>发布日期：</span><span><b>2026年5月2日</b></span>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>通知</h1><table><tr><td>发 布 日 "
      "期</td><td>2026-05-02</td><td>成文日期</td><td>2026-04-01</td></tr></table>" TEXT,
      PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>通知</h1><p>时间：2026-05-02 来源：水务局 浏览次数：3</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>通知</h1><span class=date><publishtime>2026-05-02 10:49:00</publishtime></span>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<h1>通知</h1><span class=date>2026-05-02</span>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>通知</h1><script>document.write('发布时间：2026-05-02 10:00');</script>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<h1>通知</h1><script>document.write('<span>发稿时间：'+'2026-05-02</span>');</script>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<meta name=PubDate content='2026-05-03 11:00'><h1>通知</h1><p>发布时间：2026-05-02</p>" TEXT, PLAIN,
      "2026-05-02", DATE_LABELLED },
    { "<meta name=PubDate content='2026-05-03 11:00'><h1>通知</h1>" TEXT, PLAIN, "2026-05-03", DATE_PUBDATE },
    { "<meta name=PubDate content='${pubdate}'><h1>通知</h1>" TEXT, "http://x.gov.cn/202605/t20260504_1.html",
      "2026-05-04", DATE_ADDRESS },
    { "<h1>通知</h1><p>成文日期：2026-04-01</p>" TEXT, "http://x.gov.cn/202605/t20260504_1.html", "2026-05-04",
      DATE_ADDRESS },
    { "<h1>通知</h1><p>更新时间：2026-05-09</p><p>发布时间：2026-05-02</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><p>创建时间：&nbsp;<span>2026/05/02</span></p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><p>点击数:12 | 加入时间:2026-05-02</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><p>发布日期：20260502</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h2>供水发布会</h2><p><span>发布：2026-05-02 08:36</span><span>来源：水务局</span></p>" TEXT, PLAIN,
      "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><p>发布日期：<script>document.write(\"2026-05-02 10:11\".substring(0,10))</script></p>" TEXT,
      PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><time datetime='2026-05-02T09:00'>5月2日</time>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<table><tr><td>索引号</td><td>成文日期</td><td>发布日期</td></tr><tr><td>11/2026-1</td><td>2026-04-01</td>"
      "<td>2026-05-02</td></tr></table><h1>供水通知</h1>" TEXT,
      PLAIN, "2026-05-02", DATE_LABELLED },
    /* the line under the title, its date without a label */
    { "<h3>供水通知</h3><h5>[水务局]&nbsp; 2026-05-02&nbsp; 字号：<a href=#>大</a></h5>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<h2>供水通知</h2><div>来源：水务局　2026-05-02 10:10　浏览次数：12</div>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<h2>供水通知</h2><p><span>2026-05-02 10:10</span> <span>来源：水务局</span></p>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    { "<table><tr><td>供水通知</td></tr><tr><td>2026-5-2 17:32:17　点击：<script "
      "src=c.js></script></td></tr></table>" TEXT,
      PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h2>供水通知</h2><ul><li>2026年05月02日 15时30分</li><li>来源：<span>水务局</span></li></ul>" TEXT, PLAIN,
      "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><p>2026年05月02日 星期六 09:30 来源：水务局</p>" TEXT, PLAIN, "2026-05-02", DATE_LABELLED },
    { "<h1>供水通知</h1><div><i class=clock></i> 2026-05-02 <i class=eye></i> 123</div>" TEXT, PLAIN, "2026-05-02",
      DATE_LABELLED },
    /* decoys */
    { "<p class=date><i>2026年05月02日</i><i>星期六</i></p><h1>供水通知</h1>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<div class=time>今天是：<span>2026年10月02日</span> <span>农历八月</span></div><h1>供水通知</h1>" TEXT, PLAIN,
      "", DATE_NOWHERE },
    { "<h1>供水通知</h1><p><span>成文日期：</span><span>2026-04-01</span> <span>来源：水务局</span></p>" TEXT, PLAIN,
      "", DATE_NOWHERE },
    { "<h1>供水通知</h1><div><div>发文日期</div><div>2026-04-01</div></div>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<h3>最新文章</h3><ul><li><a href=a1.html>市长访问 3 家企业</a><span>2026-05-03</span></li><li><a "
      "href=a2.html>甲通知</a><span>2026-05-02</span></li></ul><h1>供水通知</h1>" TEXT,
      PLAIN, "", DATE_NOWHERE },
    { "<h1>供水通知</h1><p>关于2026年5月2日会议的来源说明</p>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<h1>通知</h1><p>成文日期：2026-04-01</p>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<h1>通知</h1>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<h1>开标公告</h1><div class=TRS_Editor><p>开标时间：2026年6月1日9时</p><p>时间：2026年6月2日 "
      "地点：会议室</p></div>",
      PLAIN, "", DATE_NOWHERE },
    { "<p>今天是 <span class=date>2026年5月2日 星期六</span></p><h1>通知</h1>" TEXT, PLAIN, "", DATE_NOWHERE },
    { "<ul><li><a href=a1.html>甲通知</a>发布日期：2026-05-03</li><li><a "
      "href=a2.html>乙通知</a>发布日期：2026-05-02</li>"
      "<li><a href=a3.html>丙通知</a>发布日期：2026-05-01</li></ul>",
      PLAIN, "", DATE_NOWHERE },
    { "<ul><li><a href=a1.html>甲通知</a><span class=date>2026-05-03</span></li></ul>", PLAIN, "", DATE_NOWHERE },
};

static void test_day_of_publication(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        struct page_facts *p = sample_read(&a, pages[i].address, pages[i].head_and_body);
        str got = day_known(p->published) ? day_to_iso(&a, p->published) : STR("");
        if (!str_eq(got, str_from(pages[i].published)) || p->published_source != pages[i].source)
            fail_msg("%s: %.*s from %.*s", pages[i].head_and_body, STR_ARG(got),
                     STR_ARG(words_date_source(p->published_source)));
    }
    arena_done(&a);
}

static void test_dates_in_text_are_bounded(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str parts[400];
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i] = str_fmt(&a, "<p>%d年5月2日</p>", 1950 + (int)(i % 100));
    struct page_facts *p = sample_read(&a, PLAIN, str_cstr(&a, str_join(&a, parts, ARRAY_LEN(parts), (str){ 0 })));
    assert_int_equal(p->dates.count, 50);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_next_date_is_found_from_the_end),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_day_of_publication),
        cmocka_unit_test(test_dates_in_text_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
