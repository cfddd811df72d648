/* SPDX-License-Identifier: MIT */
/* Patterns by PCRE2. */
#include "core/pattern.h"
#include "core/limits.h"
#include <stdlib.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pattern {
    pcre2_code *code;
    pcre2_match_context *limits;
};

struct pattern *pattern_compile(str source, const char *where, struct fail *f)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)(source.ptr ? source.ptr : ""), source.len,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOTALL, &error, &at, NULL);
    if (!code) {
        PCRE2_UCHAR words[160];
        pcre2_get_error_message(error, words, sizeof words);
        fail_set(f, FAIL_USAGE, "%s: pattern is wrong at byte %zu: %s", where, (size_t)at, (const char *)words);
        return NULL;
    }
    struct pattern *p = calloc(1, sizeof *p);
    if (!p)
        fail_no_memory();
    p->code = code;
    p->limits = pcre2_match_context_create(NULL);
    if (!p->limits)
        fail_no_memory();
    pcre2_set_match_limit(p->limits, LIMIT_PATTERN_MATCH);
    pcre2_set_depth_limit(p->limits, LIMIT_PATTERN_DEPTH);
    pcre2_set_heap_limit(p->limits, LIMIT_PATTERN_HEAP_KB);
    /* Without JIT the interpreter does the same work, only slower: its absence is no failure. */
    (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return p;
}

void pattern_free(struct pattern *p)
{
    if (!p)
        return;
    pcre2_match_context_free(p->limits);
    pcre2_code_free(p->code);
    free(p);
}

static void fill_groups(struct pattern_match *m, str subject, const PCRE2_SIZE *at, int count)
{
    m->count = count < PATTERN_GROUPS ? count : PATTERN_GROUPS;
    m->start = at[0];
    /* \K in a look-ahead can set a start behind the end: such a match has no extent. */
    m->end = at[1] >= at[0] ? at[1] : at[0];
    for (int i = 0; i < m->count; i++) {
        if (at[2 * i] != PCRE2_UNSET && at[2 * i + 1] != PCRE2_UNSET && at[2 * i] <= at[2 * i + 1])
            m->group[i] = (str){ subject.ptr + at[2 * i], at[2 * i + 1] - at[2 * i] };
    }
}

bool pattern_find(const struct pattern *p, str subject, size_t from, struct pattern_match *m)
{
    *m = (struct pattern_match){ 0 };
    if (from > subject.len)
        return false;
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(p->code, NULL);
    if (!data)
        fail_no_memory();
    int count =
        pcre2_match(p->code, (PCRE2_SPTR)(subject.ptr ? subject.ptr : ""), subject.len, from, 0, data, p->limits);
    if (count > 0)
        fill_groups(m, subject, pcre2_get_ovector_pointer(data), count);
    m->limit_hit = count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT ||
                   count == PCRE2_ERROR_HEAPLIMIT || count == PCRE2_ERROR_JIT_STACKLIMIT;
    pcre2_match_data_free(data);
    return count > 0;
}

bool pattern_matches(const struct pattern *p, str subject)
{
    struct pattern_match m;
    return pattern_find(p, subject, 0, &m);
}

str pattern_named(const struct pattern *p, const struct pattern_match *m, const char *name)
{
    int number = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);
    return number > 0 && number < m->count ? m->group[number] : (str){ 0 };
}
