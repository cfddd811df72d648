/* SPDX-License-Identifier: MIT */
/* site.tags: the page tags of 国办发〔2017〕47号 on the home page, columns and articles: missing, empty, placeholder,
 * unparsable, contradicting. One finding per tag name; error pages, frames, shells, walls and next pages are not
 * judged. */
#include "address.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "families.h"
#include "link_index.h"
#include "names.h"

enum page_kind { PAGE_OTHER, PAGE_HOME, PAGE_COLUMN, PAGE_ARTICLE };
enum problem { TAG_MISSING, TAG_EMPTY, TAG_PLACEHOLDER, TAG_UNPARSABLE, TAG_SCHEME, TAG_CONTRADICTION, TAG_PROBLEMS };

static const struct {
    const char *name;
    enum page_kind from; /* PAGE_HOME: every page; else that kind only */
    bool alike;          /* must be the same on all pages of a host */
} tags[] = { { "SiteName", PAGE_HOME, true },
             { "SiteDomain", PAGE_HOME, true },
             { "SiteIDCode", PAGE_HOME, true },
             { "ColumnName", PAGE_COLUMN, false },
             { "ColumnDescription", PAGE_COLUMN, false },
             { "ColumnKeywords", PAGE_COLUMN, false },
             { "ColumnType", PAGE_COLUMN, false },
             { "ArticleTitle", PAGE_ARTICLE, false },
             { "PubDate", PAGE_ARTICLE, false },
             { "ContentSource", PAGE_ARTICLE, false } };

enum { TAG_COUNT = sizeof tags / sizeof tags[0] };

struct host_tags { /* what most pages of one host say */
    str usual[TAG_COUNT];
    uint32_t pages, tagged; /* pages judged; pages with at least one tag */
};

struct tag_check {
    struct judge *j;
    const struct rule *rule;
    struct link_index index;
    struct host_tags *hosts;
    struct places places[TAG_COUNT];
    int64_t problems[TAG_COUNT][TAG_PROBLEMS];
    str example[TAG_COUNT];
    bool judged[TAG_COUNT];
    uint32_t main_host, home;
};

static bool says_not_found(const struct page_facts *p)
{
    return name_has_any(p->title,
                        STR("404|页面不存在|找不到|未找到|无法找到|错误|出错|Not Found|not found|Error|已删除"));
}

/* Opened only inside other pages. */
static bool is_framed(const struct tag_check *t, uint32_t page)
{
    bool framed = false;
    for (uint32_t k = t->index.start[page]; k < t->index.start[page + 1]; k++) {
        const struct link_row *l = &t->j->site->links[t->index.rows[k]];
        if (l->kind == LINK_FRAME || l->kind == LINK_OBJECT)
            framed = true;
        else if (l->kind == LINK_ANCHOR)
            return false;
    }
    return framed;
}

static bool jumps_away(const struct tag_check *t, uint32_t page)
{
    const struct page_facts *p = t->j->site->resources[page].page;
    return p->visible_chars < 30 && p->tags.count < 3;
}

static const struct page_facts *judged_page(const struct tag_check *t, uint32_t i)
{
    const struct resource_fact *r = &t->j->site->resources[i];
    const struct page_facts *p = r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
    if (!p || !(p->known & KNOWN_TREE) || p->limit_hit.len || (p->js & JS_SHELL) || r->host >= t->j->site->host_count)
        return NULL;
    if (says_not_found(p) || is_framed(t, i) || jumps_away(t, i) || str_has(r->address, STR("dataproxy.jsp")))
        return NULL;
    const struct host_fact *h = &t->j->site->hosts[r->host];
    if ((h->missing_title.len && str_eq(h->missing_title, p->title) && !address_is_root(r->address)) ||
        (h->missing_redirect.len && str_eq(h->missing_redirect, r->address)))
        return NULL;
    return p;
}

