/* SPDX-License-Identifier: MIT */
/* Matters of a catalogue: which papers are theirs, and what may be said of those that lack some. */
#include "decision_site.h"

static const char *const heating[] = { "测试区供热管理办法", NULL };

#define CALL "关于公开征求《测试区供热管理办法（草案）》意见的公告"
#define FILE "测试区人民政府关于印发《测试区供热管理办法》的通知"

/* One matter; which of its papers stand where. */
struct story {
    const char *why;
    const char *call, *call_text, *file, *explained, *answer; /* titles; NULL: there is none */
    const char *call_date, *file_date;
    const char *lacks;  /* NULL: nobody is accused */
    const char *unsure; /* the reason it is unverified for; NULL: it is not */
};

static void tell(struct builder *b, const struct story *s)
{
    struct area a = area(b);
    put_catalogue(b, a, CATALOGUE, "2026-02-01", heating);
    put(b, a.calls, "关于公开征求《测试区停车收费办法（草案）》意见的公告", "2026-02-10", WINDOW);
    put(b, a.explained, "《测试区停车收费办法》解读", "2026-02-10", TEXT);
    put(b, a.answers, "《测试区停车收费办法》意见采纳情况", "2026-04-20", TEXT);
    put(b, a.files, "测试区人民政府关于印发《测试区门楼牌规定》的通知", "2026-05-20", TEXT);
    if (s->call)
        put(b, a.calls, s->call, s->call_date ? s->call_date : "2026-03-02", s->call_text);
    if (s->file)
        put(b, a.files, s->file, s->file_date ? s->file_date : "2026-06-01", TEXT);
    if (s->explained)
        put(b, a.explained, s->explained, "2026-06-01", TEXT);
    if (s->answer)
        put(b, a.answers, s->answer, "2026-06-03", TEXT);
}

static void papers_that_stand_apart(void **state)
{
    static const struct story stories[] = {
        { "all there", CALL, WINDOW "起草说明见下文，制定的背景如下。", FILE, "《测试区供热管理办法》解读",
          "《测试区供热管理办法》意见采纳情况", NULL, NULL, NULL, NULL },
        { "no explanation with the draft", CALL, WINDOW, NULL, NULL, NULL, NULL, NULL, "草案说明或解读\",\"决策背景",
          NULL },
        { "told in the text", CALL, WINDOW "现就草案作如下说明，必要性如下。", NULL, NULL, NULL, NULL, NULL, NULL,
          "ambiguous" },
        { "asked last week", CALL, TEXT, NULL, NULL, NULL, "2026-11-12", NULL, NULL, NULL },
        { "decided, nobody was asked", NULL, NULL, FILE, "《测试区供热管理办法》解读", NULL, NULL, NULL,
          "决策草案\",\"意见征集采纳情况", NULL },
        { "asked under a vague name", "关于征求城区供热收费意见的公告", TEXT, FILE, "《测试区供热管理办法》解读", NULL,
          NULL, NULL, NULL, "ambiguous" },
        { "decided last week", NULL, NULL, FILE, NULL, NULL, NULL, "2026-11-12", NULL, NULL },
        { "the document of years ago is another", NULL, NULL, FILE, NULL, NULL, NULL, "2019-06-01", NULL,
          "year-not-over" },
        { "a notice on the matter is no decision", NULL, NULL, "测试区人民政府关于供热管理办法的通知", NULL, NULL, NULL,
          NULL, NULL, "ambiguous" },
        { "an explanation of something alike", CALL, WINDOW, NULL, "《测试区供水管理办法》解读", NULL, NULL, NULL, NULL,
          "ambiguous" },
        { "nothing yet", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "year-not-over" },
        { "explained in so many words", CALL, WINDOW "一、起草背景 二、主要内容", NULL, NULL, NULL, NULL, NULL, NULL,
          "ambiguous" },
        { "an interpretation alone", NULL, NULL, NULL, "《测试区供热管理办法》解读", NULL, NULL, NULL, NULL,
          "ambiguous" },
    };
    for (size_t i = 0; i < ARRAY_LEN(stories); i++) {
        const struct story *s = &stories[i];
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        tell(b, s);
        run(b, "decision.incomplete");
        size_t count = findings(b, "decision.incomplete");
        if (count != (s->lacks != NULL) || (count && !evidence_has(&b->out.findings.items[0], s->lacks)))
            fail_msg("%s: %zu findings, %s", s->why, count,
                     count ? str_cstr(&b->arena, b->out.findings.items[0].evidence) : "");
        if (unverified(b, "测试区供热管理办法", s->unsure ? s->unsure : "") != (s->unsure != NULL) ||
            b->out.unverified.count != (s->unsure != NULL))
            fail_msg("%s: %zu unverified, %s", s->why, b->out.unverified.count,
                     b->out.unverified.count ? str_cstr(&b->arena, b->out.unverified.items[0].reason) : "");
        builder_end(&fresh);
    }
    (void)state;
}

