/* SPDX-License-Identifier: MIT */
/* Address shapes of the common content systems (TRS, Hanweb, UCAP, VSB and their like), by hand: no pattern is needed.
 */
#include "address.h"
#include "core/ascii.h"

static size_t host_start(str address)
{
    size_t at = str_find(address, STR("://"));
    return at == SIZE_MAX ? SIZE_MAX : at + 3;
}

static size_t path_start(str address)
{
    size_t i = host_start(address);
    if (i == SIZE_MAX)
        return SIZE_MAX;
    while (i < address.len && address.ptr[i] != '/' && address.ptr[i] != '?' && address.ptr[i] != '#')
        i++;
    return i;
}

str address_host(str address)
{
    size_t from = host_start(address);
    return from == SIZE_MAX ? STR("") : str_slice(address, from, path_start(address));
}

str address_path(str address)
{
    size_t from = path_start(address);
    if (from == SIZE_MAX || from >= address.len || address.ptr[from] != '/')
        return STR("/");
    size_t to = from;
    while (to < address.len && address.ptr[to] != '?' && address.ptr[to] != '#')
        to++;
    return str_slice(address, from, to);
}

static size_t last_slash(str path)
{
    size_t i = path.len;
    while (i > 0 && path.ptr[i - 1] != '/')
        i--;
    return i;
}

str address_folder(str address)
{
    str path = address_path(address);
    return str_slice(path, 0, last_slash(path));
}

str address_file(str address)
{
    str path = address_path(address);
    return str_slice(path, last_slash(path), path.len);
}

/* Letters after the last dot of the file; empty if there are none. */
str address_ext(str address)
{
    str file = address_file(address);
    size_t dot = str_find_last(file, STR("."));
    return dot == SIZE_MAX ? STR("") : str_slice(file, dot + 1, file.len);
}

static bool is_default_file(str file)
{
    static const str stems[] = { STR_INIT("index"), STR_INIT("default"), STR_INIT("main"), STR_INIT("home") };
    size_t dot = str_find(file, STR("."));
    if (dot == SIZE_MAX)
        return false;
    str stem = str_slice(file, 0, dot), ext = str_slice(file, dot + 1, file.len);
    bool page = ext.len >= 2 && ext.len <= 5 && !str_has(ext, STR("."));
    for (size_t i = 0; page && i < ARRAY_LEN(stems); i++) {
        if (str_eq_nocase(stem, stems[i]))
            return true;
    }
    return false;
}

static str address_query(str address)
{
    size_t mark = str_find(address, STR("?"));
    str rest = mark == SIZE_MAX ? STR("") : str_slice(address, mark + 1, address.len);
    return str_slice(rest, 0, str_find(rest, STR("#")));
}

/* The page a program is asked for stands in its query; a page at rest does not read it, and some keys only count
 * visitors or defeat caches. */
bool address_query_names_page(str address)
{
    static const str idle[] = {
        STR_INIT("v"),    STR_INIT("ver"),           STR_INIT("version"), STR_INIT("t"),    STR_INIT("time"),
        STR_INIT("rand"), STR_INIT("rnd"),           STR_INIT("random"),  STR_INIT("from"), STR_INIT("spm"),
        STR_INIT("lang"), STR_INIT("timestamp"),     STR_INIT("_"),       STR_INIT("wd"),   STR_INIT("tdsourcetag"),
        STR_INIT("r"),    STR_INIT("isappinstalled")
    };
    static const str at_rest[] = { STR_INIT("html"), STR_INIT("htm"), STR_INIT("shtml"), STR_INIT("xhtml") };
    str rest = address_query(address), pair, ext = address_ext(address);
    if (str_is_any_nocase(ext, at_rest, ARRAY_LEN(at_rest)))
        return false;
    while (rest.len && str_cut(&rest, '&', &pair)) {
        size_t equal = str_find(pair, STR("="));
        if (equal != SIZE_MAX && equal > 0 && equal + 1 < pair.len &&
            !str_is_any_nocase(str_slice(pair, 0, equal), idle, ARRAY_LEN(idle)))
            return true;
    }
    return false;
}

bool address_is_root(str address)
{
    str file = address_file(address);
    return address_folder(address).len == 1 && (file.len == 0 || is_default_file(file)) &&
           !address_query_names_page(address);
}

static size_t hex_at(str s, size_t from)
{
    size_t n = 0;
    while (from + n < s.len && ascii_hex_value(s.ptr[from + n]) >= 0)
        n++;
    return n;
}

/* t20260512_2282789 at the start of a file name: its length, or 0. */
static size_t trs_stem(str file)
{
    if (file.len < 11 || (file.ptr[0] != 't' && file.ptr[0] != 'T') || ascii_digits_at(file, 1) != 8 ||
        file.ptr[9] != '_')
        return 0;
    size_t id = ascii_digits_at(file, 10);
    return id ? 10 + id : 0;
}

