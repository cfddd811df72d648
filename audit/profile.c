/* SPDX-License-Identifier: MIT */
/* The profile: from YAML to checked data. */
#include "profile.h"
#include "profile_schema.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/pattern.h"
#include "core/yaml.h"
#include "reports/mail.h"
#include <arpa/inet.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct loading {
    const char *path;
    struct arena *arena;
    struct fail *fail;
};

struct site_profile *profile_none(struct arena *a)
{
    return arena_new(a, struct site_profile, 1);
}

/* --- telling where --- */

/* The line on which `field` carries `value`, or one below it in a list; else the line of the field; 0 if there is none.
 */
static int line_of(const char *path, const char *field, str value)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    int number = 0, found = 0, at = 0;
    ssize_t len;
    while (file && !found && (len = getline(&line, &room, file)) >= 0) {
        str words = { line, (size_t)len };
        number++;
        if (!at && str_has(words, str_from(field)))
            at = number;
        if (at && str_has(words, value))
            found = number;
    }
    free(line);
    if (file)
        fclose(file);
    return found ? found : at;
}

static bool fail_value(const struct loading *l, const char *field, str value, const char *allowed)
{
    int line = line_of(l->path, field, value);
    return fail_set(l->fail, FAIL_USAGE, "%s:%d: field '%s': '%s' is wrong; allowed: %s", l->path, line, field,
                    str_cstr(l->arena, value), allowed);
}

/* --- texts --- */

static str text(const struct loading *l, const char *s)
{
    return str_dup(l->arena, str_trim(str_from(s)));
}

static const str *texts(const struct loading *l, char *const *from, unsigned count, size_t *out_count)
{
    str *out = arena_new(l->arena, str, count);
    for (unsigned i = 0; i < count; i++)
        out[i] = text(l, from[i]);
    *out_count = count;
    return out;
}

typedef bool (*text_ok_fn)(const struct loading *l, str s);

static bool check_texts(const struct loading *l, const char *field, const str *items, size_t count, text_ok_fn ok,
                        const char *allowed)
{
    for (size_t i = 0; i < count; i++)
        if (!ok(l, items[i]))
            return l->fail->code ? false : fail_value(l, field, items[i], allowed);
    return true;
}

/* --- what is allowed --- */

static bool is_host(const struct loading *l, str s)
{
    (void)l;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool word = ascii_is_alnum(c) || c >= 0x80;
        if (!word && !strchr(".-_:[]*", c))
            return false;
    }
    return s.len > 0 && s.len < 254;
}

static bool is_network(const struct loading *l, str s)
{
    unsigned char address[16];
    int64_t bits;
    size_t slash = str_find(s, STR("/"));
    char *host = str_cstr(l->arena, str_slice(s, 0, slash == SIZE_MAX ? s.len : slash));
    int family = strchr(host, ':') ? AF_INET6 : AF_INET;
    if (inet_pton(family, host, address) != 1)
        return false;
    if (slash == SIZE_MAX)
        return true;
    return str_to_int(str_slice(s, slash + 1, s.len), &bits) && bits >= 0 && bits <= (family == AF_INET ? 32 : 128);
}

static bool is_pattern(const struct loading *l, str s)
{
    char where[400];
    snprintf(where, sizeof where, "%s:%d: field 'skip'", l->path, line_of(l->path, "skip", s));
    struct pattern *p = pattern_compile(s, where, l->fail);
    pattern_free(p);
    return p != NULL;
}

static const char mail_allowed[] = "one mail address such as name@example.gov.cn, in ASCII";

static bool is_mail(const struct loading *l, str s)
{
    (void)l;
    return mail_address_ok(s);
}

static bool is_url(str s)
{
    return str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://"));
}

/* --- parts --- */

static bool take_departments(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    struct profile_department *out = arena_new(l->arena, struct profile_department, y->departments_count);
    for (unsigned i = 0; i < y->departments_count; i++) {
        const struct yaml_department *d = &y->departments[i];
        struct profile_department *to = &out[i];
        to->name = text(l, d->name);
        to->aliases = texts(l, d->aliases, d->aliases_count, &to->alias_count);
        to->columns = texts(l, d->columns, d->columns_count, &to->column_count);
        to->to = texts(l, d->to, d->to_count, &to->to_count);
        to->cc = texts(l, d->cc, d->cc_count, &to->cc_count);
        for (size_t c = 0; c < to->column_count; c++)
            if (!is_url(to->columns[c]))
                return fail_value(l, "columns", to->columns[c], "an http:// or https:// address");
        if (!check_texts(l, "to", to->to, to->to_count, is_mail, mail_allowed) ||
            !check_texts(l, "cc", to->cc, to->cc_count, is_mail, mail_allowed))
            return false;
    }
    p->departments = out;
    p->department_count = y->departments_count;
    return true;
}

