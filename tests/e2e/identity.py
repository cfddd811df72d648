#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The site's identity on real servers in a network namespace: page tags, footer, certificates, https, domain, speed. Each fault planted beside
what only looks like it; findings of site.* are exactly the faults.

    identity.py AUDIT [--only NAME,…] [--except NAME,…] [--keep DIR]     closes with "identity: N passed, N failed, N skipped"
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import harness  # noqa: E402

MAIN, SUB, GOOD, OLD = "www.biaoshiqu.gov.cn", "ditu.biaoshiqu.gov.cn", "anquan.biaoshiqu.gov.cn", "jiu.biaoshiqu.gov.cn"
SOON, WRONG, COM = "kuai.biaoshiqu.gov.cn", "cuo.biaoshiqu.gov.cn", "www.biaoshiqu.com"
ADDRESS = {h: f"61.180.7.{10 + n}" for n, h in enumerate((MAIN, SUB, GOOD, OLD, SOON, WRONG, COM))}
AREA, CODE, NAME = "379905", "3799050001", "标识区人民政府"
INSIDE = r"""
ip link set lo up; while read -r a; do ip addr add "$a/32" dev lo; done < {d}/addresses
printf 'nameserver 127.0.0.1\n' > {d}/resolv.conf; mount --bind {d}/resolv.conf "$(readlink -f /etc/resolv.conf)"
mount --bind {d}/bundle.pem /etc/ssl/certs/ca-certificates.crt
dnsmasq -k -C {d}/dnsmasq.conf --pid-file={d}/dnsmasq.pid & nginx -p {d} -c {d}/nginx.conf &
for _ in $(seq 100); do [ -s {d}/nginx.pid ] && break; sleep 0.1; done
{audit} --site {main} --profile {d}/profile.yaml --plan national --as-of 2026-11-20 --rate 0 --quiet --external no --out {d}/out --state {d}/state
"""


