/* SPDX-License-Identifier: MIT */
/* An unknown parameter is a session when most links of a page carry it with one long value, and the same address comes
 * back from page to page with ever another one. A permanent key is either not the same in all links, or always the same
 * for one address. */
#include "session.h"
#include "core/arena.h"
#include "core/ascii.h"

enum {
    NAME_LEN_MAX = 40,
    VALUE_LEN_MIN = 12, /* shorter ones are numbers of columns and the like */
    LINKS_MIN = 8,      /* that carry it, of one page */
    WATCHED_MAX = 16,   /* addresses */
    VALUES_ENOUGH = 4,  /* different ones, of one watched address */
};

struct watched {
    uint64_t address; /* hash of the address without the parameter */
    uint64_t value;   /* the last one */
    int values;       /* so many different ones, one after the other */
};

struct suspect {
    str name;
    struct watched addresses[WATCHED_MAX];
    size_t count;
};

struct sessions {
    struct arena *arena;
    struct session_names learned;
    struct suspect suspects[SESSION_NAMES];
    size_t suspect_count;
};

struct sessions *sessions_new(struct arena *a)
{
    struct sessions *s = arena_new(a, struct sessions, 1);
    s->arena = a;
    return s;
}

static str name_of(str pair)
{
    return str_slice(pair, 0, str_find(pair, STR("=")));
}

const struct session_names *sessions_names(const struct sessions *s)
{
    return &s->learned;
}

static bool is_known(const struct session_names *s, str name)
{
    static const str names[] = { STR_INIT("jsessionid"), STR_INIT("phpsessid"), STR_INIT("aspsessionid") };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_nocase(name, names[i]))
            return true;
    for (size_t i = 0; i < s->count; i++)
        if (str_eq(name, s->items[i]))
            return true;
    return false;
}

/* The address without every parameter that `name` names, or that is known if `name` is empty. */
static str without(const struct session_names *s, struct arena *a, str address, str name)
{
    size_t mark = str_find(address, STR("?"));
    str rest = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len), pair, kept = { 0 };
    bool dropped = false;
    while (rest.len && str_cut(&rest, '&', &pair)) {
        bool drop = name.len ? str_eq(name_of(pair), name) : is_known(s, name_of(pair));
        dropped = dropped || drop;
        if (!drop)
            kept = str_fmt(a, "%.*s%c%.*s", STR_ARG(kept), kept.len ? '&' : '?', STR_ARG(pair));
    }
    return dropped ? str_fmt(a, "%.*s%.*s", STR_ARG(str_slice(address, 0, mark)), STR_ARG(kept)) : address;
}

str session_drop(const struct session_names *s, struct arena *a, str address)
{
    size_t at = str_find_nocase(address, STR(";jsessionid="));
    if (at != SIZE_MAX) {
        size_t end = at + 1;
        while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != ';' && address.ptr[end] != '/')
            end++;
        address =
            str_fmt(a, "%.*s%.*s", STR_ARG(str_slice(address, 0, at)), STR_ARG(str_slice(address, end, address.len)));
    }
    return str_has(address, STR("?")) ? without(s, a, address, (str){ 0 }) : address;
}

/* --- learning --- */

/* The value of the parameter in an address; empty if it has none. */
static str value_in(str address, str name)
{
    size_t mark = str_find(address, STR("?"));
    str rest = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len), pair;
    while (rest.len && str_cut(&rest, '&', &pair))
        if (str_eq(name_of(pair), name))
            return str_slice(pair, name.len + 1, pair.len);
    return (str){ 0 };
}

static bool is_opaque(str value)
{
    size_t digits = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        bool digit = ascii_is_digit(c);
        digits += digit;
        if (!digit && !((c | 32) >= 'a' && (c | 32) <= 'z') && c != '-' && c != '_' && c != '.' && c != '!')
            return false;
    }
    return value.len >= VALUE_LEN_MIN && digits > 0;
}

