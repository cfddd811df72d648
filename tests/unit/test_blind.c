/* SPDX-License-Identifier: MIT */
/* What was not seen keeps everybody from saying that something is nowhere. */
#include "site_builder.h"
#include "judging.h"

static uint32_t closed(struct builder *b, const char *address, const char *text)
{
    uint32_t r = resource(b, address, OUTCOME_PENDING, 0);
    b->resources[r].refusal = REFUSAL_ROBOTS;
    link_row(b, 0, r, text);
    return r;
}

static const char *blind(struct builder *b)
{
    judge_ready(b);
    return str_cstr(&b->arena, judge_blind(&b->judge));
}

static void a_whole_crawl_sees_all(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    link_row(b, 0, page(b, SITE "/zwgk/"), "政务公开");
    link_row(b, 0, resource(b, SITE "/old/", OUTCOME_STATUS, 404), "信息公开旧目录");
    assert_string_equal(blind(b), "");
}

static void closed_hub_blinds(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    closed(b, SITE "/zwgk/", "政务公开");
    assert_string_equal(blind(b), "robots");
}

static void closed_side_rooms_do_not(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    closed(b, SITE "/admin/", "后台管理");
    closed(b, SITE "/search/", "站内搜索");
    closed(b, SITE "/nbgl/plan.html", "值班信息");
    closed(b, "http://www.other.gov.cn/zwgk/", "上级信息公开");
    assert_string_equal(blind(b), "");
    closed(b, SITE "/tj/", "统计");
    closed(b, SITE "/fwdt/", "政务服务");
    closed(b, SITE "/ysq/", "依申请公开");
    for (int i = 0; i < 60; i++)
        page(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/l%d/", i)));
    b->judge.blind_known = false;
    assert_string_equal(blind(b), "");
}

static void half_the_portal_blinds(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    closed(b, SITE "/czj/", "区财政局");
    closed(b, SITE "/mzj/", "区民政局");
    closed(b, SITE "/jyj/", "区教育局");
    assert_string_equal(blind(b), "robots");
}

static void walled_part_blinds(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    uint32_t r = resource(b, SITE "/zwgk/", OUTCOME_WALL, 412);
    link_row(b, 0, r, "政务公开");
    assert_string_equal(blind(b), "wall");
}

static void host_that_broke_down_blinds(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    uint32_t r = resource(b, SITE "/zwgk/", OUTCOME_STATUS, 500);
    link_row(b, 0, r, "政务公开");
    b->hosts[b->resources[r].host].outage = STR("status");
    assert_string_equal(blind(b), "timeout");
}

/* What lies below a folder may be its items; everything lies below the root, where programs show all columns. */
static void unseen_pages_below_a_folder(void **state)
{
    struct builder *b = *state;
    page(b, SITE "/");
    uint32_t folder = page(b, SITE "/zt/"), program = page(b, SITE "/index.php?a=lists&catid=6");
    closed(b, SITE "/zt/plan.html", "值班信息");
    judge_ready(b);
    assert_string_equal(str_cstr(&b->arena, judge_unseen_below(&b->judge, folder)), "robots");
    assert_int_equal(judge_unseen_below(&b->judge, program).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_crawl_sees_all, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(closed_hub_blinds, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(closed_side_rooms_do_not, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(half_the_portal_blinds, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(walled_part_blinds, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(host_that_broke_down_blinds, builder_start, builder_end),
        cmocka_unit_test_setup_teardown(unseen_pages_below_a_folder, builder_start, builder_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
