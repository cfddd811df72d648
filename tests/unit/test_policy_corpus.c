/* SPDX-License-Identifier: MIT */
/* A corpus of policy files as one county publishes them in a few years: interpretations of every form, several of one
 * file, one of several files, edges of the three working days, and what is no policy file. Exact findings. */
#include "policy_forms.h"
#include "policy_pairs.h"
#include "site_builder.h"
#include <string.h>

enum said { SAID_NOTHING, SAID_BACK = 1 << 0, SAID_THERE = 1 << 1, SAID_BOTH = 3 };

struct sample_file {
    const char *name, *date; /* of 关于印发《name》的通知 */
    const char *faults;      /* short names of what is wrong with it; empty: nothing */
    const char *interpreted; /* day of the first interpretation; empty: none */
    const char *title;       /* of that interpretation; %s is the file's name */
    const char *column;      /* it stands in */
    uint32_t forms;          /* expected */
    enum said links;         /* the file links there, the interpretation links back */
};

/* 2026: 1-7 October off, 20 September and 10 October worked; 1-5 May off, 9 May worked; 15-23 February off, 14 and 28
 * worked. */
static const struct sample_file files[] = {
    { "河道保洁管理办法", "2026-03-02", "", "2026-03-02", "《%s》政策解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "集贸市场改造方案", "2026-03-03", "", "2026-03-06", "一图读懂《%s》", "图文解读", FORM_GRAPHICS, SAID_BOTH },
    { "农村供水管护办法", "2026-03-04", "late", "2026-03-10", "视频解读：《%s》", "视频解读", FORM_VIDEO, SAID_BOTH },
    { "残疾人康复补贴细则", "2026-03-05", "", "2026-03-05", "《%s》新闻发布会", "新闻发布会", FORM_PRESS, SAID_BOTH },
    { "城市绿线管控规定", "2026-03-06", "", "2026-03-11", "政策问答：《%s》", "政策问答", FORM_QUESTIONS, SAID_BOTH },
    { "渔业资源保护办法", "2026-03-09", "", "2026-03-10", "专家解读《%s》", "专家解读", FORM_EXPERT, SAID_BOTH },
    { "早餐网点布局规划", "2026-03-10", "", "2026-03-10", "区商务局主要负责人解读《%s》", "文字解读",
      FORM_HEAD | FORM_TEXT, SAID_BOTH },
    { "古树名木保护办法", "2026-03-11", "", "2026-03-12", "动漫解读《%s》", "政策解读", FORM_ANIMATION, SAID_BOTH },
    { "企业用工奖励措施", "2026-03-12", "", "2026-03-12", "媒体解读：《%s》释放哪些信号", "政策解读", FORM_MEDIA,
      SAID_BOTH },
    { "公厕开放管理规定", "2026-03-13", "", "2026-03-13", "《%s》实施后二次解读", "政策解读", FORM_FOLLOW_UP,
      SAID_BOTH },
    { "视频监控系统管理办法", "2026-03-16", "", "2026-03-16", "《%s》政策解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "媒体融合发展实施方案", "2026-03-17", "", "2026-03-17", "《%s》解读", "政策解读", FORM_TEXT, SAID_BOTH },
    { "专家库建设管理办法", "2026-03-18", "", "2026-03-18", "图解：《%s》", "政策解读", FORM_GRAPHICS, SAID_BOTH },
    { "校外托管服务方案", "2026-03-19", "", "2026-03-19", "《%s》答记者问", "政策解读", FORM_QUESTIONS, SAID_BOTH },
    { "招商引资评审规程", "2026-03-20", "", "2026-03-20", "短视频｜《%s》说了什么解读", "政策解读", FORM_VIDEO,
      SAID_BOTH },
    /* working days over holidays */
    { "冬季清雪作业规范", "2026-02-13", "", "2026-02-25", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "春耕用水调度方案", "2026-02-13", "late", "2026-02-26", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "劳动教育基地办法", "2026-04-30", "", "2026-05-08", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "夏季防汛值守规定", "2026-04-30", "late", "2026-05-09", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "秸秆综合利用措施", "2026-09-30", "", "2026-10-10", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "景区客流疏导预案", "2026-09-30", "late", "2026-10-12", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    { "老旧电梯更新办法", "2026-09-18", "", "2026-09-22", "《%s》解读", "文字解读", FORM_TEXT, SAID_BOTH },
    /* links */
    { "犬类免疫管理规定", "2026-06-01", "unlinked", "2026-06-01", "《%s》解读", "文字解读", FORM_TEXT, SAID_BACK },
    { "户外广告设置办法", "2026-06-02", "no-backlink", "2026-06-02", "《%s》解读", "文字解读", FORM_TEXT, SAID_THERE },
    { "共享单车停放规定", "2026-06-03", "unlinked no-backlink", "2026-06-03", "《%s》解读", "文字解读", FORM_TEXT,
      SAID_NOTHING },
    { "农机购置补贴细则", "2026-06-04", "unlinked no-backlink late", "2026-06-30", "图解《%s》", "图文解读",
      FORM_GRAPHICS, SAID_NOTHING },
    /* none */
    { "烟花爆竹禁放规定", "2026-06-05", "uninterpreted", "", "", "", 0, SAID_NOTHING },
    { "养老机构星级办法", "2026-06-08", "uninterpreted", "", "", "", 0, SAID_NOTHING },
    { "村级会计委托办法", "2026-06-09", "uninterpreted", "", "", "", 0, SAID_NOTHING },
    { "山洪灾害预警办法", "2026-11-16", "uninterpreted", "", "", "", 0, SAID_NOTHING },
    { "露营营地备案办法", "2026-11-17", "", "", "", "", 0, SAID_NOTHING }, /* its third working day is today */
    { "冰雪场所安全规定", "2026-11-19", "", "", "", "", 0, SAID_NOTHING },
};

/* Titles and numbers that are no policy files of this government's own. */
static const struct {
    const char *title, *number;
} decoys[] = {
    { "关于转发市政府办公室《冬春火灾防控方案》的通知", "测政办发〔2026〕61号" },
    { "山东省人民政府关于印发《数字政府建设规划》的通知", "鲁政发〔2026〕5号" },
    { "国务院办公厅关于印发《政务公开工作要点》的通知", "国办发〔2026〕8号" },
    { "关于王某等同志任免职的通知", "测政任〔2026〕4号" },
    { "关于区政协十届五次会议第12号提案的答复", "测政函〔2026〕9号" },
    { "关于测试区2026年财政预算的批复", "测政发〔2026〕62号" },
    { "关于公布规范性文件清理结果的公告", "测政发〔2026〕63号" },
    { "《噪声污染防治办法》（征求意见稿）公开征求意见", "测政发〔2026〕64号" },
    { "测试区2025年法治政府建设年度报告", "测政发〔2026〕65号" },
};

struct corpus {
    struct builder *b;
    uint32_t files[ARRAY_LEN(files)], explained[ARRAY_LEN(files)];
    uint32_t column_of_files;
};

static char *format(struct builder *b, const char *template, const char *name)
{
    size_t at = str_find(text_of(template), STR("%s"));
    str head = str_slice(text_of(template), 0, at), tail = str_slice(text_of(template), at + 2, strlen(template));
    return str_cstr(&b->arena, str_fmt(&b->arena, "%.*s%s%.*s", STR_ARG(head), name, STR_ARG(tail)));
}

/* The column of that name, made when first asked for. */
static uint32_t column_named(struct builder *b, const char *name)
{
    for (uint32_t i = 0; i < b->site.resource_count; i++) {
        if (b->resources[i].page && str_eq(page_tag(b->resources[i].page, "ColumnName", NULL), text_of(name)))
            return i;
    }
    return column(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/l%u/", b->site.resource_count)), name);
}

static uint32_t put(struct builder *b, const char *column_name, const char *title, const char *date)
{
    uint32_t c = column_named(b, column_name);
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, "%.*s202601/t20260101_%u.html",
                                                STR_ARG(b->resources[c].address), b->site.resource_count));
    uint32_t a = article(b, address, title, date);
    row(b, c, title, address, date);
    return a;
}

static uint32_t put_file(struct builder *b, const char *title, const char *date, const char *number)
{
    uint32_t a = put(b, "区政府文件", title, date);
    meta(b, a, META_WRITTEN, date);
    meta(b, a, META_OPENNESS, "主动公开");
    meta(b, a, META_NUMBER, number);
    return a;
}

static const char *address(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static void link_both(struct builder *b, uint32_t from, uint32_t to, enum said links)
{
    if (links & SAID_THERE)
        page_link(b, from, address(b, to), "点击查看", "相关链接");
    if (links & SAID_BACK)
        page_link(b, to, address(b, from), "政策原文", "");
}

static void build(struct corpus *c)
{
    struct builder *b = c->b;
    tag(b, 0, "SiteName", "测试区人民政府");
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        const struct sample_file *f = &files[i];
        char *number = str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%zu号", i + 1));
        c->files[i] = put_file(b, format(b, "测试区人民政府关于印发《%s》的通知", f->name), f->date, number);
        if (!f->interpreted[0])
            continue;
        c->explained[i] = put(b, f->column, format(b, f->title, f->name), f->interpreted);
        link_both(b, c->files[i], c->explained[i], f->links);
    }
    for (size_t i = 0; i < ARRAY_LEN(decoys); i++)
        put_file(b, decoys[i].title, "2026-06-01", decoys[i].number);
}

static void each_fault_and_nothing_else(void **state)
{
    static const char *const rules[] = { "uninterpreted", "unlinked", "no-backlink", "late",
                                         "metadata",      "expired",  "copied" };
    struct corpus c = { .b = *state };
    build(&c);
    for (size_t r = 0; r < ARRAY_LEN(rules); r++) {
        const char *rule = str_cstr(&c.b->arena, str_fmt(&c.b->arena, "policy.%s", rules[r]));
        size_t expected = 0;
        run(c.b, rule);
        for (size_t i = 0; i < ARRAY_LEN(files); i++) {
            bool faulty = str_has(text_of(files[i].faults), text_of(rules[r])) &&
                          (strcmp(rules[r], "late") != 0 || str_has(text_of(files[i].faults), STR("late")));
            uint32_t subject = strcmp(rules[r], "no-backlink") == 0 ? c.explained[i] : c.files[i];
            if (faulty != (subject && found(c.b, rule, address(c.b, subject)) != NULL))
                fail_msg("%s: %s", rule, files[i].name);
            expected += faulty;
        }
        assert_int_equal(findings(c.b, rule), expected);
    }
    assert_int_equal(c.b->out.unverified.count, 0);
    assert_int_equal(policies_of(&c.b->judge)->policies.count, ARRAY_LEN(files));
}

static void forms_are_told(void **state)
{
    struct corpus c = { .b = *state };
    build(&c);
    judge_ready(c.b);
    const struct policy_pairs *all = policies_of(&c.b->judge);
    size_t pairs = 0;
    for (size_t i = 0; i < all->pairs.count; i++) {
        const struct pair *p = &all->pairs.items[i];
        for (size_t k = 0; k < ARRAY_LEN(files); k++) {
            if (all->policies.items[p->policy].resource != c.files[k] || p->proof == PAIR_DOUBT)
                continue;
            assert_int_equal(all->interpretations.items[p->interpretation].resource, c.explained[k]);
            uint32_t forms = policy_forms(&c.b->judge, all, p);
            if (forms != files[k].forms)
                fail_msg("%s: %s", files[k].name, str_cstr(&c.b->arena, policy_forms_text(&c.b->arena, forms)));
            pairs++;
        }
    }
    size_t interpreted = 0;
    for (size_t k = 0; k < ARRAY_LEN(files); k++)
        interpreted += files[k].interpreted[0] != 0;
    assert_int_equal(pairs, interpreted);
}

static void forms_by_the_body(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteName", "测试区人民政府");
    uint32_t f[3], e[3];
    static const char *const names[] = { "河道保洁管理办法", "集贸市场改造方案", "农村供水管护办法" };
    for (size_t i = 0; i < 3; i++) {
        f[i] = put_file(b, format(b, "关于印发《%s》的通知", names[i]), "2026-03-02", "测政发〔2026〕1号");
        e[i] = put(b, "政策解读", format(b, "《%s》解读", names[i]), "2026-03-02");
        link_both(b, f[i], e[i], SAID_BOTH);
    }
    b->pages[e[0]].body = (struct body_fact){ .chars = 900, .images = 2 }; /* text with pictures is text */
    b->pages[e[1]].body = (struct body_fact){ .chars = 20, .images = 1 };
    b->pages[e[2]].body = (struct body_fact){ .chars = 300, .media = 1 };
    judge_ready(b);
    const struct policy_pairs *all = policies_of(&b->judge);
    static const uint32_t expected[] = { FORM_TEXT, FORM_GRAPHICS, FORM_VIDEO };
    assert_int_equal(all->pairs.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(policy_forms(&b->judge, all, &all->pairs.items[i]), expected[all->pairs.items[i].policy]);
}

/* One file with four interpretations, one interpretation of two files: every file is interpreted, each row is told. */
static void many_to_one_and_one_to_many(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteName", "测试区人民政府");
    static const char *const ways[] = { "《%s》政策解读", "一图读懂《%s》", "视频解读：《%s》", "《%s》新闻发布会" };
    uint32_t one = put_file(b, "关于印发《河道保洁管理办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        uint32_t e = put(b, "政策解读", format(b, ways[i], "河道保洁管理办法"), i == 2 ? "2026-03-03" : "2026-04-20");
        link_both(b, one, e, i == 0 ? SAID_BOTH : SAID_BACK);
    }
    uint32_t two = put_file(b, "关于印发《农村供水管护办法》的通知", "2026-03-02", "测政发〔2026〕2号");
    uint32_t three = put_file(b, "关于印发《农村水价补贴细则》的通知", "2026-03-02", "测政发〔2026〕3号");
    uint32_t both = put(b, "政策解读", "《农村供水管护办法》《农村水价补贴细则》政策解读", "2026-03-04");
    link_both(b, two, both, SAID_BOTH);
    link_both(b, three, both, SAID_BOTH);
    static const char *const rules[] = { "policy.uninterpreted", "policy.unlinked", "policy.no-backlink",
                                         "policy.late" };
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        run(b, rules[i]);
    assert_int_equal(b->out.findings.count, 0);
    policy_report(&b->judge);
    assert_int_equal(b->out.policies.count, 6);
    size_t several = 0, days = 0;
    for (size_t i = 0; i < b->out.policies.count; i++) {
        several += b->out.policies.items[i].several;
        days += b->out.policies.items[i].workdays == 2;
    }
    assert_int_equal(several, 3);
    assert_int_equal(days, 2);
}

/* --- policy.form-ratio --- */

static void with_plan(struct builder *b, const char *text)
{
    static struct plan_clause clause;
    static struct plan plan;
    clause = (struct plan_clause){ .id = STR("4.2"), .title = STR("解读形式"), .text = str_from(text) };
    plan = (struct plan){ .id = STR("local"), .clauses = &clause, .clause_count = 1 };
    b->plans[0] = &plan;
    b->judge.plan_count = 1;
}

static void ratio_site(struct builder *b, size_t count, size_t graphics)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    for (size_t i = 0; i < count; i++) {
        uint32_t f = put_file(b, format(b, "关于印发《%s》的通知", files[i].name), "2026-03-02", "测政发〔2026〕1号");
        uint32_t e =
            put(b, "政策解读", format(b, i < graphics ? "图解：《%s》" : "《%s》解读", files[i].name), "2026-03-02");
        link_both(b, f, e, SAID_BOTH);
    }
}

static void too_few_forms(void **state)
{
    struct builder *b = *state;
    ratio_site(b, 10, 5);
    with_plan(b, "多元化解读率不低于60%，主要媒体转载。");
    run(b, "policy.form-ratio");
    assert_int_equal(findings(b, "policy.form-ratio"), 1);
    const struct finding *f = found(b, "policy.form-ratio", SITE "/");
    assert_true(evidence_has(f, "\"files\":10") && evidence_has(f, "\"several_forms\":5") && evidence_has(f, "50.0%"));
    assert_int_equal(f->clause_count, 1);
    assert_int_equal(f->where_count, 5);
}

static void enough_forms(void **state)
{
    struct builder *b = *state;
    ratio_site(b, 10, 6);
    with_plan(b, "确保多元化解读率达到６０％以上。");
    run(b, "policy.form-ratio");
    assert_int_equal(b->out.findings.count, 0);
    with_plan(b, "采用多种形式解读，解读率达到90%。"); /* of another thing */
    run(b, "policy.form-ratio");
    assert_int_equal(b->out.findings.count, 0);
    with_plan(b, "多元化解读率力争位居全市前61%"); /* a place, no share */
    run(b, "policy.form-ratio");
    assert_int_equal(b->out.findings.count, 0);
}

static void what_could_not_be_read_may_be_a_film(void **state)
{
    struct builder *b = *state;
    ratio_site(b, 10, 5);
    for (uint32_t i = 0; i < b->site.resource_count; i++) {
        if (str_has(b->pages[i].heading, STR("农村供水管护办法》的通知")) ||
            str_has(b->pages[i].heading, STR("渔业资源保护办法》的通知")))
            b->pages[i].js = JS_RELATED;
    }
    with_plan(b, "多元化解读率不低于60%");
    run(b, "policy.form-ratio");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/", "unclear-pair"));
}

static void without_a_figure(void **state)
{
    struct builder *b = *state;
    ratio_site(b, 10, 0);
    with_plan(b, "采用图解、视频等多种解读形式。");
    run(b, "policy.form-ratio");
    assert_int_equal(b->out.findings.count + b->out.unverified.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(each_fault_and_nothing_else),          SITE_TEST(forms_are_told),   SITE_TEST(forms_by_the_body),
        SITE_TEST(many_to_one_and_one_to_many),          SITE_TEST(too_few_forms),    SITE_TEST(enough_forms),
        SITE_TEST(what_could_not_be_read_may_be_a_film), SITE_TEST(without_a_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
