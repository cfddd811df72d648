/* SPDX-License-Identifier: MIT */
/* Input: base address, line end, reference as written. */
#include "core/limits.h"
#include "crawler/url.h"
#include "fuzz.h"

static void check_address(struct arena *a, str base, str address)
{
    PROMISE(address.len <= LIMIT_URL_LEN);
    PROMISE(str_starts(address, STR("http://")) || str_starts(address, STR("https://")));
    for (size_t i = 0; i < address.len; i++)
        PROMISE(address.ptr[i] > 0x20 && address.ptr[i] < 0x7f && address.ptr[i] != '#');
    struct url_ref again = url_resolve(a, base, address);
    PROMISE(str_eq(again.address, address));
    struct url_parts parts;
    PROMISE(url_split(a, address, &parts));
    PROMISE(parts.host.len && parts.port.len && parts.path.len && parts.path.ptr[0] == '/');
    PROMISE(url_host_key(a, address).len);
    PROMISE(url_registrable(a, parts.host).len);
    url_is_private_host(parts.host);
    str twin = url_gbk_twin(a, address);
    for (size_t i = 0; i < twin.len; i++)
        PROMISE(twin.ptr[i] > 0x20 && twin.ptr[i] < 0x7f);
    url_is_page(address, LINK_ANCHOR);
    url_is_action(address);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str href = fuzz_input(data, len), base = fuzz_line(&href);
    struct arena a;
    arena_init(&a);
    struct url_ref ref = url_resolve(&a, base, href);
    PROMISE(ref.problem != LINK_FINE || ref.address.len);
    if (ref.address.len)
        check_address(&a, base, ref.address);
    struct scope scope;
    str home;
    if (scope_from_site(&a, base, &scope, &home))
        PROMISE(scope_has(&scope, url_host_key(&a, home)));
    url_file_ext(href);
    url_is_action(href);
    arena_done(&a);
    return 0;
}
