/* SPDX-License-Identifier: MIT */
/* Cookies per host: walls and load balancers hand them out and redirect to the same address until they come back. */
#include "jar.h"

enum { COOKIES_PER_HOST = 50, COOKIE_BYTES = 4096, HOSTS_MAX = 5000 };

struct cookie {
    str name, value;
};

struct jar_host {
    str name;
    size_t bytes;
    struct cookie *items;
    size_t count, room;
};

struct jar {
    struct arena *arena;
    struct jar_host *items;
    size_t count, room;
};

struct jar *jar_new(struct arena *a)
{
    struct jar *j = arena_new(a, struct jar, 1);
    j->arena = a;
    return j;
}

static struct jar_host *find_host(const struct jar *j, str host)
{
    for (size_t i = 0; i < j->count; i++)
        if (str_eq(j->items[i].name, host))
            return &j->items[i];
    return NULL;
}

static struct jar_host *host_for(struct jar *j, str host)
{
    struct jar_host *h = find_host(j, host);
    if (h || j->count >= HOSTS_MAX)
        return h;
    h = arena_push(j->arena, j);
    h->name = str_dup(j->arena, host);
    return h;
}

static void drop_cookie(struct jar_host *h, size_t at)
{
    h->bytes -= h->items[at].name.len + h->items[at].value.len;
    h->items[at] = h->items[--h->count];
}

static void put_cookie(struct jar *j, struct jar_host *h, str name, str value)
{
    for (size_t i = 0; i < h->count; i++)
        if (str_eq(h->items[i].name, name)) {
            if (str_eq(h->items[i].value, value))
                return;
            drop_cookie(h, i);
            break;
        }
    if (h->count >= COOKIES_PER_HOST || h->bytes + name.len + value.len > COOKIE_BYTES)
        return;
    struct cookie *c = arena_push(j->arena, h);
    c->name = str_dup(j->arena, name);
    c->value = str_dup(j->arena, value);
    h->bytes += name.len + value.len;
}

static void forget_cookie(struct jar_host *h, str name)
{
    for (size_t i = 0; i < h->count; i++)
        if (str_eq(h->items[i].name, name)) {
            drop_cookie(h, i);
            return;
        }
}

static bool is_clean(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7f)
            return false;
    return true;
}

static void take_line(struct jar *j, str host, str line)
{
    str rest = line, pair, name;
    if (!str_cut(&rest, ';', &pair))
        return;
    str value = pair;
    if (!str_has(pair, STR("=")) || !str_cut(&value, '=', &name))
        return;
    name = str_trim(name);
    value = str_trim(value);
    struct jar_host *h = host_for(j, host);
    if (!h || !name.len || !is_clean(name) || !is_clean(value))
        return;
    if (str_has_nocase(rest, STR("max-age=0")) || str_has_nocase(rest, STR("01-jan-1970")) ||
        str_has_nocase(rest, STR("01 jan 1970")))
        forget_cookie(h, name);
    else
        put_cookie(j, h, name, value);
}

bool jar_take(struct jar *j, str host, str headers)
{
    static const str field = STR_INIT("set-cookie:");
    bool any = false;
    str line;
    while (str_cut(&headers, '\n', &line)) {
        line = str_trim(line);
        if (!str_starts_nocase(line, field))
            continue;
        any = true;
        take_line(j, host, str_slice(line, field.len, line.len));
    }
    return any;
}

const char *jar_header(const struct jar *j, struct arena *a, str host)
{
    const struct jar_host *h = find_host(j, host);
    if (!h || !h->count)
        return NULL;
    str *parts = arena_new(a, str, h->count);
    for (size_t i = 0; i < h->count; i++)
        parts[i] = str_fmt(a, "%.*s=%.*s", STR_ARG(h->items[i].name), STR_ARG(h->items[i].value));
    return str_cstr(a, str_join(a, parts, h->count, STR("; ")));
}
