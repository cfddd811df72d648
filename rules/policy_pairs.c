/* SPDX-License-Identifier: MIT */
/* Finds policy files and interpretations in their columns and pairs them by links, titles and numbers. */
#include "policy_pairs.h"
#include "address.h"
#include "match.h"
#include "names.h"
#include "policy_own.h"
#include "strmap.h"
#include "core/text.h"

struct pairing {
    struct judge *j;
    struct policy_pairs *out;
    struct strmap by_key; /* item key → interpretation */
    struct strmap policy_by_key;
    struct policy_own own;
};

static const struct page_facts *page_of(const struct judge *j, uint32_t resource, uint32_t *end)
{
    uint32_t at = resource == NONE ? NONE : site_follow(j->site, resource, NULL);
    if (at == NONE)
        return NULL;
    const struct resource_fact *r = &j->site->resources[at];
    *end = at;
    return r->own && r->outcome == OUTCOME_OK && r->wall.len == 0 ? r->page : NULL;
}

static str title_of(const struct page_facts *p, const struct item *it)
{
    str tag = page_tag(p, "ArticleTitle", NULL);
    if (tag.len && !name_is_placeholder(tag))
        return tag;
    return p->heading.len ? p->heading : it->title;
}

/* --- which columns --- */

static bool is_interpretation_column(const struct column *c)
{
    return name_has_any(c->name, STR("解读|图解|一图读懂|读懂")) || str_has(c->path, STR("政策解读")) ||
           str_has(c->path, STR("解读回应"));
}

/* Columns whose documents are no policy files. */
static const str no_files =
    STR_INIT("征求|征集|草案|意见稿|清理|目录|会议|人事|解读|党|财政|预算|决算|建议|提案|任免|处罚|"
             "许可|执法|采购|招标|公示");

static bool is_policy_column(const struct column *c)
{
    if (is_interpretation_column(c) ||
        name_has_any(c->name, STR("征求|征集|草案|意见稿|清理|目录|会议|人事|解读|党|财政|预算")))
        return false;
    return name_has_any(c->name, STR("政策文件|规范性文件|政府文件|办公室文件|政府办文件|部门文件|局文件|镇文件|"
                                     "街道文件|政策法规|其他文件|政务文件|本级文件|公文|文件公开|文件库"));
}

static bool is_upper_column(const struct column *c)
{
    return name_has_any(c->name, STR("上级|国家|国务院|中央|省级|省政府|省委|市级|国家级"));
}

/* By its table, its title, or the head of its text, be that on the page or in the file attached to it. */
static str number_of(struct judge *j, uint32_t resource)
{
    const struct page_facts *p = j->site->resources[resource].page;
    str number = policy_number(j->arena, page_meta(p, META_NUMBER));
    number = number.len ? number : policy_number(j->arena, p->title);
    return number.len ? number : policy_number_in_head(j, resource);
}

/* A note on the page: （本文件已废止）. What a file says of another, 原办法同时废止, is none. */
static bool says_repealed(str text)
{
    static const str heads[] = { STR_INIT("本文件"), STR_INIT("此文件"), STR_INIT("该文件"), STR_INIT("本件"),
                                 STR_INIT("此件"),   STR_INIT("本办法"), STR_INIT("本规定"), STR_INIT("本方案"),
                                 STR_INIT("本细则"), STR_INIT("本意见"), STR_INIT("本通知"), STR_INIT("本措施") };
    static const str tails[] = { STR_INIT("已废止"),     STR_INIT("已失效"),   STR_INIT("已经废止"),
                                 STR_INIT("已经失效"),   STR_INIT("现已废止"), STR_INIT("现已失效"),
                                 STR_INIT("已宣布失效"), STR_INIT("已被废止"), STR_INIT("已停止执行") };
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        for (size_t from = 0, at; (at = str_find(str_slice(text, from, text.len), heads[i])) != SIZE_MAX;) {
            from += at + heads[i].len;
            str rest = str_trim(str_slice(text, from, text.len));
            for (size_t k = 0; k < ARRAY_LEN(tails); k++) {
                if (str_starts(rest, tails[k]))
                    return true;
            }
        }
    }
    return false;
}

