/* SPDX-License-Identifier: MIT */
/* Links of every kind, each with what a visitor and an editor must know of it. */
#include "links.h"
#include "core/arena.h"
#include "core/limits.h"
#include "core/text.h"
#include "crawler/url.h"
#include "css.h"
#include "script_scan.h"
#include "tags.h"
#include <string.h>

struct linking {
    struct reading *r;
    struct labels *labels;
    struct script_words *words; /* read when first needed */
};

static bool is_resource(enum link_kind kind)
{
    return kind != LINK_ANCHOR && kind != LINK_AREA && kind != LINK_ONCLICK;
}

struct link_fact *links_add(struct reading *r, enum link_kind kind, uint32_t i, str href, str text)
{
    struct page_facts *p = r->page;
    if (p->links.count >= LIMIT_PAGE_LINKS) {
        p->limit_hit = STR("links");
        return NULL;
    }
    struct url_ref ref = reading_resolve(r, href);
    if (is_resource(kind) &&
        (ref.problem == LINK_PLACEHOLDER || ref.problem == LINK_SCRIPT_ONLY || ref.problem == LINK_OTHER_SCHEME))
        return NULL;
    const struct node *n = &r->tree->nodes[i];
    struct link_fact *link = arena_push(r->arena, &p->links);
    *link = (struct link_fact){
        .address = ref.problem == LINK_FINE ? ref.address : (str){ 0 },
        .href = reading_cut(href),
        .fragment = reading_cut(ref.fragment),
        .text = reading_cut(text),
        .title = reading_clip(r->arena, node_attr(n, "title")),
        .place = tree_place(r->arena, r->tree, i),
        .kind = kind,
        .problem = ref.problem,
        .region = n->region,
        .hiding = n->hiding,
        .works = true,
    };
    return link;
}

/* What stands for an image that is all a link shows. */
static str image_text(const struct tree *t, uint32_t i)
{
    for (uint32_t k = i + 1; k < t->nodes[i].end; k++) {
        const struct node *n = &t->nodes[k];
        if (!node_is(n, "img") && !node_is(n, "input") && !node_is(n, "area"))
            continue;
        str text = str_trim(node_attr(n, "alt"));
        return text.len ? text : str_trim(node_attr(n, "title"));
    }
    return (str){ 0 };
}

static bool shows_image(const struct tree *t, uint32_t i)
{
    for (uint32_t k = i + 1; k < t->nodes[i].end; k++)
        if (node_is(&t->nodes[k], "img") && str_trim(node_attr(&t->nodes[k], "src")).len)
            return true;
    return false;
}

static str link_text(const struct linking *l, uint32_t i)
{
    const struct tree *t = l->r->tree;
    str text = tree_text(l->r->arena, t, i, t->nodes[i].hiding == HIDING_NONE);
    return text.len ? text : text_squeeze(l->r->arena, image_text(t, i));
}

static void add_labelled(struct linking *l, enum link_kind kind, uint32_t i, str href, str text)
{
    struct link_fact *link = links_add(l->r, kind, i, href, text);
    if (link && link->region != REGION_NAV && link->region != REGION_CRUMB && link->region != REGION_FOOTER)
        link->label = labels_of(l->labels, i);
}

/* "#tab2" that a script serves is no promise of an anchor. */
static void judge_idle(struct linking *l, uint32_t i, struct link_fact *link)
{
    const struct tree *t = l->r->tree;
    bool visible = link->hiding == HIDING_NONE && (link->text.len || shows_image(t, i));
    if (!visible || link->region == REGION_CRUMB)
        return;
    if (!l->words)
        l->words = script_words_read(l->r);
    bool works = placeholder_works(l->r, l->words, i, link->text);
    if (link->problem == LINK_PLACEHOLDER)
        link->works = works;
    else if (works)
        link->fragment = (str){ 0 };
}

