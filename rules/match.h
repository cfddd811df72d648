/* SPDX-License-Identifier: MIT */
/* Which columns serve which indicator of which plan, and how that was found. */
#ifndef RULES_MATCH_H
#define RULES_MATCH_H
#include "rules/check.h"

/* Names of indicators and columns are compared by equality, containment, and text_similarity over their core forms: a
 * score from 0 to 1. From MATCH_SURE on a match may accuse; below it, down to a similarity of MATCH_DOUBT, it can only
 * acquit. */
#define MATCH_SURE  0.78
#define MATCH_DOUBT 0.5
#define MATCH_SAME  0.95 /* equal names, or words that mean the same */
#define MATCH_EXACT 0.999

enum { MATCH_UNITS = 128 };

struct served { /* one column of an indicator; several when many units share the indicator */
    uint32_t column;
    str unit; /* whose; empty: the site's */
};

struct matched {
    const struct plan *plan;
    const struct plan_indicator *indicator;
    str id;  /* "shanting-2022/35" */
    str how; /* in Chinese, for the report; empty: nothing matched */
    struct served *columns;
    size_t column_count;
    const struct item *const *items; /* items whose titles carry the name, when no column was found */
    size_t item_count;
    const uint32_t *also; /* other columns of the same name: one that is in time is enough */
    size_t also_count;
    const uint32_t *parts; /* columns that hold a part of what the name means: 养老保险 of 社会保险 */
    size_t part_count;
    str *lacking; /* units that have a subtree but no such column although most units have one */
    size_t lacking_count;
    bool doubt;      /* matched by likeness only, or by titles: it may be another thing */
    bool exact;      /* a column bears the very name */
    bool pinned;     /* the profile says which column it is */
    bool collective; /* asked of many units */
    bool by_policy;  /* 政策文件解读: judged by policy.* only */
};

struct matching {
    struct matched *items;
    size_t count;
    const bool *serves; /* column → it serves an indicator: not judged by column.stale too */
};

struct name_index *names_of(struct judge *j);     /* made once */
const struct matching *match_of(struct judge *j); /* made once */
/* Units that have a subtree of their own on the site, each once; `units` has room for MATCH_UNITS. */
size_t match_site_units(struct judge *j, str *units);

#endif
