/* SPDX-License-Identifier: MIT */
/* The summary sheet of report.xlsx: numbers by department and by kind of fault, and a chart of the first. */
#include "xlsx.h"
#include "core/arena.h"
#include "words_zh.h"

enum { CHART_DEPARTMENTS = 20, ROW_TABLE = 3, COLUMN_SEVERITY = 2, COLUMN_CHART = 10 };

static const struct {
    const char *heading;
    double width;
} columns[] = { { "部门", 24 }, { "问题", 8 }, { "错误", 8 },      { "不规范", 8 }, { "提示", 8 },
                { "新增", 8 },  { "持续", 8 }, { "重新出现", 10 }, { "已整改", 8 } };

static void write_headings(const struct ledger *l, lxw_worksheet *sheet, lxw_row_t row, const char *first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        worksheet_write_string(sheet, row, (lxw_col_t)i, i ? columns[i].heading : first, l->heading);
}

static void write_tally(const struct ledger *l, lxw_worksheet *sheet, lxw_row_t row, str name, const struct tally *t,
                        int64_t fixed)
{
    const int64_t numbers[] = { t->all,
                                t->severity[SEVERITY_ERROR],
                                t->severity[SEVERITY_WARNING],
                                t->severity[SEVERITY_NOTICE],
                                t->fresh,
                                t->persisting,
                                t->reopened,
                                fixed };
    worksheet_write_string(sheet, row, 0, xlsx_text(l->arena, name), l->wrap);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        worksheet_write_number(sheet, row, (lxw_col_t)(i + 1), (double)numbers[i], l->wrap);
}

static lxw_row_t write_departments(const struct ledger *l, lxw_worksheet *sheet, const struct view *v)
{
    lxw_row_t row = ROW_TABLE;
    write_headings(l, sheet, row++, columns[0].heading, ARRAY_LEN(columns));
    for (size_t i = 0; i < v->department_count; i++, row++) {
        const struct department_group *d = &v->departments[i];
        write_tally(l, sheet, row, d->name.len ? d->name : STR("未定部门"), &d->tally, d->fixed);
    }
    for (size_t i = 0; i < v->mended_count; i++, row++) {
        const struct mended *m = &v->mended[i];
        write_tally(l, sheet, row, m->name.len ? m->name : STR("未定部门"), &(struct tally){ 0 }, m->fixed);
    }
    write_tally(l, sheet, row++, STR("合计"), &v->tally, (int64_t)l->model->v->fixed.count);
    return row;
}

static void write_kinds(const struct ledger *l, lxw_worksheet *sheet, lxw_row_t row, const struct view *v)
{
    static const char *const headings[] = { "问题类型", "问题", "级别", "新增" };
    for (size_t i = 0; i < ARRAY_LEN(headings); i++)
        worksheet_write_string(sheet, row, (lxw_col_t)i, headings[i], l->heading);
    for (size_t i = 0; i < v->rule_count; i++) {
        const struct rule_total *r = &v->rules[i];
        row++;
        worksheet_write_string(sheet, row, 0, xlsx_text(l->arena, r->title), l->wrap);
        worksheet_write_number(sheet, row, 1, (double)r->count, l->wrap);
        worksheet_write_string(sheet, row, 2, xlsx_text(l->arena, zh_severity(r->severity)), l->wrap);
        worksheet_write_number(sheet, row, 3, (double)r->fresh, l->wrap);
    }
}

/* Stacked bars, one a department; the name of the sheet is quoted as formulas want it. */
static bool write_chart(const struct ledger *l, lxw_worksheet *sheet, const struct view *v)
{
    static const int colours[] = { 0xA8261D, 0xD9A441, 0x5B8DB8 };
    size_t count = v->department_count < CHART_DEPARTMENTS ? v->department_count : CHART_DEPARTMENTS;
    lxw_row_t first = ROW_TABLE + 1, last = (lxw_row_t)(ROW_TABLE + count);
    if (!count)
        return true;
    lxw_chart *chart = workbook_add_chart(l->book, LXW_CHART_BAR_STACKED);
    if (!chart)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(colours); i++) {
        lxw_col_t column = (lxw_col_t)(COLUMN_SEVERITY + i);
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        if (!series)
            return false;
        chart_series_set_categories(series, "汇总", first, 0, last, 0);
        chart_series_set_values(series, "汇总", first, column, last, column);
        chart_series_set_name(series, columns[column].heading);
        chart_series_set_fill(series, &(lxw_chart_fill){ .color = (lxw_color_t)colours[i] });
    }
    chart_title_set_name(chart, "各部门的问题");
    chart_axis_set_reverse(chart->y_axis); /* the first department on top */
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options options = { .x_scale = 1.3, .y_scale = 1.0 + (double)count / 12 };
    return worksheet_insert_chart_opt(sheet, ROW_TABLE, COLUMN_CHART, chart, &options) == LXW_NO_ERROR;
}

bool xlsx_summary(const struct ledger *l, lxw_worksheet *sheet, const struct view *v)
{
    struct arena *a = l->arena;
    str site = l->model->site_name.len ? l->model->site_name : l->model->v->run.site;
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
    worksheet_write_string(sheet, 0, 0, xlsx_text(a, str_fmt(a, "%.*s 网站与政务公开检查", STR_ARG(site))), l->title);
    str as_of = day_to_iso(a, l->model->v->as_of);
    str state = l->model->v->run.complete ? STR("") : STR("，本次检查没有做完");
    worksheet_write_string(sheet, 1, 0,
                           xlsx_text(a, str_fmt(a, "截至 %.*s，第 %lld 次检查%.*s", STR_ARG(as_of),
                                                (long long)l->model->v->run.id, STR_ARG(state))),
                           NULL);
    lxw_row_t row = write_departments(l, sheet, v);
    write_kinds(l, sheet, row + 1, v);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    return write_chart(l, sheet, v);
}
