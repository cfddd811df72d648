/* SPDX-License-Identifier: MIT */
/* What the answers of c-ares mean: states, and addresses that a server on the net can have. */
#include "resolve_answer.h"
#include <ares.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>

static bool has_prefix(const unsigned char *address, const unsigned char *prefix, size_t len)
{
    return memcmp(address, prefix, len) == 0;
}

/* Addresses no server on the net can have: mapped IPv4, unspecified, link-local, multicast, documentation; and, outside
 * laboratories, loopback and ULA. */
static bool is_usable_v6(const unsigned char *ip, bool laboratory)
{
    static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff }, zero[16] = { 0 }, loopback[16] = { [15] = 1 };
    static const unsigned char documentation[4] = { 0x20, 0x01, 0x0d, 0xb8 };
    if (has_prefix(ip, mapped, 12) || has_prefix(ip, zero, 16) || has_prefix(ip, documentation, 4) || ip[0] == 0xff ||
        (ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80))
        return false;
    return laboratory || !(has_prefix(ip, loopback, 16) || (ip[0] & 0xfe) == 0xfc);
}

void answer_add_v4(struct resolved *out, const void *ip)
{
    if (out->v4_count < LIMIT_DNS_ADDRESSES && inet_ntop(AF_INET, ip, out->v4[out->v4_count], sizeof out->v4[0]))
        out->v4_count++;
}

void answer_add_v6(struct resolved *out, const void *ip, bool laboratory)
{
    if (!is_usable_v6(ip, laboratory))
        out->v6_odd++;
    else if (out->v6_count < LIMIT_DNS_ADDRESSES && inet_ntop(AF_INET6, ip, out->v6[out->v6_count], sizeof out->v6[0]))
        out->v6_count++;
}

enum dns_state answer_state(int status)
{
    switch (status) {
    case ARES_SUCCESS:
        return DNS_FOUND;
    case ARES_ENODATA:
        return DNS_NODATA;
    case ARES_ENOTFOUND:
    case ARES_EBADNAME: /* no name can be written so */
        return DNS_NXDOMAIN;
    default:
        return DNS_ERROR;
    }
}

int answer_read_a(struct resolved *out, const unsigned char *reply, int len)
{
    struct ares_addrttl found[LIMIT_DNS_ADDRESSES];
    int count = LIMIT_DNS_ADDRESSES;
    int status = ares_parse_a_reply(reply, len, NULL, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; i++)
        answer_add_v4(out, &found[i].ipaddr);
    return status == ARES_SUCCESS && count == 0 ? ARES_ENODATA : status;
}

int answer_read_aaaa(struct resolved *out, bool laboratory, const unsigned char *reply, int len)
{
    struct ares_addr6ttl found[LIMIT_DNS_ADDRESSES];
    int count = LIMIT_DNS_ADDRESSES;
    int status = ares_parse_aaaa_reply(reply, len, NULL, found, &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; i++)
        answer_add_v6(out, &found[i].ip6addr, laboratory);
    return status == ARES_SUCCESS && count == 0 ? ARES_ENODATA : status;
}

/* Names longer than a name can be are left out. */
int answer_read_servers(struct name_servers *out, const unsigned char *reply, int len)
{
    struct hostent *found = NULL;
    int status = ares_parse_ns_reply(reply, len, &found);
    for (char **name = status == ARES_SUCCESS ? found->h_aliases : NULL; name && *name; name++) {
        str lower = str_from(*name);
        if (out->count == LIMIT_NAME_SERVERS || !lower.len || lower.len >= sizeof out->names[0])
            continue;
        for (size_t i = 0; i < lower.len; i++)
            out->names[out->count][i] = (char)((*name)[i] >= 'A' && (*name)[i] <= 'Z' ? (*name)[i] + 32 : (*name)[i]);
        out->names[out->count++][lower.len] = '\0';
    }
    ares_free_hostent(found);
    return status == ARES_SUCCESS && out->count == 0 ? ARES_ENODATA : status;
}
