/* SPDX-License-Identifier: MIT */
/* Page facts as JSON and back: one table row per member serves both ways. */
#include "core/page_facts.h"
#include "core/arena.h"
#include "core/json.h"
#include <assert.h>
#include <string.h>

str page_tag(const struct page_facts *p, const char *name, bool *seen)
{
    str wanted = str_from(name), content = { 0 };
    bool found = false;
    for (size_t i = 0; i < p->tags.count && !found; i++) {
        found = str_eq_nocase(p->tags.items[i].name, wanted);
        if (found)
            content = p->tags.items[i].content;
    }
    if (seen)
        *seen = found;
    return content;
}

str page_meta(const struct page_facts *p, enum meta_field field)
{
    for (size_t i = 0; i < p->metadata.count; i++) {
        if (p->metadata.items[i].field == field)
            return p->metadata.items[i].value;
    }
    return (str){ 0 };
}

/* --- the tables --- */

struct word_list { /* one closed list of words.def */
    str (*word)(unsigned value);
    int (*value)(str word);
};
#define WORD_LIST(list)                                                                                                \
    static str list##_word(unsigned value)                                                                             \
    {                                                                                                                  \
        enum list constant = value;                                                                                    \
        return words_##list(constant);                                                                                 \
    }                                                                                                                  \
    static const struct word_list list##_list = { list##_word, words_##list##_from };
WORD_LIST(link_kind)
WORD_LIST(link_problem)
WORD_LIST(region)
WORD_LIST(hiding)
WORD_LIST(date_source)
WORD_LIST(meta_field)
WORD_LIST(pager)
#undef WORD_LIST

struct mask_names { /* names of bits 0, 1, 2 … */
    const str *names;
    size_t count;
};
static const str known_bits[] = { STR_INIT("tree"), STR_INIT("rows"), STR_INIT("body"), STR_INIT("footer") };
static const struct mask_names known_names = { known_bits, ARRAY_LEN(known_bits) };
static const str js_bits[] = { STR_INIT("list"),       STR_INIT("more"),   STR_INIT("shell"),      STR_INIT("related"),
                               STR_INIT("says-empty"), STR_INIT("writes"), STR_INIT("empty-words") };
static const struct mask_names js_names = { js_bits, ARRAY_LEN(js_bits) };

enum member_kind {
    MEMBER_STR,
    MEMBER_COUNT,
    MEMBER_BOOL,
    MEMBER_DAY,
    MEMBER_WORD,
    MEMBER_MASK,
    MEMBER_TEXTS,
    MEMBER_LIST
};

struct member {
    const char *key;
    enum member_kind kind;
    bool text;                      /* long text that the snapshot's JSON leaves out */
    size_t offset;                  /* in its struct */
    const struct word_list *words;  /* MEMBER_WORD */
    const struct mask_names *names; /* MEMBER_MASK */
    const struct shape *shape;      /* MEMBER_LIST: what its items are */
};

struct shape { /* one struct of facts */
    const struct member *members;
    size_t count, size;
    bool brief; /* empty members are left out even when the whole is written */
};

/* clang-format off */
#define AT(type, name)           .key = #name, .offset = offsetof(struct type, name)
#define TEXT(type, name)         { AT(type, name), .kind = MEMBER_STR }
#define COUNT(type, name)        { AT(type, name), .kind = MEMBER_COUNT }
#define FLAG(type, name)         { AT(type, name), .kind = MEMBER_BOOL }
#define DAY(type, name)          { AT(type, name), .kind = MEMBER_DAY }
#define WORD(type, name, list)   { AT(type, name), .kind = MEMBER_WORD, .words = &list##_list }
#define MASK(type, name)         { AT(type, name), .kind = MEMBER_MASK, .names = &name##_names }
#define TEXTS(type, name)        { AT(type, name), .kind = MEMBER_TEXTS }
#define LIST(type, name, item)   { AT(type, name), .kind = MEMBER_LIST, .shape = &item##_shape }
#define BODY(name, what)         { .key = "body_" #name, .offset = offsetof(struct page_facts, body.name), .kind = (what) }
#define SHAPE(type, is_brief, ...)                                                                                     \
    static const struct member type##_members[] = { __VA_ARGS__ };                                                     \
    static const struct shape type##_shape = { type##_members, ARRAY_LEN(type##_members), sizeof(struct type), (is_brief) };

