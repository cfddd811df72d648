/* SPDX-License-Identifier: MIT */
/* Mails as .eml files: names that stay in their folder, each file whole or not there. */
#ifndef REPORTS_MAIL_FILE_H
#define REPORTS_MAIL_FILE_H
#include "core/buf.h"
#include "core/fail.h"

bool mail_file_folder(str dir, struct arena *a, struct fail *f) MUST_CHECK; /* made if need be */
/* WHO-RECIPIENT.eml; what no file name may hold is replaced, and a hash keeps such names apart. */
str mail_file_of(str who, str recipient, struct arena *a);
/* One word of a file name, by the same rules. */
str mail_file_word(str name, struct arena *a);
/* The file's path is added to `written`, a line each. */
bool mail_file_write(str dir, str name, str bytes, struct buf *written, struct arena *a, struct fail *f) MUST_CHECK;

#endif
