/* SPDX-License-Identifier: MIT */
/* A scanner of calls and assignments in JavaScript. It knows strings, comments and braces, and nothing of values. */
#include "script_scan.h"
#include "core/arena.h"
#include "core/ascii.h"
#include <string.h>

enum { LONGEST_STRING = 16 * 1024, LOOK_BACK = 300 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_blanks(str code, size_t at)
{
    while (at < code.len && is_blank(code.ptr[at]))
        at++;
    return at;
}

/* Behind the string that begins at `at`; strings end with their line at the latest. */
static size_t skip_string(str code, size_t at)
{
    char quote = code.ptr[at++];
    while (at < code.len && code.ptr[at] != quote && (code.ptr[at] != '\n' || quote == '`'))
        at += code.ptr[at] == '\\' ? 2 : 1;
    return at < code.len ? at + 1 : code.len;
}

static size_t skip_comment(str code, size_t at)
{
    bool line = code.ptr[at + 1] == '/';
    size_t end = str_find(str_slice(code, at + 2, code.len), line ? STR("\n") : STR("*/"));
    return end == SIZE_MAX ? code.len : at + 2 + end + (line ? 1 : 2);
}

static bool has_word(str text, const char *word)
{
    size_t len = strlen(word);
    for (size_t from = 0; from + len <= text.len;) {
        size_t at = str_find(str_slice(text, from, text.len), str_from(word));
        if (at == SIZE_MAX)
            return false;
        at += from;
        if ((!at || !ascii_is_name(text.ptr[at - 1])) && (at + len == text.len || !ascii_is_name(text.ptr[at + len])))
            return true;
        from = at + 1;
    }
    return false;
}

/* What stands before `at` in its statement lets it happen only sometimes. */
static bool is_guarded(const struct script_scan *s, size_t at)
{
    static const char *const words[] = { "if", "else", "for", "while", "switch", "case", "catch", "function" };
    size_t from = at - s->statement > 2 * LOOK_BACK ? at - LOOK_BACK : s->statement;
    str before = str_slice(s->code, from, at), first = str_slice(s->code, s->statement, s->statement + LOOK_BACK);
    if (str_has(before, STR("?")) || str_has(before, STR("&&")) || str_has(before, STR("||")) ||
        str_has(before, STR("=>")))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (has_word(before, words[i]) || (from > s->statement && has_word(first, words[i])))
            return true;
    return false;
}

/* Functions that browsers run by themselves once the page is there. */
static bool runs_anyway(const struct script_scan *s, size_t at)
{
    static const char *const starters[] = { "setTimeout(function", "setTimeout( function", "onload=function",
                                            "onload = function",   ".ready(function",      "$(function" };
    size_t from = at - s->statement > LOOK_BACK ? at - LOOK_BACK : s->statement;
    str before = str_slice(s->code, from, at);
    for (size_t i = 0; i < ARRAY_LEN(starters); i++) {
        size_t found = str_find(before, str_from(starters[i]));
        if (found != SIZE_MAX && !has_word(str_slice(before, 0, found), "if"))
            return true;
    }
    return str_starts(str_trim(before), STR("(function")) || str_starts(str_trim(before), STR("!function"));
}

static void open_brace(struct script_scan *s)
{
    bool uncertain = is_guarded(s, s->at) && !runs_anyway(s, s->at);
    if (s->depth < SCRIPT_BRACES)
        s->uncertain[s->depth] = uncertain;
    s->conditional += uncertain || s->depth >= SCRIPT_BRACES;
    s->depth++;
}

static void close_brace(struct script_scan *s)
{
    if (!s->depth)
        return;
    s->depth--;
    s->conditional -= s->depth >= SCRIPT_BRACES || s->uncertain[s->depth];
}

/* At a name: fills `out` if it is called or assigned to. Always steps behind the name. */
static bool take_name(struct script_scan *s, struct script_act *out)
{
    str code = s->code;
    size_t from = s->at;
    while (s->at < code.len && (ascii_is_name(code.ptr[s->at]) || code.ptr[s->at] == '.'))
        s->at++;
    size_t at = skip_blanks(code, s->at);
    if (at >= code.len || (code.ptr[at] != '(' && code.ptr[at] != '='))
        return false;
    bool is_call = code.ptr[at] == '(';
    if (!is_call && at + 1 < code.len && (code.ptr[at + 1] == '=' || code.ptr[at + 1] == '>'))
        return false;
    *out = (struct script_act){
        .name = str_slice(code, from, s->at),
        .is_call = is_call,
        .from = from,
        .value = skip_blanks(code, at + 1),
    };
    return true;
}

bool script_is_conditional(const struct script_scan *s, const struct script_act *act)
{
    return s->conditional || is_guarded(s, act->from);
}

bool script_next(struct script_scan *s, struct script_act *out)
{
    while (s->at < s->code.len) {
        char c = s->code.ptr[s->at], next = s->at + 1 < s->code.len ? s->code.ptr[s->at + 1] : '\0';
        if (ascii_is_name(c)) {
            if (take_name(s, out))
                return true;
            continue;
        }
        if (c == '"' || c == '\'' || c == '`') {
            s->at = skip_string(s->code, s->at);
            continue;
        }
        if (c == '/' && (next == '/' || next == '*')) {
            s->at = skip_comment(s->code, s->at);
            continue;
        }
        if (c == '{')
            open_brace(s);
        else if (c == '}')
            close_brace(s);
        s->at++;
        if (c == '{' || c == '}' || c == ';')
            s->statement = s->at;
    }
    return false;
}

static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | (c >> 6));
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c >= 0xD800 && c < 0xE000)
        c = 0xFFFD;
    out[0] = (char)(0xE0 | (c >> 12));
    out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

