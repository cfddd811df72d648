/* SPDX-License-Identifier: MIT */
/* Labels as templates write them: "索 引 号：", with blanks, U+3000 or zero-width characters anywhere inside. */
#ifndef CRAWLER_LABELS_H
#define CRAWLER_LABELS_H
#include "core/words.h"
#include "tree.h"

bool label_is_blank(uint32_t code_point); /* white space of any kind, zero-width characters too */
size_t label_skip_blanks(str text, size_t at);
/* `label` stands at text[at], white space inside ignored; *end is the byte behind it. */
bool label_at(str text, size_t at, str label, size_t *end);
/* Skips blanks and one colon; false if there is no colon (then *at is unchanged). */
bool label_colon(str text, size_t *at);
/* Trimmed of blanks of every kind at both ends. */
str label_trim(str text);
/* True if the text is the label and nothing more than blanks and a colon. */
bool label_is_all(str text, str label);
/* Some label of two to eight Chinese characters with a colon stands at text[at]: a value ends before it. */
bool label_generic_at(str text, size_t at);

/* True for node i if it is shown text of the page, not of a script, style or the like. */
bool node_is_prose(const struct tree *t, uint32_t i);

#endif
