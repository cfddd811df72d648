/* SPDX-License-Identifier: MIT */
/* The dates of a page with where they come from, and which of them is the day of publication (CONTRACT section 4). */
#include "core/arena.h"
#include "core/text.h"
#include "date_line.h"
#include "labels.h"
#include "literals.h"
#include "reading.h"
#include "rows.h"
#include <string.h>

enum {
    DATES_TEXT = 50, /* dates in running text that are kept */
    DATES_ALL = 200,
    DATE_NEAR = 12,    /* characters between label and date */
    DATE_WINDOW = 160, /* bytes looked at behind a label */
    DATE_NODES = 8,    /* nodes looked at behind a label that ends its text */
    DATE_ROWS = 3,     /* so many different days with the same kind of label are the rows of a list */
    TEXT_MAX = 4000,   /* longer texts are searched for labels only here */
};

enum trust {
    TRUST_FULL,
    TRUST_ELEMENT,
    TRUST_BARE,
    TRUST_COLON /* no label without one */,
    TRUST_UPDATED,
    TRUST_COUNT,
    TRUST_NEVER
};

struct date_label {
    str word;
    enum trust trust;
};

static const struct date_label labels[] = {
    { STR_INIT("发布日期"), TRUST_FULL },    { STR_INIT("发布时间"), TRUST_FULL },
    { STR_INIT("发稿时间"), TRUST_FULL },    { STR_INIT("发稿日期"), TRUST_FULL },
    { STR_INIT("公开日期"), TRUST_FULL },    { STR_INIT("公开时间"), TRUST_FULL },
    { STR_INIT("上网日期"), TRUST_FULL },    { STR_INIT("上网时间"), TRUST_FULL },
    { STR_INIT("上载日期"), TRUST_FULL },    { STR_INIT("发表时间"), TRUST_FULL },
    { STR_INIT("发表日期"), TRUST_FULL },    { STR_INIT("发表于"), TRUST_FULL },
    { STR_INIT("发布于"), TRUST_FULL },      { STR_INIT("录入时间"), TRUST_FULL },
    { STR_INIT("信息时间"), TRUST_FULL },    { STR_INIT("创建时间"), TRUST_FULL },
    { STR_INIT("创建日期"), TRUST_FULL },    { STR_INIT("添加时间"), TRUST_FULL },
    { STR_INIT("添加日期"), TRUST_FULL },    { STR_INIT("加入时间"), TRUST_FULL },
    { STR_INIT("上传时间"), TRUST_FULL },    { STR_INIT("上传日期"), TRUST_FULL },
    { STR_INIT("编辑时间"), TRUST_FULL },    { STR_INIT("编辑日期"), TRUST_FULL },
    { STR_INIT("录入日期"), TRUST_FULL },    { STR_INIT("刊登日期"), TRUST_FULL },
    { STR_INIT("提供日期"), TRUST_FULL },    { STR_INIT("更新时间"), TRUST_UPDATED },
    { STR_INIT("更新日期"), TRUST_UPDATED }, { STR_INIT("时间"), TRUST_BARE },
    { STR_INIT("日期"), TRUST_BARE },        { STR_INIT("成文日期"), TRUST_NEVER },
    { STR_INIT("成文时间"), TRUST_NEVER },   { STR_INIT("生成日期"), TRUST_NEVER },
    { STR_INIT("生成时间"), TRUST_NEVER },   { STR_INIT("发文日期"), TRUST_NEVER },
    { STR_INIT("发文时间"), TRUST_NEVER },   { STR_INIT("印发日期"), TRUST_NEVER },
    { STR_INIT("制发日期"), TRUST_NEVER },   { STR_INIT("施行日期"), TRUST_NEVER },
    { STR_INIT("实施日期"), TRUST_NEVER },   { STR_INIT("生效日期"), TRUST_NEVER },
    { STR_INIT("废止日期"), TRUST_NEVER },   { STR_INIT("失效日期"), TRUST_NEVER },
    { STR_INIT("有效期"), TRUST_NEVER },     { STR_INIT("发布"), TRUST_COLON },
};

struct choice { /* what may become the day of publication, by trust */
    day first[TRUST_COUNT];
    int different[TRUST_COUNT];
};

struct date_search {
    struct reading *r;
    struct choice choice;
    size_t in_text;
};

static const struct date_label *label_in(str text, size_t at, size_t *end)
{
    enum { FIRST = 3 }; /* bytes of a label's first character, in which no blank can stand */
    if (text.len - at < FIRST || ((unsigned char)text.ptr[at] & 0xF0) != 0xE0)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        if (memcmp(text.ptr + at, labels[i].word.ptr, FIRST) == 0 && label_at(text, at, labels[i].word, end))
            return &labels[i];
    }
    return NULL;
}

