/* SPDX-License-Identifier: MIT */
/* A column of annual reports on open government holds the portal's own ones and its units'; the report of another
 * region, or of the region above, is a stranger in it. */
#include "foreign_report.h"
#include "names.h"
#include "core/ascii.h"
#include "core/text.h"

enum { REGION_CHARS = 12 };

/* Region words in front of a title, such as 枣庄市 or 内蒙古自治区人民政府; `level` is the word they end in. */
struct region_name {
    str name, level;
};

static const str levels[] = { STR_INIT("自治区"), STR_INIT("自治州"), STR_INIT("自治县"), STR_INIT("省"),
                              STR_INIT("市"),     STR_INIT("州"),     STR_INIT("盟"),     STR_INIT("县"),
                              STR_INIT("区"),     STR_INIT("旗") };
/* Areas that are no governments of their own. */
static const str no_regions = STR_INIT("景区|园区|开发区|社区|管理区|示范区|新区|保税区|校区|小区|片区|灌区|库区|林区");

static str level_of(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        if (str_ends(name, levels[i]) && name.len > levels[i].len)
            return levels[i];
    }
    return STR("");
}

static bool is_county(str level)
{
    return str_eq(level, STR("县")) || str_eq(level, STR("区")) || str_eq(level, STR("旗")) ||
           str_eq(level, STR("自治县"));
}

/* What stands before the year, if it is nothing but a region: 鄂尔多斯市2019年… → 鄂尔多斯市. */
static bool region_before_year(str title, struct region_name *out)
{
    size_t year = 0;
    while (year + 3 < title.len &&
           !(title.ptr[year] == '2' && title.ptr[year + 1] == '0' && ascii_is_digit(title.ptr[year + 2])))
        year++;
    str head = str_slice(title, 0, year);
    if (year + 3 >= title.len || head.len == 0 || text_chars(head) > REGION_CHARS)
        return false;
    if (str_ends(head, STR("人民政府")))
        head.len -= sizeof "人民政府" - 1;
    *out = (struct region_name){ head, level_of(head) };
    return out->level.len && text_chars(head) >= 3 && !name_has_any(head, no_regions) &&
           !name_has_any(head, STR("局|委|办|中心|镇|乡|街道"));
}

/* The portal's own region: the last one in 枣庄市山亭区人民政府. */
static str own_region(struct judge *j)
{
    uint32_t home = site_find(j->site, j->site->run.home);
    home = home == NONE ? NONE : site_follow(j->site, home, NULL);
    const struct page_facts *p = home == NONE ? NULL : j->site->resources[home].page;
    str name = p ? text_core(j->arena, page_tag(p, "SiteName", NULL)) : STR("");
    size_t end = str_find(name, STR("人民政府"));
    if (end == SIZE_MAX && j->profile && j->profile->name.len)
        return text_core(j->arena, j->profile->name);
    return end == SIZE_MAX ? STR("") : str_slice(name, 0, end);
}

/* 山亭区 → 山亭, 枣庄市山亭区 → 枣庄市山亭: the words that titles of the own region share. */
static bool is_own(str own, str region)
{
    str level = level_of(own), last = str_slice(own, 0, own.len - level.len);
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        size_t at = str_find_last(last, levels[i]);
        if (at != SIZE_MAX && at + levels[i].len < last.len)
            last = str_slice(last, at + levels[i].len, last.len);
    }
    return str_has(region, last) || str_has(region, own);
}

/* A county's reports stand among no other region's; a city's column may show its counties', a province's everybody's.
 */
static bool is_foreign(str own, const struct region_name *r)
{
    str level = level_of(own);
    if (level.len == 0 || is_own(own, r->name))
        return false;
    if (is_county(level))
        return true;
    return str_eq(level, STR("市")) && (str_eq(r->level, STR("省")) || str_eq(r->level, STR("自治区")));
}

static bool is_report(str title)
{
    bool open = str_has(title, STR("信息公开")) || str_has(title, STR("政务公开"));
    return open && (str_has(title, STR("年度报告")) || str_has(title, STR("年报")));
}

/* The page, when it was read, must say so itself: the same region in its heading, its source or its tags. */
static bool page_agrees(const struct judge *j, const struct item *it, str region)
{
    uint32_t end = it->resource == NONE ? NONE : site_follow(j->site, it->resource, NULL);
    const struct page_facts *p = end == NONE ? NULL : j->site->resources[end].page;
    if (!p)
        return false;
    if (!j->site->resources[end].own)
        return true;
    return str_has(p->heading, region) || str_has(page_tag(p, "ContentSource", NULL), region) ||
           str_has(page_tag(p, "ArticleTitle", NULL), region);
}

static void accuse(struct judge *j, const struct rule *rule, uint32_t column, const struct item *it, str body)
{
    const struct column *c = &j->columns->items[column];
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "title", it->title);
    evidence_str(&e, "in", c->name);
    evidence_str(&e, "belongs_to", body);
    struct fault f = { .subject = it->address,
                       .where = &c->resource,
                       .where_len = 1,
                       .column = column,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

void foreign_reports(struct judge *j, const struct rule *rule, uint32_t column)
{
    const struct column *c = &j->columns->items[column];
    bool reports =
        name_has_any(c->name, STR("年报|年度报告")) && !name_has_any(c->name, STR("各|上级|下级|省|市|镇|街道"));
    str own = reports ? own_region(j) : STR("");
    for (size_t i = 0; own.len && i < c->item_count; i++) {
        struct region_name r;
        str title = text_core(j->arena, c->items[i].title);
        if (c->items[i].address.len == 0 || !is_report(title) || !region_before_year(title, &r))
            continue;
        if (is_foreign(own, &r) && page_agrees(j, &c->items[i], r.name))
            accuse(j, rule, column, &c->items[i], r.name);
    }
}
