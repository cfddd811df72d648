# SPDX-License-Identifier: MIT
"""Two further families, each able to carry the whole portal: UCAP and VSB."""
import hashlib

from families import Trs, article_tags, body_of, column_tags, esc, tags, site_tags


class Ucap(Trs):
    """开普云 UCAP: a menu that a script loads, .shtml lists, hashed article names, metadata in a dl, elements of its own for title, time and text."""

    def text_box(self, text):
        return f'<div class="article-content article-content-body" id="zoomcon"><ucapcontent>{text}</ucapcontent></div>'

    def column_path(self, path):
        return "/yhq" + path.rstrip("/") + "/list.shtml" if path != "/" else path

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 1
            name = hashlib.md5(str(self.next_id).encode()).hexdigest()
            item.address = f"{column.path.rsplit('/', 1)[0]}/{(item.stamp or item.day):%Y%m}/{name}.shtml"
        return item.address

    def head(self, title, pairs, override=None):
        raw = "".join(n for n in self.nav if isinstance(n, str))
        items = "".join(f'<li><a target="_self" href="{n[1]}">{n[0]}</a></li>' for n in self.nav if not isinstance(n, str))
        self.out.write(self.host, "/include/header.html", f'<div class="main-menu"><ul>{items}</ul></div>')
        return f"""<!DOCTYPE html>
<html><head><title>{esc(title)}</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<meta name="others" content="页面生成时间 2026-11-19 03:10:22"><link rel="stylesheet" type="text/css" href="/css/site.css"/></head>
<body><div class="wrap"><div class="top_bar"><a href="/"><img src="/images/logo.png" alt="{esc(self.name)}"/></a></div>
<div id="header"></div><script>$(function(){{ $("#header").load("/include/header.html"); }});</script>{f"<ul>{raw}</ul>" if raw else ""}"""

    def crumbs(self, column, tail=""):
        parts = ['<a href="/">首页</a>'] + [f'<a href="{c.path}">{c.name}</a>' for c in column.trail()]
        return '<div class="location"><span>当前位置：</span>' + " &gt; ".join(parts) + tail + "</div>"

    def list_page(self, column, index, rows, total):
        inside = "".join(f'<li><a href="{i.address}" title="{esc(i.title)}" target="_blank">{esc(i.title)}</a><span class="time">{i.day.isoformat() if i.list_day is None else i.list_day}</span></li>'
                         for i in rows)
        links = "".join(f'<a href="{self.page_path(column, k)}">{w}</a>' for k, w in ((index - 1, "上一页"), (index + 1, "下一页"), (total - 1, "尾页")) if 0 <= k < total and k != index)
        page = self.head(f"{column.name} - {self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<div class="list-right"><div class="tit">{column.name}</div>{column.extra if index == 0 else ""}<ul class="common_newslist">{inside}</ul><div class="page">共{total}页 {links}</div></div>'
        self.out.write(self.host, self.page_path(column, index), page + self.footer + "</div></body></html>")

    def page_path(self, column, index, total=0):
        return column.path if index == 0 else column.path.replace("list.shtml", f"list_{index + 1}.shtml")

    def metadata(self, item):
        if not item.number:
            return ""
        day = item.written or item.day
        cells = (("IndexNo", "索 引 号", f"11379901/{day.year}-{self.next_id % 10000:04}"), ("scrq", "生成日期", day.isoformat()), ("wh", "文　　号", item.number),
                 ("gkfs", "公开方式", "主动公开"), ("ReleaseMechanism", "责任部门", item.source))
        return '<dl class="clearfix">' + "".join(f'<dd class="{c}"><label><font>{k}：</font></label><div class="display-block">\n {esc(v)}\n</div></dd>' for c, k, v in cells) + "</dl>"

    def article(self, item, column):
        pairs = {**column_tags(column), **article_tags(item), "PubDate": "2026-11-19 03:10:22" if item.number else item.day.isoformat() + " 08:20:00"}
        page = self.head(item.title, pairs, item.tags) + self.crumbs(column) + f'<div class="article">{self.metadata(item)}'
        shown = f'<span class="date">发布日期：<b><publishtime>{item.day.isoformat()} 08:20:00</publishtime></b></span>' if item.page_day else ""
        page += f'<h1 class="article-title"><ucaptitle>{esc(item.title)}</ucaptitle></h1><div class="article-info"><span class="ly">来源：<b>{esc(item.source)}</b></span>{shown}</div>'
        page += self.text_box(body_of(item))
        for label, links in item.related or [("关联稿件", [])]:
            page += f'<div class="article-reldocuments"><h3><span>{label}：</span></h3><ul class="common_newslist">' + "".join(f'<li><a href="{a}" title="{esc(t)}">{esc(t)}</a></li>' for t, a in links) + "</ul></div>"
        self.out.write(self.host, item.address, page + "</div>" + self.footer + "</div></body></html>")


class Vsb(Trs):
    """博达 VSB: .htm lists whose further pages count down, articles in info/, text in #vsb_content."""

    def text_box(self, text):
        return f'<div id="vsb_content_2"><div class="v_news_content">{text}</div></div>'

    def column_path(self, path):
        return path.rstrip("/") + ".htm" if path != "/" else path

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 3
            item.address = f"/info/{1000 + int(hashlib.md5(column.path.encode()).hexdigest()[:3], 16)}/{self.next_id}.htm"
        return item.address

    def head(self, title, pairs, override=None):
        return f"""<!DOCTYPE HTML><HTML><HEAD><META content="text/html; charset=UTF-8" http-equiv="Content-Type"><TITLE>{esc(title)}</TITLE>
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<LINK rel="stylesheet" type="text/css" href="/css/site.css"></HEAD><BODY><div class="logo"><a href="/"><img src="/images/logo.png" alt="{esc(self.name)}"></a></div>
<div class="menu"><ul class="clearfix">{''.join(n if isinstance(n, str) else f'<li><a href="{n[1]}">{n[0]}</a></li>' for n in self.nav)}</ul></div>"""

    def crumbs(self, column, tail=""):
        parts = ['<a href="/">首页</a>'] + [f'<a href="{c.path}">{c.name}</a>' for c in column.trail()]
        return '<div class="winposition"><table><tr><td>当前位置: ' + "&gt;&gt; ".join(parts) + tail + "</td></tr></table></div>"

    def page_path(self, column, index, total):
        return column.path if index == 0 else column.path.replace(".htm", f"/{total - index}.htm")

    def list_page(self, column, index, rows, total):
        inside = "".join(f'<li id="line_u9_{n}"><a href="{i.address}">{esc(i.title)}</a><span>{i.day:%Y/%m/%d}</span></li>' if i.list_day is None else
                         f'<li id="line_u9_{n}"><a href="{i.address}">{esc(i.title)}</a><span>{i.list_day}</span></li>' for n, i in enumerate(rows))
        links = "".join(f'<a href="{self.page_path(column, k, total)}">{w}</a>' for k, w in ((0, "首页"), (index - 1, "上页"), (index + 1, "下页"), (total - 1, "尾页")) if 0 <= k < total and k != index)
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<div class="listbox"><h2>{column.name}</h2>{column.extra if index == 0 else ""}<ul>{inside}</ul><div class="pb_sys_common">共{len(column.items)}条 {index + 1}/{total} {links}</div></div>'
        self.out.write(self.host, self.page_path(column, index, total), page + self.footer + "</BODY></HTML>")

    def metadata(self, item):
        if not item.number:
            return ""
        day = item.written or item.day
        return "<div class='xxgk'>" + "".join(f"<p><strong>{k}</strong>：<span>{esc(v)}</span></p>" for k, v in (
            ("索引号", f"YHQ/{day.year}-{self.next_id % 10000:04}"), ("发文机关", item.source), ("发文字号", item.number), ("成文日期", f"{day:%Y-%m-%d}"), ("公开属性", "主动公开"))) + "</div>"

    def article(self, item, column):
        page = self.head(f"{item.title}-{self.name}", {**column_tags(column), **article_tags(item)}, item.tags) + self.crumbs(column, "&gt;&gt; 正文") + self.metadata(item)
        shown = f"发布时间：{item.day:%Y年%m月%d日}" if item.page_day else ""
        page += f'<form name="_newscontent_fromname"><div class="content"><h3>{esc(item.title)}</h3><div class="sub">来源：{esc(item.source)} {shown} 点击：<script>_showDynClicks("wbnews", 1, 2)</script></div>'
        page += f'{self.text_box(body_of(item))}</div></form><p>上一条：<a href="{column.path}">返回列表</a></p>'
        for label, links in item.related:
            page += f'<p><strong>{label}：</strong></p><ul>' + "".join(f'<li><a href="{a}">{esc(t)}</a></li>' for t, a in links) + "</ul>"
        self.out.write(self.host, item.address, page + self.footer + "</BODY></HTML>")
