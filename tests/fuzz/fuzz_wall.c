/* SPDX-License-Identifier: MIT */
/* Input: status, Location, one header line, each with its line end, then the body. */
#include "crawler/wall.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str body = fuzz_input(data, len);
    int64_t status = 0;
    str_to_int(fuzz_line(&body), &status);
    struct wall_input in = { .status = (int)(status % 1000), .address = STR("http://www.x.gov.cn/a.html") };
    in.redirect = fuzz_line(&body);
    in.headers = fuzz_line(&body);
    in.body = body;
    str name = wall_recognise(&in);
    PROMISE(name.len < 40);
    PROMISE(in.status != 429 || name.len == 0);
    return 0;
}
