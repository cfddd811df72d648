/* SPDX-License-Identifier: MIT */
/* Next pages that only scripts know: TRS page functions and variables, Hanweb dataproxy addresses. */
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"
#include "literals.h"
#include "pager.h"
#include <inttypes.h>

enum { CALL_ARGUMENTS = 8, CALL_LEN = 400, PAGES_MAX = 100000 };

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
        int64_t from = first ? 1 : 0; /* the form with an element's name counts pages and files from 1 */
        *out = (struct trs_pages){ .count = args[first].number,
                                   .current = args[first + 1].number - from,
                                   .second = from + 1,
                                   .name = args[first + 2].text,
                                   .ext = args[first + 3].text };
        return true;
    }
    return false;
}

/* Pager({size:25, current:0, prefix:'index', suffix:'htm'}) */
static bool read_object(struct arena *a, str script, struct trs_pages *out)
{
    size_t at = str_find(script, STR("Pager({"));
    if (at == SIZE_MAX)
        return false;
    str object = str_slice(script, at, at + CALL_LEN);
    object = str_slice(object, 0, str_find(object, STR("}")));
    *out = (struct trs_pages){ .count = script_number(a, object, STR("size")),
                               .current = script_number(a, object, STR("current")),
                               .second = 1,
                               .name = script_word(a, object, STR("prefix")),
                               .ext = script_word(a, object, STR("suffix")) };
    return out->count >= 0 && out->current >= 0 && out->name.len && out->ext.len;
}

/* "index" of /tz/ and /tz/index_2.html, "list_55" of /tz/list_55.shtml: the name this page's fellows go by. */
static bool own_name(const struct reading *r, int64_t current, str *name, str *ext)
{
    str address = r->page->address, file = str_slice(address, str_find_last(address, STR("/")) + 1, address.len);
    size_t dot = str_find_last(file, STR("."));
    if (!file.len || dot == SIZE_MAX || str_has(file, STR("?")))
        return false;
    *ext = str_slice(file, dot + 1, file.len);
    *name = str_slice(file, 0, dot);
    str number = str_fmt(r->arena, "_%lld", (long long)current);
    if (current > 0 && str_ends(*name, number))
        name->len -= number.len;
    return str_starts_nocase(*ext, STR("htm")) || str_eq_nocase(*ext, STR("shtml"));
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
    *out = (struct trs_pages){ .count = count,
                               .current = current < 0 ? 0 : current,
                               .second = 1,
                               .name = STR("index"),
                               .ext = shtml ? STR("shtml")
                                      : htm ? STR("htm")
                                            : STR("html") };
    str name, ext;
    if (own_name(r, out->current, &name, &ext) && str_has(script, name)) {
        out->name = name;
        out->ext = ext;
    }
    return true;
}

