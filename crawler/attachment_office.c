/* SPDX-License-Identifier: MIT */
/* Office files are read by our own code, in a process of its own: the program starts itself, and both sides of what
 * they say to each other stand here. The answer is a line (the kind, or '!' and why there is no text) and the text. */
#include "attachment.h"
#include "core/limits.h"
#include "crawler/read.h"
#include <stdio.h>
#include <unistd.h>

enum { LINE_MAX_LEN = 32 };

static bool read_input(struct buf *body)
{
    char bytes[64 << 10];
    for (;;) {
        ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
        if (n <= 0)
            return n == 0;
        if (!buf_add(body, (str){ bytes, (size_t)n }))
            return false;
    }
}

int read_office_child(void)
{
    struct buf body, text;
    str why = STR("damaged"), kind = { 0 };
    buf_init(&body, LIMIT_ATTACHMENT);
    buf_init(&text, LIMIT_BODY_TEXT);
    if (read_input(&body))
        kind = attachment_zip_text(buf_str(&body), &text, &why);
    if (kind.len)
        printf("%.*s\n%.*s", STR_ARG(kind), STR_ARG(buf_str(&text)));
    else
        printf("!%.*s\n", STR_ARG(why));
    buf_done(&body);
    buf_done(&text);
    return fflush(stdout) ? 1 : 0;
}

/* Kinds and reasons are a closed set; whoever took the child over may not bring us others. */
static str known_word(str word)
{
    static const str words[] = { STR_INIT("docx"),
                                 STR_INIT("xlsx"),
                                 STR_INIT("ofd"),
                                 STR_INIT("!damaged"),
                                 STR_INIT("!not-a-document"),
                                 STR_INIT("!archive-limits"),
                                 STR_INIT("!encrypted") };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_eq(word, words[i]))
            return words[i];
    }
    return STR("!damaged");
}

str attachment_office_text(str body, const char *program, struct buf *text, str *why)
{
    const char *const command[] = { CHILD_LIMITS, program, READ_OFFICE_COMMAND, NULL };
    struct child_reader reader = { command, LIMIT_CHILD_WALL_MS };
    struct buf answer;
    str kind = { 0 };
    buf_init(&answer, LIMIT_BODY_TEXT + LINE_MAX_LEN);
    if (child_read(&reader, body, &answer, why)) {
        str rest = buf_str(&answer), word = { 0 };
        (void)str_cut(&rest, '\n', &word);
        kind = known_word(word);
        buf_add(text, str_slice(rest, 0, LIMIT_BODY_TEXT));
    }
    buf_done(&answer);
    if (str_starts(kind, STR("!"))) {
        *why = str_slice(kind, 1, kind.len);
        return (str){ 0 };
    }
    return kind;
}