class Lab:
    def __init__(self, audit, folder):
        self.audit, self.folder = os.path.abspath(audit), folder
        self.reset()

    def reset(self):
        self.pages, self.locations, self.certs, self.extra = {}, {}, {}, ""
        self.write(MAIN, "/", self.home())
        for key, name in (("gz", "工作动态"), ("tz", "通知公告")):
            rows = "".join(f'<li><a href="/{key}/202611/t2026110{n}_{n}.html">{name}第{n}期的安排</a><span>2026-11-0{n}</span></li>' for n in range(1, 8))
            self.write(MAIN, f"/{key}/", self.page(name, {"ColumnName": name, "ColumnDescription": name + "的公开内容", "ColumnKeywords": name, "ColumnType": "公开"}, f'<ul class="list">{rows}</ul>'))
            for n in range(1, 8):
                self.article(key, n)

    def tags(self, pairs):
        rows = [*{"SiteName": NAME, "SiteDomain": MAIN, "SiteIDCode": CODE, **{k: v for k, v in pairs.items() if not isinstance(v, list)}}.items()]
        rows += [(k, v) for k, many in pairs.items() if isinstance(many, list) for v in many]
        return "".join(f'<meta name="{k}" content="{v}">' for k, v in rows if v is not None)

    def page(self, title, pairs, inside, tail=""):
        return (f'<!DOCTYPE html><html><head><meta charset="utf-8">{self.tags(pairs)}<title>{title}</title></head><body><div class="nav"><a href="/">首页</a> <a href="/gz/">工作动态</a> '
                f'<a href="/tz/">通知公告</a></div><h1>{title}</h1>{inside}{tail}</body></html>')

    def article(self, key, n, title=None, day=None, **pairs):
        title, day = title or f"{'工作动态' if key == 'gz' else '通知公告'}第{n}期的安排", day or f"2026-11-0{n}"
        given = {"ArticleTitle": title, "PubDate": f"{day} 09:30", "ContentSource": "区政府办公室", **pairs}
        self.write(MAIN, f"/{key}/202611/t2026110{n}_{n}.html",
                   self.page(title, given, f'<div class="info">发布时间：{day}</div><div class="TRS_Editor"><p>本期安排已经印发，各单位按计划推进，欢迎群众监督，具体以现场公告为准。</p></div>'))

    def home(self, tail=None, links="", **pairs):
        rows = "".join(f'<li><a href="/gz/202611/t2026110{n}_{n}.html">工作动态第{n}期的安排</a><span>2026-11-0{n}</span></li>' for n in range(1, 8))
        return self.page(NAME, pairs, f'<ul class="list">{rows}</ul>{links}', self.footer() if tail is None else tail)

    def footer(self, code=CODE, report=CODE):
        parts = {"owner": f"主办单位：标识区人民政府办公室", "contact": "联系电话：0699-8811000", "site-code": f"网站标识码：{code}",
                 "icp": '<a href="https://beian.miit.gov.cn/">鲁ICP备12345678号-1</a>', "police": f'<a href="https://beian.mps.gov.cn/#/query/webSearch?code={AREA}02000123">鲁公网安备 {AREA}02000123号</a>',
                 "conac": '<a href="http://bszs.conac.cn/sitename?method=show&amp;id=0123456789ABCDEF0123456789ABCDEF"><img src="/dz.png" alt=""></a>',
                 "report-error": f'<script id="_jiucuo_" sitecode="{report}" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script><a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={report}&amp;url=x">我为政府网站找错</a>',
                 "sitemap": '<a href="/">网站地图</a>'}
        return '<div class="footer"><p>' + " ".join(parts.values()) + "</p></div>"

    def write(self, host, path, text):
        self.pages[host, path + ("index.html" if path.endswith("/") else "")] = text

    def sub(self, host, text="公众服务的查询页面，内容供群众查询，长期有效，如有变化另行公告。"):
        self.write(host, "/", f'<html><head><meta charset="utf-8"><title>{host}</title></head><body><h1>查询服务</h1><p>{text}</p></body></html>')

    def server(self, host, d):
        root = f"server_name {host}; root {d}/www/{host}; index index.html; {self.locations.get(host, '')}"
        plain = "" if host in self.certs and self.certs[host][1] else f"server {{ listen {ADDRESS[host]}:80; {root} }}"
        if host in self.certs and self.certs[host][1]:
            plain = f"server {{ listen {ADDRESS[host]}:80; server_name {host}; return 301 https://{host}$request_uri; }}"
        tls = f"server {{ listen {ADDRESS[host]}:443 ssl; ssl_certificate {d}/{host}.pem; ssl_certificate_key {d}/key.pem; {root} }}" if host in self.certs else ""
        return plain + "\n" + tls

    def run(self, name, hosts=(MAIN,), enable=True):
        d = os.path.join(self.folder, name)
        os.makedirs(d + "/t")
        for (host, path), text in self.pages.items():
            os.makedirs(os.path.dirname(f"{d}/www/{host}{path}"), exist_ok=True)
            with open(f"{d}/www/{host}{path}", "w", encoding="utf-8") as f:
                f.write(text)
        save = lambda file, text: open(f"{d}/{file}", "w", encoding="utf-8").write(text)
        self.make_certificates(d)
        tmp = "".join(f"{k}_temp_path {d}/t; " for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        save("nginx.conf", f"daemon off; user root; worker_processes 1; pid {d}/nginx.pid; error_log {d}/nginx.err;\nevents {{ }}\nhttp {{ access_log off; default_type text/html; types {{ text/html html; image/png png; }} {tmp}\n"
             + "\n".join(self.server(h, d) for h in hosts) + "\n}\n")
        save("dnsmasq.conf", "no-resolv\nno-hosts\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\nlocal=/#/\nlog-facility=/dev/null\n" + "".join(f"host-record={h},{ADDRESS[h]}\n" for h in hosts))
        save("addresses", "\n".join(ADDRESS[h] for h in hosts) + "\n")
        save("profile.yaml", f"site: biaoshiqu.gov.cn\nname: 标识区\narea: {AREA}\n" + ("enable: ['site.*']\n" if enable else "") + self.extra)
        user = [] if os.getuid() == 0 else ["-r"]
        if subprocess.run(["unshare", *user, "-n", "-m", "true"], stderr=subprocess.DEVNULL, check=False).returncode:
            raise harness.Skip("no network namespace can be made here")
        script = INSIDE.format(d=d, audit=self.audit, main=MAIN)
        done = subprocess.run(["unshare", *user, "-n", "-m", "-p", "-f", "--kill-child", "bash", "-c", script], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, f"exit status {done.returncode}: {done.stderr[-600:]}"
        with open(f"{d}/out/report.json", encoding="utf-8") as f:
            return json.load(f)

    def make_certificates(self, d):
        openssl = lambda *args: subprocess.run(["openssl", *args], cwd=d, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open("/etc/ssl/certs/ca-certificates.crt", "rb") as f, open(f"{d}/bundle.pem", "wb") as out:
            out.write(f.read())
            if self.certs:
                openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem")
                with open(f"{d}/ca.pem", "rb") as ca:
                    out.write(ca.read())
        for host, (days, _, name) in self.certs.items():
            with open(f"{d}/ext", "w", encoding="utf-8") as f:
                f.write(f"subjectAltName=DNS:{name or host}\n")
            if not os.path.exists(f"{d}/key.pem"):
                openssl("genrsa", "-out", "key.pem", "2048")
            openssl("req", "-new", "-key", "key.pem", "-subj", f"/CN={name or host}", "-out", "req.pem")
            # `openssl ca` is the one that makes certificates of the past.
            open(f"{d}/index.txt", "w", encoding="utf-8").close()
            with open(f"{d}/ca.conf", "w", encoding="utf-8") as f:
                f.write(f"[ca]\ndefault_ca=c\n[c]\ndatabase={d}/index.txt\nserial={d}/serial\nnew_certs_dir={d}\ncertificate={d}/ca.pem\nprivate_key={d}/ca.key\ndefault_md=sha256\npolicy=p\nrand_serial=yes\n[p]\ncommonName=supplied\n")
            openssl("ca", "-batch", "-config", "ca.conf", "-in", "req.pem", "-extfile", "ext", "-notext", *days, "-out", f"{host}.pem")


def said(report, but=("site.https",)):
    return {(f["rule"], f["subject"]): f for f in report["findings"] if f["rule"].startswith("site.") and f["rule"] not in but}


def exactly(report, wanted, but=("site.https",)):
    got = said(report, but)
    assert sorted(got) == sorted(wanted), f"found {sorted(got)}, expected {sorted(wanted)}"
    return got


def a_whole_site(lab):
    """Everything as it should be, written in ways that only look wrong: nothing is said but that there is no https."""
    lab.article("gz", 1, SiteDomain="biaoshiqu.gov.cn")                              # without www. it is the same domain
    lab.article("gz", 2, SiteDomain="WWW.Biaoshiqu.GOV.cn")                          # names know no case
    lab.article("gz", 3, SiteName="标识区人民政府门户网站")                               # the same name, longer
    lab.article("gz", 4, PubDate=["2026-11-04 09:30", "2026-11-04 09:30"])          # twice, and the same
    lab.article("gz", 5, PubDate="2026年11月5日")
    lab.article("gz", 6, PubDate="2026/11/6 8:05")
    lab.article("gz", 7, PubDate="20261107101500")
    lab.article("tz", 1, PubDate="2026-11-02 00:10")                                 # a day after what the page shows: published at night
    lab.article("tz", 2, title="关于规范文章标题、栏目名称和来源标注的通知")                      # speaks of tags, is none
    lab.article("tz", 3, keywords="标识区", description="标识区人民政府网站")                # the search engines' own tags
    report = lab.run("whole")
    exactly(report, [("site.https", MAIN)], but=())
    assert not [u for u in report["unverified"] if u["rule"].startswith("site.")], report["unverified"]


def tags_in_the_wild(lab):
    """Each error seen on real portals once: one finding a tag, saying what is wrong and where."""
    lab.article("gz", 1, SiteDomain=f"http://{MAIN}/")
    lab.article("gz", 2, SiteName="另外一座城的市民之家")
    lab.article("gz", 3, PubDate=["2026-11-03 09:30", "2026-10-13 09:30"])
    lab.article("gz", 4, PubDate="昨天上午")
    lab.article("gz", 5, ArticleTitle="${title}")
    lab.article("gz", 6, ContentSource="")
    lab.article("gz", 7, SiteIDCode="28")
    lab.article("tz", 1, SiteIDCode="3799050002")
    lab.article("tz", 2, PubDate=None)
    got = said(lab.run("wild"))
    counts = {t: {k: v for k, v in got["site.tags", t]["evidence"].items() if isinstance(v, int)} for r, t in got if r == "site.tags"}
    assert counts == {"SiteDomain": {"scheme": 1}, "SiteName": {"contradiction": 1}, "PubDate": {"missing": 1, "unparsable": 1, "contradiction": 1}, "ArticleTitle": {"placeholder": 1},
                      "ContentSource": {"empty": 1}, "SiteIDCode": {"unparsable": 1, "contradiction": 1}}, counts
    assert got["site.tags", "SiteDomain"]["where"] == [f"http://{MAIN}/gz/202611/t20261101_1.html"], got["site.tags", "SiteDomain"]["where"]
    assert set(got) == {("site.tags", t) for t in counts}, set(got)


def dates_that_do_not_fit(lab):
    """PubDate after the day of the check, and days away from what the page shows: one notice, nothing else."""
    lab.article("gz", 1, PubDate="2026-11-25 09:30")
    lab.article("gz", 2, PubDate="2026-10-02 09:30")
    lab.article("gz", 3, PubDate="2026-11-05 09:30")
    lab.article("gz", 4, PubDate="2026-11-05 09:30")
    got = exactly(lab.run("dates"), [("site.pubdate", "PubDate")])["site.pubdate", "PubDate"]
    assert got["severity"] == "notice" and got["evidence"]["future"] == 1 and got["evidence"]["apart"] == 2, got
    assert got["where_count"] == 3, got


def names_in_other_letters(lab):
    """Tag names in other letters than the standard's are one notice for the whole site, and the tags are there all the same."""
    for n in range(1, 4):
        lab.article("gz", n, **{"ArticleTitle": None, "articletitle": f"工作动态第{n}期的安排", "PubDate": None, "PUBDATE": f"2026-11-0{n} 09:30"})
    got = exactly(lab.run("letters"), [("site.tag-case", "tags")])["site.tag-case", "tags"]
    assert got["severity"] == "notice" and got["where_count"] == 3, got


def footers(lab):
    """A footer that has none of the elements; numbers that disagree; the code of another district. That each element is known, a_whole_site shows."""
    elements = ("site-code", "icp", "police", "conac", "report-error", "sitemap", "owner", "contact")
    lab.write(MAIN, "/", lab.home(tail='<div class="footer"><p>欢迎访问标识区人民政府网站</p></div>'))
    exactly(lab.run("footer-bare"), [("site.footer", e) for e in elements])
    for name, tail, pairs in (("footer", lab.footer(code="3799050009"), {}), ("report", lab.footer(report="3799050009"), {}), ("area", lab.footer(code="3701010001", report="3701010001"), {"SiteIDCode": "3701010001"})):
        lab.reset()
        lab.write(MAIN, "/", lab.home(tail=tail, **pairs))
        got = said(lab.run("codes-" + name))
        assert ("site.footer", "site-code") in got and {k for k in got if k[0] == "site.footer"} == {("site.footer", "site-code")}, got.keys()
        if name == "area":
            assert AREA in got["site.footer", "site-code"]["evidence"]["problem"], got


def certificates(lab):
    """Expired, of another name, ending within thirty days, and a good one; http that does not lead to https, and that which does."""
    links = "".join(f'<a href="http://{h}/">{h[:4]}</a> ' for h in (SUB, GOOD, OLD, SOON, WRONG))
    lab.write(MAIN, "/", lab.home(links=f"<div>{links}</div>"))
    for h in (SUB, GOOD, OLD, SOON, WRONG):
        lab.sub(h)
    lab.certs = {GOOD: (["-days", "300"], True, None), SOON: (["-enddate", "20261210000000Z"], False, None), WRONG: (["-days", "300"], False, "www.other.gov.cn"),
                 OLD: (["-startdate", "20250101000000Z", "-enddate", "20260101000000Z"], False, None)}
    report = lab.run("tls", hosts=(MAIN, SUB, GOOD, OLD, SOON, WRONG))
    got = exactly(report, [("site.certificate", OLD), ("site.certificate", SOON), ("site.certificate", WRONG), ("site.https", MAIN), ("site.https", SUB), ("site.https", SOON)], but=())
    assert "过期" in got["site.certificate", OLD]["message"] and "即将到期" in got["site.certificate", SOON]["message"] and "不是发给" in got["site.certificate", WRONG]["message"], got
    assert "没有提供" in got["site.https", MAIN]["message"] and "没有转到" in got["site.https", SOON]["message"], got


def another_domain(lab):
    """A second main domain that does not end in .gov.cn, named by the profile as ours."""
    lab.write(MAIN, "/", lab.home(links=f'<a href="http://{COM}/">便民</a>'))
    lab.sub(COM)
    lab.extra = f"hosts: [{COM}]\n"
    got = exactly(lab.run("domain", hosts=(MAIN, COM)), [("site.domain", MAIN)])
    assert got["site.domain", MAIN]["evidence"]["others"] == [COM], got


def a_slow_home(lab):
    """The home page takes more than three seconds each time; the other pages do not."""
    lab.locations[MAIN] = "location = /index.html { limit_rate 400; }"
    got = exactly(lab.run("slow"), [("site.slow", f"http://{MAIN}/")])
    assert got["site.slow", f"http://{MAIN}/"]["evidence"]["ms"] > 3000, got


def notices_are_asked_for(lab):
    """Without `enable` the house's notices are not judged: what the contract lists is."""
    lab.article("gz", 1, PubDate="2026-11-25 09:30", sitename=NAME, SiteName=None)
    exactly(lab.run("plain", enable=False), [], but=())


TESTS = [a_whole_site, tags_in_the_wild, dates_that_do_not_fit, names_in_other_letters, footers, certificates, another_domain, a_slow_home, notices_are_asked_for]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("audit")
    ap.add_argument("--keep")
    harness.options(ap)
    args = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="audit-identity-") as temp:
        def fresh(test):
            def one(lab):
                lab.reset()
                test(lab)
            one.__name__ = test.__name__
            return one
        return harness.run("identity", [fresh(t) for t in harness.choose(TESTS, args)], Lab(args.audit, args.keep or temp))


if __name__ == "__main__":
    sys.exit(main())
