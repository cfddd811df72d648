/* SPDX-License-Identifier: MIT */
/* A linear look at markup before Gumbo gets it: pages that would cost it quadratic time are refused. */
#ifndef CRAWLER_TANGLE_H
#define CRAWLER_TANGLE_H
#include "core/arena.h"
#include "core/str.h"

bool tangle_is_too_much(struct arena *a, str html); /* scratch memory is given back */

#endif
