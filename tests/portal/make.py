#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the sample portal: make.py OUT [--as-of 2026-11-20] [--family NAME] [--loopback]

With --loopback everything listens on 127.88.4.x and dnsmasq on a port the system gives, for machines without network namespaces.

OUT gets www/HOST/… (files), nginx.conf, dnsmasq.conf, addresses (one a line), truth.json.
"""
import argparse
import datetime as dt
import json
import os
import shutil
import socket
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from content import Portal, sub_sites, write_sub_site  # noqa: E402
from families import Hanweb, Jpaas, Trs  # noqa: E402
from faults import JIASULE, Planter, quoted  # noqa: E402
from model import MAIN, Out, Truth  # noqa: E402
from more_families import Ucap, Vsb  # noqa: E402
from rare_families import Plain  # noqa: E402
from rotating_families import Founder, Php, WebPlus  # noqa: E402
from table_family import Table  # noqa: E402

FAMILIES = {"trs": Trs, "hanweb": Hanweb, "jpaas": Jpaas, "ucap": Ucap, "vsb": Vsb, "plain": Plain, "gbk": Table,
            "webplus": WebPlus, "php": Php, "founder": Founder}

NGINX = """daemon off; user root; worker_processes 1; pid {dir}/nginx.pid; error_log {dir}/nginx.err warn;
events {{ worker_connections 1024; }}
http {{
  access_log {dir}/access.log; default_type text/html; client_body_temp_path {dir}/tmp; proxy_temp_path {dir}/tmp; fastcgi_temp_path {dir}/tmp; uwsgi_temp_path {dir}/tmp; scgi_temp_path {dir}/tmp;
  types {{ text/html html htm shtml; text/css css; application/javascript js; image/png png; image/gif gif; image/x-icon ico; image/jpeg jpg; application/pdf pdf; application/msword doc; application/vnd.openxmlformats-officedocument.wordprocessingml.document docx; text/xml xml; text/plain txt; }}
  gzip on; gzip_types text/css application/javascript; server_tokens off; server_names_hash_bucket_size 128; geo $dollar {{ default "$"; }}
{servers}
}}
"""


def addresses(hosts):
    """Every own host has an address of its own; outside hosts share one."""
    return {
        MAIN: ["61.180.4.10", "240e:d2:88::10"], "dangan.yunhequ.gov.cn": ["61.180.4.11", "240e:d2:88::11"], "gongkai.yunhequ.gov.cn": ["61.180.4.12", "240e:d2:88::12"],
        "old.yunhequ.gov.cn": ["61.180.4.13", "240e:d2:88::13"], "www.refusing-demo.com": ["61.180.4.90", None], "www.silent-demo.com": ["61.1.1.1", None],
        "www.oddities-demo.com": ["61.180.4.60", None], **{h: ["61.180.4.50", None] for h in hosts}}


OUTSIDE = ("www.province-demo.gov.cn", "www.walled-demo.gov.cn", "beian.miit.gov.cn", "www.beian.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn", "www.lost-demo.com")
TRADE = tuple(f"www.{n}-demo.com" for n in ("shelf", "washer", "cable", "daily", "expired", "parked", "talent", "lottery", "naming"))


def server(out, host, addrs):
    listen = " ".join(f"listen {'[' + a + ']' if ':' in a else a}:80;" for a in addrs if a and "dead" not in a)
    extra = "\n    ".join(out.locations.get(host, ()))
    proxy = "location = /module/web/jpage/dataproxy.jsp { default_type text/xml; try_files /dataproxy/$arg_columnid-$arg_page.xml =404; }" if os.path.isdir(f"{out.folder}/www/{host}/dataproxy") else ""
    if os.path.isdir(f"{out.folder}/www/{host}/php"):
        proxy += " location = /index.php { if ($arg_a = '') { return 404; } rewrite ^ /php/$arg_a-$arg_catid-$arg_id-$arg_page.html? last; }"
    return f"  server {{ {listen} server_name {host}; root {out.folder}/www/{host}; index index.html; charset off;\n    {extra}\n    {proxy} }}"


def small_sites(out, as_of):
    """Portals for single answers: a home page that fell silent, one whose menu a script brings, one behind a wall, one that is not there."""
    day = as_of - dt.timedelta(40)
    rows = "".join(f'<li><a href="/a{n}.html">旧闻第{n}条：全镇工作部署</a><span>{day - dt.timedelta(n)}</span></li>' for n in range(6))
    head = '<html><head><meta charset="utf-8"><meta name="SiteName" content="静默区人民政府"><meta name="SiteDomain" content="www.silentqu.gov.cn"><meta name="SiteIDCode" content="3799020001">'
    out.write("www.silentqu.gov.cn", "/", f"{head}<title>静默区人民政府</title></head><body><ul>{rows}</ul></body></html>")
    for n in range(6):
        out.write("www.silentqu.gov.cn", f"/a{n}.html", f"{head}<title>旧闻第{n}条：全镇工作部署</title></head><body><h1>旧闻第{n}条：全镇工作部署</h1><p>发布时间：{day - dt.timedelta(n)}</p><p>内容略长的一段文字，说明工作部署的经过。</p></body></html>")
    out.location("www.walledqu.gov.cn", "/", f"default_type text/html; add_header Set-Cookie '__jsluid_h=1; Path=/' always; return 521 {quoted(JIASULE)};")
    menu = "$.getJSON(base + '/menu', function (d) { d.forEach(function (x) { $('#menu').append('<a href=\"' + x.url + '\">' + x.name + '</a>'); }); });"
    head = head.replace("静默区", "脚本区").replace("silentqu", "scriptqu").replace("3799020001", "3799030001") + '<script src="/js/common.js"></script>'
    rows = "".join(f'<li><a href="/xw/{n}.html">要闻第{1000 + n}条：全区工作部署</a><span>{as_of - dt.timedelta(n)}</span></li>' for n in range(6))
    out.write("www.scriptqu.gov.cn", "/js/common.js", menu)
    out.write("www.scriptqu.gov.cn", "/", f'{head}<title>脚本区人民政府</title></head><body><div id="menu"></div><ul>{rows}</ul></body></html>')
    for n in range(6):
        out.write("www.scriptqu.gov.cn", f"/xw/{n}.html", f"{head}<title>要闻</title></head><body><h1>要闻第{1000 + n}条：全区工作部署</h1><p>发布时间：{as_of - dt.timedelta(n)}</p><p>内容略长的一段文字，说明工作部署的经过。</p></body></html>")
    return {"www.scriptqu.gov.cn": ["61.180.4.22", "240e:d2:88::22"], "www.silentqu.gov.cn": ["61.180.4.20", "240e:d2:88::20"], "www.walledqu.gov.cn": ["61.180.4.21", "240e:d2:88::21"], "www.deadqu.gov.cn": ["61.180.4.91", None]}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("--family", choices=sorted(FAMILIES), default="trs", help="the form of the main portal")
    ap.add_argument("--loopback", action="store_true", help="addresses on loopback, IPv4 only")
    ap.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date(2026, 11, 20))
    args = ap.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    os.makedirs(os.path.join(args.out, "tmp"))
    out = Out(os.path.abspath(args.out))
    portal = Portal(out, args.as_of, FAMILIES[args.family])
    truth = Truth(MAIN, args.as_of)
    hosts = addresses(OUTSIDE + TRADE)
    plant = Planter(portal, truth)
    made = sub_sites(out, args.as_of, portal)
    plant.columns()
    plant.shells()
    plant.disclosure()
    plant.policies()
    plant.site(hosts)
    if args.family == "trs":    # the slow faults once are enough
        plant.broken()
    plant.live_links()
    plant.mislinked()
    plant.soft404()
    plant.hidden()
    plant.cloaked()
    plant.mixed()
    plant.open_days()
    plant.elements()
    friends = "".join(f'<a href="http://{h}/">{made[h, c][0].name}</a> ' for h, c in made)
    portal.home(f'<div class="links"><h3>网站群</h3>{friends}<select onchange="window.open(this.value)"><option value="">友情链接</option>'
                f'<option value="http://www.nosuchoption-yunhe.com/">招商网</option><option value="http://www.province-demo.gov.cn/">省政府</option></select></div>')
    truth.fault("link.broken", "http://www.nosuchoption-yunhe.com/", "下拉框里的域名不存在", kind="external", outcome="no-host")
    portal.write()
    truth.columns = {f"http://{MAIN}{c.path}": [len({i.address for i in c.items}), max(i.day for i in c.items).isoformat(), c.unit]
                     for c in portal.columns.values() if c.kind == "list" and c.items}
    for host in dict.fromkeys(h for h, _ in made):
        write_sub_site(out, host, made[next(k for k in made if k[0] == host)][0], [c for (h, _), (_, c) in made.items() if h == host])
    for host in OUTSIDE:
        out.write(host, "/", f'<html><head><meta charset="utf-8"><title>{host}</title></head><body><h1>{host}</h1><p>对外服务网站的首页，提供查询和办理服务。</p></body></html>')
    for host, path in (("www.beian.gov.cn", "/portal/registerSystemInfo"), ("bszs.conac.cn", "/sitename"), ("zfwzgl.www.gov.cn", "/exposure/jiucuo.html")):
        out.write(host, path, '<html><head><meta charset="utf-8"><title>查询结果</title></head><body><h1>查询结果</h1><p>登记信息查询页面，显示主办单位与登记编号。</p></body></html>')
    hosts.update(small_sites(out, args.as_of))
    finish(out, hosts, truth, args.loopback)


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def name_servers(domain):
    """Two, one of them with AAAA; dnsmasq takes NS records in hex."""
    wire = lambda name: b"".join(bytes([len(x)]) + x.encode() for x in name.split(".")).hex() + "00"
    return "".join(f"dns-rr={domain},2,{wire(f'ns{n}.{domain}')}\nhost-record=ns{n}.{domain},61.180.4.5{n}" + (",240e:d2:88::53" if n == 1 else "") + "\n" for n in (1, 2))


def on_loopback(address):
    return address.replace("61.180.4.", "127.88.4.").replace("61.1.1.1", "127.88.4.92") if address and "." in address else None


def finish(out, hosts, truth, loopback=False):
    port = free_port() if loopback else 53
    if loopback:
        hosts = {h: [on_loopback(a) for a in pair] for h, pair in hosts.items()}
    dead = {"www.refusing-demo.com", "www.silent-demo.com", "www.oddities-demo.com", "www.deadqu.gov.cn"}
    servers = "\n".join(server(out, h, a) for h, a in hosts.items() if h not in dead)
    outside = "127.88.4.50" if loopback else "61.180.4.50"
    first = f"  server {{ listen {outside}:80 default_server; return 404; }}"
    write = lambda name, text: open(os.path.join(out.folder, name), "w", encoding="utf-8").write(text)
    write("nginx.conf", NGINX.format(dir=out.folder, servers=servers + "\n" + first))
    write("dnsmasq.conf", f"no-resolv\nno-hosts\nport={port}\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\nlocal=/#/\nlog-facility=/dev/null\n"
          + "".join(f"host-record={h},{v4}" + (f",{v6}" if v6 else "") + "\n" for h, (v4, v6) in hosts.items()) + name_servers(MAIN.removeprefix("www.")))
    write("addresses", "".join(f"{a}\n" for a in sorted({outside} | {a for pair in hosts.values() for a in pair if a and a != "61.1.1.1"})))
    write("truth.json", json.dumps(truth.as_dict(), ensure_ascii=False, indent=1))
    print(f"{out.pages} pages on {len(hosts)} hosts, {len(truth.findings)} faults, {len(truth.decoys)} decoys in {out.folder}")


if __name__ == "__main__":
    main()
