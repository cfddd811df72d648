# SPDX-License-Identifier: MIT
"""The healthy portal: every column, item and page that the plans ask for, in order and in time."""
import datetime as dt

from families import Gbk, Hanweb, Jpaas, Trs
from model import DISTRICT, GOV, MAIN, Column, Item

UNITS = {"tjj": "区统计局", "fgj": "区发改局", "mzj": "区民政局", "ybj": "区医保局", "rsj": "区人社局", "wjj": "区卫健局", "sfj": "区司法局",
         "czj": "区财政局", "hbj": "区生态环境分局", "slgs": "区自来水公司", "gzzx": "区国资事务服务中心"}
# number, folder, column name, unit, limit: "m" monthly, "y3" yearly by the end of March
TIMED = [(5, None, None, "", "y1"), (6, "fzzf", "法治政府建设情况报告", "", "y2"), (7, None, None, "", "y3"), (8, "zzbj", "职责边界清单", "", "y3"),
         (9, "tjyb", "统计月报", "tjj", "m"), (10, "tjgb", "国民经济和社会发展统计公报", "tjj", "y1"),
         (11, "xmjd", "重大建设项目进度表", "fgj", "m"), (12, "yzxm", "优质重点建设项目清单", "fgj", "y1"),
         (13, "lrbt", "经济困难老人补贴发放情况", "mzj", "m"), (14, "cjbt", "残疾人补贴发放情况", "mzj", "m"), (15, "gefl", "孤儿福利发放情况", "mzj", "m"),
         (16, "kjet", "困境儿童福利补贴发放情况", "mzj", "m"), (17, "gljt", "高龄津贴", "mzj", "m"), (18, "lsjz", "临时救助", "mzj", "m"),
         (19, "cxdb", "城乡低保", "mzj", "m"), (20, "tkgy", "特困人员救助供养", "mzj", "m"), (21, "yljz", "医疗救助", "ybj", "m"),
         (22, "ylbx", "医疗（生育）保险", "ybj", "m"), (23, "jnbt", "企业职工技能提升补贴", "rsj", "m"), (24, "cybt", "大学生就业创业补贴", "rsj", "m"),
         (25, "gygw", "公益性岗位补贴", "rsj", "m"), (26, "ylaobx", "养老保险", "rsj", "m"), (27, "gsbx", "工伤保险", "rsj", "m"), (28, "sybx", "失业保险", "rsj", "m"),
         (29, "ymjz", "疫苗接种", "wjj", "m"), (30, "frmz", "发热门诊和核酸检测机构", "wjj", "m"), (31, "zmsx", "证明事项实施清单", "sfj", "y8"),
         (32, "jcml", "重大事项决策目录", "sfj", "y10"), (33, "ndys", "年度预算报告", "czj", "y3"), (34, "ndjs", "年度决算报告", "czj", "y10"),
         (35, "szjb", "财政收支简报", "czj", "m"), (36, "zdzj", "财政资金直达基层情况", "czj", "m"), (37, "kqzl", "空气质量情况通报", "hbj", "m"),
         (38, "zdpw", "重点排污单位", "hbj", "m"), (39, "szjc", "水质检测中心检测报告书", "slgs", "m"), (40, "slt", "用户水龙头水质", "slgs", "m"),
         (41, "zdbh", "国资国企重大变化事项", "gzzx", "m"), (42, "jjxy", "国资国企主要经济效益", "gzzx", "m"), (43, "shzr", "国资国企履行社会责任情况", "gzzx", "m"),
         (44, "yjkh", "国资国企业绩考核情况", "gzzx", "y3")]
PLACES = ("东沟镇", "柳泉镇", "石塘街道", "白河镇", "北岭街道")
THINGS = ("秋收", "防汛演练", "招商引资", "道路养护", "文化下乡", "就业服务", "河湖巡查", "校园安全")


