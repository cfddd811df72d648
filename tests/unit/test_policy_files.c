/* SPDX-License-Identifier: MIT */
/* policy.*: what is a policy file and what only stands among them; and files whose text is an attachment. */
#include "policy_pairs.h"
#include "site_builder.h"

struct papers {
    uint32_t files, explained; /* the two columns */
};

static struct papers columns(struct builder *b)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    struct papers p = { column(b, SITE "/zcwj/", "区政府文件"), column(b, SITE "/zcjd/", "政策解读") };
    return p;
}

/* An article of the policy column: number empty means that its table has none. */
static uint32_t file(struct builder *b, struct papers p, const char *title, const char *issuer, const char *number)
{
    char *address =
        str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zcwj/202603/t20260302_%u.html", b->site.resource_count));
    uint32_t a = article(b, address, title, "2026-03-02");
    row(b, p.files, title, address, "2026-03-02");
    if (issuer[0])
        meta(b, a, META_ISSUER, issuer);
    if (number[0])
        meta(b, a, META_NUMBER, number);
    return a;
}

static char *at(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static bool is_policy(struct builder *b, uint32_t r)
{
    const struct policy_pairs *all = policies_of(&b->judge);
    for (size_t i = 0; i < all->policies.count; i++) {
        if (all->policies.items[i].resource == r)
            return true;
    }
    return false;
}

static void what_is_a_policy_file(void **state)
{
    static const struct {
        const char *title, *issuer, *number, *text;
        bool is;
    } cases[] = {
        { "关于印发《河道保洁管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号", "", true },
        { "关于印发《冬季清雪作业规范》的通知", "测试区人民政府", "测政发〔2026〕2号", "", true },
        { "测试区人民政府关于加强野外用火管理的通告", "测试区人民政府", "测政发〔2026〕3号", "", true },
        { "测试区供热管理办法", "测试区人民政府", "", "", true }, /* without a number, called like a document */
        { "关于印发《全面实施预算绩效管理办法》的通知", "测试区财政局", "测财发〔2026〕4号", "", true },
        { "关于印发《行政执法公示办法》的通知", "测试区司法局", "测司发〔2026〕5号", "", true },
        { "关于印发《古树名木保护办法》的通知", "", "", "测政发〔2026〕6号 各镇人民政府：现将办法印发给你们。", true },
        { "关于印发《秸秆禁烧方案》的通知", "测试区桑园镇人民政府", "桑政发〔2026〕7号", "", true },
        { "（已废止）关于印发《旧奖励办法》的通知", "测试区人民政府", "测政发〔2020〕8号", "", true },
        /* from above */
        { "关于印发《全省数字强省规划》的通知", "山东省人民政府", "鲁政发〔2026〕5号", "", false },
        { "关于印发《全市防汛预案》的通知", "测试区人民政府", "枣政办发〔2026〕6号", "", false }, /* issuer mistyped */
        { "国务院办公厅关于印发《政务公开工作要点》的通知", "国务院办公厅", "国办发〔2026〕8号", "", false },
        { "关于印发《应急预案》的通知", "", "", "鲁政办发〔2026〕9号 各市人民政府：现将预案印发给你们。", false },
        { "关于转发市政府办公室《冬春火灾防控方案》的通知", "测试区人民政府", "测政办发〔2026〕61号", "", false },
        /* news about a file, with the table that every page of the site has */
        { "我区出台《河道保洁管理办法》", "测试区人民政府", "", "近日，测试区政府印发办法（测政发〔2026〕1号）。",
          false },
        { "《河道保洁管理办法》正式施行", "测试区融媒体中心", "", "", false },
        { "《河道保洁管理办法》新闻发布会召开", "测试区人民政府", "", "", false },
        { "河道保洁有了“规矩”", "测试区人民政府", "", "", false },
        /* personnel, money, replies, drafts, other papers */
        { "关于王某等同志任免职的通知", "测试区人民政府", "测政任〔2026〕4号", "", false },
        { "关于调整区防汛工作领导小组成员的通知", "测试区人民政府办公室", "测政办字〔2026〕5号", "", false },
        { "关于2026年春节放假安排的通知", "测试区人民政府办公室", "测政办字〔2026〕6号", "", false },
        { "关于表彰先进集体的决定", "测试区人民政府", "测政发〔2026〕7号", "", false },
        { "测试区2026年部门预算", "测试区财政局", "测财发〔2026〕8号", "", false },
        { "关于印发《测试区2026年政府预算》的通知", "测试区财政局", "测财发〔2026〕9号", "", false },
        { "关于测试区2025年财政决算的批复", "测试区人民政府", "测政发〔2026〕10号", "", false },
        { "对区十九届人大五次会议第20号建议的答复", "测试区教体局", "测教函〔2026〕1号", "", false },
        { "关于区政协十届五次会议第12号提案的答复", "测试区卫健局", "测卫函〔2026〕2号", "", false },
        { "《噪声污染防治办法》（征求意见稿）公开征求意见", "测试区人民政府", "测政发〔2026〕11号", "", false },
        { "关于印发《噪声污染防治办法（草案）》的通知", "测试区人民政府", "测政发〔2026〕12号", "", false },
        { "关于公布规范性文件清理结果的公告", "测试区人民政府", "测政发〔2026〕13号", "", false },
        { "关于《噪声污染防治办法》的起草说明", "测试区人民政府", "", "", false },
        { "一图读懂《河道保洁管理办法》", "测试区人民政府", "", "", false },
    };
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t made[ARRAY_LEN(cases)];
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        made[i] = file(b, p, cases[i].title, cases[i].issuer, cases[i].number);
        b->pages[made[i]].body_text = text_of(cases[i].text);
        meta(b, made[i], META_INDEX, "11370400/2026-0001");
        meta(b, made[i], META_OPENNESS, "主动公开");
    }
    judge_ready(b);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (is_policy(b, made[i]) != cases[i].is)
            fail_msg("%s (%s %s)", cases[i].title, cases[i].issuer, cases[i].number);
    }
}