static bool is_repealed(const struct page_facts *p, str title)
{
    str validity = page_meta(p, META_VALIDITY);
    return name_has_any(validity, STR("失效|废止|无效|停止执行")) ||
           name_has_any(title, STR("已废止|已失效|（废止）|（失效）|(废止)|(失效)")) ||
           name_has_any(p->heading, STR("已废止|已失效|（废止）|（失效）")) || says_repealed(p->visible_text);
}

/* --- gathering --- */

static struct paper paper_of(struct judge *j, uint32_t column, const struct item *it, const struct page_facts *p,
                             uint32_t end)
{
    struct paper x = { .resource = end, .page = p, .column = column, .date = it->date };
    x.address = j->site->resources[end].address;
    x.key = address_item_key(j->arena, x.address);
    x.title = title_of(p, it);
    x.cores = policy_cores(j->arena, x.title);
    x.repealed = is_repealed(p, x.title);
    return x;
}

static bool in_upper_column(const struct judge *j, uint32_t end)
{
    uint32_t home = j->columns->home_of[end];
    return home != NONE && is_upper_column(&j->columns->items[home]);
}

static void take_policy(struct pairing *p, uint32_t column, const struct item *it)
{
    struct judge *j = p->j;
    uint32_t end = NONE;
    const struct page_facts *page = page_of(j, it->resource, &end);
    if (!page || !(page->known & KNOWN_TREE) || j->columns->of_resource[end] != NONE || in_upper_column(j, end))
        return;
    struct paper x = paper_of(j, column, it, page, end);
    x.number = number_of(j, end);
    bool papers = x.number.len || page_meta(page, META_ISSUER).len || page->metadata.count >= 3;
    if (!papers || !policy_title_may_be(x.title, x.number.len > 0) || !policy_own_is(&p->own, page, x.number) ||
        strmap_get(&p->policy_by_key, x.key) != NONE)
        return;
    strmap_put(&p->policy_by_key, x.key, (uint32_t)p->out->policies.count);
    *arena_push(j->arena, &p->out->policies) = x;
}

/* 测环罚字, 测审批函, 测政任: decisions on single cases and persons are numbered too. */
static bool numbers_a_file(str number)
{
    size_t end = str_find(number, STR("〔"));
    str organ = str_slice(number, 0, end == SIZE_MAX ? 0 : end);
    bool series = str_ends(organ, STR("发")) || str_ends(organ, STR("字")) || str_ends(organ, STR("规"));
    return series && !name_has_any(organ, STR("罚|审|许|批|任|函|党|纪|组"));
}

static bool is_known_file(const struct policy_pairs *all, const struct paper *x)
{
    for (uint32_t i = 0; i < all->policies.count; i++) {
        const struct paper *y = &all->policies.items[i];
        if (str_eq(y->number, x->number) ||
            (x->cores.count && y->cores.count && str_eq(x->cores.items[0], y->cores.items[0])))
            return true;
    }
    return false;
}

/* A file that stands in no policy column: its table tells a number of this government's own, and it is called like one.
 */
static void take_elsewhere(struct pairing *p, uint32_t column, const struct item *it)
{
    struct judge *j = p->j;
    const struct column *c = &j->columns->items[column];
    uint32_t end = NONE;
    const struct page_facts *page = page_of(j, it->resource, &end);
    str number = page && page->metadata.count >= 3 ? policy_number(j->arena, page_meta(page, META_NUMBER)) : STR("");
    if (!number.len || !numbers_a_file(number) || !(page->known & KNOWN_TREE) || is_interpretation_column(c) ||
        is_upper_column(c) || j->columns->of_resource[end] != NONE || in_upper_column(j, end) ||
        name_has_any(c->name, no_files))
        return;
    struct paper x = paper_of(j, column, it, page, end);
    x.number = number;
    if (!policy_title_may_be(x.title, true) || !policy_is_called(x.title) ||
        name_has_any(x.title, STR("处罚|许可|环境影响|核准|备案|立项")) || !policy_own_is(&p->own, page, number) ||
        strmap_get(&p->policy_by_key, x.key) != NONE || is_known_file(p->out, &x))
        return;
    strmap_put(&p->policy_by_key, x.key, (uint32_t)p->out->policies.count);
    *arena_push(j->arena, &p->out->policies) = x;
}

