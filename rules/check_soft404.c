/* SPDX-License-Identifier: MIT */
/* link.soft-404: addresses that answer well with the site's not-found page, or with a template that was emptied. */
#include "address.h"
#include "attachment.h"
#include "families.h"
#include "link_told.h"
#include "missing.h"
#include "names.h"
#include "strmap.h"
#include "core/file_kind.h"
#include "core/text.h"

enum { FEWEST_FRAMES = 3, FRAME_SLACK = 150, BODY_EMPTY = 10, BODY_ARTICLE = 60, CHARS_APART = 40 };
enum { FOUND_CHARS = 80, FOUND_BEFORE = 60 /* bytes */ };

struct missing { /* what a host answered for an address that cannot exist */
    const struct page_facts *page;
    struct shingles shingles;
};

enum answer_known { NOT_ASKED, ANSWER_NO, ANSWER_YES };

struct folder_missing {  /* what a folder answers for an address that cannot exist there */
    struct missing seen; /* no page: nothing that could be compared */
    bool made;
    enum answer_known tells; /* whether other addresses there get something else */
};

struct frame { /* characters around the text of a host's articles: menus, footer */
    uint64_t chars;
    uint32_t pages;
};

struct soft_check {
    struct judge *j;
    const struct rule *rule;
    struct link_index index;
    const struct pattern *words, *titles, *info;
    int64_t short_chars, long_chars;
    double alike;
    struct missing *missing;        /* by host */
    struct folder_missing *folders; /* as site->missing */
    struct frame *frames;           /* by host */
    struct strmap holders;          /* host and container → articles whose text stands in it */
};

/* Why an address is held to be a false page; empty: it is not. */
struct reason {
    str word, what;
};

static bool is_walled(const struct soft_check *s, const struct resource_fact *f)
{
    return f->wall.len || (f->host < s->j->site->host_count && s->j->site->hosts[f->host].wall.len);
}

static const struct page_facts *page_at(const struct soft_check *s, uint32_t r)
{
    const struct resource_fact *f = &s->j->site->resources[r];
    const struct page_facts *p = f->outcome == OUTCOME_OK && !is_walled(s, f) ? f->page : NULL;
    return p && (p->known & KNOWN_TREE) && !p->limit_hit.len ? p : NULL;
}

static bool says(const struct soft_check *s, const struct pattern *words, str text)
{
    struct arena_mark mark = arena_mark(s->j->arena);
    bool hit = words && text.len && pattern_matches(words, text_bare(s->j->arena, text));
    arena_release(s->j->arena, mark);
    return hit;
}

static bool is_article(const struct page_facts *p)
{
    const struct body_fact *b = &p->body;
    bool holds =
        (p->known & KNOWN_BODY) && (b->chars >= BODY_ARTICLE || b->images || b->files || b->media || b->frames);
    bool dated = p->published_source == DATE_LABELLED || p->published_source == DATE_PUBDATE;
    str title = page_tag(p, "ArticleTitle", NULL);
    return holds || dated || p->metadata.count || (title.len && !name_is_placeholder(title));
}

static bool has_list(const struct page_facts *p)
{
    for (size_t i = 0; i < p->lists.count; i++) {
        if (p->lists.items[i].main && p->lists.items[i].count)
            return true;
    }
    return false;
}

/* Between the menus of the site stand a few words that nobody can click: those say it, when no link of the site does.
 */
static bool says_so_in_prose(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    const struct site_facts *site = s->j->site;
    if (!p->prose_chars || (int64_t)p->prose_chars > s->short_chars || p->crumbs.count ||
        s->j->columns->of_resource[r] != NONE)
        return false;
    for (uint32_t i = 0; i < site->link_count; i++) {
        const struct link_row *l = &site->links[i];
        bool here = l->page_count > l->place_count; /* not all its pages are known */
        for (uint32_t k = 0; k < l->place_count && !here; k++)
            here = l->places[k].page == r;
        if (here && says(s, s->words, l->text))
            return false;
    }
    return true;
}

