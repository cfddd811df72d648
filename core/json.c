/* SPDX-License-Identifier: MIT */
/* JSON: a writer that streams, and a reader that copies jansson's tree into an arena. */
/* Jansson uses some of the names of core/json.h for other things: they step aside while its header is read. What needs
 * them (its json_is_… macros) is not used here. Our functions are hidden symbols, so its own calls still reach its own.
 */
#define json_object jansson_object
#define json_array  jansson_array
#define json_real   jansson_real
#define json_null   jansson_null
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY  JANSSON_ARRAY
#define JSON_STRING JANSSON_STRING
#define JSON_NULL   JANSSON_NULL
#include <jansson.h>
#undef json_object
#undef json_array
#undef json_real
#undef json_null
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING
#undef JSON_NULL
#include "core/json.h"
#include "core/arena.h"
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- writer --- */

void json_to_file(struct json_writer *w, FILE *file, bool pretty)
{
    *w = (struct json_writer){ .file = file, .pretty = pretty };
}

void json_to_buf(struct json_writer *w, struct buf *out, bool pretty)
{
    *w = (struct json_writer){ .out = out, .pretty = pretty };
}

static void put(struct json_writer *w, str s)
{
    if (w->failed || s.len == 0)
        return;
    if (w->out)
        w->failed = !buf_add(w->out, s);
    else
        w->failed = fwrite(s.ptr, 1, s.len, w->file) != s.len;
}

static void put_line(struct json_writer *w)
{
    if (!w->pretty)
        return;
    put(w, STR("\n"));
    for (int i = 0; i < w->depth; i++)
        put(w, STR("  "));
}

/* Length of the well-formed UTF-8 character at the front, 0 if the first byte begins none (Unicode table 3-7). */
static size_t utf8_len(str s)
{
    const unsigned char *b = (const unsigned char *)s.ptr;
    if (b[0] < 0x80)
        return 1;
    size_t len = b[0] >= 0xC2 && b[0] < 0xE0   ? 2
                 : b[0] >= 0xE0 && b[0] < 0xF0 ? 3
                 : b[0] >= 0xF0 && b[0] < 0xF5 ? 4
                                               : 0;
    if (len == 0 || s.len < len)
        return 0;
    unsigned least = b[0] == 0xE0 ? 0xA0 : b[0] == 0xF0 ? 0x90 : 0x80;
    unsigned most = b[0] == 0xED ? 0x9F : b[0] == 0xF4 ? 0x8F : 0xBF;
    if (b[1] < least || b[1] > most)
        return 0;
    for (size_t i = 2; i < len; i++) {
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    }
    return len;
}

static void put_escape(struct json_writer *w, unsigned char c)
{
    static const struct {
        char c;
        str text;
    } short_forms[] = {
        { '"', STR_INIT("\\\"") }, { '\\', STR_INIT("\\\\") }, { '\n', STR_INIT("\\n") },
        { '\r', STR_INIT("\\r") }, { '\t', STR_INIT("\\t") },
    };
    for (size_t i = 0; i < ARRAY_LEN(short_forms); i++) {
        if (short_forms[i].c == (char)c) {
            put(w, short_forms[i].text);
            return;
        }
    }
    char text[8];
    int len = snprintf(text, sizeof text, "\\u%04x", c);
    put(w, (str){ text, (size_t)len });
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == 0x7F || c == '"' || c == '\\';
}

static void put_string(struct json_writer *w, str s)
{
    put(w, STR("\""));
    size_t done = 0, at = 0; /* between them: plain text not yet written */
    while (at < s.len) {
        unsigned char c = (unsigned char)s.ptr[at];
        size_t len = c < 0x80 ? 1 : utf8_len(str_slice(s, at, s.len));
        if (len > 0 && !needs_escape(c)) {
            at += len;
            continue;
        }
        put(w, str_slice(s, done, at));
        if (len > 0)
            put_escape(w, c);
        else
            put(w, STR("\xEF\xBF\xBD"));
        done = ++at;
    }
    put(w, str_slice(s, done, s.len));
    put(w, STR("\""));
}

/* What stands before every value: comma, line, member name. */
static void put_front(struct json_writer *w, const char *key)
{
    if (w->comma)
        put(w, STR(","));
    if (w->depth > 0)
        put_line(w);
    w->comma = true;
    if (!key)
        return;
    put_string(w, str_from(key));
    put(w, w->pretty ? STR(": ") : STR(":"));
}

static void open_with(struct json_writer *w, const char *key, str bracket)
{
    put_front(w, key);
    put(w, bracket);
    w->depth++;
    w->comma = false;
}

static void close_with(struct json_writer *w, str bracket)
{
    assert(w->depth > 0);
    w->depth--;
    if (w->comma)
        put_line(w);
    put(w, bracket);
    w->comma = true;
}

void json_object(struct json_writer *w, const char *key)
{
    open_with(w, key, STR("{"));
}

void json_array(struct json_writer *w, const char *key)
{
    open_with(w, key, STR("["));
}

void json_end_object(struct json_writer *w)
{
    close_with(w, STR("}"));
}

void json_end_array(struct json_writer *w)
{
    close_with(w, STR("]"));
}

void json_str(struct json_writer *w, const char *key, str value)
{
    put_front(w, key);
    put_string(w, value);
}

