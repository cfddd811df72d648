/* SPDX-License-Identifier: MIT */
/* List rows in the arrangements of the publishing systems: title, address and date of each, and which list is the
 * page's own. */
#include "row_samples.h"

static const struct row_sample samples[] = {
    { "ul li span",
      "<ul><li class=clearfix><a href='./202606/t20260623_36.html' "
      "title='关于供水的通知'>关于供水的通知</a><span>2026-06-23</span></li>"
      "<li><a href='./202606/t20260620_35.html'>关于供热的通知</a><span>2026-06-20</span></li></ul>",
      "关于供水的通知|202606/t20260623_36.html|2026-06-23;关于供热的通知|202606/t20260620_35.html|2026-06-20;" },
    { "one row only",
      "<ul class=list><li><a href='./202606/t20260623_36.html'>关于供水的通知</a><span>2026-06-23</span></li></ul>",
      "关于供水的通知|202606/t20260623_36.html|2026-06-23;" },
    { "table, third cell, no classes",
      "<table><tr><td width=25><img src=i.jpg></td><td>\n <a href='./a1234.html'>区属企业年度报告</a>\n</td><td>\n "
      "2020-09-03\n</td></tr>"
      "<tr><td><img src=i.jpg></td><td><a href='./a1235.html'>镇街年度报告</a></td><td>2020-09-02</td></tr></table>",
      "区属企业年度报告|a1234.html|2020-09-03;镇街年度报告|a1235.html|2020-09-02;" },
    { "header row names the date's cell",
      "<table><tr><th>名称</th><th>成文日期</th><th>发布机构</th><th>发布日期</th></tr>"
      "<tr><td><a "
      "href='a1.html'>教育局关于安全的通知</a></td><td>2020-08-01</td><td>教育局</td><td>2020-08-05</td></tr>"
      "<tr><td><a "
      "href='a2.html'>教育局关于招生的通知</a></td><td>2020-07-01</td><td>教育局</td><td>2020-07-05</td></tr></table>",
      "教育局关于安全的通知|a1.html|2020-08-05;教育局关于招生的通知|a2.html|2020-07-05;" },
    { "date in the cell's title",
      "<table><tr><td title='农村公路养护意见 （2018-04-20）'><a href=a1.html>农村公路养护意见</a></td></tr>"
      "<tr><td title='农村饮水安全意见（2018-04-18）'><a href=a2.html>农村饮水安全意见</a></td></tr></table>",
      "农村公路养护意见|a1.html|2018-04-20;农村饮水安全意见|a2.html|2018-04-18;" },
    { "date before the link",
      "<div><font class=date>2018/03/30</font><a href='./a1.html'>储备粮管理办法</a><br>"
      "<font class=date>2018/03/28</font><a href='./a2.html'>物价监测月报</a><br></div>",
      "储备粮管理办法|a1.html|2018-03-30;物价监测月报|a2.html|2018-03-28;" },
    { "date behind the link, line breaks only",
      "<div><a href='./a1.html'>储备粮管理办法</a> 2018/03/30<br><a href='./a2.html'>物价监测月报</a> "
      "2018/03/28<br></div>",
      "储备粮管理办法|a1.html|2018-03-30;物价监测月报|a2.html|2018-03-28;" },
    { "date in brackets in the text",
      "<table><tr><td><a href=a1.html>科技创新券办法</a>(2018-04-20)</td></tr><tr><td><a "
      "href=a2.html>专利资助办法</a>(2018-04-11)</td></tr></table>",
      "科技创新券办法|a1.html|2018-04-20;专利资助办法|a2.html|2018-04-11;" },
    { "jpaas: li in div, cut text, date in the title",
      "<div class=page-content><li><a title='卫健局所属医院公开招聘工作人员公告 2026年08月31日' "
      "href=a1.html>\n卫健局所属医院...\n</a>"
      "<span>\n[2026-08-31]\n</span></li><li><a title='老年食堂名单 2026年08月30日' "
      "href=a2.html>老年食堂名单</a><span>[2026-08-30]</span></li></div>",
      "卫健局所属医院公开招聘工作人员公告|a1.html|2026-08-31;老年食堂名单|a2.html|2026-08-30;" },
    { "cut mark behind a whole title",
      "<ul><li><a title='老年食堂名单' href=a1.html>老年食堂名单...</a>2026-05-02</li><li><a title='儿童食堂名单' "
      "href=a2.html>儿童食堂名单…</a>2026-05-01</li></ul>",
      "老年食堂名单|a1.html|2026-05-02;儿童食堂名单|a2.html|2026-05-01;" },
    { "dl with dd",
      "<dl><dt><a href=a1.html>河道清淤公告</a></dt><dd>2026-05-02</dd><dt><a "
      "href=a2.html>桥梁限行公告</a></dt><dd>2026-05-01</dd></dl>",
      "河道清淤公告|a1.html|2026-05-02;桥梁限行公告|a2.html|2026-05-01;" },
    { "one dl a row",
      "<div><dl><dt><a href=a1.html>河道清淤公告</a></dt><dd>2026-05-02</dd></dl><dl><dt><a "
      "href=a2.html>桥梁限行公告</a></dt><dd>2026-05-01</dd></dl></div>",
      "河道清淤公告|a1.html|2026-05-02;桥梁限行公告|a2.html|2026-05-01;" },
    { "p rows",
      "<div><p>·<a href=a1.html>河道清淤公告</a> 2026.5.2</p><p>·<a href=a2.html>桥梁限行公告</a> 2026.5.1</p></div>",
      "河道清淤公告|a1.html|2026-05-02;桥梁限行公告|a2.html|2026-05-01;" },
    { "several links in a row: the title, not the department, not 详细",
      "<ul><li>[<a href='/ly/'>区水利局</a>]<a href=a1.html>水库除险加固实施方案</a><a "
      "href=a1.html>[详细]</a><i>2026-05-02</i></li>"
      "<li>[<a href='/ly/'>区水利局</a>]<a href=a2.html>河长制工作实施方案</a><a "
      "href=a2.html>[详细]</a><i>2026-05-01</i></li></ul>",
      "水库除险加固实施方案|a1.html|2026-05-02;河长制工作实施方案|a2.html|2026-05-01;" },
    { "onclick rows",
      "<ul><li onclick=\"window.open('./a1.html')\">停水通知第一号 <b>2026-05-02</b></li>"
      "<li onclick=\"window.open('./a2.html')\">停水通知第二号 <b>2026-05-01</b></li></ul>",
      "停水通知第一号|a1.html|2026-05-02;停水通知第二号|a2.html|2026-05-01;" },
    { "javascript in href",
      "<ul><li><a href=\"javascript:jumpToDetail('./a1.html')\">停水通知第一号</a> <b>2026-05-02</b></li>"
      "<li><a href='#' onclick=\"openUrl('./a2.html')\">停水通知第二号</a> <b>2026-05-01</b></li></ul>",
      "停水通知第一号|a1.html|2026-05-02;停水通知第二号|a2.html|2026-05-01;" },
    { "day and month in boxes",
      "<ul><li><div><span>09</span><em>2026-11</em></div><a href=a1.html>防汛责任人名单</a></li>"
      "<li><div><span>07</span><em>2026-11</em></div><a href=a2.html>防火责任人名单</a></li></ul>",
      "防汛责任人名单|a1.html|2026-11-09;防火责任人名单|a2.html|2026-11-07;" },
    { "month-day over year",
      "<ul><li><b>11-09</b><i>2026</i><a href=a1.html>防汛责任人名单</a></li><li><b>11-07</b><i>2026</i><a "
      "href=a2.html>防火责任人名单</a></li></ul>",
      "防汛责任人名单|a1.html|2026-11-09;防火责任人名单|a2.html|2026-11-07;" },
    { "whole row is the link",
      "<ul><li><a href=a1.html><span>学校作息时间调整</span><span class=d>2026-05-02</span></a></li>"
      "<li><a href=a2.html><span>校车线路调整</span><span class=d>2026-05-01</span></a></li></ul>",
      "学校作息时间调整|a1.html|2026-05-02;校车线路调整|a2.html|2026-05-01;" },
    { "cards: links side by side, day over month, name in a heading, summary",
      "<div><a class=card href=a1.html><div><b>02</b><i>2026-05</i></div><h4>校舍安全检查</h4><p>教体局检查了…</p></a>"
      "<a class=card href=a2.html><div><b>01</b><i>2026-05</i></div><h4>校车年检安排</h4></a></div>",
      "校舍安全检查|a1.html|2026-05-02;校车年检安排|a2.html|2026-05-01;" },
    { "day over month beside a name without a heading",
      "<ul><li><a href=a1.html><b>02</b><i>2026-05</i>营业时间调整</a></li><li><a href=a2.html><b>01</b><i>2026-05</i>"
      "收费标准公示</a></li></ul>",
      "营业时间调整|a1.html|2026-05-02;收费标准公示|a2.html|2026-05-01;" },
    { "date by a script in the row",
      "<ul><li><a href=a1.html>医保目录调整</a><script>document.write('2026-05-02')</script></li>"
      "<li><a href=a2.html>医保缴费通知</a><script>document.write('2026-05-01')</script></li></ul>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "date given to a function in the row",
      "<ul><li><a href=a1.html>医保目录调整</a><i><script>showDate('2026-05-02 10:00:00')</script></i></li>"
      "<li><a href=a2.html>医保缴费通知</a><i><script>showDate('2026-05-01 10:00:00')</script></i></li></ul>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "date in an attribute that a script shows",
      "<ul><li><a href=a1.html>医保目录调整</a><i data-time='2026-05-02'></i></li>"
      "<li><a href=a2.html>医保缴费通知</a><i data-time='2026-05-01'></i></li></ul>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "rows by a script",
      "<ul><script>document.write('<li><a href=\"./a1.html\">医保目录调整</a><i>2026-05-02</i></li>');\n"
      "document.write('<li><a href=\"./a2.html\">医保缴费通知</a><i>2026-05-01</i></li>');</script></ul>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "every row by a script with variables",
      "<ul><li><script>var url = \"./202605/t20260502_1.shtml\"; var t='医保目录调整'; document.writeln(\"<a "
      "href='\"+url+\"'>\"+t+\"</a>\");"
      "document.writeln(\"2026-05-02 10:00\");</script></li>"
      "<li><script>var url = \"./202605/t20260501_2.shtml\"; var t='医保缴费通知'; document.writeln(\"<a "
      "href='\"+url+\"'>\"+t+\"</a>\");"
      "document.writeln(\"2026-05-01 10:00\");</script></li></ul>",
      "医保目录调整|202605/t20260502_1.shtml|2026-05-02;医保缴费通知|202605/t20260501_2.shtml|2026-05-01;" },
    { "link and date of a row by two scripts",
      "<ul><li><script>var url=\"./t20260502_1.shtml\"; var FILENUM=\"\"; document.write(\"<a href='\"+url+\"' "
      "title='医保目录调整'>医保目录</a>\");</script><span><script>document.writeln(\"2026-05-02 "
      "10:00\")</script></span></li>"
      "<li><script>var url=\"./t20260501_2.shtml\"; var FILENUM=\"\"; document.write(\"<a href='\"+url+\"' "
      "title='医保缴费通知'>医保缴费</a>\");</script><span><script>document.writeln(\"2026-05-01 "
      "10:00\")</script></span></li></ul>",
      "医保目录调整|t20260502_1.shtml|2026-05-02;医保缴费通知|t20260501_2.shtml|2026-05-01;" },
    { "link by a script, date in the HTML",
      "<ul><li><script>if(a){document.write(\"<a "
      "href='./t20260502_1.html'>医保目录调整</a>\")}</script><i>2026-05-02</i></li>"
      "<li><script>if(a){document.write(\"<a "
      "href='./t20260501_2.html'>医保缴费通知</a>\")}</script><i>2026-05-01</i></li></ul>",
      "医保目录调整|t20260502_1.html|2026-05-02;医保缴费通知|t20260501_2.html|2026-05-01;" },
    { "title of a link by a script",
      "<table><tr><td><a href=a1.html><script>document.write('医保目录调整'.substring(0,30))</script></a><td>2026-05-02"
      "<tr><td><a "
      "href=a2.html><script>document.write('医保缴费通知'.substring(0,30))</script></a><td>2026-05-01</table>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "date broken over lines",
      "<ul><li><a href=a1.html>医保目录调整</a><span>2026-\n   05-\n   02</span></li><li><a "
      "href=a2.html>医保缴费通知</a><span>2026-\n 05-\n 01</span></li></ul>",
      "医保目录调整|a1.html|2026-05-02;医保缴费通知|a2.html|2026-05-01;" },
    { "a date inside the title is no date of the row",
      "<ul><li><a href=a1.html>关于2025年9月3日停水的通知</a><span>2026-05-02</span></li>"
      "<li><a href=a2.html>2024-2026年规划</a><span>2026-05-01</span></li></ul>",
      "关于2025年9月3日停水的通知|a1.html|2026-05-02;2024-2026年规划|a2.html|2026-05-01;" },
    { "labels before two dates",
      "<ul><li><a href=a1.html>耕地保护办法</a><p>成文日期：2026-04-01 发布日期：2026-05-02</p></li>"
      "<li><a href=a2.html>林地保护办法</a><p>成文日期：2026-03-01 发布日期：2026-05-01</p></li></ul>",
      "耕地保护办法|a1.html|2026-05-02;林地保护办法|a2.html|2026-05-01;" },
    { "nested paragraphs in a row",
      "<ul><li><p><a href=a1.html>体育馆开放公告</a></p><p>摘要文字在这里</p><p>2026-05-02</p></li>"
      "<li><p><a href=a2.html>图书馆开放公告</a></p><p>摘要文字在这里</p><p>2026-05-01</p></li></ul>",
      "体育馆开放公告|a1.html|2026-05-02;图书馆开放公告|a2.html|2026-05-01;" },
    { "div rows, wrapped",
      "<div class=l><div class=i><h4><a href=a1.html>体育馆开放公告</a></h4><div>2026-05-02</div></div>"
      "<div class=i><h4><a href=a2.html>图书馆开放公告</a></h4><div>2026-05-01</div></div></div>",
      "体育馆开放公告|a1.html|2026-05-02;图书馆开放公告|a2.html|2026-05-01;" },
    { "every row a table of its own",
      "<div><table><tr><td><a href=a1.html>体育馆开放公告</a></td><td>2026-05-02</td></tr></table>"
      "<table><tr><td><a href=a2.html>图书馆开放公告</a></td><td>2026-05-01</td></tr></table></div>",
      "体育馆开放公告|a1.html|2026-05-02;图书馆开放公告|a2.html|2026-05-01;" },
    { "undated rows that are items",
      "<ul><li><a href='./202605/t20260502_1.html'>体育馆免费开放时间表</a></li><li><a "
      "href='./202605/t20260501_2.html'>图书馆免费开放时间表</a></li></ul>",
      "体育馆免费开放时间表|202605/t20260502_1.html|;图书馆免费开放时间表|202605/t20260501_2.html|;" },
    { "yearless, by the address",
      "<ul><li><a href='./202601/t20260103_1.html'>新年贺词发表</a><span>01-03</span></li><li><a "
      "href='./202512/t20251230_2.html'>岁末走访慰问</a><span>12-30</span></li></ul>",
      "新年贺词发表|202601/t20260103_1.html|2026-01-03;岁末走访慰问|202512/t20251230_2.html|2025-12-30;" },
    { "yearless, by the neighbours",
      "<ul><li><a href=a1.html>新年贺词发表</a><span>2026-01-03</span></li><li><a "
      "href=a2.html>岁末走访慰问</a><span>12-30</span></li></ul>",
      "新年贺词发表|a1.html|2026-01-03;岁末走访慰问|a2.html|2025-12-30;" },
    { "yearless without a hint stays unknown",
      "<ul><li><a href=a1.html>新年贺词发表</a><span>01-03</span></li><li><a "
      "href=a2.html>岁末走访慰问</a><span>12-30</span></li></ul>",
      "新年贺词发表|a1.html|;岁末走访慰问|a2.html|;" },
    { "rows with summaries and labelled dates in a container called content",
      "<div class=content><div class=it><a "
      "href=a1.html>体育馆开放公告</a><p>发布时间：2026-05-02</"
      "p><p>摘要：区体育馆即日起向市民免费开放，开放时间为每日八时至二十时，"
      "请市民携带有效证件预约入场，遵守场馆管理规定，爱护公共设施，共同维护良好的健身环境和公共秩序，具体安排见正文。</"
      "p></div>"
      "<div class=it><a "
      "href=a2.html>图书馆开放公告</a><p>发布时间：2026-05-01</p><p>摘要：区图书馆恢复夜间开放。</p></div></div>",
      "体育馆开放公告|a1.html|2026-05-02;图书馆开放公告|a2.html|2026-05-01;" },
    /* decoys: no list of the page's own */
    { "sub-columns",
      "<ul><li><a href='./jgzn/'>机构职能与内设机构</a></li><li><a href='./ldxx/'>领导信息与分工情况</a></li></ul>",
      NULL },
    { "navigation",
      "<div class=nav><ul><li><a href='/a1234.html'>首页新闻中心</a></li><li><a "
      "href='/b1234.html'>政务公开目录</a></li></ul></div>",
      NULL },
    { "print and close", "<p><a href='javascript:window.print()'>打印</a> 2026-05-01</p>", NULL },
    { "clock in the head",
      "<ul><li><a href='/'>网站首页</a></li><li>今天是2026年5月1日 星期五 <a href='/en1234.html'>English "
      "version</a></li></ul>",
      NULL },
};

