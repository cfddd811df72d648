#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Mails, end to end: made-up verdicts are sent to real SMTP servers on loopback ports and read back by Python's email package.

    mail.py AUDIT FIXTURE [--only NAME,…]

Prints a line a test and closes with "mail: N passed, N failed, N skipped".
"""
import argparse
import base64
import contextlib
import email
import email.policy
import glob
import io
import logging
import os
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import warnings
import zipfile
from email.header import decode_header, make_header

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import agreement  # noqa: E402
import harness  # noqa: E402
from harness import Skip  # noqa: E402
from mail_servers import Cut, Postfix, Rude, Server, free_port, parse  # noqa: E402

SITE = "www.yunhequ.gov.cn"
FINANCE = ["czj@yunhequ.example", "second@yunhequ.example", "boss@yunhequ.example"]
REFUSED, DEFERRED, OPERATOR = "gone@yunhequ.example", "second@yunhequ.example", "op@yunhequ.example"
SECRET = "s3cret-Pass-w0rd"
DEPARTMENTS = """
  - name: 区财政局
    to: [czj@yunhequ.example, second@yunhequ.example]
    cc: [boss@yunhequ.example, CZJ@yunhequ.example]
  - name: 区档案馆
    to: [dangan@yunhequ.example]
  - name: 区教育和体育局
    to: [jtj@yunhequ.example]
  - name: 被退信的局
    to: [gone@yunhequ.example]
  - name: 没有问题的局
    to: [fine@yunhequ.example]
