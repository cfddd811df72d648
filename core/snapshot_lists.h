/* SPDX-License-Identifier: MIT */
/* Which list of struct verdicts lies in which table, and which member in which column: for those who write, read and prune them. */
#ifndef CORE_SNAPSHOT_LISTS_H
#define CORE_SNAPSHOT_LISTS_H
#include "core/str.h"

enum field_kind { FIELD_STR, FIELD_DAY, FIELD_INT, FIELD_LONG, FIELD_BOOL, FIELD_SEVERITY, FIELD_TEXTS, FIELD_CLAUSES };

struct field {
    const char *column;
    enum field_kind kind;
    size_t offset;
    size_t count; /* offset of the number of items: FIELD_TEXTS, FIELD_CLAUSES */
    bool shared;  /* stands in the table `wording`, the column holds its id */
};

struct list { /* one list of struct verdicts is one table */
    const char *table;
    const struct field *fields;
    size_t field_count;
    size_t item_size;
    size_t offset; /* in struct verdicts */
};
extern const struct list verdict_lists[];
extern const size_t verdict_list_count;

#endif