static bool says_interpretation(str title)
{
    if (name_has_any(title, STR("解读|图解|一图读懂|一图看懂|政策问答|起草说明")))
        return true;
    /* Other forms count where they name a document: 《…》新闻发布会, 答记者问. */
    return str_has(title, STR("《")) && name_has_any(title, STR("发布会|答记者问|问答|访谈|读懂|看懂|动漫|宣讲"));
}

static void take_interpretation(struct pairing *p, uint32_t column, const struct item *it)
{
    struct judge *j = p->j;
    uint32_t end = NONE;
    if (!is_interpretation_column(&j->columns->items[column]) && !says_interpretation(it->title))
        return;
    const struct page_facts *page = page_of(j, it->resource, &end);
    struct paper x = {
        .resource = NONE, .address = it->address, .title = it->title, .column = column, .date = it->date
    };
    if (page && j->columns->of_resource[end] == NONE) {
        x = paper_of(j, column, it, page, end);
    } else {
        /* An interpretation that was not read, or lies outside: its title still tells what it explains. */
        x.key = it->address.len ? address_item_key(j->arena, it->address) : it->title;
        x.cores = policy_cores(j->arena, it->title);
    }
    if (strmap_get(&p->by_key, x.key) != NONE || strmap_get(&p->policy_by_key, x.key) != NONE)
        return;
    strmap_put(&p->by_key, x.key, (uint32_t)p->out->interpretations.count);
    *arena_push(j->arena, &p->out->interpretations) = x;
}

static void note_doubt(struct pairing *p, const struct column *c)
{
    bool unread = !c->says_empty && (c->by_script || !c->complete);
    if (!is_interpretation_column(c) || !c->leaf || !unread)
        return;
    day until = c->by_script ? DAY_NONE : column_left_at(c);
    bool first = !p->out->doubt.len, all = !first && !day_known(p->out->doubt_until);
    if (first || !day_known(until) || (!all && day_compare(until, p->out->doubt_until) > 0))
        p->out->doubt_until = all ? DAY_NONE : until;
    p->out->doubt = c->address;
}

bool policy_in_doubt(const struct policy_pairs *all, const struct paper *x)
{
    return all->doubt.len &&
           (!day_known(all->doubt_until) || !day_known(x->date) || day_compare(x->date, all->doubt_until) <= 0);
}

typedef void (*item_fn)(struct pairing *p, uint32_t column, const struct item *it);

/* Every item of every column, then articles that say to belong to a column although no list that could be read shows
 * them. */
static void each_item(struct pairing *p, item_fn take)
{
    const struct columns *columns = p->j->columns;
    for (uint32_t i = 0; i < columns->count; i++) {
        for (size_t k = 0; k < columns->items[i].item_count; k++)
            take(p, i, &columns->items[i].items[k]);
    }
    for (uint32_t i = 0; i < p->j->site->resource_count; i++) {
        const struct resource_fact *r = &p->j->site->resources[i];
        uint32_t column = columns->home_of[i], end = NONE;
        const struct page_facts *page = column == NONE ? NULL : page_of(p->j, i, &end);
        if (!page)
            continue;
        struct item it = {
            .address = r->address, .resource = i, .date = page->published, .source = page->published_source
        };
        it.title = title_of(page, &it);
        take(p, column, &it);
    }
}

bool policy_column_own(const struct column *c)
{
    return is_policy_column(c) && !is_upper_column(c);
}

static void take_own_policy(struct pairing *p, uint32_t column, const struct item *it)
{
    if (policy_column_own(&p->j->columns->items[column]))
        take_policy(p, column, it);
}

/* --- whose numbers --- */

static void count_number(struct pairing *p, uint32_t column, const struct item *it)
{
    uint32_t end = NONE;
    if (policy_column_own(&p->j->columns->items[column]) && page_of(p->j, it->resource, &end))
        policy_own_count(&p->own, number_of(p->j, end));
}

