/* SPDX-License-Identifier: MIT */
/* `audit plan`: brings official texts into plan YAML, and shows which rules judge which clause. */
#include "cmd_plan.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/json.h"
#include "core/limits.h"
#include "rules/rulebook.h"
#include <stdio.h>
#include <string.h>

static const char usage[] = "usage: audit plan import FILE [--id ID] | audit plan show NAME|FILE [--json]";

struct plan_words { /* what was asked */
    const char *verb, *target, *id;
    bool json;
};

struct plan_view {
    const struct plan *plan;
    const struct clause_rules *rules; /* one entry a clause */
};

static bool read_words(int argc, char **argv, struct plan_words *w, struct fail *f)
{
    *w = (struct plan_words){ .verb = argc > 1 ? argv[1] : "" };
    bool importing = strcmp(w->verb, "import") == 0;
    if (!importing && strcmp(w->verb, "show") != 0)
        return fail_set(f, FAIL_USAGE, "plan: '%s' is neither import nor show; %s", w->verb, usage);
    for (int i = 2; i < argc; i++) {
        if (importing && strcmp(argv[i], "--id") == 0 && i + 1 < argc)
            w->id = argv[++i];
        else if (!importing && strcmp(argv[i], "--json") == 0)
            w->json = true;
        else if (argv[i][0] == '-' && argv[i][1])
            return fail_set(f, FAIL_USAGE, "plan %s: unknown option or missing value: '%s'; %s", w->verb, argv[i],
                            usage);
        else if (w->target)
            return fail_set(f, FAIL_USAGE, "plan %s: one plan at a time, '%s' is too much", w->verb, argv[i]);
        else
            w->target = argv[i];
    }
    return w->target || fail_set(f, FAIL_USAGE, "plan %s: which one? %s", w->verb, usage);
}

