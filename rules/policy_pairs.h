/* SPDX-License-Identifier: MIT */
/* Policy files of this government, interpretations, and which belongs to which. */
#ifndef RULES_POLICY_PAIRS_H
#define RULES_POLICY_PAIRS_H
#include "rules/check.h"

#define POLICY_ALIKE 0.86 /* title cores at least this alike, with the same figures in them, are the same document */
#define POLICY_DOUBT 0.72 /* from here on one may be meant by the other: no accusation */

enum { POLICY_CORES = 6 };

struct title_cores { /* comparable forms of what a title names */
    str items[POLICY_CORES];
    uint64_t masks[POLICY_CORES]; /* a bit a character, hashed: what shares few bits shares few characters */
    size_t count;
};

enum pair_proof {
    PAIR_LINK = 1 << 0, /* the file's page links to the interpretation */
    PAIR_BACK = 1 << 1, /* the interpretation links to the file */
    PAIR_TITLE = 1 << 2,
    /* These acquit and never accuse. */
    PAIR_NUMBER = 1 << 3,
    PAIR_TEXT = 1 << 4, /* the interpretation is of no other file, and its text names this one */
    PAIR_DOUBT = 1 << 5,
};
#define PAIR_LINKED (PAIR_LINK | PAIR_BACK)

struct pair {
    uint32_t policy, interpretation; /* positions in the two lists */
    uint32_t proof;                  /* mask of enum pair_proof */
};

struct paper { /* one policy file or interpretation */
    uint32_t resource;
    const struct page_facts *page;
    str address, key, title, number;
    uint32_t column;
    day date;
    struct title_cores cores;
    bool repealed; /* marked as no longer valid */
};

struct seen_number { /* a number of this government's own, of whatever article */
    str number;
    uint32_t column;
};

struct policy_pairs {
    struct {
        struct paper *items;
        size_t count, room;
    } policies, interpretations;
    /* The first of the policies: items of the policy columns, of which the rules speak (CONTRACT section 5). The others
     * are files by their number and table of elements that stand elsewhere: paired and counted, never accused. */
    uint32_t judged;
    struct {
        struct pair *items;
        size_t count, room;
    } pairs;
    struct {
        struct seen_number *items;
        size_t count, room;
    } numbers;
    str organ;       /* first character of this government's own numbers; empty: unknown */
    day doubt_until; /* with doubt: only files of this day or before are concerned; DAY_NONE: all */
    str doubt; /* why interpretations may be unknown: a column of them could not be read; empty if all are known */
};

const struct policy_pairs *policies_of(struct judge *j); /* made once */

bool policy_passing_box(str label); /* of the newest or most read: shows today what it will not show tomorrow */
bool policy_in_doubt(const struct policy_pairs *all, const struct paper *x); /* may have an interpretation unseen */
bool policy_column_own(const struct column *c);    /* a column of this government's policy files */
bool policy_column_unread(const struct column *c); /* a column of policy files whose list a script brings */
void policy_pair_by_texts(struct judge *j, struct policy_pairs *all); /* what nothing else has paired */
void policy_report(struct judge *j);                                  /* fills verdicts.policies */

/* Its text, on the page or in the file attached to it; *why as in attachment.h. */
str policy_text(struct judge *j, const struct paper *x, str *why);
str policy_body(struct judge *j, const struct paper *x);                  /* the same for whom why is nothing */
str policy_number_in_head(struct judge *j, uint32_t resource);            /* of its text; empty if none */
bool policy_text_has_number(struct arena *a, str text, str organ);        /* one that begins with organ */
bool policy_text_is_signed(struct arena *a, str text);                    /* a day stands at its end */
day policy_valid_until(struct judge *j, const struct paper *x, str *why); /* by its table or its text */

struct title_cores policy_cores(struct arena *a, str title);
void policy_core_add(struct arena *a, struct title_cores *c, str text); /* once, unless too short */
/* What two titles alone say: PAIR_TITLE, PAIR_DOUBT or nothing. */
uint32_t policy_cores_say(struct arena *a, const struct title_cores *x, const struct title_cores *y);
bool policy_title_may_be(str title, bool numbered); /* not a repost, news, personnel, a budget, a reply … */
bool policy_is_called(str title);                   /* as a document: 通知, 办法 … */
str policy_number(struct arena *a,
                  str text); /* 山政办发〔2025〕9号 with one form of brackets; empty if there is none */
str policy_number_next(struct arena *a, str *rest); /* the first one; rest goes on behind it */
bool policy_number_well_formed(str number);

#endif
