/* SPDX-License-Identifier: MIT */
/* What a page says, be it on the page or in the file that it links to instead. */
#ifndef RULES_ATTACHMENT_H
#define RULES_ATTACHMENT_H
#include "rules/check.h"

/* The page's own text, or, where that is nearly empty, the text of the first file it links to that could be read. *why
 * (may be NULL) is empty when the text is what the page has to say; otherwise a file holds more and could not be read:
 * too-large, old-format, no-text … as in page_facts.limit_hit, or not-read. */
str attachment_text(struct judge *j, uint32_t resource, str *why);
str attachment_own_text(struct judge *j, uint32_t resource);             /* what stands on the page itself */
str attachment_files_text(struct judge *j, uint32_t resource, str *why); /* of every file it links to; *why as above */
bool attachment_is_file(const struct link_fact *l);                      /* a file that a reader of the text can open */

#endif
