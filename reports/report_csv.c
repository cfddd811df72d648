/* SPDX-License-Identifier: MIT */
/* report.csv: one finding a line, UTF-8 with a byte order mark as spreadsheets want it, safe against formulas. */
#include "core/arena.h"
#include "formats.h"
#include "model.h"
#include "out.h"
#include "words_zh.h"
#include <assert.h>

static const char *const headings[] = { "序号",       "部门",     "问题类型", "规则",     "级别",     "状态",
                                        "首次发现",   "持续周数", "栏目",     "问题对象", "问题描述", "所在页面",
                                        "所在页面数", "依据条款", "证据",     "整改建议", "编号" };

static str clauses_text(const struct report_model *m, const struct finding *f, struct arena *a)
{
    str *parts = arena_new(a, str, f->clause_count);
    for (size_t i = 0; i < f->clause_count; i++)
        parts[i] = model_clause(m, &f->clauses[i], a);
    return str_join(a, parts, f->clause_count, STR("；"));
}

static void write_row(struct out *o, const struct report_model *m, size_t number, const struct finding *f,
                      struct arena *a)
{
    const str cells[] = {
        str_fmt(a, "%zu", number),
        f->department.len ? f->department : STR("未定部门"),
        f->rule_title.len ? f->rule_title : zh_rule(f->rule),
        f->rule,
        zh_severity(f->severity),
        zh_state(f->state),
        day_to_iso(a, f->first_seen),
        str_fmt(a, "%d", f->weeks),
        f->column_path.len ? f->column_path : f->column_name,
        f->subject,
        f->message,
        str_join(a, f->where, f->where_len, STR("\n")),
        str_fmt(a, "%lld", (long long)f->where_count),
        clauses_text(m, f, a),
        f->evidence,
        f->remedy,
        f->id,
    };
    static_assert(ARRAY_LEN(cells) == ARRAY_LEN(headings), "a heading for every cell");
    for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
        if (i)
            out_raw(o, ",");
        out_csv(o, cells[i]);
    }
    out_raw(o, "\r\n");
}

bool report_csv(FILE *file, const struct report_model *m, struct arena *a)
{
    struct out o;
    out_init(&o, file);
    out_raw(&o, "\xEF\xBB\xBF");
    for (size_t i = 0; i < ARRAY_LEN(headings); i++)
        out_fmt(&o, "%s%s", i ? "," : "", headings[i]);
    out_raw(&o, "\r\n");
    const struct view *v = view_make(m, (str){ 0 }, a);
    for (size_t i = 0; i < v->count; i++) {
        struct arena_mark mark = arena_mark(a);
        write_row(&o, m, i + 1, v->order[i], a);
        arena_release(a, mark);
    }
    return out_ok(&o);
}
