#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A server that means harm: whatever it answers, the audit ends in time, in little memory, and says what it did not read.

    hostile.py AUDIT [--only NAME,…]

Prints a line a test and closes with "hostile: N passed, N failed, N skipped".
"""
import argparse
import asyncio
import contextlib
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import harness  # noqa: E402
from server import Drop, Request, answer, chunked, message, raw, redirect, reset  # noqa: E402

MEMORY, SECONDS = 320 << 20, 300
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(body, title="页面"):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


# --- answers: functions of the request and the writer ----------------------------------------------------------

def forever(start, more, pause=0.0):
    """`start`, then `more` again and again until nobody listens."""
    async def script(r, w):
        w.write(start)
        while r.method != "HEAD":
            w.write(more)
            await w.drain()
            await asyncio.sleep(pause)
        raise Drop
    return script


def packed(times):
    """`times` MiB of paragraphs that are a few hundred KiB on the line."""
    return answer(gzip.compress((b"<p>" + b"x" * 1021) * (1024 * times), 1), headers=["Content-Encoding: gzip"])


def sized(body, length):
    """The body is not as long as promised."""
    return answer(body, length=length, close=True)


async def next_hop(r, w):
    number = int(r.target.rsplit("/", 1)[1])
    await redirect(f"/hop/{number + 1}", 302)(r, w)


ROBOTS = "User-agent: *\nDisallow: /closed/\n" + "Disallow: /" + "*a" * 900 + "*b$\n" + "Disallow: /x\n" * 40000
BOMB = '<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]><urlset><url><loc>&j;</loc></url></urlset>"

# Address, what it answers, what the snapshot is to say of it: outcomes, and the ceiling that cut its reading short.
CASES = (
    ("/loris.html", forever(b"HTTP/1.1 200 ", b"O", 1.0), {"timeout"}, None),
    ("/loris-body.html", forever(HTML + b"Content-Length: 100000\r\n\r\n", b"<p>x</p>", 1.0), {"timeout"}, None),
    ("/head-without-end.html", forever(HTML, b"X-More: " + b"x" * 1000 + b"\r\n"), {"bad-reply"}, None),
    ("/line-without-end.html", forever(b"HTTP/1.1 200 " + b"O" * 60000, b"K" * 60000), {"bad-reply"}, None),
    ("/continue.html", forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), {"bad-reply"}, None),
    ("/body-without-end.html", forever(HTML + b"\r\n" + page("").encode(), b"<p>" + b"x" * 60000 + b"</p>"), {"ok"}, "html-length"),
    ("/gigabyte.html", forever(HTML + b"Content-Length: 1000000000\r\n\r\n", b"<p>" + b"x" * 60000 + b"</p>"), {"ok"}, "html-length"),
    ("/bomb.html", packed(300), {"ok"}, "html-length"),
    ("/bad-gzip.html", answer(b"\x1f\x8b\x08\0" + b"\xff" * 5000, headers=["Content-Encoding: gzip"]), {"bad-reply"}, None),
    ("/huge-chunk.html", raw(HTML + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc"), {"bad-reply", "truncated"}, None),
    ("/trailers.html", forever(HTML + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"X-More: " + b"x" * 1000 + b"\r\n"), {"bad-reply"}, None),
    ("/deep.html", answer(page("<div>" * 100000)), {"ok"}, "too-tangled"),
    ("/formatting.html", answer(page("<b>" * 100000)), {"ok"}, "too-tangled"),
    ("/nodes.html", answer(page("<i></i>" * 450000)), {"ok"}, "too-many-nodes"),
    ("/attribute.html", answer(page(f'<p title="{"x" * 10000000}">x</p>')), {"ok"}, "html-length"),
    ("/attributes.html", answer(page("<p " + "".join(f"a{n}=1 " for n in range(300000)) + ">x</p>")), {"ok"}, "too-tangled"),
    ("/long-href.html", answer(page(f'<a href="/{"x" * 5000000}">x</a>')), {"ok"}, None),
    ("/links.html", answer(page("".join(f'<a href="javascript:a({n})">链接{n}</a>' for n in range(100000)))), {"ok"}, "links"),
    ("/nul.html", answer(page("正文\0\0\0<a href='/n\0ul.html'>x</a>" + "\0" * 100000)), {"ok"}, None),
    ("/cookies.html", answer(page("x"), headers=[f"Set-Cookie: c{n}={'x' * 200}" for n in range(200)]), {"ok"}, None),
    ("/long-location.html", redirect("/" + "l" * 30000), {"redirect"}, None),
    ("/odd-location.html", redirect(b"http://\xff\xfe/\x01"), {"redirect", "bad-reply"}, None),
    ("/hop/1", next_hop, {"redirect", "redirect-loop"}, None),
    ("/short.html", sized(page("x" * 100), 100000), {"truncated"}, None),
    ("/over.html", sized(page("x" * 100), 20), {"ok"}, None),
    ("/negative.html", raw(HTML + b"Content-Length: -5\r\n\r\n" + page("x").encode()), {"ok", "bad-reply", "truncated"}, None),
    ("/two-lengths.html", raw(HTML + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n" + page("x").encode()), {"ok", "bad-reply", "truncated"}, None),
    ("/nothing.html", raw(b""), {"reset", "bad-reply", "empty", "truncated"}, None),
    ("/reset.html", reset, {"reset"}, None),
    ("/noise.html", raw(bytes(range(256)) * 40), {"bad-reply", "ok"}, None),
    ("/too-new.html", raw(b"HTTP/9.9 200 OK\r\n\r\n" + page("x").encode()), {"bad-reply"}, None),
)


class Server:
    """The cases on a port of the system's choice, in a thread."""

    def __init__(self, routes):
        self.routes, self.asked, self.started = routes, {}, threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True)
        self.thread.start()
        self.started.wait(10)

    async def serve(self):
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        listener = await asyncio.start_server(self.connection, "127.0.0.1", 0)
        self.port = listener.sockets[0].getsockname()[1]
        self.started.set()
        await asyncio.Event().wait()

    async def connection(self, reader, writer):
        with contextlib.suppress(Drop, OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                method, target, _ = head.split(" ", 2)
                self.asked[target] = self.asked.get(target, 0) + 1
                script = self.routes.get(target) or next((s for t, s in self.routes.items() if t.endswith("*") and target.startswith(t[:-1])), answer("no", 404))
                await script(Request(method, target, {}, "", self.asked[target], 0), writer)
        with contextlib.suppress(OSError):
            writer.close()


class Run:
    def __init__(self, audit, folder, routes, more=()):
        self.server = Server(routes)
        self.site, self.state = f"127.0.0.1:{self.server.port}", os.path.join(folder, "state")
        start = time.monotonic()
        self.child = subprocess.Popen([audit, "--site", self.site, "--plan", "national", "--as-of", "2026-11-20", "--rate", "0", "--concurrency", "16", "--external", "no", "--quiet", "--state", self.state,
                                       "--out", os.path.join(folder, "out"), *more], stderr=subprocess.PIPE, text=True)
        self.memory = 0
        while self.child.poll() is None:
            self.memory = max(self.memory, self.peak())
            if time.monotonic() - start > SECONDS:
                self.child.kill()
            time.sleep(0.1)
        self.said = self.child.stderr.read()
        self.status, self.seconds = self.child.returncode, time.monotonic() - start
        self.report = None
        with contextlib.suppress(OSError), open(os.path.join(folder, "out", "report.json"), encoding="utf-8") as f:
            self.report = json.load(f)

    def peak(self):
        """What the kernel says; getrusage() would count what this program had when it was forked."""
        with contextlib.suppress(OSError, IndexError), open(f"/proc/{self.child.pid}/status", encoding="ascii") as f:
            return int(f.read().split("VmHWM:")[1].split()[0]) << 10
        return 0

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(os.path.join(self.state, "snapshot.db"))) as db:
            return db.execute(sql).fetchall()

    def ended_well(self):
        assert self.status == 0, f"exit status {self.status} after {self.seconds:.0f} s: {self.said[-500:]}"
        assert self.memory < MEMORY, f"{self.memory >> 20} MiB of memory"


