/* SPDX-License-Identifier: MIT */
/* Tables from the words of the program to Chinese. */
#include "words_zh.h"

struct pair {
    const char *word, *zh;
};

static str look_up(const struct pair *table, size_t count, str word, str otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_from(table[i].word), word))
            return str_from(table[i].zh);
    return otherwise;
}
#define LOOK_UP(table, word, otherwise) look_up((table), ARRAY_LEN(table), (word), (otherwise))

static const char *const severities[SEVERITY_COUNT_][2] = {
    [SEVERITY_NOTICE] = { "提示", "●" },
    [SEVERITY_WARNING] = { "不规范", "▲" },
    [SEVERITY_ERROR] = { "错误", "✖" },
};

str zh_severity(enum severity s)
{
    return str_from(severities[s][0]);
}

const char *zh_severity_sign(enum severity s)
{
    return severities[s][1];
}

str zh_state(str state)
{
    static const struct pair states[] = { { "new", "新增" }, { "persisting", "持续" }, { "reopened", "重新出现" } };
    return LOOK_UP(states, state, state);
}

str zh_rule(str rule)
{
    static const struct pair titles[] = {
        { "link.broken", "断链" },
        { "link.soft-404", "假页面" },
        { "link.mislinked", "错链" },
        { "link.fragment", "页内跳转无效" },
        { "link.hidden", "暗链" },
        { "link.hijacked", "外链被劫持" },
        { "column.missing", "缺少栏目" },
        { "column.empty", "空白栏目" },
        { "column.stale", "栏目不更新" },
        { "column.undated", "条目没有日期" },
        { "column.mixed", "内容混杂" },
        { "disclosure.count", "公开数量不足" },
        { "column.incomplete", "内容不齐全" },
        { "disclosure.missing", "指标没有公开" },
        { "disclosure.overdue", "指标逾期未更新" },
        { "disclosure.late", "指标公开晚于时限" },
        { "policy.uninterpreted", "政策文件没有解读" },
        { "policy.late", "解读晚于时限" },
        { "policy.unlinked", "文件页没有链接解读" },
        { "policy.no-backlink", "解读页没有链接文件" },
        { "policy.copied", "形式化解读" },
        { "policy.form-ratio", "解读形式单一" },
        { "policy.metadata", "文件要素不全" },
        { "policy.expired", "文件过期未标注" },
        { "ipv6.no-aaaa", "域名没有 IPv6 地址" },
        { "ipv6.unreachable", "IPv6 打不开" },
        { "ipv6.differs", "IPv6 内容不一致" },
        { "ipv6.links", "IPv6 链接通达率低" },
        { "ipv6.literal", "链接写的是 IPv4 地址" },
        { "site.unreachable", "站点无法访问" },
        { "site.home-stale", "首页不更新" },
        { "site.tags", "网页标签不合规范" },
        { "site.footer", "网站标识不全" },
        { "site.certificate", "证书有问题" },
        { "site.https", "没有使用 https" },
        { "site.domain", "域名不合规范" },
        { "site.slow", "首页打开慢" },
        { "site.pubdate", "发布日期标签与页面不符" },
        { "decision.catalogue", "没有决策事项目录" },
        { "decision.incomplete", "决策事项内容不全" },
        { "decision.short-comment", "征求意见时间不足" },
        { "decision.no-feedback", "意见采纳情况没有公布" },
    };
    return LOOK_UP(titles, rule, rule);
}

