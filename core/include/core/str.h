/* SPDX-License-Identifier: MIT */
/* Borrowed strings: bytes with a length. Nobody owns a str; it lives as long as the memory it looks into. */
#ifndef CORE_STR_H
#define CORE_STR_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

typedef struct str {
    const char *ptr; /* not terminated; NULL only when len is 0 */
    size_t len;      /* bytes */
} str;

#define STR(lit) ((str){ "" lit, sizeof(lit) - 1 })
#define STR_INIT(lit) { "" lit, sizeof(lit) - 1 } /* for static tables */
#define STR_ARG(s) (int)(s).len, (s).ptr          /* for "%.*s" */
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0])) /* NOLINT(bugprone-sizeof-expression) */

str str_from(const char *text);  /* a terminated string; NULL gives the empty str */
str str_slice(str s, size_t from, size_t to); /* clamped */

bool str_eq(str a, str b);
bool str_eq_nocase(str a, str b); /* ASCII letters only */
int str_compare(str a, str b);    /* by bytes, for sorting */
bool str_starts(str s, str prefix);
bool str_starts_nocase(str s, str prefix);
bool str_ends(str s, str suffix);
bool str_ends_nocase(str s, str suffix);

size_t str_find(str s, str what);        /* index of the first, or SIZE_MAX */
size_t str_find_nocase(str s, str what); /* ASCII letters only */
size_t str_find_last(str s, str what);
bool str_has(str s, str what);
bool str_has_nocase(str s, str what);

/* The whole, or a part, is one of so many words. */
bool str_is_any(str s, const str *words, size_t count);
bool str_is_any_nocase(str s, const str *words, size_t count);
bool str_has_any(str s, const str *words, size_t count);

str str_trim(str s); /* ASCII white space at both ends */

/* Cuts the part before the first `sep` off the front of *rest; false when *rest is used up. */
bool str_cut(str *rest, char sep, str *part);

/* Strict decimal number filling the whole string; false otherwise or on overflow. */
bool str_to_int(str s, int64_t *out);

uint64_t str_hash(str s); /* XXH3, 64 bits */
uint64_t hash_mix(uint64_t hash, uint64_t value); /* in order: a hash of both */

/* Copies into the arena. */
str str_dup(struct arena *a, str s);
char *str_cstr(struct arena *a, str s); /* terminated copy */
str str_lower(struct arena *a, str s);  /* ASCII letters only */
str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str str_vfmt(struct arena *a, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
str str_join(struct arena *a, const str *parts, size_t count, str sep);

#endif
