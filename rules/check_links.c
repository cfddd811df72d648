/* SPDX-License-Identifier: MIT */
/* link.broken: addresses that certainly fail. What could be a wall, a robots rule, or our own network is unverified. */
#include "address.h"
#include "ceilings.h"
#include "families.h"
#include "link_told.h"
#include "say.h"
#include "core/arena.h"
#include "core/file_kind.h"
#include "core/text.h"

enum { SAMPLE_UNVERIFIED = 50, SAMPLE_ROBOTS = 200, NO_FILES = 3, BUSY_SHARE = 50 };

struct host_seen {
    bool good;           /* at least one address answered well */
    bool file;           /* … with a file that is one */
    uint32_t no_files;   /* files that are none of what their names say */
    uint32_t well, busy; /* addresses that answered well, and that put everybody off */
};

struct broken_check {
    struct judge *j;
    const struct rule *rule;
    struct link_index index;
    int64_t min_tries;
    int64_t budget_left_out, robots_left_out;
    const uint32_t *listed_by; /* per resource: a page that has it as a next page of its list, or NONE */
    struct host_seen *hosts;
};

static bool kind_opens(enum link_kind kind)
{
    return kind != LINK_FORM && kind != LINK_SITEMAP;
}

static bool is_action_free(const struct link_row *l)
{
    return l->problem == LINK_FINE && kind_opens(l->kind);
}

static str kind_word(const struct link_row *l, const struct resource_fact *r)
{
    switch (l->kind) {
    case LINK_IMAGE:
        return STR("image");
    case LINK_SCRIPT:
        return STR("script");
    case LINK_STYLE:
        return STR("style");
    case LINK_FRAME:
        return STR("frame");
    case LINK_ANCHOR:
    case LINK_AREA:
    case LINK_OPTION:
    case LINK_ONCLICK:
    case LINK_REFRESH:
    case LINK_LOCATION:
    case LINK_PAGER:
    case LINK_MEDIA:
    case LINK_OBJECT:
    case LINK_FORM:
    case LINK_SITEMAP:
    case LINK_KIND_COUNT_:
        break;
    }
    if (!r->own)
        return STR("external");
    if (address_is_file(r->address) || l->kind == LINK_MEDIA || l->kind == LINK_OBJECT)
        return STR("attachment");
    return STR("page");
}

/* What is said of a failed address. */
enum verdict { VERDICT_FINE, VERDICT_BROKEN, VERDICT_UNSURE };

struct judged {
    enum verdict verdict;
    str reason, detail; /* of an unsure one */
};

static struct judged unsure(str reason, str detail)
{
    return (struct judged){ VERDICT_UNSURE, reason, detail };
}

/* A server that limits our rate says 503 too, but not to the same address alone, at every try, and to no other. */
static struct judged judge_busy(const struct broken_check *b, const struct resource_fact *r)
{
    const struct host_seen *seen = &b->hosts[r->host];
    bool alone = r->own && r->status == 503 && seen->well / BUSY_SHARE >= seen->busy;
    return alone ? (struct judged){ .verdict = VERDICT_BROKEN } : unsure(STR("timeout"), STR("服务器说暂时不能回答"));
}

static struct judged judge_status(const struct broken_check *b, const struct resource_fact *r)
{
    switch (r->status) {
    case 401:
    case 407:
        return unsure(STR("wall"), STR("要求登录"));
    case 429:
    case 503:
        return judge_busy(b, r);
    case 403:
    case 405:
    case 412:
    case 451:
    case 521:
    case 512:
        /* Without a known wall an own host means what it says; an outside one may mean us only. */
        return r->own && (r->status == 403 || r->status == 451) ? (struct judged){ .verdict = VERDICT_BROKEN }
                                                                : unsure(STR("wall"), STR("疑似防护墙拒绝访问"));
    default:
        return (struct judged){ .verdict = r->status >= 400 ? VERDICT_BROKEN : VERDICT_FINE };
    }
}

/* The same address over http, where its redirects end; NULL: not asked. */
static const struct resource_fact *http_twin(const struct broken_check *b, const struct resource_fact *r)
{
    if (!str_starts(r->address, STR("https://")))
        return NULL;
    struct arena_mark mark = arena_mark(b->j->arena);
    str http = str_fmt(b->j->arena, "http://%.*s", STR_ARG(str_slice(r->address, 8, r->address.len)));
    uint32_t twin = site_find(b->j->site, http);
    arena_release(b->j->arena, mark);
    uint32_t end = twin == NONE ? NONE : site_follow(b->j->site, twin, NULL);
    return twin == NONE ? NULL : &b->j->site->resources[end == NONE ? twin : end];
}

