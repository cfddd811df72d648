/* SPDX-License-Identifier: MIT */
/* The report files: which there are, and how each is written whole or not at all. */
#ifndef REPORTS_FILES_H
#define REPORTS_FILES_H
#include "reports/report.h"

/* Everything `formats` asks for (empty: all) below out_dir, which is made. */
bool report_files_write(const struct report_model *m, str out_dir, str formats, struct buf *written, struct arena *a,
                        struct fail *f) MUST_CHECK;

#endif
