/* SPDX-License-Identifier: MIT */
/* The flat tree: shape, attributes, text as read, hostile markup within bounds. */
#include "arena_test.h"
#include "core/limits.h"
#include "tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define assert_str(s, text) assert_true(str_eq((s), str_from(text)))

static uint32_t find(const struct tree *t, const char *tag)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (node_is(&t->nodes[i], tag))
            return i;
    return 0;
}

static void check_shape(const struct tree *t)
{
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i], *p = &t->nodes[n->parent];
        assert_true(n->parent < i && n->end > i && n->end <= p->end);
        assert_int_equal(n->depth, p->depth + 1);
    }
}

static void shape_is_document_order(void **state)
{
    struct tree *t = tree_parse(*state, STR("<ul id=x><li>a<li>b<b>c</b><li>d</ul><p>e"));
    assert_null(t->limit_hit);
    check_shape(t);
    uint32_t ul = find(t, "ul"), li = ul + 1;
    assert_int_equal(t->nodes[ul].parent, find(t, "body"));
    assert_int_equal(t->nodes[li].nth, 1);
    uint32_t second = t->nodes[li].end;
    assert_int_equal(t->nodes[second].nth, 2);
    assert_str(tree_text(*state, t, second, false), "bc");
    assert_int_equal(t->nodes[t->nodes[second].end].nth, 3);
    assert_int_equal(t->nodes[ul].end, find(t, "p"));
    assert_int_equal(t->nodes[find(t, "p")].nth, 1);
    assert_int_equal(t->nodes[0].end, t->count);
    assert_str(tree_place(*state, t, second), "ul#x>li[2]");
    assert_str(tree_place(*state, t, find(t, "b")), "ul#x>li[2]>b");
}

static void attributes_are_lower_case_and_decoded_once(void **state)
{
    struct tree *t =
        tree_parse(*state, STR("<A HREF=http://x/?a=b&regionCode=1&amp;c=&quot; TITLE='' class='One two-b'>x</A>"));
    const struct node *a = &t->nodes[find(t, "a")];
    assert_str(node_attr(a, "href"), "http://x/?a=b&regionCode=1&c=\"");
    assert_true(node_has_attr(a, "title") && !node_attr(a, "title").len);
    assert_false(node_has_attr(a, "id"));
    assert_true(node_has_class(a, "one") && node_has_class(a, "TWO-B"));
    assert_false(node_has_class(a, "two") || node_has_class(a, ""));
    static const char *const words[] = { "wo-" }, *const none[] = { "three" };
    assert_true(node_hints(a, words, 1));
    assert_false(node_hints(a, none, 1));
}

static void unknown_tags_keep_their_names(void **state)
{
    struct tree *t = tree_parse(*state, STR("<h1><UcapTitle>题</UcapTitle></h1><publishtime>2017-05-15</publishtime>"));
    assert_str(tree_text(*state, t, find(t, "ucaptitle"), false), "题");
    assert_str(tree_text(*state, t, find(t, "publishtime"), false), "2017-05-15");
}

static void text_is_as_visitors_read_it(void **state)
{
    struct tree *t =
        tree_parse(*state, STR("<div> 索\u3000引 <b>号</b>：<p>a\n b</p>c<br>d<script>e()</script><style>f</style>"
                               "<noscript>g</noscript><template><p>h</template><span>i</span><span>j</span>"
                               "<!-- k -->&nbsp;l</div>m"));
    assert_str(tree_text(*state, t, find(t, "div"), false), "索 引 号： a b c dij l");
    assert_str(tree_text(*state, t, find(t, "script"), false), "e()");
    assert_int_equal(tree_text(*state, t, t->count, false).len, 0);
}

static void hidden_parts_are_left_out_on_demand(void **state)
{
    struct tree *t = tree_parse(*state, STR("<div>a<b>x</b>c</div>"));
    uint32_t b = find(t, "b");
    for (uint32_t i = b; i < t->nodes[b].end; i++)
        t->nodes[i].hiding = HIDING_DISPLAY;
    assert_str(tree_text(*state, t, find(t, "div"), true), "ac");
    assert_str(tree_text(*state, t, find(t, "div"), false), "axc");
}

