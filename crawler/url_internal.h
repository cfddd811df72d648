/* SPDX-License-Identifier: MIT */
/* What the files behind url.h share: repair of written addresses and of host names. */
#ifndef CRAWLER_URL_INTERNAL_H
#define CRAWLER_URL_INTERNAL_H
#include "crawler/url.h"

/* url_repair.c */
str url_repair_ends(str href);                   /* without white space and zero-width characters at both ends */
str url_repair_lines(struct arena *a, str href); /* without tabs and line ends inside; copies only if there are any */
str url_repair_path(struct arena *a,
                    str path); /* dot segments removed, begins with "/", what may not stand bare is encoded */
str url_repair_query(struct arena *a, str query); /* what may not stand bare is percent-encoded */

/* url_host.c */
bool url_host_normalise(struct arena *a, str written,
                        str *host); /* lower case, punycode; false: no host can be named so */
bool url_is_ip(str host);           /* an IPv4 or IPv6 literal, without brackets */

#endif