/* var m_nRecordCount = "1080"; var m_nCurrPage = 0; var m_nPageSize = 20: the catalogue pages of TRS */
static bool read_records(struct reading *r, str script, struct trs_pages *out)
{
    int64_t records = script_number(r->arena, script, STR("m_nRecordCount"));
    int64_t size = script_number(r->arena, script, STR("m_nPageSize"));
    int64_t current = script_number(r->arena, script, STR("m_nCurrPage"));
    if (records < 0 || size < 1 || current < 0)
        return false;
    *out = (struct trs_pages){ .count = (records + size - 1) / size, .current = current, .second = 1 };
    return own_name(r, current, &out->name, &out->ext);
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
        str file = i ? str_fmt(r->arena, "%.*s_%" PRId64 ".%.*s", STR_ARG(p->name), i - 1 + second, STR_ARG(p->ext))
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

static int64_t largest(struct arena *a, str script, const str *names, size_t count)
{
    int64_t most = -1;
    for (size_t i = 0; i < count; i++) {
        int64_t n = str_has(script, names[i]) ? script_number(a, script, names[i]) : -1;
        most = n > most ? n : most;
    }
    return most;
}

/* What any other pager is told of its number: {totalPage: 20}, var pageCount = 14, totalCount = 623. */
static int64_t told_pages(const struct reading *r, str script)
{
    static const str pages[] = { STR_INIT("totalPage"), STR_INIT("totalPages"), STR_INIT("pageCount"),
                                 STR_INIT("pageTotal"), STR_INIT("totalpage"),  STR_INIT("pagecount"),
                                 STR_INIT("PageCount") };
    static const str items[] = { STR_INIT("m_nRecordCount"), STR_INIT("totalRecord"), STR_INIT("totalCount"),
                                 STR_INIT("recordCount"),    STR_INIT("totalSize"),   STR_INIT("RecordCount") };
    int64_t count = largest(r->arena, script, pages, ARRAY_LEN(pages)), rows = 0;
    for (size_t i = 0; i < r->page->lists.count; i++)
        rows += r->page->lists.items[i].main ? r->page->lists.items[i].count : 0;
    int64_t all = rows && count < 0 ? largest(r->arena, script, items, ARRAY_LEN(items)) : -1;
    count = all > rows ? (all + rows - 1) / rows : count;
    return count < PAGES_MAX ? count : -1;
}

/* The pager is another's: it goes where its own function says, and if that is not known, there is more than was read.
 */
static void use_told(struct reading *r, str script)
{
    struct page_facts *page = r->page;
    int64_t pages = page->page_count ? -1 : told_pages(r, script);
    if (pages < 2 || !pager_has_main_rows(page))
        return;
    page->page_count = (uint32_t)pages;
    for (int64_t n = 2; n <= pages && n <= LIMIT_PAGER_PAGES; n++) {
        str address = pager_callback(r->arena, script, n);
        if (!address.len)
            return;
        pager_add(r, address);
        page->pager = PAGER_LINKS;
    }
}

/* <div id="pageDec" pagesize="24" pagecount="51"></div>, which a script file turns into a pager. */
static void use_attributes(struct reading *r, const struct node *n)
{
    static const char *const names[] = { "pagecount", "data-pagecount", "data-page-count", "totalpage",
                                         "data-total-page" };
    for (size_t i = 0; n->attr_count && i < ARRAY_LEN(names); i++) {
        int64_t pages;
        bool told = str_to_int(str_trim(node_attr(n, names[i])), &pages) && pages > 1 && pages < PAGES_MAX;
        if (told && !r->page->page_count && pager_has_main_rows(r->page))
            r->page->page_count = (uint32_t)pages;
    }
}

static bool read_trs(struct reading *r, str bare, struct trs_pages *pages)
{
    static const str functions[] = { STR_INIT("createPageHTML"), STR_INIT("createPage"), STR_INIT("createPageHtml") };
    for (size_t k = 0; k < ARRAY_LEN(functions); k++) {
        if (read_call(r->arena, bare, functions[k], pages))
            return true;
    }
    return read_variables(r, bare, pages) || read_object(r->arena, bare, pages) || read_records(r, bare, pages);
}

void pager_scripts(struct reading *r)
{
    static const str words[] = { STR_INIT("createPage"), STR_INIT("countPage"), STR_INIT("Pager({"),
                                 STR_INIT("m_nRecordCount") };
    const struct tree *t = r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (n->kind == NODE_ELEMENT)
            use_attributes(r, n);
        if (n->kind != NODE_TEXT || !node_is(&t->nodes[n->parent], "script"))
            continue;
        struct trs_pages pages;
        bool trs = str_has_any(n->text, words, ARRAY_LEN(words));
        if (trs && read_trs(r, script_bare(r->arena, n->text), &pages))
            use_trs(r, &pages);
        else
            use_told(r, n->text);
        if (str_has(n->text, STR("dataproxy.jsp")) && !pager_has_main_rows(r->page))
            use_dataproxy(r, n->text);
    }
}
