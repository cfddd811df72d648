/* SPDX-License-Identifier: MIT */
/* Matters of a year's catalogue of major decisions: how they are read, which papers are theirs, and what may be said of
 * those that lack some. */
#include "decision.h"
#include "site_builder.h"
#include <string.h>

#define TEXT                                                                                                                                                                   \
    "为提高决策质量，现将文稿向社会公布，欢迎社会各界提出宝贵意见，可以来信、来电或者发送电子邮件，我们将认真研究每一" \
    "条"                                                                                                                                                                      \
    "意见，并在规定的时间内答复，感谢大家对我们工作的关心和支持，联系电话和地址见政府网站的首页，工作日均可联系。"
#define WINDOW "征集时间：2026年3月2日至2026年4月10日。" TEXT

struct area {
    uint32_t catalogue, calls, files, explained, answers;
};

static struct area area(struct builder *b)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    column(b, SITE "/zdjc/", "重大行政决策");
    struct area a = { column(b, SITE "/zdjc/jcml/", "重大行政决策目录"), column(b, SITE "/zjdc/", "意见征集"),
                      column(b, SITE "/zcwj/", "政策文件"), column(b, SITE "/zcjd/", "政策解读"),
                      column(b, SITE "/yjfk/", "意见反馈") };
    return a;
}

static uint32_t put(struct builder *b, uint32_t list, const char *title, const char *date, const char *text)
{
    bool file = str_ends(b->resources[list].address, STR("/zcwj/"));
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, "%.*s202601/t20260101_%u.html",
                                                STR_ARG(b->resources[list].address), b->site.resource_count));
    uint32_t a = article(b, address, title, date);
    b->pages[a].body_text = text_of(text);
    row(b, list, title, address, date);
    if (file) {
        meta(b, a, META_ISSUER, "测试区人民政府");
        meta(b, a, META_NUMBER, str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%u号", a)));
    }
    return a;
}

static char *at(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static void cell(struct builder *b, uint32_t p, uint32_t row, uint32_t column, uint32_t rows, uint32_t columns,
                 const char *text)
{
    *arena_push(&b->arena, &b->pages[p].cells) =
        (struct cell_fact){ .row = row, .column = column, .rows = rows, .columns = columns, .text = text_of(text) };
}

/* The usual table of matters; names end with NULL. */
static uint32_t put_catalogue(struct builder *b, struct area a, const char *title, const char *date,
                              const char *const *names)
{
    static const char *const heads[] = { "序号", "决策事项名称", "承办单位", "完成时间" };
    uint32_t p = put(b, a.catalogue, title, date, "现将目录公布如下，请认真组织实施。");
    for (uint32_t i = 0; i < ARRAY_LEN(heads); i++)
        cell(b, p, 0, i, 1, 1, heads[i]);
    for (uint32_t i = 0; names[i]; i++) {
        cell(b, p, i + 1, 0, 1, 1, "9");
        cell(b, p, i + 1, 1, 1, 1, names[i]);
        cell(b, p, i + 1, 2, 1, 1, "区住房城乡建设局");
        cell(b, p, i + 1, 3, 1, 1, "12月");
    }
    return p;
}

#define CATALOGUE "测试区人民政府2026年度重大行政决策事项目录"

static void expect_rows(struct builder *b, const char *const *names)
{
    judge_ready(b);
    const struct decisions *all = decisions_of(&b->judge);
    size_t count = 0;
    while (names[count])
        count++;
    for (size_t i = 0; i < all->rows.count && i < count; i++) {
        if (!str_eq(all->rows.items[i].name, text_of(names[i])))
            fail_msg("row %zu is %.*s, not %s", i, STR_ARG(all->rows.items[i].name), names[i]);
    }
    assert_int_equal(all->rows.count, count);
}

/* --- rows --- */

static void rows_of_a_table(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t p = put(b, a.catalogue, CATALOGUE, "2026-04-01", "");
    cell(b, p, 0, 0, 1, 4, "2026年度重大行政决策事项目录");
    cell(b, p, 1, 0, 1, 1, "类别");
    cell(b, p, 1, 1, 1, 1, "决策事项");
    cell(b, p, 1, 2, 1, 1, "承办单位");
    cell(b, p, 1, 3, 1, 1, "完成时间");
    cell(b, p, 2, 0, 2, 1, "公共服务");
    cell(b, p, 2, 1, 1, 1, "制定《测试区供热管理办法》");
    cell(b, p, 2, 2, 1, 1, "区住房城乡建设局");
    cell(b, p, 3, 1, 2, 1, "老旧小区改造");
    cell(b, p, 3, 2, 1, 1, "区住房城乡建设局");
    cell(b, p, 4, 2, 1, 1, "区财政局");
    cell(b, p, 5, 0, 1, 4, "以上事项可以调整");
    cell(b, p, 6, 1, 1, 1, "决策事项");
    cell(b, p, 7, 1, 1, 1, "—");
    cell(b, p, 8, 1, 1, 1, "体育公园建设");
    expect_rows(b, (const char *const[]){ "制定《测试区供热管理办法》", "老旧小区改造", "体育公园建设", NULL });
}

static void rows_of_a_text(void **state)
{
    static const struct {
        const char *text, *first, *second;
    } cases[] = {
        { "现公布如下： 1.制定《测试区供热管理办法》（承办单位：区住建局） 2.体育公园建设（承办单位：区教体局）",
          "制定《测试区供热管理办法》", "体育公园建设" },
        { "序号 事项名称 承办单位 1 测试区供热管理办法 区住房城乡建设局 6月底前 2 体育公园建设 区教育和体育局 第四季度",
          "测试区供热管理办法", "体育公园建设" },
        { "一、测试区供热管理办法。承办单位：区住建局。 二、体育公园建设。承办单位：区教体局。", "测试区供热管理办法",
          "体育公园建设" },
        { "（一）测试区供热管理办法；责任单位：区住建局 （二）体育公园建设；", "测试区供热管理办法", "体育公园建设" },
        { "１、制定《测试区供热 管理办法》 责任单位：区住建局 ２、体育公园建设", "制定《测试区供热管理办法》",
          "体育公园建设" },
        { "1 测试区供热管理办法 《山东省供热条例》 区住建局 2 体育公园建设 《体育法》 区教体局", "测试区供热管理办法",
          "体育公园建设" },
        { "序号 1 2 3 事项 测试区供热管理办法 体育公园建设 绿道建设", NULL, NULL }, /* column by column */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        put(b, a.catalogue, CATALOGUE, "2026-04-01", cases[i].text);
        expect_rows(b, (const char *const[]){ cases[i].first, cases[i].second, NULL });
        builder_end(&fresh);
    }
    (void)state;
}

static struct page_facts *attach(struct builder *b, uint32_t p, const char *text, const char *why)
{
    static struct page_facts file;
    file = (struct page_facts){ .attachment = STR_INIT("pdf"), .known = text[0] ? KNOWN_BODY : 0 };
    file.body_text = text_of(text);
    file.limit_hit = text_of(why);
    b->resources[resource(b, SITE "/f/ml.pdf", OUTCOME_OK, 200)].attachment = &file;
    page_link(b, p, SITE "/f/ml.pdf", "附件：目录.pdf", "");
    return &file;
}

static void rows_of_a_file(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    uint32_t p = put(b, a.catalogue, "关于公布2026年度重大行政决策事项目录的通知", "2026-04-01", TEXT TEXT);
    attach(b, p, "序号 事项 承办单位 1 测试区供热管理办法 区住房城乡建设局 2 体育公园建设 区教育和体育局", "");
    expect_rows(b, (const char *const[]){ "测试区供热管理办法", "体育公园建设", NULL });
}

static void catalogues_that_cannot_be_read(void **state)
{
    static const struct {
        const char *text, *why, *said;
        int images;
    } cases[] = { { "", "no-text", "no-text", 0 },
                  { "", "old-format", "old-format", 0 },
                  { "只有一段说明文字，没有列出事项，请向主管部门查询。", "", "unreadable-list", 0 },
                  { "", NULL, "no-text", 1 } };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        void *fresh = NULL;
        assert_int_equal(builder_start(&fresh), 0);
        struct builder *b = fresh;
        struct area a = area(b);
        uint32_t p = put(b, a.catalogue, CATALOGUE, "2026-04-01", "目录见附件。");
        b->pages[p].body.images = (uint32_t)cases[i].images;
        if (cases[i].why)
            attach(b, p, cases[i].text, cases[i].why);
        run(b, "decision.incomplete");
        assert_int_equal(b->out.findings.count, 0);
        if (!unverified(b, at(b, p), cases[i].said))
            fail_msg("case %zu is not said to be %s", i, cases[i].said);
        builder_end(&fresh);
    }
    (void)state;
}