/* The address that a link opens by its script. */
static str opened_by(struct linking *l, const struct node *n)
{
    str href = str_trim(node_attr(n, "href")), opened = { 0 };
    if (str_starts_nocase(href, STR("javascript:")))
        opened = script_opens(l->r->arena, str_slice(href, sizeof "javascript:" - 1, href.len));
    return opened.len ? opened : script_opens(l->r->arena, node_attr(n, "onclick"));
}

static void read_anchor(struct linking *l, uint32_t i)
{
    struct page_facts *page = l->r->page;
    const struct node *n = &l->r->tree->nodes[i];
    size_t before = page->links.count;
    str text = link_text(l, i), href = node_attr(n, "href");
    if (node_has_attr(n, "href"))
        add_labelled(l, LINK_ANCHOR, i, href, text);
    struct link_fact *link = page->links.count > before ? &page->links.items[before] : NULL;
    bool idle = !link || link->problem == LINK_PLACEHOLDER || link->problem == LINK_SCRIPT_ONLY;
    str opened = idle ? opened_by(l, n) : (str){ 0 };
    if (opened.len) {
        page->links.count = before; /* it is told as what it opens */
        add_labelled(l, LINK_ONCLICK, i, opened, text);
    } else if (link && (link->problem == LINK_PLACEHOLDER || str_starts(str_trim(href), STR("#")))) {
        judge_idle(l, i, link);
    }
}

static void read_area(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    if (str_trim(node_attr(n, "href")).len)
        add_labelled(l, LINK_AREA, i, node_attr(n, "href"), str_trim(node_attr(n, "alt")));
}

static void add_plain(struct linking *l, enum link_kind kind, uint32_t i, str href)
{
    if (str_trim(href).len)
        links_add(l->r, kind, i, href, text_squeeze(l->r->arena, node_attr(&l->r->tree->nodes[i], "alt")));
}

static void read_srcset(struct linking *l, uint32_t i)
{
    str set = node_attr(&l->r->tree->nodes[i], "srcset");
    static const char blanks[] = " \t\r\n,";
    for (size_t at = 0; at < set.len;) {
        while (at < set.len && strchr(blanks, set.ptr[at]))
            at++;
        size_t end = at;
        while (end < set.len && !strchr(" \t\r\n", set.ptr[end]))
            end++;
        str url = str_slice(set, at, end);
        bool alone = str_ends(url, STR(","));
        while (str_ends(url, STR(",")))
            url.len--;
        add_plain(l, LINK_IMAGE, i, url);
        while (!alone && end < set.len && set.ptr[end] != ',')
            end++;
        at = end;
    }
}

static void read_image(struct linking *l, uint32_t i)
{
    static const char *const later[] = { "data-src", "data-original" };
    static const str kinds[] = { STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".png"),
                                 STR_INIT(".gif"), STR_INIT(".webp"), STR_INIT(".bmp") };
    const struct node *n = &l->r->tree->nodes[i];
    add_plain(l, LINK_IMAGE, i, node_attr(n, "src"));
    read_srcset(l, i);
    for (size_t k = 0; k < ARRAY_LEN(later); k++) {
        str url = str_trim(node_attr(n, later[k])); /* loaded when the visitor gets there */
        for (size_t e = 0; url.len && !str_has(url, STR("{")) && e < ARRAY_LEN(kinds); e++)
            if (str_ends_nocase(url, kinds[e]))
                add_plain(l, LINK_IMAGE, i, url);
    }
}

static void read_input(struct linking *l, uint32_t i)
{
    if (str_eq_nocase(str_trim(node_attr(&l->r->tree->nodes[i], "type")), STR("image")))
        add_plain(l, LINK_IMAGE, i, node_attr(&l->r->tree->nodes[i], "src"));
}

static void read_media(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    bool picture = node_is(&l->r->tree->nodes[n->parent], "picture");
    add_plain(l, picture ? LINK_IMAGE : LINK_MEDIA, i, node_attr(n, "src"));
    add_plain(l, LINK_IMAGE, i, node_attr(n, "poster"));
    read_srcset(l, i);
}

