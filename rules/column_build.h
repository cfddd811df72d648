/* SPDX-License-Identifier: MIT */
/* The column tree while it is being made; shared by columns*.c only. */
#ifndef RULES_COLUMN_BUILD_H
#define RULES_COLUMN_BUILD_H
#include "rules/columns.h"
#include "strmap.h"

struct group {       /* the list pages of one column, and its other addresses */
    uint32_t *pages; /* resources, first page first */
    size_t count, room;
};

struct column_build {
    struct arena *arena;
    const struct site_facts *site;
    const struct rulebook *book;
    const struct site_profile *profile;
    day as_of;
    struct strmap by_canon;      /* canonical address → column */
    struct strmap crumb_targets; /* canonical addresses that breadcrumbs of other pages point to */
    struct strmap in_menus;      /* canonical addresses that stand in menus among columns */
    struct strmap opened;        /* canonical addresses that navigation opens */
    struct strmap main_homes;    /* canonical home pages of own hosts */
    uint32_t *lead;              /* resource → first page of its list, or itself */
    struct {
        struct column *items;
        size_t count, room;
    } columns;
    struct group *groups; /* beside columns */
    uint32_t *of_resource, *home_of;
};

const struct page_facts *build_page(const struct column_build *b, uint32_t resource); /* NULL: not read well */
bool build_opens_column(const struct column_build *b, str address);
bool build_complete(const struct column_build *b, const struct group *g); /* every next page was read */
bool build_list_counts(const struct column_build *b, const struct page_facts *p, const struct list_fact *l);

void build_names(struct column_build *b);     /* names, paths, parents, leaf, units */
void build_items(struct column_build *b);     /* items, dates, completeness */
void build_sayings(struct column_build *b);   /* words of emptiness that are the template's */
void build_single(struct column_build *b);    /* pages of text */
void build_homes(struct column_build *b);     /* the column each article belongs to */
void build_templates(struct column_build *b); /* lists that scripts of unknown names may fill */

#endif
