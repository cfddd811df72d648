/* SPDX-License-Identifier: MIT */
/* A link to nowhere that works all the same: handlers, script hooks, tabs, menus, buttons known by their words. Doubt
 * is in the link's favour. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "links.h"
#include "tags.h"
#include <string.h>

enum { WORD_SLOTS = 8192, MOST_WORDS = 4096, CLIMB = 4, LI_NODES = 400 };

struct name_set {
    uint64_t slots[WORD_SLOTS]; /* hashes of names; 0: free */
    size_t count;
};

struct script_words {
    struct name_set selected; /* names that inline scripts select elements by */
    struct name_set plain;    /* classes of links that open an address */
    bool outside;             /* the page loads script files, which are not read */
};

static uint64_t *slot_of(struct name_set *w, str name)
{
    uint64_t hash = str_hash(name) | 1;
    size_t i = hash / 2 % WORD_SLOTS;
    while (w->slots[i] && w->slots[i] != hash)
        i = (i + 1) % WORD_SLOTS;
    if (!w->slots[i] && w->count < MOST_WORDS) {
        w->count++;
        w->slots[i] = hash;
        return NULL; /* it was not there */
    }
    return w->slots[i] ? &w->slots[i] : NULL;
}

static bool is_name_char(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

static bool knows(const struct name_set *w, str name)
{
    if (!name.len)
        return false;
    if (w->count >= MOST_WORDS)
        return true;
    uint64_t hash = str_hash(name) | 1;
    for (size_t i = hash / 2 % WORD_SLOTS; w->slots[i]; i = (i + 1) % WORD_SLOTS)
        if (w->slots[i] == hash)
            return true;
    return false;
}

/* Names in one string of a script: ".tab li", "#menu", and a string that is one name and a call's argument. */
static void read_selector(struct name_set *w, str literal, bool is_argument)
{
    for (size_t i = 0; i < literal.len;) {
        size_t from = i;
        while (i < literal.len && is_name_char(literal.ptr[i]))
            i++;
        char before = from ? literal.ptr[from - 1] : '\0';
        bool whole = !from && i == literal.len && is_argument;
        if (i > from && (before == '#' || before == '.' || whole))
            (void)slot_of(w, str_slice(literal, from, i));
        i += i == from || i < literal.len;
    }
}

static void read_strings(struct name_set *w, str code)
{
    for (size_t i = 0; i < code.len; i++) {
        char quote = code.ptr[i];
        if (quote != '"' && quote != '\'' && quote != '`')
            continue;
        size_t end = i + 1;
        while (end < code.len && code.ptr[end] != quote && code.ptr[end] != '\n')
            end += code.ptr[end] == '\\' ? 2 : 1;
        if (end - i < 200)
            read_selector(w, str_slice(code, i + 1, end), i && code.ptr[i - 1] == '(');
        i = end;
    }
}

static bool is_idle_href(str href)
{
    href = str_trim(href);
    return !href.len || href.ptr[0] == '#' || str_starts_nocase(href, STR("javascript"));
}

static void add_classes(struct name_set *w, const struct node *n)
{
    str part, class = node_attr(n, "class");
    while (str_cut(&class, ' ', &part))
        if (str_trim(part).len)
            (void)slot_of(w, str_trim(part));
}

struct script_words *script_words_read(struct reading *r)
{
    struct script_words *w = arena_new(r->arena, struct script_words, 1);
    const struct tree *t = r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "a") && !is_idle_href(node_attr(n, "href")))
            add_classes(&w->plain, n);
        if (!node_is(n, "script"))
            continue;
        w->outside |= node_has_attr(n, "src");
        for (uint32_t k = i + 1; k < n->end; k++)
            read_strings(&w->selected, t->nodes[k].text);
    }
    return w;
}

/* A class that no link with an address carries is there for a script file to find: what it does is not known. */
static bool may_be_bound(const struct script_words *w, const struct node *n)
{
    str part, class = str_trim(node_attr(n, "class"));
    if (!w->outside || !class.len)
        return false;
    while (str_cut(&class, ' ', &part))
        if (knows(&w->plain, str_trim(part)))
            return false;
    return true;
}

