/* SPDX-License-Identifier: MIT */
/* Regions and hiding. */
#include "reading_test.h"

#define FILLER                                                                                                                                                                \
    "<div "                                                                                                                                                                   \
    "id=main><p>"                                                                                                                                                             \
    "这里是一些正文，用来占据页面的大部分篇幅，否则部件会被当成整个页面。这里是一些正文，用来占据页面的大部分篇幅。"   \
    "这里是一些正文，用来占据页面的大部分篇幅，否则部件会被当成整个页面。这里是一些正文，用来占据页面的大部分篇幅。</" \
    "p></div>"

static void check_region(void **state, const char *html, const char *id, enum region wanted)
{
    struct reading *r = reading_of(state, html);
    layout_mark(r);
    enum region seen = by_id(r, id)->region;
    if (seen != wanted)
        fail_msg("%s: %s, not %s", html, str_cstr(*state, words_region(seen)), str_cstr(*state, words_region(wanted)));
}

static void regions_go_by_tags_and_names(void **state)
{
    check_region(state, "<nav><a id=x>首页</a></nav>" FILLER, "x", REGION_NAV);
    check_region(state, "<div class='main-nav'><a id=x>首页</a></div>" FILLER, "x", REGION_NAV);
    check_region(state, "<ul id=topNav><li id=x>首页</ul>" FILLER, "x", REGION_NAV);
    check_region(state, "<head><link id=x></head>" FILLER, "x", REGION_HEAD);
    check_region(state, FILLER "<div class=page_footer><p id=x>a</div>", "x", REGION_FOOTER);
    check_region(state, FILLER "<footer><p id=x>a</footer>", "x", REGION_FOOTER);
    check_region(state, FILLER "<div><p>主办单位：区政府</p><p id=x>鲁ICP备1号</div>", "x", REGION_FOOTER);
    check_region(state, FILLER "<div>您的位置：<a id=x href=/>首页</a> > a</div>", "x", REGION_CRUMB);
}

/* On a page that holds nothing the footer is most of the text. */
static void a_footer_may_be_most_of_an_empty_page(void **state)
{
#define FOOT "主办单位：云河区人民政府办公室 联系电话：0699-8811000 网站标识码：3799010001 鲁公网安备 37990102000123号"
    check_region(state, "<div><a>a</a></div><div class=footer><p id=x>" FOOT FOOT "</div>", "x", REGION_FOOTER);
    check_region(state, "<div><a>a</a></div><div class=bottom>" FILLER "<p id=x>b</div>", "x", REGION_UNKNOWN);
    check_region(state, "<div><a>a</a></div><div class=bottom>" FOOT FOOT "<p id=x>b <i>2026-11-01</i></div>", "x",
                 REGION_UNKNOWN);
    const char *menu = "<div>" FILLER "</div>"; /* a footer without a name, nearly half of the page */
    str html = str_fmt(*state, "%s<div class=x7><p id=x>" FOOT "</p><p>" FOOT "</p></div>", menu);
    check_region(state, html.ptr, "x", REGION_FOOTER);
}

static void names_alone_prove_little(void **state)
{
    check_region(state, "<div class=canvas><p id=x>a</div>" FILLER, "x", REGION_UNKNOWN);
    check_region(state, "<div class=nav-list><li id=x>a <span>2026-06-01</span></div>" FILLER, "x", REGION_UNKNOWN);
    check_region(state, "<body class=footer-fixed><p id=x>a" FILLER, "x", REGION_UNKNOWN);
    check_region(state, "<div class=bottom>" FILLER "<p id=x></div>", "x", REGION_UNKNOWN);
    check_region(state, FILLER "<article><header><a id=x>h</a></header></article>", "x", REGION_UNKNOWN);
    check_region(state, "<div><p id=x>版权所有的说明</div>" FILLER FILLER, "x", REGION_UNKNOWN);
}

