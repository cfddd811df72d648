/* SPDX-License-Identifier: MIT */
/* link.mislinked (all reasons but wrong-target, which has a file of its own) and link.fragment: links that lead
 * elsewhere than they say. */
#include "address.h"
#include "families.h"
#include "link_told.h"
#include "missing.h"
#include "names.h"
#include "strmap.h"
#include "wrong_target.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"

enum { MAX_TEXTS = 20, HOME_CHARS = 100 /* fewer are a shell that scripts fill */ };

struct bad_href { /* links with the same href as written */
    str href;
    enum link_problem problem;
    str texts[MAX_TEXTS];
    size_t text_count;
    struct places places;
    const struct link_row *first;
};

struct bad_hrefs {
    struct strmap by_href;
    struct {
        struct bad_href *items;
        size_t count, room;
    } list;
};

/* Words of buttons that a page's scripts bind by class or id; their href is never meant to be opened. */
static bool is_button(str text)
{
    return name_has_any(text, STR("顶部|TOP|Top|top|收藏|设为首页|打印|关闭|分享|字体|字号|大号|中号|小号|无障碍|长者|"
                                  "关怀|适老|繁体|简体|繁體|"
                                  "English|EN|上一|下一|尾页|末页|首页|搜索|检索|查询|展开|收起|更换|登录|注册|退出|"
                                  "刷新|播放|暂停|微信|微博|二维码|"
                                  "手机版|客户端|切换|选择|全部|返回|确定|取消|提交|重置|复制|点赞|评论|朗读|语音"));
}

static bool is_placeholder_fault(const struct link_row *l)
{
    if (l->problem != LINK_PLACEHOLDER || l->works || l->hiding != HIDING_NONE || l->region == REGION_CRUMB)
        return false;
    if (l->kind != LINK_ANCHOR && l->kind != LINK_AREA)
        return false;
    return text_chars(l->text) >= 2 && !is_button(l->text);
}

static bool site_is_local(const struct judge *j)
{
    str host = address_host(j->site->run.home);
    static const str starts[] = { STR_INIT("localhost"), STR_INIT("127."),  STR_INIT("10."),
                                  STR_INIT("192.168."),  STR_INIT("172.1"), STR_INIT("172.2"),
                                  STR_INIT("172.3"),     STR_INIT("[::1]"), STR_INIT("[f") };
    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        if (str_starts(host, starts[i]))
            return true;
    }
    return false;
}

static bool is_bad(const struct judge *j, const struct link_row *l)
{
    if (l->problem == LINK_LOCAL)
        return !site_is_local(j) && l->kind != LINK_FORM;
    if (l->problem == LINK_MALFORMED)
        return l->kind != LINK_FORM && l->kind != LINK_SITEMAP;
    return is_placeholder_fault(l);
}

static void add_text(struct bad_href *b, str text)
{
    str t = text_clip(text, 60);
    for (size_t i = 0; i < b->text_count; i++) {
        if (str_eq(b->texts[i], t))
            return;
    }
    if (t.len && b->text_count < MAX_TEXTS)
        b->texts[b->text_count++] = t;
}

static void gather_bad(struct judge *j, struct bad_hrefs *all)
{
    strmap_init(&all->by_href, j->arena);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (!is_bad(j, l))
            continue;
        str key = str_fmt(j->arena, "%d %.*s", (int)l->problem, STR_ARG(l->href));
        uint32_t at = strmap_put(&all->by_href, key, (uint32_t)all->list.count);
        if (at == all->list.count) {
            struct bad_href *b = arena_push(j->arena, &all->list);
            b->href = l->href;
            b->problem = l->problem;
            b->first = l;
        }
        add_text(&all->list.items[at], l->text);
        places_add(j->arena, &all->list.items[at].places, l);
    }
}

static void accuse_href(struct judge *j, const struct rule *rule, const struct bad_href *b)
{
    str reason = b->problem == LINK_LOCAL       ? STR("local-address")
                 : b->problem == LINK_MALFORMED ? STR("malformed")
                                                : STR("placeholder");
    str what = b->problem == LINK_LOCAL       ? STR("指向本机或内部网络，公众打不开")
               : b->problem == LINK_MALFORMED ? STR("网址写错了，打不开")
                                              : STR("是空链接，点了没有反应");
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", reason);
    evidence_str(&e, "what", what);
    evidence_list(&e, "texts", b->texts, b->text_count);
    evidence_str(&e, "text", b->text_count ? b->texts[0] : STR(""));
    evidence_str(&e, "region", words_region(b->first->region));
    evidence_place(&e, b->first);
    check_fail_at(j, rule, b->href, &b->places, evidence_end(&e, j->arena));
}