static enum page_kind kind_of(const struct tag_check *t, uint32_t i, const struct page_facts *p)
{
    uint32_t column = t->j->columns->of_resource[i];
    if (i == t->home || address_is_root(p->address))
        return PAGE_HOME;
    if (page_tag(p, "ArticleTitle", NULL).len > 0)
        return PAGE_ARTICLE;
    if (column != NONE) {
        bool first = t->j->columns->items[column].resource == i;
        bool sure = page_tag(p, "ColumnName", NULL).len > 0 || t->j->columns->items[column].item_count > 0;
        return first && sure ? PAGE_COLUMN : PAGE_OTHER;
    }
    bool article = address_is_article(p->address) && (p->known & KNOWN_BODY);
    return article || ((p->known & KNOWN_BODY) && p->published_source == DATE_LABELLED) ? PAGE_ARTICLE : PAGE_OTHER;
}

static bool has_any_tag(const struct page_facts *p)
{
    for (size_t k = 0; k < TAG_COUNT; k++) {
        bool seen = false;
        page_tag(p, tags[k].name, &seen);
        if (seen)
            return true;
    }
    return false;
}

/* --- what is usual on a host (Boyer-Moore majority, then counted by being usual or not) --- */

static void learn_hosts(struct tag_check *t)
{
    uint32_t n = t->j->site->host_count;
    int64_t *votes = arena_new(t->j->arena, int64_t, (size_t)(n + 1) * TAG_COUNT);
    t->hosts = arena_new(t->j->arena, struct host_tags, n + 1);
    for (uint32_t i = 0; i < t->j->site->resource_count; i++) {
        const struct page_facts *p = judged_page(t, i);
        if (!p || kind_of(t, i, p) == PAGE_OTHER)
            continue;
        uint32_t host = t->j->site->resources[i].host;
        t->hosts[host].pages++;
        t->hosts[host].tagged += has_any_tag(p);
        for (size_t k = 0; k < TAG_COUNT; k++) {
            str value = str_trim(page_tag(p, tags[k].name, NULL));
            if (!tags[k].alike || value.len == 0)
                continue;
            int64_t *vote = &votes[(size_t)host * TAG_COUNT + k];
            if (*vote == 0)
                t->hosts[host].usual[k] = value;
            *vote += str_eq(value, t->hosts[host].usual[k]) ? 1 : -1;
        }
    }
}

/* --- one tag on one page --- */

static bool starts_with_date(str value)
{
    str v = str_trim(value);
    size_t digits = 0, groups = 0;
    int numbers[3] = { 0, 0, 0 };
    for (size_t i = 0; i < v.len && groups < 3; i++) {
        char c = v.ptr[i];
        if (ascii_is_digit(c)) {
            numbers[groups] = digits < 4 ? numbers[groups] * 10 + (c - '0') : numbers[groups];
            digits++;
            if (groups == 2 && digits == 2)
                break;
        } else if (digits) {
            groups++;
            digits = 0;
        } else if (groups == 0) {
            return false;
        }
    }
    if (v.len >= 8 && ascii_is_digit(v.ptr[4])) { /* 20260512… */
        int64_t whole = 0;
        return str_to_int(str_slice(v, 0, 8), &whole) &&
               day_known(day_make((int)(whole / 10000), (int)(whole / 100 % 100), (int)(whole % 100)));
    }
    return numbers[0] >= 1980 && day_known(day_make(numbers[0], numbers[1], numbers[2]));
}

static str domain_of(str value)
{
    size_t at = str_find(value, STR("://"));
    str host = at == SIZE_MAX ? value : str_slice(value, at + 3, value.len);
    size_t end = 0;
    while (end < host.len && host.ptr[end] != '/' && host.ptr[end] != ':')
        end++;
    host = str_slice(host, 0, end);
    return str_starts_nocase(host, STR("www.")) ? str_slice(host, 4, host.len) : host;
}

/* 山亭区 of 山亭区人民政府门户网站; empty if it names no government. */
static str place_of(str name)
{
    static const str suffixes[] = { STR_INIT("区"), STR_INIT("县"), STR_INIT("市"), STR_INIT("省") };
    size_t at = str_find(name, STR("人民政府"));
    str place = str_trim(str_slice(name, 0, at == SIZE_MAX ? 0 : at));
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        if (str_ends(place, suffixes[i]) && text_chars(place) > 2)
            return str_slice(place, 0, place.len - suffixes[i].len);
    }
    return place;
}

/* Names of two governments are alike but for the place: 市中区人民政府 on pages of 山亭区人民政府. */
static bool names_another_place(str value, str usual)
{
    str x = place_of(value), y = place_of(usual);
    return text_chars(x) >= 2 && text_chars(y) >= 2 && !str_has(value, y) && !str_has(usual, x);
}

