/* SPDX-License-Identifier: MIT */
/* Rulebooks from DATA/rulebooks/ (every .yaml file, by name; all top-level keys optional):
 *
 *   rules:
 *     - id: link.broken                # [A-Za-z0-9._-]; unique over all files
 *       title: 断链
 *       check: link.broken             # name in families.def
 *       severity: error                # error, warning, notice
 *       clause: '断链|错断链'           # optional PCRE2 over a clause's "title。text" in NFKC (brackets and commas are
 * ASCII) message: '链接 {subject} 打不开'  # {name} is taken from the evidence; {subject}, {column} remedy:
 * 更换或撤下该链接。 about: what it judges           # optional, as are the rest source: where its figures come from
 *       params: [{name: tries, value: 3}]  # a name that ends in _pattern holds a PCRE2 pattern
 *       opt_in: true                   # judged only for sites whose profile enables it
 *       tests: {match: [杜绝错链、断链], nomatch: [链接方式]}   # of the clause pattern
 *   topics:
 *     - {name: 政策解读, names: 'PCRE2 over column names', clause: 'optional PCRE2 over clauses'}
 *   classes:
 *     - {name: 动态要闻, names: 'PCRE2 over column names', days: 14, source: optional}
 *   synonyms:
 *     - words: [区教体局, 区教育和体育局]
 *   national:                          # see national.c
 *     - {part: veto, item: 首页不更新, condition: 两周没有新信息, measure: rules, tag: S, source: …, params: […]}
 */
#include "rulebook_yaml.h"
#include "text_file.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/limits.h"
#include "core/yaml.h"
#include "rules/rulebook.h"
#include <string.h>

struct loading { /* one rulebook being gathered from its files */
    struct arena *arena;
    struct fail *f;
    const char *path; /* of the file at hand */
    str text;
    struct {
        struct rule *items;
        size_t count, room;
    } rules;
    struct {
        struct topic *items;
        size_t count, room;
    } topics;
    struct {
        struct column_class *items;
        size_t count, room;
    } classes;
    struct {
        struct synonym *items;
        size_t count, room;
    } synonyms;
    struct {
        struct national_item *items;
        size_t count, room;
    } national;
    struct {
        struct pattern **items;
        size_t count, room;
    } patterns;
};

static str copy(const struct loading *l, const char *text)
{
    return str_dup(l->arena, str_from(text));
}

static const str *copy_list(const struct loading *l, char *const *texts, unsigned count)
{
    str *list = arena_new(l->arena, str, count);
    for (unsigned i = 0; i < count; i++)
        list[i] = copy(l, texts[i]);
    return list;
}

/* The line of `key: value` in the file, for mistakes that libcyaml cannot know; 0 if it is written in another way. */
static int line_of(str text, const char *key, str value)
{
    str line;
    for (int number = 1; str_cut(&text, '\n', &line); number++) {
        size_t at = str_find(line, str_from(key));
        if (at == SIZE_MAX)
            continue;
        str rest = str_trim(str_slice(line, at + strlen(key), line.len));
        if (!str_starts(rest, STR(":")))
            continue;
        size_t value_at = str_find(rest, value);
        if (value_at != SIZE_MAX && value_at <= 3)
            return number;
    }
    return 0;
}

/* Compiles a pattern the rulebook will own; NULL source gives NULL. False with the failure set. */
static bool compile(struct loading *l, const char *source, const char *owner, const char *field,
                    const struct pattern **out)
{
    *out = NULL;
    if (!source)
        return true;
    int line = line_of(l->text, field, str_from(source));
    str where = str_fmt(l->arena, "%s:%d: '%s' of %s", l->path, line, field, owner);
    struct pattern *p = pattern_compile(copy(l, source), where.ptr, l->f);
    if (!p)
        return false;
    *arena_push(l->arena, &l->patterns) = p;
    *out = p;
    return true;
}

static bool id_is_plain(str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool letter = ascii_is_alnum(c);
        if (!letter && (i == 0 || !strchr(".-_", c)))
            return false;
    }
    return id.len > 0;
}

