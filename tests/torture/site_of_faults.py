# SPDX-License-Identifier: MIT
"""The torture site: a small portal whose pages carry every kind of bad link we know, and every kind of good one that looks bad.

build() gives the site: routes (what the server answers), the truth, addresses, names.
"""
import gzip
import itertools

import dark
import names
import server as S
from pages import ALIYUN, BASE, DETAILS, FILES, GIF, GOOD, JIASULE, JPG, JSON_ERROR, MAIN, MATTERS, OLE, PDF, PLACES, PNG, RAR, RUISHU, TYPES, WEBP, ZIP, page, plain


class Site:
    def __init__(self):
        self.routes, self.title_of, self.names = {}, {}, {}
        self.listen, self.tls, self.tls_noise = [], [], []
        self.findings, self.decoys, self.unverified = [], [], []
        self.links = []          # (name, html)
        self.case_names, self.groups = [], {}
        self.titles = (p + m for m, p in itertools.product(MATTERS, PLACES))
        self.next_address = itertools.count(20)

    # --- hosts and routes ---
    def host(self, name, cert=None, http=True, noise=False, address=None, port=80):
        address = address or f"61.180.6.{next(self.next_address)}"
        self.names[name.split(":")[0]] = address
        if http:
            self.listen.append((address, port))
        if cert:
            self.tls.append((address, cert))
        if noise:
            self.tls_noise.append(address)
        return address

    def outside(self, name, home=True, **more):
        """A host of somebody else, well unless told otherwise."""
        self.host(name, **more)
        if home:
            self.routes[name, "/"] = S.answer(page("合作单位首页"))
        return name

    @staticmethod
    def key(url):
        scheme, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        return ("https://" if scheme == "https" else "") + host, slash + path or "/"

    def at(self, url, script):
        self.routes[self.key(url)] = script

    # --- links ---
    def put(self, name, html):
        assert name not in self.case_names, name
        self.case_names.append(name)
        self.links.append((name, html))

    def title(self):
        return next(self.titles)

    def bad(self, name, url, script=None, outcome="status", kind="page", html=None, rule="link.broken", **evidence):
        title = self.title()
        url = BASE + url if url.startswith("/") else url
        if script:
            self.at(url, script)
        self.put(name, html.format(t=title) if html else f'<a href="{url}">{title}</a>')
        if rule == "link.broken":
            evidence = {"outcome": outcome, "kind": kind, **evidence}
        self.findings.append({"rule": rule, "subject": url, "name": name, "evidence": evidence})

    def good(self, name, url, script=None, html=None, unverified=None, detail="", also=(), title=None):
        title = title or self.title()
        url = BASE + url if url.startswith("/") else url
        if script is not None:
            self.at(url, script)
        elif script is None and url.startswith("http") and not unverified:
            self.at(url, S.answer(page(title)))
        self.title_of[self.key(url)] = title
        self.put(name, html.format(t=title) if html else f'<a href="{url}">{title}</a>')
        self.decoys.append({"subject": url, "name": name, "also": list(also)})
        if unverified:
            subject, reason = unverified if isinstance(unverified, tuple) else (url, unverified)
            self.unverified.append({"subject": subject, "reason": reason, "detail": detail, "name": name})

    # --- the pages that carry the links ---
    def finish(self):
        rows, per = [], 8
        for n in range(0, len(self.links), per):
            path = f"/gzdt/202611/t20261102_{1000 + n}.html"
            title = f"第{n // per + 1}批办事入口整理"
            self.routes[MAIN, path] = S.answer(page(title, "".join(f"<p>{html}</p>" for _, html in self.links[n:n + per])))
            rows.append(f'<li><a href="{path}">{title}</a><span>2026-11-{19 - n // per % 15:02}</span></li>')
        nav = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gzdt/">工作动态</a></li></ul></div>'
        lists = "<ul class=\"list\">" + "".join(rows) + "</ul>"
        head = f'<html><head><meta charset="utf-8"><meta name="SiteName" content="乔里区人民政府"><meta name="SiteDomain" content="{MAIN}"><meta name="SiteIDCode" content="3799030001">'
        self.routes[MAIN, "/"] = S.answer(f"{head}<title>乔里区人民政府</title></head><body>{nav}{lists}<div class='footer'>主办：乔里区人民政府</div></body></html>")
        self.routes[MAIN, "/gzdt/"] = S.answer(f'{head}<meta name="ColumnName" content="工作动态"><title>工作动态_乔里区人民政府</title></head><body>{nav}<div class="position">首页 &gt; 工作动态</div>{lists}</body></html>')
        self.routes[MAIN, "/robots.txt"] = S.answer("User-agent: *\nDisallow: /neibu/\n", kind="text/plain")


