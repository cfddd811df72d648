/* SPDX-License-Identifier: MIT */
/* What a script writes into the page, as far as it stands there as string literals. Scripts are never run. */
#ifndef CRAWLER_LITERALS_H
#define CRAWLER_LITERALS_H
#include "core/str.h"

/* The next string literal of a script from *at on, escapes undone, comments skipped; false at the end. `before` is the
 * byte position of its opening quote. */
bool literal_next(struct arena *a, str script, size_t *at, str *value, size_t *before);
/* "%3Cspan%3E" and "%u4E3B" undone, as unescape() and its like do. */
str literal_decoded(struct arena *a, str text);
/* unescape( or its like stands at script[at]: where its argument begins; 0 if not. */
size_t literal_decoder(str script, size_t at);
/* All that document.write() and writeln() are given as literals or as variables that hold one, joined: markup. Empty if
 * the script writes nothing. */
str literals_written(struct arena *a, str script);
/* Value of `name = 12` or `name = "12"` (var or not, any spacing); -1 if there is none. Comments are skipped. */
int64_t script_number(struct arena *a, str script, str name);
/* Value of `name: 'word'` or `name = "word"`; empty if there is none. */
str script_word(struct arena *a, str script, str name);
/* Asks a server for something, by any of the common calls. */
bool script_fetches(str script);
/* The script without comments, for searching. */
str script_bare(struct arena *a, str script);

#endif
