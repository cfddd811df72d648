/* SPDX-License-Identifier: MIT */
/* Which page a visitor of the portal sees first. */
#ifndef RULES_HOME_H
#define RULES_HOME_H
#include "core/site_facts.h"

/* Through redirects and through pages that only send on (refresh, location); NONE if the home was never met. */
uint32_t home_find(const struct site_facts *site);

#endif
