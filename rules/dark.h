/* SPDX-License-Identifier: MIT */
/* Gambling, porn and their like in the words of a page, told from news and notices that fight them. The words are data of
 * the rule link.hidden. */
#ifndef RULES_DARK_H
#define RULES_DARK_H
#include "rules/check.h"

struct dark {
    const struct pattern *words;    /* names of the trade */
    const struct pattern *fighting; /* words of those who write about it to warn or to report */
    const struct pattern *trusted;  /* hosts that nobody has to fear */
};

struct dark dark_of(const struct judge *j);
/* Different words of the trade in a text: entities are decoded by the reader; here NFKC, case, traditional characters,
 * white space. At most `most` are looked for. */
size_t dark_hits(const struct judge *j, const struct dark *d, str text, size_t most);
bool dark_fights(const struct judge *j, const struct dark *d, str text);
bool dark_trusts(const struct judge *j, const struct dark *d, str host);
/* The page presents itself, by title, keywords or description, as a site of that trade. `word` (may be NULL) is one of
 * the texts that do. */
bool dark_page(const struct judge *j, const struct dark *d, const struct page_facts *p, str *word);

#endif
