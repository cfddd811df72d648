/* SPDX-License-Identifier: MIT */
/* What the crawl writes of requests, pages and probes. */
#include "snapshot_db.h"
#include "core/json.h"

static bool put_try(struct snapshot *s, const struct fetch_row *row, struct fail *f)
{
    struct query q = query_of(s, SQL_FETCH_PUT, f);
    query_int(&q, row->url);
    query_int(&q, row->at_s);
    query_str(&q, str_from(row->method));
    query_int(&q, row->family);
    query_str(&q, words_outcome(row->outcome));
    query_int(&q, row->status);
    query_str(&q, row->redirect_raw);
    query_str(&q, row->error);
    query_str(&q, row->remote);
    query_int(&q, row->connect_ms);
    query_int(&q, row->first_ms);
    query_int(&q, row->total_ms);
    return query_run(&q, f);
}

/* A settled address keeps its outcome unless another request settles it anew. */
bool snapshot_put_fetch(struct snapshot *s, const struct fetch_row *row, struct fail *f)
{
    if (!put_try(s, row, f))
        return false;
    struct query q = query_of(s, SQL_URL_TRIED, f);
    query_int(&q, row->final);
    query_str(&q, words_outcome(row->outcome));
    query_int(&q, row->status);
    query_id(&q, row->redirect_to);
    query_str(&q, row->redirect_raw);
    query_str(&q, row->content_type);
    query_str(&q, row->error);
    query_str(&q, row->wall);
    query_int(&q, row->length);
    query_int(&q, (int64_t)row->body_hash);
    query_str(&q, row->file_kind == FILE_UNSEEN ? (str){ 0 } : words_file_kind(row->file_kind));
    query_str(&q, row->tls_problem);
    query_int(&q, row->url);
    return query_run(&q, f);
}

/* The page's facts as JSON in s->text, `whole`: with all its links. Facts beyond the ceiling are not kept, and that is
 * said. */
static str page_json(struct snapshot *s, const struct page_facts *page, bool whole)
{
    struct json_writer w;
    buf_clear(&s->text);
    json_to_buf(&w, &s->text, false);
    page_facts_write(&w, page, whole);
    if (json_ok(&w))
        return buf_str(&s->text);
    const struct page_facts stub = {
        .address = page->address, .title = page->title, .published = DAY_NONE, .limit_hit = STR("too-many-facts")
    };
    buf_clear(&s->text);
    json_to_buf(&w, &s->text, false);
    page_facts_write(&w, &stub, false);
    return buf_str(&s->text);
}

bool snapshot_put_page(struct snapshot *s, uint32_t url, const struct page_facts *page, struct fail *f)
{
    struct query q = query_of(s, SQL_PAGE_PUT, f);
    query_int(&q, url);
    query_str(&q, page_json(s, page, false));
    if (!query_run(&q, f))
        return false;
    if (!page->body_text.len)
        return true;
    struct query body = query_of(s, SQL_BODY_PUT, f);
    query_int(&body, url);
    query_str(&body, page->body_text);
    return query_run(&body, f);
}

bool snapshot_put_probe(struct snapshot *s, const struct probe_row *row, struct fail *f)
{
    struct query q = query_of(s, SQL_PROBE_PUT, f);
    query_int(&q, row->url);
    query_str(&q, str_from(row->kind));
    query_str(&q, words_outcome(row->outcome));
    query_int(&q, row->status);
    query_int(&q, row->ms);
    query_str(&q, row->page ? page_json(s, row->page, row->with_links) : (str){ 0 });
    return query_run(&q, f);
}

bool snapshot_put_missing(struct snapshot *s, const struct missing_row *row, struct fail *f)
{
    struct query q = query_of(s, SQL_MISSING_PUT, f);
    query_str(&q, row->host);
    query_str(&q, row->folder);
    query_str(&q, row->ext);
    query_str(&q, words_outcome(row->outcome));
    query_int(&q, row->status);
    query_str(&q, row->redirect);
    query_str(&q, row->page ? page_json(s, row->page, false) : (str){ 0 });
    return query_run(&q, f);
}
