/* SPDX-License-Identifier: MIT */
/* Links as they are told in a finding. */
#include "link_told.h"
#include "say.h"
#include "core/arena.h"
#include "core/text.h"

enum { TEXT_CHARS = 60 };

bool link_opens(const struct link_row *l)
{
    static const bool opens[LINK_KIND_COUNT_] = {
        [LINK_ANCHOR] = true,   [LINK_AREA] = true,  [LINK_OPTION] = true, [LINK_ONCLICK] = true, [LINK_REFRESH] = true,
        [LINK_LOCATION] = true, [LINK_PAGER] = true, [LINK_FRAME] = true,  [LINK_MEDIA] = true,   [LINK_OBJECT] = true
    };
    return l->problem == LINK_FINE && opens[l->kind];
}

struct told told_links(struct judge *j, struct link_index index, uint32_t target)
{
    struct told told = { 0 };
    for (uint32_t k = index.start[target]; k < index.start[target + 1]; k++) {
        const struct link_row *l = &j->site->links[index.rows[k]];
        if (!link_opens(l) || (l->page_count == 1 && l->place_count && l->places[0].page == target))
            continue;
        if (!told.first || (told.first->text.len == 0 && l->text.len))
            told.first = l;
        places_add(j->arena, &told.places, l);
    }
    return told;
}

struct told told_page(struct judge *j, uint32_t page)
{
    struct told told = { 0 };
    places_add_page(j->arena, &told.places, page);
    return told;
}

void evidence_place(struct evidence *e, const struct link_row *l)
{
    if (l->label.len)
        evidence_str(e, "block", text_clip(l->label, TEXT_CHARS));
    if (l->place_count && l->places[0].where.len)
        evidence_str(e, "place", l->places[0].where);
}

void evidence_tried(struct judge *j, struct evidence *e, const struct resource_fact *r)
{
    evidence_int(e, "tries", r->tries);
    evidence_str(e, "methods", r->methods);
    str started = j->site->run.started;
    if (!r->last_s && !r->methods.len)
        return;
    evidence_str(e, "first_tried", say_moment(j->arena, started, r->first_s));
    evidence_str(e, "last_tried", say_moment(j->arena, started, r->last_s));
}

void told_fail(struct judge *j, const struct rule *rule, str subject, const struct told *told, struct evidence *e)
{
    const struct link_row *l = told->first;
    if (l) {
        str text = l->text.len ? l->text : l->title;
        evidence_str(e, "text", text.len ? text_clip(text, TEXT_CHARS) : STR("（没有文字）"));
        evidence_str(e, "region", words_region(l->region));
        evidence_place(e, l);
    }
    check_fail_at(j, rule, subject, &told->places, evidence_end(e, j->arena));
}
