# SPDX-License-Identifier: MIT
"""Policy files with interpretations of every form, major decisions, annual reports: what stands behind the opt-in rules, and the figures of an evaluation."""
import datetime as dt
import io
import zipfile

from content import CONSULT
from model import DISTRICT, GOV, MAIN, Item

BASE = f"http://{MAIN}"
PEOPLE = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
KEPT = ("属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项")
LACKED = ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确")
REFUSED = ("信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请", "要求行政机关确认或重新出具已获取信息")
OTHERS = ("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "其他")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
RULES = "".join(f"第{n}条　主管部门应当在{n * 3}日内建立台账并保存{n * 7}年，逾期由{n}号窗口督办。" for n in range(1, 25))


def docx(text):
    """A document as Word writes it: one paragraph a sentence."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>'
                   + "".join(f"<w:p><w:r><w:t>{s}</w:t></w:r></w:p>" for s in text.replace("。", "。\n").split("\n") if s) + "</w:body></w:document>")
    return out.getvalue()


# --- annual reports ------------------------------------------------------------------------------------------

class Figures:
    """The two tables of an annual report that hold every identity of their form."""

    def __init__(self, later=True, carried=1, left=1):
        self.later = later
        self.rows = {}
        results = ["given", "partly"] + [f"{g}{n}" for g, names in (("kept", KEPT), ("lacked", LACKED), ("refused", REFUSED), ("other", OTHERS if later else OTHERS[:1])) for n in range(len(names))]
        for n, name in enumerate(results):
            self.rows[name] = [(n * 5 + c * 3) % 3 for c in range(6)]
        self.rows["done"] = [sum(self.rows[r][c] for r in results) for c in range(6)]
        self.rows["carried"], self.rows["next"] = [carried] + [0] * 5, [left] + [0] * 5
        self.rows["new"] = [self.rows["done"][c] + self.rows["next"][c] - self.rows["carried"][c] for c in range(6)]
        for row in self.rows.values():
            row.append(sum(row))
        self.cases = [[k + i for i in range(4)] + [4 * k + 6] for k in range(3)]
        self.typed = self.shifted = False

    def cell(self, n, turn):
        if self.typed and n == 0:
            return f"<td>{('', '/', '&nbsp;', '—')[turn % 4]}</td>"
        if self.typed:
            return f"<td><p>　{str(n).translate(WIDE)}{'(裁定撤诉)' if turn % 5 == 2 else ''}&nbsp;</p></td>"
        return f"<td>{n}</td>"

    def row(self, before, label, name):
        extra = "<td></td>" if self.shifted and name == "partly" else ""
        return f"<tr>{before}{label}{extra}" + "".join(self.cell(n, i + len(name)) for i, n in enumerate(self.rows[name])) + "</tr>"

    def people(self):
        groups = [("kept", KEPT, "（三）不予公开"), ("lacked", LACKED, "（四）无法提供"), ("refused", REFUSED, "（五）不予处理")]
        inside = self.row('<td rowspan="%d">三、本年度办理结果</td>' % (22 if self.later else 20), '<td colspan="2">（一）予以公开</td>', "given")
        inside += self.row("", '<td colspan="2">（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td>', "partly")
        for key, names, title in groups + ([("other", OTHERS, "（六）其他处理")] if self.later else []):
            for n, name in enumerate(names):
                inside += self.row(f'<td rowspan="{len(names)}">{title}</td>' if n == 0 else "", f"<td>{n + 1}.{name}</td>", f"{key}{n}")
        if not self.later:
            inside += self.row("", '<td colspan="2">（六）其他处理</td>', "other0")
        return ('<table border="1"><tr><td rowspan="3" colspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>'
                '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr>' + "".join(f"<td>{n}</td>" for n in PEOPLE[1:6]) + "</tr>"
                + self.row("", '<td colspan="3">一、本年新收政府信息公开申请数量</td>', "new") + self.row("", '<td colspan="3">二、上年结转政府信息公开申请数量</td>', "carried")
                + inside + self.row("", '<td colspan="2">（七）总计</td>', "done") + self.row("", '<td colspan="3">四、结转下年度继续办理</td>', "next") + "</table>")

    def court(self):
        head = "".join(f'<td rowspan="2">{n}</td>' for n in OUTCOMES)
        return ('<table border="1"><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr><tr>' + head + '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>'
                + "".join(f"<td>{n}</td>" for n in OUTCOMES * 2) + "</tr><tr>" + "".join(self.cell(n, i) for i, n in enumerate(sum(self.cases, []))) + "</tr></table>")

    def body(self, lacking=0):
        words = "<p>本年度各项工作按照要求推进，制度更加完备，平台运行平稳，队伍能力有所提高，群众查阅更加方便。</p>" * 6
        numbers = f"<p>本年行政许可{229}件（上年{369}件）、行政处罚2760件、行政强制１２１件。</p>"
        parts = ("一、总体情况", words), ("二、主动公开政府信息情况", numbers), ("三、收到和处理政府信息公开申请情况", self.people()), ("四、政府信息公开行政复议、行政诉讼情况", self.court()), \
                ("五、存在的主要问题及改进情况", words), ("六、其他需要报告的事项", "<p>本年度没有收取信息处理费。</p>")
        return "".join(f"<p>{name}</p>{text}" for name, text in parts[:len(parts) - lacking])


def annual(p, t):
    nb = p.columns["nb"]
    nb.per_page = 60    # one page: some families' next pages are out of reach
    reports = {}

    def put(unit, year, day, figures=None, lacking=0, body=""):
        item = Item(f"{unit}{year}年政府信息公开工作年度报告", day, body=body or figures.body(lacking))
        p.trs.article_path(item, nb)
        nb.items.append(item)
        reports[unit, year] = item
        return BASE + item.address

    own = {int(i.title[len(GOV):len(GOV) + 4]): i for i in nb.items if i.title.startswith(GOV)}
    for year, item in own.items():      # what a year left is what the next took on
        figures = Figures(carried=year % 3 + 1, left=(year + 1) % 3 + 1)
        figures.typed = year % 2 == 1
        item.body = figures.body()
    good = lambda rule, address, why: t.decoy(rule, address, why)
    good("annual.arithmetic", BASE + own[max(own)].address, "全角数字、括注、空格和斜杠")
    finance, civil, labour, health, law = (DISTRICT + n for n in ("财政局", "民政局", "人社局", "卫健局", "司法局"))
    d = dt.date
    wrong = Figures()
    wrong.rows["given"][0] += 1
    wrong.rows["given"][6] += 1
    t.opt("annual.arithmetic", put(finance, 2025, d(2026, 1, 21), wrong), "办理结果合计不等于总计", identities=["T3-B", "T3-B"])
    wrong = Figures(later=False)
    wrong.cases[1][4] += 1
    t.opt("annual.arithmetic", put(civil, 2020, d(2021, 1, 25), wrong), "2019 年格式，直接起诉的总计不对", identities=["T4-A"])
    wrong = Figures()
    wrong.rows["carried"][1] += 2
    t.opt("annual.arithmetic", put(labour, 2025, d(2026, 1, 22), wrong), "上年结转多写", identities=["T3-A", "T3-C"])
    put(health, 2024, d(2025, 1, 22), Figures(left=3))
    t.opt("annual.arithmetic", put(health, 2025, d(2026, 1, 22), Figures(carried=1)), "上年结转与上一年度的结转下年度不同", identities=["X-1", "X-1"])
    typed = Figures(later=False)
    typed.typed = True
    good("annual.arithmetic", put(civil, 2019, d(2020, 1, 25), typed), "2019 年格式，数字写法各异")
    odd = Figures()
    odd.shifted = True
    address = put(civil, 2024, d(2025, 1, 25), odd)
    good("annual.arithmetic", address, "表格多一格，读不成")
    t.unknown(address, "表格与格式不符", "table-form", opt_in=True)
    t.opt("annual.sections", put(law, 2025, d(2026, 1, 20), Figures(), lacking=1), "没有第六部分", lacks=["其他需要报告的事项"])
    name = "/files/2026/nbjyj.docx"
    text = "一、总体情况。二、主动公开政府信息情况。三、收到和处理政府信息公开申请情况。四、政府信息公开行政复议、行政诉讼情况。五、存在的主要问题及改进情况。六、其他需要报告的事项。" + RULES
    p.out.write(MAIN, name, docx(text))
    good("annual.sections", put(DISTRICT + "教育局", 2025, d(2026, 1, 20), body=f'<p><a href="{name}">年度报告.docx</a></p>'), "六个部分都在附件里")
    p.out.write(MAIN, "/files/2026/nbjtj.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    address = put(DISTRICT + "交通局", 2025, d(2026, 1, 20), body='<p><a href="/files/2026/nbjtj.doc">年度报告.doc</a></p>')
    t.unknown(address, "报告是旧格式的附件", "old-format", opt_in=True)
    t.opt("annual.late", put(DISTRICT + "水利局", 2025, d(2026, 2, 2), Figures()), "部门二月才公布", plan="national")
    good("annual.late", put(DISTRICT + "审计局", 2025, d(2026, 1, 31), Figures()), "最后一天公布")
    good("annual.late", put("柳泉镇人民政府", 2025, d(2026, 3, 31), Figures()), "政府到三月底")
    notice = Item("关于编制2025年政府信息公开工作年度报告的通知", d(2026, 1, 4))
    p.columns["tzgg"].items.append(notice)
    p.trs.article_path(notice, p.columns["tzgg"])
    good("annual.sections", BASE + notice.address, "不是报告")
    nb.items.sort(key=lambda i: i.day, reverse=True)
    p.columns["tzgg"].items.sort(key=lambda i: i.day, reverse=True)
    # A unit of its own whose last report is of 2023.
    c = p.add("nb-tjj", "政府信息公开年报", "/zwgk/qzbm/tjj/nb/", "bm-tjj", unit="区统计局")
    c.items = [Item(f"{DISTRICT}统计局{year}年政府信息公开工作年度报告", d(year + 1, 1, 20), body=Figures(carried=year % 3 + 1, left=(year + 1) % 3 + 1).body()) for year in (2024, 2023, 2022)]
    t.opt("annual.missing", BASE + c.path, "没有 2025 年度的报告", plan="national", year=2025)
    t.fault("disclosure.overdue", "shanting-2022/5", "区统计局没有 2025 年度的年报", units=["区统计局"])    # a plan with a timetable sees it so
    good("annual.missing", BASE + nb.path, "上一年度的报告在")


# --- major decisions -----------------------------------------------------------------------------------------

CALL = "<p>为提高决策质量，现将草案向社会公布，欢迎社会各界提出宝贵意见，可以来信、来电或者发送电子邮件，我们将认真研究每一条意见。</p>" * 2


def decisions(p, t, live):
    d, c = dt.date, p.columns["zdjc"]
    c.per_page = 60

    def put(title, day, body):
        item = Item(title, day, body=body)
        p.trs.article_path(item, c)
        c.items.append(item)
        return item

    def call(name, start, days, why=""):
        end = start + dt.timedelta(days - 1)
        return put(f"关于公开征求《{DISTRICT}{name}（草案）》意见的公告", start, f"<p>{why}征求意见时间：{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日。</p>" + CALL)

    at = lambda item: BASE + item.address
    good = lambda rule, item, why: t.decoy(rule, at(item), why)
    start = d(2026, 3, 2)
    short = call("供热管理办法", start, 15)
    t.opt("decision.short-comment", at(short), "只征求 15 天", comment_days=15)
    good("decision.short-comment", call("绿道管理办法", start, 30), "正好 30 天")
    good("decision.short-comment", call("防汛调度方案", d(2026, 6, 1), 7, "因汛期临近、情况紧急，缩短期限。"), "写明缩短的理由")
    good("decision.short-comment", call("旧城改造办法", d(2024, 3, 4), 10), "两年以前")
    undated = put(f"关于公开征求《{DISTRICT}湿地保护办法（草案）》意见的公告", d(2026, 4, 7), CALL)
    t.unknown(at(undated), "没有写起止日期", "no-date", opt_in=True)
    told = "<p>现将办法公布，请遵照执行，原有规定与本办法不一致的以本办法为准，实施中的问题请向主管部门反映。</p>" * 3
    silent = call("公墓管理办法", start, 31)
    put(f"关于公布《{DISTRICT}公墓管理办法》的决定", d(2026, 5, 11), told)
    t.opt("decision.no-feedback", at(silent), "决策文件发布后没有公布采纳情况", decided="2026-05-11", feedback_due="2026-05-25")
    late = call("停车收费办法", start, 31)
    put(f"关于公布《{DISTRICT}停车收费办法》的决定", d(2026, 5, 11), told)
    put(f"《{DISTRICT}停车收费办法》意见采纳情况", d(2026, 5, 26), told)
    t.opt("decision.no-feedback", at(late), "第十一个工作日才公布", feedback="2026-05-26")
    timely = call("公交优待办法", start, 31)
    put(f"关于公布《{DISTRICT}公交优待办法》的决定", d(2026, 9, 24), told)
    put(f"《{DISTRICT}公交优待办法》意见采纳情况", d(2026, 10, 15), told)
    good("decision.no-feedback", timely, "跨国庆假期，正好第十个工作日")
    good("decision.no-feedback", call("夜市管理办法", d(2026, 8, 3), 31), "还没有决定")
    links = {}
    for key, title in (("ca", "决策草案"), ("jd", "草案解读"), ("bj", "决策背景"), ("cn", "意见采纳情况"), ("jg", "决策结果")):
        live(f"/zt/jc-{key}.html", f"{DISTRICT}供水条例{title}")
        links[title] = f'<p><a href="/zt/jc-{key}.html">{title}</a></p>'
    gather = lambda name, left, extra="": put(f"{DISTRICT}{name}决策事项", d(2026, 6, 8), extra + "".join(text for title, text in links.items() if title not in left))
    t.opt("decision.incomplete", at(gather("供水条例修订", ("决策背景",))), "没有背景的链接", lacks=["决策背景"])
    t.opt("decision.incomplete", at(gather("校舍新建", ("意见采纳情况",))), "有结果，没有意见采纳情况", lacks=["意见征集采纳情况"])
    good("decision.incomplete", gather("体育公园建设", ()), "五样俱全")
    good("decision.incomplete", gather("快速路建设", ("意见采纳情况", "决策结果")), "还没有结果")
    vague = gather("菜市场搬迁", ("决策背景",), "<p>本页附有关决策背景。</p>")
    t.unknown(at(vague), "文中提到背景，没有链接", "ambiguous", opt_in=True)
    c.items.sort(key=lambda i: i.day, reverse=True)
    catalogue(p, t)
    # The year's catalogue is missing: a timetable that asks for it sees it by its row, a plan without one by the rule.
    p.columns["no32"].items = [i for i in p.columns["no32"].items if i.day.year < t.as_of.year]
    t.fault("disclosure.overdue", "shanting-2022/32", "今年没有公开")
    t.opt("decision.catalogue", BASE + c.path, "没有今年的目录", plan="national", year=t.as_of.year)


def catalogue(p, t):
    """Last year's catalogue, whose matters are worked off this year: their papers stand in the columns for calls, notices, files and interpretations."""
    d = dt.date
    p.columns["tzgg"].per_page = 60     # whole on one page: what is on unread pages might be the papers that are missed
    ways = "<p>公众可通过电子邮箱、信函和电话提出意见。</p>"

    def put(key, title, day, body):
        item = Item(title, day, body=body)
        p.trs.article_path(item, p.columns[key])
        p.columns[key].items.append(item)
        p.columns[key].items.sort(key=lambda i: i.day, reverse=True)
        return item

    def call(name, start, days, more="", key="zjdc", title="关于公开征求《{0}（征求意见稿）》意见的公告"):
        end = start + dt.timedelta(days - 1)
        text = f"<p>征求意见时间：{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日。</p>" + CALL + ways
        return put(key, title.format(DISTRICT + name), start, text + more)

    def document(name, day, n):
        return p.policy(f"关于印发《{DISTRICT}{name}》的通知", "qzfbwj", day, f"云政办发〔2026〕{n}号", day + dt.timedelta(1))[0]

    at, good = lambda item: BASE + item.address, lambda item, why: t.decoy("decision.incomplete", at(item), why)
    told = "<p>感谢社会各界参与，收到的意见已经逐条研究，采纳和不采纳的理由如下，具体内容可以向主管部门查询。</p>" * 3
    start, annex = d(2026, 3, 2), '<p><a href="/files/2026/ywtz.docx">附件：{0}</a></p>'
    t.opt("decision.incomplete", at(call("渡口码头安全规定", start, 31, key="tzgg")), "征求意见时没有说明，也没有解读", lacks=["草案说明或解读", "决策背景"])
    brief = call("农田防护林更新规定", start, 12, annex.format("起草说明.docx"))
    t.opt("decision.short-comment", at(brief), "目录里的事项，在意见征集栏目只征求 12 天", comment_days=12)
    good(brief, "说明是附件")
    t.opt("decision.incomplete", at(document("雨水花园建设导则", d(2026, 6, 9), 37)), "印发了文件，没有征求意见", lacks=["决策草案", "意见征集采纳情况"])
    silent = call("公共自行车运营规则", start, 31, key="tzgg")
    document("公共自行车运营规则", d(2026, 5, 12), 38)
    t.opt("decision.no-feedback", at(silent), "材料分散在三个栏目，没有采纳情况", decided="2026-05-12", feedback_due="2026-05-26")
    good(silent, "意见采纳由另一条规则判断，解读印发以后才有")
    whole = call("社区食堂运营规定", start, 31, "<p>起草说明：为方便老年人就餐，制定本规定。</p>")
    document("社区食堂运营规定", d(2026, 5, 12), 39)
    put("zdjc", f"《{DISTRICT}社区食堂运营规定》意见采纳情况", d(2026, 5, 20), told)
    good(whole, "材料分散，但是都有")
    t.decoy("decision.no-feedback", at(whole), "采纳情况在另一个栏目")
    t.unknown(DISTRICT + "民办幼儿园扶持措施", "目录里的事项，全站没有材料", "nothing-found", opt_in=True)
    t.unknown(DISTRICT + "集中供水工程", "征求意见的公告名称含糊", "ambiguous", opt_in=True)
    put("zjdc", "关于农村集中供水价格征求意见的公告", d(2026, 3, 9), CALL + CONSULT)
    put("qzfbwj", f"{DISTRICT}人民政府关于实施{DISTRICT}集中供水工程的决定", d(2026, 7, 14), told)
    matters = [DISTRICT + "渡口码头安全规定", f"制定《{DISTRICT}农田防护林更新规定》", "雨水花园建设导则", f"《{DISTRICT}公共自行车运营规则》（修订）", DISTRICT + "社区食堂运营规定",
               DISTRICT + "体育公园建设", DISTRICT + "民办幼儿园扶持措施", DISTRICT + "集中供水工程"]
    rows = "".join(f"<tr>{'<td rowspan=4>规则</td>' if n == 0 else '<td rowspan=4>服务</td>' if n == 4 else ''}<td>{n + 1}</td><td>{m}</td><td>区住建局</td><td>12月</td></tr>" for n, m in enumerate(matters))
    last = next(i for i in p.columns["no32"].items if i.day.year == t.as_of.year - 1)
    last.body = f"<p>现将目录公布如下：</p><table border=1><tr><td>类别</td><td>序号</td><td>决策事项名称</td><td>承办单位</td><td>完成时间</td></tr>{rows}</table>"
    closed = put("zdjc", f"{DISTRICT}水利局{t.as_of.year - 1}年度重大行政决策事项目录", d(t.as_of.year - 1, 4, 8), '<p>目录见附件。</p><p><a href="/files/2026/nbjtj.doc">附件：目录.doc</a></p>')
    t.unknown(at(closed), "目录是旧格式的附件", "old-format", opt_in=True)
    # A letter of some length, and the catalogue in the file that comes with it.
    p.out.write(MAIN, "/files/2026/mljtj.docx", docx(f"序号\n事项名称\n承办单位\n1\n{DISTRICT}候车亭设置规定\n区交通局\n2\n{DISTRICT}社区食堂运营规定\n区民政局"))
    put("tzgg", f"关于公布交通局{t.as_of.year - 1}年度重大行政决策事项目录的通知", d(t.as_of.year - 1, 4, 9), CALL + '<p><a href="/files/2026/mljtj.docx">附件：目录.docx</a></p>')
    t.unknown(DISTRICT + "候车亭设置规定", "目录在附件里，事项全站没有材料", "nothing-found", opt_in=True)


# --- policy files --------------------------------------------------------------------------------------------

FORMS = (   # column, title of the interpretation, its form in the report
    ("wzjd", "《{0}》政策解读", "文字"),
    ("wzjd", "区水利局主要负责人解读《{0}》", "负责人解读、文字"),
    ("zcjd", "政策问答：《{0}》", "问答"),
    ("twjd", "一图读懂《{0}》", "图解"),
    ("spjd", "视频解读：《{0}》", "视频"),
    ("zcjd", "动漫解读《{0}》", "动漫"),
    ("zcjd", "《{0}》新闻发布会", "新闻发布会"),
    ("zcjd", "专家解读《{0}》", "专家解读"),
    ("zcjd", "媒体解读：《{0}》释放哪些信号", "媒体解读"),
    ("zcjd", "《{0}》实施后二次解读", "后续解读"),
)
SUBJECTS = ("取水许可办法", "水库移民扶持办法", "村卫生室管理办法", "农贸市场管理规定", "电动车停放规定", "古井保护办法", "民间投资激励措施", "种业发展方案", "夜间经济实施方案", "雨污分流管护办法")
DAYS = ((1, 13), (2, 3), (3, 3), (3, 24), (4, 14), (5, 12), (6, 2), (6, 23), (7, 14), (8, 4), (8, 18), (9, 1), (9, 8), (10, 20), (6, 16), (7, 28), (11, 3), (10, 27))
PICTURE = '<p><img src="/images/one.png" alt=""></p>'
FILM = '<p><video src="/images/yh.mp4" controls></video></p>'


def policies(p, t):
    """A whole series of numbers, so that it is no gap; every file in order but those that are said to be faulty."""
    p.add("qtwj", "区政府其他文件", "/zwgk/fdzdgknr/zcwj/qtwj/", "zcwj", type="政策文件", forms="table", per_page=60)
    p.columns["zcjd"].per_page = 60
    for key, name in (("wzjd", "文字解读"), ("twjd", "图文解读"), ("spjd", "视频解读")):
        p.add(key, name, f"/zwgk/fdzdgknr/{key}/", "fd", type="政策解读")
    number = iter(range(1, 40))

    def file(name, body="", sign="云政字〔2026〕{}号", column="qtwj"):
        n = next(number)
        item = Item(f"关于印发《{DISTRICT}{name}》的通知", dt.date(2026, *DAYS[n - 1]), number=sign.format(n), source=DISTRICT + "人民政府办公室", body=body)
        p.trs.article_path(item, p.columns[column])
        p.columns[column].items.append(item)
        return item

    def explain(files, column, form, body="", back=True, there=True, label="相关解读", days=1):
        core = "》《".join(f.title.split("《")[1].split("》")[0] for f in files)
        item = Item(form.format(core), max(f.day for f in files) + dt.timedelta(days))
        p.trs.article_path(item, p.columns[column])
        links = "".join(f'<p>政策原文：<a href="{f.address}">{f.title}</a></p>' for f in files) if back else ""
        item.body = (body or "<p>一、出台背景。为方便群众办事，有关部门在调研的基础上起草了文件。</p><p>二、主要变化。办理环节减少，材料精简，时限缩短。</p>") + links
        p.columns[column].items.append(item)
        for f in files if there else ():
            f.related.append((label, [(item.title, item.address)]))
        return item

    def paired(item, *told):
        p.told(item, *told)

    for (column, form, said), subject in zip(FORMS, SUBJECTS):
        f = file(subject)
        paired(f, (explain([f], column, form, {"图解": PICTURE, "视频": FILM}.get(said, "")), said, 1))
    many = file("河湖长制考核办法")
    told = [(explain([many], column, form, body), said, 1) for column, form, said, body in
            (("wzjd", "《{0}》政策解读", "文字", ""), ("twjd", "图解《{0}》", "图解", PICTURE), ("spjd", "《{0}》短视频解读", "视频", FILM), ("zcjd", "《{0}》新闻发布会", "新闻发布会", ""))]
    many.related = many.related[:1]     # one link to one of its interpretations is enough
    paired(many, *told)
    t.decoy("policy.unlinked", BASE + many.address, "四份解读，文件页链接了一份")
    one, two = file("粮食储备管理办法"), file("粮食应急保障方案")
    both = explain([one, two], "wzjd", "《{0}》政策解读")
    paired(one, (both, "文字", 6))
    paired(two, (both, "文字", 1))
    t.fault("policy.late", BASE + one.address, "与后一份文件合并解读，第六个工作日", workdays=6)
    p.out.write(MAIN, "/files/2026/ywtz.docx", docx("云河区人民政府办公室文件 云政字〔2026〕14号 关于印发《云河区义务植树办法》的通知 各镇人民政府：" + RULES))
    copied = file("义务植树办法", '<p><a href="/files/2026/ywtz.docx">通知全文.docx</a></p>')
    echo = explain([copied], "wzjd", "《{0}》文字解读", f"<p>{RULES}</p>")
    paired(copied, (echo, "文字", 1))
    t.fault("policy.copied", BASE + echo.address, "照抄附件里的文件")
    silent = file("渔港管理办法")
    told = explain([silent], "wzjd", "《{0}》政策解读", back=False)
    paired(silent, (told, "文字", 1))
    t.fault("policy.no-backlink", BASE + told.address, "解读页没有链接文件")
    square = file("苗圃认定办法", sign="云政字【2026】{}号")
    paired(square, (explain([square], "wzjd", "《{0}》政策解读"), "文字", 1))
    t.fault("policy.metadata", BASE + square.address, "文号用了方头括号", lacks=["文号格式（云政字【2026】16号）"])
    past = file("会展补贴办法", "<p>各镇人民政府：现将办法印发给你们，请认真贯彻执行。</p><p>本办法自印发之日起施行，有效期至2026年11月10日。</p>")
    paired(past, (explain([past], "wzjd", "《{0}》政策解读"), "文字", 1))
    t.fault("policy.expired", BASE + past.address, "有效期已过，没有标注")
    loaded = file("古街保护办法", "<p>各镇人民政府：现将办法印发给你们，请认真贯彻执行，做好宣传。</p><h4>相关解读</h4><div id='xgjd'></div>"
                  "<script>$.getJSON('/api/xgjd.json',function(d){$('#xgjd').html(d.html);});</script>")
    paired(loaded, (explain([loaded], "wzjd", "《{0}》政策解读", there=False), "文字", 1))
    t.decoy("policy.unlinked", BASE + loaded.address, "相关解读由脚本生成")
    t.unknown(BASE + loaded.address, "相关解读由脚本生成", "javascript-list")
    elsewhere(p, t)
    for key in ("qtwj", "wzjd", "twjd", "spjd", "zcjd", "tzgg", "xzcf", "jyta"):
        p.columns[key].items.sort(key=lambda i: i.day, reverse=True)


def elsewhere(p, t):
    """Files by their number and table that stand in no policy column: counted with their interpretations, never accused; and what is numbered and no file."""
    d = dt.date

    def put(key, title, day, number, source=GOV):
        item = Item(title, day, number=number, source=source)
        p.trs.article_path(item, p.columns[key])
        p.columns[key].items.append(item)
        return item

    office = DISTRICT + "人民政府办公室"
    told = put("tzgg", f"关于印发《{DISTRICT}候鸟栖息地保护规定》的通知", d(2026, 8, 11), "云政办字〔2026〕3号", office)
    one = Item(f"图解《{DISTRICT}候鸟栖息地保护规定》", d(2026, 8, 12), body=PICTURE)
    p.trs.article_path(one, p.columns["twjd"])
    p.columns["twjd"].items.append(one)
    p.told(told, (one, "图解", 1))
    alone = put("tzgg", f"{DISTRICT}人民政府办公室关于加强冬季清雪工作的通知", d(2026, 9, 8), "云政办字〔2026〕4号", office)
    p.told(alone)
    for rule, item in (("policy.unlinked", told), ("policy.no-backlink", one), ("policy.uninterpreted", alone)):
        t.decoy(rule, BASE + item.address, "不在政策文件栏目里的文件")
    put("tzgg", "关于王某某等同志任职的通知", d(2026, 8, 4), "云政任〔2026〕2号")
    put("tzgg", "国务院办公厅关于做好汛期安全工作的通知", d(2026, 7, 7), "国办发〔2026〕21号", "国务院办公厅")
    put("tzgg", f"转发市政府办公室关于夏粮收购工作的通知", d(2026, 6, 16), "云政办字〔2026〕5号", office)
    put("xzcf", f"{DISTRICT}市场监管局对某商行的行政处罚决定", d(2026, 10, 13), "云市监罚字〔2026〕17号", DISTRICT + "市场监管局")
    put("jyta", "对区政协十届五次会议第31号提案的答复", d(2026, 7, 21), "云教函〔2026〕7号", DISTRICT + "教育局")


def number_gaps(p, t):
    """Which series of the portal's own numbers have holes, told from what was made."""
    series = {}
    for item in (i for c in p.columns.values() for i in c.items if i.number.startswith("云")):     # reposts have numbers too
        name, n = item.number.replace("【", "〔").replace("】", "〕").split("〕")
        series.setdefault(name + "〕", set()).add(int(n.rstrip("号")))
    for name, there in sorted(series.items()):
        missing = [str(n) for n in range(min(there), max(there)) if n not in there]
        if len(there) >= 5 and missing:
            t.opt("policy.number-gap", name, "文号不连续", missing=missing)
        elif len(there) >= 5:
            t.decoy("policy.number-gap", name, "文号连续")


def figures(p):
    """What an evaluation counts."""
    told = {id(item): form for _, pairs in p.policies for item, form, _ in pairs}
    forms = {}
    for said in told.values():
        for one in said.split("、"):
            forms[one] = forms.get(one, 0) + 1
    plain = {"文字", "负责人解读", "后续解读"}
    more = lambda pairs: any(set(form.split("、")) - plain for _, form, _ in pairs)
    several = sum(more(pairs) for _, pairs in p.policies)
    # What policy.form-ratio counts: items of the policy columns that are old enough to be interpreted.
    judged = [pairs for item, pairs in p.policies if (p.as_of - item.day).days > 7 and any(item in p.columns[k].items for k in ("qzfwj", "qzfbwj", "qtwj"))]
    return {"judged": len(judged), "judged_more": sum(map(more, judged)), "files": len(p.policies), "interpreted": sum(bool(pairs) for _, pairs in p.policies), "interpretations": len(told), "more_than_text": several, "forms": forms,
            "table": {BASE + item.address: sorted([BASE + i.address, form, days] for i, form, days in pairs) for item, pairs in p.policies}}
