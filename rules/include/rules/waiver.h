/* SPDX-License-Identifier: MIT */
/* Whether a waiver of the profile speaks of a fault. */
#ifndef RULES_WAIVER_H
#define RULES_WAIVER_H
#include "core/site_profile.h"

/* `*` stands for any characters. */
bool waiver_pattern_fits(str pattern, str text);
/* By rule and subject; whether it has ended is another question. */
bool waiver_fits(const struct profile_waiver *w, str rule, str subject);

#endif
