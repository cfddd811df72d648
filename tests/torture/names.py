# SPDX-License-Identifier: MIT
"""Links whose words name one thing and that open another; and places within a page that are not there."""
import server as S
from pages import BASE, FILES, GOOD, MAIN, page

def fragments(s):
    s.at(BASE + "/f/page.html", S.answer(page("分节的页面", '<h2 id="one">一</h2><a name="two"></a><h2 id="第三节">三</h2>')))
    for name, frag in (("id", "one"), ("name", "two"), ("chinese-id", "第三节"), ("top-word", "top"), ("text-fragment", ":~:text=x"), ("script-route", "/list/2")):
        s.good("fragment-" + name, f"{BASE}/f/page.html", html=f'<a href="/f/page.html#{frag}">分节的页面</a>', script=s.routes[MAIN, "/f/page.html"], also=[f"{BASE}/f/page.html#{frag}"])
    page_of = s.routes[MAIN, "/f/page.html"]
    for name, frag in (("percent-coded", "%E7%AC%AC%E4%B8%89%E8%8A%82"), ("shouted-top", "TOP"), ("route-with-a-mark", "!/list/3"), ("parameters", "page=2&size=10"), ("bare-mark", "")):
        s.good("fragment-" + name, f"{BASE}/f/page.html", html=f'<a href="/f/page.html#{frag}">分节的页面</a>', script=page_of, also=[f"{BASE}/f/page.html#{frag}"])
    s.good("fragment-on-an-outside-page", f"http://{GOOD}/f/a.html", html=f'<a href="http://{GOOD}/f/a.html#nowhere">{{t}}</a>')
    shell = '<html><head><meta charset="utf-8"><title>平台</title><script src="/e/live/x.js"></script></head><body><div id="app"></div></body></html>'
    s.good("fragment-of-a-shell", "/f/shell.html", S.answer(shell), html='<a href="/f/shell.html#list">{t}</a>')
    s.good("fragment-of-tabs-in-a-menu", "/f/tabs.html", S.answer(page(S.TITLE, '</div><div class="nav"><ul><li><a href="#tab1">一</a></li><li><a href="#tab2">二</a></li></ul>')))
    s.at(BASE + "/f/fourth.html", S.answer(page("栏目说明第四号")))
    for n in range(4):                       # gkmlpt: the number of a column, for a script
        s.good(f"fragment-for-a-script-{n}", f"/f/post_{n}.html", html=f'<a href="/f/post_{n}.html#4146">{{t}}</a>')
    s.good("fragment-under-gkmlpt", "/gkmlpt/content/2/post_9.html", html='<a href="/gkmlpt/content/2/post_9.html#5209">{t}</a>')

    def bad(name, target, frag, script=None, html=None):
        url = BASE + target if target.startswith("/") else target
        if script:
            s.at(url, script)
        s.bad(name, f"{url}#{frag}", rule="link.fragment", html=html or f'<a href="{target}#{frag}">分节的页面</a>')
    bad("no-such-id", "/f/page.html", "four")
    bad("id-in-other-letters", "/f/page.html", "One")
    bad("no-such-chinese-id", "/f/page.html", "第九节")
    bad("no-such-coded-id", "/f/page.html", "%E7%AC%AC%E5%85%AB%E8%8A%82")
    bad("name-of-something-else", "/f/named.html", "sex", S.answer(page("登记的表格", '<input name="sex"><p name="sex">一</p>')), '<a href="/f/named.html#sex">登记的表格</a>')
    bad("id-in-a-comment", "/f/comment.html", "five", S.answer(page("批注的页面", '<!-- <h2 id="five">五</h2> -->')), '<a href="/f/comment.html#five">批注的页面</a>')
    bad("behind-a-redirect", "/f/moved.html", "six", S.redirect("/f/page.html"))
    bad("on-a-sub-host", f"http://{FILES}/f.html", "seven", S.answer(page("文件库目录")), f'<a href="http://{FILES}/f.html#seven">文件库目录</a>')
    s.at(BASE + "/f/toc.html", S.answer(page("带目录的长文", '<p><a href="#part1">第一部分</a><a href="#part9">第九部分</a></p><h2 id="part1">第一部分</h2>')))
    bad("in-its-own-table-of-contents", "/f/toc.html", "part9", html='<a href="/f/toc.html">带目录的长文</a>')


# --- what links promise ---

COLUMNS = {"czyjs": "财政预决算", "xzcf": "行政处罚", "ldxx": "领导信息", "zkzp": "招考招聘", "zcjd": "政策解读", "ggzy": "公共资源交易", "yjgl": "应急管理", "tjsj": "统计数据", "jytabl": "建议提案办理", "zdxm": "重大建设项目",
           "qzqd": "权责清单", "hjbh": "生态环境保护"}
TITLES = ("乔里区人民政府办公室关于印发防汛抗旱应急预案的通知", "乔里区民政局2026年三季度城乡低保对象名单公示", "区自然资源局关于国有建设用地使用权挂牌出让的公告", "乔里区教育和体育局义务教育阶段招生工作方案",
          "区卫生健康局组织开展秋季传染病防控培训", "乔里区农业农村局高标准农田建设项目中标结果", "区住建局关于老旧小区改造的实施意见解读", "乔里区召开安全生产工作会议部署冬季消防")


