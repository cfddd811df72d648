/* SPDX-License-Identifier: MIT */
/* Input: path and query, line end, robots.txt. */
#include "crawler/robots.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str body = fuzz_input(data, len), path = fuzz_line(&body);
    struct arena a;
    arena_init(&a);
    const struct robots *r = robots_parse(&a, body, STR("audit"));
    PROMISE(robots_allow(r, STR("/robots.txt")));
    robots_allow(r, path);
    size_t count;
    const str *sitemaps = robots_sitemaps(r, &count);
    for (size_t i = 0; i < count; i++)
        PROMISE(sitemaps[i].len > 0);
    PROMISE(robots_crawl_delay(r) >= 0 && robots_crawl_delay(r) <= 3600);
    arena_done(&a);
    return 0;
}