SHAPE(tag_fact, false, TEXT(tag_fact, name), TEXT(tag_fact, content))
SHAPE(crumb_fact, false, TEXT(crumb_fact, text), TEXT(crumb_fact, address))
SHAPE(date_fact, false, DAY(date_fact, value), WORD(date_fact, source, date_source), TEXT(date_fact, label),
      TEXT(date_fact, raw))
SHAPE(meta_fact, false, WORD(meta_fact, field, meta_field), TEXT(meta_fact, label), TEXT(meta_fact, value))
SHAPE(link_fact, true, TEXT(link_fact, address), TEXT(link_fact, href), TEXT(link_fact, fragment), TEXT(link_fact, text),
      TEXT(link_fact, title), TEXT(link_fact, label), TEXT(link_fact, place), WORD(link_fact, kind, link_kind),
      WORD(link_fact, problem, link_problem), WORD(link_fact, region, region), WORD(link_fact, hiding, hiding),
      FLAG(link_fact, works))
SHAPE(row_fact, false, TEXT(row_fact, title), TEXT(row_fact, address), TEXT(row_fact, date_raw), DAY(row_fact, date),
      FLAG(row_fact, yearless), COUNT(row_fact, list))
SHAPE(list_fact, false, TEXT(list_fact, heading), TEXT(list_fact, more), WORD(list_fact, region, region),
      FLAG(list_fact, main), COUNT(list_fact, first), COUNT(list_fact, count))
SHAPE(hidden_fact, false, WORD(hidden_fact, hiding, hiding), TEXT(hidden_fact, text), COUNT(hidden_fact, outside_links),
      TEXT(hidden_fact, place))
SHAPE(script_fact, false, FLAG(script_fact, asks_crawler), FLAG(script_fact, asks_referrer), FLAG(script_fact, sets_title),
      TEXT(script_fact, jumps_to), TEXT(script_fact, place))
SHAPE(cell_fact, true, COUNT(cell_fact, table), COUNT(cell_fact, row), COUNT(cell_fact, column), COUNT(cell_fact, rows),
      COUNT(cell_fact, columns), TEXT(cell_fact, text))
SHAPE(page_facts, false, TEXT(page_facts, address), TEXT(page_facts, attachment), MASK(page_facts, known), MASK(page_facts, js), TEXT(page_facts, js_why),
      TEXT(page_facts, limit_hit), TEXT(page_facts, charset), TEXT(page_facts, charset_declared), TEXT(page_facts, title),
      TEXT(page_facts, heading), TEXT(page_facts, lang), COUNT(page_facts, visible_chars),
      COUNT(page_facts, prose_chars),
      BODY(chars, MEMBER_COUNT), BODY(images, MEMBER_COUNT), BODY(files, MEMBER_COUNT), BODY(media, MEMBER_COUNT),
      BODY(frames, MEMBER_COUNT), BODY(container, MEMBER_STR), BODY(box, MEMBER_STR), BODY(ordinary, MEMBER_BOOL),
      { AT(page_facts, body_text), .kind = MEMBER_STR, .text = true },
      TEXT(page_facts, visible_text), TEXT(page_facts, footer_text), DAY(page_facts, published),
      WORD(page_facts, published_source, date_source), WORD(page_facts, pager, pager), COUNT(page_facts, page_count),
      COUNT(page_facts, item_count), COUNT(page_facts, page_number), LIST(page_facts, tags, tag_fact),
      LIST(page_facts, crumbs, crumb_fact), LIST(page_facts, dates, date_fact), LIST(page_facts, metadata, meta_fact),
      LIST(page_facts, links, link_fact), LIST(page_facts, lists, list_fact), LIST(page_facts, rows, row_fact),
      TEXTS(page_facts, next_pages), TEXTS(page_facts, empty_boxes), TEXTS(page_facts, ids), LIST(page_facts, hidden, hidden_fact),
      LIST(page_facts, scripts, script_fact),
      LIST(page_facts, cells, cell_fact), TEXTS(page_facts, programs))
