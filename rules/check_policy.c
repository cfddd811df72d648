/* SPDX-License-Identifier: MIT */
/* policy.*: files without interpretation, without a link to it, interpreted late; and the lesser faults of both kinds
 * of page. */
#include "address.h"
#include "core/arena.h"
#include "core/text.h"
#include "families.h"
#include "judging.h"
#include "names.h"
#include "policy_pairs.h"

enum { WITHIN_WORKDAYS = 3 };

static void fail_paper(struct judge *j, const struct rule *rule, const struct paper *x, struct evidence *e)
{
    evidence_str(e, "title", x->title);
    evidence_day(e, "published", x->date);
    struct fault f = { .subject = x->address,
                       .where = &x->resource,
                       .where_len = 1,
                       .where_count = 1,
                       .column =
                           j->columns->home_of[x->resource] != NONE ? j->columns->home_of[x->resource] : x->column,
                       .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

static uint32_t proofs_of(const struct policy_pairs *all, uint32_t policy)
{
    uint32_t proofs = 0;
    for (size_t i = 0; i < all->pairs.count; i++) {
        if (all->pairs.items[i].policy == policy)
            proofs |= all->pairs.items[i].proof;
    }
    return proofs;
}

static int limit_of(const struct rule *rule)
{
    return (int)rule_param_int(rule, "workdays", WITHIN_WORKDAYS);
}

void check_policy_uninterpreted(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < j->columns->count; i++) {
        if (policy_column_unread(&j->columns->items[i]))
            check_unverified(j, rule, j->columns->items[i].address, STR("javascript-list"),
                             STR("政策文件列表由脚本生成"));
    }
    for (uint32_t i = 0; i < all->judged; i++) {
        const struct paper *x = &all->policies.items[i];
        uint32_t proofs = proofs_of(all, i);
        if (x->repealed || !day_known(x->date) || day_compare(x->date, j->as_of) > 0 ||
            day_compare(day_add_workdays(x->date, limit_of(rule)), j->as_of) >= 0)
            continue;
        if (proofs & ~(uint32_t)PAIR_DOUBT) {
            check_pass(j, rule, x->address);
        } else if (proofs & PAIR_DOUBT) {
            check_unverified(j, rule, x->address, STR("unclear-pair"),
                             STR("有名称相近的解读，不能断定是否为本文件的解读"));
        } else if (policy_in_doubt(all, x)) {
            check_unverified(j, rule, x->address, STR("javascript-list"), STR("解读栏目没有读全"));
        } else if (judge_blind(j).len) {
            check_unverified(j, rule, x->address, judge_blind(j), judge_blind_words(j));
        } else if (x->page->js & JS_RELATED) {
            check_unverified(j, rule, x->address, STR("javascript-list"), STR("相关解读由脚本生成"));
        } else {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "number", x->number);
            fail_paper(j, rule, x, &e);
        }
    }
}

/* --- links between the two --- */

static bool same_paper(struct judge *j, str address, const struct paper *x)
{
    uint32_t r = site_find(j->site, address);
    r = r == NONE ? NONE : site_follow(j->site, r, NULL);
    str at = r == NONE ? address : j->site->resources[r].address;
    return str_eq(address_item_key(j->arena, at), x->key);
}

/* A reader of `from` can follow a link to `to`: in the text, in a block of related items, or by a link that says what
 * it is. */
static bool links_to(struct judge *j, const struct paper *from, const struct paper *to)
{
    for (size_t i = 0; i < from->page->links.count; i++) {
        const struct link_fact *l = &from->page->links.items[i];
        bool own = l->region == REGION_CONTENT || (l->region == REGION_RELATED && !policy_passing_box(l->label));
        if (l->problem == LINK_FINE && own && same_paper(j, l->address, to))
            return true;
    }
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (l->target == NONE || l->region == REGION_NAV || l->region == REGION_FOOTER || l->region == REGION_CRUMB)
            continue;
        bool here = false;
        for (uint32_t k = 0; k < l->place_count && !here; k++)
            here = l->places[k].page == from->resource;
        bool labelled = (l->region != REGION_LIST || l->label.len > 0) && !policy_passing_box(l->label);
        if (here && labelled && same_paper(j, j->site->resources[l->target].address, to))
            return true;
    }
    return false;
}

static bool links_unknown(const struct paper *x)
{
    return (x->page->js & (JS_RELATED | JS_SHELL)) || !(x->page->known & KNOWN_TREE) || x->page->limit_hit.len ||
           x->page->body.frames;
}

