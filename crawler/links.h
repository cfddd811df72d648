/* SPDX-License-Identifier: MIT */
/* What the files behind links_read() share. */
#ifndef CRAWLER_LINKS_H
#define CRAWLER_LINKS_H
#include "reading.h"

/* Resolves and records; false if it is no link (empty, data: and their like) or LIMIT_PAGE_LINKS is hit. `i` is the element
 * it is written on; `text` is what a visitor reads. */
struct link_fact *links_add(struct reading *r, enum link_kind kind, uint32_t i, str href, str text);

/* links_label.c: headings of blocks, followed while the tree is walked in order. */
struct labels;
struct labels *labels_start(struct reading *r);
void labels_pass(struct labels *l, uint32_t i);   /* every node, in order */
str labels_of(struct labels *l, uint32_t i);      /* label of a link at i; empty if none */

/* links_works.c: what else makes a placeholder work. */
struct script_words;
struct script_words *script_words_read(struct reading *r); /* names that inline scripts select elements by */
bool placeholder_works(struct reading *r, struct script_words *words, uint32_t i, str text);

/* links_written.c: links of a page's own scripts; called by scripts_read(). */
void links_written(struct reading *r, uint32_t script, str code);

#endif
