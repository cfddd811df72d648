/* SPDX-License-Identifier: MIT */
/* Major administrative decisions on the site: their columns, catalogues and the matters in them, calls for comment,
 * answers to comments. */
#ifndef RULES_DECISION_H
#define RULES_DECISION_H
#include "policy_pairs.h"
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
    uint32_t row; /* in decisions.rows: the catalogue's matter it surely is about, or NONE */
};

struct decision_catalogue { /* of one year, of this government or one of its units; the newest of several */
    uint32_t item;          /* in decisions.all */
    int year;
    str unread; /* why its matters are not known; empty if they are */
    bool vague; /* it has links that may lead to any of its matters */
};

struct decision_row { /* a matter of a catalogue */
    str name;         /* as it stands there */
    struct title_cores cores;
    uint32_t catalogue; /* in decisions.catalogues */
};

struct decisions {
    struct {
        struct decision_item *items;
        size_t count, room;
    } all; /* every item of the site, once */
    struct {
        struct decision_catalogue *items;
        size_t count, room;
    } catalogues;
    struct {
        struct decision_row *items;
        size_t count, room;
    } rows;
    str area;        /* 山亭: what this government's own name begins with; empty: unknown */
    uint32_t top;    /* first column of major decisions, or NONE: the site has none */
    str doubt;       /* why items may be unknown: a reason of unverified things; empty if all are known */
    str doubt_words; /* in Chinese */
};

str decision_matter(struct arena *a, str title);                  /* as in decision_item.matter */
struct decisions *decisions_of(struct judge *j);                  /* made once */
bool decision_column(const struct columns *all, uint32_t column); /* of major decisions, itself or by what it lies in */
bool decision_is_catalogue(str title);                            /* itself, not a call or rules for one */
/* The document decided on, published as such: not what explains, prepares or reports it. */
bool decision_is_document(const struct decision_item *x);
/* Of an item with a row: a policy file of this government's own since the year of the catalogue, or published as a
 * document in the decisions' columns; not one of a government above that bears the name, nor a notice to the public. */
bool decision_is_issued(struct judge *j, const struct decisions *all, const struct decision_item *x);
/* Why items of that day or later may stand in a list that was not read to its end; empty: they do not. */
str decision_unseen_since(struct judge *j, day since, str *words);

/* Accuses a page of it, under the name of the decision. */
void decision_fail(struct judge *j, const struct rule *rule, const struct decision_item *x, str title,
                   struct evidence *e);

/* decision_catalogue.c: the catalogues of the as-of year and the one before, and their matters. */
void decision_read_catalogues(struct judge *j, struct decisions *all);

/* decision_matters.c: which papers are about which matter. */
void decision_bind_items(struct judge *j, struct decisions *all);
struct title_cores decision_cores(struct arena *a, str area, str title);
/* Whether an item is about a matter, by their names. */
enum about { ABOUT_OTHER, ABOUT_PERHAPS, ABOUT_ALIKE, ABOUT_SAME }; /* the last two: it is */
enum about decision_about(struct judge *j, const struct decisions *all, const struct decision_row *row,
                          const struct decision_item *x);
/* A call for comments that names no document: whether it may mean this matter, by as little as two characters. */
bool decision_may_mean(struct judge *j, const struct decisions *all, const struct decision_row *row, str title);

/* When comments may be sent, both days included. */
struct comment_window {
    day start, end;
};
/* decision_dates.c: false when the text tells none or several; *several says which. A text that tells the last day only
 * begins on the day of publication. */
bool comment_window(struct arena *a, str text, day published, struct comment_window *out, bool *several);

#endif