/* 中国·山亭 is another name of 山亭区人民政府; 山亭区教育局 is a unit's. */
static bool names_same_place(str value, str usual)
{
    static const str units[] = { STR_INIT("局"), STR_INIT("委"), STR_INIT("办"), STR_INIT("院"), STR_INIT("中心") };
    str place = place_of(usual);
    bool unit = false;
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        unit |= str_ends(value, units[i]);
    return !unit && text_chars(place) >= 2 && str_has(value, place);
}

/* Another site's name, code or domain than the host's other pages carry. */
static bool contradicts(const struct tag_check *t, size_t tag, str value, uint32_t host)
{
    str usual = t->hosts[host].usual[tag];
    if (!tags[tag].alike || usual.len == 0 || str_eq_nocase(value, usual) || t->hosts[host].pages < 5)
        return false;
    if (tag == 0 && names_another_place(value, usual))
        return true;
    if (tag == 0) /* SiteName: a longer form of the same name is no contradiction */
        return !str_has(value, usual) && !str_has(usual, value) && !names_same_place(value, usual) &&
               text_similarity(t->j->arena, value, usual) < 0.5;
    if (tag == 1) {
        str x = domain_of(value), y = domain_of(usual);
        return !str_eq_nocase(x, y) && !str_ends_nocase(x, y) && !str_ends_nocase(y, x);
    }
    return true;
}

/* One of a kind, but written twice on a page with different values. */
static bool twice_and_different(const struct page_facts *p, size_t tag, str value)
{
    static const char *const single[] = { "SiteName",   "SiteDomain",   "SiteIDCode",
                                          "ColumnName", "ArticleTitle", "PubDate" };
    bool one = false;
    for (size_t i = 0; i < ARRAY_LEN(single); i++)
        one |= str_eq(str_from(single[i]), str_from(tags[tag].name));
    for (size_t i = 0; one && i < p->tags.count; i++) {
        const struct tag_fact *t = &p->tags.items[i];
        str other = str_trim(t->content);
        if (str_eq_nocase(t->name, str_from(tags[tag].name)) && other.len && !str_eq_nocase(other, value))
            return true;
    }
    return false;
}

/* Ten digits, or bm and eight digits. */
static bool is_site_code(str value)
{
    size_t from = str_starts_nocase(value, STR("bm")) ? 2 : 0;
    for (size_t i = from; i < value.len; i++) {
        if (!ascii_is_digit(value.ptr[i]))
            return false;
    }
    return value.len == 10;
}

static int problem_of(const struct tag_check *t, size_t tag, const struct page_facts *p, uint32_t host)
{
    bool seen = false;
    str value = str_trim(page_tag(p, tags[tag].name, &seen));
    if (!seen)
        return TAG_MISSING;
    if (value.len == 0)
        return TAG_EMPTY;
    if (name_is_placeholder(value))
        return TAG_PLACEHOLDER;
    if (str_eq(str_from(tags[tag].name), STR("PubDate")) && !starts_with_date(value))
        return TAG_UNPARSABLE;
    if (str_eq(str_from(tags[tag].name), STR("SiteIDCode")) && !is_site_code(value))
        return TAG_UNPARSABLE;
    if (str_eq(str_from(tags[tag].name), STR("SiteDomain")) && str_has(value, STR("://")))
        return TAG_SCHEME; /* an address, not the domain */
    if (twice_and_different(p, tag, value))
        return TAG_CONTRADICTION;
    return contradicts(t, tag, value, host) ? TAG_CONTRADICTION : -1;
}

static bool applies(size_t tag, enum page_kind kind)
{
    return tags[tag].from == PAGE_HOME ? kind != PAGE_OTHER : tags[tag].from == kind;
}

/* Pages without any tag on a sub-site that has none at all belong to another system; the portal itself has no such
 * excuse. */
static bool host_counts(const struct tag_check *t, uint32_t host)
{
    return host == t->main_host || t->hosts[host].tagged * 2 > t->hosts[host].pages;
}

