/* SPDX-License-Identifier: MIT */
/* Who is written to, and what about: the letters of one run, before they become bytes. Report arena. */
#ifndef REPORTS_MAIL_LETTER_H
#define REPORTS_MAIL_LETTER_H
#include "core/site_profile.h"
#include "model.h"

struct mail_faults { /* fixed, or to be looked at again */
    struct fixed_finding *items;
    size_t count, room;
};

struct mail_letter {
    str department;               /* empty: the summary */
    const struct view *view;      /* its open findings; of the summary: all */
    const struct finding **order; /* the same, most urgent first, a few of each kind before more of one */
    struct mail_faults fixed, recheck;
    const str *to, *cc;
    size_t to_count, cc_count;
    bool forwarded; /* the department has no address: the office is asked to hand it on */
    bool due;       /* false: nothing to say, no mail */
    str subject;
};

struct mail_book { /* all letters of a run */
    const struct report_model *model;
    const struct site_profile *profile;
    str place;                   /* the portal in few words, such as 山亭区 */
    int year, week;              /* ISO week of the as-of day */
    struct mail_letter *letters; /* most findings first; departments without open findings last */
    size_t count;
    struct mail_letter summary;
    struct outbox_rows sent; /* this run's outbox, as far as it is known when the summary is written */
    struct outbox_rows lost; /* mails of the run before that did not arrive */
};

bool mail_book_make(struct mail_book *b, struct snapshot *s, const struct report_model *m,
                    const struct site_profile *profile, struct arena *a, struct fail *f) MUST_CHECK;

/* The recipients of a letter, to before cc, each once. */
size_t mail_recipients(const struct mail_letter *l, struct arena *a, const str **out);

#endif
