#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Four weekly runs over the sample portal with planted changes between them: each is told rightly.

    history.py AUDIT [--keep DIR]

Prints a line a test and closes with "history: N passed, N failed, N skipped".
"""
import argparse
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile

import run as e2e
import harness

HOST = "http://www.yunhequ.gov.cn"
MENDED = f"{HOST}/zt/missing.html"          # broken; mended before run 2, lost again before run 3
WELL = f"{HOST}/zt/query.html"              # a page that is well
HIDDEN = f"{HOST}/zwgk/fdzdgknr/zyfw/"      # a stale column, by its name no hub of others, that robots.txt closes in run 2
WAIVED = "contact"                          # site.footer: waived in run 2, the waiver has ended in run 3
WAIVER = '\nwaivers:\n  - {{rule: site.footer, subject: "con*", reason: 页脚正在改版, owner: 李某, until: {until}}}\n'


def an_article(portal):
    """The oldest article of a column of news: lost before run 2, back before run 3."""
    found = glob.glob(os.path.join(portal, "www", "www.yunhequ.gov.cn", "xwzx", "zjdt", "*", "t*.html"))
    return HOST + "/xwzx/" + sorted(found)[0].split("/xwzx/")[1]


class Portal:
    """The sample portal's files, changed between runs."""

    def __init__(self, lab):
        self.lab, self.root = lab, os.path.join(lab.portal, "www", "www.yunhequ.gov.cn")
        self.kept = {}

    def path(self, address):
        return os.path.join(self.root, address[len(HOST) + 1:])

    def lose(self, address):
        with open(self.path(address), "rb") as f:
            self.kept[address] = f.read()
        os.remove(self.path(address))

    def restore(self, address):
        with open(self.path(address), "wb") as f:
            f.write(self.kept[address])

    def write(self, address, text):
        with open(self.path(address), "w", encoding="utf-8") as f:
            f.write(text)

    def read(self, address):
        with open(self.path(address), encoding="utf-8") as f:
            return f.read()