/* Says in its own few words that there is nothing here. */
static bool says_missing(const struct soft_check *s, uint32_t r, const struct page_facts *p, bool is_file)
{
    if (is_article(p) || has_list(p) || (int64_t)p->visible_chars > s->long_chars)
        return false;
    if (!says(s, s->words, p->visible_text))
        return false;
    return is_file || (int64_t)p->visible_chars <= s->short_chars || says(s, s->titles, p->title) ||
           says(s, s->titles, p->heading) || says_so_in_prose(s, r, p);
}

/* Large menus make all pages of a site alike: what differs must be little in itself too. */
static bool same_page(const struct soft_check *s, const struct missing *m, const struct page_facts *p)
{
    const struct page_facts *q = m->page;
    uint32_t apart =
        p->visible_chars > q->visible_chars ? p->visible_chars - q->visible_chars : q->visible_chars - p->visible_chars;
    if (!str_eq(p->title, q->title) || apart > CHARS_APART)
        return false;
    struct arena_mark mark = arena_mark(s->j->arena);
    struct shingles mine = text_shingles(s->j->arena, p->visible_text);
    bool same = str_eq(p->visible_text, q->visible_text);
    if (!same && mine.count && m->shingles.count) {
        double shared = shingles_contained(mine, m->shingles) * (double)mine.count;
        same = shingles_jaccard(mine, m->shingles) >= s->alike &&
               (double)(mine.count + m->shingles.count) - 2 * shared <= CHARS_APART;
    }
    arena_release(s->j->arena, mark);
    return same;
}

static const struct page_facts *host_home(const struct soft_check *s, uint32_t host)
{
    str name = s->j->site->hosts[host].name;
    static const char *const schemes[] = { "http", "https" };
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
        uint32_t r = site_find(s->j->site, str_fmt(s->j->arena, "%s://%.*s/", schemes[i], STR_ARG(name)));
        r = r == NONE ? NONE : site_follow(s->j->site, r, NULL);
        if (r != NONE && s->j->site->resources[r].page)
            return s->j->site->resources[r].page;
    }
    return NULL;
}

/* The very page that a made-up address of this host gets. An application's shell and a home page that is served for
 * everything are told by other rules or not at all. */
static bool is_missing_page(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    const struct resource_fact *f = &s->j->site->resources[r];
    if (f->host >= s->j->site->host_count || address_is_root(f->address) || is_article(p) || (p->js & JS_SHELL))
        return false;
    const struct missing *m = &s->missing[f->host];
    if (!m->page || (m->page->js & JS_SHELL) || !same_page(s, m, p))
        return false;
    const struct page_facts *home = host_home(s, f->host);
    if (home && same_page(s, m, home))
        return false;
    /* Few words may be an application's before its script runs; without any script they are all there is. */
    bool whole = (int64_t)m->page->visible_chars >= s->short_chars || (!m->page->programs.count && p->visible_chars);
    return says(s, s->words, p->visible_text) || says(s, s->titles, p->title) || (f->own && whole && !has_list(p));
}

/* --- folders --- */

static struct folder_missing *folder_at(const struct soft_check *s, uint32_t i)
{
    const struct missing_fact *m = &s->j->site->missing[i];
    struct folder_missing *folder = &s->folders[i];
    if (!folder->made && m->page && m->outcome == OUTCOME_OK && !(m->page->js & JS_SHELL))
        folder->seen = (struct missing){ m->page, text_shingles(s->j->arena, m->page->visible_text) };
    folder->made = true;
    return folder;
}

/* An application that shows one page whatever it is asked for says nothing by it. */
static bool folder_tells(const struct soft_check *s, uint32_t i)
{
    const struct site_facts *site = s->j->site;
    const struct missing_fact *m = &site->missing[i];
    struct folder_missing *folder = folder_at(s, i);
    for (uint32_t r = 0; r < site->resource_count && folder->tells == NOT_ASKED; r++) {
        const struct page_facts *p = site->resources[r].host == m->host ? page_at(s, r) : NULL;
        if (p && missing_covers(s->j->arena, m, site->resources[r].address) && !same_page(s, &folder->seen, p))
            folder->tells = ANSWER_YES;
    }
    if (folder->tells == NOT_ASKED)
        folder->tells = ANSWER_NO;
    return folder->tells == ANSWER_YES;
}

