/* SPDX-License-Identifier: MIT */
/* The engine's side of a check: verdicts, evidence, and the table from names to functions. */
#include "families.h"
#include "judging.h"
#include "rules/copies.h"
#include "address.h"
#include "home.h"
#include "strmap.h"
#include "core/limits.h"
#include <stdio.h>

enum { EVIDENCE_LEN = 64 << 10 };

static const struct {
    str name;
    check_fn run;
} families[] = {
#define CHECK(name, function) { STR_INIT(name), function },
#include "families.def"
#undef CHECK
};

check_fn check_by_name(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(families); i++) {
        if (str_eq(families[i].name, name))
            return families[i].run;
    }
    return NULL;
}

str check_names(struct arena *a)
{
    str names[ARRAY_LEN(families)];
    for (size_t i = 0; i < ARRAY_LEN(families); i++)
        names[i] = families[i].name;
    return str_join(a, names, ARRAY_LEN(families), STR(", "));
}

/* --- evidence --- */

void evidence_start(struct evidence *e)
{
    buf_init(&e->text, EVIDENCE_LEN);
    json_to_buf(&e->json, &e->text, false);
    json_object(&e->json, NULL);
}

void evidence_str(struct evidence *e, const char *key, str value)
{
    json_str_or_null(&e->json, key, value);
}

void evidence_int(struct evidence *e, const char *key, int64_t value)
{
    json_int(&e->json, key, value);
}

void evidence_day(struct evidence *e, const char *key, day value)
{
    if (!day_known(value)) {
        json_null(&e->json, key);
        return;
    }
    struct day_parts p = day_parts(value);
    char text[32];
    int len = snprintf(text, sizeof text, "%04d-%02d-%02d", p.year, p.month, p.day);
    json_str(&e->json, key, (str){ text, (size_t)len });
}

void evidence_list(struct evidence *e, const char *key, const str *values, size_t count)
{
    json_array(&e->json, key);
    for (size_t i = 0; i < count; i++)
        json_str(&e->json, NULL, values[i]);
    json_end_array(&e->json);
}

str evidence_end(struct evidence *e, struct arena *a)
{
    json_end_object(&e->json);
    str text = json_ok(&e->json) && !e->text.full ? str_dup(a, buf_str(&e->text)) : STR("{}");
    buf_done(&e->text);
    return text;
}

/* --- verdicts --- */

/* One spelling per subject, so that /x/ and /x/index.html are one fault from run to run. */
static uint64_t subject_hash(struct judge *j, const struct rule *rule, str subject)
{
    struct arena_mark mark = arena_mark(j->arena);
    str plain = str_find(subject, STR("://")) != SIZE_MAX ? address_canon(j->arena, subject) : subject;
    str site = j->site->run.site; /* shanting.gov.cn and www.shanting.gov.cn are one portal */
    if (str_starts(site, STR("www.")))
        site = str_slice(site, 4, site.len);
    uint64_t hash = str_hash(str_fmt(j->arena, "%.*s\n%.*s\n%.*s", STR_ARG(rule->id), STR_ARG(site), STR_ARG(plain)));
    arena_release(j->arena, mark);
    return hash;
}

str check_id(struct judge *j, const struct rule *rule, str subject)
{
    return str_fmt(j->arena, "%016llx", (unsigned long long)subject_hash(j, rule, subject));
}

void check_pass(struct judge *j, const struct rule *rule, str subject)
{
    *arena_push(j->arena, &j->out->healthy) = subject_hash(j, rule, subject);
}

void check_unverified(struct judge *j, const struct rule *rule, str subject, str reason, str detail)
{
    if (!j->unsure) {
        j->unsure = arena_new(j->arena, struct strmap, 1);
        strmap_init(j->unsure, j->arena);
    }
    str key = str_fmt(j->arena, "%.*s\n%.*s", STR_ARG(rule->id), STR_ARG(subject));
    if (strmap_get(j->unsure, key) != NONE)
        return;
    strmap_put(j->unsure, key, 0);
    struct unverified *u = arena_push(j->arena, &j->out->unverified);
    *u = (struct unverified){ rule->id, str_dup(j->arena, subject), reason, str_dup(j->arena, detail) };
}