/* https failed: it is broken only if the same address over http fails too. Own hosts are judged by site.certificate. */
static struct judged judge_tls(struct broken_check *b, const struct resource_fact *r)
{
    struct arena *a = b->j->arena;
    str why = r->outcome == OUTCOME_TLS ? say_tls(r->tls_problem) : say_outcome(a, r->outcome, r->status);
    if (!str_starts(r->address, STR("https://")))
        return unsure(STR("tls"), r->error);
    const struct resource_fact *t = http_twin(b, r);
    if (!t && r->outcome != OUTCOME_TLS)
        return (struct judged){ .verdict = VERDICT_BROKEN };
    if (!t)
        return unsure(STR("tls"), str_fmt(a, "%.*s，没有查过 http", STR_ARG(why)));
    if (t->outcome == OUTCOME_TLS || t->outcome == OUTCOME_REFUSED || t->outcome == OUTCOME_TIMEOUT ||
        t->outcome == OUTCOME_RESET || (t->outcome == OUTCOME_STATUS && t->status == 404))
        return (struct judged){ .verdict = VERDICT_BROKEN };
    if (t->outcome != OUTCOME_OK)
        return unsure(STR("tls"), str_fmt(a, "https %.*s，http 的结果不能确定", STR_ARG(why)));
    return r->own ? (struct judged){ .verdict = VERDICT_FINE }
                  : unsure(STR("tls"), str_fmt(a, "https %.*s，http 可以打开", STR_ARG(why)));
}

/* A host none of whose files is one may keep them from us alone. */
static struct judged judge_wrong_type(const struct broken_check *b, const struct resource_fact *r)
{
    const struct host_seen *seen = &b->hosts[r->host];
    return seen->file || seen->no_files < NO_FILES
               ? (struct judged){ .verdict = VERDICT_BROKEN }
               : unsure(STR("wall"), STR("这台主机的附件答的全都不是文件，可能只是不给我们下载"));
}

/* What the address says the file is: by its own name, or by the one it asks a download program for. */
static str promised_ext(struct arena *a, str address)
{
    str ext = str_lower(a, address_ext(address));
    size_t at = str_find_nocase(address, STR("name="));
    if (file_kind_promised(ext) || at == SIZE_MAX)
        return ext;
    str name = str_slice(address, at, address.len);
    name = str_slice(name, 0, str_find(name, STR("&")));
    size_t dot = str_find_last(name, STR("."));
    return dot == SIZE_MAX ? ext : str_lower(a, str_slice(name, dot + 1, name.len));
}

static str first_text(const struct judge *j, struct link_index index, uint32_t target)
{
    if (index.start[target] == index.start[target + 1])
        return STR("下一页");
    for (uint32_t k = index.start[target]; k < index.start[target + 1]; k++) {
        const struct link_row *l = &j->site->links[index.rows[k]];
        if (l->text.len)
            return text_clip(l->text, 60);
        if (l->title.len)
            return text_clip(l->title, 60);
    }
    return STR("");
}

/* A download program of no name of its own: "附件：汇总表.xlsx" that opens {"code":404}. */
static bool is_data_for_a_file(const struct broken_check *b, const struct resource_fact *r)
{
    uint32_t target = (uint32_t)(r - b->j->site->resources);
    str text = r->own && str_has_nocase(r->content_type, STR("json")) ? first_text(b->j, b->index, target) : STR("");
    size_t dot = str_find_last(text, STR("."));
    return dot != SIZE_MAX && file_kind_promised(str_lower(b->j->arena, str_slice(text, dot + 1, text.len)));
}

/* An own file that answered well: do its bytes fit its name? Web pages in place of files are link.soft-404's. */
static struct judged judge_file(const struct broken_check *b, const struct resource_fact *r)
{
    bool seen = r->own && r->file_kind != FILE_UNSEEN && r->file_kind != FILE_HTML;
    str ext = seen ? promised_ext(b->j->arena, r->address) : STR("");
    if (!file_kind_promised(ext) || file_kind_fit(ext, r->file_kind, r->content_type) == FIT_OPENS)
        return (struct judged){ .verdict = VERDICT_FINE };
    return unsure(STR("doubtful-file"), str_fmt(b->j->arena, "名称是 %.*s，内容是%.*s，请人工打开看一下", STR_ARG(ext),
                                                STR_ARG(say_file_kind(r->file_kind))));
}