static bool is_handler(const struct attr *a)
{
    str value = str_trim(a->value);
    if (!value.len || str_starts_nocase(value, STR("return false")) || str_starts_nocase(value, STR("javascript:void")))
        return false;
    return !str_eq(a->name, STR("onfocus")) && !str_eq(a->name, STR("onblur"));
}

/* Vue's data-v-7ba5bd90 keeps a component's style to itself. A link that carries it is the component's, which may bind
 * it; one inside that does not is text which was put there. */
static bool is_style_scope(const struct attr *a)
{
    return str_starts(a->name, STR("data-v-")) && !a->value.len;
}

/* Attributes that only something with a script behind it carries; `own`: on the link itself. */
static bool has_hook(const struct node *n, bool own)
{
    static const char *const starts[] = { "data-", "aria-", "v-", "ng-", "@", ":", "layui-", "lay-" };
    static const char *const roles[] = { "button", "tab", "menuitem", "switch", "option" };
    for (uint32_t i = 0; i < n->attr_count; i++) {
        const struct attr *a = &n->attrs[i];
        if (str_starts(a->name, STR("on")) && is_handler(a))
            return true;
        for (size_t k = 0; k < ARRAY_LEN(starts); k++)
            if (str_starts(a->name, str_from(starts[k])) && (own || !is_style_scope(a)))
                return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(roles); i++)
        if (str_eq_nocase(node_attr(n, "role"), str_from(roles[i])))
            return true;
    return false;
}

static bool is_selected_by(const struct script_words *w, const struct node *n)
{
    str part, class = node_attr(n, "class");
    if (knows(&w->selected, node_attr(n, "id")))
        return true;
    while (str_cut(&class, ' ', &part))
        if (knows(&w->selected, str_trim(part)))
            return true;
    return false;
}

static const char *const widget_words[] = {
    "tab",
    "tabs",
    "slide",
    "slides",
    "slider",
    "swiper",
    "carousel",
    "focus",
    "accordion",
    "collapse",
    "dropdown",
    "drop",
    "toggle",
    "fold",
    "pagination",
    "pager",
    "pagelist",
    "share",
    "bdsharebuttonbox",
    "jiathis",
    "bshare",
    "prev",
    "next",
    "arrow",
    "close",
    "lunbo",
    "qiehuan",
    "gotop",
    "totop",
    "backtop",
    "goTop",
    "toTop",
    "fontsize",
    "font",
    "print",
    "collect",
    "favorite",
    "search",
    "login",
    "wza",
    "language",
    "toolbar",
    "slideshow",
    "player",
    "video",
    "weixin",
    "wechat",
    "qrcode",
    "ewm",
};

/* Containers of whole texts: scripts name them to change the font size, not to make their links work. */
static const char *const text_hints[] = { "zoom", "content", "article", "editor", "wrap", "container", "main", "text" };

static bool is_whole_text(const struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    return (r->body && i <= r->body) || node_is(n, "body") || node_is(n, "form") ||
           node_hints(n, text_hints, ARRAY_LEN(text_hints));
}

/* <li><a href=#>…</a><ul>…: opens a menu. */
static bool opens_menu(const struct tree *t, uint32_t i)
{
    const struct node *n = &t->nodes[i];
    uint32_t up = n->parent;
    for (int climb = 0; climb < 2 && up && !node_is(&t->nodes[up], "li") && !node_is(&t->nodes[up], "dl"); climb++)
        up = t->nodes[up].parent;
    const struct node *item = &t->nodes[up];
    if ((!node_is(item, "li") && !node_is(item, "dl")) || item->end - up > LI_NODES)
        return false;
    for (uint32_t k = n->end; k < item->end; k++)
        if (node_is(&t->nodes[k], "ul") || node_is(&t->nodes[k], "ol") || node_is(&t->nodes[k], "dl") ||
            node_is(&t->nodes[k], "dd") || (node_is(&t->nodes[k], "div") && t->nodes[k].end > k + 2))
            return true;
    return false;
}

