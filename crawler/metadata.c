/* SPDX-License-Identifier: MIT */
/* Labelled fields (索引号, 发布机构, 文号, 成文日期 …) in every arrangement templates give them. */
#include "core/arena.h"
#include "core/text.h"
#include "labels.h"
#include "literals.h"
#include "reading.h"

enum {
    META_VALUE_CHARS = 300,
    META_CONTENT_BYTES = 4000, /* inside the body container a table of fields stands at its head */
    META_FACTS = 200,
    META_CLIMB = 8,
    META_NODES = 60,   /* nodes of an element that may still be a label or a value */
    META_REPEATED = 3, /* a field this often is a column of a list, not a field of the page */
};

struct label {
    str word;
    enum meta_field field;
    bool strong; /* means a field of an official document wherever it stands */
};

/* Longer words before their own beginnings. */
static const struct label labels[] = {
    { STR_INIT("信息索引号"), META_INDEX, true },
    { STR_INIT("信息索引"), META_INDEX, true },
    { STR_INIT("索引号"), META_INDEX, true },
    { STR_INIT("索引码"), META_INDEX, true },
    { STR_INIT("索取号"), META_INDEX, true },
    { STR_INIT("公开责任部门"), META_ISSUER, true },
    { STR_INIT("责任部门"), META_ISSUER, false },
    { STR_INIT("信息公开机构"), META_ISSUER, true },
    { STR_INIT("发布机构"), META_ISSUER, true },
    { STR_INIT("发布单位"), META_ISSUER, true },
    { STR_INIT("发布机关"), META_ISSUER, true },
    { STR_INIT("发文机关"), META_ISSUER, true },
    { STR_INIT("发文机构"), META_ISSUER, true },
    { STR_INIT("发文单位"), META_ISSUER, true },
    { STR_INIT("制发机关"), META_ISSUER, true },
    { STR_INIT("制定机关"), META_ISSUER, true },
    { STR_INIT("成文日期"), META_WRITTEN, true },
    { STR_INIT("成文时间"), META_WRITTEN, true },
    { STR_INIT("生成日期"), META_WRITTEN, true },
    { STR_INIT("生成时间"), META_WRITTEN, true },
    { STR_INIT("发文日期"), META_WRITTEN, true },
    { STR_INIT("发文时间"), META_WRITTEN, true },
    { STR_INIT("印发日期"), META_WRITTEN, true },
    { STR_INIT("印发时间"), META_WRITTEN, true },
    { STR_INIT("制发日期"), META_WRITTEN, true },
    { STR_INIT("签发日期"), META_WRITTEN, true },
    { STR_INIT("发布日期"), META_PUBLISHED, true },
    { STR_INIT("发布时间"), META_PUBLISHED, true },
    { STR_INIT("公开日期"), META_PUBLISHED, true },
    { STR_INIT("公开时间"), META_PUBLISHED, true },
    { STR_INIT("上载日期"), META_PUBLISHED, true },
    { STR_INIT("上网日期"), META_PUBLISHED, true },
    { STR_INIT("上网时间"), META_PUBLISHED, true },
    { STR_INIT("发稿时间"), META_PUBLISHED, false },
    { STR_INIT("统一登记号"), META_REGISTRATION, true },
    { STR_INIT("登记号"), META_REGISTRATION, false },
    { STR_INIT("统一编号"), META_REGISTRATION, true },
    { STR_INIT("发文字号"), META_NUMBER, true },
    { STR_INIT("发文文号"), META_NUMBER, true },
    { STR_INIT("发文号"), META_NUMBER, true },
    { STR_INIT("发文编号"), META_NUMBER, true },
    { STR_INIT("文件文号"), META_NUMBER, true },
    { STR_INIT("文件字号"), META_NUMBER, true },
    { STR_INIT("文件编号"), META_NUMBER, true },
    { STR_INIT("文号"), META_NUMBER, true },
    { STR_INIT("是否有效"), META_VALIDITY, true },
    { STR_INIT("效力状态"), META_VALIDITY, true },
    { STR_INIT("有效状态"), META_VALIDITY, true },
    { STR_INIT("文件状态"), META_VALIDITY, true },
    { STR_INIT("有效性"), META_VALIDITY, true },
    { STR_INIT("时效性"), META_VALIDITY, true },
    { STR_INIT("有效期限"), META_VALID_UNTIL, false },
    { STR_INIT("有效期至"), META_VALID_UNTIL, false },
    { STR_INIT("有效期"), META_VALID_UNTIL, false },
    { STR_INIT("失效日期"), META_VALID_UNTIL, true },
    { STR_INIT("失效时间"), META_VALID_UNTIL, true },
    { STR_INIT("废止日期"), META_VALID_UNTIL, true },
    { STR_INIT("废止时间"), META_VALID_UNTIL, true },
    { STR_INIT("信息公开属性"), META_OPENNESS, true },
    { STR_INIT("信息公开方式"), META_OPENNESS, true },
    { STR_INIT("信息公开类别"), META_OPENNESS, true },
    { STR_INIT("信息公开形式"), META_OPENNESS, true },
    { STR_INIT("公开属性"), META_OPENNESS, true },
    { STR_INIT("公开方式"), META_OPENNESS, true },
    { STR_INIT("公开类别"), META_OPENNESS, true },
    { STR_INIT("公开类型"), META_OPENNESS, true },
    { STR_INIT("公开形式"), META_OPENNESS, true },
    { STR_INIT("公开范围"), META_OTHER, true },
    { STR_INIT("公开时限"), META_OTHER, true },
    { STR_INIT("施行日期"), META_OTHER, true },
    { STR_INIT("实施日期"), META_OTHER, true },
    { STR_INIT("生效日期"), META_OTHER, true },
    { STR_INIT("服务对象"), META_OTHER, false },
    { STR_INIT("主题词"), META_OTHER, false },
    { STR_INIT("关键词"), META_OTHER, false },
    { STR_INIT("体裁分类"), META_OTHER, true },
    { STR_INIT("组配分类"), META_OTHER, true },
    { STR_INIT("主题分类"), META_TOPIC, true },
    { STR_INIT("信息分类"), META_TOPIC, true },
    { STR_INIT("信息名称"), META_TITLE, false },
    { STR_INIT("文件名称"), META_TITLE, false },
    { STR_INIT("标题"), META_TITLE, false },
    { STR_INIT("名称"), META_TITLE, false },
    { STR_INIT("信息来源"), META_SOURCE, false },
    { STR_INIT("稿件来源"), META_SOURCE, false },
    { STR_INIT("文章来源"), META_SOURCE, false },
    { STR_INIT("来源"), META_SOURCE, false },
};

