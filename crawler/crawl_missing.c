/* SPDX-License-Identifier: MIT */
/* What is answered for an address that cannot exist: by each host as soon as it gave a page, and at the end by the
 * folders of our own hosts, for an application may have its own way of saying so. */
#include "crawl_internal.h"
#include <stdlib.h>

enum { MISSING_HOPS = 3, FOLDER_LEVELS = 3 /* the root, first and second level */, PASSING_TRIES = 2 };

/* The same name in every run, so that runs can be compared. */
static unsigned long long made_up(const struct host *h)
{
    return (unsigned long long)str_hash(h->fact.name);
}

static void on_missing(struct job *j, struct fetch_reply *reply);

static void ask_missing(struct host *h, str address, int hops)
{
    struct crawl *c = h->crawl;
    struct job *j = job_new(c, h, str_cstr(&c->arena, address));
    j->request.body_max = LIMIT_PEEK_LEN;
    j->request.cut_is_fine = true;
    j->id = h->good_id;
    j->kind = "missing";
    j->hops = hops;
    j->done = on_missing;
    job_errand(j);
}

static bool follow_missing(struct job *j, const struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct host *h = j->host;
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_ref ref = url_resolve(&c->scratch, str_from(j->url), reply->location);
    bool fine = ref.problem == LINK_FINE;
    if (fine)
        h->fact.missing_redirect = str_dup(&c->arena, ref.address);
    bool follow = fine && j->hops < MISSING_HOPS && host_of(c, ref.address) == h && host_allows(h, ref.address);
    if (follow)
        ask_missing(h, ref.address, j->hops + 1);
    arena_release(&c->scratch, mark);
    return follow;
}

static void on_missing(struct job *j, struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct host *h = j->host;
    if (!reply->status) {
        if (!j->hops && j->tries++ < 1) {
            h->missing_asked = false; /* another page of this host will ask again */
        }
        return;
    }
    h->fact.probed = true;
    if (!j->hops)
        h->fact.missing_status = reply->status;
    if (reply->outcome == OUTCOME_REDIRECT) {
        follow_missing(j, reply);
        return;
    }
    struct arena page_arena;
    arena_init(&page_arena);
    struct page_facts *page = probe_read(c, &page_arena, j->url, reply);
    if (page) {
        h->fact.missing_title = str_dup(&c->arena, page->title);
        probe_put(j, reply->outcome, reply->status, reply->total_ms, page);
    }
    arena_done(&page_arena);
}

void probe_missing(struct host *h)
{
    struct crawl *c = h->crawl;
    h->missing_asked = true;
    bool tls = str_starts(h->good_address, STR("https:"));
    struct arena_mark mark = arena_mark(&c->scratch);
    str address = str_fmt(&c->scratch, "%s://%.*s/zwgk/__probe_%016llx.html", tls ? "https" : "http",
                          STR_ARG(h->fact.name), made_up(h));
    if (host_allows(h, address))
        ask_missing(h, address, 0);
    arena_release(&c->scratch, mark);
}

/* --- folders --- */

struct folder { /* one a page and level until they are counted */
    struct host *host;
    str path, ext;
    uint32_t level, pages;
    bool tls;
    str redirect; /* so far */
};

struct folders {
    struct folder *items;
    size_t count, room;
};

/* "html" of a.html, "/" of a folder, "-" of a name without one. */
static str ext_of_file(struct arena *a, str file)
{
    if (!file.len)
        return STR("/");
    size_t dot = str_find_last(file, STR("."));
    return dot == SIZE_MAX ? STR("-") : str_lower(a, str_slice(file, dot + 1, file.len));
}

static void add_folders(struct crawl *c, struct arena *a, struct folders *all, const struct entry *e)
{
    size_t host = str_find(e->address, STR("://")) + 3;
    str path = str_slice(e->address, host, str_find(e->address, STR("?")));
    path = str_slice(path, str_find(path, STR("/")), path.len);
    str ext = ext_of_file(a, str_slice(path, str_find_last(path, STR("/")) + 1, path.len));
    size_t end = 0;
    for (uint32_t level = 0; level < FOLDER_LEVELS; level++) {
        *arena_push(a, all) = (struct folder){ .host = c->hosts.items[e->host],
                                               .path = str_slice(path, 0, end + 1),
                                               .ext = ext,
                                               .level = level,
                                               .pages = 1,
                                               .tls = str_starts(e->address, STR("https:")) };
        size_t next = str_find(str_slice(path, end + 1, path.len), STR("/"));
        if (next == SIZE_MAX)
            break;
        end += next + 1;
    }
}

static int by_name(const void *x, const void *y)
{
    const struct folder *a = x, *b = y;
    if (a->host != b->host)
        return a->host->number < b->host->number ? -1 : 1;
    int order = str_compare(a->path, b->path);
    order = order ? order : str_compare(a->ext, b->ext);
    return order ? order : (int)a->tls - (int)b->tls;
}