static void test_row_forms(void **state)
{
    (void)state;
    expect_rows(samples, ARRAY_LEN(samples));
}

static const struct list_fact *main_list(const struct page_facts *p)
{
    for (size_t i = 0; i < p->lists.count; i++) {
        if (p->lists.items[i].main)
            return &p->lists.items[i];
    }
    return NULL;
}

static void test_side_box_is_not_the_list(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p =
        sample_read(&a, COLUMN,
                    "<body><div class=main><h2>通知公告</h2><ul><li><a "
                    "href='./202605/t20260502_1.html'>停水通知</a><span>2026-05-02</span></li></ul>"
                    "<script>createPageHTML(1,0,'index','html')</script></div><div class=side><h3>热门推荐</h3><ul>"
                    "<li><a href='/b/t20260101_2.html'>热门新闻一</a><span>2026-01-01</span></li><li><a "
                    "href='/b/t20260102_3.html'>热门新闻二</a><span>2026-01-02</span></li>"
                    "<li><a href='/b/t20260103_4.html'>热门新闻三</a><span>2026-01-03</span></li></ul></div></body>");
    assert_int_equal(p->lists.count, 2);
    const struct list_fact *own = main_list(p);
    assert_non_null(own);
    assert_true(str_eq(own->heading, STR("通知公告")));
    assert_int_equal(own->count, 1);
    arena_done(&a);
}