/* What the annexes hold is known only when they were read; a document of the government above is not ours. */
static void papers_that_prove_nothing(void **state)
{
    static const struct {
        const char *why, *text, *reason;
    } cases[] = { { "read", "测试区供热管理办法（征求意见稿） 第一条 为了规范供热，制定本办法。", "" },
                  { "explains", "测试区供热管理办法（征求意见稿） 附起草说明 第一条 为了规范供热。", "ambiguous" },
                  { "scanned", "", "no-text" } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        put_catalogue(b, a, CATALOGUE, "2026-02-01", heating);
        attach(b, put(b, a.calls, CALL, "2026-03-02", WINDOW), cases[i].text, cases[i].text[0] ? "" : "no-text");
        run(b, "decision.incomplete");
        assert_int_equal(findings(b, "decision.incomplete"), cases[i].reason[0] == 0);
        if (cases[i].reason[0] && !unverified(b, "测试区供热管理办法", cases[i].reason))
            fail_msg("%s", cases[i].why);
        builder_end(&fresh);
    }
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "贯彻《山东省供热条例》", NULL };
    put_catalogue(b, a, CATALOGUE, "2026-02-01", names);
    put(b, a.calls, "关于公开征求《测试区停车收费办法（草案）》意见的公告", "2026-02-10", WINDOW);
    uint32_t upper = put(b, column(b, SITE "/sj/", "上级文件"), "山东省人民政府关于公布《山东省供热条例》的通知",
                         "2026-06-01", TEXT);
    meta(b, upper, META_ISSUER, "山东省人民政府");
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
}

/* That nobody was asked before a decision is known only where everybody else was. */
static void decided_and_nobody_can_tell(void **state)
{
    static const struct {
        const char *why, *matter, *call, *platform, *number, *reason; /* number: of the document; NULL: as it comes */
        bool picture;                                                 /* in the document */
    } cases[] = {
        { "proven", "供热管理办法", "停车收费办法", NULL, NULL, NULL, false },
        { "no calls here", "供热管理办法", NULL, NULL, NULL, "ambiguous", false },
        { "another platform", "供热管理办法", "停车收费办法", "意见征集", NULL, "ambiguous", false },
        { "urgent", "防汛应急预案", "停车收费办法", NULL, NULL, "ambiguous", false },
        { "put up again", "供热管理办法", "停车收费办法", NULL, "测政发〔2019〕7号", "ambiguous", false },
        { "a picture", "供热管理办法", "停车收费办法", NULL, NULL, "no-text", true },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        char *matter = str_cstr(&b->arena, str_fmt(&b->arena, "测试区%s", cases[i].matter));
        put_catalogue(b, a, CATALOGUE, "2026-02-01", (const char *const[]){ matter, NULL });
        if (cases[i].call)
            put(b, a.calls,
                str_cstr(&b->arena, str_fmt(&b->arena, "关于公开征求《%s（草案）》意见的公告", cases[i].call)),
                "2026-02-10", WINDOW);
        if (cases[i].platform)
            link_row(b, 0, resource(b, "http://www.elsewhere.com/", OUTCOME_OK, 200), cases[i].platform);
        uint32_t f = put(b, a.files, str_cstr(&b->arena, str_fmt(&b->arena, "关于印发《%s》的通知", matter)),
                         "2026-06-01", TEXT);
        b->pages[f].body.images = cases[i].picture;
        if (cases[i].number)
            b->pages[f].metadata.items[b->pages[f].metadata.count - 1].value = text_of(cases[i].number);
        run(b, "decision.incomplete");
        if (findings(b, "decision.incomplete") != (cases[i].reason == NULL) ||
            (cases[i].reason && !unverified(b, matter, cases[i].reason)))
            fail_msg("%s: %zu findings, %zu unverified", cases[i].why, b->out.findings.count, b->out.unverified.count);
        builder_end(&fresh);
    }
    (void)state;
}

/* Two matters of one name but for a word: a paper that both may claim is neither's. */
static void papers_that_two_matters_claim(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "测试区城区集中供热管理办法甲", "测试区城区集中供热管理办法乙",
                                         "测试区农村集中供水收费细则", "测试区农村集中供水收费细则丙", NULL };
    put_catalogue(b, a, CATALOGUE, "2026-02-01", names);
    put(b, a.calls, "关于公开征求《测试区城区集中供热管理办法（草案）》意见的公告", "2026-03-02", WINDOW);
    uint32_t same =
        put(b, a.calls, "关于公开征求《测试区农村集中供水收费细则（草案）》意见的公告", "2026-03-02", WINDOW);
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 1);
    assert_non_null(found(b, "decision.incomplete", at(b, same)));
    assert_int_equal(b->out.unverified.count, 3);
}

/* A year that is over proves nothing either: matters are put off and withdrawn. */
static void nothing_of_last_year(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const put_off[] = { "体育公园建设", "测试区供热管理办法", NULL };
    put_catalogue(b, a, "测试区人民政府2025年度重大行政决策事项目录", "2025-03-01", put_off);
    put_catalogue(b, a, CATALOGUE, "2026-02-01", heating);
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
    assert_int_equal(b->out.unverified.count, 2);
    assert_true(unverified(b, "体育公园建设", "nothing-found"));
    assert_true(unverified(b, "测试区供热管理办法", "year-not-over"));
}

