/* SPDX-License-Identifier: MIT */
/* Input: a file by its bytes, but no PDF: those are read by another program. */
#include "attachment.h"
#include "core/limits.h"
#include "core/text.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena a;
    str body = fuzz_input(data, len);
    if (str_has(str_slice(body, 0, 1024), STR("%PDF-")))
        return 0;
    arena_init(&a);
    const struct page_facts *p =
        attachment_read(&a, &(struct attachment_input){ .body = body, .address = STR("http://x/a.docx") });
    PROMISE(p->attachment.len > 0);
    PROMISE(!(p->known & KNOWN_BODY) == (p->limit_hit.len > 0));
    PROMISE(p->body_text.len <= LIMIT_BODY_TEXT && text_is_utf8(p->body_text));
    arena_done(&a);
    return 0;
}
