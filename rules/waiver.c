/* SPDX-License-Identifier: MIT */
/* Patterns of waivers: a star backtracks to its last place only, so that no pattern takes long. */
#include "rules/waiver.h"

bool waiver_pattern_fits(str pattern, str text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, kept = 0;
    while (t < text.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            kept = t;
        } else if (p < pattern.len && pattern.ptr[p] == text.ptr[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++kept;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

bool waiver_fits(const struct profile_waiver *w, str rule, str subject)
{
    return waiver_pattern_fits(w->rule, rule) && waiver_pattern_fits(w->subject, subject);
}
