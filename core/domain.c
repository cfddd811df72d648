/* SPDX-License-Identifier: MIT */
/* libpsl's built-in list. */
#include "core/domain.h"
#include "core/arena.h"
#include <arpa/inet.h>
#include <libpsl.h>
#include <string.h>

static bool is_ip(const char *host)
{
    unsigned char bytes[16];
    return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

str domain_registrable(struct arena *a, str host)
{
    if (str_ends(host, STR(".")))
        host.len--;
    const char *name = str_cstr(a, str_lower(a, host));
    const char *found = is_ip(name) ? NULL : psl_registrable_domain(psl_builtin(), name);
    return str_from(found ? found : name);
}

bool domain_within(str host, str domain)
{
    if (host.len <= domain.len)
        return str_eq_nocase(host, domain);
    return str_ends_nocase(host, domain) && host.ptr[host.len - domain.len - 1] == '.';
}
