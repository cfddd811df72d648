/* SPDX-License-Identifier: MIT */
/* The text of a file that stands where a page's text should: PDF by pdftotext, docx, xlsx and OFD by their XML.
 * Safe to run on any thread. */
#ifndef CRAWLER_ATTACHMENT_H
#define CRAWLER_ATTACHMENT_H
#include "child.h"
#include "core/page_facts.h"

struct attachment_input {
    str body, address;
    bool cut;                          /* there was more of the body than LIMIT_ATTACHMENT */
    const struct child_reader *reader; /* of PDFs; NULL: pdftotext */
    const char
        *program; /* which reads office files when told READ_OFFICE_COMMAND; NULL: they are read in this process */
};

/* Never NULL. KNOWN_BODY is up when there is text; otherwise limit_hit says why there is none to be had: too-large,
 * old-format, other-format, damaged, no-text (a scanned document), not-a-document, archive-limits, encrypted, time,
 * no-reader. */
struct page_facts *attachment_read(struct arena *a, const struct attachment_input *in);

/* A link to a file of a kind whose text may be read, by its name. */
bool attachment_is_readable(str address);

/* attachment_zip.c: text goes to `text`, one line a paragraph; gives the kind, or empty with *why set. */
str attachment_zip_text(str body, struct buf *text, str *why);
/* attachment_office.c: the same by a child process that runs `program`. */
str attachment_office_text(str body, const char *program, struct buf *text, str *why);

#endif
