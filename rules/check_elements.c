/* SPDX-License-Identifier: MIT */
/* column.incomplete: pages that lack what a clause of the local plan wants them to say. What stands in attachments or
 * pictures is unverified. */
#include "address.h"
#include "families.h"
#include "kinds.h"
#include "core/snapshot.h"
#include "core/text.h"

enum { NEEDS_MAX = 16, PAGES_MAX = 60, RECENT_DAYS = 365, TEXT_LEAST = 60 };

struct kind { /* one kind of page */
    struct judge *j;
    const struct rule *rule;
    str name; /* as the rulebook calls it */
    str title;
    const struct pattern *columns, *titles;
    bool each_item;
    const struct bound_clause *clauses;
    size_t clause_count;
    str needs[NEEDS_MAX];
    const struct pattern *patterns[NEEDS_MAX];
    size_t need_count;
};

struct reading_of_pages { /* what the pages of one subject say */
    bool said[NEEDS_MAX];
    size_t read, unread;
    bool elsewhere; /* attachments or pictures may say the rest */
};

static void take_needs(struct kind *k)
{
    str head = str_fmt(k->j->arena, "%.*s/need/", STR_ARG(k->name)), tail = STR("_pattern");
    for (size_t i = 0; i < k->rule->param_count && k->need_count < NEEDS_MAX; i++) {
        const struct rule_param *p = &k->rule->params[i];
        if (!str_starts(p->name, head) || !p->pattern || p->name.len <= head.len + tail.len)
            continue;
        k->needs[k->need_count] = str_slice(p->name, head.len, p->name.len - tail.len);
        k->patterns[k->need_count++] = p->pattern;
    }
}

static void take_text(const struct kind *k, struct reading_of_pages *r, str text)
{
    str bare = text_bare(k->j->arena, text);
    for (size_t i = 0; i < k->need_count; i++)
        r->said[i] |= pattern_matches(k->patterns[i], bare);
}

static void take_page(const struct kind *k, struct reading_of_pages *r, uint32_t resource)
{
    struct judge *j = k->j;
    uint32_t end = resource == NONE ? NONE : site_follow(j->site, resource, NULL);
    const struct page_facts *p = end == NONE ? NULL : j->site->resources[end].page;
    if (!p || j->site->resources[end].outcome != OUTCOME_OK || j->site->resources[end].wall.len) {
        r->unread++;
        return;
    }
    str text = p->body_text;
    if (text.len == 0 && j->snapshot)
        text = snapshot_body_text(j->snapshot, j->arena, p->address);
    bool whole = text.len > 0;
    take_text(k, r, whole ? text : p->visible_text);
    for (size_t i = 0; i < p->links.count; i++) {
        if (p->links.items[i].region == REGION_CONTENT)
            take_text(k, r, p->links.items[i].text);
    }
    r->read++;
    r->elsewhere |= p->body.files > 0 || p->body.frames > 0 || (p->body.images > 0 && p->body.chars < TEXT_LEAST) ||
                    !whole || (p->js & (JS_SHELL | JS_LIST));
}

static void judge_reading(const struct kind *k, const struct reading_of_pages *r, str subject, uint32_t column)
{
    str lacks[NEEDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < k->need_count; i++) {
        if (!r->said[i])
            lacks[count++] = k->needs[i];
    }
    if (count == 0) {
        check_pass(k->j, k->rule, subject);
        return;
    }
    if (r->read == 0 || r->unread || r->elsewhere) {
        check_unverified(k->j, k->rule, subject, STR("attachment-only"),
                         STR("正文没有读全，或者内容在附件、图片里，不能断定缺少"));
        return;
    }
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "page", k->title);
    evidence_list(&e, "lacks", lacks, count);
    struct fault f = { .subject = subject,
                       .where = &k->j->columns->items[column].resource,
                       .where_len = 1,
                       .column = column,
                       .clauses = k->clauses,
                       .clause_count = k->clause_count,
                       .evidence = evidence_end(&e, k->j->arena) };
    check_fail(k->j, k->rule, &f);
}

/* Neighbour columns of the same unit may hold a part of it, such as 联系方式 beside 机构职能. */
static void take_neighbours(const struct kind *k, struct reading_of_pages *r, uint32_t column)
{
    const struct columns *all = k->j->columns;
    for (uint32_t i = 0; i < all->count; i++) {
        if (i == column || all->items[column].parent == NONE || all->items[i].parent != all->items[column].parent)
            continue;
        take_text(k, r, all->items[i].name);
        for (size_t t = 0; t < all->items[i].item_count && t < PAGES_MAX; t++)
            take_text(k, r, all->items[i].items[t].title);
    }
}

/* The column as a whole: its own text and all of its items. */
static void judge_whole(const struct kind *k, uint32_t column)
{
    const struct column *c = &k->j->columns->items[column];
    struct reading_of_pages r = { 0 };
    if (c->by_script || (!c->single && c->item_count == 0))
        return; /* other rules speak of those */
    if (c->single)
        take_page(k, &r, c->resource);
    for (size_t i = 0; i < c->item_count && i < PAGES_MAX; i++) {
        take_text(k, &r, c->items[i].title);
        take_page(k, &r, c->items[i].resource);
    }
    r.unread += c->item_count > PAGES_MAX || !c->complete;
    take_neighbours(k, &r, column);
    judge_reading(k, &r, c->address, column);
}

static void judge_items(const struct kind *k, uint32_t column)
{
    const struct column *c = &k->j->columns->items[column];
    for (size_t i = 0; i < c->item_count; i++) {
        const struct item *it = &c->items[i];
        bool recent = day_known(it->date) && k->j->as_of.n - it->date.n <= RECENT_DAYS && it->date.n <= k->j->as_of.n;
        if (!recent || it->address.len == 0 || (k->titles && !pattern_matches(k->titles, it->title)))
            continue;
        struct reading_of_pages r = { 0 };
        if (!address_is_file(it->address))
            take_page(k, &r, it->resource);
        take_text(k, &r, it->title);
        judge_reading(k, &r, it->address, column);
    }
}

void check_column_incomplete(struct judge *j, const struct rule *rule)
{
    str names[KINDS_MAX];
    size_t count = kinds_of(rule, names);
    for (size_t n = 0; n < count; n++) {
        struct bound_clause *clauses = NULL;
        struct kind k = { .j = j, .rule = rule, .name = names[n], .title = kind_text(rule, names[n], "title") };
        k.columns = kind_pattern(rule, k.name, "columns_pattern");
        k.titles = kind_pattern(rule, k.name, "titles_pattern");
        k.each_item = str_eq(kind_text(rule, k.name, "each"), STR("item"));
        k.clause_count = kind_clauses(j, rule, k.name, &clauses);
        k.clauses = clauses;
        take_needs(&k);
        for (uint32_t i = 0; k.clause_count && k.columns && i < j->columns->count; i++) {
            if (!j->columns->items[i].leaf || !pattern_matches(k.columns, j->columns->items[i].name))
                continue;
            if (k.each_item)
                judge_items(&k, i);
            else
                judge_whole(&k, i);
        }
    }
}
