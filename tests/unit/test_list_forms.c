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
#define TOLD         "为丰富群众文化生活，我区自2019年3月1日起完善服务设施，延长开放时间，具体安排以现场公告为准。"
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
    { "day of the week behind the date",
      "<ul><li>" A1 "<i>2026年5月2日 星期六</i></li><li>" A2 "<i>2026年5月1日 星期五</i></li></ul>", BOTH },
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
    { "a day in the summary is not the item's",
      "<ul><li><div class=d><span>02</span><em>2026-05</em></div><h3>" A1 "</h3><p>" TOLD "</p></li><li><div "
      "class=d><span>01</span><em>2026-05</em></div><h3>" A2 "</h3><p>" TOLD "</p></li></ul>",
      BOTH },
    { "nor where the day has a label",
      "<div><dl><dt>" A1 "</dt><dd>" TOLD "</dd><dd>时间：2026-05-02 来源：本站</dd></dl><dl><dt>" A2 "</dt><dd>" TOLD
      "</dd><dd>时间：2026-05-01 来源：本站</dd></dl></div>",
      BOTH },
    { "a summary with a day, and no other day", "<ul><li>" A1 "<p>" TOLD "</p></li><li>" A2 "<p>" TOLD "</p></li></ul>",
      BOTH_UNDATED },
    { "all of the row is one link",
      "<ul><li><a href=a1.html><img src=i.jpg><h4>体育馆开放公告</h4><p class=date>2026-05-02</p><p>" TOLD
      "</p></a></li><li><a href=a2.html><img src=i.jpg><h4>图书馆开放公告</h4><p class=date>2026-05-01</p><p>" TOLD
      "</p></a></li></ul>",
      BOTH },
    { "the title in it named by its class",
      "<ul><li><a href=a1.html><div class=tit>体育馆开放公告</div><p>" TOLD "</p><i>2026-05-02</i></a></li><li><a "
      "href=a2.html><div class=tit>图书馆开放公告</div><p>" TOLD "</p><i>2026-05-01</i></a></li></ul>",
      BOTH },
    { "or by the link's title",
      "<ul><li><a href=a1.html title=体育馆开放公告><p>体育馆开放公告</p><p>" TOLD
      "</p><i>2026-05-02</i></a></li><li><a "
      "href=a2.html title=图书馆开放公告><p>图书馆开放公告</p><p>" TOLD "</p><i>2026-05-01</i></a></li></ul>",
      BOTH },
    { "a labelled day in the link",
      "<ul><li><a href=a1.html><p>体育馆开放公告</p><span>发布时间：2026-05-02</span></a></li><li><a "
      "href=a2.html><p>图书馆开放公告</p><span>发布时间：2026-05-01</span></a></li></ul>",
      BOTH },
    { "year and day in a box of the link",
      "<ul><li><a href=a1.html><p><b>05-02</b><i>2026</i></p><p>体育馆开放公告</p></a></li><li><a "
      "href=a2.html><p><b>05-01</b><i>2026</i></p><p>图书馆开放公告</p></a></li></ul>",
      BOTH },
    { "a mark of what is new",
      "<ul><li><a href=a1.html><span>体育馆开放公告</span><b>NEW</b></a><i>2026-05-02</i></li><li><a "
      "href=a2.html><span>图书馆开放公告</span><b>NEW</b></a><i>2026-05-01</i></li></ul>",
      BOTH },
    { "title attribute with spaced labels",
      "<ul><li><a href=a1.html title='文章标题：体育馆开放公告&#13;&#10;作　　者：佚名&#13;&#10;更新时间：2026-05-02 "
      "10:00:00'>体育馆…</a></li><li><a href=a2.html "
      "title='文章标题：图书馆开放公告&#13;&#10;作　　者：佚名&#13;&#10;更新时间：2026-05-01 "
      "10:00:00'>图书馆…</a></li></ul>",
      BOTH },
    { "a script that takes the day apart",
      "<ul><li>" A1
      "<i><script>var s='2026-05-02';document.write(s.split('-')[1]+'-'+s.split('-')[2])</script></i></li><li>" A2
      "<i><script>var s='2026-05-01';document.write(s.split('-')[1]+'-'+s.split('-')[2])</script></i></li></ul>",
      BOTH },
    { "a list cut into boxes of a few rows",
      "<ul class=l><li>" A1 "<i>2026-05-02</i></li><li>" A2 "<i>2026-05-01</i></li></ul><hr><ul class='l last'><li>" A3
      "<i>2026-04-30</i></li></ul>",
      BOTH "博物馆开放公告|a3.html|2026-04-30;" },
    { "boxes in boxes",
      "<div class=b><ul><li>" A1 "<i>2026-05-02</i></li><li>" A2
      "<i>2026-05-01</i></li></ul></div><div class=b><ul><li>" A3 "<i>2026-05-01</i></li></ul></div>",
      BOTH "博物馆开放公告|a3.html|2026-05-01;" },
    /* decoys */
    { "panes of a tab begin anew",
      "<div class=b><ul><li>" A1 "<i>2026-05-02</i></li><li>" A2
      "<i>2026-05-01</i></li></ul></div><div class=b><ul><li>" A3 "<i>2026-05-03</i></li></ul></div>",
      BOTH },
    { "a heading begins another list",
      "<ul><li>" A1 "<i>2026-05-02</i></li><li>" A2 "<i>2026-05-01</i></li></ul><h3>其他</h3><ul><li>" A3
      "<i>2026-04-30</i></li></ul>",
      BOTH },
    { "the unit before a title is not it",
      "<ul><li><a href=a1.html><span class=tit>【文旅局】</span>体育馆开放公告</a><i>2026-05-02</i></li><li><a "
      "href=a2.html><span class=tit>【文旅局】</span>图书馆开放公告</a><i>2026-05-01</i></li></ul>",
      "【文旅局】体育馆开放公告|a1.html|2026-05-02;【文旅局】图书馆开放公告|a2.html|2026-05-01;" },
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
    { "a second link in the row: the interpretation, the file",
      "<ul><li>" A1 "<a href=/jd/1.html>政策解读</a><i>2026-05-02</i></li><li>" A2
      "<a href=a2.pdf>[PDF]</a><i>2026-05-01</i></li></ul>",
      BOTH },
    { "two labelled days behind two links",
      "<ul><li>" A1 "<a href=/jd/1.html>解读</a><i>成文：2026-04-01</i><i>发布：2026-05-02</i></li><li>" A2
      "<a href=/jd/2.html>解读</a><i>成文：2026-04-01</i><i>发布：2026-05-01</i></li></ul>",
      BOTH },
    { "rows that are links, title and day within",
      "<div><a href=a1.html class=it><span>体育馆开放公告</span><span>2026-05-02</span></a><a href=a2.html "
      "class=it><span>图书馆开放公告</span><span>2026-05-01</span></a></div>",
      BOTH },
    { "only the word 详细 is linked",
      "<ul><li><h4>体育馆开放公告</h4><p>" TOLD
      "<a href=a1.html>[详细]</a></p><i>2026-05-02</i></li><li><h4>图书馆开放公告</h4><p>" TOLD
      "<a href=a2.html>[详细]</a></p><i>2026-05-01</i></li></ul>",
      BOTH },
    { "only the word 下载 is linked",
      "<table><tr><td>1</td><td>体育馆开放公告</td><td>2026-05-02</td><td><a "
      "href=a1.html>下载</a></td></tr><tr><td>2</td>"
      "<td>图书馆开放公告</td><td>2026-05-01</td><td><a href=a2.html>下载</a></td></tr></table>",
      BOTH },
    { "until when it holds is not when it came",
      "<ul><li>" A1 "<em>有效期至2029-12-31</em><i>2026-05-02</i></li><li>" A2
      "<em>有效期至2029-12-31</em><i>2026-05-01</i></li></ul>",
      BOTH },
    { "the whole title in an attribute further in, a mark before it",
      "<ul><li><a href=a1.html><b>·</b><span title=体育馆开放公告>体育馆开…</span></a><i>2026-05-02</i></li><li><a "
      "href=a2.html><b>置顶</b><span>图书馆开放公告</span></a><i>2026-05-01</i></li></ul>",
      BOTH },
    { "links of a sentence are no rows",
      "<div><p>按《<a href=/f/1.html>体育场馆条例（2019-03-01）</a>》和《<a "
      "href=/f/2.html>图书馆条例（2020-03-01）</a>》办理。</p></div>",
      NULL },
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
