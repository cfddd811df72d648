#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A portal that speaks TLS, HTTP/2, gzip, Brotli and Zstandard, by real nginx in a network namespace.

    https.py AUDIT          closes with "https: N passed, N failed, N skipped"
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import harness  # noqa: E402

HOST, ADDRESS, ADDRESS6 = "www.anquanqu.gov.cn", "61.180.4.30", "240e:d2:88::30"
PACKED = {"gzip": ["gzip", "-c"], "br": ["brotli", "-c"], "zstd": ["zstd", "-qc"]}
INSIDE = r"""
ip link set lo up; ip addr add {a}/32 dev lo; ip -6 addr add {a6}/128 dev lo nodad
printf 'nameserver 127.0.0.1\n' > {d}/resolv.conf; mount --bind {d}/resolv.conf "$(readlink -f /etc/resolv.conf)"
cat {d}/ca.pem >> {d}/bundle.pem; mount --bind {d}/bundle.pem /etc/ssl/certs/ca-certificates.crt
dnsmasq -k -C {d}/dnsmasq.conf --pid-file={d}/dnsmasq.pid & nginx -p {d} -c {d}/nginx.conf &
for _ in $(seq 100); do [ -s {d}/nginx.pid ] && break; sleep 0.1; done
{audit} --site {host} --as-of 2026-11-20 --rate 0 --quiet --external no --out {d}/out --state {d}/state
"""
NGINX = """daemon off; user root; worker_processes 1; pid {d}/nginx.pid; error_log {d}/nginx.err;
events {{ }}
http {{ log_format proto '$server_protocol $ssl_protocol $status $request_uri'; access_log {d}/access.log proto; default_type text/html;
  client_body_temp_path {d}/t; proxy_temp_path {d}/t; fastcgi_temp_path {d}/t; uwsgi_temp_path {d}/t; scgi_temp_path {d}/t;
  server {{ listen {a}:80; listen [{a6}]:80; server_name {host}; return 301 https://{host}$request_uri; }}
  server {{ listen {a}:443 ssl http2; listen [{a6}]:443 ssl http2; server_name {host}; root {d}/www; index index.html; ssl_certificate {d}/cert.pem; ssl_certificate_key {d}/key.pem;
    location /reset/ {{ return 444; }}
    location /gzip/ {{ add_header Content-Encoding gzip; }} location /br/ {{ add_header Content-Encoding br; }} location /zstd/ {{ add_header Content-Encoding zstd; }} }} }}
"""


def page(title, inside):
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{inside}<p>内容供群众查询，长期有效，如有变化另行公告。</p></body></html>'


def prepare(d):
    os.makedirs(f"{d}/www")
    write = lambda name, text: open(f"{d}/{name}", "w", encoding="utf-8").write(text)
    write("www/index.html", page("安全区人民政府", "".join(f'<a href="/{k}/a.html">{k} 页面</a>' for k in [*PACKED, *(f"reset/{n}" for n in range(4))])))
    for kind, tool in PACKED.items():
        os.makedirs(f"{d}/www/{kind}")
        with open(f"{d}/www/{kind}/a.html", "wb") as f:
            subprocess.run(tool, input=page(f"用 {kind} 压缩的页面", "").encode(), stdout=f, check=True)
    openssl = lambda *args: subprocess.run(["openssl", *args], cwd=d, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-keyout", "key.pem", "-out", "req.pem")
    write("ext", f"subjectAltName=DNS:{HOST}\n")
    openssl("x509", "-req", "-in", "req.pem", "-days", "300", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "ext", "-out", "cert.pem")
    subprocess.run(["cp", "/etc/ssl/certs/ca-certificates.crt", f"{d}/bundle.pem"], check=True)
    write("nginx.conf", NGINX.format(d=d, a=ADDRESS, a6=ADDRESS6, host=HOST))
    write("dnsmasq.conf", f"no-resolv\nno-hosts\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\nlocal=/#/\nlog-facility=/dev/null\nhost-record={HOST},{ADDRESS},{ADDRESS6}\n")


class Run:
    """One audit of the site, asked for by the first test; what it left behind is looked at by all."""

    def __init__(self, audit, folder):
        self.audit, self.folder, self.done = os.path.abspath(audit), folder, None

    def path(self, name):
        if self.done is None:
            user = [] if os.getuid() == 0 else ["-r"]
            if subprocess.run(["unshare", *user, "-n", "-m", "true"], stderr=subprocess.DEVNULL, check=False).returncode:
                raise harness.Skip("no network namespace can be made here")
            prepare(self.folder)
            script = INSIDE.format(d=self.folder, a=ADDRESS, a6=ADDRESS6, host=HOST, audit=self.audit)
            self.done = subprocess.run(["unshare", *user, "-n", "-m", "-p", "-f", "--kill-child", "bash", "-c", script], capture_output=True, text=True, timeout=200, check=False)
        assert self.done.returncode == 0, f"exit status {self.done.returncode}: {self.done.stderr[-400:]}"
        return f"{self.folder}/{name}"

    def log(self):
        with open(self.path("access.log"), encoding="utf-8") as f:
            return f.read().splitlines()


def everything_by_http2(run):
    """Behind the redirect of port 80 every request goes by HTTP/2 over TLS."""
    secure = [line for line in run.log() if " TLSv1" in line]
    assert secure and all(line.startswith("HTTP/2.0 ") for line in secure), run.log()[:5]
    assert any(" 301 /" in line for line in run.log()), "the plain home was never asked"


def every_encoding_is_read(run):
    """A page is read whichever way it is packed."""
    with sqlite3.connect(f"file:{run.path('state/snapshot.db')}?mode=ro", uri=True) as db:
        text = " ".join(json.dumps(json.loads(row[0]), ensure_ascii=False) for row in db.execute("select facts from page"))
    for kind in PACKED:
        assert f"用 {kind} 压缩的页面" in text, f"{kind} was not decoded"


def no_false_word(run):
    """Neither the certificate nor a link is accused, but for those four whose every answer is that the connection ends: with it ended the others' that were on it."""
    with open(run.path("out/report.json"), encoding="utf-8") as f:
        said = [(x["rule"], x["subject"], x["evidence"].get("outcome")) for x in json.load(f)["findings"] if re.match(r"link\.|site\.certificate|site\.https|ipv6\.", x["rule"])]
    assert sorted(said) == [("link.broken", f"https://{HOST}/reset/{n}/a.html", "reset") for n in range(4)], said


TESTS = [everything_by_http2, every_encoding_is_read, no_false_word]


def main():
    with tempfile.TemporaryDirectory(prefix="audit-https-") as folder:
        return harness.run("https", TESTS, Run(sys.argv[1], folder))


if __name__ == "__main__":
    sys.exit(main())
