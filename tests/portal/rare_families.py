# SPDX-License-Identifier: MIT
"""A family that few portals use: a self-made site without classes."""
from families import Trs, column_tags, esc, site_tags, tags


class Plain(Trs):
    """Self-made: the menu is written by a script file of an ordinary name, the breadcrumb is plain text, lists are paragraphs without classes."""

    def head(self, title, pairs, override=None):
        self.write_menu()
        raw = "".join(n for n in self.nav if isinstance(n, str))
        return (f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{esc(title)}</title>\n{tags({**site_tags(self.host, self.name), **pairs}, override or {})}\n'
                f'</head><body><script src="/js/common.js"></script>{f"<ul>{raw}</ul>" if raw else ""}')

    def write_menu(self):
        cells = "".join(f"<td><a href='{n[1]}'>{n[0]}</a></td>" for n in self.nav if not isinstance(n, str))
        self.out.write(self.host, "/js/common.js", f'document.writeln("<a href=\'/\'><img src=\'/images/logo.png\' alt=\'{self.name}\'></a>");\ndocument.writeln("<table><tr>{cells}</tr></table>");\n')

    def crumbs(self, column, tail=""):
        return "<p>首页&nbsp&nbsp&gt; " + " &gt; ".join(c.name for c in column.trail()) + "</p>"

    def row(self, item, form):
        shown = f"{item.day.isoformat()} 17:32:17" if item.list_day is None else item.list_day
        return f'<p><a href="{item.address}">{esc(item.title)}</a> <span>{shown}</span></p>'

    def page_path(self, column, index, total=0):
        return column.path if index == 0 else f"{column.path}list_{index + 1}.html"

    def list_page(self, column, index, rows, total):
        pages = " ".join(f'<a href="{self.page_path(column, k)}">{k + 1}</a>' for k in range(total) if k != index)
        following = f' <a href="{self.page_path(column, index + 1)}">下一页</a>' if index + 1 < total else ""
        page = self.head(f"{column.name}-{self.name}", column_tags(column), column.tags) + self.crumbs(column)
        page += f'<h2>{column.name}</h2>{column.extra if index == 0 else ""}<div>{"".join(self.row(i, "span") for i in rows)}</div><p>{pages}{following}</p>'
        self.out.write(self.host, self.page_path(column, index), page + self.footer + "</body></html>")
