# SPDX-License-Identifier: MIT
"""The forms in which real portals write their pages: TRS, Hanweb (old), jpaas, and an old table site in GBK."""
import html

from model import CODE, DISTRICT, GOV, MAIN

SENTENCES = ("会议研究了{0}的有关安排，明确了责任单位和完成时间。", "各有关单位结合实际抓好落实，{0}取得阶段性进展。",
             "下一步将继续完善工作机制，定期调度{0}情况，及时向社会公布。", "群众可以通过政务服务热线反映对{0}的意见。")


def esc(text):
    return html.escape(text, quote=True)


def body_of(item):
    if item.body:
        return item.body
    return "\n".join(f"<p>{esc(s.format(item.title))}</p>" for s in SENTENCES)


def tags(pairs, override):
    pairs = {**pairs, **override}
    return "\n".join(f'<meta name="{k}" content="{esc(v)}">' for k, v in pairs.items() if v is not None)


def site_tags(host, name=GOV):
    return {"SiteName": name, "SiteDomain": host, "SiteIDCode": CODE}


def column_tags(column):
    return {"ColumnName": column.name, "ColumnDescription": f"{GOV}{column.name}栏目的公开内容", "ColumnKeywords": f"{column.name},{DISTRICT}",
            "ColumnType": column.type}


def article_tags(item):
    return {"ArticleTitle": item.title, "PubDate": item.day.isoformat() + " 09:30", "ContentSource": item.source}


FOOTER = f"""<div class="footer"><p>主办单位：{DISTRICT}人民政府办公室 联系电话：0699-8811000 网站标识码：{CODE}</p>
<p><a href="https://beian.miit.gov.cn/" target="_blank">鲁ICP备12345678号-1</a>
<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=37990102000123">鲁公网安备 37990102000123号</a>
<span id="_ideConac"><a href="http://bszs.conac.cn/sitename?method=show&amp;id=0123456789ABCDEF0123456789ABCDEF"><img src="/images/conac.png" alt="党政机关"></a></span>
<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={CODE}&amp;url=http%3A%2F%2F{MAIN}%2F">我为政府网站找错</a>
<a href="/wzdt/">网站地图</a></p></div>"""


