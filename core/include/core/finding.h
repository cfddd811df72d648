/* SPDX-License-Identifier: MIT */
/* What one judgement is, and all verdicts of one run (CONTRACT section 3). Strings live in the run or report arena. */
#ifndef CORE_FINDING_H
#define CORE_FINDING_H
#include "core/site_facts.h"

struct clause_ref {
    str plan, clause, title, quote;
};

struct finding {
    str id;       /* stable for the same fault from run to run: hash of rule, site and normalised subject, 16 hex digits */
    str rule, rule_title;
    enum severity severity;
    str state;    /* "new", "persisting", "reopened": set when the verdicts are stored */
    day first_seen;
    int weeks;    /* weeks it has stood, from 0 */
    str subject;
    const str *where; /* first LIMIT_PLACES pages */
    size_t where_len;
    int64_t where_count;
    str column_name, column_path, column_url; /* empty: no column */
    str indicator;   /* "plan/no"; empty if none */
    str department;
    const struct clause_ref *clauses;
    size_t clause_count;
    str message, remedy;
    str evidence;    /* a JSON object */
};

struct fixed_finding { /* also used for recheck */
    str id, rule, subject;
    day first_seen, last_seen;
};

struct waived_finding {
    str id, rule, subject, reason, owner;
    day until;
};

struct unverified {
    str rule, subject, reason, detail;
};

struct clause_result {
    str plan, clause, title, text;
    str units;  /* joined by 、 */
    str result; /* "pass", "fail", "unverified", "not-automatic" */
    str why;    /* for not-automatic: one sentence */
    const str *rules;
    size_t rule_count;
    int64_t findings;
};

struct indicator_result {
    str plan, no, name, unit;
    str limit;   /* word of its kind */
    str limit_text; /* as people say it: 每月, 3月底前, 3个工作日内 */
    str column;  /* address; empty unknown */
    str column_name;
    str matched_by; /* how the column was found, in Chinese; empty if none */
    day newest;
    str result;  /* "pass", "overdue", "late", "missing", "unverified" */
    str detail;
    str months; /* items published in each of the last twelve months, oldest first, joined by blanks; empty unknown */
};

struct department_result {
    str name;
    int64_t findings, new_findings, fixed;
};

struct host_result { /* what the report tells of hosts, beside findings: "no AAAA outside", rates, walls */
    str name;
    bool own;
    str a, aaaa, v4, v6, wall;
};

struct identity_result { /* one row of the table of what the home page must say of itself */
    str item, value; /* value: what was read; empty: nothing */
    str verdict;     /* as of struct ipv6_result */
};

struct ipv6_result { /* one row of the table of IPv6 indicators */
    str indicator, value, source, threshold;
    str verdict; /* "pass", "fail", "unverified", "info" */
};

struct national_result { /* one item of the national inspection indicators (国办秘函〔2019〕19号) */
    str part; /* "veto", "deduction" */
    str item, condition;
    int64_t points; /* taken off where the verdict is fail; 0: none, or known from memory only */
    str tag;        /* where its figures come from: S read in public, M from memory only, I inferred */
    str source;
    str verdict; /* "pass", "fail", "hint" (seen, points not known), "unverified", "not-judged" (no crawl can) */
    str value;   /* what was seen; empty: nothing was looked at */
    str why;     /* of unverified and not-judged */
};

struct policy_row { /* one policy file and one of its interpretations; a file without any has one row */
    str address, title, number, department;
    day published;
    str interpretation, interpretation_title; /* address; empty: none */
    str form;                                 /* in Chinese: 图解、视频; empty: no interpretation */
    bool several;                             /* more than plain text */
    day interpreted;
    int workdays; /* from the file to the interpretation; -1 unknown */
};

struct stats {
    int64_t pages, columns, articles, policies, links, links_checked, hosts, bytes;
    double seconds;
};

struct verdicts {
    struct run_fact run;
    day as_of;
    str version;   /* of the program */
    str plans;     /* each as id or id《title》, joined by blanks */
    str notes;     /* what was not covered, limits hit; one sentence a line, Chinese */
    struct stats stats;
    struct { struct finding *items; size_t count, room; } findings;
    struct { struct fixed_finding *items; size_t count, room; } fixed;
    struct { struct fixed_finding *items; size_t count, room; } recheck;
    struct { struct waived_finding *items; size_t count, room; } waived;
    struct { struct unverified *items; size_t count, room; } unverified;
    struct { struct clause_result *items; size_t count, room; } clauses;
    struct { struct indicator_result *items; size_t count, room; } indicators;
    struct { struct department_result *items; size_t count, room; } departments;
    struct { struct host_result *items; size_t count, room; } hosts;
    struct { struct ipv6_result *items; size_t count, room; } ipv6;
    struct { struct national_result *items; size_t count, room; } national;
    struct { struct identity_result *items; size_t count, room; } identity;
    struct { struct policy_row *items; size_t count, room; } policies;
    struct { uint64_t *items; size_t count, room; } healthy; /* ids whose subject was judged and is well, as the numbers that finding.id writes in hex */
};

#endif