static void test_undated_list_beside_a_dated_box(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p =
        sample_read(&a, COLUMN,
                    "<body><div class=main><ul><li><a href='./bgs.html'>办公室工作职责</a></li><li><a "
                    "href='./czk.html'>财政科工作职责</a></li></ul></div>"
                    "<div class=side><h3>热门推荐</h3><ul><li><a "
                    "href='/b/t20260101_2.html'>热门新闻一</a><span>2026-01-01</span></li>"
                    "<li><a href='/b/t20260102_3.html'>热门新闻二</a><span>2026-01-02</span></li></ul></div></body>");
    const struct list_fact *own = main_list(p);
    assert_non_null(own);
    assert_true(str_eq(p->rows.items[own->first].title, STR("办公室工作职责")));
    assert_int_equal(own->count, 2);
    arena_done(&a);
}

static void test_menu_beside_a_list_is_no_heading(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(
        &a, COLUMN,
        "<body><ul class=s><li><a href='/zj/gk/'>县情概况</a><li><a href='/zj/ly/'>旅游景点</a></ul><div><ul>"
        "<li><a href='./t20260502_1.html'>东河古村落</a><span>2026-05-02</span></li>"
        "<li><a href='./t20260501_2.html'>西岭古村落</a><span>2026-05-01</span></li></ul></div></body>");
    const struct list_fact *own = main_list(p);
    assert_non_null(own);
    assert_int_equal(own->count, 2);
    assert_int_equal(own->heading.len, 0);
    assert_int_equal(own->more.len, 0);
    arena_done(&a);
}

