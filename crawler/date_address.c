/* SPDX-License-Identifier: MIT */
/* The day an address carries in its path, in the dialects of the publishing systems; a month alone is no day. */
#include "reading.h"
#include "core/ascii.h"

enum { ADDRESS_YEAR_MIN = 1990, ADDRESS_YEAR_MAX = 2100, ADDRESS_SEGMENTS = 32 };

struct path {
    str segments[ADDRESS_SEGMENTS];
    size_t count;
};

static int number_of(str s, size_t from, size_t len)
{
    int value = 0;
    for (size_t i = from; i < from + len && i < s.len; i++)
        value = value * 10 + (s.ptr[i] - '0');
    return value;
}

static day day_checked(int year, int month, int dom)
{
    return year < ADDRESS_YEAR_MIN || year > ADDRESS_YEAR_MAX ? DAY_NONE : day_make(year, month, dom);
}

/* Eight digits YYYYMMDD at `from`. */
static day day_of_eight(str s, size_t from)
{
    return day_checked(number_of(s, from, 4), number_of(s, from + 4, 2), number_of(s, from + 6, 2));
}

static struct path path_of(str address)
{
    struct path p = { .count = 0 };
    size_t scheme = str_find(address, STR("://"));
    str rest = scheme == SIZE_MAX ? address : str_slice(address, scheme + 3, address.len);
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == '?' || rest.ptr[i] == '#')
            rest.len = i;
    }
    str part;
    if (scheme != SIZE_MAX)
        (void)str_cut(&rest, '/', &part); /* the host */
    while (p.count < ADDRESS_SEGMENTS && str_cut(&rest, '/', &part)) {
        if (part.len)
            p.segments[p.count++] = part;
    }
    return p;
}

/* t20260512_1.html, P0202606013225.pdf, W0….jpg, 20260903/, 2026-09-03/, 202609031234567/index.html */
static day day_in_segment(str s, bool last, str next)
{
    if (s.len > 9 && (s.ptr[0] == 't' || s.ptr[0] == 'T') && ascii_digits_at(s, 1) == 8 && s.ptr[9] == '_')
        return day_of_eight(s, 1);
    if (s.len > 10 && (s.ptr[0] == 'P' || s.ptr[0] == 'W') && s.ptr[1] == '0' && ascii_digits_at(s, 2) >= 8)
        return day_of_eight(s, 2);
    size_t digits = ascii_digits_at(s, 0);
    if (last)
        return DAY_NONE;
    if (digits == 8 && s.len == 8)
        return day_of_eight(s, 0);
    if (digits >= 12 && s.len == digits && str_starts(next, STR("index.")))
        return day_of_eight(s, 0);
    if (s.len == 10 && digits == 4 && s.ptr[4] == '-' && ascii_digits_at(s, 5) == 2 && s.ptr[7] == '-' &&
        ascii_digits_at(s, 8) == 2)
        return day_checked(number_of(s, 0, 4), number_of(s, 5, 2), number_of(s, 8, 2));
    return DAY_NONE;
}

static bool is_number(str s, size_t min, size_t max)
{
    return s.len >= min && s.len <= max && ascii_digits_at(s, 0) == s.len;
}

/* 2022/6/1/, 2026-09/03/, 202609/03/, 2024/0101/c123a4/ */
static day day_in_folders(const struct path *p, size_t i)
{
    str a = p->segments[i], b = p->segments[i + 1];
    if (i + 3 < p->count && is_number(a, 4, 4) && is_number(b, 1, 2) && is_number(p->segments[i + 2], 1, 2))
        return day_checked(number_of(a, 0, 4), number_of(b, 0, b.len), number_of(p->segments[i + 2], 0, 2));
    if (i + 2 >= p->count)
        return DAY_NONE;
    size_t year = ascii_digits_at(a, 0);
    if (year == 4 && a.len > 5 && a.ptr[4] == '-' && is_number(str_slice(a, 5, a.len), 1, 2) && is_number(b, 1, 2))
        return day_checked(number_of(a, 0, 4), number_of(a, 5, a.len - 5), number_of(b, 0, b.len));
    if (is_number(a, 6, 6) && is_number(b, 2, 2))
        return day_checked(number_of(a, 0, 4), number_of(a, 4, 2), number_of(b, 0, 2));
    str c = p->segments[i + 2];
    if (is_number(a, 4, 4) && is_number(b, 4, 4) && c.len > 1 && c.ptr[0] == 'c' && ascii_digits_at(c, 1) > 0)
        return day_checked(number_of(a, 0, 4), number_of(b, 0, 2), number_of(b, 2, 2));
    return DAY_NONE;
}

day date_from_address(str address)
{
    struct path p = path_of(address);
    for (size_t i = p.count; i-- > 0;) { /* the file name says more than its folders */
        day d = day_in_segment(p.segments[i], i + 1 == p.count, i + 1 < p.count ? p.segments[i + 1] : (str){ 0 });
        if (!day_known(d) && i + 1 < p.count)
            d = day_in_folders(&p, i);
        if (day_known(d))
            return d;
    }
    return DAY_NONE;
}
