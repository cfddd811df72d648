/* SPDX-License-Identifier: MIT */
/* decision.incomplete for the matters of a catalogue. A matter is accused only for papers that had to be published with
 * others that were: with the call for comments its draft and explanation; with the document decided on, the draft and
 * the comments. A matter without any paper may be late, joined with another or withdrawn: nobody can tell. */
#include "attachment.h"
#include "core/text.h"
#include "decision_elements.h"
#include "decision_rows.h"
#include "names.h"

enum { SETTLED_WORKDAYS = 10, DAYS_BEFORE = 30 };
#define BIT(element) (1u << DECISION_##element)

struct papers { /* of one matter */
    const struct decision_item *call, *document, *hub;
    size_t count;
    uint32_t have; /* mask of elements that a title or a link is about */
    uint32_t said; /* … that a text mentions */
    str unread;    /* why a paper's links or text are not known */
};

bool decision_is_hub(const struct decision_item *x)
{
    return x->in_area && x->page && x->kind == DECISION_OTHER && decision_gathers(x->page);
}

static uint32_t title_elements(const struct decision_item *x)
{
    uint32_t mask = decision_elements_in(x->title);
    mask |= x->kind == DECISION_CALL ? BIT(DRAFT) : x->kind == DECISION_ANSWER ? BIT(ADOPTED) : 0;
    mask |= name_has_any(x->title, STR("读懂|问答|发布会")) ? BIT(EXPLAINED) : 0;
    return mask;
}

/* A text may explain without saying so, and what explains tells the background. */
static uint32_t told_in(str text)
{
    uint32_t mask = decision_elements_in(text);
    bool explains = name_has_any(text, STR("主要内容|起草情况|起草过程|编制过程|制定目的|起草背景|制定背景"));
    return mask | (explains || (mask & BIT(EXPLAINED)) ? BIT(EXPLAINED) | BIT(BACKGROUND) : 0);
}

static void read_paper(struct judge *j, const struct decision_item *x, struct papers *p)
{
    size_t targets = 0;
    str why = STR("");
    p->have |= title_elements(x);
    if (!x->page || x->resource == NONE) {
        p->unread = STR("not-read");
        return;
    }
    p->have |= decision_elements_linked(x->page, &targets);
    p->said |= told_in(attachment_own_text(j, x->resource)) | told_in(attachment_files_text(j, x->resource, &why));
    if (!decision_page_is_known(x->page))
        p->unread = STR("javascript-list");
    else if (why.len || x->page->body.images || x->page->body.media)
        p->unread = why.len ? why : STR("no-text");
}

/* As a policy file, whatever its interpretation is called. */
static bool is_interpreted(struct judge *j, const struct decision_item *document)
{
    const struct policy_pairs *papers = policies_of(j);
    for (size_t i = 0; i < papers->pairs.count; i++) {
        const struct pair *pair = &papers->pairs.items[i];
        if (pair->proof != PAIR_DOUBT && papers->policies.items[pair->policy].resource == document->resource)
            return true;
    }
    return false;
}

/* A decision of an earlier year may bear the same name: what is older than the catalogue's year begins nothing. */
static struct papers papers_of(struct judge *j, const struct decisions *all, uint32_t row)
{
    struct papers p = { .count = 0 };
    day begin = day_make(all->catalogues.items[all->rows.items[row].catalogue].year, 1, 1);
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        if (x->row != row || (day_known(x->date) && day_compare(x->date, j->as_of) > 0))
            continue;
        read_paper(j, x, &p);
        p.hub = decision_is_hub(x) ? x : p.hub;
        if (day_known(x->date) && day_compare(x->date, begin) < 0)
            continue;
        p.count++;
        if (x->kind == DECISION_CALL && day_known(x->date) && (!p.call || day_compare(x->date, p.call->date) < 0))
            p.call = x;
        if (decision_is_issued(j, all, x) && (!p.document || day_compare(x->date, p.document->date) < 0))
            p.document = x;
    }
    p.have |= p.document ? BIT(DECIDED) : 0;
    p.have |= p.document && is_interpreted(j, p.document) ? BIT(EXPLAINED) : 0;
    return p;
}

