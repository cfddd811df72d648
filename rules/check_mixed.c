/* SPDX-License-Identifier: MIT */
/* column.mixed: items that by their own column, address and words belong to another column than the one that lists
 * them. One weak sign is no accusation; columns that gather from others hold no strangers. */
#include "address.h"
#include "families.h"
#include "foreign_report.h"
#include "names.h"
#include "strmap.h"
#include "core/snapshot.h"
#include "core/text.h"

enum {
    OWN_LEAST = 2,     /* a column with fewer items of its own has no character to be spoilt */
    OWN_SHARE = 2,     /* own items for each stranger; else the column gathers */
    STRANGERS_FEW = 2, /* more from one column are cross-listed by intent */
    TEXT_MENTIONS = 2,
};

struct mixing {
    struct judge *j;
    const struct rule *rule;
    str gathers, kin, common; /* parameters: words separated by '|' */
    struct strmap accused;    /* item key → it was told */
};

struct stranger { /* one item, the column that lists it, and the column it says it belongs to */
    const struct item *item;
    uint32_t end; /* resource of its page */
    uint32_t in, home;
};

static const struct column *column_of(const struct mixing *m, uint32_t i)
{
    return &m->j->columns->items[i];
}

static const struct page_facts *page_of(const struct mixing *m, const struct item *it, uint32_t *end)
{
    const struct site_facts *site = m->j->site;
    *end = it->resource == NONE ? NONE : site_follow(site, it->resource, NULL);
    if (*end == NONE || !site->resources[*end].own || m->j->columns->of_resource[*end] != NONE)
        return NULL;
    const struct resource_fact *r = &site->resources[*end];
    return r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
}

/* --- names --- */

static bool is_named(struct judge *j, const struct column *c, str core)
{
    for (size_t i = 0; i < c->name_count; i++) {
        if (str_eq(text_core(j->arena, c->names[i]), core))
            return true;
    }
    return false;
}

/* Some two characters of `core` that are no common word stand in `text` too. */
static bool shares_word(const struct mixing *m, str core, str text)
{
    str rest = core;
    uint32_t code;
    str first = text_next(&rest, &code);
    while (first.len && rest.len) {
        str second = text_next(&rest, &code);
        str pair = { first.ptr, first.len + second.len };
        if (!name_has_any(pair, m->common) && str_has(text, pair))
            return true;
        first = second;
    }
    return false;
}

static bool shares_any_name(const struct mixing *m, const struct column *c, str text)
{
    for (size_t i = 0; i < c->name_count; i++) {
        if (shares_word(m, text_core(m->j->arena, c->names[i]), text))
            return true;
    }
    return false;
}

/* Words that a name ends in without telling more: 临时救助发放情况 speaks of 临时救助. */
static str topic_of(str core)
{
    static const str tails[] = { STR_INIT("发放情况"), STR_INIT("有关信息"), STR_INIT("信息公开"), STR_INIT("信息"),
                                 STR_INIT("情况"),     STR_INIT("公开"),     STR_INIT("公示") };
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        if (str_ends(core, tails[i]) && core.len >= tails[i].len + 6)
            return str_slice(core, 0, core.len - tails[i].len);
    }
    return core;
}

static bool speaks_of(const struct mixing *m, const struct column *c, str text)
{
    for (size_t i = 0; i < c->name_count; i++) {
        str topic = topic_of(text_core(m->j->arena, c->names[i]));
        if (text_chars(topic) >= 2 && str_has(text, topic))
            return true;
    }
    return false;
}

static size_t mentions(str text, str word)
{
    size_t n = 0;
    for (size_t at = str_find(text, word); word.len && at != SIZE_MAX; at = str_find(text, word)) {
        text = str_slice(text, at + word.len, text.len);
        n++;
    }
    return n;
}

/* --- which columns may hold each other's items --- */

static bool stands_over(const struct mixing *m, uint32_t above, uint32_t below)
{
    uint32_t up = below;
    for (size_t hops = 0; up != NONE && hops <= m->j->columns->count; hops++) {
        if (up == above)
            return true;
        up = column_of(m, up)->parent;
    }
    return false;
}

