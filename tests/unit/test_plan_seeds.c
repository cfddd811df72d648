/* SPDX-License-Identifier: MIT */
/* The three real plans, read from the materials beside the repository (AUDIT_SHARED, else ../shared); skipped without
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/arena.h"
#include "rules/plan.h"
#include "text_file.h"

static struct arena arena;
static const char *seeds; /* folder */

static const char *find_seeds(void)
{
    static const char *const places[] = { SOURCE_DIR "/../shared", SOURCE_DIR "/../../shared" };
    const char *named = getenv("AUDIT_SHARED");
    const char *found = NULL;
    for (size_t i = 0; i <= ARRAY_LEN(places) && !found; i++) {
        const char *place = i == 0 ? named : places[i - 1];
        struct text_files files;
        struct fail f = { 0 };
        if (place && text_files_list(&arena, str_fmt(&arena, "%s/seeds", place).ptr, STR(".txt"), &files, &f))
            found = str_fmt(&arena, "%s/seeds", place).ptr;
    }
    return found;
}

static struct plan *import(const char *prefix)
{
    struct text_files files;
    struct fail f = { 0 };
    assert_true(text_files_list(&arena, seeds, STR(".txt"), &files, &f));
    for (size_t i = 0; i < files.count; i++) {
        if (!str_has(str_from(files.items[i]), str_fmt(&arena, "/%s_", prefix)))
            continue;
        struct plan *p = plan_load(&arena, SOURCE_DIR "/rules", str_from(files.items[i]), &f);
        if (!p)
            fail_msg("%s", f.text);
        return p;
    }
    fail_msg("no seed %s", prefix);
    return NULL;
}

static void same(str got, const char *want)
{
    if (!str_eq(got, str_from(want)))
        fail_msg("got '%.*s', want '%s'", STR_ARG(got), want);
}

struct want_clause {
    const char *id, *title, *first_unit;
    size_t units;
    const char *has; /* words of the text */
};

static void check_clauses(const struct plan *p, const struct want_clause *want, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct plan_clause *c = NULL;
        for (size_t k = 0; k < p->clause_count; k++)
            c = str_eq(p->clauses[k].id, str_from(want[i].id)) ? &p->clauses[k] : c;
        if (!c)
            fail_msg("no clause %s", want[i].id);
        same(c->title, want[i].title);
        if (c->unit_count != want[i].units)
            fail_msg("clause %s: %zu units", want[i].id, c->unit_count);
        if (c->unit_count)
            same(c->units[0], want[i].first_unit);
        if (!str_has(c->text, str_from(want[i].has)))
            fail_msg("clause %s: no '%s'", want[i].id, want[i].has);
        if (str_has(c->text, STR("责任单位")) || str_has(c->text, STR("\n")))
            fail_msg("clause %s: units or line breaks left in the text", want[i].id);
    }
}

struct want_indicator {
    const char *no, *name, *unit;
    size_t units;
    struct plan_limit limit;
};

static void check_indicators(const struct plan *p, const struct want_indicator *want, size_t count)
{
    assert_int_equal(p->indicator_count, count);
    for (size_t i = 0; i < count; i++) {
        const struct plan_indicator *n = &p->indicators[i];
        same(n->no, want[i].no);
        same(n->name, want[i].name);
        same(n->units[0], want[i].unit);
        assert_int_equal(n->unit_count, want[i].units);
        if (memcmp(&n->limit, &want[i].limit, sizeof n->limit) != 0)
            fail_msg("indicator %s: limit %s", want[i].no, plan_limit_text(&arena, &n->limit).ptr);
    }
}

#define NOW                                                                                                            \
    {                                                                                                                  \
        PLAN_LIMIT_IMMEDIATE, 0, 0, 0                                                                                  \
    }
#define WEEK                                                                                                           \
    {                                                                                                                  \
        PLAN_LIMIT_WEEKLY, 0, 0, 0                                                                                     \
    }
#define MONTH                                                                                                          \
    {                                                                                                                  \
        PLAN_LIMIT_MONTHLY, 0, 0, 0                                                                                    \
    }
#define QUARTER                                                                                                        \
    {                                                                                                                  \
        PLAN_LIMIT_QUARTERLY, 0, 0, 0                                                                                  \
    }
