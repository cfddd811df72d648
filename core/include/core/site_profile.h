/* SPDX-License-Identifier: MIT */
/* What an operator may say about one site (audit-profile(5)). Pure data: audit/profile.c loads it, everybody may read it. */
#ifndef CORE_SITE_PROFILE_H
#define CORE_SITE_PROFILE_H
#include "core/day.h"

struct profile_department {
    str name;
    const str *aliases;
    size_t alias_count;
    const str *columns; /* address prefixes of its column subtrees */
    size_t column_count;
    const str *to, *cc; /* mail addresses */
    size_t to_count, cc_count;
};

struct profile_pin { /* an indicator's or topic's column, fixed by hand */
    str what; /* "shanting-2022/35" or a topic name */
    str url;
};

struct profile_period { /* a column's own limit */
    str column; /* address or name */
    int days;
};

struct profile_waiver {
    str rule, subject; /* subject: pattern with * */
    str reason, owner;
    day until;
};

enum mail_security { MAIL_STARTTLS, MAIL_TLS, MAIL_NONE };

struct profile_mail { /* how mails are sent, and to whom beside the departments */
    bool given;
    str server;
    int port;
    enum mail_security security;
    str user, password_file, ca_file; /* empty: no login, $AUDIT_MAIL_PASSWORD, the system's authorities */
    str from, reply_to;               /* addresses; reply_to empty: none */
    const str *operators;             /* get the summary, and what no department receives */
    size_t operator_count;
    bool attach_xlsx, attach_html;
    bool all_clear; /* a mail to departments with nothing open, too */
    int timeout_s;  /* the longest silence of the server */
};

struct site_profile {
    str site, name;   /* host; what people call it, such as 枣庄市山亭区 */
    str area;         /* 行政区划代码, six digits; empty: not said */
    str office;       /* department of last resort; "" → 政务公开办公室 */
    const str *plans;
    size_t plan_count;
    const str *hosts; /* further hosts in scope */
    size_t host_count;
    const str *networks; /* private networks that may be fetched, CIDR */
    size_t network_count;
    const str *enable; /* opt-in rules to judge: ids or families such as annual.* */
    size_t enable_count;
    const str *skip;  /* address patterns (PCRE2) not to fetch */
    size_t skip_count;
    const struct profile_department *departments;
    size_t department_count;
    const struct profile_pin *pins;
    size_t pin_count;
    const struct profile_period *periods;
    size_t period_count;
    const struct profile_waiver *waivers;
    size_t waiver_count;
    struct profile_mail mail;
    double rate;      /* 0: not set */
    int concurrency;  /* 0: not set */
    int deadline;     /* working days that a department has to mend a fault; 0: not set */
};

#endif
