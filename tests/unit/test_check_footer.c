/* SPDX-License-Identifier: MIT */
/* site.footer: what the footer must show, in whatever words and forms, and the code numbers that must agree. */
#include "site_builder.h"

static const char whole_footer[] =
    "主办单位：测试区人民政府办公室 网站标识码：3704060001 联系电话：0632-8811111 鲁ICP备05031234号-1 "
    "鲁公网安备 37040602000118号 站点地图";

static void home_links(struct builder *b, const char *code)
{
    char *find = str_cstr(&b->arena,
                          str_fmt(&b->arena, "http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=%s&url=x", code));
    link_row(b, 0, resource(b, find, OUTCOME_OK, 200), "")->region = REGION_FOOTER;
    link_row(b, 0, resource(b, "http://bszs.conac.cn/sitename?method=show&id=0A", OUTCOME_OK, 200), "")->region =
        REGION_FOOTER;
}

/* The verdict of a row of the identity table. */
static const char *identity_of(struct builder *b, const char *item)
{
    for (size_t i = 0; i < b->out.identity.count; i++)
        if (str_eq(b->out.identity.items[i].item, str_from(item)))
            return str_cstr(&b->arena, b->out.identity.items[i].verdict);
    return "no such row";
}

static void footer_that_is_whole(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = text_of(whole_footer);
    home_links(b, "3704060001");
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    assert_int_equal(b->out.identity.count, 10);
    assert_true(str_eq(b->out.identity.items[2].value, STR("3704060001")));
    assert_true(str_eq(b->out.identity.items[3].value, STR("鲁ICP备05031234号-1")));
    assert_true(str_eq(b->out.identity.items[4].value, STR("鲁公网安备 37040602000118号")));
    assert_string_equal(identity_of(b, "党政机关网站标识"), "pass");
}

/* The code in a picture's alternative text, the owner behind another word. */
static void footer_in_other_words(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = STR("承办单位：测试区大数据中心 电话：0632-8811000 鲁ICP备12345678号 "
                                  "鲁公网安备 37040602000118号 网站地图");
    home_links(b, "3704060001");
    struct link_row *image = link_row(b, 0, resource(b, SITE "/i/code.png", OUTCOME_OK, 200), "网站标识码3704060001");
    image->kind = LINK_IMAGE;
    image->region = REGION_FOOTER;
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
}

/* Labels as sites write them. */
static void footer_labels(void **state)
{
    struct builder *b = *state;
    static const char *const footers[] = {
        "版权所有：测试区人民政府 网站识别码：3704060001 鲁ICP备 05035542号 鲁公网安备:37040602000118号 "
        "电话：0632-8811000 网站地图",
        "主办：测试区人民政府 网站标识号：3704060001 鲁icp备05035542号 沪公安备：37040602000118号 电话：0632-8811000 "
        "网站地图",
        "测试区人民政府主办 政府网站标识码 3704060001 ICP备案序号：鲁ICP备05035542号 鲁公安网备37040602000118号 "
        "热线12345 网站地图",
    };
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    home_links(b, "3704060001");
    for (size_t i = 0; i < ARRAY_LEN(footers); i++) {
        b->pages[0].footer_text = str_from(footers[i]);
        b->out.identity.count = 0;
        run(b, "site.footer");
        if (findings(b, "site.footer"))
            fail_msg("%s", footers[i]);
        assert_true(str_eq(b->out.identity.items[2].value, STR("3704060001")));
    }
}

/* Only links to friends are in the HTML; the rest comes by a script of any name. */
static void half_a_footer_is_unknown(void **state)
{
    struct builder *b = *state;
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = STR("省政府部门 省发改委 省教育厅");
    link_row(b, 0, resource(b, SITE "/js/public.js", OUTCOME_OK, 200), "")->kind = LINK_SCRIPT;
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    assert_true(unverified(b, "owner", "javascript-list"));
}

