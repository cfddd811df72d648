/* SPDX-License-Identifier: MIT */
/* What the page hides from visitors, by its own markup and inline sheets. Part of layout_mark(). */
#ifndef CRAWLER_HIDING_H
#define CRAWLER_HIDING_H
#include "reading.h"

void hiding_mark(struct reading *r); /* hiding and hider of every node; hidden blocks */

#endif