static void judge_page(struct tag_check *t, uint32_t i)
{
    const struct page_facts *p = judged_page(t, i);
    enum page_kind kind = p ? kind_of(t, i, p) : PAGE_OTHER;
    uint32_t host = t->j->site->resources[i].host;
    if (!p || kind == PAGE_OTHER || !host_counts(t, host))
        return;
    for (size_t k = 0; k < TAG_COUNT; k++) {
        if (!applies(k, kind))
            continue;
        t->judged[k] = true;
        int problem = problem_of(t, k, p, host);
        if (problem < 0)
            continue;
        t->problems[k][problem]++;
        if (problem >= TAG_PLACEHOLDER && t->example[k].len == 0)
            t->example[k] = text_clip(str_trim(page_tag(p, tags[k].name, NULL)), 60);
        places_add_page(t->j->arena, &t->places[k], i);
    }
}

static void accuse(struct tag_check *t, size_t tag)
{
    static const char *const keys[TAG_PROBLEMS] = { "missing",    "empty",  "placeholder",
                                                    "unparsable", "scheme", "contradiction" };
    static const str words[TAG_PROBLEMS] = { STR_INIT("缺少"),
                                             STR_INIT("为空"),
                                             STR_INIT("是模板占位文字"),
                                             STR_INIT("格式不对"),
                                             STR_INIT("写成了带 http:// 的网址"),
                                             STR_INIT("前后矛盾") };
    str kinds[TAG_PROBLEMS];
    size_t count = 0;
    struct evidence e;
    evidence_start(&e);
    for (size_t p = 0; p < TAG_PROBLEMS; p++) {
        if (t->problems[tag][p] == 0)
            continue;
        evidence_int(&e, keys[p], t->problems[tag][p]);
        kinds[count++] = words[p];
    }
    evidence_list(&e, "problems", kinds, count);
    evidence_str(&e, "example", t->example[tag]);
    const struct places *at = &t->places[tag];
    struct fault f = { .subject = str_from(tags[tag].name),
                       .where = at->items,
                       .where_len = at->count,
                       .where_count = at->total,
                       .column = NONE,
                       .evidence = evidence_end(&e, t->j->arena) };
    check_fail(t->j, t->rule, &f);
}

void check_site_tags(struct judge *j, const struct rule *rule)
{
    struct tag_check *t = arena_new(j->arena, struct tag_check, 1);
    t->j = j;
    t->rule = rule;
    t->index = link_index_make(j->arena, j->site);
    t->home = site_find(j->site, j->site->run.home);
    t->home = t->home == NONE ? NONE : site_follow(j->site, t->home, NULL);
    t->main_host = t->home == NONE ? NONE : j->site->resources[t->home].host;
    learn_hosts(t);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_page(t, i);
    for (size_t k = 0; k < TAG_COUNT; k++) {
        if (t->places[k].count)
            accuse(t, k);
        else if (t->judged[k])
            check_pass(j, rule, str_from(tags[k].name));
    }
}

/* --- site.tag-case --- */

/* A standard name in other letters than the standard's: every reader of HTML takes it, some harvesters do not. */
static bool is_case_variant(const struct page_facts *p, str name)
{
    for (size_t k = 0; k < TAG_COUNT; k++) {
        str standard = str_from(tags[k].name);
        bool whole = false;
        if (!str_eq_nocase(name, standard) || str_eq(name, standard))
            continue;
        for (size_t i = 0; i < p->tags.count; i++)
            whole |= str_eq(p->tags.items[i].name, standard);
        return !whole;
    }
    return false;
}

/* One notice for the whole site: it is the template's spelling. */
void check_site_tag_case(struct judge *j, const struct rule *rule)
{
    struct places places = { 0 };
    str example = { 0 };
    bool judged = false;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        const struct page_facts *p = r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
        bool odd = false;
        for (size_t k = 0; p && k < p->tags.count; k++) {
            bool variant = is_case_variant(p, p->tags.items[k].name);
            example = variant && !example.len ? p->tags.items[k].name : example;
            odd |= variant;
        }
        judged |= p && has_any_tag(p);
        if (odd)
            places_add_page(j->arena, &places, i);
    }
    if (judged && places.count == 0)
        check_pass(j, rule, STR("tags"));
    if (places.count == 0)
        return;
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "example", example);
    struct fault f = { .subject = STR("tags"),
                       .where = places.items,
                       .where_len = places.count,
                       .where_count = places.total,
                       .column = NONE,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}