static const str *place_addresses(struct judge *j, const struct fault *fault, size_t *count)
{
    *count = fault->where_len < LIMIT_PLACES ? fault->where_len : LIMIT_PLACES;
    str *list = arena_new(j->arena, str, *count + 1);
    for (size_t i = 0; i < *count; i++)
        list[i] = j->site->resources[fault->where[i]].address;
    return list;
}

static bool has_place(const struct finding *f, str address)
{
    for (size_t i = 0; i < f->where_len; i++)
        if (str_eq(f->where[i], address))
            return true;
    return false;
}

/* The pages of both are where it is seen. */
static void join_places(struct judge *j, struct finding *f, const struct finding *other)
{
    str *list = arena_new(j->arena, str, LIMIT_PLACES + 1);
    size_t count = 0, shared = 0;
    for (size_t i = 0; i < f->where_len; i++)
        list[count++] = f->where[i];
    for (size_t i = 0; i < other->where_len; i++) {
        bool known = has_place(f, other->where[i]);
        shared += known;
        if (!known && count < LIMIT_PLACES)
            list[count++] = other->where[i];
    }
    f->where = list;
    f->where_len = count;
    f->where_count += other->where_count - (int64_t)shared;
}

/* A page of ours that fails over http and https alike, with and without www., is one fault under its plainest address.
 * Outside, nobody knows whether two addresses are one page. */
static void put_finding(struct judge *j, const struct finding *f)
{
    if (!j->accused) {
        j->accused = arena_new(j->arena, struct strmap, 1);
        strmap_init(j->accused, j->arena);
    }
    uint32_t number = (uint32_t)j->out->findings.count, own = site_find(j->site, f->subject);
    bool ours = own != NONE && j->site->resources[own].own;
    uint32_t first = ours ? strmap_put(j->accused, f->id, number) : number;
    if (first == number) {
        *arena_push(j->arena, &j->out->findings) = *f;
        return;
    }
    struct finding *told = &j->out->findings.items[first], both = *f;
    bool better = copies_oddness(j->site, f->subject) < copies_oddness(j->site, told->subject);
    if (!better)
        both = *told;
    join_places(j, &both, better ? told : f);
    *told = both;
}

/* Where officers find a fault that several pages show: in the column of the first that has one, or on the home page. */
static void put_locator(struct judge *j, const struct fault *fault, struct finding *f)
{
    const struct columns *all = j->columns;
    uint32_t column = fault->column < all->count ? fault->column : NONE;
    if (!j->home_asked)
        j->home = home_find(j->site);
    j->home_asked = true;
    for (size_t i = 0; column == NONE && i < fault->where_len; i++) {
        uint32_t page = fault->where[i];
        if (page == j->home) {
            f->column_name = f->column_path = STR("首页");
            f->column_url = j->site->resources[page].address;
            return;
        }
        column = all->of_resource[page] != NONE ? all->of_resource[page] : all->home_of[page];
    }
    if (column == NONE)
        return;
    f->column_name = all->items[column].name;
    f->column_path = all->items[column].path;
    f->column_url = all->items[column].address;
}

void check_fail(struct judge *j, const struct rule *rule, const struct fault *fault)
{
    struct finding f = { .id = check_id(j, rule, fault->subject),
                         .rule = rule->id,
                         .rule_title = rule->title,
                         .severity = rule->severity,
                         .state = STR("new"),
                         .first_seen = j->as_of,
                         .subject = str_dup(j->arena, fault->subject),
                         .indicator = fault->indicator,
                         .evidence = fault->evidence.len ? fault->evidence : STR("{}") };
    f.where = place_addresses(j, fault, &f.where_len);
    f.where_count = fault->where_count ? fault->where_count : (int64_t)fault->where_len;
    if (fault->column != NONE && fault->column < j->columns->count) {
        const struct column *c = &j->columns->items[fault->column];
        f.column_name = c->name;
        f.column_path = c->path;
        f.column_url = c->address;
    }
    judge_bind(j, rule, fault, &f);
    f.department = judge_department(j, fault, &f);
    f.message = judge_fill(j, rule->message, &f);
    f.remedy = judge_fill(j, rule->remedy, &f);
    put_locator(j, fault, &f);
    put_finding(j, &f);
}
