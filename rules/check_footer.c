/* SPDX-License-Identifier: MIT */
/* site.footer: what the home page's footer must show (国办发〔2017〕47号), by its fingerprints, and whether the code
 * numbers agree. */
#include "address.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "families.h"
#include "home.h"
#include "names.h"

static const struct {
    const char *name;
    const char *title;
    const char *links; /* parts of addresses */
    const char *words; /* in the footer's text or in the text of a link on the home page */
} elements[] = {
    { "site-code", "网站标识码", "", "网站标识码|网站标识号|网站标识:|政府网站标识|网站识别码|网站识别号" },
    { "icp", "ICP 备案编号", "beian.miit.gov.cn|miitbeian.gov.cn|miibeian.gov.cn", "ICP备|ICP证|ICP 备|icp备" },
    { "police", "公安机关备案标识", "beian.gov.cn/portal|beian.mps.gov.cn|www.beian.gov.cn",
      "公网安备|公安备|网安备|公安网备|公安机关备案" },
    { "conac", "党政机关网站标识", "bszs.conac.cn|dcs.conac.cn", "党政机关网站标识" },
    { "report-error", "“我为政府网站找错”入口", "zfwzgl.www.gov.cn|jiucuo|pucha.kaipuyun.cn|121.43.68.40",
      "找错|纠错" },
    { "sitemap", "站点地图", "sitemap.htm|wzdt|zddt|sitemap/", "站点地图|网站地图|站点导航|网站导航|站内导航" },
    { "owner", "主办单位", "", "主办|主管单位|版权所有|承办单位|Copyright|©" },
    { "contact", "联系方式", "", "联系|电话|邮箱|传真|热线|E-mail|Email|email|@" },
};

enum { ELEMENT_COUNT = sizeof elements / sizeof elements[0] };

struct footer_check {
    struct judge *j;
    const struct rule *rule;
    uint32_t home;
    const struct page_facts *page;
    bool found[ELEMENT_COUNT];
    str footer; /* text in NFKC */
    str meta_code, footer_code, report_code;
    bool by_script, has_scripts;
    bool remembered; /* the home page is the first that links of the whole site remember */
};

/* Ten digits, or bm and eight digits, right after `from`; blanks, colons and full-width colons in between. */
static str code_after(str s, size_t from)
{
    size_t i = from;
    while (i < s.len && i < from + 12 && !ascii_is_digit(s.ptr[i]) && s.ptr[i] != 'b')
        i++;
    size_t start = i;
    if (i + 1 < s.len && s.ptr[i] == 'b' && s.ptr[i + 1] == 'm')
        i += 2;
    while (ascii_digit_at(s, i))
        i++;
    return i - start >= 8 && i - start <= 12 ? str_slice(s, start, i) : STR("");
}

static str code_in(str s, const char *mark)
{
    size_t at = str_find_nocase(s, str_from(mark));
    return at == SIZE_MAX ? STR("") : code_after(s, at + str_from(mark).len);
}

static str footer_code_in(str s)
{
    static const char *const marks[] = { "标识码", "网站标识", "网站识别" };
    str code = { 0 };
    for (size_t i = 0; i < ARRAY_LEN(marks) && code.len == 0; i++)
        code = code_in(s, marks[i]);
    return code;
}

/* A telephone number counts as a way to reach somebody, whatever words stand before it. */
static bool has_telephone(str s)
{
    for (size_t i = 0; i + 10 < s.len; i++) {
        if (s.ptr[i] != '0' || (i > 0 && (ascii_is_digit(s.ptr[i - 1]) || s.ptr[i - 1] == '-')))
            continue;
        size_t area = 0, dash, rest = 0;
        while (ascii_digit_at(s, i + area))
            area++;
        dash = i + area;
        while (dash + 1 + rest < s.len && ascii_is_digit(s.ptr[dash + 1 + rest]))
            rest++;
        if (area >= 3 && area <= 4 && s.ptr[dash] == '-' && rest >= 7 && rest <= 8)
            return true;
    }
    return false;
}

static bool on_home(const struct footer_check *f, const struct link_row *l)
{
    for (uint32_t k = 0; k < l->place_count; k++) {
        if (l->places[k].page == f->home)
            return true;
    }
    /* Only the first pages of a link are remembered: a footer link of the whole site stands on the home page too, if
     * nothing shows that the home page is among those remembered. */
    return !f->remembered && l->region == REGION_FOOTER && l->page_count > l->place_count;
}