static struct judged judge_outcome(struct broken_check *b, const struct resource_fact *r)
{
    static const struct judged broken = { .verdict = VERDICT_BROKEN };
    switch (r->outcome) {
    case OUTCOME_OK:
        if (is_data_for_a_file(b, r))
            return unsure(STR("doubtful-file"), STR("链接说是文件，打开的是程序间传递的数据，请人工打开看一下"));
        return judge_file(b, r);
    case OUTCOME_REDIRECT:
        return (struct judged){ .verdict = VERDICT_FINE };
    case OUTCOME_STATUS:
        return judge_status(b, r);
    case OUTCOME_WRONG_TYPE:
        return judge_wrong_type(b, r);
    case OUTCOME_NO_HOST:
    case OUTCOME_TRUNCATED:
    case OUTCOME_REDIRECT_LOOP:
        return broken;
    case OUTCOME_TIMEOUT:
        if (r->status == 200 && r->body_hash) /* it does answer, and part of it came */
            return unsure(STR("timeout"), STR("应答太慢，限时内没有收完"));
        return str_starts(r->address, STR("https://")) ? judge_tls(b, r) : broken;
    case OUTCOME_REFUSED:
    case OUTCOME_RESET:
        return str_starts(r->address, STR("https://")) ? judge_tls(b, r) : broken;
    case OUTCOME_EMPTY:
        return r->status == 204 ? (struct judged){ .verdict = VERDICT_FINE } : broken;
    case OUTCOME_TLS:
        return judge_tls(b, r);
    case OUTCOME_WALL:
        return unsure(STR("wall"), r->wall);
    case OUTCOME_DNS_ERROR:
        return unsure(STR("dns-error"), STR("域名服务器没有给出结论"));
    case OUTCOME_NO_ROUTE:
        return unsure(STR("no-route"), STR("本机到不了这个网络"));
    case OUTCOME_BAD_REPLY:
        return unsure(STR("bad-reply"), r->error.len ? r->error : STR("应答不是完好的 HTTP"));
    case OUTCOME_PENDING:
    case OUTCOME_COUNT_:
        break;
    }
    return unsure(STR("budget"), STR("没有查到就结束了"));
}

/* A host that is walled, or that broke down after it had answered, is one entry. True: nothing more is to be said. */
static bool told_by_host(struct broken_check *b, const struct resource_fact *r)
{
    if (r->host >= b->j->site->host_count || r->outcome == OUTCOME_OK)
        return false;
    const struct host_fact *h = &b->j->site->hosts[r->host];
    /* A host that answers and then cannot be asked again is no host that is down. */
    bool wall = h->wall.len > 0;
    bool outage = h->outage.len > 0 && (b->hosts[r->host].good || r->outcome == OUTCOME_STATUS);
    if (!wall && !outage)
        return false;
    check_unverified(b->j, b->rule, h->name, wall ? STR("wall") : STR("timeout"), wall ? h->wall : h->outage);
    return true;
}

static bool told_by_refusal(struct broken_check *b, const struct resource_fact *r)
{
    if (r->refusal == REFUSAL_NONE)
        return false;
    if (r->refusal == REFUSAL_ROBOTS) {
        if (b->robots_left_out++ < SAMPLE_ROBOTS)
            check_unverified(b->j, b->rule, r->address, STR("robots"), STR("robots.txt 不许访问"));
    } else if (r->refusal == REFUSAL_HOST_WALLED && r->host < b->j->site->host_count) {
        const struct host_fact *h = &b->j->site->hosts[r->host];
        check_unverified(b->j, b->rule, h->name, STR("wall"), h->wall);
    } else if (r->refusal == REFUSAL_BUDGET && b->budget_left_out++ < SAMPLE_UNVERIFIED) {
        check_unverified(b->j, b->rule, r->address, STR("budget"), STR("限额用完，没有访问"));
    }
    return true; /* what is never asked by rule (private, action, scheme, trap …) is nobody's fault */
}

static str link_region(const struct judge *j, struct link_index index, uint32_t target)
{
    if (index.start[target] == index.start[target + 1])
        return words_region(REGION_LIST);
    const struct link_row *l = &j->site->links[index.rows[index.start[target]]];
    return words_region(l->region);
}

