#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""End-to-end tests: the program against the sample portal, real nginx and dnsmasq, in a network namespace.

    run.py AUDIT [--only NAME,…] [--except NAME,…] [--keep DIR]

A NAME may end in * and then stands for all tests that begin so.

Prints a line a test and closes with "e2e: N passed, N failed, N skipped".
"""
import argparse
import contextlib
import email
import email.policy
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from html import unescape

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import harness  # noqa: E402
from harness import Skip  # noqa: E402

PORTAL = os.path.join(HERE, "..", "portal")
AS_OF = "2026-11-20"
MAIN = "www.yunhequ.gov.cn"


class Lab:
    def __init__(self, audit, folder, family="trs"):
        self.audit, self.folder = os.path.abspath(audit), folder
        self.portal = os.path.join(folder, "portal-" + family)
        subprocess.run([sys.executable, os.path.join(PORTAL, "make.py"), self.portal, "--as-of", AS_OF, "--family", family], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(self.portal, "truth.json"), encoding="utf-8") as f:
            self.truth = json.load(f)

    def shell(self, script, timeout=500):
        """Run a bash script inside the lab; $AUDIT is the program, $OUT a folder to write in."""
        env = {**os.environ, "AUDIT": self.audit, "OUT": self.folder, "PROFILE": os.path.join(HERE, "yunhe.yaml"), "OPT_IN": os.path.join(HERE, "opt_in.yaml"), "PLAN": os.path.join(HERE, "yunhe-plan.yaml"), "XDG_STATE_HOME": os.path.join(self.folder, "xdg"),
               "LC_ALL": "C.UTF-8"}
        done = subprocess.run([os.path.join(PORTAL, "lab.sh"), self.portal, "--", "bash", "-c", script], env=env, capture_output=True, text=True, timeout=timeout)
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        return done

    def report(self, name):
        with open(os.path.join(self.folder, name, "report.json"), encoding="utf-8") as f:
            return json.load(f)


def key(rule, subject):
    return rule, re.sub(r"^https?://([^/]+)/?$", r"\1", subject) if rule.startswith(("ipv6.", "site.")) else subject


def found(report):
    return {key(f["rule"], f["subject"]): f for f in report["findings"]}


def run_audit(lab, name, more=""):
    done = lab.shell(f'"$AUDIT" --site {MAIN} --profile "$PROFILE" --as-of {AS_OF} --rate 0 --concurrency 8 --quiet --out "$OUT/{name}" --state "$OUT/{name}-state" {more}')
    assert done.returncode == 0, f"exit status {done.returncode}: {done.stderr[-600:]}"
    return lab.report(name)


def differences(report, truth):
    """What the report says otherwise than the truth file, a line each."""
    want = {key(f["rule"], f["subject"]): f for f in truth["findings"]}
    got = found(report)
    decoys = {key(d["rule"], d["subject"]): d["why"] for d in truth["decoys"]}
    wrong = [f"accused falsely: {r} {s} {decoys.get((r, s), '')} {json.dumps(got[r, s]['evidence'], ensure_ascii=False)[:300]}" for r, s in sorted(got.keys() - want.keys())]
    wrong += [f"missed: {r} {s} ({want[r, s]['why']})" for r, s in sorted(want.keys() - got.keys())]
    for k in want.keys() & got.keys():
        for name, value in want[k]["evidence"].items():
            if got[k]["evidence"].get(name) != value:
                wrong.append(f"{k}: evidence {name} is {got[k]['evidence'].get(name)!r}, not {value!r}")
    said = {u["subject"]: u for u in report["unverified"]}
    wrong += [f"not said to be unverified: {u['subject']} ({u['why']})" for u in truth["unverified"] if said.get(u["subject"], {}).get("reason") != u["reason"]]
    return wrong


def figure_differences(report, truth):
    """The evaluation's figures counted by the report: files, interpretations, forms, and the whole table of which belongs to which."""
    want, got = truth["figures"], report["policy_figures"]
    said = {**{k: got[k] for k in ("files", "interpreted", "interpretations", "more_than_text")}, "forms": {f["form"]: f["interpretations"] for f in got["forms"]},
            "share": round(got["share"], 6)}
    made = {**{k: want[k] for k in ("files", "interpreted", "interpretations", "more_than_text", "forms")}, "share": round(want["more_than_text"] / want["files"], 6)}
    wrong = [f"figure {k} is {said[k]}, not {made[k]}" for k in made if said[k] != made[k]]
    table = {p["address"]: sorted([i["address"], i["form"], i["workdays"]] for i in p["interpretations"]) for p in report["policies"]}
    return wrong + [f"row of {a}: {table.get(a)}, not {want['table'].get(a)}" for a in sorted(table.keys() | want["table"].keys()) if table.get(a) != want["table"].get(a)]


