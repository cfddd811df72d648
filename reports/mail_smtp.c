/* SPDX-License-Identifier: MIT */
/* SMTP by libcurl, and what its answers mean for a mail: sent, to be tried again, or refused for good. */
#include "mail_smtp.h"
#include "reports/mail.h"
#include "core/arena.h"
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONNECT_S = 30, PASSWORD_ROOM = 512, SLOW_BYTES_A_SECOND = 10 };

/* How far a transaction got: what a 5xx means depends on it. */
enum stage { STAGE_SESSION, STAGE_SENDER, STAGE_RECIPIENT, STAGE_CONTENT };

struct smtp {
    CURL *curl;
    const struct profile_mail *profile;
    str message;
    size_t at; /* bytes of it read */
    enum stage stage;
    char answer[300]; /* the server's first refusal, else its last line */
    char error[CURL_ERROR_SIZE];
    struct arena arena;
};

/* --- what libcurl calls --- */

static size_t give_message(char *to, size_t size, size_t count, void *ctx)
{
    struct smtp *s = ctx;
    size_t n = s->message.len - s->at < size * count ? s->message.len - s->at : size * count;
    memcpy(to, s->message.ptr + s->at, n);
    s->at += n;
    return n;
}

static size_t hear_answer(char *bytes, size_t size, size_t count, void *ctx)
{
    struct smtp *s = ctx;
    str line = str_trim((str){ bytes, size * count });
    if (s->answer[0] == '4' || s->answer[0] == '5')
        return size * count; /* a refusal is followed by "221 Bye" */
    size_t n = line.len < sizeof s->answer - 1 ? line.len : sizeof s->answer - 1;
    for (size_t i = 0; i < n; i++)
        s->answer[i] = (unsigned char)line.ptr[i] < 0x20 ? ' ' : line.ptr[i];
    s->answer[n] = '\0';
    return size * count;
}

/* Only the verb of a command is looked at, nothing is kept: passwords pass here too. */
static int watch_stage(CURL *curl, curl_infotype type, char *bytes, size_t len, void *ctx)
{
    static const struct {
        str verb;
        enum stage stage;
    } verbs[] = { { STR_INIT("MAIL FROM:"), STAGE_SENDER },
                  { STR_INIT("RCPT TO:"), STAGE_RECIPIENT },
                  { STR_INIT("DATA\r"), STAGE_CONTENT } };
    struct smtp *s = ctx;
    (void)curl;
    for (size_t i = 0; type == CURLINFO_HEADER_OUT && i < ARRAY_LEN(verbs); i++)
        if (str_starts((str){ bytes, len }, verbs[i].verb))
            s->stage = verbs[i].stage;
    return 0;
}

/* --- opening --- */

static bool read_secret(const char *path, char *password, struct fail *f)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(f, FAIL_USAGE, "field 'password_file': cannot read '%s'", path);
    ssize_t n = fstat(fd, &st) == 0 ? read(fd, password, PASSWORD_ROOM - 1) : -1;
    bool open_to_others = n >= 0 && (st.st_mode & 077);
    int number = errno;
    close(fd);
    if (open_to_others)
        return fail_set(f, FAIL_USAGE, "field 'password_file': others may read '%s'; chmod 600 it", path);
    errno = number;
    if (n < 0)
        return fail_errno(f, FAIL_USAGE, "field 'password_file': cannot read '%s'", path);
    password[n] = '\0';
    password[strcspn(password, "\r\n")] = '\0';
    return true;
}

static bool log_in(struct smtp *s, struct fail *f)
{
    const struct profile_mail *m = s->profile;
    const char *given = getenv("AUDIT_MAIL_PASSWORD");
    char password[PASSWORD_ROOM] = { 0 };
    if (!m->user.len)
        return true;
    if (m->password_file.len && !read_secret(str_cstr(&s->arena, m->password_file), password, f))
        return false;
    if (!m->password_file.len && given)
        snprintf(password, sizeof password, "%s", given);
    bool ok = password[0] != '\0';
    curl_easy_setopt(s->curl, CURLOPT_USERNAME, str_cstr(&s->arena, m->user));
    curl_easy_setopt(s->curl, CURLOPT_PASSWORD, password);
    explicit_bzero(password, sizeof password);
    return ok || fail_set(f, FAIL_USAGE,
                          "field 'mail.user': there is no password; name a password_file or set AUDIT_MAIL_PASSWORD");
}

