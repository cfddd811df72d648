/* SPDX-License-Identifier: MIT */
/* policy.*: which files count, which interpretation belongs to which, working days over holidays, links of both kinds
 * of page. */
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

static uint32_t file(struct builder *b, struct papers p, const char *id, const char *title, const char *date,
                     const char *number)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zcwj/202601/t20260101_%s.html", id));
    uint32_t a = article(b, address, title, date);
    meta(b, a, META_ISSUER, "测试区人民政府");
    meta(b, a, META_WRITTEN, date);
    meta(b, a, META_OPENNESS, "主动公开");
    if (number[0])
        meta(b, a, META_NUMBER, number);
    row(b, p.files, title, address, date);
    return a;
}

static uint32_t explains(struct builder *b, struct papers p, const char *id, const char *title, const char *date)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zcjd/202601/t20260101_%s.html", id));
    uint32_t a = article(b, address, title, date);
    row(b, p.explained, title, address, date);
    return a;
}

static char *address_of(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static void files_without_interpretation(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t bare =
        file(b, p, "1", "测试区人民政府关于印发《河道保洁管理办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    uint32_t done = file(b, p, "2", "关于印发《集贸市场改造实施方案》的通知", "2026-03-02", "测政发〔2026〕2号");
    uint32_t jd = explains(b, p, "20", "《集贸市场改造实施方案》政策解读", "2026-03-03");
    page_link(b, done, address_of(b, jd), "解读", "相关解读");
    page_link(b, jd, address_of(b, done), "原文", "");
    file(b, p, "3", "转发市政府办公室关于做好冬季民生保障工作的通知", "2026-03-02", "测政办发〔2026〕3号");
    file(b, p, "4", "关于张三等同志任免职的通知", "2026-03-02", "测政任〔2026〕4号");
    file(b, p, "5", "山东省人民政府关于数字政府建设的意见", "2026-03-02", "鲁政发〔2026〕5号");
    file(b, p, "6", "关于印发《昨天的办法》的通知", "2026-11-19", "测政发〔2026〕6号");
    uint32_t dead = file(b, p, "7", "关于印发《旧的奖励办法》的通知", "2020-03-02", "测政发〔2020〕7号");
    meta(b, dead, META_VALIDITY, "废止");
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 1);
    assert_non_null(found(b, "policy.uninterpreted", address_of(b, bare)));
    run(b, "policy.unlinked");
    run(b, "policy.no-backlink");
    run(b, "policy.late");
    run(b, "policy.metadata");
    assert_int_equal(b->out.findings.count, 1);
}

static void three_working_days(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    /* National holiday 2026: 1 to 7 October off, 10 October worked. */
    file(b, p, "1", "关于印发《甲类停车场管理办法》的通知", "2026-09-30", "测政发〔2026〕1号");
    explains(b, p, "11", "一图读懂《甲类停车场管理办法》", "2026-10-10");
    uint32_t late = file(b, p, "2", "关于印发《水库巡查实施细则》的通知", "2026-09-17", "测政发〔2026〕2号");
    explains(b, p, "12", "《水库巡查实施细则》解读", "2026-09-23");
    file(b, p, "3", "关于印发《养老服务补贴规定》的通知", "2026-06-08", "测政发〔2026〕3号");
    explains(b, p, "13", "《养老服务补贴规定》解读", "2026-06-08");
    explains(b, p, "14", "图解：养老服务补贴规定", "2026-08-08"); /* a second one, later, is no fault */
    run(b, "policy.late");
    assert_int_equal(findings(b, "policy.late"), 1);
    assert_true(evidence_has(found(b, "policy.late", address_of(b, late)), "\"due\":\"2026-09-22\"") ||
                evidence_has(found(b, "policy.late", address_of(b, late)), "\"due\":\"2026-09-21\""));
}

static void links_that_count(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t no = file(b, p, "1", "关于印发《公租房分配办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    uint32_t jd = explains(b, p, "11", "《公租房分配办法》政策解读", "2026-03-02");
    link_row(b, no, jd, "《公租房分配办法》政策解读")->region = REGION_NAV; /* a latest box in the navigation */
    uint32_t yes = file(b, p, "2", "关于印发《道路保洁办法》的通知", "2026-03-02", "测政发〔2026〕2号");
    uint32_t two = explains(b, p, "12", "《道路保洁办法》政策解读", "2026-03-02");
    uint32_t more = explains(b, p, "13", "一图读懂《道路保洁办法》", "2026-03-02");
    page_link(b, yes, address_of(b, more), "一图读懂", "图解");
    page_link(b, two, address_of(b, yes), "政策原文", "");
    uint32_t script = file(b, p, "3", "关于印发《广告牌匾办法》的通知", "2026-03-02", "测政发〔2026〕3号");
    b->pages[script].js = JS_RELATED;
    explains(b, p, "14", "《广告牌匾办法》政策解读", "2026-03-02");
    run(b, "policy.unlinked");
    assert_int_equal(findings(b, "policy.unlinked"), 1);
    assert_true(evidence_has(found(b, "policy.unlinked", address_of(b, no)), "t20260101_11"));
    assert_true(unverified(b, address_of(b, script), "javascript-list"));
    run(b, "policy.no-backlink");
    assert_non_null(found(b, "policy.no-backlink", address_of(b, jd)));
    assert_null(found(b, "policy.no-backlink", address_of(b, two)));
}

/* What the file's page links to may be another interpretation that was not let to be read. */
static void unseen_links_may_be_interpretations(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t a = file(b, p, "1", "关于印发《甲类停车场管理办法》的通知", "2026-01-01", "测政发〔2026〕1号");
    uint32_t two = file(b, p, "2", "关于印发《水库巡查实施细则》的通知", "2026-01-01", "测政发〔2026〕2号");
    explains(b, p, "11", "一图读懂《甲类停车场管理办法》", "2026-01-02");
    explains(b, p, "12", "《水库巡查实施细则》解读", "2026-01-02");
    uint32_t walled = resource(b, SITE "/zcjd/202601/t20260103_99.html", OUTCOME_WALL, 412);
    (void)walled;
    page_link(b, a, SITE "/zcjd/202601/t20260103_99.html", "媒体解读", "");
    run(b, "policy.unlinked");
    assert_int_equal(findings(b, "policy.unlinked"), 1);
    assert_non_null(found(b, "policy.unlinked", address_of(b, two)));
    assert_true(unverified(b, address_of(b, a), "wall"));
}

static void last_years_interpretation_is_not_this_years(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t now = file(b, p, "1", "关于印发《2026年义务教育招生方案》的通知", "2026-05-06", "测政发〔2026〕1号");
    file(b, p, "2", "关于印发《2025年义务教育招生方案》的通知", "2025-05-06", "测政发〔2025〕1号");
    explains(b, p, "11", "《2025年义务教育招生方案》解读", "2025-05-06");
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 1);
    assert_non_null(found(b, "policy.uninterpreted", address_of(b, now)));
}

static void unread_interpretations_accuse_nobody(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    uint32_t f = file(b, p, "1", "关于印发《河道保洁管理办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    b->pages[p.explained].js = JS_LIST;
    run(b, "policy.uninterpreted");
    assert_int_equal(findings(b, "policy.uninterpreted"), 0);
    assert_true(unverified(b, address_of(b, f), "javascript-list"));
}

static void metadata_and_validity(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    for (int i = 0; i < 4; i++)
        file(b, p, str_cstr(&b->arena, str_fmt(&b->arena, "9%d", i)),
             str_cstr(&b->arena, str_fmt(&b->arena, "关于第%d号工作的通知", i)), "2026-03-02", "测政发〔2026〕9号");
    uint32_t wrong = file(b, p, "1", "关于印发《甲办法》的通知", "2026-03-02", "测政发【2026】1号");
    uint32_t cut = file(b, p, "6", "关于印发《己办法》的通知", "2026-03-02", "测水发（2026）9");
    meta(b, cut, META_ISSUER, "县水利局");
    uint32_t none = file(b, p, "2", "关于印发《乙办法》的通知", "2026-03-02", "");
    uint32_t old = file(b, p, "3", "关于印发《丙办法》的通知", "2024-03-02", "测政发〔2024〕3号");
    meta(b, old, META_VALID_UNTIL, "2026年3月1日");
    uint32_t marked = file(b, p, "4", "关于印发《丁办法》的通知", "2024-03-02", "测政发〔2024〕4号");
    meta(b, marked, META_VALID_UNTIL, "2026年3月1日");
    meta(b, marked, META_VALIDITY, "失效");
    uint32_t last_day = file(b, p, "5", "关于印发《戊办法》的通知", "2024-03-02", "测政发〔2024〕5号");
    b->pages[last_day].body_text = STR("本办法自印发之日起施行，有效期至2026年11月20日。");
    run(b, "policy.metadata");
    assert_int_equal(findings(b, "policy.metadata"), 3);
    assert_true(evidence_has(found(b, "policy.metadata", address_of(b, wrong)), "文号格式"));
    assert_true(evidence_has(found(b, "policy.metadata", address_of(b, cut)), "文号格式"));
    assert_true(evidence_has(found(b, "policy.metadata", address_of(b, none)), "文号"));
    run(b, "policy.expired");
    assert_int_equal(findings(b, "policy.expired"), 1);
    assert_non_null(found(b, "policy.expired", address_of(b, old)));
}

/* 有效期3年 counts from the day the file takes effect; another thing's 有效期 is not the file's. */
static void years_of_validity(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    static const struct {
        const char *id, *text;
        bool over;
    } samples[] = {
        { "1", "第九条 本办法自2022年9月1日起施行，有效期二年。", true },
        { "2", "本规定自印发之日起施行,有效期限为 2 年。", true },
        { "3", "本方案自2023年12月1日起实施，有效期3年。", false },
        { "4", "经营许可证有效期一年。本细则自2022年1月1日起施行。", false },
        { "5", "办法自2022年1月1日起施行，许可证有效期一年。", false },
        { "6", "（根据测政发〔2026〕2号，本文件已废止）本办法自2022年9月1日起施行，有效期两年。", false },
        { "7", "本办法自2022年9月1日起施行，有效期两年。原办法同时废止，本文件已印发各镇。", true },
        { "8", "本办法自2021年11月20日起施行，有效期五年。", false },
        { "9", "本办法自2021年11月19日起施行，有效期五年。", true },
    };
    uint32_t pages[ARRAY_LEN(samples)];
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        pages[i] = file(b, p, samples[i].id, str_cstr(&b->arena, str_fmt(&b->arena, "关于第%zu号工作的通知", i)),
                        "2021-01-02", "测政发〔2021〕9号");
        b->pages[pages[i]].body_text = b->pages[pages[i]].visible_text = text_of(samples[i].text);
    }
    run(b, "policy.expired");
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        if ((found(b, "policy.expired", address_of(b, pages[i])) != NULL) != samples[i].over)
            fail_msg("%s", samples[i].text);
    }
}

