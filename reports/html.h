/* SPDX-License-Identifier: MIT */
/* The parts of report.html, in the order of the page. Each writes one <section>, or nothing when it has nothing to say.
 */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H
#include "model.h"
#include "out.h"

/* In the head of every page of ours: what carries it may be replaced or taken away by the next report. */
#define HTML_MARK "<meta name=\"generator\" content=\"audit\">"

enum {
    HTML_CARDS = 2500,  /* findings told in full; more become lines of a table */
    HTML_LINES = 12000, /* such lines; the rest is counted and lies in report.csv */
    HTML_PAPER = 60,    /* rows of other lists on paper; report.css knows the number too */
    HTML_LIST = 300,    /* rows of other lists; the rest is counted and lies in report.json */
};

struct html {
    struct out out;
    const struct report_model *model;
    const struct view *view;
    struct arena *arena;
    str only;            /* the department it is written for; empty: everybody */
    bool scripted;       /* filters need their script */
    bool index;          /* index.html: the report itself is beside it */
    size_t cards, lines; /* used of the ceilings */
};

void html_start(struct html *h, str title); /* doctype to <body>, style inside */
void html_end(struct html *h);

void html_verdict(struct html *h);
void html_trend(struct html *h);
void html_duties(struct html *h); /* what each department must do */
void html_rules(struct html *h);
void html_clauses(struct html *h);
void html_indicators(struct html *h);
bool html_has_clauses(const struct html *h);
bool html_has_indicators(const struct html *h);
void html_ipv6(struct html *h);
void html_national(struct html *h); /* the national inspection indicators */
bool html_has_national(const struct html *h);
void html_identity(struct html *h); /* what the home page says of itself */
void html_policies(struct html *h); /* policy files and their interpretations */
bool html_has_policies(const struct html *h);
void html_month_strip(struct html *h, const struct indicator_result *n); /* a cell of the timetable */
void html_findings(struct html *h);
void html_filter(struct html *h);                            /* the controls above the findings */
void html_row_data(struct html *h, const struct finding *f); /* attributes that anchors and filters go by */
void html_script(struct html *h);
void html_past(struct html *h); /* fixed, to be looked at again, waived */
void html_unverified(struct html *h);
void html_coverage(struct html *h); /* what was not covered, hosts, method, versions */

/* Small things used by several parts. */
void html_section(struct html *h, const char *id, const char *heading);
void html_table(struct html *h, const char *caption, const char *const *headings, size_t count);
void html_cell(struct html *h, str text, size_t clip);
void html_number(struct html *h, int64_t n);
void html_more(struct html *h, size_t left, const char *file); /* 另有 n 条,见 … */
void html_unprinted(struct html *h, size_t rows); /* says on paper that of a long list only the first HTML_PAPER are printed */
void html_department(struct html *h, str name);                /* its name, or 未定部门 */
bool html_is_mine(const struct html *h, str id);               /* a former finding of the page's department */
size_t html_count_mine(const struct html *h, const struct fixed_finding *items, size_t count);
str html_rule_title(const struct html *h, str rule); /* from the findings, else the house's own */

#endif