DUTIES = "<p>主要职责：贯彻执行上级决策部署，承担本领域行政管理和公共服务工作。</p><p>办公地址：府前路18号。</p><p>办公时间：工作日上午9:00至12:00，下午13:30至17:00。</p>" \
         "<p>联系电话：0699-8811000。</p><p>主要负责人：李某某，主持全面工作。</p>"
CONSULT = "<p>现将征求意见稿及起草说明全文公布，公开征求社会各界意见。</p><p>公众可通过电子邮箱、信函和电话提出意见，截止时间为公布之日起三十日。</p>"


def month_back(day, n):
    first = day.replace(day=1)
    for _ in range(n):
        first = (first - dt.timedelta(1)).replace(day=1)
    return first


class Portal:
    """Columns by key, so that faults can be planted by name before anything is written."""

    def __init__(self, out, as_of, family=Trs):
        self.out, self.as_of = out, as_of
        self.trs = family(out)
        self.columns, self.roots = {}, []
        self.serial = 0
        self.policies = []       # own policy files: (item, [(interpretation, its form, working days)])
        self.news()
        self.disclosure()
        self.timetable()
        self.policy_files()
        self.trs.roots = self.roots
        self.trs.nav = [("首页", "/")] + [(c.name, c.path) for c in self.roots]

    def add(self, key, name, path, parent=None, kind="list", **more):
        up = self.columns.get(parent)
        c = Column(name, self.trs.column_path(path), up, kind=kind, **more)
        c.folder = path
        self.columns[key] = c
        (up.children if up else self.roots).append(c)
        return c

    def fill(self, key, count, start=1, step=5, title="{place}{thing}工作有序推进（第{n}期）"):
        c = self.columns[key]
        for n in range(count):
            self.serial += 1
            day = self.as_of - dt.timedelta(start + n * step)
            c.items.append(Item(title.format(place=PLACES[n % 5], thing=THINGS[n % 8], n=self.serial), day))
        return c

    def news(self):
        self.add("xwzx", "新闻中心", "/xwzx/", kind="parent")
        for key, name, form in (("yhyw", "云河要闻", "span"), ("bmdt", "部门动态", "bracket"), ("zjdt", "镇街动态", "before")):
            self.add(key, name, f"/xwzx/{key}/", "xwzx", type="动态", forms=form)
            self.fill(key, 40 if key == "yhyw" else 18, step=2)
        self.add("tzgg", "通知公告", "/xwzx/tzgg/", "xwzx", type="公告通知")
        self.fill("tzgg", 16, start=4, step=9, title="关于{place}{thing}有关事项的公告（{n}号）")

    def disclosure(self):
        self.add("zwgk", "政务公开", "/zwgk/", kind="parent")
        text = "<p>依照政府信息公开条例编制，说明公开范围、获取方式、受理机构、办公地址、办公时间和联系电话。</p>" * 4
        self.add("zn", "政府信息公开指南", "/zwgk/zfxxgkzn/", "zwgk", "page", text=text)
        self.add("ysqgk", "依申请公开", "/zwgk/ysqgk/", "zwgk", "page", text=text.replace("编制", "受理申请"))
        self.add("zd", "政府信息公开制度", "/zwgk/zfxxgkzd/", "zwgk")
        self.fill("zd", 5, start=20, step=40, title="政府信息公开工作制度之{n}：{thing}信息审核")
        self.add("nb", "政府信息公开年报", "/zwgk/zfxxgknb/", "zwgk")
        for year in range(self.as_of.year, self.as_of.year - 4, -1):
            self.columns["nb"].items.append(Item(f"{GOV}{year - 1}年政府信息公开工作年度报告", dt.date(year, 1, 26)))
        self.add("fd", "法定主动公开内容", "/zwgk/fdzdgknr/", "zwgk", "parent")
        lists = (("jgzn", "机构职能"), ("ldxx", "领导信息"), ("zdjc", "重大行政决策"), ("ghjh", "规划计划"), ("czyjs", "财政预决算"), ("xzxk", "行政许可"),
                 ("xzcf", "行政处罚"), ("qzqd", "权责清单"), ("jyta", "建议提案办理"), ("zdxm", "重大建设项目"), ("ssj", "双随机一公开"),
                 ("ggzy", "公共资源交易"), ("zfcg", "政府采购"), ("yjgl", "应急管理"), ("bzml", "基层政务公开标准目录"), ("kfr", "政府开放日"))
        for key, name in lists:
            self.add(key, name, f"/zwgk/fdzdgknr/{key}/", "fd", forms="table" if key in ("xzxk", "ggzy") else "paren" if key == "zfcg" else "span")
            self.fill(key, 6, start=12, step=25, title=name + "信息：{place}{thing}（{n}）")
        self.columns["jgzn"].items[0].body = DUTIES
        self.columns["kfr"].items = [Item(f"{unit}举办政府开放日活动（{year}年第{n + 1}期）", dt.date(year, month, 18)) for unit in UNITS.values()
                                     for year, months in ((self.as_of.year, (5,)), (self.as_of.year - 1, (9, 4))) for n, month in enumerate(months)]
        self.columns["kfr"].per_page = 60       # whole on one page: the further pages of jpaas lists cannot be read
        self.columns["kfr"].items.sort(key=lambda i: i.day, reverse=True)
        self.columns["qzqd"].items.insert(0, Item(f"{DISTRICT}{self.as_of.year}年权责清单", dt.date(self.as_of.year, 3, 12)))
        self.columns["qzqd"].items.sort(key=lambda i: i.day, reverse=True)
        self.add("bm", "区直部门", "/zwgk/qzbm/", "zwgk", "parent")
        for key, unit in UNITS.items():
            self.add("bm-" + key, unit, f"/zwgk/qzbm/{key}/", "bm", "parent", unit=unit)
            self.add("zn-" + key, "机构职能", f"/zwgk/qzbm/{key}/jgzn/", "bm-" + key, unit=unit)
            self.fill("zn-" + key, 2, start=30, step=100, title=unit + "机构职能、内设机构和领导分工（{n}）")
            self.columns["zn-" + key].items[0].body = DUTIES
            self.add("gh-" + key, "规划计划", f"/zwgk/qzbm/{key}/ghjh/", "bm-" + key, unit=unit)
            self.fill("gh-" + key, 2, start=45, step=120, title=unit + "年度工作计划（{n}）")
            self.add("dt-" + key, "工作动态", f"/zwgk/qzbm/{key}/gzdt/", "bm-" + key, unit=unit, type="动态")
            self.fill("dt-" + key, 8, start=2, step=6, title=unit + "开展{thing}工作（{n}）")
        self.add("hdjl", "互动交流", "/hdjl/", kind="parent")
        self.add("zjdc", "征集调查", "/hdjl/zjdc/", "hdjl")
        self.fill("zjdc", 5, start=15, step=30, title="关于{place}{thing}的意见征集（{n}）")
        for item in self.columns["zjdc"].items:
            item.body = CONSULT
        self.add("lyzx", "留言咨询", "/hdjl/lyzx/", "hdjl")
        self.fill("lyzx", 8, start=3, step=7, title="咨询{thing}办理流程（{n}）")
        self.add("zwfw", "政务服务", "/zwfw/", kind="parent")
        self.add("bszn", "办事指南", "/zwfw/bszn/", "zwfw")
        self.fill("bszn", 6, start=10, step=30, title="{thing}事项办理说明（{n}）")
        self.add("zjyh", "走进云河", "/zjyh/", kind="parent")
        self.add("qqgk", "区情概况", "/zjyh/qqgk/", "zjyh", "page", text=f"<p>{DISTRICT}位于云河中游，辖五个镇街，历史悠久，交通便利。</p>" * 5)

    def timetable(self):
        self.add("ds", "定时公开", "/zwgk/dsgk/", "zwgk", "parent")
        for no, folder, name, unit, limit in TIMED:
            if not folder:
                continue
            up = "ds"
            if unit:
                up = "ds-" + unit
                if up not in self.columns:
                    self.add(up, UNITS[unit], f"/zwgk/dsgk/{unit}/", "ds", "parent", unit=UNITS[unit])
            c = self.add(f"no{no}", name, f"{self.columns[up].folder}{folder}/", up, unit=UNITS.get(unit, ""))
            if limit == "m":
                for n in range(13):
                    first = month_back(self.as_of, n)
                    subject = month_back(first, 1)
                    c.items.append(Item(f"{subject.year}年{subject.month}月{name}", first + dt.timedelta(7 + no % 9)))
            else:
                month = int(limit[1:])
                for year in range(self.as_of.year, self.as_of.year - 3, -1):
                    c.items.append(Item(f"{year}年{name}", dt.date(year, month, 11 + no % 9)))

    def policy_files(self):
        self.add("zcwj", "政策文件", "/zwgk/fdzdgknr/zcwj/", "fd", "parent")
        self.add("qzfwj", "区政府文件", "/zwgk/fdzdgknr/zcwj/qzfwj/", "zcwj", type="政策文件", forms="table")
        self.add("qzfbwj", "区政府办公室文件", "/zwgk/fdzdgknr/zcwj/qzfbwj/", "zcwj", type="政策文件")
        self.add("sjwj", "上级政策文件", "/zwgk/fdzdgknr/zcwj/sjwj/", "zcwj", type="政策文件")
        self.add("zcjd", "政策解读", "/zwgk/fdzdgknr/zcjd/", "fd", type="政策解读")
        subjects = ("民宿管理办法", "老旧小区改造实施方案", "食品摊点管理规定", "停车秩序管理办法", "乡村公路养护方案", "图书漂流工作方案")
        for n, subject in enumerate(subjects):
            office = n % 2
            day = self.as_of - dt.timedelta(20 + 47 * n)
            day -= dt.timedelta(max(0, day.weekday() - 1))      # a Monday or Tuesday: no holiday arithmetic here
            self.policy(f"关于印发《{DISTRICT}{subject}》的通知", "qzfbwj" if office else "qzfwj", day,
                        f"云政{'办' if office else ''}发〔{day.year}〕{20 - n}号", day + dt.timedelta(1))
        for n in range(3):
            day = self.as_of - dt.timedelta(30 + 60 * n)
            self.columns["sjwj"].items.append(Item(f"国务院办公厅关于做好{THINGS[n]}工作的意见", day, number=f"国办发〔{day.year}〕{30 - n}号", source="国务院办公厅"))

    def told(self, item, *interpretations):
        self.policies.append((item, list(interpretations)))

    def policy(self, title, column, day, number, interpreted, label="相关解读", linked=True, form="《{core}》政策解读", source=None, days=1):
        """A policy file and its interpretation `days` working days later, linked both ways. Returns both items."""
        source = source or (GOV if column == "qzfwj" else DISTRICT + "人民政府办公室")
        item = Item(title, day, number=number, source=source)
        self.trs.article_path(item, self.columns[column])
        core = title.split("《")[-1].split("》")[0]
        told = None
        if interpreted:
            told = Item(form.format(core=core), interpreted)
            self.trs.article_path(told, self.columns["zcjd"])
            told.body = f"<p>一、背景依据。为规范有关工作，区政府组织起草了该文件。</p><p>二、主要内容。文件明确了适用范围、职责分工和办理流程，细化了群众关心的事项。</p>" \
                        f'<p>政策原文：<a href="{item.address}">{title}</a></p>'
            self.columns["zcjd"].items.append(told)
            if linked:
                item.related.append((label, [(told.title, told.address)]))
        self.columns[column].items.append(item)
        if not title.startswith("转发"):
            self.told(item, *([(told, "图解" if label == "图解" else "文字", days)] if told else []))    # the label tells where the title does not
        for key in (column, "zcjd"):
            self.columns[key].items.sort(key=lambda i: i.day, reverse=True)
        return item, told

    def addresses(self):
        """Every item gets its address before anything is written that links to it."""
        for c in self.columns.values():
            for i in c.items:
                self.trs.article_path(i, c)

    def home(self, extra=""):
        self.addresses()
        boxes = ""
        for key in ("yhyw", "tzgg", "bmdt", "zjdt", "zcwj", "zcjd", "zjdc"):
            c = self.columns[key]
            rows = "".join(f'<li><a href="{i.address}" title="{i.title}">{i.title}</a><span>{i.day:%m-%d}</span></li>' for i in c.items[:6])
            boxes += f'<div class="box"><h3><a href="{c.path}">{c.name}</a></h3><ul>{rows}</ul></div>'
        page = self.trs.head(GOV, {}) + f'<div class="main">{boxes}{extra}</div>' + self.trs.footer + "</body></html>"
        self.out.write(MAIN, "/", page)

    def write(self):
        done = set()
        todo = list(self.roots)
        while todo:
            c = todo.pop(0)
            todo += c.children
            if id(c) not in done and c.kind != "parent":
                self.trs.column(c)
            done.add(id(c))
        for c in self.columns.values():
            if c.kind == "parent":
                self.trs.column(c)
        links = "".join(f'<li><a href="{c.path}">{c.name}</a></li>' for c in self.columns.values())
        page = self.trs.head(f"网站地图-{GOV}", {"ColumnName": "网站地图", "ColumnDescription": "网站地图", "ColumnKeywords": "网站地图", "ColumnType": "网站地图"})
        self.out.write(MAIN, "/wzdt/", page + f'<div class="right"><h2>网站地图</h2><ul class="map">{links}</ul></div>' + self.trs.footer + "</body></html>")
        self.assets(MAIN)

    def assets(self, host):
        png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000002000100ffff03000006000557bfabd40000000049454e44ae426082")
        for name in ("/images/logo.png", "/images/conac.png", "/images/dot.gif", "/favicon.ico"):
            self.out.write(host, name, png)
        self.out.write(host, "/css/site.css", "body{font:14px sans-serif}.hide{display:none}")
        self.out.write(host, "/js/site.js", "function createPageHTML(){}")
        self.out.write(host, "/robots.txt", "User-agent: *\nDisallow: /nbgl/\n")


