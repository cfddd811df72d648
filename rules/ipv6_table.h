/* SPDX-License-Identifier: MIT */
/* The table of IPv6 indicators: what was measured, against which line, with which result. */
#ifndef RULES_IPV6_TABLE_H
#define RULES_IPV6_TABLE_H
#include "rules/check.h"

void ipv6_table(struct judge *j); /* fills verdicts.ipv6; after the rules have run */

#endif
