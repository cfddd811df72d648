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
OURS_ALONE = ("files", "soft404", "wrong_targets", "hidden", "hijacked")     # a link checker does not set out to judge these


def ours(path):
    """What is accused, as (rule, address), and what is unverified."""
    with open(path, encoding="utf-8") as f:
        report = json.load(f)
    return ({(f["rule"], f["subject"]) for f in report["findings"] if f["rule"].startswith("link.")},
            {u["subject"] for u in report["unverified"] if u["rule"].startswith("link.")})


def our_verdict(accused, unverified, truth, case):
    """Of a fault: is it told? Of a decoy: is anything told of it that is not true of its address?"""
    addresses = [case["subject"], *case.get("also", ())]
    told = {(case["rule"], case["subject"])} & accused if "rule" in case else {(r, a) for r, a in accused - truth if a in addresses}
    host = case["subject"].split("/")[2] if "://" in case["subject"] else ""
    return "broken" if told else "unverified" if unverified & {host, *addresses} else "fine"


def theirs(path):
    said = {}
    with open(path, encoding="utf-8") as f:
        rows = csv.DictReader((line for line in f if not line.startswith("#")), delimiter=";")
        for row in rows:
            verdict = "broken" if row["valid"] != "True" else "warned" if row["warningstring"] else "fine"
            for name in (row["urlname"], row["url"]):
                said[name.strip()] = verdict
    return said


def their_verdict(said, case):
    for address in (*case.get("also", ()), case["subject"]):
        verdict = said.get(address) or said.get(address.replace(site_of_faults.BASE, ""))
        if verdict:
            return verdict
    return "not seen"


def main():
    site = site_of_faults.build()
    (accused, unverified), other = ours(sys.argv[1]), theirs(sys.argv[2])
    group_of = {name: g for g in GROUPS for name in site.groups[g]}
    truth = {(f["rule"], f["subject"]) for f in site.findings}
    cases = {c["name"]: c for c in site.findings + site.decoys}
    table, details = collections.defaultdict(collections.Counter), []
    for name in site.case_names:
        case = cases[name]
        kind = "fault" if "rule" in case else "decoy"
        a, b = our_verdict(accused, unverified, truth, case), their_verdict(other, case)
        table[group_of[name], kind][a, b] += 1
        details.append((group_of[name], kind, name, a, b))
    print("| group | kind | links | audit: broken / unverified / fine | linkchecker: broken / warned / fine / not seen |\n|---|---|---|---|---|")
    for (g, kind), counts in table.items():
        count = lambda n, words: " / ".join(str(sum(v for k, v in counts.items() if k[n] == w)) for w in words)
        print(f"| {g} | {kind}s | {sum(counts.values())} | {count(0, ('broken', 'unverified', 'fine'))} | {count(1, ('broken', 'warned', 'fine', 'not seen'))} |")
    details = [d for d in details if d[0] not in OURS_ALONE]
    for kind in ("fault", "decoy"):
        rows = [d for d in details if d[1] == kind]
        print(f"\n{len(rows)} {kind}s of what both judge: audit calls {sum(d[3] == 'broken' for d in rows)} broken or wrong ({sum(d[3] == 'unverified' for d in rows)} unverified), "
              f"linkchecker {sum(d[4] == 'broken' for d in rows)} broken, {sum(d[4] == 'warned' for d in rows)} warned")
    print("\n| link | is | audit | linkchecker |\n|---|---|---|---|")
    for g, kind, name, a, b in details:
        right = (a == "broken") == (kind == "fault")
        agrees = (b in ("broken", "warned")) == (kind == "fault")
        if not right or not agrees:
            print(f"| {name} | {kind} | {a} | {b} |")


if __name__ == "__main__":
    main()