static const struct label *label_starting(str text, size_t at, size_t *end)
{
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        if (text.ptr[at] == labels[i].word.ptr[0] && label_at(text, at, labels[i].word, end))
            return &labels[i];
    }
    return NULL;
}

/* A label begins a text or stands behind white space or a bracket or bar, never inside a word. */
static size_t next_start(str text, size_t at)
{
    static const str breaks[] = { STR_INIT("|"),  STR_INIT("｜"), STR_INIT("["), STR_INIT("【"), STR_INIT("（"),
                                  STR_INIT("("),  STR_INIT("；"), STR_INIT(";"), STR_INIT("，"), STR_INIT("]"),
                                  STR_INIT("】"), STR_INIT("/"),  STR_INIT("·"), STR_INIT("•"),  STR_INIT("》") };
    while (at < text.len) {
        size_t skipped = label_skip_blanks(text, at);
        if (skipped > at)
            return skipped;
        for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
            if (text.ptr[at] == breaks[i].ptr[0] && str_starts(str_slice(text, at, text.len), breaks[i]))
                return label_skip_blanks(text, at + breaks[i].len);
        }
        at++;
    }
    return text.len;
}

/* A colon behind a label, or the bracket that closes around it: 【文号】, [文号]：. */
static bool label_closed(str text, size_t start, size_t *end)
{
    static const struct {
        str open, close;
    } brackets[] = { { STR_INIT("【"), STR_INIT("】") },
                     { STR_INIT("["), STR_INIT("]") },
                     { STR_INIT("［"), STR_INIT("］") } };
    for (size_t i = 0; i < ARRAY_LEN(brackets); i++) {
        size_t next = label_skip_blanks(text, *end);
        if (!str_ends(label_trim(str_slice(text, 0, start)), brackets[i].open) ||
            !str_starts(str_slice(text, next, text.len), brackets[i].close))
            continue;
        *end = next + brackets[i].close.len;
        (void)label_colon(text, end);
        return true;
    }
    return label_colon(text, end);
}

