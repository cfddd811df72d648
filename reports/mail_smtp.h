/* SPDX-License-Identifier: MIT */
/* One SMTP server, asked one recipient at a time: with several in one transaction libcurl reports success when some
 * were refused. The connection is used again as long as the server keeps it. */
#ifndef REPORTS_MAIL_SMTP_H
#define REPORTS_MAIL_SMTP_H
#include "core/fail.h"
#include "core/site_profile.h"
#include "core/snapshot.h"

struct smtp;

struct smtp_result {
    enum outbox_state state; /* sent, deferred, failed */
    bool unusable;           /* the server did not even get to the sender: others will fare no better */
    int code;                /* its last answer, 0 without one */
    char said[400];
};

/* The password comes from the file the profile names, else from $AUDIT_MAIL_PASSWORD, and is told to nobody else. */
struct smtp *smtp_open(const struct profile_mail *m, struct fail *f) MUST_CHECK;
void smtp_send(struct smtp *s, str to, str message, struct smtp_result *result);
void smtp_close(struct smtp *s);

#endif