def statuses(s):
    for status in (404, 410, 400, 403, 500, 501, 502, 504):
        s.bad(f"always-{status}", f"/zt/s{status}.html", S.answer("<h1>x</h1>", status))
    s.bad("404-dressed-as-a-page", "/zt/dressed.html", S.answer(page("页面不存在"), 404))
    s.bad("404-gzip", "/zt/gz404.html", S.answer(gzip.compress(b"<h1>404</h1>"), 404, headers=["Content-Encoding: gzip"]))
    s.bad("404-without-body", "/zt/nobody.html", S.answer("", 404))
    s.bad("404-for-a-name-in-gbk-and-utf8", "/zt/%E6%B2%A1%E6%9C%89.html", html='<a href="/zt/没有.html">{t}</a>')
    s.bad("trailing-slash-after-html", "/zt/ok.html/", html='<a href="/zt/ok.html/">{t}</a>')
    s.bad("relative-404", "/gzdt/202611/none.html", html='<a href="none.html">{t}</a>')
    s.bad("dotted-404", "/gzdt/none2.html", html='<a href="./../none2.html">{t}</a>')
    s.bad("protocol-relative-404", f"http://{FILES}/none3.html", html=f'<a href="//{FILES}/none3.html">{{t}}</a>')
    s.bad("shouted-host-404", "/zt/none4.html", html=f'<a href="HTTP://{MAIN.upper()}:80/zt/none4.html">{{t}}</a>')
    s.bad("own-port-404", f"http://{FILES}:8080/none5.html")
    s.bad("outside-404", f"http://{GOOD}/a/none.html", kind="external")
    s.bad("outside-410", f"http://{GOOD}/a/gone.html", S.answer("gone", 410), kind="external")
    s.bad("outside-500", f"http://{GOOD}/a/err.html", S.answer("oops", 500), kind="external")
    s.bad("dead-login-free-query", "/zt/find.jsp?id=7&regionCode=1", S.answer("", 404), html='<a href="/zt/find.jsp?id=7&regionCode=1">{t}</a>')

    for n in (1, 2):
        s.good(f"500-{n}-times-then-fine", f"/zt/oops{n}.html", S.first(n, S.answer("x", 500), S.answer(page(S.TITLE))))
        s.good(f"503-{n}-times-then-fine", f"/zt/busy{n}.html", S.first(n, S.answer("x", 503), S.answer(page(S.TITLE))))
    s.good("404-once-then-fine", "/zt/blink.html", S.first(1, S.answer("x", 404), S.answer(page(S.TITLE))))
    h = s.outside("www.limit-demo.cn")
    s.good("429-once-with-retry-after", f"http://{h}/a.html", S.first(2, S.answer("", 429, headers=["Retry-After: 2"]), S.answer(page(S.TITLE))))
    h = s.outside("www.limit2-demo.cn")
    s.good("429-three-times-without-retry-after", f"http://{h}/a.html", S.first(3, S.answer("", 429), S.answer(page(S.TITLE))))
    h = s.outside("www.limit3-demo.cn")
    s.good("429-for-ever", f"http://{h}/a.html", S.answer("", 429), unverified="timeout")
    s.good("503-with-retry-after-as-a-date", f"http://{GOOD}/a/date.html", S.first(1, S.answer("", 503, headers=["Retry-After: Fri, 20 Nov 2020 00:00:00 GMT"]), S.answer(page(S.TITLE))))
    s.good("503-for-ever", f"http://{GOOD}/a/503.html", S.answer("", 503), unverified="timeout")
    s.good("401", "/zt/s401.html", S.answer("", 401, headers=['WWW-Authenticate: Basic realm="x"']), unverified="wall")
    s.good("outside-403", f"http://{GOOD}/a/403.html", S.answer("", 403), unverified="wall")
    s.good("outside-405-to-get", f"http://{GOOD}/a/405.html", S.answer("", 405), unverified="wall")
    s.good("204", "/zt/s204.html", S.answer("", 204))
    s.good("203", "/zt/s203.html", S.answer(page(S.TITLE), 203))


def heads(s):
    for n, (name, head) in enumerate((("405", S.answer("", 405)), ("404", S.answer("", 404)), ("403", S.answer("", 403)), ("500", S.answer("", 500)), ("501", S.answer("", 501)),
                                      ("reset", S.reset), ("closed", S.close), ("400", S.answer("", 400)))):
        s.good(f"head-{name}-outside", f"http://{GOOD}/h/{n}.html", S.by_method(head, S.answer(page(S.TITLE))))
        s.good(f"head-{name}-attachment", f"/files/h{n}.pdf", S.by_method(head, S.answer(PDF, kind="application/pdf")), html=f'<a href="/files/h{n}.pdf">{{t}}.pdf</a>')
    s.good("head-redirects-get-does-not", f"http://{GOOD}/h/r.html", S.by_method(S.redirect("/nowhere.html"), S.answer(page(S.TITLE))))
    s.bad("head-fine-get-404-outside", f"http://{GOOD}/h/liar.html", S.by_method(S.answer(page(S.TITLE)), S.answer("", 404)), kind="external")
    s.bad("head-fine-get-404-attachment", "/files/liar.pdf", S.by_method(S.answer(PDF, kind="application/pdf"), S.answer("", 404)), kind="attachment", html='<a href="/files/liar.pdf">{t}.pdf</a>')


