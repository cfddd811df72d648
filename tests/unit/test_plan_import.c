/* SPDX-License-Identifier: MIT */
/* Reading official texts: a made-up plan with the traps of real conversions, in two forms of numbering. */
#include "arena_test.h"
#include <string.h>
#include "core/buf.h"
#include "core/limits.h"
#include "plan_yaml.h"

static struct plan *import(const char *text)
{
    struct fail f = { 0 };
    struct plan *p = plan_import(&arena, str_from(text), STR("sample"), &f);
    if (!p)
        fail_msg("%s", f.text);
    return p;
}

static void same(str got, const char *want)
{
    if (!str_eq(got, str_from(want)))
        fail_msg("got '%.*s', want '%s'", STR_ARG(got), want);
}

static const struct plan_clause *clause(const struct plan *p, const char *id)
{
    for (size_t i = 0; i < p->clause_count; i++) {
        if (str_eq(p->clauses[i].id, str_from(id)))
            return &p->clauses[i];
    }
    fail_msg("no clause %s", id);
    return NULL;
}

static const struct plan_indicator *indicator(const struct plan *p, const char *no)
{
    for (size_t i = 0; i < p->indicator_count; i++) {
        if (str_eq(p->indicators[i].no, str_from(no)))
            return &p->indicators[i];
    }
    fail_msg("no indicator %s", no);
    return NULL;
}

/* Wrapped at a fixed width with blank lines between, numbering that runs on over chapters, an annex timetable. */
static const char wrapped[] =
    " 青政办发〔２０２３〕１２号\n\n青山区人民政府办公室\n关于印发 2023 年青山区公开\n\n工作安排的通知\n\n各镇：\n\n"
    "《2023 年青山区公开工作安排》已经区政府同意，现\n\n印发给你们。\n\n青山区人民政府办公室\n\n２０２３ 年\xc2\xa0"
    "5 月 9 日\n\n（此件公开发布）\n 2023 年青山区公开工作安排[bookmark: "
    "_GoBack]\n\n开头的话写在这里，说明今年的总体考虑，\n\n"
    "不属于任何一条。\n\n一、第一方面的工作安排要点\n\n（一）晒出权力清单。各单位把自己的清单放到网上，分\n\n"
    "一、二、三类摆放，公布办理的结果。前三季度重点抓好\n\n三、四季度衔接。（责任单\n\n位：区编办、区政务服\n\n务局）\n"
    "\n"
    "（二）做好规划公开。把规划（计划）和图件\n\n\n- 3 "
    "-\n\n都放到网上，方便\n\n大家查看。（牵头单位：区发改局；配合单位：区住建\n\n"
    "局，区资规局等）\n\n二、第二方面的工作安排要点\n\n（三）抓好平台维护。每天查看栏目，具体要求\n\n见附件。及时更新。"
    "\n\n"
    "（责任单位：各镇、区直各部门）\n\n附件：青山区公开事项表\n 附件\n\n青山区公开事项表\n\n序\n\n号\n事项名称 "
    "单位名称 公开时限\n\n"
    "1\n机构职能、\n\n领导分工\n\n区直各\n\n部门\n\n即时公开\n\n2 工作动态 每周公开\n\n3 "
    "政策解读\n政策文件出台后3个工\n\n作日内公开\n\n"
    "4 统计数据\n\n区统计局\n\n每月公开\n\n5 年度公报\n年度公开（１月底前\n\n完成）\n\n- 7 -\n\n6 养老补贴\n\n区民政局 "
    "每月公开\n\n"
    "7 低保\n\n 8 临时救助\n\n9 水质检测中心报告\n\n区生态环\n\n境分局\n\n每月公开１０ 空气质量\n\n11 "
    "12345热线办理情况\n每季度公开\n\n"
    "青山区人民政府办公室 2023年5月9日印发\n";

static void reads_head(void **state)
{
    (void)state;
    const struct plan *p = import(wrapped);
    same(p->id, "sample");
    same(p->title, "2023年青山区公开工作安排");
    same(p->number, "青政办发〔２０２３〕１２号");
    same(p->issuer, "青山区人民政府办公室");
    same(p->date, "2023-05-09");
}

