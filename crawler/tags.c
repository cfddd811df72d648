/* SPDX-License-Identifier: MIT */
/* The table of HTML's element names, sorted for a binary search. */
#include "tags.h"
#include <stdlib.h>
#include <string.h>

struct tag_entry {
    const char *name;
    unsigned flags;
};

/* clang-format off */
static const struct tag_entry tags[] = {
    { "a", TAG_FORMATTING | TAG_SOLE },
    { "address", TAG_BLOCK },
    { "area", TAG_VOID },
    { "article", TAG_BLOCK },
    { "aside", TAG_BLOCK },
    { "b", TAG_FORMATTING },
    { "base", TAG_VOID },
    { "big", TAG_FORMATTING },
    { "blockquote", TAG_BLOCK },
    { "body", TAG_BLOCK | TAG_ROOT },
    { "br", TAG_BLOCK | TAG_VOID },
    { "button", TAG_BLOCK | TAG_SOLE },
    { "caption", TAG_BLOCK | TAG_SCOPE },
    { "center", TAG_BLOCK },
    { "code", TAG_FORMATTING },
    { "col", TAG_VOID },
    { "dd", TAG_BLOCK | TAG_ITEM },
    { "div", TAG_BLOCK | TAG_GROUP },
    { "dl", TAG_BLOCK | TAG_GROUP },
    { "dt", TAG_BLOCK | TAG_ITEM },
    { "em", TAG_FORMATTING },
    { "embed", TAG_VOID },
    { "fieldset", TAG_BLOCK | TAG_GROUP },
    { "figcaption", TAG_BLOCK },
    { "figure", TAG_BLOCK },
    { "font", TAG_FORMATTING },
    { "footer", TAG_BLOCK },
    { "form", TAG_BLOCK },
    { "frame", TAG_VOID },
    { "h1", TAG_BLOCK },
    { "h2", TAG_BLOCK },
    { "h3", TAG_BLOCK },
    { "h4", TAG_BLOCK },
    { "h5", TAG_BLOCK },
    { "h6", TAG_BLOCK },
    { "head", TAG_ROOT | TAG_UNSEEN },
    { "header", TAG_BLOCK },
    { "hr", TAG_BLOCK | TAG_VOID },
    { "html", TAG_BLOCK | TAG_ROOT },
    { "i", TAG_FORMATTING },
    { "iframe", TAG_BLOCK | TAG_RAW | TAG_UNSEEN },
    { "img", TAG_VOID },
    { "input", TAG_VOID },
    { "legend", TAG_BLOCK },
    { "li", TAG_BLOCK | TAG_ITEM },
    { "link", TAG_VOID },
    { "main", TAG_BLOCK },
    { "marquee", TAG_BLOCK | TAG_SCOPE },
    { "math", TAG_FOREIGN },
    { "meta", TAG_VOID },
    { "nav", TAG_BLOCK },
    { "nobr", TAG_FORMATTING | TAG_SOLE },
    { "noembed", TAG_RAW | TAG_UNSEEN },
    { "noframes", TAG_RAW | TAG_UNSEEN },
    { "noscript", TAG_UNSEEN }, /* never met: see tree.h */
    { "object", TAG_SCOPE },
    { "ol", TAG_BLOCK | TAG_GROUP },
    { "optgroup", TAG_BLOCK | TAG_ITEM },
    { "option", TAG_BLOCK | TAG_ITEM },
    { "p", TAG_BLOCK | TAG_ITEM },
    { "param", TAG_VOID },
    { "pre", TAG_BLOCK },
    { "s", TAG_FORMATTING },
    { "script", TAG_RAW | TAG_UNSEEN },
    { "section", TAG_BLOCK },
    { "select", TAG_BLOCK | TAG_GROUP },
    { "small", TAG_FORMATTING },
    { "source", TAG_VOID },
    { "strike", TAG_FORMATTING },
    { "strong", TAG_FORMATTING },
    { "style", TAG_RAW | TAG_UNSEEN },
    { "svg", TAG_FOREIGN },
    { "table", TAG_BLOCK | TAG_GROUP | TAG_SCOPE },
    { "tbody", TAG_BLOCK | TAG_ITEM },
    { "td", TAG_BLOCK | TAG_ITEM | TAG_SCOPE },
    { "template", TAG_SCOPE | TAG_UNSEEN },
    { "textarea", TAG_BLOCK | TAG_RAW },
    { "tfoot", TAG_BLOCK | TAG_ITEM },
    { "th", TAG_BLOCK | TAG_ITEM | TAG_SCOPE },
    { "thead", TAG_BLOCK | TAG_ITEM },
    { "title", TAG_BLOCK | TAG_RAW | TAG_UNSEEN },
    { "tr", TAG_BLOCK | TAG_ITEM | TAG_GROUP },
    { "track", TAG_VOID },
    { "tt", TAG_FORMATTING },
    { "u", TAG_FORMATTING },
    { "ul", TAG_BLOCK | TAG_GROUP },
    { "wbr", TAG_VOID },
    { "xmp", TAG_BLOCK | TAG_RAW },
};
/* clang-format on */

static int compare_name(const void *key, const void *entry)
{
    return str_compare(*(const str *)key, str_from(((const struct tag_entry *)entry)->name));
}

unsigned tag_flags(str lower_name)
{
    if (lower_name.len > sizeof "blockquote" - 1)
        return 0;
    const struct tag_entry *found = bsearch(&lower_name, tags, ARRAY_LEN(tags), sizeof tags[0], compare_name);
    return found ? found->flags : 0;
}
