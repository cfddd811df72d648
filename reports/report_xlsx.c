/* SPDX-License-Identifier: MIT */
/* report.xlsx: the rectification ledger (整改台账) as offices keep it, with empty columns to fill in. */
#include "core/arena.h"
#include "formats.h"
#include "core/text.h"
#include "words_zh.h"
#include "xlsx.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    CELL_CHARS = 8000,
    LINK_CHARS = 2000,
    LEDGER_ROWS = 1000000,
    COLUMN_PAGE = 5,
    COLUMN_DUE = 10,
    COLUMN_REMARK = 13,
    LINE_POINTS = 16, /* height of a line of text: hanzi need more than the 15 of Latin letters */
    MOST_LINES = 18,
    SHEETS = 200,     /* of departments; more are found by the filter of the first sheet */
    SHEET_CHARS = 31, /* of a sheet's name, as Excel counts */
};

#define MARGIN_INCHES 0.3

static const struct {
    const char *heading;
    double width;
} columns[] = {
    { "序号", 6 },      { "部门", 13 },     { "栏目", 20 },     { "问题类型", 11 }, { "问题描述", 41 },
    { "页面地址", 34 }, { "依据条款", 22 }, { "整改建议", 26 }, { "首次发现", 11 }, { "状态", 9 },
    { "整改期限", 11 }, { "整改情况", 15 }, { "责任人", 8 },    { "备注", 22 },
};

char *xlsx_text(struct arena *a, str s)
{
    struct buf b;
    uint32_t c;
    buf_init(&b, 4 * CELL_CHARS + 16);
    for (size_t n = 0; s.len && n < CELL_CHARS; n++) {
        str bytes = text_next(&s, &c);
        bool bad = (c < 0x20 && c != '\n') || c == 0xfffd || c == 0xfffe || c == 0xffff;
        buf_add(&b, bad ? STR("\xEF\xBF\xBD") : bytes);
    }
    char *text = str_cstr(a, buf_str(&b));
    buf_done(&b);
    return text;
}

static void write_heading(const struct ledger *l, lxw_worksheet *sheet)
{
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        worksheet_write_string(sheet, 0, (lxw_col_t)i, columns[i].heading, l->heading);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_margins(sheet, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, 2 * MARGIN_INCHES);
    worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_fit_to_pages(sheet, 1, 0);
}

static void write_page(const struct ledger *l, lxw_worksheet *sheet, lxw_row_t row, str address)
{
    char *text = xlsx_text(l->arena, address);
    bool link =
        address.len <= LINK_CHARS && (str_starts(address, STR("http://")) || str_starts(address, STR("https://")));
    /* Excel opens at most 65,530 links a sheet. */
    if (!link || row > 60000 || worksheet_write_url(sheet, row, COLUMN_PAGE, text, l->link) != LXW_NO_ERROR)
        worksheet_write_string(sheet, row, COLUMN_PAGE, text, l->wrap);
}

/* The page, or the host, that shows the fault; what is missing has neither. */
static str page_of(const struct finding *f)
{
    str page = f->where_len ? f->where[0] : f->subject;
    for (size_t i = 0; i < page.len && !f->where_len; i++)
        if ((unsigned char)page.ptr[i] >= 0x80)
            return f->column_url;
    return !f->where_len && str_eq(page, f->indicator) ? f->column_url : page;
}

/* What the other columns have no room for: of a link where it leads to, and how many pages show the fault. */
static str remark_of(const struct finding *f, str page, struct arena *a)
{
    bool link = str_starts(f->rule, STR("link.")) && !str_eq(f->subject, page) && f->subject.len <= LINK_CHARS;
    str remark = link ? str_fmt(a, "链接：%.*s", STR_ARG(f->subject)) : (str){ 0 };
    if (f->where_count > 1)
        remark = str_fmt(a, "%.*s%s共 %lld 个页面", STR_ARG(remark), remark.len ? "\n" : "", (long long)f->where_count);
    return remark;
}