static void numbers_run_on(void **state)
{
    (void)state;
    const struct plan *p = import(wrapped);
    assert_int_equal(p->clause_count, 3);
    same(clause(p, "1")->title, "晒出权力清单");
    same(clause(p, "1")->text, "晒出权力清单。各单位把自己的清单放到网上，分一、二、三类摆放，公布办理的结果。"
                               "前三季度重点抓好三、四季度衔接。");
    same(clause(p, "2")->text, "做好规划公开。把规划（计划）和图件都放到网上，方便大家查看。");
    same(clause(p, "3")->text, "抓好平台维护。每天查看栏目，具体要求见附件。及时更新。");
}

static void units_are_rejoined(void **state)
{
    (void)state;
    const struct plan *p = import(wrapped);
    assert_int_equal(clause(p, "1")->unit_count, 2);
    same(clause(p, "1")->units[1], "区政务服务局");
    assert_int_equal(clause(p, "2")->unit_count, 3);
    same(clause(p, "2")->units[0], "区发改局");
    same(clause(p, "2")->units[1], "区住建局");
    same(clause(p, "2")->units[2], "区资规局");
    same(clause(p, "3")->units[1], "区直各部门");
}

static void expect_row(const struct plan *p, const char *no, const char *name, const char *unit, const char *limit)
{
    const struct plan_indicator *n = indicator(p, no);
    same(n->name, name);
    assert_int_equal(n->unit_count, 1);
    same(n->units[0], unit);
    same(plan_limit_text(&arena, &n->limit), limit);
    same(n->clause, "3");
}

static void reads_timetable(void **state)
{
    (void)state;
    const struct plan *p = import(wrapped);
    assert_int_equal(p->indicator_count, 11);
    expect_row(p, "1", "机构职能、领导分工", "区直各部门", "即时");
    expect_row(p, "2", "工作动态", "区直各部门", "每周");
    expect_row(p, "3", "政策解读", "区直各部门", "3个工作日内");
    expect_row(p, "4", "统计数据", "区统计局", "每月");
    expect_row(p, "5", "年度公报", "区统计局", "1月底前");
    expect_row(p, "6", "养老补贴", "区民政局", "每月");
    expect_row(p, "7", "低保", "区民政局", "每月");
    expect_row(p, "8", "临时救助", "区民政局", "每月");
    expect_row(p, "9", "水质检测中心报告", "区生态环境分局", "每月");
    expect_row(p, "10", "空气质量", "区生态环境分局", "每月");
    expect_row(p, "11", "12345热线办理情况", "区生态环境分局", "每季度");
}

/* A cell merged over rows 1-3 may be printed in the middle one. */
static void centred_cells_spread_both_ways(void **state)
{
    (void)state;
    const struct plan *p =
        import("一、唯一的要求\n都按附件办理。\n附件：表\n1 甲事项\n2 乙事项 区民政局 每月公开\n3 丙事项\n"
               "4 丁事项\n5 戊事项 区财政局 每年公开\n6 己事项\n附件2\n另一张表\n");
    assert_int_equal(p->indicator_count, 6);
    same(indicator(p, "1")->units[0], "区民政局");
    same(indicator(p, "3")->units[0], "区民政局");
    same(indicator(p, "4")->units[0], "区财政局");
    assert_int_equal(indicator(p, "3")->limit.kind, PLAN_LIMIT_MONTHLY);
    assert_int_equal(indicator(p, "6")->limit.kind, PLAN_LIMIT_YEARLY);
    same(indicator(p, "6")->name, "己事项");
}

