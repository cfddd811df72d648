#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What two programs say of the torture site, as a table: compare.py REPORT.json LINKCHECKER.csv (docs/comparison.md says how to get them)."""
import collections
import csv
import json
import sys

sys.dont_write_bytecode = True
import site_of_faults  # noqa: E402

GROUPS = ("statuses", "heads", "redirects", "bodies", "files", "connections", "certificates", "walls", "written", "places", "mislinked", "soft404", "fragments", "wrong_targets", "hidden", "hijacked")


def ours(path):
    with open(path, encoding="utf-8") as f:
        report = json.load(f)
    said = {u["subject"]: "unverified" for u in report["unverified"] if u["rule"] == "link.broken"}
    said.update({f["subject"]: "broken" for f in report["findings"] if f["rule"] in ("link.broken", "link.mislinked")})
    return said


def theirs(path):
    said = {}
    with open(path, encoding="utf-8") as f:
        rows = csv.DictReader((line for line in f if not line.startswith("#")), delimiter=";")
        for row in rows:
            verdict = "broken" if row["valid"] != "True" else "warned" if row["warningstring"] else "fine"
            for name in (row["urlname"], row["url"]):
                said[name.strip()] = verdict
    return said


def of_host(said, subject):
    host = subject.split("/")[2] if "://" in subject else ""
    return said.get(subject) or (said.get(host) if host else None)


def main():
    site = site_of_faults.build()
    mine, other = ours(sys.argv[1]), theirs(sys.argv[2])
    group_of = {name: g for g in GROUPS for name in site.groups[g]}
    bad = {f["name"]: f["subject"] for f in site.findings}
    table, details = collections.defaultdict(collections.Counter), []
    for name in site.case_names:
        good = next((d["subject"] for d in site.decoys if d["name"] == name), None)
        subject = bad.get(name, good)
        kind = "fault" if name in bad else "decoy"
        a = of_host(mine, subject) or "fine"
        b = other.get(subject) or other.get(subject.replace(site_of_faults.BASE, "")) or "not seen"
        table[group_of[name], kind][a, b] += 1
        details.append((group_of[name], kind, name, a, b))
    print("| group | kind | links | audit: broken / unverified / fine | linkchecker: broken / warned / fine / not seen |\n|---|---|---|---|---|")
    for (g, kind), counts in table.items():
        count = lambda n, words: " / ".join(str(sum(v for k, v in counts.items() if k[n] == w)) for w in words)
        print(f"| {g} | {kind}s | {sum(counts.values())} | {count(0, ('broken', 'unverified', 'fine'))} | {count(1, ('broken', 'warned', 'fine', 'not seen'))} |")
    print("\n| link | is | audit | linkchecker |\n|---|---|---|---|")
    for g, kind, name, a, b in details:
        right = (a == "broken") == (kind == "fault")
        agrees = (b == "broken") == (kind == "fault")
        if not right or not agrees:
            print(f"| {name} | {kind} | {a} | {b} |")


if __name__ == "__main__":
    main()
