/* SPDX-License-Identifier: MIT */
/* JSON: a streaming writer with sticky errors, and a reader that builds a tree in an arena (by jansson). */
#ifndef CORE_JSON_H
#define CORE_JSON_H
#include "core/buf.h"
#include "core/fail.h"
#include <stdio.h>

/* Writer. Either `file` or `out` receives the text. After the first error every call is a no-op and json_ok() is false. */
struct json_writer {
    FILE *file;
    struct buf *out;
    int depth;
    bool pretty, comma, failed;
};
void json_to_file(struct json_writer *w, FILE *file, bool pretty);
void json_to_buf(struct json_writer *w, struct buf *out, bool pretty);
/* `key` is NULL inside arrays and for the outermost value. */
void json_object(struct json_writer *w, const char *key);
void json_array(struct json_writer *w, const char *key);
void json_end_object(struct json_writer *w);
void json_end_array(struct json_writer *w);
void json_str(struct json_writer *w, const char *key, str value);      /* invalid UTF-8 becomes U+FFFD */
void json_str_or_null(struct json_writer *w, const char *key, str value); /* empty: null */
void json_int(struct json_writer *w, const char *key, int64_t value);
void json_real(struct json_writer *w, const char *key, double value);
void json_bool(struct json_writer *w, const char *key, bool value);
void json_null(struct json_writer *w, const char *key);
void json_raw(struct json_writer *w, const char *key, str json);       /* text that is JSON already */
bool json_ok(const struct json_writer *w);

/* Reader. */
enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };
struct json_value {
    enum json_type type;
    str key;                       /* member name inside an object */
    bool truth;
    double number;
    int64_t integer;               /* number, if it is whole */
    str string;
    const struct json_value *first; /* children of arrays and objects, */
    const struct json_value *next;  /* in order */
    size_t count;
};
const struct json_value *json_parse(struct arena *a, str text, const char *where, struct fail *f) MUST_CHECK;
const struct json_value *json_get(const struct json_value *object, const char *key); /* NULL if absent */
str json_get_str(const struct json_value *object, const char *key);                  /* empty if absent */
int64_t json_get_int(const struct json_value *object, const char *key, int64_t fallback);
bool json_get_bool(const struct json_value *object, const char *key, bool fallback);

#endif
