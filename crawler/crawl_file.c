/* SPDX-License-Identifier: MIT */
/* Files are told by the first bytes of what GET brings, which is read anyway: an error message under the name of a PDF
 * is asked for again like any other failure. */
#include "crawl_internal.h"
#include "core/file_kind.h"

/* The name under which the file is saved, if the server gives it one: the last filename parameter. */
static str saved_as(str disposition)
{
    size_t at = str_find_nocase(disposition, STR("filename"));
    if (at == SIZE_MAX)
        return (str){ 0 };
    str rest = str_slice(disposition, at, disposition.len), name = str_slice(rest, str_find(rest, STR("=")), rest.len);
    return name.len ? str_trim(name) : STR("?");
}

static str ext_of_name(struct arena *a, str name)
{
    size_t dot = str_find_last(name, STR("."));
    str ext = dot == SIZE_MAX ? (str){ 0 } : str_slice(name, dot + 1, name.len);
    while (ext.len && (ext.ptr[ext.len - 1] == '"' || ext.ptr[ext.len - 1] == ';' || ext.ptr[ext.len - 1] == ' '))
        ext.len--;
    return str_lower(a, ext);
}

bool file_is_wrong(const struct entry *e, const struct fetch_reply *reply, struct fetch_row *row)
{
    str ext = url_file_ext(e->address);
    if (!e->attachment || e->role != URL_CHECK || !file_kind_promised(ext) || !reply->body.len)
        return false;
    row->file_kind = file_kind_of(reply->body, !reply->cut);
    if (file_kind_fit(ext, row->file_kind, reply->content_type) != FIT_NEVER)
        return false;
    /* Another name in the header is another promise; one that cannot be read is none that we could hold it to. */
    str saved = saved_as(reply->disposition);
    struct arena scratch;
    arena_init(&scratch);
    bool wrong = !saved.len || file_kind_fit(ext_of_name(&scratch, saved), row->file_kind, (str){ 0 }) == FIT_NEVER;
    arena_done(&scratch);
    row->outcome = wrong ? OUTCOME_WRONG_TYPE : row->outcome;
    return wrong;
}
