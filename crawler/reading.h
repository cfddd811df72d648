/* SPDX-License-Identifier: MIT */
/* The reader's parts, in the order read_page() calls them over one tree. Each fills its own members of the facts and
 * reads what earlier parts found. All memory is the page arena. */
#ifndef CRAWLER_READING_H
#define CRAWLER_READING_H
#include "core/page_facts.h"
#include "crawler/read.h"
#include "crawler/url.h"
#include "tree.h"

struct reading {
    struct arena *arena;
    struct tree *tree;
    struct page_facts *page;
    str base;                    /* address, or what <base href> makes of it */
    uint32_t body;               /* node of the article's body container, 0 unknown; by body_find() */
    str markup;                  /* the decoded page, for markers */
    const struct session_names *sessions;
    const uint32_t *text_before; /* of each node and of the end: bytes of readable text before it; by layout_mark() */
};

void layout_mark(struct reading *r); /* layout.c: region and hiding of every node; hidden blocks */
void head_read(struct reading *r);   /* head.c: title, tags, lang, base, refresh */
void crumbs_read(struct reading *r); /* crumbs.c: breadcrumb */
uint32_t
crumbs_find(const struct reading *r); /* crumbs.c: element that holds the breadcrumb, or 0; needs hiding only */
void body_find(
    struct reading *r); /* body.c: body container, its counts and text, headings, visible text, footer text */
void metadata_read(struct reading *r); /* metadata.c: labelled fields */
void dates_read(struct reading *r);    /* dates.c: labelled, PubDate, address, text dates; page->published */
void scripts_read(struct reading *r);  /* scripts.c: locations, document.write literals, suspicious scripts, js marks */
void links_read(struct reading *r);    /* links.c: links of every kind */
void lists_read(struct reading *r);    /* lists.c: blocks of rows */
void tables_read(struct reading *r);   /* tables.c: cells of annual reports */
void pager_read(struct reading *r);    /* pager.c: next pages, counts, islands (datastore), JavaScript-only lists */
void programs_read(struct reading *r); /* programs.c: which scripts a list page runs */
void related_scripts(struct reading *r); /* related_script.c: related items that only a script or a frame brings */

struct url_ref reading_resolve(const struct reading *r, str href); /* reading.c: without the visitor's session */
str reading_cut(str s);                   /* reading.c: at most LIMIT_TITLE_LEN bytes, never cut inside a character */
str reading_clip(struct arena *a, str s); /* reading.c: the same, squeezed first */

/* dates.c, for everybody: the first date in a text, in any form people write; yearless forms give month and day only.
 */
struct date_found {
    day value;         /* DAY_NONE if yearless or none */
    int month, dom;    /* of a yearless date; 0 otherwise */
    size_t start, end; /* bytes in the text */
};
bool date_find(str text, size_t from, struct date_found *out);
day date_from_address(str address);

#endif