def opt_in_differences(lab, name):
    """The same facts judged once more with the opt-in rules enabled: by plans of the district, and by one without a timetable."""
    truth, wrong = lab.truth, []
    for plan, more in (("local", '--plan shanting-2022 --plan "$PLAN"'), ("national", "--plan national")):
        done = lab.shell(f'''rm -rf "$OUT/opt-state"; cp -r "$OUT/{name}-state" "$OUT/opt-state"; args=(--site {MAIN} --profile "$OPT_IN" --quiet --state "$OUT/opt-state")
            "$AUDIT" check "${{args[@]}}" --as-of {AS_OF} {more} && "$AUDIT" report "${{args[@]}}" --out "$OUT/opt" --format json''')
        assert done.returncode == 0, done.stderr[-600:]
        report = lab.report("opt")
        local, seen = plan == "local", lambda faults: [f for f in faults if f["plan"] in ("", plan)]
        rules = {f["rule"] for f in truth["opt_in"]}
        # By another plan the other rules find other things; the opt-in ones find what they found, and what the timetable had judged instead.
        kept = report["findings"] if local else [f for f in report["findings"] if f["rule"] in rules]
        expected = {"findings": seen(truth["opt_in"]) + (truth["findings"] if local else []), "decoys": truth["decoys"],
                    "unverified": seen(truth["opt_in_unverified"]) + (truth["unverified"] if local else [])}
        wrong += [f"{plan}: {w}" for w in differences({**report, "findings": kept}, expected)]
    return wrong


def column_differences(lab, name, whole=True):
    """`audit columns` knows every list of the portal, with all of its items, the newest day and the unit; not `whole`: further pages cannot be read."""
    done = lab.shell(f'"$AUDIT" columns --site {MAIN} --profile "$PROFILE" --as-of {AS_OF} --state "$OUT/{name}-state"')
    assert done.returncode == 0, done.stderr
    lines = {f[2]: f for f in (line.split("\t") for line in done.stdout.splitlines()[1:])}
    wrong = []
    for address, (items, newest, unit) in lab.truth["columns"].items():
        line = lines.get(address)
        if not line:
            wrong.append(f"no such column: {address}")
            continue
        count, day = line[0].split()[:2]
        wrong += [f"{address} has {count} items, not {items}"] if int(count) != items and (whole or items <= 15) else []
        wrong += [f"{address}: newest {day}, not {newest}"] if day not in (newest, "-") else []
        wrong += [f"{address}: unit {line[1]}, not {unit}"] if unit and line[1] != unit else []
    return wrong


def columns_are_whole(lab):
    """The column tree of the sample portal, and the indicators and topics that its columns serve."""
    wrong = column_differences(lab, "first")
    assert not wrong, "\n    ".join([f"{len(wrong)} differences"] + wrong[:40])
    done = lab.shell(f'"$AUDIT" columns --site {MAIN} --profile "$PROFILE" --as-of {AS_OF} --state "$OUT/first-state"')
    line = next(x for x in done.stdout.splitlines() if "/zwgk/dsgk/czj/szjb/" in x)
    assert re.match(r" +13 +2026-11-\d\d +3\d d +首页 > 政务公开 > 定时公开 > 区财政局 > 财政收支简报\t区财政局\t", line) and "shanting-2022/35" in line, line


