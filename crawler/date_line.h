/* SPDX-License-Identifier: MIT */
/* Dates that no label names, before the text of an article: the line under its title, and the clock in the page's head.
 */
#ifndef CRAWLER_DATE_LINE_H
#define CRAWLER_DATE_LINE_H
#include "reading.h"

/* The text of node i is today's date: a weekday or the farmers' calendar stands with it. */
bool date_is_clock(const struct reading *r, uint32_t i);
/* The date found in the text of node i stands in the line under the title, with 来源 or 浏览次数, or alone below it. */
bool date_is_in_title_line(const struct reading *r, uint32_t i, const struct date_found *found);
/* <time datetime> outside rows of links. */
bool date_is_time_element(const struct reading *r, uint32_t i);

#endif
