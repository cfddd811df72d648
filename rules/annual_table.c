/* SPDX-License-Identifier: MIT */
/* The figures of an annual report out of its tables. Only a table laid out as the form says is read: a figure in the
 * wrong column would accuse. */
#include "annual.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"

const str annual_people_names[ANNUAL_PEOPLE] = { STR_INIT("自然人"),       STR_INIT("商业企业"),
                                                 STR_INIT("科研机构"),     STR_INIT("社会公益组织"),
                                                 STR_INIT("法律服务机构"), STR_INIT("其他"),
                                                 STR_INIT("总计") };
const str annual_outcome_names[ANNUAL_OUTCOMES] = { STR_INIT("结果维持"), STR_INIT("结果纠正"), STR_INIT("其他结果"),
                                                    STR_INIT("尚未审结"), STR_INIT("总计") };
const str annual_row_names[ANNUAL_ROWS] = {
    STR_INIT("本年新收政府信息公开申请数量"),
    STR_INIT("上年结转政府信息公开申请数量"),
    STR_INIT("予以公开"),
    STR_INIT("部分公开"),
    STR_INIT("属于国家秘密"),
    STR_INIT("其他法律行政法规禁止公开"),
    STR_INIT("危及“三安全一稳定”"),
    STR_INIT("保护第三方合法权益"),
    STR_INIT("属于三类内部事务信息"),
    STR_INIT("属于四类过程性信息"),
    STR_INIT("属于行政执法案卷"),
    STR_INIT("属于行政查询事项"),
    STR_INIT("本机关不掌握相关政府信息"),
    STR_INIT("没有现成信息需要另行制作"),
    STR_INIT("补正后申请内容仍不明确"),
    STR_INIT("信访举报投诉类申请"),
    STR_INIT("重复申请"),
    STR_INIT("要求提供公开出版物"),
    STR_INIT("无正当理由大量反复申请"),
    STR_INIT("要求行政机关确认或重新出具已获取信息"),
    STR_INIT("其他处理"),
    STR_INIT("逾期未按收费通知要求缴纳费用"),
    STR_INIT("其他处理中的其他"),
    STR_INIT("总计"),
    STR_INIT("结转下年度继续办理"),
};

/* What is sure to stand in a row's label, without punctuation; none is part of another row's. */
static const struct {
    enum annual_row row;
    str words;
} labels[] = {
    { ROW_NEW, STR_INIT("本年新收") },
    { ROW_CARRIED, STR_INIT("上年结转") },
    { ROW_GIVEN, STR_INIT("予以公开") },
    { ROW_PARTLY, STR_INIT("部分公开") },
    { ROW_KEPT, STR_INIT("属于国家秘密") },
    { ROW_KEPT + 1, STR_INIT("行政法规禁止公开") },
    { ROW_KEPT + 2, STR_INIT("三安全一稳定") },
    { ROW_KEPT + 3, STR_INIT("第三方合法权益") },
    { ROW_KEPT + 4, STR_INIT("三类内部事务") },
    { ROW_KEPT + 5, STR_INIT("四类过程性") },
    { ROW_KEPT + 6, STR_INIT("行政执法案卷") },
    { ROW_KEPT + 7, STR_INIT("行政查询事项") },
    { ROW_LACKED, STR_INIT("不掌握相关") },
    { ROW_LACKED + 1, STR_INIT("没有现成信息") },
    { ROW_LACKED + 2, STR_INIT("仍不明确") },
    { ROW_REFUSED, STR_INIT("信访举报投诉") },
    { ROW_REFUSED + 1, STR_INIT("重复申请") },
    { ROW_REFUSED + 2, STR_INIT("公开出版物") },
    { ROW_REFUSED + 3, STR_INIT("大量反复申请") },
    { ROW_REFUSED + 4, STR_INIT("重新出具") },
    { ROW_OTHER, STR_INIT("逾期不补正") },
    { ROW_OTHER + 1, STR_INIT("收费通知") },
    { ROW_OTHER, STR_INIT("其他处理") },
    { ROW_DONE, STR_INIT("总计") },
    { ROW_NEXT, STR_INIT("结转下年度") },
};

/* Which row of the form a label names, ANNUAL_ROWS if none; `group` is the label of the rows around it. */
static enum annual_row row_of(struct arena *a, str label, str group)
{
    str core = text_core(a, label);
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        if (str_has(core, labels[i].words))
            return labels[i].row;
    }
    while (core.len && ascii_is_digit(core.ptr[0]))
        core = str_slice(core, 1, core.len);
    bool last = str_eq(core, STR("其他")) && str_has(text_core(a, group), STR("其他处理"));
    return last ? ROW_OTHER_LAST : ANNUAL_ROWS;
}

