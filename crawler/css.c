/* SPDX-License-Identifier: MIT */
/* Reads declarations, rules and addresses out of style sheets. */
#include "css.h"
#include <stdlib.h>
#include <string.h>

/* Pixels of a length; false if it is none or relative to something unknown. */
static bool pixels(str value, double *out)
{
    char number[24];
    size_t len = 0;
    while (len < value.len && len + 1 < sizeof number && strchr("+-.0123456789", value.ptr[len]))
        len++;
    if (!len)
        return false;
    memcpy(number, value.ptr, len);
    number[len] = '\0';
    char *end;
    *out = strtod(number, &end);
    if (end != number + len)
        return false;
    str unit = str_trim(str_slice(value, len, value.len));
    if (str_eq_nocase(unit, STR("em")) || str_eq_nocase(unit, STR("rem")))
        *out *= 16;
    else if (str_eq_nocase(unit, STR("pt")))
        *out *= 4.0 / 3;
    else
        return !unit.len || str_eq_nocase(unit, STR("px")) || (*out == 0 && str_eq(unit, STR("%")));
    return true;
}

struct style { /* what the declarations of one block say together */
    bool off, unseen, clear, shown, readable, absolute, clipped, thin, aside, indented, tiny_text;
    str colour, background;
};

static void read_length(struct style *s, str name, str value)
{
    double px;
    if (!pixels(value, &px))
        return;
    if (str_eq_nocase(name, STR("opacity")))
        s->clear = px == 0;
    else if (str_eq_nocase(name, STR("font-size"))) {
        s->tiny_text = px >= 0 && px <= 1;
        s->readable = !s->tiny_text;
    } else if (str_eq_nocase(name, STR("text-indent")))
        s->indented = px <= -500;
    else if (str_eq_nocase(name, STR("left")) || str_eq_nocase(name, STR("top")))
        s->aside |= px <= -500;
    else if (str_eq_nocase(name, STR("height")) || str_eq_nocase(name, STR("width")) ||
             str_eq_nocase(name, STR("max-height")) || str_eq_nocase(name, STR("max-width")))
        s->thin |= px >= 0 && px <= 1;
}

static void read_declaration(struct style *s, str name, str value)
{
    size_t important = str_find_nocase(value, STR("!important"));
    value = str_trim(important == SIZE_MAX ? value : str_slice(value, 0, important));
    if (str_eq_nocase(name, STR("display"))) {
        s->off = str_eq_nocase(value, STR("none"));
        s->shown = !s->off;
    } else if (str_eq_nocase(name, STR("visibility"))) {
        s->unseen = str_eq_nocase(value, STR("hidden"));
    } else if (str_eq_nocase(name, STR("position"))) {
        s->absolute = str_eq_nocase(value, STR("absolute")) || str_eq_nocase(value, STR("fixed"));
    } else if (str_starts_nocase(name, STR("overflow"))) {
        s->clipped |= str_eq_nocase(value, STR("hidden"));
    } else if (str_eq_nocase(name, STR("color"))) {
        s->colour = value;
    } else if (str_eq_nocase(name, STR("background")) || str_eq_nocase(name, STR("background-color"))) {
        s->background = value;
    } else if (str_eq_nocase(name, STR("filter"))) {
        s->clear |= str_eq_nocase(value, STR("alpha(opacity=0)"));
    } else {
        read_length(s, name, value);
    }
}

/* Six hexadecimal digits of a colour; false for what is no plain colour. */
static bool plain_colour(str value, char out[6])
{
    static const struct {
        const char *name, *digits;
    } names[] = { { "white", "ffffff" }, { "black", "000000" }, { "red", "ff0000" } };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_nocase(value, str_from(names[i].name))) {
            memcpy(out, names[i].digits, 6);
            return true;
        }
    if ((value.len != 4 && value.len != 7) || value.ptr[0] != '#')
        return false;
    for (size_t i = 0; i < 6; i++) {
        char c = value.ptr[1 + (value.len == 4 ? i / 2 : i)];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return true;
}

static bool same_colour(str x, str y)
{
    char a[6], b[6];
    return plain_colour(x, a) && plain_colour(y, b) && !memcmp(a, b, sizeof a);
}

static enum hiding hiding_of(const struct style *s)
{
    if (s->off)
        return HIDING_DISPLAY;
    if (s->unseen)
        return HIDING_VISIBILITY;
    if (s->clear)
        return HIDING_OPACITY;
    if (s->tiny_text || (s->thin && s->clipped))
        return HIDING_SIZE;
    if (s->absolute && s->aside)
        return HIDING_OFFSCREEN;
    if (s->indented)
        return HIDING_INDENT;
    return same_colour(s->colour, s->background) ? HIDING_COLOUR : HIDING_NONE;
}