/* Where the value that begins at `at` ends: before the next label of any kind. */
static size_t value_end(str text, size_t at)
{
    for (size_t next = at; next < text.len; next = next_start(text, next)) {
        size_t end;
        if (next == at)
            continue;
        const struct label *l = label_starting(text, next, &end);
        if ((l && label_closed(text, next, &end)) || label_generic_at(text, next))
            return next;
    }
    return text.len;
}

static str clean_value(struct arena *a, str raw)
{
    static const str tails[] = { STR_INIT("|"),  STR_INIT("｜"), STR_INIT("["),  STR_INIT("【"),
                                 STR_INIT("（"), STR_INIT("("),  STR_INIT("；"), STR_INIT(";") };
    size_t colon = 0;
    raw = label_trim(raw);
    if (label_colon(raw, &colon)) /* <b>文号</b>：<span>山… */
        raw = label_trim(str_slice(raw, colon, raw.len));
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        if (str_ends(raw, tails[i]))
            raw = label_trim(str_slice(raw, 0, raw.len - tails[i].len));
    }
    if (str_starts(raw, STR("【")) || str_starts(raw, STR("[")) || str_ends(raw, STR("]")) ||
        str_ends(raw, STR("】"))) {
        static const str closers[] = { STR_INIT("]"), STR_INIT("】") };
        for (size_t i = 0; i < ARRAY_LEN(closers); i++) {
            bool lonely = !str_has(raw, i ? STR("【") : STR("["));
            if (lonely && str_ends(raw, closers[i]))
                raw.len -= closers[i].len;
        }
    }
    char *out = arena_new(a, char, raw.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.len;) { /* zero-width characters go, other blanks are squeezed */
        size_t next = label_skip_blanks(raw, i);
        if (next > i) {
            str rest = str_slice(raw, i, next);
            bool seen = str_has(rest, STR(" ")) || str_has(rest, STR("\n")) || str_has(rest, STR("\xC2\xA0")) ||
                        str_has(rest, STR("\xE3\x80\x80")) || str_has(rest, STR("\t"));
            if (seen)
                out[n++] = ' ';
            i = next;
        } else {
            out[n++] = raw.ptr[i++];
        }
    }
    return text_clip((str){ out, n }, META_VALUE_CHARS);
}

static bool is_cell(const struct node *n)
{
    return node_is(n, "td") || node_is(n, "th") || node_is(n, "dt") || node_is(n, "dd");
}

static bool is_fence(const struct node *n)
{
    return node_is(n, "tr") || node_is(n, "table") || node_is(n, "tbody") || node_is(n, "ul") || node_is(n, "dl") ||
           node_is(n, "body") || n->kind == NODE_DOCUMENT;
}

/* The label and nothing more than a colon, or brackets around it. */
static bool is_only_label(str text, str label)
{
    static const str brackets[] = { STR_INIT("["),  STR_INIT("]"),  STR_INIT("【"),
                                    STR_INIT("】"), STR_INIT("［"), STR_INIT("］") };
    text = label_trim(text);
    for (size_t i = 0; i < ARRAY_LEN(brackets); i += 2) {
        str open = brackets[i], close = brackets[i + 1];
        if (str_starts(text, open) && str_ends(text, close) && text.len > open.len + close.len)
            return label_is_all(str_slice(text, open.len, text.len - close.len), label);
    }
    return label_is_all(text, label);
}

