/* SPDX-License-Identifier: MIT */
/* Outcomes and links in words. */
#include "say.h"
#include "address.h"
#include "core/text.h"

/* A number alone tells an office nothing. */
static const char *status_words(int status)
{
    return status == 404                    ? "（找不到）"
           : status == 410                  ? "（已撤下）"
           : status == 401 || status == 403 ? "（不许访问）"
           : status >= 500 && status <= 599 ? "（服务器出错）"
                                            : "";
}

str say_outcome(struct arena *a, enum outcome outcome, int status)
{
    static const str words[OUTCOME_COUNT_] = {
        [OUTCOME_NO_HOST] = STR_INIT("域名不存在"),
        [OUTCOME_DNS_ERROR] = STR_INIT("域名查不到"),
        [OUTCOME_REFUSED] = STR_INIT("连接被拒绝"),
        [OUTCOME_TIMEOUT] = STR_INIT("一直没有应答"),
        [OUTCOME_RESET] = STR_INIT("连接每次都被断开"),
        [OUTCOME_TLS] = STR_INIT("安全连接失败，http 也打不开"),
        [OUTCOME_TRUNCATED] = STR_INIT("内容每次都不完整"),
        [OUTCOME_REDIRECT_LOOP] = STR_INIT("重定向循环"),
        [OUTCOME_EMPTY] = STR_INIT("内容是空的"),
        [OUTCOME_NO_ROUTE] = STR_INIT("网络不通"),
        [OUTCOME_WRONG_TYPE] = STR_INIT("下载到的不是所说的文件"),
        [OUTCOME_BAD_REPLY] = STR_INIT("应答不是完好的网页"),
    };
    if (outcome == OUTCOME_STATUS)
        return str_fmt(a, "服务器答 %d%s", status, status_words(status));
    return words[outcome].len ? words[outcome] : STR("打不开");
}

str say_file_kind(enum file_kind kind)
{
    static const str words[FILE_KIND_COUNT_] = {
        [FILE_PDF] = STR_INIT("PDF 文件"),
        [FILE_POSTSCRIPT] = STR_INIT("PostScript 文件"),
        [FILE_OLE] = STR_INIT("旧版 Office 文件"),
        [FILE_ZIP] = STR_INIT("zip 压缩的文件"),
        [FILE_ARCHIVE] = STR_INIT("压缩包"),
        [FILE_RTF] = STR_INIT("RTF 文档"),
        [FILE_HTML] = STR_INIT("网页"),
        [FILE_XML] = STR_INIT("XML 数据"),
        [FILE_JSON] = STR_INIT("程序间传递的数据（JSON）"),
        [FILE_TEXT] = STR_INIT("纯文本"),
        [FILE_IMAGE] = STR_INIT("图片"),
        [FILE_MEDIA] = STR_INIT("音视频"),
        [FILE_PROGRAM] = STR_INIT("可执行程序"),
    };
    return words[kind].len ? words[kind] : STR("认不出的内容");
}

str say_tls(str problem)
{
    static const struct tls_words {
        str problem, words;
    } known[] = {
        { STR_INIT("expired"), STR_INIT("证书已过期或尚未生效") },
        { STR_INIT("wrong-host"), STR_INIT("证书是别的域名的") },
        { STR_INIT("untrusted"), STR_INIT("证书不是受信任的机构签发的") },
    };
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (str_eq(problem, known[i].problem))
            return known[i].words;
    return STR("安全连接（TLS）建立不起来");
}

str say_link(struct arena *a, enum link_kind kind, str text, str address)
{
    static const str kinds[LINK_KIND_COUNT_] = {
        [LINK_IMAGE] = STR_INIT("图片"),     [LINK_SCRIPT] = STR_INIT("脚本"),  [LINK_STYLE] = STR_INIT("样式文件"),
        [LINK_FRAME] = STR_INIT("内嵌页面"), [LINK_MEDIA] = STR_INIT("音视频"), [LINK_OBJECT] = STR_INIT("内嵌文件")
    };
    str what = kinds[kind].len ? kinds[kind] : STR("链接"), name = text;
    if (name.len == 0)
        name = address_file(address);
    if (name.len == 0)
        name = address;
    name = text_clip(name, 60);
    return str_fmt(a, "%.*s“%.*s”", STR_ARG(what), STR_ARG(name));
}

str say_moment(struct arena *a, str started, uint32_t seconds)
{
    int64_t hour, minute, second;
    day date = started.len >= 19 ? day_from_iso(str_slice(started, 0, 10)) : DAY_NONE;
    if (!day_known(date) || !str_to_int(str_slice(started, 11, 13), &hour) ||
        !str_to_int(str_slice(started, 14, 16), &minute) || !str_to_int(str_slice(started, 17, 19), &second))
        return STR("");
    int64_t all = hour * 3600 + minute * 60 + second + seconds;
    struct day_parts p = day_parts((day){ date.n + (int32_t)(all / 86400) });
    return str_fmt(a, "%04d-%02d-%02d %02lld:%02lld:%02lld", p.year, p.month, p.day, (long long)(all / 3600 % 24),
                   (long long)(all / 60 % 60), (long long)(all % 60));
}
