/* SPDX-License-Identifier: MIT */
/* Input: an official text, as it comes out of Word or PDF. What was read must be writable. */
#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "fuzz.h"
#include "rules/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena a;
    arena_init(&a);
    struct fail f = { 0 };
    str text = fuzz_input(data, len);
    const struct plan *plan = plan_import(&a, text, STR("fuzz"), &f);
    PROMISE(plan || f.code != FAIL_NONE);
    if (plan) {
        struct buf out;
        buf_init(&out, LIMIT_PLAN_TEXT_LEN * 8);
        plan_write_yaml(plan, &out, &a);
        PROMISE(text_is_utf8(buf_str(&out)));
        buf_done(&out);
    }
    struct plan_limit limit;
    if (plan_limit_parse(str_slice(text, 0, 300), &limit))
        PROMISE(plan_limit_text(&a, &limit).len > 0);
    arena_done(&a);
    return 0;
}