/* Largest element around text node i that holds only the label. */
static uint32_t label_element(const struct reading *r, uint32_t i, str label)
{
    const struct tree *t = r->tree;
    uint32_t best = i;
    for (int climb = 0; climb < META_CLIMB; climb++) {
        uint32_t up = t->nodes[best].parent;
        if (up == 0 || is_fence(&t->nodes[up]) || t->nodes[up].end - up > META_NODES)
            break;
        if (!is_only_label(tree_text(r->arena, t, up, false), label))
            break;
        best = up;
        if (is_cell(&t->nodes[up]))
            break;
    }
    return best;
}

/* Text that follows node `from` among its siblings, up to the next label. `cell`: only the next cell. */
static str text_after(const struct reading *r, uint32_t from, bool cell, bool *there)
{
    const struct tree *t = r->tree;
    uint32_t end = t->nodes[t->nodes[from].parent].end;
    str parts[8];
    size_t count = 0;
    *there = false;
    for (uint32_t i = t->nodes[from].end; i < end && count < ARRAY_LEN(parts); i = t->nodes[i].end) {
        const struct node *n = &t->nodes[i];
        if (n->end - i > META_NODES)
            break;
        str text = n->kind == NODE_TEXT ? n->text : (str){ 0 };
        if (n->kind == NODE_ELEMENT && !node_is(n, "script") && !node_is(n, "style"))
            text = tree_text(r->arena, t, i, false);
        text = label_trim(text);
        size_t behind;
        if (text.len && (label_starting(text, 0, &behind) || label_generic_at(text, 0)))
            break;
        if (n->kind == NODE_ELEMENT)
            *there = true;
        if (text.len)
            parts[count++] = text;
        if (n->kind == NODE_ELEMENT && (cell || (text.len && is_cell(n)) || node_is(n, "br")))
            break;
    }
    str all = str_join(r->arena, parts, count, STR(" "));
    return str_slice(all, 0, value_end(all, 0));
}

static void record(struct reading *r, const struct label *l, str value)
{
    if (r->page->metadata.count >= META_FACTS)
        return;
    value = clean_value(r->arena, value);
    *arena_push(r->arena, &r->page->metadata) = (struct meta_fact){ l->field, l->word, value };
}

/* The label is all of its text node: the value stands in what follows. */
static void value_elsewhere(struct reading *r, uint32_t i, const struct label *l, bool colon)
{
    const struct tree *t = r->tree;
    uint32_t holder = label_element(r, i, l->word);
    bool cell = is_cell(&t->nodes[holder]), there;
    str value = text_after(r, holder, cell, &there);
    bool bold = holder != i && !cell; /* <b>文号</b> 山… */
    if (label_trim(value).len == 0 && !colon)
        return; /* a header cell, or the word by itself */
    if (!colon && !cell && !bold)
        return;
    record(r, l, value);
}

static void scan_text(struct reading *r, uint32_t i, str text, bool strong_only)
{
    size_t at = label_skip_blanks(text, 0);
    while (at < text.len) {
        size_t end;
        const struct label *l = label_starting(text, at, &end);
        if (!l || (strong_only && !l->strong)) {
            at = next_start(text, at);
            continue;
        }
        bool colon = label_closed(text, at, &end);
        if (label_skip_blanks(text, end) >= text.len) {
            if (colon || label_is_all(text, l->word))
                value_elsewhere(r, i, l, colon);
            return;
        }
        if (colon) {
            size_t stop = value_end(text, end);
            record(r, l, str_slice(text, end, stop));
            end = stop;
        }
        at = end;
    }
}

static bool may_hold_fields(const struct node *n)
{
    return n->region != REGION_NAV && n->region != REGION_FOOTER && n->region != REGION_CRUMB &&
           n->region != REGION_HEAD && n->region != REGION_LIST && n->region != REGION_RELATED;
}

static bool is_in_link(const struct tree *t, uint32_t i)
{
    for (int climb = 0; i && climb < META_CLIMB; climb++, i = t->nodes[i].parent) {
        if (node_is(&t->nodes[i], "a"))
            return true;
    }
    return false;
}