static bool take_pins(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    struct profile_pin *out = arena_new(l->arena, struct profile_pin, y->pins_count);
    for (unsigned i = 0; i < y->pins_count; i++) {
        const struct yaml_pin *pin = &y->pins[i];
        out[i] = (struct profile_pin){ text(l, pin->indicator ? pin->indicator : pin->topic), text(l, pin->url) };
        if (!pin->indicator == !pin->topic)
            return fail_value(l, "pins", out[i].url, "either 'indicator' or 'topic' beside 'url'");
        if (pin->indicator && !str_has(out[i].what, STR("/")))
            return fail_value(l, "indicator", out[i].what, "PLAN/NO such as shanting-2022/35");
        if (!is_url(out[i].url))
            return fail_value(l, "url", out[i].url, "an http:// or https:// address");
    }
    p->pins = out;
    p->pin_count = y->pins_count;
    return true;
}

static bool take_periods(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    struct profile_period *out = arena_new(l->arena, struct profile_period, y->periods_count);
    for (unsigned i = 0; i < y->periods_count; i++) {
        out[i] = (struct profile_period){ text(l, y->periods[i].column), y->periods[i].days };
        if (out[i].days < 1 || out[i].days > 3660)
            return fail_value(l, "days", str_fmt(l->arena, "%d", out[i].days), "1 to 3660");
    }
    p->periods = out;
    p->period_count = y->periods_count;
    return true;
}

static bool take_waivers(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    struct profile_waiver *out = arena_new(l->arena, struct profile_waiver, y->waivers_count);
    for (unsigned i = 0; i < y->waivers_count; i++) {
        const struct yaml_waiver *w = &y->waivers[i];
        out[i] = (struct profile_waiver){ .rule = text(l, w->rule),
                                          .subject = text(l, w->subject),
                                          .reason = text(l, w->reason),
                                          .owner = text(l, w->owner),
                                          .until = day_from_iso(str_from(w->until)) };
        if (!day_known(out[i].until))
            return fail_value(l, "until", str_from(w->until), "a day such as 2026-12-31");
        if (!out[i].reason.len)
            return fail_value(l, "reason", str_from(w->reason), "why it is waived, in words");
    }
    p->waivers = out;
    p->waiver_count = y->waivers_count;
    return true;
}

static bool take_numbers(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    if (y->rate && (!isfinite(*y->rate) || *y->rate <= 0 || *y->rate > 100000))
        return fail_value(l, "rate", str_fmt(l->arena, "%g", *y->rate), "requests a second, above 0, up to 100000");
    if (y->concurrency && (*y->concurrency < 1 || *y->concurrency > 256))
        return fail_value(l, "concurrency", str_fmt(l->arena, "%d", *y->concurrency), "1 to 256");
    if (y->deadline && (*y->deadline < 1 || *y->deadline > 250))
        return fail_value(l, "deadline", str_fmt(l->arena, "%d", *y->deadline), "1 to 250 working days");
    p->deadline = y->deadline ? *y->deadline : 0;
    p->rate = y->rate ? *y->rate : 0;
    p->concurrency = y->concurrency ? *y->concurrency : 0;
    return true;
}

