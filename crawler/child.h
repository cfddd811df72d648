/* SPDX-License-Identifier: MIT */
/* Parsers of what strangers wrote run in a child process that may take little memory, little time and nothing else.
 * Safe on any thread: nothing runs in a forked copy of our own. */
#ifndef CRAWLER_CHILD_H
#define CRAWLER_CHILD_H
#include "core/buf.h"

/* prlimit of util-linux sets the limits between our process and the reader. A sanitizer's own memory is without bound.
 */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define CHILD_MEMORY "--as=unlimited"
#endif
#endif
#ifndef CHILD_MEMORY
#define CHILD_MEMORY "--as=1073741824"
#endif
#define CHILD_LIMITS "prlimit", CHILD_MEMORY, "--cpu=15", "--fsize=0", "--nofile=64", "--core=0"

struct child_reader {
    const char *const *command; /* reads a body from its standard input, which can be sought in; NULL at the end */
    int wall_ms;
};

/* What it writes to its standard output, as much as the buffer takes. False: *why is time, damaged (it failed) or
 * no-reader (it is not there). */
bool child_read(const struct child_reader *reader, str body, struct buf *answer, str *why);

#endif