/* Its front page served for everything is no not-found page. */
static bool is_front_page(const struct soft_check *s, const struct missing_fact *m, const struct missing *seen)
{
    const struct site_facts *site = s->j->site;
    str host = site->hosts[m->host].name;
    static const char *const schemes[] = { "http", "https" };
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
        str address = str_fmt(s->j->arena, "%s://%.*s%.*s", schemes[i], STR_ARG(host), STR_ARG(m->folder));
        uint32_t r = site_find(site, address);
        r = r == NONE ? NONE : site_follow(site, r, NULL);
        const struct page_facts *front = r == NONE ? NULL : site->resources[r].page;
        if (front && same_page(s, seen, front))
            return true;
    }
    return false;
}

/* The page that a made-up address of this folder gets. Words are wanted, or that the folder shows other things too. */
static bool is_folder_missing_page(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    const struct site_facts *site = s->j->site;
    const struct resource_fact *f = &site->resources[r];
    if (!f->own || address_is_root(f->address) || is_article(p) || has_list(p) || (p->js & JS_SHELL))
        return false;
    for (uint32_t i = missing_of_host(site, f->host); i < site->missing_count && site->missing[i].host == f->host;
         i++) {
        const struct missing_fact *m = &site->missing[i];
        const struct missing *seen = missing_covers(s->j->arena, m, f->address) ? &folder_at(s, i)->seen : NULL;
        if (!seen || !seen->page || !same_page(s, seen, p) || is_front_page(s, m, seen))
            continue;
        const struct page_facts *home = host_home(s, f->host);
        bool words = says(s, s->words, p->visible_text) || says(s, s->titles, p->title);
        if (!(home && same_page(s, seen, home)) &&
            (words || ((int64_t)p->visible_chars >= s->short_chars && folder_tells(s, i))))
            return true;
    }
    return false;
}

/* Where made-up addresses of this host, or of this address's folder, are sent. */
static bool is_sent_there(const struct soft_check *s, const struct resource_fact *f, str end)
{
    const struct site_facts *site = s->j->site;
    const struct host_fact *h = &site->hosts[f->host];
    if (h->probed && str_eq(h->missing_redirect, end))
        return true;
    for (uint32_t i = missing_of_host(site, f->host); i < site->missing_count && site->missing[i].host == f->host; i++)
        if (str_eq(site->missing[i].redirect, end) && missing_covers(s->j->arena, &site->missing[i], f->address))
            return true;
    return false;
}

/* Sent to where made-up addresses are sent. */
static bool sent_to_missing(const struct soft_check *s, uint32_t r, uint32_t end)
{
    const struct resource_fact *f = &s->j->site->resources[r], *e = &s->j->site->resources[end];
    const struct page_facts *p = page_at(s, end);
    if (end == r || !p || f->host >= s->j->site->host_count || address_is_root(e->address) || is_article(p))
        return false;
    return is_sent_there(s, f, e->address) && !has_list(p) &&
           (says(s, s->titles, p->title) || says(s, s->words, p->visible_text));
}

/* How many full articles of the host have their text in a box of this name. */
static uint32_t held_in(const struct soft_check *s, uint32_t r, str box)
{
    str key = str_fmt(s->j->arena, "%u %.*s", s->j->site->resources[r].host, STR_ARG(box));
    uint32_t count = strmap_get(&s->holders, key);
    return count == NONE ? 0 : count;
}

/* A box of an ordinary name is the text's own when other articles of the host have theirs in it. */
static bool is_texts_own(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    return !p->body.ordinary || held_in(s, r, p->body.container) >= FEWEST_FRAMES;
}

/* No box of a known name, but an empty one of the name in which other articles of the host have their text. */
static bool text_box_is_empty(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    bool empty = false;
    for (size_t i = 0; i < p->empty_boxes.count && !empty && !p->body.container.len; i++)
        empty = held_in(s, r, p->empty_boxes.items[i]) >= FEWEST_FRAMES;
    return empty;
}

