/* SPDX-License-Identifier: MIT */
/* The five papers that belong to a major decision, and what texts and links say of them. */
#include "decision_elements.h"
#include "names.h"

static const struct {
    str name, words;
} elements[DECISION_ELEMENTS] = {
    [DECISION_DRAFT] = { STR_INIT("决策草案"), STR_INIT("草案|征求意见稿|送审稿|草稿") },
    [DECISION_EXPLAINED] = { STR_INIT("草案说明或解读"), STR_INIT("说明|解读|图解") },
    [DECISION_BACKGROUND] = { STR_INIT("决策背景"), STR_INIT("背景|依据|必要性") },
    [DECISION_ADOPTED] = { STR_INIT("意见征集采纳情况"), STR_INIT("采纳|反馈|意见征集情况|征求意见情况|意见情况") },
    [DECISION_DECIDED] = { STR_INIT("决策结果"),
                           STR_INIT("决策结果|决策文件|审议结果|会议审议|正式文件|印发|结果公布") },
};

uint32_t decision_elements_in(str text)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < DECISION_ELEMENTS; i++)
        mask |= name_has_any(text, elements[i].words) ? 1u << i : 0;
    return mask;
}

uint32_t decision_elements_linked(const struct page_facts *page, size_t *targets)
{
    uint32_t mask = 0;
    str first = { 0 };
    *targets = 0;
    for (size_t i = 0; i < page->links.count; i++) {
        const struct link_fact *l = &page->links.items[i];
        bool own = l->region == REGION_CONTENT || l->region == REGION_RELATED;
        bool fine = own && l->problem == LINK_FINE;
        uint32_t here = fine ? decision_elements_in(l->text) | decision_elements_in(l->label) : 0;
        if (here && !str_eq(l->address, first)) {
            ++*targets;
            first = l->address;
        }
        mask |= here;
    }
    return mask;
}

bool decision_gathers(const struct page_facts *page)
{
    size_t targets = 0;
    uint32_t linked = decision_elements_linked(page, &targets);
    return __builtin_popcount(linked) >= 2 && targets >= 2;
}

bool decision_page_is_known(const struct page_facts *page)
{
    return (page->known & KNOWN_TREE) && (page->known & KNOWN_BODY) && !(page->js & (JS_RELATED | JS_SHELL)) &&
           !page->limit_hit.len && !page->body.frames;
}

size_t decision_element_names(uint32_t mask, str names[DECISION_ELEMENTS])
{
    size_t count = 0;
    for (size_t i = 0; i < DECISION_ELEMENTS; i++) {
        if (mask & 1u << i)
            names[count++] = elements[i].name;
    }
    return count;
}
