/* SPDX-License-Identifier: MIT */
/* List rows whose parts stand apart: date in the block behind or before the title, in a list beside, in a heading
 * above; and menus on the addresses of programs, which are no items. */
#include "row_samples.h"

#define A1 "<a href=a1.html>体育馆开放公告</a>"
#define A2 "<a href=a2.html>图书馆开放公告</a>"
#define A3 "<a href=a3.html>博物馆开放公告</a>"
#define SUMMARY                                                                                                                                                                \
    "为丰富群众文化生活，按照全年工作部署，区文化和旅游局组织各场馆完善服务设施，延长开放时间，自即日起向全体市民免费" \
    "开放，"                                                                                                                                                                \
    "请携带有效身份证件提前预约，遵守参观秩序，爱护公共设施，具体开放安排和注意事项以现场公告为准，欢迎社会各界监督。" \
    "为丰富群众文化生活，按照全年工作部署，区文化和旅游局组织各场馆完善服务设施，延长开放时间。"
#define BOTH         "体育馆开放公告|a1.html|2026-05-02;图书馆开放公告|a2.html|2026-05-01;"
#define BOTH_UNDATED "体育馆开放公告|a1.html|;图书馆开放公告|a2.html|;"

static const struct row_sample samples[] = {
    { "heading with its date behind it",
      "<div><h3>" A1 "</h3><p>2026-05-02 来源：文旅局</p><p>摘要一</p><h3>" A2
      "</h3><p>2026-05-01</p><p>摘要二</p></div>",
      BOTH },
    { "headings with long summaries are no article",
      "<div class=art><h3>" A1 "</h3><p>2026-05-02 来源：文旅局</p><p>" SUMMARY "</p><h3>" A2
      "</h3><p>2026-05-01 来源：文旅局</p><p>" SUMMARY "</p></div>",
      BOTH },
    { "date in the next row of the table",
      "<table><tr><td>■ " A1 "</td></tr><tr><td align=right>(2026-05-02)</td></tr><tr><td>■ " A2
      "</td></tr><tr><td align=right>(2026-05-01)</td></tr></table>",
      BOTH },
    { "paragraphs by turns: date, then title",
      "<div><p class=d>2026-05-02</p><p>" A1 "</p><p class=d>2026-05-01</p><p>" A2 "</p></div>", BOTH },
    { "month over rows that know the day",
      "<h5>2026年5月</h5><ul><li><b>2日</b>" A1 "</li><li><b>1日</b>" A2 "</li></ul>"
      "<h5>2026年4月</h5><ul><li><b>30日</b>" A3 "</li></ul>",
      BOTH "博物馆开放公告|a3.html|2026-04-30;" },
    { "titles in one list, dates in another",
      "<div class=l><ul><li>" A1 "</li><li>" A2
      "</li></ul></div><div class=r><ul><li>2026-05-02</li><li>2026-05-01</li></ul></div>",
      BOTH },
    { "fewer dates than titles: nobody knows whose",
      "<div class=l><ul><li>" A1 "</li><li>" A2 "</li></ul></div><div class=r><ul><li>2026-05-02</li></ul></div>",
      BOTH_UNDATED },
    { "year and day in boxes",
      "<ul><li><span class=y>2026</span><span class=d>05/02</span>" A1 "</li><li><span class=y>2026</span><span "
      "class=d>05/01</span>" A2 "</li></ul>",
      BOTH },
    { "title attribute of many lines",
      "<ul><li><a href=a1.html "
      "title='标题：体育馆开放公告&#10;发布日期：2026-05-02&#10;点击数：12'>体育馆开放…</a></li>"
      "<li><a href=a2.html "
      "title='标题：图书馆开放公告&#10;发布日期：2026-05-01&#10;点击数：12'>图书馆开放…</a></li></ul>",
      BOTH },
    { "two digits of the year", "<div>·" A1 "&nbsp;[26-05-02]<br>·" A2 "&nbsp;[26-05-01]</div>", BOTH },
    { "midnight of a database",
      "<table><tr><td>" A1 "</td><td><span>2026/5/2 0:00:00</span></td></tr><tr><td>" A2
      "</td><td><span>2026/5/1 0:00:00</span></td></tr></table>",
      BOTH },
    { "year, month and day apart",
      "<ul><li><div><span>2026</span>-<span>05</span>-<span>02</span></div>" A1
      "</li><li><div><span>2026</span>-<span>05</span>-<span>01</span></div>" A2 "</li></ul>",
      BOTH },
    { "relative words, the day in the time element",
      "<ul><li>" A1 "<time datetime='2026-05-02T09:00:00+08:00'>3天前</time></li><li>" A2
      "<time datetime='2026-05-01'>4天前</time></li></ul>",
      BOTH },
    { "day over month and year with words",
      "<ul><li><p class=d>02日</p><p>2026年5月</p>" A1 "</li><li><p class=d>01日</p><p>2026年5月</p>" A2 "</li></ul>",
      BOTH },
    { "views and dates in one text",
      "<table><tr><td>◇</td><td>" A1 "<font>（2026-05-02，阅读 31 次）</font></td></tr><tr><td>◇</td><td>" A2
      "<font>（2026-05-01，阅读 30 次）</font></td></tr></table>",
      BOTH },
    { "rows of spans",
      "<div><span class=it><i></i>" A1 "<i>2026-05-02</i></span><span class=it><i></i>" A2
      "<i>2026-05-01</i></span></div>",
      BOTH },
    { "picture, title and summary all linked",
      "<div><div class=card><a class=pic href=a1.html><img src=i.jpg></a><h4>" A1
      "</h4><p>摘要文字，2019年以来的部署要求。<a "
      "href=a1.html>[详细]</a></p><span>2026/05/02 浏览：17次</span></div><div class=card><a class=pic "
      "href=a2.html><img "
      "src=i.jpg></a><h4>" A2 "</h4><p>摘要文字，2019年以来的部署要求。<a href=a2.html>[详细]</a></p><span>2026/05/01 "
      "浏览：17次</span></div></div>",
      BOTH },
    /* decoys */
    { "one date behind all the rows is none of theirs",
      "<ul><li>" A1 "</li><li>" A2 "</li><li>" A3 "</li><p>更新于2026-05-02</p></ul>",
      "体育馆开放公告|a1.html|;图书馆开放公告|a2.html|;博物馆开放公告|a3.html|;" },
    { "half a page with its footer is no row",
      "<div class=top><a href='/'><img src=l.png alt='云河区人民政府'></a></div><div class=container><div "
      "class=article><h1>现场推进会召开</h1><div><span>2026-11-11</span></div></div><div "
      "class=footer><p>主办单位：某区</p><p><a "
      "href='http://www.beian.gov.cn/r?c=37990102000123'>鲁公网安备 37990102000123号</a></p></div></div>",
      NULL },
    { "tables one under the other do not date each other",
      "<table><tr><td><a "
      "href='/gkml/a1234.html'>政府信息公开目录</a></td></tr></table><table><tr><td>现场推进会召开</td></tr>"
      "<tr><td>2026年11月11日</td></tr></table><table><tr><td><a "
      "href='/b/b1234.html'>公众意见征集办法</a></td></tr></table>",
      "政府信息公开目录|http://x.gov.cn/gkml/a1234.html|;公众意见征集办法|http://x.gov.cn/b/b1234.html|;" },
    { "a row's lower part is no footer",
      "<div><div class=it><p>" A1 "</p><div class=bottom>文旅局 2026-05-02</div></div><div class=it><p>" A2
      "</p><div class=bottom>文旅局 2026-05-01</div></div><div class=it><p>" A3
      "</p><div class=bottom>文旅局 2026-04-30</div></div></div>",
      BOTH "博物馆开放公告|a3.html|2026-04-30;" },
    { "nor is one without a date",
      "<ul><li><a href=a1.html>体育馆开放公告</a><i>2026-05-02</i><div class=foot>文旅局</div></li><li><a "
      "href=a2.html>图书馆开放公告</a><i>2026-05-01</i><div class=foot>文旅局</div></li></ul>",
      BOTH },
    { "a menu of a program is no list",
      "<div class=mega><dl><dt><a href='/index.php?m=content&c=index&a=lists&catid=6'>新闻中心栏目</a></dt><dd><a "
      "href='/index.php?m=content&c=index&a=lists&catid=9'>云河要闻动态</a></dd><dd><a "
      "href='/index.php?m=content&c=index&a=lists&catid=12'>部门工作动态</a></dd></dl></div>",
      NULL },
};

static void row_forms(void **state)
{
    (void)state;
    expect_rows(samples, ARRAY_LEN(samples));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(row_forms) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