/* A column in which most files are the city's: the area's own mark tells which are not. */
static void more_from_above_than_own(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t own[3], above[9];
    for (size_t i = 0; i < ARRAY_LEN(above); i++)
        above[i] = file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "关于印发《全市第%zu类事项办法》的通知", i)), "",
                        str_cstr(&b->arena, str_fmt(&b->arena, "枣政办发〔2026〕%zu号", i + 1)));
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        own[i] =
            file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "关于印发《全区第%zu类事项办法》的通知", i)), "",
                 str_cstr(&b->arena, str_fmt(&b->arena, i ? "测政发〔2026〕%zu号" : "枣测政发〔2026〕%zu号", i + 1)));
    judge_ready(b);
    for (size_t i = 0; i < ARRAY_LEN(above); i++)
        assert_false(is_policy(b, above[i]));
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        assert_true(is_policy(b, own[i]));
}

/* With a number and a table of elements an article is a file wherever it stands; the rules speak of policy columns
 * only. */
static void files_outside_the_policy_columns(void **state)
{
    static const struct {
        const char *column, *title, *issuer, *number;
        bool is;
    } cases[] = {
        { "通知公告", "关于印发《候鸟栖息地保护规定》的通知", "测试区人民政府", "测政发〔2026〕31号", true },
        { "通知公告", "关于加强冬季清雪工作的通知", "测试区人民政府", "测政办字〔2026〕32号", true },
        { "园林绿化", "园林绿化养护实施细则", "测试区住建局", "测住建规〔2026〕3号", true },
        { "通知公告", "关于印发《数字政府建设规划》的通知", "山东省人民政府", "鲁政发〔2026〕5号", false },
        { "通知公告", "转发市政府办公室《供水应急预案》的通知", "测试区人民政府", "测政办发〔2026〕33号", false },
        { "通知公告", "关于王某等同志任职的通知", "测试区人民政府", "测政任〔2026〕4号", false },
        { "通知公告", "《绿道管理办法》正式施行", "测试区人民政府", "测政发〔2026〕34号", false },
        { "通知公告", "绿道建设全面启动", "测试区人民政府", "测政发〔2026〕35号", false },
        { "行政处罚", "关于某商行的处罚决定", "测试区市场监管局", "测市监罚字〔2026〕6号", false },
        { "通知公告", "关于某商行的处罚决定", "测试区市场监管局", "测市监罚字〔2026〕7号", false },
        { "通知公告", "关于扩建项目环境影响报告的决定", "测试区环保局", "测环字〔2026〕8号", false },
        { "财政预算", "关于编制部门收支计划的通知", "测试区财政局", "测财字〔2026〕9号", false },
        { "上级文件", "关于印发《林长制规定》的通知", "测试区人民政府", "测政发〔2026〕36号", false },
        { "建议提案办理", "关于增设公交站点的意见", "测试区人民政府", "测政发〔2026〕37号", false },
        { "通知公告", "关于第1号工作的通知", "测试区人民政府", "测政发〔2026〕1号", false }, /* stands in its column */
    };
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t own[3], made[ARRAY_LEN(cases)];
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        own[i] = file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "关于第%zu号工作的通知", i + 1)), "测试区人民政府",
                      str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%zu号", i + 1)));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint32_t c = column(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/c%zu/", i)), cases[i].column);
        made[i] =
            article(b, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/c%zu/t.html", i)), cases[i].title, "2026-03-02");
        row(b, c, cases[i].title, at(b, made[i]), "2026-03-02");
        meta(b, made[i], META_INDEX, "11370400/2026-0001");
        meta(b, made[i], META_ISSUER, cases[i].issuer);
        meta(b, made[i], META_NUMBER, cases[i].number);
    }
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), ARRAY_LEN(own));
    assert_int_equal(policies_of(&b->judge)->judged, ARRAY_LEN(own));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (is_policy(b, made[i]) != cases[i].is)
            fail_msg("%s in %s", cases[i].title, cases[i].column);
    }
    assert_true(is_policy(b, own[0]));
}