def opt_in_rules(lab):
    """Rules that a profile enables find their planted faults, and without it nothing of them is said."""
    wrong = opt_in_differences(lab, "first") + figure_differences(lab.first, lab.truth)
    assert not wrong, "\n    ".join([f"{len(wrong)} differences"] + wrong[:60])
    with open(os.path.join(lab.folder, "first", "report.html"), encoding="utf-8") as f:
        page = f.read()
    figures = lab.truth["figures"]
    line = f"政策文件 {figures['files']} 份，有解读的 {figures['interpreted']} 份，解读 {figures['interpretations']} 篇；有文字以外解读形式的文件 {figures['more_than_text']} 份"
    assert line in page, re.findall("政策文件 [0-9]+ 份[^<]*", page)
    for form, count in figures["forms"].items():
        assert f"{form} {count} 篇" in page, form


def forms_a_plan_asks_for(lab):
    """policy.form-ratio by the figure of 牡丹 2021, 60 %: the share recounted from what was made, and the clause that asks for it."""
    figures = lab.truth["figures"]
    done = lab.shell(f'''rm -rf "$OUT/ratio-state"; cp -r "$OUT/first-state" "$OUT/ratio-state"; args=(--site {MAIN} --profile "$PROFILE" --quiet --state "$OUT/ratio-state")
        "$AUDIT" check "${{args[@]}}" --plan mudan-2021 --as-of {AS_OF} && "$AUDIT" report "${{args[@]}}" --out "$OUT/ratio" --format json''')
    assert done.returncode == 0, done.stderr[-600:]
    said = [f for f in lab.report("ratio")["findings"] if f["rule"] == "policy.form-ratio"]
    assert len(said) == 1, said
    share = f"{100 * figures['judged_more'] / figures['judged']:.1f}%"
    want = {"files": figures["judged"], "several_forms": figures["judged_more"], "share": share, "expected": "60%"}
    assert said[0]["evidence"] == want, (said[0]["evidence"], want)
    assert [(c["plan"], c["quote"]) for c in said[0]["clauses"]] == [("mudan-2021", "多元化解读率不低于60%")], said[0]["clauses"]


def exact_findings(lab):
    """The findings on the sample portal are the planted faults, no more, no fewer."""
    lab.first = run_audit(lab, "first")
    wrong = differences(lab.first, lab.truth)
    assert not wrong, "\n    ".join([f"{len(wrong)} differences"] + wrong[:60])


def family(name):
    """The same portal in the form of another content management system: the same kinds of faults, exactly."""
    def test(lab):
        other = Lab(lab.audit, lab.folder, name)
        report = run_audit(other, name)
        wrong = differences(report, other.truth) + figure_differences(report, other.truth) + opt_in_differences(other, name)
        wrong += column_differences(other, name, whole=name != "jpaas")
        assert not wrong, "\n    ".join([f"{len(wrong)} differences"] + wrong[:60])
    test.__name__ = "family_" + name
    return test


def probe_looks_and_leaves_nothing(lab):
    """`audit probe`: names, families and the faults of the home page, within a minute; nothing is written; exit 3 for a site that is not seen."""
    probe = '"$AUDIT" probe --dns 127.0.0.1 --as-of ' + AS_OF
    start = time.monotonic()
    done = lab.shell(f'cd "$OUT"; {probe} --site {MAIN} --json')
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - start < 60
    said = json.loads(done.stdout)
    assert said["home"] == f"http://{MAIN}/" and said["ipv6"] == "ok 200" and said["aaaa"] and said["SiteIDCode"], said
    assert [(f["rule"], f["subject"]) for f in said["findings"]] == [("site.footer", "contact")], said["findings"]
    assert re.fullmatch(r"5 of 5, first byte after \d+ ms", said["opened_over_ipv6"]), said
    assert not os.path.exists(os.path.join(lab.folder, "xdg", "audit")), "probe wrote a snapshot"
    assert "ns1.yunhequ.gov.cn (AAAA)" in said["name_servers"] and "ns2.yunhequ.gov.cn (no AAAA)" in said["name_servers"], said
    lines = lab.shell(f"{probe} --site {MAIN}").stdout
    with open(os.path.join(HERE, "..", "..", "README.md"), encoding="utf-8") as f:
        told = re.search(r"\$ audit probe --site \S+\n((?:    .*\n)+)", f.read()).group(1)
    same = lambda text: re.sub(r"(?<=after )\d+(?= ms)", "N", re.sub(r"ns[12]\.\S+ \([^)]*\)", "NS", re.sub(r"(?m)^    ", "", text))).strip()
    assert same(told) == same(lines), f"README tells another output:\n{lines}"
    assert re.search(r"^https +refused$", lines, re.M) and "site.footer" in lines, lines
    walled = lab.shell(f"{probe} --site www.walledqu.gov.cn --json")
    assert walled.returncode == 3 and json.loads(walled.stdout)["wall"] and not json.loads(walled.stdout)["findings"], walled.stdout


