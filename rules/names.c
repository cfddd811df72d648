/* SPDX-License-Identifier: MIT */
/* Closed word lists about names; what differs from place to place stands in rulebooks/names.yaml. */
#include "names.h"
#include "core/text.h"
#include "strmap.h"

static bool is_all_x(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != 'x' && s.ptr[i] != 'X')
            return false;
    }
    return s.len >= 2;
}

bool name_is_page_kind(str text)
{
    static const str words[] = { STR_INIT("正文"),     STR_INIT("列表"),     STR_INIT("浏览"),     STR_INIT("内容"),
                                 STR_INIT("详情"),     STR_INIT("详细"),     STR_INIT("列表页"),   STR_INIT("内容页"),
                                 STR_INIT("正文页"),   STR_INIT("详情页"),   STR_INIT("信息列表"), STR_INIT("文章列表"),
                                 STR_INIT("新闻列表"), STR_INIT("栏目列表"), STR_INIT("信息浏览"), STR_INIT("文章正文"),
                                 STR_INIT("浏览正文"), STR_INIT("信息正文"), STR_INIT("详细信息"), STR_INIT("详细内容"),
                                 STR_INIT("查看"),     STR_INIT("当前页"),   STR_INIT("本页") };
    text = str_trim(text);
    return str_is_any(text, words, ARRAY_LEN(words));
}

bool name_is_placeholder(str value)
{
    static const str words[] = { STR_INIT("网站名称"),       STR_INIT("网站域名"),
                                 STR_INIT("政府网站标识码"), STR_INIT("网站标识码"),
                                 STR_INIT("栏目名称"),       STR_INIT("栏目描述"),
                                 STR_INIT("栏目关键词"),     STR_INIT("栏目类别"),
                                 STR_INIT("栏目类型"),       STR_INIT("文章标题"),
                                 STR_INIT("内容标题"),       STR_INIT("发布时间"),
                                 STR_INIT("发布日期"),       STR_INIT("内容来源"),
                                 STR_INIT("信息来源"),       STR_INIT("来源"),
                                 STR_INIT("站点名称"),       STR_INIT("标题"),
                                 STR_INIT("待填写"),         STR_INIT("请填写"),
                                 STR_INIT("YYYY-MM-DD"),     STR_INIT("YYYY-MM-DD HH:MM"),
                                 STR_INIT("null"),           STR_INIT("NULL"),
                                 STR_INIT("undefined"),      STR_INIT("test"),
                                 STR_INIT("测试"),           STR_INIT("默认"),
                                 STR_INIT("网站名"),         STR_INIT("栏目名") };
    static const str marks[] = { STR_INIT("${"), STR_INIT("{{"),   STR_INIT("<%"), STR_INIT("%>"), STR_INIT("[$"),
                                 STR_INIT("{$"), STR_INIT("<TRS"), STR_INIT("#{"), STR_INIT("@{"), STR_INIT("{%") };
    str v = str_trim(value);
    if (v.len == 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (str_has(v, marks[i]))
            return true;
    }
    if (v.len > 2 && v.ptr[0] == '{' && v.ptr[v.len - 1] == '}')
        return true;
    return is_all_x(v) || str_is_any(v, words, ARRAY_LEN(words));
}

bool name_has_any(str text, str words)
{
    str word;
    while (str_cut(&words, '|', &word)) {
        if (word.len && str_has(text, word))
            return true;
    }
    return false;
}

bool name_is_home(str text)
{
    str t = str_trim(text);
    if (t.len == 0)
        return true;
    if (name_has_any(t, STR("首页|主页|网站首|返回|门户|官网|人民政府|政府网|logo|LOGO|Home|HOME|home")))
        return true;
    return str_starts_nocase(t, STR("www.")) || str_starts_nocase(t, STR("http"));
}

str name_first_part(str title)
{
    static const str cuts[] = { STR_INIT("-"), STR_INIT("_"),  STR_INIT("|"), STR_INIT("—"),
                                STR_INIT("–"), STR_INIT("｜"), STR_INIT(">"), STR_INIT("·") };
    size_t end = title.len;
    for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
        size_t at = str_find(title, cuts[i]);
        if (at != SIZE_MAX && at > 0 && at < end)
            end = at;
    }
    return str_trim(str_slice(title, 0, end));
}

static bool ends_with_any(str name, const str *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (name.len > list[i].len && str_ends(name, list[i]))
            return true;
    }
    return false;
}

