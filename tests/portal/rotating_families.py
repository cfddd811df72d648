# SPDX-License-Identifier: MIT
"""Families whose templates differ from column to column, as grown portals do: WebPlus, phpcms, Founder. Each column has one of several
forms of rows, breadcrumb, pager, metadata and related block; which one goes by the checksum of its name, so that it never changes."""
import zlib

from families import Trs, article_tags, body_of, column_tags, esc, site_tags, tags


def turn(text, n):
    return zlib.crc32(text.encode()) % n


SUMMARY = "为贯彻落实2019年以来的部署要求，按照区政府第12次常务会议安排，现将有关情况予以公布，欢迎社会各界监督。"


class Rotating(Trs):
    """Common machinery: what a subclass gives is ROWS (functions), pager(), head(), crumbs(), info(), metas, blocks."""
    numbers = None
    roots = ()               # the portal's top columns, for menus of two levels

    def number(self, path, first=1100):
        self.numbers = self.numbers if self.numbers is not None else {}
        return self.numbers.setdefault(path, first + 3 * len(self.numbers))

    def below(self, path):
        return next((c.children for c in self.roots if c.path == path), [])

    def shown(self, item, form="%Y-%m-%d"):
        return item.day.strftime(form) if item.list_day is None else item.list_day

    def rows(self, column, rows):
        f = self.ROWS[turn(column.folder or column.path, len(self.ROWS))]
        return f(self, column, rows)

    def reads(self, item, column):
        return item.make and item.column is column and item.address.startswith("/") and not item.address.endswith((".doc", ".pdf"))

    def side(self, column):
        kids = column.parent.children if column.parent else []
        return '<div class="leftnav"><ul>' + "".join(f'<li{" class=on" if c is column else ""}><a href="{c.path}">{c.name}</a></li>' for c in kids) + "</ul></div>"

    def list_page(self, column, index, rows, total):
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column) + self.side(column)
        page += f'<div class="col_news">{self.heading(column)}{column.extra if index == 0 else ""}{self.rows(column, rows)}{self.pager(column, index, total)}</div>'
        self.out.write(self.host, self.page_path(column, index, total), page + self.footer + "</div></body></html>")

    def heading(self, column):
        return f'<h3 class="col_title">{column.name}</h3>'

    def box(self, c):
        items = "".join(f'<li><a href="{i.address}" title="{esc(i.title)}">{esc(i.title)}</a><span>{self.shown(i)}</span></li>' for i in c.items[:4])
        return f'<div class="box"><div class="hd"><span>{c.name}</span><a class="more" href="{c.path}">+ MORE</a></div><ul>{items}</ul></div>'

    def parent_page(self, column):
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        self.out.write(self.host, column.path, page + f'<div class="main">{"".join(self.box(c) for c in column.children)}{column.extra}</div>' + self.footer + "</div></body></html>")

    def one_page(self, column):
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column) + self.side(column)
        self.out.write(self.host, column.path, page + f'<div class="col_news">{self.heading(column)}{self.text_box(column.text)}</div>' + self.footer + "</div></body></html>")

    def column(self, column):
        for item in column.items:
            item.column = item.column or column
            self.article_path(item, column)
        if column.kind == "page":
            self.one_page(column)
        elif column.kind == "parent":
            self.parent_page(column)
        else:
            per = column.per_page
            total = max(1, -(-len(column.items) // per))
            for i in range(total):
                self.list_page(column, i, column.items[i * per:(i + 1) * per], total)
        for item in column.items:
            if self.reads(item, column):
                self.article(item, column)

    def metadata(self, item):
        if not item.number:
            return ""
        day = item.written or item.day
        forms = self.METAS
        return forms[turn(item.title, len(forms))](self, item, day)

    def related(self, item):
        blocks = ""
        for label, links in item.related:
            word, write = self.BLOCKS[turn(item.title + "r", len(self.BLOCKS))]
            blocks += write(word if label == "相关解读" else label, links)      # 图解 says what form it has
        return blocks

    def article(self, item, column):
        page = self.head(f"{item.title}-{self.name}", {**column_tags(column), **article_tags(item), "PubDate": self.pubdate(item)}, item.tags) + self.crumbs(column, self.TAIL) + self.metadata(item)
        page += f'<div class="article"><h1 class="arti_title">{esc(item.title)}</h1>{self.info(item)}{self.text_box(body_of(item))}{self.related(item)}{self.tools(column)}</div>'
        self.out.write(self.host, item.address, page + self.footer + "</div></body></html>")

    def tools(self, column):
        return ""

    def pubdate(self, item):
        """Many systems write the time of regeneration; the labelled date on the page is the one that counts."""
        lies = item.page_day and turn(item.title, 3) in self.LABELLED
        return "2026-11-19 03:10:22" if lies else f"{item.day:%Y-%m-%d} 09:30"

    LABELLED = ()
    TAIL = ""


def links_of(links):
    return "".join(f'<li><a href="{a}">{esc(t)}</a></li>' for t, a in links)


class WebPlus(Rotating):
    """苏迪 WebPlus: /1234/list.htm, /2026/1102/c1234a5678/page.htm, mega menu, wp_paging."""
    LABELLED = (0,)
    TAIL = ""

    def column_path(self, path):
        return path if path == "/" else f"/{self.number(path)}/list.htm"

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 13
            d = item.stamp or item.day
            n = column.path.split("/")[1]
            item.address = f"/{d:%Y}/{d:%m%d}/c{n}a{self.next_id % 1000000}/page.htm"
        return item.address

    def page_path(self, column, index, total):
        return column.path if index == 0 else column.path.replace("list.htm", f"list{index + 1}.htm")

    def text_box(self, text):
        return f'<div class="entry"><div class="read"><div class="wp_articlecontent">{text}</div></div></div>'

    def head(self, title, pairs, override=None):
        raw = "".join(n for n in self.nav if isinstance(n, str))
        items = ""
        for n, (text, href) in enumerate(x for x in self.nav if not isinstance(x, str)):
            kids = self.below(href)
            subs = "".join(f'<li class="sub-item i{n + 1}-{k + 1}"><a href="{c.path}" title="{c.name}" target="_self"><span class="item-name">{c.name}</span></a></li>' for k, c in enumerate(kids))
            items += f'<li class="nav-item i{n + 1}"><a href="{href}" title="{text}" target="_self"><span class="item-name">{text}</span></a><i class="mark"></i>' + (f'<ul class="sub-nav" style="display:none">{subs}</ul>' if subs else "") + "</li>"
        return f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{esc(title)}</title>
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<link type="text/css" href="/css/site.css" rel="stylesheet" /><script language="javascript" src="/js/site.js"></script></head><body class="list"><div class="wrapper header" id="header"><div class="inner">
<div class="sitelogo" frag="窗口01" portletmode="simpleSiteAttri"><a href="/"><img border='0' src="/images/logo.png" alt="{esc(self.name)}" /></a></div>
<div class="top-tool"><a href="javascript:;" class="navi-aside-toggle">菜单</a><a href="javascript:;" id="simp">简</a> | <a href="javascript:;" id="trad">繁</a></div></div></div>
<div class="wp-navi" frag="窗口03" portletmode="simpleSudyNavi"><ul class="wp-menu clearfix" data-nav-config="{{drop_v: 'down', drop_w: 'right'}}">{items}{raw}</ul></div>
<script>$(function(){{$(".navi-aside-toggle").click(function(){{$("body").toggleClass("open")}});$("#simp").on("click",function(){{zh_tran('s')}});document.getElementById("trad").onclick=function(){{zh_tran('t')}};}});</script><div class="wrapper">"""

    def crumbs(self, column, tail=""):
        forms = [lambda p: '<ul class="path"><span class="path-name">当前位置：</span>' + "".join(f'<a href="{a}" target="_self">{t}</a><span class="possplit">&nbsp;&nbsp;</span>' for t, a in p) + "</ul>",
                 lambda p: '<ol class="breadcrumb">' + "".join(f'<li><a href="{a}">{t}</a></li>' for t, a in p) + "</ol>",
                 lambda p: '<div class="wz"><i class="icon-home"></i>您的位置 » ' + " » ".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</div>",
                 lambda p: '<div class="wz"><span>您当前的位置：</span>' + "".join(f'<a href="{a}">{t}</a><em>/</em>' for t, a in p[:-1]) + f"<span>{p[-1][0]}</span></div>"]
        parts = [("首页", "/")] + [(c.name, c.path) for c in column.trail()]
        return forms[turn(column.folder or column.path, 4)](parts)

    def pager(self, column, index, total):
        at = lambda k: self.page_path(column, k, total)
        prev = f'<a class="prev" href="{at(index - 1) if index else "javascript:void(0);"}" target="_self"><span>上一页&lt;&lt;</span></a>'
        nxt = f'<a class="next" href="{at(index + 1) if index + 1 < total else "javascript:void(0);"}" target="_self"><span>下一页&gt;&gt;</span></a>'
        return (f'<div id="wp_paging_w6"><ul class="wp_paging clearfix"><li class="pages_count"><span class="per_page">每页&nbsp;<em class="per_count">{column.per_page}</em>&nbsp;记录&nbsp;</span>'
                f'<span class="all_count">总共&nbsp;<em class="all_count">{len(column.items)}</em>&nbsp;记录&nbsp;</span></li><li class="page_nav">'
                f'<a class="first" href="{at(0) if index else "javascript:void(0);"}" target="_self"><span>第一页</span></a>{prev}{nxt}'
                f'<a class="last" href="{at(total - 1) if index + 1 < total else "javascript:void(0);"}" target="_self"><span>尾页</span></a></li>'
                f'<li class="page_jump"><span class="pages">页码&nbsp;<em class="curr_page">{index + 1}</em>/<em class="all_pages">{total}</em></span><span><input class="pageNum" type="text" />'
                f'<input type="hidden" class="currPageURL" value=""></span><span><a class="pagingJump" href="javascript:void(0);" target="_self">跳转到&nbsp;</a></span></li></ul></div>'
                f"<script>$('.pagingJump').click(function(){{var n=$('.pageNum').val();location.href='list'+n+'.htm';}});</script>")

    def r_wp(self, column, rows):
        return '<div id="wp_news_w6"><ul class="news_list list2">' + "".join(f'<li class="news n{k + 1} clearfix"><span class="news_title"><a href=\'{i.address}\' target=\'_blank\' title=\'{esc(i.title)}\'>{esc(i.title)}</a></span><span class="news_meta">{self.shown(i)}</span></li>'
               for k, i in enumerate(rows)) + "</ul></div>"

    def r_table(self, column, rows):
        return '<div id="wp_news_w6"><table width="100%" border="0" cellspacing="0" cellpadding="0" class="wp_article_list_table">' + "".join(
            f'<tr><td align="left"><table width="100%" border="0"><tr height="20"><td width="10" nowrap align="right"><img src="/images/dot.gif"></td><td align="left"><a href="{i.address}" target="_blank" title="{esc(i.title)}">{esc(i.title[:16])}{"…" if len(i.title) > 16 else ""}</a></td>'
            f'<td width="30" align="left" nowrap><div style="white-space:nowrap">{self.shown(i)}</div></td></tr></table></td></tr>' for i in rows) + "</table></div>"

    def r_daybox(self, column, rows):
        def date(i):
            if i.list_day is not None:
                return f"<em>{i.list_day}</em>"
            return f"<em>{i.day:%d}</em><i>{i.day:%Y-%m}</i>"
        return '<div class="list-box">' + "".join(f'<div class="news-item clearfix"><div class="fl date-box">{date(i)}</div><div class="fr"><div class="t"><a href="{i.address}">{esc(i.title)}</a></div><div class="desc">{SUMMARY}</div></div></div>' for i in rows) + "</div>"

    def r_inside(self, column, rows):
        return '<ul class="wenz">' + "".join(f'<li><a href="{i.address}" title="{esc(i.title)}"><p class="tit">{esc(i.title)}</p><p class="info"><span>来源：{esc(i.source)}</span><span class="sj">{self.shown(i, "%Y.%m.%d")}</span></p></a></li>' for i in rows) + "</ul>"

    def r_card(self, column, rows):
        return '<div class="cards">' + "".join(f'<div class="card"><a class="pic" href="{i.address}"><img src="/images/dot.gif" alt=""></a><h4><a href="{i.address}">{esc(i.title)}</a></h4><p>{SUMMARY[:30]}<a href="{i.address}">[详细]</a></p><span class="tm">{self.shown(i, "%Y/%m/%d")} 浏览：1{k}7次</span></div>' for k, i in enumerate(rows)) + "</div>"

    ROWS = [r_wp, r_table, r_daybox, r_inside, r_card]

    def m_table(self, item, day):
        return f'''<table class="gkxx" width="100%"><tr><td colspan="4" class="t">政府信息公开</td></tr><tr><th>索　引　号</th><td>11379901/{day.year}-0{day:%m%d}</td><th>公开属性</th><td>主动公开</td></tr>
<tr><th>发文机关</th><td>{esc(item.source)}</td><th>成文日期</th><td>{day:%Y-%m-%d}</td></tr><tr><th>发文字号</th><td colspan="3">{esc(item.number)}</td></tr></table>'''

    def m_line(self, item, day):
        return f'<p class="gk">文　　号：{esc(item.number)}　|　发文机关：{esc(item.source)}　|　成文日期：{day.year}年{day.month}月{day.day}日　|　公开方式：主动公开</p>'

    def m_divs(self, item, day):
        cells = (("名　　称", item.title), ("文　　号", item.number), ("发布机构", item.source), ("生成日期", f"{day:%Y-%m-%d}"), ("公开形式", "主动公开"))
        return '<div class="xxgk_nav">' + "".join(f'<div class="item"><div class="k">{k}：</div><div class="v">{esc(v)}</div></div>' for k, v in cells) + "</div>"
    METAS = [m_table, m_line, m_divs]
    BLOCKS = [("关联解读", lambda w, l: f'<div class="xglj"><p class="bt">{w}</p><ul>{links_of(l)}</ul></div>'), ("延伸阅读", lambda w, l: f'<div class="ycyd"><div class="tt">{w}</div><div class="cc">{"".join(f"<p>◆ <a href={a}>{esc(t)}</a></p>" for t, a in l)}</div></div>'),
              ("相关链接", lambda w, l: f'<div class="tab"><div class="th"><span class="on">{w}</span></div><ul>{links_of(l)}</ul></div>')]

    def info(self, item):
        date = f"{item.day:%Y-%m-%d}"
        shown = (f'<span class="arti_update">发布时间：{date}</span>', f'<span class="arti_update">更新时间：<em>{date}</em></span>', f'<span class="arti_update">{date} 09:12</span>')[turn(item.title, 3)] if item.page_day else ""
        return f'<p class="arti_metas"><span class="arti_publisher">发布者：管理员</span>{shown}<span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId=3&type=3&articleId={item.address[-9:-8]}">10</span></span></p>'

    def tools(self, column):
        return '<div class="fx"><a href="javascript:;" class="share-weixin">微信</a><a href="javascript:window.print();">打印</a></div><script>jQuery(document).on("click",".share-weixin",function(){show()});</script>'


class Php(Rotating):
    """phpcms: everything at index.php?m=content; dl lists, left tree literal, definition metadata."""
    LABELLED = (0, 2)
    TAIL = " > 正文"

    def column_path(self, path):
        return path if path == "/" else f"/index.php?m=content&c=index&a=lists&catid={self.number(path, 6)}"

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 1
            item.address = f"{column.path.replace('a=lists', 'a=show')}&id={self.next_id}"
        return item.address

    def page_path(self, column, index, total):
        return column.path if index == 0 else f"{column.path}&page={index + 1}"

    def text_box(self, text):
        return f'<div class="content" id="endText">{text}</div>'

    def head(self, title, pairs, override=None):
        raw = "".join(n for n in self.nav if isinstance(n, str))
        menu = "".join(f'<dl><dt><a href="{esc(n[1])}">{n[0]}</a></dt>' + "".join(f'<dd><a href="{esc(c.path)}">{c.name}</a></dd>' for c in self.below(n[1])) + "</dl>" for n in self.nav if not isinstance(n, str))
        return f"""<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="X-UA-Compatible" content="IE=7" /><title>{esc(title)}</title>
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<link href="/css/site.css" rel="stylesheet"></head><body><div class="top"><a href="/"><img src="/images/logo.png" alt="{esc(self.name)}"></a>
<form action="/index.php" method="get"><input type="hidden" name="m" value="search"><input name="q"><input type="submit" value="搜索"></form></div><div class="mega">{menu}{raw}</div><div class="container">"""

    def crumbs(self, column, tail=""):
        parts = [("首页", "/")] + [(c.name, esc(c.path)) for c in column.trail()]
        forms = [lambda p: '<div class="crumbs"><a href="/">首页</a><span> &gt; </span>' + " > ".join(f'<a href="{a}">{t}</a>' for t, a in p[1:]) + f" &gt; {'正文' if tail else '列表'}</div>",
                 lambda p: '<div class="crumbs">所在位置：' + "：".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</div>",
                 lambda p: '<div class="crumbs">位置: ' + " \\ ".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</div>",
                 lambda p: ""]
        return forms[turn(column.folder or column.path, 4)](parts)

    def pager(self, column, index, total):
        at = lambda k: esc(self.page_path(column, k, total))
        nums = "".join(f" <span>{k + 1}</span>" if k == index else f' <a href="{at(k)}">{k + 1}</a>' for k in range(total))
        return f'<div id="pages" class="text-c"><a class="a1">{len(column.items)}条</a> <a href="{at(max(0, index - 1))}" class="a1">上一页</a>{nums} <a href="{at(min(total - 1, index + 1))}" class="a1">下一页</a></div>'

    def r_dl(self, column, rows):
        return "".join(f'<dl class="nl"><dt><a href="{esc(i.address)}">{esc(i.title)}</a></dt><dd class="time">发布时间：{self.shown(i)}</dd><dd class="s">{SUMMARY}</dd></dl>' for i in rows)

    def r_follow(self, column, rows):
        return '<table class="tl" width="100%">' + "".join(f'<tr><td>■ <a href="{esc(i.address)}">{esc(i.title)}</a></td></tr><tr><td align="right"><font color="#999">({self.shown(i)})</font></td></tr>' for i in rows) + "</table>"

    def r_h3p(self, column, rows):
        return '<div class="art-list">' + "".join(f'<h3><a href="{esc(i.address)}">{esc(i.title)}</a></h3><p class="meta">{self.shown(i, "%Y-%m-%d %H:%M")} / 来源：{esc(i.source)} / 阅读(12)</p><p>{SUMMARY}</p>' for i in rows) + "</div>"

    def r_attr(self, column, rows):
        return '<ul>' + "".join(f'<li><a href="{esc(i.address)}" title="标题：{esc(i.title)}&#10;发布日期：{self.shown(i)}&#10;点击数：12">{esc(i.title[:14])}…</a></li>' for i in rows) + "</ul>"

    def r_br(self, column, rows):
        return '<div class="txt">' + "<br>\n".join(f'·<a href="{esc(i.address)}">{esc(i.title)}</a>&nbsp;&nbsp;[{self.shown(i, "%y-%m-%d")}]' for i in rows) + "</div>"

    ROWS = [r_dl, r_follow, r_h3p, r_attr, r_br]

    def m_dl(self, item, day):
        cells = (("索 引 号", f"YH{day:%Y%m}-7"), ("主题分类", "其他"), ("发布机构", item.source), ("发文日期", f"{day:%Y年%m月%d日}"), ("名　　称", item.title), ("文　　号", item.number), ("信息公开属性", "主动公开"))
        return "<dl class='info'>" + "".join(f"<dt>{k}</dt><dd>{esc(v)}</dd>" for k, v in cells) + "</dl>"

    def m_ul(self, item, day):
        cells = (("发文单位：", item.source), ("公开类别：", "主动公开"), ("文号：", item.number), ("成文时间：", f"{day:%Y/%m/%d}"))
        return '<ul class="zy clearfix">' + "".join(f"<li><i>{k}</i><em>{esc(v)}</em></li>" for k, v in cells) + "</ul>"
    METAS = [m_dl, m_ul]
    BLOCKS = [("解读材料", lambda w, l: f'<div class="rel"><h5>{w}</h5>{"".join(f"<a href={chr(34)}{esc(a)}{chr(34)}>{esc(t)}</a>" for t, a in l)}</div>'),
              ("文件解读", lambda w, l: "".join(f'<p>{w}：<a href="{esc(a)}">{esc(t)}</a></p>' for t, a in l)),
              ("相关信息", lambda w, l: f'<dl class="xg"><dt>{w}</dt>' + "".join(f'<dd><a href="{esc(a)}">{esc(t)}</a></dd>' for t, a in l) + "</dl>")]

    def info(self, item):
        date = f"{item.day:%Y-%m-%d} 08:30:12"
        shown = (f"<span>时间：{date}</span>", f"<span>{item.day:%Y-%m-%d}</span>", f"<span>日期：{item.day.year}年{item.day.month}月{item.day.day}日</span>")[turn(item.title, 3)] if item.page_day else ""
        return f'<div class="ly">{shown}<span>来源：{esc(item.source)}</span><span>作者：</span><span>字号：<a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(14)">中</a></span></div>'

    def tools(self, column):
        return f'<p class="f14"><strong>上一篇：</strong><a href="javascript:alert(\'第一页\');">第一页</a><br /><strong>下一篇：</strong><a href="{esc(column.path)}">返回列表</a></p>'


class Founder(Rotating):
    """方正翔宇 mixed with dede: node_12.htm, content_456.htm; tabs, months above the rows, dates apart; a zTree in the side."""
    LABELLED = (2,)
    TAIL = ""

    def column_path(self, path):
        return path if path == "/" else f"{path}node_{self.number(path, 301)}.htm"

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 1
            d = item.stamp or item.day
            item.address = f"{column.path.rsplit('/', 1)[0]}/{d:%Y-%m}/{d:%d}/content_{self.next_id}.htm"
        return item.address

    def page_path(self, column, index, total):
        return column.path if index == 0 else column.path.replace(".htm", f"_{index + 1}.htm")

    def text_box(self, text):
        return f'<div id="articleContent" class="article-content"><!--enpcontent--><founder-content>{text}</founder-content><!--/enpcontent--></div>'

    def head(self, title, pairs, override=None):
        raw = "".join(n for n in self.nav if isinstance(n, str))
        items = "".join(f'<td onclick="location.href=\'{x[1]}\'" style="cursor:pointer">{x[0]}</td>' for x in self.nav if not isinstance(x, str))
        return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{esc(title)}</title>
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<link rel="stylesheet" href="/css/site.css"></head><body><div class="header"><a href="/"><img src="/images/logo.png" alt="{esc(self.name)}"></a><table class="menu"><tr>{items}</tr></table><ul>{raw}</ul></div><div class="w1200">"""

    def crumbs(self, column, tail=""):
        parts = [("首页", "/")] + [(c.name, c.path) for c in column.trail()]
        forms = [lambda p: '<div class="site"><a href="/">首页</a>' + "".join(f'<span class="arrow"></span><a href="{a}">{t}</a>' for t, a in p[1:]) + "</div>",
                 lambda p: '<div class="site">当前位置：' + " ＞ ".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</div>",
                 lambda p: '<nav aria-label="breadcrumb">' + "<i>|</i>".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</nav>",
                 lambda p: '<div class="site"><!--enpproperty -->' + "&nbsp;-&nbsp;".join(f'<a href="{a}">{t}</a>' for t, a in p) + "</div>"]
        return forms[turn(column.folder or column.path, 4)](parts)

    def side(self, column):
        kids = column.parent.children if column.parent else []
        nodes = ",".join(f'{{id:{n + 1},pId:0,name:"{c.name}",url:"{c.path}",target:"_self"}}' for n, c in enumerate(kids))
        return f'<div class="tree"><ul id="tree" class="ztree"></ul><script>var zNodes=[{nodes}];$(function(){{$.fn.zTree.init($("#tree"),{{}},zNodes);}});</script></div>'

    def pager(self, column, index, total):
        form = turn(column.folder or column.path, 3)
        at = lambda k: self.page_path(column, k, total).rsplit("/", 1)[1]
        if form == 0:
            opts = "".join(f"<option value='{at(k)}'{' selected' if k == index else ''}>{k + 1}</option>" for k in range(total))
            return f"<div class='dede_pages'><ul class='pagelist'><li><span class='pageinfo'>共 <strong>{total}</strong>页<strong>{len(column.items)}</strong>条</span></li><li><select name='sldd' onchange='location.href=this.options[this.selectedIndex].value;'>{opts}</select></li></ul></div>"
        if form == 1:
            nxt = f"<input type=\"button\" value=\"下一页\" onclick=\"location.href='{at(index + 1)}'\">" if index + 1 < total else ""
            return f"<div class='pg'>第{index + 1}页/共{total}页 {nxt}</div>"
        stem = at(0).replace(".htm", "")
        return f"<div class='pg'><script>function go(n){{ if(n==1) location.href='{stem}.htm'; else location.href='{stem}_'+n+'.htm'; }}</script>" + "".join(f'<a href="javascript:go({k + 1})">{k + 1}</a> ' for k in range(total)) + f'<a href="javascript:go({min(total, index + 2)})">下一页</a></div>'

    def r_month(self, column, rows):
        out, now = "", None
        for i in rows:
            if i.list_day is None and (i.day.year, i.day.month) != now:
                now = (i.day.year, i.day.month)
                out += ("</ul>" if out else "") + f'<h5>{now[0]}年{now[1]}月</h5><ul class="m">'
            elif not out:
                out = '<ul class="m">'
            out += f'<li><b>{i.day.day}日</b> <a href="{i.address}">{esc(i.title)}</a></li>' if i.list_day is None else f'<li><a href="{i.address}">{esc(i.title)}</a></li>'
        return out + "</ul>"

    def r_apart(self, column, rows):
        left = "".join(f'<li><a href="{i.address}" target="_blank">{esc(i.title)}</a></li>' for i in rows)
        right = "".join(f"<li>{self.shown(i) or '&nbsp;'}</li>" for i in rows)
        return f'<div class="lefts"><ul>{left}</ul></div><div class="rights"><ul>{right}</ul></div>'

    def r_ymd(self, column, rows):
        def date(i):
            return f'<span class="y">{i.day:%Y}</span><span class="d">{i.day:%m/%d}</span>' if i.list_day is None else f"<span>{i.list_day}</span>"
        return '<ul class="tl">' + "".join(f'<li><div class="dt">{date(i)}</div><a href="{i.address}">{esc(i.title)}</a></li>' for i in rows) + "</ul>"

    def r_h2(self, column, rows):
        return "".join(f'<div class="row"><h2><a href="{i.address}">{esc(i.title)}</a></h2><div class="bot"><span>{esc(i.source)}</span>　<time datetime="{i.day:%Y-%m-%d}T09:00:00+08:00">{self.shown(i, "%Y年%m月%d日")}</time></div></div>' if i.list_day is None else
                       f'<div class="row"><h2><a href="{i.address}">{esc(i.title)}</a></h2><div class="bot"><span>{esc(i.source)}</span>　<time>{i.list_day}</time></div></div>' for i in rows)

    def r_span(self, column, rows):
        return '<div class="ls">' + "".join(f'<span class="it"><i class="ic"></i><a href="{i.address}">{esc(i.title)}</a><i class="rq">{self.shown(i, "%Y-%m-%d")}</i></span>' for i in rows) + "</div>"
    ROWS = [r_month, r_apart, r_ymd, r_h2, r_span]

    def m_meta(self, item, day):
        cells = (("信息名称", item.title), ("信息索引", f"YH-{day:%Y%m}"), ("生成日期", f"{day:%Y-%m-%d}"), ("发布机构", item.source), ("文号", item.number), ("公开方式", "主动公开"))
        return '<div class="p_info">' + "".join(f'<p><label>{k}</label>{esc(v)}</p>' for k, v in cells) + "</div>"

    def m_two(self, item, day):
        heads = ("索引号", "发文机关", "发文字号", "成文日期", "公开属性")
        vals = (f"YH{day:%m%d}", item.source, item.number, f"{day:%Y-%m-%d}", "主动公开")
        return "<table border=1><tr>" + "".join(f"<th>{h}</th>" for h in heads) + "</tr><tr>" + "".join(f"<td>{esc(v)}</td>" for v in vals) + "</tr></table>"
    METAS = [m_meta, m_two]
    BLOCKS = [("解读链接", lambda w, l: f'<div class="ab"><h3>{w}</h3><ul>{links_of(l)}</ul></div>'),
              ("政策解读", lambda w, l: "".join(f'<p style="text-align:right"><a href="{a}">【{w}】{esc(t)}</a></p>' for t, a in l)),
              ("相关解读", lambda w, l: f'<div class="tabs"><div class="tabhd"><a href="javascript:;" class="cur">{w}</a><a href="javascript:;">相关文件</a></div><div class="tabbd"><ul>{links_of(l)}</ul></div></div><script>$(".tabhd a").each(function(i){{$(this).mouseover(function(){{sw(i)}})}});</script>')]

    def info(self, item):
        shown = (f"<founder-date>{item.day:%Y-%m-%d} 10:20</founder-date>", f"{item.day.year}年{item.day.month:02}月{item.day.day:02}日 10:20", f"发布于 {item.day:%Y-%m-%d}")[turn(item.title, 3)] if item.page_day else ""
        return f'<div class="atime">{shown} 来源：{esc(item.source)} 责任编辑：李某</div>'

    def tools(self, column):
        return ""
