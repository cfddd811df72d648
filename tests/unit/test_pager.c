/* SPDX-License-Identifier: MIT */
/* Next pages by scripts, links, jump boxes and XML islands; lists that only a script brings; lists that say they are
 * empty. */
#include "page_sample.h"
#include "pager.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define COLUMN "http://x.gov.cn/zwgk/tz/"
#define ROWS                                                                                                           \
    "<ul><li><a href='./202605/t20260502_1.html'>停水通知一</a><span>2026-05-02</span></li>"                      \
    "<li><a href='./202605/t20260501_2.html'>停水通知二</a><span>2026-05-01</span></li></ul>"

struct sample {
    const char *html;
    enum pager pager;
    uint32_t pages, number;
    size_t next;
    const char *first; /* below the column */
};

static const struct sample samples[] = {
    { ROWS "<script>createPageHTML(18, 0, \"index\", \"html\");</script>", PAGER_TRS, 18, 1, 17, "index_1.html" },
    { ROWS "<script>createPageHTML( 3,1,'index','shtml')</script>", PAGER_TRS, 3, 2, 2, "index.shtml" },
    { ROWS "<script>createPage(4,0,'list','htm')</script>", PAGER_TRS, 4, 1, 3, "list_1.htm" },
    { ROWS "<script>createPageHTML('page_div',5,1,'index','html',70);</script>", PAGER_TRS, 5, 1, 4, "index_2.html" },
    { ROWS "<script>createPageHTML('paging',25, 25,'list','shtml',500);</script>", PAGER_TRS, 25, 25, 24,
      "list.shtml" },
    { ROWS "<script>createPageHTML(17, 0,\"index\", \"shtml\", \"black2\", 250);</script>", PAGER_TRS, 17, 1, 16,
      "index_1.shtml" },
    { ROWS "<script>Pager({size:25, current:0, prefix:'index',suffix:'htm'});</script>", PAGER_TRS, 25, 1, 24,
      "index_1.htm" },
    { ROWS "<script>$('#pages').pagination({ totalPage: 20, currPage: 1 })</script>", PAGER_SCRIPT, 20, 0, 0, NULL },
    { ROWS "<script>var totalPage = 1;</script>", PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<script>Ls.pagination('#page_9', function(pageIndex){ location.href='./9?pageIndex=' + pageIndex;},"
           "{currPage: (0+1),pageCount:3});</script>",
      PAGER_LINKS, 3, 0, 2, "9?pageIndex=2" },
    { ROWS "<div id=pageDec pagesize=24 pagecount=51></div>", PAGER_SCRIPT, 51, 0, 0, NULL },
    { ROWS "<table><tr><td>1</td><td><a href=\"javascript:__doPostBack('Grid1','Page$2')\">2</a></td></tr></table>",
      PAGER_SCRIPT, 0, 0, 0, NULL },
    { ROWS "<script>var totalCount=41;var perSize=20;</script>", PAGER_SCRIPT, 21, 0, 0, NULL },
    { ROWS "<script>var totalCount=2;var perSize=20;</script>", PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<script>var m_nRecordCount = 41; var m_nCurrPage = 0; var m_nPageSize = 20; nav('a.jsp');</script>",
      PAGER_SCRIPT, 21, 0, 0, NULL },
    { "<script>var pageCount = 14;</script><div id=list></div>", PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<script>createPageHTML(1,0,'index','html')</script>", PAGER_TRS, 1, 1, 0, NULL },
    { ROWS "<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ if(1){} "
           "}\ncreatePageHTML(2,0,'index','html');</script>",
      PAGER_TRS, 2, 1, 1, "index_1.html" },
    { ROWS "<script>//createPageHTML(9,0,'index','html');\ncreatePageHTML(2,0,'index','html');</script>", PAGER_TRS, 2,
      1, 1, "index_1.html" },
    { ROWS "<script>\nvar currentPage=0;\nvar countPage=56\ndocument.write('index_'+n+'.html')</script>", PAGER_TRS, 56,
      1, 55, "index_1.html" },
    { ROWS "<script>var currentPage = 1;//所在页从0开始\nvar countPage = 2//共多少页\n document.write(\"<a "
           "href='index.shtml'>\")</script>",
      PAGER_TRS, 2, 2, 1, "index.shtml" },
    { ROWS "<script>createPageHTML(99999999,0,'index','html')</script>", PAGER_TRS, 99999999, 1, 2000, "index_1.html" },
    { ROWS "<div class=pagination><a href='list_2.html'>2</a><a href='list_3.html'>3</a><a "
           "href='list_2.html'>下一页</a><a href='list_9.html'>尾页</a></div>",
      PAGER_LINKS, 0, 0, 3, "list_2.html" },
    { ROWS "<p><a href='29.htm'>下页</a> 第1/30页</p>", PAGER_LINKS, 30, 1, 1, "29.htm" },
    { ROWS "<p>共 30 页 <a href='?page=2'>下一页 &gt;</a></p>", PAGER_LINKS, 30, 0, 1, "?page=2" },
    { ROWS "<div class=page><a href='2.html'>»</a></div>", PAGER_LINKS, 0, 0, 1, "2.html" },
    { ROWS "跳转 <select onchange='location=this.value'><option value='index.html'>1</option><option "
           "value='index_1.html'>2</option>"
           "<option value='index_2.html'>第3页</option></select>",
      PAGER_SELECT, 0, 0, 3, "index.html" },
    { ROWS "<div class=_pg><a href='./'>1</a><a href='index_2.shtml'>2</a><a href='index_3.shtml'>3</a></div>",
      PAGER_LINKS, 0, 0, 2, "index_2.shtml" },
    { ROWS "<div><button onclick=\"location.href='?pageNum=1'\">1</button><button "
           "onclick=\"location.href='?pageNum=2'\">2</button></div>",
      PAGER_LINKS, 0, 0, 2, "?pageNum=1" },
    { ROWS "<nav><a aria-label=下一页 href='list-2.html'>›</a></nav>", PAGER_LINKS, 0, 0, 1, "list-2.html" },
    { ROWS "<div class=focus><a href='/art/2.html'>2</a><a href='t20260502_3.html'>3</a><a href='7.html'>2</a><a "
           "href='t5.html'>&gt;</a></div>",
      PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<p><a href='javascript:goPage(2)'>下一页</a></p>", PAGER_SCRIPT, 0, 0, 0, NULL },
    { ROWS "<ul class=wp_paging><li class=page_nav><a href='javascript:void(0);'>第一页</a><a href='list2.htm'>下一页"
           "</a></li></ul>",
      PAGER_LINKS, 0, 0, 1, "list2.htm" },
    { ROWS "<div>第1页/共4页 <input type=button value=下一页 onclick=\"location.href='list_2.htm'\"></div>",
      PAGER_LINKS, 4, 1, 1, "list_2.htm" },
    { ROWS "<div class=page><button onclick=\"window.location='?page=2'\">下一页</button></div>", PAGER_LINKS, 0, 0, 1,
      "?page=2" },
    { ROWS "<script>function go(n){ if(n==1) location.href='list.htm'; else location.href='list_'+n+'.htm'; }</script>"
           "<div><a href='javascript:go(1)'>1</a><a href='javascript:go(2)'>2</a><a "
           "href='javascript:go(3)'>下一页</a></div>",
      PAGER_LINKS, 0, 0, 2, "list_2.htm" },
    { ROWS "<script>var toPage = function (p) { var u = 'list.jsp?p=' + p + '&k=1'; window.location.href = u; };\n"
           "function gotoPage(p){window.location.href = './p' + p + '.html'}</script>"
           "<div class=pager><span onclick='gotoPage(2)'>2</span><em onclick=\"gotoPage('3')\">下一页</em></div>",
      PAGER_LINKS, 0, 0, 2, "p2.html" },
    { ROWS "<script>function go(n){ if(n==1) location.href='list.htm'; else location.href='list_'+n+'.htm'; }</script>"
           "<div><a href='javascript:go(1)'>1</a><a href='javascript:go(1)'>下一页</a></div>",
      PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<script>function go(n){ document.forms[0].page.value=n; document.forms[0].submit(); }</script>"
           "<a href='javascript:go(2)'>下一页</a>",
      PAGER_SCRIPT, 0, 0, 0, NULL },
    { ROWS "<ul class=wp_paging><li><span>总共&nbsp;<em>2</em>&nbsp;记录</span></li><li class=page_nav><a "
           "href='javascript:void(0);'>下一页</a></li><li>页码&nbsp;<em>1</em>/<em>1</em></li></ul>",
      PAGER_NONE, 1, 1, 0, NULL },
    { ROWS "<ul class=wp_paging><li class=page_nav><a href='javascript:void(0);'>下一页</a></li><li>页码 "
           "<em>1</em>/<em>3</em></li></ul>",
      PAGER_SCRIPT, 3, 1, 0, NULL },
    { ROWS "<div class=pager>共 <b>2</b> 页 当前第 <b>1</b> 页 <a disabled>上一页</a> <a "
           "onclick='turn()'>下一页</a></div>",
      PAGER_SCRIPT, 2, 1, 0, NULL },
    { ROWS "<div class=page>上一页 下一页 共3页</div>", PAGER_SCRIPT, 3, 0, 0, NULL },
    { ROWS "<div class=page>首页 上一页 下一页 尾页 共1页</div>", PAGER_NONE, 1, 0, 0, NULL },
    { ROWS "<div class=page>2026/11/02 更新 <a href=list2.htm>下一页</a></div>", PAGER_LINKS, 0, 0, 1, "list2.htm" },
    /* decoys */
    { ROWS "<div class=nav><a href='/xw/'>新闻</a><a href='/next/'>下一页</a></div>", PAGER_NONE, 0, 0, 0, NULL },
    { ROWS, PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<p>当前位置：<a href='/'>首页</a> &gt;&gt; <a href='/zwgk/'>政务公开</a></p>", PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<select><option value='http://www.gov.cn/'>中国政府网</option><option "
           "value='http://y.gov.cn/'>某市</option></select>",
      PAGER_NONE, 0, 0, 0, NULL },
    { ROWS "<p><a href='http://other.cn/2.html'>下一页</a></p>", PAGER_NONE, 0, 0, 0, NULL },
    { "<h1>停水通知</h1><p>发布时间：2026-05-02</p><div class=TRS_Editor>正文</div><p><a href='t2.html'>下一篇</a></p>",
      PAGER_NONE, 0, 0, 0, NULL },
};

static void test_forms(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const struct sample *s = &samples[i];
        struct page_facts *p = sample_read(&a, COLUMN, s->html);
        str first = p->next_pages.count ? p->next_pages.items[0] : (str){ 0 };
        str wanted = s->first ? str_fmt(&a, COLUMN "%s", s->first) : (str){ 0 };
        bool same = p->pager == s->pager && p->page_count == s->pages && p->page_number == s->number &&
                    p->next_pages.count == s->next && str_eq(first, wanted);
        if (!same)
            fail_msg("%s: pager %d pages %u number %u next %zu %.*s", s->html, (int)p->pager, p->page_count,
                     p->page_number, p->next_pages.count, STR_ARG(first));
    }
    arena_done(&a);
}

struct numbering {
    const char *file, *call;
    const char *others; /* in order */
};

static const struct numbering numberings[] = {
    { "index.html", "createPageHTML(3,0,'index','html')", "index_1.html index_2.html " },
    { "index_2.html", "createPageHTML(3,2,'index','html')", "index.html index_1.html " },
    { "index_2.html", "createPageHTML(3,1,'index','html')", "index.html index_3.html " },
    { "index_7.html", "createPageHTML(3,1,'index','html')", "index.html index_2.html " },
    { "list.shtml", "createPageHTML('page_div',3,1,'list','shtml',40)", "list_2.shtml list_3.shtml " },
    { "list_2.shtml", "createPageHTML('page_div',3,2,'list','shtml',40)", "list.shtml list_3.shtml " },
    { "list_2.shtml", "createPageHTML('page_div',3,3,'list','shtml',40)", "list.shtml list_1.shtml " },
};

/* TRS counts the second page's file from 1, UCAP from 2; a later page proves it by its own address. */
static void test_numbers_of_files(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(numberings); i++) {
        const struct numbering *n = &numberings[i];
        str address = str_fmt(&a, COLUMN "%s", n->file);
        str html = str_fmt(&a, ROWS "<script>%s;</script>", n->call), got = STR("");
        struct page_facts *p = sample_read(&a, address.ptr, html.ptr);
        for (size_t k = 0; k < p->next_pages.count; k++) {
            str next = p->next_pages.items[k];
            got = str_fmt(&a, "%.*s%.*s ", STR_ARG(got), STR_ARG(str_slice(next, sizeof COLUMN - 1, next.len)));
        }
        if (!str_eq(got, str_from(n->others)))
            fail_msg("%s on %s: %.*s", n->call, n->file, STR_ARG(got));
    }
    arena_done(&a);
}

/* Lists that are no folder's index: what their other pages are called is told by their own address. */
static void test_own_names(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    static const struct {
        const char *address, *script, *first;
        size_t next;
    } lists[] = {
        { "list_55.html", "var currentPage=0; var countPage=3; document.write('list_55_'+n+'.html')", "list_55_1.html",
          2 },
        { "list_55_2.html", "var currentPage=2; var countPage=3; document.write('list_55_'+n+'.html')", "list_55.html",
          2 },
        { "default.html", "var currentPage=0; var countPage=3; document.write('index_'+n+'.html')", "index_1.html", 2 },
        { "index_7.htm", "var m_nRecordCount = \"41\"; var m_nCurrPage = 0; var m_nPageSize = 20;", "index_7_1.htm",
          2 },
        { "index_7_2.htm", "var m_nRecordCount = 41; var m_nCurrPage = 2; var m_nPageSize = 20;", "index_7.htm", 2 },
        { "list.jsp?id=1", "var m_nRecordCount = 41; var m_nCurrPage = 0; var m_nPageSize = 20;", NULL, 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        str address = str_fmt(&a, COLUMN "%s", lists[i].address);
        str html = str_fmt(&a, ROWS "<script>%s</script>", lists[i].script);
        struct page_facts *p = sample_read(&a, str_cstr(&a, address), str_cstr(&a, html));
        str wanted = lists[i].first ? str_fmt(&a, COLUMN "%s", lists[i].first) : (str){ 0 };
        str first = p->next_pages.count ? p->next_pages.items[0] : (str){ 0 };
        if (p->next_pages.count != lists[i].next || !str_eq(first, wanted))
            fail_msg("%s: next %zu %.*s", lists[i].address, p->next_pages.count, STR_ARG(first));
    }
    arena_done(&a);
}

#define RECORD(n, date)                                                                                                \
    "<record><![CDATA[<li><a href=\"/art/2026/5/" n "/art_9_" n ".html\" title=\"通告第" n "号\">通告第" n             \
    "号</a><span>" date "</span></li>]]></record>"

static const char island[] =
    "<body><h2>通知公告</h2><div id=list></div><script type='text/xml'><datastore>\n<totalrecord>6163</totalrecord>"
    "<totalpage>309</totalpage><nextgroup><![CDATA[<a "
    "href=\"/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=3\"></a>]]></nextgroup>"
    "<recordset>" RECORD("2", "2026-05-\n 02") RECORD("1", "2026-05-01") "</recordset></datastore></script></body>";

static void test_island(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(&a, "http://x.gov.cn/col/col9/index.html", island);
    assert_int_equal(p->pager, PAGER_DATASTORE);
    assert_int_equal(p->page_count, 309);
    assert_int_equal(p->item_count, 6163);
    assert_int_equal(p->rows.count, 2);
    assert_true(str_eq(p->rows.items[0].title, STR("通告第2号")));
    assert_true(str_eq(p->rows.items[0].address, STR("http://x.gov.cn/art/2026/5/2/art_9_2.html")));
    assert_true(str_eq(day_to_iso(&a, p->rows.items[0].date), STR("2026-05-02")));
    assert_true(p->lists.items[0].main);
    assert_int_equal(p->next_pages.count, 1);
    assert_true(str_has(p->next_pages.items[0], STR("/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=3")));
    assert_true(p->known & KNOWN_ROWS);
    assert_false(p->js & (JS_LIST | JS_SAYS_EMPTY));
    arena_done(&a);
}

static void test_relative_next_group(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *html = "<script type='text/xml'><datastore><nextgroup><![CDATA[<a "
                       "href=\"./dataproxy.jsp?page=5&columnid=1\"></a>]]></nextgroup>"
                       "<recordset>" RECORD("2", "2026-05-02") "</recordset></datastore></script>";
    struct page_facts *p = sample_read(&a, "http://x.gov.cn/col/col9/index.html", html);
    assert_true(str_eq(p->next_pages.items[0], STR("http://x.gov.cn/col/col9/dataproxy.jsp?page=5&columnid=1")));
    str named = str_fmt(&a, "%s<script>jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>", html);
    p = sample_read(&a, "http://x.gov.cn/col/col9/index.html", named.ptr);
    assert_true(
        str_eq(p->next_pages.items[0], STR("http://x.gov.cn/module/web/jpage/dataproxy.jsp?page=5&columnid=1")));
    arena_done(&a);
}

/* Two pages whose scripts call the same functions and fill different boxes do not run the same. */
static void test_programs_tell_what_they_fill(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(
        &a, COLUMN,
        "<ul id=box></ul><script>var d=[{t:'惠民政策'}],s='';for(var i in d){s+='<li>'+d[i].t}\n"
        "document.getElementById('box').innerHTML=s;document.getElementById('n').innerHTML += d.length;</script>");
    assert_int_equal(p->programs.count, 3);
    assert_true(str_eq(p->programs.items[0], STR("document.getElementById")));
    assert_true(str_eq(p->programs.items[1], STR("document.getElementById('box').innerHTML")));
    assert_true(str_eq(p->programs.items[2], STR("document.getElementById('n').innerHTML")));
    arena_done(&a);
}

static void test_many_calls_take_no_time(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { CALLS = 60000 };
    str *parts = arena_new(&a, str, CALLS);
    for (int i = 0; i < CALLS; i++)
        parts[i] = STR("createPageHTML(");
    str calls = str_join(&a, parts, CALLS, (str){ 0 });
    struct page_facts *p = sample_read(&a, COLUMN, str_cstr(&a, str_fmt(&a, "<script>%.*s</script>", STR_ARG(calls))));
    assert_int_equal(p->next_pages.count, 0);
    arena_done(&a);
}

static void test_dataproxy_answer(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct read_input in = { .body = STR(
                                 "<datastore><totalrecord>2</totalrecord><totalpage>1</totalpage><recordset>" RECORD(
                                     "3", "2026-05-03") RECORD("4", "2026-05-04") "</recordset></datastore>"),
                             .address = STR("http://x.gov.cn/module/web/jpage/dataproxy.jsp?page=1") };
    struct page_facts *p = read_datastore(&a, &in);
    assert_int_equal(p->rows.count, 2);
    assert_true(p->known & KNOWN_ROWS);
    in.body = STR("<datastore><totalrecord>2</totalrecord><nextgroup><![CDATA[<a href='?page=3'></a>]]></nextgroup>"
                  "<recordset></recordset></datastore>");
    assert_int_equal(read_datastore(&a, &in)->next_pages.count, 0);
    in.body = STR("<html>nothing here</html>");
    assert_false(read_datastore(&a, &in)->known & KNOWN_ROWS);
    arena_done(&a);
}

struct mark_sample {
    const char *html;
    uint32_t js;
    bool known;
};

static const struct mark_sample marks[] = {
    { ROWS, 0, true },
    { "<h2>通知公告</h2><div id=list></div>", 0, true },
    { "<h2>通知公告</h2><p>暂无信息</p>", JS_SAYS_EMPTY | JS_EMPTY_WORDS, true },
    { ROWS "<aside><h4>推荐阅读</h4><p>暂无内容</p></aside>", JS_EMPTY_WORDS, true },
    { "<script "
      "type='text/xml'><datastore><totalrecord>0</totalrecord><totalpage>0</totalpage><recordset></recordset></"
      "datastore></script>",
      JS_SAYS_EMPTY, true },
    { "<script type='text/xml'><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script>"
      "<script src='/module/web/jpage/script/jpage.js'></script>",
      JS_SAYS_EMPTY, true },
    { "<div id=l></div><script>var u='/module/web/jpage/dataproxy.jsp?columnid=9&unitid=8&webid=3';</script>", JS_LIST,
      false },
    { "<script src='/cms/script/AuthorizedRead/unitbuild.js' querydata='{}'></script>", JS_LIST, false },
    { ROWS "<script src='/cms/script/AuthorizedRead/unitbuild.js' querydata='{}'></script>", 0, true },
    { "<script>loadDynamic('/module/xxgk/search.jsp?standardXxgk=1');</script>", JS_LIST, false },
    { "<iframe src='/module/xxgk/tree.jsp?a=1'></iframe>", JS_LIST, false },
    { "<script>$.get('/common/search/ab?_isJson=true',f)</script>", JS_LIST, false },
    { "<script>load('/site/label/8888?labelName=x')</script>", JS_LIST, false },
    { "<script>axios('/gkmlpt/api/all/1?page=1&sid=2')</script>", JS_LIST, false },
    { "<iframe src='http://s.x.gov.cn/was5/web/search?channelid=1'></iframe>", JS_LIST, false },
    { "<script>$.ajax({url:'/api',success:function(d){$('#list').html(d)}})</script>", JS_LIST, false },
    { "<div id=app></div><script src='/js/app.1a2b3c.js'></script>", JS_SHELL, false },
    { "<div class=list><ul></ul></div><script src='/gkmlpt/js/index.js'></script>", JS_LIST, false },
    { "<ul><li v-for='x in items'><a>{{x.title}}</a></li></ul>", JS_LIST, false },
    { "<ul><li><a>{{x.title}}</a></li></ul>", JS_LIST, false },
    { ROWS "<p>{{count}}</p>", 0, true },
    { "<ul><li><script>document.write(link(1,'href'))</script> "
      "2026-05-02</li><li><script>document.write(link(2,'href'))"
      "</script> 2026-05-01</li></ul>",
      JS_LIST, false },
    { "<div unitid='u' querydata='{}' count='0' rows='15'></div>", JS_SAYS_EMPTY, true },
    { "<div class=l><script src='/s/unitbuild.js' querydata='{}'></script><div unitid='u' querydata='{}' count='0' "
      "rows='15'></div></div>",
      JS_LIST, false },
    { "<div class=side><script src='/s/unitbuild.js' querydata='{}'></script></div><div unitid='u' querydata='{}' "
      "count='0' rows='15'></div>",
      JS_SAYS_EMPTY, true },
    { ROWS "<div class=pagination unitid='u' querydata='{}' count='623' rows='15'></div>", JS_MORE, true },
    { ROWS "<div class=pagination unitid='u' querydata='{}' count='2' rows='15'></div>", 0, true },
    /* decoys: what every page has proves nothing */
    { "<h2>通知</h2><form action='/was5/web/search'><input name=q></form>", 0, true },
    { "<h2>通知</h2><a href='/gkmlpt/index'>信息公开平台</a>", 0, true },
    { "<h2>通知</h2><script>$.get('/count?id=1')</script>", 0, true },
    { "<h2>通知</h2><div style='display:none'>暂无数据</div>", 0, true },
};

static void test_marks(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        struct page_facts *p = sample_read(&a, COLUMN, marks[i].html);
        if (p->js != marks[i].js || (bool)(p->known & KNOWN_ROWS) != marks[i].known)
            fail_msg("%s: js %x known %x (%.*s)", marks[i].html, p->js, p->known, STR_ARG(p->js_why));
    }
    arena_done(&a);
}

static void test_dataproxy_address_in_a_script(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct page_facts *p = sample_read(
        &a, COLUMN, "<script>var u='/module/web/jpage/dataproxy.jsp?columnid=9&unitid=8&webid=3';</script>");
    assert_int_equal(p->next_pages.count, 1);
    assert_true(str_eq(p->next_pages.items[0],
                       STR("http://x.gov.cn/module/web/jpage/dataproxy.jsp?page=1&columnid=9&unitid=8&webid=3")));
    p = sample_read(&a, COLUMN, "<script>var u='/module/web/jpage/dataproxy.jsp?columnid='+c+'&unitid='+u;</script>");
    assert_int_equal(p->next_pages.count, 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_numbers_of_files),
        cmocka_unit_test(test_own_names),
        cmocka_unit_test(test_island),
        cmocka_unit_test(test_relative_next_group),
        cmocka_unit_test(test_programs_tell_what_they_fill),
        cmocka_unit_test(test_many_calls_take_no_time),
        cmocka_unit_test(test_dataproxy_answer),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_dataproxy_address_in_a_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
