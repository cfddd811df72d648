/* SPDX-License-Identifier: MIT */
/* The column tree: which pages are columns, their names, paths, items and units, made from facts of one run. Run arena. */
#ifndef RULES_COLUMNS_H
#define RULES_COLUMNS_H
#include "core/site_facts.h"
#include "core/site_profile.h"
#include "rules/rulebook.h"

struct item { /* one entry of a column, from all its list pages */
    str title, address;
    uint32_t resource; /* NONE: not fetched or no address */
    day date;          /* by CONTRACT section 4: article's labelled date, PubDate, row, address */
    enum date_source source;
};

struct column {
    str name;          /* ColumnName, last crumb, heading, or the navigation's words */
    str path;          /* 首页 > 政务公开 > 财政预决算 */
    str address;       /* of its first page */
    uint32_t resource;
    str unit;          /* department it belongs to; empty unknown */
    uint32_t parent;   /* column or NONE */
    const str *names;  /* every name seen: tag, crumb, title, links that open it */
    size_t name_count;
    const struct item *items;
    size_t item_count;
    bool complete;     /* all its next pages were seen */
    bool by_script;    /* its items come by JavaScript, or may: never empty, never stale */
    str why;           /* the marker, when by_script; or why items are unknown */
    bool says_empty;   /* the list itself says that it holds nothing */
    bool leaf;         /* no sub-columns: a column that should hold items itself */
    bool single;       /* one page of text (指南, 机构职能), not a list */
    day newest;        /* DAY_NONE: no dated item */
    day newest_bound;  /* no item can be newer than this: equals newest when complete or in order */
    size_t undated;    /* items without any date */
    size_t ahead;      /* items dated after the day they were seen: those dates are not to be believed */
    bool dates_by_script; /* the page runs scripts that may show the dates of its rows */
};

struct columns {
    const struct column *items;
    size_t count;
    const uint32_t *of_resource; /* resource → column of which it is a list page, or NONE */
    const uint32_t *home_of;     /* resource → column an article belongs to by its own tags and breadcrumb, or NONE */
};

struct columns *columns_build(struct arena *a, const struct site_facts *site, const struct rulebook *book,
                              const struct site_profile *profile, day as_of);

/* Days between updates, by the median of the newest ones; 0: too few dated items to tell. */
int column_rhythm(struct arena *a, const struct column *c, day as_of);
/* About where a list in order was left: what was not seen is no newer. DAY_NONE: that cannot be told. */
day column_left_at(const struct column *c);

#endif
