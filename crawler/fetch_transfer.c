/* SPDX-License-Identifier: MIT */
/* One transfer of the fetcher: its curl options, its bounds, and what its end is called. */
#include "fetch_internal.h"
#include "core/limits.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char user_agent[] = "audit/" AUDIT_VERSION " (+mailto:webmaster@localhost; government portal self-check)";

static str header_field(str headers, str name)
{
    str line, value = { 0 };
    while (str_cut(&headers, '\n', &line))
        if (str_starts_nocase(line, name) && line.len > name.len && line.ptr[name.len] == ':')
            value = str_trim(str_slice(line, name.len + 1, line.len));
    return value;
}

/* Pictures and archives are only looked at: their first bytes are enough. */
static bool is_text(str type)
{
    return !type.len || str_starts_nocase(type, STR("text/")) ||
           (str_has_nocase(type, STR("xml")) && !str_has_nocase(type, STR("openxmlformats"))) ||
           str_has_nocase(type, STR("json")) || str_has_nocase(type, STR("html")) ||
           str_has_nocase(type, STR("javascript"));
}

static size_t on_header(char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    str line = { bytes, size * count };
    t->head_seen = true;
    if (str_starts_nocase(line, STR("HTTP/")))
        buf_clear(&t->head);
    return buf_add(&t->head, line) ? line.len : 0;
}

static void begin_body(struct transfer *t)
{
    t->body_seen = true;
    bool text = is_text(header_field(buf_str(&t->head), STR("content-type")));
    if (!text && !t->any_type && t->body_max > LIMIT_MAGIC_LEN) {
        t->body_max = LIMIT_MAGIC_LEN;
        t->cut_is_fine = true;
    }
    buf_done(&t->body);
    buf_init(&t->body, t->body_max);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t len = size * count;
    if (!t->body_seen)
        begin_body(t);
    if (t->body_max && buf_add(&t->body, (str){ bytes, len }))
        return len;
    t->reply.cut = true;
    return 0;
}

static void add_addresses(struct transfer *t, str *list, const char *open, const char *item, const char *close)
{
    *list = str_fmt(&t->arena, "%.*s%s%s%s%s", STR_ARG(*list), list->len ? "," : "", open, item, close);
}

static bool set_addresses(struct transfer *t, const struct fetch_request *r)
{
    str list = { 0 };
    for (int i = 0; r->family != 4 && r->addresses && i < r->addresses->v6_count; i++)
        add_addresses(t, &list, "[", r->addresses->v6[i], "]");
    for (int i = 0; r->family != 6 && r->addresses && i < r->addresses->v4_count; i++)
        add_addresses(t, &list, "", r->addresses->v4[i], "");
    CURLU *parts = curl_url();
    char *host = NULL, *port = NULL;
    bool good = list.len && parts && !curl_url_set(parts, CURLUPART_URL, r->url, 0) &&
                !curl_url_get(parts, CURLUPART_HOST, &host, 0) &&
                !curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
    if (good && host[0] != '[') {
        str entry = str_fmt(&t->arena, "%s:%s:%.*s", host, port, STR_ARG(list));
        t->resolve = curl_slist_append(NULL, str_cstr(&t->arena, entry));
        curl_easy_setopt(t->easy, CURLOPT_RESOLVE, t->resolve);
    }
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    return good;
}

static void set_headers(struct transfer *t, const struct fetch_request *r)
{
    CURL *c = t->easy;
    curl_easy_setopt(c, CURLOPT_USERAGENT, r->user_agent ? r->user_agent : user_agent);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    if (r->referrer)
        curl_easy_setopt(c, CURLOPT_REFERER, r->referrer);
    const char *cookies = jar_header(t->fetcher->jar, &t->arena, str_from(r->host));
    if (cookies)
        curl_easy_setopt(c, CURLOPT_COOKIE, cookies);
    if (!r->browser_headers)
        return;
    t->fields = curl_slist_append(t->fields,
                                  "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8");
    t->fields = curl_slist_append(t->fields, "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8");
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, t->fields);
}

