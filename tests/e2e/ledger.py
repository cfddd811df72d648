#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""report.xlsx read by programs that are not ours: openpyxl and LibreOffice.

    ledger.py TEST_REPORT

TEST_REPORT is the unit test that writes its sample ledger, hostile rows included, where AUDIT_SAMPLE_XLSX says.
Prints a line a test and closes with "ledger: N passed, N failed, N skipped".
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness  # noqa: E402
from harness import Skip  # noqa: E402

HEADINGS = ["序号", "部门", "栏目", "问题类型", "问题描述", "页面地址", "依据条款", "整改建议", "首次发现", "状态", "整改期限", "整改情况", "责任人", "备注"]
OFFICE = "/usr/bin/soffice"


class Book:
    def __init__(self, writer, folder):
        self.folder, self.path = folder, os.path.join(folder, "report.xlsx")
        subprocess.run([os.path.abspath(writer)], env={**os.environ, "AUDIT_SAMPLE_XLSX": self.path}, check=True, capture_output=True)

    def load(self):
        try:
            import openpyxl
        except ImportError as why:
            raise Skip("no openpyxl; scripts/setup --test installs python3-openpyxl") from why
        return openpyxl.load_workbook(self.path)


def sheets(book):
    """The ledger, the summary and one sheet a department; a department's sheet holds its own rows and no others."""
    work = book.load()
    assert work.sheetnames[:2] == ["整改台账", "汇总"], work.sheetnames
    rows = list(work["整改台账"].iter_rows(min_row=2, values_only=True))
    departments = {r[1] for r in rows}
    assert len(work.sheetnames) == 2 + len(departments), work.sheetnames
    told = 0
    for name in work.sheetnames[2:]:
        own = list(work[name].iter_rows(min_row=2, values_only=True))
        assert len({r[1] for r in own}) == 1 and [r[0] for r in own] == list(range(1, len(own) + 1)), name
        told += len(own)
    assert told == len(rows) and rows, (told, len(rows))


def form(book):
    """Headings in the order offices keep them, frozen and filtered; the columns to fill in are empty."""
    for sheet in [s for s in book.load().worksheets if s.title != "汇总"]:
        assert [c.value for c in sheet[1]] == HEADINGS, sheet.title
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:N{sheet.max_row}", (sheet.freeze_panes, sheet.auto_filter.ref)
        assert sheet.column_dimensions["E"].width > 40
        for row in sheet.iter_rows(min_row=2, values_only=True):
            assert row[10:13] == (None,) * 3, row
            assert row[13] is None or re.match("链接：|共 ", row[13]), row
            assert all(row[i] for i in (0, 1, 3, 4, 9)), row
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", row[8]), row
        tall = [sheet.row_dimensions[n].height for n in range(2, sheet.max_row + 1)]
        assert all(h and 15 <= h <= 300 for h in tall), "a row has no height of its own"
        assert all(h >= 30 for h, row in zip(tall, sheet.iter_rows(min_row=2, values_only=True)) if len(row[4]) > 25), "a long text is cut off"


def no_formula(book):
    """No cell is a formula, whatever the portal wrote; links lead to web pages only."""
    links = 0
    for sheet in book.load().worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                if cell.hyperlink:
                    links += 1
                    assert re.match(r"https?://", cell.hyperlink.target), cell.hyperlink.target
                    assert cell.column_letter == "F", cell.coordinate
    assert links, "no address can be clicked"
    with zipfile.ZipFile(book.path) as z:
        assert not [n for n in z.namelist() if re.match(r"xl/worksheets/.*\.xml", n) and b"<f>" in z.read(n)]


def summary(book):
    """The numbers of the summary are those of the ledger, and there is a chart."""
    work = book.load()
    sheet, rows = work["汇总"], list(work["整改台账"].iter_rows(min_row=2, values_only=True))
    assert len(sheet._charts) == 1 or any(n.startswith("xl/charts/chart") for n in zipfile.ZipFile(book.path).namelist())
    with zipfile.ZipFile(book.path) as z:
        (chart,) = [z.read(n).decode() for n in z.namelist() if n.startswith("xl/charts/chart")]
    names = chart[chart.index("<c:catAx>"):chart.index("</c:catAx>")]
    assert 'orientation val="maxMin"' in names and chart.count("maxMin") == 1, "the first department is on top, the bars go to the right"
    table = {r[0]: r[1:] for r in sheet.iter_rows(min_row=5, max_col=9, values_only=True) if r[0]}
    assert table["合计"][0] == len(rows), table["合计"]
    for name in {r[1] for r in rows}:
        assert table[name][0] == sum(r[1] == name for r in rows) == sum(table[name][1:4]), (name, table[name])


def libreoffice(book):
    """LibreOffice opens it and reads the same rows."""
    if not os.path.exists(OFFICE):
        raise Skip(f"{OFFICE} is not there; scripts/setup --test installs libreoffice-calc-nogui")
    done = subprocess.run([OFFICE, "--headless", f"-env:UserInstallation=file://{book.folder}/office", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
                           "--outdir", book.folder, book.path], capture_output=True, text=True, timeout=170)
    made = [n for n in os.listdir(book.folder) if n.endswith(".csv")]
    assert done.returncode == 0 and len(made) == 1, (done.stdout + done.stderr)[-400:]
    with open(os.path.join(book.folder, made[0]), encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    assert rows[0] == HEADINGS, rows[0]
    ours = [[str(v) if v is not None else "" for v in r] for r in book.load()["整改台账"].iter_rows(min_row=2, values_only=True)]
    assert [r[:4] for r in rows[1:]] == [r[:4] for r in ours], "other rows"
    assert [r[5] for r in rows[1:]] == [r[5] for r in ours], "other addresses"


TESTS = [sheets, form, no_formula, summary, libreoffice]


def main():
    with tempfile.TemporaryDirectory(prefix="audit-ledger-") as folder:
        return harness.run("ledger", TESTS, Book(sys.argv[1], folder))


if __name__ == "__main__":
    sys.exit(main())
