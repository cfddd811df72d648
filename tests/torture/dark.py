# SPDX-License-Identifier: MIT
"""Links that visitors do not see, heads and scripts written for search engines, and outside hosts that changed hands."""
import server as S
from pages import BASE, GOOD, MAIN, page, plain

WORDS = "真人百家乐、老虎机、注册送彩金、六合彩"


def entities(text):
    return "".join(f"&#x{ord(c):x};" for c in text)


def escaped(code):
    """What obfuscators make of strings: '\\x72\\x65…'."""
    return "".join(f"\\x{ord(c):02x}" for c in code)


def jump(to, how):
    test = {"referrer": f'document["{escaped("referrer")}"]["{escaped("indexOf")}"]("baidu")>0', "agent": "/baiduspider|sogou/i.test(navigator.userAgent)"}[how]
    return f'<script>if({test}){{window["{escaped("location")}"]["{escaped("href")}"]="{escaped(to)}";}}</script>'


def head_of(title, keywords="", description=""):
    return (f'<html><head><meta charset="utf-8"><title>{title}</title><meta name="keywords" content="{keywords}"><meta name="description" content="{description}"></head>'
            f'<body><h1>便民信息</h1><div class="TRS_Editor"><p>本页介绍便民服务事项，请有关单位和群众知悉，遇有变动以现场公告为准。</p></div></body></html>')


