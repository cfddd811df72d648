/* SPDX-License-Identifier: MIT */
/* The text of a file that stands where a page's text should: PDF in a child process, docx, xlsx and OFD by their XML.
 * Safe to run on any thread. */
#ifndef CRAWLER_ATTACHMENT_H
#define CRAWLER_ATTACHMENT_H
#include "core/buf.h"
#include "core/page_facts.h"

struct pdf_reader {             /* how PDFs are read; tests put their own command here */
    const char *const *command; /* reads standard input, writes text; NULL at the end */
    int wall_ms;
};

struct attachment_input {
    str body, address;
    bool cut;                        /* there was more of the body than LIMIT_ATTACHMENT */
    const struct pdf_reader *reader; /* NULL: pdftotext within the house's limits */
};

/* Never NULL. KNOWN_BODY is up when there is text; otherwise limit_hit says why there is none to be had: too-large,
 * old-format, other-format, damaged, no-text (a scanned document), not-a-document, archive-limits, encrypted, time,
 * no-reader. */
struct page_facts *attachment_read(struct arena *a, const struct attachment_input *in);

/* A link to a file of a kind whose text may be read, by its name. */
bool attachment_is_readable(str address);

/* attachment_zip.c: text goes to `text`, one line a paragraph; gives the kind, or empty with *why set. */
str attachment_zip_text(str body, struct buf *text, str *why);
/* attachment_pdf.c: false with *why set. */
bool attachment_pdf_text(str body, const struct pdf_reader *reader, struct buf *text, str *why);

#endif
