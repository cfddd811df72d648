#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""report.html in a real browser: headless Chromium, driven through chromium-driver.

    run.py TEST_REPORT_HTML [--axe FOLDER]

TEST_REPORT_HTML is the unit test that writes its sample pages where AUDIT_SAMPLE_HTML and AUDIT_SAMPLE_HTML_BIG say.
axe-core comes from npm into FOLDER (default: a temporary one); without npm that test is skipped.
Prints a line a test and closes with "browser: N passed, N failed, N skipped".
"""
import argparse
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness  # noqa: E402
from harness import Skip  # noqa: E402

AXE = "axe-core@4.10.2"
SHOWN = "return Array.prototype.filter.call(document.querySelectorAll('#findings [data-state]'), n => n.offsetParent !== null && getComputedStyle(n).display !== 'none').length"
TOTAL = "return document.querySelectorAll('#findings [data-state]').length"


class Pages:
    def __init__(self, writer, folder, axe):
        self.folder, self.axe_folder = folder, axe
        self.small, self.big = os.path.join(folder, "report.html"), os.path.join(folder, "big.html")
        env = {**os.environ, "AUDIT_SAMPLE_HTML": self.small, "AUDIT_SAMPLE_HTML_BIG": self.big}
        subprocess.run([os.path.abspath(writer)], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.driver = None

    def start(self):
        try:
            from selenium import webdriver
            from selenium.webdriver.chrome.service import Service
        except ImportError as why:
            raise Skip(f"no selenium: {why}; scripts/setup --test installs python3-selenium") from why
        for path in ("/usr/bin/chromium", "/usr/bin/chromedriver"):
            if not os.path.exists(path):
                raise Skip(f"{path} is not there; scripts/setup --test installs it")
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900", f"--user-data-dir={self.folder}/browser"):
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(60)

    def open(self, path, script=True):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        start = time.monotonic()
        self.driver.get(pathlib.Path(path).as_uri())
        return time.monotonic() - start

    def run(self, script, *args):
        return self.driver.execute_script(script, *args)

    def set(self, field, value):
        self.run("var n = document.getElementById('filter-' + arguments[0]); n.value = arguments[1];"
                 "n.dispatchEvent(new Event(n.tagName === 'SELECT' ? 'change' : 'input'));", field, value)
        time.sleep(0.4)  # typing is waited for


def requests(pages):
    for entry in pages.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def no_error_no_request(pages):
    """Nothing on the console, and nothing is asked of anybody but the file itself."""
    pages.open(pages.small)
    time.sleep(0.5)
    log = pages.driver.get_log("browser")
    assert not log, log
    asked = [u for u in requests(pages) if not u.startswith(("file:", "data:"))]
    assert not asked, asked


def policy_stops_other_scripts(pages):
    """The page's own policy lets only its own script run: one put in from outside does not."""
    with open(pages.small, encoding="utf-8") as f:
        text = f.read()
    path = os.path.join(pages.folder, "injected.html")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("<main", "<script>window.injected = 1</script><img src=x onerror='window.injected = 2'><main", 1))
    pages.open(path)
    assert pages.run("return window.injected === undefined"), "a foreign script ran"
    assert pages.run("return document.getElementById('filter').hidden === false"), "our own did not"


def filters_work(pages):
    pages.open(pages.small)
    total = pages.run(TOTAL)
    assert total == 13 and pages.run(SHOWN) == total, (total, pages.run(SHOWN))
    for field, value, want in (("severity", "不规范", 1), ("severity", "错误", 11), ("state", "新增", 4), ("dep", "区财政局", 4), ("rule", "断链", 9), ("words", "决算公开表3", 1),
                               ("words", "没有这样的词", 0)):
        pages.set(field, value)
        assert pages.run(SHOWN) == want, f"{field}={value}: {pages.run(SHOWN)} shown, not {want}"
        said = pages.run("return document.getElementById('filter-said').textContent")
        assert f" {want} 个" in said and "13" in said, said
        headings = pages.run("return Array.prototype.filter.call(document.querySelectorAll('#findings h3, #findings h4'), n => n.offsetParent !== null).length")
        assert (headings > 0) == (want > 0), f"{headings} headings over {want} findings"
        pages.run("document.getElementById('filter-clear').click()")
        assert pages.run(SHOWN) == total, "not all came back"
    pages.set("dep", "区财政局")
    pages.set("severity", "提示")
    assert pages.run(SHOWN) == 0, "filters do not add up"


