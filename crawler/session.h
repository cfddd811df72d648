/* SPDX-License-Identifier: MIT */
/* A visitor's session that servers write into every address of a page: the same page has a new address at each visit.
 * Names that are known to do so are dropped at once; others when they are seen to. Knows no network. */
#ifndef CRAWLER_SESSION_H
#define CRAWLER_SESSION_H
#include "core/page_facts.h"
#include "crawler/read.h"

struct sessions; /* of one host, in the arena it was made in */

struct sessions *sessions_new(struct arena *a);
/* Takes them out of all addresses of the page that begin with `origin`, having looked for unknown ones first. */
void sessions_clean(struct sessions *s, struct arena *a, str origin, struct page_facts *page);
const struct session_names *sessions_names(const struct sessions *s); /* learned so far; grows */
/* The address without what is known to be a session. */
str session_drop(const struct session_names *names, struct arena *a, str address);

#endif