/* Old servers are let in (TLS 1.0, short keys); certificates are still verified, and why one is bad is a fact. */
static void set_tls(CURL *c, const struct fetch_request *r)
{
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_0);
    curl_easy_setopt(c, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0");
    curl_easy_setopt(c, CURLOPT_CERTINFO, r->certificate ? 1L : 0L);
    if (r->any_certificate) {
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

static void set_bounds(CURL *c)
{
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 50L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, 25L);
}

bool transfer_prepare(struct transfer *t, const struct fetch_request *r)
{
    CURL *c = t->easy;
    t->reply = (struct fetch_reply){ .length = -1, .retry_after_s = -1 };
    t->ctx = r->ctx;
    t->host = str_cstr(&t->arena, str_from(r->host));
    t->body_max = r->body_max;
    t->cut_is_fine = r->cut_is_fine || !r->body_max;
    t->any_type = r->any_type;
    t->certificate = r->certificate;
    t->started_ms = uv_now(t->fetcher->loop);
    curl_easy_setopt(c, CURLOPT_PRIVATE, t);
    curl_easy_setopt(c, CURLOPT_URL, r->url);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->words);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(c, CURLOPT_NOBODY, r->head ? 1L : 0L);
    if (r->family || r->certificate || r->any_certificate) {
        curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L);
    }
    set_bounds(c);
    set_tls(c, r);
    set_headers(t, r);
    return set_addresses(t, r);
}

static enum outcome outcome_of_status(const struct transfer *t)
{
    int status = t->reply.status;
    if (status >= 400)
        return OUTCOME_STATUS;
    if (status == 304)
        return OUTCOME_OK;
    if (status >= 300)
        return t->reply.location.len ? OUTCOME_REDIRECT : OUTCOME_BAD_REPLY;
    if (status < 200)
        return OUTCOME_BAD_REPLY;
    char *method = NULL;
    curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_METHOD, &method);
    bool due = method && !strcmp(method, "GET") && status != 204 && status != 205;
    return due && !t->body_seen ? OUTCOME_EMPTY : OUTCOME_OK;
}

static enum outcome outcome_of_connect(const struct transfer *t)
{
    long number = 0;
    curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &number);
    if (number == ENETUNREACH || number == EADDRNOTAVAIL || number == EACCES || number == EAFNOSUPPORT)
        return OUTCOME_NO_ROUTE;
    if (number == ETIMEDOUT || number == EHOSTUNREACH)
        return OUTCOME_TIMEOUT;
    return number == ECONNRESET ? OUTCOME_RESET : OUTCOME_REFUSED;
}

static const struct {
    CURLcode code;
    enum outcome outcome;
} endings[] = {
    { CURLE_OPERATION_TIMEDOUT, OUTCOME_TIMEOUT },
    { CURLE_COULDNT_RESOLVE_HOST, OUTCOME_NO_HOST },
    { CURLE_PARTIAL_FILE, OUTCOME_TRUNCATED },
    { CURLE_RECV_ERROR, OUTCOME_RESET },
    { CURLE_SEND_ERROR, OUTCOME_RESET },
    { CURLE_GOT_NOTHING, OUTCOME_RESET },
    { CURLE_HTTP2_STREAM, OUTCOME_RESET },
    { CURLE_SSL_CONNECT_ERROR, OUTCOME_TLS },
    { CURLE_PEER_FAILED_VERIFICATION, OUTCOME_TLS },
    { CURLE_SSL_CERTPROBLEM, OUTCOME_TLS },
    { CURLE_SSL_CIPHER, OUTCOME_TLS },
    { CURLE_SSL_INVALIDCERTSTATUS, OUTCOME_TLS },
    { CURLE_SSL_ISSUER_ERROR, OUTCOME_TLS },
    { CURLE_USE_SSL_FAILED, OUTCOME_TLS },
};

/* CURLE_OUT_OF_MEMORY is libcurl's word for a header line of more than 100 KB, too: whoever links to such a server must
 * not end the audit by it. Where memory has really run out, our own next wish for some says so. */
static enum outcome outcome_of(const struct transfer *t, CURLcode code)
{
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && t->reply.cut))
        return outcome_of_status(t);
    if (code == CURLE_COULDNT_CONNECT)
        return outcome_of_connect(t);
    if (code == CURLE_RECV_ERROR && (strstr(t->words, "chunked-encoding") || strstr(t->words, "response headers")))
        return OUTCOME_BAD_REPLY; /* it did talk, but no HTTP that we understand */
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (endings[i].code == code)
            return endings[i].outcome;
    return OUTCOME_BAD_REPLY;
}