static bool folder_ends_in_date(str folder)
{
    size_t n = 0;
    while (n + 1 < folder.len && ascii_is_digit(folder.ptr[folder.len - 2 - n]))
        n++;
    return n == 6 || n == 8;
}

/* /2026/1102/c1234a5678/ of WebPlus: the folder is the article. */
static bool is_column_and_article(str folder)
{
    str inner = str_slice(folder, 0, folder.len - 1);
    str last = str_slice(inner, last_slash(inner), inner.len);
    size_t column = last.len && last.ptr[0] == 'c' ? ascii_digits_at(last, 1) : 0;
    if (column == 0 || 1 + column >= last.len || last.ptr[1 + column] != 'a')
        return false;
    return 2 + column + ascii_digits_at(last, 2 + column) == last.len;
}

static bool says_show(str word)
{
    static const str words[] = { STR_INIT("show"), STR_INIT("view"), STR_INIT("detail"), STR_INIT("read") };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_has_nocase(word, words[i]))
            return true;
    }
    return false;
}

/* A program that shows one thing by its number: shownews.asp?id=12, index.php?c=index&a=show&id=12. */
static bool shows_by_number(str address)
{
    str rest = address_query(address), pair;
    bool numbered = false, shows = says_show(address_file(address));
    while (rest.len && str_cut(&rest, '&', &pair)) {
        size_t equal = str_find(pair, STR("="));
        if (equal == SIZE_MAX)
            continue;
        str key = str_slice(pair, 0, equal), value = str_slice(pair, equal + 1, pair.len);
        numbered |= value.len > 0 && ascii_digits_at(value, 0) == value.len && str_ends_nocase(key, STR("id"));
        shows |= (str_eq(key, STR("a")) || str_eq(key, STR("action"))) && says_show(value);
    }
    return numbered && shows;
}

/* /Item/12.aspx, /show/12.html, /content/article/12 */
static bool folder_shows(str folder)
{
    static const str names[] = { STR_INIT("item"), STR_INIT("show"), STR_INIT("view"), STR_INIT("article"),
                                 STR_INIT("detail") };
    str inner = str_slice(folder, 0, folder.len - 1);
    return str_is_any_nocase(str_slice(inner, last_slash(inner), inner.len), names, ARRAY_LEN(names));
}

bool address_is_article(str address)
{
    static const str starts[] = { STR_INIT("art_"), STR_INIT("post_"),  STR_INIT("doc_"), STR_INIT("content_"),
                                  STR_INIT("ARTI"), STR_INIT("pnidpv"), STR_INIT("c_") };
    str file = address_file(address), folder = address_folder(address);
    if (trs_stem(file))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        size_t after = starts[i].len;
        if (str_starts(file, starts[i]) && file.len > after && hex_at(file, after) > 0)
            return true;
    }
    if (hex_at(file, 0) == 32 || (str_starts(file, STR("content.")) && str_has(folder, STR("/c"))))
        return true;
    size_t number = ascii_digits_at(file, 0);
    if (number > 0 && (number == file.len || file.ptr[number] == '.') && folder_shows(folder))
        return true;
    if (is_column_and_article(folder) || shows_by_number(address))
        return true;
    bool numbered = number > 0 && number < file.len && file.ptr[number] == '.';
    return numbered && (str_has(folder, STR("/info/")) || folder_ends_in_date(folder));
}

bool address_is_file(str address)
{
    static const str exts[] = { STR_INIT("pdf"), STR_INIT("doc"),  STR_INIT("docx"), STR_INIT("xls"), STR_INIT("xlsx"),
                                STR_INIT("ppt"), STR_INIT("pptx"), STR_INIT("wps"),  STR_INIT("et"),  STR_INIT("ofd"),
                                STR_INIT("rar"), STR_INIT("zip"),  STR_INIT("7z"),   STR_INIT("txt"), STR_INIT("rtf"),
                                STR_INIT("csv"), STR_INIT("jpg"),  STR_INIT("jpeg"), STR_INIT("png"), STR_INIT("gif"),
                                STR_INIT("bmp"), STR_INIT("mp3"),  STR_INIT("mp4"),  STR_INIT("flv"), STR_INIT("avi") };
    str ext = address_ext(address);
    for (size_t i = 0; i < ARRAY_LEN(exts); i++) {
        if (str_eq_nocase(ext, exts[i]))
            return true;
    }
    return str_has_nocase(address, STR("downfile.jsp")) || str_has_nocase(address, STR("download.jsp")) ||
           str_has_nocase(address, STR("filename="));
}

