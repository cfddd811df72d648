/* SPDX-License-Identifier: MIT */
/* Rulebooks: YAML rows that name a check, its parameters, severity, clause pattern, message and remedy (in Chinese),
 * source. Adding a rule that an existing check can judge needs no C. Run arena; patterns are freed by rulebook_free. */
#ifndef RULES_RULEBOOK_H
#define RULES_RULEBOOK_H
#include "core/pattern.h"
#include "core/words.h"
#include "rules/plan.h"

struct rule_param {
    str name, value;
    const struct pattern *pattern; /* the value compiled, where the name ends in "_pattern" */
};

struct rule {
    str id, title, check; /* check: name in families.def */
    enum severity severity;
    const struct pattern *clause; /* over a clause's title and text; NULL: bound to no clause by text */
    str clause_source;
    str message, remedy; /* templates: {name} is taken from the finding's evidence, {subject}, {column} */
    str about;           /* what it judges, for `audit explain` */
    str source;          /* where its thresholds come from */
    bool opt_in;       /* judged only for sites whose profile enables it */
    const struct rule_param *params;
    size_t param_count;
    const str *match, *nomatch; /* the pattern's own tests */
    size_t match_count, nomatch_count;
};

struct topic { /* a column that clauses may require, and names by which it goes */
    str name;
    const struct pattern *names;  /* over column names */
    const struct pattern *clause; /* a clause that asks for it */
    str clause_source;
};

struct column_class { /* kinds of columns with a limit of their own, such as 动态要闻 */
    str name;
    const struct pattern *names;
    int days;
    str source;
};

struct synonym { /* words that mean the same in names of columns and units */
    const str *words;
    size_t count;
};

struct national_item { /* one item of the national inspection indicators */
    str part;              /* "veto", "deduction" */
    str item, condition;   /* as the indicators say it */
    str measure;           /* name in national.def; empty: no crawl can judge it */
    str why;               /* then: why not */
    int points;            /* taken off; 0: none, or not known */
    str tag;               /* S read in public; M from memory only: never has points; I inferred */
    str source;
    struct rule params;    /* only params and param_count: rule_param_…() reads them */
};

struct rulebook {
    struct rule *rules;
    size_t rule_count;
    struct topic *topics;
    size_t topic_count;
    struct column_class *classes;
    size_t class_count;
    struct synonym *synonyms;
    size_t synonym_count;
    struct national_item *national;
    size_t national_count;
    struct pattern **patterns; /* all of the above, owned: rulebook_free */
    size_t pattern_count;
};

struct rulebook *rulebook_load(struct arena *a, const char *data_dir,
                               struct fail *f) MUST_CHECK; /* every YAML file in rulebooks */
/* Leaves out the opt-in rules that none of `enabled` names: a rule id, or a family such as "annual.*". */
void rulebook_enable(struct rulebook *b, const str *enabled, size_t count);
void rulebook_free(struct rulebook *b);
const struct rule *rulebook_find(const struct rulebook *b, str id);
str rule_param_str(const struct rule *r, const char *name, str fallback);
const struct pattern *rule_param_pattern(const struct rule *r, const char *name); /* NULL: no such parameter */
int64_t rule_param_int(const struct rule *r, const char *name, int64_t fallback);

/* Which clauses of which plans a rule is bound to. */
struct bound_clause {
    const struct plan *plan;
    const struct plan_clause *clause;
    str quote; /* the words the pattern met, with a little around them */
};
/* A text as clause patterns see it: NFKC, line breaks taken out. Rule tests are matched in this form too. */
str bind_text(struct arena *a, str text);
/* All clauses of `plans` (local first); a rule none of them mentions falls back to `national`, which may be among them.
 */
size_t bind_rule(struct arena *a, const struct rule *r, const struct plan *const *plans, size_t plan_count,
                 const struct plan *national, struct bound_clause **out);
/* The rules that judge each clause of one plan, an entry a clause: by its words, by a topic it requires
 * (column.missing), by the indicators it orders (disclosure.*). Without the fall back. */
struct clause_rules {
    const struct rule **items;
    size_t count, room;
};
struct clause_rules *bind_plan_rules(struct arena *a, const struct rulebook *b, const struct plan *plan);
size_t bind_topic(struct arena *a, const struct topic *t, const struct plan *const *plans, size_t plan_count,
                  struct bound_clause **out);

#endif