class Story:
    def __init__(self, lab):
        self.lab, self.portal, self.reports, self.agreements = lab, Portal(lab), [], []
        self.lost = an_article(lab.portal)

    def run(self, until=None):
        number = len(self.reports) + 1
        with open(os.path.join(e2e.HERE, "yunhe.yaml"), encoding="utf-8") as f:
            profile = f.read() + (WAIVER.format(until=until) if until else "")
        path = os.path.join(self.lab.folder, "history.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(profile)
        done = self.lab.shell(f'"$AUDIT" --site {e2e.MAIN} --profile "{path}" --as-of {e2e.AS_OF} --rate 0 --concurrency 8 --quiet --fresh --out "$OUT/history" --state "$OUT/history-state" --mail-dry-run "$OUT/history-mail-{number}"')
        assert done.returncode == 0, f"run {number}: exit status {done.returncode}: {done.stderr[-600:]}"
        report = self.lab.report("history")
        assert report["run"]["id"] == number
        with open(os.path.join(self.lab.folder, "history", "report.html"), encoding="utf-8") as f:
            report["html"] = f.read()
        self.agreements.append(subprocess.run([os.path.join(e2e.HERE, "agreement.py"), os.path.join(self.lab.folder, "history"),
                                               os.path.join(self.lab.folder, f"history-mail-{number}")], capture_output=True, text=True))
        for name in (d["name"] for d in report["departments"] if d["fixed"]):
            with open(os.path.join(self.lab.folder, "history", "departments", name + ".html"), encoding="utf-8") as f:
                report["mended"] = {"html": f.read()}
        self.reports.append(report)

    def tell(self, words):
        done = self.lab.shell(f'"$AUDIT" {words} --site {e2e.MAIN} --state "$OUT/history-state"')
        assert done.returncode == 0, done.stderr
        return done.stdout


def states(report):
    """(rule, subject): what the report says of it; findings that only persist are left out."""
    out = {(f["rule"], f["subject"]): f["state"] for f in report["findings"] if f["state"] != "persisting"}
    for name in ("fixed", "recheck"):
        out.update({(f["rule"], f["subject"]): name for f in report[name]})
    out.update({("site.footer", WAIVED): "waived" for _ in report["waived"]})
    return out


def section(report, name):
    return re.search(rf'<section id="{name}".*?</section>', report["html"], re.S).group(0)


def tiles(report):
    return {k: int(v) for k, v in re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", report["html"].split("</header>")[0])}


def check_page(report):
    """The page tells the numbers of report.json, and each fault that is gone in its table."""
    got, want = tiles(report), {}
    for name, state in (("新增", "new"), ("持续", "persisting"), ("重新出现", "reopened")):
        want[name] = sum(f["state"] == state for f in report["findings"])
    want.update({"已整改": len(report["fixed"]), "待复核": len(report["recheck"]), "已豁免": len(report["waived"])})
    for name, n in want.items():
        assert got.get(name, 0) == n, f"{name}: the page says {got.get(name)}, report.json {n}"
    past = html.unescape(section(report, "past"))
    for f in report["fixed"] + report["recheck"]:
        assert f["subject"] in past, f"{f['subject']} is not on the page"
    for w in report["waived"]:
        assert w["reason"] in past and w["until"] in past, w


def first_run(story):
    """Everything is new, and the planted faults of the sample portal are there."""
    story.run()
    first = story.reports[0]
    assert {f["state"] for f in first["findings"]} == {"new"} and not first["fixed"] and not first["recheck"]
    found = {(f["rule"], f["subject"]) for f in first["findings"]}
    for key in (("link.broken", MENDED), ("column.stale", HIDDEN), ("site.footer", WAIVED)):
        assert key in found, f"{key} is not among the findings; the sample portal has changed"
    assert ("link.broken", story.lost) not in found
    check_page(first)


def second_run(story):
    """Mended: fixed. Lost: new. Closed by robots.txt: to be rechecked, not fixed. Waived: apart. All else persists."""
    p = story.portal
    p.write(MENDED, p.read(WELL))
    p.lose(story.lost)
    p.kept["robots"] = p.read(f"{HOST}/robots.txt")
    p.write(f"{HOST}/robots.txt", p.kept["robots"] + "Disallow: /zwgk/fdzdgknr/zyfw/\n")
    story.run(until="2026-12-31")
    second = story.reports[1]
    want = {("link.broken", MENDED): "fixed", ("link.broken", story.lost): "new", ("column.stale", HIDDEN): "recheck", ("site.footer", WAIVED): "waived"}
    assert states(second) == want, states(second)
    assert len(second["findings"]) == len(story.reports[0]["findings"]) - 2
    assert any(u["reason"] == "robots" and u["subject"].startswith(HIDDEN) for u in second["unverified"])
    check_page(second)


def third_run(story):
    """Lost again: reopened, with its first day. Back: fixed. Seen again: persisting, as is what its waiver ended for."""
    p = story.portal
    os.remove(p.path(MENDED))
    p.restore(story.lost)
    p.write(f"{HOST}/robots.txt", p.kept["robots"])
    story.run(until="2026-11-19")
    third = story.reports[2]
    assert states(third) == {("link.broken", MENDED): "reopened", ("link.broken", story.lost): "fixed"}, states(third)
    open_now = {(f["rule"], f["subject"]): f["id"] for f in third["findings"]}
    assert open_now == {(f["rule"], f["subject"]): f["id"] for f in story.reports[0]["findings"]}, "not the findings of the first run"
    check_page(third)


def other_surroundings(story):
    """Another order of a list, one more page with the same dead link, a session in an address: the same faults, under the same ids."""
    p = story.portal
    shows = next(f["where"][0] for f in story.reports[2]["findings"] if f["subject"] == MENDED)
    mine = MENDED[len(HOST):]
    page = p.read(shows)
    assert page.count(mine) == 1, page.count(mine)
    p.write(shows, page.replace(mine, mine + ";jsessionid=0A1B2C3D4E5F"))
    p.write(WELL, p.read(WELL).replace("</body>", f'<p><a href="{mine}">历史专题</a>，另一处也有</p></body>'))
    stale = f"{HIDDEN}index.html"
    row = r'<li><a href="[^"]*/zyfw/\d+/.*?</li>'
    rows = re.findall(row, p.read(stale), re.S)
    assert len(set(rows)) > 1, "the column has no rows to turn round"
    turned = iter(reversed(rows))
    p.write(stale, re.sub(row, lambda _: next(turned), p.read(stale), flags=re.S))
    story.run(until="2026-11-19")
    fourth = story.reports[3]
    assert states(fourth) == {}, states(fourth)
    ids = lambda report: {f["id"]: f["subject"] for f in report["findings"]}
    assert ids(fourth) == ids(story.reports[2]), set(ids(fourth).items()) ^ set(ids(story.reports[2]).items())
    count = {f["subject"]: f["where_count"] for f in fourth["findings"]}[MENDED]
    assert count == 3, f"the dead link stands on its old page and on query.html, which has two addresses; not on {count}"


def one_run_one_tale(story):
    """After each run page, department pages, index, table, ledger and mails tell the numbers of report.json."""
    assert len(story.agreements) == 4
    for number, done in enumerate(story.agreements, 1):
        assert done.returncode == 0, f"run {number}: {done.stdout[:1500]}{done.stderr[-1500:]}"


def national_plan_alone(story):
    """The same facts judged by the national plan only: its clauses and the table of national indicators say the same."""
    done = story.lab.shell(f'''rm -rf "$OUT/national-state"; cp -r "$OUT/history-state" "$OUT/national-state"
        args=(--site {e2e.MAIN} --profile "$PROFILE" --quiet --state "$OUT/national-state")
        "$AUDIT" check "${{args[@]}}" --as-of {e2e.AS_OF} --plan national && "$AUDIT" report "${{args[@]}}" --out "$OUT/national"''')
    assert done.returncode == 0, done.stderr
    report = story.lab.report("national")
    assert {c["plan"] for c in report["clauses"]} == {"national"}
    said = subprocess.run([os.path.join(e2e.HERE, "agreement.py"), os.path.join(story.lab.folder, "national")], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout[:2000] + said.stderr[-800:]


def places(story):
    """Officers find a fault by its column: whatever stands on a page of a column, on few pages or many, says which."""
    for report in story.reports:
        lost = [f["subject"] for f in report["findings"] if f["where"] and "/xwzx/" in f["where"][0] and not f["column"]]
        assert not lost, lost
        home = [f["column"]["path"] for f in report["findings"] if f["where"] == [HOST + "/"]]
        assert home and set(home) == {"首页"}, home


def trend(story):
    """Page and index tell the runs, with the numbers of each."""
    with open(os.path.join(story.lab.folder, "history", "index.html"), encoding="utf-8") as f:
        index = f.read()
    for page in (story.reports[3]["html"], index):
        rows = re.findall(r'<td class="n">(\d+)</td>' * 4, re.search(r'<section id="trend".*?</section>', page, re.S).group(0))
        want = [(len(r["findings"]), sum(f["severity"] == "error" for f in r["findings"]), sum(f["state"] == "new" for f in r["findings"]), len(r["fixed"]))
                for r in reversed(story.reports)]
        assert [tuple(map(int, r)) for r in rows] == want, (rows, want)


def department_page(story):
    """A department's own page tells what it mended."""
    fixed = [d for d in story.reports[2]["departments"] if d["fixed"]]
    assert len(fixed) == 1 and not any(d["fixed"] for d in story.reports[3]["departments"]), fixed
    report = story.reports[2]["mended"]
    assert story.lost in section(report, "past") and tiles(report)["已整改"] == 1, tiles(report)


def differences(story):
    """audit diff tells the same story between any two runs."""
    def told(runs):
        d = json.loads(story.tell(f"diff {runs} --json"))
        return {name: sorted((f["rule"], f["subject"]) for f in d[name]) for name in ("new", "fixed", "waived", "recheck", "changed") if d[name]}
    one, lost, stale, footer = ("link.broken", MENDED), ("link.broken", story.lost), ("column.stale", HIDDEN), ("site.footer", WAIVED)
    assert told("1 2") == {"new": [lost], "fixed": [one], "waived": [footer], "recheck": [stale]}, told("1 2")
    assert told("2 3") == {"new": sorted([one, stale, footer]), "fixed": [lost]}, told("2 3")
    assert told("1 3") == {} and set(told("")) <= {"changed"}, (told("1 3"), told(""))
    text = story.tell("diff 1 2")
    assert f"+  link.broken\t{story.lost}" in text and f"-  link.broken\t{MENDED}" in text and "1 new, 1 fixed, 1 waived, 1 not seen again" in text, text


def waivers(story):
    """audit waivers tells the ended one, an unknown rule and one that fits nothing."""
    path = os.path.join(story.lab.folder, "waivers.yaml")
    with open(os.path.join(e2e.HERE, "yunhe.yaml"), encoding="utf-8") as f:
        text = f.read() + WAIVER.format(until="2026-11-19")
    text += '  - {rule: link.brokn, subject: "*", reason: 笔误, owner: 李某, until: 2026-12-31}\n'
    text += '  - {rule: link.*, subject: "http://nowhere.example/*", reason: 已迁移, until: 2026-12-31}\n'
    text += f'  - {{rule: link.broken, subject: "{MENDED}", reason: 专题重建, owner: 李某, until: 2026-12-31}}\n'
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    rows = json.loads(story.tell(f'waivers --json --profile "{path}" --as-of {e2e.AS_OF}'))
    assert [r["problems"] for r in rows] == [["ended"], ["unknown-rule", "unmatched"], ["unmatched", "no-owner"], []], rows
    assert [r["covers"] for r in rows] == [1, 0, 0, 1], rows
    assert "4 waivers, 3 to look at" in story.tell(f'waivers --profile "{path}" --as-of {e2e.AS_OF}')


def schema(story):
    """report.json is what docs/report.schema.json says."""
    try:
        import jsonschema
    except ImportError as why:
        raise e2e.Skip("no jsonschema; scripts/setup --test installs python3-jsonschema") from why
    with open(os.path.join(e2e.HERE, "..", "..", "docs", "report.schema.json"), encoding="utf-8") as f:
        rules = json.load(f)
    for report in story.reports:
        report = {k: v for k, v in report.items() if k not in ("html", "mended")}
        errors = sorted(jsonschema.Draft202012Validator(rules).iter_errors(report), key=lambda e: list(map(str, e.path)))
        assert not errors, f"{list(errors[0].path)}: {errors[0].message[:300]}"
        broken = {**report, "findings": [{**report["findings"][0], "state": "old"}]}
        assert list(jsonschema.Draft202012Validator(rules).iter_errors(broken)), "the schema lets a state pass that there is not"


TESTS = [first_run, second_run, third_run, other_surroundings, one_run_one_tale, national_plan_alone, places, trend, department_page, differences, waivers, schema]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("audit")
    ap.add_argument("--keep")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="audit-history-") as temp:
        return harness.run("history", TESTS, Story(e2e.Lab(args.audit, args.keep or temp)))


if __name__ == "__main__":
    sys.exit(main())
