/* SPDX-License-Identifier: MIT */
/* Pagers that call a function of the page with a number: the function is read for the address it makes of it. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "labels.h"
#include "pager.h"
#include "script_scan.h"
#include <string.h>

enum { FUNCTION_LEN = 1500, PAGES_MAX = 100000 };

struct call {
    str name;
    int64_t page;
};

/* A whole word: `n` in "'_'+n+'.htm'", not in "index". */
static size_t find_word(str text, str word, size_t from)
{
    while (from < text.len) {
        size_t hit = str_find(str_slice(text, from, text.len), word);
        if (hit == SIZE_MAX)
            return SIZE_MAX;
        size_t at = from + hit, end = at + word.len;
        if ((at == 0 || !ascii_is_name(text.ptr[at - 1])) && (end >= text.len || !ascii_is_name(text.ptr[end])))
            return at;
        from = end;
    }
    return SIZE_MAX;
}

/* "go(2)", "return gotoPage('3', 15);": the function and the number it is given first. */
static bool read_call(str code, struct call *out)
{
    size_t open = str_find(code, STR("("));
    if (open == SIZE_MAX)
        return false;
    size_t from = open, at = open + 1;
    while (from > 0 && ascii_is_name(code.ptr[from - 1]))
        from--;
    while (at < code.len && strchr(" '\"", code.ptr[at]))
        at++;
    size_t end = at;
    while (ascii_digit_at(code, end))
        end++;
    out->name = str_slice(code, from, open);
    bool whole = end < code.len && strchr(" '\",)", code.ptr[end]);
    return out->name.len && whole && str_to_int(str_slice(code, at, end), &out->page) && out->page > 0 &&
           out->page < PAGES_MAX;
}

/* "(n){…": the first parameter and what follows. */
static bool read_function(str text, str *parameter, str *body)
{
    text = str_trim(text);
    size_t close = str_find(text, STR(")"));
    if (!str_starts(text, STR("(")) || close == SIZE_MAX)
        return false;
    str list = str_slice(text, 1, close);
    if (!str_cut(&list, ',', parameter))
        return false;
    *parameter = str_trim(*parameter);
    *body = str_slice(text, close + 1, close + 1 + FUNCTION_LEN);
    *body = str_slice(*body, 0, str_find(*body, STR("function ")));
    return parameter->len > 0;
}

/* "function go(n){…" or "go = function(n){…": its first parameter and what follows. */
static bool find_function(str script, str name, str *parameter, str *body)
{
    for (size_t at = 0; (at = find_word(script, name, at)) != SIZE_MAX; at += name.len) {
        str head = str_trim(str_slice(script, 0, at)), tail = str_trim(str_slice(script, at + name.len, script.len));
        if (str_starts(tail, STR("="))) {
            tail = str_trim(str_slice(tail, 1, tail.len));
            if (!str_starts(tail, STR("function")))
                continue;
            tail = str_trim(str_slice(tail, STR("function").len, tail.len));
        } else if (!str_ends(head, STR("function"))) {
            continue;
        }
        if (read_function(tail, parameter, body))
            return true;
    }
    return false;
}

/* The expression from `at` to its end names the parameter, and it is the only part that is no literal. */
static str address_pattern(struct arena *a, str body, size_t at, str parameter)
{
    str text = script_string(a, body, at);
    str rest = str_slice(body, at, body.len);
    rest = str_slice(rest, 0, str_find(rest, STR(";")));
    const char *first = text.len ? memchr(text.ptr, SCRIPT_VARIABLE, text.len) : NULL;
    if (!first || find_word(rest, parameter, 0) == SIZE_MAX)
        return (str){ 0 };
    size_t behind = (size_t)(first - text.ptr) + 1;
    bool once = behind >= text.len || !memchr(text.ptr + behind, SCRIPT_VARIABLE, text.len - behind);
    return once && text.len > 1 ? text : (str){ 0 };
}

/* What the function sets location to, or what it puts together before it does. */
static str pattern_of(struct arena *a, str body, str parameter)
{
    struct script_scan s = { .code = body };
    struct script_act act;
    str direct = { 0 }, before = { 0 };
    bool leaves = false;
    while (script_next(&s, &act)) {
        bool location = script_is_location(&act);
        str pattern = location || !act.is_call ? address_pattern(a, body, act.value, parameter) : (str){ 0 };
        leaves = leaves || location;
        if (pattern.len && location)
            direct = pattern;
        else if (pattern.len && !before.len)
            before = pattern;
    }
    return direct.len ? direct : leaves ? before : (str){ 0 };
}

/* What the pattern makes of the number. */
static str fill(struct arena *a, str pattern, int64_t page)
{
    const char *mark = pattern.len ? memchr(pattern.ptr, SCRIPT_VARIABLE, pattern.len) : NULL;
    if (!mark)
        return (str){ 0 };
    size_t head = (size_t)(mark - pattern.ptr);
    return str_fmt(a, "%.*s%lld%.*s", (int)head, pattern.ptr, (long long)page, (int)(pattern.len - head - 1), mark + 1);
}

str pager_callback(struct arena *a, str script, int64_t page)
{
    str word = STR("function");
    for (size_t at = 0; (at = find_word(script, word, at)) != SIZE_MAX; at += word.len) {
        str parameter, body, pattern;
        if (!read_function(str_slice(script, at + word.len, script.len), &parameter, &body))
            continue;
        pattern = pattern_of(a, body, parameter);
        if (pattern.len)
            return fill(a, pattern, page);
    }
    return (str){ 0 };
}

str pager_called(struct reading *r, str code)
{
    struct call call;
    if (!read_call(code, &call))
        return (str){ 0 };
    for (uint32_t i = 1; i < r->tree->count; i++) {
        const struct node *n = &r->tree->nodes[i];
        str parameter, body;
        if (n->kind != NODE_TEXT || !node_is(&r->tree->nodes[n->parent], "script") ||
            !find_function(n->text, call.name, &parameter, &body))
            continue;
        str address = fill(r->arena, pattern_of(r->arena, body, parameter), call.page);
        /* the first page often has a branch of its own; it is known, or this very page */
        return address.len && call.page == 1 ? r->page->address : address;
    }
    return (str){ 0 };
}
