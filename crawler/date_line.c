/* SPDX-License-Identifier: MIT */
/* Dates without a label before an article's text: what a reader takes for the day of publication, and what not. */
#include "date_line.h"
#include "core/ascii.h"
#include "core/text.h"
#include "labels.h"
#include "rows.h"

enum {
    LINE_BYTES = 240, /* of the line under a title */
    LINE_CLIMB = 4,
    CLOCK_BYTES = 90, /* of a clock with its greeting */
    ROW_CLIMB = 6,
    TITLE_BACK = 12, /* nodes between a title and the date below it */
    TITLE_CHARS = 4, /* fewer say nothing */
    LABEL_CHARS = 8,
};

static uint32_t bytes_of(const struct reading *r, uint32_t i)
{
    return r->text_before[r->tree->nodes[i].end] - r->text_before[i];
}

/* The largest block around node i that is no longer than a line. */
static uint32_t line_around(const struct reading *r, uint32_t i, uint32_t most)
{
    const struct tree *t = r->tree;
    uint32_t line = t->nodes[i].parent;
    for (int climb = 0; climb < LINE_CLIMB; climb++) {
        uint32_t up = t->nodes[line].parent;
        bool holds_body = r->body && up <= r->body && r->body < t->nodes[up].end;
        if (!up || node_is(&t->nodes[up], "body") || holds_body || bytes_of(r, up) > most)
            break;
        line = up;
    }
    return line;
}

/* 来源：, 浏览次数 12, 字号: words of the line under a title. In a title itself no colon or number follows them. */
static bool has_line_word(str text)
{
    static const str counted[] = { STR_INIT("来源"), STR_INIT("浏览"), STR_INIT("点击"), STR_INIT("阅读"),
                                   STR_INIT("访问"), STR_INIT("作者"), STR_INIT("编辑") };
    static const str plain[] = { STR_INIT("字号"), STR_INIT("字体"), STR_INIT("【大") };
    for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
        size_t hit = str_find(text, counted[i]);
        size_t end = hit == SIZE_MAX ? hit : hit + counted[i].len;
        if (end == SIZE_MAX)
            continue;
        static const str units[] = { STR_INIT("次数"), STR_INIT("量"), STR_INIT("数"), STR_INIT("人次") };
        for (size_t k = 0; k < ARRAY_LEN(units); k++) {
            end = label_skip_blanks(text, end);
            end += str_starts(str_slice(text, end, text.len), units[k]) ? units[k].len : 0;
        }
        end = label_skip_blanks(text, end);
        if (label_colon(text, &end) || ascii_digit_at(text, end))
            return true;
    }
    return str_has_any(text, plain, ARRAY_LEN(plain));
}

bool date_is_clock(const struct reading *r, uint32_t i)
{
    static const str words[] = { STR_INIT("星期"), STR_INIT("农历"), STR_INIT("今天是") };
    str own = r->tree->nodes[i].text;
    if (has_line_word(own))
        return false;
    if (str_has_any(own, words, ARRAY_LEN(words)))
        return true;
    uint32_t line = line_around(r, i, CLOCK_BYTES);
    str text = bytes_of(r, line) <= CLOCK_BYTES ? tree_text(r->arena, r->tree, line, false) : (str){ 0 };
    return str_has_any(text, words, ARRAY_LEN(words)) && !has_line_word(text);
}

/* A row of a list: it leads somewhere. */
static bool is_in_link_row(const struct tree *t, uint32_t i)
{
    for (int climb = 0; i && climb < ROW_CLIMB; climb++, i = t->nodes[i].parent) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "a"))
            return true;
        if (!node_is(n, "li") && !node_is(n, "tr") && !node_is(n, "dd"))
            continue;
        for (uint32_t k = i + 1; k < n->end; k++) {
            str href = node_is(&t->nodes[k], "a") ? label_trim(node_attr(&t->nodes[k], "href")) : (str){ 0 };
            if (href.len && !str_starts(href, STR("#")) && !str_starts_nocase(href, STR("javascript:")))
                return true;
        }
    }
    return false;
}

/* The text before node i, which names what follows if it is a label. */
static uint32_t prose_before(const struct tree *t, uint32_t i)
{
    for (uint32_t k = i, steps = 0; k-- > 1 && steps < TITLE_BACK; steps++) {
        if (node_is_prose(t, k) && label_trim(t->nodes[k].text).len)
            return k;
    }
    return 0;
}

static bool is_label(str text)
{
    text = label_trim(text);
    bool colon = str_ends(text, STR(":")) || str_ends(text, STR("："));
    return colon || (text_chars(text) <= LABEL_CHARS && (str_has(text, STR("日期")) || str_has(text, STR("时间"))));
}

/* What the page calls itself: its heading, its tag or the beginning of its title. */
static bool is_own_title(const struct reading *r, str text)
{
    text = text_squeeze(r->arena, text);
    return text_chars(text) >= TITLE_CHARS &&
           (str_has(r->page->heading, text) || str_has(page_tag(r->page, "ArticleTitle", NULL), text) ||
            str_starts(r->page->title, text));
}

/* Nothing, an opening bracket, or the name of a unit in brackets. */
static bool is_opening(str head)
{
    static const str brackets[][2] = { { STR_INIT("["), STR_INIT("]") },
                                       { STR_INIT("【"), STR_INIT("】") },
                                       { STR_INIT("（"), STR_INIT("）") },
                                       { STR_INIT("("), STR_INIT(")") } };
    bool opens = head.len == 0;
    for (size_t i = 0; i < ARRAY_LEN(brackets) && !opens; i++)
        opens = str_starts(head, brackets[i][0]) && (head.len == brackets[i][0].len || str_ends(head, brackets[i][1]));
    return opens;
}

bool date_is_in_title_line(const struct reading *r, uint32_t i, const struct date_found *found)
{
    const struct tree *t = r->tree;
    str text = t->nodes[i].text, head = label_trim(str_slice(text, 0, found->start));
    bool before_body = r->body ? i < r->body : page_tag(r->page, "ArticleTitle", NULL).len > 0;
    uint32_t before = prose_before(t, i);
    bool opens = is_opening(head);
    if (!before_body || is_in_link_row(t, t->nodes[i].parent) || (!opens && !has_line_word(head)) ||
        (opens && before && is_label(t->nodes[before].text)))
        return false;
    uint32_t line = line_around(r, i, LINE_BYTES);
    if (bytes_of(r, line) <= LINE_BYTES && has_line_word(tree_text(r->arena, t, line, false)))
        return true;
    return row_is_only_date(text) && before && is_own_title(r, t->nodes[before].text);
}

bool date_is_time_element(const struct reading *r, uint32_t i)
{
    const struct node *n = &r->tree->nodes[i];
    bool outside = n->region != REGION_CONTENT && n->region != REGION_RELATED && n->region != REGION_LIST &&
                   n->region != REGION_FOOTER && n->region != REGION_NAV && n->hiding == HIDING_NONE;
    return node_is(n, "time") && outside && !is_in_link_row(r->tree, i);
}
