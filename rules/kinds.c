/* SPDX-License-Identifier: MIT */
/* Looks up the parameters of one kind, and the clauses that ask for it. */
#include "kinds.h"
#include "core/arena.h"
#include <string.h>

size_t kinds_of(const struct rule *rule, str *kinds)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->param_count && count < KINDS_MAX; i++) {
        size_t slash = str_find(rule->params[i].name, STR("/"));
        if (slash == SIZE_MAX)
            continue;
        str kind = str_slice(rule->params[i].name, 0, slash);
        bool seen = false;
        for (size_t k = 0; k < count && !seen; k++)
            seen = str_eq(kinds[k], kind);
        if (!seen)
            kinds[count++] = kind;
    }
    return count;
}

static const struct rule_param *find(const struct rule *rule, str kind, const char *field)
{
    for (size_t i = 0; i < rule->param_count; i++) {
        str name = rule->params[i].name;
        if (str_starts(name, kind) && name.len == kind.len + 1 + strlen(field) && name.ptr[kind.len] == '/' &&
            str_ends(name, str_from(field)))
            return &rule->params[i];
    }
    return NULL;
}

str kind_text(const struct rule *rule, str kind, const char *field)
{
    const struct rule_param *p = find(rule, kind, field);
    return p ? p->value : STR("");
}

const struct pattern *kind_pattern(const struct rule *rule, str kind, const char *field)
{
    const struct rule_param *p = find(rule, kind, field);
    return p ? p->pattern : NULL;
}

size_t kind_clauses(struct judge *j, const struct rule *rule, str kind, struct bound_clause **out)
{
    struct topic asked = { .name = kind, .clause = kind_pattern(rule, kind, "clause_pattern") };
    const struct plan **local = arena_new(j->arena, const struct plan *, j->plan_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < j->plan_count; i++) {
        if (!j->national || !str_eq(j->plans[i]->id, j->national->id))
            local[count++] = j->plans[i];
    }
    return bind_topic(j->arena, &asked, local, count, out);
}
