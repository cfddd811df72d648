/* SPDX-License-Identifier: MIT */
/* How fast Gumbo alone parses the bodies that a crawl reads: gumbo_alone FILE… prints pages, bytes and seconds on one
 * core. */
#include "core/arena.h"
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void *take(void *ctx, size_t size)
{
    return arena_alloc(ctx, size, alignof(max_align_t), 1);
}

static void give(void *ctx, void *memory)
{
    (void)ctx;
    (void)memory;
}

static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *text = malloc((size_t)size + 1);
    *len = text ? fread(text, 1, (size_t)size, f) : 0;
    fclose(f);
    return text;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct timespec from, to;
    double seconds = 0;
    size_t bytes = 0;
    arena_init(&arena);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give;
    options.userdata = &arena;
    options.max_errors = 0;
    for (int i = 1; i < argc; i++) {
        size_t len = 0;
        char *text = read_file(argv[i], &len);
        if (!text)
            return 1;
        clock_gettime(CLOCK_MONOTONIC, &from);
        gumbo_parse_with_options(&options, text, len);
        arena_reset(&arena);
        clock_gettime(CLOCK_MONOTONIC, &to);
        seconds += (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        bytes += len;
        free(text);
    }
    arena_done(&arena);
    printf("%d %zu %.3f\n", argc - 1, bytes, seconds);
    return 0;
}