def whole_without_script(pages):
    """Without script every finding is there and open, and no control that does nothing."""
    pages.open(pages.small, script=False)
    size = pages.driver.execute_cdp_cmd("DOM.getDocument", {"depth": -1})
    root = size["root"]["nodeId"]
    cards = pages.driver.execute_cdp_cmd("DOM.querySelectorAll", {"nodeId": root, "selector": "#findings [data-state]"})["nodeIds"]
    assert len(cards) == 13, len(cards)
    for node in cards:
        pages.driver.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": node})  # fails for what is not laid out
    bar = pages.driver.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": "#filter"})["nodeId"]
    try:
        pages.driver.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": bar})
    except Exception:
        return
    raise AssertionError("the filters show without script")


def ten_thousand_open_fast(pages):
    """10,000 findings: under 10 MB, loaded and filtered within 3 seconds."""
    assert os.path.getsize(pages.big) < 10 << 20, os.path.getsize(pages.big)
    seconds = min(pages.open(pages.big), pages.open(pages.big))
    assert seconds < 3, f"{seconds:.1f} s to load"
    assert pages.run(TOTAL) == 10004, pages.run(TOTAL)
    folded = pages.run(SHOWN)
    assert folded < 200, f"{folded} findings open at once"
    taken = pages.run("var s = performance.now(), n = document.getElementById('filter-severity'); n.value = '不规范'; n.dispatchEvent(new Event('change'));"
                      "document.body.offsetHeight; return performance.now() - s;")
    assert taken < 1500, f"{taken:.0f} ms to filter"
    assert pages.run(SHOWN) == 1, pages.run(SHOWN)
    pages.run("document.getElementById('filter-clear').click(); document.querySelector('.unfold').click();")
    assert pages.run(SHOWN) > folded, "unfolding shows nothing"


def folded_ones_are_found(pages):
    """A link to a finding that is folded away opens it."""
    pages.open(pages.big)
    target = pages.run("return document.querySelector('#findings .rest').id")
    pages.run("location.hash = arguments[0]", target)
    time.sleep(1)
    top, height, window = pages.run("var r = document.getElementById(arguments[0]).getBoundingClientRect(); return [r.top, r.height, window.innerHeight]", target)
    assert height > 0 and -1 <= top <= window, f"{height} px high at {top} of {window}"


def on_paper(pages, path):
    """The text of each page of A4."""
    pages.open(path)
    paper = os.path.join(pages.folder, "paper.pdf")
    with open(paper, "wb") as f:
        f.write(base64.b64decode(pages.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]))
    if not shutil.which("pdftotext"):
        raise Skip("no pdftotext; scripts/setup --test installs poppler-utils")
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def prints_everything(pages):
    """On paper every finding stands with place, fault, clause and remedy, in a few lines; what is for the screen is not there."""
    pages.open(pages.small)
    messages = pages.run("return Array.prototype.map.call(document.querySelectorAll('#findings .what dd'), n => n.firstChild.textContent)")
    remedies = pages.run("return Array.prototype.map.call(document.querySelectorAll('#findings .do dd'), n => n.textContent)")
    paper = on_paper(pages, pages.small)
    flat = re.sub(r"\s", "", "".join(paper))
    assert len(messages) == 13 and remedies, (len(messages), remedies)
    for words in messages + remedies:
        assert re.sub(r"\s", "", words) in flat, f"not printed: {words}"
    for words in ("证据：", "搜索", "尝试次数", "没有印出，见电子版或"):
        assert words not in flat, f"printed: {words}"
    for words in ("已整改（这次访问并确认正常）", "待复核（这次没有走到或没有条件判定）"):
        assert words in flat, f"a table has lost its name on paper: {words}"
    assert "核实的经过（证据）见电子版" in flat and len(paper) <= 8, len(paper)


def ten_thousand_on_paper(pages):
    """10,000 findings are no pile of paper: of every group the first, and how many more there are."""
    paper = on_paper(pages, pages.big)
    assert len(paper) <= 80, f"{len(paper)} pages"
    flat = re.sub(r"\s", "", "".join(paper))
    left = [int(n) for n in re.findall(r"其余(\d+)个没有印出，见电子版或整改台账", flat)]
    shown = pages.run("return document.querySelectorAll('#findings .card:not(.unprinted)').length")
    assert left and sum(left) + shown == 10004, (left, shown)