int64_t annual_count(struct arena *a, str cell)
{
    static const str nothing[] = { STR_INIT("/"),  STR_INIT("-"), STR_INIT("—"),  STR_INIT("--"),
                                   STR_INIT("——"), STR_INIT("–"), STR_INIT("无"), STR_INIT("\\") };
    static const str units[] = { STR_INIT("件"), STR_INIT("项"), STR_INIT("个"), STR_INIT("条") };
    str s = text_bare(a, cell);
    int64_t n = 0;
    size_t digits = 0;
    for (size_t i = 0; i < ARRAY_LEN(nothing); i++) {
        if (str_eq(s, nothing[i]))
            return 0;
    }
    while (digits < s.len && digits < 9 && ascii_is_digit(s.ptr[digits]))
        n = n * 10 + (s.ptr[digits++] - '0');
    str rest = str_slice(s, digits, s.len);
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        if (str_starts(rest, units[i]))
            rest = str_slice(rest, units[i].len, rest.len);
    }
    bool remark = str_starts(rest, STR("(")) && str_ends(rest, STR(")"));
    return rest.len == 0 || (digits && remark) ? n : -1;
}

/* --- one table --- */

struct sheet {
    struct arena *arena;
    const struct cell_fact *cells; /* in page order: row by row */
    size_t count;
};

static const struct cell_fact *cell_at(const struct sheet *s, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct cell_fact *c = &s->cells[i];
        if (c->row <= row && row < c->row + c->rows && c->column <= column && column < c->column + c->columns)
            return c;
    }
    return NULL;
}

static bool says(const struct sheet *s, const struct cell_fact *c, str words)
{
    return str_eq(text_core(s->arena, c->text), words);
}

/* First row that has this label; UINT32_MAX if none. */
static uint32_t row_labelled(const struct sheet *s, enum annual_row wanted)
{
    for (size_t i = 0; i < s->count; i++) {
        if (row_of(s->arena, s->cells[i].text, (str){ 0 }) == wanted)
            return s->cells[i].row;
    }
    return UINT32_MAX;
}

/* Columns of the header cells above `below`, from left to right; false unless each name stands there just once. */
static bool find_people(const struct sheet *s, uint32_t below, uint32_t columns[ANNUAL_PEOPLE])
{
    for (size_t k = 0; k < ANNUAL_PEOPLE; k++) {
        size_t seen = 0;
        for (size_t i = 0; i < s->count && s->cells[i].row < below; i++) {
            if (s->cells[i].columns != 1 || !says(s, &s->cells[i], annual_people_names[k]))
                continue;
            columns[k] = s->cells[i].column;
            seen++;
        }
        if (seen != 1 || columns[k] == 0 || (k && columns[k] <= columns[k - 1]))
            return false;
    }
    return true;
}

/* The row's own label, and that of the rows around it. */
static str label_of(const struct sheet *s, uint32_t row, uint32_t before, str *group)
{
    str label = { 0 };
    const struct cell_fact *last = NULL;
    *group = (str){ 0 };
    for (uint32_t column = before; column-- > 0;) {
        const struct cell_fact *c = cell_at(s, row, column);
        if (!c || c == last || text_core(s->arena, c->text).len == 0)
            continue;
        last = c;
        if (label.len) {
            *group = c->text;
            return label;
        }
        label = c->text;
    }
    return label;
}

/* Figures at these columns, each in a cell of its own. */
static bool take_figures(const struct sheet *s, uint32_t row, const uint32_t *columns, size_t count, int64_t *out)
{
    for (size_t k = 0; k < count; k++) {
        const struct cell_fact *c = cell_at(s, row, columns[k]);
        if (!c || c->columns != 1 || c->rows != 1)
            return false;
        out[k] = annual_count(s->arena, c->text);
        if (out[k] < 0)
            return false;
    }
    /* What stands behind the last column was pushed there by a cell too many. */
    for (size_t i = 0; i < s->count; i++) {
        const struct cell_fact *c = &s->cells[i];
        if (c->row == row && c->column > columns[count - 1] && text_core(s->arena, c->text).len)
            return false;
    }
    return true;
}