static void raw_text_stays_text(void **state)
{
    struct tree *t = tree_parse(
        *state, STR("<textarea><a href=/x>y</a></textarea><script>document.write('<a href=\"/z\">')</script>"));
    assert_int_equal(find(t, "a"), 0);
    assert_str(tree_text(*state, t, find(t, "textarea"), false), "<a href=/x>y</a>");
}

static void noscript_does_not_end_the_head(void **state)
{
    struct tree *t = tree_parse(*state, STR("<head><NoScript><img src=x>开启脚本</noscript><meta name=a></head><p>b"));
    assert_int_equal(t->nodes[find(t, "meta")].parent, find(t, "head"));
    assert_int_equal(find(t, "img"), 0);
    assert_str(tree_text(*state, t, 0, false), "b");
}

static void fragments_may_be_rows(void **state)
{
    struct tree *t = tree_parse_fragment(*state, STR("<tr><td>x</td><td>2020-08-14</td></tr>"));
    assert_true(find(t, "td"));
    check_shape(t);
    t = tree_parse_fragment(*state, STR("<li><a href='/art/2020/8/14/art_1_2.html'>x</a><span>2020-08-14</span></li>"));
    assert_true(find(t, "li") && find(t, "a"));
}

static void empty_and_odd_bytes_are_fine(void **state)
{
    check_shape(tree_parse(*state, (str){ 0 }));
    assert_true(find(tree_parse(*state, STR("<p>\0\xff\xfe<\0b>\xe4\xb8<a href=\"\0\xc3\">x")), "p"));
}

