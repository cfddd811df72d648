/* SPDX-License-Identifier: MIT */
/* Words of the gambling and porn trade, counted. */
#include "dark.h"
#include "core/arena.h"
#include "core/text.h"

enum { MOST_HITS = 8, TEXT_LOOKED_AT = 600 };

struct dark dark_of(const struct judge *j)
{
    const struct rule *rule = rulebook_find(j->book, STR("link.hidden"));
    return rule
               ? (struct dark){ rule_param_pattern(rule, "words_pattern"), rule_param_pattern(rule, "fighting_pattern"),
                                rule_param_pattern(rule, "trusted_pattern") }
               : (struct dark){ 0 };
}

static str comparable(const struct judge *j, str text)
{
    return text_simplify(j->arena, text_bare(j->arena, text));
}

size_t dark_hits(const struct judge *j, const struct dark *d, str text, size_t most)
{
    struct arena_mark mark = arena_mark(j->arena);
    str plain = comparable(j, text), seen[MOST_HITS];
    size_t count = 0, from = 0;
    struct pattern_match m;
    most = most < MOST_HITS ? most : MOST_HITS;
    while (d->words && count < most && pattern_find(d->words, plain, from, &m) && m.end > from) {
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known |= str_eq(seen[i], m.group[0]);
        if (!known)
            seen[count++] = m.group[0];
        from = m.end;
    }
    arena_release(j->arena, mark);
    return count;
}

static bool says(const struct judge *j, const struct pattern *words, str text)
{
    struct arena_mark mark = arena_mark(j->arena);
    bool hit = words && text.len && pattern_matches(words, comparable(j, text));
    arena_release(j->arena, mark);
    return hit;
}

bool dark_fights(const struct judge *j, const struct dark *d, str text)
{
    return says(j, d->fighting, text);
}

bool dark_trusts(const struct judge *j, const struct dark *d, str host)
{
    return says(j, d->trusted, host);
}

/* The head speaks of it and nothing that the page calls itself does: it was rewritten. A heading may be the site's
 * name, so that only the ArticleTitle tag stands against words that fight. */
static bool is_rewritten(const struct judge *j, const struct dark *d, const struct page_facts *p, size_t in_title,
                         size_t in_head, bool fights)
{
    str title = page_tag(p, "ArticleTitle", NULL);
    if (title.len && dark_hits(j, d, title, 1) == 0 && in_title >= 2)
        return true;
    str own = str_trim(str_fmt(j->arena, "%.*s %.*s", STR_ARG(title), STR_ARG(p->heading)));
    return own.len && !fights && dark_hits(j, d, own, 1) == 0 && (in_title > 0 || in_head >= 2);
}

bool dark_page(const struct judge *j, const struct dark *d, const struct page_facts *p, str *word)
{
    str keywords = page_tag(p, "keywords", NULL), description = page_tag(p, "description", NULL);
    str head = str_fmt(j->arena, "%.*s %.*s %.*s", STR_ARG(p->title), STR_ARG(keywords), STR_ARG(description));
    size_t in_title = dark_hits(j, d, p->title, 2), in_head = dark_hits(j, d, head, 3);
    bool fights = dark_fights(j, d, in_title ? p->title : head);
    if (word)
        *word = in_title ? p->title : dark_hits(j, d, keywords, 1) ? keywords : description;
    if (in_head == 0)
        return false;
    if (is_rewritten(j, d, p, in_title, in_head, fights))
        return true;
    str text = text_clip(p->visible_text, TEXT_LOOKED_AT);
    bool article = p->published_source == DATE_LABELLED || p->heading.len || page_tag(p, "ArticleTitle", NULL).len;
    if (fights || (article && dark_fights(j, d, text)))
        return false;
    return in_title >= 2 || in_head >= 3 || (in_title > 0 && dark_hits(j, d, text, 3) >= 2);
}
