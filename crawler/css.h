/* SPDX-License-Identifier: MIT */
/* As much CSS as the reader needs: does a declaration hide, and which addresses does a sheet name. */
#ifndef CRAWLER_CSS_H
#define CRAWLER_CSS_H
#include "core/words.h"

struct css_effect {
    enum hiding hiding;
    bool shows;      /* sets display or visibility to something that shows */
    bool sizes_text; /* sets a readable font size */
};
struct css_effect css_effect(str declarations); /* the inside of a style attribute or of a rule's braces */

/* Next rule outside of @media and its like; false at the end. `*at` starts at 0. */
bool css_next_rule(str sheet, size_t *at, str *selectors, str *declarations);

/* Next url(…) or @import "…"; false at the end. */
bool css_next_url(str sheet, size_t *at, str *url, bool *is_import);

#endif
