/* SPDX-License-Identifier: MIT */
/* Which papers are about which matter of a catalogue, by names with everything taken off that stands around them. */
#include "core/arena.h"
#include "core/text.h"
#include "decision.h"
#include "names.h"

enum { SURE_CHARS = 8, LEAST_BYTES = 12 };

/* Takes off what stands before and behind a matter's name in titles without 《》. */
static str bare_name(struct arena *a, str title)
{
    static const str heads[] = { STR_INIT("关于"),     STR_INIT("公开"),     STR_INIT("征求"), STR_INIT("征集"),
                                 STR_INIT("公布"),     STR_INIT("印发"),     STR_INIT("发布"), STR_INIT("制定"),
                                 STR_INIT("制订"),     STR_INIT("修订"),     STR_INIT("修改"), STR_INIT("编制"),
                                 STR_INIT("出台"),     STR_INIT("起草"),     STR_INIT("研究"), STR_INIT("一图读懂"),
                                 STR_INIT("图文解读"), STR_INIT("文字解读"), STR_INIT("图解"), STR_INIT("政策解读"),
                                 STR_INIT("解读"),     STR_INIT("对"),       STR_INIT("就") };
    static const str tails[] = { STR_INIT("通知"),     STR_INIT("公告"),       STR_INIT("通告"), STR_INIT("决定"),
                                 STR_INIT("公示"),     STR_INIT("意见"),       STR_INIT("征求"), STR_INIT("征集"),
                                 STR_INIT("公开"),     STR_INIT("征求意见稿"), STR_INIT("草案"), STR_INIT("送审稿"),
                                 STR_INIT("决策事项"), STR_INIT("决策"),       STR_INIT("背景"), STR_INIT("结果"),
                                 STR_INIT("采纳情况"), STR_INIT("反馈情况"),   STR_INIT("情况"), STR_INIT("起草说明"),
                                 STR_INIT("说明"),     STR_INIT("解读"),       STR_INIT("政策"), STR_INIT("修订"),
                                 STR_INIT("试行"),     STR_INIT("项目"),       STR_INIT("的") };
    size_t about = str_find(title, heads[0]);
    str s = text_core(a, about == SIZE_MAX ? title : str_slice(title, about, title.len));
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
            if (str_starts(s, heads[i]) && s.len >= heads[i].len + LEAST_BYTES) {
                s = str_slice(s, heads[i].len, s.len);
                cut = true;
            }
        }
        for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
            if (str_ends(s, tails[i]) && s.len >= tails[i].len + LEAST_BYTES) {
                s = str_slice(s, 0, s.len - tails[i].len);
                cut = true;
            }
        }
    }
    return s;
}

/* 枣庄市山亭区供热管理办法 → 供热管理办法 */
static str without_area(str core, str area)
{
    size_t at = area.len ? str_find(core, area) : SIZE_MAX;
    if (at == SIZE_MAX || at > area.len + LEAST_BYTES)
        return core;
    str rest = str_slice(core, at + area.len, core.len);
    bool level = str_starts(rest, STR("区")) || str_starts(rest, STR("县")) || str_starts(rest, STR("市"));
    return level ? str_slice(rest, 3, rest.len) : rest;
}

struct title_cores decision_cores(struct arena *a, str area, str title)
{
    struct title_cores c = { .count = 0 };
    str matter = decision_matter(a, title);
    str names[] = { matter, matter.len ? STR("") : bare_name(a, title) };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        policy_core_add(a, &c, without_area(names[i], area));
        policy_core_add(a, &c, names[i]);
    }
    return c;
}

static bool holds(str x, str y)
{
    size_t least = text_chars(y), most = text_chars(x);
    return least >= SURE_CHARS && least * 10 >= most * 8 && str_has(x, y);
}

static enum about cores_about(struct arena *a, const struct title_cores *row, const struct title_cores *item)
{
    bool part = false, alike = false;
    for (size_t i = 0; i < row->count; i++) {
        for (size_t k = 0; k < item->count; k++) {
            str x = row->items[i], y = item->items[k];
            if (str_eq(x, y))
                return ABOUT_SAME;
            alike |= holds(x, y) || holds(y, x);
            part |= str_has(x, y) || str_has(y, x);
        }
    }
    if (alike)
        return ABOUT_ALIKE;
    return part || policy_cores_say(a, row, item) ? ABOUT_PERHAPS : ABOUT_OTHER;
}

enum about decision_about(struct judge *j, const struct decisions *all, const struct decision_row *row,
                          const struct decision_item *x)
{
    struct arena_mark mark = arena_mark(j->arena);
    struct title_cores cores = decision_cores(j->arena, all->area, x->title);
    enum about said = cores_about(j->arena, &row->cores, &cores);
    arena_release(j->arena, mark);
    return said;
}

