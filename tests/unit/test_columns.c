/* SPDX-License-Identifier: MIT */
/* The column tree: what is a column, what it is called, which items it holds and when they were published. */
#include "site_builder.h"
#include <stdio.h>

static const struct column *column_named(const struct builder *b, const char *name)
{
    for (size_t i = 0; i < b->judge.columns->count; i++) {
        if (str_eq(b->judge.columns->items[i].name, text_of(name)))
            return &b->judge.columns->items[i];
    }
    return NULL;
}

static void next_pages_and_aliases_are_one_column(void **state)
{
    struct builder *b = *state;
    uint32_t first = column(b, SITE "/zwgk/tzgg/", "通知公告"),
             alias = column(b, SITE "/zwgk/tzgg/index.html", "通知公告");
    uint32_t second = column(b, SITE "/zwgk/tzgg/index_1.html", "通知公告");
    row(b, first, "甲", SITE "/zwgk/tzgg/202611/t20261110_1.html", "2026-11-10");
    row(b, alias, "甲", SITE "/zwgk/tzgg/202611/t20261110_1.html", "2026-11-10");
    row(b, second, "乙", SITE "/zwgk/tzgg/202601/t20260110_2.html", "2026-01-10");
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/zwgk/tzgg/index_1.html");
    b->pages[second].page_number = 2;
    judge_ready(b);
    assert_int_equal(b->judge.columns->count, 1);
    const struct column *c = column_named(b, "通知公告");
    assert_int_equal(c->item_count, 2);
    assert_true(c->complete);
    assert_int_equal(c->newest.n, iso("2026-11-10").n);
    assert_int_equal(b->judge.columns->of_resource[second], 0);
}

/* 第3页/共4页 leads on to a last page that tells no number: still one column. */
static void a_silent_last_page_belongs_to_its_list(void **state)
{
    struct builder *b = *state;
    uint32_t pages[4];
    static const char *const addresses[] = { SITE "/a/list.htm", SITE "/a/list_2.htm", SITE "/a/list_3.htm",
                                             SITE "/a/list_4.htm" };
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        pages[i] = column(b, addresses[i], "要闻");
        row(b, pages[i], "甲", str_cstr(&b->arena, str_fmt(&b->arena, SITE "/a/202611/t20261110_%zu.html", i)),
            "2026-11-10");
        b->pages[pages[i]].page_number = i < 3 ? (uint32_t)i + 1 : 0;
        if (i)
            *arena_push(&b->arena, &b->pages[pages[i - 1]].next_pages) = str_from(addresses[i]);
    }
    judge_ready(b);
    assert_int_equal(b->judge.columns->count, 1);
    assert_int_equal(column_named(b, "要闻")->item_count, 4);
}

/* 首页 > 政务公开 > 采购 > 列表, without page tags: the column is called 采购, and stands below 政务公开. */
static void kinds_of_pages_are_no_names(void **state)
{
    struct builder *b = *state;
    uint32_t above = column(b, SITE "/i?id=1", "政务公开"), c = column(b, SITE "/i?id=2", "采购");
    b->pages[c].tags.count = b->pages[c].crumbs.count = 0;
    crumb(b, c, "首页", SITE "/");
    crumb(b, c, "政务公开", SITE "/i?id=1");
    crumb(b, c, "采购", SITE "/i?id=2");
    crumb(b, c, "列表", "");
    (void)above;
    row(b, c, "甲", SITE "/i?id=3&show=1", "2026-11-10");
    judge_ready(b);
    const struct column *found = column_named(b, "采购");
    assert_non_null(found);
    assert_string_equal(str_cstr(&b->arena, found->path), "首页 > 政务公开 > 采购");
}

