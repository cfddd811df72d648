/* SPDX-License-Identifier: MIT */
/* Signs that the items come by script, so that an empty list in the HTML is unknown, not empty. */
#include "core/text.h"
#include "crawler/url.h"
#include "labels.h"
#include "literals.h"
#include "pager.h"

enum { SHELL_CHARS = 200, EMPTY_WORDS_CHARS = 24, UNIT_NEAR = 40 };

struct mark {
    str word, why;
    enum js_mark kind;
    bool own; /* the machinery of a list that tells its number itself: 0 there is 0 */
};

/* Looked for in scripts, in addresses of scripts and frames, and in attributes that only widgets read. */
static const struct mark marks[] = {
    { STR_INIT("/module/xxgk/search.jsp"), STR_INIT("hanweb xxgk search"), JS_LIST, false },
    { STR_INIT("/module/xxgk/tree.jsp"), STR_INIT("hanweb xxgk tree"), JS_LIST, false },
    { STR_INIT("loadDynamic("), STR_INIT("hanweb loadDynamic"), JS_LIST, false },
    { STR_INIT("dataproxy.jsp"), STR_INIT("hanweb dataproxy"), JS_LIST, true },
    { STR_INIT("/module/web/jpage/"), STR_INIT("hanweb jpage"), JS_LIST, true },
    { STR_INIT("unitbuild.js"), STR_INIT("jpaas unitbuild"), JS_LIST, false },
    { STR_INIT("jpaas-publish-server"), STR_INIT("jpaas"), JS_LIST, true },
    { STR_INIT("_isJson"), STR_INIT("ucap search"), JS_LIST, false },
    { STR_INIT("getFileListByCodeId"), STR_INIT("ucap getFileListByCodeId"), JS_LIST, false },
    { STR_INIT("/site/label/8888"), STR_INIT("longxun label"), JS_LIST, false },
    { STR_INIT("/gkmlpt/api/"), STR_INIT("gkmlpt"), JS_LIST, false },
    { STR_INIT("/gkmlpt/js/"), STR_INIT("gkmlpt"), JS_LIST, false },
    { STR_INIT("was5/web/search"), STR_INIT("trs was"), JS_LIST, false },
    { STR_INIT("was40/search"), STR_INIT("trs was"), JS_LIST, false },
    { STR_INIT("/igs/front/"), STR_INIT("igs"), JS_LIST, false },
    { STR_INIT("chunk-vendors"), STR_INIT("application shell"), JS_SHELL, false },
};

static const struct mark *mark_in(str text)
{
    for (size_t i = 0; text.len && i < ARRAY_LEN(marks); i++) {
        if (str_has(text, marks[i].word))
            return &marks[i];
    }
    return NULL;
}

bool pager_is_loader(str script)
{
    static const str puts[] = { STR_INIT(".html("), STR_INIT("innerHTML"), STR_INIT(".append("), STR_INIT("new Vue") };
    bool put = false;
    for (size_t i = 0; i < ARRAY_LEN(puts); i++)
        put = put || str_has(script, puts[i]);
    return put && script_fetches(script);
}

/* <li v-for="x in items">{{x.title}}</li>: what stands in the page is a pattern, not the items. */
static bool is_pattern(const struct tree *t, uint32_t i)
{
    static const char *const attributes[] = { "v-for", "ng-repeat", "data-ng-repeat" };
    const struct node *n = &t->nodes[i];
    bool repeats = node_is_prose(t, i) && str_has(n->text, STR("{{")) && str_has(n->text, STR("}}"));
    for (size_t k = 0; n->kind == NODE_ELEMENT && n->attr_count && k < ARRAY_LEN(attributes); k++)
        repeats = repeats || node_has_attr(n, attributes[k]);
    return repeats;
}

static const struct mark *mark_of_node(const struct tree *t, uint32_t i)
{
    static const char *const attributes[] = { "querydata", "uniturl", "url", "data-url" };
    static const struct mark loader = { STR_INIT(""), STR_INIT("脚本取来内容放进网页"), JS_LIST, false };
    static const struct mark pattern = { STR_INIT(""), STR_INIT("网页里只有样式，内容由脚本填入"), JS_LIST, false };
    const struct node *n = &t->nodes[i];
    if (n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script")) {
        const struct mark *m = mark_in(n->text);
        return m ? m : pager_is_loader(n->text) ? &loader : NULL;
    }
    if (is_pattern(t, i))
        return &pattern;
    if (n->kind != NODE_ELEMENT)
        return NULL;
    if (node_is(n, "script") || node_is(n, "iframe") || node_is(n, "frame")) {
        const struct mark *m = mark_in(node_attr(n, "src"));
        if (m)
            return m;
    }
    for (size_t k = 0; k < ARRAY_LEN(attributes) && n->attr_count; k++) {
        const struct mark *m = mark_in(node_attr(n, attributes[k]));
        if (m)
            return m;
    }
    return NULL;
}

str pager_mark_of(const struct tree *t, uint32_t i)
{
    const struct mark *m = mark_of_node(t, i);
    return m ? m->why : (str){ 0 };
}