/* Limits and units as other districts write them; a piece of a name that looks like a limit stays in the name. */
static void reads_other_cells(void **state)
{
    (void)state;
    static const char *const limits[] = { "每月",   "每月", "3月底前", "20个工作日内", "12月底前",
                                          "每半年", "即时", "15日内",  "每周" };
    const struct plan *p = import(
        "一、唯一的要求\n按附件办理。\n附件1\n序号 事项 单位 时限\n1 法治建设\n年度\n报告 教体局 每月10日前公开\n"
        "2 物价 发改局 次月15日前\n3 预算 财政局、统计局 每年3月底前完成\n"
        "4 许可 各镇街 自信息形成或者变更之日起20个工作日内公开\n5 总结 区直各单位 12月31日前\n"
        "6 收费 教体局 每学期公开\n7 职能 本单位 变更后 及时更新\n8 统计 统计局 每季度结束后15日内\n"
        "9 市场监管\n市场执法\n区市场监\n管局、\n区财政局 每周\n");
    assert_int_equal(p->indicator_count, ARRAY_LEN(limits));
    for (size_t i = 0; i < ARRAY_LEN(limits); i++)
        same(plan_limit_text(&arena, &p->indicators[i].limit), limits[i]);
    same(p->indicators[0].name, "法治建设年度报告");
    same(p->indicators[0].units[0], "教体局");
    assert_int_equal(p->indicators[2].unit_count, 2);
    same(p->indicators[3].units[0], "各镇街");
    same(p->indicators[6].name, "职能");
    same(p->indicators[8].name, "市场监管市场执法");
    assert_int_equal(p->indicators[8].unit_count, 2);
    same(p->indicators[8].units[0], "区市场监管局");
}

/* A line is a paragraph; numbering starts again in every chapter; the time limit stands with the units. */
static const char nested[] =
    "白水区人民政府办公室\n\n白政办字〔2019〕3号\n关于印发白水区整改方案的通知\n白水区人民政府办公室\n\n2019年1月7日\n"
    "一、工作目标\n把事情做好，让群众满意，做到公开透明，服务大局，服务群众，服务发展，提升政府的公信力和执行力。\n"
    "二、整改措施\n（一）公开权力\n1．决策公开\n"
    "（1）重要会议。公开会议的议题和结果，会后一并公开列席情况。（责任单位：区政府各部门，更新时限：会后两日内）\n"
    "（2）决策事项。公开决策事项的办理情况。（责任单位：区司法局，更新时限：一月一次） \n"
    "2．督查情况\n公开督查中发现的问题（详见1.2节）和整改的结果。（责任单位：区政府督查室，更新时限：一季度一次）\n"
    "（二）公开重点\n1．重大项目。\n（1）公开立项和进度。（2）公开招标结果（含变更）；（3）公开征地方案。（责任单位：区"
    "发改局、区财政局，更新时限：一周一次）\n"
    "2．双公示。公开许可和处罚，需要（1）准确、（2）完整。（责任单位：区发改局，更新时限：信息形成5日内）\n"
    "各单位要抓紧落实。（责任单位：各镇）\n"
    "三、有关要求\n（一）各单位要重视，\n把任务落到人。\n（二）定期通报结果。\n————————————\n抄送：区委各部门，\n      "
    "区法院。\n";

static void numbers_start_again(void **state)
{
    (void)state;
    const struct plan *p = import(nested);
    static const char *const ids[] = { "1",       "2.1.1.1", "2.1.1.2", "2.1.2", "2.2.1.1",
                                       "2.2.1.2", "2.2.1.3", "2.2.2",   "3.1",   "3.2" };
    assert_int_equal(p->clause_count, ARRAY_LEN(ids));
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        same(p->clauses[i].id, ids[i]);
    same(p->title, "白水区整改方案");
    same(clause(p, "1")->title, "工作目标");
    same(clause(p, "2.1.2")->title, "督查情况");
    same(clause(p, "2.1.2")->text, "公开督查中发现的问题（详见1.2节）和整改的结果。");
    same(clause(p, "2.2.2")->text, "双公示。公开许可和处罚，需要（1）准确、（2）完整。");
    same(clause(p, "3.1")->text, "各单位要重视，把任务落到人。");
    same(clause(p, "3.2")->text, "定期通报结果。");
}

