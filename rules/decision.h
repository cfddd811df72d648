/* SPDX-License-Identifier: MIT */
/* Major administrative decisions on the site: their columns, catalogues, calls for comment, answers to comments. */
#ifndef RULES_DECISION_H
#define RULES_DECISION_H
#include "rules/check.h"

enum decision_kind {
    DECISION_OTHER,
    DECISION_CATALOGUE,
    DECISION_CALL,   /* asks for comments */
    DECISION_ANSWER, /* says what became of the comments */
};

struct decision_item {
    enum decision_kind kind;
    bool in_area;                  /* in a column of major decisions */
    uint32_t column;               /* in judge->columns */
    uint32_t resource;             /* NONE: not fetched */
    const struct page_facts *page; /* or NULL */
    str address, title;
    str matter; /* comparable form of what the title names in 《》, drafts' marks taken off; may be empty */
    day date;
};

struct decisions {
    struct {
        struct decision_item *items;
        size_t count, room;
    } all;           /* every item of the site, once */
    uint32_t top;    /* first column of major decisions, or NONE: the site has none */
    str doubt;       /* why items may be unknown: a reason of unverified things; empty if all are known */
    str doubt_words; /* in Chinese */
};

str decision_matter(struct arena *a, str title); /* as in decision_item.matter */
struct decisions *decisions_find(struct judge *j);
bool decision_column(const struct columns *all, uint32_t column); /* of major decisions, itself or by what it lies in */

/* When comments may be sent, both days included. */
struct comment_window {
    day start, end;
};
/* decision_dates.c: false when the text tells none or several; *several says which. A text that tells the last day only
 * begins on the day of publication. */
bool comment_window(struct arena *a, str text, day published, struct comment_window *out, bool *several);

#endif
