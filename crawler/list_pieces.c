/* SPDX-License-Identifier: MIT */
/* One list in several boxes: templates begin a new <ul> after every five rows, to leave a gap. */
#include "core/text.h"
#include "labels.h"
#include "list_view.h"

enum { PIECE_CLIMB = 3 };

/* Boxes of one kind side by side, perhaps each in a box of its own. */
static bool stand_alike(const struct tree *t, uint32_t a, uint32_t b)
{
    for (int climb = 0; a && b && climb < PIECE_CLIMB; climb++) {
        const struct node *x = &t->nodes[a], *y = &t->nodes[b];
        if (a == b || !str_eq(x->tag, y->tag) || !str_eq(group_class(x), group_class(y)))
            return false;
        if (x->parent == y->parent)
            return true;
        a = x->parent;
        b = y->parent;
    }
    return false;
}

/* Lines and gaps, nothing that says or shows something. */
static bool is_bare_between(const struct tree *t, uint32_t from, uint32_t to)
{
    static const char *const speaking[] = {
        "a", "img", "input", "select", "iframe", "h1", "h2", "h3", "h4", "h5", "h6"
    };
    for (uint32_t i = from; i < to; i++) {
        if (t->nodes[i].kind == NODE_TEXT && label_trim(t->nodes[i].text).len)
            return false;
        for (size_t k = 0; t->nodes[i].kind == NODE_ELEMENT && k < ARRAY_LEN(speaking); k++) {
            if (node_is(&t->nodes[i], speaking[k]))
                return false;
        }
    }
    return true;
}

/* All rows are dated, newest first. */
static bool descends(const struct list_view *v)
{
    for (size_t i = 0; i < v->count; i++) {
        if (!day_known(v->rows[i].date) || (i && day_compare(v->rows[i - 1].date, v->rows[i].date) < 0))
            return false;
    }
    return v->count > 0;
}

/* The panes of a tab stand alike too, but each begins anew with its newest item. */
static bool goes_on(const struct tree *t, const struct list_view *a, const struct list_view *b)
{
    const struct row_found *last = &a->rows[a->count - 1];
    return str_eq(a->group->tag, b->group->tag) && !b->more.len && descends(b) && day_known(last->date) &&
           day_compare(last->date, b->rows[0].date) >= 0 && stand_alike(t, a->group->parent, b->group->parent) &&
           is_bare_between(t, a->spans[a->count - 1].to, b->spans[0].from);
}

static size_t join(struct arena *a, struct list_view *views, size_t count, size_t at)
{
    list_view_append(a, &views[at], &views[at + 1]);
    for (size_t i = at + 1; i + 1 < count; i++)
        views[i] = views[i + 1];
    return count - 1;
}

size_t list_join_pieces(const struct reading *r, struct list_view *views, size_t count, size_t *main)
{
    if (*main >= count || !views[*main].group)
        return count;
    while (*main + 1 < count && views[*main + 1].group && goes_on(r->tree, &views[*main], &views[*main + 1]))
        count = join(r->arena, views, count, *main);
    while (*main > 0 && views[*main - 1].group && goes_on(r->tree, &views[*main - 1], &views[*main]))
        count = join(r->arena, views, count, --*main);
    return count;
}