/* clang-format on */

struct any_list { /* how every {items, count, room} of struct page_facts lies in memory */
    void *items;
    size_t count, room;
};
static_assert(sizeof(struct any_list) == sizeof(((struct page_facts *)0)->rows), "lists are read through any_list");
static_assert(sizeof(enum link_kind) == sizeof(int), "words are read through int");

/* --- writing --- */

static void write_mask(struct json_writer *w, const struct member *m, const char *at, bool all)
{
    uint32_t mask;
    memcpy(&mask, at, sizeof mask);
    if (!mask && !all)
        return;
    json_array(w, m->key);
    for (size_t i = 0; i < m->names->count; i++) {
        if (mask & 1u << i)
            json_str(w, NULL, m->names->names[i]);
    }
    json_end_array(w);
}

static void write_texts(struct json_writer *w, const struct member *m, const char *at, bool all)
{
    struct any_list list;
    memcpy(&list, at, sizeof list);
    if (!list.count && !all)
        return;
    json_array(w, m->key);
    for (size_t i = 0; i < list.count; i++)
        json_str(w, NULL, ((const str *)list.items)[i]);
    json_end_array(w);
}

static void write_day(struct json_writer *w, const char *key, day value)
{
    if (!day_known(value)) {
        json_null(w, key);
        return;
    }
    struct day_parts p = day_parts(value);
    char text[24];
    int len = snprintf(text, sizeof text, "%04d-%02d-%02d", p.year, p.month, p.day);
    json_str(w, key, (str){ text, (size_t)len });
}

/* `all`: an empty member is written too, as null, 0 or false. */
static void write_scalar(struct json_writer *w, const struct member *m, const char *at, bool all)
{
    uint32_t number = 0;
    str text;
    day date;
    switch (m->kind) {
    case MEMBER_STR:
        memcpy(&text, at, sizeof text);
        if (all || text.len)
            json_str_or_null(w, m->key, text);
        break;
    case MEMBER_COUNT:
        memcpy(&number, at, sizeof number);
        if (all || number)
            json_int(w, m->key, number);
        break;
    case MEMBER_BOOL:
        if (all || *(const bool *)at)
            json_bool(w, m->key, *(const bool *)at);
        break;
    case MEMBER_DAY:
        memcpy(&date, at, sizeof date);
        if (all || day_known(date))
            write_day(w, m->key, date);
        break;
    case MEMBER_WORD:
        memcpy(&number, at, sizeof number);
        if (all || number)
            json_str(w, m->key, m->words->word(number));
        break;
    case MEMBER_MASK:
        write_mask(w, m, at, all);
        break;
    case MEMBER_TEXTS:
        write_texts(w, m, at, all);
        break;
    case MEMBER_LIST:
        break;
    }
}

static void write_item(struct json_writer *w, const struct shape *shape, const char *item, bool all)
{
    json_object(w, NULL);
    for (size_t i = 0; i < shape->count; i++)
        write_scalar(w, &shape->members[i], item + shape->members[i].offset, all && !shape->brief);
    json_end_object(w);
}

/* The other links have their own rows in the snapshot; these the policy checks look up by page. */
static bool is_kept(const struct shape *shape, const char *item)
{
    if (shape != &link_fact_shape)
        return true;
    enum region region = ((const struct link_fact *)(const void *)item)->region;
    return region == REGION_CONTENT || region == REGION_RELATED || region == REGION_CRUMB;
}

static void write_list(struct json_writer *w, const struct member *m, const char *at, bool whole)
{
    struct any_list list;
    memcpy(&list, at, sizeof list);
    if (!list.count && !whole)
        return;
    json_array(w, m->key);
    for (size_t i = 0; i < list.count; i++) {
        const char *item = (const char *)list.items + i * m->shape->size;
        if (whole || is_kept(m->shape, item))
            write_item(w, m->shape, item, whole);
    }
    json_end_array(w);
}