/* Rows in paragraphs whose dates tell the second: much text outside links, and still a list. */
static void test_paragraphs_with_clock_times(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str rows = STR("");
    for (int i = 9; i > 0; i--)
        rows = str_fmt(&a,
                       "%.*s<p><a href='/gs/2026110%d.html'>东沟镇道路养护工作推进会召开第%d期</a> <span>2026-11-0%d "
                       "17:32:17</span></p>",
                       STR_ARG(rows), i, i, i);
    struct page_facts *p = sample_read(
        &a, COLUMN,
        str_cstr(&a, str_fmt(&a, "<body><p>首页 &gt; 公示</p><h2>公示</h2><div>%.*s</div></body>", STR_ARG(rows))));
    const struct list_fact *own = main_list(p);
    assert_non_null(own);
    assert_int_equal(own->count, 9);
    assert_false(p->known & KNOWN_BODY);
    arena_done(&a);
}

static const char previews[] =
    "<body><div class=box><div class=title><h3>机构职能</h3><a href='/zwgk/jgzn/'>更多</a></div><ul>"
    "<li><a href='/zwgk/jgzn/t20260502_1.html'>机构职能表</a><span>2026-05-02</span></li></ul></div>"
    "<div class=box><div class=title><h3>领导信息</h3><a href='/zwgk/ldxx/'>更多</a></div><ul>"
    "<li><a href='/zwgk/ldxx/t20260501_2.html'>领导分工表</a><span>2026-05-01</span></li></ul></div></body>";

