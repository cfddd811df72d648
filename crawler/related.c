/* SPDX-License-Identifier: MIT */
/* Labelled blocks of related items beside an article's text: 相关解读, 关联稿件, 政策原文 and their like. */
#include "body.h"
#include "core/text.h"
#include "labels.h"

enum { RELATED_LABEL_CHARS = 14, RELATED_CLIMB = 5 };

static const str labels[] = {
    STR_INIT("关联稿件"),   STR_INIT("关联文件"), STR_INIT("关联信息"), STR_INIT("关联解读"), STR_INIT("关联阅读"),
    STR_INIT("相关解读"),   STR_INIT("相关链接"), STR_INIT("相关阅读"), STR_INIT("相关文档"), STR_INIT("相关文件"),
    STR_INIT("相关附件"),   STR_INIT("相关政策"), STR_INIT("相关信息"), STR_INIT("相关文章"), STR_INIT("相关稿件"),
    STR_INIT("相关新闻"),   STR_INIT("相关资料"), STR_INIT("相关报道"), STR_INIT("政策解读"), STR_INIT("解读文件"),
    STR_INIT("解读链接"),   STR_INIT("解读材料"), STR_INIT("文件解读"), STR_INIT("图文解读"), STR_INIT("文字解读"),
    STR_INIT("视频解读"),   STR_INIT("音频解读"), STR_INIT("专家解读"), STR_INIT("媒体解读"), STR_INIT("图片解读"),
    STR_INIT("一图读懂"),   STR_INIT("政策图解"), STR_INIT("图解"),     STR_INIT("简明问答"), STR_INIT("政策问答"),
    STR_INIT("新闻发布会"), STR_INIT("政策原文"), STR_INIT("原文链接"), STR_INIT("文件原文"), STR_INIT("政策文件"),
    STR_INIT("原文件"),     STR_INIT("文件链接"), STR_INIT("附件下载"), STR_INIT("附件"),     STR_INIT("延伸阅读"),
};

bool related_is_label(str text)
{
    text = label_trim(text);
    static const str open[] = { STR_INIT("【"), STR_INIT("["), STR_INIT("■"),
                                STR_INIT("●"),  STR_INIT("◆"), STR_INIT("|") };
    for (size_t i = 0; i < ARRAY_LEN(open); i++) {
        if (str_starts(text, open[i]))
            text = label_trim(str_slice(text, open[i].len, text.len));
    }
    if (text.len > (size_t)RELATED_LABEL_CHARS * 3 || text_chars(text) > RELATED_LABEL_CHARS)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        size_t end;
        if (label_at(text, 0, labels[i], &end)) {
            bool closed = end == text.len || label_colon(text, &end) ||
                          str_has(str_slice(text, end, text.len), STR("】")) ||
                          str_has(str_slice(text, end, text.len), STR("]"));
            if (closed)
                return true;
        }
    }
    return false;
}

static bool is_alike(const struct node *a, const struct node *b)
{
    return a->kind == NODE_ELEMENT && b->kind == NODE_ELEMENT && str_eq(a->tag, b->tag) &&
           str_eq(node_attr(a, "class"), node_attr(b, "class"));
}

static bool holds(const struct tree *t, uint32_t outer, uint32_t inner)
{
    return inner >= outer && inner < t->nodes[outer].end;
}

static bool is_heading(const struct node *n)
{
    return node_is(n, "h2") || node_is(n, "h3") || node_is(n, "h4") || node_is(n, "dt");
}

static bool is_block(const struct node *n)
{
    static const char *const tags[] = { "ul", "ol", "dl", "div", "table", "section", "p" };
    for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
        if (node_is(n, tags[i]))
            return true;
    }
    return false;
}

enum marked { MARKED_NOTHING, MARKED_EMPTY, MARKED_LINKS };

/* Marks the siblings behind label element `at`: up to the first block with links, or the next label of the same make.
 */
static enum marked mark_behind(struct body_search *s, uint32_t at)
{
    struct tree *t = s->r->tree;
    uint32_t stop = t->nodes[at].end, end = t->nodes[t->nodes[at].parent].end;
    bool block = false;
    for (uint32_t i = stop; i < end; i = t->nodes[i].end) {
        bool next =
            (is_alike(&t->nodes[at], &t->nodes[i]) && weight(s->w.links, t, i) == 0) || is_heading(&t->nodes[i]);
        if (next || holds(t, i, s->r->body) || t->nodes[i].region == REGION_FOOTER)
            break;
        stop = t->nodes[i].end;
        block = block || is_block(&t->nodes[i]);
        if (is_block(&t->nodes[i]) && weight(s->w.links, t, i))
            break;
    }
    if (s->w.links[stop] == s->w.links[at])
        return block ? MARKED_EMPTY : MARKED_NOTHING;
    for (uint32_t i = at; i < stop; i++)
        t->nodes[i].region = REGION_RELATED;
    return MARKED_LINKS;
}

void related_mark(struct body_search *s)
{
    struct tree *t = s->r->tree;
    uint32_t link_end = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        if (node_is(&t->nodes[i], "a") && t->nodes[i].end > link_end)
            link_end = t->nodes[i].end;
        if (i < link_end || !node_is_prose(t, i) || t->nodes[i].region != REGION_UNKNOWN ||
            !related_is_label(t->nodes[i].text))
            continue;
        for (uint32_t at = i, climb = 0; at && climb < RELATED_CLIMB; at = t->nodes[at].parent, climb++) {
            if (holds(t, at, s->r->body) || node_is(&t->nodes[at], "body") || mark_behind(s, at) != MARKED_NOTHING)
                break;
        }
    }
}