def redirects(s):
    for n, status in enumerate((301, 302, 303, 307, 308)):
        s.bad(f"redirect-{status}-to-404", f"/r/dead{status}.html", S.redirect("/zt/nowhere.html", status))
        s.at(f"{BASE}/r/new{status}.html", S.answer(page("搬迁后的页面")))
        s.good(f"redirect-{status}-to-a-page", f"/r/ok{status}.html", S.redirect(f"/r/new{status}.html", status))
    s.bad("redirect-to-500", "/r/to500.html", S.redirect("/zt/s500.html"))
    s.bad("redirect-to-no-host", "/r/tonohost.html", S.redirect("http://www.nosuch-target-demo.cn/"), outcome="no-host")
    s.bad("redirect-loop-of-two", "/r/loop1.html", S.redirect("/r/loop2.html"), outcome="redirect-loop")
    s.at(f"{BASE}/r/loop2.html", S.redirect("/r/loop1.html"))
    for n in (3, 4, 5):
        s.at(f"{BASE}/r/loop{n}.html", S.redirect(f"/r/loop{4 if n == 3 else 5 if n == 4 else 3}.html", 301))
    s.bad("redirect-loop-of-three", "/r/loop3.html", outcome="redirect-loop")
    s.bad("redirect-to-itself", "/r/self.html", S.redirect("/r/self.html"), outcome="redirect-loop")
    for n in range(40):
        s.at(f"{BASE}/r/chain.jsp?n={n}", S.redirect(f"/r/chain.jsp?n={n + 1}"))
    s.bad("redirects-without-end", "/r/chain.jsp?n=0", outcome="redirect-loop")
    s.bad("outside-redirect-to-404", f"http://{GOOD}/r/dead.html", S.redirect("/r/none.html", 301), kind="external")
    s.bad("meta-refresh-to-404", "/r/refreshed.html", html='<a href="/r/refresh.html">{t}</a>')
    s.at(f"{BASE}/r/refresh.html", S.answer('<html><head><meta http-equiv="refresh" content="0; url=/r/refreshed.html"><title>跳转</title></head><body></body></html>'))

    s.at(f"{BASE}/r/final.html", S.answer(page("最终的页面")))
    s.good("meta-refresh-to-a-page", "/r/refresh2.html", S.answer('<html><head><meta http-equiv=refresh content="0;URL=\'/r/final.html\'"><title>跳转</title></head><body>正在跳转</body></html>'))
    s.good("self-redirect-with-cookie", "/r/cookie.html", S.cookie("CT6T", S.answer(page("数据"))))
    for n in range(8):
        s.at(f"{BASE}/r/step{n}.html", S.redirect(f"/r/step{n + 1}.html" if n < 7 else "/r/final.html"))
    s.good("redirect-chain-of-eight", "/r/step0.html", S.redirect("/r/step1.html"))
    s.at(f"{BASE}/r/%E6%96%B0%20%E9%A1%B5.html", S.answer(page("新 页")))
    s.good("location-with-raw-utf8-and-blank", "/r/raw.html", S.redirect("/r/新 页.html".encode()))
    s.good("location-relative", "/r/rel.html", S.redirect("final.html"))
    s.good("location-with-fragment", "/r/frag.html", S.redirect("/r/final.html#top"))
    s.good("location-without-host", "/r/proto.html", S.redirect(f"//{MAIN}/r/final.html"))
    s.good("outside-redirect-fine", f"http://{GOOD}/r/ok.html", S.redirect("/", 301))
    s.good("redirect-into-a-wall", "/r/wall.html", S.redirect("http://www.walled-demo.cn/x"), unverified=("www.walled-demo.cn", "wall"))
    s.good("redirect-to-a-private-address", "/r/private.html", S.redirect("http://10.3.4.5/x"))
    for name, address in (("www.neibu-demo.cn", "10.9.8.7"), ("www.huilu-demo.cn", "127.0.0.1")):  # somebody listens there, and would say 404
        s.host(name, address=address)
        s.good(f"name-of-{address}", f"http://{name}/x.html", S.answer("not for you", 404))
        s.good(f"redirect-to-name-of-{address}", f"/r/{name}.html", S.redirect(f"http://{name}/y.html"))