/* The columns above one, up to those that stand above both, speak of the other's topic. */
static bool is_below_topic(const struct mixing *m, uint32_t below, uint32_t of)
{
    const struct column *c = column_of(m, of);
    uint32_t up = column_of(m, below)->parent;
    for (size_t hops = 0; up != NONE && hops < 16 && !stands_over(m, up, of); hops++) {
        if (shares_any_name(m, c, text_core(m->j->arena, column_of(m, up)->name)))
            return true;
        up = column_of(m, up)->parent;
    }
    return false;
}

static bool may_share(const struct mixing *m, uint32_t in, uint32_t home)
{
    const struct column *c = column_of(m, in), *h = column_of(m, home);
    if (stands_over(m, in, home) || stands_over(m, home, in))
        return true;
    if (name_has_any(c->name, m->gathers) || name_has_any(h->name, m->gathers))
        return true;
    if (name_has_any(c->name, m->kin) && name_has_any(h->name, m->kin))
        return true;
    if (h->unit.len && !c->unit.len)
        return true; /* the portal's column shows what a unit published */
    for (size_t i = 0; i < h->name_count; i++) {
        if (shares_any_name(m, c, text_core(m->j->arena, h->names[i])))
            return true;
    }
    return is_below_topic(m, home, in) || is_below_topic(m, in, home);
}

/* --- what the item says of itself --- */

enum sign { SIGN_NONE, SIGN_HOME, SIGN_HERE };

static enum sign sign_of_tag(const struct mixing *m, const struct stranger *s, const struct page_facts *p)
{
    str tag = text_core(m->j->arena, page_tag(p, "ColumnName", NULL));
    if (tag.len == 0 || name_is_placeholder(tag))
        return SIGN_NONE;
    if (is_named(m->j, column_of(m, s->home), tag))
        return SIGN_HOME;
    return SIGN_HERE; /* another name altogether is no agreement */
}

static enum sign sign_of_crumbs(const struct mixing *m, const struct stranger *s, const struct page_facts *p)
{
    enum sign sign = SIGN_NONE;
    for (size_t i = 0; i < p->crumbs.count; i++) {
        str core = text_core(m->j->arena, p->crumbs.items[i].text);
        uint32_t to = p->crumbs.items[i].address.len ? site_find(m->j->site, p->crumbs.items[i].address) : NONE;
        to = to == NONE ? NONE : site_follow(m->j->site, to, NULL);
        uint32_t column = to == NONE ? NONE : m->j->columns->of_resource[to];
        if (column == s->in || is_named(m->j, column_of(m, s->in), core))
            return SIGN_HERE;
        if (column == s->home || is_named(m->j, column_of(m, s->home), core))
            sign = SIGN_HOME;
    }
    return sign;
}

static bool lies_below(str address, str column)
{
    str number = address_column_number(address);
    if (number.len && str_eq(address_host(address), address_host(column)) &&
        str_eq(number, address_column_number(column)))
        return true;
    str folder = address_folder(column);
    return folder.len > 1 && str_eq(address_host(address), address_host(column)) &&
           str_starts(address_path(address), folder);
}

static enum sign sign_of_address(const struct mixing *m, const struct stranger *s, const struct page_facts *p)
{
    if (lies_below(p->address, column_of(m, s->in)->address))
        return SIGN_HERE;
    return lies_below(p->address, column_of(m, s->home)->address) ? SIGN_HOME : SIGN_NONE;
}

/* The column it belongs to lists it too. */
static enum sign sign_of_list(const struct mixing *m, const struct stranger *s)
{
    const struct column *home = column_of(m, s->home);
    str key = address_item_key(m->j->arena, s->item->address);
    for (size_t i = 0; i < home->item_count; i++) {
        if (str_eq(address_item_key(m->j->arena, home->items[i].address), key))
            return SIGN_HOME;
    }
    return SIGN_NONE;
}