/* Cuts one declaration off the front; semicolons inside of parentheses do not count. */
static bool cut_declaration(str *rest, str *part)
{
    if (!rest->len)
        return false;
    size_t end = 0;
    for (bool inside = false; end < rest->len && (inside || rest->ptr[end] != ';'); end++)
        inside = rest->ptr[end] == '(' || (inside && rest->ptr[end] != ')');
    *part = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

struct css_effect css_effect(str declarations)
{
    struct style s = { 0 };
    str part;
    while (cut_declaration(&declarations, &part)) {
        size_t colon = str_find(part, STR(":"));
        if (colon != SIZE_MAX)
            read_declaration(&s, str_trim(str_slice(part, 0, colon)), str_trim(str_slice(part, colon + 1, part.len)));
    }
    return (struct css_effect){ .hiding = hiding_of(&s), .shows = s.shown, .sizes_text = s.readable };
}

static size_t find_from(str s, size_t from, str what)
{
    size_t found = str_find(str_slice(s, from, s.len), what);
    return found == SIZE_MAX ? SIZE_MAX : from + found;
}

static size_t skip_blanks_and_comments(str s, size_t at)
{
    while (at < s.len) {
        if (strchr(" \t\r\n\f;}", s.ptr[at])) {
            at++;
        } else if (str_starts(str_slice(s, at, s.len), STR("/*"))) {
            size_t end = find_from(s, at + 2, STR("*/"));
            at = end == SIZE_MAX ? s.len : end + 2;
        } else if (str_starts(str_slice(s, at, s.len), STR("<!--"))) {
            at += 4;
        } else if (str_starts(str_slice(s, at, s.len), STR("-->"))) {
            at += 3;
        } else {
            break;
        }
    }
    return at;
}

/* Behind an at-rule: its ';', or its block with all that is nested in it. */
static size_t skip_at_rule(str s, size_t at)
{
    size_t depth = 0;
    for (; at < s.len; at++) {
        bool ends = !depth && (s.ptr[at] == ';' || s.ptr[at] == '}');
        bool closes = depth == 1 && s.ptr[at] == '}';
        if (ends || closes)
            return at + 1;
        depth += s.ptr[at] == '{';
        depth -= s.ptr[at] == '}';
    }
    return s.len;
}

bool css_next_rule(str sheet, size_t *at, str *selectors, str *declarations)
{
    for (;;) {
        size_t from = skip_blanks_and_comments(sheet, *at);
        if (from < sheet.len && sheet.ptr[from] == '@') {
            *at = skip_at_rule(sheet, from);
            continue;
        }
        size_t open = find_from(sheet, from, STR("{"));
        size_t close = open == SIZE_MAX ? SIZE_MAX : find_from(sheet, open, STR("}"));
        if (close == SIZE_MAX) {
            *at = sheet.len;
            return false;
        }
        *selectors = str_slice(sheet, from, open);
        *declarations = str_slice(sheet, open + 1, close);
        *at = close + 1;
        return true;
    }
}

static str unquote(str s)
{
    s = str_trim(s);
    bool quoted = s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') && s.ptr[s.len - 1] == s.ptr[0];
    return quoted ? str_trim(str_slice(s, 1, s.len - 1)) : s;
}

/* At "url(" or at "@import": the address behind it. */
static bool take_url(str sheet, size_t *at, str *url, bool *is_import)
{
    bool import = sheet.ptr[*at] == '@';
    size_t from = *at + (import ? 7 : 4);
    while (import && from < sheet.len && strchr(" \t\r\n", sheet.ptr[from]))
        from++;
    if (import && str_starts_nocase(str_slice(sheet, from, sheet.len), STR("url("))) {
        from += 4;
        import = false;
        *is_import = true;
    } else {
        *is_import = import;
    }
    size_t end = find_from(sheet, from, import ? STR(";") : STR(")"));
    *at = end == SIZE_MAX ? sheet.len : end + 1;
    if (end == SIZE_MAX)
        return false;
    *url = unquote(str_slice(sheet, from, end));
    if (import && url->len && strchr("\"'", url->ptr[0])) { /* media words behind the address */
        size_t quote = find_from(*url, 1, str_slice(*url, 0, 1));
        *url = quote == SIZE_MAX ? (str){ 0 } : str_slice(*url, 1, quote);
    }
    return url->len != 0;
}

bool css_next_url(str sheet, size_t *at, str *url, bool *is_import)
{
    if (*at < sheet.len && !memchr(sheet.ptr + *at, '(', sheet.len - *at) &&
        !memchr(sheet.ptr + *at, '@', sheet.len - *at))
        return false;
    while (*at < sheet.len) {
        if (!strchr("uU@/", sheet.ptr[*at])) {
            ++*at;
            continue;
        }
        str rest = str_slice(sheet, *at, sheet.len);
        if (str_starts(rest, STR("/*"))) {
            size_t end = find_from(sheet, *at + 2, STR("*/"));
            *at = end == SIZE_MAX ? sheet.len : end + 2;
        } else if (str_starts_nocase(rest, STR("url(")) || str_starts_nocase(rest, STR("@import"))) {
            if (take_url(sheet, at, url, is_import))
                return true;
        } else {
            ++*at;
        }
    }
    return false;
}
