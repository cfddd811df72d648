/* SPDX-License-Identifier: MIT */
/* One page by several addresses (http and https, with and without www., for phones, for printing, with the mark of who
 * shared it) is one page: the others become ways to it before anything is judged. */
#ifndef RULES_COPIES_H
#define RULES_COPIES_H
#include "core/site_facts.h"

/* Pages that say the same, at addresses that differ only in what does not choose a page. Rewrites `site`. */
void copies_fold(struct site_facts *site, struct arena *a);
/* After it: pages that a host gives for ever so many addresses become walls. Rewrites `site`. */
void echoes_silence(struct site_facts *site, struct arena *a);
/* Which of several addresses is the page's own: the least odd. */
uint32_t copies_oddness(const struct site_facts *site, str address);

#endif