static size_t lines_of(str text, double width)
{
    double used = 0, lines = 1;
    uint32_t c;
    while (text.len) {
        text_next(&text, &c);
        used += c < 0x2e80 ? 1 : 2;
        if (c == '\n' || used > width - 1) {
            lines++;
            used = c == '\n' ? 0 : c < 0x2e80 ? 1 : 2;
        }
    }
    return (size_t)lines;
}

/* Not every program makes room for wrapped text by itself. */
static double row_height(const str *cells, size_t count, str page, str remark)
{
    size_t most = lines_of(remark, columns[COLUMN_REMARK].width);
    for (size_t i = 1; i < count; i++) {
        size_t lines = lines_of(i == COLUMN_PAGE ? page : cells[i], columns[i].width);
        most = lines > most ? lines : most;
    }
    return (double)(LINE_POINTS * (most < MOST_LINES ? most : MOST_LINES) + 2);
}

static void write_row(const struct ledger *l, lxw_worksheet *sheet, size_t number, const struct finding *f)
{
    struct arena *a = l->arena;
    lxw_row_t row = (lxw_row_t)number;
    const str cells[] = {
        str_fmt(a, "%zu", number),
        f->department.len ? f->department : STR("未定部门"),
        f->column_path.len ? f->column_path : f->column_name,
        f->rule_title.len ? f->rule_title : zh_rule(f->rule),
        f->message,
        (str){ 0 },
        f->clause_count ? model_clause(l->model, &f->clauses[0], a) : (str){ 0 },
        f->remedy,
        day_to_iso(a, f->first_seen),
        zh_state(f->state),
        day_to_iso(a, model_due(l->model, f)),
    };
    str page = page_of(f), remark = remark_of(f, page, a);
    worksheet_set_row(sheet, row, row_height(cells, ARRAY_LEN(cells), page, remark), NULL);
    worksheet_write_number(sheet, row, 0, (double)number, l->wrap);
    for (size_t i = 1; i < ARRAY_LEN(cells); i++)
        if (i != COLUMN_PAGE && (cells[i].len || i < COLUMN_DUE))
            worksheet_write_string(sheet, row, (lxw_col_t)i, xlsx_text(a, cells[i]), l->wrap);
    for (size_t i = cells[COLUMN_DUE].len ? COLUMN_DUE + 1 : COLUMN_DUE; i < ARRAY_LEN(columns); i++)
        worksheet_write_blank(sheet, row, (lxw_col_t)i, l->wrap);
    if (remark.len)
        worksheet_write_string(sheet, row, COLUMN_REMARK, xlsx_text(a, remark), l->wrap);
    write_page(l, sheet, row, page);
}

static void write_ledger(const struct ledger *l, lxw_worksheet *sheet, const struct view *v)
{
    write_heading(l, sheet);
    size_t shown = v->count < LEDGER_ROWS ? v->count : LEDGER_ROWS;
    for (size_t i = 0; i < shown; i++) {
        struct arena_mark mark = arena_mark(l->arena);
        write_row(l, sheet, i + 1, v->order[i]);
        arena_release(l->arena, mark);
    }
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)shown, (lxw_col_t)(ARRAY_LEN(columns) - 1));
}

