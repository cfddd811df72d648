/* SPDX-License-Identifier: MIT */
/* link.mislinked, reason wrong-target: the name promises one column or document, the page is another. */
#ifndef RULES_WRONG_TARGET_H
#define RULES_WRONG_TARGET_H
#include "rules/check.h"

/* Accuses only where what the link promises exists elsewhere under exactly that name, once, and the page opened carries
 * no name like it (text_similarity below the limit, neither name within the other). Titles of documents share their
 * formulas (关于印发…的通知), so that theirs is higher. */
#define WRONG_ALIKE 0.5
#define WRONG_TITLE 0.8

void wrong_targets(struct judge *j, const struct rule *rule);

#endif
