/* SPDX-License-Identifier: MIT */
/* The parts of pager_read(). */
#ifndef CRAWLER_PAGER_H
#define CRAWLER_PAGER_H
#include "reading.h"

void pager_add(struct reading *r, str href); /* resolved against the page, once each, bounded */
void pager_scripts(struct reading *r);       /* pager_script.c: TRS page functions and variables, dataproxy addresses */
void pager_links(struct reading *r);         /* pager_links.c: 下一页, numbers, jump boxes, "共 N 页" */
/* The address that the page's own function makes of the number in "go(2)"; empty if it cannot be read (pager_calls.c).
 */
str pager_called(struct reading *r, str code);
/* The same of "pager(…, function(n){…})" in a script, which is told the number by a widget. */
str pager_callback(struct arena *a, str script, int64_t page);
void pager_marks(struct reading *r); /* pager_marks.c: is the list in the HTML at all? */
/* The marker by which this node brings things by script, such as "jpaas unitbuild"; empty: it brings none. */
str pager_mark_of(const struct tree *t, uint32_t i);
bool pager_is_loader(str script); /* asks for something and puts it into the page */

/* Rows of a Hanweb <datastore>; false if the text holds none. */
bool datastore_rows(struct reading *r, str xml);

bool pager_has_main_rows(const struct page_facts *page);
/* Number behind `word` in text, such as 共 in "共 12 页"; -1 if there is none or `unit` does not follow it. */
int64_t pager_number(str text, str word, str unit);

#endif