/* A container that holds the title and the line below it (date, source, print) and not a word more. */
static bool holds_title_only(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    if (!s->info || !p->body.ordinary || p->heading.len == 0 || p->body.chars > BODY_ARTICLE + text_chars(p->heading))
        return false;
    struct arena_mark mark = arena_mark(s->j->arena);
    str bare = text_bare(s->j->arena, attachment_text(s->j, r, NULL)), head = text_bare(s->j->arena, p->heading);
    size_t at = str_find(bare, head);
    bool only = at == 0 && pattern_matches(s->info, str_slice(bare, head.len, bare.len));
    arena_release(s->j->arena, mark);
    return only;
}

/* A body container that holds nothing, on a page that has nothing in its place. */
static bool is_emptied(const struct soft_check *s, uint32_t r, const struct page_facts *p)
{
    const struct body_fact *b = &p->body;
    const struct resource_fact *f = &s->j->site->resources[r];
    bool bare = b->chars < BODY_EMPTY || holds_title_only(s, r, p);
    bool empty = (p->known & KNOWN_BODY) && bare && !b->images && !b->files && !b->media && !b->frames;
    bool article = address_is_article(f->address) || page_tag(p, "ArticleTitle", NULL).len;
    if (!f->own || !(empty || text_box_is_empty(s, r, p)) || !article || (p->js & (JS_SHELL | JS_LIST)) ||
        has_list(p) || s->j->columns->of_resource[r] != NONE || !is_texts_own(s, r, p))
        return false;
    for (size_t i = 0; i < p->links.count; i++) {
        if (p->links.items[i].region == REGION_CONTENT && p->links.items[i].problem == LINK_FINE)
            return false;
    }
    const struct frame *around = &s->frames[f->host];
    return around->pages >= FEWEST_FRAMES && p->visible_chars <= around->chars / around->pages + FRAME_SLACK;
}

static struct reason reason_of(const struct soft_check *s, uint32_t r, uint32_t end)
{
    const struct page_facts *p = page_at(s, end);
    if (!p)
        return (struct reason){ 0 };
    bool is_file = address_is_file(s->j->site->resources[r].address);
    if (sent_to_missing(s, r, end))
        return (struct reason){ STR("same-redirect"), STR("被转到网站的出错页，随便编一个网址也到那里") };
    if (is_missing_page(s, end, p))
        return (struct reason){ STR("same-page"), STR("内容与随便编一个网址得到的页面相同") };
    if (is_folder_missing_page(s, end, p))
        return (struct reason){ STR("same-page"), STR("内容与在同一目录下随便编一个网址得到的页面相同") };
    if (says_missing(s, end, p, is_file))
        return is_file ? (struct reason){ STR("error-text"), STR("下载到的不是文件，而是出错提示") }
                       : (struct reason){ STR("error-text"), STR("内容是“页面不存在”之类的提示") };
    if (is_emptied(s, end, p))
        return (struct reason){ STR("emptied"), STR("只有标题和模板，没有正文") };
    return (struct reason){ 0 };
}

/* The words that say so with what stands around them; behind large menus nobody would see them. */
static str telling_part(const struct soft_check *s, const struct page_facts *p)
{
    struct pattern_match m;
    str bare = text_bare(s->j->arena, p->visible_text);
    if (!s->words || !pattern_find(s->words, bare, 0, &m))
        return text_clip(p->visible_text, FOUND_CHARS);
    size_t from = m.start > FOUND_BEFORE ? m.start - FOUND_BEFORE : 0;
    while (from < m.start && ((unsigned char)bare.ptr[from] & 0xC0) == 0x80)
        from++;
    return text_clip(str_slice(bare, from, bare.len), FOUND_CHARS);
}

