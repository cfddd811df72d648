/* SPDX-License-Identifier: MIT */
/* decision.*: what the site must show to be accused, and what only looks like a fault. */
#include "attachment.h"
#include "decision.h"
#include "site_builder.h"

/* --- dates --- */

static void windows_as_notices_write_them(void **state)
{
    struct builder *b = *state;
    static const struct {
        const char *text, *published, *start, *end; /* start empty: none to be told */
        bool several;
    } cases[] = {
        { "征求意见时间：2026年3月1日至2026年3月31日。", "", "2026-03-01", "2026-03-31", false },
        { "公示期限为 2026 年 3 月 1 日起至 3 月 20 日止", "", "2026-03-01", "2026-03-20", false },
        { "征集时间:2026-12-20—2027-01-10", "", "2026-12-20", "2027-01-10", false },
        { "征集期限：2026年12月20日（星期日）至1月10日", "", "2026-12-20", "2027-01-10", false },
        { "意见征集时间 2026.03.01 8:30 ~ 2026.03.31 17:30", "", "2026-03-01", "2026-03-31", false },
        { "征集时间：2026年3月1日至31日", "", "2026-03-01", "2026-03-31", false },
        { "请于2026年3月20日前反馈意见", "2026-03-01", "2026-03-01", "2026-03-20", false },
        { "意见反馈截止时间：2026年3月20日", "2026-03-01", "2026-03-01", "2026-03-20", false },
        { "请于2026年3月20日前反馈意见", "", "", "", false },
        { "根据2026年3月1日的会议精神，现公开征求意见。", "2026-03-02", "", "", false },
        { "会期2026年3月1日至2026年3月5日", "", "", "", false },
        { "第一批征集时间2026年3月1日至3月10日，第二批征集时间2026年4月1日至4月10日", "", "", "", true },
        { "征集时间2026年3月1日至3月31日。再说一遍：征集时间2026年3月1日至3月31日。", "", "2026-03-01", "2026-03-31",
          false },
        { "征求意见电话 0632-8811234，邮编277200，2026年第3号", "", "", "", false },
        { "征求意见时间2026年13月45日至2026年14月1日", "", "", "", false },
        { "", "", "", "", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct comment_window w;
        bool several = false,
             found = comment_window(&b->arena, text_of(cases[i].text), iso(cases[i].published), &w, &several);
        if (found != (cases[i].start[0] != 0) || several != cases[i].several)
            fail_msg("%s: found %d, several %d", cases[i].text, found, several);
        if (found && (day_compare(w.start, iso(cases[i].start)) || day_compare(w.end, iso(cases[i].end))))
            fail_msg("%s: %.*s to %.*s", cases[i].text, STR_ARG(day_to_iso(&b->arena, w.start)),
                     STR_ARG(day_to_iso(&b->arena, w.end)));
    }
}

/* --- a site --- */

struct area {
    uint32_t calls, answers, results, catalogue;
};

static struct area area(struct builder *b)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    column(b, SITE "/zdjc/", "重大行政决策");
    struct area a = { column(b, SITE "/zdjc/jcca/", "重大行政决策草案"),
                      column(b, SITE "/zdjc/yjfk/", "重大行政决策意见反馈"),
                      column(b, SITE "/zdjc/jcjg/", "重大行政决策结果"),
                      column(b, SITE "/zdjc/jcml/", "重大行政决策目录") };
    return a;
}

static uint32_t put(struct builder *b, uint32_t list, const char *id, const char *title, const char *date,
                    const char *text)
{
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/zdjc/202601/t20260101_%s.html", id));
    uint32_t a = article(b, address, title, date);
    b->pages[a].body_text = text_of(text);
    row(b, list, title, address, date);
    return a;
}