/* Reposts and personnel matters are no policy files, but they have numbers too. */
static void note_number(struct pairing *p, uint32_t column, const struct item *it)
{
    uint32_t end = NONE;
    const struct page_facts *page = page_of(p->j, it->resource, &end);
    str number = page ? policy_number(p->j->arena, page_meta(page, META_NUMBER)) : STR("");
    if (page && !number.len)
        number = policy_number(p->j->arena, page->title);
    if (number.len && policy_own_number(&p->own, number))
        *arena_push(p->j->arena, &p->out->numbers) = (struct seen_number){ number, column };
}

/* --- pairing --- */

static void add_pair(struct pairing *p, uint32_t policy, uint32_t interpretation, uint32_t proof)
{
    for (size_t i = 0; i < p->out->pairs.count; i++) {
        struct pair *x = &p->out->pairs.items[i];
        if (x->policy == policy && x->interpretation == interpretation) {
            x->proof |= proof;
            return;
        }
    }
    *arena_push(p->j->arena, &p->out->pairs) = (struct pair){ policy, interpretation, proof };
}

bool policy_passing_box(str label)
{
    return name_has_any(label, STR("最新|最近|热点|热门|排行|滚动|要闻"));
}

static void pair_by_links(struct pairing *p, const struct paper *from, uint32_t at, bool from_policy)
{
    const struct strmap *others = from_policy ? &p->by_key : &p->policy_by_key;
    for (size_t i = 0; from->page && i < from->page->links.count; i++) {
        const struct link_fact *l = &from->page->links.items[i];
        bool own = l->region == REGION_CONTENT || (l->region == REGION_RELATED && !policy_passing_box(l->label));
        if (l->problem != LINK_FINE || !own)
            continue;
        uint32_t end = NONE;
        (void)page_of(p->j, site_find(p->j->site, l->address), &end);
        str address = end == NONE ? l->address : p->j->site->resources[end].address;
        uint32_t other = strmap_get(others, address_item_key(p->j->arena, address));
        if (other == NONE)
            continue;
        /* A box of news beside the text is no pairing: the link's own words must speak of interpretation or of the
         * file. */
        bool said = l->region == REGION_CONTENT ||
                    name_has_any(l->label, STR("解读|关联|相关|图解|读懂|问答|发布会|原文|文件|政策"));
        if (said)
            add_pair(p, from_policy ? at : other, from_policy ? other : at, from_policy ? PAIR_LINK : PAIR_BACK);
    }
}

static bool names_exactly(const struct paper *x, str core)
{
    for (size_t i = 0; i < x->cores.count; i++) {
        if (str_eq(x->cores.items[i], core))
            return true;
    }
    return false;
}

static int days_apart(const struct paper *x, const struct paper *y)
{
    return day_known(x->date) && day_known(y->date)
               ? (x->date.n > y->date.n ? x->date.n - y->date.n : y->date.n - x->date.n)
               : INT32_MAX;
}

/* 《甲办法》解读 of the day after 《甲办法》 is not one of 《甲办法实施细则》: another file bears the very name, nearer
 * in time. A file's second version may be meant by its old name. */
static bool is_anothers(const struct pairing *p, const struct paper *x, const struct paper *y, str core)
{
    if (names_exactly(x, core))
        return false;
    for (uint32_t i = 0; i < p->out->policies.count; i++) {
        const struct paper *other = &p->out->policies.items[i];
        if (names_exactly(other, core) && days_apart(other, y) < days_apart(x, y))
            return true;
    }
    return false;
}

static uint32_t titles_say(const struct pairing *p, uint32_t policy, uint32_t interpretation)
{
    const struct paper *x = &p->out->policies.items[policy], *y = &p->out->interpretations.items[interpretation];
    uint32_t proof = 0;
    for (size_t k = 0; k < y->cores.count && proof != PAIR_TITLE; k++) {
        struct title_cores one = { .count = 1, .items = { y->cores.items[k] }, .masks = { y->cores.masks[k] } };
        uint32_t said = policy_cores_say(p->j->arena, &x->cores, &one);
        if (said && !is_anothers(p, x, y, y->cores.items[k]))
            proof = said == PAIR_TITLE ? said : proof | said;
    }
    return proof;
}