/* Outer folders first, then those with more pages; names last, so that every run chooses alike. */
static int by_worth(const void *x, const void *y)
{
    const struct folder *a = x, *b = y;
    if (a->host != b->host)
        return a->host->number < b->host->number ? -1 : 1;
    int a_inner = a->level > 1, b_inner = b->level > 1;
    if (a_inner != b_inner)
        return a_inner - b_inner;
    if (a->pages != b->pages)
        return a->pages > b->pages ? -1 : 1;
    return by_name(x, y);
}

static void merge_same(struct folders *all)
{
    size_t kept = 0;
    qsort(all->items, all->count, sizeof *all->items, by_name);
    for (size_t i = 0; i < all->count; i++) {
        struct folder *f = &all->items[i], *last = kept ? &all->items[kept - 1] : NULL;
        if (last && last->host == f->host && str_eq(last->path, f->path) && str_eq(last->ext, f->ext))
            last->pages++;
        else
            all->items[kept++] = *f;
    }
    all->count = kept;
}

static void on_folder(struct job *j, struct fetch_reply *reply);

static void ask_folder(struct folder *f, str address, const struct job *before)
{
    struct crawl *c = f->host->crawl;
    struct job *j = job_new(c, f->host, str_cstr(&c->arena, address));
    j->request.body_max = LIMIT_PEEK_LEN;
    j->request.cut_is_fine = true;
    j->folder = f;
    j->hops = before ? before->hops : 0;
    j->tries = before ? before->tries : 0;
    j->done = on_folder;
    job_errand(j);
}

/* True if there is more to be asked before this folder's answer is known. */
static bool folder_asked_on(struct job *j, const struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    struct folder *f = j->folder;
    bool passing = !reply->status || reply->status >= 500;
    if (passing && ++j->tries < PASSING_TRIES) {
        ask_folder(f, str_from(j->url), j);
        return true;
    }
    if (reply->outcome != OUTCOME_REDIRECT)
        return passing;
    struct arena_mark mark = arena_mark(&c->scratch);
    struct url_ref ref = url_resolve(&c->scratch, str_from(j->url), reply->location);
    bool fine = ref.problem == LINK_FINE;
    if (fine)
        f->redirect = str_dup(&c->arena, ref.address);
    bool follow =
        fine && ++j->hops <= MISSING_HOPS && host_of(c, ref.address) == j->host && host_allows(j->host, ref.address);
    if (follow)
        ask_folder(f, f->redirect, j);
    arena_release(&c->scratch, mark);
    return follow;
}

static void on_folder(struct job *j, struct fetch_reply *reply)
{
    struct crawl *c = j->crawl;
    const struct folder *f = j->folder;
    if (folder_asked_on(j, reply))
        return;
    struct arena page_arena;
    arena_init(&page_arena);
    struct missing_row row = { .host = f->host->fact.name,
                               .folder = f->path,
                               .ext = f->ext,
                               .outcome = reply->outcome,
                               .status = reply->status,
                               .redirect = f->redirect,
                               .page = probe_read(c, &page_arena, j->url, reply) };
    if (crawl_store(c))
        crawl_check(c, snapshot_put_missing(c->snapshot, &row, c->fail));
    arena_done(&page_arena);
}

static str made_up_in(const struct folder *f)
{
    const char *dot = str_eq(f->ext, STR("/")) || str_eq(f->ext, STR("-")) ? "" : ".";
    str ext = str_eq(f->ext, STR("-")) ? (str){ 0 } : f->ext;
    return str_fmt(&f->host->crawl->arena, "%s://%.*s%.*s__probe_%016llx%s%.*s", f->tls ? "https" : "http",
                   STR_ARG(f->host->fact.name), STR_ARG(f->path), made_up(f->host), dot, STR_ARG(ext));
}

static void ask_worthiest(struct crawl *c, const struct folders *all)
{
    const struct host *host = NULL;
    uint32_t asked = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct folder *f = &all->items[i];
        asked = f->host == host ? asked : 0;
        host = f->host;
        str address = made_up_in(f);
        if (asked >= LIMIT_MISSING_FOLDERS || host->fact.wall.len || !host_allows(f->host, address))
            continue;
        struct folder *kept = arena_new(&c->arena, struct folder, 1);
        *kept = *f;
        kept->ext = str_dup(&c->arena, f->ext);
        asked++;
        ask_folder(kept, address, NULL);
    }
}

/* Of each own host the first LIMIT_MISSING_FOLDERS by worth. */
void missing_folders(struct crawl *c)
{
    struct folders all = { 0 };
    struct arena counting;
    arena_init(&counting);
    for (uint32_t i = 0; i < frontier_count(c->frontier) && !c->o->home_only; i++) {
        const struct entry *e = frontier_entry(c->frontier, i);
        if (e->own && e->role == URL_READ && e->state == ENTRY_SETTLED && e->outcome == OUTCOME_OK && e->tries)
            add_folders(c, &counting, &all, e);
    }
    if (all.count) {
        merge_same(&all);
        qsort(all.items, all.count, sizeof *all.items, by_worth);
    }
    ask_worthiest(c, &all);
    arena_done(&counting);
}
