/* SPDX-License-Identifier: MIT */
/* Reads one row of a list: which of its links is the item, and the item's whole title. */
#include "rows.h"
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "literals.h"
#include <string.h>

enum {
    TITLE_CHARS = 4,
    SUMMARY_BYTES = 60, /* behind a title: the beginning of the item's text */
};

bool row_is_column_like(str address)
{
    size_t slash = str_find_last(address, STR("/"));
    str file = slash == SIZE_MAX ? address : str_slice(address, slash + 1, address.len);
    return file.len == 0 || str_starts(file, STR("index.")) || str_starts(file, STR("list.")) ||
           str_starts(file, STR("?"));
}

bool row_is_home(const struct reading *r, str address)
{
    struct url_parts u, own;
    return address.len && url_split(r->arena, address, &u) && url_split(r->arena, r->page->address, &own) &&
           str_eq(u.path, STR("/")) && u.query.len == 0 && str_eq(u.host, own.host);
}

bool row_is_function(str text)
{
    static const str words[] = {
        STR_INIT("更多"),     STR_INIT("more"),
        STR_INIT(">>"),       STR_INIT(">"),
        STR_INIT("»"),        STR_INIT("+"),
        STR_INIT("详细"),     STR_INIT("详情"),
        STR_INIT("查看"),     STR_INIT("查看详情"),
        STR_INIT("查看更多"), STR_INIT("阅读全文"),
        STR_INIT("全文"),     STR_INIT("打印"),
        STR_INIT("关闭"),     STR_INIT("打印本页"),
        STR_INIT("关闭窗口"), STR_INIT("收藏"),
        STR_INIT("分享"),     STR_INIT("返回"),
        STR_INIT("首页"),     STR_INIT("上一页"),
        STR_INIT("下一页"),   STR_INIT("末页"),
        STR_INIT("尾页"),     STR_INIT("下载"),
        STR_INIT("点击下载"), STR_INIT("上一篇"),
        STR_INIT("下一篇"),   STR_INIT("返回顶部"),
        STR_INIT("top"),      STR_INIT("转到"),
        STR_INIT("跳转"),     STR_INIT("设为首页"),
        STR_INIT("加入收藏"), STR_INIT("大"),
        STR_INIT("中"),       STR_INIT("小"),
        STR_INIT("订阅"),     STR_INIT("上一条"),
        STR_INIT("下一条"),   STR_INIT("网站首页"),
        STR_INIT("关闭本页"), STR_INIT("返回首页"),
        STR_INIT("打印此页"), STR_INIT("网站地图"),
        STR_INIT("登录"),     STR_INIT("注册"),
        STR_INIT("无障碍"),   STR_INIT("加入我的收藏"),
        STR_INIT("导出"),
    };
    static const char trim[] = "[]()<>+. \t\r\n:|";
    text = label_trim(text);
    str bare = text;
    while (bare.len && memchr(trim, bare.ptr[0], sizeof trim - 1))
        bare = str_slice(bare, 1, bare.len);
    while (bare.len && memchr(trim, bare.ptr[bare.len - 1], sizeof trim - 1))
        bare.len--;
    if (bare.len == 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_eq_nocase(bare, words[i]))
            return true;
    }
    int64_t number;
    return str_starts(bare, STR("更多")) || str_to_int(bare, &number);
}

str row_link_text(const struct reading *r, uint32_t link)
{
    const struct tree *t = r->tree;
    str text = tree_text(r->arena, t, link, false);
    if (text.len)
        return text;
    for (uint32_t i = link; i < t->nodes[link].end; i++) {
        str alt = node_is(&t->nodes[i], "img") ? label_trim(node_attr(&t->nodes[i], "alt")) : (str){ 0 };
        if (alt.len)
            return alt;
    }
    return label_trim(node_attr(&t->nodes[link], "title"));
}

static bool looks_like_address(str s)
{
    if (s.len < 4 || s.len > LIMIT_URL_LEN || str_has(s, STR(" ")) || str_has(s, STR("<")))
        return false;
    return str_starts_nocase(s, STR("http")) || str_starts(s, STR("/")) || str_starts(s, STR("./")) ||
           str_starts(s, STR("../")) || str_has_nocase(s, STR(".htm")) || str_has_nocase(s, STR(".shtml")) ||
           str_has_nocase(s, STR(".jsp"));
}

/* window.open('./a.html'), openUrl("…"): the first literal that is an address. */
static str address_in_call(const struct reading *r, str script)
{
    str value;
    size_t at = 0, before;
    while (literal_next(r->arena, script, &at, &value, &before)) {
        if (looks_like_address(label_trim(value)))
            return label_trim(value);
    }
    return (str){ 0 };
}