static void set_up(struct smtp *s)
{
    const struct profile_mail *m = s->profile;
    CURL *c = s->curl;
    bool v6 = str_has(m->server, STR(":"));
    str url = str_fmt(&s->arena, "%s://%s%.*s%s:%d", m->security == MAIL_TLS ? "smtps" : "smtp", v6 ? "[" : "",
                      STR_ARG(m->server), v6 ? "]" : "", m->port);
    curl_easy_setopt(c, CURLOPT_URL, str_cstr(&s->arena, url));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(m->security == MAIL_STARTTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (m->ca_file.len)
        curl_easy_setopt(c, CURLOPT_CAINFO, str_cstr(&s->arena, m->ca_file));
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, str_cstr(&s->arena, str_fmt(&s->arena, "<%.*s>", STR_ARG(m->from))));
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)(m->timeout_s < CONNECT_S ? m->timeout_s : CONNECT_S));
    curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)m->timeout_s);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_A_SECOND);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)m->timeout_s);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give_message);
    curl_easy_setopt(c, CURLOPT_READDATA, s);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, hear_answer);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, s);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L); /* without it the next two are not asked; nothing is printed */
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, watch_stage);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, s);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, s->error);
}

struct smtp *smtp_open(const struct profile_mail *m, struct fail *f)
{
    struct smtp *s = calloc(1, sizeof *s);
    if (!s)
        fail_no_memory();
    arena_init(&s->arena);
    s->profile = m;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(s->curl = curl_easy_init()))
        fail_no_memory();
    set_up(s);
    if (log_in(s, f))
        return s;
    smtp_close(s);
    return NULL;
}

void smtp_close(struct smtp *s)
{
    if (!s)
        return;
    curl_easy_cleanup(s->curl);
    curl_global_cleanup();
    arena_done(&s->arena);
    free(s);
}

/* --- sending --- */

/* After a silence libcurl 7.88.1 uses the same connection again, on which the server is still silent. */
static void forget_connection(struct smtp *s)
{
    enum { GOODBYE_S = 1 };
    CURL *fresh = curl_easy_duphandle(s->curl);
    if (!fresh)
        fail_no_memory();
    curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)GOODBYE_S);
    curl_easy_cleanup(s->curl);
    s->curl = fresh;
}

/* "554 5.7.1 Access denied" to a recipient says that we may not send, not that there is no such mailbox (RFC 3463:
 * X.7). */
static bool speaks_of_permission(const struct smtp *s)
{
    return strncmp(s->answer + strcspn(s->answer, " -"), " 5.7.", 5) == 0;
}

/* A 5xx speaks of this mail only when the server was asked about this recipient or this content; before that it speaks
 * of us (login, sender, greeting), and the mail is kept until that is mended. 552 and 523 to MAIL FROM are its size. */
static bool is_refused(const struct smtp *s, long code)
{
    if (code < 500 || code > 599)
        return false;
    if (s->stage == STAGE_RECIPIENT)
        return !speaks_of_permission(s);
    return s->stage == STAGE_CONTENT || (s->stage == STAGE_SENDER && (code == 552 || code == 523));
}

static void judge(struct smtp *s, CURLcode rc, struct smtp_result *result)
{
    long code = 0;
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &code);
    bool done = rc == CURLE_OK && code >= 200 && code < 300;
    bool answered = done || (code >= 400 && code <= 599 && rc != CURLE_OPERATION_TIMEDOUT);
    result->state = done ? OUTBOX_SENT : answered && is_refused(s, code) ? OUTBOX_FAILED : OUTBOX_DEFERRED;
    result->unusable = result->state == OUTBOX_DEFERRED && (s->stage <= STAGE_SENDER || code == 421);
    result->code = answered ? (int)code : 0;
    const char *said = answered && s->answer[0] ? s->answer : s->error[0] ? s->error : curl_easy_strerror(rc);
    if (answered && strlen(said) > 4 && strtol(said, NULL, 10) == code)
        said += 4;
    snprintf(result->said, sizeof result->said, "%s%s", said,
             rc == CURLE_LOGIN_DENIED ? " (the login was not accepted: check user and password)" : "");
}

void smtp_send(struct smtp *s, str to, str message, struct smtp_result *result)
{
    *result = (struct smtp_result){ .state = OUTBOX_FAILED, .said = "no mail address" };
    if (!mail_address_ok(to)) /* libcurl would put whatever it holds on the wire */
        return;
    struct arena_mark mark = arena_mark(&s->arena);
    struct curl_slist *list = curl_slist_append(NULL, str_cstr(&s->arena, str_fmt(&s->arena, "<%.*s>", STR_ARG(to))));
    if (!list)
        fail_no_memory();
    s->message = message;
    s->at = 0;
    s->stage = STAGE_SESSION;
    s->answer[0] = s->error[0] = '\0';
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, list);
    curl_easy_setopt(s->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message.len);
    judge(s, curl_easy_perform(s->curl), result);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(list);
    arena_release(&s->arena, mark);
    if (result->state != OUTBOX_SENT && !result->code)
        forget_connection(s);
}
