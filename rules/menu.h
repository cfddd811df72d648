/* SPDX-License-Identifier: MIT */
/* Whether the portal's own navigation was seen. What no menu shows may stand in one that a script writes. */
#ifndef RULES_MENU_H
#define RULES_MENU_H
#include "rules/check.h"

/* Why that a column was not found proves nothing, in Chinese; empty: it does prove it. Either hardly any navigation of the
 * main host was read, and scripts or unread frames may bring it; or a catalogue of disclosed information comes by script,
 * and the column may stand there. Made once a judgement. */
str menu_doubt(struct judge *j);

#endif
