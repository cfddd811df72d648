/* SPDX-License-Identifier: MIT */
/* Classes of ASCII characters, the same in every locale. int64_t takes bytes of either sign and code points. */
#ifndef CORE_ASCII_H
#define CORE_ASCII_H
#include "core/str.h"

static inline bool ascii_is_digit(int64_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(int64_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(int64_t c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* White space of C's "C" locale: blank, tab, line feed, vertical tab, form feed, carriage return. */
static inline bool ascii_is_space(int64_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* 0 to 15 of a hexadecimal digit in either case, or -1. */
static inline int ascii_hex_value(int64_t c)
{
    if (ascii_is_digit(c))
        return (int)(c - '0');
    return ascii_is_letter(c) && (c | 0x20) <= 'f' ? (int)((c | 0x20) - 'a') + 10 : -1;
}

/* ASCII white space of the HTML standard: without the vertical tab. */
static inline bool ascii_is_html_space(int64_t c)
{
    return ascii_is_space(c) && c != '\v';
}

/* The letters, digits, _ and $ of a name in JavaScript. */
static inline bool ascii_is_name(int64_t c)
{
    return ascii_is_alnum(c) || c == '_' || c == '$';
}

static inline bool ascii_digit_at(str s, size_t at)
{
    return at < s.len && ascii_is_digit(s.ptr[at]);
}

/* How many digits stand from `at` on. */
static inline size_t ascii_digits_at(str s, size_t at)
{
    size_t n = 0;
    while (ascii_digit_at(s, at + n))
        n++;
    return n;
}

static inline bool ascii_has_digit(str s)
{
    size_t at = 0;
    while (at < s.len && !ascii_digit_at(s, at))
        at++;
    return at < s.len;
}

#endif
