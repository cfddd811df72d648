/* SPDX-License-Identifier: MIT */
/* Borrowed strings. */
#include "core/ascii.h"
#include "core/str.h"
#include "core/arena.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

str str_from(const char *text)
{
    return text ? (str){ text, strlen(text) } : (str){ 0 };
}

str str_slice(str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return s.ptr ? (str){ s.ptr + from, to - from } : (str){ 0 };
}

bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_eq_nocase(str a, str b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

int str_compare(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(str s, str prefix)
{
    return str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_starts_nocase(str s, str prefix)
{
    return str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool str_ends_nocase(str s, str suffix)
{
    return s.len >= suffix.len && str_eq_nocase(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(str s, str what)
{
    if (what.len == 0)
        return 0;
    if (s.len < what.len)
        return SIZE_MAX;
    const char *at = memmem(s.ptr, s.len, what.ptr, what.len);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

size_t str_find_nocase(str s, str what)
{
    if (what.len == 0)
        return 0;
    char first = what.ptr[0], other = first;
    if (ascii_is_letter(first))
        other = (char)(first ^ 0x20);
    for (size_t i = 0; i + what.len <= s.len; i++) {
        bool may = s.ptr[i] == first || s.ptr[i] == other; /* spares most of the calls */
        if (may && strncasecmp(s.ptr + i, what.ptr, what.len) == 0)
            return i;
    }
    return SIZE_MAX;
}

size_t str_find_last(str s, str what)
{
    for (size_t i = s.len + 1; i-- > 0;) {
        if (i + what.len <= s.len && (what.len == 0 || memcmp(s.ptr + i, what.ptr, what.len) == 0))
            return i;
    }
    return SIZE_MAX;
}

bool str_has(str s, str what)
{
    return str_find(s, what) != SIZE_MAX;
}

bool str_has_nocase(str s, str what)
{
    return str_find_nocase(s, what) != SIZE_MAX;
}

str str_trim(str s)
{
    while (s.len && ascii_is_space(s.ptr[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && ascii_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool str_cut(str *rest, char sep, str *part)
{
    if (!rest->ptr)
        return false;
    const char *at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (!at) {
        *part = *rest;
        *rest = (str){ 0 };
        return true;
    }
    size_t n = (size_t)(at - rest->ptr);
    *part = str_slice(*rest, 0, n);
    *rest = (str){ at + 1, rest->len - n - 1 };
    return true;
}

bool str_to_int(str s, int64_t *out)
{
    bool negative = s.len && s.ptr[0] == '-';
    size_t i = negative ? 1 : 0;
    int64_t value = 0;
    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        int digit = s.ptr[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

uint64_t str_hash(str s)
{
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

uint64_t hash_mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x9e3779b97f4a7c15u + (hash >> 29);
}

static bool any(str s, const str *words, size_t count, bool (*fits)(str, str))
{
    for (size_t i = 0; i < count; i++) {
        if (fits(s, words[i]))
            return true;
    }
    return false;
}

bool str_is_any(str s, const str *words, size_t count)
{
    return any(s, words, count, str_eq);
}

bool str_is_any_nocase(str s, const str *words, size_t count)
{
    return any(s, words, count, str_eq_nocase);
}

bool str_has_any(str s, const str *words, size_t count)
{
    return any(s, words, count, str_has);
}

char *str_cstr(struct arena *a, str s)
{
    char *copy = arena_new(a, char, s.len + 1);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return copy;
}

str str_dup(struct arena *a, str s)
{
    return (str){ str_cstr(a, s), s.len };
}

str str_lower(struct arena *a, str s)
{
    char *copy = str_cstr(a, s);
    for (size_t i = 0; i < s.len; i++) {
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] + 32);
    }
    return (str){ copy, s.len };
}

str str_vfmt(struct arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    size_t len = n > 0 ? (size_t)n : 0;
    char *text = arena_new(a, char, len + 1);
    vsnprintf(text, len + 1, fmt, again);
    va_end(again);
    return (str){ text, len };
}

str str_fmt(struct arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    str out = str_vfmt(a, fmt, args);
    va_end(args);
    return out;
}

str str_join(struct arena *a, const str *parts, size_t count, str sep)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += parts[i].len + (i ? sep.len : 0);
    char *text = arena_new(a, char, len + 1), *at = text;
    for (size_t i = 0; i < count; i++) {
        if (i && sep.len)
            at = mempcpy(at, sep.ptr, sep.len);
        if (parts[i].len)
            at = mempcpy(at, parts[i].ptr, parts[i].len);
    }
    return (str){ text, len };
}