static void test_previews_are_not_the_list(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(&a, "http://x.gov.cn/zwgk/", previews);
    assert_null(main_list(p));
    assert_int_equal(p->lists.count, 2);
    assert_true(str_eq(p->lists.items[0].heading, STR("机构职能")));
    assert_true(str_eq(p->lists.items[0].more, STR("http://x.gov.cn/zwgk/jgzn/")));
    assert_true(str_eq(p->lists.items[1].heading, STR("领导信息")));
    arena_done(&a);
}

static void test_article_has_no_list_of_its_own(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(
        &a, "http://x.gov.cn/a/t20260502_1.html",
        "<body><h1>停水通知</h1><div class=TRS_Editor><p>因管道检修，下列区域停止供水。</p><ul><li><a "
        "href=b.html>区域一名单</a> 2026-05-01</li>"
        "<li><a href=c.html>区域二名单</a> 2026-05-01</li></ul></div>"
        "<div><h3>相关链接</h3><ul><li><a href=d.html>供水条例全文</a><span>2020-05-01</span></li></ul></div></body>");
    assert_null(main_list(p));
    for (size_t i = 0; i < p->lists.count; i++)
        assert_int_equal(p->lists.items[i].region, REGION_RELATED);
    arena_done(&a);
}

static void test_many_rows_are_bounded(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { ROWS = 6000 };
    str *parts = arena_new(&a, str, ROWS);
    for (int i = 0; i < ROWS; i++)
        parts[i] = str_fmt(&a, "<li><a href='a%d.html'>通知第%d号</a><span>2026-05-02</span></li>", i, i);
    str rows = str_join(&a, parts, ROWS, (str){ 0 });
    struct page_facts *p = sample_read(&a, COLUMN, str_cstr(&a, str_fmt(&a, "<ul>%.*s</ul>", STR_ARG(rows))));
    assert_int_equal(p->rows.count, 5000);
    assert_true(p->limit_hit.len > 0);
    arena_done(&a);
}