def hostile_answers(audit):
    """Every answer of the table is bounded and named, and the page beside them is read as if they were not there."""
    routes = {a: s for a, s, _, _ in CASES}
    routes |= {"/": answer(page("".join(f'<p><a href="{a}">{a}</a></p>' for a in ("/fine.html", *routes)), "首页")), "/fine.html": answer(page("安好")), "/robots.txt": answer(ROBOTS, kind="text/plain"),
               "/sitemap.xml": answer(BOMB, kind="text/xml"), "/hop/*": next_hop}
    with tempfile.TemporaryDirectory(prefix="audit-hostile-") as folder:
        run = Run(audit, folder, routes)
        run.ended_well()
        print(f"     {run.seconds:.0f} s, {run.memory >> 20} MiB")
        got = {a.split(run.site)[1]: (o, json.loads(f or "{}").get("limit_hit") or None) for a, o, f in run.rows("SELECT u.address, u.outcome, p.facts FROM url u LEFT JOIN page p ON p.url = u.id")}
        wrong = [f"{a}: {got.get(a)}, not {sorted(o)} {limit or ''}" for a, _, o, limit in (*CASES, ("/fine.html", None, {"ok"}, None)) if a not in got or got[a][0] not in o or (got[a][0] == "ok" and got[a][1] != limit)]
        assert not wrong, "\n    ".join([f"{len(wrong)} of {len(CASES)}", *wrong])
        said = {u["subject"].split(run.site)[1] for u in run.report["unverified"] if u["reason"] == "limit" and run.site in u["subject"]}
        untold = [a for a, _, _, limit in CASES if limit and a not in said]
        assert not untold, f"ceilings that the report does not tell: {untold}"
        assert max(int(t.rsplit('/', 1)[1]) for t in run.server.asked if t.startswith("/hop/")) < 60, "redirects without end"