/* Of a file that is only counted neither its page, its interpretation nor anybody else is accused, and no file of the
 * columns loses its interpretation to it. */
static void counted_files_accuse_nobody(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t own = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    uint32_t news = column(b, SITE "/tzgg/", "通知公告");
    uint32_t far = article(b, SITE "/tzgg/t.html", "关于印发《测试区候鸟保护规定》的通知", "2026-03-02");
    row(b, news, "关于印发《测试区候鸟保护规定》的通知", at(b, far), "2026-03-02");
    meta(b, far, META_INDEX, "11370400/2026-0001");
    meta(b, far, META_ISSUER, "测试区人民政府");
    meta(b, far, META_NUMBER, "测政字【2026】3号");
    meta(b, far, META_VALID_UNTIL, "2026年8月31日");
    uint32_t late = article(b, SITE "/zcjd/far.html", "《测试区候鸟保护规定》解读", "2026-06-02");
    row(b, p.explained, "《测试区候鸟保护规定》解读", at(b, late), "2026-06-02");
    uint32_t e = article(b, SITE "/zcjd/own.html", "养犬新规图解", "2026-03-02");
    row(b, p.explained, "养犬新规图解", at(b, e), "2026-03-02");
    b->pages[e].body_text = STR("区政府印发了《测试区犬类管理办法》，一图看清登记、免疫、外出三件事。");
    static const char *const rules[] = { "policy.uninterpreted", "policy.unlinked", "policy.late",
                                         "policy.no-backlink",   "policy.metadata", "policy.expired",
                                         "policy.copied" };
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        run(b, rules[i]);
    assert_int_equal(b->out.findings.count, 0);
    assert_true(is_policy(b, far) && is_policy(b, own));
    policy_report(&b->judge);
    assert_int_equal(b->out.policies.count, 2);
    assert_int_equal(b->out.policies.items[1].workdays, 63);
}

/* --- the text is a file --- */

static struct page_facts *attach(struct builder *b, uint32_t article, const char *name, const char *text,
                                 const char *why)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/files/%u_%s", article, name));
    struct page_facts *f = arena_new(&b->arena, struct page_facts, 1);
    f->attachment = str_slice(text_of(name), str_find(text_of(name), STR(".")) + 1, 40);
    f->body_text = text_of(text);
    f->known = text[0] ? KNOWN_BODY : 0;
    f->limit_hit = text_of(why);
    b->resources[resource(b, address, OUTCOME_OK, 200)].attachment = f;
    page_link(b, article, address, name, "");
    b->pages[article].body_text = text_of(name);
    b->pages[article].body = (struct body_fact){ .chars = 12, .files = 1 };
    return f;
}

