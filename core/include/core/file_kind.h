/* SPDX-License-Identifier: MIT */
/* What a file is by its first bytes, and whether that opens under the name it has (table in file_kind.def). */
#ifndef CORE_FILE_KIND_H
#define CORE_FILE_KIND_H
#include "core/words.h"

enum file_fit {
    FIT_UNKNOWN, /* no promise we know, or no certainty */
    FIT_OPENS,
    FIT_NEVER,   /* nothing that opens such names, no browser and no office program, opens this */
};

/* `whole`: `start` is all of the file, so that JSON can be told from a text that begins like it. */
enum file_kind file_kind_of(str start, bool whole);
/* `ext` in lower case, without the dot; `content_type` as the server says, empty if it does not: what a browser shows by
 * its type opens, whatever the name. */
enum file_fit file_kind_fit(str ext, enum file_kind kind, str content_type);
bool file_kind_promised(str ext); /* the name promises a kind of file that can be told by its bytes */

#endif
