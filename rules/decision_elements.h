/* SPDX-License-Identifier: MIT */
/* The five papers that belong to a major decision, and what texts and links say of them. */
#ifndef RULES_DECISION_ELEMENTS_H
#define RULES_DECISION_ELEMENTS_H
#include "core/page_facts.h"

enum decision_element {
    DECISION_DRAFT,
    DECISION_EXPLAINED,
    DECISION_BACKGROUND,
    DECISION_ADOPTED,
    DECISION_DECIDED,
    DECISION_ELEMENTS,
};

/* Masks have bit 1 << element. */
uint32_t decision_elements_in(str text);
/* What the page's own links are about; *targets: to how many addresses they lead. */
uint32_t decision_elements_linked(const struct page_facts *page, size_t *targets);
/* The page gathers with links what belongs to one decision. */
bool decision_gathers(const struct page_facts *page);
/* All of its links and texts are in the facts. */
bool decision_page_is_known(const struct page_facts *page);
/* Their names in Chinese; the count of them. */
size_t decision_element_names(uint32_t mask, str names[DECISION_ELEMENTS]);

#endif
