/* SPDX-License-Identifier: MIT */
/* Mails: one to each department with open findings, a summary to the operators. Written as .eml files or sent by SMTP;
 * the outbox of the snapshot remembers what went out, so that nothing is sent twice for one run. */
#ifndef REPORTS_MAIL_H
#define REPORTS_MAIL_H
#include "core/buf.h"
#include "core/site_profile.h"
#include "core/snapshot.h"

/* An address that may stand in an envelope and in a header: dot-atom@domain, ASCII. */
bool mail_address_ok(str address);

struct mail_options {
    const struct site_profile *profile; /* with a mail section */
    str now;                            /* for the outbox, ISO 8601 */
    bool incomplete_too;                /* mail a run that was cut short */
};

struct mail_outcome {
    bool held_back; /* the run is incomplete, and nobody asked to mail it all the same */
    str because;
    int64_t sent, sent_before;   /* mails, one a recipient */
    struct outbox_rows troubles; /* this run's mails that did not arrive: deferred, failed, never tried */
};

/* Whether sending could begin: a mail section, and a password where there is a user. To be asked before a long crawl. */
bool mail_ready(const struct site_profile *p, struct fail *f) MUST_CHECK;

/* The mails of the latest judged run as .eml files in `dir`; their names are added to `written`. */
bool mail_write(struct snapshot *s, const struct mail_options *o, str dir, struct buf *written,
                struct mail_outcome *out, struct arena *a, struct fail *f) MUST_CHECK;

/* Sends what was not sent yet. False only when nothing could be tried; mails that did not arrive are in the outcome. */
bool mail_send(struct snapshot *s, const struct mail_options *o, struct mail_outcome *out, struct arena *a,
               struct fail *f) MUST_CHECK;

#endif
