/* SPDX-License-Identifier: MIT */
/* Whose documents they are: by their numbers, as most of the site's begin or as its area is named, and by their
 * issuers. */
#include "policy_own.h"
#include "core/text.h"
#include "match.h"
#include "names.h"

enum { LEAST_MARKED = 3, SIGN_CHARS = 2 };
#define ABOVE "国|中|省|鲁" /* what numbers from above begin with */

static str home_name(const struct judge *j)
{
    uint32_t r = site_find(j->site, j->site->run.home);
    r = r == NONE ? NONE : site_follow(j->site, r, NULL);
    const struct page_facts *home = r == NONE ? NULL : j->site->resources[r].page;
    if (j->profile && j->profile->name.len)
        return j->profile->name;
    str tag = home ? page_tag(home, "SiteName", NULL) : STR("");
    return tag.len || !home ? tag : name_first_part(home->title);
}

void policy_own_start(struct policy_own *o, struct judge *j)
{
    static const str ends[] = { STR_INIT("人民政府"), STR_INIT("政府"), STR_INIT("区"), STR_INIT("县"),
                                STR_INIT("市") };
    *o = (struct policy_own){ .j = j };
    str name = home_name(j);
    size_t at = str_find(name, ends[0]);
    if (at == SIZE_MAX)
        at = str_find(name, ends[1]);
    str area = at == SIZE_MAX ? name : str_slice(name, 0, at);
    /* 枣庄市山亭区 → 山亭区: the last area named. */
    size_t cut = str_find(area, STR("市"));
    while (cut != SIZE_MAX && cut + 3 < area.len) {
        area = str_slice(area, cut + 3, area.len);
        cut = str_find(area, STR("市"));
    }
    for (size_t i = 2; i < ARRAY_LEN(ends); i++) {
        if (area.len > 6 && str_ends(area, ends[i]))
            area = str_slice(area, 0, area.len - 3);
    }
    o->area = area.len >= 6 && text_chars(area) <= 6 ? area : STR("");
}

static str first_char(str s)
{
    uint32_t code;
    return text_next(&s, &code);
}

/* 山政发, 菏牡政发: one of the first two characters is of the area's name. */
static bool has_mark(const struct policy_own *o, str number)
{
    for (int i = 0; i < SIGN_CHARS && o->area.len; i++) {
        str one = first_char(number);
        if (one.len && str_has(o->area, one) && !name_has_any(one, STR(ABOVE)))
            return true;
        number = str_slice(number, one.len, number.len);
    }
    return false;
}

void policy_own_count(struct policy_own *o, str number)
{
    str first = first_char(number);
    size_t at = 0;
    if (first.len == 0)
        return;
    o->marked += has_mark(o, number);
    while (at < o->organ_kinds && !str_eq(o->organs[at].first, first))
        at++;
    if (at == POLICY_ORGAN_KINDS)
        return;
    if (at == o->organ_kinds)
        o->organs[o->organ_kinds++].first = first;
    o->organs[at].count++;
    o->numbers++;
}

/* Numbers with the area's own mark are its own, were those of a city above ever so many. Else the character that most
 * begin with. */
void policy_own_learn(struct policy_own *o)
{
    size_t best = 0;
    o->by_mark = o->marked >= LEAST_MARKED;
    for (size_t i = 0; i < o->organ_kinds; i++) {
        bool own = o->by_mark ? str_has(o->area, o->organs[i].first) : o->organs[i].count * 2 > o->numbers;
        if (own && o->organs[i].count > best && !name_has_any(o->organs[i].first, STR(ABOVE))) {
            o->organ = o->organs[i].first;
            best = o->organs[i].count;
        }
    }
}

bool policy_own_number(const struct policy_own *o, str number)
{
    if (o->by_mark)
        return has_mark(o, number);
    return !o->organ.len || str_starts(number, o->organ);
}

static bool issued_here(const struct policy_own *o, str issuer)
{
    if (issuer.len == 0)
        return false;
    if (o->area.len && str_has(issuer, o->area))
        return true;
    for (uint32_t i = 0; i < o->j->columns->count; i++) {
        if (unit_same(names_of(o->j), issuer, o->j->columns->items[i].unit))
            return true;
    }
    return false;
}

static bool upper_name(str text)
{
    return name_has_any(
        text, STR("国务院|国家|中共中央|省人民政府|省政府|省委|自治区人民政府|市人民政府|市政府办公|部办公厅|总局"));
}

/* 桑政发 of 山亭区桑村镇人民政府: a unit of this government whose numbers begin with another character. */
static bool is_units_number(const struct policy_own *o, str number, str issuer)
{
    return issued_here(o, issuer) && str_has(issuer, first_char(number)) && !upper_name(issuer);
}

bool policy_own_is(const struct policy_own *o, const struct page_facts *page, str number)
{
    str issuer = page_meta(page, META_ISSUER);
    if (issuer.len == 0)
        issuer = page_meta(page, META_SOURCE);
    if (number.len && (o->organ.len || o->by_mark))
        return policy_own_number(o, number) || is_units_number(o, number, issuer);
    if (issued_here(o, issuer) || (o->by_mark && has_mark(o, page_meta(page, META_NUMBER)))) /* one cut short */
        return true;
    return issuer.len == 0 && number.len > 0 && !upper_name(page->title) && !upper_name(number);
}
