/* SPDX-License-Identifier: MIT */
/* Whose documents they are: this government's own, or of one above it. */
#ifndef RULES_POLICY_OWN_H
#define RULES_POLICY_OWN_H
#include "rules/check.h"

enum { POLICY_ORGAN_KINDS = 32 };

struct policy_own {
    struct judge *j;
    str area; /* 山亭: what this government's own name begins with; empty: unknown */
    struct {
        str first;
        size_t count;
    } organs[POLICY_ORGAN_KINDS]; /* first characters of the numbers seen */
    size_t organ_kinds, numbers, marked;
    str organ;    /* first character of its document numbers; empty: unknown */
    bool by_mark; /* its numbers bear a character of the area's name */
};

void policy_own_start(struct policy_own *o, struct judge *j);
void policy_own_count(struct policy_own *o, str number); /* of the policy columns, one after the other */
void policy_own_learn(struct policy_own *o);             /* when all were counted */
bool policy_own_number(const struct policy_own *o, str number);
bool policy_own_is(const struct policy_own *o, const struct page_facts *page, str number);

#endif