/* A column that is one page: of which year it tells nobody knows. */
static void a_catalogue_that_is_a_column(void **state)
{
    struct builder *b = *state;
    area(b);
    uint32_t p = page(b, SITE "/zdjc/ml.html");
    tag(b, p, "ColumnName", "重大行政决策事项清单");
    crumb(b, p, "首页", SITE "/");
    crumb(b, p, "重大行政决策事项清单", SITE "/zdjc/ml.html");
    b->pages[p].known |= KNOWN_BODY;
    b->pages[p].body.chars = 300;
    b->pages[p].body_text = STR("1.测试区供热管理办法 2.体育公园建设 " TEXT);
    run(b, "decision.incomplete");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/zdjc/ml.html", "text-page"));
}

static const char *const heating[] = { "测试区供热管理办法", NULL };

/* What is called so and is none, whose is not ours, and which of several holds. */
static void which_catalogues_count(void **state)
{
    struct builder *b = *state;
    struct area a = area(b);
    static const char *const others[] = { "测试区绿道规划", NULL }, *const old[] = { "测试区旧事办法", NULL },
                             *const later[] = { "测试区供热管理办法", "体育公园建设", NULL },
                             *const unit[] = { "测试区供热管理办法", "学校食堂改造", NULL };
    put_catalogue(b, a, "枣庄市2026年度重大行政决策事项目录", "2026-02-01", others);
    put_catalogue(b, a, "关于征集2026年度重大行政决策事项目录建议的公告", "2026-01-05", others);
    put_catalogue(b, a, "测试区重大行政决策事项目录编制办法", "2026-01-06", others);
    put_catalogue(b, a, "测试区人民政府2023年度重大行政决策事项目录", "2023-03-01", old);
    put_catalogue(b, a, CATALOGUE, "2026-04-01", old);
    put_catalogue(b, a, CATALOGUE "（调整）", "2026-08-01", later);
    put_catalogue(b, a, "测试区教育和体育局2026年度重大行政决策事项目录", "2026-05-01", unit);
    expect_rows(b, (const char *const[]){ "测试区供热管理办法", "体育公园建设", "学校食堂改造", NULL });
}

/* --- papers --- */

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
        SITE_TEST(rows_of_a_table),
        SITE_TEST(rows_of_a_text),
        SITE_TEST(rows_of_a_file),
        SITE_TEST(catalogues_that_cannot_be_read),
        SITE_TEST(a_catalogue_that_is_a_column),
        SITE_TEST(which_catalogues_count),
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
