# SPDX-License-Identifier: MIT
"""An old site of nested tables in GBK that carries the whole portal: no classes that tell anything, next pages by links."""
from families import Trs, article_tags, body_of, column_tags, esc, site_tags, tags


class Table(Trs):
    """Pages as they were made in 2005: layout by tables, fonts and colours as attributes, gb2312."""

    def text_box(self, text):
        return f'<table width="95%" align=center><tr><td class=content id=content style="line-height:200%">{text}</td></tr></table>'

    def article_path(self, item, column):
        if not item.address:
            self.next_id += 3
            item.address = f"{column.path}show_{self.next_id}.html"
        return item.address

    def head(self, title, pairs, override=None):
        menu = " | ".join(n if isinstance(n, str) else f"<a href={n[1]}>{n[0]}</a>" for n in self.nav)
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
{tags({**site_tags(self.host, self.name), **pairs}, override or {})}
<title>{esc(title)}</title><link href=/css/site.css rel=stylesheet type=text/css></head><body bgcolor=#FFFFFF topmargin=0>
<table width=980 align=center cellpadding=0 cellspacing=0><tr><td><a href="/"><img src="/images/logo.png" border=0 alt="{esc(self.name)}"></a></td></tr>
<tr><td bgcolor=#CC0000 align=center class=menu><font color=#FFFFFF>{menu}</font></td></tr></table>"""

    def crumbs(self, column, tail=""):
        parts = ['<a href="/">首页</a>'] + [f'<a href="{c.path}">{c.name}</a>' for c in column.trail()]
        return f'<table width=980 align=center><tr><td height=25><img src="/images/dot.gif"> 当前位置：{" &gt; ".join(parts)}{tail}</td></tr></table>'

    def row(self, item, form):
        shown = item.day.isoformat() if item.list_day is None else item.list_day
        return f'<tr valign="top"><td width="25"><img src="/images/dot.gif"></td><td width="550">\n <a href="{item.address}" title="{esc(item.title)}" target=_blank>{esc(item.title)}</a>\n</td><td>\n {shown}\n</td></tr>'

    def page_path(self, column, index, total):
        return column.path if index == 0 else f"{column.path}list_{index + 1}.html"

    def list_page(self, column, index, rows, total):
        inside = "\n".join(self.row(i, "table") for i in rows)
        links = "".join(f'<a href="{self.page_path(column, k, total)}">{w}</a> ' for k, w in ((0, "首页"), (index - 1, "上一页"), (index + 1, "下一页"), (total - 1, "尾页")) if 0 <= k < total and k != index)
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<table width=980 align=center><tr><td><table width="100%"><tr><td><b>{column.name}</b></td></tr></table>{column.extra if index == 0 else ""}' \
                f'<table width="700" align=center>{inside}</table><table width="700" align=center><tr><td align=right>第{index + 1}页 共{total}页 {links}</td></tr></table></td></tr></table>'
        self.out.write(self.host, self.page_path(column, index, total), page + self.footer + "</body></html>")

    def column(self, column):
        if column.kind != "parent":
            super().column(column)
            return
        boxes = "".join(f'<table width="480"><tr><td background="/images/dot.gif"><b>{c.name}</b></td><td align=right><a href="{c.path}">更多&gt;&gt;</a></td></tr></table>'
                        f'<table width="480">{"".join(self.row(i, "table") for i in c.items[:4])}</table>' for c in column.children)
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        self.out.write(self.host, column.path, page + f"<table width=980 align=center><tr><td>{boxes}{column.extra}</td></tr></table>" + self.footer + "</body></html>")

    def metadata(self, item):
        if not item.number:
            return ""
        day = item.written or item.day
        cells = (("索 引 号", f"YHQ-{day.year}-{self.next_id % 10000:04}"), ("发布机构", item.source), ("文　　号", item.number), ("成文日期", f"{day.year}年{day.month}月{day.day}日"), ("公开属性", "主动公开"))
        return "<table width=700 border=1 align=center>" + "".join(f"<tr><td width=90>{k}：</td><td>{esc(v)}</td></tr>" for k, v in cells) + "</table>"

    def article(self, item, column):
        page = self.head(item.title, {**column_tags(column), **article_tags(item)}, item.tags) + self.crumbs(column, " &gt; 正文") + self.metadata(item)
        shown = f"发布日期：{item.day.year}年{item.day.month}月{item.day.day}日" if item.page_day else ""
        page += f'<table width=980 align=center><tr><td align=center><font size=4><b><h1>{esc(item.title)}</h1></b></font></td></tr><tr><td align=center>来源：{esc(item.source)} {shown}</td></tr><tr><td>{self.text_box(body_of(item))}</td></tr></table>'
        for label, links in item.related:
            page += f'<table width=700 align=center><tr><td><b>{label}：</b></td></tr>' + "".join(f'<tr><td>· <a href="{a}">{esc(t)}</a></td></tr>' for t, a in links) + "</table>"
        page += '<table align=center><tr><td>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table>'
        self.out.write(self.host, item.address, page + self.footer + "</body></html>")
