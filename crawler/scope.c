/* SPDX-License-Identifier: MIT */
/* What belongs to the portal: its host, the www. twin and every sub-host of its registrable name; for an IP address or
 * a port exactly that. */
#include "url_internal.h"
#include "core/arena.h"
#include <string.h>

static const str www = STR_INIT("www.");

/* Makes the user's word an address: adds the scheme, refuses everything that is no web site. */
static bool site_address(struct arena *a, str site, str *address)
{
    site = str_trim(site);
    bool has_scheme = str_starts_nocase(site, STR("http://")) || str_starts_nocase(site, STR("https://"));
    if (site.len == 0 || (!has_scheme && (str_has(site, STR("://")) || strchr("/?#\\.-", site.ptr[0]))) ||
        str_has(site, STR("@")))
        return false;
    /* A bare IPv6 address is taken with or without its brackets. */
    bool bare = !has_scheme && url_is_ip(site) && str_has(site, STR(":"));
    str written = str_fmt(a, "%s%.*s%s",
                          bare         ? "http://["
                          : has_scheme ? ""
                                       : "http://",
                          STR_ARG(site), bare ? "]" : "");
    struct url_ref ref = url_resolve(a, (str){ 0 }, written);
    *address = ref.address;
    return (ref.problem == LINK_FINE || ref.problem == LINK_LOCAL) && ref.address.len;
}

/* Did the user write a port, be it the default one? */
static bool names_port(str site)
{
    size_t from = str_find(site, STR("://"));
    site = str_slice(site, from == SIZE_MAX ? 0 : from + 3, site.len);
    size_t end = 0;
    while (end < site.len && !strchr("/?#\\", site.ptr[end]))
        end++;
    site = str_slice(site, 0, end);
    size_t bracket = str_find_last(site, STR("]"));
    if (bracket == SIZE_MAX)
        return !url_is_ip(site) && str_has(site, STR(":"));
    return str_has(str_slice(site, bracket, site.len), STR(":"));
}

bool scope_from_site(struct arena *a, str site, struct scope *out, str *home)
{
    str address;
    struct url_parts parts;
    *out = (struct scope){ 0 };
    if (!site_address(a, site, &address) || !url_split(a, address, &parts))
        return false;
    if (home)
        *home = address;
    str host = parts.host;
    if (str_ends(host, STR(".")))
        host.len--;
    out->exact = url_is_ip(host) || names_port(str_trim(site)) || !str_has(host, STR("."));
    if (out->exact) {
        out->host = url_host_key(a, address);
        return true;
    }
    out->registrable = url_registrable(a, host);
    /* A public suffix such as gov.cn is not one portal: only its www. twin belongs to it. */
    str with_www = str_fmt(a, "www.%.*s", STR_ARG(host));
    bool suffix = str_eq(url_registrable(a, with_www), with_www);
    if (suffix)
        out->registrable = with_www;
    out->host = !suffix && str_starts(host, www) ? str_slice(host, www.len, host.len) : host;
    return true;
}

static bool is_host_or_below(str host, str name)
{
    if (name.len == 0 || host.len < name.len || !str_ends_nocase(host, name))
        return false;
    return host.len == name.len || host.ptr[host.len - name.len - 1] == '.';
}

static str without_port(str host_key)
{
    size_t colon = str_find_last(host_key, STR(":"));
    size_t bracket = str_find_last(host_key, STR("]"));
    if (colon == SIZE_MAX || (bracket != SIZE_MAX && bracket > colon))
        return host_key;
    return str_slice(host_key, 0, colon);
}

bool scope_has(const struct scope *s, str host_key)
{
    str host = without_port(host_key);
    for (size_t i = 0; i < s->extra_count; i++) {
        str extra = s->extra[i];
        if (str_starts(extra, STR("*.")))
            extra = str_slice(extra, 2, extra.len);
        if (str_eq_nocase(host_key, extra) || is_host_or_below(host, extra))
            return true;
    }
    if (s->exact)
        return host_key.len && str_eq_nocase(host_key, s->host);
    return str_eq_nocase(host, s->host) || is_host_or_below(host, s->registrable);
}
