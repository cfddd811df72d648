/* SPDX-License-Identifier: MIT */
/* Addresses as pages write them, made into addresses that can be asked (RFC 3986 with the repairs of browsers). */
#ifndef CRAWLER_URL_H
#define CRAWLER_URL_H
#include "core/words.h"

struct url_ref {
    enum link_problem problem; /* LINK_FINE: `address` may be fetched. LINK_LOCAL has an address too if it is http(s); the base's
                                * own private host is no problem. LINK_OTHER_SCHEME also: relative to no web address */
    str address;  /* scheme and host lower case, IDN as punycode, default port and fragment dropped, dot segments removed, empty path "/" */
    str fragment; /* without '#', as written */
};

/* Resolves `href` (entities already decoded by the HTML reader, bytes in UTF-8) against `base`. Repairs what browsers repair:
 * white space, line ends, backslashes, zero-width characters, unescaped Chinese (percent-encoded as UTF-8), "//host". */
struct url_ref url_resolve(struct arena *a, str base, str href);

/* The same address with the path's Chinese as GBK bytes instead of UTF-8; empty if it has none. Old servers want it so. */
str url_gbk_twin(struct arena *a, str address);

struct url_parts {
    str scheme, host, port; /* host without brackets; port as written or the default */
    str path, query;        /* query without '?' */
};
bool url_split(struct arena *a, str address, struct url_parts *out); /* false: not an http(s) address */
str url_host_key(struct arena *a, str address);  /* host, with ":port" only if it is not the default */
str url_registrable(struct arena *a, str host);  /* by libpsl: gov.cn names keep one label more; an IP is itself */
bool url_is_private_host(str host);              /* localhost, *.local, private, loopback, link-local, ULA literals */
bool url_is_private_address(str ip);
str url_file_ext(str address);                   /* lower-case letters after the last dot of the path (or of a filename= query), or empty */
bool url_is_page(str address, enum link_kind kind); /* may be HTML by its name */
bool url_is_action(str address);                 /* logs in or out, deletes, searches: never followed */

/* Scope (CONTRACT section 2). */
struct scope {
    str host;        /* as given, without www.; for an IP address or a port exactly that host key */
    bool exact;
    str registrable; /* "" when exact */
    const str *extra;
    size_t extra_count;
};
bool scope_from_site(struct arena *a, str site, struct scope *out, str *home); /* home: first address to try */
bool scope_has(const struct scope *s, str host_key);

#endif