/* <iframe src="list.aspx?cid=9">: the list in the frame is the list of the page around it. */
static void a_list_in_a_frame_is_its_pages(void **state)
{
    struct builder *b = *state;
    uint32_t outer = column(b, SITE "/a/", "食品药品"), frame = page(b, SITE "/frame/list.aspx?cid=9");
    b->pages[outer].lists.count = 0;
    list_start(b, frame);
    row(b, frame, "甲", SITE "/a/1.html", "2026-11-10");
    row(b, frame, "乙", SITE "/a/2.html", "2026-11-09");
    link_row(b, outer, frame, "")->kind = LINK_FRAME;
    judge_ready(b);
    assert_int_equal(b->judge.columns->count, 1);
    assert_int_equal(column_named(b, "食品药品")->item_count, 2);
    assert_string_equal(str_cstr(&b->arena, column_named(b, "食品药品")->address), SITE "/a/");
}

static void missing_next_page_is_incomplete(void **state)
{
    struct builder *b = *state;
    uint32_t first = column(b, SITE "/a/", "规划");
    row(b, first, "甲", SITE "/a/202601/t20260110_1.html", "2026-01-10");
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/a/index_1.html");
    resource(b, SITE "/a/index_1.html", OUTCOME_STATUS, 404);
    judge_ready(b);
    const struct column *c = column_named(b, "规划");
    assert_false(c->complete);
    assert_false(day_known(c->newest_bound));
}

/* index_2 is the second page: index_1 was guessed from the first page and named by no later one. */
static void a_list_that_counts_from_two_is_complete(void **state)
{
    struct builder *b = *state;
    uint32_t first = column(b, SITE "/a/", "规划"), second = column(b, SITE "/a/index_2.html", "规划");
    row(b, first, "甲", SITE "/a/202601/t20260110_1.html", "2026-01-10");
    row(b, second, "乙", SITE "/a/202601/t20260109_1.html", "2026-01-09");
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/a/index_1.html");
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/a/index_2.html");
    *arena_push(&b->arena, &b->pages[second].next_pages) = STR(SITE "/a/index.html");
    b->pages[first].pager = b->pages[second].pager = PAGER_TRS;
    b->pages[first].page_number = 1;
    b->pages[second].page_number = 2;
    resource(b, SITE "/a/index_1.html", OUTCOME_STATUS, 404);
    judge_ready(b);
    assert_true(column_named(b, "规划")->complete);
}

static void parents_paths_and_units(void **state)
{
    struct builder *b = *state;
    uint32_t dept = column(b, SITE "/zwgk/qzbm/", "区直部门"), unit = column(b, SITE "/zwgk/qzbm/qrsj/", "区人社局");
    uint32_t news = column(b, SITE "/zwgk/qzbm/qrsj/gzdt/", "工作动态");
    (void)dept;
    (void)unit;
    row(b, news, "甲", SITE "/zwgk/qzbm/qrsj/gzdt/202611/t20261110_1.html", "2026-11-10");
    judge_ready(b);
    const struct column *c = column_named(b, "工作动态"), *u = column_named(b, "区人社局");
    assert_string_equal(str_cstr(&b->arena, c->unit), "区人社局");
    assert_true(c->leaf);
    assert_false(u->leaf);
    assert_int_equal(c->parent, u - b->judge.columns->items);
    assert_string_equal(str_cstr(&b->arena, c->path), "首页 > 工作动态");
}

static void dates_by_the_contract(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/x/", "公示栏目");
    article(b, SITE "/x/202001/t20200101_1.html", "显示日期新", "2026-11-01");
    row(b, c, "显示日期新", SITE "/x/202001/t20200101_1.html", "");
    row(b, c, "行里有日期", SITE "/x/202611/t20261119_2.html", "2025-03-02");
    row(b, c, "只有网址", SITE "/x/202405/t20240506_3.html", "");
    row(b, c, "附件", SITE "/x/202405/P020240506123456789012.pdf", "");
    judge_ready(b);
    const struct column *x = column_named(b, "公示栏目");
    assert_int_equal(x->items[0].date.n, iso("2026-11-01").n);
    assert_int_equal(x->items[0].source, DATE_LABELLED);
    assert_int_equal(x->items[1].date.n, iso("2025-03-02").n);
    assert_int_equal(x->items[1].source, DATE_ROW);
    assert_int_equal(x->items[2].date.n, iso("2024-05-06").n);
    assert_int_equal(x->items[2].source, DATE_ADDRESS);
    assert_false(day_known(x->items[3].date));
    assert_int_equal(x->undated, 1);
}

