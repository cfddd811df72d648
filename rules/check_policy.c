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
    for (uint32_t i = 0; i < all->policies.count; i++) {
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
        } else if (all->doubt.len) {
            check_unverified(j, rule, x->address, STR("javascript-list"), STR("解读栏目没有读全"));
        } else if (!j->site->run.complete) {
            check_unverified(j, rule, x->address, judge_cut_short(j), STR("抓取没有完成"));
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
        if (l->problem == LINK_FINE && (l->region == REGION_CONTENT || l->region == REGION_RELATED) &&
            same_paper(j, l->address, to))
            return true;
    }
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (l->target == NONE || l->region == REGION_NAV || l->region == REGION_FOOTER || l->region == REGION_CRUMB)
            continue;
        bool here = false;
        for (uint32_t k = 0; k < l->place_count && !here; k++)
            here = l->places[k].page == from->resource;
        bool labelled = l->region != REGION_LIST || l->label.len > 0;
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
    for (uint32_t i = 0; i < all->policies.count; i++) {
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
            if (p->proof & PAIR_TITLE)
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
    for (uint32_t i = 0; i < all->policies.count; i++) {
        const struct paper *x = &all->policies.items[i];
        uint32_t proofs = proofs_of(all, i);
        bool undated = false;
        const struct paper *first = first_interpretation(all, i, &undated);
        if (x->repealed || !first || undated || !day_known(x->date) || !(proofs & (PAIR_TITLE | PAIR_LINK)))
            continue;
        day due = day_add_workdays(x->date, limit_of(rule));
        if (day_compare(first->date, due) <= 0 || day_compare(first->date, j->as_of) > 0) {
            check_pass(j, rule, x->address);
            continue;
        }
        if (all->doubt.len) {
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
    for (uint32_t i = 0; i < all->policies.count; i++) {
        pages += all->policies.items[i].page->metadata.count >= 2;
        have += page_meta(all->policies.items[i].page, field).len > 0;
    }
    return pages >= 3 && have * 3 >= pages * 2;
}

static str number_problem(struct judge *j, const struct paper *x, bool usual)
{
    str raw = str_trim(page_meta(x->page, META_NUMBER));
    if (raw.len == 0)
        return usual && policy_number(j->arena, policy_body(j, x)).len == 0 ? STR("文号") : STR("");
    str bare = text_squeeze(j->arena, raw);
    bool looks = policy_number(j->arena, bare).len > 0;
    return looks && !policy_number_well_formed(bare) && name_has_any(bare, STR("【|】|[|]|［|］|﹝|（|("))
               ? str_fmt(j->arena, "文号格式（%.*s）", STR_ARG(bare))
               : STR("");
}

void check_policy_metadata(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    bool number = usual_field(all, META_NUMBER), written = usual_field(all, META_WRITTEN),
         open = usual_field(all, META_OPENNESS);
    for (uint32_t i = 0; i < all->policies.count; i++) {
        const struct paper *x = &all->policies.items[i];
        str lacks[3];
        size_t count = 0;
        if (x->page->metadata.count < 2)
            continue;
        str problem = number_problem(j, x, number);
        if (problem.len)
            lacks[count++] = problem;
        if (written && page_meta(x->page, META_WRITTEN).len == 0)
            lacks[count++] = STR("成文日期");
        if (open && page_meta(x->page, META_OPENNESS).len == 0)
            lacks[count++] = STR("公开属性");
        if (count == 0) {
            check_pass(j, rule, x->address);
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_list(&e, "lacks", lacks, count);
        fail_paper(j, rule, x, &e);
    }
}

static int read_number(str s, size_t *at)
{
    int n = 0, digits = 0;
    while (*at < s.len && s.ptr[*at] == ' ')
        (*at)++;
    for (; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9' && digits < 4; (*at)++, digits++)
        n = n * 10 + (s.ptr[*at] - '0');
    return digits ? n : -1;
}

static bool skip_mark(str s, size_t *at, str marks)
{
    str mark;
    while (*at < s.len && s.ptr[*at] == ' ')
        (*at)++;
    while (str_cut(&marks, '|', &mark)) {
        if (str_starts(str_slice(s, *at, s.len), mark)) {
            *at += mark.len;
            return true;
        }
    }
    return false;
}

/* 2026年10月11日, 2026-10-11 at the start of a text. */
static day leading_day(struct arena *a, str text)
{
    str s = text_nfkc(a, text);
    size_t at = 0;
    int year = read_number(s, &at);
    if (year < 1990 || !skip_mark(s, &at, STR("年|-|/|.")))
        return DAY_NONE;
    int month = read_number(s, &at);
    if (month < 1 || !skip_mark(s, &at, STR("月|-|/|.")))
        return DAY_NONE;
    int dom = read_number(s, &at);
    return dom < 1 ? DAY_NONE : day_make(year, month, dom);
}

static day valid_until(struct judge *j, const struct paper *x)
{
    day d = leading_day(j->arena, str_trim(page_meta(x->page, META_VALID_UNTIL)));
    if (day_known(d))
        return d;
    str body = policy_body(j, x);
    static const str marks[] = { STR_INIT("有效期至"), STR_INIT("有效期限至"), STR_INIT("有效期到"),
                                 STR_INIT("有效期截至") };
    for (size_t i = 0; i < ARRAY_LEN(marks) && !day_known(d); i++) {
        size_t at = str_find_last(body, marks[i]);
        if (at != SIZE_MAX)
            d = leading_day(j->arena, str_trim(str_slice(body, at + marks[i].len, at + marks[i].len + 40)));
    }
    return d;
}

void check_policy_expired(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    for (uint32_t i = 0; i < all->policies.count; i++) {
        const struct paper *x = &all->policies.items[i];
        day until = valid_until(j, x);
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

void check_policy_copied(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *all = policies_of(j);
    double limit = (double)rule_param_int(rule, "percent", 70) / 100.0;
    for (uint32_t i = 0; i < all->interpretations.count; i++) {
        const struct paper *y = &all->interpretations.items[i];
        str text = y->page ? policy_body(j, y) : STR("");
        double share = -1;
        if (text_chars(text) < LEAST_CHARS)
            continue;
        for (size_t k = 0; k < all->pairs.count; k++) {
            const struct pair *p = &all->pairs.items[k];
            str policy = STR("");
            if (p->interpretation == i && p->proof != PAIR_DOUBT)
                policy = policy_body(j, &all->policies.items[p->policy]);
            if (text_chars(policy) < LEAST_CHARS)
                continue;
            struct arena_mark mark = arena_mark(j->arena);
            double s = shingles_contained(text_shingles(j->arena, text), text_shingles(j->arena, policy));
            arena_release(j->arena, mark);
            share = s > share ? s : share;
        }
        if (share < 0)
            continue;
        if (share < limit) {
            check_pass(j, rule, y->address);
            continue;
        }
        struct evidence e;
        evidence_start(&e);
        evidence_str(&e, "share", str_fmt(j->arena, "%.0f%%", share * 100));
        fail_paper(j, rule, y, &e);
    }
}
