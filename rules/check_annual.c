/* SPDX-License-Identifier: MIT */
/* annual.*: annual reports on information disclosure that are missing, late, incomplete, or whose figures disagree. */
#include "annual.h"
#include "attachment.h"
#include "judging.h"
#include "core/arena.h"
#include "core/text.h"
#include "families.h"
#include "names.h"

enum { FIRST_YEAR = 2019, FAULTS_TOLD = 12, LEAST_TEXT = 300 };

struct report {
    uint32_t resource;
    const struct page_facts *page;
    str title, unit; /* unit: what stands before the year; empty if nothing does */
    int year;        /* it reports on; 0 unknown */
    struct annual_figures figures;
    str unread; /* why a file or picture that holds the report could not be read; empty if none */
};

struct reports {
    struct report *items;
    size_t count, room;
};

/* The year named with 年 behind it; *at is where it begins. */
static int year_in(str title, size_t *at)
{
    for (size_t i = 0; i + 4 < title.len; i++) {
        int64_t year;
        if (!str_to_int(str_slice(title, i, i + 4), &year) || year < 2008 || year > 2100 ||
            !str_starts(str_slice(title, i + 4, title.len), STR("年")))
            continue;
        *at = i;
        return (int)year;
    }
    return 0;
}

static bool names_report(str title)
{
    return str_has(title, STR("信息公开")) && name_has_any(title, STR("年度报告|年报")) &&
           !name_has_any(title, STR("通知|通报|关于做好|关于报送|编制|解读|图解|读懂|模板|格式|指标|检查|专栏|栏目"));
}

static str title_of(const struct page_facts *p)
{
    str tag = page_tag(p, "ArticleTitle", NULL);
    return tag.len && !name_is_placeholder(tag) ? tag : p->heading;
}

static bool take_report(struct judge *j, uint32_t i, struct report *out)
{
    const struct resource_fact *r = &j->site->resources[i];
    if (!r->own || r->outcome != OUTCOME_OK || !r->page || r->wall.len || j->columns->of_resource[i] != NONE)
        return false;
    *out = (struct report){ .resource = i, .page = r->page };
    out->title = text_bare(j->arena, title_of(r->page));
    if (!names_report(out->title))
        return false;
    size_t at = 0;
    out->year = year_in(out->title, &at);
    out->unit = str_trim(str_slice(out->title, 0, at));
    if (str_starts(out->unit, STR("关于")))
        out->unit = STR("");
    return true;
}

static bool is_known(const struct reports *all, const struct report *r)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct report *x = &all->items[i];
        if (str_eq(x->title, r->title) && day_compare(x->page->published, r->page->published) == 0)
            return true;
    }
    return false;
}

static struct reports gather(struct judge *j)
{
    struct reports all = { 0 };
    struct report r;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        if (take_report(j, i, &r) && !is_known(&all, &r))
            *arena_push(j->arena, &all) = r;
    }
    return all;
}