/* Do most links of the page carry `name` with this one value? */
static bool is_on_most(const struct page_facts *page, str origin, str name, str value)
{
    size_t with = 0, all = 0;
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        if (l->kind != LINK_ANCHOR || !str_starts(l->address, origin))
            continue;
        str own = value_in(l->address, name);
        if (own.len && !str_eq(own, value))
            return false;
        all++;
        with += own.len > 0;
    }
    return with >= LINKS_MIN && with * 2 > all;
}

static struct suspect *suspect_of(struct sessions *s, str name)
{
    for (size_t i = 0; i < s->suspect_count; i++)
        if (str_eq(s->suspects[i].name, name))
            return &s->suspects[i];
    if (s->suspect_count == SESSION_NAMES || name.len > NAME_LEN_MAX)
        return NULL;
    struct suspect *x = &s->suspects[s->suspect_count++];
    *x = (struct suspect){ .name = str_dup(s->arena, name) };
    return x;
}

/* True once an address has shown enough different values. */
static bool is_proved(struct suspect *x, uint64_t address, uint64_t value)
{
    for (size_t i = 0; i < x->count; i++) {
        struct watched *w = &x->addresses[i];
        if (w->address != address)
            continue;
        w->values += w->value != value;
        w->value = value;
        return w->values >= VALUES_ENOUGH;
    }
    if (x->count < WATCHED_MAX)
        x->addresses[x->count++] = (struct watched){ address, value, 1 };
    return false;
}

static void watch(struct sessions *s, struct arena *a, str origin, const struct page_facts *page, str name, str value)
{
    struct suspect *x = suspect_of(s, name);
    bool proved = false;
    for (size_t i = 0; x && i < page->links.count && !proved; i++) {
        const struct link_fact *l = &page->links.items[i];
        if (l->kind == LINK_ANCHOR && str_starts(l->address, origin) && value_in(l->address, name).len)
            proved = is_proved(x, str_hash(without(&s->learned, a, l->address, name)), str_hash(value));
    }
    if (proved && s->learned.count < SESSION_NAMES)
        s->learned.items[s->learned.count++] = x->name;
}

/* The parameters of the first link that has any tell which names are worth a look. */
static void look(struct sessions *s, struct arena *a, str origin, const struct page_facts *page)
{
    str rest = { 0 }, pair;
    for (size_t i = 0; i < page->links.count && !rest.len; i++) {
        const struct link_fact *l = &page->links.items[i];
        size_t mark = str_starts(l->address, origin) ? str_find(l->address, STR("?")) : SIZE_MAX;
        rest = mark == SIZE_MAX ? rest : str_slice(l->address, mark + 1, l->address.len);
    }
    while (rest.len && str_cut(&rest, '&', &pair)) {
        str name = name_of(pair), value = str_slice(pair, name.len + 1, pair.len);
        if (name.len && is_opaque(value) && !is_known(&s->learned, name) && is_on_most(page, origin, name, value))
            watch(s, a, origin, page, name, value);
    }
}

/* --- cleaning --- */

static void clean(const struct sessions *s, struct arena *a, str origin, str *address)
{
    if (str_starts(*address, origin))
        *address = session_drop(&s->learned, a, *address);
}

void sessions_clean(struct sessions *s, struct arena *a, str origin, struct page_facts *page)
{
    look(s, a, origin, page);
    for (size_t i = 0; i < page->links.count; i++)
        clean(s, a, origin, &page->links.items[i].address);
    for (size_t i = 0; i < page->rows.count; i++)
        clean(s, a, origin, &page->rows.items[i].address);
    for (size_t i = 0; i < page->lists.count; i++)
        clean(s, a, origin, &page->lists.items[i].more);
    for (size_t i = 0; i < page->crumbs.count; i++)
        clean(s, a, origin, &page->crumbs.items[i].address);
    for (size_t i = 0; i < page->next_pages.count; i++)
        clean(s, a, origin, &page->next_pages.items[i]);
}
