/* SPDX-License-Identifier: MIT */
/* Walls: WAF challenges, captchas, geo-blocks and logins are recognised, never taken for broken (portal-markup section 6). */
#ifndef CRAWLER_WALL_H
#define CRAWLER_WALL_H
#include "core/str.h"

struct wall_input {
    int status;
    str headers; /* raw response header lines */
    str body;    /* first LIMIT_PEEK_LEN bytes, decoded */
    str address, redirect; /* Location, if any */
};
str wall_recognise(const struct wall_input *in); /* name of the wall, static text; empty: none */

#endif
