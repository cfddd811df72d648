/* SPDX-License-Identifier: MIT */
/* Words for operators, on stderr only. Findings never go through the log, and no decision is visible only there. */
#ifndef CORE_LOG_H
#define CORE_LOG_H
#include <stdbool.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* What is shown is set once by the program before threads start: the least level, and areas (comma list such as
 * "fetch,robots", or "all") whose debug lines are shown too. NULL: none. `areas` must outlive the run. */
void log_setup(enum log_level least, const char *areas);

/* area = name of the file that speaks. A format ending in ':' gets the words of errno. */
void log_line(enum log_level level, const char *area, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
#define log_debug(area, ...) log_line(LOG_DEBUG, (area), __VA_ARGS__)
#define log_info(area, ...) log_line(LOG_INFO, (area), __VA_ARGS__)
#define log_warn(area, ...) log_line(LOG_WARN, (area), __VA_ARGS__)
#define log_error(area, ...) log_line(LOG_ERROR, (area), __VA_ARGS__)

#endif
