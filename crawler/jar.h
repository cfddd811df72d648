/* SPDX-License-Identifier: MIT */
/* Cookies, each kept with its host alone. Bounded; attributes are not looked at but for those that delete. */
#ifndef CRAWLER_JAR_H
#define CRAWLER_JAR_H
#include "core/arena.h"
#include "core/str.h"

struct jar; /* lives in the arena it was made in */

struct jar *jar_new(struct arena *a);
/* Takes every Set-Cookie of raw header lines; true if there was one. */
bool jar_take(struct jar *j, str host, str headers);
/* "name=value; name=value", terminated, in the arena `a`; NULL if the host has none. */
const char *jar_header(const struct jar *j, struct arena *a, str host);

#endif