/* 来源 and its like are often written by a script; the values are literals of it. */
static void scan_script(struct reading *r, uint32_t i)
{
    str written = literals_written(r->arena, r->tree->nodes[i].text);
    if (!written.len || !str_has(written, STR("：")))
        return;
    struct tree *small = tree_parse_fragment(r->arena, written);
    str text = small->count ? tree_text(r->arena, small, 0, false) : (str){ 0 };
    for (size_t at = label_skip_blanks(text, 0); at < text.len; at = next_start(text, at)) {
        size_t end;
        const struct label *l = label_starting(text, at, &end);
        if (l && label_colon(text, &end))
            record(r, l, str_slice(text, end, value_end(text, end)));
    }
}

/* --- a row of labels over one row of values --- */

enum { TABLE_CELLS = 12 };

/* The cells of a row; false if it holds a link or too many of them. */
static size_t row_cells(const struct tree *t, uint32_t row, uint32_t cells[TABLE_CELLS])
{
    size_t count = 0;
    for (uint32_t i = row + 1; i < t->nodes[row].end; i++) {
        if (node_is(&t->nodes[i], "a"))
            return 0;
        if (!node_is(&t->nodes[i], "td") && !node_is(&t->nodes[i], "th"))
            continue;
        if (count == TABLE_CELLS)
            return 0;
        cells[count++] = i;
    }
    return count;
}

static const struct label *label_of_cell(const struct reading *r, uint32_t cell)
{
    str text = label_trim(tree_text(r->arena, r->tree, cell, false));
    size_t end;
    const struct label *l = text.len ? label_starting(text, 0, &end) : NULL;
    return l && label_is_all(text, l->word) ? l : NULL;
}

/* Two rows and no more: with several rows of values it is a list of documents. */
static void scan_table(struct reading *r, uint32_t table)
{
    const struct tree *t = r->tree;
    uint32_t rows[3], heads[TABLE_CELLS], values[TABLE_CELLS];
    size_t count = 0, labels_found = 0;
    for (uint32_t i = table + 1; i < t->nodes[table].end && count < ARRAY_LEN(rows); i++) {
        if (node_is(&t->nodes[i], "table"))
            return;
        if (node_is(&t->nodes[i], "tr"))
            rows[count++] = i;
    }
    size_t cells = count == 2 ? row_cells(t, rows[0], heads) : 0;
    if (cells < 2 || row_cells(t, rows[1], values) != cells)
        return;
    for (size_t i = 0; i < cells; i++) {
        labels_found += label_of_cell(r, heads[i]) != NULL;
        if (label_of_cell(r, values[i]))
            return;
    }
    for (size_t i = 0; i < cells && labels_found * 2 > cells; i++) {
        const struct label *l = label_of_cell(r, heads[i]);
        if (l)
            record(r, l, tree_text(r->arena, t, values[i], false));
    }
}

/* The same field again and again: those are rows of a list of documents. */
static void drop_repeated(struct page_facts *page)
{
    size_t seen[META_FIELD_COUNT_] = { 0 }, kept = 0;
    for (size_t i = 0; i < page->metadata.count; i++)
        seen[page->metadata.items[i].field]++;
    for (size_t i = 0; i < page->metadata.count; i++) {
        enum meta_field field = page->metadata.items[i].field;
        if (seen[field] < META_REPEATED || field == META_OTHER)
            page->metadata.items[kept++] = page->metadata.items[i];
    }
    page->metadata.count = kept;
}

void metadata_read(struct reading *r)
{
    const struct tree *t = r->tree;
    size_t content = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        if (node_is(n, "table") && may_hold_fields(n) && n->end - i < META_NODES * 2)
            scan_table(r, i);
        if (n->kind != NODE_TEXT || !may_hold_fields(n))
            continue;
        if (node_is(&t->nodes[n->parent], "script")) {
            scan_script(r, i);
            continue;
        }
        if (!node_is_prose(t, i))
            continue;
        bool inside = n->region == REGION_CONTENT;
        content += inside ? n->text.len : 0;
        if ((inside && content > META_CONTENT_BYTES) || is_in_link(t, i))
            continue;
        scan_text(r, i, n->text, inside);
    }
    drop_repeated(r->page);
}
