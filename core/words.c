/* SPDX-License-Identifier: MIT */
/* The words of the closed lists. */
#include "core/words.h"

#define ENTRY(constant, word) [constant] = STR_INIT(word),
static const str link_kind_words[] = {
#define LINK_KINDS ENTRY
#include "core/words.def"
};
static const str link_problem_words[] = {
#define LINK_PROBLEMS ENTRY
#include "core/words.def"
};
static const str region_words[] = {
#define REGIONS ENTRY
#include "core/words.def"
};
static const str hiding_words[] = {
#define HIDINGS ENTRY
#include "core/words.def"
};
static const str date_source_words[] = {
#define DATE_SOURCES ENTRY
#include "core/words.def"
};
static const str meta_field_words[] = {
#define META_FIELDS ENTRY
#include "core/words.def"
};
static const str outcome_words[] = {
#define OUTCOMES ENTRY
#include "core/words.def"
};
static const str refusal_words[] = {
#define REFUSALS ENTRY
#include "core/words.def"
};
static const str dns_state_words[] = {
#define DNS_STATES ENTRY
#include "core/words.def"
};
static const str pager_words[] = {
#define PAGERS ENTRY
#include "core/words.def"
};
static const str severity_words[] = {
#define SEVERITIES ENTRY
#include "core/words.def"
};
static const str plan_limit_kind_words[] = {
#define LIMIT_KINDS ENTRY
#include "core/words.def"
};
static const str file_kind_words[] = {
#define FILE_KINDS ENTRY
#include "core/words.def"
};
#undef ENTRY

static int index_of(const str *words, size_t count, str word)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq(words[i], word))
            return (int)i;
    }
    return -1;
}

#define DEFINE(list)                                                                                                   \
    str words_##list(enum list value)                                                                                  \
    {                                                                                                                  \
        return (size_t)value < ARRAY_LEN(list##_words) ? list##_words[value] : STR("?");                               \
    }                                                                                                                  \
    int words_##list##_from(str word)                                                                                  \
    {                                                                                                                  \
        return index_of(list##_words, ARRAY_LEN(list##_words), word);                                                  \
    }
WORD_LISTS(DEFINE)