void check_policy_unlinked(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->judged; i++) {
        const struct paper *x = &all->policies.items[i], *unlinked = NULL;
        bool linked = false;
        for (size_t k = 0; k < all->pairs.count && !linked; k++) {
            const struct pair *p = &all->pairs.items[k];
            if (p->policy != i || p->proof == PAIR_DOUBT)
                continue;
            const struct paper *y = &all->interpretations.items[p->interpretation];
            linked = links_to(j, x, y);
            if (!linked && !unlinked && (p->proof & PAIR_TITLE))
                unlinked = y;
        }
        if (linked) {
            check_pass(j, rule, x->address);
        } else if (unlinked && links_unknown(x)) {
            check_unverified(j, rule, x->address, STR("javascript-list"), STR("相关解读由脚本或内嵌页面生成"));
        } else if (unlinked && judge_links_unseen(j, x->page).len) {
            check_unverified(j, rule, x->address, judge_links_unseen(j, x->page), STR("文件页的链接有的没有看到"));
        } else if (unlinked && !x->repealed) {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "interpretation", unlinked->address);
            evidence_str(&e, "interpretation_title", unlinked->title);
            fail_paper(j, rule, x, &e);
        }
    }
}

void check_policy_no_backlink(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->interpretations.count; i++) {
        const struct paper *y = &all->interpretations.items[i], *policy = NULL;
        bool linked = false;
        if (!y->page)
            continue;
        for (size_t k = 0; k < all->pairs.count && !linked; k++) {
            const struct pair *p = &all->pairs.items[k];
            if (p->interpretation != i || p->proof == PAIR_DOUBT)
                continue;
            linked = links_to(j, y, &all->policies.items[p->policy]);
            if ((p->proof & PAIR_TITLE) && p->policy < all->judged)
                policy = &all->policies.items[p->policy];
        }
        if (linked) {
            check_pass(j, rule, y->address);
        } else if (policy && links_unknown(y)) {
            check_unverified(j, rule, y->address, STR("javascript-list"), STR("相关文件由脚本或内嵌页面生成"));
        } else if (policy && !policy->repealed) {
            struct evidence e;
            evidence_start(&e);
            evidence_str(&e, "policy", policy->address);
            fail_paper(j, rule, y, &e);
        }
    }
}

/* --- policy.late --- */

/* The first interpretation by date; *undated is set when one of them has no date and could be the first. */
static const struct paper *first_interpretation(const struct policy_pairs *all, uint32_t policy, bool *undated)
{
    const struct paper *first = NULL;
    *undated = false;
    for (size_t i = 0; i < all->pairs.count; i++) {
        const struct pair *p = &all->pairs.items[i];
        if (p->policy != policy)
            continue;
        const struct paper *y = &all->interpretations.items[p->interpretation];
        *undated |= !day_known(y->date);
        if (day_known(y->date) && (!first || day_compare(y->date, first->date) < 0))
            first = y;
    }
    return first;
}

void check_policy_late(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->judged; i++) {
        const struct paper *x = &all->policies.items[i];
        uint32_t proofs = proofs_of(all, i);
        bool undated = false;
        const struct paper *first = first_interpretation(all, i, &undated);
        if (x->repealed || !first || undated || !day_known(x->date) || !(proofs & (PAIR_TITLE | PAIR_LINKED)))
            continue;
        day due = day_add_workdays(x->date, limit_of(rule));
        if (day_compare(first->date, due) <= 0 || day_compare(first->date, j->as_of) > 0) {
            check_pass(j, rule, x->address);
            continue;
        }
        if (policy_in_doubt(all, x)) {
            check_unverified(j, rule, x->address, STR("javascript-list"), STR("解读栏目没有读全，可能有更早的解读"));
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "interpretation", first->address);
        evidence_day(&e, "interpreted", first->date);
        evidence_day(&e, "due", due);
        evidence_int(&e, "workdays", day_workdays_between(x->date, first->date));
        fail_paper(j, rule, x, &e);
    }
}

/* --- the files themselves --- */

/* Whether most policy pages carry the field: only then its absence is this page's fault, not the template's. */
static bool usual_field(const struct policy_pairs *all, enum meta_field field)
{
    size_t have = 0, pages = 0;
    for (uint32_t i = 0; i < all->judged; i++) {
        pages += all->policies.items[i].page->metadata.count >= 2;
        have += page_meta(all->policies.items[i].page, field).len > 0;
    }
    return pages >= 3 && have * 3 >= pages * 2;
}

struct usual { /* what the pages of this site carry */
    bool number, written, open;
};

static str number_problem(struct judge *j, const struct paper *x)
{
    str bare = text_squeeze(j->arena, str_trim(page_meta(x->page, META_NUMBER)));
    bool looks = policy_number(j->arena, bare).len > 0;
    bool cut = !str_ends(bare, STR("号")) && name_has_any(bare, STR("发〔20|发（20|发(20|发[20|发【20|字〔20"));
    return cut || (looks && !policy_number_well_formed(bare) && name_has_any(bare, STR("【|】|[|]|［|］|﹝|（|(")))
               ? str_fmt(j->arena, "文号格式（%.*s）", STR_ARG(bare))
               : STR("");
}