/* Digits of \xNN or \uNNNN behind the letter; false if there are too few. */
static bool take_hex(str text, size_t at, size_t digits, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits; i++) {
        int d = at + i < text.len ? ascii_hex_value(text.ptr[at + i]) : -1;
        if (d < 0)
            return false;
        *out = *out * 16 + (uint32_t)d;
    }
    return true;
}

str script_unescape(struct arena *a, str text)
{
    char *out = arena_new(a, char, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '\\' || i + 1 >= text.len) {
            out[len++] = c;
            continue;
        }
        c = text.ptr[++i];
        uint32_t code;
        size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits && take_hex(text, i + 1, digits, &code)) {
            len += put_utf8(out + len, code);
            i += digits;
        } else {
            out[len++] = c == 'n' || c == 'r' || c == 't' ? ' ' : c;
        }
    }
    return (str){ out, len };
}

/* Behind one operand that is no literal: a name, a call, something in parentheses. */
static size_t skip_operand(str code, size_t at)
{
    size_t parens = 0;
    while (at < code.len) {
        char c = code.ptr[at];
        if (!parens && (c == '+' || c == ',' || c == ')' || c == ';' || c == '}' || c == '\n'))
            break;
        if (c == '"' || c == '\'') {
            at = skip_string(code, at);
            continue;
        }
        if (c == '(' || c == '[')
            parens++;
        else if ((c == ')' || c == ']') && parens)
            parens--;
        at++;
    }
    return at;
}

/* One step over a string expression: a literal, or else an operand. False behind the last. */
static bool next_part(str code, size_t *at, str *part, bool *is_literal)
{
    size_t from = skip_blanks(code, *at);
    if (from >= code.len)
        return false;
    *is_literal = code.ptr[from] == '"' || code.ptr[from] == '\'';
    size_t end = *is_literal ? skip_string(code, from) : skip_operand(code, from);
    *part = str_slice(code, from, end);
    if (*is_literal)
        *part =
            str_slice(*part, 1, end - from > 1 && code.ptr[end - 1] == code.ptr[from] ? end - from - 1 : end - from);
    else if (!part->len && code.ptr[from] != '+')
        return false;
    end = skip_blanks(code, end);
    *at = end < code.len && code.ptr[end] == '+' ? end + 1 : code.len; /* the next line is another expression */
    return true;
}

