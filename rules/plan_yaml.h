/* SPDX-License-Identifier: MIT */
/* Plans as YAML: read for plan_load, written for `audit plan import`. */
#ifndef RULES_PLAN_YAML_H
#define RULES_PLAN_YAML_H
#include "rules/plan.h"

/* NULL with a failure naming file, line and field. Unique clause ids and indicator numbers, real dates and months. */
struct plan *plan_from_yaml(struct arena *a, const char *path, str text, struct fail *f) MUST_CHECK;

#endif