/* Viewers get the document they show as a parameter: viewer.html?file=/x.pdf. */
static void read_viewer(struct linking *l, uint32_t i, str src)
{
    size_t at = str_find_nocase(src, STR("file="));
    if (at == SIZE_MAX || !str_has(str_slice(src, 0, at), STR("?")))
        return;
    str file = str_slice(src, at + 5, src.len);
    file = str_slice(file, 0, str_find(file, STR("&")));
    file = str_slice(file, 0, str_find(file, STR("#")));
    char *plain = arena_new(l->r->arena, char, file.len + 1);
    size_t len = 0;
    for (size_t k = 0; k < file.len; k++) {
        bool slash = str_starts_nocase(str_slice(file, k, k + 3), STR("%2f"));
        plain[len++] = slash ? '/' : file.ptr[k];
        k += slash ? 2 : 0;
    }
    if (str_ends_nocase((str){ plain, len }, STR(".pdf")))
        add_plain(l, LINK_OBJECT, i, (str){ plain, len });
}

static void read_frame(struct linking *l, uint32_t i)
{
    str src = node_attr(&l->r->tree->nodes[i], "src");
    add_plain(l, LINK_FRAME, i, src);
    read_viewer(l, i, src);
}

static void read_object(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    str src = node_attr(n, node_is(n, "object") ? "data" : "src");
    add_plain(l, LINK_OBJECT, i, src);
    read_viewer(l, i, src);
}

static void read_form(struct linking *l, uint32_t i)
{
    add_plain(l, LINK_FORM, i, node_attr(&l->r->tree->nodes[i], "action"));
}

/* The script of the entry for reporting errors carries the site's code beside its address. */
static void read_script(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    str src = node_attr(n, "src"), code = str_trim(node_attr(n, "sitecode"));
    struct link_fact *link = str_trim(src).len ? links_add(l->r, LINK_SCRIPT, i, src, (str){ 0 }) : NULL;
    if (link && code.len)
        link->title = reading_clip(l->r->arena, code);
}

static bool has_rel(str rels, const char *word)
{
    str part;
    while (str_cut(&rels, ' ', &part))
        if (str_eq_nocase(str_trim(part), str_from(word)))
            return true;
    return false;
}

static void read_link(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    str rel = node_attr(n, "rel");
    if (has_rel(rel, "alternate"))
        return;
    if (has_rel(rel, "stylesheet"))
        add_plain(l, LINK_STYLE, i, node_attr(n, "href"));
    else if (has_rel(rel, "icon") || has_rel(rel, "apple-touch-icon"))
        add_plain(l, LINK_IMAGE, i, node_attr(n, "href"));
}

static void read_css(struct linking *l, uint32_t i, str css)
{
    str url;
    bool is_import;
    for (size_t at = 0; css_next_url(css, &at, &url, &is_import);) {
        bool font =
            str_has_nocase(url, STR(".woff")) || str_has_nocase(url, STR(".ttf")) || str_has_nocase(url, STR(".eot"));
        if (url.ptr[0] != '#' && !font)
            add_plain(l, is_import ? LINK_STYLE : LINK_IMAGE, i, url);
    }
}

static void read_style(struct linking *l, uint32_t i)
{
    for (uint32_t k = i + 1; k < l->r->tree->nodes[i].end; k++)
        read_css(l, i, l->r->tree->nodes[k].text);
}