#define YEAR(m)                                                                                                        \
    {                                                                                                                  \
        PLAN_LIMIT_YEARLY, (m), 0, 0                                                                                   \
    }
#define DAYS(n)                                                                                                        \
    {                                                                                                                  \
        PLAN_LIMIT_WITHIN, 0, (n), 0                                                                                   \
    }
#define WORKDAYS(n)                                                                                                    \
    {                                                                                                                  \
        PLAN_LIMIT_WITHIN, 0, 0, (n)                                                                                   \
    }

static const struct want_indicator shanting[] = {
    { "1", "单位工作职能、机构设置、领导及分工", "区直各部门", 1, NOW },
    { "2", "单位规划计划", "区直各部门", 1, NOW },
    { "3", "单位工作动态", "区直各部门", 1, WEEK },
    { "4", "政策文件解读", "区直各部门", 1, WORKDAYS(3) },
    { "5", "政务公开工作年度报告", "区直各部门", 1, YEAR(1) },
    { "6", "法治政府建设情况报告", "区直各部门", 1, YEAR(2) },
    { "7", "权责清单", "区直各部门", 1, YEAR(3) },
    { "8", "职责边界清单", "区直各部门", 1, YEAR(3) },
    { "9", "统计月报", "区统计局", 1, MONTH },
    { "10", "国民经济和社会发展统计公报", "区统计局", 1, YEAR(1) },
    { "11", "重大建设项目进度表", "区发改局", 1, MONTH },
    { "12", "优质重点建设项目清单", "区发改局", 1, YEAR(1) },
    { "13", "经济困难老人补贴发放情况", "区民政局", 1, MONTH },
    { "14", "残疾人补贴发放情况", "区民政局", 1, MONTH },
    { "15", "孤儿福利发放情况", "区民政局", 1, MONTH },
    { "16", "困境儿童福利补贴发放情况", "区民政局", 1, MONTH },
    { "17", "高龄津贴", "区民政局", 1, MONTH },
    { "18", "临时救助", "区民政局", 1, MONTH },
    { "19", "城乡低保", "区民政局", 1, MONTH },
    { "20", "特困人员救助供养", "区民政局", 1, MONTH },
    { "21", "医疗救助", "区医保局", 1, MONTH },
    { "22", "医疗（生育）保险", "区医保局", 1, MONTH },
    { "23", "企业职工技能提升补贴", "区人社局", 1, MONTH },
    { "24", "大学生就业创业补贴", "区人社局", 1, MONTH },
    { "25", "公益性岗位补贴", "区人社局", 1, MONTH },
    { "26", "养老保险", "区人社局", 1, MONTH },
    { "27", "工伤保险", "区人社局", 1, MONTH },
    { "28", "失业保险", "区人社局", 1, MONTH },
    { "29", "疫苗接种", "区卫健局", 1, MONTH },
    { "30", "发热门诊和核酸检测机构", "区卫健局", 1, MONTH },
    { "31", "证明事项实施清单", "区司法局", 1, YEAR(8) },
    { "32", "重大事项决策目录", "区司法局", 1, YEAR(10) },
    { "33", "年度预算报告", "区财政局", 1, YEAR(3) },
    { "34", "年度决算报告", "区财政局", 1, YEAR(10) },
    { "35", "财政收支简报", "区财政局", 1, MONTH },
    { "36", "财政资金直达基层情况", "区财政局", 1, MONTH },
    { "37", "空气质量情况通报", "区生态环境分局", 1, MONTH },
    { "38", "重点排污单位", "区生态环境分局", 1, MONTH },
    { "39", "水质检测中心检测报告书", "区自来水公司", 1, MONTH },
    { "40", "用户水龙头水质", "区自来水公司", 1, MONTH },
    { "41", "国资国企重大变化事项", "区国资事务服务中心", 1, MONTH },
    { "42", "国资国企主要经济效益", "区国资事务服务中心", 1, MONTH },
    { "43", "国资国企履行社会责任情况", "区国资事务服务中心", 1, MONTH },
    { "44", "国资国企业绩考核情况", "区国资事务服务中心", 1, YEAR(3) },
};