/* --- redirected-home --- */

/* The site's home page, or that of the very host; a door to another host (/xf → xf.other.gov.cn) is no way home. */
static bool is_home_page(const struct judge *j, uint32_t from, uint32_t end)
{
    str address = j->site->resources[end].address;
    uint32_t home = site_find(j->site, j->site->run.home);
    home = home == NONE ? NONE : site_follow(j->site, home, NULL);
    return end == home || (address_is_root(address) &&
                           str_eq_nocase(address_host(address), address_host(j->site->resources[from].address)));
}

/* Addresses that are a home page by their own form: /sy/, /wap/, /index_1.jsp … */
static bool meant_as_home(struct judge *j, str address)
{
    static const str folders[] = { STR_INIT("/en/"),     STR_INIT("/english/"), STR_INIT("/wap/"),   STR_INIT("/m/"),
                                   STR_INIT("/mobile/"), STR_INIT("/home/"),    STR_INIT("/index/"), STR_INIT("/sy/"),
                                   STR_INIT("/pc/"),     STR_INIT("/web/") };
    if (address_is_root(address))
        return true;
    if (address_is_article(address))
        return false;
    str path = address_path(address), with_slash = str_fmt(j->arena, "%.*s/", STR_ARG(path));
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        if (str_eq_nocase(path, folders[i]) || str_eq_nocase(with_slash, folders[i]))
            return true;
    }
    return address_folder(address).len == 1 &&
           (str_has_nocase(path, STR("index")) || str_has_nocase(path, STR("default")));
}

static bool promises_home(const struct judge *j, const struct link_row *l)
{
    if (l->kind == LINK_ANCHOR && l->text.len == 0 && l->title.len == 0)
        return true;
    str said = l->text.len ? l->text : l->title;
    uint32_t home = site_find(j->site, j->site->run.home);
    const struct page_facts *p = home == NONE ? NULL : j->site->resources[home].page;
    return name_is_home(said) || (p && p->title.len && str_has(p->title, said));
}

static bool same_words(const struct page_facts *x, const struct page_facts *y)
{
    return x && y && x->visible_chars >= HOME_CHARS && x->visible_chars == y->visible_chars &&
           str_eq(x->title, y->title) && str_eq(x->visible_text, y->visible_text);
}

/* The host's home page, when it gives that for addresses it does not know; else NONE. */
static uint32_t home_for_everything(struct judge *j, uint32_t host)
{
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        bool missing = str_eq(p->kind, STR("missing")) && p->outcome == OUTCOME_OK && p->page &&
                       p->resource < j->site->resource_count && j->site->resources[p->resource].host == host;
        if (!missing || (p->page->js & JS_SHELL))
            continue;
        str from = j->site->resources[p->resource].address, name = address_host(from);
        str root = str_fmt(j->arena, "%s://%.*s/", str_starts(from, STR("https:")) ? "https" : "http", STR_ARG(name));
        uint32_t home = address_is_root(from) ? p->resource : site_find(j->site, root);
        return home != NONE && same_words(p->page, j->site->resources[home].page) ? home : NONE;
    }
    return NONE;
}

/* The same by the folder of one address: an application below /sub/ may give the portal's home page for what it lacks.
 */
static uint32_t home_for_folder(struct judge *j, const struct resource_fact *r)
{
    const struct site_facts *site = j->site;
    uint32_t home = site_find(site, site->run.home);
    home = home == NONE ? NONE : site_follow(site, home, NULL);
    if (home == NONE || !site->resources[home].page)
        return NONE;
    for (uint32_t i = missing_of_host(site, r->host); i < site->missing_count && site->missing[i].host == r->host;
         i++) {
        const struct missing_fact *m = &site->missing[i];
        if (m->outcome == OUTCOME_OK && m->page && !(m->page->js & JS_SHELL) &&
            missing_covers(j->arena, m, r->address) && same_words(m->page, site->resources[home].page))
            return home;
    }
    return NONE;
}