def visits(lab, state):
    with contextlib.closing(sqlite3.connect(os.path.join(lab.folder, state, "snapshot.db"))) as db:
        return db.execute("SELECT source, outcome, v6, at FROM probe_history ORDER BY at").fetchall()


def national(report, item):
    return next(i for i in report["national"]["items"] if i["item"] == item)


def probes_feed_the_reachability(lab):
    """`audit probe --state`: each look is remembered, quietly, also beside a run that is writing; the report of the run counts them, and old ones go."""
    probe = f'"$AUDIT" probe --quiet --site {MAIN} --state "$OUT/watch"'
    done = lab.shell(f'{probe}; echo "status $?"; "$AUDIT" probe --quiet --site www.deadqu.gov.cn --state "$OUT/watch-dead"; echo "status $?"; '
                     f'"$AUDIT" probe --quiet --site www.walledqu.gov.cn --state "$OUT/watch-wall"; echo "status $?"')
    assert done.stdout.split("\n")[:3] == ["status 0", "status 3", "status 3"], done.stdout + done.stderr
    assert [v[:3] for v in visits(lab, "watch")] == [("probe", "ok", "ok")], visits(lab, "watch")
    assert [v[:2] for v in visits(lab, "watch-dead")] == [("probe", "refused")], visits(lab, "watch-dead")
    assert [v[:2] for v in visits(lab, "watch-wall")] == [("probe", "wall")], visits(lab, "watch-wall")
    now = int(time.time())
    with contextlib.closing(sqlite3.connect(os.path.join(lab.folder, "watch", "snapshot.db"))) as db, db:
        rows = [(now - 36 * 86400, "probe", "ok")] + [(now - n * 900, "probe", "timeout" if n % 10 == 0 else "ok") for n in range(1, 8 * 96)]
        db.executemany("INSERT INTO probe_history (at, source, outcome, status, first_ms) VALUES (?, ?, ?, 0, 9)", rows)
    done = lab.shell(f'''"$AUDIT" --site {MAIN} --as-of {today()} --quiet --rate 0 --out "$OUT/watched" --state "$OUT/watch" & pid=$!; sleep 2
        {probe}; echo "probe $?"; wait $pid; echo "audit $?"''')
    assert "probe 0\naudit 0" in done.stdout, done.stdout + done.stderr
    kept = visits(lab, "watch")
    assert min(v[3] for v in kept) > now - 36 * 86400 and len(kept) == 1 + 767 + 2, (len(kept), kept[:2])
    assert [v[0] for v in kept[-2:]] in (["run", "probe"], ["probe", "run"]), kept[-3:]
    reach = national(lab.report("watched"), "站点无法访问")
    assert reach["verdict"] == "fail" and re.search(r"打不开（(9|10)\.\d%）", reach["value"]), reach  # one in ten; by the hour of the day a few more or less


