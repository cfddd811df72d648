/* SPDX-License-Identifier: MIT */
/* Characters of every subtree, as running sums over the flat tree. */
#include "weights.h"
#include "core/arena.h"
#include "core/text.h"
#include "labels.h"

static uint32_t chars_in(str text)
{
    uint32_t n = 0, code;
    while (text_next(&text, &code).len)
        n += !label_is_blank(code);
    return n;
}

struct weights weights_of(struct arena *a, const struct tree *t)
{
    struct weights w = { arena_new(a, uint32_t, t->count + 1), arena_new(a, uint32_t, t->count + 1),
                         arena_new(a, uint32_t, t->count + 1), arena_new(a, uint32_t, t->count + 1) };
    uint32_t link_end = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        bool is_link = node_is(n, "a");
        if (is_link && n->end > link_end)
            link_end = n->end;
        uint32_t chars = node_is_prose(t, i) ? chars_in(n->text) : 0;
        w.all[i + 1] = w.all[i] + chars;
        w.shown[i + 1] = w.shown[i] + (n->hiding == HIDING_NONE ? chars : 0);
        w.linked[i + 1] = w.linked[i] + (i < link_end ? chars : 0);
        w.links[i + 1] = w.links[i] + is_link;
    }
    return w;
}
