/* SPDX-License-Identifier: MIT */
/* Input: a list as the Hanweb data proxy answers it. */
#include "crawler/read.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena a;
    arena_init(&a);
    struct read_input in = { .body = fuzz_input(data, len),
                             .content_type = STR("text/html; charset=utf-8"),
                             .address = STR("http://www.x.gov.cn/module/web/jpage/dataproxy.jsp?page=2") };
    PROMISE(read_datastore(&a, &in));
    arena_done(&a);
    return 0;
}