static void yearless_rows_are_read_as_new_as_they_may_be(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/x/", "要闻");
    row(b, c, "今年", SITE "/x/content_a1.html", "");
    b->pages[c].rows.items[0].date_raw = STR("11-19");
    row(b, c, "去年", SITE "/x/content_a2.html", "");
    b->pages[c].rows.items[1].date_raw = STR("12-30");
    judge_ready(b);
    const struct column *x = column_named(b, "要闻");
    assert_int_equal(x->items[0].date.n, iso("2026-11-19").n);
    assert_int_equal(x->items[1].date.n, iso("2025-12-30").n);
}

/* In January the rows of December belong to the year before, and no row to a day that has not come. */
static void yearless_rows_over_new_year(void **state)
{
    struct builder *b = *state;
    static const char *const raws[] = { "01-09", "01-02", "12-31", "12-20", "01-11" };
    static const char *const days[] = { "2026-01-09", "2026-01-02", "2025-12-31", "2025-12-20", "2025-01-11" };
    b->judge.as_of = iso("2026-01-10");
    uint32_t c = column(b, SITE "/x/", "要闻");
    for (size_t i = 0; i < ARRAY_LEN(raws); i++) {
        row(b, c, raws[i], str_fmt(&b->arena, SITE "/x/content_a%zu.html", i).ptr, "");
        b->pages[c].rows.items[i].date_raw = text_of(raws[i]);
    }
    judge_ready(b);
    const struct column *x = column_named(b, "要闻");
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        assert_int_equal(x->items[i].date.n, iso(days[i]).n);
    assert_int_equal(x->newest.n, iso("2026-01-09").n);
}

/* A few pinned items hide no order; in a short list of pins the newest one may stand on a page that was not read. */
static void pinned_items_hide_no_order(void **state)
{
    struct builder *b = *state;
    uint32_t many = column(b, SITE "/many/", "公告"), few = column(b, SITE "/few/", "通知");
    for (int i = 0; i < 24; i++) {
        str date = i == 0 ? STR("2025-03-01") : str_fmt(&b->arena, "2026-%02d-%02d", 10 - i / 12 * 5, 25 - i % 12 * 2);
        row(b, many, date.ptr, str_fmt(&b->arena, SITE "/many/x/a%d.html", i).ptr, date.ptr);
        if (i < 5)
            row(b, few, date.ptr, str_fmt(&b->arena, SITE "/few/x/a%d.html", i).ptr, i % 2 ? "2024-01-01" : date.ptr);
    }
    *arena_push(&b->arena, &b->pages[many].next_pages) = STR(SITE "/many/index_1.html");
    *arena_push(&b->arena, &b->pages[few].next_pages) = STR(SITE "/few/index_1.html");
    judge_ready(b);
    assert_int_equal(column_named(b, "公告")->newest_bound.n, iso("2026-10-23").n);
    assert_false(day_known(column_named(b, "通知")->newest_bound));
}

/* Items that leave the site are items, dated by their rows. */
static void outside_items_are_dated_by_their_rows(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/x/", "转载信息");
    row(b, c, "省里的通知", "http://www.shandong.gov.cn/art/2020/1/2/art_1.html", "2026-10-01");
    row(b, c, "公众号文章", "https://mp.weixin.qq.com/s/abc", "2026-10-09");
    judge_ready(b);
    const struct column *x = column_named(b, "转载信息");
    assert_int_equal(x->item_count, 2);
    assert_int_equal(x->newest.n, iso("2026-10-09").n);
    assert_int_equal(x->undated, 0);
}