def bodies(s):
    s.good("big-attachment", "/files/big.pdf", S.answer(PDF + b"\0" * 3000000, kind="application/pdf"), html='<a href="/files/big.pdf">{t}.pdf</a>')
    text, words = page(S.TITLE), page("内容").encode()
    s.bad("body-cut-short", "/b/cut.html", S.answer(text, length=len(text.encode()) + 9000), outcome="truncated")
    s.bad("chunks-cut-short", "/b/chunkcut.html", S.chunked([words], end=b"400\r\nabc"), outcome="truncated")
    s.bad("empty-200", "/b/empty.html", S.answer(""), outcome="empty")
    s.bad("empty-200-chunked", "/b/empty2.html", S.chunked([]), outcome="empty")
    s.bad("empty-attachment", "/files/empty.pdf", S.answer(b"", kind="application/pdf"), outcome="empty", kind="attachment", html='<a href="/files/empty.pdf">{t}.pdf</a>')
    s.bad("reset-after-the-request", "/b/reset.html", S.reset, outcome="reset")
    s.bad("closed-without-a-word", "/b/close.html", S.close, outcome="reset")
    s.bad("outside-cut-short", f"http://{GOOD}/b/cut.html", S.answer(text, length=90000), outcome="truncated", kind="external")

    s.good("length-too-small", "/b/small.html", S.answer(words, length=len(words) - 30), title="内容")
    s.good("no-length-closed-at-the-end", "/b/nolen.html", S.answer(text, length=-1, close=True))
    s.good("http-1.0", "/b/http10.html", S.raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + words), title="内容")
    s.good("no-reason-phrase", "/b/reason.html", S.raw(b"HTTP/1.1 200\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(words) + words), title="内容")
    s.good("bare-line-feeds", "/b/lf.html", S.raw(b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nContent-Length: %d\n\n" % len(words) + words), title="内容")
    s.good("big-header", "/b/bighead.html", S.answer(text, headers=["X-Pad: " + "y" * 60000]))
    s.good("chunked", "/b/chunks.html", S.chunked([words[:100], words[100:]]), title="内容")
    s.good("gzip", "/b/gzip.html", S.packed(words.decode(), "gzip"), title="内容")
    s.good("deflate", "/b/deflate.html", S.packed(words.decode(), "deflate"), title="内容")
    s.good("gzip-broken", "/b/gzbad.html", S.answer(b"\x1f\x8b\x08\0garbage that is no gzip at all" * 5, headers=["Content-Encoding: gzip"]), unverified="bad-reply")
    s.good("says-gzip-is-plain", "/b/gzlie.html", S.answer(text, headers=["Content-Encoding: gzip"]), unverified="bad-reply")
    s.good("chunk-size-is-no-number", "/b/chunkbad.html", S.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + words), unverified="bad-reply", title="内容")
    s.good("not-http", "/b/ssh.html", S.raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), unverified="bad-reply")
    s.good("endless-body", "/b/endless.html", S.endless(words.decode()), title="内容")
    s.good("outside-endless-body", f"http://{GOOD}/b/endless.html", S.endless(words.decode()), title="内容")
    s.good("slow-first-byte", "/b/slow.html", S.slow(4, words.decode()), title="内容")
    s.good("dripping-body", "/b/drip.html", S.drip(6, words.decode()), title="内容")
    s.good("reset-once", "/b/reset1.html", S.first(1, S.reset, S.answer(text)))
    s.good("reset-twice", "/b/reset2.html", S.first(2, S.reset, S.answer(text)))
    s.good("cut-once", "/b/cut1.html", S.first(1, S.answer(text, length=90000), S.answer(text)))
    s.good("empty-once", "/b/empty1.html", S.first(1, S.answer(""), S.answer(text)))
    s.good("lost-twice-then-empty-once", "/b/empty3.html", S.first(2, S.reset, S.first(3, S.answer(""), S.answer(text))))
    s.good("lost-twice-then-404-once", "/b/lost404.html", S.first(2, S.reset, S.first(3, S.answer("", 404), S.answer(text))))


def files(s):
    """Attachments whose bytes are not what their names promise; and those that open all the same."""
    def good(name, ext, body, kind=None, headers=(), **more):
        path = f"/files/m-{name}.{ext}"
        s.good(name, path, S.answer(body, kind=kind or TYPES.get(ext, "application/octet-stream"), headers=headers), html=f'<a href="{path}">{{t}}.{ext}</a>', **more)

    def bad(name, ext, body, ctype, found, headers=()):
        path = f"/files/m-{name}.{ext}" if "?" not in name else "/files/" + name
        s.bad(name, path, S.answer(body, kind=ctype or TYPES.get(ext, "application/octet-stream"), headers=headers), outcome="status", status=200, kind="attachment", found=found,
              html=f'<a href="{path}">{{t}}.{ext}</a>')
    error_page = "<html><head><title>提示</title></head><body>系统繁忙</body></html>"
    bad("json-for-a-pdf", "pdf", JSON_ERROR, "application/json", "json")
    bad("json-for-a-download", "pdf", JSON_ERROR, "application/json;charset=UTF-8", "json")
    bad("down.jsp?filename=2026.pdf", "pdf", JSON_ERROR, "application/json", "json")
    bad("html-called-pdf", "pdf", error_page, None, "html")
    bad("picture-called-pdf", "pdf", PNG, None, "image")
    bad("words-called-pdf", "pdf", "File not found.\n", None, "text")
    bad("docx-called-pdf", "pdf", ZIP, None, "zip")
    bad("json-for-a-docx", "docx", JSON_ERROR, None, "json")
    bad("rar-called-xlsx", "xlsx", RAR, None, "archive")
    bad("ole-called-zip", "zip", OLE, None, "ole")
    bad("picture-called-doc", "doc", PNG, None, "image")
    bad("html-called-ofd", "ofd", error_page, None, "html")
    bad("json-for-a-rar", "rar", JSON_ERROR, None, "json")
    bad("json-for-a-picture", "jpg", JSON_ERROR, None, "json")
    bad("html-called-mp4", "mp4", error_page, None, "html")
    bad("json-for-a-doc", "doc", JSON_ERROR, None, "json")

    word = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document></head><body><p>申报材料清单</p></body></html>'
    for name, ext, body in (("doc-is-rtf", "doc", "{\\rtf1\\ansi abc}"), ("doc-is-html-word", "doc", word), ("doc-is-docx", "doc", ZIP), ("doc-is-text", "doc", "申报材料清单\r\n一、申请表\r\n"),
                            ("doc-is-xml", "doc", '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'), ("doc-is-mht", "doc", "MIME-Version: 1.0\r\n\r\nx"),
                            ("wps-is-ole", "wps", OLE), ("wps-is-zip", "wps", ZIP), ("et-is-ole", "et", OLE), ("xls-is-csv", "xls", "序号,名称\r\n1,甲\r\n"), ("xls-is-html", "xls", "<table><tr><td>1</td></tr></table>"),
                            ("xls-is-xml", "xls", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'), ("xls-is-xlsx", "xls", ZIP), ("docx-with-a-password", "docx", OLE),
                            ("jpg-is-png", "jpg", PNG), ("jpg-is-gif", "jpg", GIF), ("jpg-is-webp", "jpg", WEBP), ("png-is-jpg", "png", JPG), ("zip-is-rar", "zip", RAR), ("rar-is-zip", "rar", ZIP),
                            ("ofd-is-zip", "ofd", ZIP), ("pdf-after-junk", "pdf", b"\r\n\0\0" + PDF), ("txt-is-json", "txt", JSON_ERROR), ("zip-that-is-empty", "zip", b"PK\5\6" + b"\0" * 18)):
        good(name, ext, body)
    good("pdf-called-octets", "pdf", PDF, kind="application/octet-stream")
    good("saved-under-another-name", "pdf", OLE, kind="application/msword", headers=['Content-Disposition: attachment; filename="2026.doc"'], unverified="doubtful-file")
    good("saved-under-a-coded-name", "pdf", ZIP, headers=["Content-Disposition: attachment; filename==?UTF-8?B?6KGo?="], unverified="doubtful-file")
    good("picture-that-says-so", "pdf", JPG, kind="image/jpeg", unverified="doubtful-file")
    good("pdf-nobody-can-tell", "pdf", b"b\x14#e\0\0\1\0E-SafeNet\0" + b"\0" * 600, unverified="doubtful-file")
    good("docx-that-is-pdf", "docx", PDF, unverified="doubtful-file")
    good("docx-that-is-text", "docx", "申报材料清单", unverified="doubtful-file")
    s.good("json-once-for-a-pdf", "/files/m-once.pdf", S.first(1, S.answer(JSON_ERROR, kind="application/json"), S.answer(PDF, kind="application/pdf")), html='<a href="/files/m-once.pdf">{t}.pdf</a>')
    s.good("text-that-begins-like-json", "/files/m-list.doc", S.answer("[附件] 申报材料清单", kind="application/msword"), html='<a href="/files/m-list.doc">{t}.doc</a>')
    s.outside("bucket.qiaoliqu.gov.cn")
    for n in range(4):
        s.good(f"json-for-everything-{n}", f"http://bucket.qiaoliqu.gov.cn/{n}.pdf", S.answer(JSON_ERROR, kind="application/json"), unverified="wall")
    s.good("pdf-in-a-viewer", "/files/m-view.pdf", S.answer(page(S.TITLE)), html='<a href="/files/m-view.pdf">{t}</a>')


def connections(s):
    s.bad("no-such-host", "http://www.nosuch1-demo.cn/", outcome="no-host", kind="external")
    s.names["www.noaddress-demo.cn"] = "text"
    s.bad("name-without-address", "http://www.noaddress-demo.cn/", outcome="no-host", kind="external")
    s.names["www.refuse-demo.cn"] = s.host("_refuse", http=False)
    s.bad("refused", "http://www.refuse-demo.cn/", outcome="refused", kind="external")
    s.names["www.blackhole-demo.cn"] = "61.1.1.1"
    s.bad("no-answer-to-connect", "http://www.blackhole-demo.cn/", outcome="timeout", kind="external")
    s.bad("own-port-refused", f"http://{FILES}:9999/x.html", outcome="refused")
    h = s.outside("www.hang-demo.cn")
    s.bad("hangs-without-an-answer", f"http://{h}/a.html", S.hang, outcome="timeout", kind="external")
    s.bad("no-such-idn-host", "http://xn--nosuch-demo-9z5u.cn/", outcome="no-host", kind="external", html='<a href="http://没有nosuch-demo.cn/">{t}</a>')
    s.findings[-1]["subject"] = "http://" + "没有nosuch-demo.cn".encode("idna").decode() + "/"
    s.routes["61.180.6.11", "/"] = S.answer(page("文件库"))
    s.bad("bare-address-404", "http://61.180.6.11/none.html", kind="external")

    s.good("dns-fails", "http://www.servfail-demo.cn/", unverified="dns-error")
    s.good("dns-is-mute", "http://www.mute-demo.cn/", unverified="dns-error")
    s.outside("网站.haolin-demo.cn".encode("idna").decode())
    s.good("idn-host", "http://" + "网站.haolin-demo.cn".encode("idna").decode() + "/a.html", html='<a href="http://网站.haolin-demo.cn/a.html">{t}</a>')
    s.good("port", f"http://{FILES}:8080/ok.html")
    s.good("port-80-written", "/zt/port80.html", html=f'<a href="http://{MAIN}:80/zt/port80.html">{{t}}</a>')
    s.routes["www.allgone-demo.cn", None] = S.answer("<html><title>404</title><h1>404 Not Found</h1></html>", 404)
    s.host("www.allgone-demo.cn")
    s.good("404-for-everything", "http://www.allgone-demo.cn/a/1.html", unverified=("www.allgone-demo.cn", "wall"), also=("http://www.allgone-demo.cn/b/2.html",))
    s.good("404-for-everything-again", "http://www.allgone-demo.cn/b/2.html", unverified=("www.allgone-demo.cn", "wall"))

    def turning(early, late, after):
        async def script(r, w):
            await (early if r.hits_of_host <= after else late)(r, w)
        return script
    for host, late in (("www.turns404-demo.cn", S.answer("x", 404)), ("www.turns500-demo.cn", S.answer("x", 500)), ("www.turnsreset-demo.cn", S.reset)):
        s.host(host)
        s.routes[host, None] = turning(S.answer(page("平常的页面")), late, 3)
        for n in range(6):
            s.good(f"{host}-{n}", f"http://{host}/{n}.html", S.first(0, S.hang, s.routes[host, None]))
    s.turned = ("www.turns404-demo.cn", "www.turns500-demo.cn", "www.turnsreset-demo.cn")


def certificates(s):
    for n, (cert, what) in enumerate((("expired", "expired"), ("wrong", "wrong-host"), ("self", "self-signed"))):
        h = s.outside(f"www.tls{n}-demo.cn", cert=cert)
        s.good(f"outside-{what}-http-fine", f"https://{h}/a.html", unverified="tls", detail={"expired": "证书已过期", "wrong-host": "证书是别的域名的", "self-signed": "证书不是受信任的机构签发的"}[what])
        s.at(f"http://{h}/a.html", S.answer(page(S.TITLE)))
        h = s.outside(f"www.tlsdead{n}-demo.cn", cert=cert, http=False)
        s.bad(f"outside-{what}-http-refused", f"https://{h}/a.html", outcome="tls", kind="external", certificate={"self-signed": "untrusted"}.get(what, what), http="连接被拒绝")
        h = s.outside(f"www.tlsgone{n}-demo.cn", cert=cert)
        s.bad(f"outside-{what}-http-404", f"https://{h}/a.html", S.answer("", 404), outcome="tls", kind="external", certificate={"self-signed": "untrusted"}.get(what, what), http="服务器答 404（找不到）")
        own = f"tls{n}.qiaoliqu.gov.cn"
        s.host(own, cert=cert)
        s.at(f"http://{own}/a.html", S.answer(page(S.TITLE)))
        s.good(f"own-{what}-http-fine", f"https://{own}/a.html", S.answer(page(S.TITLE)))
    h = s.outside("www.tlssoon-demo.cn", cert="soon")
    s.good("certificate-ends-soon", f"https://{h}/a.html")
    h = s.outside("www.tlsgood-demo.cn", cert="good")
    s.good("certificate-fine", f"https://{h}/a.html")
    s.bad("https-404", f"https://{h}/none.html", kind="external")
    h = s.outside("www.tlsnoise-demo.cn", noise=True)
    s.good("https-port-talks-http-http-fine", f"https://{h}/a.html", unverified="tls")
    s.at(f"http://{h}/a.html", S.answer(page(S.TITLE)))
    h = s.outside("www.notls-demo.cn")
    s.good("https-refused-http-fine", f"https://{h}/a.html", unverified="tls")
    s.at(f"http://{h}/a.html", S.answer(page(S.TITLE)))


def walls(s):
    cases = {
        "ruishu-412": S.answer(RUISHU, 412, headers=["Set-Cookie: FSSBBIl1UgzbN7NO=1; Path=/"]), "ruishu-200": S.answer(RUISHU, 200, headers=["Set-Cookie: FSSBBIl1UgzbN7NO=1; Path=/"]),
        "ruishu-202": S.answer(RUISHU, 202, headers=["Set-Cookie: FSSBBIl1UgzbN7NO=1; Path=/"]), "jiasule-521": S.answer(JIASULE, 521, headers=["Set-Cookie: __jsluid_h=1; Path=/"]),
        "aliyun-405": S.answer(ALIYUN, 405, headers=["Set-Cookie: acw_tc=1; Path=/"]), "wzws": S.answer("<html><body>请开启JavaScript并刷新该页.<script>/WZWSREL</script></body></html>", 200, headers=["WZWS-RAY: 1-2"]),
        "safedog": S.answer("<html><body>网站防火墙 您的请求带有不合法参数</body></html>", 403, headers=["Set-Cookie: safedog-flow-item=1"]),
        "captcha": S.answer("<html><head><title>安全验证</title></head><body>访问过于频繁，请输入验证码后继续访问</body></html>", 403)}
    for n, (name, script) in enumerate(cases.items()):
        s.good("wall-" + name, f"/w/w{n}.html", script, unverified="wall")
    s.host("www.walled-demo.cn")
    s.routes["www.walled-demo.cn", None] = S.answer(JIASULE, 521, headers=["Set-Cookie: __jsluid_h=1; Path=/"])
    s.good("wall-on-a-whole-host", "http://www.walled-demo.cn/fw/", unverified=("www.walled-demo.cn", "wall"))
    s.good("news-about-walls-is-no-wall", "/w/news.html", S.answer(page("我区推广人机验证", "<p>" + "有的网站要求输入验证码，有的拒绝访问，有的提示访问过于频繁。我区公安机关提醒广大群众注意。" * 40 + "</p>")))


def written(s):
    ok = lambda name, path, href: s.good(name, path, html=f'<a href="{href}">{{t}}</a>')
    ok("blanks-around", "/d/around.html", "  /d/around.html\n ")
    ok("blank-inside", "/d/a%20b.html", "/d/a b.html")
    ok("tab-and-newline-inside", "/d/tabbed.html", "/d/tab\n\tbed.html")
    ok("backslashes", "/d/back.html", "\\d\\back.html")
    ok("ideographic-blank", "/d/wide.html", "\u3000/d/wide.html\u3000")
    ok("zero-width-blank", "/d/zero.html", "\u200b/d/zero.html")
    ok("reg-trap", "/d/q.jsp?a=1&regionCode=2&notice=3&sect=4&copy=5", "/d/q.jsp?a=1&regionCode=2&notice=3&sect=4&copy=5")
    ok("escaped-ampersand", "/d/q.jsp?a=1&b=2", "/d/q.jsp?a=1&amp;b=2")
    ok("chinese-name", "/d/%E6%8C%87%E5%8D%97.html", "/d/指南.html")
    ok("double-slash-in-path", "/d//double.html", "/d//double.html")
    ok("unquoted", "/d/unquoted.html", "/d/unquoted.html")
    ok("dot-segments", "/d/dots.html", "/d/./x/../dots.html")
    ok("trailing-dot-of-host", "/d/dot.html", f"http://{MAIN}./d/dot.html")
    s.routes[MAIN + ".", "/d/dot.html"] = s.routes[MAIN, "/d/dot.html"]
    s.decoys[-1]["also"] = [f"http://{MAIN}./d/dot.html"]
    ok("fragment-dropped", "/d/frag.html", "/d/frag.html#")
    ok("userinfo", f"http://{GOOD}/d/user.html", f"http://guest@{GOOD}/d/user.html")
    s.decoys[-1]["also"] = [f"http://guest@{GOOD}/d/user.html"]
    s.good("gbk-path", "/d/%E8%A1%A8%E6%A0%BC.html", S.answer("", 404), html='<a href="/d/表格.html">{t}</a>')
    s.routes[MAIN, "/d/%B1%ED%B8%F1.html"] = S.answer(page("表格"))
    s.at(BASE + "/d/under/base.html", S.answer(page(S.TITLE)))
    s.good("base-href", "/d/based.html", S.answer('<html><head><base href="/d/under/"><title>目录</title></head><body><p>相关文件见下面的链接，请自行查阅。</p><a href="base.html">内容</a></body></html>'))
    for name, href in (("data-address", "data:text/plain,hello"), ("mailto", "mailto:office@example.com"), ("tel", "tel:06991234567"), ("history-back", "javascript:history.back()"),
                       ("print", "javascript:window.print()"), ("weixin", "weixin://dl/chat"), ("top", "#top"), ("sms", "sms:12345")):
        s.good(name, href, html=f'<a href="{href}">{{t}}</a>')
    s.good("blob", "blob:http://x/1", html='<img src="blob:http://x/1" alt="{t}"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="{t}">')
    for name, html in (("in-a-comment", "<!-- <a href='/none/comment.html'>x</a> -->"), ("in-a-textarea", "<textarea><a href='/none/textarea.html'>x</a></textarea>"),
                       ("oldsrc", '<a href="/r/final.html" oldsrc="/none/old.html">最终的页面</a>'), ("in-a-script-string", "<script>var x = \"<a href='/none/script.html'>x</a>\";</script>"),
                       ("in-a-template", "<template><a href='/none/template.html'>x</a></template>")):
        path = html[html.index("/none/"):].split(".html")[0] + ".html"
        s.good(name, path, S.answer("", 404), html=html.replace("{", "{{").replace("}", "}}"))
    for name, path in (("login", "/user/login.jsp"), ("logout", "/user/logout.do"), ("search", "/was5/web/search?channelid=1&searchword=x"), ("robots-forbids", "/neibu/plan.html")):
        s.good(name, path, S.answer("", 404))


def places(s):
    img = '<img src="{0}" alt="x">'
    put = lambda name, path, kind, html, ok=None: s.bad("dead-" + name, "/e/dead" + path, kind=kind, html=html.replace("@", "/e/dead" + path).replace("{", "{{").replace("}", "}}").replace("##", "{t}"))
    fine = lambda name, path, kind, html, body: s.good("live-" + name, "/e/live" + path, S.answer(body, kind=kind), html=html.replace("@", "/e/live" + path).replace("{", "{{").replace("}", "}}").replace("##", "{t}"))
    js, html_kind, pdf = "application/javascript", "text/html; charset=utf-8", "application/pdf"
    forms = [
        ("image", "/i.png", "image", '<img src="@" alt="x">', "image/png", PNG), ("srcset", "/s2.png", "image", '<img src="data:," srcset="/e/live/i.png 1x, @ 2x" alt="x">', "image/png", PNG),
        ("picture-source", "/ps.png", "image", '<picture><source srcset="@"><img src="/e/live/i.png" alt="x"></picture>', "image/png", PNG),
        ("style-url", "/bg.png", "image", '<div style="background:url(@)">x</div>', "image/png", PNG),
        ("script", "/x.js", "script", '<script src="@"></script>', js, b"void 0;"), ("stylesheet", "/x.css", "style", '<link rel="stylesheet" href="@">', "text/css", b"p{}"),
        ("iframe", "/f.html", "frame", '<iframe src="@"></iframe>', html_kind, page("框架内容")), ("embedded-pdf", "/p.pdf", "attachment", '<embed src="@">', pdf, PDF),
        ("object-pdf", "/o.pdf", "attachment", '<object data="@" type="application/pdf"></object>', pdf, PDF),
        ("area", "/area.html", "page", '<map name="m"><area href="@" alt="##"></map>', html_kind, page("地图上的地方")),
        ("option", "/option.html", "page", '<select onchange="window.open(this.value)"><option value="">选择</option><option value="@">##</option></select>', html_kind, page("下拉框的页面")),
        ("window-open", "/open.html", "page", '<span onclick="window.open(\'@\')">##</span>', html_kind, page("弹出的页面")),
        ("onclick-location", "/loc.html", "page", '<a href="javascript:void(0)" onclick="location.href=\'@\'">##</a>', html_kind, page("点开的页面")),
        ("video", "/v.mp4", "attachment", '<video src="@"></video>', "video/mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 100), ("attachment-doc", "/a.doc", "attachment", '<a href="@">##.doc</a>', "application/msword", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        ("attachment-zip", "/a.zip", "attachment", '<a href="@">##.zip</a>', "application/zip", b"PK\3\4" + b"\0" * 60)]
    for name, path, kind, html, ctype, body in forms:
        put(name, path, kind, html)
        fine(name, path, ctype, html, body)


def mislinked(s):
    wrong = lambda name, href, reason, html=None: s.bad(name, href, rule="link.mislinked", reason=reason, html=html or f'<a href="{href}">{{t}}</a>')

    def as_written(name, href, reason):
        wrong(name, "x:" + href, reason, f'<a href="{href}">{{t}}</a>')
        s.findings[-1]["subject"] = href
    for n, href in enumerate(("#", "javascript:void(0)", "javascript:;", "javascript:void(0);", "")):
        as_written(f"placeholder-{n}", href, "placeholder")
    for n, href in enumerate(("http://localhost/x.html", "http://127.0.0.1:8080/a", "http://192.168.1.5/oa/", "http://10.1.2.3/x.doc", "http://172.16.0.9/x", "file:///C:/docs/a.doc", "C:\\docs\\b.doc", "http://[::1]/x")):
        as_written(f"local-{n}", href, "local-address")
    for n, href in enumerate(("http//www.haolin-demo.cn/a", "http:/www.haolin-demo.cn/b", "http://www。haolin-demo。cn/c", "http：//www.haolin-demo.cn/d", "http:// www.haolin-demo.cn/e")):
        as_written(f"malformed-{n}", href, "malformed")
    for n, (status, to) in enumerate(((301, BASE + "/"), (302, "/"), (302, "/index.html"), (301, "//" + MAIN))):
        s.bad(f"home-for-a-page-{n}", f"/m/old{n}.html", S.redirect(to, status), rule="link.mislinked", reason="redirected-home")
    s.at(BASE + "/index.html", S.redirect("/"))
    s.good("home-by-another-name", "/default.aspx", S.redirect("/"), html='<a href="/default.aspx">返回首页</a>')
    s.good("site-name-leads-home", "/m/site.html", S.redirect("/"), html='<a href="/m/site.html">乔里区人民政府</a>')
    s.good("first-child", "/m/parent/", S.redirect("/r/final.html"))
    for name, html in (("tab-by-script", '<a href="#" onclick="showTab(2)">{t}</a>'), ("menu-by-script", '<a href="javascript:void(0)" onclick="toggle(this)">{t}</a>'), ("anchor-without-href", "<a>{t}</a>")):
        s.good(name, "none:" + name, html=html)


def soft404(s):
    """Addresses that answer 200 and show nothing; and poor pages that are pages."""
    bad = lambda name, path, script, reason, **more: s.bad(name, path, script, rule="link.soft-404", reason=reason, **more)
    lost = plain("乔里区人民政府", "<p>抱歉，您访问的页面不存在或已删除！</p><a href='/'>返回首页</a>")
    bad("says-not-there", "/s4/lost1.html", S.answer(lost), "error-text")
    bad("says-not-there-in-english", "/s4/lost2.html", S.answer(plain("Page Not Found", "<h1>404 Not Found</h1>")), "error-text")
    bad("says-not-there-below-a-menu", "/s4/lost3.html", S.answer(plain("错误提示", "<p>您查看的信息不存在。</p>", menu=True)), "error-text")
    bad("says-not-there-in-gbk", "/s4/lost4.html", S.answer(plain("提示信息", "<p>对不起，该信息已被删除。</p>").replace("utf-8", "gbk").encode("gbk"), kind="text/html"), "error-text")
    s.at(BASE + "/404.html", S.answer(plain("出错了", "<p>您要查看的信息不存在，请返回。</p>")))
    bad("redirected-to-an-error-page", "/s4/lost5.html", S.redirect("/404.html"), "error-text")
    bad("error-page-for-a-pdf", "/files/s4.pdf", S.answer(lost), "error-text", html='<a href="/files/s4.pdf">{t}.pdf</a>')
    bad("error-page-for-a-doc", "/files/s4.doc", S.answer(lost), "error-text", html='<a href="/files/s4.doc">{t}.doc</a>')
    own = lambda what: S.answer(plain("办事平台", f"<p>{what}</p>", menu=True))
    for folder in ("/sub/", "/deep/sub/"):                 # applications with a way of their own: none of our words
        s.routes[MAIN, folder + "*"] = own("请核对事项编码后再来。")
        for n in (1, 2):
            s.good(f"page-beside-{folder}-{n}", f"{folder}there{n}.jsp", S.answer(plain("办事平台", DETAILS + f"<p>第{n}项的收费标准见大厅公告栏。</p>", menu=True)), title=f"网上办理第{n}项{folder.strip('/').replace('/', '')}")
        bad(f"own-way-in-{folder}", f"{folder}gone.jsp", s.routes[MAIN, folder + "*"], "same-page")
    s.good("front-page-of-an-application", "/sub/", own("欢迎使用办事平台，请从上方选择。" + DETAILS))
    s.routes[MAIN, "/sent/*"] = S.redirect("/sent/err.html")
    s.at(BASE + "/sent/err.html", S.answer(plain("系统提示", "<p>请联系管理员。</p>")))
    bad("own-redirect-in-a-folder", "/sent/gone.html", s.routes[MAIN, "/sent/*"], "same-redirect")
    s.host("app.qiaoliqu.gov.cn")
    s.routes["app.qiaoliqu.gov.cn", None] = own("没有您要的东西，去别处看看吧，别处或许还有更好的。")
    s.routes["app.qiaoliqu.gov.cn", "/"] = own("欢迎。" + DETAILS)
    bad("own-way-of-a-host", "http://app.qiaoliqu.gov.cn/x/1.html", s.routes["app.qiaoliqu.gov.cn", None], "same-page")
    h = s.outside("www.lost-demo.cn")
    s.routes[h, None] = S.answer(plain("提示信息", "<p>对不起，该信息不存在，5 秒后返回首页。</p>"))
    bad("outside-host-that-says-so", f"http://{h}/2019/0412.html", s.routes[h, None], "same-page")
    for n in (1, 2):
        bad(f"emptied-article-{n}", f"/gzdt/202610/t20261012_{n}.html", S.answer(page(S.TITLE).split('<div class="TRS_Editor">')[0] + '<div class="TRS_Editor"><p>&nbsp;</p></div></body></html>'), "emptied")
    s.routes[MAIN, "/bygone/*"] = lambda r, w: s.routes[MAIN, "/"](r, w)
    s.bad("home-for-everything-in-a-folder", "/bygone/2015.html", rule="link.mislinked", reason="redirected-home")

    around = page(S.TITLE).split('<div class="TRS_Editor">')[0] + '<div class="TRS_Editor">@</div></body></html>'
    for name, body in (("only-a-picture", '<p><img src="/e/live/i.png" alt=""></p>'), ("only-a-file", '<p><a href="/e/live/a.doc">附件.doc</a></p>'), ("only-a-film", '<p><video src="/e/live/v.mp4"></video></p>'),
                       ("only-a-frame", '<iframe src="/e/live/f.html"></iframe>'), ("only-a-line", "<p>今晚停水，请提前储水。</p>")):
        s.good(name, f"/gzdt/202610/{name}.html", S.answer(around.replace("@", body)))
    s.good("speaks-of-404", "/s4/about404.html", S.answer(page(S.TITLE, "<p>近日有群众反映，打开网页时提示404错误，页面不存在。经查系缓存所致，现已恢复。</p>")))
    s.good("speaks-of-a-withdrawn-file", "/s4/withdrawn.html", S.answer(page(S.TITLE, "<p>原文件已删除，请以新发布的文件为准。</p>")))
    s.good("short-page-of-an-office", "/s4/short.html", S.answer(plain("值班电话", "<p>值班电话：6123456，昼夜有人。</p>")))
    s.good("nothing-in-the-list-yet", "/s4/nolist.html", S.answer(plain("征集调查", "<p>暂无正在进行的征集。</p>")))
    s.good("a-page-called-notice", "/s4/tips.html", S.answer(plain("提示信息", "<p>请携带身份证到窗口办理，节假日照常受理。</p>")))
    s.routes[MAIN, "/spa/*"] = S.answer('<html><head><meta charset="utf-8"><title>统一平台</title><script src="/e/live/x.js"></script></head><body><div id="app"></div></body></html>')
    s.good("application-shell", "/spa/any/1.html", s.routes[MAIN, "/spa/*"])
    s.routes[MAIN, "/same/*"] = own("请选择您要办理的事项，然后按提示逐步填写，办理进度可以随时回来查看。")
    for n in (1, 2):
        s.good(f"shows-the-same-for-everything-{n}", f"/same/{n}.jsp", s.routes[MAIN, "/same/*"])
    s.good("says-so-once", "/s4/once.html", S.answer(page(S.TITLE)))


def build():
    s = Site()
    s.host(MAIN, address="61.180.6.10")
    s.host(FILES, address="61.180.6.11")
    s.listen.append(("61.180.6.11", 8080))
    s.routes[FILES, "/"] = S.answer(page("文件库"))
    s.routes[FILES + ":8080", "/"] = S.answer(page("文件库"))
    s.outside(GOOD)
    s.at(f"{BASE}/zt/ok.html", S.answer(page("好的页面")))
    for part in (statuses, heads, redirects, bodies, files, connections, certificates, walls, written, places, mislinked, soft404, names.fragments, names.wrong_targets, dark.hidden, dark.hijacked):
        before = len(s.case_names)
        part(s)
        s.groups[part.__name__] = s.case_names[before:]
    s.finish()
    dark.cloak(s)
    return s


if __name__ == "__main__":
    made = build()
    print(f"{len(made.case_names)} links, {len(made.findings)} faults, {len(made.decoys)} decoys")
