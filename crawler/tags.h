/* SPDX-License-Identifier: MIT */
/* What the reader must know of HTML's element names: which separate text, which hold raw text, which close themselves.
 */
#ifndef CRAWLER_TAGS_H
#define CRAWLER_TAGS_H
#include "core/str.h"

enum tag_flag {
    TAG_BLOCK = 1 << 0,      /* stands apart from the text around it */
    TAG_VOID = 1 << 1,       /* has no content */
    TAG_RAW = 1 << 2,        /* content is text up to its own end tag */
    TAG_FORMATTING = 1 << 3, /* reopened by the parser where pages leave it open */
    TAG_SOLE = 1 << 4,       /* a start tag closes the open one of the same name, however deep */
    TAG_ITEM = 1 << 5,       /* a start tag closes the open one of the same name in the same group */
    TAG_GROUP = 1 << 6,      /* ends the search for an open item */
    TAG_SCOPE = 1 << 7,      /* end tags do not reach through it */
    TAG_ROOT = 1 << 8,       /* html, head, body: never opened twice */
    TAG_FOREIGN = 1 << 9,    /* svg, math: no raw text inside */
    TAG_UNSEEN = 1 << 10,    /* no visitor with scripts reads its text */
};

unsigned tag_flags(str lower_name); /* 0 for names that HTML does not know: inline, ordinary */

#endif