void page_facts_write(struct json_writer *w, const struct page_facts *p, bool whole)
{
    json_object(w, NULL);
    for (size_t i = 0; i < page_facts_shape.count; i++) {
        const struct member *m = &page_facts_shape.members[i];
        const char *at = (const char *)p + m->offset;
        if (m->kind == MEMBER_LIST)
            write_list(w, m, at, whole);
        else if (whole || !m->text)
            write_scalar(w, m, at, whole);
    }
    json_end_object(w);
}

/* --- reading --- */

static uint32_t read_mask(const struct member *m, const struct json_value *v)
{
    uint32_t mask = 0;
    for (const struct json_value *name = v->first; name; name = name->next) {
        for (size_t i = 0; i < m->names->count; i++)
            mask |= str_eq(name->string, m->names->names[i]) ? 1u << i : 0;
    }
    return mask;
}

static struct any_list read_texts(struct arena *a, const struct json_value *v)
{
    str *texts = arena_new(a, str, v->count);
    struct any_list list = { texts, v->count, v->count };
    for (const struct json_value *text = v->first; text; text = text->next)
        *texts++ = str_dup(a, text->string);
    return list;
}

static void read_scalar(struct arena *a, const struct member *m, const struct json_value *v, char *at)
{
    uint32_t number = v->integer > 0 && v->integer <= UINT32_MAX ? (uint32_t)v->integer : 0;
    int word = 0;
    switch (m->kind) {
    case MEMBER_STR:
        *(str *)(void *)at = v->string.len ? str_dup(a, v->string) : (str){ 0 };
        break;
    case MEMBER_COUNT:
        memcpy(at, &number, sizeof number);
        break;
    case MEMBER_BOOL:
        *(bool *)at = v->truth;
        break;
    case MEMBER_DAY:
        *(day *)(void *)at = v->string.len ? day_from_iso(v->string) : DAY_NONE;
        break;
    case MEMBER_WORD:
        word = m->words->value(v->string);
        word = word < 0 ? 0 : word;
        memcpy(at, &word, sizeof word);
        break;
    case MEMBER_MASK:
        number = read_mask(m, v);
        memcpy(at, &number, sizeof number);
        break;
    case MEMBER_TEXTS:
        *(struct any_list *)(void *)at = read_texts(a, v);
        break;
    case MEMBER_LIST:
        break;
    }
}

static const struct member *find_member(const struct shape *shape, str key)
{
    const struct member *end = shape->members + shape->count;
    for (const struct member *m = shape->members; m < end; m++) {
        if (str_eq(key, str_from(m->key)))
            return m;
    }
    return NULL;
}

/* A day that is not there is unknown, and an unknown day is not zero. */
static void clear_days(const struct shape *shape, char *item)
{
    for (size_t i = 0; i < shape->count; i++) {
        if (shape->members[i].kind == MEMBER_DAY)
            *(day *)(void *)(item + shape->members[i].offset) = DAY_NONE;
    }
}

static void read_item(struct arena *a, const struct shape *shape, const struct json_value *object, char *item)
{
    clear_days(shape, item);
    for (const struct json_value *v = object->first; v; v = v->next) {
        const struct member *m = find_member(shape, v->key);
        if (m)
            read_scalar(a, m, v, item + m->offset);
    }
}

static void read_list(struct arena *a, const struct member *m, const struct json_value *array, char *at)
{
    char *items = arena_alloc(a, m->shape->size, alignof(max_align_t), array->count);
    *(struct any_list *)(void *)at = (struct any_list){ items, array->count, array->count };
    for (const struct json_value *v = array->first; v; v = v->next, items += m->shape->size)
        read_item(a, m->shape, v, items);
}

struct page_facts *page_facts_read(struct arena *a, const struct json_value *json)
{
    struct page_facts *p = arena_new(a, struct page_facts, 1);
    read_item(a, &page_facts_shape, json, (char *)p);
    for (const struct json_value *v = json->first; v; v = v->next) {
        const struct member *m = find_member(&page_facts_shape, v->key);
        if (m && m->kind == MEMBER_LIST)
            read_list(a, m, v, (char *)p + m->offset);
    }
    return p;
}
