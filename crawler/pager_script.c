/* SPDX-License-Identifier: MIT */
/* Next pages that only scripts know: TRS page functions and variables, Hanweb dataproxy addresses. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"
#include "literals.h"
#include "pager.h"

enum { CALL_ARGUMENTS = 8, CALL_LEN = 400 };

struct argument {
    str text; /* of a literal */
    int64_t number;
    bool is_number;
};

struct trs_pages {
    int64_t count, current; /* current from 0 */
    int64_t second;         /* number in the second page's file: index_1 of TRS, list_2 of UCAP */
    str name, ext;
};

/* Arguments of the call whose opening bracket is behind `at`: numbers and literals, others are skipped. */
static size_t read_arguments(struct arena *a, str script, size_t at, struct argument out[CALL_ARGUMENTS])
{
    size_t count = 0;
    while (at < script.len && script.ptr[at] != ')' && count < CALL_ARGUMENTS) {
        char c = script.ptr[at];
        if (c == '"' || c == '\'') {
            size_t before;
            if (!literal_next(a, script, &at, &out[count].text, &before))
                break;
            out[count].is_number = str_to_int(out[count].text, &out[count].number);
            count++;
        } else if (ascii_is_digit(c)) {
            size_t end = at;
            while (ascii_digit_at(script, end))
                end++;
            out[count].is_number = str_to_int(str_slice(script, at, end), &out[count].number);
            count++;
            at = end;
        } else {
            at++;
        }
    }
    return count;
}

/* createPageHTML(18, 0, "index", "html"), createPageHTML('div', 18, 1, 'index', 'html', 270) */
static bool read_call(struct arena *a, str script, str function, struct trs_pages *out)
{
    for (size_t at = 0; at < script.len;) {
        size_t hit = str_find(str_slice(script, at, script.len), function);
        if (hit == SIZE_MAX)
            return false;
        size_t start = at + hit;
        at = start + function.len;
        while (at < script.len && ascii_is_space(script.ptr[at]))
            at++;
        str head = str_trim(str_slice(script, 0, start));
        if (at >= script.len || script.ptr[at] != '(' || str_ends(head, STR("function")))
            continue;
        struct argument args[CALL_ARGUMENTS] = { 0 };
        size_t count = read_arguments(a, str_slice(script, 0, at + CALL_LEN), at + 1, args),
               first = count && !args[0].is_number ? 1 : 0;
        if (count < first + 4 || !args[first].is_number || !args[first + 1].is_number || args[first + 2].is_number)
            continue;
        int64_t from = first ? 1 : 0; /* the form with an element's name counts pages from 1 */
        *out = (struct trs_pages){ args[first].number, args[first + 1].number - from, from + 1, args[first + 2].text,
                                   args[first + 3].text };
        return true;
    }
    return false;
}

/* var currentPage = 0; var countPage = 56 */
static bool read_variables(struct reading *r, str script, struct trs_pages *out)
{
    if (!str_has(script, STR("countPage")))
        return false;
    int64_t count = script_number(r->arena, script, STR("countPage"));
    int64_t current = script_number(r->arena, script, STR("currentPage"));
    if (count < 0)
        return false;
    bool shtml = str_has(script, STR("shtml")) || str_ends(r->page->address, STR(".shtml"));
    bool htm = !str_has(script, STR("html")) && str_has(script, STR("htm"));
    *out = (struct trs_pages){ count, current < 0 ? 0 : current, 1, STR("index"),
                               shtml ? STR("shtml")
                               : htm ? STR("htm")
                                     : STR("html") };
    return true;
}

/* A later page proves by its own address how its site counts: list_2 that calls itself the second page. */
static int64_t number_of_second(const struct reading *r, const struct trs_pages *p)
{
    str head = str_fmt(r->arena, "/%.*s_", STR_ARG(p->name));
    size_t at = str_find_last(r->page->address, head), from = at + head.len;
    size_t digits = at == SIZE_MAX ? 0 : ascii_digits_at(r->page->address, from);
    int64_t own;
    bool tells = digits && p->current > 0 && str_to_int(str_slice(r->page->address, from, from + digits), &own);
    return tells && (own == p->current || own == p->current + 1) ? own - p->current + 1 : p->second;
}

static void use_trs(struct reading *r, const struct trs_pages *p)
{
    struct page_facts *page = r->page;
    int64_t second = number_of_second(r, p);
    page->pager = PAGER_TRS;
    page->page_count = p->count > 0 && p->count < UINT32_MAX ? (uint32_t)p->count : 0;
    page->page_number = p->current >= 0 && p->current < p->count ? (uint32_t)p->current + 1 : 0;
    for (int64_t i = 0; i < p->count && i <= LIMIT_PAGER_PAGES; i++) {
        if (i == p->current)
            continue;
        str file =
            i ? str_fmt(r->arena, "%.*s_%lld.%.*s", STR_ARG(p->name), (long long)(i - 1 + second), STR_ARG(p->ext))
              : str_fmt(r->arena, "%.*s.%.*s", STR_ARG(p->name), STR_ARG(p->ext));
        pager_add(r, file);
    }
}

/* Has letters and digits at once behind "name=", not a variable to be filled in. */
static bool has_value(str address, str name)
{
    size_t at = str_find(address, name);
    if (at == SIZE_MAX)
        return false;
    at += name.len;
    return at < address.len && address.ptr[at] != '&' && ascii_is_alnum(address.ptr[at]);
}

/* A dataproxy address written out whole: page 1 of the items, which are not in this HTML. */
static void use_dataproxy(struct reading *r, str script)
{
    str value;
    size_t at = 0, before;
    while (literal_next(r->arena, script, &at, &value, &before)) {
        if (!str_has(value, STR("dataproxy.jsp?")) || !has_value(value, STR("columnid=")) ||
            !has_value(value, STR("unitid=")))
            continue;
        if (has_value(value, STR("page="))) {
            pager_add(r, value);
        } else {
            size_t mark = str_find(value, STR("dataproxy.jsp?")) + STR("dataproxy.jsp?").len;
            str head = str_slice(value, 0, mark), tail = str_slice(value, mark, value.len);
            pager_add(r, str_fmt(r->arena, "%.*spage=1&%.*s", STR_ARG(head), STR_ARG(tail)));
        }
        r->page->pager = PAGER_DATASTORE;
    }
}

void pager_scripts(struct reading *r)
{
    static const str functions[] = { STR_INIT("createPageHTML"), STR_INIT("createPage"), STR_INIT("createPageHtml") };
    const struct tree *t = r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind != NODE_TEXT || !node_is(&t->nodes[n->parent], "script"))
            continue;
        struct trs_pages pages;
        bool trs = str_has(n->text, STR("createPage")) || str_has(n->text, STR("countPage"));
        str bare = trs ? script_bare(r->arena, n->text) : (str){ 0 };
        bool found = false;
        for (size_t k = 0; trs && k < ARRAY_LEN(functions) && !found; k++)
            found = read_call(r->arena, bare, functions[k], &pages);
        if (found || (trs && read_variables(r, bare, &pages)))
            use_trs(r, &pages);
        if (str_has(n->text, STR("dataproxy.jsp")) && !pager_has_main_rows(r->page))
            use_dataproxy(r, n->text);
    }
}