def filters_hold_on_paper(pages):
    """A filter that was set stays set on paper, and nothing that it leaves is folded."""
    pages.open(pages.small)
    pages.set("dep", "区财政局")
    pages.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert pages.run(SHOWN) == 4, pages.run(SHOWN)
        assert pages.run("return getComputedStyle(document.getElementById('filter')).display") == "none"
    finally:
        pages.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def narrow(pages):
    """At 390 px nothing but the tables' own boxes scrolls sideways."""
    pages.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True})
    try:
        pages.open(pages.small)
        width = pages.run("return document.documentElement.scrollWidth")
        assert width <= 390, f"{width} px wide"
    finally:
        pages.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def keyboard_is_enough(pages):
    """Without a mouse: past the contents, into the search, over the filters, and what is folded opens."""
    from selenium.webdriver.common.keys import Keys
    pages.open(pages.big)
    press = lambda key: pages.driver.switch_to.active_element.send_keys(key)
    where = lambda: pages.run("var n = document.activeElement; return [n.className, n.id, n.tagName]")
    press(Keys.TAB)
    assert where()[0] == "skip", where()
    assert pages.run("return document.activeElement.getBoundingClientRect().left >= 0"), "the skip link stays out of sight"
    pages.run("document.getElementById('filter-words').focus()")
    order = []
    for _ in range(5):
        press(Keys.TAB)
        order.append(where()[1])
    assert order == ["filter-severity", "filter-state", "filter-dep", "filter-rule", "filter-clear"], order
    outline = pages.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline not in ("none", ""), "the focus is not shown"
    shown = pages.run(SHOWN)
    pages.run("document.querySelector('.unfold').focus()")
    press(Keys.ENTER)
    assert pages.run(SHOWN) > shown and where()[2] in ("ARTICLE", "TR"), where()
    assert pages.run("return Array.prototype.every.call(document.querySelectorAll('.scroll'), n => n.tabIndex === 0 && n.getAttribute('aria-label'))"), "a table that scrolls is out of reach"


def accessible(pages):
    """axe-core: no serious or critical violation of WCAG 2.1 AA and of 2.2's AA criteria, light and dark, wide and narrow."""
    script = os.path.join(pages.axe_folder, "node_modules", "axe-core", "axe.min.js")
    if not os.path.exists(script):
        try:
            done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", pages.axe_folder, AXE], capture_output=True, text=True, timeout=180)
        except (OSError, subprocess.TimeoutExpired) as why:
            raise Skip(f"axe-core cannot be installed: {why}") from why
        if done.returncode != 0 or not os.path.exists(script):
            raise Skip(f"npm does not give {AXE}: {done.stderr.strip()[-200:]}")
    with open(script, encoding="utf-8") as f:
        axe = f.read()
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        pages.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
        pages.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        pages.open(pages.small)
        pages.run(axe)
        result = pages.driver.execute_async_script("var done = arguments[arguments.length - 1]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(done, e => done({error: String(e)}))")
        assert "error" not in result, result["error"]
        assert result["passes"], "axe looked at nothing"
        bad = [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:120]} and {len(v['nodes']) - 1} more" for v in result["violations"] if v["impact"] in ("serious", "critical")]
        assert not bad, f"{scheme}, {width} px: " + "; ".join(bad)
    pages.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


TESTS = [no_error_no_request, policy_stops_other_scripts, filters_work, whole_without_script, ten_thousand_open_fast, folded_ones_are_found, prints_everything, ten_thousand_on_paper, filters_hold_on_paper, narrow, keyboard_is_enough, accessible]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("writer")
    ap.add_argument("--axe")
    harness.options(ap)
    args = ap.parse_args()
    tests = harness.choose(TESTS, args)
    with tempfile.TemporaryDirectory(prefix="audit-browser-", ignore_cleanup_errors=True) as folder:
        pages = Pages(args.writer, folder, args.axe or os.path.join(folder, "axe"))
        try:
            pages.start()
        except Skip as why:
            print(f"skip {why}\nbrowser: 0 passed, 0 failed, {len(tests)} skipped")
            return 0
        try:
            return harness.run("browser", tests, pages)
        finally:
            pages.driver.quit()


if __name__ == "__main__":
    sys.exit(main())