/* The last page of a list holds one row: no pattern, and an item all the same. */
static void the_last_page_may_hold_one_row(void **state)
{
    struct builder *b = *state;
    uint32_t first = column(b, SITE "/x/", "公告"), last = page(b, SITE "/x/list_2.html");
    for (int i = 0; i < 5; i++)
        row(b, first, "公告", str_fmt(&b->arena, SITE "/x/202611/t2026110%d_%d.html", i + 1, i).ptr, "2026-11-01");
    uint32_t left = article(b, SITE "/x/202610/t20261001_9.html", "停水公告", "2026-10-01");
    link_row(b, last, left, "停水公告全文");
    link_row(b, last, page(b, SITE "/y/"), "另一个栏目的名称")->page_count = 40;
    *arena_push(&b->arena, &b->pages[first].next_pages) = STR(SITE "/x/list_2.html");
    b->pages[last].page_number = 2;
    judge_ready(b);
    const struct column *x = column_named(b, "公告");
    assert_int_equal(x->item_count, 6);
    assert_int_equal(x->items[5].date.n, iso("2026-10-01").n);
}

/* One article under several addresses of one TRS site is one item. */
static void an_article_is_one_item_whatever_its_folder(void **state)
{
    struct builder *b = *state;
    uint32_t c = column(b, SITE "/x/", "重点领域");
    row(b, c, "低保标准调整", SITE "/x/202611/t20261101_77.html", "2026-11-01");
    row(b, c, "低保标准调整", SITE "/y/202611/t20261101_77.html", "2026-11-01");
    row(b, c, "低保标准解读", SITE "/y/202611/t20261101_78.html", "2026-11-01");
    judge_ready(b);
    assert_int_equal(column_named(b, "重点领域")->item_count, 2);
}

static void menus_and_articles_are_no_columns(void **state)
{
    struct builder *b = *state;
    uint32_t one = column(b, SITE "/a/", "甲栏"), two = column(b, SITE "/b/", "乙栏");
    row(b, one, "乙栏", SITE "/b/", ""); /* the left menu taken for a list */
    row(b, two, "文章", SITE "/b/202611/t20261101_9.html", "2026-11-01");
    uint32_t art = article(b, SITE "/b/202611/t20261101_9.html", "文章", "2026-11-01");
    crumb(b, art, "乙栏", SITE "/b/");
    crumb(b, two, "甲栏", SITE "/a/");
    judge_ready(b);
    assert_int_equal(b->judge.columns->of_resource[art], NONE);
    assert_int_equal(b->judge.columns->home_of[art], b->judge.columns->of_resource[two]);
    assert_int_equal(column_named(b, "甲栏")->item_count, 0);
}

static void preview(struct builder *b, uint32_t p, const char *more)
{
    *arena_push(&b->arena, &b->pages[p].lists) = (struct list_fact){ .region = REGION_LIST, .more = text_of(more) };
}

/* Without crumbs and folders a page that previews other columns stands above them; a box on every page tells nothing.
 */
static void boxes_make_parents(void **state)
{
    struct builder *b = *state;
    static char addresses[40][64];
    for (int i = 0; i < 40; i++) {
        snprintf(addresses[i], sizeof addresses[i], SITE "/col/col%d/index.html", 100 + i);
        uint32_t p = page(b, addresses[i]);
        tag(b, p, "ColumnName", addresses[i] + sizeof SITE);
        preview(b, p, SITE "/col/col101/index.html");
    }
    preview(b, 1, SITE "/col/col102/index.html");
    judge_ready(b);
    assert_false(b->judge.columns->items[0].leaf);
    assert_int_equal(b->judge.columns->items[2].parent, 0);
    assert_true(b->judge.columns->items[5].leaf);
    assert_int_equal(b->judge.columns->items[1].parent, NONE);
}

/* Crumbs without addresses: what stands in the middle of another column's breadcrumb is above it. */
static void words_make_parents(void **state)
{
    struct builder *b = *state;
    uint32_t up = page(b, SITE "/c/1"), down = page(b, SITE "/c/2");
    static const char *const words[] = { "首页", "部门信息公开", "县民政局" };
    tag(b, up, "ColumnName", words[1]);
    tag(b, down, "ColumnName", words[2]);
    for (size_t i = 0; i < 3; i++)
        crumb(b, down, words[i], "");
    for (size_t i = 0; i < 2; i++)
        crumb(b, up, words[i], "");
    judge_ready(b);
    assert_false(column_named(b, "部门信息公开")->leaf);
    assert_true(column_named(b, "县民政局")->leaf);
    assert_int_equal(column_named(b, "县民政局")->parent, b->judge.columns->of_resource[up]);
}

