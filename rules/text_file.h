/* SPDX-License-Identifier: MIT */
/* Small files of the data folder: read whole, and folders listed by name. */
#ifndef RULES_TEXT_FILE_H
#define RULES_TEXT_FILE_H
#include "core/fail.h"
#include "core/str.h"

struct arena;

/* The whole file, in the arena; an empty str with a failure when it cannot be read or is longer than `max`. */
str text_file_read(struct arena *a, const char *path, size_t max, struct fail *f);
bool text_file_exists(const char *path);

struct text_files {
    const char **items; /* paths, sorted by name */
    size_t count, room;
};
/* The files in `folder` whose names end in `suffix`. A folder that is not there is a failure. */
bool text_files_list(struct arena *a, const char *folder, str suffix, struct text_files *out,
                     struct fail *f) MUST_CHECK;

#endif