/* What neither the page's table nor the text tells; *why: the text is a file that could not be read. */
static size_t lacks_of(struct judge *j, const struct policy_pairs *all, const struct paper *x, const struct usual *u,
                       str lacks[3], str *why)
{
    str text = policy_text(j, x, why);
    size_t count = 0;
    if (u->number && page_meta(x->page, META_NUMBER).len == 0 && !policy_text_has_number(j->arena, text, all->organ))
        lacks[count++] = STR("文号");
    if (u->written && page_meta(x->page, META_WRITTEN).len == 0 && !policy_text_is_signed(j->arena, text))
        lacks[count++] = STR("成文日期");
    if (u->open && page_meta(x->page, META_OPENNESS).len == 0 &&
        !name_has_any(text, STR("此件公开发布|此件主动公开|此件依申请公开|公开属性|公开方式")))
        lacks[count++] = STR("公开属性");
    return count;
}

static void judge_metadata(struct judge *j, const struct rule *rule, const struct policy_pairs *all,
                           const struct paper *x, const struct usual *u)
{
    str lacks[4], why, problem = number_problem(j, x);
    size_t count = lacks_of(j, all, x, u, lacks, &why);
    if (count && why.len) {
        check_unverified(j, rule, x->address, why, STR("正文在附件里，没有读出文字，缺的要素可能写在里面"));
        count = 0;
    } else if (!count && !problem.len) {
        check_pass(j, rule, x->address);
    }
    if (problem.len)
        lacks[count++] = problem;
    if (!count)
        return;
    struct evidence e;
    evidence_start(&e);
    evidence_list(&e, "lacks", lacks, count);
    fail_paper(j, rule, x, &e);
}

void check_policy_metadata(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    struct usual u = { usual_field(all, META_NUMBER), usual_field(all, META_WRITTEN), usual_field(all, META_OPENNESS) };
    for (uint32_t i = 0; i < all->judged; i++) {
        if (all->policies.items[i].page->metadata.count >= 2)
            judge_metadata(j, rule, all, &all->policies.items[i], &u);
    }
}

void check_policy_expired(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->judged; i++) {
        const struct paper *x = &all->policies.items[i];
        str why;
        day until = policy_valid_until(j, x, &why);
        if (!day_known(until) && why.len && !x->repealed)
            check_unverified(j, rule, x->address, why, STR("正文在附件里，没有读出文字，不知道有没有写明有效期"));
        if (!day_known(until) || day_compare(until, x->date) < 0)
            continue;
        if (x->repealed || day_compare(until, j->as_of) >= 0) {
            check_pass(j, rule, x->address);
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_day(&e, "valid_until", until);
        evidence_str(&e, "validity", page_meta(x->page, META_VALIDITY));
        fail_paper(j, rule, x, &e);
    }
}

/* --- policy.copied --- */

enum { LEAST_CHARS = 200 }; /* a graphic with a line of text is not copied */

/* Share of the interpretation's text that a file it explains has too; below 0 if no file's text is known. */
static double copied_share(struct judge *j, const struct policy_pairs *all, uint32_t interpretation, str text, str *why)
{
    double share = -1;
    *why = STR("");
    for (size_t k = 0; k < all->pairs.count; k++) {
        const struct pair *p = &all->pairs.items[k];
        if (p->interpretation != interpretation || p->proof == PAIR_DOUBT || p->policy >= all->judged)
            continue;
        struct arena_mark mark = arena_mark(j->arena);
        str unread, policy = policy_text(j, &all->policies.items[p->policy], &unread);
        bool known = text_chars(policy) >= LEAST_CHARS;
        double s = known ? shingles_contained(text_shingles(j->arena, text), text_shingles(j->arena, policy)) : -1;
        arena_release(j->arena, mark);
        share = s > share ? s : share;
        if (!known && unread.len)
            *why = unread;
    }
    return share;
}

/* A picture is what it is; a document that could not be read may be anything. */
static bool is_unread_document(const struct paper *y, str why)
{
    return why.len && !(str_eq(why, STR("no-text")) && y->page->body.files == 0);
}

static void judge_copied(struct judge *j, const struct rule *rule, const struct policy_pairs *all, uint32_t i)
{
    const struct paper *y = &all->interpretations.items[i];
    double limit = (double)rule_param_int(rule, "percent", 70) / 100.0;
    str why, policy_why, text = policy_text(j, y, &why);
    if (text_chars(text) < LEAST_CHARS) {
        if (is_unread_document(y, why))
            check_unverified(j, rule, y->address, why, STR("解读是附件，没有读出文字"));
        return;
    }
    double share = copied_share(j, all, i, text, &policy_why);
    if (share >= limit) {
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "share", str_fmt(j->arena, "%.0f%%", share * 100));
        fail_paper(j, rule, y, &e);
    } else if (policy_why.len) {
        check_unverified(j, rule, y->address, policy_why, STR("文件正文是附件，没有读出文字，无从比较"));
    } else if (share >= 0) {
        check_pass(j, rule, y->address);
    }
}

void check_policy_copied(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->interpretations.count; i++) {
        if (all->interpretations.items[i].page)
            judge_copied(j, rule, all, i);
    }
}
