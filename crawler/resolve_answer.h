/* SPDX-License-Identifier: MIT */
/* The side of the resolver that reads answers. Statuses are c-ares's own. */
#ifndef CRAWLER_RESOLVE_ANSWER_H
#define CRAWLER_RESOLVE_ANSWER_H
#include "resolve.h"

enum dns_state answer_state(int status);
void answer_add_v4(struct resolved *out, const void *ip);
void answer_add_v6(struct resolved *out, const void *ip, bool laboratory); /* odd ones are counted apart */

/* Each gives the status, which an answer without a record of the kind turns into "no data". */
int answer_read_a(struct resolved *out, const unsigned char *reply, int len);
int answer_read_aaaa(struct resolved *out, bool laboratory, const unsigned char *reply, int len);
int answer_read_servers(struct name_servers *out, const unsigned char *reply, int len);

#endif
