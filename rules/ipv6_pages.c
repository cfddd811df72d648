/* SPDX-License-Identifier: MIT */
/* Two readings of one page made comparable: what changes by itself from one request to the next is left out. */
#include "ipv6_pages.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/text.h"
#include "names.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ASIDE_CHARS = 40, LEAST_CHARS = 8 };

/* Words between blanks that tell the visitor's own address or family are the same page to everybody. */
static bool speaks_of_visitor(str word)
{
    return text_chars(word) <= ASIDE_CHARS && name_has_any(word, STR("IPv6|IPv4|IPV6|IPV4|ipv6|ipv4|您的IP|你的IP"));
}

/* Counters, dates, times and tokens: letters and digits mixed, and all digits. */
static void add_word(struct buf *out, str word)
{
    size_t digits = 0, letters = 0, other = 0;
    for (size_t i = 0; i < word.len; i++) {
        digits += ascii_is_digit(word.ptr[i]);
        letters += ascii_is_letter(word.ptr[i]);
        other += (unsigned char)word.ptr[i] >= 0x80;
    }
    if (other == 0 && digits && digits + letters >= 12)
        return; /* a token */
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_digit(word.ptr[i]))
            buf_add_char(out, word.ptr[i]);
    }
}

static str steady_words(struct arena *a, str text)
{
    struct buf out;
    str word, rest = text_squeeze(a, text_nfkc(a, text));
    buf_init(&out, LIMIT_BODY_TEXT);
    while (str_cut(&rest, ' ', &word)) {
        if (!speaks_of_visitor(word))
            add_word(&out, word);
    }
    str kept = str_dup(a, buf_str(&out));
    buf_done(&out);
    return kept;
}

static str steady_title(struct arena *a, str title)
{
    struct buf out;
    str core = text_core(a, title);
    buf_init(&out, LIMIT_BODY_TEXT);
    for (size_t i = 0; i < core.len; i++) {
        if (!ascii_is_digit(core.ptr[i]))
            buf_add_char(&out, core.ptr[i]);
    }
    str kept = str_dup(a, buf_str(&out));
    buf_done(&out);
    return kept;
}

/* How many hashes of x, which are sorted, are not among those of y. */
static size_t only_in(struct shingles x, struct shingles y)
{
    size_t n = 0;
    for (size_t i = 0, k = 0; i < x.count; i++) {
        while (k < y.count && y.hashes[k] < x.hashes[i])
            k++;
        n += k == y.count || y.hashes[k] != x.hashes[i];
    }
    return n;
}

struct sameness pages_compare(struct arena *a, const struct page_facts *x, const struct page_facts *y)
{
    struct sameness s = { .title = str_eq(steady_title(a, x->title), steady_title(a, y->title)) };
    struct shingles tx = text_shingles(a, steady_words(a, x->visible_text));
    struct shingles ty = text_shingles(a, steady_words(a, y->visible_text));
    s.text = tx.count + ty.count == 0 ? 1 : shingles_jaccard(tx, ty);
    s.differ = only_in(tx, ty) + only_in(ty, tx);
    bool whole = (x->known & y->known & KNOWN_TREE) && x->limit_hit.len == 0 && y->limit_hit.len == 0;
    bool shell = (x->js | y->js) & JS_SHELL;
    s.known = whole && !shell && x->visible_chars >= LEAST_CHARS && y->visible_chars >= LEAST_CHARS;
    return s;
}

const struct probe_fact *probe_of(const struct site_facts *site, uint32_t resource, const char *kind)
{
    for (uint32_t i = 0; i < site->probe_count; i++) {
        if (site->probes[i].resource == resource && str_eq(site->probes[i].kind, str_from(kind)))
            return &site->probes[i];
    }
    return NULL;
}

/* --- levels --- */

struct pick {
    uint64_t hash;
    const struct probe_fact *probe;
};

static int by_hash(const void *x, const void *y)
{
    const struct pick *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static bool says_something(const struct probe_fact *p)
{
    enum outcome o = p->outcome;
    bool later = o == OUTCOME_STATUS && p->status == 429;
    return !later && o != OUTCOME_PENDING && o != OUTCOME_WALL && o != OUTCOME_DNS_ERROR && o != OUTCOME_NO_ROUTE;
}

int ipv6_most_percent(int64_t good, int64_t asked)
{
    double n = (double)asked, p = (double)good / n, z2 = 1.96 * 1.96;
    double bound = (p + z2 / (2 * n) + 1.96 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
    return (int)(bound * 100);
}

static uint32_t pages_at(const struct judge *j, uint32_t depth)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        count += r->own && r->page && r->depth == depth && r->outcome == OUTCOME_OK;
    }
    return count;
}

/* Columns are asked beyond the sample; among all that were asked those with the lowest hashes are the sample again. */
struct level_share ipv6_level(const struct judge *j, uint32_t depth)
{
    struct level_share s = { .percent = -1, .most = -1 };
    struct pick *picks = arena_new(j->arena, struct pick, (size_t)j->site->probe_count + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        const struct resource_fact *r = &j->site->resources[p->resource];
        if (str_eq(p->kind, STR("v6")) && r->own && r->depth == depth && r->outcome == OUTCOME_OK)
            picks[n++] = (struct pick){ str_hash(r->address), p };
    }
    qsort(picks, n, sizeof *picks, by_hash);
    for (size_t i = 0; i < n && i < LIMIT_IPV6_SAMPLE; i++) {
        s.asked += says_something(picks[i].probe);
        s.good += picks[i].probe->outcome == OUTCOME_OK || picks[i].probe->outcome == OUTCOME_REDIRECT;
    }
    if (s.asked) {
        s.percent = (int)(s.good * 100 / s.asked);
        s.most = s.asked >= (int64_t)pages_at(j, depth) ? s.percent : ipv6_most_percent(s.good, s.asked);
    }
    return s;
}
