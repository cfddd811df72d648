/* SPDX-License-Identifier: MIT */
/* The table of formats, and the one shell that writes each of them whole or not at all. */
#include "reports/report.h"
#include "core/arena.h"
#include "files.h"

/* Without a profile the portal goes by the name that its home page gives it. */
static str name_of(const struct verdicts *v)
{
    for (size_t i = 0; v && i < v->identity.count; i++)
        if (str_eq(v->identity.items[i].verdict, STR("info")) && str_has(v->identity.items[i].item, STR("名称")))
            return v->identity.items[i].value;
    return (str){ 0 };
}

bool report_write(struct snapshot *s, int64_t run, str out_dir, const struct report_options *o, struct buf *written,
                  struct fail *f)
{
    struct arena arena;
    arena_init(&arena);
    struct run_summary *runs = NULL;
    struct former_department *formers = NULL;
    struct report_model m = { .site_name = o->site_name, .formats = o->formats, .deadline = o->deadline };
    m.v = snapshot_load_verdicts(s, run, &arena, f);
    m.site_name = m.site_name.len ? m.site_name : name_of(m.v);
    m.run_count = m.v ? snapshot_run_history(s, &arena, &runs, f) : 0;
    m.runs = runs;
    m.former_count = m.v ? snapshot_former_departments(s, m.v->run.id, &arena, &formers, f) : 0;
    m.formers = formers;
    bool ok = m.v && f->code == FAIL_NONE && report_files_write(&m, out_dir, o->formats, written, &arena, f);
    arena_done(&arena);
    return ok;
}