static void record(struct date_search *s, day value, enum date_source source, str label, str raw)
{
    struct page_facts *page = s->r->page;
    if (page->dates.count >= DATES_ALL || (source == DATE_TEXT && s->in_text++ >= DATES_TEXT))
        return;
    *arena_push(s->r->arena, &page->dates) = (struct date_fact){ value, source, label, text_squeeze(s->r->arena, raw) };
}

static void offer(struct choice *c, enum trust trust, day value)
{
    if (!day_known(c->first[trust])) {
        c->first[trust] = value;
        c->different[trust] = 1;
    } else if (day_compare(c->first[trust], value) != 0) {
        c->different[trust]++;
    }
}

/* What a visitor reads behind byte `at` of text node i: the rest of it and a few nodes more. */
static str window_behind(const struct date_search *s, uint32_t i, str text, size_t at)
{
    const struct tree *t = s->r->tree;
    str parts[DATE_NODES];
    size_t count = 0, len = 0;
    parts[count++] = str_slice(text, at, at + DATE_WINDOW);
    len = label_trim(parts[0]).len;
    for (uint32_t k = i + 1, seen = 0; i && k < t->count && count < DATE_NODES && seen < 2 * DATE_NODES && len < 48;
         k++, seen++) {
        bool script = t->nodes[k].kind == NODE_TEXT && node_is(&t->nodes[t->nodes[k].parent], "script");
        str part = script                ? row_script_text(s->r, t->nodes[k].text)
                   : node_is_prose(t, k) ? t->nodes[k].text
                                         : (str){ 0 };
        if (part.len && t->nodes[k].region != REGION_FOOTER) {
            parts[count++] = str_slice(part, 0, DATE_WINDOW);
            len += label_trim(part).len;
        }
    }
    return str_join(s->r->arena, parts, count, (str){ 0 });
}

/* "时间：… 来源：…" is the line under a title, "时间：… 地点：…" an event. */
static bool is_title_line(str behind)
{
    static const str words[] = { STR_INIT("来源"), STR_INIT("浏览"), STR_INIT("作者"),
                                 STR_INIT("点击"), STR_INIT("字号"), STR_INIT("字体"),
                                 STR_INIT("阅读"), STR_INIT("访问"), STR_INIT("编辑") };
    return str_has_any(behind, words, ARRAY_LEN(words));
}

static bool is_chinese_before(str text, size_t at)
{
    str head = label_trim(str_slice(text, 0, at));
    if (head.len < 3 || at != head.len)
        return false;
    str last = str_slice(head, head.len - 3, head.len);
    uint32_t code;
    (void)text_next(&last, &code);
    return code >= 0x4E00 && code <= 0x9FFF;
}

/* A label at text[at, end): its date, if one is near. `node` 0: literals of a script. */
static size_t take_labelled(struct date_search *s, uint32_t node, str text, size_t at, const struct date_label *l)
{
    size_t end = at;
    (void)label_at(text, at, l->word, &end);
    bool colon = label_colon(text, &end);
    if (l->trust == TRUST_COLON && !colon)
        return end;
    str behind = str_join(s->r->arena, (str[]){ l->word, window_behind(s, node, text, end) }, 2, (str){ 0 });
    struct date_found found;
    if (!date_find(behind, l->word.len, &found) || !day_known(found.value))
        return end;
    str gap = label_trim(str_slice(behind, l->word.len, found.start));
    size_t next;
    if (text_chars(gap) > DATE_NEAR || (gap.len && label_in(gap, 0, &next)) || (gap.len && label_generic_at(gap, 0)))
        return end;
    enum region region = node ? s->r->tree->nodes[node].region : REGION_UNKNOWN;
    bool bare = l->trust == TRUST_BARE || l->trust == TRUST_COLON;
    bool inside = region == REGION_CONTENT || region == REGION_RELATED || region == REGION_LIST;
    bool usable = l->trust < TRUST_COUNT && (!bare || colon) &&
                  (!inside || is_title_line(behind) || (!bare && region == REGION_CONTENT));
    if (bare && is_chinese_before(text, at))
        usable = false;
    enum date_source source = l->trust == TRUST_NEVER ? DATE_METADATA : usable ? DATE_LABELLED : DATE_TEXT;
    record(s, found.value, source, l->word, str_slice(behind, found.start, found.end));
    if (usable)
        offer(&s->choice, l->trust, found.value);
    return end;
}

static bool scan_labels(struct date_search *s, uint32_t node, str text)
{
    bool any = false;
    if (text.len > TEXT_MAX)
        text = text_clip(text, TEXT_MAX / 4);
    for (size_t at = 0; at < text.len;) {
        size_t end;
        const struct date_label *l = label_in(text, at, &end);
        if (l) {
            size_t dates = s->r->page->dates.count;
            at = take_labelled(s, node, text, at, l);
            any = any || s->r->page->dates.count > dates;
        } else {
            at++;
        }
    }
    return any;
}

