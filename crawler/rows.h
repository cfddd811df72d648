/* SPDX-License-Identifier: MIT */
/* One row of a list: its title link and its date. Private to the lists. Page arena. */
#ifndef CRAWLER_ROWS_H
#define CRAWLER_ROWS_H
#include "reading.h"

struct row_span { /* nodes [from, to) */
    uint32_t from, to;
};

struct row_found {
    str title, address;
    uint32_t link; /* node of the title link */
    str date_raw;
    day date;       /* DAY_NONE: none, or yearless */
    int month, dom; /* of a yearless date */
    bool yearless;  /* the year was concluded from the neighbours */
};

struct row_dates { /* the best date of a row */
    str raw;
    day date;
    int month, dom;
};

/* False if the span has no link that leads to an item. `date_cell`: nth cell that holds the day of publication, 0
 * unknown. */
bool row_read(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_found *out);
/* dates of a row outside its title (row_dates.c) */
bool row_date(const struct reading *r, struct row_span span, uint32_t date_cell, struct row_dates *out);
/* Cuts a date in brackets (or behind white space) off the end of a title. */
bool row_title_date(str *title, struct row_dates *out);
/* "2026-11" of a box that shows day and month apart; false for anything else. */
bool row_year_month(str text, int *year, int *month);
/* "2日" of a row below its month. */
bool row_day_of_month(str text, int *dom);
/* The date an element carries in its attributes: title, or datetime of <time>. */
bool row_attribute_date(const struct node *n, struct row_dates *out);
/* What a row's script writes; or the date that it gives to a function of the page: showDate("2026-05-02 10:00"). */
str row_script_text(const struct reading *r, str code);
/* Years for dates without one, from the addresses and from the neighbours. */
void rows_resolve_years(struct row_found *rows, size_t count);

/* Text of a link as people read it: visible text, or alt of the image inside, or its title. */
str row_link_text(const struct reading *r, uint32_t link);
/* Address of an <a> or of an onclick; empty if it leads nowhere. */
str row_link_address(const struct reading *r, uint32_t link);
bool row_is_clock(str text);                            /* 今天是 … 星期五 */
bool row_is_only_date(str text);                        /* brackets and a clock time may stand around it */
bool row_is_column_like(str address);                   /* a folder, its index: no item */
bool row_is_home(const struct reading *r, str address); /* the site's own front page */
bool row_is_function(str text);                         /* 更多, 打印, 下一页 … */

#endif