/* One of `words` (index into it), or `otherwise` when the field is not there; -1 with the failure told. */
static int take_word(const struct loading *l, const char *field, const char *value, const char *const *words, int count,
                     int otherwise)
{
    if (!value)
        return otherwise;
    for (int i = 0; i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    fail_value(l, field, str_from(value), count == 2 ? "yes or no" : "starttls, tls or none");
    return -1;
}

static bool is_loopback(str server)
{
    return str_eq(server, STR("localhost")) || str_starts(server, STR("127.")) || str_eq(server, STR("::1"));
}

/* Files are named from the profile's own folder. */
static str beside_profile(const struct loading *l, const char *name)
{
    str path = text(l, name), profile = str_from(l->path);
    size_t slash = str_find_last(profile, STR("/"));
    if (!path.len || path.ptr[0] == '/' || slash == SIZE_MAX)
        return path;
    return str_fmt(l->arena, "%.*s/%.*s", STR_ARG(str_slice(profile, 0, slash)), STR_ARG(path));
}

static bool check_mail(const struct loading *l, const struct profile_mail *m)
{
    const str froms[] = { m->from, m->reply_to };
    if (!check_texts(l, "from", froms, 1, is_mail, mail_allowed) ||
        (m->reply_to.len && !check_texts(l, "reply_to", froms + 1, 1, is_mail, mail_allowed)) ||
        !check_texts(l, "operators", m->operators, m->operator_count, is_mail, mail_allowed) ||
        !check_texts(l, "server", &m->server, 1, is_host, "a host name or address"))
        return false;
    if (!m->operator_count)
        return fail_value(l, "mail", (str){ 0 }, "'operators' with at least one mail address, for the summary");
    if (m->port < 1 || m->port > 65535)
        return fail_value(l, "port", str_fmt(l->arena, "%d", m->port), "1 to 65535");
    if (m->timeout_s < 1 || m->timeout_s > 3600)
        return fail_value(l, "timeout", str_fmt(l->arena, "%d", m->timeout_s), "seconds, 1 to 3600");
    if (m->user.len && m->security == MAIL_NONE && !is_loopback(m->server))
        return fail_value(l, "security", STR("none"),
                          "starttls or tls, when there is a user: no password travels in clear");
    return true;
}

static bool take_mail(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    static const char *const securities[] = { "starttls", "tls", "none" }, *const answers[] = { "no", "yes" };
    const struct yaml_mail *m = y->mail;
    struct profile_mail *out = &p->mail;
    if (!m)
        return true;
    int security = take_word(l, "security", m->security, securities, 3, MAIL_STARTTLS);
    int xlsx = take_word(l, "attach_xlsx", m->attach_xlsx, answers, 2, 1);
    int html = take_word(l, "attach_html", m->attach_html, answers, 2, 1);
    int clear = take_word(l, "all_clear", m->all_clear, answers, 2, 0);
    if (security < 0 || xlsx < 0 || html < 0 || clear < 0)
        return false;
    *out = (struct profile_mail){ .given = true,
                                  .server = m->server ? text(l, m->server) : STR("localhost"),
                                  .port = m->port                ? *m->port
                                          : security == MAIL_TLS ? 465
                                                                 : 25,
                                  .security = (enum mail_security)security,
                                  .user = text(l, m->user),
                                  .password_file = beside_profile(l, m->password_file),
                                  .ca_file = beside_profile(l, m->ca_file),
                                  .from = text(l, m->from),
                                  .reply_to = text(l, m->reply_to),
                                  .attach_xlsx = xlsx,
                                  .attach_html = html,
                                  .all_clear = clear,
                                  .timeout_s = m->timeout ? *m->timeout : 60 };
    out->operators = texts(l, m->operators, m->operators_count, &out->operator_count);
    return check_mail(l, out);
}

static bool is_area(const struct loading *l, str value)
{
    int64_t number;
    (void)l;
    return value.len == 6 && value.ptr[0] != '0' && value.ptr[0] != '-' && value.ptr[0] != '+' &&
           str_to_int(value, &number);
}

static bool take_profile(const struct loading *l, const struct yaml_profile *y, struct site_profile *p)
{
    p->site = text(l, y->site);
    p->name = text(l, y->name);
    p->area = text(l, y->area);
    p->office = text(l, y->office);
    p->plans = texts(l, y->plans, y->plans_count, &p->plan_count);
    p->hosts = texts(l, y->hosts, y->hosts_count, &p->host_count);
    p->networks = texts(l, y->networks, y->networks_count, &p->network_count);
    p->enable = texts(l, y->enable, y->enable_count, &p->enable_count);
    p->skip = texts(l, y->skip, y->skip_count, &p->skip_count);
    return (!p->site.len || is_host(l, p->site) || fail_value(l, "site", p->site, "a host name")) &&
           (!p->area.len || is_area(l, p->area) ||
            fail_value(l, "area", p->area, "the six digits of an area code (行政区划代码)")) &&
           check_texts(l, "hosts", p->hosts, p->host_count, is_host, "host names") &&
           check_texts(l, "networks", p->networks, p->network_count, is_network,
                       "CIDR such as 10.0.0.0/8 or fd00::/8") &&
           check_texts(l, "skip", p->skip, p->skip_count, is_pattern, "PCRE2 patterns") && take_numbers(l, y, p) &&
           take_departments(l, y, p) && take_pins(l, y, p) && take_periods(l, y, p) && take_waivers(l, y, p) &&
           take_mail(l, y, p);
}

struct site_profile *profile_load(const char *path, struct arena *a, struct fail *f)
{
    struct loading l = { path, a, f };
    struct yaml_profile *y = yaml_load(path, &profile_schema, f);
    if (!y)
        return NULL;
    struct site_profile *p = profile_none(a);
    bool ok = take_profile(&l, y, p);
    yaml_free(&profile_schema, y);
    return ok ? p : NULL;
}

/* --- finding --- */

static str config_home(struct arena *a)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && config[0] == '/')
        return str_fmt(a, "%s/audit", config);
    return home && home[0] == '/' ? str_fmt(a, "%s/.config/audit", home) : (str){ 0 };
}

str profile_find(str host, const char *data_dir, struct arena *a)
{
    const str folders[] = { config_home(a), STR("/etc/audit"), str_fmt(a, "%s/profiles", data_dir) };
    str bare = str_starts(host, STR("www.")) ? str_slice(host, 4, host.len) : host;
    const str names[] = { host, bare };
    for (size_t i = 0; i < ARRAY_LEN(folders); i++)
        for (size_t n = 0; folders[i].len && n < ARRAY_LEN(names); n++) {
            str path = str_fmt(a, "%.*s/%.*s.yaml", STR_ARG(folders[i]), STR_ARG(names[n]));
            if (access(str_cstr(a, path), F_OK) == 0)
                return path;
        }
    return (str){ 0 };
}
