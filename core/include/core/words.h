/* SPDX-License-Identifier: MIT */
/* The closed lists of the house (words.def) as enums, each with its word and back. */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H
#include "core/str.h"

#define ENTRY(constant, word) constant,
enum link_kind {
#define LINK_KINDS ENTRY
#include "core/words.def"
    LINK_KIND_COUNT_
};
enum link_problem {
#define LINK_PROBLEMS ENTRY
#include "core/words.def"
    LINK_PROBLEM_COUNT_
};
enum region {
#define REGIONS ENTRY
#include "core/words.def"
    REGION_COUNT_
};
enum hiding {
#define HIDINGS ENTRY
#include "core/words.def"
    HIDING_COUNT_
};
enum date_source {
#define DATE_SOURCES ENTRY
#include "core/words.def"
    DATE_SOURCE_COUNT_
};
enum meta_field {
#define META_FIELDS ENTRY
#include "core/words.def"
    META_FIELD_COUNT_
};
enum outcome {
#define OUTCOMES ENTRY
#include "core/words.def"
    OUTCOME_COUNT_
};
enum refusal {
#define REFUSALS ENTRY
#include "core/words.def"
    REFUSAL_COUNT_
};
enum dns_state {
#define DNS_STATES ENTRY
#include "core/words.def"
    DNS_STATE_COUNT_
};
enum pager {
#define PAGERS ENTRY
#include "core/words.def"
    PAGER_COUNT_
};
enum severity {
#define SEVERITIES ENTRY
#include "core/words.def"
    SEVERITY_COUNT_
};
enum plan_limit_kind {
#define LIMIT_KINDS ENTRY
#include "core/words.def"
    PLAN_LIMIT_COUNT_
};
enum file_kind {
#define FILE_KINDS ENTRY
#include "core/words.def"
    FILE_KIND_COUNT_
};
#undef ENTRY

/* word_of_LIST gives the word; LIST_of_word gives the constant or -1. */
#define WORD_LISTS(X)                                                                                                  \
    X(link_kind) X(link_problem) X(region) X(hiding) X(date_source) X(meta_field) X(outcome) X(refusal) X(dns_state)   \
    X(pager) X(severity) X(plan_limit_kind) X(file_kind)
#define DECLARE(list)                                                                                                  \
    str words_##list(enum list value);                                                                                 \
    int words_##list##_from(str word);
WORD_LISTS(DECLARE)
#undef DECLARE

#endif