static bool signs_agree(const struct mixing *m, const struct stranger *s, const struct page_facts *p)
{
    enum sign signs[] = { sign_of_tag(m, s, p), sign_of_crumbs(m, s, p), sign_of_address(m, s, p), sign_of_list(m, s) };
    size_t home = 0;
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        if (signs[i] == SIGN_HERE)
            return false;
        home += signs[i] == SIGN_HOME;
    }
    return home >= 2;
}

/* Title or text speak of the item's own column, and neither of the one that lists it. */
static bool words_agree(const struct mixing *m, const struct stranger *s, const struct page_facts *p)
{
    struct judge *j = m->j;
    const struct column *in = column_of(m, s->in), *home = column_of(m, s->home);
    str title = text_core(j->arena, p->heading.len ? p->heading : s->item->title);
    if (shares_any_name(m, in, title) || (in->parent != NONE && !stands_over(m, in->parent, s->home) &&
                                          shares_any_name(m, column_of(m, in->parent), title)))
        return false;
    str body = p->body_text.len ? p->body_text : STR("");
    if (body.len == 0 && j->snapshot)
        body = snapshot_body_text(j->snapshot, j->arena, p->address);
    str text = text_core(j->arena, body);
    if (speaks_of(m, in, text))
        return false;
    str topic = topic_of(text_core(j->arena, home->name));
    return speaks_of(m, home, title) || (text_chars(topic) >= 3 && mentions(text, topic) >= TEXT_MENTIONS);
}

/* --- judging a column --- */

static void accuse(struct mixing *m, const struct stranger *s)
{
    const struct column *in = column_of(m, s->in), *home = column_of(m, s->home);
    str key = address_item_key(m->j->arena, s->item->address);
    if (strmap_get(&m->accused, key) != NONE)
        return;
    strmap_put(&m->accused, key, 0);
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "title", s->item->title);
    evidence_str(&e, "in", in->name);
    evidence_str(&e, "belongs_to", home->name);
    evidence_str(&e, "belongs_path", home->path);
    struct fault f = { .subject = s->item->address,
                       .where = &in->resource,
                       .where_len = 1,
                       .column = s->in,
                       .evidence = evidence_end(&e, m->j->arena) };
    check_fail(m->j, m->rule, &f);
}

struct strangers {
    struct stranger *items;
    size_t count, room;
};

static size_t from_same_home(const struct strangers *all, uint32_t home)
{
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++)
        n += all->items[i].home == home;
    return n;
}

static void judge_column(struct mixing *m, uint32_t column)
{
    const struct column *c = column_of(m, column);
    struct strangers found = { 0 };
    size_t own = 0;
    for (size_t i = 0; i < c->item_count; i++) {
        struct stranger s = { .item = &c->items[i], .in = column };
        const struct page_facts *p = page_of(m, s.item, &s.end);
        s.home = p ? m->j->columns->home_of[s.end] : NONE;
        own += s.home == column;
        if (s.home != NONE && s.home != column)
            *arena_push(m->j->arena, &found) = s;
    }
    if (own < OWN_LEAST || found.count * OWN_SHARE > own) {
        return;
    }
    check_pass(m->j, m->rule, c->address);
    for (size_t i = 0; i < found.count; i++) {
        const struct stranger *s = &found.items[i];
        const struct page_facts *p = m->j->site->resources[s->end].page;
        if (from_same_home(&found, s->home) > STRANGERS_FEW || may_share(m, column, s->home))
            continue;
        if (signs_agree(m, s, p) && words_agree(m, s, p))
            accuse(m, s);
    }
}

void check_column_mixed(struct judge *j, const struct rule *rule)
{
    struct mixing m = { .j = j,
                        .rule = rule,
                        .gathers = rule_param_str(rule, "gathers", STR("")),
                        .kin = rule_param_str(rule, "kin", STR("")),
                        .common = rule_param_str(rule, "common", STR("")) };
    strmap_init(&m.accused, j->arena);
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        if (!c->leaf || c->single)
            continue;
        if (!name_has_any(c->name, m.gathers))
            judge_column(&m, i);
        foreign_reports(j, rule, i);
    }
}
