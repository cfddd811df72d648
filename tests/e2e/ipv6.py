#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""IPv6 measured against real nginx and dnsmasq on both families, in a network namespace: exact findings of ipv6.*.

    ipv6.py AUDIT [--only NAME,…] [--keep DIR]

Prints a line a test and closes with "ipv6: N passed, N failed, N skipped".
"""
import argparse
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import harness  # noqa: E402
from harness import Skip  # noqa: E402

LAB = os.path.join(HERE, "..", "portal", "lab.sh")
MAIN, SUB = "www.liuqu.gov.cn", "fuwu.liuqu.gov.cn"
V4 = {MAIN: "61.180.6.10", SUB: "61.180.6.11"}
V6 = {MAIN: "240e:d2:66::10", SUB: "240e:d2:66::11"}
HOME = f"http://{MAIN}/"
COLUMNS = {"a": "工作动态", "b": "通知公告", "c": "政策文件"}
OTHER = "<html><head><meta charset=\"utf-8\"><title>服务器默认页</title></head><body><p>这是另一台服务器，还没有部署网站内容，请稍后再来查看。</p></body></html>"
NOTHING = []
OUTSIDE = "61.180.6.70"  # of hosts that are not ours
DOMAIN = "liuqu.gov.cn"
# A server whose answer to each request for "/" is the next of its family's texts, the last one for ever; of both families' texts, round
# and round: turns.py ADDRESS4 ADDRESS6 JSON
TURNS = '''
import http.server, json, socket, sys, threading, time
texts, asked = json.loads(sys.argv[3]), {}
pause = texts.pop("pause", 0)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        family = "6" if ":" in self.client_address[0] else "4"
        key = "robin" if texts["robin"] else family
        n = asked[key] = asked.get(key, 0) + (self.path == "/")
        body = texts[key][n % len(texts[key]) if key == "robin" else min(n, len(texts[key])) - 1].encode() if self.path == "/" else b"no"
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command == "GET" else b"")
        if pause and family == "4" and not asked.get("paused"):
            asked["paused"] = True
            self.close_connection = True
            threading.Thread(target=rest).start()
    do_HEAD = do_GET
    def log_message(self, *args): pass
class Six(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6
servers = [http.server.ThreadingHTTPServer((sys.argv[1], 80), Handler), Six((sys.argv[2], 80), Handler)]
for s in servers: threading.Thread(target=s.serve_forever).start()
def rest(): # nobody listens over IPv4 for a while
    servers[0].shutdown()
    servers[0].server_close()
    time.sleep(pause)
    http.server.ThreadingHTTPServer((sys.argv[1], 80), Handler).serve_forever()
print("ready", flush=True)
'''


def page(title, body):
    return f'<html><head><meta charset="utf-8"><title>{title}</title><meta name="SiteName" content="柳区人民政府"></head><body><h1>{title}</h1>{body}<div class="footer">主办：柳区人民政府</div></body></html>'


def write(folder, host, path, text):
    name = os.path.join(folder, "www", host, path.lstrip("/"), "index.html" if path.endswith("/") else "")
    name = name.rstrip("/")
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w", encoding="utf-8") as f:
        f.write(text)


def pages(folder):
    links = "".join(f'<li><a href="/{k}/">{name}</a></li>' for k, name in COLUMNS.items())
    write(folder, MAIN, "/", page("柳区人民政府", f'<div class="nav"><ul>{links}<li><a href="http://{SUB}/">服务大厅</a></li></ul></div><p>柳区位于河流之滨，辖五镇两街道，气候温和。</p>'))
    for key, name in COLUMNS.items():
        rows = "".join(f'<li><a href="/{key}/202611/t202611{n:02d}_{ord(key)}{n}.html">{name}第{n}期：{"水利道路学校"[n]}建设进展顺利</a><span>2026-11-{n:02d}</span></li>' for n in range(1, 4))
        write(folder, MAIN, f"/{key}/", page(name, f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/{key}/">{name}</a></div><ul class="list">{rows}</ul>'))
        for n in range(1, 4):
            title = f'{name}第{n}期：{"水利道路学校"[n]}建设进展顺利'
            write(folder, MAIN, f"/{key}/202611/t202611{n:02d}_{ord(key)}{n}.html", page(title, f'<p>发布时间：2026-11-{n:02d}</p><div class="TRS_Editor"><p>本周各标段按计划推进，质量和安全都有保证，沿线群众普遍满意。</p></div>'))
    write(folder, SUB, "/", page("柳区服务大厅", "<p>服务大厅提供办事指南和预约，周一至周五对外办公，欢迎群众前来办理。</p>"))


def ns_record(server):
    """A name server's record, as dnsmasq takes types it does not know: in hex."""
    return f"dns-rr={DOMAIN},2," + b"".join(bytes([len(x)]) + x.encode() for x in server.split(".")).hex() + "00\n"


