/* SPDX-License-Identifier: MIT */
/* decision.*: the year's catalogue of major decisions, what belongs together on one page, time for comments, and
 * answers to them. All four are opt-in; what is not certain is said to be unverified. */
#include "address.h"
#include "attachment.h"
#include "core/arena.h"
#include "core/text.h"
#include "decision.h"
#include "families.h"
#include "match.h"
#include "names.h"

enum { COMMENT_DAYS = 30, ANSWER_WORKDAYS = 10, CATALOGUE_MONTH = 10, RECENT_DAYS = 365 };

static void fail_item(struct judge *j, const struct rule *rule, const struct decision_item *x, struct evidence *e)
{
    evidence_str(e, "title", x->title);
    evidence_day(e, "published", x->date);
    struct fault f = { .subject = x->address,
                       .where = &x->resource,
                       .where_len = x->resource != NONE,
                       .where_count = 1,
                       .column = x->column,
                       .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- decision.catalogue --- */

/* A catalogue that the timetable of a plan asks for is judged there. */
static bool is_indicator(struct judge *j)
{
    const struct matching *all = match_of(j);
    for (size_t i = 0; i < all->count; i++) {
        str name = all->items[i].indicator->name;
        if (name_has_any(name, STR("决策")) && name_has_any(name, STR("目录")))
            return true;
    }
    return false;
}

static bool is_catalogue_of(struct judge *j, const struct decision_item *x, int year)
{
    str digits = str_fmt(j->arena, "%d", year), title = text_nfkc(j->arena, x->title);
    bool named = str_has(title, digits), list = name_has_any(title, STR("目录|清单"));
    /* 决策事项 alone is one matter's own page; with the year it is the year's. */
    if (!name_has_any(title, STR("决策")) || !(list || (named && str_has(title, STR("事项")))))
        return false;
    return named || !day_known(x->date) || day_parts(x->date).year == year;
}

void check_decision_catalogue(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_find(j);
    if (all->top == NONE || is_indicator(j))
        return;
    const struct column *top = &j->columns->items[all->top];
    int month = (int)rule_param_int(rule, "month", CATALOGUE_MONTH);
    struct day_parts now = day_parts(j->as_of);
    int year = now.month > month ? now.year : now.year - 1;
    for (size_t i = 0; i < all->all.count; i++) {
        if (is_catalogue_of(j, &all->all.items[i], year)) {
            check_pass(j, rule, top->address);
            return;
        }
    }
    if (all->doubt.len) {
        check_unverified(j, rule, top->address, all->doubt, all->doubt_words);
        return;
    }
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (c->single && decision_column(j->columns, i)) {
            check_unverified(j, rule, top->address, STR("text-page"), STR("有的栏目是一页文字，目录可能写在里面"));
            return;
        }
    }
    struct evidence e;
    evidence_start(&e);
    evidence_int(&e, "year", year);
    struct fault f = { .subject = top->address,
                       .where = &top->resource,
                       .where_len = 1,
                       .column = all->top,
                       .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

/* --- decision.incomplete --- */

enum element { DRAFT, EXPLAINED, BACKGROUND, ADOPTED, DECIDED, ELEMENTS };

static const struct {
    str name, words;
} elements[ELEMENTS] = {
    [DRAFT] = { STR_INIT("决策草案"), STR_INIT("草案|征求意见稿|送审稿|草稿") },
    [EXPLAINED] = { STR_INIT("草案说明或解读"), STR_INIT("说明|解读|图解") },
    [BACKGROUND] = { STR_INIT("决策背景"), STR_INIT("背景|依据|必要性") },
    [ADOPTED] = { STR_INIT("意见征集采纳情况"), STR_INIT("采纳|反馈|意见征集情况|征求意见情况|意见情况") },
    [DECIDED] = { STR_INIT("决策结果"), STR_INIT("决策结果|决策文件|审议结果|会议审议|正式文件|印发|结果公布") },
};

static uint32_t elements_in(str text)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < ELEMENTS; i++)
        mask |= name_has_any(text, elements[i].words) ? 1u << i : 0;
    return mask;
}

/* What the page's own links are about; *targets: to how many addresses they lead. */
static uint32_t elements_linked(const struct page_facts *page, size_t *targets)
{
    uint32_t mask = 0;
    str first = { 0 };
    *targets = 0;
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        bool own = l->region == REGION_CONTENT || l->region == REGION_RELATED;
        uint32_t here = own && l->problem == LINK_FINE ? elements_in(l->text) | elements_in(l->label) : 0;
        if (here && !str_eq(l->address, first)) {
            ++*targets;
            first = l->address;
        }
        mask |= here;
    }
    return mask;
}