static struct papers ordinary(struct builder *b)
{
    struct papers p = columns(b);
    for (int i = 0; i < 9; i++) {
        uint32_t f = file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "关于第%d号工作的通知", i)), "测试区人民政府",
                          str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%d号", 90 + i)));
        meta(b, f, META_WRITTEN, "2026-03-01");
        meta(b, f, META_OPENNESS, "主动公开");
    }
    return p;
}

#define HEAD                                                                                                           \
    "测试区人民政府文件 测政发〔2026〕11号 关于印发《测试区犬类管理办法》的通知 各镇人民政府：现将办法印发给你们。"
#define SIGNED "测试区人民政府 2026年3月2日 （此件公开发布）"

static void elements_come_from_the_file(void **state)
{
    struct builder *b = *state;
    struct papers p = ordinary(b);
    uint32_t whole = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "");
    meta(b, whole, META_INDEX, "1/2026-1");
    attach(b, whole, "通知.pdf", HEAD SIGNED, "");
    uint32_t bare = file(b, p, "关于印发《测试区猫类管理办法》的通知", "测试区人民政府", "");
    meta(b, bare, META_INDEX, "1/2026-2");
    attach(b, bare, "通知.docx",
           "现将办法印发给你们，自2026年4月1日起施行，依据鲁政发〔2020〕3号执行，请认真贯彻落实到位。", "");
    uint32_t old = file(b, p, "关于印发《测试区鸟类管理办法》的通知", "测试区人民政府", "");
    meta(b, old, META_INDEX, "1/2026-3");
    attach(b, old, "通知.doc", "", "old-format");
    run(b, "policy.metadata");
    assert_int_equal(findings(b, "policy.metadata"), 1);
    const struct finding *f = found(b, "policy.metadata", at(b, bare));
    assert_true(evidence_has(f, "文号") && evidence_has(f, "成文日期") && evidence_has(f, "公开属性"));
    assert_true(unverified(b, at(b, old), "old-format"));
    assert_int_equal(b->out.unverified.count, 1);
    const struct policy_pairs *all = policies_of(&b->judge);
    size_t numbered = 0;
    for (size_t i = 0; i < all->policies.count; i++)
        numbered += all->policies.items[i].resource == whole &&
                    str_eq(all->policies.items[i].number, STR("测政发〔2026〕11号"));
    assert_int_equal(numbered, 1);
}

static void validity_comes_from_the_file(void **state)
{
    struct builder *b = *state;
    struct papers p = ordinary(b);
    uint32_t over = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    attach(b, over, "通知.pdf", HEAD "本办法自印发之日起施行，有效期至2026年10月31日。" SIGNED, "");
    uint32_t last = file(b, p, "关于印发《测试区猫类管理办法》的通知", "测试区人民政府", "测政发〔2026〕2号");
    attach(b, last, "通知.ofd", HEAD "本办法自印发之日起施行，有效期至2026年11月20日。" SIGNED, "");
    uint32_t old = file(b, p, "关于印发《测试区鸟类管理办法》的通知", "测试区人民政府", "测政发〔2026〕3号");
    attach(b, old, "通知.doc", "", "old-format");
    run(b, "policy.expired");
    assert_int_equal(findings(b, "policy.expired"), 1);
    assert_non_null(found(b, "policy.expired", at(b, over)));
    assert_true(unverified(b, at(b, old), "old-format"));
    assert_false(unverified(b, at(b, last), "old-format"));
}

static uint32_t explains(struct builder *b, struct papers p, const char *title, str text)
{
    char *address =
        str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zcjd/202603/t20260303_%u.html", b->site.resource_count));
    uint32_t a = article(b, address, title, "2026-03-03");
    row(b, p.explained, title, address, "2026-03-03");
    b->pages[a].body_text = text;
    return a;
}

