/* SPDX-License-Identifier: MIT */
/* Reading small files and listing folders. */
#include "text_file.h"
#include "core/arena.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static str read_stream(struct arena *a, FILE *file, const char *path, size_t max, struct fail *f)
{
    size_t room = 64 * 1024, len = 0;
    char *bytes = arena_new(a, char, room);
    for (;;) {
        size_t n = fread(bytes + len, 1, room - len, file);
        len += n;
        if (n == 0)
            break;
        if (len > max) {
            fail_set(f, FAIL_USAGE, "%s: longer than %zu bytes", path, max);
            return (str){ 0 };
        }
        if (len == room) {
            char *bigger = arena_new(a, char, room * 2);
            memcpy(bigger, bytes, len);
            bytes = bigger;
            room *= 2;
        }
    }
    if (ferror(file)) {
        fail_errno(f, FAIL_USAGE, "%s: cannot be read", path);
        return (str){ 0 };
    }
    return (str){ bytes, len };
}

str text_file_read(struct arena *a, const char *path, size_t max, struct fail *f)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fail_errno(f, FAIL_USAGE, "%s: cannot be opened", path);
        return (str){ 0 };
    }
    str text = read_stream(a, file, path, max, f);
    fclose(file);
    return text;
}

bool text_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int compare_paths(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

bool text_files_list(struct arena *a, const char *folder, str suffix, struct text_files *out, struct fail *f)
{
    *out = (struct text_files){ 0 };
    DIR *dir = opendir(folder);
    if (!dir)
        return fail_errno(f, FAIL_USAGE, "%s: cannot be listed", folder);
    for (struct dirent *entry; (entry = readdir(dir));) {
        str name = str_from(entry->d_name);
        if (name.len && name.ptr[0] != '.' && str_ends(name, suffix))
            *arena_push(a, out) = str_fmt(a, "%s/%s", folder, entry->d_name).ptr;
    }
    closedir(dir);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_paths);
    return true;
}