def endless_calendars(audit):
    """Two calendars that lead to ever more days, by query and by path, beside articles of one form: the days end early and are told, the articles are read to the last."""
    async def by_query(r, w):
        day = int(r.target.rsplit("=", 1)[1])
        await answer(page(f"<p>第{day}日没有安排</p>" + "".join(f'<a href="/rili.jsp?date={day + k}">{k:+}</a>' for k in (-30, -1, 1, 30, 365))))(r, w)

    async def by_path(r, w):
        year, month = (int(part) for part in r.target.split("/")[2:4])
        await answer(page(f"<p>{year}年{month}月没有活动</p>" + "".join(f'<a href="/huodong/{year + k // 12}/{(month + k) % 12}/">{k:+}</a>' for k in (-12, 1, 12, 120))))(r, w)

    async def article(r, w):
        n = int(r.target.rsplit("=", 1)[1])
        await answer(page(f'<p>空气质量日报 {n}</p><a href="/show.jsp?id={(n + 1) % 700}">下一篇</a>', f"空气质量日报 {n}"))(r, w)
    articles = "".join(f'<li><a href="/show.jsp?id={n}">空气质量日报 {n}</a><span>2026-11-{n % 19 + 1:02}</span></li>' for n in range(700))
    routes = {"/": answer(page('<a href="/rili.jsp?date=20000">日历</a><a href="/huodong/2026/1/">活动</a><a href="/list.html">空气质量</a>', "首页")), "/list.html": answer(page(f"<ul>{articles}</ul>", "空气质量")),
              "/rili.jsp?date=*": by_query, "/huodong/*": by_path, "/show.jsp?id=*": article}
    with tempfile.TemporaryDirectory(prefix="audit-hostile-") as folder:
        run = Run(audit, folder, routes)
        run.ended_well()
        days, months, articles = (sum(bool(re.fullmatch(form, t)) for t in run.server.asked) for form in (r"/rili\.jsp\?date=-?\d+", r"/huodong/\d+/\d+/", r"/show\.jsp\?id=\d+"))
        assert 300 <= days < 400 and 300 <= months < 400 and articles == 700, (days, months, articles)
        told = {u["subject"].split(run.site)[1].split("/")[1] for u in run.report["unverified"] if u["reason"] == "endless"}
        assert told == {"rili.jsp", "huodong"}, run.report["unverified"]
        assert any("没有尽头" in note for note in run.report["notes"]), run.report["notes"]
        with open(os.path.join(folder, "out", "report.html"), encoding="utf-8") as f:
            text = f.read()
        assert "没有检查到的范围" in text and "没有尽头" in text and "/rili.jsp" in text, "the page does not tell"


TESTS = [hostile_answers, endless_calendars]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("audit")
    harness.options(ap)
    args = ap.parse_args()
    return harness.run("hostile", harness.choose(TESTS, args), os.path.abspath(args.audit))


if __name__ == "__main__":
    sys.exit(main())