/* www. and the bare name are one page, not the two pages of a list. */
static void twins_are_no_next_pages(void **state)
{
    struct builder *b = *state;
    static char www[] = "http://www.ceshi.gov.cn/zn/", bare[] = "http://ceshi.gov.cn/zn/";
    uint32_t one = column(b, www, "办事须知"), two = column(b, bare, "办事须知");
    b->pages[one].known |= KNOWN_BODY;
    b->pages[one].body.chars = 300;
    b->pages[two].known |= KNOWN_BODY;
    b->pages[two].body.chars = 300;
    judge_ready(b);
    assert_true(column_named(b, "办事须知")->single);
}

static void side_list(struct builder *b, uint32_t p)
{
    *arena_push(&b->arena, &b->pages[p].lists) =
        (struct list_fact){ .region = REGION_LIST, .first = (uint32_t)b->pages[p].rows.count };
}

/* Items in a list that was not taken for the main one still are items; a box that every page shows is nobody's. */
static void rows_of_no_main_list(void **state)
{
    struct builder *b = *state;
    static const char *const addresses[] = { SITE "/a/", SITE "/b/", SITE "/c/", SITE "/d/" };
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
        uint32_t p = column(b, addresses[i], addresses[i]);
        side_list(b, p);
        row(b, p, "最新信息", SITE "/n/202611/t20261101_500.html", "2026-11-01");
        if (i == 0)
            row(b, p, "收费清单", SITE "/a/P020260101123456789012.pdf", "");
    }
    judge_ready(b);
    assert_int_equal(b->judge.columns->items[0].item_count, 1);
    assert_int_equal(b->judge.columns->items[1].item_count, 0);
}

/* What is left of a page's frame is no item of an empty column. */
static void frames_hold_no_items(void **state)
{
    struct builder *b = *state;
    uint32_t p = column(b, SITE "/a/", "中介超市");
    side_list(b, p);
    row(b, p, "政府网站年度报表", "http://www.shengji.gov.cn/index.html", "");
    b->pages[p].lists.items[1].region = REGION_FOOTER;
    row(b, p, "外地公示", "http://www.shengji.gov.cn/202611/t20261101_500.html", "2026-11-01");
    uint32_t police = resource(b, "http://www.beian.gov.cn/r?recordcode=37990102000123", OUTCOME_OK, 200);
    link_row(b, p, police, "鲁公网安备 37990102000123号");
    judge_ready(b);
    assert_int_equal(b->judge.columns->items[0].item_count, 0);
}

/* One undated item is no list to the reader; links that every page carries are no items. */
static void a_single_link_is_an_item(void **state)
{
    struct builder *b = *state;
    uint32_t one = column(b, SITE "/a/", "规划计划"), none = column(b, SITE "/b/", "信用监管");
    uint32_t plan = article(b, SITE "/a/202601/t20260110_1.html", "年度工作计划", "2026-01-10");
    link_row(b, one, plan, "年度工作计划");
    link_row(b, none, one, "规划计划信息");
    uint32_t help = page(b, SITE "/help.html");
    link_row(b, none, help, "网站使用帮助")->page_count = 300;
    uint32_t icp = resource(b, "https://beian.miit.gov.cn/", OUTCOME_OK, 200);
    link_row(b, 0, icp, "鲁ICP备12345678号")->page_count = 300;
    link_row(b, none, icp, "鲁ICP备12345678号")->region = REGION_UNKNOWN; /* a footer not known for one on this page */
    judge_ready(b);
    const struct column *c = column_named(b, "规划计划");
    assert_int_equal(c->item_count, 1);
    assert_int_equal(c->newest.n, iso("2026-01-10").n);
    assert_int_equal(column_named(b, "信用监管")->item_count, 0);
}

