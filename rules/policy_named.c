/* SPDX-License-Identifier: MIT */
/* Interpretations whose titles, links and numbers name no file: the first file of this government that their text names
 * in 《》 is the one they explain. */
#include "core/arena.h"
#include "core/text.h"
#include "policy_pairs.h"
#include "strmap.h"

enum { NAMES_READ = 40, NAME_BYTES = 240, LEAST_CHARS = 6 };

static bool is_paired(const struct policy_pairs *all, uint32_t interpretation)
{
    for (size_t i = 0; i < all->pairs.count; i++) {
        if (all->pairs.items[i].interpretation == interpretation)
            return true;
    }
    return false;
}

/* A name that two files have tells neither. */
static void index_names(struct judge *j, const struct policy_pairs *all, struct strmap *names)
{
    strmap_init(names, j->arena);
    for (uint32_t i = 0; i < all->policies.count; i++) {
        const struct title_cores *c = &all->policies.items[i].cores;
        for (size_t k = 0; k < c->count; k++) {
            if (text_chars(c->items[k]) < LEAST_CHARS)
                continue;
            uint32_t before = strmap_get(names, c->items[k]);
            if (i >= all->judged && before != NONE && before < all->judged)
                continue; /* a file of the policy columns comes first */
            strmap_set(names, c->items[k], before == NONE || before == i ? i : NONE);
        }
    }
}

static uint32_t first_named(struct judge *j, const struct strmap *names, str text)
{
    for (int read = 0; read < NAMES_READ; read++) {
        size_t open = str_find(text, STR("《"));
        if (open == SIZE_MAX)
            return NONE;
        text = str_slice(text, open + 3, text.len);
        size_t close = str_find(str_slice(text, 0, NAME_BYTES), STR("》"));
        uint32_t policy = close == SIZE_MAX ? NONE : strmap_get(names, text_core(j->arena, str_slice(text, 0, close)));
        if (policy != NONE)
            return policy;
    }
    return NONE;
}

void policy_pair_by_texts(struct judge *j, struct policy_pairs *all)
{
    struct strmap names;
    index_names(j, all, &names);
    for (uint32_t i = 0; i < all->interpretations.count; i++) {
        if (!all->interpretations.items[i].page || is_paired(all, i))
            continue;
        struct arena_mark mark = arena_mark(j->arena);
        uint32_t policy = first_named(j, &names, policy_body(j, &all->interpretations.items[i]));
        arena_release(j->arena, mark);
        if (policy != NONE)
            *arena_push(j->arena, &all->pairs) = (struct pair){ policy, i, PAIR_TEXT };
    }
}