/* A link of more pages than are remembered: on the home page too, unless that is the first that such links remember. */
static void links_of_the_whole_site(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = STR("主办单位：测试区人民政府办公室 网站标识码：3704060001 联系电话：0632-8811111 "
                                  "鲁ICP备05031234号-1 鲁公网安备 37040602000118号");
    home_links(b, "3704060001");
    uint32_t map = page(b, SITE "/map.html"), other = page(b, SITE "/a/1.html"), column_page = page(b, SITE "/a/");
    struct link_row *foot = link_row(b, other, map, "网站地图");
    foot->region = REGION_FOOTER;
    foot->page_count = 90;
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    link_row(b, 0, column_page, "要闻")->page_count = 95;
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 1);
    assert_non_null(found(b, "site.footer", "sitemap"));
}

/* "/" only sends on: the home page is the one behind it. */
static void home_behind_a_door(void **state)
{
    struct builder *b = *state;
    b->pages[0].visible_chars = 4;
    uint32_t real = page(b, SITE "/portal/index.html");
    b->pages[real].known |= KNOWN_FOOTER;
    b->pages[real].footer_text = text_of(whole_footer);
    link_row(b, 0, real, "")->kind = LINK_REFRESH;
    run(b, "site.footer");
    assert_null(found(b, "site.footer", "owner"));
    assert_null(found(b, "site.footer", "contact"));
    assert_false(unverified(b, "contact", "javascript-list"));
}

static void footer_with_faults(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text =
        STR("主办单位：测试区人民政府办公室 网站标识码：3704060006 鲁公网安备 37040602000118号 站点地图");
    home_links(b, "3704060001");
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 3);
    assert_string_equal(identity_of(b, "网站标识码"), "fail");
    assert_string_equal(identity_of(b, "ICP 备案编号"), "fail");
    assert_string_equal(identity_of(b, "站点地图"), "pass");
    assert_true(evidence_has(found(b, "site.footer", "site-code"), "3704060006"));
    assert_non_null(found(b, "site.footer", "icp"));
    assert_non_null(found(b, "site.footer", "contact"));
}

/* The entry for reporting errors as a script: the code is its attribute. */
static void code_of_the_entrys_script(void **state)
{
    struct builder *b = *state;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = text_of(whole_footer);
    link_row(b, 0, resource(b, "http://bszs.conac.cn/sitename?method=show&id=0A", OUTCOME_OK, 200), "")->region =
        REGION_FOOTER;
    struct link_row *script =
        link_row(b, 0, resource(b, "https://zfwzgl.www.gov.cn/exposure/jiucuo.js", OUTCOME_OK, 200), "");
    script->kind = LINK_SCRIPT;
    script->title = STR("3704060001");
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    script->title = STR("3704060008");
    run(b, "site.footer");
    assert_true(evidence_has(found(b, "site.footer", "site-code"), "3704060008"));
}

/* The profile says the area's code; a ministry's code has none. */
static void code_of_another_area(void **state)
{
    struct builder *b = *state;
    struct site_profile profile = { .area = STR("370406") };
    b->judge.profile = &profile;
    tag(b, 0, "SiteIDCode", "3704060001");
    b->pages[0].known |= KNOWN_FOOTER;
    b->pages[0].footer_text = text_of(whole_footer);
    home_links(b, "3704060001");
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    profile.area = STR("370405");
    run(b, "site.footer");
    assert_true(evidence_has(found(b, "site.footer", "site-code"), "370405"));
    assert_int_equal(findings(b, "site.footer"), 1);
}

static void footer_by_script_is_unknown(void **state)
{
    struct builder *b = *state;
    link_row(b, 0, resource(b, SITE "/js/footer.js", OUTCOME_OK, 200), "")->kind = LINK_SCRIPT;
    run(b, "site.footer");
    assert_int_equal(findings(b, "site.footer"), 0);
    assert_true(unverified(b, "icp", "javascript-list"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(footer_that_is_whole),        SITE_TEST(footer_in_other_words),
        SITE_TEST(home_behind_a_door),          SITE_TEST(footer_with_faults),
        SITE_TEST(code_of_the_entrys_script),   SITE_TEST(code_of_another_area),
        SITE_TEST(footer_by_script_is_unknown), SITE_TEST(footer_labels),
        SITE_TEST(half_a_footer_is_unknown),    SITE_TEST(links_of_the_whole_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
