/* SPDX-License-Identifier: MIT */
/* A corpus of policy files as one county publishes them in a few years: interpretations of every form, several of one
 * file, one of several files, edges of the three working days, and what is no policy file. Exact findings. */
#include "policy_corpus.h"
#include "policy_forms.h"
#include "policy_pairs.h"
#include "site_builder.h"
#include <assert.h>
#include <string.h>

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

/* A file as its row tells, with all its oddities. */
static uint32_t put_odd(struct builder *b, const struct sample_file *f, size_t n)
{
    char *title = format(b, f->file ? f->file : "测试区人民政府关于印发《%s》的通知", f->name);
    uint32_t a = put(b, "区政府文件", title, f->date);
    const char *sign = f->odd & ODD_ABOVE      ? "桑政发〔2026〕"
                       : f->odd & ODD_BRACKETS ? "测政发【2026】"
                                               : "测政发〔2026〕";
    meta(b, a, META_ISSUER, f->odd & ODD_ABOVE ? "测试区桑园镇人民政府" : "测试区人民政府");
    if (!(f->odd & ODD_UNDATED))
        meta(b, a, META_WRITTEN, f->date);
    if (!(f->odd & ODD_CLOSED))
        meta(b, a, META_OPENNESS, "主动公开");
    if (!(f->odd & ODD_UNNUMBERED))
        meta(b, a, META_NUMBER, str_cstr(&b->arena, str_fmt(&b->arena, "%s%zu号", sign, n)));
    if (f->odd & ODD_EXPIRED)
        meta(b, a, META_VALID_UNTIL, "2026年8月31日");
    if (f->odd & ODD_MARKED)
        meta(b, a, META_VALIDITY, "失效");
    b->pages[a].js |= f->odd & ODD_SCRIPT ? JS_RELATED : 0;
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

/* Sentences of which no two are alike; `from` begins another text. */
static str sentences(struct builder *b, int from, int count)
{
    str all[80];
    for (int i = 0; i < count; i++)
        all[i] = str_fmt(&b->arena, "第%d条主管部门应当在%d日内建立登记簿并保存%d年", from + i, (from + i) * 3,
                         (from + i) * 7);
    return str_join(&b->arena, all, (size_t)count, STR("。"));
}

/* The text of the file is on its page, or in a file that is attached. */
static void put_text(struct builder *b, const struct sample_file *f, uint32_t a, str text)
{
    uint32_t file = f->odd & (ODD_IN_PDF | ODD_IN_DOC) ? b->site.resource_count : 0;
    b->pages[a].body_text = text;
    if (!file)
        return;
    bool pdf = f->odd & ODD_IN_PDF;
    struct page_facts *facts = arena_new(&b->arena, struct page_facts, 1);
    *facts =
        (struct page_facts){ .attachment = pdf ? STR("pdf") : STR("doc"),
                             .known = pdf ? KNOWN_BODY : 0,
                             .limit_hit = pdf ? STR("") : STR("old-format"),
                             .body_text = pdf ? str_fmt(&b->arena, "%.*s。测试区人民政府 2026年7月30日", STR_ARG(text))
                                              : STR("") };
    char *address_of_file = str_cstr(&b->arena, str_fmt(&b->arena, SITE "/files/%u.%s", file, pdf ? "pdf" : "doc"));
    b->resources[resource(b, address_of_file, OUTCOME_OK, 200)].attachment = facts;
    page_link(b, a, address_of_file, "通知全文", "");
    b->pages[a].body_text = STR("通知全文");
    b->pages[a].body = (struct body_fact){ .chars = 4, .files = 1 };
}

static void put_explanation(struct corpus *c, size_t i)
{
    struct builder *b = c->b;
    const struct sample_file *f = &files[i];
    str text = sentences(b, 1 + 40 * (int)i, 30), own = sentences(b, 4000 + 40 * (int)i, 30);
    put_text(b, f, c->files[i], text);
    if (!f->interpreted[0])
        return;
    uint32_t e = put(b, f->column, format(b, f->title, f->told ? f->told : f->name), f->interpreted);
    c->explained[i] = e;
    b->pages[e].body_text = f->odd & ODD_COPIED   ? text
                            : f->odd & ODD_QUOTED ? str_fmt(&b->arena, "%.*s。%.*s",
                                                            STR_ARG(sentences(b, 1 + 40 * (int)i, 9)), STR_ARG(own))
                                                  : own;
    if (f->odd & ODD_PICTURE) {
        b->pages[e].body = (struct body_fact){ .chars = 20, .images = 1 };
        b->pages[e].body_text = str_slice(text, 0, 60);
    }
    if (f->odd & ODD_FILM)
        b->pages[e].body.media = 1;
    link_both(b, c->files[i], e, f->links);
}

static void build(struct corpus *c)
{
    struct builder *b = c->b;
    tag(b, 0, "SiteName", "测试区人民政府");
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        c->files[i] = put_odd(b, &files[i], i + 1);
        put_explanation(c, i);
    }
    for (size_t i = 0; i < ARRAY_LEN(decoys); i++) {
        uint32_t d = put(b, "区政府文件", decoys[i].title, "2026-06-01");
        meta(b, d, META_WRITTEN, "2026-06-01");
        meta(b, d, META_OPENNESS, "主动公开");
        if (decoys[i].number[0])
            meta(b, d, META_NUMBER, decoys[i].number);
        else
            meta(b, d, META_ISSUER, "测试区人民政府");
    }
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
            bool faulty = str_has(text_of(files[i].faults), text_of(rules[r]));
            bool of_explanation = strcmp(rules[r], "no-backlink") == 0 || strcmp(rules[r], "copied") == 0;
            uint32_t subject = of_explanation ? c.explained[i] : c.files[i];
            if (faulty != (subject && found(c.b, rule, address(c.b, subject)) != NULL))
                fail_msg("%s: %s", rule, files[i].name);
            expected += faulty;
        }
        assert_int_equal(findings(c.b, rule), expected);
    }
    static_assert(ARRAY_LEN(files) >= 40, "the corpus is the issue's");
    assert_int_equal(policies_of(&c.b->judge)->policies.count, ARRAY_LEN(files));
    for (size_t i = 0; i < c.b->out.unverified.count; i++) {
        const struct unverified *u = &c.b->out.unverified.items[i];
        bool expected = false;
        for (size_t k = 0; k < ARRAY_LEN(unknown) && !expected; k++) {
            uint32_t at = site_find(&c.b->site, u->subject);
            expected = str_eq(u->rule, text_of(unknown[k].rule)) && str_eq(u->reason, text_of(unknown[k].reason)) &&
                       str_has(c.b->pages[at].heading, text_of(unknown[k].file));
        }
        if (!expected)
            fail_msg("unverified: %.*s %.*s %.*s", STR_ARG(u->rule), STR_ARG(u->subject), STR_ARG(u->reason));
    }
    assert_int_equal(c.b->out.unverified.count, ARRAY_LEN(unknown));
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