static int count_bits(uint32_t mask)
{
    return __builtin_popcount(mask);
}

static bool page_is_known(const struct page_facts *page)
{
    return (page->known & KNOWN_TREE) && (page->known & KNOWN_BODY) && !(page->js & (JS_RELATED | JS_SHELL)) &&
           !page->limit_hit.len && !page->body.frames;
}

/* Which elements must be there by now: opinions once there is a result, a result after a year. */
static uint32_t elements_due(struct judge *j, const struct decision_item *x, uint32_t have)
{
    uint32_t due = 1u << DRAFT | 1u << EXPLAINED | 1u << BACKGROUND;
    bool old = day_known(x->date) && day_compare(day_add(x->date, RECENT_DAYS), j->as_of) < 0;
    if (have & 1u << DECIDED)
        due |= 1u << ADOPTED;
    if (old)
        due |= 1u << ADOPTED | 1u << DECIDED;
    return due;
}

static void judge_collection(struct judge *j, const struct rule *rule, const struct decision_item *x)
{
    size_t targets = 0, count = 0;
    uint32_t linked = elements_linked(x->page, &targets);
    if (count_bits(linked) < 2 || targets < 2)
        return; /* not a page that gathers what belongs to one decision */
    str why, text = attachment_text(j, x->resource, &why), lacks[ELEMENTS];
    uint32_t missing = elements_due(j, x, linked) & ~linked;
    uint32_t said = elements_in(text) & missing; /* told there, but by no link that can be followed */
    for (size_t i = 0; i < ELEMENTS; i++) {
        if (missing & ~said & 1u << i)
            lacks[count++] = elements[i].name;
    }
    if (!missing) {
        check_pass(j, rule, x->address);
    } else if (!page_is_known(x->page)) {
        check_unverified(j, rule, x->address, STR("javascript-list"), STR("页面的相关内容由脚本或内嵌页面生成"));
    } else if (why.len) {
        check_unverified(j, rule, x->address, why, STR("正文在附件里，附件没有读出文字"));
    } else if (!count) {
        check_unverified(j, rule, x->address, STR("ambiguous"), STR("文中提到了缺链接的内容，不能断定没有公开"));
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_list(&e, "lacks", lacks, count);
        fail_item(j, rule, x, &e);
    }
}

void check_decision_incomplete(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_find(j);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        if (x->in_area && x->page && x->kind == DECISION_OTHER)
            judge_collection(j, rule, x);
    }
}

/* --- decision.short-comment --- */

/* A call for comments on a major decision: by its column, or because it says so. */
static bool is_decision_call(struct judge *j, const struct decision_item *x, str *text, str *why)
{
    if (x->kind != DECISION_CALL || !x->page)
        return false;
    *text = attachment_text(j, x->resource, why);
    return x->in_area || name_has_any(x->title, STR("重大行政决策")) || name_has_any(*text, STR("重大行政决策"));
}

static day published_of(const struct decision_item *x)
{
    return x->page->published_source == DATE_LABELLED ? x->page->published : DAY_NONE;
}

static bool gives_reason(str text)
{
    return name_has_any(text, STR("缩短|紧急|时间紧|情况特殊|特殊情况|急需|亟需|尽快|应急|原因"));
}

void check_decision_short_comment(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_find(j);
    int least = (int)rule_param_int(rule, "days", COMMENT_DAYS);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        struct comment_window w;
        bool several = false;
        str text, why;
        if (!is_decision_call(j, x, &text, &why))
            continue;
        bool found = comment_window(j->arena, text, published_of(x), &w, &several);
        if (found && day_compare(day_add(w.start, RECENT_DAYS), j->as_of) < 0)
            continue; /* long past: nothing can be mended */
        int days = found ? w.end.n - w.start.n + 1 : 0;
        if (!found) {
            check_unverified(j, rule, x->address,
                             several   ? STR("ambiguous")
                             : why.len ? why
                                       : STR("no-date"),
                             STR("没有读出征求意见的起止日期"));
        } else if (days >= least || gives_reason(text)) {
            check_pass(j, rule, x->address);
        } else if (why.len) {
            check_unverified(j, rule, x->address, why, STR("附件没有读出文字，缩短期限的理由可能在附件里"));
        } else {
            struct evidence e;
            evidence_start(&e);
            evidence_day(&e, "start", w.start);
            evidence_day(&e, "end", w.end);
            evidence_int(&e, "comment_days", days);
            fail_item(j, rule, x, &e);
        }
    }
}

