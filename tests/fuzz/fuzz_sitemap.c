/* SPDX-License-Identifier: MIT */
/* Input: a sitemap. */
#include "core/limits.h"
#include "core/text.h"
#include "crawler/sitemap.h"
#include "fuzz.h"

static void on_loc(void *ctx, str loc, bool is_sitemap)
{
    (void)is_sitemap;
    PROMISE(loc.len > 0 && loc.len <= LIMIT_URL_LEN);
    PROMISE(text_is_utf8(loc));
    PROMISE(++*(int *)ctx <= LIMIT_SITEMAP_URLS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    int count = 0;
    sitemap_read(fuzz_input(data, len), on_loc, &count);
    return 0;
}
