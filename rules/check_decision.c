/* SPDX-License-Identifier: MIT */
/* decision.*: the year's catalogue of major decisions, what belongs together on one page, time for comments, and
 * answers to them. All four are opt-in; what is not certain is said to be unverified. */
#include "address.h"
#include "attachment.h"
#include "core/arena.h"
#include "core/text.h"
#include "decision_elements.h"
#include "decision_rows.h"
#include "families.h"
#include "match.h"
#include "names.h"

enum { COMMENT_DAYS = 30, ANSWER_WORKDAYS = 10, CATALOGUE_MONTH = 10, RECENT_DAYS = 365 };

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
    if (name_has_any(title, STR("征集|征求|建议|申报")))
        return false; /* asks for one */
    /* 决策事项 alone is one matter's own page; with the year it is the year's. */
    if (!name_has_any(title, STR("决策")) || !(list || (named && str_has(title, STR("事项")))))
        return false;
    return named || !day_known(x->date) || day_parts(x->date).year == year;
}

void check_decision_catalogue(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_of(j);
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

/* Which elements must be there by now: opinions once there is a result, a result after a year. */
static uint32_t elements_due(struct judge *j, const struct decision_item *x, uint32_t have)
{
    uint32_t due = 1u << DECISION_DRAFT | 1u << DECISION_EXPLAINED | 1u << DECISION_BACKGROUND;
    bool old = day_known(x->date) && day_compare(day_add(x->date, RECENT_DAYS), j->as_of) < 0;
    if (have & 1u << DECISION_DECIDED)
        due |= 1u << DECISION_ADOPTED;
    if (old)
        due |= 1u << DECISION_ADOPTED | 1u << DECISION_DECIDED;
    return due;
}

static void judge_collection(struct judge *j, const struct rule *rule, const struct decision_item *x)
{
    size_t targets = 0;
    uint32_t linked = decision_elements_linked(x->page, &targets);
    str why, text = attachment_text(j, x->resource, &why), lacks[DECISION_ELEMENTS];
    uint32_t missing = elements_due(j, x, linked) & ~linked;
    uint32_t said = decision_elements_in(text) & missing; /* told there, but by no link that can be followed */
    size_t count = decision_element_names(missing & ~said, lacks);
    if (!missing) {
        check_pass(j, rule, x->address);
    } else if (!decision_page_is_known(x->page)) {
        check_unverified(j, rule, x->address, STR("javascript-list"), STR("页面的相关内容由脚本或内嵌页面生成"));
    } else if (why.len) {
        check_unverified(j, rule, x->address, why, STR("正文在附件里，附件没有读出文字"));
    } else if (!count) {
        check_unverified(j, rule, x->address, STR("ambiguous"), STR("文中提到了缺链接的内容，不能断定没有公开"));
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_list(&e, "lacks", lacks, count);
        decision_fail(j, rule, x, x->title, &e);
    }
}

void check_decision_incomplete(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_of(j);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        if (decision_is_hub(x))
            judge_collection(j, rule, x);
    }
    decision_judge_catalogues(j, rule, all);
}

/* --- decision.short-comment --- */

/* A call for comments on a major decision: by its column, by a catalogue, or because it says so. */
static bool is_decision_call(struct judge *j, const struct decision_item *x, str *text, str *why)
{
    if (x->kind != DECISION_CALL || !x->page)
        return false;
    *text = attachment_text(j, x->resource, why);
    return x->in_area || x->row != NONE || name_has_any(x->title, STR("重大行政决策")) ||
           name_has_any(*text, STR("重大行政决策"));
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
    struct decisions *all = decisions_of(j);
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
            decision_fail(j, rule, x, x->title, &e);
        }
    }
}

/* --- decision.no-feedback --- */

/* The same 《name》, or the same matter of a catalogue. */
static bool same_matter(const struct decision_item *x, const struct decision_item *y)
{
    return (x->matter.len && str_eq(x->matter, y->matter)) || (x->row != NONE && x->row == y->row);
}

/* The document that was decided on after the comments, published as such. */
static const struct decision_item *document_of(struct judge *j, const struct decisions *all,
                                               const struct decision_item *call, day end)
{
    const struct decision_item *first = NULL;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        bool named = x->matter.len && str_eq(x->matter, call->matter);
        bool issued = named ? x->in_area || name_has_any(x->title, STR("印发|公布|发布|决定|通知"))
                            : same_matter(x, call) && decision_is_issued(j, all, x);
        if (issued && decision_is_document(x) && day_compare(x->date, end) > 0 &&
            (!first || day_compare(x->date, first->date) < 0))
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
        if (named.len && matter.len && !str_eq(named, matter))
            continue;
        if (own && (name_has_any(l->text, STR("采纳|反馈")) || name_has_any(l->label, STR("采纳|反馈"))))
            return true;
    }
    return false;
}

/* An answer that names no document may be the one to comments on a matter of a catalogue. */
static bool may_mean(struct judge *j, const struct decisions *all, const struct decision_item *call,
                     const struct decision_item *answer)
{
    return call->row != NONE && decision_may_mean(j, all, &all->rows.items[call->row], answer->title);
}

enum answer { ANSWER_NONE, ANSWER_LATE, ANSWER_IN_TIME, ANSWER_DOUBT };

/* What became of the comments, as far as the site tells. */
static enum answer answer_of(struct judge *j, const struct decisions *all, const struct decision_item *call,
                             const struct decision_item *document, day due, day *told)
{
    enum answer best = ANSWER_NONE;
    *told = DAY_NONE;
    str why, text = attachment_text(j, document->resource == NONE ? call->resource : document->resource, &why);
    str matter = call->matter;
    if (links_answer(j, call->page, matter) || links_answer(j, document->page, document->matter) ||
        name_has_any(text, STR("采纳情况|意见采纳")))
        return ANSWER_IN_TIME;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        if (x->kind != DECISION_ANSWER)
            continue;
        bool names_it = (matter.len && str_has(text_core(j->arena, x->title), matter)) || same_matter(x, call);
        bool vague =
            !names_it && !x->matter.len && (x->in_area || may_mean(j, all, call, x)); /* of several, or of this */
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
    const struct decision_item *document = document_of(j, all, call, end);
    if (!document)
        return;
    str why, words;
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
    } else if (!call->in_area && (why = decision_unseen_since(j, call->date, &words)).len) {
        check_unverified(j, rule, call->address, why, words);
    } else {
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "document", document->address);
        evidence_day(&e, "decided", document->date);
        evidence_day(&e, "feedback_due", due);
        evidence_day(&e, "feedback", told);
        decision_fail(j, rule, call, call->title, &e);
    }
}

void check_decision_no_feedback(struct judge *j, const struct rule *rule)
{
    struct decisions *all = decisions_of(j);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        struct comment_window w;
        bool several = false;
        str text, why;
        if ((!x->matter.len && x->row == NONE) || !is_decision_call(j, x, &text, &why))
            continue;
        /* Where nobody can tell how long, what was decided after the call was decided after the comments. */
        bool found = comment_window(j->arena, text, published_of(x), &w, &several);
        day end = found ? w.end : several ? DAY_NONE : x->date;
        if (day_known(end) && day_compare(end, j->as_of) < 0)
            judge_answer(j, rule, all, x, end);
    }
}
