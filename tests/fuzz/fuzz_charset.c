/* SPDX-License-Identifier: MIT */
/* Input: Content-Type, line end, body. */
#include "core/text.h"
#include "crawler/charset.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str body = fuzz_input(data, len), type = fuzz_line(&body);
    struct arena a;
    arena_init(&a);
    struct charset_result r = charset_decode(&a, body, type);
    PROMISE(text_is_utf8(r.text));
    PROMISE(r.text.len == 0 || !memchr(r.text.ptr, 0, r.text.len));
    PROMISE(r.used.len > 0);
    PROMISE(text_is_utf8(r.declared));
    PROMISE(r.text.len <= body.len * 3 + 3);
    arena_done(&a);
    return 0;
}
