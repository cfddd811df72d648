/* SPDX-License-Identifier: MIT */
/* Input: the JSON of a page's facts. Wrong text is told, never half read. */
#include "core/fail.h"
#include "core/json.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena a;
    arena_init(&a);
    struct fail f = { 0 };
    const struct json_value *value = json_parse(&a, fuzz_input(data, len), "fuzz", &f);
    PROMISE((value != NULL) == (f.code == FAIL_NONE));
    arena_done(&a);
    return 0;
}