"""
WEEK_1 = sorted(FINANCE + ["dangan@yunhequ.example", "jtj@yunhequ.example", REFUSED] + [OPERATOR] * 3)


# --- desk ---

class Desk:
    """A state directory with verdicts, a profile, and the program."""

    def __init__(self, lab, server=None, security="none", more="", weeks=(1,), incomplete=False):
        self.lab, self.dir = lab, tempfile.mkdtemp(dir=lab.folder)
        self.state = os.path.join(self.dir, "state")
        self.profile(server, security, more)
        for week in weeks:
            self.week(week, incomplete)

    def profile(self, server=None, security="none", more=""):
        with open(os.path.join(self.dir, "p.yaml"), "w", encoding="utf-8") as f:
            f.write(f"site: {SITE}\nname: 枣庄市云河区人民政府\noffice: 区政府办公室\ndepartments:{DEPARTMENTS}\nmail:\n  from: audit@yunhequ.example\n"
                    f"  reply_to: office@yunhequ.example\n  operators: [{OPERATOR}]\n  server: 127.0.0.1\n  security: {security}\n  timeout: 3\n"
                    f"  port: {server.port if server else 1}\n{more}")

    def week(self, week, incomplete=False):
        subprocess.run([self.lab.fixture, self.state, str(week)] + (["incomplete"] if incomplete else []), check=True)

    def send(self, *more, env=None):
        done = subprocess.run([self.lab.audit, "send", "--site", SITE, "--profile", os.path.join(self.dir, "p.yaml"), "--state", self.state, *more],
                              capture_output=True, text=True, timeout=120, env={**os.environ, **(env or {})})
        assert SECRET not in done.stdout + done.stderr
        assert done.returncode >= 0, f"killed by signal {-done.returncode}: {done.stderr[-2000:]}"
        assert "Sanitizer" not in done.stderr, done.stderr[-3000:]
        return done

    def dry(self, name, *more):
        folder = os.path.join(self.dir, name)
        done = self.send("--mail-dry-run", folder, *more)
        return done, {os.path.basename(p): open(p, "rb").read() for p in glob.glob(os.path.join(folder, "*"))}


def subject(m):
    return str(make_header(decode_header(m["Subject"])))


def texts(m):
    alternative = next(m.iter_parts())
    assert alternative.get_content_type() == "multipart/alternative"
    plain, html = alternative.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html"), "the preferred part comes last"
    return plain.get_content(), html.get_content()


def attachments(m):
    """{name as people read it: (name for old programs, bytes)}"""
    out = {}
    for part in email.message_from_bytes(m.raw).get_payload()[1:]:  # the old policy keeps headers as they came
        raw = re.sub(r"\r?\n ", " ", part["Content-Disposition"])
        plain = re.search(r'filename="([^"]*)"', raw).group(1)
        name = urllib.parse.unquote(re.search(r"filename\*=UTF-8''(\S+)", raw).group(1), errors="strict")
        assert raw.startswith("attachment;") and part.get_filename() in (plain, name) and re.fullmatch(r"[A-Za-z0-9._-]+", plain), raw[:300]
        data = part.get_payload(decode=True)
        out[name] = plain, data
    return out


def sheet_text(data):
    book = zipfile.ZipFile(io.BytesIO(data))
    assert book.testzip() is None
    return "".join(book.read(n).decode("utf-8") for n in book.namelist() if n.endswith(".xml"))


def expect(done, status, *words):
    assert done.returncode == status, f"exit status {done.returncode}, not {status}: {done.stdout[-500:]} {done.stderr[-1500:]}"
    for word in words:
        assert word in done.stderr + done.stdout, f"does not say '{word}': {done.stdout} {done.stderr}"


# --- tests ---

def dry_run_writes_files(lab):
    """The files are the mails: right people, Chinese intact, the same bytes again."""
    desk = Desk(lab)
    done, mails = desk.dry("a")
    expect(done, 0)
    assert len(mails) == len(WEEK_1) and sorted(done.stdout.split("/a/")[1:]) and all(name in done.stdout for name in mails), done.stdout
    assert desk.dry("b")[1] == mails, "another run writes other bytes"
    assert all(name.endswith(".eml") and "/" not in name and not name.startswith(".") for name in mails)
    m = parse(mails["区财政局-czj@yunhequ.example.eml"])
    assert subject(m) == "【云河区门户巡检】区财政局：新增55 共55（2026第46周）", subject(m)
    assert str(m["To"]) == "czj@yunhequ.example, second@yunhequ.example" and "boss@" in str(m["Cc"])
    assert str(m["From"]) == "云河区门户巡检 <audit@yunhequ.example>" and m["Reply-To"] and m["Auto-Submitted"] == "auto-generated"
    assert str(m["Date"]) == "Fri, 13 Nov 2026 02:41:10 +0800" and m["List-Id"] == "<audit.www.yunhequ.gov.cn>" and m["MIME-Version"] == "1.0"
    head = mails["区财政局-czj@yunhequ.example.eml"].split(b"\r\n\r\n")[0]
    words = re.findall(rb"=\?[^?]+\?B\?[^?]+\?=", head)
    assert head.isascii() and len(words) > 2 and all(len(w) <= 75 for w in words), "RFC 2047: no raw Chinese, no word over 75 bytes"
    assert re.fullmatch(r"<[^<>@\s]+@www\.yunhequ\.gov\.cn>", m["Message-ID"]) and m["References"] is None
    assert len({parse(raw)["Message-ID"] for raw in mails.values()}) == len(mails)


def bodies_and_attachments(lab):
    """Both bodies tell the same, are short enough, and what is attached is that department's own."""
    m = parse(Desk(lab).dry("a")[1]["区财政局-czj@yunhequ.example.eml"])
    plain, html = texts(m)
    for body in (plain, html):
        assert "区财政局有 55 个问题待整改" in body and "其余 35 项见附件" in body, body[:2000]
        assert "错误 · 新增" in body and "不规范 · 新增" not in body, "44 errors come before the warnings"
    assert "<2>" in plain and "&lt;2&gt;" in html and "<2>" not in html
    assert len(html.encode()) < 90000 and not re.search(r"<(script|style|img|link|svg|details)|class=|flex|var\(", html)
    assert "\n20. [" in plain and "\n21. [" not in plain and "<b>20. " in html and "<b>21. " not in html
    files = attachments(m)
    assert sorted(files) == ["区财政局整改台账-2026年第46周.xlsx", "区财政局检查报告-2026年第46周.html"], sorted(files)
    book = sheet_text(files["区财政局整改台账-2026年第46周.xlsx"][1])
    assert "决算公开表55" in book and "区财政局" in book and "区档案馆" not in book and "被退信的局" not in book
    page = files["区财政局检查报告-2026年第46周.html"][1].decode("utf-8")
    assert "决算公开表55" in page and "决算公开表56" not in page
    summary = parse(Desk(lab).dry("a")[1][f"汇总-{OPERATOR}.eml"])
    plain, html = texts(summary)
    for body in (plain, html):
        assert "没有地址的局" in body and "没有登记地址" in body and "涉及 6 个部门" in body and "其中 1 个问题没有定到部门" in body
        assert "10. " in body and not re.search(r"(^|>)11\. ", body, re.M), "the summary is a summary"
    assert subject(summary).startswith("【云河区门户巡检】汇总：新增"), subject(summary)
    assert "区档案馆" in sheet_text(next(d for n, (_, d) in attachments(summary).items() if n.endswith(".xlsx")))