static void limits_stand_with_the_units(void **state)
{
    (void)state;
    const struct plan *p = import(nested);
    assert_int_equal(p->indicator_count, 7);
    assert_int_equal(indicator(p, "2.1.1.1")->limit.days, 2);
    same(indicator(p, "2.1.1.1")->name, "重要会议");
    assert_int_equal(indicator(p, "2.1.1.2")->limit.kind, PLAN_LIMIT_MONTHLY);
    assert_int_equal(indicator(p, "2.1.2")->limit.kind, PLAN_LIMIT_QUARTERLY);
    assert_int_equal(indicator(p, "2.2.2")->limit.days, 5);
    for (int i = 1; i <= 3; i++) { /* one bracket at the end of the line is for all three */
        const struct plan_indicator *n = indicator(p, str_fmt(&arena, "2.2.1.%d", i).ptr);
        assert_int_equal(n->limit.kind, PLAN_LIMIT_WEEKLY);
        assert_int_equal(n->unit_count, 2);
        same(n->units[1], "区财政局");
    }
    same(clause(p, "2.2.1.2")->text, "公开招标结果（含变更）；");
}

static void articles_are_clauses(void **state)
{
    (void)state;
    const struct plan *p =
        import("某某办法\n第一章 总则\n第一条 为了公开，制定本办法。\n第二条 各单位适用本办法。\n第二章 公开\n"
               "第三条 及时公开信息。依照\n第二十条的规定办理。\n");
    assert_int_equal(p->clause_count, 3);
    same(p->clauses[2].id, "3");
    same(p->clauses[2].text, "及时公开信息。依照第二十条的规定办理。");
}

static void headings_without_a_number_end_a_paragraph(void **state)
{
    (void)state;
    const struct plan *p =
        import("一、评估结论\n工作成效明显。\n政策建议\n（一）加大力度\n多做解读。\n（二）规范公开\n按时公开，\n"
               "二、三季度也要公开。\n");
    assert_int_equal(p->clause_count, 2);
    same(p->clauses[0].id, "1.1");
    same(p->clauses[1].text, "按时公开，二、三季度也要公开。");
}

static void marks_without_words_are_no_clauses(void **state)
{
    (void)state;
    const struct plan *p = import("一、\n（一）\n（二）公开规划。\n二、\n");
    assert_int_equal(p->clause_count, 1);
    same(p->clauses[0].id, "1.2");
}

static void refuses_what_is_no_plan(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "没有编号的一段话。\n", "\xff\xfe一、坏\n", "- 1 -\n- 2 -\n" };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct fail f = { 0 };
        assert_null(plan_import(&arena, str_from(texts[i]), STR("x"), &f));
        assert_int_equal(f.code, FAIL_USAGE);
    }
}

static void written_yaml_reads_back(void **state)
{
    (void)state;
    const struct plan *p = import(wrapped);
    struct buf yaml;
    struct fail f = { 0 };
    buf_init(&yaml, LIMIT_YAML_LEN);
    plan_write_yaml(p, &yaml, &arena);
    const struct plan *again = plan_from_yaml(&arena, "written.yaml", buf_str(&yaml), &f);
    buf_done(&yaml);
    if (!again)
        fail_msg("%s", f.text);
    assert_int_equal(again->clause_count, p->clause_count);
    assert_int_equal(again->indicator_count, p->indicator_count);
    same(again->clauses[0].text, str_cstr(&arena, p->clauses[0].text));
    same(again->indicators[2].name, "政策解读");
    assert_int_equal(again->indicators[2].limit.workdays, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(reads_head),
        on_arena(numbers_run_on),
        on_arena(units_are_rejoined),
        on_arena(reads_timetable),
        on_arena(centred_cells_spread_both_ways),
        on_arena(reads_other_cells),
        on_arena(numbers_start_again),
        on_arena(limits_stand_with_the_units),
        on_arena(articles_are_clauses),
        on_arena(headings_without_a_number_end_a_paragraph),
        on_arena(marks_without_words_are_no_clauses),
        on_arena(refuses_what_is_no_plan),
        on_arena(written_yaml_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
