/* SPDX-License-Identifier: MIT */
/* Walls: each kind in the form it shows, and pages that only look like one. */
#include "crawler/wall.h"
#include "core/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdlib.h>

struct wall_case {
    const char *name;
    int status;
    const char *headers, *body;
};

#define NEWS                                                                                                                                                                   \
    "<p>"                                                                                                                                                                      \
    "近日，区政务服务中心接到群众咨询，反映在网上办理业务时需要输入手机验证码。工作人员提醒广大市民，切勿将验证码告知" \
    "他人，"                                                                                                                                                                \
    "对陌生来电索要验证码的，应当拒绝访问其提供的链接，并及时报警。</"                                                                          \
    "p><p>今年以来，全区持续推进一网通办，优化办事流程，"                                                                                               \
    "压缩办理时限，群众满意度不断提高。下一步，将继续围绕企业和群众关切，完善平台功能，加强安全防护，严防异常访问和攻" \
    "击行为，"                                                                                                                                                             \
    "保障网上办事安全、顺畅、高效。各镇街、各部门要结合实际，认真抓好落实，确保各项工作任务按时完成，取得实效。</p>"
#define LONG_NEWS NEWS NEWS NEWS

static const char ruishu_page[] = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>山亭区人民政府</title>"
                                  "<meta content=\"{qtT0aL\" r='m'><script type=\"text/javascript\" "
                                  "r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>"
                                  "<script type=\"text/javascript\" charset=\"iso-8859-1\" "
                                  "src=\"/4QbVtADbnLVIc/d.FxJzG50F.dfe1675.js\" r='m'></script>"
                                  "</head><body></body></html>";
static const char jsl_page[] =
    "<script>document.cookie=('_')+('_')+('j')+('s')+('l');location.href=location.pathname+location.search</script>";

static str recognised(const struct wall_case *c)
{
    struct wall_input in = { .status = c->status,
                             .headers = str_from(c->headers),
                             .body = str_from(c->body),
                             .address = STR("http://www.x.gov.cn/zwgk/a.html") };
    return wall_recognise(&in);
}