void json_str_or_null(struct json_writer *w, const char *key, str value)
{
    if (value.len)
        json_str(w, key, value);
    else
        json_null(w, key);
}

void json_int(struct json_writer *w, const char *key, int64_t value)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%" PRId64, value);
    json_raw(w, key, (str){ text, (size_t)len });
}

void json_real(struct json_writer *w, const char *key, double value)
{
    if (!isfinite(value)) { /* JSON has no word for it */
        json_null(w, key);
        return;
    }
    char text[40];
    int len = snprintf(text, sizeof text, "%.15g", value);
    if (strtod(text, NULL) != value)
        len = snprintf(text, sizeof text, "%.17g", value);
    json_raw(w, key, (str){ text, (size_t)len });
}

void json_bool(struct json_writer *w, const char *key, bool value)
{
    json_raw(w, key, value ? STR("true") : STR("false"));
}

void json_null(struct json_writer *w, const char *key)
{
    json_raw(w, key, STR("null"));
}

void json_raw(struct json_writer *w, const char *key, str json)
{
    put_front(w, key);
    put(w, json);
}

bool json_ok(const struct json_writer *w)
{
    return !w->failed;
}

/* --- reader --- */

struct pending { /* a value whose children are still to be copied */
    const json_t *from;
    struct json_value *to;
};

struct pending_list {
    struct pending *items;
    size_t count, room;
};

static void copy_real(const json_t *from, struct json_value *to)
{
    to->type = JSON_NUMBER;
    to->number = json_real_value(from);
    if (fabs(to->number) < 9e15 && trunc(to->number) == to->number)
        to->integer = (int64_t)to->number;
}

static void copy_value(struct arena *a, struct pending_list *list, const json_t *from, struct json_value *to)
{
    switch (json_typeof(from)) {
    case JANSSON_OBJECT:
    case JANSSON_ARRAY:
        *arena_push(a, list) = (struct pending){ from, to };
        break;
    case JANSSON_STRING:
        to->type = JSON_STRING;
        to->string = str_dup(a, (str){ json_string_value(from), json_string_length(from) });
        break;
    case JSON_INTEGER:
        to->type = JSON_NUMBER;
        to->integer = json_integer_value(from);
        to->number = (double)to->integer;
        break;
    case JSON_REAL:
        copy_real(from, to);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        to->type = JSON_BOOL;
        to->truth = json_typeof(from) == JSON_TRUE;
        break;
    case JANSSON_NULL:
        to->type = JSON_NULL;
        break;
    }
}

static struct json_value *make_children(struct arena *a, struct json_value *parent, size_t count)
{
    struct json_value *children = arena_new(a, struct json_value, count);
    for (size_t i = 0; i + 1 < count; i++)
        children[i].next = &children[i + 1];
    parent->first = count ? children : NULL;
    parent->count = count;
    return children;
}

static void copy_object(struct arena *a, struct pending_list *list, const json_t *from, struct json_value *to)
{
    struct json_value *child = make_children(a, to, json_object_size(from));
    json_t *object = (json_t *)(uintptr_t)from; /* jansson's iterator takes no const, and changes nothing */
    to->type = JSON_OBJECT;
    for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i), child++) {
        child->key = str_dup(a, str_from(json_object_iter_key(i)));
        copy_value(a, list, json_object_iter_value(i), child);
    }
}

static void copy_array(struct arena *a, struct pending_list *list, const json_t *from, struct json_value *to)
{
    size_t count = json_array_size(from);
    struct json_value *children = make_children(a, to, count);
    to->type = JSON_ARRAY;
    for (size_t i = 0; i < count; i++)
        copy_value(a, list, json_array_get(from, i), &children[i]);
}

const struct json_value *json_parse(struct arena *a, str text, const char *where, struct fail *f)
{
    json_error_t error;
    json_t *tree = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    if (!tree) {
        fail_set(f, FAIL_USAGE, "%s:%d: not JSON: %s", where, error.line, error.text);
        return NULL;
    }
    struct json_value *root = arena_new(a, struct json_value, 1);
    struct pending_list list = { 0 };
    copy_value(a, &list, tree, root);
    while (list.count > 0) { /* a stack of our own: depth comes from outside */
        struct pending p = list.items[--list.count];
        if (json_typeof(p.from) == JANSSON_OBJECT)
            copy_object(a, &list, p.from, p.to);
        else
            copy_array(a, &list, p.from, p.to);
    }
    json_decref(tree);
    return root;
}

const struct json_value *json_get(const struct json_value *object, const char *key)
{
    str name = str_from(key);
    for (const struct json_value *v = object ? object->first : NULL; v; v = v->next) {
        if (str_eq(v->key, name))
            return v;
    }
    return NULL;
}

str json_get_str(const struct json_value *object, const char *key)
{
    const struct json_value *v = json_get(object, key);
    return v && v->type == JSON_STRING ? v->string : (str){ 0 };
}

int64_t json_get_int(const struct json_value *object, const char *key, int64_t fallback)
{
    const struct json_value *v = json_get(object, key);
    return v && v->type == JSON_NUMBER ? v->integer : fallback;
}

bool json_get_bool(const struct json_value *object, const char *key, bool fallback)
{
    const struct json_value *v = json_get(object, key);
    return v && v->type == JSON_BOOL ? v->truth : fallback;
}
