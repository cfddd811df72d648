/* SPDX-License-Identifier: MIT */
/* Chinese text made comparable: NFKC, white space, titles, similarity. Results live in the given arena. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H
#include "core/str.h"

bool text_is_utf8(str s);                         /* strict: no surrogates, no overlong forms */
size_t text_chars(str s);                         /* code points of valid UTF-8 */
str text_clip(str s, size_t max_chars);           /* first characters, never cut inside one */
str text_next(str *rest, uint32_t *code_point);   /* one character off the front; empty at the end; U+FFFD for a bad byte */

str text_nfkc(struct arena *a, str s);            /* NFKC, CJK radicals unified, zero-width characters dropped */
str text_squeeze(struct arena *a, str s);         /* every run of white space (U+3000, NBSP too) to one blank, trimmed */
str text_bare(struct arena *a, str s);            /* NFKC, lower case, without any white space */
str text_core(struct arena *a, str s);            /* text_bare without punctuation: for comparing names and titles */
str text_lower(struct arena *a, str s);           /* Unicode lower case */
str text_simplify(struct arena *a, str s);        /* common traditional characters to simplified ones (for dark-link words) */

/* Share of shared character bigrams of text_core forms (Dice), 0…1: the one measure for short names and titles. */
double text_similarity(struct arena *a, str x, str y);

/* Sorted, distinct 64-bit hashes of 5-character shingles of text_core. */
struct shingles {
    uint64_t *hashes;
    size_t count;
};
struct shingles text_shingles(struct arena *a, str s);
double shingles_contained(struct shingles part, struct shingles whole); /* share of part's shingles that whole has; 0 for none */
double shingles_jaccard(struct shingles x, struct shingles y);

#endif