static str link_address(const struct footer_check *f, const struct link_row *l)
{
    return l->target == NONE ? l->href : f->j->site->resources[l->target].address;
}

static void take_link(struct footer_check *f, const struct link_row *l)
{
    str address = link_address(f, l), text = text_nfkc(f->j->arena, l->text);
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        bool by_address = elements[i].links[0] && name_has_any(address, str_from(elements[i].links));
        bool words_count = i != 0 && (l->region == REGION_FOOTER || (l->kind == LINK_ANCHOR && i != 6 && i != 7));
        if (by_address || (words_count && name_has_any(text, str_from(elements[i].words))))
            f->found[i] = true;
    }
    if (l->region == REGION_FOOTER && f->footer_code.len == 0)
        f->footer_code = footer_code_in(text); /* a picture's alternative text */
    if (name_has_any(text, STR("联系我们|联系方式|联系电话")) || str_starts(l->href, STR("mailto:")) ||
        str_starts(l->href, STR("tel:")))
        f->found[7] = true;
    if (name_has_any(address, STR("jiucuo|zfwzgl.www.gov.cn")) && f->report_code.len == 0) {
        f->report_code = code_in(address, "site_code=");
        if (f->report_code.len == 0 && l->kind == LINK_SCRIPT) /* its attribute, see the crawler's links.c */
            f->report_code = code_after(l->title, 0);
    }
    str file = address_file(address);
    if (l->kind == LINK_SCRIPT && name_has_any(file, STR("foot|bottom|copyright|dibu|yejiao|Foot|Bottom")))
        f->by_script = true;
    f->has_scripts |= l->kind == LINK_SCRIPT;
    if (l->kind == LINK_FRAME && name_has_any(address, STR("foot|bottom|copyright")))
        f->by_script = true;
}

static bool is_remembered(const struct footer_check *f)
{
    for (uint32_t i = 0; i < f->j->site->link_count; i++) {
        const struct link_row *l = &f->j->site->links[i];
        if (l->page_count > l->place_count && l->place_count && l->places[0].page == f->home)
            return true;
    }
    return false;
}

static void look(struct footer_check *f)
{
    f->remembered = is_remembered(f);
    for (size_t i = 0; i < ELEMENT_COUNT; i++)
        f->found[i] = name_has_any(f->footer, str_from(elements[i].words));
    f->found[7] |= has_telephone(f->footer);
    f->footer_code = footer_code_in(f->footer);
    for (uint32_t i = 0; i < f->j->site->link_count; i++) {
        const struct link_row *l = &f->j->site->links[i];
        if (on_home(f, l))
            take_link(f, l);
    }
    f->found[0] = f->found[0] || f->footer_code.len > 0;
    f->meta_code = str_trim(page_tag(f->page, "SiteIDCode", NULL));
}

static void accuse(struct footer_check *f, size_t element, str problem)
{
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "element", str_from(elements[element].title));
    evidence_str(&e, "problem", problem);
    if (element == 0) {
        evidence_str(&e, "footer", f->footer_code);
        evidence_str(&e, "tag", f->meta_code);
        evidence_str(&e, "report_error", f->report_code);
    }
    struct fault fault = { .subject = str_from(elements[element].name),
                           .where = &f->home,
                           .where_len = 1,
                           .where_count = 1,
                           .column = NONE,
                           .evidence = evidence_end(&e, f->j->arena) };
    check_fail(f->j, f->rule, &fault);
}

static bool differ(str x, str y)
{
    return x.len && y.len && !str_eq_nocase(x, y);
}

/* Of ten digits the first six are the area's code; that of a ministry begins with bm. */
static bool is_of_other_area(const struct footer_check *f, str code)
{
    str area = f->j->profile ? f->j->profile->area : (str){ 0 };
    return area.len && code.len == 10 && ascii_is_digit(code.ptr[0]) && !str_starts(code, area);
}

static bool codes_differ(const struct footer_check *f)
{
    return differ(f->footer_code, f->meta_code) || differ(f->footer_code, f->report_code) ||
           differ(f->meta_code, f->report_code);
}