static void knows_walls(void **state)
{
    (void)state;
    static const struct wall_case cases[] = {
        { "瑞数", 412, "Set-Cookie: FSSBBIl1UgzbN7N80S=1; Path=/\r\n", ruishu_page },
        { "瑞数", 202, "", ruishu_page },
        { "瑞数", 400, "", ruishu_page },
        { "瑞数", 200, "", ruishu_page },
        { "瑞数", 412, "Set-Cookie: Kfc8s1JTq9O=5x; Path=/; HttpOnly\r\n", "" },
        { "加速乐", 521, "Set-Cookie: __jsluid_h=4f\r\n", jsl_page },
        { "加速乐", 521, "", jsl_page },
        { "加速乐", 512, "set-cookie: __jsluid_s=4f\r\n", "<script>x()</script>" },
        { "加速乐", 200, "", "<script>go({\"bts\":[\"1\"],\"ha\":\"sha256\"})</script>" },
        { "阿里云WAF", 405, "",
          "<html><body><iframe src=\"http://errors.aliyun.com/error.html?x\"></iframe></body></html>" },
        { "阿里云WAF", 200, "", "<html><script>var arg1='3A5F';setCookie('acw_sc__v2', x);</script></html>" },
        { "阿里云WAF", 403, "", "<p>您的访问可能对网站造成安全威胁，已被阻断。</p>" },
        { "阿里云WAF", 405, "",
          "<title>405</title><p>Sorry, your request has been blocked as it may cause threats</p>" },
        { "阿里云WAF", 200, "",
          "<title>霸下通用 web 页面-验证码</title><script src=\"//g.alicdn.com/sd/punish/x.js\"></script>" },
        { "阿里云WAF", 405, "Set-Cookie: acw_tc=7b; path=/\r\n", "" },
        { "奇安信WZWS", 200, "WZWS-RAY: 111\r\n",
          "<noscript>请开启JavaScript并刷新该页</noscript><script>/*x*/</script>" },
        { "奇安信WZWS", 200, "", "<script>location='/WZWSRELw=='</script>" },
        { "奇安信WZWS", 403, "WZWS-RAY: 111\r\nreason:GeoBL\r\n", "" },
        { "chinatax", 200, "", "<script>document.cookie='C3VK=12ab; path=/';location.reload()</script>" },
        { "脚本验证", 200, "", "<html><script>document.cookie=\"k=\"+f();window.location.reload();</script></html>" },
        { "瑞数", 202, "Set-Cookie: enable_x7Kd=true\r\n", "" },
        { "CCGP", 200, "", "<script src=\"/sbu_fpcm.js\"></script><script>_bot_sbu=1</script>" },
        { "EdgeOne", 200, "", "<script>document.cookie='__tst_status=1#';document.cookie='EO_Bot_Ssid=2'</script>" },
        { "EdgeOne", 403, "", "<p>请求UUID为：12-34</p>" },
        { "EdgeOne", 567, "EO-LOG-UUID: 1\r\n", "" },
        { "网宿云盾", 403, "X-Via: 1\r\nPS-ATL-01: x\r\n", "Forbidden" },
        { "网宿云盾", 403, "server: Yundun\r\n", "Forbidden" },
        { "安全狗", 200, "", "<title>网站防火墙</title><a href=\"http://www.safedog.cn\">x</a>" },
        { "安全狗", 403, "Server: WAF/2.0\r\n", "<p>no</p>" },
        { "云锁", 200, "", "<script>document.cookie='srcurl=1';'yunsuo_session_verify'</script>" },
        { "宝塔", 200, "", "<h1>您的请求带有不合法参数，已被网站管理员设置拦截！</h1>" },
        { "宝塔", 200, "", "<script src=\"/getwafjs?x\"></script>" },
        { "雷池", 468, "", "<!DOCTYPE html><body></body>" },
        { "雷池", 200, "", "<script src=\"/.safeline/static/x.js\"></script>" },
        { "华为云WAF", 418, "x-hw-waf: 1\r\n", "" },
        { "百度云加速", 403, "", "<a href=\"https://su.baidu.com/yunjiasu\">x</a>" },
        { "Cloudflare", 403, "cf-mitigated: challenge\r\n", "<title>Just a moment...</title>" },
        { "验证码", 200, "", "<title>人机验证</title><p>请点击下方按钮</p>" },
        { "验证码", 200, "", "<p>请输入验证码</p>" },
        { "验证码", 403, "", "<p>请输入验证码后继续访问本站，如有疑问请联系管理员。</p>" },
        { "拦截", 403, "", "<p>您的访问过于频繁，请稍后再试</p>" },
        { "拦截", 503, "", "<p>拒绝访问</p>" },
        { "拦截", 200, "", "<title>网站防火墙</title><p>您的请求</p>" },
        { "login", 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "401" },
        /* the same in the bytes of a GBK page: 您的访问过于频繁 */
        { "拦截", 403, "", "<p>\xc4\xfa\xb5\xc4\xb7\xc3\xce\xca\xb9\xfd\xd3\xda\xc6\xb5\xb7\xb1</p>" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str got = recognised(&cases[i]);
        if (!str_eq(got, str_from(cases[i].name)))
            fail_msg("%d '%s' '%s': got '%.*s', want %s", cases[i].status, cases[i].headers, cases[i].body,
                     STR_ARG(got), cases[i].name);
    }
}

static void ordinary_answers_are_no_walls(void **state)
{
    (void)state;
    static const struct wall_case cases[] = {
        { "news of captchas", 200, "", "<html><title>提醒</title><body>" LONG_NEWS "</body></html>" },
        { "news behind 瑞数", 200, "", "<script r='m'>$_ts=window['$_ts']</script>" LONG_NEWS },
        { "short page in a folder of a guard's name", 200, "",
          "<title>简介</title><link rel=\"canonical\" href=\"/safeline/btwaf/1.html\"><a "
          "href='/safeline/'>安全生产线</a>"
          "<a target=_blank href=\"/chaitin/getwafjs.html\"><img src=/btwaf.png></a><p>简要介绍。</p>" },
        { "page behind 加速乐", 200, "Set-Cookie: __jsluid_h=4f\r\n", LONG_NEWS },
        { "404 behind 加速乐", 404, "Set-Cookie: __jsluid_h=4f\r\n", "<h1>404 Not Found</h1>" },
        { "page behind 阿里云", 200, "Set-Cookie: acw_tc=4f\r\n", "<p>短页面</p>" },
        { "404 behind 阿里云", 404, "Set-Cookie: acw_tc=4f\r\n", "<p>页面不存在</p>" },
        { "404 behind WZWS", 404, "WZWS-RAY: 1\r\n", "<p>页面不存在</p>" },
        { "404 with words", 404, "", "<p>您访问的页面不存在，拒绝访问</p>" },
        { "403 of nginx", 403, "Server: nginx\r\n",
          "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>" },
        { "403 of IIS", 403, "Server: Microsoft-IIS/7.5\r\n",
          "<title>403 - 禁止访问: 访问被拒绝。</title><h2>您无权使用所提供的凭据查看此目录或页面。</h2>" },
        { "403, empty", 403, "", "" },
        { "405 of Tomcat", 405, "Allow: POST\r\n", "<h1>HTTP Status 405 – Method Not Allowed</h1>" },
        { "412 alone", 412, "Set-Cookie: JSESSIONID=1\r\n", "<h1>412 Precondition Failed</h1>" },
        { "521 alone", 521, "", "<h1>Web server is down</h1>" },
        { "500", 500, "", "<h1>HTTP Status 500 – Internal Server Error</h1>" },
        { "401 without a way in", 401, "", "<p>unauthorised</p>" },
        { "a rate limit", 429, "Retry-After: 3\r\n", "<p>访问过于频繁</p>" },
        { "a form", 200, "",
          "<title>依申请公开结果查询</title><form "
          "action=\"/q\"><p>请输入您提交申请时系统自动生成的查询编号和查询密码，查看申请的办理进度和办理结果。"
          "如果遗忘编号，请携带有效身份证件到区政务服务中心政府信息公开窗口咨询，或者在工作日的上午八点半到下午五点拨打"
          "电话。</p>"
          "编号<input name=a>密码<input name=b>验证码<input name=c><input type=submit></form>" },
        { "an empty page", 200, "", "" },
        { "a page that keeps a cookie", 200, "",
          "<script>document.cookie='seen=1';function f(){location.reload()}</script>"
          "<p>政务公开 机构职能 政策文件 政策解读 规划计划 财政预决算 行政许可 行政处罚 权责清单 建议提案 重大项目 "
          "双随机一公开 公共资源交易 政府采购</p>" },
        { "a splash that goes on", 200, "",
          "<script>document.cookie='lang=cn';location.href='/index_cn.html'</script>" },
        { "words in a script", 200, "", "<script>var msg='请输入验证码';var b='拒绝访问'</script><p>政务公开</p>" },
        { "words in a comment", 200, "", "<!-- 人机验证 --><p>政务公开</p>" },
        { "an open script", 200, "", "<script>人机验证" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str got = recognised(&cases[i]);
        if (got.len)
            fail_msg("%s: taken for '%.*s'", cases[i].name, STR_ARG(got));
    }
}

struct redirect_case {
    const char *address, *redirect, *name;
};

static void logins_are_walls(void **state)
{
    (void)state;
    static const struct redirect_case cases[] = {
        { "http://x.gov.cn/a.html", "http://x.gov.cn/user/login.jsp?back=a", "login" },
        { "http://x.gov.cn/a.html", "/login;jsessionid=1", "login" },
        { "http://x.gov.cn/a.html", "https://sso.x.gov.cn/auth?x=1", "login" },
        { "http://weibo.com/a", "https://passport.weibo.com/visitor/visitor?entry=1", "login" },
        { "http://x.com/a", "https://wappass.baidu.com/static/captcha/tuxing.html", "验证码" },
        { "http://x.gov.cn/login", "http://x.gov.cn/sso/login", "" },
        { "http://x.gov.cn/a.html", "http://x.gov.cn/b.html", "" },
        { "http://x.gov.cn/a.html", "http://x.gov.cn/b.html?from=login", "" },
        { "http://x.gov.cn/a.html", "http://x.gov.cn/news/login-notice.html", "" },
        { "http://x.gov.cn/a.html", "http://loginfo.x.gov.cn/", "" },
        { "http://x.gov.cn/a.html", "/404.html", "" },
        { "http://x.gov.cn/a.html", "", "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct wall_input in = { .status = 302,
                                 .address = str_from(cases[i].address),
                                 .redirect = str_from(cases[i].redirect) };
        str got = wall_recognise(&in);
        if (!str_eq(got, str_from(cases[i].name)))
            fail_msg("%s: '%.*s'", cases[i].redirect, STR_ARG(got));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_walls),
        cmocka_unit_test(ordinary_answers_are_no_walls),
        cmocka_unit_test(logins_are_walls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
