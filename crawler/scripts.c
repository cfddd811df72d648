/* SPDX-License-Identifier: MIT */
/* Inline scripts: those that treat search engines apart, those that send everybody elsewhere, and the links they write.
 */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"
#include "crawler/url.h"
#include "links.h"
#include "literals.h"
#include "reading.h"
#include "script_scan.h"
#include <string.h>

enum { SHELL_CHARS = 200, MOST_SCRIPTS = 50, MOST_DECODED = 256 * 1024 };

/* Data and templates in script elements are no scripts. */
static bool is_script(const struct node *n)
{
    str type = str_trim(node_attr(n, "type"));
    return node_is(n, "script") && (!type.len || str_has_nocase(type, STR("javascript")) ||
                                    str_eq_nocase(type, STR("module")) || str_has_nocase(type, STR("ecmascript")));
}

/* Characters of String.fromCharCode(104,116,…) put behind the text they stand in. */
static str with_char_codes(struct arena *a, str code)
{
    size_t at = str_find(code, STR("fromCharCode("));
    if (at == SIZE_MAX)
        return code;
    char *out = arena_new(a, char, code.len * 2 + 2);
    memcpy(out, code.ptr, code.len);
    size_t len = code.len;
    out[len++] = '\n';
    for (at += sizeof "fromCharCode(" - 1; at < code.len && code.ptr[at] != ')';) {
        unsigned value = 0;
        while (ascii_digit_at(code, at) && value < 1000)
            value = value * 10 + (unsigned)(code.ptr[at++] - '0');
        if (value >= 0x20 && value < 0x7F)
            out[len++] = (char)value;
        while (at < code.len && code.ptr[at] != ')' && (!ascii_is_digit(code.ptr[at]) || value >= 1000)) {
            at++;
            value = 0;
        }
    }
    return (str){ out, len };
}

static str decode(struct arena *a, str code)
{
    code = str_slice(code, 0, MOST_DECODED);
    if (str_has(code, STR("\\x")) || str_has(code, STR("\\u")))
        code = script_unescape(a, code);
    return with_char_codes(a, code);
}

/* Names of search engines, as a string of their own or as their crawlers call themselves. */
static bool names_engines(str code)
{
    static const char *const crawlers[] = { "spider", "googlebot", "bingbot", "yisouspider", "sogou web" };
    static const char *const engines[] = { "baidu", "sogou",  "soso",   "google", "bing",
                                           "360",   "so.com", "haosou", "yahoo",  "sm.cn" };
    for (size_t i = 0; i < ARRAY_LEN(crawlers); i++)
        if (str_has_nocase(code, str_from(crawlers[i])))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(engines); i++)
        for (size_t at, from = 0; from < code.len; from += at + 1) {
            at = str_find_nocase(str_slice(code, from, code.len), str_from(engines[i]));
            if (at == SIZE_MAX)
                break;
            char before = from + at ? code.ptr[from + at - 1] : ' ';
            size_t end = from + at + strlen(engines[i]);
            bool quoted = strchr("\"'/|(.", before) && end < code.len && strchr("\"'/|).", code.ptr[end]);
            if (quoted && !(before == '.' && code.ptr[end] == '.')) /* hm.baidu.com counts visitors */
                return true;
        }
    return false;
}

static bool assigns_title(str code)
{
    size_t at = str_find(code, STR("document.title"));
    str rest = at == SIZE_MAX ? (str){ 0 } : str_trim(str_slice(code, at + strlen("document.title"), code.len));
    return rest.len > 1 && rest.ptr[0] == '=' && rest.ptr[1] != '=';
}