static bool print_plan_yaml(struct arena *a, const struct plan_words *w, struct fail *f)
{
    struct plan *p = plan_import_file(a, w->target, f);
    if (!p)
        return false;
    if (w->id)
        p->id = str_from(w->id);
    struct buf out;
    buf_init(&out, LIMIT_YAML_LEN * 2);
    plan_write_yaml(p, &out, a);
    bool ok = !out.full && fwrite(out.bytes, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_done(&out);
    return ok || fail_set(f, FAIL_MACHINE, "cannot write to the standard output");
}

static void json_units(struct json_writer *w, const str *units, size_t count)
{
    json_array(w, "units");
    for (size_t i = 0; i < count; i++)
        json_str(w, NULL, units[i]);
    json_end_array(w);
}

static void json_clause(struct json_writer *w, const struct plan_clause *c, const struct clause_rules *rules)
{
    json_object(w, NULL);
    json_str(w, "id", c->id);
    json_str(w, "title", c->title);
    json_str(w, "text", c->text);
    json_units(w, c->units, c->unit_count);
    json_array(w, "rules");
    for (size_t i = 0; i < rules->count; i++)
        json_str(w, NULL, rules->items[i]->id);
    json_end_array(w);
    json_end_object(w);
}

static void json_number(struct json_writer *w, const char *key, int value)
{
    if (value)
        json_int(w, key, value);
    else
        json_null(w, key);
}

static void json_indicator(struct json_writer *w, const struct plan_indicator *n)
{
    json_object(w, NULL);
    json_str(w, "no", n->no);
    json_str(w, "name", n->name);
    json_units(w, n->units, n->unit_count);
    json_object(w, "limit");
    json_str(w, "kind", words_plan_limit_kind(n->limit.kind));
    json_number(w, "month", n->limit.month);
    json_number(w, "days", n->limit.days);
    json_number(w, "workdays", n->limit.workdays);
    json_end_object(w);
    json_end_object(w);
}

static bool print_json(const struct plan_view *v, struct fail *f)
{
    struct json_writer w;
    const struct plan *p = v->plan;
    json_to_file(&w, stdout, true);
    json_object(&w, NULL);
    json_str(&w, "id", p->id);
    json_str(&w, "title", p->title);
    json_str_or_null(&w, "number", p->number);
    json_str_or_null(&w, "issuer", p->issuer);
    json_str_or_null(&w, "date", p->date);
    json_array(&w, "clauses");
    for (size_t i = 0; i < p->clause_count; i++)
        json_clause(&w, &p->clauses[i], &v->rules[i]);
    json_end_array(&w);
    json_array(&w, "indicators");
    for (size_t i = 0; i < p->indicator_count; i++)
        json_indicator(&w, &p->indicators[i]);
    json_end_array(&w);
    json_end_object(&w);
    return (json_ok(&w) && putchar('\n') != EOF && fflush(stdout) == 0) ||
           fail_set(f, FAIL_MACHINE, "cannot write to the standard output");
}

static void print_clause(struct arena *a, const struct plan_clause *c, const struct clause_rules *rules)
{
    printf("%.*s  %.*s\n", STR_ARG(c->id), STR_ARG(c->title));
    if (c->unit_count)
        printf("    units: %s\n", str_join(a, c->units, c->unit_count, STR("、")).ptr);
    if (rules->count == 0) {
        str why = c->not_automatic.len ? c->not_automatic : STR("规则库里没有与本条文字对应的规则，需要人工检查。");
        printf("    no rule: %.*s\n", STR_ARG(why));
        return;
    }
    printf("    rules:");
    for (size_t i = 0; i < rules->count; i++)
        printf(" %.*s", STR_ARG(rules->items[i]->id));
    putchar('\n');
}

static void print_indicator(struct arena *a, const struct plan_indicator *n)
{
    printf("%.*s  %.*s  [%s]  %s\n", STR_ARG(n->no), STR_ARG(n->name), plan_limit_text(a, &n->limit).ptr,
           str_join(a, n->units, n->unit_count, STR("、")).ptr);
}

static bool print_text(struct arena *a, const struct plan_view *v, struct fail *f)
{
    const struct plan *p = v->plan;
    size_t bound = 0;
    for (size_t i = 0; i < p->clause_count; i++)
        bound += v->rules[i].count > 0;
    printf("%.*s  %.*s\n", STR_ARG(p->id), STR_ARG(p->title));
    printf("%.*s  %.*s  %.*s\n", STR_ARG(p->number), STR_ARG(p->issuer), STR_ARG(p->date));
    printf("%zu clauses, %zu with rules, %zu without; %zu indicators\n\n", p->clause_count, bound,
           p->clause_count - bound, p->indicator_count);
    for (size_t i = 0; i < p->clause_count; i++)
        print_clause(a, &p->clauses[i], &v->rules[i]);
    if (p->indicator_count)
        printf("\nindicators\n");
    for (size_t i = 0; i < p->indicator_count; i++)
        print_indicator(a, &p->indicators[i]);
    return (fflush(stdout) == 0 && !ferror(stdout)) || fail_set(f, FAIL_MACHINE, "cannot write to the standard output");
}

static bool show_plan(struct arena *a, const struct plan_words *w, const char *data_dir, struct fail *f)
{
    struct plan_view v = { .plan = plan_load(a, data_dir, str_from(w->target), f) };
    struct rulebook *book = v.plan ? rulebook_load(a, data_dir, f) : NULL;
    if (!book)
        return false;
    v.rules = bind_plan_rules(a, book, v.plan);
    bool ok = w->json ? print_json(&v, f) : print_text(a, &v, f);
    rulebook_free(book);
    return ok;
}

int cmd_plan(int argc, char **argv, const char *data_dir)
{
    struct plan_words words;
    struct fail f = { 0 };
    struct arena a;
    arena_init(&a);
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0))
        puts(usage);
    else if (read_words(argc, argv, &words, &f) && strcmp(words.verb, "import") == 0)
        print_plan_yaml(&a, &words, &f);
    else if (f.code == FAIL_NONE)
        show_plan(&a, &words, data_dir, &f);
    if (f.code != FAIL_NONE)
        fprintf(stderr, "audit: %s\n", f.text);
    arena_done(&a);
    return (int)f.code;
}
