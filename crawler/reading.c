/* SPDX-License-Identifier: MIT */
/* What several parts of the reader need. */
#include "reading.h"
#include "session.h"
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

struct url_ref reading_resolve(const struct reading *r, str href)
{
    struct url_ref ref = url_resolve(r->arena, r->base, href);
    static const struct session_names none = { 0 };
    if (ref.address.len)
        ref.address = session_drop(r->sessions ? r->sessions : &none, r->arena, ref.address);
    return ref;
}
