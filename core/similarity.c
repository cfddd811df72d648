/* SPDX-License-Identifier: MIT */
/* How alike two texts are: bigrams for names and titles, shingles for whole texts. Declared in core/text.h. */
#include "core/arena.h"
#include "core/text.h"
#include <stdlib.h>
#include <xxhash.h>

enum { NAME_GRAM = 2, SHINGLE = 5 };

static int compare_hashes(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* Sorted hashes of every run of `width` characters; equal runs stay as often as they stand. A shorter text is one run.
 */
static struct shingles runs(struct arena *a, str core, size_t width)
{
    size_t chars = text_chars(core);
    if (chars == 0)
        return (struct shingles){ 0 };
    size_t count = chars > width ? chars - width + 1 : 1;
    struct shingles out = { arena_new(a, uint64_t, count), 0 };
    str head = core, tail = core;
    uint32_t c = 0;
    for (size_t i = 0; i < width && tail.len; i++)
        text_next(&tail, &c);
    for (;;) {
        size_t end = core.len - tail.len, start = core.len - head.len;
        out.hashes[out.count++] = XXH3_64bits(core.ptr + start, end - start);
        if (tail.len == 0 || out.count == count)
            break;
        text_next(&tail, &c);
        text_next(&head, &c);
    }
    qsort(out.hashes, out.count, sizeof *out.hashes, compare_hashes);
    return out;
}

static size_t common(struct shingles x, struct shingles y)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < x.count && j < y.count;) {
        if (x.hashes[i] == y.hashes[j]) {
            shared++;
            i++;
            j++;
        } else if (x.hashes[i] < y.hashes[j]) {
            i++;
        } else {
            j++;
        }
    }
    return shared;
}

double text_similarity(struct arena *a, str x, str y)
{
    str cx = text_core(a, x), cy = text_core(a, y);
    if (cx.len == 0 || cy.len == 0)
        return 0;
    if (str_eq(cx, cy))
        return 1;
    struct shingles gx = runs(a, cx, NAME_GRAM), gy = runs(a, cy, NAME_GRAM);
    return 2.0 * (double)common(gx, gy) / (double)(gx.count + gy.count);
}

struct shingles text_shingles(struct arena *a, str s)
{
    struct shingles all = runs(a, text_core(a, s), SHINGLE);
    size_t kept = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (kept == 0 || all.hashes[kept - 1] != all.hashes[i])
            all.hashes[kept++] = all.hashes[i];
    }
    all.count = kept;
    return all;
}

double shingles_contained(struct shingles part, struct shingles whole)
{
    return part.count ? (double)common(part, whole) / (double)part.count : 0;
}

double shingles_jaccard(struct shingles x, struct shingles y)
{
    size_t shared = common(x, y), all = x.count + y.count - shared;
    return all ? (double)shared / (double)all : 0;
}
