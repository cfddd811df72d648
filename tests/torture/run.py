#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The link torture site: a few hundred links, faults and decoys, each with a name; the program must tell them apart exactly.

    run.py AUDIT [--only NAME,…] [--keep DIR]
    run.py --lab DIR -- COMMAND [ARGS…]     run something else inside the site's laboratory

Prints a line a test and closes with "torture: N passed, N failed, N skipped".
"""
import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import harness  # noqa: E402
import site_of_faults  # noqa: E402
from harness import Skip  # noqa: E402

AS_OF = "2026-11-20"
JUDGED = ("link.broken", "link.mislinked", "link.soft-404", "link.fragment", "link.hidden", "link.hijacked")


def openssl(*args):
    subprocess.run(["openssl", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificates(folder, tls):
    """One certificate a kind, with the names of all hosts that show it: good, ending soon, expired, for others, signed by nobody."""
    os.makedirs(folder, exist_ok=True)
    at = lambda name: os.path.join(folder, name)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=Torture CA", "-keyout", at("ca.key"), "-out", at("bundle.pem"))
    today = int(time.time()) // 86400 * 86400
    stamp = lambda days: time.strftime("%Y%m%d%H%M%SZ", time.gmtime(today + days * 86400))
    for kind, begin, end in (("good", -10, 400), ("soon", -300, 12), ("expired", -400, -3), ("wrong", -10, 400), ("self", -10, 400)):
        names = ["elsewhere-demo.cn"] if kind == "wrong" else [n for n, k in tls if k == kind]
        with open(at("ext"), "w", encoding="ascii") as f:
            f.write("subjectAltName=" + ",".join("DNS:" + n for n in names) + "\nbasicConstraints=CA:FALSE\n")
        openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + names[0], "-keyout", at(kind + ".key"), "-out", at("req"))
        by = ["-signkey", at(kind + ".key")] if kind == "self" else ["-CA", at("bundle.pem"), "-CAkey", at("ca.key"), "-CAcreateserial"]
        sign_between(at, kind, by, stamp(begin), stamp(end))


def sign_between(at, kind, by, begin, end):
    """`openssl ca` alone takes both dates in Debian 12; a throw-away database is all it wants."""
    if kind == "self":
        openssl("x509", "-req", "-in", at("req"), "-days", "400", "-extfile", at("ext"), "-out", at(kind + ".pem"), *by)
        return
    for name, text in (("index.txt", ""), ("serial", f"{abs(hash(kind)) % 10**8:010d}"), ("ca.cnf", f"[ca]\ndefault_ca=d\n[d]\ndatabase={at('index.txt')}\nserial={at('serial')}\nnew_certs_dir={at('')}\n"
                       "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n")):
        with open(at(name), "w", encoding="ascii") as f:
            f.write(text)
    openssl("ca", "-batch", "-config", at("ca.cnf"), "-cert", at("bundle.pem"), "-keyfile", at("ca.key"), "-in", at("req"), "-startdate", begin, "-enddate", end, "-extfile", at("ext"), "-out", at(kind + ".pem"), "-notext")


def make_lab(folder):
    """What lab.sh needs: names, addresses, certificates."""
    site = site_of_faults.build()
    os.makedirs(folder, exist_ok=True)
    by_address = {a: n for n, a in site.names.items()}
    make_certificates(os.path.join(folder, "tls"), [(by_address[a], k) for a, k in site.tls])
    names = "".join(f"txt-record={n},x\n" if a == "text" else f"host-record={n},{a}\n" for n, a in site.names.items() if not n.startswith("_"))
    mute = "".join(f"server=/{n}/127.0.0.1#5399\n" for n in ("www.servfail-demo.cn", "www.mute-demo.cn"))
    with open(os.path.join(folder, "dnsmasq.conf"), "w", encoding="utf-8") as f:
        f.write("no-resolv\nno-hosts\nport=53\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\nlocal=/#/\nlog-facility=/dev/null\n" + mute + names)
    with open(os.path.join(folder, "addresses"), "w", encoding="utf-8") as f:
        f.write("".join(a + "\n" for a in sorted({a for a in site.names.values() if a not in ("text", "61.1.1.1")})))
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as f:
        json.dump({"findings": site.findings, "decoys": site.decoys, "unverified": site.unverified}, f, ensure_ascii=False, indent=1)
    return site


class Lab:
    def __init__(self, audit, folder):
        self.audit, self.folder = os.path.abspath(audit), folder
        self.site = make_lab(os.path.join(folder, "lab"))

    def shell(self, script, timeout=600, noise=""):
        env = {**os.environ, "AUDIT": self.audit, "OUT": self.folder, "LC_ALL": "C.UTF-8", "TORTURE_NOISE": noise}
        done = subprocess.run([os.path.join(HERE, "lab.sh"), os.path.join(self.folder, "lab"), "--", "bash", "-c", script], env=env, capture_output=True, text=True, timeout=timeout)
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        return done

    def begin(self, wanted):
        """The runs spend their time waiting: all at once, each in a laboratory of its own."""
        def work(name, run):
            try:
                self.reports[name] = self.run(name, **run)
            except Exception as why:  # told by the test that asks for it
                self.reports[name] = why
        self.reports = {}
        self.threads = {n: threading.Thread(target=work, args=(n, RUNS[n])) for n in wanted}
        for t in self.threads.values():
            t.start()

    def report(self, name):
        self.threads[name].join()
        if isinstance(self.reports[name], Exception):
            raise self.reports[name]
        return self.reports[name]

    def run(self, name, more="--concurrency 16", noise=""):
        done = self.shell(f'"$AUDIT" --site {site_of_faults.MAIN} --as-of {AS_OF} --rate 0 --quiet --format json --out "$OUT/{name}" --state "$OUT/{name}-state" {more}', noise=noise)
        assert done.returncode == 0, f"exit status {done.returncode}: {done.stderr[-600:]}"
        with open(os.path.join(self.folder, name, "report.json"), encoding="utf-8") as f:
            return json.load(f)


def key(finding):
    evidence = finding["evidence"]
    return finding["rule"], finding["subject"], evidence.get("reason") if finding["rule"] == "link.mislinked" else None


def judged(report):
    return {key(f): f for f in report["findings"] if f["rule"] in JUDGED}


def differences(report, site):
    want = {key(f): f for f in site.findings}
    got = judged(report)
    decoys = {a: d["name"] for d in site.decoys for a in (d["subject"], *d["also"])}
    wrong = [f"accused falsely: {k[0]} {k[1]} ({decoys.get(k[1], '?')}) {json.dumps(got[k]['evidence'], ensure_ascii=False)[:260]}" for k in sorted(got.keys() - want.keys(), key=str)]
    wrong += [f"missed: {k[0]} {k[1]} ({want[k]['name']})" for k in sorted(want.keys() - got.keys(), key=str)]
    for k in want.keys() & got.keys():
        for name, value in want[k]["evidence"].items():
            if got[k]["evidence"].get(name) != value:
                wrong.append(f"{want[k]['name']} {k[1]}: evidence {name} is {got[k]['evidence'].get(name)!r}, not {value!r}")
    said = {u["subject"]: u for u in report["unverified"] if u["rule"] in JUDGED}
    for u in site.unverified:
        told = said.get(u["subject"], {})
        if told.get("reason") != u["reason"] or u["detail"] not in told["detail"]:
            wrong.append(f"not said to be unverified ({u['reason']} {u['detail']}): {u['subject']} ({u['name']}): {told}")
    return wrong


def exact_findings(lab):
    """Every fault is told, no decoy is accused, what cannot be known is unverified."""
    wrong = differences(lab.report("calm"), lab.site)
    assert not wrong, "\n    ".join([f"{len(wrong)} differences of {len(lab.site.case_names)} links"] + wrong)


def evidence_for_an_editor(lab):
    """Each finding says where the link stands and, where an address was asked for, how often, when and with what."""
    wrong = []
    for f in judged(lab.report("calm")).values():
        e, reason = f["evidence"], f["evidence"].get("reason")
        asked = reason not in ("placeholder", "local-address", "malformed", "hidden-link")
        of_page = f["rule"] == "link.hidden" and reason != "hidden-link"     # the fault is in the page, not in a link
        lacks = [] if f["where"] and f["where_count"] >= len(f["where"]) else ["where"]
        lacks += [k for k in (("tries", "methods", "first_tried", "last_tried") if asked else ()) if not e.get(k)]
        lacks += [k for k in (() if of_page else ("region", "place")) if not e.get(k)]
        lacks += ["place"] if of_page and reason != "cloaked" and not e.get("place") else []
        lacks += ["text"] if e.get("text", "x") == "" else []
        lacks += [f"'{f['message']}'"] if "{" in f["message"] or "“”" in f["message"] else []
        if f["subject"] in f["where"] and f["rule"] == "link.soft-404":
            lacks.append("a place other than itself")
        if lacks:
            wrong.append(f"{f['rule']} {f['subject']} {reason or ''}: no {', '.join(lacks)}")
    assert not wrong, "\n    ".join([f"{len(wrong)} findings"] + wrong)


def same_in_another_order(lab):
    """Two connections instead of sixteen, another rate: the same findings."""
    one, other = judged(lab.report("calm")), judged(lab.report("narrow"))
    assert one.keys() == other.keys(), one.keys() ^ other.keys()
    assert {f["id"] for f in one.values()} == {f["id"] for f in other.values()}


def no_more_than_calm(name):
    """A site that fails now and then gives no finding that a calm one does not give."""
    def test(lab):
        extra = judged(lab.report(name)).keys() - {key(f) for f in lab.site.findings}
        missed = {key(f) for f in lab.site.findings} - judged(lab.report(name)).keys()
        assert not extra, sorted(extra, key=str)
        print(f"     {name}: {len(missed)} of {len(lab.site.findings)} faults not told")
    test.__name__ = name
    return test


RUNS = {"calm": {}, "narrow": {"more": "--concurrency 2"}, "busy": {"noise": "503"}, "lossy": {"noise": "drop"}, "packets": {"noise": "packets"}}
TESTS = [exact_findings, evidence_for_an_editor, same_in_another_order, no_more_than_calm("busy"), no_more_than_calm("lossy"), no_more_than_calm("packets")]
NEEDS = {"exact_findings": ("calm",), "evidence_for_an_editor": ("calm",), "same_in_another_order": ("calm", "narrow"), "busy": ("busy",), "lossy": ("lossy",), "packets": ("packets",)}


def run_tests(args):
    tests = harness.choose(TESTS, args)
    with tempfile.TemporaryDirectory(prefix="audit-torture-") as temp:
        lab = Lab(args.audit, args.keep or temp)
        lab.begin(dict.fromkeys(run for t in tests for run in NEEDS.get(t.__name__, ())))
        return harness.run("torture", tests, lab)


def main():
    if sys.argv[1:2] == ["--lab"]:
        make_lab(sys.argv[2])
        os.execv(os.path.join(HERE, "lab.sh"), [os.path.join(HERE, "lab.sh"), *sys.argv[2:]])
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("audit")
    harness.options(ap)
    ap.add_argument("--keep")
    args = ap.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return run_tests(args)


if __name__ == "__main__":
    sys.exit(main())