static bool check_id(struct loading *l, const char *text)
{
    str id = str_from(text);
    int line = line_of(l->text, "id", id);
    if (!id_is_plain(id))
        return fail_set(l->f, FAIL_USAGE, "%s:%d: field 'id': '%s', allowed: letters, digits and . - _", l->path, line,
                        text);
    for (size_t i = 0; i < l->rules.count; i++) {
        if (str_eq(l->rules.items[i].id, id))
            return fail_set(l->f, FAIL_USAGE, "%s:%d: field 'id': rule '%s' is there already; ids are unique", l->path,
                            line, text);
    }
    return true;
}

/* Word lists are data: a value whose name ends in "_pattern" is a PCRE2 pattern. */
static bool copy_params(struct loading *l, const char *owner, const struct yaml_rule_param *from, unsigned count,
                        const struct rule_param **out)
{
    struct rule_param *params = arena_new(l->arena, struct rule_param, count);
    *out = params;
    for (unsigned i = 0; i < count; i++) {
        params[i] = (struct rule_param){ copy(l, from[i].name), copy(l, from[i].value), NULL };
        if (str_ends(params[i].name, STR("_pattern")) &&
            !compile(l, from[i].value, owner, from[i].name, &params[i].pattern))
            return false;
    }
    return true;
}

static bool add_rule(struct loading *l, const struct yaml_rule *y)
{
    const struct pattern *clause = NULL;
    const struct rule_param *params = NULL;
    if (!check_id(l, y->id) || !compile(l, y->clause, y->id, "clause", &clause) ||
        !copy_params(l, y->id, y->params, y->params_count, &params))
        return false;
    *arena_push(l->arena, &l->rules) = (struct rule){
        .id = copy(l, y->id),
        .title = copy(l, y->title),
        .check = copy(l, y->check),
        .severity = y->severity,
        .clause = clause,
        .clause_source = copy(l, y->clause),
        .message = copy(l, y->message),
        .remedy = copy(l, y->remedy),
        .about = copy(l, y->about),
        .source = copy(l, y->source),
        .opt_in = y->opt_in,
        .params = params,
        .param_count = y->params_count,
        .match = copy_list(l, y->tests.match, y->tests.match_count),
        .match_count = y->tests.match_count,
        .nomatch = copy_list(l, y->tests.nomatch, y->tests.nomatch_count),
        .nomatch_count = y->tests.nomatch_count,
    };
    return true;
}

static bool add_topic(struct loading *l, const struct yaml_topic *y)
{
    const struct pattern *names = NULL, *clause = NULL;
    if (!compile(l, y->names, y->name, "names", &names) || !compile(l, y->clause, y->name, "clause", &clause))
        return false;
    *arena_push(l->arena, &l->topics) = (struct topic){ copy(l, y->name), names, clause, copy(l, y->clause) };
    return true;
}

static bool add_class(struct loading *l, const struct yaml_class *y)
{
    const struct pattern *names = NULL;
    if (!compile(l, y->names, y->name, "names", &names))
        return false;
    *arena_push(l->arena, &l->classes) = (struct column_class){ copy(l, y->name), names, y->days, copy(l, y->source) };
    return true;
}

/* A figure that is remembered and was read nowhere takes no points off. */
static bool add_national(struct loading *l, const struct yaml_national *y)
{
    str part = copy(l, y->part), tag = copy(l, y->tag);
    int line = line_of(l->text, "item", str_from(y->item));
    if (!str_eq(part, STR("veto")) && !str_eq(part, STR("deduction")))
        return fail_set(l->f, FAIL_USAGE, "%s:%d: field 'part': '%s', allowed: veto, deduction", l->path, line,
                        y->part);
    if (!str_eq(tag, STR("S")) && !str_eq(tag, STR("M")) && !str_eq(tag, STR("I")))
        return fail_set(l->f, FAIL_USAGE, "%s:%d: field 'tag': '%s', allowed: S, M, I", l->path, line, y->tag);
    if (y->points && !str_eq(tag, STR("S")))
        return fail_set(l->f, FAIL_USAGE, "%s:%d: field 'points': only an item whose tag is S has points", l->path,
                        line);
    const struct rule_param *params = NULL;
    if (!copy_params(l, y->item, y->params, y->params_count, &params))
        return false;
    *arena_push(l->arena, &l->national) =
        (struct national_item){ .part = part,
                                .item = copy(l, y->item),
                                .condition = copy(l, y->condition),
                                .measure = copy(l, y->measure),
                                .why = copy(l, y->why),
                                .points = y->points,
                                .tag = tag,
                                .source = copy(l, y->source),
                                .params = { .params = params, .param_count = y->params_count } };
    return true;
}

