/* SPDX-License-Identifier: MIT */
/* The findings in the order reports tell them: by department, severity, rule, column and subject. Report arena. */
#ifndef REPORTS_MODEL_H
#define REPORTS_MODEL_H
#include "reports/report.h"

struct tally {
    int64_t all, fresh, persisting, reopened;
    int64_t severity[SEVERITY_COUNT_];
};

struct rule_group { /* findings of one rule in one department */
    str rule, title;
    enum severity severity;
    size_t first, count; /* in view.order */
    int64_t fresh;
};

struct department_group {
    str name; /* empty: no department could be named */
    size_t first, count;
    struct tally tally;
    int64_t fixed; /* findings it has mended */
    const struct rule_group *rules;
    size_t rule_count;
};

struct rule_total { /* one rule over all departments */
    str rule, title;
    enum severity severity;
    int64_t count, fresh;
};

struct mended {
    str name; /* empty: nobody knows any more */
    int64_t fixed;
};

struct view {
    const struct finding **order;
    size_t count;
    const struct department_group *departments; /* most findings first */
    size_t department_count, named_count; /* named_count: without the one that has no name */
    const struct mended *mended;          /* departments that have mended all they had */
    size_t mended_count;
    const struct rule_total *rules; /* severe and frequent ones first */
    size_t rule_count;
    struct tally tally;
};

/* `only`: findings of that department alone; empty: all. */
const struct view *view_make(const struct report_model *m, str only, struct arena *a);

/* One of them fails a site in the national inspection at once, however few there are: to be told first. */
bool model_is_grave(str rule);

/* Points that the national indicators take off for what this crawl could see; not the official result. */
int64_t model_seen_points(const struct verdicts *v);

/* The plan's own title, if verdicts.plans tells it; else its id. */
str model_plan_title(const struct report_model *m, str plan, struct arena *a);
/* A clause as letters cite it: 《plan》's title 第29条 its title. */
str model_clause(const struct report_model *m, const struct clause_ref *c, struct arena *a);
str model_plan_titles(const struct report_model *m, struct arena *a); /* of all plans, 《…》、《…》 */
day model_due(const struct report_model *m, const struct finding *f); /* DAY_NONE: no deadline is set */
str model_clock(str rfc3339, struct arena *a); /* 2026-11-20T02:00:00+08:00 as people write it */

#endif
