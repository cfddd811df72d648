/* SPDX-License-Identifier: MIT */
/* Host names: what may be one, punycode (libidn2), private addresses. */
#include "url_internal.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/domain.h"
#include "core/text.h"
#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>

enum { HOST_LEN_MAX = 253, LABEL_LEN_MAX = 63 };

static bool parse_ip(str host, int family, unsigned char bytes[16])
{
    char text[INET6_ADDRSTRLEN + 1];
    if (host.len == 0 || host.len >= sizeof text)
        return false;
    memcpy(text, host.ptr, host.len);
    text[host.len] = '\0';
    return inet_pton(family, text, bytes) == 1;
}

bool url_is_ip(str host)
{
    unsigned char bytes[16];
    return parse_ip(host, AF_INET, bytes) || parse_ip(host, AF_INET6, bytes);
}

static bool is_host_char(char c)
{
    return (c >= 'a' && c <= 'z') || ascii_is_digit(c) || c == '-' || c == '_';
}

/* Lower-case ASCII name: labels of 1 to 63 fit characters; a last label of digits is an IPv4 address or nothing. */
static bool is_ascii_host(str host)
{
    str rest = host, label = { 0 };
    if (host.len == 0 || host.len > HOST_LEN_MAX + 1)
        return false;
    if (str_ends(host, STR(".")))
        rest.len--;
    while (str_cut(&rest, '.', &label)) {
        if (label.len == 0 || label.len > LABEL_LEN_MAX)
            return false;
        for (size_t i = 0; i < label.len; i++)
            if (!is_host_char(label.ptr[i]))
                return false;
    }
    int64_t number;
    return label.len > 0 && (!str_to_int(label, &number) || url_is_ip(host));
}

/* CJK punctuation and full-width forms: browsers repair some, inspectors read them as wrong addresses. */
static bool is_wide_punctuation(uint32_t c)
{
    return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef) || (c >= 0x2010 && c <= 0x206f) || c == 0xfffd;
}

static bool is_zero_width(uint32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff || c == 0xad;
}

/* Drops zero-width characters; false when a character can be in no host. */
static bool drop_zero_width(struct arena *a, str written, str *out)
{
    char *kept = arena_new(a, char, written.len + 1);
    size_t len = 0;
    while (written.len) {
        uint32_t c;
        str one = text_next(&written, &c);
        if (is_zero_width(c))
            continue;
        if (is_wide_punctuation(c))
            return false;
        memcpy(kept + len, one.ptr, one.len);
        len += one.len;
    }
    *out = (str){ kept, len };
    return true;
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

static bool to_punycode(struct arena *a, str written, str *host)
{
    str clean;
    if (!drop_zero_width(a, written, &clean))
        return false;
    uint8_t *ascii = NULL;
    const uint8_t *name = (const uint8_t *)str_cstr(a, clean);
    if (idn2_lookup_u8(name, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return false;
    *host = str_dup(a, str_from((const char *)ascii));
    idn2_free(ascii);
    return true;
}

bool url_host_normalise(struct arena *a, str written, str *host)
{
    if (written.len == 0 || written.len > HOST_LEN_MAX * 4 || memchr(written.ptr, 0, written.len))
        return false;
    if (written.ptr[0] == '[') {
        unsigned char bytes[16];
        *host = str_lower(a, written);
        return str_ends(written, STR("]")) && parse_ip(str_slice(written, 1, written.len - 1), AF_INET6, bytes);
    }
    if (is_ascii(written))
        *host = str_lower(a, written);
    else if (!to_punycode(a, written, host))
        return false;
    return is_ascii_host(*host);
}

str url_registrable(struct arena *a, str host)
{
    return domain_registrable(a, host);
}

struct network {
    unsigned char prefix[16];
    int bits;
};

static bool in_networks(const unsigned char *address, const struct network *networks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int whole = networks[i].bits / 8, rest = networks[i].bits % 8;
        unsigned mask = 0xff00u >> rest & 0xff;
        if (memcmp(address, networks[i].prefix, (size_t)whole) == 0 &&
            (rest == 0 || ((unsigned)(address[whole] ^ networks[i].prefix[whole]) & mask) == 0))
            return true;
    }
    return false;
}

bool url_is_private_address(str ip)
{
    static const struct network v4[] = {
        { { 10 }, 8 },        { { 172, 16 }, 12 }, { { 192, 168 }, 16 }, { { 127 }, 8 },
        { { 169, 254 }, 16 }, { { 100, 64 }, 10 }, { { 0 }, 8 },
    };
    static const struct network v6[] = {
        { { 0xfc }, 7 },
        { { 0xfe, 0x80 }, 10 },
        { { 0 }, 128 },
        { { [15] = 1 }, 128 },
    };
    static const struct network mapped[] = { { { [10] = 0xff, [11] = 0xff }, 96 } };
    unsigned char bytes[16];
    if (parse_ip(ip, AF_INET, bytes))
        return in_networks(bytes, v4, ARRAY_LEN(v4));
    if (!parse_ip(ip, AF_INET6, bytes))
        return false;
    if (in_networks(bytes, mapped, 1))
        return in_networks(bytes + 12, v4, ARRAY_LEN(v4));
    return in_networks(bytes, v6, ARRAY_LEN(v6));
}

bool url_is_private_host(str host)
{
    static const str ends[] = { STR_INIT(".localhost"), STR_INIT(".local"), STR_INIT(".localdomain") };
    if (host.len > 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']')
        host = str_slice(host, 1, host.len - 1);
    if (str_ends(host, STR(".")))
        host.len--;
    if (str_eq_nocase(host, STR("localhost")) || url_is_private_address(host))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends_nocase(host, ends[i]))
            return true;
    return false;
}
