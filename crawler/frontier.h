/* SPDX-License-Identifier: MIT */
/* The addresses of a crawl: which are known, which are to be asked now, later, or last. Breadth first within each queue.
 * Knows no network and no clock. */
#ifndef CRAWLER_FRONTIER_H
#define CRAWLER_FRONTIER_H
#include "core/arena.h"
#include "core/snapshot.h"

enum entry_state {
    ENTRY_IDLE,    /* known, in no queue */
    ENTRY_QUEUED,  /* to be asked as soon as its host may be asked */
    ENTRY_ASKED,   /* under way, or its body is being read */
    ENTRY_LATER,   /* failed, asked again at due_ms */
    ENTRY_LAST,    /* failed, asked again when everything else is done */
    ENTRY_SETTLED,
};

struct entry {
    str address;       /* in the frontier's arena, terminated */
    uint64_t asked_ms; /* when the last request ended */
    uint64_t due_ms;
    uint32_t id;       /* of the snapshot */
    uint32_t host;     /* number given by the crawl */
    uint32_t queue;    /* likewise: addresses of one queue wait for each other */
    uint32_t depth;
    enum entry_state state;
    enum url_role role;
    bool own, page_like, head_first;
    bool attachment;   /* an own file that a link opens */
    bool candidate;    /* may be the home page */
    bool bred;         /* only pages of its own form link to it, see crawl_endless.c */
    bool left_off;     /* … and that was reason not to ask it */
    bool lists;        /* read, and found to be the first page of a list */
    bool copy;         /* another address of the same page was read before */
    bool whole;        /* a file whose text is wanted, see crawl_attachment.c */
    bool twin_told;    /* its name in another charset was asked for */
    uint8_t tries;     /* requests that count */
    uint8_t lost;      /* … of them, those that brought no answer at all */
    uint8_t said;      /* … of them, those that were answered like the last answered one, with `said_status` */
    uint16_t said_status;
    enum outcome said_outcome;
    uint8_t waits;     /* answers that told us to wait */
    uint8_t turns;     /* redirects to itself, or back to it with a cookie */
    bool gave_cookie;  /* its redirect did */
    uint8_t hops;      /* redirects that led here */
    const struct entry *finder; /* the page that led here first; NULL: none of ours */
    uint64_t wording;  /* hash of its text and of its links as written; 0: not read in this run */
    uint8_t alike;     /* finders, one above the other, that have the same wording */
    uint64_t says;     /* hash of what the page says; 0: not read in this run */
    enum outcome outcome; /* of the last request */
};

struct frontier;

struct frontier *frontier_new(struct arena *a);
void frontier_free(struct frontier *f); /* what does not live in the arena */

uint32_t frontier_find(const struct frontier *f, str address); /* number, or NONE */
uint32_t frontier_add(struct frontier *f, const struct entry *e); /* a new address, in no queue; the string is copied */
struct entry *frontier_entry(const struct frontier *f, uint32_t number); /* stays where it is */
uint32_t frontier_count(const struct frontier *f);

void frontier_push(struct frontier *f, uint32_t number); /* to its queue */
uint32_t frontier_peek(const struct frontier *f, uint32_t queue); /* NONE: empty */
uint32_t frontier_pop(struct frontier *f, uint32_t queue);
uint32_t frontier_queued(const struct frontier *f, uint32_t queue);

void frontier_later(struct frontier *f, uint32_t number, uint64_t due_ms);
void frontier_last(struct frontier *f, uint32_t number);
/* What is due goes to its queue; gives when the next one is due (UINT64_MAX: none). */
uint64_t frontier_wake(struct frontier *f, uint64_t now_ms);
/* Everything else is done: the last ones become due, each `gap_ms` after its former request. False if there are none. */
bool frontier_wake_last(struct frontier *f, uint64_t now_ms, uint64_t gap_ms);

struct frontier_counts {
    uint32_t queued, later, last;
};
struct frontier_counts frontier_counts(const struct frontier *f);

#endif