static const struct {
    const char *word, *zh, *means;
} reasons[] = {
    { "wall", "网站防护拦截", "访问被防火墙、验证码、登录或地域限制挡住，看不到真实页面。" },
    { "doubtful-file", "附件内容与名称对不上",
      "文件开头的内容不像它的名称所说的类型，但也许打得开，请人工打开看一下。" },
    { "hidden-block", "隐藏的板块要人工看",
      "网页里暂时不显示的部分有站外链接，可能是脚本展开的菜单、浮层，也可能是暗链。" },
    { "javascript-list", "列表由脚本生成", "条目由浏览器脚本加载，网页源码里没有，不能据此判断为空或不更新。" },
    { "future-date", "日期晚于检查当天", "有条目的日期晚于检查当天，多半写错了，不能断定最新日期。" },
    { "year-not-over", "年度还没有过完", "按年计数的要求，要等一个完整年度过去才能断定是否不足。" },
    { "nothing-found", "没有找到材料", "目录所列事项可能推迟、合并或者已经撤销，也可能没有公开，要人工核对。" },
    { "unreadable-list", "列表没有读全", "条目没有读全，或者次序不明，不能断定最新日期。" },
    { "too-large", "附件过大", "正文在附件里，附件超过读取上限，没有读。" },
    { "old-format", "附件格式太旧", "正文在旧版 Word、Excel 或 WPS 附件里，程序读不出文字。" },
    { "other-format", "附件格式不认识", "正文在附件里，附件的格式程序不认识。" },
    { "damaged", "附件读不出", "正文在附件里，附件损坏或者不合规范。" },
    { "encrypted", "附件有密码", "正文在附件里，附件加了密码。" },
    { "no-text", "附件是扫描件", "正文在图片或扫描件里，没有文字可读。" },
    { "not-a-document", "附件不是文档", "附件是压缩包，里面没有可读的文档。" },
    { "archive-limits", "附件解压超限", "附件解压后过大或过于复杂，没有读。" },
    { "time", "附件读得太久", "读附件的程序超过时限，被结束。" },
    { "no-reader", "没有读 PDF 的程序", "检查机上没有安装 pdftotext。" },
    { "unreadable", "页面没有读到", "页面没有成功读取。" },
    { "parent-column", "只找到上级栏目", "没有找到专门的栏目，上级栏目里是否包含不能断定。" },
    { "attachment-only", "内容在附件或图片里", "正文没有读全，或者内容放在附件、图片里，读不到文字。" },
    { "no-column", "没有找到栏目", "本站没有找到这样的栏目，可能办在别的平台上。" },
    { "text-page", "栏目是一页文字", "栏目只有一页文字，看不出更新日期。" },
    { "unclear-pair", "文件与解读对应不明", "可能有解读，但不能确定对应哪一份文件。" },
    { "bad-reply", "回答不合规范", "对方的回答不是完好的 HTTP，不足以认定为坏链。" },
    { "unstable", "内容自身会变化", "同一页面几次打开的内容本来就不同，不能比较。" },
    { "sample", "抽样不足以判定", "只抽查了一部分页面，比例与要求相差在抽样误差之内。" },
    { "javascript", "内容由脚本生成", "内容由浏览器脚本加载，网页源码里没有。" },
    { "no-ipv6-here", "检查机没有 IPv6", "本次检查所在的网络不通 IPv6，没有条件测量。" },
    { "robots", "robots.txt 不允许访问", "网站的 robots.txt 请求自动程序不要访问，检查程序照办。" },
    { "budget", "超出本次检查预算", "达到了设定的页数、层级或时间上限。" },
    { "timeout", "响应超时", "在规定时间内没有得到回答，不足以认定为坏链。" },
    { "dns-error", "域名解析服务出错", "解析服务器没有给出确定的回答，不能说明域名不存在。" },
    { "dns", "域名解析服务出错", "解析服务器没有给出确定的回答，不能说明域名不存在。" },
    { "no-route", "检查机到对方网络不通", "从检查所在的网络走不到对方，不能说明对方有故障。" },
    { "private-address", "指向内部网络", "为安全起见，不访问内部网络地址。" },
    { "external-off", "本次不检查站外链接", "检查时关闭了站外链接。" },
    { "tls", "加密连接异常", "证书或加密连接有问题，但不足以认定为坏链。" },
    { "too-tangled", "页面结构过于混乱", "页面标签严重不规范，程序放弃解析。" },
    { "endless", "网址没有尽头", "例如日历：每页都链到更多日期，内容除数字外都一样，看过几百页后不再看。" },
    { "limit", "超过处理上限", "页面过大或过于复杂，只看了一部分。" },
    { "not-fetched", "本次没有访问到", "本次检查没有走到这一页。" },
    { "not-read", "本次没有读到", "页面没有成功读取。" },
    { "undated", "没有日期", "条目没有可识别的日期。" },
    { "no-date", "没有日期", "条目没有可识别的日期。" },
    { "ambiguous", "不能唯一对应", "有多个可能的对象，程序不替人选择。" },
    { "host-walled", "整个网站被防护拦截", "该主机的页面都被防护挡住。" },
    { "unreachable", "无法访问", "没有得到可用的回答。" },
    { "table-form", "表格与格式不符", "表格的行列与规定格式不同，程序不敢对号入座。" },
    { "text-elsewhere", "正文不在网页里", "内容可能在附件或图片里，程序没有读。" },
    { "incomplete", "检查没有做完", "检查提前结束，不足以下结论。" },
    { "outage", "整个主机无法连接", "该主机的全部地址以同一方式失败，可能是网络原因。" },
};

