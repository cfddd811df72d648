/* SPDX-License-Identifier: MIT */
/* One shell for all writers: temporary file beside the target, write, sync, rename; the old report stands until then.
 */
#include "files.h"
#include "core/arena.h"
#include "formats.h"
#include "html.h"
#include "model.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct report_format report_formats[] = {
    { "html", "report.html", report_html },
    { "json", "report.json", report_json },
    { "csv", "report.csv", report_csv },
    { "xlsx", "report.xlsx", report_xlsx },
};
const size_t report_format_count = ARRAY_LEN(report_formats);

static bool make_dirs(char *path, struct fail *f)
{
    for (char *at = path + 1;; at++) {
        if (*at && *at != '/')
            continue;
        char kept = *at;
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return fail_errno(f, FAIL_MACHINE, "cannot make the folder '%s'", path);
        *at = kept;
        if (!kept)
            return true;
    }
}

struct target {
    const char *path, *temporary;
    const struct report_model *model;
    struct arena *arena;
    report_fn write;
    str department; /* instead of `write`: that department's own page */
};

static bool write_to(FILE *file, const struct target *t)
{
    if (t->department.len)
        return report_html_department(file, t->model, t->department, t->arena);
    return t->write(file, t->model, t->arena);
}

static bool target_write(const struct target *t, struct buf *written, struct fail *f)
{
    FILE *file = fopen(t->temporary, "wb");
    if (!file)
        return fail_errno(f, FAIL_MACHINE, "cannot write '%s'", t->path);
    errno = 0;
    struct arena_mark mark = arena_mark(t->arena);
    bool ok = write_to(file, t) && fflush(file) == 0 && fsync(fileno(file)) == 0;
    arena_release(t->arena, mark);
    int number = errno;
    if (fclose(file) != 0 && ok) {
        ok = false;
        number = errno;
    }
    if (ok && rename(t->temporary, t->path) == 0)
        return buf_fmt(written, "%s\n", t->path) || true;
    number = ok ? errno : number;
    unlink(t->temporary);
    errno = number ? number : EIO;
    return fail_errno(f, FAIL_MACHINE, "cannot write '%s'", t->path);
}

bool report_files_wanted(str formats, const char *format)
{
    str rest = formats, word;
    if (!formats.len)
        return true;
    while (str_cut(&rest, ',', &word))
        if (str_eq(str_trim(word), str_from(format)))
            return true;
    return false;
}

static bool write_file(const struct report_model *m, str dir, str name, report_fn write, str department,
                       struct buf *written, struct arena *a, struct fail *f)
{
    struct target t = { .model = m, .arena = a, .write = write, .department = department };
    t.path = str_cstr(a, str_fmt(a, "%.*s/%.*s", STR_ARG(dir), STR_ARG(name)));
    t.temporary = str_cstr(a, str_fmt(a, "%.*s/.report-%ld.tmp", STR_ARG(dir), (long)getpid()));
    return target_write(&t, written, f);
}

str report_department_file(struct arena *a, str name)
{
    size_t len = name.len < 150 ? name.len : 150;
    while (len < name.len && len && ((unsigned char)name.ptr[len] & 0xc0) == 0x80)
        len--; /* not inside a character */
    char *out = arena_new(a, char, len + 1);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool bad = c < 0x20 || c == 0x7f || strchr("/\\:*?\"<>|", c) || (i == 0 && (c == '.' || c == '-'));
        out[i] = bad ? '_' : (char)c;
    }
    return str_fmt(a, "%.*s.html", (int)len, out);
}

static bool has_findings(const struct view *v, str department)
{
    for (size_t i = 0; i < v->department_count; i++)
        if (str_eq(v->departments[i].name, department))
            return true;
    return false;
}

static bool is_our_page(const char *path)
{
    char head[512];
    FILE *file = fopen(path, "r");
    size_t len = file ? fread(head, 1, sizeof head, file) : 0;
    if (file)
        fclose(file);
    return str_has((str){ head, len }, STR(HTML_MARK));
}

/* A page of an earlier report whose department has no findings now would go on accusing it. */
static void remove_old_pages(str dir, const struct buf *written, struct arena *a)
{
    DIR *folder = opendir(str_cstr(a, dir));
    for (struct dirent *e; folder && (e = readdir(folder));) {
        str path = str_fmt(a, "%.*s/%s", STR_ARG(dir), e->d_name);
        bool is_page = str_ends(path, STR(".html")) && e->d_name[0] != '.';
        if (is_page && !str_has(buf_str(written), str_fmt(a, "%.*s\n", STR_ARG(path))) &&
            is_our_page(str_cstr(a, path)))
            unlink(str_cstr(a, path));
    }
    if (folder)
        closedir(folder);
}

static bool write_departments(const struct report_model *m, str out_dir, struct buf *written, struct arena *a,
                              struct fail *f)
{
    const struct view *v = view_make(m, (str){ 0 }, a);
    const struct verdicts *all = m->v;
    str dir = str_fmt(a, "%.*s/departments", STR_ARG(out_dir));
    bool ok = make_dirs(str_cstr(a, dir), f);
    for (size_t i = 0; ok && i < v->department_count + all->departments.count; i++) {
        bool quiet = i >= v->department_count; /* nothing found, but something mended */
        str name = quiet ? all->departments.items[i - v->department_count].name : v->departments[i].name;
        if (!name.len || (quiet && has_findings(v, name)))
            continue;
        ok = write_file(m, dir, report_department_file(a, name), NULL, name, written, a, f);
    }
    if (ok && !written->full)
        remove_old_pages(dir, written, a);
    return ok;
}

bool report_files_write(const struct report_model *m, str out_dir, str formats, struct buf *written, struct arena *a,
                        struct fail *f)
{
    bool ok = make_dirs(str_cstr(a, out_dir), f);
    for (size_t i = 0; ok && i < report_format_count; i++)
        if (report_files_wanted(formats, report_formats[i].format))
            ok = write_file(m, out_dir, str_from(report_formats[i].file), report_formats[i].write, (str){ 0 }, written,
                            a, f);
    if (ok && report_files_wanted(formats, "html"))
        ok = write_departments(m, out_dir, written, a, f) &&
             write_file(m, out_dir, STR("index.html"), report_index, (str){ 0 }, written, a, f);
    return ok;
}