static const struct {
    const char *html;
    enum hiding hiding; /* of #x */
} hidings[] = {
    { "<div style=display:none;><a id=x>a</a></div>", HIDING_DISPLAY },
    { "<div style='DISPLAY : NONE !important'><a id=x>a</a></div>", HIDING_DISPLAY },
    { "<p id=x style='visibility:hidden'>a", HIDING_VISIBILITY },
    { "<p id=x style='opacity:0'>a", HIDING_OPACITY },
    { "<p id=x style='opacity:0.5'>a", HIDING_NONE },
    { "<p id=x style='font-size:1px'>a", HIDING_SIZE },
    { "<p id=x style='height:0px;overflow:hidden'>a", HIDING_SIZE },
    { "<p id=x style='height:0'>a", HIDING_NONE },
    { "<p id=x style='max-height:10px;overflow:hidden'>a", HIDING_NONE },
    { "<p id=x style='text-indent:-9999px'>a", HIDING_INDENT },
    { "<p id=x style='text-indent:2em'>a", HIDING_NONE },
    { "<p id=x style='position:absolute;left:-9999px'>a", HIDING_OFFSCREEN },
    { "<p id=x style='position:fixed; top:-60em'>a", HIDING_OFFSCREEN },
    { "<p id=x style='position:relative;left:-9999px'>a", HIDING_NONE },
    { "<p id=x style='position:absolute;left:-20px'>a", HIDING_NONE },
    { "<p id=x style='color:#FFF;background:white'>a", HIDING_COLOUR },
    { "<p id=x style='color:#fff;background:#c00'>a", HIDING_NONE },
    { "<p id=x hidden>a", HIDING_ATTRIBUTE },
    { "<marquee height=1 width=1><a id=x>a</a></marquee>", HIDING_MARQUEE },
    { "<marquee height=100><a id=x>a</a></marquee>", HIDING_NONE },
    { "<style>.h , #q{display:none}</style><p class='b H h'><a id=x>a</a>", HIDING_DISPLAY },
    { "<style>/* .z{} */ p.h{display:none}</style><p class=h id=x>", HIDING_DISPLAY },
    { "<style>div.h{display:none}</style><p class=h id=x>", HIDING_NONE },
    { "<style>.a .h{display:none} .h:hover{display:none} .h.b{display:none}</style><p class='h b' id=x>", HIDING_NONE },
    { "<style>@media print{.h{display:none}} .k{color:red}</style><p class=h id=x>", HIDING_NONE },
    { "<style media=print>.h{display:none}</style><p class=h id=x>", HIDING_NONE },
    { "<style>.h{display:none}.h{display:block}</style><p class=h id=x>", HIDING_NONE },
    { "<style>.h{display:none}</style><p class=h id=x style='display:block'>", HIDING_NONE },
    { "<style>.ul{font-size:0}</style><ul class=ul><li id=x>a</ul>", HIDING_NONE },
    { "<style>.ul{font-size:0}</style><ul class=ul><a id=x>a</a></ul>", HIDING_SIZE },
    { "<ul style='font-size:0'><li id=x style='font-size:14px'>a</ul>", HIDING_NONE },
    { "<style>.hh{display:none}</style><p class=h id=x>", HIDING_NONE },
    { "<p id=x style='background:url(data:a;display:none)'>", HIDING_NONE },
};

static void hiding_is_recognised(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(hidings); i++) {
        struct reading *r = reading_of(state, hidings[i].html);
        layout_mark(r);
        if (by_id(r, "x")->hiding != hidings[i].hiding)
            fail_msg("%s: %d", hidings[i].html, (int)by_id(r, "x")->hiding);
    }
}

static void hidden_blocks_are_facts(void **state)
{
    struct reading *r =
        reading_of(state, "<div class=copyright style=display:none;>Copyright <b style='opacity:0'>in</b>"
                          "<a href=http://www.nbavmount.com.cn/>电视机推车</a><a href=/x>b</a>"
                          "<a href=http://data.shanting.gov.cn/>c</a></div><span style='display: none;'></span>"
                          "<p style='display:none'>d");
    layout_mark(r);
    assert_int_equal(r->page->hidden.count, 2);
    assert_str(r->page->hidden.items[0].text, "Copyright in电视机推车bc");
    assert_int_equal(r->page->hidden.items[0].outside_links, 1);
    assert_int_equal(r->page->hidden.items[1].outside_links, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(regions_go_by_tags_and_names),
        on_arena(names_alone_prove_little),
        on_arena(a_footer_may_be_most_of_an_empty_page),
        on_arena(hiding_is_recognised),
        on_arena(hidden_blocks_are_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