/* <div id="app"></div> and nothing to read. */
static bool is_shell(const struct reading *r)
{
    const struct tree *t = r->tree;
    if (r->page->visible_chars > SHELL_CHARS)
        return false;
    bool scripts = false, mount = false;
    for (uint32_t i = 1; i < t->count; i++) {
        str id = node_attr(&t->nodes[i], "id");
        mount = mount || (node_is(&t->nodes[i], "div") && (str_eq(id, STR("app")) || str_eq(id, STR("root"))));
        scripts = scripts || (node_is(&t->nodes[i], "script") && node_attr(&t->nodes[i], "src").len);
    }
    return mount && scripts;
}

static bool says_empty(const struct tree *t)
{
    static const str words[] = { STR_INIT("暂无信息"),     STR_INIT("暂无数据"),   STR_INIT("没有相关信息"),
                                 STR_INIT("暂无相关"),     STR_INIT("暂无内容"),   STR_INIT("暂无记录"),
                                 STR_INIT("没有找到相关"), STR_INIT("该栏目暂无"), STR_INIT("本栏目暂无") };
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (!node_is_prose(t, i) || n->hiding != HIDING_NONE || n->region == REGION_CONTENT ||
            n->region == REGION_FOOTER)
            continue;
        str text = label_trim(n->text);
        for (size_t k = 0; text_chars(str_slice(text, 0, 200)) <= EMPTY_WORDS_CHARS && k < ARRAY_LEN(words); k++) {
            if (str_has(text, words[k]))
                return true;
        }
    }
    return false;
}

/* jpaas tells the number of items beside its pager: count="623". */
static void read_jpaas(struct reading *r)
{
    struct page_facts *page = r->page;
    for (uint32_t i = 1; i < r->tree->count; i++) {
        const struct node *n = &r->tree->nodes[i];
        int64_t count;
        if (n->kind != NODE_ELEMENT || !(node_has_attr(n, "querydata") || node_has_attr(n, "unitid")) ||
            !str_to_int(node_attr(n, "count"), &count) || count < 0 || count > INT32_MAX)
            continue;
        page->pager = PAGER_JPAAS;
        page->item_count = (uint32_t)count;
        page->js |= count == 0 ? JS_SAYS_EMPTY : 0;
        uint32_t main_rows = 0;
        for (size_t k = 0; k < page->lists.count; k++)
            main_rows += page->lists.items[k].main ? page->lists.items[k].count : 0;
        if (main_rows && (int64_t)main_rows < count && page->next_pages.count == 0)
            page->js |= JS_MORE;
    }
}

static bool is_inside(const struct tree *t, uint32_t outer, uint32_t inner)
{
    return inner >= outer && inner < t->nodes[outer].end;
}

/* The node that says the list holds nothing: a count of 0, or an island with totalrecord 0. */
static uint32_t saying_node(const struct tree *t)
{
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        bool unit = n->kind == NODE_ELEMENT && (node_has_attr(n, "querydata") || node_has_attr(n, "unitid"));
        if ((unit && str_eq(node_attr(n, "count"), STR("0"))) ||
            (n->kind == NODE_TEXT && str_has_nocase(n->text, STR("<datastore"))))
            return i;
    }
    return 0;
}

/* Beside a list of 0 items stands another unit of the same column, and that one comes by script. */
static const struct mark *unit_beside(const struct tree *t)
{
    uint32_t say = saying_node(t), from = say > UNIT_NEAR ? say - UNIT_NEAR : 1;
    for (uint32_t i = from; say && i < t->count && i < say + UNIT_NEAR; i++) {
        const struct mark *m = mark_of_node(t, i);
        bool script = node_is(&t->nodes[i], "script");
        uint32_t holder = script ? t->nodes[i].parent : t->nodes[t->nodes[i].parent].parent;
        if (m && !m->own && m->word.len && is_inside(t, holder, say))
            return m;
    }
    return NULL;
}

static bool holds_lists_only_elsewhere(const struct reading *r)
{
    struct url_parts u;
    bool home = url_split(r->arena, r->page->address, &u) && u.path.len <= 1;
    return r->body || pager_has_main_rows(r->page) || (home && r->page->lists.count);
}

void pager_marks(struct reading *r)
{
    struct page_facts *page = r->page;
    bool words = says_empty(r->tree);
    page->js |= words ? JS_EMPTY_WORDS : 0;
    read_jpaas(r);
    if (page->pager == PAGER_SCRIPT)
        page->js |= JS_MORE;
    const struct mark *unit = page->js & JS_SAYS_EMPTY ? unit_beside(r->tree) : NULL;
    if (unit) {
        page->js = (page->js & ~(uint32_t)JS_SAYS_EMPTY) | unit->kind;
        page->js_why = unit->why;
    } else if (!holds_lists_only_elsewhere(r) && !(page->js & JS_SAYS_EMPTY)) {
        const struct mark *m = str_has(page->address, STR("MultiList")) ? &marks[8] : NULL;
        for (uint32_t i = 1; i < r->tree->count && !m; i++)
            m = mark_of_node(r->tree, i);
        if (m || is_shell(r)) {
            page->js |= m ? m->kind : JS_SHELL;
            page->js_why = m ? m->why : STR("application shell");
        } else if (words) {
            page->js |= JS_SAYS_EMPTY;
        }
    }
    if (!(page->js & (JS_LIST | JS_SHELL)))
        page->known |= KNOWN_ROWS;
}
