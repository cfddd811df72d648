/* SPDX-License-Identifier: MIT */
/* Written references to addresses: classification, resolution against the base (RFC 3986 section 5.2), normal form. */
#include "url_internal.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include <string.h>

/* A reference cut into its parts; `authority` and `query` count only when said to be there. */
struct parts {
    str scheme, authority, path, query, fragment;
    bool has_authority, has_query;
};

static struct url_ref fault(enum link_problem problem)
{
    return (struct url_ref){ .problem = problem };
}

/* "scheme:" at the front, by RFC 3986 section 3.1. */
static bool take_scheme(str *text, str *scheme)
{
    size_t i = 0;
    while (i < text->len &&
           (ascii_is_letter(text->ptr[i]) || (i > 0 && (ascii_is_digit(text->ptr[i]) || text->ptr[i] == '+' ||
                                                        text->ptr[i] == '-' || text->ptr[i] == '.'))))
        i++;
    if (i == 0 || i == text->len || text->ptr[i] != ':')
        return false;
    *scheme = str_slice(*text, 0, i);
    *text = str_slice(*text, i + 1, text->len);
    return true;
}

static bool is_web(str scheme)
{
    return str_eq_nocase(scheme, STR("http")) || str_eq_nocase(scheme, STR("https"));
}

static size_t count_front(str s, const char *set)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] && strchr(set, s.ptr[n]))
        n++;
    return n;
}

/* Cuts everything behind the scheme. */
static struct parts cut_parts(str text)
{
    struct parts p = { 0 };
    const char *hash = text.len ? memchr(text.ptr, '#', text.len) : NULL;
    if (hash) {
        size_t at = (size_t)(hash - text.ptr);
        p.fragment = str_slice(text, at + 1, text.len);
        text.len = at;
    }
    const char *mark = text.len ? memchr(text.ptr, '?', text.len) : NULL;
    if (mark) {
        size_t at = (size_t)(mark - text.ptr);
        p.query = str_slice(text, at + 1, text.len);
        p.has_query = true;
        text.len = at;
    }
    size_t slashes = count_front(text, "/\\");
    if (slashes >= 2) {
        text = str_slice(text, slashes, text.len);
        size_t end = 0;
        while (end < text.len && text.ptr[end] != '/' && text.ptr[end] != '\\')
            end++;
        p.has_authority = true;
        p.authority = str_slice(text, 0, end);
        text = str_slice(text, end, text.len);
    }
    p.path = text;
    return p;
}

/* javascript: that does nothing at all. `code` is what stands behind the scheme. */
static bool is_idle_script(struct arena *a, str code)
{
    static const str idle[] = {
        STR_INIT(""),           STR_INIT("void(0)"),     STR_INIT("void()"),     STR_INIT("void0"),
        STR_INIT("void(null)"), STR_INIT("void('')"),    STR_INIT("void(\"\")"), STR_INIT("void"),
        STR_INIT("0"),          STR_INIT("#"),           STR_INIT("false"),      STR_INIT("null"),
        STR_INIT("undefined"),  STR_INIT("returnfalse"), STR_INIT("''"),         STR_INIT("\"\""),
        STR_INIT("//"),
    };
    char bare[32];
    size_t len = 0;
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        if ((unsigned char)c <= 0x20 || c == ';')
            continue;
        if (str_starts(str_slice(code, i, code.len), STR("%20"))) {
            i += 2;
            continue;
        }
        if (len == sizeof bare)
            return false;
        bare[len++] = c;
    }
    str text = str_lower(a, (str){ bare, len });
    if (str_ends(text, STR("\xef\xbc\x9b"))) /* a full-width semicolon */
        text.len -= 3;
    return str_is_any(text, idle, ARRAY_LEN(idle));
}

