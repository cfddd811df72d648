# SPDX-License-Identifier: MIT
"""What is planted in the healthy portal: faults that must be found, and decoys that look like faults and must not be."""
import datetime as dt

import papers
from content import month_back
from families import column_tags
from model import DISTRICT, GOV, MAIN, Column, Item

BASE = f"http://{MAIN}"
ODD = "http://www.oddities-demo.com"
RUISHU = """<html><head><meta content="{qt9a" r='m'><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=71;</script><script charset="iso-8859-1" src="/K2a/q9/c.81be33f.js" r='m'></script></head><body></body></html>"""
JIASULE = """<script>document.cookie=('_')+('_')+('jsl_clearance=7');location.href=location.pathname+location.search</script>"""


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("$", "${dollar}") + "'"


class Planter:
    def __init__(self, portal, truth):
        self.portal, self.truth, self.out, self.as_of = portal, truth, portal.out, portal.as_of
        self.number = 0

    def carry(self, title, links, key="yhyw"):
        """An ordinary article that carries links in its text: [(html)]"""
        self.number += 1
        item = Item(title, self.as_of - dt.timedelta(3 + self.number), body="".join(f"<p>{x}</p>" for x in links) + "<p>以上信息请广大群众知悉，具体安排以现场公告为准，欢迎监督。</p>")
        self.portal.columns[key].items.append(item)
        self.portal.columns[key].items.sort(key=lambda i: i.day, reverse=True)
        self.portal.trs.article_path(item, self.portal.columns[key])
        return item

    def live(self, address, title):
        """A page that is well, at an address of our choice."""
        t = self.portal.trs
        page = t.head(f"{title}_{GOV}", {"ColumnName": "专题", "ColumnDescription": "专题", "ColumnKeywords": "专题", "ColumnType": "专题", "ArticleTitle": title,
                                         "PubDate": "2026-11-02 10:00", "ContentSource": GOV})
        self.out.write(MAIN, address, page + f'<h1 class="title">{title}</h1><div class="info"><span>发布时间：2026-11-02</span></div><div class="TRS_Editor"><p>{title}的具体内容，'
                       f'供群众查询使用，长期有效，如有变化另行公告。</p></div>' + t.footer + "</body></html>")

    # --- links ---------------------------------------------------------------------------------------------
    def broken(self):
        t, loc = self.truth, self.out.location
        bad = lambda a, why, **e: t.fault("link.broken", a, why, **e)
        loc(MAIN, "= /zt/gone.html", "return 410;")
        loc(MAIN, "= /zt/error.html", "return 500;")
        loc(MAIN, "= /zt/moved.html", f"return 302 {BASE}/zt/nowhere.html;")
        loc(MAIN, "= /zt/loop1.html", f"return 302 {BASE}/zt/loop2.html;")
        loc(MAIN, "= /zt/loop2.html", f"return 302 {BASE}/zt/loop1.html;")
        self.carry("群众办事常用网址汇总", [
            '<a href="/zt/missing.html">历史专题</a>', '<a href="/zt/gone.html">旧版专题</a>', '<a href="/zt/error.html">查询系统</a>',
            '<a href="/zt/moved.html">搬迁后的专题</a>', '<a href="/zt/loop1.html">循环的专题</a>', '<a href="http://www.nosuchhost-yunhe.com/">合作网站</a>',
            '<a href="http://www.refusing-demo.com/">农资服务平台</a>', '<a href="http://www.silent-demo.com/">招标平台</a>',
            '<a href="http://www.province-demo.gov.cn/zw/gone.html">省级公告</a>', f'<a href="{ODD}/truncated.html">统计图表</a>', f'<a href="{ODD}/reset.html">信用查询</a>',
            '<a href="/zt/query.html/">公开指南</a>'])
        for a, why, o in (("/zt/missing.html", "404", "status"), ("/zt/gone.html", "410", "status"), ("/zt/error.html", "500", "status"), ("/zt/moved.html", "转到 404", "status"),
                          ("/zt/loop1.html", "转来转去", "redirect-loop"), ("/zt/query.html/", "多一个斜杠", "status")):
            bad(BASE + a, why, kind="page", outcome=o)
        for a, why, o in (("http://www.nosuchhost-yunhe.com/", "域名不存在", "no-host"), ("http://www.refusing-demo.com/", "拒绝连接", "refused"),
                          ("http://www.silent-demo.com/", "连接超时", "timeout"), ("http://www.province-demo.gov.cn/zw/gone.html", "外部 404", "status"),
                          (ODD + "/truncated.html", "内容不完整", "truncated"), (ODD + "/reset.html", "连接被重置", "reset")):
            bad(a, why, kind="external", outcome=o)
        self.carry("项目资料下载", ['<a href="/files/2026/P020261103000001.pdf">附件1.pdf</a>', '<img src="/images/2026/W020261103.jpg" alt="现场">',
                                '<iframe src="/widget/weather.html" width="300" height="80"></iframe>', '<script src="/js/count_old.js"></script>'])
        bad(BASE + "/files/2026/P020261103000001.pdf", "附件 404", kind="attachment")
        bad(BASE + "/images/2026/W020261103.jpg", "图片 404", kind="image")
        bad(BASE + "/widget/weather.html", "框架 404", kind="frame")
        bad(BASE + "/js/count_old.js", "脚本 404", kind="script")
        late = self.portal.columns["yhyw"].items[-1]
        late.make = False
        self.portal.trs.article_path(late, self.portal.columns["yhyw"])
        bad(BASE + late.address, "只在列表后面的页上", kind="page")

    def live_links(self):
        """Addresses that look wrong and are fine."""
        t, loc = self.truth, self.out.location
        good = lambda a, why: t.decoy("link.broken", a, why)
        for address, title in (("/zt/query.html", "便民查询"), ("/files/办事 指南.html", "办事指南下载"), ("/zt/head405.html", "公告栏"), ("/zt/cookie.html", "数据专题"),
                               ("/zt/空格 页.html", "含空格的页面")):
            self.live(address, title)
        loc(MAIN, "= /zt/head405.html", "if ($request_method = HEAD) { return 405; }")
        loc(MAIN, "= /zt/cookie.html", "if ($cookie_CT6T = '') { add_header Set-Cookie 'CT6T=1; Path=/' always; return 302 /zt/cookie.html; }")
        loc(MAIN, "= /zt/wall412.html", f"default_type text/html; add_header Set-Cookie 'FSSBBIl1UgzbN7NO=1; Path=/' always; return 412 {quoted(RUISHU)};")
        loc(MAIN, "= /zt/wall521.html", f"default_type text/html; add_header Set-Cookie '__jsluid_h=1; Path=/' always; return 521 {quoted(JIASULE)};")
        self.carry("便民服务入口", [
            '<a href="/zt/query.html?type=1&regionCode=379901&notice=2&sect=3">便民查询</a>', '<a href="/files/办事 指南.html">办事指南下载</a>',
            '<a href="HTTP://WWW.YunHeQu.gov.cn:80/zt/./x/../query.html">大写的网址</a>', f'<a href="//{MAIN}/zt/query.html">省略协议</a>', '<a href="  /zt/query.html\n">带空白</a>',
            '<a href="\\zt\\query.html">反斜杠</a>', '<a href="/zt/head405.html">公告栏</a>', '<a href="/zt/cookie.html">数据专题</a>', '<a href="/zt/wall412.html">有防护的页面</a>',
            '<a href="/zt/wall521.html">另一处防护</a>', '<a href="mailto:office@example.com">联系邮箱</a>', '<a href="tel:06998811000">咨询电话</a>',
            '<a href="/nbgl/plan.html">值班安排</a>', '<a href="/user/login.jsp">登录</a>', '<a href="/was5/web/search?channelid=1&searchword=x">检索</a>',
            '<a href="/zt/query.html" oldsrc="/protect/none.html">原稿</a>', "<!-- <a href='/comment/none.html'>旧链接</a> -->", "<textarea><a href='/textarea/none.html'>x</a></textarea>",
            f'<a href="{ODD}/flaky.html">天气预报</a>', f'<a href="{ODD}/slow.html">慢速网站</a>', f'<a href="{ODD}/later.html">限流的网站</a>',
            '<a href="http://www.walled-demo.gov.cn/fw/">办税平台</a>', '<a href="http://www.province-demo.gov.cn/zw/head.html">省厅通知</a>'])
        self.out.write("www.province-demo.gov.cn", "/zw/head.html", '<html><head><meta charset="utf-8"><title>省厅通知</title></head><body><h1>省厅通知</h1><p>全文内容如下，请遵照执行。</p></body></html>')
        loc("www.province-demo.gov.cn", "= /zw/head.html", "if ($request_method = HEAD) { return 404; }")
        loc("www.walled-demo.gov.cn", "/", f"default_type text/html; add_header Set-Cookie '__jsluid_h=1; Path=/' always; return 521 {quoted(JIASULE)};")
        for a, why in (("/zt/query.html?type=1&regionCode=379901&notice=2&sect=3", "没有转义的 &region"), ("/zt/query.html", "各种写法的同一网址"), ("/zt/head405.html", "HEAD 405"),
                       ("/zt/cookie.html", "带 Cookie 才放行"), ("/zt/wall412.html", "防护"), ("/zt/wall521.html", "防护"), ("/nbgl/plan.html", "robots"), ("/user/login.jsp", "登录")):
            good(BASE + a, why)
        for a, why in ((ODD + "/flaky.html", "前两次 503"), (ODD + "/slow.html", "慢"), (ODD + "/later.html", "Retry-After"), ("http://www.walled-demo.gov.cn/fw/", "外部防护墙"),
                       ("http://www.province-demo.gov.cn/zw/head.html", "HEAD 404")):
            good(a, why)
        t.unknown(BASE + "/zt/wall412.html", "防护墙", "wall")
        t.unknown(BASE + "/zt/wall521.html", "防护墙", "wall")
        t.unknown("www.walled-demo.gov.cn", "整站防护墙", "wall")
        t.unknown(BASE + "/nbgl/plan.html", "robots.txt 不许访问", "robots")

    def mislinked(self):
        t, loc = self.truth, self.out.location
        loc(MAIN, "= /zt/2019/index.html", f"return 301 {BASE}/;")
        loc(MAIN, "= /default.asp", f"return 302 {BASE}/;")
        loc(MAIN, "= /zt/newhome.html", f"return 301 {BASE}/zt/query.html;")
        self.carry("专题回顾", [
            '<a href="/zt/2019/index.html">2019年专题</a>', '<a href="#">政策计算器</a>', '<a href="javascript:void(0)">在线测评</a>', '<a href="http://192.168.3.20:8080/oa/doc.html">内部材料</a>',
            '<a href="file:///C:/资料/附件2.doc">附件2</a>', '<a href="http//www.example-demo.com/a">来源网站</a>', '<a href="http://www。example-demo。com/b">引用网站</a>',
            '<a href="/default.asp">返回首页</a>', '<a href="/zt/newhome.html">专题新址</a>', '<a href="javascript:void(0)" onclick="window.open(\'/zt/query.html\')">打开查询</a>',
            '<a href="javascript:history.back()">返回</a>', '<a href="#top">返回顶部</a>', '<a name="top"></a>'])
        wrong = lambda s, r, why: t.fault("link.mislinked", s, why, reason=r)
        wrong(BASE + "/zt/2019/index.html", "redirected-home", "旧专题转到首页")
        wrong("#", "placeholder", "空链接")
        wrong("javascript:void(0)", "placeholder", "空链接")
        wrong("http://192.168.3.20:8080/oa/doc.html", "local-address", "内网地址")
        wrong("file:///C:/资料/附件2.doc", "local-address", "本机文件")
        wrong("http//www.example-demo.com/a", "malformed", "缺冒号")
        wrong("http://www。example-demo。com/b", "malformed", "全角句号")
        for s, why in ((BASE + "/default.asp", "返回首页本来就到首页"), (BASE + "/zt/newhome.html", "搬家"), ("javascript:history.back()", "脚本功能")):
            t.decoy("link.mislinked", s, why)

    def soft404(self):
        """Pages that answer 200 and are none, and small pages that are whole."""
        t, loc = self.truth, self.out.location
        lost = lambda title, text: quoted(f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="tip"><p>{text}</p><a href="/">返回首页</a></div></body></html>')
        loc(MAIN, "= /zt/lost.html", f"default_type text/html; return 200 {lost(GOV, '抱歉，您访问的页面不存在或已删除！')};")
        loc(MAIN, "= /zt/old2015.html", f"return 302 {BASE}/404.html;")
        loc(MAIN, "= /404.html", f"default_type text/html; return 200 {lost('出错了', '您要查看的信息不存在，请返回。')};")
        loc(MAIN, "= /files/2026/sqb.doc", f"types {{ }} default_type text/html; return 200 {lost('提示信息', '您要下载的文件不存在或已被删除！')};")
        loc("www.lost-demo.com", "/", f"default_type text/html; return 200 {lost('提示信息', '对不起，该信息不存在，5 秒后返回首页。')};")
        self.carry("往期专题", ['<a href="/zt/lost.html">创城专题</a>', '<a href="/zt/old2015.html">2015年专题</a>', '<a href="/files/2026/sqb.doc">申请表</a>',
                            '<a href="http://www.lost-demo.com/2019/0412.html">文旅宣传</a>'])
        for a, why, reason in ((BASE + "/zt/lost.html", "200，内容说不存在", "error-text"), (BASE + "/zt/old2015.html", "转到答 200 的 404 页", "error-text"),
                               (BASE + "/files/2026/sqb.doc", "附件答的是出错网页", "error-text"), ("http://www.lost-demo.com/2019/0412.html", "外站对一切网址答同一出错页", "same-page")):
            t.fault("link.soft-404", a, why, reason=reason)
        column, day = self.portal.columns["yhyw"], self.as_of - dt.timedelta(9)
        bodies = (("全区水利建设现场推进会召开", "<p>&nbsp;</p>", "正文已空"), ("航拍云河新貌", '<p><video src="/images/yh.mp4" controls></video></p>', "只有视频"),
                  ("重点项目一图看懂", '<p><img src="/images/one.png" alt=""></p>', "只有图片"), ("申报材料清单", '<p><a href="/files/list.doc">清单.doc</a></p>', "只有附件"),
                  ("关于夜间停水的温馨提示", "<p>今晚十点至明早六点河东片区停水。</p>", "正文很短"),
                  ("关于部分网页提示页面不存在的说明", "<p>近日有群众反映，访问网站时提示404错误，页面不存在。经查系缓存所致，现已恢复。</p>", "说的就是 404"))
        self.out.write(MAIN, "/images/yh.mp4", b"\0\0\0\x18ftypmp42" + bytes(300))
        self.out.write(MAIN, "/images/one.png", b"\x89PNG\r\n\x1a\n" + bytes(300))
        self.out.write(MAIN, "/files/list.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
        for n, (title, body, why) in enumerate(bodies):
            item = Item(title, day - dt.timedelta(n), body=body)
            column.items.append(item)
            column.items.sort(key=lambda i: i.day, reverse=True)
            self.portal.trs.article_path(item, column)
            if n:
                t.decoy("link.soft-404", BASE + item.address, why)
            else:
                t.fault("link.soft-404", BASE + item.address, why, reason="emptied")

    def cloaked(self):
        """A home page that shows search engines something else."""
        self.out.write(MAIN, "/seo.html", '<html><head><meta charset="utf-8"><title>澳门新葡京_真人百家乐_娱乐城</title></head><body><h1>新葡京</h1><p>注册送彩金，老虎机。</p></body></html>')
        self.out.location(MAIN, "= /", 'if ($http_user_agent ~* baiduspider) { rewrite ^ /seo.html last; } index index.html;')
        self.truth.fault("link.hidden", BASE + "/", "给搜索引擎看的是另一样", reason="cloaked")

    def hidden(self):
        """Links that nobody sees, heads rewritten for search engines, partners that changed hands; and menus, news, lotteries that look so."""
        t, out = self.truth, self.out
        page = lambda host, title, text, head="": out.write(host, "/", f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><h1>{title.split("_")[0]}</h1><p>{text}</p></body></html>')
        for host, title in (("www.shelf-demo.com", "货架厂"), ("www.washer-demo.com", "洗涤设备"), ("www.cable-demo.com", "电缆批发"), ("www.daily-demo.com", "云河晚报")):
            page(host, title, f"{title}的介绍，产品齐全，欢迎来电。")
        page("www.expired-demo.com", "澳门新葡京_真人百家乐_娱乐城", "真人真钱百家乐，老虎机，注册送彩金。")
        page("www.parked-demo.com", "parked-demo.com 域名出售", "此域名可转让，请联系经纪人。")
        page("www.talent-demo.com", "人才在线", "人才交流信息，欢迎查询。", '<script>if(/baidu|sogou/.test(document.referrer)){location.href="http://www.bet-demo.com/";}</script>')
        page("www.lottery-demo.com", "福利彩票公益金公示", "彩票公益金用于扶老、助残、救孤、济困。")
        page("www.naming-demo.com", "域名知识馆", "介绍域名发展历史和注册、转让常识的科普网站，欢迎参观学习。")
        self.carry("关于做好秋季养护的提示", ['<div style="display:none"><a href="http://www.shelf-demo.com/">货架</a></div>', '<div style="position:absolute;left:-3000px"><a href="http://www.cable-demo.com/">电缆</a></div>',
                                         '<marquee width="1" height="1"><a href="http://www.washer-demo.com/">洗衣机</a></marquee>', '<div style="display:none"><a href="/zt/query.html">便民查询</a></div>'])
        for host in ("www.shelf-demo.com", "www.cable-demo.com", "www.washer-demo.com"):
            t.fault("link.hidden", f"http://{host}/", "藏在正文里的商业链接", reason="hidden-link")
        t.decoy("link.hidden", BASE + "/zt/query.html", "页签里的站内链接")
        self.carry("友好单位网站", ['<a href="http://www.expired-demo.com/">行业协会</a>', '<a href="http://www.parked-demo.com/">产业园</a>', '<a href="http://www.talent-demo.com/">人才网</a>',
                                '<a href="http://www.lottery-demo.com/">公益金公示</a>', '<a href="http://www.naming-demo.com/">域名知识馆</a>', '<a href="http://www.daily-demo.com/">云河晚报</a>'])
        for host, reason in (("expired", "gambling-porn"), ("parked", "parking"), ("talent", "jump-script")):
            t.fault("link.hijacked", f"http://www.{host}-demo.com/", "合作网站换了主人", reason=reason)
        for host in ("lottery", "naming", "daily"):
            t.decoy("link.hijacked", f"http://www.{host}-demo.com/", "正常的外部网站")
        column, first = self.portal.columns["yhyw"], self.as_of - dt.timedelta(4)
        for n, (title, keywords, why) in enumerate((("全区秋收秋种工作稳步推进", "六合彩开奖,百家乐,娱乐城", "关键词被改"), ("公安机关破获一起百家乐网络赌博案", "百家乐,网络赌博", "打击赌博的新闻"),
                                                    ("加快3个水利项目建设进度", "加快3个水利项目", "快3 不是快3"))):
            item = Item(title, first - dt.timedelta(n), tags={"Keywords": keywords})
            column.items.append(item)
            column.items.sort(key=lambda i: i.day, reverse=True)
            self.portal.trs.article_path(item, column)
            if n:
                t.decoy("link.hidden", BASE + item.address, why)
            else:
                t.fault("link.hidden", BASE + item.address, why, reason="poisoned")

    # --- columns and disclosure ----------------------------------------------------------------------------
    def columns(self):
        p, t, day = self.portal, self.truth, self.as_of
        age = lambda n: day - dt.timedelta(n)
        at = lambda key: BASE + p.columns[key].path
        for key in ("ssj", "bzml"):
            p.columns[key].parent.children.remove(p.columns.pop(key))
        t.fault("column.missing", "双随机一公开", "没有这个栏目")
        p.columns["fd"].extra = '<p><a href="http://www.province-demo.gov.cn/">基层政务公开标准目录</a></p>'
        t.decoy("column.missing", "基层政务公开标准目录", "只有一个链接，通到别的平台")
        for key, name in (("zjsc", "中介超市"), ("xyxx", "信用信息")):
            p.add(key, name, f"/zwgk/fdzdgknr/{key}/", "fd")
        t.fault("column.empty", at("zjsc"), "空白栏目")
        p.columns["xyxx"].items = [Item(f"信用信息公示（{n}）", age(400 + 20 * n)) for n in range(5)]
        t.fault("column.stale", at("xyxx"), "最新一条 400 天前")
        p.add("edge", "便民提示", "/zwgk/fdzdgknr/bmts/", "fd")
        p.columns["edge"].items = [Item(f"便民提示（{n}）", age(365 + 9 * n)) for n in range(4)]
        t.decoy("column.stale", at("edge"), "正好 365 天")
        for n, i in enumerate(p.columns["zjdt"].items):
            i.day, i.stamp = age(15 + 3 * n), None
        t.fault("column.stale", at("zjdt"), "动态 15 天没有更新")
        for n, i in enumerate(p.columns["bmdt"].items):
            i.day = age(14 + 3 * n)
        t.decoy("column.stale", at("bmdt"), "正好 14 天")
        p.add("stamp", "志愿服务", "/zwgk/fdzdgknr/zyfw/", "fd")
        p.columns["stamp"].items = [Item(f"志愿服务活动（{n}）", age(500 + n), stamp=age(8 + n)) for n in range(4)]
        t.fault("column.stale", at("stamp"), "网址里的日期新，页面日期超过一年")
        p.add("files", "表格下载", "/zwgk/fdzdgknr/bgxz/", "fd")
        p.columns["files"].items = [Item(f"申请表（样表{n}）", age(90), address=f"/files/bg{n}.doc", list_day="") for n in range(5)]
        for n in range(5):
            self.out.write(MAIN, f"/files/bg{n}.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
        t.fault("column.undated", at("files"), "条目都没有日期")
        p.add("nodate", "普法园地", "/zwgk/fdzdgknr/pfyd/", "fd")
        p.columns["nodate"].items = [Item(f"普法小知识（{n}）", age(20 + 7 * n), list_day="") for n in range(5)]
        p.add("noyear", "消费提示", "/zwgk/fdzdgknr/xfts/", "fd")
        p.columns["noyear"].items = [Item(f"消费提示（{n}）", age(12 + 11 * n), list_day=f"{age(12 + 11 * n):%m-%d}") for n in range(5)]
        p.add("chinese", "科普园地", "/zwgk/fdzdgknr/kpyd/", "fd")
        p.columns["chinese"].items = [Item(f"科普讲堂（{n}）", age(25 + 13 * n), list_day=f"{age(25 + 13 * n).year}年{age(25 + 13 * n).month}月{age(25 + 13 * n).day}日") for n in range(5)]
        for path, why in (("nodate", "日期只在文章里"), ("noyear", "没有年份"), ("chinese", "中文日期")):
            t.decoy("column.undated", at(path), why)
            t.decoy("column.stale", at(path), why)
        shell = p.add("api", "数据服务", "/zwgk/sjfw/", "zwgk")
        shell.extra = '<script src="/cms_files/default/script/AuthorizedRead/unitbuild.js?v=6" parseType="bulid" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{}"></script>'
        self.out.write(MAIN, "/cms_files/default/script/AuthorizedRead/unitbuild.js", "void 0;")
        t.decoy("column.empty", at("api"), "条目由脚本取得")
        t.unknown(at("api"), "条目由脚本取得", "javascript-list")

    def shells(self):
        """Lists that only a browser sees: a directory platform's shell, and an empty list that a script of an ordinary name fills."""
        p, t = self.portal, self.truth
        empty = '<div id="mainContent"><div class="list"><ul></ul></div></div>'
        for name, path, inside in (("便民数据库", "/gkmlpt/index", empty + "".join(f'<script src="/gkmlpt/js/{n}.js"></script>' for n in ("manifest", "vendor", "index"))),
                                   ("便民地图", "/bmdt/", '<ul id="list"></ul><script src="/js/list.js"></script>')):
            column = Column(name, path)
            page = p.trs.head(f"{name}-{GOV}", column_tags(column)) + p.trs.crumbs(column) + f"<h2>{name}</h2>{inside}" + p.trs.footer + "</body></html>"
            self.out.write(MAIN, path if path.endswith("/") else path + "/", page)
            if not path.endswith("/"):
                self.out.location(MAIN, f"= {path}", f"default_type text/html; try_files {path}/index.html =404;")
            p.trs.nav.append((name, path))
            t.decoy("column.empty", BASE + path, "条目由脚本取得")
            t.unknown(BASE + path, "条目由脚本取得", "javascript-list")
        for n in ("manifest", "vendor", "index"):
            self.out.write(MAIN, f"/gkmlpt/js/{n}.js", "void 0;")
        self.out.write(MAIN, "/js/list.js", "$.getJSON('/api/list?c=' + channel, function (d) { d.forEach(function (x) { $('#list').append('<li><a href=\"' + x.url + '\">' + x.title + '</a></li>'); }); });")

    # --- rules that a profile must ask for -------------------------------------------------------------------
    def open_days(self):
        """One unit short of two open days in the year that is over, and units that only look so."""
        p, t, year = self.portal, self.truth, self.as_of.year
        kfr = p.columns["kfr"]
        of = lambda unit: [i for i in kfr.items if i.title.startswith(unit)]
        drop = lambda *items: [kfr.items.remove(i) for i in items]
        drop(of("区卫健局")[1])
        for i in of("区卫健局")[1:]:                                # listed twice is held once
            p.trs.article_path(i, kfr)
            i.column = kfr
            p.columns["bmdt"].items.append(i)
        drop(*of("区人社局")[1:])
        kfr.items.append(Item(f"区人社局举办政府开放日活动（{year}年第2期）", dt.date(year, 10, 16)))
        drop(of("区民政局")[0])
        of("区民政局")[0].day = dt.date(year, 1, 10)
        drop(of("区发改局")[1])
        p.columns["dt-fgj"].items.append(Item("区发改局举办政府开放日活动，邀请群众看项目", dt.date(year - 1, 11, 3)))
        for i in of("区司法局"):
            i.title = i.title.replace("区司法局举办", "司法局邀请群众参加")
        kfr.items.sort(key=lambda i: i.day, reverse=True)
        t.opt("disclosure.count", "政府开放日", "上年只办一次", "local", units=["区卫健局"], required=2, found=1, found_since=1, year=year - 1)
        p.add("sjkf", "公共数据开放", "/zwgk/fdzdgknr/sjkf/", "fd")
        p.columns["sjkf"].items = [Item(f"开放数据集：停车泊位（第{n + 1}类）", self.as_of - dt.timedelta(9 + 20 * n)) for n in range(14)]
        t.opt("disclosure.count", "开放数据集", "十四项", "local", required=15, found=14)

    def elements(self):
        """Pages without what the plan wants them to say, and pages that say it in other words or places."""
        p, t, day = self.portal, self.truth, self.as_of
        at = lambda key: BASE + p.columns[key].path
        p.columns["zn-czj"].items[0].body = "<p>主要职责：管理全区财政收支，编制预算草案。</p><p>办公地址：府前路18号。</p>"
        t.opt("column.incomplete", at("zn-czj"), "没有办公时间和联系方式", "local", lacks=["办公时间", "联系方式"])
        p.columns["zn-mzj"].items[0].body = "<p>承担社会救助工作，位于人民路6号。</p><p>对外服务时间见门厅公告。</p><p>局长张某某，传真0699-8811001。</p>"
        t.decoy("column.incomplete", at("zn-mzj"), "换了说法")
        p.columns["zn-rsj"].items[0].body = "<p>承担就业和社会保险工作，局长赵某某主持工作，分管就业科。</p>"
        p.add("lx-rsj", "联系方式", "/zwgk/qzbm/rsj/lxfs/", "bm-rsj", unit="区人社局")
        p.columns["lx-rsj"].items = [Item("区人社局办公地址、办公时间和电话", day - dt.timedelta(60))]
        t.decoy("column.incomplete", at("zn-rsj"), "写在旁边的栏目里")
        for i in p.columns["zn-ybj"].items:
            i.body = '<p>机构职能见附件。</p><p><a href="/files/bg0.doc">区医保局机构职能.doc</a></p>'
        t.unknown(at("zn-ybj"), "写在附件里", "attachment-only", True, "local")
        items = [Item("关于修订停车收费办法的公开征求意见公告", day - dt.timedelta(22), body="<p>现公布草案和起草说明，欢迎社会各界提出宝贵意见和建议，谢谢支持。</p>"),
                 Item("关于供热办法征求意见结果的反馈", day - dt.timedelta(23), body="<p>征求意见期间共收到意见三条，均已采纳，感谢社会各界关心。</p>"),
                 Item("关于旧城改造方案的意见征集", day - dt.timedelta(400), body="<p>欢迎社会各界就旧城改造工作提出宝贵意见和建议，谢谢支持。</p>"),
                 Item("关于公交线路调整的意见征集", day - dt.timedelta(24), body='<p>现就公交线路调整征集意见，详见附件。</p><p><a href="/files/bg1.doc">公告.doc</a></p>')]
        for i in items:
            p.trs.article_path(i, p.columns["zjdc"])
            p.columns["zjdc"].items.append(i)
        t.opt("column.incomplete", BASE + items[0].address, "没有渠道和期限", "local", lacks=["反馈渠道", "期限"])
        t.decoy("column.incomplete", BASE + items[1].address, "结果反馈")
        t.decoy("column.incomplete", BASE + items[2].address, "一年以前的")
        t.unknown(BASE + items[3].address, "写在附件里", "attachment-only", True, "local")
        p.add("hqzc", "惠企政策兑现", "/zwgk/fdzdgknr/hqzc/", "fd")
        whole = "<p>申请条件：依法注册的小微企业。申报材料：申请表、营业执照。办理流程：网上申报、部门审核、公示拨付。</p><p>承办部门：就业服务科，联系电话0699-8811002。受理期限：全年受理。</p>"
        items = [Item("小微企业稳岗补贴申报指南", day - dt.timedelta(31), body=whole),
                 Item("吸纳就业奖补申报指南", day - dt.timedelta(40), body=whole.replace("承办部门：就业服务科，", "").replace("受理期限：全年受理。", "")),
                 Item("惠企政策宣讲走进园区", day - dt.timedelta(45))]
        for i in items:
            p.trs.article_path(i, p.columns["hqzc"])
        p.columns["hqzc"].items = items
        t.opt("column.incomplete", BASE + items[1].address, "没有承办部门和起止时间", "local", lacks=["承办部门", "起止时间"])
        t.decoy("column.incomplete", BASE + items[0].address, "内容齐全")
        t.decoy("column.incomplete", BASE + items[2].address, "动态")
        for key in ("zjdc", "dt-fgj", "bmdt"):
            p.columns[key].items.sort(key=lambda i: i.day, reverse=True)

    def stray(self, home, listed, title, age):
        """An article of one column that another one lists too."""
        p = self.portal
        item = Item(title, self.as_of - dt.timedelta(age), column=p.columns[home])
        p.trs.article_path(item, p.columns[home])
        for key in (home, listed):
            p.columns[key].items.append(item)
            p.columns[key].items.sort(key=lambda i: i.day, reverse=True)
        return BASE + item.address

    def mixed(self):
        p, t = self.portal, self.truth
        name = lambda key: p.columns[key].name
        for home, listed, title in (("zfcg", "yjgl", "政府采购中标结果：节能路灯"), ("jyta", "xzxk", "建议提案办理答复：关于增设公交站点")):
            t.fault("column.mixed", self.stray(home, listed, title, 33), f"“{name(home)}”的文章列在“{name(listed)}”里", **{"in": name(listed), "belongs_to": name(home)})
        for home, listed, title, why in (("xzcf", "tzgg", "行政处罚决定：某商行销售过期食品案", "公告汇集各处"), ("dt-czj", "bmdt", "区财政局开展校园安全工作调研", "部门的动态也在部门动态里"),
                                         ("dt-rsj", "yhyw", "区人社局组织就业服务专场招聘", "动态也是要闻"), ("ggzy", "zdxm", "公共资源交易：重大建设项目施工招标", "标题两边都说"),
                                         ("qzfwj", "qzfbwj", "关于调整会议安排的函", "文件互相归类"), ("xzcf", "xzxk", "某公司申请材料的说明", "标题和正文什么也没说")):
            t.decoy("column.mixed", self.stray(home, listed, title, 40), why)
        nb = p.columns["nb"]
        reports = [Item(f"{who}2024年政府信息公开工作年度报告", dt.date(self.as_of.year - 1, 1, 20)) for who in ("岳州市", DISTRICT + "财政局", "东沟镇")]
        for i in reports:
            nb.items.append(i)
            p.trs.article_path(i, nb)
        nb.items.sort(key=lambda i: i.day, reverse=True)
        t.fault("column.mixed", BASE + reports[0].address, "别的地区的年报", **{"in": nb.name, "belongs_to": "岳州市"})
        for i in reports[1:]:
            t.decoy("column.mixed", BASE + i.address, "本地单位的年报")

    def disclosure(self):
        p, t, day = self.portal, self.truth, self.as_of
        plan = "shanting-2022/"
        gone = p.columns.pop("no43")
        gone.parent.children.remove(gone)
        t.fault("disclosure.missing", plan + "43", "没有这个栏目，也没有条目")
        first = month_back(day, 1)
        p.columns["no20"].items = [i for i in p.columns["no20"].items if i.day < first]
        p.columns["no20"].items[0].day = first - dt.timedelta(1)
        t.fault("disclosure.overdue", plan + "20", "最新一条在应公开周期之前一天")
        p.columns["no13"].items = [i for i in p.columns["no13"].items if i.day < first]
        p.columns["no13"].items.insert(0, Item("经济困难老人补贴发放名单", first))
        t.decoy("disclosure.overdue", plan + "13", "正好是上月 1 日")
        p.columns["no31"].items = [i for i in p.columns["no31"].items if i.day.year < day.year]
        t.fault("disclosure.overdue", plan + "31", "今年没有公开")
        p.columns["no33"].items[0].day = dt.date(day.year, 4, 9)
        t.fault("disclosure.late", plan + "33", "四月才公开")
        p.columns["no34"].items[0].day = dt.date(day.year, 10, 31)
        t.decoy("disclosure.late", plan + "34", "最后一天公开")

    # --- policies, addresses, tags -------------------------------------------------------------------------
    def policies(self):
        p, t = self.portal, self.truth
        d = dt.date
        alone, _ = p.policy(f"关于印发《{DISTRICT}犬类管理办法》的通知", "qzfwj", d(2026, 6, 9), "云政发〔2026〕31号", None)
        t.fault("policy.uninterpreted", BASE + alone.address, "全站没有解读")
        shy, told = p.policy(f"关于印发《{DISTRICT}物业服务管理办法》的通知", "qzfbwj", d(2026, 5, 12), "云政办发〔2026〕32号", d(2026, 5, 13), linked=False)
        t.fault("policy.unlinked", BASE + shy.address, "有解读，文件页没有链接", interpretation=BASE + told.address)
        slow, _ = p.policy(f"关于印发《{DISTRICT}公园管理办法》的通知", "qzfbwj", d(2026, 9, 1), "云政办发〔2026〕33号", d(2026, 9, 7), days=4)
        t.fault("policy.late", BASE + slow.address, "第四个工作日才解读")
        edge, _ = p.policy(f"关于印发《{DISTRICT}校车管理办法》的通知", "qzfwj", d(2026, 9, 30), "云政发〔2026〕34号", d(2026, 10, 10), label="图解", days=3)
        t.decoy("policy.late", BASE + edge.address, "跨国庆假期，正好第三个工作日")
        young, _ = p.policy(f"关于印发《{DISTRICT}露营地管理办法》的通知", "qzfwj", self.as_of - dt.timedelta(1), "云政发〔2026〕35号", None)
        t.decoy("policy.uninterpreted", BASE + young.address, "昨天才印发")
        passed, _ = p.policy("转发省政府办公厅关于冬春火灾防控工作的通知", "qzfbwj", d(2026, 10, 20), "云政办发〔2026〕36号", None)
        t.decoy("policy.uninterpreted", BASE + passed.address, "转发上级文件")
        for i in p.columns["sjwj"].items:
            p.trs.article_path(i, p.columns["sjwj"])
            t.decoy("policy.uninterpreted", BASE + i.address, "上级文件")
        papers.policies(p, t)
        papers.annual(p, t)
        papers.decisions(p, t, self.live)
        papers.number_gaps(p, t)
        t.figures = papers.figures(p)

    def site(self, hosts):
        p, t = self.portal, self.truth
        hosts["gongkai.yunhequ.gov.cn"][1] = None
        t.fault("ipv6.no-aaaa", "gongkai.yunhequ.gov.cn", "没有 AAAA")
        hosts["old.yunhequ.gov.cn"][1] = "240e:d2:88::dead"
        t.fault("ipv6.unreachable", "old.yunhequ.gov.cn", "有 AAAA，IPv6 不通")
        p.columns["tzgg"].items[3].tags["PubDate"] = None
        t.fault("site.tags", "PubDate", "一篇文章没有 PubDate")
        p.columns["zfcg"].tags["ColumnType"] = "栏目类型"
        t.fault("site.tags", "ColumnType", "占位文字没有替换")
        p.trs.footer = p.trs.footer.replace(" 联系电话：0699-8811000", "")
        t.fault("site.footer", "contact", "页脚没有联系方式")
        path = p.columns["zfcg"].path
        other = '<html><head><meta charset="utf-8"><title>备用服务器</title></head><body><p>这是备用服务器的默认页面，尚未部署网站内容。</p></body></html>'
        self.out.location(MAIN, f"= {path}", f"if ($server_addr ~ ':') {{ return 200 {quoted(other)}; }}")
        t.fault("ipv6.differs", BASE + path, "IPv6 上是备用服务器的默认页面")
        path = p.columns["sjwj"].path
        self.out.location(MAIN, f"= {path}", "sub_filter '</body>' '<p>您是第$connection$msec位访问者，来自$remote_addr</p></body>';")
        t.decoy("ipv6.differs", BASE + path, "访问计数和访客地址不同")