static bool add_book(struct loading *l, const struct yaml_rulebook *y)
{
    bool ok = true;
    for (unsigned i = 0; ok && i < y->rules_count; i++)
        ok = add_rule(l, &y->rules[i]);
    for (unsigned i = 0; ok && i < y->topics_count; i++)
        ok = add_topic(l, &y->topics[i]);
    for (unsigned i = 0; ok && i < y->national_count; i++)
        ok = add_national(l, &y->national[i]);
    for (unsigned i = 0; ok && i < y->classes_count; i++)
        ok = add_class(l, &y->classes[i]);
    for (unsigned i = 0; ok && i < y->synonyms_count; i++) {
        const struct yaml_words *w = &y->synonyms[i];
        *arena_push(l->arena, &l->synonyms) =
            (struct synonym){ copy_list(l, w->words, w->words_count), w->words_count };
    }
    return ok;
}

static bool add_file(struct loading *l, const char *path)
{
    l->path = path;
    l->text = text_file_read(l->arena, path, LIMIT_YAML_LEN, l->f);
    if (l->f->code != FAIL_NONE)
        return false;
    struct yaml_rulebook *y = yaml_load_text(path, l->text, rulebook_yaml_schema, l->f);
    if (!y)
        return false;
    bool ok = add_book(l, y);
    yaml_free(rulebook_yaml_schema, y);
    return ok;
}

struct rulebook *rulebook_load(struct arena *a, const char *data_dir, struct fail *f)
{
    struct text_files files;
    if (!text_files_list(a, str_fmt(a, "%s/rulebooks", data_dir).ptr, STR(".yaml"), &files, f))
        return NULL;
    struct loading l = { .arena = a, .f = f };
    bool ok = true;
    for (size_t i = 0; ok && i < files.count; i++)
        ok = add_file(&l, files.items[i]);
    struct rulebook *book = arena_new(a, struct rulebook, 1);
    *book = (struct rulebook){
        .rules = l.rules.items,
        .rule_count = l.rules.count,
        .topics = l.topics.items,
        .topic_count = l.topics.count,
        .classes = l.classes.items,
        .class_count = l.classes.count,
        .synonyms = l.synonyms.items,
        .synonym_count = l.synonyms.count,
        .national = l.national.items,
        .national_count = l.national.count,
        .patterns = l.patterns.items,
        .pattern_count = l.patterns.count,
    };
    if (ok)
        return book;
    rulebook_free(book);
    return NULL;
}

void rulebook_free(struct rulebook *b)
{
    for (size_t i = 0; b && i < b->pattern_count; i++)
        pattern_free(b->patterns[i]);
    if (b)
        *b = (struct rulebook){ 0 };
}

static bool is_enabled(str id, const str *enabled, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str wanted = enabled[i];
        bool family = str_ends(wanted, STR(".*"));
        if (family ? str_starts(id, str_slice(wanted, 0, wanted.len - 1)) : str_eq(id, wanted))
            return true;
    }
    return false;
}

void rulebook_enable(struct rulebook *b, const str *enabled, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->rule_count; i++) {
        if (!b->rules[i].opt_in || is_enabled(b->rules[i].id, enabled, count))
            b->rules[kept++] = b->rules[i];
    }
    b->rule_count = kept;
}

const struct rule *rulebook_find(const struct rulebook *b, str id)
{
    for (size_t i = 0; i < b->rule_count; i++) {
        if (str_eq(b->rules[i].id, id))
            return &b->rules[i];
    }
    return NULL;
}

str rule_param_str(const struct rule *r, const char *name, str fallback)
{
    for (size_t i = 0; i < r->param_count; i++) {
        if (str_eq(r->params[i].name, str_from(name)))
            return r->params[i].value;
    }
    return fallback;
}

const struct pattern *rule_param_pattern(const struct rule *r, const char *name)
{
    for (size_t i = 0; i < r->param_count; i++) {
        if (str_eq(r->params[i].name, str_from(name)))
            return r->params[i].pattern;
    }
    return NULL;
}

int64_t rule_param_int(const struct rule *r, const char *name, int64_t fallback)
{
    int64_t value = 0;
    return str_to_int(rule_param_str(r, name, (str){ 0 }), &value) ? value : fallback;
}