/* A list of nothing but such links, one of them marked as chosen: tabs. */
static bool is_tab_list(const struct tree *t, uint32_t i)
{
    static const char *const chosen[] = {
        "on", "cur", "current", "active", "selected", "select", "hover", "act", "now"
    };
    uint32_t item = t->nodes[i].parent, list = t->nodes[item].parent;
    if (!node_is(&t->nodes[item], "li") && !node_is(&t->nodes[item], "dd") && !node_is(&t->nodes[item], "span"))
        list = item;
    if (!list || t->nodes[list].end - list > LI_NODES || node_is(&t->nodes[list], "body"))
        return false;
    size_t links = 0;
    bool marked = false;
    for (uint32_t k = list + 1; k < t->nodes[list].end; k++) {
        marked |= t->nodes[k].attr_count && node_is_named(&t->nodes[k], chosen, ARRAY_LEN(chosen));
        if (!node_is(&t->nodes[k], "a"))
            continue;
        links++;
        if (!is_idle_href(node_attr(&t->nodes[k], "href")))
            return false;
    }
    return marked && links > 1;
}

/* Words of buttons that scripts serve on every portal. */
static bool is_button_text(struct arena *a, str text)
{
    static const char *const whole[] = { "大",     "中",   "小",    "首页",   "尾页",     "末页", "下一页",
                                         "上一页", "下页", "上页",  "第一页", "最后一页", "前页", "后页",
                                         "上月",   "下月", "今天",  "今日",   "上年",     "下年", "跳页",
                                         "go",     "top",  "更多+", "x",      "×" };
    static const char *const parts[] = { "打印",   "关闭",    "收藏", "字号",   "字体",   "顶部", "分享", "设为首页",
                                         "无障碍", "长者",    "关怀", "适老",   "繁体",   "简体", "收起", "展开",
                                         "登录",   "登陆",    "注册", "搜索",   "检索",   "提交", "刷新", "播放",
                                         "暂停",   "微信",    "微博", "朗读",   "语音",   "放大", "缩小", "加大",
                                         "上一",   "下一",    "跳转", "确定",   "取消",   "重置", "返回", "退出",
                                         "复制",   "english", "切换", "客户端", "二维码", "全选" };
    str bare = text_bare(a, text);
    while (bare.len && strchr("[]<>()", bare.ptr[0]) && bare.len > 1)
        bare = str_slice(bare, 1, bare.len);
    while (bare.len > 1 && strchr("[]<>()", bare.ptr[bare.len - 1]))
        bare.len--;
    size_t chars = text_chars(bare);
    if (chars > 8)
        return false;
    bool digits = chars > 0;
    for (size_t i = 0; i < bare.len; i++)
        digits &= ascii_is_digit(bare.ptr[i]) || strchr("<>.+-|/[]()", bare.ptr[i]);
    if (digits || str_eq(bare, STR("«")) || str_eq(bare, STR("»")) || str_eq(bare, STR("‹")) || str_eq(bare, STR("›")))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(whole); i++)
        if (str_eq(bare, str_from(whole[i])))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (str_has(bare, str_from(parts[i])))
            return true;
    return false;
}

bool placeholder_works(struct reading *r, struct script_words *words, uint32_t i, str text)
{
    const struct tree *t = r->tree;
    const struct node *n = &t->nodes[i];
    if (has_hook(n, true) || node_has_attr(n, "id") || node_has_attr(n, "name") || node_has_attr(n, "download") ||
        is_selected_by(words, n) || may_be_bound(words, n) || node_is_named(n, widget_words, ARRAY_LEN(widget_words)))
        return true;
    uint32_t up = n->parent;
    for (int climb = 1; up && climb <= CLIMB && !is_whole_text(r, up); climb++, up = t->nodes[up].parent) {
        const struct node *above = &t->nodes[up];
        if ((climb <= 2 && has_hook(above, false)) || is_selected_by(words, above) ||
            (climb < CLIMB && node_is_named(above, widget_words, ARRAY_LEN(widget_words))))
            return true;
    }
    return opens_menu(t, i) || is_tab_list(t, i) || is_button_text(r->arena, text);
}
