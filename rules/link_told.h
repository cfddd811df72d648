/* SPDX-License-Identifier: MIT */
/* Where a link stands, told so that an editor finds it: the pages that show it, its words, region, block and place. */
#ifndef RULES_LINK_TOLD_H
#define RULES_LINK_TOLD_H
#include "link_index.h"

struct told {
    const struct link_row *first; /* NULL: no link */
    struct places places;
};

bool link_opens(const struct link_row *l); /* leads a visitor to a page or file when used, or shows it inside the page */
/* Links that open `target`, other than its own. */
struct told told_links(struct judge *j, struct link_index index, uint32_t target);
/* A single page as the place of a fault. */
struct told told_page(struct judge *j, uint32_t page);
/* Adds block and place of a link, where they are known. */
void evidence_place(struct evidence *e, const struct link_row *l);
/* Adds how often an address was asked for, by which methods and with what result, and when. */
void evidence_tried(struct judge *j, struct evidence *e, const struct resource_fact *r);
/* Adds text, region, block and place to the evidence, ends it, and says the fault. */
void told_fail(struct judge *j, const struct rule *rule, str subject, const struct told *told, struct evidence *e);

#endif
