/* SPDX-License-Identifier: MIT */
/* tables_read(): cells at their places in the grid, of annual reports and catalogues only, within ceilings. */
#include "reading_test.h"
#include "core/buf.h"
#include "core/json.h"
#include "core/limits.h"

static struct page_facts *read_report(void **state, const char *title, const char *html)
{
    struct reading *r = reading_of(state, html);
    layout_mark(r);
    r->page->title = str_from(title);
    tables_read(r);
    return r->page;
}

static const struct cell_fact *cell(const struct page_facts *p, uint32_t table, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < p->cells.count; i++) {
        const struct cell_fact *c = &p->cells.items[i];
        if (c->table == table && c->row == row && c->column == column)
            return c;
    }
    fail_msg("no cell at %u %u %u", table, row, column);
    return NULL;
}

#define ANNUAL "测试区2025年政府信息公开工作年度报告"

static void spans_move_what_follows(void **state)
{
    struct page_facts *p =
        read_report(state, ANNUAL,
                    "<table><tr><td rowspan=3 colspan=2>甲</td><td>乙</td></tr>"
                    "<tr><td>丙</td><td colspan='0'>丁</td></tr><tr><th>&nbsp;5&nbsp;</th></tr></table>"
                    "<table><tr><td>戊</td></tr></table>");
    assert_int_equal(p->cells.count, 6);
    assert_int_equal(cell(p, 0, 0, 0)->columns, 2);
    assert_int_equal(cell(p, 0, 0, 0)->rows, 3);
    assert_str(cell(p, 0, 0, 2)->text, "乙");
    assert_str(cell(p, 0, 1, 2)->text, "丙");
    assert_str(cell(p, 0, 1, 3)->text, "丁");
    assert_str(cell(p, 0, 2, 2)->text, "5");
    assert_str(cell(p, 1, 0, 0)->text, "戊");
}

static void layout_tables_are_none(void **state)
{
    struct page_facts *p =
        read_report(state, ANNUAL,
                    "<table><tr><td>版式<table><tr><td>数<b>字</b></td></tr></table></td></tr></table>"
                    "<div style='display:none'><table><tr><td>藏</td></tr></table></div>");
    assert_int_equal(p->cells.count, 1);
    assert_str(cell(p, 0, 0, 0)->text, "数字");
    p = read_report(state, "区财政局关于会计考试的通知", "<table><tr><td>1</td></tr></table>");
    assert_int_equal(p->cells.count, 0);
}

static void catalogues_of_decisions_have_rows(void **state)
{
    struct page_facts *p = read_report(state, "测试区2026年度重大行政决策事项目录",
                                       "<table><tr><td>序号<td>事项<tr><td>1<td>供热办法</table>");
    assert_int_equal(p->cells.count, 4);
    assert_str(cell(p, 0, 1, 1)->text, "供热办法");
    p = read_report(state, "区政府召开重大行政决策会议", "<table><tr><td>1</td></tr></table>");
    assert_int_equal(p->cells.count, 0);
}

static void hostile_tables_are_bounded(void **state)
{
    struct buf b;
    buf_init(&b, 8u << 20);
    buf_add(&b, STR("<table>"));
    for (int i = 0; i < 3000; i++)
        buf_add(&b, STR("<tr><td rowspan=99999999999 colspan=4294967297>x<td>y<td rowspan=-1>z"));
    struct page_facts *p = read_report(state, ANNUAL, buf_add_char(&b, '\0') ? b.bytes : "");
    assert_true(p->cells.count > 0 && p->cells.count <= LIMIT_TABLE_CELLS);
    for (size_t i = 0; i < p->cells.count; i++)
        assert_true(p->cells.items[i].row < 1000 && p->cells.items[i].column < 100);
    buf_done(&b);
}

static void cells_are_kept(void **state)
{
    struct page_facts *p = read_report(state, ANNUAL, "<table><tr><td>甲<td rowspan=2>7</table>");
    struct buf b;
    struct json_writer w;
    struct fail f = { 0 };
    buf_init(&b, 1u << 20);
    json_to_buf(&w, &b, false);
    page_facts_write(&w, p, false);
    const struct json_value *v = json_parse(*state, buf_str(&b), "page", &f);
    assert_non_null(v);
    struct page_facts *q = page_facts_read(*state, v);
    assert_int_equal(q->cells.count, 2);
    assert_str(cell(q, 0, 0, 1)->text, "7");
    assert_int_equal(cell(q, 0, 0, 1)->rows, 2);
    buf_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(spans_move_what_follows),
        on_arena(layout_tables_are_none),
        on_arena(catalogues_of_decisions_have_rows),
        on_arena(hostile_tables_are_bounded),
        on_arena(cells_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
