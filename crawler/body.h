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

void page_text_read(struct body_search *s); /* page_text.c: heading, visible text and characters, footer */
bool related_is_label(str text);            /* 相关解读： and its like, and nothing more */
void related_mark(struct body_search *s);   /* related.c: REGION_RELATED on labelled blocks outside the body */

#endif
