# SPDX-License-Identifier: MIT
"""What the sample portal is made of: sites, columns, articles, and the truth about what was planted in them."""
import dataclasses
import datetime as dt
import os

DISTRICT = "云河区"
GOV = DISTRICT + "人民政府"
MAIN = "www.yunhequ.gov.cn"
CODE = "3799010001"


@dataclasses.dataclass
class Item:
    """One row of a list and, unless `address` is given, the article it opens."""
    title: str
    day: dt.date
    address: str = ""            # absolute path or address; empty: made by the family
    column: "Column" = None
    source: str = GOV
    number: str = ""             # 文号; makes the article a policy file with a metadata table
    written: dt.date = None      # 成文日期
    body: str = ""               # HTML; empty: a few ordinary sentences
    related: list = dataclasses.field(default_factory=list)    # (label, [(title, address)])
    tags: dict = dataclasses.field(default_factory=dict)       # overrides of page tags; None removes
    list_day: str = None         # what the list shows instead of the date; "" shows nothing
    page_day: bool = True        # the article shows its date
    stamp: dt.date = None        # date in the address, when it is not `day`
    make: bool = True            # write the article


@dataclasses.dataclass
class Column:
    name: str
    path: str                    # "/zwgk/zcwj/"
    parent: "Column" = None
    items: list = dataclasses.field(default_factory=list)
    kind: str = "list"           # list, page (one page of text), parent
    text: str = ""               # of a page
    type: str = "政务公开"
    per_page: int = 15
    extra: str = ""              # HTML put into its first page
    tags: dict = dataclasses.field(default_factory=dict)
    unit: str = ""
    folder: str = ""             # the sketched path that `path` was made from
    forms: str = "span"          # how the list writes its rows
    children: list = dataclasses.field(default_factory=list)

    def trail(self):
        out, now = [], self
        while now:
            out.append(now)
            now = now.parent
        return out[::-1]


class Truth:
    """The exact findings, the decoys, and what must be said to be unverified."""

    def __init__(self, site, as_of):
        self.site, self.as_of = site, as_of
        self.findings, self.decoys, self.unverified = [], [], []
        self.columns = {}        # address of each list → how many items it has, the day of the newest, and its unit
        self.opt_in, self.opt_in_unverified, self.figures = [], [], {}     # of rules that a profile must enable

    def fault(self, rule, subject, why, **evidence):
        self.findings.append({"rule": rule, "subject": subject, "why": why, "evidence": evidence})

    def opt(self, rule, subject, why, plan="", **evidence):
        """A fault of an opt-in rule; with `plan` ("national" or "local"), one that is seen only when judged by such a plan."""
        self.opt_in.append({"rule": rule, "subject": subject, "why": why, "plan": plan, "evidence": evidence})

    def decoy(self, rule, subject, why):
        self.decoys.append({"rule": rule, "subject": subject, "why": why})

    def unknown(self, subject, why, reason, opt_in=False, plan=""):
        (self.opt_in_unverified if opt_in else self.unverified).append({"subject": subject, "why": why, "reason": reason, "plan": plan})

    def as_dict(self):
        return {"site": self.site, "as_of": self.as_of.isoformat(), "findings": self.findings, "decoys": self.decoys,
                "unverified": self.unverified, "opt_in": self.opt_in, "opt_in_unverified": self.opt_in_unverified, "figures": self.figures, "columns": self.columns}


class Out:
    """Files below one folder, by host; plus the locations that nginx must answer in a way of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.locations = {}      # host → list of nginx location blocks
        self.hosts = {}          # host → (IPv4 or None, IPv6 or None)
        self.pages = 0

    @staticmethod
    def file_of(path):
        """What a program shows is a file too: index.php?…&a=lists&catid=6 is /php/lists-6--.html, see make.py's server()."""
        if not path.startswith("/index.php?"):
            return path
        asked = dict(pair.split("=", 1) for pair in path.split("?", 1)[1].split("&"))
        return "/php/" + "-".join(asked.get(k, "") for k in ("a", "catid", "id", "page")) + ".html"

    def write(self, host, path, data):
        path = self.file_of(path)
        if isinstance(data, str):
            data = data.encode("gb18030" if "charset=gb2312" in data[:400] else "utf-8")
        if path.endswith("/"):
            path += "index.html"
        name = os.path.join(self.folder, "www", host, path.lstrip("/"))
        os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(name, "wb") as f:
            f.write(data)
        self.pages += path.endswith(("html", "htm"))

    def location(self, host, match, block):
        match = "= " + self.file_of(match[2:]) if match.startswith("= ") else match
        self.locations.setdefault(host, []).append(f"location {match} {{ {block} }}")
