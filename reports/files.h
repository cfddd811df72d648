/* SPDX-License-Identifier: MIT */
/* The report files: which there are, and how each is written whole or not at all. */
#ifndef REPORTS_FILES_H
#define REPORTS_FILES_H
#include "reports/report.h"

/* Everything `formats` asks for (empty: all) below out_dir, which is made. */
bool report_files_write(const struct report_model *m, str out_dir, str formats, struct buf *written, struct arena *a,
                        struct fail *f) MUST_CHECK;
bool report_files_wanted(str formats, const char *format);

/* A department's page below departments/: whatever a portal put into the name, it stays inside its folder and is shown by every
 * system. */
str report_department_file(struct arena *a, str name);

#endif
