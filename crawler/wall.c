/* SPDX-License-Identifier: MIT */
/* Walls by their marks. Cookies of a guard come with ordinary pages too, so a mark counts only with a status or an
 * emptiness that goes with a challenge; words count only on pages that say little else. */
#include "crawler/wall.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "crawler/charset.h"
#include <string.h>

enum {
    SHELL = 300,  /* visible characters at most of a page that is nothing but a challenge script */
    BLOCK = 1200, /* … of a page that says it blocks */
    WORDS = 400,  /* … of a page answered 2xx that is judged by its words alone */
    TINY = 60,    /* … that speaks of nothing but a captcha */
    TEXT_LEN_MAX = BLOCK * 4,
    STATUSES_MAX = 4,
};

enum mark_place { IN_HEADERS, IN_BODY, IN_TEXT };

static const struct wall_mark {
    str name;
    enum mark_place place;
    str mark;
    str body_too;                 /* must be in the body as well; empty: nothing more */
    int chars_max;                /* visible characters the page may have */
    short statuses[STATUSES_MAX]; /* none: any */
} marks[] = {
    // clang-format off
    /* name, place, mark, body_too, chars_max, statuses */
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("$_ts"), STR_INIT("r='m'"), BLOCK, { 412, 202, 400 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("$_ts"), STR_INIT(""), BLOCK, { 412, 202 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("$_ts"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("<script r='m'"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT(" r='m'>"), STR_INIT("<meta content=\"{qt"), SHELL, { 0 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("r=\"m\""), STR_INIT("(function(){var _$"), SHELL, { 0 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("r='m'"), STR_INIT("(function(){var _$"), SHELL, { 0 } },
    { STR_INIT("瑞数"), IN_HEADERS, STR_INIT("FSSBBIl1UgzbN7N"), STR_INIT(""), BLOCK, { 412, 202, 400 } },
    { STR_INIT("瑞数"), IN_HEADERS, STR_INIT("Set-Cookie: enable_"), STR_INIT(""), BLOCK, { 412, 202, 400 } },
    { STR_INIT("瑞数"), IN_BODY, STR_INIT("<script r=\"m\""), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("加速乐"), IN_HEADERS, STR_INIT("__jsl"), STR_INIT(""), BLOCK, { 521, 512 } },
    { STR_INIT("加速乐"), IN_BODY, STR_INIT("document.cookie="), STR_INIT("location.href=location.pathname+location.search"), SHELL, { 0 } },
    { STR_INIT("加速乐"), IN_BODY, STR_INIT("document.cookie"), STR_INIT(""), SHELL, { 521, 512 } },
    { STR_INIT("加速乐"), IN_BODY, STR_INIT("__jsl_clearance"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("加速乐"), IN_BODY, STR_INIT("go({\"bts\""), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("加速乐"), IN_TEXT, STR_INIT("创宇盾"), STR_INIT(""), BLOCK, { 403, 405, 503 } },
    { STR_INIT("阿里云WAF"), IN_BODY, STR_INIT("errors.aliyun.com"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_BODY, STR_INIT("arg1='"), STR_INIT("acw_sc__v"), SHELL, { 0 } },
    { STR_INIT("阿里云WAF"), IN_BODY, STR_INIT("g.alicdn.com/sd/punish"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_BODY, STR_INIT("_____tmd_____"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_BODY, STR_INIT("霸下通用"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_TEXT, STR_INIT("可能对网站造成安全威胁"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_TEXT, STR_INIT("Sorry, your request has been blocked"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("阿里云WAF"), IN_HEADERS, STR_INIT("acw_tc="), STR_INIT(""), SHELL, { 405 } },
    { STR_INIT("阿里云WAF"), IN_HEADERS, STR_INIT("acw_sc__v"), STR_INIT(""), SHELL, { 405, 403 } },
    { STR_INIT("阿里云WAF"), IN_HEADERS, STR_INIT("acw_"), STR_INIT("arg1='"), SHELL, { 0 } },
    { STR_INIT("奇安信WZWS"), IN_BODY, STR_INIT("/WZWSREL"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("奇安信WZWS"), IN_BODY, STR_INIT("wzws_"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("奇安信WZWS"), IN_HEADERS, STR_INIT("reason: GeoBL"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("奇安信WZWS"), IN_HEADERS, STR_INIT("reason:GeoBL"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("奇安信WZWS"), IN_HEADERS, STR_INIT("wzws-ray"), STR_INIT(""), SHELL, { 403, 405, 503 } },
    { STR_INIT("奇安信WZWS"), IN_TEXT, STR_INIT("请开启JavaScript并刷新该页"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("chinatax"), IN_BODY, STR_INIT("C3VK"), STR_INIT("cookie"), SHELL, { 0 } },
    { STR_INIT("CCGP"), IN_BODY, STR_INIT("_bot_sbu"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("CCGP"), IN_BODY, STR_INIT("sbu_fpcm"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("EdgeOne"), IN_BODY, STR_INIT("__tst_status"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("EdgeOne"), IN_BODY, STR_INIT("EO_Bot_Ssid"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("EdgeOne"), IN_TEXT, STR_INIT("请求UUID为"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("EdgeOne"), IN_HEADERS, STR_INIT("EO-"), STR_INIT(""), BLOCK, { 567 } },
    { STR_INIT("EdgeOne"), IN_BODY, STR_INIT("waf.tencent.com"), STR_INIT(""), BLOCK, { 403, 405, 501, 567 } },
    { STR_INIT("网宿云盾"), IN_HEADERS, STR_INIT("PS-ATL"), STR_INIT(""), BLOCK, { 403 } },
    { STR_INIT("网宿云盾"), IN_HEADERS, STR_INIT("Server: Yundun"), STR_INIT(""), BLOCK, { 403 } },
    { STR_INIT("安全狗"), IN_BODY, STR_INIT("safedog"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("安全狗"), IN_HEADERS, STR_INIT("safedog"), STR_INIT(""), BLOCK, { 403, 405 } },
    { STR_INIT("安全狗"), IN_HEADERS, STR_INIT("WAF/2.0"), STR_INIT(""), BLOCK, { 403, 405 } },
    { STR_INIT("云锁"), IN_BODY, STR_INIT("yunsuo_session"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("云锁"), IN_BODY, STR_INIT("security_verify_data"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("云锁"), IN_HEADERS, STR_INIT("yunsuo_session"), STR_INIT("<script"), SHELL, { 403, 503 } },
    { STR_INIT("宝塔"), IN_TEXT, STR_INIT("您的请求带有不合法参数"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("宝塔"), IN_BODY, STR_INIT("btwaf"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("宝塔"), IN_BODY, STR_INIT("getwafjs"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("雷池"), IN_BODY, STR_INIT("safeline"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("雷池"), IN_BODY, STR_INIT("chaitin"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("雷池"), IN_BODY, STR_INIT("<"), STR_INIT(""), BLOCK, { 468 } },
    { STR_INIT("华为云WAF"), IN_HEADERS, STR_INIT("x-hw-waf"), STR_INIT(""), BLOCK, { 403, 405, 418 } },
    { STR_INIT("华为云WAF"), IN_HEADERS, STR_INIT("HWWAFSES"), STR_INIT(""), SHELL, { 418 } },
    { STR_INIT("百度云加速"), IN_BODY, STR_INIT("yunjiasu"), STR_INIT(""), BLOCK, { 403, 405, 503 } },
    { STR_INIT("百度云加速"), IN_HEADERS, STR_INIT("yunjiasu"), STR_INIT("<script"), SHELL, { 403, 503 } },
    { STR_INIT("Cloudflare"), IN_HEADERS, STR_INIT("cf-mitigated: challenge"), STR_INIT(""), BLOCK, { 0 } },
    { STR_INIT("Cloudflare"), IN_BODY, STR_INIT("/cdn-cgi/challenge-platform/"), STR_INIT(""), BLOCK, { 403, 503 } },
    { STR_INIT("Cloudflare"), IN_BODY, STR_INIT("cf-error-details"), STR_INIT(""), BLOCK, { 403 } },
    { STR_INIT("Akamai"), IN_BODY, STR_INIT("errors.edgesuite.net"), STR_INIT(""), BLOCK, { 403 } },
    { STR_INIT("Imperva"), IN_BODY, STR_INIT("_Incapsula_Resource"), STR_INIT(""), SHELL, { 0 } },
    { STR_INIT("脚本验证"), IN_BODY, STR_INIT("document.cookie"), STR_INIT("location.reload("), TINY, { 0 } },
    // clang-format on
};

/* Words of nameless walls. `tiny`: too common a word, the page must say nothing else unless its status refuses too. */
static const struct wall_word {
    str word, name;
    bool tiny;
} words[] = {
    { STR_INIT("人机验证"), STR_INIT("验证码"), false },
    { STR_INIT("滑动验证"), STR_INIT("验证码"), false },
    { STR_INIT("安全验证"), STR_INIT("验证码"), false },
    { STR_INIT("拖动滑块"), STR_INIT("验证码"), false },
    { STR_INIT("请完成验证"), STR_INIT("验证码"), false },
    { STR_INIT("验证码"), STR_INIT("验证码"), true },
    { STR_INIT("访问过于频繁"), STR_INIT("拦截"), false },
    { STR_INIT("访问频率过高"), STR_INIT("拦截"), false },
    { STR_INIT("异常访问"), STR_INIT("拦截"), false },
    { STR_INIT("访问异常"), STR_INIT("拦截"), true },
    { STR_INIT("拒绝访问"), STR_INIT("拦截"), true },
    { STR_INIT("网站防火墙"), STR_INIT("拦截"), false },
    { STR_INIT("应用防火墙"), STR_INIT("拦截"), false },
    { STR_INIT("访问被拦截"), STR_INIT("拦截"), false },
    { STR_INIT("请求被拦截"), STR_INIT("拦截"), false },
    { STR_INIT("已被拦截"), STR_INIT("拦截"), false },
    { STR_INIT("被阻断"), STR_INIT("拦截"), true },
    { STR_INIT("疑似黑客攻击"), STR_INIT("拦截"), false },
    { STR_INIT("疑似攻击"), STR_INIT("拦截"), false },
    { STR_INIT("攻击行为"), STR_INIT("拦截"), true },
    { STR_INIT("您所在的地区"), STR_INIT("地域限制"), true },
    { STR_INIT("境外访问"), STR_INIT("地域限制"), true },
    { STR_INIT("访问受限"), STR_INIT("拦截"), true },
    { STR_INIT("请开启JavaScript"), STR_INIT("脚本验证"), true },
    { STR_INIT("Checking your browser"), STR_INIT("脚本验证"), true },
};

struct view {
    const struct wall_input *in;
    str body;                /* UTF-8 */
    char text[TEXT_LEN_MAX]; /* what a visitor sees, title included, white space dropped to single blanks */
    size_t len, chars;       /* chars: without white space; more than BLOCK: counting stopped */
};

/* Length of what must not be read at the front: a comment, a script, a style, else one tag. */
static size_t skip_markup(str rest)
{
    static const str blind[][2] = { { STR_INIT("<!--"), STR_INIT("-->") },
                                    { STR_INIT("<script"), STR_INIT("</script") },
                                    { STR_INIT("<style"), STR_INIT("</style") } };
    for (size_t i = 0; i < ARRAY_LEN(blind); i++) {
        if (!str_starts_nocase(rest, blind[i][0]))
            continue;
        size_t end = str_find_nocase(rest, blind[i][1]);
        return end == SIZE_MAX ? rest.len : end + blind[i][1].len;
    }
    const char *close = memchr(rest.ptr, '>', rest.len);
    return close ? (size_t)(close - rest.ptr) + 1 : rest.len;
}

static void put_visible(struct view *v, char c)
{
    bool space = (unsigned char)c <= ' ';
    if (space && (v->len == 0 || v->text[v->len - 1] == ' '))
        return;
    if (v->len < sizeof v->text)
        v->text[v->len++] = space ? ' ' : c;
    v->chars += !space && ((unsigned char)c & 0xc0) != 0x80;
}

static void read_text(struct view *v)
{
    str rest = v->body;
    while (rest.len && v->chars <= BLOCK) {
        size_t n = 1;
        if (rest.ptr[0] == '<')
            n = skip_markup(rest);
        else
            put_visible(v, rest.ptr[0]);
        rest = str_slice(rest, n, rest.len);
    }
}

static bool has_status(const short *statuses, int status)
{
    if (statuses[0] == 0)
        return true;
    for (size_t i = 0; i < STATUSES_MAX && statuses[i]; i++)
        if (statuses[i] == status)
            return true;
    return false;
}

/* Does the mark stand in the path of another address? A page may lie in a folder of any name; the guard's own host says
 * more. */
static bool is_in_link(str body, size_t at)
{
    static const str links[] = { STR_INIT("<a "), STR_INIT("<link "), STR_INIT("<img "), STR_INIT("<area ") };
    size_t from = at, slash = SIZE_MAX;
    while (from > 0 && body.ptr[from] != '<' && body.ptr[from] != '>') {
        from--;
        if (slash == SIZE_MAX && body.ptr[from] == '/')
            slash = from;
    }
    bool host = slash != SIZE_MAX && slash > 0 && body.ptr[slash - 1] == '/';
    str tag = str_slice(body, from, body.len);
    for (size_t i = 0; i < ARRAY_LEN(links) && !host; i++)
        if (str_starts_nocase(tag, links[i]))
            return true;
    return false;
}

static bool has_outside_links(str body, str mark)
{
    for (size_t from = 0; from < body.len;) {
        size_t at = str_find(str_slice(body, from, body.len), mark);
        if (at == SIZE_MAX)
            return false;
        if (!is_in_link(body, from + at))
            return true;
        from += at + mark.len;
    }
    return false;
}

static bool shows(const struct view *v, const struct wall_mark *m)
{
    if (v->chars > (size_t)m->chars_max || !has_status(m->statuses, v->in->status) || !str_has(v->body, m->body_too))
        return false;
    if (m->place == IN_HEADERS)
        return str_has_nocase(v->in->headers, m->mark);
    if (m->place == IN_TEXT)
        return str_has((str){ v->text, v->len }, m->mark);
    return v->in->status < 300 ? has_outside_links(v->body, m->mark) : str_has(v->body, m->mark);
}

/* Cookies of 瑞数 have made-up names: ten or more letters and digits, then S, T, O or P. */
static bool has_made_up_cookie(str headers)
{
    str line;
    while (headers.len && str_cut(&headers, '\n', &line)) {
        if (!str_starts_nocase(line, STR("Set-Cookie:")))
            continue;
        str name = str_trim(str_slice(line, 11, line.len));
        name.len = str_find(name, STR("=")) == SIZE_MAX ? 0 : str_find(name, STR("="));
        size_t i = 0, digits = 0, small = 0;
        for (; i < name.len; i++) {
            char c = name.ptr[i];
            digits += ascii_is_digit(c);
            small += c >= 'a' && c <= 'z';
            if (!ascii_is_alnum(c))
                break;
        }
        if (i == name.len && i > 10 && digits && small && strchr("STOP", name.ptr[i - 1]))
            return true;
    }
    return false;
}

static str name_by_words(const struct view *v)
{
    bool refused = v->in->status >= 400;
    str text = { v->text, v->len };
    if (v->in->status == 404 || v->in->status == 410 || v->chars > (refused ? BLOCK : WORDS))
        return (str){ 0 };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if ((refused || !words[i].tiny || v->chars <= TINY) && str_has(text, words[i].word))
            return words[i].name;
    return (str){ 0 };
}

static bool is_login_word(str word)
{
    static const str logins[] = {
        STR_INIT("login"),    STR_INIT("tologin"),  STR_INIT("userlogin"),  STR_INIT("loginpage"),
        STR_INIT("weblogin"), STR_INIT("dologin"),  STR_INIT("unlogin"),    STR_INIT("signin"),
        STR_INIT("logon"),    STR_INIT("sso"),      STR_INIT("cas"),        STR_INIT("passport"),
        STR_INIT("oauth"),    STR_INIT("oauth2"),   STR_INIT("authorize"),  STR_INIT("loginindex"),
        STR_INIT("nologin"),  STR_INIT("accounts"), STR_INIT("adminlogin"), STR_INIT("ssologin"),
    };
    return str_is_any_nocase(word, logins, ARRAY_LEN(logins));
}

/* Does an address lead to a login, by a whole path segment or the first label of its host? */
static bool leads_to_login(str address)
{
    size_t mark = str_find(address, STR("?"));
    str rest = str_slice(address, 0, mark), segment;
    bool host = false;
    for (size_t i = 0; rest.len && str_cut(&rest, '/', &segment); i++) {
        host = i == 2 && str_has(str_slice(address, 0, 9), STR("//"));
        size_t dot = str_find(segment, STR(".")), semicolon = str_find(segment, STR(";"));
        str stem = str_slice(segment, 0, dot < semicolon ? dot : semicolon);
        if (is_login_word(stem) && (!host || dot != SIZE_MAX))
            return true;
    }
    return false;
}

static str name_by_redirect(const struct wall_input *in)
{
    if (in->redirect.len == 0 || in->status < 300 || in->status > 399)
        return (str){ 0 };
    if (str_has_nocase(in->redirect, STR("captcha")) || str_has(in->redirect, STR("_____tmd_____")))
        return STR("验证码");
    if (leads_to_login(in->redirect) && !leads_to_login(in->address))
        return STR("login");
    return (str){ 0 };
}

static str name_by_page(struct view *v)
{
    read_text(v);
    if (v->chars > BLOCK)
        return (str){ 0 };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (shows(v, &marks[i]))
            return marks[i].name;
    if (v->in->status == 412 && v->chars <= SHELL && has_made_up_cookie(v->in->headers))
        return marks[0].name;
    return name_by_words(v);
}

str wall_recognise(const struct wall_input *in)
{
    if (in->status == 429)
        return (str){ 0 }; /* a rate limit is answered with patience */
    str name = name_by_redirect(in);
    if (name.len || (in->status >= 300 && in->status <= 399))
        return name;
    if (in->status == 401 && str_has_nocase(in->headers, STR("www-authenticate:")))
        return STR("login");
    struct view v = { .in = in, .body = in->body };
    if (text_is_utf8(in->body))
        return name_by_page(&v);
    struct arena scratch;
    arena_init(&scratch);
    v.body = charset_decode(&scratch, in->body, (str){ 0 }).text;
    name = name_by_page(&v);
    arena_done(&scratch);
    return name;
}