def column_page(name, path, rows, head=""):
    items = "".join(f'<li><a href="{path}t202611{10 + n}_{n}.html">{title}</a><span>2026-11-{10 + n}</span></li>' for n, title in enumerate(rows))
    return (f'<html><head><meta charset="utf-8"><meta name="SiteName" content="乔里区人民政府"><meta name="ColumnName" content="{name}">{head}<title>{name}_乔里区人民政府</title></head><body>'
            f'<div class="position"><a href="/">首页</a> &gt; <a href="/lm/">政务公开</a> &gt; <a href="{path}">{name}</a></div><ul class="list">{items}</ul></body></html>')


def put_column(s, key, name):
    path = f"/lm/{key}/"
    rows = [f"{name}有关情况第{n}期" for n in (1, 2, 3)]
    s.at(BASE + path, S.answer(column_page(name, path, rows)))
    for n, title in enumerate(rows):
        s.at(f"{BASE}{path}t202611{10 + n}_{n}.html", S.answer(page(title)))
    s.good(f"column-{key}", path, s.routes[MAIN, path], title=name)


def wrong_targets(s):
    for key, name in COLUMNS.items():
        put_column(s, key, name)
    for n, title in enumerate(TITLES):
        s.good(f"article-{n}", f"/wt/t202610{10 + n}_90{n}.html", S.answer(page(title)), title=title)
    keys = list(COLUMNS)
    bad = lambda name, target, text, html=None: s.bad(name, target, rule="link.mislinked", reason="wrong-target", text=text, html=html or f'<a href="{target}">{text}</a>')
    for a, b in zip(keys[:5], keys[5:10]):                  # an entry that opens another column
        bad(f"{a}-opens-{b}", f"/lm/{b}/", COLUMNS[a])
    for n in range(4):                                      # a row that opens another article
        bad(f"row-{n}-opens-another", f"/wt/t202610{14 + n}_90{4 + n}.html", TITLES[n])

    good = lambda name, path, text, html=None: s.good("says-" + name, path, s.routes[MAIN, path.split("?")[0]], html=html or f'<a href="{path}">{text}</a>')
    art = lambda n: f"/wt/t202610{10 + n}_90{n}.html"
    good("more", "/lm/qzqd/", "更多")
    good("more-with-marks", "/lm/qzqd/", "更多&gt;&gt;")
    good("click-here", "/lm/qzqd/", "点击查看")
    good("details", art(0), "详情")
    good("cut-title", art(0), "乔里区人民政府办公室关于印发防汛...")
    good("cut-title-with-dots-of-ours", art(1), "乔里区民政局2026年三季度城乡低保……")
    good("date-behind", art(2), "区自然资源局关于国有建设用地使用权挂牌出让的公告 2026-10-12")
    good("date-in-brackets", art(2), "区自然资源局关于国有建设用地使用权挂牌出让的公告（2026年10月12日）")
    good("without-the-place", art(3), "区教体局义务教育阶段招生工作方案")
    good("other-brackets", art(0), "《乔里区人民政府办公室关于印发防汛抗旱应急预案的通知》")
    good("numbered", art(4), "5. 区卫生健康局组织开展秋季传染病防控培训")
    good("marked", art(6), "【图解】区住建局关于老旧小区改造的实施意见解读")
    good("picture", "/lm/hjbh/", "", html='<a href="/lm/hjbh/"><img src="/e/live/i.png" alt=""></a>')
    good("short-name", "/lm/hjbh/", "生态环境")
    good("longer-name", "/lm/qzqd/", "部门权责清单")
    s.at(BASE + "/lm/", S.redirect("/lm/qzqd/"))
    s.good("says-parent", "/lm/", s.routes[MAIN, "/lm/"], html='<a href="/lm/">政务公开</a>')
    s.at(BASE + "/lm/jtj/", S.answer(column_page("乔里区教育和体育局", "/lm/jtj/", [])))
    s.good("says-short-office", "/lm/jtj/", s.routes[MAIN, "/lm/jtj/"], html='<a href="/lm/jtj/">区教体局</a>')
    for n in (1, 2):                                        # two columns of one name: which is meant is not known
        s.at(f"{BASE}/lm/gzdt{n}/", S.answer(column_page("工作简报", f"/lm/gzdt{n}/", [])))
        s.good(f"says-one-of-two-{n}", f"/lm/gzdt{n}/", s.routes[MAIN, f"/lm/gzdt{n}/"], title="工作简报")
    good("one-of-two-by-name", "/lm/hjbh/", "工作简报")
    s.at(BASE + "/lm/twin/t20261010_900.html", S.answer(page(TITLES[0])))
    s.good("says-same-article-elsewhere", "/lm/twin/t20261010_900.html", s.routes[MAIN, "/lm/twin/t20261010_900.html"], title=TITLES[0])
    good("title-attribute", art(5), "", html=f'<a href="{art(5)}" title="{TITLES[5]}">乔里区农业农村局高标准农田…</a>')
