/* SPDX-License-Identifier: MIT */
/* assets/report.css and assets/report.js as bytes; the definitions are made by CMake. */
#ifndef REPORTS_STYLE_H
#define REPORTS_STYLE_H
#include <stddef.h>

extern const unsigned char report_style[];
extern const size_t report_style_len;
extern const unsigned char report_script[];
extern const size_t report_script_len;
extern const char report_script_sha256[]; /* in base64, for the policy that lets only this script run */

#endif