static void shanting_2022(void **state)
{
    (void)state;
    static const struct want_clause want[] = {
        { "1", "加强权力配置信息公开", "区委编办", 2, "权责清单" },
        { "5", "抓好优化营商环境信息公开", "区发改局", 9, "政务服务标准化" },
        { "7", "抓好有关项目信息公开", "开发区管委会", 6, "治安管理等领域" },
        { "14", "持续做好“保民生”事项信息公开", "区民政局", 14, "建设计划完成情况" },
        { "17", "持续推动公共数据开放", "区大数据中心", 1, "3个工作日" },
        { "21", "着力推动重大行政决策公众参与", "重大行政决策制订部门", 1, "10个工作日" },
        { "24", "进一步提高依申请公开工作质量", "区政府办公室", 3, "依申请公开" },
        { "28", "完善工作考核机制", "区政府办公室", 1, "影响国家" },
        { "29", "完善工作落实机制", "各镇人民政府", 3, "杜绝错链、断链和内容混杂" },
    };
    const struct plan *p = import("004");
    same(p->title, "2022年山亭区政务公开工作要点");
    same(p->number, "山政办发〔2022〕2号");
    same(p->issuer, "山亭区人民政府办公室");
    same(p->date, "2022-06-01");
    assert_int_equal(p->clause_count, 29);
    for (size_t i = 0; i < p->clause_count; i++) {
        same(p->clauses[i].id, str_fmt(&arena, "%zu", i + 1).ptr);
        assert_true(p->clauses[i].unit_count > 0);
    }
    check_clauses(p, want, ARRAY_LEN(want));
    check_indicators(p, shanting, ARRAY_LEN(shanting));
    same(p->site, "shanting.gov.cn"); /* known as the built-in plan of the same document number */
    assert_true(p->clauses[27].not_automatic.len > 0);
    assert_true(p->indicators[14].name_count > 0);
    for (size_t i = 0; i < p->indicator_count; i++)
        same(p->indicators[i].clause, "29");
}

static void mudan_2021(void **state)
{
    (void)state;
    static const struct want_clause want[] = {
        { "1.1", "持续维护法定主动公开内容", "各镇街", 2, "国务院令第711号" },
        { "1.2", "规范政务信息管理", "区政府各部门", 1, "公开属性" },
        { "2.1", "围绕区委、区政府中心工作推进政务公开", "区发改局", 7, "新旧动能转换" },
        { "2.4", "做好民生领域信息公开", "区人力资源和社会保障局", 7, "10个方面民生实事" },
        { "2.5", "做好财政信息公开", "区财政局", 1, "政府债务" },
        { "2.6", "做好疫情防控信息公开", "区卫生健康局", 1, "强化政府系统内部信息整合" },
        { "3.2", "优化政策文件解读方式", "各镇街", 2, "不得低于60%" },
        { "4.2", "落实重大行政决策全过程公众参与", "区政府办公室", 3, "听证会" },
        { "4.3", "积极开展政府开放活动", "各镇街", 2, "积极开展政府开放日" },
        { "5.3", "加强政务公开平台建设", "各镇街", 2, "互联网协议第6版" },
        { "6.3", "加大宣传力度", "各镇街", 2, "营造政务公开良好氛围" },
    };
    const struct plan *p = import("002");
    same(p->title, "2021年牡丹区政务公开工作要点");
    same(p->number, "菏区政办发〔2021〕5号");
    same(p->issuer, "菏泽市牡丹区人民政府办公室");
    same(p->date, "2021-06-11");
    assert_int_equal(p->clause_count, 22);
    assert_int_equal(p->indicator_count, 0);
    check_clauses(p, want, ARRAY_LEN(want));
    assert_false(str_has(p->clauses[21].text, STR("制订本单位年度"))); /* the unnumbered end of the text */
}