static void fail_report(struct judge *j, const struct rule *rule, const struct report *r, struct evidence *e)
{
    evidence_str(e, "title", r->title);
    evidence_day(e, "published", r->page->published);
    struct fault f = { .subject = j->site->resources[r->resource].address,
                       .where = &r->resource,
                       .where_len = 1,
                       .column = j->columns->home_of[r->resource],
                       .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- annual.arithmetic --- */

static const struct annual_figures *year_before(const struct reports *all, const struct report *r)
{
    const struct annual_figures *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct report *x = &all->items[i];
        if (x->year != r->year - 1 || !str_eq(x->unit, r->unit) || !x->figures.has_people)
            continue;
        if (found) /* two reports of one year: nobody knows which holds */
            return NULL;
        found = &x->figures;
    }
    return found;
}

static void fail_figures(struct judge *j, const struct rule *rule, const struct report *r,
                         const struct annual_faults *faults)
{
    str ids[FAULTS_TOLD], texts[FAULTS_TOLD];
    size_t told = faults->count < FAULTS_TOLD ? faults->count : FAULTS_TOLD;
    for (size_t i = 0; i < told; i++) {
        ids[i] = faults->items[i].id;
        texts[i] = faults->items[i].text;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_list(&e, "identities", ids, told);
    evidence_list(&e, "problems", texts, told);
    evidence_int(&e, "count", (int64_t)faults->count);
    fail_report(j, rule, r, &e);
}

/* Tables as HTML, or what became of them in a text, which may be the attached file's. */
static void read_figures(struct judge *j, struct report *r)
{
    str text;
    if (r->page->cells.count) {
        r->figures = annual_from_cells(j->arena, r->page);
        return;
    }
    text = attachment_text(j, r->resource, &r->unread);
    r->figures = annual_from_text(j->arena, text);
}

void check_annual_arithmetic(struct judge *j, const struct rule *rule)
{
    struct reports all = gather(j);
    for (size_t i = 0; i < all.count; i++)
        read_figures(j, &all.items[i]);
    for (size_t i = 0; i < all.count; i++) {
        const struct report *r = &all.items[i];
        str address = j->site->resources[r->resource].address;
        struct annual_faults faults = annual_judge(j->arena, &r->figures, r->year ? year_before(&all, r) : NULL);
        if (faults.count)
            fail_figures(j, rule, r, &faults);
        else if (r->figures.why.len)
            check_unverified(j, rule, address, STR("table-form"), r->figures.why);
        else if (r->unread.len)
            check_unverified(j, rule, address, r->unread, STR("报告是附件或图片，没有读出文字"));
        else if (faults.judged)
            check_pass(j, rule, address);
    }
}

/* --- annual.sections --- */

static const struct {
    str name, words;
} sections[] = {
    { STR_INIT("总体情况"), STR_INIT("总体情况|概述|概况") },
    { STR_INIT("主动公开政府信息情况"), STR_INIT("主动公开政府信息|主动公开情况") },
    { STR_INIT("收到和处理政府信息公开申请情况"), STR_INIT("收到和处理政府信息公开申请|依申请公开") },
    { STR_INIT("政府信息公开行政复议、行政诉讼情况"), STR_INIT("行政复议") },
    { STR_INIT("存在的主要问题及改进情况"), STR_INIT("主要问题|存在问题|存在的问题|问题及改进|问题和改进|不足") },
    { STR_INIT("其他需要报告的事项"), STR_INIT("需要报告的事项|其他事项|其他需要报告|需要说明的事项") },
};

/* The rest may stand in a file or a picture, unless a file is what was read. */
static bool may_stand_elsewhere(const struct page_facts *p, str body)
{
    bool from_file = p->body.files == 1 && p->body.chars < LEAST_TEXT && body.len;
    return p->body.images || (p->body.files && !from_file) || p->body.frames || p->limit_hit.len;
}

static void judge_sections(struct judge *j, const struct rule *rule, const struct report *r)
{
    str why, lacks[ARRAY_LEN(sections)], address = j->site->resources[r->resource].address;
    str body = attachment_text(j, r->resource, &why);
    size_t lacking = 0;
    if (text_chars(body) < LEAST_TEXT) {
        if (why.len)
            check_unverified(j, rule, address, why, STR("报告是附件或图片，没有读出文字"));
        return;
    }
    for (size_t k = 0; k < ARRAY_LEN(sections); k++) {
        if (!name_has_any(body, sections[k].words))
            lacks[lacking++] = sections[k].name;
    }
    if (lacking == 0) {
        check_pass(j, rule, address);
    } else if (lacking > ARRAY_LEN(sections) / 2 || may_stand_elsewhere(r->page, body)) {
        check_unverified(j, rule, address, STR("text-elsewhere"), STR("报告的其余部分可能在附件或图片里"));
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_list(&e, "lacks", lacks, lacking);
        fail_report(j, rule, r, &e);
    }
}

void check_annual_sections(struct judge *j, const struct rule *rule)
{
    struct reports all = gather(j);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].year >= FIRST_YEAR)
            judge_sections(j, rule, &all.items[i]);
    }
}

