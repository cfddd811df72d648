/* SPDX-License-Identifier: MIT */
/* The sheets of report.xlsx. Only xlsx*.c and report_xlsx.c know libxlsxwriter. */
#ifndef REPORTS_XLSX_H
#define REPORTS_XLSX_H
#include "model.h"
#include <xlsxwriter.h>

struct ledger {
    lxw_workbook *book;
    lxw_format *heading, *wrap, *link, *title;
    const struct report_model *model;
    struct arena *arena;
};

/* Text is written as text, never as a formula; control characters that XML cannot hold become U+FFFD. */
char *xlsx_text(struct arena *a, str s);

/* How much of each fault, by department and by kind, with a chart. */
bool xlsx_summary(const struct ledger *l, lxw_worksheet *sheet, const struct view *v);

#endif
