/* SPDX-License-Identifier: MIT */
/* The bytes of a page to UTF-8: BOM, header if it decodes strictly, meta, strict UTF-8, GB18030 (for every gb*), uchardet. */
#ifndef CRAWLER_CHARSET_H
#define CRAWLER_CHARSET_H
#include "core/str.h"

struct charset_result {
    str text;     /* UTF-8; NUL bytes replaced; in the arena or the input itself */
    str used;     /* such as "utf-8", "gb18030" */
    str declared; /* "header/meta" when a declaration was wrong; else empty */
};
struct charset_result charset_decode(struct arena *a, str body, str content_type);

#endif
