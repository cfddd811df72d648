/* SPDX-License-Identifier: MIT */
/* What an address tells by its shape alone: home, folder, article, attachment, date. Addresses are normalised http(s)
 * ones. */
#ifndef RULES_ADDRESS_H
#define RULES_ADDRESS_H
#include "core/arena.h"
#include "core/day.h"

str address_host(str address);              /* with port if it has one; empty if there is none */
str address_path(str address);              /* from the first '/', without query; "/" when empty */
str address_folder(str address);            /* path up to and including the last '/' */
str address_file(str address);              /* what follows the last '/' of the path; may be empty */
str address_ext(str address);               /* of that file, as written; empty if it has none */
bool address_is_root(str address);          /* "/" or a default file in the root */
bool address_query_names_page(str address); /* it asks a program, and its query chooses the page */
bool address_is_article(str address);       /* has the form in which content systems name single articles */
bool address_is_file(str address);          /* an attachment by its name */
bool address_is_list(str address);          /* a folder, a default file, or a name that content systems give to lists */
/* The column's number where content systems write it into addresses of columns and of their articles alike; or empty.
 */
str address_column_number(str address);
day address_date(str address); /* a date in the path of an article; DAY_NONE if there is none */

/* One spelling for what is the same column by several addresses: no scheme, no "www.", no default file. */
str address_canon(struct arena *a, str address);
/* What makes an item the same item in several columns: t20260512_2282789, or the canonical address. */
str address_item_key(struct arena *a, str address);

#endif
