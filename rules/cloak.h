/* SPDX-License-Identifier: MIT */
/* Pages that show search engines what they do not show visitors. */
#ifndef RULES_CLOAK_H
#define RULES_CLOAK_H
#include "dark.h"
#include "strmap.h"

/* The page as a probe of that kind saw it, if it answered well; else NULL. */
const struct page_facts *cloak_view(const struct judge *j, uint32_t page, const char *kind);
/* True when search engines are shown another page with links to strangers that visitors do not see: title and text have
 * next to nothing in common, and both sides, asked twice, were the same both times. `shown`: registrable names that own
 * pages link to for all to see. The links are given. */
bool cloak_links(struct judge *j, const struct dark *dark, const struct strmap *shown, uint32_t page, const str **links,
                 size_t *count);

#endif
