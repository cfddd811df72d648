/* SPDX-License-Identifier: MIT */
/* robots.txt: groups, rules and matching by RFC 9309. */
#include "crawler/robots.h"
#include "core/arena.h"
#include "core/ascii.h"
#include <string.h>

struct rule {
    str pattern; /* percent sequences normalised */
    bool allow;
};

struct rule_list {
    struct rule *items;
    size_t count, room;
};

struct str_list {
    str *items;
    size_t count, room;
};

struct robots {
    struct rule_list rules;
    struct str_list sitemaps;
    double crawl_delay;
};

enum { RULES_MAX = 5000, PATTERN_LEN_MAX = 2000, SITEMAPS_MAX = 1000, DELAY_MAX_S = 3600 };

/* Where a line belongs: rules of our own token win over those of "*" however the groups are ordered. */
enum group { GROUP_OTHER = 0, GROUP_ANY = 1, GROUP_OURS = 2 };

struct parser {
    struct arena *arena;
    str agent;
    struct robots *out;      /* for sitemaps, which belong to no group */
    struct robots any, ours; /* rules and delay of "*" and of our token */
    bool ours_seen;
    unsigned groups; /* of the group being read: GROUP_ANY | GROUP_OURS */
    bool in_agents;  /* the last line that counted was a user-agent line */
};

static bool is_unreserved(int c)
{
    return ascii_is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Section 2.2.2: octets outside ASCII are percent-encoded, percent sequences of unreserved characters decoded, others
 * in upper case, so that both sides compare octet by octet. "*" and "$" stay bare only where they are special: in a
 * pattern, the latter at its end. */
static str normalise(struct arena *a, str path, bool pattern)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = arena_new(a, char, path.len * 3 + 1);
    size_t len = 0;
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        int high = i + 2 < path.len && c == '%' ? ascii_hex_value(path.ptr[i + 1]) : -1;
        int low = high >= 0 ? ascii_hex_value(path.ptr[i + 2]) : -1;
        bool escaped = low >= 0;
        int octet = escaped ? high * 16 + low : c;
        bool special = !escaped && ((c == '*' && pattern) || (c == '$' && pattern && i + 1 == path.len));
        i += escaped ? 2 : 0;
        if (special || is_unreserved(octet) || (!escaped && c > 0x20 && c < 0x7f && c != '*' && c != '$')) {
            out[len++] = (char)octet;
            continue;
        }
        out[len++] = '%';
        out[len++] = hex[octet >> 4 & 15];
        out[len++] = hex[octet & 15];
    }
    return (str){ out, len };
}

/* The product token of a user-agent line: letters, "-" and "_" (section 2.2.1). */
static str token_of(str value)
{
    size_t i = 0;
    while (i < value.len &&
           (((value.ptr[i] | 32) >= 'a' && (value.ptr[i] | 32) <= 'z') || value.ptr[i] == '-' || value.ptr[i] == '_'))
        i++;
    return str_slice(value, 0, i);
}

static void on_agent(struct parser *p, str value)
{
    if (!p->in_agents)
        p->groups = GROUP_OTHER;
    p->in_agents = true;
    str token = token_of(value);
    if (str_starts(value, STR("*"))) {
        p->groups |= GROUP_ANY;
    } else if (token.len && str_eq_nocase(token, p->agent)) {
        p->groups |= GROUP_OURS;
        p->ours_seen = true;
    }
}

static void add_rule(struct parser *p, struct robots *group, str value, bool allow)
{
    if (group->rules.count >= RULES_MAX || value.len > PATTERN_LEN_MAX)
        return;
    *arena_push(p->arena, &group->rules) = (struct rule){ .pattern = normalise(p->arena, value, true), .allow = allow };
}

static void on_rule(struct parser *p, str value, bool allow)
{
    p->in_agents = false;
    if (value.len == 0 || (value.ptr[0] != '/' && value.ptr[0] != '*'))
        return; /* an empty rule is none; one that begins otherwise can match no path */
    if (p->groups & GROUP_ANY)
        add_rule(p, &p->any, value, allow);
    if (p->groups & GROUP_OURS)
        add_rule(p, &p->ours, value, allow);
}