def portal(folder, records, listens, locations, servers=None, outside=()):
    os.makedirs(os.path.join(folder, "tmp"))
    pages(folder)
    sites = ""
    for host in (MAIN, SUB):
        if listens.get(host) == "nobody":
            continue
        listen = f"listen {V4[host]}:80;" + (f" listen [{V6[host]}]:80;" if listens.get(host, True) else "")
        sites += f"  server {{ {listen} server_name {host}; root {folder}/www/{host}; index index.html; {locations.get(host, '')} }}\n"
    for host in outside:
        write(folder, host, "/", page("合作单位", "<p>合作单位的网站，介绍业务范围和联系办法，欢迎来访。</p>"))
        write(folder, host, "/a.png", "PNG")
        sites += f"  server {{ listen {OUTSIDE}:80; server_name {host}; root {folder}/www/{host}; index index.html; }}\n"
    tmp = "".join(f"{k}_temp_path {folder}/tmp; " for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    save = lambda name, text: open(os.path.join(folder, name), "w", encoding="utf-8").write(text)
    save("nginx.conf", f"daemon off; user root; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.err warn;\nevents {{ worker_connections 256; }}\n"
         f"http {{ access_log off; default_type text/html; {tmp}\n{sites}}}\n")
    save("dnsmasq.conf", "no-resolv\nno-hosts\nport=53\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\nlocal=/#/\nlog-facility=/dev/null\n"
         + "".join(f"host-record={h},{V4.get(h, OUTSIDE)}" + (f",{records[h]}" if records[h] else "") + "\n" for h in records)
         + "".join(ns_record(name) + f"host-record={name},{v4}" + (f",{v6}" if v6 else "") + "\n" for name, (v4, v6) in (servers or {}).items()))
    save("addresses", "\n".join([*V4.values(), OUTSIDE, *V6.values(), "61.180.4.60"]) + "\n")


def audit(binary, folder, records=None, listens=None, locations=None, before="true", servers=None, outside=()):
    """Build a portal, audit it inside a namespace, return what the report says of ipv6.*"""
    portal(folder, {**V6, **(records or {})}, listens or {}, locations or {}, servers, outside)
    command = (f'{before}; "{binary}" --site {MAIN} --plan national --as-of 2026-11-20 --rate 0 --concurrency 8 --quiet --out "{folder}/out" --state "{folder}/state"')
    done = subprocess.run([LAB, folder, "--", "bash", "-c", command], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=240)
    if done.returncode == 77:
        raise Skip(done.stderr.strip())
    assert done.returncode == 0, f"exit status {done.returncode}: {done.stderr[-600:]}"
    with open(os.path.join(folder, "out", "report.json"), encoding="utf-8") as f:
        report = json.load(f)
    return report


def exactly(report, findings, unverified=()):
    got = sorted((f["rule"], f["subject"]) for f in report["findings"] if f["rule"].startswith("ipv6."))
    assert got == sorted(findings), f"found {got}, expected {sorted(findings)}"
    said = sorted((u["rule"], u["subject"], u["reason"]) for u in report["unverified"] if u["rule"].startswith("ipv6."))
    assert said == sorted(unverified), f"unverified {said}, expected {sorted(unverified)}"


def indicator(report, name):
    row = next(r for r in report["ipv6"] if r["indicator"] == name)
    return row["verdict"], row["value"]


def on_v6(answer):
    return f"if ($server_addr ~ ':') {{ {answer} }}"


def evidence(report, rule):
    return next(f["evidence"] for f in report["findings"] if f["rule"] == rule)


def dual_stack(binary, folder):
    """Everything answers alike over both families: nothing is said."""
    report = audit(binary, folder)
    exactly(report, NOTHING)
    assert indicator(report, "首页访问成功率") == ("pass", "IPv6 5 次中 5 次成功，IPv4 5 次中 5 次"), report["ipv6"]
    assert indicator(report, "内容一致性")[0] == "pass", report["ipv6"]
    # Without any NS record the question is answered "no data": that is no measurement.
    assert indicator(report, "域名授权体系") == ("unverified", f"没有问到 {DOMAIN} 的域名服务器"), report["ipv6"]


def name_servers_with_aaaa(binary, folder):
    """Two name servers, one with AAAA: the domain can be found over IPv6."""
    report = audit(binary, folder, servers={"ns1." + DOMAIN: ("61.180.6.53", "240e:d2:66::53"), "ns2." + DOMAIN: ("61.180.6.54", None)})
    exactly(report, NOTHING)
    assert indicator(report, "域名授权体系") == ("pass", f"{DOMAIN} 的 2 台域名服务器中 1 台有 AAAA 记录"), report["ipv6"]


def name_servers_without_aaaa(binary, folder):
    """No name server has AAAA, but for a mapped one, which nobody can ask: the indicator fails, and no host is accused of it."""
    report = audit(binary, folder, servers={"ns1." + DOMAIN: ("61.180.6.53", "::ffff:61.180.6.53"), "ns2." + DOMAIN: ("61.180.6.54", None)})
    exactly(report, NOTHING)
    assert indicator(report, "域名授权体系") == ("fail", f"{DOMAIN} 的 2 台域名服务器中 0 台有 AAAA 记录"), report["ipv6"]


def turns(folder, four, six, pause=0, robin=()):
    """Before the audit: the sub-host's page changes from request to request; after the first one over IPv4 nobody listens there for `pause` seconds. `robin`: whoever asks is told the next text."""
    with open(os.path.join(folder, "turns.py"), "w", encoding="utf-8") as f:
        f.write(TURNS)
    with open(os.path.join(folder, "turns.json"), "w", encoding="utf-8") as f:
        json.dump({"4": four, "6": six, "pause": pause, "robin": list(robin)}, f)
    return (f'python3 "{folder}/turns.py" {V4[SUB]} {V6[SUB]} "$(cat "{folder}/turns.json")" > "{folder}/turns.out" & '
            f'for _ in $(seq 100); do [ -s "{folder}/turns.out" ] && break; sleep 0.1; done')


def a_page_that_changes(binary, folder):
    """Each answer is another page, over either family: it cannot be compared, and is not accused."""
    pages_ = [page("柳区服务大厅", f"<p>{x * 40}</p>") for x in ("春种时节忙碌", "夏日防汛值守", "秋收颗粒归仓", "冬季森林防火", "河道清淤疏浚", "校园安全检查", "道路养护施工", "医保缴费提醒", "电力线路检修", "公交线路调整")]
    report = audit(binary, folder, listens={SUB: "nobody"}, before=turns(folder, pages_[:6], pages_[6:]))
    exactly(report, NOTHING, [("ipv6.differs", f"http://{SUB}/", "unstable")])


def two_servers_by_turns(binary, folder):
    """Behind both addresses the same two servers answer by turns, and one has an old page: no difference between the families."""
    new, old = (page("柳区服务大厅", f"<p>{x * 40}</p>") for x in ("春种时节忙碌", "夏日防汛值守"))
    report = audit(binary, folder, listens={SUB: "nobody"}, before=turns(folder, [], [], robin=(new, old)))
    accused = [f["subject"] for f in report["findings"] if f["rule"] == "ipv6.differs"]
    assert not accused, accused
    said = [u["reason"] for u in report["unverified"] if u["rule"] == "ipv6.differs"]
    assert said in ([], ["unstable"]), said


def a_passing_difference(binary, folder):
    """The IPv6 server was being set up when it was first asked; asked again it is the same page."""
    good = page("柳区服务大厅", "<p>服务大厅提供办事指南和预约，周一至周五对外办公，欢迎群众前来办理。</p>")
    exactly(audit(binary, folder, listens={SUB: "nobody"}, before=turns(folder, [good], [OTHER, good])), NOTHING)


def a_lasting_difference(binary, folder):
    """Another page each time over IPv6, the same one each time over IPv4."""
    good = page("柳区服务大厅", "<p>服务大厅提供办事指南和预约，周一至周五对外办公，欢迎群众前来办理。</p>")
    exactly(audit(binary, folder, listens={SUB: "nobody"}, before=turns(folder, [good], [OTHER])), [("ipv6.differs", f"http://{SUB}/")])


def ipv4_pauses(binary, folder):
    """IPv4 takes no connection for a while: the crawl waits and does not read over IPv6 what another server shows there."""
    good = page("柳区服务大厅", "<p>服务大厅提供办事指南和预约，周一至周五对外办公，欢迎群众前来办理。</p>")
    report = audit(binary, folder, listens={SUB: "nobody"}, before=turns(folder, [good], [OTHER], pause=3))
    exactly(report, [("ipv6.differs", f"http://{SUB}/")])
    assert not [f for f in report["findings"] if f["rule"] == "link.broken"], report["findings"]


def no_aaaa(binary, folder):
    """A sub-host without AAAA; its page counts in the share of links."""
    report = audit(binary, folder, records={SUB: None})
    exactly(report, [("ipv6.no-aaaa", SUB), ("ipv6.links", HOME)])
    assert evidence(report, "ipv6.links")["level2"] == 75, evidence(report, "ipv6.links")


def mapped_aaaa(binary, folder):
    """An IPv4-mapped AAAA is no AAAA, though a connection to it succeeds."""
    exactly(audit(binary, folder, records={SUB: "::ffff:61.180.6.11"}), [("ipv6.no-aaaa", SUB), ("ipv6.links", HOME)])


def aaaa_without_listener(binary, folder):
    """AAAA, but nobody listens there."""
    report = audit(binary, folder, listens={SUB: False})
    exactly(report, [("ipv6.unreachable", SUB), ("ipv6.links", HOME)])
    assert evidence(report, "ipv6.unreachable")["outcome"] == "refused"
    assert evidence(report, "ipv6.links")["level2"] == 75, evidence(report, "ipv6.links")


def home_without_listener(binary, folder):
    """The home page itself is not reached: that is said once, not again as a share of links."""
    exactly(audit(binary, folder, listens={MAIN: False}), [("ipv6.unreachable", MAIN)])


def other_content(binary, folder):
    """Another page over IPv6: of a home page and of a column; a counter and the visitor's address are no difference."""
    quoted = "'" + OTHER + "'"
    report = audit(binary, folder, locations={
        MAIN: f"location = /b/ {{ {on_v6('return 200 ' + quoted + ';')} }} location = /c/ {{ sub_filter '</body>' '<p>第$msec位访问者 $remote_addr</p></body>'; }}",
        SUB: on_v6("return 200 " + quoted + ";")})
    exactly(report, [("ipv6.differs", HOME + "b/"), ("ipv6.differs", f"http://{SUB}/")])


def windows_outside(binary, folder):
    """Outside hosts without AAAA are listed, those of links and those of images apart, and accuse nobody."""
    picture, partner = "tu.waibu-demo.com", "www.huoban-demo.com"
    home = f"location / {{ sub_filter '</body>' '<img src=\"http://{picture}/a.png\"><a href=\"http://{partner}/\">合作网站</a></body>'; }}"
    report = audit(binary, folder, records={picture: None, partner: "240e:d2:66::70"}, outside=(picture, partner), locations={MAIN: home})
    exactly(report, NOTHING)
    assert indicator(report, "资源天窗") == ("info", f"1 个站外域名中 1 个没有 AAAA 记录，涉及 1 个图片、脚本等资源：{picture}"), report["ipv6"]
    assert indicator(report, "外链天窗") == ("info", "1 个站外域名中 0 个没有 AAAA 记录，涉及 0 个链接"), report["ipv6"]
    with open(os.path.join(folder, "out", "report.html"), encoding="utf-8") as f:
        assert f"<li>{picture}</li>" in f.read()


def missing_on_v6(binary, folder):
    """A column and its articles answer 404 over IPv6 alone."""
    report = audit(binary, folder, locations={MAIN: "location /b/ { " + on_v6("return 404;") + " }"})
    exactly(report, [("ipv6.links", HOME)])
    assert evidence(report, "ipv6.links")["level2"] == 75 and evidence(report, "ipv6.links")["level3"] == 66, evidence(report, "ipv6.links")


def wall_on_v6(binary, folder):
    """A guard over IPv6 is a guard, not another page and not a missing one."""
    guard = "add_header Set-Cookie '__jsluid_h=1; Path=/' always; return 521 '<script>document.cookie=(1);location.href=location.pathname+location.search</script>';"
    report = audit(binary, folder, locations={SUB: "location / { error_page 418 = @guard; " + on_v6("return 418;") + " } location @guard { " + guard + " }"})
    exactly(report, NOTHING, [("ipv6.unreachable", SUB, "wall")])


def slow_v6(binary, folder):
    """Slow is not unreachable and not different."""
    exactly(audit(binary, folder, locations={MAIN: on_v6("set $limit_rate 400;")}), NOTHING)


SLOW = """
import http.server, sys, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.3)
        body = open(sys.argv[1], "rb").read()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Handler)
print("ready", flush=True)
server.serve_forever()
"""


def slow_first_byte(binary, folder):
    """The home page's first byte comes 300 ms later over IPv6: the ratio of the delays says so, and nobody is accused."""
    with open(os.path.join(folder, "slow.py"), "w", encoding="utf-8") as f:
        f.write(SLOW)
    before = (f'python3 "{folder}/slow.py" "{folder}/www/{MAIN}/index.html" > "{folder}/slow.out" & for _ in $(seq 100); do [ -s "{folder}/slow.out" ] && break; sleep 0.1; done')
    report = audit(binary, folder, before=before, locations={MAIN: "location = /index.html { " + on_v6("proxy_pass http://127.0.0.1:8099;") + " }"})
    exactly(report, NOTHING)
    verdict, value = indicator(report, "时延比")
    first = re.search(r"首字节 (\d+) 毫秒，是 IPv4（([^）]+) 毫秒）的 ([\d.]+) 倍", value)
    assert verdict == "info" and 300 <= int(first.group(1)) < 2000 and float(first.group(3)) > 5 and "5 次的中位数" in value, value
    assert indicator(report, "首页访问成功率")[0] == "pass", report["ipv6"]


def no_ipv6_here(binary, folder):
    """The auditing machine has no way into IPv6: names are judged, the rest is unverified."""
    off = "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 2> /dev/null; ip -6 route del default dev lo 2> /dev/null; ip -6 addr flush dev lo 2> /dev/null; true"
    report = audit(binary, folder, records={SUB: None}, before=off, servers={"ns1." + DOMAIN: ("61.180.6.53", "240e:d2:66::53")})
    assert indicator(report, "域名解析")[0] == "fail" and indicator(report, "域名授权体系")[0] == "pass", report["ipv6"]
    assert {indicator(report, n)[0] for n in ("首页可达", "首页访问成功率", "内容一致性", "二级链接通达率", "三级链接通达率", "时延比")} == {"unverified"}, report["ipv6"]
    exactly(report, [("ipv6.no-aaaa", SUB)], [("ipv6.differs", HOME, "no-ipv6-here"), ("ipv6.links", HOME, "no-ipv6-here"), ("ipv6.unreachable", MAIN, "no-ipv6-here")])


TESTS = [dual_stack, windows_outside, name_servers_with_aaaa, name_servers_without_aaaa, a_page_that_changes, two_servers_by_turns, a_passing_difference, a_lasting_difference, ipv4_pauses, no_aaaa, mapped_aaaa, aaaa_without_listener, home_without_listener, other_content, missing_on_v6, wall_on_v6, slow_v6, slow_first_byte, no_ipv6_here]


def in_folder(test, root):
    """The test in an empty folder of its own name."""
    @functools.wraps(test)
    def alone(binary):
        folder = os.path.join(root, test.__name__)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        test(binary, folder)
    return alone


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("audit")
    harness.options(ap)
    ap.add_argument("--keep")
    args = ap.parse_args()
    tests = harness.choose(TESTS, args)
    with tempfile.TemporaryDirectory(prefix="audit-ipv6-") as temp:
        return harness.run("ipv6", [in_folder(t, args.keep or temp) for t in tests], os.path.abspath(args.audit))


if __name__ == "__main__":
    sys.exit(main())