/* <meta http-equiv=refresh content="0; url=…">; without an address the page reloads itself. */
static void read_meta(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    str content = str_trim(node_attr(n, "content"));
    if (!str_eq_nocase(str_trim(node_attr(n, "http-equiv")), STR("refresh")))
        return;
    size_t at = 0;
    while (at < content.len && strchr("0123456789. ", content.ptr[at]))
        at++;
    content =
        str_trim(str_slice(content, at + (at < content.len && strchr(";,", content.ptr[at]) != NULL), content.len));
    if (str_starts_nocase(content, STR("url"))) {
        str rest = str_trim(str_slice(content, 3, content.len));
        if (str_starts(rest, STR("=")))
            content = str_trim(str_slice(rest, 1, rest.len));
    }
    if (content.len >= 2 && strchr("'\"", content.ptr[0]))
        content = str_slice(content, 1, content.len - (content.ptr[content.len - 1] == content.ptr[0]));
    add_plain(l, LINK_REFRESH, i, content);
}

/* Friend links stand in drop-down boxes that open what is chosen. */
static void read_option(struct linking *l, uint32_t i)
{
    const struct tree *t = l->r->tree;
    uint32_t select = t->nodes[i].parent;
    if (node_is(&t->nodes[select], "optgroup"))
        select = t->nodes[select].parent;
    str value = str_trim(node_attr(&t->nodes[i], "value"));
    bool absolute = str_starts_nocase(value, STR("http://")) || str_starts_nocase(value, STR("https://"));
    bool jumps = node_is(&t->nodes[select], "select") && node_has_attr(&t->nodes[select], "onchange");
    bool relative = str_starts(value, STR("/")) || str_starts(value, STR("./")) || str_starts(value, STR("../")) ||
                    str_has_nocase(value, STR(".htm")) || str_has_nocase(value, STR(".shtml"));
    if (absolute || (jumps && relative))
        add_labelled(l, LINK_OPTION, i, value, tree_text(l->r->arena, t, i, false));
}

static const struct {
    const char *tag;
    void (*read)(struct linking *l, uint32_t i);
} readers[] = {
    { "a", read_anchor },     { "img", read_image },     { "script", read_script }, { "link", read_link },
    { "area", read_area },    { "option", read_option }, { "meta", read_meta },     { "style", read_style },
    { "input", read_input },  { "iframe", read_frame },  { "frame", read_frame },   { "form", read_form },
    { "source", read_media }, { "video", read_media },   { "audio", read_media },   { "track", read_media },
    { "embed", read_object }, { "object", read_object },
};

static void note_id(struct reading *r, str id)
{
    if (!id.len)
        return;
    if (r->page->ids.count < LIMIT_PAGE_IDS)
        *arena_push(r->arena, &r->page->ids) = reading_cut(id);
    else if (!r->page->limit_hit.len)
        r->page->limit_hit = STR("ids");
}

static void read_element(struct linking *l, uint32_t i)
{
    const struct node *n = &l->r->tree->nodes[i];
    for (size_t k = 0; k < ARRAY_LEN(readers); k++)
        if (str_eq(n->tag, str_from(readers[k].tag))) {
            readers[k].read(l, i);
            break;
        }
    if (!n->attr_count)
        return;
    note_id(l->r, node_attr(n, "id"));
    if (str_eq(n->tag, STR("a")) && !str_eq(node_attr(n, "name"), node_attr(n, "id")))
        note_id(l->r, node_attr(n, "name"));
    if (node_has_attr(n, "style"))
        read_css(l, i, node_attr(n, "style"));
    if (node_has_attr(n, "background"))
        add_plain(l, LINK_IMAGE, i, node_attr(n, "background"));
    str onclick = node_attr(n, "onclick");
    str opened = onclick.len && !str_eq(n->tag, STR("a")) ? script_opens(l->r->arena, onclick) : (str){ 0 };
    if (opened.len)
        add_labelled(l, LINK_ONCLICK, i, opened, link_text(l, i));
}

void links_read(struct reading *r)
{
    struct linking l = { .r = r, .labels = labels_start(r) };
    const struct tree *t = r->tree;
    for (uint32_t i = 1; i < t->count; i++) {
        const struct node *n = &t->nodes[i];
        labels_pass(l.labels, i);
        if (n->kind == NODE_ELEMENT)
            read_element(&l, i);
    }
}