def national_table_of_the_portal(lab):
    """The national indicators on the sample portal: each item judged as planted, and only points that were read somewhere are counted."""
    report = lab.first
    got = {i["item"]: i["verdict"] for i in report["national"]["items"]}
    count = {}
    for f in report["findings"]:
        count[f["rule"]] = count.get(f["rule"], 0) + 1
    hints = {"可用性": "link.broken", "页面标签": "site.tags", "网站标识": "site.footer", "IPv6改造": "ipv6.no-aaaa", "解读比例": "policy.uninterpreted", "解读关联": "policy.unlinked",
             "其他栏目": "column.empty", "安全、泄密事故等严重问题": "link.hidden"}
    for item, rule in hints.items():
        assert count[rule] and got[item] == "hint", (item, got[item], rule)
    assert got["首页不更新"] == "pass" and got["政策文件"] == "pass", got
    assert got["站点无法访问"] == "unverified" and "每天至少访问 20 次" in national(report, "站点无法访问")["why"], national(report, "站点无法访问")
    assert got["栏目不更新（空白）"] in ("pass", "unverified") and "1 个空白栏目" in national(report, "栏目不更新（空白）")["value"], national(report, "栏目不更新（空白）")
    assert got["互动回应差"] == got["服务不实用"] == got["搜索功能"] == "not-judged", got
    fails = [i for i in report["national"]["items"] if i["verdict"] == "fail"]
    assert report["national"]["seen_points"] == sum(i["points"] or 0 for i in fails) and report["national"]["official"] is False
    assert all(i["points"] is None for i in report["national"]["items"] if i["tag"] != "S")
    with open(os.path.join(lab.folder, "first", "report.html"), encoding="utf-8") as f:
        html = f.read()
    assert "本次抓取可见的扣分" in html and "这不是官方检查结果" in html