/* Names that end like units and are none. */
static bool is_no_unit(str name)
{
    return name_has_any(name, STR("新闻|信息|公开|服务大厅|便民|文件|动态|结局|格局|布局|全局|会办|督办|联办|通办|直办|"
                                  "代办|交办|怎么办|一网"));
}

bool unit_is_name(str name)
{
    static const str sure[] = { STR_INIT("局"),         STR_INIT("分局"),   STR_INIT("委员会"),   STR_INIT("办公室"),
                                STR_INIT("街道办事处"), STR_INIT("管委会"), STR_INIT("人民法院"), STR_INIT("检察院"),
                                STR_INIT("总工会"),     STR_INIT("联合会"), STR_INIT("支队"),     STR_INIT("大队"),
                                STR_INIT("人民政府"),   STR_INIT("公司"),   STR_INIT("委编办"),   STR_INIT("发改委"),
                                STR_INIT("卫健委"),     STR_INIT("住建委") };
    static const str with_area[] = { STR_INIT("中心"), STR_INIT("办"), STR_INIT("委"),
                                     STR_INIT("部"),   STR_INIT("院"), STR_INIT("社") };
    static const str areas[] = { STR_INIT("区"), STR_INIT("县"), STR_INIT("市") };
    str n = str_trim(name);
    if (n.len < 6 || text_chars(n) > 24 || is_no_unit(n))
        return false;
    if (ends_with_any(n, sure, ARRAY_LEN(sure)))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(areas); i++) {
        if (str_starts(n, areas[i]) && ends_with_any(n, with_area, ARRAY_LEN(with_area)))
            return true;
    }
    return false;
}

bool unit_is_group(str name)
{
    return name_has_any(name, STR("部门|区直|县直|市直|直属单位|镇街|乡镇|街道|镇（街|机构单位|公开单位")) &&
           !name_has_any(name, STR("动态|文件|新闻|信息|预算|决算"));
}

bool unit_is_collective(str unit)
{
    return name_has_any(unit,
                        STR("各|部门|全区|全县|全市|镇街|责任单位|相关单位|有关单位|所有单位|区直|县直|市直|行政机关"));
}

/* 市 that is part of another word: 城市, 市场, 市政, 市容. */
static bool is_inner_city(str core, str c, str rest)
{
    size_t at = (size_t)(c.ptr - core.ptr);
    bool after_town = at >= 3 && str_eq(str_slice(core, at - 3, at), STR("城"));
    return str_eq(c, STR("市")) &&
           (after_town || str_starts(rest, STR("场")) || str_starts(rest, STR("政")) || str_starts(rest, STR("容")));
}

/* Cuts one area name in front: at most three characters and 区, 县 or 市, or that character alone (山亭区财政局 →
 * 财政局). */
static str without_area(str core)
{
    static const str ends[] = { STR_INIT("区"), STR_INIT("县"), STR_INIT("市") };
    str rest = core;
    for (int chars = 0; chars < 4 && rest.len > 0; chars++) {
        uint32_t code;
        str c = text_next(&rest, &code);
        if (str_is_any(c, ends, ARRAY_LEN(ends)) && text_chars(rest) >= 2 && !is_inner_city(core, c, rest))
            return rest;
    }
    return core;
}

struct name_index {
    struct arena *arena;
    const struct rulebook *book;
    struct strmap words; /* comparable form of a synonym → its set */
    struct strmap seen;  /* name as asked for → position in cores */
    struct {
        str *items;
        size_t count, room;
    } cores;
};

struct name_index *name_index_make(struct arena *a, const struct rulebook *book)
{
    struct name_index *n = arena_new(a, struct name_index, 1);
    n->arena = a;
    n->book = book;
    strmap_init(&n->words, a);
    strmap_init(&n->seen, a);
    for (size_t i = 0; book && i < book->synonym_count; i++) {
        for (size_t k = 0; k < book->synonyms[i].count; k++)
            strmap_put(&n->words, text_core(a, book->synonyms[i].words[k]), (uint32_t)i);
    }
    return n;
}

static str unit_core(struct name_index *n, str name)
{
    uint32_t at = strmap_put(&n->seen, name, (uint32_t)n->cores.count);
    if (at < n->cores.count)
        return n->cores.items[at];
    str core = without_area(without_area(text_core(n->arena, name)));
    uint32_t set = strmap_get(&n->words, core);
    if (set != NONE)
        core = text_core(n->arena, n->book->synonyms[set].words[0]);
    *arena_push(n->arena, &n->cores) = core;
    return core;
}

bool unit_same(struct name_index *n, str x, str y)
{
    return x.len > 0 && y.len > 0 && str_eq(unit_core(n, x), unit_core(n, y));
}
