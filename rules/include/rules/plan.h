/* SPDX-License-Identifier: MIT */
/* Work plans: numbered clauses and timed indicators, from YAML or from an official text (CONTRACT section 6). Run
 * arena. */
#ifndef RULES_PLAN_H
#define RULES_PLAN_H
#include "core/day.h"
#include "core/fail.h"
#include "core/words.h"

struct buf;
struct arena;

struct plan_limit {
    enum plan_limit_kind kind;
    int month;    /* yearly: done by the end of this month; 0 unknown */
    int days;     /* within: calendar days; 0 none */
    int workdays; /* within: working days; 0 none */
};

struct plan_clause {
    str id; /* the plan's own numbering: "29", "1.1", "3.2.6.1" */
    str title, text;
    const str *units;
    size_t unit_count;
    str source;           /* where it is written, for plans gathered from many texts; may be empty */
    str not_automatic;    /* one sentence: why a crawl cannot judge it; empty if it can */
    const str *judged_by; /* the only rules that judge it, of those whose pattern meets its words; none given: all */
    size_t judged_by_count;
    const str *subjects; /* and only findings of these subjects; none given: all */
    size_t subject_count;
    bool no_demand; /* tells how things were and demands nothing (not_automatic says so): no rule is bound to it */
};

struct plan_indicator {
    str no, name;
    const str *units;
    size_t unit_count;
    struct plan_limit limit;
    str clause;       /* id of the clause that orders it; may be empty */
    const str *names; /* further names a column may carry (synonyms) */
    size_t name_count;
};

struct plan {
    str id, title, number, issuer, date; /* date: ISO or empty */
    str site;                            /* host suffix the built-in plan is meant for; empty: only by name */
    str area_code;                       /* six digits; empty unknown */
    str source;                          /* where the text was published; may be empty */
    const struct plan_clause *clauses;
    size_t clause_count;
    const struct plan_indicator *indicators;
    size_t indicator_count;
};

/* NAME of a built-in plan, a .yaml FILE, or an official text (.txt). data_dir holds plans/ and rulebooks/. */
struct plan *plan_load(struct arena *a, const char *data_dir, str name_or_file, struct fail *f) MUST_CHECK;
/* Ids of the built-in plans meant for this host, in order; `national` is not among them. */
size_t plan_builtin_for(struct arena *a, const char *data_dir, str host, str **ids, struct fail *f);
struct plan *plan_import(struct arena *a, str text, str id, struct fail *f) MUST_CHECK;
/* The official text in a file; its id is the file's name without folder and ending. */
struct plan *plan_import_file(struct arena *a, const char *path, struct fail *f) MUST_CHECK;
void plan_write_yaml(const struct plan *p, struct buf *out, struct arena *a);
/* Whether findings of the rule, or of the subject, may speak of the clause when its words are met. */
bool plan_clause_admits(const struct plan_clause *c, str rule);
bool plan_clause_concerns(const struct plan_clause *c, str subject);
str plan_limit_text(struct arena *a, const struct plan_limit *l); /* 每月, 3月底前, 3个工作日内 */
bool plan_limit_parse(str words, struct plan_limit *out);         /* PCRE2 reading of 公开时限 words */

#endif
