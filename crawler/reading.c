/* SPDX-License-Identifier: MIT */
/* What several parts of the reader need. */
#include "reading.h"
#include "core/limits.h"
#include "core/text.h"

str reading_cut(str s)
{
    if (s.len <= LIMIT_TITLE_LEN)
        return s;
    size_t end = LIMIT_TITLE_LEN;
    while (end && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_slice(s, 0, end);
}

str reading_clip(struct arena *a, str s)
{
    return s.len ? reading_cut(text_squeeze(a, s)) : s;
}
