/* SPDX-License-Identifier: MIT */
/* The parts of body_find(): container, texts of the whole page, blocks of related items. */
#ifndef CRAWLER_BODY_H
#define CRAWLER_BODY_H
#include "reading.h"
#include "weights.h"

struct body_search {
    struct reading *r;
    struct weights w;
};

bool body_is_framework(const struct node *n); /* in navigation, breadcrumb, head or footer */
/* A script elsewhere on the page fetches something and knows this element by its name. */
bool body_is_filled(const struct tree *t, uint32_t box);
void body_box_of(struct body_search *s, uint32_t body); /* body_box.c: the name of a box known by its paragraphs */
void body_boxes_empty(struct body_search *s);           /* likewise: boxes of an article without text */
void page_text_read(struct body_search *s); /* page_text.c: heading, visible text and characters, footer */
bool related_is_label(str text);            /* 相关解读： and its like, and nothing more */
void related_mark(struct body_search *s);   /* related.c: REGION_RELATED on labelled blocks outside the body */

#endif