static void lists_not_read_to_their_end(void **state)
{
    struct builder *b = *state;
    static const struct story s = { "", CALL, WINDOW, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
    tell(b, &s);
    uint32_t shell = column(b, SITE "/jdhy/", "解读回应");
    b->pages[shell].js = JS_LIST;
    b->pages[shell].js_why = STR("jpaas unitbuild");
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "测试区供热管理办法", "javascript-list"));
}

/* What the catalogue links to by the matter's name is its page, wherever it stands and however it is called. */
static void the_catalogue_links_to_its_matters(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t list = put_catalogue(b, a, CATALOGUE, "2026-02-01", heating);
    uint32_t hub = article(b, SITE "/zt/gr.html", "供热专题", "2026-03-01");
    page_link(b, list, at(b, hub), "测试区供热管理办法", "");
    page_link(b, hub, SITE "/zt/1.html", "决策草案", "");
    page_link(b, hub, SITE "/zt/2.html", "草案解读", "");
    run(b, "decision.incomplete");
    assert_int_equal(findings(b, "decision.incomplete"), 1);
    assert_true(evidence_has(found(b, "decision.incomplete", SITE "/zt/gr.html"), "[\"决策背景\"]"));
    assert_int_equal(b->out.unverified.count, 0);
}

static void vague_links_of_the_catalogue(void **state)
{
    struct builder *b = *state;
    static const struct story s = { "", CALL, WINDOW, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
    tell(b, &s);
    uint32_t list = site_find(&b->site, STR(SITE "/zdjc/jcml/"));
    for (uint32_t i = 0; i < b->site.resource_count; i++)
        list = b->resources[i].page && b->pages[i].cells.count ? i : list;
    page_link(b, list, SITE "/zt/gr.html", "查看", "");
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, "测试区供热管理办法", "ambiguous"));
}

/* --- the other rules of a matter in the catalogue --- */

static void calls_of_the_catalogue_are_judged(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "测试区供热管理办法", "体育公园建设", NULL };
    put_catalogue(b, a, CATALOGUE, "2026-02-01", names);
    uint32_t brief = put(b, a.calls, CALL, "2026-03-02", "征集时间：2026年3月2日至2026年3月12日。" TEXT);
    uint32_t park = put(b, a.calls, "体育公园建设项目公开征求意见公告", "2026-03-02", WINDOW);
    put(b, a.calls, "关于公开征求《测试区路灯照明规定》意见的公告", "2026-03-02",
        "征集时间：2026年3月2日至2026年3月12日。" TEXT);
    put(b, a.files, FILE, "2026-06-01", TEXT);
    put(b, a.answers, "《测试区供热管理办法》意见采纳情况", "2026-06-03", TEXT);
    put(b, a.files, "测试区人民政府关于体育公园建设的决定", "2026-06-01", TEXT);
    run(b, "decision.short-comment");
    run(b, "decision.no-feedback");
    assert_int_equal(findings(b, "decision.short-comment"), 1);
    assert_non_null(found(b, "decision.short-comment", at(b, brief)));
    assert_int_equal(findings(b, "decision.no-feedback"), 1);
    assert_true(evidence_has(found(b, "decision.no-feedback", at(b, park)), "\"feedback_due\":\"2026-06-15\""));
}

/* 关于体育公园建设的通告 closes a road; only a document of the government's decides. */
static void notices_to_the_public_decide_nothing(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "体育公园建设", NULL };
    put_catalogue(b, a, CATALOGUE, "2026-02-01", names);
    put(b, a.calls, "体育公园建设项目公开征求意见公告", "2026-03-02", WINDOW);
    put(b, column(b, SITE "/tzgg/", "通知公告"), "关于体育公园建设的通告", "2026-06-01", TEXT);
    run(b, "decision.no-feedback");
    assert_int_equal(b->out.findings.count + b->out.unverified.count, 0);
}

static void an_answer_that_may_be_the_one(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const names[] = { "体育公园建设", NULL };
    put_catalogue(b, a, CATALOGUE, "2026-02-01", names);
    uint32_t park = put(b, a.calls, "体育公园建设项目公开征求意见公告", "2026-03-02", WINDOW);
    put(b, a.files, "测试区人民政府关于体育公园建设的决定", "2026-06-01", TEXT);
    put(b, a.answers, "公园选址意见反馈情况", "2026-06-03", TEXT);
    run(b, "decision.no-feedback");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, at(b, park), "ambiguous"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(papers_that_stand_apart),
        SITE_TEST(papers_that_prove_nothing),
        SITE_TEST(decided_and_nobody_can_tell),
        SITE_TEST(papers_that_two_matters_claim),
        SITE_TEST(nothing_of_last_year),
        SITE_TEST(lists_not_read_to_their_end),
        SITE_TEST(the_catalogue_links_to_its_matters),
        SITE_TEST(vague_links_of_the_catalogue),
        SITE_TEST(calls_of_the_catalogue_are_judged),
        SITE_TEST(notices_to_the_public_decide_nothing),
        SITE_TEST(an_answer_that_may_be_the_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