def hidden(s):
    def block(name, html, style="", hiding="display:none", **more):
        """A fault: an article with a block that nobody sees, and in it a link to a stranger."""
        h = s.outside(f"www.dark{len(s.findings)}-demo.cn")
        s.at(f"{BASE}/hid/{name}.html", S.answer(page(S.TITLE, html.replace("@", f"http://{h}/x.html"), style)))
        s.bad(name, f"http://{h}/x.html", S.answer(plain("机械配件", "<p>供应各种机械配件，欢迎来电。</p>")), rule="link.hidden", html=f'<a href="/hid/{name}.html">{{t}}</a>', reason="hidden-link", hiding=hiding, **more)
    link = "<a href=@>电视机推车</a>"
    block("hid-display", f"<div class=copyright style=display:none;>Copyright {link}</div>")
    block("hid-visibility", f'<div style="visibility:hidden">{link}</div>', hiding="visibility:hidden")
    block("hid-opacity", f'<p style="opacity:0;filter:alpha(opacity=0)">{link}</p>', hiding="opacity:0")
    block("hid-font-size", f'<p style="font-size:0px;line-height:0">{link}</p>', hiding="zero-size")
    block("hid-no-height", f'<div style="height:0;overflow:hidden">{link}</div>', hiding="zero-size")
    block("hid-off-screen", f'<div style="position:absolute;left:-9999px;top:-900px">{link}</div>', hiding="off-screen")
    block("hid-fixed-off-screen", f'<div style="POSITION: fixed; TOP: -1000PX">{link}</div>', hiding="off-screen")
    block("hid-indent", f'<p style="text-indent:-9999px">{link}</p>', hiding="text-indent")
    block("hid-colour", f'<p style="color:#FFF;background:#ffffff">{link}</p>', hiding="colour")
    block("hid-marquee", f'<marquee height=1 width=1 scrollamount="3000">{link}</marquee>', hiding="marquee")
    block("hid-attribute", f"<div hidden>{link}</div>", hiding="hidden")
    block("hid-class-rule", f'<div class="x9">{link}</div>', "<style>body{margin:0}.x9{display:none}</style>")
    block("hid-id-rule", f'<div id="x8">{link}</div>', "<style>#x8, .other{position:absolute;top:-2000px}</style>", hiding="off-screen")
    block("hid-tag-and-class-rule", f'<div class="a x7 b">{link}</div>', '<style type="text/css"><!-- div.x7 { visibility : hidden ; } --></style>', hiding="visibility:hidden")
    block("hid-around-many", f'<div style="display:none"><ul><li><span>{link}</span></li></ul></div>')
    block("hid-dark-words", '<div class="nav"><ul style="display:none"><li><a href=@>澳门新葡京娱乐</a></li></ul></div>')

    bad = lambda name, script, reason: s.bad(name, f"/hid/{name}.html", script, rule="link.hidden", reason=reason)
    bad("title-in-entities", S.answer(head_of(entities("江苏快3走势图_江苏快3开奖"))), "poisoned")
    bad("keywords-of-gambling", S.answer(head_of("便民信息", entities("百家乐,老虎机,六合彩"))), "poisoned")
    bad("title-in-traditional-letters", S.answer(head_of("澳門新葡京_真人百家樂_線上賭場")), "poisoned")
    bad("title-in-wide-letters", S.answer(head_of("ＢＥＴ３６５投注_百家乐")), "poisoned")
    bad("jump-by-referrer", S.answer(page(S.TITLE, jump("http://www.yx55-demo.com/", "referrer"))), "jump-script")
    bad("jump-by-agent", S.answer(page(S.TITLE, jump("http://www.yx55-demo.com/", "agent"))), "jump-script")
    bad("hidden-words", S.answer(page(S.TITLE, f'<div style="display:none">{WORDS}</div>')), "hidden-text")
    s.bad("shown-to-engines-alone", "/", rule="link.hidden", reason="cloaked", html="<!-- {t} -->")

    good = lambda name, html, head="", title=None, **more: s.good(name, f"/hid/{name}.html", S.answer(page(title or S.TITLE, html, head)), title=title, **more)
    good("hidden-tabs", '<div class="tab"><div class="pane"><a href="/zt/ok.html">好的页面</a></div><div class="pane" style="display:none"><a href="/r/final.html">最终的页面</a></div></div>')
    good("hidden-links-to-those-we-trust", '<div style="display:none"><a href="http://www.haolin.gov.cn/">好林区人民政府</a></div>')
    s.outside("www.haolin.gov.cn")
    good("hidden-link-to-a-known-partner", f'<div style="display:none"><a href="http://{GOOD}/">合作单位</a></div><p><a href="http://{GOOD}/">合作单位</a></p>')
    good("hidden-file", '<p style="display:none"><a href="/e/live/a.doc">附件.doc</a></p>')
    good("hidden-words-in-rows", '<ul><li><span style="display: none;">2026</span><a href="/zt/ok.html">好的页面</a></li></ul>')
    good("logo-as-picture", f'<h1 style="text-indent:-9999px"><a href="/">乔里区人民政府</a></h1>')
    good("hidden-only-on-paper", f'<div class="x6"><a href="http://{GOOD}/">合作单位</a></div>', "<style media='print'>.x6{display:none}</style>")
    good("hidden-in-a-media-rule", f'<div class="x5"><a href="http://{GOOD}/">合作单位</a></div>', "<style>@media print {.x5{display:none}}</style>")
    good("rule-for-what-lies-inside", f'<div class="x4"><a href="http://{GOOD}/">合作单位</a></div>', "<style>.x4 .shut{display:none}</style>")
    good("rule-taken-back", f'<div class="x3"><a href="http://{GOOD}/">合作单位</a></div>', "<style>.x3{display:none}.x3{display:block}</style>")
    h = s.outside("www.menu-demo.cn")
    good("hidden-menu-with-strangers", f'</div><div class="nav"><ul style="display:none"><li><a href="http://{h}/">便民平台</a></li></ul>', unverified=(f"http://{h}/", "hidden-block"))
    good("welfare-lottery", "<p>2026年度福利彩票公益金使用情况公告如下：福彩、体彩公益金用于养老、助残项目，体育彩票、福利彩票销售情况一并公布。</p>", title="乔里区2026年福利彩票公益金使用情况公告")
    fighting = "<p>公安机关打掉一网络赌博团伙，涉案赌博网站以百家乐、老虎机、六合彩等吸引参赌，抓获嫌疑人十二名。</p>"
    good("news-against-gambling", fighting, '<meta name="keywords" content="百家乐,老虎机,六合彩,赌博网站">', title="我区公安捣毁百家乐赌博网站抓获十二人")
    good("warning-against-drugs", "<p>药品监管部门提醒，网上兜售的春药、迷药多为假药，切勿购买。</p>", title="警惕网购春药迷药谨防上当受骗")
    good("hidden-news-against-gambling", f'<div style="display:none">{fighting}</div>')
    good("hotel-with-a-famous-name", "<p>考察团下榻威尼斯人酒店，并与当地企业座谈。</p>", title="考察团在威尼斯人酒店召开招商推介会")
    good("counts-visits-by-referrer", '<script>var r=document.referrer;if(r.indexOf("baidu")>0){new Image().src="/e/live/i.png?r="+escape(r);}</script>')
    good("mobile-visitors-go-elsewhere", '<script>if(/iphone|android/i.test(navigator.userAgent)){location.href="/m/parent/";}</script>')
    good("engines-go-to-our-own-page", f'<script>if(/baiduspider/i.test(navigator.userAgent)){{location.href="{BASE}/zt/ok.html";}}</script>')
    good("script-that-only-speaks-of-engines", '<script>// baidu, sogou\nvar engines=["baidu","sogou"];</script>')


def cloak(s):
    """Search engines are shown another home page than visitors are."""
    for_visitors = s.routes[MAIN, "/"]
    for_engines = S.answer(head_of("澳门新葡京_真人百家乐_娱乐城"))

    async def by_agent(r, w):
        await (for_engines if "Baiduspider" in r.headers.get("user-agent", "") else for_visitors)(r, w)
    s.routes[MAIN, "/"] = by_agent


