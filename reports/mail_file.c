/* SPDX-License-Identifier: MIT */
/* Writing .eml files. */
#include "mail_file.h"
#include "core/arena.h"
#include "core/text.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 120 }; /* of each half: a file name has 255 */

bool mail_file_folder(str dir, struct arena *a, struct fail *f)
{
    char *path = str_cstr(a, dir);
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return fail_errno(f, FAIL_MACHINE, "cannot make the folder '%s'", path);
        if (!slash)
            return true;
        *slash = '/';
    }
}

/* Appends the half, and says whether it went in unchanged. */
static bool add_half(struct buf *b, str half)
{
    uint32_t c;
    size_t start = b->len;
    bool same = half.len > 0;
    while (half.len) {
        str bytes = text_next(&half, &c);
        bool bad = c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x202e) || c == 0xfffd ||
                   (c >= 0x2066 && c <= 0x2069) || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)) ||
                   (b->len == 0 && (c == '.' || c == '-'));
        same = same && !bad;
        if (b->len - start + bytes.len > NAME_BYTES)
            return false;
        buf_add(b, bad ? STR("_") : bytes);
    }
    return same;
}

str mail_file_of(str who, str recipient, struct arena *a)
{
    struct buf b;
    buf_init(&b, 1024);
    bool same = add_half(&b, who);
    buf_add_char(&b, '-');
    same = add_half(&b, recipient) && same;
    if (!same)
        buf_fmt(&b, "~%08x", (unsigned)(str_hash(who) * 31 + str_hash(recipient)));
    buf_add(&b, STR(".eml"));
    str name = str_dup(a, buf_str(&b));
    buf_done(&b);
    return name;
}

str mail_file_word(str name, struct arena *a)
{
    struct buf b;
    buf_init(&b, 1024);
    add_half(&b, str_trim(name));
    str word = str_dup(a, buf_str(&b));
    buf_done(&b);
    return word;
}

static bool write_whole(const char *path, str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    errno = 0;
    bool ok = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len && fflush(file) == 0 && fsync(fileno(file)) == 0;
    int number = errno;
    ok = fclose(file) == 0 && ok;
    if (!ok && number)
        errno = number;
    return ok;
}

bool mail_file_write(str dir, str name, str bytes, struct buf *written, struct arena *a, struct fail *f)
{
    char *path = str_cstr(a, str_fmt(a, "%.*s/%.*s", STR_ARG(dir), STR_ARG(name)));
    char *temporary = str_cstr(a, str_fmt(a, "%.*s/.mail-%ld.tmp", STR_ARG(dir), (long)getpid()));
    if (write_whole(temporary, bytes) && rename(temporary, path) == 0) {
        buf_fmt(written, "%s\n", path);
        return true;
    }
    int number = errno;
    unlink(temporary);
    errno = number;
    return fail_errno(f, FAIL_MACHINE, "cannot write '%s'", path);
}