static void pair_by_titles(struct pairing *p)
{
    for (uint32_t i = 0; i < p->out->policies.count; i++) {
        for (uint32_t k = 0; k < p->out->interpretations.count; k++) {
            struct arena_mark mark = arena_mark(p->j->arena);
            uint32_t proof = titles_say(p, i, k);
            arena_release(p->j->arena, mark);
            if (proof)
                add_pair(p, i, k, proof);
        }
    }
}

/* What is titled after one file and has a link with another in one direction only mentions the other, or stands beside
 * it: it need not explain it. */
static void doubt_stray_links(struct policy_pairs *all)
{
    for (size_t i = 0; i < all->pairs.count; i++) {
        struct pair *p = &all->pairs.items[i];
        bool elsewhere = false;
        if ((p->proof & ~(uint32_t)PAIR_DOUBT) == PAIR_LINKED || (p->proof & PAIR_TITLE))
            continue;
        for (size_t k = 0; k < all->pairs.count && !elsewhere; k++) {
            const struct pair *other = &all->pairs.items[k];
            elsewhere = other->interpretation == p->interpretation && (other->proof & PAIR_TITLE);
        }
        if (elsewhere)
            p->proof = PAIR_DOUBT;
    }
}

/* 印发了测政发〔2026〕9号: in a sentence other characters stand before a number. */
static uint32_t first_known_number(struct pairing *p, const struct strmap *numbers, str text)
{
    for (str number; (number = policy_number_next(p->j->arena, &text)).len;) {
        for (; number.len > 3 && (unsigned char)number.ptr[0] >= 0x80; number = str_slice(number, 3, number.len)) {
            uint32_t policy = strmap_get(numbers, number);
            if (policy != NONE)
                return policy;
        }
    }
    return NONE;
}

static void pair_by_numbers(struct pairing *p)
{
    struct strmap numbers;
    strmap_init(&numbers, p->j->arena);
    for (uint32_t i = 0; i < p->out->policies.count; i++) {
        if (p->out->policies.items[i].number.len)
            strmap_put(&numbers, p->out->policies.items[i].number, i);
    }
    for (uint32_t k = 0; k < p->out->interpretations.count; k++) {
        struct arena_mark mark = arena_mark(p->j->arena);
        uint32_t policy = first_known_number(p, &numbers, policy_body(p->j, &p->out->interpretations.items[k]));
        arena_release(p->j->arena, mark);
        if (policy != NONE)
            add_pair(p, policy, k, PAIR_NUMBER);
    }
}

const struct policy_pairs *policies_of(struct judge *j)
{
    if (j->policies)
        return j->policies;
    struct pairing p = { .j = j, .out = arena_new(j->arena, struct policy_pairs, 1) };
    strmap_init(&p.by_key, j->arena);
    strmap_init(&p.policy_by_key, j->arena);
    policy_own_start(&p.own, j);
    each_item(&p, count_number);
    policy_own_learn(&p.own);
    p.out->organ = p.own.organ;
    each_item(&p, take_own_policy);
    p.out->judged = (uint32_t)p.out->policies.count;
    each_item(&p, take_elsewhere);
    each_item(&p, note_number);
    for (uint32_t i = 0; i < j->columns->count; i++)
        note_doubt(&p, &j->columns->items[i]);
    each_item(&p, take_interpretation);
    for (uint32_t i = 0; i < p.out->policies.count; i++)
        pair_by_links(&p, &p.out->policies.items[i], i, true);
    for (uint32_t i = 0; i < p.out->interpretations.count; i++)
        pair_by_links(&p, &p.out->interpretations.items[i], i, false);
    pair_by_titles(&p);
    doubt_stray_links(p.out);
    pair_by_numbers(&p);
    policy_pair_by_texts(j, p.out);
    j->policies = p.out;
    return p.out;
}

bool policy_column_unread(const struct column *c)
{
    return policy_column_own(c) && c->leaf && c->by_script && !c->says_empty;
}