def hijacked(s):
    def outside(name, script, reason, host=None, path="/a.html", **more):
        h = s.outside(host or f"www.taken{len(s.findings)}-demo.cn")
        s.bad(name, f"http://{h}{path}", script, rule="link.hijacked", reason=reason, **more)
        return h
    outside("gambling", S.answer(head_of("新葡京官网_百家乐_注册送彩金")), "gambling-porn")
    outside("gambling-in-entities", S.answer(head_of(entities("时时彩_幸运飞艇_娱乐城"))), "gambling-porn")
    outside("gambling-in-gbk", S.answer(head_of("老虎机_棋牌娱乐_真人真钱").replace("utf-8", "gbk").encode("gbk"), kind="text/html"), "gambling-porn")
    outside("gambling-in-traditional-letters", S.answer(head_of("線上娛樂城_真人百家樂")), "gambling-porn")
    outside("porn", S.answer(head_of("成人视频_激情视频_无码")), "gambling-porn")
    casino = s.outside("www.casino-demo.cn")
    s.at(f"http://{casino}/", S.answer(head_of("澳门金沙娱乐_老虎机")))
    outside("redirected-to-gambling", S.redirect(f"http://{casino}/"), "gambling-porn", redirected_to=f"http://{casino}/")
    outside("parking", S.answer(plain("域名出售", "<p>您访问的域名正在出售，请联系经纪人。</p>")), "parking")
    outside("parking-in-english", S.answer(plain("taken-demo.cn", "<p>This domain is for sale. Buy this domain.</p>")), "parking")
    outside("parking-that-expired", S.answer(plain("提示", "<p>该域名已过期，请尽快续费。</p>").replace("该域名已过期", "您的域名已过期")), "parking")
    outside("jump-on-their-page", S.answer(plain("机械配件", "<p>供应机械配件。</p>" + jump("http://www.yx66-demo.com/", "referrer"))), "jump-script")
    outside("jump-on-their-page-by-agent", S.answer(plain("机械配件", "<p>供应机械配件。</p>" + jump("http://www.yx66-demo.com/", "agent"))), "jump-script")
    outside("looks-like-a-ministry", S.answer(plain("备案查询", "<p>备案查询系统。</p>")), "look-alike", host="beian.miit.gov.cn.iname-demo.com")
    outside("looks-like-a-city", S.answer(plain("政务服务", "<p>政务服务平台。</p>")), "look-alike", host="www.haolin.gov.cn.ipv6-demo.cn")

    def fine(name, script, host=None, **more):
        h = s.outside(host or f"www.fine{len(s.decoys)}-demo.cn")
        s.good(name, f"http://{h}/a.html", script, **more)
        return h
    fine("their-news-against-gambling", S.answer(page("警方捣毁跨境赌博集团涉百家乐老虎机", "<p>警方通报，涉案赌博网站涉及百家乐、老虎机，已抓获嫌疑人。</p>")))
    fine("lottery-office", S.answer(plain("中国福利彩票发行管理中心", "<p>福利彩票开奖公告，双色球、3D 开奖结果。</p>")))
    fine("sports-lottery-office", S.answer(plain("体育彩票管理中心", "<p>体育彩票公益金使用公告，彩票开奖。</p>")))
    fine("travel-guide", S.answer(plain("澳门旅游攻略_威尼斯人酒店游览", "<h1>澳门威尼斯人酒店游览攻略</h1><p>游览路线、交通与美食。</p>")))
    fine("rules-for-selling-names", S.answer(plain("域名管理规定", "<p>域名转让应当符合规定。" + "申请人应当提交身份证明、转让协议和双方确认书，经审核后办理变更登记手续。" * 12 + "</p>")))
    fine("registrar", S.answer(plain("某某网络 - 注册与交易", "<p>域名出售、域名交易、主机租用。</p><p>" + "我们提供主机租用、企业邮箱、备案咨询等多种服务，欢迎来电咨询洽谈合作。" * 12 + "</p>")))
    fine("under-construction", S.answer(plain("网站建设中", "<p>网站正在建设，敬请期待。</p>")))
    fine("their-counter", S.answer(plain("合作社", '<p>农产品。</p><script>var r=document.referrer;if(r.indexOf("baidu")>0){document.cookie="from=baidu";}</script>')))
    fine("their-mobile-page", S.answer(plain("合作社", '<p>农产品。</p><script>if(/iphone|android/i.test(navigator.userAgent)){location.href="http://m.elsewhere-demo.cn/";}</script>')))
    h = fine("their-page-for-engines", S.answer(plain("合作社", '<p>农产品。</p>')))
    s.at(f"http://{h}/a.html", S.answer(plain("合作社", f'<p>农产品。</p><script>if(/baiduspider/i.test(navigator.userAgent)){{location.href="http://m.{h[4:]}/";}}</script>')))
    fine("name-with-gov-in-it", S.answer(plain("政企通", "<p>服务企业。</p>")), host="www.govcn-demo.com")
    fine("a-government-below-a-government", S.answer(plain("街道办事处", "<p>街道简介。</p>")), host="jd.haolin.gov.cn")
    fine("redirected-to-their-new-name", S.redirect(f"http://{GOOD}/"))
    fine("clinic-on-the-law", S.answer(plain("代孕机构违法吗_法律咨询", "<h1>代孕机构违法吗</h1><p>律师提示：代孕违法，卫生健康部门严厉打击。</p>")))