static bool any_written(const struct sheet *s, uint32_t from, const uint32_t *columns, size_t count)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct cell_fact *c = &s->cells[i];
        for (size_t k = 0; k < count; k++) {
            if (c->row >= from && c->column == columns[k] && text_core(s->arena, c->text).len)
                return true;
        }
    }
    return false;
}

/* The form tells itself by its rows: a row that is missing, doubled or unknown makes the table unreadable. */
static enum annual_form form_of(const bool *seen)
{
    for (size_t row = 0; row < ANNUAL_ROWS; row++) {
        bool later = row == ROW_OTHER + 1 || row == ROW_OTHER_LAST;
        if (!seen[row] && !later)
            return ANNUAL_UNKNOWN;
    }
    if (seen[ROW_OTHER + 1] != seen[ROW_OTHER_LAST])
        return ANNUAL_UNKNOWN;
    return seen[ROW_OTHER_LAST] ? ANNUAL_2021 : ANNUAL_2019;
}

static str read_people(const struct sheet *s, struct annual_figures *out)
{
    uint32_t first = row_labelled(s, ROW_NEW), last = row_labelled(s, ROW_NEXT), columns[ANNUAL_PEOPLE] = { 0 };
    bool seen[ANNUAL_ROWS] = { false };
    if (first == UINT32_MAX || last == UINT32_MAX)
        return STR("");
    if (last <= first || !find_people(s, first, columns))
        return STR("申请情况表的表头与格式不符");
    for (uint32_t row = first; row <= last; row++) {
        str group, label = label_of(s, row, columns[0], &group);
        enum annual_row at = row_of(s->arena, label, group);
        if (at == ANNUAL_ROWS || seen[at])
            return str_fmt(s->arena, "申请情况表的行与格式不符（%.*s）", STR_ARG(label));
        if (!take_figures(s, row, columns, ANNUAL_PEOPLE, out->people[at]))
            return str_fmt(s->arena, "申请情况表“%.*s”行的数字认不出", STR_ARG(annual_row_names[at]));
        seen[at] = true;
    }
    out->form = form_of(seen);
    if (out->form == ANNUAL_UNKNOWN)
        return STR("申请情况表的行与格式不符");
    out->has_people = any_written(s, first, columns, ANNUAL_PEOPLE);
    return out->has_people ? STR("") : STR("申请情况表没有数字");
}

static str read_cases(const struct sheet *s, struct annual_figures *out)
{
    uint32_t columns[ANNUAL_CASES * ANNUAL_OUTCOMES] = { 0 }, below = 0, count = 0;
    if (s->count == 0 || row_labelled(s, ROW_NEW) != UINT32_MAX)
        return STR("");
    uint32_t end = s->cells[s->count - 1].column + 1;
    for (size_t i = 0; i < s->count; i++)
        end = s->cells[i].column >= end ? s->cells[i].column + 1 : end;
    for (uint32_t column = 0; column < end; column++) {
        for (size_t i = 0; i < s->count; i++) {
            const struct cell_fact *c = &s->cells[i];
            if (c->column != column || c->columns != 1 || count == ARRAY_LEN(columns) ||
                !says(s, c, annual_outcome_names[count % ANNUAL_OUTCOMES]))
                continue;
            columns[count++] = column;
            below = c->row + c->rows > below ? c->row + c->rows : below;
            break;
        }
    }
    if (count < ARRAY_LEN(columns))
        return count >= ANNUAL_OUTCOMES ? STR("复议诉讼表的表头与格式不符") : STR("");
    if (!any_written(s, below, columns, ARRAY_LEN(columns)))
        return STR("复议诉讼表没有数字");
    out->has_cases = take_figures(s, below, columns, ARRAY_LEN(columns), out->cases[0]);
    return out->has_cases ? STR("") : STR("复议诉讼表的数字认不出");
}

struct annual_figures annual_from_cells(struct arena *a, const struct page_facts *p)
{
    struct annual_figures out = { 0 };
    if (p->cells.count == 0)
        return out;
    for (size_t from = 0, to; from < p->cells.count; from = to) {
        for (to = from; to < p->cells.count && p->cells.items[to].table == p->cells.items[from].table;)
            to++;
        struct sheet s = { a, p->cells.items + from, to - from };
        str people = out.has_people ? STR("") : read_people(&s, &out);
        str cases = out.has_cases ? STR("") : read_cases(&s, &out);
        out.why = out.why.len ? out.why : people.len ? people : cases;
    }
    return out;
}