/* Per page that shows nothing: the home page that its <meta refresh> or its script jumps to; else NONE. */
static uint32_t *find_jumps_home(struct judge *j)
{
    const struct site_facts *site = j->site;
    uint32_t *home = arena_new(j->arena, uint32_t, site->resource_count + 1);
    for (uint32_t i = 0; i < site->resource_count; i++)
        home[i] = NONE;
    for (uint32_t i = 0; i < site->link_count; i++) {
        const struct link_row *l = &site->links[i];
        bool jump = (l->kind == LINK_REFRESH || l->kind == LINK_LOCATION) && l->target != NONE;
        uint32_t end = jump ? site_follow(site, l->target, NULL) : NONE;
        for (uint32_t k = 0; end != NONE && k < l->place_count; k++) {
            uint32_t from = l->places[k].page;
            const struct page_facts *p = site->resources[from].page;
            if (p && p->visible_chars == 0 && from != end && is_home_page(j, from, end))
                home[from] = end;
        }
    }
    return home;
}

/* Where the target ends when that is the home page in place of what it should be; else NONE. */
static uint32_t home_instead(struct judge *j, const uint32_t *jumps, uint32_t target)
{
    const struct resource_fact *r = &j->site->resources[target];
    if (!r->own || meant_as_home(j, r->address))
        return NONE;
    if (r->outcome == OUTCOME_OK && r->wall.len == 0 && r->page) {
        if (jumps[target] != NONE)
            return jumps[target];
        uint32_t home = home_for_everything(j, r->host);
        home = home == NONE ? home_for_folder(j, r) : home;
        return home != NONE && home != target && same_words(r->page, j->site->resources[home].page) ? home : NONE;
    }
    bool loop = false;
    uint32_t end = r->outcome == OUTCOME_REDIRECT ? site_follow(j->site, target, &loop) : NONE;
    bool home = !loop && end != NONE && end != target && j->site->resources[end].outcome == OUTCOME_OK &&
                is_home_page(j, target, end);
    return home ? end : NONE;
}

static void judge_home_instead(struct judge *j, const struct rule *rule, struct link_index index, const uint32_t *jumps,
                               uint32_t target)
{
    const struct resource_fact *r = &j->site->resources[target];
    uint32_t end = home_instead(j, jumps, target);
    if (end == NONE && r->own && r->outcome == OUTCOME_OK)
        check_pass(j, rule, r->address);
    if (end == NONE)
        return;
    struct places places = { 0 };
    str text = STR("");
    const struct link_row *first = NULL;
    for (uint32_t k = index.start[target]; k < index.start[target + 1]; k++) {
        const struct link_row *l = &j->site->links[index.rows[k]];
        bool opens = l->kind == LINK_ANCHOR || l->kind == LINK_AREA || l->kind == LINK_OPTION ||
                     l->kind == LINK_ONCLICK || l->kind == LINK_FRAME || l->kind == LINK_PAGER;
        if (!opens || promises_home(j, l))
            continue;
        first = first && text.len ? first : l;
        if (text.len == 0)
            text = text_clip(l->text.len ? l->text : l->title, 60);
        places_add(j->arena, &places, l);
    }
    if (places.count == 0)
        return;
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", STR("redirected-home"));
    evidence_str(&e, "what", STR("打开的是网站首页，不是所说的内容"));
    evidence_str(&e, "text", text);
    evidence_str(&e, "region", words_region(first->region));
    evidence_place(&e, first);
    evidence_tried(j, &e, r);
    evidence_str(&e, "redirected_to", j->site->resources[end].address);
    check_fail_at(j, rule, r->address, &places, evidence_end(&e, j->arena));
}

void check_link_mislinked(struct judge *j, const struct rule *rule)
{
    struct bad_hrefs all = { 0 };
    gather_bad(j, &all);
    for (size_t i = 0; i < all.list.count; i++)
        accuse_href(j, rule, &all.list.items[i]);
    wrong_targets(j, rule);
    struct link_index index = link_index_make(j->arena, j->site);
    const uint32_t *jumps = find_jumps_home(j);
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        if (index.start[i] == index.start[i + 1])
            continue;
        judge_home_instead(j, rule, index, jumps, i);
    }
}

/* --- link.fragment --- */

enum { UNANCHORED_PAGES = 4 }; /* as many pages do not lose the same anchor by chance */

/* Fragments that no element needs to carry: browsers' own, text fragments, script routes. */
static bool fragment_is_free(str fragment)
{
    return fragment.len == 0 || str_eq_nocase(fragment, STR("top")) || fragment.ptr[0] == '/' ||
           fragment.ptr[0] == '!' || str_has(fragment, STR(":~:")) || str_has(fragment, STR("=")) ||
           str_has(fragment, STR("/"));
}

