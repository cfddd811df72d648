/* SPDX-License-Identifier: MIT */
/* The writers behind the table of report.c. Each writes to the open file it is given and says whether all of it
 * arrived. */
#ifndef REPORTS_FORMATS_H
#define REPORTS_FORMATS_H
#include "reports/report.h"

bool report_html(FILE *out, const struct report_model *m, struct arena *a);
bool report_json(FILE *out, const struct report_model *m, struct arena *a);
bool report_csv(FILE *out, const struct report_model *m, struct arena *a);
bool report_xlsx(FILE *out, const struct report_model *m, struct arena *a);

/* The same page for one department. */
bool report_html_department(FILE *out, const struct report_model *m, str department, struct arena *a);
bool report_index(FILE *out, const struct report_model *m, struct arena *a);

#endif