str row_link_address(const struct reading *r, uint32_t link)
{
    const struct node *n = &r->tree->nodes[link];
    str href = node_is(n, "a") ? label_trim(node_attr(n, "href")) : (str){ 0 };
    if (str_starts_nocase(href, STR("javascript:")))
        href = address_in_call(r, href);
    if (href.len == 0 || str_starts(href, STR("#")))
        href = address_in_call(r, node_attr(n, "onclick"));
    if (href.len == 0)
        return href;
    struct url_ref ref = reading_resolve(r, href);
    return ref.problem == LINK_FINE ? ref.address : (str){ 0 };
}

static bool is_cut(str text)
{
    return str_ends(text, STR("…")) || str_ends(text, STR("...")) || str_ends(text, STR(".."));
}

/* Title attributes: "标题：…\n发布时间：…" of old templates. */
static str attribute_title(struct arena *a, str raw)
{
    static const str heads[] = { STR_INIT("标题"), STR_INIT("文章标题") };
    static const str tails[] = { STR_INIT("发布时间"), STR_INIT("发布日期"), STR_INIT("更新时间"), STR_INIT("点击数"),
                                 STR_INIT("作者") };
    str title = label_trim(raw);
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        size_t end;
        if (label_at(title, 0, heads[i], &end) && label_colon(title, &end))
            title = label_trim(str_slice(title, end, title.len));
    }
    for (size_t cut = 1; cut < title.len; cut++) { /* a line of its own, or words behind a blank */
        size_t end;
        bool begins = title.ptr[cut - 1] == '\n' || title.ptr[cut - 1] == ' ';
        for (size_t i = 0; i < ARRAY_LEN(tails) && begins; i++) {
            if (label_at(title, cut, tails[i], &end) && label_colon(title, &end))
                title = label_trim(str_slice(title, 0, cut));
        }
    }
    return text_squeeze(a, title);
}

/* A year or a day of the month that stands for itself. */
static bool is_part_of_date(str text)
{
    int64_t n;
    text = label_trim(text);
    return text.len <= 4 && str_to_int(text, &n) && ((n >= 1 && n <= 31) || (n >= 1990 && n <= 2100));
}

/* What stands before or behind a title in an element of its own and is no part of it. */
static bool is_mark(str text)
{
    static const str marks[] = { STR_INIT("new"), STR_INIT("hot"), STR_INIT("置顶"), STR_INIT("·"), STR_INIT("•") };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (str_eq_nocase(text, marks[i]))
            return true;
    }
    return false;
}

/* Visible text of the link without marks and texts that are nothing but a date. */
static str text_without_dates(const struct reading *r, uint32_t link)
{
    const struct tree *t = r->tree;
    bool dated = false;
    str parts[16];
    size_t count = 0;
    for (uint32_t i = link + 1; i < t->nodes[link].end && count < ARRAY_LEN(parts); i++) {
        if (!node_is_prose(t, i) || label_trim(t->nodes[i].text).len == 0)
            continue;
        int year, month;
        if (is_mark(label_trim(t->nodes[i].text)) || row_is_only_date(t->nodes[i].text) ||
            row_year_month(t->nodes[i].text, &year, &month))
            dated = true;
        else
            parts[count++] = t->nodes[i].text;
    }
    if (!dated || count == 0)
        return row_link_text(r, link);
    while (count > 1 && is_part_of_date(parts[0])) /* 2026 above 05-02, 12 above 2026-05 */
        memmove(parts, parts + 1, --count * sizeof *parts);
    return text_squeeze(r->arena, str_join(r->arena, parts, count, STR(" ")));
}

/* A link around picture, title, day and summary: what in it is marked as the title; empty if nothing is. */
static str marked_title(const struct reading *r, uint32_t link)
{
    static const char *const words[] = { "title", "tit", "bt", "biaoti" };
    const struct tree *t = r->tree;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = link + 1; i < t->nodes[link].end; i++) {
            const struct node *n = &t->nodes[i];
            bool heading = n->tag.len == 2 && n->tag.ptr[0] == 'h' && n->tag.ptr[1] >= '1' && n->tag.ptr[1] <= '6';
            bool named = n->attr_count && node_is_named(n, words, ARRAY_LEN(words));
            str text = (pass == 0 ? heading : named) ? tree_text(r->arena, t, i, false) : (str){ 0 };
            bool kind = str_starts(text, STR("[")) || str_starts(text, STR("【")) || str_ends(text, STR("："));
            if (text_chars(text) >= TITLE_CHARS && !row_is_only_date(text) && !kind)
                return text;
        }
    }
    return (str){ 0 };
}

