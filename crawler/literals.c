/* SPDX-License-Identifier: MIT */
/* String literals out of scripts: enough of the language to find them, never its meaning. */
#include "literals.h"
#include "core/arena.h"
#include "core/ascii.h"

enum { WRITE_LOOKUPS = 64, WRITE_SCRIPT_LEN = 64 << 10 }; /* variables looked up in a script, and how long it may be */

struct written {
    str *items;
    size_t count, room;
    int lookups;
};

/* A comment at `at`: the byte behind it; else `at`. "http://" inside a literal never gets here. */
static size_t skip_comment(str s, size_t at)
{
    str rest = str_slice(s, at, s.len);
    if (str_starts(rest, STR("//")) || str_starts(rest, STR("<!--"))) {
        size_t end = str_find(rest, STR("\n"));
        return end == SIZE_MAX ? s.len : at + end;
    }
    if (str_starts(rest, STR("/*"))) {
        size_t end = str_find(rest, STR("*/"));
        return end == SIZE_MAX ? s.len : at + end + 2;
    }
    return at;
}

/* End of the literal that opens at `at` (a quote), behind its closing quote; s.len if it is never closed. */
static size_t literal_end(str s, size_t at)
{
    char quote = s.ptr[at];
    for (size_t i = at + 1; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == quote)
            return i + 1;
        else if (s.ptr[i] == '\n' && quote != '`')
            return i; /* not a literal after all; do not swallow the rest */
    }
    return s.len;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

