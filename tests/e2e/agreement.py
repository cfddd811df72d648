#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every report of one run tells the same numbers: report.html, its department pages, index.html, .csv, .xlsx and the mails against report.json.

    agreement.py OUT [MAILS]      OUT: a folder of reports; MAILS: what --mail-dry-run wrote of the same run

Prints a line a disagreement; exit status 1 if there is one. history.py asks it after every run.
"""
import collections
import csv
import email
import email.policy
import glob
import json
import os
import re
import sys
from html.parser import HTMLParser

SEVERITIES = {"error": "错误", "warning": "不规范", "notice": "提示"}
STATES = {"new": "新增", "persisting": "持续", "reopened": "重新出现"}
NOBODY = "未定部门"


class Page(HTMLParser):
    """A report page: tables as rows of texts by section, tiles, headings and cards."""

    def __init__(self, path):
        super().__init__()
        self.section, self.tables, self.heads, self.tiles, self.cards, self.open = "", collections.defaultdict(list), [], {}, [], []
        self.verdict, self.text = "", None
        with open(path, encoding="utf-8") as f:
            self.feed(f.read())

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "section":
            self.section = a["id"]
        if "data-state" in a and self.section == "findings":
            self.cards.append((a["data-severity"], a["data-state"]))
        if tag == "table":
            self.tables[self.section].append([])
        if tag == "tr":
            self.tables[self.section][-1].append([])
        if tag in ("td", "th", "h3", "h4", "dt", "dd") or a.get("class", "").startswith("verdict "):
            self.text = ""
        elif self.text is not None and tag in ("br", "li", "small"):
            self.text += "\n"

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        text = (self.text or "").strip()
        if tag in ("td", "th"):
            self.tables[self.section][-1][-1].append(text)
        elif tag in ("h3", "h4"):
            self.heads.append((self.section, tag, text))
        elif tag == "dt":
            self.term = text
        elif tag == "dd" and not self.section:
            self.tiles[self.term] = int(text)
        elif tag == "p" and self.text is not None and not self.verdict:
            self.verdict = text
        else:
            return
        self.text = None

    def rows(self, section, at=0):
        return [r for r in self.tables[section][at][1:]] if len(self.tables[section]) > at else []


def tally(findings):
    """What is counted everywhere: all, by severity, by state."""
    by = lambda key, words: {zh: sum(f[key] == word for f in findings) for word, zh in words.items()}
    return {"共": len(findings), **by("severity", SEVERITIES), **by("state", STATES)}


def numbers(text):
    """其中错误 52 个 → {"错误": 52}"""
    return {word: int(n) for word, n in re.findall(r"(?:其中)?([\u4e00-\u9fff]+) (\d+) (?:个|条)", text)}


class Agreement:
    def __init__(self, out, mails=None, real=True):
        self.out, self.mails, self.real, self.wrong = out, mails, real, []
        with open(os.path.join(out, "report.json"), encoding="utf-8") as f:
            self.json = json.load(f)
        self.findings = self.json["findings"]
        self.departments = collections.defaultdict(list)
        for f in self.findings:
            self.departments[f["department"] or NOBODY].append(f)
        self.fixed = {d["name"]: d["fixed"] for d in self.json["departments"]}
        self.plain = {n: mine for n, mine in self.departments.items() if not re.search(r"[\x00-\x1f/<]", n)}  # the others look otherwise everywhere

    def same(self, where, said, is_so):
        if said != is_so:
            self.wrong.append(f"{where}: {said!r}, report.json has {is_so!r}")

    def counts(self, where, said, findings):
        """Of what is said, each number is right; a number that is not said is 0."""
        for name, n in tally(findings).items():
            if name in said or n:
                self.same(f"{where}: {name}", said.get(name, 0), n)

    def header(self, where, page, findings):
        self.counts(f"{where}, sentence", {**{k: v for k, v in numbers(page.verdict).items() if k in SEVERITIES.values()}, **{k: page.tiles[k] for k in STATES.values() if k in page.tiles},
                                           "共": int((re.search(r"发现 (\d+) 个问题", page.verdict) or [0, 0])[1])}, findings)

    def whole_page(self):
        page, j = Page(os.path.join(self.out, "report.html")), self.json
        self.header("report.html", page, self.findings)
        named = len([d for d in self.departments if d != NOBODY])
        self.same("report.html, departments", int((re.search(r"涉及 (\d+) 个部门", page.verdict) or [0, 0])[1]), named)
        for name, n in (("已整改", len(j["fixed"])), ("待复核", len(j["recheck"])), ("无法判定", len(j["unverified"])), ("已豁免", len(j["waived"]))):
            self.same(f"report.html, {name}", page.tiles.get(name, 0), n)
        self.same("report.html, cards", collections.Counter(page.cards), collections.Counter((SEVERITIES[f["severity"]], STATES[f["state"]]) for f in self.findings))
        duties = {r[0]: [int(n) for n in r[1:4]] for r in page.rows("duties")}
        for name, mine in self.plain.items():
            self.same(f"report.html, duties of {name}", duties.get(name), [len(mine), tally(mine)["新增"], self.fixed.get(name, 0)])
        self.same("report.html, duties, departments", len(duties), len(set(self.departments) | {n for n, fixed in self.fixed.items() if fixed}))
        self.same("report.html, headings of findings", sorted(int(t.rsplit(" ", 1)[1]) for s, tag, t in page.heads if (s, tag) == ("findings", "h3")),
                  sorted(len(mine) for mine in self.departments.values()))
        self.same("report.html, kinds", sorted(int(r[2]) for r in page.rows("rules")), sorted(collections.Counter((f["rule"], f["severity"]) for f in self.findings).values()))
        self.same("report.html, unverified", sum(int(t.rsplit(" ", 1)[1]) for s, tag, t in page.heads if (s, tag) == ("unverified", "h3")), len(j["unverified"]))
        if page.tables["trend"]:
            self.same("report.html, trend", [int(n) for n in page.rows("trend")[0][1:5]],
                      [len(self.findings), tally(self.findings)["错误"], tally(self.findings)["新增"], len(j["fixed"])])
        if self.real:
            self.clauses(page)
            self.national()
            self.indicators(page)

    def clauses(self, page):
        j = self.json
        said = [(r[0], r[1].split(" ", 1)[1], int(r[4])) for table in page.tables["clauses"] for r in table[1:]]
        words = {"pass": "通过", "fail": "不通过", "unverified": "无法判定", "not-automatic": "不能自动判定"}
        self.same("report.html, clauses", said, [(c["clause"], words[c["result"]], c["findings"]) for c in j["clauses"]])
        carried = collections.Counter((c["plan"], c["clause"]) for f in self.findings for c in f["clauses"])
        for c in j["clauses"]:
            self.same(f"report.json, clause {c['clause']}", c["findings"], carried[c["plan"], c["clause"]])

    def national(self):
        """Where the national plan is judged clause by clause, the table of the national indicators is not contradicted."""
        told = {c["title"].split("（")[0].split("：")[-1]: c["result"] for c in self.json["clauses"] if c["plan"] == "national"}
        for n in self.json["national"]["items"]:
            result = told.get(n["item"].split("（")[0])
            if result:
                self.same(f"clause {n['item']}: passes or fails as the national indicator", (n["verdict"] == "pass" and result == "fail", n["verdict"] in
                          ("unverified", "not-judged") and result == "pass"), (False, False))

    def indicators(self, page):
        """The timetable accuses what the findings accuse; what another kind of finding judges says so."""
        accused = {f["indicator"].split("/")[-1] for f in self.findings if f["rule"].startswith("disclosure.") and f["indicator"]}
        for r in [r for table in page.tables["indicators"] for r in table[1:]]:
            if r[2][0] in "✖▲" and "逐件" not in r[2]:
                self.same(f"report.html, indicator {r[0]} is {r[2]!r}: found", r[0] in accused, True)
        late = {r[0] for table in page.tables["indicators"] for r in table[1:] if r[2].startswith("✖ 逾期")}
        self.same("report.html, overdue indicators", late, {f["indicator"].split("/")[-1] for f in self.findings if f["rule"] == "disclosure.overdue"})

    def other_pages(self):
        index = Page(os.path.join(self.out, "index.html"))
        self.header("index.html", index, self.findings)
        self.same("index.html, departments", sorted([int(n) for n in r[1:]] for r in index.rows("departments")),
                  sorted([len(mine), tally(mine)["新增"], tally(mine)["错误"]] for mine in self.departments.values()))
        for name, mine in self.plain.items():
            if name == NOBODY:
                continue
            page = Page(os.path.join(self.out, "departments", name + ".html"))
            self.header(f"departments/{name}.html", page, mine)
            self.same(f"departments/{name}.html, fixed", page.tiles["已整改"], self.fixed.get(name, 0))
            self.same(f"departments/{name}.html, kinds", sum(int(r[2]) for r in page.rows("rules")), len(mine))

    def table(self):
        with open(os.path.join(self.out, "report.csv"), encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
        rows, findings = [r for r in rows if r["部门"] in self.plain], [f for mine in self.plain.values() for f in mine]
        key = lambda f: (f["id"], f["rule"], f["department"] or NOBODY, SEVERITIES[f["severity"]], STATES[f["state"]], f["first_seen"], str(f["weeks"]))
        self.same("report.csv", sorted(tuple(r[k] for k in ("编号", "规则", "部门", "级别", "状态", "首次发现", "持续周数")) for r in rows), sorted(map(key, findings)))

    def ledger(self):
        import openpyxl
        book = openpyxl.load_workbook(os.path.join(self.out, "report.xlsx"), read_only=False)
        rows = list(book["整改台账"].iter_rows(min_row=2, values_only=True))
        self.same("report.xlsx, number of rows", len(rows), len(self.findings))
        self.same("report.xlsx, rows", sorted((r[1], r[4], r[9], r[8]) for r in rows if r[1] in self.plain),
                  sorted((n, f["message"], STATES[f["state"]], f["first_seen"]) for n, mine in self.plain.items() for f in mine))
        summary = list(book["汇总"].iter_rows(min_row=5, max_col=9, values_only=True))
        middle = [r[0] for r in summary].index("问题类型")
        table = {r[0]: list(r[1:]) for r in summary[:middle] if r[0]}
        self.same("report.xlsx, sum of kinds", sum(r[1] for r in summary[middle + 1:] if r[0]), len(self.findings))
        columns = ["共", *SEVERITIES.values(), *STATES.values()]
        total = table.pop("合计")
        self.same("report.xlsx, 合计", total, [*(tally(self.findings)[c] for c in columns), len(self.json["fixed"])])
        self.same("report.xlsx, 合计 and its rows", total, [sum(column) for column in zip(*table.values())] or [0] * 8)
        for name, mine in self.plain.items():
            self.same(f"report.xlsx, {name}", table.get(name), [*(tally(mine)[c] for c in columns), self.fixed.get(name, 0)])

    def letters(self):
        for path in glob.glob(os.path.join(self.mails, "*.eml")):
            with open(path, "rb") as f:
                m = email.message_from_binary_file(f, policy=email.policy.default)
            name = os.path.basename(path).rsplit("-", 1)[0]
            if name != "汇总" and name not in self.plain and "_" in name:
                continue
            mine = self.findings if name == "汇总" else self.plain.get(name, [])
            plain, html = (p.get_content() for p in next(m.iter_parts()).iter_parts())
            subject = {k: int(n) for k, n in re.findall(r"(新增|共)(\d+)", m["Subject"])}
            self.same(f"mail {name}, subject", (subject.get("共", 0), subject.get("新增", 0)), (len(mine), tally(mine)["新增"]))
            for kind, body in (("text", plain), ("html", re.sub(r"<[^>]*>", "", html))):
                said = numbers(body.split("待整改：")[-1].split("。")[0]) if mine else {}
                self.counts(f"mail {name}, {kind}", {**said, "共": int((re.search(r"有 (\d+) 个问题待整改", body) or [0, 0])[1])}, mine)
            if name == "汇总":
                self.same("mail, departments", int((re.search(r"涉及 (\d+) 个部门", plain) or [0, 0])[1]), len([d for d in self.departments if d != NOBODY]))
                self.same("mail, unverified", int((re.search(r"有 (\d+) 项无法判定", plain) or [0, 0])[1]), len(self.json["unverified"]))
                told = {d: [int(n) for n in ns] for d, *ns in re.findall(r"^- (.+?)：共 (\d+)，新增 (\d+)，已整改 (\d+)，", plain, re.M)}
                for d, mine in self.plain.items():
                    if d != NOBODY:
                        self.same(f"mail, {d}", told.get(d), [len(mine), tally(mine)["新增"], self.fixed.get(d, 0)])
        self.same("mails", {os.path.basename(p).rsplit("-", 1)[0] for p in glob.glob(os.path.join(self.mails, "*.eml"))} >= {d for d in self.plain if d != NOBODY} | {"汇总"}, True)


def disagreements(out, mails=None, real=True):
    """`real` is false of made-up verdicts, whose clauses and timetable nobody counted."""
    a = Agreement(out, mails, real)
    a.whole_page()
    a.other_pages()
    a.table()
    a.ledger()
    if mails:
        a.letters()
    return a.wrong


def main():
    wrong = disagreements(*sys.argv[1:3])
    print("\n".join(wrong) or "every report tells the same numbers")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
