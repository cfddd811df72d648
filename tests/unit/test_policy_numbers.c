/* SPDX-License-Identifier: MIT */
/* policy.number-gap: holes in a year's numbers of one series; whole series and small ones are no fault. */
#include "site_builder.h"

static uint32_t put(struct builder *b, uint32_t c, const char *id, const char *title, const char *date,
                    const char *text)
{
    char *address =
        str_cstr(&b->arena, str_fmt(&b->arena, "%.*s202601/t20260101_%s.html", STR_ARG(b->resources[c].address), id));
    uint32_t a = article(b, address, title, date);
    b->pages[a].body_text = text_of(text);
    row(b, c, title, address, date);
    return a;
}

static uint32_t series_with_holes(struct builder *b)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    uint32_t files = column(b, SITE "/zcwj/", "区政府文件");
    static const int whole[] = { 1, 2, 3, 4, 5, 6 }, holed[] = { 2, 3, 5, 6, 9 }, few[] = { 1, 9 };
    static const struct {
        const char *series;
        const int *numbers;
        size_t count;
    } all[] = { { "测政发〔2026〕", whole, 6 }, { "测政办发〔2026〕", holed, 5 }, { "测政字〔2026〕", few, 2 } };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        for (size_t k = 0; k < all[i].count; k++) {
            str id = str_fmt(&b->arena, "%zu%zu", i, k);
            str title = str_fmt(&b->arena, "关于印发《第%zu%zu类事项管理办法》的通知", i, k);
            uint32_t f = put(b, files, str_cstr(&b->arena, id), str_cstr(&b->arena, title), "2026-03-02", "");
            meta(b, f, META_NUMBER,
                 str_cstr(&b->arena, str_fmt(&b->arena, "%s%d号", all[i].series, all[i].numbers[k])));
        }
    }
    return files;
}

static void holes_in_numbers(void **state)
{
    struct builder *b = *state;
    series_with_holes(b);
    run(b, "policy.number-gap");
    assert_int_equal(findings(b, "policy.number-gap"), 1);
    const struct finding *f = found(b, "policy.number-gap", "测政办发〔2026〕");
    assert_true(evidence_has(f, "[\"4\",\"7\",\"8\"]"));
}

/* A repost and a personnel matter in another column have their numbers too. */
static void numbers_of_other_papers(void **state)
{
    struct builder *b = *state;
    uint32_t files = series_with_holes(b), people = column(b, SITE "/rsrm/", "人事任免");
    uint32_t passed = put(b, files, "81", "转发市政府关于防汛工作的通知", "2026-03-02", "");
    uint32_t named = put(b, people, "82", "关于王某任职的通知", "2026-03-02", "");
    meta(b, passed, META_NUMBER, "测政办发〔2026〕4号");
    meta(b, named, META_NUMBER, "测政办发〔2026〕7号");
    run(b, "policy.number-gap");
    assert_int_equal(findings(b, "policy.number-gap"), 1);
    assert_true(evidence_has(found(b, "policy.number-gap", "测政办发〔2026〕"), "[\"8\"]"));
}

/* What was not seen may be what is missing. */
static void numbers_of_unseen_files(void **state)
{
    struct builder *b = *state;
    uint32_t files = series_with_holes(b);
    b->pages[files].js = JS_MORE;
    b->pages[files].page_count = 3;
    run(b, "policy.number-gap");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/zcwj/", "unreadable-list") || unverified(b, SITE "/zcwj/", "javascript-list"));
}

static void numbers_of_a_crawl_cut_short(void **state)
{
    struct builder *b = *state;
    series_with_holes(b);
    b->site.run.complete = false;
    b->site.run.incomplete_because = STR("budget");
    run(b, "policy.number-gap");
    assert_int_equal(b->out.findings.count, 0);
    assert_true(unverified(b, SITE "/", "budget"));
}

int main(void)
{
    const struct CMUnitTest tests[] = { SITE_TEST(holes_in_numbers), SITE_TEST(numbers_of_other_papers),
                                        SITE_TEST(numbers_of_unseen_files), SITE_TEST(numbers_of_a_crawl_cut_short) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
