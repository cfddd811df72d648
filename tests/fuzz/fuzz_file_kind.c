/* SPDX-License-Identifier: MIT */
/* Input: an extension, a content type, each with its line end, then a file's first bytes. */
#include "core/file_kind.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    str body = fuzz_input(data, len), ext = fuzz_line(&body), type = fuzz_line(&body);
    enum file_kind kind = file_kind_of(body, true), cut = file_kind_of(body, false);
    PROMISE(kind > FILE_UNSEEN && kind < FILE_KIND_COUNT_);
    PROMISE(cut == kind || kind == FILE_JSON); /* only JSON needs its end */
    enum file_fit fit = file_kind_fit(ext, kind, type);
    PROMISE(fit != FIT_NEVER || file_kind_promised(ext));
    PROMISE(kind != FILE_PDF || !str_eq(ext, STR("pdf")) || fit == FIT_OPENS);
    return 0;
}