def words_are_an_office_s(lab):
    """What is for programs stands in no mail: no ids of plans, no machine times; a dead link is told by its page and by itself."""
    m = parse(Desk(lab).dry("a")[1]["区财政局-czj@yunhequ.example.eml"])
    for body in texts(m):
        assert "2026-11-13 02:41 完成" in body and "sample-2026" not in body and "T02:41" not in body, body[-600:]
        assert re.search(r"网址.{0,200}http://", body, re.S) and "期限" not in body
    dated = Desk(lab, more="deadline: 10\n")
    m = parse(dated.dry("a")[1]["区财政局-czj@yunhequ.example.eml"])
    for body in texts(m):
        assert "期限" in body and "2026-11-27" in body, "ten working days after 13 November"
    book = sheet_text(attachments(m)["区财政局整改台账-2026年第46周.xlsx"][1])
    page = attachments(m)["区财政局检查报告-2026年第46周.html"][1].decode()
    assert "2026-11-27" in book and "整改期限" in page and "2026-11-27" in page


def mails_agree_with_reports(lab):
    """Three weeks with a fault of nobody's and departments that have mended all: every mail and report tells the numbers of report.json."""
    desk = Desk(lab)
    for week in (1, 2, 3):
        if week > 1:
            desk.week(week)
        desk.dry(f"mails-{week}")
        out = os.path.join(desk.dir, f"reports-{week}")
        done = subprocess.run([lab.audit, "report", "--quiet", "--site", SITE, "--profile", os.path.join(desk.dir, "p.yaml"), "--state", desk.state, "--out", out],
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        wrong = agreement.disagreements(out, os.path.join(desk.dir, f"mails-{week}"), real=False)
        assert not wrong, (week, wrong[:5])


def five_thousand_findings(lab):
    """A portal in ruins: bodies of 90 kB at most, whatever is attached, all in the attached ledger, and the same bytes by another run."""
    desk = Desk(lab, weeks=(0,))
    done, mails = desk.dry("a")
    expect(done, 0)
    assert desk.dry("b")[1] == mails, "another run writes other bytes"
    for name in ("区财政局-czj@yunhequ.example.eml", f"汇总-{OPERATOR}.eml"):
        m = parse(mails[name])
        for body in texts(m):
            assert 3000 < len(body.encode()) <= 90000, (name, len(body.encode()))
            assert "5000 个问题待整改" in body or "5008 个问题待整改" in body, body[:300]
        book = next(data for n, (_, data) in attachments(m).items() if n.endswith(".xlsx"))
        assert "决算公开表5000" in sheet_text(book)
    assert "其余 4980 项见附件" in texts(parse(mails["区财政局-czj@yunhequ.example.eml"]))[1]


def attachments_switched_off(lab):
    desk = Desk(lab, more="  attach_xlsx: no\n  attach_html: no\n  all_clear: yes\n")
    mails = desk.dry("a")[1]
    m = parse(mails["区财政局-czj@yunhequ.example.eml"])
    assert attachments(m) == {}
    for body in texts(m):
        assert "其余 35 项见完整报告" in body and not re.search("附件：|见附件|附件台账", body)
    assert "没有发现问题" in subject(parse(mails["没有问题的局-fine@yunhequ.example.eml"]))


def hostile_names_stay_inside(lab):
    """A department whose name brings header lines and markup."""
    mails = Desk(lab).dry("a")[1]
    name = next(n for n in mails if "局__Bcc" in n)
    raw = mails[name]
    head = raw.split(b"\r\n\r\n")[0]
    assert not re.search(rb"(?im)^(bcc|x-)", head) and all(len(line) <= 78 for line in head.split(b"\r\n") if not line.startswith(b"Message-ID")), head
    m = parse(raw)
    assert m["Bcc"] is None and str(m["To"]) == OPERATOR and "evil" in subject(m) and "\n" not in subject(m)
    plain, html = texts(m)
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html
    assert "\n.\r\n" not in plain and "\u202e" not in plain + html
    assert all("/" not in n and not n.startswith(".") for n in attachments(m))


def plain_server(lab):
    """Everything arrives once, over one connection, as the dry run wrote it; again nothing is sent."""
    server = Server()
    desk = Desk(lab, server)
    dry = desk.dry("a")[1]
    expect(desk.send(), 0, f"{len(WEEK_1)} sent")
    assert server.recipients() == WEEK_1, server.recipients()
    assert all(len(to) == 1 for _, to, _, _ in server.mails), "one recipient a transaction"
    assert {sender for sender, _, _, _ in server.mails} == {"audit@yunhequ.example"}
    assert len(server.peers) == 1, f"{len(server.peers)} connections"
    sent = {raw for _, to, raw, _ in server.mails if to != [OPERATOR]}
    assert sent == {raw for name, raw in dry.items() if OPERATOR not in name}
    expect(desk.send(), 0, "0 sent", f"{len(WEEK_1)} sent before")
    assert len(server.mails) == len(WEEK_1)
    server.stop()


def refused_and_deferred(lab):
    """550: told, never tried again. 451: tried again by the next send, under the same Message-ID."""
    server = Server({REFUSED: "550 5.1.1 no such user", DEFERRED: "451 4.2.0 try later"})
    desk = Desk(lab, server)
    expect(desk.send(), 4, f"mail to {REFUSED} (被退信的局) was refused: 550 5.1.1 no such user", f"mail to {DEFERRED}", "451 4.2.0 try later")
    assert server.recipients() == [r for r in WEEK_1 if r not in (REFUSED, DEFERRED)]
    summary = [m for m in server.to(OPERATOR) if "汇总" in subject(m)][0]
    for body in texts(summary):
        assert "没有送达" in body and REFUSED in body and "no such user" in body and DEFERRED in body and "将再试" in body
    planned = parse(desk.dry("a")[1][f"区财政局-{DEFERRED}.eml"])["Message-ID"]
    server.rcpt, server.mails, server.tried = {}, [], []
    expect(desk.send(), 4, "1 sent", "was refused")
    assert server.tried == [DEFERRED] and server.to(DEFERRED)[0]["Message-ID"] == planned, server.tried
    server.stop()


def lost_mails_are_told_next_week(lab):
    server = Server({REFUSED: "550 no", DEFERRED: "450 later"})
    desk = Desk(lab, server)
    desk.send()
    desk.week(2)
    server.rcpt, server.mails, server.tried = {}, [], []
    expect(desk.send(), 0)
    summary = [m for m in server.to(OPERATOR) if "汇总" in subject(m)][0]
    plain = texts(summary)[0]
    assert "上一次检查没有送达的邮件" in plain and REFUSED in plain and DEFERRED in plain, plain[:1500]
    assert len(server.to(DEFERRED)) == 1, "last week's mail must not follow"
    server.stop()


def second_week(lab):
    """All mended: told once. Half mended and half not looked at: no mail. Mails answer last week's."""
    server = Server()
    desk = Desk(lab, server)
    desk.send()
    first = {to[0]: parse(raw)["Message-ID"] for _, to, raw, _ in server.mails}
    server.mails.clear()
    desk.week(2)
    expect(desk.send(), 0)
    (archive,) = server.to("dangan@yunhequ.example")
    assert subject(archive) == "【云河区门户巡检】区档案馆：全部整改（2026第47周）", subject(archive)
    assert "已全部整改" in texts(archive)[0] and attachments(archive) == {}
    assert archive["In-Reply-To"] == first["dangan@yunhequ.example"] and archive["References"] == first["dangan@yunhequ.example"]
    assert not server.to("jtj@yunhequ.example") and not server.to("fine@yunhequ.example")
    (finance,) = server.to("czj@yunhequ.example")
    assert "新增1 共56" in subject(finance), subject(finance)
    assert "新断链" in texts(finance)[0].split("2. [")[0], "the new one comes first"
    plain = texts([m for m in server.to(OPERATOR) if "汇总" in subject(m)][0])[0]
    assert "区教育和体育局：共 0，新增 0，已整改 1，待复核 1；邮件不发" in plain and "区档案馆：共 0，新增 0，已整改 2，待复核 0；邮件已发" in plain, plain[:1500]
    server.mails.clear()
    desk.week(3)
    expect(desk.send(), 0)
    assert not server.to("dangan@yunhequ.example"), "all mended is told once"
    assert len(server.to("czj@yunhequ.example")[0]["References"].split()) == 2
    server.stop()


def incomplete_run(lab):
    server = Server()
    desk = Desk(lab, server, incomplete=True)
    expect(desk.send(), 3, "incomplete", "--mail-incomplete")
    done, mails = desk.dry("a")
    expect(done, 3)
    assert not mails and not server.mails
    expect(desk.send("--mail-incomplete"), 0)
    m = server.to("czj@yunhequ.example")[0]
    assert "检查未做完" in subject(m) and "没有走到的页面不在结论之内" in texts(m)[0]
    server.stop()


def login(server, session, envelope, mechanism, data):
    from aiosmtpd.smtp import AuthResult
    good = (getattr(data, "login", b""), getattr(data, "password", b"")) == (b"audit", SECRET.encode())
    return AuthResult(success=good, handled=False if not good else True)


def secret_file(desk, text, mode=0o600):
    path = os.path.join(desk.dir, "password")
    with open(path, "w") as f:
        f.write(text + "\n")
    os.chmod(path, mode)


def starttls_and_login(lab):
    """Wrong password: nothing is lost. Right password, from a file or the environment: all is sent, encrypted."""
    server = Server(tls=lab.tls(), require_starttls=True, authenticator=login, auth_required=True)
    access = f"  ca_file: {lab.ca}\n  user: audit\n  password_file: password\n"
    desk = Desk(lab, server, "starttls", access)
    secret_file(desk, "wrong")
    expect(desk.send(), 4, "waits")
    assert not server.mails
    secret_file(desk, SECRET, 0o644)
    expect(desk.send(), 2, "chmod 600")
    secret_file(desk, SECRET)
    expect(desk.send("--verbose", "--log", "all"), 0, f"{len(WEEK_1)} sent")
    assert server.recipients() == WEEK_1 and all(tls for _, _, _, tls in server.mails)
    for path in glob.glob(os.path.join(desk.state, "*")):
        assert SECRET.encode() not in open(path, "rb").read(), path
    other = Desk(lab, server, "starttls", f"  ca_file: {lab.ca}\n  user: audit\n")
    expect(other.send(), 2, "AUDIT_MAIL_PASSWORD")
    server.mails.clear()
    expect(other.send(env={"AUDIT_MAIL_PASSWORD": SECRET}), 0)
    assert server.recipients() == WEEK_1
    server.stop()


def no_tls_no_mail(lab):
    """A server without STARTTLS, or with a certificate of nobody's, gets nothing; nothing is lost."""
    plain, strange = Server(), Server(tls=lab.tls())
    desk = Desk(lab, plain, "starttls")
    expect(desk.send(), 4, "waits")
    assert not plain.mails and not plain.tried
    desk.profile(strange, "starttls")
    expect(desk.send(), 4, "certificate")
    assert not strange.mails and not strange.tried
    desk.profile(strange, "starttls", f"  ca_file: {lab.ca}\n")
    expect(desk.send(), 0)
    assert strange.recipients() == WEEK_1
    plain.stop()
    strange.stop()


def smtps(lab):
    server = Server(smtps=lab.tls())
    expect(Desk(lab, server, "tls", f"  ca_file: {lab.ca}\n").send(), 0)
    assert server.recipients() == WEEK_1
    server.stop()


def connection_dropped_in_data(lab):
    """Nobody knows whether it arrived: it is sent again under the same Message-ID."""
    for at, how in (("DATA", "drop"), ("END", "drop"), ("END", "silent"), ("END", b"451 queue full\r\n")):
        rude = Rude(at, how, 1)
        desk = Desk(lab, rude)
        began = time.time()
        expect(desk.send(), 4, "waits", "1 not delivered")
        assert time.time() - began < 25, f"{at} {how}: {time.time() - began:.0f} s"
        rude.stop()
        server = Server()
        desk.profile(server)
        expect(desk.send(), 0, "1 sent")
        (raw,) = [raw for _, _, raw, _ in server.mails]
        assert raw == desk.dry("a")[1]["区财政局-czj@yunhequ.example.eml"]
        server.stop()


def refused_content(lab):
    """A 5xx after the content is for good; a 5xx to the sender is about us, and nothing is given up."""
    rude = Rude("END", b"554 5.7.1 looks like spam\r\n", 1)
    desk = Desk(lab, rude)
    expect(desk.send(), 4, "was refused: 554 5.7.1 looks like spam")
    rude.stop()
    for at, how in (("MAIL", b"550 5.7.1 sender not allowed\r\n"), ("GREETING", b"554 go away\r\n"), ("EHLO", "drop")):
        rude = Rude(at, how)
        desk = Desk(lab, rude)
        expect(desk.send(), 4, f"{len(WEEK_1)} not delivered")
        assert "refused" not in desk.send().stderr
        assert len([line for line in rude.seen if line.startswith("MAIL")]) <= 4, "goes on asking a server that takes nothing"
        rude.stop()


def killed_while_sending(lab):
    """kill -9 in the midst: the next send brings the rest; at most the mail that was on its way comes twice, under one Message-ID."""
    server = Server()
    server.slow = 0.25
    desk = Desk(lab, server)
    args = [lab.audit, "send", "--quiet", "--site", SITE, "--profile", os.path.join(desk.dir, "p.yaml"), "--state", desk.state]
    first = subprocess.Popen(args)
    while len(server.mails) < 3:
        time.sleep(0.02)
    second = desk.send()
    expect(second, 2, "another audit is writing")
    first.kill()
    first.wait()
    time.sleep(0.6)
    before, server.slow = len(server.mails), 0
    assert 3 <= before < len(WEEK_1), before
    expect(desk.send(), 0)
    ids = [parse(raw)["Message-ID"] for _, _, raw, _ in server.mails]
    assert len(set(ids)) == len(WEEK_1) and len(ids) <= len(WEEK_1) + 1, (len(set(ids)), len(ids))
    server.stop()


def no_server(lab):
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    desk = Desk(lab)
    desk.profile(type("Nobody", (), {"port": closed.getsockname()[1]}))
    began = time.time()
    expect(desk.send(), 4, f"{len(WEEK_1)} not delivered")
    assert time.time() - began < 20
    closed.close()


def long_and_hostile_answers(lab):
    """What a server says reaches the terminal without control characters."""
    rude = Rude("RCPT", b"550 \x1b[2J\x07" + b"x" * 800 + b"\r\n", 1)
    done = Desk(lab, rude).send()
    expect(done, 4, "was refused: 550")
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr
    rude.stop()


def wrong_use(lab):
    desk = Desk(lab)
    expect(desk.send("--mail", "--mail-dry-run", "/tmp/x"), 2, "one of them")
    with open(os.path.join(desk.dir, "p.yaml"), "w") as f:
        f.write(f"site: {SITE}\n")
    for more in ([], ["--mail"], ["--mail-dry-run", "/tmp/x"]):
        expect(desk.send(*more), 2, "'mail' section")
    done = desk.send()
    assert len(done.stderr.splitlines()) == 1


def postfix_sink(lab):
    """Postfix's smtp-sink as a server that nobody of ours wrote."""
    sink = shutil.which("smtp-sink") or "/usr/sbin/smtp-sink"
    if not os.path.exists(sink):
        raise Skip("smtp-sink (package postfix) is not installed")
    port, folder = free_port(), tempfile.mkdtemp(dir=lab.folder)
    os.chmod(folder, 0o777)
    as_user = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen([sink, *as_user, "-d", os.path.join(folder, "m."), f"127.0.0.1:{port}", "20"], cwd=folder)
    try:
        time.sleep(0.5)
        assert process.poll() is None, "smtp-sink does not start"
        desk = Desk(lab)
        desk.profile(type("Sink", (), {"port": port}))
        expect(desk.send(), 0, f"{len(WEEK_1)} sent")
        got = []
        for path in glob.glob(os.path.join(folder, "m.*")):
            raw = open(path, "rb").read()
            got += re.findall(rb"(?m)^X-Rcpt-Args: <([^>]*)>", raw)
            m = email.message_from_bytes(raw, policy=email.policy.default)
            assert "云河区" in subject(m) or "巡检" in subject(m)
        assert sorted(r.decode() for r in got) == WEEK_1, got
    finally:
        process.terminate()
        process.wait()


def postfix(lab):
    """A whole Postfix over STARTTLS: what lies in the mailboxes is what was meant, an unknown user is told."""
    boxes = sorted(set(WEEK_1) - {REFUSED})
    server = Postfix(lab, boxes)
    try:
        desk = Desk(lab, server, "starttls", f"  ca_file: {lab.ca}\n")
        expect(desk.send(), 4, f"{len(WEEK_1) - 1} sent", "1 not delivered", f"mail to {REFUSED} (被退信的局) was refused: 550 5.1.1", "unknown")
        for box in boxes:
            assert len(server.mails(box, WEEK_1.count(box))) == WEEK_1.count(box), box
        planned = desk.dry("a")[1]["区财政局-czj@yunhequ.example.eml"].replace(b"\r\n", b"\n")
        (raw,) = server.mails("czj@yunhequ.example", 1)
        assert raw.endswith(planned.split(b"\n\n", 1)[1]), "the content was changed on the way"
        m = parse(raw)
        assert subject(m) == "【云河区门户巡检】区财政局：新增55 共55（2026第46周）" and "区财政局整改台账-2026年第46周.xlsx" in attachments(m)
        assert m["Message-ID"] == parse(planned)["Message-ID"]
        hostile = [m for m in map(parse, server.mails(OPERATOR, 3)) if "evil" in subject(m)]
        assert len(hostile) == 1 and hostile[0]["Bcc"] is None and "evil" not in server.log(), "a line break in a name reached the envelope or a header"
    finally:
        server.stop()


def postfix_size_limit(lab):
    """Without TLS, and with a limit that the long mails exceed: those are refused, the others arrive."""
    server = Postfix(lab, sorted(set(WEEK_1)), "none", 100000)
    try:
        done = Desk(lab, server).send()
        expect(done, 4, "was refused: 552 5.3.4", f"{len(WEEK_1) - 4} sent", "4 not delivered")
        assert len(server.mails("dangan@yunhequ.example", 1)) == 1 and not server.mails("czj@yunhequ.example", 0)
    finally:
        server.stop()


def told_nowhere(desk, secret):
    """No file of the program's, reports included, holds the password, as it is or as SMTP wraps it."""
    desk.dry("told")
    done = subprocess.run([desk.lab.audit, "report", "--site", SITE, "--profile", os.path.join(desk.dir, "p.yaml"), "--state", desk.state,
                           "--out", os.path.join(desk.dir, "reports")], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    forms = [secret.encode(), base64.b64encode(secret.encode()), base64.b64encode(b"\0audit\0" + secret.encode())]
    files = [os.path.join(folder, name) for folder, _, names in os.walk(desk.dir) for name in names if name != "password"]
    assert any("reports/report.html" in f for f in files) and any(f.endswith(".eml") for f in files) and any(desk.state in f for f in files)
    for path in files:
        with open(path, "rb") as f:
            data = f.read()
        assert not [form for form in forms if form in data], path


def in_boxes(server, planned):
    """What lies in the mailboxes is what was planned, each mail once."""
    for box in sorted(set(WEEK_1)):
        wanted = sorted(m for who, m in planned if who == box)
        found = sorted(parse(raw)["Message-ID"] for raw in server.mails(box, len(wanted)))
        assert found == wanted, (box, found, wanted)


def planned_ids(desk):
    """(recipient, Message-ID) of every mail of the run."""
    return [(re.search(r"-([^-@]*@[^@~]*)(~\w+)?\.eml$", name).group(1), parse(raw)["Message-ID"]) for name, raw in desk.dry("planned")[1].items()]


def login_by_sasl(lab, security, mechanisms, used, by_file):
    """No login, a wrong one, the right one: until then nothing arrives and nothing is given up."""
    server = Postfix(lab, sorted(set(WEEK_1)), level="encrypt" if security == "starttls" else "may", users={"audit": SECRET}, mechanisms=mechanisms,
                     wrapper=security == "tls")
    try:
        desk = Desk(lab, server, security, f"  ca_file: {lab.ca}\n")
        expect(desk.send(), 4, "waits", "554 5.7.1", "Access denied", f"0 sent, 0 sent before, {len(WEEK_1)} not delivered")
        desk.profile(server, security, f"  ca_file: {lab.ca}\n  user: audit\n" + ("  password_file: password\n" if by_file else ""))
        secret_file(desk, "wrong-" + SECRET)
        env = {} if by_file else {"AUDIT_MAIL_PASSWORD": "wrong-" + SECRET}
        done = desk.send("--verbose", "--log", "all", env=env)
        expect(done, 4, "login was not accepted", "535 5.7.8", f"0 sent, 0 sent before, {len(WEEK_1)} not delivered")
        assert "refused" not in done.stderr and "authentication fail" in server.log() and not glob.glob(os.path.join(server.dir, "mail", "*"))
        with contextlib.closing(sqlite3.connect(os.path.join(desk.state, "snapshot.db"))) as db:
            assert {state for (state,) in db.execute("SELECT state FROM outbox")} == {"deferred"}
        secret_file(desk, SECRET)
        env = {} if by_file else {"AUDIT_MAIL_PASSWORD": SECRET}
        expect(desk.send("--verbose", "--log", "all", env=env), 0, f"{len(WEEK_1)} sent, 0 sent before, 0 not")
        assert f"sasl_method={used}, sasl_username=audit" in server.log()
        expect(desk.send(env=env), 0, f"0 sent, {len(WEEK_1)} sent before")
        in_boxes(server, planned_ids(desk))
        told_nowhere(desk, SECRET)
    finally:
        server.stop()


def postfix_login_starttls(lab):
    """A Postfix that asks for a login by Cyrus SASL, after STARTTLS; the password from a file."""
    login_by_sasl(lab, "starttls", "PLAIN LOGIN", "PLAIN", True)


def postfix_login_smtps(lab):
    """The same with TLS from the first byte on, and the password from the environment."""
    login_by_sasl(lab, "tls", "LOGIN", "LOGIN", False)


def postfix_login_challenges(lab):
    """The same with the mechanisms that a Postfix of Debian offers when nobody says which."""
    login_by_sasl(lab, "starttls", "SCRAM-SHA-256 DIGEST-MD5 CRAM-MD5 NTLM LOGIN PLAIN", "DIGEST-MD5", True)


def postfix_refuses_and_defers(lab):
    """550 and 450 by an access map: the one is told and over, the other arrives by the next send under its Message-ID, and nothing comes twice."""
    server = Postfix(lab, sorted(set(WEEK_1)), "may", access={REFUSED: "550 5.2.1 mailbox closed", DEFERRED: "450 4.2.0 greylisted, come again"})
    try:
        desk = Desk(lab, server)
        planned = planned_ids(desk)
        expect(desk.send(), 4, f"mail to {REFUSED} (被退信的局) was refused: 550 5.2.1", "mailbox closed", f"mail to {DEFERRED} (区财政局) waits", "450 4.2.0",
               f"{len(WEEK_1) - 2} sent", "2 not delivered")
        server.configure()
        server.run("reload")
        expect(desk.send(), 4, "1 sent", f"{len(WEEK_1) - 2} sent before", "1 not delivered", f"mail to {REFUSED} (被退信的局) was refused")
        expect(desk.send(), 4, "0 sent", f"{len(WEEK_1) - 1} sent before", "1 not delivered")
        in_boxes(server, [p for p in planned if p[0] != REFUSED])
    finally:
        server.stop()


def postfix_line_cut_in_data(lab):
    """The line to a Postfix breaks in the midst of a mail: that one is sent again, the others are not."""
    server = Postfix(lab, sorted(set(WEEK_1)), "none")
    try:
        desk = Desk(lab)
        planned, cut = planned_ids(desk), Cut(server, after=100000)
        desk.profile(cut)
        expect(desk.send(), 4, "waits", "1 not delivered")
        assert cut.cut == 1 and "lost connection after DATA" in server.log()
        expect(desk.send(), 0, "1 sent", f"{len(WEEK_1) - 1} sent before")
        expect(desk.send(), 0, "0 sent")
        in_boxes(server, planned)
        cut.stop()
    finally:
        server.stop()


def postfix_taken_but_never_heard(lab):
    """Postfix has taken the first mail, the line breaks before its sender hears so: it comes again under the same Message-ID, the others do not."""
    server = Postfix(lab, sorted(set(WEEK_1)), "none")
    try:
        desk = Desk(lab)
        planned, cut = planned_ids(desk), Cut(server, reply=b"250 2.0.0 Ok: queued")
        desk.profile(cut)
        expect(desk.send(), 4, "waits", "1 not delivered")
        expect(desk.send(), 0, "1 sent", f"{len(WEEK_1) - 1} sent before")
        assert cut.cut == 1
        in_boxes(server, planned + [p for p in planned if p[0] == FINANCE[0]])
        cut.stop()
    finally:
        server.stop()


TESTS = [dry_run_writes_files, bodies_and_attachments, words_are_an_office_s, mails_agree_with_reports, five_thousand_findings, attachments_switched_off,
         hostile_names_stay_inside, plain_server, refused_and_deferred, lost_mails_are_told_next_week, second_week, incomplete_run, starttls_and_login,
         no_tls_no_mail, smtps, connection_dropped_in_data, refused_content, killed_while_sending, no_server, long_and_hostile_answers, wrong_use,
         postfix_sink, postfix, postfix_size_limit, postfix_login_starttls, postfix_login_smtps, postfix_login_challenges, postfix_refuses_and_defers,
         postfix_line_cut_in_data, postfix_taken_but_never_heard]


class Lab:
    def __init__(self, audit, fixture, folder):
        self.audit, self.fixture, self.folder = os.path.abspath(audit), os.path.abspath(fixture), folder
        self.ca, self.key = os.path.join(folder, "ca.pem"), os.path.join(folder, "key.pem")

    def tls(self):
        if not os.path.exists(self.ca):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.ca, "-days", "3650", "-subj", "/CN=mx.test",
                            "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca, self.key)
        return context


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("audit")
    words.add_argument("fixture")
    harness.options(words)
    args = words.parse_args()
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd tells of every broken handshake
    warnings.simplefilter("ignore")
    wanted = harness.choose(TESTS, args)
    with tempfile.TemporaryDirectory(prefix="audit-mail-") as folder:
        os.chmod(folder, 0o755)
        return harness.run("mail", wanted, Lab(args.audit, args.fixture, folder))


if __name__ == "__main__":
    sys.exit(main())
