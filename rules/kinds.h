/* SPDX-License-Identifier: MIT */
/* Rules whose parameters come in sets: "duties/columns_pattern", "duties/need/办公地址_pattern". A set is a kind of
 * page or of count, bound to clauses by a pattern of its own. */
#ifndef RULES_KINDS_H
#define RULES_KINDS_H
#include "rules/check.h"

enum { KINDS_MAX = 16 };

size_t kinds_of(const struct rule *rule, str *kinds); /* their names, in order; at most KINDS_MAX */
str kind_text(const struct rule *rule, str kind, const char *field);
const struct pattern *kind_pattern(const struct rule *rule, str kind, const char *field); /* NULL: none */
/* Clauses of the loaded local plans that its clause_pattern meets; `national` asks nothing. */
size_t kind_clauses(struct judge *j, const struct rule *rule, str kind, struct bound_clause **out);

#endif
