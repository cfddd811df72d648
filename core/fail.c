/* SPDX-License-Identifier: MIT */
/* Failures with their one line. */
#include "core/fail.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Values from files may carry line ends; the operator gets one line all the same. */
static void make_one_line(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ')
            *text = ' ';
}

bool fail_set(struct fail *f, enum fail_code code, const char *fmt, ...)
{
    if (f->code != FAIL_NONE)
        return false;
    va_list args;
    va_start(args, fmt);
    vsnprintf(f->text, sizeof f->text, fmt, args);
    va_end(args);
    make_one_line(f->text);
    f->code = code;
    return false;
}

bool fail_errno(struct fail *f, enum fail_code code, const char *fmt, ...)
{
    int number = errno;
    if (f->code != FAIL_NONE)
        return false;
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(f->text, sizeof f->text, fmt, args);
    va_end(args);
    char words[128];
    if (n > 0 && (size_t)n < sizeof f->text)
        snprintf(f->text + n, sizeof f->text - (size_t)n, ": %s", strerror_r(number, words, sizeof words));
    make_one_line(f->text);
    f->code = code;
    return false;
}

_Noreturn void fail_no_memory(void)
{
    fputs("audit: out of memory\n", stderr);
    exit(FAIL_MACHINE);
}