bool address_is_list(str address)
{
    static const str marks[] = { STR_INIT("/col/"), STR_INIT("list"),      STR_INIT("channel"), STR_INIT("/column"),
                                 STR_INIT("xxgk"),  STR_INIT("columnid="), STR_INIT("catid=") };
    str path = address_path(address), file = address_file(address);
    if (address_is_article(address) || address_is_file(address))
        return false;
    bool asked = address_query_names_page(address);
    if (!asked && (file.len == 0 || is_default_file(file) || str_starts_nocase(file, STR("index"))))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (str_has_nocase(path, marks[i]) || (asked && str_has_nocase(address_query(address), marks[i])))
            return true;
    }
    return str_eq_nocase(address_ext(address), STR("htm")) && !ascii_digits_at(file, 0); /* VSB: xwzx/tzgg.htm */
}

static int number_at(str s, size_t from, size_t len)
{
    int n = 0;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (s.ptr[from + i] - '0');
    return n;
}

static day plausible(int year, int month, int dom)
{
    return year >= 1995 && year <= 2099 ? day_make(year, month, dom) : DAY_NONE;
}

/* /2026/8/3/ , /2026-08-03/ , /2026-08/03/ */
static day date_of_folders(str path)
{
    for (size_t i = 0; i + 1 < path.len; i++) {
        if (path.ptr[i] != '/' || ascii_digits_at(path, i + 1) != 4)
            continue;
        size_t at = i + 5, m, d;
        if (at >= path.len || (path.ptr[at] != '/' && path.ptr[at] != '-') || !(m = ascii_digits_at(path, at + 1)) ||
            m > 2)
            continue;
        size_t next = at + 1 + m;
        if (next >= path.len || (path.ptr[next] != '/' && path.ptr[next] != '-') ||
            !(d = ascii_digits_at(path, next + 1)) || d > 2)
            continue;
        return plausible(number_at(path, i + 1, 4), number_at(path, at + 1, m), number_at(path, next + 1, d));
    }
    return DAY_NONE;
}

static str number_behind(str text, str mark, str follows)
{
    size_t at = str_find(text, mark);
    size_t from = at == SIZE_MAX ? 0 : at + mark.len, digits = at == SIZE_MAX ? 0 : ascii_digits_at(text, from);
    bool fits = digits && str_starts(str_slice(text, from + digits, text.len), follows);
    return fits ? str_slice(text, from, from + digits) : STR("");
}

str address_column_number(str address)
{
    static const struct {
        str mark, follows;
    } forms[] = { { STR_INIT("/col/col"), STR_INIT("/") },
                  { STR_INIT("/art_"), STR_INIT("_") },
                  { STR_INIT("catid="), STR_INIT("") } };
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        str number = number_behind(address, forms[i].mark, forms[i].follows);
        if (number.len)
            return number;
    }
    str folder = address_folder(address), inner = str_slice(folder, 0, folder.len - 1);
    str last = str_slice(inner, last_slash(inner), inner.len);
    if (is_column_and_article(folder))
        return number_behind(last, STR("c"), STR("a"));
    bool list = ascii_digits_at(last, 0) == last.len && str_starts(address_file(address), STR("list"));
    return list ? last : STR("");
}

day address_date(str address)
{
    str file = address_file(address), path = address_path(address);
    if (trs_stem(file))
        return plausible(number_at(file, 1, 4), number_at(file, 5, 2), number_at(file, 7, 2));
    day found = date_of_folders(path);
    for (size_t i = 0; !day_known(found) && i + 9 < path.len; i++) {
        if (path.ptr[i] == '/' && ascii_digits_at(path, i + 1) == 8 && path.ptr[i + 9] == '/')
            found = plausible(number_at(path, i + 1, 4), number_at(path, i + 5, 2), number_at(path, i + 7, 2));
    }
    return found;
}

str address_canon(struct arena *a, str address)
{
    str host = address_host(address), folder = address_folder(address), file = address_file(address);
    if (host.len == 0)
        return address;
    if (str_starts(host, STR("www.")))
        host = str_slice(host, 4, host.len);
    size_t query = str_find(address, STR("?"));
    str tail = query == SIZE_MAX ? STR("") : str_slice(address, query, address.len);
    if (is_default_file(file) && tail.len == 0)
        file = STR("");
    return str_fmt(a, "%.*s%.*s%.*s%.*s", STR_ARG(host), STR_ARG(folder), STR_ARG(file), STR_ARG(tail));
}

str address_item_key(struct arena *a, str address)
{
    str file = address_file(address);
    size_t stem = trs_stem(file);
    return stem ? str_slice(file, 0, stem) : address_canon(a, address);
}
