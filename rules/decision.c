/* SPDX-License-Identifier: MIT */
/* Which columns and items are about major decisions, and what kind of item each is. */
#include "decision.h"
#include "address.h"
#include "core/text.h"
#include "judging.h"
#include "names.h"
#include "policy_own.h"
#include "strmap.h"

enum { DEEP = 12 };
#define AREA_WORDS "重大行政决策|重大决策|重大事项决策|重大行政事项决策"

bool decision_column(const struct columns *all, uint32_t column)
{
    for (int i = 0; column != NONE && i < DEEP; i++, column = all->items[column].parent) {
        if (name_has_any(all->items[column].name, STR(AREA_WORDS)))
            return true;
    }
    return false;
}

static enum decision_kind kind_of(str title)
{
    bool answer =
        name_has_any(title, STR("采纳|反馈情况|反馈结果|意见反馈|意见情况|情况反馈|征集结果|意见结果|意见的反馈"));
    bool call = name_has_any(title, STR("征求意见|征集意见|意见征集|意见建议|征求社会|公开征求|公开征集")) ||
                (name_has_any(title, STR("征求|征集")) && name_has_any(title, STR("意见")));
    bool status = name_has_any(title, STR("情况|结果|汇总|说明"));
    if (answer || (call && status))
        return DECISION_ANSWER;
    if (call && !name_has_any(title, STR("解读|图解|问答")))
        return DECISION_CALL;
    if (name_has_any(title, STR("决策")) && name_has_any(title, STR("目录|清单")))
        return DECISION_CATALOGUE;
    return DECISION_OTHER;
}

bool decision_is_catalogue(str title)
{
    return name_has_any(title, STR("决策")) && name_has_any(title, STR("目录|清单|事项")) &&
           !name_has_any(title, STR("征集|征求|建议|编制|申报|办法|规定|规则|规程|标准|解读|图解|会议|审议|通过|情况|"
                                    "说明|草案|工作"));
}

bool decision_is_document(const struct decision_item *x)
{
    return x->kind == DECISION_OTHER && day_known(x->date) &&
           !name_has_any(x->title,
                         STR("解读|图解|读懂|问答|解答|听证|草案|征求|起草|论证|评估|会议|公示|新闻|发布会|方案稿"));
}

/* 《云河区供热管理办法（征求意见稿）》: what stands in the brackets, without what marks a draft. */
str decision_matter(struct arena *a, str title)
{
    size_t from = str_find(title, STR("《")), to = str_find_last(title, STR("》"));
    if (from == SIZE_MAX || to == SIZE_MAX || to <= from)
        return STR("");
    str name = text_nfkc(a, str_slice(title, from + 3, to));
    size_t mark = str_find_last(name, STR("("));
    if (mark != SIZE_MAX && name_has_any(str_slice(name, mark, name.len), STR("稿|草案")))
        name = str_slice(name, 0, mark);
    str core = text_core(a, name);
    for (size_t i = 0; i < 2; i++) {
        str tail = i ? STR("草案") : STR("征求意见稿");
        if (str_ends(core, tail))
            core.len -= tail.len;
    }
    return core;
}

static void take_item(struct judge *j, struct decisions *out, struct strmap *seen, uint32_t column,
                      const struct item *it)
{
    if (!it->address.len || !it->title.len)
        return;
    bool area = decision_column(j->columns, column);
    str key = address_item_key(j->arena, it->address);
    uint32_t at = strmap_get(seen, key);
    if (at != NONE) {
        struct decision_item *old = &out->all.items[at];
        if (area && !old->in_area) {
            old->in_area = true;
            old->column = column;
        }
        return;
    }
    strmap_put(seen, key, (uint32_t)out->all.count);
    uint32_t end = it->resource == NONE ? NONE : site_follow(j->site, it->resource, NULL);
    *arena_push(j->arena, &out->all) =
        (struct decision_item){ .kind = kind_of(it->title),
                                .in_area = area,
                                .column = column,
                                .resource = end,
                                .page = end == NONE ? NULL : j->site->resources[end].page,
                                .address = it->address,
                                .title = it->title,
                                .matter = decision_matter(j->arena, it->title),
                                .date = it->date,
                                .row = NONE };
}

