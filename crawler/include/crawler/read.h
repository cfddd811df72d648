/* SPDX-License-Identifier: MIT */
/* One body to facts: charset, tangle guard, Gumbo in the page arena, one iterative walk. Safe to run on any thread. */
#ifndef CRAWLER_READ_H
#define CRAWLER_READ_H
#include "core/page_facts.h"

enum { SESSION_NAMES = 4 };

struct session_names { /* parameters that hold a visitor's session on this host, beside those that do everywhere */
    str items[SESSION_NAMES];
    size_t count;
};

struct read_input {
    str body;         /* as received, content encoding undone */
    str content_type; /* header value or empty */
    str address;      /* final address, normalised: base of the links */
    struct session_names sessions;
};

/* Never fails: what could not be read is unknown in the facts (known, limit_hit). */
struct page_facts *read_page(struct arena *a, const struct read_input *in);

/* Whichever of both the body is: a dataproxy answer begins with its <datastore>; a page that holds one inside is a page. */
struct page_facts *read_answer(struct arena *a, const struct read_input *in);

/* For who looks at one address: a body that begins as a document does is read for its text, any other is an answer. `cut`:
 * there was more of it. */
struct page_facts *read_any(struct arena *a, const struct read_input *in, bool cut);

/* The child's side of reading an office file: it comes by standard input, kind and text go to standard output. */
#define READ_OFFICE_COMMAND "read-office-file"
int read_office_child(void); /* exit status */

/* A script file of the site's own may write parts of its pages: the links it writes whole and always, nothing else. */
bool script_may_write(str address); /* no library, by its name */
struct page_facts *read_script_file(struct arena *a, const struct read_input *in);
/* A piece of markup that is no page but is loaded into pages: links, but no <html>, <head>, <title> or <body>. */
bool read_is_part(str body, size_t links);
struct page_facts *read_part(struct arena *a, const struct page_facts *page);

/* Rows of a Hanweb dataproxy answer (<datastore> … CDATA): the same facts, with rows, pager and next pages only. */
struct page_facts *read_datastore(struct arena *a, const struct read_input *in);

#endif