class Trs:
    """TRS WCM: static pages, articles in month folders, further list pages reachable by script only."""

    def __init__(self, out, host=MAIN, name=GOV, footer=FOOTER):
        self.out, self.host, self.name, self.footer = out, host, name, footer
        self.next_id = 3300000
        self.nav = []            # (text, href) or raw HTML

    def column_path(self, path):
        """Where the family keeps the column that is sketched as a folder."""
        return path

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 7
            day = item.stamp or item.day
            item.address = f"{column.path}{day:%Y%m}/t{day:%Y%m%d}_{self.next_id}.html"
        return item.address

    def text_box(self, text):
        return f'<div class="TRS_Editor">{text}</div>'

    def head(self, title, pairs, override=None):
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<title>{esc(title)}</title><link rel="stylesheet" href="/css/site.css"><script src="/js/site.js"></script></head><body>
<div class="header"><a href="/"><img src="/images/logo.png" alt="{esc(self.name)}"></a></div>
<div class="nav"><ul>{''.join(n if isinstance(n, str) else f'<li><a href="{n[1]}">{n[0]}</a></li>' for n in self.nav)}</ul></div>"""

    def crumbs(self, column, tail=""):
        parts = ['<a href="/" class="CurrChnlCls">首页</a>']
        parts += [f'<a href="{c.path}" class="CurrChnlCls" title="{c.name}">{c.name}</a>' for c in column.trail()]
        return '<div class="dqwz">您现在的位置是：' + "&nbsp;&gt;&gt;&nbsp;".join(parts) + tail + "</div>"

    def row(self, item, form):
        shown = item.day.isoformat() if item.list_day is None else item.list_day
        link = f'<a href="{item.address}" title="{esc(item.title)}">{esc(item.title)}</a>'
        cut = f'<a href="{item.address}" title="{esc(item.title)}">{esc(item.title[:12])}...</a>' if len(item.title) > 14 else link
        return {"span": f"<li>{link}<span>{shown}</span></li>", "bracket": f"<li>{cut}<em>[ {shown} ]</em></li>",
                "before": f'<li><font class="date">{shown.replace("-", "/")}</font>{link}</li>',
                "table": f"<tr><td>{link}</td><td>{esc(item.number) or '—'}</td><td>{esc(item.source)}</td><td>{shown}</td></tr>",
                "paren": f"<p class='row'>{link}({shown})</p>"}[form]

    def page_path(self, column, index, total):
        return column.path if index == 0 else f"{column.path}index_{index}.html"

    def list_page(self, column, index, rows, total):
        form = column.forms
        inside = "\n".join(self.row(i, form) for i in rows)
        if form == "table":
            inside = f"<table><tr><th>名称</th><th>文号</th><th>发布机构</th><th>发布日期</th></tr>{inside}</table>"
        else:
            inside = f'<ul class="list">{inside}</ul>' if form != "paren" else f"<div>{inside}</div>"
        pager = f'<div class="pages"><script>createPageHTML({total}, {index}, "index", "html");</script></div>'
        side = "".join(f'<li><a href="{c.path}">{c.name}</a></li>' for c in (column.parent.children if column.parent else []))
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<div class="left"><ul>{side}</ul></div><div class="right"><h2>{column.name}</h2>{column.extra if index == 0 else ""}{inside}{pager}</div>'
        self.out.write(self.host, self.page_path(column, index, total), page + self.footer + "</body></html>")

    def column(self, column):
        for item in column.items:
            item.column = item.column or column
            self.article_path(item, column)
        if column.kind == "page":
            page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
            page += f'<div class="right"><h2>{column.name}</h2>{self.text_box(column.text)}</div>'
            self.out.write(self.host, column.path, page + self.footer + "</body></html>")
        elif column.kind == "parent":
            boxes = "".join(f'<div class="box"><h3><a href="{c.path}">{c.name}</a><a class="more" href="{c.path}">更多&gt;&gt;</a></h3><ul>'
                            + "".join(self.row(i, "span") for i in c.items[:4]) + "</ul></div>" for c in column.children)
            page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
            self.out.write(self.host, column.path, page + f'<div class="main">{boxes}{column.extra}</div>' + self.footer + "</body></html>")
        else:
            total = max(1, -(-len(column.items) // column.per_page))
            for i in range(total):
                self.list_page(column, i, column.items[i * column.per_page:(i + 1) * column.per_page], total)
        for item in column.items:
            if item.make and item.column is column and item.address.startswith("/") and item.address.endswith(("html", ".htm")):
                self.article(item, column)

    def metadata(self, item):
        if not item.number:
            return ""
        day = item.written or item.day
        cells = [("索&nbsp;引&nbsp;号", f"11379901000000000A/{day.year}-{self.next_id % 10000:04}"), ("发文机关", item.source),
                 ("发文字号", item.number), ("成文日期", f"{day.year}年{day.month}月{day.day}日"), ("公开属性", "主动公开"), ("有效性", "有效")]
        rows = "".join(f"<td><b>{k}：</b></td><td>{esc(v)}</td>" + ("</tr><tr>" if n % 2 else "") for n, (k, v) in enumerate(cells))
        return f'<table class="xxgk"><tr>{rows}</tr></table>'

    def article(self, item, column):
        pairs = {**column_tags(column), **article_tags(item)}
        page = self.head(f"{item.title}_{self.name}", pairs, item.tags) + self.crumbs(column) + self.metadata(item)
        shown = f"<span>发布时间：{item.day.isoformat()} 09:30</span>" if item.page_day else ""
        page += f'<h1 class="title">{esc(item.title)}</h1><div class="info">{shown}<span>来源：{esc(item.source)}</span></div>'
        page += self.text_box(body_of(item))
        for label, links in item.related:
            page += f'<div class="xgwj"><h4>{label}</h4><ul>' + "".join(f'<li><a href="{a}">{esc(t)}</a></li>' for t, a in links) + "</ul></div>"
        page += '<p class="tools"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close();">【关闭窗口】</a></p>'
        self.out.write(self.host, item.address, page + self.footer + "</body></html>")


class Hanweb(Trs):
    """Old Hanweb: lists in an XML island, further groups by dataproxy.jsp, addresses with unpadded dates."""
    numbers = None

    def text_box(self, text):
        return f'<div id="zoom" class="wzzw">{text}</div>'

    def column_path(self, path):
        if path == "/" or path.startswith("/col/"):
            return path
        self.numbers = self.numbers or {}
        return f"/col/col{self.numbers.setdefault(path, 2001 + len(self.numbers))}/index.html"

    @staticmethod
    def number(column):
        return column.path.split("/col")[-1].split("/")[0]

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 3
            day = item.day
            item.address = f"/art/{day.year}/{day.month}/{day.day}/art_{self.number(column)}_{self.next_id}.html"
        return item.address

    def column(self, column):
        if column.kind != "list":
            super().column(column)
            return
        number, per = self.number(column), column.per_page
        for item in column.items:
            item.column = item.column or column
            self.article_path(item, column)
        records = [f'<li><a href="{i.address}" title="{esc(i.title)}">{esc(i.title)}</a><span>{i.day.strftime("%Y-%n %m-%d") if i.list_day is None else i.list_day}</span></li>' for i in column.items]
        first, proxy = records[:per], f"/module/web/jpage/dataproxy.jsp?page=2&amp;appid=1&amp;webid=1&amp;path=/&amp;columnid={number}&amp;unitid=88&amp;permissiontype=0"
        group = f'<nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>' if len(records) > per else ""
        island = self.island(records, group, first)
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<div class="right"><h2>{column.name}</h2>{column.extra}<div id="88" class="default_pgContainer"></div><script type="text/xml">{island}</script></div>'
        self.out.write(self.host, column.path, page + self.footer + "</body></html>")
        for n in range(1, -(-len(records) // per)):
            more = f'<nextgroup><![CDATA[<a href="{proxy.replace("page=2", f"page={n + 2}")}"></a>]]></nextgroup>' if (n + 1) * per < len(records) else ""
            self.out.write(self.host, f"/dataproxy/{number}-{n + 1}.xml", self.island(records, more, records[n * per:(n + 1) * per]))
        for item in column.items:
            if item.make and item.column is column and item.address.startswith("/art/"):
                self.article(item, column)

    @staticmethod
    def island(records, group, part):
        body = "".join(f"<record><![CDATA[{r}]]></record>" for r in part)
        return f"<datastore><totalrecord>{len(records)}</totalrecord><totalpage>{-(-len(records) // 5)}</totalpage>{group}<recordset>{body}</recordset></datastore>"


class Jpaas(Trs):
    """New Hanweb (jpaas): rows in the page, further pages only by a script; article addresses without dates."""
    numbers = None

    def text_box(self, text):
        return f'<div class="wzzw" id="zoom">{text}</div>'

    def column_path(self, path):
        if path == "/" or path.startswith("/col/"):
            return path
        self.numbers = self.numbers or {}
        return f"/col/col{self.numbers.setdefault(path, 301 + len(self.numbers))}/index.html"

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 1
            item.address = f"{column.path.replace('index.html', '')}art/{item.day.year}/art_{self.next_id:032x}.html"
        return item.address

    def row(self, item, form):
        shown = item.day.isoformat() if item.list_day is None else item.list_day
        appended = f" {item.day.year}年{item.day.month:02}月{item.day.day:02}日" if item.list_day is None else ""
        return f'<li><a class="bt-lef" title="{esc(item.title)}{appended}" href="{item.address}">{esc(item.title[:10])}...</a><span class="bt-right" readexclude="">[{shown}]</span></li>'

    def list_page(self, column, index, rows, total):
        if index:
            return
        inside = "\n".join(self.row(i, "jpaas") for i in rows)
        page = self.head(column.name, column_tags(column), column.tags) + self.crumbs(column)
        page += f'{column.extra}<div id="当前栏目"><div class="page-content">{inside}</div><div class="pagination" queryData="{{\'webId\':\'16\',\'pageId\':\'9\'}}" rows="{column.per_page}" unitid="当前栏目" ' \
                f'count="{len(column.items)}" pageNo="1" unitUrl="/api-gateway/jpaas-publish-server/front/page/build/unit"></div></div>'
        self.out.write(self.host, column.path, page + self.footer + "</body></html>")


class Gbk(Trs):
    """An old site of nested tables in GBK, with next pages by links."""

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 1
            item.address = f"{column.path}show_{self.next_id}.asp.html"
        return item.address

    def page(self, title, inside, pairs=None):
        text = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
{tags({**site_tags(self.host, self.name), **(pairs or {})}, {})}
<title>{title}</title></head><body bgcolor=#FFFFFF><table width=980 align=center><tr><td><a href=/>首页</a> | {' | '.join(f'<a href={h}>{t}</a>' for t, h in self.nav)}</td></tr></table>
{inside}<table class=bottom width=980><tr><td>主办单位：{self.name} 网站标识码：{CODE}</td></tr></table></body></html>"""
        return text.encode("gb18030")

    def column(self, column):
        for item in column.items:
            self.article_path(item, column)
        per, total = column.per_page, max(1, -(-len(column.items) // column.per_page))
        for n in range(total):
            rows = "".join(f'<tr valign="top"><td width="25"><img src="/images/dot.gif"></td><td width="550">\n <a href="{i.address}">{esc(i.title)}</a>\n</td><td>\n {i.day.isoformat()}\n</td></tr>'
                           for i in column.items[n * per:(n + 1) * per])
            links = "".join(f'<a href="{column.path}list_{k}.html">{w}</a> ' for k, w in ((n, "上一页"), (n + 2, "下一页")) if 1 <= k <= total)
            where = f'<table><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="{column.path}">{column.name}</a></td></tr></table>'
            text = self.page(f"{column.name}-{self.name}", f'{where}<table width="700">{rows}</table><div class="page">第{n + 1}页 共{total}页 {links}</div>', column_tags(column))
            self.out.write(self.host, f"{column.path}list_{n + 1}.html", text)
            if n == 0:
                self.out.write(self.host, column.path, text)
        for item in column.items:
            where = f'<table><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="{column.path}">{column.name}</a> &gt; 正文</td></tr></table>'
            text = f'{where}<h1>{esc(item.title)}</h1><p align=center>发布日期：{item.day.year}年{item.day.month}月{item.day.day}日</p><div class="content">{body_of(item)}</div>'
            if item.make:
                self.out.write(self.host, item.address, self.page(item.title, text, {**column_tags(column), **article_tags(item)}))