static void note_doubt(struct judge *j, struct decisions *out)
{
    for (uint32_t i = 0; i < j->columns->count && !out->doubt.len; i++) {
        const struct column *c = &j->columns->items[i];
        if (!decision_column(j->columns, i) || c->says_empty)
            continue;
        if (c->by_script) {
            out->doubt = STR("javascript-list");
            out->doubt_words = STR("重大行政决策栏目的列表由脚本生成");
        } else if (c->leaf && !c->complete && !c->single) {
            out->doubt = STR("unreadable-list");
            out->doubt_words = STR("重大行政决策栏目没有读全");
        }
    }
    if (!out->doubt.len && judge_blind(j).len) {
        out->doubt = judge_blind(j);
        out->doubt_words = judge_blind_words(j);
    }
}

/* Where portals put calls, drafts, documents, interpretations and answers. */
static bool may_hold_papers(const struct column *c)
{
    return name_has_any(c->name, STR("决策|征求|征集|意见|草案|调查|听证|民意|互动|文件|政策|法规|解读|图解|公告|通知|"
                                     "公示|目录|公开"));
}

str decision_unseen_since(struct judge *j, day since, str *words)
{
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        bool unread = c->leaf && !c->says_empty && !c->single && (c->by_script || !c->complete);
        day until = c->by_script ? DAY_NONE : column_left_at(c);
        if (!unread || !may_hold_papers(c) || (day_known(until) && day_compare(until, since) < 0))
            continue;
        *words = str_fmt(j->arena, "栏目“%.*s”没有读全，材料可能在里面", STR_ARG(c->name));
        return c->by_script ? STR("javascript-list") : STR("unreadable-list");
    }
    *words = judge_blind_words(j);
    return judge_blind(j);
}

bool decision_is_issued(struct judge *j, const struct decisions *all, const struct decision_item *x)
{
    const struct policy_pairs *papers = policies_of(j);
    int year = all->catalogues.items[all->rows.items[x->row].catalogue].year;
    if (!decision_is_document(x))
        return false;
    for (size_t i = 0; i < papers->policies.count; i++) {
        const struct paper *p = &papers->policies.items[i];
        size_t open = str_find(p->number, STR("〔"));
        int64_t numbered = year;
        if (p->resource != x->resource)
            continue;
        if (open != SIZE_MAX && !str_to_int(str_slice(p->number, open + 3, open + 7), &numbered))
            numbered = year;
        return numbered >= year; /* an older one was only put up again */
    }
    return x->in_area && name_has_any(x->title, STR("印发|公布|发布|决定|通知|实施"));
}

void decision_fail(struct judge *j, const struct rule *rule, const struct decision_item *x, str title,
                   struct evidence *e)
{
    evidence_str(e, "title", title);
    evidence_day(e, "published", x->date);
    struct fault f = { .subject = x->address,
                       .where = &x->resource,
                       .where_len = x->resource != NONE,
                       .where_count = 1,
                       .column = x->column,
                       .evidence = evidence_end(e, j->arena) };
    check_fail(j, rule, &f);
}

struct decisions *decisions_of(struct judge *j)
{
    if (j->decisions)
        return j->decisions;
    struct decisions *out = arena_new(j->arena, struct decisions, 1);
    struct strmap seen;
    struct policy_own own;
    strmap_init(&seen, j->arena);
    policy_own_start(&own, j);
    out->area = own.area;
    out->top = NONE;
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (out->top == NONE && name_has_any(c->name, STR(AREA_WORDS)) && !name_has_any(c->name, STR("目录|清单")))
            out->top = i;
        for (size_t k = 0; k < c->item_count; k++)
            take_item(j, out, &seen, i, &c->items[k]);
    }
    note_doubt(j, out);
    decision_read_catalogues(j, out);
    decision_bind_items(j, out);
    j->decisions = out;
    return out;
}