/* X509_V_ERR_*: 10 expired, 9 not yet valid, 62 another host's, 18…21 nobody we know signed it. */
static void name_tls_problem(struct transfer *t)
{
    long result = 0;
    curl_easy_getinfo(t->easy, CURLINFO_SSL_VERIFYRESULT, &result);
    str words = str_from(t->words);
    const char *name = "other";
    if (result == 10 || result == 9)
        name = "expired";
    else if (result == 62 || str_has_nocase(words, STR("does not match")) ||
             str_has_nocase(words, STR("subject name matches")))
        name = "wrong-host";
    else if (result >= 2 && result <= 24)
        name = "untrusted";
    snprintf(t->reply.tls_problem, sizeof t->reply.tls_problem, "%s", name);
}

static void read_certificate(struct transfer *t)
{
    struct curl_certinfo *info = NULL;
    if (!t->certificate || curl_easy_getinfo(t->easy, CURLINFO_CERTINFO, &info) || !info || info->num_of_certs < 1)
        return;
    for (const struct curl_slist *l = info->certinfo[0]; l; l = l->next)
        if (!strncmp(l->data, "Expire date:", 12)) {
            time_t end = curl_getdate(l->data + 12, NULL);
            t->reply.tls_until = end > 0 ? (int64_t)end : 0;
        }
}

static uint32_t milliseconds(CURL *easy, CURLINFO what)
{
    curl_off_t us = 0;
    curl_easy_getinfo(easy, what, &us);
    return us > 0 ? (uint32_t)(us / 1000) : 0;
}

static void read_fields(struct transfer *t)
{
    struct fetch_reply *r = &t->reply;
    long status = 0;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    r->status = (int)status;
    r->headers = buf_str(&t->head);
    r->content_type = header_field(r->headers, STR("content-type"));
    r->location = header_field(r->headers, STR("location"));
    r->disposition = header_field(r->headers, STR("content-disposition"));
    r->set_cookie = jar_take(t->fetcher->jar, str_from(t->host), r->headers);
    curl_off_t number = -1;
    curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &number);
    r->length = number;
    if (header_field(r->headers, STR("retry-after")).len) {
        curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &number);
        r->retry_after_s = number > INT32_MAX ? INT32_MAX : (int)number;
    }
    char *address = NULL;
    curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &address);
    snprintf(r->remote, sizeof r->remote, "%s", address ? address : "");
}

void transfer_conclude(struct transfer *t, CURLcode code)
{
    struct fetch_reply *r = &t->reply;
    read_fields(t);
    r->body = t->body_seen ? buf_str(&t->body) : (str){ 0 };
    if (r->length < 0 && t->body_seen && !r->cut)
        r->length = (int64_t)r->body.len;
    r->outcome = outcome_of(t, code);
    r->cut_hurts = r->cut && !t->cut_is_fine;
    curl_off_t handed = 0;
    curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &handed);
    r->connected = handed > 0 || t->head_seen;
    r->connect_ms = milliseconds(t->easy, CURLINFO_CONNECT_TIME_T);
    r->first_ms = milliseconds(t->easy, CURLINFO_STARTTRANSFER_TIME_T);
    r->total_ms = milliseconds(t->easy, CURLINFO_TOTAL_TIME_T);
    if (r->outcome == OUTCOME_TLS)
        name_tls_problem(t);
    read_certificate(t);
    bool fine = code == CURLE_OK || (code == CURLE_WRITE_ERROR && r->cut);
    if (!fine)
        snprintf(r->error, sizeof r->error, "%.150s", t->words[0] ? t->words : curl_easy_strerror(code));
}

bool transfer_waits_too_long(const struct transfer *t, uint64_t now_ms)
{
    if (t->head_seen)
        return false;
    curl_off_t handed = 0;
    curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &handed);
    return handed > 0 && now_ms > t->started_ms + (uint64_t)(handed / 1000) + FIRST_BYTE_MS;
}

void transfer_clear(struct transfer *t)
{
    curl_easy_reset(t->easy);
    curl_slist_free_all(t->resolve);
    curl_slist_free_all(t->fields);
    t->resolve = t->fields = NULL;
    buf_clear(&t->head);
    buf_done(&t->body);
    buf_init(&t->body, 0);
    t->head_seen = t->body_seen = false;
    t->words[0] = '\0';
    arena_reset(&t->arena);
}