/* --- decision.no-feedback --- */

static bool is_decision_document(const struct decision_item *x)
{
    return x->kind == DECISION_OTHER && day_known(x->date) &&
           !name_has_any(x->title,
                         STR("解读|图解|读懂|问答|解答|听证|草案|征求|起草|论证|评估|会议|公示|新闻|发布会|方案稿"));
}

/* The document that was decided on after the comments: the same 《name》, published as such. */
static const struct decision_item *document_of(const struct decisions *all, const struct decision_item *call, day end)
{
    const struct decision_item *first = NULL;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        bool same = x->matter.len && str_eq(x->matter, call->matter) && is_decision_document(x);
        bool issued = x->in_area || name_has_any(x->title, STR("印发|公布|发布|决定|通知"));
        if (same && issued && day_compare(x->date, end) > 0 && (!first || day_compare(x->date, first->date) < 0))
            first = x;
    }
    return first;
}

/* Neighbours in a list (上一篇) may be the answer to other comments. */
static bool links_answer(struct judge *j, const struct page_facts *page, str matter)
{
    for (size_t i = 0; page && i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        bool own = l->region == REGION_CONTENT || l->region == REGION_RELATED;
        str named = own ? decision_matter(j->arena, l->text) : STR("");
        if (named.len && !str_eq(named, matter))
            continue;
        if (own && (name_has_any(l->text, STR("采纳|反馈")) || name_has_any(l->label, STR("采纳|反馈"))))
            return true;
    }
    return false;
}

enum answer { ANSWER_NONE, ANSWER_LATE, ANSWER_IN_TIME, ANSWER_DOUBT };

/* What became of the comments, as far as the site tells. */
static enum answer answer_of(struct judge *j, const struct decisions *all, const struct decision_item *call,
                             const struct decision_item *document, day due, day *told)
{
    enum answer best = ANSWER_NONE;
    *told = DAY_NONE;
    str why, text = attachment_text(j, document->resource == NONE ? call->resource : document->resource, &why);
    if (links_answer(j, call->page, call->matter) || links_answer(j, document->page, call->matter) ||
        name_has_any(text, STR("采纳情况|意见采纳")))
        return ANSWER_IN_TIME;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        if (x->kind != DECISION_ANSWER)
            continue;
        bool names_it = str_has(text_core(j->arena, x->title), call->matter);
        bool vague = x->in_area && !x->matter.len; /* may speak of several decisions */
        bool after = !day_known(x->date) || day_compare(x->date, call->date) >= 0;
        if (names_it && day_known(x->date) && day_compare(x->date, due) <= 0)
            return ANSWER_IN_TIME;
        if (names_it && day_known(x->date)) {
            best = best == ANSWER_DOUBT ? best : ANSWER_LATE;
            *told = x->date;
        } else if (names_it || (vague && after)) {
            best = ANSWER_DOUBT;
        }
    }
    return best;
}

static void judge_answer(struct judge *j, const struct rule *rule, const struct decisions *all,
                         const struct decision_item *call, day end)
{
    const struct decision_item *document = document_of(all, call, end);
    if (!document)
        return;
    day told, due = day_add_workdays(document->date, (int)rule_param_int(rule, "workdays", ANSWER_WORKDAYS));
    if (day_compare(due, j->as_of) >= 0 || day_compare(day_add(document->date, RECENT_DAYS), j->as_of) < 0)
        return;
    enum answer answer = answer_of(j, all, call, document, due, &told);
    if (answer == ANSWER_IN_TIME) {
        check_pass(j, rule, call->address);
    } else if (answer == ANSWER_DOUBT) {
        check_unverified(j, rule, call->address, STR("ambiguous"), STR("有意见反馈信息，不能断定说的是不是这件事"));
    } else if (all->doubt.len) {
        check_unverified(j, rule, call->address, all->doubt, all->doubt_words);
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "document", document->address);
        evidence_day(&e, "decided", document->date);
        evidence_day(&e, "feedback_due", due);
        evidence_day(&e, "feedback", told);
        fail_item(j, rule, call, &e);
    }
}

void check_decision_no_feedback(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_find(j);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        struct comment_window w;
        bool several = false;
        str text, why;
        if (!x->matter.len || !is_decision_call(j, x, &text, &why))
            continue;
        if (comment_window(j->arena, text, published_of(x), &w, &several) && day_compare(w.end, j->as_of) < 0)
            judge_answer(j, rule, all, x, w.end);
    }
}