str zh_wall(str wall)
{
    static const struct pair walls[] = { { "chinatax", "税务网站的防护" }, { "CCGP", "政府采购网的防护" } };
    return LOOK_UP(walls, wall, wall);
}

str zh_reason(str reason)
{
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
        if (str_eq(str_from(reasons[i].word), reason))
            return str_from(reasons[i].zh);
    return reason;
}

str zh_reason_means(str reason)
{
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
        if (str_eq(str_from(reasons[i].word), reason))
            return str_from(reasons[i].means);
    return (str){ 0 };
}

str zh_incomplete(str because)
{
    static const struct pair causes[] = {
        { "interrupted", "被中断" },
        { "max-time", "达到设定的时间上限" },
        { "max-pages", "达到设定的页数上限" },
        { "max-depth", "达到设定的层级上限" },
        { "max-addresses", "网址个数达到上限" },
        { "site-unreachable", "网站无法访问" },
        { "site-walled", "网站被防护整体拦截" },
        { "site-closed-by-robots", "网站的 robots.txt 不允许访问" },
    };
    return LOOK_UP(causes, because, because);
}

static const struct pair evidence_keys[] = {
#include "evidence_zh.def"
};

str zh_evidence_key(str key)
{
    return LOOK_UP(evidence_keys, key, key);
}

static const struct pair certificates[] = {
    { "expired", "已过期或尚未生效" },
    { "wrong-host", "是别的域名的" },
    { "untrusted", "不受信任" },
    { "other", "其他" },
};

static const struct pair regions[] = {
    { "nav", "导航" },       { "crumb", "当前位置" }, { "list", "列表" },     { "content", "正文" },
    { "related", "相关栏" }, { "footer", "页脚" },    { "head", "页面头部" }, { "unknown", "未定" },
};

static const struct pair hidings[] = {
    { "display:none", "不显示（display:none）" },
    { "visibility:hidden", "不显示（visibility:hidden）" },
    { "opacity:0", "全透明" },
    { "zero-size", "缩到看不见" },
    { "off-screen", "移到屏幕之外" },
    { "text-indent", "文字缩进到屏幕之外" },
    { "hidden", "不显示（hidden 属性）" },
    { "marquee", "放在一两个像素的滚动条里" },
    { "colour", "文字与背景同色" },
};

static const struct pair outcomes[] = {
    { "ok", "正常" },
    { "redirect", "跳转" },
    { "status", "服务器返回错误状态" },
    { "no-host", "域名不存在" },
    { "dns-error", "域名解析出错" },
    { "refused", "拒绝连接" },
    { "timeout", "超时" },
    { "reset", "连接被中断" },
    { "tls", "加密连接失败" },
    { "truncated", "内容不完整" },
    { "redirect-loop", "循环跳转" },
    { "empty", "内容为空" },
    { "wrong-type", "不是所说的文件" },
    { "bad-reply", "回答不合规范" },
    { "wall", "被防护拦截" },
    { "no-route", "网络不通" },
    { "pending", "未访问" },
};