static lxw_format *bordered(lxw_workbook *book)
{
    lxw_format *f = workbook_add_format(book);
    if (!f)
        return NULL;
    format_set_border(f, LXW_BORDER_THIN);
    format_set_text_wrap(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    return f;
}

/* The library complains on stderr in its own words; ours are the one line that the operator gets. */
static bool close_silently(lxw_workbook *book)
{
    int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool silent = kept >= 0 && nowhere >= 0 && dup2(nowhere, STDERR_FILENO) >= 0;
    errno = 0;
    bool ok = workbook_close(book) == LXW_NO_ERROR;
    int number = errno;
    if (silent)
        dup2(kept, STDERR_FILENO);
    if (kept >= 0)
        close(kept);
    if (nowhere >= 0)
        close(nowhere);
    errno = number;
    return ok;
}

/* What Excel refuses in a sheet's name is replaced; two names that come out alike are told apart by a number. */
static char *sheet_name(struct arena *a, str department, size_t number)
{
    struct buf b;
    uint32_t c;
    str rest = department.len ? department : STR("未定部门");
    buf_init(&b, 8 * SHEET_CHARS);
    buf_fmt(&b, "%zu ", number);
    for (size_t n = b.len; rest.len && n < SHEET_CHARS;) {
        str bytes = text_next(&rest, &c);
        bool bad = c < 0x20 || c == 0xfffd || c >= 0xfffe || strchr("[]:*?/\\'", (int)(c < 0x80 ? c : 'a'));
        buf_add(&b, bad ? STR("_") : bytes);
        n += c > 0xffff ? 2 : 1;
    }
    char *name = str_cstr(a, buf_str(&b));
    buf_done(&b);
    return name;
}

static bool make_formats(struct ledger *l)
{
    l->heading = bordered(l->book);
    l->wrap = bordered(l->book);
    l->link = bordered(l->book);
    l->title = workbook_add_format(l->book);
    if (!l->heading || !l->wrap || !l->link || !l->title)
        return false;
    format_set_bold(l->heading);
    format_set_bg_color(l->heading, 0xE7EEF3);
    format_set_font_color(l->link, 0x1F5F8B);
    format_set_underline(l->link, LXW_UNDERLINE_SINGLE);
    format_set_bold(l->title);
    format_set_font_size(l->title, 14);
    return true;
}

/* The whole ledger first, then the summary, then each department's own part. */
static bool write_sheets(const struct ledger *l)
{
    const struct view *all = view_make(l->model, (str){ 0 }, l->arena);
    lxw_worksheet *ledger = workbook_add_worksheet(l->book, "整改台账");
    lxw_worksheet *summary = workbook_add_worksheet(l->book, "汇总");
    if (!ledger || !summary)
        return false;
    write_ledger(l, ledger, all);
    bool ok = xlsx_summary(l, summary, all);
    size_t parts = all->department_count > 1 ? all->department_count : 0; /* the only one has the ledger itself */
    for (size_t i = 0; ok && i < parts && i < SHEETS; i++) {
        const struct department_group *d = &all->departments[i];
        const struct view part = { .order = all->order + d->first, .count = d->count };
        lxw_worksheet *sheet = workbook_add_worksheet(l->book, sheet_name(l->arena, d->name, i + 1));
        ok = sheet != NULL;
        if (ok)
            write_ledger(l, sheet, &part);
    }
    return ok;
}

static bool make_book(const char *path, const struct report_model *m, struct arena *a)
{
    char *folder = getenv("TMPDIR");
    lxw_workbook *book = workbook_new_opt(path, &(lxw_workbook_options){ .tmpdir = folder && *folder ? folder : NULL });
    if (!book)
        return false;
    lxw_doc_properties properties = { .created = 1577836800 }; /* fixed: equal verdicts give equal bytes */
    workbook_set_properties(book, &properties);
    struct ledger l = { .book = book, .model = m, .arena = a };
    bool ok = make_formats(&l) && write_sheets(&l);
    return close_silently(book) && ok;
}

static bool copy_file(const char *path, FILE *out)
{
    char bytes[16384];
    FILE *in = fopen(path, "rb");
    bool ok = in != NULL;
    for (size_t n; ok && (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        ok = fwrite(bytes, 1, n, out) == n;
    ok = ok && !ferror(in);
    if (in)
        fclose(in);
    return ok && fflush(out) == 0;
}

/* The library writes to a path: a file in memory of ours, copied into the one that is renamed. */
bool report_xlsx(FILE *file, const struct report_model *m, struct arena *a)
{
    int fd = memfd_create("audit-ledger", MFD_CLOEXEC);
    if (fd < 0)
        return false;
    char *path = str_cstr(a, str_fmt(a, "/proc/self/fd/%d", fd));
    bool ok = make_book(path, m, a) && copy_file(path, file);
    int number = errno;
    close(fd);
    errno = number;
    return ok;
}