/* What is wrong, in words; and what shows it. */
static str explain(struct broken_check *b, const struct resource_fact *last, struct evidence *e)
{
    struct arena *a = b->j->arena;
    const struct resource_fact *twin = http_twin(b, last);
    if (last->outcome == OUTCOME_WRONG_TYPE) {
        str kind = say_file_kind(last->file_kind), ext = promised_ext(a, last->address);
        evidence_str(e, "found", words_file_kind(last->file_kind));
        evidence_str(e, "content_type", last->content_type);
        return str_fmt(a, "名称是 %.*s，下载到的却是%.*s", STR_ARG(ext), STR_ARG(kind));
    }
    if (last->outcome != OUTCOME_TLS || !twin)
        return say_outcome(a, last->outcome, last->status);
    evidence_str(e, "certificate", last->tls_problem);
    str http = twin == last ? STR("又转回 https") : say_outcome(a, twin->outcome, twin->status);
    evidence_str(e, "http", http);
    return str_fmt(a, "%.*s，改用 http 也打不开（%.*s）", STR_ARG(say_tls(last->tls_problem)), STR_ARG(http));
}

/* CONTRACT section 5 closes the list of words: a file of another kind is an answer, and `found` says of what. */
static str outcome_told(enum outcome outcome, bool loop)
{
    return loop ? STR("redirect-loop") : words_outcome(outcome == OUTCOME_WRONG_TYPE ? OUTCOME_STATUS : outcome);
}

static void accuse(struct broken_check *b, uint32_t target, uint32_t end, bool loop, const struct places *places)
{
    struct judge *j = b->j;
    const struct resource_fact *r = &j->site->resources[target], *last = &j->site->resources[end];
    bool rows = b->index.start[target] < b->index.start[target + 1];
    struct evidence e;
    evidence_start(&e);
    evidence_str(&e, "kind", rows ? kind_word(&j->site->links[b->index.rows[b->index.start[target]]], r) : STR("page"));
    evidence_str(&e, "outcome", outcome_told(last->outcome, loop));
    if (last->status)
        evidence_int(&e, "status", last->status);
    else
        evidence_str(&e, "status", STR(""));
    evidence_tried(j, &e, last);
    evidence_str(&e, "text", first_text(j, b->index, target));
    evidence_str(&e, "region", link_region(j, b->index, target));
    if (rows)
        evidence_place(&e, &j->site->links[b->index.rows[b->index.start[target]]]);
    if (end != target)
        evidence_str(&e, "redirected_to", last->address);
    if (last->error.len)
        evidence_str(&e, "error", last->error);
    str what = loop ? STR("重定向循环") : explain(b, last, &e);
    enum link_kind kind = rows ? j->site->links[b->index.rows[b->index.start[target]]].kind : LINK_PAGER;
    evidence_str(&e, "label", say_link(j->arena, kind, first_text(j, b->index, target), r->address));
    evidence_str(&e, "what", what);
    check_fail_at(j, b->rule, r->address, places, evidence_end(&e, j->arena));
}

/* Pages that open the address by a link of any visibility; false when nothing that loads or opens points there. */
static bool gather_places(struct broken_check *b, uint32_t target, struct places *places)
{
    bool any = b->listed_by[target] != NONE;
    if (any)
        places_add_page(b->j->arena, places, b->listed_by[target]);
    for (uint32_t k = b->index.start[target]; k < b->index.start[target + 1]; k++) {
        const struct link_row *l = &b->j->site->links[b->index.rows[k]];
        if (!is_action_free(l))
            continue;
        any = true;
        places_add(b->j->arena, places, l);
    }
    return any;
}

static void judge_target(struct broken_check *b, uint32_t target)
{
    const struct site_facts *site = b->j->site;
    const struct resource_fact *r = &site->resources[target];
    struct places places = { 0 };
    if (!gather_places(b, target, &places) || told_by_refusal(b, r))
        return;
    bool loop = r->outcome == OUTCOME_REDIRECT_LOOP;
    uint32_t end = r->outcome == OUTCOME_REDIRECT ? site_follow(site, target, &loop) : target;
    if (end == NONE)
        end = target;
    const struct resource_fact *last = &site->resources[end];
    if (!loop && end != target && last->refusal != REFUSAL_NONE)
        return; /* where it leads may not be asked: nothing is known */
    if (!loop && (told_by_host(b, last)))
        return;
    struct judged v = loop ? (struct judged){ .verdict = VERDICT_BROKEN } : judge_outcome(b, last);
    loop |= last->outcome == OUTCOME_REDIRECT_LOOP; /* every turn of it was a try */
    /* A host that is refused or silent has been tried by other addresses too; the count is the address's own all the
     * same. */
    if (v.verdict == VERDICT_BROKEN && !loop && (int64_t)last->tries < b->min_tries)
        v = unsure(STR("timeout"), STR("尝试次数不够，不下结论"));
    if (v.verdict == VERDICT_BROKEN)
        accuse(b, target, end, loop, &places);
    else if (v.verdict == VERDICT_UNSURE)
        check_unverified(b->j, b->rule, r->address, v.reason, v.detail);
    else
        check_pass(b->j, b->rule, r->address);
}