/* An empty page that says nothing of itself is a column when it stands in a menu among columns. */
static void menus_name_columns(void **state)
{
    struct builder *b = *state;
    static const char *const addresses[] = { SITE "/x/a.shtml", SITE "/x/b.shtml", SITE "/x/c.shtml" };
    uint32_t pages[ARRAY_LEN(addresses)];
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++)
        pages[i] = page(b, addresses[i]);
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
        list_start(b, pages[i]);
        for (size_t k = 0; k < ARRAY_LEN(addresses); k++)
            row(b, pages[i], addresses[k], addresses[k], "");
        if (i == 2)
            continue;
        list_start(b, pages[i]);
        for (int k = 0; k < 3; k++)
            row(b, pages[i], "条目", str_cstr(&b->arena, str_fmt(&b->arena, SITE "/x/t20260101_%zu%d.html", i, k)),
                "2026-11-01");
    }
    judge_ready(b);
    assert_int_not_equal(b->judge.columns->of_resource[pages[2]], NONE);
    assert_int_equal(b->judge.columns->items[b->judge.columns->of_resource[pages[2]]].item_count, 0);
    assert_int_equal(b->judge.columns->items[b->judge.columns->of_resource[pages[0]]].item_count, 3);
}

/* <a href="#main">跳到主要内容</a> stands on every page and opens that page. */
static void parts_of_pages_name_no_columns(void **state)
{
    struct builder *b = *state;
    uint32_t p = column(b, SITE "/a/", "应急管理");
    row(b, p, "甲", SITE "/a/1.html", "2026-11-10");
    link_row(b, p, p, "跳到主要内容")->fragment = STR("main");
    link_row(b, 0, p, "应急信息");
    judge_ready(b);
    const struct column *c = column_named(b, "应急管理");
    assert_int_equal(c->name_count, 2);
    assert_true(str_eq(c->names[1], STR("应急信息")));
}

/* The median of the newest days; two items on one day are one update, and two days tell no rhythm. */
static void rhythm_is_the_median(void **state)
{
    struct builder *b = *state;
    static const char *const dates[] = { "2026-11-17", "2026-11-17", "2026-11-10", "2026-11-03",
                                         "2026-10-27", "2026-07-01", "2026-12-31" };
    uint32_t p = column(b, SITE "/a/", "工作动态"), few = column(b, SITE "/b/", "规划计划");
    for (size_t i = 0; i < ARRAY_LEN(dates); i++)
        row(b, p, "动态", str_cstr(&b->arena, str_fmt(&b->arena, SITE "/a/x/%zu.html", i)), dates[i]);
    row(b, few, "计划", SITE "/b/x/1.html", "2026-01-01");
    row(b, few, "计划", SITE "/b/x/2.html", "2025-01-01");
    judge_ready(b);
    assert_int_equal(column_rhythm(&b->arena, &b->judge.columns->items[0], b->judge.as_of), 7);
    assert_int_equal(column_rhythm(&b->arena, &b->judge.columns->items[1], b->judge.as_of), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(yearless_rows_over_new_year),
        SITE_TEST(pinned_items_hide_no_order),
        SITE_TEST(outside_items_are_dated_by_their_rows),
        SITE_TEST(an_article_is_one_item_whatever_its_folder),
        SITE_TEST(the_last_page_may_hold_one_row),
        SITE_TEST(next_pages_and_aliases_are_one_column),
        SITE_TEST(kinds_of_pages_are_no_names),
        SITE_TEST(a_silent_last_page_belongs_to_its_list),
        SITE_TEST(a_list_in_a_frame_is_its_pages),
        SITE_TEST(missing_next_page_is_incomplete),
        SITE_TEST(a_list_that_counts_from_two_is_complete),
        SITE_TEST(parents_paths_and_units),
        SITE_TEST(dates_by_the_contract),
        SITE_TEST(yearless_rows_are_read_as_new_as_they_may_be),
        SITE_TEST(menus_and_articles_are_no_columns),
        SITE_TEST(boxes_make_parents),
        SITE_TEST(words_make_parents),
        SITE_TEST(twins_are_no_next_pages),
        SITE_TEST(rows_of_no_main_list),
        SITE_TEST(menus_name_columns),
        SITE_TEST(parts_of_pages_name_no_columns),
        SITE_TEST(a_single_link_is_an_item),
        SITE_TEST(frames_hold_no_items),
        SITE_TEST(rhythm_is_the_median),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