static bool is_in_row(const struct tree *t, uint32_t i)
{
    static const char *const rows[] = { "li", "tr", "dd", "dt", "a" };
    for (int climb = 0; i && climb < 6; climb++, i = t->nodes[i].parent) {
        for (size_t k = 0; k < ARRAY_LEN(rows); k++) {
            if (node_is(&t->nodes[i], rows[k]))
                return true;
        }
    }
    return false;
}

/* <publishtime>, or an element whose class says date and that holds nothing but one, outside lists. */
static bool is_date_element(const struct tree *t, uint32_t i)
{
    static const char *const words[] = { "date", "time", "fbrq", "fbsj", "pubtime", "publish" };
    const struct node *n = &t->nodes[i], *up = &t->nodes[n->parent];
    if (node_is(n, "publishtime") || node_is(up, "publishtime"))
        return true;
    return (node_hints(n, words, ARRAY_LEN(words)) || node_hints(up, words, ARRAY_LEN(words))) && !is_in_row(t, i);
}

static void scan_plain(struct date_search *s, uint32_t i, str text)
{
    const struct node *n = &s->r->tree->nodes[i];
    struct date_found found;
    if (!date_find(text, 0, &found) || date_is_clock(s->r, i))
        return;
    bool outside = n->region != REGION_CONTENT && n->region != REGION_RELATED && n->region != REGION_LIST &&
                   n->region != REGION_CRUMB && n->hiding == HIDING_NONE;
    bool element = outside && is_date_element(s->r->tree, n->parent);
    for (size_t at = 0, n_found = 0; n_found < DATES_TEXT && date_find(text, at, &found); at = found.end, n_found++) {
        if (!day_known(found.value))
            continue;
        bool first = (element && label_trim(str_slice(text, 0, found.start)).len == 0) ||
                     (outside && n_found == 0 && date_is_in_title_line(s->r, i, &found));
        record(s, found.value, first ? DATE_LABELLED : DATE_TEXT, (str){ 0 }, str_slice(text, found.start, found.end));
        if (first)
            offer(&s->choice, TRUST_ELEMENT, found.value);
    }
}

/* <time datetime="2026-05-02">5月2日</time> */
static void scan_time(struct date_search *s, uint32_t i)
{
    str moment = node_attr(&s->r->tree->nodes[i], "datetime");
    struct date_found found;
    if (!date_is_time_element(s->r, i) || !date_find(moment, 0, &found) || !day_known(found.value))
        return;
    record(s, found.value, DATE_LABELLED, (str){ 0 }, moment);
    offer(&s->choice, TRUST_ELEMENT, found.value);
}

static void scan_tags(struct date_search *s)
{
    str tag = page_tag(s->r->page, "PubDate", NULL);
    struct date_found found;
    if (date_find(tag, 0, &found) && day_known(found.value))
        record(s, found.value, DATE_PUBDATE, STR("PubDate"), tag);
    day d = date_from_address(s->r->page->address);
    if (day_known(d))
        record(s, d, DATE_ADDRESS, (str){ 0 }, s->r->page->address);
}

static void choose(struct date_search *s)
{
    struct page_facts *page = s->r->page;
    page->published = DAY_NONE;
    page->published_source = DATE_NOWHERE;
    for (int trust = 0; trust < TRUST_COUNT && !day_known(page->published); trust++) {
        if (s->choice.different[trust] > 0 && s->choice.different[trust] < DATE_ROWS) {
            page->published = s->choice.first[trust];
            page->published_source = DATE_LABELLED;
        }
    }
    struct date_found found; /* a table whose first row holds the labels and the next one the values */
    if (!day_known(page->published) && date_find(page_meta(page, META_PUBLISHED), 0, &found) &&
        day_known(found.value)) {
        page->published = found.value;
        page->published_source = DATE_LABELLED;
    }
    static const enum date_source order[] = { DATE_PUBDATE, DATE_ADDRESS };
    for (size_t k = 0; k < ARRAY_LEN(order) && !day_known(page->published); k++) {
        for (size_t i = 0; i < page->dates.count; i++) {
            if (page->dates.items[i].source == order[k]) {
                page->published = page->dates.items[i].value;
                page->published_source = order[k];
            }
        }
    }
}

void dates_read(struct reading *r)
{
    struct date_search s = { .r = r };
    for (int i = 0; i < TRUST_COUNT; i++)
        s.choice.first[i] = DAY_NONE;
    scan_tags(&s);
    const struct tree *t = r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "time"))
            scan_time(&s, i);
        if (n->kind != NODE_TEXT || n->region == REGION_HEAD || n->region == REGION_FOOTER || n->region == REGION_NAV)
            continue;
        if (node_is(&t->nodes[n->parent], "script")) {
            str written = literals_written(r->arena, n->text);
            if (written.len)
                scan_labels(&s, 0, written);
        } else if (node_is_prose(t, i) && n->hiding == HIDING_NONE && !scan_labels(&s, i, n->text)) {
            scan_plain(&s, i, n->text);
        }
    }
    choose(&s);
}
