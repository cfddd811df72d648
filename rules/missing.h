/* SPDX-License-Identifier: MIT */
/* What addresses that cannot exist are answered, by folder: which of these answers an address is to be compared with. */
#ifndef RULES_MISSING_H
#define RULES_MISSING_H
#include "rules/check.h"

/* Position in site->missing of the host's first one, or missing_count. */
uint32_t missing_of_host(const struct site_facts *site, uint32_t host);
/* The address lies in that folder, its file is of that kind, and it is not the folder's own front page. */
bool missing_covers(struct arena *a, const struct missing_fact *m, str address);

#endif