/* An empty column: head and foot of the page are siblings, but no rows; nor does a footer become a list because little
 * else stands on the page. Blocks that are alike stay rows. */
static void test_head_and_foot_are_no_rows(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    static const char empty[] =
        "<body><div class=wrap><div class=top_bar><a href='/'><img src=l.png alt='云河区人民政府'></a></div>"
        "<div class=location>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk/tz/'>通知</a></div>"
        "<div class=list-right><div class=tit>通知</div><ul></ul></div>"
        "<div class=footer><p>主办单位：云河区人民政府办公室 联系电话：0699-8811000 网站标识码：3799010001</p><p>"
        "<a href='https://beian.miit.gov.cn/'>鲁ICP备12345678号-1</a>"
        "<a href='http://www.beian.gov.cn/r?c=37990102000123'>鲁公网安备 37990102000123号</a></p></div></div></body>";
    assert_int_equal(sample_read(&a, COLUMN, empty)->rows.count, 0);
    static const char unlike[] =
        "<body><div class=wrap><div class=banner><a href='/zt/a1001.html'>迎接第十届全国运动会专题</a></div>"
        "<div class=tools><a href='http://y.gov.cn/b1002.html'>政务服务平台统一入口登录</a></div></div></body>";
    assert_int_equal(sample_read(&a, COLUMN, unlike)->rows.count, 0);
    static const char alike[] =
        "<body><div class=wrap><div class='it odd'><a href='./a1001.html'>迎接第十届全国运动会专题</a></div>"
        "<div class='it last'><a href='./b1002.html'>政务服务平台统一入口登录</a></div></div></body>";
    assert_int_equal(sample_read(&a, COLUMN, alike)->rows.count, 2);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_row_forms),
        cmocka_unit_test(test_side_box_is_not_the_list),
        cmocka_unit_test(test_undated_list_beside_a_dated_box),
        cmocka_unit_test(test_previews_are_not_the_list),
        cmocka_unit_test(test_paragraphs_with_clock_times),
        cmocka_unit_test(test_menu_beside_a_list_is_no_heading),
        cmocka_unit_test(test_article_has_no_list_of_its_own),
        cmocka_unit_test(test_many_rows_are_bounded),
        cmocka_unit_test(test_head_and_foot_are_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