/* What a scheme other than http(s) makes of a link. `rest` stands behind the colon. */
static enum link_problem judge_scheme(struct arena *a, str scheme, str rest)
{
    static const str slips[] = {
        /* slips of the pen for http and https */
        STR_INIT("htp"),    STR_INIT("http."), STR_INIT("htttp"),  STR_INIT("hhttp"),   STR_INIT("ttp"),
        STR_INIT("httpp"),  STR_INIT("htpp"),  STR_INIT("hptt"),   STR_INIT("httpss"),  STR_INIT("httsp"),
        STR_INIT("htts"),   STR_INIT("ttps"),  STR_INIT("hhttps"), STR_INIT("htttps"),  STR_INIT("htps"),
        STR_INIT("hppts"),  STR_INIT("hptts"), STR_INIT("thttp"),  STR_INIT("httpa"),   STR_INIT("htttp."),
        STR_INIT("https."), STR_INIT("hyyp"),  STR_INIT("ittp"),   STR_INIT("httpwww"),
    };
    if (str_eq_nocase(scheme, STR("javascript")))
        return is_idle_script(a, rest) ? LINK_PLACEHOLDER : LINK_SCRIPT_ONLY;
    if (str_eq_nocase(scheme, STR("vbscript")))
        return LINK_SCRIPT_ONLY;
    if (scheme.len == 1 || str_eq_nocase(scheme, STR("file")) || str_eq_nocase(scheme, STR("localhost")))
        return LINK_LOCAL; /* C:\…, file:///…, localhost:8080 */
    for (size_t i = 0; i < ARRAY_LEN(slips); i++)
        if (str_eq_nocase(scheme, slips[i]))
            return LINK_MALFORMED;
    if (str_has(scheme, STR(".")) && rest.len && ascii_is_digit(rest.ptr[0]))
        return LINK_MALFORMED; /* www.x.gov.cn:8080/ without its scheme */
    return LINK_OTHER_SCHEME;
}

/* "http" with something else than "://" behind it: a slip no browser repairs ("http//x", "http;//x", "http：//x"). A
 * folder or file named "http…" is none. */
static bool is_torn_http(str text)
{
    static const str colons[] = {
        STR_INIT("\xef\xbc\x9a"), STR_INIT("\xef\xbc\x9b"), STR_INIT(";"), STR_INIT("."), STR_INIT(" :"), STR_INIT("")
    };
    static const str slashes[] = { STR_INIT("//"), STR_INIT("\\\\"), STR_INIT("\xef\xbc\x8f\xef\xbc\x8f") };
    if (!str_starts_nocase(text, STR("http")))
        return false;
    text = str_slice(text, 4, text.len);
    if (str_starts_nocase(text, STR("s")))
        text = str_slice(text, 1, text.len);
    for (size_t i = 0; i < ARRAY_LEN(colons); i++) {
        if (!str_starts(text, colons[i]))
            continue;
        str behind = str_slice(text, colons[i].len, text.len);
        for (size_t k = 0; k < ARRAY_LEN(slashes); k++)
            if (str_starts(behind, slashes[k]))
                return true;
    }
    return str_starts(text, colons[0]) || str_starts(text, colons[4]);
}

/* Host and port out of an authority; user names are dropped. False: malformed. */
static bool read_authority(struct arena *a, str authority, str *host, str *port)
{
    size_t at = str_find_last(authority, STR("@"));
    if (at != SIZE_MAX)
        authority = str_slice(authority, at + 1, authority.len);
    size_t bracket = str_find_last(authority, STR("]"));
    size_t colon = str_find(bracket == SIZE_MAX ? authority : str_slice(authority, bracket, authority.len), STR(":"));
    *port = (str){ 0 };
    if (colon != SIZE_MAX) {
        colon += bracket == SIZE_MAX ? 0 : bracket;
        *port = str_slice(authority, colon + 1, authority.len);
        authority.len = colon;
    }
    int64_t number = 1;
    if (port->len && (!ascii_is_digit(port->ptr[0]) || !str_to_int(*port, &number) || number < 1 || number > 65535))
        return false;
    if (port->len)
        *port = str_fmt(a, "%d", (int)number);
    return url_host_normalise(a, authority, host) && !is_web(*host); /* http://http://… */
}

static bool is_default_port(str scheme, str port)
{
    return str_eq(port, str_eq(scheme, STR("https")) ? STR("443") : STR("80"));
}

/* The reference's path over the base's (RFC 3986 section 5.2.3). */
static str merge_path(struct arena *a, str base_path, str path)
{
    str folder = { 0 };
    if (path.len == 0 || (path.ptr[0] != '/' && path.ptr[0] != '\\')) {
        size_t slash = str_find_last(base_path, STR("/"));
        folder = slash == SIZE_MAX ? STR("/") : str_slice(base_path, 0, slash + 1);
    }
    char *out = arena_new(a, char, folder.len + path.len + 1);
    if (folder.len)
        memcpy(out, folder.ptr, folder.len);
    if (path.len)
        memcpy(out + folder.len, path.ptr, path.len);
    return (str){ out, folder.len + path.len };
}

/* The base, which is an address in normal form (or else nothing can be resolved against it). */
static bool cut_base(struct arena *a, str base, struct parts *out)
{
    str rest = base, scheme;
    if (!take_scheme(&rest, &scheme) || !is_web(scheme) || count_front(rest, "/") < 2)
        return false;
    *out = cut_parts(rest);
    out->scheme = str_lower(a, scheme);
    return true;
}

