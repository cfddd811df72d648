/* SPDX-License-Identifier: MIT */
/* What the engine adds to a fault: clauses, department, words. Used by check.c and evaluate.c only. */
#ifndef RULES_JUDGING_H
#define RULES_JUDGING_H
#include "rules/check.h"

str check_id(struct judge *j, const struct rule *rule, str subject);
/* Clauses the rule is bound to, found once for findings that come rule by rule. */
size_t judge_bound(struct judge *j, const struct rule *rule, const struct bound_clause **out);
str judge_clause_title(struct arena *a,
                       const struct plan_clause *c); /* with its source: 页脚标识（国办发〔2017〕47号） */
void judge_bind(struct judge *j, const struct rule *rule, const struct fault *fault, struct finding *f);
/* Who must mend it: indicator's unit, page's publisher, column's unit, the clause's only unit, else the portal's
 * office. */
str judge_department(struct judge *j, const struct fault *fault, const struct finding *f);
str judge_cut_short(const struct judge *j); /* why the run is incomplete, as the reason of an unverified thing */
/* Why it cannot be said that something is nowhere on the portal; empty: all of it was seen. */
str judge_blind(struct judge *j);
str judge_unseen_below(const struct judge *j, uint32_t page); /* the same of what this page alone leads to */
str judge_links_unseen(const struct judge *j, const struct page_facts *page); /* … of what its own text leads to */
str judge_blind_words(struct judge *j);                                       /* … for people */
str judge_fill(struct judge *j, str template,
               const struct finding *f); /* {name} from the evidence, {subject}, {column} */

#endif
