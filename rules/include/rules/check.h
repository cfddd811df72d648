/* SPDX-License-Identifier: MIT */
/* What a check is: it reads facts and the as-of day, does no network, and ends every subject as PASS, FAIL, UNVERIFIED
 * or NOT_APPLICABLE (said by silence). One family = one file = one row per check in families.def. */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H
#include "core/finding.h"
#include "core/json.h"
#include "rules/columns.h"

struct snapshot;
struct matching;     /* rules/match.h */
struct name_index;   /* rules/names.h */
struct strmap;       /* rules/strmap.h */
struct policy_pairs; /* rules/policy_pairs.h */
struct decisions;    /* rules/decision.h */

struct judge {
    const struct site_facts *site;
    const struct columns *columns;
    const struct rulebook *book;
    const struct plan *const *plans; /* local first, national last */
    size_t plan_count;
    const struct plan *national;
    const struct site_profile *profile;
    struct snapshot *snapshot; /* only for snapshot_body_text; NULL in tests without texts */
    day as_of;
    struct arena *arena; /* run */
    struct verdicts *out;
    bool blind_known;
    str blind;                     /* see judge_blind() */
    struct strmap *accused;        /* findings by id: one fault is told once, whatever the spelling of its subject */
    const bool *passed;            /* beside the book's rules: a subject was judged and is well; once all rules have run */
    struct strmap *unsure;         /* what was said to be unverified: once a rule and subject */
    struct name_index *names;      /* unit names and synonyms; made by the first who asks (names_of) */
    struct matching *matching;     /* indicators and their columns; made by the first check that asks (match_of) */
    bool home_asked;               /* home_find() was asked, and this is its answer */
    uint32_t home;
    bool menu_asked;               /* menu_doubt() was asked, and this is its answer */
    str menu_doubt;
    const struct rule *bound_rule; /* the rule `bound` was made for: findings come rule by rule */
    struct bound_clause *bound;
    size_t bound_count;
    struct policy_pairs
        *policies; /* policy files and interpretations; made by the first check that asks (policies_of) */
    struct decisions *decisions; /* major decisions; made by the first check that asks (decisions_of) */
};

/* What a check says of a subject that failed. The engine adds id, clauses, department, message, remedy. */
struct fault {
    str subject;
    const uint32_t *where; /* pages (resources) */
    size_t where_len;
    int64_t where_count;                /* 0: where_len */
    uint32_t column;                    /* in judge->columns, or NONE */
    str indicator;                      /* "plan/no" */
    str department;                     /* empty: found from indicator, publisher, column, clause, office */
    const struct bound_clause *clauses; /* instead of the rule's own binding; NULL: the rule's */
    size_t clause_count;
    str evidence; /* JSON object; its members are available to the message template */
};

typedef void (*check_fn)(struct judge *j, const struct rule *rule);

void check_fail(struct judge *j, const struct rule *rule, const struct fault *fault);
void check_pass(struct judge *j, const struct rule *rule, str subject);
void check_unverified(struct judge *j, const struct rule *rule, str subject, str reason, str detail);

/* Evidence in one expression: evidence_make(a, "kind", STR("page"), "status", STR("404"), NULL). Values that are whole
 * numbers written in digits stay strings; use evidence_int for numbers. */
struct evidence {
    struct buf text;
    struct json_writer json;
};
void evidence_start(struct evidence *e);
void evidence_str(struct evidence *e, const char *key, str value);
void evidence_int(struct evidence *e, const char *key, int64_t value);
void evidence_day(struct evidence *e, const char *key, day value);
void evidence_list(struct evidence *e, const char *key, const str *values, size_t count);
str evidence_end(struct evidence *e, struct arena *a); /* frees what was taken */

check_fn check_by_name(str name); /* NULL: no such check */
str check_names(struct arena *a); /* all names, for error messages */

#endif
