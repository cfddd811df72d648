/* SPDX-License-Identifier: MIT */
/* What the program says on a terminal, in English: the summary of a run, and text of a portal made harmless. */
#ifndef AUDIT_SAY_H
#define AUDIT_SAY_H
#include "core/finding.h"
#include <stdio.h>

/* Without control characters, so that no portal moves the cursor; cut at `room`. */
void say_plain(char *out, size_t room, str s);

void say_crawl(FILE *out, const struct run_fact *run);
void say_incomplete(FILE *out, const struct run_fact *run); /* why, and whether it can be resumed */
void say_verdicts(FILE *out, const struct verdicts *v, struct arena *a);
void say_written(FILE *out, str written); /* names of files, one a line */

#endif