static char *at(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

#define FILLER                                                                                                                                                                 \
    "为提高决策质量，现将草案向社会公布，欢迎社会各界提出宝贵意见，可以来信、来电或者发送电子邮件，我们将认真研究每一" \
    "条意见。"                                                                                                                                                             \
    "为提高决策质量，现将草案向社会公布，欢迎社会各界提出宝贵意见，可以来信、来电或者发送电子邮件，我们将认真研究每一" \
    "条意见。"
#define SHORT "征求意见时间：2026年3月2日至2026年3月16日。" FILLER
#define LONG  "征求意见时间：2026年3月2日至2026年3月31日。" FILLER

static void comments_for_too_short_a_time(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t bad = put(b, a.calls, "1", "关于公开征求《测试区供热管理办法（草案）》意见的公告", "2026-03-02", SHORT);
    uint32_t good = put(b, a.calls, "2", "关于公开征求《测试区停车管理办法（草案）》意见的公告", "2026-03-02", LONG);
    uint32_t said = put(b, a.calls, "3", "关于公开征求《测试区防汛办法（草案）》意见的公告", "2026-03-02",
                        "因汛期临近、情况紧急，本次缩短期限。" SHORT);
    uint32_t old = put(b, a.calls, "4", "关于公开征求《测试区旧办法（草案）》意见的公告", "2024-03-02",
                       "征求意见时间：2024年3月2日至2024年3月16日。" FILLER);
    uint32_t dateless = put(b, a.calls, "5", "关于公开征求《测试区绿化办法（草案）》意见的公告", "2026-03-02", FILLER);
    uint32_t answer = put(b, a.answers, "6", "《测试区停车管理办法》征求意见采纳情况", "2026-04-02", SHORT);
    uint32_t other = column(b, SITE "/zjdc/", "民意征集");
    uint32_t plain = put(b, other, "7", "关于公开征求《测试区公厕改造方案》意见的公告", "2026-03-02", SHORT);
    uint32_t outside = put(b, other, "8", "关于公开征求《测试区水价方案（草案）》意见的公告", "2026-03-02",
                           "本事项属于重大行政决策。" SHORT);
    run(b, "decision.short-comment");
    assert_int_equal(findings(b, "decision.short-comment"), 2);
    const struct finding *f = found(b, "decision.short-comment", at(b, bad));
    assert_true(evidence_has(f, "\"comment_days\":15"));
    assert_true(str_has(f->message, STR("共 15 天")));
    assert_non_null(found(b, "decision.short-comment", at(b, outside)));
    assert_true(unverified(b, at(b, dateless), "no-date"));
    (void)good, (void)said, (void)old, (void)answer, (void)plain;
}

static void a_call_whose_text_is_a_file(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static struct page_facts file = { .attachment = STR_INIT("pdf"), .known = KNOWN_BODY };
    static struct page_facts scan = { .attachment = STR_INIT("pdf"), .limit_hit = STR_INIT("no-text") };
    uint32_t told =
        put(b, a.calls, "1", "关于公开征求《测试区供热管理办法（草案）》意见的公告", "2026-03-02", "公告.pdf");
    uint32_t dark =
        put(b, a.calls, "2", "关于公开征求《测试区停车管理办法（草案）》意见的公告", "2026-03-02", "公告.pdf");
    uint32_t lost = put(b, a.calls, "3", "关于公开征求《测试区绿化办法（草案）》意见的公告", "2026-03-02", "公告.pdf");
    file.body_text = text_of(SHORT);
    b->resources[resource(b, SITE "/a.pdf", OUTCOME_OK, 200)].attachment = &file;
    b->resources[resource(b, SITE "/b.pdf", OUTCOME_OK, 200)].attachment = &scan;
    resource(b, SITE "/c.pdf", OUTCOME_OK, 200);
    page_link(b, told, SITE "/a.pdf", "公告.pdf", "");
    page_link(b, dark, SITE "/b.pdf", "公告.pdf", "");
    page_link(b, lost, SITE "/c.pdf", "公告.pdf", "");
    run(b, "decision.short-comment");
    assert_int_equal(findings(b, "decision.short-comment"), 1);
    assert_non_null(found(b, "decision.short-comment", at(b, told)));
    assert_true(unverified(b, at(b, dark), "no-text"));
    assert_true(unverified(b, at(b, lost), "not-read"));
}

static void answers_to_comments(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t bad = put(b, a.calls, "1", "关于公开征求《测试区供热管理办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "11", "关于印发《测试区供热管理办法》的通知", "2026-05-11", FILLER);
    uint32_t good =
        put(b, a.calls, "2", "关于公开征求《测试区停车管理办法（征求意见稿）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "21", "关于印发《测试区停车管理办法》的通知", "2026-05-11", FILLER);
    put(b, a.answers, "22", "《测试区停车管理办法》公开征求意见采纳情况", "2026-04-10", FILLER);
    uint32_t late = put(b, a.calls, "3", "关于公开征求《测试区防汛办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "31", "关于印发《测试区防汛办法》的通知", "2026-05-11", FILLER);
    put(b, a.answers, "32", "《测试区防汛办法》意见采纳情况反馈", "2026-05-26", FILLER);
    uint32_t open = put(b, a.calls, "4", "关于公开征求《测试区绿化办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "41", "《测试区绿化办法》政策解读", "2026-05-11", FILLER);
    uint32_t fresh = put(b, a.calls, "5", "关于公开征求《测试区养犬办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "51", "关于印发《测试区养犬办法》的通知", "2026-11-09", FILLER);
    uint32_t linked = put(b, a.calls, "6", "关于公开征求《测试区公交办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "61", "关于印发《测试区公交办法》的通知", "2026-05-11", FILLER);
    page_link(b, linked, SITE "/zdjc/x.html", "意见采纳情况", "");
    page_link(b, bad, at(b, good), "上一篇：《测试区停车管理办法》公开征求意见采纳情况", "");
    run(b, "decision.no-feedback");
    assert_int_equal(findings(b, "decision.no-feedback"), 2);
    const struct finding *f = found(b, "decision.no-feedback", at(b, bad));
    assert_true(evidence_has(f, "\"feedback_due\":\"2026-05-25\""));
    assert_true(evidence_has(found(b, "decision.no-feedback", at(b, late)), "\"feedback\":\"2026-05-26\""));
    (void)good, (void)open, (void)fresh;
}

static void answers_that_may_mean_anything(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t call = put(b, a.calls, "1", "关于公开征求《测试区供热管理办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "11", "关于印发《测试区供热管理办法》的通知", "2026-05-11", FILLER);
    put(b, a.answers, "12", "2026年第一批重大行政决策意见采纳情况", "2026-05-12", FILLER);
    run(b, "decision.no-feedback");
    assert_int_equal(findings(b, "decision.no-feedback"), 0);
    assert_true(unverified(b, at(b, call), "ambiguous"));
}

static void lists_by_script_acquit(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t call = put(b, a.calls, "1", "关于公开征求《测试区供热管理办法（草案）》意见的公告", "2026-03-02", LONG);
    put(b, a.results, "11", "关于印发《测试区供热管理办法》的通知", "2026-05-11", FILLER);
    b->pages[a.answers].js = JS_LIST;
    b->pages[a.answers].js_why = STR("jpaas unitbuild");
    run(b, "decision.no-feedback");
    run(b, "decision.catalogue");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, at(b, call), "javascript-list"));
    assert_true(unverified(b, SITE "/zdjc/", "javascript-list"));
}

/* Every column of the area holds something, so that nothing is in doubt. */
static struct area filled(struct builder *b)
{
    struct area a = area(b);
    put(b, a.calls, "91", "关于公开征求《测试区一号办法（草案）》意见的公告", "2026-09-01", LONG);
    put(b, a.answers, "92", "《测试区零号办法》意见采纳情况", "2026-09-01", FILLER);
    put(b, a.results, "93", "关于印发《测试区零号办法》的通知", "2026-09-01", FILLER);
    return a;
}

static void a_year_without_catalogue(void **state)
{
    struct builder *b = *state;
    struct area a = filled(b);
    put(b, a.catalogue, "1", "测试区人民政府2025年度重大行政决策事项目录", "2025-04-01", FILLER);
    put(b, a.results, "2", "测试区供热管理办法决策事项", "2026-06-01", FILLER); /* one matter's own page */
    run(b, "decision.catalogue");
    assert_int_equal(findings(b, "decision.catalogue"), 1);
    assert_true(evidence_has(found(b, "decision.catalogue", SITE "/zdjc/"), "\"year\":2026"));
}

static void a_year_with_catalogue(void **state)
{
    struct builder *b = *state;
    struct area a = filled(b);
    uint32_t news = column(b, SITE "/tzgg/", "通知公告");
    put(b, a.catalogue, "1", "测试区人民政府2025年度重大行政决策事项目录", "2025-04-01", FILLER);
    put(b, news, "2", "关于公布２０２６年度重大行政决策事项目录的通知", "2026-04-01", FILLER); /* wherever it stands */
    run(b, "decision.catalogue");
    assert_int_equal(findings(b, "decision.catalogue"), 0);
    assert_int_equal(b->out.unverified.count, 0);
}

static void before_november_last_year_counts(void **state)
{
    struct builder *b = *state;
    struct area a = filled(b);
    b->judge.as_of = iso("2026-10-20");
    put(b, a.catalogue, "1", "测试区人民政府2025年度重大行政决策事项目录", "2025-04-01", FILLER);
    run(b, "decision.catalogue");
    assert_int_equal(findings(b, "decision.catalogue"), 0);
}

static void no_area_no_fault(void **state)
{
    struct builder *b = *state;
    column(b, SITE "/tzgg/", "通知公告");
    run(b, "decision.catalogue");
    run(b, "decision.incomplete");
    run(b, "decision.short-comment");
    run(b, "decision.no-feedback");
    assert_int_equal(b->out.findings.count + b->out.unverified.count, 0);
}

static void pages_that_gather_a_decision(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "决策草案", "草案解读", "决策背景", "意见采纳情况", "决策结果" };
    uint32_t pages[5];
    static const char *const titles[] = { "测试区供热管理办法决策事项", "测试区停车管理办法决策事项",
                                          "测试区绿化办法决策事项", "测试区养犬办法决策事项",
                                          "测试区公交办法决策事项" };
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        char id[8] = { (char)('1' + i), 0 };
        pages[i] =
            put(b, a.results, id, titles[i], "2026-06-01", i == 3 ? "本页附有关背景。" FILLER : "请看下面的链接。");
        for (size_t k = 0; k < ARRAY_LEN(names); k++) {
            bool leave = (i == 1 && k >= 3) || ((i == 2 || i == 3) && k == 2) || (i == 4 && k > 0);
            if (!leave)
                page_link(b, pages[i], str_cstr(&b->arena, str_fmt(&b->arena, SITE "/x/%zu%zu.html", i, k)), names[k],
                          "");
        }
    }
    run(b, "decision.incomplete");
    assert_int_equal(findings(b, "decision.incomplete"), 1); /* 2 is not decided yet, 5 gathers nothing */
    assert_true(evidence_has(found(b, "decision.incomplete", at(b, pages[2])), "决策背景"));
    assert_true(unverified(b, at(b, pages[3]), "ambiguous"));
}

static void a_result_without_what_became_of_the_comments(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t x = put(b, a.results, "1", "测试区供热管理办法决策事项", "2026-06-01", "请看下面的链接。");
    static const char *const names[] = { "决策草案及说明", "决策背景", "决策结果" };
    for (size_t k = 0; k < ARRAY_LEN(names); k++)
        page_link(b, x, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/x/%zu.html", k)), names[k], "");
    uint32_t framed = put(b, a.results, "2", "测试区停车管理办法决策事项", "2026-06-01", "请看下面的链接。");
    for (size_t k = 0; k < 2; k++)
        page_link(b, framed, str_cstr(&b->arena, str_fmt(&b->arena, SITE "/y/%zu.html", k)), names[k], "");
    page_link(b, framed, SITE "/y/9.html", "决策结果", "");
    b->pages[framed].body.frames = 1;
    run(b, "decision.incomplete");
    assert_int_equal(findings(b, "decision.incomplete"), 1);
    assert_true(evidence_has(found(b, "decision.incomplete", at(b, x)), "[\"意见征集采纳情况\"]"));
    assert_true(unverified(b, at(b, framed), "javascript-list"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(windows_as_notices_write_them),    SITE_TEST(comments_for_too_short_a_time),
        SITE_TEST(a_call_whose_text_is_a_file),      SITE_TEST(answers_to_comments),
        SITE_TEST(answers_that_may_mean_anything),   SITE_TEST(lists_by_script_acquit),
        SITE_TEST(a_year_without_catalogue),         SITE_TEST(a_year_with_catalogue),
        SITE_TEST(before_november_last_year_counts), SITE_TEST(no_area_no_fault),
        SITE_TEST(pages_that_gather_a_decision),     SITE_TEST(a_result_without_what_became_of_the_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