/* --- what may still be the papers that are missed --- */

static uint32_t missed_elsewhere(struct judge *j, const struct decisions *all, uint32_t row)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        uint32_t here = x->row == NONE ? title_elements(x) : 0;
        if (here & ~mask && decision_about(j, all, &all->rows.items[row], x) == ABOUT_PERHAPS)
            mask |= here;
    }
    return mask;
}

static bool links_to_platform(const struct judge *j)
{
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (l->target != NONE && !j->site->resources[l->target].own &&
            name_has_any(l->text, STR("意见征集|民意征集|征求意见|征集调查|网上调查|民意调查")))
            return true;
    }
    return false;
}

/* Nobody found the call for comments on what was decided. That there was none is known only where this site publishes
 * its calls, and each of them is plainly on something else. */
static bool call_is_elsewhere(struct judge *j, const struct decisions *all, uint32_t row, const struct papers *p)
{
    int year = all->catalogues.items[all->rows.items[row].catalogue].year;
    bool any = false;
    for (size_t i = 0; i < all->all.count; i++) {
        const struct decision_item *x = &all->all.items[i];
        bool then = !day_known(x->date) || (day_compare(x->date, day_make(year - 1, 1, 1)) >= 0 &&
                                            day_compare(x->date, p->document->date) <= 0);
        if (x->kind != DECISION_CALL || !then || x->row == row)
            continue;
        any = true;
        if (!x->matter.len && x->row == NONE && decision_may_mean(j, all, &all->rows.items[row], x->title))
            return true;
    }
    /* What is urgent may be decided without comments. */
    bool urgent = name_has_any(all->rows.items[row].name, STR("应急|突发|紧急|疫情|抢险|救灾"));
    return !any || urgent || links_to_platform(j);
}

/* Why it cannot be said that what is missed is nowhere; empty: it is nowhere. */
static str doubt_of(struct judge *j, const struct decisions *all, uint32_t row, const struct papers *p,
                    uint32_t *missing, str *words)
{
    int year = all->catalogues.items[all->rows.items[row].catalogue].year;
    *words = STR("有的材料没有读到链接或者文字");
    if (p->unread.len)
        return p->unread;
    *words = STR("有名称相近的材料，不能断定是不是这件事的");
    if ((missed_elsewhere(j, all, row) & *missing) || all->catalogues.items[all->rows.items[row].catalogue].vague)
        return STR("ambiguous");
    *words = STR("文中提到了没有找到链接的材料，不能断定没有公开");
    *missing &= ~p->said;
    if (!*missing)
        return STR("ambiguous");
    *words = STR("没有找到征求意见的公告，可能用了别的名称或者发在别的平台");
    if (!p->call && call_is_elsewhere(j, all, row, p))
        return STR("ambiguous");
    *words = all->doubt_words;
    day since = p->call ? day_add(p->call->date, -DAYS_BEFORE) : day_make(year - 1, 1, 1);
    return all->doubt.len ? all->doubt : decision_unseen_since(j, since, words);
}

/* --- one matter --- */

static void say_unverified(struct judge *j, const struct rule *rule, const struct decisions *all, uint32_t row,
                           str reason, str words)
{
    const struct decision_row *r = &all->rows.items[row];
    const struct decision_item *from = &all->all.items[all->catalogues.items[r->catalogue].item];
    check_unverified(j, rule, r->name, reason,
                     str_fmt(j->arena, "%.*s所列事项“%.*s”：%.*s（%.*s）", STR_ARG(from->title), STR_ARG(r->name),
                             STR_ARG(words), STR_ARG(from->address)));
}