/* --- annual.late and annual.missing --- */

/* Whether a plan's timetable has the report: then disclosure.* judges it by the plan's own limit. */
static bool in_timetable(const struct judge *j)
{
    for (size_t i = 0; i < j->plan_count; i++) {
        for (size_t k = 0; k < j->plans[i]->indicator_count; k++) {
            str name = j->plans[i]->indicators[k].name;
            if (str_has(name, STR("公开")) && name_has_any(name, STR("年报|年度报告")))
                return true;
        }
    }
    return false;
}

/* Departments have until January, governments until March; so does whoever cannot be told. */
static day last_day(const struct rule *rule, const struct report *r, int year)
{
    bool department = unit_is_name(r->unit) && !name_has_any(r->unit, STR("人民政府|街道|镇|乡"));
    const char *name = department ? "department_month" : "government_month";
    return day_month_end(year, (int)rule_param_int(rule, name, department ? 1 : 3));
}

void check_annual_late(struct judge *j, const struct rule *rule)
{
    struct reports all = gather(j);
    int year = day_parts(j->as_of).year;
    for (size_t i = 0; i < all.count && !in_timetable(j); i++) {
        const struct report *r = &all.items[i];
        day due = last_day(rule, r, year);
        if (r->year != year - 1 || !day_known(r->page->published) || r->page->published_source != DATE_LABELLED ||
            day_compare(r->page->published, j->as_of) > 0)
            continue;
        if (day_compare(r->page->published, due) <= 0) {
            check_pass(j, rule, j->site->resources[r->resource].address);
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_day(&e, "due", due);
        fail_report(j, rule, r, &e);
    }
}

static const struct pattern *column_names(const struct judge *j)
{
    for (size_t i = 0; i < j->book->topic_count; i++) {
        if (str_eq(j->book->topics[i].name, STR("政府信息公开年报")))
            return j->book->topics[i].names;
    }
    return NULL;
}

enum presence { ABSENT, PRESENT, UNCLEAR };

/* Whether the column holds the report on `year`: by the titles, or by an item of the year after without a year. */
static enum presence holds_year(struct judge *j, const struct column *c, int year)
{
    enum presence found = ABSENT;
    for (size_t i = 0; i < c->item_count; i++) {
        size_t at = 0;
        int named = year_in(text_bare(j->arena, c->items[i].title), &at);
        if (named == year)
            return PRESENT;
        if (named == 0 && (!day_known(c->items[i].date) || day_parts(c->items[i].date).year > year))
            found = UNCLEAR;
    }
    return found;
}

static void judge_column(struct judge *j, const struct rule *rule, uint32_t at, int year)
{
    const struct column *c = &j->columns->items[at];
    enum presence found = holds_year(j, c, year);
    if (found == PRESENT) {
        check_pass(j, rule, c->address);
    } else if (found == UNCLEAR || c->by_script || !c->complete || judge_blind(j).len) {
        check_unverified(j, rule, c->address, STR("unreadable-list"), STR("年报栏目没有读全，或者标题没有写明年度"));
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_int(&e, "year", year);
        evidence_day(&e, "newest", c->newest);
        struct fault f = { .subject = c->address,
                           .where = &c->resource,
                           .where_len = 1,
                           .column = at,
                           .evidence = evidence_end(&e, j->arena) };
        check_fail(j, rule, &f);
    }
}

void check_annual_missing(struct judge *j, const struct rule *rule)
{
    const struct pattern *names = column_names(j);
    int year = day_parts(j->as_of).year;
    day due = day_month_end(year, (int)rule_param_int(rule, "government_month", 3));
    if (!names || in_timetable(j) || day_compare(j->as_of, due) <= 0)
        return;
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (c->leaf && !c->single && c->item_count && c->resource != NONE && pattern_matches(names, c->name))
            judge_column(j, rule, i, year - 1);
    }
}