static int year_of(const struct decisions *all, uint32_t row)
{
    return all->catalogues.items[all->rows.items[row].catalogue].year;
}

/* An item that two matters claim is nobody's for sure; what is in the catalogues of two years was put off. */
static void bind_item(struct judge *j, const struct decisions *all, struct decision_item *x)
{
    struct arena_mark mark = arena_mark(j->arena);
    struct title_cores cores = decision_cores(j->arena, all->area, x->title);
    enum about best = ABOUT_ALIKE;
    uint32_t found = NONE;
    bool two = false;
    for (uint32_t i = 0; i < all->rows.count; i++) {
        enum about said = cores_about(j->arena, &all->rows.items[i].cores, &cores);
        if (said < best)
            continue;
        bool better = found == NONE || said > best || year_of(all, i) > year_of(all, found);
        two = better ? false : two || year_of(all, i) == year_of(all, found);
        found = better ? i : found;
        best = said;
    }
    x->row = two ? NONE : found;
    arena_release(j->arena, mark);
}

static uint32_t item_at(const struct decisions *all, uint32_t resource)
{
    for (uint32_t i = 0; i < all->all.count; i++) {
        if (all->all.items[i].resource == resource)
            return i;
    }
    return NONE;
}

/* What the catalogue itself links to by a matter's name is about it, whatever it is called and wherever it stands. */
static void bind_link(struct judge *j, struct decisions *all, uint32_t catalogue, const struct link_fact *l)
{
    uint32_t column = all->all.items[all->catalogues.items[catalogue].item].column;
    struct decision_item named = { .title = l->text };
    uint32_t to = l->region == REGION_CONTENT && l->address.len ? site_find(j->site, l->address) : NONE;
    to = to == NONE ? NONE : site_follow(j->site, to, NULL);
    for (uint32_t i = 0; to != NONE && j->site->resources[to].page && i < all->rows.count; i++) {
        if (all->rows.items[i].catalogue != catalogue ||
            decision_about(j, all, &all->rows.items[i], &named) < ABOUT_ALIKE)
            continue;
        uint32_t at = item_at(all, to);
        if (at == NONE) {
            const struct page_facts *page = j->site->resources[to].page;
            struct decision_item x = { .column = column, .resource = to, .page = page, .date = page->published };
            x.address = j->site->resources[to].address;
            x.title = page->heading.len ? page->heading : l->text;
            at = (uint32_t)all->all.count;
            *arena_push(j->arena, &all->all) = x;
        }
        all->all.items[at].in_area = true;
        all->all.items[at].row = i;
    }
}

void decision_bind_items(struct judge *j, struct decisions *all)
{
    for (size_t i = 0; i < all->all.count && all->rows.count; i++) {
        if (!decision_is_catalogue(all->all.items[i].title))
            bind_item(j, all, &all->all.items[i]);
    }
    for (uint32_t i = 0; i < all->catalogues.count; i++) {
        const struct page_facts *page = all->all.items[all->catalogues.items[i].item].page;
        for (size_t k = 0; page && k < page->links.count; k++)
            bind_link(j, all, i, &page->links.items[k]);
    }
}

/* --- calls that name no document --- */

/* What is left of a name when the words go that any such title may have. */
static str own_words(struct arena *a, str area, str name)
{
    static const str common[] = { STR_INIT("管理办法"), STR_INIT("实施方案"), STR_INIT("实施细则"),
                                  STR_INIT("征求意见"), STR_INIT("征集"),     STR_INIT("意见"),
                                  STR_INIT("管理"),     STR_INIT("办法"),     STR_INIT("方案"),
                                  STR_INIT("规定"),     STR_INIT("细则"),     STR_INIT("实施"),
                                  STR_INIT("工作"),     STR_INIT("有关"),     STR_INIT("事项") };
    str s = without_area(bare_name(a, name), area);
    for (size_t i = 0; i < ARRAY_LEN(common); i++) {
        for (size_t at; (at = str_find(s, common[i])) != SIZE_MAX;)
            s = str_fmt(a, "%.*s %.*s", STR_ARG(str_slice(s, 0, at)), STR_ARG(str_slice(s, at + common[i].len, s.len)));
    }
    return s;
}

bool decision_may_mean(struct judge *j, const struct decisions *all, const struct decision_row *row, str title)
{
    str name = own_words(j->arena, all->area, row->name), call = own_words(j->arena, all->area, title);
    uint32_t c = 0;
    for (str rest = name; rest.len;) {
        str one = text_next(&rest, &c), after = rest, two = text_next(&after, &c);
        str gram = { one.ptr, one.len + two.len };
        if (two.len && !str_has(gram, STR(" ")) && str_has(call, gram))
            return true;
    }
    return !str_trim(call).len || !str_trim(name).len;
}