static str percent_decoded(struct arena *a, str s)
{
    char *out = arena_alloc(a, 1, 1, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool escape = s.ptr[i] == '%' && i + 2 < s.len && ascii_hex_value(s.ptr[i + 1]) >= 0 &&
                      ascii_hex_value(s.ptr[i + 2]) >= 0;
        out[n++] = escape ? (char)(ascii_hex_value(s.ptr[i + 1]) * 16 + ascii_hex_value(s.ptr[i + 2])) : s.ptr[i];
        i += escape ? 2 : 0;
    }
    return (str){ out, n };
}

static bool has_anchor(struct arena *a, const struct page_facts *p, str fragment)
{
    str decoded = percent_decoded(a, fragment);
    for (size_t i = 0; i < p->ids.count; i++) {
        if (str_eq(p->ids.items[i], fragment) || str_eq(p->ids.items[i], decoded))
            return true;
    }
    return false;
}

static bool opens_itself(const struct link_row *l, uint32_t target)
{
    for (uint32_t i = 0; i < l->place_count; i++) {
        if (l->places[i].page == target)
            return true;
    }
    return false;
}

/* On how many pages each fragment finds no anchor: gkmlpt's ….html#4146 names a column to a script, on every page. */
static void count_unanchored(struct judge *j, struct strmap *pages)
{
    strmap_init(pages, j->arena);
    struct strmap seen;
    strmap_init(&seen, j->arena);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        uint32_t end = l->target == NONE || l->fragment.len == 0 ? NONE : site_follow(j->site, l->target, NULL);
        const struct page_facts *p = end == NONE ? NULL : j->site->resources[end].page;
        if (!p || has_anchor(j->arena, p, l->fragment))
            continue;
        str once = str_fmt(j->arena, "%u#%.*s", end, STR_ARG(l->fragment));
        if (strmap_put(&seen, once, i) != i)
            continue;
        uint32_t before = strmap_get(pages, l->fragment);
        strmap_set(pages, l->fragment, before == NONE ? 1 : before + 1);
    }
}

static bool is_script_word(const struct strmap *pages, str address, str fragment)
{
    uint32_t count = strmap_get(pages, fragment);
    return str_has(address, STR("/gkmlpt/")) || (count != NONE && count >= UNANCHORED_PAGES);
}

void check_link_fragment(struct judge *j, const struct rule *rule)
{
    struct strmap pages;
    count_unanchored(j, &pages);
    struct bad_hrefs all = { 0 };
    strmap_init(&all.by_href, j->arena);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (l->target == NONE || l->kind != LINK_ANCHOR || fragment_is_free(l->fragment))
            continue;
        uint32_t end = site_follow(j->site, l->target, NULL);
        /* Tabs and menus jump within their page by scripts; a table of contents stands in the text. */
        if (l->region != REGION_CONTENT && opens_itself(l, end))
            continue;
        const struct resource_fact *r = end == NONE ? NULL : &j->site->resources[end];
        const struct page_facts *p = r && r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
        /* Pages that scripts build may make their anchors themselves. */
        if (!p || !(p->known & KNOWN_TREE) || (p->js & JS_SHELL) || has_anchor(j->arena, p, l->fragment) ||
            is_script_word(&pages, r->address, l->fragment))
            continue;
        str subject =
            str_fmt(j->arena, "%.*s#%.*s", STR_ARG(j->site->resources[l->target].address), STR_ARG(l->fragment));
        if (p->limit_hit.len || p->ids.count >= LIMIT_PAGE_IDS) {
            check_unverified(j, rule, subject, STR("limit"), STR("目标页面太大，锚点没有读全"));
            continue;
        }
        uint32_t at = strmap_put(&all.by_href, subject, (uint32_t)all.list.count);
        if (at == all.list.count)
            *arena_push(j->arena, &all.list) = (struct bad_href){ .href = subject, .first = l };
        add_text(&all.list.items[at], l->text);
        places_add(j->arena, &all.list.items[at].places, l);
    }
    for (size_t i = 0; i < all.list.count; i++) {
        const struct bad_href *b = &all.list.items[i];
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "text", b->text_count ? b->texts[0] : STR("（没有文字）"));
        evidence_str(&e, "region", words_region(b->first->region));
        evidence_place(&e, b->first);
        evidence_tried(j, &e, &j->site->resources[site_follow(j->site, b->first->target, NULL)]);
        check_fail_at(j, rule, b->href, &b->places, evidence_end(&e, j->arena));
    }
}