/* The title attribute of a link, or of something in it. */
static str own_attribute(const struct tree *t, uint32_t link)
{
    str title = { 0 };
    for (uint32_t i = link; i < t->nodes[link].end && title.len == 0; i++)
        title = t->nodes[i].kind == NODE_ELEMENT ? label_trim(node_attr(&t->nodes[i], "title")) : title;
    return title;
}

static str title_of(const struct reading *r, uint32_t link, struct row_dates *date)
{
    str marked = marked_title(r, link), text = marked.len ? marked : text_without_dates(r, link);
    str attribute = attribute_title(r->arena, own_attribute(r->tree, link));
    struct row_dates ignored = { .date = DAY_NONE };
    (void)row_title_date(&attribute, date);
    (void)row_title_date(&text, day_known(date->date) || date->month ? &ignored : date);
    str stem = text;
    while (str_ends(stem, STR("…")) || (is_cut(text) && str_ends(stem, STR("."))))
        stem = str_slice(stem, 0, stem.len - (str_ends(stem, STR("…")) ? 3 : 1));
    stem = label_trim(stem);
    bool cut = is_cut(text) && attribute.len >= stem.len;
    bool summary = attribute.len && str_starts(text, attribute) && text.len > attribute.len + SUMMARY_BYTES;
    bool fuller = cut || summary || (attribute.len > stem.len && (stem.len == 0 || str_starts(attribute, stem)));
    return text_clip(fuller && !row_is_only_date(attribute) ? attribute : text, LIMIT_TITLE_LEN / 3);
}

static bool is_link(const struct node *n)
{
    return n->kind == NODE_ELEMENT && (node_is(n, "a") || node_attr(n, "onclick").len);
}

/* The link with the longest words; an element with onclick counts only when there is no <a>. */
static uint32_t title_link(const struct reading *r, struct row_span span, str *address)
{
    const struct tree *t = r->tree;
    uint32_t best = 0;
    size_t best_len = 0;
    for (int pass = 0; pass < 2 && best == 0; pass++) {
        for (uint32_t i = span.from; i < span.to; i++) {
            if (!is_link(&t->nodes[i]) || node_is(&t->nodes[i], "a") != (pass == 0))
                continue;
            str text = row_link_text(r, i), where = row_link_address(r, i);
            str title = label_trim(node_attr(&t->nodes[i], "title"));
            size_t len = text_chars(text.len > title.len ? text : title);
            if (row_is_function(text) || len < 2 || (best && !where.len))
                continue;
            if (len > best_len || (address->len == 0 && where.len)) {
                best = i;
                best_len = len;
                *address = where;
            }
        }
    }
    return best;
}

static void set_date(struct row_found *out, const struct row_dates *d)
{
    out->date = d->date;
    out->date_raw = d->raw;
    out->month = d->month;
    out->dom = d->dom;
}

/* <td>标题</td><td>2026-05-02</td><td><a>下载</a></td>: the title of an item stands beside the link to it. */
static bool read_unlinked(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_found *out)
{
    static const str words[] = { STR_INIT("详细"), STR_INIT("详情"), STR_INIT("查看"), STR_INIT("全文"),
                                 STR_INIT("下载") };
    const struct tree *t = r->tree;
    str first = { 0 };
    for (uint32_t i = span.from; i < span.to; i++) {
        str text = node_is_prose(t, i) ? label_trim(t->nodes[i].text) : (str){ 0 };
        if (node_is(&t->nodes[i], "a") && str_has_any(row_link_text(r, i), words, ARRAY_LEN(words))) {
            out->address = row_link_address(r, i);
            out->link = i;
        } else if (first.len == 0 && text_chars(text) >= TITLE_CHARS && !row_is_only_date(text) && !out->link) {
            first = text;
        }
    }
    out->title = text_clip(text_squeeze(r->arena, first), LIMIT_TITLE_LEN / 3);
    struct row_dates date = { .date = DAY_NONE };
    bool dated = row_date(r, span, date_cell, &date);
    set_date(out, &date);
    return dated && out->address.len && out->title.len;
}

bool row_read(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_found *out)
{
    *out = (struct row_found){ .date = DAY_NONE };
    out->link = title_link(r, span, &out->address);
    if (out->link == 0)
        return read_unlinked(r, span, date_cell, out);
    struct row_dates beside = { .date = DAY_NONE }, in_title = { .date = DAY_NONE };
    out->title = title_of(r, out->link, &in_title);
    set_date(out, row_date(r, span, date_cell, &beside) ? &beside : &in_title);
    return out->title.len > 0;
}