/* "3", "0.5"; anything else is no delay. */
static double seconds_of(str value)
{
    double whole = 0, part = 0, scale = 1;
    size_t i = 0;
    for (; ascii_digit_at(value, i) && whole <= DELAY_MAX_S; i++)
        whole = whole * 10 + (value.ptr[i] - '0');
    if (i < value.len && value.ptr[i] == '.')
        for (i++; ascii_digit_at(value, i) && scale < 1e6; i++) {
            part = part * 10 + (value.ptr[i] - '0');
            scale *= 10;
        }
    double delay = whole + part / scale;
    return delay < DELAY_MAX_S ? delay : DELAY_MAX_S;
}

static void on_delay(struct parser *p, str value)
{
    p->in_agents = false;
    if (p->groups & GROUP_ANY)
        p->any.crawl_delay = seconds_of(value);
    if (p->groups & GROUP_OURS)
        p->ours.crawl_delay = seconds_of(value);
}

static void on_sitemap(struct parser *p, str value)
{
    if (value.len && p->out->sitemaps.count < SITEMAPS_MAX)
        *arena_push(p->arena, &p->out->sitemaps) = str_dup(p->arena, value);
}

static void on_line(struct parser *p, str line)
{
    size_t comment = str_find(line, STR("#"));
    line = str_trim(str_slice(line, 0, comment));
    size_t colon = str_find(line, STR(":"));
    if (colon == SIZE_MAX)
        return;
    str key = str_trim(str_slice(line, 0, colon)), value = str_trim(str_slice(line, colon + 1, line.len));
    if (str_eq_nocase(key, STR("user-agent")) || str_eq_nocase(key, STR("useragent")))
        on_agent(p, value);
    else if (str_eq_nocase(key, STR("disallow")))
        on_rule(p, value, false);
    else if (str_eq_nocase(key, STR("allow")))
        on_rule(p, value, true);
    else if (str_eq_nocase(key, STR("crawl-delay")))
        on_delay(p, value);
    else if (str_eq_nocase(key, STR("sitemap")))
        on_sitemap(p, value);
}

const struct robots *robots_parse(struct arena *a, str body, str agent)
{
    struct robots *out = arena_new(a, struct robots, 1);
    struct parser p = { .arena = a, .agent = agent, .out = out };
    if (str_starts(body, STR("\xef\xbb\xbf")))
        body = str_slice(body, 3, body.len);
    while (body.len) {
        size_t end = 0;
        while (end < body.len && body.ptr[end] != '\n' && body.ptr[end] != '\r')
            end++;
        on_line(&p, str_slice(body, 0, end));
        body = str_slice(body, end + 1, body.len);
    }
    const struct robots *group = p.ours_seen ? &p.ours : &p.any;
    out->rules = group->rules;
    out->crawl_delay = group->crawl_delay;
    return out;
}

/* Section 2.2.3: "*" stands for any octets, "$" at the end for the end. Goes back to the last "*" only: linear in
 * practice, never worse than pattern times path. */
static bool matches(str pattern, str path)
{
    bool anchored = pattern.len && pattern.ptr[pattern.len - 1] == '$';
    if (anchored)
        pattern.len--;
    size_t i = 0, k = 0, star = SIZE_MAX, resume = 0;
    while (k < path.len || i < pattern.len) {
        if (i == pattern.len && !anchored)
            return true;
        if (i < pattern.len && pattern.ptr[i] == '*') {
            star = i++;
            resume = k;
        } else if (i < pattern.len && k < path.len && pattern.ptr[i] == path.ptr[k]) {
            i++;
            k++;
        } else if (star != SIZE_MAX && resume < path.len) {
            i = star + 1;
            k = ++resume;
        } else {
            return false;
        }
    }
    return true;
}

bool robots_allow(const struct robots *r, str path_and_query)
{
    if (!r || r->rules.count == 0 || str_eq(path_and_query, STR("/robots.txt")))
        return true;
    struct arena scratch;
    arena_init(&scratch);
    str path = normalise(&scratch, path_and_query.len ? path_and_query : STR("/"), false);
    size_t longest = 0;
    bool allow = true;
    for (size_t i = 0; i < r->rules.count; i++) {
        const struct rule *rule = &r->rules.items[i];
        if (rule->pattern.len < longest || (rule->pattern.len == longest && !rule->allow && longest > 0))
            continue;
        if (matches(rule->pattern, path)) {
            longest = rule->pattern.len;
            allow = rule->allow;
        }
    }
    arena_done(&scratch);
    return allow;
}

const str *robots_sitemaps(const struct robots *r, size_t *count)
{
    *count = r ? r->sitemaps.count : 0;
    return r ? r->sitemaps.items : NULL;
}

double robots_crawl_delay(const struct robots *r)
{
    return r ? r->crawl_delay : 0;
}