static void judge_without_papers(struct judge *j, const struct rule *rule, const struct decisions *all, uint32_t row,
                                 const struct papers *p)
{
    bool over = all->catalogues.items[all->rows.items[row].catalogue].year < day_parts(j->as_of).year;
    if (p->count)
        say_unverified(j, rule, all, row, STR("ambiguous"),
                       STR("只找到个别材料，没有找到征求意见的公告，决策文件也不能断定"));
    else if (over)
        say_unverified(j, rule, all, row, STR("nothing-found"),
                       STR("全站没有找到材料，可能推迟、合并或者已经撤销，也可能没有公开"));
    else
        say_unverified(j, rule, all, row, STR("year-not-over"),
                       STR("全站没有找到材料，目录年度还没有结束，可能还没有开始"));
}

/* What became of the comments that were called for is decision.no-feedback's, the interpretation of a document
 * policy.uninterpreted's. */
static uint32_t due_of(const struct papers *p)
{
    return BIT(DRAFT) | (p->call ? BIT(EXPLAINED) | BIT(BACKGROUND) : BIT(ADOPTED));
}

static void judge_row(struct judge *j, const struct rule *rule, const struct decisions *all, uint32_t row)
{
    struct papers p = papers_of(j, all, row);
    const struct decision_item *subject = p.call ? p.call : p.document;
    if (p.hub)
        return; /* judged as a page */
    /* A notice on the matter need not be what was decided; what was issued under its very name is. */
    if (!subject || (!p.call && (!subject->matter.len || !name_has_any(subject->title, STR("印发|公布|发布"))))) {
        judge_without_papers(j, rule, all, row, &p);
        return;
    }
    day last = p.document ? p.document->date : p.call->date;
    if (day_compare(day_add_workdays(last, SETTLED_WORKDAYS), j->as_of) >= 0)
        return; /* the others may still come */
    str words, lacks[DECISION_ELEMENTS];
    /* An explanation tells the background too. */
    uint32_t have = p.have | (p.have & BIT(EXPLAINED) ? BIT(BACKGROUND) : 0), missing = due_of(&p) & ~have;
    if (!missing) {
        check_pass(j, rule, subject->address);
        return;
    }
    str doubt = doubt_of(j, all, row, &p, &missing, &words);
    if (doubt.len) {
        say_unverified(j, rule, all, row, doubt, words);
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_list(&e, "lacks", lacks, decision_element_names(missing, lacks));
    evidence_str(&e, "catalogue", all->all.items[all->catalogues.items[all->rows.items[row].catalogue].item].address);
    decision_fail(j, rule, subject, all->rows.items[row].name, &e);
}

/* A matter that next year's catalogue lists again was put off: it is judged there. */
static bool is_put_off(const struct decisions *all, uint32_t row)
{
    const struct decision_row *r = &all->rows.items[row];
    for (size_t i = 0; i < all->rows.count; i++) {
        const struct decision_row *other = &all->rows.items[i];
        bool later = all->catalogues.items[other->catalogue].year > all->catalogues.items[r->catalogue].year;
        if (later && r->cores.count && other->cores.count && str_eq(r->cores.items[0], other->cores.items[0]))
            return true;
    }
    return false;
}

void decision_judge_catalogues(struct judge *j, const struct rule *rule, const struct decisions *all)
{
    for (size_t i = 0; i < all->catalogues.count; i++) {
        const struct decision_catalogue *c = &all->catalogues.items[i];
        if (c->unread.len)
            check_unverified(j, rule, all->all.items[c->item].address, c->unread,
                             STR("没有读出目录所列的事项，不能逐项核对"));
    }
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (c->single && name_has_any(c->name, STR("决策")) && name_has_any(c->name, STR("目录|清单")))
            check_unverified(j, rule, c->address, STR("text-page"), STR("目录栏目是一页文字，看不出是哪一年的目录"));
    }
    for (uint32_t i = 0; i < all->rows.count; i++) {
        if (!is_put_off(all, i))
            judge_row(j, rule, all, i);
    }
}