/* Where the script goes: what it sets location to, or else the first address beside the word location. */
static str jump_of(struct reading *r, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    while (script_next(&s, &act)) {
        if (!script_is_location(&act))
            continue;
        str value = script_string(r->arena, code, act.value);
        struct url_ref ref = value.len ? reading_resolve(r, value) : (struct url_ref){ .problem = LINK_PLACEHOLDER };
        if (ref.problem == LINK_FINE && !memchr(value.ptr, SCRIPT_VARIABLE, value.len))
            return ref.address;
    }
    size_t at = str_find(code, STR("http"));
    if (!str_has(code, STR("location")) || at == SIZE_MAX || at == 0 || !strchr("\"'", code.ptr[at - 1]))
        return (str){ 0 };
    str rest = str_slice(code, at, code.len);
    str href = str_slice(rest, 0, str_find(rest, str_slice(code, at - 1, at)));
    struct url_ref ref = reading_resolve(r, href);
    return ref.problem == LINK_FINE ? ref.address : (str){ 0 };
}

/* `i`: the script element. */
static void note_suspicious(struct reading *r, uint32_t i, str code)
{
    str plain = decode(r->arena, code);
    struct script_fact fact = {
        .asks_crawler = str_has_nocase(plain, STR("userAgent")) && names_engines(plain),
        .asks_referrer = str_has_nocase(plain, STR("referrer")),
    };
    if (!fact.asks_crawler && !fact.asks_referrer)
        return;
    fact.sets_title = assigns_title(plain);
    fact.jumps_to = reading_cut(jump_of(r, plain));
    fact.place = tree_place(r->arena, r->tree, i);
    bool telling = fact.asks_crawler || fact.sets_title || fact.jumps_to.len;
    if (telling && r->page->scripts.count < MOST_SCRIPTS)
        *arena_push(r->arena, &r->page->scripts) = fact;
}

/* "/include/header.html #menu": a piece of markup that every visitor's browser puts into the page. */
static void read_include(struct reading *r, uint32_t script, const struct script_act *act, str code)
{
    static const char *const calls[] = { "load", "$.get", "jQuery.get" };
    static const char *const pieces[] = { ".html", ".htm", ".shtml" };
    bool loads = false, markup = false;
    for (size_t i = 0; i < ARRAY_LEN(calls); i++)
        loads = loads || str_eq(act->name, str_from(calls[i]));
    if (!act->is_call || !loads)
        return;
    str address = str_trim(script_string(r->arena, code, act->value));
    address = str_slice(address, 0, str_find(address, STR(" ")));
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++)
        markup = markup || str_ends_nocase(str_slice(address, 0, str_find(address, STR("?"))), str_from(pieces[i]));
    if (markup && !memchr(address.ptr, SCRIPT_VARIABLE, address.len))
        links_add(r, LINK_FRAME, script, address, (str){ 0 });
}

static void read_includes(struct reading *r, uint32_t script, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    if (!script_fetches(code))
        return;
    while (script_next(&s, &act)) {
        if (!script_is_conditional(&s, &act))
            read_include(r, script, &act, code);
    }
}

/* A page that shows nothing and always goes elsewhere is a redirect. */
static void read_jump(struct reading *r, uint32_t script, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    while (script_next(&s, &act)) {
        bool delayed = act.is_call && script_name_is(act.name, "setTimeout");
        if ((!delayed && !script_is_location(&act)) || script_is_conditional(&s, &act))
            continue;
        str value = str_trim(script_string(r->arena, code, act.value));
        if (delayed)
            value = script_opens(r->arena, value);
        if (!value.len || memchr(value.ptr, SCRIPT_VARIABLE, value.len))
            continue;
        links_add(r, LINK_LOCATION, script, value, (str){ 0 });
        return;
    }
}

void scripts_read(struct reading *r)
{
    const struct tree *t = r->tree;
    bool is_shell = r->page->visible_chars < SHELL_CHARS;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (is_shell && node_is(n, "body") && node_has_attr(n, "onload"))
            read_jump(r, i, node_attr(n, "onload"));
        if (!is_script(n))
            continue;
        for (uint32_t k = i + 1; k < n->end; k++) {
            str code = t->nodes[k].text;
            note_suspicious(r, i, code);
            links_written(r, i, code);
            read_includes(r, i, code);
            if (script_fetches(code) || str_has(code, STR("document.write")) || str_has(code, STR("innerHTML")))
                r->page->js |= JS_WRITES;
            if (is_shell)
                read_jump(r, i, code);
        }
    }
}