/* Fills what the reference leaves to the base: the authority first, then path and query. */
static void inherit(struct arena *a, const struct parts *base, struct parts *ref)
{
    ref->authority = base->authority;
    if (ref->path.len) {
        ref->path = merge_path(a, base->path, ref->path);
        return;
    }
    ref->path = base->path;
    if (!ref->has_query) {
        ref->query = base->query;
        ref->has_query = base->has_query;
    }
}

/* The base's own host may be private: a portal in a laboratory links to itself without fault. */
static bool is_foreign_private(struct arena *a, const struct parts *base, str host)
{
    str base_host, base_port;
    if (!url_is_private_host(host))
        return false;
    return !(base->authority.len && read_authority(a, base->authority, &base_host, &base_port) &&
             str_eq(base_host, host));
}

static struct url_ref write_address(struct arena *a, const struct parts *base, const struct parts *ref)
{
    str host, port;
    if (!read_authority(a, ref->authority, &host, &port))
        return fault(LINK_MALFORMED);
    bool plain = port.len == 0 || is_default_port(ref->scheme, port);
    str path = url_repair_path(a, ref->path);
    str query = url_repair_query(a, ref->query);
    const str pieces[] = {
        ref->scheme,
        STR("://"),
        host,
        plain ? (str){ 0 } : STR(":"),
        plain ? (str){ 0 } : port,
        path,
        ref->has_query ? STR("?") : (str){ 0 },
        query,
    };
    struct url_ref out = { .address = str_join(a, pieces, ARRAY_LEN(pieces), (str){ 0 }), .fragment = ref->fragment };
    if (out.address.len > LIMIT_URL_LEN)
        return fault(LINK_TOO_LONG);
    if (is_foreign_private(a, base, host))
        out.problem = LINK_LOCAL;
    return out;
}

/* \\server\share: a Windows share. A dotted public host behind backslashes is only badly written. */
static bool is_share(str text)
{
    if (!str_starts(text, STR("\\\\")))
        return false;
    struct parts p = cut_parts(text);
    return !str_has(p.authority, STR("."));
}

static bool is_placeholder(str text)
{
    return count_front(text, "# \xc2\xa0") == text.len;
}

struct url_ref url_resolve(struct arena *a, str base, str href)
{
    str text = url_repair_ends(href), scheme = { 0 };
    bool too_long = text.len > LIMIT_URL_LEN;
    text = url_repair_lines(a, str_slice(text, 0, LIMIT_URL_LEN));
    if (is_placeholder(text))
        return fault(LINK_PLACEHOLDER);
    if (is_share(text))
        return fault(LINK_LOCAL);
    if (is_torn_http(text))
        return fault(LINK_MALFORMED);
    bool absolute = take_scheme(&text, &scheme);
    if (absolute && !is_web(scheme))
        return fault(judge_scheme(a, scheme, text));
    if (too_long)
        return fault(LINK_TOO_LONG);
    if (absolute && count_front(text, "/\\") < 2)
        return fault(LINK_MALFORMED); /* http:/x, http:x */
    struct parts from = { 0 }, ref = cut_parts(text);
    bool based = cut_base(a, base, &from);
    if (!absolute && !based)
        return fault(LINK_OTHER_SCHEME); /* relative to something that is no web address */
    ref.scheme = absolute ? str_lower(a, scheme) : from.scheme;
    if (absolute || ref.has_authority)
        ref.path = merge_path(a, (str){ 0 }, ref.path);
    else
        inherit(a, &from, &ref);
    return write_address(a, &from, &ref);
}

bool url_split(struct arena *a, str address, struct url_parts *out)
{
    struct parts p;
    if (!cut_base(a, address, &p))
        return false;
    str host, port;
    if (!read_authority(a, p.authority, &host, &port))
        return false;
    if (host.ptr[0] == '[')
        host = str_slice(host, 1, host.len - 1);
    if (port.len == 0)
        port = str_eq(p.scheme, STR("https")) ? STR("443") : STR("80");
    *out = (struct url_parts){
        .scheme = p.scheme,
        .host = host,
        .port = port,
        .path = p.path.len ? p.path : STR("/"),
        .query = p.query,
    };
    return true;
}

str url_host_key(struct arena *a, str address)
{
    struct parts p;
    str host, port;
    if (!cut_base(a, address, &p) || !read_authority(a, p.authority, &host, &port))
        return (str){ 0 };
    if (str_ends(host, STR(".")))
        host.len--;
    return port.len == 0 || is_default_port(p.scheme, port) ? host
                                                            : str_fmt(a, "%.*s:%.*s", STR_ARG(host), STR_ARG(port));
}