/* index.html of a folder, which later pages list too. */
static bool is_first_page(const struct judge *j, str address)
{
    return str_ends(address_canon(j->arena, address), STR("/"));
}

static bool answered(const struct judge *j, str address)
{
    uint32_t r = site_find(j->site, address);
    return r != NONE && j->site->resources[r].outcome == OUTCOME_OK;
}

/* Some lists count their second page as index_2: then index_1 alone is not there, and nothing is broken. */
static bool counts_from_two(const struct judge *j, const struct page_facts *p)
{
    size_t missing = 0, first = 0;
    for (size_t k = 0; k < p->next_pages.count; k++) {
        str next = p->next_pages.items[k];
        if (is_first_page(j, next) || answered(j, next))
            continue;
        missing++;
        first += str_has(address_file(next), STR("_1."));
    }
    return missing == 1 && first == 1 && p->pager == PAGER_TRS;
}

/* Next pages are links that a script opens; the first page that lists them tells where. Their addresses were made from
 * a count and a pattern: only where another page made in the same way answered is the pattern known to be right. */
static const uint32_t *next_page_lists(struct judge *j)
{
    uint32_t *by = arena_new(j->arena, uint32_t, j->site->resource_count + 1);
    for (uint32_t i = 0; i <= j->site->resource_count; i++)
        by[i] = NONE;
    for (uint32_t i = 0; i < j->site->resource_count; i++) {
        const struct resource_fact *r = &j->site->resources[i];
        bool proved = false;
        for (size_t k = 0; r->own && r->page && k < r->page->next_pages.count; k++) {
            str next_page = r->page->next_pages.items[k];
            proved |= !is_first_page(j, next_page) && answered(j, next_page);
        }
        proved = proved && !counts_from_two(j, r->page);
        for (size_t k = 0; proved && k < r->page->next_pages.count; k++) {
            uint32_t next = site_find(j->site, r->page->next_pages.items[k]);
            if (next != NONE && !is_first_page(j, r->page->next_pages.items[k]) && next != i && by[next] == NONE)
                by[next] = i;
        }
    }
    return by;
}

static void see_host(struct host_seen *seen, const struct resource_fact *r)
{
    static const bool is_file[FILE_KIND_COUNT_] = {
        [FILE_PDF] = true, [FILE_OLE] = true,   [FILE_ZIP] = true,   [FILE_ARCHIVE] = true,
        [FILE_RTF] = true, [FILE_IMAGE] = true, [FILE_MEDIA] = true, [FILE_PROGRAM] = true
    };
    seen->good |= r->outcome == OUTCOME_OK;
    seen->well += r->outcome == OUTCOME_OK;
    seen->busy += r->outcome == OUTCOME_STATUS && (r->status == 429 || r->status == 503);
    seen->file |= r->outcome == OUTCOME_OK && is_file[r->file_kind];
    seen->no_files += r->outcome == OUTCOME_WRONG_TYPE;
}

void check_link_broken(struct judge *j, const struct rule *rule)
{
    struct broken_check b = {
        .j = j, .rule = rule, .index = link_index_make(j->arena, j->site), .min_tries = rule_param_int(rule, "tries", 3)
    };
    b.hosts = arena_new(j->arena, struct host_seen, j->site->host_count + 1);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        if (j->site->resources[i].host < j->site->host_count)
            see_host(&b.hosts[j->site->resources[i].host], &j->site->resources[i]);
    b.listed_by = next_page_lists(j);
    for (uint32_t i = 0; i < j->site->resource_count; i++)
        judge_target(&b, i);
    ceilings_tell(j, rule);
    if (b.budget_left_out > SAMPLE_UNVERIFIED)
        check_unverified(j, rule, j->site->run.site, STR("budget"),
                         str_fmt(j->arena, "限额用完，共有 %lld 个链接没有访问", (long long)b.budget_left_out));
    if (b.robots_left_out > SAMPLE_ROBOTS)
        check_unverified(j, rule, j->site->run.home, STR("robots"),
                         str_fmt(j->arena, "robots.txt 不许访问的链接共有 %lld 个", (long long)b.robots_left_out));
}