static void copies_of_a_file_s_text(void **state)
{
    struct builder *b = *state;
    struct papers p = ordinary(b);
    struct buf text, other;
    buf_init(&text, 1 << 16);
    buf_init(&other, 1 << 16);
    for (int i = 0; i < 60; i++) {
        buf_fmt(&text, "第%d条主管部门应当在%d日内建立登记簿并保存%d年", i, i * 3, i * 7);
        buf_fmt(&other, "举例来说跑腿少了%d次等候短了%d分钟办理更快%d", i * 11, i * 13, i * 17);
    }
    char *rules = str_cstr(&b->arena, buf_str(&text));
    uint32_t pdf = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    attach(b, pdf, "通知.pdf", rules, "");
    uint32_t copy = explains(b, p, "《测试区犬类管理办法》解读", buf_str(&text));
    uint32_t own = explains(b, p, "《测试区犬类管理办法》政策解读", buf_str(&other));
    uint32_t attached = explains(b, p, "文字解读：《测试区犬类管理办法》", STR(""));
    attach(b, attached, "解读.docx", rules, "");
    uint32_t picture = explains(b, p, "图解：《测试区犬类管理办法》", STR("长图"));
    b->pages[picture].body = (struct body_fact){ .chars = 2, .images = 1 };
    uint32_t scan = explains(b, p, "《测试区犬类管理办法》条文解读", STR(""));
    attach(b, scan, "解读.pdf", "", "no-text");
    uint32_t doc = file(b, p, "关于印发《测试区鸟类管理办法》的通知", "测试区人民政府", "测政发〔2026〕3号");
    attach(b, doc, "通知.doc", "", "old-format");
    uint32_t unsure = explains(b, p, "《测试区鸟类管理办法》解读", buf_str(&other));
    run(b, "policy.copied");
    assert_int_equal(findings(b, "policy.copied"), 2);
    assert_non_null(found(b, "policy.copied", at(b, copy)));
    assert_non_null(found(b, "policy.copied", at(b, attached)));
    assert_true(unverified(b, at(b, unsure), "old-format"));
    assert_true(unverified(b, at(b, scan), "no-text"));
    assert_int_equal(b->out.unverified.count, 2);
    (void)own;
    buf_done(&text);
    buf_done(&other);
}

static void an_interpretation_in_a_file_names_its_policy(void **state)
{
    struct builder *b = *state;
    struct papers p = ordinary(b);
    uint32_t f = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕11号");
    uint32_t e = explains(b, p, "养犬新规来了解读", STR(""));
    attach(b, e, "解读.pdf",
           "近日，区政府印发了测政发〔2026〕11号文件，对养犬登记、免疫和外出作出了规定，方便群众办理。", "");
    run(b, "policy.uninterpreted");
    assert_null(found(b, "policy.uninterpreted", at(b, f)));
    assert_int_equal(findings(b, "policy.uninterpreted"), 9); /* the ordinary ones */
}

/* Titles that say nothing: a link of either page pairs, and so does the name in the text of what is paired with
 * nothing. */
static void pairs_without_a_title(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t there = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    uint32_t back = file(b, p, "关于印发《测试区猫类管理办法》的通知", "测试区人民政府", "测政发〔2026〕2号");
    uint32_t named = file(b, p, "关于印发《测试区鸟类管理办法》的通知", "测试区人民政府", "测政发〔2026〕3号");
    uint32_t none = file(b, p, "关于印发《测试区鱼类管理办法》的通知", "测试区人民政府", "测政发〔2026〕4号");
    uint32_t one = explains(b, p, "养犬新规图解", STR("一图看清登记、免疫、外出三件事。"));
    uint32_t two = explains(b, p, "养猫新规图解", STR("一图看清登记、免疫两件事。"));
    explains(b, p, "护鸟新规图解",
             STR("依据《中华人民共和国野生动物保护法》，区政府印发了《测试区鸟类管理办法》，不同于《测试区鱼类管理办法"
                 "》。"));
    page_link(b, there, at(b, one), "点击查看", "相关解读");
    page_link(b, two, at(b, back), "政策原文", "");
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 1);
    assert_non_null(found(b, "policy.uninterpreted", at(b, none)));
    const struct policy_pairs *all = policies_of(&b->judge);
    assert_int_equal(all->pairs.count, 3);
    (void)named;
}

/* Who explains one file and mentions another does not explain the other, let alone late. */
static void a_mention_is_no_interpretation(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t basis = file(b, p, "关于印发《测试区动物防疫办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    uint32_t dogs = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕2号");
    uint32_t e = explains(b, p, "《测试区犬类管理办法》解读", STR("依据《测试区动物防疫办法》制定。"));
    b->pages[e].published = iso("2026-06-01");
    row(b, p.explained, "《测试区犬类管理办法》解读", at(b, e), "2026-06-01");
    page_link(b, e, at(b, basis), "《测试区动物防疫办法》", "");
    page_link(b, e, at(b, dogs), "政策原文", "");
    run(b, "policy.late");
    assert_null(found(b, "policy.late", at(b, basis)));
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 0);
    assert_true(unverified(b, at(b, basis), "unclear-pair"));
}