static int hex_of(str s, size_t at, size_t digits)
{
    int value = 0;
    for (size_t i = at; i < at + digits; i++) {
        int digit = i < s.len ? ascii_hex_value(s.ptr[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static size_t put_code(char *out, int code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | (code >> 6));
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code >= 0xD800 && code <= 0xDFFF)
        code = 0xFFFD; /* half of a pair: nothing that matters here is written so */
    out[0] = (char)(0xE0 | (code >> 12));
    out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

static str unescaped(struct arena *a, str raw)
{
    char *out = arena_new(a, char, raw.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if (c != '\\' || i + 1 >= raw.len) {
            out[n++] = c;
            continue;
        }
        c = raw.ptr[++i];
        size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
        int code = digits ? hex_of(raw, i + 1, digits) : -1;
        if (code >= 0) { /* at most three bytes for four */
            n += put_code(out + n, code);
            i += digits;
        } else if (c == 'n' || c == 'r' || c == 't') {
            out[n++] = ' ';
        } else if (c != '\n') {
            out[n++] = c;
        }
    }
    return (str){ out, n };
}

str literal_decoded(struct arena *a, str text)
{
    char *out = arena_new(a, char, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool wide = text.ptr[i] == '%' && i + 1 < text.len && text.ptr[i + 1] == 'u';
        int code = text.ptr[i] != '%' ? -1 : wide ? hex_of(text, i + 2, 4) : hex_of(text, i + 1, 2);
        if (code >= 0 && wide)
            n += put_code(out + n, code); /* at most three bytes for six */
        else
            out[n++] = code >= 0 ? (char)code : text.ptr[i];
        i += code < 0 ? 0 : wide ? 5 : 2;
    }
    return (str){ out, n };
}

size_t literal_decoder(str script, size_t at)
{
    static const str names[] = { STR_INIT("unescape"), STR_INIT("decodeURIComponent"), STR_INIT("decodeURI") };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        str rest = str_slice(script, at, script.len);
        size_t end = names[i].len;
        if (!str_starts(rest, names[i]))
            continue;
        while (end < rest.len && ascii_is_space(rest.ptr[end]))
            end++;
        if (end < rest.len && rest.ptr[end] == '(')
            return at + end + 1;
    }
    return 0;
}

bool literal_next(struct arena *a, str script, size_t *at, str *value, size_t *before)
{
    while (*at < script.len) {
        size_t next = script.ptr[*at] == '/' || script.ptr[*at] == '<' ? skip_comment(script, *at) : *at;
        if (next != *at) {
            *at = next;
        } else if (is_quote(script.ptr[*at])) {
            size_t end = literal_end(script, *at);
            *before = *at;
            *value = unescaped(a, str_slice(script, *at + 1, end > *at + 1 ? end - 1 : end));
            *at = end;
            return true;
        } else {
            (*at)++;
        }
    }
    return false;
}

str script_bare(struct arena *a, str script)
{
    char *out = arena_new(a, char, script.len + 1);
    size_t n = 0;
    for (size_t at = 0; at < script.len;) {
        size_t next = script.ptr[at] == '/' || script.ptr[at] == '<' ? skip_comment(script, at) : at;
        if (next != at) {
            at = next;
            continue;
        }
        size_t end = is_quote(script.ptr[at]) ? literal_end(script, at) : at + 1;
        for (; at < end; at++)
            out[n++] = script.ptr[at];
    }
    return (str){ out, n };
}

static bool ends_with_name(str s, size_t end)
{
    return end > 0 && ascii_is_name(s.ptr[end - 1]);
}

/* Position of the argument of the next write( or writeln( call from `from` on, or SIZE_MAX. */
static size_t next_write(str script, size_t from)
{
    for (size_t at = from; at < script.len;) {
        size_t hit = str_find(str_slice(script, at, script.len), STR("write"));
        if (hit == SIZE_MAX)
            return SIZE_MAX;
        size_t start = at + hit;
        at = start + 5;
        if (str_starts(str_slice(script, at, script.len), STR("ln")))
            at += 2;
        while (at < script.len && ascii_is_space(script.ptr[at]))
            at++;
        if (at < script.len && script.ptr[at] == '(' && !ends_with_name(script, start))
            return at + 1;
    }
    return SIZE_MAX;
}

/* End of the argument list that begins at `at`. */
static size_t arguments_end(str script, size_t at)
{
    int depth = 1;
    while (at < script.len && depth > 0) {
        if (is_quote(script.ptr[at])) {
            at = literal_end(script, at);
            continue;
        }
        depth += script.ptr[at] == '(' ? 1 : script.ptr[at] == ')' ? -1 : 0;
        at++;
    }
    return at;
}

/* The literal last given to variable `name` before byte `until`: name = "…". Empty if there is none. */
static str variable_value(struct arena *a, str script, str name, size_t until)
{
    str found = { 0 };
    for (size_t at = 0; at < until;) {
        size_t hit = str_find(str_slice(script, at, until), name);
        if (hit == SIZE_MAX)
            break;
        size_t start = at + hit, i = start + name.len, before;
        at = i;
        while (i < until && ascii_is_space(script.ptr[i]))
            i++;
        if (ends_with_name(script, start) || i >= until || script.ptr[i] != '=')
            continue;
        for (i++; i < until && ascii_is_space(script.ptr[i]);)
            i++;
        if (i < until && is_quote(script.ptr[i]))
            (void)literal_next(a, script, &i, &found, &before);
    }
    return found;
}

/* Literals and variables that hold literals, in order, of the arguments script[at, end). */
static void add_arguments(struct arena *a, struct written *w, str script, size_t at, size_t end)
{
    str call = str_slice(script, 0, end), value;
    bool coded = false;
    while (at < end) {
        size_t before, start = at, inner = literal_decoder(call, at);
        if (is_quote(script.ptr[at])) {
            if (!literal_next(a, call, &at, &value, &before))
                return;
            *(str *)arena_push(a, w) = coded ? literal_decoded(a, value) : value;
        } else if (inner) {
            coded = true;
            at = inner;
        } else if (ascii_is_letter(script.ptr[at]) || script.ptr[at] == '_') {
            while (at < end && ascii_is_name(script.ptr[at]))
                at++;
            bool plain = at >= end || (script.ptr[at] != '(' && script.ptr[at] != '.');
            if (plain && w->lookups++ < WRITE_LOOKUPS && script.len <= WRITE_SCRIPT_LEN)
                *(str *)arena_push(a, w) = variable_value(a, script, str_slice(script, start, at), start);
        } else {
            at++;
        }
    }
}

str literals_written(struct arena *a, str script)
{
    if (!str_has(script, STR("write")))
        return (str){ 0 };
    str bare = script_bare(a, script);
    struct written w = { 0 };
    for (size_t at = 0; (at = next_write(bare, at)) != SIZE_MAX;) {
        size_t end = arguments_end(bare, at);
        add_arguments(a, &w, bare, at, end);
        at = end;
    }
    return str_join(a, w.items, w.count, (str){ 0 });
}

bool script_fetches(str script)
{
    static const str asks[] = { STR_INIT("$.ajax("),    STR_INIT("$.get("),         STR_INIT("$.post("),
                                STR_INIT("$.getJSON("), STR_INIT("XMLHttpRequest"), STR_INIT("axios"),
                                STR_INIT("fetch("),     STR_INIT(".load(") };
    return str_has_any(script, asks, ARRAY_LEN(asks));
}

/* Where the value of `name =` or `name:` begins, from `at` on; SIZE_MAX if nothing is set so. */
static size_t value_of(str bare, str name, size_t at)
{
    while (at < bare.len) {
        size_t hit = str_find(str_slice(bare, at, bare.len), name);
        if (hit == SIZE_MAX)
            return SIZE_MAX;
        size_t start = at + hit, i = start + name.len;
        at = i;
        while (i < bare.len && ascii_is_space(bare.ptr[i]))
            i++;
        if (!ends_with_name(bare, start) && i < bare.len && (bare.ptr[i] == '=' || bare.ptr[i] == ':')) {
            i++;
            while (i < bare.len && ascii_is_space(bare.ptr[i]))
                i++;
            return i;
        }
    }
    return SIZE_MAX;
}

int64_t script_number(struct arena *a, str script, str name)
{
    str bare = script_bare(a, script);
    for (size_t i = 0; (i = value_of(bare, name, i)) != SIZE_MAX;) {
        while (i < bare.len && (ascii_is_space(bare.ptr[i]) || is_quote(bare.ptr[i])))
            i++;
        size_t digits = i;
        while (ascii_digit_at(bare, digits))
            digits++;
        int64_t value;
        if (digits > i && str_to_int(str_slice(bare, i, digits), &value))
            return value;
    }
    return -1;
}

str script_word(struct arena *a, str script, str name)
{
    str bare = script_bare(a, script), word;
    size_t before, at = value_of(bare, name, 0), from = at;
    bool literal = at < bare.len && is_quote(bare.ptr[at]) && literal_next(a, bare, &from, &word, &before);
    return literal && before == at ? word : (str){ 0 };
}
