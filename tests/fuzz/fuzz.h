/* SPDX-License-Identifier: MIT */
/* What the harnesses share: the entry point, promises that must hold, inputs of several parts. */
#ifndef FUZZ_H
#define FUZZ_H
#include "core/arena.h"
#include "core/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* A promise of the header that this input broke. */
#define PROMISE(condition)                                                                                             \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

static inline str fuzz_input(const uint8_t *data, size_t len)
{
    return len ? (str){ (const char *)data, len } : (str){ 0 };
}

/* The first line of the input, cut off. */
static inline str fuzz_line(str *rest)
{
    str line = { 0 };
    str_cut(rest, '\n', &line);
    return line;
}

#endif
