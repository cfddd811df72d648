/* SPDX-License-Identifier: MIT */
/* Declares every check of families.def. */
#ifndef RULES_FAMILIES_H
#define RULES_FAMILIES_H
#include "rules/check.h"

#define CHECK(name, function) void function(struct judge *j, const struct rule *rule);
#include "families.def"
#undef CHECK

#endif
