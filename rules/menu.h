/* SPDX-License-Identifier: MIT */
/* Whether the portal's own navigation was seen. What no menu shows may stand in one that a script writes. */
#ifndef RULES_MENU_H
#define RULES_MENU_H
#include "rules/check.h"

/* True when hardly any navigation of the main host was read, and scripts or unread frames may bring it: then that a
 * column was not found proves nothing. */
bool menu_unseen(const struct judge *j);

#endif