def table_rows(html, caption):
    """The body rows of the table with that caption, each a list of its cells' words."""
    body = re.search(rf"<caption>{caption}</caption>.*?<tbody>(.*?)</tbody>", html, re.S).group(1)
    words = lambda cell: unescape(re.sub(r"<[^>]*>", "", cell)).strip()
    return [[words(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]


def tables_tell_the_report(lab):
    """The IPv6 table and the table of interpretations say in Chinese what report.json says, row by row."""
    with open(os.path.join(lab.folder, "first", "report.html"), encoding="utf-8") as f:
        html = f.read()
    rows = table_rows(html, "IPv6 指标")
    assert len(rows) == len(lab.first["ipv6"]), rows
    for row, i in zip(rows, lab.first["ipv6"]):  # a long list of hosts is cut in the page
        assert (row[0], row[2]) == (i["indicator"], i["threshold"] or "仅供参考") and i["value"].startswith(row[1].rstrip("…")) and row[1], (row, i)
    assert {"域名解析", "域名授权体系", "首页可达", "首页访问成功率", "内容一致性", "二级链接通达率", "三级链接通达率", "时延比"} <= {r[0] for r in rows}
    verdicts = {"pass": "✔ 通过", "fail": "✖ 不通过", "unverified": "? 无法判定"}
    assert all(r[4] == verdicts.get(i["verdict"], r[4]) for r, i in zip(rows, lab.first["ipv6"])), rows
    rows = table_rows(html, "每份文件的解读")
    want = [(p["title"] + (p["number"] or ""), i) for p in lab.first["policies"] for i in p["interpretations"] or [None]]
    assert len(rows) == len(want) > 20, (len(rows), len(want))
    for row, (title, interpretation) in zip(rows, want):
        assert row[0] in (title, "同上"), (row, title)
        young = title.startswith("关于印发《云河区露营地管理办法》")  # published the day before the as-of day
        none = "没有找到解读（发布未满三个工作日）" if young else "没有找到解读"
        assert row[2] == (interpretation["title"] if interpretation else none), (row, interpretation)


def inspect_reads_documents(lab):
    """`audit inspect` of an attachment: its text, or why there is none; of a file on disk as of an address."""
    docx = os.path.join(lab.portal, "www", MAIN, "files/2026/ywtz.docx")
    for what in (f"http://{MAIN}/files/2026/ywtz.docx", docx):
        done = lab.shell(f'"$AUDIT" inspect "{what}"')
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        assert said["attachment"] == "docx" and "主管部门应当在3日内建立台账" in said["body_text"], said
    old = json.loads(lab.shell(f'"$AUDIT" inspect http://{MAIN}/files/2026/nbjtj.doc').stdout)
    assert old["limit_hit"] == "old-format" and not old["body_text"], old


def every_finding_is_whole(lab):
    """Each finding has its clause, department, message and remedy, in words without holes."""
    for f in lab.first["findings"]:
        assert f["clauses"], f"{f['rule']} {f['subject']} is bound to no clause"
        assert f["department"] and f["message"] and f["remedy"], f
        assert not re.search(r"[{}]", f["message"] + f["remedy"]), f["message"]
        assert f["where_count"] >= len(f["where"]), f
    ids = [f["id"] for f in lab.first["findings"]]
    assert len(ids) == len(set(ids)), "two findings share an id"


def stable_from_run_to_run(lab):
    """A second full run, in another order, gives the same findings under the same ids, now persisting."""
    again = run_audit(lab, "first", "--fresh --concurrency 2")
    assert {f["id"] for f in again["findings"]} == {f["id"] for f in lab.first["findings"]}, set(found(again)) ^ set(found(lab.first))
    assert {f["state"] for f in again["findings"]} == {"persisting"}, {f["state"] for f in again["findings"]}
    assert not again["fixed"] and not again["recheck"]


def resume_after_kill(lab):
    """kill -9 at several moments, then --resume: the same findings as an uninterrupted run."""
    # The last moment lies in the phase of retries, when most is settled and something is still due.
    for n, wait in enumerate((0.4, 1.5, 4)):
        name = f"killed{n}"
        done = lab.shell(f'''args=(--site {MAIN} --profile "$PROFILE" --as-of {AS_OF} --rate 0 --concurrency 8 --quiet --out "$OUT/{name}" --state "$OUT/{name}-state")
            "$AUDIT" "${{args[@]}}" & pid=$!; sleep {wait}; kill -9 $pid; wait $pid 2>/dev/null
            [ ! -e "$OUT/{name}/report.json" ] || echo "finished before the kill" >&2
            "$AUDIT" "${{args[@]}}" --resume''')
        assert done.returncode == 0, done.stderr[-600:]
        difference = set(found(lab.report(name))) ^ set(found(lab.first))
        assert not difference, f"killed after {wait} s: {sorted(difference)}"


def full_disk(lab):
    """No room for the snapshot, then for the reports: one line, exit status 4, nothing that looks whole; with room again the run goes on to the same findings."""
    done = lab.shell(f'''args=(--site {MAIN} --profile "$PROFILE" --quiet --state "$OUT/full-state") run=(--as-of {AS_OF} --rate 0 --concurrency 8 --out "$OUT/full")
        mkdir -p "$OUT/full-state" "$OUT/full-out"; mount -t tmpfs -o size=300k none "$OUT/full-state" && mount -t tmpfs -o size=100k none "$OUT/full-out" || {{ echo "no tmpfs"; exit 77; }}
        "$AUDIT" "${{args[@]}}" "${{run[@]}}"; echo "status $?, $(find "$OUT/full" -type f 2>/dev/null | wc -l) files"
        mount -o remount,size=100m "$OUT/full-state"; "$AUDIT" "${{args[@]}}" "${{run[@]}}" --resume; echo "status $?"
        "$AUDIT" report "${{args[@]}}" --out "$OUT/full-out"; echo "status $?, $(find "$OUT/full-out" -type f | wc -l) files"
        mount -o remount,size=100m "$OUT/full-out"; "$AUDIT" report "${{args[@]}}" --out "$OUT/full-out"; echo "status $?, $(cmp "$OUT/full/report.json" "$OUT/full-out/report.json" && echo equal)"''')
    assert done.stdout.splitlines() == ["status 4, 0 files", "status 0", "status 4, 0 files", "status 0, equal"], done.stdout + done.stderr[-600:]
    said = done.stderr.splitlines()
    assert len(said) == 2 and "the disk is full" in said[0] and "No space left" in said[1], said
    assert set(found(lab.report("full"))) == set(found(lab.first))


def interrupted_run_says_so(lab):
    """SIGINT: exit status 3, a report that says it is incomplete; --resume completes it."""
    done = lab.shell(f'''args=(--site {MAIN} --profile "$PROFILE" --as-of {AS_OF} --rate 0 --quiet --out "$OUT/int" --state "$OUT/int-state")
        "$AUDIT" "${{args[@]}}" & pid=$!; sleep 1.2; kill -INT $pid; wait $pid; echo "status $?"
        "$AUDIT" "${{args[@]}}" --resume; echo "status $?"''')
    assert re.findall(r"status (\d)", done.stdout) == ["3", "0"], done.stdout[-300:] + done.stderr[-500:]
    assert set(found(lab.report("int"))) == set(found(lab.first))


def second_run_is_refused(lab):
    """Two runs at once on one state directory: the second says so in one line and exits 2."""
    done = lab.shell(f'''"$AUDIT" --site {MAIN} --quiet --out "$OUT/two" --state "$OUT/two-state" --as-of {AS_OF} & pid=$!; sleep 1
        "$AUDIT" --site {MAIN} --quiet --out "$OUT/two-b" --state "$OUT/two-state" --as-of {AS_OF}; echo "status $?"; kill -INT $pid; wait $pid''')
    assert "status 2" in done.stdout, done.stdout + done.stderr
    assert "another audit" in done.stderr, done.stderr


def today():
    """The day of the portal's people: what is counted up to the as-of day must see this very visit."""
    return subprocess.run(["date", "+%F"], env={**os.environ, "TZ": "Asia/Shanghai"}, capture_output=True, text=True, check=True).stdout.strip()


def small(lab, site, more="", as_of=AS_OF):
    done = lab.shell(f'"$AUDIT" --site {site} --as-of {as_of} --rate 0 --quiet --out "$OUT/{site}" --state "$OUT/{site}-state" {more}')
    return done, lab.report(site)


def silent_home(lab):
    done, report = small(lab, "www.silentqu.gov.cn")
    assert done.returncode == 0, done.stderr
    assert ("site.home-stale", "www.silentqu.gov.cn") in found(report), found(report).keys()
    assert national(report, "首页不更新")["verdict"] == "fail" and report["national"]["seen_points"] == 0, report["national"]


def menu_by_script(lab):
    """Nothing is said to be missing from a portal whose menu was not seen."""
    done, report = small(lab, "www.scriptqu.gov.cn", "--plan shanting-2022")
    assert done.returncode == 0, done.stderr
    missing = [k for k in found(report) if k[0] in ("column.missing", "disclosure.missing")]
    unsure = {u["rule"] for u in report["unverified"] if u["reason"] == "javascript-list"}
    assert not missing and {"column.missing", "disclosure.missing"} <= unsure, (missing, unsure)


def dead_site(lab):
    done, report = small(lab, "www.deadqu.gov.cn", as_of=today())
    assert done.returncode == 3, (done.returncode, done.stderr)
    # That the host has no AAAA record is known by DNS, though it takes no connection.
    assert set(found(report)) == {("site.unreachable", "www.deadqu.gov.cn"), ("ipv6.no-aaaa", "www.deadqu.gov.cn")}, found(report).keys()
    assert report["run"]["complete"] is False
    reach = national(report, "站点无法访问")
    assert reach["verdict"] == "unverified" and reach["value"].startswith("本次打不开；近 7 天访问 1 次，1 次打不开"), reach
    assert not [i for i in report["national"]["items"] if i["verdict"] == "pass"], "a site that was not seen passes nothing"


def walled_site(lab):
    done, report = small(lab, "www.walledqu.gov.cn")
    assert done.returncode == 3, (done.returncode, done.stderr)
    assert not report["findings"], found(report).keys()
    assert any(u["reason"] == "wall" for u in report["unverified"]), report["unverified"]


def unknown_site(lab):
    done = lab.shell(f'"$AUDIT" --site www.nosuchqu.gov.cn --as-of {AS_OF} --quiet --out "$OUT/none" --state "$OUT/none-state"')
    assert done.returncode == 3, (done.returncode, done.stderr)


def polite(lab):
    """At the default rate no host sees more than 4 requests in a second; robots.txt is obeyed; nobody logs in or searches."""
    log = os.path.join(lab.portal, "access.log")
    open(log, "w").close()
    lab.shell(f'"$AUDIT" --site {MAIN} --as-of {AS_OF} --quiet --max-pages 40 --external no --out "$OUT/slow" --state "$OUT/slow-state"')
    with open(log, encoding="utf-8") as f:
        lines = f.read().splitlines()
    seconds = {}
    for line in lines:
        at = re.search(r"\[([^\]]+)\] \"(\S+) (\S+)", line)
        seconds[at.group(1)] = seconds.get(at.group(1), 0) + 1
        assert not re.search(r"/nbgl/|login|was5", at.group(3)), line
        assert re.search(r"\+http|@", line.rsplit('"', 2)[1]), line
    # The sample portal's hosts share one log, so the sum over hosts is an upper bound only for the main host's crawl.
    assert lines and max(seconds.values()) <= 4 * 5, max(seconds.values())


def bad_input(lab):
    """Wrong use: one line that says what would be right, exit status 2; a state or report folder that cannot be written: 4."""
    cases = [("--site", 2), ("--sight x", 2), ("frobnicate", 2), ("--site www.x.gov.cn --as-of 2026-02-30", 2), ("--site www.x.gov.cn --rate fast", 2),
             ("--site www.x.gov.cn --profile /nonexistent.yaml", 2), ("--site www.x.gov.cn --plan /nonexistent.yaml", 2), ("--site 'http://'", 2),
             ("plan show no-such-plan", 2), ("explain no.such-rule", 2), ("inspect /nonexistent.html", 2)]
    for args, status in cases:
        done = lab.shell(f'"$AUDIT" {args} --quiet' if args.startswith("--") else f'"$AUDIT" {args}')
        assert done.returncode == status, f"{args}: exit status {done.returncode}: {done.stderr}"
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("audit: "), f"{args}: {done.stderr!r}"


def mails_tell_the_report(lab):
    """--mail-dry-run of the first run: a mail for each department of the report, with its number, and a summary."""
    report = lab.report("first") if os.path.exists(os.path.join(lab.folder, "first", "report.json")) else run_audit(lab, "first")
    done = lab.shell(f'"$AUDIT" send --site {MAIN} --profile "$PROFILE" --quiet --state "$OUT/first-state" --mail-dry-run "$OUT/eml"')
    assert done.returncode == 0, done.stderr[-600:]
    subjects = {}
    for name in os.listdir(os.path.join(lab.folder, "eml")):
        with open(os.path.join(lab.folder, "eml", name), "rb") as f:
            mail = email.message_from_binary_file(f, policy=email.policy.default)
        assert not mail.defects and len(list(mail.iter_parts())) == 3, name
        subjects[mail["Subject"].split("】")[1].split("：")[0]] = mail["Subject"]
    told = {who: int(re.search(r"共(\d+)", s).group(1)) for who, s in subjects.items()}
    counts = {"汇总": len(report["findings"])}
    for f in report["findings"]:
        counts[f["department"]] = counts.get(f["department"], 0) + 1
    assert told == counts, (told, counts)


TESTS = [exact_findings, columns_are_whole, opt_in_rules, forms_a_plan_asks_for, *(family(n) for n in ("hanweb", "jpaas", "ucap", "vsb", "plain", "gbk", "webplus", "php", "founder")), probe_looks_and_leaves_nothing,
         probes_feed_the_reachability, national_table_of_the_portal, tables_tell_the_report, inspect_reads_documents, every_finding_is_whole,
         stable_from_run_to_run, resume_after_kill, full_disk, interrupted_run_says_so, second_run_is_refused, silent_home, menu_by_script, dead_site,
         walled_site, unknown_site, polite, bad_input, mails_tell_the_report]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("audit")
    harness.options(ap)
    ap.add_argument("--keep")
    args = ap.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    tests = harness.choose(TESTS, args)
    with tempfile.TemporaryDirectory(prefix="audit-e2e-") as temp:
        folder = args.keep or temp
        os.makedirs(folder, exist_ok=True)
        return harness.run("e2e", tests, Lab(args.audit, folder))


if __name__ == "__main__":
    sys.exit(main())
