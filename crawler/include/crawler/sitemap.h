/* SPDX-License-Identifier: MIT */
/* XML sitemaps and sitemap indexes (sitemaps.org), by expat; no entities beyond the five, bounded in size and count. */
#ifndef CRAWLER_SITEMAP_H
#define CRAWLER_SITEMAP_H
#include "core/str.h"

typedef void (*sitemap_fn)(void *ctx, str loc, bool is_sitemap); /* loc lives during the call */
bool sitemap_read(str body, sitemap_fn fn, void *ctx); /* false: not XML; what came before the fault was reported */

#endif
