/* SPDX-License-Identifier: MIT */
/* policy.number-gap: a year's document numbers of one series have holes. Files that may not be published make holes
 * too: a notice, and opt-in. */
#include "core/arena.h"
#include "families.h"
#include "judging.h"
#include "policy_pairs.h"
#include "strmap.h"

enum { HIGHEST = 2000, LEAST_NUMBERS = 5, GAPS_TOLD = 40 };

struct series {
    str name; /* 测政发〔2026〕 */
    uint32_t column, files, highest, lowest;
    bool *there; /* by number */
};

struct all_series {
    struct series *items;
    size_t count, room;
};

/* 测政发〔2026〕9号 → its series and 9; 0 if it is none. */
static uint32_t split_number(str number, str *series)
{
    size_t close = str_find(number, STR("〕"));
    int64_t n = 0;
    if (close == SIZE_MAX)
        return 0;
    *series = str_slice(number, 0, close + 3);
    str digits = str_slice(number, close + 3, number.len);
    if (!str_ends(digits, STR("号")) || !str_to_int(str_slice(digits, 0, digits.len - 3), &n))
        return 0;
    return n > 0 && n <= HIGHEST ? (uint32_t)n : 0;
}

static void take(struct judge *j, struct all_series *all, struct strmap *by_name, str number, uint32_t column)
{
    str name = { 0 };
    uint32_t n = split_number(number, &name);
    if (!n)
        return;
    uint32_t at = strmap_put(by_name, name, (uint32_t)all->count);
    if (at == all->count)
        *arena_push(j->arena, all) = (struct series){
            .name = name, .column = column, .lowest = n, .there = arena_new(j->arena, bool, HIGHEST + 1)
        };
    struct series *s = &all->items[at];
    s->files += !s->there[n];
    s->there[n] = true;
    s->highest = n > s->highest ? n : s->highest;
    s->lowest = n < s->lowest ? n : s->lowest;
}

static void judge_series(struct judge *j, const struct rule *rule, const struct series *s)
{
    str gaps[GAPS_TOLD];
    size_t told = 0;
    uint32_t missing = s->highest - s->lowest + 1 - s->files;
    if (s->files < LEAST_NUMBERS)
        return;
    if (!missing) {
        check_pass(j, rule, s->name);
        return;
    }
    for (uint32_t n = s->lowest; n < s->highest && told < GAPS_TOLD; n++) {
        if (!s->there[n])
            gaps[told++] = str_fmt(j->arena, "%u", n);
    }
    struct evidence e;
    evidence_start(&e);
    evidence_list(&e, "missing", gaps, told);
    evidence_int(&e, "count", missing);
    struct fault f = { .subject = s->name, .column = s->column, .evidence = evidence_end(&e, j->arena) };
    check_fail(j, rule, &f);
}

/* Why files may be there that were not seen; says so of each column, and answers whether it did. */
static bool files_unseen(struct judge *j, const struct rule *rule)
{
    bool unseen = false;
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (!policy_column_own(c) || !c->leaf || c->says_empty || (!c->by_script && c->complete))
            continue;
        check_unverified(j, rule, c->address, c->by_script ? STR("javascript-list") : STR("unreadable-list"),
                         STR("政策文件列表没有读全，不知道缺的号在不在后面"));
        unseen = true;
    }
    if (!unseen && judge_blind(j).len) {
        check_unverified(j, rule, j->site->run.home, judge_blind(j), judge_blind_words(j));
        unseen = true;
    }
    return unseen;
}

void check_policy_number_gap(struct judge *j, const struct rule *rule)
{
    const struct policy_pairs *papers = policies_of(j);
    struct all_series all = { 0 };
    struct strmap by_name;
    strmap_init(&by_name, j->arena);
    if (files_unseen(j, rule))
        return;
    for (uint32_t i = 0; i < papers->judged; i++)
        take(j, &all, &by_name, papers->policies.items[i].number, papers->policies.items[i].column);
    for (size_t i = 0; i < papers->numbers.count; i++) {
        str name = { 0 };
        if (split_number(papers->numbers.items[i].number, &name) && strmap_get(&by_name, name) != NONE)
            take(j, &all, &by_name, papers->numbers.items[i].number, papers->numbers.items[i].column);
    }
    for (size_t i = 0; i < all.count; i++)
        judge_series(j, rule, &all.items[i]);
}