/* What is wrong with the code numbers that were found; empty: nothing. */
static str code_problem(const struct footer_check *f)
{
    str code = f->footer_code.len ? f->footer_code : f->meta_code.len ? f->meta_code : f->report_code;
    if (codes_differ(f))
        return STR("与页面标签、找错入口中的号码不一致");
    if (is_of_other_area(f, code))
        return str_fmt(f->j->arena, " %.*s 的前六位不是本地的行政区划代码 %.*s", STR_ARG(code),
                       STR_ARG(f->j->profile->area));
    return (str){ 0 };
}

static void judge_codes(struct footer_check *f)
{
    str problem = code_problem(f);
    if (problem.len)
        accuse(f, 0, str_fmt(f->j->arena, "的%s%.*s", elements[0].title, STR_ARG(problem)));
    else if (f->found[0])
        check_pass(f->j, f->rule, str_from(elements[0].name));
}

/* 鲁ICP备12345678号-1 around its mark: from the character before to the number's end. */
static str number_around(str text, const char *mark)
{
    size_t at = str_find(text, str_from(mark));
    size_t end = at == SIZE_MAX ? SIZE_MAX : str_find(str_slice(text, at, text.len), STR("号"));
    if (end == SIZE_MAX || end > 60)
        return (str){ 0 };
    size_t from = at >= 3 ? at - 3 : 0; /* a province in one hanzi */
    end += at + STR("号").len;
    while (end < text.len && (text.ptr[end] == '-' || ascii_is_digit(text.ptr[end])))
        end++;
    return str_trim(str_slice(text, from, end));
}

static str value_of(const struct footer_check *f, size_t element)
{
    static const char *const marks[ELEMENT_COUNT] = { [1] = "ICP备", [2] = "公网安备" };
    if (element == 0)
        return f->footer_code.len ? f->footer_code : f->meta_code;
    return marks[element] ? number_around(f->footer, marks[element]) : (str){ 0 };
}

static void tell_one(struct footer_check *f, const char *item, str value, str verdict)
{
    *arena_push(f->j->arena, &f->j->out->identity) = (struct identity_result){ str_from(item), value, verdict };
}

/* The table of what the site says of itself, beside the findings. */
static void tell(struct footer_check *f, bool unsure)
{
    static const char *const tags[][2] = { { "SiteName", "网站名称标签" }, { "SiteDomain", "网站域名标签" } };
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        tell_one(f, tags[i][1], str_trim(page_tag(f->page, tags[i][0], NULL)), STR("info"));
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        bool bad = f->found[i] ? i == 0 && code_problem(f).len > 0 : !unsure;
        str verdict = bad ? STR("fail") : f->found[i] ? STR("pass") : STR("unverified");
        tell_one(f, elements[i].title, value_of(f, i), verdict);
    }
}

/* Of the numbers and names that every footer has, none: links to friends stand there, and a script writes the rest. */
static bool is_half_a_footer(const struct footer_check *f)
{
    enum { CODE = 0, ICP = 1, POLICE = 2, OWNER = 6 };
    return f->has_scripts && !f->found[CODE] && !f->found[ICP] && !f->found[POLICE] && !f->found[OWNER];
}

void check_site_footer(struct judge *j, const struct rule *rule)
{
    struct footer_check f = { .j = j, .rule = rule };
    f.home = home_find(j->site);
    const struct resource_fact *r = f.home == NONE ? NULL : &j->site->resources[f.home];
    f.page = r && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
    if (!f.page || !(f.page->known & KNOWN_TREE)) {
        check_unverified(j, rule, j->site->run.site, STR("unreadable"), STR("没有读到首页"));
        return;
    }
    f.footer = text_nfkc(j->arena, f.page->footer_text);
    look(&f);
    bool unsure = !(f.page->known & KNOWN_FOOTER) || f.by_script || (f.page->js & JS_SHELL) || is_half_a_footer(&f);
    judge_codes(&f);
    tell(&f, unsure);
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        str name = str_from(elements[i].name);
        if (f.found[i] && i > 0)
            check_pass(j, rule, name);
        else if (!f.found[i] && unsure)
            check_unverified(j, rule, name, STR("javascript-list"), STR("页脚由脚本生成或没有认出来"));
        else if (!f.found[i])
            accuse(&f, i, str_fmt(j->arena, "缺少%s", elements[i].title));
    }
}
