/* SPDX-License-Identifier: MIT */
/* Ceilings that the crawl hit: what lies beyond them is named, page by page and kind of address by kind of address. */
#ifndef RULES_CEILINGS_H
#define RULES_CEILINGS_H
#include "rules/check.h"

void ceilings_tell(struct judge *j, const struct rule *rule); /* as unverified; a few of each, and how many there are */
str ceilings_note(const struct judge *j, struct arena *a);    /* one sentence for the report; empty if none was hit */

#endif