static const struct pair kinds[] = {
    { "page", "网页" },  { "attachment", "附件" }, { "image", "图片" },        { "script", "脚本" },
    { "style", "样式" }, { "frame", "内嵌页面" },  { "external", "站外链接" },
};

static const struct pair causes[] = {
    { "wrong-target", "链接去向与名称不符" },
    { "redirected-home", "被转到首页" },
    { "placeholder", "空链接" },
    { "local-address", "指向本机或内部地址" },
    { "malformed", "网址书写错误" },
    { "same-page", "与不存在网址的页面相同" },
    { "same-redirect", "与不存在网址的去向相同" },
    { "hidden-link", "隐藏的站外链接" },
    { "poisoned", "标题或关键词被改" },
    { "cloaked", "只给搜索引擎看" },
    { "jump-script", "脚本按来源跳转" },
    { "hidden-text", "隐藏的文字" },
    { "gambling-porn", "博彩色情网站" },
    { "parking", "域名停放页" },
    { "look-alike", "冒充政府网址" },
    { "error-text", "内容是出错提示" },
    { "emptied", "正文已空" },
};

static const struct pair records[] = {
    { "found", "有" },       { "nodata", "没有" },    { "nxdomain", "域名不存在" },
    { "error", "没有问到" }, { "unknown", "没有问" },
};

static const struct pair sources[] = {
    { "labelled", "页面标注" }, { "pubdate", "PubDate 标签" }, { "row", "列表中的日期" }, { "address", "网址中的日期" },
    { "text", "正文中的日期" }, { "metadata", "元数据" },      { "none", "无" },
};

#define PAIRS(table) table, ARRAY_LEN(table)

/* Which words the values of a field are taken from. */
static const struct vocabulary {
    str key;
    const struct pair *pairs;
    size_t count;
} vocabularies[] = {
    { STR_INIT("outcome"), PAIRS(outcomes) }, { STR_INIT("v4"), PAIRS(outcomes) },
    { STR_INIT("v6"), PAIRS(outcomes) },      { STR_INIT("kind"), PAIRS(kinds) },
    { STR_INIT("reason"), PAIRS(causes) },    { STR_INIT("certificate"), PAIRS(certificates) },
    { STR_INIT("hiding"), PAIRS(hidings) },   { STR_INIT("region"), PAIRS(regions) },
    { STR_INIT("a"), PAIRS(records) },        { STR_INIT("aaaa"), PAIRS(records) },
    { STR_INIT("source"), PAIRS(sources) },
};

str zh_evidence_value(str key, str value)
{
    for (size_t i = 0; i < ARRAY_LEN(vocabularies); i++) {
        if (str_eq(key, vocabularies[i].key))
            return look_up(vocabularies[i].pairs, vocabularies[i].count, value, value);
    }
    return value;
}

const struct zh_result *zh_clause_result(str result)
{
    static const struct zh_result results[] = {
        { "pass", "通过", "✔", "pass" },
        { "fail", "不通过", "✖", "fail" },
        { "unverified", "无法判定", "?", "unsure" },
        { "not-automatic", "不能自动判定", "—", "none" },
    };
    for (size_t i = 0; i < ARRAY_LEN(results); i++)
        if (str_eq(str_from(results[i].word), result))
            return &results[i];
    return &results[2];
}

const struct zh_result *zh_indicator_result(str result)
{
    static const struct zh_result results[] = {
        { "pass", "按时公开", "✔", "pass" },         { "overdue", "逾期未更新", "✖", "fail" },
        { "late", "公开迟于时限", "▲", "late" },     { "missing", "未找到公开内容", "✖", "fail" },
        { "unverified", "无法判定", "?", "unsure" },
    };
    for (size_t i = 0; i < ARRAY_LEN(results); i++)
        if (str_eq(str_from(results[i].word), result))
            return &results[i];
    return &results[4];
}