static str repeat(struct arena *a, const char *what, size_t times, const char *after)
{
    size_t len = strlen(what), tail = strlen(after);
    char *p = arena_new(a, char, len *times + tail + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(p + i * len, what, len);
    memcpy(p + len * times, after, tail);
    return (str){ p, len * times + tail };
}

static double seconds_to_parse(struct arena *a, str html, struct tree **t)
{
    clock_t start = clock();
    *t = tree_parse(a, html);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void tangled_pages_are_refused_fast(void **state)
{
    static const struct {
        const char *what;
        size_t times;
        const char *after;
    } bad[] = {
        { "<span>", 300000, "x" },
        { "<i>", 262144, "x" },
        { "<i><!-- --!>", 100000, "x" },
        { "<span><div></span>", 100000, "x" },
        { "<select><title></select><i>", 100000, "</title>" },
        { "<svg><style><i>", 100000, "</style>" },
        { "<div><table><tr><td>", 20000, "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct tree *t;
        double seconds = seconds_to_parse(*state, repeat(*state, bad[i].what, bad[i].times, bad[i].after), &t);
        assert_non_null(t->limit_hit);
        assert_string_equal(t->limit_hit, "too-tangled");
        assert_int_equal(t->count, 0);
        assert_true(seconds < 2);
        arena_reset(*state);
    }
}

/* Each of these ended the program by an assertion of libgumbo 0.10.1. */
static void what_kills_the_parser_is_refused(void **state)
{
    assert_string_equal(tree_parse(*state, STR("<table><svg><select><title><select><th>"))->limit_hit, "too-tangled");
    assert_non_null(tree_parse_fragment(*state, STR("<math><html><mi><select><keygen></body>"))->limit_hit);
    assert_non_null(tree_parse_fragment(*state, STR("<svg><head><desc><select><select></body>"))->limit_hit);
    assert_null(tree_parse(*state, STR("<svg/><svg><path d=x /><g/></svg><select><option>a</select>"))->limit_hit);
}

static void many_attributes_are_refused(void **state)
{
    struct arena *a = *state;
    char *p = arena_new(a, char, 700000);
    size_t len = 0;
    memcpy(p, "<p ", 3);
    for (len = 3; len < 690000; len += 7)
        (void)snprintf(p + len, 8, "a%05zu ", len % 100000);
    struct tree *t;
    assert_true(seconds_to_parse(a, (str){ p, len }, &t) < 1);
    assert_string_equal(t->limit_hit, "too-tangled");
}

/* Distinct formatting left open by every block is reopened by every later one: memory without end, were it not bounded.
 */
static void reopened_formatting_is_bounded(void **state)
{
    struct arena *a = *state;
    char *p = arena_new(a, char, 900000);
    size_t len = 0;
    for (size_t i = 0; i < 1400; i++)
        len += (size_t)snprintf(p + len, 40, "<p><font size=%zu>x</p>", i);
    while (len < 800000)
        len += (size_t)snprintf(p + len, 10, "<p>x");
    struct tree *t;
    assert_true(seconds_to_parse(a, (str){ p, len }, &t) < 5);
    assert_non_null(t->limit_hit);
}

static void large_plain_pages_are_read(void **state)
{
    static const struct {
        const char *what;
        size_t times;
        const char *after;
    } good[] = {
        { "0123456789", 1000000, "" },
        { "<li><a href=x><font color=red>a</font>", 20000, "</ul>" },
        { "<p><b>a<p>", 5000, "" },
        { "<tr><td><font size=2>a<td>b", 5000, "</table>" },
        { "<div><p>a<span>b</span></div>", 20000, "" },
        { "<option>a", 20000, "" },
        { "<script>if (a<b) x='<i>';</script>", 5000, "" },
        { "<table><tr><td><br></td></tr></table>", 20000, "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        struct tree *t;
        double seconds = seconds_to_parse(*state, repeat(*state, good[i].what, good[i].times, good[i].after), &t);
        assert_null(t->limit_hit);
        check_shape(t);
        assert_true(t->count > 3 && seconds < 5);
        arena_reset(*state);
    }
}

/* A long page's tree is made in another way, see LIMIT_LONG_PAGE: the same one comes out, and stays when the next page
 * is parsed. */
static void long_pages_are_like_short_ones(void **state)
{
    static const char row[] = "<LI Class='a &amp; b'>x<b>t &lt; u</b><!--c--><svg viewBox='1'><odd-one/></svg></LI>\n";
    struct tree *little = tree_parse(*state, repeat(*state, row, 7, ""));
    struct tree *big = tree_parse(*state, repeat(*state, row, LIMIT_LONG_PAGE / 60, ""));
    tree_parse(*state, repeat(*state, "<p title='other'>other</p>", LIMIT_LONG_PAGE / 20, ""));
    assert_null(little->limit_hit);
    assert_null(big->limit_hit);
    assert_true(big->count > 100000);
    for (uint32_t i = 4; i < little->count; i++) { /* below <body> */
        const struct node *x = &little->nodes[i], *y = &big->nodes[i];
        assert_true(x->kind == y->kind && x->depth == y->depth && x->parent == y->parent && x->nth == y->nth);
        assert_true(str_eq(x->tag, y->tag) && str_eq(x->text, y->text) && x->flags == y->flags && x->block == y->block);
        assert_int_equal(x->attr_count, y->attr_count);
        for (uint32_t k = 0; k < x->attr_count; k++)
            assert_true(str_eq(x->attrs[k].name, y->attrs[k].name) && str_eq(x->attrs[k].value, y->attrs[k].value));
    }
    assert_int_equal(big->nodes[0].end, big->count);
}

static void too_many_nodes_are_a_fact(void **state)
{
    struct tree *t = tree_parse(*state, repeat(*state, "<br>", LIMIT_NODES + 10, ""));
    assert_string_equal(t->limit_hit, "too-many-nodes");
    assert_int_equal(t->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_arena(shape_is_document_order),
        on_arena(attributes_are_lower_case_and_decoded_once),
        on_arena(unknown_tags_keep_their_names),
        on_arena(text_is_as_visitors_read_it),
        on_arena(hidden_parts_are_left_out_on_demand),
        on_arena(raw_text_stays_text),
        on_arena(noscript_does_not_end_the_head),
        on_arena(fragments_may_be_rows),
        on_arena(empty_and_odd_bytes_are_fine),
        on_arena(tangled_pages_are_refused_fast),
        on_arena(what_kills_the_parser_is_refused),
        on_arena(many_attributes_are_refused),
        on_arena(reopened_formatting_is_bounded),
        on_arena(large_plain_pages_are_read),
        on_arena(long_pages_are_like_short_ones),
        on_arena(too_many_nodes_are_a_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
