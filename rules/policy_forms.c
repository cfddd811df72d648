/* SPDX-License-Identifier: MIT */
/* Which form an interpretation has. Words inside 《》 are the file's own name and say nothing of the form. */
#include "policy_forms.h"
#include "address.h"
#include "names.h"

enum { PICTURE_CHARS = 200 }; /* a picture with no more text than this is a graphic */

static const struct {
    uint32_t form;
    str name, sure, loose; /* loose words count where the file's name stands in 《》 and is taken out */
} forms[] = {
    { FORM_HEAD, STR_INIT("负责人解读"),
      STR_INIT("负责人解读|负责人谈|局长解读|主任解读|区长解读|县长解读|镇长解读|书记解读|一把手解读|领导解读"),
      STR_INIT("负责人|局长|主任|区长|县长|镇长|一把手") },
    { FORM_QUESTIONS, STR_INIT("问答"), STR_INIT("政策问答|简明问答|答记者问|有问必答|你问我答|问答解读|问答式"),
      STR_INIT("问答|答疑|百问") },
    { FORM_GRAPHICS, STR_INIT("图解"),
      STR_INIT("图解|图文解读|一图读懂|一图看懂|一图了解|一图速览|图表解读|图说政策|图片解读|长图解读|读懂《"),
      STR_INIT("图文|图说|长图|海报|一图") },
    { FORM_VIDEO, STR_INIT("视频"), STR_INIT("视频解读|短视频|音频解读|微视频|音视频"), STR_INIT("视频|音频") },
    { FORM_ANIMATION, STR_INIT("动漫"), STR_INIT("动漫解读|动画解读|漫画解读|动漫|动画说"),
      STR_INIT("动漫|动画|漫画") },
    { FORM_PRESS, STR_INIT("新闻发布会"), STR_INIT("新闻发布会|政策吹风会|新闻发布"),
      STR_INIT("发布会|吹风会|记者会") },
    { FORM_EXPERT, STR_INIT("专家解读"), STR_INIT("专家解读|专家访谈|专家谈|专家说"), STR_INIT("专家") },
    { FORM_MEDIA, STR_INIT("媒体解读"), STR_INIT("媒体解读|媒体报道|媒体聚焦|媒体评论"), STR_INIT("媒体") },
    { FORM_FOLLOW_UP, STR_INIT("后续解读"), STR_INIT("二次解读|后续解读|实施后解读|再解读|执行效果解读"),
      STR_INIT("二次|后续|实施后|施行后|实施以来|执行效果") },
    { FORM_TEXT, STR_INIT("文字"), STR_INIT("文字解读"), STR_INIT("文字") },
};

/* The words outside of 《》; `named` tells whether there were any inside. */
static str outside_name(struct arena *a, str title, bool *named)
{
    size_t open = str_find(title, STR("《")), close = str_find_last(title, STR("》"));
    *named = open != SIZE_MAX && close != SIZE_MAX && close > open;
    if (!*named)
        return title;
    return str_fmt(a, "%.*s《》%.*s", STR_ARG(str_slice(title, 0, open)),
                   STR_ARG(str_slice(title, close + 3, title.len)));
}

/* What a title, label or name of a column says; 0: nothing. */
static uint32_t form_words(struct arena *a, str words)
{
    bool named = false;
    str said = outside_name(a, words, &named);
    uint32_t found = 0;
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (name_has_any(said, forms[i].sure) || (named && name_has_any(said, forms[i].loose)))
            found |= forms[i].form;
    }
    return found;
}

/* What the policy page calls its links to the interpretation. */
static uint32_t link_forms(struct judge *j, const struct paper *x, const struct paper *y)
{
    uint32_t found = 0;
    for (size_t i = 0; i < x->page->links.count; i++) {
        const struct link_fact *l = &x->page->links.items[i];
        if (l->problem != LINK_FINE || (l->region != REGION_CONTENT && l->region != REGION_RELATED) ||
            !str_eq(address_item_key(j->arena, l->address), y->key))
            continue;
        found |= form_words(j->arena, l->text) | form_words(j->arena, l->label);
    }
    return found;
}

static uint32_t body_forms(const struct page_facts *p)
{
    if (!p || !(p->known & KNOWN_BODY))
        return 0;
    if (p->body.media)
        return FORM_VIDEO;
    return p->body.images && p->body.chars <= PICTURE_CHARS ? FORM_GRAPHICS : 0;
}

uint32_t policy_forms(struct judge *j, const struct policy_pairs *all, const struct pair *p)
{
    const struct paper *x = &all->policies.items[p->policy], *y = &all->interpretations.items[p->interpretation];
    uint32_t found = form_words(j->arena, y->title) | body_forms(y->page);
    uint32_t home = y->resource != NONE ? j->columns->home_of[y->resource] : NONE;
    if (home == NONE)
        home = y->column;
    if (home != NONE && home < j->columns->count)
        found |= form_words(j->arena, j->columns->items[home].name);
    /* A block's label may stand over interpretations of all kinds: it is asked last. */
    if (!found)
        found = link_forms(j, x, y);
    return found ? found : FORM_TEXT;
}

str policy_forms_text(struct arena *a, uint32_t mask)
{
    str names[ARRAY_LEN(forms)];
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (mask & forms[i].form)
            names[count++] = forms[i].name;
    }
    return str_join(a, names, count, STR("、"));
}
