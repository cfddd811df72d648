/* SPDX-License-Identifier: MIT */
/* Annual reports of other governments among one's own: a part of column.mixed. */
#ifndef RULES_FOREIGN_REPORT_H
#define RULES_FOREIGN_REPORT_H
#include "rules/check.h"

void foreign_reports(struct judge *j, const struct rule *rule, uint32_t column);

#endif
