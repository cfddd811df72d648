/* SPDX-License-Identifier: MIT */
/* The operator's log: the one thing in the house that is set for the whole process. */
#include "core/log.h"
#include "core/str.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum log_level shown_from = LOG_WARN;
static const char *shown_areas;

void log_setup(enum log_level least, const char *areas)
{
    shown_from = least;
    shown_areas = areas;
}

static bool area_shown(const char *area)
{
    str rest = str_from(shown_areas), part;
    while (str_cut(&rest, ',', &part)) {
        part = str_trim(part);
        if (str_eq(part, STR("all")) || str_eq(part, str_from(area)))
            return true;
    }
    return false;
}

void log_line(enum log_level level, const char *area, const char *fmt, ...)
{
    static const char *const names[] = { "debug", "info", "warning", "error" };
    int number = errno;
    if (level < shown_from && !area_shown(area))
        return;
    char text[1024], words[128];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    size_t n = strlen(fmt);
    bool with_errno = n && fmt[n - 1] == ':';
    fprintf(stderr, "audit: %s: %s: %s%s%s\n", names[level], area, text, with_errno ? " " : "",
            with_errno ? strerror_r(number, words, sizeof words) : "");
}
