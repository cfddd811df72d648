/* SPDX-License-Identifier: MIT */
/* How far the crawl is, on stderr: one line that moves on a terminal, a plain line every ten seconds otherwise. */
#ifndef AUDIT_PROGRESS_H
#define AUDIT_PROGRESS_H
#include "options.h"
#include "crawler/crawl.h"

struct progress {
    bool silent, bar, drawn;
    double next_s; /* when the next plain line is due */
};

void progress_start(struct progress *p, enum progress_mode mode, bool quiet);
void progress_show(void *progress, const struct crawl_progress *now); /* a crawl_progress_fn */
void progress_end(struct progress *p);

#endif
