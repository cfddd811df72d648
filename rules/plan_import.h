/* SPDX-License-Identifier: MIT */
/* The parts of plan import and what they hand each other: text → lines → nodes (numbered paragraphs) → clauses; table
 * rows → indicators. Everything lives in the importer's arena. */
#ifndef RULES_PLAN_IMPORT_H
#define RULES_PLAN_IMPORT_H
#include "plan_limit.h"
#include "core/pattern.h"

/* Every pattern of the import, compiled once: X(name, source). Definition in plan_import.c. */
enum import_pattern {
    IMPORT_DEBRIS,         /* what converters leave behind */
    IMPORT_NOISE,          /* a line that is no text: page numbers, 印发 */
    IMPORT_CLOSER,         /* a line after which unnumbered text belongs to nobody: a ruled line, 抄送 */
    IMPORT_CHAPTER,        /* 第一章 */
    IMPORT_ARTICLE,        /* 第一条 */
    IMPORT_COMMA,          /* 一、 */
    IMPORT_BRACKET,        /* （一） */
    IMPORT_POINT,          /* 1. */
    IMPORT_BRACKET_DIGIT,  /* （1） */
    IMPORT_ANNEX,          /* 附件, at the start of a line */
    IMPORT_CLOSED,         /* the text ends with its responsible units */
    IMPORT_UNITS,          /* the bracket with the responsible units */
    IMPORT_UNITS_TAIL,     /* the same without a bracket, at the end */
    IMPORT_LABEL,          /* 责任单位：, 更新时限： inside it */
    IMPORT_UNIT_BREAK,     /* between two units */
    IMPORT_TITLE,          /* 《…》已经 */
    IMPORT_TITLE_NOTICE,   /* 关于印发…的通知 */
    IMPORT_NUMBER,         /* document number */
    IMPORT_DATE,           /* a line that is a date */
    IMPORT_ISSUER,         /* a line that is an authority */
    IMPORT_CELL_LIMIT,     /* a table cell that is a time limit */
    IMPORT_CELL_UNIT,      /* a table cell that is a unit of the 区…, 各… kind */
    IMPORT_CELL_BARE_UNIT, /* one without such a beginning */
    IMPORT_GLUED,          /* a cell with the next row's number stuck to it */
    IMPORT_SEE_ANNEX,      /* a clause that points to the annex */
    IMPORT_PATTERN_COUNT
};

struct lines {
    str *items; /* cleaned, not empty */
    size_t count, room;
};

struct node { /* a numbered paragraph or heading */
    enum import_pattern kind;
    int number;
    size_t parent; /* SIZE_MAX: none */
    bool has_children;
    bool runs_on;     /* its kind counts on through the whole text: the number alone is the id */
    bool shares_tail; /* the next one stands in the same line: units and limit at its end are this one's too */
    bool closed;      /* its responsible units were read: what follows belongs to nobody */
    struct lines pieces;
    str id, title, text;
    const str *units;
    size_t unit_count;
    str limit_words; /* 更新时限 */
};

struct importer {
    struct arena *arena;
    struct pattern *patterns[IMPORT_PATTERN_COUNT];
    struct limit_reader *limits;
    struct lines lines;
    bool unwrapped;              /* enough lines to see that each is a paragraph */
    size_t wrap;                 /* characters of a full line when the text is wrapped; 0: a line is a paragraph */
    size_t body_start, body_end; /* lines of the numbered text; the annex follows body_end */
    struct {
        struct node *items;
        size_t count, room;
    } nodes;
    struct {
        struct plan_clause *items;
        size_t count, room;
    } clauses;
    struct {
        struct plan_indicator *items;
        size_t count, room;
    } indicators;
};

void import_lines(struct importer *im, str text); /* fills lines and wrap */
void import_nodes(struct importer *im);           /* fills nodes, body_start, body_end */
void import_clauses(struct importer *im);         /* nodes → clauses and the indicators of 更新时限 */
void import_table(struct importer *im);           /* annex → indicators */

bool import_find(const struct importer *im, enum import_pattern which, str text, size_t from, struct pattern_match *m);
/* Lines joined as one text: nothing between Chinese characters, a blank between Latin words. */
str import_join(struct arena *a, const str *pieces, size_t count);
/* Blanks beside Chinese characters taken out. */
str import_tighten(struct arena *a, str text);
/* Adds the units named in `words`, cut at 、，； and freed of 等, to a list without repeating. */
struct units {
    str *items;
    size_t count, room;
};
void import_units(const struct importer *im, str words, struct units *out);

#endif