static void boxes_that_pass_are_no_links(void **state)
{
    static const struct {
        const char *label;
        enum region region;
        bool counts;
    } boxes[] = { { "最新解读", REGION_RELATED, false },
                  { "热点解读", REGION_LIST, false },
                  { "", REGION_LIST, false },
                  { "相关解读", REGION_LIST, true },
                  { "政策解读", REGION_RELATED, true } };
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t files[ARRAY_LEN(boxes)];
    for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
        static const char *const names[] = { "犬类管理办法", "公厕开放规定", "古树保护细则", "供热计量方案",
                                             "校车运营规程" };
        files[i] = file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "关于印发《测试区%s》的通知", names[i])),
                        "测试区人民政府", str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%zu号", i + 1)));
        uint32_t e = explains(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "《测试区%s》解读", names[i])), STR(""));
        if (boxes[i].region == REGION_RELATED) {
            page_link(b, files[i], at(b, e), "解读", boxes[i].label);
        } else {
            struct link_row *l = link_row(b, files[i], e, "解读");
            l->label = text_of(boxes[i].label);
        }
    }
    run(b, "policy.unlinked");
    for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
        if (boxes[i].counts == (found(b, "policy.unlinked", at(b, files[i])) != NULL))
            fail_msg("%s", boxes[i].label);
    }
}

/* The second page calls the first index.html, which the server does not know: all pages were seen. */
static void the_first_page_by_another_name(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t f = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    explains(b, p, "别的事图解", STR(""));
    uint32_t second = column(b, SITE "/zcjd/index_1.html", "政策解读");
    resource(b, SITE "/zcjd/index.html", OUTCOME_STATUS, 404);
    *arena_push(&b->arena, &b->pages[p.explained].next_pages) = STR(SITE "/zcjd/index_1.html");
    *arena_push(&b->arena, &b->pages[second].next_pages) = STR(SITE "/zcjd/index.html");
    run(b, "policy.uninterpreted");
    assert_non_null(found(b, "policy.uninterpreted", at(b, f)));
}

/* Further pages of the interpretations are out of reach: they hold older ones, and nothing of a file since then. */
static void interpretations_on_unseen_pages(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t old = file(b, p, "关于印发《测试区犬类管理办法》的通知", "测试区人民政府", "测政发〔2026〕1号");
    uint32_t new = file(b, p, "关于印发《测试区猫类管理办法》的通知", "测试区人民政府", "测政发〔2026〕2号");
    b->pages[new].published = iso("2026-08-03");
    b->pages[p.files].rows.items[1].date = iso("2026-08-03");
    static const char *const dates[] = { "2026-07-10", "2026-07-03", "2026-06-24",
                                         "2026-06-17", "2026-06-10", "2026-06-03" };
    for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
        uint32_t e = explains(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "第%zu件事图解", i)), STR(""));
        const char *date = dates[i];
        b->pages[e].published = iso(date);
        b->pages[p.explained].rows.items[i].date = iso(date);
    }
    b->pages[p.explained].js = JS_MORE;
    b->pages[p.explained].page_count = 4;
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 1);
    assert_non_null(found(b, "policy.uninterpreted", at(b, new)));
    assert_true(unverified(b, at(b, old), "javascript-list"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(what_is_a_policy_file),           SITE_TEST(more_from_above_than_own),
        SITE_TEST(interpretations_on_unseen_pages), SITE_TEST(the_first_page_by_another_name),
        SITE_TEST(elements_come_from_the_file),     SITE_TEST(validity_comes_from_the_file),
        SITE_TEST(copies_of_a_file_s_text),         SITE_TEST(an_interpretation_in_a_file_names_its_policy),
        SITE_TEST(pairs_without_a_title),           SITE_TEST(a_mention_is_no_interpretation),
        SITE_TEST(boxes_that_pass_are_no_links),    SITE_TEST(files_outside_the_policy_columns),
        SITE_TEST(counted_files_accuse_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