str script_string(struct arena *a, str code, size_t at)
{
    code = str_slice(code, 0, at + LONGEST_STRING);
    size_t end = at, room = 0;
    bool is_literal, any = false;
    str part;
    while (next_part(code, &end, &part, &is_literal)) {
        any |= is_literal;
        room += part.len + 1;
    }
    if (!any)
        return (str){ 0 };
    char *out = arena_new(a, char, room);
    size_t len = 0;
    while (next_part(code, &at, &part, &is_literal)) {
        if (!is_literal)
            part = str_trim(part).len ? STR("\x01") : (str){ 0 };
        else if (str_has(part, STR("\\")))
            part = script_unescape(a, part);
        if (part.len)
            memcpy(out + len, part.ptr, part.len);
        len += part.len;
    }
    return (str){ out, len };
}

bool script_name_is(str name, const char *word)
{
    size_t dot = str_find_last(name, STR("."));
    return str_eq(dot == SIZE_MAX ? name : str_slice(name, dot + 1, name.len), str_from(word));
}

bool script_is_location(const struct script_act *act)
{
    str name = act->name;
    if (act->is_call)
        return str_ends(name, STR("location.replace")) || str_ends(name, STR("location.assign")) ||
               script_name_is(name, "navigate");
    return script_name_is(name, "location") || str_ends(name, STR("location.href"));
}

/* A string that can only be meant as an address: codes and names of functions are none. */
static bool looks_like_address(str s)
{
    static const char *const starts[] = { "/", "./", "../", "http://", "https://", "?" };
    static const char *const ends[] = { ".html", ".htm", ".shtml",  ".jhtml", ".jsp", ".asp",  ".aspx",
                                        ".php",  ".do",  ".action", ".pdf",   ".doc", ".docx", ".xls",
                                        ".xlsx", ".zip", ".rar",    ".wps",   ".ofd" };
    s = str_trim(s);
    if (s.len < 2 || str_has(s, STR("<")) || str_has(s, STR(" ")) || memchr(s.ptr, SCRIPT_VARIABLE, s.len))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (str_starts_nocase(s, str_from(starts[i])))
            return true;
    size_t query = str_find(s, STR("?"));
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends_nocase(str_slice(s, 0, query), str_from(ends[i])))
            return true;
    return false;
}

/* Calls that are given addresses for something else than going there. */
static bool is_no_opener(str name)
{
    static const char *const names[] = {
        "$",         "jQuery",       "get",         "post",        "ajax",     "load",     "getJSON",
        "getScript", "indexOf",      "replace",     "split",       "test",     "match",    "attr",
        "css",       "setAttribute", "write",       "writeln",     "alert",    "confirm",  "setHomePage",
        "SetHome",   "setHome",      "AddFavorite", "addFavorite", "AddPanel", "addPanel", "addBookmark",
        "share",     "html",         "append",      "import",      "url"
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (script_name_is(name, names[i]))
            return !str_ends(name, STR("location.replace"));
    return false;
}

static bool is_window_open(const struct script_act *act)
{
    return act->is_call && (str_eq(act->name, STR("window.open")) || str_eq(act->name, STR("open")));
}

str script_opens(struct arena *a, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    while (script_next(&s, &act)) {
        bool leaves = script_is_location(&act) || is_window_open(&act);
        if (!leaves && (!act.is_call || is_no_opener(act.name)))
            continue;
        str value = str_trim(script_string(a, code, act.value));
        bool usable = value.len && !memchr(value.ptr, SCRIPT_VARIABLE, value.len) &&
                      !str_starts_nocase(value, STR("javascript:")) && !str_starts(value, STR("#"));
        if (usable && (leaves || looks_like_address(value)))
            return value;
    }
    return (str){ 0 };
}