static void accuse(struct soft_check *s, uint32_t r, uint32_t end, struct reason why, const struct told *told)
{
    struct judge *j = s->j;
    const struct page_facts *p = j->site->resources[end].page;
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "reason", why.word);
    evidence_str(&e, "what", why.what);
    evidence_int(&e, "status", j->site->resources[end].status);
    evidence_tried(j, &e, &j->site->resources[end]);
    if (end != r)
        evidence_str(&e, "redirected_to", j->site->resources[end].address);
    if (p->title.len)
        evidence_str(&e, "title", text_clip(p->title, 60));
    if (!str_eq(why.word, STR("emptied")))
        evidence_str(&e, "found", telling_part(s, p));
    told_fail(j, s->rule, j->site->resources[r].address, told, &e);
}

static void judge_target(struct soft_check *s, uint32_t r)
{
    const struct resource_fact *f = &s->j->site->resources[r];
    if (s->index.start[r] == s->index.start[r + 1] || (f->outcome != OUTCOME_OK && f->outcome != OUTCOME_REDIRECT))
        return;
    bool loop = false;
    uint32_t end = site_follow(s->j->site, r, &loop);
    if (loop || end == NONE || s->j->site->resources[end].outcome != OUTCOME_OK)
        return;
    struct told told = told_links(s->j, s->index, r);
    if (!told.first)
        return;
    struct reason why = reason_of(s, r, end);
    const struct page_facts *p = page_at(s, end);
    str ext = str_lower(s->j->arena, address_ext(f->address));
    if (why.word.len)
        accuse(s, r, end, why, &told);
    else if (f->own && p && !p->attachment.len && f->file_kind == FILE_HTML &&
             file_kind_fit(ext, FILE_HTML, (str){ 0 }) == FIT_NEVER)
        check_unverified(s->j, s->rule, f->address, STR("doubtful-file"),
                         STR("名称是文件，打开的是网页，也许是预览，请人工看一下"));
    else if (f->own)
        check_pass(s->j, s->rule, f->address);
}

static void learn_missing(struct soft_check *s)
{
    const struct site_facts *site = s->j->site;
    s->folders = arena_new(s->j->arena, struct folder_missing, site->missing_count + 1);
    s->missing = arena_new(s->j->arena, struct missing, site->host_count + 1);
    for (uint32_t i = 0; i < site->probe_count; i++) {
        const struct probe_fact *p = &site->probes[i];
        uint32_t host = p->resource < site->resource_count ? site->resources[p->resource].host : NONE;
        if (host >= site->host_count || !p->page || p->outcome != OUTCOME_OK || !str_eq(p->kind, STR("missing")))
            continue;
        s->missing[host] = (struct missing){ p->page, text_shingles(s->j->arena, p->page->visible_text) };
    }
}

static void learn_frames(struct soft_check *s)
{
    const struct site_facts *site = s->j->site;
    s->frames = arena_new(s->j->arena, struct frame, site->host_count + 1);
    strmap_init(&s->holders, s->j->arena);
    for (uint32_t i = 0; i < site->resource_count; i++) {
        const struct page_facts *p = page_at(s, i);
        if (!p || !site->resources[i].own || !(p->known & KNOWN_BODY) || p->body.chars < BODY_ARTICLE ||
            p->visible_chars < p->body.chars)
            continue;
        struct frame *f = &s->frames[site->resources[i].host];
        f->chars += p->visible_chars - p->body.chars;
        f->pages++;
        str box = p->body.ordinary ? p->body.container : p->body.box;
        if (box.len)
            strmap_set(&s->holders, str_fmt(s->j->arena, "%u %.*s", site->resources[i].host, STR_ARG(box)),
                       held_in(s, i, box) + 1);
    }
}

void check_link_soft_404(struct judge *j, const struct rule *rule)
{
    struct soft_check s = { .j = j,
                            .rule = rule,
                            .index = link_index_make(j->arena, j->site),
                            .words = rule_param_pattern(rule, "words_pattern"),
                            .titles = rule_param_pattern(rule, "titles_pattern"),
                            .info = rule_param_pattern(rule, "info_pattern"),
                            .short_chars = rule_param_int(rule, "short", 150),
                            .long_chars = rule_param_int(rule, "long", 1500),
                            .alike = (double)rule_param_int(rule, "alike", 90) / 100 };
    learn_missing(&s);
    learn_frames(&s);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_target(&s, i);
}
