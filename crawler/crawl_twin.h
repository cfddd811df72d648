/* SPDX-License-Identifier: MIT */
/* The same page on the other origins of its host. */
#ifndef CRAWLER_CRAWL_TWIN_H
#define CRAWLER_CRAWL_TWIN_H
#include "crawl_internal.h"

bool twin_waits(struct crawl *c, uint32_t number); /* put off: the same path is about to be read on a likelier origin */
bool twin_was_read(struct crawl *c, uint32_t number, const struct page_facts *page); /* … and said the same */

#endif