def sub_sites(out, as_of, portal):
    """The corners: Hanweb, jpaas and an old table site in GBK, each on a host of its own."""
    made = {}
    for host, family, name, columns in (
            ("dangan.yunhequ.gov.cn", Hanweb, "云河区档案馆", (("馆务动态", "/col/col1201/", 12, 3), ("档案法规", "/col/col1202/", 4, 60))),
            ("gongkai.yunhequ.gov.cn", Jpaas, "云河区公共服务网", (("服务公告", "/col/col301/", 4, 11),)),
            ("old.yunhequ.gov.cn", Gbk, "云河区农技推广中心", (("农技动态", "/nj/", 6, 4), ("技术资料", "/zl/", 3, 50)))):
        site = family(out, host, name)
        site.nav = [("首页", "/")] + [(n, p) for n, p, _, _ in columns] + [(GOV, f"http://{MAIN}/")]
        for title, path, count, step in columns:
            c = Column(title, path, per_page=5, type="动态" if "动态" in title else "公告通知")
            for n in range(count):
                c.items.append(Item(f"{name}{THINGS[n % 8]}{title}（第{n + 1}号）", as_of - dt.timedelta(2 + n * step), source=name))
            made[host, title] = (site, c)
        portal.assets(host)
    return made


def write_sub_site(out, host, site, columns):
    site.footer = site.footer.replace("/wzdt/", f"http://{MAIN}/wzdt/")
    for c in columns:
        site.column(c)
    rows = "".join(f'<li><a href="{i.address}">{i.title}</a> <span>{i.day.isoformat()}</span></li>' for c in columns for i in c.items[:4])
    if isinstance(site, Gbk):
        out.write(host, "/", site.page(site.name, f"<table><tr><td><ul>{rows}</ul></td></tr></table>"))
    else:
        out.write(host, "/", site.head(site.name, {}) + f'<div class="main"><ul>{rows}</ul></div>' + site.footer + "</body></html>")