static const struct want_indicator zhoucun[] = {
    { "3.1.1.1", "决策公开", "区政府各部门", 1, DAYS(5) },
    { "3.1.1.2", "重要会议", "区政府各部门", 1, DAYS(2) },
    { "3.1.2", "执行和落实情况", "区政府法制办", 15, MONTH },
    { "3.2.1.1", "清单信息", "区人社局", 3, DAYS(5) },
    { "3.2.1.2", "双公示", "区发改局", 1, DAYS(5) },
    { "3.2.2", "财政资金", "区财政局", 1, DAYS(5) },
    { "3.2.3.1", "重大项目建设", "区发改局", 3, WEEK },
    { "3.2.3.2", "重大项目建设", "区发改局", 3, WEEK },
    { "3.2.3.3", "重大项目建设", "区发改局", 3, WEEK },
    { "3.2.4.1", "公开涉企财税政策信息、民生政策信息、降费措施", "区财政局", 2, DAYS(5) },
    { "3.2.4.2", "减税降费和降低要素成本", "区物价局", 1, WEEK },
    { "3.2.4.3", "公开社会保险的经办依据、流程，定期发布参保情况", "区人社局", 1, DAYS(5) },
    { "3.2.5.1", "产业结构调整", "区发改局", 2, DAYS(5) },
    { "3.2.5.2", "国民经济运行情况", "区统计局", 1, DAYS(5) },
    { "3.2.6.1", "公共卫生", "区卫计局", 1, QUARTER },
    { "3.2.6.2", "教育信息", "区教体局", 1, YEAR(0) },
    { "3.2.6.3", "扶贫救助", "区民政局", 2, MONTH },
    { "3.2.7", "安全生产", "区安监局", 1, WEEK },
    { "3.2.8", "建议提案办理", "区政府各部门", 1, DAYS(5) },
    { "3.3.1", "意见征集和民意调查", "区政府各部门", 1, DAYS(5) },
    { "3.3.2", "做好社会热点回应", "区委宣传部", 3, DAYS(5) },
    { "3.3.3", "加强政策文件解读", "区政府各部门", 1, DAYS(5) },
};

static void zhoucun_2018(void **state)
{
    (void)state;
    static const struct want_clause want[] = {
        { "1", "工作目标", NULL, 0, "坚持改革创新和需求导向" },
        { "2.1.2", "执行和落实情况公开", NULL, 0, "督查事项落实情况" },
        { "2.2.7", "市场服务与监管", NULL, 0, "消费市场" },
        { "3.1.2", "执行和落实情况", "区政府法制办", 15, "重大行政决策目录" },
        { "3.2.6.1", "公共卫生", "区卫计局", 1, "医德医风" },
        { "3.3.3", "加强政策文件解读", "区政府各部门", 1, "三同步" },
        { "4.3",
          "组织开展各种形式的政务公开培训班、研讨会等，加强沟通交流，强化机关干部法治思维和公开意识，提高政务公开工作人"
          "员的业务能力",
          NULL, 0, "业务能力" },
    };
    static const char *const ids[] = {
        "1",       "2.1.1.1", "2.1.1.2", "2.1.2",   "2.2.1.1", "2.2.1.2", "2.2.2.1", "2.2.2.2", "2.2.3.1", "2.2.3.2",
        "2.2.4.1", "2.2.4.2", "2.2.4.3", "2.2.5",   "2.2.6.1", "2.2.6.2", "2.2.6.3", "2.2.7",   "2.2.8",   "2.3.1",
        "2.3.2",   "3.1.1.1", "3.1.1.2", "3.1.2",   "3.2.1.1", "3.2.1.2", "3.2.2",   "3.2.3.1", "3.2.3.2", "3.2.3.3",
        "3.2.4.1", "3.2.4.2", "3.2.4.3", "3.2.5.1", "3.2.5.2", "3.2.6.1", "3.2.6.2", "3.2.6.3", "3.2.7",   "3.2.8",
        "3.3.1",   "3.3.2",   "3.3.3",   "4.1",     "4.2",     "4.3",
    };
    const struct plan *p = import("003");
    same(p->title, "周村区政务公开第三方评估存在问题整改方案");
    same(p->number, "周政办字〔2018〕89号");
    same(p->date, "2018-08-17");
    assert_int_equal(p->clause_count, ARRAY_LEN(ids));
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        same(p->clauses[i].id, ids[i]);
    check_clauses(p, want, ARRAY_LEN(want));
    check_indicators(p, zhoucun, ARRAY_LEN(zhoucun));
    for (size_t i = 0; i < p->indicator_count; i++)
        same(p->indicators[i].clause, p->indicators[i].no.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shanting_2022),
        cmocka_unit_test(mudan_2021),
        cmocka_unit_test(zhoucun_2018),
    };
    arena_init(&arena);
    seeds = find_seeds();
    if (!seeds)
        fputs("skipped: no official texts beside the repository\n", stderr);
    int failed = seeds ? cmocka_run_group_tests(tests, NULL, NULL) : 77;
    arena_done(&arena);
    return failed;
}