/* 《甲办法》 explained is not 《甲办法实施细则》 explained; a second version may be meant by the first one's name. */
static void a_longer_name_is_another_file(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    file(b, p, "1", "关于印发《测试区养犬登记管理办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    uint32_t rules =
        file(b, p, "2", "关于印发《测试区养犬登记管理办法实施细则》的通知", "2026-03-09", "测政发〔2026〕2号");
    file(b, p, "3", "关于印发《测试区停车收费管理办法》的通知", "2023-03-02", "测政发〔2023〕3号");
    uint32_t second =
        file(b, p, "4", "关于印发《测试区停车收费管理办法（修订）》的通知", "2026-04-02", "测政发〔2026〕4号");
    explains(b, p, "5", "《测试区养犬登记管理办法》政策解读", "2026-03-03");
    explains(b, p, "6", "《测试区停车收费管理办法》政策解读", "2026-04-02");
    run(b, "policy.uninterpreted");
    assert_non_null(found(b, "policy.uninterpreted", address_of(b, rules)));
    assert_null(found(b, "policy.uninterpreted", address_of(b, second)));
}

static void numbers_in_the_forms_people_write(void **state)
{
    struct builder *b = *state;
    static const struct {
        const char *text, *number;
        bool good;
    } cases[] = { { "山政办发〔2022〕2号", "山政办发〔2022〕2号", true },
                  { "鲁政办发【2020】11号", "鲁政办发〔2020〕11号", false },
                  { "根据国办发[2017]47号", "国办发〔2017〕47号", false },
                  { "会议室（2022）3号楼", "会议室〔2022〕3号", false },
                  { "电话（0632）8811号", "", false },
                  { "山政发〔2022〕05号", "山政发〔2022〕05号", false } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_string_equal(str_cstr(&b->arena, policy_number(&b->arena, text_of(cases[i].text))), cases[i].number);
        assert_int_equal(policy_number_well_formed(text_of(cases[i].text)), cases[i].good);
    }
}

static void copied_texts(void **state)
{
    struct builder *b = *state;
    struct papers p = columns(b);
    struct buf text, other;
    buf_init(&text, 1 << 16);
    buf_init(&other, 1 << 16);
    for (int i = 0; i < 60; i++) {
        buf_fmt(&text, "第%d条主管部门应当在%d日内建立登记簿并保存%d年", i, i * 3, i * 7);
        buf_fmt(&other, "举例来说跑腿少了%d次等候短了%d分钟办理更快%d", i * 11, i * 13, i * 17);
    }
    uint32_t f = file(b, p, "1", "关于印发《登记簿管理办法》的通知", "2026-03-02", "测政发〔2026〕1号");
    uint32_t copy = explains(b, p, "11", "《登记簿管理办法》解读", "2026-03-02"),
             own = explains(b, p, "12", "一图读懂《登记簿管理办法》", "2026-03-02");
    b->pages[f].body_text = buf_str(&text);
    b->pages[copy].body_text = buf_str(&text);
    b->pages[own].body_text = buf_str(&other);
    run(b, "policy.copied");
    assert_int_equal(findings(b, "policy.copied"), 1);
    assert_non_null(found(b, "policy.copied", address_of(b, copy)));
    buf_done(&text);
    buf_done(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(files_without_interpretation),
        SITE_TEST(three_working_days),
        SITE_TEST(links_that_count),
        SITE_TEST(unseen_links_may_be_interpretations),
        SITE_TEST(last_years_interpretation_is_not_this_years),
        SITE_TEST(unread_interpretations_accuse_nobody),
        SITE_TEST(metadata_and_validity),
        SITE_TEST(years_of_validity),
        SITE_TEST(a_longer_name_is_another_file),
        SITE_TEST(numbers_in_the_forms_people_write),
        SITE_TEST(copied_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
