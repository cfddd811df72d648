/* SPDX-License-Identifier: MIT */
/* A list as the reader sees it before it becomes a fact. Private to the lists. Page arena. */
#ifndef CRAWLER_LIST_VIEW_H
#define CRAWLER_LIST_VIEW_H
#include "groups.h"

struct list_view {
    const struct group *group;
    struct row_found *rows;
    struct row_span *spans; /* of the rows */
    size_t count, room, dated, title_chars;
    str heading, more;
    bool side; /* marked as a side box by class, id or heading */
};

/* Joins the rows of two lists (lists.c). */
void list_view_append(struct arena *a, struct list_view *to, const struct list_view *from);
/* Heading and 更多 link (list_heading.c). */
void list_heading_read(const struct reading *r, const struct groups *g, struct list_view *v);
/* Rows that scripts write (list_script.c); false if there are none. */
bool list_script_read(const struct reading *r, struct list_view *v);
/* Gives dates that stand apart to the rows they belong to and joins the months of one list; the new number of views
 * (list_dates.c). */
size_t list_dates_apart(const struct reading *r, struct list_view *views, size_t count);
/* Joins what a template cut into pieces of some rows each to the list at `main`; the new number of views, and where the
 * list is now (list_pieces.c). */
size_t list_join_pieces(const struct reading *r, struct list_view *views, size_t count, size_t *main);
/* Rows of which scripts write parts; `unread`: those that scripts write in ways that cannot be read. */
bool list_written_rows(const struct reading *r, struct list_view *v, size_t *unread);
/* Index of the page's own list, or SIZE_MAX (list_main.c). */
size_t list_main(const struct reading *r, const struct list_view *views, size_t count);

#endif
