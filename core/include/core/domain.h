/* SPDX-License-Identifier: MIT */
/* Registrable names by the Public Suffix List: who owns a host. */
#ifndef CORE_DOMAIN_H
#define CORE_DOMAIN_H
#include "core/str.h"

/* Lower case; gov.cn names keep one label more; an IP address, or a name without a suffix, is itself. No port. */
str domain_registrable(struct arena *a, str host);
/* `host` is `domain` or below it. */
bool domain_within(str host, str domain);

#endif
