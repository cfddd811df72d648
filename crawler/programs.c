/* SPDX-License-Identifier: MIT */
/* Which scripts a list page runs: files by their addresses, inline ones by the functions they call. Two pages of one
 * template run the same, and what one shows without its scripts the other would show too. */
#include "core/arena.h"
#include "core/text.h"
#include "reading.h"
#include "script_scan.h"
#include <string.h>

enum { MOST_PROGRAMS = 64, LONGEST_PROGRAM = 120 };

static void add_program(struct reading *r, str name)
{
    struct page_facts *p = r->page;
    name = str_slice(name, 0, LONGEST_PROGRAM);
    for (size_t i = 0; i < p->programs.count; i++) {
        if (str_eq(p->programs.items[i], name))
            return;
    }
    if (name.len && p->programs.count < MOST_PROGRAMS)
        *arena_push(r->arena, &p->programs) = name;
}

static bool is_word_of_language(str name)
{
    static const char *const words[] = { "if", "for", "while", "switch", "function", "catch", "return" };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_eq(name, str_from(words[i])))
            return true;
    }
    return false;
}

static void add_calls(struct reading *r, str code)
{
    struct script_scan s = { .code = code };
    struct script_act act;
    while (r->page->programs.count < MOST_PROGRAMS && script_next(&s, &act)) {
        if (act.is_call && !is_word_of_language(act.name))
            add_program(r, act.name);
    }
}

/* document.getElementById("box").innerHTML = …: what it fills tells it from another. */
static void add_fillings(struct reading *r, str code)
{
    static const str words[] = { STR_INIT("innerHTML"), STR_INIT("outerHTML"), STR_INIT("insertAdjacentHTML") };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        for (size_t at = 0; at < code.len;) {
            size_t hit = str_find(str_slice(code, at, code.len), words[i]);
            if (hit == SIZE_MAX)
                break;
            size_t from = at + hit, end = from + words[i].len;
            while (from > at && !strchr(";{}\n", code.ptr[from - 1]) && end - from < LONGEST_PROGRAM)
                from--;
            add_program(r, str_trim(str_slice(code, from, end)));
            at = end;
        }
    }
}

void programs_read(struct reading *r)
{
    const struct tree *t = r->tree;
    if (r->body || page_tag(r->page, "ArticleTitle", NULL).len)
        return;
    for (size_t i = 0; i < r->page->links.count; i++) {
        const struct link_fact *l = &r->page->links.items[i];
        str file = str_slice(l->address, 0, str_find(l->address, STR("?")));
        if (l->kind == LINK_SCRIPT)
            add_program(r, file);
    }
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        str type = n->kind == NODE_TEXT ? node_attr(&t->nodes[n->parent], "type") : (str){ 0 };
        bool data = str_has_nocase(type, STR("xml")) || str_has_nocase(type, STR("json"));
        if (n->kind == NODE_TEXT && node_is(&t->nodes[n->parent], "script") && !data) {
            add_calls(r, n->text);
            add_fillings(r, n->text);
        }
    }
}
